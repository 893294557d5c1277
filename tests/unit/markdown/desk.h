/* What the tests of this room share: reading a text, and showing its tree and its reports as text.
 */
#ifndef BZ_TESTS_MARKDOWN_DESK_H
#define BZ_TESTS_MARKDOWN_DESK_H

#include "../unit.h"
#include "markdown/markdown.h"

typedef struct desk {
    bz_job job;
    bz_doc *doc;
    bz_limits limits;
    bz_buf tree, reports;
    bz_node root;
    bz_status status;
    bool is_line;
} desk;

static void desk_init(desk *d)
{
    *d = (desk){.doc = bz_doc_new(), .limits = bz_limits_default};
    d->job = (bz_job){bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(), &d->limits};
}

static void desk_free(desk *d)
{
    bz_doc_free(d->doc);
    bz_buf_deinit(&d->tree);
    bz_buf_deinit(&d->reports);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_arena_free(d->job.scratch);
    bz_arena_free(d->job.arena);
}

/* One line a report: code, place, message, hint. */
static void show_reports(desk *d)
{
    bz_diags_sort(d->job.diags, d->job.sources);
    for (size_t i = 0; i < bz_diags_count(d->job.diags); i++) {
        const bz_diag *g = bz_diags_at(d->job.diags, i);
        bz_line_column a = bz_source_locate(d->job.sources, g->span.file, g->span.start);
        bz_line_column b = bz_source_locate(d->job.sources, g->span.file, g->span.end);
        bz_buf_fmt(&d->reports, "%s %u:%u-%u:%u %.*s\n", bz_code_row(g->code)->name, a.line,
                   a.column, b.line, b.column, BZ_FMT(g->message));
    }
}

/* Reads `text`, at an offset in a file so that a forgotten offset shows; fills tree and reports. */
static void desk_read(desk *d, bz_str text, bz_markdown_mode mode)
{
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    d->job.diags = bz_diags_new();
    d->job.sources = bz_sources_new();
    bz_doc_clear(d->doc);
    bz_buf_clear(&d->tree);
    bz_buf_clear(&d->reports);
    uint32_t file = bz_sources_add(d->job.sources, BZ_STR("t.md"), text);
    bz_str kept = bz_source_text(d->job.sources, file);
    bz_markdown_text in = {kept, {file, 0, (uint32_t)kept.n}, true, mode};
    d->root = bz_doc_add(d->doc, 0, d->is_line ? BZ_DOC_LINE : BZ_DOC_FRAGMENT, in.span);
    if (d->is_line) d->status = bz_markdown_read_line(&in, d->doc, d->root, &d->job);
    else d->status = bz_markdown_read(&in, d->doc, d->root, &d->job);
    bz_buf why = {0};
    if (!bz_doc_is_sound(d->doc, d->root, &bz_limits_default, &why)) fail_msg("unsound: %s", why.p);
    bz_buf_deinit(&why);
    for (bz_node n = bz_doc_at(d->doc, d->root)->first; n; n = bz_doc_at(d->doc, n)->next)
        bz_doc_dump(d->doc, n, d->job.sources, &d->tree);
    show_reports(d);
    assert_int_equal(d->status, bz_diags_errors(d->job.diags) ? BZ_INVALID : BZ_OK);
}

/* Drops "t.md:" from the dump: every top node names the file anew. */
static void without_file(bz_buf *b)
{
    bz_str s = bz_buf_view(b);
    size_t to = 0;
    for (size_t at = 0; at < s.n; at++) {
        if (bz_str_starts(bz_str_cut(s, at, s.n), "t.md:")) at += 5;
        b->p[to++] = b->p[at];
    }
    if (b->p) b->p[b->n = to] = '\0';
}

static void expect(desk *d, const char *text, const char *tree, const char *reports)
{
    desk_read(d, bz_str_from(text), BZ_MARKDOWN_CURRICULUM);
    without_file(&d->tree);
    if (tree && !bz_str_is(bz_buf_view(&d->tree), tree))
        fail_msg("--- text\n%s\n--- expected\n%s\n--- got\n%s", text, tree,
                 d->tree.n ? d->tree.p : "");
    if (!bz_str_is(bz_buf_view(&d->reports), reports))
        fail_msg("--- text\n%s\n--- expected\n%s\n--- got\n%s", text, reports,
                 d->reports.n ? d->reports.p : "");
}

#endif
