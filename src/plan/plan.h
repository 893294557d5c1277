/* The plan: which meeting on which day, what is done in it, for how long. In: a frozen model with
 * its context. Out: PROGRAMME, MEETING, PART and SUPPLY records below the project; what was
 * shortened, lengthened, left out or spread stands in the journal and changes nothing of the
 * curriculum. Without a group: a meeting a session at usual minutes, without dates. */
#ifndef BZ_PLAN_PLAN_H
#define BZ_PLAN_PLAN_H

#include "adapt/journal.h"
#include "base/date.h"
#include "model/model.h"
#include "plan/fit.h"

/* What the records do not say of the plan. */
typedef struct bz_plan_outcome {
    bz_fit_cost cost, bound;
    bool is_unproven;    /* the search met its limit: none can cost less than `bound` */
    bool is_way_chosen;  /* the group did not say which way */
    int64_t would_leave; /* then: minutes that one session a meeting would leave out; -1: no plan */
} bz_plan_outcome;

/* What was planned before, as somebody kept it. */
typedef struct bz_was_part {
    bz_str address;
    bool is_break;         /* of the planner's, without an address */
    int32_t minutes, from; /* from the meeting's start */
} bz_was_part;

typedef struct bz_was_meeting {
    bz_date date;
    int32_t at, booked, minutes;
    bool is_open;
    bz_str topic; /* of an open meeting */
    const bz_was_part *parts;
    size_t n;
} bz_was_meeting;

typedef struct bz_was {
    const char *path;
    const bz_was_meeting *meetings;
    size_t n, held; /* the first of them have been held and stay */
    bool spread;
} bz_was;

typedef struct bz_plan_options {
    const bz_date *date; /* --date or SOURCE_DATE_EPOCH, used when no meeting has a date; or NULL */
    uint64_t steps;      /* the most work; 0: the usual limit */
    const bz_was *was;   /* or NULL: nothing was planned before */
} bz_plan_options;

/* `options`, `journal` and `outcome` may be NULL. INVALID with a diagnostic that says why and what
 * would help when there is no plan. */
bz_status bz_plan_build(bz_model *m, bz_journal *journal, const bz_plan_options *options,
                        bz_plan_outcome *outcome, bz_job *job) BZ_CHECK_RESULT;

#endif
