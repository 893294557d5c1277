/* One hostile picture: any bytes are read, and what is accepted must hold together. Built with
 * clang it is a fuzzer; tests/unit/picture/test_mutation.c calls it with damaged pictures:
 *   clang -fsanitize=fuzzer,address,undefined -std=c11 -D_GNU_SOURCE -Isrc tests/fuzz/picture.c \
 *       src/picture/X.c src/base/X.c (X: every file there) $(pkg-config --libs libpng libjpeg
 * libqrencode) -lm */
#include "picture/picture.h"
#include <math.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool holds)
{
    if (!holds) abort();
}

static void look_at_drawing(const bz_drawing *d)
{
    for (size_t i = 0; i < d->shapes.n; i++) {
        const bz_shape *s = &d->shapes.p[i];
        need(s->first <= d->steps.n && s->n <= d->steps.n - s->first);
        need(s->clip <= i && isfinite((double)s->width) && s->width >= 0);
        need(s->cap <= 2 && s->join <= 2 && s->dash_on >= 0 && s->dash_off >= 0);
    }
    for (size_t i = 0; i < d->steps.n; i++)
        need(d->steps.p[i].kind <= BZ_STEP_CLOSE && isfinite((double)d->steps.p[i].x) &&
             isfinite((double)d->steps.p[i].y));
}

/* Reads every sample, so that a sanitizer sees a size that is wrong. */
static void look_at_samples(const bz_picture *p)
{
    unsigned sum = 0;
    size_t pixels = (size_t)p->pixel_w * p->pixel_h;
    for (size_t i = 0; i < pixels * p->components; i++)
        sum += p->samples[i];
    for (size_t i = 0; p->alpha && i < pixels; i++)
        sum += p->alpha[i];
    need(p->components == 1 || p->components == 3);
    need(sum <= pixels * 4 * 255);
}

static void look_at(const bz_picture *p)
{
    need(p->width > 0 && p->height > 0 && isfinite((double)p->width) &&
         isfinite((double)p->height));
    if (p->kind == BZ_PICTURE_DRAWING) {
        look_at_drawing(&p->drawing);
        return;
    }
    need(p->pixel_w > 0 && p->pixel_h > 0);
    if (p->kind == BZ_PICTURE_SAMPLES) {
        look_at_samples(p);
        return;
    }
    need(p->components == 1 || p->components == 3 || p->components == 4);
    bz_picture samples;
    if (bz_picture_decode(&samples, p, 1, 1)) look_at_samples(&samples);
    bz_picture_deinit(&samples);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bz_job job = {
        .diags = bz_diags_new(), .sources = bz_sources_new(), .limits = &bz_limits_default};
    uint32_t file = bz_sources_add(job.sources, BZ_STR("x"), (bz_str){(const char *)data, size});
    bz_picture p;
    bz_status status = bz_picture_read(&p, file, bz_span_none(), &job);
    if (status == BZ_OK) look_at(&p);
    need((status == BZ_OK) == (bz_diags_errors(job.diags) == 0)); /* never refused in silence */
    bz_buf out = {0};
    for (size_t i = 0; i < bz_diags_count(job.diags); i++)
        bz_diag_print(&out, bz_diags_at(job.diags, i), job.sources, false);
    bz_buf_deinit(&out);
    bz_picture_deinit(&p);
    bz_diags_free(job.diags);
    bz_sources_free(job.sources);
    return 0;
}
