/* What tables.c and rows.c share: a table that is being laid out. tables.c reads it and finds how
 * wide its columns are, rows.c makes slices of its rows. */
#ifndef BZ_LAYOUT_TABLE_H
#define BZ_LAYOUT_TABLE_H

#include "layout/layout_priv.h"
#include "layout/widths.h"

enum { BZ_TABLE_COLUMNS = 64 };

typedef struct bz_table_cell {
    bz_node node;
    uint16_t column, span;
    bool is_header;
    bz_tag tag;
    bz_para *para;     /* NULL: nothing in it */
    uint32_t first, n; /* lines */
    float h;           /* of its lines */
} bz_table_cell;

typedef struct bz_table_row {
    bz_node node;
    size_t cell, n;
    bool is_head;
    float h;
} bz_table_row;

typedef struct bz_table {
    bz_lay *l;
    const bz_frame *f;
    bz_node node;
    bool is_too_wide;
    bool is_grid, is_named, is_kept; /* kept: its paragraphs live until it is laid out */
    bz_str aligns;
    size_t n_cols, n_heads;
    bz_column cols[BZ_TABLE_COLUMNS];
    size_t a_band;       /* how many columns a band has, besides the names */
    size_t band, band_n; /* those of this band: [band, band + band_n) */
    BZ_VEC(bz_table_cell) cells;
    BZ_VEC(bz_table_row) rows;
    BZ_VEC(bz_cell_width) widths; /* of the cells as they were measured, for tuning */
    float size, pad_x, pad_y;
    bz_tag tag, head, body;
    uint32_t first_head, head_slices; /* to be repeated */
} bz_table;

/* Whether the cell stands in the band of columns that is being laid out. */
static inline bool bz_layout__in_band(const bz_table *t, const bz_table_cell *c)
{
    if (t->is_named && c->column == 0) return true;
    return c->column >= t->band && c->column < t->band + t->band_n;
}

/* Lays the cells of this band out and finds the height of their row (rows.c). */
void bz_layout__lay_row(bz_table *t, bz_table_row *r);
/* Puts a row that was laid out into the flow: as one slice, or its lines as a slice each. */
void bz_layout__place_row(const bz_table *t, const bz_table_row *r);
void bz_layout__part_row(const bz_table *t, const bz_table_row *r);

#endif
