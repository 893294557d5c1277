/* Page lists made by hand: words shaped with harfbuzz from a real font, put where the test says;
 * and other people's programs to read the file that comes out. */
#ifndef BZ_TESTS_PDF_SHEETS_H
#define BZ_TESTS_PDF_SHEETS_H

#include "../unit.h"
#include "pdf/pdf.h"
#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define NOTO "/usr/share/fonts/truetype/noto/"

typedef struct sheets {
    bz_pages *pages;
    bz_job job;
    bz_buf out;
    bz_tag document;
    hb_font_t *shapers[8]; /* by font of the list */
    float pen;             /* where the last word ended */
} sheets;

static inline sheets sheets_new(void)
{
    sheets s = {.pages = bz_pages_new()};
    s.job.diags = bz_diags_new();
    s.job.sources = bz_sources_new();
    s.pages->title = BZ_STR("A title");
    s.pages->lang = BZ_STR("en");
    s.document = bz_pages_tag(s.pages, 0, BZ_ROLE_DOCUMENT, bz_span_none());
    return s;
}

static inline void sheets_free(sheets *s)
{
    for (size_t i = 0; i < s->pages->fonts.n; i++)
        hb_font_destroy(s->shapers[i]);
    bz_pages_free(s->pages);
    bz_diags_free(s->job.diags);
    bz_sources_free(s->job.sources);
    bz_buf_deinit(&s->out);
}

static inline uint32_t sheets_font(sheets *s, const char *path)
{
    bz_page_font f = {.path = bz_str_from(path), .family = BZ_STR("Noto")};
    bz_vec_push(&s->pages->fonts, f);
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    uint32_t made = (uint32_t)s->pages->fonts.n - 1;
    s->shapers[made] = hb_font_create(face);
    hb_face_destroy(face);
    return made;
}

static inline bz_tag sheets_tag(sheets *s, bz_tag parent, bz_role role)
{
    return bz_pages_tag(s->pages, parent, role, bz_span_none());
}

/* The run of one word, shaped. */
static inline uint32_t sheets_run(sheets *s, uint32_t font, float size, bool is_rtl, bz_str word)
{
    hb_buffer_t *b = hb_buffer_create();
    hb_buffer_add_utf8(b, word.p, (int)word.n, 0, (int)word.n);
    hb_buffer_guess_segment_properties(b);
    hb_buffer_set_direction(b, is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_font_t *shaper = s->shapers[font];
    hb_shape(shaper, b, NULL, 0);
    unsigned n;
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
    hb_glyph_position_t *at = hb_buffer_get_glyph_positions(b, &n);
    float unit = size / (float)hb_face_get_upem(hb_font_get_face(shaper)), x = 0;
    bz_run run = {.font = font, .size = size, .is_rtl = is_rtl, .n_glyphs = n};
    run.glyph = (uint32_t)s->pages->glyphs.n;
    run.text = bz_pages_text(s->pages, word);
    run.text_n = (uint32_t)word.n;
    for (unsigned i = 0; i < n; i++) {
        bz_glyph g = {.id = (uint16_t)info[i].codepoint,
                      .cluster = (uint16_t)info[i].cluster,
                      .x = x + (float)at[i].x_offset * unit,
                      .y = -(float)at[i].y_offset * unit};
        x += (float)at[i].x_advance * unit;
        bz_vec_push(&s->pages->glyphs, g);
    }
    run.advance = x;
    hb_buffer_destroy(b);
    bz_vec_push(&s->pages->runs, run);
    return (uint32_t)s->pages->runs.n - 1;
}

static inline void sheets_place(sheets *s, uint32_t run, float x, float y, bz_tag tag)
{
    bz_item item = {
        .kind = BZ_ITEM_RUN, .colour = BZ_BLACK, .tag = tag, .ref = run, .x = x, .y = y};
    bz_pages_put(s->pages, &item);
    s->pen = x + s->pages->runs.p[run].advance;
}

/* A line of words, each with the space behind it; `x` is where the line starts: its left end, or
 * its right one for right-to-left. */
static inline void sheets_line(sheets *s, uint32_t font, float size, bool is_rtl, float x, float y,
                               bz_tag tag, const char *text)
{
    bz_str rest = bz_str_from(text);
    while (rest.n) {
        size_t end = bz_str_find(rest, ' ', 0);
        if (end < rest.n) end++;
        uint32_t run = sheets_run(s, font, size, is_rtl, bz_str_cut(rest, 0, end));
        float advance = s->pages->runs.p[run].advance;
        if (is_rtl) x -= advance;
        sheets_place(s, run, x, y, tag);
        if (!is_rtl) x += advance;
        rest = bz_str_cut(rest, end, rest.n);
    }
}

static inline void sheets_write(sheets *s)
{
    bz_buf_clear(&s->out);
    assert_int_equal(bz_pdf_write(s->pages, &s->out, &s->job), BZ_OK);
}

/* --- other programs */

/* What `command` prints, with %s for the file; must succeed. */
static inline bz_buf sheets_ask(const sheets *s, const char *command)
{
    char path[] = "/tmp/baraza-pdf-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "wb");
    assert_int_equal(fwrite(s->out.p, 1, s->out.n, f), s->out.n);
    assert_int_equal(fclose(f), 0);
    char line[512];
    snprintf(line, sizeof line, command, path);
    FILE *said = popen(line, "r");
    assert_non_null(said);
    bz_buf answer = {0};
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, said)) > 0;)
        bz_buf_bytes(&answer, chunk, n);
    int status = pclose(said);
    unlink(path);
    if (status != 0) fail_msg("`%s` ended with %d and said: %s", line, status, answer.p);
    bz_buf_char(&answer, '\0');
    answer.n--;
    return answer;
}

static inline void sheets_check(const sheets *s)
{
    bz_buf said = sheets_ask(s, "qpdf --check --warning-exit-0 %s 2>&1");
    if (strstr(said.p, "WARNING")) fail_msg("%s", said.p);
    bz_buf_deinit(&said);
}

/* Both poppler and mupdf must read `text` (lines, without space at their ends) from the file. */
static inline void sheets_reads(const sheets *s, const char *text)
{
    static const char *const readers[] = {
        "pdftotext -nopgbrk %s - 2> /dev/null |"
        " LC_ALL=C sed 's/\\xE2\\x80[\\xAA-\\xAE]//g;s/ *$//;/^$/d'", /* marks of direction */
        "mutool draw -q -F txt %s 2> /dev/null | tr -d '\\014' | sed 's/ *$//;/^$/d'"};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        bz_buf said = sheets_ask(s, readers[i]);
        if (strcmp(said.p, text) != 0)
            fail_msg("`%s` read:\n%s\ninstead of:\n%s", readers[i], said.p, text);
        bz_buf_deinit(&said);
    }
}

#endif
