/* bz_plugin_test. In: the tests of plugins: small roots, and as text what a plugin is expected to
 * make of them. Out: how each went, with the difference. Each test is a job of an engine of its own
 * on its own root, so that nothing of one shows in another; beside the root's own plugins it finds
 * those that lie beside the plugin under test, and those of the program. What is compared is what
 * the plugin did: its changes, its reports, its documents as trees, without places in files, so
 * that moving a line is no difference. */
#include "engine/trial.h"

#include "compare/passage.h"

#include <string.h>

typedef struct test {
    bz_engine *outer;          /* whose root has the plugin */
    bz_plugin_home home;       /* of the plugin */
    bz_str plugin, name;       /* "handouts", "large-print" */
    bz_str file, shown;        /* the test: in its root, and as it is named to people */
    bz_str title, at, context; /* of the test's record */
    bz_buf *documents;
    size_t n_documents;
} test;

/* --- a run */

static bz_status start(void *context, bz_engine *e, bz_wanted *w)
{
    test *t = context;
    bz_status worst = BZ_OK;
    bz_load_request load = bz_engine__load_request(e, w);
    bz_rec r = bz_load_plugin_test(e->model, &load, t->home.root, t->file, t->shown, &e->job);
    if (!r) return BZ_INVALID;
    const bz_model *m = e->model;
    bz_rec use = bz_model_first(m, r, BZ_PLUGIN_TEST_PLUGINS);
    if (!use) {
        bz_rec manifest = bz_load_plugin(e->model, &load, t->plugin, bz_span_none(), &e->job);
        return manifest ? bz_engine__start_plugin(e, t->plugin, manifest, 0) : BZ_INVALID;
    }
    for (; use; use = bz_model_next(m, use)) {
        bz_str id = bz_arena_str(e->job.arena, bz_model_text(m, use, BZ_PLUGIN_USE_USE));
        bz_rec manifest = bz_model_child(m, m->project, BZ_PROJECT_PLUGINS, id);
        bz_status s = bz_engine__start_plugin(e, id, manifest, use);
        if (s != BZ_OK) worst = s;
    }
    return worst;
}

static void see(void *context, const bz_descriptor *about, bz_str language, const bz_doc *doc,
                bz_node root)
{
    test *t = context;
    t->n_documents++;
    bz_buf_fmt(t->documents, "\n%.*s, for %.*s, %.*s: %.*s\n", BZ_FMT(about->id),
               BZ_FMT(about->audience), BZ_FMT(language), BZ_FMT(about->title));
    bz_buf tree = {0};
    bz_doc_dump(doc, root, NULL, &tree);
    bz_str rest = bz_buf_view(&tree), line;
    while (rest.n && bz_str_split(&rest, '\n', &line))
        if (line.n) bz_buf_fmt(t->documents, "  %.*s\n", BZ_FMT(line));
    bz_buf_deinit(&tree);
}

/* What plugins are to blame for, and every error; the root's other warnings are nobody's here. */
static void put_reports(bz_engine *e, bz_buf *out)
{
    static const char *const severities[] = {"error", "warning", "note"};
    size_t n = 0;
    bz_diags_sort(e->job.diags, e->job.sources);
    for (size_t i = 0; i < bz_diags_count(e->job.diags); i++) {
        const bz_diag *d = bz_diags_at(e->job.diags, i);
        const char *code = bz_code_row(d->code)->name;
        if (d->severity != BZ_ERROR && code[0] != 'P') continue;
        if (!n++) bz_buf_put(out, "\nreports:\n");
        bz_buf_fmt(out, "  %s[%s]", severities[d->severity == BZ_ERROR ? 0 : 1], code);
        if (d->span.file)
            bz_buf_fmt(out, " %.*s", BZ_FMT(bz_source_name(e->job.sources, d->span.file)));
        bz_buf_fmt(out, ": %.*s\n", BZ_FMT(d->message));
    }
    if (!n) bz_buf_put(out, "\nreports: none\n");
}

static void put_result(test *t, bz_engine *e, uint32_t parts, bz_buf *out)
{
    bz_buf_fmt(out, "%.*s on %.*s%s%.*s\n\n", BZ_FMT(t->plugin), BZ_FMT(t->at),
               t->context.n ? " for " : "", BZ_FMT(t->context));
    if (e->journal) {
        bz_tally tally = bz_engine__tally(e, BZ_STR(""), parts);
        bz_buf_fmt(out, "changes: %u of %u parts\n", tally.changed, tally.parts);
        bz_engine__put_plugin_changes(e, BZ_STR(""), out);
    }
    put_reports(e, out);
    bz_buf_fmt(out, "\ndocuments: %zu\n", t->n_documents);
    bz_buf_str(out, bz_buf_view(t->documents));
}

/* The folder of the small root; NULL after a message. No link is followed on the way. */
static bz_root *open_small(test *t)
{
    bz_engine *e = t->outer;
    bz_str folder, *names = NULL;
    size_t n = 0, bytes;
    bz_arena *a = e->job.arena;
    if (bz_path_resolve(a, t->file, t->at, &folder) &&
        bz_root_list(t->home.root, folder, a, &names, &n) == BZ_READ_OK &&
        bz_root_stat(t->home.root, bz_arena_printf(a, "%.*s/baraza.yaml", BZ_FMT(folder)),
                     &bytes) == BZ_READ_OK)
        return bz_root_open(
            bz_arena_printf(a, "%s/%.*s", bz_root_path(t->home.root), BZ_FMT(folder)).p);
    bz_diag *d = bz_diag_add(e->job.diags, BZ_P071, bz_span_none(),
                             "the test `%.*s` of plugin `%.*s` has no root `%.*s`", BZ_FMT(t->name),
                             BZ_FMT(t->plugin), BZ_FMT(t->at));
    bz_diag_hint(e->job.diags, d,
                 "`root` is a folder with a file baraza.yaml, as seen from the test's own folder");
    return NULL;
}

/* Where plugins are looked for: beside the one under test, then with the program. */
static void open_plugin_roots(const test *t, bz_engine *inner)
{
    bz_str beside = bz_arena_printf(inner->job.arena, "%s%s", bz_root_path(t->home.root),
                                    t->home.is_own ? "/plugins" : "");
    bz_root *r = bz_root_open(beside.p);
    if (r) inner->plugin_roots[inner->n_plugin_roots++] = r;
    for (size_t i = 0; i < t->outer->n_plugin_roots && inner->n_plugin_roots < BZ_BUNDLE_ROOTS;
         i++) {
        r = bz_root_open(bz_root_path(t->outer->plugin_roots[i]));
        if (r) inner->plugin_roots[inner->n_plugin_roots++] = r;
    }
}

typedef struct counting {
    test *t;
    uint32_t parts;
} counting;

static bz_status start_counted(void *context, bz_engine *e, bz_wanted *w)
{
    counting *c = context;
    c->parts = bz_engine__count_parts(e->model);
    return start(c->t, e, w);
}

static void see_counted(void *context, const bz_descriptor *about, bz_str language,
                        const bz_doc *doc, bz_node root)
{
    see(((counting *)context)->t, about, language, doc, root);
}

/* Runs the test; what came of it is in `out`. */
static bool run(test *t, const bz_request *request, bz_buf *out)
{
    bz_root *small = open_small(t);
    if (!small) return false;
    bz_wanted w;
    bz_buf documents = {0};
    counting c = {.t = t};
    bz_trial trial = {.start = start_counted, .see = see_counted, .context = &c};
    bz_engine *inner = bz_engine_new();
    bz_request own = {.size = sizeof own, .plugin_limits = request->plugin_limits};
    own.weak_sandbox = request->weak_sandbox;
    t->documents = &documents;
    t->n_documents = 0;
    own.context = t->context.n ? bz_arena_str(t->outer->job.arena, t->context).p : NULL;
    inner->root = small;
    open_plugin_roots(t, inner);
    bz_result r = bz_engine__limits(inner, &own);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(inner, &own, true, &w);
    if (r == BZ_RESULT_OK) {
        inner->is_trying = true;
        w.trial = &trial;
        w.with_documents = true;
        bz_status s = bz_engine__run(inner, &w, NULL);
        (void)s; /* what went wrong is among the reports */
    }
    put_result(t, inner, c.parts, out);
    bz_engine_free(inner);
    bz_buf_deinit(&documents);
    return true;
}

/* --- against what is expected */

static bz_str expected_of(const test *t, bool *is_there)
{
    bz_engine *e = t->outer;
    bz_str text = {0};
    bz_str path =
        bz_arena_printf(e->job.arena, "%.*s.txt", BZ_FMT(bz_str_cut(t->file, 0, t->file.n - 5)));
    *is_there = bz_root_read(t->home.root, path, e->job.limits->file_bytes, &text) == BZ_READ_OK;
    if (!*is_there) return BZ_STR("");
    bz_str kept = bz_arena_str(e->job.arena, text);
    bz_mem_free((void *)(uintptr_t)text.p);
    return kept;
}

static bz_result accept(const test *t, bz_str now)
{
    bz_engine *e = t->outer;
    if (!t->home.is_own) {
        bz_engine__usage(e, NULL, "plugin `%.*s` comes with the program: its tests are not changed",
                         BZ_FMT(t->plugin));
        return BZ_RESULT_USAGE;
    }
    bz_str path =
        bz_arena_printf(e->job.arena, "%.*s.txt", BZ_FMT(bz_str_cut(t->file, 0, t->file.n - 5)));
    bz_result r = bz_engine__write_file(e, path, now);
    if (r == BZ_RESULT_OK)
        bz_buf_fmt(&e->output, "accepted %.*s/%.*s\n", BZ_FMT(t->plugin), BZ_FMT(t->name));
    return r;
}

static void report(test *t, bool is_there, bz_str expected, bz_str now)
{
    bz_engine *e = t->outer;
    bz_diag *d;
    bz_buf_fmt(&e->output, "failed   %.*s/%.*s: %.*s\n", BZ_FMT(t->plugin), BZ_FMT(t->name),
               BZ_FMT(t->title));
    if (is_there) {
        bz_compare_put_lines(expected, now, &e->output);
        d = bz_diag_add(e->job.diags, BZ_P070, bz_span_none(),
                        "plugin `%.*s` does something else than its test `%.*s` expects",
                        BZ_FMT(t->plugin), BZ_FMT(t->name));
    } else {
        bz_buf_str(&e->output, now);
        d = bz_diag_add(e->job.diags, BZ_P070, bz_span_none(),
                        "the test `%.*s` of plugin `%.*s` does not say what is expected",
                        BZ_FMT(t->name), BZ_FMT(t->plugin));
    }
    bz_diag_hint(e->job.diags, d,
                 "mend the plugin; or, when what came out is right, `baraza plugin test --accept "
                 "%.*s`",
                 BZ_FMT(t->plugin));
}

/* Reads the test's record: what it is about, on which root, for whom. */
static bool read_test(test *t, const bz_request *request)
{
    bz_engine *e = t->outer;
    bz_wanted w = {.request = request};
    w.curriculum = w.place = w.group = BZ_STR("");
    bz_load_request load = bz_engine__load_request(e, &w);
    bz_model *m = bz_model_new();
    bz_rec r = bz_load_plugin_test(m, &load, t->home.root, t->file, t->shown, &e->job);
    if (r) {
        t->title = bz_arena_str(e->job.arena, bz_model_text(m, r, BZ_PLUGIN_TEST_TITLE));
        t->at = bz_arena_str(e->job.arena, bz_model_text(m, r, BZ_PLUGIN_TEST_ROOT));
        t->context = bz_arena_str(e->job.arena, bz_model_text(m, r, BZ_PLUGIN_TEST_CONTEXT));
    }
    bz_model_free(m);
    return r != 0;
}

static bz_result run_test(test *t, const bz_request *request, bool is_accepted)
{
    bz_engine *e = t->outer;
    bz_buf now = {0};
    bz_result result = BZ_RESULT_OK;
    bool is_there = false;
    if (!read_test(t, request) || !run(t, request, &now)) {
        bz_buf_fmt(&e->output, "failed   %.*s/%.*s\n", BZ_FMT(t->plugin), BZ_FMT(t->name));
        result = BZ_RESULT_ERRORS;
    } else {
        bz_str expected = expected_of(t, &is_there);
        bool is_same = is_there && bz_str_eq(expected, bz_buf_view(&now));
        if (is_same)
            bz_buf_fmt(&e->output, "ok       %.*s/%.*s: %.*s\n", BZ_FMT(t->plugin), BZ_FMT(t->name),
                       BZ_FMT(t->title));
        else if (is_accepted) result = accept(t, bz_buf_view(&now));
        else {
            report(t, is_there, expected, bz_buf_view(&now));
            result = BZ_RESULT_ERRORS;
        }
    }
    bz_buf_deinit(&now);
    return result;
}

/* --- all of them */

static bz_result run_plugin(bz_engine *e, bz_str id, const bz_request *request, bool is_accepted,
                            size_t *n_run, size_t *n_bad)
{
    test t = {.outer = e, .plugin = id};
    bz_str *names = NULL;
    size_t n = 0, before = *n_run;
    bz_result worst = BZ_RESULT_OK;
    if (!bz_engine__plugin_home(e, id, &t.home)) return BZ_RESULT_OK;
    bz_str folder = bz_arena_printf(e->job.arena, "%.*s/tests", BZ_FMT(t.home.folder));
    if (bz_root_list(t.home.root, folder, e->job.arena, &names, &n) != BZ_READ_OK) n = 0;
    for (size_t i = 0; i < n; i++) {
        if (!bz_str_ends(names[i], ".yaml")) continue;
        t.name = bz_str_cut(names[i], 0, names[i].n - 5);
        t.file = bz_arena_printf(e->job.arena, "%.*s/%.*s", BZ_FMT(folder), BZ_FMT(names[i]));
        t.shown =
            bz_arena_printf(e->job.arena, "plugins/%.*s/tests/%.*s", BZ_FMT(id), BZ_FMT(names[i]));
        bz_result r = run_test(&t, request, is_accepted);
        ++*n_run;
        if (r == BZ_RESULT_OK) continue;
        ++*n_bad;
        if (worst < r) worst = r;
    }
    if (*n_run == before) bz_buf_fmt(&e->output, "none     %.*s has no tests\n", BZ_FMT(id));
    return worst;
}

bz_result bz_plugin_test(bz_engine *e, const bz_request *given, bool is_accepted)
{
    bz_request own;
    size_t n_run = 0, n_bad = 0, n = 0;
    bz_str *names = NULL;
    bz_result worst = BZ_RESULT_OK;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    for (size_t i = 0; r == BZ_RESULT_OK && i < request->n_paths; i++)
        r = bz_engine__find_plugin(e, bz_engine__id_of(bz_str_from(request->paths[i])));
    if (r != BZ_RESULT_OK) return r;
    for (size_t i = 0; i < request->n_paths; i++) {
        bz_str id = bz_engine__id_of(bz_str_from(request->paths[i]));
        r = run_plugin(e, id, request, is_accepted, &n_run, &n_bad);
        if (worst < r) worst = r;
    }
    if (!request->n_paths &&
        bz_root_list(e->root, BZ_STR("plugins"), e->job.arena, &names, &n) != BZ_READ_OK)
        n = 0;
    for (size_t i = 0; i < n; i++) {
        if (!bz_str_ends(names[i], "/")) continue;
        r = run_plugin(e, bz_engine__id_of(names[i]), request, is_accepted, &n_run, &n_bad);
        if (worst < r) worst = r;
    }
    bz_buf_fmt(&e->output, "%zu passed, %zu failed\n", n_run - n_bad, n_bad);
    return worst;
}
