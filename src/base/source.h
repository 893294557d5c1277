/* Source files and places in them. Every stage keeps a span: file and byte range. Line, column (in
 * characters) and the caret line are worked out only when printing. Files are named by their path
 * relative to the root, with '/' and without "./". */
#ifndef BZ_BASE_SOURCE_H
#define BZ_BASE_SOURCE_H

#include "base/str.h"

typedef struct bz_span {
    uint32_t file;       /* 0: no place */
    uint32_t start, end; /* bytes, [start, end) */
} bz_span;

typedef struct bz_sources bz_sources;

bz_sources *bz_sources_new(void);
void bz_sources_free(bz_sources *s);
/* Takes a copy of the name and owns a copy of the text. Gives the file's number (from 1). The same
 * name gives the same number; its text is kept as first given. A leading BOM stays in the text. */
uint32_t bz_sources_add(bz_sources *s, bz_str name, bz_str text);
/* As above, but takes over `text.p`, which came from bz_mem_new or bz_mem_resize. */
uint32_t bz_sources_adopt(bz_sources *s, bz_str name, bz_str text);
uint32_t bz_sources_find(const bz_sources *s, bz_str name); /* 0 when absent */
size_t bz_sources_count(const bz_sources *s);
bz_str bz_source_name(const bz_sources *s, uint32_t file);
bz_str bz_source_text(const bz_sources *s, uint32_t file);
/* Whether the span is none, or lies within a file that is known. */
bool bz_span_is_within(const bz_sources *s, bz_span span);
bz_str bz_span_text(const bz_sources *s, bz_span span);

typedef struct bz_line_column {
    uint32_t line, column; /* from 1; columns count characters (code points) */
} bz_line_column;

bz_line_column bz_source_locate(const bz_sources *s, uint32_t file, uint32_t offset);
/* The byte offset at which line `line` (from 1) starts; the text's length when there is no such
 * line. */
uint32_t bz_source_line_start(const bz_sources *s, uint32_t file, uint32_t line);
/* Whether a line with git's mark of an unfinished merge starts at `at`, and how that is mended. */
bool bz_source_is_unmerged(bz_str text, size_t at);
#define BZ_SOURCE_HOW_TO_MERGE                                                                     \
    "keep one of the two texts, and take out the lines that begin with <<<<<<<, ======= and "      \
    ">>>>>>>"
bool bz_source_is_utf16(bz_str text);                                     /* by its first bytes */
bz_str bz_source_line(const bz_sources *s, uint32_t file, uint32_t line); /* without its end */

static inline bz_span bz_span_none(void)
{
    return (bz_span){0, 0, 0};
}

#endif
