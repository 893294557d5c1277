/* Containers and ids: where they open and close, what they carry, what is wrong with them. */
#include "desk.h"
#include <stdio.h>

static void test_markdown_containers__open_and_close(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "text\n::: say\nHello.\n:::\nmore\n",
           "paragraph 1:1-1:5\n"
           "  text \"text\" 1:1-1:5\n"
           "container say 2:1-4:4\n"
           "  paragraph 3:1-3:7\n"
           "    text \"Hello.\" 3:1-3:7\n"
           "paragraph 5:1-5:5\n"
           "  text \"more\" 5:1-5:5\n",
           "");
    expect(&d, "::::: when a=b|c d!=e {#x}\n   :::say\n   :::\n- - -\n::::  \n",
           "container when id=\"x\" when=\"a=b|c d!=e\" 1:1-5:5\n"
           "  container say 2:4-3:7\n"
           "  rule 4:1-4:6\n",
           "");
    expect(&d, "::: key \"A \\\"*b*\\\" {{c}}\" {#d-1}\n:::\n::: option \"\"\n:::\n",
           "container key id=\"d-1\" title=\"A \\\\\\\"*b*\\\\\\\" {{c}}\" 1:1-2:4\n"
           "container option title=\"\" 3:1-4:4\n",
           "");
    desk_free(&d);
}

static void test_markdown_containers__start_a_block_wherever_they_stand(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    /* Behind a list, a quote's lazy line, a paragraph, a definition. */
    expect(&d, "- a\n::: note\n> b\n::: do\n[x]: y\n:::\n:::\n",
           "list tight 1:1-1:4\n"
           "  item 1:1-1:4\n"
           "    paragraph 1:3-1:4\n"
           "      text \"a\" 1:3-1:4\n"
           "container note 2:1-7:4\n"
           "  quote 3:1-3:4\n"
           "    paragraph 3:3-3:4\n"
           "      text \"b\" 3:3-3:4\n"
           "  container do 4:1-6:4\n",
           "");
    desk_free(&d);
}

static void test_markdown_containers__are_code_inside_code(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "```md\n::: say {#x}\n  :::\n```\n    ::: say\n<!--\n::: say\n-->\n",
           "code-block info=\"md\" \"::: say {#x}\\n  :::\\n\" 1:1-4:4\n"
           "code-block \"::: say\\n\" 5:5-5:12\n",
           "");
    desk_free(&d);
}

static void test_markdown_containers__with_a_colon_too_few(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, ":: say\na\n::\n",
           "container say 1:1-3:3\n  paragraph 2:1-2:2\n    text \"a\" 2:1-2:2\n",
           "M011 1:1-1:7 two colons, where a container's line has three\n"
           "M011 3:1-3:3 two colons, where a container's line has three\n");
    /* A ratio, a time and a path are none. */
    expect(&d, ":1 b\n", "paragraph 1:1-1:5\n  text \":1 b\" 1:1-1:5\n", "");
    expect(&d, "::1 b\n", "paragraph 1:1-1:6\n  text \"::1 b\" 1:1-1:6\n", "");
    desk_free(&d);
}

static const char *reports_of(desk *d, const char *text)
{
    desk_read(d, bz_str_from(text), BZ_MARKDOWN_CURRICULUM);
    return d->reports.n ? d->reports.p : "";
}

static void test_markdown_containers__rows_without_dashes(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    const char *rows = "M023 1:1-1:10 rows between bars, and no line of dashes under the first\n";
    assert_string_equal(reports_of(&d, "| a | b |\n| c | d |\n"), rows);
    assert_string_equal(reports_of(&d, "| a | b |\n|---|---|\n| c | d |\n| e | f |\n"), "");
    assert_string_equal(reports_of(&d, "a | b\n--|--\n| c | d |\n| e | f |\n"), "");
    assert_string_equal(reports_of(&d, "| a | b |\n\n| c | d |\n"), "");
    assert_string_equal(reports_of(&d, "```\n| a | b |\n| c | d |\n```\n"), "");
    desk_free(&d);
}

static void test_markdown_containers__unknown_and_unclosed(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "::: sya\na\n:::\n", "paragraph 2:1-2:2\n  text \"a\" 2:1-2:2\n",
           "M007 1:5-1:8 there is no container `sya`\n");
    const bz_diag *g = bz_diags_at(d.job.diags, 0);
    assert_str(g->hint, "did you mean `say`?");
    expect(&d, "::: say\n::: do\na\n:::\n",
           "container say 1:1-4:4\n"
           "  container do 2:1-4:4\n"
           "    paragraph 3:1-3:2\n"
           "      text \"a\" 3:1-3:2\n",
           "M008 1:1-1:8 the container `say` is not closed\n");
    expect(&d, "a\n\n:::\n", NULL, "M009 3:1-3:4 a closing line without a container\n");
    desk_free(&d);
}

static void test_markdown_containers__cannot_stand_in_lists_and_quotes(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    /* One report for a pair that stands in the item; none for its closing line. */
    expect(&d, "- a\n  ::: say\n  b\n  :::\n", NULL,
           "M010 2:3-2:10 a container's line stands inside a list item\n");
    expect(&d, "- a\n\n      ::: say\n", NULL, "");
    expect(&d, "- a\n    ::: say\n", NULL,
           "M010 2:5-2:12 a container's line stands inside a list item\n");
    expect(&d, "1. ::: say\n", NULL,
           "M010 1:4-1:11 a container's line stands inside a list item\n");
    expect(&d, "> ::: say\n> :::\n", NULL,
           "M010 1:3-1:10 a container's line stands inside a quote\n"
           "M010 2:3-2:6 a container's line stands inside a quote\n");
    expect(&d, "a\n     ::: say\n", NULL, "M010 2:6-2:13 a container's line is indented too far\n");
    /* A closing line in an item closes behind the list. */
    expect(&d, "::: say\n- a\n  :::\n\nb\n",
           "container say 1:1-2:4\n"
           "  list tight 2:1-2:4\n"
           "    item 2:1-2:4\n"
           "      paragraph 2:3-2:4\n"
           "        text \"a\" 2:3-2:4\n"
           "paragraph 5:1-5:2\n"
           "  text \"b\" 5:1-5:2\n",
           "M010 3:3-3:6 a container's line stands inside a list item\n");
    desk_free(&d);
}

static void test_markdown_containers__lines_that_cannot_be_read(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "::: key Remember\n:::\n", NULL,
           "M011 1:9-1:17 \"Remember\" cannot stand behind `::: key`\n");
    expect(&d, "::: key \"Remember\n:::\n", NULL,
           "M011 1:9-1:18 a title without its closing quote\n");
    expect(&d, "::: key {#a} \"b\"\n:::\n", NULL,
           "M011 1:9-1:17 \"{#a} \"b\"\" cannot stand behind `::: key`\n");
    expect(&d, "::: {.key}\n:::\n", NULL, "M011 1:5-1:11 a container without a name: \"{.key}\"\n");
    expect(&d, "::: when\n:::\n", NULL, "M011 1:1-1:9 a `when` without a condition\n");
    expect(&d, "::: key \"{{a\" {#b}\n:::\n", NULL,
           "M013 1:10-1:12 a word is opened with {{ and not closed\n");
    expect(&d, "::: key \"\\{{a {{b}} {{C}}\"\n:::\n", NULL,
           "M014 1:21-1:26 {{C}} is not the name of a word\n");
    desk_free(&d);
}

static void test_markdown_containers__ids(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"", "\"\" is not an id"},
        {"A", "\"A\" is not an id"},
        {"1a", "\"1a\" is not an id"},
        {"a_b", "\"a_b\" is not an id"},
        {"a b", "\"a b\" is not an id"},
        {"\xc3\xa4", "\"\xc3\xa4\" is not an id"},
        {"session", "the id \"session\" is reserved"},
        {"index", "the id \"index\" is reserved"},
        {"say-3", "the id \"say-3\" is what a block without an id is called"},
        {"code-block-12", "the id \"code-block-12\" is what a block without an id is called"},
        {"con", "the id \"con\" is the name of a device on Windows"},
        {"lpt9", "the id \"lpt9\" is the name of a device on Windows"},
    };
    static const char *const right[] = {"a",   "say",  "say-",  "say-3-a", "four-steps",
                                        "x-3", "com0", "com10", "sessions"};
    desk d;
    bz_buf text = {0}, report = {0};
    desk_init(&d);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        bz_buf_clear(&text);
        bz_buf_clear(&report);
        bz_buf_fmt(&text, "## T {#%s}\n", wrong[i][0]);
        size_t end = 8 + bz_str_from(wrong[i][0]).n - (wrong[i][0][0] == '\xc3');
        bz_buf_fmt(&report, "M012 1:8-1:%zu %s\n", end, wrong[i][1]);
        expect(&d, text.p, NULL, report.p);
    }
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        bz_buf_clear(&text);
        bz_buf_clear(&report);
        bz_buf_fmt(&text, "::: say {#%s}\n:::\n", right[i]);
        expect(&d, text.p, NULL, "");
        assert_str(bz_doc_attr_text(d.doc, bz_doc_at(d.doc, d.root)->first, BZ_ATTR_ID), right[i]);
    }
    bz_buf_deinit(&text);
    bz_buf_deinit(&report);
    desk_free(&d);
}

static void test_markdown_containers__heading_ids(void **state)
{
    (void)state;
    desk d;
    desk_init(&d);
    expect(&d, "# A *b* {#a} ##\n\nC  { #no}\n=\n\n## {#b}\n\nD {#c}\n---\n",
           "heading 1 id=\"a\" 1:1-1:16\n"
           "  text \"A \" 1:1-1:16\n"
           "  emph 1:1-1:16\n"
           "    text \"b\" 1:1-1:16\n"
           "heading 1 3:1-4:2\n"
           "  text \"C  { #no}\" 3:1-4:2\n"
           "heading 2 id=\"b\" 6:1-6:8\n"
           "heading 2 id=\"c\" 8:1-9:4\n"
           "  text \"D\" 8:1-9:4\n",
           "");
    expect(&d, "# A \\{#a}\n\n# `{#b}`\n\n# {{w}}{#c}\n\n# D {#{{x}}}\n",
           "heading 1 1:1-1:10\n"
           "  text \"A {#a}\" 1:1-1:10\n"
           "heading 1 3:1-3:9\n"
           "  code \"{#b}\" 3:1-3:9\n"
           "heading 1 id=\"c\" 5:1-5:12\n"
           "  word \"w\" 5:3-5:8\n"
           "heading 1 7:1-7:13\n"
           "  text \"D {#\" 7:1-7:13\n"
           "  word \"x\" 7:7-7:12\n"
           "  text \"}\" 7:1-7:13\n",
           "");
    /* Plain mode knows none of this. */
    desk_read(&d, BZ_STR("# A {#a}\n::: say\n"), BZ_MARKDOWN_PLAIN);
    assert_str(bz_buf_view(&d.tree), "heading 1 t.md:1:1-1:9\n  text \"A {#a}\" 1:1-1:9\n"
                                     "paragraph t.md:2:1-2:8\n  text \"::: say\" 2:1-2:8\n");
    desk_free(&d);
}

static void test_markdown_containers__long_texts_move_the_blob(void **state)
{
    (void)state;
    desk d;
    bz_buf text = {0};
    desk_init(&d);
    for (int i = 0; i < 300; i++)
        bz_buf_fmt(
            &text,
            "## Heading %d {#id-%d-x}\n\n::: say \"T%d\" {#s-%d-x}\n{{w}} [a](b%d.md)\n:::\n", i, i,
            i, i, i);
    desk_read(&d, bz_buf_view(&text), BZ_MARKDOWN_CURRICULUM);
    assert_int_equal(d.status, BZ_OK);
    bz_node n = bz_doc_at(d.doc, d.root)->first;
    for (int i = 0; i < 300; i++) {
        char id[20];
        snprintf(id, sizeof id, "id-%d-x", i);
        assert_str(bz_doc_attr_text(d.doc, n, BZ_ATTR_ID), id);
        snprintf(id, sizeof id, "Heading %d", i);
        assert_str(bz_doc_text(d.doc, bz_doc_at(d.doc, n)->first), id);
        n = bz_doc_at(d.doc, bz_doc_at(d.doc, n)->next)->next;
    }
    bz_buf_deinit(&text);
    desk_free(&d);
}
