/* Pages as previews: text, pictures, sheets, sizes. */
#include "../unit.h"
#include "easel.h"
#include <ft2build.h>
#include <math.h>
#include <stdio.h>
#include FT_FREETYPE_H

#define assert_near(a, b, by) assert_true(fabs((double)(a) - (double)(b)) <= (by))

static const bz_shape black = {.has_fill = true, .fill = {0, 0, 0, 255}};

/* A font file of this machine, for tests only; NULL where there is none. */
static const char *some_font(easel *e)
{
    static const char *const files[] = {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
                                        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"};
    for (size_t i = 0; i < 2; i++) {
        FILE *f = fopen(files[i], "rb");
        if (!f) continue;
        (void)fclose(f);
        return files[i];
    }
    (void)e;
    return NULL;
}

/* The glyph of an ASCII letter, found by asking the font. */
static uint16_t glyph_of(const char *path, char letter)
{
    FT_Library library;
    FT_Face face;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    assert_int_equal(FT_New_Face(library, path, 0, &face), 0);
    FT_UInt id = FT_Get_Char_Index(face, (FT_ULong)letter);
    FT_Done_Face(face);
    FT_Done_FreeType(library);
    return (uint16_t)id;
}

static void put_letter(easel *e, const char *path, uint16_t id, float x, float y, float size)
{
    if (e->pages->fonts.n == 0) {
        bz_page_font font = {.path = bz_str_from(path), .family = BZ_STR("Test")};
        bz_vec_push(&e->pages->fonts, font);
    }
    bz_glyph g = {.id = id};
    bz_vec_push(&e->pages->glyphs, g);
    bz_run run = {.size = size, .glyph = (uint32_t)e->pages->glyphs.n - 1, .n_glyphs = 1};
    bz_vec_push(&e->pages->runs, run);
    bz_item item = {.kind = BZ_ITEM_RUN,
                    .ref = (uint32_t)e->pages->runs.n - 1,
                    .x = x,
                    .y = y,
                    .colour = BZ_BLACK};
    bz_pages_put(e->pages, &item);
}

static void test_raster_raster__letters(void **state)
{
    (void)state;
    easel *e = easel_new(60, 60);
    const char *path = some_font(e);
    if (path) {
        put_letter(e, path, glyph_of(path, 'I'), 20, 50, 40);
        assert_int_equal(easel_show(e, 0, 72), BZ_OK);
        /* A bar that stands on the base line, nothing below it, and white at its sides. */
        assert_near(easel_ink(e, 0, 50, 60, 10), 0, 0.5);
        assert_true(easel_ink(e, 0, 22, 60, 28) > 60);
        assert_near(easel_ink(e, 0, 0, 60, 20), 0, 0.5);
        assert_near(easel_ink(e, 0, 0, 19, 60), 0, 0.5);
        double once = easel_all_ink(e);
        assert_int_equal(easel_show(e, 0, 144), BZ_OK);
        assert_near(easel_all_ink(e), once * 4, once * 0.1);
    }
    easel_free(e);
}

static void test_raster_raster__lost_font(void **state)
{
    (void)state;
    easel *e = easel_new(60, 60);
    put_letter(e, "/nowhere/lost.ttf", 40, 10, 50, 40);
    put_letter(e, "/nowhere/lost.ttf", 41, 30, 50, 40);
    assert_int_equal(easel_show(e, 0, 72), BZ_IO);
    assert_int_equal(bz_diags_errors(e->job.diags), 1);
    assert_int_equal(bz_diags_at(e->job.diags, 0)->code, BZ_R060);
    easel_free(e);
}

static void test_raster_raster__drawing_cut_coloured_mirrored(void **state)
{
    (void)state;
    const char *svg = "<svg viewBox='0 0 20 20'><rect x='-50' y='0' width='60' height='20'/></svg>";
    easel *e = easel_new(80, 40);
    bz_item item = easel_put_svg(e, svg, 20, 10, 20, 20);
    bz_pages_put(e->pages, &item);
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_near(easel_ink(e, 0, 0, 20, 40), 0, 0.01); /* what lies outside is not shown */
    assert_near(easel_ink(e, 20, 10, 10, 20), 200, 0.1);
    assert_near(easel_all_ink(e), 200, 0.1);
    item.x = 50;
    item.mirror = true;
    item.in_colour = true;
    item.colour = (bz_colour){0, 0, 255, 255};
    bz_pages_put(e->pages, &item);
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_int_equal(easel_at(e, 65, 20), 0x0000ff);
    assert_int_equal(easel_at(e, 55, 20), 0xffffff);
    easel_free(e);
}

static void test_raster_raster__clip_paths(void **state)
{
    (void)state;
    const char *svg =
        "<svg viewBox='0 0 40 40'><clipPath id='a'><rect width='20' height='40'/></clipPath>"
        "<clipPath id='b'><rect width='40' height='10'/></clipPath>"
        "<g clip-path='url(#a)'><rect width='40' height='40' clip-path='url(#b)'/></g>"
        "<rect x='30' y='30' width='10' height='10'/></svg>";
    easel *e = easel_new(40, 40);
    bz_item item = easel_put_svg(e, svg, 0, 0, 40, 40);
    bz_pages_put(e->pages, &item);
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_near(easel_ink(e, 0, 0, 20, 10), 200, 0.5);
    assert_near(easel_ink(e, 30, 30, 10, 10), 100, 0.5);
    assert_near(easel_all_ink(e), 300, 1);
    easel_free(e);
}

/* Two columns, black and white, with alpha half on the second row. */
static bz_picture two_by_two(void)
{
    static const uint8_t samples[] = {0, 255, 0, 255}, alpha[] = {255, 255, 128, 0};
    bz_picture p = {.kind = BZ_PICTURE_SAMPLES,
                    .width = 2,
                    .height = 2,
                    .pixel_w = 2,
                    .pixel_h = 2,
                    .components = 1};
    p.samples = memcpy(bz_mem_new(4), samples, 4);
    p.alpha = memcpy(bz_mem_new(4), alpha, 4);
    return p;
}

static void test_raster_raster__samples_grow_shrink_and_show_through(void **state)
{
    (void)state;
    easel *e = easel_new(40, 40);
    bz_vec_push(&e->pages->pictures, two_by_two());
    bz_item item = {.kind = BZ_ITEM_PICTURE, .x = 0, .y = 0, .w = 20, .h = 20};
    bz_pages_put(e->pages, &item);
    item = (bz_item){.kind = BZ_ITEM_PICTURE, .x = 20, .y = 0, .w = 20, .h = 20, .mirror = true};
    bz_pages_put(e->pages, &item);
    item = (bz_item){.kind = BZ_ITEM_PICTURE, .x = 30, .y = 30, .w = 1, .h = 1};
    bz_pages_put(e->pages, &item);
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_near(easel_ink(e, 0, 0, 10, 10), 100, 0.01);
    assert_near(easel_ink(e, 10, 0, 10, 10), 0, 0.01);
    assert_near(easel_ink(e, 0, 10, 10, 10), 50, 1);
    assert_near(easel_ink(e, 20, 0, 10, 10), 0, 0.01);
    assert_near(easel_ink(e, 30, 0, 10, 10), 100, 0.01);
    assert_near(easel_ink(e, 30, 30, 1, 1), (255 + 128) / 1020.0, 0.01);
    easel_free(e);
}

static void test_raster_raster__sheets(void **state)
{
    (void)state;
    easel *e = easel_new(100, 150);
    for (int i = 0; i < 3; i++) {
        if (i > 0) bz_pages_begin(e->pages, 100, 150);
        easel_put_shape(e, bz_pages_rect(e->pages, 0, 0, 100, (float)(10 * (i + 1)), 0, &black));
    }
    e->pages->imposition = BZ_IMPOSE_BOOKLET;
    e->pages->sheet_w = 220;
    e->pages->sheet_h = 150;
    assert_int_equal(easel_show(e, 0, 72), BZ_OK);
    assert_int_equal(e->shown.pixel_w, 220);
    /* Outside: a blank page at the left, page 1 at the right, at the fold. */
    assert_near(easel_ink(e, 0, 10, 109, 130), 0, 0.01);
    assert_near(easel_ink(e, 110, 0, 110, 20), 1000, 8);
    assert_int_equal(easel_at(e, 112, 5), 0);
    assert_int_equal(easel_show(e, 1, 72), BZ_OK);
    assert_near(easel_ink(e, 0, 0, 110, 150), 2000, 1);
    assert_near(easel_ink(e, 110, 0, 110, 150), 3000, 1);
    e->pages->imposition = BZ_IMPOSE_TWO_UP;
    e->pages->sheet_h = 75; /* pages at half their size, in the middle of their halves */
    assert_int_equal(easel_show(e, 1, 72), BZ_OK);
    assert_near(easel_all_ink(e), 750, 2);
    assert_int_equal(easel_at(e, 55, 5), 0);
    assert_int_equal(easel_at(e, 20, 5), 0xffffff);
    easel_free(e);
}

static void test_raster_raster__huge_pages_are_made_smaller(void **state)
{
    (void)state;
    easel *e = easel_new(2e5F, 1e5F);
    bz_buf png = {0};
    assert_int_equal(bz_raster_page(e->raster, e->pages, 0, 300, &png, &e->job), BZ_OK);
    assert_true(png.n < (1 << 20));
    bz_buf_deinit(&png);
    easel_free(e);
}

static void test_raster_raster__same_bytes(void **state)
{
    (void)state;
    bz_buf first = {0}, second = {0};
    for (int i = 0; i < 2; i++) {
        easel *e = easel_new(50, 50);
        easel_put_shape(e, bz_pages_rect(e->pages, 2.3F, 3.7F, 30.1F, 20.2F, 5, &black));
        bz_buf *out = i ? &second : &first;
        assert_int_equal(bz_raster_page(e->raster, e->pages, 0, 96, out, &e->job), BZ_OK);
        easel_free(e);
    }
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
    bz_buf_deinit(&first);
    bz_buf_deinit(&second);
}
