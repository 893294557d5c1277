/* What the files of the planner share. */
#ifndef BZ_PLAN_PLAN_PRIV_H
#define BZ_PLAN_PLAN_PRIV_H

#include "model/almanac.h"
#include "plan/plan.h"

/* A day on which there can be a meeting. */
typedef struct bz_day {
    bz_date date;
    int32_t at;
    int32_t minutes; /* 0: as long as it takes */
    bz_rec on;       /* DAY that makes it different, or 0 */
    bz_date was;     /* by the rhythm: another one where the group moved it */
} bz_day;

/* Why there are no more days. */
typedef enum bz_days_end {
    BZ_DAYS_ENOUGH, /* as many as were asked for */
    BZ_DAYS_COUNT,
    BZ_DAYS_UNTIL,
    BZ_DAYS_LISTED, /* all of `dates` are used */
    BZ_DAYS_GAP,    /* the next would come after more than most_days */
    BZ_DAYS_CLOSED, /* skipped, one after the other, for longer than makes sense */
    BZ_DAYS_TOO_LATE
} bz_days_end;

/* A day on which there would be one. */
typedef struct bz_closed_day {
    bz_date date;
    bz_rec by; /* SKIP, LEADER, HOLIDAY, or the DAY that moves its meeting */
} bz_closed_day;

typedef struct bz_days {
    BZ_VEC(bz_day) list;
    BZ_VEC(bz_closed_day) closed;
    bz_days_end end;
    bz_date gap_from, gap_to;
    bz_rec clashes; /* the first DAY that moves a meeting too near to another, or past it; or 0 */
    bz_date clash;  /* the day of that other */
} bz_days;

typedef struct bz_planner {
    bz_model *m;
    bz_journal *journal; /* NULL: nothing is noted */
    bz_job *job;
    bz_rec group, rhythm; /* 0: none */
    bz_almanac almanac;
    bz_days days;
    bool has_minutes; /* every meeting has a length that it may not exceed */
    BZ_VEC(bz_rec) sessions;
    BZ_VEC(bz_rec) activities; /* by part */
    BZ_VEC(bz_fit_part) parts;
    BZ_VEC(bz_fit_rituals) rituals;
    BZ_VEC(uint32_t) ritual_of;
    BZ_VEC(bz_fit_side) sides; /* by session; empty: none is side by side */
    BZ_VEC(int32_t) minutes;
    bz_fit fit;
    bz_fit_answer answer;
    bz_plan_outcome outcome;
    bool is_circle;         /* a meeting a session of `sessions`, which may stand there twice */
    const bz_was *was;      /* NULL: nothing was planned before */
    size_t n_held;          /* meetings of it that have been held */
    uint32_t first_part;    /* the first that comes after them */
    BZ_VEC(int32_t) was_in; /* by part: its meeting before, counted from the first not held */
    BZ_VEC(bz_str) topics;  /* of a circle, by meeting: in the group's own words, or empty */
} bz_planner;

/* False, with a diagnostic, when the group says neither dates nor start and rhythm, or things that
 * contradict each other. */
bool bz_plan__check_rhythm(const bz_model *m, bz_rec rhythm, bz_job *job);
/* A day of meeting as the group has it. */
bz_day bz_plan__day(const bz_model *m, bz_rec rhythm, bz_date date);
/* What takes the day out: what the group says, who cannot lead, a holiday of the place; or 0. */
bz_rec bz_plan__closed_by(bz_almanac *almanac, bz_rec rhythm, bz_date day);
/* The first `wanted` days, or as many as there are; those in `out` have been held and count. */
void bz_plan__days(bz_almanac *almanac, bz_rec rhythm, size_t wanted, bz_days *out);
/* moves.c: false, with a diagnostic, when a moved meeting comes too near to another. */
bool bz_plan__check_moves(const bz_planner *k);
/* The same, of a plan with its meetings, when what is moved is none of them; warns of other days of
 * `on` without one. */
bool bz_plan__check_on(const bz_planner *k);

/* Parts, rituals and rules from the model; lengths of meetings come with the days. */
void bz_plan__read_problem(bz_planner *k);
/* The parts of one session more; false when it has none of its own. */
bool bz_plan__add_session(bz_planner *k, bz_rec session);
/* The rules, and where parts and rituals lie now. */
void bz_plan__read_rules(bz_planner *k);

/* The lengths of the first n meetings, as the days say. */
void bz_plan__set_minutes(bz_planner *k, size_t n);

/* Which of the sessions read are held side by side; warns of a track that has nobody beside it. */
void bz_plan__read_tracks(bz_planner *k);
/* Whether tracks have no length in common; then with a diagnostic. */
bool bz_plan__explain_tracks(bz_planner *k);

/* The meetings that have been held, as they were: their days, and their parts into the answer.
 * False with diagnostics when something held is not known. */
void bz_plan__held_days(bz_planner *k);
bool bz_plan__freeze(bz_planner *k);
/* Makes `fit` the problem of what comes after them, and puts its answer behind theirs. */
void bz_plan__rest(bz_planner *k);
void bz_plan__join(bz_planner *k, bz_fit_answer *rest);

/* Whether the group chooses what is done, meeting by meeting. */
bool bz_plan__is_circle(const bz_planner *k);
/* Warns of topics where there is nothing to choose. */
void bz_plan__check_topics(const bz_planner *k);
/* Chooses and plans each meeting by itself. INVALID with a diagnostic when one of them cannot be.
 */
bz_status bz_plan__circle(bz_planner *k);
/* The i-th ritual at that end of a session. */
bz_rec bz_plan__ritual(const bz_model *m, bz_rec session, bz_fit_kind end, uint32_t i);

/* The answer as records, and as entries of the journal. */
void bz_plan__write(bz_planner *k);
bz_status bz_plan__note(bz_planner *k);
/* Days without a meeting, holidays from the first meeting to the last, and those on its day. */
void bz_plan__write_days(bz_planner *k);
/* Warns of meetings that begin in the hour in which clocks change. */
void bz_plan__check_clocks(const bz_planner *k);
/* Why there is no plan, and what would help: each of it was tried. */
void bz_plan__explain_none(bz_planner *k);
/* Why one meeting of a circle cannot hold the session that is chosen for it. */
void bz_plan__explain_meeting(bz_planner *k, const bz_fit *one, size_t meeting);

/* SUPPLY records of a meeting: materials of its parts, of the sessions that begin in it, and the
 * sheets of those that it completes, summed. */
void bz_plan__add_supplies(bz_model *m, bz_rec meeting);
/* CUT records of a meeting whose parts are written: what may go when it is late. */
void bz_plan__add_cuts(bz_model *m, bz_rec meeting);

#endif
