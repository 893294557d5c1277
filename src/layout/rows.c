/* The rows of a table. Cells with their paragraphs and columns with their widths come in; the
 * slices of a row go out, one for all of it or, of a high one, its lines side by side, with what is
 * drawn around and behind them. */
#include "layout/table.h"

static const float GRID_ROW = BZ_MM(10);

/* Where a cell stands, within the columns of this band. */
static float left_of(const bz_table *t, size_t column)
{
    float x = 0;
    for (size_t i = 0; i < column; i++)
        if ((t->is_named && i == 0) || i >= t->band) x += t->cols[i].w;
    return x;
}

static float width_of(const bz_table *t, const bz_table_cell *c)
{
    float w = 0;
    for (size_t i = c->column; i < c->column + (size_t)c->span; i++)
        if (i < t->band + t->band_n || (t->is_named && i == 0)) w += t->cols[i].w;
    return w;
}

static bz_frame frame_of(const bz_table *t, const bz_table_cell *c)
{
    float x = left_of(t, c->column), w = width_of(t, c);
    bz_frame in = *t->f;
    in.x += x + t->pad_x;
    in.w = w > 2 * t->pad_x + 1 ? w - 2 * t->pad_x : 1;
    in.tag = c->tag;
    if (in.leading >= 1.3f) in.leading = t->l->m.is_large ? 1.24f : 1.3f;
    return bz_layout__speak(t->l, &in, c->node);
}

void bz_layout__lay_row(bz_table *t, bz_table_row *r)
{
    bool has_room = t->is_grid && !r->is_head;
    r->h = 0;
    for (size_t i = 0; i < r->n; i++) {
        bz_table_cell *c = &t->cells.p[r->cell + i];
        if (!bz_layout__in_band(t, c)) continue;
        bz_frame in = frame_of(t, c);
        c->n = 0, c->h = 0;
        if (c->para)
            c->n = (uint32_t)bz_layout__lay(t->l, &in, c->para, in.w, 0, t->size, &c->first);
        for (uint32_t k = 0; k < c->n; k++)
            c->h += bz_layout__pitch(t->l, c->first + k);
        if (c->h > r->h) r->h = c->h;
    }
    r->h += 2 * t->pad_y;
    float room = (t->l->m.is_large ? 2 : 2.7f) * t->l->m.em; /* hands do not grow */
    if (has_room && r->h < room) r->h = room;
    if (has_room && r->h < GRID_ROW) r->h = GRID_ROW;
}

static void hang_cell(const bz_table *t, const bz_table_row *r, const bz_table_cell *c,
                      uint32_t slice)
{
    bz_frame in = frame_of(t, c);
    float y = t->is_grid ? (r->h - c->h) / 2 : t->pad_y;
    for (uint32_t k = 0; k < c->n; k++) {
        bz_layout__line(t->l, &in, slice, c->first + k, in.x, y, in.w);
        y += bz_layout__pitch(t->l, c->first + k);
    }
}

/* The frames of a grid's cells. Drawn for each cell, so that a page that begins or ends inside the
 * grid shows whole boxes. */
static void frame_cells(const bz_table *t, const bz_table_row *r, uint32_t slice)
{
    uint32_t paint = bz_layout__stroke_paint(t->l, bz_layout__colour(BZ_SOFT), 0.8f);
    for (size_t i = 0; i < r->n; i++) {
        const bz_table_cell *c = &t->cells.p[r->cell + i];
        if (!bz_layout__in_band(t, c)) continue;
        bz_layout__box(t->l, t->f, slice, t->f->x + left_of(t, c->column), 0, width_of(t, c), r->h,
                       0, paint);
    }
}

static float band_width(const bz_table *t)
{
    return left_of(t, t->band + t->band_n);
}

static void tint_head(const bz_table *t, const bz_table_row *r, uint32_t slice)
{
    bz_colour tint = bz_layout__tint(t->l, bz_layout__colour(BZ_TINT));
    if (tint.a == 0) return;
    bz_layout__box(t->l, t->f, slice, t->f->x, 0, band_width(t), r->h, 0,
                   bz_layout__fill_paint(t->l, tint));
}

static void rule_below(const bz_table *t, const bz_table_row *r, uint32_t slice, float y)
{
    float width = r->is_head ? 0.13f * t->l->m.em : 0.6f;
    bz_colour c = bz_layout__colour(r->is_head ? BZ_BRAND : BZ_LINE);
    uint32_t paint = bz_layout__stroke_paint(t->l, c, width);
    bz_layout__stroke(t->l, t->f, slice, t->f->x, y - width / 2, band_width(t), 0, paint);
}

void bz_layout__place_row(const bz_table *t, const bz_table_row *r)
{
    uint32_t slice = bz_layout__slice(t->l, r->h, BZ_PENALTY_NONE);
    if (r->is_head) tint_head(t, r, slice);
    if (t->is_grid) frame_cells(t, r, slice);
    else rule_below(t, r, slice, r->h);
    for (size_t i = 0; i < r->n; i++)
        if (bz_layout__in_band(t, &t->cells.p[r->cell + i]))
            hang_cell(t, r, &t->cells.p[r->cell + i], slice);
}

/* A cell of a row that is parted: its lines, a slice each. */
static void pour_cell(const bz_table *t, const bz_table_cell *c)
{
    bz_frame in = frame_of(t, c);
    bz_layout__slice(t->l, t->pad_y, BZ_PENALTY_NEVER);
    for (uint32_t k = 0; k < c->n; k++) {
        uint32_t line = c->first + k;
        bool is_end = k == 0 || k + 2 >= c->n;
        uint32_t slice = bz_layout__slice(t->l, bz_layout__pitch(t->l, line),
                                          is_end ? BZ_PENALTY_LONE : BZ_PENALTY_LINE);
        bz_layout__line(t->l, &in, slice, line, in.x, 0, in.w);
    }
    bz_layout__raise(t->l, bz_layout__here(t->l) - 1, BZ_PENALTY_NEVER);
    bz_layout__slice(t->l, t->pad_y, BZ_PENALTY_NONE);
}

void bz_layout__part_row(const bz_table *t, const bz_table_row *r)
{
    bz_flow parts[BZ_TABLE_COLUMNS] = {0};
    bz_look look = {.frame = 0.8f, .stroke = bz_layout__colour(BZ_SOFT)};
    uint32_t spans[BZ_TABLE_COLUMNS];
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const bz_table_cell *c = &t->cells.p[r->cell + i];
        if (!bz_layout__in_band(t, c)) continue;
        float x = t->f->x + left_of(t, c->column);
        if (t->is_grid) spans[n] = bz_layout__span_open(t->l, t->f, x, width_of(t, c), &look);
        bz_flow *before = bz_layout__divert(t->l, &parts[n++]);
        pour_cell(t, c);
        bz_layout__resume(t->l, before);
    }
    bz_layout__beside(t->l, parts, n);
    for (size_t i = 0; t->is_grid && i < n; i++)
        bz_layout__span_close(t->l, spans[i]);
    uint32_t last = bz_layout__here(t->l) - 1;
    if (!t->is_grid) rule_below(t, r, last, t->l->flow->slices.p[last].h);
}
