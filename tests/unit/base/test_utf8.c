/* UTF-8 by RFC 3629, and widths on a terminal. */
#include "../unit.h"
#include "base/utf8.h"

static void test_base_utf8__every_code_point(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char bytes[4];
        size_t at = 0, n = bz_utf8_encode(c, bytes);
        bool is_surrogate = c >= 0xd800 && c <= 0xdfff;
        if (bz_utf8_valid((bz_str){bytes, n}) != n) fail_msg("U+%04X", c);
        if (bz_utf8_next((bz_str){bytes, n}, &at) != (is_surrogate ? 0xfffd : c) || at != n)
            fail_msg("U+%04X", c);
    }
    char bytes[4];
    assert_int_equal(bz_utf8_encode(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
}

static void test_base_utf8__wrong(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t valid;
    } rows[] = {
        {"abc\x80", 3},          {"\xc0\x80", 0},
        {"\xc1\xbf", 0},         {"a\xc3", 1},
        {"\xe0\x80\x80", 0},     {"\xe0\x9f\xbf", 0},
        {"\xed\xa0\x80", 0},     {"\xed\xbf\xbf", 0},
        {"\xf0\x80\x80\x80", 0}, {"\xf4\x90\x80\x80", 0},
        {"\xf5\x80\x80\x80", 0}, {"\xff", 0},
        {"\xe2\x82", 0},         {"\xf0\x9f\x98", 0},
        {"\xe2\x82z", 0},        {"12345678\xc3\xa9\xff", 10},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(bz_utf8_valid(bz_str_from(rows[i].bytes)), rows[i].valid);
    assert_int_equal(bz_utf8_valid(BZ_STR("")), 0);
    assert_int_equal(bz_utf8_valid((bz_str){"a\0b", 3}), 3);
    size_t at = 0;
    assert_int_equal(bz_utf8_next(BZ_STR("\xff"
                                         "a"),
                                  &at),
                     0xfffd);
    assert_int_equal(at, 1);
}

static void test_base_utf8__clean(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool in_lines, in_text; /* one line; several */
    } rows[] = {
        {"", true, true},
        {"twelve bytes", true, true},
        {"twelve\tbytes", false, true},
        {"twelve bytes\n", false, true},
        {"twelve \x01 bytes", false, false},
        {"1234567\x7f", false, false},
        {"1234567\x1f", false, false},
        {"12345678\r\n", false, false},
        {"~~~~~~~~ \xc3\xa9t\xc3\xa9", true, true},
        {"a\xc2\x80", false, false},
        {"a\xc2\xa0", true, true},
        {"\xef\xbf\xbd", true, true},
        {"\xef\xbf\xbe", false, false},
        {"\xf0\x9f\x98\x80", true, true},
        {"12345678\xc3", false, false},
        {"\xff", false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(bz_utf8_is_clean(bz_str_from(rows[i].bytes), false), rows[i].in_lines);
        assert_int_equal(bz_utf8_is_clean(bz_str_from(rows[i].bytes), true), rows[i].in_text);
    }
    assert_false(bz_utf8_is_clean((bz_str){"1234567\0", 8}, true));
}

static void test_base_utf8__count(void **state)
{
    (void)state;
    assert_int_equal(bz_utf8_count(BZ_STR("")), 0);
    assert_int_equal(bz_utf8_count(BZ_STR("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80")), 4);
    static char text[300];
    for (size_t i = 0; i < 300; i++)
        text[i] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"[i % 10];
    for (size_t n = 0; n <= 300; n++) {
        size_t plain = 0;
        for (size_t i = 0; i < n; i++)
            plain += (text[i] & 0xc0) != 0x80;
        assert_int_equal(bz_utf8_count((bz_str){text, n}), plain);
    }
}

static void test_base_utf8__width(void **state)
{
    (void)state;
    static const struct {
        uint32_t c;
        int width;
    } rows[] = {
        {'a', 1},     {0xe9, 1},    {0x301, 0},  {0x64b, 0},    {0x200d, 0}, {0x4e00, 2},
        {0xac00, 2},  {0x1160, 0},  {0xff21, 2}, {0x1f600, 2},  {0xfe0f, 0}, {0x628, 1},
        {0x20000, 2}, {0xe0100, 0}, {0x2026, 1}, {0x10ffff, 1}, {0xfffd, 1}, {0x12d4, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bz_utf8_width(rows[i].c) != rows[i].width) fail_msg("U+%04X", rows[i].c);
}

static void test_base_utf8__direction(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool is_ltr;
    } rows[] = {
        {"Wait here.", true}, {"(2023) WHO", true}, {"é", true},     {"Шаг 1!", true},
        {"ສະບາຍ", true},      {"中", true},         {"", false},     {"9:00–17:00", false},
        {"→ × ÷ 📞 ☐", false}, {"Wait. نعم", false}, {"שלום", false}, {"5 ٥ m", false},
        {"a\u200fb", false},  {"a\u2066b", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bz_utf8_is_ltr_text(bz_str_from(rows[i].text)) != rows[i].is_ltr)
            fail_msg("%s", rows[i].text);
    assert_true(bz_utf8_is_rtl(0x60c));
    assert_true(bz_utf8_is_rtl(0x1e900));
    assert_false(bz_utf8_is_rtl(0x2e));
}
