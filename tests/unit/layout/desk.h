/* What the tests of layout share: a document being built, laid out with the fake type room. */
#ifndef BZ_TESTS_LAYOUT_DESK_H
#define BZ_TESTS_LAYOUT_DESK_H

#include "../unit.h"
#include "fake_type.h"
#include "layout/layout.h"
#include <stdio.h>

typedef struct desk {
    bz_job job;
    bz_doc *doc;
    bz_node root;
    bz_type *type;
    bz_pages *pages;
    bz_buf out;
} desk;

static inline desk desk_new(const char *lang)
{
    desk d = {.doc = bz_doc_new(), .type = bz_type_new(NULL)};
    d.job = (bz_job){bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(),
                     &bz_limits_default};
    d.root = bz_doc_add(d.doc, 0, BZ_DOC_DOCUMENT, bz_span_none());
    bz_doc_set(d.doc, d.root, BZ_ATTR_LANG, bz_str_from(lang));
    return d;
}

static inline void desk_free(desk *d)
{
    bz_pages_free(d->pages);
    bz_type_free(d->type);
    bz_doc_free(d->doc);
    bz_buf_deinit(&d->out);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_arena_free(d->job.scratch);
    bz_arena_free(d->job.arena);
}

static inline bz_node desk_add(desk *d, bz_node parent, bz_doc_kind kind)
{
    return bz_doc_add(d->doc, parent, kind, bz_span_none());
}

static inline bz_node desk_text(desk *d, bz_node parent, bz_doc_kind kind, const char *text)
{
    bz_node n = desk_add(d, parent, kind);
    bz_doc_add_text(d->doc, n, BZ_DOC_TEXT, bz_str_from(text), bz_span_none());
    return n;
}

static inline bz_node desk_heading(desk *d, bz_node parent, int level, const char *text)
{
    bz_node n = desk_text(d, parent, BZ_DOC_HEADING, text);
    d->doc->nodes.p[n].aux = (uint16_t)level;
    return n;
}

/* A paragraph of `words` words, numbered from `from`: "w12 ", so that each can be found again. */
static inline bz_node desk_words(desk *d, bz_node parent, int from, int words)
{
    bz_buf b = {0};
    for (int i = 0; i < words; i++)
        bz_buf_fmt(&b, i ? " w%d" : "w%d", from + i);
    bz_node n = desk_text(d, parent, BZ_DOC_PARAGRAPH, b.p ? b.p : "");
    bz_buf_deinit(&b);
    return n;
}

static inline bz_status desk_lay(desk *d)
{
    bz_render_request r = {.doc = d->doc, .root = d->root};
    bz_pages_free(d->pages);
    d->pages = bz_pages_new();
    return bz_layout(&r, d->type, d->pages, &d->job);
}

static inline const char *desk_dump(desk *d)
{
    bz_buf_clear(&d->out);
    bz_pages_dump(d->pages, &d->out);
    return d->out.p ? d->out.p : "";
}

/* The next run from item `*at` on that begins so, and `*at` behind it; NULL when there is none. */
static inline const bz_run *desk_next_run(const desk *d, const char *start, size_t *at)
{
    const bz_pages *p = d->pages;
    while (*at < p->items.n) {
        const bz_item *it = &p->items.p[(*at)++];
        if (it->kind != BZ_ITEM_RUN) continue;
        const bz_run *r = &p->runs.p[it->ref];
        if (bz_str_starts(bz_pages_str(p, r->text, r->text_n), start)) return r;
    }
    return NULL;
}

/* All that is read, in the order of the tags (which are made in the order of reading). */
static inline const char *desk_read(desk *d)
{
    const bz_pages *p = d->pages;
    bz_buf_clear(&d->out);
    for (bz_tag tag = 1; tag < p->tags.n; tag++)
        for (size_t i = 0; i < p->items.n; i++) {
            const bz_item *it = &p->items.p[i];
            if (it->kind != BZ_ITEM_RUN || it->tag != tag) continue;
            const bz_run *r = &p->runs.p[it->ref];
            bz_buf_str(&d->out, bz_pages_str(p, r->text, r->text_n));
            if (!bz_str_ends(bz_buf_view(&d->out), " ")) bz_buf_char(&d->out, ' ');
        }
    return d->out.p ? d->out.p : "";
}

#endif
