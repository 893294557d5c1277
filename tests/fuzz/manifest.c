/* One hostile plugin as the loader sees it: plugin.yaml and its labels, one after the other (see
 * files.h; what stands before the first mark is plugin.yaml). */
#include "files.h"
#include "load/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bz_str all = {(const char *)data, size};
    bz_job job = fuzz_job();
    files_make(all);
    size_t end = 0;
    while (end < size && !bz_str_starts(bz_str_cut(all, end, size), "=== ")) {
        end = bz_str_find(all, '\n', end);
        if (end < size) end++;
    }
    if (end) files_write(BZ_STR("plugins/stranger/plugin.yaml"), bz_str_cut(all, 0, end));
    bz_root *root = bz_root_open(files_top);
    need(root != NULL);
    bz_load_request request = {.root = root,
                               .curriculum = BZ_STR(""),
                               .place = BZ_STR(""),
                               .group = BZ_STR(""),
                               .api_level = 1};
    bz_model *m = bz_model_new();
    bz_rec plugin = bz_load_plugin(m, &request, BZ_STR("stranger"), bz_span_none(), &job);
    need(plugin || bz_diags_errors(job.diags) > 0); /* never refused in silence */
    fuzz_look_at_reports(&job);
    bz_model_free(m);
    bz_root_close(root);
    fuzz_job_free(&job);
    return 0;
}
