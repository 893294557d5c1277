/* Checks over a loaded (and adapted) model: rules in rows, each with its code. Structure and time,
 * safety, words, referrals, licence. Rules that only make sense for a group run when there is one.
 */
#ifndef BZ_CHECK_CHECK_H
#define BZ_CHECK_CHECK_H

#include "model/model.h"

/* Rules on the model before planning. */
bz_status bz_check_model(const bz_model *m, bz_job *job) BZ_CHECK_RESULT;
/* Rules that need the plan: referrals that expire before a meeting, meetings too short. */
bz_status bz_check_plan(const bz_model *m, bz_job *job) BZ_CHECK_RESULT;

#endif
