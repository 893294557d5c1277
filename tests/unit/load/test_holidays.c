/* Lists of holidays: found, merged along places, and the bundled ones on the days that were
 * published. */
#include "../unit.h"

#include "model/almanac.h"
#include "root.h"

#include <stdio.h>

static tree with_place(const char *place)
{
    tree t = tree_new();
    tree_write(&t, "curricula/contexts/places/here.yaml", place);
    t.request.group = BZ_STR("us");
    return t;
}

static void test_load_holidays__missing(void **state)
{
    (void)state;
    tree t = with_place("title: Here\ncountry: KE\nholidays: [kenia]\n");
    tree_write(&t, "curricula/holidays/kenya.yaml",
               "title: K\nsources: [law]\ndays: [{id: a, names: {en: A}, month: 1, day: 1}]\n");
    assert_string_equal(tree_load(&t), "C013");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `kenya`?");
    tree_free(&t);
}

static void test_load_holidays__decoded(void **state)
{
    (void)state;
    tree t = with_place("title: Here\ncountry: KE\nholidays: [ours]\n");
    tree_write(&t, "curricula/holidays/ours.yaml",
               "title: K\nsources: [law]\ndays:\n"
               "  - {id: a, names: {e: A}, month: 14, day: 1}\n"
               "  - {id: a, names: {en: A}, mnth: 1}\n");
    assert_string_equal(tree_load(&t), "F015 F008 F006 F001");
    tree_free(&t);
}

/* The farthest place's first; none twice; none of another country. */
static void test_load_holidays__along_places(void **state)
{
    (void)state;
    static const char list[] =
        "title: L\nsources: [law]\ndays: [{id: a, names: {en: A}, month: 1, day: 1}]\n";
    tree t = with_place("title: Here\nextends: land\nholidays: [here, land]\n");
    tree_write(&t, "curricula/contexts/places/land.yaml",
               "title: Land\ncountry: KE\nextends: other\nholidays: [land]\n");
    tree_write(&t, "curricula/contexts/places/other.yaml",
               "title: Other\ncountry: UG\nholidays: [other]\n");
    tree_write(&t, "curricula/holidays/here.yaml", list);
    tree_write(&t, "curricula/holidays/land.yaml", list);
    tree_write(&t, "curricula/holidays/other.yaml", list);
    assert_string_equal(tree_load(&t), "");
    const bz_model *m = t.m;
    assert_int_equal(bz_model_count(m, m->context, BZ_CONTEXT_HOLIDAYS), 2);
    assert_str(bz_value_text(m, bz_model_element(m, m->context, BZ_CONTEXT_HOLIDAYS, 0)), "land");
    assert_str(bz_value_text(m, bz_model_element(m, m->context, BZ_CONTEXT_HOLIDAYS, 1)), "here");
    tree_free(&t);
}

/* --- the bundled lists */

/* The first days of what is closed in a year, as "01-12 03-23 …". */
static const char *closed_in(const tree *t, int32_t year, bool with_windows, bz_buf *out)
{
    bz_almanac a;
    bz_date first = bz_date_from_civil((bz_civil){year, 1, 1}),
            end = bz_date_from_civil((bz_civil){year + 1, 1, 1});
    bz_almanac_open(&a, t->m, t->m->context, 0);
    bz_buf_clear(out);
    for (bz_date d = first; d < end; d++) {
        bz_rec h = bz_almanac_closed(&a, d);
        if (!h || (!with_windows && bz_model_int(t->m, h, BZ_HOLIDAY_GIVE_OR_TAKE))) continue;
        bz_civil c = bz_date_civil(d);
        bz_buf_fmt(out, "%s%02d-%02d", out->n ? " " : "", c.month, c.day);
    }
    bz_almanac_close(&a);
    bz_buf_char(out, 0);
    return out->p;
}

static tree with_bundled(const char *list, const bz_root **root)
{
    char place[200];
    snprintf(place, sizeof place, "title: Here\ncountry: KE\nholidays: [%s]\n", list);
    tree t = with_place(place);
    *root = bz_root_open("curricula/holidays");
    assert_non_null(*root);
    t.request.holiday_roots = root;
    t.request.n_holiday_roots = 1;
    assert_string_equal(tree_load(&t), "");
    for (bz_rec r = 1; r < t.m->records.n; r++)
        if (bz_model_kind(t.m, r) == BZ_R_HOLIDAY) assert_null(bz_holiday_wrong(t.m, r));
    return t;
}

static void expect_days(const char *list, int32_t year, bool with_windows, const char *days)
{
    const bz_root *root;
    bz_buf out = {0};
    tree t = with_bundled(list, &root);
    assert_string_equal(closed_in(&t, year, with_windows, &out), days);
    bz_buf_deinit(&out);
    bz_root_close((bz_root *)root);
    tree_free(&t);
}

/* As the government published them. */
static void test_load_holidays__colombia(void **state)
{
    (void)state;
    expect_days("colombia", 2025, true,
                "01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 "
                "11-03 11-17 12-08 12-25");
    expect_days("colombia", 2026, true,
                "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-20 08-07 08-17 "
                "10-12 11-02 11-16 12-08 12-25");
}

/* Christmas 2022 was a Sunday and Boxing Day a Monday: the Tuesday was gazetted. */
static void test_load_holidays__kenya(void **state)
{
    (void)state;
    expect_days("kenya", 2022, false,
                "01-01 04-15 04-18 05-01 05-02 06-01 10-10 10-20 12-12 12-25 12-26 12-27");
}

/* What was observed lies in what is kept free: Eid al-Fitr and al-Adha of these years. */
static void test_load_holidays__windows(void **state)
{
    (void)state;
    const bz_root *root;
    static const bz_civil seen[] = {{2023, 4, 21}, {2024, 4, 10}, {2025, 3, 30}, {2025, 3, 31},
                                    {2023, 6, 28}, {2024, 6, 16}, {2025, 6, 6},  {2025, 6, 7}};
    tree t = with_bundled("jordan", &root);
    bz_almanac a;
    bz_almanac_open(&a, t.m, t.m->context, 0);
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        assert_int_not_equal(bz_almanac_closed(&a, bz_date_from_civil(seen[i])), 0);
    /* The day before the window, and Ramadan, on which groups meet. */
    assert_int_equal(bz_almanac_closed(&a, bz_date_from_civil((bz_civil){2024, 4, 8})), 0);
    assert_int_equal(bz_almanac_closed(&a, bz_date_from_civil((bz_civil){2024, 3, 20})), 0);
    bz_almanac_close(&a);
    bz_root_close((bz_root *)root);
    tree_free(&t);
}

static void test_load_holidays__ukraine_and_bangladesh(void **state)
{
    (void)state;
    expect_days("ukraine", 2024, true, "01-01 05-05 06-23 12-25");
    expect_days("bangladesh", 2026, false, "02-21 03-26 04-14 05-01 08-05 12-16 12-25");
}

static void test_load_holidays__names(void **state)
{
    (void)state;
    const bz_root *root;
    tree t = with_bundled("jordan", &root);
    bz_rec list = bz_model_child(t.m, t.m->project, BZ_PROJECT_HOLIDAYS, BZ_STR("jordan"));
    bz_rec eid = bz_model_child(t.m, list, BZ_HOLIDAYS_DAYS, BZ_STR("eid-al-fitr"));
    assert_str(bz_model_in_language(t.m, eid, BZ_HOLIDAY_NAMES, BZ_STR("ar-JO")), "عيد الفطر");
    assert_str(bz_model_in_language(t.m, eid, BZ_HOLIDAY_NAMES, BZ_STR("fr")), "Eid al-Fitr");
    assert_str(bz_model_in_language(t.m, eid, BZ_HOLIDAY_NOTE, BZ_STR("en")), "");
    bz_root_close((bz_root *)root);
    tree_free(&t);
}
