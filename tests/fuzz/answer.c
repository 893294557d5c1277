/* One hostile answer of a plugin. The first byte says to which question: a journal, which is then
 * replayed through the one door; findings; a list of documents; a document, which is then rendered;
 * the reports before an answer; a greeting; or the head of a frame. The model is that of the tests
 * by hand. */
#include "fuzz.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include "../unit/model/build.h"
#include "adapt/journal.h"
#include "render/render.h"
#include "sandbox/answer.h"
#include "sandbox/message.h"

static void replay(bz_str bytes, bz_model *m, bz_job *job, bz_buf *why)
{
    bz_journal *j = bz_journal_new();
    bz_change *changes = NULL;
    size_t n = 0;
    bz_status s = bz_journal_decode(j, bytes, &changes, &n, job, why);
    need((s == BZ_OK) == (why->n == 0));
    for (size_t i = 0; s == BZ_OK && i < n; i++) {
        bz_target made = {0, 0};
        changes[i].by = BZ_BY_PLUGIN;
        changes[i].author = BZ_STR("stranger");
        s = bz_journal_apply(j, m, &changes[i], &made, job);
        need((s == BZ_OK) == (bz_diags_errors(job->diags) == 0));
    }
    bz_buf text = {0};
    for (bz_rec r = 1; r < m->records.n; r++) {
        bz_part_text(m, (bz_target){r, 0}, &text);
        need(text.n < 64 << 20);
        bz_buf_clear(&text);
    }
    bz_buf_deinit(&text);
    bz_journal_free(j);
}

static bz_status keep(void *context, const bz_made *made)
{
    bz_buf_str(context, made->bytes);
    return BZ_OK;
}

static bool no_picture(void *context, bz_str path, bz_str *bytes)
{
    (void)context, (void)path, (void)bytes;
    return false;
}

/* Only a DOCUMENT with nothing left to fill in is handed to a renderer. */
static bool is_for_print(const bz_doc *d, bz_node root)
{
    if (bz_doc_kind_of(d, root) != BZ_DOC_DOCUMENT) return false;
    for (bz_node n = root; n; n = bz_doc_next(d, root, n)) {
        bz_doc_kind k = bz_doc_kind_of(d, n);
        if (k == BZ_DOC_PLACE || k == BZ_DOC_SOURCE || k == BZ_DOC_SOURCE_LINE || k == BZ_DOC_WORD)
            return false;
    }
    return true;
}

static void print(bz_str bytes, bz_job *job, bz_buf *why)
{
    size_t at = 0;
    bz_doc *d = bz_doc_new();
    bz_node root = bz_doc_decode(d, bytes, &at, job->limits, why);
    need((root != 0) == (why->n == 0) && at <= bytes.n);
    if (root) bz_doc_mend_spans(d, root, job->sources);
    if (root && is_for_print(d, root)) {
        bz_assets none = {no_picture, NULL};
        bz_render_request request = {.doc = d, .root = root, .assets = &none};
        bz_buf out = {0}, room = {0};
        bz_sink sink = {.file = keep, .context = &out, .room = &room};
        bz_status s = bz_renderer_find(BZ_STR("html"))->render(&request, &sink, job);
        need(s == BZ_OK || bz_diags_errors(job->diags) > 0);
        s = bz_renderer_find(BZ_STR("tree"))->render(&request, &sink, job);
        need(s == BZ_OK || bz_diags_errors(job->diags) > 0);
        bz_buf_deinit(&room);
        bz_buf_deinit(&out);
    }
    bz_doc_free(d);
}

static void take_reports(bz_str bytes, bz_job *job)
{
    bz_wire_reader r = {.bytes = bytes};
    bool is_good = bz_reports_take(&r, job);
    need(is_good == !r.failed && r.at <= bytes.n);
    for (size_t i = 0; i < bz_diags_count(job->diags); i++) {
        const char *name = bz_code_row(bz_diags_at(job->diags, i)->code)->name;
        need(name[0] != 'S' && name[0] != 'W');
    }
}

static void take(int question, bz_str bytes, bz_model *m, bz_job *job, bz_buf *why)
{
    bz_finding *findings;
    bz_descriptor *documents;
    bz_plugin_setup setup;
    bz_plugin_limits limits;
    bz_wire_reader r = {.bytes = bytes};
    bz_hello hello;
    size_t n;
    switch (question) {
    case 0: replay(bytes, m, job, why); return;
    case 1:
        need((bz_findings_decode(bytes, m, &findings, &n, job, why) == BZ_OK) == (why->n == 0));
        return;
    case 2:
        need((bz_descriptors_decode(bytes, m, &documents, &n, job, why) == BZ_OK) == (why->n == 0));
        return;
    case 3: print(bytes, job, why); return;
    case 4: take_reports(bytes, job); return;
    case 5:
        (void)bz_hello_take(bytes, &hello);
        (void)bz_setup_take(&r, &setup, &limits, job->arena);
        return;
    default: return;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    bz_job job = fuzz_job();
    bz_model *m = tiny_model();
    bz_buf why = {0};
    bz_sources_add(job.sources, BZ_STR("plugins/stranger/init.lua"), BZ_STR("return {}\n"));
    bz_str bytes = {(const char *)data + 1, size - 1};
    take(data[0] % 6, bytes, m, &job, &why);
    fuzz_look_at_reports(&job);
    bz_buf_deinit(&why);
    bz_model_free(m);
    fuzz_job_free(&job);
    return 0;
}
