/* Cards to cut out. In: a list, an item a card. Out: rows of equal cards with broken lines between
 * them to cut along, and a pair of scissors on the first. A sheet of cards fills its page: two
 * columns up to eight cards and for ten, else three or four. No card is parted, unless it is longer
 * than a page. Cards in a box of a session are smaller: they show what is on them. */
#include "layout/layout_priv.h"

enum { MOST_COLUMNS = 4 };

typedef struct sheet {
    bz_lay *l;
    const bz_frame *f;
    size_t columns;
    float w, h; /* of a card */
    float pad, size;
    uint32_t cut; /* paint */
    bool is_first;
} sheet;

static bool is_lone_paragraph(const bz_lay *l, bz_node n)
{
    bz_node child = bz_layout__first(l, n);
    return child && bz_doc_kind_of(l->doc, child) == BZ_DOC_PARAGRAPH && !bz_layout__next(l, child);
}

static const float ICON = 1.7f, ICON_GAP = 0.5f; /* in sizes of the text */

/* The drawing stands beside the text, at the start of the card. */
static void hang_icon(const sheet *s, const bz_frame *in, bz_node n)
{
    const bz_flow *flow = s->l->flow;
    uint32_t first = 0;
    while (first < flow->slices.n && flow->slices.p[first].kind == BZ_SLICE_GLUE)
        first++;
    if (first == flow->slices.n) return;
    bz_layout__hang_icon(s->l, in, n, first, bz_layout__attr(s->l, n, BZ_ATTR_ICON),
                         in->x - (ICON + ICON_GAP) * s->size, 0, ICON * s->size,
                         bz_layout__colour(BZ_INK));
}

/* A card that holds one text shows it in its middle. */
static void lay_card(const sheet *s, const bz_frame *in, bz_node n)
{
    bz_lay *l = s->l;
    if (!is_lone_paragraph(l, n)) {
        bz_layout__blocks(l, in, n);
        bz_layout__glue_off(l, 0);
        return;
    }
    bz_text_style style = in->style;
    style.tag = bz_layout__tag(l, in, BZ_ROLE_P, n);
    bz_para *p = bz_layout__para(l, in, BZ_ALIGN_CENTRE);
    bz_layout__inlines(l, in, p, bz_layout__first(l, n), &style);
    bz_layout__lines(l, in, p, style.size);
}

static bz_frame card_frame(const sheet *s, size_t column, bz_node n, bz_tag tag)
{
    bz_frame in = *s->f;
    in.x += (float)column * s->w + s->pad;
    in.w = s->w - 2 * s->pad;
    in.tag = tag;
    in.style.size = s->size;
    in.list_manner = BZ_LIST_PLAIN;
    in.has_parts = false;
    in.picture_h = s->h * 0.6f;
    if (bz_doc_has(s->l->doc, n, BZ_ATTR_ICON))
        in = bz_layout__in(&in, (ICON + ICON_GAP) * s->size, 0);
    return bz_layout__speak(s->l, &in, n);
}

static float flow_height(const bz_flow *f)
{
    float h = 0;
    for (size_t i = 0; i < f->slices.n; i++)
        h += f->slices.p[i].h;
    return h;
}

/* Room above and below, so that every flow of the row is as high as the row. */
static void pad_flow(bz_flow *f, float h, float least)
{
    float room = h - flow_height(f), above = room / 2 > least ? room / 2 : least;
    bz_slice edge = {.kind = BZ_SLICE_BODY, .penalty = BZ_PENALTY_NEVER, .h = above};
    bz_vec_push(&f->slices, edge);
    for (size_t i = f->slices.n - 1; i > 0; i--)
        f->slices.p[i] = f->slices.p[i - 1];
    f->slices.p[0] = edge;
    for (size_t i = 0; i < f->items.n; i++)
        f->items.p[i].slice++;
    for (size_t i = 0; i < f->spans.n; i++)
        f->spans.p[i].first++, f->spans.p[i].last++;
    edge.h = h - flow_height(f) > least ? h - flow_height(f) : least;
    bz_vec_push(&f->slices, edge);
}

static void cut_line(const sheet *s, uint32_t slice, float x, float y, float w, float h)
{
    bz_layout__stroke(s->l, s->f, slice, s->f->x + x, y, w, h, s->cut);
}

/* Each row has all of its lines, for it may stand first or last on its page. */
static void cut_row(sheet *s, uint32_t slice, size_t n, float h)
{
    float width = (float)n * s->w, em = s->l->m.em;
    cut_line(s, slice, 0, 0, width, 0);
    cut_line(s, slice, 0, h, width, 0);
    for (size_t i = 0; i <= n; i++)
        cut_line(s, slice, (float)i * s->w, 0, 0, h);
    if (s->is_first)
        bz_layout__hang_icon(s->l, s->f, 0, slice, BZ_STR("scissors"), s->f->x + 1.2f * em,
                             -0.6f * em, 1.2f * em, bz_layout__colour(BZ_SOFT));
    s->is_first = false;
}

/* A row of up to `columns` cards from *item on; gives in *item the first behind it. */
static void lay_row(sheet *s, bz_node *item)
{
    bz_lay *l = s->l;
    bz_flow parts[MOST_COLUMNS] = {0};
    size_t n = 0;
    float h = s->h;
    for (; *item && n < s->columns; n++, *item = bz_layout__next(l, *item)) {
        bz_tag tag = bz_layout__tag(l, s->f, BZ_ROLE_LI, *item);
        bz_tag body = bz_layout__tag_below(l, tag, BZ_ROLE_LBODY, 0);
        bz_frame in = card_frame(s, n, *item, body);
        bz_flow *before = bz_layout__divert(l, &parts[n]);
        lay_card(s, &in, *item);
        if (bz_doc_has(l->doc, *item, BZ_ATTR_ICON)) hang_icon(s, &in, *item);
        bz_layout__resume(l, before);
        if (flow_height(&parts[n]) + 2 * s->pad > h) h = flow_height(&parts[n]) + 2 * s->pad;
    }
    for (size_t i = 0; i < n; i++)
        pad_flow(&parts[i], h, s->pad);
    uint32_t first = bz_layout__here(l);
    bz_layout__beside(l, parts, n);
    uint32_t last = bz_layout__here(l) - 1;
    if (h > l->m.h) return; /* longer than a page: as text, and parted */
    for (uint32_t i = first; i < last; i++)
        bz_layout__raise(l, i, BZ_PENALTY_NEVER);
    l->flow->slices.p[last].penalty = BZ_PENALTY_NONE;
    cut_row(s, first, n, h);
}

static void lay_cards(sheet *s, bz_node list)
{
    bz_lay *l = s->l;
    bz_shape cut = {.has_stroke = true, .stroke = bz_layout__colour(BZ_RULE), .width = 0.8f};
    cut.dash_on = 4, cut.dash_off = 3;
    s->cut = bz_layout__paint(l, &cut);
    s->is_first = true;
    s->w = s->f->w / (float)s->columns;
    bz_layout__space(l, 0.8f * l->m.em);
    bz_layout__mark_id(l, list);
    for (bz_node item = bz_layout__first(l, list); item;) {
        lay_row(s, &item);
        bz_type_drop(l->type);
    }
    bz_layout__space(l, 0.8f * l->m.em);
}

/* A sheet that begins a page has all of it; one below a heading, or the title of the document,
 * leaves room for that. */
static float room_for_cards(const bz_lay *l)
{
    size_t n = l->flow->slices.n;
    bool is_alone = n == 0 || l->flow->slices.p[n - 1].kind >= BZ_SLICE_PAGE_END;
    return (is_alone ? 0.995f : 0.86f) * l->m.h;
}

void bz_layout__cards(bz_lay *l, const bz_frame *f, bz_node n)
{
    uint32_t count = bz_doc_attr_number(l->doc, n, BZ_ATTR_COUNT, 8);
    bz_frame in = bz_layout__speak(l, f, n);
    sheet s = {.l = l, .f = &in};
    if (count < 1) count = 1;
    if (count > 16) count = 16;
    s.columns = count == 1 ? 1 : count <= 8 || count == 10 ? 2 : count <= 12 ? 3 : MOST_COLUMNS;
    size_t rows = (count + s.columns - 1) / s.columns;
    s.h = room_for_cards(l) / (float)rows;
    s.pad = (count > 4 ? 0.8f : 1.2f) * l->m.em;
    s.size = f->style.size * (count <= 6 ? 1.35f : count <= 10 ? 1.15f : 1);
    in.tag = bz_layout__tag(l, f, BZ_ROLE_L, n);
    lay_cards(&s, n);
}

void bz_layout__card_items(bz_lay *l, const bz_frame *f, bz_node list)
{
    bz_frame in = bz_layout__speak(l, f, list);
    sheet s = {.l = l, .f = &in, .h = 4.2f * l->m.em, .pad = 0.7f * l->m.em};
    s.columns = f->w < 18 * l->m.em ? 1 : 2;
    s.size = f->style.size;
    in.tag = bz_layout__tag(l, f, BZ_ROLE_L, list);
    lay_cards(&s, list);
}
