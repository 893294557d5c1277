/* The plain plan. In: a frozen model with its context. Out: PROGRAMME, MEETING, PART and SUPPLY
 * records below the project; nothing else of the model is touched. One idea: a meeting a session,
 * the parts one after the other at their usual minutes, and a clock only where the group has one.
 */
#include "plan/plan.h"

#include "plan/plan_priv.h"

#include <stdio.h>

static void set_times(bz_model *m, bz_rec r, int starts, int ends, int32_t at, int32_t minutes)
{
    /* A meeting that runs past midnight shows the clock of the next day. */
    bz_model_set_int(m, r, starts, at % (24 * 60), bz_span_none());
    bz_model_set_int(m, r, ends, (at + minutes) % (24 * 60), bz_span_none());
}

static int32_t add_parts(bz_model *m, bz_rec meeting, bz_rec session, bool has_clock, int32_t at)
{
    int32_t from = 0;
    for (bz_rec a = bz_model_first_present(m, session, BZ_SESSION_ACTIVITIES); a;
         a = bz_model_next_present(m, a)) {
        bz_span span = bz_model_at(m, a)->span;
        int32_t minutes = bz_model_int(m, a, BZ_ACTIVITY_MINUTES);
        bz_rec part = bz_model_add(m, meeting, BZ_MEETING_PARTS, 0, BZ_R_PART, span);
        bz_str id = bz_model_id(m, a);
        bz_model_set_text(m, part, BZ_PART_ID, id, span);
        bz_model_set_ref(m, part, BZ_PART_ACTIVITY, id, a, span);
        bz_model_set_int(m, part, BZ_PART_FROM, from, span);
        bz_model_set_int(m, part, BZ_PART_MINUTES, minutes, span);
        bz_model_set_int(m, part, BZ_PART_USUAL, minutes, span);
        if (has_clock) set_times(m, part, BZ_PART_STARTS, BZ_PART_ENDS, at + from, minutes);
        from += minutes;
    }
    return from;
}

static void set_session(bz_model *m, bz_rec meeting, bz_rec session)
{
    bz_span span = bz_model_at(m, session)->span;
    bz_model_set_text(m, meeting, BZ_MEETING_TITLE, bz_model_text(m, session, BZ_SESSION_TITLE),
                      span);
    uint32_t first = bz_model_set_many(m, meeting, BZ_MEETING_SESSIONS, BZ_V_LIST, 1, span);
    bz_model_set_element_ref(m, first, bz_str_from(""), bz_model_id(m, session), session, span);
}

static void add_meeting(bz_model *m, bz_rec session, int32_t number, const bz_date *date,
                        bz_rec rhythm)
{
    bz_span span = bz_model_at(m, session)->span;
    bz_rec meeting = bz_model_add(m, m->programme, BZ_PROGRAMME_MEETINGS, 0, BZ_R_MEETING, span);
    char id[32];
    snprintf(id, sizeof id, "meeting-%d", number);
    bz_model_set_text(m, meeting, BZ_MEETING_ID, bz_str_from(id), span);
    bz_model_set_int(m, meeting, BZ_MEETING_NUMBER, number, span);
    set_session(m, meeting, session);
    bool has_clock = rhythm && bz_model_has(m, rhythm, BZ_MEETINGS_AT);
    int32_t at = has_clock ? bz_model_int(m, rhythm, BZ_MEETINGS_AT) : 0;
    int32_t minutes = add_parts(m, meeting, session, has_clock, at);
    bz_model_set_int(m, meeting, BZ_MEETING_MINUTES, minutes, span);
    if (date) bz_model_set_int(m, meeting, BZ_MEETING_DATE, *date, span);
    if (has_clock) set_times(m, meeting, BZ_MEETING_STARTS, BZ_MEETING_ENDS, at, minutes);
    if (rhythm && bz_model_has(m, rhythm, BZ_MEETINGS_WHERE))
        bz_model_set_text(m, meeting, BZ_MEETING_WHERE, bz_model_text(m, rhythm, BZ_MEETINGS_WHERE),
                          bz_model_span(m, rhythm, BZ_MEETINGS_WHERE));
    bz_plan__add_supplies(m, meeting, session);
}

static bz_rec new_programme(bz_model *m)
{
    bz_rec p = bz_model_add(m, m->project, BZ_PROJECT_PROGRAMME, 0, BZ_R_PROGRAMME, bz_span_none());
    bz_model_set_ref(m, p, BZ_PROGRAMME_CURRICULUM, bz_model_id(m, m->curriculum), m->curriculum,
                     bz_span_none());
    return p;
}

bz_status bz_plan_build(bz_model *m, const bz_date *date, bz_job *job)
{
    bz_rec group = m->context ? bz_model_ref(m, m->context, BZ_CONTEXT_GROUP) : 0;
    bz_rec rhythm = group ? bz_model_first(m, group, BZ_GROUP_MEETINGS) : 0;
    bz_plan__say_what_is_left(m, group, rhythm, job);
    m->programme = new_programme(m);
    bz_rhythm walk = {0};
    if (rhythm && !bz_plan__start(&walk, m, rhythm, job)) return BZ_INVALID;
    bool has_date = date != NULL;
    bz_date last = date ? *date : 0;
    int32_t number = 0;
    for (bz_rec s = bz_model_first_present(m, m->curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next_present(m, s)) {
        bz_date day = 0;
        bool is_dated = rhythm && bz_plan__next_day(&walk, m, &day, job);
        add_meeting(m, s, ++number, is_dated ? &day : NULL, rhythm);
        if (is_dated) last = day, has_date = true;
    }
    if (has_date) bz_model_set_int(m, m->programme, BZ_PROGRAMME_DATE, last, bz_span_none());
    return walk.is_too_late ? BZ_INVALID : BZ_OK;
}
