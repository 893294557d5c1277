/* Widths of columns. In: for each column the least and the most that its cells can use. Out: widths
 * that fill the measure. Where everything fits in one line, what is left over goes to the columns
 * by their size, as long as none comes to more than twice of it; where it does not, each column has
 * its least and the rest goes by what it lacks (CSS 2.1, 17.5.2.2). A column of long text counts as
 * one full line at most: otherwise a single long cell would press short words beside it into one
 * letter a line. */
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

void bz_layout__share(bz_column *c, size_t n, float width)
{
    const float stretch = 2; /* beyond that the eye loses its row: the table is narrower */
    for (size_t i = 0; i < n; i++) {
        if (c[i].most > width) c[i].most = width;
        if (c[i].most < c[i].least) c[i].most = c[i].least;
    }
    float least = sum_of(c, n, false), most = sum_of(c, n, true);
    for (size_t i = 0; i < n; i++) {
        if (most <= 0) c[i].w = width / (float)n;
        else if (most <= width)
            c[i].w = c[i].most * (width < stretch * most ? width / most : stretch);
        else if (least >= width) c[i].w = c[i].least * (width / least);
        else c[i].w = c[i].least + (c[i].most - c[i].least) * ((width - least) / (most - least));
    }
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
