/* Bytes of an answer: the numbers and texts of which encoded documents, journals and findings are
 * made. A number is LEB128 of at most 32 bits, a text its length and its bytes, a span its file
 * and, when that is not 0, start and length. Reading believes nothing: the first thing that is
 * wrong ends it, and says what and at which byte; after that every take gives 0 or the empty text.
 */
#ifndef BZ_BASE_WIRE_H
#define BZ_BASE_WIRE_H

#include "base/buf.h"
#include "base/source.h"

void bz_wire_put_number(bz_buf *out, uint32_t v);
void bz_wire_put_signed(bz_buf *out, int32_t v); /* zigzag: small negatives stay short */
void bz_wire_put_text(bz_buf *out, bz_str s);
void bz_wire_put_span(bz_buf *out, bz_span span);

typedef struct bz_wire_reader {
    bz_str bytes;
    size_t at;
    bz_buf *why; /* gets the reason; may be NULL */
    bool failed;
} bz_wire_reader;

/* Refuses what was read; gives 0. Only the first reason is kept. */
uint32_t bz_wire_refuse(bz_wire_reader *r, const char *reason);
uint32_t bz_wire__take_long(bz_wire_reader *r);
/* Nearly every number is one byte. */
static inline uint32_t bz_wire_take_number(bz_wire_reader *r)
{
    bool is_short = !r->failed && r->at < r->bytes.n && !(r->bytes.p[r->at] & 0x80);
    return is_short ? (uint8_t)r->bytes.p[r->at++] : bz_wire__take_long(r);
}
/* A number below `end`, else refused with the reason. */
uint32_t bz_wire_take_below(bz_wire_reader *r, uint32_t end, const char *reason);
int32_t bz_wire_take_signed(bz_wire_reader *r);
/* A slice of the bytes read: valid UTF-8 of at most `most` bytes. */
bz_str bz_wire_take_text(bz_wire_reader *r, size_t most);
/* The same, and fit to be printed (bz_utf8_is_clean). */
bz_str bz_wire_take_clean(bz_wire_reader *r, size_t most, bool lines);
bz_span bz_wire_take_span(bz_wire_reader *r);

#endif
