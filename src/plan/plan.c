/* From a model to its plan. In: sessions that apply, and a group's rhythm. Out: the programme.
 *
 * The days come first: each meeting stands on the first day that can be, so a day's length is known
 * before anything is put into it. Then the fit, in the way that the group says; where it says none,
 * one session a meeting if nothing has to be left out, else spread. */
#include "plan/plan.h"

#include "plan/plan_priv.h"

/* Where nobody says how long a meeting may be, as long as it takes: a day. */
enum { ALL_DAY = 24 * 60 };

static bz_rec new_programme(bz_model *m)
{
    bz_rec p = bz_model_add(m, m->project, BZ_PROJECT_PROGRAMME, 0, BZ_R_PROGRAMME, bz_span_none());
    bz_model_set_ref(m, p, BZ_PROGRAMME_CURRICULUM, bz_model_id(m, m->curriculum), m->curriculum,
                     bz_span_none());
    return p;
}

void bz_plan__set_minutes(bz_planner *k, size_t n)
{
    k->has_minutes = k->rhythm && n;
    for (size_t i = 0; i < n; i++) {
        int32_t minutes = k->rhythm ? k->days.list.p[i].minutes : 0;
        if (!minutes) k->has_minutes = false;
        bz_vec_push(&k->minutes, minutes ? minutes : ALL_DAY);
    }
    k->fit.minutes = k->minutes.p;
    k->fit.n_meetings = n;
}

/* As many meetings as there may be: no plan needs more of them than it has parts. */
static void find_days(bz_planner *k)
{
    bz_plan__held_days(k);
    if (k->rhythm) bz_plan__days(&k->almanac, k->rhythm, k->n_held + k->parts.n, &k->days);
    bz_plan__set_minutes(k, k->rhythm ? k->days.list.n : k->parts.n);
}

static bool has_plan(bz_fit_result r)
{
    return r == BZ_FIT_FOUND || r == BZ_FIT_UNPROVEN;
}

static int64_t minutes_left(const bz_fit_cost *c)
{
    int64_t sum = 0;
    for (int i = 1; i <= BZ_FIT_CLASSES; i++)
        sum += c->left[i];
    return sum;
}

/* False, with a diagnostic, when the way that is asked for makes no sense. */
static bool choose_way(bz_planner *k, bz_fit_answer *answer)
{
    const bz_model *m = k->m;
    bool is_said = k->rhythm && bz_model_has(m, k->rhythm, BZ_MEETINGS_WAY);
    bool spread = is_said && bz_model_int(m, k->rhythm, BZ_MEETINGS_WAY) ==
                                 bz_enum_find(BZ_E_WAY, BZ_STR("spread"));
    if (spread && !k->has_minutes && k->days.list.n) {
        bz_diag *d =
            bz_diag_add(k->job->diags, BZ_K005, bz_model_span(m, k->rhythm, BZ_MEETINGS_WAY),
                        "sessions are to be spread over meetings of no given length");
        bz_diag_hint(k->job->diags, d, "say how long a meeting may be: `minutes: 90`");
        return false;
    }
    bool is_kept = !is_said && k->was && k->was->spread && k->has_minutes;
    k->fit.one_session = !spread && !is_kept;
    bz_fit_result r = bz_fit_solve(&k->fit, answer);
    if (is_said || is_kept || !k->has_minutes) return true;
    k->outcome.is_way_chosen = true;
    k->outcome.would_leave = has_plan(r) ? minutes_left(&answer->cost) : -1;
    if (k->outcome.would_leave == 0) return true;
    k->fit.one_session = false;
    bz_fit_free(answer);
    bz_fit_solve(&k->fit, answer);
    return true;
}

/* A plan that might not be the best says so, with what none can beat. */
static void warn_of_limit(bz_planner *k)
{
    const bz_fit_cost *c = &k->answer.cost, *b = &k->answer.bound;
    bz_span at = k->rhythm ? bz_model_at(k->m, k->rhythm)->span : bz_span_none();
    bz_diag *d = bz_diag_add(k->job->diags, BZ_K008, at,
                             "the plan may not be the best: looking further would take too long");
    bz_diag_hint(k->job->diags, d,
                 "it leaves out %lld minutes, and its squared distance from the usual minutes is "
                 "%lld; no plan has less than %lld and %lld",
                 (long long)minutes_left(c), (long long)c->distance, (long long)minutes_left(b),
                 (long long)b->distance);
}

/* In order, as the curriculum lists them. */
static bz_status plan_in_order(bz_planner *k)
{
    bz_plan__read_problem(k);
    find_days(k);
    if (!bz_plan__check_moves(k)) return BZ_INVALID;
    if (!k->parts.n) return BZ_OK;
    if (!bz_plan__freeze(k)) return BZ_INVALID;
    bz_plan__rest(k);
    bz_fit_answer rest = {.result = BZ_FIT_FOUND};
    bool is_clear = !k->fit.n || choose_way(k, &rest);
    k->answer.result = rest.result;
    bool is_found = is_clear && has_plan(rest.result);
    if (is_found) bz_plan__join(k, &rest);
    else if (is_clear) bz_plan__explain_none(k);
    bz_fit_free(&rest);
    return is_found ? BZ_OK : BZ_INVALID;
}

static bz_status plan(bz_planner *k)
{
    k->is_circle = bz_plan__is_circle(k);
    bz_status s = k->is_circle ? bz_plan__circle(k) : plan_in_order(k);
    if (s != BZ_OK || !k->parts.n) return s;
    k->outcome.cost = k->answer.cost;
    k->outcome.bound = k->answer.bound;
    k->outcome.is_unproven = k->answer.result == BZ_FIT_UNPROVEN;
    if (!k->has_minutes) k->outcome.cost.slack = k->outcome.bound.slack = 0;
    if (k->outcome.is_unproven) warn_of_limit(k);
    bz_plan__write(k);
    bz_plan__write_days(k);
    bz_plan__check_clocks(k);
    if (!bz_plan__check_on(k)) return BZ_INVALID;
    return k->journal ? bz_plan__note(k) : BZ_OK;
}

static void dispose(bz_planner *k)
{
    bz_vec_free(&k->days.list);
    bz_vec_free(&k->days.closed);
    bz_almanac_close(&k->almanac);
    bz_vec_free(&k->sessions);
    bz_vec_free(&k->activities);
    bz_vec_free(&k->parts);
    bz_vec_free(&k->rituals);
    bz_vec_free(&k->ritual_of);
    bz_vec_free(&k->sides);
    bz_vec_free(&k->minutes);
    bz_vec_free(&k->topics);
    bz_vec_free(&k->was_in);
    bz_fit_free(&k->answer);
}

bz_status bz_plan_build(bz_model *m, bz_journal *journal, const bz_plan_options *options,
                        bz_plan_outcome *outcome, bz_job *job)
{
    bz_planner k = {.m = m, .journal = journal, .job = job};
    k.group = m->context ? bz_model_ref(m, m->context, BZ_CONTEXT_GROUP) : 0;
    k.rhythm = k.group ? bz_model_first(m, k.group, BZ_GROUP_MEETINGS) : 0;
    bz_plan__check_topics(&k);
    if (k.rhythm && !bz_plan__check_rhythm(m, k.rhythm, job)) return BZ_INVALID;
    bz_almanac_open(&k.almanac, m, m->context, k.rhythm);
    k.was = options && k.rhythm ? options->was : NULL;
    k.n_held = k.was ? k.was->held : 0;
    m->programme = new_programme(m);
    k.fit.steps = options ? options->steps : 0;
    bz_status s = plan(&k);
    const bz_date *date = options ? options->date : NULL;
    bool has_date = k.days.list.n && k.answer.meetings.n;
    if (has_date) date = &k.days.list.p[k.answer.meetings.n - 1].date;
    if (date) bz_model_set_int(m, m->programme, BZ_PROGRAMME_DATE, *date, bz_span_none());
    if (outcome) *outcome = k.outcome;
    dispose(&k);
    return s;
}
