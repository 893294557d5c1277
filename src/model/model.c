/* The model's store: making records, linking them, walking them. In: kinds, parents and roles from
 * the loader and the journal. Out: indices. The model owns its arrays, its blob of text and its
 * bodies.
 *
 * The one idea: a record is a row of links plus one value a field, all in arrays that only grow, so
 * an index stays good for the life of the model and a clone has the same indices. */
#include "model/model.h"
#include <assert.h>
#include <string.h>

bz_model *bz_model_new(void)
{
    bz_model *m = bz_mem_new(sizeof *m);
    m->bodies = bz_doc_new();
    m->epoch = 1;
    bz_vec_extend(&m->records, 1);
    bz_vec_extend(&m->values, 1);
    m->project = bz_model_add(m, 0, 0, 0, BZ_R_PROJECT, bz_span_none());
    bz_model_set_text(m, m->project, BZ_PROJECT_ID, BZ_STR("project"), bz_span_none());
    return m;
}

void bz_model_free(bz_model *m)
{
    if (!m) return;
    bz_vec_free(&m->records);
    bz_vec_free(&m->values);
    bz_vec_free(&m->numbers);
    bz_buf_deinit(&m->text);
    bz_doc_free(m->bodies);
    bz_mem_free(m);
}

#define COPY_VEC(to, from)                                                                         \
    do {                                                                                           \
        bz_vec_extend(to, (from)->n);                                                              \
        if ((from)->n) memcpy((to)->p, (from)->p, (from)->n * sizeof *(from)->p);                  \
    } while (0)

bz_model *bz_model_clone(const bz_model *m)
{
    bz_model *c = bz_mem_new(sizeof *c);
    COPY_VEC(&c->records, &m->records);
    COPY_VEC(&c->values, &m->values);
    COPY_VEC(&c->numbers, &m->numbers);
    bz_buf_str(&c->text, bz_buf_view(&m->text));
    c->bodies = bz_doc_clone(m->bodies);
    c->project = m->project;
    c->curriculum = m->curriculum;
    c->context = m->context;
    c->programme = m->programme;
    c->epoch = m->epoch;
    return c;
}

void bz_model_link(bz_model *m, bz_rec parent, int role, bz_rec before, bz_rec r)
{
    assert(parent && parent < m->records.n && r && r < m->records.n && r != parent);
    bz_record *p = &m->records.p[parent], *self = &m->records.p[r];
    assert(!self->parent && (!before || m->records.p[before].parent == parent));
    assert(role >= 0 && role < bz_record_row_at((bz_record_kind)p->kind)->n);
    self->role = (uint16_t)role;
    self->parent = parent;
    self->next = before;
    self->prev = before ? m->records.p[before].prev : p->last;
    if (self->prev) m->records.p[self->prev].next = r;
    else p->first = r;
    if (before) m->records.p[before].prev = r;
    else p->last = r;
}

void bz_model_unlink(bz_model *m, bz_rec r)
{
    assert(r && r < m->records.n);
    bz_record *self = &m->records.p[r];
    if (!self->parent) return;
    bz_record *p = &m->records.p[self->parent];
    if (self->prev) m->records.p[self->prev].next = self->next;
    else p->first = self->next;
    if (self->next) m->records.p[self->next].prev = self->prev;
    else p->last = self->prev;
    self->parent = self->prev = self->next = 0;
}

bz_rec bz_model_add(bz_model *m, bz_rec parent, int role, bz_rec before, bz_record_kind kind,
                    bz_span span)
{
    assert(kind > BZ_NO_RECORD && kind < BZ_RECORD_KIND_COUNT);
    bz_rec r = (bz_rec)m->records.n;
    uint32_t values = (uint32_t)m->values.n;
    bz_vec_extend(&m->values, (size_t)bz_record_row_at(kind)->n);
    bz_vec_push(
        &m->records,
        ((bz_record){.kind = (uint8_t)kind, .values = values, .span = span, .id_span = span}));
    if (parent) bz_model_link(m, parent, role, before, r);
    return r;
}

static void copy_elements(bz_model *m, uint32_t many)
{
    bz_value from = m->values.p[many];
    if (from.kind != BZ_V_LIST && from.kind != BZ_V_MAP) return;
    uint32_t first = (uint32_t)m->values.n;
    bz_vec_extend(&m->values, from.b);
    memcpy(&m->values.p[first], &m->values.p[from.a], from.b * sizeof *m->values.p);
    m->values.p[many].a = first;
    for (uint32_t i = 0; i < from.b; i++)
        copy_elements(m, first + i); /* a MAP2 is two deep, and nothing is deeper */
}

/* The record itself, its values and its body, without its children. */
static bz_rec copy_record(bz_model *m, bz_rec parent, int role, bz_rec before, bz_rec from)
{
    bz_record source = m->records.p[from]; /* by value: the arrays move */
    bz_rec r = bz_model_add(m, parent, role, before, (bz_record_kind)source.kind, source.span);
    size_t n = (size_t)bz_record_row_at((bz_record_kind)source.kind)->n;
    bz_record *self = &m->records.p[r];
    self->flags = source.flags & BZ_REC_ABSENT;
    self->file = source.file;
    self->origin = source.origin;
    self->id_span = source.id_span;
    memcpy(&m->values.p[self->values], &m->values.p[source.values], n * sizeof *m->values.p);
    for (size_t i = 0; i < n; i++)
        copy_elements(m, m->records.p[r].values + (uint32_t)i);
    if (source.body) m->records.p[r].body = bz_doc_copy(m->bodies, 0, 0, m->bodies, source.body);
    return r;
}

bz_rec bz_model_copy(bz_model *m, bz_rec parent, int role, bz_rec before, bz_rec from)
{
    assert(from && from < m->records.n);
    bz_rec last = m->records.p[from].last; /* taken first: the copy may become a child of `from` */
    bz_rec made = copy_record(m, parent, role, before, from);
    for (bz_rec c = m->records.p[from].first; c; c = m->records.p[c].next) {
        bz_model_copy(m, made, m->records.p[c].role, 0, c); /* as deep as rows nest: four */
        if (c == last) break;
    }
    return made;
}

bz_rec bz_model_first(const bz_model *m, bz_rec parent, int role)
{
    assert(parent < m->records.n);
    bz_rec r = m->records.p[parent].first;
    while (r && m->records.p[r].role != role)
        r = m->records.p[r].next;
    return r;
}

bz_rec bz_model_next(const bz_model *m, bz_rec r)
{
    assert(r && r < m->records.n);
    uint16_t role = m->records.p[r].role;
    do
        r = m->records.p[r].next;
    while (r && m->records.p[r].role != role);
    return r;
}

/* `r`, or the first after it of its role that is neither absent nor dead. */
static bz_rec present(const bz_model *m, bz_rec r)
{
    while (r && m->records.p[r].flags & (BZ_REC_ABSENT | BZ_REC_DEAD))
        r = bz_model_next(m, r);
    return r;
}

bz_rec bz_model_first_present(const bz_model *m, bz_rec parent, int role)
{
    return present(m, bz_model_first(m, parent, role));
}

bz_rec bz_model_next_present(const bz_model *m, bz_rec r)
{
    return present(m, bz_model_next(m, r));
}

bz_rec bz_model_child(const bz_model *m, bz_rec parent, int role, bz_str id)
{
    for (bz_rec r = bz_model_first(m, parent, role); r; r = bz_model_next(m, r))
        if (bz_str_eq(bz_model_id(m, r), id)) return r;
    return 0;
}

bz_rec bz_model_above(const bz_model *m, bz_rec r, bz_record_kind kind)
{
    while (r && m->records.p[r].kind != kind)
        r = m->records.p[r].parent;
    return r;
}

bool bz_model_is_present(const bz_model *m, bz_rec r)
{
    assert(r < m->records.n);
    for (; r; r = m->records.p[r].parent)
        if (m->records.p[r].flags & (BZ_REC_ABSENT | BZ_REC_DEAD)) return false;
    return true;
}
