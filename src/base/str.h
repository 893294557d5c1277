/* Strings are slices: a pointer and a length into an arena, a buffer or a source file. A slice owns
 * nothing and need not end in NUL. Text is UTF-8 once it has passed bz_source_add. */
#ifndef BZ_BASE_STR_H
#define BZ_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bz_str {
    const char *p; /* never NULL in a slice made by these functions */
    size_t n;      /* bytes */
} bz_str;

/* A slice of a string literal. */
#define BZ_STR(literal) ((bz_str){"" literal, sizeof(literal) - 1})
/* For printf's "%.*s". */
#define BZ_FMT(s) (int)(s).n, (s).p

bz_str bz_str_from(const char *c); /* NULL gives the empty slice */
bool bz_str_eq(bz_str a, bz_str b);
bool bz_str_is(bz_str a, const char *c);
int bz_str_cmp(bz_str a, bz_str b); /* by bytes, shorter first */
bool bz_str_starts(bz_str s, const char *prefix);
bool bz_str_ends(bz_str s, const char *suffix);
bz_str bz_str_cut(bz_str s, size_t from, size_t to); /* clamped to the slice */
bz_str bz_str_trim(bz_str s);                        /* ASCII white space at both ends */
/* First position of `c` at or after `from`, or s.n. */
size_t bz_str_find(bz_str s, char c, size_t from);
/* Splits `*rest` at the first `sep`: gives what stands before it and moves `*rest` behind it.
 * False when nothing is left. Start with `bz_str rest = whole;`; when done rest.p is NULL. */
bool bz_str_split(bz_str *rest, char sep, bz_str *piece);
/* Whether the text has these words in this order, as whole words, in capitals or not (ASCII), the
 * last one also with an s behind it. */
bool bz_str_mentions(bz_str text, bz_str words);
/* Decimal digits only, no sign, no leading zero but "0" itself, at most INT32_MAX. */
bool bz_str_integer(bz_str s, int32_t *out);
/* Edit distance (Damerau–Levenshtein, optimal string alignment), up to `most`; `most`+1 beyond it.
 */
size_t bz_str_distance(bz_str a, bz_str b, size_t most);
bool bz_str_same_but_case(bz_str a, bz_str b); /* letters of ASCII */
/* The nearest of `n` candidates within a third of the word's length, or -1. For "did you mean". */
int bz_str_nearest(bz_str word, const bz_str *candidates, size_t n);

#endif
