/* Tables of named options, as in `doc:box{label = "Safety", tone = "safety"}`. Every key is known
 * or an error that names the nearest; every value has the type it must have. */
#include "plugin/plugin_priv.h"
#include "base/utf8.h"

enum { MOST_KEYS = 32 };

static size_t count_names(const char *const *names, bz_str list[MOST_KEYS])
{
    size_t n = 0;
    for (; names[n] && n < MOST_KEYS; n++)
        list[n] = bz_str_from(names[n]);
    return n;
}

void bz_plugin__check_options(lua_State *L, int index, const char *what, const char *const *keys)
{
    if (lua_isnoneornil(L, index)) return;
    if (!lua_istable(L, index))
        bz_plugin__fail(L, "%s takes a table of options, not %s", what,
                        bz_plugin__type_name(L, index));
    bz_str known[MOST_KEYS], worst = {0};
    size_t n = count_names(keys, known);
    index = lua_absindex(L, index);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            bz_plugin__fail(L, "the options of %s have names, as in {%s = …}", what, keys[0]);
        bz_str key;
        key.p = lua_tolstring(L, -2, &key.n);
        size_t i = 0;
        while (i < n && !bz_str_eq(known[i], key))
            i++;
        /* Of several wrong ones the first by its bytes, so that every run says the same. */
        if (i == n && (!worst.p || bz_str_cmp(key, worst) < 0)) worst = key;
    }
    if (worst.p)
        bz_plugin__fail_near(L, worst, known, n, "%s has no option `%.*s`", what, BZ_FMT(worst));
}

/* Pushes the option's value and says whether there is one. */
static bool push_option(lua_State *L, int index, const char *key)
{
    if (lua_isnoneornil(L, index)) {
        lua_pushnil(L);
        return false;
    }
    index = lua_absindex(L, index);
    lua_pushstring(L, key);
    return lua_rawget(L, index) != LUA_TNIL;
}

/* A whole number among the lines of a document gets the digits of its language. */
static void write_number(lua_State *L, int index)
{
    bz_plugin *p = bz_plugin__of(L);
    lua_Integer n = lua_tointeger(L, index);
    if (n < INT32_MIN || n > INT32_MAX) return;
    bz_buf_clear(&p->note);
    bz_language_number(p->words, (int32_t)n, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
    lua_replace(L, index);
}

_Noreturn static void refuse_text(lua_State *L, const char *what, const char *quote,
                                  const char *says)
{
    bz_plugin__fail(L, "%s%s%s %s", quote, what, quote, says);
}

/* `quote` stands round `what` in messages: "`" for the name of an option. */
static bz_str check_text(lua_State *L, int index, const char *what, const char *quote, bool is_line)
{
    int type = lua_type(L, index);
    bz_str s;
    if (is_line && lua_isinteger(L, index)) write_number(L, lua_absindex(L, index));
    if (type != LUA_TSTRING && type != LUA_TNUMBER)
        bz_plugin__fail(L, "%s%s%s is a text, not %s", quote, what, quote,
                        bz_plugin__type_name(L, index));
    s.p = lua_tolstring(L, index, &s.n);
    if (s.n > BZ_PLUGIN_TEXT) refuse_text(L, what, quote, "is longer than 1 MiB");
    if (bz_utf8_is_clean(s, !is_line)) return s;
    if (bz_utf8_valid(s) != s.n) refuse_text(L, what, quote, "is not valid UTF-8");
    if (is_line && bz_str_find(s, '\n', 0) < s.n)
        refuse_text(L, what, quote, "is one line: a text of several lines goes to markdown()");
    refuse_text(L, what, quote, "holds a control character");
}

bz_str bz_plugin__text(lua_State *L, int index, const char *what)
{
    return check_text(L, index, what, "", false);
}

bz_str bz_plugin__line_text(lua_State *L, int index, const char *what)
{
    return check_text(L, index, what, "", true);
}

bool bz_plugin__text_option(lua_State *L, int index, const char *key, bz_str *out)
{
    if (!push_option(L, index, key)) return false;
    *out = check_text(L, -1, key, "`", true);
    return true;
}

bool bz_plugin__flag_option(lua_State *L, int index, const char *key)
{
    if (!push_option(L, index, key)) return false;
    if (!lua_isboolean(L, -1))
        bz_plugin__fail(L, "`%s` is true or false, not %s", key, bz_plugin__type_name(L, -1));
    return lua_toboolean(L, -1);
}

bool bz_plugin__count_option(lua_State *L, int index, const char *key, int least, int most,
                             uint32_t *out)
{
    if (!push_option(L, index, key)) return false;
    int is_integer;
    lua_Integer n = lua_tointegerx(L, -1, &is_integer);
    if (lua_type(L, -1) != LUA_TNUMBER || !is_integer || n < least || n > most)
        bz_plugin__fail(L, "`%s` is a whole number from %d to %d", key, least, most);
    *out = (uint32_t)n;
    return true;
}

bool bz_plugin__choice_option(lua_State *L, int index, const char *key, const char *const *values,
                              bz_str *out)
{
    bz_str known[MOST_KEYS];
    if (!bz_plugin__text_option(L, index, key, out)) return false;
    size_t n = count_names(values, known);
    for (size_t i = 0; i < n; i++)
        if (bz_str_eq(known[i], *out)) return true;
    bz_plugin__fail_near(L, *out, known, n, "`%s` cannot be `%.*s`", key, BZ_FMT(*out));
}

lua_Integer bz_plugin__list(lua_State *L, int index, const char *what)
{
    if (!lua_istable(L, index))
        bz_plugin__fail(L, "%s is a list, not %s", what, bz_plugin__type_name(L, index));
    lua_Integer n = (lua_Integer)lua_rawlen(L, index);
    bz_plugin__charge(L, (uint64_t)n);
    return n;
}
