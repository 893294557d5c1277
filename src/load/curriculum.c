/* In: the id of a curriculum. Out: its record with its sessions, handouts and forms, their bodies,
 * and the maps by which its names are found. The one idea: one broken file hides nothing: each part
 * is read as far as it can be, and what could not be read is not reported as missing a second time.
 */
#include "load/load_priv.h"

bz_load__course *bz_load__course_by_id(bz_load__run *l, bz_str id)
{
    uint32_t at = bz_map_find(l->curricula, id);
    return at && at != BZ_LOAD__MISSING ? &l->courses.p[at - 1] : NULL;
}

bz_load__course *bz_load__course_of(bz_load__run *l, bz_rec curriculum)
{
    return curriculum ? bz_load__course_by_id(l, bz_model_id(l->m, curriculum)) : NULL;
}

static bz_map *names_of(bz_load__run *l, bz_rec parent, int role)
{
    bz_map *map = bz_map_new();
    for (bz_rec r = bz_model_first(l->m, parent, role); r; r = bz_model_next(l->m, r))
        bz_map_add(map, bz_arena_str(l->names, bz_model_id(l->m, r)), r);
    return map;
}

static bz_str path_of(bz_load__run *l, const bz_load__course *c, const char *folder, bz_str id,
                      const char *suffix)
{
    return bz_arena_printf(l->names, "%.*s%s%.*s%s", BZ_FMT(c->folder), folder, BZ_FMT(id), suffix);
}

/* The file of that name in capitals: `one.MD`. */
static bz_str other_case(bz_load__run *l, bz_str folder, bz_str name)
{
    bz_load__names there = bz_load__list(NULL, l->request->root, folder, l->names);
    for (size_t i = 0; i < there.n; i++)
        if (bz_str_same_but_case(there.p[i], name)) return there.p[i];
    return BZ_STR("");
}

uint32_t bz_load__named_file(bz_load__run *l, const bz_load__course *c, const char *folder,
                             bz_rec r, const char *suffix)
{
    bool is_reported;
    bz_str id = bz_arena_str(l->names, bz_model_id(l->m, r));
    bz_str path = path_of(l, c, folder, id, suffix);
    bz_span at = bz_model_at(l->m, r)->id_span;
    uint32_t file = bz_load__file_read(l->job, l->request->root, path, path, at, &is_reported);
    if (file || is_reported) return file;
    bz_str in = bz_arena_printf(l->names, "%.*s%s", BZ_FMT(c->folder), folder);
    bz_str as = other_case(l, in, bz_arena_printf(l->names, "%.*s%s", BZ_FMT(id), suffix));
    bz_load__names others = {NULL, 0};
    if (as.n) {
        bz_diag *d = bz_diag_add(l->job->diags, BZ_S001, at, "`%.*s` is not there", BZ_FMT(path));
        bz_diag_hint(l->job->diags, d, "rename `%.*s`: capitals and small letters count",
                     BZ_FMT(as));
        return 0;
    }
    /* Of a text that is missing beside its YAML, no other name is meant. */
    if (bz_str_is(bz_str_from(suffix), ".yaml"))
        others = bz_load__stems(l->job, l->request->root, in, l->names);
    bz_diag *diag = bz_load__missing_file(l->job, at, path, id, others);
    bz_load__hint_shared(l, diag, folder, id);
    return 0;
}

/* --- sessions */

static bool has_own_text(const bz_model *m, bz_rec session)
{
    for (bz_rec a = bz_model_first(m, session, BZ_SESSION_ACTIVITIES); a; a = bz_model_next(m, a))
        if (!bz_load__is_copy(m, a)) return true;
    return false;
}

static void read_session_text(bz_load__run *l, const bz_load__course *c, const char *folder,
                              bz_rec session, bool is_clear)
{
    bool is_reported = false;
    bz_str path = path_of(l, c, folder, bz_model_id(l->m, session), ".md");
    uint32_t md;
    if (has_own_text(l->m, session)) {
        md = bz_load__named_file(l, c, folder, session, ".md");
    } else { /* all its text comes from the library; there may be some all the same */
        md = bz_load__file_read(l->job, l->request->root, path, path,
                                bz_model_at(l->m, session)->id_span, &is_reported);
    }
    if (md) bz_load__session_body(l, session, md, is_clear);
}

static void fill_session(bz_load__run *l, const bz_load__course *c, const char *folder,
                         bz_rec session, uint32_t yaml)
{
    bz_load__decode_file(&l->decoder, session, yaml);
    bool is_clear = !l->decoder.is_unclear;
    bz_rec a = bz_model_first(l->m, session, BZ_SESSION_ACTIVITIES);
    for (; a; a = bz_model_next(l->m, a)) {
        bz_load__use(l, a);
        bz_load__activity_check(l, a);
    }
    read_session_text(l, c, folder, session, is_clear);
}

void bz_load__session_file(bz_load__run *l, const bz_load__course *home, bz_rec session)
{
    uint32_t file = bz_load__named_file(l, home, "sessions/", session, ".yaml");
    if (file) fill_session(l, home, "sessions/", session, file);
}

/* One of the library is read anew for each curriculum that takes it in: so it is the curriculum's
 * own from then on, and what is said of it points into the one file. */
static void read_session(bz_load__run *l, const bz_load__course *c, bz_rec session, int32_t number)
{
    bool is_shared = bz_model_has(l->m, session, BZ_SESSION_USE);
    bz_span at = bz_model_at(l->m, session)->id_span;
    bz_model_set_int(l->m, session, BZ_SESSION_NUMBER, number, at);
    l->decoder.said = is_shared ? session : 0;
    bz_load__session_file(l, is_shared ? &bz_load__shared : c, session);
    l->decoder.said = 0;
}

/* Ids of a session's activities, those of the library and the rituals among them. */
static void check_repeated(bz_load__run *l, bz_rec session)
{
    const bz_model *m = l->m;
    bz_map *seen = bz_map_new();
    for (bz_rec a = bz_model_first(m, session, BZ_SESSION_ACTIVITIES); a; a = bz_model_next(m, a)) {
        bz_str id = bz_model_id(m, a);
        bz_rec first = id.n ? bz_map_add(seen, id, a) : 0;
        if (!first) continue;
        bz_diag *diag = bz_diag_add(l->job->diags, BZ_T012, bz_model_at(m, a)->id_span,
                                    "two activities of session `%.*s` are called `%.*s`",
                                    BZ_FMT(bz_model_id(m, session)), BZ_FMT(id));
        bz_diag_note_at(l->job->diags, diag, bz_model_at(m, first)->id_span, "first used here");
        bz_diag_hint(l->job->diags, diag, "give one of them an `id` of its own");
    }
    bz_map_free(seen);
}

void bz_load__session(bz_load__run *l, bz_rec session, bz_rec curriculum, bz_str folder,
                      uint32_t yaml)
{
    const bz_load__course beside = {.folder = folder};
    fill_session(l, &beside, "", session, yaml);
    if (curriculum) bz_load__rituals_around(l, curriculum, session);
    check_repeated(l, session);
}

void bz_load__session_taken(bz_load__run *l, bz_rec session, bz_rec curriculum)
{
    bz_load__session_file(l, &bz_load__shared, session);
    if (curriculum) bz_load__rituals_around(l, curriculum, session);
    check_repeated(l, session);
}

static void read_sessions(bz_load__run *l, bz_load__course *c)
{
    int32_t number = 0;
    bz_rec s = bz_model_first(l->m, c->rec, BZ_CURRICULUM_SESSIONS);
    for (; s; s = bz_model_next(l->m, s))
        read_session(l, c, s, ++number);
    bz_load__slots(l, c->rec, ++number);
    bz_load__rituals(l, c->rec);
    bz_load__slots_sum(l->m, c->rec);
    for (s = bz_model_first(l->m, c->rec, BZ_CURRICULUM_SESSIONS); s; s = bz_model_next(l->m, s))
        check_repeated(l, s);
}

/* --- forms */

static void read_forms(bz_load__run *l, bz_load__course *c)
{
    bz_rec r = bz_model_first(l->m, c->rec, BZ_CURRICULUM_FORMS);
    for (; r; r = bz_model_next(l->m, r)) {
        uint32_t file = bz_load__named_file(l, c, "forms/", r, ".yaml");
        if (file) bz_load__decode_file(&l->decoder, r, file);
    }
}

/* --- the whole */

static void read_parts(bz_load__run *l, bz_load__course *c)
{
    read_sessions(l, c);
    bz_load__handouts(l, c);
    read_forms(l, c);
    c->sessions = names_of(l, c->rec, BZ_CURRICULUM_SESSIONS);
    c->handouts = names_of(l, c->rec, BZ_CURRICULUM_HANDOUTS);
    c->forms = names_of(l, c->rec, BZ_CURRICULUM_FORMS);
    c->references = names_of(l, c->rec, BZ_CURRICULUM_REFERENCES);
    c->words = names_of(l, c->rec, BZ_CURRICULUM_WORDS);
    c->facts = names_of(l, c->rec, BZ_CURRICULUM_FACTS);
    c->seen = bz_map_new();
    bz_load__strays_curriculum(l, c);
}

/* Folders of curricula/ but the shared ones. */
static bz_load__names curriculum_ids(bz_load__run *l)
{
    bz_load__names names = bz_load__list(l->job, l->request->root, BZ_STR("curricula"), l->names);
    size_t n = 0;
    for (size_t i = 0; i < names.n; i++) {
        bz_str id;
        if (!bz_load__stem(names.p[i], "/", &id)) continue;
        if (!bz_str_is(id, "library") && !bz_str_is(id, "contexts") && !bz_str_is(id, "holidays"))
            names.p[n++] = id;
    }
    names.n = n;
    return names;
}

void bz_load__curriculum(bz_load__run *l, bz_str id, bz_span wanted_at)
{
    bool is_reported = false;
    uint32_t known = bz_map_find(l->curricula, id);
    if (known && known != BZ_LOAD__MISSING) return;
    if (!wanted_at.file && !bz_id_is_valid(id, NULL) && bz_str_find(id, '/', 0) == id.n)
        /* A folder: only to say where it is. */
        wanted_at = bz_load__at_file(
            l->job, l->request->root,
            bz_arena_printf(l->names, "curricula/%.*s/curriculum.yaml", BZ_FMT(id)));
    if (!known && !bz_load__id_check(l->job, id, wanted_at)) return;
    bz_load__course c = {.id = bz_arena_str(l->names, id)};
    c.folder = bz_arena_printf(l->names, "curricula/%.*s/", BZ_FMT(id));
    bz_str path = path_of(l, &c, "", BZ_STR("curriculum"), ".yaml");
    uint32_t file =
        known ? 0
              : bz_load__file_read(l->job, l->request->root, path, path, wanted_at, &is_reported);
    if (!file) {
        if (!known) bz_map_add(l->curricula, c.id, BZ_LOAD__MISSING);
        if (!is_reported)
            bz_load__unknown(l, BZ_R_CURRICULUM, id, wanted_at, curriculum_ids(l), path);
        return;
    }
    c.rec =
        bz_model_add(l->m, l->m->project, BZ_PROJECT_CURRICULA, 0, BZ_R_CURRICULUM, bz_span_none());
    bz_model_set_text(l->m, c.rec, 0, c.id, bz_span_none());
    bz_load__decode_file(&l->decoder, c.rec, file);
    c.is_clear = !l->decoder.is_unclear;
    if (!l->request->covers) read_parts(l, &c);
    bz_vec_push(&l->courses, c);
    bz_map_add(l->curricula, c.id, (uint32_t)l->courses.n);
}

void bz_load__curricula_all(bz_load__run *l)
{
    bz_load__names ids = curriculum_ids(l);
    for (size_t i = 0; i < ids.n; i++) {
        bz_str path = bz_arena_printf(l->names, "curricula/%.*s/curriculum.yaml", BZ_FMT(ids.p[i]));
        size_t bytes;
        if (bz_root_stat(l->request->root, path, &bytes) == BZ_READ_ABSENT)
            bz_load__missing_file(l->job, bz_span_none(), path, ids.p[i],
                                  (bz_load__names){NULL, 0});
        else bz_load__curriculum(l, ids.p[i], bz_span_none());
    }
}
