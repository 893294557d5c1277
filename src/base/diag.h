/* Diagnostics: where, what, why it matters, how to mend it, and a stable code that `baraza explain`
 * knows. They are collected during a run and reported together, in file order. Messages are one
 * line, in lower case, name the thing and blame nobody. */
#ifndef BZ_BASE_DIAG_H
#define BZ_BASE_DIAG_H

#include "base/buf.h"
#include "base/source.h"

typedef enum bz_severity { BZ_NOTE, BZ_WARNING, BZ_ERROR } bz_severity;

/* One row of codes.def: BZ_CODE(Y001, ERROR, "summary of the page", "why it matters"). */
typedef enum bz_code {
    BZ_CODE_NONE,
#define BZ_CODE(code, severity, summary, why) BZ_##code,
#include "base/codes.def"
#undef BZ_CODE
    BZ_CODE_COUNT
} bz_code;

typedef struct bz_code_info {
    const char *name; /* "Y001" */
    bz_severity severity;
    const char *summary; /* a noun phrase, for lists */
    const char *why;     /* one or two sentences, for the page */
} bz_code_info;

const bz_code_info *bz_code_row(bz_code code);
bz_code bz_code_find(bz_str name); /* BZ_CODE_NONE when unknown; upper or lower case */

typedef struct bz_diag_note {
    bz_span span; /* file 0: a note without a place */
    bz_str message;
} bz_diag_note;

typedef struct bz_diag {
    bz_code code;
    bz_severity severity;
    bz_span span;
    bz_str message;
    bz_str hint; /* how to mend it; empty when unknown */
    bz_diag_note *notes;
    size_t n_notes;
} bz_diag;

typedef struct bz_diags bz_diags;

bz_diags *bz_diags_new(void);
void bz_diags_free(bz_diags *d);
/* Adds one and gives it back, for hints and notes to be put on it. The same code at the same span
 * with the same message is kept once. Beyond 1,000 they are only counted. */
bz_diag *bz_diag_add(bz_diags *d, bz_code code, bz_span span, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void bz_diag_hint(bz_diags *d, bz_diag *to, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void bz_diag_note_at(bz_diags *d, bz_diag *to, bz_span span, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Adds the hint "did you mean `x`?" when a candidate is near enough; says whether it did. */
bool bz_diag_did_you_mean(bz_diags *d, bz_diag *to, bz_str word, const bz_str *candidates,
                          size_t n);

size_t bz_diags_errors(const bz_diags *d);
size_t bz_diags_warnings(const bz_diags *d);
size_t bz_diags_dropped(const bz_diags *d); /* counted but not kept */
size_t bz_diags_count(const bz_diags *d);
/* Sorts by file name, then place, then code, and gives the i-th. */
void bz_diags_sort(bz_diags *d, const bz_sources *s);
const bz_diag *bz_diags_at(const bz_diags *d, size_t i);

/* As rustc lays them out: severity[code], message, place, excerpt with carets, notes, hint. */
void bz_diag_print(bz_buf *out, const bz_diag *d, const bz_sources *s, bool colour);
/* All of them, each on one line with its place behind it in brackets. Hints, and notes that have no
 * place, stand below; what an earlier one said already is not said again. */
void bz_diags_print_short(bz_buf *out, const bz_diags *d, const bz_sources *s, bool colour);

#endif
