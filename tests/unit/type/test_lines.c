/* Lines: where they end, how wide they are, where their pieces stand. */
#include "../unit.h"
#include "bench.h"
#include <math.h>

static void test_type_lines__filled(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "Talk with your child while you cook, and let the child answer.", 100);
    assert_str(lines_text(&b), "Talk with your child |while you cook, and |let the child answer.");
    for (size_t i = 0; i < b.lines.lines.n; i++) {
        const bz_line *l = &b.lines.lines.p[i];
        assert_true(l->width <= 100.01F && l->width > 50);
        assert_true(l->x == 0);
        assert_true(l->pitch > 12 && l->pitch < 14);
        assert_true(l->ascent > 10 && l->descent > 2.5F);
    }
    lay(&b, "en", "", 100);
    assert_int_equal(b.lines.lines.n, 0);
    bench_free(&b);
}

static void test_type_lines__aligned(void **state)
{
    (void)state;
    bench b = bench_new();
    static const struct {
        const char *lang;
        bz_align align;
        int edge; /* 0 left, 1 middle, 2 right */
    } rows[] = {
        {"en", BZ_ALIGN_START, 0}, {"en", BZ_ALIGN_CENTRE, 1}, {"en", BZ_ALIGN_END, 2},
        {"ar", BZ_ALIGN_START, 2}, {"ar", BZ_ALIGN_CENTRE, 1}, {"ar", BZ_ALIGN_END, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool rtl = is_rtl(rows[i].lang);
        bz_para *p = bz_para_new(b.t, bz_str_from(rows[i].lang), rtl, rows[i].align);
        const char *text = rtl ? "سلام عليكم" : "Good day";
        bz_para_text(p, bz_str_from(text), &plain, bz_span_none());
        b.lines.lines.n = b.lines.pieces.n = 0;
        assert_int_equal(bz_para_lay(p, 200, 20, 0, &b.lines, &b.job), BZ_OK);
        const bz_line *l = &b.lines.lines.p[0];
        float left = rtl ? 0 : 20, right = rtl ? 180 : 200, end = l->x + l->width;
        if (rows[i].edge == 0) assert_true(fabsf(l->x - left) < 0.1F);
        if (rows[i].edge == 1) assert_true(fabsf(l->x + end - left - right) < 0.1F);
        if (rows[i].edge == 2) assert_true(fabsf(end - right) < 0.1F);
    }
    bench_free(&b);
}

static void test_type_lines__indent_narrows_the_first(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_para *p = para(&b, "en");
    bz_para_text(p, BZ_STR("one two one two one two"), &plain, bz_span_none());
    assert_int_equal(bz_para_lay(p, 45, 25, 0, &b.lines, &b.job), BZ_OK);
    assert_str(lines_text(&b), "one |two one |two one |two");
    bench_free(&b);
}

static void test_type_lines__forced(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_para *p = para(&b, "en");
    bz_para_break(p);
    bz_para_text(p, BZ_STR("one "), &plain, bz_span_none());
    bz_para_break(p);
    bz_para_break(p);
    bz_para_text(p, BZ_STR("two"), &plain, bz_span_none());
    lay_para(&b, p, 500);
    assert_str(lines_text(&b), "|one ||two");
    for (size_t i = 0; i < 4; i++)
        assert_true(b.lines.lines.p[i].pitch > 12);
    assert_true(fabsf(b.lines.lines.p[1].width - b.lines.pieces.p[0].w) < 0.01F);
    bench_free(&b);
}

static void test_type_lines__leading_and_rise(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_para *p = para(&b, "en");
    bz_text_style mark = plain;
    mark.size = 6;
    mark.rise = 4;
    bz_para_text(p, BZ_STR("note"), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("1"), &mark, bz_span_none());
    assert_int_equal(bz_para_lay(p, 100, 0, 17, &b.lines, &b.job), BZ_OK);
    assert_true(b.lines.lines.p[0].pitch == 17);
    assert_true(b.lines.pieces.p[1].rise == 4);
    assert_true(fabsf(b.lines.lines.p[0].ascent - 10.69F) < 0.1F);
    bench_free(&b);
}

static void test_type_lines__no_lost_word(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_para *p = para(&b, "en");
    bz_para_text(p, BZ_STR("Say it aloud, and let all of them say it."), &plain, bz_span_none());
    float least, most;
    bz_para_measure(p, &least, &most, &b.job);
    lay_para(&b, p, most - 1);
    assert_str(lines_text(&b), "Say it aloud, and let all of them |say it.");
    /* Not at the price of a short line before it. */
    p = para(&b, "en");
    bz_para_text(p, BZ_STR("Say communicatively it."), &plain, bz_span_none());
    bz_para_measure(p, &least, &most, &b.job);
    lay_para(&b, p, most - 1);
    assert_str(lines_text(&b), "Say communicatively |it.");
    bench_free(&b);
}

static void test_type_lines__objects(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_para *p = para(&b, "en");
    bz_para_object(p, 12, 30, 2, 77, 5);
    bz_para_text(p, BZ_STR(" clock"), &plain, bz_span_none());
    lay_para(&b, p, 200);
    assert_str(lines_text(&b), "[object] clock");
    const bz_piece *o = &b.lines.pieces.p[0];
    assert_true(o->run == UINT32_MAX && o->ref == 77 && o->tag == 5 && o->w == 12);
    assert_true(b.lines.lines.p[0].ascent == 30);
    assert_true(b.lines.pieces.p[1].x == 12);
    bench_free(&b);
}

static void test_type_lines__too_wide(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "an incomprehensibilities case", 40);
    assert_str(lines_text(&b), "an |incompr|ehensibi|lities |case");
    for (size_t i = 0; i < b.lines.lines.n; i++)
        assert_true(b.lines.lines.p[i].width <= 40.01F);
    lay(&b, "en", "abc", 0.5F); /* one letter a line is the least */
    assert_str(lines_text(&b), "a|b|c");
    /* Letters stay with their marks. */
    lay(&b, "en",
        "e\xcc\x81"
        "e\xcc\x81",
        0.5F);
    assert_str(lines_text(&b), "e\xcc\x81|e\xcc\x81");
    bench_free(&b);
}

static void test_type_lines__kept(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_text_style kept = plain;
    kept.keep = true;
    bz_para *p = para(&b, "en");
    bz_para_text(p, BZ_STR("call "), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("Amina Diallo"), &kept, bz_span_none());
    bz_para_text(p, BZ_STR(" now"), &plain, bz_span_none());
    lay_para(&b, p, 70);
    assert_str(lines_text(&b), "call |Amina Diallo |now");
    lay_para(&b, p, 40); /* no other way */
    assert_str(lines_text(&b), "call |Amina |Diallo |now");
    float least, most;
    bz_para_measure(p, &least, &most, &b.job);
    assert_true(least > 55 && least < 70 && most > 100);
    bench_free(&b);
}

/* A time goes to the next line as a whole; a long row of numbers may be parted. */
static void test_type_lines__times_stay_whole(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "Sunday, 10:00–11:30", 75);
    assert_str(lines_text(&b), "Sunday, |10:00–11:30");
    bench_free(&b);
}

static void test_type_lines__measured(void **state)
{
    (void)state;
    bench b = bench_new();
    float least, most, word, other;
    bz_para *p = para(&b, "en");
    bz_para_text(p, BZ_STR("a longestword here"), &plain, bz_span_none());
    bz_para_measure(p, &least, &most, &b.job);
    bz_para *one = para(&b, "en");
    bz_para_text(one, BZ_STR("longestword"), &plain, bz_span_none());
    bz_para_measure(one, &word, &other, &b.job);
    assert_true(fabsf(least - word) < 0.01F);
    assert_true(fabsf(word - other) < 0.01F);
    lay_para(&b, p, most);
    assert_int_equal(b.lines.lines.n, 1);
    assert_true(fabsf(b.lines.lines.p[0].width - most) < 0.01F);
    lay_para(&b, p, least);
    assert_int_equal(b.lines.lines.n, 3);
    bench_free(&b);
}

static void test_type_lines__soft_hyphens(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "de", "Familien\xc2\xadgruppen\xc2\xadtreffen", 75);
    assert_str(lines_text(&b), "Familien\xc2\xad|gruppentreffen");
    const bz_line *l = &b.lines.lines.p[0];
    assert_true(l->width <= 75.01F);
    lay(&b, "de", "Familien\xc2\xadgruppen\xc2\xadtreffen", 300);
    assert_str(lines_text(&b), "Familiengruppentreffen");
    bench_free(&b);
}

static void test_type_lines__words_are_shaped_once(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "the child and the mother and the child", 1000);
    const bz_piece *p = b.lines.pieces.p;
    assert_int_equal(b.lines.pieces.n, 8);
    assert_int_equal(p[0].run, p[3].run);
    assert_int_equal(p[0].run, p[6].run);
    assert_int_equal(p[2].run, p[5].run);
    size_t runs = b.pages->runs.n;
    lay(&b, "en", "the mother and the mother and the child", 60);
    assert_int_equal(b.pages->runs.n, runs);
    assert_int_equal(bz_type_files(b.t), 1);
    assert_true(bz_str_ends(bz_type_file(b.t, 0), "/NotoSans-Regular.ttf"));
    assert_str(b.pages->fonts.p[0].family, "Noto Sans Regular");

    /* Another list starts afresh. */
    bz_pages *other = bz_pages_new();
    bz_type_begin(b.t, other);
    lay(&b, "en", "the child", 1000);
    assert_int_equal(other->runs.n, 2);
    assert_int_equal(other->fonts.n, 1);
    /* What is only measured comes into no list. */
    bz_para *p2 = para(&b, "en");
    bz_para_text(p2, BZ_STR("something else"), &plain, bz_span_none());
    float least, most;
    bz_para_measure(p2, &least, &most, &b.job);
    assert_int_equal(other->runs.n, 2);
    bz_pages_free(other);
    bench_free(&b);
}

static void test_type_lines__ends_at_hyphens(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "aaa aaa well-known", 45);
    assert_str(lines_text(&b), "aaa aaa |well-|known");
    lay(&b, "en", "aaa aaa -5 bb", 45);
    assert_str(lines_text(&b), "aaa aaa |-5 bb");
    bench_free(&b);
}
