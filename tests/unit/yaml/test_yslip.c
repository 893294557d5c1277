/* What people get wrong, and what they are told. */
#include "../unit.h"
#include "desk.h"

/* Reads and compares all reports as they are printed. */
static void expect(const char *text, const char *printed)
{
    desk d = desk_read(text);
    bz_buf_put(&d.out, "");
    for (size_t i = 0; i < bz_diags_count(d.job.diags); i++)
        bz_diag_print(&d.out, bz_diags_at(d.job.diags, i), d.job.sources, false);
    assert_string_equal(d.out.p ? d.out.p : "", printed);
    assert_int_equal(d.status, BZ_INVALID);
    desk_free(&d);
}

/* Reads and compares codes, places and the first hint. */
static void expect_hint(const char *text, const char *places, const char *hint)
{
    desk d = desk_read(text);
    if (strcmp(desk_places(&d), places) != 0)
        fail_msg("%s\nreports %s\nnot     %s", text, desk_places(&d), places);
    bz_str said = bz_diags_at(d.job.diags, 0)->hint;
    if (!strstr(bz_arena_str(d.job.arena, said).p, hint))
        fail_msg("%s\nhints %.*s", text, BZ_FMT(said));
    desk_free(&d);
}

static void test_yaml_yslip__colon(void **state)
{
    (void)state;
    expect("title: One\npurpose: Remember: breathe  # slowly\n",
           "error[Y006]: a text with `: ` in it, without quotes\n"
           " --> a.yaml:2:10\n"
           "  |\n"
           "2 | purpose: Remember: breathe  # slowly\n"
           "  |          ^^^^^^^^^^^^^^^^^\n"
           "  = help: put quotes round this text: \"Remember: breathe\"\n");
    expect_hint("a: he said \"x\": no\n", "Y006 1:4-1:19", "'he said \"x\": no'");
    expect_hint("a: it's \"x\": no\n", "Y006 1:4-1:16", "put quotes round this text");
    expect_hint("a 1\nb: 2\n", "Y001 2:1-2:3", "does the line above lack its `: `?");
    expect_hint("b: 1\n c: 2\n:", "Y001 2:2-2:4; Y001 3:1-3:2", "start it where");
    expect_hint("a: 1\n b: 2\n", "Y001 2:2-2:4", "start it where the keys above start");
}

static void test_yaml_yslip__word_at_the_start(void **state)
{
    (void)state;
    expect("a: {{mother}} comes: home\n",
           "error[Y007]: a text that starts with `{{`, without quotes\n"
           " --> a.yaml:1:4\n"
           "  |\n"
           "1 | a: {{mother}} comes: home\n"
           "  |    ^^^^^^^^^^^^^^^^^^^^^^\n"
           "  = help: put quotes round this text: \"{{mother}} comes: home\"\n");
    expect_hint("a: {{mother}}\n", "Y007 1:4-1:14", "\"{{mother}}\"");
    expect_hint("- {{a}} b\n- {{c\n", "Y007 1:3-1:10; Y007 2:3-2:6", "\"{{a}} b\"");
    expect_hint("a: [{{b}}, the {{c}}]\n", "Y007 1:5-1:10; Y007 1:16-1:21", "\"{{b}}\"");
}

static void test_yaml_yslip__start_characters(void **state)
{
    (void)state;
    expect_hint("a: *Praise* works\n", "Y008 1:4-1:5", "\"*Praise* works\"");
    expect_hint("a: & more\n", "Y008 1:4-1:5", "\"& more\"");
    expect_hint("a: @home\n", "Y001 1:4-1:5", "\"@home\"");
    expect_hint("a: `x`\n", "Y001 1:4-1:5", "\"`x`\"");
    expect_hint("a: %x\n", "Y001 1:4-1:5", "\"%x\"");
    expect_hint("a: | x\n", "Y001 1:4-1:5", "\"| x\"");
    expect_hint("a: ? x\n", "Y001 1:4-1:5", "\"? x\"");
    expect_hint("a: !<x y\n", "Y009 1:4-1:5", "\"!<x y\"");
    expect_hint("a: !x!y z\n", "Y009 1:4-1:5", "\"!x!y z\"");
}

static void test_yaml_yslip__structure(void **state)
{
    (void)state;
    expect_hint("a: \"Hello\" she said\n", "Y001 1:12-1:20", "put the whole text in quotes");
    expect_hint("a: \"Hello\nb: 1\n", "Y001 1:4-1:10", "put the same quote at the end");
    expect_hint("a: [1, 2\nb: 3\n", "Y001 2:2-2:5", "close it with `]`");
    expect_hint("a: [1, 2\n", "Y001 1:4-1:9", "close it with `]`");
    expect_hint("a: {b: 1\n", "Y001 1:4-1:9", "close it with `}`");
    expect_hint("a:\n  b: 1\n c: 2\n", "Y001 3:2-3:6", "same column");
    expect_hint("a: 1\nb\nc: 2\n", "Y001 2:1-2:2", "write `key: value`");
    expect_hint("- a\nb: 1\n", "Y001 2:1-2:5", "start it with `- `");
    expect_hint("a: [b, , c]\n", "Y001 1:8-1:12", "write it");
    expect_hint("a: , b\n", "Y001 1:4-1:7", "needs quotes");
    expect_hint("a: - b\n", "Y001 1:4-1:7", "lines of their own");
    expect_hint("a: \"\\q\"\n", "Y001 1:5-1:8", "single quotes");
    expect_hint("a: 'x\n---\n", "Y001 1:4-1:6", "same quote");
}

/* One run finds the slips one after the other, and the refusals among them. */
static void test_yaml_yslip__all_in_one_run(void **state)
{
    (void)state;
    expect_hint("a: x: y\nb: {{c}} d\na: *e\nf:\ng: @h\ni: [j\n",
                "Y006 1:4-1:8; Y007 2:4-2:11; Y015 3:1-3:2; Y008 3:4-3:6; Y013 4:1-4:2; "
                "Y001 5:4-5:5; Y001 6:4-6:6",
                "\"x: y\"");
}

static void test_yaml_yslip__tabs(void **state)
{
    (void)state;
    expect_hint("a:\n\tb: 1\n  \tc: 2\n", "Y005 2:1-2:2", "two spaces");
    expect_hint("a: b\n\tc\n", "Y005 2:1-2:2", "two spaces");
    expect_hint("a: [\n\t\tb,\n  \tc]\n", "Y005 2:1-2:3; Y005 3:3-3:4", "two spaces");
}

static void test_yaml_yslip__bytes(void **state)
{
    (void)state;
    expect_hint("a: \xe9\n", "Y002 1:4-1:5", "save it again as UTF-8");
    expect_hint("\xff\xfe"
                "a",
                "Y002 1:1-1:2", "UTF-16");
    expect_hint("a: \xed\xa0\x80\n", "Y002 1:4-1:5", "UTF-8");
    expect_hint("a: b\rc: d\r", "Y004 1:5-1:6", "LF");
    expect_hint("a: \x01\x7f\n", "Y003 1:4-1:5; Y003 1:5-1:6", "take it out");
    expect_hint("a: \xef\xbb\xbf"
                "b\n",
                "Y003 1:4-1:5", "take it out");
    expect_hint("a: \xef\xbf\xbf\xef\xb7\x90\n", "Y003 1:4-1:5; Y003 1:5-1:6", "take it out");
    expect_hint("a: \xf3\xb0\x80\x80\n", "Y003 1:4-1:5", "take it out");
    desk d = desk_read_bytes((bz_str){"a: \0b\n", 6});
    assert_string_equal(desk_places(&d), "Y003 1:4-1:5");
    desk_free(&d);
}

/* 400,000 %TAG lines make libyaml compare each with each. */
static void test_yaml_yslip__many_directives(void **state)
{
    (void)state;
    bz_buf text = {0};
    for (int i = 0; i < 100000; i++)
        bz_buf_fmt(&text, "%%TAG !%d! t:x\n", i);
    desk d = desk_read_bytes(bz_buf_view(&text));
    assert_int_equal(d.status, BZ_INVALID);
    assert_int_equal(bz_diags_errors(d.job.diags), 100000);
    bz_buf_deinit(&text);
    desk_free(&d);
}
