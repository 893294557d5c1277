/* The fit against plain exhaustive search, which tries every way and shares no code with it: the
 * cost must be equal in every level, the plan must keep every rule, and of equal plans it must be
 * the one in the earliest meetings. */
#include "../unit.h"

#include "plan/fit.h"

#include <stdio.h>
#include <string.h>

enum { MOST_PARTS = 9, MOST_MEETINGS = 4 };

typedef struct small_case {
    bz_fit p;
    bz_fit_part parts[MOST_PARTS], start[1], end[1];
    bz_fit_rituals rituals;
    uint32_t ritual_of[MOST_PARTS];
    bz_fit_side sides[MOST_PARTS];
    int32_t was[MOST_PARTS];
    int32_t minutes[MOST_MEETINGS];
} small_case;

static uint32_t draw(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static void draw_part(bz_fit_part *a, uint64_t *seed)
{
    a->usual = 2 + (int32_t)draw(seed, 7);
    a->least = a->most = a->usual;
    if (draw(seed, 2)) a->least -= (int32_t)draw(seed, 3) % a->usual;
    if (draw(seed, 3) == 0) a->most += (int32_t)draw(seed, 3);
    if (a->least < 1) a->least = 1;
    a->is_protected = draw(seed, 4) == 0;
}

static void draw_case(small_case *c, uint64_t seed)
{
    memset(c, 0, sizeof *c);
    size_t n = 1 + draw(&seed, MOST_PARTS - 1);
    int32_t session = 0;
    for (size_t i = 0; i < n; i++) {
        bz_fit_part *a = &c->parts[i];
        draw_part(a, &seed);
        if (i && draw(&seed, 3) == 0) session++;
        a->session = session;
        a->leave_out = draw(&seed, 3) == 0 ? (uint8_t)(1 + draw(&seed, 3)) : 0;
        a->is_glued = draw(&seed, 5) == 0;
        a->is_break = draw(&seed, 9) == 0;
    }
    draw_part(&c->start[0], &seed);
    draw_part(&c->end[0], &seed);
    c->rituals = (bz_fit_rituals){c->start, c->end, draw(&seed, 2), draw(&seed, 2)};
    size_t n_meetings = 1 + draw(&seed, MOST_MEETINGS);
    bool is_even = draw(&seed, 3) != 0;
    for (size_t i = 0; i < n_meetings; i++)
        c->minutes[i] = i && is_even ? c->minutes[0] : 6 + (int32_t)draw(&seed, 22);
    c->p = (bz_fit){.parts = c->parts,
                    .n = n,
                    .rituals = &c->rituals,
                    .n_rituals = 1,
                    .ritual_of = c->ritual_of,
                    .n_sessions = (size_t)session + 1,
                    .minutes = c->minutes,
                    .n_meetings = n_meetings,
                    .settle = draw(&seed, 4) == 0 ? 2 : 0,
                    .one_session = draw(&seed, 3) == 0};
    if (draw(&seed, 3) == 0) {
        c->p.break_every = 6 + (int32_t)draw(&seed, 8);
        c->p.break_minutes = 1 + (int32_t)draw(&seed, 3);
    }
}

/* Puts some sessions side by side, and some behind these into their block. */
static void draw_sides(small_case *c, uint64_t seed)
{
    seed = seed * 31 + 17;
    for (size_t i = 0; i < c->p.n_sessions; i++) {
        bz_fit_side *s = &c->sides[i];
        uint8_t before = i ? s[-1].lane : 0;
        bool goes_on = i && draw(&seed, 3) && (before || s[-1].block + 1 == i);
        *s = (bz_fit_side){goes_on ? s[-1].block : (uint32_t)i, 0};
        if (goes_on && before && draw(&seed, 3)) s->lane = (uint8_t)(before + 1);
        if (!goes_on && draw(&seed, 3)) s->lane = 1;
    }
    for (size_t i = 0; i < c->p.n; i++)
        if (draw(&seed, 2)) c->parts[i].most += (int32_t)draw(&seed, 4);
    c->p.sides = c->sides;
}

/* Gives some parts the meeting in which they were held before. */
static void draw_was(small_case *c, uint64_t seed)
{
    int32_t at = 0;
    seed = seed * 131 + 5;
    for (size_t i = 0; i < c->p.n; i++) {
        at += draw(&seed, 3) == 0;
        c->was[i] = draw(&seed, 5) ? at : -1;
    }
    c->p.was = c->was;
    c->p.goes_on = draw(&seed, 3) == 0;
}

/* --- exhaustive search */

static bz_fit_side side_of(const bz_fit *p, uint32_t part)
{
    uint32_t session = (uint32_t)p->parts[part].session;
    return p->sides ? p->sides[session] : (bz_fit_side){session, 0};
}

/* Whether both are held apart from each other, or one after the other beside somebody else. */
static bool are_apart(const bz_fit *p, uint32_t a, uint32_t b)
{
    bz_fit_side x = side_of(p, a), y = side_of(p, b);
    return x.lane && y.lane && x.block == y.block;
}

typedef struct search {
    const bz_fit *p;
    int32_t minutes[MOST_PARTS]; /* 0: left out */
    int32_t meeting[MOST_PARTS];
    bool opens[MOST_PARTS], best_opens[MOST_PARTS];
    bz_fit_cost best;
    bool has_best;
} search;

static int64_t squared(const bz_fit_part *a, int32_t minutes)
{
    int64_t off = minutes - a->usual;
    return off * off * (a->is_protected ? 2 : 1);
}

/* Whether no break may stand before the part at `i` of a meeting's held parts. */
static bool is_chained(const bz_fit *p, uint32_t a, uint32_t b)
{
    for (uint32_t i = a; i < b; i++) {
        if (are_apart(p, i, i + 1)) continue;
        if (side_of(p, i).lane || side_of(p, i + 1).lane) return false;
        if (!p->parts[i].is_glued || p->parts[i].session != p->parts[i + 1].session) return false;
    }
    return true;
}

static bool is_break(const bz_fit *p, uint32_t i)
{
    return p->parts[i].is_break && !side_of(p, i).lane;
}

/* Minutes of each lane of the block of part i; -1: they differ. Moves *i to the last of them. */
static int32_t lane_minutes(const bz_fit *p, const int32_t *minutes, uint32_t *i)
{
    int32_t all = -1, sum = 0;
    uint32_t k = *i;
    while (k && are_apart(p, k - 1, k))
        k--;
    for (bool is_last = false; !is_last; k++) {
        is_last = k + 1 == p->n || !are_apart(p, k, k + 1);
        sum += minutes[k];
        if (!is_last && side_of(p, k).lane == side_of(p, k + 1).lane) continue;
        if (all >= 0 && sum != all) return -1;
        all = sum;
        sum = 0;
        *i = k;
    }
    return all;
}

/* Minutes of a meeting with these blocks, in each of which no break may stand; -1: impossible. */
static int32_t with_breaks(const bz_fit *p, const int32_t *blocks, const bool *breaks, size_t n)
{
    int32_t sum = p->settle, run = 0;
    for (size_t i = 0; i < n; i++) {
        sum += blocks[i];
        if (breaks[i]) {
            run = 0;
            continue;
        }
        if (p->break_every && blocks[i] > p->break_every) return -1;
        if (p->break_every && run + blocks[i] > p->break_every) {
            sum += p->break_minutes;
            run = 0;
        }
        run += blocks[i];
    }
    return sum;
}

/* The blocks of one meeting with rituals of so many minutes. */
static int32_t length_with(const search *s, int32_t meeting, int32_t start, int32_t end)
{
    const bz_fit *p = s->p;
    int32_t blocks[MOST_PARTS + 2];
    bool breaks[MOST_PARTS + 2];
    size_t n = 0;
    uint32_t before = 0;
    bool has_before = false;
    if (start) blocks[n] = start, breaks[n++] = p->rituals->start[0].is_break;
    for (uint32_t i = 0; i < p->n; i++) {
        if (!s->minutes[i] || s->meeting[i] != meeting) continue;
        bool joins =
            has_before && is_chained(p, before, i) && !is_break(p, i) && !is_break(p, before);
        int32_t minutes = s->minutes[i];
        if (side_of(p, i).lane && (minutes = lane_minutes(p, s->minutes, &i)) < 0) return -1;
        if (joins) blocks[n - 1] += minutes;
        else blocks[n] = minutes, breaks[n++] = is_break(p, i);
        before = i;
        has_before = true;
    }
    if (end) blocks[n] = end, breaks[n++] = p->rituals->end[0].is_break;
    return with_breaks(p, blocks, breaks, n);
}

/* The best rituals of a meeting; false when none fit. */
static bool add_meeting(const search *s, int32_t meeting, bz_fit_cost *c)
{
    const bz_fit_rituals *r = s->p->rituals;
    bool has = false;
    int64_t distance = 0, slack = 0;
    for (int32_t x = r->n_start ? r->start[0].least : 0; x <= (r->n_start ? r->start[0].most : 0);
         x++)
        for (int32_t y = r->n_end ? r->end[0].least : 0; y <= (r->n_end ? r->end[0].most : 0);
             y++) {
            int32_t n = length_with(s, meeting, x, y), spare = s->p->minutes[meeting] - n;
            if (n < 0 || spare < 0) continue;
            int64_t d = (r->n_start ? squared(&r->start[0], x) : 0) +
                        (r->n_end ? squared(&r->end[0], y) : 0);
            int64_t e = (int64_t)spare * spare;
            if (has && (d > distance || (d == distance && e >= slack))) continue;
            distance = d, slack = e, has = true;
        }
    c->distance += distance;
    c->slack += slack;
    return has;
}

static bool is_parted(const search *s, int32_t session)
{
    int32_t first = -1;
    for (uint32_t i = 0; i < s->p->n; i++) {
        if (s->p->parts[i].session != session || !s->minutes[i]) continue;
        if (first >= 0 && s->meeting[i] != first) return true;
        first = s->meeting[i];
    }
    return false;
}

/* The first part of what is never parted: where two parts of it may go, which one goes is no matter
 * of meetings. */
static uint32_t head_of(const bz_fit *p, uint32_t i)
{
    while (i && is_chained(p, i - 1, i) && !is_break(p, i) && !is_break(p, i - 1))
        i--;
    return i;
}

/* Parts whose chain is held elsewhere than they were before, or not at all. */
static int64_t count_changed(const search *s)
{
    int64_t n = 0;
    for (uint32_t i = 0; s->p->was && i < s->p->n; i++) {
        int32_t now = -1;
        for (uint32_t k = 0; k < s->p->n; k++)
            if (head_of(s->p, k) == head_of(s->p, i) && s->minutes[k]) now = s->meeting[k];
        n += s->p->was[i] >= 0 && s->p->was[i] != now;
    }
    return n;
}

static void fold_opens(const bz_fit *p, const bool *opens, bool *folded)
{
    memset(folded, 0, MOST_PARTS * sizeof *folded);
    for (uint32_t i = 0; i < p->n; i++)
        if (opens[i]) folded[head_of(p, i)] = true;
}

static void look(search *s, int32_t n_meetings)
{
    bool opens[MOST_PARTS];
    bz_fit_cost c = {.meetings = n_meetings};
    for (uint32_t i = 0; i < s->p->n; i++)
        if (s->minutes[i]) c.distance += squared(&s->p->parts[i], s->minutes[i]);
        else c.left[s->p->parts[i].leave_out] += s->p->parts[i].usual;
    if (s->has_best && memcmp(c.left, s->best.left, sizeof c.left) != 0 &&
        bz_fit_compare(&c, &s->best) > 0)
        return;
    for (int32_t k = 0; k < (int32_t)s->p->n_sessions; k++)
        c.parted += is_parted(s, k) && !(k == 0 && s->p->goes_on);
    c.changed = count_changed(s);
    for (int32_t m = 0; m < n_meetings; m++)
        if (!add_meeting(s, m, &c)) return;
    int order = s->has_best ? bz_fit_compare(&c, &s->best) : -1;
    fold_opens(s->p, s->opens, opens);
    for (uint32_t i = 0; order == 0 && i < s->p->n; i++)
        order = opens[i] - s->best_opens[i];
    if (order >= 0) return;
    s->best = c;
    s->has_best = true;
    memcpy(s->best_opens, opens, sizeof opens);
}

/* Whether the meeting may end between the last part held and part i. */
static bool may_open(const search *s, uint32_t last, uint32_t i)
{
    const bz_fit *p = s->p;
    if (p->one_session) return side_of(p, last).block != side_of(p, i).block;
    for (uint32_t k = last; k < i; k++) {
        bool is_joining = side_of(p, k).lane && side_of(p, k).block == side_of(p, k + 1).block;
        if (!is_joining && !is_chained(p, k, k + 1)) return true;
    }
    return false;
}

static void try_part(search *s, uint32_t i, int32_t last, int32_t meeting)
{
    const bz_fit *p = s->p;
    if (i == p->n) {
        if (last >= 0) look(s, meeting + 1);
        return;
    }
    const bz_fit_part *a = &p->parts[i];
    s->opens[i] = false;
    s->minutes[i] = 0;
    if (a->leave_out) try_part(s, i + 1, last, meeting);
    bool must =
        last < 0 || (p->one_session && side_of(p, (uint32_t)last).block != side_of(p, i).block);
    for (int32_t x = a->least; x <= a->most; x++) {
        s->minutes[i] = x;
        if (!must) {
            s->opens[i] = false;
            s->meeting[i] = meeting;
            try_part(s, i + 1, (int32_t)i, meeting);
        }
        if ((last < 0 || may_open(s, (uint32_t)last, i)) && meeting + 1 < (int32_t)p->n_meetings) {
            s->opens[i] = true;
            s->meeting[i] = meeting + 1;
            try_part(s, i + 1, (int32_t)i, meeting + 1);
        }
    }
    s->opens[i] = false;
}

/* --- rules of a plan, looked at item by item */

static void check_meeting(const bz_fit *p, const bz_fit_answer *a, uint32_t m)
{
    const bz_fit_meeting *k = &a->meetings.p[m];
    int32_t sum = p->settle, apart = 0;
    for (uint32_t i = k->first; i < k->first + k->n; i++) {
        const bz_fit_item *item = &a->items.p[i], *before = i > k->first ? item - 1 : item;
        bool is_beside = item->kind == BZ_FIT_PART && before->kind == BZ_FIT_PART &&
                         are_apart(p, before->i, item->i) &&
                         side_of(p, before->i).lane != side_of(p, item->i).lane;
        if (is_beside) sum = apart;
        if (before == item || before->kind != BZ_FIT_PART || item->kind != BZ_FIT_PART ||
            !are_apart(p, before->i, item->i))
            apart = sum;
        assert_int_equal(item->from, sum);
        sum += item->minutes;
        if (item->kind == BZ_FIT_BREAK) assert_int_equal(item->minutes, p->break_minutes);
        if (item->kind != BZ_FIT_PART) continue;
        const bz_fit_part *part = &p->parts[item->i];
        assert_true(item->minutes >= part->least && item->minutes <= part->most);
        assert_int_equal(a->meeting_of.p[item->i], m);
    }
    assert_int_equal(sum, k->minutes);
    assert_true(sum <= p->minutes[m]);
}

static void check_plan(const bz_fit *p, const bz_fit_answer *a)
{
    int32_t at = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        int32_t m = a->meeting_of.p[i];
        if (m < 0) {
            assert_true(p->parts[i].leave_out);
            continue;
        }
        assert_true(m >= at);
        at = m;
    }
    for (uint32_t m = 0; m < a->meetings.n; m++)
        check_meeting(p, a, m);
}

static void assert_costs(const bz_fit_cost *got, const bz_fit_cost *wanted, uint64_t seed)
{
    if (bz_fit_compare(got, wanted) == 0) return;
    fail_msg("case %d: left %d %d %d changed %d distance %d parted %d meetings %d slack %d, wanted "
             "left %d %d "
             "%d changed %d distance %d parted %d meetings %d slack %d",
             (int)seed, (int)got->left[3], (int)got->left[2], (int)got->left[1], (int)got->changed,
             (int)got->distance, (int)got->parted, (int)got->meetings, (int)got->slack,
             (int)wanted->left[3], (int)wanted->left[2], (int)wanted->left[1], (int)wanted->changed,
             (int)wanted->distance, (int)wanted->parted, (int)wanted->meetings, (int)wanted->slack);
}

static void assert_opens(const bz_fit *p, const bz_fit_answer *a, const search *s, uint64_t seed)
{
    int32_t meeting = -1;
    bool opens[MOST_PARTS] = {0}, folded[MOST_PARTS] = {0};
    for (uint32_t i = 0; i < p->n; i++) {
        opens[i] = a->meeting_of.p[i] > meeting;
        if (opens[i]) meeting = a->meeting_of.p[i];
    }
    fold_opens(p, opens, folded);
    for (uint32_t i = 0; i < p->n; i++)
        if (folded[i] != s->best_opens[i])
            fail_msg("case %d: part %u is not as early", (int)seed, i);
}

typedef struct tally {
    int found, left_out, shortened, breaks, apart;
} tally;

/* Gives how many parts are not where they were. */
static int64_t compare_case(const small_case *c, uint64_t seed, tally *n)
{
    search s = {.p = &c->p};
    int64_t changed = 0;
    try_part(&s, 0, -1, -1);
    bz_fit_answer a;
    bz_fit_result r = bz_fit_solve(&c->p, &a);
    if (r != (s.has_best ? BZ_FIT_FOUND : BZ_FIT_NONE))
        fail_msg("case %d: result %d, found by search: %d", (int)seed, (int)r, s.has_best);
    if (s.has_best) {
        assert_costs(&a.cost, &s.best, seed);
        check_plan(&c->p, &a);
        assert_opens(&c->p, &a, &s, seed);
        changed = a.cost.changed;
        n->found++;
        n->left_out += a.cost.left[1] + a.cost.left[2] + a.cost.left[3] > 0;
        n->shortened += a.cost.distance > 0;
        for (size_t i = 0; i < a.items.n; i++)
            n->breaks += a.items.p[i].kind == BZ_FIT_BREAK;
        for (uint32_t i = 1; i < c->p.n; i++)
            n->apart += a.meeting_of.p[i] >= 0 && side_of(&c->p, i).lane > 1;
    }
    bz_fit_free(&a);
    return changed;
}

static void test_plan_fit__equals_exhaustive_search(void **state)
{
    (void)state;
    tally n = {0};
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        small_case c;
        draw_case(&c, seed * 7919);
        compare_case(&c, seed, &n);
    }
    /* The cases are worth something. */
    assert_true(n.found > 1000 && n.left_out > 200 && n.shortened > 100 && n.breaks > 50);
}

static void test_plan_fit__tracks_equal_exhaustive_search(void **state)
{
    (void)state;
    tally n = {0};
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        small_case c;
        draw_case(&c, seed * 6007);
        draw_sides(&c, seed);
        compare_case(&c, seed, &n);
    }
    assert_true(n.found > 500 && n.left_out > 100 && n.shortened > 100 && n.apart > 100);
}

static void test_plan_fit__changes_equal_exhaustive_search(void **state)
{
    (void)state;
    tally n = {0};
    int changed = 0;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        small_case c;
        draw_case(&c, seed * 4057);
        if (seed % 3 == 0) draw_sides(&c, seed);
        draw_was(&c, seed);
        changed += compare_case(&c, seed, &n) > 0;
    }
    assert_true(n.found > 500 && changed > 300);
}

/* Two lanes of 20 and 30 minutes, and 10 together; what is to spare goes to both lanes alike. */
static void test_plan_fit__fills_lanes_alike(void **state)
{
    (void)state;
    bz_fit_part parts[] = {{.usual = 20, .least = 20, .most = 40, .session = 0},
                           {.usual = 10, .least = 10, .most = 10, .session = 1},
                           {.usual = 15, .least = 10, .most = 30, .session = 1},
                           {.usual = 10, .least = 10, .most = 11, .session = 2}};
    bz_fit_rituals none = {0};
    uint32_t ritual_of[3] = {0};
    const bz_fit_side sides[] = {{0, 1}, {0, 2}, {0, 0}};
    int32_t minutes[] = {45};
    bz_fit p = {.parts = parts,
                .n = 4,
                .rituals = &none,
                .n_rituals = 1,
                .ritual_of = ritual_of,
                .n_sessions = 3,
                .sides = sides,
                .minutes = minutes,
                .n_meetings = 1,
                .one_session = true,
                .fill = true};
    bz_fit_answer a;
    assert_int_equal(bz_fit_solve(&p, &a), BZ_FIT_FOUND);
    assert_int_equal(a.meetings.n, 1);
    assert_int_equal(a.items.p[0].minutes + 0, a.items.p[1].minutes + a.items.p[2].minutes);
    assert_int_equal(a.items.p[0].from, a.items.p[1].from);
    assert_int_equal(a.meetings.p[0].minutes, 45);
    assert_int_equal(a.items.p[3].from, a.items.p[0].minutes);
    bz_fit_free(&a);
}
