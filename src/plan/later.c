/* What a group or curriculum asks for and this planner does not do yet. In: the model. Out:
 * a warning at each, so that nothing that somebody wrote is passed over in silence. */
#include "plan/plan_priv.h"

static void warn(bz_job *job, bz_span at, const char *what, const char *instead)
{
    bz_diag *d = bz_diag_add(job->diags, BZ_C092, at, "%s", what);
    bz_diag_hint(job->diags, d, "%s", instead);
}

static void check_curriculum(const bz_model *m, bz_job *job)
{
    bz_rec c = m->curriculum;
    for (bz_rec s = bz_model_first(m, c, BZ_CURRICULUM_SESSIONS); s; s = bz_model_next(m, s))
        if (bz_model_has(m, s, BZ_SESSION_TRACK))
            warn(job, bz_model_span(m, s, BZ_SESSION_TRACK),
                 "tracks side by side are not planned yet",
                 "the sessions of all tracks get meetings of their own");
}

void bz_plan__say_what_is_left(const bz_model *m, bz_job *job)
{
    check_curriculum(m, job);
}
