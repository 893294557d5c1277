/* Text that grows. Zero-initialised is empty and ready; bz_buf_deinit releases. Writing cannot
 * fail. */
#ifndef BZ_BASE_BUF_H
#define BZ_BASE_BUF_H

#include "base/str.h"
#include <stdarg.h>
#include <string.h>

typedef struct bz_buf {
    char *p; /* NULL while empty; otherwise NUL-terminated */
    size_t n, cap;
} bz_buf;

void bz_buf_deinit(bz_buf *b);
void bz_buf_clear(bz_buf *b); /* keeps the storage */
void bz_buf_str(bz_buf *b, bz_str s);
void bz_buf_bytes(bz_buf *b, const void *p, size_t n);
static inline void bz_buf_char(bz_buf *b, char c)
{
    if (b->n + 1 >= b->cap) {
        bz_buf_bytes(b, &c, 1);
        return;
    }
    b->p[b->n++] = c;
    b->p[b->n] = '\0';
}
/* Inline, so that the length of a literal is worked out by the compiler. */
static inline void bz_buf_put(bz_buf *b, const char *c)
{
    bz_buf_bytes(b, c, strlen(c));
}
void bz_buf_decimal(bz_buf *b, uint32_t n);
void bz_buf_fmt(bz_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void bz_buf_vfmt(bz_buf *b, const char *fmt, va_list ap);
void bz_buf_code_point(bz_buf *b, uint32_t c); /* as UTF-8 */
bz_str bz_buf_view(const bz_buf *b);           /* valid until the next write */

#endif
