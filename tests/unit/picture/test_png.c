/* PNG: every kind becomes samples; damaged, cut off and enormous ones are refused. */
#include "../unit.h"
#include "desk.h"
#include "samples.h"
#include <math.h>
#include <zlib.h>

static void put_number(bz_buf *b, uint32_t n)
{
    const char bytes[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
    bz_buf_bytes(b, bytes, 4);
}

/* A head that promises `w` by `h` pixels, a few rows, an end. */
static void head_only(bz_buf *b, uint32_t w, uint32_t h)
{
    bz_buf_bytes(b, "\x89PNG\r\n\x1a\n", 8);
    put_number(b, 13);
    size_t at = b->n;
    bz_buf_bytes(b, "IHDR", 4);
    put_number(b, w);
    put_number(b, h);
    bz_buf_bytes(b, "\x08\x02\0\0\0", 5);
    put_number(b, (uint32_t)crc32(0, (const Bytef *)b->p + at, 17));
    put_number(b, 0);
    bz_buf_bytes(b, "IEND\xae\x42\x60\x82", 8);
}

static void test_picture_png__every_kind(void **state)
{
    (void)state;
    static const struct {
        int type, depths[5];
    } kinds[] = {{PNG_COLOR_TYPE_GRAY, {1, 2, 4, 8, 16}},
                 {PNG_COLOR_TYPE_RGB, {8, 16}},
                 {PNG_COLOR_TYPE_PALETTE, {1, 2, 4, 8}},
                 {PNG_COLOR_TYPE_GRAY_ALPHA, {8, 16}},
                 {PNG_COLOR_TYPE_RGB_ALPHA, {8, 16}}};
    desk *d = desk_new();
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int i = 0; i < 5 && kinds[k].depths[i]; i++)
            for (int more = 0; more < 4; more++) {
                bool has_alpha = kinds[k].type & PNG_COLOR_MASK_ALPHA;
                png_wish wish = {
                    21, 13, kinds[k].depths[i], kinds[k].type, more & 1, (more & 2) && !has_alpha,
                    0};
                bz_buf png = {0};
                samples_png(&png, wish);
                assert_int_equal(desk_read(d, png.p, png.n), BZ_OK);
                assert_int_equal(d->picture.kind, BZ_PICTURE_SAMPLES);
                assert_int_equal(d->picture.pixel_w, 21);
                assert_int_equal(d->picture.components,
                                 kinds[k].type == PNG_COLOR_TYPE_PALETTE ? 3 : 1);
                assert_int_equal(d->picture.alpha != NULL, has_alpha || wish.trns);
                if (wish.depth == 8 && kinds[k].type == PNG_COLOR_TYPE_GRAY)
                    assert_int_equal(d->picture.samples[2 * 21 + 10], 56);
                bz_buf_deinit(&png);
            }
    assert_string_equal(desk_reports(d), "");
    desk_free(d);
}

static void test_picture_png__sizes(void **state)
{
    (void)state;
    desk *d = desk_new();
    bz_buf png = {0};
    samples_png(&png, (png_wish){96, 48, 8, PNG_COLOR_TYPE_GRAY, false, false, 0});
    assert_int_equal(desk_read(d, png.p, png.n), BZ_OK);
    assert_true(d->picture.width == 72 && d->picture.height == 36);
    bz_buf_clear(&png);
    samples_png(
        &png, (png_wish){300, 150, 8, PNG_COLOR_TYPE_GRAY, false, false, 11811}); /* 300 an inch */
    assert_int_equal(desk_read(d, png.p, png.n), BZ_OK);
    assert_true(fabs((double)d->picture.width - 72) < 0.01);
    bz_buf_clear(&png);
    samples_png(&png,
                (png_wish){96, 48, 8, PNG_COLOR_TYPE_GRAY, false, false, 2}); /* no such scanner */
    assert_int_equal(desk_read(d, png.p, png.n), BZ_OK);
    assert_true(d->picture.width == 72);
    bz_buf_deinit(&png);
    desk_free(d);
}

static void test_picture_png__cut_at_every_byte(void **state)
{
    (void)state;
    desk *d = desk_new();
    bz_buf png = {0};
    samples_png(&png, (png_wish){9, 9, 8, PNG_COLOR_TYPE_RGB_ALPHA, true, false, 3000});
    for (size_t n = 0; n < png.n; n++) {
        assert_int_equal(desk_read(d, png.p, n), BZ_INVALID);
        assert_null(d->picture.samples);
    }
    assert_int_equal(bz_diags_errors(d->job.diags), png.n);
    bz_buf_deinit(&png);
    desk_free(d);
}

static void test_picture_png__sizes_that_are_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t w, h;
        const char *said;
    } rows[] = {
        {100000, 100000, "R023@0 `images/1` is too large to be printed: 100000 by 100000 pixels\n"},
        {0x7fffffff, 0x7fffffff,
         "R023@0 `images/2` is too large to be printed: 2147483647 by 2147483647 pixels\n"},
        {0xffffffff, 1, "R023@0 `images/3` is too large to be printed: 4294967295 by 1 pixels\n"},
        {0, 5, "R020@0 `images/4` is damaged: it says that it is 0 by 5 pixels\n"},
        {5, 0, "R020@0 `images/5` is damaged: it says that it is 5 by 0 pixels\n"},
        {1, 100000, "R023@0 `images/6` is too long and narrow to be printed: 1 by 100000 pixels\n"},
        {5000, 5000, "R023@0 `images/7` is too large to be printed: 5000 by 5000 pixels\n"},
    };
    desk *d = desk_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_buf png = {0};
        head_only(&png, rows[i].w, rows[i].h);
        assert_int_equal(desk_read(d, png.p, png.n), BZ_INVALID);
        assert_string_equal(desk_reports(d), rows[i].said);
        bz_buf_deinit(&png);
    }
    desk_free(d);
}

static void test_picture_png__damage(void **state)
{
    (void)state;
    desk *d = desk_new();
    bz_buf png = {0};
    head_only(&png, 10, 10);
    assert_int_equal(desk_read(d, png.p, png.n), BZ_INVALID); /* no rows at all */
    assert_true(strncmp(desk_reports(d), "R020@", 5) == 0);
    bz_buf_clear(&png);
    samples_png(&png, (png_wish){50, 50, 8, PNG_COLOR_TYPE_RGB, false, false, 0});
    png.p[png.n - 30] ^= 0x55;
    assert_int_equal(desk_read(d, png.p, png.n), BZ_INVALID);
    assert_true(strncmp(desk_reports(d), "R020@", 5) == 0);
    bz_buf_deinit(&png);
    desk_free(d);
}

static void test_picture_png__longest_that_is_taken(void **state)
{
    (void)state;
    desk *d = desk_new();
    bz_buf png = {0};
    samples_png(&png, (png_wish){10, 9999, 1, PNG_COLOR_TYPE_GRAY, false, false, 0});
    assert_int_equal(desk_read(d, png.p, png.n), BZ_OK);
    bz_buf_deinit(&png);
    desk_free(d);
}
