/* Limits, and errors at their lines. */
#include "desk.h"
#include "plugin/plugin_priv.h"
#include <sys/time.h>

static void test_plugin_state__syntax(void **state)
{
    (void)state;
    expect_reports("local plugin = {}\nfunction plugin.adapt(\nreturn plugin",
                   "P001 3 plugin `probe` is not Lua: <name> or '...' expected near 'return'\n");
}

/* Habits of other languages, and of word processors. */
static void test_plugin_state__syntax_hints(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"local a\nif a = 1 then end", "whether two things are the same is asked with `==`"},
        {"local a\nif a != 1 then end", "\"is not\" is written `~=`"},
        {"local a = “x”", "write straight quotes: \"…\"; those of a word processor are none"},
        {"local a = 1\na += 1", "Lua has no `+=` and no `++`: write `n = n + 1`"},
        {"function f()\nif x then\nend",
         "every `function`, `if`, `for` and `while` has an `end` of "
         "its own"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        desk k = desk_new();
        assert_false(desk_open(&k, rows[i][0], NULL, NULL));
        assert_str(bz_diags_at(k.job.diags, 0)->hint, rows[i][1]);
        desk_free(&k);
    }
}

static void test_plugin_state__shape(void **state)
{
    (void)state;
    expect_reports("", "P004 1 `init.lua` of plugin `probe` gives nil, not a table\n");
    expect_reports("return {adapt = 3}", "P004 1 `adapt` of plugin `probe` is not a function\n");
    expect_reports("return {documents = function() end}",
                   "P004 1 plugin `probe` has `documents` without `document`\n");
    expect_reports("\nreturn {documnts = function() end}",
                   "P004 2 plugin `probe` has a function `documnts`, which is never called\n");
    desk k = desk_new();
    bz_plugin_setup none = {.id = BZ_STR("probe"), .manifest = k.manifest};
    assert_null(bz_plugin_open(&none, k.m, &k.job));
    assert_string_equal(desk_reports(&k), "P004 0 plugin `probe` has no file `init.lua`\n");
    desk_free(&k);
}

static void test_plugin_state__options(void **state)
{
    (void)state;
    desk k = desk_new();
    k.use = bz_model_add(k.m, k.m->project, BZ_PROJECT_CONTEXT, 0, BZ_R_PLUGIN_USE, bz_span_none());
    uint32_t o = bz_model_set_many(k.m, k.use, BZ_PLUGIN_USE_OPTIONS, BZ_V_MAP, 1, bz_span_none());
    bz_model_set_element(k.m, o, BZ_STR("notes_lines"), BZ_STR("9"), bz_span_none());
    assert_true(desk_open(&k, "assert(baraza.options.notes_lines == 9)\nreturn {}", NULL, NULL));
    desk_free(&k);
    expect_reports("assert(baraza.options.notes_lines == 6)\nassert(not pcall(function() "
                   "baraza.options.notes_lines = 7 end))\nreturn {}",
                   "");
}

static void test_plugin_state__errors_have_a_line(void **state)
{
    (void)state;
    expect_reports("local function f()\n  error('no\\nmore')\nend\nf()",
                   "P002 2 plugin `probe` failed in `init.lua`: no\n");
    expect_reports("local function f()\n  error('here', 2)\nend\nf()",
                   "P002 4 plugin `probe` failed in `init.lua`: here\n");
    expect_reports(
        "error({})",
        "P002 1 plugin `probe` failed in `init.lua`: error with a table for a message\n");
    expect_reports("error()",
                   "P002 1 plugin `probe` failed in `init.lua`: error with nil for a message\n");
    expect_reports("error('a\\1b\\255\\27[31m')",
                   "P002 1 plugin `probe` failed in `init.lua`: a?b??[31m\n");
    expect_reports("local ok, e = pcall(error, 'x', 0)\nassert(not ok and e == 'x')\nlocal a, b = "
                   "xpcall(function(x) return x end, error, 5)\nassert(a and b == 5)\n"
                   "local c, d = xpcall(error, function(m) return m .. '!' end, 'y')\nassert(not c "
                   "and d == 'y!', d)\nreturn {}",
                   "");
}

#define CALL_LIMIT   "plugin `probe` stopped: instruction limit (20 M in one call) in `init.lua`\n"
#define MEMORY_LIMIT "plugin `probe` stopped: memory limit (64 MiB) in `init.lua`\n"

static void test_plugin_state__instructions(void **state)
{
    (void)state;
    expect_reports("while true do end", "P003 1 " CALL_LIMIT);
    expect_reports("while true do pcall(function() while true do end end) end",
                   "P003 1 " CALL_LIMIT);
    expect_reports("while true do xpcall(function() while true do end end, function() while true "
                   "do end end) end",
                   "P003 1 " CALL_LIMIT);
    expect_reports("pcall(string.gsub, 'x', 'x', function()\n  while true do end\nend)",
                   "P003 2 " CALL_LIMIT);
    expect_reports("pcall(table.sort, {3, 2, 1}, function()\n  while true do end\nend)",
                   "P003 2 " CALL_LIMIT);
    expect_reports("local t = setmetatable({}, {__index = function() while true do end "
                   "end})\nlocal x = pcall(function() return t.x end)",
                   "P003 1 " CALL_LIMIT);
    expect_reports("do\n  local x <close> = setmetatable({}, {__close = function() while true do "
                   "end end})\n  while true do end\nend",
                   "P003 3 " CALL_LIMIT);
    expect_reports("pcall(function() error(setmetatable({}, {__tostring = function() while true do "
                   "end end})) end)\nreturn {}",
                   "");
}

static void test_plugin_state__work_in_c_counts(void **state)
{
    (void)state;
    expect_reports("local s = ('a'):rep(30)\npcall(string.find, s, ('a*'):rep(30) .. 'b')",
                   "P003 2 " CALL_LIMIT);
    expect_reports("pcall(string.find, ('a'):rep(200000), '.-.-.-b')", "P003 1 " CALL_LIMIT);
    expect_reports("pcall(table.move, {}, 1, math.maxinteger - 1, 2)", "P003 1 " CALL_LIMIT);
    expect_reports(
        "local t = {}\nfor i = 1, 3000 do t[i] = i end\nfor i = 1, 10000 do pcall(next, t) end",
        "P003 3 " CALL_LIMIT);
}

static void test_plugin_state__memory(void **state)
{
    (void)state;
    expect_reports("pcall(string.rep, 'x', 1 << 40)", "P003 1 " MEMORY_LIMIT);
    expect_reports("local s = 'x'\nwhile true do\n  pcall(function() s = s .. s end)\nend",
                   "P003 3 " MEMORY_LIMIT);
    expect_reports("local t = {}\nfor i = 1, math.huge do t[i] = {i} end", "P003 2 " MEMORY_LIMIT);
    expect_reports("local t = {}\npcall(function()\n  while true do t[#t + 1] = ('x'):rep(1000000) "
                   ".. #t end\nend)\nreturn {}",
                   "P003 3 " MEMORY_LIMIT);
    expect_reports("local s = ''\nfor i = 1, 300 do s = ('x'):rep(1000000) .. i end\nreturn {}",
                   ""); /* garbage is collected */
}

static void test_plugin_state__long_texts(void **state)
{
    (void)state;
    expect_reports("local s = ('x'):rep(20000000)\nwhile true do local t = s:reverse() end",
                   "P003 2 " CALL_LIMIT);
    expect_reports("local s = ('x'):rep(20000000)\nwhile true do local t = s .. 'x' end",
                   "P003 2 " CALL_LIMIT);
}

static volatile sig_atomic_t is_late;

static void on_alarm(int signal)
{
    (void)signal;
    is_late = 1;
}

/* One instruction of Lua that takes a millisecond. */
static void test_plugin_state__time(void **state)
{
    (void)state;
    desk k = desk_new();
    assert_true(desk_open(&k,
                          "return {check = function()\n  local a, b = ('x'):rep(15000000) .. 'y', "
                          "('x'):rep(15000000) .. 'y'\n"
                          "  pcall(function() while a == b do end end)\nend}",
                          NULL, NULL));
    k.p->is_late = &is_late;
    struct itimerval soon = {.it_value = {0, 300000}}, never = {0};
    assert_true(signal(SIGPROF, on_alarm) != SIG_ERR);
    assert_int_equal(setitimer(ITIMER_PROF, &soon, NULL), 0);
    assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
    assert_int_equal(setitimer(ITIMER_PROF, &never, NULL), 0);
    /* Which line is reached in that time is the machine's affair. */
    const char *reports = desk_reports(&k);
    assert_true(!strncmp(reports, "P003 2 ", 7) || !strncmp(reports, "P003 3 ", 7));
    assert_string_equal(
        reports + 7, "plugin `probe` stopped: processor time limit (5 s in one call) in `check`\n");
    desk_free(&k);
}

static void test_plugin_state__limits_of_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *code, *reports;
    } cases[] = {
        {"pcall(function() while true do end end)",
         "P003 1 plugin `probe` stopped: instruction limit (500000 in one call) in `init.lua`\n"},
        {"pcall(string.rep, 'x', 1 << 21)",
         "P003 1 plugin `probe` stopped: memory limit (1 MiB) in `init.lua`\n"},
        {"local t = {} pcall(function() while true do t = {t, t, t, t, t, t, t, t, t, t} end end)",
         "P003 1 plugin `probe` stopped: memory limit (1 MiB) in `init.lua`\n"},
    };
    bz_plugin_limits limits = bz_plugin_limits_default;
    limits.steps_call = 500000;
    limits.memory = 1 << 20;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        desk k = desk_new();
        bz_plugin_file file = {BZ_STR("init.lua"), bz_str_from(cases[i].code), 1};
        bz_plugin_setup setup = {
            .id = BZ_STR("probe"), .files = &file, .n_files = 1, .limits = &limits};
        bz_sources_add(k.job.sources, BZ_STR("plugins/probe/init.lua"), file.text);
        assert_null(bz_plugin_open(&setup, k.m, &k.job));
        assert_string_equal(desk_reports(&k), cases[i].reports);
        desk_free(&k);
    }
}

static void test_plugin_state__recursion(void **state)
{
    (void)state;
    expect_reports("local function f()\n  return 1 + f()\nend\npcall(f)\nreturn {}",
                   "P003 2 " MEMORY_LIMIT);
    expect_reports("local function f() pcall(f) error('x') end\nassert(not pcall(f))\nreturn {}",
                   "");
    expect_reports(
        "local s = ('x'):rep(500)\ns:find(('(x'):rep(20))",
        "P002 2 plugin `probe` failed in `init.lua`: a pattern has a `(` without its `)`\n");
}

static void test_plugin_state__nothing_runs_after_a_stop(void **state)
{
    (void)state;
    desk k = desk_new();
    assert_true(
        desk_open(&k, "return {adapt = function() while true do end end, check = function() end}",
                  NULL, NULL));
    assert_int_equal(bz_plugin_adapt(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
    assert_int_equal(bz_plugin_check(k.p, k.m, &k.answer, &k.job), BZ_PLUGIN);
    assert_int_equal(k.answer.n, 0);
    desk_free(&k);
}

static void test_plugin_state__budget_of_a_build(void **state)
{
    (void)state;
    desk k = desk_new();
    assert_true(
        desk_open(&k, "return {check = function() for i = 1, 9000000 do end end}", NULL, NULL));
    bz_status s = BZ_OK;
    int calls = 0;
    for (; s == BZ_OK && calls < 100; calls++) {
        bz_buf_clear(&k.answer);
        s = bz_plugin_check(k.p, k.m, &k.answer, &k.job);
    }
    assert_true(calls > 10 && calls < 30);
    assert_string_equal(
        desk_reports(&k),
        "P003 1 plugin `probe` stopped: instruction limit (200 M in one build) in `check`\n");
    desk_free(&k);
}
