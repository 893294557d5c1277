/* In: the id of a plugin. Out: its manifest as a record under the project, its labels and options
 * checked. The root's own `plugins/` goes before the folders that the engine brings, so that an
 * organisation can put its own guide in place of ours. */
#include "load/load_priv.h"

/* Where a manifest lies: a root, and the plugin's folder in it. */
typedef struct home {
    const bz_root *root;
    bz_str folder; /* "plugins/ID/" or "ID/" */
} home;

/* The folder is looked for even when the file was read before: its labels lie there. */
static bool find_home(const bz_load_request *q, bz_str id, bz_arena *a, home *h)
{
    size_t bytes;
    for (size_t i = 0; i <= q->n_plugin_roots; i++) {
        h->root = i ? q->plugin_roots[i - 1] : q->root;
        h->folder = bz_arena_printf(a, "%s%.*s/", i ? "" : "plugins/", BZ_FMT(id));
        bz_str path = bz_arena_printf(a, "%.*splugin.yaml", BZ_FMT(h->folder));
        if (bz_root_stat(h->root, path, &bytes) != BZ_READ_ABSENT) return true;
    }
    return false;
}

static void add_folders(bz_load__names *to, const bz_root *root, bz_str folder, bz_arena *a)
{
    bz_load__names names = bz_load__list(NULL, root, folder, a);
    bz_str *all = bz_arena_alloc(a, (to->n + names.n + 1) * sizeof *all);
    for (size_t i = 0; i < to->n; i++)
        all[i] = to->p[i];
    to->p = all;
    for (size_t i = 0; i < names.n; i++)
        if (bz_load__stem(names.p[i], "/", &all[to->n])) to->n++;
}

static void unknown_plugin(const bz_load_request *q, bz_str id, bz_span at, bz_job *job)
{
    bz_arena *a = bz_arena_new();
    bz_load__names others = {NULL, 0};
    bz_diag *diag = bz_diag_add(job->diags, BZ_P050, at, "there is no plugin `%.*s`", BZ_FMT(id));
    bz_diag_note_at(job->diags, diag, bz_span_none(), "looked for `plugins/%.*s/plugin.yaml`%s",
                    BZ_FMT(id),
                    q->n_plugin_roots ? ", and among the plugins that come with the program" : "");
    add_folders(&others, q->root, BZ_STR("plugins"), a);
    for (size_t i = 0; i < q->n_plugin_roots; i++)
        add_folders(&others, q->plugin_roots[i], BZ_STR(""), a);
    int nearest = bz_str_nearest(id, others.p, others.n);
    if (nearest >= 0 && bz_str_eq(others.p[nearest], id))
        bz_diag_hint(job->diags, diag, "the folder `%.*s` has no `plugin.yaml`", BZ_FMT(id));
    else if (nearest >= 0)
        bz_diag_hint(job->diags, diag, "did you mean `%.*s`?", BZ_FMT(others.p[nearest]));
    bz_arena_free(a);
}

static void check_level(const bz_model *m, bz_rec plugin, int level, bz_job *job)
{
    int wanted = bz_model_int(m, plugin, BZ_PLUGIN_API);
    if (!level || wanted <= level) return;
    bz_diag *diag = bz_diag_add(job->diags, BZ_P051, bz_model_span(m, plugin, BZ_PLUGIN_API),
                                "plugin `%.*s` needs level %d of the plugin interface, and this "
                                "program has %d",
                                BZ_FMT(bz_model_id(m, plugin)), wanted, level);
    bz_diag_hint(job->diags, diag,
                 "take a newer version of the program, or an older one of the plugin");
}

bz_rec bz_load_plugin(bz_model *m, const bz_load_request *request, bz_str id, bz_span wanted_at,
                      bz_job *job)
{
    home h;
    bool is_reported;
    bz_rec r = bz_model_child(m, m->project, BZ_PROJECT_PLUGINS, id);
    if (r || !bz_load__id_check(job, id, wanted_at)) return r;
    if (!find_home(request, id, job->arena, &h)) {
        unknown_plugin(request, id, wanted_at, job);
        return 0;
    }
    bz_str path = bz_arena_printf(job->arena, "%.*splugin.yaml", BZ_FMT(h.folder));
    /* The same name wherever it lies, so that no path of a machine is in the output. */
    bz_str name = bz_arena_printf(job->arena, "plugins/%.*s/plugin.yaml", BZ_FMT(id));
    uint32_t file = bz_load__file_read(job, h.root, path, name, wanted_at, &is_reported);
    if (!file) return 0;
    r = bz_model_add(m, m->project, BZ_PROJECT_PLUGINS, 0, BZ_R_PLUGIN, bz_span_none());
    bz_model_set_text(m, r, 0, id, bz_span_none());
    bz_load__decoder d = {.m = m, .job = job, .tree = bz_arena_new()};
    bz_load__decode_file(&d, r, file);
    bz_load__labels(&d, h.root, h.folder, r);
    bz_arena_free(d.tree);
    bz_load__manifest_check(m, r, job);
    check_level(m, r, request->api_level, job);
    bz_model_apply_defaults(m, r);
    return r;
}

void bz_load__plugin_uses(bz_load__run *l, bz_rec adaptation)
{
    bz_model *m = l->m;
    bz_rec use = bz_model_first(m, adaptation, BZ_ADAPTATION_PLUGINS);
    for (; use; use = bz_model_next(m, use)) {
        const bz_value *v = bz_model_value(m, use, BZ_PLUGIN_USE_USE);
        if (v->kind != BZ_V_REF) continue;
        bz_span at = v->span;
        bz_str id = bz_arena_str(l->names, bz_value_text(m, v));
        bz_rec plugin = bz_load_plugin(m, l->request, id, at, l->job);
        if (plugin) bz_load__options_check(m, use, plugin, l->job);
    }
}

void bz_load__plugins_all(bz_load__run *l)
{
    bz_load__names ids = {NULL, 0};
    add_folders(&ids, l->request->root, BZ_STR("plugins"), l->names);
    for (size_t i = 0; i < ids.n; i++) {
        size_t bytes;
        bz_str path = bz_arena_printf(l->names, "plugins/%.*s/plugin.yaml", BZ_FMT(ids.p[i]));
        bz_rec known = bz_model_child(l->m, l->m->project, BZ_PROJECT_PLUGINS, ids.p[i]);
        if (known) continue;
        if (bz_root_stat(l->request->root, path, &bytes) == BZ_READ_ABSENT)
            bz_load__missing_file(l->job, bz_span_none(), path, ids.p[i],
                                  (bz_load__names){NULL, 0});
        else bz_load_plugin(l->m, l->request, ids.p[i], bz_span_none(), l->job);
    }
}

bz_rec bz_load_plugin_test(bz_model *m, const bz_load_request *request, const bz_root *root,
                           bz_str path, bz_str name, bz_job *job)
{
    bool is_reported;
    size_t errors = bz_diags_errors(job->diags);
    uint32_t file = bz_load__file_read(job, root, path, name, bz_span_none(), &is_reported);
    if (!file && !is_reported)
        bz_load__missing_file(job, bz_span_none(), name, name, (bz_load__names){NULL, 0});
    if (!file) return 0;
    bz_rec r = bz_model_add(m, m->project, BZ_PROJECT_TEST, 0, BZ_R_PLUGIN_TEST, bz_span_none());
    bz_load__decoder d = {.m = m, .job = job, .tree = bz_arena_new()};
    bz_load__decode_file(&d, r, file);
    bz_arena_free(d.tree);
    bz_rec use = bz_model_first(m, r, BZ_PLUGIN_TEST_PLUGINS);
    for (; use; use = bz_model_next(m, use)) {
        bz_str id = bz_arena_str(job->arena, bz_model_text(m, use, BZ_PLUGIN_USE_USE));
        bz_span at = bz_model_span(m, use, BZ_PLUGIN_USE_USE);
        bz_rec plugin = id.n ? bz_load_plugin(m, request, id, at, job) : 0;
        if (plugin) bz_load__options_check(m, use, plugin, job);
    }
    return bz_diags_errors(job->diags) == errors ? r : 0;
}
