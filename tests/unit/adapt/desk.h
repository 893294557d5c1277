/* A job, a journal and the small model of tests/unit/model/build.h. */
#ifndef BZ_TESTS_ADAPT_DESK_H
#define BZ_TESTS_ADAPT_DESK_H

#include "../model/build.h"
#include "adapt/journal.h"

typedef struct desk {
    bz_job job;
    bz_journal *j;
    bz_model *m;
} desk;

__attribute__((unused)) static desk desk_new(void)
{
    desk d = {.j = bz_journal_new(), .m = tiny_model()};
    d.job = (bz_job){.arena = bz_arena_new(),
                     .scratch = bz_arena_new(),
                     .diags = bz_diags_new(),
                     .sources = bz_sources_new(),
                     .limits = &bz_limits_default};
    return d;
}

__attribute__((unused)) static void desk_free(desk *d)
{
    bz_journal_free(d->j);
    bz_model_free(d->m);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_arena_free(d->job.arena);
    bz_arena_free(d->job.scratch);
}

__attribute__((unused)) static bz_change desk_change(const desk *d, bz_op op, const char *address)
{
    return (bz_change){.op = op,
                       .target = tiny_at(d->m, address),
                       .why = BZ_STR("a test"),
                       .verb = BZ_STR(""),
                       .goal = BZ_STR(""),
                       .text = BZ_STR(""),
                       .by = BZ_BY_PLUGIN,
                       .author = BZ_STR("p")};
}

__attribute__((unused)) static bz_change desk_set(const desk *d, const char *address, int field,
                                                  bz_value_kind kind, const char *text, int low,
                                                  int high)
{
    bz_change c = desk_change(d, BZ_OP_SET, address);
    c.field = field;
    c.value = kind;
    c.text = bz_str_from(text);
    c.low = low;
    c.high = high;
    return c;
}

/* A fragment with one container, in the journal's document. */
__attribute__((unused)) static bz_node desk_fragment(desk *d, bz_act act, const char *id,
                                                     const char *text)
{
    bz_doc *doc = bz_journal_doc(d->j);
    bz_node f = bz_doc_add(doc, 0, BZ_DOC_FRAGMENT, NOWHERE);
    bz_node c = bz_doc_add(doc, f, BZ_DOC_CONTAINER, NOWHERE);
    doc->nodes.p[c].aux = (uint16_t)act;
    if (id) bz_doc_set(doc, c, BZ_ATTR_ID, bz_str_from(id));
    bz_node p = bz_doc_add(doc, c, BZ_DOC_PARAGRAPH, NOWHERE);
    bz_doc_add_text(doc, p, BZ_DOC_TEXT, bz_str_from(text), NOWHERE);
    return f;
}

__attribute__((unused)) static bz_target desk_do(desk *d, const bz_change *c)
{
    bz_target made = {0, 0};
    if (bz_journal_apply(d->j, d->m, c, &made, &d->job) != BZ_OK)
        fail_msg("refused: %.*s",
                 BZ_FMT(bz_diags_at(d->job.diags, bz_diags_count(d->job.diags) - 1)->message));
    return made;
}

/* Refused with this code and message; model and journal as they were. */
__attribute__((unused)) static void desk_refuse(desk *d, const bz_change *c, bz_code code,
                                                const char *message)
{
    size_t records = d->m->records.n, nodes = d->m->bodies->nodes.n;
    bz_diags_free(d->job.diags); /* the same report at the same place is kept once */
    d->job.diags = bz_diags_new();
    uint32_t entries = bz_journal_count(d->j);
    assert_int_equal(bz_journal_apply(d->j, d->m, c, NULL, &d->job), BZ_INVALID);
    assert_int_equal(bz_diags_count(d->job.diags), 1);
    const bz_diag *diag = bz_diags_at(d->job.diags, 0);
    if (message) assert_str(diag->message, message);
    assert_int_equal(diag->code, code);
    assert_int_equal(bz_journal_count(d->j), entries);
    assert_int_equal(d->m->records.n, records);
    assert_int_equal(d->m->bodies->nodes.n, nodes);
}

/* All there is in the model, as text, for comparison. */
__attribute__((unused)) static void desk_dump(const bz_model *m, bz_buf *out)
{
    for (bz_rec r = 1; r < m->records.n; r++) {
        const bz_record *self = bz_model_at(m, r);
        bz_buf_fmt(out, "%u kind %u flags %u role %u in %u prev %u next %u body %u origin %u\n", r,
                   self->kind, self->flags, self->role, self->parent, self->prev, self->next,
                   self->body, self->origin);
        for (int i = 0; i < bz_record_row_at(bz_model_kind(m, r))->n; i++) {
            const bz_value *v = bz_model_value(m, r, i);
            if (v->kind == BZ_V_NONE) continue;
            bz_buf_fmt(out, "  %d kind %u origin %u ", i, v->kind, v->origin);
            if (v->kind == BZ_V_TEXT || v->kind == BZ_V_REF) bz_buf_str(out, bz_value_text(m, v));
            else if (v->kind == BZ_V_INT || v->kind == BZ_V_RANGE)
                bz_buf_fmt(out, "%u %u", v->a, v->b);
            else
                for (uint32_t k = 0; k < v->b; k++) {
                    bz_buf_str(out, bz_value_text(m, bz_value_element(m, v, k)));
                    bz_buf_char(out, ';');
                }
            bz_buf_char(out, '\n');
        }
    }
    for (bz_node n = 1; n < m->bodies->nodes.n; n++) {
        const bz_doc_node *at = bz_doc_at(m->bodies, n);
        bz_buf_fmt(out, "%u %u flags %u in %u prev %u next %u origin %u \"%.*s\" #%.*s\n", n,
                   at->kind, at->flags, at->parent, at->prev, at->next, at->origin,
                   BZ_FMT(bz_doc_text(m->bodies, n)),
                   BZ_FMT(bz_doc_attr_text(m->bodies, n, BZ_ATTR_ID)));
    }
}

#endif
