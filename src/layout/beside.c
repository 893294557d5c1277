/* Side by side: flows that were laid out in frames next to each other become one. Its slices end
 * wherever a slice of one of them ends. A page may end there although a line of another flow stands
 * across the place: that line then goes over whole, and the page that begins with it makes room for
 * what hangs out above (`lead`). So columns of text part between their lines, whatever their
 * heights, and nothing is moved as long as they do not part. */
#include "layout/layout_priv.h"

#include <stdlib.h>

typedef struct part {
    bz_flow *flow;
    float *tops; /* of each slice; one more for the foot */
    uint32_t at; /* the slice that holds the place being looked at */
} part;

typedef struct zip {
    bz_lay *l;
    part *parts;
    size_t n;
    uint32_t base;      /* first new slice */
    BZ_VEC(float) feet; /* of the new slices */
} zip;

static const float NEAR = 0.05f;

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

static void find_feet(zip *z)
{
    size_t kept = 0;
    for (size_t k = 0; k < z->n; k++) {
        bz_flow *f = z->parts[k].flow;
        float y = 0;
        z->parts[k].tops = bz_mem_new((f->slices.n + 1) * sizeof(float));
        for (size_t i = 0; i < f->slices.n; i++) {
            z->parts[k].tops[i] = y;
            y += f->slices.p[i].h;
            bz_vec_push(&z->feet, y);
        }
        z->parts[k].tops[f->slices.n] = y;
    }
    if (z->feet.n == 0) return;
    qsort(z->feet.p, z->feet.n, sizeof *z->feet.p, by_value);
    for (size_t i = 0; i < z->feet.n; i++)
        if (kept == 0 || z->feet.p[i] > z->feet.p[kept - 1] + NEAR)
            z->feet.p[kept++] = z->feet.p[i];
    z->feet.n = kept;
}

/* What parting before slice `s` costs: what is said behind the text above it. */
static int32_t penalty_before(const bz_flow *f, uint32_t s)
{
    while (s > 0 && f->slices.p[s - 1].kind == BZ_SLICE_GLUE)
        s--;
    return s == 0 ? BZ_PENALTY_NEVER : f->slices.p[s - 1].penalty;
}

/* What parting the flow at height y costs; *hangs_out: by how much the line across it. */
static int32_t cost_at(const zip *z, part *p, float y, float *hangs_out)
{
    uint32_t count = (uint32_t)p->flow->slices.n;
    while (p->at < count && p->tops[p->at + 1] <= y + NEAR)
        p->at++;
    *hangs_out = 0;
    if (p->at == count) return 0;
    const bz_slice *s = &p->flow->slices.p[p->at];
    int32_t penalty = penalty_before(p->flow, p->at);
    if (y <= p->tops[p->at] + NEAR || s->kind == BZ_SLICE_GLUE) return penalty;
    if (s->h > 3 * z->l->m.em) return BZ_PENALTY_NEVER;
    *hangs_out = y - p->tops[p->at];
    return penalty + (int32_t)(2 * *hangs_out);
}

static void add_slices(zip *z)
{
    bz_flow *to = z->l->flow;
    float before = 0, lead = 0;
    for (size_t i = 0; i < z->feet.n; i++) {
        bz_slice s = {.kind = BZ_SLICE_BODY, .h = z->feet.p[i] - before, .lead = lead};
        before = z->feet.p[i];
        lead = 0;
        for (size_t k = 0; k < z->n; k++) {
            float hangs_out;
            int32_t cost = cost_at(z, &z->parts[k], before, &hangs_out);
            if (cost > s.penalty) s.penalty = cost;
            if (hangs_out > lead) lead = hangs_out;
        }
        bz_vec_push(&to->slices, s);
    }
}

/* The new slice in which height y is the foot, or just above it. */
static uint32_t holding(const zip *z, float y)
{
    size_t low = 0, high = z->feet.n - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (z->feet.p[middle] < y - NEAR) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)low;
}

static float top_of(const zip *z, uint32_t slice)
{
    return slice == 0 ? 0 : z->feet.p[slice - 1];
}

/* An item goes with the line it stands on, which goes over a page end whole: it hangs on the new
 * slice in which its own ends. */
static void move_items(zip *z, const part *p)
{
    uint32_t count = (uint32_t)p->flow->slices.n;
    for (size_t i = 0; i < p->flow->items.n; i++) {
        bz_hung h = p->flow->items.p[i];
        if (h.slice >= count) h.slice = count - 1;
        uint32_t to = holding(z, p->tops[h.slice + 1]);
        h.y += p->tops[h.slice] - top_of(z, to);
        h.slice = z->base + to;
        bz_vec_push(&z->l->flow->items, h);
    }
    for (uint32_t i = 0; i < count; i++)
        if (p->flow->slices.p[i].notes > 0)
            z->l->flow->slices.p[z->base + holding(z, p->tops[i + 1])].notes +=
                p->flow->slices.p[i].notes;
}

static void move_spans(zip *z, const part *p)
{
    for (size_t i = 0; i < p->flow->spans.n; i++) {
        bz_backdrop s = p->flow->spans.p[i];
        float top = p->tops[s.first], foot = p->tops[s.last + 1];
        uint32_t first = holding(z, top + 3 * NEAR), last = holding(z, foot);
        s.top += top - top_of(z, first);
        s.bottom += foot - z->feet.p[last];
        s.first = z->base + first;
        s.last = z->base + (last > first ? last : first);
        bz_vec_push(&z->l->flow->spans, s);
    }
}

void bz_layout__beside(bz_lay *l, bz_flow *parts, size_t n)
{
    zip z = {.l = l, .n = n, .base = bz_layout__here(l)};
    z.parts = bz_mem_new((n + 1) * sizeof *z.parts);
    for (size_t k = 0; k < n; k++)
        z.parts[k].flow = &parts[k];
    find_feet(&z);
    if (z.feet.n > 0) add_slices(&z);
    for (size_t k = 0; k < n && z.feet.n > 0; k++) {
        if (parts[k].slices.n == 0) continue;
        move_items(&z, &z.parts[k]);
        move_spans(&z, &z.parts[k]);
    }
    for (size_t k = 0; k < n; k++) {
        bz_mem_free(z.parts[k].tops);
        bz_flow_deinit(&parts[k]);
    }
    bz_vec_free(&z.feet);
    bz_mem_free(z.parts);
}
