/* A job for a test of pictures, and pictures given as text or bytes. */
#ifndef BZ_TESTS_PICTURE_DESK_H
#define BZ_TESTS_PICTURE_DESK_H

#include "picture/picture.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct desk {
    bz_job job;
    bz_picture picture; /* the last one read */
    unsigned number;
} desk;

static inline desk *desk_new(void)
{
    desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    d->job = (bz_job){.arena = bz_arena_new(),
                      .scratch = bz_arena_new(),
                      .diags = bz_diags_new(),
                      .sources = bz_sources_new(),
                      .limits = &bz_limits_default};
    return d;
}

static inline void desk_free(desk *d)
{
    bz_picture_deinit(&d->picture);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_arena_free(d->job.arena);
    bz_arena_free(d->job.scratch);
    free(d);
}

static inline bz_status desk_read(desk *d, const void *bytes, size_t n)
{
    bz_picture_deinit(&d->picture);
    bz_str name = bz_arena_printf(d->job.arena, "images/%u", ++d->number);
    uint32_t file = bz_sources_add(d->job.sources, name, (bz_str){bytes, n});
    return bz_picture_read(&d->picture, file, bz_span_none(), &d->job);
}

static inline bz_status desk_svg(desk *d, const char *text)
{
    return desk_read(d, text, strlen(text));
}

/* All reports since the last call, "R025@12 message" a line; in the job's arena. */
static inline const char *desk_reports(desk *d)
{
    bz_buf out = {0};
    for (size_t i = 0; i < bz_diags_count(d->job.diags); i++) {
        const bz_diag *one = bz_diags_at(d->job.diags, i);
        bz_buf_fmt(&out, "%s@%u %.*s\n", bz_code_row(one->code)->name, one->span.start,
                   BZ_FMT(one->message));
    }
    const char *text = bz_arena_str(d->job.arena, bz_buf_view(&out)).p;
    bz_buf_deinit(&out);
    bz_diags_free(d->job.diags);
    d->job.diags = bz_diags_new();
    return text;
}

#endif
