/* In: slices. Out: slices of the same bytes, and answers about them; nothing is allocated or owned.
 * One idea: a slice never has a NULL pointer, save the rest of a finished split. */
#include "base/str.h"
#include <string.h>

bz_str bz_str_from(const char *c)
{
    return c ? (bz_str){c, strlen(c)} : BZ_STR("");
}

bool bz_str_eq(bz_str a, bz_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Byte by byte: against a table of names nearly every comparison ends at the first one. */
bool bz_str_is(bz_str a, const char *c)
{
    for (size_t i = 0; i < a.n; i++)
        if (c[i] != a.p[i] || c[i] == '\0') return false;
    return c[a.n] == '\0';
}

int bz_str_cmp(bz_str a, bz_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool bz_str_starts(bz_str s, const char *prefix)
{
    for (size_t i = 0; prefix[i]; i++)
        if (i == s.n || s.p[i] != prefix[i]) return false;
    return true;
}

bool bz_str_ends(bz_str s, const char *suffix)
{
    bz_str end = bz_str_from(suffix);
    return s.n >= end.n && bz_str_eq(bz_str_cut(s, s.n - end.n, s.n), end);
}

bz_str bz_str_cut(bz_str s, size_t from, size_t to)
{
    if (!s.p) return BZ_STR("");
    if (to > s.n) to = s.n;
    if (from > to) from = to;
    return (bz_str){s.p + from, to - from};
}

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bz_str bz_str_trim(bz_str s)
{
    size_t from = 0, to = s.n;
    while (from < to && is_white(s.p[from]))
        from++;
    while (to > from && is_white(s.p[to - 1]))
        to--;
    return bz_str_cut(s, from, to);
}

size_t bz_str_find(bz_str s, char c, size_t from)
{
    if (from >= s.n) return s.n;
    const char *at = memchr(s.p + from, c, s.n - from);
    return at ? (size_t)(at - s.p) : s.n;
}

bool bz_str_split(bz_str *rest, char sep, bz_str *piece)
{
    if (!rest->p) return false;
    size_t at = bz_str_find(*rest, sep, 0);
    *piece = bz_str_cut(*rest, 0, at);
    if (at < rest->n) *rest = bz_str_cut(*rest, at + 1, rest->n);
    else *rest = (bz_str){NULL, 0};
    return true;
}

bool bz_str_integer(bz_str s, int32_t *out)
{
    int64_t value = 0;
    if (s.n == 0 || s.n > 10 || (s.n > 1 && s.p[0] == '0')) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        value = value * 10 + (s.p[i] - '0');
    }
    if (value > INT32_MAX) return false;
    *out = (int32_t)value;
    return true;
}

/* --- distance. What both words share at their ends is taken off first; the rest is three rows of
 * the usual table, on the stack. Words longer than a row are no typing slips. */
enum { ROW = 128 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t table_distance(bz_str a, bz_str b, size_t most)
{
    size_t rows[3][ROW + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.n; j++)
        last[j] = before[j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t best = now[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            size_t swap = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);
            size_t d = least(swap, least(last[j], now[j - 1]) + 1);
            bool crossed = i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1];
            if (crossed) d = least(d, before[j - 2] + 1);
            now[j] = d;
            best = least(best, d);
        }
        if (best > most + 1) return most + 1;
        size_t *spare = before;
        before = last, last = now, now = spare;
    }
    return least(last[b.n], most + 1);
}

size_t bz_str_distance(bz_str a, bz_str b, size_t most)
{
    while (a.n && b.n && a.p[a.n - 1] == b.p[b.n - 1])
        a.n--, b.n--;
    while (a.n && b.n && a.p[0] == b.p[0])
        a = bz_str_cut(a, 1, a.n), b = bz_str_cut(b, 1, b.n);
    size_t gap = a.n > b.n ? a.n - b.n : b.n - a.n;
    if (gap > most || b.n > ROW) return most + 1;
    if (a.n == 0 || b.n == 0) return gap;
    return table_distance(a, b, most);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_of_word(bz_str s, size_t i)
{
    char c = i < s.n ? lower(s.p[i]) : ' ';
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

bool bz_str_mentions(bz_str text, bz_str words)
{
    for (size_t i = 0; words.n && i + words.n <= text.n; i++) {
        size_t k = 0;
        while (k < words.n && lower(text.p[i + k]) == lower(words.p[k]))
            k++;
        if (k < words.n || (i && is_of_word(text, i - 1))) continue;
        size_t end = i + k;
        if (end < text.n && lower(text.p[end]) == 's') end++;
        if (!is_of_word(text, i + k) || !is_of_word(text, end)) return true;
    }
    return false;
}

bool bz_str_same_but_case(bz_str a, bz_str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower(a.p[i]) != lower(b.p[i])) return false;
    return true;
}

int bz_str_nearest(bz_str word, const bz_str *candidates, size_t n)
{
    size_t most = (word.n > 3 ? word.n : 3) / 3;
    int best = -1;
    for (size_t i = 0; i < n; i++) {
        if (bz_str_same_but_case(word, candidates[i])) return (int)i;
        size_t d = bz_str_distance(word, candidates[i], most);
        if (d > most) continue;
        best = (int)i;
        if (d == 0) break;
        most = d - 1;
    }
    return best;
}
