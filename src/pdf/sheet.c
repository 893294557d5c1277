/* In: the page list. Out: the pages of the file, one of the list each, or two on an imposed sheet:
 * their content, packed as soon as it is whole. The writer owns the ink. The one idea: imposed
 * pages are drawn into their sheet directly, moved and clipped, so that structure, links and
 * outline work on sheets as on pages. */
#include "pdf/pdf_priv.h"
#include <assert.h>

/* --- where pages stand */

uint32_t bz_pdf__sheets(const bz_pages *p)
{
    return bz_pages_sides(p);
}

/* A page never grows; in a booklet it stands at the fold, else in the middle of its half. */
static bz_pdf_seat seat_for(const bz_pages *p, uint32_t side, int place)
{
    bz_pdf_seat seat = {.page = bz_pages_imposed(p, side, place), .scale = 1};
    if (seat.page < 0) return seat;
    const bz_page *page = &p->pages.p[seat.page];
    float half = p->sheet_w / 2, x = half / page->w, y = p->sheet_h / page->h;
    float fit = x < y ? x : y;
    if (fit < 0.995F) seat.scale = fit;
    float slack = half - page->w * seat.scale;
    if (p->imposition == BZ_IMPOSE_BOOKLET) seat.x = place == 0 ? slack : half;
    else seat.x = slack / 2 + (place == 0 ? 0 : half);
    seat.y = (p->sheet_h - page->h * seat.scale) / 2;
    return seat;
}

bz_pdf_sheet bz_pdf__sheet(const bz_pages *p, uint32_t i)
{
    if (p->imposition == BZ_IMPOSE_NONE) {
        const bz_page *page = &p->pages.p[i];
        return (bz_pdf_sheet){
            .w = page->w, .h = page->h, .n_seats = 1, .seats = {{.page = (int32_t)i, .scale = 1}}};
    }
    bz_pdf_sheet sheet = {.w = p->sheet_w, .h = p->sheet_h, .n_seats = 2};
    for (int place = 0; place < 2; place++)
        sheet.seats[place] = seat_for(p, i, place);
    /* Where to fold is seen from outside, on the first side of each sheet. */
    sheet.has_fold_marks = p->imposition == BZ_IMPOSE_BOOKLET && i % 2 == 0;
    return sheet;
}

/* --- marked content */

enum { LAYOUT, PAGINATION, HEADER, FOOTER, PRINTER };

static const char *const furniture_marks[] = {
    [LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
    [PAGINATION] = "/Artifact<</Type/Pagination>>BDC\n",
    [HEADER] = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n",
    [FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\n",
    [PRINTER] = "/Artifact<</Type/Page>>BDC\n"};

static void end_mark(bz_pdf_ink *ink)
{
    bz_pdf__end_text(ink);
    if (ink->mark != BZ_PDF_MARK_NONE) bz_buf_put(&ink->c, "EMC\n");
    ink->mark = BZ_PDF_MARK_NONE;
}

static void mark_furniture(bz_pdf_ink *ink, int kind)
{
    if (ink->mark == BZ_PDF_MARK_FURNITURE && ink->furniture == kind) return;
    end_mark(ink);
    bz_buf_put(&ink->c, furniture_marks[kind]);
    ink->mark = BZ_PDF_MARK_FURNITURE;
    ink->furniture = kind;
}

static void mark_element(bz_pdf *d, bz_pdf_ink *ink, uint32_t sheet, uint32_t element,
                         uint32_t order)
{
    if (ink->mark == BZ_PDF_MARK_TAG && ink->element == element) return;
    end_mark(ink);
    uint32_t id = (uint32_t)d->owners.n - d->sheet_owners.p[sheet];
    bz_buf_char(&ink->c, '/');
    bz_buf_put(&ink->c, bz_role_pdf(d->elements.p[element].role));
    bz_buf_put(&ink->c, "<</MCID ");
    bz_buf_decimal(&ink->c, id);
    bz_buf_put(&ink->c, ">>BDC\n");
    ink->mark = BZ_PDF_MARK_TAG;
    ink->element = element;
    bz_vec_push(&d->owners, element);
    bz_pdf_piece piece = {
        .element = element, .order = order, .sheet = sheet, .kind = BZ_PDF_CONTENT, .ref = id};
    bz_vec_push(&d->pieces, piece);
}

/* Text without a tag near an edge is a running head or foot; elsewhere it repeats something (the
 * head of a table that goes on). */
static int furniture_of(const bz_item *item, const bz_page *page)
{
    if (item->kind != BZ_ITEM_RUN) return LAYOUT;
    if (item->y < page->h * 0.12F) return HEADER;
    return item->y > page->h * 0.88F ? FOOTER : PAGINATION;
}

/* --- content */

static void place(bz_pdf *d, bz_pdf_ink *ink, const bz_item *item)
{
    if (item->kind == BZ_ITEM_RUN) {
        bz_pdf__place_run(d, ink, item);
        return;
    }
    bz_pdf__end_text(ink);
    if (item->kind == BZ_ITEM_SHAPE) {
        const bz_shape *s = &d->pages->shapes.p[item->ref];
        bz_pdf__place_shape(d, ink, s, d->pages->steps.p + s->first);
    } else {
        bz_pdf__place_picture(d, ink, item);
    }
}

static void put_item(bz_pdf *d, bz_pdf_ink *ink, const bz_pdf_spot *on, uint32_t order)
{
    const bz_item *item = &d->pages->items.p[order];
    if (item->kind == BZ_ITEM_LINK) {
        bz_pdf__annotate(d, on, order);
        return;
    }
    uint32_t element = bz_pdf__carrier(d, ink, item, order);
    if (element) {
        mark_element(d, ink, on->sheet, element, order);
        bz_pdf__frame(d, on, element, item);
    } else {
        mark_furniture(ink, furniture_of(item, on->page));
    }
    place(d, ink, item);
}

static void put_page(bz_pdf *d, bz_pdf_ink *ink, const bz_pdf_spot *on)
{
    const bz_page *page = on->page;
    ink->height = page->h;
    ink->paint = bz_pdf__paint_initial();
    for (uint32_t i = 0; i < page->n; i++)
        put_item(d, ink, on, page->first + i);
    end_mark(ink);
}

/* Two short strokes at the fold, at the top and at the foot. */
static void put_fold_marks(bz_pdf_ink *ink, const bz_pdf_sheet *sheet)
{
    static const double length = 8;
    bz_buf *o = &ink->c;
    mark_furniture(ink, PRINTER);
    bz_buf_put(o, "0.5 G .3 w ");
    double ends[] = {0, length, (double)sheet->h - length, (double)sheet->h};
    for (int i = 0; i < 4; i++) {
        bz_pdf__put_num(o, (double)sheet->w / 2);
        bz_buf_char(o, ' ');
        bz_pdf__put_num(o, ends[i]);
        bz_buf_put(o, i % 2 ? " l " : " m ");
    }
    bz_buf_put(o, "S\n");
    end_mark(ink);
}

static void put_seat(bz_pdf *d, bz_pdf_ink *ink, const bz_pdf_spot *on)
{
    double scale = (double)on->seat->scale;
    double matrix[] = {scale, 0, 0, scale, (double)on->seat->x, (double)on->seat->y};
    bz_buf_put(&ink->c, "q ");
    for (int i = 0; i < 6; i++) {
        bz_pdf__put_exact(&ink->c, matrix[i]);
        bz_buf_char(&ink->c, ' ');
    }
    bz_buf_put(&ink->c, "cm 0 0 ");
    bz_pdf__put_num(&ink->c, (double)on->page->w);
    bz_buf_char(&ink->c, ' ');
    bz_pdf__put_num(&ink->c, (double)on->page->h);
    bz_buf_put(&ink->c, " re W n\n");
    put_page(d, ink, on);
    bz_buf_put(&ink->c, "Q\n");
}

/* --- pages of the file */

static void write_page(bz_pdf *d, uint32_t i, const bz_pdf_sheet *sheet, uint32_t content,
                       size_t first_annotation, bool is_see_through)
{
    bz_buf *o = bz_pdf__open(&d->file, d->sheet + i);
    bz_buf_put(o, "<</Type/Page/Parent ");
    bz_pdf__put_ref(o, bz_pdf__page_node(d, i));
    bz_buf_put(o, "/MediaBox[0 0 ");
    bz_pdf__put_num(o, (double)sheet->w);
    bz_buf_char(o, ' ');
    bz_pdf__put_num(o, (double)sheet->h);
    bz_buf_put(o, "]/Resources ");
    bz_pdf__put_ref(o, d->resources);
    bz_buf_put(o, "/Contents ");
    bz_pdf__put_ref(o, content);
    bz_buf_fmt(o, "/Tabs/S/StructParents %u", i);
    if (is_see_through) bz_buf_put(o, "/Group<</S/Transparency/CS/DeviceRGB>>");
    if (d->annotations.n > first_annotation) {
        bz_buf_put(o, "/Annots[");
        for (size_t k = first_annotation; k < d->annotations.n; k++) {
            if (k > first_annotation) bz_buf_char(o, ' ');
            bz_pdf__put_ref(o, d->annotations.p[k].object);
        }
        bz_buf_char(o, ']');
    }
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
}

static void write_sheet(bz_pdf *d, bz_pdf_ink *ink, uint32_t i)
{
    bz_pdf_sheet sheet = bz_pdf__sheet(d->pages, i);
    size_t first_annotation = d->annotations.n;
    bz_vec_push(&d->sheet_owners, (uint32_t)d->owners.n);
    bz_buf_clear(&ink->c);
    ink->is_see_through = false;
    for (int k = 0; k < sheet.n_seats; k++) {
        if (sheet.seats[k].page < 0) continue;
        bz_pdf_spot on = {
            .sheet = i, .seat = &sheet.seats[k], .page = &d->pages->pages.p[sheet.seats[k].page]};
        if (d->pages->imposition == BZ_IMPOSE_NONE) put_page(d, ink, &on);
        else put_seat(d, ink, &on);
    }
    if (sheet.has_fold_marks) put_fold_marks(ink, &sheet);
    uint32_t content = bz_pdf__reserve(&d->file, 1);
    bz_pdf__stream(&d->file, content, BZ_STR(""), bz_buf_view(&ink->c), BZ_PDF_QUICK);
    write_page(d, i, &sheet, content, first_annotation, ink->is_see_through);
}

void bz_pdf__sheets_write(bz_pdf *d)
{
    bz_pdf_ink ink = {0};
    for (uint32_t i = 0; i < d->n_sheets && d->status == BZ_OK; i++)
        write_sheet(d, &ink, i);
    bz_buf_deinit(&ink.c);
}

/* --- the tree of pages: readers look for a page without reading them all */

enum { FAN = 64 };

uint32_t bz_pdf__page_node(const bz_pdf *d, uint32_t sheet)
{
    return d->n_sheets <= FAN ? d->page_tree : d->page_tree + 1 + sheet / FAN;
}

uint32_t bz_pdf__page_nodes(uint32_t n_sheets)
{
    return n_sheets <= FAN ? 1 : 1 + (n_sheets + FAN - 1) / FAN;
}

static void write_node(bz_pdf *d, uint32_t id, uint32_t first, uint32_t n, uint32_t count)
{
    bz_buf *o = bz_pdf__open(&d->file, id);
    bz_buf_fmt(o, "<</Type/Pages/Count %u", count);
    if (id != d->page_tree) {
        bz_buf_put(o, "/Parent ");
        bz_pdf__put_ref(o, d->page_tree);
    }
    bz_buf_put(o, "/Kids[");
    for (uint32_t i = 0; i < n; i++) {
        if (i) bz_buf_char(o, ' ');
        bz_pdf__put_ref(o, first + i);
    }
    bz_buf_put(o, "]>>");
    bz_pdf__close(&d->file);
}

void bz_pdf__page_tree_write(bz_pdf *d)
{
    if (d->n_sheets <= FAN) {
        write_node(d, d->page_tree, d->sheet, d->n_sheets, d->n_sheets);
        return;
    }
    uint32_t nodes = bz_pdf__page_nodes(d->n_sheets) - 1;
    write_node(d, d->page_tree, d->page_tree + 1, nodes, d->n_sheets);
    for (uint32_t i = 0; i < nodes; i++) {
        uint32_t first = i * FAN, left = d->n_sheets - first, n = left < FAN ? left : FAN;
        write_node(d, d->page_tree + 1 + i, d->sheet + first, n, n);
    }
}
