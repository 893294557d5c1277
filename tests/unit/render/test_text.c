/* Plain text for messengers: what each block becomes, and where lines are empty. */
#include "../unit.h"
#include "one.h"
#include "sketch.h"

static void assert_text(const char *text, const char *expected)
{
    bz_doc *doc = bz_doc_new();
    bz_buf out = {0};
    bz_job job = {bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(),
                  &bz_limits_default};
    bz_render_request request = {.doc = doc, .root = sketch(doc, text)};
    assert_int_equal(one_render("text", &request, &out, &job), BZ_OK);
    bz_buf_char(&out, '\0');
    assert_string_equal(out.p, expected);
    bz_buf_deinit(&out);
    bz_doc_free(doc);
    bz_diags_free(job.diags);
    bz_sources_free(job.sources);
    bz_arena_free(job.scratch);
    bz_arena_free(job.arena);
}

static void test_render_text__stress_in_the_markup_of_messengers(void **state)
{
    (void)state;
    assert_text("document lang=en\n"
                "  :h1 | A **calm** week\n"
                "  p | Say *once*, **kindly**.\n"
                "  p | Look at [our page](https://example.org/a) or https://example.org/b.\n",
                "*A calm week*\nSay _once_, *kindly*.\n\n"
                "Look at our page (https://example.org/a) or https://example.org/b.\n");
}

static void test_render_text__lists_stand_close(void **state)
{
    (void)state;
    assert_text("document lang=en\n"
                "  p | Bring:\n"
                "  list tight\n    item\n      p | a cup\n    item\n      p | a cloth\n"
                "      list tight ordered\n        item\n          p | old\n"
                "  p | Thank you.\n",
                "Bring:\n\n- a cup\n- a cloth\n   1. old\n\nThank you.\n");
}

static void test_render_text__tables_boxes_and_facts(void **state)
{
    (void)state;
    assert_text(
        "document lang=ar\n"
        "  strip\n    fact label=When | Monday\n"
        "  table columns=--\n    row header\n      cell | Time\n      cell | Part\n"
        "    row\n      cell | 9:00\n      cell\n"
        "  box label=Key\n    p | Calm first.\n"
        "  :say\n    p | Welcome.\n",
        "*When:* Monday\n\n*Time* | *Part*\n9:00\n\n*Key*\nCalm first.\n\n*قل*\nWelcome.\n");
}

static void test_render_text__who_made_it_stands_behind_the_message(void **state)
{
    (void)state;
    assert_text("document lang=en\n  p | See you on Monday.\n  p tone=imprint | Growing 1.0.\n",
                "See you on Monday.\n\n--\nGrowing 1.0.\n");
}

static void test_render_text__nothing_in_nothing_out(void **state)
{
    (void)state;
    assert_text("document lang=en\n", "\n");
}
