/* Things to tick, to write on, to choose from. In: checklists, writing lines, scales. Out: slices
 * with boxes, lines and faces drawn as paths, so that no font need have them. A line to write on is
 * 8.5 mm from the next, a box or circle to mark is at least 8 mm wide where a pencil goes into it.
 * For somebody who listens a box reads as the character it stands for. */
#include "layout/layout_priv.h"

#include "base/utf8.h"

static bz_node only_paragraph(const bz_lay *l, bz_node n)
{
    bz_node child = bz_layout__first(l, n);
    if (!child || bz_doc_kind_of(l->doc, child) != BZ_DOC_PARAGRAPH) return 0;
    return bz_layout__next(l, child) ? 0 : child;
}

static void stands_for(bz_lay *l, bz_tag tag, const char *text)
{
    bz_str s = bz_str_from(text);
    uint32_t at = bz_pages_text(l->out, s);
    l->out->tags.p[tag].actual = at;
    l->out->tags.p[tag].actual_n = (uint32_t)s.n;
}

/* --- things to tick --- */

/* An item's text, or whatever stands in it. */
static void lay_body(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_node only = only_paragraph(l, n);
    if (!only) {
        bz_layout__blocks(l, f, n);
        return;
    }
    bz_frame in = bz_layout__speak(l, f, n);
    bz_text_style s = in.style;
    s.tag = in.tag;
    bz_para *p = bz_layout__prose(l, &in);
    bz_layout__inlines(l, &in, p, only, &s);
    bz_layout__lines(l, &in, p, s.size);
}

/* The box stands in the middle of the first line. */
static void hang_box(bz_lay *l, const bz_frame *f, uint32_t slice, bz_tag tag)
{
    float em = f->style.size, side = 0.98f * em, pitch = l->flow->slices.p[slice].h;
    bz_hung box = {.kind = BZ_HUNG_BOX, .slice = slice, .tag = tag, .radius = 0.12f * em};
    box.ref = bz_layout__stroke_paint(l, bz_layout__colour(BZ_INK), 0.095f * em);
    box.x = f->x + 0.12f * em;
    box.y = (pitch - side) / 2;
    box.w = box.h = side;
    bz_layout__hang(l, f, box);
}

static void lay_tick(bz_lay *l, const bz_frame *list, bz_node n)
{
    bz_tag item = bz_layout__tag(l, list, BZ_ROLE_LI, n);
    bz_tag label = bz_layout__tag_below(l, item, BZ_ROLE_LBL, 0);
    bz_frame body = bz_layout__in(list, 1.8f * list->style.size, 0);
    uint32_t first = bz_layout__here(l);
    size_t items = l->flow->items.n;
    body.tag = bz_layout__tag_below(l, item, BZ_ROLE_LBODY, 0);
    stands_for(l, label, "\u2610");
    lay_body(l, &body, n);
    if (bz_layout__here(l) == first) bz_layout__slice(l, list->style.size * list->leading, 0);
    hang_box(l, list, first, label);
    /* It reads before its text: the last item of the flow goes in front of those of the body. */
    bz_hung box = l->flow->items.p[l->flow->items.n - 1];
    for (size_t i = l->flow->items.n - 1; i > items; i--)
        l->flow->items.p[i] = l->flow->items.p[i - 1];
    l->flow->items.p[items] = box;
}

static void lay_ticks(bz_lay *l, const bz_frame *f, bz_node from, size_t n)
{
    size_t total = n;
    for (bz_node i = from; i && n > 0; i = bz_layout__next(l, i), n--) {
        bz_layout__space(l, 0.34f * l->m.em);
        lay_tick(l, f, i);
        if (total > 1 && (n == total || n == 2))
            bz_layout__raise(l, bz_layout__here(l) - 1, BZ_PENALTY_LONE / 2);
    }
}

/* Several short things stand in two columns, read one after the other. */
static bool are_short(bz_lay *l, const bz_frame *f, bz_node list, size_t n)
{
    enum { SEVERAL = 4, MANY = 16, SHORT = 44 };
    if (n < SEVERAL || n > MANY || f->w < 30 * l->m.em) return false;
    for (bz_node i = bz_layout__first(l, list); i; i = bz_layout__next(l, i))
        if (!only_paragraph(l, i) || bz_layout__plain(l, i).n > SHORT) return false;
    return true;
}

static void lay_two_columns(bz_lay *l, const bz_frame *f, bz_node list, size_t n)
{
    bz_flow parts[2] = {0};
    float gap = 1.5f * l->m.em, w = (f->w - gap) / 2;
    size_t half = (n + 1) / 2;
    bz_node from = bz_layout__first(l, list);
    uint32_t start = bz_layout__here(l);
    for (size_t k = 0; k < 2; k++) {
        bz_frame in = k == 0 ? bz_layout__in(f, 0, f->w - w) : bz_layout__in(f, w + gap, 0);
        bz_flow *before = bz_layout__divert(l, &parts[k]);
        lay_ticks(l, &in, from, k == 0 ? half : n - half);
        bz_layout__resume(l, before);
        for (size_t i = 0; k == 0 && i < half; i++)
            from = bz_layout__next(l, from);
    }
    bz_layout__beside(l, parts, 2);
    bz_layout__keep(l, start, l->m.h / 3);
}

void bz_layout__tick_items(bz_lay *l, const bz_frame *f, bz_node list)
{
    bz_frame in = bz_layout__speak(l, f, list);
    size_t n = 0;
    for (bz_node i = bz_layout__first(l, list); i; i = bz_layout__next(l, i))
        n++;
    if (n == 0) return;
    in.tag = bz_layout__tag(l, f, BZ_ROLE_L, list);
    l->out->tags.p[in.tag].numbering = BZ_NUMBERING_SQUARE;
    in.list_manner = BZ_LIST_PLAIN;
    in.is_tight = true;
    in.has_parts = false;
    bz_layout__stay(l, list);
    bz_layout__space(l, 0.5f * l->m.em);
    bz_layout__mark_id(l, list);
    if (are_short(l, &in, list, n)) lay_two_columns(l, &in, list, n);
    else lay_ticks(l, &in, bz_layout__first(l, list), n);
    bz_layout__space(l, 0.6f * l->m.em);
}

void bz_layout__checklist(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__tick_items(l, f, n);
}

/* --- things to write on --- */

/* Lines that a page may do without, or has room for: only where pages are made of the flow, and not
 * in a box, whose height is that of its lines. */
static void spare_lines(bz_lay *l, const bz_frame *f, bz_line_count n, float h, uint32_t paint)
{
    enum { MOST_TURNS = 255 };
    for (uint32_t i = n.least; i < n.most && i - n.least < MOST_TURNS; i++) {
        uint32_t slice = bz_layout__slice(l, h, BZ_PENALTY_NONE);
        bz_slice *s = &l->flow->slices.p[slice];
        s->kind = BZ_SLICE_SPARE;
        s->is_wanted = i < n.usual;
        s->turn = (uint8_t)(i - n.least + 1);
        bz_layout__stroke(l, f, slice, f->x, h, f->w, 0, paint);
    }
}

/* A blank line of a form says nothing to a listener; its label does. */
void bz_layout__ruled(bz_lay *l, const bz_frame *f, bz_line_count n)
{
    bool may_vary = l->flow == &l->main && !f->in_box;
    uint32_t firm = may_vary ? n.least : n.usual, first = bz_layout__here(l);
    float h = BZ_MM(8.5);
    uint32_t paint = bz_layout__stroke_paint(l, bz_layout__colour(BZ_LINE), 0.6f);
    for (uint32_t i = 0; i < firm; i++) {
        bool is_end = i == 0 || i + 2 >= firm;
        uint32_t slice = bz_layout__slice(l, h, is_end ? BZ_PENALTY_LONE : BZ_PENALTY_NONE);
        bz_layout__stroke(l, f, slice, f->x, h, f->w, 0, paint);
    }
    if (firm == 0) return;
    l->flow->slices.p[bz_layout__here(l) - 1].penalty = BZ_PENALTY_NONE;
    bz_layout__keep(l, first, l->m.h / 3);
    if (may_vary) spare_lines(l, f, n, h, paint);
}

static bz_line_count line_count(bz_lay *l, bz_node n)
{
    uint32_t usual = bz_doc_attr_number(l->doc, n, BZ_ATTR_COUNT, BZ_LINES_USUAL);
    bz_line_count c = {.usual = bz_doc_lines(l->doc, n, usual, l->job)};
    c.least = bz_doc_attr_number(l->doc, n, BZ_ATTR_LEAST, c.usual);
    c.most = bz_doc_attr_number(l->doc, n, BZ_ATTR_MOST, c.usual);
    if (c.least > c.usual || c.least == 0) c.least = c.usual;
    if (c.most < c.usual) c.most = c.usual;
    if (c.most > BZ_LINES_MOST) c.most = BZ_LINES_MOST;
    return c;
}

void bz_layout__writing_lines(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_str label = bz_layout__attr(l, n, BZ_ATTR_LABEL);
    bz_line_count count = line_count(l, n);
    if (label.n == 0) bz_layout__stay(l, n);
    /* Those that take the room there is would take a page for themselves. */
    if (count.least < count.usual) bz_layout__raise_behind(l, BZ_PENALTY_KEEP);
    bz_layout__space(l, 0.7f * l->m.em);
    bz_layout__mark_id(l, n);
    if (label.n > 0) {
        bz_text_style s = f->style;
        uint32_t first = bz_layout__here(l);
        s.bold = true;
        s.tag = bz_layout__tag(l, f, BZ_ROLE_P, n);
        bz_layout__words(l, f, label, &s);
        for (uint32_t i = first; i < bz_layout__here(l); i++)
            bz_layout__raise(l, i, BZ_PENALTY_NEVER);
    }
    bz_layout__ruled(l, f, count);
    bz_layout__space(l, l->m.em);
}

/* --- things to choose from --- */

static void step(bz_drawing *d, bz_step_kind kind, float x, float y)
{
    bz_vec_push(&d->steps, ((bz_step){.kind = (uint8_t)kind, .x = x, .y = y}));
}

static void curve(bz_drawing *d, float x1, float y1, float x2, float y2, float x, float y)
{
    bz_vec_push(&d->steps, ((bz_step){BZ_STEP_CURVE, x1, y1, x2, y2, x, y}));
}

static void circle(bz_drawing *d, float x, float y, float r)
{
    const float k = 0.5523f * r;
    step(d, BZ_STEP_MOVE, x + r, y);
    curve(d, x + r, y + k, x + k, y + r, x, y + r);
    curve(d, x - k, y + r, x - r, y + k, x - r, y);
    curve(d, x - r, y - k, x - k, y - r, x, y - r);
    curve(d, x + k, y - r, x + r, y - k, x + r, y);
    step(d, BZ_STEP_CLOSE, 0, 0);
}

static void end_shape(bz_drawing *d, uint32_t first, bool is_filled)
{
    bz_shape s = {.first = first, .n = (uint32_t)d->steps.n - first, .cap = 1};
    s.has_fill = is_filled;
    s.has_stroke = !is_filled;
    s.fill = s.stroke = BZ_BLACK;
    s.width = 1.3f;
    bz_vec_push(&d->shapes, s);
}

/* A circle 24 wide; with a face, its mouth from a smile for the first choice to the opposite for
 * the last. */
static bz_picture draw_mark(bool is_face, size_t i, size_t n)
{
    bz_picture p = {.kind = BZ_PICTURE_DRAWING, .width = 24, .height = 24};
    bz_drawing *d = &p.drawing;
    circle(d, 12, 12, 11);
    end_shape(d, 0, false);
    if (!is_face) return p;
    float bend = n < 2 ? 1 : 1 - 2 * (float)i / (float)(n - 1);
    uint32_t first = (uint32_t)d->steps.n;
    circle(d, 8.3f, 9.2f, 1.35f);
    circle(d, 15.7f, 9.2f, 1.35f);
    end_shape(d, first, true);
    first = (uint32_t)d->steps.n;
    float ends = 15.6f - 1.6f * bend, middle = ends + 4.6f * bend;
    step(d, BZ_STEP_MOVE, 7, ends);
    curve(d, 9.2f, middle, 14.8f, middle, 17, ends);
    end_shape(d, first, false);
    return p;
}

typedef struct scale {
    bz_lay *l;
    bool has_faces, is_large; /* large: seen by a group that stands around it */
    bool is_inside;           /* each choice is short enough to stand in its circle */
    size_t n, a_row;          /* choices; of them in a row */
    float w, side;            /* of a choice; of its mark */
} scale;

/* Numbers stand in their circles, words below their marks. */
static bool go_inside(bz_lay *l, bz_node list)
{
    enum { SHORT = 2 };
    for (bz_node i = bz_layout__first(l, list); i; i = bz_layout__next(l, i))
        if (!only_paragraph(l, i) || bz_utf8_count(bz_layout__plain(l, i)) > SHORT) return false;
    return true;
}

static void hang_mark(const scale *s, const bz_frame *f, size_t i, uint32_t slice, bz_tag tag)
{
    bz_lay *l = s->l;
    bz_picture mark = draw_mark(s->has_faces, i, s->n);
    bz_vec_push(&l->out->pictures, mark);
    bz_layout__picture(l, f, slice, (uint32_t)l->out->pictures.n - 1, f->x + (f->w - s->side) / 2,
                       0, s->side, s->side, tag);
}

static void lay_words(const scale *s, const bz_frame *f, bz_node item, uint32_t slice)
{
    bz_lay *l = s->l;
    bz_frame in = bz_layout__speak(l, f, item);
    bz_text_style style = in.style;
    uint32_t first;
    style.tag = in.tag;
    bz_node only = only_paragraph(l, item);
    if (!only) {
        bz_layout__blocks(l, &in, item);
        return;
    }
    bz_para *p = bz_layout__para(l, &in, BZ_ALIGN_CENTRE);
    bz_layout__inlines(l, &in, p, only, &style);
    if (!s->is_inside) {
        bz_layout__lines(l, &in, p, style.size);
        return;
    }
    if (bz_layout__lay(l, &in, p, in.w, 0, style.size, &first) == 0) return;
    bz_layout__line(l, &in, slice, first, in.x, (s->side - bz_layout__pitch(l, first)) / 2, in.w);
}

static void lay_choice(const scale *s, const bz_frame *list, bz_node item, size_t i)
{
    bz_lay *l = s->l;
    bz_frame in = bz_layout__in(list, (float)(i % s->a_row) * s->w, 0);
    bz_tag tag = bz_layout__tag(l, list, BZ_ROLE_LI, item);
    bz_tag label = bz_layout__tag_below(l, tag, BZ_ROLE_LBL, 0);
    in.w = s->w;
    stands_for(l, label, "\u25cb");
    uint32_t slice = bz_layout__slice(l, s->side + 0.25f * l->m.em, BZ_PENALTY_NEVER);
    hang_mark(s, &in, i, slice, label);
    in = bz_layout__in(&in, 0.3f * l->m.em, 0.3f * l->m.em);
    in.tag = bz_layout__tag_below(l, tag, BZ_ROLE_LBODY, 0);
    in.leading = 1.22f;
    lay_words(s, &in, item, slice);
}

/* At least 15 mm for each choice: more of them go into rows of their own. */
static void fit(scale *s, float width)
{
    size_t most = (size_t)(width / BZ_MM(15));
    if (most < 1) most = 1;
    size_t rows = (s->n + most - 1) / most;
    s->a_row = (s->n + rows - 1) / rows;
    s->w = width / (float)s->a_row;
    s->side = s->is_large ? BZ_MM(45) : s->has_faces ? BZ_MM(12) : BZ_MM(8.5);
    if (s->side > s->w) s->side = s->w;
}

static void lay_choices(const scale *s, const bz_frame *in, bz_node list)
{
    enum { MOST = 24 };
    bz_lay *l = s->l;
    bz_node item = bz_layout__first(l, list);
    for (size_t i = 0; item;) {
        bz_flow parts[MOST] = {0};
        size_t n = 0;
        uint32_t first = bz_layout__here(l);
        for (; item && n < s->a_row && n < MOST; n++, i++) {
            bz_flow *before = bz_layout__divert(l, &parts[n]);
            lay_choice(s, in, item, i);
            bz_layout__resume(l, before);
            item = bz_layout__next(l, item);
        }
        bz_layout__beside(l, parts, n);
        bz_layout__keep(l, first, l->m.h);
        if (item) bz_layout__space(l, 0.8f * l->m.em);
    }
}

void bz_layout__scale(bz_lay *l, const bz_frame *f, bz_node n)
{
    scale s = {.l = l};
    bz_frame in = bz_layout__speak(l, f, n);
    bz_str tone = bz_layout__attr(l, n, BZ_ATTR_TONE);
    s.is_large = bz_str_is(tone, "large-faces");
    s.has_faces = s.is_large || bz_str_is(tone, "faces");
    for (bz_node i = bz_layout__first(l, n); i; i = bz_layout__next(l, i))
        s.n++;
    if (s.n == 0) return;
    s.is_inside = !s.has_faces && go_inside(l, n);
    in.tag = bz_layout__tag(l, f, BZ_ROLE_L, n);
    l->out->tags.p[in.tag].numbering = BZ_NUMBERING_CIRCLE;
    in.has_parts = false;
    fit(&s, in.w);
    bz_layout__stay(l, n);
    bz_layout__space(l, 0.8f * l->m.em);
    bz_layout__mark_id(l, n);
    lay_choices(&s, &in, n);
    bz_layout__space(l, 0.9f * l->m.em);
}
