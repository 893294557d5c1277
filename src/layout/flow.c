/* The flow: slices, what hangs on them, and what is painted behind them. Blocks come in from top to
 * bottom; breaks.c and pages.c take it out again. Everything is owned by the flow; indices, never
 * pointers, because it grows. x is turned over here and nowhere else (bz_layout__x). */
#include "layout/layout_priv.h"

#include <assert.h>
#include <string.h>

uint32_t bz_layout__slice(bz_lay *l, float h, int32_t penalty)
{
    bz_slice s = {.kind = BZ_SLICE_BODY, .penalty = penalty, .h = h};
    bz_vec_push(&l->flow->slices, s);
    return (uint32_t)l->flow->slices.n - 1;
}

uint32_t bz_layout__edge(bz_lay *l, float h)
{
    uint32_t slice = bz_layout__slice(l, h, BZ_PENALTY_NEVER);
    l->flow->slices.p[slice].is_snug = true;
    return slice;
}

void bz_layout__space(bz_lay *l, float h)
{
    const float large = 0.7f; /* of larger letters the white between them is left as it was */
    bz_flow *f = l->flow;
    if (f->slices.n == 0) return;
    if (l->m.is_large) h *= large;
    bz_slice *last = &f->slices.p[f->slices.n - 1];
    if (last->is_snug) return;
    if (last->kind == BZ_SLICE_GLUE) {
        if (last->h < h) last->h = h;
        return;
    }
    bz_slice s = {.kind = BZ_SLICE_GLUE, .h = h};
    bz_vec_push(&f->slices, s);
}

void bz_layout__page_end(bz_lay *l, bz_slice_kind kind)
{
    bz_slice s = {.kind = (uint8_t)kind};
    bz_vec_push(&l->flow->slices, s);
}

float bz_layout__height(const bz_lay *l, uint32_t first)
{
    const bz_flow *f = l->flow;
    size_t end = f->slices.n;
    float h = 0;
    while (first < end && f->slices.p[first].kind == BZ_SLICE_GLUE)
        first++;
    while (end > first && f->slices.p[end - 1].kind == BZ_SLICE_GLUE)
        end--;
    for (size_t i = first; i < end; i++)
        if (f->slices.p[i].kind != BZ_SLICE_SPARE) h += f->slices.p[i].h;
    return h;
}

void bz_layout__raise(bz_lay *l, uint32_t slice, int32_t penalty)
{
    bz_slice *s = &l->flow->slices.p[slice];
    if (s->penalty < penalty) s->penalty = penalty;
}

uint32_t bz_layout__raise_behind(bz_lay *l, int32_t penalty)
{
    uint32_t end = bz_layout__here(l);
    while (end > 0 && l->flow->slices.p[end - 1].kind == BZ_SLICE_GLUE)
        end--;
    if (end == 0) return UINT32_MAX;
    bz_layout__raise(l, end - 1, penalty);
    return end - 1;
}

static bool raise_inside(bz_lay *l, uint32_t first, float most, int32_t penalty)
{
    bz_flow *f = l->flow;
    size_t end = f->slices.n;
    if (bz_layout__height(l, first) > most) return false;
    while (end > first && f->slices.p[end - 1].kind == BZ_SLICE_GLUE)
        end--;
    for (size_t i = first; i + 1 < end; i++)
        bz_layout__raise(l, (uint32_t)i, penalty);
    return true;
}

bool bz_layout__keep(bz_lay *l, uint32_t first, float most)
{
    return raise_inside(l, first, most, BZ_PENALTY_KEEP);
}

bool bz_layout__hold(bz_lay *l, uint32_t first, bool asks)
{
    if (bz_layout__keep(l, first, asks ? l->m.h : l->m.h / 5)) return true;
    if (!asks) raise_inside(l, first, l->m.h / 3, BZ_PENALTY_HOLD);
    return false;
}

void bz_layout__stay(bz_lay *l, bz_node n)
{
    const bz_flow *f = l->flow;
    bz_node before = bz_doc_at(l->doc, n)->prev;
    size_t i = f->slices.n;
    if (!before || bz_doc_kind_of(l->doc, before) != BZ_DOC_PARAGRAPH) return;
    while (i > 0 && f->slices.p[i - 1].kind == BZ_SLICE_GLUE)
        i--;
    if (i > 0 && f->slices.p[i - 1].kind == BZ_SLICE_BODY)
        bz_layout__raise(l, (uint32_t)i - 1, BZ_PENALTY_LONE);
}

void bz_layout__glue_off(bz_lay *l, uint32_t first)
{
    bz_flow *f = l->flow;
    if (f->slices.n > first && f->slices.p[f->slices.n - 1].kind == BZ_SLICE_GLUE) f->slices.n--;
}

float bz_layout__x(const bz_frame *f, float x, float w)
{
    return f->is_turned ? f->turn - x - w : x + f->turn;
}

void bz_layout__hang(bz_lay *l, const bz_frame *f, bz_hung item)
{
    if (item.kind == BZ_HUNG_STROKE && item.w < 0) {
        item.x += item.w;
        item.w = -item.w;
    }
    item.x = bz_layout__x(f, item.x, item.w);
    assert(item.slice <= l->flow->slices.n && "an item hangs on a slice to come");
    bz_vec_push(&l->flow->items, item);
}

/* --- paint --- */

static bool same_colour(bz_colour a, bz_colour b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static bool same_paint(const bz_shape *a, const bz_shape *b)
{
    return a->has_fill == b->has_fill && a->has_stroke == b->has_stroke &&
           same_colour(a->fill, b->fill) && same_colour(a->stroke, b->stroke) &&
           a->width == b->width && a->dash_on == b->dash_on && a->dash_off == b->dash_off &&
           a->cap == b->cap && a->join == b->join;
}

uint32_t bz_layout__paint(bz_lay *l, const bz_shape *paint)
{
    for (size_t i = l->paints.n; i-- > 0;)
        if (same_paint(&l->paints.p[i], paint)) return (uint32_t)i;
    bz_vec_push(&l->paints, *paint);
    return (uint32_t)l->paints.n - 1;
}

uint32_t bz_layout__stroke_paint(bz_lay *l, bz_colour c, float width)
{
    return bz_layout__paint(l, &(bz_shape){.has_stroke = true, .stroke = c, .width = width});
}

uint32_t bz_layout__fill_paint(bz_lay *l, bz_colour c)
{
    return bz_layout__paint(l, &(bz_shape){.has_fill = true, .fill = c});
}

void bz_layout__box(bz_lay *l, const bz_frame *f, uint32_t slice, float x, float y, float w,
                    float h, float radius, uint32_t paint)
{
    bz_hung box = {.kind = BZ_HUNG_BOX, .slice = slice, .ref = paint, .radius = radius};
    box.x = x, box.y = y, box.w = w, box.h = h;
    bz_layout__hang(l, f, box);
}

void bz_layout__stroke(bz_lay *l, const bz_frame *f, uint32_t slice, float x, float y, float w,
                       float h, uint32_t paint)
{
    bz_hung line = {.kind = BZ_HUNG_STROKE, .slice = slice, .ref = paint};
    line.x = x, line.y = y, line.w = w, line.h = h;
    bz_layout__hang(l, f, line);
}

void bz_layout__picture(bz_lay *l, const bz_frame *f, uint32_t slice, uint32_t picture, float x,
                        float y, float w, float h, bz_tag tag)
{
    bz_hung p = {.kind = BZ_HUNG_PICTURE, .slice = slice, .ref = picture, .tag = tag};
    p.x = x, p.y = y, p.w = w, p.h = h;
    bz_layout__hang(l, f, p);
}

/* --- spans --- */

uint32_t bz_layout__span_open(bz_lay *l, const bz_frame *f, float x, float w, const bz_look *look)
{
    bz_backdrop s = {.first = bz_layout__here(l), .last = UINT32_MAX, .w = w, .look = *look};
    s.x = bz_layout__x(f, x, w);
    s.bar_at_end = f->is_turned;
    bz_vec_push(&l->flow->spans, s);
    return (uint32_t)l->flow->spans.n - 1;
}

void bz_layout__span_close(bz_lay *l, uint32_t span)
{
    bz_backdrop *s = &l->flow->spans.p[span];
    assert(l->flow->slices.n > s->first && "a span without a slice");
    s->last = bz_layout__here(l) - 1;
}

/* --- flows aside --- */

bz_flow *bz_layout__divert(bz_lay *l, bz_flow *into)
{
    bz_flow *before = l->flow;
    l->flow = into;
    return before;
}

void bz_layout__resume(bz_lay *l, bz_flow *before)
{
    l->flow = before;
}

void bz_flow_deinit(bz_flow *f)
{
    bz_vec_free(&f->slices);
    bz_vec_free(&f->items);
    bz_vec_free(&f->spans);
}
