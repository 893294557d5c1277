/* A group's meetings as a calendar file (RFC 5545), for telephones and shared calendars. In: the
 * plan, and the file as an earlier run wrote it. Out: the file anew.
 *
 * Each meeting keeps its UID, made of curriculum, group and number, so that an import updates what
 * is there and never doubles it. SEQUENCE tells calendars which of two is newer: an event that
 * differs from the one in the old file gets the next number, one that does not keeps its own, and
 * one that is no longer planned is cancelled. Times are local without a zone: a meeting stays at
 * five o'clock when clocks change. There is no clock here either: DTSTAMP is the day of the first
 * meeting. */
#include "engine/engine_priv.h"

#include "base/map.h"
#include "base/mem.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libical/ical.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is used of libical. */
#define CALLS(X)                                                                                   \
    X(icalcomponent_add_component)                                                                 \
    X(icalcomponent_add_property)                                                                  \
    X(icalcomponent_as_ical_string_r)                                                              \
    X(icalcomponent_free)                                                                          \
    X(icalcomponent_get_first_component)                                                           \
    X(icalcomponent_get_first_property)                                                            \
    X(icalcomponent_get_next_component)                                                            \
    X(icalcomponent_get_sequence)                                                                  \
    X(icalcomponent_get_status)                                                                    \
    X(icalcomponent_get_uid)                                                                       \
    X(icalcomponent_new_clone)                                                                     \
    X(icalcomponent_new_vcalendar)                                                                 \
    X(icalcomponent_new_vevent)                                                                    \
    X(icalcomponent_remove_property)                                                               \
    X(icalcomponent_set_description)                                                               \
    X(icalcomponent_set_dtend)                                                                     \
    X(icalcomponent_set_dtstamp)                                                                   \
    X(icalcomponent_set_dtstart)                                                                   \
    X(icalcomponent_set_location)                                                                  \
    X(icalcomponent_set_sequence)                                                                  \
    X(icalcomponent_set_status)                                                                    \
    X(icalcomponent_set_summary)                                                                   \
    X(icalcomponent_set_uid)                                                                       \
    X(icalmemory_free_buffer)                                                                      \
    X(icalparser_parse_string)                                                                     \
    X(icalproperty_free)                                                                           \
    X(icalproperty_new_prodid)                                                                     \
    X(icalproperty_new_version)                                                                    \
    X(icaltime_null_time)                                                                          \
    X(icaltimezone_get_utc_timezone)

typedef struct ical_calls {
#define X(name) __typeof__(&name) name;
    CALLS(X)
#undef X
} ical_calls;

/* False when libical is not there, or lacks a function. It stays loaded. */
static bool open_ical(ical_calls *calls)
{
    void *library = dlopen("libical.so.3", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library) return false;
    bool is_whole = true;
#define X(name)                                                                                    \
    *(void **)&calls->name = dlsym(library, #name);                                                \
    if (!calls->name) is_whole = false;
    CALLS(X)
#undef X
    return is_whole;
}

/* --- the file. It may be a stranger's: it is a regular file that no link leads to, no larger than
 * other files, and nested no deeper than calendars are. */

static bool refuse(bz_engine *e, const char *path, const char *why)
{
    bz_diag *d =
        bz_diag_add(e->job.diags, BZ_S006, bz_span_none(), "cannot write `%s`: %s", path, why);
    bz_diag_hint(e->job.diags, d, "give the calendar another name, for example `meetings.ics`");
    return false;
}

/* libical takes one part after the other by calling itself. */
static bool is_too_deep(bz_str text)
{
    enum { DEEPEST = 8 };
    int depth = 0;
    bz_str line;
    while (depth <= DEEPEST && bz_str_split(&text, '\n', &line)) {
        if (line.n >= 6 && strncasecmp(line.p, "BEGIN:", 6) == 0) depth++;
        if (line.n >= 4 && strncasecmp(line.p, "END:", 4) == 0) depth--;
    }
    return depth > DEEPEST;
}

/* Gives what is there as text, empty when nothing is. What is no calendar is not written over: it
 * is somebody's file. */
static bool read_file(bz_engine *e, const char *path, bz_buf *text)
{
    static const char start[] = "BEGIN:VCALENDAR";
    size_t most = e->job.limits->file_bytes;
    char piece[4096];
    ssize_t n = 0;
    struct stat about;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno == ELOOP) return refuse(e, path, "it is a symbolic link");
    if (fd < 0) return true; /* writing will say why */
    bool is_file = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    while (is_file && text->n <= most && (n = read(fd, piece, sizeof piece)) > 0)
        bz_buf_bytes(text, piece, (size_t)n);
    close(fd);
    if (!is_file) return refuse(e, path, "it is not a file");
    if (n < 0) return refuse(e, path, "it cannot be read");
    if (text->n > most) return refuse(e, path, "there is a file of that name that is too large");
    bz_str all = bz_buf_view(text);
    if (!bz_str_starts(all, start) || memchr(all.p, 0, all.n) || is_too_deep(all))
        return refuse(e, path, "there is a file of that name that is no calendar");
    return true;
}

static bool write_all(int fd, bz_str text)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) text = bz_str_cut(text, (size_t)n, text.n);
    }
    return true;
}

/* Whole or not at all: written beside it, then put in its place. */
static bool write_file(bz_engine *e, const char *path, bz_str text)
{
    char reason[BZ_REASON_BYTES];
    const char *beside = bz_arena_printf(e->job.arena, "%s.new", path).p;
    unlink(beside); /* one that a killed run left, or a link that leads elsewhere */
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    bool is_good = fd >= 0 && write_all(fd, text);
    int failed = errno;
    if (fd >= 0 && close(fd) != 0 && is_good) is_good = false, failed = errno;
    if (is_good && rename(beside, path) == 0) return true;
    if (is_good) failed = errno;
    if (fd >= 0) unlink(beside);
    bz_diag_add(e->job.diags, BZ_S007, bz_span_none(), "cannot write `%s`: %s", path,
                bz_reason(failed, reason));
    return false;
}

/* --- events by their UID */

typedef struct events {
    bz_map *by_uid;
    BZ_VEC(icalcomponent *) list;
} events;

/* False when there is one of that UID already, or it has none. */
static bool events_add(events *to, const char *uid, icalcomponent *event)
{
    if (!uid || bz_map_find(to->by_uid, bz_str_from(uid))) return false;
    bz_vec_push(&to->list, event);
    bz_map_add(to->by_uid, bz_str_from(uid), (uint32_t)to->list.n);
    return true;
}

static icalcomponent *events_find(const events *in, const char *uid)
{
    uint32_t i = bz_map_find(in->by_uid, bz_str_from(uid));
    return i ? in->list.p[i - 1] : NULL;
}

static events events_of(const ical_calls *ical, icalcomponent *calendar)
{
    events found = {.by_uid = bz_map_new()};
    icalcomponent *c = NULL;
    if (calendar) c = ical->icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; c; c = ical->icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        events_add(&found, ical->icalcomponent_get_uid(c), c);
    return found;
}

static void events_deinit(events *e)
{
    bz_map_free(e->by_uid);
    bz_vec_free(&e->list);
}

static struct icaltimetype moment(const ical_calls *ical, bz_date date, int32_t minutes)
{
    bz_civil c = bz_date_civil(date + minutes / (24 * 60));
    struct icaltimetype t = ical->icaltime_null_time();
    t.year = c.year;
    t.month = c.month;
    t.day = c.day;
    t.hour = minutes % (24 * 60) / 60;
    t.minute = minutes % 60;
    return t;
}

/* The event as text without its SEQUENCE and DTSTAMP: what people would see of it. */
static void put_content(const ical_calls *ical, icalcomponent *event, bz_buf *out)
{
    icalcomponent *copy = ical->icalcomponent_new_clone(event);
    static const icalproperty_kind kinds[] = {ICAL_SEQUENCE_PROPERTY, ICAL_DTSTAMP_PROPERTY};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        icalproperty *p = ical->icalcomponent_get_first_property(copy, kinds[i]);
        if (!p) continue;
        ical->icalcomponent_remove_property(copy, p);
        ical->icalproperty_free(p);
    }
    char *text = ical->icalcomponent_as_ical_string_r(copy);
    bz_buf_put(out, text);
    ical->icalmemory_free_buffer(text);
    ical->icalcomponent_free(copy);
}

/* The file may hold any number. */
static int one_more(const ical_calls *ical, icalcomponent *event)
{
    int sequence = ical->icalcomponent_get_sequence(event);
    return sequence < 0 ? 1 : sequence < INT32_MAX ? sequence + 1 : sequence;
}

static int next_sequence(const ical_calls *ical, icalcomponent *old, icalcomponent *event)
{
    if (!old) return 0;
    bz_buf was = {0}, is = {0};
    put_content(ical, old, &was);
    put_content(ical, event, &is);
    bool same = bz_str_eq(bz_buf_view(&was), bz_buf_view(&is));
    bz_buf_deinit(&was);
    bz_buf_deinit(&is);
    return same ? ical->icalcomponent_get_sequence(old) : one_more(ical, old);
}

static void set_parts(const ical_calls *ical, const bz_engine *e, bz_rec meeting,
                      icalcomponent *event)
{
    const bz_model *m = e->model;
    bz_buf text = {0};
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p)) {
        int32_t at = bz_model_int(m, p, BZ_PART_STARTS);
        bz_buf_fmt(&text, "%s%02d:%02d %.*s", text.n ? "\n" : "", at / 60, at % 60,
                   BZ_FMT(bz_model_id(m, p)));
    }
    if (text.n) ical->icalcomponent_set_description(event, text.p);
    bz_buf_deinit(&text);
}

static icalcomponent *event_of(const ical_calls *ical, const bz_engine *e, bz_rec group,
                               bz_rec meeting, struct icaltimetype stamp)
{
    const bz_model *m = e->model;
    bz_arena *arena = e->job.arena;
    icalcomponent *event = ical->icalcomponent_new_vevent();
    bz_date date = bz_model_int(m, meeting, BZ_MEETING_DATE);
    int32_t at = bz_model_int(m, meeting, BZ_MEETING_STARTS);
    bz_str uid = bz_arena_printf(
        arena, "meeting-%d.%.*s.%.*s@baraza", bz_model_int(m, meeting, BZ_MEETING_NUMBER),
        BZ_FMT(bz_model_id(m, group)), BZ_FMT(bz_model_id(m, m->curriculum)));
    ical->icalcomponent_set_uid(event, uid.p);
    ical->icalcomponent_set_dtstamp(event, stamp);
    ical->icalcomponent_set_dtstart(event, moment(ical, date, at));
    ical->icalcomponent_set_dtend(
        event, moment(ical, date, at + bz_model_int(m, meeting, BZ_MEETING_MINUTES)));
    bz_str title =
        bz_arena_printf(arena, "%.*s %d: %.*s", BZ_FMT(bz_model_text(m, group, BZ_GROUP_TITLE)),
                        bz_model_int(m, meeting, BZ_MEETING_NUMBER),
                        BZ_FMT(bz_model_text(m, meeting, BZ_MEETING_TITLE)));
    ical->icalcomponent_set_summary(event, title.p);
    if (bz_model_has(m, meeting, BZ_MEETING_WHERE))
        ical->icalcomponent_set_location(
            event, bz_arena_str(arena, bz_model_text(m, meeting, BZ_MEETING_WHERE)).p);
    set_parts(ical, e, meeting, event);
    return event;
}

/* What was planned and is not any more. */
static void cancel_rest(const ical_calls *ical, icalcomponent *calendar, const events *old,
                        events *planned)
{
    for (size_t i = 0; i < old->list.n; i++) {
        icalcomponent *c = old->list.p[i];
        if (!events_add(planned, ical->icalcomponent_get_uid(c), c)) continue;
        icalcomponent *gone = ical->icalcomponent_new_clone(c);
        if (ical->icalcomponent_get_status(c) != ICAL_STATUS_CANCELLED)
            ical->icalcomponent_set_sequence(gone, one_more(ical, c));
        ical->icalcomponent_set_status(gone, ICAL_STATUS_CANCELLED);
        ical->icalcomponent_add_component(calendar, gone);
    }
}

static icalcomponent *calendar_of(const ical_calls *ical, const bz_engine *e, bz_rec group,
                                  const events *old)
{
    const bz_model *m = e->model;
    icalcomponent *calendar = ical->icalcomponent_new_vcalendar();
    ical->icalcomponent_add_property(calendar, ical->icalproperty_new_version("2.0"));
    ical->icalcomponent_add_property(calendar,
                                     ical->icalproperty_new_prodid("-//Baraza//Baraza//EN"));
    bz_rec first = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS);
    struct icaltimetype stamp = ical->icaltime_null_time();
    if (first) stamp = moment(ical, bz_model_int(m, first, BZ_MEETING_DATE), 0);
    stamp.zone = ical->icaltimezone_get_utc_timezone();
    events planned = {.by_uid = bz_map_new()};
    for (bz_rec k = first; k; k = bz_model_next(m, k)) {
        icalcomponent *event = event_of(ical, e, group, k, stamp);
        const char *uid = ical->icalcomponent_get_uid(event);
        ical->icalcomponent_set_sequence(event, next_sequence(ical, events_find(old, uid), event));
        ical->icalcomponent_add_component(calendar, event);
        events_add(&planned, uid, event);
    }
    cancel_rest(ical, calendar, old, &planned);
    events_deinit(&planned);
    return calendar;
}

/* The calendar anew, from what the old file held. */
static bool bring_up_to_date(const ical_calls *ical, bz_engine *e, const char *path, bz_rec group,
                             const char *was)
{
    icalcomponent *parsed = *was ? ical->icalparser_parse_string(was) : NULL;
    events old = events_of(ical, parsed);
    icalcomponent *calendar = calendar_of(ical, e, group, &old);
    char *text = ical->icalcomponent_as_ical_string_r(calendar);
    if (!text) bz_mem_out(0);
    bool is_good = write_file(e, path, bz_str_from(text));
    ical->icalmemory_free_buffer(text);
    ical->icalcomponent_free(calendar);
    if (parsed) ical->icalcomponent_free(parsed);
    events_deinit(&old);
    return is_good;
}

bz_result bz_engine__write_ics(bz_engine *e, const char *path)
{
    const bz_model *m = e->model;
    bz_rec group = m->context ? bz_model_ref(m, m->context, BZ_CONTEXT_GROUP) : 0;
    if (!group)
        return bz_engine__usage(e, NULL, "a calendar needs the days of a group: `-c GROUP`");
    if (strcmp(path, "-") == 0)
        return bz_engine__usage(e, NULL,
                                "`--ics` wants the name of a file, for example meetings.ics");
    ical_calls calls;
    if (!open_ical(&calls)) {
        bz_diag *d = bz_diag_add(e->job.diags, BZ_S007, bz_span_none(),
                                 "cannot write `%s`: libical is not there", path);
        bz_diag_hint(e->job.diags, d, "install it: `make deps` does");
        return BZ_RESULT_SYSTEM;
    }
    bz_buf was = {0};
    bool is_good =
        read_file(e, path, &was) && bring_up_to_date(&calls, e, path, group, bz_buf_view(&was).p);
    bz_buf_deinit(&was);
    return is_good ? BZ_RESULT_OK : BZ_RESULT_SYSTEM;
}
