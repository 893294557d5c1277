/* Days of a group: weeks and months apart, days of a month, skipped and lost days, least and most
 * days, and why the list ends. */
#include "../unit.h"

#include "plan/plan_priv.h"

#include <stdio.h>

static const bz_span nowhere = {0, 0, 0};

typedef struct desk {
    bz_model *m;
    bz_rec rhythm;
    bz_days days;
} desk;

static bz_date day(const char *text)
{
    bz_date d = 0;
    assert_true(bz_date_parse(bz_str_from(text), &d));
    return d;
}

static desk open_desk(const char *start, const char *every)
{
    desk d = {.m = bz_model_new()};
    bz_rec group = bz_model_add(d.m, d.m->project, BZ_PROJECT_GROUPS, 0, BZ_R_GROUP, nowhere);
    d.rhythm = bz_model_add(d.m, group, BZ_GROUP_MEETINGS, 0, BZ_R_MEETINGS, nowhere);
    bz_model_set_int(d.m, d.rhythm, BZ_MEETINGS_START, day(start), nowhere);
    if (every) bz_model_set_text(d.m, d.rhythm, BZ_MEETINGS_EVERY, bz_str_from(every), nowhere);
    return d;
}

static void on_weekdays(desk *d, const char *const *names, uint32_t n)
{
    uint32_t e = bz_model_set_many(d->m, d->rhythm, BZ_MEETINGS_WEEKDAYS, BZ_V_LIST, n, nowhere);
    for (uint32_t i = 0; i < n; i++)
        bz_model_set_element_int(d->m, e + i, BZ_STR(""),
                                 bz_enum_find(BZ_E_WEEKDAY, bz_str_from(names[i])), nowhere);
}

static void leave_out(desk *d, const char *from, const char *to)
{
    bz_rec s = bz_model_add(d->m, d->rhythm, BZ_MEETINGS_SKIP, 0, BZ_R_SKIP, nowhere);
    bz_model_set_int(d->m, s, BZ_SKIP_FROM, day(from), nowhere);
    bz_model_set_int(d->m, s, BZ_SKIP_TO, day(to), nowhere);
}

/* The days as one line, `2026-09-08 2026-09-15`, and why they end. */
static void expect(desk *d, size_t wanted, const char *days, bz_days_end end)
{
    bz_buf text = {0};
    d->days = (bz_days){0};
    bz_almanac none;
    bz_almanac_open(&none, d->m, 0, d->rhythm);
    bz_plan__days(&none, d->rhythm, wanted, &d->days);
    for (size_t i = 0; i < d->days.list.n; i++) {
        bz_civil c = bz_date_civil(d->days.list.p[i].date);
        bz_buf_fmt(&text, "%s%04d-%02d-%02d", i ? " " : "", c.year, c.month, c.day);
    }
    assert_str(bz_buf_view(&text), days);
    assert_int_equal(d->days.end, end);
    bz_buf_deinit(&text);
    bz_vec_free(&d->days.list);
    bz_vec_free(&d->days.closed);
    bz_almanac_close(&none);
}

static void close_desk(desk *d)
{
    bz_model_free(d->m);
}

static void test_plan_rhythm__days_of_the_month(void **state)
{
    (void)state;
    desk d = open_desk("2026-09-08", NULL);
    const char *const second[] = {"second saturday"}, *const last[] = {"last friday"},
                      *const both[] = {"third monday", "first monday"};
    on_weekdays(&d, second, 1);
    expect(&d, 3, "2026-09-12 2026-10-10 2026-11-14", BZ_DAYS_ENOUGH);
    on_weekdays(&d, last, 1);
    expect(&d, 4, "2026-09-25 2026-10-30 2026-11-27 2026-12-25", BZ_DAYS_ENOUGH);
    on_weekdays(&d, both, 2);
    expect(&d, 3, "2026-09-21 2026-10-05 2026-10-19", BZ_DAYS_ENOUGH);
    bz_model_set_text(d.m, d.rhythm, BZ_MEETINGS_EVERY, BZ_STR("2 months"), nowhere);
    on_weekdays(&d, second, 1);
    expect(&d, 3, "2026-09-12 2026-11-14 2027-01-09", BZ_DAYS_ENOUGH);
    close_desk(&d);
}

static void test_plan_rhythm__weeks_apart_on_several_days(void **state)
{
    (void)state;
    desk d = open_desk("2026-09-09", "2 weeks"); /* a Wednesday */
    const char *const two[] = {"friday", "tuesday"};
    on_weekdays(&d, two, 2);
    expect(&d, 4, "2026-09-11 2026-09-22 2026-09-25 2026-10-06", BZ_DAYS_ENOUGH);
    close_desk(&d);
}

static void test_plan_rhythm__a_shift_keeps_the_step_and_a_lost_day_counts(void **state)
{
    (void)state;
    desk d = open_desk("2026-09-08", "2 weeks");
    leave_out(&d, "2026-09-20", "2026-09-22"); /* both ends are included */
    bz_model_set_int(d.m, d.rhythm, BZ_MEETINGS_COUNT, 3, nowhere);
    expect(&d, 9, "2026-09-08 2026-10-06 2026-10-20", BZ_DAYS_COUNT);
    bz_model_set_int(d.m, d.rhythm, BZ_MEETINGS_SKIPPED, 1, nowhere);
    expect(&d, 9, "2026-09-08 2026-10-06", BZ_DAYS_COUNT);
    close_desk(&d);
}

static void test_plan_rhythm__until_is_included(void **state)
{
    (void)state;
    desk d = open_desk("2026-09-08", "1 week");
    bz_model_set_int(d.m, d.rhythm, BZ_MEETINGS_UNTIL, day("2026-09-22"), nowhere);
    expect(&d, 9, "2026-09-08 2026-09-15 2026-09-22", BZ_DAYS_UNTIL);
    close_desk(&d);
}

static void test_plan_rhythm__least_and_most_days(void **state)
{
    (void)state;
    desk d = open_desk("2026-09-07", NULL);
    const char *const two[] = {"monday", "thursday"};
    on_weekdays(&d, two, 2);
    bz_model_set_int(d.m, d.rhythm, BZ_MEETINGS_LEAST_DAYS, 4, nowhere);
    expect(&d, 3, "2026-09-07 2026-09-14 2026-09-21", BZ_DAYS_ENOUGH);
    bz_model_set_int(d.m, d.rhythm, BZ_MEETINGS_MOST_DAYS, 13, nowhere);
    leave_out(&d, "2026-09-15", "2026-09-28");
    expect(&d, 9, "2026-09-07 2026-09-14", BZ_DAYS_GAP);
    close_desk(&d);
}

static void test_plan_rhythm__nothing_hangs(void **state)
{
    (void)state;
    desk d = open_desk("2026-09-08", "1 day");
    leave_out(&d, "2026-01-01", "2199-12-31");
    expect(&d, 9, "", BZ_DAYS_CLOSED);
    close_desk(&d);
    d = open_desk("2026-09-08", "10000 months");
    expect(&d, 9, "2026-09-08", BZ_DAYS_TOO_LATE);
    close_desk(&d);
}
