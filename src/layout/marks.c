/* Places that something points to: headings for the outline, the contents and links, and other
 * blocks with an id. All marks are made before anything is laid out, so that the contents can stand
 * in front of what they list and a link knows whether its aim exists; a mark learns its page when
 * the pages are painted. Also links: which addresses a printed page may carry. */
#include "layout/layout_priv.h"

void bz_layout__find_ids(bz_lay *l)
{
    for (bz_node n = bz_doc_next(l->doc, l->root, l->root); n;
         n = bz_doc_next(l->doc, l->root, n)) {
        bz_str id = bz_layout__attr(l, n, BZ_ATTR_ID);
        bool is_heading = bz_doc_kind_of(l->doc, n) == BZ_DOC_HEADING ||
                          bz_doc_kind_of(l->doc, n) == BZ_DOC_SECTION;
        if (!is_heading && (id.n == 0 || bz_doc_is_inline(bz_doc_kind_of(l->doc, n)))) continue;
        bz_mark m = {.node = n, .page = UINT32_MAX};
        bz_vec_push(&l->marks, m);
        if (id.n > 0) bz_map_add(l->ids, id, (uint32_t)l->marks.n);
    }
}

/* Marks stand in the order of their nodes' discovery, which is that of the document; looked for
 * from the last one found, since they are asked for in the same order. */
uint32_t bz_layout__mark_of(const bz_lay *l, bz_node n)
{
    size_t count = l->marks.n;
    for (size_t k = 0; k < count; k++) {
        size_t i = (l->last_mark + k) % count;
        if (l->marks.p[i].node == n) return (uint32_t)i;
    }
    return UINT32_MAX;
}

static void hang_mark(bz_lay *l, uint32_t mark)
{
    bz_hung item = {.kind = BZ_HUNG_MARK, .slice = bz_layout__here(l), .ref = mark};
    bz_vec_push(&l->flow->items, item);
    l->last_mark = mark;
}

void bz_layout__mark_id(bz_lay *l, bz_node n)
{
    uint32_t mark = bz_doc_has(l->doc, n, BZ_ATTR_ID) ? bz_layout__mark_of(l, n) : UINT32_MAX;
    if (mark != UINT32_MAX) hang_mark(l, mark);
}

bz_role bz_layout__mark_heading(bz_lay *l, bz_node n, int wanted, bz_str title)
{
    while (l->depth > 0 && l->wanted[l->depth - 1] >= wanted)
        l->depth--;
    if (l->depth < BZ_LAY_LEVELS) l->wanted[l->depth++] = wanted;
    uint32_t mark = bz_layout__mark_of(l, n);
    if (mark != UINT32_MAX) {
        l->marks.p[mark].level = (uint8_t)l->depth;
        l->marks.p[mark].title = title;
        hang_mark(l, mark);
    }
    return (bz_role)(BZ_ROLE_H1 + l->depth - 1);
}

static bool may_link(const bz_lay *l, bz_str dest)
{
    static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (bz_str_starts(dest, schemes[i])) return true;
    return bz_str_starts(dest, "#") && bz_map_find(l->ids, bz_str_cut(dest, 1, dest.n)) != 0;
}

uint32_t bz_layout__link(bz_lay *l, bz_str dest, bz_str title)
{
    if (!may_link(l, dest)) return 0;
    bz_link link = {0};
    if (title.n == 0) title = dest;
    link.title = bz_pages_text(l->out, title);
    link.title_n = (uint32_t)title.n;
    if (dest.p[0] == '#') { /* a mark until the pages are there */
        link.dest = bz_map_find(l->ids, bz_str_cut(dest, 1, dest.n)) - 1;
    } else {
        link.uri = bz_pages_text(l->out, dest);
        link.uri_n = (uint32_t)dest.n;
    }
    bz_vec_push(&l->out->links, link);
    return (uint32_t)l->out->links.n;
}
