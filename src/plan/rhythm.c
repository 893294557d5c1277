/* The days on which a group meets. In: its MEETINGS record. Out: a list of days, and why it ends.
 *
 * Days come from `dates`, or from a rhythm in periods: so many weeks from the week of `start`, so
 * many months from its month, or a step of days. In each period stand candidates, in order; a
 * candidate before `start` is none. A skipped candidate is passed over, or, where skipped days are
 * lost, uses up one of `count`. A candidate that comes too soon after the last meeting is passed
 * over. A candidate that the group moves stands for the day to which it is moved, and leaves a day
 * without a meeting. Times are those of the clocks of the place: no day here has a length in hours,
 * so when clocks change the meeting stays where it is. */
#include "plan/plan_priv.h"

/* 2199-12-31, the last day that a file can name. */
enum { LAST_DAY = 84005, MOST_CLOSED = 4000, MOST_WEEKDAYS = 42 };

typedef struct walk {
    const bz_model *m;
    bz_rec rhythm;
    bz_date start;
    int32_t step; /* days, weeks or months, as `unit` says */
    bz_unit unit;
    uint8_t weekdays[MOST_WEEKDAYS]; /* values of BZ_E_WEEKDAY */
    uint32_t n_weekdays;
    bool of_month; /* they are days of a month */
    bool by_dates;
    int32_t period; /* the next one */
    bz_date ready[MOST_WEEKDAYS];
    uint32_t n_ready, i_ready;
} walk;

static bool is_of_month(int value)
{
    return value >= 7;
}

/* The day of its month that a value of BZ_E_WEEKDAY names, `month` being its first day. */
static bz_date day_of_month(bz_date month, int value)
{
    int weekday = value % 7, nth = value / 7;
    if (nth == 5) {
        bz_date last = bz_date_add_months(month, 1) - 1;
        return last - (bz_date_weekday(last) - weekday + 7) % 7;
    }
    return month + (weekday - bz_date_weekday(month) + 7) % 7 + 7 * (nth - 1);
}

static void add_ready(walk *w, bz_date day)
{
    uint32_t i = w->n_ready++;
    for (; i > 0 && w->ready[i - 1] > day; i--)
        w->ready[i] = w->ready[i - 1];
    w->ready[i] = day;
}

/* The candidates of the next period. */
static void make_ready(walk *w)
{
    int32_t n = w->step * w->period;
    bool is_first = w->period++ == 0;
    w->n_ready = w->i_ready = 0;
    if (!w->n_weekdays) {
        bz_date day = w->unit == BZ_MONTH  ? bz_date_add_months(w->start, n)
                      : w->unit == BZ_WEEK ? w->start + 7 * n
                                           : w->start + n;
        add_ready(w, day);
        return;
    }
    bz_civil c = bz_date_civil(w->start);
    c.day = 1;
    bz_date month = bz_date_add_months(bz_date_from_civil(c), w->of_month ? n : 0);
    bz_date week = w->start - bz_date_weekday(w->start) + 7 * n;
    for (uint32_t i = 0; i < w->n_weekdays; i++) {
        bz_date day = w->of_month ? day_of_month(month, w->weekdays[i]) : week + w->weekdays[i];
        if (!is_first || day >= w->start) add_ready(w, day);
    }
}

static bool next_candidate(walk *w, bz_date *day)
{
    if (w->by_dates) {
        if (w->i_ready >= bz_model_count(w->m, w->rhythm, BZ_MEETINGS_DATES)) return false;
        *day = (bz_date)bz_model_element(w->m, w->rhythm, BZ_MEETINGS_DATES, w->i_ready++)->a;
        return true;
    }
    while (w->i_ready >= w->n_ready)
        make_ready(w);
    *day = w->ready[w->i_ready++];
    return true;
}

static void open_walk(walk *w, const bz_model *m, bz_rec rhythm)
{
    *w = (walk){.m = m, .rhythm = rhythm, .step = 1, .unit = BZ_WEEK};
    w->by_dates = bz_model_count(m, rhythm, BZ_MEETINGS_DATES) > 0;
    w->start = bz_model_int(m, rhythm, BZ_MEETINGS_START);
    uint32_t n = bz_model_count(m, rhythm, BZ_MEETINGS_WEEKDAYS);
    for (uint32_t i = 0; i < n && i < MOST_WEEKDAYS; i++) {
        const bz_value *v = bz_model_element(m, rhythm, BZ_MEETINGS_WEEKDAYS, i);
        w->weekdays[w->n_weekdays++] = (uint8_t)v->a;
        w->of_month = is_of_month((int)v->a);
    }
    if (w->of_month) w->unit = BZ_MONTH;
    if (bz_model_has(m, rhythm, BZ_MEETINGS_EVERY)) {
        bz_duration_parse(bz_model_text(m, rhythm, BZ_MEETINGS_EVERY), &w->step, &w->unit);
        if (w->step < 1) w->step = 1;
    }
}

/* The DAY that says something of the meeting held on a day. */
static bz_rec different(const bz_model *m, bz_rec rhythm, bz_date day)
{
    for (bz_rec d = bz_model_first(m, rhythm, BZ_MEETINGS_ON); d; d = bz_model_next(m, d))
        if (bz_model_held_on(m, d) == day) return d;
    return 0;
}

bz_day bz_plan__day(const bz_model *m, bz_rec rhythm, bz_date date)
{
    bz_day d = {.date = date, .on = different(m, rhythm, date), .was = date};
    if (d.on) d.was = bz_model_int(m, d.on, BZ_DAY_DATE);
    bool has_at = d.on && bz_model_has(m, d.on, BZ_DAY_AT);
    bool has_minutes = d.on && bz_model_has(m, d.on, BZ_DAY_MINUTES);
    d.at = has_at ? bz_model_int(m, d.on, BZ_DAY_AT) : bz_model_int(m, rhythm, BZ_MEETINGS_AT);
    d.minutes = has_minutes ? bz_model_int(m, d.on, BZ_DAY_MINUTES)
                            : bz_model_int(m, rhythm, BZ_MEETINGS_MINUTES);
    return d;
}

/* What stands between the days. */
typedef struct limits {
    bz_date until;
    int32_t least, most, count;
    bool lost;
} limits;

static int32_t int_or(const bz_model *m, bz_rec r, int field, int32_t otherwise)
{
    return bz_model_has(m, r, field) ? bz_model_int(m, r, field) : otherwise;
}

static limits read_limits(const bz_model *m, bz_rec rhythm)
{
    return (limits){.until = int_or(m, rhythm, BZ_MEETINGS_UNTIL, INT32_MAX),
                    .least = int_or(m, rhythm, BZ_MEETINGS_LEAST_DAYS, 1),
                    .most = int_or(m, rhythm, BZ_MEETINGS_MOST_DAYS, INT32_MAX),
                    .count = int_or(m, rhythm, BZ_MEETINGS_COUNT, INT32_MAX),
                    .lost = bz_model_int(m, rhythm, BZ_MEETINGS_SKIPPED) ==
                            bz_enum_find(BZ_E_SKIPPED, BZ_STR("lost"))};
}

bz_rec bz_plan__closed_by(bz_almanac *almanac, bz_rec rhythm, bz_date day)
{
    bz_rec by = bz_model_skip(almanac->m, rhythm, day);
    if (!by) by = bz_model_unled(almanac->m, rhythm, day);
    return by ? by : bz_almanac_closed(almanac, day);
}

/* A day too near to the last one is passed over; where one of the two was moved there, that is not
 * what anybody meant. */
static bool is_too_soon(const limits *l, bz_day *day, bz_days *out)
{
    const bz_day *last = out->list.n ? &out->list.p[out->list.n - 1] : NULL;
    if (!last || day->date - last->date >= l->least) return false;
    const bz_day *moved = day->was != day->date ? day : last->was != last->date ? last : NULL;
    if (moved && !out->clashes) {
        out->clashes = moved->on;
        out->clash = moved == last ? day->date : last->date;
    }
    return true;
}

void bz_plan__days(bz_almanac *almanac, bz_rec rhythm, size_t wanted, bz_days *out)
{
    const bz_model *m = almanac->m;
    walk w;
    open_walk(&w, m, rhythm);
    const limits l = read_limits(m, rhythm);
    int32_t used = (int32_t)out->list.n, closed = 0;
    const bz_day held =
        out->list.n ? out->list.p[out->list.n - 1] : (bz_day){.date = INT32_MIN, .was = INT32_MIN};
    out->end = BZ_DAYS_ENOUGH;
    while (out->list.n < wanted) {
        bz_date day;
        const bz_day *last = out->list.n ? &out->list.p[out->list.n - 1] : NULL;
        if (used >= l.count) out->end = BZ_DAYS_COUNT;
        else if (!next_candidate(&w, &day)) out->end = BZ_DAYS_LISTED;
        else if (day > LAST_DAY) out->end = BZ_DAYS_TOO_LATE;
        else if (day > l.until) out->end = BZ_DAYS_UNTIL;
        else if (closed > MOST_CLOSED) out->end = BZ_DAYS_CLOSED;
        if (out->end != BZ_DAYS_ENOUGH) return;
        bz_rec by = bz_model_moved(m, rhythm, day);
        if (by) {
            bz_vec_push(&out->closed, ((bz_closed_day){day, by}));
            day = bz_model_held_on(m, by);
        }
        by = bz_plan__closed_by(almanac, rhythm, day);
        if (by) {
            bz_vec_push(&out->closed, ((bz_closed_day){day, by}));
            closed++;
            used += l.lost;
            continue;
        }
        bz_day next = bz_plan__day(m, rhythm, day);
        if (next.was <= held.was || is_too_soon(&l, &next, out)) continue;
        if (last && day - last->date > l.most) {
            out->end = BZ_DAYS_GAP;
            out->gap_from = last->date;
            out->gap_to = day;
            return;
        }
        bz_vec_push(&out->list, next);
        used++;
        closed = 0;
    }
}

/* --- what contradicts itself */

static bool has_rhythm(const bz_model *m, bz_rec rhythm)
{
    return bz_model_has(m, rhythm, BZ_MEETINGS_START) &&
           (bz_model_count(m, rhythm, BZ_MEETINGS_WEEKDAYS) ||
            bz_model_has(m, rhythm, BZ_MEETINGS_EVERY) ||
            (bz_model_has(m, rhythm, BZ_MEETINGS_COUNT) &&
             bz_model_int(m, rhythm, BZ_MEETINGS_COUNT) == 1));
}

static bool until_before_start(const bz_model *m, bz_rec rhythm, bz_job *job)
{
    int row = bz_model_count(m, rhythm, BZ_MEETINGS_DATES) ? BZ_MEETINGS_DATES : BZ_MEETINGS_START;
    if (!bz_model_has(m, rhythm, BZ_MEETINGS_UNTIL)) return false;
    bz_date first = row == BZ_MEETINGS_DATES ? (bz_date)bz_model_element(m, rhythm, row, 0)->a
                                             : bz_model_int(m, rhythm, row);
    if (bz_model_int(m, rhythm, BZ_MEETINGS_UNTIL) >= first) return false;
    bz_diag *d = bz_diag_add(job->diags, BZ_K001, bz_model_span(m, rhythm, BZ_MEETINGS_UNTIL),
                             "the last day on which the group can meet is before the first");
    bz_diag_note_at(job->diags, d, bz_model_span(m, rhythm, row), "the first is here");
    bz_diag_hint(job->diags, d, "write a later `until`, or leave it out");
    return true;
}

static bool days_cross(const bz_model *m, bz_rec rhythm, bz_job *job)
{
    const limits l = read_limits(m, rhythm);
    if (l.least <= l.most) return false;
    bz_diag *d = bz_diag_add(job->diags, BZ_K003, bz_model_span(m, rhythm, BZ_MEETINGS_LEAST_DAYS),
                             "at least %d days from one meeting to the next, and at most %d",
                             l.least, l.most);
    bz_diag_note_at(job->diags, d, bz_model_span(m, rhythm, BZ_MEETINGS_MOST_DAYS),
                    "the most is said here");
    bz_diag_hint(job->diags, d, "`least_days` is not more than `most_days`");
    return true;
}

static bool break_too_long(const bz_model *m, bz_rec rhythm, bz_job *job)
{
    bz_rec rule = bz_model_first(m, rhythm, BZ_MEETINGS_BREAK);
    if (!rule || !bz_model_has(m, rhythm, BZ_MEETINGS_MINUTES)) return false;
    int32_t all = bz_model_int(m, rhythm, BZ_MEETINGS_MINUTES),
            length = bz_model_int(m, rule, BZ_BREAK_RULE_MINUTES);
    if (length < all) return false;
    bz_diag *d = bz_diag_add(job->diags, BZ_K004, bz_model_span(m, rule, BZ_BREAK_RULE_MINUTES),
                             "a break of %d minutes in a meeting of %d", length, all);
    bz_diag_note_at(job->diags, d, bz_model_span(m, rhythm, BZ_MEETINGS_MINUTES),
                    "the length of a meeting");
    bz_diag_hint(job->diags, d, "a break is a part of the meeting: write fewer minutes");
    return true;
}

bool bz_plan__check_rhythm(const bz_model *m, bz_rec rhythm, bz_job *job)
{
    if (!bz_model_count(m, rhythm, BZ_MEETINGS_DATES) && !has_rhythm(m, rhythm)) {
        bz_diag *d = bz_diag_add(job->diags, BZ_C090, bz_model_at(m, rhythm)->span,
                                 "the meetings have no dates");
        bz_diag_hint(
            job->diags, d,
            "say `start: 2026-09-08` and `every: 1 week`, or list them: `dates: [2026-09-08, "
            "2026-09-15]`");
        return false;
    }
    bool is_wrong = until_before_start(m, rhythm, job);
    is_wrong = days_cross(m, rhythm, job) || is_wrong;
    return !(break_too_long(m, rhythm, job) || is_wrong);
}
