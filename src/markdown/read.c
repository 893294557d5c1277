/* The door. In: a text and its mode. Out: blocks or inlines in the caller's tree. One reader holds
 * all that a reading needs and is released in one place; nothing of cmark is left behind.
 *
 * Places go back through what was replaced: a view's offset to the text's, the text's to the
 * source's, the source's to the file's. */
#include "markdown/markdown_priv.h"

#include "base/utf8.h"

bz_span bz_md__span(const bz_md_reader *r, size_t start, size_t end)
{
    const bz_markdown_text *in = r->in;
    if (!in->is_mapped) return in->span;
    size_t base = in->span.start + r->base;
    return (bz_span){in->span.file, (uint32_t)(base + start), (uint32_t)(base + end)};
}

bz_md_view bz_md__main_view(const bz_md_reader *r)
{
    return (bz_md_view){r->text, NULL, 0};
}

/* The last piece that begins at or before `at`, which must be behind the first. */
static size_t through_pieces(const bz_md_view *view, size_t at)
{
    size_t from = 0, to = view->n_pieces;
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (view->pieces[middle].at <= at) from = middle;
        else to = middle;
    }
    const bz_md_piece *p = &view->pieces[from];
    return at < p->at ? p->from : p->from + (at - p->at);
}

/* How many marks have their stand-in before `at`. */
static size_t marks_before(bz_md_reader *r, size_t at)
{
    size_t from = 0, to = r->marks.n, near = r->near_mark;
    const bz_md_mark *m = r->marks.p;
    for (size_t steps = 0; steps < 4 && near < to && m[near].at < at; steps++)
        near++;
    bool is_low = near == 0 || m[near - 1].at < at, is_high = near == to || m[near].at >= at;
    if (!is_low || !is_high) {
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (m[middle].at < at) from = middle + 1;
            else to = middle;
        }
        near = from;
    }
    return r->near_mark = near;
}

size_t bz_md__source_of(bz_md_reader *r, const bz_md_view *view, size_t at)
{
    if (view->n_pieces) at = through_pieces(view, at);
    size_t before = marks_before(r, at);
    if (!before) return at;
    const bz_md_mark *m = &r->marks.p[before - 1];
    size_t behind = m->at + bz_md__mark_bytes(before - 1) + (m->kind == BZ_MD_FENCE ? 2 : 0);
    return at < behind ? m->end : m->end + (at - behind);
}

bz_span bz_md__span_of(bz_md_reader *r, const bz_md_view *view, size_t start, size_t end)
{
    if (!r->in->is_mapped) return r->in->span;
    if (!r->marks.n && !view->n_pieces) return bz_md__span(r, start, end);
    return bz_md__span(r, bz_md__source_of(r, view, start), bz_md__source_of(r, view, end));
}

bz_str bz_md__short(bz_str s)
{
    enum { MOST = 60 };
    size_t n = 0;
    while (n < s.n && n < MOST && s.p[n] != '\n' && s.p[n] != '\r')
        n++;
    while (n < s.n && n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    return bz_str_cut(s, 0, n);
}

void bz_md__free(bz_md_reader *r)
{
    bz_md__pool_free(&r->pool);
    bz_md__pool_free(&r->cell_pool);
    bz_buf_deinit(&r->built);
    bz_buf_deinit(&r->cells);
    bz_vec_free(&r->marks);
    bz_vec_free(&r->lines);
    bz_vec_free(&r->stray);
    bz_vec_free(&r->delimiter_rows);
    bz_vec_free(&r->definitions);
    bz_vec_free(&r->open);
    bz_vec_free(&r->tables);
    bz_vec_free(&r->rows);
    bz_vec_free(&r->table_cells);
    bz_vec_free(&r->cell_pieces);
}

static bz_md_reader reader_of(const bz_markdown_text *in, bz_doc *doc, bz_node parent, bz_job *job)
{
    bz_md_reader r = {.in = in, .doc = doc, .job = job, .parent = parent};
    r.is_ours = in->mode == BZ_MARKDOWN_CURRICULUM;
    r.base = bz_str_starts(in->text, "\xef\xbb\xbf") ? 3 : 0;
    r.source = bz_str_cut(in->text, r.base, in->text.n);
    return r;
}

bz_status bz_markdown_read(const bz_markdown_text *in, bz_doc *doc, bz_node parent, bz_job *job)
{
    bz_md_reader r = reader_of(in, doc, parent, job);
    if (!bz_md__scan(&r)) goto out;
    cmark_node *document = bz_md__parse(&r.pool, r.text);
    size_t nodes = doc->nodes.n;
    bz_md__tables_find(&r, document);
    bz_md__blocks(&r, document);
    if (doc->nodes.n - nodes > job->limits->doc_nodes)
        bz_md__report(&r, BZ_M005, 0, 0, "more than %zu blocks, texts and marks in one text",
                      job->limits->doc_nodes);
out:
    bz_md__free(&r);
    return r.has_errors ? BZ_INVALID : BZ_OK;
}

/* One line, shielded; line ends are spaces here. */
static void shield(const bz_md_reader *r, bz_buf *out)
{
    bz_buf_put(out, BZ_MD_SHIELD);
    bz_buf_str(out, bz_str_trim(r->text));
    for (size_t i = 0; i < out->n; i++)
        if (out->p[i] == '\n' || out->p[i] == '\r') out->p[i] = ' ';
}

bz_status bz_markdown_read_line(const bz_markdown_text *in, bz_doc *doc, bz_node parent,
                                bz_job *job)
{
    if (bz_markdown_is_plain(in->text) && bz_utf8_valid(in->text) == in->text.n) {
        bz_span whole = in->span;
        if (in->is_mapped) whole.end = whole.start + (uint32_t)in->text.n;
        if (in->text.n) bz_doc_add_text(doc, parent, BZ_DOC_TEXT, in->text, whole);
        return BZ_OK;
    }
    bz_md_reader r = reader_of(in, doc, parent, job);
    bz_span whole = bz_md__span(&r, 0, r.source.n);
    bz_buf line = {0};
    if (!bz_md__scan_line(&r)) goto out;
    shield(&r, &line);
    bz_str trimmed = bz_str_trim(r.text);
    size_t shield_n = sizeof BZ_MD_SHIELD - 1;
    bz_md_piece piece = {(uint32_t)shield_n, (uint32_t)(trimmed.p - r.text.p)};
    bz_md_view view = {bz_buf_view(&line), &piece, 1};
    cmark_node *paragraph = cmark_node_first_child(bz_md__parse(&r.pool, view.text));
    bz_md__inlines(&r, paragraph, parent,
                   &(bz_md_inlines){&view, shield_n, line.n, 0, whole, true});
out:
    bz_buf_deinit(&line);
    bz_md__free(&r);
    return r.has_errors ? BZ_INVALID : BZ_OK;
}
