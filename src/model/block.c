/* Blocks of a body by name: their id, or `kind-n`, n counted over the body in document order,
 * nested blocks too. In: a record and a node. Out: a name, or a node for a name.
 *
 * The one idea: as long as nothing has changed, counting gives n; before the first change the
 * counts are written down, so that a block keeps its name whatever happens around it. What a change
 * adds gets a number that its body has not used before; the last one used stands in the fragment's
 * own cell. */
#include "model/model_priv.h"
#include <assert.h>

/* Containers are known by their act. Acts come behind the kinds, so that both count in one table.
 */
enum { LABELS = BZ_DOC_KIND_COUNT + BZ_ACT_COUNT };

static unsigned label_of(const bz_doc *d, bz_node n)
{
    const bz_doc_node *node = bz_doc_at(d, n);
    return node->kind == BZ_DOC_CONTAINER ? BZ_DOC_KIND_COUNT + (unsigned)node->aux : node->kind;
}

static const char *label_name(unsigned label)
{
    if (label >= BZ_DOC_KIND_COUNT) return bz_act_name((bz_act)(label - BZ_DOC_KIND_COUNT));
    return bz_doc_kind_name((bz_doc_kind)label);
}

bz_node bz_model__next_block(const bz_doc *d, bz_node body, bz_node at)
{
    at = bz_doc_next(d, body, at);
    while (at && bz_doc_is_inline(bz_doc_kind_of(d, at)))
        at = bz_doc_skip(d, body, bz_doc_at(d, at)->parent);
    return at;
}

void bz_model_number_blocks(bz_model *m)
{
    if (m->numbers.n) return;
    const bz_doc *d = m->bodies;
    bz_vec_extend(&m->numbers, d->nodes.n);
    for (bz_rec r = 1; r < m->records.n; r++) {
        bz_node body = bz_model_at(m, r)->body;
        if (!body) continue;
        uint32_t counts[LABELS] = {0}, most = 0;
        for (bz_node n = bz_model__next_block(d, body, body); n;
             n = bz_model__next_block(d, body, n)) {
            m->numbers.p[n] = ++counts[label_of(d, n)];
            if (m->numbers.p[n] > most) most = m->numbers.p[n];
        }
        m->numbers.p[body] = most;
    }
}

void bz_model_number_more(bz_model *m, bz_node body, bz_node node)
{
    const bz_doc *d = m->bodies;
    assert(m->numbers.n && body < d->nodes.n && node < d->nodes.n);
    bz_vec_extend(&m->numbers, d->nodes.n - m->numbers.n);
    for (bz_node n = node; n; n = bz_model__next_block(d, node, n))
        if (!m->numbers.p[n]) m->numbers.p[n] = ++m->numbers.p[body];
}

/* Counting names on the way through a body: by kind as long as nothing is fixed; else what was not
 * fixed (a text that was inserted and read since) goes on behind the last number used. */
typedef struct counter {
    const bz_model *m;
    uint32_t counts[LABELS];
    uint32_t last;
} counter;

static counter counter_of(const bz_model *m, bz_node body)
{
    return (counter){.m = m, .last = body < m->numbers.n ? m->numbers.p[body] : 0};
}

static uint32_t count(counter *c, bz_node n)
{
    if (!c->m->numbers.n) return ++c->counts[label_of(c->m->bodies, n)];
    bool is_fixed = n < c->m->numbers.n && c->m->numbers.p[n];
    return is_fixed ? c->m->numbers.p[n] : ++c->last;
}

static uint32_t number_of(const bz_model *m, bz_node body, bz_node node)
{
    if (node < m->numbers.n && m->numbers.p[node]) return m->numbers.p[node];
    counter c = counter_of(m, body);
    for (bz_node n = bz_model__next_block(m->bodies, body, body); n;
         n = bz_model__next_block(m->bodies, body, n)) {
        uint32_t number = count(&c, n);
        if (n == node) return number;
    }
    return 0;
}

/* The block that stands round an inline node, or the node itself. */
static bz_node block_of(const bz_doc *d, bz_node n)
{
    while (n && bz_doc_is_inline(bz_doc_kind_of(d, n)))
        n = bz_doc_at(d, n)->parent;
    return n;
}

void bz_model_block_name(const bz_model *m, bz_rec rec, bz_node node, bz_buf *out)
{
    node = block_of(m->bodies, node);
    bz_str id = bz_doc_attr_text(m->bodies, node, BZ_ATTR_ID);
    if (id.n) bz_buf_str(out, id);
    else
        bz_buf_fmt(out, "%s-%u", label_name(label_of(m->bodies, node)),
                   number_of(m, bz_model_at(m, rec)->body, node));
}

/* Splits `ask-2`; 0 when the name is not of that form. */
static uint32_t split_number(bz_str name, bz_str *kind)
{
    size_t at = name.n;
    int32_t number = 0;
    while (at > 0 && name.p[at - 1] != '-')
        at--;
    if (at < 2 || !bz_str_integer(bz_str_cut(name, at, name.n), &number)) return 0;
    *kind = bz_str_cut(name, 0, at - 1);
    return (uint32_t)number;
}

bz_node bz_model__find_block(const bz_model *m, bz_rec rec, bz_str name)
{
    const bz_doc *d = m->bodies;
    bz_node body = bz_model_at(m, rec)->body;
    if (!body) return 0;
    bz_str kind = BZ_STR("");
    uint32_t number = split_number(name, &kind);
    counter c = counter_of(m, body);
    for (bz_node n = bz_model__next_block(d, body, body); n; n = bz_model__next_block(d, body, n)) {
        bz_str id = bz_doc_attr_text(d, n, BZ_ATTR_ID);
        if (id.n && bz_str_eq(id, name)) return n;
        bool is_it = count(&c, n) == number && !id.n;
        if (is_it && number && bz_str_is(kind, label_name(label_of(d, n)))) return n;
    }
    return 0;
}

bool bz_model_holds(const bz_model *m, bz_rec rec, bz_node node)
{
    if (!rec || rec >= m->records.n || !node || node >= m->bodies->nodes.n) return false;
    bz_node at = node;
    for (;;) {
        const bz_doc_node *n = bz_doc_at(m->bodies, at);
        if (n->flags & BZ_NODE_DEAD) return false;
        if (!n->parent) return at == bz_model_at(m, rec)->body;
        at = n->parent;
    }
}
