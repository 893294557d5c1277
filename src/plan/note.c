/* What the plan did to the curriculum, as entries of the journal. In: the answer. Out: an entry for
 * each activity that is shorter or longer than usual, or left out, and for each session that is
 * spread over meetings, each with its reason. The entries go through the journal's protection; the
 * fit only leaves out what may be, so a refusal would be a slip of ours. */
#include "plan/plan_priv.h"

#include <string.h>

static bz_status note(bz_planner *k, bz_change *c, bz_str why, bz_str was, bz_str now)
{
    c->by = BZ_BY_PLANNER;
    c->why = why;
    c->span = k->rhythm ? bz_model_at(k->m, k->rhythm)->span : bz_span_none();
    return bz_journal_note(k->journal, k->m, c, was, now, k->job);
}

static int32_t booked(const bz_planner *k, uint32_t meeting)
{
    return k->has_minutes ? k->minutes.p[meeting] : 0;
}

static bz_status note_minutes(bz_planner *k, bz_rec activity, int32_t usual, int32_t minutes,
                              uint32_t meeting)
{
    bz_arena *arena = k->job->scratch;
    if (usual == minutes) return BZ_OK;
    bool is_shorter = minutes < usual;
    bz_change c = {.op = BZ_OP_SET,
                   .target = {activity, 0},
                   .field = BZ_ACTIVITY_MINUTES,
                   .value = BZ_V_INT,
                   .low = minutes,
                   .verb = is_shorter ? BZ_STR("shorten") : BZ_STR("lengthen")};
    bz_str why = is_shorter ? bz_arena_printf(arena,
                                              "meeting %u holds %d minutes, and all of it at "
                                              "its usual length does not fit",
                                              meeting + 1, booked(k, meeting))
                            : bz_arena_printf(arena,
                                              "meeting %u has time to spare, and the group "
                                              "asks to fill it",
                                              meeting + 1);
    return note(k, &c, why, bz_arena_printf(arena, "%d", usual),
                bz_arena_printf(arena, "%d in meeting %u", minutes, meeting + 1));
}

static bz_status note_meeting(bz_planner *k, uint32_t number)
{
    const bz_fit_meeting *m = &k->answer.meetings.p[number];
    bz_status worst = BZ_OK;
    for (uint32_t i = m->first; i < m->first + m->n; i++) {
        const bz_fit_item *item = &k->answer.items.p[i];
        bz_rec a = 0;
        if (item->kind == BZ_FIT_PART) a = k->activities.p[item->i];
        else if (item->kind != BZ_FIT_BREAK)
            a = bz_plan__ritual(k->m,
                                k->sessions.p[item->kind == BZ_FIT_START ? m->opens : m->closes],
                                item->kind, item->i);
        if (!a) continue;
        int32_t usual = bz_model_int(k->m, a, BZ_ACTIVITY_MINUTES);
        bz_status s = note_minutes(k, a, usual, item->minutes, number);
        if (s != BZ_OK) worst = s;
    }
    return worst;
}

static bz_status note_left_out(bz_planner *k, uint32_t i)
{
    const bz_fit_part *p = &k->parts.p[i];
    bz_change c = {
        .op = BZ_OP_REMOVE, .target = {k->activities.p[i], 0}, .verb = BZ_STR("leave out")};
    bz_arena *arena = k->job->scratch;
    bz_str which = k->is_circle ? bz_arena_printf(arena, "meeting %d", p->session + 1)
                                : bz_arena_printf(arena, "the %zu meetings", k->answer.meetings.n);
    bz_str why = bz_arena_printf(arena,
                                 "what must stay needs the time of %.*s, and it may be left out "
                                 "(`leave_out: %d`, 1 goes first)",
                                 BZ_FMT(which), p->leave_out);
    return note(k, &c, why, bz_arena_printf(k->job->scratch, "%d minutes", p->usual), BZ_STR(""));
}

/* The meetings in which a session is held; false when it is one. */
static bool put_meetings(const bz_planner *k, uint32_t session, bz_buf *out)
{
    int32_t last = -1;
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->parts.n; i++) {
        int32_t m = k->answer.meeting_of.p[i];
        if (k->parts.p[i].session != (int32_t)session || m < 0 || m == last) continue;
        bz_buf_fmt(out, n++ ? ", %d" : "meetings %d", m + 1);
        last = m;
    }
    return n > 1;
}

static bz_status note_spread(bz_planner *k, uint32_t session)
{
    bz_buf meetings = {0};
    bz_status s = BZ_OK;
    if (put_meetings(k, session, &meetings)) {
        bz_change c = {
            .op = BZ_OP_MOVE, .target = {k->sessions.p[session], 0}, .verb = BZ_STR("spread")};
        s = note(k, &c, BZ_STR("as little as possible is left out or shortened when it is spread"),
                 BZ_STR("one meeting"), bz_buf_view(&meetings));
    }
    bz_buf_deinit(&meetings);
    return s;
}

bz_status bz_plan__note(bz_planner *k)
{
    bz_status worst = BZ_OK, s;
    for (uint32_t i = 0; i < k->sessions.n; i++)
        if ((s = note_spread(k, i)) != BZ_OK) worst = s;
    for (uint32_t i = 0; i < k->answer.meetings.n; i++)
        if ((s = note_meeting(k, i)) != BZ_OK) worst = s;
    for (uint32_t i = 0; i < k->parts.n; i++)
        if (k->answer.meeting_of.p[i] < 0 && (s = note_left_out(k, i)) != BZ_OK) worst = s;
    return worst;
}
