/* The model's values: one a field of each record, then the elements of lists and maps. In: texts,
 * numbers and references as the loader has read them. Out: the same by row, borrowed from the
 * model.
 *
 * The one idea: a value is a fixed-size cell; its text lies in the model's blob, which only grows,
 * so that setting never moves what another value says. */
#include "model/model.h"
#include <assert.h>

uint32_t bz_model_text_add(bz_model *m, bz_str text)
{
    uintptr_t at = (uintptr_t)text.p, blob = (uintptr_t)m->text.p;
    if (m->text.p && at >= blob && at + text.n <= blob + m->text.n) return (uint32_t)(at - blob);
    assert(text.n <= UINT32_MAX - m->text.n);
    uint32_t offset = (uint32_t)m->text.n;
    bz_buf_str(&m->text, text);
    return offset;
}

static uint32_t cell_of(const bz_model *m, bz_rec r, int field)
{
    assert(r && r < m->records.n && field >= 0);
    assert(field < bz_record_row_at(bz_model_kind(m, r))->n);
    return m->records.p[r].values + (uint32_t)field;
}

/* Puts a value into a cell, leaving its key and its origin. */
static void put(bz_model *m, uint32_t cell, bz_value_kind kind, uint32_t a, uint32_t b,
                bz_span span)
{
    assert(cell && cell < m->values.n);
    bz_value *v = &m->values.p[cell];
    v->kind = (uint8_t)kind;
    v->flags = 0;
    v->span = span;
    v->a = a;
    v->b = b;
    v->target = 0;
}

static void put_text(bz_model *m, uint32_t cell, bz_value_kind kind, bz_str text, bz_span span)
{
    uint32_t offset = bz_model_text_add(m, text);
    put(m, cell, kind, offset, (uint32_t)text.n, span);
}

void bz_model_set_text(bz_model *m, bz_rec r, int field, bz_str text, bz_span span)
{
    put_text(m, cell_of(m, r, field), BZ_V_TEXT, text, span);
}

void bz_model_set_int(bz_model *m, bz_rec r, int field, int32_t value, bz_span span)
{
    put(m, cell_of(m, r, field), BZ_V_INT, (uint32_t)value, 0, span);
}

void bz_model_set_range(bz_model *m, bz_rec r, int field, int32_t low, int32_t high, bz_span span)
{
    put(m, cell_of(m, r, field), BZ_V_RANGE, (uint32_t)low, (uint32_t)high, span);
}

void bz_model_set_ref(bz_model *m, bz_rec r, int field, bz_str text, bz_rec target, bz_span span)
{
    uint32_t cell = cell_of(m, r, field);
    put_text(m, cell, BZ_V_REF, text, span);
    m->values.p[cell].target = target;
}

void bz_model_clear(bz_model *m, bz_rec r, int field)
{
    put(m, cell_of(m, r, field), BZ_V_NONE, 0, 0, bz_span_none());
}

static uint32_t put_many(bz_model *m, uint32_t cell, bz_value_kind kind, uint32_t n, bz_span span)
{
    assert(kind == BZ_V_LIST || kind == BZ_V_MAP);
    uint32_t first = (uint32_t)m->values.n;
    bz_vec_extend(&m->values, n);
    put(m, cell, kind, first, n, span);
    return first;
}

uint32_t bz_model_set_many(bz_model *m, bz_rec r, int field, bz_value_kind kind, uint32_t n,
                           bz_span span)
{
    return put_many(m, cell_of(m, r, field), kind, n, span);
}

static void put_key(bz_model *m, uint32_t element, bz_str key)
{
    uint32_t offset = key.n ? bz_model_text_add(m, key) : 0;
    m->values.p[element].key = offset;
    m->values.p[element].key_n = (uint32_t)key.n;
}

void bz_model_set_element(bz_model *m, uint32_t element, bz_str key, bz_str text, bz_span span)
{
    put_text(m, element, BZ_V_TEXT, text, span);
    put_key(m, element, key);
}

void bz_model_set_element_int(bz_model *m, uint32_t element, bz_str key, int32_t value,
                              bz_span span)
{
    put(m, element, BZ_V_INT, (uint32_t)value, 0, span);
    put_key(m, element, key);
}

void bz_model_set_element_ref(bz_model *m, uint32_t element, bz_str key, bz_str text, bz_rec target,
                              bz_span span)
{
    put_text(m, element, BZ_V_REF, text, span);
    put_key(m, element, key);
    m->values.p[element].target = target;
}

uint32_t bz_model_set_element_many(bz_model *m, uint32_t element, bz_str key, uint32_t n,
                                   bz_span span)
{
    uint32_t first = put_many(m, element, BZ_V_MAP, n, span);
    put_key(m, element, key);
    return first;
}

/* The row's default, as written in fields.def: our own text, so it must fit its type. */
static void put_default(bz_model *m, uint32_t cell, const bz_field *f)
{
    bz_str text = bz_str_from(f->otherwise);
    int32_t number = 0;
    bool is_number = f->type == BZ_T_INTEGER || f->type == BZ_T_MINUTES;
    assert(f->shape == BZ_ONE && f->type != BZ_T_RANGE && f->type != BZ_T_REF);
    if (f->type == BZ_T_BOOL) number = bz_str_is(text, "true");
    else if (f->type == BZ_T_ENUM) number = bz_enum_find((bz_enum)f->of, text);
    else if (is_number) is_number = bz_str_integer(text, &number);
    assert(number >= 0);
    if (is_number || f->type == BZ_T_BOOL || f->type == BZ_T_ENUM)
        put(m, cell, BZ_V_INT, (uint32_t)number, 0, bz_span_none());
    else put_text(m, cell, BZ_V_TEXT, text, bz_span_none());
    m->values.p[cell].flags = BZ_VALUE_DEFAULT;
}

void bz_model_apply_defaults(bz_model *m, bz_rec r)
{
    const bz_record_row *row = bz_record_row_at(bz_model_kind(m, r));
    for (int i = 0; i < row->n; i++)
        if (row->fields[i].otherwise && bz_model_value(m, r, i)->kind == BZ_V_NONE)
            put_default(m, cell_of(m, r, i), &row->fields[i]);
}

/* The cell to read; the record 0 has none. */
static const bz_value *cell(const bz_model *m, bz_rec r, int field)
{
    return r ? &m->values.p[cell_of(m, r, field)] : &m->values.p[0];
}

bool bz_model_has(const bz_model *m, bz_rec r, int field)
{
    return cell(m, r, field)->kind != BZ_V_NONE;
}

bz_str bz_value_text(const bz_model *m, const bz_value *v)
{
    if ((v->kind != BZ_V_TEXT && v->kind != BZ_V_REF) || v->b == 0) return BZ_STR("");
    return (bz_str){m->text.p + v->a, v->b};
}

bz_str bz_value_key(const bz_model *m, const bz_value *v)
{
    return v->key_n ? (bz_str){m->text.p + v->key, v->key_n} : BZ_STR("");
}

bz_str bz_model_id(const bz_model *m, bz_rec r)
{
    return bz_value_text(m, cell(m, r, 0));
}

bz_str bz_model_text(const bz_model *m, bz_rec r, int field)
{
    return bz_value_text(m, cell(m, r, field));
}

int32_t bz_model_int(const bz_model *m, bz_rec r, int field)
{
    const bz_value *v = cell(m, r, field);
    return v->kind == BZ_V_INT ? (int32_t)v->a : 0;
}

bool bz_model_bool(const bz_model *m, bz_rec r, int field)
{
    return bz_model_int(m, r, field) != 0;
}

bz_rec bz_model_ref(const bz_model *m, bz_rec r, int field)
{
    const bz_value *v = cell(m, r, field);
    return v->kind == BZ_V_REF ? v->target : 0;
}

bz_span bz_model_span(const bz_model *m, bz_rec r, int field)
{
    bz_span span = cell(m, r, field)->span;
    return span.file ? span : m->records.p[r].span;
}

uint32_t bz_model_count(const bz_model *m, bz_rec r, int field)
{
    const bz_value *v = cell(m, r, field);
    if (v->kind == BZ_V_LIST || v->kind == BZ_V_MAP) return v->b;
    if (!r || bz_record_row_at(bz_model_kind(m, r))->fields[field].type != BZ_T_RECORD) return 0;
    uint32_t n = 0;
    for (bz_rec c = bz_model_first(m, r, field); c; c = bz_model_next(m, c))
        n += !(m->records.p[c].flags & BZ_REC_DEAD);
    return n;
}

const bz_value *bz_value_element(const bz_model *m, const bz_value *many, uint32_t i)
{
    assert((many->kind == BZ_V_LIST || many->kind == BZ_V_MAP) && i < many->b);
    return &m->values.p[many->a + i];
}

const bz_value *bz_model_element(const bz_model *m, bz_rec r, int field, uint32_t i)
{
    return bz_value_element(m, cell(m, r, field), i);
}

const bz_value *bz_value_find(const bz_model *m, const bz_value *map, bz_str key)
{
    if (map->kind != BZ_V_MAP) return NULL;
    for (uint32_t i = 0; i < map->b; i++)
        if (bz_str_eq(bz_value_key(m, &m->values.p[map->a + i]), key))
            return &m->values.p[map->a + i];
    return NULL;
}
