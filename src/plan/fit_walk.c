/* The walk: dynamic programming over the units in their order. In: the tables. Out: the decisions
 * of the best plan.
 *
 * Before unit j, all that matters of what was decided is the state
 *
 *      how many meetings are over (only where they differ or are few)     t
 *      whether the session of unit j was counted as parted already        f
 *      minutes used in the open meeting, 0: none is open                  r
 *      of these, minutes since the last break (only under a break rule)   w
 *
 * and of all ways into one state only the best is kept. That is exact: costs are added word by word
 * and compared in one order, so what is better stays better whatever follows, and what may follow
 * depends on the state alone. The decisions at a unit are to leave it out, to hold it in the open
 * meeting, or to open one with it; before a unit that may be cut off, the open meeting may end.
 *
 * Three things need an argument.
 *   Parted: a session is counted at the first meeting's end that lies between two of its units. A
 * plan that leaves out all of a session's parts on one side of such an end is also walked with the
 * end moved past them, where nothing is counted; so every plan is walked at its true cost, and none
 * at less. Breaks: a break is put in exactly where the next unit would make the time since the last
 * one too long. As late as possible is as few as possible, and a break needs no choice. Meetings of
 * rituals alone: a meeting is opened by holding a unit, so there are none.
 *
 * Work is units × states × options. Where all meetings are alike and enough of them are there, t is
 * not needed, and the work grows with the length of the programme alone. With t, a state is dropped
 * when what must still be held does not fit into what is left, and when one with fewer meetings and
 * the same r costs no more.
 *
 * Of equal costs, the earlier meetings win, then the minutes of what comes first. Histories are
 * compared by their rank among those of their layer, renewed after each unit. */
#include "plan/fit_priv.h"

#include <stdlib.h>
#include <string.h>

typedef struct state {
    uint64_t cost[BZ_FIT_WORDS];
    uint64_t when, much; /* order among equals: by meetings, then by minutes */
    uint32_t step;       /* in the trail */
    uint32_t key;
    uint16_t meetings, used, run;
    bool is_counted; /* the session, as parted */
} state;

typedef BZ_VEC(state) layer;

typedef struct ranked {
    uint64_t order;
    uint32_t i;
} ranked;

typedef struct walk {
    const bz_fit_table *t;
    const bz_fit *p;
    bz_fit_trail *trail;
    layer now, next;
    uint32_t *slots; /* by key: 1 + the state of the layer that is being made */
    size_t n_slots;
    uint32_t runs;               /* how many values `run` has */
    uint32_t words, at_distance; /* of a cost */
    int64_t *behind;             /* by unit: the fewest minutes of it and all that follow */
    int64_t *rooms;              /* by meeting: what it and all that follow can hold at most */
    bool by_meeting, is_even;    /* is_even: all meetings have the same minutes */
    uint32_t band;
    uint64_t steps, most;
    size_t n_meetings;
    ranked *list; /* room for sorting a layer */
    size_t list_room;
    uint32_t when_bits, much_bits; /* in use, of the 64 of each order */
    uint32_t unit_bits;            /* of `much` for the unit at hand */
} walk;

/* Slots beyond this would cost more memory than a plan is worth. */
enum { MOST_SLOTS = 1 << 25 };

static uint32_t key_of(const walk *k, const state *s)
{
    uint32_t rows = (uint32_t)s->meetings * 2 + s->is_counted;
    return (rows * (uint32_t)(k->t->room + 1) + s->used) * k->runs + s->run;
}

static int compare(const walk *k, const state *a, const state *b)
{
    for (uint32_t i = 0; i < k->words; i++)
        if (a->cost[i] != b->cost[i]) return a->cost[i] < b->cost[i] ? -1 : 1;
    if (a->when != b->when) return a->when < b->when ? -1 : 1;
    return (a->much > b->much) - (a->much < b->much);
}

/* Takes the state into the layer unless a better one is there. */
static void offer(walk *k, layer *into, state *s, bz_fit_step how)
{
    s->key = key_of(k, s);
    uint32_t *slot = &k->slots[s->key];
    if (*slot && compare(k, s, &into->p[*slot - 1]) >= 0) return;
    if (*slot) { /* nothing has followed from the one that goes: its step is free */
        s->step = into->p[*slot - 1].step;
        k->trail->p[s->step] = how;
        into->p[*slot - 1] = *s;
        return;
    }
    s->step = (uint32_t)k->trail->n;
    bz_vec_push(k->trail, how);
    bz_vec_push(into, *s);
    *slot = (uint32_t)into->n;
}

static void forget_slots(walk *k, const layer *of)
{
    for (size_t i = 0; i < of->n; i++)
        k->slots[of->p[i].key] = 0;
}

static int32_t minutes_of(const walk *k, uint32_t meeting)
{
    return k->by_meeting ? k->p->minutes[meeting] : k->t->room;
}

/* --- ranks */

static int by_order(const void *a, const void *b)
{
    uint64_t x = ((const ranked *)a)->order, y = ((const ranked *)b)->order;
    return (x > y) - (x < y);
}

static ranked *room_for(walk *k, size_t n)
{
    if (k->list_room < n) {
        k->list_room = n * 2;
        bz_mem_free(k->list);
        k->list = bz_mem_new(k->list_room * sizeof *k->list);
    }
    return k->list;
}

static uint32_t bits_for(uint64_t n)
{
    uint32_t bits = 0;
    for (; n; n >>= 1)
        bits++;
    return bits;
}

static uint32_t renew(walk *k, uint64_t *(*order)(state *s))
{
    layer *l = &k->now;
    ranked *list = room_for(k, l->n);
    uint64_t rank = 0;
    for (uint32_t i = 0; i < l->n; i++)
        list[i] = (ranked){*order(&l->p[i]), i};
    qsort(list, l->n, sizeof *list, by_order);
    for (size_t i = 0; i < l->n; i++) {
        if (i && list[i].order != list[i - 1].order) rank++;
        *order(&l->p[list[i].i]) = rank;
    }
    return bits_for(rank);
}

static uint64_t *when_of(state *s)
{
    return &s->when;
}

static uint64_t *much_of(state *s)
{
    return &s->much;
}

/* Makes room for the decisions at one unit: each shifts its bits into the orders. When they are
 * full, a state's rank in its layer says as much as its history did. */
static void renew_ranks(walk *k, const bz_fit_unit *u)
{
    uint32_t bits = bits_for(u->n_options);
    if (k->when_bits + 1 > 64) k->when_bits = renew(k, when_of);
    if (k->much_bits + bits > 64) k->much_bits = renew(k, much_of);
    k->when_bits++;
    k->much_bits += bits;
    k->unit_bits = bits;
}

/* --- one unit */

/* Whether what is still to be held can fit behind this state. */
static bool has_room(const walk *k, const state *s, uint32_t next)
{
    if (!k->by_meeting) return true;
    int64_t room = k->rooms[s->meetings];
    if (s->used) {
        int32_t all = minutes_of(k, s->meetings);
        room = k->rooms[s->meetings + 1] + (all > s->used ? all - s->used : 0);
    }
    return k->behind[next] <= room;
}

/* Under a band: near even progress through the meetings. */
static bool is_near(const walk *k, const state *s, uint32_t next)
{
    if (!k->band) return true;
    int64_t all = k->behind[0] ? k->behind[0] : 1;
    int64_t even = (int64_t)k->n_meetings * (all - k->behind[next]) / all;
    int64_t off = (int64_t)s->meetings - even;
    return off <= (int64_t)k->band && -off <= (int64_t)k->band;
}

/* Minutes of a unit into the open meeting; false when they do not fit. */
static bool take(const walk *k, state *s, const bz_fit_unit *u, const bz_fit_option *o)
{
    int32_t used = s->used + o->minutes, run = 0;
    if (k->t->every && !u->is_break) {
        if (o->minutes > k->t->every) return false;
        run = s->run + o->minutes;
        if (run > k->t->every) {
            run = o->minutes;
            used += k->p->break_minutes;
        }
    }
    if (used > minutes_of(k, s->meetings)) return false;
    s->used = (uint16_t)used;
    s->run = (uint16_t)run;
    return true;
}

/* Parts of the unit that were held in another meeting than the open one, or not at all now. */
static uint64_t changes(const walk *k, const state *s, const bz_fit_unit *u, bool is_held)
{
    uint64_t n = 0;
    for (uint32_t i = u->first; i < u->first + u->n; i++)
        n += k->p->was[i] >= 0 && (!is_held || k->p->was[i] != s->meetings);
    return n;
}

static void charge(const walk *k, state *s, const bz_fit_unit *u, const bz_fit_option *o)
{
    for (uint32_t i = 0; i < k->t->left_words; i++)
        s->cost[i] += o->left[i];
    if (k->p->was) s->cost[k->t->left_words] += changes(k, s, u, o->minutes > 0);
    s->cost[k->at_distance] += (uint64_t)o->distance;
}

static void order_behind(const walk *k, const state *from, state *s, bool opens, uint32_t choice)
{
    s->when = from->when << 1 | opens;
    s->much = from->much << k->unit_bits | choice;
}

static void hold(walk *k, const state *from, uint32_t j, uint32_t option)
{
    const bz_fit_unit *u = &k->t->units.p[j];
    const bz_fit_option *o = &k->t->options.p[option];
    state s = *from;
    if (o->minutes && !take(k, &s, u, o)) return;
    charge(k, &s, u, o);
    order_behind(k, from, &s, false, option - u->options);
    if (!has_room(k, &s, j + 1) || !is_near(k, &s, j + 1)) return;
    offer(k, &k->next, &s,
          (bz_fit_step){from->step, option, 0, o->minutes ? BZ_FIT_HOLD : BZ_FIT_SKIP});
}

static void open_with(walk *k, const state *from, uint32_t j, uint32_t option)
{
    const bz_fit_unit *u = &k->t->units.p[j];
    const bz_fit_option *o = &k->t->options.p[option];
    if (k->by_meeting && from->meetings >= k->n_meetings) return;
    bz_fit_span ways = k->t->starts.p[k->p->ritual_of[u->session]];
    for (uint32_t i = ways.first; i < ways.first + ways.n; i++) {
        const bz_fit_ways *w = &k->t->ways.p[i];
        state s = *from;
        s.used = (uint16_t)w->minutes;
        s.run = (uint16_t)w->run;
        if (!take(k, &s, u, o)) continue;
        charge(k, &s, u, o);
        s.cost[k->at_distance] += (uint64_t)w->distance;
        order_behind(k, from, &s, true, option - u->options);
        if (has_room(k, &s, j + 1) && is_near(k, &s, j + 1))
            offer(k, &k->next, &s, (bz_fit_step){from->step, option, i, BZ_FIT_OPEN});
    }
}

static void do_unit(walk *k, uint32_t j)
{
    const bz_fit_unit *u = &k->t->units.p[j];
    bool is_first = j == 0 || u[-1].session != u->session;
    for (size_t i = 0; i < k->now.n; i++) {
        state from = k->now.p[i];
        if (is_first) from.is_counted = j == 0 && k->p->goes_on;
        k->steps += u->n_options;
        if (k->steps > k->most) return;
        for (uint32_t o = u->options; o < u->options + u->n_options; o++) {
            if (from.used || !k->t->options.p[o].minutes) hold(k, &from, j, o);
            else open_with(k, &from, j, o);
        }
    }
}

/* --- the end of a meeting */

static void close(walk *k, const state *from, uint32_t j, bool parts_session)
{
    const bz_fit_unit *last = &k->t->units.p[j - 1];
    uint32_t runs = (uint32_t)k->t->every + 1;
    bz_fit_span ways = k->t->ends.p[k->p->ritual_of[last->session] * runs + from->run];
    int32_t all = minutes_of(k, from->meetings);
    for (uint32_t i = ways.first; i < ways.first + ways.n; i++) {
        const bz_fit_ways *w = &k->t->ways.p[i];
        int64_t free = (int64_t)all - from->used - w->minutes;
        if (free < 0) continue;
        state s = *from;
        s.used = s.run = 0;
        if (k->by_meeting) s.meetings++;
        s.is_counted = parts_session;
        s.cost[k->at_distance] += (uint64_t)w->distance;
        uint64_t parted = parts_session && !from->is_counted;
        s.cost[k->at_distance + 1] += parted << 32 | 1;
        s.cost[k->at_distance + 2] += (uint64_t)(free * free);
        if (has_room(k, &s, j) && is_near(k, &s, j))
            offer(k, &k->now, &s, (bz_fit_step){from->step, 0, i, BZ_FIT_CLOSE});
    }
}

/* Meetings may end before unit j; in the way of one session a meeting they must, at a block's end,
 * and may nowhere else. */
static void end_meetings(walk *k, uint32_t j)
{
    const bz_fit_unit *u = k->t->units.p;
    bool is_end = j == k->t->units.n, is_border = is_end || u[j].session != u[j - 1].session;
    bool is_block = is_end || !bz_fit__same_block(k->p, u[j].session, u[j - 1].session);
    bool must = is_end || (is_block && k->p->one_session);
    if (!must && (k->p->one_session || !u[j].may_cut)) return;
    for (size_t i = 0, n = k->now.n; i < n; i++) {
        state from = k->now.p[i];
        if (from.used) close(k, &from, j, !is_border);
    }
    if (!must) return;
    forget_slots(k, &k->now);
    size_t kept = 0;
    for (size_t i = 0; i < k->now.n; i++)
        if (!k->now.p[i].used) k->now.p[kept++] = k->now.p[i];
    k->now.n = kept;
}

/* Of states that differ in their meetings only, those go that need more of them and cost no less.
 */
static void drop_late(walk *k)
{
    size_t kept = 0, rows = (size_t)(k->t->room + 1) * k->runs * 2;
    if (!k->by_meeting || !k->is_even || k->p->was || k->now.n < 2) return;
    uint32_t *best = k->slots; /* all zero between layers */
    ranked *list = room_for(k, k->now.n);
    for (uint32_t i = 0; i < k->now.n; i++)
        list[i] = (ranked){(uint64_t)k->now.p[i].meetings << 32 | i, i};
    qsort(list, k->now.n, sizeof *list, by_order);
    bool *drops = bz_mem_new(k->now.n);
    for (size_t n = 0; n < k->now.n; n++) {
        const state *s = &k->now.p[list[n].i];
        uint32_t *slot = &best[s->key % rows];
        const state *other = *slot ? &k->now.p[*slot - 1] : NULL;
        int order = 0;
        for (uint32_t i = 0; other && !order && i <= k->at_distance + 1; i++) {
            uint64_t a = other->cost[i], b = s->cost[i];
            if (i > k->at_distance) a >>= 32, b >>= 32; /* parted alone */
            order = (a > b) - (a < b);
        }
        if (other && order <= 0) drops[list[n].i] = true;
        else *slot = list[n].i + 1;
    }
    for (size_t i = 0; i < k->now.n; i++)
        best[k->now.p[i].key % rows] = 0;
    for (size_t i = 0; i < k->now.n; i++)
        if (!drops[i]) k->now.p[kept++] = k->now.p[i];
    k->now.n = kept;
    bz_mem_free(drops);
}

/* --- the whole */

static void measure(walk *k)
{
    const bz_fit_table *t = k->t;
    k->behind = bz_mem_new((t->units.n + 1) * sizeof *k->behind);
    for (size_t j = t->units.n; j-- > 0;)
        k->behind[j] = k->behind[j + 1] + t->units.p[j].least;
    k->rooms = bz_mem_new((k->n_meetings + 2) * sizeof *k->rooms);
    k->is_even = true;
    for (size_t i = k->n_meetings; i-- > 0;) {
        int32_t room = k->p->minutes[i] - t->least_rituals;
        k->rooms[i] = k->rooms[i + 1] + (room > 0 ? room : 0);
        if (k->p->minutes[i] != t->room) k->is_even = false;
    }
}

static bool begin(walk *k)
{
    const bz_fit_table *t = k->t;
    k->runs = (uint32_t)t->every + 1;
    k->at_distance = t->left_words + (k->p->was != NULL);
    k->words = k->at_distance + 3;
    k->n_meetings = k->p->n_meetings;
    size_t rows = k->by_meeting ? k->n_meetings + 1 : 1;
    k->n_slots = rows * 2 * (size_t)(t->room + 1) * k->runs;
    if (k->n_slots > MOST_SLOTS || k->n_meetings > UINT16_MAX - 1) return false;
    k->slots = bz_mem_new(k->n_slots * sizeof *k->slots);
    measure(k);
    bz_vec_push(k->trail, ((bz_fit_step){0}));
    bz_vec_push(&k->now, ((state){.step = 0}));
    return true;
}

static void step_on(walk *k, uint32_t j)
{
    renew_ranks(k, &k->t->units.p[j]);
    do_unit(k, j);
    layer turn = k->now;
    k->now = k->next;
    k->next = turn;
    k->next.n = 0;
    end_meetings(k, j + 1);
    forget_slots(k, &k->now);
    drop_late(k);
}

/* The best of the last layer, in which every meeting is over and something was held. */
static uint32_t finish(const walk *k)
{
    const state *best = NULL;
    for (size_t i = 0; i < k->now.n; i++) {
        const state *s = &k->now.p[i];
        bool is_held = s->cost[k->at_distance + 1] & UINT32_MAX;
        if (!is_held) continue;
        if (!best || compare(k, s, best) < 0) best = s;
    }
    return best ? best->step : 0;
}

uint32_t bz_fit__walk(const bz_fit_table *t, bool by_meeting, uint32_t band, uint64_t *steps,
                      uint64_t most, bz_fit_trail *trail, bool *gave_up)
{
    walk k = {.t = t, .p = t->p, .trail = trail, .by_meeting = by_meeting, .band = band};
    k.most = most > *steps ? most - *steps : 0;
    trail->n = 0;
    *gave_up = !begin(&k);
    for (uint32_t j = 0; !*gave_up && j < t->units.n && k.now.n; j++) {
        step_on(&k, j);
        *gave_up = k.steps > k.most || trail->n > UINT32_MAX / 2;
    }
    uint32_t last = *gave_up || !t->units.n ? 0 : finish(&k);
    *steps += k.steps;
    bz_mem_free(k.list);
    bz_mem_free(k.slots);
    bz_mem_free(k.behind);
    bz_mem_free(k.rooms);
    bz_vec_free(&k.now);
    bz_vec_free(&k.next);
    return last;
}
