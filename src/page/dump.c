/* The page list as text, for golden tests: a line a page, a line an item, lengths rounded to half a
 * point so that a library's last digit does not show. Words that follow each other on one base line
 * in the same font, colour and tag make one line: a changed line break should show as one change.
 */
#include "page/page.h"
#include <math.h>

static void put_length(bz_buf *out, float v)
{
    bz_buf_fmt(out, " %g", floor((double)v * 2 + 0.5) / 2 + 0.0);
}

static void put_box(bz_buf *out, float x, float y, float w, float h)
{
    put_length(out, x);
    put_length(out, y);
    put_length(out, w);
    put_length(out, h);
}

static void put_text(bz_buf *out, bz_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') bz_buf_fmt(out, "\\%c", c);
        else if (c < 0x20) bz_buf_fmt(out, "\\x%02x", c);
        else bz_buf_char(out, (char)c);
    }
}

static void put_quoted(bz_buf *out, const bz_pages *p, uint32_t at, uint32_t n)
{
    bz_buf_put(out, " \"");
    put_text(out, bz_pages_str(p, at, n));
    bz_buf_char(out, '"');
}

static void put_colour(bz_buf *out, bz_colour c)
{
    if (c.r || c.g || c.b) bz_buf_fmt(out, " #%02x%02x%02x", c.r, c.g, c.b);
    if (c.a != 255) bz_buf_fmt(out, " opacity %g", floor(c.a / 2.55 + 0.5));
}

static void put_tag(bz_buf *out, const bz_pages *p, bz_tag tag)
{
    if (tag && tag < p->tags.n)
        bz_buf_fmt(out, " <%s %u>", bz_role_pdf((bz_role)p->tags.p[tag].role), tag);
    else bz_buf_put(out, " <->");
}

static bool goes_on(const bz_pages *p, const bz_item *a, const bz_item *b)
{
    if (b->kind != BZ_ITEM_RUN || a->tag != b->tag || a->y != b->y) return false;
    const bz_run *ra = &p->runs.p[a->ref], *rb = &p->runs.p[b->ref];
    bz_colour ca = a->colour, cb = b->colour;
    return ra->font == rb->font && ra->size == rb->size && ra->is_rtl == rb->is_rtl &&
           ca.r == cb.r && ca.g == cb.g && ca.b == cb.b && ca.a == cb.a;
}

/* Writes the run at `first` with those that go on from it; gives how many. */
static uint32_t dump_runs(const bz_pages *p, const bz_item *first, uint32_t left, bz_buf *out)
{
    const bz_run *run = &p->runs.p[first->ref];
    float from = first->x, to = first->x + run->advance;
    uint32_t n = 1;
    for (; n < left && goes_on(p, first, &first[n]); n++) {
        float x = first[n].x, end = x + p->runs.p[first[n].ref].advance;
        if (x < from) from = x;
        if (end > to) to = end;
    }
    bz_buf_put(out, "text");
    put_length(out, from);
    put_length(out, first->y);
    put_length(out, to - from);
    bz_buf_fmt(out, " %.*s", BZ_FMT(p->fonts.p[run->font].family));
    put_length(out, run->size);
    if (run->is_rtl) bz_buf_put(out, " rtl");
    put_colour(out, first->colour);
    put_tag(out, p, first->tag);
    bz_buf_put(out, " \"");
    for (uint32_t i = 0; i < n; i++) {
        const bz_run *r = &p->runs.p[first[i].ref];
        put_text(out, bz_pages_str(p, r->text, r->text_n));
    }
    bz_buf_put(out, "\"\n");
    return n;
}

static void dump_shape(const bz_pages *p, const bz_item *item, bz_buf *out)
{
    const bz_shape *s = &p->shapes.p[item->ref];
    float box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (uint32_t i = 0; i < s->n; i++) {
        const bz_step *t = &p->steps.p[s->first + i];
        if (t->kind == BZ_STEP_CLOSE) continue;
        box[0] = fminf(box[0], t->x), box[1] = fminf(box[1], t->y);
        box[2] = fmaxf(box[2], t->x), box[3] = fmaxf(box[3], t->y);
    }
    bz_buf_put(out, "shape");
    if (box[0] <= box[2]) put_box(out, box[0], box[1], box[2] - box[0], box[3] - box[1]);
    if (s->has_fill) {
        bz_buf_put(out, " fill");
        put_colour(out, s->fill);
    }
    if (s->has_stroke) {
        bz_buf_put(out, " stroke");
        put_colour(out, s->stroke);
        bz_buf_fmt(out, " %.1f", (double)s->width);
        if (s->dash_on > 0) bz_buf_put(out, " dashed");
    }
    put_tag(out, p, item->tag);
    bz_buf_char(out, '\n');
}

static void dump_picture(const bz_pages *p, const bz_item *item, bz_buf *out)
{
    static const char *const kinds[] = {"jpeg", "samples", "drawing"};
    bz_buf_fmt(out, "picture");
    put_box(out, item->x, item->y, item->w, item->h);
    bz_buf_fmt(out, " %s%s", kinds[p->pictures.p[item->ref].kind], item->mirror ? " mirrored" : "");
    if (item->in_colour) put_colour(out, item->colour);
    put_tag(out, p, item->tag);
    bz_tag_node none = {0}, tag = item->tag < p->tags.n ? p->tags.p[item->tag] : none;
    if (tag.alt_n) put_quoted(out, p, tag.alt, tag.alt_n);
    bz_buf_char(out, '\n');
}

static void dump_link(const bz_pages *p, const bz_item *item, bz_buf *out)
{
    const bz_link *l = &p->links.p[item->ref];
    bz_buf_put(out, "link");
    put_box(out, item->x, item->y, item->w, item->h);
    put_tag(out, p, item->tag);
    if (l->uri_n) put_quoted(out, p, l->uri, l->uri_n);
    else bz_buf_fmt(out, " page %u", p->dests.p[l->dest].page + 1);
    bz_buf_char(out, '\n');
}

static void dump_page(const bz_pages *p, const bz_page *page, bz_buf *out)
{
    const bz_item *items = page->n ? &p->items.p[page->first] : NULL;
    for (uint32_t i = 0; i < page->n;) {
        uint32_t n = 1;
        bz_buf_put(out, "  ");
        switch ((bz_item_kind)items[i].kind) {
        case BZ_ITEM_RUN: n = dump_runs(p, &items[i], page->n - i, out); break;
        case BZ_ITEM_SHAPE: dump_shape(p, &items[i], out); break;
        case BZ_ITEM_PICTURE: dump_picture(p, &items[i], out); break;
        case BZ_ITEM_LINK: dump_link(p, &items[i], out); break;
        }
        i += n;
    }
}

void bz_pages_dump(const bz_pages *p, bz_buf *out)
{
    for (size_t i = 0; i < p->pages.n; i++) {
        const bz_page *page = &p->pages.p[i];
        bz_buf_fmt(out, "page %zu", i + 1);
        put_length(out, page->w);
        put_length(out, page->h);
        if (page->label_n) put_quoted(out, p, page->label, page->label_n);
        bz_buf_char(out, '\n');
        dump_page(p, page, out);
    }
    for (size_t i = 0; i < p->outlines.n; i++) {
        const bz_outline *o = &p->outlines.p[i];
        bz_buf_fmt(out, "outline %d page %u", o->level, p->dests.p[o->dest].page + 1);
        put_quoted(out, p, o->title, o->title_n);
        bz_buf_char(out, '\n');
    }
}
