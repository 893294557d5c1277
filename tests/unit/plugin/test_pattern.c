/* Our matcher of patterns against Lua's own, on thousands of small patterns from a seeded
 * generator. */
#include "desk.h"
#include "plugin/plugin_priv.h"
#include <string.h>

enum { CASES = 20000 };

static uint32_t next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static void make_text(uint32_t *seed, char *out, size_t most)
{
    static const char letters[] = "aab1 -.(X]";
    size_t n = next_random(seed, (uint32_t)most);
    for (size_t i = 0; i < n; i++)
        out[i] = letters[next_random(seed, sizeof letters - 1)];
    out[n] = '\0';
}

static void make_pattern(uint32_t *seed, char *out)
{
    static const char *const pieces[] = {
        "a",    "b",      ".", "%a", "%d", "%W", "[ab]", "[^a]", "[a-c]",  "[]]", "[%-a]",
        "%.",   "(",      ")", "()", "*",  "+",  "-",    "?",    "^",      "$",   "%1",
        "%b()", "%f[%a]", "%", "[",  "1",  " ",  "(a)",  "(.-)", "[%a-z]", "%s",  "]"};
    uint32_t n = 1 + next_random(seed, 6);
    out[0] = '\0';
    for (uint32_t i = 0; i < n; i++)
        strcat(out, pieces[next_random(seed, sizeof pieces / sizeof *pieces)]);
}

/* Calls string.`name`(text, pattern …) and gives all results as one text; "error" when it fails. */
static void call(lua_State *L, lua_CFunction own, const char *name, const char *text,
                 const char *pattern, int init, bz_buf *out)
{
    int base = lua_gettop(L), args = 2;
    if (own) lua_pushcfunction(L, own);
    else lua_getfield(L, 1, name);
    lua_pushstring(L, text);
    lua_pushstring(L, pattern);
    if (!strcmp(name, "gsub")) {
        lua_pushstring(L, "<%0>");
        args = 3;
    } else if (init) {
        lua_pushinteger(L, init);
        args = 3;
    }
    bz_buf_clear(out);
    if (lua_pcall(L, args, LUA_MULTRET, 0) != LUA_OK) {
        bz_buf_put(out, "error");
    } else {
        for (int i = base + 1; i <= lua_gettop(L); i++) {
            bz_buf_fmt(out, "%s|", luaL_tolstring(L, i, NULL));
            lua_pop(L, 1);
        }
    }
    lua_settop(L, base);
}

/* All matches of gmatch, joined. */
static void iterate(lua_State *L, lua_CFunction own, const char *text, const char *pattern,
                    bz_buf *out)
{
    int base = lua_gettop(L);
    bz_buf_clear(out);
    if (own) lua_pushcfunction(L, own);
    else lua_getfield(L, 1, "gmatch");
    lua_pushstring(L, text);
    lua_pushstring(L, pattern);
    bool good = lua_pcall(L, 2, 1, 0) == LUA_OK;
    while (good) {
        lua_pushvalue(L, base + 1);
        good = lua_pcall(L, 0, 1, 0) == LUA_OK;
        if (!good || lua_isnil(L, -1)) break;
        bz_buf_fmt(out, "%s|", luaL_tolstring(L, -1, NULL));
        lua_settop(L, base + 1);
    }
    if (!good) bz_buf_put(out, "error");
    lua_settop(L, base);
}

static void test_plugin_pattern__as_lua_does(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        lua_CFunction own;
    } functions[] = {
        {"find", bz_plugin__find}, {"match", bz_plugin__match}, {"gsub", bz_plugin__gsub}};
    desk k = desk_new();
    bz_plugin *p = bz_plugin__bare(&k.job, k.m);
    lua_State *lua = luaL_newstate();
    luaL_requiref(lua, "string", luaopen_string, 0);
    lua_settop(p->L, 0);
    p->limits.steps_call = p->limits.steps_build = UINT64_MAX;
    bz_buf theirs = {0}, ours = {0};
    uint32_t seed = 20260908;
    size_t errors = 0, matches = 0;
    char text[16], pattern[64];
    for (int i = 0; i < CASES; i++) {
        make_text(&seed, text, sizeof text);
        make_pattern(&seed, pattern);
        int init = (int)next_random(&seed, 7) - 3;
        for (size_t f = 0; f < 3; f++) {
            call(lua, NULL, functions[f].name, text, pattern, init, &theirs);
            call(p->L, functions[f].own, functions[f].name, text, pattern, init, &ours);
            if (!bz_str_eq(bz_buf_view(&theirs), bz_buf_view(&ours)))
                fail_msg("string.%s(\"%s\", \"%s\", %d): Lua gives %s, we give %s",
                         functions[f].name, text, pattern, init, theirs.p, ours.p);
        }
        errors += bz_str_is(bz_buf_view(&theirs), "error");
        iterate(lua, NULL, text, pattern, &theirs);
        iterate(p->L, bz_plugin__gmatch, text, pattern, &ours);
        if (!bz_str_eq(bz_buf_view(&theirs), bz_buf_view(&ours)))
            fail_msg("string.gmatch(\"%s\", \"%s\"): Lua gives %s, we give %s", text, pattern,
                     theirs.p ? theirs.p : "", ours.p ? ours.p : "");
        matches += theirs.n > 0;
    }
    assert_true(errors > CASES / 20 && errors < CASES && matches > CASES / 5);
    bz_buf_deinit(&theirs);
    bz_buf_deinit(&ours);
    lua_close(lua);
    bz_plugin_close(p);
    desk_free(&k);
}
