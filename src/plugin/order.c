/* `pairs` and `next` in a defined order: numbers ascending, then texts by their bytes, then false
 * and true. Lua's own order depends on addresses and on a seed taken from the clock. Keys of other
 * types have no order that would be the same twice, so they are refused.
 *
 * The keys are read into one block, sorted, and pushed as a list; during the sort they are anchored
 * in the table itself. Values are looked up when their turn comes, so that a key that was cleared
 * meanwhile is passed over, as in Lua. */
#include "plugin/plugin_priv.h"
#include <stdlib.h>

typedef struct key {
    int type; /* LUA_T…, in the order of `rank` */
    bool is_integer;
    lua_Integer integer;
    lua_Number number;
    bz_str text;
} key;

static int rank(int type)
{
    return type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : 2;
}

static int compare_numbers(const key *a, const key *b)
{
    if (a->is_integer && b->is_integer)
        return (a->integer > b->integer) - (a->integer < b->integer);
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return a->is_integer - b->is_integer; /* too large to be told apart as floats */
}

static int compare(const void *left, const void *right)
{
    const key *a = left, *b = right;
    if (a->type != b->type) return rank(a->type) - rank(b->type);
    if (a->type == LUA_TNUMBER) return compare_numbers(a, b);
    if (a->type == LUA_TSTRING) return bz_str_cmp(a->text, b->text);
    return (a->integer > b->integer) - (a->integer < b->integer);
}

static key key_at(lua_State *L, int index)
{
    key k = {.type = lua_type(L, index)};
    switch (k.type) {
    case LUA_TNUMBER:
        k.is_integer = lua_isinteger(L, index);
        k.integer = lua_tointeger(L, index);
        k.number = lua_tonumber(L, index);
        break;
    case LUA_TSTRING: k.text.p = lua_tolstring(L, index, &k.text.n); break;
    case LUA_TBOOLEAN: k.integer = lua_toboolean(L, index); break;
    default:
        bz_plugin__fail(L, "a table whose key is %s has no order: use a list",
                        bz_plugin__type_name(L, index));
    }
    return k;
}

static void push_key(lua_State *L, const key *k)
{
    if (k->type == LUA_TSTRING) bz_plugin__push(L, k->text);
    else if (k->type == LUA_TBOOLEAN) lua_pushboolean(L, k->integer != 0);
    else if (k->is_integer) lua_pushinteger(L, k->integer);
    else lua_pushnumber(L, k->number);
}

static size_t count_keys(lua_State *L, int table)
{
    size_t n = 0;
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        n++;
    }
    bz_plugin__charge(L, 1 + 2 * n);
    return n;
}

void bz_plugin__push_keys(lua_State *L, int table)
{
    table = lua_absindex(L, table);
    size_t n = count_keys(L, table), i = 0;
    bool in_order = true;
    lua_createtable(L, (int)n, 0);
    key *keys = lua_newuserdatauv(L, (n ? n : 1) * sizeof *keys, 0);
    lua_pushnil(L);
    while (lua_next(L, table)) {
        lua_pop(L, 1);
        keys[i] = key_at(L, -1);
        if (i && in_order) in_order = compare(&keys[i - 1], &keys[i]) < 0;
        i++;
    }
    if (!in_order) qsort(keys, n, sizeof *keys, compare);
    for (i = 0; i < n; i++) {
        push_key(L, &keys[i]);
        lua_rawseti(L, -3, (lua_Integer)i + 1);
    }
    lua_pop(L, 1);
}

/* Upvalues: the table, its keys, how many were given. */
static int step(lua_State *L)
{
    lua_Integer i = lua_tointeger(L, lua_upvalueindex(3));
    for (;;) {
        if (lua_rawgeti(L, lua_upvalueindex(2), ++i) == LUA_TNIL) return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) break;
        lua_pop(L, 2);
    }
    lua_pushinteger(L, i);
    lua_replace(L, lua_upvalueindex(3));
    return 2;
}

int bz_plugin__pairs(lua_State *L)
{
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 3);
        return 3;
    }
    if (!lua_istable(L, 1))
        bz_plugin__fail(L, "`pairs` takes a table, not %s", bz_plugin__type_name(L, 1));
    lua_pushvalue(L, 1);
    bz_plugin__push_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, step, 3);
    return 1;
}

int bz_plugin__next(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    bool is_first = lua_isnil(L, 2), found = false;
    key after = {0}, least = {0};
    if (!is_first) after = key_at(L, 2);
    lua_pushnil(L);
    size_t n = 0;
    for (; lua_next(L, 1); n++) {
        lua_pop(L, 1);
        key k = key_at(L, -1);
        if (!is_first && compare(&k, &after) <= 0) continue;
        if (!found || compare(&k, &least) < 0) least = k;
        found = true;
    }
    bz_plugin__charge(L, 1 + n);
    if (!found) {
        lua_pushnil(L);
        return 1;
    }
    push_key(L, &least);
    lua_pushvalue(L, -1);
    lua_rawget(L, 1);
    return 2;
}
