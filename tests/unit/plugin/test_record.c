/* Properties and lists of records, and every way to use them wrongly. */
#include "desk.h"

#define FAILED(line, message) "P002 " #line " plugin `probe` failed in `adapt`: " message "\n"

static void test_plugin_record__reading(void **state)
{
    (void)state;
    expect_adapt(
        "assert(curriculum.id == 'firm' and #curriculum.sessions == 1)\n"
        "local s = curriculum:session('calm')\n"
        "assert(s == curriculum.sessions[1] and s == curriculum.sessions.calm)\n"
        "assert(s.title == 'Calm first' and s.minutes == 60 and s.sensitive == false)\n"
        "assert(s.notice == nil and #s.key_messages == 0 and #s.requires == 0)\n"
        "assert(s.may_change == 'with_care')\n"
        "local a = s.activities.story\n"
        "assert(a.session == s and a.method == 'story' and a.between.low == 5 and a.between.high "
        "== 15)\n"
        "assert(s.activities.practice.may_change == 'with_approval')\n"
        "assert(a.address == 'session/calm/story' and s.address == 'session/calm')\n"
        "assert(tostring(a) == 'activity story')\n"
        "assert(context.facts.literacy == 'mixed' and context.facts.nothing == nil)\n"
        "assert(context.people == 14 and context.focal_point == nil)\n"
        "assert(curriculum:find('calm/story') == a and curriculum:find('calm/none') == nil)",
        "");
}

static void test_plugin_record__lists_and_filters(void **state)
{
    (void)state;
    expect_adapt("local s = curriculum.sessions[1]\n"
                 "assert(#curriculum:activities() == 3 and #s.activities == 3)\n"
                 "assert(#curriculum:activities{method = 'writing'} == 1)\n"
                 "assert(#s.activities{method = 'writing'} == 1 and #s.activities() == 3)\n"
                 "assert(#s:activities{method = 'writing', minutes = 20} == 1)\n"
                 "assert(#s:activities{method = 'writing', minutes = 21} == 0)\n"
                 "assert(#s:activities{may_change = 'with_approval'} == 1)\n"
                 "assert(#s:activities{session = s} == 3)\n"
                 "assert(#s:activities() == 3 and s.activities.none == nil)\n"
                 "local ids = {} for i, a in ipairs(s.activities) do ids[i] = a.id end\n"
                 "assert(table.concat(ids, ' ') == 'story letter practice')\n"
                 "local seen = {} for k, a in pairs(s.activities) do seen[#seen + 1] = k end "
                 "assert(#seen == 3)\n"
                 "assert(not pcall(table.insert, s.activities, 1))\n"
                 "assert(not pcall(function() s.activities.x = 1 end))",
                 "");
    expect_adapt("curriculum:activities{metod = 'x'}",
                 FAILED(3, "activity has no property `metod`; did you mean `method`?"));
    expect_adapt("curriculum:activities('x')",
                 FAILED(3, "a filter is a table {property = value}, not a text"));
    expect_adapt("curriculum:session('clam')",
                 FAILED(3, "there is no session `clam`; did you mean `calm`?"));
}

static void test_plugin_record__absent_parts_do_not_appear(void **state)
{
    (void)state;
    desk k = desk_new();
    k.m->records.p[k.story].flags |= BZ_REC_ABSENT;
    bz_node when = bz_doc_at(k.m->bodies, bz_model_at(k.m, k.writing)->body)->first;
    while (bz_doc_at(k.m->bodies, when)->aux != BZ_ACT_WHEN)
        when = bz_doc_at(k.m->bodies, when)->next;
    k.m->bodies->nodes.p[when].flags |= BZ_NODE_ABSENT;
    assert_int_equal(adapt(&k,
                           "assert(#curriculum:activities() == "
                           "2)\nassert(curriculum.sessions[1].activities.story == nil)\n"
                           "assert(curriculum:find('calm/story') == nil and "
                           "curriculum:find('calm/letter/write-2') == nil)\n"
                           "assert(curriculum:find('calm/story/the-cup') == nil)\n"
                           "assert(#curriculum:find('calm/letter'):blocks{act = 'write'} == 1)"),
                     BZ_OK);
    assert_string_equal(desk_reports(&k), "");
    desk_free(&k);
}

/* What is worked out of a form: also of a question that stands in a repeat; not of one that is
 * absent. */
static void test_plugin_record__a_form_that_asks_of_harm(void **state)
{
    (void)state;
    for (int where = 0; where < 4; where++) {
        desk k = desk_new();
        bz_span none = bz_span_none();
        bz_rec form = bz_model_add(k.m, k.m->curriculum, BZ_CURRICULUM_FORMS, 0, BZ_R_FORM, none);
        bz_rec all = bz_model_add(k.m, form, BZ_FORM_QUESTIONS, 0, BZ_R_QUESTION, none);
        bz_rec one = bz_model_add(k.m, all, BZ_QUESTION_QUESTIONS, 0, BZ_R_QUESTION, none);
        if (where) bz_model_set_int(k.m, where == 1 ? all : one, BZ_QUESTION_SELF_REPORT, 1, none);
        if (where == 3) k.m->records.p[one].flags |= BZ_REC_ABSENT;
        bool is_harm = where == 1 || where == 2;
        assert_int_equal(adapt(&k, is_harm ? "assert(curriculum.forms[1].asks_of_harm == true)"
                                           : "assert(curriculum.forms[1].asks_of_harm == false)"),
                         BZ_OK);
        assert_string_equal(desk_reports(&k), "");
        desk_free(&k);
    }
}

/* A handle may outlive what it names: the answer would be refused whole, without a line. */
static void test_plugin_record__no_report_on_absent_parts(void **state)
{
    (void)state;
    for (int of_block = 0; of_block < 2; of_block++) {
        desk k = desk_new();
        bz_str code = bz_arena_printf(
            k.job.arena,
            "local kept\nreturn {check = function(programme, context, report)\n"
            "  kept = kept or programme.curriculum:find('%s')\n  report:error(kept, 'x')\nend}",
            of_block ? "calm/story/the-cup" : "calm/story");
        assert_true(desk_open(&k, code.p, NULL, NULL));
        assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_OK);
        k.m->records.p[k.session].flags |= BZ_REC_ABSENT;
        assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
        assert_string_equal(desk_reports(&k),
                            of_block
                                ? "P002 4 plugin `probe` failed in `check`: this block does "
                                  "not apply here: report only on what is there\n"
                                : "P002 4 plugin `probe` failed in `check`: this activity does "
                                  "not apply here: report only on what is there\n");
        desk_free(&k);
    }
}

static void test_plugin_record__no_document_of_absent_parts(void **state)
{
    (void)state;
    desk k = desk_new();
    assert_true(desk_open(&k,
                          "local kept\nreturn {documents = function(programme)\n"
                          "  kept = kept or programme.curriculum.sessions[1]\n"
                          "  return {{id = 'a', title = 'A', audience = 'children', session = "
                          "kept}}\nend, document = function() end}",
                          NULL, NULL));
    assert_int_equal(bz_plugin_documents(k.p, k.m, &k.answer, &k.job), BZ_OK);
    k.m->records.p[k.session].flags |= BZ_REC_ABSENT;
    assert_int_equal(bz_plugin_documents(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
    assert_string_equal(desk_reports(&k), "P002 2 plugin `probe` failed in `documents`: `session` "
                                          "of a document does not apply here\n");
    desk_free(&k);
}

static void test_plugin_record__wrong_reading(void **state)
{
    (void)state;
    expect_adapt("local x = curriculum.titel",
                 FAILED(3, "curriculum has no property `titel`; did you mean `title`?"));
    expect_adapt("local x = curriculum[1]",
                 FAILED(3, "a property of curriculum is named by a text, not by a number"));
    expect_adapt("local x = curriculum.session(1, 'calm')",
                 FAILED(3, "a part of the curriculum is wanted here, not a number"));
    expect_adapt("local x = curriculum.session(context, 'calm')",
                 FAILED(3, "a curriculum is wanted here, not a context"));
    expect_adapt("local x = curriculum:session({})",
                 FAILED(3, "the id of a session is a text, not a table"));
}

#define STORY "local a = curriculum.sessions[1].activities.story\n"

static void test_plugin_record__wrong_writing(void **state)
{
    (void)state;
    expect_adapt(STORY "a.metod = 'x'",
                 FAILED(4, "activity has no property `metod`; did you mean `method`?"));
    expect_adapt(STORY "a.id = 'x'", FAILED(4, "`id` of activity can only be read"));
    expect_adapt(STORY "a.session = nil", FAILED(4, "`session` of activity can only be read"));
    expect_adapt(STORY "a.minutes = 'ten'",
                 FAILED(4, "`minutes` of activity takes a whole number, not a text"));
    expect_adapt(STORY "a.minutes = '10'",
                 FAILED(4, "`minutes` of activity takes a whole number, not a text"));
    expect_adapt(STORY "a.minutes = 2.5",
                 FAILED(4, "`minutes` of activity takes a whole number, not a number"));
    expect_adapt(STORY "a.minutes = 0",
                 FAILED(4, "`minutes` of activity is between 1 and 600, not 0"));
    expect_adapt(STORY "a.minutes = 1 << 40",
                 FAILED(4, "`minutes` of activity is between 1 and 600, not 1099511627776"));
    expect_adapt(STORY "a.method = 'storry'",
                 FAILED(4, "`method` of activity cannot be `storry`; did you mean `story`?"));
    expect_adapt(STORY "a.method = {}",
                 FAILED(4, "`method` of activity takes a text, not a table"));
    expect_adapt(STORY "a.keep_with_next = 'yes'",
                 FAILED(4, "`keep_with_next` of activity takes true or false, not a text"));
    expect_adapt(
        STORY "a.between = 5",
        FAILED(4, "`between` of activity takes a table {low = …, high = …}, not a number"));
    expect_adapt(STORY "a.between = {low = 9, high = 8}",
                 FAILED(4, "`between` of activity: low is greater than high"));
    expect_adapt(STORY "a.between = {low = 9, hihg = 8}",
                 FAILED(4, "between has no option `hihg`; did you mean `high`?"));
    expect_adapt(STORY "a.title = ''", FAILED(4, "`title` of activity cannot be empty"));
    expect_adapt(STORY "a.title = 'a\\nb'",
                 FAILED(4, "title is one line: a text of several lines goes to markdown()"));
    expect_adapt(STORY "a.title = 'a\\255'", FAILED(4, "title is not valid UTF-8"));
    expect_adapt(STORY "a.title = 'a\\1'", FAILED(4, "title holds a control character"));
    expect_adapt(STORY "a.materials = {}",
                 FAILED(4, "`materials` of activity is changed by its parts, not as a whole"));
    expect_adapt("curriculum.sessions[1].title = nil",
                 FAILED(3, "`title` of session is required and cannot be nil"));
    expect_adapt("curriculum.sessions[1].key_messages = {1}",
                 FAILED(3, "`key_messages` of session takes a text, not a number"));
    expect_adapt("context.people = 3", FAILED(3, "`people` of context can only be read"));
}

static void test_plugin_record__plan(void **state)
{
    (void)state;
    expect_reports("local plugin = {}\n"
                   "function plugin.check(programme, context, report) end\nreturn plugin",
                   "");
    desk k = desk_new();
    assert_true(desk_open(
        &k,
        "return {check = function(programme, context, report)\n"
        "  local m = programme.meetings[1]\n"
        "  assert(m.date == 'Tuesday 8 September 2026', m.date)\n"
        "  assert(m.iso_date == '2026-09-08' and m.starts == '16:30' and m.ends == nil)\n"
        "  assert(m.next == programme.meetings[2] and m.next.next == nil)\n"
        "  assert(m.previous == nil and m.next.previous == m)\n"
        "  assert(m.parts[1].activity.id == 'story' and #m.sessions == 1)\n"
        "  local s = programme.curriculum.sessions.calm\n"
        "  assert(s.meeting == m and s.activities.story.starts == '16:40')\n"
        "  assert(s.activities.letter.starts == nil and s.activities.story.part == m.parts[1])\n"
        "  assert(programme.date == nil and programme.iso_date == nil)\n"
        "  assert(m.materials[1].item == 'old cup' and m.materials[1].get == 'bring')\n"
        "  assert(baraza.before(m.iso_date, '1 week') == '2026-09-01')\n"
        "  assert(baraza.before(m.iso_date, '1 month') == '2026-08-08' and "
        "baraza.before(m.iso_date, '2 hours') == nil)\n"
        "  assert(baraza.date('2026-09-01') == 'Tuesday 1 September 2026')\n"
        "  assert(baraza.minutes(90) == '90 minutes' and baraza.language == 'en')\n"
        "  assert(baraza.text('*a* {{b}}') == '\\\\*a\\\\* \\\\{\\\\{b\\\\}\\\\}')\n"
        "  assert(tr('Nothing like it') == 'Nothing like it')\n"
        "end}",
        NULL, NULL));
    assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_OK);
    assert_string_equal(desk_reports(&k), "");
    desk_free(&k);
}

static void test_plugin_record__labels(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_span none = bz_span_none();
    bz_model_set_text(k.m, k.m->curriculum, BZ_CURRICULUM_LANGUAGE, BZ_STR("sw-KE"), none);
    uint32_t all = bz_model_set_many(k.m, k.manifest, BZ_PLUGIN_LABELS, BZ_V_MAP, 1, none);
    uint32_t own = bz_model_set_element_many(k.m, all, BZ_STR("sw"), 1, none);
    bz_model_set_element(k.m, own, BZ_STR("Stamp"), BZ_STR("Muhuri"), none);
    assert_int_equal(adapt(&k, "assert(tr('Stamp') == 'Muhuri' and baraza.language == 'sw-KE')\n"
                               "assert(tr('Say') == 'Sema' and tr('Nothing') == 'Nothing' and "
                               "tr('Nothing') == 'Nothing')\n"
                               "for i = 1, 8 do tr('x' .. i) end"),
                     BZ_OK);
    assert_string_equal(desk_reports(&k),
                        "P005 0 plugin `probe` has no labels in `sw-KE` for \"Nothing\", \"x1\", "
                        "\"x2\", \"x3\", \"x4\", \"x5\" and 3 more\n");
    desk_free(&k);
}

static void test_plugin_record__earlier_step(void **state)
{
    (void)state;
    desk k = desk_new();
    assert_true(desk_open(&k,
                          "local kept, block\nreturn {adapt = function(c)\n"
                          "  kept = c.sessions[1]\n  block = c:find('calm/story/the-cup')\nend,\n"
                          "check = function(programme, context, report)\n"
                          "  local ok, e = pcall(function() return block.text end)\n  assert(not "
                          "ok and e:find('this block belongs to an earlier step'))\n"
                          "  local x = kept.title\nend}",
                          NULL, NULL));
    assert_int_equal(bz_plugin_adapt(k.p, k.m, &k.answer, &k.job), BZ_OK);
    bz_buf_clear(&k.answer);
    assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
    assert_string_equal(
        desk_reports(&k),
        "P002 9 plugin `probe` failed in `check`: this session belongs to an earlier step\n");
    desk_free(&k);
}
