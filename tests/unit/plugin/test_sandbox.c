/* The Lua that plugins see. */
#include "desk.h"
#include <stdio.h>

/* `assert(…)` in Lua does the comparing; a report is a failure. */
static void holds(const char *code)
{
    expect_reports(code, "");
}

#define LUA(body) body "\nreturn {}"

static void test_plugin_sandbox__names(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_buf names = {0};
    bz_plugin_names(&names, &k.job);
    FILE *f = fopen("tests/unit/plugin/names.txt", "rb");
    assert_non_null(f);
    char text[8192];
    size_t n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    fclose(f);
    assert_string_equal(names.p, text);
    bz_buf_deinit(&names);
    desk_free(&k);
}

static void test_plugin_sandbox__pairs_are_ordered(void **state)
{
    (void)state;
    holds(LUA(
        "local t = {b = 1, a = 1, [true] = 1, [3] = 1, [1] = 1, [-2] = 1, [1.5] = 1, [false] = 1, "
        "B = 1}\n"
        "local s = {}\n"
        "for k in pairs(t) do s[#s + 1] = tostring(k) end\n"
        "assert(table.concat(s, ' ') == '-2 1 1.5 3 B a b false true', table.concat(s, ' '))\n"
        "local k, n = nil, {}\n"
        "repeat k = next(t, k) n[#n + 1] = tostring(k) until k == nil\n"
        "assert(table.concat(n, ' ') == '-2 1 1.5 3 B a b false true nil', table.concat(n, ' '))\n"
        "assert(next({}) == nil)\n"
        "for k in pairs(t) do t[k] = nil end assert(next(t) == nil)"));
    expect_reports(LUA("for k in pairs({[{}] = 1}) do end"),
                   "P002 1 plugin `probe` failed in `init.lua`: a table whose key is a table has "
                   "no order: use a list\n");
}

static void test_plugin_sandbox__no_addresses(void **state)
{
    (void)state;
    holds(
        LUA("assert(tostring({}) == 'table')\nassert(tostring(type) == 'function')\n"
            "assert(string.format('%s|%5.1s|%d', {}, 'abc', 3) == 'table|    a|3')\n"
            "assert(tostring(setmetatable({}, {__tostring = function() return 'x' end})) == 'x')\n"
            "assert(tostring(0/0) == 'nan')"));
    expect_reports(
        LUA("local s = string.format('%p', {})"),
        "P002 1 plugin `probe` failed in `init.lua`: `%p` of string.format is not available\n");
}

static void test_plugin_sandbox__metatables_hidden(void **state)
{
    (void)state;
    holds(LUA(
        "assert(getmetatable('') == false)\nassert(getmetatable(string) == false)\n"
        "assert(getmetatable(baraza) == false)\nassert(getmetatable(_ENV) == false)\n"
        "assert(not pcall(setmetatable, string, {}))\nassert(not pcall(rawset, string, 'x', 1))\n"
        "assert(not pcall(rawset, _ENV, 'x', 1))\n"
        "assert(rawget(string, 'format') == nil)\nassert(('x'):upper() == 'X')\n"
        "assert(not pcall(setmetatable, {}, {__gc = function() end}))\n"
        "assert(not pcall(setmetatable, {}, {__mode = 'k'}))\n"
        "assert(not pcall(setmetatable, setmetatable({}, {__metatable = 1}), {}))"));
}

static void test_plugin_sandbox__globals(void **state)
{
    (void)state;
    expect_reports(LUA("x = 1"), "P002 1 plugin `probe` failed in `init.lua`: there are no global "
                                 "variables: write `local x`\n");
    expect_reports(LUA("\ntabel.insert({}, 1)"), "P002 2 plugin `probe` failed in `init.lua`: "
                                                 "unknown name `tabel`; did you mean `table`?\n");
    expect_reports(LUA("string.x = 1"),
                   "P002 1 plugin `probe` failed in `init.lua`: `string` cannot be changed\n");
    expect_reports(LUA("local a = string.uper('a')"),
                   "P002 1 plugin `probe` failed in `init.lua`: `string` has no `uper`; did you "
                   "mean `upper`?\n");
    expect_reports(LUA("local a = baraza.optoins"),
                   "P002 1 plugin `probe` failed in `init.lua`: `baraza` has no `optoins`; did you "
                   "mean `options`?\n");
    expect_reports(LUA("local a = baraza.options.note_lines"),
                   "P002 1 plugin `probe` failed in `init.lua`: the plugin declares no option "
                   "`note_lines`; did you mean `notes_lines`?\n");
    static const char *const absent[] = {
        "load",  "loadstring", "dofile",         "loadfile", "coroutine", "io",  "os",
        "debug", "package",    "collectgarbage", "print",    "_G",        "warn"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        char code[100];
        snprintf(code, sizeof code, "assert(not pcall(function() return %s end))\nreturn {}",
                 absent[i]);
        holds(code);
    }
    holds(LUA("assert(not pcall(function() return string.dump end))\nassert(not pcall(function() "
              "return string.pack end))"));
}

static void test_plugin_sandbox__table_functions(void **state)
{
    (void)state;
    holds(LUA("local t = {}\n"
              "for i = 1, 50 do t[i] = {key = i % 5, n = i} end\n"
              "table.sort(t, function(a, b) return a.key < b.key end)\n"
              "for i = 2, 50 do assert(t[i-1].key < t[i].key or (t[i-1].key == t[i].key and "
              "t[i-1].n < t[i].n)) end\n"
              "table.sort(t, function() return true end)\n"
              "local w = {'b', 'a', 'c'} table.sort(w) assert(table.concat(w, ',') == 'a,b,c')\n"
              "table.insert(w, 1, 'z') table.insert(w, 'y') assert(table.concat(w) == 'zabcy')\n"
              "assert(table.remove(w, 1) == 'z' and table.remove(w) == 'y' and #w == 3)\n"
              "assert(table.remove({}) == nil)\n"
              "assert(table.concat(table.move(w, 1, 3, 2), '') == 'aabc')\n"
              "assert(table.concat({1, 2, 3}, '-', 2, 3) == '2-3')\n"
              "assert(select('#', table.unpack({1, nil, 3}, 1, 3)) == 3)\n"
              "assert(not pcall(table.concat, {1, {}, 3}))\n"
              "local ok = pcall(table.sort, {1, 'x'}) assert(not ok)"));
}

static void test_plugin_sandbox__string_functions(void **state)
{
    (void)state;
    holds(LUA("assert(('ab'):rep(3, '-') == 'ab-ab-ab')\nassert((''):rep(1 << 60) == "
              "'')\nassert(('x'):rep(0) == '')\n"
              "assert(('hello world'):find('wor') == 7)\nassert(('a.b'):find('.', 1, true) == 2)\n"
              "assert(('hello'):match('^(h)(.-)o$') == 'h')\n"
              "local a, b = ('key = value'):match('^(%w+)%s*=%s*(%w+)$') assert(a == 'key' and b "
              "== 'value')\n"
              "assert(('abc'):gsub('%w', '%0%0') == 'aabbcc')\nassert(('abc'):gsub('', '-') == "
              "'-a-b-c-')\n"
              "assert(('hello'):gsub('l+', {ll = 'LL'}) == 'heLLo')\n"
              "assert(('hello'):gsub('l', function() return false end) == 'hello')\n"
              "assert(select(2, ('aaa'):gsub('a', 'b', 2)) == 2)\n"
              "local n = {} for w in ('one two  three'):gmatch('%a+') do n[#n + 1] = w end "
              "assert(#n == 3 and n[3] == 'three')\n"
              "assert(('THE (quick) fox'):find('%((%a+)%)') == 5)\n"
              "assert(('f(a(b)c)d'):match('%b()') == '(a(b)c)')\n"
              "assert(('THE (quick) fox'):gsub('%f[%a]%a+', 'x') == 'x (x) x')\n"
              "assert(('abab'):match('^(ab)%1$') == 'ab')\nassert(('  x '):match('^%s*(.-)%s*$') "
              "== 'x')\n"
              "assert(('x'):match('()') == 1)\nassert(('a]b'):match('[]]') == "
              "']')\nassert(('a-b'):match('[a%-]+') == 'a-')\n"
              "assert(('äb'):len() == 3 and utf8.len('äb') == 2)\n"
              "assert(('abc'):find('b', -1) == nil and ('abc'):find('', 10) == nil)\n"
              "for _, bad in ipairs{'[a', '%', '(a', 'a)', '%b', '%f', '%1'} do assert(not "
              "pcall(string.match, 'aaaa', bad), bad) end"));
}

static void test_plugin_sandbox__random_is_the_same(void **state)
{
    (void)state;
    holds(
        LUA("local a = {math.random(100), math.random(100), math.random(5, 6)}\n"
            "assert(table.concat(a, ' ') == '36 1 6', table.concat(a, ' '))\n"
            "local f = math.random() assert(f >= 0 and f < 1)\nassert(not pcall(math.random, 0))"));
}

static void test_plugin_sandbox__require_and_resource(void **state)
{
    (void)state;
    desk k = desk_new();
    assert_true(
        desk_open(&k,
                  "local a, b = require('more'), require('more')\nassert(a == b and a.x == 1)\n"
                  "assert(resource('more.lua'):find('x = 1'))\nreturn {}",
                  "more.lua", "return {x = 1}"));
    assert_string_equal(desk_reports(&k), "");
    desk_free(&k);
    k = desk_new();
    assert_false(
        desk_open(&k, "require('more')\nreturn {}", "more.lua", "\nlocal x = nil\nx.y = 1"));
    assert_string_equal(
        desk_reports(&k),
        "P002 3 plugin `probe` failed in `init.lua`: attempt to index a nil value (local 'x')\n");
    desk_free(&k);
    k = desk_new();
    assert_false(desk_open(&k, "require('more')\nreturn {}", "more.lua", "\nlocal = 3"));
    assert_string_equal(desk_reports(&k),
                        "P002 2 plugin `probe` failed in `init.lua`: <name> expected near '='\n");
    desk_free(&k);
    k = desk_new();
    assert_false(desk_open(&k, "require('more')", "more.lua", "return require('more')"));
    assert_string_equal(desk_reports(&k),
                        "P002 1 plugin `probe` failed in `init.lua`: `more` requires itself\n");
    desk_free(&k);
    expect_reports(
        LUA("require('../more')"),
        "P002 1 plugin `probe` failed in `init.lua`: the plugin has no file `../more.lua`\n");
    expect_reports(LUA("resource('init.lau')"),
                   "P002 1 plugin `probe` failed in `init.lua`: the plugin has no file `init.lau`; "
                   "did you mean `init.lua`?\n");
}

static void test_plugin_sandbox__text_chunks_only(void **state)
{
    (void)state;
    expect_reports(
        "\x1bLua",
        "P001 0 plugin `probe` is not Lua: attempt to load a binary chunk (mode is 't')\n");
}
