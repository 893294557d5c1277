/* Blocks next to each other: columns, facts under a title, options to choose from. Each is laid out
 * in a flow of its own and a narrower frame; beside.c puts them together. */
#include "layout/layout_priv.h"

enum { MOST_COLUMNS = 4 };

typedef struct row {
    bz_flow parts[MOST_COLUMNS];
    size_t n;
} row;

/* The frame of column i of n. */
static bz_frame column(const bz_lay *l, const bz_frame *f, size_t i, size_t n, float gap)
{
    bz_frame in = *f;
    (void)l;
    in.w = (f->w - gap * (float)(n - 1)) / (float)n;
    if (in.w < 1) in.w = 1;
    in.x = f->x + (in.w + gap) * (float)i;
    return in;
}

static void end_row(bz_lay *l, row *r)
{
    if (r->n > 0) bz_layout__beside(l, r->parts, r->n);
    *r = (row){.n = 0};
}

static void lay_column(bz_lay *l, const bz_frame *f, row *r, bz_node n)
{
    bz_flow *before = bz_layout__divert(l, &r->parts[r->n++]);
    bz_layout__block(l, f, n);
    bz_layout__glue_off(l, 0);
    bz_type_drop(l->type);
    bz_layout__resume(l, before);
}

static void lay_columns(bz_lay *l, const bz_frame *f, bz_node n, size_t count)
{
    row r = {.n = 0};
    float gap = 1.8f * l->m.em;
    for (bz_node c = bz_layout__first(l, n); c; c = bz_layout__next(l, c)) {
        bool is_wide = bz_doc_has(l->doc, c, BZ_ATTR_WIDE);
        if (is_wide || r.n == count) {
            end_row(l, &r);
            bz_layout__space(l, 0.5f * l->m.em);
        }
        if (is_wide) {
            bz_layout__block(l, f, c);
            continue;
        }
        bz_frame in = column(l, f, r.n, count, gap);
        lay_column(l, &in, &r, c);
    }
    end_row(l, &r);
}

static size_t clamp_columns(const bz_lay *l, const bz_frame *f, size_t count)
{
    if (count < 1) count = 1;
    if (count > MOST_COLUMNS) count = MOST_COLUMNS;
    while (count > 1 && f->w / (float)count < 9 * l->m.em)
        count--;
    return count;
}

/* Blocks of their own in each column; what a list stands in is no longer tight. */
void bz_layout__columns(bz_lay *l, const bz_frame *f, bz_node n)
{
    bool is_container = bz_doc_kind_of(l->doc, n) == BZ_DOC_CONTAINER;
    uint32_t count = bz_doc_attr_number(l->doc, n, BZ_ATTR_COUNT, 2), children = 0;
    bz_frame in = bz_layout__speak(l, f, n);
    for (bz_node c = bz_layout__first(l, n); c; c = bz_layout__next(l, c))
        children++;
    if (is_container) count = children == 3 ? 3 : 2;
    in.tag = bz_layout__tag(l, f, BZ_ROLE_DIV, n);
    in.is_tight = in.has_parts = false;
    bz_layout__space(l, 0.6f * l->m.em);
    uint32_t first = bz_layout__here(l);
    lay_columns(l, &in, n, clamp_columns(l, f, count));
    bz_layout__keep(l, first, l->m.h / 3);
    bz_layout__space(l, 0.6f * l->m.em);
}

/* --- options --- */

/* The frames of a row reach equally far down. */
static void level(row *r)
{
    float most = 0;
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < r->n; k++) {
            bz_flow *f = &r->parts[k];
            float h = 0;
            for (size_t i = 0; i < f->slices.n; i++)
                h += f->slices.p[i].h;
            if (h > most) most = h;
            if (pass == 1 && f->spans.n > 0) f->spans.p[0].bottom += most - h;
        }
}

bz_node bz_layout__options(bz_lay *l, const bz_frame *f, bz_node first, size_t count)
{
    size_t columns = clamp_columns(l, f, count == 3 && f->w > 38 * l->m.em ? 3 : 2);
    row r = {.n = 0};
    bz_node n = first;
    bz_layout__space(l, 0.6f * l->m.em);
    uint32_t here = bz_layout__here(l);
    for (size_t i = 0; i < count; i++, n = bz_layout__next(l, n)) {
        bz_frame in = column(l, f, r.n, columns, 0.8f * l->m.em);
        lay_column(l, &in, &r, n);
        if (r.n < columns && i + 1 < count) continue;
        level(&r);
        end_row(l, &r);
        bz_layout__space(l, 0.7f * l->m.em);
    }
    bz_layout__keep(l, here, l->m.h / 3);
    return n;
}

/* --- the strip of facts --- */

static const float ICON_ROOM = 2.2f; /* ems in front of a fact's words */

static float fact_width(bz_lay *l, const bz_frame *f, bz_node fact)
{
    float least, most;
    bz_text_style s = f->style;
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_START);
    bz_para_text(p, bz_layout__plain(l, fact), &s, bz_layout__span(l, fact)); /* makes no tags */
    bz_para_measure(p, &least, &most, l->job);
    bz_type_drop(l->type);
    return most + ICON_ROOM * l->m.em + 1;
}

/* As many columns as let every fact stand in one line; two when there is no such number, and for
 * four facts, of which one would stand alone. In large print each has a line of its own. */
static size_t fact_columns(bz_lay *l, const bz_frame *f, bz_node n, float gap)
{
    float widest = 0;
    size_t count = 0;
    if (l->m.is_large) return 1;
    for (bz_node c = bz_layout__first(l, n); c; c = bz_layout__next(l, c)) {
        if (bz_doc_has(l->doc, c, BZ_ATTR_WIDE)) continue;
        float w = fact_width(l, f, c);
        if (w > widest) widest = w;
        count++;
    }
    size_t most = count == 4 ? 2 : 3;
    for (size_t k = count < most ? count : most; k > 1; k--)
        if (column(l, f, 0, k, gap).w >= widest) return k;
    return count > 1 && !l->m.is_narrow ? 2 : 1;
}

/* What the fact is about is read as text: a Lbl would say that the list is numbered. In large print
 * it begins the line of what it says: lines are short of room there, and pages of lines. */
static void lay_fact(bz_lay *l, const bz_frame *f, bz_node n, bool is_run_in)
{
    float em = l->m.em;
    bz_tag item = bz_layout__tag(l, f, BZ_ROLE_LI, n);
    bz_tag body = bz_layout__tag_below(l, item, BZ_ROLE_LBODY, 0);
    bz_frame in = bz_layout__in(f, ICON_ROOM * em, 0);
    bz_str label = bz_layout__attr(l, n, BZ_ATTR_LABEL);
    bz_text_style s = in.style;
    uint32_t first = bz_layout__here(l);
    s.size = 0.86f * em;
    s.bold = true;
    s.colour = bz_layout__colour(BZ_SOFT);
    s.tag = bz_layout__tag_below(l, body, BZ_ROLE_P, 0);
    in.leading = 1.3f;
    if (!is_run_in) bz_layout__words(l, &in, label, &s);
    for (uint32_t i = first; i < bz_layout__here(l); i++)
        bz_layout__raise(l, i, BZ_PENALTY_NEVER);
    bz_layout__hang_icon(l, f, n, first, bz_layout__attr(l, n, BZ_ATTR_ICON), f->x + 0.1f * em,
                         is_run_in ? 0 : 0.25f * em, (is_run_in ? 1.3f : 1.5f) * em,
                         bz_layout__colour(BZ_BRAND));
    bz_text_style value = in.style;
    value.tag = is_run_in ? s.tag : bz_layout__tag_below(l, body, BZ_ROLE_P, 0);
    bz_para *p = bz_layout__para(l, &in, BZ_ALIGN_START);
    if (is_run_in && label.n > 0) {
        bz_para_text(p, label, &s, bz_layout__span(l, n));
        bz_para_verbatim(p, BZ_STR("\u2002"), &value, bz_layout__span(l, n));
    }
    bz_layout__inlines(l, &in, p, n, &value);
    bz_layout__lines(l, &in, p, value.size);
}

static void lay_facts(bz_lay *l, const bz_frame *f, bz_node n, float gap)
{
    size_t count = fact_columns(l, f, n, gap);
    float gap_below = (l->m.is_large ? 0.25f : 0.5f) * l->m.em;
    row r = {.n = 0};
    bool is_first = true;
    for (bz_node c = bz_layout__first(l, n); c; c = bz_layout__next(l, c)) {
        bool is_alone = (r.n == 0 || r.n == count) && !bz_layout__next(l, c);
        bool is_wide = is_alone || bz_doc_has(l->doc, c, BZ_ATTR_WIDE);
        if (is_wide || r.n == count) {
            end_row(l, &r);
            if (!is_first) bz_layout__space(l, gap_below);
        }
        bz_frame in = is_wide ? *f : column(l, f, r.n, count, gap);
        bz_flow *before = bz_layout__divert(l, &r.parts[r.n++]);
        lay_fact(l, &in, c, l->m.is_large);
        bz_type_drop(l->type);
        bz_layout__resume(l, before);
        if (is_wide) {
            end_row(l, &r);
            bz_layout__space(l, gap_below);
        }
        is_first = false;
    }
    end_row(l, &r);
    bz_layout__glue_off(l, 1);
}

static void strip_edge(bz_lay *l, const bz_frame *f, bool is_top)
{
    float em = l->m.em, h = (l->m.is_large ? 0.42f : 0.6f) * em;
    uint32_t slice = is_top ? bz_layout__edge(l, h) : bz_layout__slice(l, h, 0);
    uint32_t paint = bz_layout__stroke_paint(l, bz_layout__colour(BZ_BRAND), 0.11f * em);
    bz_layout__stroke(l, f, slice, f->x, is_top ? 0 : h, f->w, 0, paint);
}

void bz_layout__strip(bz_lay *l, const bz_frame *f, bz_node n)
{
    float em = l->m.em;
    bz_look look = {.fill = bz_layout__tint(l, bz_layout__colour(BZ_TINT))};
    if (!bz_layout__first(l, n)) return;
    bz_layout__space(l, 0.8f * em);
    uint32_t first = bz_layout__here(l);
    uint32_t span = bz_layout__span_open(l, f, f->x, f->w, &look);
    strip_edge(l, f, true);
    bz_frame in = bz_layout__in(f, 0.7f * em, 0.7f * em);
    in.tag = bz_layout__tag(l, f, BZ_ROLE_L, n);
    lay_facts(l, &in, n, 1.4f * em);
    bz_layout__raise(l, bz_layout__here(l) - 1, BZ_PENALTY_NEVER);
    strip_edge(l, f, false);
    bz_layout__span_close(l, span);
    bz_layout__keep(l, first, l->m.h / 3);
    bz_layout__space(l, em);
}
