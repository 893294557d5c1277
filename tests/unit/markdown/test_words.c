/* Words, links, pictures, HTML, tables: what stands in a line. */
#include "desk.h"

static void test_markdown_words__are_letters_to_markdown(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "**{{mother}}** and {{ mother.possessive }}son, _{{a-1}}_ \xc3\xa4{{b}}\n",
           "paragraph 1:1-1:64\n"
           "  strong 1:1-1:64\n"
           "    word \"mother\" 1:3-1:13\n"
           "  text \" and \" 1:1-1:64\n"
           "  word form=\"possessive\" \"mother\" 1:20-1:43\n"
           "  text \"son, \" 1:1-1:64\n"
           "  emph 1:1-1:64\n"
           "    word \"a-1\" 1:49-1:56\n"
           "  text \" \xc3\xa4\" 1:1-1:64\n"
           "  word \"b\" 1:59-1:64\n",
           "");
    desk_free(&d);
}

static void test_markdown_words__stay_text_in_code_and_behind_a_backslash(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "`{{a}} {{` \\{{b}} \\\\{{c}}\n\n``` {{d}}\n{{e}} {{\n```\n",
           "paragraph 1:1-1:26\n"
           "  code \"{{a}} {{\" 1:1-1:26\n"
           "  text \" {{b}} \\\\\" 1:1-1:26\n"
           "  word \"c\" 1:21-1:26\n"
           "code-block info=\"{{d}}\" \"{{e}} {{\\n\" 3:1-5:4\n",
           "");
    desk_free(&d);
}

static void test_markdown_words__that_are_wrong(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "a {{b\nc}} {{d {{e}}\n",
           "paragraph 1:1-2:14\n"
           "  text \"a {{b\" 1:1-2:14\n"
           "  soft-break 1:1-2:14\n"
           "  text \"c}} {{d \" 1:1-2:14\n"
           "  word \"e\" 2:9-2:14\n",
           "M013 1:3-1:5 a word is opened with {{ and not closed\n"
           "M013 2:5-2:7 a word is opened with {{ and not closed\n");
    expect(&d, "{{}} {{A}} {{a.}} {{a.b.c}} {{a b}} {{1}}\n", NULL,
           "M014 1:1-1:5 {{}} is not the name of a word\n"
           "M014 1:6-1:11 {{A}} is not the name of a word\n"
           "M014 1:12-1:18 {{a.}} is not the name of a word\n"
           "M014 1:19-1:28 {{a.b.c}} is not the name of a word\n"
           "M014 1:29-1:36 {{a b}} is not the name of a word\n"
           "M014 1:37-1:42 {{1}} is not the name of a word\n");
    expect(&d, "[a](b/{{c}}.md \"{{t}} {{T}}\") ![{{x}}](<{{y}}>)\n",
           "paragraph 1:1-1:48\n"
           "  link title=\"{{t}} {{T}}\" dest=\"b/{{c}}.md\" 1:1-1:30\n"
           "    text \"a\" 1:1-1:48\n"
           "  text \" \" 1:1-1:48\n"
           "  image dest=\"{{y}}\" 1:31-1:48\n"
           "    word \"x\" 1:33-1:38\n",
           "M015 1:7-1:12 a word in the destination of a link or picture\n"
           "M014 1:23-1:28 {{T}} is not the name of a word\n"
           "M015 1:41-1:46 a word in the destination of a link or picture\n");
    desk_free(&d);
}

static void test_markdown_words__more_than_one_plane_of_them(void **state)
{
    (void)state;
    desk d;
    bz_buf text = {0};
    desk_init(&d);
    for (int i = 0; i < 7000; i++)
        bz_buf_fmt(&text, "{{w-%d}} x\n\n", i);
    desk_read(&d, bz_buf_view(&text), BZ_MARKDOWN_CURRICULUM);
    assert_int_equal(d.status, BZ_OK);
    bz_node last = bz_doc_at(d.doc, bz_doc_at(d.doc, d.root)->last)->first;
    assert_str(bz_doc_text(d.doc, last), "w-6999");
    assert_str(bz_span_text(d.job.sources, bz_doc_at(d.doc, last)->span), "{{w-6999}}");
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void test_markdown_words__characters_without_a_place(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d,
           "a\xee\x80\x80"
           "b {{w}} \xf3\xb0\x80\x80\n",
           "paragraph 1:1-1:12\n"
           "  text \"ab \" 1:1-1:12\n"
           "  word \"w\" 1:5-1:10\n"
           "  text \" \" 1:1-1:12\n",
           "M002 1:2-1:3 the private-use character U+E000 in the text\n"
           "M002 1:11-1:12 the private-use character U+F0000 in the text\n");
    expect(&d, "&#xE000; &#1; &#x85; `&#1;` &#10; &#xe9; &#0;\n",
           "paragraph 1:1-1:46\n"
           "  text \"&#xE000; &#1; &#x85; \" 1:1-1:46\n"
           "  code \"&#1;\" 1:1-1:46\n"
           "  text \" \\n \xc3\xa9 \xef\xbf\xbd\" 1:1-1:46\n",
           "M002 1:1-1:9 &#xE000; stands for a character that has no place in a text\n"
           "M002 1:10-1:14 &#1; stands for a character that has no place in a text\n"
           "M002 1:15-1:21 &#x85; stands for a character that has no place in a text\n");
    expect(&d,
           "a\x1b"
           "b\n::: say \"\x01\"\n:::\n\xc2\x85\n",
           NULL,
           "M002 1:2-1:3 the control character U+001B in the text\n"
           "M002 2:10-2:11 the control character U+0001 in the text\n"
           "M002 4:1-4:2 the control character U+0085 in the text\n");
    expect(&d, "a\rb\rc\n", NULL, "M002 1:2-1:3 a line that ends in CR alone\n");
    expect(&d, "\xef\xbb\xbf# A\r\n::: say\r\n{{b}}\r\n:::\r\n",
           "heading 1 1:1-1:4\n"
           "  text \"A\" 1:1-1:4\n"
           "container say 2:1-4:4\n"
           "  paragraph 3:1-3:6\n"
           "    word \"b\" 3:1-3:6\n",
           "");
    desk_free(&d);
}

static void test_markdown_words__html(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "a <!-- b --> c<!-- d -->\n\n<!-- e\n\nf -->\n<!-- g --><!-- h -->\n",
           "paragraph 1:1-1:25\n"
           "  text \"a c\" 1:1-1:25\n",
           "");
    expect(&d, "a <b {{w}}>c</b>\n\n<div>\n{{w}}\n</div>\n\n<!-- x --> y\n\n<?php\n", NULL,
           "M016 1:13-1:17 HTML in the text: </b>\n"
           "M016 3:1-5:7 HTML in the text: <div>\n"
           "M016 7:1-7:13 HTML in the text: <!-- x --> y\n"
           "M016 9:1-9:6 HTML in the text: <?php\n");
    expect(&d, "a\n\n<!-- b\n\n::: say\n", NULL, "M017 3:1-3:5 a comment that is not closed\n");
    desk_free(&d);
}

static void test_markdown_words__links(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d,
           "<https://a.b> <a@b.c> [x](HTTP://y) [x](tel:+1) [x](../a/b.md#c) [x](#d) [x](a?b:c)\n",
           NULL, "");
    expect(&d, "[x](javascript:y) [x](&#106;avascript:y) [x](< &#32;java:y>) [x](data:y)\n", NULL,
           "M018 1:1-1:18 a link with the scheme \"javascript\"\n"
           "M018 1:19-1:41 a link with the scheme \"javascript\"\n"
           "M018 1:42-1:61 a link with the scheme \"java\"\n"
           "M018 1:62-1:73 a link with the scheme \"data\"\n");
    expect(&d, "[x](/a) [x](//a) [x](\\\\a) [x]() [x](<j&#9;s:y>)\n", NULL,
           "M018 1:1-1:8 a link to \"/a\", which is not beside this file\n"
           "M018 1:9-1:17 a link to \"//a\", which is not beside this file\n"
           "M018 1:18-1:26 a link to \"\\a\", which is not beside this file\n"
           "M018 1:27-1:32 a link that points nowhere\n"
           "M018 1:33-1:48 a link with a control character in its destination\n");
    expect(&d, "![a](b.svg)\n![](b.svg)\n![`` ` ``](b.svg)\n![ ](http://a/b)\n![a](/b)\n", NULL,
           "M020 2:1-2:11 a picture without a description\n"
           "M019 4:1-4:17 the picture \"http://a/b\" is not a file of this root\n"
           "M020 4:1-4:17 a picture without a description\n"
           "M018 5:1-5:9 a picture to \"/b\", which is not beside this file\n");
    desk_free(&d);
}

static void test_markdown_words__tables(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "| *a* | b\\|{{w}} |\n|:--|:-:|\n| - c | [`d\\|`][r] |\n  e\n\n[r]: f.md \"g\"\n",
           "table columns=\"lc\" 1:1-4:4\n"
           "  row header 1:1-1:19\n"
           "    cell header 1:3-1:6\n"
           "      emph 1:3-1:6\n"
           "        text \"a\" 1:3-1:6\n"
           "    cell header 1:9-1:17\n"
           "      text \"b|\" 1:9-1:17\n"
           "      word \"w\" 1:12-1:17\n"
           "  row 3:1-3:21\n"
           "    cell 3:3-3:6\n"
           "      text \"- c\" 3:3-3:6\n"
           "    cell 3:9-3:19\n"
           "      link title=\"g\" dest=\"f.md\" 3:9-3:19\n"
           "        code \"d|\" 3:9-3:19\n"
           "  row 4:3-4:4\n"
           "    cell 4:3-4:4\n"
           "      text \"e\" 4:3-4:4\n"
           "    cell 4:4-4:4\n",
           "");
    /* In a quote, in a list; a link's place behind an escaped bar. */
    expect(&d, "> - a|b\n>   -|-\n>   \\|[x](y)|\n",
           "quote 1:1-3:14\n"
           "  list tight 1:3-3:14\n"
           "    item 1:3-3:14\n"
           "      table columns=\"--\" 1:5-3:14\n"
           "        row header 1:5-1:8\n"
           "          cell header 1:5-1:6\n"
           "            text \"a\" 1:5-1:6\n"
           "          cell header 1:7-1:8\n"
           "            text \"b\" 1:7-1:8\n"
           "        row 3:5-3:14\n"
           "          cell 3:5-3:13\n"
           "            text \"|\" 3:5-3:13\n"
           "            link dest=\"y\" 3:7-3:13\n"
           "              text \"x\" 3:5-3:13\n"
           "          cell 3:14-3:14\n",
           "");
    desk_free(&d);
}

static void test_markdown_words__tables_that_do_not_fit(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "a|b\n|-|\n", NULL,
           "M021 2:1-2:4 a table's head has 2 cells, and the line under it 1\n");
    expect(&d, "|a|\n|-|\n|b|c|\n", NULL, "M021 3:1-3:6 a row of 2 cells in a table of 1\n");
    expect(&d, "x\n|a|\n|-|\n", NULL, "M022 3:1-3:4 a table that does not begin its paragraph\n");
    expect(&d, "```\n|a|\n|-|-|\n```\n\n|-|\n\n- x\n\n  |-|-|\n", NULL, "");
    desk_free(&d);
}
