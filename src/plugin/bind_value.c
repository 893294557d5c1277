/* Values of the model as Lua values, and back, by the rows of fields.def. A date or a time comes as
 * it is written in the language of the document; what is absent does not appear; a value that the
 * plugin sets is checked against its row before anything changes. */
#include "plugin/plugin_priv.h"
#include <stdlib.h>
#include <string.h>

/* --- out */

static void push_note(lua_State *L, bz_plugin *p)
{
    bz_plugin__push(L, bz_buf_view(&p->note));
}

void bz_plugin__push_date(lua_State *L, bz_plugin *p, bz_date d)
{
    bz_buf_clear(&p->note);
    bz_language_date(p->words, d, &p->note);
    push_note(L, p);
}

static void push_time(lua_State *L, bz_plugin *p, int minutes)
{
    bz_buf_clear(&p->note);
    bz_language_time(p->words, minutes, &p->note);
    push_note(L, p);
}

static void push_range(lua_State *L, int32_t low, int32_t high)
{
    lua_createtable(L, 0, 2);
    lua_pushinteger(L, low);
    lua_setfield(L, -2, "low");
    lua_pushinteger(L, high);
    lua_setfield(L, -2, "high");
}

static void push_number(lua_State *L, bz_plugin *p, const bz_field *f, int32_t n)
{
    switch (f->type) {
    case BZ_T_BOOL: lua_pushboolean(L, n != 0); break;
    case BZ_T_DATE: bz_plugin__push_date(L, p, n); break;
    case BZ_T_TIME: push_time(L, p, n); break;
    case BZ_T_ENUM: lua_pushstring(L, bz_enum_name((bz_enum)f->of, n)); break;
    default: lua_pushinteger(L, n);
    }
}

static void push_text(lua_State *L, bz_plugin *p, const bz_field *f, bz_str text)
{
    bz_date d;
    if (f->type == BZ_T_DATE && bz_date_parse(text, &d)) bz_plugin__push_date(L, p, d);
    else bz_plugin__push(L, text);
}

static void push_map(lua_State *L, bz_plugin *p, const bz_field *f, const bz_value *v);

static void push_value(lua_State *L, bz_plugin *p, const bz_field *f, const bz_value *v)
{
    switch ((bz_value_kind)v->kind) {
    case BZ_V_TEXT: push_text(L, p, f, bz_value_text(p->m, v)); break;
    case BZ_V_INT: push_number(L, p, f, (int32_t)v->a); break;
    case BZ_V_RANGE: push_range(L, (int32_t)v->a, (int32_t)v->b); break;
    case BZ_V_REF:
        bz_plugin__push_record(L, p,
                               v->target && bz_model_is_present(p->m, v->target) ? v->target : 0);
        break;
    case BZ_V_LIST:
    case BZ_V_MAP: push_map(L, p, f, v); break;
    case BZ_V_NONE: lua_pushnil(L); break;
    }
}

static void push_map(lua_State *L, bz_plugin *p, const bz_field *f, const bz_value *v)
{
    bool is_list = v->kind == BZ_V_LIST;
    lua_Integer n = 0;
    lua_createtable(L, is_list ? (int)v->b : 0, is_list ? 0 : (int)v->b);
    for (uint32_t i = 0; i < v->b; i++) {
        const bz_value *e = &p->m->values.p[v->a + i];
        if (!is_list) bz_plugin__push(L, bz_value_key(p->m, e));
        push_value(L, p, f, e);
        if (!is_list) lua_rawset(L, -3);
        else if (lua_isnil(L, -1)) lua_pop(L, 1);
        else lua_rawseti(L, -2, ++n);
    }
}

static void push_records(lua_State *L, bz_plugin *p, bz_rec r, int field)
{
    lua_Integer n = 0;
    lua_createtable(L, (int)bz_model_count(p->m, r, field), 0);
    for (bz_rec c = bz_model_first_present(p->m, r, field); c; c = bz_model_next_present(p->m, c)) {
        bz_plugin__push_record(L, p, c);
        lua_rawseti(L, -2, ++n);
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_list);
    lua_setmetatable(L, -2);
}

static bool is_made_up(const bz_model *m, bz_rec r)
{
    bz_record_kind kind = bz_model_kind(m, r);
    if (kind == BZ_R_FOCAL_POINT) return bz_model_int(m, r, BZ_FOCAL_POINT_EXAMPLE);
    return kind == BZ_R_REFERRAL && bz_model_int(m, r, BZ_REFERRAL_EXAMPLE);
}

/* No plugin can print a number that is only an example: an x for each digit, in any script. */
static void push_masked(lua_State *L, bz_plugin *p, bz_str number)
{
    bz_buf_clear(&p->note);
    for (size_t i = 0; i < number.n; i++) {
        unsigned char c = (unsigned char)number.p[i];
        bool is_kept = c == ' ' || c == '+' || c == '-' || c == '(' || c == ')';
        if ((c & 0xc0) != 0x80) bz_buf_char(&p->note, is_kept ? (char)c : 'x');
    }
    push_note(L, p);
}

void bz_plugin__push_field(lua_State *L, bz_plugin *p, bz_rec r, int field)
{
    const bz_field *f = &bz_record_row_at(bz_model_kind(p->m, r))->fields[field];
    const bz_value *v = bz_model_value(p->m, r, field);
    if (f->type == BZ_T_RECORD) {
        if (f->shape == BZ_ONE)
            bz_plugin__push_record(L, p, bz_model_first_present(p->m, r, field));
        else push_records(L, p, r, field);
    } else if (f->flags & BZ_INHERITED && f->of == BZ_E_MAY_CHANGE) {
        lua_pushstring(L,
                       bz_enum_name(BZ_E_MAY_CHANGE, bz_model_may_change(p->m, (bz_target){r, 0})));
    } else {
        if (f->shape != BZ_ONE && v->kind == BZ_V_NONE) lua_newtable(L);
        else if (f->flags & BZ_DIALLED && v->kind == BZ_V_TEXT && is_made_up(p->m, r))
            push_masked(L, p, bz_value_text(p->m, v));
        else push_value(L, p, f, v);
        if (f->shape != BZ_LIST || f->type != BZ_T_REF) return;
        lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_list);
        lua_setmetatable(L, -2);
    }
}

void bz_plugin__push_iso(lua_State *L, bz_plugin *p, bz_rec r, int field)
{
    const bz_value *v = bz_model_value(p->m, r, field);
    if (v->kind != BZ_V_INT) {
        lua_pushnil(L);
        return;
    }
    bz_civil c = bz_date_civil((int32_t)v->a);
    lua_pushfstring(L, "%d-%s%d-%s%d", (int)c.year, c.month < 10 ? "0" : "", c.month,
                    c.day < 10 ? "0" : "", c.day);
}

void bz_plugin__push_term(lua_State *L, bz_plugin *p, bz_rec r, int field)
{
    const bz_field *f = &bz_record_row_at(bz_model_kind(p->m, r))->fields[field];
    const bz_value *v = bz_model_value(p->m, r, field);
    if (v->kind != BZ_V_INT) {
        lua_pushnil(L);
        return;
    }
    const char *term = bz_enum_term((bz_enum)f->of, (int)v->a);
    if (term) {
        bz_plugin__push_label(L, p, bz_str_from(term));
        return;
    }
    bz_buf_clear(&p->note);
    for (const char *c = bz_enum_name((bz_enum)f->of, (int)v->a); *c; c++)
        bz_buf_char(&p->note, *c == '_' ? ' ' : *c);
    push_note(L, p);
}

/* A link for telephones, whose address keeps the digits and the plus. Nobody may dial a number that
 * is made up. */
void bz_plugin__push_call(lua_State *L, bz_plugin *p, bz_rec r, int field)
{
    bz_str number = bz_model_text(p->m, r, field);
    if (is_made_up(p->m, r)) {
        bz_plugin__push_label(L, p, BZ_STR("example: put the real number here"));
        return;
    }
    if (!number.n) {
        bz_plugin__push_label(L, p, BZ_STR("no number known"));
        return;
    }
    bz_buf_clear(&p->note);
    bz_buf_char(&p->note, '[');
    bz_plugin__escape(number, &p->note);
    bz_buf_put(&p->note, "](tel:");
    for (size_t i = 0; i < number.n; i++)
        if ((number.p[i] >= '0' && number.p[i] <= '9') || number.p[i] == '+')
            bz_buf_char(&p->note, number.p[i]);
    bz_buf_char(&p->note, ')');
    push_note(L, p);
}

/* --- in */

typedef struct wanted {
    lua_State *L;
    const bz_field *f;
    const char *record;
} wanted;

_Noreturn static void wrong_type(const wanted *w, int index, const char *type)
{
    bz_plugin__fail(w->L, "`%s` of %s takes %s, not %s", w->f->key, w->record, type,
                    bz_plugin__type_name(w->L, index));
}

static int32_t take_integer(const wanted *w, int index)
{
    int is_integer;
    lua_Integer n = lua_tointegerx(w->L, index, &is_integer);
    bool limited = w->f->min || w->f->max;
    if (lua_type(w->L, index) != LUA_TNUMBER || !is_integer) wrong_type(w, index, "a whole number");
    if (limited && (n < w->f->min || n > w->f->max))
        bz_plugin__fail(w->L, "`%s` of %s is between %d and %d, not %lld", w->f->key, w->record,
                        (int)w->f->min, (int)w->f->max, (long long)n);
    if (n < 0 || n > INT32_MAX)
        bz_plugin__fail(w->L, "`%s` of %s is out of range", w->f->key, w->record);
    return (int32_t)n;
}

static int32_t take_choice(const wanted *w, int index)
{
    if (lua_type(w->L, index) != LUA_TSTRING) wrong_type(w, index, "a text");
    bz_str value;
    value.p = lua_tolstring(w->L, index, &value.n);
    int i = bz_enum_find((bz_enum)w->f->of, value);
    if (i >= 0) return i;
    size_t n;
    const bz_str *values = bz_enum_values((bz_enum)w->f->of, &n);
    bz_plugin__fail_near(w->L, value, values, n, "`%s` of %s cannot be `%.*s`", w->f->key,
                         w->record, BZ_FMT(value));
}

static bz_str take_text(const wanted *w, int index)
{
    if (lua_type(w->L, index) != LUA_TSTRING) wrong_type(w, index, "a text");
    bz_str text = bz_plugin__line_text(w->L, index, w->f->key);
    int32_t count;
    bz_unit unit;
    if (!bz_str_trim(text).n)
        bz_plugin__fail(w->L, "`%s` of %s cannot be empty", w->f->key, w->record);
    if (w->f->type == BZ_T_DURATION && !bz_duration_parse(text, &count, &unit))
        bz_plugin__fail(w->L, "`%s` of %s is a duration such as \"1 week\", not \"%.*s\"",
                        w->f->key, w->record, BZ_FMT(text));
    return text;
}

/* {low = 10, high = 20} */
static void take_range(const wanted *w, int index, bz_change *c)
{
    static const char *const ends[] = {"low", "high", NULL};
    if (!lua_istable(w->L, index)) wrong_type(w, index, "a table {low = …, high = …}");
    bz_plugin__check_options(w->L, index, w->f->key, ends);
    lua_getfield(w->L, index, "low");
    c->low = take_integer(w, -1);
    lua_getfield(w->L, index, "high");
    c->high = take_integer(w, -1);
    lua_pop(w->L, 2);
    if (c->low > c->high)
        bz_plugin__fail(w->L, "`%s` of %s: low is greater than high", w->f->key, w->record);
}

/* Texts joined by U+001E, as journals hold lists. They are joined in Lua's memory. */
static bz_str take_list(const wanted *w, int index)
{
    lua_State *L = w->L;
    if (!lua_istable(L, index)) wrong_type(w, index, "a list of texts");
    lua_Integer n = bz_plugin__list(L, index, w->f->key);
    luaL_Buffer b;
    luaL_buffinit(L, &b);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, index, i);
        take_text(w, -1);
        luaL_addvalue(&b);
        if (i < n) luaL_addchar(&b, '\x1e');
    }
    luaL_pushresult(&b);
    bz_str all;
    all.p = lua_tolstring(L, -1, &all.n);
    return all;
}

/* A handle of the right kind, or the id as text. */
static bz_str take_reference(const wanted *w, int index)
{
    bz_plugin *p = bz_plugin__of(w->L);
    if (lua_type(w->L, index) == LUA_TSTRING) return take_text(w, index);
    if (!bz_plugin__is_handle(w->L, index)) wrong_type(w, index, "a handle or an id");
    bz_rec r = bz_plugin__record(w->L, index, (bz_record_kind)w->f->of);
    bz_plugin__push(w->L, bz_model_id(p->m, r));
    bz_str id;
    id.p = lua_tolstring(w->L, -1, &id.n);
    return id;
}

void bz_plugin__take_value(lua_State *L, int index, bz_record_kind kind, int field, bz_change *c)
{
    const bz_record_row *row = bz_record_row_at(kind);
    wanted w = {L, &row->fields[field], row->name};
    index = lua_absindex(L, index);
    c->field = field;
    if (lua_isnil(L, index)) {
        if (w.f->flags & BZ_REQUIRED)
            bz_plugin__fail(L, "`%s` of %s is required and cannot be nil", w.f->key, row->name);
        c->value = BZ_V_NONE;
        return;
    }
    if (w.f->shape == BZ_LIST && w.f->type != BZ_T_RECORD) {
        c->value = BZ_V_LIST;
        c->text = take_list(&w, index);
        return;
    }
    if (w.f->shape != BZ_ONE || w.f->type == BZ_T_RECORD)
        bz_plugin__fail(L, "`%s` of %s is changed by its parts, not as a whole", w.f->key,
                        row->name);
    c->value = BZ_V_INT;
    switch (w.f->type) {
    case BZ_T_INTEGER:
    case BZ_T_MINUTES: c->low = take_integer(&w, index); break;
    case BZ_T_ENUM: c->low = take_choice(&w, index); break;
    case BZ_T_BOOL:
        if (!lua_isboolean(L, index)) wrong_type(&w, index, "true or false");
        c->low = lua_toboolean(L, index);
        break;
    case BZ_T_RANGE:
        c->value = BZ_V_RANGE;
        take_range(&w, index, c);
        break;
    case BZ_T_REF:
        c->value = BZ_V_REF;
        c->text = take_reference(&w, index);
        break;
    default: c->value = BZ_V_TEXT; c->text = take_text(&w, index);
    }
}

/* --- lists of records: by number in order, by id, and called with a filter */

static int list_index(lua_State *L)
{
    if (lua_type(L, 2) != LUA_TSTRING) {
        lua_pushnil(L);
        return 1;
    }
    bz_plugin *p = bz_plugin__of(L);
    bz_str id;
    id.p = lua_tolstring(L, 2, &id.n);
    for (lua_Integer i = 1; lua_rawgeti(L, 1, i) != LUA_TNIL; i++) {
        if (bz_plugin__is_handle(L, -1) &&
            bz_str_eq(bz_model_id(p->m, bz_plugin__handle(L, -1).rec), id))
            return 1;
        lua_pop(L, 1);
    }
    return 1;
}

/* list(owner, {key = value, …}), which is what `session:activities{…}` becomes, or list{…}. */
static int list_call(lua_State *L)
{
    int filter = lua_gettop(L) > 2 || bz_plugin__is_handle(L, 2) ? 3 : 2;
    lua_settop(L, 3);
    lua_pushvalue(L, 1);
    bz_plugin__filter(L, filter);
    return 1;
}

static int list_set(lua_State *L)
{
    bz_plugin__fail(L, "a list of the engine cannot be changed: copy it first");
}

void bz_plugin__push_list_metatable(lua_State *L)
{
    static const luaL_Reg meta[] = {
        {"__index", list_index}, {"__newindex", list_set}, {"__call", list_call}, {0}};
    lua_newtable(L);
    luaL_setfuncs(L, meta, 0);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
}
