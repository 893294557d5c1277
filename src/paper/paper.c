/* The module for paper: what the program asks of it (render/paper.h). In: assembled documents, one
 * after the other. Out: a PDF, or a preview of each page, for each; and the fonts that they use.
 * Fonts and shaped words are kept over all documents of a build. */
#include "paper/paper.h"

#include "base/map.h"
#include "base/mem.h"
#include "layout/layout.h"
#include "page/page.h"
#include "pdf/pdf.h"
#include "raster/raster.h"
#include "type/type.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

typedef struct maker {
    bz_type *type;
    bz_raster *raster; /* NULL: no preview was asked for yet */
    bz_map *told;      /* fonts, by path */
} maker;

static void *open_paper(const bz_paper_setup *setup)
{
    maker *k = bz_mem_new(sizeof *k);
    bz_type_setup fonts = {setup->font_folders, setup->n_font_folders};
    k->type = bz_type_new(&fonts);
    k->told = bz_map_new();
    return k;
}

static void close_paper(void *state)
{
    maker *k = state;
    bz_raster_free(k->raster);
    bz_type_free(k->type);
    bz_map_free(k->told);
    bz_mem_free(k);
}

/* --- fonts */

static bool digest(const char *path, char hex[65])
{
    enum { PIECE = 65536 };
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    struct sha256_ctx hash;
    uint8_t sum[SHA256_DIGEST_SIZE], *piece = bz_mem_new(PIECE);
    sha256_init(&hash);
    for (size_t n; (n = fread(piece, 1, PIECE, file)) > 0;)
        sha256_update(&hash, n, piece);
    bool good = !ferror(file);
    fclose(file);
    bz_mem_free(piece);
    sha256_digest(&hash, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++)
        snprintf(hex + 2 * i, 3, "%02x", sum[i]);
    return good;
}

/* The path without its folders: where a machine keeps its fonts must not show in a manifest. */
static bz_str file_name(bz_str path)
{
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/')
        at--;
    return bz_str_cut(path, at, path.n);
}

static bz_status tell_fonts(maker *k, const bz_sink *sink, bz_job *job)
{
    for (size_t i = 0; i < bz_type_files(k->type); i++) {
        char hex[65];
        bz_str path = bz_type_file(k->type, i);
        if (bz_map_find(k->told, path)) continue;
        path = bz_arena_str(job->arena, path);
        bz_map_add(k->told, path, 1);
        if (!digest(path.p, hex)) {
            bz_diag_add(job->diags, BZ_R060, bz_span_none(), "the font `%.*s` cannot be read",
                        BZ_FMT(path));
            return BZ_IO;
        }
        sink->font(sink->context, file_name(path), bz_str_from(hex));
    }
    return BZ_OK;
}

/* --- documents */

/* How many pages a reader of the file meets: where pages share sheets, sides of sheets. */
static uint32_t count(const bz_pages *pages)
{
    return pages->imposition == BZ_IMPOSE_NONE ? (uint32_t)pages->pages.n : bz_pages_sides(pages);
}

static bz_status write_pdf(const bz_pages *pages, const bz_sink *sink, bz_job *job)
{
    bz_buf_clear(sink->room);
    bz_status s = bz_pdf_write(pages, sink->room, job);
    if (s != BZ_OK) return s;
    bz_made made = {
        .suffix = BZ_STR(".pdf"), .bytes = bz_buf_view(sink->room), .pages = count(pages)};
    return sink->file(sink->context, &made);
}

static bz_status write_previews(maker *k, const bz_pages *pages, float dpi, const bz_sink *sink,
                                bz_job *job)
{
    char suffix[32];
    uint32_t n = count(pages);
    int digits = snprintf(NULL, 0, "%u", (unsigned)n);
    if (!k->raster) k->raster = bz_raster_new();
    for (uint32_t i = 0; i < n; i++) {
        bz_buf_clear(sink->room);
        bz_status s = bz_raster_page(k->raster, pages, i, dpi > 0 ? dpi : (float)BZ_USUAL_DPI,
                                     sink->room, job);
        if (s != BZ_OK) return s;
        snprintf(suffix, sizeof suffix, "-%0*u.png", digits < 2 ? 2 : digits, (unsigned)(i + 1));
        bz_made made = {
            .suffix = bz_str_from(suffix), .bytes = bz_buf_view(sink->room), .page = i + 1};
        s = sink->file(sink->context, &made);
        if (s != BZ_OK) return s;
    }
    return BZ_OK;
}

/* A step of the work, timed. */
#define TIMED(sink, step, call)                                                                    \
    do {                                                                                           \
        struct timespec since_;                                                                    \
        clock_gettime(CLOCK_MONOTONIC, &since_);                                                   \
        s = (call);                                                                                \
        (sink)->spent((sink)->context, (step), &since_);                                           \
    } while (0)

/* What stands where, as text: for tests, and for reports of pages that came out wrong. */
static bz_status write_list(const bz_pages *pages, const bz_sink *sink)
{
    bz_buf_clear(sink->room);
    bz_pages_dump(pages, sink->room);
    bz_made made = {.suffix = BZ_STR(".pages"), .bytes = bz_buf_view(sink->room)};
    return sink->file(sink->context, &made);
}

typedef enum kind { KIND_PDF, KIND_PNG, KIND_LIST } kind;

static bz_status make(maker *k, kind what, const bz_render_request *request, const bz_sink *sink,
                      bz_job *job)
{
    bz_pages *pages = bz_pages_new();
    bz_status s;
    TIMED(sink, "lay out", bz_layout(request, k->type, pages, job));
    if (s == BZ_OK && what == KIND_PDF) TIMED(sink, "pdf", write_pdf(pages, sink, job));
    if (s == BZ_OK && what == KIND_PNG)
        TIMED(sink, "png", write_previews(k, pages, request->dpi, sink, job));
    if (s == BZ_OK && what == KIND_LIST) TIMED(sink, "pages", write_list(pages, sink));
    if (s == BZ_OK) TIMED(sink, "fonts", tell_fonts(k, sink, job));
    bz_pages_free(pages);
    return s;
}

static bz_status make_pdf(void *state, const bz_render_request *request, const bz_sink *sink,
                          bz_job *job)
{
    return make(state, KIND_PDF, request, sink, job);
}

static bz_status make_png(void *state, const bz_render_request *request, const bz_sink *sink,
                          bz_job *job)
{
    return make(state, KIND_PNG, request, sink, job);
}

static bz_status make_list(void *state, const bz_render_request *request, const bz_sink *sink,
                           bz_job *job)
{
    return make(state, KIND_LIST, request, sink, job);
}

const bz_paper_calls bz_paper_module = {.stamp = BZ_STAMP,
                                        .size = sizeof(bz_paper_calls),
                                        .open = open_paper,
                                        .close = close_paper,
                                        .pdf = make_pdf,
                                        .png = make_png,
                                        .pages = make_list};
