/* The fit: which part in which meeting, for how many minutes, and what is given up. Plain data in,
 * plain data out; no model, no dates, no text.
 *
 * Least, in this order: (a) the usual minutes of parts left out, by `leave_out`, highest number
 * first; where an earlier plan is given, parts that are not held in the meeting they were in; (b)
 * squared distance from the usual minutes over all that is held, double where a part is protected;
 * (c) sessions parted over meetings; (d) meetings; (e) squared minutes that stay free in the
 * meetings held. Of equals, the plan whose parts stand in earlier meetings, then the one that keeps
 * the minutes of what comes first. The answer is the optimum, unless it says that it was not
 * proven. */
#ifndef BZ_PLAN_FIT_H
#define BZ_PLAN_FIT_H

#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum { BZ_FIT_CLASSES = 9 }; /* leave_out goes from 1 to this */

typedef struct bz_fit_part {
    int32_t usual, least, most; /* minutes: 1 ≤ least ≤ usual ≤ most */
    int32_t session;            /* from 0, never falling from one part to the next */
    uint8_t leave_out;          /* 0: never; 1 goes first */
    bool is_protected;          /* its distance counts double */
    bool is_glued;              /* to the part after it; not across sessions */
    bool is_break;              /* the author's own break */
} bz_fit_part;

/* What a meeting starts and ends with; never left out. */
typedef struct bz_fit_rituals {
    const bz_fit_part *start, *end;
    size_t n_start, n_end;
} bz_fit_rituals;

/* Which sessions lie in one meeting, and which of these are held at the same time. Sessions of one
 * block follow each other; those with a lane come first, take the same time side by side, and are
 * never parted; no meeting ends between them and what follows in their block. */
typedef struct bz_fit_side {
    uint32_t block;
    uint8_t lane; /* 0: by itself */
} bz_fit_side;

typedef struct bz_fit {
    const bz_fit_part *parts;
    size_t n;
    const bz_fit_rituals *rituals; /* the sets there are */
    size_t n_rituals;
    const uint32_t *ritual_of; /* by session: its set */
    size_t n_sessions;
    const int32_t *was; /* by part: its meeting in an earlier plan, -1: none; NULL: no such plan */
    bool goes_on; /* the first session began in a meeting before these: it is parted already */
    const bz_fit_side *sides; /* by session; NULL: one after the other, each its own block */
    const int32_t *minutes;   /* by meeting: the most it may hold */
    size_t n_meetings;
    int32_t settle;                     /* minutes at the start of each meeting */
    int32_t break_every, break_minutes; /* 0: no rule */
    bool one_session;                   /* a block a meeting; else sessions are spread */
    bool fill;                          /* spare time is used up by stretching */
    uint64_t steps;                     /* the most work; 0: the usual limit */
} bz_fit;

typedef struct bz_fit_cost {
    int64_t left[BZ_FIT_CLASSES + 1]; /* by leave_out; [0] is 0 */
    int64_t changed; /* parts held elsewhere than before, with all that they are kept with */
    int64_t distance;
    int64_t parted, meetings;
    int64_t slack;
} bz_fit_cost;

typedef enum bz_fit_kind { BZ_FIT_START, BZ_FIT_PART, BZ_FIT_BREAK, BZ_FIT_END } bz_fit_kind;

typedef struct bz_fit_item {
    bz_fit_kind kind;
    uint32_t i; /* the part, or the ritual of its set */
    int32_t minutes;
    int32_t from; /* minutes from the meeting's start */
} bz_fit_item;

typedef struct bz_fit_meeting {
    uint32_t first, n;      /* its items, in order; settling in is none of them */
    uint32_t opens, closes; /* the sessions whose rituals it starts and ends with */
    int32_t minutes;        /* held, with settling in */
} bz_fit_meeting;

typedef enum bz_fit_result {
    BZ_FIT_FOUND,
    BZ_FIT_UNPROVEN, /* a plan, found within the limit; `bound` says what none can beat */
    BZ_FIT_NONE,     /* there is no plan */
    BZ_FIT_GAVE_UP   /* none was found within the limit */
} bz_fit_result;

typedef struct bz_fit_answer {
    bz_fit_result result;
    BZ_VEC(bz_fit_meeting) meetings;
    BZ_VEC(bz_fit_item) items;
    BZ_VEC(int32_t) meeting_of; /* by part; -1: left out */
    bz_fit_cost cost, bound;
    uint64_t steps; /* what it took */
} bz_fit_answer;

/* `out` needs no initialising, and bz_fit_free afterwards. */
bz_fit_result bz_fit_solve(const bz_fit *p, bz_fit_answer *out);
void bz_fit_free(bz_fit_answer *a);
/* Below zero when `a` is better. */
int bz_fit_compare(const bz_fit_cost *a, const bz_fit_cost *b);

#endif
