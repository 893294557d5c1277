/* Cards to cut out: equal, filling the page, never parted. */
#include "golden.h"

static void test_layout_cards__golden(void **state)
{
    (void)state;
    assert_pages("cards", "en");
    assert_pages("cards", "ar");
}

static bz_node cards(desk *d, int n, uint32_t count)
{
    bz_node list = desk_add(d, d->root, BZ_DOC_CARDS);
    bz_doc_set_number(d->doc, list, BZ_ATTR_COUNT, count);
    for (int i = 0; i < n; i++) {
        char text[32];
        sprintf(text, "card%d", i);
        desk_text(d, desk_add(d, list, BZ_DOC_ITEM), BZ_DOC_PARAGRAPH, text);
    }
    return list;
}

static void test_layout_cards__so_many_to_a_page(void **state)
{
    (void)state;
    static const uint32_t counts[] = {1, 2, 4, 6, 8, 9, 10, 16};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        desk d = desk_new("en");
        cards(&d, 48, counts[i]);
        assert_int_equal(desk_lay(&d), BZ_OK);
        assert_int_equal(d.pages->pages.n, (48 + counts[i] - 1) / counts[i]);
        desk_free(&d);
    }
}

/* The drawing stands beside the text, which gives way to it. */
static void test_layout_cards__a_drawing_on_a_card(void **state)
{
    (void)state;
    float text[2] = {0}, drawing = 0, w = 0;
    for (int with = 0; with < 2; with++) {
        desk d = desk_new("en");
        bz_node item = bz_doc_at(d.doc, cards(&d, 1, 8))->first;
        if (with) bz_doc_set(d.doc, item, BZ_ATTR_ICON, BZ_STR("heart"));
        desk_text(&d, item, BZ_DOC_PARAGRAPH, "more");
        assert_int_equal(desk_lay(&d), BZ_OK);
        for (size_t i = 0; i < d.pages->items.n; i++) {
            const bz_item *it = &d.pages->items.p[i];
            if (it->kind == BZ_ITEM_PICTURE && it->ref + 1 == d.pages->pictures.n)
                drawing = it->x, w = it->w;
            const bz_run *r = it->kind == BZ_ITEM_RUN ? &d.pages->runs.p[it->ref] : NULL;
            if (r && bz_str_is(bz_pages_str(d.pages, r->text, r->text_n), "more"))
                text[with] = it->x;
        }
        desk_free(&d);
    }
    assert_true(w > 10 && drawing >= text[0] - 0.1f && drawing + w < text[1]);
}

static void test_layout_cards__three_hundred(void **state)
{
    (void)state;
    desk d = desk_new("en");
    cards(&d, 300, 8);
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(d.pages->pages.n, 38);
    assert_non_null(strstr(desk_read(&d), "card299"));
    desk_free(&d);
}

/* A card longer than a page is text again: nothing of it is lost. */
static void test_layout_cards__a_card_longer_than_a_page(void **state)
{
    (void)state;
    desk d = desk_new("en");
    bz_node list = cards(&d, 3, 4);
    desk_words(&d, bz_doc_at(d.doc, list)->first, 0, 1200);
    assert_int_equal(desk_lay(&d), BZ_OK);
    const char *read = desk_read(&d);
    assert_non_null(strstr(read, "w0 "));
    assert_non_null(strstr(read, "w1199"));
    assert_non_null(strstr(read, "card2"));
    for (size_t i = 0; i < d.pages->items.n; i++)
        if (d.pages->items.p[i].kind == BZ_ITEM_RUN) assert_true(d.pages->items.p[i].y < 830);
    desk_free(&d);
}

static void test_layout_cards__odd_ones(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "  cards\n",
        "  cards count=0\n    item\n",
        "  cards count=4000000000\n    item | x\n",
        "  cards count=4\n    item\n      figure dest=a.svg alt=a\n      p | x\n    item\n      "
        "list\n"
        "        item | y\n",
        "  cards count=4\n    item\n      box label=L\n        p | x\n",
        "  columns count=2\n    cards count=8\n      item | x\n    p | y\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[1024];
        snprintf(text, sizeof text, "document lang=en title=T\n  :h1 | T\n%s  p | after\n",
                 texts[i]);
        desk d = desk_new("en");
        d.root = sketch(d.doc, text);
        (void)!desk_lay(&d);
        assert_non_null(strstr(desk_read(&d), "after"));
        desk_free(&d);
    }
}
