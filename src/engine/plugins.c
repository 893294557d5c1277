/* Plugins at work. In: the plugins that the adaptations of the context name, or guide and handouts
 * where they name none. Out: the model as they changed it, and what their checks found. A plugin
 * answers with bytes; they are decoded with limits and replayed through the journal, the one door.
 */
#include "engine/plugins.h"

#include <string.h>

static const char *const usual_plugins[] = {"guide", "handouts"};

const char *bz_engine__usual_plugin(size_t i)
{
    return i < sizeof usual_plugins / sizeof *usual_plugins ? usual_plugins[i] : NULL;
}

void bz_engine__begin_plugins(bz_engine *e)
{
    if (e->host) return;
    e->host = bz_host_new(e->is_weak, &e->limits);
    bz_host_start(e->host, sizeof usual_plugins / sizeof *usual_plugins);
}

void bz_engine__end_plugins(bz_engine *e)
{
    for (size_t i = 0; i < e->plugins.n; i++)
        bz_worker_dismiss(e->plugins.p[i].worker);
    for (size_t i = 0; i < e->plugins.n; i++)
        bz_worker_free(e->plugins.p[i].worker);
    bz_vec_free(&e->plugins);
    bz_host_free(e->host);
    e->host = NULL;
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
    uint32_t known = bz_sources_find(e->job.sources, shown);
    if (known) {
        *out = (bz_plugin_file){name, bz_source_text(e->job.sources, known), known};
        return BZ_OK;
    }
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
    bz_plugin_home home;
    bz_str *names = NULL;
    size_t n_names = 0;
    if (!bz_engine__plugin_home(e, id, &home)) return BZ_INVALID;
    bz_status s = bz_engine__plugin_names(e, &home, &names, &n_names);
    *files = bz_arena_alloc(e->job.arena, (n_names + 1) * sizeof **files);
    *n = 0;
    for (size_t i = 0; s == BZ_OK && i < n_names; i++) {
        if (!is_plugin_text(names[i])) continue;
        bz_str path =
            bz_arena_printf(e->job.arena, "%.*s/%.*s", BZ_FMT(home.folder), BZ_FMT(names[i]));
        s = read_file(e, home.root, path, id, names[i], &(*files)[*n]);
        ++*n;
    }
    return s;
}

bz_status bz_engine__start_plugin(bz_engine *e, bz_str id, bz_rec manifest, bz_rec use)
{
    bz_plugin_setup setup = {
        .id = id, .manifest = manifest, .use = use, .limits = bz_host_limits(e->host)};
    bz_plugin_file *files = NULL;
    bz_status s = read_files(e, id, &files, &setup.n_files);
    if (s == BZ_OK && !e->is_trying) s = bz_engine__check_locked(e, id, manifest);
    if (s != BZ_OK) return s;
    setup.files = files;
    setup.is_looked_at = e->is_looking;
    s = bz_host_show(e->host, e->model, &e->job);
    bz_running_plugin running = {.id = id, .manifest = manifest};
    if (s == BZ_OK) running.worker = bz_worker_new(e->host, id, &e->job);
    if (!running.worker) return s != BZ_OK ? s : BZ_PLUGIN;
    bz_worker_load(running.worker, &setup);
    bz_vec_push(&e->plugins, running);
    return BZ_OK;
}

/* All have been told; `s` is how that went. */
bz_status bz_engine__await_plugins(bz_engine *e, bz_status s)
{
    bz_str nothing;
    bz_host_dismiss(e->host);
    for (size_t i = 0; i < e->plugins.n; i++) {
        bz_running_plugin *p = &e->plugins.p[i];
        p->status = bz_worker_take(p->worker, &nothing, &e->job);
        if (p->status != BZ_OK) s = p->status;
    }
    return s;
}

/* Their records are read before the first is started, which sees the model as it is then. */
static bz_status open_usual(bz_engine *e, bz_wanted *w)
{
    enum { N = sizeof usual_plugins / sizeof *usual_plugins };
    bz_load_request request = bz_engine__load_request(e, w);
    bz_status worst = BZ_OK;
    bz_rec manifests[N];
    for (size_t i = 0; i < N; i++)
        manifests[i] = bz_load_plugin(e->model, &request, bz_str_from(usual_plugins[i]),
                                      bz_span_none(), &e->job);
    for (size_t i = 0; i < N; i++) {
        bz_str id = bz_str_from(usual_plugins[i]);
        bz_status s = manifests[i] ? bz_engine__start_plugin(e, id, manifests[i], 0) : BZ_INVALID;
        if (s != BZ_OK) worst = s;
    }
    return worst;
}

static const char papers[] = "papers";

static bool names_papers(const bz_model *m)
{
    for (uint32_t i = 0; i < bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS); i++) {
        bz_rec a = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        for (bz_rec u = bz_model_first(m, a, BZ_ADAPTATION_PLUGINS); u; u = bz_model_next(m, u))
            if (bz_str_is(bz_model_id(m, bz_model_ref(m, u, BZ_PLUGIN_USE_USE)), papers))
                return true;
    }
    return false;
}

/* What makes the cover of a meeting's papers is there whether it is named or not. Its record is
 * read before the first plugin is started, which sees the model as it is then. */
static bz_rec cover_maker(bz_engine *e, bz_wanted *w)
{
    if (!w->request->meeting || names_papers(e->model)) return 0;
    bz_load_request request = bz_engine__load_request(e, w);
    return bz_load_plugin(e->model, &request, bz_str_from(papers), bz_span_none(), &e->job);
}

bz_status bz_engine__open_plugins(bz_engine *e, bz_wanted *w)
{
    if (w->trial) return bz_engine__await_plugins(e, w->trial->start(w->trial->context, e, w));
    const bz_model *m = e->model;
    bz_status worst = BZ_OK;
    size_t named = 0;
    bz_rec cover = cover_maker(e, w);
    uint32_t n = bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS);
    for (uint32_t i = 0; i < n; i++) {
        bz_rec adaptation = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        for (bz_rec use = bz_model_first(m, adaptation, BZ_ADAPTATION_PLUGINS); use;
             use = bz_model_next(m, use)) {
            bz_rec manifest = bz_model_ref(m, use, BZ_PLUGIN_USE_USE);
            bz_str id = bz_arena_str(e->job.arena, bz_model_id(m, manifest));
            bz_status s = bz_engine__start_plugin(e, id, manifest, use);
            if (s != BZ_OK) worst = s;
            named++;
        }
    }
    if (!named) worst = open_usual(e, w);
    if (cover) {
        bz_status s = bz_engine__start_plugin(e, bz_str_from(papers), cover, 0);
        if (s != BZ_OK) worst = s;
    }
    return bz_engine__await_plugins(e, worst);
}

bz_status bz_engine__open_all_plugins(bz_engine *e)
{
    const bz_model *m = e->model;
    bz_status worst = BZ_OK;
    for (bz_rec r = bz_model_first(m, m->project, BZ_PROJECT_PLUGINS); r; r = bz_model_next(m, r)) {
        bz_status s =
            bz_engine__start_plugin(e, bz_arena_str(e->job.arena, bz_model_id(m, r)), r, 0);
        if (s != BZ_OK) worst = s;
    }
    return bz_engine__await_plugins(e, worst);
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

/* What the worker makes of the model as it is now. */
static bz_status answer_of(bz_engine *e, const bz_running_plugin *p, bz_message question,
                           bz_str *answer)
{
    bz_status s = bz_host_show(e->host, e->model, &e->job);
    if (s != BZ_OK) return s;
    bz_worker_ask(p->worker, question);
    return bz_worker_take(p->worker, answer, &e->job);
}

bz_status bz_engine__adapt(bz_engine *e, bz_wanted *w)
{
    bz_status s = BZ_OK;
    for (size_t i = 0; s == BZ_OK && i < e->plugins.n; i++) {
        const bz_running_plugin *p = &e->plugins.p[i];
        if (!(bz_worker_has(p->worker) & BZ_HAS_ADAPT)) continue;
        bz_engine__progress(w, "adapt", i, e->plugins.n);
        uint32_t before = bz_journal_count(e->journal);
        bz_str answer;
        s = answer_of(e, p, BZ_MSG_ADAPT, &answer);
        if (s == BZ_OK) s = replay(e, p, answer);
        /* Another model only where something changed: it is shown to each plugin anew. */
        if (bz_journal_count(e->journal) > before) e->model->epoch++;
    }
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
    bool is_its_own = !f->about.node && !f->about.rec; /* the line is shown already */
    bz_diag_note_at(e->job.diags, d, is_its_own ? bz_span_none() : f->span,
                    "found by plugin `%.*s`", BZ_FMT(p->id));
    if (f->hint.n) bz_diag_hint(e->job.diags, d, "%.*s", BZ_FMT(f->hint));
}

bool bz_engine__is_heard(const bz_wanted *w, bz_str plugin)
{
    return !w->trial || !w->trial->only.n || bz_str_eq(plugin, w->trial->only);
}

static bool has_check(const bz_running_plugin *p, const bz_wanted *w)
{
    return bz_worker_has(p->worker) & BZ_HAS_CHECK && bz_engine__is_heard(w, p->id);
}

/* All are asked at once, and heard one after the other. */
static bz_status ask_checks(bz_engine *e, const bz_wanted *w)
{
    bz_status s = bz_host_show(e->host, e->model, &e->job);
    for (size_t i = 0; s == BZ_OK && i < e->plugins.n; i++)
        if (has_check(&e->plugins.p[i], w)) bz_worker_ask(e->plugins.p[i].worker, BZ_MSG_CHECK);
    return s;
}

bz_status bz_engine__plugin_checks(bz_engine *e, bz_wanted *w)
{
    bz_buf why = {0};
    bz_status s = ask_checks(e, w);
    for (size_t i = 0; s == BZ_OK && i < e->plugins.n; i++) {
        const bz_running_plugin *p = &e->plugins.p[i];
        if (!has_check(p, w)) continue;
        bz_finding *list = NULL;
        size_t n = 0;
        bz_str answer;
        s = bz_worker_take(p->worker, &answer, &e->job);
        if (s == BZ_OK && bz_findings_decode(answer, e->model, &list, &n, &e->job, &why) != BZ_OK)
            s = refuse(e, p, &why);
        for (size_t k = 0; k < n; k++)
            report(e, p, &list[k]);
    }
    bz_buf_deinit(&why);
    return s;
}
