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

#include <dlfcn.h>
#include <errno.h>
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

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

/* What is no calendar is not written over: it is somebody's file. */
static bool is_foreign(bz_engine *e, const char *path)
{
    static const char start[] = "BEGIN:VCALENDAR";
    char found[sizeof start] = "";
    FILE *f = fopen(path, "rb");
    bool is_there = f != NULL;
    bool is_calendar = f && fread(found, 1, sizeof start - 1, f) == sizeof start - 1 &&
                       memcmp(found, start, sizeof start - 1) == 0;
    if (f) fclose(f);
    if (!is_there || is_calendar) return false;
    bz_diag *d =
        bz_diag_add(e->job.diags, BZ_S006, bz_span_none(),
                    "cannot write `%s`: there is a file of that name that is no calendar", path);
    bz_diag_hint(e->job.diags, d, "give the calendar another name, for example `meetings.ics`");
    return true;
}

static icalcomponent *read_old(const ical_calls *ical, const bz_engine *e, const char *path)
{
    bz_buf text = {0};
    char piece[4096];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    while ((n = fread(piece, 1, sizeof piece, f)) > 0 && text.n < e->job.limits->file_bytes)
        bz_buf_str(&text, (bz_str){piece, n});
    fclose(f);
    bz_buf_char(&text, 0);
    icalcomponent *old = ical->icalparser_parse_string(text.p);
    bz_buf_deinit(&text);
    return old;
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

static icalcomponent *find(const ical_calls *ical, icalcomponent *calendar, const char *uid)
{
    if (!calendar) return NULL;
    for (icalcomponent *c =
             ical->icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         c; c = ical->icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        const char *other = ical->icalcomponent_get_uid(c);
        if (other && strcmp(other, uid) == 0) return c;
    }
    return NULL;
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

static int next_sequence(const ical_calls *ical, icalcomponent *old, icalcomponent *event)
{
    if (!old) return 0;
    bz_buf was = {0}, is = {0};
    put_content(ical, old, &was);
    put_content(ical, event, &is);
    bool same = bz_str_eq(bz_buf_view(&was), bz_buf_view(&is));
    bz_buf_deinit(&was);
    bz_buf_deinit(&is);
    int sequence = ical->icalcomponent_get_sequence(old);
    return same || sequence >= INT32_MAX - 1 ? sequence : sequence + 1;
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
static void cancel_rest(const ical_calls *ical, icalcomponent *calendar, icalcomponent *old)
{
    if (!old) return;
    for (icalcomponent *c = ical->icalcomponent_get_first_component(old, ICAL_VEVENT_COMPONENT); c;
         c = ical->icalcomponent_get_next_component(old, ICAL_VEVENT_COMPONENT)) {
        const char *uid = ical->icalcomponent_get_uid(c);
        if (!uid || find(ical, calendar, uid)) continue;
        icalcomponent *gone = ical->icalcomponent_new_clone(c);
        if (ical->icalcomponent_get_status(c) != ICAL_STATUS_CANCELLED)
            ical->icalcomponent_set_sequence(gone, ical->icalcomponent_get_sequence(c) + 1);
        ical->icalcomponent_set_status(gone, ICAL_STATUS_CANCELLED);
        ical->icalcomponent_add_component(calendar, gone);
    }
}

static icalcomponent *calendar_of(const ical_calls *ical, const bz_engine *e, bz_rec group,
                                  icalcomponent *old)
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
    for (bz_rec k = first; k; k = bz_model_next(m, k)) {
        icalcomponent *event = event_of(ical, e, group, k, stamp);
        int sequence =
            next_sequence(ical, find(ical, old, ical->icalcomponent_get_uid(event)), event);
        ical->icalcomponent_set_sequence(event, sequence);
        ical->icalcomponent_add_component(calendar, event);
    }
    cancel_rest(ical, calendar, old);
    return calendar;
}

/* Whole or not at all: written beside it, then put in its place. */
static bool write_whole(bz_engine *e, const char *path, const char *text)
{
    bz_str beside = bz_arena_printf(e->job.arena, "%s.new", path);
    FILE *f = fopen(beside.p, "wb");
    bool is_good = f && fputs(text, f) >= 0;
    if (f && fclose(f) != 0) is_good = false;
    if (is_good && rename(beside.p, path) == 0) return true;
    bz_diag_add(e->job.diags, BZ_S007, bz_span_none(), "cannot write `%s`: %s", path,
                strerror(errno));
    remove(beside.p);
    return false;
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
    if (is_foreign(e, path)) return BZ_RESULT_SYSTEM;
    ical_calls calls;
    const ical_calls *ical = &calls;
    if (!open_ical(&calls)) {
        bz_diag *d = bz_diag_add(e->job.diags, BZ_S007, bz_span_none(),
                                 "cannot write `%s`: libical is not there", path);
        bz_diag_hint(e->job.diags, d, "install it: `make deps` does");
        return BZ_RESULT_SYSTEM;
    }
    icalcomponent *old = read_old(ical, e, path);
    icalcomponent *calendar = calendar_of(ical, e, group, old);
    char *text = ical->icalcomponent_as_ical_string_r(calendar);
    bool is_good = write_whole(e, path, text);
    ical->icalmemory_free_buffer(text);
    ical->icalcomponent_free(calendar);
    if (old) ical->icalcomponent_free(old);
    return is_good ? BZ_RESULT_OK : BZ_RESULT_SYSTEM;
}
