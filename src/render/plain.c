/* A body as plain CommonMark HTML, byte for byte as libcmark 0.30 writes it with CMARK_OPT_UNSAFE.
 * It is there for comparison: what comes out of our tree unharmed was not lost on the way in. In: a
 * tree. Out: HTML. Kinds that CommonMark has not are passed through: their children are written. */
#include "render/render.h"
#include <string.h>

typedef struct writer {
    const bz_doc *doc;
    bz_buf *out;
    size_t start;
    bz_node image; /* inside it only plain text is written: its description */
} writer;

static void escape(bz_buf *out, bz_str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *entity = s.p[i] == '&'   ? "&amp;"
                             : s.p[i] == '<' ? "&lt;"
                             : s.p[i] == '>' ? "&gt;"
                             : s.p[i] == '"' ? "&quot;"
                                             : NULL;
        if (!entity) continue;
        bz_buf_str(out, bz_str_cut(s, from, i));
        bz_buf_put(out, entity);
        from = i + 1;
    }
    bz_buf_str(out, bz_str_cut(s, from, s.n));
}

static bool is_safe_in_href(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-_.+!*(),%#@?=;:/$~", c));
}

static void escape_href(bz_buf *out, bz_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (is_safe_in_href(s.p[i])) bz_buf_char(out, s.p[i]);
        else if (s.p[i] == '&') bz_buf_put(out, "&amp;");
        else if (s.p[i] == '\'') bz_buf_put(out, "&#x27;");
        else bz_buf_fmt(out, "%%%02X", (unsigned)(unsigned char)s.p[i]);
    }
}

/* Begins a new line unless one has just begun. */
static void fresh_line(const writer *w)
{
    if (w->out->n > w->start && w->out->p[w->out->n - 1] != '\n') bz_buf_char(w->out, '\n');
}

static bool is_in_tight_list(const bz_doc *d, bz_node n)
{
    bz_node item = bz_doc_at(d, n)->parent, list = item ? bz_doc_at(d, item)->parent : 0;
    return list && bz_doc_kind_of(d, list) == BZ_DOC_LIST && bz_doc_has(d, list, BZ_ATTR_TIGHT);
}

static void code_block(const writer *w, bz_node n)
{
    bz_str info = bz_doc_attr_text(w->doc, n, BZ_ATTR_INFO);
    size_t first = 0;
    while (first < info.n && !strchr(" \t\n\v\f\r", info.p[first]))
        first++;
    fresh_line(w);
    bz_buf_put(w->out, "<pre><code");
    if (info.n) {
        bz_buf_put(w->out, " class=\"language-");
        escape(w->out, bz_str_cut(info, 0, first));
        bz_buf_char(w->out, '"');
    }
    bz_buf_char(w->out, '>');
    escape(w->out, bz_doc_text(w->doc, n));
    bz_buf_put(w->out, "</code></pre>\n");
}

static void list(const writer *w, bz_node n)
{
    uint32_t start = bz_doc_attr_number(w->doc, n, BZ_ATTR_START, 1);
    fresh_line(w);
    if (!bz_doc_has(w->doc, n, BZ_ATTR_ORDERED)) bz_buf_put(w->out, "<ul>\n");
    else if (start == 1) bz_buf_put(w->out, "<ol>\n");
    else bz_buf_fmt(w->out, "<ol start=\"%u\">\n", start);
}

static void title(const writer *w, bz_node n)
{
    if (!bz_doc_has(w->doc, n, BZ_ATTR_TITLE)) return;
    bz_buf_put(w->out, "\" title=\"");
    escape(w->out, bz_doc_attr_text(w->doc, n, BZ_ATTR_TITLE));
}

static void word(const writer *w, bz_node n)
{
    bz_doc_plain(w->doc, n, w->out);
}

static void enter_in_image(const writer *w, bz_node n)
{
    switch (bz_doc_kind_of(w->doc, n)) {
    case BZ_DOC_TEXT:
    case BZ_DOC_CODE:
    case BZ_DOC_HTML_INLINE: escape(w->out, bz_doc_text(w->doc, n)); break;
    case BZ_DOC_SOFT_BREAK:
    case BZ_DOC_LINE_BREAK: bz_buf_char(w->out, ' '); break;
    case BZ_DOC_WORD: word(w, n); break;
    default: break;
    }
}

static void enter_link(writer *w, bz_node n, bool is_image)
{
    bz_buf_put(w->out, is_image ? "<img src=\"" : "<a href=\"");
    escape_href(w->out, bz_doc_attr_text(w->doc, n, BZ_ATTR_DEST));
    if (is_image) {
        bz_buf_put(w->out, "\" alt=\"");
        w->image = n;
    } else {
        title(w, n);
        bz_buf_put(w->out, "\">");
    }
}

static void enter(writer *w, bz_node n)
{
    const bz_doc *d = w->doc;
    bz_doc_kind kind = bz_doc_kind_of(d, n);
    switch (kind) {
    case BZ_DOC_QUOTE: fresh_line(w), bz_buf_put(w->out, "<blockquote>\n"); break;
    case BZ_DOC_LIST: list(w, n); break;
    case BZ_DOC_ITEM: fresh_line(w), bz_buf_put(w->out, "<li>"); break;
    case BZ_DOC_HEADING: fresh_line(w), bz_buf_fmt(w->out, "<h%u>", bz_doc_at(d, n)->aux); break;
    case BZ_DOC_CODE_BLOCK: code_block(w, n); break;
    case BZ_DOC_HTML_BLOCK:
        fresh_line(w);
        bz_buf_str(w->out, bz_doc_text(d, n));
        fresh_line(w);
        break;
    case BZ_DOC_RULE: fresh_line(w), bz_buf_put(w->out, "<hr />\n"); break;
    case BZ_DOC_PARAGRAPH:
        if (!is_in_tight_list(d, n)) fresh_line(w), bz_buf_put(w->out, "<p>");
        break;
    case BZ_DOC_TEXT: escape(w->out, bz_doc_text(d, n)); break;
    case BZ_DOC_WORD: word(w, n); break;
    case BZ_DOC_LINE_BREAK: bz_buf_put(w->out, "<br />\n"); break;
    case BZ_DOC_SOFT_BREAK: bz_buf_char(w->out, '\n'); break;
    case BZ_DOC_CODE:
        bz_buf_put(w->out, "<code>");
        escape(w->out, bz_doc_text(d, n));
        bz_buf_put(w->out, "</code>");
        break;
    case BZ_DOC_HTML_INLINE: bz_buf_str(w->out, bz_doc_text(d, n)); break;
    case BZ_DOC_STRONG: bz_buf_put(w->out, "<strong>"); break;
    case BZ_DOC_EMPH: bz_buf_put(w->out, "<em>"); break;
    case BZ_DOC_LINK:
    case BZ_DOC_IMAGE: enter_link(w, n, kind == BZ_DOC_IMAGE); break;
    default: break;
    }
}

static void leave(writer *w, bz_node n)
{
    const bz_doc *d = w->doc;
    switch (bz_doc_kind_of(d, n)) {
    case BZ_DOC_QUOTE: fresh_line(w), bz_buf_put(w->out, "</blockquote>\n"); break;
    case BZ_DOC_LIST:
        bz_buf_put(w->out, bz_doc_has(d, n, BZ_ATTR_ORDERED) ? "</ol>\n" : "</ul>\n");
        break;
    case BZ_DOC_ITEM: bz_buf_put(w->out, "</li>\n"); break;
    case BZ_DOC_HEADING: bz_buf_fmt(w->out, "</h%u>\n", bz_doc_at(d, n)->aux); break;
    case BZ_DOC_PARAGRAPH:
        if (!is_in_tight_list(d, n)) bz_buf_put(w->out, "</p>\n");
        break;
    case BZ_DOC_STRONG: bz_buf_put(w->out, "</strong>"); break;
    case BZ_DOC_EMPH: bz_buf_put(w->out, "</em>"); break;
    case BZ_DOC_LINK: bz_buf_put(w->out, "</a>"); break;
    case BZ_DOC_IMAGE:
        title(w, n);
        bz_buf_put(w->out, "\" />");
        break;
    default: break;
    }
}

/* Leaves `n`, unless it stands in an image's description. */
static void step_out(writer *w, bz_node n)
{
    if (w->image == n) w->image = 0;
    if (!w->image) leave(w, n);
}

void bz_html_plain(const bz_doc *doc, bz_node root, bz_buf *out)
{
    writer w = {.doc = doc, .out = out, .start = out->n};
    for (bz_node n = root; n;) {
        if (w.image) enter_in_image(&w, n);
        else enter(&w, n);
        if (bz_doc_at(doc, n)->first) {
            n = bz_doc_at(doc, n)->first;
            continue;
        }
        step_out(&w, n);
        while (n != root && !bz_doc_at(doc, n)->next)
            step_out(&w, n = bz_doc_at(doc, n)->parent);
        n = n == root ? 0 : bz_doc_at(doc, n)->next;
    }
}
