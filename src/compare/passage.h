/* What changed between two texts: only the passages that did, line beside line, with the words that
 * differ marked. */
#ifndef BZ_COMPARE_PASSAGE_H
#define BZ_COMPARE_PASSAGE_H

#include "base/buf.h"

/* How a passage is written. Each label stands before a line; `open` and `close` go round words that
 * the other line does not have. */
typedef struct bz_passage_style {
    const char *same, *was, *now;
    const char *was_open, *was_close, *now_open, *now_close;
    void (*put)(bz_str words, bz_buf *out); /* escapes what a reader would take for markup */
} bz_passage_style;

/* For a terminal: words that differ stand in [brackets]. */
extern const bz_passage_style bz_compare_passage_text;

/* Puts the changed passages, each with the line before it; nothing when the lines are the same.
 * Empty lines and space around a line do not count. */
void bz_compare_put_passages(bz_str was, bz_str now, const bz_passage_style *style, bz_buf *out);
/* Whether the texts say the same, line by line. */
bool bz_compare_same_lines(bz_str was, bz_str now);

/* The difference line by line, with three lines round each; nothing when they are the same. */
void bz_compare_put_lines(bz_str before, bz_str after, bz_buf *out);

#endif
