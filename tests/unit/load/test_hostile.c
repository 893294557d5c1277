/* Files as nobody writes them by accident: each meets a diagnostic. The sizes are such that what
 * grows faster than the file takes many minutes, and is ended by the runner; no clock is read. */
#include "../unit.h"
#include "root.h"

static void repeat(bz_buf *out, size_t n, const char *line)
{
    for (size_t i = 0; i < n; i++)
        bz_buf_fmt(out, line, (int)i);
}

static void write_session(tree *t, const char *head, size_t n, const char *activity,
                          const char *heading)
{
    bz_buf yaml = {0}, md = {0};
    bz_buf_put(&yaml, head);
    repeat(&yaml, n, activity);
    repeat(&md, n, heading);
    tree_write(t, "curricula/tiny/sessions/one.yaml", yaml.p);
    tree_write(t, "curricula/tiny/sessions/one.md", md.p ? md.p : "");
    bz_buf_deinit(&yaml);
    bz_buf_deinit(&md);
}

#define SESSION "title: T\npurpose: P\nminutes: 15\nactivities:\n"

static void test_load_hostile__many_activities(void **state)
{
    (void)state;
    static const struct {
        const char *activity, *heading;
    } rows[] = {
        {"  - {id: a%d, method: game, minutes: 1}\n", "## A {#a%d}\n"},
        {"  - {id: a%d, method: game, minutes: 1}\n", "## B {#b%d}\n"},
        {"  - {id: a%d, method: game, minutes: 1}\n", "## B\n"},
        {"  - {method: game, minutes: 1}\n", "## B {#b%d}\n"},
        {"  - {id: A%d, method: game, minutes: 1}\n", "## B {#b%d}\n"},
        {"  - {id: a, method: game, minutes: 1}\n", "## A {#a}\n"},
        {"  - {use: library/a%d}\n", "## A {#a%d}\n"},
        {"  - {idd: a%d}\n", ""},
    };
    tree t = tree_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_session(&t, SESSION, 8000, rows[i].activity, rows[i].heading);
        tree_load(&t);
    }
    tree_free(&t);
}

static void test_load_hostile__many_words(void **state)
{
    (void)state;
    tree t = tree_new();
    bz_buf yaml = {0}, md = {0}, place = {0};
    bz_buf_put(&yaml, "title: T\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
                      "credit: T\nsessions: [one]\nwords:\n");
    repeat(&yaml, 9000, "  word%d: {is: thing, text: {en: x}}\n");
    bz_buf_put(&md, "## Hello {#hello}\n");
    repeat(&md, 9000, "{{word%d}} {{wrd}}\n\n");
    bz_buf_put(&md, "## Goodbye {#bye}\n");
    bz_buf_put(&place, "title: Here\ncountry: KE\nwords:\n");
    repeat(&place, 9000, "  word%d: {text: {en: y}}\n");
    tree_write(&t, "curricula/tiny/curriculum.yaml", yaml.p);
    tree_write(&t, "curricula/tiny/sessions/one.md", md.p);
    tree_write(&t, "curricula/contexts/places/here.yaml", place.p);
    t.request.group = BZ_STR("us");
    tree_load(&t);
    assert_true(bz_diags_errors(t.desk.job.diags) >= 9000);
    bz_buf_deinit(&yaml);
    bz_buf_deinit(&md);
    bz_buf_deinit(&place);
    tree_free(&t);
}

/* Every word in a thousand languages, in the curriculum and in the place. */
static void test_load_hostile__many_languages(void **state)
{
    (void)state;
    tree t = tree_new();
    bz_buf yaml = {0}, place = {0};
    bz_buf_put(&yaml, "title: T\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
                      "credit: T\nsessions: [one]\nwords:\n  mother:\n    text:\n");
    bz_buf_put(&place, "title: Here\ncountry: KE\nwords:\n  mother:\n    text:\n");
    for (int i = 0; i < 17576; i++) {
        const char tag[] = {(char)('a' + i / 676), (char)('a' + i / 26 % 26), (char)('a' + i % 26),
                            '\0'};
        bz_buf_fmt(&yaml, "      %s: x\n", tag);
        bz_buf_fmt(&place, "      %s: y\n", tag);
    }
    tree_write(&t, "curricula/tiny/curriculum.yaml", yaml.p);
    tree_write(&t, "curricula/contexts/places/here.yaml", place.p);
    t.request.group = BZ_STR("us");
    assert_string_equal(tree_load(&t), "");
    bz_buf_deinit(&yaml);
    bz_buf_deinit(&place);
    tree_free(&t);
}

static void test_load_hostile__long_chains(void **state)
{
    (void)state;
    tree t = tree_new();
    bz_buf yaml = {0}, name = {0}, text = {0};
    bz_buf_put(&yaml, "title: T\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
                      "credit: T\nsessions:\n");
    repeat(&yaml, 400, "  - s%d\n");
    tree_write(&t, "curricula/tiny/curriculum.yaml", yaml.p);
    for (int i = 0; i < 400; i++) {
        bz_buf_clear(&name), bz_buf_clear(&text);
        bz_buf_fmt(&name, "curricula/tiny/sessions/s%d.yaml", i);
        bz_buf_fmt(
            &text,
            "title: T\npurpose: P\nminutes: 5\nrequires: [s%d]\nactivities: [{use: library/a}]\n",
            (i + 1) % 400);
        tree_write(&t, name.p, text.p);
        bz_buf_clear(&name), bz_buf_clear(&text);
        bz_buf_fmt(&name, "curricula/contexts/places/p%d.yaml", i);
        bz_buf_fmt(&text, "title: T\nextends: p%d\n", (i + 1) % 400);
        tree_write(&t, name.p, text.p);
    }
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.yaml"));
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.md"));
    tree_write(&t, "curricula/library/a.yaml", "title: A\nmethod: game\nminutes: 5\n");
    tree_write(&t, "curricula/library/a.md", "Play.\n");
    t.request.curriculum = BZ_STR("tiny");
    t.request.place = BZ_STR("p0");
    assert_string_equal(tree_load(&t), "X009 X008");
    bz_buf_deinit(&yaml);
    bz_buf_deinit(&name);
    bz_buf_deinit(&text);
    tree_free(&t);
}

/* The ids that a walk has met stay readable while the pictures it meets make the text grow. */
static void test_load_hostile__ids_around_many_pictures(void **state)
{
    (void)state;
    tree t = tree_new();
    bz_buf md = {0};
    bz_buf_put(&md, "## Hello {#hello}\n\n::: say {#aa}\nGood day.\n:::\n\n"
                    "::: say {#bb}\nGood day.\n:::\n\n");
    repeat(&md, 3000, "![pic](../sessions/./p.svg)\n\n");
    bz_buf_put(&md, "::: say {#aa}\nAgain.\n:::\n\n::: say {#bb}\nAgain.\n:::\n\n"
                    "## Goodbye {#bye}\n");
    tree_write(&t, "curricula/tiny/sessions/p.svg", "<svg/>");
    tree_write(&t, "curricula/tiny/sessions/one.md", md.p);
    const char *found = tree_load(&t);
    assert_non_null(strstr(found, "X007 X007"));
    bz_buf_deinit(&md);
    tree_free(&t);
}

static void test_load_hostile__links_and_folders(void **state)
{
    (void)state;
    tree t = tree_new();
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.md"));
    desk_link(&t.desk, "curricula/tiny/sessions/one.md", "/etc/passwd");
    assert_string_equal(tree_load(&t), "S002");
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.md"));
    desk_pipe(&t.desk, "curricula/tiny/sessions/one.md");
    assert_string_equal(tree_load(&t), "S003");
    remove(desk_path(&t.desk, "curricula/tiny/sessions/one.md"));
    tree_write(&t, "curricula/tiny/sessions/one.md/inside", "x");
    assert_string_equal(tree_load(&t), "S003");
    desk_link(&t.desk, "curricula/contexts/places/there.yaml", "here.yaml");
    t.request.place = BZ_STR("there");
    assert_string_equal(tree_load(&t), "S002 S003");
    t.request.place = BZ_STR("");
    desk_link(&t.desk, "curricula/other", "tiny");
    t.request.curriculum = BZ_STR("other");
    assert_string_equal(tree_load(&t), "S002");
    desk_link(&t.desk, "plugins", "/etc");
    t.request.all = true;
    tree_load(&t);
    tree_free(&t);
}

static void test_load_hostile__names_that_leave(void **state)
{
    (void)state;
    static const char *const ids[] = {"../../secret", "/etc/passwd", "a/b", "",    "one.yaml",
                                      "CON",          "..",          "con", "a\tb"};
    tree t = tree_new();
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        bz_buf text = {0};
        bz_buf_fmt(
            &text,
            "title: Us\ncurriculum: \"%s\"\nplace: \"%s\"\nadaptations: [\"%s\"]\npeople: 9\n"
            "meetings: {start: 2026-09-08, at: \"17:00\"}\n",
            ids[i], ids[i], ids[i]);
        tree_write(&t, "curricula/contexts/groups/us.yaml", text.p);
        bz_buf_deinit(&text);
        t.request.group = BZ_STR("us");
        tree_load(&t);
        assert_int_equal(t.status, BZ_INVALID);
    }
    tree_free(&t);
}

static void test_load_hostile__limits(void **state)
{
    (void)state;
    tree t = tree_new();
    bz_limits limits = bz_limits_default;
    t.desk.job.limits = &limits;
    limits.files = 3;
    assert_non_null(strstr(tree_load(&t), "S004"));
    limits.files = 100;
    limits.file_bytes = 40;
    assert_non_null(strstr(tree_load(&t), "S004"));
    t.desk.job.limits = &bz_limits_default;
    tree_free(&t);
}

static void test_load_hostile__bytes(void **state)
{
    (void)state;
    static const char *const names[] = {
        "baraza.yaml", "curricula/tiny/curriculum.yaml", "curricula/tiny/sessions/one.yaml",
        "curricula/tiny/sessions/one.md", "curricula/contexts/groups/us.yaml"};
    static const char *const texts[] = {"\xff\xfe",
                                        "\x01",
                                        "a: \xc0\x80\n",
                                        ":\n",
                                        "- - - -\n",
                                        "{{{{{{{{\n",
                                        "::: :::\n::: say\n",
                                        "a: &a [*a, *a]\n",
                                        "? a\n: b\n",
                                        "!!binary x\n",
                                        "%YAML 9\n---\n",
                                        "## {#\n",
                                        "[](",
                                        "a: |\n\tb\n",
                                        "title: {title: {title: {title: {}}}}\n",
                                        "sessions: [[[[[[]]]]]]\nactivities: {a: b}\n",
                                        "\xe2\x80\xa8: \xc2\x85\n"};
    tree t = tree_new();
    t.request.all = true;
    t.request.group = BZ_STR("us");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *good = (char *)(uintptr_t)desk_text(&t.desk, names[i]);
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
            tree_write(&t, names[i], texts[k]);
            tree_load(&t);
            assert_true(*tree_load(&t) != '\0');
        }
        /* Cut off anywhere, and with every byte turned into another. */
        size_t n = strlen(good);
        for (size_t at = 0; at < n; at += 13) {
            char kept = good[at];
            good[at] = '\0';
            tree_write(&t, names[i], good);
            tree_load(&t);
            good[at] = "{[:#&*-\n"[at % 8];
            tree_write(&t, names[i], good);
            tree_load(&t);
            good[at] = kept;
        }
        tree_write(&t, names[i], good);
    }
    assert_string_equal(tree_load(&t), "");
    tree_free(&t);
}
