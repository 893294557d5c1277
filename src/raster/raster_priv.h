/* What the files of the rasteriser share: a canvas, outlines in its pixels, and who paints what. */
#ifndef BZ_RASTER_RASTER_PRIV_H
#define BZ_RASTER_RASTER_PRIV_H

#include "raster/raster.h"

typedef struct bz_canvas {
    uint32_t w, h;
    uint8_t *rgb;
    const uint8_t *mask;   /* w by h: how much of a pixel shows; NULL: all of it */
    double x0, y0, x1, y1; /* nothing outside of this is painted */
} bz_canvas;

/* From points of a picture or page to pixels. */
typedef struct bz_place {
    double sx, sy, x, y; /* x' = sx x + x */
} bz_place;

typedef struct bz_edge {
    double x0, y0, x1, y1; /* y0 < y1 */
    int turn;              /* +1 downwards, -1 upwards */
} bz_edge;

typedef struct bz_point {
    double x, y;
} bz_point;

/* Outlines gathered, in pixels, before they are filled. */
typedef struct bz_outline_edges {
    BZ_VEC(bz_edge) edges;
    BZ_VEC(bz_point) line; /* the part of a path that is being flattened */
} bz_outline_edges;

void bz_raster__line(bz_outline_edges *o, bz_point a, bz_point b);
/* A path as outlines to be filled; open parts are closed. */
void bz_raster__fill_path(bz_outline_edges *o, const bz_step *steps, size_t n, bz_place place);
/* The outlines of its stroke: to be filled by the non-zero rule. Lengths of `shape` times `scale`.
 */
void bz_raster__stroke_path(bz_outline_edges *o, const bz_step *steps, const bz_shape *shape,
                            bz_place place, double scale);
/* The points of the next part of a path, from step `at` on, into o->line; gives the step behind it.
 */
size_t bz_raster__flatten(bz_outline_edges *o, const bz_step *steps, size_t n, size_t at,
                          bz_place place, bool *is_closed);
/* Paints what was gathered and forgets it. */
void bz_raster__paint(bz_canvas *c, bz_outline_edges *o, bool even_odd, bz_colour colour);
/* Multiplies `mask` (w by h) by the coverage of what was gathered, and forgets it. */
void bz_raster__cut(const bz_canvas *c, bz_outline_edges *o, bool even_odd, uint8_t *mask);
void bz_raster__blend(uint8_t *rgb, bz_colour colour, unsigned part); /* part: 0 to 255 */

/* Samples (or a JPEG) into the box, in pixels; turned over where `mirror`. False: cannot be read.
 */
bool bz_raster__picture(bz_canvas *c, const bz_picture *p, double x, double y, double w, double h,
                        bool mirror);
void bz_raster__png(const bz_canvas *c, float dpi, bz_buf *out);

#endif
