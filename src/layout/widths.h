/* Widths of columns, found from what stands in them; see widths.c. */
#ifndef BZ_LAYOUT_WIDTHS_H
#define BZ_LAYOUT_WIDTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bz_column {
    float least; /* the widest piece that cannot be broken, with the room at its sides */
    float most;  /* everything in one line */
    float w;     /* what it gets */
} bz_column;

/* Makes columns [from, from + span) wide enough together for a cell that covers them. */
void bz_layout__widen(bz_column *c, size_t from, size_t span, float least, float most);
/* Shares `width` out: every column gets its least, and of the rest what it has to say. */
void bz_layout__share(bz_column *c, size_t n, float width);
/* What a cell would take in one line. Those of one row follow each other. */
typedef struct bz_cell_width {
    uint32_t row;
    uint16_t column, span;
    float most;
} bz_cell_width;

/* Moves width between columns where that makes the rows lower together. */
void bz_layout__tune(bz_column *c, size_t n, const bz_cell_width *cells, size_t n_cells, float pad);
/* How many columns are narrower than `least`, and than their widest word. */
size_t bz_layout__narrow(const bz_column *c, size_t n, float least);
/* Equal columns, but for a first one of names that takes what it needs, within limits. */
void bz_layout__share_equally(bz_column *c, size_t n, float width, bool is_named);

#endif
