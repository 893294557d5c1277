/* One hostile root: files as files.h makes them, taken through check and build by the public
 * interface, with the bundled plugins or its own. Whatever they hold, the output is whole or
 * absent, and a build that fails says why. */
#include "files.h"
#include "baraza/baraza.h"

static bool is_there(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", files_top, name);
    return access(path, F_OK) == 0;
}

static void look_at(bz_engine *e, bz_result r)
{
    need(r == BZ_RESULT_OK || r == BZ_RESULT_ERRORS || r == BZ_RESULT_USAGE ||
         r == BZ_RESULT_SYSTEM);
    need((r == BZ_RESULT_OK) == (bz_error_count(e) == 0));
    for (const char *at = bz_diagnostics_text(e, false); *at; at++)
        need((unsigned char)*at >= ' ' || *at == '\n');
    need(bz_diagnostics_json(e)[0] == '[');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    files_make((bz_str){(const char *)data, size});
    files_write(BZ_STR("baraza.yaml"), BZ_STR("title: Stranger\n"));
    char output[80];
    snprintf(output, sizeof output, "%s/made", files_top);
    bz_engine *e = bz_engine_new();
    bz_request request = {.size = sizeof request, .start = files_top, .plan_limit = 2000};
    /* What a stranger's plugin does is for the process that it runs in; here it may do little. */
    request.plugin_limits = "call=200000,build=1000000,memory=8,seconds=1";
    look_at(e, bz_check(e, &request));
    request.context = "us";
    request.formats = "html,tree,xlsx";
    request.output = output;
    bz_result r = bz_build(e, &request);
    look_at(e, r);
    need(is_there("made/manifest.json") == (r == BZ_RESULT_OK));
    request.output = NULL;
    look_at(e, bz_plan(e, &request, true));
    if (r == BZ_RESULT_OK) look_at(e, bz_adapt_record(e, &request, "csv"));
    /* A change that needs a person is a result without a diagnostic. */
    if (r == BZ_RESULT_OK) (void)bz_adapt_status(e, &request, true);
    bz_engine_free(e);
    return 0;
}
