/* Rules on how a curriculum teaches: talk and practice, breaks, home practice that is looked at
 * again, hard topics where they can be held, promises that something serves. None of it is wrong by
 * itself, so each can be accepted with a reason (accept.c). */
#include "check/check_priv.h"

#include <string.h>

enum {
    LONG_SESSION = 45,   /* shorter ones have no room for shares */
    MOST_TALK = 60,      /* percent of a session's minutes, without breaks */
    LEAST_PRACTICE = 20, /* likewise */
    LONGEST = 90,        /* minutes without a break */
    FEW_SESSIONS = 3     /* fewer have no first and last to speak of */
};

static const char talk[] = " story discussion presentation notice ";
static const char practice[] =
    " demonstration role_play practice game drawing writing relaxation home_practice_review ";

static bool is_listed(const char *list, const char *word)
{
    bz_str all = bz_str_from(list), one;
    while (bz_str_split(&all, ' ', &one))
        if (one.n && bz_str_is(one, word)) return true;
    return false;
}

static const char *method_of(const bz_checker *k, bz_rec a)
{
    if (!bz_model_has(k->m, a, BZ_ACTIVITY_METHOD)) return "";
    return bz_enum_name(BZ_E_METHOD, bz_model_int(k->m, a, BZ_ACTIVITY_METHOD));
}

static bool is_break(const bz_checker *k, bz_rec a)
{
    return strcmp(method_of(k, a), "break") == 0;
}

/* --- talk and practice */

static void shares(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    int all = 0, talked = 0, practised = 0;
    if (bz_model_bool(m, session, BZ_SESSION_OPEN)) return; /* the group's own talk */
    for (bz_rec a = bz_check__next_activity(k, session, 0); a;
         a = bz_check__next_activity(k, session, a)) {
        int minutes = bz_model_int(m, a, BZ_ACTIVITY_MINUTES);
        if (is_break(k, a)) continue;
        all += minutes;
        if (is_listed(talk, method_of(k, a))) talked += minutes;
        if (is_listed(practice, method_of(k, a))) practised += minutes;
    }
    bool is_talk = talked * 100 > all * MOST_TALK, is_dry = practised * 100 < all * LEAST_PRACTICE;
    if (all < LONG_SESSION || (!is_talk && !is_dry)) return;
    bz_diag *d =
        bz_check__report_of(k, session, bz_check__name_span(m, session),
                            "session `%.*s` has %d minutes of talk and %d of practice, of %d",
                            BZ_FMT(bz_model_id(m, session)), talked, practised, all);
    bz_check__hint(
        k, d,
        "caregivers learn by trying: at most %d of 100 minutes of stories, discussion and "
        "presentation, at least %d of practice, role play, games",
        MOST_TALK, LEAST_PRACTICE);
}

/* --- breaks */

static void breaks(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    int since = 0, longest = 0;
    for (bz_rec a = bz_check__next_activity(k, session, 0); a;
         a = bz_check__next_activity(k, session, a)) {
        since = is_break(k, a) ? 0 : since + bz_model_int(m, a, BZ_ACTIVITY_MINUTES);
        if (since > longest) longest = since;
    }
    if (longest <= LONGEST) return;
    bz_diag *d = bz_check__report_of(k, session, bz_check__name_span(m, session),
                                     "session `%.*s` has %d minutes without a break",
                                     BZ_FMT(bz_model_id(m, session)), longest);
    bz_check__hint(k, d,
                   "put one in (`use: library/water-break`); nobody listens longer than %d "
                   "minutes",
                   LONGEST);
}

/* --- the order of a curriculum */

static bool in_order(const bz_checker *k, bz_rec curriculum)
{
    return bz_model_int(k->m, curriculum, BZ_CURRICULUM_RUNS) ==
           bz_enum_find(BZ_E_RUNS, BZ_STR("in_order"));
}

static bz_rec next_session(const bz_checker *k, bz_rec curriculum, bz_rec s)
{
    s = s ? bz_model_next(k->m, s) : bz_model_first(k->m, curriculum, BZ_CURRICULUM_SESSIONS);
    while (s && !bz_check__applies(k, s))
        s = bz_model_next(k->m, s);
    return s;
}

static bool has_method(const bz_checker *k, bz_rec session, const char *methods)
{
    for (bz_rec a = bz_check__next_activity(k, session, 0); a;
         a = bz_check__next_activity(k, session, a))
        if (is_listed(methods, method_of(k, a))) return true;
    return false;
}

static void practice_in_time(bz_checker *k, bz_rec curriculum)
{
    const bz_model *m = k->m;
    bz_rec last = 0;
    int n = 0;
    bool is_there = false;
    for (bz_rec s = next_session(k, curriculum, 0); s; s = next_session(k, curriculum, s), n++) {
        is_there = is_there || (last && has_method(k, last, " practice role_play "));
        last = s;
    }
    if (n < FEW_SESSIONS || is_there || !in_order(k, curriculum)) return;
    bz_diag *d =
        bz_check__report_of(k, curriculum, bz_model_span(m, curriculum, BZ_CURRICULUM_SESSIONS),
                            "no session before the last has practice or a role play");
    bz_check__hint(k, d,
                   "let caregivers try each skill while there is a meeting left to speak of it");
}

/* Home practice that nobody asks for is not done. */
static void reviewed(bz_checker *k, bz_rec curriculum)
{
    const bz_model *m = k->m;
    if (!in_order(k, curriculum)) return;
    for (bz_rec s = next_session(k, curriculum, 0), after; s; s = after) {
        after = next_session(k, curriculum, s);
        while (after && !bz_str_eq(bz_model_text(m, after, BZ_SESSION_TRACK),
                                   bz_model_text(m, s, BZ_SESSION_TRACK)))
            after = next_session(k, curriculum, after);
        bz_rec home = bz_model_first_present(m, s, BZ_SESSION_HOME_PRACTICE);
        if (home && after && !has_method(k, after, " home_practice_review ")) {
            bz_diag *d = bz_check__report_of(
                k, after, bz_check__name_span(m, after),
                "session `%.*s` does not look back at the home practice of `%.*s`",
                BZ_FMT(bz_model_id(m, after)), BZ_FMT(bz_model_id(m, s)));
            if (d)
                bz_diag_note_at(k->job->diags, d, bz_model_at(m, home)->span, "the home practice");
            bz_check__hint(k, d, "begin with an activity of `method: home_practice_review`");
        }
        after = next_session(k, curriculum, s);
    }
}

static void hard_topics(bz_checker *k, bz_rec curriculum)
{
    const bz_model *m = k->m;
    bz_rec first = next_session(k, curriculum, 0), last = first;
    int n = 0;
    for (bz_rec s = first; s; s = next_session(k, curriculum, s), n++)
        last = s;
    if (n < FEW_SESSIONS || !in_order(k, curriculum)) return;
    for (int i = 0; i < 2; i++) {
        bz_rec s = i ? last : first;
        if (!bz_model_bool(m, s, BZ_SESSION_SENSITIVE)) continue;
        bz_diag *d = bz_check__report_of(k, s, bz_model_span(m, s, BZ_SESSION_SENSITIVE),
                                         i ? "the last session, `%.*s`, is a sensitive one"
                                           : "the first session, `%.*s`, is a sensitive one",
                                         BZ_FMT(bz_model_id(m, s)));
        bz_check__hint(k, d,
                       i ? "leave a meeting after it, in which people can come back to it"
                         : "begin with one in which the group gets to know and trust each other");
    }
}

/* --- a plan that leaves no time at home */

/* The session before it on the same track that gives home practice, or 0. */
static bz_rec looks_back_at(const bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    bz_rec last = 0, curriculum = bz_model_above(m, session, BZ_R_CURRICULUM);
    for (bz_rec s = next_session(k, curriculum, 0); s && s != session;
         s = next_session(k, curriculum, s)) {
        bool is_same = bz_str_eq(bz_model_text(m, s, BZ_SESSION_TRACK),
                                 bz_model_text(m, session, BZ_SESSION_TRACK));
        if (is_same && bz_model_first_present(m, s, BZ_SESSION_HOME_PRACTICE)) last = s;
    }
    return last;
}

/* Whether people leave this meeting with the session's home practice: where a part gives it, with
 * that part, else with the session's end. */
static bool gives(const bz_checker *k, bz_rec meeting, bz_rec session)
{
    const bz_model *m = k->m;
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p)) {
        bz_rec a = bz_model_ref(m, p, BZ_PART_ACTIVITY);
        if (a && strcmp(method_of(k, a), "home_practice") == 0 &&
            bz_model_above(m, a, BZ_R_SESSION) == session)
            return true;
    }
    if (has_method(k, session, " home_practice ")) return false;
    for (uint32_t i = 0; i < bz_model_count(m, meeting, BZ_MEETING_COMPLETES); i++)
        if (bz_model_element(m, meeting, BZ_MEETING_COMPLETES, i)->target == session) return true;
    return false;
}

static void say_no_time(bz_checker *k, bz_rec meeting, bz_rec from, bz_rec review)
{
    const bz_model *m = k->m;
    bz_rec session = bz_model_above(m, review, BZ_R_SESSION);
    bz_rec group = bz_model_ref(m, m->context, BZ_CONTEXT_GROUP);
    bz_rec rhythm = group ? bz_model_first(m, group, BZ_GROUP_MEETINGS) : 0;
    bz_span at = rhythm ? bz_model_span(m, rhythm, BZ_MEETINGS_COUNT) : bz_span_none();
    if (!at.file && rhythm) at = bz_model_at(m, rhythm)->span;
    bz_diag *d = bz_check__report_of(
        k, group ? group : session, at,
        "meeting %d gives the home practice of `%.*s`, and `%.*s` looks back at it there",
        bz_model_int(m, meeting, BZ_MEETING_NUMBER), BZ_FMT(bz_model_id(m, from)),
        BZ_FMT(bz_model_id(m, session)));
    if (!d) return;
    bz_diag_note_at(k->job->diags, d,
                    bz_model_at(m, bz_model_first_present(m, from, BZ_SESSION_HOME_PRACTICE))->span,
                    "the home practice");
    bz_check__hint(k, d,
                   "let there be more meetings (`count`, `until`), or one for each session: "
                   "`way: one_session`");
}

/* Where sessions are spread over fewer meetings, one may begin where another ends. */
static void time_at_home(bz_checker *k, bz_rec meeting)
{
    const bz_model *m = k->m;
    bz_rec said = 0;
    if (bz_model_count(m, meeting, BZ_MEETING_SESSIONS) < 2 || !in_order(k, m->curriculum)) return;
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p)) {
        bz_rec a = bz_model_ref(m, p, BZ_PART_ACTIVITY);
        bz_rec session = a ? bz_model_above(m, a, BZ_R_SESSION) : 0;
        if (!session || session == said || strcmp(method_of(k, a), "home_practice_review") != 0)
            continue;
        bz_rec from = looks_back_at(k, session);
        if (!from || !gives(k, meeting, from)) continue;
        say_no_time(k, meeting, from, a);
        said = session;
    }
}

/* --- promises */

static bool serves(const bz_model *m, bz_rec activity, bz_rec objective)
{
    for (uint32_t i = 0; i < bz_model_count(m, activity, BZ_ACTIVITY_OBJECTIVES); i++)
        if (bz_model_element(m, activity, BZ_ACTIVITY_OBJECTIVES, i)->target == objective)
            return true;
    return false;
}

static void served(bz_checker *k, bz_rec objective)
{
    const bz_model *m = k->m;
    bz_rec session = bz_model_above(m, objective, BZ_R_SESSION);
    if (!session || !bz_check__applies(k, session)) return;
    for (bz_rec a = bz_model_first(m, session, BZ_SESSION_ACTIVITIES); a; a = bz_model_next(m, a))
        if (serves(m, a, objective)) return;
    bz_diag *d =
        bz_check__report_of(k, session, bz_check__name_span(m, objective),
                            "no activity of session `%.*s` serves the objective `%.*s`",
                            BZ_FMT(bz_model_id(m, session)), BZ_FMT(bz_model_id(m, objective)));
    bz_check__hint(k, d, "name it where it is reached: `objectives: [%.*s]`",
                   BZ_FMT(bz_model_id(m, objective)));
}

static const bz_rule RULES[] = {
    {BZ_T120, "talk and practice", BZ_R_SESSION, shares, BZ_RULE_ALWAYS},
    {BZ_T121, "breaks", BZ_R_SESSION, breaks, BZ_RULE_ALWAYS},
    {BZ_T122, "practice in time", BZ_R_CURRICULUM, practice_in_time, BZ_RULE_ALWAYS},
    {BZ_T123, "home practice reviewed", BZ_R_CURRICULUM, reviewed, BZ_RULE_ALWAYS},
    {BZ_T124, "hard topics", BZ_R_CURRICULUM, hard_topics, BZ_RULE_ALWAYS},
    {BZ_T125, "objectives served", BZ_R_OBJECTIVE, served, BZ_RULE_ALWAYS},
    {BZ_T130, "time at home", BZ_R_MEETING, time_at_home, BZ_RULE_PLAN},
};
const bz_rules bz_check__teaching = {RULES, sizeof RULES / sizeof *RULES};
