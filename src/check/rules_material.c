/* Rules on materials: whether the group can have what the facilitator is told to bring. A place or
 * group says what cannot be had (`unavailable`), a material what it needs to be of use (`needs`, a
 * condition over facts). Only what is done here counts: a part that was dropped asks for nothing.
 */
#include "check/check_priv.h"

static bool is_asked_for(const bz_checker *k, bz_rec material)
{
    const bz_model *m = k->m;
    bz_rec activity = bz_model_above(m, material, BZ_R_ACTIVITY);
    bz_rec session = bz_model_above(m, material, BZ_R_SESSION);
    /* A library's activity asks for nothing by itself, nor does a change that brings one. */
    if (!session || bz_model_at(m, session)->parent != m->curriculum) return false;
    return bz_check__applies(k, activity ? activity : session) && bz_model_is_present(m, material);
}

/* An activity of the library that many sessions use is said once. */
static bool is_said(const bz_checker *k, bz_span at)
{
    for (size_t i = bz_diags_count(k->job->diags); i-- > 0;) {
        const bz_diag *d = bz_diags_at(k->job->diags, i);
        if (d->code == k->code && d->span.file == at.file && d->span.start == at.start) return true;
    }
    return false;
}

static void hint_of(bz_checker *k, bz_diag *d, bz_rec material)
{
    bz_buf address = {0};
    bz_model_address(k->m, (bz_target){material, 0}, &address);
    bz_check__hint(k, d,
                   "say in an adaptation what takes its place: `- {replace: %.*s, material: {item: "
                   "chalk board}, why: …}`; or correct what the place says",
                   BZ_FMT(bz_buf_view(&address)));
    bz_buf_deinit(&address);
}

static void can_be_had(bz_checker *k, bz_rec r)
{
    const bz_model *m = k->m;
    if (!is_asked_for(k, r)) return;
    bz_str item = bz_model_text(m, r, BZ_MATERIAL_ITEM);
    for (uint32_t i = 0; i < bz_model_count(m, m->context, BZ_CONTEXT_UNAVAILABLE); i++) {
        const bz_value *v = bz_model_element(m, m->context, BZ_CONTEXT_UNAVAILABLE, i);
        bz_span at = bz_model_span(m, r, BZ_MATERIAL_ITEM);
        if (!bz_str_mentions(item, bz_value_text(m, v)) || is_said(k, at)) continue;
        bz_diag *d =
            bz_check__report(k, at, "`%.*s` cannot be had here", BZ_FMT(bz_value_text(m, v)));
        bz_diag_note_at(k->job->diags, d, v->span, "it is said here");
        hint_of(k, d, r);
        return;
    }
}

static void is_of_use(bz_checker *k, bz_rec r)
{
    const bz_model *m = k->m;
    bz_str needs = bz_model_text(m, r, BZ_MATERIAL_NEEDS);
    bz_span at = bz_model_span(m, r, BZ_MATERIAL_NEEDS);
    if (!needs.n || !is_asked_for(k, r) || bz_when_holds(m, m->context, needs)) return;
    if (is_said(k, at)) return;
    bz_diag *d = bz_check__report(k, at, "`%.*s` is of no use here: it needs `%.*s`",
                                  BZ_FMT(bz_model_text(m, r, BZ_MATERIAL_ITEM)), BZ_FMT(needs));
    hint_of(k, d, r);
}

static const bz_rule rules[] = {
    {BZ_C135, "materials can be had", BZ_R_MATERIAL, can_be_had, BZ_RULE_CONTEXT},
    {BZ_C135, "materials are of use", BZ_R_MATERIAL, is_of_use, BZ_RULE_CONTEXT},
};

const bz_rules bz_check__material = {rules, sizeof rules / sizeof *rules};
