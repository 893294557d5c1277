/* Typography: styled text in, lines of shaped runs out. Fonts come from a private configuration (a
 * table of families by script, files looked for in a few folders), never from the machine's own.
 * Pango gives directions and says where a line may break, HarfBuzz shapes; each word is shaped once
 * and kept (word, font, size, script, direction, language). Lives as long as a build; paragraphs
 * come and go. */
#ifndef BZ_TYPE_TYPE_H
#define BZ_TYPE_TYPE_H

#include "base/job.h"
#include "page/page.h"

typedef struct bz_type bz_type;

typedef struct bz_type_setup {
    const bz_str *folders; /* where font files are looked for, in order; NULL: the distribution's */
    size_t n_folders;
} bz_type_setup;

bz_type *bz_type_new(const bz_type_setup *setup);
void bz_type_free(bz_type *t);
/* From here on runs and fonts are added to `pages`, when they are first placed there. Shaped words
 * are kept over documents. Call it once before the paragraphs of a document. */
void bz_type_begin(bz_type *t, bz_pages *pages);

/* What a script asks for, by the document's language: sizes are multiplied by `scale`, the leading
 * is at least `leading` times the size; false `has_italics` prints emphasis in bold. */
typedef struct bz_script_manner {
    float scale, leading;
    bool has_italics;
    bool is_rtl;
} bz_script_manner;
bz_script_manner bz_type_manner(bz_str language);

typedef enum bz_weight { BZ_WEIGHT_NORMAL, BZ_WEIGHT_BOLD } bz_weight;

typedef struct bz_text_style {
    float size; /* points, before the script's scale */
    bool bold, italic, mono;
    bool keep;    /* never broken over lines */
    bool isolate; /* a bidi isolate of its own (Unicode FSI … PDI, not printed) */
    float rise;   /* of the base line, upwards: note marks */
    bz_colour colour;
    bz_str lang;   /* BCP 47; empty: the paragraph's */
    bz_tag tag;    /* given back with each placed run */
    uint32_t link; /* likewise; 0: none */
} bz_text_style;

typedef enum bz_align { BZ_ALIGN_START, BZ_ALIGN_CENTRE, BZ_ALIGN_END } bz_align;

/* Whether words may be parted with a hyphen, where the language has patterns for it and they are
 * installed: never; where a word alone is wider than its line; or also where a line would be badly
 * short without. A soft hyphen in the text is followed in any case. */
typedef enum bz_hyphens { BZ_HYPHENS_NEVER, BZ_HYPHENS_FORCED, BZ_HYPHENS_NEEDED } bz_hyphens;

typedef struct bz_para bz_para;

/* A paragraph in the base direction and language given. Owned by `t`'s scratch until bz_type_drop.
 */
bz_para *bz_para_new(bz_type *t, bz_str language, bool is_rtl, bz_align align);
/* BZ_HYPHENS_NEVER when not called. */
void bz_para_hyphens(bz_para *p, bz_hyphens when);
/* Adds text. Quotes become those of the language, spaces before French punctuation do not break, a
 * number keeps its unit, a phone number is one piece and an isolate. `span` is where the text comes
 * from: for reports of characters that no font has. */
void bz_para_text(bz_para *p, bz_str text, const bz_text_style *style, bz_span span);
/* As it stands: no quotes, no spaces changed. */
void bz_para_verbatim(bz_para *p, bz_str text, const bz_text_style *style, bz_span span);
void bz_para_break(bz_para *p); /* a line ends here */
/* Room for something that is not text (an icon, a picture in a line): given back as a piece with
 * run UINT32_MAX and this `ref`. */
void bz_para_object(bz_para *p, float w, float ascent, float descent, uint32_t ref, bz_tag tag);

/* A placed piece: x from the line's left end, for the physical page, already in visual place. */
typedef struct bz_piece {
    uint32_t run; /* in the page list; UINT32_MAX: an object */
    uint32_t ref;
    float x, rise, w;
    bz_colour colour;
    bz_tag tag;
    uint32_t link;
} bz_piece;

typedef struct bz_line {
    uint32_t first, n;     /* pieces, in logical order */
    float width;           /* without the space at its end */
    float x;               /* from the left end of the measure, by alignment and direction */
    float ascent, descent; /* of the tallest in it */
    float pitch;           /* from base line to base line, as the sizes and scripts in it ask */
    bool is_parted;        /* ends within a word, with a hyphen */
} bz_line;

typedef struct bz_lines {
    BZ_VEC(bz_line) lines;
    BZ_VEC(bz_piece) pieces;
} bz_lines;

/* Lines no wider than `width` (a word that is wider is broken between letters), the first one by
 * `indent` narrower at its start. `leading` is the least pitch. Appends to `out`. A character
 * without a glyph is an error that names it and its place; the lines are made all the same. May be
 * called again with another width. */
bz_status bz_para_lay(bz_para *p, float width, float indent, float leading, bz_lines *out,
                      bz_job *job) BZ_CHECK_RESULT;
/* The widest piece that cannot be broken, and the width in one line. */
void bz_para_measure(bz_para *p, float *least, float *most, bz_job *job);
void bz_type_drop(bz_type *t); /* gives back all paragraphs */

void bz_lines_deinit(bz_lines *l);

/* Files used so far, for the manifest: fonts, then patterns of hyphenation. */
size_t bz_type_files(const bz_type *t);
bz_str bz_type_file(const bz_type *t, size_t i); /* its path */

#endif
