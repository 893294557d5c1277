/* Plugins at work. In: the plugins that the adaptations of the context name, or guide and handouts
 * where they name none. Out: the model as they changed it, and what their checks found. A plugin
 * answers with bytes; they are decoded with limits and replayed through the journal, the one door.
 */
#include "engine/engine_priv.h"

#include <string.h>

static const char *const usual_plugins[] = {"guide", "handouts"};

/* The folder of the plugin: below the project's own `plugins/`, else below those that came with the
 * program. Gives the root to read from and the folder's path in it. */
static const bz_root *root_of(const bz_engine *e, bz_str id, bz_str *folder)
{
    size_t bytes;
    bz_arena *a = e->job.arena;
    *folder = bz_arena_printf(a, "plugins/%.*s", BZ_FMT(id));
    bz_str manifest = bz_arena_printf(a, "%.*s/plugin.yaml", BZ_FMT(*folder));
    if (bz_root_stat(e->root, manifest, &bytes) == BZ_READ_OK) return e->root;
    *folder = id;
    manifest = bz_arena_printf(a, "%.*s/plugin.yaml", BZ_FMT(id));
    for (size_t i = 0; i < e->n_plugin_roots; i++)
        if (bz_root_stat(e->plugin_roots[i], manifest, &bytes) == BZ_READ_OK)
            return e->plugin_roots[i];
    return NULL;
}

static bool is_plugin_text(bz_str name)
{
    return bz_str_ends(name, ".lua") || bz_str_ends(name, ".txt") || bz_str_ends(name, ".md");
}

/* Files are named `plugins/ID/NAME` wherever they lie, so that no path of a machine is in the
 * output. */
static bz_status read_file(bz_engine *e, const bz_root *root, bz_str path, bz_str id, bz_str name,
                           bz_plugin_file *out)
{
    bz_str text;
    bz_str shown = bz_arena_printf(e->job.arena, "plugins/%.*s/%.*s", BZ_FMT(id), BZ_FMT(name));
    bz_read r = bz_root_read(root, path, 256 * 1024, &text);
    if (r != BZ_READ_OK) {
        bz_diag *d = bz_diag_add(e->job.diags, BZ_P080, bz_span_none(),
                                 "the plugin's file `%.*s` cannot be read%s", BZ_FMT(shown),
                                 r == BZ_READ_TOO_LARGE ? ": it is larger than 256 KiB" : "");
        bz_diag_hint(e->job.diags, d, "a plugin's files are regular files of text, no links");
        return BZ_INVALID;
    }
    uint32_t file = bz_sources_adopt(e->job.sources, shown, text);
    *out = (bz_plugin_file){name, bz_source_text(e->job.sources, file), file};
    return BZ_OK;
}

static bz_status read_files(bz_engine *e, bz_str id, bz_plugin_file **files, size_t *n)
{
    bz_str folder, *names = NULL;
    const bz_root *root = root_of(e, id, &folder);
    size_t n_names = 0;
    if (!root || bz_root_list(root, folder, e->job.arena, &names, &n_names) != BZ_READ_OK)
        return BZ_INVALID;
    *files = bz_arena_alloc(e->job.arena, (n_names + 1) * sizeof **files);
    *n = 0;
    for (size_t i = 0; i < n_names; i++) {
        if (!is_plugin_text(names[i])) continue;
        bz_str path = bz_arena_printf(e->job.arena, "%.*s/%.*s", BZ_FMT(folder), BZ_FMT(names[i]));
        bz_status s = read_file(e, root, path, id, names[i], &(*files)[*n]);
        if (s != BZ_OK) return s;
        ++*n;
    }
    return BZ_OK;
}

static bz_status open_plugin(bz_engine *e, bz_str id, bz_rec manifest, bz_rec use)
{
    bz_plugin_setup setup = {.id = id, .manifest = manifest, .use = use};
    bz_plugin_file *files = NULL;
    bz_status s = read_files(e, id, &files, &setup.n_files);
    if (s != BZ_OK) return s;
    setup.files = files;
    bz_plugin *p = bz_plugin_open(&setup, e->model, &e->job);
    if (!p) return BZ_PLUGIN;
    bz_running_plugin running = {p, id};
    bz_vec_push(&e->plugins, running);
    return BZ_OK;
}

static bz_status open_usual(bz_engine *e, bz_wanted *w)
{
    bz_load_request request = bz_engine__load_request(e, w);
    bz_status worst = BZ_OK;
    for (size_t i = 0; i < sizeof usual_plugins / sizeof *usual_plugins; i++) {
        bz_str id = bz_str_from(usual_plugins[i]);
        bz_rec manifest = bz_load_plugin(e->model, &request, id, bz_span_none(), &e->job);
        bz_status s = manifest ? open_plugin(e, id, manifest, 0) : BZ_INVALID;
        if (s != BZ_OK) worst = s;
    }
    return worst;
}

bz_status bz_engine__open_plugins(bz_engine *e, bz_wanted *w)
{
    const bz_model *m = e->model;
    bz_status worst = BZ_OK;
    size_t named = 0;
    uint32_t n = bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS);
    for (uint32_t i = 0; i < n; i++) {
        bz_rec adaptation = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        for (bz_rec use = bz_model_first(m, adaptation, BZ_ADAPTATION_PLUGINS); use;
             use = bz_model_next(m, use)) {
            bz_rec manifest = bz_model_ref(m, use, BZ_PLUGIN_USE_USE);
            bz_str id = bz_arena_str(e->job.arena, bz_model_id(m, manifest));
            bz_status s = open_plugin(e, id, manifest, use);
            if (s != BZ_OK) worst = s;
            named++;
        }
    }
    return named ? worst : open_usual(e, w);
}

bz_status bz_engine__open_all_plugins(bz_engine *e)
{
    const bz_model *m = e->model;
    bz_status worst = BZ_OK;
    for (bz_rec r = bz_model_first(m, m->project, BZ_PROJECT_PLUGINS); r; r = bz_model_next(m, r)) {
        bz_status s = open_plugin(e, bz_arena_str(e->job.arena, bz_model_id(m, r)), r, 0);
        if (s != BZ_OK) worst = s;
    }
    return worst;
}

static bz_status refuse(bz_engine *e, const bz_running_plugin *p, const bz_buf *why)
{
    bz_diag *d = bz_diag_add(e->job.diags, BZ_P081, bz_span_none(),
                             "the answer of plugin `%.*s` is refused: %s", BZ_FMT(p->id),
                             why->p ? why->p : "it cannot be read");
    bz_diag_hint(e->job.diags, d,
                 "make less in one go: an answer has a limit on its size and its number of parts");
    return BZ_PLUGIN;
}

static bz_node body_of(const bz_doc *bodies, bz_node n)
{
    while (bz_doc_at(bodies, n)->parent)
        n = bz_doc_at(bodies, n)->parent;
    return n;
}

/* Markdown that changes brought in: read now, below its SOURCE node, so that the next plugin sees
 * it. */
static bz_status read_inserted(bz_engine *e, bz_node from)
{
    bz_doc *bodies = e->model->bodies;
    bz_status worst = BZ_OK;
    for (bz_node n = from; n < bodies->nodes.n; n++) {
        const bz_doc_node *node = bz_doc_at(bodies, n);
        if (node->kind != BZ_DOC_SOURCE || node->first || node->flags & BZ_NODE_DEAD) continue;
        bz_markdown_text text = {.text = bz_arena_str(e->job.arena, bz_doc_text(bodies, n)),
                                 .span = node->span,
                                 .mode = BZ_MARKDOWN_CURRICULUM};
        uint32_t origin = node->origin;
        bz_node first = (bz_node)bodies->nodes.n;
        bz_status s = bz_markdown_read(&text, bodies, n, &e->job);
        if (s != BZ_OK) worst = s;
        for (bz_node k = first; k < bodies->nodes.n; k++)
            bodies->nodes.p[k].origin = origin;
        bz_model_number_more(e->model, body_of(bodies, n), n);
    }
    return worst;
}

/* A line that the change set: markup and words are looked at now, at the plugin's own line. */
static bz_status look_at_set(bz_engine *e, const bz_change *c)
{
    if (c->op != BZ_OP_SET || c->value == BZ_V_NONE) return BZ_OK;
    bool is_line = c->target.node != 0; /* the title of a container */
    if (!is_line) {
        const bz_record_row *row = bz_record_row_at(bz_model_kind(e->model, c->target.rec));
        is_line = row->fields[c->field].type == BZ_T_LINE;
    }
    bz_str rest = c->text, line;
    bz_status worst = BZ_OK;
    while (is_line && bz_str_split(&rest, BZ_BETWEEN_ELEMENTS, &line)) {
        bz_status s = bz_engine__look_at_line(e, line, c->span);
        if (s != BZ_OK) worst = s;
    }
    return worst;
}

static bz_status replay(bz_engine *e, const bz_running_plugin *p, bz_str answer)
{
    bz_change *changes = NULL;
    size_t n = 0;
    bz_buf why = {0};
    bz_status worst = BZ_OK;
    bz_status s = bz_journal_decode(e->journal, answer, &changes, &n, &e->job, &why);
    if (s != BZ_OK) s = refuse(e, p, &why);
    bz_buf_deinit(&why);
    bz_node before = (bz_node)e->model->bodies->nodes.n;
    for (size_t i = 0; s == BZ_OK && i < n; i++) {
        /* Who made it is for the engine to say, not for the answer. */
        changes[i].by = BZ_BY_PLUGIN;
        changes[i].author = p->id;
        bz_target made;
        s = bz_journal_apply(e->journal, e->model, &changes[i], &made, &e->job);
        if (s == BZ_OK && look_at_set(e, &changes[i]) != BZ_OK) worst = BZ_INVALID;
    }
    if (s != BZ_OK) return s;
    if (read_inserted(e, before) != BZ_OK) worst = BZ_INVALID;
    if (bz_engine__look_at_blocks(e, before) != BZ_OK) worst = BZ_INVALID;
    return worst;
}

bz_status bz_engine__adapt(bz_engine *e, bz_wanted *w)
{
    bz_buf answer = {0};
    bz_status s = BZ_OK;
    for (size_t i = 0; s == BZ_OK && i < e->plugins.n; i++) {
        const bz_running_plugin *p = &e->plugins.p[i];
        if (!(bz_plugin_has(p->plugin) & BZ_HAS_ADAPT)) continue;
        bz_engine__progress(w, "adapt", i, e->plugins.n);
        bz_buf_clear(&answer);
        s = bz_plugin_adapt(p->plugin, e->model, &answer, &e->job);
        if (s == BZ_OK) s = replay(e, p, bz_buf_view(&answer));
        e->model->epoch++;
    }
    bz_buf_deinit(&answer);
    return s;
}

static bz_span place_of(const bz_model *m, const bz_finding *f)
{
    if (f->about.node) return bz_doc_at(m->bodies, f->about.node)->span;
    if (f->about.rec) return bz_model_at(m, f->about.rec)->span;
    return f->span;
}

static void report(bz_engine *e, const bz_running_plugin *p, const bz_finding *f)
{
    bz_code code = f->severity == BZ_ERROR ? BZ_P082 : BZ_P083;
    bz_diag *d = bz_diag_add(e->job.diags, code, place_of(e->model, f), "%.*s", BZ_FMT(f->message));
    bz_diag_note_at(e->job.diags, d, f->span, "found by plugin `%.*s`", BZ_FMT(p->id));
    if (f->hint.n) bz_diag_hint(e->job.diags, d, "%.*s", BZ_FMT(f->hint));
}

bz_status bz_engine__plugin_checks(bz_engine *e, bz_wanted *w)
{
    (void)w;
    bz_buf answer = {0}, why = {0};
    bz_status s = BZ_OK;
    for (size_t i = 0; s == BZ_OK && i < e->plugins.n; i++) {
        const bz_running_plugin *p = &e->plugins.p[i];
        if (!(bz_plugin_has(p->plugin) & BZ_HAS_CHECK)) continue;
        bz_finding *list = NULL;
        size_t n = 0;
        bz_buf_clear(&answer);
        s = bz_plugin_check(p->plugin, e->model, &answer, &e->job);
        if (s == BZ_OK &&
            bz_findings_decode(bz_buf_view(&answer), e->model, &list, &n, &e->job, &why) != BZ_OK)
            s = refuse(e, p, &why);
        for (size_t k = 0; k < n; k++)
            report(e, p, &list[k]);
    }
    bz_buf_deinit(&answer);
    bz_buf_deinit(&why);
    return s;
}
