/* The head's style sheet and the drawings, from style.def and icons.def: of each only what the page
 * uses. What is particular to one document, its paper and what stands at the head and foot of each
 * printed page, is written here. */
#include "render/html/html_priv.h"

#include <assert.h>
#include <string.h>

typedef struct rule {
    bz_html_use use;
    const char *css;
} rule;

static const rule rules[] = {
#define BZ_STYLE(use, css) {BZ_HTML_##use, css},
#include "render/html/style.def"
#undef BZ_STYLE
};

/* --- drawings --- */

static void unknown_icon(bz_html *w, bz_node n, bz_str name)
{
    bz_str known[BZ_ICONS];
    bz_icon_names(known);
    bz_html__unknown(w, n, BZ_D002, "drawing", name, known, BZ_ICONS);
}

void bz_html__icon(bz_html *w, bz_node n, bz_str name)
{
    size_t i = bz_icon_find(name);
    if (i == BZ_ICONS) {
        if (name.n > 0) unknown_icon(w, n, name);
        return;
    }
    w->icons[i] = true;
    bz_html__put(w, bz_icons[i].is_turned ? "<svg class=\"i turned\"" : "<svg class=\"i\"");
    bz_html__put(w, " aria-hidden=\"true\"><use href=\"#_i-");
    bz_html__put(w, bz_icons[i].name);
    bz_html__put(w, "\"/></svg>");
}

void bz_html__symbols(const bz_html *w, bz_buf *out)
{
    bool is_open = false;
    for (size_t i = 0; i < BZ_ICONS; i++) {
        if (!w->icons[i]) continue;
        if (!is_open)
            bz_buf_put(out, "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" "
                            "style=\"position:absolute\">\n");
        is_open = true;
        bz_buf_put(out, "<symbol id=\"_i-");
        bz_buf_put(out, bz_icons[i].name);
        bz_buf_put(out, "\" viewBox=\"0 0 24 24\">");
        bz_buf_put(out, bz_icons[i].shapes);
        bz_buf_put(out, "</symbol>\n");
    }
    if (is_open) bz_buf_put(out, "</svg>\n");
}

/* --- pages --- */

const char *bz_html__digits(const bz_language *l)
{
    switch (bz_language_zero(l)) {
    case '0': return "decimal";
    case 0x660: return "arabic-indic";
    case 0x6f0: return "persian";
    case 0x966: return "devanagari";
    case 0x9e6: return "bengali";
    case 0x1040: return "myanmar";
    default: assert(!"digits without a name in CSS"); return "decimal";
    }
}

static const char *paper_of(const bz_html *w, bz_node root)
{
    bz_str paper = bz_doc_attr_text(w->doc, root, BZ_ATTR_PAPER);
    if (bz_str_is(paper, "Letter")) return "letter";
    return bz_str_is(paper, "A5") ? "A5" : "A4";
}

/* "Page {page} of {pages}" as the value of `content`. */
static void put_page_of(const bz_html *w, bz_buf *out)
{
    bz_str rest = bz_language_label(w->labels, "Page {page} of {pages}", NULL), piece;
    while (bz_str_split(&rest, '{', &piece)) {
        size_t end = bz_str_find(piece, '}', 0);
        if (end < piece.n) {
            bz_buf_fmt(out, "counter(%.*s,%s) ", (int)end, piece.p, bz_html__digits(w->labels));
            piece = bz_str_cut(piece, end + 1, piece.n);
        }
        bz_html__css(out, piece);
        bz_buf_char(out, ' ');
    }
}

static void put_margin_box(bz_buf *out, const char *place, bz_str text, const char *width)
{
    if (text.n == 0) return;
    bz_buf_fmt(out, "@%s{content:", place);
    bz_html__css(out, text);
    bz_buf_fmt(out, ";width:%s}\n", width);
}

static void put_version(const bz_html *w, bz_node root, const char *place, bz_buf *out)
{
    bz_str version = bz_doc_attr_text(w->doc, root, BZ_ATTR_VERSION);
    bz_buf text = {0};
    if (version.n > 0) {
        bz_buf_str(&text, bz_language_label(w->labels, "Version", NULL));
        bz_buf_char(&text, ' ');
        bz_buf_str(&text, version);
    }
    put_margin_box(out, place, bz_buf_view(&text), "28%");
    bz_buf_deinit(&text);
}

/* Margin boxes know no start and end, so their sides are chosen here. Every sheet carries the
 * document, its version and its number. */
static void put_page(const bz_html *w, bz_node root, bz_buf *out)
{
    const char *start = w->is_rtl ? "right" : "left", *end = w->is_rtl ? "left" : "right";
    char head[16], head_end[16], foot[16];
    bz_buf imprint = {0};
    strcat(strcpy(head, "top-"), start);
    strcat(strcpy(head_end, "top-"), end);
    strcat(strcpy(foot, "bottom-"), start);
    bz_buf_fmt(out, "@page{size:%s%s;\n", paper_of(w, root),
               w->uses[BZ_HTML_ACROSS] ? " landscape" : "");
    put_margin_box(out, head, bz_doc_attr_text(w->doc, root, BZ_ATTR_RUNNING), "72%");
    put_version(w, root, head_end, out);
    if (w->uses[BZ_HTML_IMPRINT]) bz_doc_plain(w->doc, bz_doc_at(w->doc, root)->last, &imprint);
    put_margin_box(out, foot,
                   w->uses[BZ_HTML_IMPRINT] ? bz_buf_view(&imprint)
                                            : bz_doc_attr_text(w->doc, root, BZ_ATTR_FOOTER),
                   "80%");
    bz_buf_deinit(&imprint);
    bz_buf_fmt(out, "@bottom-%s{content:", end);
    put_page_of(w, out);
    bz_buf_fmt(out, ";text-align:%s}}\n", end);
}

void bz_html__style(const bz_html *w, bz_node root, bz_buf *out)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (!w->uses[rules[i].use]) continue;
        bz_buf_put(out, rules[i].css);
        bz_buf_char(out, '\n');
    }
    put_page(w, root, out);
}
