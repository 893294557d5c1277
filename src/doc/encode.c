/* A tree as bytes and back: what the answer of a plugin carries.
 *
 *   tree  = 0x01 node                              the format's number, then the root
 *   node  = kind aux text span n-attrs attr*n node* 0x00
 *   attr  = key (length bytes | value)             ascending keys; the key's type says which
 *   text  = length bytes                           UTF-8, no control characters but tab and newline
 *   span  = file [start length]                    the place only when the file is not 0
 *
 * Numbers are LEB128, at most 32 bits. A node ends with a zero where the next child's kind would
 * stand, so there is no count of children to lie about. Flags and origin are not carried: what is
 * absent is left out, and who made a node is for the engine to say, not for the answer.
 *
 * The decoder reads into the document given, and on failure cuts it back to what it was. */
#include "doc/doc_priv.h"
#include "base/utf8.h"
#include <assert.h>

enum { FORMAT = 1, END = 0 };

static void put_number(bz_buf *out, uint32_t v)
{
    for (; v >= 0x80; v >>= 7)
        bz_buf_char(out, (char)((v & 0x7f) | 0x80));
    bz_buf_char(out, (char)v);
}

static void put_text(bz_buf *out, bz_str s)
{
    put_number(out, (uint32_t)s.n);
    bz_buf_str(out, s);
}

static void put_node(const bz_doc *d, bz_node n, bz_buf *out)
{
    const bz_doc_node *node = bz_doc_at(d, n);
    put_number(out, node->kind);
    put_number(out, node->aux);
    put_text(out, bz_doc_text(d, n));
    put_number(out, node->span.file);
    if (node->span.file) {
        put_number(out, node->span.start);
        put_number(out, node->span.end - node->span.start);
    }
    uint32_t count = 0;
    for (uint32_t at = node->attrs; at; at = d->attrs.p[at].next)
        count++;
    put_number(out, count);
    for (uint32_t at = node->attrs; at; at = d->attrs.p[at].next) {
        bz_attr key = (bz_attr)d->attrs.p[at].key;
        put_number(out, key);
        if (bz_doc__attr_type(key) == BZ_ATTR_IS_TEXT) put_text(out, bz_doc__attr_text_at(d, at));
        else put_number(out, d->attrs.p[at].a);
    }
}

static bool is_present(const bz_doc *d, bz_node n)
{
    return !(d->nodes.p[n].flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD));
}

void bz_doc_encode(const bz_doc *d, bz_node root, bz_buf *out)
{
    assert(root && root < d->nodes.n && is_present(d, root));
    put_number(out, FORMAT);
    for (bz_node at = root; at;) {
        if (is_present(d, at)) {
            put_node(d, at, out);
            if (d->nodes.p[at].first) {
                at = d->nodes.p[at].first;
                continue;
            }
            put_number(out, END);
        }
        while (at != root && !d->nodes.p[at].next) {
            at = d->nodes.p[at].parent;
            put_number(out, END);
        }
        if (at == root) return;
        at = d->nodes.p[at].next;
    }
}

typedef struct reader {
    bz_str bytes;
    size_t at;
    bz_buf *why;
    bool failed;
} reader;

static uint32_t fail(reader *r, const char *reason)
{
    if (!r->failed && r->why) bz_buf_fmt(r->why, "%s at byte %zu", reason, r->at);
    r->failed = true;
    return 0;
}

static uint32_t take_long_number(reader *r)
{
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        if (r->at >= r->bytes.n) return fail(r, "the answer ends early");
        uint8_t b = (uint8_t)r->bytes.p[r->at++];
        v |= (uint64_t)(b & 0x7f) << shift;
        if (b & 0x80) continue;
        return v <= UINT32_MAX ? (uint32_t)v : fail(r, "a number is too large");
    }
    return fail(r, "a number is too long");
}

/* Nearly every number is one byte. */
static inline uint32_t take_number(reader *r)
{
    bool is_short = r->at < r->bytes.n && !(r->bytes.p[r->at] & 0x80);
    return is_short ? (uint8_t)r->bytes.p[r->at++] : take_long_number(r);
}

static bz_str take_text(reader *r)
{
    uint32_t n = take_number(r);
    if (r->failed) return BZ_STR("");
    bz_str s = {r->bytes.p + r->at, n};
    if (n > r->bytes.n - r->at) fail(r, "a text is longer than the answer");
    else if (!bz_utf8_is_clean(s, true))
        fail(r, bz_utf8_valid(s) != n ? "a text is not UTF-8" : "a text holds a control character");
    if (r->failed) return BZ_STR("");
    r->at += n;
    return s;
}

static bz_span take_span(reader *r)
{
    bz_span span = {.file = take_number(r)};
    if (!span.file) return span;
    span.start = take_number(r);
    uint32_t n = take_number(r);
    if (n > UINT32_MAX - span.start) fail(r, "a span is too long");
    span.end = span.start + n;
    return span;
}

static void take_attributes(reader *r, bz_doc *d, bz_node n)
{
    uint32_t count = take_number(r), last = 0;
    for (uint32_t i = 0; i < count && !r->failed; i++) {
        uint32_t key = take_number(r);
        if (r->failed) return;
        if (key <= last || key >= BZ_ATTR_KEY_COUNT) {
            fail(r, "an attribute is unknown, repeated or out of order");
            return;
        }
        last = key;
        if (bz_doc__attr_type((bz_attr)key) == BZ_ATTR_IS_TEXT)
            bz_doc_set(d, n, (bz_attr)key, take_text(r));
        else bz_doc_set_number(d, n, (bz_attr)key, take_number(r));
    }
}

/* One node without its children; its kind has been read. */
static bz_node take_node(reader *r, bz_doc *d, bz_node parent, uint32_t kind)
{
    if (kind >= BZ_DOC_KIND_COUNT || kind == BZ_DOC_NONE) return fail(r, "an unknown kind");
    bz_node n = bz_doc_add(d, parent, (bz_doc_kind)kind, bz_span_none());
    uint32_t aux = take_number(r);
    if (!r->failed && !bz_doc__is_aux((bz_doc_kind)kind, aux))
        return fail(r, "a level or act out of range");
    d->nodes.p[n].aux = (uint16_t)aux;
    bz_doc_set_text(d, n, take_text(r));
    d->nodes.p[n].span = take_span(r);
    take_attributes(r, d, n);
    return n;
}

static bz_node take_tree(reader *r, bz_doc *d, const bz_limits *limits)
{
    if (take_number(r) != FORMAT) return fail(r, "an unknown format");
    bz_node root = take_node(r, d, 0, take_number(r));
    size_t nodes = 1;
    for (bz_node at = root; at && !r->failed;) {
        uint32_t kind = take_number(r);
        if (r->failed) break;
        if (kind == END) {
            at = at == root ? 0 : d->nodes.p[at].parent;
            continue;
        }
        if (++nodes > limits->doc_nodes) return fail(r, "too many nodes");
        at = take_node(r, d, at, kind);
    }
    return root;
}

bz_node bz_doc_decode(bz_doc *d, bz_str bytes, size_t *at, const bz_limits *limits, bz_buf *why)
{
    size_t nodes = d->nodes.n, attrs = d->attrs.n, text = d->text.n;
    reader r = {.bytes = bytes, .at = *at, .why = why};
    if (bytes.n > limits->answer_bytes) fail(&r, "the answer is too large");
    bz_node root = r.failed || *at > bytes.n ? 0 : take_tree(&r, d, limits);
    if (root && !r.failed && bz_doc_is_sound(d, root, limits, why)) {
        *at = r.at;
        return root;
    }
    d->nodes.n = nodes;
    d->attrs.n = attrs;
    d->text.n = text;
    if (d->text.p) d->text.p[text] = '\0';
    return 0;
}
