/* What stands beside the meetings in a calendar. In: a plan with its days, and the almanac that the
 * days were looked up in. Out: CLOSED_DAY records for the days of the rhythm without a meeting, up
 * to the last meeting; OBSERVANCE records for the holidays from the first meeting to the last; and
 * in each meeting those of its day, who can lead, and when it can be made up. */
#include "plan/plan_priv.h"

#include <stdlib.h>

static bz_date date_of(const bz_planner *k, size_t meeting)
{
    return k->days.list.p[meeting].date;
}

static int by_date(const void *a, const void *b)
{
    const bz_closed_day *x = a, *y = b;
    return x->date < y->date ? -1 : x->date > y->date;
}

static bz_str why_closed(const bz_model *m, bz_rec by)
{
    switch (bz_model_kind(m, by)) {
    case BZ_R_LEADER: return bz_model_text(m, by, BZ_LEADER_ROLE);
    case BZ_R_DAY: return bz_model_text(m, by, BZ_DAY_WHY);
    default: return bz_model_text(m, by, BZ_SKIP_WHY);
    }
}

/* Up to the last meeting; and where that was moved to an earlier day, the day that it had. */
static bool is_written(const bz_model *m, const bz_closed_day *day, bz_date last)
{
    bool is_move = bz_model_kind(m, day->by) == BZ_R_DAY;
    return day->date <= last || (is_move && bz_model_held_on(m, day->by) <= last);
}

static void write_closed(bz_planner *k, bz_date last)
{
    bz_model *m = k->m;
    if (k->days.closed.n)
        qsort(k->days.closed.p, k->days.closed.n, sizeof *k->days.closed.p, by_date);
    for (size_t i = 0; i < k->days.closed.n; i++) {
        if (!is_written(m, &k->days.closed.p[i], last)) continue;
        bz_rec by = k->days.closed.p[i].by;
        bz_span span = bz_model_at(m, by)->span;
        bz_rec r = bz_model_add(m, m->programme, BZ_PROGRAMME_CLOSED, 0, BZ_R_CLOSED_DAY, span);
        bz_model_set_int(m, r, BZ_CLOSED_DAY_DATE, k->days.closed.p[i].date, span);
        if (bz_model_kind(m, by) == BZ_R_HOLIDAY)
            bz_model_set_ref(m, r, BZ_CLOSED_DAY_HOLIDAY, bz_model_id(m, by), by, span);
        else if (why_closed(m, by).n)
            bz_model_set_text(m, r, BZ_CLOSED_DAY_WHY, why_closed(m, by), span);
        if (bz_model_kind(m, by) == BZ_R_DAY)
            bz_model_set_int(m, r, BZ_CLOSED_DAY_MOVED_TO, bz_model_held_on(m, by), span);
    }
}

static int in_order(const void *a, const void *b)
{
    const bz_feast *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return x->holiday < y->holiday ? -1 : x->holiday > y->holiday;
}

static void write_observances(bz_planner *k, bz_date first, bz_date last)
{
    bz_model *m = k->m;
    bz_almanac_reach(&k->almanac, first, last);
    if (k->almanac.list.n)
        qsort(k->almanac.list.p, k->almanac.list.n, sizeof *k->almanac.list.p, in_order);
    for (size_t i = 0; i < k->almanac.list.n; i++) {
        bz_feast f = k->almanac.list.p[i];
        if (f.last < first || f.first > last) continue;
        bz_span span = bz_model_at(m, f.holiday)->span;
        bz_rec r =
            bz_model_add(m, m->programme, BZ_PROGRAMME_OBSERVANCES, 0, BZ_R_OBSERVANCE, span);
        bz_str id = bz_model_id(m, f.holiday);
        bz_model_set_text(m, r, BZ_OBSERVANCE_ID, id, span);
        bz_model_set_ref(m, r, BZ_OBSERVANCE_HOLIDAY, id, f.holiday, span);
        bz_model_set_int(m, r, BZ_OBSERVANCE_FROM, f.first, span);
        bz_model_set_int(m, r, BZ_OBSERVANCE_TO, f.last, span);
        bz_model_set_int(m, r, BZ_OBSERVANCE_CLOSED, f.is_closed, span);
    }
}

static bz_rec next_on(const bz_model *m, bz_rec r, bz_date day)
{
    r = r ? bz_model_next(m, r) : bz_model_first(m, m->programme, BZ_PROGRAMME_OBSERVANCES);
    while (r && (bz_model_int(m, r, BZ_OBSERVANCE_FROM) > day ||
                 bz_model_int(m, r, BZ_OBSERVANCE_TO) < day))
        r = bz_model_next(m, r);
    return r;
}

static void write_of_meeting(bz_model *m, bz_rec meeting)
{
    bz_date day = bz_model_int(m, meeting, BZ_MEETING_DATE);
    uint32_t n = 0;
    for (bz_rec r = next_on(m, 0, day); r; r = next_on(m, r, day))
        n++;
    if (!n) return;
    uint32_t at =
        bz_model_set_many(m, meeting, BZ_MEETING_OBSERVANCES, BZ_V_LIST, n, bz_span_none());
    for (bz_rec r = next_on(m, 0, day); r; r = next_on(m, r, day))
        bz_model_set_element_ref(m, at++, BZ_STR(""), bz_model_id(m, r), r,
                                 bz_model_at(m, r)->span);
}

/* --- who can lead, and the days for those who miss a meeting */

static void write_leaders(const bz_planner *k, bz_rec meeting)
{
    bz_model *m = k->m;
    bz_date day = bz_model_int(m, meeting, BZ_MEETING_DATE);
    uint32_t n = 0;
    for (bz_rec l = bz_model_first(m, k->rhythm, BZ_MEETINGS_LEADERS); l; l = bz_model_next(m, l))
        n += bz_model_leads(m, l, day);
    if (!n) return;
    uint32_t at = bz_model_set_many(m, meeting, BZ_MEETING_LEADERS, BZ_V_LIST, n, bz_span_none());
    for (bz_rec l = bz_model_first(m, k->rhythm, BZ_MEETINGS_LEADERS); l; l = bz_model_next(m, l))
        if (bz_model_leads(m, l, day))
            bz_model_set_element(m, at++, BZ_STR(""), bz_model_text(m, l, BZ_LEADER_ROLE),
                                 bz_model_at(m, l)->span);
}

static bz_date days_after(bz_date day, bz_str duration)
{
    int32_t n = 1;
    bz_unit unit = BZ_DAY;
    bz_duration_parse(duration, &n, &unit);
    if (unit == BZ_MONTH) return bz_date_add_months(day, n);
    return day + (unit == BZ_WEEK ? 7 * n : unit == BZ_DAY ? n : 1);
}

/* The first open day so long after the meeting and before the next one; after the last meeting,
 * within a week. */
static void write_make_up(bz_planner *k, bz_rec meeting)
{
    bz_model *m = k->m;
    bz_rec rule = bz_model_first(m, k->rhythm, BZ_MEETINGS_MAKE_UP),
           next = bz_model_next(m, meeting);
    if (!rule) return;
    bz_date held = bz_model_int(m, meeting, BZ_MEETING_DATE),
            day = days_after(held, bz_model_text(m, rule, BZ_MAKE_UP_AFTER)),
            end = next ? bz_model_int(m, next, BZ_MEETING_DATE) : day + 7;
    while (day < end && bz_plan__closed_by(&k->almanac, k->rhythm, day))
        day++;
    if (day < end)
        bz_model_set_int(m, meeting, BZ_MEETING_MAKE_UP, day, bz_model_at(m, rule)->span);
}

void bz_plan__write_days(bz_planner *k)
{
    bz_model *m = k->m;
    if (!k->rhythm || !k->answer.meetings.n) return;
    bz_date first = date_of(k, 0), last = date_of(k, k->answer.meetings.n - 1);
    write_closed(k, last);
    write_observances(k, first, last);
    for (bz_rec r = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS); r;
         r = bz_model_next(m, r)) {
        write_of_meeting(m, r);
        write_leaders(k, r);
        write_make_up(k, r);
    }
}
