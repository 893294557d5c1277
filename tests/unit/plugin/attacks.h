/* Ways out, and ways to make trouble, each with what must come of it. They run as init.lua, in the
 * process of a unit test and, by the real program, in a worker. `pcall` is used freely, since
 * nothing that it catches may help. */
#ifndef BZ_TESTS_PLUGIN_ATTACKS_H
#define BZ_TESTS_PLUGIN_ATTACKS_H

typedef enum verdict { HARMLESS, FAILS, STOPPED, NOT_LUA } verdict;

typedef struct attack {
    verdict verdict;
    const char *code; /* without the closing `return {}` */
} attack;

/* To reach what is not there, or to change what is shared. */
static const attack attacks_reach[] = {
    {FAILS, "local x = load('return 1')"},
    {FAILS, "local x = require('io')"},
    {FAILS, "local x = require('/etc/passwd')"},
    {FAILS, "local x = resource('../../baraza.yaml')"},
    {FAILS, "local x = resource('/etc/passwd')"},
    {FAILS, "local x = debug.getregistry()"},
    {FAILS, "local x = os.getenv('HOME')"},
    {FAILS, "local x = package.loadlib('libc.so.6', 'system')"},
    {FAILS, "local x = string.dump(function() end)"},
    {FAILS, "local x = ('').dump"},
    {FAILS, "string.format = nil"},
    {FAILS, "getmetatable('').__index = {}"},
    {FAILS, "rawset(_ENV, 'tr', nil)"},
    {FAILS, "rawset(baraza, 'api', 2)"},
    {FAILS, "setmetatable(_ENV, {})"},
    {FAILS, "setmetatable(string, {})"},
    {FAILS, "setmetatable('', {})"},
    {FAILS, "baraza.options.notes_lines = 1"},
    {FAILS, "baraza.language = 'xx'"},
    {FAILS, "_ENV.x = 1"},
    {FAILS, "local _ENV = {} pairs()"},
    {FAILS, "local f = baraza.markdown('x') f.x = 1"},
    {FAILS, "local f = baraza.markdown('x') local y = f.x"},
    {FAILS, "local f = baraza.markdown('x') local y = f .. 'z'"},
    {FAILS, "local f = baraza.markdown('x') f()"},
    {FAILS, "baraza.document()"},
    {HARMLESS, "assert(getmetatable(baraza.markdown('x')) == false)"},
    {HARMLESS, "assert(rawget(_ENV, 'pairs') == nil and rawlen(_ENV) == 0)"},
    {HARMLESS, "for k in pairs(_ENV) do error(k) end for k in pairs(string) do error(k) end"},
    {HARMLESS, "local t = setmetatable({}, {__index = _ENV}) assert(t.pairs == pairs)"},
    {HARMLESS, "local ok = pcall(setmetatable, {}, {__gc = true}) assert(not ok)"},
    {HARMLESS, "assert(select('#', pcall(error)) == 2)"},
    {NOT_LUA, "goto nowhere"},
    {NOT_LUA, "\x1bLuaS\x00\x19\x93\r\n"},
    {NOT_LUA, "local x <const> = 1 x = 2"},
};

/* To go on for ever. */
static const attack attacks_time[] = {
    {STOPPED, "::a:: goto a"},
    {STOPPED, "repeat until false"},
    {STOPPED, "for i = 1, math.huge do end"},
    {STOPPED, "local function f() return f() end f()"},
    {STOPPED, "while true do pcall(error) end"},
    {STOPPED, "while true do xpcall(error, error) end"},
    {STOPPED, "pcall(pcall, pcall, function() while true do end end)"},
    {STOPPED,
     "xpcall(function() while true do end end, function() return 1 end) while true do end"},
    {STOPPED,
     "local function spin() while true do end end pcall(setmetatable({}, {__call = spin}))"},
    {STOPPED,
     "local t = setmetatable({}, {__len = function() while true do end end}) local n = #t"},
    {STOPPED, "local t = setmetatable({}, {__eq = function() while true do end end}) local n = "
              "t == setmetatable({}, getmetatable(t))"},
    {STOPPED, "local t = setmetatable({}, {__concat = function() while true do end end}) local "
              "n = t .. 'x'"},
    {STOPPED,
     "for k in pairs(setmetatable({}, {__pairs = function() while true do end end})) do end"},
    {STOPPED, "tostring(setmetatable({}, {__tostring = function() while true do end end}))"},
    {STOPPED,
     "string.format('%s', setmetatable({}, {__tostring = function() while true do end end}))"},
    {STOPPED, "for w in ('x'):gmatch('x') do while true do end end"},
    {STOPPED, "('x'):gsub('x', setmetatable({}, {__index = function() while true do end end}))"},
    {STOPPED, "table.sort({1, 2, 3}, function() while true do end end)"},
    {STOPPED, "for i, v in ipairs(setmetatable({}, {__index = function() return 1 end})) do end"},
    {STOPPED, "pcall(string.find, ('a'):rep(100000), ('.-'):rep(20) .. 'b')"},
    {STOPPED, "pcall(string.match, ('('):rep(30000), ('%b()'):rep(1) .. 'x') while true do "
              "pcall(string.find, ('x'):rep(99999), '.-y') end"},
    {STOPPED, "while true do table.move({}, 1, 1000000, 2) end"},
    {STOPPED, "local t = {} for i = 1, 100000 do t[i] = 'x' end while true do table.concat(t) end"},
    {STOPPED, "local t = {} for i = 1, 100000 do t[i] = i end while true do for k in pairs(t) "
              "do break end end"},
    {STOPPED, "local s = ('x'):rep(1000000) while true do s:upper() end"},
    {STOPPED, "local s = ('x'):rep(1000000) while true do baraza.text(s) end"},
    {STOPPED, "while true do baraza.markdown('x') end"},
    {STOPPED, "while true do tr('x') end"},
    {STOPPED, "local t = {} for k = 62, 0, -1 do t[1 << k] = 1 end t[5] = 1 t[9] = 1 t[17] = 1 "
              "table.sort(t)"},
    {STOPPED, "local a = ('x'):rep(8 << 20) local b, t = a .. 'y', {} for i = 1, 1000 do t[i] = "
              "i % 2 == 0 and a or b end table.sort(t)"},
    {HARMLESS, "local s = string.rep('', 1 << 62) assert(s == '')"},
    {HARMLESS, "local a, b = {}, {} setmetatable(a, {__index = b}) setmetatable(b, {__index = "
               "a}) assert(not pcall(function() return a.x end))"},
};

/* To fill the memory, or the stack. */
static const attack attacks_memory[] = {
    {STOPPED, "local t = {} while true do t = {t} end"},
    {STOPPED, "local s = 'x' while true do s = s .. s end"},
    {STOPPED,
     "local f = function() end while true do local g = f f = function() return g() end end"},
    {STOPPED, "pcall(string.rep, 'x', 1 << 30)"},
    {STOPPED, "pcall(string.rep, 'x', 1 << 30, 'y')"},
    {STOPPED, "pcall(string.rep, ('x'):rep(1000), math.maxinteger)"},
    {STOPPED, "local s = ('x'):rep(1 << 20) pcall(string.gsub, s, 'x', s)"},
    {STOPPED, "local t = {} for i = 1, 70 do t[i] = ('x'):rep(1 << 20) end table.concat(t)"},
    {STOPPED, "local t = {} for i = 1, 1 << 24 do t[i] = i end"},
    {FAILS, "local t = {} for i = 1, 900000 do t[i] = 1 end for j = 1, 100 do local x = "
            "{table.unpack(t)} local y = string.char(table.unpack(t, 1, 200000)) error('x') end"},
    {FAILS, "local x = table.unpack({}, 1, 1 << 30)"},
    {FAILS, "local x = table.unpack({}, math.mininteger, math.maxinteger)"},
    {HARMLESS, "local function f(...) return select('#', ...) end assert(f(table.unpack({}, 1, "
               "100000)) == 100000)"},
    {HARMLESS, "local function f() return pcall(f) end f()"},
    {HARMLESS, "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end "
               "assert(f(10000) == 10000)"},
    {HARMLESS, "local t = {} t.t = t assert(tostring(t) == 'table') for k, v in pairs(t) do "
               "assert(v == t) end"},
    {HARMLESS, "local ok = pcall(string.find, ('x'):rep(1000), ('(x'):rep(40)) assert(not ok)"},
    {HARMLESS,
     "local ok = pcall(string.find, 'x', ('('):rep(100) .. (')'):rep(100)) assert(not ok)"},
    {HARMLESS, "local ok = pcall(string.find, ('x'):rep(300), ('x?'):rep(300)) assert(not ok)"},
};

/* Odd arguments. */
static const attack attacks_arguments[] = {
    {FAILS, "pairs()"},
    {FAILS, "pairs(nil)"},
    {FAILS, "next({}, {})"},
    {FAILS, "next({[{}] = 1})"},
    {FAILS, "table.insert({}, 5, 1)"},
    {FAILS, "table.insert({}, math.mininteger, 1)"},
    {FAILS, "table.insert({}, 1, 2, 3)"},
    {FAILS, "table.insert()"},
    {FAILS, "table.remove({1}, 5)"},
    {FAILS, "table.concat({}, '', 1, 3)"},
    {FAILS, "table.concat({1, {}, 2})"},
    {FAILS, "table.concat({}, '', math.maxinteger - 1, math.maxinteger)"},
    {FAILS, "table.move({1}, 1, 5, math.maxinteger)"},
    {FAILS, "table.sort({1, 'x', {}})"},
    {FAILS, "table.sort({3, 2, 1}, 'x')"},
    {FAILS, "string.format('%')"},
    {FAILS, "string.format('%d')"},
    {FAILS, "string.format('%d', 'x')"},
    {FAILS, "string.format('%1000d', 1)"},
    {FAILS, "string.format('%y', 1)"},
    {FAILS, "string.format('%-5p', {})"},
    {FAILS, "string.rep()"},
    {FAILS, "('x'):rep('y')"},
    {FAILS, "('x'):gsub('x', '%9')"},
    {FAILS, "('x'):gsub('x', '%')"},
    {FAILS, "('x'):gsub('(x', '%1')"},
    {FAILS, "('x'):gsub('x', function() return {} end)"},
    {FAILS, "('x'):gsub('x', nil)"},
    {FAILS, "utf8.char(-1)"},
    {FAILS, "utf8.codepoint('\\xff')"},
    {FAILS, "for p, c in utf8.codes('a\\xffb') do end"},
    {FAILS, "math.random(2, 1)"},
    {FAILS, "math.random(1.5)"},
    {FAILS, "math.floor({})"},
    {FAILS, "tr()"},
    {FAILS, "tr('a\\0b')"},
    {FAILS, "tr('\\xff')"},
    {FAILS, "baraza.markdown()"},
    {FAILS, "baraza.markdown('\\xc0\\x80')"},
    {FAILS, "baraza.markdown('\\0')"},
    {FAILS, "baraza.markdown(('x'):rep(2000000))"},
    {FAILS, "baraza.minutes(-1)"},
    {FAILS, "baraza.minutes('x')"},
    {FAILS, "baraza.date('2026-02-30')"},
    {FAILS, "baraza.before('2026-02-28', 'soon')"},
    {FAILS, "baraza.before('2026-02-28', '2147483647 weeks')"},
    {FAILS, "require()"},
    {FAILS, "require({})"},
    {FAILS, "error(setmetatable({}, {__tostring = function() error('x') end}))"},
    {FAILS, "error('\\0\\1\\xff')"},
    {FAILS, "error(('x'):rep(1000000))"},
    {FAILS, "error('init.lua:99999: far')"},
    {FAILS, "error('init.lua:0: far')"},
    {FAILS, "error('init.lua:-1: far')"},
    {HARMLESS, "assert(baraza.before('1900-01-01', '10 weeks'))"},
    {HARMLESS, "assert(baraza.before('1900-01-01', '10000 months'))"},
    {HARMLESS,
     "assert(table.concat({}, 'x') == '' and table.remove({}) == nil and #table.pack() == 0)"},
    {HARMLESS, "local t = {3, 2, 1} table.sort(t, function(a, b) t[1] = nil return a < b end) "
               "assert(t[1] == 1)"},
    {HARMLESS, "local t = {a = 1, b = 2} for k in pairs(t) do t[k] = nil t[k .. 'x'] = 1 end"},
    {HARMLESS, "assert(('x'):sub(math.mininteger, math.maxinteger) == 'x' and ('x'):find('x', "
               "math.mininteger) == 1)"},
    {HARMLESS,
     "assert(('x'):find('', 2) == 2 and ('x'):find('', 3) == nil and ('x'):match('.-') == '')"},
};

#endif
