/* Why there is no plan, and what would help. In: a problem without one. Out: one error that names
 * the smallest reason, with hints each of which was planned before it is given.
 *
 * Reasons, the smallest first: there is no day at all; a chain of parts (or, one session a meeting,
 * a session) that no meeting can hold; the days go further apart than they may; too few meetings.
 */
#include "plan/plan_priv.h"

/* A trial may not take long, and there are several. */
enum { TRIAL_STEPS = 8 * 1000 * 1000, MOST_MINUTES = 600, MOST_TRIED = 60 };

static bool fits(const bz_fit *p)
{
    bz_fit trial = *p;
    bz_fit_answer a;
    trial.steps = TRIAL_STEPS;
    trial.was = NULL; /* whether there is a plan, not which */
    bz_fit_result r = bz_fit_solve(&trial, &a);
    bz_fit_free(&a);
    return r == BZ_FIT_FOUND || r == BZ_FIT_UNPROVEN;
}

/* --- ways out */

static bool fits_in(const bz_fit *p, int32_t least, size_t n_meetings)
{
    bz_fit trial = *p;
    int32_t *minutes = bz_mem_new((n_meetings + 1) * sizeof *minutes);
    for (size_t i = 0; i < n_meetings; i++) {
        size_t from = i < p->n_meetings ? i : p->n_meetings - 1;
        minutes[i] = p->minutes[from] > least ? p->minutes[from] : least;
    }
    trial.minutes = minutes;
    trial.n_meetings = n_meetings;
    bool is_fit = fits(&trial);
    bz_mem_free(minutes);
    return is_fit;
}

/* The fewest minutes that each meeting would need; 0: none would do. */
static int32_t minutes_needed(const bz_fit *p)
{
    int32_t low = 0, high = MOST_MINUTES;
    if (!fits_in(p, high, p->n_meetings)) return 0;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (fits_in(p, middle, p->n_meetings)) high = middle;
        else low = middle;
    }
    return high;
}

/* How many meetings in all it would take; 0: more would not help. */
static size_t meetings_needed(const bz_fit *p)
{
    size_t low = p->n_meetings, step = 1, high = low + 1, most = p->n + 1;
    while (!fits_in(p, 0, high)) {
        if (high > most) return 0;
        low = high;
        step *= 2;
        high += step;
    }
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (fits_in(p, 0, middle)) high = middle;
        else low = middle;
    }
    return high;
}

/* The most minutes of a part under which all fits, when it alone may be shortened further; 0: that
 * would not be enough. */
static int32_t if_shortened(const bz_fit *p, size_t i)
{
    bz_fit trial = *p;
    bz_fit_part *parts = bz_mem_new(p->n * sizeof *parts);
    for (size_t j = 0; j < p->n; j++)
        parts[j] = p->parts[j];
    trial.parts = parts;
    int32_t low = 1, high = parts[i].least;
    parts[i].least = low;
    if (high <= 1 || !fits(&trial)) low = 0;
    while (low && high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        parts[i].least = middle;
        if (fits(&trial)) low = middle;
        else high = middle;
    }
    bz_mem_free(parts);
    return low;
}

/* The part with approval that would have to give up the least, among the first few. What would keep
 * less than half of its time is not the same part any more, and nobody is told to ask for that. */
static int32_t part_to_shorten(const bz_fit *p, size_t *which)
{
    int32_t best = 0, fewest = INT32_MAX;
    int tried = 0;
    for (size_t i = 0; i < p->n && tried < MOST_TRIED; i++) {
        const bz_fit_part *part = &p->parts[i];
        if (!part->is_protected || part->leave_out) continue;
        tried++;
        int32_t minutes = if_shortened(p, i);
        if (!minutes || minutes * 2 < part->least) continue;
        if (part->least - minutes >= fewest) continue;
        fewest = part->least - minutes;
        best = minutes;
        *which = i;
    }
    return best;
}

/* Ways out as one hint: each begins with what joins it to the one before. */
typedef struct ways {
    bz_buf text;
    int n;
} ways;

static void add_way(ways *w)
{
    bz_buf_put(&w->text, w->n++ ? "; or " : "it fits ");
}

static bz_str address_of(const bz_planner *k, bz_rec r, bz_buf *out)
{
    bz_buf_clear(out);
    bz_model_address(k->m, (bz_target){r, 0}, out);
    return bz_buf_view(out);
}

static void hint_ways(bz_planner *k, bz_diag *d, const bz_fit *p, bool more_meetings)
{
    ways w = {{0}, 0};
    bz_buf address = {0};
    size_t which = 0, n = more_meetings ? meetings_needed(p) : 0;
    if (n) {
        add_way(&w);
        bz_buf_fmt(&w.text, "with %zu more meeting%s", n - p->n_meetings,
                   n - p->n_meetings == 1 ? "" : "s");
    }
    int32_t minutes = minutes_needed(p);
    if (minutes) {
        add_way(&w);
        bz_buf_fmt(&w.text, "with %d minutes a meeting", minutes);
    }
    bz_fit spread = *p;
    spread.one_session = false;
    if (p->one_session && fits(&spread)) {
        add_way(&w);
        bz_buf_put(&w.text, "with `way: spread`");
    }
    int32_t shorter = part_to_shorten(p, &which);
    if (shorter) {
        add_way(&w);
        bz_str a = address_of(k, k->activities.p[k->first_part + which], &address);
        bz_buf_fmt(&w.text, "with an approval to shorten `%.*s` to %d minutes", BZ_FMT(a), shorter);
    }
    if (w.n) bz_diag_hint(k->job->diags, d, "%s", w.text.p);
    else
        bz_diag_hint(k->job->diags, d,
                     "let more parts be left out (`leave_out`) or shortened (`between`)");
    bz_buf_deinit(&address);
    bz_buf_deinit(&w.text);
}

/* --- reasons */

static bz_span span_of(const bz_planner *k, int field)
{
    return bz_model_span(k->m, k->rhythm, field);
}

/* Whether the parts from `from` on could be a meeting of their own. */
static bool holds(const bz_planner *k, size_t from, size_t n, int32_t *most, int32_t *needs)
{
    bz_fit p = k->fit;
    *most = 0;
    for (size_t i = 0; i < p.n_meetings; i++)
        if (p.minutes[i] > *most) *most = p.minutes[i];
    p.parts = k->parts.p + from;
    p.n = n;
    p.was = NULL;
    p.minutes = most;
    p.n_meetings = 1;
    p.one_session = true;
    bool must_stay = false;
    for (size_t i = 0; i < n; i++)
        must_stay = must_stay || !p.parts[i].leave_out;
    if (!must_stay || fits(&p)) return true;
    *needs = minutes_needed(&p);
    return false;
}

/* The end of what is never parted: a chain, tracks side by side, or, one session a meeting, a block
 * of sessions. */
static size_t end_of(const bz_planner *k, size_t i)
{
    const bz_fit_part *p = k->parts.p;
    for (; i + 1 < k->parts.n; i++) {
        uint32_t a = (uint32_t)p[i].session, b = (uint32_t)p[i + 1].session;
        const bz_fit_side *sides = k->fit.sides;
        bool is_block = sides ? sides[a].block == sides[b].block : a == b;
        bool is_apart = is_block && sides && sides[a].lane && sides[b].lane;
        if (k->fit.one_session ? !is_block : !is_apart && (a != b || !p[i].is_glued)) break;
    }
    return i + 1;
}

static bool is_too_long(bz_planner *k)
{
    bz_buf address = {0};
    int32_t most = 0, needs = 0;
    size_t i = k->first_part, end = 0;
    for (; i < k->parts.n; i = end) {
        end = end_of(k, i);
        if (!holds(k, i, end - i, &most, &needs)) break;
    }
    if (i == k->parts.n) return false;
    bz_rec what = k->fit.one_session ? k->sessions.p[k->parts.p[i].session] : k->activities.p[i];
    bz_str name = address_of(k, what, &address);
    bz_diag *d;
    if (needs)
        d = bz_diag_add(k->job->diags, BZ_K006, span_of(k, BZ_MEETINGS_MINUTES),
                        "what must stay of `%.*s` needs %d minutes, and a meeting has %d",
                        BZ_FMT(name), needs, most);
    else
        d = bz_diag_add(k->job->diags, BZ_K006, span_of(k, BZ_MEETINGS_MINUTES),
                        "what must stay of `%.*s` fits no meeting", BZ_FMT(name));
    bz_diag_note_at(k->job->diags, d, bz_model_at(k->m, what)->span,
                    k->fit.one_session
                        ? "the session, with its rituals and breaks"
                        : "it is not parted, and its meeting has rituals and breaks");
    hint_ways(k, d, &k->fit, false);
    bz_buf_deinit(&address);
    return true;
}

static const char *end_words(bz_days_end end)
{
    switch (end) {
    case BZ_DAYS_COUNT: return "no more than `count` says";
    case BZ_DAYS_UNTIL: return "the next would be after `until`";
    case BZ_DAYS_LISTED: return "`dates` names no more";
    case BZ_DAYS_GAP: return "the next would come after more days than `most_days` allows";
    case BZ_DAYS_CLOSED: return "after them every day is skipped";
    case BZ_DAYS_TOO_LATE: return "the next would be after 2199-12-31";
    case BZ_DAYS_ENOUGH: break;
    }
    return "there are no more";
}

static int end_field(bz_days_end end)
{
    switch (end) {
    case BZ_DAYS_COUNT: return BZ_MEETINGS_COUNT;
    case BZ_DAYS_UNTIL: return BZ_MEETINGS_UNTIL;
    case BZ_DAYS_LISTED: return BZ_MEETINGS_DATES;
    case BZ_DAYS_GAP: return BZ_MEETINGS_MOST_DAYS;
    case BZ_DAYS_CLOSED: return BZ_MEETINGS_SKIP;
    case BZ_DAYS_TOO_LATE: return BZ_MEETINGS_START;
    case BZ_DAYS_ENOUGH: break;
    }
    return BZ_MEETINGS_ID;
}

static bz_span rhythm_span(const bz_planner *k)
{
    bz_span at = span_of(k, BZ_MEETINGS_WEEKDAYS);
    if (!bz_model_count(k->m, k->rhythm, BZ_MEETINGS_WEEKDAYS)) at = span_of(k, BZ_MEETINGS_EVERY);
    return at;
}

static void say_too_late(bz_planner *k)
{
    bz_diag *d =
        bz_diag_add(k->job->diags, BZ_C093, rhythm_span(k), "a meeting would be after 2199-12-31");
    bz_diag_note_at(k->job->diags, d, span_of(k, BZ_MEETINGS_START), "the meetings start here");
    bz_diag_hint(k->job->diags, d,
                 "write an earlier `start`, less time between meetings, or fewer days in `skip`");
}

static void say_no_day(bz_planner *k)
{
    bz_diag *d = bz_diag_add(k->job->diags, BZ_K002, span_of(k, end_field(k->days.end)),
                             "there is no day on which the group could meet");
    bz_diag_hint(k->job->diags, d,
                 "all days of its rhythm up to here are skipped or too late: look at `start`, "
                 "`until` and `skip`");
}

void bz_plan__explain_none(bz_planner *k)
{
    bz_span none = bz_span_none();
    if (bz_plan__explain_tracks(k)) return;
    if (k->rhythm && k->days.end == BZ_DAYS_TOO_LATE &&
        (k->days.list.n == k->n_held || k->days.list.n < k->sessions.n)) {
        say_too_late(k);
        return;
    }
    if (k->rhythm && k->days.list.n == k->n_held) {
        say_no_day(k);
        return;
    }
    if (k->answer.result == BZ_FIT_GAVE_UP || !k->rhythm) {
        bz_diag *d = bz_diag_add(k->job->diags, BZ_K009,
                                 k->rhythm ? bz_model_at(k->m, k->rhythm)->span : none,
                                 "no plan was found within the time that a plan may take");
        bz_diag_hint(k->job->diags, d, "allow more meetings or longer ones, or fewer parts");
        return;
    }
    if (is_too_long(k)) return;
    size_t n = k->fit.n_meetings;
    bz_diag *d = bz_diag_add(k->job->diags, BZ_K007, span_of(k, end_field(k->days.end)),
                             "what must stay does not fit into %zu meeting%s: %s", n,
                             n == 1 ? "" : "s", end_words(k->days.end));
    hint_ways(k, d, &k->fit, true);
}

void bz_plan__explain_meeting(bz_planner *k, const bz_fit *one, size_t meeting)
{
    const bz_day *day = &k->days.list.p[meeting];
    bz_civil c = bz_date_civil(day->date);
    bz_buf address = {0};
    bz_rec session = k->sessions.p[meeting];
    bz_str name = address_of(k, session, &address);
    bz_span at = day->on && bz_model_has(k->m, day->on, BZ_DAY_MINUTES)
                     ? bz_model_span(k->m, day->on, BZ_DAY_MINUTES)
                     : span_of(k, BZ_MEETINGS_MINUTES);
    bz_diag *d =
        bz_diag_add(k->job->diags, BZ_K006, at,
                    "what must stay of `%.*s` does not fit meeting %zu, %04d-%02d-%02d: it has %d "
                    "minutes",
                    BZ_FMT(name), meeting + 1, c.year, c.month, c.day, one->minutes[0]);
    bz_diag_note_at(k->job->diags, d, bz_model_at(k->m, session)->span,
                    "the session, with its rituals and breaks");
    int32_t needs = minutes_needed(one);
    if (needs) bz_diag_hint(k->job->diags, d, "it fits with %d minutes", needs);
    else
        bz_diag_hint(k->job->diags, d,
                     "let more parts be left out (`leave_out`) or shortened (`between`)");
    bz_buf_deinit(&address);
}
