/* The record: each entry of the journal as people read it, a row of named columns. Text, JSON, CSV,
 * a spreadsheet and plugins are given the same rows. */
#ifndef BZ_ENGINE_RECORD_H
#define BZ_ENGINE_RECORD_H

#include "adapt/frame.h"
#include "engine/engine_priv.h"

typedef struct bz_row {
    uint32_t number;
    const bz_change *c;
    bz_frame_terms frame;
    bz_line_column at;
    bz_str file;
    bz_str address, title; /* of what the change made, else of what it acted on */
    bz_str before, after;
    bz_str evidence, planned, by, reference, language, meaning;
    bz_str goal;
    char on[16];
    bz_str who, reasons, evm; /* joined by a space */
} bz_row;

/* A column is also a key of JSON and a row of ENTRY in fields.def. */
typedef struct bz_column {
    const char *name;
    int width; /* in a spreadsheet, in characters */
    void (*put)(const bz_row *r, bz_buf *out);
} bz_column;

enum { BZ_RECORD_COLUMNS = 27 };
extern const bz_column bz_engine__columns[BZ_RECORD_COLUMNS];

/* All rows, in order; their texts lie in the journal, the model and the job's arena. */
typedef BZ_VEC(bz_row) bz_rows;
void bz_engine__rows(bz_engine *e, bz_rows *out);
/* How freely the change itself could be made: adding beside a protected part takes care only. */
int bz_engine__light_of(const bz_row *r);
const char *bz_engine__author_kind(const bz_row *r); /* "adaptation", "plugin", "planner" */

/* Puts the rows into the model, for plugins: programme.changes. */
void bz_engine__put_entries(bz_engine *e);
/* Writes the rows as a workbook (XLSX). False with a diagnostic when it cannot be. */
bool bz_engine__write_xlsx(bz_engine *e, const bz_rows *rows, const char *path);

#endif
