/* Widths of columns. In: for each column the least and the most that its cells can use. Out: widths
 * that fill the measure. Where everything fits in one line, what is left over goes to the columns
 * by their size, as long as none comes to more than twice of it; where it does not, each column has
 * its least and the rest goes by what it lacks (CSS 2.1, 17.5.2.2); where there is less than that,
 * the columns of the longest words give way. A column of long text counts as
 * one full line at most: otherwise a single long cell would press short words beside it into one
 * letter a line. Small tables are then tuned: such shares know nothing of rows, and a few words
 * more for one column can save a line of many. */
#include "layout/widths.h"

static float sum_of(const bz_column *c, size_t n, bool is_most)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += is_most ? c[i].most : c[i].least;
    return sum;
}

void bz_layout__widen(bz_column *c, size_t from, size_t span, float least, float most)
{
    float lacks_least = least - sum_of(c + from, span, false);
    float lacks_most = most - sum_of(c + from, span, true);
    for (size_t i = from; i < from + span; i++) {
        if (lacks_least > 0) c[i].least += lacks_least / (float)span;
        if (lacks_most > 0) c[i].most += lacks_most / (float)span;
        if (c[i].most < c[i].least) c[i].most = c[i].least;
    }
}

/* Not even the widest words have room: columns of short words keep it, and those of longer ones are
 * all as wide. */
static void share_shortage(bz_column *c, size_t n, float width)
{
    float most = width / (float)n, rest;
    size_t wide, before = 0;
    for (;; before = wide) {
        rest = width, wide = 0;
        for (size_t i = 0; i < n; i++)
            if (c[i].least <= most) rest -= c[i].least;
            else wide++;
        if (wide == 0 || wide == before) break;
        most = rest / (float)wide;
    }
    for (size_t i = 0; i < n; i++)
        c[i].w = c[i].least < most ? c[i].least : most;
}

void bz_layout__share(bz_column *c, size_t n, float width)
{
    const float stretch = 2; /* beyond that the eye loses its row: the table is narrower */
    for (size_t i = 0; i < n; i++) {
        if (c[i].most > width) c[i].most = width;
        if (c[i].most < c[i].least) c[i].most = c[i].least;
    }
    float least = sum_of(c, n, false), most = sum_of(c, n, true);
    if (least >= width) {
        share_shortage(c, n, width);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (most <= 0) c[i].w = width / (float)n;
        else if (most <= width)
            c[i].w = c[i].most * (width < stretch * most ? width / most : stretch);
        else c[i].w = c[i].least + (c[i].most - c[i].least) * ((width - least) / (most - least));
    }
}

/* How many lines a cell of `most` takes in a column of that width; lines end in some white. To
 * whole lines a little of their fraction is added: on the way to saving a line nothing else would
 * show. */
static float lines_in(float most, float width)
{
    const float ragged = 1.07f, most_lines = 1000;
    if (most <= width) return 1;
    float exact = width > 0 ? most * ragged / width : most_lines;
    if (exact > most_lines) exact = most_lines;
    return (float)(int)exact + 1 + 0.1f * exact;
}

/* The lines of all rows, as high as their highest cells. Those of lower cells count a little: a few
 * words in two lines look pressed, even where the row has the room. */
static float lines_of(const bz_column *c, const bz_cell_width *cells, size_t n, float pad)
{
    const float lower = 0.06f;
    float sum = 0, row = 0;
    for (size_t i = 0; i < n; i++) {
        float w = -pad;
        for (size_t k = cells[i].column; k < cells[i].column + (size_t)cells[i].span; k++)
            w += c[k].w;
        float lines = lines_in(cells[i].most - pad, w);
        if (i > 0 && cells[i].row != cells[i - 1].row) {
            sum += row;
            row = 0;
        }
        sum += lower * lines;
        if (lines > row) row = lines;
    }
    return sum + row;
}

/* The best single move of `step` from one column to another; false when none makes it lower. */
static bool move_best(bz_column *c, size_t n, const bz_cell_width *cells, size_t n_cells, float pad,
                      float step)
{
    float best = lines_of(c, cells, n_cells, pad) - 0.001f;
    size_t from = n, to = n;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n && c[i].w - step >= c[i].least; k++) {
            if (i == k) continue;
            c[i].w -= step, c[k].w += step;
            float lines = lines_of(c, cells, n_cells, pad);
            c[i].w += step, c[k].w -= step;
            if (lines < best) best = lines, from = i, to = k;
        }
    if (from == n) return false;
    c[from].w -= step, c[to].w += step;
    return true;
}

void bz_layout__tune(bz_column *c, size_t n, const bz_cell_width *cells, size_t n_cells, float pad)
{
    static const float steps[] = {48, 24, 12, 6};
    enum { MOST_COLUMNS = 7, MOST_CELLS = 160, MOST_MOVES = 12 };
    if (n < 2 || n > MOST_COLUMNS || n_cells > MOST_CELLS) return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (int moves = 0; moves < MOST_MOVES; moves++)
            if (!move_best(c, n, cells, n_cells, pad, steps[i])) break;
}

void bz_layout__share_equally(bz_column *c, size_t n, float width, bool is_named)
{
    float name = 0;
    if (is_named && n > 1) {
        name = c[0].most;
        if (name > 0.34f * width) name = 0.34f * width;
        if (name < c[0].least) name = c[0].least;
        if (name < 0.16f * width) name = 0.16f * width;
        if (name > 0.5f * width) name = 0.5f * width;
    }
    for (size_t i = 0; i < n; i++)
        c[i].w = (width - name) / (float)(name > 0 ? n - 1 : n);
    if (name > 0) c[0].w = name;
}

size_t bz_layout__narrow(const bz_column *c, size_t n, float least)
{
    size_t narrow = 0;
    for (size_t i = 0; i < n; i++)
        narrow += c[i].w < least && c[i].w < c[i].least - 0.1f;
    return narrow;
}
