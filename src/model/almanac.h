/* Holidays and observances on real days. In: a context whose place names lists of holidays. Out:
 * the days on which they fall, worked out a Gregorian year at a time, when somebody asks for a day
 * of it. Planner, checks and documents ask the same. */
#ifndef BZ_MODEL_ALMANAC_H
#define BZ_MODEL_ALMANAC_H

#include "base/calendar.h"
#include "model/model.h"

/* A holiday in one year: from the first day on which it may fall to the last. */
typedef struct bz_feast {
    bz_date first, last;
    bz_rec holiday;
    bool is_closed; /* no group meets */
} bz_feast;

typedef struct bz_almanac {
    const bz_model *m;
    bz_rec context;         /* 0: no lists */
    bz_rec rhythm;          /* MEETINGS with the holidays on which the group meets, or 0 */
    BZ_VEC(bz_feast) list;  /* of the years so far, in no order */
    int32_t from_year, end; /* those years: from_year up to before end */
} bz_almanac;

/* Nothing is worked out yet. The model must stay where it is while the almanac is used. */
void bz_almanac_open(bz_almanac *a, const bz_model *m, bz_rec context, bz_rec rhythm);
void bz_almanac_close(bz_almanac *a);
/* The holiday on which no group meets on this day, one that is certain before one that may come
 * then; or 0. */
bz_rec bz_almanac_closed(bz_almanac *a, bz_date day);
/* Makes sure that the years of these days are in the list. */
void bz_almanac_reach(bz_almanac *a, bz_date first, bz_date last);

/* Whether the rule of a HOLIDAY is clear: says in a few words what is wrong, or NULL. */
const char *bz_holiday_wrong(const bz_model *m, bz_rec holiday);
/* A text by language (names, notes) in the language that comes nearest; English otherwise, else the
 * first that there is. Empty when there is none. */
bz_str bz_model_in_language(const bz_model *m, bz_rec r, int field, bz_str language);

#endif
