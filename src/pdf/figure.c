/* In: the items painted under a figure. Out: the box around them, which its element states. The
 * writer owns the boxes. The one idea: a box is kept while a figure is painted on one sheet; one
 * that goes over sheets has none. */
#include "pdf/pdf_priv.h"

typedef struct rect {
    float left, top, right, foot;
} rect;

static void take_in(rect *r, float x, float y)
{
    if (x < r->left) r->left = x;
    if (x > r->right) r->right = x;
    if (y < r->top) r->top = y;
    if (y > r->foot) r->foot = y;
}

static rect box_of(const bz_pdf *d, const bz_item *item)
{
    static const float far = 1e6F;
    rect r = {far, far, -far, -far};
    if (item->kind == BZ_ITEM_RUN) {
        const bz_run *run = &d->pages->runs.p[item->ref];
        take_in(&r, item->x, item->y - run->size);
        take_in(&r, item->x + run->advance, item->y + run->size / 4);
    } else if (item->kind == BZ_ITEM_PICTURE) {
        take_in(&r, item->x, item->y);
        take_in(&r, item->x + item->w, item->y + item->h);
    } else {
        const bz_shape *s = &d->pages->shapes.p[item->ref];
        for (uint32_t i = 0; i < s->n; i++) {
            const bz_step *step = &d->pages->steps.p[s->first + i];
            if (step->kind != BZ_STEP_CLOSE) take_in(&r, step->x, step->y);
        }
    }
    return r;
}

void bz_pdf__frame(bz_pdf *d, const bz_pdf_spot *on, uint32_t element, const bz_item *item)
{
    bz_pdf_element *e = &d->elements.p[element];
    if (e->role != BZ_ROLE_FIGURE) return;
    rect r = box_of(d, item);
    float k = on->seat->scale;
    float box[] = {on->seat->x + r.left * k, on->seat->y + (on->page->h - r.foot) * k,
                   on->seat->x + r.right * k, on->seat->y + (on->page->h - r.top) * k};
    if (!e->figure) {
        bz_pdf_figure made = {.sheet = on->sheet, .box = {box[0], box[1], box[2], box[3]}};
        bz_vec_push(&d->figures, made);
        e->figure = (uint32_t)d->figures.n;
        return;
    }
    bz_pdf_figure *f = &d->figures.p[e->figure - 1];
    f->is_spread |= f->sheet != on->sheet;
    for (int i = 0; i < 2; i++) {
        if (box[i] < f->box[i]) f->box[i] = box[i];
        if (box[i + 2] > f->box[i + 2]) f->box[i + 2] = box[i + 2];
    }
}
