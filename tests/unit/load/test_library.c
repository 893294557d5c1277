/* Activities of the library: copied to where they are used, with what stands there before what the
 * library says; rituals in every session. */
#include "../unit.h"
#include "root.h"

static tree with_library(void)
{
    tree t = tree_new();
    tree_write(&t, "curricula/library/stretch.yaml",
               "title: Stretch\nmethod: relaxation\nminutes: 5\nbetween: 3-6\n"
               "materials: [{item: mats, per: person}]\nobjectives: [calm]\n");
    tree_write(&t, "curricula/library/stretch.md", "::: do {#arms}\nStretch, {{mother}}.\n:::\n");
    return t;
}

static void use(tree *t, const char *entry, const char *rest)
{
    bz_buf text = {0};
    bz_buf_fmt(&text,
               "title: One\npurpose: We meet.\nminutes: 15\n"
               "objectives: [{id: calm, kind: feel, text: calm}]\nactivities:\n"
               "  - {id: hello, method: circle, minutes: 10}\n  - %s\n%s",
               entry, rest);
    tree_write(t, "curricula/tiny/sessions/one.yaml", text.p);
    tree_write(t, "curricula/tiny/sessions/one.md", "## Hello {#hello}\n");
    bz_buf_deinit(&text);
}

static void test_load_library__copy(void **state)
{
    (void)state;
    tree t = with_library();
    use(&t, "use: library/stretch", "    minutes: 8\n");
    assert_string_equal(tree_load(&t), "");
    bz_model *m = t.m;
    bz_rec a = tree_activity(&t, "one", "stretch");
    bz_rec original = bz_model_first(m, m->project, BZ_PROJECT_LIBRARY);
    assert_int_equal(bz_model_ref(m, a, BZ_ACTIVITY_USE), original);
    assert_int_equal(bz_model_int(m, a, BZ_ACTIVITY_MINUTES), 8);
    assert_int_equal(bz_model_int(m, original, BZ_ACTIVITY_MINUTES), 5);
    assert_int_equal(bz_model_value(m, a, BZ_ACTIVITY_BETWEEN)->a, 3);
    assert_str(bz_model_text(m, a, BZ_ACTIVITY_TITLE), "Stretch");
    assert_true(tree_says(&t, a, "Stretch, "));
    assert_true(bz_model_at(m, a)->body != bz_model_at(m, original)->body);
    bz_rec mats = bz_model_first(m, a, BZ_ACTIVITY_MATERIALS);
    assert_str(bz_model_text(m, mats, BZ_MATERIAL_ITEM), "mats");
    assert_true(mats != bz_model_first(m, original, BZ_ACTIVITY_MATERIALS));
    /* An objective is the session's, so each copy has its own. */
    bz_rec calm = bz_model_first(m, tree_session(&t, "one"), BZ_SESSION_OBJECTIVES);
    assert_int_equal(bz_model_element(m, a, BZ_ACTIVITY_OBJECTIVES, 0)->target, calm);
    assert_int_equal(bz_model_element(m, original, BZ_ACTIVITY_OBJECTIVES, 0)->target, 0);
    tree_free(&t);
}

static void test_load_library__overlay(void **state)
{
    (void)state;
    tree t = with_library();
    use(&t, "{use: library/stretch, id: arms, title: Arms up, materials: [{item: rope}]}", "");
    assert_string_equal(tree_load(&t), "");
    bz_rec a = tree_activity(&t, "one", "arms");
    assert_str(bz_model_text(t.m, a, BZ_ACTIVITY_TITLE), "Arms up");
    assert_int_equal(bz_model_count(t.m, a, BZ_ACTIVITY_MATERIALS), 1);
    bz_rec rope = bz_model_first(t.m, a, BZ_ACTIVITY_MATERIALS);
    assert_str(bz_model_text(t.m, rope, BZ_MATERIAL_ITEM), "rope");
    tree_free(&t);
}

static void test_load_library__slips(void **state)
{
    (void)state;
    tree t = with_library();
    use(&t, "use: library/strech", "");
    assert_string_equal(tree_load(&t), "X001");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `stretch`?");
    use(&t, "use: library/strech", "  - {use: library/strech, id: again}\n"); /* each place */
    assert_string_equal(tree_load(&t), "X001 X001");
    use(&t, "use: stretch", "");
    assert_string_equal(tree_load(&t), "F017");
    use(&t, "use: library/stretch", "  - use: library/stretch\n");
    assert_string_equal(tree_load(&t), "T012");
    use(&t, "use: library/stretch", "");
    tree_write(&t, "curricula/tiny/sessions/one.md",
               "## Hello {#hello}\n\n## Stretch {#stretch}\n\nUp.\n");
    assert_string_equal(tree_load(&t), "T013");
    remove(desk_path(&t.desk, "curricula/library/stretch.md"));
    tree_write(&t, "curricula/tiny/sessions/one.md", "## Hello {#hello}\n");
    assert_string_equal(tree_load(&t), "S001");
    tree_free(&t);
}

/* Words of the library are those of the curriculum that uses it; said once, not once a use. */
static void test_load_library__words(void **state)
{
    (void)state;
    tree t = with_library();
    tree_write(&t, "curricula/library/stretch.md", "{{mohter}}\n");
    assert_string_equal(tree_load(&t), ""); /* not used, not read */
    use(&t, "use: library/stretch", "  - {use: library/stretch, id: again}\n");
    assert_string_equal(tree_load(&t), "X002");
    tree_free(&t);
}

static void test_load_library__rituals(void **state)
{
    (void)state;
    tree t = with_library();
    tree_write(&t, "curricula/library/song.yaml", "title: Song\nmethod: game\nminutes: 2\n");
    tree_write(&t, "curricula/library/song.md", "Sing.\n");
    tree_write(&t, "curricula/tiny/curriculum.yaml",
               "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
               "credit: T\nwords: {mother: {is: person, text: {en: A}}}\nsessions: [one]\n"
               "every_meeting:\n  start:\n    - use: library/song\n"
               "    - {use: library/stretch, id: wake-up, minutes: 3, objectives: []}\n"
               "  end:\n    - {use: library/song, id: last-song}\n");
    assert_string_equal(tree_load(&t), "");
    static const char *const order[] = {"song", "wake-up", "hello", "bye", "last-song"};
    static const char *const rituals[] = {"start", "start", "none", "none", "end"};
    bz_rec a = bz_model_first(t.m, tree_session(&t, "one"), BZ_SESSION_ACTIVITIES);
    for (size_t i = 0; i < 5; i++, a = bz_model_next(t.m, a)) {
        assert_str(bz_model_id(t.m, a), order[i]);
        assert_string_equal(bz_enum_name(BZ_E_RITUAL, bz_model_int(t.m, a, BZ_ACTIVITY_RITUAL)),
                            rituals[i]);
        assert_true(bz_model_at(t.m, a)->body != 0);
    }
    assert_int_equal(a, 0);
    assert_int_equal(bz_model_int(t.m, tree_activity(&t, "one", "wake-up"), BZ_ACTIVITY_MINUTES),
                     3);
    tree_free(&t);
}

static void test_load_library__ritual_slips(void **state)
{
    (void)state;
    tree t = with_library();
    const char *head = "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
                       "credit: T\nwords: {mother: {is: person, text: {en: A}}}\nsessions: [one]\n"
                       "every_meeting:\n  start:\n";
    bz_buf text = {0};
    bz_buf_fmt(&text, "%s    - {id: sing, method: game, minutes: 5}\n", head);
    tree_write(&t, "curricula/tiny/curriculum.yaml", text.p);
    assert_non_null(strstr(tree_load(&t), "T010"));
    bz_buf_clear(&text);
    bz_buf_fmt(&text, "%s    - {use: library/stretch, id: hello, objectives: []}\n", head);
    tree_write(&t, "curricula/tiny/curriculum.yaml", text.p);
    assert_string_equal(tree_load(&t), "T012");
    bz_buf_deinit(&text);
    tree_free(&t);
}
