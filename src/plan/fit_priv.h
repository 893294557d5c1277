/* What the files of the fit share: units, the tables of rituals, and the walk's trail. */
#ifndef BZ_PLAN_FIT_PRIV_H
#define BZ_PLAN_FIT_PRIV_H

#include "plan/fit.h"

/* A cost as words that are compared one after the other and added each by itself: left out (two
 * numbers a word, 32 bits each, highest first), changed where there was a plan before, distance,
 * parted and meetings, slack. */
enum { BZ_FIT_LEFT_WORDS = 5, BZ_FIT_WORDS = BZ_FIT_LEFT_WORDS + 4 };

/* One way to hold a unit: its minutes in all, what that costs, and the minutes of each part. */
typedef struct bz_fit_option {
    uint64_t left[BZ_FIT_LEFT_WORDS];
    int64_t distance;
    int32_t minutes; /* 0: all of it is left out */
    uint32_t shares; /* first of as many minutes as the unit has parts */
} bz_fit_option;

/* What is never parted: a chain, the piece of one between two breaks of the author, or all that is
 * held side by side. */
typedef struct bz_fit_unit {
    uint32_t first, n; /* parts */
    int32_t session;
    bool may_cut; /* a meeting may end before it */
    bool is_break;
    uint32_t options, n_options; /* fewest minutes last */
    int32_t least;               /* the fewest minutes of all options */
} bz_fit_unit;

/* One way to hold the rituals of one end of a meeting. */
typedef struct bz_fit_ways {
    int32_t minutes; /* with breaks */
    int32_t run;     /* minutes since the last break */
    int64_t distance;
    uint32_t shares;
} bz_fit_ways;

/* How much the parts may give up: each level tries more than the one before, and only where that
 * one found nothing, since all plans of a lower level cost less. */
typedef enum bz_fit_level { BZ_FIT_USUAL, BZ_FIT_SHORTEN, BZ_FIT_LEAVE_OUT } bz_fit_level;

typedef struct bz_fit_span {
    uint32_t first, n;
} bz_fit_span;

typedef struct bz_fit_table {
    const bz_fit *p;
    bz_fit_level level;
    int32_t room;                         /* the longest meeting */
    int32_t every;                        /* break rule; 0: no meeting is long enough for it */
    uint32_t left_words;                  /* words of cost that left-out parts take */
    uint8_t field_of[BZ_FIT_CLASSES + 1]; /* by leave_out: its half word, 0 the highest */
    BZ_VEC(bz_fit_unit) units;
    BZ_VEC(bz_fit_option) options;
    BZ_VEC(bz_fit_ways) ways;
    BZ_VEC(bz_fit_span) starts; /* by set of rituals */
    BZ_VEC(bz_fit_span) ends;   /* by set and minutes since the last break */
    BZ_VEC(uint16_t) shares;
    int32_t least_rituals; /* settling in and the fewest minutes of rituals */
    bool is_possible;      /* false: some part or ritual fits no meeting */
} bz_fit_table;

static inline uint8_t bz_fit__lane(const bz_fit *p, int32_t session)
{
    return p->sides ? p->sides[session].lane : 0;
}
static inline bool bz_fit__same_block(const bz_fit *p, int32_t a, int32_t b)
{
    return p->sides ? p->sides[a].block == p->sides[b].block : a == b;
}

/* Whether part i and the one after it are of one unit. */
bool bz_fit__is_joined(const bz_fit *p, size_t i);

void bz_fit__prepare(bz_fit_table *t, const bz_fit *p, bz_fit_level level);
void bz_fit__dispose(bz_fit_table *t);

/* What was decided for one unit, or that a meeting ends. */
typedef enum bz_fit_move { BZ_FIT_SKIP, BZ_FIT_HOLD, BZ_FIT_OPEN, BZ_FIT_CLOSE } bz_fit_move;

typedef struct bz_fit_step {
    uint32_t before; /* the step before it */
    uint32_t option; /* of SKIP HOLD OPEN */
    uint32_t way;    /* of OPEN and CLOSE: of the rituals */
    bz_fit_move move;
} bz_fit_step;

typedef BZ_VEC(bz_fit_step) bz_fit_trail;

/* The best walk through all units. `by_meeting`: each meeting has its own minutes and there are no
 * more of them than the problem says; else all have the same and there are as many as it takes.
 * `band`: not 0: only plans that keep that near to even progress. Gives the last step, 0 when there
 * is none; *gave_up when `most` steps were not enough. */
uint32_t bz_fit__walk(const bz_fit_table *t, bool by_meeting, uint32_t band, uint64_t *steps,
                      uint64_t most, bz_fit_trail *trail, bool *gave_up);

/* Turns a walk into an answer, and counts its cost from the plan itself. */
void bz_fit__answer(const bz_fit_table *t, const bz_fit_trail *trail, uint32_t last,
                    bz_fit_answer *out);
void bz_fit__count(const bz_fit *p, bz_fit_answer *out);

#endif
