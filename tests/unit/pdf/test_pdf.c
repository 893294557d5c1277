/* The file as a whole: the same bytes, any number of pages, what cannot be written, what must not
 * come out. The rules of PDF/UA are held by tests/suites/pdf-ua.sh. */
#include "guide.h"

static void test_pdf_pdf__same_bytes(void **state)
{
    (void)state;
    guide a = guide_new(BZ_IMPOSE_NONE, false, 3), b = guide_new(BZ_IMPOSE_NONE, false, 3);
    sheets_write(&a.s);
    sheets_write(&b.s);
    assert_int_equal(a.s.out.n, b.s.out.n);
    assert_memory_equal(a.s.out.p, b.s.out.p, a.s.out.n);
    sheets_free(&a.s);
    sheets_free(&b.s);
}

static void test_pdf_pdf__appends(void **state)
{
    (void)state;
    guide g = guide_new(BZ_IMPOSE_NONE, false, 3);
    sheets_write(&g.s);
    bz_buf both = {0};
    bz_buf_put(&both, "before");
    assert_int_equal(bz_pdf_write(g.s.pages, &both, &g.s.job), BZ_OK);
    assert_int_equal(both.n, g.s.out.n + 6);
    assert_memory_equal(both.p + 6, g.s.out.p, g.s.out.n);
    bz_buf_deinit(&both);
    sheets_free(&g.s);
}

static void test_pdf_pdf__five_hundred_pages(void **state)
{
    (void)state;
    guide g = guide_new(BZ_IMPOSE_NONE, false, 500);
    sheets_write(&g.s);
    sheets_check(&g.s);
    bz_buf said = sheets_ask(&g.s, "qpdf --show-npages %s");
    assert_string_equal(said.p, "500\n");
    bz_buf_deinit(&said);
    assert_true(g.s.out.n < 500 * 1024);
    sheets_free(&g.s);
}

static void test_pdf_pdf__small(void **state)
{
    (void)state;
    guide g = guide_new(BZ_IMPOSE_NONE, false, 5);
    sheets_write(&g.s);
    assert_true(g.s.out.n < 20 * 1000);
    sheets_free(&g.s);
}

static void test_pdf_pdf__pages_with_nothing(void **state)
{
    (void)state;
    sheets s = sheets_new();
    bz_pages_begin(s.pages, 595, 842);
    bz_pages_begin(s.pages, 842, 595);
    sheets_write(&s);
    sheets_check(&s);
    sheets_free(&s);
}

static void test_pdf_pdf__no_page(void **state)
{
    (void)state;
    sheets s = sheets_new();
    sheets_write(&s);
    assert_true(s.out.n > 0);
    sheets_free(&s);
}

/* Fails, says which font, and leaves what was in the buffer. */
static void fails(const char *path, const char *expected)
{
    sheets s = sheets_new();
    uint32_t f = sheets_font(&s, NOTO "NotoSans-Regular.ttf");
    bz_pages_begin(s.pages, 595, 842);
    sheets_line(&s, f, 10, false, 50, 50, sheets_tag(&s, s.document, BZ_ROLE_P), "one two");
    s.pages->fonts.p[f].path = bz_str_from(path);
    bz_buf out = {0};
    bz_buf_put(&out, "before");
    assert_int_equal(bz_pdf_write(s.pages, &out, &s.job), BZ_IO);
    assert_str(bz_buf_view(&out), "before");
    assert_int_equal(bz_diags_count(s.job.diags), 1);
    assert_str(bz_diags_at(s.job.diags, 0)->message, expected);
    bz_buf_deinit(&out);
    sheets_free(&s);
}

static void test_pdf_pdf__font_that_vanished(void **state)
{
    (void)state;
    fails("/nowhere/there.ttf", "font `/nowhere/there.ttf` can no longer be read");
}

static void test_pdf_pdf__font_that_is_none(void **state)
{
    (void)state;
    fails("/etc/passwd", "font `/etc/passwd` has no TrueType outlines");
}

static void test_pdf_pdf__font_that_changed(void **state)
{
    (void)state;
    sheets s = sheets_new();
    uint32_t f = sheets_font(&s, NOTO "NotoSans-Regular.ttf");
    bz_pages_begin(s.pages, 595, 842);
    sheets_line(&s, f, 10, false, 50, 50, sheets_tag(&s, s.document, BZ_ROLE_P), "one");
    s.pages->glyphs.p[0].id = 65535;
    assert_int_equal(bz_pdf_write(s.pages, &s.out, &s.job), BZ_IO);
    sheets_free(&s);
}

/* --- structure, as poppler reads it */

static void reads_structure(const sheets *s, const char *expected)
{
    sheets_check(s);
    bz_buf said = sheets_ask(s, "pdfinfo -struct-text %s 2> /dev/null | sed 's/^ *//'");
    if (strcmp(said.p, expected) != 0) fail_msg("got:\n%s\nexpected:\n%s", said.p, expected);
    bz_buf_deinit(&said);
}

/* Text that belongs to nothing smaller than a part is a paragraph; a shape there is furniture. */
static void test_pdf_pdf__stray_content(void **state)
{
    (void)state;
    guide g = {.s = sheets_new()};
    g.font = g.bold = sheets_font(&g.s, NOTO "NotoSans-Regular.ttf");
    g.part = sheets_tag(&g.s, g.s.document, BZ_ROLE_PART);
    bz_pages_begin(g.s.pages, 595, 842);
    guide_line(&g, g.part, BZ_ROLE_H1, 50, "Head");
    guide_text(&g, g.font, 50, 70, g.part, "stray words");
    bz_shape paint = {.has_fill = true, .fill = BZ_BLACK};
    bz_item box = {.kind = BZ_ITEM_SHAPE, .tag = g.part};
    box.ref = bz_pages_rect(g.s.pages, 10, 10, 20, 20, 4, &paint);
    bz_pages_put(g.s.pages, &box);
    guide_line(&g, g.part, BZ_ROLE_P, 90, "after");
    sheets_write(&g.s);
    reads_structure(&g.s, "Document\nPart\nH1 (block)\n\"Head\"\nP (block)\n\"stray words\"\n"
                          "P (block)\n\"after\"\n");
    sheets_free(&g.s);
}

/* A paragraph over two pages, with a link within: content and children in reading order. */
static void test_pdf_pdf__order_of_content_and_children(void **state)
{
    (void)state;
    for (int imposed = 0; imposed < 2; imposed++) {
        guide g = {.s = sheets_new()};
        g.s.pages->imposition = imposed ? BZ_IMPOSE_BOOKLET : BZ_IMPOSE_NONE;
        g.s.pages->sheet_w = 842;
        g.s.pages->sheet_h = 595;
        g.font = sheets_font(&g.s, NOTO "NotoSans-Regular.ttf");
        bz_pages_begin(g.s.pages, 421, 595);
        bz_tag p = sheets_tag(&g.s, g.s.document, BZ_ROLE_P);
        guide_text(&g, g.font, 50, 580, p, "one ");
        bz_tag link = sheets_tag(&g.s, p, BZ_ROLE_LINK);
        guide_text(&g, g.font, g.s.pen, 580, link, "two ");
        guide_link(&g, link, 70, 580, "https://example.org", 0, "two");
        bz_pages_begin(g.s.pages, 421, 595);
        guide_text(&g, g.font, 50, 50, link, "three ");
        guide_link(&g, link, 50, 50, "https://example.org", 0, "three");
        guide_text(&g, g.font, g.s.pen, 50, p, "four");
        sheets_write(&g.s);
        sheets_check(&g.s);
        bz_buf said = sheets_ask(&g.s, "pdfinfo -struct-text %s | grep -v Object | sed 's/^ *//'");
        assert_string_equal(said.p, "Document\nP (block)\n\"one \"\nLink (inline)\n\"two \"\n"
                                    "\"three \"\n\"four\"\n");
        bz_buf_deinit(&said);
        sheets_free(&g.s);
    }
}

/* --- pictures */

static uint32_t picture(sheets *s, uint8_t components, bool has_alpha)
{
    enum { W = 40, H = 30 };
    bz_picture p = {.kind = BZ_PICTURE_SAMPLES,
                    .width = W,
                    .height = H,
                    .pixel_w = W,
                    .pixel_h = H,
                    .components = components};
    p.samples = bz_mem_new((size_t)W * H * components);
    for (size_t i = 0; i < (size_t)W * H * components; i++)
        p.samples[i] = (uint8_t)(i * i / 7);
    if (has_alpha) {
        p.alpha = bz_mem_new((size_t)W * H);
        for (size_t i = 0; i < (size_t)W * H; i++)
            p.alpha[i] = (uint8_t)(i % W * 6);
    }
    bz_vec_push(&s->pages->pictures, p);
    return (uint32_t)s->pages->pictures.n - 1;
}

/* Samples come out as they went in, whatever filter each row chose; each picture once. */
static void test_pdf_pdf__samples(void **state)
{
    (void)state;
    for (uint8_t components = 1; components <= 3; components += 2) {
        sheets s = sheets_new();
        uint32_t ref = picture(&s, components, components == 3);
        for (int i = 0; i < 2; i++) {
            bz_pages_begin(s.pages, 100, 100);
            bz_item item = {.kind = BZ_ITEM_PICTURE,
                            .ref = ref,
                            .x = 10,
                            .y = 10,
                            .w = 40,
                            .h = 30,
                            .mirror = i == 1};
            bz_pages_put(s.pages, &item);
        }
        sheets_write(&s);
        sheets_check(&s);
        bz_buf said =
            sheets_ask(&s, "pdfimages -list %s | awk 'NR > 2 { print $3, $4, $5, $6, $8 }'");
        assert_string_equal(said.p, components == 1 ? "image 40 30 gray 8\nimage 40 30 gray 8\n"
                                                    : "image 40 30 rgb 8\nsmask 40 30 gray 8\n"
                                                      "image 40 30 rgb 8\nsmask 40 30 gray 8\n");
        bz_buf_deinit(&said);
        said =
            sheets_ask(&s, "qpdf --qdf --stream-data=uncompress %s - | grep -ac 'Subtype /Image'");
        assert_string_equal(said.p, components == 1 ? "1\n" : "2\n");
        bz_buf_deinit(&said);
        said = sheets_ask(&s, "pdfimages -f 1 -l 1 %1$s %1$s.x && tail -c +1 %1$s.x-000.p?m;"
                              " rm -f %1$s.x-00?.p?m");
        /* Grey comes as three equal colours. */
        const uint8_t *given = s.pages->pictures.p[ref].samples;
        size_t n = (size_t)40 * 30 * 3;
        assert_true(said.n > n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal((uint8_t)said.p[said.n - n + i], given[components == 1 ? i / 3 : i]);
        bz_buf_deinit(&said);
        sheets_free(&s);
    }
}

static void test_pdf_pdf__jpeg_goes_through(void **state)
{
    (void)state;
    /* Not looked into here; the room of pictures has done that. */
    static const char bytes[] = "\xFF\xD8\xFF\xE0 the bytes of a photograph \xFF\xD9";
    sheets s = sheets_new();
    bz_picture p = {.kind = BZ_PICTURE_JPEG,
                    .width = 10,
                    .height = 10,
                    .pixel_w = 8,
                    .pixel_h = 8,
                    .components = 4,
                    .is_inverted = true,
                    .bytes = {bytes, sizeof bytes - 1}};
    bz_vec_push(&s.pages->pictures, p);
    bz_pages_begin(s.pages, 100, 100);
    bz_item item = {.kind = BZ_ITEM_PICTURE, .w = 40, .h = 30};
    bz_pages_put(s.pages, &item);
    sheets_write(&s);
    bz_buf all = {0};
    bz_buf_str(&all, bz_buf_view(&s.out));
    assert_non_null(memmem(all.p, all.n, bytes, sizeof bytes - 1));
    assert_non_null(
        memmem(all.p, all.n, "/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode", 52));
    bz_buf_deinit(&all);
    sheets_free(&s);
}

/* Numbers that no page has, and outlines that skip levels, come out as something sound. */
static void test_pdf_pdf__odd_input(void **state)
{
    (void)state;
    sheets s = sheets_new();
    bz_pages_begin(s.pages, 100, 100);
    float odd[] = {0.0F / 1.0F, 1e30F, -1e30F, (float)strtod("nan", NULL),
                   (float)strtod("inf", NULL)};
    bz_shape paint = {.has_fill = true, .has_stroke = true, .fill = {1, 2, 3, 4}, .width = odd[3]};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        bz_item item = {.kind = BZ_ITEM_SHAPE};
        item.ref = bz_pages_line(s.pages, odd[i], odd[(i + 1) % 5], odd[(i + 2) % 5], 3, &paint);
        bz_pages_put(s.pages, &item);
    }
    bz_dest dest = {.page = 0, .y = 5};
    bz_vec_push(&s.pages->dests, dest);
    static const uint8_t levels[] = {3, 0, 9, 1, 250, 2, 2};
    for (size_t i = 0; i < sizeof levels; i++) {
        bz_outline o = {.level = levels[i]};
        bz_vec_push(&s.pages->outlines, o);
    }
    sheets_write(&s);
    sheets_check(&s);
    sheets_free(&s);
}

/* Labels: small Roman, numbers that go on, and what is no number. */
static void test_pdf_pdf__labels(void **state)
{
    (void)state;
    static const char *const labels[] = {"i", "ii", "iii", "1", "2", "A-1", "", "7", "mc"};
    guide g = {.s = sheets_new()};
    g.font = sheets_font(&g.s, NOTO "NotoSans-Regular.ttf");
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        guide_page(&g, labels[i]);
    sheets_write(&g.s);
    bz_buf said = sheets_ask(&g.s, "qpdf --json=2 --json-key=pagelabels %s | tr -d ' \\n'");
    assert_non_null(strstr(said.p, "[{\"index\":0,\"label\":{\"/S\":\"/r\",\"/St\":1}},"
                                   "{\"index\":3,\"label\":{\"/S\":\"/D\",\"/St\":1}},"
                                   "{\"index\":5,\"label\":{\"/P\":\"u:A-1\",\"/St\":1}},"
                                   "{\"index\":6,\"label\":{\"/St\":1}},"
                                   "{\"index\":7,\"label\":{\"/S\":\"/D\",\"/St\":7}},"
                                   "{\"index\":8,\"label\":{\"/P\":\"u:mc\",\"/St\":1}}]"));
    bz_buf_deinit(&said);
    sheets_free(&g.s);
}
