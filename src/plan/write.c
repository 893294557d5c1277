/* From an answer to records. In: meetings with their items. Out: MEETING, PART and SUPPLY records,
 * and what the programme left out. The clock starts with the time to arrive; a break that the
 * planner put in is a part without an activity. */
#include "plan/plan_priv.h"

#include <stdio.h>

typedef struct writer {
    const bz_planner *k;
    bz_model *m;
    bz_rec meeting;
    const bz_fit_meeting *from;
    uint32_t number; /* from 0 */
    bool has_clock;
    int32_t at;
} writer;

static void set_times(writer *w, bz_rec r, int starts, int ends, int32_t from, int32_t minutes)
{
    if (!w->has_clock) return;
    /* A meeting that runs past midnight shows the clock of the next day. */
    bz_model_set_int(w->m, r, starts, (w->at + from) % (24 * 60), bz_span_none());
    bz_model_set_int(w->m, r, ends, (w->at + from + minutes) % (24 * 60), bz_span_none());
}

static bz_rec activity_of(const writer *w, const bz_fit_item *item)
{
    const bz_planner *k = w->k;
    switch (item->kind) {
    case BZ_FIT_PART: return k->activities.p[item->i];
    case BZ_FIT_START:
        return bz_plan__ritual(w->m, k->sessions.p[w->from->opens], BZ_FIT_START, item->i);
    case BZ_FIT_END:
        return bz_plan__ritual(w->m, k->sessions.p[w->from->closes], BZ_FIT_END, item->i);
    case BZ_FIT_BREAK: break;
    }
    return 0;
}

static void set_track(writer *w, bz_rec part, const bz_fit_item *item)
{
    uint32_t i = (uint32_t)w->k->parts.p[item->i].session;
    if (!w->k->sides.p[i].lane) return;
    bz_rec session = w->k->sessions.p[i];
    bz_model_set_text(w->m, part, BZ_PART_TRACK, bz_model_text(w->m, session, BZ_SESSION_TRACK),
                      bz_model_span(w->m, session, BZ_SESSION_TRACK));
}

static void add_part(writer *w, const bz_fit_item *item)
{
    int32_t from = item->from;
    bz_model *m = w->m;
    bz_rec activity = activity_of(w, item);
    bz_span span = bz_model_at(m, activity ? activity : w->meeting)->span;
    bz_rec part = bz_model_add(m, w->meeting, BZ_MEETING_PARTS, 0, BZ_R_PART, span);
    int32_t usual = item->minutes;
    bz_str id = BZ_STR("break");
    if (activity) {
        id = bz_model_id(m, activity);
        usual = bz_model_int(m, activity, BZ_ACTIVITY_MINUTES);
        bz_model_set_ref(m, part, BZ_PART_ACTIVITY, id, activity, span);
    }
    bz_model_set_text(m, part, BZ_PART_ID, id, span);
    if (item->kind == BZ_FIT_PART && w->k->sides.n) set_track(w, part, item);
    bz_model_set_int(m, part, BZ_PART_FROM, from, span);
    bz_model_set_int(m, part, BZ_PART_MINUTES, item->minutes, span);
    bz_model_set_int(m, part, BZ_PART_USUAL, usual, span);
    set_times(w, part, BZ_PART_STARTS, BZ_PART_ENDS, from, item->minutes);
}

static void set_sessions(writer *w, int field, const uint32_t *list, uint32_t n)
{
    bz_model *m = w->m;
    uint32_t first = bz_model_set_many(m, w->meeting, field, BZ_V_LIST, n, bz_span_none());
    for (uint32_t i = 0; i < n; i++) {
        bz_rec s = w->k->sessions.p[list[i]];
        bz_model_set_element_ref(m, first + i, BZ_STR(""), bz_model_id(m, s), s,
                                 bz_model_at(m, s)->span);
    }
}

/* Whether a part of the session is held in an earlier or a later meeting than this. */
static bool goes_on(const writer *w, uint32_t session, bool later)
{
    const bz_planner *k = w->k;
    for (size_t i = 0; i < k->parts.n; i++) {
        int32_t at = k->answer.meeting_of.p[i];
        if (k->parts.p[i].session != (int32_t)session || at < 0) continue;
        if (later ? at > (int32_t)w->number : at < (int32_t)w->number) return true;
    }
    return false;
}

/* A topic in the group's own words goes before the title of the session that gives it its form. */
static void put_title(const writer *w, const uint32_t *list, uint32_t n)
{
    bz_buf title = {0};
    if (w->k->is_circle && w->k->topics.p[w->number].n) {
        bz_model_set_text(w->m, w->meeting, BZ_MEETING_TITLE, w->k->topics.p[w->number],
                          bz_model_span(w->m, w->k->group, BZ_GROUP_TOPICS));
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (i) bz_buf_put(&title, "; ");
        bz_buf_str(&title, bz_model_text(w->m, w->k->sessions.p[list[i]], BZ_SESSION_TITLE));
    }
    bz_rec first = w->k->sessions.p[list[0]];
    bz_model_set_text(w->m, w->meeting, BZ_MEETING_TITLE, bz_buf_view(&title),
                      bz_model_at(w->m, first)->span);
    bz_buf_deinit(&title);
}

/* The sessions of which it holds parts; of these, those that begin and those that end. */
static void add_sessions(writer *w)
{
    const bz_planner *k = w->k;
    uint32_t *list = bz_arena_alloc(k->job->scratch, (w->from->n + 1) * sizeof *list), n = 0;
    uint32_t *begins = bz_arena_alloc(k->job->scratch, (w->from->n + 1) * sizeof *list), n_b = 0;
    uint32_t *ends = bz_arena_alloc(k->job->scratch, (w->from->n + 1) * sizeof *list), n_e = 0;
    for (uint32_t i = w->from->first; i < w->from->first + w->from->n; i++) {
        const bz_fit_item *item = &k->answer.items.p[i];
        if (item->kind != BZ_FIT_PART) continue;
        uint32_t session = (uint32_t)k->parts.p[item->i].session;
        if (n && list[n - 1] == session) continue;
        list[n++] = session;
        if (!goes_on(w, session, false)) begins[n_b++] = session;
        if (!goes_on(w, session, true)) ends[n_e++] = session;
    }
    set_sessions(w, BZ_MEETING_SESSIONS, list, n);
    set_sessions(w, BZ_MEETING_BEGINS, begins, n_b);
    set_sessions(w, BZ_MEETING_COMPLETES, ends, n_e);
    put_title(w, list, n);
}

static void set_place(writer *w, const bz_day *day)
{
    bool is_other = day->on && bz_model_has(w->m, day->on, BZ_DAY_WHERE);
    bz_rec from = is_other ? day->on : w->k->rhythm;
    int field = is_other ? BZ_DAY_WHERE : BZ_MEETINGS_WHERE;
    if (bz_model_has(w->m, from, field))
        bz_model_set_text(w->m, w->meeting, BZ_MEETING_WHERE, bz_model_text(w->m, from, field),
                          bz_model_span(w->m, from, field));
}

static void set_day(writer *w, const bz_day *day)
{
    bz_span none = bz_span_none();
    bz_model_set_int(w->m, w->meeting, BZ_MEETING_DATE, day->date, none);
    if (day->was != day->date)
        bz_model_set_int(w->m, w->meeting, BZ_MEETING_MOVED_FROM, day->was, none);
    set_place(w, day);
    if (day->minutes) bz_model_set_int(w->m, w->meeting, BZ_MEETING_BOOKED, day->minutes, none);
    w->at = day->at;
}

static void set_topic(writer *w)
{
    const bz_planner *k = w->k;
    bz_span at = bz_span_none();
    if (!bz_model_bool(w->m, k->sessions.p[w->from->opens], BZ_SESSION_OPEN)) return;
    bz_model_set_int(w->m, w->meeting, BZ_MEETING_OPEN, 1, at);
    if (!k->is_circle || !k->topics.p[w->number].n) return;
    at = bz_model_span(w->m, k->group, BZ_GROUP_TOPICS);
    bz_model_set_text(w->m, w->meeting, BZ_MEETING_TOPIC, k->topics.p[w->number], at);
}

static void write_meeting(writer *w)
{
    const bz_planner *k = w->k;
    bz_model *m = w->m;
    bz_span span = bz_model_at(m, k->sessions.p[w->from->opens])->span;
    char id[32];
    snprintf(id, sizeof id, "meeting-%u", w->number + 1);
    w->meeting = bz_model_add(m, m->programme, BZ_PROGRAMME_MEETINGS, 0, BZ_R_MEETING, span);
    bz_model_set_text(m, w->meeting, BZ_MEETING_ID, bz_str_from(id), span);
    bz_model_set_int(m, w->meeting, BZ_MEETING_NUMBER, (int32_t)w->number + 1, span);
    w->has_clock = k->rhythm && bz_model_has(m, k->rhythm, BZ_MEETINGS_AT);
    if (k->rhythm) set_day(w, &k->days.list.p[w->number]);
    add_sessions(w);
    set_topic(w);
    if (k->fit.settle)
        bz_model_set_int(m, w->meeting, BZ_MEETING_SETTLE, k->fit.settle, bz_span_none());
    for (uint32_t i = w->from->first; i < w->from->first + w->from->n; i++)
        add_part(w, &k->answer.items.p[i]);
    bz_model_set_int(m, w->meeting, BZ_MEETING_MINUTES, w->from->minutes, span);
    set_times(w, w->meeting, BZ_MEETING_STARTS, BZ_MEETING_ENDS, 0, w->from->minutes);
    bz_plan__add_supplies(m, w->meeting);
    bz_plan__add_cuts(m, w->meeting);
}

static void write_left_out(const bz_planner *k)
{
    bz_model *m = k->m;
    uint32_t n = 0;
    for (size_t i = 0; i < k->parts.n; i++)
        n += k->answer.meeting_of.p[i] < 0;
    uint32_t at =
        bz_model_set_many(m, m->programme, BZ_PROGRAMME_LEFT_OUT, BZ_V_LIST, n, bz_span_none());
    for (size_t i = 0; i < k->parts.n; i++) {
        bz_rec a = k->activities.p[i];
        if (k->answer.meeting_of.p[i] >= 0) continue;
        bz_model_set_element_ref(m, at++, BZ_STR(""), bz_model_id(m, a), a,
                                 bz_model_at(m, a)->span);
    }
}

void bz_plan__write(bz_planner *k)
{
    int way = bz_enum_find(BZ_E_WAY, k->fit.one_session ? BZ_STR("one_session") : BZ_STR("spread"));
    bz_model_set_int(k->m, k->m->programme, BZ_PROGRAMME_WAY, way, bz_span_none());
    write_left_out(k);
    for (uint32_t i = 0; i < k->answer.meetings.n; i++) {
        writer w = {.k = k, .m = k->m, .from = &k->answer.meetings.p[i], .number = i};
        write_meeting(&w);
    }
}
