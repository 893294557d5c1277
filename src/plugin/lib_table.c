/* `table` and what is ours of `math`. The functions of `table` work on plain tables only and count
 * their work, so that none can be kept busy without end. The sort is a merge sort: stable, and at
 * peace with comparisons that contradict themselves; the table changes only when it has succeeded.
 */
#include "plugin/plugin_priv.h"
#include <assert.h>
#include <limits.h>

enum { BYTES_A_STEP = 64 };

static lua_Integer length(lua_State *L, int arg)
{
    luaL_checktype(L, arg, LUA_TTABLE);
    return (lua_Integer)lua_rawlen(L, arg);
}

/* The table at `arg`, which is to be changed. */
static lua_Integer writable(lua_State *L, int arg)
{
    lua_Integer n = length(L, arg);
    if (luaL_getmetafield(L, arg, "__metatable") == LUA_TNIL) return n;
    if (lua_isboolean(L, -1)) bz_plugin__fail(L, "this list cannot be changed: copy it first");
    lua_pop(L, 1);
    return n;
}

static int table_concat(lua_State *L)
{
    lua_Integer last = length(L, 1);
    size_t sep_n;
    const char *sep = luaL_optlstring(L, 2, "", &sep_n);
    lua_Integer from = luaL_optinteger(L, 3, 1);
    last = luaL_optinteger(L, 4, last);
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (lua_Integer i = from; i <= last; i++) {
        lua_rawgeti(L, 1, i);
        if (!lua_isstring(L, -1))
            bz_plugin__fail(L, "table.concat: entry %lld is %s, not a text", (long long)i,
                            bz_plugin__type_name(L, -1));
        luaL_addvalue(&b);
        if (i == last) break;
        luaL_addlstring(&b, sep, sep_n);
        if ((i - from) % 64 == 63) bz_plugin__charge(L, 64);
    }
    luaL_pushresult(&b);
    return 1;
}

static int table_insert(lua_State *L)
{
    lua_Integer n = writable(L, 1);
    int args = lua_gettop(L);
    if (args == 2) {
        lua_rawseti(L, 1, n + 1);
        return 0;
    }
    if (args != 3)
        bz_plugin__fail(L, "table.insert takes a list, a position if wanted, and a value");
    lua_Integer at = luaL_checkinteger(L, 2);
    if (at < 1 || at > n + 1)
        bz_plugin__fail(L, "table.insert: position %lld is outside the list", (long long)at);
    bz_plugin__charge(L, (uint64_t)(n + 1 - at));
    for (lua_Integer i = n; i >= at; i--) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 1, i + 1);
    }
    lua_rawseti(L, 1, at);
    return 0;
}

static int table_remove(lua_State *L)
{
    lua_Integer n = writable(L, 1);
    lua_Integer at = luaL_optinteger(L, 2, n);
    if (n == 0 && (at == 0 || at == n)) return 0;
    if (at < 1 || at > n + 1)
        bz_plugin__fail(L, "table.remove: position %lld is outside the list", (long long)at);
    bz_plugin__charge(L, (uint64_t)(n + 1 - at));
    lua_rawgeti(L, 1, at);
    for (lua_Integer i = at; i < n; i++) {
        lua_rawgeti(L, 1, i + 1);
        lua_rawseti(L, 1, i);
    }
    if (at <= n) {
        lua_pushnil(L);
        lua_rawseti(L, 1, n);
    }
    return 1;
}

static int table_move(lua_State *L)
{
    length(L, 1);
    lua_Integer from = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3),
                to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    writable(L, target);
    if (last >= from) {
        uint64_t n = (uint64_t)last - (uint64_t)from + 1;
        bz_plugin__charge(L, n ? n : UINT64_MAX / 2);
        if (to > LUA_MAXINTEGER - (lua_Integer)n)
            bz_plugin__fail(L, "table.move: the target is out of range");
        bool forward = to <= from || to > last || target != 1;
        for (uint64_t k = 0; k < n; k++) {
            lua_Integer i = (lua_Integer)(forward ? k : n - 1 - k);
            lua_rawgeti(L, 1, from + i);
            lua_rawseti(L, target, to + i);
        }
    }
    lua_pushvalue(L, target);
    return 1;
}

/* --- sort: stack 1 the table, 2 the comparison or nil, 3 and 4 two runs of the same length */

/* Comparing two texts goes as far as they are equal. */
static void charge_comparison(lua_State *L, int a, int b)
{
    if (lua_type(L, a) != LUA_TSTRING || lua_type(L, b) != LUA_TSTRING) return;
    size_t n = lua_rawlen(L, a), m = lua_rawlen(L, b);
    bz_plugin__charge(L, (n < m ? n : m) / BYTES_A_STEP);
}

static bool is_less(lua_State *L, int a, int b)
{
    a = lua_absindex(L, a);
    b = lua_absindex(L, b);
    if (lua_isnil(L, 2)) {
        charge_comparison(L, a, b);
        return lua_compare(L, a, b, LUA_OPLT);
    }
    lua_pushvalue(L, 2);
    lua_pushvalue(L, a);
    lua_pushvalue(L, b);
    lua_call(L, 2, 1);
    bool less = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return less;
}

/* Merges [low, middle) and [middle, high) of the list at `from` into the list at `to`. */
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle,
                  lua_Integer high)
{
    lua_Integer a = low, b = middle;
    for (lua_Integer i = low; i < high; i++) {
        bool right = a >= middle;
        if (!right && b < high) {
            lua_rawgeti(L, from, b);
            lua_rawgeti(L, from, a);
            right = is_less(L, -2, -1);
            lua_pop(L, 2);
        }
        lua_rawgeti(L, from, right ? b++ : a++);
        lua_rawseti(L, to, i);
    }
}

static int table_sort(lua_State *L)
{
    lua_Integer n = writable(L, 1);
    lua_settop(L, 2);
    if (!lua_isnil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
    /* A table with gaps may call itself 2^62 long: then this ends the run. */
    bz_plugin__charge(L, (uint64_t)n);
    assert(n <= INT_MAX);
    lua_createtable(L, (int)n, 0);
    lua_createtable(L, (int)n, 0);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 1, i);
        lua_rawseti(L, 3, i);
    }
    int from = 3, to = 4;
    for (lua_Integer width = 1; width < n; width *= 2) {
        bz_plugin__charge(L, (uint64_t)n);
        for (lua_Integer low = 1; low <= n; low += 2 * width) {
            lua_Integer middle = low + width <= n ? low + width : n + 1;
            merge(L, from, to, low, middle, low + 2 * width <= n ? low + 2 * width : n + 1);
        }
        from = 7 - from;
        to = 7 - to;
    }
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, 1, i);
    }
    return 0;
}

static const luaL_Reg functions[] = {{"concat", table_concat}, {"insert", table_insert},
                                     {"remove", table_remove}, {"move", table_move},
                                     {"sort", table_sort},     {0}};

void bz_plugin__open_table(lua_State *L)
{
    luaL_setfuncs(L, functions, 0);
}

/* SplitMix64 (Steele, Lea, Flood 2014), started anew for each call into the plugin. */
static uint64_t next_random(bz_plugin *p)
{
    uint64_t z = p->random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static int math_random(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    if (lua_gettop(L) == 0) {
        lua_pushnumber(L, (lua_Number)(next_random(p) >> 11) * 0x1p-53);
        return 1;
    }
    lua_Integer low = lua_gettop(L) > 1 ? luaL_checkinteger(L, 1) : 1;
    lua_Integer high = luaL_checkinteger(L, lua_gettop(L) > 1 ? 2 : 1);
    if (low > high) bz_plugin__fail(L, "math.random: the range is empty");
    uint64_t range = (uint64_t)high - (uint64_t)low + 1, r = next_random(p);
    lua_pushinteger(L, (lua_Integer)((uint64_t)low + (range ? r % range : r)));
    return 1;
}

void bz_plugin__open_math(lua_State *L)
{
    lua_pushcfunction(L, math_random);
    lua_setfield(L, -2, "random");
}
