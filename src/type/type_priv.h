/* What the files of this room share. A paragraph goes through four stages, each a file or two:
 *
 *   tidy    the text as given -> quotes, spaces, glue, isolates  (quotes by language, phone
 * numbers) latin   figures -> as the Latin letters around them  (neighbours) words   text ->
 * levels, words, and where a line may end      (levels, breaks) shape   a piece of a word in one
 * look and direction -> runs  (faces, clusters; kept in the cache) fill words -> lines of a width;
 * put into visual order */
#ifndef BZ_TYPE_TYPE_PRIV_H
#define BZ_TYPE_TYPE_PRIV_H

#include "type/patterns.h"
#include "type/type.h"

/* HarfBuzz's, named here so that only the files that call it need its header. */
typedef struct hb_font_t hb_font_t;
typedef struct hb_buffer_t hb_buffer_t;
typedef const struct hb_language_impl_t *hb_language_t;

#define BZ_NO_RUN UINT32_MAX

/* --- scripts and faces */
typedef enum bz_family {
#define BZ_FAMILY(name, regular, bold, italic, both) BZ_FAMILY_##name,
#include "type/fonts.def"
    BZ_FAMILY_COUNT
} bz_family;

typedef struct bz_script {
    uint32_t tag; /* ISO 15924 as HarfBuzz has it */
    bz_family family;
    bz_script_manner manner;
} bz_script;

/* Scripts are rows of one table; row 0 serves where no other does. */
bz_script bz_type__script(uint8_t row);
uint8_t bz_type__script_of_language(bz_str language);
/* The script that a character is of; `otherwise` for those of none or of one without a row. */
uint8_t bz_type__script_of_char(const bz_type *t, uint32_t c, uint8_t otherwise);
void bz_type__scripts(bz_type *t);

typedef struct bz_face {
    enum { BZ_FACE_UNSEEN, BZ_FACE_READY, BZ_FACE_ABSENT, BZ_FACE_BROKEN } state;
    bz_str path;
    bz_str name; /* "Noto Sans Bold" */
    char *bytes;
    hb_font_t *font;
    float per_unit;        /* an em is 1 */
    float ascent, descent; /* both positive */
    uint32_t in_pages;     /* its index there, plus one */
} bz_face;

enum { BZ_BOLD = 1, BZ_ITALIC = 2, BZ_STYLES = 4, BZ_FACES = BZ_FAMILY_COUNT * BZ_STYLES };

/* The face, read when first asked for; the next plainer one where the family has none so. NULL when
 * there is no file. */
bz_face *bz_type__face(bz_type *t, bz_family family, int style);
bool bz_face__has(const bz_face *f, uint32_t c);
uint32_t bz_face__in_pages(bz_type *t, bz_face *f);
/* A regular file's bytes, to be freed; NULL when it cannot be read. */
char *bz_type__read_file(const char *path, size_t *n);
void bz_type__faces_free(bz_type *t);
void bz_type__folders(bz_type *t, const bz_type_setup *setup);

/* --- looks: what of a style and language decides on the shape of a word */
typedef struct bz_look {
    float size;
    uint8_t style; /* BZ_BOLD, BZ_ITALIC */
    bool mono;
    bool in_latin;  /* of no script, inside a run of Latin letters: set as these */
    uint8_t script; /* of its language: for characters of no script */
    uint8_t tongue; /* bz_tongue */
    bz_str lang;    /* in t->names */
    hb_language_t hb_lang;
    void *pango_lang;
} bz_look;

/* --- shaped pieces, kept by text */
typedef enum bz_break {
    BZ_BREAK_NO,
    BZ_BREAK_WEAK, /* only when there is no other way */
    BZ_BREAK_YES,
    BZ_BREAK_MUST
} bz_break;

/* A run as the type keeps it, over all documents; it comes into a page list when it is first placed
 * there. */
typedef struct bz_master {
    bz_face *face;
    float size, advance;
    uint32_t glyph, n_glyphs; /* in t->glyphs */
    uint32_t text, text_n;    /* in t->texts */
    uint32_t in_pages;        /* its index there, */
    uint32_t pages_number;    /* in the list of this number */
    bool is_rtl;
} bz_master;
/* Its index in the page list. */
uint32_t bz_type__place(bz_type *t, uint32_t master);

typedef struct bz_shaped {
    uint32_t master;  /* BZ_NO_RUN: nothing to print */
    uint32_t bytes;   /* of the word's text */
    uint32_t missing; /* the first character without a glyph; 0 */
    float w, trail;   /* whole; of the spaces at its end */
    float ascent, descent, pitch;
    uint8_t brk;   /* bz_break: behind it */
    bool is_space; /* nothing but spaces */
    bool is_shy;   /* ends in a soft hyphen */
} bz_shaped;

typedef struct bz_kept {
    uint64_t hash;
    uint32_t key, key_n; /* in t->keys */
    uint32_t how;
    uint32_t first, n; /* in t->shaped */
} bz_kept;

/* How a piece is asked for, beside its text: the bits of `how`. */
enum {
    BZ_HOW_RTL = 1,
    BZ_HOW_JOINS_BEFORE = 2, /* the letter before it is of the same word */
    BZ_HOW_JOINS_AFTER = 4,
    BZ_HOW_WORD = 8, /* a whole word with its breaks, not a piece that has none */
    BZ_HOW_HYPHEN = 16,
    BZ_HOW_LOOK = 5 /* shift */
};

const bz_kept *bz_cache__find(const bz_type *t, bz_str text, uint32_t how);
void bz_cache__add(bz_type *t, bz_str text, uint32_t how, uint32_t first);
void bz_cache__clear(bz_type *t);

/* Shapes a piece without breaks inside; appends to t->shaped. Not kept. */
void bz_type__shape(bz_type *t, bz_str text, uint32_t look, uint32_t how);
/* As above, through the cache: gives the first, and how many. */
uint32_t bz_type__piece(bz_type *t, bz_str text, uint32_t look, uint32_t how, uint32_t *n);
/* The hyphen printed where a word is parted at a soft hyphen. */
uint32_t bz_type__hyphen(bz_type *t, uint32_t look, bool is_rtl);
bool bz_char__is_ignorable(uint32_t c);
bool bz_char__is_mark(uint32_t c);

/* --- sequences of pictographs */
/* Whether a cluster from `at` on is such a sequence, and its end. */
bool bz_emoji__sequence(bz_str text, size_t at, size_t *end);
typedef struct bz_letter {
    uint32_t c, at;
} bz_letter;
/* Its parts without modifiers; gives how many. At most one for each of its code points. */
size_t bz_emoji__parts(bz_str sequence, uint32_t at, bz_letter *out);

/* --- breaks */
/* t->breaks[i]: whether a line may end before character i of `text` (0 … number of characters). */
typedef struct bz_mark_of_char {
    uint8_t may_break;
    uint8_t is_cursor;
    uint8_t script;
} bz_mark_of_char;
/* Fills t->marks for a word; gives the number of its characters. */
size_t bz_type__mark(bz_type *t, bz_str word, const bz_look *look);
/* Whether a line may end between a space behind `before` and `after`. */
bool bz_break__at_space(uint32_t before, uint32_t after, uint32_t after_that);

/* --- paragraphs */
typedef enum bz_stretch_kind {
    BZ_STRETCH_TEXT,
    BZ_STRETCH_OBJECT,
    BZ_STRETCH_BREAK,
    BZ_STRETCH_CONTROL /* a bidi control, not printed */
} bz_stretch_kind;

typedef struct bz_stretch {
    uint8_t kind;
    bool is_verbatim;
    uint32_t start; /* ends where the next starts */
    uint32_t look;
    bz_text_style style;
    bz_span span;
    float w, ascent, descent; /* OBJECT */
    uint32_t ref;
} bz_stretch;

typedef struct bz_glue {
    uint32_t start, end; /* no line ends inside */
} bz_glue;

/* Text up to the end of the spaces behind it, in one stretch: which letters it has, and what is
 * next to it. The values are those of latin.c. */
typedef struct bz_part {
    uint32_t start, end, stretch;
    uint8_t first, last, before, after;
    bool is_plain, is_isolate;
} bz_part;

/* A word or a part of it: what lines are filled with. */
typedef struct bz_bit {
    bz_shaped s;
    uint32_t stretch;
    uint32_t start, end; /* in the text */
    uint8_t level;
    uint8_t joins; /* BZ_HOW_JOINS_… */
} bz_bit;

struct bz_para {
    bz_type *t;
    bz_str lang;
    bool is_rtl;    /* its start is on the right */
    bool reads_rtl; /* so do its words: not where all of them are of the other direction */
    bool has_bidi, is_ready, is_wrong;
    bz_align align;
    bz_hyphens hyphens;
    bz_buf raw, text;
    BZ_VEC(bz_stretch) given;
    BZ_VEC(bz_stretch) stretches;
    BZ_VEC(bz_glue) glue;
    BZ_VEC(bz_bit) bits;
    float size; /* of its first style: for lines without text */
};

/* Whether directions in it may differ from the paragraph's. Sure when it says no. */
bool bz_type__needs_bidi(bz_str text, bool is_rtl);
void bz_para__tidy(bz_para *p);  /* raw, given -> text, stretches, glue */
void bz_para__latin(bz_para *p); /* figures inside Latin text get stretches of their own */
void bz_para__words(bz_para *p, bz_job *job);
uint32_t bz_type__look(bz_type *t, const bz_text_style *style, bz_str para_lang);
/* The same look for what is of no script inside a run of Latin letters. */
uint32_t bz_type__latin_look(bz_type *t, uint32_t look);

/* --- languages' manners of punctuation */
typedef struct bz_tongue {
    const char *languages;
    const char *open, *close, *inner_open, *inner_close;
} bz_tongue;
const bz_tongue *bz_type__tongue(uint8_t row);
int bz_char__digit(uint32_t c); /* its value; -1 when it is none */
/* The length of the phone number at `at`; 0 when there is none. */
size_t bz_phone__match(bz_str text, size_t at);
uint8_t bz_type__tongue_of_language(bz_str language);
bool bz_language__is(bz_str tag, const char *languages);

/* --- hyphens */
enum {
#define BZ_HYPHENS(languages, file) +1
    BZ_DICTIONARIES = 0
#include "type/hyphens.def"
};
typedef struct bz_dictionary {
    bz_patterns *patterns; /* NULL: not read yet, or there is none */
    bz_str path;
    bool is_seen;
} bz_dictionary;
/* Where a bit may be parted with a hyphen: bytes of it, ascending, room for BZ_HYPHENS_WORD of
 * them. `is_forced`: it has to be parted somewhere. */
size_t bz_para__hyphens(const bz_para *p, size_t bit, bool is_forced, uint8_t *out);
void bz_type__hyphens_free(bz_type *t);

/* --- lines */
/* A piece on its way into a line. */
typedef struct bz_slot {
    bz_shaped s;
    uint32_t stretch, start, end;
    uint8_t level, joins;
    bool hangs; /* space at the end of its line */
    float x;
} bz_slot;
/* t->slots become a line of `out`, in visual order. */
void bz_para__end_line(const bz_para *p, float avail, float indent, float leading, bz_lines *out);
/* Shapes part of a bit's text and appends it to t->slots. */
void bz_para__slot(const bz_para *p, const bz_bit *b, uint32_t start, uint32_t end, uint8_t level);

struct bz_type {
    bz_pages *pages;
    uint32_t pages_number;
    bz_job *job;     /* while a paragraph is worked on */
    bz_arena *arena; /* paths and names */
    bz_str *folders;
    size_t n_folders;
    bool is_usual; /* folders: the distribution's */
    bz_dictionary dictionaries[BZ_DICTIONARIES];
    uint8_t rows[200]; /* of scripts, by GLib's numbers; UINT8_MAX: none */
    bz_face faces[BZ_FACES];
    BZ_VEC(bz_face *) used;
    BZ_VEC(bz_look) looks;
    BZ_VEC(bz_kept) table; /* open addressing; key_n and how of all ones: free */
    size_t n_kept;
    bz_buf keys;
    BZ_VEC(bz_shaped) shaped;
    BZ_VEC(bz_master) masters;
    BZ_VEC(bz_glyph) glyphs;
    bz_buf texts;
    BZ_VEC(bz_mark_of_char) marks;
    BZ_VEC(uint32_t) chars;
    BZ_VEC(bz_letter) letters;
    BZ_VEC(bz_part) parts;
    BZ_VEC(bz_stretch) stretches; /* of the paragraph in hand, while they are parted */
    BZ_VEC(bz_slot) slots;
    BZ_VEC(uint32_t) order;
    BZ_VEC(bz_para *) paras;
    size_t n_paras;
    hb_buffer_t *buffer;
    void *attrs; /* Pango's, for bz_type__mark */
    size_t attrs_cap;
};

#endif
