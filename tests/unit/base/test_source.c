/* Sources and places in them. */
#include "../unit.h"
#include "base/mem.h"
#include "base/source.h"
#include <string.h>

static void test_base_source__names(void **state)
{
    (void)state;
    bz_sources *s = bz_sources_new();
    char name[] = "a.md";
    uint32_t a = bz_sources_add(s, bz_str_from(name), BZ_STR("first"));
    name[0] = 'x'; /* the set has its own copy */
    assert_int_equal(a, 1);
    assert_int_equal(bz_sources_add(s, BZ_STR("b.md"), BZ_STR("")), 2);
    assert_int_equal(bz_sources_add(s, BZ_STR("a.md"), BZ_STR("second")), 1);
    char *text = bz_mem_resize(NULL, 3);
    assert_int_equal(bz_sources_adopt(s, BZ_STR("a.md"), (bz_str){text, 3}), 1);
    assert_str(bz_source_text(s, 1), "first");
    assert_str(bz_source_name(s, 1), "a.md");
    assert_int_equal(bz_sources_find(s, BZ_STR("b.md")), 2);
    assert_int_equal(bz_sources_find(s, BZ_STR("c.md")), 0);
    assert_int_equal(bz_sources_count(s), 2);
    assert_str(bz_source_name(s, 0), "");
    assert_str(bz_source_text(s, 0), "");
    bz_sources_free(s);
    bz_sources_free(NULL);
}

static void expect(const bz_sources *s, uint32_t offset, uint32_t line, uint32_t column)
{
    bz_line_column at = bz_source_locate(s, 1, offset);
    if (at.line != line || at.column != column)
        fail_msg("%u: %u:%u, expected %u:%u", offset, at.line, at.column, line, column);
}

static void test_base_source__places(void **state)
{
    (void)state;
    bz_sources *s = bz_sources_new();
    bz_sources_add(s, BZ_STR("a"), BZ_STR("ab\n\n\xc3\xa9\xf0\x9f\x98\x80z\r\nlast"));
    expect(s, 0, 1, 1);
    expect(s, 2, 1, 3);
    expect(s, 3, 2, 1);
    expect(s, 4, 3, 1);
    expect(s, 6, 3, 2);
    expect(s, 10, 3, 3);
    expect(s, 13, 4, 1);
    expect(s, 17, 4, 5);
    expect(s, 999, 4, 5);
    assert_str(bz_source_line(s, 1, 1), "ab");
    assert_str(bz_source_line(s, 1, 2), "");
    assert_str(bz_source_line(s, 1, 3), "\xc3\xa9\xf0\x9f\x98\x80z");
    assert_str(bz_source_line(s, 1, 4), "last");
    assert_str(bz_source_line(s, 1, 5), "");
    assert_int_equal(bz_source_line_start(s, 1, 3), 4);
    assert_int_equal(bz_source_line_start(s, 1, 0), 17);
    assert_int_equal(bz_source_line_start(s, 1, 9), 17);
    assert_str(bz_span_text(s, (bz_span){1, 4, 6}), "\xc3\xa9");
    assert_str(bz_span_text(s, (bz_span){1, 4, 99}), "\xc3\xa9\xf0\x9f\x98\x80z\r\nlast");
    assert_str(bz_span_text(s, bz_span_none()), "");
    bz_sources_free(s);
}

static void test_base_source__byte_order_mark(void **state)
{
    (void)state;
    bz_sources *s = bz_sources_new();
    bz_sources_add(s, BZ_STR("a"),
                   BZ_STR("\xef\xbb\xbf"
                          "ab\n\xef\xbb\xbfz"));
    expect(s, 0, 1, 1);
    expect(s, 3, 1, 1);
    expect(s, 4, 1, 2);
    expect(s, 9, 2, 2);
    bz_sources_free(s);
}

/* Whatever was asked for before, a column is the same. */
static void test_base_source__in_any_order(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbf"
                               "a\xc3\xa9\xf0\x9f\x98\x80z\nb\xc3\xa9\n\nlast \xd9\x85\xd9\x85";
    bz_sources *all = bz_sources_new();
    bz_sources_add(all, BZ_STR("a"), bz_str_from(text));
    for (uint32_t one = 0; one < sizeof text; one++)
        for (uint32_t other = 0; other < sizeof text; other++) {
            bz_sources *fresh = bz_sources_new();
            bz_sources_add(fresh, BZ_STR("a"), bz_str_from(text));
            bz_line_column want = bz_source_locate(fresh, 1, other);
            bz_source_locate(all, 1, one);
            expect(all, other, want.line, want.column);
            bz_sources_free(fresh);
        }
    bz_sources_free(all);
}

static void test_base_source__many_lines(void **state)
{
    (void)state;
    static char text[30000];
    bz_sources *s = bz_sources_new();
    memset(text, '\n', sizeof text);
    bz_sources_add(s, BZ_STR("a"), (bz_str){text, sizeof text});
    for (uint32_t i = 0; i < sizeof text; i++)
        expect(s, i, i + 1, 1);
    bz_sources_free(s);
}
