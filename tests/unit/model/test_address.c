/* Addresses both ways, and the names of blocks before and after changes. */
#include "../unit.h"
#include "build.h"

static void expect_address(const bz_model *m, bz_target t, const char *address)
{
    bz_buf b = {0};
    bz_model_address(m, t, &b);
    assert_str(bz_buf_view(&b), address);
    bz_target back = bz_model_find(m, bz_buf_view(&b), NULL);
    assert_int_equal(back.rec, t.rec);
    assert_int_equal(back.node, t.node);
    bz_buf_deinit(&b);
}

static void test_model_address__there_and_back(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    const char *addresses[] = {"session/calm",
                               "session/calm/story",
                               "session/calm/story/the-cup",
                               "session/calm/story/ask-2",
                               "session/calm/story/paragraph-3",
                               "session/calm/practice/safety-1",
                               "handout/four-steps",
                               "library/stretch",
                               "form/faces",
                               "form/faces/useful",
                               "word/mother",
                               "curriculum/tiny",
                               "session/calm/objectives/signs",
                               "session/calm/practice/materials/1",
                               "place/here",
                               "place/here/words/mother"};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        expect_address(m, tiny_at(m, addresses[i]), addresses[i]);
    assert_int_equal(tiny_at(m, "calm/story").rec, tiny_at(m, "session/calm/story").rec);
    bz_model_free(m);
}

static void expect_lost(const bz_model *m, const char *address, const char *nearest)
{
    bz_buf b = {0};
    bz_target t = bz_model_find(m, bz_str_from(address), &b);
    assert_int_equal(t.rec, 0);
    assert_str(bz_buf_view(&b), nearest);
    bz_buf_deinit(&b);
}

static void test_model_address__nearest(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    expect_lost(m, "calm/stori", "calm/story");
    expect_lost(m, "session/calm/story/thecup", "session/calm/story/the-cup");
    expect_lost(m, "session/clam", "session/calm");
    expect_lost(m, "handout/four-step", "handout/four-steps");
    expect_lost(m, "cal", "calm");
    expect_lost(m, "library/session/calm/story", "session/calm/story"); /* as it is taken in */
    expect_lost(m, "library/handout/four-steps", "handout/four-steps");
    expect_lost(m, "library/handout/five-steps", "");
    expect_lost(m, "library/session/", "");
    expect_lost(m, "form/faces/useful-1", "form/faces/useful");
    expect_lost(m, "zzzzzz", "");
    expect_lost(m, "", "");
    expect_lost(m, "/", "");
    expect_lost(m, "session/", "");
    expect_lost(m, "session/calm/", "");
    expect_lost(m, "session/calm//story", "");
    expect_lost(m, "session/calm/story/ask-3", "");
    expect_lost(m, "session/calm/story/ask-0", "");
    expect_lost(m, "session/calm/story/the-cup/more", "session/calm/story/the-cup");
    expect_lost(m, "session/calm/objectives", "");
    expect_lost(m, "session/calm/practice/materials/2", "");
    expect_lost(m, "session/calm/practice/materials/0", "");
    bz_model_free(m);
}

static void test_model_address__names_stay(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_target first = tiny_at(m, "calm/story/ask-1"), second = tiny_at(m, "calm/story/ask-2");
    bz_model_number_blocks(m);
    bz_doc_unlink(m->bodies, first.node);
    m->bodies->nodes.p[first.node].flags |= BZ_NODE_DEAD;
    expect_address(m, second, "session/calm/story/ask-2");
    assert_false(bz_model_holds(m, first.rec, first.node));
    assert_int_equal(bz_model_find(m, BZ_STR("calm/story/ask-1"), NULL).rec, 0);
    bz_node body = bz_model_at(m, second.rec)->body;
    bz_node more = tiny_container(m, body, BZ_ACT_ASK, NULL, "More?");
    bz_doc_unlink(m->bodies, more); /* before the others: not counted with them */
    bz_doc_link(m->bodies, body, bz_doc_at(m->bodies, body)->first, more);
    expect_address(m, (bz_target){second.rec, more}, "session/calm/story/ask-4");
    expect_address(m, second, "session/calm/story/ask-2");
    bz_model_number_more(m, body, more);
    bz_model_number_more(m, body, more); /* fixed once */
    bz_target t = {second.rec, more};
    expect_address(m, t, "session/calm/story/ask-4"); /* three paragraphs were there */
    assert_int_equal(tiny_at(m, "calm/story/ask-2").node, second.node);
    bz_model_free(m);
}

static void test_model_address__inline_counts_as_its_block(void **state)
{
    (void)state;
    bz_model *m = tiny_model();
    bz_target ask = tiny_at(m, "calm/story/ask-1");
    bz_node paragraph = bz_doc_at(m->bodies, ask.node)->first;
    bz_buf b = {0};
    bz_model_address(m, (bz_target){ask.rec, bz_doc_at(m->bodies, paragraph)->first}, &b);
    assert_str(bz_buf_view(&b), "session/calm/story/paragraph-2");
    assert_false(bz_model_holds(m, tiny_at(m, "calm/practice").rec, paragraph));
    assert_false(bz_model_holds(m, ask.rec, 0));
    assert_false(bz_model_holds(m, ask.rec, 99999));
    bz_buf_deinit(&b);
    bz_model_free(m);
}
