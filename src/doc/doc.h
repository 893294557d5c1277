/* The document tree: format-neutral blocks and inlines, index-based, so that a tree can be copied,
 * sealed, sent and checked as bytes. It holds the bodies of a curriculum (one tree for all of them,
 * a FRAGMENT each) and every document that a plugin makes (a DOCUMENT each).
 *
 *   nodes   [0] unused | 1 | 2 | …     fixed size; links are indices, 0 is "none"
 *   attrs   [0] unused | …             one chain a node, in the order of attrs.def
 *   text    one blob; a node's text and an attribute's text are {offset, length} in it
 *
 * Adding may move the arrays: hold indices, never pointers, and slices of the blob only until the
 * next addition. Nodes are never freed one by one; a removed node is unlinked and marked DEAD. */
#ifndef BZ_DOC_DOC_H
#define BZ_DOC_DOC_H

#include "base/buf.h"
#include "base/job.h"
#include "base/vec.h"

typedef uint32_t bz_node; /* 0: none */

typedef enum bz_doc_kind {
#define BZ_DOC(name, text, category, accepts) BZ_DOC_##name,
#include "doc/kinds.def"
#undef BZ_DOC
    BZ_DOC_KIND_COUNT
} bz_doc_kind;

typedef enum bz_act {
    BZ_ACT_NONE,
#define BZ_ACT(name, text, label, icon, doc) BZ_ACT_##name,
#include "doc/acts.def"
#undef BZ_ACT
    BZ_ACT_COUNT
} bz_act;

typedef enum bz_attr {
    BZ_ATTR_NONE,
#define BZ_ATTR(name, text, type) BZ_ATTR_##name,
#include "doc/attrs.def"
#undef BZ_ATTR
    BZ_ATTR_KEY_COUNT
} bz_attr;

enum {
    BZ_NODE_ABSENT = 1, /* `select` found that it does not apply; kept, not printed */
    BZ_NODE_DEAD = 2,   /* removed by a change */
    BZ_NODE_MADE = 4    /* added by a change, with all below it */
};

typedef struct bz_doc_node {
    uint8_t kind;  /* bz_doc_kind */
    uint8_t flags; /* BZ_NODE_… */
    uint16_t aux;  /* heading level; bz_act of a container */
    bz_node parent, prev, next, first, last;
    uint32_t text, text_n; /* in the blob */
    uint32_t attrs;        /* first attribute, 0: none */
    bz_span span;
    uint32_t origin; /* entry of the journal; 0: the author */
} bz_doc_node;

typedef struct bz_doc_attr {
    uint16_t key, pad;
    uint32_t next;
    uint32_t a, b; /* TEXT: offset, length; NUMBER and FLAG: value in a */
} bz_doc_attr;

typedef struct bz_doc {
    BZ_VEC(bz_doc_node) nodes;
    BZ_VEC(bz_doc_attr) attrs;
    bz_buf text;
} bz_doc;

bz_doc *bz_doc_new(void);
void bz_doc_free(bz_doc *d);
void bz_doc_clear(bz_doc *d); /* empties it, keeps the storage */
bz_doc *bz_doc_clone(const bz_doc *d);

const char *bz_doc_kind_name(bz_doc_kind k);
bz_doc_kind bz_doc_kind_find(bz_str name); /* NONE when unknown */
bool bz_doc_is_inline(bz_doc_kind k);
bool bz_doc_accepts(bz_doc_kind parent, bz_doc_kind child);
const char *bz_act_name(bz_act a);
const char *bz_act_label(bz_act a); /* English */
const char *bz_act_icon(bz_act a);
bz_act bz_act_find(bz_str name); /* NONE when unknown */
const char *bz_attr_name(bz_attr a);
bz_attr bz_attr_find(bz_str name);

/* Building. `parent` 0 makes a root. */
bz_node bz_doc_add(bz_doc *d, bz_node parent, bz_doc_kind kind, bz_span span);
bz_node bz_doc_add_text(bz_doc *d, bz_node parent, bz_doc_kind kind, bz_str text, bz_span span);
void bz_doc_set_text(bz_doc *d, bz_node n, bz_str text);
void bz_doc_append_text(bz_doc *d, bz_node n, bz_str text); /* behind the text it has */
void bz_doc_set(bz_doc *d, bz_node n, bz_attr key, bz_str value);
void bz_doc_set_number(bz_doc *d, bz_node n, bz_attr key, uint32_t value);
/* Links the unlinked node `n` before `before` (a child of `parent`), or as last child when 0. */
void bz_doc_link(bz_doc *d, bz_node parent, bz_node before, bz_node n);
void bz_doc_unlink(bz_doc *d, bz_node n); /* keeps its children; not marked dead */
/* Copies `n` and what is below it out of `from` (which may be `d`) under `parent` before `before`;
 * ABSENT and DEAD parts are left out. Gives the copy. */
bz_node bz_doc_copy(bz_doc *d, bz_node parent, bz_node before, const bz_doc *from, bz_node n);

/* Reading. Slices are valid until the next addition. */
static inline const bz_doc_node *bz_doc_at(const bz_doc *d, bz_node n)
{
    return &d->nodes.p[n];
}
static inline bz_doc_kind bz_doc_kind_of(const bz_doc *d, bz_node n)
{
    return (bz_doc_kind)d->nodes.p[n].kind;
}
bz_str bz_doc_text(const bz_doc *d, bz_node n);
bz_str bz_doc_attr_text(const bz_doc *d, bz_node n, bz_attr key); /* empty when it has none */
bool bz_doc_has(const bz_doc *d, bz_node n, bz_attr key);
uint32_t bz_doc_attr_number(const bz_doc *d, bz_node n, bz_attr key, uint32_t otherwise);
/* Next node in document order below `root` (0 at the end): down first, or past n's children. */
bz_node bz_doc_next(const bz_doc *d, bz_node root, bz_node n);
bz_node bz_doc_skip(const bz_doc *d, bz_node root, bz_node n);
/* All text below `n` without markup and without notes, words as {{name}}. */
void bz_doc_plain(const bz_doc *d, bz_node n, bz_buf *out);

/* How many lines to write on are printed where `count` are asked for at `n`: a larger number than
 * BZ_LINES_MOST is a warning. */
enum { BZ_LINES_MOST = 100, BZ_LINES_USUAL = 4 };
uint32_t bz_doc_lines(const bz_doc *doc, bz_node n, uint32_t count, bz_job *job);
/* The same of a `lines` container whose text is `body`: the usual number where it holds none, and
 * then what it holds is text. */
uint32_t bz_doc_lines_in(const bz_doc *doc, bz_node n, bz_str body, bool *is_text, bz_job *job);

/* Whether the tree below `root` keeps the rules of kinds.def and attrs.def, is no deeper than
 * limits->block_depth times 4 and no larger than limits->doc_nodes. False gives a reason in `why`.
 */
bool bz_doc_is_sound(const bz_doc *d, bz_node root, const bz_limits *limits, bz_buf *why);

/* One line a node: kind, attributes, text, span as file:line:column-line:column, origin. */
void bz_doc_dump(const bz_doc *d, bz_node root, const bz_sources *s, bz_buf *out);

/* The encoded form: what an answer of a plugin carries. Decoding believes nothing: sizes, kinds,
 * attributes, depth, UTF-8 and control characters are checked, and the tree with bz_doc_is_sound.
 */
void bz_doc_encode(const bz_doc *d, bz_node root, bz_buf *out);
/* Appends the decoded tree to `d` as a root; reads from *at in `bytes` and moves *at behind it. On
 * failure gives 0 and a reason in `why`. Flags and origins are not encoded; absent and dead parts
 * are left out. What a span says is believed as far as it goes: see bz_doc_mend_spans. */
bz_node bz_doc_decode(bz_doc *d, bz_str bytes, size_t *at, const bz_limits *limits, bz_buf *why);
/* Spans below `root` in no known file, or past its end, become none. For trees that were decoded.
 */
void bz_doc_mend_spans(bz_doc *d, bz_node root, const bz_sources *s);

#endif
