/* In: values, or bytes that may come from a stranger. Out: bytes, or values that were checked. */
#include "base/wire.h"

#include "base/utf8.h"

void bz_wire_put_number(bz_buf *out, uint32_t v)
{
    for (; v >= 0x80; v >>= 7)
        bz_buf_char(out, (char)((v & 0x7f) | 0x80));
    bz_buf_char(out, (char)v);
}

void bz_wire_put_signed(bz_buf *out, int32_t v)
{
    bz_wire_put_number(out, ((uint32_t)v << 1) ^ (v < 0 ? UINT32_MAX : 0));
}

void bz_wire_put_text(bz_buf *out, bz_str s)
{
    bz_wire_put_number(out, (uint32_t)s.n);
    bz_buf_str(out, s);
}

void bz_wire_put_span(bz_buf *out, bz_span span)
{
    bz_wire_put_number(out, span.file);
    if (!span.file) return;
    bz_wire_put_number(out, span.start);
    bz_wire_put_number(out, span.end - span.start);
}

uint32_t bz_wire_refuse(bz_wire_reader *r, const char *reason)
{
    if (!r->failed && r->why) bz_buf_fmt(r->why, "%s at byte %zu", reason, r->at);
    r->failed = true;
    return 0;
}

uint32_t bz_wire__take_long(bz_wire_reader *r)
{
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 35 && !r->failed; shift += 7) {
        if (r->at >= r->bytes.n) return bz_wire_refuse(r, "the answer ends early");
        uint8_t b = (uint8_t)r->bytes.p[r->at++];
        v |= (uint64_t)(b & 0x7f) << shift;
        if (b & 0x80) continue;
        return v <= UINT32_MAX ? (uint32_t)v : bz_wire_refuse(r, "a number is too large");
    }
    return bz_wire_refuse(r, "a number is too long");
}

uint32_t bz_wire_take_below(bz_wire_reader *r, uint32_t end, const char *reason)
{
    uint32_t v = bz_wire_take_number(r);
    return v < end ? v : bz_wire_refuse(r, reason);
}

int32_t bz_wire_take_signed(bz_wire_reader *r)
{
    uint32_t v = bz_wire_take_number(r);
    return (int32_t)((v >> 1) ^ (v & 1 ? UINT32_MAX : 0));
}

/* The bytes of a text that lies within the answer; the reader stays at their start. */
static bz_str look_at_text(bz_wire_reader *r, size_t most)
{
    uint32_t n = bz_wire_take_number(r);
    if (r->failed) return BZ_STR("");
    if (n > r->bytes.n - r->at) bz_wire_refuse(r, "a text is longer than the answer");
    else if (n > most) bz_wire_refuse(r, "a text is too long");
    return r->failed ? BZ_STR("") : (bz_str){r->bytes.p + r->at, n};
}

bz_str bz_wire_take_text(bz_wire_reader *r, size_t most)
{
    bz_str s = look_at_text(r, most);
    if (bz_utf8_valid(s) != s.n) {
        bz_wire_refuse(r, "a text is not UTF-8");
        return BZ_STR("");
    }
    r->at += s.n;
    return s;
}

bz_str bz_wire_take_clean(bz_wire_reader *r, size_t most, bool lines)
{
    bz_str s = look_at_text(r, most);
    if (!bz_utf8_is_clean(s, lines)) {
        bool is_text = bz_utf8_valid(s) == s.n;
        bz_wire_refuse(r, is_text ? "a text holds a control character" : "a text is not UTF-8");
        return BZ_STR("");
    }
    r->at += s.n;
    return s;
}

bz_span bz_wire_take_span(bz_wire_reader *r)
{
    bz_span span = {.file = bz_wire_take_number(r)};
    if (!span.file) return span;
    span.start = bz_wire_take_number(r);
    uint32_t n = bz_wire_take_number(r);
    if (n > UINT32_MAX - span.start) bz_wire_refuse(r, "a span is too long");
    if (r->failed) return bz_span_none();
    span.end = span.start + n;
    return span;
}
