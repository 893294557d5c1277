/* Patterns of hyphenation, from a dictionary's text; see patterns.c. */
#ifndef BZ_TYPE_PATTERNS_H
#define BZ_TYPE_PATTERNS_H

#include "base/str.h"

typedef struct bz_patterns bz_patterns;

enum { BZ_HYPHENS_WORD = 80 }; /* bytes of a word; longer ones are not parted */

/* NULL when it is no dictionary, or in a character set that is not read. Keeps nothing of `text`.
 */
bz_patterns *bz_patterns_new(bz_str text);
void bz_patterns_free(bz_patterns *p);
/* Where the word, in small letters, may be parted: places in bytes, ascending, room for one a byte.
 * Gives how many. */
size_t bz_patterns_ask(const bz_patterns *p, bz_str word, uint8_t *out);

#endif
