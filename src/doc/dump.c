/* The tree as text, for tests, goldens and bug reports: one line a node, indented by two spaces.
 *
 *     container say title="Remember" calm.md:12:1-14:4
 *       paragraph 13:1-13:20
 *         text "Hello." 13:1-13:7 origin=3
 *
 * The file is named where it changes. Parts marked absent are shown and say so. */
#include "doc/doc_priv.h"

static void put_quoted(bz_buf *out, bz_str s)
{
    bz_buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '"' || c == '\\') bz_buf_fmt(out, "\\%c", c);
        else if (c == '\n') bz_buf_put(out, "\\n");
        else if (c == '\t') bz_buf_put(out, "\\t");
        else if (c < 0x20 || c == 0x7f) bz_buf_fmt(out, "\\x%02x", c);
        else bz_buf_char(out, (char)c);
    }
    bz_buf_char(out, '"');
}

static void put_attributes(const bz_doc *d, bz_node n, bz_buf *out)
{
    for (uint32_t at = d->nodes.p[n].attrs; at; at = d->attrs.p[at].next) {
        const bz_doc_attr *a = &d->attrs.p[at];
        bz_attr_type type = bz_doc__attr_type((bz_attr)a->key);
        if (type == BZ_ATTR_IS_FLAG && !a->a) continue;
        bz_buf_fmt(out, " %s", bz_attr_name((bz_attr)a->key));
        if (type == BZ_ATTR_IS_NUMBER) bz_buf_fmt(out, "=%u", a->a);
        if (type == BZ_ATTR_IS_TEXT) {
            bz_buf_char(out, '=');
            put_quoted(out, bz_doc__attr_text_at(d, at));
        }
    }
}

static void put_span(bz_span span, const bz_sources *s, uint32_t *file, bz_buf *out)
{
    if (!s || !span.file || span.file > bz_sources_count(s)) return;
    bz_buf_char(out, ' ');
    if (span.file != *file) {
        bz_buf_str(out, bz_source_name(s, span.file));
        bz_buf_char(out, ':');
    }
    *file = span.file;
    bz_line_column a = bz_source_locate(s, span.file, span.start);
    bz_line_column b = bz_source_locate(s, span.file, span.end);
    bz_buf_fmt(out, "%u:%u-%u:%u", a.line, a.column, b.line, b.column);
}

static void put_node(const bz_doc *d, bz_node n, const bz_sources *s, uint32_t *file, bz_buf *out)
{
    const bz_doc_node *node = bz_doc_at(d, n);
    bz_doc_kind k = (bz_doc_kind)node->kind;
    bz_buf_put(out, bz_doc_kind_name(k));
    if (k == BZ_DOC_CONTAINER) bz_buf_fmt(out, " %s", bz_act_name((bz_act)node->aux));
    else if (k == BZ_DOC_HEADING) bz_buf_fmt(out, " %u", node->aux);
    put_attributes(d, n, out);
    if (bz_doc__may_have_text(k)) {
        bz_buf_char(out, ' ');
        put_quoted(out, bz_doc_text(d, n));
    }
    put_span(node->span, s, file, out);
    if (node->origin) bz_buf_fmt(out, " origin=%u", node->origin);
    if (node->flags & BZ_NODE_ABSENT) bz_buf_put(out, " absent");
    if (node->flags & BZ_NODE_DEAD) bz_buf_put(out, " dead");
    bz_buf_char(out, '\n');
}

void bz_doc_dump(const bz_doc *d, bz_node root, const bz_sources *s, bz_buf *out)
{
    uint32_t file = 0;
    size_t depth = 0;
    for (bz_node at = root; at;) {
        for (size_t i = 0; i < depth; i++)
            bz_buf_put(out, "  ");
        put_node(d, at, s, &file, out);
        if (d->nodes.p[at].first) {
            at = d->nodes.p[at].first;
            depth++;
            continue;
        }
        while (at != root && !d->nodes.p[at].next) {
            at = d->nodes.p[at].parent;
            depth--;
        }
        if (at == root) return;
        at = d->nodes.p[at].next;
    }
}
