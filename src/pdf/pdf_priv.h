/* What the files of the PDF writer share: the state of one file being written. */
#ifndef BZ_PDF_PDF_PRIV_H
#define BZ_PDF_PDF_PRIV_H

#include "pdf/pdf.h"
#include "pdf/file_priv.h"
#include "pdf/put_priv.h"

typedef struct bz_pdf bz_pdf;

/* --- fonts: a code is a glyph and the text it stands for, so one glyph may have many */
typedef struct bz_pdf_code {
    uint16_t glyph;
    uint32_t text, n; /* in the font's texts */
    uint32_t next;    /* the next code of the same glyph; 0: none */
} bz_pdf_code;

typedef struct bz_pdf_font {
    void *face, *shaper; /* hb_face_t, hb_font_t; NULL until used */
    bool is_lost;        /* could not be opened: reported */
    uint32_t object;     /* 0: not used */
    uint32_t n_glyphs, upem;
    bool has_blank; /* looked for */
    uint16_t blank;
    uint32_t *first;           /* by glyph: its first code */
    BZ_VEC(bz_pdf_code) codes; /* [0] is .notdef and never shown */
    bz_buf texts;
} bz_pdf_font;

/* Opens the font at its first use; NULL, and reported, when that fails. */
bz_pdf_font *bz_pdf__font(bz_pdf *d, uint32_t i);
/* Reports that the font fails; nothing more is shown in it. */
void bz_pdf__font_lose(bz_pdf *d, uint32_t i, const char *why);
/* The code for `glyph` read as `text` (not empty); 0 when there are too many. */
uint32_t bz_pdf__code(bz_pdf_font *f, uint16_t glyph, bz_str text);
/* The glyph that a character has by itself; 0 when it has none. */
uint32_t bz_pdf__nominal(const bz_pdf_font *f, uint32_t character);
/* A glyph that shows nothing and takes no room; 0: there is none. */
uint16_t bz_pdf__blank(bz_pdf_font *f);
/* Each letter as the two that it is made of, where it is; the view is of `to`. */
bz_str bz_pdf__decomposed(bz_str letters, bz_buf *to);
/* The code as the file has it: two bytes, none of which needs an escape in a string. */
uint32_t bz_pdf__cid(uint32_t code);
/* In thousandths of the size, as the file gives it. */
double bz_pdf__advance(const bz_pdf_font *f, uint16_t glyph);
void bz_pdf__fonts_end(bz_pdf *d); /* writes those that were used */
void bz_pdf__font_deinit(bz_pdf_font *f);

/* --- runs: each is encoded once, whatever the number of its places */
typedef struct bz_pdf_run {
    uint32_t at, n; /* in `encoded`; n 0: not yet, or empty */
    float pen;      /* where the pen stands behind it, from the run's origin */
    bool is_encoded;
    bool stands_alone; /* has marks of its own: cannot go into the array of its neighbours */
} bz_pdf_run;

const bz_pdf_run *bz_pdf__run(bz_pdf *d, uint32_t i);

/* --- the content stream of a page, and the graphics state that the file is in at its end */
typedef enum bz_pdf_mark { BZ_PDF_MARK_NONE, BZ_PDF_MARK_FURNITURE, BZ_PDF_MARK_TAG } bz_pdf_mark;

typedef struct bz_pdf_paint {
    bz_colour fill, stroke;
    uint8_t alpha;
    int64_t width, dash_on, dash_off; /* hundredths */
    uint8_t cap, join;
    uint32_t font;
    float size;
} bz_pdf_paint;

typedef struct bz_pdf_ink {
    bz_buf c;
    float height; /* of the page: its y goes down, a PDF's up */
    bz_pdf_paint paint;
    bool in_text, in_array;
    int64_t line_x, line_y; /* hundredths: where the last Td led */
    double pen;             /* points: where the next glyph would stand; holds in_text */
    bz_pdf_mark mark;
    uint32_t element; /* of the mark, when it is a tag */
    int furniture;    /* kind of the mark, when it is furniture */
    bool is_see_through;
} bz_pdf_ink;

void bz_pdf__place_run(bz_pdf *d, bz_pdf_ink *ink, const bz_item *item);
void bz_pdf__end_text(bz_pdf_ink *ink);
/* `steps` and the shape's numbers are in points, y down from `height`. */
void bz_pdf__place_shape(bz_pdf *d, bz_pdf_ink *ink, const bz_shape *s, const bz_step *steps);
void bz_pdf__place_picture(bz_pdf *d, bz_pdf_ink *ink, const bz_item *item);
bz_pdf_paint bz_pdf__paint_initial(void);
void bz_pdf__fill_colour(bz_pdf *d, bz_pdf_ink *ink, bz_colour c);
void bz_pdf__alpha(bz_pdf *d, bz_pdf_ink *ink, uint8_t alpha);
const char *bz_pdf__painter(const bz_shape *s); /* the operator: "B*\n" */
void bz_pdf__put_path(bz_buf *o, const bz_step *steps, uint32_t n, float height, bool is_fine);
/* Colours of fill (`g`, `rg`) or stroke. */
void bz_pdf__put_colour(bz_buf *o, bz_colour c, bool is_stroke);

/* --- pictures: each at most once as it is, and once more to be painted in a colour from outside */
typedef struct bz_pdf_picture {
    uint32_t own, tinted; /* objects; 0: not used */
} bz_pdf_picture;

void bz_pdf__pictures_end(bz_pdf *d);

/* --- structure: the elements are the tags and a few more that links and stray content need */
typedef struct bz_pdf_element {
    uint8_t role;
    bool is_kept;
    uint32_t parent, object;
    uint32_t first;    /* order of its earliest content; UINT32_MAX: none */
    uint32_t piece, n; /* its pieces, once they are sorted */
    uint32_t figure;   /* its box: 1 + index in figures; 0: none */
} bz_pdf_element;

typedef enum bz_pdf_piece_kind {
    BZ_PDF_CONTENT,
    BZ_PDF_ANNOTATION,
    BZ_PDF_ELEMENT
} bz_pdf_piece_kind;

typedef struct bz_pdf_piece {
    uint32_t element, order; /* order: the item's number in the page list */
    uint32_t sheet, kind;    /* bz_pdf_piece_kind */
    uint32_t ref;            /* marked content id, annotation or element */
} bz_pdf_piece;

typedef struct bz_pdf_annotation {
    uint32_t object, element, item, sheet;
    float x, y, w, h; /* on the sheet, y up */
} bz_pdf_annotation;

typedef struct bz_pdf_figure {
    uint32_t sheet;
    float box[4];   /* on the sheet, y up */
    bool is_spread; /* over sheets: has no box */
} bz_pdf_figure;

/* A page of the file: one page of the list, or two on a sheet. */
typedef struct bz_pdf_seat {
    int32_t page;      /* -1: blank */
    float scale, x, y; /* of its lower left corner */
} bz_pdf_seat;

typedef struct bz_pdf_sheet {
    float w, h;
    int n_seats;
    bz_pdf_seat seats[2];
    bool has_fold_marks;
} bz_pdf_sheet;

typedef struct bz_pdf_spot_of {
    uint32_t sheet;
    int seat;
} bz_pdf_spot_of;

/* Where content is being put. */
typedef struct bz_pdf_spot {
    uint32_t sheet;
    const bz_pdf_seat *seat;
    const bz_page *page;
} bz_pdf_spot;

struct bz_pdf {
    const bz_pages *pages;
    bz_job *job;
    bz_status status;
    bz_pdf_file file;
    uint32_t n_sheets;
    /* Objects; of the sheets the first, of the tree of pages the root, its nodes behind it. */
    uint32_t catalog, sheet, resources, page_tree, tree, parent_tree, outlines;
    BZ_VEC(bz_pdf_font) fonts;
    BZ_VEC(bz_pdf_run) runs;
    bz_buf encoded;
    BZ_VEC(bz_pdf_picture) pictures;
    BZ_VEC(bz_pdf_element) elements;
    BZ_VEC(bz_pdf_piece) pieces;
    BZ_VEC(uint32_t) owners;       /* elements by marked content, sheet after sheet */
    BZ_VEC(uint32_t) sheet_owners; /* by sheet: its first in owners */
    BZ_VEC(bz_pdf_annotation) annotations;
    BZ_VEC(bz_pdf_figure) figures;
    bz_pdf_spot_of *spot_of; /* by page of the list */
    uint32_t alphas[256];    /* objects of the opacities used */
};

uint32_t bz_pdf__sheets(const bz_pages *p);
bz_pdf_sheet bz_pdf__sheet(const bz_pages *p, uint32_t i);
void bz_pdf__sheets_write(bz_pdf *d);
/* Objects of the tree of pages: how many, and which one is above a sheet. */
uint32_t bz_pdf__page_nodes(uint32_t n_sheets);
uint32_t bz_pdf__page_node(const bz_pdf *d, uint32_t sheet);
void bz_pdf__page_tree_write(bz_pdf *d);

void bz_pdf__structure_begin(bz_pdf *d);
/* The element that carries the item: its tag's own, or one made for it where the tag may have no
 * content; 0: it is furniture. */
uint32_t bz_pdf__carrier(bz_pdf *d, const bz_pdf_ink *ink, const bz_item *item, uint32_t order);
/* Takes the item into the box of the figure that it is part of. */
void bz_pdf__frame(bz_pdf *d, const bz_pdf_spot *on, uint32_t element, const bz_item *item);
void bz_pdf__structure_write(bz_pdf *d);
void bz_pdf__parents_write(bz_pdf *d);

void bz_pdf__annotate(bz_pdf *d, const bz_pdf_spot *on, uint32_t order);
void bz_pdf__annotations_write(bz_pdf *d);
/* "[12 0 R/XYZ x y null]" */
void bz_pdf__put_dest(const bz_pdf *d, bz_buf *o, uint32_t dest);

void bz_pdf__outlines_write(bz_pdf *d);
void bz_pdf__catalog_write(bz_pdf *d);
uint32_t bz_pdf__info_write(bz_pdf *d);
uint32_t bz_pdf__metadata_write(bz_pdf *d);
void bz_pdf__put_labels(const bz_pdf *d, bz_buf *o);

#endif
