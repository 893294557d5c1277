/* Protection: each way to change each light. */
#include "../unit.h"
#include "desk.h"

static const char RED[] =
    "which may be changed with approval (red) only, and no approval is recorded";

static void refuse_red(desk *d, const bz_change *c, const char *what)
{
    bz_str message = bz_arena_printf(d->job.arena, "the plugin `p` wants to %s, %s", what, RED);
    desk_refuse(d, c, BZ_C102, message.p);
}

static void test_adapt_permit__red_parts_stay(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_REMOVE, "calm/practice");
    refuse_red(&d, &c, "remove `session/calm/practice`");
    c = desk_change(&d, BZ_OP_MOVE, "calm/practice");
    refuse_red(&d, &c, "move `session/calm/practice`");
    c = desk_set(&d, "calm/practice", BZ_ACTIVITY_METHOD, BZ_V_INT, "", 7, 0);
    refuse_red(&d, &c, "set `session/calm/practice`");
    c = desk_set(&d, "calm/practice", BZ_ACTIVITY_TITLE, BZ_V_TEXT, "Other", 0, 0);
    refuse_red(&d, &c, "set `session/calm/practice`");
    c = desk_set(&d, "calm/practice", BZ_ACTIVITY_BETWEEN, BZ_V_RANGE, "", 1, 25);
    refuse_red(&d, &c, "set `session/calm/practice`");
    c = desk_change(&d, BZ_OP_REMOVE, "calm/practice/threes");
    refuse_red(&d, &c, "remove `session/calm/practice/threes`");
    c = desk_change(&d, BZ_OP_REPLACE, "calm/practice/threes");
    c.fragment = desk_fragment(&d, BZ_ACT_DO, NULL, "Sit.");
    refuse_red(&d, &c, "replace `session/calm/practice/threes`");
    c = desk_change(&d, BZ_OP_MOVE, "calm/practice/threes");
    c.before = (bz_target){tiny_at(d.m, "calm/story").rec, 0};
    refuse_red(&d, &c, "move `session/calm/practice/threes`");
    c = desk_change(&d, BZ_OP_REMOVE, "calm/practice/materials/1");
    refuse_red(&d, &c, "remove `session/calm/practice/materials/1`");
    desk_free(&d);
}

static void test_adapt_permit__minutes_within_between(void **state)
{
    (void)state;
    desk d = desk_new();
    const int good[] = {15, 25, 18}, bad[] = {14, 26, 5};
    for (size_t i = 0; i < 3; i++) {
        bz_change c = desk_set(&d, "calm/practice", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", good[i], 0);
        desk_do(&d, &c);
        assert_int_equal(bz_journal_at(d.j, bz_journal_count(d.j))->light, BZ_WITH_APPROVAL);
        c.low = bad[i];
        desk_refuse(&d, &c, BZ_C102, NULL);
        assert_str(bz_diags_at(d.job.diags, 0)->hint,
                   "its minutes may be set within 15-25 without an approval");
    }
    bz_model_clear(d.m, tiny_at(d.m, "calm/practice").rec, BZ_ACTIVITY_BETWEEN);
    bz_change c = desk_set(&d, "calm/practice", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 20, 0);
    refuse_red(&d, &c, "set `session/calm/practice`");
    desk_free(&d);
}

static void test_adapt_permit__adding_beside_needs_a_reason_only(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_change(&d, BZ_OP_INSERT, "calm/practice");
    c.fragment = desk_fragment(&d, BZ_ACT_NOTE, "more", "Tell it.");
    c.why = BZ_STR("  ");
    desk_refuse(&d, &c, BZ_C103,
                "the plugin `p` changes `session/calm/practice` without a reason; it may be "
                "changed with care (yellow)");
    c.why = BZ_STR("nobody reads");
    desk_do(&d, &c);
    /* What a change added is not protected as the author's own is. */
    c = desk_change(&d, BZ_OP_REMOVE, "calm/practice/more");
    desk_do(&d, &c);
    c = desk_change(&d, BZ_OP_INSERT, "calm/practice/safety-1");
    c.fragment = desk_fragment(&d, BZ_ACT_NOTE, NULL, "Or not.");
    refuse_red(&d, &c, "insert `session/calm/practice/safety-1`");
    c = desk_change(&d, BZ_OP_INSERT, "calm/practice");
    c.fragment = desk_fragment(&d, BZ_ACT_NOTE, NULL, "Or not.");
    c.before = tiny_at(d.m, "calm/practice/paragraph-2"); /* inside the safety block */
    refuse_red(&d, &c, "insert `session/calm/practice/safety-1`");
    desk_free(&d);
}

static void test_adapt_permit__safety_is_seen_from_above(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_rec practice = tiny_at(d.m, "calm/practice").rec;
    bz_model_set_int(d.m, practice, BZ_ACTIVITY_MAY_CHANGE, BZ_FREELY, NOWHERE);
    bz_change c = desk_change(&d, BZ_OP_REMOVE, "calm/practice");
    refuse_red(&d, &c, "remove `session/calm/practice/safety-1`");
    c = desk_change(&d, BZ_OP_REMOVE, "calm/practice/paragraph-2");
    refuse_red(&d, &c, "remove `session/calm/practice/paragraph-2`");
    c = desk_change(&d, BZ_OP_REMOVE, "calm/practice/threes");
    c.why = BZ_STR("");
    desk_do(&d, &c); /* green asks for nothing */
    c = desk_change(&d, BZ_OP_MOVE, "calm/practice");
    desk_do(&d, &c); /* the safety block goes with it */
    c = desk_change(&d, BZ_OP_MOVE, "calm/story/ask-1");
    c.before = tiny_at(d.m, "calm/practice/paragraph-2");
    refuse_red(&d, &c, "move `session/calm/practice/safety-1`");
    desk_free(&d);
}

/* A block below a condition may be left out with it: safety does not move there, nor out of the
 * place that its author gave it. */
static void test_adapt_permit__safety_stays_under_its_parent(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_node body = bz_model_at(d.m, tiny_at(d.m, "calm/story").rec)->body;
    bz_node when = tiny_container(d.m, body, BZ_ACT_WHEN, "dry", "It is dry.");
    bz_doc_set(d.m->bodies, when, BZ_ATTR_WHEN, BZ_STR("climate is dry"));
    bz_node outer = tiny_container(d.m, body, BZ_ACT_DO, "outer", "Go out.");
    tiny_container(d.m, outer, BZ_ACT_SAFETY, NULL, "Stay together.");
    tiny_container(d.m, body, BZ_ACT_DO, "other", "Sing.");
    for (int is_absent = 0; is_absent < 2; is_absent++) {
        if (is_absent) d.m->bodies->nodes.p[when].flags |= BZ_NODE_ABSENT;
        bz_change c = desk_change(&d, BZ_OP_MOVE, "calm/story/outer");
        c.before = (bz_target){c.target.rec, bz_doc_at(d.m->bodies, when)->first};
        refuse_red(&d, &c, "move `session/calm/story/safety-1`");
    }
    bz_change c = desk_change(&d, BZ_OP_MOVE, "calm/story/other");
    c.before = (bz_target){c.target.rec, bz_doc_at(d.m->bodies, when)->first};
    desk_do(&d, &c); /* it holds no safety */
    c = desk_change(&d, BZ_OP_MOVE, "calm/story/outer");
    c.before = tiny_at(d.m, "calm/story/the-cup");
    desk_do(&d, &c); /* among its siblings it stays as present as it was */
    desk_free(&d);
}

static void test_adapt_permit__validated_forms(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_set(&d, "form/faces/useful", BZ_QUESTION_ASK, BZ_V_TEXT, "Any use?", 0, 0);
    desk_do(&d, &c);
    bz_model_set_int(d.m, tiny_at(d.m, "form/faces").rec, BZ_FORM_VALIDATED, 1, NOWHERE);
    refuse_red(&d, &c, "set `form/faces/useful`");
    desk_free(&d);
}

static void test_adapt_permit__yellow_needs_a_reason(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_change c = desk_set(&d, "calm/story", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 12, 0);
    c.why = BZ_STR("");
    desk_refuse(&d, &c, BZ_C103,
                "the plugin `p` changes `session/calm/story` without a reason; it may be changed "
                "with care (yellow)");
    c.by = BZ_BY_ADAPTATION;
    desk_refuse(&d, &c, BZ_C103,
                "the adaptation `p` changes `session/calm/story` without a reason; it may be "
                "changed with care (yellow)");
    bz_model_set_int(d.m, tiny_at(d.m, "calm").rec, BZ_SESSION_MAY_CHANGE, BZ_FREELY, NOWHERE);
    desk_do(&d, &c);
    desk_free(&d);
}

static void test_adapt_permit__no_derivatives(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_model_set_text(d.m, d.m->curriculum, BZ_CURRICULUM_LICENCE, BZ_STR("CC-BY-NC-ND-4.0"),
                      NOWHERE);
    bz_change c = desk_set(&d, "calm/story", BZ_ACTIVITY_MINUTES, BZ_V_INT, "", 12, 0);
    desk_refuse(&d, &c, BZ_L001,
                "the plugin `p` changes the curriculum `tiny`, whose licence CC-BY-NC-ND-4.0 "
                "allows no changes");
    c.by = BZ_BY_PLANNER;
    desk_do(&d, &c);
    c.by = BZ_BY_PLUGIN;
    bz_model_set_text(d.m, d.m->curriculum, BZ_CURRICULUM_PERMISSION, BZ_STR("Letter, 3 May"),
                      NOWHERE);
    desk_do(&d, &c);
    desk_free(&d);
}
