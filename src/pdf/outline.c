/* In: the outline as a list of titles with levels. Out: the tree of bookmarks. Nothing is kept. The
 * one idea: one walk with a stack of the open entries gives each its parent, its neighbours and how
 * many it has below; the first level is shown, what is deeper is folded. */
#include "pdf/pdf_priv.h"

/* By entry; all but the count are 1 + an entry, 0: none. */
typedef struct node {
    uint32_t parent, previous, next, first, last, n;
} node;

enum { DEEPEST = 255 };

/* nodes[0] is the root, nodes[i + 1] the i-th entry. */
static void find_tree(const bz_pages *p, node *nodes)
{
    uint32_t open[DEEPEST + 1] = {0}, depth = 0;
    for (uint32_t i = 0; i < p->outlines.n; i++) {
        uint32_t level = p->outlines.p[i].level, me = i + 1;
        if (level < 1) level = 1;
        if (level > depth + 1) level = depth + 1;
        if (level > DEEPEST) level = DEEPEST;
        depth = level;
        open[level] = me;
        node *over = &nodes[open[level - 1]];
        nodes[me].parent = open[level - 1];
        nodes[me].previous = over->last;
        if (over->last) nodes[over->last].next = me;
        else over->first = me;
        over->last = me;
        over->n++;
    }
}

static void put_link(bz_buf *o, const char *key, uint32_t base, uint32_t to)
{
    if (!to) return;
    bz_buf_put(o, key);
    bz_pdf__put_ref(o, base + to);
}

static void put_children(bz_buf *o, const node *n, uint32_t base, bool is_shown)
{
    if (!n->n) return;
    put_link(o, "/First ", base, n->first);
    put_link(o, "/Last ", base, n->last);
    bz_buf_fmt(o, is_shown ? "/Count %u" : "/Count -%u", n->n);
}

void bz_pdf__outlines_write(bz_pdf *d)
{
    const bz_pages *p = d->pages;
    uint32_t n = (uint32_t)p->outlines.n;
    if (!n) return;
    uint32_t base = d->outlines = bz_pdf__reserve(&d->file, n + 1);
    node *nodes = bz_mem_new((n + 1) * sizeof *nodes);
    find_tree(p, nodes);
    for (uint32_t i = 0; i <= n; i++) {
        bz_buf *o = bz_pdf__open(&d->file, base + i);
        bz_buf_put(o, "<<");
        if (i) {
            const bz_outline *entry = &p->outlines.p[i - 1];
            bz_buf_put(o, "/Title");
            bz_pdf__put_text(o, bz_pages_str(p, entry->title, entry->title_n));
            bz_buf_put(o, "/Parent ");
            bz_pdf__put_ref(o, base + nodes[i].parent);
            put_link(o, "/Prev ", base, nodes[i].previous);
            put_link(o, "/Next ", base, nodes[i].next);
            bz_buf_put(o, "/Dest");
            bz_pdf__put_dest(d, o, entry->dest);
        } else {
            bz_buf_put(o, "/Type/Outlines");
        }
        put_children(o, &nodes[i], base, i == 0);
        bz_buf_put(o, ">>");
        bz_pdf__close(&d->file);
    }
    bz_mem_free(nodes);
}
