/* Slices: comparing, cutting, splitting, numbers, distances. */
#include "../unit.h"
#include <string.h>

static void test_base_str__comparing(void **state)
{
    (void)state;
    assert_true(bz_str_eq(BZ_STR("ab"), (bz_str){"abc", 2}));
    assert_true(bz_str_eq(BZ_STR(""), (bz_str){NULL, 0}));
    assert_false(bz_str_eq(BZ_STR("ab"), BZ_STR("aB")));
    assert_true(bz_str_is(BZ_STR("ab"), "ab"));
    assert_false(bz_str_is((bz_str){"a\0b", 3}, "a"));
    assert_true(bz_str_cmp(BZ_STR("a"), BZ_STR("ab")) < 0);
    assert_true(bz_str_cmp(BZ_STR("b"), BZ_STR("ab")) > 0);
    assert_true(bz_str_cmp(BZ_STR("\xc3\xa9"), BZ_STR("z")) > 0);
    assert_int_equal(bz_str_cmp(BZ_STR(""), BZ_STR("")), 0);
    assert_true(bz_str_starts(BZ_STR("abc"), "ab"));
    assert_true(bz_str_starts(BZ_STR("abc"), ""));
    assert_false(bz_str_starts(BZ_STR("a"), "ab"));
    assert_true(bz_str_ends(BZ_STR("abc"), "bc"));
    assert_false(bz_str_ends(BZ_STR("c"), "bc"));
    assert_str(bz_str_from(NULL), "");
}

static void test_base_str__cutting(void **state)
{
    (void)state;
    assert_str(bz_str_cut(BZ_STR("abc"), 1, 2), "b");
    assert_str(bz_str_cut(BZ_STR("abc"), 2, 99), "c");
    assert_str(bz_str_cut(BZ_STR("abc"), 9, 1), "");
    assert_str(bz_str_cut(BZ_STR("abc"), 2, 1), "");
    assert_non_null(bz_str_cut((bz_str){NULL, 0}, 0, 1).p);
    assert_str(bz_str_trim(BZ_STR(" \t\r\n a b \v\f")), "a b");
    assert_str(bz_str_trim(BZ_STR("  ")), "");
    assert_int_equal(bz_str_find(BZ_STR("abca"), 'a', 0), 0);
    assert_int_equal(bz_str_find(BZ_STR("abca"), 'a', 1), 3);
    assert_int_equal(bz_str_find(BZ_STR("abca"), 'x', 0), 4);
    assert_int_equal(bz_str_find(BZ_STR("abca"), 'a', 9), 4);
}

static void test_base_str__splitting(void **state)
{
    (void)state;
    bz_str rest = BZ_STR("a,,b,"), piece;
    const char *pieces[] = {"a", "", "b", ""};
    for (int i = 0; i < 4; i++) {
        assert_true(bz_str_split(&rest, ',', &piece));
        assert_str(piece, pieces[i]);
    }
    assert_null(rest.p);
    assert_false(bz_str_split(&rest, ',', &piece));
    rest = BZ_STR("");
    assert_true(bz_str_split(&rest, ',', &piece));
    assert_str(piece, "");
    assert_false(bz_str_split(&rest, ',', &piece));
}

static void test_base_str__integers(void **state)
{
    (void)state;
    int32_t n = -1;
    assert_true(bz_str_integer(BZ_STR("0"), &n));
    assert_int_equal(n, 0);
    assert_true(bz_str_integer(BZ_STR("2147483647"), &n));
    assert_int_equal(n, INT32_MAX);
    const char *wrong[] = {"",   "-1",  "+1",  "01", "00",  " 1",         "1 ",
                           "1.", "1e3", "0x1", "١",  "1_0", "2147483648", "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(bz_str_integer(bz_str_from(wrong[i]), &n));
    assert_int_equal(n, INT32_MAX);
}

static void test_base_str__distance(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},
        {"abc", "abc", 0},
        {"abc", "", 3},
        {"minuts", "minutes", 1},
        {"teh", "the", 1},
        {"kitten", "sitting", 3},
        {"ca", "abc", 3}, /* optimal string alignment, not the unrestricted distance */
        {"abcdef", "bacdfe", 2},
        {"xabcx", "yabcy", 2},
        {"aaaa", "aaaaaa", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_str a = bz_str_from(rows[i].a), b = bz_str_from(rows[i].b);
        assert_int_equal(bz_str_distance(a, b, 9), rows[i].distance);
        assert_int_equal(bz_str_distance(b, a, 9), rows[i].distance);
        if (rows[i].distance > 0)
            assert_int_equal(bz_str_distance(a, b, rows[i].distance - 1), rows[i].distance);
    }
    char x[1000], y[1000];
    memset(x, 'x', sizeof x);
    memset(y, 'y', sizeof y);
    assert_int_equal(bz_str_distance((bz_str){x, 1000}, (bz_str){y, 1000}, 5), 6);
    assert_int_equal(bz_str_distance((bz_str){x, 1000}, (bz_str){x, 998}, 5), 2);
}

/* The plain definition, for comparison. */
static size_t slow_distance(bz_str a, bz_str b)
{
    size_t d[12][12];
    for (size_t i = 0; i <= a.n; i++)
        for (size_t j = 0; j <= b.n; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            size_t best = d[i - 1][j - 1] + (a.p[i - 1] != b.p[j - 1]);
            if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] &&
                d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    return d[a.n][b.n];
}

static void test_base_str__distance_against_its_definition(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[2][10];
        size_t n[2];
        for (int k = 0; k < 2; k++) {
            seed = seed * 1664525 + 1013904223;
            n[k] = seed >> 28 & 7;
            for (size_t i = 0; i < n[k]; i++) {
                seed = seed * 1664525 + 1013904223;
                text[k][i] = (char)('a' + (seed >> 29) % 3);
            }
        }
        bz_str a = {text[0], n[0]}, b = {text[1], n[1]};
        size_t expected = slow_distance(a, b);
        for (size_t most = 0; most < 5; most++)
            assert_int_equal(bz_str_distance(a, b, most), expected > most ? most + 1 : expected);
    }
}

static void test_base_str__nearest(void **state)
{
    (void)state;
    const bz_str keys[] = {BZ_STR("title"), BZ_STR("minutes"), BZ_STR("method"), BZ_STR("id"),
                           BZ_STR("may_change")};
    assert_int_equal(bz_str_nearest(BZ_STR("minuts"), keys, 5), 1);
    assert_int_equal(bz_str_nearest(BZ_STR("Minutes"), keys, 5), 1);
    assert_int_equal(bz_str_nearest(BZ_STR("may-change"), keys, 5), 4);
    assert_int_equal(bz_str_nearest(BZ_STR("methods"), keys, 5), 2);
    assert_int_equal(bz_str_nearest(BZ_STR("ids"), keys, 5), 3);
    assert_int_equal(bz_str_nearest(BZ_STR("colour"), keys, 5), -1);
    assert_int_equal(bz_str_nearest(BZ_STR(""), keys, 5), -1);
    assert_int_equal(bz_str_nearest(BZ_STR("x"), keys, 0), -1);
}

static void test_base_str__mentions(void **state)
{
    (void)state;
    static const char *const yes[] = {"flip chart", "A Flip Chart.", "two flip charts",
                                      "(flip chart)"};
    static const char *const no[] = {
        "", "flip", "flip  chart", "flip charter", "aflip chart", "flip chartss", "flip charté"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(bz_str_mentions(bz_str_from(yes[i]), BZ_STR("flip chart")));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(bz_str_mentions(bz_str_from(no[i]), BZ_STR("flip chart")));
    assert_true(bz_str_mentions(BZ_STR("a flip chart, and flip chart"), BZ_STR("Flip chart")));
    assert_true(bz_str_mentions(BZ_STR("سبورة ورقية"), BZ_STR("سبورة")));
    assert_false(bz_str_mentions(BZ_STR("anything"), BZ_STR("")));
}
