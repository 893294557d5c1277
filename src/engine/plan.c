/* bz_plan: the plan as text for people and as JSON for programs. In: a request that names a group.
 * Out: a table of the meetings, a timeline of each, and what was left out, in bz_printed. A query
 * over the records that the planner wrote. */
#include "engine/engine_priv.h"

#include <jansson.h>
#include <stdlib.h>

static bz_str address_of(const bz_engine *e, bz_rec r, bz_buf *out)
{
    bz_buf_clear(out);
    bz_model_address(e->model, (bz_target){r, 0}, out);
    return bz_buf_view(out);
}

static bool has(const bz_model *m, bz_rec meeting, int field, bz_rec session)
{
    for (uint32_t i = 0; i < bz_model_count(m, meeting, field); i++)
        if (bz_model_element(m, meeting, field, i)->target == session) return true;
    return false;
}

/* Whether the session of an activity is held in more than one meeting. */
static bool is_parted(const bz_model *m, bz_rec meeting, bz_rec activity)
{
    bz_rec session = bz_model_above(m, activity, BZ_R_SESSION);
    return !has(m, meeting, BZ_MEETING_BEGINS, session) ||
           !has(m, meeting, BZ_MEETING_COMPLETES, session);
}

/* --- JSON */

static void set_date(json_t *o, const char *key, const bz_model *m, bz_rec r, int field)
{
    if (!bz_model_has(m, r, field)) {
        json_object_set_new(o, key, json_null());
        return;
    }
    bz_civil c = bz_date_civil(bz_model_int(m, r, field));
    json_object_set_new(o, key, json_sprintf("%04d-%02d-%02d", c.year, c.month, c.day));
}

static void set_time(json_t *o, const char *key, const bz_model *m, bz_rec r, int field)
{
    int32_t at = bz_model_int(m, r, field);
    bool has = bz_model_has(m, r, field);
    json_object_set_new(o, key, has ? json_sprintf("%02d:%02d", at / 60, at % 60) : json_null());
}

static void set_int(json_t *o, const char *key, const bz_model *m, bz_rec r, int field)
{
    bool has = bz_model_has(m, r, field);
    json_object_set_new(o, key, has ? json_integer(bz_model_int(m, r, field)) : json_null());
}

static json_t *part_json(const bz_engine *e, bz_rec part, bz_buf *address)
{
    const bz_model *m = e->model;
    bz_rec meeting = bz_model_at(m, part)->parent;
    bz_rec a = bz_model_ref(m, part, BZ_PART_ACTIVITY);
    bool is_ritual = a && bz_model_int(m, a, BZ_ACTIVITY_RITUAL);
    json_t *o = json_object();
    json_object_set_new(o, "address",
                        bz_engine__json_text(a ? address_of(e, a, address) : BZ_STR("break")));
    set_time(o, "start", m, part, BZ_PART_STARTS);
    set_int(o, "minutes", m, part, BZ_PART_MINUTES);
    set_int(o, "usual", m, part, BZ_PART_USUAL);
    json_object_set_new(o, "parted", json_boolean(a && !is_ritual && is_parted(m, meeting, a)));
    if (is_ritual) json_object_set_new(o, "ritual", json_true());
    if (bz_model_has(m, part, BZ_PART_TRACK))
        json_object_set_new(o, "track",
                            bz_engine__json_text(bz_model_text(m, part, BZ_PART_TRACK)));
    return o;
}

static json_t *meeting_json(const bz_engine *e, bz_rec meeting, bz_buf *address)
{
    const bz_model *m = e->model;
    json_t *o = json_object(), *parts = json_array();
    set_int(o, "number", m, meeting, BZ_MEETING_NUMBER);
    set_date(o, "date", m, meeting, BZ_MEETING_DATE);
    bz_engine__set_second_date(o, m, meeting);
    set_time(o, "start", m, meeting, BZ_MEETING_STARTS);
    set_time(o, "end", m, meeting, BZ_MEETING_ENDS);
    set_int(o, "minutes", m, meeting, BZ_MEETING_MINUTES);
    set_int(o, "booked", m, meeting, BZ_MEETING_BOOKED);
    if (bz_model_bool(m, meeting, BZ_MEETING_OPEN)) {
        bool has_topic = bz_model_has(m, meeting, BZ_MEETING_TOPIC);
        json_object_set_new(o, "topic",
                            has_topic
                                ? bz_engine__json_text(bz_model_text(m, meeting, BZ_MEETING_TOPIC))
                                : json_null());
    }
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p))
        json_array_append_new(parts, part_json(e, p, address));
    json_object_set_new(o, "activities", parts);
    bz_engine__set_observances(o, m, meeting);
    bz_engine__set_people(o, m, meeting);
    return o;
}

static json_t *cost_json(const bz_fit_cost *c)
{
    json_t *left = json_array();
    for (int i = BZ_FIT_CLASSES; i > 0; i--)
        json_array_append_new(left, json_integer(c->left[i]));
    return json_pack("{s:o, s:I, s:I, s:I, s:I}", "left_out", left, "distance",
                     (json_int_t)c->distance, "parted", (json_int_t)c->parted, "meetings",
                     (json_int_t)c->meetings, "slack", (json_int_t)c->slack);
}

static json_t *left_out_json(const bz_engine *e, bz_buf *address)
{
    const bz_model *m = e->model;
    json_t *list = json_array();
    for (uint32_t i = 0; i < bz_model_count(m, m->programme, BZ_PROGRAMME_LEFT_OUT); i++) {
        bz_rec a = bz_model_element(m, m->programme, BZ_PROGRAMME_LEFT_OUT, i)->target;
        json_t *o = json_object();
        json_object_set_new(o, "address", bz_engine__json_text(address_of(e, a, address)));
        set_int(o, "minutes", m, a, BZ_ACTIVITY_MINUTES);
        set_int(o, "leave_out", m, a, BZ_ACTIVITY_LEAVE_OUT);
        json_array_append_new(list, o);
    }
    return list;
}

static void put_json(bz_engine *e)
{
    const bz_model *m = e->model;
    bz_buf address = {0};
    json_t *top = json_object(), *meetings = json_array();
    for (bz_rec k = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS); k;
         k = bz_model_next(m, k))
        json_array_append_new(meetings, meeting_json(e, k, &address));
    json_object_set_new(top, "meetings", meetings);
    bz_engine__set_closed(top, m);
    json_object_set_new(top, "left_out", left_out_json(e, &address));
    json_object_set_new(top, "cost", cost_json(&e->plan.cost));
    if (e->plan.is_unproven) json_object_set_new(top, "bound", cost_json(&e->plan.bound));
    json_object_set_new(
        top, "way",
        json_string(bz_enum_name(BZ_E_WAY, bz_model_int(m, m->programme, BZ_PROGRAMME_WAY))));
    char *text = json_dumps(top, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    bz_buf_fmt(&e->output, "%s\n", text);
    free(text);
    json_decref(top);
    bz_buf_deinit(&address);
}

/* --- text */

static void put_clock(const bz_model *m, bz_rec r, int field, int from, bz_buf *out)
{
    if (bz_model_has(m, r, field)) {
        int32_t at = bz_model_int(m, r, field);
        bz_buf_fmt(out, "%02d:%02d", at / 60, at % 60);
    } else bz_buf_fmt(out, "%2d:%02d", from / 60, from % 60);
}

static void put_date(const bz_model *m, bz_rec meeting, bz_buf *out)
{
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    if (!bz_model_has(m, meeting, BZ_MEETING_DATE)) return;
    bz_date date = bz_model_int(m, meeting, BZ_MEETING_DATE);
    bz_civil c = bz_date_civil(date);
    bz_buf_fmt(out, "%s %04d-%02d-%02d  ", days[bz_date_weekday(date)], c.year, c.month, c.day);
    bz_engine__put_second_date(m, date, out);
}

static void put_head(const bz_model *m, bz_rec meeting, bz_buf *out)
{
    int32_t minutes = bz_model_int(m, meeting, BZ_MEETING_MINUTES);
    bz_buf_fmt(out, "%3d  ", bz_model_int(m, meeting, BZ_MEETING_NUMBER));
    put_date(m, meeting, out);
    put_clock(m, meeting, BZ_MEETING_STARTS, 0, out);
    bz_buf_char(out, '-');
    put_clock(m, meeting, BZ_MEETING_ENDS, minutes, out);
    bz_buf_fmt(out, "  %3d min", minutes);
    if (!bz_model_has(m, meeting, BZ_MEETING_BOOKED)) return;
    int32_t spare = bz_model_int(m, meeting, BZ_MEETING_BOOKED) - minutes;
    if (spare) bz_buf_fmt(out, ", %d to spare", spare);
}

static void put_table(const bz_model *m, bz_buf *out)
{
    for (bz_rec k = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS); k;
         k = bz_model_next(m, k)) {
        put_head(m, k, out);
        for (uint32_t i = 0; i < bz_model_count(m, k, BZ_MEETING_SESSIONS); i++) {
            bz_rec s = bz_model_element(m, k, BZ_MEETING_SESSIONS, i)->target;
            bool begins = has(m, k, BZ_MEETING_BEGINS, s),
                 ends = has(m, k, BZ_MEETING_COMPLETES, s);
            bz_buf_fmt(out, "%s%.*s%s", i ? ", " : "  ", BZ_FMT(bz_model_id(m, s)),
                       begins && ends ? ""
                       : begins       ? " (begins)"
                       : ends         ? " (ends)"
                                      : " (goes on)");
        }
        if (bz_model_has(m, k, BZ_MEETING_TOPIC))
            bz_buf_fmt(out, ": %.*s", BZ_FMT(bz_model_text(m, k, BZ_MEETING_TOPIC)));
        else if (bz_model_bool(m, k, BZ_MEETING_OPEN))
            bz_buf_put(out, ": ____________ (chosen by the group)");
        bz_buf_char(out, '\n');
        bz_engine__put_observances(m, k, out);
        bz_engine__put_people(m, k, out);
    }
}

static void put_part(bz_engine *e, bz_rec part, bz_buf *address)
{
    const bz_model *m = e->model;
    bz_buf *out = &e->output;
    bz_rec a = bz_model_ref(m, part, BZ_PART_ACTIVITY);
    int32_t minutes = bz_model_int(m, part, BZ_PART_MINUTES),
            usual = bz_model_int(m, part, BZ_PART_USUAL);
    bz_buf_put(out, "     ");
    put_clock(m, part, BZ_PART_STARTS, bz_model_int(m, part, BZ_PART_FROM), out);
    bz_buf_fmt(out, "  %3d  ", minutes);
    if (a) bz_buf_str(out, address_of(e, a, address));
    else bz_buf_put(out, "break");
    if (bz_model_has(m, part, BZ_PART_TRACK))
        bz_buf_fmt(out, "   [%.*s]", BZ_FMT(bz_model_text(m, part, BZ_PART_TRACK)));
    if (minutes != usual) bz_buf_fmt(out, "   (usually %d)", usual);
    bz_buf_char(out, '\n');
}

static void put_timeline(bz_engine *e, bz_buf *address)
{
    const bz_model *m = e->model;
    for (bz_rec k = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS); k;
         k = bz_model_next(m, k)) {
        bz_buf_char(&e->output, '\n');
        put_head(m, k, &e->output);
        bz_buf_char(&e->output, '\n');
        if (bz_model_has(m, k, BZ_MEETING_SETTLE)) {
            bz_buf_put(&e->output, "     ");
            put_clock(m, k, BZ_MEETING_STARTS, 0, &e->output);
            bz_buf_fmt(&e->output, "  %3d  arriving\n", bz_model_int(m, k, BZ_MEETING_SETTLE));
        }
        for (bz_rec p = bz_model_first(m, k, BZ_MEETING_PARTS); p; p = bz_model_next(m, p))
            put_part(e, p, address);
    }
}

static void put_left_out(bz_engine *e, bz_buf *address)
{
    const bz_model *m = e->model;
    uint32_t n = bz_model_count(m, m->programme, BZ_PROGRAMME_LEFT_OUT);
    if (n) bz_buf_put(&e->output, "\nleft out, for want of time:\n");
    for (uint32_t i = 0; i < n; i++) {
        bz_rec a = bz_model_element(m, m->programme, BZ_PROGRAMME_LEFT_OUT, i)->target;
        bz_buf_fmt(&e->output, "     %.*s, %d min (leave_out: %d)\n",
                   BZ_FMT(address_of(e, a, address)), bz_model_int(m, a, BZ_ACTIVITY_MINUTES),
                   bz_model_int(m, a, BZ_ACTIVITY_LEAVE_OUT));
    }
}

/* Of a circle: how far its agenda has got. */
static void put_choice(bz_engine *e)
{
    const bz_model *m = e->model;
    int n = 0, open = 0;
    for (bz_rec k = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS); k;
         k = bz_model_next(m, k)) {
        n++;
        open += bz_model_bool(m, k, BZ_MEETING_OPEN) && !bz_model_has(m, k, BZ_MEETING_TOPIC);
    }
    bz_buf_fmt(&e->output, "the group chooses: %d of %d meetings have no topic yet\n", open, n);
}

static void put_way(bz_engine *e)
{
    const bz_model *m = e->model;
    if (bz_model_int(m, m->curriculum, BZ_CURRICULUM_RUNS) ==
        bz_enum_find(BZ_E_RUNS, BZ_STR("by_choice"))) {
        put_choice(e);
        return;
    }
    bool spread =
        bz_model_int(m, m->programme, BZ_PROGRAMME_WAY) == bz_enum_find(BZ_E_WAY, BZ_STR("spread"));
    bz_buf_put(&e->output, spread ? "sessions spread over meetings" : "one session a meeting");
    if (!e->plan.is_way_chosen) bz_buf_char(&e->output, '\n');
    else if (!spread) bz_buf_put(&e->output, ": nothing has to be left out\n");
    else if (e->plan.would_leave < 0)
        bz_buf_put(&e->output, ": one session a meeting is not possible\n");
    else
        bz_buf_fmt(&e->output, ": one session a meeting would leave out %lld minutes\n",
                   (long long)e->plan.would_leave);
}

static void put_text(bz_engine *e)
{
    bz_buf address = {0};
    put_way(e);
    put_table(e->model, &e->output);
    bz_engine__put_closed(e->model, &e->output);
    put_timeline(e, &address);
    put_left_out(e, &address);
    bz_buf_deinit(&address);
}

bz_result bz_plan(bz_engine *e, const bz_request *request, bool as_json)
{
    bz_wanted w;
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    bz_status s = bz_engine__run(e, &w, "check plan");
    r = bz_engine__result(e, s);
    if (r != BZ_RESULT_OK) return r;
    if (request->plan_diff) {
        bz_was was;
        if (!bz_engine__read_was(e, request->plan_diff, &was)) return BZ_RESULT_ERRORS;
        bz_engine__tell_moved(e, &was, &e->output);
    } else if (as_json) put_json(e);
    else put_text(e);
    return request->ics ? bz_engine__write_ics(e, request->ics) : r;
}
