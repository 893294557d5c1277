/* Rules on sessions: their order, what they promise, what is said of them. */
#include "check/check_priv.h"

static bz_rec curriculum_of(const bz_model *m, bz_rec r)
{
    return bz_model_above(m, r, BZ_R_CURRICULUM);
}

static bool runs_by_choice(const bz_model *m, bz_rec curriculum)
{
    return bz_model_int(m, curriculum, BZ_CURRICULUM_RUNS) ==
           bz_enum_find(BZ_E_RUNS, BZ_STR("by_choice"));
}

/* The i-th session that is required, or 0 when it is not known or not of this curriculum's list. */
static bz_rec required(const bz_checker *k, bz_rec session, uint32_t i)
{
    bz_rec r = bz_model_element(k->m, session, BZ_SESSION_REQUIRES, i)->target;
    return r && k->positions[r] ? r : 0;
}

static void required_first(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    if (!k->positions[session] || runs_by_choice(m, curriculum_of(m, session))) return;
    for (uint32_t i = 0; i < bz_model_count(m, session, BZ_SESSION_REQUIRES); i++) {
        bz_rec other = required(k, session, i);
        if (!other || k->positions[other] <= k->positions[session]) continue; /* itself: a circle */
        bz_diag *d =
            bz_check__report(k, bz_model_element(m, session, BZ_SESSION_REQUIRES, i)->span,
                             "session `%.*s` requires `%.*s`, which comes after it",
                             BZ_FMT(bz_model_id(m, session)), BZ_FMT(bz_model_id(m, other)));
        bz_check__hint(k, d, "put `%.*s` before `%.*s` in the `sessions` of curriculum.yaml",
                       BZ_FMT(bz_model_id(m, other)), BZ_FMT(bz_model_id(m, session)));
    }
}

static void required_here(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    if (!bz_check__applies(k, session)) return;
    for (uint32_t i = 0; i < bz_model_count(m, session, BZ_SESSION_REQUIRES); i++) {
        bz_rec other = required(k, session, i);
        if (!other || bz_check__applies(k, other)) continue;
        bz_diag *d =
            bz_check__report(k, bz_model_element(m, session, BZ_SESSION_REQUIRES, i)->span,
                             "session `%.*s` requires `%.*s`, which does not apply here",
                             BZ_FMT(bz_model_id(m, session)), BZ_FMT(bz_model_id(m, other)));
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, other, BZ_SESSION_WHEN),
                        "it applies under this condition");
    }
}

static void notice(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    if (!bz_model_has(m, session, BZ_SESSION_NOTICE) ||
        bz_model_bool(m, session, BZ_SESSION_SENSITIVE))
        return;
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, session, BZ_SESSION_NOTICE),
                         "session `%.*s` has a content notice and is not marked as sensitive",
                         BZ_FMT(bz_model_id(m, session)));
    bz_check__hint(k, d, "write `sensitive: true`, so that the notice is printed and said");
}

/* Sessions that lack what most of the others have: an oversight, not a style. */
static void like_the_others(bz_checker *k, bz_rec curriculum, int row, const char *what)
{
    const bz_model *m = k->m;
    size_t with = 0, without = 0;
    for (bz_rec s = bz_model_first(m, curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(m, s))
        if (!bz_model_bool(m, s, BZ_SESSION_OPEN))
            *(bz_model_count(m, s, row) ? &with : &without) += 1;
    if (!with || !without || with < without) return;
    for (bz_rec s = bz_model_first(m, curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(m, s)) {
        if (bz_model_count(m, s, row) || bz_model_bool(m, s, BZ_SESSION_OPEN)) continue;
        bz_diag *d = bz_check__report(k, bz_check__name_span(m, s),
                                      "session `%.*s` has no %s, as most others have",
                                      BZ_FMT(bz_model_id(m, s)), what);
        bz_check__hint(k, d, "write `%s:`, for example %s",
                       bz_record_row_at(BZ_R_SESSION)->fields[row].key,
                       bz_record_row_at(BZ_R_SESSION)->fields[row].example);
    }
}

static void promises(bz_checker *k, bz_rec curriculum)
{
    like_the_others(k, curriculum, BZ_SESSION_OBJECTIVES, "objectives");
    like_the_others(k, curriculum, BZ_SESSION_KEY_MESSAGES, "key messages");
}

static void slots(bz_checker *k, bz_rec curriculum)
{
    const bz_model *m = k->m;
    bool by_choice = runs_by_choice(m, curriculum);
    if (!by_choice && bz_model_count(m, curriculum, BZ_CURRICULUM_FIRST)) {
        bz_diag *d =
            bz_check__report(k, bz_model_span(m, curriculum, BZ_CURRICULUM_FIRST),
                             "curriculum `%.*s` says which sessions come first, and runs in order",
                             BZ_FMT(bz_model_id(m, curriculum)));
        bz_check__hint(k, d, "leave `first` out: `sessions` is the order");
    }
    bz_rec slot = bz_model_first(m, curriculum, BZ_CURRICULUM_SLOTS);
    if (by_choice == (slot != 0)) return;
    bz_diag *d = bz_check__report(
        k, slot ? bz_model_at(m, slot)->span : bz_model_span(m, curriculum, BZ_CURRICULUM_RUNS),
        slot ? "curriculum `%.*s` has slots, and runs in order"
             : "curriculum `%.*s` runs by choice, and has no slots",
        BZ_FMT(bz_model_id(m, curriculum)));
    bz_check__hint(k, d,
                   slot
                       ? "write `runs: by_choice`, or leave `slots` out"
                       : "say what a meeting consists of: `slots: [{topic: chosen, minutes: 45}]`");
}

static const bz_rule RULES[] = {
    {BZ_T105, "required sessions come first", BZ_R_SESSION, required_first, BZ_RULE_ALWAYS},
    {BZ_T106, "required sessions apply", BZ_R_SESSION, required_here, BZ_RULE_CONTEXT},
    {BZ_T110, "notices are said", BZ_R_SESSION, notice, BZ_RULE_ALWAYS},
    {BZ_T111, "what a session promises", BZ_R_CURRICULUM, promises, BZ_RULE_ALWAYS},
    {BZ_T112, "slots and choice", BZ_R_CURRICULUM, slots, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__session = {RULES, sizeof RULES / sizeof *RULES};
