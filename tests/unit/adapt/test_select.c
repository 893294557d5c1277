/* What applies in a context is marked, and can be marked anew for another. */
#include "../unit.h"
#include "desk.h"

static void answer(bz_model *m, const char *value)
{
    uint32_t e = bz_model_set_many(m, m->context, BZ_CONTEXT_FACTS, BZ_V_MAP, 1, NOWHERE);
    bz_model_set_element(m, e, BZ_STR("literacy"), bz_str_from(value), NOWHERE);
}

static void test_adapt_select__marks_and_unmarks(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_model *m = d.m;
    bz_target story = tiny_at(m, "calm/story"), cup = tiny_at(m, "calm/story/the-cup");
    bz_model_set_text(m, story.rec, BZ_ACTIVITY_WHEN, BZ_STR("literacy=none_read"), NOWHERE);
    bz_doc_set(m->bodies, cup.node, BZ_ATTR_WHEN, BZ_STR("literacy!=none_read"));
    bz_model_set_text(m, tiny_at(m, "calm").rec, BZ_SESSION_WHEN,
                      BZ_STR("literacy=mixed|none_read"), NOWHERE);
    bz_select(m, &d.job); /* no context: nothing is marked */
    assert_true(bz_model_is_present(m, story.rec));
    m->context = tiny_add(m, m->project, BZ_PROJECT_CONTEXT, BZ_R_CONTEXT, NULL);
    answer(m, "mixed");
    bz_select(m, &d.job);
    assert_false(bz_model_is_present(m, story.rec));
    assert_int_equal(bz_doc_at(m->bodies, cup.node)->flags, 0);
    assert_int_equal(bz_model_at(m, story.rec)->origin, 0);
    answer(m, "none_read");
    bz_select(m, &d.job);
    assert_true(bz_model_is_present(m, story.rec));
    assert_int_equal(bz_doc_at(m->bodies, cup.node)->flags, BZ_NODE_ABSENT);
    answer(m, "all_read");
    bz_select(m, &d.job);
    assert_false(bz_model_is_present(m, tiny_at(m, "calm/practice").rec)); /* with its session */
    desk_free(&d);
}
