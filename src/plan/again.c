/* Planning again, from an earlier plan. In: what was planned, meeting by meeting, and how many of
 * these have been held. Out: those meetings as they were, and for what comes after them a problem
 * that knows where each part was, so that as little as possible changes.
 *
 * What has been held is settled: the plan goes on behind the last part that was. */
#include "plan/plan_priv.h"

static void refuse(const bz_planner *k, const bz_was_part *p, size_t meeting, bz_str near)
{
    bz_diag *d = bz_diag_add(k->job->diags, BZ_K019, bz_span_none(),
                             "`%.*s` was held in meeting %zu, and is not in the curriculum",
                             BZ_FMT(p->address), meeting + 1);
    if (near.n) bz_diag_hint(k->job->diags, d, "did you mean `%.*s`?", BZ_FMT(near));
    else
        bz_diag_hint(k->job->diags, d,
                     "the earlier plan is of another curriculum, or what it held was renamed: "
                     "name it in `%s` as it is called now",
                     k->was->path);
}

static bz_rec find(const bz_planner *k, bz_str address, bz_buf *near)
{
    bz_buf_clear(near);
    bz_target t = bz_model_find(k->m, address, near);
    return t.rec && !t.node && bz_model_kind(k->m, t.rec) == BZ_R_ACTIVITY ? t.rec : 0;
}

static bz_rec session_above(const bz_planner *k, bz_rec activity)
{
    return bz_model_above(k->m, activity, BZ_R_SESSION);
}

/* The i-th of its end's rituals that the activity is. */
static bool is_ritual(const bz_planner *k, bz_rec activity, bz_fit_kind *end, uint32_t *i)
{
    bz_rec session = session_above(k, activity), other;
    static const bz_fit_kind ends[] = {BZ_FIT_START, BZ_FIT_END};
    for (size_t e = 0; e < sizeof ends / sizeof *ends; e++)
        for (*i = 0; (other = bz_plan__ritual(k->m, session, ends[e], *i)); ++*i)
            if (other == activity) {
                *end = ends[e];
                return true;
            }
    return false;
}

/* The session of this plan that stands for the record: in a circle, the meeting's own. */
static bool find_session(const bz_planner *k, bz_rec session, size_t meeting, uint32_t *out)
{
    for (uint32_t i = k->is_circle ? (uint32_t)meeting : 0; i < k->sessions.n; i++) {
        *out = i;
        if (k->sessions.p[i] == session) return true;
        if (k->is_circle) break;
    }
    return false;
}

static bool find_part(const bz_planner *k, bz_rec activity, size_t meeting, uint32_t *out)
{
    for (uint32_t i = 0; i < k->activities.n; i++) {
        bool is_here = !k->is_circle || k->parts.p[i].session == (int32_t)meeting;
        *out = i;
        if (is_here && k->activities.p[i] == activity) return true;
    }
    return false;
}

/* One part of a meeting that was held; false when nobody knows it any more. */
static bool freeze_part(bz_planner *k, const bz_was_part *p, size_t meeting, bz_fit_meeting *m,
                        bz_buf *near)
{
    bz_fit_item item = {.kind = BZ_FIT_BREAK, .minutes = p->minutes, .from = p->from};
    bz_rec a = p->is_break ? 0 : find(k, p->address, near);
    uint32_t session = 0;
    if (!p->is_break) {
        if (!a || !session_above(k, a)) return false;
        bool has_session = find_session(k, session_above(k, a), meeting, &session);
        if (is_ritual(k, a, &item.kind, &item.i)) {
            if (!has_session) return false;
        } else {
            item.kind = BZ_FIT_PART;
            if (!has_session || !find_part(k, a, meeting, &item.i)) return false;
            k->answer.meeting_of.p[item.i] = (int32_t)meeting;
            if (item.i >= k->first_part) k->first_part = item.i + 1;
        }
        if (m->opens == UINT32_MAX) m->opens = session;
        m->closes = session;
    }
    bz_vec_push(&k->answer.items, item);
    m->n++;
    return true;
}

static bool freeze_meeting(bz_planner *k, size_t i)
{
    const bz_was_meeting *was = &k->was->meetings[i];
    bz_fit_meeting m = {
        .first = (uint32_t)k->answer.items.n, .opens = UINT32_MAX, .minutes = was->minutes};
    bz_buf near = {0};
    bool is_good = true;
    for (size_t p = 0; p < was->n; p++) {
        if (freeze_part(k, &was->parts[p], i, &m, &near)) continue;
        refuse(k, &was->parts[p], i, bz_buf_view(&near));
        is_good = false;
    }
    bz_buf_deinit(&near);
    bool has_part = false;
    for (uint32_t n = m.first; n < m.first + m.n; n++)
        has_part = has_part || k->answer.items.p[n].kind == BZ_FIT_PART;
    if (is_good && !has_part)
        bz_diag_add(k->job->diags, BZ_K019, bz_span_none(),
                    "meeting %zu of `%s` holds no part of a session", i + 1, k->was->path);
    bz_vec_push(&k->answer.meetings, m);
    return is_good && has_part;
}

/* What stands before the last part held, was not held, and may not be left out. */
static void warn_of_passed(const bz_planner *k)
{
    for (uint32_t i = 0; i < k->first_part; i++) {
        if (k->answer.meeting_of.p[i] >= 0 || k->parts.p[i].leave_out || k->is_circle) continue;
        bz_buf address = {0};
        bz_model_address(k->m, (bz_target){k->activities.p[i], 0}, &address);
        bz_diag *d =
            bz_diag_add(k->job->diags, BZ_K020, bz_model_at(k->m, k->activities.p[i])->span,
                        "`%.*s` was not held, and its time is over", BZ_FMT(bz_buf_view(&address)));
        bz_diag_hint(k->job->diags, d,
                     "what came after it has been held: catch up on it with the group, or move it "
                     "to a later session by a change");
        bz_buf_deinit(&address);
    }
}

bool bz_plan__freeze(bz_planner *k)
{
    bool is_good = true;
    bz_vec_extend(&k->answer.meeting_of, k->parts.n);
    for (size_t i = 0; i < k->parts.n; i++)
        k->answer.meeting_of.p[i] = -1;
    for (size_t i = 0; i < k->n_held; i++)
        if (!freeze_meeting(k, i)) is_good = false;
    if (is_good) warn_of_passed(k);
    return is_good;
}

void bz_plan__held_days(bz_planner *k)
{
    for (size_t i = 0; i < k->n_held; i++) {
        const bz_was_meeting *was = &k->was->meetings[i];
        bz_day day = bz_plan__day(k->m, k->rhythm, was->date);
        day.at = was->at;
        day.minutes = was->booked;
        bz_vec_push(&k->days.list, day);
    }
}

/* Where each part was, in meetings counted from the first that is planned now. */
static void read_was(bz_planner *k)
{
    bz_buf near = {0};
    for (size_t i = 0; i < k->parts.n; i++)
        bz_vec_push(&k->was_in, -1);
    for (size_t m = k->n_held; m < k->was->n; m++)
        for (size_t p = 0; p < k->was->meetings[m].n; p++) {
            uint32_t part;
            bz_rec a = find(k, k->was->meetings[m].parts[p].address, &near);
            if (a && find_part(k, a, m, &part)) k->was_in.p[part] = (int32_t)(m - k->n_held);
        }
    bz_buf_deinit(&near);
}

void bz_plan__rest(bz_planner *k)
{
    bz_fit *p = &k->fit;
    if (!k->was) return;
    read_was(k);
    uint32_t first = k->first_part;
    p->parts += first;
    p->n -= first;
    p->was = k->was_in.p + first;
    p->minutes += k->n_held;
    p->n_meetings -= k->n_held;
    if (first && p->n) p->goes_on = p->parts[-1].session == p->parts[0].session;
}

void bz_plan__join(bz_planner *k, bz_fit_answer *rest)
{
    bz_fit_answer *all = &k->answer;
    uint32_t items = (uint32_t)all->items.n;
    for (size_t i = 0; i < rest->items.n; i++) {
        bz_fit_item item = rest->items.p[i];
        if (item.kind == BZ_FIT_PART) item.i += k->first_part;
        bz_vec_push(&all->items, item);
    }
    for (size_t i = 0; i < rest->meetings.n; i++) {
        bz_fit_meeting m = rest->meetings.p[i];
        m.first += items;
        bz_vec_push(&all->meetings, m);
    }
    for (size_t i = 0; i < rest->meeting_of.n; i++)
        if (rest->meeting_of.p[i] >= 0)
            all->meeting_of.p[k->first_part + i] = rest->meeting_of.p[i] + (int32_t)k->n_held;
    all->result = rest->result;
    all->cost = rest->cost;
    all->bound = rest->bound;
}
