/* The table of renderers: adding a format is adding a row. */
#include "render/render.h"

#include "render/html/html.h"

static bz_status render_tree(const bz_render_request *request, bz_buf *out, bz_job *job)
{
    bz_doc_dump(request->doc, request->root, job->sources, out);
    return BZ_OK;
}

static const bz_renderer renderers[] = {
    {"html", ".html", "one self-contained page, to read or to print", bz_html_render},
    {"tree", ".tree", "every node with its place and origin, for tests", render_tree},
};

const bz_renderer *bz_renderer_at(size_t i)
{
    return i < sizeof renderers / sizeof *renderers ? &renderers[i] : NULL;
}

const bz_renderer *bz_renderer_find(bz_str name)
{
    for (size_t i = 0; i < sizeof renderers / sizeof *renderers; i++)
        if (bz_str_is(name, renderers[i].name)) return &renderers[i];
    return NULL;
}
