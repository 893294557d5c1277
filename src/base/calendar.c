/* In: days, or dates of another calendar. Out: the other. One idea: each calendar says on which day
 * a year starts and how long its months are; everything else is the same for all of them. */
#include "base/calendar.h"

/* --- Umm al-Qura: a bit a month, the first lowest; set: 30 days, else 29. From the table that ICU
 * carries, after the one published by King Abdulaziz City for Science and Technology. */
enum { FIRST_YEAR = 1300, LAST_YEAR = 1600, FIRST_DAY = -31826 };

static const uint16_t umalqura[LAST_YEAR - FIRST_YEAR + 1] = {
    0x555, 0x2ab, 0x937, 0x2b6, 0x576, 0x36c, 0xb55, 0xaaa, 0x956, 0x49e, 0x95d, 0x2ba, 0x5b5,
    0x3aa, 0xb4b, 0xa96, 0x52e, 0x2ad, 0x56d, 0xb5a, 0x752, 0xf25, 0xe8a, 0xd16, 0xa56, 0xab5,
    0x6b4, 0xda9, 0xb92, 0xb25, 0x64b, 0xa9b, 0x35a, 0x6d9, 0x5d4, 0xda5, 0xd4a, 0xa95, 0x536,
    0x975, 0x2f4, 0x6e9, 0x6d4, 0x6a9, 0x535, 0x25d, 0x4bd, 0x9ba, 0x3b4, 0xb69, 0xb2a, 0xa55,
    0x4ad, 0xa5d, 0x2da, 0x6d9, 0xeaa, 0xe94, 0xd2a, 0xc56, 0x4ae, 0xa6d, 0x56a, 0xd55, 0xd4a,
    0xa93, 0x52b, 0xa5b, 0x53a, 0x6b5, 0xea9, 0xd52, 0xd29, 0xa55, 0x4ad, 0x56d, 0xaea, 0x6e4,
    0xed1, 0xda2, 0xaaa, 0x95a, 0x2da, 0x5b9, 0xbb2, 0x764, 0x6c9, 0x555, 0x2ab, 0x4db, 0xaba,
    0x5b4, 0xda9, 0xd52, 0xaa5, 0x92d, 0x26d, 0x8ed, 0x2da, 0xad5, 0xaa5, 0xa4b, 0x497, 0x937,
    0x2b6, 0x975, 0xd69, 0xd52, 0xc95, 0x92b, 0x25b, 0x4db, 0x9d5, 0x5d2, 0xda5, 0xd4a, 0xa95,
    0x54d, 0xaad, 0x3aa, 0xbd2, 0xbc4, 0xb89, 0xa95, 0x52d, 0x5ad, 0xb6a, 0x6d4, 0xdc9, 0xd92,
    0xaa6, 0x956, 0x2ae, 0x56d, 0x36a, 0xb55, 0xaaa, 0x94d, 0x49d, 0x95d, 0x2ba, 0x5b5, 0x5aa,
    0xd55, 0xa9a, 0x92e, 0x26e, 0x55d, 0xada, 0x6d4, 0x6a5, 0xb27, 0xa4d, 0x4ad, 0x56d, 0xb5a,
    0x754, 0xf49, 0xe92, 0xd26, 0xa56, 0x356, 0x6b5, 0xbaa, 0xb92, 0xb25, 0x68b, 0xa9b, 0x55a,
    0xada, 0x5b4, 0xda9, 0xb52, 0xa9a, 0x536, 0x276, 0x575, 0xaf2, 0x6d4, 0x6a9, 0x555, 0x2ad,
    0x4bd, 0x9ba, 0x574, 0xb69, 0xb52, 0xa95, 0x52d, 0xa5d, 0x4da, 0xad9, 0x6b2, 0xe95, 0xe2a,
    0xc96, 0x92e, 0xaad, 0x56a, 0xd65, 0xd4a, 0xd15, 0x62b, 0xc5b, 0x53a, 0x6b5, 0xdb2, 0xd64,
    0xd29, 0xa55, 0x4ad, 0x96d, 0xaea, 0x6e8, 0xed1, 0xda4, 0xd4a, 0xa6a, 0x2da, 0x5b9, 0xb72,
    0xb68, 0x6d1, 0x655, 0x4ab, 0x95b, 0x2ba, 0x5b5, 0xda9, 0xd52, 0xca6, 0x94e, 0x46e, 0x95d,
    0x4da, 0xad5, 0xaaa, 0xa4d, 0x49b, 0x937, 0x4b6, 0x975, 0xd6a, 0xd52, 0xaa5, 0x94b, 0x2ab,
    0x55b, 0xad9, 0x5d2, 0xdc5, 0xd92, 0xb25, 0x555, 0xab5, 0x5b4, 0xba9, 0x7a2, 0x745, 0x593,
    0xaab, 0x4d6, 0x9d6, 0x5d2, 0xba5, 0xb4a, 0xa95, 0x4ad, 0x15d, 0x2dd, 0x9da, 0x5b4, 0x5a9,
    0x52d, 0x25b, 0x8b7, 0x176, 0x56d, 0xb6a, 0xaca, 0xa96, 0x52b, 0x15b, 0x2bb, 0x5b6, 0xdaa,
    0xb94, 0xd46, 0xa8d, 0x52d, 0xa9d, 0x55a, 0x755, 0x749, 0xf13, 0xe4a, 0xa96, 0x556, 0x6b5,
    0xbaa, 0xb94,
};

static bool in_table(int32_t year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

static int table_days(int32_t year, int month)
{
    return 29 + (umalqura[year - FIRST_YEAR] >> (month - 1) & 1);
}

static bz_date table_start(int32_t year)
{
    bz_date day = FIRST_DAY;
    for (int32_t y = FIRST_YEAR; y < year; y++)
        day += 12 * 29 + __builtin_popcount(umalqura[y - FIRST_YEAR]);
    return day;
}

/* --- Bikram Sambat: two bits a month, the first lowest; the days beyond 29. Its months follow the
 * sun through the zodiac, and the Nepal Panchanga Nirnayak Vikas Samiti publishes each year's. To
 * 2083 as published, and as the tables in use agree; from 2084 on as reckoned ahead, so that a day
 * may still change. */
enum { BIKRAM_FIRST = 1970, BIKRAM_LAST = 2099, BIKRAM_EPOCH = -20717 /* 13 April 1913 */ };

static const uint32_t bikram[BIKRAM_LAST - BIKRAM_FIRST + 1] = {
    0x511aba, 0x5117ba, 0x9056ee, 0x8456ed, 0x511aba, 0x5119fa, 0x9056ee, 0x8456ed, 0x511aba,
    0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116ee,
    0x9056ee, 0x511aea, 0x511aba, 0x5116ee, 0x8456ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee,
    0x511aba, 0x511aba, 0x9056ee, 0x8456ed, 0x511aba, 0x5116fa, 0x9056ee, 0x8456ed, 0x511aba,
    0x5116fa, 0x9056ee, 0x814aea, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116fa,
    0x9056ee, 0x514aea, 0x511aba, 0x5116ee, 0x8456ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee,
    0x511aea, 0x511aba, 0x9056ee, 0x8456ed, 0x511aba, 0x5117ba, 0x9056ee, 0x8456ed, 0x511aba,
    0x5116fa, 0x9056ee, 0x814aed, 0x511aba, 0x5116fa, 0x9056ee, 0x514aea, 0x511aba, 0x5116fa,
    0x9056ee, 0x514aea, 0x511aba, 0x5116ee, 0x9056ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee,
    0x511aea, 0x511aba, 0x5056ee, 0x8456ee, 0x511aba, 0x5117ba, 0x9056ee, 0x8456ed, 0x511aba,
    0x5116fa, 0x9056ee, 0x844aed, 0x511aba, 0x5116fa, 0x9056ee, 0x814aea, 0x511aba, 0x5116fa,
    0x9056ee, 0x514aea, 0x511aba, 0x5116ee, 0x9056ee, 0x511aea, 0x511aba, 0x5056ee, 0x8456ee,
    0x511aea, 0x511aba, 0x5056ee, 0x8456ee, 0x511aba, 0x511aba, 0x9056ee, 0x8456ed, 0x511aba,
    0x5116fa, 0x9056ee, 0x8456ed, 0x511aba, 0x5116fa, 0x9056ee, 0x814aea, 0x511aba, 0x5116fa,
    0x9056ee, 0x514aea, 0x511aba, 0x5116fa,
};

static int bikram_days(int32_t year, int month)
{
    return 29 + (int)(bikram[year - BIKRAM_FIRST] >> 2 * (month - 1) & 3);
}

/* The first day of a year of the table, or of the one after it. */
static bz_date bikram_start(int32_t year)
{
    bz_date day = BIKRAM_EPOCH;
    for (int32_t y = BIKRAM_FIRST; y < year; y++)
        for (int month = 1; month <= 12; month++)
            day += bikram_days(y, month);
    return day;
}

static bool in_bikram(int32_t year)
{
    return year >= BIKRAM_FIRST && year <= BIKRAM_LAST;
}

/* --- arithmetic */

static int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

enum {
    TABULAR_EPOCH = -492148,  /* 1 Muharram 1, Friday 16 July 622 of the Julian calendar */
    ETHIOPIAN_EPOCH = -716367 /* 1 Meskerem 1, 29 August 8 of the Julian calendar */
};

static bool is_long_tabular(int32_t year)
{
    return (11 * year + 14) % 30 < 11;
}

static bz_date tabular_start(int32_t year)
{
    return TABULAR_EPOCH + 354 * (year - 1) + floor_div(3 + 11 * year, 30);
}

static bz_date ethiopian_start(int32_t year)
{
    return ETHIOPIAN_EPOCH + 365 * (year - 1) + floor_div(year, 4);
}

/* --- Solar Hijri, after Kazimierz Borkowski, "The Persian calendar for 3000 years" (1996): years
 * in which the length of the cycle changes. */
static const int32_t breaks[] = {-61,  9,    38,   199,  426,  686,  756,  818,  1111, 1181,
                                 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178};
enum { N_BREAKS = sizeof breaks / sizeof *breaks };

/* The day of March on which the year starts; and how many years ago the last long one was. */
static int solar_march(int32_t year, int *since_long)
{
    int32_t leap = -14, last = breaks[0], jump = 0;
    for (int i = 1; i < N_BREAKS; i++) {
        jump = breaks[i] - last;
        if (year < breaks[i]) break;
        leap += jump / 33 * 8 + jump % 33 / 4;
        last = breaks[i];
    }
    int32_t n = year - last;
    leap += n / 33 * 8 + (n % 33 + 3) / 4;
    if (jump % 33 == 4 && jump - n == 4) leap++;
    int32_t gregorian = year + 621,
            leap_gregorian = gregorian / 4 - (gregorian / 100 + 1) * 3 / 4 - 150;
    if (jump - n < 6) n = n - jump + (jump + 4) / 33 * 33;
    int since = ((n + 1) % 33 - 1) % 4;
    *since_long = since == -1 ? 4 : since;
    return 20 + leap - leap_gregorian;
}

static bz_date solar_start(int32_t year)
{
    int ignored, march = solar_march(year, &ignored);
    return bz_date_from_civil((bz_civil){year + 621, 3, 1}) + march - 1;
}

static bool is_long_solar(int32_t year)
{
    int since;
    solar_march(year, &since);
    return since == 0;
}

/* --- what all have in common */

static bz_date year_start(bz_calendar c, int32_t year)
{
    switch (c) {
    case BZ_ISLAMIC_UMALQURA: return in_table(year) ? table_start(year) : tabular_start(year);
    case BZ_ISLAMIC_TABULAR: return tabular_start(year);
    case BZ_ETHIOPIAN: return ethiopian_start(year);
    case BZ_SOLAR_HIJRI: return solar_start(year);
    case BZ_BIKRAM_SAMBAT: return bikram_start(year);
    case BZ_GREGORIAN: break;
    }
    return bz_date_from_civil((bz_civil){year, 1, 1});
}

static int months_of(bz_calendar c)
{
    return c == BZ_ETHIOPIAN ? 13 : 12;
}

int bz_calendar_month_days(bz_calendar c, int32_t year, int month)
{
    switch (c) {
    case BZ_ISLAMIC_UMALQURA:
        if (in_table(year)) return table_days(year, month);
        return month % 2 || (month == 12 && is_long_tabular(year)) ? 30 : 29;
    case BZ_ISLAMIC_TABULAR: return month % 2 || (month == 12 && is_long_tabular(year)) ? 30 : 29;
    case BZ_ETHIOPIAN: return month < 13 ? 30 : year % 4 == 3 ? 6 : 5;
    case BZ_BIKRAM_SAMBAT: return in_bikram(year) ? bikram_days(year, month) : 0;
    case BZ_SOLAR_HIJRI: return month <= 6 ? 31 : month < 12 || is_long_solar(year) ? 30 : 29;
    case BZ_GREGORIAN: break;
    }
    bz_date first = bz_date_from_civil((bz_civil){year, month, 1});
    return (int)(bz_date_add_months(first, 1) - first);
}

/* The year in which a day lies: guessed from the mean length of years, then put right. */
static int32_t year_of(bz_calendar c, bz_date d)
{
    static const double length[] = {365.2425, 354.36667, 354.36667, 365.25, 365.2422, 365.2587};
    int32_t known = c == BZ_BIKRAM_SAMBAT ? BIKRAM_FIRST : 1400;
    int32_t year = (int32_t)((double)(d - year_start(c, known)) / length[c]) + known;
    while (year_start(c, year) > d)
        year--;
    while (year_start(c, year + 1) <= d)
        year++;
    return year;
}

bool bz_calendar_knows(bz_calendar c, bz_date d)
{
    return c != BZ_BIKRAM_SAMBAT || (d >= BIKRAM_EPOCH && d < bikram_start(BIKRAM_LAST + 1));
}

bz_civil bz_calendar_civil(bz_calendar c, bz_date d)
{
    if (c == BZ_GREGORIAN) return bz_date_civil(d);
    if (!bz_calendar_knows(c, d)) return (bz_civil){0, 0, 0};
    bz_civil out = {.year = year_of(c, d), .month = 1};
    int32_t left = d - year_start(c, out.year);
    while (left >= bz_calendar_month_days(c, out.year, out.month) && out.month < months_of(c))
        left -= bz_calendar_month_days(c, out.year, out.month++);
    out.day = (int)left + 1;
    return out;
}

/* Far beyond any programme, and so few that sums stay in range. */
enum { MOST_YEARS = 3000 };

bool bz_calendar_date(bz_calendar c, bz_civil civil, bz_date *out)
{
    if (civil.year < 1 || civil.year > MOST_YEARS || civil.month < 1 || civil.month > months_of(c))
        return false;
    if (c == BZ_BIKRAM_SAMBAT && !in_bikram(civil.year)) return false;
    if (civil.day < 1 || civil.day > bz_calendar_month_days(c, civil.year, civil.month))
        return false;
    *out = year_start(c, civil.year) + civil.day - 1;
    for (int month = 1; month < civil.month; month++)
        *out += bz_calendar_month_days(c, civil.year, month);
    return true;
}

int bz_ethiopian_clock(int minutes, int *minute, bool *is_night)
{
    int shifted = (minutes + 18 * 60) % (24 * 60); /* 06:00 becomes 0 */
    *minute = shifted % 60;
    *is_night = shifted >= 12 * 60;
    int hour = shifted / 60 % 12;
    return hour ? hour : 12;
}

/* --- Easter */

/* Meeus, "Astronomical Algorithms" (1991), after an anonymous correspondent of Nature, 1876. */
bz_date bz_easter(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int32_t m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return bz_date_from_civil((bz_civil){year, (int)(n / 31), (int)(n % 31 + 1)});
}

bz_date bz_easter_orthodox(int32_t year)
{
    int32_t d = (19 * (year % 19) + 15) % 30;
    int32_t e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7, n = d + e + 114;
    bz_date julian = bz_date_from_civil((bz_civil){year, (int)(n / 31), (int)(n % 31 + 1)});
    return julian + year / 100 - year / 400 - 2; /* the Julian calendar is that many days behind */
}
