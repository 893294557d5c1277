/* Single lines: the short way and the long one give the same; block markup means nothing; what is
 * escaped reads back as it was. Places of texts that are no file's. */
#include "desk.h"

static void test_markdown_line__plain_text_is_one_node(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    d.is_line = true;
    expect(&d, "Staying calm, setting limits: 1 & 2.",
           "text \"Staying calm, setting limits: 1 & 2.\" 1:1-1:37\n", "");
    expect(&d, "", "", "");
    assert_true(bz_markdown_is_plain(BZ_STR("AT&T & co. {x} a < b? no")) == false);
    assert_true(bz_markdown_is_plain(BZ_STR("it's {x} | # - 1. \xd8\xa3")));
    assert_false(bz_markdown_is_plain(BZ_STR(" a")));
    assert_false(bz_markdown_is_plain(BZ_STR("a\nb")));
    assert_false(bz_markdown_is_plain(BZ_STR("&amp;")));
    assert_false(bz_markdown_is_plain(BZ_STR("a {{b}}")));
    desk_free(&d);
}

static void test_markdown_line__block_markup_means_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {"- a",  "# a",    "1. a",    "> a",    "+ a",    "---",
                                        "***a", "```a",   "::: say", "    a*", "<!-- x", "[a]: b",
                                        "|-|",  "a\n===", "~~~",     "#"};
    desk d;
    desk_init(&d);
    d.is_line = true;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        desk_read(&d, bz_str_from(lines[i]), BZ_MARKDOWN_CURRICULUM);
        bz_buf plain = {0};
        bz_doc_plain(d.doc, d.root, &plain);
        bz_str expected = bz_str_trim(bz_str_from(lines[i]));
        if (i == 13) expected = BZ_STR("a ===");
        if (!bz_str_eq(bz_buf_view(&plain), expected))
            fail_msg("\"%s\" gives \"%s\"", lines[i], plain.p ? plain.p : "");
        assert_int_equal(d.status, BZ_OK);
        bz_buf_deinit(&plain);
    }
    desk_free(&d);
}

static void test_markdown_line__inlines_and_places(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    d.is_line = true;
    expect(&d, "  *a*  {{w.x}}\n[l](m.md) <b>",
           "emph 1:1-2:14\n"
           "  text \"a\" 1:1-2:14\n"
           "text \"  \" 1:1-2:14\n"
           "word form=\"x\" \"w\" 1:8-1:15\n"
           "text \" \" 1:1-2:14\n"
           "link dest=\"m.md\" 2:1-2:10\n"
           "  text \"l\" 1:1-2:14\n"
           "text \" \" 1:1-2:14\n",
           "M016 2:11-2:14 HTML in the text: <b>\n");
    expect(&d, "_a_b_ \xe2\x81\x9f",
           "emph 1:1-1:8\n  text \"a_b\" 1:1-1:8\ntext \" \xe2\x81\x9f\" 1:1-1:8\n", "");
    desk_free(&d);
}

static void test_markdown_line__unmapped_text_has_the_span_given(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    uint32_t file = bz_sources_add(d.job.sources, BZ_STR("p.lua"), BZ_STR("0123456789"));
    bz_span span = {file, 2, 5};
    bz_markdown_text in = {
        BZ_STR("# A {#a}\n\n::: say\n- {{b}} [c](d)\n:::\n\n|a|\n|-|\n|[b](c)|\n"), span, false,
        BZ_MARKDOWN_CURRICULUM};
    bz_node root = bz_doc_add(d.doc, 0, BZ_DOC_SOURCE, span);
    assert_int_equal(bz_markdown_read(&in, d.doc, root, &d.job), BZ_OK);
    in.text = BZ_STR("a *b* {{c}} [d](e)");
    bz_node line = bz_doc_add(d.doc, 0, BZ_DOC_SOURCE_LINE, span);
    assert_int_equal(bz_markdown_read_line(&in, d.doc, line, &d.job), BZ_OK);
    for (bz_node n = 1; n < d.doc->nodes.n; n++) {
        assert_int_equal(bz_doc_at(d.doc, n)->span.start, 2);
        assert_int_equal(bz_doc_at(d.doc, n)->span.end, 5);
    }
    /* A text somewhere inside a file. */
    in = (bz_markdown_text){BZ_STR("45 [a](b)"), {file, 4, 6}, true, BZ_MARKDOWN_CURRICULUM};
    line = bz_doc_add(d.doc, 0, BZ_DOC_LINE, span);
    assert_int_equal(bz_markdown_read_line(&in, d.doc, line, &d.job), BZ_OK);
    bz_node link = bz_doc_at(d.doc, line)->last;
    assert_int_equal(bz_doc_at(d.doc, link)->span.start, 7);
    assert_int_equal(bz_doc_at(d.doc, link)->span.end, 13);
    desk_free(&d);
}

static void test_markdown_line__escaped_text_reads_back(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a", " ",        "*",  "_",  "`",  "[",  "]", "(", ")",     "<",          ">",
        "&", "&amp;",    "\\", "{",  "{{", "}}", "!", "#", "-",     ":",          "|",
        "~", "\xc3\xa4", "\n", "\"", "'",  "1.", "+", "=", "x@y.z", "http://a.b", "\t"};
    desk d;
    bz_buf text = {0}, escaped = {0}, plain = {0};
    uint32_t seed = 88172645u;
    desk_init(&d);
    d.is_line = true;
    for (int round = 0; round < 4000; round++) {
        bz_buf_clear(&text);
        bz_buf_clear(&escaped);
        bz_buf_clear(&plain);
        for (int i = 0; i < 8; i++) {
            seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
            bz_buf_put(&text, pieces[seed % (sizeof pieces / sizeof *pieces)]);
        }
        bz_markdown_escape(bz_buf_view(&text), &escaped);
        desk_read(&d, bz_buf_view(&escaped), BZ_MARKDOWN_CURRICULUM);
        bz_doc_plain(d.doc, d.root, &plain);
        bz_node only = bz_doc_at(d.doc, d.root)->first;
        bool is_text = bz_doc_kind_of(d.doc, only) == BZ_DOC_TEXT && !bz_doc_at(d.doc, only)->next;
        if (!is_text || !bz_str_eq(bz_buf_view(&plain), bz_buf_view(&text)))
            fail_msg("\"%s\" became \"%s\" and reads \"%s\"", text.p, escaped.p, plain.p);
        assert_int_equal(d.status, BZ_OK);
    }
    bz_buf_deinit(&text);
    bz_buf_deinit(&escaped);
    bz_buf_deinit(&plain);
    desk_free(&d);
}

static void test_markdown_line__what_cannot_be_read(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    d.is_line = true;
    expect(&d, "a\xff", "", "M001 1:2-1:3 text that is not UTF-8\n");
    expect(&d, "*a\x01*", "emph 1:1-1:5\n  text \"a\" 1:1-1:5\n",
           "M002 1:3-1:4 the control character U+0001 in the text\n");
    desk_read(&d, BZ_STR("a\0b"), BZ_MARKDOWN_CURRICULUM);
    assert_str(bz_buf_view(&d.reports), "M001 1:2-1:3 a NUL byte in the text\n");
    desk_free(&d);
}
