/* The engine's life and what it gives back. In: requests of include/baraza. Out: results, texts and
 * diagnostics, owned by the engine until its next job. One idea: every job starts from nothing, so
 * no state of an earlier job can show in a later one. */
#include "engine/engine_priv.h"

#include "base/mem.h"
#include "engine/explain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *bz_version(void)
{
    return BZ_VERSION;
}

static void open_job(bz_engine *e)
{
    e->job.arena = bz_arena_new();
    e->job.scratch = bz_arena_new();
    e->job.diags = bz_diags_new();
    e->job.sources = bz_sources_new();
    e->job.limits = &bz_limits_default;
}

static void close_job(bz_engine *e)
{
    bz_diags_free(e->job.diags);
    bz_sources_free(e->job.sources);
    bz_arena_free(e->job.scratch);
    bz_arena_free(e->job.arena);
}

void bz_engine__forget_model(bz_engine *e)
{
    bz_engine__end_plugins(e);
    bz_vec_free(&e->owners);
    bz_journal_free(e->journal);
    bz_model_free(e->model);
    e->journal = NULL;
    e->model = NULL;
}

static void close_roots(bz_engine *e)
{
    for (size_t i = 0; i < e->n_plugin_roots; i++)
        bz_root_close(e->plugin_roots[i]);
    for (size_t i = 0; i < e->n_holiday_roots; i++)
        bz_root_close(e->holiday_roots[i]);
    e->n_plugin_roots = e->n_holiday_roots = 0;
    bz_root_close(e->root);
    e->root = NULL;
}

void bz_engine__reset(bz_engine *e)
{
    bz_engine__forget_model(e);
    close_roots(e);
    close_job(e);
    open_job(e);
    bz_buf_clear(&e->output);
    bz_buf_clear(&e->folder);
    bz_buf_clear(&e->signature);
    e->is_misasked = e->is_trying = e->is_looking = false;
    e->n_files = 0;
    e->n_timings = 0;
}

bz_engine *bz_engine_new(void)
{
    bz_engine *e = bz_mem_new(sizeof *e);
    bz_engine__json_memory();
    open_job(e);
    return e;
}

void bz_engine_free(bz_engine *e)
{
    if (!e) return;
    bz_engine__forget_model(e);
    close_roots(e);
    close_job(e);
    bz_buf_deinit(&e->output);
    bz_buf_deinit(&e->text);
    bz_buf_deinit(&e->json);
    bz_buf_deinit(&e->timing_text);
    bz_buf_deinit(&e->folder);
    bz_buf_deinit(&e->signature);
    bz_mem_free(e);
}

static const char *text_of(const bz_buf *b)
{
    return b->p ? b->p : "";
}

const char *bz_printed(const bz_engine *e)
{
    return text_of(&e->output);
}

const char *bz_build_folder(const bz_engine *e)
{
    return text_of(&e->folder);
}

size_t bz_build_files(const bz_engine *e)
{
    return e->n_files;
}

const char *bz_timings(bz_engine *e)
{
    bz_buf_clear(&e->timing_text);
    for (size_t i = 0; i < e->n_timings; i++)
        bz_buf_fmt(&e->timing_text, "%-11s %8.1f ms\n", e->timings[i].phase,
                   e->timings[i].seconds * 1e3);
    return text_of(&e->timing_text);
}

void bz_engine__time(bz_engine *e, const char *phase, const struct timespec *since)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds =
        (double)(now.tv_sec - since->tv_sec) + (double)(now.tv_nsec - since->tv_nsec) / 1e9;
    for (size_t i = 0; i < e->n_timings; i++)
        if (strcmp(e->timings[i].phase, phase) == 0) {
            e->timings[i].seconds += seconds;
            return;
        }
    if (e->n_timings < BZ_PHASES_MOST) e->timings[e->n_timings++] = (bz_timing){phase, seconds};
}

void bz_engine__progress(const bz_wanted *w, const char *phase, size_t done, size_t of)
{
    if (w->request->progress) w->request->progress(w->request->progress_context, phase, done, of);
}

bz_result bz_engine__result(const bz_engine *e, bz_status s)
{
    if (s == BZ_IO) return BZ_RESULT_SYSTEM;
    if (e->is_misasked) return BZ_RESULT_USAGE;
    if (s != BZ_OK || bz_diags_errors(e->job.diags)) return BZ_RESULT_ERRORS;
    return BZ_RESULT_OK;
}

size_t bz_error_count(const bz_engine *e)
{
    return bz_diags_errors(e->job.diags);
}

size_t bz_warning_count(const bz_engine *e)
{
    return bz_diags_warnings(e->job.diags);
}

const char *bz_diagnostics_text(bz_engine *e, bool colour)
{
    bz_buf_clear(&e->text);
    bz_diags_sort(e->job.diags, e->job.sources);
    for (size_t i = 0; i < bz_diags_count(e->job.diags); i++)
        bz_diag_print(&e->text, bz_diags_at(e->job.diags, i), e->job.sources, colour);
    size_t dropped = bz_diags_dropped(e->job.diags);
    if (dropped) bz_buf_fmt(&e->text, "… and %zu more\n", dropped);
    return text_of(&e->text);
}

const char *bz_diagnostics_short(bz_engine *e, bool colour)
{
    bz_buf_clear(&e->text);
    bz_diags_sort(e->job.diags, e->job.sources);
    bz_diags_print_short(&e->text, e->job.diags, e->job.sources, colour);
    size_t dropped = bz_diags_dropped(e->job.diags);
    if (dropped) bz_buf_fmt(&e->text, "… and %zu more\n", dropped);
    return text_of(&e->text);
}

const char *bz_explain(const char *code)
{
    bz_code c = code ? bz_code_find(bz_str_from(code)) : BZ_CODE_NONE;
    if (c == BZ_CODE_NONE) return NULL;
    const char *name = bz_code_row(c)->name;
    for (size_t i = 0; i < bz_explain_pages_n; i++)
        if (strcmp(bz_explain_pages[i].code, name) == 0) return bz_explain_pages[i].text;
    return NULL;
}

const char *bz_explain_code(size_t i)
{
    return i + 1 < BZ_CODE_COUNT ? bz_code_row((bz_code)(i + 1))->name : NULL;
}

const char *bz_explain_summary(const char *code)
{
    bz_code c = code ? bz_code_find(bz_str_from(code)) : BZ_CODE_NONE;
    return c == BZ_CODE_NONE ? NULL : bz_code_row(c)->summary;
}

const char *bz_format_name(size_t i)
{
    const bz_renderer *r = bz_renderer_at(i);
    return r ? r->name : NULL;
}

const char *bz_format_summary(size_t i)
{
    const bz_renderer *r = bz_renderer_at(i);
    return r ? r->summary : NULL;
}
