/* Days, times, lengths and names as people write them, and what is offered in their place. */
#include "../unit.h"

#include "load/load_priv.h"

static void test_load_slip__dates(void **state)
{
    (void)state;
    static const struct {
        const char *written, *meant;
        bool is_day_first;
    } dates[] = {
        {"31/12/2026", "2026-12-31", false},
        {"12/01/2027", "2027-01-12", true},
        {"05/05/2027", "2027-05-05", false},
        {"12/31/2026", "2026-12-31", false},
        {"12.1.2027", "2027-01-12", true},
        {"12 January 2027", "2027-01-12", false},
        {"Tuesday 12th Jan, 2027", "2027-01-12", false},
        {"January 12, 2027", "2027-01-12", false},
        {"2027-1-12", "2027-01-12", false},
        {"2027/01/12", "2027-01-12", false},
        {"“2027-01-12”", "2027-01-12", false},
    };
    static const char *const none[] = {"",          "soon",       "12/01",        "12/01/27",
                                       "31/2/2026", "40/40/2026", "1/2/3/2027",   "January 2027",
                                       "2027",      "May June 1", "99999/1/2027", "2027-00-00"};
    char out[16];
    bool is_day_first;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        if (!bz_load__slip_date(bz_str_from(dates[i].written), out, &is_day_first))
            fail_msg("%s is not understood", dates[i].written);
        assert_string_equal(out, dates[i].meant);
        assert_int_equal(is_day_first, dates[i].is_day_first);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (bz_load__slip_date(bz_str_from(none[i]), out, &is_day_first))
            fail_msg("%s is taken for %s", none[i], out);
}

static void test_load_slip__times(void **state)
{
    (void)state;
    static const char *const times[][2] = {
        {"2 pm", "14:00"},    {"2pm", "14:00"},   {"2:30 p.m.", "14:30"}, {"12 am", "00:00"},
        {"14.00", "14:00"},   {"14h00", "14:00"}, {"9h", "09:00"},        {"17 h", "17:00"},
        {"“14:00”", "14:00"}, {"12 PM", "12:00"},
    };
    static const char *const none[] = {"", "noon", "25:00", "13 pm", "14:99", "2 o'clock", ":30"};
    char out[16];
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (!bz_load__slip_time(bz_str_from(times[i][0]), out))
            fail_msg("%s is not understood", times[i][0]);
        assert_string_equal(out, times[i][1]);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (bz_load__slip_time(bz_str_from(none[i]), out))
            fail_msg("%s is taken for %s", none[i], out);
}

static void test_load_slip__lengths(void **state)
{
    (void)state;
    static const struct {
        const char *written;
        int minutes;
    } lengths[] = {{"2 hours", 120},      {"2h", 120},     {"1h30", 90}, {"1:30", 90},
                   {"1 hour 30 min", 90}, {"1.5 h", 90},   {"90'", 90},  {"90 min", 90},
                   {"90 people", 0},      {"1h75", 0},     {"soon", 0},  {"", 0},
                   {"1.5 min", 0},        {"30 hours", 0}, {"1. h", 0}};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        assert_int_equal(bz_load__slip_minutes(bz_str_from(lengths[i].written)),
                         lengths[i].minutes);
}

static void test_load_slip__names(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"Lamwo Tuesday", "lamwo-tuesday"},
                                           {"low_literacy", "low-literacy"},
                                           {"Kisumu", "kisumu"},
                                           {"“lamwo”", "lamwo"},
                                           {"handouts/cups.yaml", "cups"},
                                           {"cups.md", "cups"},
                                           {" a - b ", "a-b"}};
    static const char *const none[] = {"", "-", "2nd group", "كيسومو", "a/b", "Ask 2"};
    char out[65];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!bz_load__slip_id(bz_str_from(names[i][0]), out))
            fail_msg("%s is not understood", names[i][0]);
        assert_string_equal(out, names[i][1]);
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (bz_load__slip_id(bz_str_from(none[i]), out))
            fail_msg("%s is taken for %s", none[i], out);
    bz_str thousand = {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                       "aaaaaaaaaaaaaaa",
                       70};
    assert_false(bz_load__slip_id(thousand, out));
}
