/* Where pages end. A flow comes in, the slices of each page go out, chosen for the whole document
 * at once: every way to end a page has a cost (room left empty, gaps pressed together, what it
 * tears apart), and dynamic programming finds the cheapest sequence (Knuth and Plass, "Breaking
 * Paragraphs into Lines", 1981, for pages). Only page ends within a page's height of a beginning
 * are tried, so the time is linear in pages. */
#include "layout/layout_priv.h"

#include <math.h>

static const double NO_WAY = 1e30;

enum {
    EACH_PAGE = 400,  /* fewer pages are better: gaps give of themselves for it */
    RUNT = 900,       /* a last page with next to nothing on it */
    OVERFULL = 500000 /* what is taller than a page stands alone and hangs out */
};
/* Gaps may lose this share of their height before a page counts as full. */
static const float SHRINK = 0.4f;

typedef struct chain {
    double cost;   /* of the best way to end a page before this slice */
    uint32_t from; /* where that page begins */
} chain;

static float heads_height(const bz_flow *f, const bz_slice *s)
{
    float h = 0;
    for (uint32_t i = 0; i < s->n_heads; i++)
        h += f->slices.p[s->heads + i].h;
    return h;
}

typedef struct page_so_far {
    float used, give; /* of it, what gaps and writing lines can do without */
    float tail;       /* the gap at its end, which goes when the page ends there */
    float more;       /* what writing lines take where room is left */
} page_so_far;

static void put(page_so_far *p, const bz_slice *s)
{
    if (s->kind == BZ_SLICE_SPARE) {
        if (s->is_wanted) p->used += s->h, p->give += s->h;
        else p->more += s->h;
        return;
    }
    p->used += p->tail + s->h + s->notes;
    p->give += SHRINK * p->tail;
    p->tail = 0;
}

static bool is_spare(const bz_flow *f, uint32_t i, uint32_t end)
{
    return i < end && f->slices.p[i].kind == BZ_SLICE_SPARE;
}

static bool is_gap(const bz_flow *f, uint32_t i, uint32_t end)
{
    return i < end && f->slices.p[i].kind == BZ_SLICE_GLUE;
}

/* What room left over, or pressed out of the gaps, costs. By its cube alone, two pages that are a
 * tenth empty would be far better than one that is a fifth; by its amount, too, a page is filled
 * when nothing speaks against it. */
static double badness(const page_so_far *p, float height)
{
    float used = p->used + p->more;
    if (p->used > height) {
        double squeeze = p->give > 0 ? (double)((p->used - height) / p->give) : 1;
        return 20 + 160 * squeeze * squeeze;
    }
    double slack = used < height ? (double)((height - used) / height) : 0;
    return 100 * slack + 4000 * slack * slack * slack;
}

static double last_page(const page_so_far *p, float height)
{
    if (p->used > height) return badness(p, height);
    return p->used < 0.18f * height ? RUNT : 0;
}

static void offer(chain *c, uint32_t from, double cost)
{
    if (cost < c->cost) {
        c->cost = cost;
        c->from = from;
    }
}

/* Tries all ends of a page that begins with slice `from`, up to `end`. */
static void try_page(const bz_flow *f, chain *chains, uint32_t from, uint32_t end, float height)
{
    uint32_t i = from;
    while (is_gap(f, i, end) || is_spare(f, i, end))
        i++;
    page_so_far p = {0};
    if (i < end) p.used = f->slices.p[i].lead + heads_height(f, &f->slices.p[i]);
    bool has_body = false;
    for (; i < end; i++) {
        const bz_slice *s = &f->slices.p[i];
        if (s->kind == BZ_SLICE_GLUE) {
            p.tail += s->h;
            continue;
        }
        put(&p, s);
        bool is_full = p.used - p.give > height + 0.01f;
        if (is_full && has_body) return;
        has_body = true;
        if (!is_full && is_spare(f, i + 1, end)) continue; /* which stand on this page */
        uint32_t next = i + 1;
        while (is_gap(f, next, end) || is_spare(f, next, end))
            next++;
        double cost = chains[from].cost + EACH_PAGE + (is_full ? OVERFULL : 0);
        if (next == end) offer(&chains[end], from, cost + last_page(&p, height));
        else offer(&chains[i + 1], from, cost + badness(&p, height) + s->penalty);
        if (is_full) return;
    }
    if (!has_body) offer(&chains[end], from, chains[from].cost);
}

static bool is_page_end(const bz_slice *s)
{
    return s->kind >= BZ_SLICE_PAGE_END;
}

/* The best pages for slices [first, end), between which nothing forces a page to end. */
static void break_stretch(const bz_flow *f, uint32_t first, uint32_t end, float height,
                          chain *chains, bz_page_ends *out)
{
    for (uint32_t i = first; i <= end; i++)
        chains[i] = (chain){NO_WAY, first};
    chains[first].cost = 0;
    for (uint32_t i = first; i < end; i++)
        if (chains[i].cost < NO_WAY) try_page(f, chains, i, end, height);
    size_t before = out->pages.n;
    for (uint32_t i = end; i > first; i = chains[i].from) {
        bz_page_end p = {.first = chains[i].from, .end = i};
        bz_vec_push(&out->pages, p);
    }
    for (size_t a = before, b = out->pages.n; a + 1 < b; a++, b--) {
        bz_page_end swap = out->pages.p[a];
        out->pages.p[a] = out->pages.p[b - 1];
        out->pages.p[b - 1] = swap;
    }
}

static bool has_body(const bz_flow *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (f->slices.p[i].kind == BZ_SLICE_BODY) return true;
    return false;
}

/* Ends the pages before slice `end`, which forces it; an empty page is asked for by nobody. */
static void force(const bz_flow *f, uint32_t end, size_t before, bz_page_ends *out)
{
    bz_slice_kind kind = (bz_slice_kind)f->slices.p[end].kind;
    if (kind == BZ_SLICE_COVER_END)
        for (size_t i = before; i < out->pages.n; i++)
            out->pages.p[i].is_cover = true;
    if (kind == BZ_SLICE_RIGHT_PAGE && out->pages.n % 2 == 1) {
        bz_page_end blank = {.first = end, .end = end, .is_blank = true};
        bz_vec_push(&out->pages, blank);
    }
}

void bz_layout__break(const bz_flow *flow, float height, bz_page_ends *out)
{
    uint32_t count = (uint32_t)flow->slices.n, first = 0;
    chain *chains = bz_mem_new((count + 1) * sizeof *chains);
    for (uint32_t i = 0; i <= count; i++) {
        if (i < count && !is_page_end(&flow->slices.p[i])) continue;
        size_t before = out->pages.n;
        if (has_body(flow, first, i)) break_stretch(flow, first, i, height, chains, out);
        if (i < count) force(flow, i, before, out);
        first = i + 1;
    }
    bz_mem_free(chains);
    if (out->pages.n > 0) return;
    bz_page_end empty = {.first = count, .end = count};
    bz_vec_push(&out->pages, empty);
}
