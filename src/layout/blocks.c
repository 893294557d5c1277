/* Blocks of text: paragraphs, headings, sections, quotes, code. Each separates itself from its
 * neighbours by a gap, and says where no page should end: behind a heading. */
#include "layout/layout_priv.h"

#include <string.h>

enum { LEVELS = 6 };

static const bz_doc_node *at(const bz_lay *l, bz_node n)
{
    return bz_doc_at(l->doc, n);
}

static float gap(const bz_lay *l, const bz_frame *f)
{
    return l->m.em * (f->is_tight ? 0.18f : 0.5f);
}

/* What is printed behind `n`, also where a request that was filled stands around either. */
static bz_node behind(const bz_lay *l, bz_node n)
{
    bz_node next = bz_layout__next(l, n);
    if (!next && bz_doc_kind_of(l->doc, at(l, n)->parent) == BZ_DOC_SOURCE)
        next = bz_layout__next(l, at(l, n)->parent);
    while (next && bz_doc_kind_of(l->doc, next) == BZ_DOC_SOURCE)
        next = bz_layout__first(l, next);
    return next;
}

/* "Some signs need more help:" is nothing without what follows; nor is who leads an activity. */
static bool introduces(const bz_lay *l, bz_node n, bool is_muted, size_t lines)
{
    enum { SHORT = 3 };
    bz_node next = behind(l, n);
    bool leads = bz_doc_kind_of(l->doc, at(l, n)->parent) == BZ_DOC_SECTION && !at(l, n)->prev;
    if (!next || lines > SHORT) return false;
    switch (bz_doc_kind_of(l->doc, next)) {
    case BZ_DOC_LIST:
    case BZ_DOC_CHECKLIST:
    case BZ_DOC_TABLE:
    case BZ_DOC_GRID:
    case BZ_DOC_LINES:
    case BZ_DOC_SCALE: return true;
    default: return is_muted || leads;
    }
}

static void text_paragraph(bz_lay *l, const bz_frame *f, bz_node n, bool is_muted)
{
    bz_layout__space(l, gap(l, f));
    bz_layout__mark_id(l, n);
    uint32_t first = bz_layout__here(l);
    bz_layout__text(l, f, n, BZ_ROLE_P);
    uint32_t lines = bz_layout__here(l) - first;
    if (lines > 0 && introduces(l, n, is_muted, lines))
        bz_layout__raise(l, bz_layout__here(l) - 1, 2 * BZ_PENALTY_LONE);
    bz_layout__space(l, gap(l, f));
}

void bz_layout__paragraph(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_str tone = bz_layout__attr(l, n, BZ_ATTR_TONE);
    bool is_imprint = bz_str_is(tone, "imprint"), is_muted = bz_str_is(tone, "muted");
    bz_node image = bz_layout__only(l, n, BZ_DOC_IMAGE);
    bz_frame in = *f;
    if (image) {
        bz_layout__lone_picture(l, f, image);
        return;
    }
    if (is_imprint && l->imprint.n > 0 && at(l, n)->parent == l->root) return;
    if (is_muted || is_imprint) in.style.colour = bz_layout__colour(BZ_SOFT);
    if (is_imprint) {
        in.style.size *= 0.86f;
        bz_layout__space(l, 1.2f * l->m.em);
    }
    text_paragraph(l, &in, n, is_muted);
}

/* --- headings --- */

typedef struct heading_look {
    float size, before, after;
    bool is_brand, has_rule;
} heading_look;

static const heading_look heading_looks[LEVELS + 1] = {
    [1] = {2.05f, 0.6f, 0.55f, true, false},  [2] = {1.36f, 1.45f, 0.5f, true, true},
    [3] = {1.1f, 0.95f, 0.28f, false, false}, [4] = {1, 0.8f, 0.25f, false, false},
    [5] = {1, 0.8f, 0.25f, false, false},     [6] = {1, 0.8f, 0.25f, false, false},
};

/* Large print needs no larger headings than other print: they are seen from afar as it is. */
static float heading_size(const bz_lay *l, const heading_look *look)
{
    const float large = 0.75f;
    float most = l->m.is_large ? 1 + large * (look->size - 1) : look->size;
    return most * l->m.em;
}

/* No page ends behind the slices from `first` on. */
static void keep_with_next(bz_lay *l, uint32_t first)
{
    for (size_t i = first; i < l->flow->slices.n; i++)
        bz_layout__raise(l, (uint32_t)i, BZ_PENALTY_NEVER);
}

static void heading_rule(bz_lay *l, const bz_frame *f)
{
    uint32_t slice = bz_layout__slice(l, 0.28f * l->m.em, BZ_PENALTY_NEVER);
    uint32_t paint = bz_layout__stroke_paint(l, bz_layout__colour(BZ_BRAND), 0.1f * l->m.em);
    bz_layout__stroke(l, f, slice, f->x, 0.18f * l->m.em, f->w, 0, paint);
}

/* A heading below this level heads a part of a section: a page ends rather before the section. */
enum { SECTION_LEVEL = 2 };

void bz_layout__heading(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_frame in = *f;
    if (at(l, n)->aux > SECTION_LEVEL) bz_layout__raise_behind(l, BZ_PENALTY_PART);
    bz_layout__space(l, l->m.em); /* the mark stands behind it */
    bz_role role = bz_layout__mark_heading(l, n, at(l, n)->aux, bz_layout__plain(l, n));
    const heading_look *look = &heading_looks[at(l, n)->aux < LEVELS ? at(l, n)->aux : LEVELS];
    bz_layout__space(l, look->before * l->m.em);
    uint32_t first = bz_layout__here(l);
    in.style.size = heading_size(l, look);
    in.style.bold = true;
    in.style.colour = bz_layout__colour(look->is_brand ? BZ_BRAND : BZ_INK);
    in.leading = 1.22f;
    bz_layout__text(l, &in, n, role);
    if (look->has_rule && !f->in_box) heading_rule(l, f);
    keep_with_next(l, first);
    bz_layout__space(l, look->after * l->m.em);
}

void bz_layout__title(bz_lay *l, const bz_frame *f, bz_str title)
{
    bz_frame in = *f;
    if (title.n == 0) return;
    l->wanted[l->depth++] = 1;
    uint32_t first = bz_layout__here(l);
    bz_text_style s = in.style;
    s.size = heading_size(l, &heading_looks[1]);
    s.bold = true;
    s.colour = bz_layout__colour(BZ_BRAND);
    s.tag = bz_pages_tag(l->out, f->tag, BZ_ROLE_H1, bz_span_none());
    in.leading = 1.22f;
    bz_layout__words(l, &in, title, &s);
    keep_with_next(l, first);
    bz_layout__space(l, heading_looks[1].after * l->m.em);
}

/* --- sections --- */

/* About a fifth of a page, a break or a ritual: what is lower is not parted. */
enum { SECTION_SHARE = 5 };

/* The parts of a section's head, shaped before they are placed: the time at the start, the title,
 * and at the end the badge with a drawing of the method before it. */
typedef struct section_head {
    uint32_t time, title, badge; /* first lines */
    size_t n_title, n_badge;
    float time_w, title_w, badge_w, badge_room;
    bz_str icon;
} section_head;

static void shape_time(bz_lay *l, const bz_frame *f, bz_node n, bz_text_style s, section_head *h)
{
    bz_str starts = bz_layout__attr(l, n, BZ_ATTR_STARTS);
    if (starts.n == 0) return;
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_START);
    s.keep = s.isolate = true;
    bz_para_text(p, starts, &s, bz_layout__span(l, n));
    s.keep = s.isolate = false;
    bz_para_verbatim(p, BZ_STR(" "), &s, bz_span_none()); /* for those who hear it read */
    bz_layout__lay(l, f, p, f->w, 0, s.size, &h->time);
    h->time_w = l->lines.lines.p[h->time].width + 1.1f * l->m.em;
}

static void shape_badge(bz_lay *l, const bz_frame *f, bz_node n, section_head *h)
{
    bz_str badge = bz_layout__attr(l, n, BZ_ATTR_BADGE);
    bz_text_style s = f->style;
    h->badge_room = 0.42f * f->w;
    if (badge.n == 0) return;
    s.size = 0.95f * l->m.em;
    s.bold = true;
    s.colour = bz_layout__colour(BZ_SOFT);
    s.tag = bz_layout__tag(l, f, BZ_ROLE_P, 0);
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_END);
    bz_para_text(p, badge, &s, bz_layout__span(l, n));
    h->n_badge = bz_layout__lay(l, f, p, h->badge_room, 0, s.size, &h->badge);
    for (size_t i = 0; i < h->n_badge; i++)
        if (l->lines.lines.p[h->badge + i].width > h->badge_w)
            h->badge_w = l->lines.lines.p[h->badge + i].width;
}

static section_head shape_head(bz_lay *l, const bz_frame *f, bz_node n, bz_str title, bz_role role)
{
    section_head h = {.icon = bz_layout__attr(l, n, BZ_ATTR_ICON)};
    bz_text_style s = f->style;
    s.size = (f->section_depth == 0 ? 1.3f : 1.1f) * l->m.em;
    s.bold = true;
    s.colour = bz_layout__colour(BZ_BRAND);
    s.tag = bz_layout__tag(l, f, role, 0);
    shape_time(l, f, n, s, &h);
    shape_badge(l, f, n, &h);
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_START);
    bz_para_text(p, title, &s, bz_layout__span(l, n));
    h.title_w = f->w - h.time_w - h.badge_w - (h.icon.n > 0 ? 2.9f : 1) * l->m.em;
    h.n_title = bz_layout__lay(l, f, p, h.title_w, 0, s.size, &h.title);
    return h;
}

/* Time and badge stand on the base line of the title. Gives the height of the badge. */
static float hang_badge(bz_lay *l, const bz_frame *f, bz_node n, uint32_t slice,
                        const section_head *h)
{
    float em = l->m.em, end = f->x + f->w, base = bz_layout__base(l, h->title);
    float y = h->n_badge > 0 ? base - bz_layout__base(l, h->badge) : 0;
    bz_layout__hang_icon(l, f, n, slice, h->icon, end - h->badge_w - 1.75f * em, base - 1.03f * em,
                         1.35f * em, bz_layout__colour(BZ_SOFT));
    for (size_t i = 0; i < h->n_badge; i++) {
        uint32_t line = h->badge + (uint32_t)i;
        bz_layout__line(l, f, slice, line, end - h->badge_room, y, h->badge_room);
        y += bz_layout__pitch(l, line);
    }
    return y;
}

static void lay_section_head(bz_lay *l, const bz_frame *f, bz_node n, bz_str title)
{
    float em = l->m.em;
    bz_role role = bz_layout__mark_heading(l, n, 2 + f->section_depth, title);
    uint32_t paint = bz_layout__stroke_paint(l, bz_layout__colour(BZ_BRAND), 0.18f * em);
    uint32_t rule = bz_layout__slice(l, 0.42f * em, BZ_PENALTY_NEVER), first = rule + 1;
    bz_layout__stroke(l, f, rule, f->x, 0.1f * em, f->w, 0, paint);
    bz_frame in = *f;
    in.leading = 1.22f;
    section_head h = shape_head(l, &in, n, title, role);
    float base = bz_layout__base(l, h.title);
    if (h.time_w > 0)
        bz_layout__line(l, f, first, h.time, f->x, base - bz_layout__base(l, h.time), f->w);
    for (size_t i = 0; i < h.n_title; i++) {
        uint32_t line = h.title + (uint32_t)i;
        uint32_t slice = bz_layout__slice(l, bz_layout__pitch(l, line), BZ_PENALTY_NEVER);
        bz_layout__line(l, f, slice, line, f->x + h.time_w, 0, h.title_w);
    }
    float least = hang_badge(l, f, n, first, &h), height = bz_layout__height(l, first);
    if (least > height) bz_layout__slice(l, least - height, BZ_PENALTY_NEVER);
    bz_layout__space(l, 0.45f * em);
}

void bz_layout__section(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_str title = bz_layout__attr(l, n, BZ_ATTR_LABEL);
    if (title.n == 0) title = bz_layout__attr(l, n, BZ_ATTR_TITLE);
    bz_frame in = bz_layout__speak(l, f, n);
    in.tag = bz_layout__tag(l, f, BZ_ROLE_SECT, n);
    bz_layout__space(l, (f->section_depth == 0 ? 1.5f : 1) * l->m.em);
    uint32_t first = bz_layout__here(l);
    if (title.n > 0) lay_section_head(l, &in, n, title);
    in.section_depth++;
    in.has_parts = true;
    uint32_t outer = l->part;
    l->part = UINT32_MAX;
    bz_layout__blocks(l, &in, n);
    if (l->part != UINT32_MAX && l->part > first) bz_layout__raise(l, l->part, BZ_PENALTY_END);
    l->part = outer;
    float most = bz_doc_has(l->doc, n, BZ_ATTR_KEEP) ? l->m.h : l->m.h / SECTION_SHARE;
    bz_layout__keep(l, first, most);
    bz_layout__space(l, 0.8f * l->m.em);
}

/* --- the rest --- */

void bz_layout__quote(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_look look = {.bar = BZ_BAR_THIN, .ink = bz_layout__colour(BZ_LINE)};
    bz_frame in = bz_layout__speak(l, f, n);
    in.tag = bz_layout__tag(l, f, BZ_ROLE_QUOTE, n);
    in = bz_layout__in(&in, l->m.em, 0);
    in.is_tight = in.has_parts = false;
    bz_layout__space(l, 0.6f * l->m.em);
    uint32_t span = bz_layout__span_open(l, f, f->x, f->w, &look), first = bz_layout__here(l);
    bz_layout__edge(l, 0.1f * l->m.em);
    bz_layout__blocks(l, &in, n);
    bz_layout__glue_off(l, first + 1);
    bz_layout__span_close(l, span);
    bz_layout__space(l, 0.6f * l->m.em);
}

void bz_layout__code_block(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_look look = {.fill = bz_layout__tint(l, bz_layout__colour(BZ_TINT))};
    bz_frame in = bz_layout__in(f, 0.6f * l->m.em, 0.6f * l->m.em);
    bz_text_style s = f->style;
    if (l->m.is_ink_saving) look.frame = 0.5f, look.stroke = bz_layout__colour(BZ_LINE);
    s.mono = true;
    s.size *= 0.9f;
    s.tag = bz_layout__tag(l, f, BZ_ROLE_CODE, n);
    in.is_rtl = false;
    bz_layout__space(l, 0.6f * l->m.em);
    uint32_t first = bz_layout__here(l), span = bz_layout__span_open(l, f, f->x, f->w, &look);
    bz_layout__slice(l, 0.5f * l->m.em, BZ_PENALTY_NEVER);
    bz_str rest = bz_doc_text(l->doc, n), line;
    if (bz_str_ends(rest, "\n")) rest.n--;
    while (bz_str_split(&rest, '\n', &line)) {
        bz_para *p = bz_layout__para(l, &in, BZ_ALIGN_START);
        bz_para_verbatim(p, line.n > 0 ? line : BZ_STR(" "), &s, bz_layout__span(l, n));
        bz_layout__lines(l, &in, p, s.size);
    }
    bz_layout__raise(l, bz_layout__here(l) - 1, BZ_PENALTY_NEVER);
    bz_layout__slice(l, 0.5f * l->m.em, 0);
    bz_layout__span_close(l, span);
    bz_layout__keep(l, first, l->m.h / 3);
    bz_layout__space(l, 0.6f * l->m.em);
}

void bz_layout__rule(bz_lay *l, const bz_frame *f, bz_node n)
{
    (void)n;
    uint32_t paint = bz_layout__stroke_paint(l, bz_layout__colour(BZ_RULE), 0.8f);
    bz_layout__space(l, l->m.em);
    uint32_t slice = bz_layout__slice(l, 1, 0);
    bz_layout__stroke(l, f, slice, f->x, 0.5f, f->w, 0, paint);
    bz_layout__space(l, l->m.em);
}

void bz_layout__page_break(bz_lay *l, const bz_frame *f, bz_node n)
{
    (void)f;
    bool is_right = bz_str_is(bz_layout__attr(l, n, BZ_ATTR_TONE), "right");
    for (size_t i = 0; i < l->heads.n; i++)
        if (l->heads.p[i].node == n) l->heads.p[i].slice = bz_layout__here(l);
    bz_layout__page_end(l, is_right ? BZ_SLICE_RIGHT_PAGE : BZ_SLICE_PAGE_END);
}
