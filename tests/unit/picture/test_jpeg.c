/* JPEG: passed through as it is, when every reader of PDF will show it whole and upright. */
#include "../unit.h"
#include "desk.h"
#include "samples.h"

static bz_status read_wish(desk *d, jpeg_wish wish)
{
    bz_buf jpeg = {0};
    samples_jpeg(&jpeg, wish);
    bz_status status = desk_read(d, jpeg.p, jpeg.n);
    bz_buf_deinit(&jpeg);
    return status;
}

static void test_picture_jpeg__kinds(void **state)
{
    (void)state;
    desk *d = desk_new();
    const int components[] = {1, 3, 4};
    for (int i = 0; i < 6; i++) {
        assert_int_equal(read_wish(d, (jpeg_wish){.w = 33,
                                                  .h = 17,
                                                  .components = components[i / 2],
                                                  .progressive = i & 1}),
                         BZ_OK);
        assert_int_equal(d->picture.kind, BZ_PICTURE_JPEG);
        assert_int_equal(d->picture.components, components[i / 2]);
        assert_int_equal(d->picture.pixel_w, 33);
        assert_int_equal(d->picture.is_inverted, components[i / 2] == 4);
        assert_true(d->picture.bytes.n > 100 && d->picture.samples == NULL);
    }
    assert_int_equal(read_wish(d, (jpeg_wish){.w = 33, .h = 17, .components = 4, .no_adobe = true}),
                     BZ_OK);
    assert_false(d->picture.is_inverted);
    assert_string_equal(desk_reports(d), "");
    desk_free(d);
}

static void test_picture_jpeg__rgb_goes_as_samples(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(read_wish(d, (jpeg_wish){.w = 40, .h = 20, .components = 3, .bare_rgb = true}),
                     BZ_OK);
    assert_int_equal(d->picture.kind, BZ_PICTURE_SAMPLES);
    assert_int_equal(d->picture.components, 3);
    assert_true(d->picture.samples[3 * 20] > 90 && d->picture.samples[3 * 20] < 110);
    desk_free(d);
}

static void test_picture_jpeg__density(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(read_wish(d, (jpeg_wish){.w = 300, .h = 150, .components = 1, .dpi = 300}),
                     BZ_OK);
    assert_true(d->picture.width == 72 && d->picture.height == 36);
    assert_int_equal(read_wish(d, (jpeg_wish){.w = 96, .h = 48, .components = 1}), BZ_OK);
    assert_true(d->picture.width == 72 && d->picture.height == 36);
    desk_free(d);
}

static void test_picture_jpeg__orientation(void **state)
{
    (void)state;
    desk *d = desk_new();
    for (unsigned o = 1; o <= 9; o++)
        assert_int_equal(
            read_wish(d, (jpeg_wish){.w = 9, .h = 9, .components = 3, .orientation = o}),
            o > 1 && o <= 8 ? BZ_INVALID : BZ_OK);
    assert_int_equal(bz_diags_errors(d->job.diags), 7);
    assert_int_equal(bz_diags_at(d->job.diags, 0)->code, BZ_R022);
    assert_true(bz_diags_at(d->job.diags, 0)->hint.n > 0);
    desk_free(d);
}

static void test_picture_jpeg__arithmetic_coding(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(read_wish(d, (jpeg_wish){.w = 9, .h = 9, .components = 3, .arithmetic = true}),
                     BZ_INVALID);
    assert_true(strncmp(desk_reports(d), "R021@", 5) == 0);
    desk_free(d);
}

/* What stands before the marker of the end may be missing without a trace only where the last bits
 * are padding; beyond them it is damage. */
static void test_picture_jpeg__cut_at_every_byte(void **state)
{
    (void)state;
    for (int progressive = 0; progressive < 2; progressive++) {
        desk *d = desk_new();
        bz_buf jpeg = {0};
        samples_jpeg(&jpeg,
                     (jpeg_wish){.w = 40, .h = 40, .components = 3, .progressive = progressive});
        for (size_t n = 0; n < jpeg.n; n++) {
            bz_status status = desk_read(d, jpeg.p, n);
            assert_true(status == BZ_INVALID || n + 4 >= jpeg.n);
        }
        assert_int_equal(desk_read(d, jpeg.p, jpeg.n), BZ_OK);
        bz_buf_deinit(&jpeg);
        desk_free(d);
    }
}

static void test_picture_jpeg__sizes(void **state)
{
    (void)state;
    desk *d = desk_new();
    bz_buf jpeg = {0};
    samples_jpeg(&jpeg, (jpeg_wish){.w = 16, .h = 16, .components = 1});
    char *frame = memmem(jpeg.p, jpeg.n, "\xff\xc0", 2);
    assert_non_null(frame);
    memcpy(frame + 5, "\xff\xff\xff\xff", 4); /* 65,535 by 65,535 pixels */
    assert_int_equal(desk_read(d, jpeg.p, jpeg.n), BZ_INVALID);
    memcpy(frame + 5, "\0\0\0\x10", 4); /* no rows */
    assert_int_equal(desk_read(d, jpeg.p, jpeg.n), BZ_INVALID);
    memcpy(frame + 5, "\x40\0\0\x10", 4); /* more rows than there are: 16,384 by 16 */
    assert_int_equal(desk_read(d, jpeg.p, jpeg.n), BZ_INVALID);
    assert_non_null(strstr(desk_reports(d), "R023@"));
    bz_buf_deinit(&jpeg);
    desk_free(d);
}

static void test_picture_jpeg__decoded_for_previews(void **state)
{
    (void)state;
    desk *d = desk_new();
    const int components[] = {1, 3, 4};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(read_wish(d, (jpeg_wish){.w = 80, .h = 40, .components = components[i]}),
                         BZ_OK);
        /* The bytes belong to the sources, which outlive the picture. */
        bz_picture out;
        assert_true(bz_picture_decode(&out, &d->picture, 20, 10));
        assert_int_equal(out.pixel_w, 20);
        assert_int_equal(out.components, components[i] == 1 ? 1 : 3);
        bz_picture_deinit(&out);
        assert_true(bz_picture_decode(&out, &d->picture, 1000, 1000));
        assert_int_equal(out.pixel_w, 80);
        bz_picture_deinit(&out);
    }
    bz_picture none = {.bytes = BZ_STR("no JPEG")}, out;
    assert_false(bz_picture_decode(&out, &none, 1, 1));
    bz_picture_deinit(&out);
    desk_free(d);
}
