/* Passages: what two texts do not share, with the words that differ. */
#include "../unit.h"

#include "compare/passage.h"

static void expect(const char *was, const char *now, const char *wanted)
{
    bz_buf out = {0};
    bz_compare_put_passages(bz_str_from(was), bz_str_from(now), &bz_compare_passage_text, &out);
    bz_buf_char(&out, 0);
    assert_string_equal(out.p, wanted);
    bz_buf_deinit(&out);
}

static void test_compare_passage__the_same_is_nothing(void **state)
{
    (void)state;
    expect("", "", "");
    expect("a\nb\n", "a\n\n  b", "");
    assert_true(bz_compare_same_lines(BZ_STR("a\n b\n"), BZ_STR("a\nb")));
    assert_false(bz_compare_same_lines(BZ_STR("a"), BZ_STR("a\nb")));
}

static void test_compare_passage__words(void **state)
{
    (void)state;
    expect("we sit on the floor", "we sit on chairs",
           "  was  we sit on [the floor]\n  now  we sit on [chairs]\n");
    expect("quite another thing", "nothing at all of it",
           "  was  quite another thing\n  now  nothing at all of it\n");
    expect("new words at the end", "new words at the end today",
           "  was  new words at the end\n  now  new words at the end [today]\n");
}

/* Marks at every other word would hide what is said. */
static void test_compare_passage__few_marks_or_none(void **state)
{
    (void)state;
    expect("a b c d e f g h", "a x c x e x g x",
           "  was  a b c d e f g h\n  now  a x c x e x g x\n");
}

static void test_compare_passage__lines_with_the_one_before(void **state)
{
    (void)state;
    expect("a\nb\nc\nd", "a\nb\nd", "       b\n  was  c\n");
    expect("a\nd", "a\nb\nc\nd", "       a\n  now  b\n  now  c\n");
    expect("x", "", "  was  x\n");
    expect("", "x", "  now  x\n");
}

/* More lines than a table holds: shown whole, and not slowly. */
static void test_compare_passage__very_long(void **state)
{
    (void)state;
    bz_buf was = {0}, now = {0}, out = {0};
    for (int i = 0; i < 5000; i++) {
        bz_buf_fmt(&was, "was %d\n", i);
        bz_buf_fmt(&now, "now %d\n", i);
    }
    bz_compare_put_passages(bz_buf_view(&was), bz_buf_view(&now), &bz_compare_passage_text, &out);
    size_t lines = 0;
    for (size_t i = 0; i < out.n; i++)
        lines += out.p[i] == '\n';
    assert_int_equal(lines, 10000);
    bz_buf_deinit(&was);
    bz_buf_deinit(&now);
    bz_buf_deinit(&out);
}
