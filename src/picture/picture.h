/* Pictures for paper: bytes of a file in, something a page can carry out. A JPEG is kept as it is;
 * a PNG becomes samples; a drawing (a subset of SVG, an icon, a QR code) becomes filled and stroked
 * paths. All readers meet hostile bytes: sizes are checked before anything is allocated. */
#ifndef BZ_PICTURE_PICTURE_H
#define BZ_PICTURE_PICTURE_H

#include "base/job.h"
#include "base/vec.h"
#include "doc/icon.h"

typedef struct bz_colour {
    uint8_t r, g, b, a; /* a: 255 is opaque */
} bz_colour;

#define BZ_BLACK ((bz_colour){0, 0, 0, 255})
#define BZ_WHITE ((bz_colour){255, 255, 255, 255})

/* One step of a path. MOVE and LINE use x, y; CURVE is a cubic Bézier with its two control points
 * first; CLOSE uses nothing. */
typedef enum bz_step_kind { BZ_STEP_MOVE, BZ_STEP_LINE, BZ_STEP_CURVE, BZ_STEP_CLOSE } bz_step_kind;
typedef struct bz_step {
    uint8_t kind; /* bz_step_kind */
    float x1, y1, x2, y2, x, y;
} bz_step;

/* A painted path: filled, stroked, or both. Lengths are in the units of its picture. */
typedef struct bz_shape {
    uint32_t first, n; /* steps */
    bool has_fill, has_stroke, even_odd;
    uint8_t cap, join; /* 0 butt 1 round 2 square; 0 mitre 1 round 2 bevel */
    bz_colour fill, stroke;
    float width, dash_on, dash_off; /* dash_on 0: not dashed; a mitre's limit is 4 */
    /* Of a drawing: 1 + the shape that it is cut to, 0: none. That one is painted nowhere, may be
     * cut itself, and stands before those that it cuts. */
    uint32_t clip;
} bz_shape;

typedef struct bz_drawing {
    BZ_VEC(bz_step) steps;
    BZ_VEC(bz_shape) shapes;
} bz_drawing;

typedef enum bz_picture_kind {
    BZ_PICTURE_JPEG,
    BZ_PICTURE_SAMPLES,
    BZ_PICTURE_DRAWING
} bz_picture_kind;

typedef struct bz_picture {
    bz_picture_kind kind;
    float width, height; /* natural size in points; pixels count as 1/96 inch without a density */
    uint32_t pixel_w, pixel_h; /* JPEG, SAMPLES */
    bz_str bytes;              /* JPEG: the file, for passing through; borrowed from the source */
    uint8_t components;        /* JPEG: 1, 3 or 4. SAMPLES: 1 grey or 3 RGB */
    bool is_inverted;          /* JPEG with 4 components as Adobe writes them */
    uint8_t *samples;          /* SAMPLES: rows of components bytes; owned, from bz_mem */
    uint8_t *alpha;            /* SAMPLES: a byte a pixel, NULL when opaque; owned */
    /* DRAWING: from 0,0 to width,height, y downwards; what lies outside is not shown. Owned. */
    bz_drawing drawing;
} bz_picture;

/* Reads JPEG (baseline and progressive; EXIF orientation is refused with a hint, not ignored), PNG
 * (all colour types, 16 bits cut to 8, interlaced) or SVG (path, rect, circle, ellipse, line,
 * polyline, polygon, g, clipPath, transform, fill, stroke, opacity, stroke-*, simple rules in
 * <style>; `currentColor` is black; title and desc are skipped; gradients become one tone, and
 * filters are left out, each with a warning; anything else is an error at its place in the file).
 * `file` is the picture's number in job->sources; `where` is what named it. BZ_INVALID with a
 * diagnostic. A group's opacity is that of each shape in it. */
bz_status bz_picture_read(bz_picture *out, uint32_t file, bz_span where,
                          bz_job *job) BZ_CHECK_RESULT;
void bz_picture_deinit(bz_picture *p);
/* The samples of a JPEG, for previews: no smaller than asked for where it has as many. False when
 * it cannot be read; `out` is deinitialised by the caller in any case. */
bool bz_picture_decode(bz_picture *out, const bz_picture *jpeg, uint32_t least_w, uint32_t least_h);

/* An icon as a drawing 24 by 24 in black, its strokes 2 wide. */
void bz_picture_icon(bz_picture *out, const bz_icon *icon);

/* A QR code (ISO/IEC 18004, level M, UTF-8 in byte mode) as one path, a unit a module, with no
 * quiet zone. False when the text does not fit into one. */
bool bz_picture_qr(bz_picture *out, bz_str text);

#endif
