/* Blocks: cmark's tree into ours. In: cmark's document. Out: block nodes below the reader's parent,
 * or below the container that is open. The walk is iterative; quotes, list items and containers may
 * nest limits->block_depth deep. */
#include "markdown/markdown_priv.h"
#include <string.h>

/* --- leaves */

/* A line with ::: that could not open a container: say why, where it came out as text. */
static void report_stray(bz_md_reader *r, cmark_node *block, size_t end)
{
    while (r->next_stray < r->stray.n) {
        size_t line = r->stray.p[r->next_stray];
        if (line > (size_t)cmark_node_get_end_line(block)) return;
        r->next_stray++;
        if (line < (size_t)cmark_node_get_start_line(block)) continue;
        size_t at = r->lines.p[line - 1];
        while (at < end && r->text.p[at] != ':')
            at++;
        size_t stop = at;
        while (stop < end && r->text.p[stop] != '\n' && r->text.p[stop] != '\r')
            stop++;
        bool is_in_item = false, is_in_quote = false;
        for (cmark_node *p = block; (p = cmark_node_parent(p));) {
            is_in_item |= cmark_node_get_type(p) == CMARK_NODE_ITEM;
            is_in_quote |= cmark_node_get_type(p) == CMARK_NODE_BLOCK_QUOTE;
        }
        bz_md_view view = bz_md__main_view(r);
        bz_diag *d = bz_md__report_at(r, BZ_M010, bz_md__span_of(r, &view, at, stop), "%s",
                                      is_in_item    ? "a container's line stands inside a list item"
                                      : is_in_quote ? "a container's line stands inside a quote"
                                                    : "a container's line is indented too far");
        bz_md__hint(r, d,
                    "begin the line at the left margin: lists and quotes may stand in a "
                    "container, not a container in them");
    }
}

static void paragraph(bz_md_reader *r, cmark_node *c, bz_node to)
{
    bz_md_view view = bz_md__main_view(r);
    size_t start = bz_md__block_start(r, c), end = bz_md__leaf_end(r, c, start, r->quotes);
    if (start < end && r->text.p[start] == '[')
        start = bz_md__past_definitions(r, start, end, r->quotes);
    bz_span span = bz_md__span_of(r, &view, start, end);
    if (bz_md__table(r, c, to, span)) return;
    report_stray(r, c, end);
    bz_node n = bz_doc_add(r->doc, to, BZ_DOC_PARAGRAPH, span);
    bz_md__inlines(r, c, n, &(bz_md_inlines){&view, start, end, r->quotes, span, false});
}

/* The end of a heading's text: without the #s or the line under it. */
static size_t heading_text_end(const bz_md_reader *r, size_t start, size_t end, bool is_atx)
{
    bz_str s = r->text;
    if (is_atx) {
        size_t at = end;
        while (at > start && s.p[at - 1] == '#')
            at--;
        if (at > start && (s.p[at - 1] == ' ' || s.p[at - 1] == '\t')) end = at;
    } else
        while (end > start && s.p[end - 1] != '\n' && s.p[end - 1] != '\r')
            end--;
    while (end > start && bz_md__is_white(s.p[end - 1]))
        end--;
    return end;
}

static void heading(bz_md_reader *r, cmark_node *c, bz_node to)
{
    bz_md_view view = bz_md__main_view(r);
    size_t start = bz_md__block_start(r, c), text;
    bool is_atx = bz_md__is_atx(r->text, start);
    if (!is_atx) start = bz_md__past_definitions(r, start, bz_md__lines_end(r, c), r->quotes);
    size_t end = bz_md__leaf_end(r, c, start, r->quotes),
           text_end = heading_text_end(r, start, end, is_atx);
    for (text = start; is_atx && text < text_end && r->text.p[text] == '#';)
        text++;
    if (is_atx) text = bz_md__gap(bz_str_cut(r->text, 0, text_end), text, 0);
    bz_span span = bz_md__span_of(r, &view, start, end);
    report_stray(r, c, end);
    bz_node n = bz_doc_add(r->doc, to, BZ_DOC_HEADING, span);
    r->doc->nodes.p[n].aux = (uint16_t)cmark_node_get_heading_level(c);
    bz_md__inlines(r, c, n, &(bz_md_inlines){&view, text, text_end, r->quotes, span, false});
    if (r->is_ours) bz_md__heading_id(r, n, text, text_end);
}

/* `Title {#id}`: the id is taken off the heading's last text, when the source says the same. */
void bz_md__heading_id(bz_md_reader *r, bz_node heading, size_t start, size_t end)
{
    bz_doc *d = r->doc;
    bz_node last = bz_doc_at(d, heading)->last;
    if (!last || bz_doc_kind_of(d, last) != BZ_DOC_TEXT) return;
    bz_str text = bz_doc_text(d, last), s = r->text;
    size_t open = text.n;
    while (open && text.p[open - 1] != '{')
        open--;
    if (!open || !bz_str_starts(bz_str_cut(text, open, text.n), "#") || !bz_str_ends(text, "}"))
        return;
    bz_str id = bz_str_cut(text, --open, text.n);
    if (end - start < id.n || !bz_str_eq(bz_str_cut(s, end - id.n, end), id)) return;
    if (end - id.n > start && s.p[end - id.n - 1] == '\\') return;
    bz_md_view view = bz_md__main_view(r);
    size_t from = bz_md__source_of(r, &view, end - id.n) + 2;
    size_t to = bz_md__source_of(r, &view, end) - 1;
    while (from < to && r->source.p[from] == ' ')
        from++;
    while (to > from && r->source.p[to - 1] == ' ')
        to--;
    while (open && (text.p[open - 1] == ' ' || text.p[open - 1] == '\t'))
        open--;
    /* From here on `text` is gone: setting the id may move the document's text. */
    if (bz_md__check_id(r, from, to))
        bz_doc_set(d, heading, BZ_ATTR_ID, bz_str_cut(r->source, from, to));
    if (open) d->nodes.p[last].text_n = (uint32_t)open;
    else bz_doc_unlink(d, last);
}

static void code_block(bz_md_reader *r, cmark_node *c, bz_node to)
{
    bz_md_view view = bz_md__main_view(r);
    size_t start = bz_md__block_start(r, c), end = bz_md__leaf_end(r, c, start, r->quotes);
    bz_buf scratch = {0};
    bz_str literal = bz_md__restore(r, bz_str_from(cmark_node_get_literal(c)), &scratch);
    bz_node n = bz_doc_add_text(r->doc, to, BZ_DOC_CODE_BLOCK, literal,
                                bz_md__span_of(r, &view, start, end));
    bz_str info = bz_md__restore(r, bz_str_from(cmark_node_get_fence_info(c)), &scratch);
    if (info.n) bz_doc_set(r->doc, n, BZ_ATTR_INFO, info);
    bz_buf_deinit(&scratch);
}

/* --- HTML: fences in disguise, comments, and what is refused */

/* The number of the fence that this block stands for, counted from 1; 0 when it is none. */
static size_t fence_of(const bz_md_reader *r, bz_str literal)
{
    size_t n;
    literal = bz_str_trim(literal);
    if (!r->marks.n || !bz_str_starts(literal, "<?") || literal.n < 3) return 0;
    const bz_md_mark *m = bz_md__mark_at(r, literal, 2, &n);
    return m && m->kind == BZ_MD_FENCE ? (size_t)(m - r->marks.p) + 1 : 0;
}

/* Whether `s` is comments and white space only; `*is_open` when the last one is not closed. */
static bool is_comments(bz_str s, bool *is_open)
{
    *is_open = false;
    for (s = bz_str_trim(s); s.n; s = bz_str_trim(s)) {
        if (!bz_str_starts(s, "<!--")) return false;
        size_t at = 4;
        while (at < s.n && !bz_str_starts(bz_str_cut(s, at, at + 3), "-->"))
            at++;
        *is_open = at >= s.n;
        s = bz_str_cut(s, at + 3, s.n);
    }
    return true;
}

static void html_block(bz_md_reader *r, cmark_node *c, bz_node to)
{
    bz_str literal = bz_str_from(cmark_node_get_literal(c));
    size_t fence = fence_of(r, literal);
    if (fence) {
        bz_md__fence(r, fence - 1, c);
        return;
    }
    bz_md_view view = bz_md__main_view(r);
    size_t start = bz_md__block_start(r, c), end = bz_md__leaf_end(r, c, start, r->quotes);
    bz_span span = bz_md__span_of(r, &view, start, end);
    if (!r->is_ours) {
        bz_doc_add_text(r->doc, to, BZ_DOC_HTML_BLOCK, literal, span);
        return;
    }
    bool is_open;
    bz_diag *d;
    if (!is_comments(literal, &is_open)) {
        bz_buf scratch = {0};
        bz_str shown = bz_md__short(bz_md__restore(r, bz_str_trim(literal), &scratch));
        d = bz_md__report_at(r, BZ_M016, span, "HTML in the text: %.*s", BZ_FMT(shown));
        bz_md__hint(r, d, "%s",
                    bz_str_starts(shown, "<!--")
                        ? "nothing may stand on the line behind the end of a comment"
                        : "write Markdown, or a container such as `::: note`");
        bz_buf_deinit(&scratch);
    } else if (is_open) {
        d = bz_md__report_at(r, BZ_M017, bz_md__span_of(r, &view, start, start + 4),
                             "a comment that is not closed");
        bz_md__hint(r, d, "everything behind it would be left out; close it with -->");
    }
}

/* --- blocks that hold blocks */

static void list_attributes(bz_doc *d, bz_node n, cmark_node *c)
{
    if (cmark_node_get_list_type(c) == CMARK_ORDERED_LIST) {
        bool is_paren = cmark_node_get_list_delim(c) == CMARK_PAREN_DELIM;
        bz_doc_set(d, n, BZ_ATTR_DELIMITER, is_paren ? BZ_STR(")") : BZ_STR("."));
        bz_doc_set_number(d, n, BZ_ATTR_START, (uint32_t)cmark_node_get_list_start(c));
        bz_doc_set_number(d, n, BZ_ATTR_ORDERED, 1);
    }
    if (cmark_node_get_list_tight(c)) bz_doc_set_number(d, n, BZ_ATTR_TIGHT, 1);
}

/* Begins a quote, list or item; gives 0 for any other block, which is then done. */
static bz_node block(bz_md_reader *r, cmark_node *c, bz_node to)
{
    bz_md_view view = bz_md__main_view(r);
    cmark_node_type type = cmark_node_get_type(c);
    bz_doc_kind kind;
    switch (type) {
    case CMARK_NODE_PARAGRAPH: paragraph(r, c, to); return 0;
    case CMARK_NODE_HEADING: heading(r, c, to); return 0;
    case CMARK_NODE_CODE_BLOCK: code_block(r, c, to); return 0;
    case CMARK_NODE_HTML_BLOCK: html_block(r, c, to); return 0;
    case CMARK_NODE_BLOCK_QUOTE: kind = BZ_DOC_QUOTE; break;
    case CMARK_NODE_LIST: kind = BZ_DOC_LIST; break;
    case CMARK_NODE_ITEM: kind = BZ_DOC_ITEM; break;
    default: kind = BZ_DOC_RULE; break;
    }
    size_t start = bz_md__block_start(r, c), end = bz_md__leaf_end(r, c, start, r->quotes);
    bz_node n = bz_doc_add(r->doc, to, kind, bz_md__span_of(r, &view, start, end));
    if (kind == BZ_DOC_LIST) list_attributes(r->doc, n, c);
    return kind == BZ_DOC_RULE ? 0 : n;
}

/* A block ends where the last block in it ends. */
static bz_node finish(bz_md_reader *r, bz_node n)
{
    bz_doc_node *self = &r->doc->nodes.p[n];
    if (self->last) {
        uint32_t end = r->doc->nodes.p[self->last].span.end;
        if (end > self->span.end) self->span.end = end;
    }
    return self->parent;
}

static void refuse_depth(bz_md_reader *r, cmark_node *c)
{
    bz_md_view view = bz_md__main_view(r);
    size_t start = bz_md__block_start(r, c), end = bz_md__leaf_end(r, c, start, r->quotes);
    bz_diag *d = bz_md__report_at(r, BZ_M006, bz_md__span_of(r, &view, start, end),
                                  "lists, quotes and containers nested more than %zu deep",
                                  r->job->limits->block_depth);
    bz_md__hint(r, d, "what is inside is not read; nest less deeply");
}

void bz_md__blocks(bz_md_reader *r, cmark_node *document)
{
    size_t depth = 0; /* of quotes and items */
    bz_node to = r->top = r->parent;
    for (cmark_node *c = cmark_node_first_child(document), *next; c; c = next) {
        if (cmark_node_parent(c) == document) {
            bz_md__close_late(r);
            to = r->top;
        }
        cmark_node_type type = cmark_node_get_type(c);
        bool nests = type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_ITEM;
        bz_node n = 0;
        if (nests && depth + r->open.n >= r->job->limits->block_depth) refuse_depth(r, c);
        else n = block(r, c, to);
        if (n && (next = cmark_node_first_child(c))) {
            depth += nests;
            r->quotes += type == CMARK_NODE_BLOCK_QUOTE;
            to = n;
            continue;
        }
        while (!(next = cmark_node_next(c)) && (c = cmark_node_parent(c)) != document) {
            depth -= cmark_node_get_type(c) != CMARK_NODE_LIST;
            r->quotes -= cmark_node_get_type(c) == CMARK_NODE_BLOCK_QUOTE;
            to = finish(r, to);
        }
    }
    bz_md__close_all(r);
}
