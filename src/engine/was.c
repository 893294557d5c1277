/* An earlier plan, as `baraza plan --json` printed it. In: a file, which may be anything. Out: its
 * meetings as plain data, in the memory of the job; or a diagnostic that says which value is not as
 * it should be. */
#include "engine/engine_priv.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_MEETINGS = 10000, MOST_PARTS = 10000, DAY = 24 * 60 };

typedef struct reader {
    bz_engine *e;
    const char *path;
    size_t meeting; /* from 1; 0: none yet */
    bool is_wrong;
} reader;

static bool wrong(reader *r, const char *what)
{
    if (r->is_wrong) return false;
    r->is_wrong = true;
    bz_diags *diags = r->e->job.diags;
    bz_diag *d = r->meeting
                     ? bz_diag_add(diags, BZ_K018, bz_span_none(),
                                   "`%s`: meeting %zu has no usable %s", r->path, r->meeting, what)
                     : bz_diag_add(diags, BZ_K018, bz_span_none(), "`%s`: %s", r->path, what);
    bz_diag_hint(diags, d,
                 "give the plan that was kept: `baraza plan -c GROUP --json > plan.json`");
    return false;
}

static bz_str text_of(const reader *r, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    if (!json_is_string(v)) return (bz_str){"", 0};
    bz_str s = {json_string_value(v), json_string_length(v)};
    return bz_arena_str(r->e->job.arena, s);
}

static bool int_of(const json_t *o, const char *key, int32_t most, int32_t *out)
{
    const json_t *v = json_object_get(o, key);
    json_int_t n = json_is_integer(v) ? json_integer_value(v) : -1;
    *out = n >= 0 && n <= most ? (int32_t)n : 0;
    return n >= 0 && n <= most;
}

static bool time_of(const reader *r, const json_t *o, int32_t *out)
{
    int minutes = 0;
    bool is_good = bz_time_parse(text_of(r, o, "start"), &minutes);
    *out = minutes;
    return is_good;
}

static bool read_part(reader *r, const json_t *o, int32_t at, bz_was_part *out)
{
    int32_t start;
    out->address = text_of(r, o, "address");
    out->is_break = bz_str_is(out->address, "break");
    if (!out->address.n) return wrong(r, "address of an activity");
    if (!time_of(r, o, &start)) return wrong(r, "`start` of an activity");
    if (!int_of(o, "minutes", DAY, &out->minutes) || !out->minutes)
        return wrong(r, "`minutes` of an activity");
    out->from = (start - at + DAY) % DAY;
    return true;
}

static bool read_meeting(reader *r, const json_t *o, bz_was_meeting *out)
{
    const json_t *parts = json_object_get(o, "activities"), *topic = json_object_get(o, "topic");
    if (!bz_date_parse(text_of(r, o, "date"), &out->date)) return wrong(r, "`date`");
    if (!time_of(r, o, &out->at)) return wrong(r, "`start`");
    if (!int_of(o, "minutes", DAY, &out->minutes)) return wrong(r, "`minutes`");
    if (!int_of(o, "booked", DAY, &out->booked)) out->booked = 0;
    if (!json_is_array(parts) || !json_array_size(parts) || json_array_size(parts) > MOST_PARTS)
        return wrong(r, "list of `activities`");
    out->is_open = topic != NULL;
    out->topic = text_of(r, o, "topic");
    out->n = json_array_size(parts);
    bz_was_part *list = bz_arena_alloc(r->e->job.arena, out->n * sizeof *list);
    for (size_t i = 0; i < out->n; i++)
        if (!read_part(r, json_array_get(parts, i), out->at, &list[i])) return false;
    out->parts = list;
    return true;
}

static bool read_plan(reader *r, const json_t *top, bz_was *out)
{
    const json_t *list = json_object_get(top, "meetings");
    if (!json_is_array(list) || json_array_size(list) > MOST_MEETINGS)
        return wrong(r, "it is no plan: it has no list of `meetings`");
    out->n = json_array_size(list);
    out->spread = bz_str_is(text_of(r, top, "way"), "spread");
    bz_was_meeting *meetings = bz_arena_alloc(r->e->job.arena, (out->n + 1) * sizeof *meetings);
    for (size_t i = 0; i < out->n; i++) {
        r->meeting = i + 1;
        if (!read_meeting(r, json_array_get(list, i), &meetings[i])) return false;
        if (i && meetings[i].date <= meetings[i - 1].date)
            return wrong(r, "date after that of the meeting before");
    }
    out->meetings = meetings;
    return true;
}

/* A regular file of a sensible size: a pipe would never end. */
static FILE *open_file(reader *r)
{
    struct stat about;
    int fd = open(r->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        wrong(r, "there is no such file");
        return NULL;
    }
    bool is_file = fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    bool is_long = is_file && (size_t)about.st_size > r->e->job.limits->file_bytes;
    FILE *f = is_file && !is_long ? fdopen(fd, "rb") : NULL;
    if (f) return f;
    close(fd);
    wrong(r, is_long ? "it is too long for a plan" : "it is not a file");
    return NULL;
}

static json_t *load(reader *r)
{
    json_error_t error;
    FILE *f = open_file(r);
    if (!f) return NULL;
    json_t *top = json_loadf(f, JSON_REJECT_DUPLICATES, &error);
    fclose(f);
    if (!top) wrong(r, "it is not JSON");
    return top;
}

bool bz_engine__read_was(bz_engine *e, const char *path, bz_was *out)
{
    reader r = {.e = e, .path = path};
    *out = (bz_was){.path = path};
    json_t *top = load(&r);
    bool is_good = top && read_plan(&r, top, out);
    json_decref(top);
    return is_good;
}

/* How many of its meetings have been held, as the request says. */
static bool count_held(bz_engine *e, const bz_request *q, bz_was *was)
{
    bz_date after;
    was->held = q->plan_done;
    if (q->plan_done > was->n) {
        e->is_misasked = true;
        bz_engine__usage(e, NULL, "%u meetings are done, and `%s` has %zu", q->plan_done, was->path,
                         was->n);
        return false;
    }
    if (!q->plan_after) return true;
    if (!bz_date_parse(bz_str_from(q->plan_after), &after)) {
        e->is_misasked = true;
        bz_engine__usage(e, NULL, "`%.40s` is no date such as 2026-10-06", q->plan_after);
        return false;
    }
    for (was->held = 0; was->held < was->n && was->meetings[was->held].date <= after; was->held++)
        ;
    return true;
}

bool bz_engine__earlier_plan(bz_engine *e, const bz_request *q, bz_was *out)
{
    const char *asked = q->plan_done ? "--done" : q->plan_after ? "--after" : NULL;
    if (!q->plan_from && asked) {
        bz_diag *d;
        e->is_misasked = true;
        bz_engine__usage(e, &d, "`%s` wants to know what was planned", asked);
        bz_diag_hint(e->job.diags, d,
                     "keep the plan (`baraza plan -c GROUP --json > plan.json`) and give it: "
                     "`--from plan.json`");
        return false;
    }
    if (q->plan_done && q->plan_after) {
        e->is_misasked = true;
        bz_engine__usage(e, NULL, "say `--done` or `--after`, not both");
        return false;
    }
    return bz_engine__read_was(e, q->plan_from, out) && count_held(e, q, out);
}
