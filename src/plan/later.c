/* What a group, place or curriculum asks for and this planner does not do yet. In: the model. Out:
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

/* The place's own and those of the places that it extends. */
static void check_places(const bz_model *m, bz_job *job)
{
    bz_rec place = bz_model_ref(m, m->context, BZ_CONTEXT_PLACE);
    for (int depth = 0; place && depth < 32; depth++) {
        if (bz_model_count(m, place, BZ_PLACE_HOLIDAYS))
            warn(job, bz_model_span(m, place, BZ_PLACE_HOLIDAYS),
                 "lists of holidays are not looked up yet",
                 "name the days without a meeting under `skip` in the group");
        place = bz_model_ref(m, place, BZ_PLACE_EXTENDS);
    }
}

void bz_plan__say_what_is_left(const bz_model *m, bz_job *job)
{
    check_curriculum(m, job);
    if (m->context) check_places(m, job);
}
