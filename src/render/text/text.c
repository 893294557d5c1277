/* Plain text. In: an assembled document. Out: UTF-8 lines in the markup that WhatsApp, Signal and
 * Telegram show. Nothing is wrapped, since a telephone wraps. The one idea: blocks are parted by an
 * empty line, what stands in a list or a box by none, so a block asks for its gap before it writes
 * and nobody cleans up behind it. What stands behind "--" is who made it, and need not be sent. */
#include "render/text/text.h"

#include "doc/language.h"

typedef struct writer {
    const bz_doc *doc;
    bz_buf *out;
    const bz_language *language;
    bz_str indent; /* before each line of a list within a list */
    size_t gap;    /* line ends that the next text wants before it */
} writer;

static void block(writer *w, bz_node n);
static void blocks(writer *w, bz_node parent);

static bz_node live(const writer *w, bz_node n)
{
    while (n && bz_doc_at(w->doc, n)->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD))
        n = bz_doc_at(w->doc, n)->next;
    return n;
}

static bz_node first(const writer *w, bz_node n)
{
    return live(w, bz_doc_at(w->doc, n)->first);
}

static bz_node next(const writer *w, bz_node n)
{
    return live(w, bz_doc_at(w->doc, n)->next);
}

static bz_str attr(const writer *w, bz_node n, bz_attr key)
{
    return bz_doc_attr_text(w->doc, n, key);
}

static void want(writer *w, size_t gap)
{
    if (gap > w->gap) w->gap = gap;
}

/* Opens a line: what was wanted before it, then how far it is set in. */
static void open_line(writer *w, const char *mark)
{
    for (; w->gap && w->out->n; w->gap--)
        bz_buf_char(w->out, '\n');
    w->gap = 0;
    bz_buf_str(w->out, w->indent);
    bz_buf_put(w->out, mark);
}

/* --- inlines */

static void inlines(writer *w, bz_node parent);

static void plain_inlines(writer *w, bz_node parent)
{
    bz_doc_plain(w->doc, parent, w->out);
}

/* Marks stand at the words themselves: none around nothing, none around a blank at an end. */
static void marked(writer *w, bz_node n, char mark)
{
    size_t before = w->out->n;
    bz_buf_char(w->out, mark);
    inlines(w, n);
    if (w->out->n == before + 1) w->out->n = before;
    else bz_buf_char(w->out, mark);
}

/* A number is dialled and an address opened from the text itself. */
static void link(writer *w, bz_node n)
{
    bz_str dest = attr(w, n, BZ_ATTR_DEST);
    size_t from = w->out->n;
    inlines(w, n);
    bool is_said = bz_str_eq(bz_str_cut(bz_buf_view(w->out), from, w->out->n), dest);
    if (!is_said && bz_str_starts(dest, "http")) bz_buf_fmt(w->out, " (%.*s)", BZ_FMT(dest));
}

static void inline_node(writer *w, bz_node n)
{
    switch (bz_doc_kind_of(w->doc, n)) {
    case BZ_DOC_TEXT:
    case BZ_DOC_CODE:
    case BZ_DOC_WORD: bz_buf_str(w->out, bz_doc_text(w->doc, n)); break;
    case BZ_DOC_SOFT_BREAK: bz_buf_char(w->out, ' '); break;
    case BZ_DOC_LINE_BREAK:
        bz_buf_char(w->out, '\n');
        bz_buf_str(w->out, w->indent);
        break;
    case BZ_DOC_STRONG: marked(w, n, '*'); break;
    case BZ_DOC_EMPH: marked(w, n, '_'); break;
    case BZ_DOC_LINK: link(w, n); break;
    case BZ_DOC_NOTE:
        bz_buf_put(w->out, " (");
        inlines(w, n);
        bz_buf_char(w->out, ')');
        break;
    case BZ_DOC_IMAGE:
        bz_buf_char(w->out, '[');
        plain_inlines(w, n);
        bz_buf_char(w->out, ']');
        break;
    case BZ_DOC_HTML_INLINE: break; /* the author's comment */
    default: inlines(w, n);
    }
}

/* The depth of a document is limited where it is checked (bz_doc_is_sound). */
static void inlines(writer *w, bz_node parent)
{
    for (bz_node n = first(w, parent); n; n = next(w, n))
        inline_node(w, n);
}

/* --- blocks */

static void bold_line(writer *w, bz_str text)
{
    if (!text.n) return;
    want(w, 2);
    open_line(w, "*");
    bz_buf_str(w->out, text);
    bz_buf_char(w->out, '*');
    want(w, 1);
}

static void paragraph(writer *w, bz_node n)
{
    bool is_imprint = bz_str_is(attr(w, n, BZ_ATTR_TONE), "imprint");
    if (!first(w, n)) return;
    if (is_imprint) {
        want(w, 2);
        open_line(w, "--");
        want(w, 1);
    }
    open_line(w, "");
    inlines(w, n);
    want(w, 2);
}

/* Bold within bold would end it, so a heading is its words. */
static void heading(writer *w, bz_node n)
{
    bz_buf text = {0};
    bz_doc_plain(w->doc, n, &text);
    bold_line(w, bz_buf_view(&text));
    bz_buf_deinit(&text);
}

static bool is_paragraph(const writer *w, bz_node n)
{
    return n && bz_doc_kind_of(w->doc, n) == BZ_DOC_PARAGRAPH;
}

static void item(writer *w, bz_node n, const char *mark)
{
    bz_node c = first(w, n);
    bz_str before = w->indent;
    want(w, 1);
    open_line(w, mark);
    if (is_paragraph(w, c)) {
        inlines(w, c);
        c = next(w, c);
    }
    w->indent = BZ_STR("   ");
    want(w, 1);
    for (; c; c = next(w, c)) {
        block(w, c);
        w->gap = 1;
    }
    w->indent = before;
}

static void list(writer *w, bz_node n, const char *mark)
{
    bool is_ordered = bz_doc_has(w->doc, n, BZ_ATTR_ORDERED);
    uint32_t number = bz_doc_attr_number(w->doc, n, BZ_ATTR_START, 1);
    for (bz_node i = first(w, n); i; i = next(w, i), number++) {
        bz_buf text = {0};
        if (is_ordered) {
            bz_language_number(w->language, (int32_t)number, &text);
            bz_buf_put(&text, ". ");
            bz_buf_char(&text, '\0');
        }
        item(w, i, is_ordered ? text.p : mark);
        bz_buf_deinit(&text);
    }
    want(w, 2);
}

/* A row a line, without cells in which nothing stands. */
static void table(writer *w, bz_node n)
{
    for (bz_node r = first(w, n); r; r = next(w, r)) {
        bool is_head = bz_doc_has(w->doc, r, BZ_ATTR_HEADER), is_first = true;
        want(w, 1);
        for (bz_node c = first(w, r); c; c = next(w, c)) {
            if (!first(w, c)) continue;
            if (is_first) open_line(w, "");
            else bz_buf_put(w->out, " | ");
            is_first = false;
            if (is_head) bz_buf_char(w->out, '*'), plain_inlines(w, c), bz_buf_char(w->out, '*');
            else inlines(w, c);
        }
    }
    want(w, 2);
}

static void strip(writer *w, bz_node n)
{
    for (bz_node f = first(w, n); f; f = next(w, f)) {
        bz_str label = attr(w, f, BZ_ATTR_LABEL);
        want(w, 1);
        open_line(w, "");
        if (label.n) bz_buf_fmt(w->out, "*%.*s:* ", BZ_FMT(label));
        inlines(w, f);
    }
    want(w, 2);
}

static void section(writer *w, bz_node n)
{
    bz_str starts = attr(w, n, BZ_ATTR_STARTS), title = attr(w, n, BZ_ATTR_TITLE),
           badge = attr(w, n, BZ_ATTR_BADGE);
    bz_buf head = {0};
    bz_buf_fmt(&head, "%.*s%s%.*s", BZ_FMT(starts), starts.n ? " " : "", BZ_FMT(title));
    if (badge.n) bz_buf_fmt(&head, " (%.*s)", BZ_FMT(badge));
    bold_line(w, bz_buf_view(&head));
    bz_buf_deinit(&head);
    blocks(w, n);
}

/* A box by its label; an act without one says its own. */
static void box(writer *w, bz_node n)
{
    bz_str label = attr(w, n, BZ_ATTR_LABEL);
    bz_act act = bz_doc_kind_of(w->doc, n) == BZ_DOC_CONTAINER ? (bz_act)bz_doc_at(w->doc, n)->aux
                                                               : BZ_ACT_NONE;
    if (!label.n && act != BZ_ACT_NONE)
        label = bz_language_label(w->language, bz_act_label(act), NULL);
    bold_line(w, label);
    blocks(w, n);
}

static void lines(writer *w, bz_node n)
{
    bz_str label = attr(w, n, BZ_ATTR_LABEL);
    want(w, 1);
    open_line(w, "");
    bz_buf_str(w->out, label);
    bz_buf_put(w->out, label.n ? " ________" : "________");
    want(w, 2);
}

static void picture(writer *w, bz_node n)
{
    bool is_code = bz_doc_kind_of(w->doc, n) == BZ_DOC_QR;
    want(w, 2);
    open_line(w, is_code ? "" : "[");
    bz_buf_str(w->out, attr(w, n, is_code ? BZ_ATTR_DEST : BZ_ATTR_ALT));
    if (!is_code) bz_buf_char(w->out, ']');
    if (first(w, n)) bz_buf_char(w->out, ' ');
    inlines(w, n);
    want(w, 2);
}

static void code(writer *w, bz_node n)
{
    open_line(w, "```\n");
    bz_buf_str(w->out, bz_doc_text(w->doc, n));
    bz_buf_put(w->out, "```");
    want(w, 2);
}

static void block(writer *w, bz_node n)
{
    switch (bz_doc_kind_of(w->doc, n)) {
    case BZ_DOC_HEADING: heading(w, n); break;
    case BZ_DOC_LINE:
    case BZ_DOC_PARAGRAPH: paragraph(w, n); break;
    case BZ_DOC_LIST: list(w, n, "- "); break;
    case BZ_DOC_SCALE: list(w, n, "○ "); break;
    case BZ_DOC_CHECKLIST: list(w, n, "☐ "); break;
    case BZ_DOC_CARDS: list(w, n, "- "); break;
    case BZ_DOC_CODE_BLOCK: code(w, n); break;
    case BZ_DOC_TABLE:
    case BZ_DOC_GRID: table(w, n); break;
    case BZ_DOC_STRIP: strip(w, n); break;
    case BZ_DOC_SECTION: section(w, n); break;
    case BZ_DOC_BOX:
    case BZ_DOC_CONTAINER: box(w, n); break;
    case BZ_DOC_LINES: lines(w, n); break;
    case BZ_DOC_FIGURE:
    case BZ_DOC_QR: picture(w, n); break;
    case BZ_DOC_RULE:
        want(w, 2);
        open_line(w, "---");
        want(w, 2);
        break;
    case BZ_DOC_PAGE_BREAK:
    case BZ_DOC_CONTENTS:
    case BZ_DOC_HTML_BLOCK: break; /* nothing to send */
    default: blocks(w, n);
    }
}

static void blocks(writer *w, bz_node parent)
{
    for (bz_node n = first(w, parent); n; n = next(w, n))
        block(w, n);
}

void bz_text_render(const bz_render_request *request, bz_buf *out)
{
    bz_str lang = bz_doc_attr_text(request->doc, request->root, BZ_ATTR_LANG);
    writer w = {.doc = request->doc, .out = out, .indent = BZ_STR("")};
    w.language = bz_language_find(lang.n ? lang : BZ_STR("en"), NULL);
    blocks(&w, request->root);
    bz_buf_char(out, '\n');
}
