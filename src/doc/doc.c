/* The document tree's store: making nodes, linking them, giving them text and attributes, copying.
 * A document owns its three arrays; everything else is indices into them.
 *
 * Text is only ever added to the blob, never changed in it. So text that already lies in the same
 * document is not copied again: a second node may point at the same bytes. */
#include "doc/doc_priv.h"
#include <assert.h>
#include <string.h>

bz_doc *bz_doc_new(void)
{
    bz_doc *d = bz_mem_new(sizeof *d);
    bz_doc_clear(d);
    return d;
}

void bz_doc_free(bz_doc *d)
{
    if (!d) return;
    bz_vec_free(&d->nodes);
    bz_vec_free(&d->attrs);
    bz_buf_deinit(&d->text);
    bz_mem_free(d);
}

void bz_doc_clear(bz_doc *d)
{
    d->nodes.n = d->attrs.n = 0;
    bz_buf_clear(&d->text);
    bz_vec_push(&d->nodes, (bz_doc_node){0});
    bz_vec_push(&d->attrs, (bz_doc_attr){0});
}

bz_doc *bz_doc_clone(const bz_doc *d)
{
    bz_doc *c = bz_doc_new();
    bz_vec_extend(&c->nodes, d->nodes.n - 1);
    bz_vec_extend(&c->attrs, d->attrs.n - 1);
    memcpy(c->nodes.p, d->nodes.p, d->nodes.n * sizeof *d->nodes.p);
    memcpy(c->attrs.p, d->attrs.p, d->attrs.n * sizeof *d->attrs.p);
    bz_buf_str(&c->text, bz_buf_view(&d->text));
    return c;
}

/* Puts `s` in the blob, unless it lies there already; gives its offset. */
static uint32_t keep_text(bz_doc *d, bz_str s)
{
    if (!s.n) return 0;
    uintptr_t at = (uintptr_t)s.p, blob = (uintptr_t)d->text.p;
    if (d->text.p && at >= blob && at + s.n <= blob + d->text.n) return (uint32_t)(at - blob);
    uint32_t offset = (uint32_t)d->text.n;
    assert(s.n <= UINT32_MAX - d->text.n);
    bz_buf_str(&d->text, s);
    return offset;
}

bz_node bz_doc_add(bz_doc *d, bz_node parent, bz_doc_kind kind, bz_span span)
{
    assert(kind > BZ_DOC_NONE && kind < BZ_DOC_KIND_COUNT && parent < d->nodes.n);
    bz_node n = (bz_node)d->nodes.n;
    bz_vec_push(&d->nodes, ((bz_doc_node){.kind = (uint8_t)kind, .span = span}));
    if (!parent) return n;
    bz_doc_node *p = &d->nodes.p[parent], *self = &d->nodes.p[n];
    self->parent = parent;
    self->prev = p->last;
    if (p->last) d->nodes.p[p->last].next = n;
    else p->first = n;
    p->last = n;
    return n;
}

bz_node bz_doc_add_text(bz_doc *d, bz_node parent, bz_doc_kind kind, bz_str text, bz_span span)
{
    bz_node n = bz_doc_add(d, parent, kind, span);
    bz_doc_set_text(d, n, text);
    return n;
}

void bz_doc_set_text(bz_doc *d, bz_node n, bz_str text)
{
    assert(n && n < d->nodes.n);
    uint32_t offset = keep_text(d, text);
    d->nodes.p[n].text = offset;
    d->nodes.p[n].text_n = (uint32_t)text.n;
}

void bz_doc_append_text(bz_doc *d, bz_node n, bz_str text)
{
    assert(n && n < d->nodes.n);
    bz_doc_node *node = &d->nodes.p[n];
    if (!node->text_n) {
        bz_doc_set_text(d, n, text);
        return;
    }
    if (!text.n) return;
    /* Text of this blob may move while it grows; its offset does not. */
    uintptr_t at = (uintptr_t)text.p, blob = (uintptr_t)d->text.p;
    bool is_ours = at >= blob && at < blob + d->text.n;
    size_t offset = is_ours ? (size_t)(at - blob) : 0;
    assert(text.n + node->text_n <= UINT32_MAX - d->text.n);
    if (node->text + node->text_n != d->text.n) {
        bz_str first = bz_doc_text(d, n);
        size_t from = (size_t)(first.p - d->text.p);
        node->text = (uint32_t)d->text.n;
        for (size_t i = 0; i < first.n; i++)
            bz_buf_char(&d->text, d->text.p[from + i]);
    }
    if (is_ours)
        for (size_t i = 0; i < text.n; i++)
            bz_buf_char(&d->text, d->text.p[offset + i]);
    else bz_buf_str(&d->text, text);
    node->text_n += (uint32_t)text.n;
}

/* The node's attribute `key`, made in its place in the chain when there is none. */
static bz_doc_attr *attribute(bz_doc *d, bz_node n, bz_attr key)
{
    assert(n && n < d->nodes.n && key > BZ_ATTR_NONE && key < BZ_ATTR_KEY_COUNT);
    uint32_t before = 0, at = d->nodes.p[n].attrs;
    while (at && d->attrs.p[at].key < key) {
        before = at;
        at = d->attrs.p[at].next;
    }
    if (at && d->attrs.p[at].key == key) return &d->attrs.p[at];
    uint32_t made = (uint32_t)d->attrs.n;
    bz_vec_push(&d->attrs, ((bz_doc_attr){.key = (uint16_t)key, .next = at}));
    if (before) d->attrs.p[before].next = made;
    else d->nodes.p[n].attrs = made;
    return &d->attrs.p[made];
}

void bz_doc_set(bz_doc *d, bz_node n, bz_attr key, bz_str value)
{
    assert(bz_doc__attr_type(key) == BZ_ATTR_IS_TEXT);
    uint32_t offset = keep_text(d, value);
    bz_doc_attr *a = attribute(d, n, key);
    a->a = offset;
    a->b = (uint32_t)value.n;
}

void bz_doc_set_number(bz_doc *d, bz_node n, bz_attr key, uint32_t value)
{
    assert(bz_doc__attr_type(key) != BZ_ATTR_IS_TEXT);
    attribute(d, n, key)->a = value;
}

void bz_doc_link(bz_doc *d, bz_node parent, bz_node before, bz_node n)
{
    assert(parent && n && parent < d->nodes.n && n < d->nodes.n && !d->nodes.p[n].parent);
    assert(!before || d->nodes.p[before].parent == parent);
    bz_doc_node *p = &d->nodes.p[parent], *self = &d->nodes.p[n];
    self->parent = parent;
    self->next = before;
    self->prev = before ? d->nodes.p[before].prev : p->last;
    if (self->prev) d->nodes.p[self->prev].next = n;
    else p->first = n;
    if (before) d->nodes.p[before].prev = n;
    else p->last = n;
}

void bz_doc_unlink(bz_doc *d, bz_node n)
{
    assert(n && n < d->nodes.n);
    bz_doc_node *self = &d->nodes.p[n];
    if (!self->parent) return;
    bz_doc_node *p = &d->nodes.p[self->parent];
    if (self->prev) d->nodes.p[self->prev].next = self->next;
    else p->first = self->next;
    if (self->next) d->nodes.p[self->next].prev = self->prev;
    else p->last = self->prev;
    self->parent = self->prev = self->next = 0;
}

/* One node without its children, under `parent` (0: unlinked). */
static bz_node copy_node(bz_doc *d, bz_node parent, const bz_doc *from, bz_node n)
{
    bz_doc_node source = from->nodes.p[n]; /* by value: `from` may be `d`, and move */
    bz_node made = bz_doc_add(d, parent, (bz_doc_kind)source.kind, source.span);
    d->nodes.p[made].aux = source.aux;
    d->nodes.p[made].origin = source.origin;
    if (source.text_n) bz_doc_set_text(d, made, bz_doc_text(from, n));
    uint32_t last = 0;
    for (uint32_t at = source.attrs; at; at = from->attrs.p[at].next) {
        bz_doc_attr copy = from->attrs.p[at];
        if (bz_doc__attr_type((bz_attr)copy.key) == BZ_ATTR_IS_TEXT)
            copy.a = keep_text(d, bz_doc__attr_text_at(from, at));
        copy.next = 0;
        uint32_t added = (uint32_t)d->attrs.n;
        bz_vec_push(&d->attrs, copy);
        if (last) d->attrs.p[last].next = added;
        else d->nodes.p[made].attrs = added;
        last = added;
    }
    return made;
}

/* `n` or the first sibling after it that is to be copied. */
static bz_node present(const bz_doc *d, bz_node n)
{
    while (n && d->nodes.p[n].flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD))
        n = d->nodes.p[n].next;
    return n;
}

bz_node bz_doc_copy(bz_doc *d, bz_node parent, bz_node before, const bz_doc *from, bz_node n)
{
    assert(n && n < from->nodes.n);
    if (from->nodes.p[n].flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD)) return 0;
    /* The copy is linked last, so that a part may be copied into itself. */
    bz_node top = copy_node(d, 0, from, n);
    bz_node source = n, made = top, child;
    for (;;) {
        if ((child = present(from, from->nodes.p[source].first))) {
            source = child;
            made = copy_node(d, made, from, source);
            continue;
        }
        while (source != n && !(child = present(from, from->nodes.p[source].next))) {
            source = from->nodes.p[source].parent;
            made = d->nodes.p[made].parent;
        }
        if (source == n) break;
        source = child;
        made = copy_node(d, d->nodes.p[made].parent, from, source);
    }
    if (parent) bz_doc_link(d, parent, before, top);
    return top;
}
