/* Codes of countries: those there are, those there are not, and what was meant. */
#include "../unit.h"

#include "base/country.h"

static void test_base_country__known(void **state)
{
    (void)state;
    static const char *const known[] = {"AD", "KE", "JO", "SS", "XK", "ZW"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_true(bz_country_is_known(bz_str_from(known[i])));
    /* The last three: letters of two neighbours, the list's blank, too many. */
    static const char *const unknown[] = {"", "K", "ke", "UK", "ZZ", "DA", "D ", "KEN"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(bz_country_is_known(bz_str_from(unknown[i])));
}

static void test_base_country__meant(void **state)
{
    (void)state;
    assert_string_equal(bz_country_meant(BZ_STR("UK")), "GB");
    assert_null(bz_country_meant(BZ_STR("ZZ")));
}
