/* Boxes: the containers of our Markdown and the boxes of plugins. A box has a drawing and a label
 * at its side and its text beside them, so that the eye runs down one column of SAY, ASK, DO. What
 * a box is can be told without colour: from its drawing, its word and the pattern of its bar. The
 * label is measured first; where a word of it would not fit, or the box is narrow or inside
 * another, it stands above the text. */
#include "layout/layout_priv.h"

#include <string.h>

typedef struct tone {
    bz_colour ink, fill;
    uint8_t bar; /* bz_bar */
    float frame; /* of the frame, in ems */
    bool is_dashed, is_above, is_strong;
} tone;

#define RGB(hex)                                                                                   \
    {                                                                                              \
        (hex) >> 16, (hex) >> 8 & 255, (hex)&255, 255                                              \
    }
#define NO_FILL                                                                                    \
    {                                                                                              \
        0, 0, 0, 0                                                                                 \
    }
#define BLUE  RGB(0x0b4f86), RGB(0xeef5fb)
#define AMBER RGB(0x854300), RGB(0xfdf5ea)
#define GREEN RGB(0x1d5f2b), RGB(0xeff7ef)
#define CLAY  RGB(0x6a4020), RGB(0xf8f3ee)
#define RED   RGB(0x9c1610), RGB(0xfdf1ef)
#define PLUM  RGB(0x573184), RGB(0xf5f0fa)
#define BRAND RGB(0x0b4a5e), RGB(0xf2f5f7)
#define GREY  RGB(0x474c55), RGB(0xf3f4f6)
#define CLEAR RGB(0x474c55), NO_FILL

static const tone tones[BZ_ACT_COUNT] = {
    [BZ_ACT_NONE] = {GREY, BZ_BAR_THIN, 0, false, false, false},
    [BZ_ACT_SAY] = {BLUE, BZ_BAR_SOLID, 0, false, false, false},
    [BZ_ACT_ASK] = {AMBER, BZ_BAR_DASHED, 0, false, false, false},
    [BZ_ACT_LISTEN] = {CLEAR, BZ_BAR_DOTTED, 0, false, false, false},
    [BZ_ACT_DO] = {GREEN, BZ_BAR_DOUBLE, 0, false, false, false},
    [BZ_ACT_READ] = {CLAY, BZ_BAR_SOLID, 0, false, false, false},
    [BZ_ACT_SHOW] = {BRAND, BZ_BAR_SOLID, 0, false, false, false},
    [BZ_ACT_WRITE] = {BRAND, BZ_BAR_SOLID, 0, false, false, false},
    [BZ_ACT_IF_SILENT] = {CLEAR, BZ_BAR_DOTTED, 0, false, false, false},
    [BZ_ACT_NOTE] = {GREY, BZ_BAR_THIN, 0, false, false, false},
    [BZ_ACT_NOTICE] = {RED, BZ_BAR_SOLID, 0.18f, false, false, false},
    [BZ_ACT_SAFETY] = {RED, BZ_BAR_SOLID, 0.18f, false, false, false},
    [BZ_ACT_STORY] = {CLAY, BZ_BAR_SOLID, 0, false, false, false},
    [BZ_ACT_DIALOGUE] = {CLAY, BZ_BAR_SOLID, 0, false, false, false},
    [BZ_ACT_KEY] = {PLUM, BZ_BAR_NONE, 0.15f, false, true, true},
    [BZ_ACT_PRACTICE] = {BRAND, BZ_BAR_SOLID, 0.1f, false, false, false},
    [BZ_ACT_HOME_PRACTICE] = {BRAND, BZ_BAR_SOLID, 0.1f, false, false, false},
    [BZ_ACT_CHALLENGE] = {CLEAR, BZ_BAR_DASHED, 0.1f, true, false, false},
    [BZ_ACT_ANSWER] = {BLUE, BZ_BAR_SOLID, 0, false, false, false},
    [BZ_ACT_OPTION] = {CLEAR, BZ_BAR_NONE, 0.1f, false, true, false},
    [BZ_ACT_CARDS] = {CLEAR, BZ_BAR_THIN, 0, false, true, false},
    [BZ_ACT_CHECKLIST] = {GREY, BZ_BAR_THIN, 0, false, false, false},
    [BZ_ACT_LINES] = {GREY, BZ_BAR_THIN, 0, false, false, false},
};

typedef struct box {
    bz_act act;
    bz_str icon, label;
    bool is_above;
    bz_tag tag;
    float pad;
} box;

/* Ems: where the text beside a label begins, and the drawing's room. */
static const float GUTTER = 8.8f, ICON = 1.3f, ICON_ROOM = 1.75f;

static bz_look look_of(const bz_lay *l, const tone *t)
{
    float em = l->m.em;
    bz_look k = {.ink = t->ink, .stroke = t->ink, .bar = t->bar, .is_dashed = t->is_dashed};
    k.fill = bz_layout__tint(l, t->fill);
    k.frame = t->frame * em;
    if (t->bar == BZ_BAR_NONE) k.radius = 0.45f * em;
    if (t == &tones[BZ_ACT_OPTION] || t->is_dashed) k.stroke = bz_layout__colour(BZ_RULE);
    /* An outline takes the place of the tint, and must cost less ink than the tint did. */
    if (l->m.is_ink_saving) {
        k.stroke = k.frame == 0 ? bz_layout__colour(BZ_LINE) : k.stroke;
        k.frame = k.frame == 0 ? 0.25f : 0.5f * k.frame;
    }
    return k;
}

static bz_para *label_para(bz_lay *l, const bz_frame *f, const box *b)
{
    bz_text_style s = {.size = 0.93f * l->m.em, .bold = true, .colour = tones[b->act].ink};
    bz_frame page = *f;
    page.lang = l->out->lang; /* a label is in the language of the page, not of what is spoken */
    s.tag = b->tag ? bz_layout__tag_below(l, b->tag, BZ_ROLE_P, 0) : 0;
    bz_para *p = bz_layout__para(l, &page, BZ_ALIGN_START);
    bz_para_text(p, b->label, &s, bz_span_none());
    return p;
}

/* Whether the label has room at the side, in three lines and without breaking a word. */
static bool fits_beside(bz_lay *l, const bz_frame *f, const box *b)
{
    float least, most, room = (GUTTER - ICON_ROOM - 0.5f) * l->m.em - b->pad;
    box measured = *b;
    measured.tag = 0;
    if (l->m.is_narrow || f->in_box || f->w < 30 * l->m.em || tones[b->act].is_above) return false;
    bz_para_measure(label_para(l, f, &measured), &least, &most, l->job);
    return least <= room && most <= 2.4f * room;
}

/* Hangs the label beside the text and gives the height that it takes. The drawing's middle is that
 * of the small letters. */
static float label_beside(bz_lay *l, const bz_frame *f, const box *b, bz_node n, uint32_t slice,
                          float y)
{
    float em = l->m.em, x = f->x + b->pad, start = y;
    float w = (GUTTER - 0.5f - ICON_ROOM) * em - b->pad;
    uint32_t line;
    bz_frame in = *f;
    in.leading = 1.15f;
    size_t count = bz_layout__lay(l, &in, label_para(l, f, b), w, 0, 0.93f * em, &line);
    float middle = count > 0 ? bz_layout__base(l, line) - 0.34f * em : ICON * em / 2;
    if (bz_layout__hang_icon(l, f, n, slice, b->icon, x, y + middle - ICON * em / 2, ICON * em,
                             tones[b->act].ink))
        x += ICON_ROOM * em;
    for (size_t i = 0; i < count; i++) {
        bz_layout__line(l, f, slice, line + (uint32_t)i, x, y, w);
        y += bz_layout__pitch(l, line + (uint32_t)i);
    }
    return y - start > ICON * em ? y - start : ICON * em;
}

static void label_above(bz_lay *l, const bz_frame *f, const box *b, bz_node n)
{
    float em = l->m.em, x = f->x + b->pad;
    uint32_t line, slice = bz_layout__here(l);
    bz_frame in = *f;
    in.leading = 1.25f;
    float w = f->w - (ICON_ROOM * em + 2 * b->pad);
    size_t count = bz_layout__lay(l, &in, label_para(l, f, b), w, 0, 0.93f * em, &line);
    float middle = count > 0 ? bz_layout__base(l, line) - 0.34f * em : ICON * em / 2;
    if (bz_layout__hang_icon(l, f, n, slice, b->icon, x, middle - ICON * em / 2, ICON * em,
                             tones[b->act].ink))
        x += ICON_ROOM * em;
    for (size_t i = 0; i < count; i++) {
        float pitch = bz_layout__pitch(l, line + (uint32_t)i);
        slice = bz_layout__edge(l, pitch);
        bz_layout__line(l, f, slice, line + (uint32_t)i, x, 0, w);
    }
    bz_layout__edge(l,
                    (b->act == BZ_ACT_CARDS ? 0.9f : 0.28f) * em); /* scissors stand above cards */
}

/* A box is at least as high as its label; no page ends beside a label. */
static void cover_label(bz_lay *l, uint32_t first, float label)
{
    float h = 0;
    for (uint32_t i = first; i < bz_layout__here(l) && h < label; i++) {
        bz_layout__raise(l, i, BZ_PENALTY_LONE);
        h += l->flow->slices.p[i].h;
    }
    if (h < label) bz_layout__edge(l, label - h);
}

static void lay_content(bz_lay *l, const bz_frame *in, const box *b, bz_node n)
{
    bool is_text;
    bool is_lines = b->act == BZ_ACT_LINES && bz_doc_kind_of(l->doc, n) == BZ_DOC_CONTAINER;
    if (!is_lines) {
        bz_layout__blocks(l, in, n);
        return;
    } /* `::: lines` holds its number; without one there are four */
    uint32_t count = bz_doc_lines_in(l->doc, n, bz_layout__plain(l, n), &is_text, l->job);
    if (is_text) bz_layout__blocks(l, in, n);
    bz_layout__ruled(l, in, (bz_line_count){count, count, count});
}

static bz_frame content_frame(bz_lay *l, const bz_frame *f, const box *b, bz_node n)
{
    bool has_label = b->label.n + b->icon.n > 0;
    float start = has_label && !b->is_above ? GUTTER * l->m.em : b->pad;
    bz_frame in = bz_layout__in(f, start, 0.8f * l->m.em);
    in.tag = b->tag; /* the label is in the page's language, the content in its own */
    if (bz_doc_has(l->doc, n, BZ_ATTR_LANG)) in.tag = bz_layout__tag(l, &in, BZ_ROLE_DIV, n);
    in = bz_layout__speak(l, &in, n);
    in.in_box = true;
    in.is_tight = in.has_parts = false;
    in.list_manner = BZ_LIST_PLAIN;
    if (bz_doc_kind_of(l->doc, n) == BZ_DOC_CONTAINER) {
        if (b->act == BZ_ACT_CARDS) in.list_manner = BZ_LIST_CARDS;
        if (b->act == BZ_ACT_CHECKLIST) in.list_manner = BZ_LIST_CHECK;
        if (b->act == BZ_ACT_DIALOGUE) in.list_manner = BZ_LIST_SPEAKERS;
    }
    if (tones[b->act].is_strong) in.style.bold = true, in.style.size *= 1.05f;
    return in;
}

/* On every page where a long box goes on, its label stands again. */
static void repeat_label(bz_lay *l, uint32_t first, uint32_t text)
{
    for (uint32_t i = text; i + 1 < bz_layout__here(l); i++) {
        bz_slice *s = &l->flow->slices.p[i];
        if (s->kind != BZ_SLICE_BODY || s->n_heads > 0) continue;
        s->heads = first;
        s->n_heads = (uint8_t)(text - first);
    }
}

/* What is done when somebody is in danger is not to be looked for over the leaf. */
static bool asks_to_stay_whole(const bz_lay *l, bz_node n, bz_act act, uint32_t first)
{
    bool is_grave = act == BZ_ACT_SAFETY || act == BZ_ACT_NOTICE;
    return bz_doc_has(l->doc, n, BZ_ATTR_KEEP) ||
           (is_grave && bz_layout__height(l, first) <= l->m.h / 2);
}

static void lay_box(bz_lay *l, const bz_frame *f, bz_node n, box *b)
{
    float em = l->m.em, label = 0;
    bool has_label = b->label.n + b->icon.n > 0;
    bz_look look = look_of(l, &tones[b->act]);
    b->pad = tones[b->act].bar == BZ_BAR_NONE ? 0.85f * em : 0.98f * em;
    b->is_above = has_label && !fits_beside(l, f, b);
    b->tag = bz_pages_tag(l->out, f->tag, BZ_ROLE_DIV, bz_layout__span(l, n));
    bz_layout__space(l, 0.62f * em);
    bz_layout__mark_id(l, n);
    uint32_t first = bz_layout__here(l);
    uint32_t span = bz_layout__span_open(l, f, f->x, f->w, &look);
    float pad = (tones[b->act].frame > 0.1f ? 0.62f : 0.5f) * em;
    bz_layout__edge(l, pad);
    uint32_t body = bz_layout__here(l);
    size_t from = l->flow->items.n;
    if (has_label && b->is_above) label_above(l, f, b, n);
    else if (has_label) label = label_beside(l, f, b, n, first, pad);
    size_t to = l->flow->items.n;
    uint32_t text = bz_layout__here(l);
    bz_type_drop(l->type);
    bz_frame in = content_frame(l, f, b, n);
    lay_content(l, &in, b, n);
    if (label > 0) bz_layout__align(l, from, to);
    bz_layout__glue_off(l, body);
    cover_label(l, body, label);
    bz_layout__raise(l, bz_layout__here(l) - 1, BZ_PENALTY_NEVER);
    bz_layout__slice(l, pad, 0);
    bz_layout__span_close(l, span);
    bool is_kept = asks_to_stay_whole(l, n, b->act, first);
    if (!bz_layout__hold(l, first, is_kept) && has_label) repeat_label(l, first, text);
    bz_layout__space(l, 0.62f * em);
}

/* The act that a box looks like. Those that lay out what is in them are no tones. */
static bz_act tone_of(bz_lay *l, bz_node n)
{
    bz_str name = bz_layout__attr(l, n, BZ_ATTR_TONE), known[BZ_ACT_COUNT];
    size_t count = 0;
    for (bz_act a = BZ_ACT_NONE + 1; a < BZ_ACT_CARDS; a++) {
        if (bz_str_is(name, bz_act_name(a))) return a;
        known[count++] = bz_str_from(bz_act_name(a));
    }
    known[count++] = BZ_STR("plain");
    if (name.n > 0 && !bz_str_is(name, "plain"))
        bz_layout__unknown(l, n, BZ_D003, "tone of a box", name, known, count);
    return BZ_ACT_NONE;
}

void bz_layout__box_block(bz_lay *l, const bz_frame *f, bz_node n)
{
    box b = {.act = tone_of(l, n), .label = bz_layout__attr(l, n, BZ_ATTR_LABEL)};
    b.icon = bz_layout__attr(l, n, BZ_ATTR_ICON);
    if (b.icon.n == 0 && b.act != BZ_ACT_NONE) b.icon = bz_str_from(bz_act_icon(b.act));
    lay_box(l, f, n, &b);
}

/* What the author wrote as the end of "if …" stands alone here. */
static bz_str with_capital(const bz_lay *l, bz_str s)
{
    if (s.n == 0 || s.p[0] < 'a' || s.p[0] > 'z') return s;
    return bz_arena_printf(l->job->scratch, "%c%.*s", s.p[0] - 'a' + 'A', (int)s.n - 1, s.p + 1);
}

void bz_layout__container(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_act act = (bz_act)bz_doc_at(l->doc, n)->aux;
    box b = {.act = act, .icon = bz_str_from(bz_act_icon(act))};
    if (act == BZ_ACT_WHEN) {
        bz_layout__blocks(l, f, n);
        return;
    }
    if (act == BZ_ACT_COLUMNS) {
        bz_layout__columns(l, f, n);
        return;
    }
    b.label = bz_layout__attr(l, n, BZ_ATTR_LABEL);
    if (b.label.n == 0) b.label = bz_layout__attr(l, n, BZ_ATTR_TITLE);
    if (act == BZ_ACT_OPTION) b.label = with_capital(l, b.label);
    if (b.label.n == 0) b.label = bz_language_label(l->labels, bz_act_label(act), NULL);
    lay_box(l, f, n, &b);
}

/* --- groups --- */

static bz_act act_of(const bz_lay *l, bz_node n)
{
    bool is_container = n && bz_doc_kind_of(l->doc, n) == BZ_DOC_CONTAINER;
    return is_container ? (bz_act)bz_doc_at(l->doc, n)->aux : BZ_ACT_NONE;
}

/* A doubt and the answers to it hold together; the answers stand a little in. */
static bz_node lay_pair(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_frame in = bz_layout__in(f, 1.5f * l->m.em, 0);
    bz_layout__space(l, 0.62f * l->m.em);
    uint32_t first = bz_layout__here(l);
    bz_layout__block(l, f, n);
    bz_layout__glue_off(l, first);
    for (n = bz_layout__next(l, n); act_of(l, n) == BZ_ACT_ANSWER; n = bz_layout__next(l, n)) {
        bz_layout__raise(l, bz_layout__here(l) - 1, BZ_PENALTY_LONE);
        l->flow->slices.p[bz_layout__here(l) - 1].is_snug = true;
        bz_layout__block(l, &in, n);
    }
    bz_layout__keep(l, first, l->m.h / 3);
    return n;
}

bool bz_layout__group(bz_lay *l, const bz_frame *f, bz_node *n)
{
    size_t count = 0;
    bz_node next = bz_layout__next(l, *n);
    if (act_of(l, *n) == BZ_ACT_CHALLENGE && act_of(l, next) == BZ_ACT_ANSWER) {
        *n = lay_pair(l, f, *n);
        return true;
    }
    for (bz_node i = *n; act_of(l, i) == BZ_ACT_OPTION; i = bz_layout__next(l, i))
        count++;
    if (count < 2) return false;
    *n = bz_layout__options(l, f, *n, count);
    return true;
}
