/* What stands on every page and is read with none: the running head and the version above, the foot
 * and "page n of N" below. The words are shaped once, the number for each page. */
#include "layout/layout_priv.h"

enum { FOOT_SHARE = 76, HEAD_SHARE = 74 }; /* hundredths of the width */
enum { MOST_LINES = 3 };

static float small_size(const bz_lay *l)
{
    return l->m.is_large ? 10.5f : l->m.is_narrow ? 7.8f : 8.4f;
}

static bz_frame margin_frame(const bz_lay *l)
{
    bz_frame f = {.w = l->m.w, .lang = l->out->lang, .is_rtl = l->m.is_rtl, .leading = 1.28f};
    f.style = (bz_text_style){.size = small_size(l), .colour = bz_layout__colour(BZ_SOFT)};
    return f;
}

static bz_margin_text shape(bz_lay *l, bz_str text, int share, bz_align align, bool is_strong)
{
    bz_margin_text t = {.w = l->m.w * (float)share / 100};
    bz_frame f = margin_frame(l);
    if (text.n == 0) return t;
    if (is_strong) f.style.bold = true, f.style.colour = bz_layout__colour(BZ_INK);
    bz_para *p = bz_layout__para(l, &f, align);
    bz_para_text(p, text, &f.style, bz_layout__span(l, l->root));
    t.n = (uint32_t)bz_layout__lay(l, &f, p, t.w, 0, f.style.size, &t.first);
    if (t.n > MOST_LINES) t.n = MOST_LINES; /* more would leave no page */
    t.base = t.n > 0 ? bz_layout__base(l, t.first) : 0;
    bz_type_drop(l->type);
    return t;
}

static bz_str version_of(bz_lay *l)
{
    bz_str version = bz_layout__attr(l, l->root, BZ_ATTR_VERSION);
    bz_str label = bz_layout__label(l, "Version");
    if (version.n == 0) return version;
    return bz_arena_printf(l->job->scratch, "%.*s %.*s", BZ_FMT(label), BZ_FMT(version));
}

static float height_of(const bz_lay *l, const bz_margin_text *t)
{
    float h = 0;
    for (uint32_t i = 0; i < t->n; i++)
        h += bz_layout__pitch(l, t->first + i);
    return h;
}

/* The text is an attribute of the document or of a page break. */
static bz_margin_text shape_head(bz_lay *l, bz_node n, int share)
{
    return shape(l, bz_layout__attr(l, n, BZ_ATTR_RUNNING), share, BZ_ALIGN_START, false);
}

/* Only page breaks of the document itself have one. */
static void shape_heads(bz_lay *l, int share)
{
    l->head = shape_head(l, l->root, share);
    l->heads.n = 0;
    for (bz_node n = bz_layout__first(l, l->root); n; n = bz_layout__next(l, n)) {
        bool is_break = bz_doc_kind_of(l->doc, n) == BZ_DOC_PAGE_BREAK;
        if (!is_break || !bz_doc_has(l->doc, n, BZ_ATTR_RUNNING)) continue;
        bz_head_change c = {.node = n, .slice = UINT32_MAX, .text = shape_head(l, n, share)};
        bz_vec_push(&l->heads, c);
    }
}

/* The one that holds for a page which begins with this slice. */
static const bz_margin_text *head_of(const bz_lay *l, uint32_t first)
{
    const bz_margin_text *head = &l->head;
    for (size_t i = 0; i < l->heads.n && l->heads.p[i].slice < first; i++)
        head = &l->heads.p[i].text;
    return head;
}

float bz_layout__shape_furniture(bz_lay *l)
{
    bz_str foot = bz_layout__attr(l, l->root, BZ_ATTR_FOOTER), version = version_of(l);
    int share = version.n > 0 ? HEAD_SHARE : 100;
    shape_heads(l, share);
    l->version = shape(l, version, 100 - HEAD_SHARE, BZ_ALIGN_END, false);
    l->foot = shape(l, foot.n > 0 ? foot : l->imprint, FOOT_SHARE, BZ_ALIGN_START, false);
    float line = small_size(l) * 1.28f, h = height_of(l, &l->foot);
    return h > line ? h : line;
}

float bz_layout__head_height(const bz_lay *l)
{
    float most = height_of(l, &l->version), head = height_of(l, &l->head);
    for (size_t i = 0; i < l->heads.n; i++) {
        if (head > most) most = head;
        head = height_of(l, &l->heads.p[i].text);
    }
    return head > most ? head : most;
}

static void put_margin(bz_lay *l, const bz_margin_text *t, float x, float y, uint32_t page,
                       bz_tag tag)
{
    float left = bz_layout__physical(l, x, t->w, page);
    for (uint32_t i = 0; i < t->n; i++) {
        const bz_line *line = &l->lines.lines.p[t->first + i];
        float base = y + bz_layout__base(l, t->first + i);
        for (uint32_t k = 0; k < line->n; k++) {
            const bz_piece *piece = &l->lines.pieces.p[line->first + k];
            bz_item item = {.kind = BZ_ITEM_RUN, .colour = piece->colour, .ref = piece->run};
            item.tag = tag;
            item.x = left + line->x + piece->x;
            item.y = base - piece->rise;
            item.w = piece->w;
            bz_pages_put(l->out, &item);
        }
        y += line->pitch;
    }
}

static void put_rule(bz_lay *l, float y, uint32_t page)
{
    bz_shape paint = {.has_stroke = true, .stroke = bz_layout__colour(BZ_LINE), .width = 0.5f};
    float x = bz_layout__physical(l, 0, l->m.w, page);
    bz_item item = {.kind = BZ_ITEM_SHAPE};
    item.ref = bz_pages_line(l->out, x, y, x + l->m.w, y, &paint);
    bz_pages_put(l->out, &item);
}

/* "Page {page} of {pages}" in the language's words and digits. */
static bz_str page_of(bz_lay *l, uint32_t page, uint32_t pages)
{
    bz_str rest = bz_layout__label(l, "Page {page} of {pages}"), piece;
    bz_buf b = {0};
    while (bz_str_split(&rest, '{', &piece)) {
        size_t end = bz_str_find(piece, '}', 0);
        if (end < piece.n) {
            bool is_page = bz_str_is(bz_str_cut(piece, 0, end), "page");
            bz_language_number(l->labels, (int32_t)(is_page ? page : pages), &b);
            piece = bz_str_cut(piece, end + 1, piece.n);
        }
        bz_buf_str(&b, piece);
    }
    bz_str s = bz_arena_str(l->job->scratch, bz_buf_view(&b));
    bz_buf_deinit(&b);
    return s;
}

/* Two texts of one margin on one base line. `tag` is that of the first; 0: it is read with none. */
static void put_pair(bz_lay *l, const bz_margin_text *a, const bz_margin_text *b, float y,
                     uint32_t page, bz_tag tag)
{
    float base = a->base > b->base ? a->base : b->base;
    put_margin(l, a, 0, y + base - a->base, page, tag);
    put_margin(l, b, l->m.w - b->w, y + base - b->base, page, 0);
}

/* Who made it stands nowhere else, so it is read once: at the end, where it was written. */
static bz_tag imprint_tag(bz_lay *l)
{
    if (l->imprint.n == 0) return 0;
    return bz_pages_tag(l->out, 1, BZ_ROLE_P, bz_layout__span(l, l->root));
}

void bz_layout__furniture(bz_lay *l, uint32_t page, uint32_t pages, uint32_t first)
{
    const bz_margin_text *head = head_of(l, first);
    float size = small_size(l), foot = l->m.page_h - l->m.bottom + l->m.foot_gap;
    bz_margin_text number =
        shape(l, page_of(l, page + 1, pages), 100 - FOOT_SHARE, BZ_ALIGN_END, true);
    put_pair(l, head, &l->version, l->m.head_y - bz_layout__head_height(l), page, 0);
    if (head->n + l->version.n > 0) put_rule(l, l->m.head_y + 0.45f * size, page);
    put_rule(l, foot, page);
    bool is_last = page + 1 == pages;
    put_pair(l, &l->foot, &number, foot + 0.35f * size, page, is_last ? imprint_tag(l) : 0);
}

void bz_layout__imprint(bz_lay *l, uint32_t page)
{
    if (l->imprint.n == 0) return;
    float y = l->m.page_h - l->m.bottom + l->m.foot_gap + 0.35f * small_size(l);
    put_margin(l, &l->foot, 0, y, page, imprint_tag(l));
}
