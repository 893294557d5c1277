/* What to do when a meeting runs late. In: the parts of a meeting, with their minutes. Out: CUT
 * records: at some points of the meeting, for some delays, the parts to leave out or to shorten.
 *
 * A facilitator who is late has no time to weigh one part against another, so there is one ladder
 * and every answer is its lower end: the parts that may be left out, in the author's order
 * (`leave_out`, 1 first), then those that may be shortened within `between`, first where anybody
 * may change them, the roomiest first, so that there is little to remember. "20 minutes late" then
 * is "10 minutes late" and more. Parts that need approval come last and are only shortened, as far
 * as the author said that they work; without `between` they are never on it. Rituals and breaks are
 * not left out. */
#include "plan/plan_priv.h"

#include <stdlib.h>

/* Delays are asked for at the start, and at the first part after each third. */
enum { DELAY = 10, DELAYS = 3, POINTS = 3, ROUND = 5 };

typedef struct rung {
    bz_rec part;
    int32_t from, minutes;
    int32_t room; /* what can be won */
    int32_t rank; /* 1 to 9: left out; from 100 on: shortened */
} rung;

typedef struct ladder {
    bz_model *m;
    bz_rec meeting;
    BZ_VEC(rung) rungs;
} ladder;

enum { SHORTEN = 100 };

static bool may_go(const bz_model *m, bz_rec a)
{
    bool is_ritual = bz_model_int(m, a, BZ_ACTIVITY_RITUAL) != 0;
    bool is_break =
        bz_model_int(m, a, BZ_ACTIVITY_METHOD) == bz_enum_find(BZ_E_METHOD, BZ_STR("break"));
    return !is_ritual && !is_break && bz_model_has(m, a, BZ_ACTIVITY_LEAVE_OUT);
}

/* How far below its planned minutes the author lets it go. */
static int32_t room_in(const bz_model *m, bz_rec a, int32_t minutes)
{
    const bz_value *between = bz_model_value(m, a, BZ_ACTIVITY_BETWEEN);
    if (between->kind != BZ_V_RANGE || (int32_t)between->a < 1) return 0;
    return minutes > (int32_t)between->a ? minutes - (int32_t)between->a : 0;
}

static void add_rung(ladder *l, bz_rec part)
{
    const bz_model *m = l->m;
    bz_rec a = bz_model_ref(m, part, BZ_PART_ACTIVITY);
    if (!a) return;
    if (bz_model_has(m, part, BZ_PART_TRACK)) return; /* the others beside it would wait */
    rung r = {.part = part,
              .from = bz_model_int(m, part, BZ_PART_FROM),
              .minutes = bz_model_int(m, part, BZ_PART_MINUTES)};
    int level = bz_model_may_change(m, (bz_target){a, 0});
    bool goes = level != BZ_WITH_APPROVAL && may_go(m, a);
    r.room = goes ? r.minutes : room_in(m, a, r.minutes);
    r.rank = goes ? bz_model_int(m, a, BZ_ACTIVITY_LEAVE_OUT) : SHORTEN + level;
    if (r.room > 0) bz_vec_push(&l->rungs, r);
}

static int by_rank(const void *a, const void *b)
{
    const rung *x = a, *y = b;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    if (x->rank >= SHORTEN && x->room != y->room) return x->room > y->room ? -1 : 1;
    return x->from < y->from ? -1 : x->from > y->from;
}

/* What is left of a part of which `need` minutes must go: a round number where that is allowed. */
static int32_t left_of(const rung *r, int32_t need)
{
    if (r->rank < SHORTEN) return 0;
    int32_t least = r->minutes - r->room, left = r->minutes - need;
    if (left <= least) return least;
    return left - left % ROUND >= least ? left - left % ROUND : left;
}

static void add_step(bz_model *m, bz_rec cut, const rung *r, int32_t left)
{
    bz_span span = bz_model_at(m, r->part)->span;
    bz_rec step = bz_model_add(m, cut, BZ_CUT_STEPS, 0, BZ_R_STEP, span);
    bz_model_set_ref(m, step, BZ_STEP_PART, bz_model_id(m, r->part), r->part, span);
    bz_model_set_int(m, step, BZ_STEP_MINUTES, left, span);
}

/* Gives whether the delay is made up for. */
static bool add_cut(ladder *l, bz_rec part, int32_t from, int32_t late)
{
    bz_model *m = l->m;
    bz_span span = bz_model_at(m, part)->span;
    bz_rec cut = 0;
    int32_t saves = 0;
    for (size_t i = 0; i < l->rungs.n && saves < late; i++) {
        const rung *r = &l->rungs.p[i];
        if (r->from < from) continue; /* it has begun */
        if (!cut) cut = bz_model_add(m, l->meeting, BZ_MEETING_CUTS, 0, BZ_R_CUT, span);
        int32_t left = left_of(r, late - saves);
        add_step(m, cut, r, left);
        saves += r->minutes - left;
    }
    if (!cut) return false;
    bz_model_set_ref(m, cut, BZ_CUT_PART, bz_model_id(m, part), part, span);
    bz_model_set_int(m, cut, BZ_CUT_LATE, late, span);
    bz_model_set_int(m, cut, BZ_CUT_SAVES, saves, span);
    return saves >= late;
}

static void add_point(ladder *l, bz_rec part)
{
    int32_t from = bz_model_int(l->m, part, BZ_PART_FROM);
    for (int i = 1; i <= DELAYS; i++)
        if (!add_cut(l, part, from, i * DELAY)) return;
}

void bz_plan__add_cuts(bz_model *m, bz_rec meeting)
{
    ladder l = {.m = m, .meeting = meeting};
    int32_t minutes = bz_model_int(m, meeting, BZ_MEETING_MINUTES), third = 0;
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p))
        add_rung(&l, p);
    if (l.rungs.n) qsort(l.rungs.p, l.rungs.n, sizeof *l.rungs.p, by_rank);
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p && third < POINTS;
         p = bz_model_next(m, p)) {
        int32_t from = bz_model_int(m, p, BZ_PART_FROM);
        if (POINTS * from < third * minutes) continue;
        add_point(&l, p);
        while (third < POINTS && third * minutes <= POINTS * from)
            third++;
    }
    bz_vec_free(&l.rungs);
}
