/* Records and values: made, linked, copied, cloned. */
#include "../unit.h"
#include "build.h"

static void test_model_model__has_a_project(void **state)
{
    (void)state;
    bz_model *m = bz_model_new();
    assert_int_equal(bz_model_kind(m, m->project), BZ_R_PROJECT);
    assert_str(bz_model_id(m, m->project), "project");
    assert_false(bz_model_has(m, m->project, BZ_PROJECT_TITLE));
    assert_str(bz_model_text(m, m->project, BZ_PROJECT_TITLE), "");
    bz_model_free(m);
}

static void test_model_model__children_by_role_and_order(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_rec s = tiny_at(m, "session/calm").rec;
    bz_rec a = bz_model_first(m, s, BZ_SESSION_ACTIVITIES);
    assert_str(bz_model_id(m, a), "story");
    bz_rec b = bz_model_next(m, a);
    assert_str(bz_model_id(m, b), "practice");
    assert_int_equal(bz_model_next(m, b), 0);
    bz_rec n = bz_model_add(m, s, BZ_SESSION_ACTIVITIES, b, BZ_R_ACTIVITY, NOWHERE);
    assert_int_equal(bz_model_next(m, a), n);
    assert_int_equal(bz_model_count(m, s, BZ_SESSION_ACTIVITIES), 3);
    bz_model_unlink(m, n);
    assert_int_equal(bz_model_next(m, a), b);
    m->records.p[a].flags |= BZ_REC_ABSENT;
    assert_int_equal(bz_model_first_present(m, s, BZ_SESSION_ACTIVITIES), b);
    assert_false(bz_model_is_present(m, a));
    assert_true(bz_model_is_present(m, b));
    assert_int_equal(bz_model_above(m, b, BZ_R_CURRICULUM), m->curriculum);
    bz_model_free(m);
}

static void test_model_model__values_of_each_kind(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_rec a = tiny_at(m, "calm/practice").rec;
    assert_int_equal(bz_model_int(m, a, BZ_ACTIVITY_MINUTES), 20);
    const bz_value *between = bz_model_value(m, a, BZ_ACTIVITY_BETWEEN);
    assert_int_equal(between->a, 15);
    assert_int_equal(between->b, 25);
    assert_false(bz_model_bool(m, a, BZ_ACTIVITY_KEEP_WITH_NEXT));
    assert_int_equal(bz_model_value(m, a, BZ_ACTIVITY_KEEP_WITH_NEXT)->flags, BZ_VALUE_DEFAULT);
    bz_model_set_ref(m, a, BZ_ACTIVITY_USE, BZ_STR("library/stretch"), 7, NOWHERE);
    assert_int_equal(bz_model_ref(m, a, BZ_ACTIVITY_USE), 7);
    assert_str(bz_model_text(m, a, BZ_ACTIVITY_USE), "library/stretch");
    bz_model_clear(m, a, BZ_ACTIVITY_USE);
    assert_false(bz_model_has(m, a, BZ_ACTIVITY_USE));
    uint32_t e = bz_model_set_many(m, a, BZ_ACTIVITY_OBJECTIVES, BZ_V_LIST, 2, NOWHERE);
    bz_model_set_element_ref(m, e, BZ_STR(""), BZ_STR("signs"), 5, NOWHERE);
    bz_model_set_element_int(m, e + 1, BZ_STR("k"), -3, NOWHERE);
    assert_int_equal(bz_model_count(m, a, BZ_ACTIVITY_OBJECTIVES), 2);
    assert_str(bz_value_text(m, bz_model_element(m, a, BZ_ACTIVITY_OBJECTIVES, 0)), "signs");
    assert_str(bz_value_key(m, bz_model_element(m, a, BZ_ACTIVITY_OBJECTIVES, 1)), "k");
    bz_model_free(m);
}

static void test_model_model__copy_is_deep(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_rec s = tiny_at(m, "session/calm").rec, from = tiny_at(m, "calm/practice").rec;
    bz_rec c = bz_model_copy(m, s, BZ_SESSION_ACTIVITIES, 0, from);
    bz_model_set_text(m, c, BZ_ACTIVITY_ID, BZ_STR("again"), NOWHERE);
    assert_str(bz_model_id(m, from), "practice");
    assert_int_equal(bz_model_int(m, c, BZ_ACTIVITY_MINUTES), 20);
    bz_rec cards = bz_model_first(m, c, BZ_ACTIVITY_MATERIALS);
    assert_int_not_equal(cards, bz_model_first(m, from, BZ_ACTIVITY_MATERIALS));
    assert_str(bz_model_text(m, cards, BZ_MATERIAL_ITEM), "cards");
    assert_int_not_equal(bz_model_at(m, c)->body, bz_model_at(m, from)->body);
    assert_true(bz_model_holds(m, c, tiny_at(m, "calm/again/threes").node));
    bz_rec word = tiny_at(m, "word/mother").rec;
    bz_rec w = bz_model_copy(m, m->curriculum, BZ_CURRICULUM_WORDS, 0, word);
    const bz_value *forms = bz_model_value(m, w, BZ_WORD_FORMS);
    assert_int_not_equal(forms->a, bz_model_value(m, word, BZ_WORD_FORMS)->a);
    const bz_value *en = bz_value_find(m, forms, BZ_STR("en"));
    assert_str(bz_value_text(m, bz_value_find(m, en, BZ_STR("possessive"))), "Amina's");
    /* into itself: ends */
    bz_model_copy(m, s, BZ_SESSION_ACTIVITIES, 0, s);
    bz_model_free(m);
}

static void test_model_model__clone_is_apart(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_model *c = bz_model_clone(m);
    bz_rec a = tiny_at(m, "calm/story").rec;
    assert_int_equal(tiny_at(c, "calm/story").rec, a);
    bz_model_set_int(c, a, BZ_ACTIVITY_MINUTES, 99, NOWHERE);
    bz_doc_unlink(c->bodies, tiny_at(c, "calm/story/the-cup").node);
    assert_int_equal(bz_model_int(m, a, BZ_ACTIVITY_MINUTES), 10);
    assert_true(tiny_at(m, "calm/story/the-cup").node);
    assert_int_equal(bz_model_add(m, a, BZ_ACTIVITY_MATERIALS, 0, BZ_R_MATERIAL, NOWHERE),
                     bz_model_add(c, a, BZ_ACTIVITY_MATERIALS, 0, BZ_R_MATERIAL, NOWHERE));
    bz_model_free(c);
    bz_model_free(m);
}

static void test_model_model__text_from_itself(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_rec a = tiny_at(m, "calm/story").rec;
    for (int i = 0; i < 1000; i++)
        bz_model_set_text(m, a, BZ_ACTIVITY_TITLE,
                          bz_model_text(m, m->curriculum, BZ_CURRICULUM_TITLE), NOWHERE);
    assert_str(bz_model_text(m, a, BZ_ACTIVITY_TITLE), "Tiny");
    bz_model_free(m);
}
