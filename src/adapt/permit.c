/* Protection. In: a change that could be done. Out: whether it may be, or a diagnostic that names
 * the part, its light, who wants to change it, and how to go on. Three lights: green, freely;
 * yellow, with care, which asks for a reason; red, with approval, which must be recorded in one of
 * the context's adaptations.
 *
 * The one idea: what counts is the most protected thing that a change would take away or alter,
 * also deep inside its target; adding beside something alters nothing. */
#include "adapt/journal_priv.h"
#include "model/licence.h"

static const char *const LIGHTS[] = {"freely (green)", "with care (yellow)", "with approval (red)"};

/* The most protected block below `node` (itself included); *level is raised to its level. */
static void raise_by_blocks(const bz_model *m, bz_rec rec, bz_node node, int *level,
                            bz_target *which)
{
    for (bz_node n = node; n; n = bz_doc_next(m->bodies, node, n)) {
        const bz_doc_node *at = bz_doc_at(m->bodies, n);
        if (at->kind != BZ_DOC_CONTAINER || at->aux != BZ_ACT_SAFETY) continue;
        *level = BZ_WITH_APPROVAL;
        *which = (bz_target){rec, n};
        return;
    }
}

/* The most protected record or block below a record (itself included). Records nest
 * five deep. */
static void raise_by_record(const bz_model *m, bz_rec r, int *level, bz_target *which)
{
    bz_target self = {r, 0};
    int own = bz_model_may_change(m, self);
    if (own > *level) {
        *level = own;
        *which = self;
    }
    if (*level < BZ_WITH_APPROVAL) raise_by_blocks(m, r, bz_model_at(m, r)->body, level, which);
    for (bz_rec c = bz_model_at(m, r)->first; c && *level < BZ_WITH_APPROVAL;
         c = bz_model_at(m, c)->next)
        raise_by_record(m, c, level, which);
}

/* What may not be added to: the inside of a safety block, and a validated form. */
static bool is_closed(const bz_model *m, bz_target t)
{
    for (bz_node n = t.node; n; n = bz_doc_at(m->bodies, n)->parent)
        if (bz_doc_at(m->bodies, n)->kind == BZ_DOC_CONTAINER &&
            bz_doc_at(m->bodies, n)->aux == BZ_ACT_SAFETY)
            return true;
    bz_rec form = bz_model_above(m, t.rec, BZ_R_FORM);
    return form && bz_model_bool(m, form, BZ_FORM_VALIDATED);
}

static bool is_within_between(const bz_model *m, const bz_change *c)
{
    if (c->op != BZ_OP_SET || c->target.node || bz_model_kind(m, c->target.rec) != BZ_R_ACTIVITY ||
        c->field != BZ_ACTIVITY_MINUTES || c->value != BZ_V_INT)
        return false;
    const bz_value *between = bz_model_value(m, c->target.rec, BZ_ACTIVITY_BETWEEN);
    return between->kind == BZ_V_RANGE && c->low >= (int32_t)between->a &&
           c->low <= (int32_t)between->b;
}

/* Whether what the change acts on is no longer where it was. Another parent may be left out, now or
 * in another context, and all below it with it. */
static bool is_leaving(const bz_model *m, const bz_change *c, const bz_site *site)
{
    if (c->op != BZ_OP_MOVE) return c->op == BZ_OP_REMOVE || c->op == BZ_OP_REPLACE;
    return c->target.node ? site->under != bz_doc_at(m->bodies, c->target.node)->parent
                          : site->parent != bz_model_at(m, c->target.rec)->parent;
}

/* The level of the change, and in *which the part that gives it. */
static int level_of(const bz_model *m, const bz_change *c, const bz_site *site, bz_target *which)
{
    *which = c->target;
    int level = bz_model_may_change(m, c->target);
    bz_target goes_to = {site->body ? site->body : site->parent, site->under};
    if ((c->op == BZ_OP_INSERT || c->op == BZ_OP_MOVE) && is_closed(m, goes_to)) {
        *which = goes_to;
        return BZ_WITH_APPROVAL;
    }
    if (c->op == BZ_OP_INSERT || is_within_between(m, c))
        return level > BZ_WITH_CARE ? BZ_WITH_CARE : level;
    if (is_leaving(m, c, site) && level < BZ_WITH_APPROVAL) {
        if (c->target.node) raise_by_blocks(m, c->target.rec, c->target.node, &level, which);
        else raise_by_record(m, c->target.rec, &level, which);
    }
    return level;
}

/* Where it is said that the part is protected. */
static bz_span protected_at(const bz_model *m, bz_target t)
{
    if (t.node) {
        for (bz_node n = t.node; n; n = bz_doc_at(m->bodies, n)->parent)
            if (bz_doc_at(m->bodies, n)->kind == BZ_DOC_CONTAINER &&
                bz_doc_at(m->bodies, n)->aux == BZ_ACT_SAFETY)
                return bz_doc_at(m->bodies, n)->span;
    }
    for (bz_rec r = t.rec; r; r = bz_model_at(m, r)->parent) {
        bz_record_kind kind = bz_model_kind(m, r);
        int row = kind == BZ_R_FORM ? BZ_FORM_VALIDATED : bz_field_find(kind, BZ_STR("may_change"));
        if (row >= 0 && bz_model_value(m, r, row)->span.file)
            return bz_model_value(m, r, row)->span;
    }
    return bz_span_none();
}

static bool is_part_of(const bz_model *m, bz_target t, bz_target whole)
{
    if (!whole.node) {
        for (bz_rec r = t.rec; r; r = bz_model_at(m, r)->parent)
            if (r == whole.rec) return true;
        return false;
    }
    for (bz_node n = t.rec == whole.rec ? t.node : 0; n; n = bz_doc_at(m->bodies, n)->parent)
        if (n == whole.node) return true;
    return false;
}

static bool covers(const bz_model *m, bz_rec approval, bz_target which)
{
    for (uint32_t i = 0; i < bz_model_count(m, approval, BZ_APPROVAL_PARTS); i++) {
        bz_str address = bz_value_text(m, bz_model_element(m, approval, BZ_APPROVAL_PARTS, i));
        bz_target whole = bz_model_find(m, address, NULL);
        if (whole.rec && is_part_of(m, which, whole)) return true;
    }
    return false;
}

bz_rec bz_adapt__approval(const bz_model *m, bz_target which)
{
    uint32_t n = m->context ? bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS) : 0;
    for (uint32_t i = 0; i < n; i++) {
        bz_rec a = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        for (bz_rec p = bz_model_first(m, a, BZ_ADAPTATION_APPROVALS); p; p = bz_model_next(m, p))
            if (covers(m, p, which)) return p;
    }
    return 0;
}

static void put_names(const bz_model *m, const bz_change *c, bz_target which, bz_buf *author,
                      bz_buf *address)
{
    bz_adapt__put_author(c, author);
    bz_model_address(m, which, address);
}

/* The part's nearest name that stays: of a block without an id, what it stands in. */
static bz_target lasting(const bz_model *m, bz_target t)
{
    while (t.node && !bz_doc_attr_text(m->bodies, t.node, BZ_ATTR_ID).n)
        t.node = bz_doc_at(m->bodies, t.node)->parent;
    return t;
}

static bool refuse_red(const bz_model *m, const bz_change *c, bz_target which, bz_job *job)
{
    bz_buf author = {0}, address = {0};
    put_names(m, c, which, &author, &address);
    bz_diag *d = bz_diag_add(
        job->diags, BZ_C102, c->span,
        "%s wants to %.*s `%s`, which may be changed %s only, and no approval is recorded",
        author.p, BZ_FMT(c->verb.n ? c->verb : bz_str_from(bz_adapt__op_name(c->op))), address.p,
        LIGHTS[BZ_WITH_APPROVAL]);
    bz_buf_clear(&address);
    bz_model_address(m, lasting(m, which), &address);
    bz_span at = protected_at(m, which);
    if (at.file) bz_diag_note_at(job->diags, d, at, "protected here");
    const bz_value *between = which.node || bz_model_kind(m, which.rec) != BZ_R_ACTIVITY
                                  ? NULL
                                  : bz_model_value(m, which.rec, BZ_ACTIVITY_BETWEEN);
    if (c->op == BZ_OP_SET && between && c->field == BZ_ACTIVITY_MINUTES &&
        between->kind == BZ_V_RANGE)
        bz_diag_hint(job->diags, d, "its minutes may be set within %d-%d without an approval",
                     (int)between->a, (int)between->b);
    else
        bz_diag_hint(job->diags, d,
                     "adding beside it needs only a reason; or ask those who wrote it, and record "
                     "their consent in the adaptation under `approvals:`, as `- {parts: [%s], by: "
                     "programme owner, on: 2026-06-01, reference: where it is written}`",
                     address.p);
    bz_buf_deinit(&author);
    bz_buf_deinit(&address);
    return false;
}

static bool refuse_yellow(const bz_model *m, const bz_change *c, bz_job *job)
{
    bz_buf author = {0}, address = {0};
    put_names(m, c, c->target, &author, &address);
    bz_diag *d = bz_diag_add(job->diags, BZ_C103, c->span,
                             "%s changes `%s` without a reason; it may be changed %s", author.p,
                             address.p, LIGHTS[BZ_WITH_CARE]);
    bz_diag_hint(
        job->diags, d, "%s",
        c->by == BZ_BY_PLUGIN
            ? "say why: `why:` in the plugin's plugin.yaml, or `{ why = \"…\" }` in the call"
            : "say why: give the change a `why:`");
    bz_buf_deinit(&author);
    bz_buf_deinit(&address);
    return false;
}

/* A plan only uses a curriculum; what else changes it makes a derivative of it. */
static bool is_licensed(const bz_model *m, const bz_change *c, bz_job *job)
{
    bz_rec k = bz_model_above(m, c->target.rec, BZ_R_CURRICULUM);
    if (!k) k = m->curriculum;
    if (!k || c->by == BZ_BY_PLANNER || bz_model_text(m, k, BZ_CURRICULUM_PERMISSION).n)
        return true;
    bz_str licence = bz_model_text(m, k, BZ_CURRICULUM_LICENCE);
    if (!bz_licence_forbids_changes(licence)) return true;
    bz_buf author = {0};
    bz_adapt__put_author(c, &author);
    bz_diag *d =
        bz_diag_add(job->diags, BZ_L001, c->span,
                    "%s changes the curriculum `%.*s`, whose licence %.*s allows no changes",
                    author.p, BZ_FMT(bz_model_id(m, k)), BZ_FMT(licence));
    bz_diag_note_at(job->diags, d, bz_model_span(m, k, BZ_CURRICULUM_LICENCE), "the licence");
    bz_diag_hint(job->diags, d,
                 "ask the publisher; when they allow it, say who and where in curriculum.yaml: "
                 "`permission: \"Letter of the publisher, 3 May 2026\"`");
    bz_buf_deinit(&author);
    return false;
}

bool bz_adapt__permit(const bz_model *m, const bz_change *c, const bz_site *site, bz_rec *approval,
                      bz_job *job)
{
    bz_target which;
    if (!is_licensed(m, c, job)) return false;
    int level = level_of(m, c, site, &which);
    if (level >= BZ_WITH_APPROVAL) *approval = bz_adapt__approval(m, which);
    if (level >= BZ_WITH_APPROVAL && !*approval) return refuse_red(m, c, which, job);
    if (level == BZ_WITH_CARE && !bz_str_trim(c->why).n) return refuse_yellow(m, c, job);
    return true;
}

bool bz_journal_may_drop(const bz_model *m, bz_rec activity)
{
    const bz_change drop = {.op = BZ_OP_REMOVE, .target = {activity, 0}};
    const bz_site site = {0};
    bz_target which;
    return level_of(m, &drop, &site, &which) < BZ_WITH_APPROVAL || bz_adapt__approval(m, which);
}
