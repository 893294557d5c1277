/* The part of `string` that is ours: format (no addresses), rep (bounded), and the four that
 * search, which lie in pattern.c. */
#include "plugin/plugin_priv.h"
#include <string.h>

/* Brings the arguments of `%s` into a form that Lua's own format may print. */
static int string_format(lua_State *L)
{
    size_t n;
    const char *f = luaL_checklstring(L, 1, &n);
    int arg = 1;
    for (size_t i = 0; i < n; i++) {
        if (f[i] != '%') continue;
        if (++i < n && f[i] == '%') continue;
        while (i < n && strchr("-+ #0123456789.", f[i]) && f[i])
            i++;
        arg++;
        if (i >= n || arg > lua_gettop(L)) break; /* Lua's own says what is wrong */
        if (f[i] == 'p') bz_plugin__fail(L, "`%%p` of string.format is not available");
        if (f[i] != 's') continue;
        bz_plugin__push_tostring(L, arg);
        lua_replace(L, arg);
    }
    bz_plugin__charge(L, n / 8);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

/* Lua's own would loop on an empty text as often as it is told to. */
static int string_rep(lua_State *L)
{
    size_t n, sep_n;
    const char *s = luaL_checklstring(L, 1, &n);
    lua_Integer times = luaL_checkinteger(L, 2);
    const char *sep = luaL_optlstring(L, 3, "", &sep_n);
    if (times <= 0 || n + sep_n == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if ((uint64_t)times > bz_plugin__of(L)->limits.memory / (n + sep_n))
        bz_plugin__stop(L, BZ_STOP_MEMORY);
    size_t all = (size_t)times * n + (size_t)(times - 1) * sep_n;
    bz_plugin__charge(L, all / 64);
    luaL_Buffer b;
    char *to = luaL_buffinitsize(L, &b, all);
    for (lua_Integer i = 0; i < times; i++) {
        if (i && sep_n) to = (char *)memcpy(to, sep, sep_n) + sep_n;
        if (n) to = (char *)memcpy(to, s, n) + n;
    }
    luaL_pushresultsize(&b, all);
    return 1;
}

static const luaL_Reg functions[] = {{"rep", string_rep},         {"find", bz_plugin__find},
                                     {"match", bz_plugin__match}, {"gmatch", bz_plugin__gmatch},
                                     {"gsub", bz_plugin__gsub},   {0}};

void bz_plugin__open_string(lua_State *L)
{
    luaL_setfuncs(L, functions, 0);
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 1);
    lua_getfield(L, -1, "format");
    lua_pushcclosure(L, string_format, 1);
    lua_setfield(L, -3, "format");
    lua_pop(L, 1);
}
