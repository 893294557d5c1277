/* Weeks of countries. In: a code. Out: the first day of the week, and the weekend. After the
 * Unicode CLDR, supplemental data "weekData"; where governments have it otherwise (Bangladesh,
 * Palestine, Somalia: Friday and Saturday, or Friday), as they do. */
#include "base/region.h"

enum { MON, TUE, WED, THU, FRI, SAT, SUN };

typedef struct row {
    const char *countries; /* with spaces around */
    int value;
} row;

static const row starts[] = {
    {" MV ", FRI},
    {" AF BH DJ DZ EG IQ IR JO KW LY OM PS QA SD SY ", SAT},
    {" AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT "
     "MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW US VE VI WS YE ZA ZW ",
     SUN},
};

/* The days that are free, as bits. */
static const row weekends[] = {
    {" AF ", 1 << THU | 1 << FRI},
    {" BD BH DZ EG IL IQ JO KW LY OM PS QA SA SD SY YE ", 1 << FRI | 1 << SAT},
    {" DJ IR SO ", 1 << FRI},
    {" IN UG ", 1 << SUN},
};

static int find(const row *rows, size_t n, bz_str country, int otherwise)
{
    for (size_t i = 0; i < n; i++) {
        bz_str all = bz_str_from(rows[i].countries), code;
        while (bz_str_split(&all, ' ', &code))
            if (code.n && bz_str_eq(code, country)) return rows[i].value;
    }
    return otherwise;
}

bz_week bz_region_week(bz_str country)
{
    bz_week w = {.start = find(starts, sizeof starts / sizeof *starts, country, MON)};
    int days = find(weekends, sizeof weekends / sizeof *weekends, country, 1 << SAT | 1 << SUN);
    for (int i = 0; i < 7; i++)
        w.is_free[i] = days >> i & 1;
    return w;
}
