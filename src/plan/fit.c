/* The order of attempts. In: a problem. Out: the best plan.
 *
 * Levels: first with all minutes as they usually are; where that does not go, with shortening;
 * where that does not go either, with leaving out. A plan of an earlier level costs less than every
 * plan of a later one, whatever the rest of its cost, so the first level that has a plan has the
 * best one, and the common case, in which all fits, is the cheapest.
 *
 * Within a level, meetings that are all alike are first taken as without number: when the best plan
 * needs no more than there are, that is it. Else the walk keeps count of them. */
#include "plan/fit.h"

#include "plan/fit_priv.h"

#include <string.h>

/* About two seconds, and as long again for the second try. */
static const uint64_t USUAL_LIMIT = 50u * 1000 * 1000;
enum { BAND = 3 };

int bz_fit_compare(const bz_fit_cost *a, const bz_fit_cost *b)
{
    for (int i = BZ_FIT_CLASSES; i > 0; i--)
        if (a->left[i] != b->left[i]) return a->left[i] < b->left[i] ? -1 : 1;
    if (a->changed != b->changed) return a->changed < b->changed ? -1 : 1;
    if (a->distance != b->distance) return a->distance < b->distance ? -1 : 1;
    if (a->parted != b->parted) return a->parted < b->parted ? -1 : 1;
    if (a->meetings != b->meetings) return a->meetings < b->meetings ? -1 : 1;
    return (a->slack > b->slack) - (a->slack < b->slack);
}

typedef struct solver {
    const bz_fit *p;
    bz_fit_answer *out;
    bz_fit_table table;
    bz_fit_trail trail;
    uint64_t most;
    bool is_even, has_bound, gave_up;
} solver;

static bool are_even(const bz_fit *p)
{
    for (size_t i = 1; i < p->n_meetings; i++)
        if (p->minutes[i] != p->minutes[0]) return false;
    return true;
}

static size_t meetings_of(const bz_fit_trail *trail, uint32_t last)
{
    size_t n = 0;
    for (uint32_t s = last; s; s = trail->p[s].before)
        n += trail->p[s].move == BZ_FIT_CLOSE;
    return n;
}

/* The cost of a plan that may have more meetings than there are, as a bound for all that have not.
 */
static void set_bound(solver *s, uint32_t last)
{
    bz_fit_answer a = {0};
    bz_fit p = *s->p;
    size_t n = meetings_of(&s->trail, last);
    int32_t *minutes = bz_mem_new((n + 1) * sizeof *minutes);
    for (size_t i = 0; i < n; i++)
        minutes[i] = p.minutes[0];
    p.minutes = minutes;
    p.n_meetings = n;
    p.fill = false;
    s->table.p = &p;
    bz_fit__answer(&s->table, &s->trail, last, &a);
    s->table.p = s->p;
    s->out->bound = a.cost;
    s->has_bound = true;
    bz_mem_free(minutes);
    bz_fit_free(&a);
}

/* The last step of the best plan at this level, or 0. */
static uint32_t try_level(solver *s)
{
    bool gave_up = false;
    if (!s->table.is_possible) return 0;
    if (s->is_even) {
        uint32_t last =
            bz_fit__walk(&s->table, false, 0, &s->out->steps, s->most, &s->trail, &gave_up);
        if (!gave_up && (!last || meetings_of(&s->trail, last) <= s->p->n_meetings)) return last;
        if (last) set_bound(s, last);
    }
    uint32_t last =
        gave_up ? 0
                : bz_fit__walk(&s->table, true, 0, &s->out->steps, s->most, &s->trail, &gave_up);
    s->gave_up = s->gave_up || gave_up;
    return last;
}

/* After the limit: only plans that go forward evenly, which is quick and nearly always good. */
static uint32_t try_evenly(solver *s)
{
    bool gave_up;
    uint64_t most = s->out->steps + USUAL_LIMIT;
    bz_fit__dispose(&s->table);
    bz_fit__prepare(&s->table, s->p, BZ_FIT_LEAVE_OUT);
    if (!s->table.is_possible) return 0;
    return bz_fit__walk(&s->table, true, BAND, &s->out->steps, most, &s->trail, &gave_up);
}

bz_fit_result bz_fit_solve(const bz_fit *p, bz_fit_answer *out)
{
    *out = (bz_fit_answer){.result = BZ_FIT_NONE};
    solver s = {.p = p, .out = out, .most = p->steps ? p->steps : USUAL_LIMIT};
    s.is_even = are_even(p) && !p->was;
    if (!p->n || !p->n_meetings) return out->result;
    uint32_t last = 0;
    /* With an earlier plan, what is shortened may cost less than what is moved. */
    for (int level = p->was ? BZ_FIT_SHORTEN : BZ_FIT_USUAL;
         !last && !s.gave_up && level <= BZ_FIT_LEAVE_OUT; level++) {
        bz_fit__dispose(&s.table);
        bz_fit__prepare(&s.table, p, (bz_fit_level)level);
        last = try_level(&s);
    }
    if (s.gave_up) {
        last = try_evenly(&s);
        out->result = last ? BZ_FIT_UNPROVEN : BZ_FIT_GAVE_UP;
    } else if (last) out->result = BZ_FIT_FOUND;
    if (last) bz_fit__answer(&s.table, &s.trail, last, out);
    if (out->result == BZ_FIT_FOUND) out->bound = out->cost;
    bz_fit__dispose(&s.table);
    bz_vec_free(&s.trail);
    return out->result;
}

void bz_fit_free(bz_fit_answer *a)
{
    bz_vec_free(&a->meetings);
    bz_vec_free(&a->items);
    bz_vec_free(&a->meeting_of);
}
