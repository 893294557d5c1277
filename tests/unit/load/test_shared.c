/* Sessions and handouts of the library: taken in by curricula, which say of them only what depends
 * on their other sessions. */
#include "../unit.h"
#include "root.h"

#define SESSION "curricula/library/sessions/safe"
#define SHEET   "curricula/library/handouts/sheet"

static void curriculum(tree *t, const char *id, const char *sessions)
{
    bz_buf name = {0}, text = {0};
    bz_buf_fmt(&name, "curricula/%s/curriculum.yaml", id);
    bz_buf_fmt(&text,
               "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: Caregivers\n"
               "licence: CC-BY-4.0\ncredit: Tiny Trust\n"
               "facts: {literacy: {values: [all, some, none], default: some}}\n"
               "words: {mother: {is: person, text: {en: Amina}}}\n"
               "references: {inspire: {text: A book.}}\nsessions:\n%s",
               sessions);
    tree_write(t, name.p, text.p);
    bz_buf_deinit(&name);
    bz_buf_deinit(&text);
}

static tree with_shared(void)
{
    tree t = tree_new();
    tree_write(&t, SESSION ".yaml",
               "title: Safe\npurpose: We know.\nminutes: 20\nrequires: [elsewhere]\n"
               "references: [inspire]\nhome_practice: {handout: sheet}\n"
               "objectives: [{id: tell, kind: do, text: tell somebody}]\nactivities:\n"
               "  - {id: kinds, method: story, minutes: 15, objectives: [tell]}\n"
               "  - {use: library/stretch, minutes: 5, materials: [{item: sheet, from: "
               "handout/sheet}]}\n");
    tree_write(
        &t, SESSION ".md",
        "For you.\n\n## Kinds {#kinds}\n\n{{mother}} tells.\n\n![a dot](../images/dot.svg)\n");
    tree_write(&t, "curricula/library/stretch.yaml",
               "title: Stretch\nmethod: relaxation\nminutes: 5\n");
    tree_write(&t, "curricula/library/stretch.md", "Up.\n");
    tree_write(&t, SHEET ".yaml", "title: Three sentences\npractice: One tick a day.\n");
    tree_write(&t, SHEET ".md", "![a dot](../images/dot.svg)\n\nI believe you.\n");
    tree_write(&t, "curricula/library/images/dot.svg", "<svg/>");
    curriculum(&t, "tiny", "  - one\n  - {use: library/session/safe, requires: [one]}\n");
    t.request.all = true;
    return t;
}

static bz_rec handout(const tree *t, const char *id)
{
    bz_rec c = bz_model_first(t->m, t->m->project, BZ_PROJECT_CURRICULA);
    return bz_model_child(t->m, c, BZ_CURRICULUM_HANDOUTS, bz_str_from(id));
}

static bz_str file_of(const tree *t, uint32_t file)
{
    return bz_source_name(t->desk.job.sources, file);
}

static void test_load_shared__session(void **state)
{
    (void)state;
    tree t = with_shared();
    assert_string_equal(tree_load(&t), "");
    bz_rec s = tree_session(&t, "safe"), a = tree_activity(&t, "safe", "kinds");
    assert_int_equal(bz_model_int(t.m, s, BZ_SESSION_NUMBER), 2);
    assert_int_equal(bz_model_int(t.m, s, BZ_SESSION_MINUTES), 20);
    assert_str(bz_model_text(t.m, s, BZ_SESSION_USE), "library/session/safe");
    assert_str(file_of(&t, bz_model_at(t.m, s)->file), SESSION ".yaml");
    assert_str(file_of(&t, bz_model_at(t.m, s)->id_span.file), "curricula/tiny/curriculum.yaml");
    assert_str(file_of(&t, bz_model_span(t.m, s, BZ_SESSION_TITLE).file), SESSION ".yaml");
    assert_true(tree_says(&t, s, "For you."));
    assert_true(tree_says(&t, a, "tells."));
    /* What the curriculum says goes before what the library says, and stands alone. */
    assert_int_equal(bz_model_count(t.m, s, BZ_SESSION_REQUIRES), 1);
    assert_int_equal(bz_model_element(t.m, s, BZ_SESSION_REQUIRES, 0)->target,
                     tree_session(&t, "one"));
    assert_int_equal(bz_model_element(t.m, s, BZ_SESSION_REFERENCES, 0)->target != 0, true);
    /* It is part of the curriculum, by the address that any session has. */
    bz_buf address = {0};
    bz_model_address(t.m, (bz_target){a, 0}, &address);
    assert_string_equal(address.p, "session/safe/kinds");
    bz_buf_deinit(&address);
    tree_free(&t);
}

static void test_load_shared__handout(void **state)
{
    (void)state;
    tree t = with_shared();
    tree_write(&t, "curricula/tiny/handouts/apple.yaml", "title: A\nsession: one\n");
    tree_write(&t, "curricula/tiny/handouts/apple.md", "A.\n");
    tree_write(&t, "curricula/tiny/handouts/tree.yaml", "title: T\nsession: one\n");
    tree_write(&t, "curricula/tiny/handouts/tree.md", "T.\n");
    assert_string_equal(tree_load(&t), "");
    bz_rec h = handout(&t, "sheet"), s = tree_session(&t, "safe");
    assert_true(h);
    assert_int_equal(bz_model_next(t.m, handout(&t, "apple")), h); /* in their order of names */
    assert_int_equal(bz_model_next(t.m, h), handout(&t, "tree"));
    assert_str(file_of(&t, bz_model_at(t.m, h)->file), SHEET ".yaml");
    assert_int_equal(bz_model_ref(t.m, h, BZ_HANDOUT_SESSION), s);
    bz_rec practice = bz_model_first(t.m, s, BZ_SESSION_HOME_PRACTICE);
    assert_int_equal(bz_model_ref(t.m, practice, BZ_HOME_PRACTICE_HANDOUT), h);
    bz_rec copies =
        bz_model_first(t.m, tree_activity(&t, "safe", "stretch"), BZ_ACTIVITY_MATERIALS);
    assert_int_equal(bz_model_ref(t.m, copies, BZ_MATERIAL_FROM), h);
    /* Its pictures lie in the library too. */
    bz_str picture = BZ_STR("");
    bz_node body = bz_model_at(t.m, h)->body;
    for (bz_node n = body; n; n = bz_doc_next(t.m->bodies, body, n))
        if (bz_doc_attr_text(t.m->bodies, n, BZ_ATTR_DEST).n)
            picture = bz_doc_attr_text(t.m->bodies, n, BZ_ATTR_DEST);
    assert_str(picture, "curricula/library/images/dot.svg");
    tree_free(&t);
}

/* A session of the curriculum's own may give a sheet of the library out. */
static void test_load_shared__handout_alone(void **state)
{
    (void)state;
    tree t = with_shared();
    curriculum(&t, "tiny", "  - one\n");
#define ONE                                                                                        \
    "title: One\npurpose: We meet.\nminutes: 15\nhome_practice: {handout: %s}\n"                   \
    "activities:\n  - {id: hello, method: circle, minutes: 10}\n"                                  \
    "  - {id: bye, method: circle, minutes: 5}\n"
    char text[400];
    snprintf(text, sizeof text, ONE, "library/handout/sheet");
    tree_write(&t, "curricula/tiny/sessions/one.yaml", text);
    assert_string_equal(tree_load(&t), "");
    assert_int_equal(bz_model_ref(t.m, handout(&t, "sheet"), BZ_HANDOUT_SESSION),
                     tree_session(&t, "one"));
    snprintf(text, sizeof text, ONE, "sheet"); /* a bare name is the curriculum's */
    tree_write(&t, "curricula/tiny/sessions/one.yaml", text);
    assert_string_equal(tree_load(&t), "X001");
    assert_str(tree_diag(&t, 0)->hint, "the library has one: write `library/handout/sheet`");
    snprintf(text, sizeof text, ONE, "library/handout/sheep");
    tree_write(&t, "curricula/tiny/sessions/one.yaml", text);
    assert_string_equal(tree_load(&t), "S001");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `sheet`?");
    /* What it says of its session must hold where it is taken in. */
    snprintf(text, sizeof text, ONE, "library/handout/sheet");
    tree_write(&t, "curricula/tiny/sessions/one.yaml", text);
    tree_write(&t, SHEET ".yaml", "title: Three sentences\nsession: safe\n");
    assert_string_equal(tree_load(&t), "X001");
    assert_str(tree_diag(&t, 0)->message, "`tiny` has no session `safe`");
    assert_int_equal(tree_diag(&t, 0)->n_notes, 1);
    tree_free(&t);
}

static void test_load_shared__two_handouts(void **state)
{
    (void)state;
    tree t = with_shared();
    tree_write(&t, "curricula/tiny/handouts/sheet.yaml", "title: Mine\nsession: one\n");
    tree_write(&t, "curricula/tiny/handouts/sheet.md", "Mine.\n");
    assert_string_equal(tree_load(&t), "T018");
    assert_str(tree_pointed(&t, 0), "sheet");
    assert_int_equal(tree_diag(&t, 0)->n_notes, 3);
    curriculum(&t, "tiny", "  - one\n"); /* which does not name it */
    assert_string_equal(tree_load(&t), "");
    tree_free(&t);
}

static void test_load_shared__slips(void **state)
{
    static const struct {
        const char *sessions, *codes, *hint;
    } cases[] = {
        {"  - one\n  - {use: safe}\n", "F017", "write `library/session/safe`"},
        {"  - one\n  - {use: library/safe}\n", "F017", "write `library/session/safe`"},
        {"  - one\n  - {use: library/sessions/safe}\n", "F017", "write `library/session/safe`"},
        {"  - one\n  - library/session/safe\n", "F005", "write `- use: library/session/safe`"},
        {"  - one\n  - {use: library/session/save}\n", "S001", "did you mean `safe`?"},
        {"  - one\n  - safe\n", "S001",
         "the library has one: write `- use: library/session/safe` in `sessions`"},
        {"  - one\n  - {use: library/session/safe, requires: [library/session/safe]}\n", "F017",
         "in its curriculum it is called `safe`"},
        {"  - one\n  - {use: library/session/safe, requires: [two]}\n", "X001", NULL},
        {"  - one\n  - {use: library/session/safe, requires: [one], title: Mine}\n", "F001",
         "`title` is said in the library; who needs another one writes a session of the "
         "curriculum's own"},
        {"  - one\n  - {use: library/session/safe, requires: [one], minuts: 20}\n", "F001",
         "did you mean `minutes`?"},
        {"  - one\n  - {requires: [one]}\n", "F002",
         "for example `use: library/session/helping-children`"},
        {"  - one\n  - {}\n", "F002", NULL},
        {"  - one\n  - [one]\n", "F003", NULL},
        {"  - one\n  - {use: [safe]}\n", "F003", NULL},
        {"  - one\n  - {use: {session: safe}}\n", "F003", NULL},
        {"  - one\n  - {use: library/session/../one}\n", "F017", NULL},
        {"  - one\n  - {use: library/session/session}\n", "F017", NULL},
        {"  - one\n  - {use: library/session/}\n", "F017", NULL},
        {"  - one\n  - {use: library/session/safe, requires: [one]}\n  - {use: "
         "library/session/safe}\n",
         "F006", NULL},
        {"  - one\n  - {use: library/session/safe, requires: [one]}\n  - safe\n", "F006", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tree t = with_shared();
        t.request.all = false;
        curriculum(&t, "tiny", cases[i].sessions);
        assert_string_equal(tree_load(&t), cases[i].codes);
        if (cases[i].hint) assert_str(tree_diag(&t, 0)->hint, cases[i].hint);
        tree_free(&t);
    }
}

static void test_load_shared__no_activity(void **state)
{
    (void)state;
    tree t = with_shared();
    tree_write(&t, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivities:\n"
               "  - {id: hello, method: circle, minutes: 10}\n  - use: library/session/safe\n");
    tree_write(&t, "curricula/tiny/sessions/one.md", "## Hello {#hello}\n");
    assert_string_equal(tree_load(&t), "F017");
    assert_str(tree_diag(&t, 0)->message,
               "`use` takes an activity of the library, not `library/session/safe`");
    assert_str(
        tree_diag(&t, 0)->hint,
        "a whole session is named in `sessions` of a curriculum: `- use: library/session/safe`");
    tree_free(&t);
}

/* What its text needs is the curriculum's: both places are named, and the curriculum. */
static void test_load_shared__needs(void **state)
{
    (void)state;
    tree t = with_shared();
    tree_write(&t, SESSION ".md",
               "{{fahter}}\n\n## Kinds {#kinds}\n\n::: when money=none\nNo.\n:::\n");
    curriculum(&t, "other", "  - {use: library/session/safe, requires: []}\n");
    assert_string_equal(tree_load(&t), "X002 X002 X004 X004"); /* each of the two curricula */
    assert_str(tree_diag(&t, 0)->message, "`fahter` is no word of `other`");
    assert_str(tree_diag(&t, 1)->message, "`fahter` is no word of `tiny`");
    const bz_diag_note *note = &tree_diag(&t, 1)->notes[0];
    assert_str(note->message, "the library's text is taken in here");
    assert_str(bz_span_text(t.desk.job.sources, note->span), "library/session/safe");
    assert_str(file_of(&t, note->span.file), "curricula/tiny/curriculum.yaml");
    tree_free(&t);
    t = with_shared();
    tree_write(&t, SHEET ".md", "{{fahter}}\n");
    tree_write(&t, "curricula/tiny/curriculum.yaml",
               "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
               "credit: T\nwords: {mother: {is: person, text: {en: A}}}\n"
               "sessions: [one, {use: library/session/safe, requires: [one]}]\n");
    assert_string_equal(tree_load(&t), "X002 X001");
    assert_int_equal(tree_diag(&t, 0)->n_notes, 1);
    assert_str(tree_diag(&t, 1)->message, "`tiny` has no reference `inspire`");
    assert_int_equal(tree_diag(&t, 1)->n_notes, 1);
    tree_free(&t);
}

/* A slip in a shared text is one slip, however many take it in; and it is found before somebody
 * does. */
static void test_load_shared__once(void **state)
{
    (void)state;
    tree t = with_shared();
    tree_write(&t, SESSION ".md", "## Kinds {#kinds}\n\n![gone](../images/gone.svg)\n");
    curriculum(&t, "other", "  - {use: library/session/safe, requires: []}\n");
    assert_string_equal(tree_load(&t), "S001");
    remove(desk_path(&t.desk, "curricula/other/curriculum.yaml"));
    remove(desk_path(&t.desk, "curricula/other"));
    tree_write(&t, SHEET ".md", "::: sya\nOh.\n:::\n");
    curriculum(&t, "tiny", "  - one\n");
    assert_string_equal(tree_load(&t), "M007 S001");
    t.request.all = false; /* but it is no part of a programme */
    assert_string_equal(tree_load(&t), "");
    tree_free(&t);
}

static void test_load_shared__strays(void **state)
{
    (void)state;
    tree t = with_shared();
    tree_write(&t, "curricula/tiny/sessions/safe.yaml", "title: Old\n");
    assert_string_equal(tree_load(&t), "S009");
    assert_str(tree_diag(&t, 0)->message, "a file that nobody names: the library's is taken in");
    remove(desk_path(&t.desk, "curricula/tiny/sessions/safe.yaml"));
    tree_write(&t, "curricula/library/sessions/alone.md", "Text.\n");
    tree_write(&t, "curricula/library/handouts/wrong.yml", "title: W\n");
    tree_write(&t, "curricula/library/session/other.yaml", "title: O\n");
    assert_string_equal(tree_load(&t), "S009 S009 S009");
    tree_free(&t);
}

/* Rituals, slots and checks see a session like any other. */
static void test_load_shared__rituals(void **state)
{
    (void)state;
    tree t = with_shared();
    curriculum(&t, "tiny",
               "  - one\n  - use: library/session/safe\n    requires: [one]\n    minutes: 25\n"
               "    when: literacy=some\n    track: parents\n"
               "    accept: [{code: T120, why: So it is.}]\n"
               "every_meeting: {start: [{use: library/stretch, id: up, minutes: 5}]}\n");
    assert_string_equal(tree_load(&t), "");
    bz_rec s = tree_session(&t, "safe"), first = bz_model_first(t.m, s, BZ_SESSION_ACTIVITIES);
    assert_int_equal(bz_model_int(t.m, s, BZ_SESSION_MINUTES), 25);
    assert_str(bz_model_text(t.m, s, BZ_SESSION_WHEN), "literacy=some");
    assert_str(bz_model_text(t.m, s, BZ_SESSION_TRACK), "parents");
    assert_int_equal(bz_model_count(t.m, s, BZ_SESSION_ACCEPT), 1);
    assert_str(bz_model_id(t.m, first), "up");
    tree_free(&t);
}
