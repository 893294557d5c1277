/* Manifests, labels and options of plugins. */
#include "../unit.h"
#include "root.h"

#define HEAD "title: Stamp\nversion: \"1\"\napi: 1\nlicence: CC0-1.0\nsummary: Stamps.\n"

static tree with_plugin(const char *manifest, const char *uses)
{
    tree t = tree_new();
    bz_buf text = {0};
    tree_write(&t, "plugins/stamp/plugin.yaml", manifest);
    bz_buf_fmt(&text, "title: Ours\nfor: {curriculum: tiny, version: \"1\"}\nplugins:\n%s", uses);
    tree_write(&t, "curricula/contexts/adaptations/ours/adaptation.yaml", text.p);
    tree_write(&t, "curricula/contexts/groups/us.yaml",
               "title: Us\ncurriculum: tiny\nplace: here\npeople: 9\nadaptations: [ours]\n"
               "meetings: {start: 2026-09-08, at: \"17:00\"}\n");
    t.request.group = BZ_STR("us");
    bz_buf_deinit(&text);
    return t;
}

static void expect(const char *manifest, const char *uses, const char *codes)
{
    tree t = with_plugin(manifest, uses);
    const char *found = tree_load(&t);
    if (strcmp(found, codes) != 0)
        fail_msg("%s%s: got \"%s\", expected \"%s\"", manifest, uses, found, codes);
    tree_free(&t);
}

static void test_load_plugin__options(void **state)
{
    (void)state;
    const char *options = HEAD "options:\n  big: {type: boolean, default: false, doc: D.}\n"
                               "  lines: {type: integer, default: 6, doc: D.}\n"
                               "  length: {type: choice, values: [short, long], default: short, "
                               "doc: D.}\n  name_text: {type: text, default: x, doc: D.}\n";
    expect(options, "  - use: stamp\n", "");
    expect(options, "  - {use: stamp, big: true, lines: 12, length: long, name_text: a b}\n", "");
    expect(options, "  - {use: stamp, big: yes}\n", "C011");
    expect(options, "  - {use: stamp, lines: many}\n", "C011");
    expect(options, "  - {use: stamp, length: lng}\n", "C011");
    expect(options, "  - {use: stamp, bgi: true}\n", "C010");
    expect(options, "  - {use: stamp, big: [true]}\n", "F003");
    expect(options, "  - {use: stamp, options: {big: true}}\n", "F003");
    expect(options, "  - {use: stamp, id: x}\n", "C010");
    expect(options, "  - {big: true}\n", "F002");
    expect(HEAD, "  - {use: stamp, big: true}\n", "C010");
}

static void test_load_plugin__manifests(void **state)
{
    (void)state;
    const char *use = "  - use: stamp\n";
    expect(HEAD "options: {big: {type: boolean, default: perhaps, doc: D.}}\n", use, "P052");
    expect(HEAD "options: {big: {type: integer, default: -1, doc: D.}}\n", use, "P052");
    expect(HEAD "options: {big: {type: choice, default: a, doc: D.}}\n", use, "P053");
    expect(HEAD "options: {big: {type: choice, values: [b], default: a, doc: D.}}\n", use, "P052");
    expect(HEAD "options: {big: {type: text, values: [a], default: a, doc: D.}}\n", use, "P053");
    expect(HEAD "options: {Big-One: {type: text, default: a, doc: D.}}\n", use, "P054");
    expect(HEAD "options: {use: {type: text, default: a, doc: D.}}\n", use, "P054");
    expect(HEAD "options: {big: {type: number, default: a, doc: D.}}\n", use, "F014");
    expect(HEAD "options: {big: {type: text, default: a}}\n", use, "F002");
    expect("title: Stamp\nversion: \"1\"\napi: 2\nlicence: CC0-1.0\nsummary: S.\n", use, "P051");
    expect("title: Stamp\nversion: \"1\"\napi: one\nlicence: CC0-1.0\nsummary: S.\n", use, "F007");
    expect("titel: Stamp\n", use, "F001 F002 F002 F002 F002");
}

static void test_load_plugin__missing(void **state)
{
    (void)state;
    tree t = with_plugin(HEAD, "  - use: stmap\n  - use: stmap\n");
    assert_string_equal(tree_load(&t), "P050 P050");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `stamp`?");
    tree_free(&t);
    t = with_plugin(HEAD, "  - use: empty\n");
    tree_write(&t, "plugins/empty/init.lua", "return {}\n");
    assert_string_equal(tree_load(&t), "P050");
    assert_str(tree_diag(&t, 0)->hint, "the folder `empty` has no `plugin.yaml`");
    t.request.all = true;
    assert_string_equal(tree_load(&t), "S001 P050");
    tree_free(&t);
}

/* The root's own folder goes before those of the program. */
static void test_load_plugin__roots(void **state)
{
    (void)state;
    tree t = with_plugin(HEAD, "  - use: stamp\n  - use: guide\n");
    tree_write(&t, "elsewhere/guide/plugin.yaml",
               "title: Guide\nversion: \"1\"\napi: 1\nlicence: CC0-1.0\nsummary: G.\n");
    tree_write(&t, "elsewhere/stamp/plugin.yaml",
               "title: Other\nversion: \"1\"\napi: 1\nlicence: CC0-1.0\nsummary: O.\n");
    bz_root *elsewhere = bz_root_open(desk_path(&t.desk, "elsewhere"));
    const bz_root *roots[] = {elsewhere};
    t.request.plugin_roots = roots;
    t.request.n_plugin_roots = 1;
    assert_string_equal(tree_load(&t), "");
    bz_model *m = t.m;
    bz_rec stamp = bz_model_child(m, m->project, BZ_PROJECT_PLUGINS, BZ_STR("stamp"));
    bz_rec guide = bz_model_child(m, m->project, BZ_PROJECT_PLUGINS, BZ_STR("guide"));
    assert_str(bz_model_text(m, stamp, BZ_PLUGIN_TITLE), "Stamp");
    assert_str(bz_model_text(m, guide, BZ_PLUGIN_TITLE), "Guide");
    assert_str(bz_source_name(t.desk.job.sources, bz_model_at(m, stamp)->file),
               "plugins/stamp/plugin.yaml");
    assert_str(bz_source_name(t.desk.job.sources, bz_model_at(m, guide)->file),
               "plugins/guide/plugin.yaml"); /* no path of this machine */
    /* Asked for again, it is the same record. */
    assert_int_equal(bz_load_plugin(m, &t.request, BZ_STR("guide"), bz_span_none(), &t.desk.job),
                     guide);
    /* A second load of the same sources finds the labels again. */
    tree_write(&t, "elsewhere/guide/labels/sw.yaml", "Say: Sema\n");
    bz_model *again;
    assert_int_equal(bz_load(&again, &t.request, &t.desk.job), BZ_OK);
    guide = bz_model_child(again, again->project, BZ_PROJECT_PLUGINS, BZ_STR("guide"));
    assert_int_equal(bz_model_count(again, guide, BZ_PLUGIN_LABELS), 1);
    bz_model_free(again);
    bz_root_close(elsewhere);
    tree_free(&t);
}

static void test_load_plugin__labels(void **state)
{
    (void)state;
    tree t = with_plugin(HEAD "labels: {sw: {Materials: Vifaa}}\n", "  - use: stamp\n");
    tree_write(&t, "plugins/stamp/labels/sw.yaml", "Say: Sema\n\"Listen for:\": Sikiliza\n");
    tree_write(&t, "plugins/stamp/labels/ar.yaml", "Say: قل\n");
    assert_string_equal(tree_load(&t), "");
    bz_model *m = t.m;
    bz_rec stamp = bz_model_first(m, m->project, BZ_PROJECT_PLUGINS);
    const bz_value *labels = bz_model_value(m, stamp, BZ_PLUGIN_LABELS);
    assert_int_equal(labels->b, 2);
    const bz_value *sw = bz_value_find(m, labels, BZ_STR("sw"));
    assert_str(bz_value_text(m, bz_value_find(m, sw, BZ_STR("Materials"))), "Vifaa");
    assert_str(bz_value_text(m, bz_value_find(m, sw, BZ_STR("Listen for:"))), "Sikiliza");
    const bz_value *ar = bz_value_find(m, labels, BZ_STR("ar"));
    assert_str(bz_value_text(m, bz_value_find(m, ar, BZ_STR("Say"))), "قل");
    tree_write(&t, "plugins/stamp/labels/sw.yaml", "Materials: Vitu\nSay: [a]\n");
    tree_write(&t, "plugins/stamp/labels/swahili_x.yaml", "Say: Sema\n");
    tree_write(&t, "plugins/stamp/labels/ar.yaml", "- a\n");
    assert_string_equal(tree_load(&t), "F003 F006 F003 F015");
    tree_free(&t);
}
