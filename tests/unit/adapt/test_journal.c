/* Each primitive: what it does, what its entry says, and what it refuses. */
#include "../unit.h"
#include "desk.h"
#include <stdio.h>

static const bz_change *last(const desk *d)
{
    return bz_journal_at(d->j, bz_journal_count(d->j));
}

static void test_adapt_journal__sets_a_field(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec story = tiny_at(d.m, "calm/story").rec;
    bz_change c = desk_set(&d, "calm/story", BZ_ACTIVITY_METHOD, BZ_V_INT, "", 7, 0);
    c.verb = BZ_STR("redo");
    desk_do(&d, &c);
    assert_int_equal(bz_model_int(d.m, story, BZ_ACTIVITY_METHOD), 7);
    assert_int_equal(bz_model_value(d.m, story, BZ_ACTIVITY_METHOD)->origin, 1);
    assert_str(last(&d)->was, "discussion");
    assert_str(last(&d)->now, "drawing");
    assert_str(last(&d)->address, "session/calm/story");
    assert_str(last(&d)->verb, "redo");
    assert_int_equal(last(&d)->light, BZ_WITH_CARE);
    c = desk_set(&d, "calm/story", BZ_ACTIVITY_TITLE, BZ_V_TEXT, "The cup of {{mother}}", 0, 0);
    desk_do(&d, &c);
    assert_str(last(&d)->was, "");
    assert_str(last(&d)->verb, "set");
    assert_str(bz_model_text(d.m, story, BZ_ACTIVITY_TITLE), "The cup of {{mother}}");
    c = desk_set(&d, "calm/story", BZ_ACTIVITY_TITLE, BZ_V_NONE, "", 0, 0);
    desk_do(&d, &c);
    assert_false(bz_model_has(d.m, story, BZ_ACTIVITY_TITLE));
    assert_str(last(&d)->was, "The cup of {{mother}}");
    c = desk_set(&d, "calm/story", BZ_ACTIVITY_BETWEEN, BZ_V_RANGE, "", 5, 15);
    desk_do(&d, &c);
    assert_str(last(&d)->now, "5-15");
    c = desk_set(&d, "calm", BZ_SESSION_KEY_MESSAGES, BZ_V_LIST, "Breathe.\x1eThen speak.", 0, 0);
    desk_do(&d, &c);
    assert_int_equal(bz_model_count(d.m, tiny_at(d.m, "calm").rec, BZ_SESSION_KEY_MESSAGES), 2);
    assert_str(last(&d)->now, "Breathe.\nThen speak.");
    c = desk_set(&d, "calm/story", BZ_ACTIVITY_KEEP_WITH_NEXT, BZ_V_INT, "", 1, 0);
    desk_do(&d, &c);
    assert_str(last(&d)->was, "false");
    assert_str(last(&d)->now, "true");
    c = desk_set(&d, "calm/story", BZ_ACTIVITY_KEEP_WITH_NEXT, BZ_V_NONE, "", 0, 0);
    desk_do(&d, &c);
    assert_str(last(&d)->now, "false"); /* back to the row's default */
    desk_free(&d);
}

static void test_adapt_journal__refuses_what_a_row_does_not_take(void **state)
{
    (void)state;
    desk d = desk_new();
    struct {
        const char *address;
        int field;
        bz_value_kind kind;
        const char *text;
        int low, high;
        const char *reason;
    } rows[] = {
        {"calm/story", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 0, 0,
         "set `session/calm/story`: `minutes`: 0 is not within 1-600"},
        {"calm/story", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", -5, 0,
         "set `session/calm/story`: `minutes`: a negative number"},
        {"calm/story", BZ_ACTIVITY_MINUTES, BZ_V_TEXT, "5", 0, 0,
         "set `session/calm/story`: `minutes`: a text does not belong there"},
        {"calm/story", BZ_ACTIVITY_MINUTES, BZ_V_NONE, "", 0, 0,
         "set `session/calm/story`: `minutes`: it cannot be left out"},
        {"calm/story", BZ_ACTIVITY_METHOD, BZ_V_INT, "", 18, 0,
         "set `session/calm/story`: `method`: it is not one of its values"},
        {"calm/story", BZ_ACTIVITY_METHOD, BZ_V_INT, "", -1, 0,
         "set `session/calm/story`: `method`: it is not one of its values"},
        {"calm/story", BZ_ACTIVITY_KEEP_WITH_NEXT, BZ_V_INT, "", 2, 0,
         "set `session/calm/story`: `keep_with_next`: it is not one of its values"},
        {"calm/story", BZ_ACTIVITY_BETWEEN, BZ_V_RANGE, "", 9, 5,
         "set `session/calm/story`: `between`: the second number of a range is smaller than the "
         "first"},
        {"calm/story", BZ_ACTIVITY_BETWEEN, BZ_V_RANGE, "", 5, 900,
         "set `session/calm/story`: `between`: 900 is not within 1-600"},
        {"calm/story", BZ_ACTIVITY_TITLE, BZ_V_TEXT, "", 0, 0,
         "set `session/calm/story`: `title`: the text is empty"},
        {"calm/story", BZ_ACTIVITY_TITLE, BZ_V_TEXT, "a\nb", 0, 0,
         "set `session/calm/story`: `title`: the text holds a line break or a control character"},
        {"calm/story", BZ_ACTIVITY_TITLE, BZ_V_TEXT, "\xff", 0, 0,
         "set `session/calm/story`: `title`: the text is not UTF-8"},
        {"calm/story", BZ_ACTIVITY_ID, BZ_V_TEXT, "other", 0, 0,
         "set `session/calm/story`: `id`: it is read-only"},
        {"calm/story", BZ_ACTIVITY_MAY_CHANGE, BZ_V_INT, "", 0, 0,
         "set `session/calm/story`: `may_change`: it is read-only"},
        {"calm/story", BZ_ACTIVITY_MATERIALS, BZ_V_LIST, "a", 0, 0,
         "set `session/calm/story`: `materials`: it is read-only"},
        {"calm/story", 99, BZ_V_INT, "", 0, 0, "set `session/calm/story`: it has no such field"},
        {"calm/story", -1, BZ_V_INT, "", 0, 0, "set `session/calm/story`: it has no such field"},
        {"calm", BZ_SESSION_KEY_MESSAGES, BZ_V_TEXT, "a", 0, 0,
         "set `session/calm`: `key_messages`: it takes a list"},
        {"calm", BZ_SESSION_KEY_MESSAGES, BZ_V_LIST, "a\x1e", 0, 0,
         "set `session/calm`: `key_messages`: the text is empty"},
        {"calm", BZ_SESSION_TITLE, BZ_V_LIST, "a", 0, 0,
         "set `session/calm`: `title`: it is not a list of texts"},
        {"calm", BZ_SESSION_TITLE, BZ_V_NONE, "", 0, 0,
         "set `session/calm`: `title`: it cannot be left out"},
        {"calm", BZ_SESSION_TITLE, BZ_V_MAP, "", 0, 0,
         "set `session/calm`: `title`: it is of a kind that cannot be set"},
        {"calm", BZ_SESSION_TITLE, BZ_V_INT, "", 3, 0,
         "set `session/calm`: `title`: a number where text belongs"},
        {"calm", BZ_SESSION_TITLE, BZ_V_REF, "x", 0, 0,
         "set `session/calm`: `title`: a reference does not belong there"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_change c = desk_set(&d, rows[i].address, rows[i].field, rows[i].kind, rows[i].text,
                               rows[i].low, rows[i].high);
        bz_str message = bz_arena_printf(d.job.arena, "the plugin `p` cannot %s", rows[i].reason);
        desk_refuse(&d, &c, BZ_C101, message.p);
    }
    desk_free(&d);
}

static void test_adapt_journal__references(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec practice = tiny_at(d.m, "calm/practice").rec;
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_MAY_CHANGE, BZ_FREELY, NOWHERE);
    bz_change c =
        desk_set(&d, "calm/practice/materials/1", BZ_MATERIAL_FROM, BZ_V_REF, "four-steps", 0, 0);
    desk_do(&d, &c);
    assert_int_equal(bz_model_ref(d.m, c.target.rec, BZ_MATERIAL_FROM),
                     tiny_at(d.m, "handout/four-steps").rec);
    c.text = BZ_STR("handout/four-steps");
    desk_do(&d, &c);
    c.text = BZ_STR("session/calm");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot set `session/calm/practice/materials/1`: `from`: there is "
                "no handout `session/calm`");
    desk_free(&d);
}

static void test_adapt_journal__inserts_blocks(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_INSERT, "calm/story");
    c.before = tiny_at(d.m, "calm/story/ask-1");
    c.fragment = desk_fragment(&d, BZ_ACT_NOTE, "reminder", "Wait.");
    bz_target made = desk_do(&d, &c);
    assert_int_equal(tiny_at(d.m, "calm/story/reminder").node, made.node);
    assert_int_equal(bz_doc_at(d.m->bodies, made.node)->next, c.before.node);
    assert_int_equal(bz_doc_at(d.m->bodies, bz_doc_at(d.m->bodies, made.node)->first)->origin, 1);
    assert_str(last(&d)->now, "Wait.");
    assert_str(last(&d)->was, "");
    assert_str(last(&d)->address, "session/calm/story");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `session/calm/story`: there is a block of this "
                "id already");
    c.before = (bz_target){0, 0};
    c.fragment = desk_fragment(&d, BZ_ACT_NOTE, NULL, "At the end.");
    made = desk_do(&d, &c);
    assert_int_equal(bz_doc_at(d.m->bodies, bz_model_at(d.m, c.target.rec)->body)->last, made.node);
    c.target = tiny_at(d.m, "calm/story/the-cup"); /* inside a container */
    made = desk_do(&d, &c);
    assert_int_equal(bz_doc_at(d.m->bodies, made.node)->parent, c.target.node);
    c.target = tiny_at(d.m, "calm"); /* a session that has no text yet */
    made = desk_do(&d, &c);
    assert_true(bz_model_holds(d.m, c.target.rec, made.node));
    c.target = tiny_at(d.m, "form/faces");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `form/faces`: it has no text of its own");
    c.target = tiny_at(d.m, "calm/story/paragraph-1");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `session/calm/story/paragraph-1`: this kind of "
                "block cannot stand there");
    c.target = tiny_at(d.m, "calm/story");
    c.fragment = 9999;
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.fragment = bz_doc_add(bz_journal_doc(d.j), 0, BZ_DOC_FRAGMENT, NOWHERE);
    desk_refuse(
        &d, &c, BZ_C101,
        "the plugin `p` cannot insert into `session/calm/story`: there is nothing to put there");
    bz_doc_add(bz_journal_doc(d.j), c.fragment, BZ_DOC_PLACE, NOWHERE);
    desk_refuse(
        &d, &c, BZ_C101,
        "the plugin `p` cannot insert into `session/calm/story`: a text cannot place another text");
    desk_free(&d);
}

static void test_adapt_journal__inserts_records(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_INSERT, "calm");
    c.field = BZ_SESSION_ACTIVITIES;
    c.kind = BZ_R_ACTIVITY;
    c.before = tiny_at(d.m, "calm/practice");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `session/calm`: the new one needs an id");
    c.text = BZ_STR("story");
    desk_refuse(
        &d, &c, BZ_C101,
        "the plugin `p` cannot insert into `session/calm`: there is one of this id already");
    c.text = BZ_STR("ask-2");
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.text = BZ_STR("talk");
    bz_target made = desk_do(&d, &c);
    assert_int_equal(tiny_at(d.m, "calm/talk").rec, made.rec);
    assert_int_equal(bz_model_next(d.m, made.rec), c.before.rec);
    assert_int_equal(bz_model_at(d.m, made.rec)->origin, 1);
    assert_false(bz_model_bool(d.m, made.rec, BZ_ACTIVITY_KEEP_WITH_NEXT));
    assert_str(last(&d)->now, "talk");
    bz_change m = desk_set(&d, "calm/talk", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 10, 0);
    desk_do(&d, &m);
    c.kind = BZ_R_MATERIAL;
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `session/calm`: this cannot be put there");
    c.target = (bz_target){d.m->curriculum, 0};
    c.kind = BZ_R_SESSION;
    c.field = BZ_CURRICULUM_SESSIONS;
    c.before = (bz_target){0, 0};
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `curriculum/tiny`: this cannot be put there");
    c = desk_change(&d, BZ_OP_INSERT, "calm");
    c.field = BZ_SESSION_HOME_PRACTICE;
    c.kind = BZ_R_HOME_PRACTICE;
    desk_do(&d, &c);
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `session/calm`: there is one already");
    desk_free(&d);
}

static void test_adapt_journal__removes(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_REMOVE, "calm/story/ask-1");
    desk_do(&d, &c);
    assert_str(last(&d)->was, "What did she feel?");
    assert_str(last(&d)->now, "");
    assert_str(last(&d)->address, "session/calm/story/ask-1");
    assert_int_equal(bz_model_find(d.m, BZ_STR("calm/story/ask-1"), NULL).rec, 0);
    assert_int_not_equal(tiny_at(d.m, "calm/story/ask-2").node, 0);
    desk_refuse(&d, &c, BZ_C101, "the plugin `p` cannot remove a part: it is no longer there");
    c = desk_change(&d, BZ_OP_REMOVE, "calm/story");
    bz_target inside = tiny_at(d.m, "calm/story/the-cup");
    desk_do(&d, &c);
    assert_int_equal(bz_model_at(d.m, c.target.rec)->origin, 2);
    assert_str(last(&d)->was, "story");
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.target = inside;
    desk_refuse(&d, &c, BZ_C101, "the plugin `p` cannot remove a part: it is no longer there");
    bz_model_set_int(d.m, tiny_at(d.m, "calm/practice").rec, BZ_ACTIVITY_MAY_CHANGE, BZ_FREELY,
                     NOWHERE);
    c = desk_change(&d, BZ_OP_REMOVE, "calm/practice");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot remove `session/calm/practice`: it is the last one, and one "
                "is needed");
    c.target.node = bz_model_at(d.m, c.target.rec)->body;
    desk_refuse(&d, &c, BZ_C101, NULL);
    c = desk_change(&d, BZ_OP_REMOVE, "calm");
    desk_refuse(
        &d, &c, BZ_C101,
        "the plugin `p` cannot remove `session/calm`: it is not a part that can be removed");
    c.target = (bz_target){d.m->project, 0};
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.target = (bz_target){99999, 0};
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.target = (bz_target){0, 0};
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.op = (bz_op)9;
    c.target = tiny_at(d.m, "calm/practice");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot change `session/calm/practice`: there is no such change");
    desk_free(&d);
}

static void test_adapt_journal__moves(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec story = tiny_at(d.m, "calm/story").rec, practice = tiny_at(d.m, "calm/practice").rec;
    bz_change c = desk_change(&d, BZ_OP_MOVE, "calm/story");
    desk_do(&d, &c); /* to the end */
    assert_int_equal(bz_model_next(d.m, practice), story);
    assert_str(last(&d)->was, "session/calm/story, before session/calm/practice");
    assert_str(last(&d)->now, "session/calm/story, last");
    c.before = (bz_target){practice, 0};
    desk_do(&d, &c);
    assert_int_equal(bz_model_next(d.m, story), practice);
    c.before = (bz_target){story, 0};
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot move `session/calm/story`: it cannot stand before that");
    c.before = tiny_at(d.m, "form/faces");
    desk_refuse(&d, &c, BZ_C101, NULL);
    c = desk_change(&d, BZ_OP_MOVE, "calm/story/ask-2");
    c.before = tiny_at(d.m, "calm/story/the-cup");
    desk_do(&d, &c);
    assert_int_equal(bz_doc_at(d.m->bodies, c.target.node)->next, c.before.node);
    c.before = (bz_target){practice, 0}; /* to the end of another body */
    bz_target made = desk_do(&d, &c);
    assert_int_equal(made.rec, practice);
    assert_true(bz_model_holds(d.m, practice, made.node));
    assert_str(last(&d)->now, "session/calm/practice/ask-2, last");
    c = desk_change(&d, BZ_OP_MOVE, "calm/story/the-cup");
    c.before = tiny_at(d.m, "calm/story/paragraph-1"); /* its own child */
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot move `session/calm/story/the-cup`: it cannot stand in or "
                "before itself");
    c.before = c.target;
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.before = tiny_at(d.m, "form/faces");
    desk_refuse(&d, &c, BZ_C101, NULL);
    desk_free(&d);
}

static void test_adapt_journal__replaces(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_REPLACE, "calm/story/the-cup");
    c.fragment =
        desk_fragment(&d, BZ_ACT_READ, "the-cup", "The pot fell."); /* the same id is fine here */
    bz_target made = desk_do(&d, &c);
    assert_int_equal(tiny_at(d.m, "calm/story/the-cup").node, made.node);
    assert_str(last(&d)->was, "The cup fell.");
    assert_str(last(&d)->now, "The pot fell.");
    assert_int_equal(bz_doc_at(d.m->bodies, bz_model_at(d.m, c.target.rec)->body)->first,
                     made.node);
    assert_false(bz_model_holds(d.m, c.target.rec, c.target.node));
    c = desk_change(&d, BZ_OP_REPLACE, "calm/story");
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot replace `session/calm/story`: only a block can be replaced");
    desk_free(&d);
}

static void test_adapt_journal__titles_of_containers(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_SET, "calm/story/the-cup");
    c.attr = BZ_ATTR_TITLE;
    c.value = BZ_V_TEXT;
    c.text = BZ_STR("The *cup*");
    desk_do(&d, &c);
    assert_str(bz_doc_attr_text(d.m->bodies, c.target.node, BZ_ATTR_TITLE), "The *cup*");
    assert_str(last(&d)->now, "The *cup*");
    c.text = BZ_STR("a\nb");
    desk_refuse(&d, &c, BZ_C101, NULL);
    c.text = BZ_STR("a");
    c.attr = BZ_ATTR_ID;
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot set `session/calm/story/the-cup`: of a block, only the "
                "title of a container can be set");
    desk_free(&d);
}

static void test_adapt_journal__notes_what_does_not_apply(void **state)
{
    (void)state;
    desk d = desk_new();
    d.m->records.p[tiny_at(d.m, "calm/story").rec].flags |= BZ_REC_ABSENT;
    bz_change c = desk_set(&d, "calm/story", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 12, 0);
    desk_do(&d, &c);
    assert_true(last(&d)->is_absent);
    d.m->bodies->nodes.p[tiny_at(d.m, "calm/practice/threes").node].flags |= BZ_NODE_ABSENT;
    c = desk_change(&d, BZ_OP_INSERT, "calm/practice/threes");
    c.fragment = desk_fragment(&d, BZ_ACT_NOTE, NULL, "x");
    desk_do(&d, &c);
    assert_true(last(&d)->is_absent);
    desk_free(&d);
}

/* Each one more is looked for among those that are there, so there is an end to it. */
static void test_adapt_journal__has_limits(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_INSERT, "calm/story");
    c.field = BZ_ACTIVITY_MATERIALS;
    c.kind = BZ_R_MATERIAL;
    for (int i = 0; i < 1000; i++)
        desk_do(&d, &c);
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `session/calm/story`: there are 1,000 already");
    c = desk_change(&d, BZ_OP_INSERT, "calm/story");
    c.fragment = desk_fragment(&d, BZ_ACT_NOTE, NULL, "x");
    for (int i = 0; i < 4999; i++) /* two blocks each, behind the third paragraph */
        desk_do(&d, &c);
    desk_refuse(
        &d, &c, BZ_C101,
        "the plugin `p` cannot insert into `session/calm/story`: there are 10,000 blocks already");
    c.target = tiny_at(d.m, "calm/practice");
    bz_doc *doc = bz_journal_doc(d.j);
    c.fragment = bz_doc_add(doc, 0, BZ_DOC_FRAGMENT, NOWHERE);
    for (int i = 0; i < 101; i++) {
        char id[8];
        bz_node rule = bz_doc_add(doc, c.fragment, BZ_DOC_RULE, NOWHERE);
        bz_doc_set(doc, rule, BZ_ATTR_ID, (bz_str){id, (size_t)snprintf(id, sizeof id, "r%d", i)});
    }
    desk_refuse(&d, &c, BZ_C101,
                "the plugin `p` cannot insert into `session/calm/practice`: it has more than 100 "
                "blocks with an id");
    desk_free(&d);
}
