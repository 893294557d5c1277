/* In: the rhythm of a group and a day. Out: what takes the day out or moves it, and who can lead on
 * it. Planner and checks ask the same. */
#include "model/model.h"

#include "base/date.h"

/* The SKIP of a list that holds the day, or 0. */
static bz_rec skip_in(const bz_model *m, bz_rec parent, int field, int32_t day)
{
    for (bz_rec s = bz_model_first(m, parent, field); s; s = bz_model_next(m, s)) {
        int32_t from = bz_model_int(m, s, BZ_SKIP_FROM);
        int32_t to = bz_model_has(m, s, BZ_SKIP_TO) ? bz_model_int(m, s, BZ_SKIP_TO) : from;
        if (day >= from && day <= to) return s;
    }
    return 0;
}

bz_rec bz_model_skip(const bz_model *m, bz_rec meetings, int32_t day)
{
    return skip_in(m, meetings, BZ_MEETINGS_SKIP, day);
}

bz_rec bz_model_moved(const bz_model *m, bz_rec meetings, int32_t day)
{
    for (bz_rec d = bz_model_first(m, meetings, BZ_MEETINGS_ON); d; d = bz_model_next(m, d))
        if (bz_model_has(m, d, BZ_DAY_MOVED_TO) && bz_model_int(m, d, BZ_DAY_DATE) == day) return d;
    return 0;
}

int32_t bz_model_held_on(const bz_model *m, bz_rec day)
{
    return bz_model_int(m, day,
                        bz_model_has(m, day, BZ_DAY_MOVED_TO) ? BZ_DAY_MOVED_TO : BZ_DAY_DATE);
}

/* What keeps somebody from leading on a day: the absence, the LEADER itself on another day of the
 * week, or 0. */
static bz_rec kept_from(const bz_model *m, bz_rec leader, int32_t day)
{
    uint32_t n = bz_model_count(m, leader, BZ_LEADER_WEEKDAYS);
    bool is_day = n == 0;
    for (uint32_t i = 0; i < n; i++)
        is_day = is_day || (int)bz_model_element(m, leader, BZ_LEADER_WEEKDAYS, i)->a % 7 ==
                               bz_date_weekday(day);
    return is_day ? skip_in(m, leader, BZ_LEADER_AWAY, day) : leader;
}

bool bz_model_leads(const bz_model *m, bz_rec leader, int32_t day)
{
    return !kept_from(m, leader, day);
}

bz_rec bz_model_unled(const bz_model *m, bz_rec meetings, int32_t day)
{
    bz_rec first = 0;
    int32_t can = 0;
    if (!bz_model_first(m, meetings, BZ_MEETINGS_LEADERS)) return 0;
    for (bz_rec l = bz_model_first(m, meetings, BZ_MEETINGS_LEADERS); l; l = bz_model_next(m, l)) {
        bz_rec why = kept_from(m, l, day);
        can += !why;
        if (why && !first) first = why;
    }
    if (can >= bz_model_int(m, meetings, BZ_MEETINGS_LEADERS_NEEDED)) return 0;
    return first ? first : bz_model_first(m, meetings, BZ_MEETINGS_LEADERS);
}
