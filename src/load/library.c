/* In: activities that say `use: library/X`, and the rituals of every meeting. Out: activities that
 * are whole, each with fields and text of its own under its session. The one idea: a use is a copy,
 * so an adaptation can change it in one session without touching the others; what stands at the use
 * goes before what the library says. */
#include "load/load_priv.h"
#include <string.h>

bz_rec bz_load__library(bz_load__run *l, bz_str id, bz_span wanted_at)
{
    bool is_new, is_reported;
    bz_rec r = bz_load__take(l, &bz_load__activities, l->library, id, wanted_at, &is_new);
    if (!r || !is_new) return r;
    bz_str path = bz_arena_printf(l->names, "%s%.*s.md", bz_load__activities.folder, BZ_FMT(id));
    bz_span at = {bz_model_at(l->m, r)->file, 0, 0};
    uint32_t md = bz_load__file_read(l->job, l->request->root, path, path, at, &is_reported);
    if (md) {
        bz_node body = bz_load__body(l, md);
        l->m->records.p[r].body = body;
        bz_load__body_check(l, NULL, r, BZ_LOAD__PATHS);
    } else if (!is_reported) {
        bz_load__missing_file(l->job, at, path, id, (bz_load__names){NULL, 0});
    }
    return r;
}

void bz_load__library_all(bz_load__run *l)
{
    bz_load__names ids = bz_load__shelf_ids(l, &bz_load__activities);
    for (size_t i = 0; i < ids.n; i++)
        bz_load__library(l, ids.p[i], bz_span_none());
}

/* A list or map gets elements of its own: linking writes into them. */
static void copy_many(bz_model *m, bz_rec to, int field, bz_value v)
{
    uint32_t first = bz_model_set_many(m, to, field, (bz_value_kind)v.kind, v.b, v.span);
    if (v.b) memcpy(&m->values.p[first], &m->values.p[v.a], v.b * sizeof v);
}

static void fill_records(bz_model *m, bz_rec to, bz_rec from, int role)
{
    if (bz_model_first(m, to, role)) return;
    for (bz_rec r = bz_model_first(m, from, role); r; r = bz_model_next(m, r))
        bz_model_copy(m, to, role, 0, r);
}

static void fill(bz_model *m, bz_rec to, bz_rec from)
{
    const bz_record_row *row = bz_record_row_at(BZ_R_ACTIVITY);
    for (int f = 1; f < row->n; f++) {
        if (f == BZ_ACTIVITY_USE || f == BZ_ACTIVITY_RITUAL) continue;
        if (row->fields[f].type == BZ_T_RECORD) {
            fill_records(m, to, from, f);
            continue;
        }
        const bz_value *own = bz_model_value(m, to, f);
        bz_value v = *bz_model_value(m, from, f);
        if (own->kind != BZ_V_NONE || own->span.file) continue;
        if (v.kind == BZ_V_LIST || v.kind == BZ_V_MAP) copy_many(m, to, f, v);
        else m->values.p[m->records.p[to].values + (uint32_t)f] = v;
    }
    bz_node body = bz_model_at(m, from)->body;
    if (body) m->records.p[to].body = bz_doc_copy(m->bodies, 0, 0, m->bodies, body);
}

void bz_load__use(bz_load__run *l, bz_rec activity)
{
    bz_model *m = l->m;
    const bz_value *use = bz_model_value(m, activity, BZ_ACTIVITY_USE);
    if (use->kind != BZ_V_REF) return;
    bz_span at = use->span;
    bz_str id = bz_arena_str(l->names, bz_load__ref_id(BZ_R_ACTIVITY, bz_value_text(m, use)));
    bz_rec from = bz_load__library(l, id, at);
    m->values.p[m->records.p[activity].values + BZ_ACTIVITY_USE].target = from;
    if (!bz_model_has(m, activity, BZ_ACTIVITY_ID)) {
        bz_model_set_text(m, activity, BZ_ACTIVITY_ID, id, at);
        m->records.p[activity].id_span = at;
    }
    if (from) fill(m, activity, from);
}

bool bz_load__is_copy(const bz_model *m, bz_rec activity)
{
    return bz_model_has(m, activity, BZ_ACTIVITY_USE);
}

static bool is_missing(const bz_model *m, bz_rec r, int field)
{
    const bz_value *v = bz_model_value(m, r, field);
    return v->kind == BZ_V_NONE && !v->span.file;
}

void bz_load__activity_check(bz_load__run *l, bz_rec activity)
{
    bz_model *m = l->m;
    bz_diags *diags = l->job->diags;
    bool has_use = !is_missing(m, activity, BZ_ACTIVITY_USE);
    if (has_use && !bz_model_ref(m, activity, BZ_ACTIVITY_USE)) return; /* reported already */
    bz_span at = bz_model_at(m, activity)->id_span;
    if (!at.file) at = bz_model_at(m, activity)->span;
    bz_str id = bz_model_id(m, activity);
    if (is_missing(m, activity, BZ_ACTIVITY_MINUTES)) {
        bz_diag *diag =
            bz_diag_add(diags, BZ_T007, at, "activity `%.*s` has no minutes", BZ_FMT(id));
        bz_diag_hint(diags, diag, "say how long it usually takes, for example `minutes: 10`; %s",
                     "minutes are never invented");
    }
    if (is_missing(m, activity, BZ_ACTIVITY_METHOD)) {
        bz_diag *diag =
            bz_diag_add(diags, BZ_T008, at, "activity `%.*s` has no method", BZ_FMT(id));
        bz_diag_hint(diags, diag, "say how it is done, for example `method: discussion`");
    }
    if (has_use && is_missing(m, activity, BZ_ACTIVITY_TITLE)) {
        bz_span library = bz_model_at(m, bz_model_ref(m, activity, BZ_ACTIVITY_USE))->span;
        bz_diag *diag = bz_diag_add(diags, BZ_T009, at, "activity `%.*s` has no title", BZ_FMT(id));
        bz_diag_note_at(diags, diag, library, "an activity of the library has its title here");
    }
}

/* --- rituals */

static void add_rituals(bz_load__run *l, bz_rec every, int role, bz_rec session)
{
    bz_model *m = l->m;
    bool is_start = role == BZ_EVERY_MEETING_START;
    int ritual = bz_enum_find(BZ_E_RITUAL, is_start ? BZ_STR("start") : BZ_STR("end"));
    bz_rec before = is_start ? bz_model_first(m, session, BZ_SESSION_ACTIVITIES) : 0;
    for (bz_rec r = bz_model_first(m, every, role); r; r = bz_model_next(m, r)) {
        bz_rec copy = bz_model_copy(m, session, BZ_SESSION_ACTIVITIES, before, r);
        bz_model_set_int(m, copy, BZ_ACTIVITY_RITUAL, ritual, bz_span_none());
    }
}

static void fill_rituals(bz_load__run *l, bz_rec every, int role)
{
    for (bz_rec r = bz_model_first(l->m, every, role); r; r = bz_model_next(l->m, r)) {
        if (is_missing(l->m, r, BZ_ACTIVITY_USE)) {
            bz_diag *diag = bz_diag_add(l->job->diags, BZ_T010, bz_model_at(l->m, r)->span,
                                        "a part of every meeting is taken from the library");
            bz_diag_hint(l->job->diags, diag,
                         "put it into `curricula/library/` and write `use: library/NAME` here");
            continue;
        }
        bz_load__use(l, r);
        bz_load__activity_check(l, r);
    }
}

void bz_load__rituals(bz_load__run *l, bz_rec curriculum)
{
    bz_model *m = l->m;
    bz_rec every = bz_model_first(m, curriculum, BZ_CURRICULUM_EVERY_MEETING);
    if (!every) return;
    fill_rituals(l, every, BZ_EVERY_MEETING_START);
    fill_rituals(l, every, BZ_EVERY_MEETING_END);
    for (bz_rec s = bz_model_first(m, curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(m, s))
        if (bz_model_at(m, s)->file) /* not read: nothing to add to */
            bz_load__rituals_around(l, curriculum, s);
}

void bz_load__rituals_around(bz_load__run *l, bz_rec curriculum, bz_rec session)
{
    bz_rec every = bz_model_first(l->m, curriculum, BZ_CURRICULUM_EVERY_MEETING);
    if (!every) return;
    add_rituals(l, every, BZ_EVERY_MEETING_START, session);
    add_rituals(l, every, BZ_EVERY_MEETING_END, session);
}
