/* A page list to paint on, and the pixels of its preview, read back by the picture reader. */
#ifndef BZ_TESTS_RASTER_EASEL_H
#define BZ_TESTS_RASTER_EASEL_H

#include "raster/raster.h"
#include <stdlib.h>
#include <string.h>

typedef struct easel {
    bz_job job;
    bz_pages *pages;
    bz_raster *raster;
    bz_picture shown; /* the last preview */
    unsigned number;
} easel;

static inline easel *easel_new(float w, float h)
{
    easel *e = calloc(1, sizeof *e);
    assert_non_null(e);
    e->job = (bz_job){.arena = bz_arena_new(),
                      .scratch = bz_arena_new(),
                      .diags = bz_diags_new(),
                      .sources = bz_sources_new(),
                      .limits = &bz_limits_default};
    e->pages = bz_pages_new();
    e->raster = bz_raster_new();
    bz_pages_begin(e->pages, w, h);
    return e;
}

static inline void easel_free(easel *e)
{
    bz_picture_deinit(&e->shown);
    bz_raster_free(e->raster);
    bz_pages_free(e->pages);
    bz_diags_free(e->job.diags);
    bz_sources_free(e->job.sources);
    bz_arena_free(e->job.arena);
    bz_arena_free(e->job.scratch);
    free(e);
}

/* Paints page `i` with a pixel a point, or `dpi`. */
static inline bz_status easel_show(easel *e, uint32_t i, float dpi)
{
    bz_buf png = {0};
    bz_status status = bz_raster_page(e->raster, e->pages, i, dpi, &png, &e->job);
    bz_picture_deinit(&e->shown);
    if (status == BZ_OK) {
        bz_str name = bz_arena_printf(e->job.arena, "%u.png", ++e->number);
        uint32_t file = bz_sources_add(e->job.sources, name, bz_buf_view(&png));
        assert_int_equal(bz_picture_read(&e->shown, file, bz_span_none(), &e->job), BZ_OK);
    }
    bz_buf_deinit(&png);
    return status;
}

/* The pixel's colour as 0xRRGGBB. */
static inline unsigned easel_at(const easel *e, unsigned x, unsigned y)
{
    assert_true(x < e->shown.pixel_w && y < e->shown.pixel_h);
    const uint8_t *p = e->shown.samples + ((size_t)y * e->shown.pixel_w + x) * e->shown.components;
    bool is_grey = e->shown.components == 1;
    return (unsigned)p[0] << 16 | (unsigned)p[is_grey ? 0 : 1] << 8 | p[is_grey ? 0 : 2];
}

/* How much ink lies in a box: 1 is a black pixel. */
static inline double easel_ink(const easel *e, unsigned x, unsigned y, unsigned w, unsigned h)
{
    double sum = 0;
    for (unsigned v = y; v < y + h; v++)
        for (unsigned u = x; u < x + w; u++) {
            unsigned c = easel_at(e, u, v);
            sum += 1 - ((c >> 16) + ((c >> 8) & 255) + (c & 255)) / 765.0;
        }
    return sum;
}

static inline double easel_all_ink(const easel *e)
{
    return easel_ink(e, 0, 0, e->shown.pixel_w, e->shown.pixel_h);
}

static inline void easel_put_shape(easel *e, uint32_t shape)
{
    bz_item item = {.kind = BZ_ITEM_SHAPE, .ref = shape};
    bz_pages_put(e->pages, &item);
}

/* Reads a picture and puts it into the box. */
static inline bz_item easel_put_picture(easel *e, const void *bytes, size_t n, float x, float y,
                                        float w, float h)
{
    bz_picture p;
    bz_str name = bz_arena_printf(e->job.arena, "%u.picture", ++e->number);
    uint32_t file = bz_sources_add(e->job.sources, name, (bz_str){bytes, n});
    assert_int_equal(bz_picture_read(&p, file, bz_span_none(), &e->job), BZ_OK);
    bz_vec_push(&e->pages->pictures, p);
    bz_item item = {.kind = BZ_ITEM_PICTURE,
                    .ref = (uint32_t)e->pages->pictures.n - 1,
                    .x = x,
                    .y = y,
                    .w = w,
                    .h = h};
    return item;
}

static inline bz_item easel_put_svg(easel *e, const char *text, float x, float y, float w, float h)
{
    return easel_put_picture(e, text, strlen(text), x, y, w, h);
}

#endif
