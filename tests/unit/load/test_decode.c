/* YAML into records: every type's slips, shapes, unknown keys, what stands
 * twice. */
#include "../unit.h"
#include "root.h"

/* The session with one line put in place of its `minutes: 15`; gives the codes.
 */
static const char *with_line(tree *t, const char *line)
{
    bz_buf text = {0};
    bz_buf_fmt(&text,
               "title: One\npurpose: We meet.\n%s\nactivities:\n"
               "  - {id: hello, method: circle, minutes: 10}\n"
               "  - {id: bye, method: circle, minutes: 5}\n",
               line);
    tree_write(t, "curricula/tiny/sessions/one.yaml", text.p);
    bz_buf_deinit(&text);
    return tree_load(t);
}

typedef struct slip {
    const char *line, *codes, *pointed, *hint;
} slip;

static void check_slips(const slip *slips, size_t n)
{
    tree t = tree_new();
    for (size_t i = 0; i < n; i++) {
        const char *found = with_line(&t, slips[i].line);
        if (strcmp(found, slips[i].codes) != 0)
            fail_msg("%s: got %s, expected %s", slips[i].line, found, slips[i].codes);
        if (slips[i].pointed) assert_str(tree_pointed(&t, 0), slips[i].pointed);
        if (slips[i].hint) assert_str(tree_diag(&t, 0)->hint, slips[i].hint);
    }
    tree_free(&t);
}

static void test_load_decode__numbers(void **state)
{
    (void)state;
    static const slip slips[] = {
        {"minutes: 15", "", NULL, NULL},
        {"minutes: \"15\"", "", NULL, NULL},
        {"minutes: 90 min", "F007", "90 min", "minutes, and digits only: `minutes: 90`"},
        {"minutes: 90min", "F007", "90min", "minutes, and digits only: `minutes: 90`"},
        {"minutes: 2 hours", "F007", "2 hours", "minutes, and digits only: `minutes: 120`"},
        {"minutes: 1h30", "F007", "1h30", "minutes, and digits only: `minutes: 90`"},
        {"minutes: 1.5 hours", "F007", "1.5 hours", "minutes, and digits only: `minutes: 90`"},
        {"minutes: “90”", "F007", "“90”",
         "curly quotes are part of the text: write `minutes: \"90\"`"},
        {"minutes: '+15'", "F007", "+15", "digits only, without a sign"},
        {"minutes: -15", "F007", "-15", "digits only, without a sign"},
        {"minutes: 015", "F007", "015", "write it without the leading zero"},
        {"minutes: 1e3", "F007", "1e3", "for example `minutes: 90`"},
        {"minutes: ١٥", "F007", "١٥",
         "write it with the digits 0 to 9; a guide prints it in those of its "
         "language"},
        {"minutes: 4", "F008", "4", NULL},
        {"minutes: 601", "F008", "601", NULL},
        {"minutes: 99999999999999999999", "F008", NULL, NULL},
        {"minutes: ''", "Y013", NULL, NULL},
        {"minutes: no", "F007", "no", NULL},
        {"minutes: [15]", "F003", NULL, NULL},
        {"minutes: {a: 15}", "F003", NULL, NULL},
    };
    check_slips(slips, sizeof slips / sizeof *slips);
}

static void test_load_decode__texts(void **state)
{
    (void)state;
    static const slip slips[] = {
        {"minutes: 15\nsensitive: yes", "F013", "yes", "write `true`"},
        {"minutes: 15\nsensitive: off", "F013", "off", "write `false`"},
        {"minutes: 15\nsensitive: maybe", "F013", "maybe", "for example `sensitive: true`"},
        {"minutes: 15\nroom: |\n  a\n  b", "F004", NULL, NULL},
        {"minutes: 15\nroom: |\n  a", "", NULL, NULL},
        {"minutes: 15\nroom: “Hall”", "F018", "“Hall”",
         "write `room: \"Hall\"`; where they are meant, put straight quotes round them"},
        {"minutes: 15\nroom: \"“Hall”\"", "", NULL, NULL},
        {"minutes: 15\nroom: the “Hall”", "", NULL, NULL},
        {"minutes: 15\nroom: >\n  a\n  b", "", NULL, NULL},
        {"minutes: 15\nroom: ~", "", NULL, NULL},
        {"minutes: 15\nroom: null", "", NULL, NULL},
        {"minutes: 15\ntrack: Parents", "F005", "Parents",
         "ids are small letters, digits and hyphens and start with a letter: "
         "`parents`"},
        {"minutes: 15\nmay_change: freeley", "F014", "freeley", "did you mean `freely`?"},
        {"minutes: 15\nwhen: literacy", "F016", NULL, NULL},
        {"minutes: 15\nwhen: literacy=none", "", NULL, NULL},
        {"minutes: 15\nrequires: one", "F003", "one", "write `requires: [one]`"},
        {"minutes: 15\nrequires: [One]", "F017", "One", "is it `one`?"},
        {"minutes: 15\nrequires: [first_day]", "F017", "first_day", "is it `first-day`?"},
        {"minutes: 15\nrequires: [[one]]", "F003", NULL, NULL},
        {"minutes: 15\nrequires: {one: two}", "F003", NULL, NULL},
        {"minutes: 15\nkey_messages: [a, a]", "", NULL, NULL},
        {"minutes: 15\nobjectives: [x]", "F003", "x", NULL},
        {"minutes: 15\nobjectives: []", "", NULL, NULL},
        {"minutes: 15\nprepare: [{before: soon, task: Call.}]", "F012", "soon", NULL},
        {"minutes: 15\nprepare: [{before: 15 min before, task: Call.}]", "F012", NULL, NULL},
        {"minutes: 15\nprepare: [{task: Call.}]", "F002", "task", NULL},
        {"minutes: 15\nhome_practice: {text: a, text: b}", "Y015", NULL, NULL},
    };
    check_slips(slips, sizeof slips / sizeof *slips);
}

static void test_load_decode__unknown_keys(void **state)
{
    (void)state;
    static const slip slips[] = {
        {"minuts: 15", "F001", "minuts", "did you mean `minutes`?"},
        {"length: 15", "F001", "length", "did you mean `minutes`?"},
        {"minutes: 15\nnumber: 1", "F001", "number",
         "leave it out: the program works it out by itself"},
        {"minutes: 15\nmethod: circle", "F001", "method", "`method` belongs to an activity"},
        {"minutes: 15\naudience: all", "F001", "audience", "`audience` belongs to a curriculum"},
        {"minutes: 15\npeople: 5", "F001", "people", "`people` belongs to a group"},
        {"minutes: 15\nxyzzy: 5", "F001", "xyzzy", NULL},
    };
    check_slips(slips, sizeof slips / sizeof *slips);
}

/* A list of activities under a misspelt key hides neither the key nor the rest.
 */
static void test_load_decode__slip_in_a_list(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivites:\n"
               "  - {id: hello, method: circle, minutes: 10}\n");
    assert_string_equal(tree_load(&t), "F001");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `activities`?");
    tree_free(&t);
}

static void test_load_decode__repeated(void **state)
{
    (void)state;
    static const slip slips[] = {
        {"minutes: 15\nrequires: [two, two]", "X001 F006", NULL, NULL},
        {"minutes: 15\nobjectives: [{id: a, kind: know, text: x}, {id: a, kind: "
         "do, text: y}]",
         "F006", "a", NULL},
        {"minutes: 15\nreferences: [a, a, a]", "X001 F006 F006", NULL, NULL},
    };
    tree t = tree_new();
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        const char *found = with_line(&t, slips[i].line);
        assert_non_null(strstr(found, "F006"));
        for (size_t k = 0; k < bz_diags_count(t.desk.job.diags); k++)
            if (tree_diag(&t, k)->code == BZ_F006)
                assert_str(tree_diag(&t, k)->notes[0].message, "first used here");
    }
    tree_free(&t);
}

static void test_load_decode__group(void **state)
{
    (void)state;
    static const struct {
        const char *meetings, *codes;
    } rows[] = {
        {"{start: 2026-09-08, every: 1 week, at: \"17:00\"}", ""},
        {"{start: 2026-02-29, every: 1 week, at: \"17:00\"}", "F010"},
        {"{start: 2026-00-01, every: 1 week, at: \"17:00\"}", "F010"},
        {"{start: 8.9.2026, every: weekly, at: 5 pm}", "F010 F012 F011"},
        {"{at: 9:00, start: 2026-09-08}", ""},
        {"{at: \"24:00\", start: 2026-09-08}", "F011"},
        {"{at: \"9:00\", weekdays: [monday, fryday], start: 2026-09-08}", "F014"},
        {"{at: \"9:00\", dates: [2026-09-08, 2026-09-08]}", "F006"},
        {"{start: 2026-09-08, every: 1 week}", "F002"},
        {"weekly", "F003"},
        {"{at: \"9:00\", start: 2026-09-08, skip: [{from: 2026-09-10, why: "
         "rain}]}",
         ""},
    };
    tree t = tree_new();
    t.request.group = BZ_STR("us");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_buf text = {0};
        bz_buf_fmt(&text, "title: Us\ncurriculum: tiny\nplace: here\npeople: 9\nmeetings: %s\n",
                   rows[i].meetings);
        tree_write(&t, "curricula/contexts/groups/us.yaml", text.p);
        bz_buf_deinit(&text);
        const char *found = tree_load(&t);
        if (strcmp(found, rows[i].codes) != 0)
            fail_msg("%s: got %s, expected %s", rows[i].meetings, found, rows[i].codes);
    }
    tree_free(&t);
}

static void test_load_decode__values(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.group = BZ_STR("us");
    tree_write(&t, "curricula/contexts/groups/us.yaml",
               "title: Us\ncurriculum: tiny\nplace: here\npeople: 9\n"
               "meetings:\n  weekdays: [tuesday, friday]\n  start: 1970-01-03\n  "
               "at: 9:05\n"
               "childcare: {ages: 2-9, opens: 15 min before}\n"
               "topics: {2026-09-15: School fees}\n");
    assert_string_equal(tree_load(&t), "");
    bz_model *m = t.m;
    bz_rec g = bz_model_first(m, m->project, BZ_PROJECT_GROUPS);
    bz_rec meetings = bz_model_first(m, g, BZ_GROUP_MEETINGS);
    assert_int_equal(bz_model_count(m, meetings, BZ_MEETINGS_WEEKDAYS), 2);
    assert_int_equal(bz_model_element(m, meetings, BZ_MEETINGS_WEEKDAYS, 1)->a, 4);
    assert_int_equal(bz_model_int(m, meetings, BZ_MEETINGS_START), 2);
    assert_int_equal(bz_model_int(m, meetings, BZ_MEETINGS_AT), 545);
    const bz_value *ages =
        bz_model_value(m, bz_model_first(m, g, BZ_GROUP_CHILDCARE), BZ_CHILDCARE_AGES);
    assert_int_equal(ages->kind, BZ_V_RANGE);
    assert_int_equal(ages->a * 100 + ages->b, 209);
    const bz_value *topic =
        bz_value_find(m, bz_model_value(m, g, BZ_GROUP_TOPICS), BZ_STR("2026-09-15"));
    assert_str(bz_value_text(m, topic), "School fees");
    assert_int_equal(bz_model_value(m, meetings, BZ_MEETINGS_FILL)->flags, BZ_VALUE_DEFAULT);
    assert_int_equal(bz_model_value(m, meetings, BZ_MEETINGS_WAY)->kind, BZ_V_NONE);
    tree_free(&t);
}

/* Keys of maps: ids, languages, dates. */
static void test_load_decode__keys(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.all = true;
    tree_write(&t, "curricula/contexts/places/here.yaml",
               "title: Here\ncountry: KE\nwords:\n  Mother: {text: {e_n: x}}\n"
               "facts: {Setting: rural}\nlanguages: {guide: 1, handouts: [en, en]}\n");
    assert_string_equal(tree_load(&t), "F005 F015 F005 F015 F006");
    tree_free(&t);
}

static void test_load_decode__not_a_mapping(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/sessions/one.yaml", "- a\n- b\n");
    assert_non_null(strstr(tree_load(&t), "F003"));
    tree_write(&t, "curricula/tiny/sessions/one.yaml", "");
    assert_non_null(strstr(tree_load(&t), "F002"));
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: P\nminutes: 15\nactivities: []\n");
    assert_string_equal(tree_load(&t), "T001 T001 F002");
    assert_str(tree_pointed(&t, 2), "activities");
    tree_write(&t, "baraza.yaml", "just text\n");
    assert_non_null(strstr(tree_load(&t), "F003"));
    tree_free(&t);
}
