/* Weeks of countries. */
#include "../unit.h"

#include "base/region.h"

/* "67 / 5": the free days from 1 Monday, and the first day of the week. */
static void expect(const char *country, const char *free_days, int start)
{
    bz_week w = bz_region_week(bz_str_from(country));
    char text[8];
    size_t n = 0;
    for (int i = 0; i < 7; i++)
        if (w.is_free[i]) text[n++] = (char)('1' + i);
    text[n] = 0;
    assert_string_equal(text, free_days);
    assert_int_equal(w.start + 1, start);
}

static void test_base_region__weeks(void **state)
{
    (void)state;
    expect("KE", "67", 7);
    expect("JO", "56", 6);
    expect("SY", "56", 6);
    expect("BD", "56", 7);
    expect("IR", "5", 6);
    expect("AF", "45", 6);
    expect("UA", "67", 1);
    expect("CO", "67", 7);
    expect("", "67", 1);
    expect("K", "67", 1);
}
