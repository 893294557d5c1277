/* A document as one self-contained page: read on a screen of any width, or printed. */
#ifndef BZ_RENDER_HTML_HTML_H
#define BZ_RENDER_HTML_HTML_H

#include "render/render.h"

bz_status bz_html_render(const bz_render_request *request, bz_buf *out, bz_job *job);

#endif
