/* The difference of two texts as people read it: lines that go with `-`, lines that come with `+`,
 * and what stands round them. What both begin and end with is cut off first; between, the longest
 * common sequence of lines is found by the usual table, or, where that would be large, everything
 * goes and comes. */
#include "compare/passage.h"

#include "base/vec.h"

#include <string.h>

enum { ROUND = 3, MOST_CELLS = 4000000 };

typedef BZ_VEC(bz_str) lines;

static lines lines_of(bz_str text)
{
    lines l = {0};
    bz_str line;
    if (bz_str_ends(text, "\n")) text.n--;
    while (text.n && bz_str_split(&text, '\n', &line))
        bz_vec_push(&l, line);
    return l;
}

typedef struct difference {
    lines a, b;
    size_t start, end_a, end_b; /* what differs */
    uint32_t *table;            /* length of the rest's longest common sequence */
    bz_buf *out;
    size_t kept; /* lines since the last that differed */
} difference;

static void put(difference *d, char mark, bz_str line)
{
    bz_buf_fmt(d->out, "%c %.*s\n", mark, BZ_FMT(line));
}

/* A line that both have, at `i` of the first; those far from a difference are passed over. */
static void put_same(difference *d, size_t i, size_t until_next)
{
    if (d->kept++ < ROUND || until_next <= ROUND) put(d, ' ', d->a.p[i]);
    else if (d->kept == ROUND + 1) bz_buf_put(d->out, "  …\n");
}

static void fill_table(difference *d, size_t n, size_t m)
{
    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;) {
            uint32_t *at = &d->table[i * (m + 1) + k];
            uint32_t down = at[m + 1], right = at[1];
            if (bz_str_eq(d->a.p[d->start + i], d->b.p[d->start + k])) *at = at[m + 2] + 1;
            else *at = down > right ? down : right;
        }
}

/* How many lines from here on are the same in both. */
static size_t run_of_same(const difference *d, size_t i, size_t k)
{
    size_t n = 0;
    while (i + n < d->end_a && k + n < d->end_b && bz_str_eq(d->a.p[i + n], d->b.p[k + n]))
        n++;
    return n;
}

static void put_middle(difference *d)
{
    size_t n = d->end_a - d->start, m = d->end_b - d->start, i = 0, k = 0;
    bool is_small = (n + 1) * (m + 1) <= MOST_CELLS;
    if (is_small) {
        d->table = bz_mem_new((n + 1) * (m + 1) * sizeof *d->table);
        fill_table(d, n, m);
    }
    while (i < n || k < m) {
        const uint32_t *at = is_small ? &d->table[i * (m + 1) + k] : NULL;
        size_t same = is_small ? run_of_same(d, d->start + i, d->start + k) : 0;
        if (same) {
            for (size_t s = 0; s < same; s++)
                put_same(d, d->start + i + s, same - s);
            i += same, k += same;
        } else if (i < n && (k == m || !at || at[m + 1] >= at[1])) {
            put(d, '-', d->a.p[d->start + i++]);
            d->kept = 0;
        } else {
            put(d, '+', d->b.p[d->start + k++]);
            d->kept = 0;
        }
    }
    bz_mem_free(d->table);
}

void bz_compare_put_lines(bz_str before, bz_str after, bz_buf *out)
{
    difference d = {.a = lines_of(before), .b = lines_of(after), .out = out};
    d.end_a = d.a.n;
    d.end_b = d.b.n;
    while (d.start < d.end_a && d.start < d.end_b && bz_str_eq(d.a.p[d.start], d.b.p[d.start]))
        d.start++;
    while (d.end_a > d.start && d.end_b > d.start &&
           bz_str_eq(d.a.p[d.end_a - 1], d.b.p[d.end_b - 1]))
        d.end_a--, d.end_b--;
    if (d.start < d.end_a || d.start < d.end_b) {
        size_t from = d.start > ROUND ? d.start - ROUND : 0;
        for (size_t i = from; i < d.start; i++)
            put(&d, ' ', d.a.p[i]);
        put_middle(&d);
        for (size_t i = d.end_a; i < d.a.n && i < d.end_a + ROUND; i++)
            put(&d, ' ', d.a.p[i]);
    }
    bz_vec_free(&d.a);
    bz_vec_free(&d.b);
}
