/* The table of renderers: adding a format is adding a row. */
#include "render/render.h"

#include "render/html/html.h"
#include "render/paper.h"
#include "render/text/text.h"
#include "render/xlsx/xlsx.h"

#include <strings.h>

static bz_status give(const bz_sink *sink, const char *suffix)
{
    bz_made made = {.suffix = bz_str_from(suffix), .bytes = bz_buf_view(sink->room)};
    return sink->file(sink->context, &made);
}

static bz_status render_html(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    bz_buf_clear(sink->room);
    bz_status s = bz_html_render(request, sink->room, job);
    return s == BZ_OK ? give(sink, ".html") : s;
}

static bz_status render_text(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    (void)job;
    bz_buf_clear(sink->room);
    bz_text_render(request, sink->room);
    return give(sink, ".txt");
}

static bz_status render_xlsx(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    bz_buf_clear(sink->room);
    bz_status s = bz_xlsx_render(request, sink->room, job);
    return s == BZ_OK && sink->room->n ? give(sink, ".xlsx") : s;
}

static bz_status render_tree(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    bz_buf_clear(sink->room);
    bz_doc_dump(request->doc, request->root, job->sources, sink->room);
    return give(sink, ".tree");
}

static const bz_renderer renderers[] = {
    {"html", ".html", "one self-contained page, to read or to print", render_html, false},
    {"pdf", ".pdf", "paper: tagged, with its fonts, for any printer", bz_paper_pdf, false},
    {"png", ".png", "previews of that paper, a file a page", bz_paper_png, false},
    {"text", ".txt", "plain text in the markup of messengers", render_text, false},
    {"xlsx", ".xlsx", "workbooks, of documents made for them: forms for tablets", render_xlsx,
     true},
    {"pages", ".pages", "what stands where on that paper, for tests", bz_paper_pages, false},
    {"tree", ".tree", "every node with its place and origin, for tests", render_tree, false},
};

const bz_renderer *bz_renderer_at(size_t i)
{
    return i < sizeof renderers / sizeof *renderers ? &renderers[i] : NULL;
}

const bz_renderer *bz_renderer_find(bz_str name)
{
    for (size_t i = 0; i < sizeof renderers / sizeof *renderers; i++)
        if (name.n == strlen(renderers[i].name) &&
            strncasecmp(name.p, renderers[i].name, name.n) == 0)
            return &renderers[i];
    return NULL;
}
