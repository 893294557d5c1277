/* Our reader against cmark: every example of the CommonMark specification, and documents of a
 * seeded generator, read in plain mode and written by bz_html_plain, give the very bytes of
 * libcmark. Since the tree in between is ours, this shows that nothing is lost on the way. A
 * missing spec.json is a failure. */
#include "../unit.h"
#include "markdown/markdown.h"
#include "render/render.h"
#include <cmark.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define SPEC "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"

enum { DOCUMENTS = 300 };

typedef struct desk {
    bz_job job;
    bz_doc *doc;
    bz_buf out, why;
} desk;

static desk desk_new(void)
{
    desk d = {.doc = bz_doc_new()};
    d.job = (bz_job){bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(),
                     &bz_limits_default};
    return d;
}

static void desk_free(desk *d)
{
    bz_doc_free(d->doc);
    bz_buf_deinit(&d->out);
    bz_buf_deinit(&d->why);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_arena_free(d->job.scratch);
    bz_arena_free(d->job.arena);
}

/* Reads `text` below a new fragment. The file's name is the text itself: every text is its own. */
static bz_node read_as(desk *d, bz_str text, bz_markdown_mode mode, bz_status *status)
{
    uint32_t file = bz_sources_add(d->job.sources, text, text);
    bz_span span = {file, 0, (uint32_t)text.n};
    bz_markdown_text in = {bz_source_text(d->job.sources, file), span, true, mode};
    bz_node root = bz_doc_add(d->doc, 0, BZ_DOC_FRAGMENT, span);
    *status = bz_markdown_read(&in, d->doc, root, &d->job);
    bz_buf_clear(&d->why);
    if (!bz_doc_is_sound(d->doc, root, &bz_limits_default, &d->why))
        fail_msg("unsound: %s\n--- in\n%.*s", d->why.p, BZ_FMT(text));
    return root;
}

/* --- places: children in order and inside their parents, links at their brackets */

static void check_link_place(const desk *d, bz_node n, bz_str text)
{
    bz_str s = bz_span_text(d->job.sources, bz_doc_at(d->doc, n)->span);
    bool is_image = bz_doc_kind_of(d->doc, n) == BZ_DOC_IMAGE;
    char last = s.n ? s.p[s.n - 1] : ' ';
    bool is_right = is_image ? bz_str_starts(s, "![") && (last == ')' || last == ']')
                             : (bz_str_starts(s, "[") && (last == ')' || last == ']')) ||
                                   (bz_str_starts(s, "<") && last == '>');
    if (!is_right) fail_msg("a link at \"%.*s\"\n--- in\n%.*s", BZ_FMT(s), BZ_FMT(text));
}

static void check_places(const desk *d, bz_node root, bz_str text)
{
    const bz_doc *doc = d->doc;
    for (bz_node n = bz_doc_next(doc, root, root); n; n = bz_doc_next(doc, root, n)) {
        const bz_doc_node *node = bz_doc_at(doc, n);
        bz_doc_kind kind = bz_doc_kind_of(doc, n);
        if (kind == BZ_DOC_LINK || kind == BZ_DOC_IMAGE) check_link_place(d, n, text);
        if (kind == BZ_DOC_WORD) assert_str(bz_span_text(d->job.sources, node->span), "{{word}}");
        if (bz_doc_is_inline(kind)) continue;
        const bz_doc_node *parent = bz_doc_at(doc, node->parent);
        bool is_inside =
            node->span.start >= parent->span.start && node->span.end <= parent->span.end;
        bool is_behind = !node->prev || bz_doc_at(doc, node->prev)->span.end <= node->span.start;
        bool has_length = node->span.start < node->span.end || kind == BZ_DOC_CELL;
        if (is_inside && is_behind && has_length) continue;
        bz_buf_clear((bz_buf *)&d->out);
        bz_doc_dump(doc, root, d->job.sources, (bz_buf *)&d->out);
        fail_msg("node %u stands wrong\n--- in\n%.*s\n---\n%s", n, BZ_FMT(text), d->out.p);
    }
}

/* --- the comparison */

static void compare(desk *d, bz_str text)
{
    char *expected = cmark_markdown_to_html(text.p, text.n, CMARK_OPT_UNSAFE);
    bz_status status;
    bz_doc_clear(d->doc);
    bz_node root = read_as(d, text, BZ_MARKDOWN_PLAIN, &status);
    assert_int_equal(status, BZ_OK);
    bz_buf_clear(&d->out);
    bz_html_plain(d->doc, root, &d->out);
    if (!bz_str_is(bz_buf_view(&d->out), expected))
        fail_msg("--- in\n%.*s\n--- cmark\n%s\n--- ours\n%.*s", BZ_FMT(text), expected,
                 BZ_FMT(bz_buf_view(&d->out)));
    free(expected);
    check_places(d, root, text);
}

static json_t *load_spec(void)
{
    json_error_t error;
    json_t *spec = json_load_file(SPEC, 0, &error);
    if (!spec) fail_msg("%s: %s", SPEC, error.text);
    assert_true(json_array_size(spec) > 600);
    return spec;
}

static bz_str example_at(const json_t *spec, size_t i)
{
    return bz_str_from(json_string_value(json_object_get(json_array_get(spec, i), "markdown")));
}

static void test_render_commonmark__examples_of_the_specification(void **state)
{
    (void)state;
    desk d = desk_new();
    json_t *spec = load_spec();
    for (size_t i = 0; i < json_array_size(spec); i++)
        compare(&d, example_at(spec, i));
    json_decref(spec);
    desk_free(&d);
}

static bool has_html(const bz_doc *doc, bz_node root)
{
    for (bz_node n = root; n; n = bz_doc_next(doc, root, n)) {
        bz_doc_kind kind = bz_doc_kind_of(doc, n);
        if (kind == BZ_DOC_HTML_BLOCK || kind == BZ_DOC_HTML_INLINE) return true;
    }
    return false;
}

static void test_render_commonmark__curriculum_mode_gives_the_same_tree(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_buf ours = {0};
    json_t *spec = load_spec();
    size_t compared = 0;
    for (size_t i = 0; i < json_array_size(spec); i++) {
        bz_str text = example_at(spec, i);
        bz_status status;
        bz_node plain = read_as(&d, text, BZ_MARKDOWN_PLAIN, &status);
        if (has_html(d.doc, plain)) continue;
        compared++;
        bz_buf_clear(&d.out);
        bz_doc_dump(d.doc, plain, d.job.sources, &d.out);
        bz_buf_clear(&ours);
        bz_node curriculum = read_as(&d, text, BZ_MARKDOWN_CURRICULUM, &status);
        bz_doc_dump(d.doc, curriculum, d.job.sources, &ours);
        assert_string_equal(ours.p, d.out.p);
    }
    assert_true(compared > 550);
    for (size_t i = 0; i < bz_diags_count(d.job.diags); i++) {
        bz_code code = bz_diags_at(d.job.diags, i)->code;
        assert_true(code == BZ_M018 || code == BZ_M019 || code == BZ_M020);
    }
    bz_buf_deinit(&ours);
    json_decref(spec);
    desk_free(&d);
}

/* --- the generator */

static uint32_t below(uint32_t *seed, uint32_t n)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % n;
}

static const char *const INLINES[] = {
    "word",
    "two words",
    "*emph*",
    "**strong**",
    "***both***",
    "_under_",
    "__score__",
    "`code`",
    "`` a ` b ``",
    "[link](dest)",
    "[link](<a b> \"title\")",
    "[link](x '')",
    "[link](x (a \"b\"))",
    "![image](pic.png)",
    "![*a* `b` ![in](x) [l](m)](y \"t\")",
    "[ref]",
    "[ref][]",
    "[text][ref]",
    "[*e* text][Other Ref]",
    "[none]",
    "<http://a.b/c?d=e&f>",
    "<me@example.org>",
    "<b>",
    "</b>",
    "<a href=\"x\" b='y'>",
    "<!-- note -->",
    "<?php x ?>",
    "&amp;",
    "&copy;",
    "&#35;",
    "&#x41;",
    "&nothing;",
    "&lt",
    "\\*",
    "\\\\",
    "\\a",
    "\\`",
    "a\\\nb",
    "a  \nb",
    "a\nb",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "](",
    "![",
    ")",
    "<",
    ">",
    "\"",
    "'",
    "!",
    "ä",
    "日本",
    "\xc2\xa0",
    "*a **b* c**",
    "**a*",
    "_a*b_",
    "[a *b](c) d*",
    "[a](b",
    "[a]: b",
    "|",
    "a|b",
    ":::",
    "{{word}}",
    "{#id}",
    "http://x.y",
    "x@y.z",
    "  ",
    "\t",
    "&NotEqualTilde;",
    "&quot;x&quot;",
    "[a](\\(b\\))",
    "[a](b\\\\ \"c\\\"d\")",
    "[[a](b)](c)",
    "![[a](b)](c)",
};

static const char *const BLOCKS[] = {
    "# ",
    "###### ",
    "#",
    "####### ",
    "# a #",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10. ",
    "> ",
    ">",
    "    ",
    "  ",
    "   ",
    "\t",
    "```\n",
    "~~~ info *x*\n",
    "```` &amp; `\n",
    "===\n",
    "---\n",
    "***\n",
    "- - -\n",
    "<div>\n",
    "<!-- c\n",
    "-->\n",
    "<script>\n",
    "</script>\n",
    "<?x\n",
    "[ref]: /url \"title\"\n",
    "[Other Ref]: <u v>\n'long\ntitle'\n",
    "[bad]: a b\n",
    "\n",
    "\n",
    "\n\n",
    "-\n",
    "1.\n",
    "> > ",
    "- - ",
    "- 1. ",
    "|a|b|\n|-|-|\n",
    "    code\n",
    "&#35; ",
    "\\# ",
    "\\- ",
    "::: say\n",
    ":::\n",
    ":::\n",
    "::: key \"T {{word}}\" {#k}\n",
    "  ::: when a=b\n",
};

static const char *one_of(uint32_t *seed, const char *const *list, size_t n)
{
    return list[below(seed, (uint32_t)n)];
}

/* A document of blocks in random order, nested by chance, with lines of random inlines. */
static void generate(uint32_t *seed, bz_buf *out)
{
    bz_buf_clear(out);
    for (uint32_t lines = 1 + below(seed, 40); lines; lines--) {
        for (uint32_t n = below(seed, 3); n; n--)
            bz_buf_put(out, one_of(seed, BLOCKS, sizeof BLOCKS / sizeof *BLOCKS));
        for (uint32_t n = below(seed, 7); n; n--) {
            bz_buf_put(out, one_of(seed, INLINES, sizeof INLINES / sizeof *INLINES));
            if (below(seed, 3)) bz_buf_char(out, ' ');
        }
        bz_buf_put(out, below(seed, 20) ? "\n" : "\r\n");
    }
    if (!below(seed, 5) && out->n) out->p[--out->n] = '\0'; /* without a last line end */
}

static void test_render_commonmark__generated_documents(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_buf text = {0};
    uint32_t seed = 20260908;
    for (int i = 0; i < DOCUMENTS; i++) {
        generate(&seed, &text);
        compare(&d, bz_buf_view(&text));
    }
    bz_buf_deinit(&text);
    desk_free(&d);
}

/* With our additions on: whatever is reported, places are exact. */
static void test_render_commonmark__generated_documents_as_curricula(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_buf text = {0};
    uint32_t seed = 20270901;
    for (int i = 0; i < DOCUMENTS; i++) {
        generate(&seed, &text);
        bz_status status;
        bz_doc_clear(d.doc);
        bz_node root = read_as(&d, bz_buf_view(&text), BZ_MARKDOWN_CURRICULUM, &status);
        check_places(&d, root, bz_buf_view(&text));
    }
    bz_buf_deinit(&text);
    desk_free(&d);
}
