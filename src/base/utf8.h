/* UTF-8 as RFC 3629 has it: no surrogates, no overlong forms, nothing above U+10FFFF. */
#ifndef BZ_BASE_UTF8_H
#define BZ_BASE_UTF8_H

#include "base/str.h"

/* The offset of the first byte that is not UTF-8, or s.n. */
size_t bz_utf8_valid(bz_str s);
/* Whether `s` is UTF-8 fit to be printed: no control character (with `lines`, tabs and line ends
 * are none), and none of the code points that XML refuses. */
bool bz_utf8_is_clean(bz_str s, bool lines);
/* Decodes one code point at s.p[*at] of valid text and moves *at behind it. */
uint32_t bz_utf8_next(bz_str s, size_t *at);
size_t bz_utf8_count(bz_str s); /* code points */
size_t bz_utf8_encode(uint32_t c, char out[4]);
int bz_utf8_width(uint32_t c); /* columns on a terminal: 0 combining, 1, 2 wide */

/* Of a script from right to left, its figures and marks with it. */
bool bz_utf8_is_rtl(uint32_t c);
/* Whether the text has letters and all of them go from left to right: in a document of the other
 * direction it is a text in another language, and its full stop stands at its right end. False
 * where the text says itself which way it goes (bidi controls). */
bool bz_utf8_is_ltr_text(bz_str s);

#endif
