/* In: a record's body, or one line of a field. Out: what is wrong with the words, conditions, ids,
 * links and pictures in it; targets of links and pictures become paths relative to the root. The
 * one idea: one walk over the blocks finds all of it, and a line is read into a scratch document
 * only when it holds markup. */
#include "load/load_priv.h"
#include "markdown/markdown.h"
#include <string.h>

/* Where `text` stands on the line at which the node begins; the node when it is not found there. */
static bz_span on_first_line(const bz_load__run *l, bz_span node, bz_str text)
{
    bz_str source = bz_source_text(l->job->sources, node.file);
    size_t end = bz_str_find(source, '\n', node.start);
    for (size_t at = node.start; text.n && at + text.n <= end; at++)
        if (bz_str_eq(bz_str_cut(source, at, at + text.n), text))
            return (bz_span){node.file, (uint32_t)at, (uint32_t)(at + text.n)};
    return node;
}

/* Words and targets of inlines, in a body or in a line. */
static void check_inline(bz_load__run *l, bz_load__course *c, bz_doc *d, bz_node n, int what)
{
    switch (bz_doc_kind_of(d, n)) {
    case BZ_DOC_WORD:
        if (what & BZ_LOAD__NAMES) bz_load__word_check(l, c, d, n);
        break;
    case BZ_DOC_TEXT:
        if (what & BZ_LOAD__NAMES)
            bz_load__braces_check(l, c, bz_doc_text(d, n), bz_doc_at(d, n)->span);
        break;
    case BZ_DOC_LINK:
    case BZ_DOC_IMAGE:
        if (what & BZ_LOAD__PATHS) bz_load__target_check(l, d, n, d == l->m->bodies);
        break;
    default: break;
    }
}

void bz_load__line_check(bz_load__run *l, bz_load__course *c, bz_str text, bz_span span)
{
    bz_doc *d = l->line;
    if (text.n == 0) return;
    if (bz_markdown_is_plain(text)) {
        bz_load__braces_check(l, c, text, span);
        return;
    }
    bz_doc_clear(d);
    bz_node line = bz_doc_add(d, 0, BZ_DOC_LINE, span);
    bool is_mapped = bz_str_eq(bz_span_text(l->job->sources, span), text);
    const bz_markdown_text in = {text, span, is_mapped, BZ_MARKDOWN_CURRICULUM};
    if (bz_markdown_read_line(&in, d, line, l->job) != BZ_OK) return;
    for (bz_node n = bz_doc_next(d, line, line); n; n = bz_doc_next(d, line, n))
        check_inline(l, c, d, n, BZ_LOAD__NAMES | BZ_LOAD__PATHS);
}

/* --- ids of blocks */

typedef struct block_ids {
    bz_map *map; /* made with the second id */
    bz_node first;
    bz_str first_id;
} block_ids;

/* The earlier block of this id, or 0. The id is copied: the walk itself adds to the text of bodies,
 * which may move. */
static bz_node known_id(bz_load__run *l, block_ids *ids, bz_str id, bz_node n)
{
    id = bz_arena_str(l->names, id);
    if (!ids->first) {
        ids->first = n;
        ids->first_id = id;
        return 0;
    }
    if (!ids->map) {
        ids->map = bz_map_new();
        bz_map_add(ids->map, ids->first_id, ids->first);
    }
    return bz_map_add(ids->map, id, n);
}

static void check_id(bz_load__run *l, block_ids *ids, bz_node n)
{
    const bz_doc *d = l->m->bodies;
    bz_str id = bz_doc_attr_text(d, n, BZ_ATTR_ID);
    if (!id.n) return;
    bz_span at = on_first_line(l, bz_doc_at(d, n)->span, id);
    bz_node first = known_id(l, ids, id, n);
    if (!first) return;
    bz_diag *diag = bz_diag_add(l->job->diags, BZ_X007, at,
                                "the id `%.*s` stands twice in this part", BZ_FMT(id));
    bz_diag_note_at(l->job->diags, diag, on_first_line(l, bz_doc_at(d, first)->span, id),
                    "first used here");
}

/* --- blocks */

static void check_container(bz_load__run *l, bz_load__course *c, bz_node n)
{
    const bz_doc *d = l->m->bodies;
    bz_span at = bz_doc_at(d, n)->span;
    bz_str when = bz_doc_attr_text(d, n, BZ_ATTR_WHEN),
           title = bz_doc_attr_text(d, n, BZ_ATTR_TITLE);
    if (when.n) bz_load__when_check(l, c, when, on_first_line(l, at, when));
    if (title.n) bz_load__line_check(l, c, title, on_first_line(l, at, title));
}

/* `##` inside a container cannot start an activity, though it looks as if it did. */
static void check_heading(bz_load__run *l, bz_rec r, bz_node n)
{
    const bz_doc *d = l->m->bodies;
    bz_record_kind kind = bz_model_kind(l->m, r);
    bz_node parent = bz_doc_at(d, n)->parent;
    bool is_inside = parent && bz_doc_kind_of(d, parent) == BZ_DOC_CONTAINER;
    if (!is_inside || bz_doc_at(d, n)->aux != 2 || kind == BZ_R_HANDOUT) return;
    bz_diag *diag =
        bz_diag_add(l->job->diags, BZ_T015, bz_doc_at(d, n)->span, "a `##` inside a container");
    bz_diag_note_at(l->job->diags, diag, bz_doc_at(d, parent)->span, "the container begins here");
    bz_diag_hint(l->job->diags, diag,
                 "close the container before it with `:::`, or use `###` for a heading inside");
}

static void check_block(bz_load__run *l, bz_load__course *c, bz_rec r, bz_node n, int what,
                        block_ids *ids)
{
    bz_doc_kind kind = bz_doc_kind_of(l->m->bodies, n);
    if (what & BZ_LOAD__PATHS) check_id(l, ids, n);
    if (kind == BZ_DOC_CONTAINER && what & BZ_LOAD__NAMES) check_container(l, c, n);
    if (kind == BZ_DOC_HEADING && what & BZ_LOAD__PATHS) check_heading(l, r, n);
}

void bz_load__body_check(bz_load__run *l, bz_load__course *c, bz_rec r, int what)
{
    bz_doc *d = l->m->bodies;
    bz_node root = bz_model_at(l->m, r)->body;
    block_ids ids = {0};
    if (!root) return;
    for (bz_node n = bz_doc_next(d, root, root); n; n = bz_doc_next(d, root, n)) {
        if (bz_doc_is_inline(bz_doc_kind_of(d, n))) check_inline(l, c, d, n, what);
        else if (bz_doc_at(d, n)->attrs || bz_doc_kind_of(d, n) == BZ_DOC_HEADING)
            check_block(l, c, r, n, what, &ids);
    }
    bz_map_free(ids.map);
}
