/* The module for paper: what the program asks of it (render/paper.h). The rooms behind it are being
 * built; until then no file comes out. */
#include "paper/paper.h"

#include "base/mem.h"

static void *open_paper(const bz_paper_setup *setup)
{
    (void)setup;
    return bz_mem_new(1);
}

static bz_status render(void *state, const bz_render_request *request, const bz_sink *sink,
                        bz_job *job)
{
    (void)state, (void)request, (void)sink, (void)job;
    return BZ_OK;
}

const bz_paper_calls bz_paper_module = {.stamp = BZ_STAMP,
                                        .size = sizeof(bz_paper_calls),
                                        .open = open_paper,
                                        .close = bz_mem_free,
                                        .pdf = render,
                                        .png = render};
