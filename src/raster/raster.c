/* In: laid-out pages. Out: one of them, or one side of a sheet, as a PNG. The raster owns the
 * opened fonts; a canvas lives for one page. One idea: everything on a page is an outline filled in
 * one colour, or a box of samples, so a preview needs no more than those two. */
#include "raster/glyph_priv.h"
#include <math.h>
#include <string.h>

enum {
    MOST_PIXELS = 40 << 20, /* of a preview; it is made smaller instead of refused */
    MOST_CUTS = 4096        /* masks worked out for one page; what needs more is not shown */
};

struct bz_raster {
    bz_glyphs *glyphs;
};

/* A page being painted. */
typedef struct sheet {
    bz_canvas canvas;
    bz_outline_edges outline;
    bz_raster *raster;
    const bz_pages *pages;
    bz_job *job;
    bz_status status;
    double scale; /* points to pixels */
    double x, y;  /* of the page's corner, in pixels */
    int cuts;
} sheet;

bz_raster *bz_raster_new(void)
{
    bz_raster *r = bz_mem_new(sizeof *r);
    r->glyphs = bz_glyphs_new();
    return r;
}

void bz_raster_free(bz_raster *r)
{
    if (!r) return;
    bz_glyphs_free(r->glyphs);
    bz_mem_free(r);
}

static bz_place place_of(const sheet *s, double x, double y)
{
    return (bz_place){s->scale, s->scale, s->x + x * s->scale, s->y + y * s->scale};
}

static void paint_run(sheet *s, const bz_item *item)
{
    const bz_run *run = &s->pages->runs.p[item->ref];
    const bz_page_font *font = &s->pages->fonts.p[run->font];
    bz_glyph_font *f = bz_glyphs_font(s->raster->glyphs, font);
    if (!bz_glyphs_is_open(f)) {
        bz_diag *d = bz_diag_add(s->job->diags, BZ_R060, bz_span_none(),
                                 "the font `%.*s` cannot be read", BZ_FMT(font->path));
        bz_diag_hint(s->job->diags, d, "install the fonts again with `make deps`");
        s->status = BZ_IO;
        return;
    }
    for (uint32_t i = 0; i < run->n_glyphs; i++) {
        const bz_glyph *g = &s->pages->glyphs.p[run->glyph + i];
        bz_place place = place_of(s, item->x + g->x, item->y + g->y);
        place.sx *= run->size;
        place.sy *= run->size;
        size_t n;
        const bz_step *steps = bz_glyphs_outline(f, g->id, &n);
        bz_raster__fill_path(&s->outline, steps, n, place);
    }
    bz_raster__paint(&s->canvas, &s->outline, false, item->colour);
}

static void paint_shape(sheet *s, const bz_shape *shape, const bz_step *steps, bz_place place,
                        const bz_colour *instead)
{
    bz_colour fill = shape->fill, stroke = shape->stroke;
    if (instead) {
        fill =
            (bz_colour){instead->r, instead->g, instead->b, (uint8_t)(fill.a * instead->a / 255)};
        stroke =
            (bz_colour){instead->r, instead->g, instead->b, (uint8_t)(stroke.a * instead->a / 255)};
    }
    if (shape->has_fill) {
        bz_raster__fill_path(&s->outline, steps + shape->first, shape->n, place);
        bz_raster__paint(&s->canvas, &s->outline, shape->even_odd, fill);
    }
    if (shape->has_stroke) {
        bz_raster__stroke_path(&s->outline, steps + shape->first, shape, place,
                               sqrt(fabs(place.sx * place.sy)));
        bz_raster__paint(&s->canvas, &s->outline, false, stroke);
    }
}

/* --- pictures --- */

/* The mask for shapes cut to `clip` (as in bz_shape), into `mask`. */
static void make_mask(sheet *s, const bz_drawing *d, uint32_t clip, bz_place place, uint8_t *mask)
{
    memset(mask, 255, (size_t)s->canvas.w * s->canvas.h);
    for (uint32_t at = clip; at > 0 && at <= d->shapes.n; at = d->shapes.p[at - 1].clip) {
        const bz_shape *shape = &d->shapes.p[at - 1];
        bz_raster__fill_path(&s->outline, d->steps.p + shape->first, shape->n, place);
        bz_raster__cut(&s->canvas, &s->outline, shape->even_odd, mask);
        if (shape->clip >= at) return; /* those that cut stand before what they cut */
    }
}

static void paint_drawing(sheet *s, const bz_drawing *d, bz_place place, const bz_colour *instead)
{
    uint8_t *mask = NULL;
    uint32_t masked = 0;
    for (size_t i = 0; i < d->shapes.n; i++) {
        const bz_shape *shape = &d->shapes.p[i];
        if (!shape->has_fill && !shape->has_stroke) continue;
        if (shape->clip > 0 && shape->clip != masked) {
            if (++s->cuts > MOST_CUTS) continue;
            if (!mask) mask = bz_mem_resize(NULL, (size_t)s->canvas.w * s->canvas.h);
            make_mask(s, d, shape->clip, place, mask);
            masked = shape->clip;
        }
        s->canvas.mask = shape->clip > 0 ? mask : NULL;
        paint_shape(s, shape, d->steps.p, place, instead);
    }
    s->canvas.mask = NULL;
    bz_mem_free(mask);
}

static void paint_picture(sheet *s, const bz_item *item)
{
    const bz_picture *p = &s->pages->pictures.p[item->ref];
    double x = s->x + item->x * s->scale, y = s->y + item->y * s->scale;
    double w = item->w * s->scale, h = item->h * s->scale;
    if (!(w > 0 && h > 0 && w < 1e6 && h < 1e6)) return;
    if (p->kind != BZ_PICTURE_DRAWING) {
        /* It was read whole before the pages were made. */
        if (!bz_raster__picture(&s->canvas, p, x, y, w, h, item->mirror)) s->status = BZ_INVALID;
        return;
    }
    if (!(p->width > 0 && p->height > 0)) return;
    bz_canvas whole = s->canvas;
    bz_place place = {w / p->width, h / p->height, x, y};
    if (item->mirror) {
        place.sx = -place.sx;
        place.x = x + w;
    }
    s->canvas.x0 = fmax(whole.x0, x);
    s->canvas.y0 = fmax(whole.y0, y);
    s->canvas.x1 = fmin(whole.x1, x + w);
    s->canvas.y1 = fmin(whole.y1, y + h);
    if (s->canvas.x0 < s->canvas.x1 && s->canvas.y0 < s->canvas.y1)
        paint_drawing(s, &p->drawing, place, item->in_colour ? &item->colour : NULL);
    s->canvas = whole;
}

/* --- pages --- */

static void paint_page(sheet *s, uint32_t number)
{
    const bz_page *page = &s->pages->pages.p[number];
    for (uint32_t i = 0; i < page->n && s->status == BZ_OK; i++) {
        const bz_item *item = &s->pages->items.p[page->first + i];
        switch ((bz_item_kind)item->kind) {
        case BZ_ITEM_RUN: paint_run(s, item); break;
        case BZ_ITEM_SHAPE:
            paint_shape(s, &s->pages->shapes.p[item->ref], s->pages->steps.p, place_of(s, 0, 0),
                        NULL);
            break;
        case BZ_ITEM_PICTURE: paint_picture(s, item); break;
        case BZ_ITEM_LINK: break;
        }
    }
}

/* Puts a page into its half of the sheet as the PDF has it: smaller where it must be, at the fold
 * of a booklet, otherwise in the middle. */
static void paint_place(sheet *s, uint32_t side, int place)
{
    int32_t number = bz_pages_imposed(s->pages, side, place);
    if (number < 0) return;
    const bz_page *page = &s->pages->pages.p[number];
    double half = s->pages->sheet_w / 2.0, full = s->scale;
    double fit = fmin(half / page->w, s->pages->sheet_h / page->h);
    if (fit >= 0.995) fit = 1;
    double slack = half - page->w * fit;
    double left = s->pages->imposition == BZ_IMPOSE_BOOKLET ? (place == 0 ? slack : 0) : slack / 2;
    s->x = (place * half + left) * full;
    s->y = (s->pages->sheet_h - page->h * fit) / 2 * full;
    s->scale = full * fit;
    bz_canvas whole = s->canvas;
    s->canvas.x0 = fmax(0, s->x);
    s->canvas.x1 = fmin(whole.x1, s->x + page->w * s->scale);
    paint_page(s, (uint32_t)number);
    s->canvas = whole;
    s->scale = full;
}

/* Two short strokes at the fold, on the side that is outside. */
static void paint_fold(sheet *s)
{
    static const bz_step steps[] = {{.kind = BZ_STEP_MOVE}, {.kind = BZ_STEP_LINE, .y = 8}};
    bz_shape shape = {.n = 2, .has_stroke = true, .stroke = {128, 128, 128, 255}, .width = 0.3F};
    s->x = s->y = 0;
    paint_shape(s, &shape, steps, place_of(s, s->pages->sheet_w / 2.0, 0), NULL);
    paint_shape(s, &shape, steps, place_of(s, s->pages->sheet_w / 2.0, s->pages->sheet_h - 8.0),
                NULL);
}

bz_status bz_raster_page(bz_raster *r, const bz_pages *pages, uint32_t i, float dpi, bz_buf *out,
                         bz_job *job)
{
    bool is_imposed = pages->imposition != BZ_IMPOSE_NONE;
    double w = is_imposed ? pages->sheet_w : pages->pages.p[i].w,
           h = is_imposed ? pages->sheet_h : pages->pages.p[i].h;
    sheet s = {.raster = r, .pages = pages, .job = job, .scale = dpi / 72.0};
    double most = sqrt(MOST_PIXELS / fmax(w * h, 1));
    if (!(s.scale > 0) || s.scale > most) s.scale = most;
    s.canvas.w = (uint32_t)fmin(fmax(ceil(w * s.scale - 1e-6), 1), MOST_PIXELS);
    s.canvas.h = (uint32_t)fmin(fmax(ceil(h * s.scale - 1e-6), 1), MOST_PIXELS / s.canvas.w);
    s.canvas.x1 = s.canvas.w;
    s.canvas.y1 = s.canvas.h;
    s.canvas.rgb = bz_mem_resize(NULL, 3 * (size_t)s.canvas.w * s.canvas.h);
    memset(s.canvas.rgb, 255, 3 * (size_t)s.canvas.w * s.canvas.h);
    if (!is_imposed) paint_page(&s, i);
    for (int place = 0; is_imposed && place < 2; place++)
        paint_place(&s, i, place);
    if (pages->imposition == BZ_IMPOSE_BOOKLET && i % 2 == 0) paint_fold(&s);
    if (s.status == BZ_OK) bz_raster__png(&s.canvas, (float)(s.scale * 72), out);
    bz_mem_free(s.canvas.rgb);
    bz_vec_free(&s.outline.edges);
    bz_vec_free(&s.outline.line);
    return s.status;
}
