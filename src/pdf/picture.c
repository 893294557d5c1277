/* In: pictures, and where they stand. Out: a short call in the page's content, and at the end each
 * picture once: photographs as they are, samples packed, drawings as streams of their own. The one
 * idea: whatever it is, it is brought into the unit square, so all are placed alike; and a drawing
 * that is painted in a colour from outside says no colours itself, so one serves for all. */
#include "pdf/pdf_priv.h"
#include <assert.h>
#include <stdlib.h>

/* The alpha of a shape in a drawing: ExtGState is the page's, shared by all. */
static void put_alpha(bz_pdf *d, bz_buf *o, uint8_t alpha)
{
    if (!d->alphas[alpha]) d->alphas[alpha] = bz_pdf__reserve(&d->file, 1);
    bz_buf_fmt(o, "/G%u gs ", alpha);
}

/* A shape whose paint needs both an opacity for the fill and another for the stroke is painted
 * twice. */
static void put_shape(bz_pdf *d, bz_buf *o, const bz_drawing *g, const bz_shape *s, float height,
                      bool is_tinted, uint8_t *alpha)
{
    bz_shape half = *s;
    bz_colour c = s->has_fill ? s->fill : s->stroke;
    half.has_stroke = s->has_stroke && (!s->has_fill || s->stroke.a == s->fill.a);
    if (c.a != *alpha) put_alpha(d, o, *alpha = c.a);
    if (half.has_fill && !is_tinted) bz_pdf__put_colour(o, s->fill, false);
    if (half.has_stroke) {
        if (!is_tinted) bz_pdf__put_colour(o, s->stroke, true);
        bz_pdf__put_fine(o, (double)s->width);
        bz_buf_fmt(o, " w %u J %u j [", s->cap, s->join);
        if (s->dash_on > 0) {
            bz_pdf__put_fine(o, (double)s->dash_on);
            bz_buf_char(o, ' ');
            bz_pdf__put_fine(o, (double)s->dash_off);
        }
        bz_buf_put(o, "]0 d ");
    }
    /* A hundredth is fine enough of a drawing that is not made larger; icons are. */
    static const float large = 200;
    bz_pdf__put_path(o, g->steps.p + s->first, s->n, height, height < large);
    bz_buf_put(o, bz_pdf__painter(&half));
    if (s->has_stroke && !half.has_stroke) {
        half = *s;
        half.has_fill = false;
        put_shape(d, o, g, &half, height, is_tinted, alpha);
    }
}

/* Cuts what follows to the shape `clip` (as in bz_shape), and to those that it is cut to itself. */
static void put_clip(bz_buf *o, const bz_drawing *g, uint32_t clip, float height)
{
    while (clip > 0 && clip <= g->shapes.n) {
        const bz_shape *s = &g->shapes.p[clip - 1];
        if (s->n) bz_pdf__put_path(o, g->steps.p + s->first, s->n, height, true);
        else bz_buf_put(o, "0 0 0 0 re\n");
        bz_buf_put(o, s->even_odd ? "W* n\n" : "W n\n");
        assert(s->clip < clip); /* those that cut stand before what they cut */
        clip = s->clip;
    }
}

static void write_drawing(bz_pdf *d, const bz_picture *p, uint32_t id, bool is_tinted)
{
    bz_buf o = {0}, entries = {0};
    uint8_t alpha = 255, outside = 255; /* outside: before the last cut */
    uint32_t clip = 0;
    bz_buf_put(&o, "4 M\n");
    for (size_t i = 0; i < p->drawing.shapes.n; i++) {
        const bz_shape *s = &p->drawing.shapes.p[i];
        if (!s->n || (!s->has_fill && !s->has_stroke)) continue;
        if (s->clip != clip) {
            if (clip) bz_buf_put(&o, "Q\n"), alpha = outside;
            if (s->clip) bz_buf_put(&o, "q\n"), outside = alpha;
            put_clip(&o, &p->drawing, clip = s->clip, p->height);
        }
        put_shape(d, &o, &p->drawing, s, p->height, is_tinted, &alpha);
    }
    if (clip) bz_buf_put(&o, "Q\n");
    double w = (double)p->width, h = (double)p->height;
    bz_buf_put(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    bz_pdf__put_num(&entries, w);
    bz_buf_char(&entries, ' ');
    bz_pdf__put_num(&entries, h);
    bz_buf_put(&entries, "]/Matrix[");
    bz_pdf__put_exact(&entries, w > 0 ? 1 / w : 1);
    bz_buf_put(&entries, " 0 0 ");
    bz_pdf__put_exact(&entries, h > 0 ? 1 / h : 1);
    bz_buf_put(&entries, " 0 0]/Resources ");
    bz_pdf__put_ref(&entries, d->resources);
    bz_pdf__stream(&d->file, id, bz_buf_view(&entries), bz_buf_view(&o), BZ_PDF_USUAL);
    bz_buf_deinit(&o);
    bz_buf_deinit(&entries);
}

/* --- images */

static const char *colours_of(uint8_t components)
{
    return components == 1 ? "/DeviceGray" : components == 3 ? "/DeviceRGB" : "/DeviceCMYK";
}

static void put_image(bz_buf *entries, const bz_picture *p, uint8_t components)
{
    bz_buf_fmt(entries,
               "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace%s",
               p->pixel_w, p->pixel_h, colours_of(components));
}

static void write_jpeg(bz_pdf *d, const bz_picture *p, uint32_t id)
{
    bz_buf entries = {0};
    put_image(&entries, p, p->components);
    /* Adobe's programs write CMYK upside down. */
    if (p->components == 4 && p->is_inverted) bz_buf_put(&entries, "/Decode[1 0 1 0 1 0 1 0]");
    bz_buf_put(&entries, "/Filter/DCTDecode");
    bz_pdf__stream_raw(&d->file, id, bz_buf_view(&entries), p->bytes);
    bz_buf_deinit(&entries);
}

static uint8_t paeth(int left, int above, int corner)
{
    int guess = left + above - corner;
    int a = abs(guess - left), b = abs(guess - above), c = abs(guess - corner);
    return (uint8_t)(a <= b && a <= c ? left : b <= c ? above : corner);
}

/* One row by PNG filter `kind` (0 none … 4 Paeth); gives the sum of the differences, by which
 * filters are compared. */
static uint64_t filter_row(uint8_t *to, const uint8_t *row, const uint8_t *above, size_t n,
                           size_t step, int kind)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        int left = i >= step ? row[i - step] : 0, up = above ? above[i] : 0;
        int corner = above && i >= step ? above[i - step] : 0;
        int guess = kind == 0   ? 0
                    : kind == 1 ? left
                    : kind == 2 ? up
                    : kind == 3 ? (left + up) / 2
                                : paeth(left, up, corner);
        to[i] = (uint8_t)(row[i] - guess);
        sum += to[i] < 128 ? to[i] : 256U - to[i];
    }
    return sum;
}

/* Rows of samples, each by the filter that leaves the least. */
static void write_samples(bz_pdf *d, uint32_t id, bz_buf *entries, const uint8_t *samples,
                          size_t row, uint32_t rows, size_t step, uint32_t columns)
{
    uint8_t *tried = bz_mem_new(row), *best = bz_mem_new(row);
    bz_buf packed = {0};
    for (uint32_t y = 0; y < rows; y++) {
        const uint8_t *here = samples + (size_t)y * row, *above = y ? here - row : NULL;
        uint64_t least = UINT64_MAX;
        char kind = 0;
        for (int k = 0; k < 5; k++) {
            uint64_t sum = filter_row(tried, here, above, row, step, k);
            if (sum >= least) continue;
            least = sum;
            kind = (char)k;
            uint8_t *swap = best;
            best = tried;
            tried = swap;
        }
        bz_buf_char(&packed, kind);
        bz_buf_bytes(&packed, best, row);
    }
    bz_buf_fmt(entries, "/DecodeParms<</Predictor 15/Colors %zu/Columns %u>>", step, columns);
    bz_pdf__stream(&d->file, id, bz_buf_view(entries), bz_buf_view(&packed), BZ_PDF_USUAL);
    bz_buf_deinit(&packed);
    bz_mem_free(tried);
    bz_mem_free(best);
}

static void write_image(bz_pdf *d, const bz_picture *p, uint32_t id)
{
    bz_buf entries = {0};
    uint32_t mask = 0;
    if (p->alpha) {
        mask = bz_pdf__reserve(&d->file, 1);
        put_image(&entries, p, 1);
        write_samples(d, mask, &entries, p->alpha, p->pixel_w, p->pixel_h, 1, p->pixel_w);
        bz_buf_clear(&entries);
    }
    put_image(&entries, p, p->components);
    if (mask) {
        bz_buf_put(&entries, "/SMask ");
        bz_pdf__put_ref(&entries, mask);
    }
    write_samples(d, id, &entries, p->samples, (size_t)p->pixel_w * p->components, p->pixel_h,
                  p->components, p->pixel_w);
    bz_buf_deinit(&entries);
}

void bz_pdf__pictures_end(bz_pdf *d)
{
    for (size_t i = 0; i < d->pictures.n; i++) {
        const bz_picture *p = &d->pages->pictures.p[i];
        const bz_pdf_picture *made = &d->pictures.p[i];
        if (made->tinted) write_drawing(d, p, made->tinted, true);
        if (!made->own) continue;
        switch (p->kind) {
        case BZ_PICTURE_JPEG: write_jpeg(d, p, made->own); break;
        case BZ_PICTURE_SAMPLES: write_image(d, p, made->own); break;
        case BZ_PICTURE_DRAWING: write_drawing(d, p, made->own, false); break;
        }
    }
}

/* --- placing */

void bz_pdf__place_picture(bz_pdf *d, bz_pdf_ink *ink, const bz_item *item)
{
    assert(!ink->in_text && item->ref < d->pictures.n);
    const bz_picture *p = &d->pages->pictures.p[item->ref];
    bool is_tinted = p->kind == BZ_PICTURE_DRAWING && item->in_colour;
    uint32_t *object = is_tinted ? &d->pictures.p[item->ref].tinted : &d->pictures.p[item->ref].own;
    if (!*object) *object = bz_pdf__reserve(&d->file, 1);
    if (p->alpha) ink->is_see_through = true;
    bz_pdf__alpha(d, ink, is_tinted ? item->colour.a : 255);
    double x = (double)item->x, w = (double)item->w, h = (double)item->h;
    double foot = (double)ink->height - (double)item->y - h;
    double matrix[] = {item->mirror ? -w : w, 0, 0, h, item->mirror ? x + w : x, foot};
    bz_buf_put(&ink->c, "q ");
    for (int i = 0; i < 6; i++) {
        bz_pdf__put_num(&ink->c, matrix[i]);
        bz_buf_char(&ink->c, ' ');
    }
    bz_buf_put(&ink->c, "cm ");
    if (is_tinted) {
        bz_pdf__put_colour(&ink->c, item->colour, false);
        bz_pdf__put_colour(&ink->c, item->colour, true);
    }
    bz_buf_fmt(&ink->c, "/%c%u Do Q\n", is_tinted ? 'T' : 'I', item->ref);
}
