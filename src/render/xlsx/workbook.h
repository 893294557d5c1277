/* A workbook of text (Office Open XML, ISO/IEC 29500): sheets of rows of cells, written in memory.
 * No cell is ever a formula, and none becomes one when somebody edits it: all are of the format for
 * text. Heads are bold, stay in sight, filter, and are printed on each page. The same cells are the
 * same bytes. */
#ifndef BZ_RENDER_XLSX_WORKBOOK_H
#define BZ_RENDER_XLSX_WORKBOOK_H

#include "base/buf.h"

typedef struct bz_workbook bz_workbook;

typedef struct bz_workbook_about {
    bz_str title;
    int64_t date; /* seconds since 1970, UTC; 0: the first day of 2000 */
    bool is_rtl;  /* column A stands at the right */
} bz_workbook_about;

/* What a workbook may have at most; more are nobody's wish. */
enum { BZ_WORKBOOK_SHEETS = 1000 };

bz_workbook *bz_workbook_new(void);
void bz_workbook_free(bz_workbook *b); /* NULL is fine */

/* What follows goes on a new sheet. A name becomes one that a sheet can have: 31 characters, none
 * of []:*?/\, and no other sheet's, whether in capitals or not. */
void bz_workbook_sheet(bz_workbook *b, bz_str name);
/* Of this sheet, before or after its rows: a column's width in characters (otherwise that of its
 * texts, within limits); columns at the start that stay in sight. */
void bz_workbook_width(bz_workbook *b, uint32_t column, double width);
void bz_workbook_freeze(bz_workbook *b, uint32_t columns);
/* A row, and its cells one after the other; an empty text is an empty cell. A longer text than a
 * cell holds is cut. The first row may be the head. */
void bz_workbook_row(bz_workbook *b, bool is_head);
void bz_workbook_cell(bz_workbook *b, bz_str text);
void bz_workbook_number(bz_workbook *b, uint32_t number);

size_t bz_workbook_sheets(const bz_workbook *b);
/* There is at least one sheet. Appends the file's bytes. */
void bz_workbook_write(const bz_workbook *b, const bz_workbook_about *about, bz_buf *out);

#endif
