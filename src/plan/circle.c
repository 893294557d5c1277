/* Circles that choose: what each meeting holds, and how it fits. In: the group's topics by date or
 * number, the sessions with which every group begins, and the open meeting that the slots make.
 * Out: a plan in which meeting i holds what is chosen for it.
 *
 * A topic is a session of the curriculum when it names one, and else the group's own words, for
 * which an open meeting is held. Meetings that have no topic take the sessions of `first`, in their
 * order; all others are open, with a line to be filled. Since each meeting's content is settled
 * before any minutes are, meetings are fitted one by one, and the best of each is the best of all.
 */
#include "plan/plan_priv.h"

#include <assert.h>

/* A circle without an end is planned so far ahead; no file can ask for more than the most. */
enum { AHEAD = 12, MOST_MEETINGS = 1000 };

typedef struct topic {
    bz_str key, text;
    bz_span span;
    int32_t number; /* of the meeting, or 0 */
    bz_date date;
    bz_rec session; /* or 0: the group's own words */
    bool is_held;
} topic;

typedef struct circle {
    bz_planner *k;
    bz_rec open; /* the open meeting */
    topic *topics;
    uint32_t n_topics;
    bool is_wrong;
} circle;

static bz_rec open_session(const bz_model *m)
{
    bz_rec s = bz_model_first_present(m, m->curriculum, BZ_CURRICULUM_SESSIONS);
    while (s && !bz_model_bool(m, s, BZ_SESSION_OPEN))
        s = bz_model_next_present(m, s);
    return s;
}

bool bz_plan__is_circle(const bz_planner *k)
{
    return k->rhythm && open_session(k->m);
}

/* --- topics */

static bz_str *session_ids(const circle *c, size_t *n)
{
    const bz_model *m = c->k->m;
    uint32_t most = 0;
    for (bz_rec s = bz_model_first(m, m->curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(m, s))
        most++;
    bz_str *ids = bz_arena_alloc(c->k->job->scratch, (most + 1) * sizeof *ids);
    *n = 0;
    for (bz_rec s = bz_model_first(m, m->curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(m, s))
        if (!bz_model_bool(m, s, BZ_SESSION_OPEN)) ids[(*n)++] = bz_model_id(m, s);
    return ids;
}

/* `session/calm` has to lead somewhere; a single word may, and else is the group's own. */
static void find_session(circle *c, topic *t)
{
    const bz_model *m = c->k->m;
    bz_diags *diags = c->k->job->diags;
    static const char head[] = "session/";
    size_t n;
    const bz_str *ids = session_ids(c, &n);
    bool is_said = bz_str_starts(t->text, head);
    bz_str id = is_said ? bz_str_cut(t->text, sizeof head - 1, t->text.n) : t->text;
    t->session = bz_model_child(m, m->curriculum, BZ_CURRICULUM_SESSIONS, id);
    if (t->session == c->open) t->session = 0;
    if (t->session && bz_model_is_present(m, t->session)) return;
    if (t->session) {
        c->is_wrong = true;
        bz_diag *d = bz_diag_add(diags, BZ_K012, t->span,
                                 "session `%.*s` is chosen, and does not apply here", BZ_FMT(id));
        bz_diag_note_at(diags, d, bz_model_span(m, t->session, BZ_SESSION_WHEN),
                        "it applies under this condition");
        return;
    }
    int near = bz_str_nearest(id, ids, n);
    if (!is_said && near < 0) return;
    c->is_wrong = c->is_wrong || is_said;
    bz_diag *d =
        is_said ? bz_diag_add(diags, BZ_K012, t->span, "there is no session `%.*s`", BZ_FMT(id))
                : bz_diag_add(diags, BZ_K015, t->span,
                              "`%.*s` is no session; it is printed as it stands", BZ_FMT(id));
    if (near >= 0) bz_diag_hint(diags, d, "did you mean `session/%.*s`?", BZ_FMT(ids[near]));
    else bz_diag_hint(diags, d, "a topic in the group's own words is written without `session/`");
}

static void read_topics(circle *c)
{
    const bz_planner *k = c->k;
    c->n_topics = bz_model_count(k->m, k->group, BZ_GROUP_TOPICS);
    c->topics = bz_arena_alloc(k->job->scratch, (c->n_topics + 1) * sizeof *c->topics);
    for (uint32_t i = 0; i < c->n_topics; i++) {
        const bz_value *v = bz_model_element(k->m, k->group, BZ_GROUP_TOPICS, i);
        topic *t = &c->topics[i];
        *t = (topic){.span = v->span};
        /* Copies: the model's text moves when the plan is written. */
        t->text = bz_arena_str(k->job->arena, bz_str_trim(bz_value_text(k->m, v)));
        t->key = bz_arena_str(k->job->arena, bz_value_key(k->m, v));
        if (!bz_str_integer(t->key, &t->number)) {
            bool is_date = bz_date_parse(t->key, &t->date);
            assert(is_date); /* else it was refused when it was read */
            (void)is_date;
        }
        find_session(c, t);
    }
}

void bz_plan__check_topics(const bz_planner *k)
{
    const bz_model *m = k->m;
    if (!k->group || !bz_model_count(m, k->group, BZ_GROUP_TOPICS) || bz_plan__is_circle(k)) return;
    bz_diag *d = bz_diag_add(k->job->diags, BZ_K011, bz_model_span(m, k->group, BZ_GROUP_TOPICS),
                             "topics of the group, and `%.*s` has none to choose",
                             BZ_FMT(bz_model_id(m, m->curriculum)));
    bz_diag_hint(k->job->diags, d,
                 "a curriculum where the group chooses has `runs: by_choice` and `slots`");
}

/* --- what each meeting holds */

/* How many meetings to plan where the group gives no end: through the last topic, at least. */
static size_t wanted(const circle *c)
{
    bz_planner *k = c->k;
    size_t most = AHEAD;
    bz_date last = INT32_MIN;
    if (bz_model_has(k->m, k->rhythm, BZ_MEETINGS_COUNT) ||
        bz_model_has(k->m, k->rhythm, BZ_MEETINGS_UNTIL) ||
        bz_model_count(k->m, k->rhythm, BZ_MEETINGS_DATES))
        return MOST_MEETINGS;
    for (uint32_t i = 0; i < c->n_topics; i++) {
        const topic *t = &c->topics[i];
        if (t->number > (int32_t)most) most = (size_t)t->number;
        if (!t->number && t->date > last) last = t->date;
    }
    if (most > MOST_MEETINGS) most = MOST_MEETINGS;
    bz_days days = {0};
    bz_plan__days(&k->almanac, k->rhythm, MOST_MEETINGS, &days);
    for (size_t i = most; i < days.list.n && days.list.p[i].date <= last; i++)
        most = i + 1;
    bz_vec_free(&days.list);
    bz_vec_free(&days.closed);
    return most;
}

static topic *topic_of(circle *c, size_t meeting)
{
    topic *found = NULL;
    const bz_day *day = &c->k->days.list.p[meeting];
    for (uint32_t i = 0; i < c->n_topics; i++) {
        topic *t = &c->topics[i];
        if (t->number ? (size_t)t->number != meeting + 1
                      : t->date != day->date && t->date != day->was)
            continue;
        t->is_held = true;
        if (found) {
            c->is_wrong = true;
            bz_diag *d = bz_diag_add(c->k->job->diags, BZ_K013, t->span,
                                     "meeting %zu has two topics", meeting + 1);
            bz_diag_note_at(c->k->job->diags, d, found->span, "the other is here");
            bz_diag_hint(c->k->job->diags, d, "leave one of them out, or give it another day");
        }
        found = t;
    }
    return found;
}

static bool is_chosen(const circle *c, bz_rec session)
{
    for (uint32_t i = 0; i < c->n_topics; i++)
        if (c->topics[i].session == session) return true;
    return false;
}

/* The next session of `first` that applies and that the group has not put elsewhere. */
static bz_rec next_first(const circle *c, uint32_t *next)
{
    const bz_model *m = c->k->m;
    while (*next < bz_model_count(m, m->curriculum, BZ_CURRICULUM_FIRST)) {
        bz_rec s = bz_model_element(m, m->curriculum, BZ_CURRICULUM_FIRST, (*next)++)->target;
        bool is_over = false;
        for (size_t i = 0; i < c->k->sessions.n; i++)
            is_over = is_over || c->k->sessions.p[i] == s;
        if (s && bz_model_is_present(m, s) && !is_over && !is_chosen(c, s)) return s;
    }
    return 0;
}

/* What was held in a meeting that is over: the session of its first part that is no ritual. */
static bool choose_held(circle *c, size_t i)
{
    bz_planner *k = c->k;
    const bz_was_meeting *was = &k->was->meetings[i];
    bz_rec session = 0;
    topic_of(c, i); /* what was chosen for it, has been held */
    for (size_t p = 0; p < was->n && !session; p++) {
        bz_target t = bz_model_find(k->m, was->parts[p].address, NULL);
        bool is_part = t.rec && bz_model_kind(k->m, t.rec) == BZ_R_ACTIVITY;
        if (is_part) session = bz_model_above(k->m, t.rec, BZ_R_SESSION);
    }
    if (!session) session = c->open;
    bz_vec_push(&k->topics, was->topic);
    return bz_plan__add_session(k, session);
}

static void choose(circle *c)
{
    bz_planner *k = c->k;
    uint32_t next = 0;
    for (size_t i = 0; i < k->n_held; i++)
        if (!choose_held(c, i)) return;
    for (size_t i = k->n_held; i < k->days.list.n; i++) {
        const topic *t = topic_of(c, i);
        bz_rec session = t ? t->session : next_first(c, &next);
        bz_str words = t && !t->session ? t->text : BZ_STR("");
        /* A session whose parts do not apply here leaves the meeting to the group. */
        if (!session || !bz_plan__add_session(k, session))
            if (!bz_plan__add_session(k, c->open)) return;
        bz_vec_push(&k->topics, words);
    }
}

static void warn_of_rest(const circle *c)
{
    bz_diags *diags = c->k->job->diags;
    size_t n = c->k->days.list.n;
    for (uint32_t i = 0; i < c->n_topics; i++) {
        const topic *t = &c->topics[i];
        if (t->is_held) continue;
        bz_diag *d =
            t->number
                ? bz_diag_add(diags, BZ_K011, t->span, "a topic for meeting %d, and there are %zu",
                              t->number, n)
                : bz_diag_add(diags, BZ_K011, t->span,
                              "a topic for %.*s, on which the group does not meet", BZ_FMT(t->key));
        if (t->number) bz_diag_hint(diags, d, "give it to an earlier meeting, or allow more");
        else bz_diag_hint(diags, d, "`baraza plan` lists the days of meeting");
    }
}

static void check_requires(circle *c)
{
    const bz_model *m = c->k->m;
    bz_diags *diags = c->k->job->diags;
    for (size_t i = c->k->n_held; i < c->k->sessions.n; i++) {
        bz_rec s = c->k->sessions.p[i];
        for (uint32_t r = 0; r < bz_model_count(m, s, BZ_SESSION_REQUIRES); r++) {
            bz_rec other = bz_model_element(m, s, BZ_SESSION_REQUIRES, r)->target;
            bool is_before = !other || !bz_model_is_present(m, other);
            for (size_t j = 0; j < i; j++)
                is_before = is_before || c->k->sessions.p[j] == other;
            if (is_before) continue;
            c->is_wrong = true;
            bz_diag *d =
                bz_diag_add(diags, BZ_K014, bz_model_span(m, c->k->group, BZ_GROUP_TOPICS),
                            "session `%.*s` is held in meeting %zu, and requires `%.*s`, which is "
                            "not held before",
                            BZ_FMT(bz_model_id(m, s)), i + 1, BZ_FMT(bz_model_id(m, other)));
            bz_diag_note_at(diags, d, bz_model_element(m, s, BZ_SESSION_REQUIRES, r)->span,
                            "it is required here");
            bz_diag_hint(diags, d, "choose `session/%.*s` for an earlier meeting",
                         BZ_FMT(bz_model_id(m, other)));
        }
    }
}

/* --- the fit */

static bz_fit fit_of(const bz_planner *k, size_t meeting, size_t first)
{
    bz_fit one = k->fit;
    one.parts = k->parts.p + first;
    one.n = 0;
    while (first + one.n < k->parts.n && k->parts.p[first + one.n].session == (int32_t)meeting)
        one.n++;
    one.minutes = &k->minutes.p[meeting];
    one.n_meetings = 1;
    one.one_session = true;
    return one;
}

static void add_cost(bz_fit_cost *to, const bz_fit_cost *c)
{
    for (int i = 0; i <= BZ_FIT_CLASSES; i++)
        to->left[i] += c->left[i];
    to->distance += c->distance;
    to->meetings += c->meetings;
    to->slack += c->slack;
}

/* One meeting's answer behind those before it. */
static void append(bz_planner *k, const bz_fit_answer *a, size_t meeting, size_t first)
{
    bz_fit_answer *to = &k->answer;
    bz_fit_meeting m = a->meetings.p[0];
    m.first = (uint32_t)to->items.n;
    for (size_t i = 0; i < a->items.n; i++) {
        bz_fit_item item = a->items.p[i];
        if (item.kind == BZ_FIT_PART) item.i += (uint32_t)first;
        bz_vec_push(&to->items, item);
    }
    bz_vec_push(&to->meetings, m);
    for (size_t i = 0; i < a->meeting_of.n; i++)
        to->meeting_of.p[first + i] = a->meeting_of.p[i] < 0 ? -1 : (int32_t)meeting;
    add_cost(&to->cost, &a->cost);
    add_cost(&to->bound, &a->bound);
}

static bool fit_all(bz_planner *k)
{
    size_t first = 0;
    k->answer.result = BZ_FIT_FOUND;
    for (size_t i = 0; i < k->sessions.n; i++) {
        bz_fit_answer a;
        bz_fit one = fit_of(k, i, first);
        if (i < k->n_held) {
            first += one.n;
            continue;
        }
        bz_fit_result r = bz_fit_solve(&one, &a);
        bool is_found = r == BZ_FIT_FOUND || r == BZ_FIT_UNPROVEN;
        if (r == BZ_FIT_UNPROVEN) k->answer.result = r;
        if (is_found) append(k, &a, i, first);
        else bz_plan__explain_meeting(k, &one, i);
        bz_fit_free(&a);
        if (!is_found) return false;
        first += one.n;
    }
    return true;
}

bz_status bz_plan__circle(bz_planner *k)
{
    circle c = {.k = k, .open = open_session(k->m)};
    read_topics(&c);
    bz_plan__held_days(k);
    bz_plan__days(&k->almanac, k->rhythm, wanted(&c), &k->days);
    if (!bz_plan__check_moves(k)) c.is_wrong = true;
    choose(&c);
    warn_of_rest(&c);
    check_requires(&c);
    bz_plan__read_rules(k);
    bz_plan__set_minutes(k, k->days.list.n);
    if (c.is_wrong || !bz_plan__freeze(k)) return BZ_INVALID;
    if (k->days.list.n) return fit_all(k) ? BZ_OK : BZ_INVALID;
    bz_plan__explain_none(k);
    return BZ_INVALID;
}
