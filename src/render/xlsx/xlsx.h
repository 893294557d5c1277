/* The tables of a document as a workbook: a sheet each, called as what stands above it. What is not
 * a table is for people, and stays away. */
#ifndef BZ_RENDER_XLSX_XLSX_H
#define BZ_RENDER_XLSX_XLSX_H

#include "render/render.h"

/* Appends the workbook, or nothing when the document has no table. BZ_INVALID after D004: there are
 * more tables than a workbook takes. */
bz_status bz_xlsx_render(const bz_render_request *request, bz_buf *out,
                         bz_job *job) BZ_CHECK_RESULT;

#endif
