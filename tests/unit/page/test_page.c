/* The list of laid-out pages: tags, shapes, imposition, the dump. */
#include "../unit.h"
#include "page/page.h"
#include <math.h>

static void test_page_page__text(void **state)
{
    (void)state;
    bz_pages *p = bz_pages_new();
    uint32_t a = bz_pages_text(p, BZ_STR("one")), b = bz_pages_text(p, BZ_STR(""));
    uint32_t c = bz_pages_text(p, BZ_STR("two"));
    assert_str(bz_pages_str(p, a, 3), "one");
    assert_str(bz_pages_str(p, b, 0), "");
    assert_str(bz_pages_str(p, c, 3), "two");
    bz_pages_free(p);
    bz_pages_free(NULL);
}

static void test_page_page__tags(void **state)
{
    (void)state;
    bz_pages *p = bz_pages_new();
    bz_span here = {1, 2, 3};
    bz_tag doc = bz_pages_tag(p, 0, BZ_ROLE_DOCUMENT, here);
    bz_tag list = bz_pages_tag(p, doc, BZ_ROLE_L, here);
    bz_tag one = bz_pages_tag(p, list, BZ_ROLE_LI, here);
    bz_tag after = bz_pages_tag(p, doc, BZ_ROLE_P, here);
    bz_tag two = bz_pages_tag(p, list, BZ_ROLE_LI, here);
    assert_int_equal(doc, 1);
    const bz_tag_node *t = p->tags.p;
    assert_int_equal(t[doc].first, list);
    assert_int_equal(t[doc].last, after);
    assert_int_equal(t[list].next, after);
    assert_int_equal(t[list].first, one);
    assert_int_equal(t[one].next, two);
    assert_int_equal(t[two].next, 0);
    assert_int_equal(t[two].parent, list);
    assert_int_equal(t[two].span.end, 3);
    assert_string_equal(bz_role_pdf((bz_role)t[two].role), "LI");
    assert_string_equal(bz_role_pdf(BZ_ROLE_QUOTE), "BlockQuote");
    bz_pages_free(p);
}

static void test_page_page__shapes(void **state)
{
    (void)state;
    bz_pages *p = bz_pages_new();
    bz_shape paint = {.has_fill = true, .fill = {1, 2, 3, 255}, .first = 77, .n = 99};
    uint32_t plain = bz_pages_rect(p, 10, 20, 30, 40, 0, &paint);
    uint32_t round = bz_pages_rect(p, 10, 20, 30, 40, 100, &paint); /* more than fits */
    uint32_t line = bz_pages_line(p, 1, 2, 3, 4, &paint);
    const bz_shape *s = p->shapes.p;
    assert_int_equal(s[plain].first, 0);
    assert_int_equal(s[plain].n, 5);
    assert_int_equal(s[plain].fill.b, 3);
    assert_int_equal(s[round].first, 5);
    assert_int_equal(s[round].n, 10);
    for (uint32_t i = 0; i + 1 < s[round].n; i++) {
        const bz_step *t = &p->steps.p[s[round].first + i];
        assert_true(t->x >= 10 && t->x <= 40 && t->y >= 20 && t->y <= 60);
    }
    assert_int_equal(s[line].n, 2);
    assert_true(p->steps.p[s[line].first + 1].y == 4);
    bz_pages_free(p);
}

/* The sides of `n` pages as "left,right left,right …"; blank is '-'. */
static bz_str sides(bz_pages *p, size_t n, bz_buf *out)
{
    bz_buf_clear(out);
    while (p->pages.n < n)
        bz_pages_begin(p, 10, 10);
    for (uint32_t s = 0; s < bz_pages_sides(p); s++) {
        if (s) bz_buf_char(out, ' ');
        for (int place = 0; place < 2; place++) {
            int32_t page = bz_pages_imposed(p, s, place);
            if (place) bz_buf_char(out, ',');
            if (page < 0) bz_buf_char(out, '-');
            else bz_buf_fmt(out, "%d", page + 1);
        }
    }
    return bz_buf_view(out);
}

static void test_page_page__imposed(void **state)
{
    (void)state;
    static const struct {
        bz_imposition how;
        bool is_rtl;
        size_t n;
        const char *sides;
    } rows[] = {
        {BZ_IMPOSE_NONE, false, 0, ""},
        {BZ_IMPOSE_NONE, true, 2, "1,- 2,-"},
        {BZ_IMPOSE_BOOKLET, false, 0, ""},
        {BZ_IMPOSE_BOOKLET, false, 1, "-,1 -,-"},
        {BZ_IMPOSE_BOOKLET, false, 4, "4,1 2,3"},
        {BZ_IMPOSE_BOOKLET, true, 4, "1,4 3,2"},
        {BZ_IMPOSE_BOOKLET, false, 6, "-,1 2,- 6,3 4,5"},
        {BZ_IMPOSE_BOOKLET, true, 8, "1,8 7,2 3,6 5,4"},
        {BZ_IMPOSE_TWO_UP, false, 3, "1,2 3,-"},
        {BZ_IMPOSE_TWO_UP, true, 3, "2,1 -,3"},
    };
    bz_buf out = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_pages *p = bz_pages_new();
        p->imposition = rows[i].how;
        p->is_rtl = rows[i].is_rtl;
        assert_str(sides(p, rows[i].n, &out), rows[i].sides);
        assert_int_equal(bz_pages_imposed(p, 1000, 0), -1);
        assert_int_equal(bz_pages_imposed(p, 0, 2), -1);
        bz_pages_free(p);
    }
    bz_buf_deinit(&out);
}

static uint32_t add_run(bz_pages *p, const char *text, float advance)
{
    bz_run r = {.size = 10.2F, .advance = advance};
    r.text = bz_pages_text(p, bz_str_from(text));
    r.text_n = (uint32_t)bz_str_from(text).n;
    bz_vec_push(&p->runs, r);
    return (uint32_t)(p->runs.n - 1);
}

static void test_page_page__dump(void **state)
{
    (void)state;
    bz_pages *p = bz_pages_new();
    bz_page_font font = {BZ_STR("/f.ttf"), BZ_STR("Noto Sans Bold"), 0};
    bz_vec_push(&p->fonts, font);
    bz_tag doc = bz_pages_tag(p, 0, BZ_ROLE_DOCUMENT, bz_span_none());
    bz_tag par = bz_pages_tag(p, doc, BZ_ROLE_P, bz_span_none());
    bz_pages_begin(p, 595.276F, 841.89F);
    bz_item item = {.kind = BZ_ITEM_RUN, .colour = {0, 0, 0, 255}, .tag = par, .x = 20.3F, .y = 40};
    item.ref = add_run(p, "Say ", 20);
    bz_pages_put(p, &item);
    item.ref = add_run(p, "\"no\"", 12.4F);
    item.x += 20;
    bz_pages_put(p, &item);
    item.y = 54.2F;
    item.colour = (bz_colour){255, 0, 16, 255};
    bz_pages_put(p, &item);
    bz_shape paint = {.has_stroke = true, .stroke = {0, 0, 0, 255}, .width = .5F, .dash_on = 2};
    bz_item rule = {.kind = BZ_ITEM_SHAPE, .ref = bz_pages_line(p, 20, 60, 100, 60, &paint)};
    bz_pages_put(p, &rule);
    bz_pages_begin(p, 100, 100);
    bz_buf out = {0};
    bz_pages_dump(p, &out);
    assert_str(bz_buf_view(&out),
               "page 1 595.5 842\n"
               "  text 20.5 40 32.5 Noto Sans Bold 10 <P 2> \"Say \\\"no\\\"\"\n"
               "  text 40.5 54 12.5 Noto Sans Bold 10 #ff0010 <P 2> \"\\\"no\\\"\"\n"
               "  shape 20 60 80 0 stroke 0.5 dashed <->\n"
               "page 2 100 100\n");
    bz_buf_deinit(&out);
    bz_pages_free(p);
}

static void test_page_page__dump_of_pictures_and_links(void **state)
{
    (void)state;
    bz_pages *p = bz_pages_new();
    bz_tag doc = bz_pages_tag(p, 0, BZ_ROLE_DOCUMENT, bz_span_none());
    bz_tag figure = bz_pages_tag(p, doc, BZ_ROLE_FIGURE, bz_span_none());
    p->tags.p[figure].alt = bz_pages_text(p, BZ_STR("a cup"));
    p->tags.p[figure].alt_n = 5;
    bz_picture cup = {.kind = BZ_PICTURE_DRAWING, .width = 24, .height = 24};
    bz_vec_push(&p->pictures, cup);
    bz_dest there = {.page = 0, .y = 40};
    bz_vec_push(&p->dests, there);
    bz_link in = {.dest = 0}, out_of = {.uri = bz_pages_text(p, BZ_STR("tel:112")), .uri_n = 7};
    bz_vec_push(&p->links, in);
    bz_vec_push(&p->links, out_of);
    bz_outline entry = {.level = 1, .title = p->tags.p[figure].alt, .title_n = 5};
    bz_vec_push(&p->outlines, entry);
    bz_pages_begin(p, 100, 200);
    p->pages.p[0].label = bz_pages_text(p, BZ_STR("iv"));
    p->pages.p[0].label_n = 2;
    bz_item item = {.kind = BZ_ITEM_PICTURE, .tag = figure, .x = 1, .y = 2.2F, .w = 30, .h = 40};
    item.mirror = item.in_colour = true;
    item.colour = (bz_colour){0, 128, 0, 255};
    bz_pages_put(p, &item);
    bz_item link = {.kind = BZ_ITEM_LINK, .tag = doc, .w = 5, .h = 6};
    bz_pages_put(p, &link);
    link.ref = 1;
    bz_pages_put(p, &link);
    bz_buf out = {0};
    bz_pages_dump(p, &out);
    assert_str(bz_buf_view(&out),
               "page 1 100 200 \"iv\"\n"
               "  picture 1 2 30 40 drawing mirrored #008000 <Figure 2> \"a cup\"\n"
               "  link 0 0 5 6 <Document 1> page 1\n"
               "  link 0 0 5 6 <Document 1> \"tel:112\"\n"
               "outline 1 page 1 \"a cup\"\n");
    bz_buf_deinit(&out);
    bz_pages_free(p);
}
