/* The tables of a document as a workbook: a sheet each, called as what stands above it. What is not
 * a table is for people, and stays away. */
#ifndef BZ_RENDER_XLSX_XLSX_H
#define BZ_RENDER_XLSX_XLSX_H

#include "render/render.h"

/* False when the document has no table: then there is no workbook. */
bool bz_xlsx_render(const bz_render_request *request, bz_buf *out);

#endif
