/* The days of `on`, held against the days that there are. In: a planner with its days, then with
 * its meetings. Out: an error where a moved meeting would pass another, come too near to it, or was
 * none; a warning where something is said of a day without a meeting. The one idea: whoever moves
 * one meeting means that one alone, so no other may give way to it unseen. */
#include "plan/plan_priv.h"

#include <inttypes.h>

static const char *iso(const bz_planner *k, bz_date date)
{
    bz_civil c = bz_date_civil(date);
    return bz_arena_printf(k->job->arena, "%04" PRId32 "-%02d-%02d", c.year, c.month, c.day).p;
}

static bz_rec first_on(const bz_planner *k)
{
    return k->rhythm ? bz_model_first(k->m, k->rhythm, BZ_MEETINGS_ON) : 0;
}

bool bz_plan__check_moves(const bz_planner *k)
{
    const bz_model *m = k->m;
    bz_rec on = k->days.clashes;
    if (!on) return true;
    bz_date was = bz_model_int(m, on, BZ_DAY_DATE), is = bz_model_held_on(m, on);
    bz_date other = k->days.clash;
    bz_span at = bz_model_span(m, on, BZ_DAY_MOVED_TO);
    bool is_same = is == other, is_before = is < other, was_before = was < other;
    bz_diag *d;
    if (is_same || is_before != was_before) {
        d = bz_diag_add(k->job->diags, BZ_K021, at,
                        is_same ? "the meeting of %s is moved to %s, where there is one"
                                : "the meeting of %s is moved to %s, past the one on %s",
                        iso(k, was), iso(k, is), iso(k, other));
        bz_diag_hint(k->job->diags, d,
                     "meetings keep their order: choose a day between the one before and the one "
                     "after it, or move that one too");
        return false;
    }
    d = bz_diag_add(k->job->diags, BZ_K021, at,
                    "the meeting of %s is moved to %s, %d days from the one on %s", iso(k, was),
                    iso(k, is), is_before ? other - is : is - other, iso(k, other));
    bz_diag_note_at(k->job->diags, d, bz_model_span(m, k->rhythm, BZ_MEETINGS_LEAST_DAYS),
                    "the fewest days between two");
    bz_diag_hint(k->job->diags, d, "choose another day, move that one too, or allow fewer days");
    return false;
}

static bool is_held(const bz_planner *k, bz_rec on)
{
    for (size_t i = 0; i < k->answer.meetings.n; i++)
        if (k->days.list.p[i].on == on) return true;
    return false;
}

static bool is_moved_by(const bz_planner *k, bz_rec on)
{
    for (size_t i = 0; i < k->days.closed.n; i++)
        if (k->days.closed.p[i].by == on) return true;
    return false;
}

/* Of meetings that have been held, their plan says when that was. */
static bool is_past(const bz_planner *k, bz_rec on)
{
    if (!k->n_held) return false;
    bz_date last = k->days.list.p[k->n_held - 1].date;
    return bz_model_int(k->m, on, BZ_DAY_DATE) <= last && bz_model_held_on(k->m, on) <= last;
}

static void say_none(const bz_planner *k, bz_rec on)
{
    const bz_model *m = k->m;
    bz_date date = bz_model_int(m, on, BZ_DAY_DATE), before = 0, after = 0;
    for (size_t i = 0; i < k->answer.meetings.n; i++) {
        bz_date day = k->days.list.p[i].was;
        if (day < date) before = day;
        if (day > date && !after) after = day;
    }
    bz_diag *d = bz_diag_add(k->job->diags, BZ_K021, bz_model_span(m, on, BZ_DAY_DATE),
                             "no meeting is on %s: there is none to be moved", iso(k, date));
    if (before && after)
        bz_diag_hint(k->job->diags, d, "meetings are on %s and on %s", iso(k, before),
                     iso(k, after));
    else if (before || after)
        bz_diag_hint(k->job->diags, d, "the %s meeting is on %s", before ? "last" : "first",
                     iso(k, before ? before : after));
}

bool bz_plan__check_on(const bz_planner *k)
{
    const bz_model *m = k->m;
    bool is_good = true;
    for (bz_rec on = first_on(k); on; on = bz_model_next(m, on)) {
        if (is_held(k, on) || is_past(k, on)) continue;
        bool is_move = bz_model_has(m, on, BZ_DAY_MOVED_TO);
        if (is_move && !is_moved_by(k, on)) {
            say_none(k, on);
            is_good = false;
            continue;
        }
        bz_diag *d = bz_diag_add(k->job->diags, BZ_K022, bz_model_at(m, on)->span,
                                 "there is no meeting on %s: what is said of it is passed over",
                                 iso(k, bz_model_held_on(m, on)));
        bz_diag_hint(k->job->diags, d,
                     "`baraza plan` shows the days; take it out of `on`, or "
                     "write the day of a meeting");
    }
    return is_good;
}
