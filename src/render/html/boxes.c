/* Boxes: the containers of our Markdown and the boxes of plugins. A box has a drawing and a label
 * at its side and its text beside them, so that the eye runs down one column of SAY, ASK, DO. What
 * a box is can be told without colour: from its drawing, its word and the pattern of its bar. */
#include "render/html/html_priv.h"

#include "base/utf8.h"

#include <string.h>

/* Heavier boxes may be parted over two pages; lighter ones go over whole. A page of A4 holds about
 * 3,000 characters. */
enum { LIGHT_BOX = 900 };
/* Labels of more characters stand above the text instead of beside it. */
enum { LONG_LABEL = 24 };

typedef struct box {
    const char *class; /* one of ours, never the author's */
    bz_str icon, label;
    const char *list_class;
} box;

static const bz_doc_node *at(const bz_html *w, bz_node n)
{
    return bz_doc_at(w->doc, n);
}

static void box_label(bz_html *w, bz_node n, const box *b)
{
    if (b->label.n == 0 && b->icon.n == 0) return;
    bz_html__put(w, "<p class=\"lab\">");
    bz_html__icon(w, n, b->icon);
    bz_html__put(w, "<span>");
    bz_html__phrase(&w->body, b->label);
    bz_html__put(w, "</span></p>\n");
}

/* The label is in the language of the page, the content perhaps in the one that is spoken. */
static void open_box(bz_html *w, bz_node n, const box *b)
{
    const char *label = b->label.n == 0 && b->icon.n == 0      ? " bare"
                        : bz_utf8_count(b->label) > LONG_LABEL ? " top-label"
                                                               : "";
    bool is_long = !bz_doc_has(w->doc, n, BZ_ATTR_KEEP) && bz_html__is_heavier(w, n, LIGHT_BOX);
    w->uses[BZ_HTML_BOX] = true;
    bz_html__put(w, "<div class=\"box ");
    bz_html__put(w, b->class);
    bz_html__put(w, label);
    bz_html__put(w, is_long ? " long\"" : "\"");
    bz_html__id(w, n);
    bz_html__put(w, ">\n");
    box_label(w, n, b);
}

static void write_box(bz_html *w, bz_node n, const box *b)
{
    bool was_tight = w->is_tight;
    const char *outer_class = w->list_class;
    open_box(w, n, b);
    bz_html__put(w, "<div class=\"in\"");
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">\n");
    w->is_tight = false;
    w->list_class = b->list_class;
    bz_html__blocks(w, n);
    w->list_class = outer_class;
    w->is_tight = was_tight;
    bz_html__end_lang(w, before);
    bz_html__put(w, "</div>\n</div>\n");
}

/* The act that a box looks like. Those that lay out what is in them are no tones. */
static bz_act tone_of(bz_html *w, bz_node n)
{
    bz_str tone = bz_doc_attr_text(w->doc, n, BZ_ATTR_TONE), known[BZ_ACT_COUNT];
    size_t count = 0;
    for (bz_act a = BZ_ACT_NONE + 1; a < BZ_ACT_CARDS; a++) {
        if (bz_str_is(tone, bz_act_name(a))) return a;
        known[count++] = bz_str_from(bz_act_name(a));
    }
    known[count++] = BZ_STR("plain");
    if (tone.n > 0 && !bz_str_is(tone, "plain"))
        bz_html__unknown(w, n, BZ_D003, "tone of a box", tone, known, count);
    return BZ_ACT_NONE;
}

void bz_html__box(bz_html *w, bz_node n)
{
    bz_act act = tone_of(w, n);
    box b = {.class = act == BZ_ACT_NONE ? "plain" : bz_act_name(act)};
    b.label = bz_doc_attr_text(w->doc, n, BZ_ATTR_LABEL);
    b.icon = bz_doc_attr_text(w->doc, n, BZ_ATTR_ICON);
    if (b.icon.n == 0 && act != BZ_ACT_NONE) b.icon = bz_str_from(bz_act_icon(act));
    write_box(w, n, &b);
}

/* --- containers --- */

static bz_str label_of(const bz_html *w, bz_node n, bz_act act)
{
    bz_str label = bz_doc_attr_text(w->doc, n, BZ_ATTR_LABEL);
    if (label.n == 0) label = bz_doc_attr_text(w->doc, n, BZ_ATTR_TITLE);
    if (label.n == 0) label = bz_language_label(w->labels, bz_act_label(act), NULL);
    return label;
}

/* `::: lines` holds its number; without one there are four. */
static void lines_container(bz_html *w, bz_node n)
{
    bool is_text;
    box b = {.class = "lines-box", .label = label_of(w, n, BZ_ACT_LINES)};
    uint32_t count = bz_doc_lines_in(w->doc, n, bz_html__plain(w, n), &is_text, w->job);
    open_box(w, n, &b);
    bz_html__put(w, "<div class=\"in\">\n");
    if (is_text) bz_html__blocks(w, n);
    w->uses[BZ_HTML_LINES] = true;
    bz_html__put(w, "<div class=\"lines\" aria-hidden=\"true\">");
    for (uint32_t i = 0; i < count; i++)
        bz_html__put(w, "<i></i>");
    bz_html__put(w, "</div>\n</div>\n</div>\n");
}

static void columns_container(bz_html *w, bz_node n)
{
    bool was_tight = w->is_tight;
    w->is_tight = false;
    w->uses[BZ_HTML_COLUMNS] = true;
    size_t count = 0;
    for (bz_node c = bz_html__live(w, at(w, n)->first); c; c = bz_html__live(w, at(w, c)->next))
        count++;
    bz_html__put(w, count == 3 ? "<div class=\"columns c3\">\n" : "<div class=\"columns\">\n");
    for (bz_node c = bz_html__live(w, at(w, n)->first); c; c = bz_html__live(w, at(w, c)->next)) {
        bz_html__put(w, "<div>");
        bz_html__node(w, c);
        bz_html__put(w, "</div>\n");
    }
    bz_html__put(w, "</div>\n");
    w->is_tight = was_tight;
}

void bz_html__container(bz_html *w, bz_node n)
{
    bz_act act = (bz_act)at(w, n)->aux;
    box b = {.class = bz_act_name(act), .icon = bz_str_from(bz_act_icon(act))};
    switch (act) {
    case BZ_ACT_WHEN: bz_html__blocks(w, n); return;
    case BZ_ACT_COLUMNS: columns_container(w, n); return;
    case BZ_ACT_LINES: lines_container(w, n); return;
    case BZ_ACT_CARDS:
        w->uses[BZ_HTML_CARDS] = true;
        b.list_class = "cards";
        break;
    case BZ_ACT_CHECKLIST:
        w->uses[BZ_HTML_CHECK] = true;
        b.list_class = "check";
        break;
    case BZ_ACT_DIALOGUE: b.list_class = "speakers"; break;
    case BZ_ACT_OPTION: w->uses[BZ_HTML_OPTIONS] = true; break;
    default: break;
    }
    b.label = label_of(w, n, act);
    write_box(w, n, &b);
}
