/* From a walk back to a plan. In: the last step of the best walk. Out: meetings with their items in
 * order, and the cost counted from the plan itself, so that a slip in the walk would show as a
 * difference. Spare time is filled here where that is asked for. */
#include "plan/fit_priv.h"

typedef struct builder {
    const bz_fit_table *t;
    bz_fit_answer *out;
    bz_fit_meeting meeting;
    int32_t run; /* minutes since the last break */
} builder;

static void add_item(builder *b, bz_fit_kind kind, uint32_t i, int32_t minutes)
{
    bz_vec_push(&b->out->items, ((bz_fit_item){kind, i, minutes, b->meeting.minutes}));
    b->meeting.n++;
    b->meeting.minutes += minutes;
}

/* The break that the rule asks for before so many minutes more. */
static void pause_before(builder *b, int32_t minutes, bool is_break)
{
    if (is_break) {
        b->run = 0;
        return;
    }
    b->run += minutes;
    if (!b->t->every || b->run <= b->t->every) return;
    add_item(b, BZ_FIT_BREAK, 0, b->t->p->break_minutes);
    b->run = minutes;
}

static void add_rituals(builder *b, bz_fit_kind kind, const bz_fit_part *rituals, size_t n,
                        uint32_t way)
{
    const uint16_t *shares = b->t->shares.p + b->t->ways.p[way].shares;
    for (uint32_t i = 0; i < n; i++) {
        pause_before(b, shares[i], rituals[i].is_break);
        add_item(b, kind, i, shares[i]);
    }
}

static const bz_fit_rituals *rituals_of(const bz_fit *p, uint32_t session)
{
    return &p->rituals[p->ritual_of[session]];
}

static void open_meeting(builder *b, uint32_t session, uint32_t way)
{
    const bz_fit_rituals *r = rituals_of(b->t->p, session);
    b->run = 0;
    b->meeting = (bz_fit_meeting){
        .first = (uint32_t)b->out->items.n, .opens = session, .minutes = b->t->p->settle};
    add_rituals(b, BZ_FIT_START, r->start, r->n_start, way);
}

static void close_meeting(builder *b, uint32_t session, uint32_t way)
{
    const bz_fit_rituals *r = rituals_of(b->t->p, session);
    b->meeting.closes = session;
    add_rituals(b, BZ_FIT_END, r->end, r->n_end, way);
    bz_vec_push(&b->out->meetings, b->meeting);
}

/* Whether the part b begins the lane beside that of part a: the clock goes back. */
static bool is_beside(const bz_fit *p, uint32_t a, uint32_t b)
{
    int32_t x = p->parts[a].session, y = p->parts[b].session;
    return x != y && bz_fit__lane(p, x) && bz_fit__lane(p, y) && bz_fit__same_block(p, x, y) &&
           bz_fit__lane(p, x) != bz_fit__lane(p, y);
}

static void hold_unit(builder *b, const bz_fit_unit *u, const bz_fit_option *o)
{
    const uint16_t *shares = b->t->shares.p + o->shares;
    pause_before(b, o->minutes, u->is_break);
    int32_t start = b->meeting.minutes;
    for (uint32_t i = 0; i < u->n; i++) {
        b->out->meeting_of.p[u->first + i] = shares[i] ? (int32_t)b->out->meetings.n : (int32_t)-1;
        if (i && is_beside(b->t->p, u->first + i - 1, u->first + i)) b->meeting.minutes = start;
        if (shares[i]) add_item(b, BZ_FIT_PART, u->first + i, shares[i]);
    }
}

/* --- filling spare time */

/* The minutes of a meeting after its parts have changed: breaks are where they are now due. A chain
 * counts as one, so its items are taken together. */
static bool is_same_unit(const bz_fit *p, const bz_fit_item *a, const bz_fit_item *b)
{
    if (a->kind != BZ_FIT_PART || b->kind != BZ_FIT_PART) return false;
    const bz_fit_part *x = &p->parts[a->i], *y = &p->parts[b->i];
    if (bz_fit__lane(p, x->session) && bz_fit__lane(p, y->session))
        return bz_fit__same_block(p, x->session, y->session);
    if (x->is_break || y->is_break || x->session != y->session) return false;
    for (uint32_t i = a->i; i < b->i; i++)
        if (!p->parts[i].is_glued) return false;
    return true;
}

static const bz_fit_part *part_of(const bz_fit *p, const bz_fit_meeting *m, const bz_fit_item *item)
{
    switch (item->kind) {
    case BZ_FIT_START: return &rituals_of(p, m->opens)->start[item->i];
    case BZ_FIT_END: return &rituals_of(p, m->closes)->end[item->i];
    case BZ_FIT_PART: return &p->parts[item->i];
    case BZ_FIT_BREAK: break;
    }
    return NULL;
}

/* A meeting's items without the breaks of the rule. */
typedef struct bare {
    const bz_fit *p;
    bz_fit_meeting *m;
    bz_fit_item *items;
    uint32_t n;
    int32_t every, room;
} bare;

static uint8_t lane_at(const bare *b, uint32_t i)
{
    const bz_fit_item *item = &b->items[i];
    return item->kind == BZ_FIT_PART ? bz_fit__lane(b->p, b->p->parts[item->i].session) : 0;
}

/* Minutes that the items from i on take until a break may stand; of lanes, those of the first. */
static int32_t piece_at(const bare *b, uint32_t i, uint32_t *end)
{
    int32_t minutes = 0;
    for (*end = i; *end < b->n && (*end == i || is_same_unit(b->p, &b->items[i], &b->items[*end]));
         ++*end)
        if (lane_at(b, *end) == lane_at(b, i)) minutes += b->items[*end].minutes;
    return minutes;
}

/* Their minutes with settling in and breaks; beyond the room when they cannot be held. */
static int32_t length(const bare *b)
{
    int32_t sum = b->p->settle, run = 0;
    for (uint32_t i = 0, end; i < b->n; i = end) {
        int32_t minutes = piece_at(b, i, &end);
        sum += minutes;
        run += minutes;
        if (!lane_at(b, i) && part_of(b->p, b->m, &b->items[i])->is_break) run = 0;
        else if (b->every && run > b->every) {
            if (minutes > b->every) return b->room + 1;
            sum += b->p->break_minutes;
            run = minutes;
        }
    }
    return sum;
}

/* What one minute more costs there; -1: it may not have one. */
static int64_t price(const bare *b, uint32_t i)
{
    const bz_fit_part *part = part_of(b->p, b->m, &b->items[i]);
    int64_t off = b->items[i].minutes - part->usual;
    if (b->items[i].minutes >= part->most) return INT64_MAX;
    return (2 * off + 1) * (part->is_protected ? 2 : 1);
}

/* Where one minute more would go: to one item, or to one of each lane. */
typedef struct growth {
    uint32_t which[UINT8_MAX], n;
    int64_t price; /* INT64_MAX: there is none */
} growth;

static void grow_lanes(const bare *b, uint32_t i, uint32_t end, growth *g)
{
    while (i < end) {
        uint8_t lane = lane_at(b, i);
        int64_t least = INT64_MAX;
        for (; i < end && lane_at(b, i) == lane; i++)
            if (price(b, i) < least) least = price(b, i), g->which[g->n] = i;
        if (least == INT64_MAX) {
            g->price = INT64_MAX;
            return;
        }
        g->price += least;
        g->n++;
    }
}

static growth growth_at(const bare *b, uint32_t i)
{
    growth g = {.n = 0};
    uint32_t end = i;
    if (!lane_at(b, i)) {
        g.which[g.n++] = i;
        g.price = price(b, i);
        return g;
    }
    piece_at(b, i, &end);
    if (i && lane_at(b, i - 1) && is_same_unit(b->p, &b->items[i - 1], &b->items[i]))
        g.price = INT64_MAX; /* was looked at where its lanes begin */
    else grow_lanes(b, i, end, &g);
    return g;
}

static void add_minutes(bare *b, const growth *g, int32_t minutes)
{
    for (uint32_t i = 0; i < g->n; i++)
        b->items[g->which[i]].minutes += minutes;
}

static bool stretch(bare *b)
{
    bool *is_full = bz_mem_new(b->n + 1);
    bool did = false;
    while (!did) {
        growth best = {.price = INT64_MAX};
        uint32_t which = 0;
        for (uint32_t i = 0; i < b->n; i++) {
            if (is_full[i]) continue;
            growth g = growth_at(b, i);
            if (g.price < best.price) best = g, which = i;
        }
        if (best.price == INT64_MAX) break;
        add_minutes(b, &best, 1);
        did = length(b) <= b->room;
        if (did) continue;
        add_minutes(b, &best, -1);
        is_full[which] = true;
    }
    bz_mem_free(is_full);
    return did;
}

/* Minute by minute, each where it costs least: costs grow with every minute, so that is the least
 * for all of them together. */
static void fill_meeting(const bz_fit_table *t, bz_fit_answer *out, const bz_fit_answer *from,
                         uint32_t i)
{
    bz_fit_meeting m = from->meetings.p[i];
    bare b = {.p = t->p, .m = &m, .every = t->every, .room = t->p->minutes[i]};
    b.items = bz_mem_new((m.n + 1) * sizeof *b.items);
    for (uint32_t k = 0; k < m.n; k++)
        if (from->items.p[m.first + k].kind != BZ_FIT_BREAK)
            b.items[b.n++] = from->items.p[m.first + k];
    while (stretch(&b))
        ;
    builder now = {.t = t, .out = out};
    now.meeting = (bz_fit_meeting){.first = (uint32_t)out->items.n,
                                   .opens = m.opens,
                                   .closes = m.closes,
                                   .minutes = t->p->settle};
    for (uint32_t k = 0, end; k < b.n; k = end) {
        int32_t minutes = piece_at(&b, k, &end);
        bool is_break = !lane_at(&b, k) && part_of(t->p, &m, &b.items[k])->is_break;
        pause_before(&now, minutes, is_break);
        int32_t start = now.meeting.minutes;
        for (uint32_t first = k; k < end; k++) {
            if (k > first && lane_at(&b, k) != lane_at(&b, k - 1)) now.meeting.minutes = start;
            add_item(&now, b.items[k].kind, b.items[k].i, b.items[k].minutes);
        }
    }
    bz_vec_push(&out->meetings, now.meeting);
    bz_mem_free(b.items);
}

static void fill(const bz_fit_table *t, bz_fit_answer *out)
{
    bz_fit_answer from = *out;
    out->meetings.p = NULL, out->meetings.n = out->meetings.cap = 0;
    out->items.p = NULL, out->items.n = out->items.cap = 0;
    for (uint32_t i = 0; i < from.meetings.n; i++)
        fill_meeting(t, out, &from, i);
    bz_vec_free(&from.meetings);
    bz_vec_free(&from.items);
}

/* --- the cost */

static int64_t distance_of(const bz_fit_part *part, int32_t minutes)
{
    int64_t off = (int64_t)minutes - part->usual;
    return off * off * (part->is_protected ? 2 : 1);
}

/* A session that goes on from before is parted anyway, and not counted. */
static int64_t count_parted(const bz_fit *p, const bz_fit_answer *out)
{
    int64_t parted = 0;
    for (size_t i = 0; i < p->n;) {
        int32_t first = -1;
        bool is_parted = false;
        size_t k = i;
        for (; k < p->n && p->parts[k].session == p->parts[i].session; k++) {
            int32_t m = out->meeting_of.p[k];
            if (m < 0) continue;
            if (first < 0) first = m;
            if (m != first) is_parted = true;
        }
        parted += is_parted && !(i == 0 && p->goes_on);
        i = k;
    }
    return parted;
}

/* Unit by unit: where it is held, and how many of its parts were held elsewhere. */
static int64_t count_changed(const bz_fit *p, const bz_fit_answer *out)
{
    int64_t changed = 0;
    for (size_t i = 0, end; p->was && i < p->n; i = end) {
        int32_t now = -1;
        for (end = i; end == i || bz_fit__is_joined(p, end - 1); end++)
            if (out->meeting_of.p[end] >= 0) now = out->meeting_of.p[end];
        for (size_t k = i; k < end; k++)
            changed += p->was[k] >= 0 && p->was[k] != now;
    }
    return changed;
}

void bz_fit__count(const bz_fit *p, bz_fit_answer *out)
{
    bz_fit_cost c = {.meetings = (int64_t)out->meetings.n,
                     .changed = count_changed(p, out),
                     .parted = count_parted(p, out)};
    for (size_t i = 0; i < p->n; i++)
        if (out->meeting_of.p[i] < 0) c.left[p->parts[i].leave_out] += p->parts[i].usual;
    for (size_t i = 0; i < out->meetings.n; i++) {
        const bz_fit_meeting *m = &out->meetings.p[i];
        int64_t spare = p->minutes[i] - m->minutes;
        c.slack += spare * spare;
        for (uint32_t k = m->first; k < m->first + m->n; k++) {
            const bz_fit_part *part = part_of(p, m, &out->items.p[k]);
            if (part) c.distance += distance_of(part, out->items.p[k].minutes);
        }
    }
    out->cost = c;
}

void bz_fit__answer(const bz_fit_table *t, const bz_fit_trail *trail, uint32_t last,
                    bz_fit_answer *out)
{
    BZ_VEC(uint32_t) steps = {0};
    for (uint32_t s = last; s; s = trail->p[s].before)
        bz_vec_push(&steps, s);
    builder b = {.t = t, .out = out};
    bz_vec_extend(&out->meeting_of, t->p->n);
    for (size_t i = 0; i < t->p->n; i++)
        out->meeting_of.p[i] = -1;
    uint32_t j = 0;
    for (size_t i = steps.n; i-- > 0;) {
        const bz_fit_step *s = &trail->p[steps.p[i]];
        if (s->move == BZ_FIT_CLOSE) {
            close_meeting(&b, (uint32_t)t->units.p[j - 1].session, s->way);
            continue;
        }
        const bz_fit_unit *u = &t->units.p[j++];
        if (s->move == BZ_FIT_OPEN) open_meeting(&b, (uint32_t)u->session, s->way);
        if (s->move != BZ_FIT_SKIP) hold_unit(&b, u, &t->options.p[s->option]);
    }
    bz_vec_free(&steps);
    if (t->p->fill) fill(t, out);
    bz_fit__count(t->p, out);
}
