/* Both directions in one line: order, places, isolates, letters that join. */
#include "../unit.h"
#include "bench.h"
#include <math.h>

static void test_type_bidi__order(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *seen;
    } rows[] = {
        {"ar", "سلام عليكم", "عليكم~سلام"},
        {"ar", "قال Baraza نعم", "نعم~~Baraza~قال"},
        {"ar", "من 10 دقائق", "دقائق~~10~من"},
        {"ar", "two words نعم", "نعم~~two~words"},
        {"en", "say سلام عليكم now", "say~عليكم~سلام~~now"},
        {"en", "say سلام 12 now", "say~12~سلام~~now"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lay(&b, rows[i].lang, rows[i].text, 5000);
        assert_str(lines_seen(&b), rows[i].seen);
    }
    bench_free(&b);
}

static void test_type_bidi__phone_numbers(void **state)
{
    (void)state;
    bench b = bench_new();
    /* The groups of a number keep their order, and so does what is around it. */
    lay(&b, "ar", "اتصل 0800 123 456 الآن", 5000);
    assert_str(lines_text(&b), "اتصل 0800 123 456 الآن");
    assert_str(lines_seen(&b), "الآن~~0800~123~456~اتصل");
    lay(&b, "ar", "اتصل +962 6 550 83 40 (مجاني)", 5000);
    assert_str(lines_seen(&b), ")~مجاني~(~~+~962~6~550~83~40~اتصل");
    lay(&b, "fa", "تلفن ۰۲۱ ۱۲۳ ۴۵۶۷ است", 5000);
    assert_true(strstr(lines_seen(&b).p, "۰۲۱~۱۲۳~۴۵۶۷") != NULL);
    bench_free(&b);
}

static void test_type_bidi__isolates(void **state)
{
    (void)state;
    bench b = bench_new();
    bz_text_style name = plain, bold;
    name.isolate = true;
    bold = name;
    bold.bold = true;
    bz_para *p = para(&b, "ar");
    bz_para_text(p, BZ_STR("في "), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("WHO"), &name, bz_span_none());
    bz_para_text(p, BZ_STR(", "), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("UNICEF "), &name, bz_span_none());
    bz_para_text(p, BZ_STR("ECD"), &bold, bz_span_none());
    bz_para_text(p, BZ_STR(" 5"), &plain, bz_span_none());
    lay_para(&b, p, 5000);
    assert_str(lines_text(&b), "في WHO, UNICEF ECD 5");
    assert_str(lines_seen(&b), "5~~UNICEF~ECD~,~WHO~في");
    bench_free(&b);
}

/* A sentence of the other direction reads in its own, on the paragraph's side. */
static void test_type_bidi__foreign_sentences(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *seen;
    } rows[] = {
        {"ar", "Wait (a little). Sunday, 9:00 to 17:00.",
         "Wait~(a~little).~Sunday,~9:00~to~17:00."},
        {"he", "Шаг 1!", "Шаг~1!"},
        {"ar", "Wait. نعم", "نعم~.~Wait"},
        {"ar", "Wait 5 ٥.", ".~٥~~Wait~5"},
        {"ar", "5.", ".~5"},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lay(&b, rows[i].lang, rows[i].text, 500);
        assert_str(lines_seen(&b), rows[i].seen);
        assert_true(fabsf(b.lines.lines.p[0].x + b.lines.lines.p[0].width - 500) < 0.01F);
    }
    lay(&b, "ar", "one two three.", 44);
    assert_str(lines_seen(&b), "one~two|three.");
    for (size_t i = 0; i < b.lines.lines.n; i++) {
        const bz_line *l = &b.lines.lines.p[i];
        assert_true(fabsf(l->x + l->width - 44) < 0.01F);
        assert_true(b.lines.pieces.p[l->first].x == 0);
    }
    bench_free(&b);
}

static void test_type_bidi__spaces_hang(void **state)
{
    (void)state;
    bench b = bench_new();
    /* Right to left: the space at the end stands left of the line. */
    lay(&b, "ar", "سلام عليكم ورحمة", 50);
    assert_int_equal(b.lines.lines.n, 2);
    const bz_line *l = &b.lines.lines.p[0];
    const bz_piece *last = &b.lines.pieces.p[l->first + l->n - 1];
    assert_true(last->x < -1);
    assert_true(fabsf(l->x + l->width - 50) < 0.01F);
    /* A word of the other direction at the end of a line leaves its space to the paragraph. */
    lay(&b, "ar", "نعم one two three", 44);
    assert_str(lines_text(&b), "نعم one |two |three");
    l = &b.lines.lines.p[0];
    last = &b.lines.pieces.p[l->first + l->n - 1];
    assert_str(piece_text(&b, last), " ");
    assert_true(last->x < 0 && last->w == 0);
    assert_str(lines_seen(&b), "~one~نعم|~two|three");
    bench_free(&b);
}

static void test_type_bidi__letters_join(void **state)
{
    (void)state;
    bench b = bench_new();
    /* Three letters joined are other glyphs than three letters alone. */
    lay(&b, "ar", "سلم", 500);
    const bz_run *r = &b.pages->runs.p[b.lines.pieces.p[0].run];
    assert_int_equal(r->n_glyphs, 3);
    assert_true(r->is_rtl);
    uint16_t joined[3];
    for (int i = 0; i < 3; i++) {
        joined[i] = b.pages->glyphs.p[r->glyph + (uint32_t)i].id;
        assert_int_equal(b.pages->glyphs.p[r->glyph + (uint32_t)i].cluster, 4 - 2 * i);
    }
    lay(&b, "ar", "س ل م", 500);
    for (int i = 0; i < 3; i++) {
        r = &b.pages->runs.p[b.lines.pieces.p[i].run];
        uint16_t alone = b.pages->glyphs.p[r->glyph + r->n_glyphs - 1].id;
        assert_int_not_equal(alone, joined[2 - i]);
    }
    /* They join over a change of style, and where a word had to be parted. */
    bz_text_style red = plain;
    red.colour.r = 200;
    bz_para *p = para(&b, "ar");
    bz_para_text(p, BZ_STR("س"), &plain, bz_span_none());
    bz_para_text(p, BZ_STR("لم"), &red, bz_span_none());
    lay_para(&b, p, 500);
    assert_int_equal(b.lines.pieces.n, 2);
    r = &b.pages->runs.p[b.lines.pieces.p[0].run];
    assert_int_equal(b.pages->glyphs.p[r->glyph].id, joined[2]);
    assert_int_equal(b.lines.pieces.p[1].colour.r, 200);
    assert_true(b.lines.pieces.p[1].x < b.lines.pieces.p[0].x);
    lay(&b, "ar", "سلم", 0.5F);
    assert_int_equal(b.lines.lines.n, 3);
    r = &b.pages->runs.p[b.lines.pieces.p[0].run];
    assert_int_equal(b.pages->glyphs.p[r->glyph].id, joined[2]);
    bench_free(&b);
}

static void test_type_bidi__brackets_turn(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "(", 500);
    uint16_t open = b.pages->glyphs.p[b.pages->runs.p[b.lines.pieces.p[0].run].glyph].id;
    lay(&b, "en", ")", 500);
    uint16_t close = b.pages->glyphs.p[b.pages->runs.p[b.lines.pieces.p[0].run].glyph].id;
    lay(&b, "ar", "(نعم)", 500);
    assert_str(lines_text(&b), "(نعم)");
    const bz_piece *first = &b.lines.pieces.p[0];
    uint16_t seen = b.pages->glyphs.p[b.pages->runs.p[first->run].glyph].id;
    assert_int_equal(seen, close);
    assert_int_not_equal(open, close);
    assert_true(first->x > b.lines.pieces.p[1].x);
    bench_free(&b);
}

static void test_type_bidi__controls_only(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "\u2067\u2068\u202e\u202a\u2069\u200f\u200e", 100);
    for (size_t i = 0; i < b.lines.lines.n; i++)
        assert_true(b.lines.lines.p[i].width < 0.01F);
    lay(&b, "ar", "\u2066\u2066\u2066a\u202eb", 100);
    assert_true(b.lines.pieces.n > 0);
    bench_free(&b);
}
