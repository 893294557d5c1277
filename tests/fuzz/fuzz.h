/* What the fuzz targets share: a job, the hostile bytes as a file of it, what must hold, and a
 * folder for the targets that read files. */
#ifndef BZ_TESTS_FUZZ_H
#define BZ_TESTS_FUZZ_H

#include "base/job.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define need(holds)                                                                                \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #holds);             \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

static inline bz_job fuzz_job(void)
{
    return (bz_job){.arena = bz_arena_new(),
                    .scratch = bz_arena_new(),
                    .diags = bz_diags_new(),
                    .sources = bz_sources_new(),
                    .limits = &bz_limits_default};
}

/* What is reported must be fit to print: places that there are, and one clean line each. */
static inline void fuzz_look_at_reports(const bz_job *job)
{
    bz_buf out = {0};
    bz_diags_sort(job->diags, job->sources);
    for (size_t i = 0; i < bz_diags_count(job->diags); i++) {
        const bz_diag *d = bz_diags_at(job->diags, i);
        need(bz_span_is_within(job->sources, d->span));
        for (size_t k = 0; k < d->n_notes; k++)
            need(bz_span_is_within(job->sources, d->notes[k].span));
        bz_buf_clear(&out);
        bz_diag_print(&out, d, job->sources, false);
        need(out.n > 0 && out.n < 100000);
        for (size_t k = 0; k < out.n; k++)
            need((unsigned char)out.p[k] >= ' ' || out.p[k] == '\n');
    }
    bz_buf_deinit(&out);
}

static inline void fuzz_job_free(bz_job *job)
{
    bz_diags_free(job->diags);
    bz_sources_free(job->sources);
    bz_arena_free(job->scratch);
    bz_arena_free(job->arena);
}

#endif
