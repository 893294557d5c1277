/* What the files of the planner share. */
#ifndef BZ_PLAN_PLAN_PRIV_H
#define BZ_PLAN_PLAN_PRIV_H

#include "base/date.h"
#include "model/model.h"

/* Where the walk over a group's meeting days stands. */
typedef struct bz_rhythm {
    bz_rec rhythm; /* MEETINGS */
    bz_date day;   /* the next candidate */
    uint32_t i;    /* how many candidates came before */
    int32_t step;  /* days, or months when `is_months` */
    bool is_months;
    bool by_dates;    /* `dates` are given */
    uint8_t weekdays; /* one bit a weekday, Monday lowest; 0: not given */
    bool is_too_late; /* a day would be after the last one that can be written; it was said */
    bz_date first;
} bz_rhythm;

/* False, with a diagnostic, when the group says neither dates nor start and rhythm. */
bool bz_plan__start(bz_rhythm *r, const bz_model *m, bz_rec rhythm, bz_job *job);
/* The next day that is not skipped; false when the dates are used up, and, with a diagnostic at the
 * first time, when the day would be too late. */
bool bz_plan__next_day(bz_rhythm *r, const bz_model *m, bz_date *day, bz_job *job);

/* SUPPLY records of a meeting: materials of the session and of its present activities, summed. */
void bz_plan__add_supplies(bz_model *m, bz_rec meeting, bz_rec session);

/* Warns of what somebody asked for and this planner does not do yet. Group and rhythm may be 0. */
void bz_plan__say_what_is_left(const bz_model *m, bz_rec group, bz_rec rhythm, bz_job *job);

#endif
