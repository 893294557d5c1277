/* baraza.lock. In: the plugins of a root, and what somebody accepted of them. Out: an error where
 * one is not what was accepted, naming the files; and the lock itself, written.
 *
 * The one idea: a plugin of the root is locked by its bytes, one that comes with the program by its
 * place and edition only. Whoever installed the program trusts its files already, and every
 * upgrade of it would otherwise stop every build; but a plugin of the root that takes the place of
 * the program's is seen. */
#include "engine/plugins.h"

#include "yaml/ytree.h"

#include <stdlib.h>

static bz_rec lock_of(const bz_engine *e)
{
    const bz_model *m = e->model;
    return bz_model_first(m, m->project, BZ_PROJECT_LOCK);
}

static bz_rec locked(const bz_engine *e, bz_str id)
{
    bz_rec lock = lock_of(e);
    return lock ? bz_model_child(e->model, lock, BZ_LOCK_PLUGINS, id) : 0;
}

static bool is_own(const bz_model *m, bz_rec entry)
{
    return bz_model_int(m, entry, BZ_LOCKED_FROM) == 0;
}

bz_lock_state bz_engine__lock_state(bz_engine *e, bz_str id, bz_rec manifest,
                                    const bz_plugin_home *home)
{
    const bz_model *m = e->model;
    bz_rec entry = locked(e, id);
    if (!lock_of(e)) return BZ_LOCK_NONE;
    if (!entry) return BZ_LOCK_OPEN;
    if (is_own(m, entry) != home->is_own) return BZ_LOCK_CHANGED;
    if (!home->is_own)
        return bz_str_eq(bz_model_text(m, entry, BZ_LOCKED_VERSION),
                         bz_model_text(m, manifest, BZ_PLUGIN_VERSION))
                   ? BZ_LOCK_SAME
                   : BZ_LOCK_VERSION;
    bz_signed_files files = {0};
    char hex[BZ_DIGEST];
    if (bz_engine__plugin_digests(e, id, home, &files) != BZ_OK) return BZ_LOCK_CHANGED;
    bz_engine__digest_files(BZ_STR(""), &files, hex);
    bz_vec_free(&files);
    return bz_str_is(bz_model_text(m, entry, BZ_LOCKED_HASH), hex) ? BZ_LOCK_SAME : BZ_LOCK_CHANGED;
}

/* --- what a build must not pass over */

static bz_rec locked_file(const bz_model *m, bz_rec entry, bz_str name)
{
    bz_rec f = bz_model_first(m, entry, BZ_LOCKED_FILES);
    while (f && !bz_str_eq(bz_model_text(m, f, BZ_SIGNED_FILE_FILE), name))
        f = bz_model_next(m, f);
    return f;
}

static bool is_among(const bz_signed_files *files, bz_str name)
{
    for (size_t i = 0; i < files->n; i++)
        if (bz_str_eq(files->p[i].name, name)) return true;
    return false;
}

/* Notes what became of each file; the first eight, so that a message stays one. */
static void say_files(bz_engine *e, bz_rec entry, const bz_signed_files *now, bz_diag *d)
{
    enum { MOST = 8 };
    const bz_model *m = e->model;
    size_t said = 0;
    for (size_t i = 0; i < now->n; i++) {
        bz_rec f = locked_file(m, entry, now->p[i].name);
        bz_str was = f ? bz_model_text(m, f, BZ_SIGNED_FILE_HASH) : BZ_STR("");
        if (f && bz_str_eq(was, bz_str_cut(bz_str_from(now->p[i].hash), 0, 16))) continue;
        if (said++ < MOST)
            bz_diag_note_at(e->job.diags, d, bz_span_none(), "%s: %.*s", f ? "changed" : "new",
                            BZ_FMT(now->p[i].name));
    }
    bz_rec f = bz_model_first(m, entry, BZ_LOCKED_FILES);
    for (; f; f = bz_model_next(m, f)) {
        bz_str name = bz_model_text(m, f, BZ_SIGNED_FILE_FILE);
        if (!is_among(now, name) && said++ < MOST)
            bz_diag_note_at(e->job.diags, d, bz_span_none(), "gone: %.*s", BZ_FMT(name));
    }
    if (said > MOST)
        bz_diag_note_at(e->job.diags, d, bz_span_none(), "and %zu more files", said - MOST);
}

static void hint_how(bz_engine *e, bz_diag *d, bz_str id)
{
    bz_diag_hint(e->job.diags, d,
                 "look at what changed (`git diff`), then accept it with `baraza plugin lock "
                 "%.*s`",
                 BZ_FMT(id));
}

static void report_changed(bz_engine *e, bz_str id, const bz_plugin_home *home)
{
    const bz_model *m = e->model;
    bz_rec entry = locked(e, id);
    bz_span at = bz_model_at(m, entry)->id_span;
    bool was_own = is_own(m, entry);
    bz_diag *d;
    bz_signed_files files = {0};
    if (was_own == home->is_own) {
        d = bz_diag_add(e->job.diags, BZ_P061, at, "plugin `%.*s` is not what was locked",
                        BZ_FMT(id));
        if (bz_engine__plugin_digests(e, id, home, &files) == BZ_OK) say_files(e, entry, &files, d);
    } else if (was_own) {
        d = bz_diag_add(e->job.diags, BZ_P061, at,
                        "plugin `%.*s` was the root's own, and is now the program's", BZ_FMT(id));
    } else {
        d = bz_diag_add(e->job.diags, BZ_P061, at,
                        "plugin `%.*s` was the program's, and is now one of the root", BZ_FMT(id));
        bz_diag_note_at(e->job.diags, d, bz_span_none(),
                        "`plugins/%.*s` goes before the plugin of the program", BZ_FMT(id));
    }
    hint_how(e, d, id);
    bz_vec_free(&files);
}

static void report_version(bz_engine *e, bz_str id, bz_rec manifest)
{
    const bz_model *m = e->model;
    bz_rec entry = locked(e, id);
    bz_diag *d = bz_diag_add(e->job.diags, BZ_P062, bz_model_span(m, entry, BZ_LOCKED_VERSION),
                             "plugin `%.*s` of the program is now version %.*s, and was %.*s",
                             BZ_FMT(id), BZ_FMT(bz_model_text(m, manifest, BZ_PLUGIN_VERSION)),
                             BZ_FMT(bz_model_text(m, entry, BZ_LOCKED_VERSION)));
    bz_diag_hint(e->job.diags, d, "look at its pages, then say so with `baraza plugin lock %.*s`",
                 BZ_FMT(id));
}

bz_status bz_engine__check_locked(bz_engine *e, bz_str id, bz_rec manifest)
{
    bz_plugin_home home;
    if (!lock_of(e) || !bz_engine__plugin_home(e, id, &home)) return BZ_OK;
    bz_lock_state state = bz_engine__lock_state(e, id, manifest, &home);
    if (state == BZ_LOCK_VERSION) report_version(e, id, manifest);
    if (state == BZ_LOCK_CHANGED) {
        report_changed(e, id, &home);
        return BZ_INVALID;
    }
    /* What comes with the program needs no leave to be used. */
    if (state != BZ_LOCK_OPEN || !home.is_own) return BZ_OK;
    bz_diag *d = bz_diag_add(e->job.diags, BZ_P060, bz_model_at(e->model, lock_of(e))->span,
                             "plugin `%.*s` is not in `baraza.lock`", BZ_FMT(id));
    bz_diag_hint(e->job.diags, d, "read it, then accept it with `baraza plugin lock %.*s`",
                 BZ_FMT(id));
    return BZ_INVALID;
}

/* --- writing it */

typedef struct entries {
    bz_engine *e;
    bz_buf text;
    size_t n;
} entries;

static void put_head(entries *x, bz_str id, bool is_own_now, bz_str version, int32_t api)
{
    if (!x->n++) bz_buf_put(&x->text, "plugins:\n");
    bz_buf_fmt(&x->text, "  %.*s:\n    from: %s\n    version: ", BZ_FMT(id),
               bz_enum_name(BZ_E_PLUGIN_FROM, is_own_now ? 0 : 1));
    bz_yaml_put_quoted(version, &x->text);
    bz_buf_fmt(&x->text, "\n    api: %d\n", api);
}

static void put_file(entries *x, bool is_first, bz_str name, bz_str hash)
{
    if (is_first) bz_buf_put(&x->text, "    files:\n");
    bz_buf_put(&x->text, "      - file: ");
    bz_yaml_put_quoted(name, &x->text);
    bz_buf_fmt(&x->text, "\n        hash: \"%.16s\"\n", hash.p);
}

/* As it is now. */
static bz_status put_new(entries *x, bz_str id, bz_rec manifest)
{
    bz_engine *e = x->e;
    const bz_model *m = e->model;
    bz_plugin_home home;
    bz_signed_files files = {0};
    char hex[BZ_DIGEST];
    if (!bz_engine__plugin_home(e, id, &home)) return BZ_INVALID;
    bz_lock_state state = bz_engine__lock_state(e, id, manifest, &home);
    bz_str version = bz_model_text(m, manifest, BZ_PLUGIN_VERSION);
    put_head(x, id, home.is_own, version, bz_model_int(m, manifest, BZ_PLUGIN_API));
    bz_status s = home.is_own ? bz_engine__plugin_digests(e, id, &home, &files) : BZ_OK;
    if (s == BZ_OK && home.is_own) {
        bz_engine__digest_files(BZ_STR(""), &files, hex);
        bz_buf_fmt(&x->text, "    hash: \"%s\"\n", hex);
        for (size_t i = 0; i < files.n; i++)
            put_file(x, i == 0, files.p[i].name, bz_str_from(files.p[i].hash));
    }
    bz_buf_fmt(&e->output, "%.*s %.*s: %s", BZ_FMT(id), BZ_FMT(version),
               state == BZ_LOCK_SAME                                  ? "as it was"
               : state == BZ_LOCK_CHANGED || state == BZ_LOCK_VERSION ? "locked anew"
                                                                      : "locked");
    if (home.is_own && s == BZ_OK)
        bz_buf_fmt(&e->output, " (%zu file%s, %.8s)\n", files.n, files.n == 1 ? "" : "s", hex);
    else bz_buf_put(&e->output, " (of the program)\n");
    bz_vec_free(&files);
    return s;
}

/* As it was locked: nobody asked about this one. */
static void put_again(entries *x, bz_rec entry)
{
    const bz_model *m = x->e->model;
    put_head(x, bz_model_id(m, entry), is_own(m, entry), bz_model_text(m, entry, BZ_LOCKED_VERSION),
             bz_model_int(m, entry, BZ_LOCKED_API));
    if (bz_model_has(m, entry, BZ_LOCKED_HASH))
        bz_buf_fmt(&x->text, "    hash: \"%.*s\"\n",
                   BZ_FMT(bz_model_text(m, entry, BZ_LOCKED_HASH)));
    bool is_first = true;
    for (bz_rec f = bz_model_first(m, entry, BZ_LOCKED_FILES); f; f = bz_model_next(m, f)) {
        put_file(x, is_first, bz_model_text(m, f, BZ_SIGNED_FILE_FILE),
                 bz_model_text(m, f, BZ_SIGNED_FILE_HASH));
        is_first = false;
    }
}

static int by_id(const void *a, const void *b)
{
    return bz_str_cmp(*(const bz_str *)a, *(const bz_str *)b);
}

static bool is_asked(const bz_request *request, bz_str id)
{
    if (!request->n_paths) return true;
    for (size_t i = 0; i < request->n_paths; i++)
        if (bz_str_eq(bz_engine__id_of(bz_str_from(request->paths[i])), id)) return true;
    return false;
}

/* Every plugin that is there or was locked, by id. */
static bz_status put_all(entries *x, const bz_request *request)
{
    bz_engine *e = x->e;
    const bz_model *m = e->model;
    BZ_VEC(bz_str) ids = {0};
    bz_status worst = BZ_OK;
    for (bz_rec r = bz_model_first(m, m->project, BZ_PROJECT_PLUGINS); r; r = bz_model_next(m, r))
        bz_vec_push(&ids, bz_model_id(m, r));
    bz_rec lock = lock_of(e);
    for (bz_rec r = lock ? bz_model_first(m, lock, BZ_LOCK_PLUGINS) : 0; r; r = bz_model_next(m, r))
        if (!bz_model_child(m, m->project, BZ_PROJECT_PLUGINS, bz_model_id(m, r)))
            bz_vec_push(&ids, bz_model_id(m, r));
    if (ids.n) qsort(ids.p, ids.n, sizeof *ids.p, by_id);
    for (size_t i = 0; i < ids.n && worst == BZ_OK; i++) {
        bz_rec manifest = bz_model_child(m, m->project, BZ_PROJECT_PLUGINS, ids.p[i]);
        bz_rec entry = locked(e, ids.p[i]);
        if (is_asked(request, ids.p[i])) {
            if (manifest) worst = put_new(x, ids.p[i], manifest);
            else bz_buf_fmt(&e->output, "%.*s: not there any more\n", BZ_FMT(ids.p[i]));
        } else if (entry) put_again(x, entry);
    }
    bz_vec_free(&ids);
    return worst;
}

bz_result bz_plugin_lock(bz_engine *e, const bz_request *given)
{
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_result r = bz_engine__open_plugin_tools(e, request, false);
    if (r != BZ_RESULT_OK) return r;
    entries x = {.e = e};
    bz_buf_put(&x.text, "# Written by `baraza plugin lock`: the plugins of this root as somebody "
                        "accepted them.\n");
    bz_status s = put_all(&x, request);
    if (!x.n) bz_buf_put(&x.text, "plugins: {}\n");
    r = s == BZ_OK ? bz_engine__write_file(e, BZ_STR("baraza.lock"), bz_buf_view(&x.text))
                   : bz_engine__result(e, s);
    if (r != BZ_RESULT_OK) bz_buf_clear(&e->output);
    bz_buf_deinit(&x.text);
    return r;
}
