/* The one order of phases. In: what is wanted. Out: the model at the phase that was asked for, or
 * diagnostics. A phase runs only where the ones before it had no error; the order is the table
 * below and stands in docs/architecture.md, which a test compares with it. */
#include "engine/engine_priv.h"

#include "check/check.h"
#include "engine/record.h"
#include "plan/plan.h"

#include <string.h>

/* A session that the request names is one of the curriculum's. */
static bz_status find_session(bz_engine *e, const bz_wanted *w)
{
    const bz_model *m = e->model;
    if (!w->request->session || !m->curriculum) return BZ_OK;
    bz_str id = bz_engine__id_of(bz_str_from(w->request->session));
    if (bz_model_child(m, m->curriculum, BZ_CURRICULUM_SESSIONS, id)) return BZ_OK;
    bz_diag *d;
    size_t n = 0;
    bz_rec r = bz_model_first(m, m->curriculum, BZ_CURRICULUM_SESSIONS);
    bz_str *names = bz_arena_alloc(e->job.arena, (m->records.n + 1) * sizeof *names);
    for (; r; r = bz_model_next(m, r))
        names[n++] = bz_model_id(m, r);
    bz_engine__usage(e, &d, "there is no session `%.*s`", BZ_FMT(id));
    if (!bz_diag_did_you_mean(e->job.diags, d, id, names, n)) bz_engine__note_names(e, d, names, n);
    e->is_misasked = true;
    return BZ_INVALID;
}

static bz_status load(bz_engine *e, bz_wanted *w)
{
    bz_load_request request = bz_engine__load_request(e, w);
    e->journal = bz_journal_new();
    bz_status s = bz_load(&e->model, &request, &e->job);
    if (s == BZ_OK) bz_engine__override_paper(e, w);
    return s == BZ_OK ? find_session(e, w) : s;
}

static bz_status choose(bz_engine *e, bz_wanted *w)
{
    (void)w;
    bz_select(e->model, &e->job);
    return BZ_OK;
}

static bz_status change(bz_engine *e, bz_wanted *w)
{
    return bz_changes_apply(e->journal, e->model, w->watch, &e->job);
}

static bz_status check(bz_engine *e, bz_wanted *w)
{
    (void)w;
    return bz_check_model(e->model, &e->job);
}

static bz_status plan(bz_engine *e, bz_wanted *w)
{
    e->model->epoch++;
    bz_was was;
    bz_plan_options options = {.date = w->has_date ? &w->date : NULL,
                               .steps = w->request->plan_limit};
    const bz_request *q = w->request;
    if (q->plan_from || q->plan_done || q->plan_after) {
        if (!bz_engine__earlier_plan(e, q, &was)) return BZ_INVALID;
        options.was = &was;
    }
    bz_status s = bz_plan_build(e->model, e->journal, &options, &e->plan, &e->job);
    /* What the planner leaves out or shortens may need an approval too. */
    if (s == BZ_OK) bz_changes_check(e->journal, e->model, &e->job);
    if (s == BZ_OK) bz_engine__put_entries(e);
    return s;
}

static bz_status check_plan(bz_engine *e, bz_wanted *w)
{
    bz_status s = bz_check_plan(e->model, &e->job);
    return s == BZ_OK ? bz_engine__plugin_checks(e, w) : s;
}

static bz_status documents(bz_engine *e, bz_wanted *w)
{
    return w->with_documents ? bz_engine__documents(e, w) : BZ_OK;
}

static const struct {
    const char *name;
    bz_status (*run)(bz_engine *e, bz_wanted *w);
} phases[] = {
    {"load", load},
    {"select", choose},
    {"change", change},
    {"plugins", bz_engine__open_plugins},
    {"adapt", bz_engine__adapt},
    {"check", check},
    {"plan", plan},
    {"check plan", check_plan},
    {"documents", documents},
};

const char *bz_engine__phase_name(size_t i)
{
    return i < sizeof phases / sizeof *phases ? phases[i].name : NULL;
}

static bz_status run_phases(bz_engine *e, bz_wanted *w, const char *until)
{
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
        struct timespec since;
        clock_gettime(CLOCK_MONOTONIC, &since);
        size_t errors = bz_diags_errors(e->job.diags);
        bz_engine__progress(w, phases[i].name, i, 0);
        bz_status s = phases[i].run(e, w);
        bz_engine__time(e, phases[i].name, &since);
        if (s != BZ_OK) return s;
        if (bz_diags_errors(e->job.diags) > errors) return BZ_INVALID;
        if (until && strcmp(until, phases[i].name) == 0) break;
    }
    return BZ_OK;
}

bz_status bz_engine__run(bz_engine *e, bz_wanted *w, const char *until)
{
    bz_engine__begin_plugins(e);
    bz_status s = run_phases(e, w, until);
    bz_engine__end_plugins(e);
    return s;
}
