/* A root as a whole: what a request reads, what stands in the model, and that errors do not hide
 * each other. */
#include "../unit.h"
#include "root.h"

static void test_load_load__whole(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.group = BZ_STR("us");
    assert_string_equal(tree_load(&t), "");
    bz_model *m = t.m;
    assert_str(bz_model_text(m, m->project, BZ_PROJECT_TITLE), "Tiny Trust");
    assert_str(bz_model_id(m, m->curriculum), "tiny");
    bz_rec one = tree_session(&t, "one");
    assert_int_equal(bz_model_int(m, one, BZ_SESSION_NUMBER), 1);
    assert_true(tree_says(&t, one, "Background."));
    bz_rec hello = tree_activity(&t, "one", "hello");
    assert_str(bz_model_text(m, hello, BZ_ACTIVITY_TITLE), "Hello");
    assert_str(bz_span_text(t.desk.job.sources, bz_model_span(m, hello, BZ_ACTIVITY_TITLE)),
               "Hello");
    assert_true(tree_says(&t, hello, "Welcome."));
    assert_false(tree_says(&t, hello, "Go well."));
    assert_int_equal(bz_model_int(m, m->context, BZ_CONTEXT_PEOPLE), 9);
    assert_str(bz_model_text(m, m->context, BZ_CONTEXT_COUNTRY), "KE");
    tree_free(&t);
}

static void test_load_load__without_a_group(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.curriculum = BZ_STR("tiny");
    assert_string_equal(tree_load(&t), "");
    assert_int_equal(bz_model_int(t.m, t.m->context, BZ_CONTEXT_PEOPLE), 12);
    assert_false(bz_model_first(t.m, t.m->project, BZ_PROJECT_PLACES));
    t.request.curriculum = BZ_STR("");
    assert_string_equal(tree_load(&t), "");
    assert_int_equal(t.m->curriculum, 0);
    assert_int_equal(t.m->context, 0);
    tree_free(&t);
}

static void test_load_load__reads_only_what_is_asked(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/other/curriculum.yaml", "titel: x\n");
    tree_write(&t, "curricula/library/broken.yaml", "titel: x\n");
    tree_write(&t, "curricula/contexts/places/far.yaml", "titel: x\n");
    t.request.group = BZ_STR("us");
    assert_string_equal(tree_load(&t), "");
    t.request.all = true;
    assert_int_equal(strncmp(tree_load(&t), "F001", 4), 0);
    tree_free(&t);
}

static void test_load_load__no_such_names(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.group = BZ_STR("uss");
    assert_string_equal(tree_load(&t), "X001");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `us`?");
    t.request.group = BZ_STR("");
    t.request.curriculum = BZ_STR("tinny");
    assert_string_equal(tree_load(&t), "X001");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `tiny`?");
    t.request.curriculum = BZ_STR("../tiny");
    assert_string_equal(tree_load(&t), "F005");
    tree_free(&t);
}

static void test_load_load__errors_hide_nothing(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/curriculum.yaml",
               "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
               "credit: T\nsessions: [one, two, three]\n");
    tree_write(&t, "curricula/tiny/sessions/one.yaml", "title: [\n");
    tree_write(&t, "curricula/tiny/sessions/two.yaml",
               "title: Two\npurpose: P\nminutes: ten\nactivities:\n  - {id: a, method: sing}\n");
    tree_write(&t, "curricula/tiny/sessions/two.md", "## A {#a}\n\n{{nobody}} sings.\n");
    const char *found = tree_load(&t);
    assert_non_null(strstr(found, "S001")); /* three.yaml */
    assert_non_null(strstr(found, "Y0"));   /* one.yaml */
    assert_non_null(strstr(found, "F007")); /* two: minutes */
    assert_non_null(strstr(found, "F014")); /* two: method, and so no T008 */
    assert_non_null(strstr(found, "T007"));
    assert_non_null(strstr(found, "X002"));
    assert_null(strstr(found, "T008"));
    tree_free(&t);
}
