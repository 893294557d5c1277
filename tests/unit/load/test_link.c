/* Names that lead somewhere or nowhere: references, words, conditions, links and pictures. */
#include "../unit.h"
#include "root.h"

static const char *with_body(tree *t, const char *body)
{
    bz_buf md = {0};
    bz_buf_fmt(&md, "## Hello {#hello}\n\n%s\n\n## Goodbye {#bye}\n", body);
    tree_write(t, "curricula/tiny/sessions/one.md", md.p);
    bz_buf_deinit(&md);
    return tree_load(t);
}

typedef struct row {
    const char *body, *codes, *pointed, *hint;
} row;

static void check_rows(tree *t, const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *found = with_body(t, rows[i].body);
        if (strcmp(found, rows[i].codes) != 0)
            fail_msg("%s: got \"%s\", expected \"%s\"", rows[i].body, found, rows[i].codes);
        if (rows[i].pointed) assert_str(tree_pointed(t, 0), rows[i].pointed);
        if (rows[i].hint) assert_str(tree_diag(t, 0)->hint, rows[i].hint);
    }
}

/* Braces round a declared name are a slip; all others are free. */
static void test_load_link__single_braces(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Then {mother} sings.", "X106", "{mother}",
         "write `{{mother}}` for the word, or `\\{` for a brace"},
        {"*Her { mother.possessive } song*", "X106", "{ mother.possessive }",
         "write `{{mother.possessive}}` for the word, or `\\{` for a brace"},
        {"{{mother}} and {mother} and {mother}", "X106 X106", "{mother}", NULL},
        {"- {mother}}", "X106", "{mother}", NULL},
        {"{father}, {a: b}, {1, 2}, {}, {mother, or \\{mother}, `{mother}`, {{mother}}", "", NULL,
         NULL},
        {"\\{mother} and {mother}", "X106", "{mother}", NULL},
    };
    tree t = tree_new();
    check_rows(&t, rows, sizeof rows / sizeof *rows);
    tree_write(&t, "curricula/tiny/sessions/one.md", "## Hello {#hello}\n\n## Goodbye {#bye}\n");
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One with {mother}\npurpose: \"We **meet** {mother}.\"\nminutes: 15\n"
               "activities:\n  - {id: hello, method: circle, minutes: 10}\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(tree_load(&t), "X106 X106");
    assert_str(tree_pointed(&t, 0), "{mother}");
    assert_str(tree_pointed(&t, 1), "{mother}");
    tree_free(&t);
}

static void test_load_link__words(void **state)
{
    (void)state;
    static const row rows[] = {
        {"{{mother}} and {{ mother.possessive }}", "", NULL, NULL},
        {"{{mohter}} comes.", "X002", "{{mohter}}", "did you mean `mother`?"},
        {"{{grandfather}}", "X002", NULL, "declare it under `words` in `curriculum.yaml`"},
        {"{{mother.posessive}}", "X003", NULL, "did you mean `possessive`?"},
        {"{{mother.dative}}", "X003", NULL, "add it to the word: `forms: {en: {dative: \"…\"}}`"},
        {"\\{{nobody}} and `{{nobody}}`", "", NULL, NULL},
        {"| a |\n|---|\n| {{nobody}} |", "X002", "{{nobody}}", NULL},
        {"### For {{nobody}}", "X002", "{{nobody}}", NULL},
        {"::: say \"To {{nobody}}\"\nx\n:::", "X002", "{{nobody}}", NULL},
        {"- a\n  - **{{nobody}}**", "X002", "{{nobody}}", NULL},
        {"<!-- {{nobody}} -->", "", NULL, NULL},
        {"{{a}} {{b}} {{c}}", "X002 X002 X002", NULL, NULL},
    };
    tree t = tree_new();
    check_rows(&t, rows, sizeof rows / sizeof *rows);
    tree_free(&t);
}

static void test_load_link__words_in_fields(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(
        &t, "curricula/tiny/sessions/one.yaml",
        "title: Meeting {{mohter}}\npurpose: \"We meet {{mother}}.\"\nminutes: 15\n"
        "key_messages: [\"a *b* {{nobody}}\", >\n  folded {{nowhere}}\n  text]\nactivities:\n"
        "  - {id: hello, method: circle, minutes: 10, lead: \"{{mother.x}}\"}\n"
        "  - {id: bye, method: circle, minutes: 5}\n");
    tree_load(&t);
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: Meeting {{mohter}}\npurpose: \"We meet {{mother}}.\"\nminutes: 15\n"
               "room: >\n  folded {{nowhere}}\n  text\nkey_messages: [\"a *b* {{nobody}}\"]\n"
               "activities:\n"
               "  - {id: hello, method: circle, minutes: 10, lead: \"{{mother.x}}\"}\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(tree_load(&t), "X002 X002 X002 X003");
    assert_str(tree_pointed(&t, 0), "{{mohter}}");
    assert_str(tree_pointed(&t, 2), "{{nobody}}");
    tree_free(&t);
}

static void test_load_link__conditions(void **state)
{
    (void)state;
    static const row rows[] = {
        {"::: when literacy=none|some\nx\n:::", "", NULL, NULL},
        {"::: when litracy=none\nx\n:::", "X004", "litracy", "did you mean `literacy`?"},
        {"::: when literacy=none|nono\nx\n:::", "X005", "nono", "did you mean `none`?"},
        {"::: when literacy!=many\nx\n:::", "X005", "many", NULL},
        {"::: when literacy\nx\n:::", "F016", NULL, NULL},
        {"::: when literacy=none literacy\nx\n:::", "F016", NULL, NULL},
    };
    tree t = tree_new();
    check_rows(&t, rows, sizeof rows / sizeof *rows);
    tree_free(&t);
}

static void test_load_link__pictures(void **state)
{
    (void)state;
    static const row rows[] = {
        {"![A ball](../images/ball.svg)", "", NULL, NULL},
        {"![A ball](../images/bal.svg)", "S001", "![A ball](../images/bal.svg)",
         "did you mean `ball.svg`?"},
        {"![A ball](ball.svg)", "S001", NULL, NULL},
        {"![A ball](../images/a%20b.png)", "", NULL, NULL},
        {"![A ball](<../images/a b.png>)", "", NULL, NULL},
        {"![A ball](../../../../ball.svg)", "S002", NULL, NULL},
        {"![A ball](/etc/passwd)", "M018", NULL, NULL},
        {"[x]() [y](\\\\host)", "M018 M018", NULL, NULL},
        {"![A ball](../images/link.svg)", "S002", NULL, NULL},
        {"![A ball](../linked/ball.svg)", "S002", NULL, NULL},
        {"![A ball](../images)", "S003", NULL, NULL},
        {"![A ball](../images/ball.gif)", "X006", NULL, NULL},
        {"[the picture](../images/ball.gif)", "", NULL, NULL},
        {"[nothing](../images/nothing.pdf)", "S001", NULL, NULL},
        {"[out](../../../../etc/passwd)", "S002", NULL, NULL},
        {"[web](https://example.org) [mail](mailto:a@example.org) [in](#hello)", "", NULL, NULL},
        {"![A](../images/bal.svg) ![B](../images/bal.svg)", "S001 S001", NULL, NULL},
        {"![A ball](../images/ball.svg%00.png)", "S002", NULL, NULL},
    };
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/images/ball.svg", "<svg/>");
    tree_write(&t, "curricula/tiny/images/ball.gif", "GIF");
    tree_write(&t, "curricula/tiny/images/a b.png", "PNG");
    desk_link(&t.desk, "curricula/tiny/images/link.svg", "ball.svg");
    desk_link(&t.desk, "curricula/tiny/linked", "images");
    check_rows(&t, rows, sizeof rows / sizeof *rows);
    tree_free(&t);
}

/* The target is kept as a path of the root; in copies of the library, too. */
static void test_load_link__targets_are_stored(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/images/ball.svg", "<svg/>");
    tree_write(&t, "curricula/library/pictures/sun.svg", "<svg/>");
    tree_write(&t, "curricula/library/look.yaml", "title: Look\nmethod: game\nminutes: 5\n");
    tree_write(&t, "curricula/library/look.md", "![The sun](pictures/sun.svg)\n");
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 20\nactivities:\n"
               "  - {id: hello, method: circle, minutes: 10}\n  - use: library/look\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(with_body(&t, "![A ball](../images/./ball.svg)"), "");
    static const char *const parts[] = {"hello", "look"};
    static const char *const targets[] = {"curricula/tiny/images/ball.svg",
                                          "curricula/library/pictures/sun.svg"};
    for (size_t i = 0; i < 2; i++) {
        const bz_doc *d = t.m->bodies;
        bz_node body = bz_model_at(t.m, tree_activity(&t, "one", parts[i]))->body, n = body;
        while (n && bz_doc_kind_of(d, n) != BZ_DOC_IMAGE)
            n = bz_doc_next(d, body, n);
        assert_str(bz_doc_attr_text(d, n, BZ_ATTR_DEST), targets[i]);
    }
    tree_free(&t);
}

static void test_load_link__large_picture(void **state)
{
    (void)state;
    tree t = tree_new();
    bz_limits limits = bz_limits_default;
    limits.image_bytes = 10;
    t.desk.job.limits = &limits;
    tree_write(&t, "curricula/tiny/images/ball.svg", "<svg>larger than that</svg>");
    assert_string_equal(with_body(&t, "![A ball](../images/ball.svg)"), "S004");
    t.desk.job.limits = &bz_limits_default;
    tree_free(&t);
}

static void test_load_link__block_ids(void **state)
{
    (void)state;
    static const row rows[] = {
        {"::: say {#a}\nx\n:::\n\n::: ask {#b}\ny\n:::", "", NULL, NULL},
        {"::: say {#a}\nx\n:::\n\n::: ask {#a}\ny\n:::", "X007", "a", NULL},
        {"::: say {#a}\nx\n:::\n\n### Part {#a}", "X007", "a", NULL},
        {"::: say {#a}\nx\n:::\n\n::: ask {#a}\ny\n:::\n\n::: do {#a}\nz\n:::", "X007 X007", NULL,
         NULL},
    };
    tree t = tree_new();
    check_rows(&t, rows, sizeof rows / sizeof *rows);
    tree_free(&t);
}

static void test_load_link__references(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/tiny/curriculum.yaml",
               "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
               "credit: T\nsessions: [zero, one]\nreferences: {who: {text: WHO}}\n");
    tree_write(
        &t, "curricula/tiny/sessions/zero.yaml",
        "title: Z\npurpose: P\nminutes: 5\nactivities: [{id: a, method: game, minutes: 5}]\n");
    tree_write(&t, "curricula/tiny/sessions/zero.md", "## A {#a}\n");
    tree_write(&t, "curricula/tiny/handouts/sheet.yaml", "title: Sheet\nsession: one\n");
    tree_write(&t, "curricula/tiny/handouts/sheet.md", "Text.\n\n## A part\n");
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: P\nminutes: 15\nrequires: [zero]\nreferences: [who]\n"
               "objectives: [{id: know-it, kind: know, text: x}]\n"
               "home_practice: {handout: handout/sheet}\nactivities:\n"
               "  - {id: hello, method: circle, minutes: 10, objectives: [know-it],"
               " materials: [{item: sheet, from: handout/sheet}]}\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(tree_load(&t), "");
    bz_rec one = tree_session(&t, "one");
    bz_rec home = bz_model_first(t.m, one, BZ_SESSION_HOME_PRACTICE);
    bz_rec sheet = bz_model_ref(t.m, home, BZ_HOME_PRACTICE_HANDOUT);
    assert_str(bz_model_id(t.m, sheet), "sheet");
    assert_true(tree_says(&t, sheet, "A part"));
    assert_int_equal(bz_model_ref(t.m, sheet, BZ_HANDOUT_SESSION), one);
    assert_int_equal(bz_model_element(t.m, one, BZ_SESSION_REQUIRES, 0)->target,
                     tree_session(&t, "zero"));
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: P\nminutes: 15\nrequires: [zeros]\nreferences: [whom]\n"
               "objectives: [{id: know-it, kind: know, text: x}]\n"
               "home_practice: {handout: shet}\nactivities:\n"
               "  - {id: hello, method: circle, minutes: 10, objectives: [knows-it],"
               " materials: [{item: sheet, from: handout/shee}]}\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    assert_string_equal(tree_load(&t), "X001 X001 X001 X001 X001");
    for (size_t i = 0; i < 5; i++)
        assert_true(bz_str_starts(tree_diag(&t, i)->hint, "did you mean"));
    tree_free(&t);
}

static void test_load_link__circles(void **state)
{
    (void)state;
    tree t = tree_new();
    static const char *const requires[] = {"b", "c", "a", "d", "a"};
    tree_write(&t, "curricula/tiny/curriculum.yaml",
               "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
               "credit: T\nsessions: [a, b, c, d, e]\n");
    for (size_t i = 0; i < 5; i++) {
        bz_buf name = {0}, text = {0};
        bz_buf_fmt(&name, "curricula/tiny/sessions/%c.yaml", (char)('a' + i));
        bz_buf_fmt(&text,
                   "title: T\npurpose: P\nminutes: 5\nrequires: [%s]\n"
                   "activities: [{id: x, method: game, minutes: 5}]\n",
                   requires[i]);
        tree_write(&t, name.p, text.p);
        name.p[name.n - 4] = 'm', name.p[name.n - 3] = 'd', name.p[name.n - 2] = '\0';
        tree_write(&t, name.p, "## X {#x}\n");
        bz_buf_deinit(&name);
        bz_buf_deinit(&text);
    }
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.yaml"));
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.md"));
    assert_string_equal(tree_load(&t), "X008 X008"); /* a → b → c → a; d → d */
    assert_int_equal(tree_diag(&t, 0)->n_notes, 2);
    assert_str(tree_diag(&t, 0)->notes[0].message, "`a` requires `b`");
    tree_free(&t);
}

static void test_load_link__strays(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.all = true;
    assert_string_equal(tree_load(&t), "");
    tree_write(&t, "curricula/tiny/sessions/two.yaml", "title: Two\n"); /* not listed */
    tree_write(&t, "curricula/tiny/sessions/two.md", "## A {#a}\n");    /* goes with it */
    tree_write(&t, "curricula/tiny/sessions/three.md", "## A {#a}\n");  /* without .yaml */
    tree_write(&t, "curricula/tiny/sessions/README.md", "Notes.\n");
    tree_write(&t, "curricula/tiny/handouts/sheet.md", "Text.\n");
    tree_write(&t, "curricula/tiny/one.yaml", "title: One\n");
    tree_write(&t, "curricula/tiny/session/one.yaml", "title: One\n");
    tree_write(&t, "curricula/tiny/forms/faces.yml", "title: Faces\n");
    tree_write(&t, "curricula/tiny/images/ball.svg", "<svg/>");
    tree_write(&t, "curricula/library/stretch.md", "Stretch.\n");
    tree_write(&t, "curricula/contexts/there.yaml", "title: There\n");
    assert_string_equal(tree_load(&t), "S009 S009 S009 S009 S009 S009 S009 S009");
    assert_int_equal(t.status, BZ_OK);
    tree_free(&t);
}

/* Also of a place that no group is in yet. */
static void test_load_link__braces_that_would_be_printed(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.all = true;
    tree_write(&t, "curricula/contexts/places/there.yaml",
               "title: There\ncountry: KE\nwords:\n  mother: {text: {en: \"{{mother}}\"}, "
               "forms: {en: {possessive: \"{{mother}}'s\"}}}\n"
               "referrals:\n  clinic: {service: health, name: \"{{mother}} clinic\"}\n");
    assert_string_equal(tree_load(&t), "C019 C019 C137");
    assert_str(tree_pointed(&t, 2), "{{mother}} clinic");
    assert_str(tree_diag(&t, 2)->message, "`name` takes no words: the braces would be printed");
    tree_free(&t);
}

/* A place serves many curricula: a word is a slip where none of them has it, and only then. */
static void test_load_link__words_of_places(void **state)
{
    (void)state;
    tree t = tree_new();
    static const char other[] =
        "title: Other\nversion: \"1\"\nlanguage: en\naudience: Caregivers\n"
        "licence: CC-BY-4.0\ncredit: Tiny Trust\nwords:\n  song: {text: {en: a song}}\n"
        "sessions: [use]\n";
    tree_write(&t, "curricula/other/curriculum.yaml", other);
    tree_write(&t, "curricula/other/sessions/use.yaml",
               "title: Use\npurpose: We sing.\nminutes: 5\nactivities:\n"
               "  - {id: sing, method: circle, minutes: 5}\n");
    tree_write(&t, "curricula/other/sessions/use.md", "## Sing {#sing}\n\nSing.\n");
    tree_write(&t, "curricula/contexts/places/here.yaml",
               "title: Here\ncountry: KE\nwords:\n  mother: {text: {en: Akinyi}}\n"
               "  song: {text: {en: our song}}\n  mum: {text: {en: Akinyi}}\n"
               "  mothr: {text: {en: Akinyi}}\n");
    tree_write(&t, "curricula/contexts/places/village.yaml", "title: Village\nextends: here\n");
    assert_string_equal(tree_load(&t), ""); /* others may be there that are not read */
    t.request.all = true;
    assert_string_equal(tree_load(&t), "C136 C136"); /* once, though a village extends it */
    assert_str(tree_pointed(&t, 0), "mum");
    assert_str(tree_diag(&t, 0)->notes[0].message, "it is one of song, mother");
    assert_str(tree_diag(&t, 0)->hint, "take it out, or declare it under `words` of a curriculum");
    assert_str(tree_pointed(&t, 1), "mothr");
    assert_str(tree_diag(&t, 1)->hint, "did you mean `mother`?");
    tree_write(&t, "curricula/other/curriculum.yaml", "title: Other\nwrods: {}\n");
    assert_null(strstr(tree_load(&t), "C136")); /* what it declares is not known */
    tree_free(&t);
}
