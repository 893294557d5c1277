/* The table `baraza` and `tr`: labels, dates and options, and fragments of Markdown. A label is
 * looked up in the plugin's own labels along the chain of the language, then in the engine's; what
 * is missing stays English and is reported once for a plugin and a language. */
#include "plugin/plugin_priv.h"
#include <string.h>

enum { MOST_MISSING = 500, SHOWN = 6, LONGEST_LABEL = 200, MOST_QUOTED = 40 };

/* --- labels */

static const bz_value *own_label(const bz_plugin *p, bz_str tag, bz_str text)
{
    const bz_value *labels =
        p->manifest ? bz_model_value(p->m, p->manifest, BZ_PLUGIN_LABELS) : NULL;
    if (!labels) return NULL;
    const bz_value *language = bz_value_find(p->m, labels, tag);
    return language ? bz_value_find(p->m, language, text) : NULL;
}

/* "zh-Hant-TW" → "zh-Hant"; false at the end of the chain. */
static bool shorten(bz_str *tag)
{
    size_t n = tag->n;
    while (n && tag->p[n - 1] != '-')
        n--;
    if (!n) return false;
    *tag = bz_str_cut(*tag, 0, n - 1);
    return true;
}

static void note_missing(bz_plugin *p, bz_str text)
{
    for (size_t i = 0; i < p->told.n; i++)
        if (bz_str_eq(p->told.p[i], p->language)) return;
    if (text.n <= LONGEST_LABEL && p->missing.n < MOST_MISSING)
        bz_vec_push(&p->missing, bz_arena_str(p->arena, text));
}

void bz_plugin__push_label(lua_State *L, bz_plugin *p, bz_str text)
{
    bz_str tag = p->language;
    do {
        const bz_value *own = own_label(p, tag, text);
        if (!own) continue;
        bz_plugin__push(L, bz_value_text(p->m, own));
        return;
    } while (shorten(&tag));
    bool is_missing = false;
    bz_buf_clear(&p->note);
    bz_buf_str(&p->note, text);
    bz_str label = bz_language_label(p->words, p->note.p ? p->note.p : "", &is_missing);
    bz_str primary = bz_str_cut(p->language, 0, bz_str_find(p->language, '-', 0));
    if (is_missing && !bz_str_is(primary, "en")) note_missing(p, text);
    bz_plugin__push(L, is_missing ? text : label);
}

static int global_tr(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_str text = bz_plugin__line_text(L, 1, "a label");
    lua_settop(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_labels);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, 2) != LUA_TNIL) return 1;
    bz_plugin__push_label(L, p, text);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 2);
    return 1;
}

/* A long label by its first words. */
static void put_quoted(bz_buf *list, bz_str label, bool is_next)
{
    size_t n = label.n;
    if (n > MOST_QUOTED)
        for (n = MOST_QUOTED; n && label.p[n] != ' ';)
            n--;
    if (!n) n = label.n;
    bz_buf_fmt(list, "%s\"%.*s%s\"", is_next ? ", " : "", BZ_FMT(bz_str_cut(label, 0, n)),
               n < label.n ? " …" : "");
}

void bz_plugin__report_labels(bz_plugin *p)
{
    if (!p->missing.n) return;
    bz_buf list = {0};
    for (size_t i = 0; i < p->missing.n && i < SHOWN; i++)
        put_quoted(&list, p->missing.p[i], i > 0);
    if (p->missing.n > SHOWN) bz_buf_fmt(&list, " and %zu more", p->missing.n - SHOWN);
    bz_span at = p->manifest ? bz_model_at(p->m, p->manifest)->span : bz_span_none();
    bz_diag *d =
        bz_diag_add(p->job->diags, BZ_P005, at, "plugin `%.*s` has no labels in `%.*s` for %s",
                    BZ_FMT(p->id), BZ_FMT(p->language), list.p);
    bz_diag_hint(p->job->diags, d,
                 "put them into `labels/%.*s.yaml` beside the plugin; they stay English",
                 BZ_FMT(p->language));
    bz_buf_deinit(&list);
    bz_vec_push(&p->told, p->language);
    p->missing.n = 0;
}

void bz_plugin__set_language(bz_plugin *p, bz_str tag)
{
    lua_State *L = p->L;
    if (bz_str_eq(tag, p->language)) return;
    p->missing.n = 0;
    p->language = bz_arena_str(p->arena, tag);
    p->words = bz_language_find(p->language, NULL);
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, p->ref_labels);
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_baraza);
    bz_plugin__push(L, p->language);
    lua_setfield(L, -2, "language");
    lua_pop(L, 1);
}

const bz_api bz_plugin__global_rows[] = {
    {"tr", "tr(text)",
     "The label in the language of the document being made: from the plugin's labels, then the "
     "engine's, then `text` itself.",
     1, global_tr},
    {0}};

/* --- fragments */

static int baraza_markdown(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_plugin__text(L, 1, "the Markdown");
    bz_span *at = lua_newuserdatauv(L, sizeof *at, 1);
    *at = bz_plugin__here(L);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_fragment);
    lua_setmetatable(L, -2);
    return 1;
}

bool bz_plugin__is_fragment(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, bz_plugin__of(L)->ref_fragment);
    bool is_one = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return is_one;
}

bz_str bz_plugin__fragment(lua_State *L, int index, bz_span *at)
{
    *at = *(const bz_span *)lua_touserdata(L, index);
    bz_str text;
    lua_getiuservalue(L, index, 1); /* the fragment keeps it alive */
    text.p = lua_tolstring(L, -1, &text.n);
    lua_pop(L, 1);
    return text;
}

/* --- texts, dates */

void bz_plugin__escape(bz_str s, bz_buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("\\`*_[]<>&{}~|", s.p[i]) && s.p[i]) bz_buf_char(out, '\\');
        bz_buf_char(out, s.p[i] == '\n' || s.p[i] == '\t' ? ' ' : s.p[i]);
    }
}

/* Where a line that starts so would be a list, a heading or a container. */
void bz_plugin__escape_start(bz_buf *out, size_t start)
{
    size_t at = start;
    while (at < out->n && out->p[at] >= '0' && out->p[at] <= '9')
        at++;
    if (at == out->n || !strchr(at > start ? ".)" : "#+-=:", out->p[at])) return;
    bz_buf_char(out, ' ');
    memmove(out->p + at + 1, out->p + at, out->n - at - 1);
    out->p[at] = '\\';
}

static int baraza_text(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_str s = bz_plugin__text(L, 1, "the text");
    bz_buf_clear(&p->note);
    bz_plugin__escape(s, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
    return 1;
}

static int baraza_minutes(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    lua_Integer n = luaL_checkinteger(L, 1);
    if (n < 0 || n > 100000) bz_plugin__fail(L, "minutes are a number from 0 to 100000");
    bz_buf_clear(&p->note);
    bz_language_minutes(p->words, (int)n, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
    return 1;
}

static int baraza_number(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    lua_Integer n = luaL_checkinteger(L, 1);
    if (n < INT32_MIN || n > INT32_MAX) bz_plugin__fail(L, "the number has more than nine digits");
    bz_buf_clear(&p->note);
    bz_language_number(p->words, (int32_t)n, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
    return 1;
}

bz_date bz_plugin__date_at(lua_State *L, int index)
{
    bz_date d;
    bz_str iso = bz_plugin__text(L, index, "a date");
    if (!bz_date_parse(iso, &d))
        bz_plugin__fail(L, "\"%.*s\" is not a date such as 2026-09-08", BZ_FMT(iso));
    return d;
}

static int baraza_date(lua_State *L)
{
    bz_plugin__push_date(L, bz_plugin__of(L), bz_plugin__date_at(L, 1));
    return 1;
}

/* The day a duration before (sign -1) or after another; nothing for hours and minutes. */
static int push_moved(lua_State *L, int sign)
{
    bz_date d = bz_plugin__date_at(L, 1);
    bz_str duration = bz_plugin__text(L, 2, "a duration");
    int32_t count;
    bz_unit unit;
    if (!bz_duration_parse(duration, &count, &unit))
        bz_plugin__fail(L, "\"%.*s\" is not a duration such as 1 week", BZ_FMT(duration));
    if (unit == BZ_MONTH) d = bz_date_add_months(d, sign * (int)count);
    else if (unit == BZ_DAY || unit == BZ_WEEK) d += sign * count * (unit == BZ_WEEK ? 7 : 1);
    else {
        lua_pushnil(L);
        return 1;
    }
    bz_civil c = bz_date_civil(d);
    lua_pushfstring(L, "%d-%s%d-%s%d", (int)c.year, c.month < 10 ? "0" : "", c.month,
                    c.day < 10 ? "0" : "", c.day);
    return 1;
}

static int baraza_before(lua_State *L)
{
    return push_moved(L, -1);
}

static int baraza_after(lua_State *L)
{
    return push_moved(L, 1);
}

const bz_api bz_plugin__baraza_rows[] = {
    {"markdown", "baraza.markdown(text)",
     "Markdown to be inserted or printed: containers, tables and words as in a session's file.", 1,
     baraza_markdown},
    {"text", "baraza.text(text)",
     "The text as a line that reads as exactly this: markup characters are escaped.", 1,
     baraza_text},
    {"note", "baraza.note(text)",
     "A footnote, as a piece of a line: `\"caregivers\" .. baraza.note(\"Who looks after a "
     "child.\")`. "
     "Its mark stands there, its text at the foot of the page, or at the end on a screen. It "
     "cannot "
     "stand inside emphasis or a link.",
     1, bz_plugin__new_note},
    {"document", "baraza.document{title = …, running = …, footer = …, paper = …}",
     "A new document, in `document` only. `running` stands at the head and `footer` at the foot of "
     "every page; `paper` is A4, Letter or A5.",
     1, bz_plugin__new_document},
    {"number", "baraza.number(n)", "A whole number in the digits of the language of the document.",
     1, baraza_number},
    {"minutes", "baraza.minutes(n)", "\"90 minutes\", in the language of the document.", 1,
     baraza_minutes},
    {"date", "baraza.date(iso)", "2026-09-08 as it is written in the language of the document.", 1,
     baraza_date},
    {"day", "baraza.day(iso)",
     "What 2026-09-08 is: {day, month, year, month_name, weekday (1 Monday), weekday_name}; and, "
     "where there is a second calendar, `second` with day, month, year, month_name and text.",
     1, bz_plugin__day},
    {"before", "baraza.before(iso, duration)",
     "The day `duration` (\"1 week\") before a day, as 2026-09-01; nil for hours and minutes.", 1,
     baraza_before},
    {"after", "baraza.after(iso, duration)",
     "The day `duration` (\"3 days\") after a day, as 2026-09-11; nil for hours and minutes.", 1,
     baraza_after},
    {0}};

/* --- options */

/* Pushes the value in the type that the manifest declares. That it has that type was seen to when
 * the manifest and the adaptation were read; what does not fit is nil. */
static void push_setting(lua_State *L, const bz_model *m, bz_rec option, bz_str text)
{
    bz_str type =
        bz_str_from(bz_enum_name(BZ_E_OPTION_TYPE, bz_model_int(m, option, BZ_OPTION_TYPE)));
    int32_t n;
    if (bz_str_is(type, "boolean")) lua_pushboolean(L, bz_str_is(text, "true"));
    else if (!bz_str_is(type, "integer")) bz_plugin__push(L, text);
    else if (bz_str_integer(text, &n)) lua_pushinteger(L, n);
    else lua_pushnil(L);
}

void bz_plugin__set_options(bz_plugin *p, bz_rec use)
{
    lua_State *L = p->L;
    const bz_model *m = p->m;
    bz_rec o = p->manifest ? bz_model_first(m, p->manifest, BZ_PLUGIN_OPTIONS) : 0;
    lua_newtable(L);
    for (; o; o = bz_model_next(m, o)) {
        bz_str id = bz_model_id(m, o);
        const bz_value *all = use ? bz_model_value(m, use, BZ_PLUGIN_USE_OPTIONS) : NULL;
        const bz_value *set = all ? bz_value_find(m, all, id) : NULL;
        bz_plugin__push(L, id);
        push_setting(L, m, o, set ? bz_value_text(m, set) : bz_model_text(m, o, BZ_OPTION_DEFAULT));
        lua_rawset(L, -3);
    }
    bz_plugin__make_strict(L, "the plugin declares no option");
    bz_plugin__lock(L, "baraza.options");
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_baraza);
    lua_insert(L, -2);
    lua_setfield(L, -2, "options");
    lua_pop(L, 1);
}

void bz_plugin__open_baraza(bz_plugin *p)
{
    lua_State *L = p->L;
    lua_newtable(L);
    p->ref_labels = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L); /* metatable of fragments */
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    p->ref_fragment = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    bz_plugin__register(L, bz_plugin__baraza_rows);
    lua_pushinteger(L, BZ_API_LEVEL);
    lua_setfield(L, -2, "api");
    lua_pushliteral(L, "en");
    lua_setfield(L, -2, "language");
    lua_newtable(L);
    lua_setfield(L, -2, "options");
    bz_plugin__make_strict(L, "`baraza` has no");
    p->ref_baraza = luaL_ref(L, LUA_REGISTRYINDEX);
}
