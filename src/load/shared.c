/* What curricula share: whole sessions and handouts of the library. In: curricula whose sessions
 * are read. Out: their handouts, those of the library that a session names among them; and, where
 * everything is read, what no curriculum takes in. The one idea: what is taken in is read as if its
 * files lay in the curriculum, once for each, so that adaptations, plans and signatures need to
 * know nothing of it; and a bare name means the file beside the one that says it. */
#include "load/load_priv.h"
#include <stdlib.h>

#define LIBRARY "curricula/library/"

const bz_load__course bz_load__shared = {.folder = {LIBRARY, sizeof LIBRARY - 1}};

bool bz_load__in_library(const bz_load__run *l, bz_span at)
{
    return at.file && bz_str_starts(bz_source_name(l->job->sources, at.file), LIBRARY);
}

bz_span bz_load__taken_at(const bz_load__run *l, bz_rec r)
{
    const bz_model *m = l->m;
    for (; r; r = bz_model_at(m, r)->parent) {
        const bz_record *self = bz_model_at(m, r);
        bz_record_kind kind = bz_model_kind(m, r);
        bool is_use = kind == BZ_R_ACTIVITY && bz_load__is_copy(m, r);
        bz_span use = is_use ? bz_model_span(m, r, BZ_ACTIVITY_USE) : bz_span_none();
        if (is_use && !bz_load__in_library(l, use)) return use;
        bool is_taken = kind == BZ_R_SESSION && bz_model_has(m, r, BZ_SESSION_USE);
        bool is_sheet = kind == BZ_R_HANDOUT && bz_load__in_library(l, (bz_span){self->file, 0, 0});
        if (is_taken || is_sheet) return self->id_span;
    }
    return bz_span_none();
}

void bz_load__note_taken(bz_load__run *l, bz_diag *diag, bz_span at, bz_span taken_at)
{
    if (taken_at.file && bz_load__in_library(l, at))
        bz_diag_note_at(l->job->diags, diag, taken_at, "the library's text is taken in here");
}

static bz_str path_in_library(bz_load__run *l, const char *folder, bz_str id)
{
    return bz_arena_printf(l->names, LIBRARY "%s%.*s.yaml", folder, BZ_FMT(id));
}

static bool has_shared(bz_load__run *l, const char *folder, bz_str id)
{
    size_t bytes;
    return bz_id_is_valid(id, NULL) &&
           bz_root_stat(l->request->root, path_in_library(l, folder, id), &bytes) == BZ_READ_OK;
}

void bz_load__hint_shared(bz_load__run *l, bz_diag *diag, const char *folder, bz_str id)
{
    bool is_session = bz_str_is(BZ_STR("sessions/"), folder);
    bool is_handout = bz_str_is(BZ_STR("handouts/"), folder);
    if ((!is_session && !is_handout) || !has_shared(l, folder, id)) return;
    if (is_session)
        bz_diag_hint(l->job->diags, diag,
                     "the library has one: write `- use: library/session/%.*s` in `sessions`",
                     BZ_FMT(id));
    else
        bz_diag_hint(l->job->diags, diag, "the library has one: write `%s%.*s`",
                     BZ_LOAD__SHARED_HANDOUT, BZ_FMT(id));
}

/* --- handouts */

/* A handout of a curriculum: of its own, or one of the library with the place that names it. */
typedef struct sheet {
    bz_str id;
    bool is_shared;
    bz_span at;     /* where it is named */
    bz_rec by;      /* what names it */
    bz_rec session; /* in which */
} sheet;

typedef struct sheets {
    BZ_VEC(sheet) list;
    bz_map *seen; /* names that were looked up */
} sheets;

/* A name in a file of the library means the handout that lies there too, where one does. */
static void name_sheet(bz_load__run *l, sheets *x, bz_rec by, int field, bz_rec session)
{
    const bz_value *v = bz_model_value(l->m, by, field);
    if (v->kind != BZ_V_REF) return;
    sheet one = {.is_shared = true, .at = v->span, .by = by, .session = session};
    bz_str text = bz_value_text(l->m, v);
    bool is_said = bz_str_starts(text, BZ_LOAD__SHARED_HANDOUT);
    if (!is_said && !bz_load__in_library(l, v->span)) return;
    one.id = bz_arena_str(l->names, bz_load__ref_id(BZ_R_HANDOUT, text));
    if (!is_said && !has_shared(l, "handouts/", one.id)) return;
    if (!bz_map_add(x->seen, one.id, 1)) bz_vec_push(&x->list, one);
}

static void name_sheets(bz_load__run *l, sheets *x, bz_rec part, bz_rec session)
{
    for (bz_rec r = bz_model_at(l->m, part)->first; r; r = bz_model_at(l->m, r)->next) {
        bz_record_kind kind = bz_model_kind(l->m, r);
        if (kind == BZ_R_HOME_PRACTICE) name_sheet(l, x, r, BZ_HOME_PRACTICE_HANDOUT, session);
        else if (kind == BZ_R_MATERIAL) name_sheet(l, x, r, BZ_MATERIAL_FROM, session);
        else if (kind == BZ_R_ACTIVITY) name_sheets(l, x, r, session); /* no deeper than that */
    }
}

static int by_id(const void *a, const void *b)
{
    const sheet *one = a, *other = b;
    int order = bz_str_cmp(one->id, other->id);
    return order ? order : one->is_shared - other->is_shared;
}

static void two_of_one_name(bz_load__run *l, const bz_load__course *c, const sheet *s)
{
    bz_str own =
        bz_arena_printf(l->names, "%.*shandouts/%.*s.yaml", BZ_FMT(c->folder), BZ_FMT(s->id));
    bz_diag *diag = bz_diag_add(l->job->diags, BZ_T018, s->at,
                                "`%.*s` is a handout of the library and of `%.*s`", BZ_FMT(s->id),
                                BZ_FMT(c->id));
    bz_diag_note_at(l->job->diags, diag, bz_load__at_file(l->job, l->request->root, own),
                    "the one of the curriculum");
    bz_diag_note_at(
        l->job->diags, diag,
        bz_load__at_file(l->job, l->request->root, path_in_library(l, "handouts/", s->id)),
        "the one of the library");
    bz_load__note_taken(l, diag, s->at, bz_load__taken_at(l, s->by));
    bz_diag_hint(l->job->diags, diag, "give the one of the curriculum another name");
}

static bz_rec read_handout(bz_load__run *l, const bz_load__course *home, bz_rec parent, int role,
                           bz_str id, bz_span at)
{
    bz_rec r = bz_model_add(l->m, parent, role, 0, BZ_R_HANDOUT, at);
    bz_model_set_text(l->m, r, 0, id, at);
    uint32_t file = bz_load__named_file(l, home, "handouts/", r, ".yaml");
    if (!file) return r;
    bz_load__decode_file(&l->decoder, r, file);
    if (!at.file) l->m->records.p[r].id_span = (bz_span){file, 0, 0};
    bz_load__id_check(l->job, id, bz_model_at(l->m, r)->id_span);
    uint32_t md = bz_load__named_file(l, home, "handouts/", r, ".md");
    if (!md) return r;
    bz_node body = bz_load__body(l, md);
    l->m->records.p[r].body = body;
    return r;
}

static bz_rec read_sheet(bz_load__run *l, const bz_load__course *c, const sheet *s)
{
    bz_span at = bz_load__in_library(l, s->at) ? bz_load__taken_at(l, s->by) : s->at;
    return read_handout(l, &bz_load__shared, c->rec, BZ_CURRICULUM_HANDOUTS, s->id, at);
}

/* A sheet that many curricula share belongs to the session that names it, unless it says which. */
static void read_shared(bz_load__run *l, const bz_load__course *c, const sheet *s)
{
    bz_rec r = read_sheet(l, c, s);
    const bz_value *session = bz_model_value(l->m, r, BZ_HANDOUT_SESSION);
    if (session->kind != BZ_V_NONE || session->span.file || !bz_model_at(l->m, r)->file) return;
    bz_str id = bz_arena_str(l->names, bz_model_id(l->m, s->session));
    bz_model_set_ref(l->m, r, BZ_HANDOUT_SESSION, id, 0, s->at);
}

void bz_load__handouts(bz_load__run *l, bz_load__course *c)
{
    sheets x = {.seen = bz_map_new()};
    bz_str folder = bz_arena_printf(l->names, "%.*shandouts/", BZ_FMT(c->folder));
    bz_load__names own = bz_load__stems(l->job, l->request->root, folder, l->names);
    for (size_t i = 0; i < own.n; i++)
        bz_vec_push(&x.list, ((sheet){.id = own.p[i]}));
    for (bz_rec s = bz_model_first(l->m, c->rec, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(l->m, s))
        name_sheets(l, &x, s, s);
    if (x.list.n) qsort(x.list.p, x.list.n, sizeof *x.list.p, by_id);
    for (size_t i = 0; i < x.list.n; i++) {
        const sheet *s = &x.list.p[i];
        bool is_second = i && bz_str_eq(x.list.p[i - 1].id, s->id);
        if (is_second) two_of_one_name(l, c, s);
        else if (s->is_shared) read_shared(l, c, s);
        else read_handout(l, c, c->rec, BZ_CURRICULUM_HANDOUTS, s->id, bz_span_none());
    }
    bz_vec_free(&x.list);
    bz_map_free(x.seen);
}

/* What a change brings stands in the curriculum when the change is made; what it names is linked
 * before. So the sheet is not said to belong to a session: its home practice or its material says
 * that. */
void bz_load__handouts_of(bz_load__run *l, bz_load__course *c, bz_rec part)
{
    sheets x = {.seen = bz_map_new()};
    name_sheets(l, &x, part, 0);
    for (size_t i = 0; i < x.list.n; i++) {
        const sheet *s = &x.list.p[i];
        bz_rec known = bz_map_find(c->handouts, s->id);
        bz_span there = {known ? bz_model_at(l->m, known)->file : 0, 0, 0};
        if (known && !bz_load__in_library(l, there)) two_of_one_name(l, c, s);
        else if (!known) bz_map_add(c->handouts, s->id, read_sheet(l, c, s));
    }
    bz_vec_free(&x.list);
    bz_map_free(x.seen);
}

/* --- what nobody takes in, so that a slip in it is found before somebody does */

static bool is_read(bz_load__run *l, const char *folder, bz_str id)
{
    return bz_sources_find(l->job->sources, path_in_library(l, folder, id)) != 0;
}

void bz_load__shared_rest(bz_load__run *l)
{
    bz_load__names sessions =
        bz_load__stems(l->job, l->request->root, BZ_STR(LIBRARY "sessions/"), l->names);
    for (size_t i = 0; i < sessions.n; i++) {
        if (is_read(l, "sessions/", sessions.p[i])) continue;
        bz_rec r = bz_model_add(l->m, l->m->project, BZ_PROJECT_LIBRARY_SESSIONS, 0, BZ_R_SESSION,
                                bz_span_none());
        bz_model_set_text(l->m, r, 0, sessions.p[i], bz_span_none());
        bz_load__session_file(l, &bz_load__shared, r);
        bz_load__id_check(l->job, sessions.p[i], (bz_span){bz_model_at(l->m, r)->file, 0, 0});
    }
    bz_load__names handouts =
        bz_load__stems(l->job, l->request->root, BZ_STR(LIBRARY "handouts/"), l->names);
    for (size_t i = 0; i < handouts.n; i++)
        if (!is_read(l, "handouts/", handouts.p[i]))
            read_handout(l, &bz_load__shared, l->m->project, BZ_PROJECT_LIBRARY_HANDOUTS,
                         handouts.p[i], bz_span_none());
}
