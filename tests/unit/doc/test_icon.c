/* Icons are found by name, under their second names too, and all of them can be. */
#include "../unit.h"
#include "doc/icon.h"

static void test_doc_icon__every_name_leads_to_shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < BZ_ICONS; i++) {
        size_t row = bz_icon_find(bz_str_from(bz_icons[i].name));
        assert_true(row < BZ_ICONS);
        assert_non_null(bz_icons[row].shapes);
        assert_true(row == i || bz_icons[i].as);
    }
}

static void test_doc_icon__second_names_and_turns(void **state)
{
    (void)state;
    assert_int_equal(bz_icon_find(BZ_STR("writing")), bz_icon_find(BZ_STR("write")));
    assert_true(bz_icons[bz_icon_find(BZ_STR("do"))].is_turned);
    assert_false(bz_icons[bz_icon_find(BZ_STR("show"))].is_turned);
    assert_int_equal(bz_icon_find(BZ_STR("no-such")), BZ_ICONS);
    assert_int_equal(bz_icon_find((bz_str){0}), BZ_ICONS);
}
