/* Previews: a laid-out page in, a PNG out, so that pages can be looked at and compared. */
#ifndef BZ_RASTER_RASTER_H
#define BZ_RASTER_RASTER_H

#include "page/page.h"

typedef struct bz_raster bz_raster; /* opened fonts, kept over pages */

bz_raster *bz_raster_new(void);
void bz_raster_free(bz_raster *r);
/* Appends page (or, where the list is imposed, side) `i` as a PNG, RGB without alpha, at `dpi`; at
 * fewer where the preview would have more than 40 million pixels. A font that vanished is a
 * diagnostic and BZ_IO. */
bz_status bz_raster_page(bz_raster *r, const bz_pages *pages, uint32_t i, float dpi, bz_buf *out,
                         bz_job *job) BZ_CHECK_RESULT;

#endif
