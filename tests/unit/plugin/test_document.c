/* Documents: descriptors, the builder, and the tree that it answers with. */
#include "desk.h"
#include "plugin/plugin_priv.h"

/* A plugin with one document; `code` builds it from `doc`, `d`, `programme`, `context`. */
static bz_status build(desk *k, const char *code)
{
    bz_str text =
        bz_arena_printf(k->job.arena,
                        "local plugin = {}\nfunction plugin.documents(programme, context)\n"
                        "return {{id = 'page', title = 'A page', audience = 'facilitator', mine = "
                        "7, meeting = programme.meetings[1]}} end\n"
                        "function plugin.document(d, programme, context)\nlocal doc = "
                        "baraza.document()\n%s\nreturn doc\nend\nreturn plugin\n",
                        code);
    if (!desk_open(k, text.p, NULL, NULL)) return BZ_PLUGIN;
    bz_buf_clear(&k->answer);
    bz_status s = bz_plugin_documents(k->p, k->m, &k->answer, &k->job);
    if (s != BZ_OK) return s;
    bz_buf_clear(&k->answer);
    return bz_plugin_document(k->p, k->m, 0, &k->answer, &k->job);
}

static void expect_tree(const char *code, const char *tree)
{
    desk k = desk_new();
    bz_status s = build(&k, code);
    assert_string_equal(desk_reports(&k), "");
    assert_int_equal(s, BZ_OK);
    bz_doc *d = bz_doc_new();
    size_t at = 0;
    bz_buf why = {0};
    bz_node root = bz_doc_decode(d, bz_buf_view(&k.answer), &at, k.job.limits, &why);
    if (!root) fail_msg("%s", why.p);
    assert_int_equal(at, k.answer.n);
    bz_buf_clear(&k.text);
    bz_doc_dump(d, root, NULL, &k.text);
    assert_string_equal(k.text.p, tree);
    bz_buf_deinit(&why);
    bz_doc_free(d);
    desk_free(&k);
}

#define HEAD "document title=\"A page\" lang=\"en\" audience=\"facilitator\"\n"

static void test_plugin_document__text(void **state)
{
    (void)state;
    expect_tree(
        "doc:heading(1, d.meeting.title .. ' ' .. d.mine)\ndoc:paragraph('*a* {{b}}', {tone = "
        "'muted', lang = 'ar'})\n"
        "doc:list({'x', 2, {text = 'z', lang = 'sw'}}, {ordered = true})\ndoc:checklist{'tick'}\n"
        "doc:markdown('::: say\\nHello.\\n:::')\ndoc:markdown(baraza.markdown('- a'))\ndoc:rule() "
        "doc:page_break()",
        HEAD "  heading 1\n"
             "    source-line \"Calm first 7\"\n"
             "  paragraph tone=\"muted\" lang=\"ar\"\n"
             "    source-line \"*a* {{b}}\"\n"
             "  list ordered tight\n"
             "    item\n"
             "      paragraph\n"
             "        source-line \"x\"\n"
             "    item\n"
             "      paragraph\n"
             "        source-line \"2\"\n"
             "    item lang=\"sw\"\n"
             "      paragraph\n"
             "        source-line \"z\"\n"
             "  checklist tight\n"
             "    item\n"
             "      paragraph\n"
             "        source-line \"tick\"\n"
             "  source \"::: say\\nHello.\\n:::\"\n"
             "  source \"- a\"\n"
             "  rule\n"
             "  page-break\n");
}

static void test_plugin_document__boxes(void **state)
{
    (void)state;
    expect_tree("local b = doc:box{label = 'Safety', tone = 'safety', icon = 'shield', keep = "
                "true}\nb:paragraph('x')\n"
                "local s = doc:section{title = 'T', badge = '10', starts = '16:30', icon = "
                "'story', keep = true}\n"
                "s:box():paragraph('y')\ns:act('say', {title = 'Say it'}):paragraph('z')\n"
                "local c = doc:columns(2) c:paragraph('l') c:paragraph('r')",
                HEAD "  box label=\"Safety\" icon=\"shield\" tone=\"safety\" keep\n"
                     "    paragraph\n"
                     "      source-line \"x\"\n"
                     "  section title=\"T\" icon=\"story\" badge=\"10\" starts=\"16:30\" keep\n"
                     "    box\n"
                     "      paragraph\n"
                     "        source-line \"y\"\n"
                     "    container say title=\"Say it\"\n"
                     "      paragraph\n"
                     "        source-line \"z\"\n"
                     "  columns count=2\n"
                     "    paragraph\n"
                     "      source-line \"l\"\n"
                     "    paragraph\n"
                     "      source-line \"r\"\n");
}

static void test_plugin_document__tables(void **state)
{
    (void)state;
    expect_tree("doc:table({'What', 'How many'}, {{'cup', 5}, {nil, {text = 'x', lang = 'ar', "
                "header = true}}, {}}, {wide = true, columns = 'lr'})\n"
                "doc:grid(nil, {{'a'}, {'b', 'c'}, {{text = 'd', span = 2}}})\ndoc:strip{{label = "
                "'Time', text = '90', icon "
                "= 'clock'}, {text = 'x'}}",
                HEAD "  table columns=\"lr\" wide\n"
                     "    row header\n"
                     "      cell header\n"
                     "        source-line \"What\"\n"
                     "      cell header\n"
                     "        source-line \"How many\"\n"
                     "    row\n"
                     "      cell\n"
                     "        source-line \"cup\"\n"
                     "      cell\n"
                     "        source-line \"5\"\n"
                     "    row\n"
                     "      cell\n"
                     "      cell lang=\"ar\" header\n"
                     "        source-line \"x\"\n"
                     "    row\n"
                     "      cell\n"
                     "      cell\n"
                     "  grid columns=\"--\"\n"
                     "    row\n"
                     "      cell\n"
                     "        source-line \"a\"\n"
                     "      cell\n"
                     "    row\n"
                     "      cell\n"
                     "        source-line \"b\"\n"
                     "      cell\n"
                     "        source-line \"c\"\n"
                     "    row\n"
                     "      cell spans=2\n"
                     "        source-line \"d\"\n"
                     "  strip\n"
                     "    fact label=\"Time\" icon=\"clock\"\n"
                     "      source-line \"90\"\n"
                     "    fact\n"
                     "      source-line \"x\"\n");
}

static void test_plugin_document__to_fill_in(void **state)
{
    (void)state;
    expect_tree("doc:lines(3, 'Notes')\ndoc:lines(1)\ndoc:lines(4, nil, {least = 2, most = "
                "9})\ndoc:scale({'1', '2'}, {tone = "
                "'faces'})\ndoc:cards({'a', {text = 'b', icon = 'heart'}, {picture = "
                "'images/x.svg', alt = 'A cup'}, {picture = 'y.svg', alt = 'A pot', text = 'c'}}, "
                "{count = 4})\n"
                "doc:figure{src = 'images/x.svg', alt = 'A cup', caption = 'The cup'}",
                HEAD "  lines label=\"Notes\" count=3\n"
                     "  lines count=1\n"
                     "  lines count=4 least=2 most=9\n"
                     "  scale tone=\"faces\"\n"
                     "    item\n"
                     "      paragraph\n"
                     "        source-line \"1\"\n"
                     "    item\n"
                     "      paragraph\n"
                     "        source-line \"2\"\n"
                     "  cards count=4\n"
                     "    item\n"
                     "      paragraph\n"
                     "        source-line \"a\"\n"
                     "    item icon=\"heart\"\n"
                     "      paragraph\n"
                     "        source-line \"b\"\n"
                     "    item\n"
                     "      figure dest=\"images/x.svg\" alt=\"A cup\"\n"
                     "    item\n"
                     "      figure dest=\"y.svg\" alt=\"A pot\"\n"
                     "      paragraph\n"
                     "        source-line \"c\"\n"
                     "  figure dest=\"images/x.svg\" alt=\"A cup\"\n"
                     "    source-line \"The cup\"\n");
}

static void test_plugin_document__places(void **state)
{
    (void)state;
    expect_tree("local s = programme.curriculum.sessions.calm\n"
                "assert(doc:place(s.activities.story) and "
                "doc:place(programme.curriculum:find('calm/story/the-cup')))\n"
                "assert(not doc:place(s))",
                HEAD "  place target=1\n  place target=2\n");
}

static void test_plugin_document__options(void **state)
{
    (void)state;
    expect_tree("doc = baraza.document{title = 'Other', running = 'head', footer = 'foot', paper = "
                "'A5', tone = 'large'}",
                "document title=\"Other\" tone=\"large\" lang=\"en\" audience=\"facilitator\" "
                "running=\"head\" footer=\"foot\" paper=\"A5\"\n");
}

static void expect_refusal(const char *code, const char *message)
{
    desk k = desk_new();
    assert_int_equal(build(&k, code), BZ_PLUGIN);
    bz_str expected =
        bz_arena_printf(k.job.arena, "P002 6 plugin `probe` failed in `document`: %s\n", message);
    assert_string_equal(desk_reports(&k), expected.p);
    desk_free(&k);
}

static void test_plugin_document__books(void **state)
{
    (void)state;
    expect_tree(
        "local c = doc:cover()\nc:heading(1, 'Book')\ndoc:contents()\ndoc:contents{label = "
        "'In here', levels = 1}\ndoc:page_break{right = true, running = 'Two'}\ndoc:qr{url = "
        "'https://example.org', caption = 'Scan *it*', alt = 'more'}",
        HEAD "  cover\n"
             "    heading 1\n"
             "      source-line \"Book\"\n"
             "  contents count=2\n"
             "  contents label=\"In here\" count=1\n"
             "  page-break tone=\"right\" running=\"Two\"\n"
             "  qr dest=\"https://example.org\" alt=\"more\"\n"
             "    source-line \"Scan *it*\"\n");
}

static void test_plugin_document__notes(void **state)
{
    (void)state;
    expect_tree("doc:paragraph('Who ' .. baraza.note('A [link](https://x.org).') .. ' comes')\n"
                "doc:list{'a' .. baraza.note('n') .. baraza.note('m')}\n"
                "doc:paragraph(baraza.text('^[x]') .. ' ^[never closed ^[x]')",
                HEAD "  paragraph\n"
                     "    source-line \"Who&#32;\"\n"
                     "    note\n"
                     "      source-line \"A [link](https://x.org).\"\n"
                     "    source-line \"&#32;comes\"\n"
                     "  list tight\n"
                     "    item\n"
                     "      paragraph\n"
                     "        source-line \"a\"\n"
                     "        note\n"
                     "          source-line \"n\"\n"
                     "        note\n"
                     "          source-line \"m\"\n"
                     "  paragraph\n"
                     "    source-line \"^\\\\[x\\\\] ^[never closed ^[x]\"\n");
}

static void test_plugin_document__wrong_calls(void **state)
{
    (void)state;
    expect_refusal("baraza.note('')", "a note has a text");
    expect_refusal("baraza.note('a ]')",
                   "the brackets of a note do not match: write \\[ and \\] for single ones");
    expect_refusal("baraza.note('a' .. baraza.note('b'))", "a note inside a note");
    expect_refusal("doc:box():cover()", "a cover comes first in its document");
    expect_refusal("doc:qr{caption = 'x'}", "a QR code has a `url`");
    expect_refusal("doc:qr{url = ('x'):rep(2332)}", "a QR code holds at most 2331 bytes");
    expect_refusal("doc:contents{levels = 7}", "`levels` is a whole number from 1 to 6");
    expect_refusal("doc:page_break{left = true}", "page_break has no option `left`");
    expect_refusal("doc:box():page_break{running = 'x'}",
                   "a running head begins in a document, not in a part of it");
    expect_refusal("doc:list({{text = 'x', icon = 'heart'}})", "an item has no option `icon`");
    expect_refusal("doc:cards{{picture = 'x.svg'}}",
                   "a picture has an `alt`: what it shows, for those who do not see it");
    expect_refusal("doc:headnig(1, 'x')", "a document has no `headnig`; did you mean `heading`?");
    expect_refusal("doc:heading(7, 'x')", "the level of a heading is a number from 1 to 6");
    expect_refusal("doc:heading(1)", "a heading is a text, not nothing");
    expect_refusal("doc.heading(1, 'x')",
                   "this is called on a document, as doc:paragraph(…), not on a number");
    expect_refusal("doc:paragraph({})", "a paragraph is a text, not a table");
    expect_refusal("doc:paragraph('x', {tune = 'say'})",
                   "paragraph has no option `tune`; did you mean `tone`?");
    expect_refusal("doc:paragraph('x', {tone = 'Say!'})",
                   "`tone` is a name of small letters, not \"Say!\"");
    expect_refusal("doc:paragraph('x', {lang = 'no such'})",
                   "`lang` is a language such as `ar`, not \"no such\"");
    expect_refusal("doc:paragraph('a\\nb')",
                   "a paragraph is one line: a text of several lines goes to markdown()");
    expect_refusal("doc:paragraph('a\\255')", "a paragraph is not valid UTF-8");
    expect_refusal("doc:list('x')", "an item of a list is a list, not a text");
    expect_refusal("doc:box{lable = 'x'}", "box has no option `lable`; did you mean `label`?");
    expect_refusal("doc:box('x')", "box takes a table of options, not a text");
    expect_refusal("doc:box{keep = 1}", "`keep` is true or false, not a number");
    expect_refusal("doc:box{'x'}", "the options of box have names, as in {label = …}");
    expect_refusal("doc:table({'a'}, {{'b', 'c'}})", "row 1 has 2 cells, the header has 1");
    expect_refusal("doc:grid({'a', 'b'}, {{{text = 'c', span = 3}}})",
                   "row 1 has 3 cells, the header has 2");
    expect_refusal("doc:table(nil, {{{span = 33}}})", "`span` is a whole number from 1 to 32");
    expect_refusal("doc:table(nil, {{{span = 20}, {span = 20}}})",
                   "a table has from 1 to 32 columns");
    expect_refusal("doc:table(nil, {})", "a table has from 1 to 32 columns");
    expect_refusal("doc:table({'a', 'b'}, {}, {columns = 'l'})",
                   "`columns` has one of `l`, `c`, `r`, `-` for each of the 2 columns");
    expect_refusal("doc:list({'a'}, {tone = 'smal'})",
                   "`tone` cannot be `smal`; did you mean `small`?");
    expect_refusal("doc:lines(0)", "the number of lines is a whole number from 1 to 100");
    expect_refusal("doc:lines(3, nil, {least = 4})",
                   "`least` of these lines is a whole number from 1 to 3");
    expect_refusal("doc:lines(3, nil, {most = 2})",
                   "`most` of these lines is a whole number from 3 to 100");
    expect_refusal("doc:lines(3, nil, {mots = 4})",
                   "lines has no option `mots`; did you mean `most`?");
    expect_refusal("doc:lines(3, nil, 4)", "lines takes a table of options, not a number");
    expect_refusal("doc:scale({'a'}, {tone = 'smile'})", "`tone` cannot be `smile`");
    expect_refusal("doc:figure{src = 'x.svg'}",
                   "a figure has an `alt`: what it shows, for those who do not see it");
    expect_refusal("doc:act('sya')", "there is no act `sya`; did you mean `say`?");
    expect_refusal("doc:place('calm')", "a part of the curriculum is wanted here, not a text");
    expect_refusal("baraza.document{paper = 'A3'}", "`paper` cannot be `A3`; did you mean `A4`?");
}

static void expect_answer_refused(const char *code, const char *report)
{
    desk k = desk_new();
    assert_int_equal(build(&k, code), BZ_PLUGIN);
    assert_string_equal(desk_reports(&k), report);
    desk_free(&k);
}

static void test_plugin_document__wrong_answers(void **state)
{
    (void)state;
    expect_answer_refused("do return end", "P002 4 plugin `probe` failed in `document`: `document` "
                                           "gives a baraza.document, not nil\n");
    expect_answer_refused("do return doc:box() end",
                          "P002 4 plugin `probe` failed in `document`: `document` gives a part of "
                          "a document: give the document itself\n");
    expect_answer_refused(
        "local b = doc\nfor i = 1, 200 do b = b:box() end",
        "P002 7 plugin `probe` failed in `document`: boxes are nested more than 64 deep\n");
    expect_answer_refused(
        "while true do\ndoc:paragraph('x')\nend",
        "P002 7 plugin `probe` failed in `document`: a document has at most 1000000 parts\n");
}

/* One text that Lua holds once, and the document at every place where it is named. */
static void test_plugin_document__lists_of_one_large_text(void **state)
{
    (void)state;
    static const char *const calls[] = {
        "doc:list(t)",
        "doc:checklist(t)",
        "doc:scale(t)",
        "doc:cards(t)",
        "doc:table(nil, {t, t, t, t})",
        "doc:grid(t, {t, t, t, t})",
        "for i = 1, 32 do t[i] = {text = big} end doc:table(nil, {t, t, t, t})",
        "local r = {label = big, text = big} for i = 1, 100 do t[i] = r end doc:strip(t)",
        "local r = {icon = big} for i = 1, 100 do t[i] = r end doc:strip(t)",
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        desk k = desk_new();
        bz_str code = bz_arena_printf(k.job.arena,
                                      "local big, t = ('x'):rep(1000000), {} for i = 1, %d do "
                                      "t[i] = big end\n%s",
                                      i == 4 || i == 5 || i == 6 ? 32 : 200, calls[i]);
        assert_int_equal(build(&k, code.p), BZ_PLUGIN);
        assert_string_equal(desk_reports(&k),
                            "P003 7 plugin `probe` stopped: memory limit (64 MiB) in `document`\n");
        assert_true(k.p->doc->text.n < (size_t)70 << 20);
        desk_free(&k);
    }
    expect_answer_refused(
        "local t = {}\nfor i = 1, 4000 do t[i] = '' end\nwhile true do\ndoc:list(t)\nend",
        "P002 9 plugin `probe` failed in `document`: a document has at most 1000000 parts\n");
}

static void expect_list(const char *list, const char *reports)
{
    desk k = desk_new();
    bz_str text = bz_arena_printf(
        k.job.arena,
        "return {\ndocuments = function(programme) return %s end,\ndocument = function() end}",
        list);
    assert_true(desk_open(&k, text.p, NULL, NULL));
    assert_int_equal(bz_plugin_documents(k.p, k.m, &k.answer, &k.job),
                     *reports ? BZ_PLUGIN : BZ_OK);
    assert_string_equal(desk_reports(&k), reports);
    desk_free(&k);
}

#define FAILED(message) "P002 2 plugin `probe` failed in `documents`: " message "\n"

static void test_plugin_document__descriptors(void **state)
{
    (void)state;
    expect_list("{}", "");
    expect_list("{{id = 'a', title = 'A', audience = 'children', language = 'sw', session = "
                "programme.curriculum.sessions[1]}}",
                "");
    expect_list("nil", FAILED("`documents` gives a list, not nil"));
    expect_list("{3}",
                FAILED("`documents` gives a list of tables {id = …, title = …, audience = …}"));
    expect_list("{{title = 'A', audience = 'children'}}", FAILED("a document lacks its `id`"));
    expect_list("{{id = 3, title = 'A', audience = 'children'}}",
                FAILED("`id` of a document is a text, not a number"));
    expect_list(
        "{{id = 'a', title = 'A', audience = 'child'}}",
        FAILED("the audience of `a` is caregivers, facilitator, children or officer, not `child`"));
    expect_list("{{id = 'a', title = 'A\\n', audience = 'children'}}",
                FAILED("`title` of a document is not one clean line"));
    expect_list("{{id = 'a', title = 'A', audience = 'children', session = 'calm'}}",
                FAILED("`session` of a document is a session, not a text"));
    expect_list("{{id = 'a', title = 'A', audience = 'children', language = '!'}}",
                FAILED("`!` of document `a` is not a language"));
    expect_list("{{id = 'a', title = 'A', audience = 'children'}, {id = 'a', title = 'A', audience "
                "= 'children'}}",
                FAILED("two documents have the id `a`"));
    desk k = desk_new();
    assert_true(desk_open(&k,
                          "return {documents = function() return {{id = '../x', title = 'A', "
                          "audience = 'children'}} end, document = function() end}",
                          NULL, NULL));
    assert_int_equal(bz_plugin_documents(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
    desk_free(&k);
}

static void test_plugin_document__builders_of_an_earlier_call(void **state)
{
    (void)state;
    desk k = desk_new();
    assert_true(
        desk_open(&k,
                  "local kept\nreturn {documents = function() return {{id = 'a', title = 'A', "
                  "audience = 'children'}, {id = 'b', title = 'B', audience = 'children'}} end,\n"
                  "document = function(d)\n  local doc = baraza.document()\n  if kept then "
                  "kept:paragraph('x') end\n  kept = doc:box()\n  return doc\nend}",
                  NULL, NULL));
    assert_int_equal(bz_plugin_documents(k.p, k.m, &k.answer, &k.job), BZ_OK);
    assert_int_equal(bz_plugin_document(k.p, k.m, 0, &k.answer, &k.job), BZ_OK);
    assert_int_equal(bz_plugin_document(k.p, k.m, 1, &k.answer, &k.job), BZ_PLUGIN);
    assert_string_equal(desk_reports(&k), "P002 5 plugin `probe` failed in `document`: this part "
                                          "of a document belongs to an earlier call\n");
    desk_free(&k);
}
