/* The laid-out pages: what layout makes, and what the PDF writer and the previews read. Everything
 * is placed; nothing is decided here any more. Lengths are points (1/72 inch), the origin is a
 * page's top left corner, y goes down.
 *
 *   runs    a stretch of text shaped once (a word and the space behind it), placed many times
 *   items   what stands on the pages, page by page, in painting order (which within a tag is
 * reading order): placed runs, paths, pictures, links tags    the logical structure (ISO
 * 32000-1, 14.7); an item's tag is a leaf of it, 0 is furniture
 *
 * Index-based and append-only, as the document tree is. */
#ifndef BZ_PAGE_PAGE_H
#define BZ_PAGE_PAGE_H

#include "base/buf.h"
#include "base/job.h"
#include "base/vec.h"
#include "picture/picture.h"

typedef struct bz_page_font {
    bz_str path;   /* the file; borrowed from the fonts, which outlive the list */
    bz_str family; /* as it names itself, with its style: "Noto Sans Bold" */
    uint32_t face; /* index in the file */
} bz_page_font;

/* In visual order, left to right. */
typedef struct bz_glyph {
    uint16_t id;      /* in the font */
    uint16_t cluster; /* the byte in the run's text at which this glyph's cluster starts */
    float x, y;       /* of its origin, from the run's; y goes down */
} bz_glyph;

typedef struct bz_run {
    uint32_t font;            /* in fonts */
    float size;               /* points */
    uint32_t glyph, n_glyphs; /* in glyphs */
    uint32_t text, text_n; /* in text: what it reads as, in logical order; what extraction gives */
    float advance;         /* with the space at its end */
    bool is_rtl;
} bz_run;

typedef enum bz_role {
    BZ_ROLE_NONE,
#define BZ_ROLE(name, pdf, grouping) BZ_ROLE_##name,
#include "page/roles.def"
#undef BZ_ROLE
    BZ_ROLE_COUNT
} bz_role;

typedef uint32_t bz_tag; /* 0: none; 1: the document */

typedef enum bz_numbering {
    BZ_NUMBERING_NONE,
    BZ_NUMBERING_DISC,
    BZ_NUMBERING_CIRCLE,
    BZ_NUMBERING_SQUARE,
    BZ_NUMBERING_DECIMAL
} bz_numbering;

typedef struct bz_tag_node {
    uint8_t role;        /* bz_role */
    uint8_t numbering;   /* of a list: bz_numbering */
    uint8_t scope;       /* of TH: 0 none, 1 column, 2 row, 3 both */
    uint16_t cols, rows; /* a cell's spans; 0 counts as 1 */
    bz_tag parent, next, first, last;
    uint32_t alt, alt_n;       /* what is read instead, in text; Figure must have it */
    uint32_t actual, actual_n; /* what its content stands for (a check box, a hyphen) */
    uint32_t lang, lang_n;     /* BCP 47 where it differs from its parent's */
    bz_span span;              /* of the node of the document it comes from */
} bz_tag_node;

typedef enum bz_item_kind {
    BZ_ITEM_RUN,     /* ref: run; x, y: its origin on the base line */
    BZ_ITEM_SHAPE,   /* ref: shape, in page coordinates */
    BZ_ITEM_PICTURE, /* ref: picture; x, y, w, h: where it stands; flipped where `mirror` */
    BZ_ITEM_LINK     /* ref: link; x, y, w, h: what is clicked */
} bz_item_kind;

typedef struct bz_item {
    uint8_t kind; /* bz_item_kind */
    bool mirror;
    bz_colour colour; /* RUN; an icon's PICTURE is painted in it */
    bool in_colour;   /* PICTURE: paint the whole drawing in `colour` */
    bz_tag tag;
    uint32_t ref;
    float x, y, w, h;
} bz_item;

typedef struct bz_link {
    uint32_t uri, uri_n;     /* in text; empty: inside the document */
    uint32_t dest;           /* in dests, where uri is empty */
    uint32_t title, title_n; /* what it says of itself (Contents); never empty */
} bz_link;

typedef struct bz_dest {
    uint32_t page; /* from 0 */
    float y;
} bz_dest;

typedef struct bz_outline {
    uint8_t level; /* from 1; never more than one deeper than the entry before */
    uint32_t title, title_n;
    uint32_t dest;
} bz_outline;

typedef struct bz_page {
    float w, h;
    uint32_t first, n;       /* items */
    uint32_t label, label_n; /* in text: "iv", "12"; in ASCII digits */
} bz_page;

/* How pages are put on sheets. */
typedef enum bz_imposition {
    BZ_IMPOSE_NONE,
    BZ_IMPOSE_BOOKLET, /* folded in the middle, stitched; bound at the right for right-to-left */
    BZ_IMPOSE_TWO_UP   /* two pages a side, in reading order */
} bz_imposition;

typedef struct bz_pages {
    BZ_VEC(bz_page_font) fonts;
    BZ_VEC(bz_glyph) glyphs;
    BZ_VEC(bz_run) runs;
    BZ_VEC(bz_shape) shapes; /* steps in `steps` */
    BZ_VEC(bz_step) steps;
    BZ_VEC(bz_picture) pictures; /* owned */
    BZ_VEC(bz_link) links;
    BZ_VEC(bz_dest) dests;
    BZ_VEC(bz_outline) outlines;
    BZ_VEC(bz_tag_node) tags; /* [0] unused */
    BZ_VEC(bz_item) items;
    BZ_VEC(bz_page) pages;
    bz_buf text;
    bz_str title, lang, author, subject; /* of the document; borrowed */
    int64_t date;                        /* seconds since 1970, UTC: creation and change */
    bool is_rtl, is_duplex;
    bz_imposition imposition;
    float sheet_w, sheet_h; /* of an imposed sheet */
} bz_pages;

bz_pages *bz_pages_new(void);
void bz_pages_free(bz_pages *p);

/* A text put into the blob: its offset; its length is s.n. */
uint32_t bz_pages_text(bz_pages *p, bz_str s);
bz_str bz_pages_str(const bz_pages *p, uint32_t offset, uint32_t n);
bz_tag bz_pages_tag(bz_pages *p, bz_tag parent, bz_role role, bz_span span);
/* Adds an item to the page that is being filled; the page is begun with bz_pages_begin. */
void bz_pages_begin(bz_pages *p, float w, float h);
void bz_pages_put(bz_pages *p, const bz_item *item);
/* A rectangle's, rounded rectangle's or line's steps; give the index of the new shape. */
uint32_t bz_pages_rect(bz_pages *p, float x, float y, float w, float h, float radius,
                       const bz_shape *paint);
uint32_t bz_pages_line(bz_pages *p, float x1, float y1, float x2, float y2, const bz_shape *paint);

const char *bz_role_pdf(bz_role r); /* "LBody" */
/* Which page of the list stands at place `place` (0 left, 1 right) of side `side` of the imposed
 * sheets; -1: blank. Sides: bz_pages_sides. */
int32_t bz_pages_imposed(const bz_pages *p, uint32_t side, int place);
uint32_t bz_pages_sides(const bz_pages *p);

/* One line an item, lengths rounded to half a point, for golden tests: kind, box, looks, <tag>,
 * text. Words that follow each other on one base line in the same looks and tag share a line. */
void bz_pages_dump(const bz_pages *p, bz_buf *out);

#endif
