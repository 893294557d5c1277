/* What a curriculum or a group accepts, with a reason. In: a report of a rule that can be accepted,
 * and the part that it is about. Out: the report is not made where the part, or its curriculum,
 * accepts its code. What a plan brings about is the group's to accept. What is accepted and no
 * longer found is said, so that no reason outlives its cause. */
#include "check/check_priv.h"

#include <stdarg.h>
#include <stdio.h>

static const bz_code of_texts[] = {BZ_T120, BZ_T121, BZ_T122, BZ_T123,
                                   BZ_T124, BZ_T125, BZ_T128, BZ_T129};
static const bz_code of_plans[] = {BZ_T130};
enum {
    N_OF_TEXTS = sizeof of_texts / sizeof *of_texts,
    N_OF_PLANS = sizeof of_plans / sizeof *of_plans
};

static int accept_row(const bz_model *m, bz_rec r)
{
    switch (bz_model_kind(m, r)) {
    case BZ_R_CURRICULUM: return BZ_CURRICULUM_ACCEPT;
    case BZ_R_SESSION: return BZ_SESSION_ACCEPT;
    case BZ_R_HANDOUT: return BZ_HANDOUT_ACCEPT;
    case BZ_R_GROUP: return BZ_GROUP_ACCEPT;
    default: return -1;
    }
}

static bool accepts(bz_checker *k, bz_rec r)
{
    const bz_model *m = k->m;
    int row = accept_row(m, r);
    for (bz_rec a = row < 0 ? 0 : bz_model_first(m, r, row); a; a = bz_model_next(m, a))
        if (bz_code_find(bz_model_text(m, a, BZ_ACCEPT_CODE)) == k->code) {
            k->is_used[a] = 1;
            return true;
        }
    return false;
}

bz_diag *bz_check__report_of(bz_checker *k, bz_rec r, bz_span at, const char *fmt, ...)
{
    char message[512];
    va_list ap;
    bz_rec curriculum = bz_model_above(k->m, r, BZ_R_CURRICULUM);
    if (accepts(k, r) || (curriculum != r && curriculum && accepts(k, curriculum))) return NULL;
    va_start(ap, fmt);
    vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    bz_diag *d = bz_check__report(k, at, "%s", message);
    bz_diag_note_at(
        k->job->diags, d, bz_span_none(),
        "where it has to be so, accept it with a reason: `accept: [{code: %s, why: …}]`",
        bz_code_row(k->code)->name);
    return d;
}

static bool is_among(const bz_code *codes, size_t n, bz_str code)
{
    for (size_t i = 0; i < n; i++)
        if (bz_str_is(code, bz_code_row(codes[i])->name)) return true;
    return false;
}

/* Whether the part or group that holds `r` can accept this. */
static bool is_acceptable(const bz_model *m, bz_rec r, bool by_group)
{
    bz_str code = bz_model_text(m, r, BZ_ACCEPT_CODE);
    return by_group ? is_among(of_plans, N_OF_PLANS, code) : is_among(of_texts, N_OF_TEXTS, code);
}

static bool is_of_group(const bz_model *m, bz_rec r)
{
    return bz_model_kind(m, bz_model_at(m, r)->parent) == BZ_R_GROUP;
}

static void can_be_accepted(bz_checker *k, bz_rec r)
{
    const bz_model *m = k->m;
    bz_str code = bz_model_text(m, r, BZ_ACCEPT_CODE);
    bool by_group = is_of_group(m, r);
    if (!code.n || is_acceptable(m, r, by_group)) return;
    bool elsewhere = is_acceptable(m, r, !by_group);
    bz_diag *d = bz_check__report(k, bz_model_span(m, r, BZ_ACCEPT_CODE),
                                  elsewhere ? "`%.*s` cannot be accepted here"
                                            : "`%.*s` is nothing that can be accepted",
                                  BZ_FMT(code));
    if (elsewhere && by_group)
        bz_check__hint(k, d,
                       "it is about a text: accept it in the session, the handout or the "
                       "curriculum that it names");
    else if (elsewhere)
        bz_check__hint(k, d, "it is about a plan: accept it in the file of the group");
    else
        bz_check__hint(k, d,
                       by_group
                           ? "a group accepts T130: `baraza explain T130`"
                           : "it is one of T120 to T125, T128 and T129: `baraza explain T120` and "
                             "so on");
}

static void say_stale(bz_checker *k, bz_rec r)
{
    bz_span at = bz_model_span(k->m, r, BZ_ACCEPT_CODE);
    k->code = BZ_T127;
    bz_diag *d = bz_check__report(k, at, "%.*s is accepted here, and is not found any more",
                                  BZ_FMT(bz_model_text(k->m, r, BZ_ACCEPT_CODE)));
    bz_check__hint(k, d, "take it out of `accept`");
}

/* For a group or a place, something may not be found because a part does not apply. */
void bz_check__stale(bz_checker *k)
{
    const bz_model *m = k->m;
    if (m->context && (bz_model_ref(m, m->context, BZ_CONTEXT_GROUP) ||
                       bz_model_ref(m, m->context, BZ_CONTEXT_PLACE)))
        return;
    for (bz_rec r = 1; r < m->records.n; r++) {
        if (bz_model_kind(m, r) != BZ_R_ACCEPT || k->is_used[r] || !bz_check__is_alive(m, r) ||
            is_of_group(m, r) || !bz_check__applies(k, bz_model_at(m, r)->parent))
            continue;
        if (is_acceptable(m, r, false)) say_stale(k, r);
    }
}

void bz_check__stale_plan(bz_checker *k)
{
    const bz_model *m = k->m;
    bz_rec group = m->context ? bz_model_ref(m, m->context, BZ_CONTEXT_GROUP) : 0;
    bz_rec a = group ? bz_model_first(m, group, BZ_GROUP_ACCEPT) : 0;
    for (; a; a = bz_model_next(m, a))
        if (!k->is_used[a] && is_acceptable(m, a, true)) say_stale(k, a);
}

static const bz_rule RULES[] = {
    {BZ_T126, "what can be accepted", BZ_R_ACCEPT, can_be_accepted, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__accept = {RULES, sizeof RULES / sizeof *RULES};
