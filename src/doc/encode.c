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
#include "base/wire.h"
#include <assert.h>

enum { FORMAT = 1, END = 0 };

static void put_node(const bz_doc *d, bz_node n, bz_buf *out)
{
    const bz_doc_node *node = bz_doc_at(d, n);
    bz_wire_put_number(out, node->kind);
    bz_wire_put_number(out, node->aux);
    bz_wire_put_text(out, bz_doc_text(d, n));
    bz_wire_put_span(out, node->span);
    uint32_t count = 0;
    for (uint32_t at = node->attrs; at; at = d->attrs.p[at].next)
        count++;
    bz_wire_put_number(out, count);
    for (uint32_t at = node->attrs; at; at = d->attrs.p[at].next) {
        bz_attr key = (bz_attr)d->attrs.p[at].key;
        bz_wire_put_number(out, key);
        if (bz_doc__attr_type(key) == BZ_ATTR_IS_TEXT)
            bz_wire_put_text(out, bz_doc__attr_text_at(d, at));
        else bz_wire_put_number(out, d->attrs.p[at].a);
    }
}

static bool is_present(const bz_doc *d, bz_node n)
{
    return !(d->nodes.p[n].flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD));
}

void bz_doc_encode(const bz_doc *d, bz_node root, bz_buf *out)
{
    assert(root && root < d->nodes.n && is_present(d, root));
    bz_wire_put_number(out, FORMAT);
    for (bz_node at = root; at;) {
        if (is_present(d, at)) {
            put_node(d, at, out);
            if (d->nodes.p[at].first) {
                at = d->nodes.p[at].first;
                continue;
            }
            bz_wire_put_number(out, END);
        }
        while (at != root && !d->nodes.p[at].next) {
            at = d->nodes.p[at].parent;
            bz_wire_put_number(out, END);
        }
        if (at == root) return;
        at = d->nodes.p[at].next;
    }
}

static void take_attributes(bz_wire_reader *r, bz_doc *d, bz_node n)
{
    uint32_t count = bz_wire_take_number(r), last = 0;
    for (uint32_t i = 0; i < count && !r->failed; i++) {
        uint32_t key = bz_wire_take_number(r);
        if (r->failed) return;
        if (key <= last || key >= BZ_ATTR_KEY_COUNT) {
            bz_wire_refuse(r, "an attribute is unknown, repeated or out of order");
            return;
        }
        last = key;
        if (bz_doc__attr_type((bz_attr)key) == BZ_ATTR_IS_TEXT)
            bz_doc_set(d, n, (bz_attr)key, bz_wire_take_clean(r, SIZE_MAX, true));
        else bz_doc_set_number(d, n, (bz_attr)key, bz_wire_take_number(r));
    }
}

/* One node without its children; its kind has been read. */
static bz_node take_node(bz_wire_reader *r, bz_doc *d, bz_node parent, uint32_t kind)
{
    if (kind >= BZ_DOC_KIND_COUNT || kind == BZ_DOC_NONE)
        return bz_wire_refuse(r, "an unknown kind");
    bz_node n = bz_doc_add(d, parent, (bz_doc_kind)kind, bz_span_none());
    uint32_t aux = bz_wire_take_number(r);
    if (!r->failed && !bz_doc__is_aux((bz_doc_kind)kind, aux))
        return bz_wire_refuse(r, "a level or act out of range");
    d->nodes.p[n].aux = (uint16_t)aux;
    bz_doc_set_text(d, n, bz_wire_take_clean(r, SIZE_MAX, true));
    d->nodes.p[n].span = bz_wire_take_span(r);
    take_attributes(r, d, n);
    return n;
}

static bz_node take_tree(bz_wire_reader *r, bz_doc *d, const bz_limits *limits)
{
    if (bz_wire_take_number(r) != FORMAT) return bz_wire_refuse(r, "an unknown format");
    bz_node root = take_node(r, d, 0, bz_wire_take_number(r));
    size_t nodes = 1;
    for (bz_node at = root; at && !r->failed;) {
        uint32_t kind = bz_wire_take_number(r);
        if (r->failed) break;
        if (kind == END) {
            at = at == root ? 0 : d->nodes.p[at].parent;
            continue;
        }
        if (++nodes > limits->doc_nodes) return bz_wire_refuse(r, "too many nodes");
        at = take_node(r, d, at, kind);
    }
    return root;
}

bz_node bz_doc_decode(bz_doc *d, bz_str bytes, size_t *at, const bz_limits *limits, bz_buf *why)
{
    size_t nodes = d->nodes.n, attrs = d->attrs.n, text = d->text.n;
    bz_wire_reader r = {.bytes = bytes, .at = *at, .why = why};
    if (bytes.n > limits->answer_bytes) bz_wire_refuse(&r, "the answer is too large");
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
