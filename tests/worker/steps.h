/* Plugins that make trouble in one of their four functions, and the diagnostic that must come of it
 * ("-": none). */
#ifndef BZ_TESTS_WORKER_STEPS_H
#define BZ_TESTS_WORKER_STEPS_H

#include <stddef.h>

#define ADAPT(body) "return {adapt = function(c, x) " body " end}"
#define CHECK(body) "return {check = function(p, x, report) " body " end}"
#define LIST(items)                                                                                \
    "return {documents = function() return " items " end, document = function() end}"
#define DOCUMENT(body)                                                                             \
    "return {documents = function() return {{id = 'd', title = 'D', audience = 'officer'}} end,\n" \
    "document = function(d, p, x) local doc = baraza.document() " body " return doc end}"

static const struct {
    const char *code, *plugin;
} steps[] = {
    {"P003", ADAPT("while true do end")},
    {"P003", ADAPT("while true do pcall(function() c.title = 'x' end) end")},
    {"C101", ADAPT("local a = c.sessions.one.activities.hello while true do "
                   "a:append(baraza.markdown('x')) end")},
    {"P003", ADAPT("local t = ('x'):rep(1 << 20) local a = c.sessions.one.activities.hello "
                   "for i = 1, 100 do a:append(baraza.markdown(t)) end")},
    {"P002", ADAPT("c.nothing = 1")},
    {"P002", ADAPT("c.id = 'other'")},
    {"P002", ADAPT("c.sessions.one.minutes = 1 << 40")},
    {"P002", ADAPT("c.title = 'a\\nb'")},
    {"P002", ADAPT("c.title = '\\27[31m'")},
    {"P002", ADAPT("c.title = '\\xff'")},
    {"P002", ADAPT("c.licence = 'CC0-1.0'")},
    {"P002", ADAPT("c.may_change = 'freely'")},
    {"P002", ADAPT("x.country = 'XX'")},
    {"P002", ADAPT("x.focal_point.phone = '1'")},
    {"P002", ADAPT("report:error(nil, 'x')")},
    {"P002", ADAPT("baraza.document()")},
    {"P002", ADAPT("local a = c.sessions.one.activities.hello a:remove() a:remove()")},
    {"P002", ADAPT("local a = c.sessions.one.activities.hello a:remove() local t = a.title")},
    {"P003", CHECK("while true do end")},
    {"P003", CHECK("for i = 1, math.huge do pcall(report.error, report, nil, 'x') end")},
    {"P002", CHECK("for i = 1, 2000 do report:warning(nil, 'x' .. i) end")},
    {"P002", CHECK("report:error(nil, ('x'):rep(3000))")},
    {"P002", CHECK("report:error(nil, '')")},
    {"P002", CHECK("report:error(nil, 'a\\nb')")},
    {"P002", CHECK("report:error(nil, '\\27]0;x\\7')")},
    {"P002", CHECK("report:error(nil, '\\u{202e}x\\xed\\xa0\\x80')")},
    {"P002", CHECK("report:error(42, 'x')")},
    {"P002", CHECK("p.curriculum.title = 'x'")},
    {"P082", CHECK("report:error(nil, 'error[S001]: fake')")},
    {"P082", CHECK("report:error(p.curriculum, '%s%n%p')")},
    {"P003",
     LIST("setmetatable({}, {__index = function() while true do end end, __len = function() "
          "while true do end end}) ~= nil and (function() while true do end end)()")},
    {"P002", LIST("{{id = '../x', title = 'x', audience = 'officer'}}")},
    {"P002", LIST("{{id = '/etc/passwd', title = 'x', audience = 'officer'}}")},
    {"P002", LIST("{{id = 'con', title = 'x', audience = 'officer'}}")},
    {"P002", LIST("{{id = 'manifest.json', title = 'x', audience = 'officer'}}")},
    {"P002", LIST("{{id = 'a\\0b', title = 'x', audience = 'officer'}}")},
    {"P002", LIST("{{id = 'x', title = '\\27[2J', audience = 'officer'}}")},
    {"P002", LIST("{{id = 'x', title = 'x', audience = 'everybody'}}")},
    {"P002", LIST("{{id = 'x', title = 'x', audience = 'officer', language = '<script>'}}")},
    {"P002", LIST("{{id = 'x', title = 'x', audience = 'officer', session = {}}}")},
    {"P002",
     LIST("{{id = 'x', title = 'x', audience = 'officer'}, {id = 'x', title = 'x', audience = "
          "'officer'}}")},
    {"P002",
     LIST("(function() local t = {} for i = 1, 10001 do t[i] = {id = 'd' .. i, title = 'x', "
          "audience = 'officer'} end return t end)()")},
    {"P002", LIST("42")},
    {"P002", DOCUMENT("while true do doc:paragraph('x') end")},
    {"P003", DOCUMENT("local t = ('x '):rep(400000) for i = 1, 200 do doc:markdown(t) end")},
    {"P002", DOCUMENT("local rows = {} for i = 1, 110000 do rows[i] = {'x', 'x'} end "
                      "doc:table(nil, rows)")},
    {"P003", DOCUMENT("local rows = {} for i = 1, 10000 do rows[i] = {'x', 'x'} end while true do "
                      "pcall(doc.table, doc, nil, rows) end")},
    {"P002", DOCUMENT("doc:heading(99, 'x')")},
    {"P002", DOCUMENT("doc:heading(1, {})")},
    {"P002", DOCUMENT("doc:table(nil, {doc})")},
    {"P002", DOCUMENT("local d = doc for i = 1, 1000 do d = d:box{} end")},
    {"P002", DOCUMENT("doc = 42")},
    {"P002", DOCUMENT("p.curriculum.sessions.one.title = 'x'")},
    {"M016", DOCUMENT("doc:markdown('<script>alert(1)</script>')")},
    {"M016", DOCUMENT("doc:paragraph('<img src=x onerror=alert(1)>')")},
    {"-", DOCUMENT("doc:paragraph(baraza.text('<script>alert(1)</script>'))")},
    {"-", DOCUMENT("doc:paragraph('x')")},
};

#endif
