/* A document comes in, laid-out pages go out. This file reads how the document is to be printed,
 * walks the tree into one flow, has the page ends found and the pages painted. The functions that
 * it calls, one for each kind of block, are in the other files of this room. */
#include "layout/layout_priv.h"

#include <assert.h>

static void transparent(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__blocks(l, f, n);
}

/* Raw HTML is the author's comment by the time a curriculum has been checked; it is not printed. */
static void nothing(bz_lay *l, const bz_frame *f, bz_node n)
{
    (void)l, (void)f, (void)n;
}

/* Rows, cells, items and facts are laid out by what holds them, inlines by text.c. */
static bz_lay_block *const blocks[BZ_DOC_KIND_COUNT] = {
    [BZ_DOC_NONE] = nothing,
    [BZ_DOC_FRAGMENT] = transparent,
    [BZ_DOC_DOCUMENT] = transparent,
    [BZ_DOC_LINE] = bz_layout__paragraph,
    [BZ_DOC_PARAGRAPH] = bz_layout__paragraph,
    [BZ_DOC_HEADING] = bz_layout__heading,
    [BZ_DOC_QUOTE] = bz_layout__quote,
    [BZ_DOC_LIST] = bz_layout__list,
    [BZ_DOC_ITEM] = transparent,
    [BZ_DOC_CODE_BLOCK] = bz_layout__code_block,
    [BZ_DOC_HTML_BLOCK] = nothing,
    [BZ_DOC_RULE] = bz_layout__rule,
    [BZ_DOC_CONTAINER] = bz_layout__container,
    [BZ_DOC_TABLE] = bz_layout__table,
    [BZ_DOC_SECTION] = bz_layout__section,
    [BZ_DOC_BOX] = bz_layout__box_block,
    [BZ_DOC_STRIP] = bz_layout__strip,
    [BZ_DOC_CHECKLIST] = bz_layout__checklist,
    [BZ_DOC_LINES] = bz_layout__writing_lines,
    [BZ_DOC_GRID] = bz_layout__grid,
    [BZ_DOC_SCALE] = bz_layout__scale,
    [BZ_DOC_CARDS] = bz_layout__cards,
    [BZ_DOC_COLUMNS] = bz_layout__columns,
    [BZ_DOC_FIGURE] = bz_layout__figure,
    [BZ_DOC_PAGE_BREAK] = bz_layout__page_break,
    [BZ_DOC_COVER] = bz_layout__cover,
    [BZ_DOC_CONTENTS] = bz_layout__contents,
    [BZ_DOC_QR] = bz_layout__qr,
    [BZ_DOC_PLACE] = nothing,
    [BZ_DOC_SOURCE] = transparent,
};

bz_node bz_layout__live(const bz_lay *l, bz_node n)
{
    while (n && bz_doc_at(l->doc, n)->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD))
        n = bz_doc_at(l->doc, n)->next;
    return n;
}

void bz_layout__block(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_lay_block *lay = blocks[bz_doc_kind_of(l->doc, n)];
    if (lay) lay(l, f, n);
    else bz_layout__text(l, f, n, BZ_ROLE_P); /* an inline that stands among blocks */
}

/* Answers to expect stand with their question. */
static bool belongs_to_last(const bz_lay *l, bz_node n)
{
    bz_act act = bz_doc_kind_of(l->doc, n) == BZ_DOC_CONTAINER ? (bz_act)bz_doc_at(l->doc, n)->aux
                                                               : BZ_ACT_NONE;
    return act == BZ_ACT_LISTEN || act == BZ_ACT_IF_SILENT;
}

/* A section ends a page rather behind its parts than between them. */
static void part(bz_lay *l, bz_node n)
{
    uint32_t before =
        bz_layout__raise_behind(l, belongs_to_last(l, n) ? BZ_PENALTY_PAIR : BZ_PENALTY_PART);
    if (before != UINT32_MAX) l->part = before;
}

void bz_layout__blocks(bz_lay *l, const bz_frame *f, bz_node parent)
{
    for (bz_node n = bz_layout__first(l, parent); n;) {
        if (f->has_parts) part(l, n);
        if (!bz_layout__group(l, f, &n)) {
            bz_layout__block(l, f, n);
            n = bz_layout__next(l, n);
        }
        bz_type_drop(l->type);
    }
}

bz_str bz_layout__plain(bz_lay *l, bz_node n)
{
    bz_buf b = {0};
    bz_doc_plain(l->doc, n, &b);
    bz_str s = bz_arena_str(l->job->scratch, bz_buf_view(&b));
    bz_buf_deinit(&b);
    return s;
}

bz_str bz_layout__label(const bz_lay *l, const char *english)
{
    return bz_language_label(l->labels, english, NULL);
}

/* --- how it is printed --- */

static void read_tone(bz_lay *l)
{
    static const char *const words[] = {"ink-saving",  "large-print", "large",
                                        "duplex",      "booklet",     "two-up",
                                        "whole-words", "one-page",    "landscape"};
    enum { WORDS = sizeof words / sizeof *words };
    bz_str rest = bz_layout__attr(l, l->root, BZ_ATTR_TONE), word, known[WORDS];
    for (size_t i = 0; i < WORDS; i++)
        known[i] = bz_str_from(words[i]);
    while (bz_str_split(&rest, ' ', &word)) {
        if (bz_str_is(word, "ink-saving")) l->m.is_ink_saving = true;
        else if (bz_str_is(word, "large-print") || bz_str_is(word, "large")) l->m.is_large = true;
        else if (bz_str_is(word, "whole-words")) l->m.is_unparted = true;
        else if (bz_str_is(word, "duplex")) l->m.is_duplex = true;
        else if (bz_str_is(word, "landscape")) l->m.is_across = true;
        else if (bz_str_is(word, "booklet")) l->out->imposition = BZ_IMPOSE_BOOKLET;
        else if (bz_str_is(word, "two-up")) l->out->imposition = BZ_IMPOSE_TWO_UP;
        else if (word.n > 0 && !bz_str_is(word, "one-page"))
            bz_layout__unknown(l, l->root, BZ_D003, "tone of a document", word, known, WORDS);
    }
}

typedef struct paper {
    const char *name;
    float w, h;
} paper;

/* A booklet's pages are half its sheet: they are laid out at that size, not made small. A page that
 * lies across lies so on a sheet of its own only. */
static void read_paper(bz_lay *l)
{
    static const paper papers[] = {
        {"A4", BZ_MM(210), BZ_MM(297)}, {"Letter", 612, 792}, {"A5", BZ_MM(148), BZ_MM(210)}};
    bz_str name = bz_layout__attr(l, l->root, BZ_ATTR_PAPER);
    const paper *p = &papers[0];
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (bz_str_is(name, papers[i].name)) p = &papers[i];
    if (l->m.is_unfolded) l->out->imposition = BZ_IMPOSE_NONE;
    l->m.is_across = l->m.is_across && l->out->imposition == BZ_IMPOSE_NONE;
    l->m.page_w = l->m.is_across ? p->h : p->w;
    l->m.page_h = l->m.is_across ? p->w : p->h;
    if (l->out->imposition == BZ_IMPOSE_NONE) return;
    bool is_small = p == &papers[2]; /* two A5 on an A4 */
    l->out->sheet_w = is_small ? papers[0].h : p->h;
    l->out->sheet_h = is_small ? papers[0].w : p->w;
    if (is_small) return;
    l->m.page_w = l->out->sheet_w / 2;
    l->m.page_h = l->out->sheet_h;
}

/* Body text of 12 points, 16 in large print; 11 on small pages. Letter is lower than A4: it gives
 * of its margins, so that it holds as much. */
static void set_measures(bz_lay *l)
{
    bz_measures *m = &l->m;
    bool is_small = m->page_w < 450, is_low = !is_small && m->page_h < 800 && !m->is_across;
    m->em = m->scale * (m->is_large ? 16 : is_small ? 11 : 12);
    bool is_close = is_small || is_low || m->is_large; /* what is left over goes to the letters */
    m->inner = m->outer = BZ_MM(is_small ? 12.5 : m->is_large ? 15 : is_low ? 16.5 : 18);
    m->top = is_close ? BZ_MM(15) : BZ_MM(18);
    bool is_bound = m->is_duplex || l->out->imposition == BZ_IMPOSE_BOOKLET;
    /* Across, a stack is held together at the top of its pages, or not at all. */
    if (m->is_duplex && !is_small && !m->is_across) m->inner = BZ_MM(24), m->outer = BZ_MM(15);
    else if (is_bound && !m->is_across) m->inner = BZ_MM(15), m->outer = BZ_MM(11);
    m->head_y = m->top - (is_close ? BZ_MM(5.2) : BZ_MM(7.5));
    m->w = m->page_w - m->inner - m->outer;
    m->is_duplex = is_bound;
    m->is_narrow = m->w < 33 * m->em;
    m->foot_gap = is_close ? BZ_MM(3) : BZ_MM(4);
    m->bottom = (is_small ? BZ_MM(8) : BZ_MM(10)) + m->foot_gap + bz_layout__shape_furniture(l);
    /* A running head of several lines would stand where printers cannot print. */
    float over = bz_layout__head_height(l) - (m->head_y - BZ_MM(5));
    if (over > 0) m->head_y += over, m->top += over;
    m->h = m->page_h - m->top - m->bottom;
}

/* The last paragraph may be an imprint short enough for the foot of every page, where that is free.
 */
static void find_imprint(bz_lay *l)
{
    enum { TWO_LINES = 180 };
    bz_node last = bz_doc_at(l->doc, l->root)->last;
    if (!last || bz_doc_kind_of(l->doc, last) != BZ_DOC_PARAGRAPH) return;
    if (!bz_str_is(bz_layout__attr(l, last, BZ_ATTR_TONE), "imprint")) return;
    if (bz_doc_has(l->doc, l->root, BZ_ATTR_FOOTER)) return;
    bz_str text = bz_layout__plain(l, last);
    if (text.n <= TWO_LINES) l->imprint = text;
}

/* Of several documents in one file each is a part of the whole, in its own language. */
static bz_tag tag_document(bz_lay *l)
{
    bool is_first = l->out->tags.n <= 1;
    bz_span span = bz_layout__span(l, l->root);
    if (is_first) bz_pages_tag(l->out, 0, BZ_ROLE_DOCUMENT, span);
    return l->request->n_more || !is_first ? bz_layout__tag_below(l, 1, BZ_ROLE_PART, l->root) : 1;
}

static void read_document(bz_lay *l)
{
    bz_str lang = bz_layout__attr(l, l->root, BZ_ATTR_LANG);
    if (lang.n == 0) lang = BZ_STR("en");
    l->out->title = bz_layout__attr(l, l->root, BZ_ATTR_TITLE);
    l->out->lang = lang;
    l->out->author = l->request->author;
    l->out->subject = l->request->subject;
    l->out->date = l->request->date;
    l->out->is_rtl = l->m.is_rtl = bz_language_is_rtl(lang);
    l->labels = bz_language_find(lang, NULL);
    read_tone(l);
    read_paper(l);
    find_imprint(l);
    l->top = tag_document(l);
    set_measures(l);
    l->out->is_duplex = l->m.is_duplex;
}

static bz_frame whole_page(const bz_lay *l)
{
    bz_frame f = {.w = l->m.w, .tag = l->top, .lang = l->out->lang, .is_rtl = l->m.is_rtl};
    f.leading = l->m.is_large ? 1.3f : 1.36f;
    f.style = (bz_text_style){.size = l->m.em, .colour = BZ_BLACK};
    return f;
}

static bool has_title(const bz_lay *l)
{
    for (bz_node n = bz_doc_next(l->doc, l->root, l->root); n; n = bz_doc_next(l->doc, l->root, n))
        if (bz_doc_kind_of(l->doc, n) == BZ_DOC_HEADING && bz_doc_at(l->doc, n)->aux == 1)
            return true;
    return false;
}

static void deinit(bz_lay *l)
{
    bz_flow_deinit(&l->main);
    bz_lines_deinit(&l->lines);
    bz_vec_free(&l->paints);
    bz_vec_free(&l->objects);
    bz_vec_free(&l->marks);
    for (size_t i = 0; i < l->notes.n; i++)
        bz_flow_deinit(&l->notes.p[i].flow);
    bz_vec_free(&l->notes);
    bz_vec_free(&l->heads);
    bz_map_free(l->ids);
    if (l->pictures) bz_map_free(l->pictures);
}

static bool is_sheet(const bz_doc *doc, bz_node root)
{
    bz_str audience = bz_doc_attr_text(doc, root, BZ_ATTR_AUDIENCE);
    return bz_str_is(audience, "caregivers") || bz_str_is(audience, "children");
}

static bool has_tone(const bz_doc *doc, bz_node root, const char *tone)
{
    bz_str rest = bz_doc_attr_text(doc, root, BZ_ATTR_TONE), word;
    while (bz_str_split(&rest, ' ', &word))
        if (bz_str_is(word, tone)) return true;
    return false;
}

static bz_lay lay_new(const bz_render_request *request, bz_type *type, bz_pages *out, bz_job *job)
{
    bz_lay l = {.request = request, .doc = request->doc, .job = job, .type = type, .out = out};
    l.root = request->root;
    l.first_page = (uint32_t)out->pages.n;
    l.first_link = (uint32_t)out->links.n;
    l.ids = bz_map_new();
    l.m.scale = 1;
    l.m.is_sheet = is_sheet(request->doc, request->root);
    bz_type_begin(type, out);
    return l;
}

/* Everything but the painting. */
static void lay_flow(bz_lay *l, bz_page_ends *ends)
{
    l->flow = &l->main;
    read_document(l);
    bz_layout__find_ids(l);
    bz_frame f = whole_page(l);
    if (!has_title(l)) bz_layout__title(l, &f, l->out->title);
    bz_layout__blocks(l, &f, l->root);
    bz_layout__break(&l->main, l->m.h, ends);
}

/* How a document is fitted on its paper. */
typedef struct fit {
    float scale;
    bool is_unfolded; /* not a booklet, though it is asked to be one */
} fit;

static size_t pages_at(const bz_render_request *request, bz_type *type, fit how, bz_job *job)
{
    bz_pages *trial = bz_pages_new();
    bz_lay l = lay_new(request, type, trial, job);
    bz_page_ends ends = {0};
    l.m.scale = how.scale;
    l.m.is_unfolded = how.is_unfolded;
    lay_flow(&l, &ends);
    size_t n = ends.pages.n;
    bz_vec_free(&ends.pages);
    deinit(&l);
    bz_pages_free(trial);
    return n;
}

/* Large print is 14 points at the least. */
static const float LEAST_LARGE = 0.875f;

static bool is_large(const bz_render_request *request)
{
    return has_tone(request->doc, request->root, "large-print") ||
           has_tone(request->doc, request->root, "large");
}

/* In large print a paper of some pages is laid out a little smaller where that saves one of them:
 * its last page would hold a few lines. */
static fit fewest_pages(const bz_render_request *request, bz_type *type, bz_job *job)
{
    enum { MOST_PAGES = 4 };
    static const float scales[] = {0.95f, 0.91f, LEAST_LARGE};
    fit as_it_is = {1, false}, how = {LEAST_LARGE, false};
    size_t n = is_large(request) ? pages_at(request, type, as_it_is, job) : 1;
    if (n < 2 || n > MOST_PAGES) return as_it_is;
    size_t least = pages_at(request, type, how, job);
    for (size_t i = 0; least < n && i < sizeof scales / sizeof *scales; i++) {
        how.scale = scales[i];
        if (pages_at(request, type, how, job) == least) return how;
    }
    return as_it_is;
}

/* A sheet that caregivers take home is one side, in the largest type that fits on it; there is then
 * nothing to fold. What is asked to be one page is never larger than other pages, and may be
 * smaller than a sheet, down to 10 points: where that does not do, it has another page. */
static fit best_fit(const bz_render_request *request, bz_type *type, bz_job *job)
{
    static const float sheet[] = {1.25f, 1.15f, 1.07f, 1, 0.95f, 0.9f, LEAST_LARGE},
                       page[] = {1, 0.95f, 0.9f, 0.84f};
    enum { SHEET = sizeof sheet / sizeof *sheet, PAGE = sizeof page / sizeof *page };
    bool is_page = has_tone(request->doc, request->root, "one-page");
    const float *scales = is_page ? page : sheet;
    float least = is_large(request) ? LEAST_LARGE : 0;
    size_t n = is_page ? PAGE : least > 0 ? SHEET : SHEET - 1;
    for (size_t i = 0; (is_page || is_sheet(request->doc, request->root)) && i < n; i++) {
        fit how = {scales[i], has_tone(request->doc, request->root, "booklet")};
        if (how.scale < least) how.scale = least;
        if (pages_at(request, type, how, job) == 1) return how;
    }
    return fewest_pages(request, type, job);
}

static bz_status lay_one(const bz_render_request *request, bz_type *type, bz_pages *out,
                         bz_job *job)
{
    fit how = best_fit(request, type, job);
    bz_lay l = lay_new(request, type, out, job);
    bz_page_ends ends = {0};
    l.m.scale = how.scale;
    l.m.is_unfolded = how.is_unfolded;
    lay_flow(&l, &ends);
    bz_layout__paint_pages(&l, &ends);
    bz_vec_free(&ends.pages);
    deinit(&l);
    return l.status;
}

/* On both sides each document begins a sheet, to be copied by itself. */
static void begin_sheet(bz_pages *out)
{
    if (!out->is_duplex || out->pages.n % 2 == 0) return;
    const bz_page *last = &out->pages.p[out->pages.n - 1];
    bz_pages_begin(out, last->w, last->h);
}

bz_status bz_layout(const bz_render_request *request, bz_type *type, bz_pages *out, bz_job *job)
{
    bz_status worst = lay_one(request, type, out, job);
    bz_str title = out->title, lang = out->lang;
    bool is_rtl = out->is_rtl;
    for (size_t i = 0; i < request->n_more; i++) {
        bz_render_request one = *request;
        one.doc = request->more[i].doc;
        one.root = request->more[i].root;
        begin_sheet(out);
        bz_status s = lay_one(&one, type, out, job);
        if (s != BZ_OK) worst = s;
    }
    out->title = title, out->lang = lang, out->is_rtl = is_rtl;
    return worst;
}
