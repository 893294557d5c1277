/* In: tags, and what was painted under each. Out: the structure tree, element by element. The
 * writer owns the elements and pieces. The one idea: every piece of content remembers its number in
 * the page list, so that an element's own content and its children can be merged in reading order,
 * wherever imposition put them. */
#include "pdf/pdf_priv.h"
#include <assert.h>
#include <stdlib.h>

static bool is_grouping(uint8_t role)
{
    static const bool grouping[] = {
        [BZ_ROLE_NONE] = true,
#define BZ_ROLE(name, pdf, groups) [BZ_ROLE_##name] = groups,
#include "page/roles.def"
#undef BZ_ROLE
    };
    assert(role < BZ_ROLE_COUNT);
    return grouping[role];
}

/* --- while pages are painted */

void bz_pdf__structure_begin(bz_pdf *d)
{
    size_t n = d->pages->tags.n;
    bz_vec_extend(&d->elements, n);
    for (size_t i = 0; i < n; i++) {
        const bz_tag_node *t = &d->pages->tags.p[i];
        d->elements.p[i] = (bz_pdf_element){.role = t->role, .parent = t->parent};
    }
}

static uint32_t make_element(bz_pdf *d, uint32_t parent, bz_role role, uint32_t order)
{
    uint32_t made = (uint32_t)d->elements.n;
    bz_pdf_element e = {.role = (uint8_t)role, .parent = parent};
    bz_vec_push(&d->elements, e);
    bz_pdf_piece piece = {.element = parent, .order = order, .kind = BZ_PDF_ELEMENT, .ref = made};
    bz_vec_push(&d->pieces, piece);
    return made;
}

uint32_t bz_pdf__carrier(bz_pdf *d, const bz_pdf_ink *ink, const bz_item *item, uint32_t order)
{
    bz_tag tag = item->tag;
    if (tag == 0) return 0;
    assert(tag < d->pages->tags.n);
    if (!is_grouping(d->elements.p[tag].role)) return tag;
    /* The ground of a box is furniture; text that belongs to nothing smaller is a paragraph. */
    if (item->kind == BZ_ITEM_SHAPE) return 0;
    bool goes_on = ink->mark == BZ_PDF_MARK_TAG && ink->element >= d->pages->tags.n &&
                   d->elements.p[ink->element].parent == tag;
    return goes_on ? ink->element : make_element(d, tag, BZ_ROLE_P, order);
}

void bz_pdf__annotate(bz_pdf *d, const bz_pdf_spot *on, uint32_t order)
{
    const bz_item *item = &d->pages->items.p[order];
    uint32_t tag = item->tag ? item->tag : 1;
    assert(tag < d->pages->tags.n);
    bool is_link = d->elements.p[tag].role == BZ_ROLE_LINK;
    uint32_t element = is_link ? tag : make_element(d, tag, BZ_ROLE_LINK, order);
    float k = on->seat->scale;
    bz_pdf_annotation a = {.object = bz_pdf__reserve(&d->file, 1),
                           .element = element,
                           .item = order,
                           .sheet = on->sheet,
                           .x = on->seat->x + item->x * k,
                           .y = on->seat->y + (on->page->h - item->y - item->h) * k,
                           .w = item->w * k,
                           .h = item->h * k};
    bz_pdf_piece piece = {.element = element,
                          .order = order,
                          .sheet = on->sheet,
                          .kind = BZ_PDF_ANNOTATION,
                          .ref = (uint32_t)d->annotations.n};
    bz_vec_push(&d->pieces, piece);
    bz_vec_push(&d->annotations, a);
}

/* --- once all are */

static int by_element_and_order(const void *a, const void *b)
{
    const bz_pdf_piece *p = a, *q = b;
    if (p->element != q->element) return p->element < q->element ? -1 : 1;
    if (p->order != q->order) return p->order < q->order ? -1 : 1;
    return p->kind < q->kind ? -1 : p->kind > q->kind;
}

static void sort_pieces(bz_pdf *d)
{
    if (d->pieces.n) qsort(d->pieces.p, d->pieces.n, sizeof *d->pieces.p, by_element_and_order);
    for (size_t i = 0; i < d->elements.n; i++)
        d->elements.p[i].first = UINT32_MAX;
    for (size_t i = d->pieces.n; i-- > 0;) {
        bz_pdf_element *e = &d->elements.p[d->pieces.p[i].element];
        e->piece = (uint32_t)i;
        e->n++;
        e->first = d->pieces.p[i].order;
        e->is_kept = true;
    }
}

/* A table that is printed keeps its empty cells: without them its rows would not be equally long.
 */
static bool is_table_part(uint8_t role)
{
    return role == BZ_ROLE_TR || role == BZ_ROLE_TH || role == BZ_ROLE_TD ||
           role == BZ_ROLE_THEAD || role == BZ_ROLE_TBODY;
}

/* Whoever has content keeps those above it; children stand behind their parents in the list. */
static void prune(bz_pdf *d)
{
    for (size_t i = d->elements.n; i-- > 2;) {
        const bz_pdf_element *e = &d->elements.p[i];
        if (!e->is_kept) continue;
        bz_pdf_element *over = &d->elements.p[e->parent];
        over->is_kept = true;
        if (e->first < over->first) over->first = e->first;
    }
    if (d->elements.n > 1) d->elements.p[1].is_kept = true;
    for (size_t i = 2; i < d->elements.n; i++) {
        bz_pdf_element *e = &d->elements.p[i];
        if (is_table_part(e->role) && d->elements.p[e->parent].is_kept) e->is_kept = true;
    }
}

static void number(bz_pdf *d)
{
    for (size_t i = 1; i < d->elements.n; i++)
        if (d->elements.p[i].is_kept) d->elements.p[i].object = bz_pdf__reserve(&d->file, 1);
}

/* --- writing */

static uint32_t page_object(const bz_pdf *d, uint32_t sheet)
{
    return d->sheet + sheet;
}

static void put_piece(const bz_pdf *d, bz_buf *o, const bz_pdf_piece *p, uint32_t page)
{
    bz_buf_char(o, ' ');
    if (p->kind == BZ_PDF_ELEMENT) {
        bz_pdf__put_ref(o, d->elements.p[p->ref].object);
    } else if (p->kind == BZ_PDF_ANNOTATION) {
        bz_buf_put(o, "<</Type/OBJR/Pg ");
        bz_pdf__put_ref(o, page_object(d, p->sheet));
        bz_buf_put(o, "/Obj ");
        bz_pdf__put_ref(o, d->annotations.p[p->ref].object);
        bz_buf_put(o, ">>");
    } else if (p->sheet == page) {
        bz_buf_decimal(o, p->ref);
    } else {
        bz_buf_put(o, "<</Type/MCR/Pg ");
        bz_pdf__put_ref(o, page_object(d, p->sheet));
        bz_buf_put(o, "/MCID ");
        bz_buf_decimal(o, p->ref);
        bz_buf_put(o, ">>");
    }
}

/* Own content and children, in reading order. A child without content stays behind the one before
 * it. */
static void put_kids(const bz_pdf *d, bz_buf *o, uint32_t element)
{
    const bz_pdf_element *e = &d->elements.p[element];
    uint32_t at = e->piece, end = e->piece + e->n, page = UINT32_MAX;
    for (uint32_t i = at; i < end && page == UINT32_MAX; i++)
        if (d->pieces.p[i].kind == BZ_PDF_CONTENT) page = d->pieces.p[i].sheet;
    if (page != UINT32_MAX) {
        bz_buf_put(o, "/Pg ");
        bz_pdf__put_ref(o, page_object(d, page));
    }
    bz_buf_put(o, "/K[");
    bool has_tag = element < d->pages->tags.n;
    bz_tag child = has_tag ? d->pages->tags.p[element].first : 0;
    for (; child; child = d->pages->tags.p[child].next) {
        const bz_pdf_element *k = &d->elements.p[child];
        if (!k->is_kept) continue;
        while (k->first != UINT32_MAX && at < end && d->pieces.p[at].order < k->first)
            put_piece(d, o, &d->pieces.p[at++], page);
        bz_buf_char(o, ' ');
        bz_pdf__put_ref(o, k->object);
    }
    while (at < end)
        put_piece(d, o, &d->pieces.p[at++], page);
    bz_buf_char(o, ']');
}

static void put_box(const bz_pdf *d, bz_buf *o, uint32_t element)
{
    uint32_t at = d->elements.p[element].figure;
    if (!at || d->figures.p[at - 1].is_spread) return;
    bz_buf_put(o, "/A<</O/Layout/Placement/Block/BBox[");
    for (int k = 0; k < 4; k++) {
        if (k) bz_buf_char(o, ' ');
        bz_pdf__put_num(o, (double)d->figures.p[at - 1].box[k]);
    }
    bz_buf_put(o, "]>>");
}

static void put_cell(bz_buf *o, const bz_tag_node *t)
{
    static const char *const scopes[] = {"", "/Scope/Column", "/Scope/Row", "/Scope/Both"};
    assert(t->scope < 4);
    const char *scope = t->role == BZ_ROLE_TH ? scopes[t->scope] : "";
    if (!*scope && t->cols < 2 && t->rows < 2) return;
    bz_buf_put(o, "/A<</O/Table");
    bz_buf_put(o, scope);
    if (t->cols > 1) bz_buf_fmt(o, "/ColSpan %u", t->cols);
    if (t->rows > 1) bz_buf_fmt(o, "/RowSpan %u", t->rows);
    bz_buf_put(o, ">>");
}

static void put_attributes(const bz_pdf *d, bz_buf *o, uint32_t element)
{
    static const char *const numberings[] = {"None", "Disc", "Circle", "Square", "Decimal"};
    const bz_tag_node *t = &d->pages->tags.p[element];
    switch ((bz_role)t->role) {
    case BZ_ROLE_L:
        assert(t->numbering < sizeof numberings / sizeof *numberings);
        bz_buf_fmt(o, "/A<</O/List/ListNumbering/%s>>", numberings[t->numbering]);
        break;
    case BZ_ROLE_TH:
    case BZ_ROLE_TD: put_cell(o, t); break;
    case BZ_ROLE_FIGURE: put_box(d, o, element); break;
    case BZ_ROLE_NOTE: bz_buf_fmt(o, "/ID(note-%08u)", element); break;
    default: break;
    }
    if (t->lang_n) {
        bz_buf_put(o, "/Lang");
        bz_pdf__put_text(o, bz_pages_str(d->pages, t->lang, t->lang_n));
    }
    if (t->alt_n) {
        bz_buf_put(o, "/Alt");
        bz_pdf__put_text(o, bz_pages_str(d->pages, t->alt, t->alt_n));
    }
    if (t->actual_n) {
        bz_buf_put(o, "/ActualText");
        bz_pdf__put_text(o, bz_pages_str(d->pages, t->actual, t->actual_n));
    }
}

static void write_element(bz_pdf *d, uint32_t i)
{
    const bz_pdf_element *e = &d->elements.p[i];
    bz_buf *o = bz_pdf__open(&d->file, e->object);
    bz_buf_put(o, "<</S/");
    bz_buf_put(o, bz_role_pdf(e->role));
    bz_buf_put(o, "/P ");
    bz_pdf__put_ref(o, i == 1 ? d->tree : d->elements.p[e->parent].object);
    if (i < d->pages->tags.n) put_attributes(d, o, i);
    put_kids(d, o, i);
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
}

/* Notes are found by their ids; the ids are of one length, so they are in order. */
static void put_ids(const bz_pdf *d, bz_buf *o)
{
    bool any = false;
    for (uint32_t i = 1; i < d->pages->tags.n; i++) {
        const bz_pdf_element *e = &d->elements.p[i];
        if (e->role != BZ_ROLE_NOTE || !e->is_kept) continue;
        bz_buf_put(o, any ? " " : "/IDTree<</Names[");
        bz_buf_fmt(o, "(note-%08u)", i);
        bz_pdf__put_ref(o, e->object);
        any = true;
    }
    if (any) bz_buf_put(o, "]>>");
}

void bz_pdf__structure_write(bz_pdf *d)
{
    sort_pieces(d);
    prune(d);
    number(d);
    for (uint32_t i = 1; i < d->elements.n; i++)
        if (d->elements.p[i].is_kept) write_element(d, i);
    bz_buf *o = bz_pdf__open(&d->file, d->tree);
    bz_buf_put(o, "<</Type/StructTreeRoot/K[");
    if (d->elements.n > 1) bz_pdf__put_ref(o, d->elements.p[1].object);
    bz_buf_put(o, "]/ParentTree ");
    bz_pdf__put_ref(o, d->parent_tree);
    bz_buf_fmt(o, "/ParentTreeNextKey %zu", d->n_sheets + d->annotations.n);
    put_ids(d, o);
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
}
