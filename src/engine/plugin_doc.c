/* bz_plugin_doc: a page about a plugin. In: its manifest, and what its worker says of it. Out:
 * Markdown, for those who decide whether to use it. */
#include "engine/plugins.h"

static void put_cell(bz_str s, bz_buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '|') bz_buf_char(out, '\\');
        bz_buf_char(out, s.p[i]);
    }
}

static void put_does(bz_engine *e, bz_rec manifest, bz_buf *out)
{
    static const struct {
        unsigned bit;
        const char *says;
    } rows[] = {{BZ_HAS_ADAPT,
                 "- **adapts**: it changes the curriculum; every change has its reason "
                 "and is on record (`baraza plugin explain`)\n"},
                {BZ_HAS_CHECK, "- **checks**: it reports what breaks its rules\n"},
                {BZ_HAS_DOCUMENTS, "- **makes documents**\n"}};
    unsigned has = 0;
    for (size_t i = 0; i < e->plugins.n; i++)
        if (e->plugins.p[i].manifest == manifest) has = bz_worker_has(e->plugins.p[i].worker);
    bz_buf_put(out, "\n## What it does\n\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (has & rows[i].bit) bz_buf_put(out, rows[i].says);
    if (!has) bz_buf_put(out, "Nothing: it has none of the functions that are called.\n");
}

static void put_reasons(const bz_model *m, bz_rec manifest, bz_buf *out)
{
    bz_str why = bz_model_text(m, manifest, BZ_PLUGIN_WHY),
           goal = bz_model_text(m, manifest, BZ_PLUGIN_GOAL);
    if (!why.n && !goal.n) return;
    bz_buf_put(out, "\n## Reasons\n\nOf its changes, where one says no other:\n\n");
    if (why.n) bz_buf_fmt(out, "- why: %.*s\n", BZ_FMT(why));
    if (goal.n) bz_buf_fmt(out, "- goal (FRAME): `%.*s`\n", BZ_FMT(goal));
}

static void put_options(const bz_model *m, bz_rec manifest, bz_buf *out)
{
    bz_rec o = bz_model_first(m, manifest, BZ_PLUGIN_OPTIONS);
    if (!o) return;
    bz_buf_fmt(out,
               "\n## Options\n\nAn adaptation sets them beside `use: %.*s`.\n\n| option | takes | "
               "without it | what it does |\n|---|---|---|---|\n",
               BZ_FMT(bz_model_id(m, manifest)));
    for (; o; o = bz_model_next(m, o)) {
        bz_buf_fmt(out, "| `%.*s` | %s", BZ_FMT(bz_model_id(m, o)),
                   bz_enum_name(BZ_E_OPTION_TYPE, bz_model_int(m, o, BZ_OPTION_TYPE)));
        for (uint32_t i = 0; i < bz_model_count(m, o, BZ_OPTION_VALUES); i++)
            bz_buf_fmt(out, "%s`%.*s`", i ? ", " : ": ",
                       BZ_FMT(bz_value_text(m, bz_model_element(m, o, BZ_OPTION_VALUES, i))));
        bz_buf_put(out, " | `");
        put_cell(bz_model_text(m, o, BZ_OPTION_DEFAULT), out);
        bz_buf_put(out, "` | ");
        put_cell(bz_model_text(m, o, BZ_OPTION_DOC), out);
        bz_buf_put(out, " |\n");
    }
}

static void put_labels(const bz_model *m, bz_rec manifest, bz_buf *out)
{
    uint32_t n = bz_model_count(m, manifest, BZ_PLUGIN_LABELS);
    if (!n) return;
    bz_buf_put(out, "\n## Labels\n\nWhat it prints by itself, in English and in:\n\n");
    for (uint32_t i = 0; i < n; i++) {
        const bz_value *v = bz_model_element(m, manifest, BZ_PLUGIN_LABELS, i);
        bz_str tag = bz_value_key(m, v);
        bool is_exact = false;
        const bz_language *l = bz_language_find(tag, &is_exact);
        bz_buf_fmt(out, "- `%.*s`%s%s%s: %u labels\n", BZ_FMT(tag), is_exact ? " (" : "",
                   is_exact ? bz_language_name(l) : "", is_exact ? ")" : "",
                   v->kind == BZ_V_MAP ? v->b : 0);
    }
}

static void put_page(bz_engine *e, bz_rec manifest, bz_buf *out)
{
    const bz_model *m = e->model;
    bz_plugin_home home;
    bz_buf_fmt(out, "# %.*s\n\n%.*s\n\n", BZ_FMT(bz_model_text(m, manifest, BZ_PLUGIN_TITLE)),
               BZ_FMT(bz_model_text(m, manifest, BZ_PLUGIN_SUMMARY)));
    bool is_own = bz_engine__plugin_home(e, bz_model_id(m, manifest), &home) && home.is_own;
    bz_buf_fmt(out, "Plugin `%.*s`, version %.*s, for level %d of the interface, %.*s. %s\n",
               BZ_FMT(bz_model_id(m, manifest)),
               BZ_FMT(bz_model_text(m, manifest, BZ_PLUGIN_VERSION)),
               bz_model_int(m, manifest, BZ_PLUGIN_API),
               BZ_FMT(bz_model_text(m, manifest, BZ_PLUGIN_LICENCE)),
               is_own ? "It lies in the root." : "It comes with the program.");
    put_does(e, manifest, out);
    put_reasons(m, manifest, out);
    put_options(m, manifest, out);
    put_labels(m, manifest, out);
}

bz_result bz_plugin_doc(bz_engine *e, const bz_request *given, const char *name)
{
    bz_request own, one = *bz_engine__whole(given, &own);
    one.paths = &name;
    one.n_paths = 1;
    bz_result r = bz_engine__open_plugin_tools(e, &one, false);
    if (r != BZ_RESULT_OK) return r;
    const bz_model *m = e->model;
    bz_rec manifest = bz_model_first(m, m->project, BZ_PROJECT_PLUGINS);
    bz_status s = manifest ? BZ_OK : BZ_INVALID;
    if (s == BZ_OK) {
        bz_engine__begin_plugins(e);
        s = bz_engine__start_plugin(e, bz_model_id(m, manifest), manifest, 0);
        s = bz_engine__await_plugins(e, s);
    }
    if (s == BZ_OK) put_page(e, manifest, &e->output);
    bz_engine__end_plugins(e);
    return bz_engine__result(e, s);
}
