/* The rules on models built by hand: what each finds, and above all what it leaves alone. Each
 * rule's message is tested by its pair in tests/errors. */
#include "../unit.h"
#include "../model/build.h"
#include "check/check.h"

typedef struct desk {
    bz_job job;
    bz_model *m;
} desk;

static desk desk_new(void)
{
    desk d = {.m = tiny_model()};
    d.job = (bz_job){.arena = bz_arena_new(),
                     .scratch = bz_arena_new(),
                     .diags = bz_diags_new(),
                     .sources = bz_sources_new(),
                     .limits = &bz_limits_default};
    /* What the small model lacks on purpose is not the point here. */
    tiny_add(d.m, tiny_at(d.m, "place/here").rec, BZ_PLACE_REFERRALS, BZ_R_REFERRAL, "clinic");
    bz_rec clinic = bz_model_first(d.m, tiny_at(d.m, "place/here").rec, BZ_PLACE_REFERRALS);
    bz_model_set_int(d.m, clinic, BZ_REFERRAL_VERIFIED, 20000, NOWHERE);
    bz_model_set_ref(d.m, tiny_at(d.m, "handout/four-steps").rec, BZ_HANDOUT_SESSION,
                     BZ_STR("calm"), tiny_at(d.m, "calm").rec, NOWHERE);
    bz_rec signs = tiny_at(d.m, "calm/objectives/signs").rec;
    uint32_t served = bz_model_set_many(d.m, tiny_at(d.m, "calm/practice").rec,
                                        BZ_ACTIVITY_OBJECTIVES, BZ_V_LIST, 1, NOWHERE);
    bz_model_set_element_ref(d.m, served, BZ_STR(""), BZ_STR("signs"), signs, NOWHERE);
    bz_model_set_text(d.m, tiny_at(d.m, "calm").rec, BZ_SESSION_PURPOSE,
                      BZ_STR("Ask {{ mother.possessive }}."), NOWHERE);
    return d;
}

static void desk_free(desk *d)
{
    bz_model_free(d->m);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_arena_free(d->job.arena);
    bz_arena_free(d->job.scratch);
}

/* Exactly these codes, in the order of the walk, "" for none. */
static void expect(desk *d, const char *codes, bool is_planned)
{
    bz_buf got = {0};
    bz_diags_free(d->job.diags);
    d->job.diags = bz_diags_new();
    bz_status s = is_planned ? bz_check_plan(d->m, &d->job) : bz_check_model(d->m, &d->job);
    for (size_t i = 0; i < bz_diags_count(d->job.diags); i++) {
        if (i) bz_buf_char(&got, ' ');
        bz_buf_put(&got, bz_code_row(bz_diags_at(d->job.diags, i)->code)->name);
    }
    assert_str(bz_buf_view(&got), codes);
    assert_int_equal(s, bz_diags_errors(d->job.diags) ? BZ_INVALID : BZ_OK);
    bz_buf_deinit(&got);
}

static bz_str message(const desk *d)
{
    return bz_diags_at(d->job.diags, 0)->message;
}

static bz_rec context(desk *d, const char *fact, const char *value)
{
    bz_model *m = d->m;
    bz_rec c = tiny_add(m, m->project, BZ_PROJECT_CONTEXT, BZ_R_CONTEXT, NULL);
    uint32_t e = bz_model_set_many(m, c, BZ_CONTEXT_FACTS, BZ_V_MAP, 1, NOWHERE);
    bz_model_set_element(m, e, bz_str_from(fact), bz_str_from(value), NOWHERE);
    m->context = c;
    return c;
}

static bz_rec fact(desk *d, const char *id, const char *one, const char *two)
{
    bz_rec f = tiny_add(d->m, d->m->curriculum, BZ_CURRICULUM_FACTS, BZ_R_FACT, id);
    uint32_t e = bz_model_set_many(d->m, f, BZ_FACT_VALUES, BZ_V_LIST, 2, NOWHERE);
    bz_model_set_element(d->m, e, BZ_STR(""), bz_str_from(one), NOWHERE);
    bz_model_set_element(d->m, e + 1, BZ_STR(""), bz_str_from(two), NOWHERE);
    bz_model_set_text(d->m, f, BZ_FACT_DEFAULT, bz_str_from(one), NOWHERE);
    return f;
}

static void test_check_rules__a_sound_model_is_left_alone(void **state)
{
    (void)state;
    desk d = desk_new();
    expect(&d, "", false);
    expect(&d, "", true);
    d.m->curriculum = 0; /* `check` of everything */
    expect(&d, "", false);
    desk_free(&d);
}

static void test_check_rules__sums(void **state)
{
    (void)state;
    desk d = desk_new(); /* story 10, practice 20 (15-25) of 30 */
    bz_rec s = tiny_at(d.m, "calm").rec;
    bz_model_set_int(d.m, s, BZ_SESSION_MINUTES, 35, NOWHERE);
    expect(&d, "T102", false);
    assert_str(message(&d),
               "the parts of session `calm` usually take 30 minutes: 5 fewer than its 35");
    bz_model_set_int(d.m, s, BZ_SESSION_MINUTES, 36, NOWHERE);
    expect(&d, "T101", false);
    assert_str(message(&d),
               "session `calm` has 36 minutes, and its parts take at most 35: 1 too few");
    bz_model_set_int(d.m, s, BZ_SESSION_MINUTES, 25, NOWHERE);
    expect(&d, "T102", false);
    bz_model_set_int(d.m, s, BZ_SESSION_MINUTES, 24, NOWHERE);
    expect(&d, "T101", false);
    assert_str(message(&d),
               "session `calm` has 24 minutes, and its parts take at least 25: 1 too many");
    desk_free(&d);
}

static void test_check_rules__sums_count_what_is_done(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec s = tiny_at(d.m, "calm").rec;
    fact(&d, "caregivers", "women", "men");
    bz_rec men = tiny_activity(d.m, s, BZ_SESSION_ACTIVITIES, "men", 10);
    bz_model_set_text(d.m, tiny_at(d.m, "calm/story").rec, BZ_ACTIVITY_WHEN,
                      BZ_STR("caregivers=women"), NOWHERE);
    bz_model_set_text(d.m, men, BZ_ACTIVITY_WHEN, BZ_STR("caregivers=men"), NOWHERE);
    expect(&d, "", false); /* without a context, the default holds: one of the two */
    context(&d, "caregivers", "men");
    d.m->records.p[tiny_at(d.m, "calm/story").rec].flags |= BZ_REC_ABSENT;
    expect(&d, "", false);
    bz_model_set_int(d.m, men, BZ_ACTIVITY_MINUTES, 12, NOWHERE);
    expect(&d, "T102", false);
    bz_model_unlink(d.m, men);
    d.m->records.p[men].flags |= BZ_REC_DEAD;
    expect(&d, "T101", false);
    assert_str(message(&d),
               "session `calm` has 30 minutes, and its parts take at most 25: 5 too few");
    desk_free(&d);
}

static void test_check_rules__minutes_and_neighbours(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec practice = tiny_at(d.m, "calm/practice").rec, story = tiny_at(d.m, "calm/story").rec;
    bz_model_set_int(d.m, story, BZ_ACTIVITY_KEEP_WITH_NEXT, 1, NOWHERE);
    expect(&d, "", false);
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_KEEP_WITH_NEXT, 1, NOWHERE);
    bz_rec ritual = tiny_activity(d.m, tiny_at(d.m, "calm").rec, BZ_SESSION_ACTIVITIES, "bye", 5);
    bz_model_set_int(d.m, ritual, BZ_ACTIVITY_RITUAL, 2, NOWHERE);
    bz_model_set_int(d.m, tiny_at(d.m, "calm").rec, BZ_SESSION_MINUTES, 35, NOWHERE);
    expect(&d, "T104", false); /* a ritual is nothing to be kept with */
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_KEEP_WITH_NEXT, 0, NOWHERE);
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_LEAVE_OUT, 1, NOWHERE);
    bz_model_set_int(d.m, story, BZ_ACTIVITY_LEAVE_OUT, 2, NOWHERE);
    expect(&d, "T107", false); /* the red one only */
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_MINUTES, 26, NOWHERE);
    expect(&d, "T102 T103 T107", false);
    desk_free(&d);
}

static void test_check_rules__order_of_sessions(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec calm = tiny_at(d.m, "calm").rec;
    bz_rec later = tiny_add(d.m, d.m->curriculum, BZ_CURRICULUM_SESSIONS, BZ_R_SESSION, "later");
    bz_model_apply_defaults(d.m, later);
    uint32_t e = bz_model_set_many(d.m, later, BZ_SESSION_REQUIRES, BZ_V_LIST, 1, NOWHERE);
    bz_model_set_element_ref(d.m, e, BZ_STR(""), BZ_STR("calm"), calm, NOWHERE);
    expect(&d, "T111", false); /* no objectives, as the other has */
    bz_model_unlink(d.m, tiny_at(d.m, "calm/objectives/signs").rec);
    bz_model_clear(d.m, tiny_at(d.m, "calm/practice").rec, BZ_ACTIVITY_OBJECTIVES);
    expect(&d, "", false);
    bz_model_clear(d.m, later, BZ_SESSION_REQUIRES);
    e = bz_model_set_many(d.m, calm, BZ_SESSION_REQUIRES, BZ_V_LIST, 1, NOWHERE);
    bz_model_set_element_ref(d.m, e, BZ_STR(""), BZ_STR("later"), later, NOWHERE);
    expect(&d, "T105", false);
    bz_model_set_int(d.m, d.m->curriculum, BZ_CURRICULUM_RUNS, 1, NOWHERE); /* by choice */
    expect(&d, "T112", false);
    context(&d, "x", "y");
    d.m->records.p[later].flags |= BZ_REC_ABSENT;
    expect(&d, "T112 T106", false);
    desk_free(&d);
}

static void expect_when(desk *d, const char *when, const char *codes)
{
    bz_model_set_text(d->m, tiny_at(d->m, "calm/story").rec, BZ_ACTIVITY_WHEN, bz_str_from(when),
                      NOWHERE);
    bz_model_set_int(d->m, tiny_at(d->m, "calm").rec, BZ_SESSION_MINUTES, 0, NOWHERE);
    expect(d, codes, false);
}

static void test_check_rules__conditions(void **state)
{
    (void)state;
    desk d = desk_new();
    fact(&d, "who", "women", "men");
    fact(&d, "where", "camp", "town");
    expect_when(&d, "who=men where=camp", "");
    expect_when(&d, "who=men|women", "");
    expect_when(&d, "who!=men who=women", "");
    expect_when(&d, "who=men who=women", "T108");
    expect_when(&d, "where=camp who!=men|women", "T108");
    expect_when(&d, "who=men who!=men where=town", "T108");
    expect_when(&d, "nobody=x nobody=y", ""); /* an unknown fact is the loader's */
    expect_when(&d, "who=men", "");
    bz_node ask = tiny_at(d.m, "calm/story/ask-1").node;
    bz_doc_set(d.m->bodies, ask, BZ_ATTR_WHEN, BZ_STR("who=women"));
    expect(&d, "T108", false);
    assert_str(message(&d), "`who=women` can never hold here: no value of `who` is left");
    expect_when(&d, "who=men who=women", "T108"); /* the outer one only */
    desk_free(&d);
}

static void test_check_rules__safety_is_for_all(void **state)
{
    (void)state;
    desk d = desk_new();
    fact(&d, "who", "women", "men");
    bz_target practice = tiny_at(d.m, "calm/practice");
    bz_node body = bz_model_at(d.m, practice.rec)->body;
    bz_node option = tiny_container(d.m, body, BZ_ACT_OPTION, NULL, "One way.");
    tiny_container(d.m, option, BZ_ACT_SAFETY, NULL, "Listen.");
    expect(&d, "T109", false);
    d.m->bodies->nodes.p[option].aux = BZ_ACT_WHEN;
    bz_doc_set(d.m->bodies, option, BZ_ATTR_WHEN, BZ_STR("who=men"));
    expect(&d, "T109", false);
    d.m->bodies->nodes.p[option].aux = BZ_ACT_NOTE;
    bz_doc_set(d.m->bodies, option, BZ_ATTR_WHEN, BZ_STR("who=men|women"));
    expect(&d, "T109", false);
    desk_free(&d);
}

static void test_check_rules__home_practice(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec s = tiny_at(d.m, "calm").rec, handout = tiny_at(d.m, "handout/four-steps").rec;
    bz_rec p = tiny_add(d.m, s, BZ_SESSION_HOME_PRACTICE, BZ_R_HOME_PRACTICE, NULL);
    expect(&d, "T113", false);
    bz_model_set_ref(d.m, p, BZ_HOME_PRACTICE_HANDOUT, BZ_STR("four-steps"), handout, NOWHERE);
    expect(&d, "T113", false);
    bz_model_set_text(d.m, handout, BZ_HANDOUT_PRACTICE, BZ_STR("One tick."), NOWHERE);
    expect(&d, "", false);
    bz_model_set_int(d.m, handout, BZ_HANDOUT_TAKE_HOME, 2, NOWHERE);
    expect(&d, "T114", false);
    bz_model_set_int(d.m, handout, BZ_HANDOUT_TAKE_HOME, 1, NOWHERE);
    bz_model_clear(d.m, handout, BZ_HANDOUT_SESSION);
    expect(&d, "", false); /* given by the home practice */
    bz_model_clear(d.m, p, BZ_HOME_PRACTICE_HANDOUT);
    bz_model_set_text(d.m, p, BZ_HOME_PRACTICE_TEXT, BZ_STR("Stop once."), NOWHERE);
    expect(&d, "T116", false);
    desk_free(&d);
}

static void test_check_rules__words(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec w = tiny_word(d.m, d.m->curriculum, BZ_CURRICULUM_WORDS, "drink", "en", "tea", NULL);
    expect(&d, "X104", false);
    bz_rec a = tiny_at(d.m, "calm/story").rec;
    bz_doc_set(d.m->bodies, tiny_at(d.m, "calm/story/ask-1").node, BZ_ATTR_TITLE,
               BZ_STR("a {x {{drink}} }"));
    expect(&d, "", false);
    bz_model_set_int(d.m, w, BZ_WORD_IS, 0, NOWHERE);
    expect(&d, "X103", false);
    bz_model_set_int(d.m, w, BZ_WORD_SEX, 0, NOWHERE);
    bz_model_set_text(d.m, d.m->curriculum, BZ_CURRICULUM_LANGUAGE, BZ_STR("en-GB"), NOWHERE);
    expect(&d, "", false);
    bz_model_set_text(d.m, d.m->curriculum, BZ_CURRICULUM_LANGUAGE, BZ_STR("sw"), NOWHERE);
    expect(&d, "X101 X101", false);
    bz_model_set_text(d.m, d.m->curriculum, BZ_CURRICULUM_LANGUAGE, BZ_STR("en"), NOWHERE);
    bz_rec c = context(&d, "x", "y");
    bz_rec l = tiny_add(d.m, c, BZ_CONTEXT_LANGUAGES, BZ_R_LANGUAGES, NULL);
    tiny_word(d.m, c, BZ_CONTEXT_WORDS, "drink", "luo", "nyuka", NULL);
    bz_model_set_text(d.m, l, BZ_LANGUAGES_SPOKEN, BZ_STR("luo"), NOWHERE);
    bz_model_set_text(d.m, l, BZ_LANGUAGES_GUIDE, BZ_STR("en-KE"), NOWHERE);
    expect(&d, "", false);
    tiny_word(d.m, c, BZ_CONTEXT_WORDS, "mother", "en", "Amina", NULL);
    expect(&d, "X102", false);
    assert_str(message(&d), "1 word has no text in `luo`: `mother`");
    bz_model_set_text(d.m, a, BZ_ACTIVITY_TITLE, BZ_STR("{{"), NOWHERE); /* nothing behind it */
    expect(&d, "X102", false);
    desk_free(&d);
}

static void test_check_rules__licences(void **state)
{
    (void)state;
    desk d = desk_new();
    struct {
        const char *licence, *code, *hint;
    } rows[] = {{"CC-BY-4.0", "", ""},
                {"LicenseRef-Our-Own", "", ""},
                {"GPL-3.0-or-later", "", ""},
                {"cc-by-4.0", "L002", "did you mean `CC-BY-4.0`?"},
                {"CC BY 4.0", "L002", "did you mean `CC-BY-4.0`?"},
                {"CC-BY-ND 4.0", "L002", "did you mean `CC-BY-ND-4.0`?"},
                {"LicenseRef-", "L002", NULL},
                {"all rights reserved", "L002",
                 "identifiers are listed at spdx.org/licenses, for example `CC-BY-4.0`; a licence "
                 "of your own is "
                 "`LicenseRef-NAME`"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_model_set_text(d.m, d.m->curriculum, BZ_CURRICULUM_LICENCE, bz_str_from(rows[i].licence),
                          NOWHERE);
        expect(&d, rows[i].code, false);
        if (*rows[i].code && rows[i].hint)
            assert_str(bz_diags_at(d.job.diags, 0)->hint, rows[i].hint);
    }
    desk_free(&d);
}

/* --- with a group and a plan */

static bz_rec plan(desk *d, int days, int minutes)
{
    bz_model *m = d->m;
    bz_rec c = context(d, "x", "y");
    bz_rec g = tiny_add(m, m->project, BZ_PROJECT_GROUPS, BZ_R_GROUP, "us");
    bz_rec rhythm = tiny_add(m, g, BZ_GROUP_MEETINGS, BZ_R_MEETINGS, NULL);
    bz_model_set_ref(m, c, BZ_CONTEXT_GROUP, BZ_STR("us"), g, NOWHERE);
    bz_model_set_ref(m, c, BZ_CONTEXT_PLACE, BZ_STR("here"), tiny_at(m, "place/here").rec, NOWHERE);
    m->programme = tiny_add(m, m->project, BZ_PROJECT_PROGRAMME, BZ_R_PROGRAMME, NULL);
    for (int i = 0; i < days; i++) {
        bz_rec meeting = tiny_add(m, m->programme, BZ_PROGRAMME_MEETINGS, BZ_R_MEETING, NULL);
        bz_model_set_int(m, meeting, BZ_MEETING_DATE, 1000 + 7 * i, NOWHERE);
        bz_model_set_int(m, meeting, BZ_MEETING_NUMBER, i + 1, NOWHERE);
        bz_model_set_int(m, meeting, BZ_MEETING_MINUTES, minutes, NOWHERE);
        uint32_t e = bz_model_set_many(m, meeting, BZ_MEETING_SESSIONS, BZ_V_LIST, 1, NOWHERE);
        bz_model_set_element_ref(m, e, BZ_STR(""), BZ_STR("calm"), tiny_at(m, "calm").rec, NOWHERE);
    }
    return rhythm;
}

static void test_check_rules__dates_and_holes(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec rhythm = plan(&d, 2, 30);
    uint32_t e = bz_model_set_many(d.m, rhythm, BZ_MEETINGS_DATES, BZ_V_LIST, 2, NOWHERE);
    bz_model_set_element_int(d.m, e, BZ_STR(""), 1000, NOWHERE);
    bz_model_set_element_int(d.m, e + 1, BZ_STR(""), 1007, NOWHERE);
    bz_rec skip = tiny_add(d.m, rhythm, BZ_MEETINGS_SKIP, BZ_R_SKIP, NULL);
    bz_model_set_int(d.m, skip, BZ_SKIP_FROM, 1001, NOWHERE);
    bz_model_set_int(d.m, skip, BZ_SKIP_TO, 1006, NOWHERE);
    expect(&d, "", false);
    bz_model_set_int(d.m, skip, BZ_SKIP_TO, 1007, NOWHERE);
    expect(&d, "C115", false);
    desk_free(&d);
}

static void test_check_rules__whom_to_call(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec here = tiny_at(d.m, "place/here").rec;
    plan(&d, 2, 30);
    bz_model_set_int(d.m, tiny_at(d.m, "calm").rec, BZ_SESSION_SENSITIVE, 1, NOWHERE);
    expect(&d, "C117", false);
    tiny_add(d.m, d.m->context, BZ_CONTEXT_FOCAL_POINT, BZ_R_FOCAL_POINT, NULL);
    expect(&d, "", false);
    bz_rec r = tiny_add(d.m, here, BZ_PLACE_REFERRALS, BZ_R_REFERRAL, "line");
    expect(&d, "C119", false);
    bz_model_set_int(d.m, r, BZ_REFERRAL_EXAMPLE, 1, NOWHERE);
    expect(&d, "C122", false);
    /* Days: 1000 and 1007. */
    bz_rec printed = tiny_add(d.m, d.m->context, BZ_CONTEXT_REFERRALS, BZ_R_REFERRAL, "line");
    const struct {
        int expires;
        const char *codes;
    } rows[] = {{999, "C120"}, {1000, "C121"}, {1006, "C121"}, {1007, ""}, {2000, ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_model_set_int(d.m, printed, BZ_REFERRAL_EXPIRES, rows[i].expires, NOWHERE);
        expect(&d, rows[i].codes, true);
    }
    desk_free(&d);
}

static void test_check_rules__places_without_referrals(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec here = tiny_at(d.m, "place/here").rec;
    bz_rec ward = tiny_add(d.m, d.m->project, BZ_PROJECT_PLACES, BZ_R_PLACE, "ward");
    expect(&d, "C118", false);
    bz_model_set_ref(d.m, ward, BZ_PLACE_EXTENDS, BZ_STR("here"), here, NOWHERE);
    expect(&d, "", false);
    bz_model_set_text(d.m, here, BZ_PLACE_COUNTRY, BZ_STR("UG"), NOWHERE);
    expect(&d, "", false);
    bz_model_set_text(d.m, ward, BZ_PLACE_COUNTRY, BZ_STR("KE"), NOWHERE);
    expect(&d, "C118", false); /* what lies across the border does not count */
    bz_model_set_ref(d.m, here, BZ_PLACE_EXTENDS, BZ_STR("here"), here,
                     NOWHERE); /* a circle ends */
    expect(&d, "C118", false);
    desk_free(&d);
}

static void test_check_rules__facts_of_places(void **state)
{
    (void)state;
    desk d = desk_new();
    fact(&d, "literacy", "mixed", "none");
    uint32_t e = bz_model_set_many(d.m, tiny_at(d.m, "place/here").rec, BZ_PLACE_FACTS, BZ_V_MAP, 2,
                                   NOWHERE);
    bz_model_set_element(d.m, e, BZ_STR("literacy"), BZ_STR("mixed"), NOWHERE);
    bz_model_set_element(d.m, e + 1, BZ_STR("altitude"), BZ_STR("high"), NOWHERE);
    expect(&d, "", false);
    bz_model_set_element(d.m, e + 1, BZ_STR("litercy"), BZ_STR("none"), NOWHERE);
    expect(&d, "C111", false);
    assert_str(bz_diags_at(d.job.diags, 0)->hint, "did you mean `literacy`?");
    desk_free(&d);
}

static void test_check_rules__what_a_change_removed(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec story = tiny_at(d.m, "calm/story").rec, o = tiny_at(d.m, "calm/objectives/signs").rec;
    uint32_t e = bz_model_set_many(d.m, story, BZ_ACTIVITY_OBJECTIVES, BZ_V_LIST, 1, NOWHERE);
    bz_model_set_element_ref(d.m, e, BZ_STR(""), BZ_STR("signs"), o, NOWHERE);
    expect(&d, "", false);
    bz_model_unlink(d.m, o);
    d.m->records.p[o].flags |= BZ_REC_DEAD;
    expect(&d, "X105", false);
    desk_free(&d);
}

/* Minutes of a method in the only session; accepted by the session, then by its curriculum. */
static void test_check_rules__accepted(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec session = tiny_at(d.m, "calm").rec, practice = tiny_at(d.m, "calm/practice").rec;
    bz_model_clear(d.m, practice, BZ_ACTIVITY_BETWEEN);
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_MINUTES, 40, NOWHERE);
    bz_model_set_int(d.m, session, BZ_SESSION_MINUTES, 50, NOWHERE);
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_METHOD,
                     bz_enum_find(BZ_E_METHOD, BZ_STR("practice")), NOWHERE);
    expect(&d, "", false);
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_METHOD,
                     bz_enum_find(BZ_E_METHOD, BZ_STR("discussion")), NOWHERE);
    expect(&d, "T120", false);
    bz_rec a = tiny_add(d.m, session, BZ_SESSION_ACCEPT, BZ_R_ACCEPT, NULL);
    bz_model_set_text(d.m, a, BZ_ACCEPT_CODE, BZ_STR("T120"), NOWHERE);
    expect(&d, "", false);
    bz_model_set_text(d.m, a, BZ_ACCEPT_CODE, BZ_STR("T121"), NOWHERE);
    expect(&d, "T120 T127", false);
    bz_model_set_text(d.m, a, BZ_ACCEPT_CODE, BZ_STR("T101"), NOWHERE);
    expect(&d, "T120 T126", false);
    bz_model_unlink(d.m, a);
    a = tiny_add(d.m, d.m->curriculum, BZ_CURRICULUM_ACCEPT, BZ_R_ACCEPT, NULL);
    bz_model_set_text(d.m, a, BZ_ACCEPT_CODE, BZ_STR("T120"), NOWHERE);
    expect(&d, "", false);
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_MINUTES, 95, NOWHERE);
    bz_model_set_int(d.m, session, BZ_SESSION_MINUTES, 105, NOWHERE);
    expect(&d, "T121", false);
    desk_free(&d);
}
