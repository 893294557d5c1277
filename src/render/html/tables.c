/* Tables to read and grids to fill in. On a narrow screen a table of three columns or more is
 * stacked: each cell then carries the words of its column's head. A grid keeps its shape, it is for
 * paper. */
#include "render/html/html_priv.h"

enum { STACKED_FROM = 3, MOST_COLUMNS = 32 };

typedef struct table {
    bz_str columns; /* "lcr-", one a column */
    bool is_grid, is_stacked;
    bz_node heads[MOST_COLUMNS]; /* the cells of the header row */
    size_t n_heads;
} table;

static const bz_doc_node *at(const bz_html *w, bz_node n)
{
    return bz_doc_at(w->doc, n);
}

static bz_node first(const bz_html *w, bz_node n)
{
    return bz_html__live(w, at(w, n)->first);
}

static bz_node next(const bz_html *w, bz_node n)
{
    return bz_html__live(w, at(w, n)->next);
}

static uint32_t span_of(const bz_html *w, bz_node cell)
{
    return bz_doc_attr_number(w->doc, cell, BZ_ATTR_SPANS, 1);
}

static void stack_label(bz_html *w, bz_node head)
{
    bz_str plain = bz_html__plain(w, head);
    if (plain.n == 0) return;
    bz_html__put(w, " data-l=\"");
    bz_html__attr(&w->body, plain);
    bz_html__put(w, "\"");
}

/* A header cell without words would be announced as nothing: it is a plain cell. */
static const char *cell_tag(const bz_html *w, bz_node cell, bool in_head, bool is_first)
{
    if (!first(w, cell)) return "td";
    if (in_head) return "th scope=\"col\"";
    return is_first && bz_doc_has(w->doc, cell, BZ_ATTR_HEADER) ? "th scope=\"row\"" : "td";
}

static void write_cell(bz_html *w, const table *t, bz_node cell, size_t column, bool in_head)
{
    const char *tag = cell_tag(w, cell, in_head, column == 0);
    char align = column < t->columns.n ? t->columns.p[column] : '-';
    bz_html__put(w, "<");
    bz_html__put(w, tag);
    if (align == 'c') bz_html__put(w, " class=\"c\"");
    if (align == 'r') bz_html__put(w, " class=\"r\"");
    if (span_of(w, cell) > 1) bz_buf_fmt(&w->body, " colspan=\"%u\"", span_of(w, cell));
    if (t->is_stacked && !in_head && column < t->n_heads) stack_label(w, t->heads[column]);
    bz_html_lang before = bz_html__begin_lang(w, cell);
    bz_html__put(w, ">");
    if (bz_doc_has(w->doc, cell, BZ_ATTR_ICON)) {
        w->uses[BZ_HTML_CELLS] = true;
        bz_html__icon(w, cell, bz_doc_attr_text(w->doc, cell, BZ_ATTR_ICON));
    }
    bz_html__words(w, cell);
    bz_html__put(w, tag[1] == 'h' ? "</th>" : "</td>");
    bz_html__end_lang(w, before);
}

static void write_row(bz_html *w, const table *t, bz_node row, bool in_head)
{
    size_t column = 0;
    bz_html__put(w, "<tr>");
    for (bz_node c = first(w, row); c; c = next(w, c)) {
        write_cell(w, t, c, column, in_head);
        column += span_of(w, c);
    }
    bz_html__put(w, "</tr>\n");
}

static void read_heads(const bz_html *w, bz_node row, table *t)
{
    for (bz_node c = first(w, row); c; c = next(w, c))
        for (uint32_t i = 0; i < span_of(w, c) && t->n_heads < MOST_COLUMNS; i++)
            t->heads[t->n_heads++] = c;
}

/* About a fifth of a page: a lighter table is not parted, nor one that asks for it. */
enum { LIGHT_TABLE = 699, MANY_COLUMNS = 6 };

static bz_html_lang open_table(bz_html *w, bz_node n, const table *t)
{
    bool is_kept = bz_doc_has(w->doc, n, BZ_ATTR_KEEP) || !bz_html__is_heavier(w, n, LIGHT_TABLE);
    const char *shape = t->is_grid ? "grid" : t->is_stacked ? "stack" : "rows";
    bool is_named = t->is_grid && t->n_heads > 0 && !first(w, t->heads[0]);
    bz_buf_fmt(&w->body, "<table class=\"%s%s%s%s\"", shape,
               t->is_grid && t->n_heads >= MANY_COLUMNS ? " many" : "", is_named ? " named" : "",
               is_kept ? " keep" : "");
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">\n");
    return before;
}

static void write_table(bz_html *w, bz_node n, table *t)
{
    bz_node row = first(w, n);
    t->columns = bz_doc_attr_text(w->doc, n, BZ_ATTR_COLUMNS);
    bool has_head = row && bz_doc_has(w->doc, row, BZ_ATTR_HEADER);
    if (has_head) read_heads(w, row, t);
    t->is_stacked = !t->is_grid && t->n_heads >= STACKED_FROM;
    w->uses[t->is_grid ? BZ_HTML_GRID : BZ_HTML_TABLE] = true;
    bz_html_lang before = open_table(w, n, t);
    if (has_head) {
        bz_html__put(w, "<thead>\n");
        write_row(w, t, row, true);
        bz_html__put(w, "</thead>\n");
        row = next(w, row);
    }
    bz_html__put(w, "<tbody>\n");
    for (; row; row = next(w, row))
        write_row(w, t, row, false);
    bz_html__put(w, "</tbody>\n</table>\n");
    bz_html__end_lang(w, before);
}

void bz_html__table(bz_html *w, bz_node n)
{
    write_table(w, n, &(table){.is_grid = false});
}

void bz_html__grid(bz_html *w, bz_node n)
{
    write_table(w, n, &(table){.is_grid = true});
}
