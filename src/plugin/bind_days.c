/* Holidays and observances as Lua sees them: their names and notes in the language of the document
 * that is made. The rules by which they are found stay in the model. */
#include "plugin/plugin_priv.h"
#include "model/almanac.h"

/* The HOLIDAY that a record is, or is there for; 0: none. */
static bz_rec holiday_of(const bz_model *m, bz_rec r)
{
    switch (bz_model_kind(m, r)) {
    case BZ_R_HOLIDAY: return r;
    case BZ_R_OBSERVANCE: return bz_model_ref(m, r, BZ_OBSERVANCE_HOLIDAY);
    case BZ_R_CLOSED_DAY: return bz_model_ref(m, r, BZ_CLOSED_DAY_HOLIDAY);
    default: return 0;
    }
}

static void push_text(lua_State *L, bz_plugin *p, bz_rec r, int field)
{
    bz_rec h = holiday_of(p->m, r);
    bz_str text = h ? bz_model_in_language(p->m, h, field, p->language) : BZ_STR("");
    if (text.n) bz_plugin__push(L, text);
    else lua_pushnil(L);
}

static void push_name(lua_State *L, bz_plugin *p, bz_target t)
{
    push_text(L, p, t.rec, BZ_HOLIDAY_NAMES);
}

static void push_advice(lua_State *L, bz_plugin *p, bz_target t)
{
    push_text(L, p, t.rec, BZ_HOLIDAY_NOTE);
}

static void push_reason(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_str why = bz_model_text(p->m, t.rec, BZ_CLOSED_DAY_WHY);
    if (why.n) bz_plugin__push(L, why);
    else push_name(L, p, t);
}

const bz_api_property bz_plugin__holiday_properties[] = {
    {"name", "text", "Its name in the language of the document.", 1, push_name},
    {"advice", "text", "What it means for a meeting, in the language of the document, or nil.", 1,
     push_advice},
    {0}};
const bz_api_property bz_plugin__closed_properties[] = {
    {"reason", "line",
     "Why there is no meeting: what the group says, else the name of the holiday.", 1, push_reason},
    {0}};
