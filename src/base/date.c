/* In: text and numbers. Out: days and minutes as integers. One idea: a year that starts in March
 * has its leap day last, so days and civil dates turn into each other by division alone. */
#include "base/date.h"

enum { DAYS_IN_ERA = 146097, YEARS_IN_ERA = 400 };

/* Rounds down, also below zero. */
static int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

bz_date bz_date_from_civil(bz_civil c)
{
    int32_t year = c.month <= 2 ? c.year - 1 : c.year;
    int32_t era = floor_div(year, YEARS_IN_ERA);
    int32_t year_of_era = year - era * YEARS_IN_ERA;
    int32_t month = c.month > 2 ? c.month - 3 : c.month + 9; /* from March */
    int32_t day_of_year = (153 * month + 2) / 5 + c.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_IN_ERA + day_of_era - 719468;
}

bz_civil bz_date_civil(bz_date d)
{
    int32_t days = d + 719468; /* since 0000-03-01 */
    int32_t era = floor_div(days, DAYS_IN_ERA);
    int32_t day_of_era = days - era * DAYS_IN_ERA;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153; /* from March */
    bz_civil c = {.year = year_of_era + era * YEARS_IN_ERA,
                  .month = month < 10 ? month + 3 : month - 9,
                  .day = day_of_year - (153 * month + 2) / 5 + 1};
    if (c.month <= 2) c.year++;
    return c;
}

int bz_date_weekday(bz_date d)
{
    int32_t days = d + 3; /* 1970-01-01 was a Thursday */
    return (int)(days - floor_div(days, 7) * 7);
}

static int days_in_month(int32_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* The number in s[from, to), digits only; -1 when it is none. */
static int digits(bz_str s, size_t from, size_t to)
{
    int value = 0;
    for (size_t i = from; i < to; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        value = value * 10 + (s.p[i] - '0');
    }
    return value;
}

bool bz_date_parse(bz_str s, bz_date *out)
{
    if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
    bz_civil c = {digits(s, 0, 4), digits(s, 5, 7), digits(s, 8, 10)};
    if (c.year < 1900 || c.year > 2199 || c.month < 1 || c.month > 12) return false;
    if (c.day < 1 || c.day > days_in_month(c.year, c.month)) return false;
    *out = bz_date_from_civil(c);
    return true;
}

bz_date bz_date_add_months(bz_date d, int months)
{
    bz_civil c = bz_date_civil(d);
    int32_t month = c.year * 12 + (c.month - 1) + months;
    c.year = floor_div(month, 12);
    c.month = (int)(month - c.year * 12) + 1;
    int last = days_in_month(c.year, c.month);
    if (c.day > last) c.day = last;
    return bz_date_from_civil(c);
}

bool bz_time_parse(bz_str s, int *minutes)
{
    size_t colon = bz_str_find(s, ':', 0);
    if (colon < 1 || colon > 2 || s.n != colon + 3) return false;
    int hour = digits(s, 0, colon), minute = digits(s, colon + 1, s.n);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
    *minutes = hour * 60 + minute;
    return true;
}

static const struct {
    const char *name; /* in the singular */
    bz_unit unit;
} units[] = {
    {"min", BZ_MINUTE}, {"minute", BZ_MINUTE}, {"hour", BZ_HOUR},
    {"day", BZ_DAY},    {"week", BZ_WEEK},     {"month", BZ_MONTH},
};

/* Far more than any programme lasts, and so few that sums of days and months stay in range. */
enum { MOST_OF_A_UNIT = 10000 };

bool bz_duration_parse(bz_str s, int32_t *count, bz_unit *unit)
{
    size_t space = bz_str_find(s, ' ', 0);
    bz_str name = bz_str_cut(s, space + 1, s.n);
    int32_t n;
    if (space == s.n || !bz_str_integer(bz_str_cut(s, 0, space), &n)) return false;
    if (n > MOST_OF_A_UNIT) return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        bool plural =
            bz_str_ends(name, "s") && bz_str_is(bz_str_cut(name, 0, name.n - 1), units[i].name);
        if (!plural && !bz_str_is(name, units[i].name)) continue;
        *count = n;
        *unit = units[i].unit;
        return true;
    }
    return false;
}
