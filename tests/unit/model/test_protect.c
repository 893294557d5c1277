/* Who may change what; conditions; words. */
#include "../unit.h"
#include "build.h"

static int level(const bz_model *m, const char *address)
{
    return bz_model_may_change(m, tiny_at(m, address));
}

static void test_model_protect__nearest_above_counts(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    assert_int_equal(level(m, "calm/story"), BZ_WITH_CARE);
    assert_int_equal(level(m, "calm/story/ask-1"), BZ_WITH_CARE);
    assert_int_equal(level(m, "calm/practice"), BZ_WITH_APPROVAL);
    assert_int_equal(level(m, "calm/practice/threes"), BZ_WITH_APPROVAL);
    assert_int_equal(level(m, "calm/practice/materials/1"), BZ_WITH_APPROVAL);
    assert_int_equal(level(m, "library/stretch"), BZ_WITH_CARE);
    bz_model_set_int(m, tiny_at(m, "calm").rec, BZ_SESSION_MAY_CHANGE, BZ_FREELY, NOWHERE);
    assert_int_equal(level(m, "calm/story"), BZ_FREELY);
    assert_int_equal(level(m, "calm/practice"), BZ_WITH_APPROVAL);
    bz_model_free(m);
}

static void test_model_protect__safety_and_validated_forms(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_rec practice = tiny_at(m, "calm/practice").rec;
    bz_model_set_int(m, practice, BZ_ACTIVITY_MAY_CHANGE, BZ_FREELY, NOWHERE);
    assert_int_equal(level(m, "calm/practice/threes"), BZ_FREELY);
    assert_int_equal(level(m, "calm/practice/safety-1"), BZ_WITH_APPROVAL);
    assert_int_equal(level(m, "calm/practice/paragraph-2"), BZ_WITH_APPROVAL);
    assert_int_equal(level(m, "form/faces/useful"), BZ_WITH_CARE);
    bz_model_set_int(m, tiny_at(m, "form/faces").rec, BZ_FORM_VALIDATED, 1, NOWHERE);
    assert_int_equal(level(m, "form/faces/useful"), BZ_WITH_APPROVAL);
    bz_model_free(m);
}

static void test_model_protect__what_a_change_added(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_target t = tiny_at(m, "calm/practice/threes");
    m->bodies->nodes.p[t.node].flags |= BZ_NODE_MADE;
    assert_int_equal(bz_model_may_change(m, t), BZ_WITH_CARE);
    m->records.p[t.rec].flags |= BZ_REC_MADE;
    assert_int_equal(level(m, "calm/practice"), BZ_WITH_CARE);
    assert_int_equal(level(m, "calm/practice/safety-1"), BZ_WITH_APPROVAL);
    bz_model_free(m);
}

static void expect_when(const char *when, bool is_good, size_t where)
{
    const char *why = NULL;
    size_t at = 999;
    if (bz_when_parse(bz_str_from(when), NULL, NULL, &why, &at) != is_good) fail_msg("%s", when);
    if (is_good) return;
    assert_non_null(why);
    assert_int_equal(at, where);
}

static void test_model_protect__conditions_as_text(void **state)
{
    (void)state;
    expect_when("a=b", true, 0);
    expect_when("  literacy=none_read|mixed   delivery!=phone ", true, 0);
    expect_when("", false, 0);
    expect_when("   ", false, 0);
    expect_when("a", false, 1);
    expect_when("a=", false, 2);
    expect_when("=b", false, 0);
    expect_when("a =b", false, 1);
    expect_when("a= b", false, 2);
    expect_when("a=b|", false, 2);
    expect_when("a=|b", false, 2);
    expect_when("a==b", false, 2);
    expect_when("a!b", false, 2);
    expect_when("a=b=c", false, 3);
    expect_when("a=b !", false, 4);
    expect_when("a=\"b\"", false, 2);
}

static void test_model_protect__conditions_hold(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_rec c = tiny_add(m, m->project, BZ_PROJECT_CONTEXT, BZ_R_CONTEXT, NULL);
    uint32_t e = bz_model_set_many(m, c, BZ_CONTEXT_FACTS, BZ_V_MAP, 1, NOWHERE);
    bz_model_set_element(m, e, BZ_STR("literacy"), BZ_STR("mixed"), NOWHERE);
    assert_true(bz_when_holds(m, c, BZ_STR("literacy=none_read|mixed")));
    assert_false(bz_when_holds(m, c, BZ_STR("literacy=none_read|mix")));
    assert_false(bz_when_holds(m, c, BZ_STR("literacy!=mixed")));
    assert_true(bz_when_holds(m, c, BZ_STR("literacy!=all literacy=mixed")));
    assert_false(bz_when_holds(m, c, BZ_STR("literacy=mixed other=x")));
    assert_true(bz_when_holds(m, c, BZ_STR("other!=x")));
    assert_false(bz_when_holds(m, 0, BZ_STR("literacy=mixed")));
    bz_model_free(m);
}

static void expect_word(const bz_model *m, const char *form, const char *language, const char *text,
                        bool is_other)
{
    bool other = !is_other;
    assert_str(bz_model_word(m, BZ_STR("mother"), bz_str_from(form), bz_str_from(language), &other),
               text);
    assert_int_equal(other, is_other);
}

static void test_model_protect__words(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    expect_word(m, "", "en", "Amina", false);
    expect_word(m, "possessive", "en-GB", "Amina's", false);
    expect_word(m, "", "ar", "Amina", true);
    m->context = tiny_add(m, m->project, BZ_PROJECT_CONTEXT, BZ_R_CONTEXT, NULL);
    tiny_word(m, m->context, BZ_CONTEXT_WORDS, "mother", "luo", "Akinyi", NULL);
    expect_word(m, "", "luo-KE-x", "Akinyi", false);
    expect_word(m, "possessive", "luo", "Akinyi", false); /* the right name before the right form */
    expect_word(m, "possessive", "en", "Amina's", false);
    expect_word(m, "", "", "Amina", true);
    assert_str(bz_model_word(m, BZ_STR("nobody"), BZ_STR(""), BZ_STR("en"), NULL), "");
    bz_model_free(m);
}
