/* Days as Lua sees them: dates in the second calendar of the place, what a wall chart needs to know
 * of a day, and holidays with their names and notes, all in the language of the document that is
 * made. The rules by which holidays are found stay in the model. */
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

/* "Moved to: Thursday 8 October 2026 (the hall is let)" */
static void push_moved(lua_State *L, bz_plugin *p, bz_rec day, bz_str why)
{
    bz_plugin__push_label(L, p, BZ_STR("Moved to"));
    bz_buf_clear(&p->note);
    bz_buf_put(&p->note, ": ");
    bz_language_date(p->words, bz_model_int(p->m, day, BZ_CLOSED_DAY_MOVED_TO), &p->note);
    if (why.n) bz_buf_fmt(&p->note, " (%.*s)", BZ_FMT(why));
    bz_plugin__push(L, bz_buf_view(&p->note));
    lua_concat(L, 2);
}

static void push_reason(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_str why = bz_model_text(p->m, t.rec, BZ_CLOSED_DAY_WHY);
    if (bz_model_has(p->m, t.rec, BZ_CLOSED_DAY_MOVED_TO)) push_moved(L, p, t.rec, why);
    else if (why.n) bz_plugin__push(L, why);
    else push_name(L, p, t);
}

const bz_api_property bz_plugin__holiday_properties[] = {
    {"name", "text", "Its name in the language of the document.", 1, push_name},
    {"advice", "text", "What it means for a meeting, in the language of the document, or nil.", 1,
     push_advice},
    {0}};
const bz_api_property bz_plugin__closed_properties[] = {
    {"reason", "line",
     "Why there is no meeting: to which day it is moved, what the group says, or the name of the "
     "holiday.",
     1, push_reason},
    {0}};

/* --- the second calendar */

/* False: there is none. */
static bool second_calendar(const bz_plugin *p, bz_calendar *out)
{
    bz_rec c = p->m->context;
    if (!c || !bz_model_has(p->m, c, BZ_CONTEXT_CALENDAR)) return false;
    *out = (bz_calendar)bz_model_int(p->m, c, BZ_CONTEXT_CALENDAR);
    return true;
}

static void push_second(lua_State *L, bz_plugin *p, bz_date date)
{
    bz_calendar calendar;
    bz_buf_clear(&p->note);
    if (second_calendar(p, &calendar) && bz_language_date_in(p->words, calendar, date, &p->note))
        bz_plugin__push(L, bz_buf_view(&p->note));
    else lua_pushnil(L);
}

static void push_date_local(lua_State *L, bz_plugin *p, bz_target t)
{
    if (bz_model_has(p->m, t.rec, BZ_MEETING_DATE))
        push_second(L, p, bz_model_int(p->m, t.rec, BZ_MEETING_DATE));
    else lua_pushnil(L);
}

static void push_clock(lua_State *L, bz_plugin *p, bz_rec r, int field)
{
    bz_calendar calendar;
    bz_buf_clear(&p->note);
    if (second_calendar(p, &calendar) && calendar == BZ_ETHIOPIAN && bz_model_has(p->m, r, field)) {
        bz_language_ethiopian_time(p->words, bz_model_int(p->m, r, field), &p->note);
        bz_plugin__push(L, bz_buf_view(&p->note));
    } else lua_pushnil(L);
}

static void push_starts_local(lua_State *L, bz_plugin *p, bz_target t)
{
    push_clock(L, p, t.rec, BZ_MEETING_STARTS);
}

static void push_ends_local(lua_State *L, bz_plugin *p, bz_target t)
{
    push_clock(L, p, t.rec, BZ_MEETING_ENDS);
}

/* --- both together, as they are printed */

static void put_second(const bz_plugin *p, bz_rec meeting, bz_buf *out)
{
    bz_calendar calendar;
    bz_date date = bz_model_int(p->m, meeting, BZ_MEETING_DATE);
    if (!second_calendar(p, &calendar) || !bz_calendar_knows(calendar, date)) return;
    bz_buf_put(out, " (");
    bz_language_date_in(p->words, calendar, date, out);
    bz_buf_char(out, ')');
}

static void push_date_both(lua_State *L, bz_plugin *p, bz_target t)
{
    if (!bz_model_has(p->m, t.rec, BZ_MEETING_DATE)) {
        lua_pushnil(L);
        return;
    }
    bz_buf_clear(&p->note);
    bz_language_date(p->words, bz_model_int(p->m, t.rec, BZ_MEETING_DATE), &p->note);
    put_second(p, t.rec, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
}

typedef void put_time(const bz_language *l, int minutes, bz_buf *out);

static void put_times(bz_plugin *p, bz_rec meeting, bool with_end, put_time *put)
{
    bz_buf *out = &p->note;
    put(p->words, bz_model_int(p->m, meeting, BZ_MEETING_STARTS), out);
    if (!with_end) return;
    bz_buf_put(out, "–");
    put(p->words, bz_model_int(p->m, meeting, BZ_MEETING_ENDS), out);
}

static void push_times_both(lua_State *L, bz_plugin *p, bz_rec meeting, bool with_end)
{
    bz_calendar calendar;
    if (!bz_model_has(p->m, meeting, BZ_MEETING_STARTS)) {
        lua_pushnil(L);
        return;
    }
    bz_buf_clear(&p->note);
    put_times(p, meeting, with_end, bz_language_time);
    if (second_calendar(p, &calendar) && calendar == BZ_ETHIOPIAN) {
        bz_buf_put(&p->note, " (");
        put_times(p, meeting, with_end, bz_language_ethiopian_time);
        bz_buf_char(&p->note, ')');
    }
    bz_plugin__push(L, bz_buf_view(&p->note));
}

static void push_starts_both(lua_State *L, bz_plugin *p, bz_target t)
{
    push_times_both(L, p, t.rec, false);
}

static void push_times(lua_State *L, bz_plugin *p, bz_target t)
{
    push_times_both(L, p, t.rec, true);
}

/* Names and advice, escaped, as one line. */
static void push_observed(lua_State *L, bz_plugin *p, bz_target t)
{
    const bz_model *m = p->m;
    uint32_t n = bz_model_count(m, t.rec, BZ_MEETING_OBSERVANCES);
    bz_buf_clear(&p->note);
    for (uint32_t i = 0; i < n; i++) {
        bz_rec o = bz_model_element(m, t.rec, BZ_MEETING_OBSERVANCES, i)->target;
        bz_rec h = holiday_of(m, o);
        bz_str advice = bz_model_in_language(m, h, BZ_HOLIDAY_NOTE, p->language);
        if (i) bz_buf_put(&p->note, "; ");
        bz_plugin__escape(bz_model_in_language(m, h, BZ_HOLIDAY_NAMES, p->language), &p->note);
        if (!advice.n) continue;
        bz_buf_put(&p->note, ": ");
        bz_plugin__escape(advice, &p->note);
    }
    if (n) bz_plugin__push(L, bz_buf_view(&p->note));
    else lua_pushnil(L);
}

const bz_api_property bz_plugin__local_properties[] = {
    {"date_both", "text",
     "Its date, and behind it in brackets that of the second calendar; or nil.", 1, push_date_both},
    {"starts_both", "text", "The same for the time at which it starts.", 1, push_starts_both},
    {"times", "text",
     "From when to when: \"16:30–18:00\", and by the Ethiopian clock where that is "
     "in use; or nil.",
     1, push_times},
    {"observed", "line", "What is observed on its day, and what that means for it, or nil.", 1,
     push_observed},
    {"date_local", "text", "Its date in the second calendar (`context.calendar`), or nil.", 1,
     push_date_local},
    {"starts_local", "text", "Its start by the Ethiopian clock, where that is in use; else nil.", 1,
     push_starts_local},
    {"ends_local", "text", "Its end likewise.", 1, push_ends_local},
    {0}};

/* --- baraza.day */

static void set_integer(lua_State *L, const char *key, lua_Integer n)
{
    lua_pushinteger(L, n);
    lua_setfield(L, -2, key);
}

static void set_civil(lua_State *L, const bz_plugin *p, bz_calendar calendar, bz_date date)
{
    bz_civil c = bz_calendar_civil(calendar, date);
    const char *month = bz_language_month(p->words, calendar, c.month);
    set_integer(L, "day", c.day);
    set_integer(L, "month", c.month);
    set_integer(L, "year", c.year);
    lua_pushstring(L, month); /* nil where there is none */
    lua_setfield(L, -2, "month_name");
}

int bz_plugin__day(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_date date = bz_plugin__date_at(L, 1);
    bz_calendar calendar;
    lua_createtable(L, 0, 8);
    set_civil(L, p, BZ_GREGORIAN, date);
    set_integer(L, "weekday", bz_date_weekday(date) + 1);
    lua_pushstring(L, bz_language_weekday(p->words, bz_date_weekday(date)));
    lua_setfield(L, -2, "weekday_name");
    if (!second_calendar(p, &calendar) || !bz_calendar_knows(calendar, date)) return 1;
    lua_createtable(L, 0, 5);
    set_civil(L, p, calendar, date);
    push_second(L, p, date);
    lua_setfield(L, -2, "text");
    lua_setfield(L, -2, "second");
    return 1;
}
