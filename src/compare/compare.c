/* Two outlines held against each other. In: both. Out: a tree of the parts that differ, in the
 * order of the second, those that are gone behind the others. The one idea: parts are the same when
 * they have the same name below the same part; of those that both have, the longest run that kept
 * its order stayed, and the rest was moved. */
#include "compare/compare.h"

#include "base/mem.h"
#include "compare/passage.h"

#include <string.h>

typedef BZ_VEC(uint32_t) points;

static void children_of(const bz_outline *o, uint32_t point, points *out)
{
    for (uint32_t c = o->points.p[point].first; c; c = o->points.p[c].next)
        bz_vec_push(out, c);
}

/* For each child of one side its counterpart on the other, 0: none. */
typedef struct family {
    points a, b;
    uint32_t *of_a, *of_b; /* seat of the counterpart, from 1 */
    bool *is_moved;        /* by seat in b */
} family;

static void match(const bz_deltas *d, family *f)
{
    for (size_t j = 0; j < f->b.n; j++)
        for (size_t i = 0; i < f->a.n && !f->of_b[j]; i++) {
            const bz_point *p = &d->a->points.p[f->a.p[i]], *q = &d->b->points.p[f->b.p[j]];
            if (f->of_a[i] || p->kind != q->kind || !bz_str_eq(p->key, q->key)) continue;
            f->of_a[i] = (uint32_t)j + 1;
            f->of_b[j] = (uint32_t)i + 1;
        }
}

/* Order counts where things are done one after the other. */
static bool has_order(bz_record_kind kind)
{
    return kind == BZ_R_SESSION || kind == BZ_R_ACTIVITY || kind == BZ_R_QUESTION;
}

/* Marks as moved what is not in the longest run whose order both sides share. */
static void find_moved(const bz_deltas *d, family *f)
{
    size_t n = f->b.n;
    uint32_t *length = bz_mem_new((n + 1) * sizeof *length);
    uint32_t *before = bz_mem_new((n + 1) * sizeof *before); /* seat, from 1 */
    uint32_t best = 0;
    for (size_t j = 0; j < n; j++) {
        f->is_moved[j] = f->of_b[j] && has_order(d->b->points.p[f->b.p[j]].kind);
        if (!f->is_moved[j]) continue;
        length[j] = 1;
        for (size_t i = 0; i < j; i++)
            if (length[i] >= length[j] && f->of_b[i] < f->of_b[j]) {
                length[j] = length[i] + 1;
                before[j] = (uint32_t)i + 1;
            }
        if (!best || length[j] > length[best - 1]) best = (uint32_t)j + 1;
    }
    for (; best; best = before[best - 1])
        f->is_moved[best - 1] = false;
    bz_mem_free(length);
    bz_mem_free(before);
}

static bool has_fact(const bz_outline *o, uint32_t point, const char *key)
{
    return bz_compare_fact(o, point, key).n > 0;
}

static void compare_facts(bz_deltas *d, uint32_t a, uint32_t b, bz_delta *out)
{
    const bz_point *p = &d->a->points.p[a], *q = &d->b->points.p[b];
    out->facts = (uint32_t)d->facts.n;
    for (uint32_t i = 0; i < q->n_facts; i++) {
        bz_fact now = d->b->facts.p[q->facts + i];
        bz_fact_delta one = {now.key, bz_compare_fact(d->a, a, now.key), now.value};
        if (!bz_str_eq(one.was, one.now)) bz_vec_push(&d->facts, one);
    }
    for (uint32_t i = 0; i < p->n_facts; i++) {
        bz_fact was = d->a->facts.p[p->facts + i];
        bz_fact_delta one = {was.key, was.value, BZ_STR("")};
        if (!has_fact(d->b, b, was.key)) bz_vec_push(&d->facts, one);
    }
    out->n_facts = (uint32_t)d->facts.n - out->facts;
}

static void link_child(bz_deltas *d, uint32_t parent, uint32_t child)
{
    bz_delta *above = &d->list.p[parent];
    if (above->last) d->list.p[above->last].next = child;
    else above->first = child;
    above->last = child;
}

static bool compare(bz_deltas *d, uint32_t a, uint32_t b, bool is_moved, uint32_t parent);

static void compare_children(bz_deltas *d, uint32_t a, uint32_t b, uint32_t self)
{
    family f = {0};
    children_of(d->a, a, &f.a);
    children_of(d->b, b, &f.b);
    f.of_a = bz_mem_new((f.a.n + 1) * sizeof *f.of_a);
    f.of_b = bz_mem_new((f.b.n + 1) * sizeof *f.of_b);
    f.is_moved = bz_mem_new(f.b.n + 1);
    match(d, &f);
    find_moved(d, &f);
    for (size_t j = 0; j < f.b.n; j++)
        compare(d, f.of_b[j] ? f.a.p[f.of_b[j] - 1] : 0, f.b.p[j], f.is_moved[j], self);
    for (size_t i = 0; i < f.a.n; i++)
        if (!f.of_a[i]) compare(d, f.a.p[i], 0, false, self);
    bz_vec_free(&f.a);
    bz_vec_free(&f.b);
    bz_mem_free(f.of_a);
    bz_mem_free(f.of_b);
    bz_mem_free(f.is_moved);
}

/* Adds the part and all that differs below it; takes it back, and gives false, when nothing does.
 */
static bool compare(bz_deltas *d, uint32_t a, uint32_t b, bool is_moved, uint32_t parent)
{
    uint32_t self = (uint32_t)d->list.n;
    bz_delta one = {.a = a, .b = b, .is_moved = is_moved};
    if (a && b) {
        const bz_point *p = &d->a->points.p[a], *q = &d->b->points.p[b];
        one.has_text = !bz_compare_same_lines(p->text, q->text);
        one.has_safety = !bz_compare_same_lines(p->safety, q->safety);
        compare_facts(d, a, b, &one);
    }
    bz_vec_push(&d->list, one);
    if (a && b) compare_children(d, a, b, self);
    bool differs = !a || !b || is_moved || one.has_text || one.has_safety || one.n_facts ||
                   d->list.p[self].first;
    if (!differs && parent) d->list.n = self;
    else if (parent) link_child(d, parent, self);
    return differs;
}

void bz_compare(const bz_outline *a, const bz_outline *b, bz_deltas *out)
{
    *out = (bz_deltas){.a = a, .b = b};
    bz_vec_push(&out->list, (bz_delta){0});
    compare(out, 1, 1, false, 0);
}

bool bz_compare_is_same(const bz_deltas *d)
{
    const bz_delta *top = &d->list.p[1];
    return !top->n_facts && !top->first && !top->has_text && !top->has_safety;
}

void bz_compare_free(bz_deltas *d)
{
    bz_vec_free(&d->list);
    bz_vec_free(&d->facts);
}
