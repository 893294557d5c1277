/* Texts that would cost much, and texts that are no texts: refused with a report. No time is
 * measured: at these sizes what grows faster than the text does not end before the runner's
 * patience does. */
#include "desk.h"
#include <string.h>

static void repeat(bz_buf *out, const char *piece, size_t times)
{
    while (times--)
        bz_buf_put(out, piece);
}

/* Reads `text`; expects the first report to begin so ("" for none). */
static void expect_first(desk *d, bz_buf *text, const char *report)
{
    desk_read(d, bz_buf_view(text), BZ_MARKDOWN_CURRICULUM);
    bz_str got = bz_buf_view(&d->reports);
    if (*report ? !bz_str_starts(got, report) : got.n != 0)
        fail_msg("expected \"%s\", got \"%.*s\"", report, (int)(got.n < 200 ? got.n : 200), got.p);
    bz_buf_clear(text);
}

static void test_markdown_limits__markers_on_a_line(void **state)
{
    (void)state;
    desk d;
    bz_buf text = {0};
    desk_init(&d);
    repeat(&text, "- ", 33);
    bz_buf_put(&text, "a\n");
    expect_first(&d, &text, "M003 1:1-1:68 33 list or quote markers on one line");
    repeat(&text, ">", 33);
    expect_first(&d, &text, "M003 1:1-1:34 33 list or quote markers on one line");
    repeat(&text, "* ", 500); /* a rule */
    expect_first(&d, &text, "");
    repeat(&text, "- ", 32);
    bz_buf_put(&text, "a\n");
    expect_first(&d, &text, "");
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void test_markdown_limits__marks_in_a_paragraph(void **state)
{
    (void)state;
    desk d;
    bz_buf text = {0};
    desk_init(&d);
    for (int i = 0; i < 20; i++) {
        repeat(&text, "[a\n", 100);
        bz_buf_put(&text, "\n");
    }
    expect_first(&d, &text, "");
    repeat(&text, "[a\n", 2001);
    expect_first(&d, &text, "M004 2001:1-2001:3 more than 2000 [ in one paragraph");
    repeat(&text, "*a_", 20000);
    expect_first(&d, &text, "M004 1:1-1:60001 more than 20000 * and _ in one paragraph");
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void test_markdown_limits__nesting(void **state)
{
    (void)state;
    desk d;
    bz_buf text = {0};
    desk_init(&d);
    repeat(&text, "::: say\n", 33);
    repeat(&text, ":::\n", 33);
    expect_first(&d, &text, "M006 33:1-33:8 containers nested more than 32 deep\n");
    repeat(&text, "::: say\n", 30);
    bz_buf_put(&text, "> > a\n");
    repeat(&text, ":::\n", 30);
    expect_first(&d, &text, "");
    repeat(&text, "::: say\n", 31);
    bz_buf_put(&text, "> > a\n");
    repeat(&text, ":::\n", 31);
    expect_first(&d, &text,
                 "M006 32:3-32:6 lists, quotes and containers nested more than 32 deep\n");
    for (int i = 0; i < 40; i++) {
        for (int j = 0; j < i; j++)
            bz_buf_put(&text, "  ");
        bz_buf_put(&text, "- a\n");
    }
    expect_first(&d, &text, "M006 33:65-");
    repeat(&text, "*a **a ", 40);
    bz_buf_put(&text, "b");
    repeat(&text, " a** a*", 40);
    expect_first(&d, &text, "M006 1:1-1:562 emphasis and links nested more than 32 deep\n");
    repeat(&text, "*a ", 32);
    repeat(&text, "a* ", 32);
    expect_first(&d, &text, "");
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void test_markdown_limits__size(void **state)
{
    (void)state;
    desk d;
    bz_buf text = {0};
    desk_init(&d);
    d.limits.file_bytes = 10;
    bz_buf_put(&text, "0123456789");
    expect_first(&d, &text, "");
    bz_buf_put(&text, "0123456789a");
    expect_first(&d, &text, "M005 1:1-1:1 a text of 11 bytes; at most 10 are read");
    d.limits.file_bytes = 1000;
    d.limits.doc_nodes = 100;
    repeat(&text, "a\n\n", 60);
    expect_first(&d, &text, "M005 ");
    repeat(&text, "|a", 30);
    bz_buf_put(&text, "|\n");
    repeat(&text, "|-", 30);
    bz_buf_put(&text, "|\n");
    expect_first(&d, &text, "M005 1:1-2:62 more than 25 cells in the tables of one text");
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void test_markdown_limits__what_costs_cmark_much(void **state)
{
    (void)state;
    static const char *const units[] = {
        "*a **a ", "a_ ",      "_a ",        "a]",
        "[a",      "*a_ ",     "[ (](",      "![[]()",
        "[a](<b",  "[a](b (c", "<!--x",      "a<?x ",
        "<a b='",  "`a",       "> ",         "- ",
        "1. ",     "\\\n",     "[a]: b\n",   "|a|b\n|-|-\n",
        "{{",      "{{a}}",    "::: say\n",  "- a\n  ::: say\n",
        "_a*_ ",   "&",        "<",          "\"",
        "\n",      "a\n\n",    "# a {#b}\n",
    };
    desk d;
    bz_buf text = {0};
    desk_init(&d);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        bz_str unit = bz_str_from(units[i]);
        repeat(&text, units[i], 150000 / unit.n);
        desk_read(&d, bz_buf_view(&text), BZ_MARKDOWN_CURRICULUM);
        bz_buf_clear(&text);
    }
    /* Lists so deep that every blank line walks through hundreds of open blocks. */
    for (int i = 0; i < 500; i++) {
        for (int j = 0; j < i; j++)
            bz_buf_put(&text, "  ");
        bz_buf_put(&text, "- a\n");
    }
    repeat(&text, "\n", 500000);
    expect_first(&d, &text, "M005 ");
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void test_markdown_limits__what_is_no_text(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "a\n\xff\xfe\n", "", "M001 2:1-2:2 text that is not UTF-8\n");
    desk_read(&d, BZ_STR("a\n\0\n"), BZ_MARKDOWN_CURRICULUM);
    assert_str(bz_buf_view(&d.reports), "M001 2:1-2:2 a NUL byte in the text\n");
    desk_read(&d, BZ_STR("a\n\0\n"), BZ_MARKDOWN_PLAIN);
    assert_int_equal(d.status, BZ_INVALID);
    desk_read(&d, BZ_STR("\xed\xa0\x80"), BZ_MARKDOWN_PLAIN);
    assert_int_equal(d.status, BZ_INVALID);
    desk_free(&d);
}

static void test_markdown_limits__survives_any_bytes(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "::: ",
        "say",
        ":::\n",
        "\"t\"",
        "{#a}",
        "{{",
        "}}",
        "{{w}}",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "  ",
        "    ",
        "`",
        "```\n",
        "<!--",
        "-->",
        "<b>",
        "[",
        "](",
        ")",
        "![",
        "*",
        "_",
        "|",
        "|-|-|\n",
        "# ",
        "\\",
        "&#xE000;",
        "\xee\x80\x81",
        "\r",
        "[a]: b\n",
        "===\n",
        "\t",
        "when",
        " a=b",
        "\xc3\xa4",
        "<?",
        "?>",
        "\xef\xbb\xbf",
        "1. ",
        "\x01",
        "{",
        "}",
        "x",
    };
    desk d;
    bz_buf text = {0};
    uint32_t seed = 123456789u;
    desk_init(&d);
    for (int round = 0; round < 3000; round++) {
        bz_buf_clear(&text);
        for (int i = 0; i < 60; i++) {
            seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
            bz_buf_put(&text, pieces[seed % (sizeof pieces / sizeof *pieces)]);
        }
        /* In storage of its exact size, so that a step too far is seen. */
        char *exact = test_malloc(text.n);
        memcpy(exact, text.p, text.n);
        desk_read(&d, (bz_str){exact, text.n},
                  BZ_MARKDOWN_CURRICULUM); /* checks that it is sound */
        for (bz_node n = 1; n < d.doc->nodes.n; n++) {
            const bz_doc_node *node = bz_doc_at(d.doc, n);
            if (node->span.start > node->span.end || node->span.end > text.n)
                fail_msg("node %u of \"%s\" stands at %u-%u", n, text.p, node->span.start,
                         node->span.end);
        }
        test_free(exact);
    }
    bz_buf_deinit(&text);
    desk_free(&d);
}
