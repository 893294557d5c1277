/* In: edges in pixels. Out: painted pixels, or a mask. One idea: each row of pixels is looked at
 * along eight lines; where the winding says "inside", the stretch between two edges is added with
 * the exact share of the pixels at its ends. It has no limits on points, and the same edges give
 * the same bytes. */
#include "raster/raster_priv.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 8, WHOLE = 256, FEW = 24 };

typedef struct crossing {
    double x;
    int turn;
} crossing;

typedef struct scan {
    const bz_canvas *canvas;
    bz_outline_edges *outline;
    bool even_odd;
    int32_t *rise;     /* w + 2: what the cover changes by from pixel to pixel */
    uint32_t from, to; /* pixels of the row that are touched */
    BZ_VEC(uint32_t) active;
    BZ_VEC(crossing) crossings;
} scan;

/* Takes one row: `cover` of pixel x is between 0 and LINES * WHOLE. */
typedef void (*row_taker)(void *context, const scan *s, uint32_t y);

void bz_raster__line(bz_outline_edges *o, bz_point a, bz_point b)
{
    const double most = 1e7;
    if (!(fabs(a.x) < most && fabs(a.y) < most && fabs(b.x) < most && fabs(b.y) < most) ||
        a.y == b.y)
        return;
    bz_edge e = a.y < b.y ? (bz_edge){a.x, a.y, b.x, b.y, 1} : (bz_edge){b.x, b.y, a.x, a.y, -1};
    bz_vec_push(&o->edges, e);
}

static int by_top(const void *a, const void *b)
{
    const bz_edge *x = a, *y = b;
    return x->y0 < y->y0 ? -1 : x->y0 > y->y0;
}

static int by_x(const void *a, const void *b)
{
    const crossing *x = a, *y = b;
    if (x->x != y->x) return x->x < y->x ? -1 : 1;
    return x->turn - y->turn;
}

static void sort_crossings(scan *s)
{
    crossing *p = s->crossings.p;
    if (s->crossings.n > FEW) {
        qsort(p, s->crossings.n, sizeof *p, by_x);
        return;
    }
    for (size_t i = 1; i < s->crossings.n; i++) {
        crossing one = p[i];
        size_t j = i;
        for (; j > 0 && by_x(&p[j - 1], &one) > 0; j--)
            p[j] = p[j - 1];
        p[j] = one;
    }
}

/* `part` of a whole line on pixel `x` alone. */
static void add_to(scan *s, uint32_t x, double part)
{
    int32_t v = (int32_t)(part * WHOLE + 0.5);
    s->rise[x] += v;
    s->rise[x + 1] -= v;
}

static void add_stretch(scan *s, double from, double to)
{
    const bz_canvas *c = s->canvas;
    if (from < c->x0) from = c->x0;
    if (to > c->x1) to = c->x1;
    if (!(to > from)) return;
    uint32_t a = (uint32_t)from, b = (uint32_t)to;
    if (a < s->from) s->from = a;
    if (b + 1 > s->to) s->to = b + 1 > c->w ? c->w : b + 1;
    if (a == b) {
        add_to(s, a, to - from);
        return;
    }
    add_to(s, a, a + 1 - from);
    s->rise[a + 1] += WHOLE;
    s->rise[b] -= WHOLE;
    if (b < c->w) add_to(s, b, to - b);
}

static void scan_line(scan *s, double y)
{
    s->crossings.n = 0;
    for (size_t i = 0; i < s->active.n; i++) {
        const bz_edge *e = &s->outline->edges.p[s->active.p[i]];
        if (y < e->y0 || y >= e->y1) continue;
        crossing one = {e->x0 + (y - e->y0) * (e->x1 - e->x0) / (e->y1 - e->y0), e->turn};
        bz_vec_push(&s->crossings, one);
    }
    sort_crossings(s);
    int winding = 0;
    for (size_t i = 0; i + 1 < s->crossings.n; i++) {
        winding += s->crossings.p[i].turn;
        if (s->even_odd ? winding & 1 : winding != 0)
            add_stretch(s, s->crossings.p[i].x, s->crossings.p[i + 1].x);
    }
}

static void drop_passed(scan *s, double y)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->active.n; i++)
        if (s->outline->edges.p[s->active.p[i]].y1 > y) s->active.p[kept++] = s->active.p[i];
    s->active.n = kept;
}

static void scan_rows(scan *s, row_taker take, void *context)
{
    const bz_canvas *c = s->canvas;
    bz_outline_edges *o = s->outline;
    qsort(o->edges.p, o->edges.n, sizeof *o->edges.p, by_top);
    size_t next = 0;
    double top = fmax(c->y0, o->edges.p[0].y0);
    for (uint32_t y = top < 0 ? 0 : (uint32_t)fmin(top, c->h); y < c->h && y < c->y1; y++) {
        while (next < o->edges.n && o->edges.p[next].y0 < y + 1) {
            bz_vec_push(&s->active, (uint32_t)next);
            next++;
        }
        drop_passed(s, y);
        if (s->active.n == 0 && next == o->edges.n) break;
        s->from = c->w;
        s->to = 0;
        for (int line = 0; line < LINES; line++) {
            double at = y + (line + 0.5) / LINES;
            if (at >= c->y0 && at < c->y1) scan_line(s, at);
        }
        if (s->to <= s->from) continue;
        take(context, s, y);
        memset(s->rise, 0, (c->w + 2) * sizeof *s->rise);
    }
}

static void scan_all(const bz_canvas *c, bz_outline_edges *o, bool even_odd, row_taker take,
                     void *context)
{
    scan s = {.canvas = c, .outline = o, .even_odd = even_odd};
    if (o->edges.n > 0) {
        s.rise = bz_mem_new((c->w + 2) * sizeof *s.rise);
        scan_rows(&s, take, context);
        bz_mem_free(s.rise);
    }
    bz_vec_free(&s.active);
    bz_vec_free(&s.crossings);
    o->edges.n = 0;
}

/* From 0 to LINES * WHOLE to 0 to 255. */
static unsigned part_of(int32_t cover)
{
    if (cover <= 0) return 0;
    unsigned part = ((unsigned)cover * 255 + LINES * WHOLE / 2) / (LINES * WHOLE);
    return part > 255 ? 255 : part;
}

void bz_raster__blend(uint8_t *rgb, bz_colour colour, unsigned part)
{
    int a = (int)((part * colour.a + 127) / 255);
    const uint8_t from[3] = {colour.r, colour.g, colour.b};
    for (int i = 0; i < 3; i++) {
        int step = (from[i] - rgb[i]) * a;
        rgb[i] = (uint8_t)(rgb[i] + (step + (step >= 0 ? 127 : -127)) / 255);
    }
}

typedef struct painter {
    bz_canvas *canvas;
    bz_colour colour;
} painter;

static void paint_row(void *context, const scan *s, uint32_t y)
{
    painter *p = context;
    bz_canvas *c = p->canvas;
    int32_t cover = 0;
    for (uint32_t x = s->from; x < s->to; x++) {
        cover += s->rise[x];
        unsigned part = part_of(cover);
        size_t at = (size_t)y * c->w + x;
        if (c->mask) part = (part * c->mask[at] + 127) / 255;
        if (part > 0) bz_raster__blend(c->rgb + 3 * at, p->colour, part);
    }
}

void bz_raster__paint(bz_canvas *c, bz_outline_edges *o, bool even_odd, bz_colour colour)
{
    painter p = {c, colour};
    scan_all(c, o, even_odd, paint_row, &p);
}

typedef struct cutter {
    uint8_t *cover;
    uint32_t w;
} cutter;

static void cut_row(void *context, const scan *s, uint32_t y)
{
    cutter *k = context;
    int32_t cover = 0;
    for (uint32_t x = s->from; x < s->to; x++) {
        cover += s->rise[x];
        k->cover[(size_t)y * k->w + x] = (uint8_t)part_of(cover);
    }
}

void bz_raster__cut(const bz_canvas *c, bz_outline_edges *o, bool even_odd, uint8_t *mask)
{
    size_t pixels = (size_t)c->w * c->h;
    cutter k = {bz_mem_new(pixels), c->w};
    scan_all(c, o, even_odd, cut_row, &k);
    for (size_t i = 0; i < pixels; i++)
        mask[i] = (uint8_t)((mask[i] * k.cover[i] + 127) / 255);
    bz_mem_free(k.cover);
}
