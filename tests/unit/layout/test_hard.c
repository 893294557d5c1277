/* What a layout breaks on: huge, deep, narrow, empty things. All of them give sound pages. */
#include "desk.h"

static size_t count_words(desk *d)
{
    size_t n = 0;
    for (const char *s = desk_read(d); (s = strchr(s, 'w')); s++)
        n++;
    return n;
}

static bz_node container(desk *d, bz_node parent, bz_act act)
{
    bz_node n = desk_add(d, parent, BZ_DOC_CONTAINER);
    d->doc->nodes.p[n].aux = (uint16_t)act;
    return n;
}

static void test_layout_hard__a_box_of_forty_pages(void **state)
{
    (void)state;
    desk d = desk_new("en");
    bz_node box = container(&d, d.root, BZ_ACT_SAY);
    for (int i = 0; i < 300; i++)
        desk_words(&d, box, i * 60, 60);
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(count_words(&d), 18000);
    assert_true(d.pages->pages.n >= 20);
    size_t tints = 0; /* the box stands on every page, also where it goes on */
    for (size_t i = 0; i < d.pages->shapes.n; i++)
        tints += d.pages->shapes.p[i].has_fill && d.pages->shapes.p[i].fill.r == 0xee;
    assert_int_equal(tints, d.pages->pages.n);
    size_t labels[2] = {0}; /* and says what it is: read once, seen on every page */
    for (size_t i = 0; i < d.pages->items.n; i++) {
        const bz_item *it = &d.pages->items.p[i];
        if (it->kind != BZ_ITEM_RUN) continue;
        const bz_run *r = &d.pages->runs.p[it->ref];
        if (bz_str_is(bz_pages_str(d.pages, r->text, r->text_n), "Say")) labels[it->tag != 0]++;
    }
    assert_int_equal(labels[1], 1);
    assert_int_equal(labels[0], d.pages->pages.n - 1);
    desk_free(&d);
}

/* Two columns of several pages: each page holds some of both, every word once. */
static void test_layout_hard__columns_of_several_pages(void **state)
{
    (void)state;
    desk d = desk_new("en");
    bz_node columns = container(&d, d.root, BZ_ACT_COLUMNS);
    for (int k = 0; k < 2; k++) {
        bz_node box = container(&d, columns, k ? BZ_ACT_NOTE : BZ_ACT_SAY);
        for (int i = 0; i < 20; i++)
            desk_words(&d, box, 2000 * k + 60 * i, 60);
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(count_words(&d), 2400);
    for (size_t i = 0; i < d.pages->pages.n; i++) {
        const bz_page *p = &d.pages->pages.p[i];
        size_t halves[2] = {0};
        for (uint32_t k = p->first; k < p->first + p->n; k++) {
            const bz_item *it = &d.pages->items.p[k];
            if (it->kind != BZ_ITEM_RUN || !it->tag) continue;
            halves[it->x > p->w / 2]++;
            assert_true(it->y < p->h - 35);
        }
        assert_true(halves[0] > 0 && halves[1] > 0);
    }
    desk_free(&d);
}

static void test_layout_hard__a_word_wider_than_the_column(void **state)
{
    (void)state;
    desk d = desk_new("en");
    char word[2001];
    memset(word, 'x', 2000);
    word[2000] = '\0';
    bz_node columns = container(&d, d.root, BZ_ACT_COLUMNS);
    desk_text(&d, columns, BZ_DOC_PARAGRAPH, word);
    desk_words(&d, columns, 0, 3);
    assert_int_equal(desk_lay(&d), BZ_OK);
    for (size_t i = 0; i < d.pages->items.n; i++)
        if (d.pages->items.p[i].kind == BZ_ITEM_RUN && d.pages->items.p[i].tag)
            assert_true(d.pages->items.p[i].x + d.pages->items.p[i].w < 560);
    desk_free(&d);
}

/* Headings of some two hundred words, one below the other: no page holds them together. */
static void test_layout_hard__headings_that_no_page_can_hold(void **state)
{
    (void)state;
    desk d = desk_new("en");
    for (int i = 0; i < 60; i++) {
        bz_buf b = {0};
        for (int k = 0; k < 40; k++)
            bz_buf_fmt(&b, "w%d ", i * 40 + k);
        desk_heading(&d, d.root, 2, b.p);
        bz_buf_deinit(&b);
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(count_words(&d), 2400);
    desk_free(&d);
}

static void test_layout_hard__boxes_and_lists_thirty_deep(void **state)
{
    (void)state;
    desk d = desk_new("en");
    bz_node n = d.root;
    for (int i = 0; i < 32; i++) {
        n = i % 2 ? desk_add(&d, desk_add(&d, n, BZ_DOC_LIST), BZ_DOC_ITEM)
                  : container(&d, n, i % 4 ? BZ_ACT_SAFETY : BZ_ACT_KEY);
        desk_words(&d, n, i * 5, 5);
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(count_words(&d), 160);
    desk_free(&d);
}

static void test_layout_hard__columns_in_columns_until_there_is_no_width(void **state)
{
    (void)state;
    desk d = desk_new("ar");
    bz_node n = d.root;
    for (int i = 0; i < 16; i++) {
        n = desk_add(&d, n, BZ_DOC_COLUMNS);
        bz_doc_set_number(d.doc, n, BZ_ATTR_COUNT, i % 3 ? 4 : 0);
        desk_words(&d, n, i * 3, 3);
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(count_words(&d), 48);
    desk_free(&d);
}

static void test_layout_hard__blocks_without_anything_in_them(void **state)
{
    (void)state;
    static const bz_doc_kind kinds[] = {BZ_DOC_PARAGRAPH, BZ_DOC_HEADING,   BZ_DOC_QUOTE,
                                        BZ_DOC_LIST,      BZ_DOC_SECTION,   BZ_DOC_BOX,
                                        BZ_DOC_STRIP,     BZ_DOC_COLUMNS,   BZ_DOC_CODE_BLOCK,
                                        BZ_DOC_RULE,      BZ_DOC_PAGE_BREAK};
    desk d = desk_new("en");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (int times = 0; times < 2; times++)
            desk_add(&d, d.root, kinds[i]);
    desk_add(&d, desk_add(&d, d.root, BZ_DOC_LIST), BZ_DOC_ITEM);
    desk_add(&d, desk_add(&d, d.root, BZ_DOC_STRIP), BZ_DOC_FACT);
    for (bz_act a = BZ_ACT_NONE; a < BZ_ACT_COUNT; a++)
        container(&d, d.root, a);
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_true(d.pages->pages.n >= 1);
    desk_free(&d);
}

static void test_layout_hard__five_hundred_pages(void **state)
{
    (void)state;
    desk d = desk_new("en");
    for (int i = 0; i < 4000; i++) {
        if (i % 10 == 0) desk_heading(&d, d.root, 2, "Part");
        desk_words(&d, i % 7 ? d.root : container(&d, d.root, BZ_ACT_ASK), i * 60, 60);
    }
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_true(d.pages->pages.n > 400);
    for (size_t i = 0; i < d.pages->pages.n; i++) /* none is empty */
        assert_true(d.pages->pages.p[i].n > 20);
    desk_free(&d);
}
