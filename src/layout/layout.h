/* Page layout: a document tree in, laid-out pages out. The document becomes one vertical list of
 * slices (a line, a row, a gap), each with a penalty for ending a page behind it; spans over slices
 * are boxes, bars and rules; dynamic programming finds the best page ends for the whole. All x are
 * from the start edge and turned over in one place for right-to-left. */
#ifndef BZ_LAYOUT_LAYOUT_H
#define BZ_LAYOUT_LAYOUT_H

#include "doc/doc.h"
#include "page/page.h"
#include "render/render.h"
#include "type/type.h"

/* Lays out request->root. `type` outlives `out`. BZ_INVALID with diagnostics where the content
 * cannot be printed; every fault of the document is reported. */
bz_status bz_layout(const bz_render_request *request, bz_type *type, bz_pages *out,
                    bz_job *job) BZ_CHECK_RESULT;

#endif
