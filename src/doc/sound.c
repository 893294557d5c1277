/* Whether a tree is sound: what comes in may have been made by a plugin or decoded from bytes, so
 * nothing is believed: indices are checked before they are followed, and the walk cannot go on for
 * longer than there are nodes. What comes out is a yes, or the reason in plain words. */
#include "doc/doc_priv.h"
#include <assert.h>

enum { DEPTH_FACTOR = 4 }; /* plugins nest boxes round what an author nested */

static bool refuse(bz_buf *why, const bz_doc *d, bz_node n, const char *reason)
{
    if (!why) return false;
    uint8_t k = d->nodes.p[n].kind;
    bz_buf_fmt(why, "%s (node %u, %s)", reason, n,
               k < BZ_DOC_KIND_COUNT ? bz_doc_kind_name((bz_doc_kind)k) : "unknown kind");
    return false;
}

static bool is_in_blob(const bz_doc *d, uint32_t offset, uint32_t n)
{
    return offset <= d->text.n && n <= d->text.n - offset;
}

static bool are_attributes_sound(const bz_doc *d, bz_node n, bz_buf *why)
{
    uint16_t last = 0;
    for (uint32_t at = d->nodes.p[n].attrs; at; at = d->attrs.p[at].next) {
        if (at >= d->attrs.n) return refuse(why, d, n, "an attribute is out of range");
        const bz_doc_attr *a = &d->attrs.p[at];
        /* Ascending keys: none twice, and no chain that bites its tail. */
        if (a->key <= last || a->key >= BZ_ATTR_KEY_COUNT)
            return refuse(why, d, n, "an attribute is unknown, repeated or out of order");
        last = a->key;
        if (!bz_doc__may_carry((bz_doc_kind)d->nodes.p[n].kind, (bz_attr)a->key)) {
            if (why) bz_buf_fmt(why, "attribute %s: ", bz_attr_name((bz_attr)a->key));
            return refuse(why, d, n, "this kind may not carry it");
        }
        bz_attr_type type = bz_doc__attr_type((bz_attr)a->key);
        if (type == BZ_ATTR_IS_TEXT && !is_in_blob(d, a->a, a->b))
            return refuse(why, d, n, "an attribute's text is out of range");
        if (type == BZ_ATTR_IS_FLAG && a->a > 1)
            return refuse(why, d, n, "a flag is neither on nor off");
    }
    return true;
}

/* A note's mark stands in running text: not in another note, nor in a link, which would be two
 * things to click at one place. The links upwards were followed to get here. */
static bool is_note_placed(const bz_doc *d, bz_node root, bz_node n)
{
    while (n != root) {
        n = d->nodes.p[n].parent;
        uint8_t k = d->nodes.p[n].kind;
        if (k == BZ_DOC_NOTE || k == BZ_DOC_LINK || k == BZ_DOC_IMAGE) return false;
    }
    return true;
}

/* Kinds that stand in certain places only. */
static bool is_placed(const bz_doc *d, bz_node root, bz_node n, bz_buf *why)
{
    const bz_doc_node *node = &d->nodes.p[n];
    if (node->kind == BZ_DOC_NOTE && !is_note_placed(d, root, n))
        return refuse(why, d, n, "a note inside a note, a link or an image");
    if (node->kind != BZ_DOC_COVER || n == root) return true;
    if (node->prev || d->nodes.p[node->parent].kind != BZ_DOC_DOCUMENT)
        return refuse(why, d, n, "a cover that is not the first part of its document");
    return true;
}

/* Everything about one node but its links. */
static bool is_node_sound(const bz_doc *d, bz_node n, bz_buf *why)
{
    const bz_doc_node *node = &d->nodes.p[n];
    if (node->kind == BZ_DOC_NONE || node->kind >= BZ_DOC_KIND_COUNT)
        return refuse(why, d, n, "an unknown kind");
    bz_doc_kind k = (bz_doc_kind)node->kind;
    if (!bz_doc__is_aux(k, node->aux)) return refuse(why, d, n, "a level or act out of range");
    if (!is_in_blob(d, node->text, node->text_n)) return refuse(why, d, n, "text out of range");
    if (node->text_n && !bz_doc__may_have_text(k))
        return refuse(why, d, n, "text where this kind has none");
    if (node->span.start > node->span.end) return refuse(why, d, n, "a span that ends early");
    return are_attributes_sound(d, n, why);
}

/* The links between `n`, its parent and its neighbours, so that following them is safe. */
static bool are_links_sound(const bz_doc *d, bz_node n, bz_buf *why)
{
    const bz_doc_node *node = &d->nodes.p[n];
    size_t all = d->nodes.n;
    if (node->first >= all || node->last >= all || node->next >= all || node->prev >= all)
        return refuse(why, d, n, "a link out of range");
    if (!node->first != !node->last) return refuse(why, d, n, "a first child without a last");
    if (node->first && (d->nodes.p[node->first].prev || d->nodes.p[node->last].next))
        return refuse(why, d, n, "children that do not begin or end");
    for (bz_node c = node->first, before = 0; c; before = c, c = d->nodes.p[c].next) {
        const bz_doc_node *child = &d->nodes.p[c];
        if (child->parent != n || child->prev != before || child->next >= all)
            return refuse(why, d, n, "children that do not hang together");
        if (!child->next && node->last != c) return refuse(why, d, n, "a wrong last child");
        if (child->kind == BZ_DOC_NONE || child->kind >= BZ_DOC_KIND_COUNT)
            return refuse(why, d, c, "an unknown kind");
        if (!bz_doc_accepts((bz_doc_kind)node->kind, (bz_doc_kind)child->kind)) {
            if (why) bz_buf_fmt(why, "%s below ", bz_doc_kind_name((bz_doc_kind)child->kind));
            return refuse(why, d, n, "a part that this kind does not take");
        }
    }
    return true;
}

bool bz_doc_is_sound(const bz_doc *d, bz_node root, const bz_limits *limits, bz_buf *why)
{
    assert(d->nodes.n > 0);
    if (!root || root >= d->nodes.n) {
        if (why) bz_buf_put(why, "no such node");
        return false;
    }
    size_t nodes = 0, depth = 0, deepest = limits->block_depth * DEPTH_FACTOR;
    for (bz_node at = root; at;) {
        /* Every node has one parent whose list of children is consistent, so a count beyond the
         * array would mean a ring; it is met by the limit or here. */
        if (++nodes > limits->doc_nodes || nodes > d->nodes.n)
            return refuse(why, d, at, "too many nodes");
        if (!is_node_sound(d, at, why) || !are_links_sound(d, at, why)) return false;
        if (!is_placed(d, root, at, why)) return false;
        if (d->nodes.p[at].first) {
            if (++depth > deepest) return refuse(why, d, at, "nested too deeply");
            at = d->nodes.p[at].first;
            continue;
        }
        while (at != root && !d->nodes.p[at].next) {
            at = d->nodes.p[at].parent;
            depth--;
        }
        if (at == root) break;
        at = d->nodes.p[at].next;
    }
    return true;
}
