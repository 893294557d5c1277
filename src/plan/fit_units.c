/* Makes the tables on which the fit walks. In: the problem. Out: units, each with every sensible
 * way to hold it, and the ways to hold the rituals of a meeting.
 *
 * A chain of parts kept together is never cut by a meeting's end or a break that the rule asks for,
 * so all that the rest of the plan can see of it is its minutes: for each number of minutes the
 * best way to get there is worked out once, here. A chain in which the author has a break is two
 * pieces between which no meeting may end. */
#include "plan/fit_priv.h"

#include <string.h>

/* The best way to reach some minutes with the last parts of a unit. */
typedef struct reach {
    uint64_t left[BZ_FIT_LEFT_WORDS];
    int64_t distance; /* -1: not to be reached */
} reach;

static int compare(const reach *a, const reach *b)
{
    for (int i = 0; i < BZ_FIT_LEFT_WORDS; i++)
        if (a->left[i] != b->left[i]) return a->left[i] < b->left[i] ? -1 : 1;
    return (a->distance > b->distance) - (a->distance < b->distance);
}

static int64_t distance_of(const bz_fit_part *p, int32_t minutes)
{
    int64_t off = (int64_t)minutes - p->usual;
    return off * off * (p->is_protected ? 2 : 1);
}

static void add_left(const bz_fit_table *t, const bz_fit_part *p, reach *r)
{
    uint8_t field = t->field_of[p->leave_out];
    r->left[field / 2] += (uint64_t)(uint32_t)p->usual << (field % 2 ? 0 : 32);
}

/* The fewest minutes that a part held may have at this level. */
static int32_t least_of(const bz_fit_table *t, const bz_fit_part *p)
{
    return t->level == BZ_FIT_USUAL ? p->usual : p->least;
}

static bool may_go(const bz_fit_table *t, const bz_fit_part *p)
{
    return t->level == BZ_FIT_LEAVE_OUT && p->leave_out;
}

/* The most minutes of interest: more than usual only helps where two have to take equally long. */
static int32_t most_of(const bz_fit_table *t, const bz_fit_part *p)
{
    bool may_grow = t->level != BZ_FIT_USUAL && bz_fit__lane(t->p, p->session);
    return may_grow ? p->most : p->usual;
}

/* One part more in front: from the reach of those behind it. The most minutes win a tie, so that
 * what comes first in the file keeps its own. */
static void reach_with(const bz_fit_table *t, const bz_fit_part *p, const reach *behind, reach *out,
                       uint16_t *choice, int32_t most)
{
    for (int32_t z = 0; z <= most; z++) {
        reach best = {.distance = -1};
        for (int32_t x = most_of(t, p); x >= least_of(t, p); x--) {
            if (x > z || behind[z - x].distance < 0) continue;
            reach r = behind[z - x];
            r.distance += distance_of(p, x);
            if (best.distance < 0 || compare(&r, &best) < 0) best = r, choice[z] = (uint16_t)x;
        }
        if (may_go(t, p) && behind[z].distance >= 0) {
            reach r = behind[z];
            add_left(t, p, &r);
            if (best.distance < 0 || compare(&r, &best) < 0) best = r, choice[z] = 0;
        }
        out[z] = best;
    }
}

/* The best ways to reach each number of minutes with these parts, one after the other. */
static void reach_all(const bz_fit_table *t, uint32_t first, uint32_t n, reach *out,
                      uint16_t *choices, int32_t most)
{
    size_t width = (size_t)most + 1;
    reach *room = bz_mem_new(width * sizeof *room), *now = out, *next = room;
    for (int32_t z = 0; z <= most; z++)
        now[z] = (reach){.distance = z ? -1 : 0};
    for (uint32_t i = n; i-- > 0;) {
        reach_with(t, &t->p->parts[first + i], now, next, choices + i * width, most);
        reach *turn = now;
        now = next, next = turn;
    }
    if (now != out) memcpy(out, now, width * sizeof *out);
    bz_mem_free(room);
}

static uint32_t lane_end(const bz_fit_table *t, uint32_t i, uint32_t end)
{
    const bz_fit_part *parts = t->p->parts;
    uint32_t next = i + 1;
    while (next < end &&
           bz_fit__lane(t->p, parts[next].session) == bz_fit__lane(t->p, parts[i].session))
        next++;
    return next;
}

/* Each lane takes the same minutes, and all that they cost is summed. */
static void join(reach *all, const reach *lane, int32_t most)
{
    for (int32_t z = 0; z <= most; z++) {
        if (lane[z].distance < 0) all[z].distance = -1;
        if (all[z].distance < 0) continue;
        all[z].distance += lane[z].distance;
        for (int i = 0; i < BZ_FIT_LEFT_WORDS; i++)
            all[z].left[i] += lane[z].left[i];
    }
}

static void add_option(bz_fit_table *t, const bz_fit_unit *u, const reach *r, int32_t minutes,
                       const uint16_t *choices, size_t width)
{
    bz_fit_option o = {
        .distance = r->distance, .minutes = minutes, .shares = (uint32_t)t->shares.n};
    memcpy(o.left, r->left, sizeof o.left);
    for (uint32_t i = 0, end = 0; i < u->n; i = end) {
        uint32_t z = (uint32_t)minutes;
        end = lane_end(t, u->first + i, u->first + u->n) - u->first;
        for (uint32_t k = i; k < end; k++) {
            uint16_t x = choices[k * width + z];
            bz_vec_push(&t->shares, x);
            z -= x;
        }
    }
    bz_vec_push(&t->options, o);
}

/* The most minutes that the unit can usefully take. */
static int32_t most_minutes(const bz_fit_table *t, const bz_fit_unit *u)
{
    int64_t fewest = t->room;
    for (uint32_t i = u->first, end = 0; i < u->first + u->n; i = end) {
        int64_t sum = 0;
        end = lane_end(t, i, u->first + u->n);
        for (; i < end; i++)
            sum += most_of(t, &t->p->parts[i]);
        if (sum < fewest) fewest = sum;
    }
    return (int32_t)fewest;
}

/* Every way to hold the unit, most minutes first, but for those that take longer and cost more than
 * another. */
static void keep_options(bz_fit_table *t, bz_fit_unit *u, const reach *now, const uint16_t *choices,
                         int32_t most)
{
    size_t width = (size_t)most + 1;
    const reach *best = NULL;
    int32_t lowest = most + 1;
    bool *keep = bz_mem_new(width);
    u->options = (uint32_t)t->options.n;
    for (int32_t z = 0; z <= most; z++) {
        if (now[z].distance < 0) continue;
        if (lowest > most) lowest = z;
        keep[z] = !best || compare(&now[z], best) <= 0;
        if (keep[z]) best = &now[z];
    }
    for (int32_t z = most; z >= 0; z--)
        if (keep[z]) add_option(t, u, &now[z], z, choices, width);
    u->n_options = (uint32_t)t->options.n - u->options;
    u->least = lowest;
    if (!u->n_options) t->is_possible = false;
    bz_mem_free(keep);
}

static void add_options(bz_fit_table *t, bz_fit_unit *u)
{
    int32_t most = most_minutes(t, u);
    size_t width = (size_t)most + 1;
    reach *all = bz_mem_new(2 * width * sizeof *all), *lane = all + width;
    uint16_t *choices = bz_mem_new(u->n * width * sizeof *choices);
    for (uint32_t i = 0, end = 0; i < u->n; i = end) {
        end = lane_end(t, u->first + i, u->first + u->n) - u->first;
        reach_all(t, u->first + i, end - i, i ? lane : all, choices + i * width, most);
        if (i) join(all, lane, most);
    }
    keep_options(t, u, all, choices, most);
    bz_mem_free(choices);
    bz_mem_free(all);
}

static void add_unit(bz_fit_table *t, uint32_t first, uint32_t n, bool may_cut)
{
    const bz_fit_part *p = &t->p->parts[first];
    bool is_apart = bz_fit__lane(t->p, p->session);
    bz_fit_unit u = {.first = first, .n = n, .session = p->session, .may_cut = may_cut};
    u.is_break = p->is_break && !is_apart;
    add_options(t, &u);
    bz_vec_push(&t->units, u);
}

/* What is held side by side is one unit, and what comes after it in its block begins in the same
 * meeting. */
static bool is_side_by_side(const bz_fit *p, const bz_fit_part *a, const bz_fit_part *b)
{
    return bz_fit__lane(p, a->session) && bz_fit__lane(p, b->session) &&
           bz_fit__same_block(p, a->session, b->session);
}

static bool is_chain_end(const bz_fit_part *a, const bz_fit_part *b)
{
    return b->session != a->session || !a->is_glued;
}

/* A chain ends where nothing is kept with the next, and at a session's end. */
bool bz_fit__is_joined(const bz_fit *p, size_t i)
{
    const bz_fit_part *a = &p->parts[i], *b = a + 1;
    if (i + 1 >= p->n) return false;
    if (is_side_by_side(p, a, b)) return true;
    if (bz_fit__lane(p, a->session)) return false;
    return !is_chain_end(a, b) && !a->is_break && !b->is_break;
}

static void add_units(bz_fit_table *t)
{
    const bz_fit *p = t->p;
    bool may_cut = true;
    for (uint32_t i = 0, first = 0; i < p->n && t->is_possible; i++) {
        const bz_fit_part *a = &p->parts[i], *b = i + 1 < p->n ? a + 1 : NULL;
        if (bz_fit__is_joined(p, i)) continue;
        add_unit(t, first, i + 1 - first, may_cut);
        first = i + 1;
        bool is_apart = bz_fit__lane(p, a->session);
        bool is_joining = b && is_apart && bz_fit__same_block(p, a->session, b->session);
        may_cut = (!b || is_chain_end(a, b)) && !is_joining;
    }
}

/* --- rituals */

static void push_way(bz_fit_table *t, uint32_t first, bz_fit_ways w, const bz_fit_ways *before,
                     uint32_t n, int32_t minutes)
{
    for (size_t i = first; i < t->ways.n; i++) {
        bz_fit_ways *other = &t->ways.p[i];
        if (other->minutes != w.minutes || other->run != w.run) continue;
        if (other->distance <= w.distance) return;
        other->distance = w.distance;
        memmove(t->shares.p + other->shares, t->shares.p + before->shares, n * sizeof(uint16_t));
        t->shares.p[other->shares + n] = (uint16_t)minutes;
        return;
    }
    w.shares = (uint32_t)t->shares.n;
    for (uint32_t i = 0; i < n; i++) {
        uint16_t share = t->shares.p[before->shares + i];
        bz_vec_push(&t->shares, share);
    }
    bz_vec_push(&t->shares, (uint16_t)minutes);
    bz_vec_push(&t->ways, w);
}

/* Adds one ritual behind a way of those before it. */
static void extend_way(bz_fit_table *t, uint32_t first, bz_fit_ways before, const bz_fit_part *p,
                       uint32_t n)
{
    for (int32_t x = p->usual; x >= least_of(t, p); x--) {
        bz_fit_ways w = before;
        w.distance += distance_of(p, x);
        w.minutes += x;
        if (t->every && p->is_break) w.run = 0;
        else if (t->every) {
            if (x > t->every) continue;
            bool is_due = w.run + x > t->every;
            if (is_due) w.minutes += t->p->break_minutes;
            w.run = is_due ? x : w.run + x;
        }
        if (w.minutes <= t->room) push_way(t, first, w, &before, n, x);
    }
}

/* All ways to hold these rituals one after the other, from `minutes` on with `run` minutes since
 * the last break. */
static bz_fit_span add_ways(bz_fit_table *t, const bz_fit_part *rituals, size_t n, int32_t minutes,
                            int32_t run)
{
    bz_fit_span now = {(uint32_t)t->ways.n, 1};
    bz_vec_push(&t->ways, ((bz_fit_ways){.minutes = minutes, .run = run}));
    for (uint32_t i = 0; i < n; i++) {
        bz_fit_span next = {(uint32_t)t->ways.n, 0};
        for (uint32_t k = 0; k < now.n; k++)
            extend_way(t, next.first, t->ways.p[now.first + k], &rituals[i], i);
        next.n = (uint32_t)t->ways.n - next.first;
        now = next;
    }
    return now;
}

static int32_t fewest(const bz_fit_table *t, bz_fit_span s)
{
    int32_t least = t->room + 1;
    for (uint32_t i = 0; i < s.n; i++)
        if (t->ways.p[s.first + i].minutes < least) least = t->ways.p[s.first + i].minutes;
    return least;
}

static void add_rituals(bz_fit_table *t)
{
    const bz_fit *p = t->p;
    t->least_rituals = t->room + 1;
    for (size_t i = 0; i < p->n_rituals; i++) {
        const bz_fit_rituals *r = &p->rituals[i];
        bz_fit_span start = add_ways(t, r->start, r->n_start, p->settle, 0);
        bz_vec_push(&t->starts, start);
        int32_t least = t->room + 1;
        for (int32_t run = 0; run <= t->every; run++) {
            bz_fit_span end = add_ways(t, r->end, r->n_end, 0, run);
            bz_vec_push(&t->ends, end);
            if (fewest(t, end) < least) least = fewest(t, end);
        }
        least += fewest(t, start);
        if (least < t->least_rituals) t->least_rituals = least;
    }
    if (t->least_rituals > t->room) t->is_possible = false;
}

/* Numbers that occur get a half word each, the highest first. */
static void number_classes(bz_fit_table *t)
{
    bool occurs[BZ_FIT_CLASSES + 1] = {false};
    uint8_t n = 0;
    if (t->level != BZ_FIT_LEAVE_OUT) return;
    for (size_t i = 0; i < t->p->n; i++)
        occurs[t->p->parts[i].leave_out] = true;
    for (int k = BZ_FIT_CLASSES; k > 0; k--)
        if (occurs[k]) t->field_of[k] = n++;
    t->left_words = (n + 1u) / 2u;
}

void bz_fit__prepare(bz_fit_table *t, const bz_fit *p, bz_fit_level level)
{
    *t = (bz_fit_table){.p = p, .level = level, .is_possible = true};
    for (size_t i = 0; i < p->n_meetings; i++)
        if (p->minutes[i] > t->room) t->room = p->minutes[i];
    /* In a meeting no longer than this the rule never asks for a break. */
    if (p->break_every > 0 && t->room - p->settle > p->break_every) t->every = p->break_every;
    number_classes(t);
    add_units(t);
    if (t->is_possible) add_rituals(t);
}

void bz_fit__dispose(bz_fit_table *t)
{
    bz_vec_free(&t->units);
    bz_vec_free(&t->options);
    bz_vec_free(&t->ways);
    bz_vec_free(&t->starts);
    bz_vec_free(&t->ends);
    bz_vec_free(&t->shares);
}
