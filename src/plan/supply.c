/* What a meeting needs. In: the materials of its parts and of the sessions that begin in it, and
 * the sheets that go home from those that end. Out: SUPPLY records, the same thing once, counted
 * for the people of the group. What is used up (bought, made, printed) is summed over activities;
 * what is borrowed or brought is there for all of them. */
#include "plan/plan_priv.h"

/* How many there are of what a material is counted by. A last, smaller pair or three counts. */
static int32_t units(int per, int32_t people)
{
    static const struct {
        int per;
        int32_t size;
    } sizes[] = {{2, 1}, {3, 2}, {4, 3}, {5, 4}}; /* BZ_E_PER: person pair three four */
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (sizes[i].per == per) return (people + sizes[i].size - 1) / sizes[i].size;
    return 1;
}

static bool is_used_up(int get)
{
    return get >= 2; /* BZ_E_GET: bring borrow | buy make print */
}

static bz_rec find_supply(const bz_model *m, bz_rec meeting, bz_rec material)
{
    for (bz_rec s = bz_model_first(m, meeting, BZ_MEETING_MATERIALS); s; s = bz_model_next(m, s)) {
        bool is_same =
            bz_str_eq(bz_model_text(m, s, BZ_SUPPLY_ITEM),
                      bz_model_text(m, material, BZ_MATERIAL_ITEM)) &&
            bz_model_int(m, s, BZ_SUPPLY_PER) == bz_model_int(m, material, BZ_MATERIAL_PER) &&
            bz_model_int(m, s, BZ_SUPPLY_GET) == bz_model_int(m, material, BZ_MATERIAL_GET) &&
            bz_model_ref(m, s, BZ_SUPPLY_FROM) == bz_model_ref(m, material, BZ_MATERIAL_FROM);
        if (is_same) return s;
    }
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

static bz_rec new_supply(bz_model *m, bz_rec meeting, bz_str item, int32_t per, int32_t get,
                         bz_rec from, bz_span span)
{
    bz_rec s = bz_model_add(m, meeting, BZ_MEETING_MATERIALS, 0, BZ_R_SUPPLY, span);
    bz_model_set_text(m, s, BZ_SUPPLY_ITEM, item, span);
    bz_model_set_int(m, s, BZ_SUPPLY_COUNT, 0, span);
    bz_model_set_int(m, s, BZ_SUPPLY_PER, per, span);
    bz_model_set_int(m, s, BZ_SUPPLY_GET, get, span);
    if (from) bz_model_set_ref(m, s, BZ_SUPPLY_FROM, bz_model_id(m, from), from, span);
    return s;
}

static void add_materials(bz_model *m, bz_rec meeting, bz_rec owner, int role, int32_t people)
{
    for (bz_rec t = bz_model_first_present(m, owner, role); t; t = bz_model_next_present(m, t)) {
        int32_t per = bz_model_int(m, t, BZ_MATERIAL_PER),
                get = bz_model_int(m, t, BZ_MATERIAL_GET);
        int32_t need = units(per, people) * bz_model_int(m, t, BZ_MATERIAL_COUNT);
        bz_rec s = find_supply(m, meeting, t);
        if (!s)
            s = new_supply(m, meeting, bz_model_text(m, t, BZ_MATERIAL_ITEM), per, get,
                           bz_model_ref(m, t, BZ_MATERIAL_FROM), bz_model_at(m, t)->span);
        int32_t had = bz_model_int(m, s, BZ_SUPPLY_COUNT);
        int32_t count = is_used_up(get) ? had + need : had > need ? had : need;
        bz_model_set_int(m, s, BZ_SUPPLY_COUNT, count, bz_model_at(m, t)->span);
        if (bz_model_kind(m, owner) == BZ_R_ACTIVITY) add_user(m, s, owner);
    }
}

/* The sheet that goes home: a copy for each caregiver, unless a material says so already. */
static void add_home_sheet(bz_model *m, bz_rec meeting, bz_rec session, int32_t people)
{
    bz_rec home = bz_model_first_present(m, session, BZ_SESSION_HOME_PRACTICE);
    bz_rec handout = home ? bz_model_ref(m, home, BZ_HOME_PRACTICE_HANDOUT) : 0;
    if (!handout) return;
    for (bz_rec s = bz_model_first(m, meeting, BZ_MEETING_MATERIALS); s; s = bz_model_next(m, s))
        if (bz_model_ref(m, s, BZ_SUPPLY_FROM) == handout) return;
    bz_rec s =
        new_supply(m, meeting, bz_model_text(m, handout, BZ_HANDOUT_TITLE),
                   bz_enum_find(BZ_E_PER, BZ_STR("person")),
                   bz_enum_find(BZ_E_GET, BZ_STR("print")), handout, bz_model_at(m, home)->span);
    bz_model_set_int(m, s, BZ_SUPPLY_COUNT, people, bz_model_at(m, home)->span);
}

void bz_plan__add_supplies(bz_model *m, bz_rec meeting)
{
    int32_t people = m->context ? bz_model_int(m, m->context, BZ_CONTEXT_PEOPLE) : 1;
    for (uint32_t i = 0; i < bz_model_count(m, meeting, BZ_MEETING_BEGINS); i++)
        add_materials(m, meeting, bz_model_element(m, meeting, BZ_MEETING_BEGINS, i)->target,
                      BZ_SESSION_MATERIALS, people);
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p)) {
        bz_rec a = bz_model_ref(m, p, BZ_PART_ACTIVITY);
        if (a) add_materials(m, meeting, a, BZ_ACTIVITY_MATERIALS, people);
    }
    for (uint32_t i = 0; i < bz_model_count(m, meeting, BZ_MEETING_COMPLETES); i++)
        add_home_sheet(m, meeting, bz_model_element(m, meeting, BZ_MEETING_COMPLETES, i)->target,
                       people);
}
