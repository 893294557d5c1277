/* Painting: the flow and the page ends come in, the page list goes out. Every slice belongs to one
 * page, also a gap that vanishes at its head or foot, so nothing that hangs on one can be lost.
 * Here x becomes physical (bz_layout__physical) and marks learn their page. */
#include "layout/layout_priv.h"

#include <stdlib.h>

typedef struct painter {
    bz_lay *l;
    const bz_flow *flow;
    uint32_t *starts; /* of each slice's items in `order` */
    uint32_t *order;  /* items, slice by slice, in the order of reading */
    uint32_t *spans;  /* in the order in which they begin */
    size_t next_span;
    BZ_VEC(uint32_t) page_items;
    BZ_VEC(uint32_t) open; /* spans that reach into this page */
    BZ_VEC(float) ys;      /* the top of each slice of this page; one more at the end */
    uint32_t page;
    uint32_t body, turns; /* of spare lines, those from `body` on and up to this turn are there */
    bool in_heads;        /* what is painted was read before */
} painter;

float bz_layout__physical(const bz_lay *l, float x, float w, uint32_t page)
{
    float start = page % 2 == 0 ? l->m.inner : l->m.outer;
    return l->m.is_rtl ? l->m.page_w - start - x - w : start + x;
}

typedef struct fill {
    uint32_t body, behind; /* slices without the gaps at either end: [body, behind) */
    float height, glue;    /* without spare lines */
} fill;

/* --- items --- */

static void put_piece(const painter *p, const bz_piece *piece, float left, float base)
{
    bz_item item = {.kind = BZ_ITEM_RUN, .colour = piece->colour, .tag = piece->tag};
    item.x = left + piece->x;
    item.y = base - piece->rise;
    item.ref = piece->run;
    item.w = piece->w;
    if (piece->run == UINT32_MAX) {
        const bz_object *o = &p->l->objects.p[piece->ref];
        item.kind = BZ_ITEM_PICTURE;
        item.ref = o->picture;
        item.in_colour = o->in_colour;
        item.mirror = o->mirror;
        if (o->in_colour) item.colour = o->colour;
        item.y -= o->ascent;
        item.w = o->w;
        item.h = o->ascent + o->descent;
    }
    bz_pages_put(p->l->out, &item);
}

/* What is clicked: the pieces of one link in one line. */
static void put_links(const painter *p, const bz_line *line, float left, float base)
{
    const bz_piece *pieces = p->l->lines.pieces.p + line->first;
    for (uint32_t i = 0; i < line->n;) {
        uint32_t link = pieces[i].link, end = i;
        float from = pieces[i].x, to = pieces[i].x + pieces[i].w;
        for (; end < line->n && pieces[end].link == link; end++) {
            if (pieces[end].x < from) from = pieces[end].x;
            if (pieces[end].x + pieces[end].w > to) to = pieces[end].x + pieces[end].w;
        }
        bz_item item = {.kind = BZ_ITEM_LINK, .tag = pieces[i].tag, .ref = link - 1};
        item.x = left + from;
        item.y = base - line->ascent;
        item.w = to - from;
        item.h = line->ascent + line->descent;
        if (link) bz_pages_put(p->l->out, &item);
        i = end;
    }
}

static void put_line(const painter *p, const bz_hung *h, float y)
{
    const bz_line *line = &p->l->lines.lines.p[h->ref];
    float left = bz_layout__physical(p->l, h->x, h->w, p->page) + line->x, base = y + h->y;
    bool has_link = false;
    for (uint32_t i = 0; i < line->n; i++) {
        const bz_piece *piece = &p->l->lines.pieces.p[line->first + i];
        put_piece(p, piece, left, base);
        has_link |= piece->link != 0;
    }
    if (has_link && !p->in_heads) put_links(p, line, left, base);
}

static void put_shape(const painter *p, uint32_t shape, bz_tag tag)
{
    bz_item item = {.kind = BZ_ITEM_SHAPE, .ref = shape, .tag = tag};
    bz_pages_put(p->l->out, &item);
}

static void put_box(const painter *p, const bz_hung *h, float y)
{
    float x = bz_layout__physical(p->l, h->x, h->w, p->page);
    const bz_shape *paint = &p->l->paints.p[h->ref];
    put_shape(p, bz_pages_rect(p->l->out, x, y + h->y, h->w, h->h, h->radius, paint), h->tag);
}

static void put_stroke(const painter *p, const bz_hung *h, float y)
{
    float x = bz_layout__physical(p->l, h->x, h->w, p->page), top = y + h->y;
    const bz_shape *paint = &p->l->paints.p[h->ref];
    put_shape(p, bz_pages_line(p->l->out, x, top, x + h->w, top + h->h, paint), h->tag);
}

static void put_picture(const painter *p, const bz_hung *h, float y)
{
    bz_item item = {.kind = BZ_ITEM_PICTURE, .ref = h->ref, .tag = h->tag};
    item.mirror = h->mirror;
    item.in_colour = h->in_colour;
    item.colour = h->colour;
    item.x = bz_layout__physical(p->l, h->x, h->w, p->page);
    item.y = y + h->y;
    item.w = h->w;
    item.h = h->h;
    bz_pages_put(p->l->out, &item);
}

static void put_page_number(const painter *p, const bz_hung *h, float y)
{
    bz_lay *l = p->l;
    uint32_t page = l->marks.p[h->ref].page, first;
    bz_frame f = {.lang = l->out->lang, .is_rtl = l->m.is_rtl, .leading = 1};
    bz_text_style s = {.size = h->h, .colour = h->colour, .tag = h->tag, .keep = true};
    if (page == UINT32_MAX) return;
    bz_para *para = bz_layout__para(l, &f, BZ_ALIGN_END);
    bz_para_verbatim(para, bz_layout__number(l, &f, page + 1), &s, bz_span_none());
    bz_layout__lay(l, &f, para, h->w, 0, s.size, &first);
    bz_hung line = *h;
    line.ref = first;
    put_line(p, &line, y);
    bz_type_drop(l->type);
}

static void put_item(const painter *p, const bz_hung *h, float y)
{
    switch ((bz_hung_kind)h->kind) {
    case BZ_HUNG_LINE: put_line(p, h, y); break;
    case BZ_HUNG_BOX: put_box(p, h, y); break;
    case BZ_HUNG_STROKE: put_stroke(p, h, y); break;
    case BZ_HUNG_PICTURE: put_picture(p, h, y); break;
    case BZ_HUNG_PAGE_NO: put_page_number(p, h, y); break;
    case BZ_HUNG_MARK:
        if (!p->in_heads) p->l->marks.p[h->ref].y = y;
        break;
    case BZ_HUNG_NOTE: break; /* at the foot */
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_there(const painter *p, uint32_t slice)
{
    const bz_slice *s = &p->flow->slices.p[slice];
    return s->kind != BZ_SLICE_SPARE || (slice >= p->body && s->turn <= p->turns);
}

/* In the order of reading, which side by side is not that of the slices. */
static void put_items(painter *p, uint32_t first, uint32_t end)
{
    p->page_items.n = 0;
    for (uint32_t i = p->starts[first]; i < p->starts[end]; i++)
        bz_vec_push(&p->page_items, p->order[i]);
    if (p->page_items.n > 1)
        qsort(p->page_items.p, p->page_items.n, sizeof *p->page_items.p, by_number);
    for (size_t i = 0; i < p->page_items.n; i++) {
        const bz_hung *h = &p->flow->items.p[p->page_items.p[i]];
        if (is_there(p, h->slice)) put_item(p, h, p->ys.p[h->slice - first]);
    }
}

/* --- spans --- */

static void put_bar(const painter *p, const bz_look *k, float x, float y, float w, float h)
{
    bz_shape solid = {.has_fill = true, .fill = k->ink};
    bz_shape dash = {.has_stroke = true, .stroke = k->ink, .width = w, .dash_on = 1.5f * w};
    bz_pages *out = p->l->out;
    float middle = x + w / 2;
    dash.dash_off = w;
    switch ((bz_bar)k->bar) {
    case BZ_BAR_NONE: break;
    case BZ_BAR_SOLID:
    case BZ_BAR_THIN: put_shape(p, bz_pages_rect(out, x, y, w, h, 0, &solid), 0); break;
    case BZ_BAR_DASHED: put_shape(p, bz_pages_line(out, middle, y, middle, y + h, &dash), 0); break;
    case BZ_BAR_DOTTED:
        dash.cap = 1;
        dash.width = 0.62f * w;
        dash.dash_on = 0.01f;
        dash.dash_off = 1.3f * w;
        put_shape(p, bz_pages_line(out, middle, y + w / 3, middle, y + h, &dash), 0);
        break;
    case BZ_BAR_DOUBLE:
        put_shape(p, bz_pages_rect(out, x, y, w * 0.36f, h, 0, &solid), 0);
        put_shape(p, bz_pages_rect(out, x + w * 0.64f, y, w * 0.36f, h, 0, &solid), 0);
        break;
    }
}

/* A frame is open where its box goes on. */
static void put_frame(const painter *p, const bz_look *k, float x, float y, float w, float h,
                      bool starts, bool ends)
{
    bz_pages *out = p->l->out;
    bz_shape paint = {.has_stroke = true, .stroke = k->stroke, .width = k->frame};
    float in = k->frame / 2;
    if (k->is_dashed) paint.dash_on = 3, paint.dash_off = 2.5f;
    if (starts && ends) {
        put_shape(p,
                  bz_pages_rect(out, x + in, y + in, w - k->frame, h - k->frame, k->radius, &paint),
                  0);
        return;
    }
    put_shape(p, bz_pages_line(out, x + in, y, x + in, y + h, &paint), 0);
    put_shape(p, bz_pages_line(out, x + w - in, y, x + w - in, y + h, &paint), 0);
    if (starts) put_shape(p, bz_pages_line(out, x, y + in, x + w, y + in, &paint), 0);
    if (ends) put_shape(p, bz_pages_line(out, x, y + h - in, x + w, y + h - in, &paint), 0);
}

static void put_span(const painter *p, const bz_backdrop *s, float top, float foot, bool starts,
                     bool ends)
{
    const bz_look *k = &s->look;
    float x = bz_layout__physical(p->l, s->x, s->w, p->page), em = p->l->m.em, h = foot - top;
    float bar = (k->bar == BZ_BAR_THIN ? 0.16f : 0.42f) * em;
    bool at_right = p->l->m.is_rtl != s->bar_at_end;
    if (h < 0.1f) return;
    if (k->fill.a > 0) {
        bz_shape tint = {.has_fill = true, .fill = k->fill};
        float radius = starts && ends ? k->radius : 0;
        put_shape(p, bz_pages_rect(p->l->out, x, top, s->w, h, radius, &tint), 0);
    }
    if (k->frame > 0) put_frame(p, k, x, top, s->w, h, starts, ends);
    put_bar(p, k, at_right ? x + s->w - bar : x, top, bar, h);
}

/* Where a span that began on an earlier page begins on this one: above its repeated label, or a
 * little above the text, so that the break shows it. */
static float resumed(const painter *p, const bz_backdrop *s, const fill *m)
{
    const bz_slice *first = &p->flow->slices.p[m->body];
    float past = 0.4f * p->l->m.em;
    bool has_head = m->body < m->behind && first->n_heads > 0 && first->heads >= s->first;
    return has_head ? p->l->m.top : p->ys.p[0] - past;
}

static void put_spans(painter *p, const bz_page_end *e, const fill *m)
{
    const bz_flow *f = p->flow;
    size_t kept = 0;
    while (p->next_span < f->spans.n && f->spans.p[p->spans[p->next_span]].first < e->end)
        bz_vec_push(&p->open, p->spans[p->next_span++]);
    float past = 0.4f * p->l->m.em, foot = p->ys.p[e->end - e->first];
    for (size_t i = 0; i < p->open.n; i++) {
        const bz_backdrop *s = &f->spans.p[p->open.p[i]];
        bool starts = s->first >= e->first, ends = s->last < e->end;
        if (s->last >= e->first) {
            float a = starts ? p->ys.p[s->first - e->first] + s->top : resumed(p, s, m);
            float b = ends ? p->ys.p[s->last + 1 - e->first] + s->bottom : foot + past;
            put_span(p, s, a, b, starts, ends);
        }
        if (!ends) p->open.p[kept++] = p->open.p[i];
    }
    p->open.n = kept;
}

/* --- pages --- */

static fill measure(const bz_flow *f, const bz_page_end *e)
{
    fill m = {.body = e->first, .behind = e->end};
    while (m.body < m.behind && f->slices.p[m.body].kind != BZ_SLICE_BODY)
        m.body++;
    while (m.behind > m.body && f->slices.p[m.behind - 1].kind == BZ_SLICE_GLUE)
        m.behind--;
    for (uint32_t i = m.body; i < m.behind; i++) {
        if (f->slices.p[i].kind != BZ_SLICE_SPARE) m.height += f->slices.p[i].h;
        if (f->slices.p[i].kind == BZ_SLICE_GLUE) m.glue += f->slices.p[i].h;
    }
    return m;
}

/* How many spare lines each group of them on this page gets: all of them one, then all a second, as
 * long as there is room. */
static uint32_t count_turns(const bz_flow *f, const fill *m, float room)
{
    float height = m->height, more = 1;
    uint32_t turns = 0;
    for (; more > 0; turns++) {
        more = 0;
        for (uint32_t i = m->body; i < m->behind; i++) {
            const bz_slice *s = &f->slices.p[i];
            if (s->kind == BZ_SLICE_SPARE && s->turn == turns + 1) more += s->h;
        }
        height += more;
        if (height > room + 0.01f) break;
    }
    return turns;
}

static float notes_height(const bz_flow *f, const bz_page_end *e)
{
    float h = 0;
    for (uint32_t i = e->first; i < e->end; i++)
        h += f->slices.p[i].notes;
    return h;
}

static float heads_height(const bz_flow *f, const bz_slice *s)
{
    float h = 0;
    for (uint32_t k = 0; k < s->n_heads; k++)
        h += f->slices.p[s->heads + k].h;
    return h;
}

static void put_head_spans(const painter *p, uint32_t head, float y)
{
    for (size_t i = 0; i < p->flow->spans.n; i++) {
        const bz_backdrop *b = &p->flow->spans.p[p->spans[i]];
        if (b->first > head) break;
        if (b->first == head && b->last == head)
            put_span(p, b, y + b->top, y + p->flow->slices.p[head].h + b->bottom, true, true);
    }
}

/* What is repeated on top; as furniture, since it was read before. */
static void put_heads(painter *p, const bz_slice *s, float y)
{
    size_t from = p->l->out->items.n;
    p->in_heads = true;
    for (uint32_t head = s->heads; head < s->heads + s->n_heads; head++) {
        put_head_spans(p, head, y);
        for (uint32_t i = p->starts[head]; i < p->starts[head + 1]; i++)
            put_item(p, &p->flow->items.p[p->order[i]], y);
        y += p->flow->slices.p[head].h;
    }
    for (size_t j = from; j < p->l->out->items.n; j++)
        p->l->out->items.p[j].tag = 0;
    p->in_heads = false;
}

static void place_slices(painter *p, const bz_page_end *e, const fill *m, float y, float shrink)
{
    p->ys.n = 0;
    for (uint32_t i = e->first; i < e->end; i++) {
        const bz_slice *s = &p->flow->slices.p[i];
        bz_vec_push(&p->ys, y);
        if (i < m->body || i >= m->behind || !is_there(p, i)) continue;
        y += s->kind == BZ_SLICE_GLUE ? s->h * shrink : s->h;
    }
    bz_vec_push(&p->ys, y);
}

static void put_flow(bz_lay *l, const bz_flow *flow, uint32_t page, float y);

/* A short line between the text and the notes; their own gap has room for it. */
static void put_note_rule(const painter *p, float y)
{
    const bz_lay *l = p->l;
    bz_shape rule = {.has_stroke = true, .stroke = bz_layout__colour(BZ_RULE), .width = 0.6f};
    float w = l->m.w / 4, x = bz_layout__physical(l, 0, w, p->page);
    y += 0.3f * l->m.em;
    put_shape(p, bz_pages_line(l->out, x, y, x + w, y, &rule), 0);
}

static void put_notes(const painter *p, float y)
{
    bz_lay *l = p->l;
    bool is_first = true;
    for (size_t i = 0; i < p->page_items.n; i++) {
        const bz_hung *h = &p->flow->items.p[p->page_items.p[i]];
        if (h->kind != BZ_HUNG_NOTE) continue;
        l->marks.p[l->notes.p[h->ref].aim].y = y;
        if (is_first) put_note_rule(p, y);
        is_first = false;
        put_flow(l, &l->notes.p[h->ref].flow, p->page, y);
        y += l->notes.p[h->ref].h;
    }
}

static void put_page(painter *p, const bz_page_end *e)
{
    bz_lay *l = p->l;
    fill m = measure(p->flow, e);
    float notes = notes_height(p->flow, e), y = l->m.top;
    const bz_slice *first = m.body < m.behind ? &p->flow->slices.p[m.body] : NULL;
    if (first) y += heads_height(p->flow, first) + first->lead;
    float room = l->m.top + l->m.h - notes - y, shrink = 1;
    if (m.height > room && m.glue > 0) shrink = 1 - (m.height - room) / m.glue;
    p->body = m.body;
    p->turns = count_turns(p->flow, &m, room);
    place_slices(p, e, &m, y, shrink < 0 ? 0 : shrink);
    put_spans(p, e, &m);
    if (first) put_heads(p, first, l->m.top);
    put_items(p, e->first, e->end);
    if (notes > 0) put_notes(p, l->m.top + l->m.h - notes);
}

/* --- the whole --- */

/* Items slice by slice: a counting sort, which keeps their order. */
static void order_items(painter *p)
{
    size_t slices = p->flow->slices.n + 1, count = p->flow->items.n;
    p->starts = bz_mem_new((slices + 1) * sizeof *p->starts);
    p->order = bz_mem_new((count + 1) * sizeof *p->order);
    for (size_t i = 0; i < count; i++)
        p->starts[p->flow->items.p[i].slice + 1]++;
    for (size_t i = 0; i < slices; i++)
        p->starts[i + 1] += p->starts[i];
    uint32_t *at = bz_mem_new(slices * sizeof *at);
    for (size_t i = 0; i < slices; i++)
        at[i] = p->starts[i];
    for (size_t i = 0; i < count; i++)
        p->order[at[p->flow->items.p[i].slice]++] = (uint32_t)i;
    bz_mem_free(at);
}

typedef struct span_key {
    uint32_t first, number;
} span_key;

static int by_first(const void *a, const void *b)
{
    const span_key *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static void order_spans(painter *p)
{
    size_t n = p->flow->spans.n;
    span_key *keys = bz_mem_new((n + 1) * sizeof *keys);
    p->spans = bz_mem_new((n + 1) * sizeof *p->spans);
    for (size_t i = 0; i < n; i++)
        keys[i] = (span_key){p->flow->spans.p[i].first, (uint32_t)i};
    qsort(keys, n, sizeof *keys, by_first);
    for (size_t i = 0; i < n; i++)
        p->spans[i] = keys[i].number;
    bz_mem_free(keys);
}

static painter painter_new(bz_lay *l, const bz_flow *flow)
{
    painter p = {.l = l, .flow = flow};
    order_items(&p);
    order_spans(&p);
    return p;
}

static void painter_deinit(painter *p)
{
    bz_mem_free(p->starts);
    bz_mem_free(p->order);
    bz_mem_free(p->spans);
    bz_vec_free(&p->page_items);
    bz_vec_free(&p->open);
    bz_vec_free(&p->ys);
}

/* A flow that is not parted: a footnote. */
static void put_flow(bz_lay *l, const bz_flow *flow, uint32_t page, float y)
{
    painter p = painter_new(l, flow);
    bz_page_end all = {.end = (uint32_t)flow->slices.n};
    fill m = measure(flow, &all);
    p.page = page;
    place_slices(&p, &all, &m, y, 1);
    put_spans(&p, &all, &m);
    put_items(&p, 0, all.end);
    painter_deinit(&p);
}

/* The contents stand before what they list, so the marks' pages are told first. */
static void tell_marks(painter *p, const bz_page_ends *ends)
{
    for (size_t k = 0; k < ends->pages.n; k++) {
        const bz_page_end *e = &ends->pages.p[k];
        for (uint32_t i = p->starts[e->first]; i < p->starts[e->end]; i++) {
            const bz_hung *h = &p->flow->items.p[p->order[i]];
            bz_lay *l = p->l;
            if (h->kind == BZ_HUNG_MARK) l->marks.p[h->ref].page = (uint32_t)k;
            if (h->kind == BZ_HUNG_NOTE) l->marks.p[l->notes.p[h->ref].aim].page = (uint32_t)k;
        }
    }
}

static void begin_page(bz_lay *l, uint32_t page)
{
    bz_buf label = {0};
    page += l->first_page;
    bz_buf_decimal(&label, page + 1); /* in ASCII digits, as readers of PDF show it */
    bz_pages_begin(l->out, l->m.page_w, l->m.page_h);
    uint32_t at = bz_pages_text(l->out, bz_buf_view(&label));
    l->out->pages.p[page].label = at;
    l->out->pages.p[page].label_n = (uint32_t)label.n;
    bz_buf_deinit(&label);
}

static uint32_t add_dest(bz_lay *l, const bz_mark *m)
{
    bool is_known = m->page != UINT32_MAX;
    bz_dest d = {l->first_page + (is_known ? m->page : 0), is_known ? m->y : 0};
    bz_vec_push(&l->out->dests, d);
    return (uint32_t)l->out->dests.n - 1;
}

/* Links inside the document and the outline point to places now that marks have theirs. */
static void point(bz_lay *l)
{
    uint8_t level = 0;
    for (size_t i = l->first_link; i < l->out->links.n; i++)
        if (l->out->links.p[i].uri_n == 0)
            l->out->links.p[i].dest = add_dest(l, &l->marks.p[l->out->links.p[i].dest]);
    for (size_t i = 0; i < l->marks.n; i++) {
        const bz_mark *m = &l->marks.p[i];
        if (m->level == 0 || m->page == UINT32_MAX || m->title.n == 0) continue;
        level = m->level > level + 1 ? (uint8_t)(level + 1) : m->level;
        bz_outline o = {.level = level, .dest = add_dest(l, m)};
        o.title = bz_pages_text(l->out, m->title);
        o.title_n = (uint32_t)m->title.n;
        bz_vec_push(&l->out->outlines, o);
    }
}

void bz_layout__paint_pages(bz_lay *l, const bz_page_ends *ends)
{
    painter p = painter_new(l, &l->main);
    tell_marks(&p, ends);
    for (uint32_t i = 0; i < ends->pages.n; i++) {
        const bz_page_end *e = &ends->pages.p[i];
        p.page = i;
        begin_page(l, i);
        if (e->is_blank) continue;
        if (!e->is_cover) bz_layout__furniture(l, i, (uint32_t)ends->pages.n, e->first);
        else if (i + 1 == ends->pages.n) bz_layout__imprint(l, i);
        put_page(&p, e);
    }
    point(l);
    painter_deinit(&p);
}
