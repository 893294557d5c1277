#include "desk.h"

static void test_layout_pages__an_empty_document_is_one_page(void **state)
{
    (void)state;
    desk d = desk_new("en");
    assert_int_equal(desk_lay(&d), BZ_OK);
    assert_int_equal(d.pages->pages.n, 1);
    desk_free(&d);
}
static void test_layout_pages__a_small_document(void **state)
{
    (void)state;
    desk d = desk_new("en");
    desk_heading(&d, d.root, 1, "Calm");
    bz_node s = desk_add(&d, d.root, BZ_DOC_SECTION);
    bz_doc_set(d.doc, s, BZ_ATTR_TITLE, BZ_STR("Story"));
    bz_doc_set(d.doc, s, BZ_ATTR_STARTS, BZ_STR("16:30"));
    bz_doc_set(d.doc, s, BZ_ATTR_BADGE, BZ_STR("10 minutes"));
    bz_node c = desk_add(&d, s, BZ_DOC_CONTAINER);
    d.doc->nodes.p[c].aux = BZ_ACT_SAY;
    desk_words(&d, c, 0, 40);
    assert_int_equal(desk_lay(&d), BZ_OK);
    desk_free(&d);
}
