/* Who may change what. In: a target. Out: freely, with care or with approval.
 *
 * The one idea: protection comes from above (block, activity, session, curriculum), the nearest
 * that says something counts; but safety and validated instruments are above all that. */
#include "model/model.h"
#include <assert.h>

static bool is_safety(const bz_model *m, bz_node n)
{
    const bz_doc_node *node = bz_doc_at(m->bodies, n);
    return node->kind == BZ_DOC_CONTAINER && node->aux == BZ_ACT_SAFETY;
}

/* The row in which records of this kind say who may change them, or -1. */
static int own_row(bz_record_kind kind)
{
    switch (kind) {
    case BZ_R_CURRICULUM: return BZ_CURRICULUM_MAY_CHANGE;
    case BZ_R_SESSION: return BZ_SESSION_MAY_CHANGE;
    case BZ_R_ACTIVITY: return BZ_ACTIVITY_MAY_CHANGE;
    case BZ_R_HANDOUT: return BZ_HANDOUT_MAY_CHANGE;
    default: return -1;
    }
}

int bz_model_may_change(const bz_model *m, bz_target t)
{
    assert(t.rec && t.rec < m->records.n);
    bool is_made = false;
    for (bz_node n = t.node; n; n = bz_doc_at(m->bodies, n)->parent) {
        if (is_safety(m, n)) return BZ_WITH_APPROVAL;
        is_made = is_made || bz_doc_at(m->bodies, n)->flags & BZ_NODE_MADE;
    }
    int level = -1;
    for (bz_rec r = t.rec; r; r = bz_model_at(m, r)->parent) {
        bz_record_kind kind = bz_model_kind(m, r);
        int row = own_row(kind);
        if (kind == BZ_R_FORM && bz_model_bool(m, r, BZ_FORM_VALIDATED)) return BZ_WITH_APPROVAL;
        is_made = is_made || bz_model_at(m, r)->flags & BZ_REC_MADE;
        if (level < 0 && row >= 0 && bz_model_has(m, r, row)) level = bz_model_int(m, r, row);
    }
    if (level < 0) level = BZ_WITH_CARE;
    return is_made && level == BZ_WITH_APPROVAL ? BZ_WITH_CARE : level;
}
