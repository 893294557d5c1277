/* Renderers: a backend is a row. One document in, files out. A renderer knows the document tree and
 * nothing of curricula; renderers do not know each other. */
#ifndef BZ_RENDER_RENDER_H
#define BZ_RENDER_RENDER_H

#include "doc/doc.h"

#include <time.h>

/* How a renderer asks for a picture's bytes; lent by the engine. The path is relative to the root.
 */
typedef struct bz_assets {
    bool (*read)(void *context, bz_str path, bz_str *bytes);
    void *context;
} bz_assets;

/* What paper needs for as long as a build lasts: the module that makes it, opened when a document
 * is first asked for on paper, and its fonts. */
typedef struct bz_paper bz_paper;
bz_paper *bz_paper_new(void);
void bz_paper_free(bz_paper *p); /* NULL is fine */

typedef struct bz_render_part {
    const bz_doc *doc;
    bz_node root;
} bz_render_part;

typedef struct bz_render_request {
    const bz_doc *doc;
    bz_node root;               /* a DOCUMENT, assembled: no PLACE, SOURCE or WORD is left */
    const bz_render_part *more; /* pdf: further documents in the same file, behind this one */
    size_t n_more;
    const bz_assets *assets;
    bz_str author, subject; /* who is credited; the curriculum */
    int64_t date;           /* of the build: seconds since 1970, UTC; 0: it has none */
    const bz_str
        *font_folders; /* where fonts are looked for; NULL: where the distribution puts them */
    size_t n_font_folders;
    bz_paper *paper; /* lent; needed by formats of paper only */
    float dpi;       /* of previews; 0: BZ_USUAL_DPI */
} bz_render_request;

enum { BZ_USUAL_DPI = 96 };

/* One file that a renderer made; borrowed until `file` returns. */
typedef struct bz_made {
    bz_str suffix; /* behind the document's id: ".html", "-02.png" */
    bz_str bytes;
    uint32_t pages; /* how many pages it has; 0: it is not in pages */
    uint32_t page;  /* which page of the document it shows, from 1; 0: all of it */
} bz_made;

/* Where a renderer puts its files, one or more for a document; lent by the engine. */
typedef struct bz_sink {
    bz_status (*file)(void *context, const bz_made *made);
    /* A font, or a dictionary of hyphenation, that a document of this build uses, told at least
     * once: the file's name without its folder, and its SHA-256 in hexadecimal. */
    void (*font)(void *context, bz_str name, bz_str sha256);
    /* Where the time goes: a step that began at `since` and has just ended. */
    void (*spent)(void *context, const char *step, const struct timespec *since);
    void *context;
    bz_buf
        *room; /* what files are made in, one after the other; it keeps its memory over documents */
} bz_sink;

typedef struct bz_renderer {
    const char *name;   /* as `-f` takes it */
    const char *suffix; /* ".html" */
    const char *summary;
    bz_status (*render)(const bz_render_request *request, const bz_sink *sink, bz_job *job);
    bool is_asked; /* makes only the documents that ask for this format */
} bz_renderer;

/* Whether a document that asks for `format` (empty: for none) is made by `r`. */
static inline bool bz_renderer_makes(const bz_renderer *r, bz_str format)
{
    return format.n ? bz_str_is(format, r->name) : !r->is_asked;
}

const bz_renderer *bz_renderer_find(bz_str name); /* in any case; NULL when unknown */
const bz_renderer *bz_renderer_at(size_t i);      /* NULL past the end */

/* A body written as plain CommonMark HTML, byte for byte as libcmark does with CMARK_OPT_UNSAFE. */
void bz_html_plain(const bz_doc *doc, bz_node root, bz_buf *out);

#endif
