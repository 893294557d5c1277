/* A document as plain text in the markup of messengers, to be copied into a message or read on a
 * telephone without anything else: *bold*, _italic_, a dash before an item, a paragraph a line. */
#ifndef BZ_RENDER_TEXT_TEXT_H
#define BZ_RENDER_TEXT_TEXT_H

#include "render/render.h"

void bz_text_render(const bz_render_request *request, bz_buf *out);

#endif
