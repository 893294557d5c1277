/* The plain plan: a session a meeting, usual minutes (brought within `between` to what the meeting
 * may hold), dates from the group's rhythm. Writes PROGRAMME, MEETING, PART and SUPPLY records into
 * the model; without a group, meetings without dates. */
#ifndef BZ_PLAN_PLAN_H
#define BZ_PLAN_PLAN_H

#include "base/date.h"
#include "model/model.h"

/* `date` is --date or SOURCE_DATE_EPOCH as days; used when no meeting has a date. */
bz_status bz_plan_build(bz_model *m, const bz_date *date, bz_job *job) BZ_CHECK_RESULT;

#endif
