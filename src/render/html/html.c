/* A document comes in, one page goes out that needs nothing else: styles, drawings and pictures are
 * inside it, and no script. This file walks the tree and frames the page; the functions that it
 * calls, one for each kind of node, are in blocks.c, boxes.c, tables.c and inlines.c. */
#include "render/html/html.h"
#include "render/html/html_priv.h"

#include "base/utf8.h"

#include <assert.h>

/* What may stay behind of a request: the children that it was filled with. */
static void transparent(bz_html *w, bz_node n)
{
    bz_html__children(w, n);
}

/* Raw HTML is the author's comment by the time a curriculum has been checked; it is not printed. */
static void nothing(bz_html *w, bz_node n)
{
    (void)w, (void)n;
}

static bz_html_write *const writers[BZ_DOC_KIND_COUNT] = {
    [BZ_DOC_NONE] = nothing,
    [BZ_DOC_FRAGMENT] = transparent,
    [BZ_DOC_DOCUMENT] = transparent,
    [BZ_DOC_LINE] = transparent,
    [BZ_DOC_PARAGRAPH] = bz_html__paragraph,
    [BZ_DOC_HEADING] = bz_html__heading,
    [BZ_DOC_QUOTE] = bz_html__quote,
    [BZ_DOC_LIST] = bz_html__list,
    [BZ_DOC_ITEM] = bz_html__item,
    [BZ_DOC_CODE_BLOCK] = bz_html__code_block,
    [BZ_DOC_HTML_BLOCK] = nothing,
    [BZ_DOC_RULE] = bz_html__rule,
    [BZ_DOC_CONTAINER] = bz_html__container,
    [BZ_DOC_TABLE] = bz_html__table,
    [BZ_DOC_ROW] = transparent, /* written by its table */
    [BZ_DOC_CELL] = transparent,
    [BZ_DOC_SECTION] = bz_html__section,
    [BZ_DOC_BOX] = bz_html__box,
    [BZ_DOC_STRIP] = bz_html__strip,
    [BZ_DOC_FACT] = bz_html__fact,
    [BZ_DOC_CHECKLIST] = bz_html__checklist,
    [BZ_DOC_LINES] = bz_html__lines,
    [BZ_DOC_GRID] = bz_html__grid,
    [BZ_DOC_SCALE] = bz_html__scale,
    [BZ_DOC_CARDS] = bz_html__cards,
    [BZ_DOC_COLUMNS] = bz_html__columns,
    [BZ_DOC_FIGURE] = bz_html__figure,
    [BZ_DOC_PAGE_BREAK] = bz_html__page_break,
    [BZ_DOC_COVER] = bz_html__cover,
    [BZ_DOC_CONTENTS] = bz_html__contents,
    [BZ_DOC_QR] = bz_html__qr,
    [BZ_DOC_PLACE] = nothing,
    [BZ_DOC_SOURCE] = transparent,
    [BZ_DOC_NOTE] = bz_html__note,
    [BZ_DOC_TEXT] = bz_html__phrases,
    [BZ_DOC_SOFT_BREAK] = bz_html__soft_break,
    [BZ_DOC_LINE_BREAK] = bz_html__line_break,
    [BZ_DOC_CODE] = bz_html__code,
    [BZ_DOC_HTML_INLINE] = nothing,
    [BZ_DOC_EMPH] = bz_html__emph,
    [BZ_DOC_STRONG] = bz_html__strong,
    [BZ_DOC_LINK] = bz_html__link,
    [BZ_DOC_IMAGE] = bz_html__image,
    [BZ_DOC_WORD] = bz_html__word,
    [BZ_DOC_SPAN] = bz_html__span,
    [BZ_DOC_SOURCE_LINE] = transparent,
};

bz_node bz_html__live(const bz_html *w, bz_node n)
{
    while (n && bz_doc_at(w->doc, n)->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD))
        n = bz_doc_at(w->doc, n)->next;
    return n;
}

void bz_html__node(bz_html *w, bz_node n)
{
    bz_html_write *write = writers[bz_doc_kind_of(w->doc, n)];
    assert(write && "a kind of node has no function");
    write(w, n);
}

/* The depth of a document is limited where it is checked (bz_doc_is_sound), so recursion is safe.
 */
void bz_html__children(bz_html *w, bz_node parent)
{
    bz_node n = bz_html__live(w, bz_doc_at(w->doc, parent)->first);
    for (; n; n = bz_html__live(w, bz_doc_at(w->doc, n)->next))
        bz_html__node(w, n);
}

static bz_act act_of(const bz_html *w, bz_node n)
{
    return n && bz_doc_kind_of(w->doc, n) == BZ_DOC_CONTAINER ? (bz_act)bz_doc_at(w->doc, n)->aux
                                                              : BZ_ACT_NONE;
}

/* Options that follow each other stand side by side; a doubt stays with its answer. */
static const char *group_of(const bz_html *w, bz_node n)
{
    bz_node next = bz_html__live(w, bz_doc_at(w->doc, n)->next);
    if (act_of(w, n) == BZ_ACT_OPTION && act_of(w, next) == BZ_ACT_OPTION) return "options";
    if (act_of(w, n) == BZ_ACT_CHALLENGE && act_of(w, next) == BZ_ACT_ANSWER) return "pair";
    return NULL;
}

static bz_node write_group(bz_html *w, bz_node n, const char *class)
{
    bz_act goes_on = act_of(w, n) == BZ_ACT_OPTION ? BZ_ACT_OPTION : BZ_ACT_ANSWER;
    w->uses[BZ_HTML_OPTIONS] = true;
    bz_html__put(w, "<div class=\"");
    bz_html__put(w, class);
    bz_html__put(w, "\">\n");
    do {
        bz_html__node(w, n);
        n = bz_html__live(w, bz_doc_at(w->doc, n)->next);
    } while (act_of(w, n) == goes_on);
    bz_html__put(w, "</div>\n");
    return n;
}

void bz_html__blocks(bz_html *w, bz_node parent)
{
    bz_node n = bz_html__live(w, bz_doc_at(w->doc, parent)->first);
    while (n) {
        const char *group = group_of(w, n);
        if (group) {
            n = write_group(w, n, group);
        } else {
            bz_html__node(w, n);
            n = bz_html__live(w, bz_doc_at(w->doc, n)->next);
        }
    }
}

bz_str bz_html__plain(bz_html *w, bz_node n)
{
    bz_buf_clear(&w->plain);
    bz_doc_plain(w->doc, n, &w->plain);
    return bz_buf_view(&w->plain);
}

bool bz_html__is_heavier(const bz_html *w, bz_node n, size_t most)
{
    size_t weight = 0;
    for (bz_node i = bz_doc_next(w->doc, n, n); i && weight <= most;
         i = bz_doc_next(w->doc, n, i)) {
        weight += bz_utf8_count(bz_doc_text(w->doc, i));
        switch (bz_doc_kind_of(w->doc, i)) {
        case BZ_DOC_LINES: weight += 90 * bz_doc_attr_number(w->doc, i, BZ_ATTR_COUNT, 4); break;
        case BZ_DOC_IMAGE:
        case BZ_DOC_FIGURE: weight += 700; break;
        case BZ_DOC_CELL: weight += 12; break; /* beside others */
        default: weight += bz_doc_is_inline(bz_doc_kind_of(w->doc, i)) ? 0 : 60;
        }
    }
    return weight > most;
}

void bz_html__note_lang(bz_html *w)
{
    static const struct {
        const char *tag;
        bz_html_use use;
    } scripts[] = {
        {"ar", BZ_HTML_ARABIC},   {"fa", BZ_HTML_ARABIC},     {"prs", BZ_HTML_ARABIC},
        {"ps", BZ_HTML_ARABIC},   {"ckb", BZ_HTML_ARABIC},    {"ur", BZ_HTML_URDU},
        {"am", BZ_HTML_ETHIOPIC}, {"ti", BZ_HTML_ETHIOPIC},   {"my", BZ_HTML_BURMESE},
        {"bn", BZ_HTML_BENGALI},  {"ne", BZ_HTML_DEVANAGARI}, {"hi", BZ_HTML_DEVANAGARI}};
    bz_str primary = bz_str_cut(w->lang, 0, bz_str_find(w->lang, '-', 0));
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (bz_str_is(primary, scripts[i].tag)) w->uses[scripts[i].use] = true;
}

bz_html_lang bz_html__begin_lang(bz_html *w, bz_node n)
{
    bz_html_lang before = {w->lang, w->is_rtl};
    bz_str lang = bz_doc_attr_text(w->doc, n, BZ_ATTR_LANG);
    if (lang.n == 0 || bz_str_eq(lang, w->lang)) return before;
    w->lang = lang;
    w->is_rtl = bz_language_is_rtl(lang);
    bz_html__note_lang(w);
    bz_html__put(w, " lang=\"");
    bz_html__attr(&w->body, lang);
    bz_html__put(w, w->is_rtl ? "\" dir=\"rtl\"" : "\" dir=\"ltr\"");
    return before;
}

void bz_html__end_lang(bz_html *w, bz_html_lang before)
{
    w->lang = before.lang;
    w->is_rtl = before.is_rtl;
}

static bool open_words(bz_html *w, bz_str text)
{
    bool is_turned = w->is_rtl && bz_utf8_is_ltr_text(text);
    if (is_turned) bz_html__put(w, "<bdi dir=\"ltr\">");
    return is_turned;
}

void bz_html__words(bz_html *w, bz_node n)
{
    bool is_turned = w->is_rtl && open_words(w, bz_html__plain(w, n));
    bz_html__children(w, n);
    if (is_turned) bz_html__put(w, "</bdi>");
}

void bz_html__words_of(bz_html *w, bz_str text)
{
    bool is_turned = open_words(w, text);
    bz_html__phrase(&w->body, text);
    if (is_turned) bz_html__put(w, "</bdi>");
}

/* --- the page --- */

void bz_html__unknown(bz_html *w, bz_node n, bz_code code, const char *what, bz_str name,
                      const bz_str *known, size_t n_known)
{
    bz_diag *d = bz_diag_add(w->job->diags, code, bz_doc_at(w->doc, n)->span,
                             "there is no %s `%.*s`", what, BZ_FMT(name));
    bz_diag_did_you_mean(w->job->diags, d, name, known, n_known);
}

/* The words of TONE that concern the whole page: how it is to be printed. */
static void read_tone(bz_html *w, bz_node root)
{
    static const struct {
        const char *word;
        bz_html_use use;
    } words[] = {{"ink-saving", BZ_HTML_INK},
                 {"large-print", BZ_HTML_LARGE},
                 {"large", BZ_HTML_LARGE},
                 {"duplex", BZ_HTML_DUPLEX},
                 {"landscape", BZ_HTML_ACROSS},
                 /* How sheets are folded and shared is for the print dialog to say. */
                 {"booklet", BZ_HTML_ALWAYS},
                 {"two-up", BZ_HTML_ALWAYS},
                 {"one-page", BZ_HTML_ALWAYS},
                 {"whole-words", BZ_HTML_ALWAYS}};
    enum { WORDS = sizeof words / sizeof *words };
    bz_str rest = bz_doc_attr_text(w->doc, root, BZ_ATTR_TONE), word, known[WORDS];
    while (bz_str_split(&rest, ' ', &word)) {
        size_t i = 0;
        for (; i < WORDS && !bz_str_is(word, words[i].word); i++)
            known[i] = bz_str_from(words[i].word);
        if (i < WORDS) w->uses[words[i].use] = true;
        else if (word.n > 0)
            bz_html__unknown(w, root, BZ_D003, "tone of a document", word, known, WORDS);
    }
}

/* Whether the last paragraph is an imprint short enough for two lines of a margin that is free. */
static bool has_margin_imprint(const bz_html *w, bz_node root)
{
    enum { TWO_LINES = 180 };
    bz_node last = bz_doc_at(w->doc, root)->last;
    return last && bz_doc_kind_of(w->doc, last) == BZ_DOC_PARAGRAPH &&
           bz_str_is(bz_doc_attr_text(w->doc, last, BZ_ATTR_TONE), "imprint") &&
           !bz_doc_has(w->doc, root, BZ_ATTR_FOOTER) && !bz_html__is_heavier(w, last, TWO_LINES);
}

static bool has_title(const bz_html *w, bz_node root)
{
    for (bz_node n = bz_doc_next(w->doc, root, root); n; n = bz_doc_next(w->doc, root, n))
        if (bz_doc_kind_of(w->doc, n) == BZ_DOC_HEADING && bz_doc_at(w->doc, n)->aux == 1)
            return true;
    return false;
}

static void write_body(bz_html *w, bz_node root)
{
    bz_str title = bz_doc_attr_text(w->doc, root, BZ_ATTR_TITLE);
    if (!has_title(w, root) && title.n > 0) {
        w->wanted[w->depth++] = 1;
        bz_html__put(w, "<h1>");
        bz_html__phrase(&w->body, title);
        bz_html__put(w, "</h1>\n");
    }
    bz_html__blocks(w, root);
    bz_html__notes(w);
}

static void write_label(const bz_html *w, const char *english, bz_buf *out)
{
    bz_html__text(out, bz_language_label(w->labels, english, NULL));
}

static void write_head(const bz_html *w, bz_node root, bz_buf *out)
{
    bz_buf_put(out, "<!DOCTYPE html>\n<html lang=\"");
    bz_html__attr(out, w->lang);
    bz_buf_put(out, w->is_rtl ? "\" dir=\"rtl\"" : "\" dir=\"ltr\"");
    if (w->uses[BZ_HTML_INK] || w->uses[BZ_HTML_LARGE])
        bz_buf_fmt(out, " class=\"%s%s\"", w->uses[BZ_HTML_INK] ? "ink" : "",
                   w->uses[BZ_HTML_LARGE] ? " large" : "");
    bz_buf_put(out, ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    bz_html__text(out, bz_doc_attr_text(w->doc, root, BZ_ATTR_TITLE));
    bz_buf_put(out, "</title>\n<style>\n");
    bz_html__style(w, root, out);
    bz_buf_put(out, "</style>\n</head>\n<body>\n");
    bz_html__symbols(w, out);
    bz_buf_put(out, "<a class=\"skip\" href=\"#_main\">");
    write_label(w, "Skip to the content", out);
    bz_buf_put(out, "</a>\n");
}

static void write_version(const bz_html *w, bz_node root, const char *open, bz_buf *out)
{
    bz_str version = bz_doc_attr_text(w->doc, root, BZ_ATTR_VERSION);
    if (version.n == 0) return;
    bz_buf_put(out, open);
    write_label(w, "Version", out);
    bz_buf_put(out, " <bdi>");
    bz_html__text(out, version);
    bz_buf_put(out, "</bdi></p>");
}

/* The strip at the head of the screen, and the list of sections when there are several. */
static void write_top(const bz_html *w, bz_node root, bz_buf *out)
{
    bz_str running = bz_doc_attr_text(w->doc, root, BZ_ATTR_RUNNING);
    if (running.n > 0) {
        bz_buf_put(out, "<header class=\"top\"><p>");
        bz_html__phrase(out, running);
        bz_buf_put(out, "</p>");
        write_version(w, root, "<p class=\"on-paper\">", out);
        bz_buf_put(out, "</header>\n");
    }
    if (!w->uses[BZ_HTML_CONTENTS]) return;
    bz_str label = w->contents_label;
    if (label.n == 0) label = bz_language_label(w->labels, "Contents", NULL);
    bz_buf_put(out, w->has_contents ? "<nav class=\"toc asked\" aria-label=\""
                                    : "<nav class=\"toc\" aria-label=\"");
    bz_html__attr(out, label);
    bz_buf_put(out, w->has_contents ? "\"><details open><summary>" : "\"><details><summary>");
    bz_html__phrase(out, label);
    bz_buf_put(out, "</summary><ul>\n");
    bz_buf_str(out, bz_buf_view(&w->contents));
    bz_buf_put(out, "</ul></details></nav>\n");
}

static void write_foot(const bz_html *w, bz_node root, bz_buf *out)
{
    bz_str footer = bz_doc_attr_text(w->doc, root, BZ_ATTR_FOOTER);
    bz_str version = bz_doc_attr_text(w->doc, root, BZ_ATTR_VERSION);
    if (footer.n + version.n == 0) return;
    bz_buf_put(out, "<footer class=\"foot\">");
    if (footer.n > 0) {
        bz_buf_put(out, "<p>");
        bz_html__phrase(out, footer);
        bz_buf_put(out, "</p>");
    }
    write_version(w, root, "<p>", out);
    bz_buf_put(out, "</footer>\n");
}

bz_status bz_html_render(const bz_render_request *request, bz_buf *out, bz_job *job)
{
    bz_html w = {.doc = request->doc, .assets = request->assets, .job = job, .ids = bz_map_new()};
    bz_node root = request->root;
    w.lang = bz_doc_attr_text(w.doc, root, BZ_ATTR_LANG);
    if (w.lang.n == 0) w.lang = BZ_STR("en");
    w.is_rtl = bz_language_is_rtl(w.lang);
    w.labels = bz_language_find(w.lang, NULL);
    w.uses[BZ_HTML_ALWAYS] = true;
    w.uses[BZ_HTML_RTL] = w.is_rtl;
    bz_html__note_lang(&w);
    w.uses[BZ_HTML_A5] = bz_str_is(bz_doc_attr_text(w.doc, root, BZ_ATTR_PAPER), "A5");
    w.uses[BZ_HTML_IMPRINT] = has_margin_imprint(&w, root);
    bz_str audience = bz_doc_attr_text(w.doc, root, BZ_ATTR_AUDIENCE);
    w.uses[BZ_HTML_SHEET] = bz_str_is(audience, "caregivers") || bz_str_is(audience, "children");
    read_tone(&w, root);
    write_body(&w, root);
    w.uses[BZ_HTML_ASKED] = w.has_contents;
    w.uses[BZ_HTML_CONTENTS] = w.sections > (w.has_contents ? 0 : 3);

    write_head(&w, root, out);
    write_top(&w, root, out);
    bz_buf_put(out, "<main id=\"_main\" tabindex=\"-1\">\n");
    bz_buf_str(out, bz_buf_view(&w.body));
    bz_buf_put(out, "</main>\n");
    write_foot(&w, root, out);
    bz_buf_put(out, "</body>\n</html>\n");
    bz_buf_deinit(&w.body);
    bz_buf_deinit(&w.contents);
    bz_buf_deinit(&w.notes);
    bz_buf_deinit(&w.plain);
    bz_map_free(w.ids);
    return w.status;
}
