/* Texts that nobody means to write, and fonts that are not there or not sound. */
#include "../unit.h"
#include "bench.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bz_str repeat(bench *b, const char *text, size_t n)
{
    bz_buf_clear(&b->out);
    for (size_t i = 0; i < n; i++)
        bz_buf_put(&b->out, text);
    return bz_arena_str(b->job.arena, bz_buf_view(&b->out));
}

static size_t text_bytes(const bench *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->lines.pieces.n; i++)
        n += piece_text(b, &b->lines.pieces.p[i]).n;
    return n;
}

static void test_type_hard__long_words(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text;
        size_t times;
    } rows[] = {
        {"en", "w", 100000},          {"ar", "س", 30000}, {"my", "က", 20000},
        {"en", "a-", 20000},          {"en", " ", 20000}, {"en", "a\xc2\xad", 10000},
        {"en", "\xe2\x80\x8b", 9000}, {"en", "😀", 3000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bench b = bench_new();
        bz_str text = repeat(&b, rows[i].text, rows[i].times);
        bz_para *p = para(&b, rows[i].lang);
        bz_para_text(p, text, &plain, bz_span_none());
        lay_para(&b, p, 300);
        for (size_t k = 0; k < b.lines.lines.n; k++)
            if (b.lines.lines.p[k].width > 300.5F)
                fail_msg("line %zu of row %zu is %g wide", k, i, (double)b.lines.lines.p[k].width);
        if (i != 5 && i != 6) assert_int_equal(text_bytes(&b), text.n);
        bench_free(&b);
    }
}

static void test_type_hard__combining_marks(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_str marks = repeat(&b, "\xcc\x81", 10000);
    bz_para *p = para(&b, "en");
    bz_para_text(p, BZ_STR("a"), &plain, bz_span_none());
    bz_para_text(p, marks, &plain, bz_span_none());
    lay_para(&b, p, 100);
    assert_int_equal(text_bytes(&b), 20001);
    bench_free(&b);
}

static void test_type_hard__many_styles(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_para *p = para(&b, "ar");
    for (int i = 0; i < 2000; i++) {
        bz_text_style style = plain;
        style.size = 5 + (float)(i % 7);
        style.bold = i % 2;
        style.isolate = i % 3 == 0;
        style.keep = i % 5 == 0;
        bz_para_text(p, bz_str_from(i % 2 ? "س" : "a1"), &style, bz_span_none());
        if (i % 100 == 0) bz_para_object(p, 3, 3, 0, (uint32_t)i, 0);
    }
    lay_para(&b, p, 50);
    for (size_t k = 0; k < b.lines.lines.n; k++)
        assert_true(b.lines.lines.p[k].width <= 50.5F);
    bench_free(&b);
}

static void test_type_hard__random(void **state)
{
    (void)state;
    static const char *const bits[] = {
        "a",      " ",      "\"",     "'",      "1",      "-",      "+",      "(",
        "س",      "٣",      "😀",      "\u200d", "🏽",   "က",      "្",       "\u2067",
        "\u2069", "\u202e", "\u00ad", "ि",      "\u2028", "\ufffc", "\u200f", "é",
        "🇰",      "\ufe0f", "\u20e3", ".",      ",",      ":",      "«",      "\u0301"};
    uint32_t seed = 7;
    bench b = bench_new();
    for (int i = 0; i < 400; i++) {
        bz_type_drop(b.t);
        bz_para *p = para(&b, i % 2 ? "ar" : i % 3 ? "fr" : "en");
        for (int k = 0; k < 6; k++) {
            bz_buf_clear(&b.out);
            for (int m = 0; m < 8; m++) {
                seed = seed * 1664525 + 1013904223;
                bz_buf_put(&b.out, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
            }
            bz_text_style style = plain;
            style.isolate = seed & 0x100;
            style.keep = seed & 0x200;
            style.bold = seed & 0x400;
            bz_para_text(p, bz_buf_view(&b.out), &style, bz_span_none());
        }
        float least, most;
        bz_para_measure(p, &least, &most, &b.job);
        for (float w = 1; w < most + 20; w += 17) {
            b.lines.lines.n = b.lines.pieces.n = 0;
            bz_status status = bz_para_lay(p, w, 0, 0, &b.lines, &b.job);
            assert_true(status == BZ_OK || status == BZ_INVALID);
            for (size_t k = 0; w > least + 1 && k < b.lines.lines.n; k++)
                assert_true(b.lines.lines.p[k].width <= w + 0.5F);
        }
    }
    bench_free(&b);
}

static bz_diag one_diag(bench *b, bz_str folder)
{
    bz_type_free(b->t);
    bz_type_setup setup = {.folders = &folder, .n_folders = 1};
    b->t = bz_type_new(&setup);
    bz_type_begin(b->t, b->pages);
    bz_para *p = para(b, "en");
    bz_para_text(p, BZ_STR("some words here"), &plain, bz_span_none());
    assert_int_equal(bz_para_lay(p, 100, 0, 0, &b->lines, &b->job), BZ_INVALID);
    assert_true(bz_diags_count(b->job.diags) > 0);
    return *bz_diags_at(b->job.diags, 0);
}

static void test_type_hard__no_fonts(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_diag d = one_diag(&b, BZ_STR("/nowhere"));
    assert_int_equal(bz_diags_count(b.job.diags), 1);
    assert_str(d.message, "there is no font for the script Latn in /nowhere");
    bench_free(&b);
}

static void test_type_hard__damaged_fonts(void **state)
{
    (void)state;
    char folder[] = "/tmp/baraza-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char path[64], expected[200];
    snprintf(path, sizeof path, "%s/NotoSans-Regular.ttf", folder);
    snprintf(expected, sizeof expected, "the font file %s cannot be read, or is not a font", path);
    for (int kind = 0; kind < 4; kind++) {
        if (kind == 3) {
            remove(path);
            assert_int_equal(mkdir(path, 0777), 0);
        } else {
            FILE *whole = fopen("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "rb");
            FILE *f = fopen(path, "wb");
            assert_non_null(f);
            if (kind == 0) fputs("not a font at all", f);
            char bytes[3000];
            if (kind == 2 && whole) /* cut off */
                fwrite(bytes, 1, fread(bytes, 1, sizeof bytes, whole), f);
            fclose(f);
            if (whole) fclose(whole);
        }
        bench b = bench_new();
        bz_diag d = one_diag(&b, bz_str_from(folder));
        assert_str(d.message, expected);
        bench_free(&b);
    }
    remove(path);
    remove(folder);
}

/* Neither the locale nor the environment changes a line. */
static void test_type_hard__same_whatever_the_environment(void **state)
{
    (void)state;
    static const char *const names[] = {
        "LANG",           "LC_ALL",         "HOME",          "FONTCONFIG_FILE",
        "PANGO_LANGUAGE", "HB_SHAPER_LIST", "XDG_CACHE_HOME"};
    bz_buf first = {0};
    for (int i = 0; i < 2; i++) {
        for (size_t k = 0; i == 1 && k < sizeof names / sizeof *names; k++)
            setenv(names[k], "fallback", 1);
        bench b = bench_new();
        lay(&b, "ar", "سلام 10 words \"نعم\" 😀 ကျောင်းသား", 60);
        bz_buf all = {0};
        bz_buf_bytes(&all, b.lines.lines.p, b.lines.lines.n * sizeof *b.lines.lines.p);
        for (size_t k = 0; k < b.pages->glyphs.n; k++)
            bz_buf_fmt(&all, "%u %a", b.pages->glyphs.p[k].id, (double)b.pages->glyphs.p[k].x);
        if (i == 0) {
            first = all;
        } else {
            assert_true(bz_str_eq(bz_buf_view(&all), bz_buf_view(&first)));
        }
        if (i == 1) bz_buf_deinit(&all);
        bench_free(&b);
    }
    bz_buf_deinit(&first);
}
