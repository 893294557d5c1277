/* What the readers of pictures share: where reports go, the limits, and the pieces of the reader of
 * drawings (its tags, values, paths, rules). */
#ifndef BZ_PICTURE_PICTURE_PRIV_H
#define BZ_PICTURE_PICTURE_PRIV_H

#include "picture/picture.h"

enum {
    BZ_PICTURE_SIDE = 100000,            /* pixels a side */
    BZ_PICTURE_JPEG_PIXELS = 50 << 20,   /* a JPEG is passed through, so only its decoding counts */
    BZ_PICTURE_SAMPLE_PIXELS = 1 << 24,  /* pixels held as samples: A4 at 400 dots an inch */
    BZ_PICTURE_RATIO = 1000,             /* the longer side to the shorter */
    BZ_PICTURE_COEFFICIENTS = 160 << 20, /* bytes that libjpeg holds for a progressive one */
    BZ_PICTURE_STEPS = 500000,           /* of one drawing */
    BZ_PICTURE_SHAPES = 100000,
    BZ_PICTURE_DEPTH = 64,      /* of groups */
    BZ_PICTURE_ATTRIBUTES = 64, /* of one element */
    BZ_PICTURE_RULES = 2000,    /* of style */
    BZ_PICTURE_REPORTS = 12     /* of one drawing; then its reader stops */
};

/* Where a reader is and to whom it reports. Without a job (an icon of our own) it only counts. */
typedef struct bz_picture_desk {
    bz_job *job;
    uint32_t file;
    bz_span where; /* what named the picture */
    bz_str name, bytes;
    unsigned errors;
} bz_picture_desk;

/* One that stands at the place that named the picture: for files that are not text. */
void bz_picture__refuse(bz_picture_desk *d, bz_code code, const char *hint, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Whether so many pixels are taken; refused otherwise. */
bool bz_picture__fits(bz_picture_desk *d, uint64_t w, uint64_t h, uint64_t most_pixels);
/* The natural size from pixels and a density in pixels an inch (0: none is known). */
void bz_picture__size(bz_picture *p, double x_density, double y_density);

bool bz_picture__jpeg(bz_picture *out, bz_picture_desk *d);
bool bz_picture__png(bz_picture *out, bz_picture_desk *d);
bool bz_picture__svg(bz_picture *out, bz_picture_desk *d);

/* --- drawings --- */

typedef struct bz_matrix {
    double a, b, c, d, e, f; /* x' = a x + c y + e; y' = b x + d y + f */
} bz_matrix;

/* Tags: strict XML 1.0 without declarations of entities. Slices point into the text. */
typedef struct bz_xml_attr {
    bz_str name, value; /* the value as written between its quotes */
} bz_xml_attr;

typedef enum bz_xml_kind {
    BZ_XML_END,
    BZ_XML_OPEN,
    BZ_XML_CLOSE,
    BZ_XML_TEXT,
    BZ_XML_BAD
} bz_xml_kind;

typedef struct bz_xml {
    bz_str text;
    size_t at;
    bz_str name;               /* OPEN, CLOSE */
    bz_str run;                /* TEXT: raw, or the inside of a CDATA section */
    bool is_empty;             /* OPEN: <x/>, no CLOSE follows */
    BZ_VEC(bz_xml_attr) attrs; /* OPEN */
    BZ_VEC(bz_str) open;       /* names not closed yet */
    bool had_root;
    size_t bad_from, bad_to; /* BAD: where, and why */
    const char *why, *hint;
    bz_str unclosed; /* BAD: the element that should have been closed here; or empty */
} bz_xml;

bz_xml_kind bz_xml__next(bz_xml *x);
void bz_xml__deinit(bz_xml *x);

/* Numbers, lengths and colours. A scanner takes them one after the other from a value. */
typedef struct bz_svg_scan {
    bz_str s;
    size_t at;
} bz_svg_scan;

void bz_svg__space(bz_svg_scan *c); /* white space, and at most one comma */
bool bz_svg__number(bz_svg_scan *c, double *out);
bool bz_svg__flag(bz_svg_scan *c, bool *out);
/* With a unit, in pixels; a percentage is refused. */
bool bz_svg__length(bz_str s, double *out);
bool bz_svg__transform(bz_str s, bz_matrix *onto);
bool bz_svg__colour(bz_str s, bz_colour *out);
const char *bz_svg__near_colour(bz_str s); /* for "did you mean"; NULL: none is near */

/* Steps being made: points pass the matrix, lengths do not. */
typedef struct bz_svg_pen {
    bz_drawing *drawing;
    bz_matrix matrix;
    bool is_over; /* more steps than a drawing may have, or a point too far out */
} bz_svg_pen;

void bz_svg__move(bz_svg_pen *p, double x, double y);
void bz_svg__line(bz_svg_pen *p, double x, double y);
void bz_svg__curve(bz_svg_pen *p, double x1, double y1, double x2, double y2, double x, double y);
void bz_svg__close(bz_svg_pen *p);
void bz_svg__ellipse(bz_svg_pen *p, double cx, double cy, double rx, double ry);
void bz_svg__rect(bz_svg_pen *p, double x, double y, double w, double h, double rx, double ry);
/* Gives the byte at which it could not go on, or s.n. */
size_t bz_svg__path(bz_svg_pen *p, bz_str s);
size_t bz_svg__points(bz_svg_pen *p, bz_str s, bool closed);

bz_matrix bz_svg__times(bz_matrix outer, bz_matrix inner);

#endif
