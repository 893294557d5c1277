/* In: text in pieces. Out: one growing text that its owner releases. One idea: there is always a
 * NUL behind the text and the capacity doubles. */
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

#ifndef BZ_BUF_FIRST
#define BZ_BUF_FIRST 64
#endif

/* Room for n more bytes and the NUL; gives the place to write to. */
static char *room_for(bz_buf *b, size_t n)
{
    assert(n < SIZE_MAX / 2 - b->n);
    size_t least = b->n + n + 1;
    if (least > b->cap) {
        size_t want = b->cap ? b->cap : BZ_BUF_FIRST;
        while (want < least)
            want *= 2;
        b->p = bz_mem_resize(b->p, want);
        b->cap = want;
    }
    return b->p + b->n;
}

void bz_buf_deinit(bz_buf *b)
{
    bz_mem_free(b->p);
    *b = (bz_buf){0};
}

void bz_buf_clear(bz_buf *b)
{
    b->n = 0;
    if (b->p) b->p[0] = '\0';
}

void bz_buf_bytes(bz_buf *b, const void *p, size_t n)
{
    if (n == 0) return;
    char *to = room_for(b, n);
    memcpy(to, p, n);
    to[n] = '\0';
    b->n += n;
}

void bz_buf_str(bz_buf *b, bz_str s)
{
    bz_buf_bytes(b, s.p, s.n);
}

void bz_buf_decimal(bz_buf *b, uint32_t n)
{
    char digits[10];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    bz_buf_bytes(b, digits + at, sizeof digits - at);
}

void bz_buf_fmt(bz_buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    bz_buf_vfmt(b, fmt, ap);
    va_end(ap);
}

void bz_buf_vfmt(bz_buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    char *to = room_for(b, 0);
    size_t free_bytes = b->cap - b->n;
    int n = vsnprintf(to, free_bytes, fmt, ap);
    assert(n >= 0);
    if ((size_t)n >= free_bytes) {
        to = room_for(b, (size_t)n);
        vsnprintf(to, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    b->n += (size_t)n;
}

void bz_buf_code_point(bz_buf *b, uint32_t c)
{
    char bytes[4];
    bz_buf_bytes(b, bytes, bz_utf8_encode(c, bytes));
}

bz_str bz_buf_view(const bz_buf *b)
{
    return b->p ? (bz_str){b->p, b->n} : BZ_STR("");
}
