/* Pictographs: no box is printed, whatever sequence they come in. */
#include "../unit.h"
#include "bench.h"

static size_t count_glyphs(const bench *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->lines.pieces.n; i++) {
        const bz_run *r = &b->pages->runs.p[b->lines.pieces.p[i].run];
        for (uint32_t g = 0; g < r->n_glyphs; g++)
            assert_int_not_equal(b->pages->glyphs.p[r->glyph + g].id, 0);
        n += r->n_glyphs;
    }
    return n;
}

static void test_type_emoji__sequences(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t glyphs;
    } rows[] = {
        {"😀", 1},
        {"👍🏽", 1},                     /* a tone of skin */
        {"🏽", 1},                         /* a tone by itself is a swatch */
        {"❤️", 1},                       /* as a picture */
        {"👨‍👩‍👧", 3},           /* a family: its members */
        {"🤷‍♀️", 1},                /* a sex */
        {"👩‍🏫", 2},                  /* a teacher: a woman, a school */
        {"🫱🏾‍🫲🏽", 1},          /* a handshake */
        {"1️⃣", 1},                      /* a keycap */
        {"🇰🇪", 2},                           /* a flag: K E */
        {"🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1}, /* a flag with tags */
        {"☎️ ✓ ★", 5},
    };
    bench b = bench_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lay(&b, "en", rows[i].text, 500);
        assert_int_equal(b.lines.lines.n, 1);
        assert_str(lines_text(&b), rows[i].text); /* copies from the page are whole */
        if (count_glyphs(&b) != rows[i].glyphs)
            fail_msg("%s: %zu glyphs", rows[i].text, count_glyphs(&b));
    }
    assert_int_equal(bz_diags_count(b.job.diags), 0);
    bench_free(&b);
}

static void test_type_emoji__in_text(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "Well done👏🏿! Go🇰🇪on", 500);
    assert_str(lines_text(&b), "Well done👏🏿! Go🇰🇪on");
    lay(&b, "ar", "أحسنت👏🏿 جدا", 500);
    assert_str(lines_text(&b), "أحسنت👏🏿 جدا");
    /* A picture does not push the lines apart. */
    float pitch = b.lines.lines.p[0].pitch;
    lay(&b, "ar", "أحسنت", 500);
    assert_true(b.lines.lines.p[0].pitch == pitch);
    bench_free(&b);
}
