/* In: values. Out: their notation in a PDF, appended. The caller owns the buffer. The one idea:
 * numbers are whole hundredths (or thousandths) before they are digits, so no locale, no rounding
 * mode and no printf has a say in the bytes. */
#include "pdf/put_priv.h"
#include "base/utf8.h"
#include <math.h>

/* Far beyond any page; what readers bear (ISO 32000-1, annex C). Not a number becomes 0. */
static int64_t scaled(double v, double by)
{
    static const double most = 2e6;
    if (!(v > -most)) v = v <= -most ? -most : 0;
    if (v > most) v = most;
    return (int64_t)floor(v * by + 0.5);
}

int64_t bz_pdf__hundredths(double v)
{
    return scaled(v, 100);
}

static void put_scaled(bz_buf *b, int64_t v, int decimals)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t u = v < 0 ? (uint64_t)-v : (uint64_t)v;
    for (; decimals > 0 && u % 10 == 0; decimals--)
        u /= 10;
    bool has_point = decimals > 0;
    for (; decimals > 0; decimals--, u /= 10)
        digits[--at] = (char)('0' + u % 10);
    if (has_point) digits[--at] = '.';
    if (u || !has_point) {
        do
            digits[--at] = (char)('0' + u % 10);
        while (u /= 10);
    }
    if (v < 0) digits[--at] = '-';
    bz_buf_bytes(b, digits + at, sizeof digits - at);
}

void bz_pdf__put_hundredths(bz_buf *b, int64_t v)
{
    put_scaled(b, v, 2);
}

void bz_pdf__put_num(bz_buf *b, double v)
{
    put_scaled(b, scaled(v, 100), 2);
}

void bz_pdf__put_fine(bz_buf *b, double v)
{
    put_scaled(b, scaled(v, 1000), 3);
}

void bz_pdf__put_exact(bz_buf *b, double v)
{
    put_scaled(b, scaled(v, 1e7), 7);
}

void bz_pdf__put_numbers(bz_buf *b, uint32_t first, uint32_t second)
{
    bz_buf_decimal(b, first);
    bz_buf_char(b, ' ');
    bz_buf_decimal(b, second);
    bz_buf_char(b, ' ');
}

void bz_pdf__put_ref(bz_buf *b, uint32_t id)
{
    bz_buf_decimal(b, id);
    bz_buf_put(b, " 0 R");
}

static void put_escaped(bz_buf *b, char c)
{
    if (c == '(' || c == ')' || c == '\\') bz_buf_char(b, '\\');
    /* A bare CR would be read as LF. */
    if (c == '\r') bz_buf_put(b, "\\r");
    else bz_buf_char(b, c);
}

void bz_pdf__put_bytes(bz_buf *b, bz_str bytes)
{
    bz_buf_char(b, '(');
    for (size_t i = 0; i < bytes.n; i++)
        put_escaped(b, bytes.p[i]);
    bz_buf_char(b, ')');
}

/* Up to two units of UTF-16; gives how many. */
static int utf16(uint32_t c, uint16_t units[2])
{
    if (c < 0x10000) {
        units[0] = (uint16_t)c;
        return 1;
    }
    units[0] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
    units[1] = (uint16_t)(0xDC00 + ((c - 0x10000) & 0x3FF));
    return 2;
}

static bool is_ascii(bz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((uint8_t)s.p[i] < 0x20 || (uint8_t)s.p[i] > 0x7E) return false;
    return true;
}

void bz_pdf__put_text(bz_buf *b, bz_str s)
{
    if (is_ascii(s)) {
        bz_pdf__put_bytes(b, s);
        return;
    }
    bz_pdf__put_utf16(b, s);
}

void bz_pdf__put_utf16(bz_buf *b, bz_str s)
{
    bz_buf_put(b, "(\xFE\xFF");
    for (size_t at = 0; at < s.n;) {
        uint16_t units[2];
        int n = utf16(bz_utf8_next(s, &at), units);
        for (int i = 0; i < n; i++) {
            put_escaped(b, (char)(units[i] >> 8));
            put_escaped(b, (char)(units[i] & 0xFF));
        }
    }
    bz_buf_char(b, ')');
}

static void put_hex(bz_buf *b, unsigned byte)
{
    bz_buf_char(b, "0123456789ABCDEF"[byte >> 4 & 15]);
    bz_buf_char(b, "0123456789ABCDEF"[byte & 15]);
}

void bz_pdf__put_utf16_hex(bz_buf *b, bz_str s)
{
    for (size_t at = 0; at < s.n;) {
        uint16_t units[2];
        int n = utf16(bz_utf8_next(s, &at), units);
        for (int i = 0; i < n; i++) {
            put_hex(b, units[i] >> 8);
            put_hex(b, units[i]);
        }
    }
}

void bz_pdf__put_uri(bz_buf *b, bz_str uri)
{
    bz_buf_char(b, '(');
    for (size_t i = 0; i < uri.n; i++) {
        uint8_t c = (uint8_t)uri.p[i];
        if (c > 0x20 && c < 0x7F) {
            put_escaped(b, (char)c);
        } else {
            bz_buf_char(b, '%');
            put_hex(b, c);
        }
    }
    bz_buf_char(b, ')');
}

void bz_pdf__put_name(bz_buf *b, bz_str name)
{
    bz_buf_char(b, '/');
    for (size_t i = 0; i < name.n; i++) {
        uint8_t c = (uint8_t)name.p[i];
        if (c > 0x20 && c < 0x7F && !strchr("#%()/<>[]{}", c)) {
            bz_buf_char(b, (char)c);
        } else {
            bz_buf_char(b, '#');
            put_hex(b, c);
        }
    }
}
