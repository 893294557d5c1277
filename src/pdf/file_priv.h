/* The file below the meaning: numbered objects, streams, the cross-reference stream. Everything
 * that is no stream goes into object streams, which are packed and written as they fill, so that
 * little is held unpacked. */
#ifndef BZ_PDF_FILE_PRIV_H
#define BZ_PDF_FILE_PRIV_H

#include "base/buf.h"
#include "base/vec.h"
#include <zlib.h>

/* Where an object lies: in the file (box 0) or as the `at`-th of the object stream `box`. */
typedef struct bz_pdf_place {
    uint64_t at;
    uint32_t box;
} bz_pdf_place;

typedef struct bz_pdf_file {
    bz_buf *out;
    size_t start;                 /* where in `out` the file begins */
    BZ_VEC(bz_pdf_place) objects; /* by number; [0] is free for ever */
    bz_buf heads, bodies;         /* of the object stream being filled */
    uint32_t box, n_boxed;        /* its number (0: none is open), its objects so far */
    bool is_open;                 /* between open and close */
    z_stream z;
    bz_buf packed;
} bz_pdf_file;

void bz_pdf__file_begin(bz_pdf_file *f, bz_buf *out);
/* Writes what is left, the cross-reference and the trailer. */
void bz_pdf__file_end(bz_pdf_file *f, uint32_t catalog, uint32_t info);
void bz_pdf__file_deinit(bz_pdf_file *f);

/* Numbers for `n` objects to be written later, in any order; gives the first. Each must be written.
 */
uint32_t bz_pdf__reserve(bz_pdf_file *f, uint32_t n);
/* The object `id` is what is written to the buffer that is given, until the close. Streams may be
 * written meanwhile. */
bz_buf *bz_pdf__open(bz_pdf_file *f, uint32_t id);
void bz_pdf__close(bz_pdf_file *f);
/* How hard a stream is packed: pages are many, and gain three in a hundred for twice the time;
 * fonts are few and large. */
typedef enum bz_pdf_effort { BZ_PDF_QUICK = 4, BZ_PDF_USUAL = 6, BZ_PDF_HARD = 9 } bz_pdf_effort;

/* A stream object, deflated. `entries` are those of its dictionary beside length and filter. */
void bz_pdf__stream(bz_pdf_file *f, uint32_t id, bz_str entries, bz_str bytes,
                    bz_pdf_effort effort);
/* The same, its bytes as they are. */
void bz_pdf__stream_raw(bz_pdf_file *f, uint32_t id, bz_str entries, bz_str bytes);

#endif
