/* The list of laid-out pages: layout appends, the writers read. It owns every array in it and the
 * pictures, and borrows the document's title, language, author and subject. The one idea: nothing
 * points at anything, all is by index, so arrays may move while the list grows and the whole goes
 * with one release. */
#include "page/page.h"
#include "base/mem.h"
#include <assert.h>

bz_pages *bz_pages_new(void)
{
    bz_pages *p = bz_mem_new(sizeof *p);
    p->title = p->lang = p->author = p->subject = BZ_STR("");
    bz_tag_node none = {0};
    bz_vec_push(&p->tags, none);
    return p;
}

void bz_pages_free(bz_pages *p)
{
    if (!p) return;
    for (size_t i = 0; i < p->pictures.n; i++)
        bz_picture_deinit(&p->pictures.p[i]);
    bz_vec_free(&p->fonts);
    bz_vec_free(&p->glyphs);
    bz_vec_free(&p->runs);
    bz_vec_free(&p->shapes);
    bz_vec_free(&p->steps);
    bz_vec_free(&p->pictures);
    bz_vec_free(&p->links);
    bz_vec_free(&p->dests);
    bz_vec_free(&p->outlines);
    bz_vec_free(&p->tags);
    bz_vec_free(&p->items);
    bz_vec_free(&p->pages);
    bz_buf_deinit(&p->text);
    bz_mem_free(p);
}

uint32_t bz_pages_text(bz_pages *p, bz_str s)
{
    size_t at = p->text.n;
    assert(s.n <= UINT32_MAX - at);
    bz_buf_str(&p->text, s);
    return (uint32_t)at;
}

bz_str bz_pages_str(const bz_pages *p, uint32_t offset, uint32_t n)
{
    assert(offset <= p->text.n && n <= p->text.n - offset);
    return n ? (bz_str){p->text.p + offset, n} : BZ_STR("");
}

bz_tag bz_pages_tag(bz_pages *p, bz_tag parent, bz_role role, bz_span span)
{
    /* The first tag is the document, and the only one without a parent. */
    assert(parent < p->tags.n && (parent == 0) == (p->tags.n == 1));
    bz_tag made = (bz_tag)p->tags.n;
    bz_tag_node node = {.role = (uint8_t)role, .parent = parent, .span = span};
    bz_vec_push(&p->tags, node);
    if (!parent) return made;
    bz_tag_node *over = &p->tags.p[parent];
    if (over->last) p->tags.p[over->last].next = made;
    else over->first = made;
    over->last = made;
    return made;
}

void bz_pages_begin(bz_pages *p, float w, float h)
{
    bz_page page = {.w = w, .h = h, .first = (uint32_t)p->items.n};
    bz_vec_push(&p->pages, page);
}

void bz_pages_put(bz_pages *p, const bz_item *item)
{
    assert(p->pages.n > 0);
    bz_vec_push(&p->items, *item);
    p->pages.p[p->pages.n - 1].n++;
}

static void step_to(bz_pages *p, bz_step_kind kind, float x, float y)
{
    bz_step s = {.kind = (uint8_t)kind, .x = x, .y = y};
    bz_vec_push(&p->steps, s);
}

/* A quarter of a circle from where the path stands to x, y, around the corner cx, cy. */
static void step_round(bz_pages *p, float cx, float cy, float x, float y)
{
    static const float pull = 0.5523F; /* of the radius: the cubic nearest to the circle */
    bz_step from = p->steps.p[p->steps.n - 1];
    bz_step s = {.kind = BZ_STEP_CURVE,
                 .x1 = from.x + (cx - from.x) * pull,
                 .y1 = from.y + (cy - from.y) * pull,
                 .x2 = x + (cx - x) * pull,
                 .y2 = y + (cy - y) * pull,
                 .x = x,
                 .y = y};
    bz_vec_push(&p->steps, s);
}

/* The steps from `first` on become a shape painted as `paint` says. */
static uint32_t shape_end(bz_pages *p, size_t first, const bz_shape *paint)
{
    bz_shape made = *paint;
    made.first = (uint32_t)first;
    made.n = (uint32_t)(p->steps.n - first);
    bz_vec_push(&p->shapes, made);
    return (uint32_t)(p->shapes.n - 1);
}

uint32_t bz_pages_rect(bz_pages *p, float x, float y, float w, float h, float radius,
                       const bz_shape *paint)
{
    size_t first = p->steps.n;
    float most = (w < h ? w : h) / 2, r = radius < most ? radius : most;
    float right = x + w, foot = y + h;
    if (r <= 0) {
        step_to(p, BZ_STEP_MOVE, x, y);
        step_to(p, BZ_STEP_LINE, right, y);
        step_to(p, BZ_STEP_LINE, right, foot);
        step_to(p, BZ_STEP_LINE, x, foot);
    } else {
        step_to(p, BZ_STEP_MOVE, x + r, y);
        step_to(p, BZ_STEP_LINE, right - r, y);
        step_round(p, right, y, right, y + r);
        step_to(p, BZ_STEP_LINE, right, foot - r);
        step_round(p, right, foot, right - r, foot);
        step_to(p, BZ_STEP_LINE, x + r, foot);
        step_round(p, x, foot, x, foot - r);
        step_to(p, BZ_STEP_LINE, x, y + r);
        step_round(p, x, y, x + r, y);
    }
    step_to(p, BZ_STEP_CLOSE, 0, 0);
    return shape_end(p, first, paint);
}

uint32_t bz_pages_line(bz_pages *p, float x1, float y1, float x2, float y2, const bz_shape *paint)
{
    size_t first = p->steps.n;
    step_to(p, BZ_STEP_MOVE, x1, y1);
    step_to(p, BZ_STEP_LINE, x2, y2);
    return shape_end(p, first, paint);
}

const char *bz_role_pdf(bz_role r)
{
    static const char *const names[] = {
        [BZ_ROLE_NONE] = "",
#define BZ_ROLE(name, pdf, grouping) [BZ_ROLE_##name] = pdf,
#include "page/roles.def"
#undef BZ_ROLE
    };
    assert(r < BZ_ROLE_COUNT);
    return names[r];
}
