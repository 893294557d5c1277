/* Pipe tables. In: paragraphs whose second line is a delimiter row. Out: TABLE nodes.
 *
 *     | Step | What to do |        header
 *     |------|:----------:|        columns: l c r, or - where nothing is said
 *     | Stop | a \| b     |        rows; \| is a bar in a cell
 *
 * cmark knows no tables and has read the paragraph as one text. So the rows are split in the
 * source, and the cells of all tables of a text are read by cmark once more, a paragraph each,
 * shielded from block markup and followed by what may be definitions of links. Pieces lead from
 * there back. */
#include "markdown/markdown_priv.h"
#include <string.h>

/* --- splitting */

/* Takes the next cell of a row off source text [*at, end); false when there is none. */
static bool next_cell(bz_str s, size_t *at, size_t end, bz_md_cell *cell)
{
    if (*at >= end) return false;
    size_t stop = *at;
    while (stop < end && s.p[stop] != '|')
        stop += s.p[stop] == '\\' ? 2 : 1;
    if (stop > end) stop = end;
    size_t from = *at, to = stop;
    while (from < to && bz_md__is_blank(s.p[from]))
        from++;
    while (to > from && bz_md__is_blank(s.p[to - 1]))
        to--;
    *cell = (bz_md_cell){.start = (uint32_t)from, .end = (uint32_t)to};
    *at = stop + 1;
    return true;
}

/* Splits line [start, end) into cells, appended to the reader's; gives how many. */
static size_t split_row(bz_md_reader *r, size_t start, size_t end)
{
    size_t before = r->table_cells.n;
    if (start < end && r->text.p[start] == '|') start++;
    bz_md_cell cell;
    while (next_cell(r->text, &start, end, &cell))
        bz_vec_push(&r->table_cells, cell);
    return r->table_cells.n - before;
}

static void add_row(bz_md_reader *r, bz_md_table *t, size_t start, size_t end)
{
    bz_md_row row = {.start = (uint32_t)start, .end = (uint32_t)end};
    row.first_cell = (uint32_t)r->table_cells.n;
    row.cells = (uint32_t)split_row(r, start, end);
    bz_vec_push(&r->rows, row);
    t->rows++;
}

/* Appends a cell's text as a paragraph, \| made a bar. */
static void add_paragraph(bz_md_reader *r, bz_md_cell *cell)
{
    if (cell->start == cell->end) return;
    bz_buf_put(&r->cells, BZ_MD_SHIELD);
    cell->at = (uint32_t)r->cells.n;
    size_t from = cell->start;
    for (size_t at = from; at <= cell->end; at++) {
        bool is_bar = at + 1 < cell->end && r->text.p[at] == '\\' && r->text.p[at + 1] == '|';
        if (!is_bar && at < cell->end) continue;
        if (at > from) {
            bz_md_piece piece = {(uint32_t)r->cells.n, (uint32_t)from};
            bz_vec_push(&r->cell_pieces, piece);
            bz_buf_str(&r->cells, bz_str_cut(r->text, from, at));
        }
        from = at + 1; /* behind the backslash */
    }
    bz_md_piece last = {(uint32_t)r->cells.n, cell->end};
    bz_vec_push(&r->cell_pieces, last);
    cell->n = (uint32_t)(r->cells.n - cell->at);
    bz_buf_put(&r->cells, "\n\n");
}

/* --- finding */

/* What may be definitions of links, so that cells can use them: whole runs of lines that begin with
 * a bracket. Whatever else is among them makes paragraphs that nobody asks for. */
static void add_definitions(bz_md_reader *r)
{
    for (size_t i = 0; i < r->definitions.n; i++) {
        for (size_t line = r->definitions.p[i], start, end; line <= r->lines.n; line++) {
            bz_md__line(r, line, SIZE_MAX, &start, &end);
            if (start == end) break;
            bz_buf_str(&r->cells, bz_str_cut(r->text, start, end));
            bz_buf_char(&r->cells, '\n');
        }
        bz_buf_char(&r->cells, '\n');
    }
}

static void report_misplaced(bz_md_reader *r, size_t line, size_t quotes)
{
    size_t start, end;
    bz_md_view view = bz_md__main_view(r);
    bz_md__line(r, line, quotes, &start, &end);
    bz_diag *d = bz_md__report_at(r, BZ_M022, bz_md__span_of(r, &view, start, end),
                                  "a table that does not begin its paragraph");
    bz_md__hint(r, d, "put a blank line in front of the table's first row");
}

static void report_columns(bz_md_reader *r, size_t cells, size_t start, size_t end, size_t columns)
{
    bz_md_view view = bz_md__main_view(r);
    bz_diag *d =
        bz_md__report_at(r, BZ_M021, bz_md__span_of(r, &view, start, end),
                         "a table's head has %zu cells, and the line under it %zu", cells, columns);
    bz_md__hint(r, d, "give every column its dashes, as in |---|---|");
}

/* Cells are nodes that the limit on inlines has not counted. */
static bool are_too_many(bz_md_reader *r, size_t start, size_t end)
{
    size_t most = r->job->limits->doc_nodes / 4;
    if (r->table_cells.n <= most) return false;
    bz_md_view view = bz_md__main_view(r);
    bz_md__report_at(r, BZ_M005, bz_md__span_of(r, &view, start, end),
                     "more than %zu cells in the tables of one text", most);
    return true;
}

/* Splits the rows of a table whose header is the line before `line`; the paragraph ends at `end`.
 */
static void add_table(bz_md_reader *r, bz_md_table t, size_t start, size_t end, size_t line,
                      size_t quotes)
{
    size_t line_start, line_end, first_cell = r->table_cells.n;
    bz_md__line(r, line - 1, quotes, &line_start, &line_end);
    add_row(r, &t, start, line_end);
    size_t columns = r->table_cells.n - first_cell;
    bz_md__line(r, line, quotes, &line_start, &line_end);
    add_row(r, &t, line_start, line_end);
    if (r->table_cells.n != first_cell + 2 * columns) {
        report_columns(r, columns, line_start, line_end, r->table_cells.n - first_cell - columns);
        return;
    }
    while (++line <= r->lines.n && r->lines.p[line - 1] < end) {
        bz_md__line(r, line, quotes, &line_start, &line_end);
        add_row(r, &t, line_start, line_end);
    }
    if (are_too_many(r, start, end)) return;
    bz_vec_push(&r->tables, t);
    for (size_t i = first_cell; i < r->table_cells.n; i++)
        if (i < first_cell + columns || i >= first_cell + 2 * columns)
            add_paragraph(r, &r->table_cells.p[i]);
}

static size_t quotes_round(cmark_node *block)
{
    size_t quotes = 0;
    while ((block = cmark_node_parent(block)))
        quotes += cmark_node_get_type(block) == CMARK_NODE_BLOCK_QUOTE;
    return quotes;
}

/* Makes a table of `paragraph` if `line`, a delimiter row, is its second line. */
static void find_table(bz_md_reader *r, cmark_node *paragraph, size_t line)
{
    size_t quotes = quotes_round(paragraph), start = bz_md__block_start(r, paragraph);
    size_t end = bz_md__leaf_end(r, paragraph, start, quotes);
    start = bz_md__past_definitions(r, start, end, quotes);
    if (start >= r->lines.p[line - 1]) return; /* the row itself comes first: no table */
    if (line < 2 || start < r->lines.p[line - 2]) {
        report_misplaced(r, line, quotes);
        return;
    }
    bz_md_table t = {.paragraph = paragraph, .first_row = (uint32_t)r->rows.n};
    add_table(r, t, start, end, line, quotes);
}

static void look_at(bz_md_reader *r, cmark_node *paragraph)
{
    size_t first = (size_t)cmark_node_get_start_line(paragraph);
    size_t last = (size_t)cmark_node_get_end_line(paragraph);
    bool is_done = false;
    while (r->next_delimiter_row < r->delimiter_rows.n) {
        size_t line = r->delimiter_rows.p[r->next_delimiter_row];
        if (line > last) return;
        r->next_delimiter_row++;
        if (line < first || is_done) continue;
        is_done = true; /* further ones are rows */
        find_table(r, paragraph, line);
    }
}

void bz_md__tables_find(bz_md_reader *r, cmark_node *document)
{
    if (!r->delimiter_rows.n) return;
    for (cmark_node *c = cmark_node_first_child(document), *next; c; c = next) {
        cmark_node_type type = cmark_node_get_type(c);
        if (type == CMARK_NODE_PARAGRAPH) look_at(r, c);
        bool holds_blocks =
            type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
        if (holds_blocks && (next = cmark_node_first_child(c))) continue;
        while (!(next = cmark_node_next(c)) && (c = cmark_node_parent(c)) != document)
            continue;
    }
    if (!r->tables.n) return;
    add_definitions(r);
    cmark_node *cells = bz_md__parse(&r->cell_pool, bz_buf_view(&r->cells));
    r->next_cell = cmark_node_first_child(cells);
}

/* --- building */

static char alignment(const bz_md_reader *r, const bz_md_cell *cell)
{
    bool left = cell->end > cell->start && r->text.p[cell->start] == ':';
    bool right = cell->end > cell->start && r->text.p[cell->end - 1] == ':';
    if (left) return right ? 'c' : 'l';
    return right ? 'r' : '-';
}

static void cell(bz_md_reader *r, bz_node row, const bz_md_cell *about, bool is_header)
{
    bz_md_view main = bz_md__main_view(r);
    bz_span span = bz_md__span_of(r, &main, about->start, about->end);
    bz_node n = bz_doc_add(r->doc, row, BZ_DOC_CELL, span);
    if (is_header) bz_doc_set_number(r->doc, n, BZ_ATTR_HEADER, 1);
    if (!about->n) return;
    bz_md_view view = {bz_buf_view(&r->cells), r->cell_pieces.p, r->cell_pieces.n};
    bz_md__inlines(r, r->next_cell, n,
                   &(bz_md_inlines){&view, about->at, about->at + about->n, 0, span, true});
    r->next_cell = cmark_node_next(r->next_cell);
}

static void row(bz_md_reader *r, bz_node table, const bz_md_row *about, size_t columns,
                bool is_header)
{
    bz_md_view view = bz_md__main_view(r);
    bz_span span = bz_md__span_of(r, &view, about->start, about->end);
    bz_node n = bz_doc_add(r->doc, table, BZ_DOC_ROW, span);
    if (is_header) bz_doc_set_number(r->doc, n, BZ_ATTR_HEADER, 1);
    for (size_t i = 0; i < about->cells; i++) {
        bz_md_cell *c = &r->table_cells.p[about->first_cell + i];
        if (i < columns) cell(r, n, c, is_header);
        else if (c->n) r->next_cell = cmark_node_next(r->next_cell);
    }
    for (size_t i = about->cells; i < columns; i++)
        cell(r, n, &(bz_md_cell){.start = about->end, .end = about->end}, is_header);
    if (about->cells <= columns) return;
    bz_diag *d = bz_md__report_at(r, BZ_M021, span, "a row of %u cells in a table of %zu",
                                  about->cells, columns);
    bz_md__hint(r, d, "a bar inside a cell is written \\|");
}

bool bz_md__table(bz_md_reader *r, cmark_node *paragraph, bz_node to, bz_span span)
{
    if (r->next_table == r->tables.n) return false;
    bz_md_table *t = &r->tables.p[r->next_table];
    if (t->paragraph != paragraph) return false;
    r->next_table++;
    const bz_md_row *rows = r->rows.p + t->first_row;
    bz_node n = bz_doc_add(r->doc, to, BZ_DOC_TABLE, span);
    bz_buf columns = {0};
    for (size_t i = 0; i < rows[1].cells; i++)
        bz_buf_char(&columns, alignment(r, &r->table_cells.p[rows[1].first_cell + i]));
    bz_doc_set(r->doc, n, BZ_ATTR_COLUMNS, bz_buf_view(&columns));
    for (size_t i = 0; i < t->rows; i++)
        if (i != 1) row(r, n, &rows[i], columns.n, i == 0);
    bz_buf_deinit(&columns);
    return true;
}
