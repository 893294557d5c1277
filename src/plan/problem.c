/* From the model to the problem. In: the sessions that apply, with their activities. Out: parts,
 * rituals and rules as plain data, in the planner.
 *
 * Rituals are written once in the curriculum and stand in every session as copies, which plugins
 * may have changed; sessions whose rituals are alike share a set. */
#include "plan/plan_priv.h"

#include <string.h>

static bool is_ritual(const bz_model *m, bz_rec a)
{
    return bz_model_int(m, a, BZ_ACTIVITY_RITUAL) != 0;
}

/* Whether nothing parts it from the next part that applies: those between them, which do not apply,
 * were kept with their next as well. */
static bool is_glued(const bz_model *m, bz_rec a)
{
    for (; a && bz_model_bool(m, a, BZ_ACTIVITY_KEEP_WITH_NEXT);) {
        a = bz_model_next(m, a);
        if (!a || is_ritual(m, a)) return false;
        if (bz_model_is_present(m, a)) return true;
    }
    return false;
}

static bz_fit_part read_part(const bz_planner *k, bz_rec a)
{
    const bz_model *m = k->m;
    const bz_value *between = bz_model_value(m, a, BZ_ACTIVITY_BETWEEN);
    bz_fit_part p = {.usual = bz_model_int(m, a, BZ_ACTIVITY_MINUTES), .session = -1};
    if (p.usual < 1) p.usual = 1; /* was reported */
    p.least = p.most = p.usual;
    if (between->kind == BZ_V_RANGE) {
        if ((int32_t)between->a < p.usual && (int32_t)between->a > 0) p.least = (int32_t)between->a;
        if ((int32_t)between->b > p.usual) p.most = (int32_t)between->b;
    }
    p.is_protected = bz_model_may_change(m, (bz_target){a, 0}) == BZ_WITH_APPROVAL;
    p.is_glued = is_glued(m, a);
    p.is_break =
        bz_model_int(m, a, BZ_ACTIVITY_METHOD) == bz_enum_find(BZ_E_METHOD, BZ_STR("break"));
    return p;
}

static int ritual_value(bz_fit_kind end)
{
    return bz_enum_find(BZ_E_RITUAL, end == BZ_FIT_START ? BZ_STR("start") : BZ_STR("end"));
}

bz_rec bz_plan__ritual(const bz_model *m, bz_rec session, bz_fit_kind end, uint32_t i)
{
    for (bz_rec a = bz_model_first_present(m, session, BZ_SESSION_ACTIVITIES); a;
         a = bz_model_next_present(m, a))
        if (bz_model_int(m, a, BZ_ACTIVITY_RITUAL) == ritual_value(end) && i-- == 0) return a;
    return 0;
}

static const bz_fit_part *read_rituals(bz_planner *k, bz_rec session, bz_fit_kind end, size_t *n)
{
    *n = 0;
    while (bz_plan__ritual(k->m, session, end, (uint32_t)*n))
        ++*n;
    bz_fit_part *list = bz_arena_alloc(k->job->arena, (*n + 1) * sizeof *list);
    for (uint32_t i = 0; i < *n; i++)
        list[i] = read_part(k, bz_plan__ritual(k->m, session, end, i));
    return list;
}

static bool are_alike(const bz_fit_part *a, const bz_fit_part *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i].usual != b[i].usual || a[i].least != b[i].least || a[i].most != b[i].most ||
            a[i].is_protected != b[i].is_protected || a[i].is_break != b[i].is_break)
            return false;
    return true;
}

static uint32_t add_rituals(bz_planner *k, bz_rec session)
{
    bz_fit_rituals r;
    r.start = read_rituals(k, session, BZ_FIT_START, &r.n_start);
    r.end = read_rituals(k, session, BZ_FIT_END, &r.n_end);
    for (uint32_t i = 0; i < k->rituals.n; i++) {
        const bz_fit_rituals *o = &k->rituals.p[i];
        if (o->n_start == r.n_start && o->n_end == r.n_end &&
            are_alike(o->start, r.start, r.n_start) && are_alike(o->end, r.end, r.n_end))
            return i;
    }
    bz_vec_push(&k->rituals, r);
    return (uint32_t)k->rituals.n - 1;
}

bool bz_plan__add_session(bz_planner *k, bz_rec session)
{
    const bz_model *m = k->m;
    size_t before = k->parts.n;
    for (bz_rec a = bz_model_first_present(m, session, BZ_SESSION_ACTIVITIES); a;
         a = bz_model_next_present(m, a)) {
        if (is_ritual(m, a)) continue;
        bz_fit_part p = read_part(k, a);
        p.session = (int32_t)k->sessions.n;
        if (bz_model_has(m, a, BZ_ACTIVITY_LEAVE_OUT) && bz_journal_may_drop(m, a))
            p.leave_out = (uint8_t)bz_model_int(m, a, BZ_ACTIVITY_LEAVE_OUT);
        bz_vec_push(&k->parts, p);
        bz_vec_push(&k->activities, a);
    }
    if (k->parts.n == before) return false; /* rituals alone are no meeting */
    bz_vec_push(&k->sessions, session);
    uint32_t set = add_rituals(k, session);
    bz_vec_push(&k->ritual_of, set);
    return true;
}

void bz_plan__read_rules(bz_planner *k)
{
    const bz_model *m = k->m;
    k->fit = (bz_fit){.parts = k->parts.p,
                      .n = k->parts.n,
                      .rituals = k->rituals.p,
                      .n_rituals = k->rituals.n,
                      .ritual_of = k->ritual_of.p,
                      .n_sessions = k->sessions.n,
                      .sides = k->sides.n ? k->sides.p : NULL,
                      .steps = k->fit.steps};
    if (!k->rhythm) return;
    bz_rec rule = bz_model_first(m, k->rhythm, BZ_MEETINGS_BREAK);
    k->fit.settle = bz_model_int(m, k->rhythm, BZ_MEETINGS_SETTLE);
    k->fit.fill = bz_model_bool(m, k->rhythm, BZ_MEETINGS_FILL);
    if (!rule) return;
    k->fit.break_every = bz_model_int(m, rule, BZ_BREAK_RULE_EVERY);
    k->fit.break_minutes = bz_model_int(m, rule, BZ_BREAK_RULE_MINUTES);
}

void bz_plan__read_problem(bz_planner *k)
{
    const bz_model *m = k->m;
    for (bz_rec s = bz_model_first_present(m, m->curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next_present(m, s))
        bz_plan__add_session(k, s);
    bz_plan__read_tracks(k);
    bz_plan__read_rules(k);
}
