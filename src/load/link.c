/* In: a model whose records are all read. Out: every reference with its target, every line,
 * condition and body checked; an error for each name that leads nowhere. The one idea: one pass
 * over the records in the order in which they were made, driven by the types of the rows, with maps
 * for whatever can be many. */
#include "load/load_priv.h"

typedef struct linker {
    bz_load__run *l;
    bz_load__course *c; /* the curriculum above the record, NULL when it has none */
    bz_rec r;
    bool is_shared; /* an activity of the library itself: its copies are linked */
    bool is_as_is;  /* its plain texts are printed as they stand */
} linker;

/* --- references */

/* A text of the library names what this curriculum has not. */
static void lacks(const linker *x, bz_record_kind kind, bz_str id, bz_span at,
                  bz_load__names others)
{
    bz_diags *diags = x->l->job->diags;
    bz_diag *diag = bz_diag_add(diags, BZ_X001, at, "`%.*s` has no %s `%.*s`", BZ_FMT(x->c->id),
                                bz_record_row_at(kind)->name, BZ_FMT(id));
    bz_load__note_taken(x->l, diag, at, x->c->taken_at);
    if (kind == BZ_R_REFERENCE)
        bz_diag_hint(diags, diag, "declare it under `references` in `curriculum.yaml`");
    bz_load__did_you_mean(x->l->job, diag, id, others);
}

static bz_rec in_curriculum(const linker *x, const bz_map *map, int role, bz_record_kind kind,
                            bz_str id, bz_span at)
{
    bz_rec target = map ? bz_map_find(map, id) : 0;
    if (target || !x->c || !x->c->is_clear) return target;
    bz_arena_reset(x->l->work);
    bz_load__names others = bz_load__ids_of(x->l->m, x->c->rec, role, x->l->work);
    if (bz_load__in_library(x->l, at)) {
        lacks(x, kind, id, at, others);
        return 0;
    }
    bz_diag *diag = bz_load__unknown(x->l, kind, id, at, others, BZ_STR(""));
    bz_load__hint_shared(x->l, diag,
                         kind == BZ_R_SESSION   ? "sessions/"
                         : kind == BZ_R_HANDOUT ? "handouts/"
                                                : "",
                         id);
    return 0;
}

static bz_rec objective(const linker *x, bz_str id, bz_span at)
{
    bz_model *m = x->l->m;
    bz_rec session = bz_model_above(m, x->r, BZ_R_SESSION);
    if (!session) return 0;
    bz_rec target = bz_model_child(m, session, BZ_SESSION_OBJECTIVES, id);
    if (target) return target;
    bz_arena_reset(x->l->work);
    bz_diag *diag =
        bz_diag_add(x->l->job->diags, BZ_X001, at, "session `%.*s` has no objective `%.*s`",
                    BZ_FMT(bz_model_id(m, session)), BZ_FMT(id));
    bz_load__did_you_mean(x->l->job, diag, id,
                          bz_load__ids_of(m, session, BZ_SESSION_OBJECTIVES, x->l->work));
    return 0;
}

/* A curriculum that this request does not read is not unknown when its folder is there. */
static bz_rec curriculum(const linker *x, bz_str id, bz_span at)
{
    bz_load__run *l = x->l;
    bz_load__course *c = bz_load__course_by_id(l, id);
    size_t bytes;
    if (c) return c->rec;
    bz_arena_reset(l->work);
    bz_str path = bz_arena_printf(l->work, "curricula/%.*s/curriculum.yaml", BZ_FMT(id));
    bool is_there = bz_root_stat(l->request->root, path, &bytes) == BZ_READ_OK;
    bool is_reported = bz_map_find(l->curricula, id) == BZ_LOAD__MISSING &&
                       bz_model_kind(l->m, x->r) == BZ_R_GROUP;
    if (!is_there && !is_reported)
        bz_load__unknown(l, BZ_R_CURRICULUM, id, at, (bz_load__names){NULL, 0}, path);
    return 0;
}

static bz_rec on_shelf(const bz_map *map, bz_str id)
{
    bz_rec r = bz_map_find(map, id);
    return r == BZ_LOAD__MISSING ? 0 : r; /* reported where it was taken */
}

static bz_rec target_of(const linker *x, bz_record_kind kind, bz_str id, bz_span at)
{
    bz_load__course *c = x->c;
    switch (kind) {
    case BZ_R_SESSION:
        return in_curriculum(x, c ? c->sessions : NULL, BZ_CURRICULUM_SESSIONS, kind, id, at);
    case BZ_R_HANDOUT:
        return in_curriculum(x, c ? c->handouts : NULL, BZ_CURRICULUM_HANDOUTS, kind, id, at);
    case BZ_R_REFERENCE:
        return in_curriculum(x, c ? c->references : NULL, BZ_CURRICULUM_REFERENCES, kind, id, at);
    case BZ_R_OBJECTIVE: return objective(x, id, at);
    case BZ_R_CURRICULUM: return curriculum(x, id, at);
    case BZ_R_PLACE: return on_shelf(x->l->places, id);
    case BZ_R_ADAPTATION: return on_shelf(x->l->adaptations, id);
    case BZ_R_ACTIVITY: return bz_load__library(x->l, id, at);
    case BZ_R_PLUGIN: return bz_model_child(x->l->m, x->l->m->project, BZ_PROJECT_PLUGINS, id);
    default: return 0;
    }
}

static void link_value(const linker *x, const bz_field *f, uint32_t cell)
{
    bz_model *m = x->l->m;
    bz_value v = m->values.p[cell];
    if (v.kind != BZ_V_REF || v.target) return;
    /* A copy: linking may load a library activity, and then the model's text moves. */
    bz_str id = bz_load__ref_id((bz_record_kind)f->of, bz_value_text(m, &v));
    id = bz_arena_str(x->l->names, id);
    bz_rec target = target_of(x, (bz_record_kind)f->of, id, v.span);
    m->values.p[cell].target = target;
}

/* --- one field */

static void check_text(const linker *x, const bz_field *f, uint32_t cell)
{
    const bz_model *m = x->l->m;
    const bz_value *v = &m->values.p[cell];
    if (v->kind != BZ_V_TEXT || v->flags & BZ_VALUE_DEFAULT) return;
    if (f->type == BZ_T_LINE) bz_load__line_check(x->l, x->c, bz_value_text(m, v), v->span);
    if (f->type == BZ_T_WHEN) bz_load__when_check(x->l, x->c, bz_value_text(m, v), v->span);
    if (f->type == BZ_T_PLAIN) bz_load__plain_check(x->l, f->key, v);
}

static void link_field(const linker *x, const bz_field *f, int field)
{
    const bz_model *m = x->l->m;
    bool is_ref = f->type == BZ_T_REF;
    bool is_text =
        f->type == BZ_T_LINE || f->type == BZ_T_WHEN || (f->type == BZ_T_PLAIN && x->is_as_is);
    if ((!is_ref && !is_text) || f->flags & BZ_COMPUTED || f->shape == BZ_MAP2) return;
    uint32_t cell = m->records.p[x->r].values + (uint32_t)field, n = 1;
    const bz_value *v = &m->values.p[cell];
    if (f->shape != BZ_ONE) {
        n = v->kind == BZ_V_LIST || v->kind == BZ_V_MAP ? v->b : 0;
        cell = v->a;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (is_ref && !x->is_shared) link_value(x, f, cell + i);
        else if (is_text) check_text(x, f, cell + i);
    }
}

/* --- records of one kind */

static void check_fact(const linker *x)
{
    const bz_model *m = x->l->m;
    const bz_value *value = bz_model_value(m, x->r, BZ_FACT_DEFAULT);
    bz_str text = bz_value_text(m, value);
    bz_arena_reset(x->l->work);
    bz_load__names values =
        bz_load__texts_of(m, bz_model_value(m, x->r, BZ_FACT_VALUES), x->l->work);
    if (!text.n || !values.n) return;
    for (size_t i = 0; i < values.n; i++)
        if (bz_str_eq(values.p[i], text)) return;
    bz_diag *diag =
        bz_diag_add(x->l->job->diags, BZ_X005, value->span, "the fact `%.*s` has no value `%.*s`",
                    BZ_FMT(bz_model_id(m, x->r)), BZ_FMT(text));
    bz_load__say_values(x->l->job, diag, text, values);
}

static void check_slot(const linker *x)
{
    const bz_model *m = x->l->m;
    bool has_topic = bz_model_has(m, x->r, BZ_SLOT_TOPIC),
         has_use = bz_model_has(m, x->r, BZ_SLOT_USE);
    if (has_topic || has_use) return;
    bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_T016, bz_model_at(m, x->r)->span,
                                "a slot without a topic and without an activity");
    bz_diag_hint(x->l->job->diags, diag, "write `topic: chosen`, or `use: library/NAME`");
}

/* The body of a copy was linked in the library; its words depend on the curriculum, once for each.
 */
static void check_body(const linker *x)
{
    bz_load__run *l = x->l;
    bz_record_kind kind = bz_model_kind(l->m, x->r);
    bool is_copy = kind == BZ_R_ACTIVITY && bz_load__is_copy(l->m, x->r);
    if (!is_copy) {
        bz_load__body_check(l, x->c, x->r, BZ_LOAD__PATHS | BZ_LOAD__NAMES);
        return;
    }
    bz_rec from = bz_model_ref(l->m, x->r, BZ_ACTIVITY_USE);
    if (!x->c || !from) return;
    bz_str id = bz_arena_str(l->names, bz_model_id(l->m, from));
    if (!bz_map_add(x->c->seen, id, from)) bz_load__body_check(l, x->c, from, BZ_LOAD__NAMES);
}

static bz_load__course *course_of(bz_load__run *l, bz_rec r)
{
    bz_rec above = bz_model_above(l->m, r, BZ_R_CURRICULUM);
    if (above) return bz_load__course_of(l, above);
    /* What a group or an adaptation says is said to its own curriculum. */
    bz_rec group = bz_model_above(l->m, r, BZ_R_GROUP);
    bz_rec adaptation = bz_model_above(l->m, r, BZ_R_ADAPTATION);
    bz_rec made_for = adaptation ? bz_model_first(l->m, adaptation, BZ_ADAPTATION_FOR) : 0;
    if (made_for) return bz_load__course_by_id(l, bz_model_text(l->m, made_for, BZ_FOR_CURRICULUM));
    return group ? bz_load__course_by_id(l, bz_model_text(l->m, group, BZ_GROUP_CURRICULUM)) : NULL;
}

/* What a place, a group or a list of holidays says of itself; a word has a check of its own. */
static bool is_as_is(const bz_model *m, bz_rec r)
{
    for (bz_rec at = r; at; at = bz_model_at(m, at)->parent) {
        bz_record_kind kind = bz_model_kind(m, at);
        if (kind == BZ_R_WORD) return false;
        if (kind == BZ_R_PLACE || kind == BZ_R_GROUP || kind == BZ_R_HOLIDAYS) return true;
    }
    return false;
}

static void link_record(bz_load__run *l, bz_rec r)
{
    bz_record_kind kind = bz_model_kind(l->m, r);
    const bz_record_row *row = bz_record_row_at(kind);
    linker x = {l, course_of(l, r), r, false, is_as_is(l->m, r)};
    x.is_shared =
        !x.c && bz_model_above(l->m, r, BZ_R_ACTIVITY) && !bz_model_above(l->m, r, BZ_R_SESSION);
    if (x.c) x.c->taken_at = bz_load__taken_at(l, r);
    for (int f = 0; f < row->n; f++)
        link_field(&x, &row->fields[f], f);
    if (kind == BZ_R_FACT) check_fact(&x);
    if (kind == BZ_R_SLOT) check_slot(&x);
    if (kind == BZ_R_WORD) bz_load__word_texts_check(l, r);
    if (bz_model_at(l->m, r)->body && !x.is_shared) check_body(&x);
}

void bz_load__link(bz_load__run *l)
{
    for (bz_rec r = 1; r < l->m->records.n; r++) /* grows when a slot names the library */
        link_record(l, r);
    bz_load__places_check(l);
    for (size_t i = 0; i < l->courses.n; i++)
        bz_load__requires_check(l, &l->courses.p[i]);
}
