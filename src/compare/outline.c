/* A curriculum taken down for comparing. In: a model whose changes are made. Out: its parts in
 * order, each with its facts, its text and its safety text. The one idea: the rows of fields.def
 * say what a part has, so that a new field is compared as soon as it has its row. What does not
 * apply in this context is left out; the words stay {{words}}, so that another name is one
 * difference. */
#include "compare/compare.h"

#include "adapt/journal.h"

#include <string.h>

typedef struct taking {
    const bz_model *m;
    bz_outline *o;
    bz_buf text;
} taking;

static bz_str kept(taking *t)
{
    bz_str s = bz_arena_str(t->o->arena, bz_str_trim(bz_buf_view(&t->text)));
    bz_buf_clear(&t->text);
    return s;
}

/* Maps, and maps of maps, a line an element. */
static void put_map(const bz_model *m, const bz_value *map, bz_str before, bz_buf *out)
{
    for (uint32_t i = 0; i < map->b; i++) {
        const bz_value *v = bz_value_element(m, map, i);
        bz_str key = bz_value_key(m, v);
        if (v->kind == BZ_V_MAP) put_map(m, v, key, out);
        else
            bz_buf_fmt(out, "%.*s%s%.*s: %.*s\n", BZ_FMT(before), before.n ? "." : "", BZ_FMT(key),
                       BZ_FMT(bz_value_text(m, v)));
    }
}

static void take_facts(taking *t, bz_rec r, uint32_t point)
{
    const bz_model *m = t->m;
    const bz_record_row *row = bz_record_row_at(bz_model_kind(m, r));
    t->o->points.p[point].facts = (uint32_t)t->o->facts.n;
    for (int f = 1; f < row->n; f++) {
        const bz_field *field = &row->fields[f];
        const bz_value *v = bz_model_value(m, r, f);
        if (field->flags & BZ_COMPUTED || field->type == BZ_T_RECORD) continue;
        if (field->flags & BZ_INHERITED && field->of == BZ_E_MAY_CHANGE)
            bz_buf_put(&t->text,
                       bz_enum_name(BZ_E_MAY_CHANGE, bz_model_may_change(m, (bz_target){r, 0})));
        else if (v->kind == BZ_V_MAP) put_map(m, v, BZ_STR(""), &t->text);
        else if (v->kind != BZ_V_NONE) bz_part_value(m, r, f, &t->text);
        bz_fact fact = {field->key, kept(t)};
        if (fact.value.n) bz_vec_push(&t->o->facts, fact);
    }
    t->o->points.p[point].n_facts = (uint32_t)t->o->facts.n - t->o->points.p[point].facts;
}

static bool is_safety(const bz_doc *d, bz_node n)
{
    return bz_doc_kind_of(d, n) == BZ_DOC_CONTAINER && bz_doc_at(d, n)->aux == BZ_ACT_SAFETY;
}

/* The blocks of a body: safety blocks alone, or all others. Markdown that a change brought stands
 * below a node of its own. */
static void take_blocks(taking *t, bz_node in, bool wants_safety)
{
    const bz_doc *d = t->m->bodies;
    for (bz_node n = bz_doc_at(d, in)->first; n; n = bz_doc_at(d, n)->next) {
        if (bz_doc_at(d, n)->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD)) continue;
        if (bz_doc_kind_of(d, n) == BZ_DOC_SOURCE) take_blocks(t, n, wants_safety);
        else if (is_safety(d, n) == wants_safety) bz_part_block_text(t->m, n, &t->text);
    }
}

static void take_body(taking *t, bz_rec r, uint32_t point)
{
    bz_node body = bz_model_at(t->m, r)->body;
    if (!body) return;
    take_blocks(t, body, false);
    t->o->points.p[point].text = kept(t);
    take_blocks(t, body, true);
    t->o->points.p[point].safety = kept(t);
}

/* The field by which people call a part. */
static bz_str title_of(taking *t, bz_rec r)
{
    static const char *const keys[] = {"title", "item", "ask", "task", "text"};
    bz_record_kind kind = bz_model_kind(t->m, r);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int field = bz_field_find(kind, bz_str_from(keys[i]));
        if (field < 0 || bz_model_value(t->m, r, field)->kind != BZ_V_TEXT) continue;
        bz_part_value(t->m, r, field, &t->text);
        return kept(t);
    }
    return BZ_STR("");
}

static uint32_t add_point(taking *t, bz_rec r, uint32_t parent)
{
    bz_point p = {.kind = bz_model_kind(t->m, r), .parent = parent};
    p.id = bz_arena_str(t->o->arena, bz_model_id(t->m, r));
    p.title = title_of(t, r);
    p.key = p.id.n ? p.id : p.title;
    p.text = p.safety = BZ_STR("");
    p.light = bz_model_may_change(t->m, (bz_target){r, 0});
    uint32_t at = (uint32_t)t->o->points.n;
    bz_vec_push(&t->o->points, p);
    bz_point *above = &t->o->points.p[parent];
    if (parent && above->last) t->o->points.p[above->last].next = at;
    else if (parent) above->first = at;
    above->last = at;
    return at;
}

static bool is_compared(bz_record_kind kind)
{
    static const bz_record_kind kinds[] = {
        BZ_R_SESSION, BZ_R_ACTIVITY, BZ_R_MATERIAL, BZ_R_OBJECTIVE, BZ_R_PREPARE,
        BZ_R_HANDOUT, BZ_R_FORM,     BZ_R_QUESTION, BZ_R_SLOT,      BZ_R_HOME_PRACTICE,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i] == kind) return true;
    return false;
}

static void take(taking *t, bz_rec r, uint32_t parent)
{
    uint32_t point = add_point(t, r, parent);
    take_facts(t, r, point);
    take_body(t, r, point);
    for (bz_rec c = bz_model_at(t->m, r)->first; c; c = bz_model_at(t->m, c)->next)
        if (is_compared(bz_model_kind(t->m, c)) && bz_model_is_present(t->m, c))
            take(t, c, point); /* four deep */
}

/* What the context says: the words as they are here, and the answers to what the curriculum asks.
 */
static void take_context(taking *t)
{
    const bz_model *m = t->m;
    for (bz_rec w = bz_model_first(m, m->context, BZ_CONTEXT_WORDS); w; w = bz_model_next(m, w))
        take_facts(t, w, add_point(t, w, 1));
    const bz_value *answers = bz_model_value(m, m->context, BZ_CONTEXT_FACTS);
    if (answers->kind != BZ_V_MAP) return;
    put_map(m, answers, BZ_STR(""), &t->text);
    if (!t->text.n) return;
    bz_point *top = &t->o->points.p[1];
    /* Facts of a part stand together: those of the curriculum are taken last. */
    bz_fact fact = {"facts", kept(t)};
    uint32_t from = top->facts, n = top->n_facts;
    top->facts = (uint32_t)t->o->facts.n;
    for (uint32_t i = 0; i < n; i++)
        bz_vec_push(&t->o->facts, t->o->facts.p[from + i]);
    bz_vec_push(&t->o->facts, fact);
    top->n_facts = n + 1;
}

void bz_compare_outline(const bz_model *m, bz_outline *out)
{
    taking t = {.m = m, .o = out};
    bz_vec_push(&out->points, (bz_point){0});
    take(&t, m->curriculum, 0);
    if (m->context) take_context(&t);
    bz_buf_deinit(&t.text);
}

void bz_compare_outline_free(bz_outline *o)
{
    bz_vec_free(&o->points);
    bz_vec_free(&o->facts);
}

bz_str bz_compare_fact(const bz_outline *o, uint32_t point, const char *key)
{
    const bz_point *p = &o->points.p[point];
    for (uint32_t i = p->facts; i < p->facts + p->n_facts; i++)
        if (strcmp(o->facts.p[i].key, key) == 0) return o->facts.p[i].value;
    return BZ_STR("");
}
