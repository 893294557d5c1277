/* The door between the program and the module that makes paper (build/paper.so). The libraries that
 * shape text cost a start what a page of HTML costs, so they are linked into a module of their own,
 * which is opened for the first document on paper. Both sides are built from this header; the stamp
 * says that they were built from the same one. */
#ifndef BZ_RENDER_PAPER_H
#define BZ_RENDER_PAPER_H

#include "render/render.h"

typedef struct bz_paper_setup {
    const bz_str *font_folders; /* NULL: the distribution's */
    size_t n_font_folders;
} bz_paper_setup;

/* What the module shows: one symbol of this type. */
typedef struct bz_paper_calls {
    const char *stamp; /* version and build, first, so that it can be read whatever follows */
    size_t size;       /* of this struct */
    void *(*open)(const bz_paper_setup *setup); /* never NULL */
    void (*close)(void *state);
    bz_status (*pdf)(void *state, const bz_render_request *request, const bz_sink *sink,
                     bz_job *job);
    bz_status (*png)(void *state, const bz_render_request *request, const bz_sink *sink,
                     bz_job *job);
    bz_status (*pages)(void *state, const bz_render_request *request, const bz_sink *sink,
                       bz_job *job);
} bz_paper_calls;

#define BZ_PAPER_SYMBOL "bz_paper_module"

/* The three rows of the table of renderers: open the module when it is not open, and call it. */
bz_status bz_paper_pdf(const bz_render_request *request, const bz_sink *sink, bz_job *job);
bz_status bz_paper_png(const bz_render_request *request, const bz_sink *sink, bz_job *job);
bz_status bz_paper_pages(const bz_render_request *request, const bz_sink *sink, bz_job *job);

#endif
