/* Select: what applies in this context. In: a model with a context. Out: the same model, where
 * sessions, activities and containers whose `when` does not hold are marked ABSENT and the others
 * are not; so it can be done again for another context. Nothing is deleted, and nothing is entered
 * in the journal. */
#include "adapt/journal.h"

static void mark_record(bz_model *m, bz_rec r, int row)
{
    if (!bz_model_has(m, r, row)) return;
    m->records.p[r].flags &= (uint8_t)~BZ_REC_ABSENT;
    if (!bz_when_holds(m, m->context, bz_model_text(m, r, row)))
        m->records.p[r].flags |= BZ_REC_ABSENT;
}

static void mark_node(bz_model *m, bz_node n)
{
    bz_doc_node *node = &m->bodies->nodes.p[n];
    if (node->kind != BZ_DOC_CONTAINER || !bz_doc_has(m->bodies, n, BZ_ATTR_WHEN)) return;
    node->flags &= (uint8_t)~BZ_NODE_ABSENT;
    if (!bz_when_holds(m, m->context, bz_doc_attr_text(m->bodies, n, BZ_ATTR_WHEN)))
        node->flags |= BZ_NODE_ABSENT;
}

void bz_select(bz_model *m, bz_job *job)
{
    (void)job;
    if (!m->context) return;
    for (bz_rec r = 1; r < m->records.n; r++) {
        if (bz_model_kind(m, r) == BZ_R_SESSION) mark_record(m, r, BZ_SESSION_WHEN);
        if (bz_model_kind(m, r) == BZ_R_ACTIVITY) mark_record(m, r, BZ_ACTIVITY_WHEN);
    }
    for (bz_node n = 1; n < m->bodies->nodes.n; n++)
        mark_node(m, n);
}
