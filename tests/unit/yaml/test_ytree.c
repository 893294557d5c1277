/* Trees and spans of texts that are right, and the refusals that leave a tree. */
#include "../unit.h"
#include "desk.h"

typedef struct row {
    const char *text, *tree, *places;
} row;

static void expect(const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        desk d = desk_read(rows[i].text);
        if (strcmp(desk_tree(&d), rows[i].tree) != 0)
            fail_msg("%s\ngives %s\nnot   %s", rows[i].text, desk_tree(&d), rows[i].tree);
        if (strcmp(desk_places(&d), rows[i].places) != 0)
            fail_msg("%s\nreports %s\nnot     %s", rows[i].text, desk_places(&d), rows[i].places);
        assert_int_equal(d.status, *rows[i].places ? BZ_INVALID : BZ_OK);
        desk_free(&d);
    }
}
#define EXPECT(rows) expect((rows), sizeof(rows) / sizeof *(rows))

static void test_yaml_ytree__right_texts(void **state)
{
    (void)state;
    static const row rows[] = {
        {"", "{}", ""},
        {"# nothing\n", "{}", ""},
        {"---\n", "{}", ""},
        {"---\na: 1\n", "{a=1}", ""},
        {"a: 1\n...\n", "{a=1}", ""},
        {"a: 1", "{a=1}", ""},
        {"text", "text", ""},
        {"- a\n- b\n", "[a, b]", ""},
        {"a: no\nb: 09:00\nc: 1e3\nd: ~\ne: null\nf: 0x1F\n",
         "{a=no, b=09:00, c=1e3, d=~, e=null, f=0x1F}", ""},
        {"a: 'it''s'\nb: \"x\\ty\"\nc: \"\\u00e9\"\n", "{a=it's, b=x\ty, c=\xc3\xa9}", ""},
        {"a: one\n  two\n\n  three\n", "{a=one two\nthree}", ""},
        {"a: |\n  x\n   y\n\nb: >-\n  fo\n  ld\n", "{a=x\n y\n, b=fo ld}", ""},
        {"a: {b: [c, d], e: {}}\nf: []\n", "{a={b=[c, d], e={}}, f=[]}", ""},
        {"a:\n- b: 1\n  c: 2\n-\n  - d\n", "{a=[{b=1, c=2}, [d]]}", ""},
        {"a: x # c\n# d\nb: y#z\n", "{a=x, b=y#z}", ""},
        {"\"a b\": 1\n? c\n: 2\n", "{a b=1, c=2}", ""},
        {"a: the {{word}} here: no\n", "none", "Y006 1:4-1:25"},
        {"a: the {{word}} here\nb: 10-20\n", "{a=the {{word}} here, b=10-20}", ""},
        {"a: |\n  x\n  \ty\n", "{a=x\n\ty\n}", ""},
        {"a: x\n\t\nb: y\n", "{a=x, b=y}", ""},
        {"a:\r\n  b: \"\xd9\x85\"\r\n  c: z\r\n", "{a={b=\xd9\x85, c=z}}", ""},
        {"\xef\xbb\xbf"
         "a: 1\n",
         "{a=1}", ""},
    };
    EXPECT(rows);
}

static void test_yaml_ytree__refusals_with_a_tree(void **state)
{
    (void)state;
    static const row rows[] = {
        {"a: 1\nb: 2\na: 3\n", "{a=1, b=2}", "Y015 3:1-3:2"},
        {"a:\nb: \"\"\nc: ''\n", "{a=!, b=!, c=!}", "Y013 1:1-1:2; Y013 2:4-2:6; Y013 3:4-3:6"},
        {"a:\n - b\n -\n - \"\"\n", "{a=[b, !, !]}", "Y013 3:2-3:3; Y013 4:4-4:6"},
        {"a: &x b\nc: *x\n", "{a=b, c=*x!}", "Y008 1:4-1:6; Y008 2:4-2:6"},
        {"a: &x [b]\nc: &y {d: e}\n", "{a=[b], c={d=e}}", "Y008 1:4-1:6; Y008 2:4-2:6"},
        {"a: !!str b\nc: !t [d]\n", "{a=b, c=[d]}", "Y009 1:4-1:9; Y009 2:4-2:6"},
        {"a:\n  <<: b\n", "{a={}}", "Y012 2:3-2:5"},
        {"a: '<<'\n\"<<\": b\n", "{a=<<, <<=b}", ""},
        {"%YAML 1.2\n---\na: b\n", "{a=b}", "Y010 1:1-1:10"},
        {"%TAG ! tag:x\n%FOO\n---\na: b\n", "{a=b}", "Y010 1:1-1:13; Y010 2:1-2:5"},
        {"a: b\n---\nc: d\n", "{a=b}", "Y011 2:1-2:4"},
        {"? [a]\n: b\n{c: d}: e\n", "{}", "Y014 1:3-1:4; Y014 3:1-3:2"},
        {"'': a\n", "{}", "Y013 1:1-1:3"},
        {"a:\n  - Praise works: say it\n  - Remember: do\n  - use: x\n  - two words: {x: y}\n",
         "{a=[Praise works: say it, Remember: do, {use=x}, {two words={x=y}}]}",
         "Y006 2:5-2:25; Y006 3:5-3:17"},
        {"a: [\n\tb]\n", "{a=[b]}", "Y005 2:1-2:2"},
        {"a: [\n\tb]\nc: |\n  d\n  \te\nf: [\n\tg]\nh: >\n  i\n  \tj\n",
         "{a=[b], c=d\n\te\n, f=[g], h=i\n\tj\n}", "Y005 2:1-2:2; Y005 7:1-7:2"},
        {"a: x\xc2\x85y\nb: \xee\x80\x80\nc: \xe2\x80\xa8 d\n",
         "{a=x\xc2\xa0y, b=\xee\x80\x80, c=\xe2\x80\xa5 d}",
         "Y003 1:5-1:6; Y003 2:4-2:5; Y003 3:4-3:5"},
    };
    EXPECT(rows);
}

/* Spans are bytes of the file, whatever stands before them. */
static void test_yaml_ytree__spans(void **state)
{
    (void)state;
    desk d = desk_read("\xef\xbb\xbf"
                       "# \xd9\x85\xd8\xb1\r\n"
                       "\xd9\x85: \"\xf0\x9f\x98\x80 q\" # \xc3\xa9\r\n"
                       "b:\r\n"
                       "  - 'x\xc3\xa9y'\r\n"
                       "  - z  \r\n"
                       "c: {d: [e, \xc3\xa9], f: g}   \r\n"
                       "h: |\r\n"
                       "  one\r\n"
                       "  two\r\n"
                       "\r\n"
                       "i: end\r\n");
    static const struct {
        const char *key, *text;
    } rows[] = {
        {"\xd9\x85", "\xf0\x9f\x98\x80 q"},
        {"b", "- 'x\xc3\xa9y'\r\n  - z"},
        {"c", "{d: [e, \xc3\xa9], f: g}"},
        {"h", "one\r\n  two"},
        {"i", "end"},
    };
    assert_int_equal(d.status, BZ_OK);
    for (size_t i = 0; i < 5; i++) {
        assert_str(d.root->entries[i].key, rows[i].key);
        assert_str(bz_span_text(d.job.sources, d.root->entries[i].key_span), rows[i].key);
        assert_str(bz_span_text(d.job.sources, d.root->entries[i].value->span), rows[i].text);
    }
    const bz_ynode *list = bz_yaml_find(d.root, "b");
    assert_str(bz_span_text(d.job.sources, list->items[0]->span), "x\xc3\xa9y");
    assert_true(list->items[0]->is_quoted);
    assert_false(list->items[1]->is_quoted);
    assert_str(bz_yaml_find(d.root, "h")->text, "one\ntwo\n");
    assert_null(bz_yaml_find(d.root, "none"));
    assert_null(bz_yaml_find(list, "b"));
    desk_free(&d);
}

/* A text that libyaml did not change is a slice of the source, not a copy. */
static void test_yaml_ytree__slices(void **state)
{
    (void)state;
    desk d = desk_read("a: plain text\nb: \"quoted\"\nc: 'it''s'\n");
    bz_str source = bz_source_text(d.job.sources, d.file);
    assert_ptr_equal(bz_yaml_find(d.root, "a")->text.p, source.p + 3);
    assert_ptr_equal(bz_yaml_find(d.root, "b")->text.p, source.p + 18);
    assert_str(bz_yaml_find(d.root, "c")->text, "it's");
    desk_free(&d);
}

static void test_yaml_ytree__many_keys(void **state)
{
    (void)state;
    bz_buf text = {0};
    for (int i = 0; i < 3000; i++)
        bz_buf_fmt(&text, "key-%d: %d\n", i, i);
    bz_buf_put(&text, "key-1234: again\nkey-2: again\n");
    desk d = desk_read_bytes(bz_buf_view(&text));
    assert_int_equal(d.root->n, 3000);
    assert_string_equal(desk_places(&d), "Y015 3001:1-3001:9; Y015 3002:1-3002:6");
    const bz_diag *diag = bz_diags_at(d.job.diags, 0);
    assert_int_equal(diag->n_notes, 1);
    assert_int_equal(bz_source_locate(d.job.sources, d.file, diag->notes[0].span.start).line, 1235);
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void repeat(bz_buf *b, const char *what, int times)
{
    while (times-- > 0)
        bz_buf_put(b, what);
}

static void test_yaml_ytree__limits(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *code;
        int times;
    } rows[] = {
        {"[", "Y016", 200000},     {"- ", "Y016", 200000}, {"{a: ", "Y016", 200000},
        {"- x\n", "Y017", 200000}, {"? ", "Y016", 200000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_buf text = {0};
        repeat(&text, rows[i].unit, rows[i].times);
        desk d = desk_read_bytes(bz_buf_view(&text));
        if (d.status != BZ_LIMIT) fail_msg("%s: %d %s", rows[i].unit, d.status, desk_places(&d));
        assert_null(d.root);
        if (!strstr(desk_places(&d), rows[i].code))
            fail_msg("%s: %.200s", rows[i].unit, desk_places(&d));
        bz_buf_deinit(&text);
        desk_free(&d);
    }
}

static void test_yaml_ytree__depth_at_the_limit(void **state)
{
    (void)state;
    bz_buf text = {0};
    repeat(&text, "[", 32);
    repeat(&text, "]", 32);
    desk d = desk_read(text.p);
    assert_int_equal(d.status, BZ_OK);
    bz_buf_deinit(&text);
    desk_free(&d);
}

static void test_yaml_ytree__quoted_text_is_read_as_it_was(void **state)
{
    (void)state;
    static const char *const texts[] = {"Amina", "",          "a: b", "{{x}}",       "say \"yes\"",
                                        "C:\\n", "a\nb\r\tc", "# no", "\x1b[0m\x7f", "\xd9\x85"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bz_buf out = {0};
        bz_buf_put(&out, "a: ");
        bz_yaml_put_quoted(bz_str_from(texts[i]), &out);
        desk d = desk_read_bytes(bz_buf_view(&out));
        assert_int_equal(d.root->n, 1);
        assert_true(bz_str_is(d.root->entries[0].value->text, texts[i]));
        desk_free(&d);
        bz_buf_deinit(&out);
    }
}
