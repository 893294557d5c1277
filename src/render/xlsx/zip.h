/* A zip archive, written in memory. Files are stored as they are: what is small needs no packing,
 * and the bytes depend on no library's idea of it. There is no clock: every file is as old as the
 * format, so the same files are the same archive. */
#ifndef BZ_RENDER_XLSX_ZIP_H
#define BZ_RENDER_XLSX_ZIP_H

#include "base/buf.h"

/* Zero-initialise; `out` gets the archive. */
typedef struct bz_zip {
    bz_buf *out;
    bz_buf directory;
    uint32_t n, start; /* files; where in `out` the archive begins */
} bz_zip;

/* `name` is ASCII. All of an archive is below 4 GiB. */
void bz_zip_add(bz_zip *z, const char *name, bz_str bytes);
/* Ends the archive, and releases what it needed. */
void bz_zip_end(bz_zip *z);

#endif
