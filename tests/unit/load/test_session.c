/* Headings and activities: joined, and every way in which they can differ. */
#include "../unit.h"
#include "root.h"

static const char *with_text(tree *t, const char *md)
{
    tree_write(t, "curricula/tiny/sessions/one.md", md);
    return tree_load(t);
}

static void test_load_session__differences(void **state)
{
    (void)state;
    static const struct {
        const char *md, *codes;
    } rows[] = {
        {"## Hello {#hello}\n## Goodbye {#bye}\n", ""},
        {"## Hello {#hello}\n", "T002"},
        {"", "T002 T002"},
        {"Only background.\n", "T002 T002"},
        {"## Goodbye {#bye}\n## Hello {#hello}\n", "T003"},
        {"## Hello {#hello}\n## Goodbye {#bye}\n## More {#more}\n", "T001"},
        {"## Hello {#hello}\n## Goodbye {#by}\n", "T001"}, /* settles `bye` too */
        {"## Hello {#hello}\n## Goodbye\n", "T004"},
        {"## Hello\n## Goodbye\n", "T004 T004"},
        {"## Hello {#hello}\n## Hello {#hello}\n## Goodbye {#bye}\n", "T012"},
        {"# One\n## Hello {#hello}\n## Goodbye {#bye}\n", "T005"},
        {"## {#hello}\n## Goodbye {#bye}\n", "T014"},
        {"## Hello {#hello}\n## Goodbye {#Bye}\n", "M012"},
        {"## Hello {#hello}\n::: say\n## Goodbye {#bye}\n:::\n", "T015"},
        {"## Hello {#hello}\n::: say\n## Goodbye {#bye}\n", "M008 T015"},
        {"## Hello {#hello}\n<!-- x\n## Goodbye {#bye}\n", "M017"},
        {"## Hello {#hello}\n\xff\n## Goodbye {#bye}\n", "M001"},
        {"## Hello {#hello}\n```\n## Goodbye {#bye}\n```\n", "T002"},
        {"## Hello {#hello}\n### Sub {#hello}\n## Goodbye {#bye}\n### Sub {#sub}\n", ""},
    };
    tree t = tree_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = with_text(&t, rows[i].md);
        if (strcmp(found, rows[i].codes) != 0)
            fail_msg("%s: got \"%s\", expected \"%s\"", rows[i].md, found, rows[i].codes);
    }
    tree_free(&t);
}

static void test_load_session__which_id_to_write(void **state)
{
    (void)state;
    tree t = tree_new();
    with_text(&t, "## Hello\n## Goodbye {#bye}\n");
    assert_str(tree_diag(&t, 0)->hint, "write `## Hello {#hello}`");
    with_text(&t, "## Hello {#hello}\n## So long, my friends\n"); /* by its place */
    assert_str(tree_diag(&t, 0)->hint, "write `## So long, my friends {#bye}`");
    with_text(&t, "## Hello {#hello}\n## Goodbye {#by}\n");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `{#bye}`?");
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivities:\n"
               "  - {method: circle, minutes: 10}\n  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(with_text(&t, "## Hello {#hello}\n## Goodbye {#bye}\n"), "T006");
    assert_str(tree_diag(&t, 0)->hint, "write `id: hello`");
    tree_free(&t);
}

static void test_load_session__titles(void **state)
{
    (void)state;
    static const struct {
        const char *heading, *title;
    } rows[] = {
        {"## Hello {#hello}", "Hello"},
        {"##   Hello   {#hello}  ", "Hello"},
        {"## Hello, *all* of you {#hello}", "Hello, *all* of you"},
        {"## Hello {{mother}} {#hello}", "Hello {{mother}}"},
        {"## Hello {#hello} ##", "Hello"},
        {"Hello {#hello}\n---", "Hello"},
        {"## C# and {braces} {#hello}", "C# and {braces}"},
        {"## مرحبا {#hello}", "مرحبا"},
    };
    tree t = tree_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_buf md = {0};
        bz_buf_fmt(&md, "%s\n\nText.\n\n## Goodbye {#bye}\n", rows[i].heading);
        const char *found = with_text(&t, md.p);
        if (*found) fail_msg("%s: %s", rows[i].heading, found);
        bz_rec hello = tree_activity(&t, "one", "hello");
        assert_str(bz_model_text(t.m, hello, BZ_ACTIVITY_TITLE), rows[i].title);
        assert_str(bz_span_text(t.desk.job.sources, bz_model_span(t.m, hello, BZ_ACTIVITY_TITLE)),
                   rows[i].title);
        assert_true(tree_says(&t, hello, "Text."));
        assert_false(tree_says(&t, hello, "Hello"));
        bz_buf_deinit(&md);
    }
    tree_free(&t);
}

static void test_load_session__line_ends_and_bom(void **state)
{
    (void)state;
    tree t = tree_new();
    const char *md = "\xef\xbb\xbf## Hello {#hello}\r\n\r\nWelcome.\r\n\r\n## Goodbye {#bye}\r\n";
    assert_string_equal(with_text(&t, md), "");
    bz_rec hello = tree_activity(&t, "one", "hello");
    assert_str(bz_model_text(t.m, hello, BZ_ACTIVITY_TITLE), "Hello");
    assert_true(tree_says(&t, hello, "Welcome."));
    tree_free(&t);
}

static void test_load_session__refused_id(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivities:\n"
               "  - {id: Hello There, method: circle, minutes: 10}\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(with_text(&t, "## Hello {#hello-there}\n## Goodbye {#bye}\n"), "F005");
    tree_free(&t);
}

static void test_load_session__missing_text(void **state)
{
    (void)state;
    tree t = tree_new();
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.md"));
    assert_string_equal(tree_load(&t), "S001");
    assert_str(tree_diag(&t, 0)->message, "`curricula/tiny/sessions/one.md` is not there");
    tree_free(&t);
}

static void test_load_session__two_titles(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivities:\n"
               "  - {id: hello, title: Hi, method: circle, minutes: 10}\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(tree_load(&t), "T011");
    tree_free(&t);
}

static void test_load_session__missing_minutes(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivities:\n"
               "  - {id: hello, method: circle}\n  - {id: bye, minutes: 5}\n");
    assert_string_equal(tree_load(&t), "T007 T008");
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivities:\n"
               "  - {id: hello, method: dance, minutes: soon}\n  - {id: bye}\n");
    assert_string_equal(tree_load(&t), "F014 F007 T007 T008"); /* wrong is not missing */
    tree_free(&t);
}
