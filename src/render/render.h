/* Renderers: a backend is a row. One document in, bytes out. A renderer knows the document tree and
 * nothing of curricula; renderers do not know each other. */
#ifndef BZ_RENDER_RENDER_H
#define BZ_RENDER_RENDER_H

#include "doc/doc.h"

/* How a renderer asks for a picture's bytes; lent by the engine. The path is relative to the root.
 */
typedef struct bz_assets {
    bool (*read)(void *context, bz_str path, bz_str *bytes);
    void *context;
} bz_assets;

typedef struct bz_render_request {
    const bz_doc *doc;
    bz_node root; /* a DOCUMENT, assembled: no PLACE, SOURCE or WORD is left */
    const bz_assets *assets;
    bz_str author, subject; /* who is credited; the curriculum */
    int64_t date;           /* of the build: seconds since 1970, UTC */
    const bz_str
        *font_folders; /* where fonts are looked for; NULL: where the distribution puts them */
    size_t n_font_folders;
} bz_render_request;

typedef struct bz_renderer {
    const char *name;   /* as `-f` takes it */
    const char *suffix; /* ".html" */
    const char *summary;
    bz_status (*render)(const bz_render_request *request, bz_buf *out, bz_job *job);
} bz_renderer;

const bz_renderer *bz_renderer_find(bz_str name); /* NULL when unknown */
const bz_renderer *bz_renderer_at(size_t i);      /* NULL past the end */

/* A body written as plain CommonMark HTML, byte for byte as libcmark does with CMARK_OPT_UNSAFE. */
void bz_html_plain(const bz_doc *doc, bz_node root, bz_buf *out);

#endif
