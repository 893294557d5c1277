/* What a plan says of days: what is observed on the day of a meeting, and why there is none on a
 * day of the rhythm. In: the records that the planner wrote. Out: lines of text, and JSON. */
#include "engine/engine_priv.h"

#include "model/almanac.h"

#include <jansson.h>

/* What people talk to this program in. */
static bz_str english(const bz_model *m, bz_rec holiday, int field)
{
    return bz_model_in_language(m, holiday, field, BZ_STR("en"));
}

/* --- the second calendar */

void bz_engine__put_second_date(const bz_model *m, bz_date date, bz_buf *out)
{
    bz_rec c = m->context;
    if (!c || !bz_model_has(m, c, BZ_CONTEXT_CALENDAR)) return;
    const bz_language *l = bz_language_find(BZ_STR("en"), NULL);
    if (bz_language_date_in(l, (bz_calendar)bz_model_int(m, c, BZ_CONTEXT_CALENDAR), date, out))
        bz_buf_put(out, "  ");
}

void bz_engine__set_second_date(json_t *o, const bz_model *m, bz_rec meeting)
{
    bz_rec c = m->context;
    if (!c || !bz_model_has(m, c, BZ_CONTEXT_CALENDAR) ||
        !bz_model_has(m, meeting, BZ_MEETING_DATE))
        return;
    int32_t calendar = bz_model_int(m, c, BZ_CONTEXT_CALENDAR);
    bz_civil d =
        bz_calendar_civil((bz_calendar)calendar, bz_model_int(m, meeting, BZ_MEETING_DATE));
    json_object_set_new(o, "second_date",
                        json_pack("{s:s, s:i, s:i, s:i}", "calendar",
                                  bz_enum_name(BZ_E_CALENDAR, calendar), "year", (int)d.year,
                                  "month", d.month, "day", d.day));
}

/* --- what is observed, and what is closed */

static bz_rec observance(const bz_model *m, bz_rec meeting, uint32_t i)
{
    return bz_model_element(m, meeting, BZ_MEETING_OBSERVANCES, i)->target;
}

void bz_engine__put_observances(const bz_model *m, bz_rec meeting, bz_buf *out)
{
    for (uint32_t i = 0; i < bz_model_count(m, meeting, BZ_MEETING_OBSERVANCES); i++) {
        bz_rec h = bz_model_ref(m, observance(m, meeting, i), BZ_OBSERVANCE_HOLIDAY);
        bz_str note = english(m, h, BZ_HOLIDAY_NOTE);
        bz_buf_fmt(out, "     %.*s%s%.*s\n", BZ_FMT(english(m, h, BZ_HOLIDAY_NAMES)),
                   note.n ? ": " : "", BZ_FMT(note));
    }
}

static void put_day(bz_date date, bz_buf *out)
{
    bz_civil c = bz_date_civil(date);
    bz_buf_fmt(out, "%.3s %04d-%02d-%02d", "MonTueWedThuFriSatSun" + 3 * bz_date_weekday(date),
               c.year, c.month, c.day);
}

/* The MAKE_UP rule of the group, where the meeting can be made up. */
static bz_rec make_up_of(const bz_model *m, bz_rec meeting)
{
    bz_rec group = m->context ? bz_model_ref(m, m->context, BZ_CONTEXT_GROUP) : 0;
    bz_rec rhythm = group ? bz_model_first(m, group, BZ_GROUP_MEETINGS) : 0;
    if (!rhythm || !bz_model_has(m, meeting, BZ_MEETING_MAKE_UP)) return 0;
    return bz_model_first(m, rhythm, BZ_MEETINGS_MAKE_UP);
}

void bz_engine__put_people(const bz_model *m, bz_rec meeting, bz_buf *out)
{
    uint32_t n = bz_model_count(m, meeting, BZ_MEETING_LEADERS);
    for (uint32_t i = 0; i < n; i++) {
        bz_str role = bz_value_text(m, bz_model_element(m, meeting, BZ_MEETING_LEADERS, i));
        bz_buf_fmt(out, "%s%.*s", i ? ", " : "     can lead: ", BZ_FMT(role));
    }
    if (n) bz_buf_char(out, '\n');
    bz_rec rule = make_up_of(m, meeting);
    if (!rule) return;
    int32_t at = bz_model_int(m, rule, BZ_MAKE_UP_AT);
    bz_buf_put(out, "     to make it up: ");
    put_day(bz_model_int(m, meeting, BZ_MEETING_MAKE_UP), out);
    bz_buf_fmt(out, "  %02d:%02d, %d min\n", at / 60, at % 60,
               bz_model_int(m, rule, BZ_MAKE_UP_MINUTES));
}

static bz_str why_closed(const bz_model *m, bz_rec day)
{
    bz_rec h = bz_model_ref(m, day, BZ_CLOSED_DAY_HOLIDAY);
    return h ? english(m, h, BZ_HOLIDAY_NAMES) : bz_model_text(m, day, BZ_CLOSED_DAY_WHY);
}

static void put_why(const bz_model *m, bz_rec day, bz_buf *out)
{
    bz_str why = why_closed(m, day);
    if (bz_model_has(m, day, BZ_CLOSED_DAY_MOVED_TO)) {
        bz_buf_put(out, "  moved to ");
        put_day(bz_model_int(m, day, BZ_CLOSED_DAY_MOVED_TO), out);
    }
    bz_buf_fmt(out, "%s%.*s\n", why.n ? "  " : "", BZ_FMT(why));
}

void bz_engine__put_closed(const bz_model *m, bz_buf *out)
{
    bz_rec r = bz_model_first(m, m->programme, BZ_PROGRAMME_CLOSED);
    if (r) bz_buf_put(out, "no meeting on:\n");
    for (; r; r = bz_model_next(m, r)) {
        bz_buf_put(out, "     ");
        put_day(bz_model_int(m, r, BZ_CLOSED_DAY_DATE), out);
        put_why(m, r, out);
    }
}

static json_t *date_json(bz_date date)
{
    bz_civil c = bz_date_civil(date);
    return json_sprintf("%04d-%02d-%02d", c.year, c.month, c.day);
}

void bz_engine__set_observances(json_t *o, const bz_model *m, bz_rec meeting)
{
    uint32_t n = bz_model_count(m, meeting, BZ_MEETING_OBSERVANCES);
    if (!n) return;
    json_t *list = json_array();
    for (uint32_t i = 0; i < n; i++) {
        bz_rec r = observance(m, meeting, i), h = bz_model_ref(m, r, BZ_OBSERVANCE_HOLIDAY);
        json_t *one = json_object();
        json_object_set_new(one, "id", bz_engine__json_text(bz_model_id(m, h)));
        json_object_set_new(one, "name", bz_engine__json_text(english(m, h, BZ_HOLIDAY_NAMES)));
        json_object_set_new(one, "from", date_json(bz_model_int(m, r, BZ_OBSERVANCE_FROM)));
        json_object_set_new(one, "to", date_json(bz_model_int(m, r, BZ_OBSERVANCE_TO)));
        json_array_append_new(list, one);
    }
    json_object_set_new(o, "observances", list);
}

void bz_engine__set_people(json_t *o, const bz_model *m, bz_rec meeting)
{
    uint32_t n = bz_model_count(m, meeting, BZ_MEETING_LEADERS);
    json_t *list = n ? json_array() : NULL;
    for (uint32_t i = 0; i < n; i++)
        json_array_append_new(list, bz_engine__json_text(bz_value_text(
                                        m, bz_model_element(m, meeting, BZ_MEETING_LEADERS, i))));
    if (list) json_object_set_new(o, "leaders", list);
    bz_rec rule = make_up_of(m, meeting);
    if (!rule) return;
    int32_t at = bz_model_int(m, rule, BZ_MAKE_UP_AT);
    json_t *one = json_object();
    json_object_set_new(one, "date", date_json(bz_model_int(m, meeting, BZ_MEETING_MAKE_UP)));
    json_object_set_new(one, "start", json_sprintf("%02d:%02d", at / 60, at % 60));
    json_object_set_new(one, "minutes", json_integer(bz_model_int(m, rule, BZ_MAKE_UP_MINUTES)));
    json_object_set_new(o, "make_up", one);
}

void bz_engine__set_closed(json_t *top, const bz_model *m)
{
    json_t *list = json_array();
    for (bz_rec r = bz_model_first(m, m->programme, BZ_PROGRAMME_CLOSED); r;
         r = bz_model_next(m, r)) {
        json_t *one = json_object();
        json_object_set_new(one, "date", date_json(bz_model_int(m, r, BZ_CLOSED_DAY_DATE)));
        json_object_set_new(one, "why", bz_engine__json_text(why_closed(m, r)));
        if (bz_model_has(m, r, BZ_CLOSED_DAY_MOVED_TO))
            json_object_set_new(one, "moved_to",
                                date_json(bz_model_int(m, r, BZ_CLOSED_DAY_MOVED_TO)));
        json_array_append_new(list, one);
    }
    json_object_set_new(top, "no_meeting", list);
}
