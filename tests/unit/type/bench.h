/* What tests of typography share: a type with the distribution's fonts, a page list and a job. */
#ifndef BZ_TESTS_TYPE_BENCH_H
#define BZ_TESTS_TYPE_BENCH_H

#include "base/utf8.h"
#include "type/type.h"
#include <string.h>

typedef struct bench {
    bz_job job;
    bz_pages *pages;
    bz_type *t;
    bz_lines lines;
    bz_buf out;
} bench;

static const bz_text_style plain = {.size = 10, .colour = {0, 0, 0, 255}};

static inline bench bench_new(void)
{
    bench b = {.pages = bz_pages_new(), .t = bz_type_new(NULL)};
    b.job = (bz_job){.arena = bz_arena_new(),
                     .scratch = bz_arena_new(),
                     .diags = bz_diags_new(),
                     .sources = bz_sources_new(),
                     .limits = &bz_limits_default};
    bz_type_begin(b.t, b.pages);
    return b;
}

static inline void bench_free(bench *b)
{
    bz_lines_deinit(&b->lines);
    bz_buf_deinit(&b->out);
    bz_type_free(b->t);
    bz_pages_free(b->pages);
    bz_diags_free(b->job.diags);
    bz_sources_free(b->job.sources);
    bz_arena_free(b->job.arena);
    bz_arena_free(b->job.scratch);
}

static inline bool is_rtl(const char *lang)
{
    return bz_type_manner(bz_str_from(lang)).is_rtl;
}

static inline bz_para *para(bench *b, const char *lang)
{
    return bz_para_new(b->t, bz_str_from(lang), is_rtl(lang), BZ_ALIGN_START);
}

static inline void lay_para(bench *b, bz_para *p, float width)
{
    b->lines.lines.n = b->lines.pieces.n = 0;
    bz_status status = bz_para_lay(p, width, 0, 0, &b->lines, &b->job);
    if (status != BZ_OK) fail_msg("%.*s", BZ_FMT(bz_diags_at(b->job.diags, 0)->message));
}

/* One paragraph in the plain style. */
static inline void lay(bench *b, const char *lang, const char *text, float width)
{
    bz_type_drop(b->t);
    bz_para *p = para(b, lang);
    bz_para_text(p, bz_str_from(text), &plain, bz_span_none());
    lay_para(b, p, width);
}

static inline bz_str piece_text(const bench *b, const bz_piece *p)
{
    if (p->run == UINT32_MAX) return BZ_STR("[object]");
    const bz_run *r = &b->pages->runs.p[p->run];
    return bz_pages_str(b->pages, r->text, r->text_n);
}

/* The text of all lines, in logical order; a '|' where a line ends. */
static inline bz_str lines_text(bench *b)
{
    bz_buf_clear(&b->out);
    for (size_t i = 0; i < b->lines.lines.n; i++) {
        const bz_line *l = &b->lines.lines.p[i];
        if (i) bz_buf_char(&b->out, '|');
        for (uint32_t k = 0; k < l->n; k++)
            bz_buf_str(&b->out, piece_text(b, &b->lines.pieces.p[l->first + k]));
    }
    return bz_buf_view(&b->out);
}

/* The pieces of all lines as they are seen, from left to right. */
static inline bz_str lines_seen(bench *b)
{
    bz_buf_clear(&b->out);
    for (size_t i = 0; i < b->lines.lines.n; i++) {
        const bz_line *l = &b->lines.lines.p[i];
        if (i) bz_buf_char(&b->out, '|');
        bool done[256] = {false};
        for (uint32_t k = 0; k < l->n && k < 256; k++) {
            uint32_t best = UINT32_MAX;
            for (uint32_t m = 0; m < l->n && m < 256; m++)
                if (!done[m] && (best == UINT32_MAX || b->lines.pieces.p[l->first + m].x <
                                                           b->lines.pieces.p[l->first + best].x))
                    best = m;
            done[best] = true;
            if (k) bz_buf_char(&b->out, '~');
            bz_buf_str(&b->out, bz_str_trim(piece_text(b, &b->lines.pieces.p[l->first + best])));
        }
    }
    return bz_buf_view(&b->out);
}

#endif
