/* Documents of a seeded generator, with every kind of node wherever it may stand and hostile text
 * in every attribute: the page closes each element that it opens, in order, and holds no script. */
#include "../unit.h"
#include "render/html/html.h"
#include <stdlib.h>
#include <string.h>

enum { DOCUMENTS = 300, DEEPEST = 9, MOST_OPEN = 256 };

typedef struct dice {
    uint32_t state;
} dice;

static uint32_t roll(dice *d, uint32_t n)
{
    d->state = d->state * 1664525u + 1013904223u;
    return (d->state >> 8) % n;
}

static const char *const texts[] = {
    "",
    "word",
    "<script>alert(1)</script>",
    "\"'><b onload=x>",
    "</style></title>",
    "]]>",
    "&amp;",
    "\\22 }",
    "javascript:alert(1)",
    "+254 700 000 001",
    "سلام ٥–٦ 0800720553",
    "\x01\x7f",
    "en",
    "ar-JO",
    "images/a.svg",
    "say",
    "faces",
    "lcr-lcr-",
    "#a",
    "a",
    "large-print duplex",
    "A5",
    "tel",
    "muted",
};
enum { TEXTS = sizeof texts / sizeof *texts };

static bz_str any_text(dice *d)
{
    return bz_str_from(texts[roll(d, TEXTS)]);
}

static void add_attrs(bz_doc *doc, bz_node n, dice *d)
{
    static const bz_attr keys[] = {
        BZ_ATTR_ID,      BZ_ATTR_TITLE,  BZ_ATTR_DEST,    BZ_ATTR_ALT,
        BZ_ATTR_LABEL,   BZ_ATTR_ICON,   BZ_ATTR_TONE,    BZ_ATTR_BADGE,
        BZ_ATTR_STARTS,  BZ_ATTR_LANG,   BZ_ATTR_VERSION, BZ_ATTR_AUDIENCE,
        BZ_ATTR_RUNNING, BZ_ATTR_FOOTER, BZ_ATTR_PAPER,   BZ_ATTR_COLUMNS};
    static const bz_attr numbers[] = {BZ_ATTR_START, BZ_ATTR_COUNT,  BZ_ATTR_SPANS, BZ_ATTR_ORDERED,
                                      BZ_ATTR_TIGHT, BZ_ATTR_HEADER, BZ_ATTR_WIDE,  BZ_ATTR_KEEP};
    for (uint32_t i = roll(d, 5); i > 0; i--)
        bz_doc_set(doc, n, keys[roll(d, sizeof keys / sizeof *keys)], any_text(d));
    for (uint32_t i = roll(d, 3); i > 0; i--)
        bz_doc_set_number(doc, n, numbers[roll(d, sizeof numbers / sizeof *numbers)],
                          roll(d, 4) ? roll(d, 9) : d->state);
}

static void add_children(bz_doc *doc, bz_node parent, int depth, dice *d)
{
    bz_doc_kind above = bz_doc_kind_of(doc, parent);
    for (uint32_t i = depth < DEEPEST ? roll(d, 5) : 0; i > 0; i--) {
        bz_doc_kind kind = (bz_doc_kind)(1 + roll(d, BZ_DOC_KIND_COUNT - 1));
        for (int tries = 0; tries < 200 && !bz_doc_accepts(above, kind); tries++)
            kind = (bz_doc_kind)(1 + roll(d, BZ_DOC_KIND_COUNT - 1));
        if (!bz_doc_accepts(above, kind)) return;
        bz_node n = bz_doc_add(doc, parent, kind, bz_span_none());
        if (kind == BZ_DOC_HEADING) doc->nodes.p[n].aux = (uint16_t)(1 + roll(d, 6));
        if (kind == BZ_DOC_CONTAINER)
            doc->nodes.p[n].aux = (uint16_t)(1 + roll(d, BZ_ACT_COUNT - 1));
        if (roll(d, 12) == 0) doc->nodes.p[n].flags = BZ_NODE_ABSENT;
        bz_doc_set_text(doc, n, any_text(d));
        add_attrs(doc, n, d);
        add_children(doc, n, depth + 1, d);
    }
}

static bool is_void(bz_str name)
{
    static const char *const names[] = {"meta", "br", "hr", "img"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (bz_str_is(name, names[i])) return true;
    return false;
}

/* Reads the tag at `at`; gives its end. Quotes may hold anything but themselves. */
static size_t read_tag(bz_str page, size_t at, bz_str open[], size_t *n_open)
{
    size_t from = at + 1, end;
    bool is_close = page.p[from] == '/';
    char quote = 0;
    if (is_close) from++;
    for (end = from; page.p[end] != ' ' && page.p[end] != '>' && page.p[end] != '/'; end++)
        assert_true(end < page.n);
    bz_str name = bz_str_cut(page, from, end);
    for (; quote || page.p[end] != '>'; end++) {
        assert_true(end < page.n && (quote || page.p[end] != '<'));
        if (page.p[end] == quote) quote = 0;
        else if (!quote && strchr("\"'", page.p[end])) quote = page.p[end];
    }
    assert_false(bz_str_is(name, "script"));
    if (is_close) {
        assert_true(*n_open > 0);
        assert_true(bz_str_eq(open[--*n_open], name));
    } else if (!is_void(name) && page.p[end - 1] != '/') {
        assert_true(*n_open < MOST_OPEN);
        open[(*n_open)++] = name;
    }
    return end;
}

static void assert_closed(bz_str page)
{
    bz_str open[MOST_OPEN];
    size_t n_open = 0;
    assert_true(bz_str_starts(page, "<!DOCTYPE html>\n"));
    for (size_t i = bz_str_find(page, '\n', 0); i < page.n; i++) {
        if (page.p[i] != '<') continue;
        i = read_tag(page, i, open, &n_open);
        if (n_open > 0 && bz_str_is(open[n_open - 1], "style")) /* raw text, to its end */
            i = (size_t)(strstr(page.p + i, "</style>") - page.p) - 1;
    }
    assert_int_equal(n_open, 0);
}

static bool read_asset(void *context, bz_str path, bz_str *bytes)
{
    (void)context;
    *bytes = path;
    return bz_str_is(path, "images/a.svg") ? (*bytes = BZ_STR("<svg/>"), true) : false;
}

static void test_render_random__pages_are_closed(void **state)
{
    (void)state;
    bz_assets assets = {read_asset, NULL};
    dice d = {20260908};
    for (int i = 0; i < DOCUMENTS; i++) {
        bz_doc *doc = bz_doc_new();
        bz_job job = {.diags = bz_diags_new(), .limits = &bz_limits_default};
        bz_buf out = {0};
        bz_node root = bz_doc_add(doc, 0, BZ_DOC_DOCUMENT, bz_span_none());
        add_attrs(doc, root, &d);
        add_children(doc, root, 0, &d);
        bz_render_request request = {.doc = doc, .root = root, .assets = &assets};
        bz_status s = bz_html_render(&request, &out, &job);
        assert_true(s == BZ_OK || s == BZ_INVALID);
        assert_closed(bz_buf_view(&out));
        bz_buf_deinit(&out);
        bz_diags_free(job.diags);
        bz_doc_free(doc);
    }
}
