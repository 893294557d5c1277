/* bz_build and bz_check. In: a request. Out: documents with a manifest in the output folder, all or
 * none; or diagnostics. */
#include "engine/engine_priv.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bz_status write_manifest(bz_engine *e, bz_wanted *w)
{
    const bz_model *m = e->model;
    e->n_files = json_array_size(w->files);
    json_t *top = json_object();
    /* First, so that a folder of ours is known by its first bytes. */
    json_object_set_new(top, "baraza", json_string(BZ_VERSION));
    json_object_set_new(top, "curriculum", bz_engine__json_or_null(bz_model_id(m, m->curriculum)));
    json_object_set_new(
        top, "version",
        bz_engine__json_or_null(bz_model_text(m, m->curriculum, BZ_CURRICULUM_VERSION)));
    json_object_set_new(top, "group", bz_engine__json_or_null(w->group));
    bz_rec place = bz_model_ref(m, m->context, BZ_CONTEXT_PLACE);
    json_object_set_new(top, "place",
                        place ? bz_engine__json_or_null(bz_model_id(m, place)) : json_null());
    json_object_set_new(top, "files", json_incref(w->files));
    if (w->fonts) json_object_set_new(top, "fonts", json_incref(w->fonts));
    char *text = json_dumps(top, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    json_decref(top);
    bz_output_file file;
    bz_buf out = {0};
    /* The file starts with `{"baraza":` on its first line. */
    bz_buf_put(&out, "{");
    bz_buf_put(&out, text + strspn(text, "{ \n"));
    bz_buf_char(&out, '\n');
    bz_status s =
        bz_output_write(w->output, BZ_STR("manifest.json"), bz_buf_view(&out), &file, &e->job);
    bz_buf_deinit(&out);
    free(text);
    return s;
}

static bz_status publish(bz_engine *e, bz_wanted *w)
{
    struct timespec since;
    clock_gettime(CLOCK_MONOTONIC, &since);
    bz_status s = write_manifest(e, w);
    if (s == BZ_OK) s = bz_output_publish(w->output, &e->job);
    bz_engine__time(e, "publish", &since);
    return s;
}

static void name_folder(bz_engine *e, const bz_wanted *w)
{
    if (w->request->output) bz_buf_put(&e->folder, w->request->output);
    else bz_buf_fmt(&e->folder, "%s/build/%.*s", bz_root_path(e->root), BZ_FMT(w->name));
    if (w->request->meeting && !w->request->output)
        bz_buf_fmt(&e->folder, "-meeting-%u", w->request->meeting);
}

/* A stranger's root may not choose where on this machine is written: only -o may. */
static bool leads_away(bz_engine *e, const bz_wanted *w)
{
    struct stat about;
    bz_str folder = bz_arena_printf(e->job.arena, "%s/build", bz_root_path(e->root));
    if (w->request->output || lstat(folder.p, &about) != 0 || !S_ISLNK(about.st_mode)) return false;
    bz_diag *d = bz_diag_add(e->job.diags, BZ_S006, bz_span_none(),
                             "cannot build into `build`: it is a symbolic link");
    bz_diag_hint(e->job.diags, d, "take it out, or say where to build with `-o DIR`");
    return true;
}

/* The output changes places with the folder of the last build: whoever stands in it would be left
 * standing in the old one. */
static bool is_here(bz_engine *e)
{
    char there[PATH_MAX], here[PATH_MAX];
    bz_buf_put(&e->folder, ""); /* ends in NUL */
    if (!realpath(e->folder.p, there) || !realpath(".", here) || strcmp(there, here)) return false;
    bz_diag *d =
        bz_diag_add(e->job.diags, BZ_S006, bz_span_none(), "cannot build into the current folder");
    bz_diag_hint(e->job.diags, d, "name a folder below it, for example `-o pages`");
    return true;
}

bz_result bz_build(bz_engine *e, const bz_request *given)
{
    bz_wanted w;
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    if (request->meeting && !w.group.n)
        return bz_engine__usage(e, NULL, "a meeting is of a group: name it with -c");
    if (leads_away(e, &w)) return bz_engine__result(e, BZ_IO);
    name_folder(e, &w);
    if (is_here(e)) return bz_engine__result(e, BZ_IO);
    w.with_documents = true;
    bz_status s = bz_output_open(&w.output, e->folder.p, &e->job);
    if (s != BZ_OK) return bz_engine__result(e, s);
    if (request->lock_process) bz_engine__lock(e, e->folder.p);
    w.files = json_array();
    s = bz_engine__run(e, &w, NULL);
    if (s == BZ_OK) s = publish(e, &w);
    bz_output_close(w.output);
    json_decref(w.files);
    json_decref(w.fonts);
    return bz_engine__result(e, s);
}

/* --- check */

/* One load of everything finds what is wrong in files; then each group is taken as far as its
 * assembled documents, and each curriculum that no group uses as far as its plan. */

typedef struct targets {
    bz_str *curricula, *places, *groups;
    size_t n_curricula, n_places, n_groups;
} targets;

static void collect(bz_engine *e, int role, bz_str **out, size_t *n)
{
    const bz_model *m = e->model;
    *n = 0;
    for (bz_rec r = bz_model_first(m, m->project, role); r; r = bz_model_next(m, r))
        ++*n;
    *out = bz_arena_alloc(e->job.arena, (*n + 1) * sizeof **out);
    size_t i = 0;
    for (bz_rec r = bz_model_first(m, m->project, role); r; r = bz_model_next(m, r))
        (*out)[i++] = bz_arena_str(e->job.arena, bz_model_id(m, r));
}

static bz_status run_one(bz_engine *e, const bz_request *request, bz_str curriculum, bz_str place,
                         bz_str group)
{
    bz_wanted w = {.request = request,
                   .curriculum = curriculum,
                   .place = place,
                   .group = group,
                   .name = group};
    w.with_documents = true;
    bz_engine__forget_model(e);
    return bz_engine__run(e, &w, NULL);
}

static bz_status load_everything(bz_engine *e, const bz_request *request, targets *t)
{
    bz_wanted w = {.request = request};
    w.curriculum = w.place = w.group = bz_str_from("");
    bz_load_request all = bz_engine__load_request(e, &w);
    all.all = true;
    bz_status s = bz_load(&e->model, &all, &e->job);
    if (!e->model) return s;
    collect(e, BZ_PROJECT_CURRICULA, &t->curricula, &t->n_curricula);
    collect(e, BZ_PROJECT_PLACES, &t->places, &t->n_places);
    collect(e, BZ_PROJECT_GROUPS, &t->groups, &t->n_groups);
    return s;
}

static void worsen(bz_status *worst, bz_status s)
{
    if (s != BZ_OK && *worst != BZ_IO) *worst = s;
}

/* Whether a path or id among the request's names this record, a file of it, or a folder above it.
 */
static bool is_named(const bz_request *request, const char *folder, bz_str id)
{
    if (request->n_paths == 0) return true;
    for (size_t i = 0; i < request->n_paths; i++) {
        bz_str p = bz_str_from(request->paths[i]);
        if (bz_str_starts(p, "./")) p = bz_str_cut(p, 2, p.n);
        if (bz_str_eq(bz_engine__id_of(p), id) || bz_str_is(p, ".") || bz_str_is(p, "curricula"))
            return true;
        char start[512];
        int n = snprintf(start, sizeof start, "%s%.*s", folder, BZ_FMT(id));
        if (n > 0 && (size_t)n < sizeof start && bz_str_starts(p, start) &&
            (p.n == (size_t)n || p.p[n] == '/' || p.p[n] == '.'))
            return true;
    }
    return false;
}

/* A path that names no file and no id is a slip, not something to be silent about. */
static bool path_exists(bz_engine *e, const char *path, const targets *t)
{
    bz_str p = bz_str_from(path);
    size_t bytes;
    bz_str *names;
    if (bz_str_ends(p, "/")) p.n--;
    if (bz_root_stat(e->root, p, &bytes) == BZ_READ_OK) return true;
    size_t n = 0;
    if (bz_root_list(e->root, p, e->job.arena, &names, &n) == BZ_READ_OK) return true;
    for (size_t i = 0; i < t->n_curricula; i++)
        if (bz_str_eq(t->curricula[i], p)) return true;
    for (size_t i = 0; i < t->n_groups; i++)
        if (bz_str_eq(t->groups[i], p)) return true;
    for (size_t i = 0; i < t->n_places; i++)
        if (bz_str_eq(t->places[i], p)) return true;
    return false;
}

static bool paths_exist(bz_engine *e, const bz_request *request, const targets *t)
{
    bool all = true;
    for (size_t i = 0; i < request->n_paths; i++) {
        if (path_exists(e, request->paths[i], t)) continue;
        bz_diag *d;
        bz_engine__usage(e, &d, "there is no file and no id `%.200s`", request->paths[i]);
        if (!bz_diag_did_you_mean(e->job.diags, d, bz_str_from(request->paths[i]), t->curricula,
                                  t->n_curricula))
            bz_diag_did_you_mean(e->job.diags, d, bz_str_from(request->paths[i]), t->groups,
                                 t->n_groups);
        all = false;
    }
    return all;
}

/* Places, adaptations, plugins and the library are read with everything else. */
static bz_status check_everything(bz_engine *e, const bz_request *request, bool *is_usage)
{
    targets t = {0};
    bz_status worst = load_everything(e, request, &t);
    *is_usage = e->model && !paths_exist(e, request, &t);
    if (worst == BZ_OK && !*is_usage) {
        bz_engine__begin_plugins(e);
        worst = bz_engine__open_all_plugins(e);
        bz_engine__end_plugins(e);
    }
    if (worst != BZ_OK || *is_usage) return worst;
    for (size_t i = 0; i < t.n_curricula; i++)
        if (is_named(request, "curricula/", t.curricula[i])) {
            worsen(&worst, run_one(e, request, t.curricula[i], bz_str_from(""), bz_str_from("")));
        }
    for (size_t i = 0; i < t.n_groups; i++)
        if (is_named(request, "curricula/contexts/groups/", t.groups[i])) {
            worsen(&worst, run_one(e, request, bz_str_from(""), bz_str_from(""), t.groups[i]));
        }
    return worst;
}

bz_result bz_check(bz_engine *e, const bz_request *given)
{
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r != BZ_RESULT_OK) return r;
    if (request->lock_process) bz_engine__lock(e, NULL);
    if (!request->context && !request->curriculum) {
        bool is_usage = false;
        bz_status s = check_everything(e, request, &is_usage);
        return is_usage ? BZ_RESULT_USAGE : bz_engine__result(e, s);
    }
    bz_wanted w;
    r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    w.with_documents = true;
    return bz_engine__result(e, bz_engine__run(e, &w, NULL));
}
