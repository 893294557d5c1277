/* What a part says, as text. In: a record or a block. Out: its written fields and its words, with
 * all below it, without places in files, so that the text differs only where the part does. */
#include "adapt/journal_priv.h"

static void put_field(const bz_model *m, bz_rec r, int field, const bz_field *row, bz_buf *out)
{
    const bz_value *v = bz_model_value(m, r, field);
    if (v->kind == BZ_V_NONE || v->flags & BZ_VALUE_DEFAULT || row->flags & BZ_COMPUTED) return;
    bz_buf_fmt(out, "%s: ", row->key);
    bz_adapt__put_value(m, r, field, out);
    bz_buf_char(out, '\n');
}

/* A row of a table is a line, so that it reads as one. */
static void put_row(const bz_doc *d, bz_node row, bz_buf *out)
{
    for (bz_node c = bz_doc_at(d, row)->first; c; c = bz_doc_at(d, c)->next) {
        if (c != bz_doc_at(d, row)->first) bz_buf_put(out, " | ");
        bz_doc_plain(d, c, out);
    }
    bz_buf_char(out, '\n');
}

static void put_body(const bz_model *m, bz_node n, bool is_here, bz_buf *out)
{
    const bz_doc *d = m->bodies;
    if (is_here && bz_doc_at(d, n)->flags & BZ_NODE_ABSENT) return;
    bz_doc_kind kind = bz_doc_kind_of(d, n);
    if (kind == BZ_DOC_CONTAINER)
        bz_buf_fmt(out, "%s\n", bz_act_name((bz_act)bz_doc_at(d, n)->aux));
    if (kind == BZ_DOC_ROW) {
        put_row(d, n, out);
        return;
    }
    if (bz_doc_accepts(kind, BZ_DOC_TEXT) || !bz_doc_at(d, n)->first) {
        bz_doc_plain(d, n, out);
        bz_buf_char(out, '\n');
        return;
    }
    for (bz_node c = bz_doc_at(d, n)->first; c; c = bz_doc_at(d, c)->next)
        put_body(m, c, is_here, out); /* as deep as blocks nest */
}

void bz_part_text(const bz_model *m, bz_target t, bz_buf *out)
{
    if (t.node) {
        put_body(m, t.node, false, out);
        return;
    }
    const bz_record_row *row = bz_record_row_at(bz_model_kind(m, t.rec));
    for (int i = 1; i < row->n; i++)
        put_field(m, t.rec, i, &row->fields[i], out);
    if (bz_model_at(m, t.rec)->body) put_body(m, bz_model_at(m, t.rec)->body, false, out);
    for (bz_rec c = bz_model_at(m, t.rec)->first; c; c = bz_model_at(m, c)->next)
        bz_part_text(m, (bz_target){c, 0}, out); /* four deep */
}

void bz_part_block_text(const bz_model *m, bz_node n, bz_buf *out)
{
    put_body(m, n, true, out);
}

void bz_part_value(const bz_model *m, bz_rec r, int field, bz_buf *out)
{
    bz_adapt__put_value(m, r, field, out);
}
