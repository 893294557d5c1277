/* Answers as bytes: what is true comes back, what is not is refused and harms nobody. */
#include "desk.h"
#include <string.h>

static bz_status decode_findings(desk *k, bz_str bytes, bz_finding **list, size_t *n)
{
    bz_buf why = {0};
    bz_status s = bz_findings_decode(bytes, k->m, list, n, &k->job, &why);
    assert_true((s == BZ_OK) == (why.n == 0));
    bz_buf_deinit(&why);
    return s;
}

static bz_status decode_descriptors(desk *k, bz_str bytes, bz_descriptor **list, size_t *n)
{
    bz_buf why = {0};
    bz_status s = bz_descriptors_decode(bytes, k->m, list, n, &k->job, &why);
    assert_true((s == BZ_OK) == (why.n == 0));
    bz_buf_deinit(&why);
    return s;
}

static void check(desk *k)
{
    assert_true(
        desk_open(k,
                  "return {check = function(programme, context, report)\n"
                  "  report:error(programme.meetings[1], 'too late', 'begin earlier')\n"
                  "  report:warning(programme.curriculum:find('calm/story/the-cup'), 'long')\n"
                  "  report:warning(nil, 'all in all')\nend}",
                  NULL, NULL));
    assert_int_equal(bz_plugin_check(k->p, k->m, &k->answer, &k->job), BZ_OK);
}

static void test_plugin_answer__findings(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_finding *list;
    size_t n;
    check(&k);
    assert_int_equal(decode_findings(&k, bz_buf_view(&k.answer), &list, &n), BZ_OK);
    assert_int_equal(n, 3);
    assert_int_equal(list[0].severity, BZ_ERROR);
    assert_int_equal(list[0].about.rec, k.meeting);
    assert_str(list[0].message, "too late");
    assert_str(list[0].hint, "begin earlier");
    assert_str(bz_span_text(k.job.sources, list[0].span),
               "report:error(programme.meetings[1], 'too late', 'begin earlier')");
    assert_int_equal(list[1].about.rec, k.story);
    assert_true(list[1].about.node != 0);
    assert_int_equal(list[2].about.rec, 0);
    desk_free(&k);
}

static void test_plugin_answer__wrong_reports(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"report:eror(nil, 'x')", "a report has no `eror`; did you mean `error`?"},
        {"report:error('x')", "a part of the curriculum is wanted here, not a text"},
        {"report:error(nil)", "the text of a finding is a text, not nothing"},
        {"report:error(nil, '')",
         "the text and the hint of a finding have at most 2000 bytes, the text at least one"},
        {"for i = 1, 2000 do report:error(nil, 'x' .. i) end",
         "a check reports at most 1000 findings"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        desk k = desk_new();
        bz_str code = bz_arena_printf(
            k.job.arena, "return {check = function(programme, context, report)\n%s\nend}",
            wrong[i][0]);
        bz_str report = bz_arena_printf(
            k.job.arena, "P002 2 plugin `probe` failed in `check`: %s\n", wrong[i][1]);
        assert_true(desk_open(&k, code.p, NULL, NULL));
        assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
        assert_string_equal(desk_reports(&k), report.p);
        desk_free(&k);
    }
}

static void list_documents(desk *k)
{
    assert_true(
        desk_open(k,
                  "return {documents = function(programme) return {\n"
                  "{id = 'a', title = 'A', audience = 'facilitator', session = "
                  "programme.curriculum.sessions[1], meeting = programme.meetings[1]},\n"
                  "{id = 'b', title = 'ب', audience = 'caregivers', language = 'ar', handout = "
                  "programme.curriculum.handouts[1]}} end, document = function() end}",
                  NULL, NULL));
    assert_int_equal(bz_plugin_documents(k->p, k->m, &k->answer, &k->job), BZ_OK);
}

static void test_plugin_answer__descriptors(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_descriptor *list;
    size_t n;
    list_documents(&k);
    assert_int_equal(decode_descriptors(&k, bz_buf_view(&k.answer), &list, &n), BZ_OK);
    assert_int_equal(n, 2);
    assert_str(list[0].id, "a");
    assert_int_equal(list[0].session, k.session);
    assert_int_equal(list[0].meeting, k.meeting);
    assert_int_equal(list[0].handout, 0);
    assert_str(list[1].title, "ب");
    assert_str(list[1].language, "ar");
    assert_int_equal(list[1].handout, k.handout);
    desk_free(&k);
}

/* Every shorter answer is refused, and so is one with more behind it. */
static void test_plugin_answer__cut_short(void **state)
{
    (void)state;
    bz_finding *findings;
    bz_descriptor *descriptors;
    size_t n;
    desk k = desk_new();
    check(&k);
    for (size_t cut = 0; cut < k.answer.n; cut++)
        assert_int_equal(
            decode_findings(&k, bz_str_cut(bz_buf_view(&k.answer), 0, cut), &findings, &n),
            BZ_PLUGIN);
    bz_buf_char(&k.answer, '\0');
    assert_int_equal(decode_findings(&k, bz_buf_view(&k.answer), &findings, &n), BZ_PLUGIN);
    assert_int_equal(n, 0);
    desk_free(&k);
    k = desk_new();
    list_documents(&k);
    for (size_t cut = 0; cut < k.answer.n; cut++)
        assert_int_equal(
            decode_descriptors(&k, bz_str_cut(bz_buf_view(&k.answer), 0, cut), &descriptors, &n),
            BZ_PLUGIN);
    desk_free(&k);
}

/* Any byte may be wrong: the decoder says so or finds something sound; the sanitizers watch. */
static void test_plugin_answer__any_byte(void **state)
{
    (void)state;
    bz_finding *findings;
    bz_descriptor *descriptors;
    size_t n;
    for (int which = 0; which < 2; which++) {
        desk k = desk_new();
        if (which) list_documents(&k);
        else check(&k);
        for (size_t at = 0; at < k.answer.n; at++)
            for (int byte = 0; byte < 256; byte += 3) {
                char was = k.answer.p[at];
                k.answer.p[at] = (char)byte;
                bz_status s = which
                                  ? decode_descriptors(&k, bz_buf_view(&k.answer), &descriptors, &n)
                                  : decode_findings(&k, bz_buf_view(&k.answer), &findings, &n);
                for (size_t i = 0; s == BZ_OK && i < n; i++) {
                    if (which)
                        assert_true(descriptors[i].session < k.m->records.n &&
                                    descriptors[i].id.n > 0);
                    else
                        assert_true(findings[i].about.rec < k.m->records.n &&
                                    findings[i].message.n > 0);
                }
                k.answer.p[at] = was;
            }
        desk_free(&k);
    }
}

static void test_plugin_answer__hostile(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
    } answers[] = {
        {"", 0},
        {"\x02\x00", 2},                                   /* another format */
        {"\x01\xff\xff\xff\xff\x0f", 6},                   /* too many */
        {"\x01\xff\xff\xff\xff\xff\xff\x01", 8},           /* a number without end */
        {"\x01\x01\x02\x00\x00\xff\xff\xff\xff\x0f", 10},  /* a text longer than the answer */
        {"\x01\x01\x07\x00\x00\x01x\x00\x00", 9},          /* a severity that there is not */
        {"\x01\x01\x02\xff\x7f\x00\x01x\x00\x00", 10},     /* a record that is not there */
        {"\x01\x01\x02\x00\x07\x01x\x00\x00", 9},          /* a block without its record */
        {"\x01\x01\x02\x00\x00\x01\x1b\x00\x00", 9},       /* a control character */
        {"\x01\x01\x02\x00\x00\x02\xc3\x28\x00\x00", 10},  /* not UTF-8 */
        {"\x01\x01\x02\x00\x00\x01x\x00\x09\x00\x00", 11}, /* a place in no file */
        {"\x01\x01\x02\x00\x00\x00\x00\x00", 8},           /* no text */
    };
    desk k = desk_new();
    bz_finding *list;
    size_t n;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        assert_int_equal(decode_findings(&k, (bz_str){answers[i].bytes, answers[i].n}, &list, &n),
                         BZ_PLUGIN);
    desk_free(&k);
}

static void test_plugin_answer__reference(void **state)
{
    (void)state;
    bz_buf out = {0};
    bz_plugin_reference(&out);
    static const char *const parts[] = {"`doc:heading(level, text)`",
                                        "`tr(text)`",
                                        "| `minutes` | minutes (min) | yes |",
                                        "| `next` | meeting | |",
                                        "`block:replace(",
                                        "`report:error(",
                                        "`string.format`",
                                        "### activity"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(out.p, parts[i])) fail_msg("the reference lacks %s", parts[i]);
    assert_null(strstr(out.p, "| `labels` |")); /* not for plugins */
    bz_buf_deinit(&out);
}
