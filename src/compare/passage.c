/* What changed between two texts. In: both. Out: the passages that differ. The one idea: the
 * longest common subsequence, twice: of the lines, and of the words of two lines that took each
 * other's place. What both texts begin and end with is set aside first, so the tables stay small;
 * texts that differ by more than a table holds are shown whole, one after the other. */
#include "compare/passage.h"

#include "base/mem.h"
#include "base/vec.h"

enum {
    MOST = 1000,  /* pieces of one text in a table */
    MOST_RUNS = 3 /* marks in a line; with more of them it reads worse than without */
};

typedef struct pieces {
    BZ_VEC(bz_str) list;
} pieces;

static void plain(bz_str words, bz_buf *out)
{
    bz_buf_str(out, words);
}

const bz_passage_style bz_compare_passage_text = {"       ", "  was  ", "  now  ", "[",
                                                  "]",       "[",       "]",       plain};

static void split_lines(bz_str text, pieces *out)
{
    bz_str line;
    while (bz_str_split(&text, '\n', &line)) {
        line = bz_str_trim(line);
        if (line.n) bz_vec_push(&out->list, line);
    }
}

static void split_words(bz_str line, pieces *out)
{
    bz_str word;
    while (bz_str_split(&line, ' ', &word))
        if (word.n) bz_vec_push(&out->list, word);
}

static bool is_same(const pieces *a, size_t i, const pieces *b, size_t j)
{
    return bz_str_eq(a->list.p[i], b->list.p[j]);
}

/* For each piece of either text whether the other has it too, in order. */
typedef struct common {
    bool *a, *b;
} common;

/* length[i][j] is that of the longest common subsequence of what begins at i and at j. */
static void match_middle(const pieces *a, size_t a0, size_t a1, const pieces *b, size_t b0,
                         size_t b1, common *c)
{
    size_t n = a1 - a0, k = b1 - b0, row = k + 1;
    if (!n || !k || n > MOST || k > MOST) return;
    uint16_t *length = bz_mem_new((n + 1) * row * sizeof *length);
    for (size_t i = n; i-- > 0;)
        for (size_t j = k; j-- > 0;) {
            uint16_t down = length[(i + 1) * row + j], right = length[i * row + j + 1];
            length[i * row + j] = is_same(a, a0 + i, b, b0 + j)
                                      ? (uint16_t)(length[(i + 1) * row + j + 1] + 1)
                                  : down > right ? down
                                                 : right;
        }
    for (size_t i = 0, j = 0; i < n && j < k;) {
        if (is_same(a, a0 + i, b, b0 + j)) c->a[a0 + i++] = c->b[b0 + j++] = true;
        else if (length[(i + 1) * row + j] >= length[i * row + j + 1]) i++;
        else j++;
    }
    bz_mem_free(length);
}

static common match(const pieces *a, const pieces *b)
{
    common c = {bz_mem_new(a->list.n + 1), bz_mem_new(b->list.n + 1)};
    size_t start = 0, na = a->list.n, nb = b->list.n;
    for (; start < na && start < nb && is_same(a, start, b, start); start++)
        c.a[start] = c.b[start] = true;
    for (; na > start && nb > start && is_same(a, na - 1, b, nb - 1); na--, nb--)
        c.a[na - 1] = c.b[nb - 1] = true;
    match_middle(a, start, na, b, start, nb, &c);
    return c;
}

static void forget(common *c, pieces *a, pieces *b)
{
    bz_mem_free(c->a);
    bz_mem_free(c->b);
    bz_vec_free(&a->list);
    bz_vec_free(&b->list);
}

/* A line with marks round each run of words that the other line lacks. */
static void put_words(const pieces *words, const bool *is_common, const char *open,
                      const char *close, const bz_passage_style *style, bz_buf *out)
{
    bool is_open = false;
    for (size_t i = 0; i < words->list.n; i++) {
        if (is_open && is_common[i]) bz_buf_put(out, close);
        if (i) bz_buf_char(out, ' ');
        if (!is_open && !is_common[i]) bz_buf_put(out, open);
        is_open = !is_common[i];
        style->put(words->list.p[i], out);
    }
    if (is_open) bz_buf_put(out, close);
    bz_buf_char(out, '\n');
}

static void put_line(const char *label, bz_str line, const bz_passage_style *style, bz_buf *out)
{
    bz_buf_put(out, label);
    style->put(line, out);
    bz_buf_char(out, '\n');
}

static size_t runs(const bool *is_common, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += !is_common[i] && (i == 0 || is_common[i - 1]);
    return count;
}

/* One line became another: they keep a third of their words at least. */
static bool put_pair(bz_str was, bz_str now, const bz_passage_style *style, bz_buf *out)
{
    pieces a = {0}, b = {0};
    size_t kept = 0;
    split_words(was, &a);
    split_words(now, &b);
    common c = match(&a, &b);
    for (size_t i = 0; i < a.list.n; i++)
        kept += c.a[i];
    bool is_pair = 6 * kept >= a.list.n + b.list.n;
    if (is_pair && (runs(c.a, a.list.n) > MOST_RUNS || runs(c.b, b.list.n) > MOST_RUNS)) {
        put_line(style->was, was, style, out);
        put_line(style->now, now, style, out);
    } else if (is_pair) {
        bz_buf_put(out, style->was);
        put_words(&a, c.a, style->was_open, style->was_close, style, out);
        bz_buf_put(out, style->now);
        put_words(&b, c.b, style->now_open, style->now_close, style, out);
    }
    forget(&c, &a, &b);
    return is_pair;
}

/* Lines i…i1 of `a` gave way to lines j…j1 of `b`. */
static void put_passage(const pieces *a, size_t i, size_t i1, const pieces *b, size_t j, size_t j1,
                        const bz_passage_style *style, bz_buf *out)
{
    while (i < i1 && j < j1 && put_pair(a->list.p[i], b->list.p[j], style, out))
        i++, j++;
    for (; i < i1; i++)
        put_line(style->was, a->list.p[i], style, out);
    for (; j < j1; j++)
        put_line(style->now, b->list.p[j], style, out);
}

void bz_compare_put_passages(bz_str was, bz_str now, const bz_passage_style *style, bz_buf *out)
{
    pieces a = {0}, b = {0};
    split_lines(was, &a);
    split_lines(now, &b);
    common c = match(&a, &b);
    for (size_t i = 0, j = 0; i < a.list.n || j < b.list.n;) {
        size_t i1 = i, j1 = j;
        while (i1 < a.list.n && !c.a[i1])
            i1++;
        while (j1 < b.list.n && !c.b[j1])
            j1++;
        if ((i1 > i || j1 > j) && i > 0) put_line(style->same, a.list.p[i - 1], style, out);
        put_passage(&a, i, i1, &b, j, j1, style, out);
        i = i1 + (i1 < a.list.n);
        j = j1 + (j1 < b.list.n);
    }
    forget(&c, &a, &b);
}

bool bz_compare_same_lines(bz_str was, bz_str now)
{
    pieces a = {0}, b = {0};
    split_lines(was, &a);
    split_lines(now, &b);
    bool same = a.list.n == b.list.n;
    for (size_t i = 0; same && i < a.list.n; i++)
        same = is_same(&a, i, &b, i);
    bz_vec_free(&a.list);
    bz_vec_free(&b.list);
    return same;
}
