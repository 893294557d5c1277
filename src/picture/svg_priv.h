/* What the files of the reader of SVG share. */
#ifndef BZ_PICTURE_SVG_PRIV_H
#define BZ_PICTURE_SVG_PRIV_H

#include "picture/picture_priv.h"

typedef struct bz_svg_paint {
    bool is_none, is_current;
    bz_colour colour;
} bz_svg_paint;

/* What an element hands down to those in it; then what is its own. */
typedef struct bz_svg_state {
    bz_matrix matrix;
    bz_svg_paint fill, stroke;
    bz_colour current;
    double fill_opacity, stroke_opacity, opacity, width, dash_on, dash_off;
    uint8_t cap, join;
    bool even_odd, clip_even_odd, is_hidden;
    uint32_t clip; /* as in bz_shape */

    double own_opacity;
    bz_str own_clip, own_transform; /* empty: none */
    bool is_absent;                 /* display: none */
} bz_svg_state;

/* A rule of a style sheet: one selector and its declarations. */
typedef enum bz_svg_select {
    BZ_SVG_ELEMENT,
    BZ_SVG_CLASS,
    BZ_SVG_ID,
    BZ_SVG_SELECTS
} bz_svg_select;
typedef struct bz_svg_rule {
    bz_svg_select select;
    bz_str name, body;
} bz_svg_rule;

typedef struct bz_svg_stop {
    double offset, opacity;
    bz_colour colour;
} bz_svg_stop;

typedef struct bz_svg_gradient {
    bz_str id, href;
    bz_span span;
    size_t first, n; /* stops */
} bz_svg_gradient;

typedef struct bz_svg_named {
    bz_str id;
    size_t at; /* of its tag */
} bz_svg_named;

typedef struct bz_svg {
    bz_picture *out;
    bz_picture_desk *desk;
    bz_svg_pen pen;
    bool is_icon, is_stopped, has_told_gradient;
    unsigned reports;
    uint64_t work; /* bytes of declarations applied: a bound on rules times elements */
    double view_w, view_h;
    BZ_VEC(bz_svg_rule) rules;
    BZ_VEC(bz_svg_gradient) gradients;
    BZ_VEC(bz_svg_stop) stops;
    BZ_VEC(bz_svg_named) clips;
} bz_svg;

/* Reads d->bytes. An icon is 24 by 24 as it stands, stroked and not filled until it says otherwise.
 */
bool bz_svg__draw(bz_picture *out, bz_picture_desk *d, bool is_icon);

/* Reports at `at`, a slice of the file. */
void bz_svg__report(bz_svg *g, bz_code code, bz_str at, const char *hint, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
/* The same with "did you mean" where a candidate is near; otherwise the hint. */
void bz_svg__unknown(bz_svg *g, bz_str at, const char *what, const bz_str *known, size_t n,
                     const char *hint);

/* Style sheets, gradients and clip paths, wherever in the file they stand. */
void bz_svg__collect(bz_svg *g);
const bz_svg_named *bz_svg__find_clip(const bz_svg *g, bz_str id);
/* The one tone that stands for a gradient; false when there is none of this name. */
bool bz_svg__tone(bz_svg *g, bz_str id, bz_colour *out);
/* The `x` of `url(#x)`, and what stands behind it; empty when it is none. */
bz_str bz_svg__reference(bz_str value, bz_str *behind);
bz_str bz_svg__attr(const bz_xml *x, const char *name); /* empty when absent */
bz_str bz_svg__local(bz_str name); /* without "svg:"; empty: another vocabulary */

/* Each property of an element, from the weakest to the strongest: attributes, rules, `style`. */
typedef void (*bz_svg_take)(bz_svg *g, void *context, bz_str name, bz_str value);
void bz_svg__properties(bz_svg *g, const bz_xml *x, bz_svg_take take, void *context);

/* Applies properties and attributes of painting; `own` are the names of further attributes that the
 * element has. */
void bz_svg__style(bz_svg *g, const bz_xml *x, bz_svg_state *s, const char *const *own);
bool bz_svg__is_property(bz_str name);

/* Draws the element's outline; false when it is none that has one. */
bool bz_svg__outline(bz_svg *g, const bz_xml *x);
const char *const *
bz_svg__geometry(bz_str name); /* names of its attributes; NULL: has no outline */

#endif
