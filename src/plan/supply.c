/* What a meeting needs, and what all of them need together. In: the materials of its parts and of
 * the sessions that begin in it, and the sheets that go home from those that end. Out: SUPPLY
 * records, the same thing once, counted for the people and families of the group. What is used up
 * (bought, made, printed) is summed; what is borrowed or brought is there for all parts and
 * meetings. */
#include "plan/plan_priv.h"

typedef struct counting {
    bz_model *m;
    bz_rec owner; /* a meeting, or the programme */
    int role;     /* of its supplies */
    int32_t people, families, spares;
} counting;

static bz_str per_of(int per)
{
    return bz_str_from(bz_enum_name(BZ_E_PER, per));
}

/* How many there are of what a material is counted by. A last, smaller pair or group counts. */
static int32_t units(const counting *c, int per)
{
    static const struct {
        const char *per;
        int32_t size;
    } sizes[] = {{"person", 1}, {"pair", 2}, {"three", 3}, {"four", 4}, {"small_group", 5}};
    bz_str name = per_of(per);
    if (bz_str_is(name, "family")) return c->families;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (bz_str_is(name, sizes[i].per)) return (c->people + sizes[i].size - 1) / sizes[i].size;
    return 1;
}

static bool is_used_up(int get)
{
    return get >= bz_enum_find(BZ_E_GET, BZ_STR("buy")); /* bring borrow | buy make print */
}

static int32_t spares_of(const counting *c, int per, int get)
{
    bz_str name = per_of(per);
    bool is_for_each = bz_str_is(name, "person") || bz_str_is(name, "family");
    return is_for_each && get == bz_enum_find(BZ_E_GET, BZ_STR("print")) ? c->spares : 0;
}

/* What two things must have in common to be one. */
typedef struct thing {
    bz_str item;
    int32_t per, get;
    bz_rec from;
} thing;

static bz_rec find_supply(const counting *c, const thing *t)
{
    const bz_model *m = c->m;
    for (bz_rec s = bz_model_first(m, c->owner, c->role); s; s = bz_model_next(m, s))
        if (bz_str_eq(bz_model_text(m, s, BZ_SUPPLY_ITEM), t->item) &&
            bz_model_int(m, s, BZ_SUPPLY_PER) == t->per &&
            bz_model_int(m, s, BZ_SUPPLY_GET) == t->get &&
            bz_model_ref(m, s, BZ_SUPPLY_FROM) == t->from)
            return s;
    return 0;
}

/* The list is made anew with one more; what it held before stays where it was in the values. */
static void add_user(bz_model *m, bz_rec supply, bz_rec activity)
{
    uint32_t n = bz_model_count(m, supply, BZ_SUPPLY_ACTIVITIES);
    uint32_t before = n ? bz_model_value(m, supply, BZ_SUPPLY_ACTIVITIES)->a : 0;
    bz_span span = bz_model_at(m, activity)->span;
    uint32_t first = bz_model_set_many(m, supply, BZ_SUPPLY_ACTIVITIES, BZ_V_LIST, n + 1, span);
    for (uint32_t i = 0; i <= n; i++) {
        bz_rec user = i < n ? m->values.p[before + i].target : activity;
        bz_model_set_element_ref(m, first + i, bz_str_from(""), bz_model_id(m, user), user, span);
    }
}

/* The supply of a thing, with so many more where it is used up. */
static bz_rec add_supply(const counting *c, const thing *t, int32_t need, int32_t spares,
                         bz_span span)
{
    bz_model *m = c->m;
    bz_rec s = find_supply(c, t);
    if (!s) {
        s = bz_model_add(m, c->owner, c->role, 0, BZ_R_SUPPLY, span);
        bz_model_set_text(m, s, BZ_SUPPLY_ITEM, t->item, span);
        bz_model_set_int(m, s, BZ_SUPPLY_COUNT, 0, span);
        bz_model_set_int(m, s, BZ_SUPPLY_SPARES, 0, span);
        bz_model_set_int(m, s, BZ_SUPPLY_PER, t->per, span);
        bz_model_set_int(m, s, BZ_SUPPLY_GET, t->get, span);
        if (t->from) bz_model_set_ref(m, s, BZ_SUPPLY_FROM, bz_model_id(m, t->from), t->from, span);
    }
    int32_t had = bz_model_int(m, s, BZ_SUPPLY_COUNT);
    int32_t count = is_used_up(t->get) ? had + need : had > need ? had : need;
    bz_model_set_int(m, s, BZ_SUPPLY_COUNT, count, span);
    bz_model_set_int(m, s, BZ_SUPPLY_SPARES, bz_model_int(m, s, BZ_SUPPLY_SPARES) + spares, span);
    return s;
}

static void add_materials(const counting *c, bz_rec owner, int role)
{
    const bz_model *m = c->m;
    for (bz_rec t = bz_model_first_present(m, owner, role); t; t = bz_model_next_present(m, t)) {
        thing what = {bz_model_text(m, t, BZ_MATERIAL_ITEM), bz_model_int(m, t, BZ_MATERIAL_PER),
                      bz_model_int(m, t, BZ_MATERIAL_GET), bz_model_ref(m, t, BZ_MATERIAL_FROM)};
        int32_t need = units(c, what.per) * bz_model_int(m, t, BZ_MATERIAL_COUNT);
        bz_rec s = add_supply(c, &what, need, 0, bz_model_at(m, t)->span);
        /* Spares once for each meeting: whoever comes unexpected uses them in every part. */
        bz_model_set_int(c->m, s, BZ_SUPPLY_SPARES, spares_of(c, what.per, what.get),
                         bz_model_at(m, t)->span);
        if (bz_model_kind(m, owner) == BZ_R_ACTIVITY) add_user(c->m, s, owner);
    }
}

/* The sheet that goes home: a copy for each caregiver, unless a material says so already. */
static void add_home_sheet(const counting *c, bz_rec session)
{
    const bz_model *m = c->m;
    bz_rec home = bz_model_first_present(m, session, BZ_SESSION_HOME_PRACTICE);
    bz_rec handout = home ? bz_model_ref(m, home, BZ_HOME_PRACTICE_HANDOUT) : 0;
    if (!handout) return;
    for (bz_rec s = bz_model_first(m, c->owner, c->role); s; s = bz_model_next(m, s))
        if (bz_model_ref(m, s, BZ_SUPPLY_FROM) == handout) return;
    thing sheet = {bz_model_text(m, handout, BZ_HANDOUT_TITLE),
                   bz_enum_find(BZ_E_PER, BZ_STR("person")),
                   bz_enum_find(BZ_E_GET, BZ_STR("print")), handout};
    add_supply(c, &sheet, c->people, c->spares, bz_model_at(m, home)->span);
}

/* Into the programme's sums, which do not say what needs them. */
static void add_to_all(const counting *all, const counting *meeting)
{
    const bz_model *m = all->m;
    for (bz_rec s = bz_model_first(m, meeting->owner, meeting->role); s; s = bz_model_next(m, s)) {
        thing what = {bz_model_text(m, s, BZ_SUPPLY_ITEM), bz_model_int(m, s, BZ_SUPPLY_PER),
                      bz_model_int(m, s, BZ_SUPPLY_GET), bz_model_ref(m, s, BZ_SUPPLY_FROM)};
        add_supply(all, &what, bz_model_int(m, s, BZ_SUPPLY_COUNT),
                   bz_model_int(m, s, BZ_SUPPLY_SPARES), bz_model_at(m, s)->span);
    }
}

void bz_plan__add_supplies(bz_model *m, bz_rec meeting)
{
    counting c = {.m = m, .owner = meeting, .role = BZ_MEETING_MATERIALS, .people = 1};
    if (m->context) {
        c.people = bz_model_int(m, m->context, BZ_CONTEXT_PEOPLE);
        c.families = bz_model_int(m, m->context, BZ_CONTEXT_FAMILIES);
        c.spares = bz_model_int(m, m->context, BZ_CONTEXT_SPARES);
    }
    for (uint32_t i = 0; i < bz_model_count(m, meeting, BZ_MEETING_BEGINS); i++)
        add_materials(&c, bz_model_element(m, meeting, BZ_MEETING_BEGINS, i)->target,
                      BZ_SESSION_MATERIALS);
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p)) {
        bz_rec a = bz_model_ref(m, p, BZ_PART_ACTIVITY);
        if (a) add_materials(&c, a, BZ_ACTIVITY_MATERIALS);
    }
    for (uint32_t i = 0; i < bz_model_count(m, meeting, BZ_MEETING_COMPLETES); i++)
        add_home_sheet(&c, bz_model_element(m, meeting, BZ_MEETING_COMPLETES, i)->target);
    counting all = c;
    all.owner = m->programme;
    all.role = BZ_PROGRAMME_MATERIALS;
    add_to_all(&all, &c);
}
