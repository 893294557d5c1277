/* See xlsx.h. One walk over the document: headings and titles are remembered as the name of the
 * next sheet, tables and grids become rows of cells. */
#include "render/xlsx/xlsx.h"

#include "doc/language.h"
#include "render/xlsx/workbook.h"

typedef struct writer {
    const bz_doc *doc;
    bz_workbook *book;
    bz_buf name, text;
} writer;

static bool is_away(const bz_doc *d, bz_node n)
{
    return bz_doc_at(d, n)->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD);
}

static void cells(writer *w, bz_node row)
{
    for (bz_node c = bz_doc_at(w->doc, row)->first; c; c = bz_doc_at(w->doc, c)->next) {
        if (is_away(w->doc, c)) continue;
        bz_buf_clear(&w->text);
        bz_doc_plain(w->doc, c, &w->text);
        bz_workbook_cell(w->book, bz_buf_view(&w->text));
        uint32_t span = bz_doc_attr_number(w->doc, c, BZ_ATTR_SPANS, 1);
        for (uint32_t i = 1; i < span && i < 64; i++)
            bz_workbook_cell(w->book, BZ_STR(""));
    }
}

static void table(writer *w, bz_node n)
{
    bz_workbook_sheet(w->book, bz_buf_view(&w->name));
    for (bz_node r = bz_doc_at(w->doc, n)->first; r; r = bz_doc_at(w->doc, r)->next) {
        if (is_away(w->doc, r)) continue;
        bz_workbook_row(w->book, bz_doc_has(w->doc, r, BZ_ATTR_HEADER));
        cells(w, r);
    }
}

/* What the tables behind it are called. */
static void take_name(writer *w, bz_node n, bz_doc_kind kind)
{
    if (kind == BZ_DOC_HEADING) {
        bz_buf_clear(&w->name);
        bz_doc_plain(w->doc, n, &w->name);
        return;
    }
    bz_str title = bz_doc_attr_text(w->doc, n, kind == BZ_DOC_BOX ? BZ_ATTR_LABEL : BZ_ATTR_TITLE);
    if (!title.n || bz_doc_is_inline(kind)) return;
    bz_buf_clear(&w->name);
    bz_buf_str(&w->name, title);
}

static bz_status too_many(const bz_render_request *request, size_t n, bz_job *job)
{
    bz_str title = bz_doc_attr_text(request->doc, request->root, BZ_ATTR_TITLE);
    bz_diag *d = bz_diag_add(job->diags, BZ_D004, bz_doc_at(request->doc, request->root)->span,
                             "`%.*s` has %zu tables", BZ_FMT(title), n);
    bz_diag_hint(job->diags, d, "a workbook takes %d, a sheet for each", BZ_WORKBOOK_SHEETS);
    return BZ_INVALID;
}

bz_status bz_xlsx_render(const bz_render_request *request, bz_buf *out, bz_job *job)
{
    const bz_doc *d = request->doc;
    bz_str title = bz_doc_attr_text(d, request->root, BZ_ATTR_TITLE);
    writer w = {.doc = d, .book = bz_workbook_new()};
    bz_buf_str(&w.name, title);
    for (bz_node n = bz_doc_next(d, request->root, request->root); n;) {
        bz_doc_kind kind = bz_doc_kind_of(d, n);
        bool is_table = kind == BZ_DOC_TABLE || kind == BZ_DOC_GRID, is_gone = is_away(d, n);
        if (is_table && !is_gone) table(&w, n);
        else if (!is_gone) take_name(&w, n, kind);
        n = is_table || is_gone ? bz_doc_skip(d, request->root, n)
                                : bz_doc_next(d, request->root, n);
    }
    bz_workbook_about about = {
        title, request->date, bz_language_is_rtl(bz_doc_attr_text(d, request->root, BZ_ATTR_LANG))};
    bz_status status = BZ_OK;
    size_t n = bz_workbook_sheets(w.book);
    if (n > BZ_WORKBOOK_SHEETS) status = too_many(request, n, job);
    else if (n > 0) bz_workbook_write(w.book, &about, out);
    bz_workbook_free(w.book);
    bz_buf_deinit(&w.name);
    bz_buf_deinit(&w.text);
    return status;
}
