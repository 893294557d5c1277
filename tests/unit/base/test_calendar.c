/* Calendars on published days, and there and back over more than a century. */
#include "../unit.h"

#include "base/calendar.h"

static bz_date day(int32_t year, int month, int d)
{
    return bz_date_from_civil((bz_civil){year, month, d});
}

static void test_base_calendar__published_days(void **state)
{
    (void)state;
    static const struct {
        bz_calendar calendar;
        bz_civil there, here;
    } rows[] = {
        {BZ_ISLAMIC_UMALQURA, {1445, 9, 1}, {2024, 3, 11}},
        {BZ_ISLAMIC_UMALQURA, {1445, 10, 1}, {2024, 4, 10}},
        {BZ_ISLAMIC_UMALQURA, {1446, 1, 1}, {2024, 7, 7}},
        {BZ_ISLAMIC_UMALQURA, {1446, 9, 1}, {2025, 3, 1}},
        {BZ_ISLAMIC_UMALQURA, {1446, 10, 1}, {2025, 3, 30}},
        {BZ_ISLAMIC_UMALQURA, {1447, 1, 1}, {2025, 6, 26}},
        {BZ_ISLAMIC_TABULAR, {1, 1, 1}, {622, 7, 19}},       /* 16 July of the Julian calendar */
        {BZ_ISLAMIC_TABULAR, {1364, 12, 6}, {1945, 11, 12}}, /* Reingold and Dershowitz */
        {BZ_ETHIOPIAN, {2017, 4, 23}, {2025, 1, 1}},
        {BZ_ETHIOPIAN, {2000, 1, 1}, {2007, 9, 12}},
        {BZ_ETHIOPIAN, {2015, 13, 6}, {2023, 9, 11}},
        {BZ_ETHIOPIAN, {2016, 1, 1}, {2023, 9, 12}},
        {BZ_SOLAR_HIJRI, {1357, 11, 22}, {1979, 2, 11}},
        {BZ_SOLAR_HIJRI, {1399, 12, 30}, {2021, 3, 20}},
        {BZ_SOLAR_HIJRI, {1403, 1, 1}, {2024, 3, 20}},
        {BZ_SOLAR_HIJRI, {1404, 1, 1}, {2025, 3, 21}},
        {BZ_BIKRAM_SAMBAT, {1970, 1, 1}, {1913, 4, 13}},
        {BZ_BIKRAM_SAMBAT, {2000, 1, 1}, {1943, 4, 14}},
        {BZ_BIKRAM_SAMBAT, {2007, 11, 7}, {1951, 2, 18}}, /* Democracy Day */
        {BZ_BIKRAM_SAMBAT, {2072, 1, 12}, {2015, 4, 25}}, /* the earthquake */
        {BZ_BIKRAM_SAMBAT, {2072, 6, 3}, {2015, 9, 20}},  /* Constitution Day */
        {BZ_BIKRAM_SAMBAT, {2081, 1, 1}, {2024, 4, 13}},
        {BZ_BIKRAM_SAMBAT, {2083, 5, 10}, {2026, 8, 26}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_date d = 0;
        assert_true(bz_calendar_date(rows[i].calendar, rows[i].there, &d));
        bz_civil c = bz_date_civil(d);
        assert_int_equal(c.year * 10000 + c.month * 100 + c.day,
                         rows[i].here.year * 10000 + rows[i].here.month * 100 + rows[i].here.day);
    }
}

static void test_base_calendar__there_and_back_over_a_century(void **state)
{
    (void)state;
    for (int k = BZ_GREGORIAN; k <= BZ_BIKRAM_SAMBAT; k++) {
        bool is_table = k == BZ_BIKRAM_SAMBAT;
        bz_date first = is_table ? day(1913, 4, 14) : day(1950, 1, 1),
                end = is_table ? day(2043, 4, 14) : day(2080, 1, 1);
        bz_civil before = bz_calendar_civil((bz_calendar)k, first - 1);
        for (bz_date d = first; d < end; d++) {
            bz_civil c = bz_calendar_civil((bz_calendar)k, d);
            bz_date back = 0;
            assert_true(bz_calendar_date((bz_calendar)k, c, &back));
            assert_int_equal(back, d);
            /* the day after is the next, or the first of a month or year */
            bool is_next = c.day == before.day + 1 && c.month == before.month;
            assert_true(is_next || c.day == 1);
            assert_true(c.month >= 1 && c.month <= 13 && c.day >= 1 && c.day <= 32);
            before = c;
        }
    }
}

static void test_base_calendar__no_such_day(void **state)
{
    (void)state;
    bz_date d = 0;
    assert_false(bz_calendar_date(BZ_SOLAR_HIJRI, (bz_civil){1400, 12, 30}, &d));
    assert_true(bz_calendar_date(BZ_SOLAR_HIJRI, (bz_civil){1403, 12, 30}, &d));
    assert_false(bz_calendar_date(BZ_ETHIOPIAN, (bz_civil){2016, 13, 6}, &d));
    assert_false(bz_calendar_date(BZ_ISLAMIC_UMALQURA, (bz_civil){1445, 13, 1}, &d));
    assert_false(bz_calendar_date(BZ_ISLAMIC_TABULAR, (bz_civil){0, 1, 1}, &d));
    assert_false(bz_calendar_date(BZ_GREGORIAN, (bz_civil){2026, 2, 29}, &d));
    assert_false(bz_calendar_date(BZ_BIKRAM_SAMBAT, (bz_civil){1969, 12, 1}, &d));
    assert_false(bz_calendar_date(BZ_BIKRAM_SAMBAT, (bz_civil){2100, 1, 1}, &d));
    assert_false(bz_calendar_date(BZ_BIKRAM_SAMBAT, (bz_civil){2083, 1, 32}, &d));
    assert_false(bz_calendar_knows(BZ_BIKRAM_SAMBAT, day(1913, 4, 12)));
    assert_false(bz_calendar_knows(BZ_BIKRAM_SAMBAT, day(2043, 4, 14)));
    assert_int_equal(bz_calendar_civil(BZ_BIKRAM_SAMBAT, day(2043, 4, 14)).year, 0);
}

static void test_base_calendar__the_ethiopian_clock(void **state)
{
    (void)state;
    int minute;
    bool is_night;
    assert_int_equal(bz_ethiopian_clock(7 * 60 + 15, &minute, &is_night), 1);
    assert_int_equal(minute, 15);
    assert_false(is_night);
    assert_int_equal(bz_ethiopian_clock(18 * 60, &minute, &is_night), 12);
    assert_true(is_night);
    assert_int_equal(bz_ethiopian_clock(6 * 60, &minute, &is_night), 12);
    assert_false(is_night);
    assert_int_equal(bz_ethiopian_clock(0, &minute, &is_night), 6);
    assert_true(is_night);
}

static void test_base_calendar__easter(void **state)
{
    (void)state;
    assert_int_equal(bz_easter(2024), day(2024, 3, 31));
    assert_int_equal(bz_easter(2025), day(2025, 4, 20));
    assert_int_equal(bz_easter(2026), day(2026, 4, 5));
    assert_int_equal(bz_easter(2038), day(2038, 4, 25)); /* as late as it can be */
    assert_int_equal(bz_easter_orthodox(2024), day(2024, 5, 5));
    assert_int_equal(bz_easter_orthodox(2025), day(2025, 4, 20));
    assert_int_equal(bz_easter_orthodox(2026), day(2026, 4, 12));
}
