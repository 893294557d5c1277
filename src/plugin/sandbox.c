/* The Lua that plugins see: an allow-list copied into fresh tables, with our own versions of
 * whatever could reach out of the state or differ from run to run. What is not listed here is not
 * there.
 *
 *   environment (empty, locked) ──__index──▶ globals ──__index──▶ an error with "did you mean"
 *   string (empty, locked)      ──__index──▶ the library
 *
 * A locked table can be read through and neither written nor unlocked: its metatable is hidden. */
#include "plugin/plugin_priv.h"
#include <stdlib.h>
#include <string.h>

/* Lua's own, taken as they are. */
static const char *const lua_own[] = {"assert", "error",  "getmetatable", "ipairs",   "rawequal",
                                      "rawget", "rawlen", "select",       "tonumber", "type",
                                      NULL};
static const char *const lua_string[] = {"byte",    "char", "len",   "lower",
                                         "reverse", "sub",  "upper", NULL};
static const char *const lua_table[] = {"pack", "unpack", NULL};
static const char *const lua_utf8[] = {"char", "charpattern", "codepoint", "codes",
                                       "len",  "offset",      NULL};
static const char *const lua_math[] = {"abs",        "ceil", "floor",      "fmod", "huge", "max",
                                       "maxinteger", "min",  "mininteger", "modf", "pi",   "sqrt",
                                       "tointeger",  "type", "ult",        NULL};

/* --- locked and strict tables */

static int refuse_write(lua_State *L)
{
    bz_plugin__fail(L, "`%s` cannot be changed", lua_tostring(L, lua_upvalueindex(1)));
}

void bz_plugin__lock(lua_State *L, const char *name)
{
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_write, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

enum { MOST_CANDIDATES = 256 };

/* Reads the texts among the keys of the table on top; they stay anchored in it. */
static size_t text_keys(lua_State *L, bz_str list[MOST_CANDIDATES])
{
    size_t n = 0;
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        if (lua_type(L, -2) == LUA_TSTRING && n < MOST_CANDIDATES) {
            list[n].p = lua_tolstring(L, -2, &list[n].n);
            n++;
        }
        lua_pop(L, 1);
    }
    return n;
}

static int compare_texts(const void *a, const void *b)
{
    return bz_str_cmp(*(const bz_str *)a, *(const bz_str *)b);
}

/* What Lua has elsewhere: people look for it before they ask for something else. */
static bool is_left_out(bz_str word)
{
    static const char *const names[] = {"print",         "io",   "os",       "debug",  "coroutine",
                                        "package",       "load", "loadfile", "dofile", "_G",
                                        "collectgarbage"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (bz_str_is(word, names[i])) return true;
    return false;
}

/* __index of a strict table: (table, key). */
static int refuse_unknown(lua_State *L)
{
    const char *what = lua_tostring(L, lua_upvalueindex(1));
    if (lua_type(L, 2) != LUA_TSTRING) {
        lua_pushnil(L);
        return 1;
    }
    bz_str word, known[MOST_CANDIDATES];
    word.p = lua_tolstring(L, 2, &word.n);
    if (is_left_out(word))
        bz_plugin__fail(L,
                        "plugins have no `%s`: they see what they are given, and nothing else (see "
                        "the plugin reference)",
                        word.p);
    lua_pushvalue(L, lua_upvalueindex(2));
    size_t n = text_keys(L, known);
    qsort(known, n, sizeof *known, compare_texts); /* so that ties are settled alike on every run */
    bz_plugin__fail_near(L, word, known, n, "%s `%.*s`", what, BZ_FMT(word));
}

void bz_plugin__make_strict(lua_State *L, const char *what)
{
    lua_createtable(L, 0, 2);
    lua_pushstring(L, what);
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, refuse_unknown, 2);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

void bz_plugin__register(lua_State *L, const bz_api *rows)
{
    for (; rows->name; rows++) {
        lua_pushcfunction(L, rows->call);
        lua_setfield(L, -2, rows->name);
    }
}

/* --- basic functions */

static int base_pcall(lua_State *L)
{
    luaL_checkany(L, 1);
    int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
    if (bz_plugin__of(L)->stopped) return lua_error(L);
    lua_pushboolean(L, status == LUA_OK);
    lua_insert(L, 1);
    return lua_gettop(L);
}

/* The message handler of xpcall: the plugin's own does not see that a limit was met. */
static int guarded_handler(lua_State *L)
{
    if (bz_plugin__of(L)->stopped) return 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 1, 1);
    return 1;
}

static int base_xpcall(lua_State *L)
{
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, guarded_handler, 1);
    lua_pushvalue(L, 1);
    lua_replace(L, 2);
    lua_replace(L, 1); /* handler, function, arguments */
    int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 1);
    if (bz_plugin__of(L)->stopped) return lua_error(L);
    lua_pushboolean(L, status == LUA_OK);
    lua_replace(L, 1);
    return lua_gettop(L);
}

static int base_setmetatable(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
        bz_plugin__fail(L, "this table's metatable cannot be changed");
    static const char *const refused[] = {"__gc", "__mode"};
    for (size_t i = 0; i < 2 && lua_istable(L, 2); i++) {
        lua_pushstring(L, refused[i]);
        if (lua_rawget(L, 2) != LUA_TNIL)
            bz_plugin__fail(L, "a metatable cannot have `%s`", refused[i]);
        lua_pop(L, 1);
    }
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

static int base_rawset(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    luaL_checkany(L, 3);
    lua_settop(L, 3);
    if (luaL_getmetafield(L, 1, "__metatable") == LUA_TBOOLEAN)
        bz_plugin__fail(L, "this table cannot be changed");
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 1;
}

void bz_plugin__push_tostring(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TSTRING: lua_pushvalue(L, index); return;
    case LUA_TNUMBER:
        if (lua_tonumber(L, index) != lua_tonumber(L, index)) lua_pushliteral(L, "nan");
        else luaL_tolstring(L, index, NULL);
        return;
    case LUA_TBOOLEAN:
    case LUA_TNIL: luaL_tolstring(L, index, NULL); return;
    default: break;
    }
    if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL) {
        lua_pushstring(L, luaL_typename(L, index));
        return;
    }
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    if (!lua_isstring(L, -1)) bz_plugin__fail(L, "`__tostring` must give a text");
}

static int base_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    bz_plugin__push_tostring(L, 1);
    return 1;
}

static int base_require(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_str name = bz_plugin__text(L, 1, "the name of a file");
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_modules);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, -2) != LUA_TNIL) {
        if (lua_islightuserdata(L, -1)) bz_plugin__fail(L, "`%.*s` requires itself", BZ_FMT(name));
        return 1;
    }
    lua_pop(L, 1);
    for (size_t i = 0; i < p->n_files; i++) {
        bz_str file = p->files[i].name;
        if (file.n != name.n + 4 || !bz_str_ends(file, ".lua") || memcmp(file.p, name.p, name.n))
            continue;
        lua_pushvalue(L, 1);
        lua_pushlightuserdata(L, p); /* under way */
        lua_rawset(L, -3);
        if (!bz_plugin__load(L, &p->files[i])) return lua_error(L);
        lua_call(L, 0, 1);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            lua_pushboolean(L, 1);
        }
        lua_pushvalue(L, 1);
        lua_pushvalue(L, -2);
        lua_rawset(L, -4);
        return 1;
    }
    bz_plugin__fail(L, "the plugin has no file `%.*s.lua`", BZ_FMT(name));
}

static int base_resource(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_str name = bz_plugin__text(L, 1, "the name of a file");
    bz_str known[MOST_CANDIDATES];
    size_t n = 0;
    for (size_t i = 0; i < p->n_files; i++) {
        if (bz_str_eq(p->files[i].name, name)) {
            bz_plugin__push(L, p->files[i].text);
            return 1;
        }
        if (n < MOST_CANDIDATES) known[n++] = p->files[i].name;
    }
    bz_plugin__fail_near(L, name, known, n, "the plugin has no file `%.*s`", BZ_FMT(name));
}

static const bz_api our_own[] = {
    {"next", "next(table [, key])", "The next key and value in the order of `pairs`.", 1,
     bz_plugin__next},
    {"pairs", "pairs(table)",
     "Goes through a table in a fixed order: numbers, then texts by their bytes, then booleans. "
     "Other keys are an error.",
     1, bz_plugin__pairs},
    {"pcall", "pcall(f, …)", "As in Lua; a limit that is met ends the plugin all the same.", 1,
     base_pcall},
    {"rawset", "rawset(table, key, value)", "As in Lua; not on tables of the engine.", 1,
     base_rawset},
    {"require", "require(name)",
     "Runs the plugin's file `name.lua` once and gives what it returns. Folders are written with "
     "`/`.",
     1, base_require},
    {"resource", "resource(file)", "The text of one of the plugin's own files.", 1, base_resource},
    {"setmetatable", "setmetatable(table, metatable)",
     "As in Lua; `__gc` and `__mode` are refused.", 1, base_setmetatable},
    {"tostring", "tostring(value)", "As in Lua; without addresses.", 1, base_tostring},
    {"xpcall", "xpcall(f, handler, …)",
     "As in Lua; a limit that is met ends the plugin all the same.", 1, base_xpcall},
    {0}};

/* --- building */

/* Copies the named entries of the library on top of the stack into the table below it. */
static void take(lua_State *L, const char *const *names)
{
    for (; *names; names++) {
        lua_getfield(L, -1, *names);
        lua_setfield(L, -3, *names);
    }
}

/* Puts the table on top into the globals below it, locked. */
static void put_library(lua_State *L, const char *name)
{
    bz_plugin__lock(L, name);
    lua_setfield(L, -2, name);
}

/* ("x"):upper(): the metatable of texts leads to our library and is hidden. */
static void set_text_metatable(lua_State *L, int library)
{
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushvalue(L, library);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

typedef struct library {
    const char *name, *has_no;
    lua_CFunction open;
    const char *const *names;
    void (*more)(lua_State *);
} library;

static const library libraries[] = {
    {"string", "`string` has no", luaopen_string, lua_string, bz_plugin__open_string},
    {"table", "`table` has no", luaopen_table, lua_table, bz_plugin__open_table},
    {"utf8", "`utf8` has no", luaopen_utf8, lua_utf8, NULL},
    {"math", "`math` has no", luaopen_math, lua_math, bz_plugin__open_math},
};

static void open_library(lua_State *L, const library *l)
{
    lua_newtable(L);
    lua_pushcfunction(L, l->open);
    lua_call(L, 0, 1);
    take(L, l->names);
    lua_pop(L, 1);
    if (l->more) l->more(L);
    bz_plugin__make_strict(L, l->has_no);
    if (l->open == luaopen_string) set_text_metatable(L, lua_gettop(L));
    put_library(L, l->name);
}

static int refuse_global(lua_State *L)
{
    bz_plugin__push_tostring(L, 2);
    bz_plugin__fail(L, "there are no global variables: write `local %s`", lua_tostring(L, -1));
}

static void open_environment(lua_State *L, bz_plugin *p)
{
    bz_plugin__make_strict(L, "unknown name");
    p->ref_globals = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    lua_createtable(L, 0, 3);
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_globals);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_global);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

void bz_plugin__open_sandbox(bz_plugin *p)
{
    lua_State *L = p->L;
    lua_newtable(L);
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    take(L, lua_own);
    lua_pop(L, 1);
    bz_plugin__register(L, our_own);
    bz_plugin__register(L, bz_plugin__global_rows);
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        open_library(L, &libraries[i]);
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_baraza);
    put_library(L, "baraza");
    open_environment(L, p);
    lua_newtable(L);
    p->ref_modules = luaL_ref(L, LUA_REGISTRYINDEX);
}

const bz_api *bz_plugin__own_rows(void)
{
    return our_own;
}

const char *const *bz_plugin__lua_rows(size_t i, const char **name)
{
    size_t n = sizeof libraries / sizeof *libraries;
    *name = i == 0 ? "" : i <= n ? libraries[i - 1].name : NULL;
    return i == 0 ? lua_own : i <= n ? libraries[i - 1].names : NULL;
}
