/* Blocks of text: paragraphs, headings, lists, sections, columns, and the small printed things, a
 * function each. Headings also feed the list of contents and keep the outline without gaps. */
#include "render/html/html_priv.h"

#include <string.h>

static const bz_doc_node *at(const bz_html *w, bz_node n)
{
    return bz_doc_at(w->doc, n);
}

/* The only child of `n` when it is of that kind; a line end around it does not count. */
static bz_node only_child(const bz_html *w, bz_node n, bz_doc_kind kind)
{
    bz_node child = bz_html__live(w, at(w, n)->first);
    if (!child || bz_doc_kind_of(w->doc, child) != kind) return 0;
    return bz_html__live(w, at(w, child)->next) ? 0 : child;
}

/* A picture that stands alone is shown large, with its title below. */
static void lone_picture(bz_html *w, bz_node image)
{
    bz_str title = bz_doc_attr_text(w->doc, image, BZ_ATTR_TITLE);
    bz_html__put(w, "<figure>");
    bz_html__image(w, image);
    if (title.n > 0) {
        bz_html__put(w, "<figcaption>");
        bz_html__phrase(&w->body, title);
        bz_html__put(w, "</figcaption>");
    }
    bz_html__put(w, "</figure>\n");
}

void bz_html__paragraph(bz_html *w, bz_node n)
{
    bz_str tone = bz_doc_attr_text(w->doc, n, BZ_ATTR_TONE);
    bz_node image = only_child(w, n, BZ_DOC_IMAGE);
    if (image) {
        lone_picture(w, image);
        return;
    }
    if (w->is_tight) {
        bz_html__words(w, n);
        bz_html__put(w, "\n");
        return;
    }
    bz_html__put(w, "<p");
    if (bz_str_is(tone, "muted")) bz_html__put(w, " class=\"muted\"");
    if (bz_str_is(tone, "imprint")) bz_html__put(w, " class=\"imprint\"");
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">");
    bz_html__words(w, n);
    bz_html__put(w, "</p>\n");
    bz_html__end_lang(w, before);
}

/* --- headings --- */

bool bz_html__id(bz_html *w, bz_node n)
{
    bz_str id = bz_doc_attr_text(w->doc, n, BZ_ATTR_ID);
    if (id.n == 0 || bz_map_add(w->ids, id, n) != 0) return false;
    bz_html__put(w, " id=\"");
    bz_html__attr(&w->body, id);
    bz_html__put(w, "\"");
    return true;
}

/* The level that is one below the nearest heading above of a smaller wanted level. */
static int outline_level(bz_html *w, int wanted)
{
    while (w->depth > 0 && w->wanted[w->depth - 1] >= wanted)
        w->depth--;
    if (w->depth < BZ_HTML_LEVELS) w->wanted[w->depth++] = wanted;
    return w->depth;
}

/* A heading gets its own id, or one that no author can write. */
int bz_html__open_heading(bz_html *w, int wanted, bz_node n, bz_str plain)
{
    int level = outline_level(w, wanted);
    bz_html__put(w, "<h");
    bz_buf_decimal(&w->body, (uint32_t)level);
    size_t from = w->body.n + strlen(" id=\"");
    if (!bz_html__id(w, n)) {
        bz_html__put(w, " id=\"_");
        bz_buf_decimal(&w->body, ++w->made_ids);
        bz_html__put(w, "\"");
    }
    if (level != 2) return level;
    w->sections++;
    bz_buf_put(&w->contents, "<li><a href=\"#");
    bz_buf_bytes(&w->contents, w->body.p + from, w->body.n - from);
    bz_buf_put(&w->contents, ">");
    bz_html__phrase(&w->contents, plain);
    bz_buf_put(&w->contents, "</a></li>\n");
    return level;
}

static void close_heading(bz_html *w, int level)
{
    bz_html__put(w, "</h");
    bz_buf_decimal(&w->body, (uint32_t)level);
    bz_html__put(w, ">");
}

void bz_html__heading(bz_html *w, bz_node n)
{
    int level = bz_html__open_heading(w, at(w, n)->aux, n, bz_html__plain(w, n));
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">");
    bz_html__words(w, n);
    close_heading(w, level);
    bz_html__put(w, "\n");
    bz_html__end_lang(w, before);
}

/* About a fifth of a page, a break or a ritual: what is lighter is not parted. More would leave the
 * foot of the page before it empty. */
enum { LIGHT_SECTION = 599 };

static void section_head(bz_html *w, bz_node n, bz_str title)
{
    bz_str starts = bz_doc_attr_text(w->doc, n, BZ_ATTR_STARTS);
    bz_str badge = bz_doc_attr_text(w->doc, n, BZ_ATTR_BADGE);
    bz_str icon = bz_doc_attr_text(w->doc, n, BZ_ATTR_ICON);
    bz_html__put(w, "<div class=\"sh\">");
    int level = bz_html__open_heading(w, 2 + w->section_depth, n, title);
    bz_html__put(w, ">");
    if (starts.n > 0) {
        bz_html__put(w, "<span class=\"at\">");
        bz_html__text(&w->body, starts);
        bz_html__put(w, "</span> ");
    }
    bz_html__put(w, "<span>");
    bz_html__words_of(w, title);
    bz_html__put(w, "</span>");
    close_heading(w, level);
    if (badge.n > 0 || icon.n > 0) {
        bz_html__put(w, "<p class=\"badge\">");
        bz_html__icon(w, n, icon);
        bz_html__phrase(&w->body, badge);
        bz_html__put(w, "</p>");
    }
    bz_html__put(w, "</div>\n");
}

void bz_html__section(bz_html *w, bz_node n)
{
    bool is_kept = bz_doc_has(w->doc, n, BZ_ATTR_KEEP) || !bz_html__is_heavier(w, n, LIGHT_SECTION);
    bz_str title = bz_doc_attr_text(w->doc, n, BZ_ATTR_LABEL);
    if (title.n == 0) title = bz_doc_attr_text(w->doc, n, BZ_ATTR_TITLE);
    w->uses[BZ_HTML_SECTION] = true;
    bz_html__put(w, is_kept ? "<section class=\"act keep\"" : "<section class=\"act\"");
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">\n");
    if (title.n > 0) section_head(w, n, title);
    w->section_depth++;
    bz_html__blocks(w, n);
    w->section_depth--;
    bz_html__put(w, "</section>\n");
    bz_html__end_lang(w, before);
}

/* --- lists and plain blocks --- */

void bz_html__quote(bz_html *w, bz_node n)
{
    bool was_tight = w->is_tight;
    w->is_tight = false;
    w->uses[BZ_HTML_QUOTE] = true;
    bz_html__put(w, "<blockquote");
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">\n");
    bz_html__blocks(w, n);
    bz_html__put(w, "</blockquote>\n");
    bz_html__end_lang(w, before);
    w->is_tight = was_tight;
}

static void list_start(bz_html *w, bz_node n)
{
    uint32_t start = bz_doc_attr_number(w->doc, n, BZ_ATTR_START, 1);
    const char *digits = bz_html__digits(bz_language_find(w->lang, NULL));
    bz_html__put(w, "<ol");
    if (start != 1) bz_buf_fmt(&w->body, " start=\"%u\"", start);
    if (strcmp(digits, "decimal") != 0)
        bz_buf_fmt(&w->body, " style=\"list-style-type:%s\"", digits);
}

void bz_html__list(bz_html *w, bz_node n)
{
    bool is_ordered = bz_doc_has(w->doc, n, BZ_ATTR_ORDERED), was_tight = w->is_tight;
    const char *class = w->list_class;
    w->list_class = NULL;
    w->is_tight = bz_doc_has(w->doc, n, BZ_ATTR_TIGHT);
    if (is_ordered) list_start(w, n);
    else bz_html__put(w, "<ul");
    if (class) bz_buf_fmt(&w->body, " class=\"%s\" role=\"list\"", class);
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">\n");
    bz_html__children(w, n);
    bz_html__put(w, is_ordered ? "</ol>\n" : "</ul>\n");
    bz_html__end_lang(w, before);
    w->is_tight = was_tight;
    w->list_class = class;
}

void bz_html__item(bz_html *w, bz_node n)
{
    bz_html__put(w, "<li>");
    bz_html__icon(w, n, bz_doc_attr_text(w->doc, n, BZ_ATTR_ICON)); /* of a card */
    bz_html__blocks(w, n);
    bz_html__put(w, "</li>\n");
}

/* A list that plugins build: an item with one paragraph goes without <p>. */
static void items(bz_html *w, bz_node n)
{
    bool was_tight = w->is_tight;
    for (bz_node i = bz_html__live(w, at(w, n)->first); i; i = bz_html__live(w, at(w, i)->next)) {
        w->is_tight = only_child(w, i, BZ_DOC_PARAGRAPH) != 0;
        bz_html__item(w, i);
    }
    w->is_tight = was_tight;
}

/* Several short things to tick stand in two columns. */
static bool are_short(const bz_html *w, bz_node n)
{
    enum { SEVERAL = 4, SHORT = 100 };
    size_t count = 0;
    for (bz_node i = bz_html__live(w, at(w, n)->first); i; i = bz_html__live(w, at(w, i)->next)) {
        if (bz_html__is_heavier(w, i, SHORT)) return false;
        count++;
    }
    return count >= SEVERAL;
}

void bz_html__checklist(bz_html *w, bz_node n)
{
    w->uses[BZ_HTML_CHECK] = true;
    bz_html__put(w, are_short(w, n) ? "<ul class=\"check short\" role=\"list\">\n"
                                    : "<ul class=\"check\" role=\"list\">\n");
    items(w, n);
    bz_html__put(w, "</ul>\n");
}

/* Cards to cut out: 4 or 8 to a page. */
void bz_html__cards(bz_html *w, bz_node n)
{
    bool is_small = bz_doc_attr_number(w->doc, n, BZ_ATTR_COUNT, 4) > 4;
    w->uses[BZ_HTML_CARDS] = true;
    bz_html__put(w, is_small ? "<ul class=\"cards small\" role=\"list\">\n"
                             : "<ul class=\"cards sheet\" role=\"list\">\n");
    items(w, n);
    bz_html__put(w, "</ul>\n");
}

/* A face for choice `i` of `n`: from a smile for the first to the opposite for the last. */
static void face(bz_html *w, size_t i, size_t n)
{
    int bend = n < 2 ? 4 : 4 - (int)(8 * i / (n - 1));
    bz_buf_fmt(&w->body,
               "<svg class=\"face\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">"
               "<circle cx=\"12\" cy=\"12\" r=\"10\"/><path d=\"M8.5 9v.1M15.5 9v.1\" "
               "stroke-width=\"2.6\"/><path d=\"M7.5 %dq4.5 %d 9 0\"/></svg>",
               15 - (bend + 1) / 3, bend);
}

void bz_html__scale(bz_html *w, bz_node n)
{
    bz_str tone = bz_doc_attr_text(w->doc, n, BZ_ATTR_TONE);
    bool is_large = bz_str_is(tone, "large-faces"),
         has_faces = is_large || bz_str_is(tone, "faces");
    bool was_tight = w->is_tight;
    size_t count = 0, i = 0;
    for (bz_node c = bz_html__live(w, at(w, n)->first); c; c = bz_html__live(w, at(w, c)->next))
        count++;
    w->uses[BZ_HTML_SCALE] = true;
    bz_html__put(w, is_large    ? "<ul class=\"scale faces large\" role=\"list\">\n"
                    : has_faces ? "<ul class=\"scale faces\" role=\"list\">\n"
                                : "<ul class=\"scale\" role=\"list\">\n");
    for (bz_node c = bz_html__live(w, at(w, n)->first); c; c = bz_html__live(w, at(w, c)->next)) {
        bz_html__put(w, "<li>");
        if (has_faces) face(w, i, count);
        w->is_tight = only_child(w, c, BZ_DOC_PARAGRAPH) != 0;
        bz_html__put(w, "<span>");
        bz_html__blocks(w, c);
        bz_html__put(w, "</span></li>\n");
        i++;
    }
    bz_html__put(w, "</ul>\n");
    w->is_tight = was_tight;
}

void bz_html__code_block(bz_html *w, bz_node n)
{
    w->uses[BZ_HTML_CODE] = true;
    bz_html__put(w, "<pre dir=\"ltr\"><code>");
    bz_html__text(&w->body, bz_doc_text(w->doc, n));
    bz_html__put(w, "</code></pre>\n");
}

void bz_html__rule(bz_html *w, bz_node n)
{
    (void)n;
    bz_html__put(w, "<hr>\n");
}

void bz_html__page_break(bz_html *w, bz_node n)
{
    bool is_right = bz_str_is(bz_doc_attr_text(w->doc, n, BZ_ATTR_TONE), "right");
    bz_html__put(w, is_right ? "<div class=\"break\" style=\"break-after:right\"></div>\n"
                             : "<div class=\"break\"></div>\n");
}

/* --- strips, columns, lines, figures --- */

void bz_html__strip(bz_html *w, bz_node n)
{
    w->uses[BZ_HTML_STRIP] = true;
    bz_html__put(w, "<dl class=\"strip\">\n");
    bz_html__children(w, n);
    bz_html__put(w, "</dl>\n");
}

void bz_html__fact(bz_html *w, bz_node n)
{
    bz_html__put(w, bz_doc_has(w->doc, n, BZ_ATTR_WIDE) ? "<div class=\"wide\"><dt>" : "<div><dt>");
    bz_html__icon(w, n, bz_doc_attr_text(w->doc, n, BZ_ATTR_ICON));
    bz_html__phrase(&w->body, bz_doc_attr_text(w->doc, n, BZ_ATTR_LABEL));
    bz_html__put(w, "</dt><dd>");
    bz_html__children(w, n);
    bz_html__put(w, "</dd></div>\n");
}

void bz_html__columns(bz_html *w, bz_node n)
{
    uint32_t count = bz_doc_attr_number(w->doc, n, BZ_ATTR_COUNT, 2);
    w->uses[BZ_HTML_COLUMNS] = true;
    bz_buf_fmt(&w->body, "<div class=\"columns c%u\">\n", count < 2 ? 2 : count > 4 ? 4 : count);
    for (bz_node c = bz_html__live(w, at(w, n)->first); c; c = bz_html__live(w, at(w, c)->next)) {
        bz_html__put(w, bz_doc_has(w->doc, c, BZ_ATTR_WIDE) ? "<div class=\"wide\">" : "<div>");
        bz_html__node(w, c);
        bz_html__put(w, "</div>\n");
    }
    bz_html__put(w, "</div>\n");
}

/* Lines to write on: drawn, so nothing for a reader that speaks but their label. */
void bz_html__lines(bz_html *w, bz_node n)
{
    uint32_t count = bz_doc_attr_number(w->doc, n, BZ_ATTR_COUNT, BZ_LINES_USUAL);
    count = bz_doc_lines(w->doc, n, count, w->job);
    bz_str label = bz_doc_attr_text(w->doc, n, BZ_ATTR_LABEL);
    w->uses[BZ_HTML_LINES] = true;
    if (label.n > 0) {
        bz_html__put(w, "<p class=\"ll\">");
        bz_html__phrase(&w->body, label);
        bz_html__put(w, "</p>\n");
    }
    bz_html__put(w, count <= 12 ? "<div class=\"lines keep\" aria-hidden=\"true\">"
                                : "<div class=\"lines\" aria-hidden=\"true\">");
    for (uint32_t i = 0; i < count; i++)
        bz_html__put(w, "<i></i>");
    bz_html__put(w, "</div>\n");
}

void bz_html__figure(bz_html *w, bz_node n)
{
    bz_html__put(w, "<figure>");
    if (!bz_html__picture(w, n, bz_doc_attr_text(w->doc, n, BZ_ATTR_ALT))) {
        bz_html__put(w, "<p>");
        bz_html__phrase(&w->body, bz_doc_attr_text(w->doc, n, BZ_ATTR_ALT));
        bz_html__put(w, "</p>");
    }
    if (bz_html__live(w, at(w, n)->first)) {
        bz_html__put(w, "<figcaption>");
        bz_html__children(w, n);
        bz_html__put(w, "</figcaption>");
    }
    bz_html__put(w, "</figure>\n");
}
