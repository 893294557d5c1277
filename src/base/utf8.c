/* In: bytes. Out: code points, counts and the place of the first wrong byte. Nothing is owned. One
 * idea: the first byte tells how long a sequence is and what its second byte may be; all else is a
 * continuation byte. */
#include "base/utf8.h"
#include <string.h>

/* Length of the valid sequence at p, of which n bytes may be read; 0 when it is none. */
static size_t sequence(const unsigned char *p, size_t n)
{
    unsigned char low = 0x80, high = 0xbf;
    size_t length;
    if (p[0] < 0x80) return 1;
    if (p[0] < 0xc2 || p[0] > 0xf4) return 0;
    if (p[0] < 0xe0) length = 2;
    else length = p[0] < 0xf0 ? 3 : 4;
    if (p[0] == 0xe0) low = 0xa0;  /* overlong */
    if (p[0] == 0xed) high = 0x9f; /* surrogates */
    if (p[0] == 0xf0) low = 0x90;
    if (p[0] == 0xf4) high = 0x8f; /* above U+10FFFF */
    if (length > n || p[1] < low || p[1] > high) return 0;
    for (size_t i = 2; i < length; i++)
        if ((p[i] & 0xc0) != 0x80) return 0;
    return length;
}

size_t bz_utf8_valid(bz_str s)
{
    size_t at = 0;
    while (at < s.n) {
        uint64_t eight;
        while (s.n - at >= 8) {
            memcpy(&eight, s.p + at, 8);
            if (eight & 0x8080808080808080u) break;
            at += 8;
        }
        if (at == s.n) break;
        size_t length = sequence((const unsigned char *)s.p + at, s.n - at);
        if (length == 0) return at;
        at += length;
    }
    return s.n;
}

/* Whether eight bytes are all printable ASCII. It may say no without need (a borrow from the byte
 * below), never yes. */
static bool is_plain_ascii(uint64_t eight)
{
    const uint64_t ones = 0x0101010101010101u;
    return !((eight | (eight - 0x20 * ones) | (eight + ones)) & 0x80 * ones);
}

/* Whether the valid sequence at p, of two bytes or more, is a control character (U+0080–U+009F),
 * one that overrides the direction of letters (U+202D, U+202E), or one of U+FFFE and U+FFFF. */
static bool is_unfit(const unsigned char *p)
{
    return (p[0] == 0xc2 && p[1] < 0xa0) || (p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe) ||
           (p[0] == 0xe2 && p[1] == 0x80 && (p[2] == 0xad || p[2] == 0xae));
}

bool bz_utf8_is_clean(bz_str s, bool lines)
{
    const unsigned char *p = (const unsigned char *)s.p;
    for (size_t at = 0; at < s.n;) {
        uint64_t eight;
        while (s.n - at >= 8 && (memcpy(&eight, p + at, 8), is_plain_ascii(eight)))
            at += 8;
        if (at == s.n) break;
        size_t length = sequence(p + at, s.n - at);
        if (length == 0 || (length > 1 && is_unfit(p + at))) return false;
        bool is_control = p[at] < 0x20 || p[at] == 0x7f;
        if (is_control && !(lines && (p[at] == '\n' || p[at] == '\t'))) return false;
        at += length;
    }
    return true;
}

uint32_t bz_utf8_next(bz_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.p + *at;
    size_t length = sequence(p, s.n - *at);
    *at += length ? length : 1;
    switch (length) {
    case 0: return 0xfffd; /* only for text that was not checked */
    case 1: return p[0];
    case 2: return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
    case 3: return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    default:
        return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
    }
}

/* Counts eight bytes at a time: a continuation byte has its top bit set and the next one not. */
size_t bz_utf8_count(bz_str s)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t at = 0, inside = 0;
    for (uint64_t eight; s.n - at >= 8; at += 8) {
        memcpy(&eight, s.p + at, 8);
        inside += ((eight >> 7 & ~eight >> 6 & ones) * ones) >> 56;
    }
    for (; at < s.n; at++)
        inside += (s.p[at] & 0xc0) == 0x80;
    return s.n - inside;
}

size_t bz_utf8_encode(uint32_t c, char out[4])
{
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) c = 0xfffd;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t length = c > 0xffff ? 4 : c > 0x7ff ? 3 : 2;
    for (size_t i = length - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    out[0] = (char)((0xf00u >> length & 0xf0) | c);
    return length;
}

bool bz_utf8_is_rtl(uint32_t c)
{
    return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
           (c >= 0xfe70 && c <= 0xfefe) || (c >= 0x10800 && c <= 0x10fff) ||
           (c >= 0x1e800 && c <= 0x1efff);
}

/* Marks, figures, arrows, drawings and pictographs go either way. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (c < 0x1f000) return c >= 0xc0 && c != 0xd7 && c != 0xf7 && (c < 0x2000 || c >= 0x3040);
    return c >= 0x20000;
}

bool bz_utf8_is_ltr_text(bz_str s)
{
    bool has_letters = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t c = bz_utf8_next(s, &at);
        bool is_control = (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
                          (c >= 0x2066 && c <= 0x2069);
        if (is_control || bz_utf8_is_rtl(c)) return false;
        has_letters = has_letters || is_letter(c);
    }
    return has_letters;
}
