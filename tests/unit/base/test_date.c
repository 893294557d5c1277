/* Dates, times, durations. */
#include "../unit.h"
#include "base/date.h"

static bz_date day(const char *text)
{
    bz_date d = INT32_MIN;
    if (!bz_date_parse(bz_str_from(text), &d)) fail_msg("%s", text);
    return d;
}

/* Walks 300 years day by day with a calendar of its own. */
static void test_base_date__every_day(void **state)
{
    (void)state;
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bz_date d = day("1900-01-01");
    int weekday = 0; /* a Monday */
    for (int year = 1900; year < 2200; year++)
        for (int month = 1; month <= 12; month++) {
            bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            int last = days[month - 1] + (month == 2 && leap);
            for (int k = 1; k <= last; k++, d++, weekday = (weekday + 1) % 7) {
                bz_civil c = bz_date_civil(d);
                if (c.year != year || c.month != month || c.day != k ||
                    bz_date_from_civil(c) != d || bz_date_weekday(d) != weekday)
                    fail_msg("%d-%d-%d", year, month, k);
            }
        }
    assert_int_equal(d - 1, day("2199-12-31"));
}

static void test_base_date__known_days(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(bz_date_weekday(0), 3);
    assert_int_equal(bz_date_weekday(-1), 2);
    assert_int_equal(bz_date_weekday(day("2026-09-08")), 1);
    assert_int_equal(day("2000-03-01") - day("2000-02-28"), 2);
    bz_civil c = bz_date_civil(-719468);
    assert_int_equal(c.year, 0);
    assert_int_equal(c.month, 3);
    assert_int_equal(bz_date_from_civil((bz_civil){-1, 12, 31}),
                     bz_date_from_civil((bz_civil){0, 1, 1}) - 1);
}

static void test_base_date__wrong_dates(void **state)
{
    (void)state;
    const char *wrong[] = {"",           "2026-00-01",  "2026-13-01", "2026-05-00", "2026-02-29",
                           "2100-02-29", "2026-9-08",   "2026-09-8",  "1899-12-31", "2200-01-01",
                           "2026/09/08", "2026-09-08 ", "20260908",   "+026-09-08", "2026-0a-08",
                           "08-09-2026", "2026-09-31"};
    bz_date d = 5;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (bz_date_parse(bz_str_from(wrong[i]), &d)) fail_msg("%s", wrong[i]);
    assert_int_equal(d, 5);
    day("2000-02-29");
    day("2024-02-29");
}

static void test_base_date__months(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
        int months;
    } rows[] = {
        {"2026-01-31", "2026-02-28", 1},  {"2024-01-31", "2024-02-29", 1},
        {"2026-12-15", "2027-01-15", 1},  {"2026-01-15", "2025-12-15", -1},
        {"2026-03-31", "2026-02-28", -1}, {"2026-05-31", "2028-05-31", 24},
        {"2026-05-31", "2026-05-31", 0},  {"2026-06-30", "2021-06-30", -60},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(bz_date_add_months(day(rows[i].from), rows[i].months), day(rows[i].to));
}

static void test_base_date__times(void **state)
{
    (void)state;
    int minutes = -1;
    assert_true(bz_time_parse(BZ_STR("09:00"), &minutes));
    assert_int_equal(minutes, 540);
    assert_true(bz_time_parse(BZ_STR("9:05"), &minutes));
    assert_int_equal(minutes, 545);
    assert_true(bz_time_parse(BZ_STR("0:00"), &minutes));
    assert_true(bz_time_parse(BZ_STR("23:59"), &minutes));
    assert_int_equal(minutes, 1439);
    const char *wrong[] = {"",   "24:00", "9",     "9:5",   "9:60", "009:00", ":30",
                           "9:", "9.00",  "9:00 ", "-1:00", "9:0a", "09:000", "9:-1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (bz_time_parse(bz_str_from(wrong[i]), &minutes)) fail_msg("%s", wrong[i]);
    assert_int_equal(minutes, 1439);
}

static void test_base_date__durations(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t count;
        bz_unit unit;
    } rows[] = {
        {"1 week", 1, BZ_WEEK},    {"10 days", 10, BZ_DAY},       {"2 hours", 2, BZ_HOUR},
        {"15 min", 15, BZ_MINUTE}, {"15 minutes", 15, BZ_MINUTE}, {"1 month", 1, BZ_MONTH},
        {"0 days", 0, BZ_DAY},     {"3 months", 3, BZ_MONTH},     {"10000 days", 10000, BZ_DAY},
    };
    int32_t count;
    bz_unit unit;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(bz_duration_parse(bz_str_from(rows[i].text), &count, &unit));
        assert_int_equal(count, rows[i].count);
        assert_int_equal(unit, rows[i].unit);
    }
    const char *wrong[] = {"",        "week",        "1week",      "1  week",
                           "-1 week", "1.5 weeks",   "a week",     "1 ",
                           " 1 week", "1 fortnight", "1 weekss",   "1 week ",
                           "01 week", "1 s",         "10001 days", "2147483647 weeks"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (bz_duration_parse(bz_str_from(wrong[i]), &count, &unit)) fail_msg("%s", wrong[i]);
}
