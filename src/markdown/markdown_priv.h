/* Shared by the files of this room. One reading goes through four texts of places:
 *
 *   source   what the caller gave, without a byte order mark
 *   text     what cmark reads: the source with every mark (fence line, word) replaced by a numbered
 *            private-use character; line ends stay where they are, so line N is line N
 *   cells    the cells of all pipe tables, a paragraph each, for a second parse
 *   file     spans: the source shifted by where it stands in the file
 *
 * A `view` is a text together with the pieces that lead back to the text before it. */
#ifndef BZ_MARKDOWN_MARKDOWN_PRIV_H
#define BZ_MARKDOWN_MARKDOWN_PRIV_H

#include "markdown/markdown.h"
#include <cmark.h>

/* What was replaced before cmark. */
typedef enum bz_md_mark_kind {
    BZ_MD_WORD,           /* {{name}} */
    BZ_MD_MALFORMED_WORD, /* {{Na me}} */
    BZ_MD_UNCLOSED_WORD,  /* {{ without }} on its line: the two braces */
    BZ_MD_FENCE,          /* ::: to the end of its line */
    BZ_MD_REFERENCE,      /* &#xE000; and the like: a character that nobody may write */
    BZ_MD_REFUSED         /* that character itself; reported when found */
} bz_md_mark_kind;

typedef struct bz_md_mark {
    uint32_t start, end; /* in the source */
    uint32_t at;         /* of its stand-in, in the text */
    uint32_t kind;       /* bz_md_mark_kind */
} bz_md_mark;

/* From `at` in a view on, bytes are those from `from` in the text before it. */
typedef struct bz_md_piece {
    uint32_t at, from;
} bz_md_piece;

typedef struct bz_md_view {
    bz_str text;
    const bz_md_piece *pieces; /* NULL: the view is the reader's text */
    size_t n_pieces;
} bz_md_view;

/* Memory of one parse; see pool.c. */
typedef struct bz_md_chunk bz_md_chunk;
typedef struct bz_md_pool {
    bz_md_chunk *chunks;
    char *at, *end, *last;
    const char *no_title; /* what cmark gives for a link without a title, as against an empty one */
} bz_md_pool;

typedef struct bz_md_table {
    cmark_node *paragraph;
    uint32_t first_row, rows; /* in reader.rows; the header is the first */
} bz_md_table;

typedef struct bz_md_row {
    uint32_t start, end; /* in the text */
    uint32_t first_cell, cells;
} bz_md_row;

typedef struct bz_md_cell {
    uint32_t start, end; /* in the text */
    uint32_t at, n;      /* in the cells' text; n 0: an empty cell without a paragraph */
} bz_md_cell;

typedef struct bz_md_open {
    bz_node node;  /* 0: an unknown or misplaced container, kept only to match its closing line */
    bz_node outer; /* where blocks went before it */
    uint32_t mark;
    bool is_reported;
} bz_md_open;

typedef struct bz_md_reader {
    const bz_markdown_text *in;
    bz_doc *doc;
    bz_job *job;
    bz_node parent;
    bool is_ours;    /* CURRICULUM: additions on */
    bool has_errors; /* reported */
    size_t base;     /* of the source in in->text: 3 behind a byte order mark */
    bz_str source, text;
    bz_buf built;                    /* the text, when it is not the source */
    BZ_VEC(bz_md_mark) marks;        /* in order of place */
    BZ_VEC(uint32_t) lines;          /* where each starts, in the text */
    BZ_VEC(uint32_t) stray;          /* lines with ::: where no container can be */
    BZ_VEC(uint32_t) delimiter_rows; /* lines that may make the line before them a table's header */
    BZ_VEC(uint32_t) definitions;    /* lines that may be a link's definition */
    size_t next_stray, next_delimiter_row;
    size_t near_mark; /* the last one asked for: places are asked for in order, nearly */
    bz_md_pool pool;
    /* blocks */
    BZ_VEC(bz_md_open) open; /* containers, outermost first */
    bz_node top;             /* where blocks of the document go: parent or innermost container */
    size_t late_closes;      /* closing lines found inside a list item */
    size_t quotes;           /* that are open where the walk is */
    /* tables */
    bz_md_pool cell_pool;
    BZ_VEC(bz_md_table) tables;
    BZ_VEC(bz_md_row) rows;
    BZ_VEC(bz_md_cell) table_cells;
    BZ_VEC(bz_md_piece) cell_pieces;
    bz_buf cells;
    size_t next_table;
    cmark_node *next_cell; /* the paragraph of the next cell that has one */
} bz_md_reader;

static inline bool bz_md__is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline bool bz_md__is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static inline bool bz_md__is_white(char c)
{
    return bz_md__is_blank(c) || bz_md__is_line_end(c);
}

/* A character that cmark takes for a space but never trims, so that a paragraph of one line cannot
 * begin with block markup; taken away again afterwards. */
#define BZ_MD_SHIELD "\xe2\x81\x9f" /* U+205F */

/* --- read.c: places and reports */
bz_span bz_md__span(const bz_md_reader *r, size_t start, size_t end); /* of source offsets */
size_t bz_md__source_of(bz_md_reader *r, const bz_md_view *view, size_t at);
bz_span bz_md__span_of(bz_md_reader *r, const bz_md_view *view, size_t start, size_t end);
bz_md_view bz_md__main_view(const bz_md_reader *r);
void bz_md__free(bz_md_reader *r);
/* As much of `s` as fits in a message: one line, no more than 60 bytes. */
bz_str bz_md__short(bz_str s);
#define bz_md__report(r, code, start, end, ...)                                                    \
    bz_md__report_at((r), (code), bz_md__span((r), (start), (end)), __VA_ARGS__)
#define bz_md__report_at(r, code, span, ...)                                                       \
    ((r)->has_errors = true, bz_diag_add((r)->job->diags, (code), (span), __VA_ARGS__))
#define bz_md__hint(r, diag, ...) bz_diag_hint((r)->job->diags, (diag), __VA_ARGS__)

/* --- scan.c: before cmark. False: nothing can be read; it has been reported. */
bool bz_md__scan(bz_md_reader *r);
/* As above for one line: no fences, no lines, line ends become spaces. */
bool bz_md__scan_line(bz_md_reader *r);

/* --- marks.c: stand-ins and what they stand for */
/* Appends the stand-in of mark number `k`; false when there are no more numbers. */
bool bz_md__mark_put(bz_buf *out, size_t k);
/* The mark whose stand-in is at s.p[at], and the stand-in's length; NULL when there is none. */
const bz_md_mark *bz_md__mark_at(const bz_md_reader *r, bz_str s, size_t at, size_t *n);
size_t bz_md__mark_bytes(size_t k);
/* Where the next stand-in may be at or behind `from`; s.n when there is none. */
size_t bz_md__mark_find(const bz_md_reader *r, bz_str s, size_t from);
/* `s` with everything put back as it was written; `s` itself, or in `scratch`. */
bz_str bz_md__restore(const bz_md_reader *r, bz_str s, bz_buf *scratch);
/* Reads the word that starts at source[at] with two braces: what it is, and where it ends. */
bz_md_mark_kind bz_md__word(bz_str source, size_t at, size_t *end, bz_str *name, bz_str *form);
/* Reports what is wrong with a mark that is not a well-formed word. */
void bz_md__mark_report(bz_md_reader *r, const bz_md_mark *m);

/* --- pool.c: the only memory of cmark */
cmark_node *bz_md__parse(bz_md_pool *pool, bz_str text);
void bz_md__pool_free(bz_md_pool *pool);

/* --- fence.c: containers and ids */
void bz_md__fence(bz_md_reader *r, size_t mark, const cmark_node *where);
void bz_md__close_late(bz_md_reader *r);
void bz_md__close_all(bz_md_reader *r);
/* Whether source[start, end) is an id that an author may give; reports when not. */
bool bz_md__check_id(bz_md_reader *r, size_t start, size_t end);

/* --- places.c: where blocks stand in the text */
size_t bz_md__block_start(const bz_md_reader *r, cmark_node *block);
size_t bz_md__lines_end(const bz_md_reader *r, cmark_node *block);
/* Where a block that holds no blocks ends, without the line end. */
size_t bz_md__leaf_end(const bz_md_reader *r, cmark_node *block, size_t start, size_t quotes);
bool bz_md__is_atx(bz_str s, size_t at); /* # Title */
/* Line `line` (from 1) without its end, and without white space and up to `quotes` quote markers
 * at its start. */
void bz_md__line(const bz_md_reader *r, size_t line, size_t quotes, size_t *start, size_t *end);
/* A paragraph may begin with link definitions, which cmark takes away: behind those. */
size_t bz_md__past_definitions(const bz_md_reader *r, size_t start, size_t end, size_t quotes);

/* --- blocks.c */
void bz_md__blocks(bz_md_reader *r, cmark_node *document);
void bz_md__heading_id(bz_md_reader *r, bz_node heading, size_t start, size_t end);

/* --- inlines.c */
typedef struct bz_md_inlines {
    const bz_md_view *view;
    size_t start, end; /* of the block's content in the view */
    size_t quotes;     /* quote markers that may stand at the start of a further line */
    bz_span span;      /* of the block, for inlines whose place is not known */
    bool is_shielded;
} bz_md_inlines;
void bz_md__inlines(bz_md_reader *r, cmark_node *block, bz_node to, const bz_md_inlines *about);

/* --- trace.c: follows the source while the tree is walked, to know where links stand */
typedef struct bz_md_trace {
    bz_str s;
    size_t at, quotes;
    size_t line;  /* where the last line broken to begins, behind its quote markers */
    bool is_lost; /* the two do not agree any more; places are not known from here on */
} bz_md_trace;
void bz_md__trace_text(bz_md_trace *t, bz_str literal);
void bz_md__trace_break(bz_md_trace *t);
void bz_md__trace_delimiters(bz_md_trace *t, size_t n);
void bz_md__trace_code(bz_md_trace *t);
void bz_md__trace_html(bz_md_trace *t, bz_str literal);
void bz_md__trace_open(bz_md_trace *t, bool is_image);
void bz_md__trace_close(bz_md_trace *t);
/* Steps over a destination at `at`, which may be empty; SIZE_MAX when it is none. */
size_t bz_md__destination(bz_str s, size_t at);
/* Steps over a title; gives its end, or `at` when there is none. */
size_t bz_md__title(bz_str s, size_t at);
/* Steps over spaces, and at most one line end with the markers behind it. */
size_t bz_md__gap(bz_str s, size_t at, size_t quotes);

/* --- links.c: what a link or an image may point to */
void bz_md__check_link(bz_md_reader *r, bz_str dest, bz_span span, bool is_image);

/* --- tables.c */
void bz_md__tables_find(bz_md_reader *r, cmark_node *document);
/* Builds the table if this paragraph is the next one. */
bool bz_md__table(bz_md_reader *r, cmark_node *paragraph, bz_node to, bz_span span);

#endif
