/* Reading a document tree: texts, attributes, the walk in document order. Nothing is changed;
 * slices borrow from the document's blob. */
#include "doc/doc_priv.h"
#include <assert.h>

static bz_str blob(const bz_doc *d, uint32_t offset, uint32_t n)
{
    if (!n) return BZ_STR("");
    return (bz_str){d->text.p + offset, n};
}

bz_str bz_doc_text(const bz_doc *d, bz_node n)
{
    assert(n < d->nodes.n);
    return blob(d, d->nodes.p[n].text, d->nodes.p[n].text_n);
}

bz_str bz_doc__attr_text_at(const bz_doc *d, uint32_t attr)
{
    return blob(d, d->attrs.p[attr].a, d->attrs.p[attr].b);
}

static uint32_t find(const bz_doc *d, bz_node n, bz_attr key)
{
    assert(n < d->nodes.n);
    uint32_t at = d->nodes.p[n].attrs;
    while (at && d->attrs.p[at].key < key)
        at = d->attrs.p[at].next;
    return at && d->attrs.p[at].key == key ? at : 0;
}

bz_str bz_doc_attr_text(const bz_doc *d, bz_node n, bz_attr key)
{
    assert(bz_doc__attr_type(key) == BZ_ATTR_IS_TEXT);
    uint32_t at = find(d, n, key);
    return at ? bz_doc__attr_text_at(d, at) : BZ_STR("");
}

bool bz_doc_has(const bz_doc *d, bz_node n, bz_attr key)
{
    return find(d, n, key) != 0;
}

uint32_t bz_doc_attr_number(const bz_doc *d, bz_node n, bz_attr key, uint32_t otherwise)
{
    assert(bz_doc__attr_type(key) != BZ_ATTR_IS_TEXT);
    uint32_t at = find(d, n, key);
    return at ? d->attrs.p[at].a : otherwise;
}

bz_node bz_doc_next(const bz_doc *d, bz_node root, bz_node n)
{
    bz_node first = d->nodes.p[n].first;
    return first ? first : bz_doc_skip(d, root, n);
}

bz_node bz_doc_skip(const bz_doc *d, bz_node root, bz_node n)
{
    while (n && n != root) {
        if (d->nodes.p[n].next) return d->nodes.p[n].next;
        n = d->nodes.p[n].parent;
    }
    return 0;
}

/* Whether a new line begins before this node's text, when there is text already. */
static bool starts_line(bz_doc_kind k)
{
    return k == BZ_DOC_PARAGRAPH || k == BZ_DOC_HEADING || k == BZ_DOC_CODE_BLOCK ||
           k == BZ_DOC_CELL || k == BZ_DOC_FACT || k == BZ_DOC_FIGURE || k == BZ_DOC_QR ||
           k == BZ_DOC_SOURCE;
}

static void plain_word(const bz_doc *d, bz_node n, bz_buf *out)
{
    bz_str form = bz_doc_attr_text(d, n, BZ_ATTR_FORM);
    bz_buf_put(out, "{{");
    bz_buf_str(out, bz_doc_text(d, n));
    if (form.n) bz_buf_char(out, '.');
    bz_buf_str(out, form);
    bz_buf_put(out, "}}");
}

void bz_doc_plain(const bz_doc *d, bz_node n, bz_buf *out)
{
    size_t start = out->n;
    for (bz_node at = n; at;) {
        bz_doc_kind k = bz_doc_kind_of(d, at);
        if (d->nodes.p[at].flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD)) {
            at = bz_doc_skip(d, n, at);
            continue;
        }
        if (k == BZ_DOC_NOTE && at != n) {
            at = bz_doc_skip(d, n, at);
            continue;
        }
        if (starts_line(k) && out->n > start && out->p[out->n - 1] != '\n') bz_buf_char(out, '\n');
        if (k == BZ_DOC_SOFT_BREAK || k == BZ_DOC_LINE_BREAK) bz_buf_char(out, ' ');
        else if (k == BZ_DOC_WORD) plain_word(d, at, out);
        else if (k == BZ_DOC_TEXT || k == BZ_DOC_CODE || k == BZ_DOC_CODE_BLOCK ||
                 ((k == BZ_DOC_SOURCE || k == BZ_DOC_SOURCE_LINE) && !d->nodes.p[at].first))
            bz_buf_str(out, bz_doc_text(d, at));
        at = bz_doc_next(d, n, at);
    }
}

void bz_doc_mend_spans(bz_doc *d, bz_node root, const bz_sources *s)
{
    for (bz_node at = root; at; at = bz_doc_next(d, root, at)) {
        bz_span *span = &d->nodes.p[at].span;
        if (!bz_span_is_within(s, *span)) *span = bz_span_none();
    }
}
