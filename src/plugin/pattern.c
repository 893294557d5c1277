/* Lua's patterns, with their work counted. Lua's own matcher goes on for as long as the pattern
 * lets it, and no hook fires inside; here every step is charged like an instruction, so a pattern
 * that explodes ends the plugin as a loop would. What a pattern means is as in the manual of
 * Lua 5.4 §6.4.1.
 *
 * The matcher is the usual one: the pattern is walked by recursion for what must be tried in more
 * than one way (repetition, captures) and by a loop for the rest. */
#include "plugin/plugin_priv.h"
#include <ctype.h>
#include <string.h>

enum { MOST_CAPTURES = 32, MOST_DEPTH = 190, OPEN = -1, POSITION = -2, EVERY = 512 };

typedef struct matcher {
    lua_State *L;
    const char *text, *text_end, *pattern_end;
    int depth, captures;
    unsigned work;
    struct {
        const char *start;
        ptrdiff_t n; /* or OPEN, POSITION */
    } capture[MOST_CAPTURES];
} matcher;

static const char *match(matcher *m, const char *s, const char *p);

static void count(matcher *m)
{
    if (++m->work % EVERY == 0) bz_plugin__charge(m->L, EVERY);
}

static const char *class_end(matcher *m, const char *p)
{
    char c = *p++;
    if (c == '%') {
        if (p == m->pattern_end) bz_plugin__fail(m->L, "a pattern ends with `%%`");
        return p + 1;
    }
    if (c != '[') return p;
    if (p < m->pattern_end && *p == '^') p++;
    do { /* a `]` that stands first is itself */
        if (p >= m->pattern_end) bz_plugin__fail(m->L, "a pattern lacks a `]`");
        if (*p++ == '%') p++;
    } while (p >= m->pattern_end || *p != ']');
    return p + 1;
}

static bool is_class(int c, int letter)
{
    bool in;
    switch (tolower(letter)) {
    case 'a': in = isalpha(c); break;
    case 'c': in = iscntrl(c); break;
    case 'd': in = isdigit(c); break;
    case 'g': in = isgraph(c); break;
    case 'l': in = islower(c); break;
    case 'p': in = ispunct(c); break;
    case 's': in = isspace(c); break;
    case 'u': in = isupper(c); break;
    case 'w': in = isalnum(c); break;
    case 'x': in = isxdigit(c); break;
    default: return letter == c;
    }
    return isupper(letter) ? !in : in;
}

/* `p` at the `[`, `end` at the `]`. */
static bool is_in_set(int c, const char *p, const char *end)
{
    bool found = true;
    if (p[1] == '^') {
        found = false;
        p++;
    }
    while (++p < end) {
        if (*p == '%') {
            p++;
            if (is_class(c, (unsigned char)*p)) return found;
        } else if (p[1] == '-' && p + 2 < end) {
            if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2]) return found;
            p += 2;
        } else if ((unsigned char)*p == c) return found;
    }
    return !found;
}

static bool is_single(matcher *m, const char *s, const char *p, const char *end)
{
    count(m);
    if (s >= m->text_end) return false;
    int c = (unsigned char)*s;
    switch (*p) {
    case '.': return true;
    case '%': return is_class(c, (unsigned char)p[1]);
    case '[': return is_in_set(c, p, end - 1);
    default: return (unsigned char)*p == c;
    }
}

/* `%bxy`: p at the x. */
static const char *match_balance(matcher *m, const char *s, const char *p)
{
    if (p >= m->pattern_end - 1)
        bz_plugin__fail(m->L, "`%%b` in a pattern lacks its two characters");
    if (s >= m->text_end || *s != *p) return NULL;
    for (int open = 1; ++s < m->text_end;) {
        count(m);
        if (*s == p[1]) {
            if (--open == 0) return s + 1;
        } else if (*s == *p) open++;
    }
    return NULL;
}

static const char *most(matcher *m, const char *s, const char *p, const char *end)
{
    ptrdiff_t i = 0;
    while (is_single(m, s + i, p, end))
        i++;
    for (; i >= 0; i--) {
        const char *r = match(m, s + i, end + 1);
        if (r) return r;
    }
    return NULL;
}

static const char *least(matcher *m, const char *s, const char *p, const char *end)
{
    for (;; s++) {
        const char *r = match(m, s, end + 1);
        if (r) return r;
        if (!is_single(m, s, p, end)) return NULL;
    }
}

static const char *start_capture(matcher *m, const char *s, const char *p, ptrdiff_t what)
{
    if (m->captures >= MOST_CAPTURES)
        bz_plugin__fail(m->L, "a pattern has more than %d captures", MOST_CAPTURES);
    m->capture[m->captures].start = s;
    m->capture[m->captures].n = what;
    m->captures++;
    const char *r = match(m, s, p);
    if (!r) m->captures--;
    return r;
}

static const char *end_capture(matcher *m, const char *s, const char *p)
{
    int i = m->captures - 1;
    while (i >= 0 && m->capture[i].n != OPEN)
        i--;
    if (i < 0) bz_plugin__fail(m->L, "a pattern has a `)` without its `(`");
    m->capture[i].n = s - m->capture[i].start;
    const char *r = match(m, s, p);
    if (!r) m->capture[i].n = OPEN;
    return r;
}

static const char *match_back(matcher *m, const char *s, int digit)
{
    int i = digit - '1';
    if (i < 0 || i >= m->captures || m->capture[i].n == OPEN)
        bz_plugin__fail(m->L, "a pattern refers to capture %c, which is not there", digit);
    if (m->capture[i].n == POSITION) return NULL;
    size_t n = (size_t)m->capture[i].n;
    bz_plugin__charge(m->L, n / 16);
    if ((size_t)(m->text_end - s) < n || memcmp(m->capture[i].start, s, n)) return NULL;
    return s + n;
}

/* `%f[set]`: p at the `[`. */
static bool is_frontier(matcher *m, const char *s, const char *p, const char *end)
{
    int before = s == m->text ? 0 : (unsigned char)s[-1];
    int here = s == m->text_end ? 0 : (unsigned char)*s;
    return !is_in_set(before, p, end - 1) && is_in_set(here, p, end - 1);
}

/* One item that may be repeated. Gives the match of all the rest, or sets *next and moves *s on. */
static const char *match_item(matcher *m, const char **s, const char *p, const char **next)
{
    const char *end = class_end(m, p);
    char mark = end < m->pattern_end ? *end : '\0';
    *next = NULL;
    if (mark == '*') return most(m, *s, p, end);
    if (mark == '-') return least(m, *s, p, end);
    if (mark == '+') return is_single(m, *s, p, end) ? most(m, *s + 1, p, end) : NULL;
    if (mark == '?') {
        const char *r = is_single(m, *s, p, end) ? match(m, *s + 1, end + 1) : NULL;
        if (r) return r;
        *next = end + 1;
        return NULL;
    }
    if (!is_single(m, *s, p, end)) return NULL;
    ++*s;
    *next = end;
    return NULL;
}

static const char *match_rest(matcher *m, const char *s, const char *p)
{
    const char *next, *r;
    while (p < m->pattern_end) {
        count(m);
        if (*p == '(' && p + 1 < m->pattern_end && p[1] == ')')
            return start_capture(m, s, p + 2, POSITION);
        if (*p == '(') return start_capture(m, s, p + 1, OPEN);
        if (*p == ')') return end_capture(m, s, p + 1);
        if (*p == '$' && p + 1 == m->pattern_end) return s == m->text_end ? s : NULL;
        char c = *p == '%' && p + 1 < m->pattern_end ? p[1] : '\0';
        if (c == 'b') {
            if (!(s = match_balance(m, s, p + 2))) return NULL;
            p += 4;
        } else if (c == 'f') {
            p += 2;
            if (p >= m->pattern_end || *p != '[')
                bz_plugin__fail(m->L, "`%%f` in a pattern lacks its `[`");
            const char *end = class_end(m, p);
            if (!is_frontier(m, s, p, end)) return NULL;
            p = end;
        } else if (c >= '0' && c <= '9') {
            if (!(s = match_back(m, s, c))) return NULL;
            p += 2;
        } else {
            if ((r = match_item(m, &s, p, &next)) || !next) return r;
            p = next;
        }
    }
    return s;
}

static const char *match(matcher *m, const char *s, const char *p)
{
    if (++m->depth > MOST_DEPTH) bz_plugin__fail(m->L, "a pattern is too complex");
    const char *r = match_rest(m, s, p);
    m->depth--;
    return r;
}

/* --- what matched */

static void push_capture(matcher *m, int i, const char *s, const char *e)
{
    if (i >= m->captures) {
        if (i) bz_plugin__fail(m->L, "capture %d is not in the pattern", i + 1);
        lua_pushlstring(m->L, s, (size_t)(e - s));
    } else if (m->capture[i].n == POSITION) {
        lua_pushinteger(m->L, m->capture[i].start - m->text + 1);
    } else if (m->capture[i].n == OPEN) {
        bz_plugin__fail(m->L, "a pattern has a `(` without its `)`");
    } else {
        lua_pushlstring(m->L, m->capture[i].start, (size_t)m->capture[i].n);
    }
}

static int push_captures(matcher *m, const char *s, const char *e)
{
    int n = m->captures || !s ? m->captures : 1;
    luaL_checkstack(m->L, n, "too many captures");
    for (int i = 0; i < n; i++)
        push_capture(m, i, s, e);
    return n;
}

static matcher prepare(lua_State *L, bz_str text, bz_str pattern)
{
    return (matcher){
        .L = L, .text = text.p, .text_end = text.p + text.n, .pattern_end = pattern.p + pattern.n};
}

static const char *try_at(matcher *m, const char *s, const char *p)
{
    m->captures = 0;
    m->depth = 0;
    count(m);
    return match(m, s, p);
}

static bz_str text_arg(lua_State *L, int arg)
{
    bz_str s;
    s.p = luaL_checklstring(L, arg, &s.n);
    return s;
}

/* Position `i` (from 1, negative: from the end) as an offset; may be beyond the text. */
static size_t offset_of(lua_Integer i, size_t n)
{
    if (i > 0) return (size_t)i - 1;
    if (i == 0 || i < -(lua_Integer)n) return 0;
    return n - (size_t)-i;
}

/* The first match at or after `from`; NULL when there is none. */
static const char *search(matcher *m, bz_str pattern, const char *from, const char **end)
{
    bool anchored = pattern.n && pattern.p[0] == '^';
    const char *p = pattern.p + anchored;
    for (const char *s = from;; s++) {
        if ((*end = try_at(m, s, p))) return s;
        if (anchored || s >= m->text_end) return NULL;
    }
}

static bool is_plain(bz_str pattern)
{
    for (size_t i = 0; i < pattern.n; i++)
        if (pattern.p[i] && strchr("^$*+?.([%-", pattern.p[i])) return false;
    return true;
}

static int find(lua_State *L, bool wants_place)
{
    bz_str text = text_arg(L, 1), pattern = text_arg(L, 2);
    size_t from = offset_of(luaL_optinteger(L, 3, 1), text.n);
    const char *s, *end;
    matcher m = prepare(L, text, pattern);
    if (from > text.n) {
        lua_pushnil(L);
        return 1;
    }
    if (wants_place && (lua_toboolean(L, 4) || is_plain(pattern))) {
        bz_plugin__charge(L, text.n / 16);
        s = pattern.n ? memmem(text.p + from, text.n - from, pattern.p, pattern.n) : text.p + from;
        end = s ? s + pattern.n : NULL;
    } else {
        s = search(&m, pattern, text.p + from, &end);
    }
    if (!s) {
        lua_pushnil(L);
        return 1;
    }
    if (!wants_place) return push_captures(&m, s, end);
    lua_pushinteger(L, s - text.p + 1);
    lua_pushinteger(L, end - text.p);
    return push_captures(&m, NULL, NULL) + 2;
}

int bz_plugin__find(lua_State *L)
{
    return find(L, true);
}

int bz_plugin__match(lua_State *L)
{
    return find(L, false);
}

/* Upvalues: text, pattern, offset of the next try, offset where the last match ended (-1: none). */
static int gmatch_step(lua_State *L)
{
    bz_str text, pattern;
    text.p = lua_tolstring(L, lua_upvalueindex(1), &text.n);
    pattern.p = lua_tolstring(L, lua_upvalueindex(2), &pattern.n);
    matcher m = prepare(L, text, pattern);
    const char *last = NULL;
    if (lua_tointeger(L, lua_upvalueindex(4)) >= 0)
        last = text.p + lua_tointeger(L, lua_upvalueindex(4));
    for (const char *s = text.p + lua_tointeger(L, lua_upvalueindex(3)); s <= m.text_end; s++) {
        const char *end = try_at(&m, s, pattern.p);
        if (!end || end == last) continue;
        lua_pushinteger(L, end - text.p);
        lua_pushvalue(L, -1);
        lua_replace(L, lua_upvalueindex(3));
        lua_replace(L, lua_upvalueindex(4));
        return push_captures(&m, s, end);
    }
    return 0;
}

int bz_plugin__gmatch(lua_State *L)
{
    bz_str text = text_arg(L, 1);
    text_arg(L, 2);
    size_t from = offset_of(luaL_optinteger(L, 3, 1), text.n);
    lua_settop(L, 2);
    lua_pushinteger(L, (lua_Integer)(from > text.n ? text.n + 1 : from));
    lua_pushinteger(L, -1);
    lua_pushcclosure(L, gmatch_step, 4);
    return 1;
}

/* Adds the replacement text with its %0 … %9. */
static void add_template(matcher *m, luaL_Buffer *b, const char *s, const char *e)
{
    bz_str t;
    t.p = lua_tolstring(m->L, 3, &t.n);
    for (size_t i = 0; i < t.n; i++) {
        if (t.p[i] != '%') {
            luaL_addchar(b, t.p[i]);
            continue;
        }
        char c = ++i < t.n ? t.p[i] : '\0';
        if (c == '%') {
            luaL_addchar(b, c);
        } else if (c == '0') {
            luaL_addlstring(b, s, (size_t)(e - s));
        } else if (c >= '1' && c <= '9') {
            push_capture(m, c - '1', s, e);
            luaL_tolstring(m->L, -1, NULL);
            lua_remove(m->L, -2);
            luaL_addvalue(b);
        } else {
            bz_plugin__fail(m->L,
                            "`%%` in the replacement of string.gsub stands before a digit or `%%`");
        }
    }
    bz_plugin__charge(m->L, 1 + t.n / 8);
}

static void add_replacement(matcher *m, luaL_Buffer *b, const char *s, const char *e)
{
    lua_State *L = m->L;
    switch (lua_type(L, 3)) {
    case LUA_TFUNCTION: {
        lua_pushvalue(L, 3);
        int n = push_captures(m, s, e);
        lua_call(L, n, 1);
        break;
    }
    case LUA_TTABLE:
        push_capture(m, 0, s, e);
        lua_gettable(L, 3);
        break;
    default: add_template(m, b, s, e); return;
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        luaL_addlstring(b, s, (size_t)(e - s));
        return;
    }
    if (!lua_isstring(L, -1))
        bz_plugin__fail(L, "string.gsub: the replacement is %s, not a text",
                        bz_plugin__type_name(L, -1));
    luaL_addvalue(b);
}

int bz_plugin__gsub(lua_State *L)
{
    bz_str text = text_arg(L, 1), pattern = text_arg(L, 2);
    int type = lua_type(L, 3);
    luaL_argexpected(L,
                     type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
                         type == LUA_TTABLE,
                     3, "text, function or table");
    lua_Integer most_times = luaL_optinteger(L, 4, (lua_Integer)text.n + 1), times = 0;
    bool anchored = pattern.n && pattern.p[0] == '^';
    lua_settop(L, 3);
    matcher m = prepare(L, text, pattern);
    const char *s = text.p, *last = NULL;
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    while (times < most_times) {
        const char *end = try_at(&m, s, pattern.p + anchored);
        if (end && end != last) {
            times++;
            add_replacement(&m, &b, s, end);
            s = last = end;
        } else if (s < m.text_end) {
            luaL_addchar(&b, *s++);
        } else {
            break;
        }
        if (anchored) break;
    }
    luaL_addlstring(&b, s, (size_t)(m.text_end - s));
    luaL_pushresult(&b);
    lua_pushinteger(L, times);
    return 2;
}
