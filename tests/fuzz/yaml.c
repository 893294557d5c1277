/* One hostile YAML file: whatever its bytes are, the reader gives a tree whose texts and spans lie
 * within it, or says what is wrong. */
#include "fuzz.h"
#include "yaml/ytree.h"

enum { DEEPEST = 64 };

static void look_at(const bz_ynode *n, const bz_job *job, int depth)
{
    need(depth < DEEPEST && bz_span_is_within(job->sources, n->span));
    if (n->kind == BZ_YSCALAR) need(!n->text.n || memchr(n->text.p, 0, n->text.n) == NULL);
    for (size_t i = 0; n->kind == BZ_YSEQUENCE && i < n->n; i++)
        look_at(n->items[i], job, depth + 1);
    for (size_t i = 0; n->kind == BZ_YMAPPING && i < n->n; i++) {
        need(bz_span_is_within(job->sources, n->entries[i].key_span));
        look_at(n->entries[i].value, job, depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bz_job job = fuzz_job();
    uint32_t file =
        bz_sources_add(job.sources, BZ_STR("x.yaml"), (bz_str){(const char *)data, size});
    const bz_ynode *top = NULL;
    bz_status s = bz_yaml_read(&top, file, &job);
    need((s == BZ_OK) == (bz_diags_errors(job.diags) == 0)); /* never refused in silence */
    need(s != BZ_OK || top);
    if (top) look_at(top, &job, 0);
    fuzz_look_at_reports(&job);
    fuzz_job_free(&job);
    return 0;
}
