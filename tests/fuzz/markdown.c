/* One hostile text: read as a curriculum's body, as plain CommonMark and as a single line. What
 * comes out is sound, and its places lie in the file. */
#include "fuzz.h"
#include "markdown/markdown.h"

static void look_at(const bz_doc *d, bz_node root, const bz_job *job)
{
    bz_buf why = {0};
    need(bz_doc_is_sound(d, root, job->limits, &why));
    bz_buf_deinit(&why);
    for (bz_node n = root; n; n = bz_doc_next(d, root, n))
        need(bz_span_is_within(job->sources, bz_doc_at(d, n)->span));
}

static void read_as(const bz_markdown_text *text, bool is_line, bz_job *job)
{
    bz_doc *d = bz_doc_new();
    bz_node root = bz_doc_add(d, 0, is_line ? BZ_DOC_LINE : BZ_DOC_FRAGMENT, bz_span_none());
    size_t errors = bz_diags_errors(job->diags);
    bz_status s =
        is_line ? bz_markdown_read_line(text, d, root, job) : bz_markdown_read(text, d, root, job);
    need((s == BZ_OK) == (bz_diags_errors(job->diags) == errors));
    look_at(d, root, job);
    bz_buf encoded = {0};
    bz_buf why = {0};
    size_t at = 0;
    bz_doc_encode(d, root, &encoded);
    /* What the reader makes of a curriculum is what a plugin may send. */
    bz_node again = bz_doc_decode(d, bz_buf_view(&encoded), &at, job->limits, &why);
    need(s != BZ_OK || text->mode == BZ_MARKDOWN_PLAIN || (again && at == encoded.n));
    bz_buf_deinit(&why);
    bz_buf_deinit(&encoded);
    bz_doc_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (int way = 0; way < 3; way++) {
        bz_job job = fuzz_job();
        bz_str all = {(const char *)data, size};
        uint32_t file = bz_sources_add(job.sources, BZ_STR("x.md"), all);
        bz_markdown_text text = {.text = bz_source_text(job.sources, file),
                                 .span = {file, 0, (uint32_t)size},
                                 .is_mapped = true,
                                 .mode = way == 1 ? BZ_MARKDOWN_PLAIN : BZ_MARKDOWN_CURRICULUM};
        read_as(&text, way == 2, &job);
        fuzz_look_at_reports(&job);
        fuzz_job_free(&job);
    }
    return 0;
}
