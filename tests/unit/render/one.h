/* The one file of a document that a renderer makes. */
#ifndef BZ_TESTS_RENDER_ONE_H
#define BZ_TESTS_RENDER_ONE_H

#include "render/render.h"

static inline bz_status one_keep(void *context, const bz_made *made)
{
    bz_buf_str(context, made->bytes);
    return BZ_OK;
}

static inline bz_status one_render(const char *format, const bz_render_request *request,
                                   bz_buf *out, bz_job *job)
{
    bz_buf room = {0};
    bz_sink sink = {.file = one_keep, .context = out, .room = &room};
    bz_status s = bz_renderer_find(bz_str_from(format))->render(request, &sink, job);
    bz_buf_deinit(&room);
    return s;
}

#endif
