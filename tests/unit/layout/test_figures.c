/* Pictures: as large as their place allows, described, and gone without harm when they cannot be
 * read. The fake room gives a picture 300 by 100 times the number of its file. */
#include "golden.h"

static bool read_asset(void *context, bz_str path, bz_str *bytes)
{
    (void)context;
    *bytes = path;
    return !bz_str_is(path, "absent.png");
}

static bz_status lay_with_pictures(desk *d)
{
    static const bz_assets assets = {read_asset, NULL};
    bz_render_request r = {.doc = d->doc, .root = d->root, .assets = &assets};
    bz_pages_free(d->pages);
    d->pages = bz_pages_new();
    return bz_layout(&r, d->type, d->pages, &d->job);
}

static void golden(const char *lang)
{
    char path[256];
    char *text = sketch_read("tests/unit/layout/golden/figures.sketch");
    desk d = desk_new(lang);
    d.root = sketch(d.doc, text);
    bz_doc_set(d.doc, d.root, BZ_ATTR_LANG, bz_str_from(lang));
    assert_int_equal(lay_with_pictures(&d), BZ_OK);
    snprintf(path, sizeof path, "tests/unit/layout/golden/figures-%s.pages", lang);
    golden_compare(path, desk_dump(&d));
    desk_free(&d);
    free(text);
}

static void test_layout_figures__golden(void **state)
{
    (void)state;
    golden("en");
    golden("ar");
}

static desk desk_of(const char *text)
{
    desk d = desk_new("en");
    char whole[1024];
    snprintf(whole, sizeof whole, "document lang=en title=T\n  :h1 | T\n%s  p | after\n", text);
    d.root = sketch(d.doc, whole);
    return d;
}

static void test_layout_figures__no_description_is_an_error(void **state)
{
    (void)state;
    static const char *const texts[] = {"  figure dest=a.svg\n", "  figure dest=a.svg alt=' '\n",
                                        "  p | x ![](a.svg)\n"};
    for (size_t i = 0; i < 3; i++) {
        desk d = desk_of(texts[i]);
        assert_int_equal(lay_with_pictures(&d), BZ_INVALID);
        assert_int_equal(bz_diags_at(d.job.diags, 0)->code, BZ_R040);
        assert_str(bz_diags_at(d.job.diags, 0)->message, "the picture a.svg has no description");
        desk_free(&d);
    }
}

static void test_layout_figures__a_picture_that_is_not_there(void **state)
{
    (void)state;
    desk d = desk_of("  figure dest=absent.png alt='A jar'\n  p | x ![a jar](absent.png)\n");
    assert_int_equal(lay_with_pictures(&d), BZ_INVALID);
    assert_int_equal(bz_diags_at(d.job.diags, 0)->code, BZ_D001);
    const char *read = desk_read(&d);
    assert_non_null(strstr(read, "A jar"));
    assert_non_null(strstr(read, "after"));
    desk_free(&d);
}

/* Of any shape: it stays on its page and keeps its own. */
static void test_layout_figures__of_any_shape(void **state)
{
    (void)state;
    static const float sizes[][2] = {
        {0.75f, 75000}, {75000, 0.75f}, {1, 1}, {5000, 5000}, {9, 600}};
    static const char *const texts[] = {"  figure dest=a.svg alt=a\n",
                                        "  figure dest=a.svg alt=a wide\n", "  p | x ![a](a.svg)\n",
                                        "  table\n    row\n      cell | ![a](a.svg)\n",
                                        "  cards count=8\n    item\n      figure "
                                        "dest=a.svg alt=a\n"};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            desk d = desk_of(texts[k]);
            fake_picture_w = sizes[i][0];
            fake_picture_h = sizes[i][1];
            assert_int_equal(lay_with_pictures(&d), BZ_OK);
            for (size_t n = 0; n < d.pages->items.n; n++) {
                const bz_item *it = &d.pages->items.p[n];
                if (it->kind != BZ_ITEM_PICTURE) continue;
                assert_true(it->w > 0 && it->h > 0);
                assert_true(it->x > 20 && it->x + it->w < 575);
                assert_true(it->y > 20 && it->y + it->h < 822);
            }
            desk_free(&d);
        }
    fake_picture_w = fake_picture_h = 0;
}

/* How high the page items of pictures are: the drawing that is all of its document fills the page;
 * with a word beside it, it keeps to its own size. */
static float height_of_picture(const char *text)
{
    desk d = desk_new("en");
    d.root = sketch(d.doc, text);
    assert_int_equal(lay_with_pictures(&d), BZ_OK);
    float high = 0;
    for (size_t i = 0; i < d.pages->items.n; i++)
        if (d.pages->items.p[i].kind == BZ_ITEM_PICTURE) high = d.pages->items.p[i].h;
    desk_free(&d);
    return high;
}

static void test_layout_figures__alone_in_its_document(void **state)
{
    (void)state;
    float usual =
        height_of_picture("document lang=en title=T\n  :h1 | T\n  figure dest=a.svg alt=a\n"
                          "  p | after\n");
    float alone =
        height_of_picture("document lang=en title=T\n  :h1 | T\n  figure dest=a.svg alt=a\n");
    float imprint =
        height_of_picture("document lang=en title=T\n  :h1 | T\n  figure dest=a.svg alt=a\n"
                          "  p tone=imprint | A, 2026\n");
    assert_true(usual > 0);
    assert_true(alone > 1.2f * usual);
    assert_true(alone == imprint);
}

static void test_layout_figures__the_same_file_is_read_once(void **state)
{
    (void)state;
    desk d = desk_of("  figure dest=a.svg alt=a\n  figure dest=a.svg alt=b\n");
    assert_int_equal(lay_with_pictures(&d), BZ_OK);
    assert_int_equal(d.pages->pictures.n, 1);
    desk_free(&d);
}

/* A code is at least 20 mm wide and free on every side, and says what it is. */
static void test_layout_figures__codes(void **state)
{
    (void)state;
    desk d = desk_of("  qr dest='https://example.org'\n");
    assert_int_equal(lay_with_pictures(&d), BZ_OK);
    for (size_t i = 0; i < d.pages->items.n; i++) {
        const bz_item *it = &d.pages->items.p[i];
        if (it->kind != BZ_ITEM_PICTURE) continue;
        const bz_tag_node *tag = &d.pages->tags.p[it->tag];
        assert_true(it->w >= 20 * 2.83f);
        assert_str(bz_pages_str(d.pages, tag->alt, tag->alt_n), "QR code: https://example.org");
    }
    desk_free(&d);
}
