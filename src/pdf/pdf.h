/* The PDF writer: laid-out pages in, one PDF 1.7 file out (ISO 32000-1), tagged by the rules of
 * PDF/UA-1 (ISO 14289-1). Same pages, same bytes. */
#ifndef BZ_PDF_PDF_H
#define BZ_PDF_PDF_H

#include "page/page.h"

/* Appends the file to `out`. A font that vanished or cannot be cut down is a diagnostic and BZ_IO.
 */
bz_status bz_pdf_write(const bz_pages *pages, bz_buf *out, bz_job *job) BZ_CHECK_RESULT;

#endif
