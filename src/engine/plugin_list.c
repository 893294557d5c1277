/* bz_plugin_list and bz_plugin_check. In: plugins of the root and of the program. Out: a line each,
 * and what is wrong with them. Each is loaded in its own locked worker, like in a build: what it
 * says of itself there is what is printed. */
#include "engine/plugins.h"

#include <jansson.h>
#include <stdlib.h>

/* --- reading manifests */

static void add_bundled(bz_engine *e, const bz_load_request *request)
{
    for (size_t i = 0; i < e->n_plugin_roots; i++) {
        bz_str *names = NULL;
        size_t n = 0, bytes;
        if (bz_root_list(e->plugin_roots[i], BZ_STR(""), e->job.arena, &names, &n) != BZ_READ_OK)
            continue;
        for (size_t k = 0; k < n; k++) {
            if (!bz_str_ends(names[k], "/")) continue;
            bz_str id = bz_str_cut(names[k], 0, names[k].n - 1);
            bz_str path = bz_arena_printf(e->job.arena, "%.*s/plugin.yaml", BZ_FMT(id));
            if (bz_root_stat(e->plugin_roots[i], path, &bytes) == BZ_READ_OK)
                (void)bz_load_plugin(e->model, request, id, bz_span_none(), &e->job);
        }
    }
}

/* All that there are, for "did you mean". */
static size_t known_ids(bz_engine *e, bz_str *out, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i <= e->n_plugin_roots; i++) {
        bz_str *names = NULL;
        size_t n_names = 0;
        const bz_root *root = i ? e->plugin_roots[i - 1] : e->root;
        bz_str folder = i ? BZ_STR("") : BZ_STR("plugins");
        if (bz_root_list(root, folder, e->job.arena, &names, &n_names) != BZ_READ_OK) continue;
        for (size_t k = 0; k < n_names && n < most; k++)
            if (bz_str_ends(names[k], "/")) out[n++] = bz_str_cut(names[k], 0, names[k].n - 1);
    }
    return n;
}

bz_result bz_engine__find_plugin(bz_engine *e, bz_str id)
{
    enum { MOST = 200 };
    bz_plugin_home home;
    if (bz_engine__plugin_home(e, id, &home)) return BZ_RESULT_OK;
    bz_diag *d;
    bz_str known[MOST];
    bz_engine__usage(e, &d, "there is no plugin `%.*s`", BZ_FMT(id));
    bz_diag_did_you_mean(e->job.diags, d, id, known, known_ids(e, known, MOST));
    return BZ_RESULT_USAGE;
}

static bz_result add_named(bz_engine *e, const bz_request *request, const bz_load_request *load)
{
    bz_result r = BZ_RESULT_OK;
    for (size_t i = 0; r == BZ_RESULT_OK && i < request->n_paths; i++) {
        bz_str given = bz_str_from(request->paths[i]);
        if (bz_str_ends(given, "/plugin.yaml")) given.n -= 12;
        bz_str id = bz_engine__id_of(given);
        r = bz_engine__find_plugin(e, id);
        if (r == BZ_RESULT_OK) (void)bz_load_plugin(e->model, load, id, bz_span_none(), &e->job);
    }
    return r;
}

bz_result bz_engine__open_plugin_tools(bz_engine *e, const bz_request *request, bool is_bundled)
{
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r != BZ_RESULT_OK) return r;
    bz_wanted w = {.request = request};
    w.curriculum = w.place = w.group = w.name = BZ_STR("");
    e->is_trying = true;
    bz_load_request load = bz_engine__load_request(e, &w);
    load.plugins = true;
    load.all = request->n_paths == 0;
    bz_status s = bz_load(&e->model, &load, &e->job);
    if (s == BZ_IO) return bz_engine__result(e, s);
    if (request->n_paths) return add_named(e, request, &load);
    for (size_t i = 0; bz_engine__usual_plugin(i); i++)
        (void)bz_load_plugin(e->model, &load, bz_str_from(bz_engine__usual_plugin(i)),
                             bz_span_none(), &e->job);
    if (is_bundled) add_bundled(e, &load);
    return BZ_RESULT_OK;
}

/* Loads all of them; those that fail are noted in their rows. */
static void load_all(bz_engine *e)
{
    const bz_model *m = e->model;
    bz_engine__begin_plugins(e);
    for (bz_rec r = bz_model_first(m, m->project, BZ_PROJECT_PLUGINS); r; r = bz_model_next(m, r))
        (void)bz_engine__start_plugin(e, bz_arena_str(e->job.arena, bz_model_id(m, r)), r, 0);
    (void)bz_engine__await_plugins(e, BZ_OK);
}

/* --- a row each */

typedef struct row {
    bz_rec manifest;
    bz_str id, version;
    bz_plugin_home home;
    bz_lock_state lock;
    bool is_loaded;
    unsigned has;
} row;

typedef BZ_VEC(row) rows;

static const struct {
    unsigned bit;
    const char *name;
} hooks[] = {{BZ_HAS_ADAPT, "adapt"}, {BZ_HAS_CHECK, "check"}, {BZ_HAS_DOCUMENTS, "documents"}};
enum { HOOKS = sizeof hooks / sizeof *hooks };

static const char *const states[] = {"", "not locked", "locked", "changed", "other version"};

/* What comes with the program need not be in the lock. */
static const char *state_of(const row *r)
{
    bool is_free = r->lock == BZ_LOCK_NONE || (r->lock == BZ_LOCK_OPEN && !r->home.is_own);
    return is_free ? "-" : states[r->lock];
}

static int by_id(const void *a, const void *b)
{
    return bz_str_cmp(((const row *)a)->id, ((const row *)b)->id);
}

static rows rows_of(bz_engine *e)
{
    const bz_model *m = e->model;
    rows all = {0};
    for (bz_rec r = bz_model_first(m, m->project, BZ_PROJECT_PLUGINS); r; r = bz_model_next(m, r)) {
        row one = {.manifest = r,
                   .id = bz_model_id(m, r),
                   .version = bz_model_text(m, r, BZ_PLUGIN_VERSION)};
        if (!bz_engine__plugin_home(e, one.id, &one.home)) continue;
        one.lock = bz_engine__lock_state(e, one.id, r, &one.home);
        for (size_t i = 0; i < e->plugins.n; i++) {
            if (e->plugins.p[i].manifest != r) continue;
            one.is_loaded = e->plugins.p[i].status == BZ_OK;
            one.has = bz_worker_has(e->plugins.p[i].worker);
        }
        bz_vec_push(&all, one);
    }
    if (all.n) qsort(all.p, all.n, sizeof *all.p, by_id);
    return all;
}

static void put_hooks(const row *r, const char *between, bz_buf *out)
{
    bool is_first = true;
    for (size_t i = 0; i < HOOKS; i++) {
        if (!(r->has & hooks[i].bit)) continue;
        bz_buf_fmt(out, "%s%s", is_first ? "" : between, hooks[i].name);
        is_first = false;
    }
    if (is_first) bz_buf_put(out, r->is_loaded ? "nothing" : "cannot be loaded");
}

static int width_of(const rows *all, bool is_id)
{
    size_t widest = is_id ? 6 : 7;
    for (size_t i = 0; i < all->n; i++) {
        size_t n = is_id ? all->p[i].id.n : all->p[i].version.n;
        if (n > widest) widest = n;
    }
    return widest < 64 ? (int)widest : 64;
}

static void put_table(bz_engine *e, const rows *all, bz_buf *out)
{
    int ids = width_of(all, true), versions = width_of(all, false);
    bz_buf does = {0};
    bz_buf_fmt(out, "%-*s  %-*s  level  from     %-23s  lock\n", ids, "plugin", versions, "version",
               "does");
    for (size_t i = 0; i < all->n; i++) {
        const row *r = &all->p[i];
        bz_buf_clear(&does);
        put_hooks(r, ", ", &does);
        bz_buf_fmt(out, "%-*.*s  %-*.*s  %5d  %-7s  %-23s  %s\n", ids, BZ_FMT(r->id), versions,
                   BZ_FMT(r->version), bz_model_int(e->model, r->manifest, BZ_PLUGIN_API),
                   r->home.is_own ? "root" : "program", does.p, state_of(r));
    }
    bz_buf_deinit(&does);
}

static json_t *row_json(bz_engine *e, const row *r)
{
    const bz_model *m = e->model;
    json_t *list = json_array();
    for (size_t i = 0; i < HOOKS; i++)
        if (r->has & hooks[i].bit) json_array_append_new(list, json_string(hooks[i].name));
    return json_pack(
        "{s:o, s:o, s:o, s:i, s:o, s:o, s:s, s:b, s:o, s:o}", "plugin",
        bz_engine__json_or_null(r->id), "title",
        bz_engine__json_or_null(bz_model_text(m, r->manifest, BZ_PLUGIN_TITLE)), "version",
        bz_engine__json_or_null(r->version), "api", bz_model_int(m, r->manifest, BZ_PLUGIN_API),
        "licence", bz_engine__json_or_null(bz_model_text(m, r->manifest, BZ_PLUGIN_LICENCE)),
        "summary", bz_engine__json_or_null(bz_model_text(m, r->manifest, BZ_PLUGIN_SUMMARY)),
        "from", r->home.is_own ? "root" : "program", "loads", r->is_loaded, "does", list, "lock",
        r->lock == BZ_LOCK_NONE ? json_null() : json_string(states[r->lock]));
}

static void put_json(bz_engine *e, const rows *all, bz_buf *out)
{
    json_t *list = json_array();
    for (size_t i = 0; i < all->n; i++)
        json_array_append_new(list, row_json(e, &all->p[i]));
    char *text = json_dumps(list, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    bz_buf_put(out, text ? text : "[]");
    bz_buf_char(out, '\n');
    free(text);
    json_decref(list);
}

bz_result bz_plugin_list(bz_engine *e, const bz_request *given, bool is_json)
{
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_result r = bz_engine__open_plugin_tools(e, request, true);
    if (r != BZ_RESULT_OK) return r;
    load_all(e);
    rows all = rows_of(e);
    if (is_json) put_json(e, &all, &e->output);
    else put_table(e, &all, &e->output);
    bool is_open = false;
    for (size_t i = 0; i < all.n; i++)
        is_open = is_open || (all.p[i].home.is_own && all.p[i].lock == BZ_LOCK_NONE);
    if (is_open && !is_json)
        bz_buf_put(&e->output,
                   "\n`baraza plugin lock` records what these plugins are; then nothing is built "
                   "with one that changed.\n");
    bz_vec_free(&all);
    bz_engine__end_plugins(e);
    return bz_engine__result(e, BZ_OK);
}

/* --- check */

static void put_options(const bz_model *m, bz_rec manifest, bz_buf *out)
{
    bz_rec o = bz_model_first(m, manifest, BZ_PLUGIN_OPTIONS);
    if (!o) return;
    bz_buf_put(out, "  options:");
    for (bool is_first = true; o; o = bz_model_next(m, o), is_first = false)
        bz_buf_fmt(out, "%s %.*s (%s, %.*s)", is_first ? "" : ",", BZ_FMT(bz_model_id(m, o)),
                   bz_enum_name(BZ_E_OPTION_TYPE, bz_model_int(m, o, BZ_OPTION_TYPE)),
                   BZ_FMT(bz_model_text(m, o, BZ_OPTION_DEFAULT)));
    bz_buf_char(out, '\n');
}

static void put_labels(const bz_model *m, bz_rec manifest, bz_buf *out)
{
    uint32_t n = bz_model_count(m, manifest, BZ_PLUGIN_LABELS);
    if (n) bz_buf_put(out, "  labels: ");
    for (uint32_t i = 0; i < n; i++) {
        const bz_value *v = bz_model_element(m, manifest, BZ_PLUGIN_LABELS, i);
        bz_buf_fmt(out, "%s%.*s %u", i ? ", " : "", BZ_FMT(bz_value_key(m, v)),
                   v->kind == BZ_V_MAP ? v->b : 0);
    }
    if (n) bz_buf_char(out, '\n');
}

static void put_files(bz_engine *e, const row *r, bz_buf *out)
{
    bz_str *names = NULL;
    size_t n = 0;
    if (bz_engine__plugin_names(e, &r->home, &names, &n) != BZ_OK) return;
    bz_buf_put(out, "  files: ");
    for (size_t i = 0; i < n; i++)
        bz_buf_fmt(out, "%s%.*s", i ? ", " : "", BZ_FMT(names[i]));
    bz_buf_char(out, '\n');
}

static void put_checked(bz_engine *e, const row *r, bz_buf *out)
{
    const bz_model *m = e->model;
    bz_buf_fmt(out, "%.*s %.*s, level %d, from the %s: ", BZ_FMT(r->id), BZ_FMT(r->version),
               bz_model_int(m, r->manifest, BZ_PLUGIN_API), r->home.is_own ? "root" : "program");
    put_hooks(r, ", ", out);
    bz_buf_char(out, '\n');
    put_files(e, r, out);
    put_options(m, r->manifest, out);
    put_labels(m, r->manifest, out);
    if (r->lock != BZ_LOCK_NONE) bz_buf_fmt(out, "  lock: %s\n", state_of(r));
}

bz_result bz_plugin_check(bz_engine *e, const bz_request *given)
{
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_result r = bz_engine__open_plugin_tools(e, request, false);
    if (r != BZ_RESULT_OK) return r;
    e->is_looking = true;
    load_all(e);
    rows all = rows_of(e);
    for (size_t i = 0; i < all.n; i++)
        put_checked(e, &all.p[i], &e->output);
    bz_vec_free(&all);
    bz_engine__end_plugins(e);
    return bz_engine__result(e, BZ_OK);
}
