/* Reports: kept once, sorted, printed. */
#include "../unit.h"
#include "base/diag.h"
#include "base/utf8.h"
#include <string.h>

typedef struct desk {
    bz_diags *diags;
    bz_sources *sources;
    bz_buf out;
} desk;

static desk desk_new(void)
{
    return (desk){bz_diags_new(), bz_sources_new(), {0}};
}

static void desk_free(desk *d)
{
    bz_diags_free(d->diags);
    bz_sources_free(d->sources);
    bz_buf_deinit(&d->out);
}

/* Prints all reports and compares. */
static void expect(desk *d, const char *text)
{
    bz_diags_sort(d->diags, d->sources);
    bz_buf_clear(&d->out);
    for (size_t i = 0; i < bz_diags_count(d->diags); i++)
        bz_diag_print(&d->out, bz_diags_at(d->diags, i), d->sources, false);
    assert_string_equal(d->out.p ? d->out.p : "", text);
}

static bz_span span_in(desk *d, uint32_t file, const char *what)
{
    bz_str text = bz_source_text(d->sources, file);
    bz_str needle = bz_str_from(what);
    for (size_t at = 0; at + needle.n <= text.n; at++)
        if (bz_str_eq(bz_str_cut(text, at, at + needle.n), needle))
            return (bz_span){file, (uint32_t)at, (uint32_t)(at + needle.n)};
    fail_msg("no \"%s\"", what);
    return bz_span_none();
}

static void test_base_diag__layout(void **state)
{
    (void)state;
    desk d = desk_new();
    uint32_t f = bz_sources_add(d.sources, BZ_STR("a/calm.yaml"),
                                BZ_STR("x: 1\n\n\n\n\n\n\n\n\n\n  minuts: 10\n"));
    bz_diag *diag = bz_diag_add(d.diags, BZ_Y001, span_in(&d, f, "minuts"),
                                "unknown key `%s` in an activity", "minuts");
    bz_str keys[] = {BZ_STR("method"), BZ_STR("minutes")};
    assert_true(bz_diag_did_you_mean(d.diags, diag, BZ_STR("minuts"), keys, 2));
    bz_diag_note_at(d.diags, diag, bz_span_none(), "minutes are whole numbers");
    bz_diag_note_at(d.diags, diag, span_in(&d, f, "x"), "first used here");
    expect(&d, "error[Y001]: unknown key `minuts` in an activity\n"
               "  --> a/calm.yaml:11:3\n"
               "   |\n"
               "11 |   minuts: 10\n"
               "   |   ^^^^^^\n"
               "   = note: minutes are whole numbers\n"
               "   = help: did you mean `minutes`?\n"
               "note: first used here\n"
               "  --> a/calm.yaml:1:1\n"
               "   |\n"
               " 1 | x: 1\n"
               "   | -\n");
    desk_free(&d);
}

static void test_base_diag__without_a_place(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_diag *diag = bz_diag_add(d.diags, BZ_S001, bz_span_none(), "`x` is not there");
    bz_diag_hint(d.diags, diag, "look %s", "again");
    expect(&d, "error[S001]: `x` is not there\n"
               "  = help: look again\n");
    desk_free(&d);
}

static void test_base_diag__kept_once(void **state)
{
    (void)state;
    desk d = desk_new();
    uint32_t f = bz_sources_add(d.sources, BZ_STR("a"), BZ_STR("x\n"));
    for (int i = 0; i < 3; i++) {
        bz_diag *diag = bz_diag_add(d.diags, BZ_Y001, (bz_span){f, 0, 1}, "same");
        bz_diag_hint(d.diags, diag, "hint");
        bz_diag_note_at(d.diags, diag, bz_span_none(), "note");
    }
    bz_diag_add(d.diags, BZ_Y002, (bz_span){f, 0, 1}, "same");
    bz_diag_add(d.diags, BZ_Y001, (bz_span){f, 0, 2}, "same");
    bz_diag_add(d.diags, BZ_Y001, (bz_span){f, 0, 1}, "other");
    assert_int_equal(bz_diags_count(d.diags), 4);
    assert_int_equal(bz_diags_errors(d.diags), 4);
    assert_int_equal(bz_diags_at(d.diags, 0)->n_notes, 1);
    desk_free(&d);
}

static void test_base_diag__most(void **state)
{
    (void)state;
    desk d = desk_new();
    for (int i = 0; i < 300000; i++) {
        bz_diag *diag = bz_diag_add(d.diags, BZ_Y001, bz_span_none(), "number %d", i);
        bz_diag_hint(d.diags, diag, "hint %d", i);
    }
    assert_int_equal(bz_diags_count(d.diags), 1000);
    assert_int_equal(bz_diags_errors(d.diags), 300000);
    assert_int_equal(bz_diags_dropped(d.diags), 299000);
    assert_int_equal(bz_diags_warnings(d.diags), 0);
    desk_free(&d);
}

static void test_base_diag__order(void **state)
{
    (void)state;
    desk d = desk_new();
    uint32_t z = bz_sources_add(d.sources, BZ_STR("z"), BZ_STR("0123456789"));
    uint32_t a = bz_sources_add(d.sources, BZ_STR("a"), BZ_STR("0123456789"));
    bz_diag_add(d.diags, BZ_Y002, (bz_span){z, 1, 2}, "6");
    bz_diag_add(d.diags, BZ_Y001, (bz_span){a, 5, 6}, "4");
    bz_diag_add(d.diags, BZ_Y002, (bz_span){a, 2, 3}, "2");
    bz_diag_add(d.diags, BZ_Y002, (bz_span){a, 2, 3}, "3");
    bz_diag_add(d.diags, BZ_Y001, (bz_span){a, 2, 3}, "1");
    bz_diag_add(d.diags, BZ_Y001, (bz_span){z, 1, 9}, "5");
    bz_diag_add(d.diags, BZ_Y002, bz_span_none(), "0");
    bz_diags_sort(d.diags, d.sources);
    for (size_t i = 0; i < 7; i++)
        assert_int_equal(bz_diags_at(d.diags, i)->message.p[0], '0' + i);
    desk_free(&d);
}

static void test_base_diag__codes(void **state)
{
    (void)state;
    assert_int_equal(bz_code_find(BZ_STR("Y001")), BZ_Y001);
    assert_int_equal(bz_code_find(BZ_STR("y001")), BZ_Y001);
    const char *wrong[] = {"", "Y", "Y00", "Y0011", "Y999", "Y001Y001Y001"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(bz_code_find(bz_str_from(wrong[i])), BZ_CODE_NONE);
    for (int i = 1; i < BZ_CODE_COUNT; i++) {
        const bz_code_info *row = bz_code_row((bz_code)i);
        assert_int_equal(bz_code_find(bz_str_from(row->name)), i);
        assert_true(row->summary[0] && row->why[0]);
    }
    assert_string_equal(bz_code_row(BZ_CODE_COUNT)->name, "");
}

/* Prints one report on `marked` within `text` and compares the two lines of the
 * excerpt. */
static void expect_excerpt(const char *text, uint32_t start, uint32_t end, const char *excerpt)
{
    desk d = desk_new();
    uint32_t f = bz_sources_add(d.sources, BZ_STR("a"), bz_str_from(text));
    bz_diag_add(d.diags, BZ_Y001, (bz_span){f, start, end}, "m");
    bz_diag_print(&d.out, bz_diags_at(d.diags, 0), d.sources, false);
    const char *at = strstr(d.out.p, "  |\n");
    assert_non_null(at);
    assert_string_equal(at + 4, excerpt);
    desk_free(&d);
}

static void test_base_diag__excerpts(void **state)
{
    (void)state;
    expect_excerpt("abc\n", 1, 2, "1 | abc\n  |  ^\n");
    expect_excerpt("abc", 3, 3, "1 | abc\n  |    ^\n");
    expect_excerpt("abc\n", 3, 4, "1 | abc\n  |    ^\n");
    expect_excerpt("ab\ncd\nef", 1, 7, "1 | ab\n  |  ^\n");
    expect_excerpt("", 0, 0, "1 |\n  | ^\n");
    expect_excerpt("abc\n", 4, 4, "2 |\n  | ^\n");
    expect_excerpt("\ta\tb", 1, 4, "1 |  a b\n  |  ^^^\n");
    expect_excerpt("a\r\nb", 0, 2, "1 | a\n  | ^\n");
    /* Two columns for a wide character, none for a combining one. */
    expect_excerpt("\xe4\xb8\xad"
                   "e\xcc\x81x",
                   3, 6,
                   "1 | \xe4\xb8\xad"
                   "e\xcc\x81x\n  |   ^\n");
    expect_excerpt("x\xe4\xb8\xad\xe4\xb8\xad", 1, 7, "1 | x\xe4\xb8\xad\xe4\xb8\xad\n  |  ^^^^\n");
    expect_excerpt("\xef\xbb\xbf"
                   "abc",
                   4, 5, "1 | abc\n  |  ^\n");
    /* Nothing that could act on a terminal, or turn the text round. */
    expect_excerpt("a\x1b[31m\xc2\x9b", 1, 2, "1 | a\xef\xbf\xbd[31m\xef\xbf\xbd\n  |  ^\n");
    expect_excerpt("a\xe2\x80\xae"
                   "b\xff",
                   4, 5,
                   "1 | a\xef\xbf\xbd"
                   "b\xef\xbf\xbd\n  |   ^\n");
    expect_excerpt("ab", 50, 60, "1 | ab\n  |   ^\n");
}

static void test_base_diag__long_lines(void **state)
{
    (void)state;
    char text[2001];
    for (int i = 0; i < 2000; i++)
        text[i] = (char)('a' + i % 26);
    text[2000] = '\0';
    expect_excerpt(text, 0, 2,
                   "1 | "
                   "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghi"
                   "jklmnopqrstu"
                   "vwxyzabcdefghijklmnop…\n  | ^^\n");
    expect_excerpt(text, 1040, 1043,
                   "1 | "
                   "…wxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcd"
                   "efghijklmnop"
                   "qrstuvwxyzabcdefghijkl…\n"
                   "  |                                ^^^\n");
    bz_buf last = {0};
    bz_buf_fmt(&last, "1 | …%s\n  | %*s^\n", text + 2000 - 94, 95, "");
    expect_excerpt(text, 2000, 2000, last.p);
    bz_buf_deinit(&last);
}

/* No line is wider than 100 columns, whatever it holds. */
static void test_base_diag__widths(void **state)
{
    (void)state;
    static const char *const units[] = {"a",    "\xe4\xb8\xad", "\xcc\x81", "\xff",
                                        "\x01", "e\xcc\x81",    " "};
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        desk d = desk_new();
        bz_buf text = {0};
        for (int i = 0; i < 3000; i++)
            bz_buf_put(&text, units[u]);
        uint32_t f = bz_sources_add(d.sources, BZ_STR("a"), bz_buf_view(&text));
        for (uint32_t at = 0; at <= text.n; at += 333) {
            bz_diag_add(d.diags, BZ_Y001, (bz_span){f, at, at + 500}, "%s", text.p);
            bz_buf_clear(&d.out);
            bz_diag_print(&d.out, bz_diags_at(d.diags, bz_diags_count(d.diags) - 1), d.sources,
                          true);
            bz_str rest = bz_buf_view(&d.out), line;
            assert_int_equal(bz_utf8_valid(rest), rest.n);
            for (int i = 0; bz_str_split(&rest, '\n', &line); i++) {
                size_t columns = 0;
                for (size_t k = 0; k < line.n && i > 2;) {
                    if (line.p[k] == '\x1b') k = bz_str_find(line, 'm', k) + 1;
                    else columns += (size_t)bz_utf8_width(bz_utf8_next(line, &k));
                }
                assert_true(columns <= 100);
                assert_true(line.n < 5000);
            }
        }
        bz_buf_deinit(&text);
        desk_free(&d);
    }
}

static void test_base_diag__short_form_says_each_help_once(void **state)
{
    (void)state;
    desk d = desk_new();
    uint32_t f = bz_sources_add(d.sources, BZ_STR("places/\x1bhere.yaml"), BZ_STR("a: 1\nb: 2\n"));
    for (uint32_t at = 0; at < 6; at += 5) {
        bz_diag *diag =
            bz_diag_add(d.diags, BZ_C122, (bz_span){f, at, at + 1}, "example %u\x07", at);
        bz_diag_note_at(d.diags, diag, bz_span_none(), "changed: %u", at);
        bz_diag_note_at(d.diags, diag, (bz_span){f, 0, 1}, "it is said here");
        bz_diag_hint(d.diags, diag, "replace it");
    }
    bz_diags_print_short(&d.out, d.diags, d.sources, false);
    assert_string_equal(d.out.p, "warning[C122]: example 0\ufffd (places/\ufffdhere.yaml:1)\n"
                                 "  = note: changed: 0\n"
                                 "  = help: replace it\n"
                                 "warning[C122]: example 5\ufffd (places/\ufffdhere.yaml:2)\n"
                                 "  = note: changed: 5\n");
    desk_free(&d);
}

static void test_base_diag__colour(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_diag_add(d.diags, BZ_Y001, bz_span_none(), "m");
    bz_diag_print(&d.out, bz_diags_at(d.diags, 0), d.sources, true);
    assert_string_equal(d.out.p, "\x1b[1;31merror[Y001]\x1b[0m\x1b[1m: m\x1b[0m\n");
    desk_free(&d);
}

static void test_base_diag__long_messages(void **state)
{
    (void)state;
    desk d = desk_new();
    char text[3001] = "";
    for (int i = 0; i < 1000; i++)
        memcpy(text + 3 * i, "€", 3);
    text[3000] = '\0';
    for (int lead = 0; lead < 4; lead++) {
        bz_diag *diag = bz_diag_add(d.diags, BZ_Y001, bz_span_none(), "%.*s%s", lead, "xxx", text);
        assert_true(diag->message.n <= 1000 && diag->message.n > 990);
        assert_true(bz_str_ends(diag->message, "€…"));
        assert_int_equal(bz_utf8_valid(diag->message), diag->message.n);
    }
    desk_free(&d);
}
