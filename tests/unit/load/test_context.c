/* The layers of a context: curriculum, places, adaptations, group. */
#include "../unit.h"
#include "root.h"

static bz_str fact(const tree *t, const char *name)
{
    const bz_value *facts = bz_model_value(t->m, t->m->context, BZ_CONTEXT_FACTS);
    const bz_value *v = bz_value_find(t->m, facts, bz_str_from(name));
    return v ? bz_value_text(t->m, v) : BZ_STR("");
}

static bz_str word(const tree *t, const char *name, const char *form, const char *language)
{
    bool is_other;
    return bz_model_word(t->m, bz_str_from(name), bz_str_from(form), bz_str_from(language),
                         &is_other);
}

static void place(tree *t, const char *id, const char *text)
{
    bz_buf name = {0};
    bz_buf_fmt(&name, "curricula/contexts/places/%s.yaml", id);
    tree_write(t, name.p, text);
    bz_buf_deinit(&name);
}

static void group(tree *t, const char *more)
{
    bz_buf text = {0};
    bz_buf_fmt(&text,
               "title: Us\ncurriculum: tiny\nplace: here\npeople: 9\n"
               "meetings: {start: 2026-09-08, at: \"17:00\"}\n%s",
               more);
    tree_write(t, "curricula/contexts/groups/us.yaml", text.p);
    bz_buf_deinit(&text);
    t->request.group = BZ_STR("us");
}

static void test_load_context__facts(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.curriculum = BZ_STR("tiny");
    assert_string_equal(tree_load(&t), "");
    assert_str(fact(&t, "literacy"), "some");
    place(&t, "land", "title: Land\ncountry: KE\nfacts: {literacy: all, climate: dry}\n");
    place(&t, "here", "title: Here\nextends: land\n");
    t.request.place = BZ_STR("here");
    assert_string_equal(tree_load(&t), "");
    assert_str(fact(&t, "literacy"), "all");
    assert_str(fact(&t, "climate"), "");
    group(&t, "facts: {literacy: none}\n");
    t.request.place = BZ_STR("");
    assert_string_equal(tree_load(&t), "");
    assert_str(fact(&t, "literacy"), "none");
    group(&t, "facts: {literacy: nobody, litracy: none}\n");
    assert_string_equal(tree_load(&t), "C008 C007");
    assert_str(tree_pointed(&t, 0), "nobody");
    assert_str(tree_pointed(&t, 1), "litracy");
    tree_free(&t);
}

static void test_load_context__words(void **state)
{
    (void)state;
    tree t = tree_new();
    place(&t, "land",
          "title: Land\ncountry: KE\nwords:\n  mother:\n    text: {en: Akinyi, sw: Akinyi}\n"
          "    forms: {en: {possessive: \"Akinyi's\"}, sw: {possessive: wa Akinyi}}\n"
          "  camel: {text: {en: camel}}\n");
    place(&t, "here",
          "title: Here\nextends: land\nwords: {mother: {text: {sw: Mama Akinyi}, "
          "forms: {sw: {possessive: wa Mama Akinyi, object: Mama}}}}\n");
    group(&t, "");
    assert_string_equal(tree_load(&t), "");
    assert_str(word(&t, "mother", "", "en"), "Akinyi");
    assert_str(word(&t, "mother", "", "sw"), "Mama Akinyi");
    assert_str(word(&t, "mother", "possessive", "en"), "Akinyi's");
    assert_str(word(&t, "mother", "possessive", "sw"), "wa Mama Akinyi");
    assert_str(word(&t, "mother", "object", "sw"), "Mama");
    /* The curriculum's own word and the places' are as they were. */
    bz_rec declared = bz_model_first(t.m, t.m->curriculum, BZ_CURRICULUM_WORDS);
    assert_int_equal(bz_model_count(t.m, declared, BZ_WORD_TEXT), 1);
    tree_free(&t);
}

static void test_load_context__word_slips(void **state)
{
    (void)state;
    static const struct {
        const char *words, *codes;
    } rows[] = {
        {"mother: {sex: male, text: {en: Otieno}, forms: {en: {possessive: x}}}", "C002"},
        {"mother: {sex: female, is: person, text: {en: Amina}}", ""},
        {"mother: {is: role}", "C012"},
        {"mother: {text: {en: Akinyi}}", "C004"},
        {"mother: {text: {sw: Akinyi}}", ""},
        {"mother: {text: {en: Akinyi}, forms: {en: {object: Akinyi}}}", "C004"},
        {"other: {text: {en: x}}", ""},
    };
    tree t = tree_new();
    group(&t, "");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_buf text = {0};
        bz_buf_fmt(&text, "title: Here\ncountry: KE\nwords:\n  %s\n", rows[i].words);
        place(&t, "here", text.p);
        bz_buf_deinit(&text);
        const char *found = tree_load(&t);
        if (strcmp(found, rows[i].codes) != 0)
            fail_msg("%s: got \"%s\", expected \"%s\"", rows[i].words, found, rows[i].codes);
    }
    tree_free(&t);
}

static void test_load_context__adaptations(void **state)
{
    (void)state;
    tree t = tree_new();
    group(&t, "adaptations: [ours, more]\n");
    tree_write(&t, "curricula/contexts/adaptations/ours/adaptation.yaml",
               "title: Ours\nfor: {curriculum: tiny, version: \"1\"}\n"
               "words: {mother: {text: {en: Akinyi}, forms: {en: {possessive: of Akinyi}}}}\n");
    tree_write(&t, "curricula/contexts/adaptations/more/adaptation.yaml",
               "title: More\nfor: {curriculum: tiny, version: \"1\"}\n"
               "words: {mother: {forms: {en: {possessive: her}}}}\n");
    assert_string_equal(tree_load(&t), "");
    assert_str(word(&t, "mother", "", "en"), "Akinyi");
    assert_str(word(&t, "mother", "possessive", "en"), "her");
    assert_int_equal(bz_model_count(t.m, t.m->context, BZ_CONTEXT_ADAPTATIONS), 2);
    bz_rec first = bz_model_element(t.m, t.m->context, BZ_CONTEXT_ADAPTATIONS, 0)->target;
    assert_str(bz_model_text(t.m, first, BZ_ADAPTATION_TITLE), "Ours");
    tree_write(&t, "curricula/contexts/adaptations/more/adaptation.yaml",
               "title: More\nfor: {curriculum: tiny, version: \"1\"}\n"
               "words: {mohter: {text: {en: x}}}\nchanges: []\napprovals: []\n");
    assert_string_equal(tree_load(&t), "C003");
    group(&t, "adaptations: [ours, mor]\n");
    assert_string_equal(tree_load(&t), "X001");
    tree_free(&t);
}

static void test_load_context__people_to_call(void **state)
{
    (void)state;
    tree t = tree_new();
    place(&t, "land",
          "title: Land\ncountry: KE\nfocal_point: {role: officer, phone: \"1\"}\nreferrals:\n"
          "  line: {service: health, name: Line, phone: \"2\"}\n"
          "  clinic: {service: health, name: Far clinic, phone: \"3\"}\n");
    place(&t, "here",
          "title: Here\nextends: land\nreferrals:\n"
          "  clinic: {service: health, name: Near clinic, phone: \"4\"}\n"
          "  shelter: {service: shelter, name: Shelter, phone: \"5\"}\n");
    group(&t, "");
    assert_string_equal(tree_load(&t), "");
    static const char *const names[] = {"Line", "Near clinic", "Shelter"};
    bz_rec r = bz_model_first(t.m, t.m->context, BZ_CONTEXT_REFERRALS);
    for (size_t i = 0; i < 3; i++, r = bz_model_next(t.m, r))
        assert_str(bz_model_text(t.m, r, BZ_REFERRAL_NAME), names[i]);
    assert_int_equal(r, 0);
    bz_rec focal = bz_model_first(t.m, t.m->context, BZ_CONTEXT_FOCAL_POINT);
    assert_str(bz_model_text(t.m, focal, BZ_FOCAL_POINT_PHONE), "1");
    tree_free(&t);
}

/* The nearest of any number of places has the last word on a service, and the seat of the first. */
static void test_load_context__one_service_in_each_place(void **state)
{
    (void)state;
    tree t = tree_new();
    place(&t, "world",
          "title: World\ncountry: KE\nreferrals:\n"
          "  clinic: {service: health, name: Farthest, phone: \"1\"}\n"
          "  line: {service: health, name: Line, phone: \"2\"}\n");
    place(&t, "land",
          "title: Land\nextends: world\nreferrals:\n"
          "  clinic: {service: health, name: Far, phone: \"3\"}\n");
    place(&t, "town",
          "title: Town\nextends: land\nreferrals:\n"
          "  clinic: {service: health, name: Near, phone: \"4\"}\n");
    place(&t, "here",
          "title: Here\nextends: town\nreferrals:\n"
          "  clinic: {service: health, name: Nearest, phone: \"5\"}\n");
    group(&t, "");
    assert_string_equal(tree_load(&t), "");
    assert_int_equal(bz_model_count(t.m, t.m->context, BZ_CONTEXT_REFERRALS), 2);
    bz_rec r = bz_model_first(t.m, t.m->context, BZ_CONTEXT_REFERRALS);
    assert_str(bz_model_text(t.m, r, BZ_REFERRAL_NAME), "Nearest");
    assert_str(bz_model_text(t.m, bz_model_next(t.m, r), BZ_REFERRAL_NAME), "Line");
    tree_free(&t);
}

/* Nothing that could be called crosses a border; words and facts do. */
static void test_load_context__borders(void **state)
{
    (void)state;
    tree t = tree_new();
    place(&t, "world",
          "title: World\ncountry: UG\nfacts: {literacy: none}\nreferrals:\n"
          "  line: {service: health, name: Line, phone: \"2\"}\n");
    place(&t, "land", "title: Land\nextends: world\nfocal_point: {role: officer, phone: \"1\"}\n");
    place(&t, "here",
          "title: Here\nextends: land\ncountry: KE\nreferrals:\n"
          "  clinic: {service: health, name: Near clinic, phone: \"4\"}\n");
    group(&t, "");
    assert_string_equal(tree_load(&t), "C005 C005");
    assert_int_equal(bz_model_count(t.m, t.m->context, BZ_CONTEXT_REFERRALS), 1);
    assert_false(bz_model_first(t.m, t.m->context, BZ_CONTEXT_FOCAL_POINT));
    assert_str(fact(&t, "literacy"), "none");
    assert_str(bz_model_text(t.m, t.m->context, BZ_CONTEXT_COUNTRY), "KE");
    tree_free(&t);
}

static void test_load_context__places(void **state)
{
    (void)state;
    tree t = tree_new();
    group(&t, "");
    place(&t, "here", "title: Here\nextends: lnd\n");
    place(&t, "land", "title: Land\n");
    assert_string_equal(tree_load(&t), "X001");
    assert_str(tree_diag(&t, 0)->hint, "did you mean `land`?");
    place(&t, "here", "title: Here\nextends: land\n");
    assert_string_equal(tree_load(&t), "C006 C006");
    place(&t, "land", "title: Land\nextends: here\ncountry: KE\n");
    assert_string_equal(tree_load(&t), "X009");
    place(&t, "here", "title: Here\nextends: here\n");
    assert_string_equal(tree_load(&t), "X009");
    t.request.all = true;
    place(&t, "here", "title: Here\nextends: land\n");
    place(&t, "low", "title: Low\nextends: here\n");
    assert_string_equal(tree_load(&t), "X009");
    tree_free(&t);
}

static void test_load_context__languages_and_paper(void **state)
{
    (void)state;
    tree t = tree_new();
    place(&t, "here", "title: Here\ncountry: KE\nlanguages: {spoken: luo}\n");
    group(&t, "paper: {size: Letter, ink: saving}\nchildcare: {adults: 2}\n");
    assert_string_equal(tree_load(&t), "");
    bz_model *m = t.m;
    bz_rec l = bz_model_first(m, m->context, BZ_CONTEXT_LANGUAGES);
    assert_str(bz_model_text(m, l, BZ_LANGUAGES_GUIDE), "en");
    assert_str(bz_model_text(m, l, BZ_LANGUAGES_SPOKEN), "luo");
    assert_str(bz_value_text(m, bz_model_element(m, l, BZ_LANGUAGES_HANDOUTS, 0)), "en");
    bz_rec paper = bz_model_first(m, m->context, BZ_CONTEXT_PAPER);
    assert_string_equal(bz_enum_name(BZ_E_PAPER, bz_model_int(m, paper, BZ_PAPER_SIZE)), "Letter");
    assert_true(bz_model_first(m, m->context, BZ_CONTEXT_CHILDCARE) != 0);
    t.request.group = BZ_STR("");
    t.request.curriculum = BZ_STR("tiny");
    assert_string_equal(tree_load(&t), "");
    paper = bz_model_first(t.m, t.m->context, BZ_CONTEXT_PAPER);
    assert_string_equal(bz_enum_name(BZ_E_PAPER, bz_model_int(t.m, paper, BZ_PAPER_SIZE)), "A4");
    tree_free(&t);
}

/* One model, one group after the other. */
static void test_load_context__again(void **state)
{
    (void)state;
    tree t = tree_new();
    t.request.all = true;
    assert_string_equal(tree_load(&t), "");
    bz_model *m = t.m;
    bz_rec c = bz_model_first(m, m->project, BZ_PROJECT_CURRICULA);
    bz_rec g = bz_model_first(m, m->project, BZ_PROJECT_GROUPS);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(bz_load_context(m, c, 0, i % 2 ? g : 0, &t.desk.job), BZ_OK);
        assert_int_equal(bz_model_int(m, m->context, BZ_CONTEXT_PEOPLE), i % 2 ? 9 : 12);
        assert_int_equal(bz_model_first(m, m->project, BZ_PROJECT_CONTEXT), m->context);
        assert_int_equal(bz_model_next(m, m->context), 0);
    }
    tree_free(&t);
}

static void test_load_context__another_curriculum(void **state)
{
    (void)state;
    tree t = tree_new();
    tree_write(&t, "curricula/other/curriculum.yaml",
               "title: O\nversion: \"1\"\nlanguage: en\naudience: C\nlicence: CC0-1.0\n"
               "credit: T\nsessions: [one]\n");
    tree_write(
        &t, "curricula/other/sessions/one.yaml",
        "title: T\npurpose: P\nminutes: 5\nactivities: [{id: a, method: game, minutes: 5}]\n");
    tree_write(&t, "curricula/other/sessions/one.md", "## A {#a}\n");
    t.request.curriculum = BZ_STR("other");
    t.request.group = BZ_STR("us");
    assert_string_equal(tree_load(&t), "C009");
    tree_free(&t);
}
