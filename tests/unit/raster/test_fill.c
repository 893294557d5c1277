/* Outlines: how much ink they leave, and where. */
#include "../unit.h"
#include "easel.h"
#include <math.h>
#include <stdio.h>

#define assert_near(a, b, by) assert_true(fabs((double)(a) - (double)(b)) <= (by))

static const bz_shape black = {.has_fill = true, .fill = {0, 0, 0, 255}};

static bz_shape stroke(float width, uint8_t cap, uint8_t join)
{
    return (bz_shape){
        .has_stroke = true, .stroke = BZ_BLACK, .width = width, .cap = cap, .join = join};
}

static void test_raster_fill__exact_rectangle(void **state)
{
    (void)state;
    easel *e = easel_new(20, 10);
    easel_put_shape(e, bz_pages_rect(e->pages, 2, 3, 4, 5, 0, &black));
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_int_equal(e->shown.pixel_w, 20);
    assert_int_equal(e->shown.pixel_h, 10);
    assert_int_equal(easel_at(e, 2, 3), 0);
    assert_int_equal(easel_at(e, 5, 7), 0);
    assert_int_equal(easel_at(e, 1, 3), 0xffffff);
    assert_int_equal(easel_at(e, 6, 7), 0xffffff);
    assert_near(easel_all_ink(e), 20, 0.01);
    easel_free(e);
}

static void test_raster_fill__shares_of_pixels(void **state)
{
    (void)state;
    easel *e = easel_new(20, 10);
    easel_put_shape(e, bz_pages_rect(e->pages, 2.25F, 3.5F, 4.5F, 2, 0, &black));
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_near(easel_all_ink(e), 9, 0.1);
    assert_near(easel_ink(e, 2, 4, 1, 1), 0.75, 0.01);
    assert_near(easel_ink(e, 3, 3, 1, 1), 0.5, 0.01);
    easel_free(e);
}

static void test_raster_fill__round_corners_and_circles(void **state)
{
    (void)state;
    easel *e = easel_new(100, 100);
    easel_put_shape(e, bz_pages_rect(e->pages, 10, 10, 80, 80, 40, &black));
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_near(easel_all_ink(e), 3.14159 * 1600, 15);
    assert_int_equal(easel_at(e, 12, 12), 0xffffff);
    easel_free(e);
}

static void test_raster_fill__rules(void **state)
{
    (void)state;
    static const char *const svg =
        "<svg viewBox='0 0 40 40' width='53.333' height='53.333'>"
        "<path fill-rule='%s' d='M0 0h40v40h-40z M10 10h20v20h-20z'/></svg>";
    const char *const rules[] = {"nonzero", "evenodd"};
    for (int i = 0; i < 2; i++) {
        easel *e = easel_new(40, 40);
        char text[200];
        (void)snprintf(text, sizeof text, svg, rules[i]);
        bz_item item = easel_put_svg(e, text, 0, 0, 40, 40);
        bz_pages_put(e->pages, &item);
        assert_int_equal(easel_show(e, 0, 72), BZ_OK);
        assert_near(easel_all_ink(e), i ? 1200 : 1600, 1);
        easel_free(e);
    }
}

static void test_raster_fill__strokes_caps_joins(void **state)
{
    (void)state;
    const double caps[] = {80, 80 + 3.14159 * 4, 80 + 16};
    for (uint8_t cap = 0; cap < 3; cap++) {
        easel *e = easel_new(60, 20);
        bz_shape s = stroke(4, cap, 0);
        easel_put_shape(e, bz_pages_line(e->pages, 20, 10, 40, 10, &s));
        assert_int_equal(easel_show(e, 0, 72), BZ_OK);
        assert_near(easel_all_ink(e), caps[cap], 0.5);
        easel_free(e);
    }
    const double corners[] = {20 * 20 - 16 * 16, 20 * 20 - 16 * 16 - 4 + 3.14159,
                              20 * 20 - 16 * 16 - 2};
    for (uint8_t join = 0; join < 3; join++) {
        easel *e = easel_new(40, 40);
        bz_shape s = stroke(2, 0, join);
        easel_put_shape(e, bz_pages_rect(e->pages, 11, 11, 18, 18, 0, &s));
        assert_int_equal(easel_show(e, 0, 72), BZ_OK);
        assert_near(easel_all_ink(e), corners[join], 0.3);
        easel_free(e);
    }
}

static void test_raster_fill__dashes(void **state)
{
    (void)state;
    easel *e = easel_new(100, 10);
    bz_shape s = stroke(2, 0, 0);
    s.dash_on = 6;
    s.dash_off = 4;
    easel_put_shape(e, bz_pages_line(e->pages, 0, 5, 100, 5, &s));
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_near(easel_all_ink(e), 120, 0.5);
    assert_near(easel_ink(e, 6, 0, 4, 10), 0, 0.01);
    assert_near(easel_ink(e, 20, 0, 6, 10), 12, 0.1);
    /* Dashes without end are cut short, not waited for. */
    s.dash_on = s.dash_off = 0.03F;
    easel_put_shape(e, bz_pages_line(e->pages, 0, 5, 1e6F, 5, &s));
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    easel_free(e);
}

static void test_raster_fill__opacity(void **state)
{
    (void)state;
    easel *e = easel_new(10, 10);
    bz_shape s = {.has_fill = true, .fill = {255, 0, 0, 128}};
    easel_put_shape(e, bz_pages_rect(e->pages, 0, 0, 10, 10, 0, &s));
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_int_equal(easel_at(e, 5, 5), 0xff7f7f);
    easel_free(e);
}

static void test_raster_fill__far_and_wrong_points(void **state)
{
    (void)state;
    easel *e = easel_new(50, 50);
    const float odd[] = {1e30F, -1e30F, INFINITY, NAN, 1e6F, -1e6F, 0, 25};
    for (size_t i = 0; i < 8; i++)
        for (size_t j = 0; j < 8; j++) {
            bz_shape s = stroke(i == 3 ? NAN : 3, (uint8_t)(j % 3), (uint8_t)(i % 3));
            s.has_fill = true;
            easel_put_shape(e, bz_pages_rect(e->pages, odd[i], odd[j], odd[j], odd[i], odd[i], &s));
            easel_put_shape(e, bz_pages_line(e->pages, odd[i], odd[j], odd[j], 3, &s));
        }
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    easel_free(e);
}

static void test_raster_fill__many_points(void **state)
{
    (void)state;
    easel *e = easel_new(400, 400);
    bz_shape s = black;
    s.first = (uint32_t)e->pages->steps.n;
    for (int i = 0; i < 100000; i++) {
        bz_step step = {.kind = i ? BZ_STEP_LINE : BZ_STEP_MOVE,
                        .x = (float)(i * 7 % 400),
                        .y = (float)(i * 13 % 400)};
        bz_vec_push(&e->pages->steps, step);
    }
    s.n = 100000;
    bz_vec_push(&e->pages->shapes, s);
    easel_put_shape(e, (uint32_t)e->pages->shapes.n - 1);
    assert_int_equal(easel_show(e, 0, 20), BZ_OK);
    assert_true(easel_all_ink(e) > 1000);
    easel_free(e);
}
