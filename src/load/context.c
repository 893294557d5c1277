/* In: a curriculum, a place with those it extends, a group with its adaptations. Out: one CONTEXT
 * record with what holds: facts, words, languages, whom to call, services, people, paper. The one
 * idea: layers from the general to the particular, curriculum, places from the farthest to the
 * nearest, adaptations, group; a later one goes before an earlier one, row by row as the table
 * says. */
#include "load/load_priv.h"

#include "base/calendar.h"
#include "base/region.h"

enum { USUAL_PEOPLE = 12, ONE_IN = 10 }; /* a spare sheet for every ten people */

typedef struct merge {
    bz_model *m;
    bz_job *job;
    bz_rec context, curriculum, group, adaptation;
    BZ_VEC(bz_rec) places; /* from the farthest to the nearest */
    size_t first_at_home;  /* places before it are in another country */
} merge;

static void put_ref(merge *x, int field, bz_rec to)
{
    if (!to) return;
    bz_model_set_ref(x->m, x->context, field, bz_model_id(x->m, to), to,
                     bz_model_at(x->m, to)->span);
}

/* --- the chain of places */

static void collect_places(merge *x, bz_rec place)
{
    BZ_VEC(bz_rec) upwards = {0};
    uint8_t *seen = bz_mem_new(x->m->records.n);
    for (; place && !seen[place]; place = bz_model_ref(x->m, place, BZ_PLACE_EXTENDS)) {
        seen[place] = 1; /* a circle was reported; here it may only not run for ever */
        bz_vec_push(&upwards, place);
    }
    while (upwards.n)
        bz_vec_push(&x->places, upwards.p[--upwards.n]);
    bz_vec_free(&upwards);
    bz_mem_free(seen);
}

static bool has_services(const bz_model *m, bz_rec place)
{
    return bz_model_first(m, place, BZ_PLACE_REFERRALS) ||
           bz_model_first(m, place, BZ_PLACE_FOCAL_POINT);
}

/* Numbers of another country are of no use to a family in danger, and may do harm. A place without
 * a country is in that of the one it extends. */
static void find_border(merge *x)
{
    bz_model *m = x->m;
    bz_str country = BZ_STR("");
    for (size_t i = 0; i < x->places.n; i++) {
        bz_str here = bz_model_text(m, x->places.p[i], BZ_PLACE_COUNTRY);
        if (country.n && here.n && !bz_str_eq(here, country)) x->first_at_home = i;
        if (here.n) country = here;
    }
    for (size_t i = 0; i < x->first_at_home; i++) {
        bz_rec far = x->places.p[i], near = x->places.p[x->first_at_home];
        if (!has_services(m, far)) continue;
        bz_diag *diag =
            bz_diag_add(x->job->diags, BZ_C005, bz_model_span(m, near, BZ_PLACE_EXTENDS),
                        "the services of `%.*s` are left out: it is another country",
                        BZ_FMT(bz_model_id(m, far)));
        bz_diag_note_at(x->job->diags, diag, bz_model_span(m, far, BZ_PLACE_COUNTRY),
                        "its country is `%.*s`", BZ_FMT(bz_model_text(m, far, BZ_PLACE_COUNTRY)));
        bz_diag_hint(x->job->diags, diag, "give `%.*s` its own `referrals` and `focal_point`",
                     BZ_FMT(bz_model_id(m, near)));
    }
}

/* --- facts */

/* The answer that goes before the others: the group's, then the nearest place's. */
static const bz_value *answer(const merge *x, bz_str fact)
{
    const bz_model *m = x->m;
    const bz_value *v = NULL;
    if (x->group) v = bz_value_find(m, bz_model_value(m, x->group, BZ_GROUP_FACTS), fact);
    for (size_t i = x->places.n; !v && i-- > 0;)
        v = bz_value_find(m, bz_model_value(m, x->places.p[i], BZ_PLACE_FACTS), fact);
    return v && v->kind == BZ_V_TEXT ? v : NULL;
}

static bool is_answer(const bz_model *m, bz_rec fact, bz_str text)
{
    for (uint32_t i = 0; i < bz_model_count(m, fact, BZ_FACT_VALUES); i++)
        if (bz_str_eq(bz_value_text(m, bz_model_element(m, fact, BZ_FACT_VALUES, i)), text))
            return true;
    return false;
}

static void wrong_answer(const merge *x, bz_rec fact, const bz_value *v)
{
    const bz_model *m = x->m;
    bz_arena *a = bz_arena_new();
    bz_diag *diag =
        bz_diag_add(x->job->diags, BZ_C008, v->span, "the fact `%.*s` has no value `%.*s`",
                    BZ_FMT(bz_model_id(m, fact)), BZ_FMT(bz_value_text(m, v)));
    bz_diag_note_at(x->job->diags, diag, bz_model_at(m, fact)->id_span,
                    "the fact is declared here");
    bz_load__say_values(x->job, diag, bz_value_text(m, v),
                        bz_load__texts_of(m, bz_model_value(m, fact, BZ_FACT_VALUES), a));
    bz_arena_free(a);
}

/* A place serves many curricula and may answer what this one does not ask; a group follows one. */
static void check_group_facts(const merge *x)
{
    const bz_model *m = x->m;
    for (uint32_t i = 0; x->group && i < bz_model_count(m, x->group, BZ_GROUP_FACTS); i++) {
        const bz_value *v = bz_model_element(m, x->group, BZ_GROUP_FACTS, i);
        bz_str key = bz_value_key(m, v);
        if (v->kind == BZ_V_NONE || bz_model_child(m, x->curriculum, BZ_CURRICULUM_FACTS, key))
            continue;
        bz_arena *a = bz_arena_new();
        bz_diag *diag = bz_diag_add(x->job->diags, BZ_C007, bz_load__key_span(x->job, v->span, key),
                                    "curriculum `%.*s` does not ask for the fact `%.*s`",
                                    BZ_FMT(bz_model_id(m, x->curriculum)), BZ_FMT(key));
        bz_load__did_you_mean(x->job, diag, key,
                              bz_load__ids_of(m, x->curriculum, BZ_CURRICULUM_FACTS, a));
        bz_arena_free(a);
    }
}

static void merge_facts(merge *x)
{
    bz_model *m = x->m;
    bz_load__values facts = {0};
    bz_rec fact = bz_model_first(m, x->curriculum, BZ_CURRICULUM_FACTS);
    for (; fact; fact = bz_model_next(m, fact)) {
        bz_value id = *bz_model_value(m, fact, BZ_FACT_ID);
        bz_value v = *bz_model_value(m, fact, BZ_FACT_DEFAULT);
        const bz_value *said = answer(x, bz_model_id(m, fact));
        if (said && !is_answer(m, fact, bz_value_text(m, said))) wrong_answer(x, fact, said);
        else if (said) v = *said;
        v.key = id.a;
        v.key_n = id.b;
        if (v.kind == BZ_V_TEXT) bz_vec_push(&facts, v);
    }
    bz_load__values_store(m, x->context, BZ_CONTEXT_FACTS, &facts, bz_span_none());
    bz_vec_free(&facts);
    check_group_facts(x);
}

/* --- what the nearest place has */

static void merge_country(merge *x)
{
    for (size_t i = x->places.n; i-- > 0;) {
        bz_value v = *bz_model_value(x->m, x->places.p[i], BZ_PLACE_COUNTRY);
        if (v.kind != BZ_V_TEXT) continue;
        bz_model_set_text(x->m, x->context, BZ_CONTEXT_COUNTRY, bz_value_text(x->m, &v), v.span);
        return;
    }
}

/* The nearest place's value of a row, or one of kind NONE. */
static bz_value nearest(const merge *x, int field)
{
    bz_value v = {0};
    for (size_t i = x->places.n; i-- > 0 && v.kind == BZ_V_NONE;)
        v = *bz_model_value(x->m, x->places.p[i], field);
    return v;
}

static void merge_calendar(merge *x)
{
    bz_value v = nearest(x, BZ_PLACE_CALENDAR);
    if (x->group && bz_model_has(x->m, x->group, BZ_GROUP_CALENDAR))
        v = *bz_model_value(x->m, x->group, BZ_GROUP_CALENDAR);
    if (v.kind == BZ_V_INT && v.a != BZ_GREGORIAN)
        bz_model_set_int(x->m, x->context, BZ_CONTEXT_CALENDAR, (int32_t)v.a, v.span);
}

/* `first tuesday` is no day of every week. */
static int32_t weekday(const merge *x, const bz_value *v)
{
    if (v->kind == BZ_V_INT && v->a >= 7) {
        bz_diag *d = bz_diag_add(x->job->diags, BZ_C017, v->span, "not a day of every week");
        bz_diag_hint(x->job->diags, d, "write one of monday to sunday");
    }
    return v->kind == BZ_V_INT ? (int32_t)(v->a % 7) : 0;
}

static void merge_week(merge *x)
{
    bz_model *m = x->m;
    bz_week w = bz_region_week(bz_model_text(m, x->context, BZ_CONTEXT_COUNTRY));
    bz_value start = nearest(x, BZ_PLACE_WEEK_STARTS), days = nearest(x, BZ_PLACE_WEEKEND);
    if (start.kind == BZ_V_INT) w.start = weekday(x, &start);
    for (int i = 0; i < 7 && days.kind == BZ_V_LIST; i++)
        w.is_free[i] = false;
    for (uint32_t i = 0; days.kind == BZ_V_LIST && i < days.b; i++)
        w.is_free[weekday(x, bz_value_element(m, &days, i))] = true;
    bz_model_set_int(m, x->context, BZ_CONTEXT_WEEK_STARTS, w.start, start.span);
    uint32_t n = 0;
    for (int i = 0; i < 7; i++)
        n += w.is_free[i];
    uint32_t at = bz_model_set_many(m, x->context, BZ_CONTEXT_WEEKEND, BZ_V_LIST, n, days.span);
    for (int i = 0; i < 7; i++)
        if (w.is_free[i]) bz_model_set_element_int(m, at++, BZ_STR(""), i, days.span);
}

static void add_unavailable(const merge *x, bz_rec r, int field, bz_load__values *out)
{
    for (uint32_t i = 0; r && i < bz_model_count(x->m, r, field); i++)
        bz_vec_push(out, *bz_model_element(x->m, r, field, i));
}

/* What cannot be had in a country cannot be had in its districts. */
static void merge_unavailable(merge *x)
{
    bz_load__values all = {0};
    for (size_t i = 0; i < x->places.n; i++)
        add_unavailable(x, x->places.p[i], BZ_PLACE_UNAVAILABLE, &all);
    add_unavailable(x, x->group, BZ_GROUP_UNAVAILABLE, &all);
    uint32_t first = bz_model_set_many(x->m, x->context, BZ_CONTEXT_UNAVAILABLE, BZ_V_LIST,
                                       (uint32_t)all.n, bz_span_none());
    for (size_t i = 0; i < all.n; i++)
        x->m->values.p[first + i] = all.p[i];
    bz_vec_free(&all);
}

/* Copies the only child of a role from the nearest place that has one. */
static bz_rec copy_nearest(merge *x, int role, int from_role, size_t first)
{
    for (size_t i = x->places.n; i-- > first;) {
        bz_rec r = bz_model_first(x->m, x->places.p[i], from_role);
        if (r) return bz_model_copy(x->m, x->context, role, 0, r);
    }
    return 0;
}

static void merge_languages(merge *x)
{
    bz_model *m = x->m;
    bz_rec r = copy_nearest(x, BZ_CONTEXT_LANGUAGES, BZ_PLACE_LANGUAGES, 0);
    if (!r)
        r = bz_model_add(m, x->context, BZ_CONTEXT_LANGUAGES, 0, BZ_R_LANGUAGES, bz_span_none());
    bz_str own = bz_model_text(m, x->curriculum, BZ_CURRICULUM_LANGUAGE);
    if (!bz_model_has(m, r, BZ_LANGUAGES_GUIDE))
        bz_model_set_text(m, r, BZ_LANGUAGES_GUIDE, own, bz_span_none());
    if (!bz_model_has(m, r, BZ_LANGUAGES_SPOKEN))
        bz_model_set_text(m, r, BZ_LANGUAGES_SPOKEN, own, bz_span_none());
    if (bz_model_count(m, r, BZ_LANGUAGES_HANDOUTS)) return;
    uint32_t one = bz_model_set_many(m, r, BZ_LANGUAGES_HANDOUTS, BZ_V_LIST, 1, bz_span_none());
    bz_model_set_element(m, one, BZ_STR(""), own, bz_span_none());
}

static void merge_referrals(merge *x)
{
    bz_model *m = x->m;
    bz_arena *a = bz_arena_new();
    bz_map *known = bz_map_new(); /* id to seat, from 1 */
    BZ_VEC(bz_rec) seats = {0};   /* who sits there now */
    for (size_t i = x->first_at_home; i < x->places.n; i++) {
        bz_rec r = bz_model_first(m, x->places.p[i], BZ_PLACE_REFERRALS);
        for (; r; r = bz_model_next(m, r)) {
            bz_str id = bz_arena_str(a, bz_model_id(m, r));
            uint32_t seat = bz_map_find(known, id);
            bz_rec farther = seat ? seats.p[seat - 1] : 0;
            bz_rec copy = bz_model_copy(m, x->context, BZ_CONTEXT_REFERRALS, farther, r);
            if (farther) {
                bz_model_unlink(m, farther);
                seats.p[seat - 1] = copy; /* until a still nearer place has its own */
            } else {
                bz_vec_push(&seats, copy);
                bz_map_add(known, id, (uint32_t)seats.n);
            }
        }
    }
    bz_vec_free(&seats);
    bz_map_free(known);
    bz_arena_free(a);
}

/* --- what the group has */

/* Those that the group names, each behind the one that it extends, none twice; or the one that is
 * asked for without a group. */
static void merge_adaptations(merge *x)
{
    bz_model *m = x->m;
    BZ_VEC(bz_rec) chain = {0}, all = {0};
    uint8_t *seen = bz_mem_new(m->records.n);
    uint32_t n = x->group ? bz_model_count(m, x->group, BZ_GROUP_ADAPTATIONS) : 1;
    for (uint32_t i = 0; i < n; i++) {
        bz_rec r = x->group ? bz_model_element(m, x->group, BZ_GROUP_ADAPTATIONS, i)->target
                            : x->adaptation;
        for (; r && !seen[r]; r = bz_model_ref(m, r, BZ_ADAPTATION_EXTENDS)) {
            seen[r] = 1; /* a circle was reported; here it may only not run for ever */
            bz_vec_push(&chain, r);
        }
        while (chain.n)
            bz_vec_push(&all, chain.p[--chain.n]);
    }
    bz_span span = x->group ? bz_model_span(m, x->group, BZ_GROUP_ADAPTATIONS) : bz_span_none();
    uint32_t first =
        bz_model_set_many(m, x->context, BZ_CONTEXT_ADAPTATIONS, BZ_V_LIST, (uint32_t)all.n, span);
    for (size_t i = 0; i < all.n; i++)
        bz_model_set_element_ref(m, first + (uint32_t)i, BZ_STR(""), bz_model_id(m, all.p[i]),
                                 all.p[i], bz_model_at(m, all.p[i])->span);
    bz_vec_free(&chain);
    bz_vec_free(&all);
    bz_mem_free(seen);
}

static void merge_group(merge *x)
{
    bz_model *m = x->m;
    int32_t people = x->group ? bz_model_int(m, x->group, BZ_GROUP_PEOPLE) : 0;
    bz_rec childcare = x->group ? bz_model_first(m, x->group, BZ_GROUP_CHILDCARE) : 0;
    bz_rec paper = x->group ? bz_model_first(m, x->group, BZ_GROUP_PAPER) : 0;
    bz_span span = x->group ? bz_model_span(m, x->group, BZ_GROUP_PEOPLE) : bz_span_none();
    people = people ? people : USUAL_PEOPLE;
    bool has_families = x->group && bz_model_has(m, x->group, BZ_GROUP_FAMILIES);
    bool has_spares = x->group && bz_model_has(m, x->group, BZ_GROUP_SPARES);
    bz_model_set_int(m, x->context, BZ_CONTEXT_PEOPLE, people, span);
    bz_model_set_int(m, x->context, BZ_CONTEXT_FAMILIES,
                     has_families ? bz_model_int(m, x->group, BZ_GROUP_FAMILIES) : people, span);
    bz_model_set_int(m, x->context, BZ_CONTEXT_SPARES,
                     has_spares ? bz_model_int(m, x->group, BZ_GROUP_SPARES)
                                : (people + ONE_IN - 1) / ONE_IN,
                     span);
    if (childcare) bz_model_copy(m, x->context, BZ_CONTEXT_CHILDCARE, 0, childcare);
    if (paper) bz_model_copy(m, x->context, BZ_CONTEXT_PAPER, 0, paper);
    else
        bz_model_apply_defaults(
            m, bz_model_add(m, x->context, BZ_CONTEXT_PAPER, 0, BZ_R_PAPER, bz_span_none()));
}

static bz_status merge_all(merge x, bz_rec place)
{
    bz_model *m = x.m;
    bz_job *job = x.job;
    bz_rec curriculum = x.curriculum, group = x.group;
    size_t errors = bz_diags_errors(job->diags);
    if (m->context) bz_model_unlink(m, m->context);
    x.context = bz_model_add(m, m->project, BZ_PROJECT_CONTEXT, 0, BZ_R_CONTEXT, bz_span_none());
    m->context = x.context;
    if (!place && group) place = bz_model_ref(m, group, BZ_GROUP_PLACE);
    put_ref(&x, BZ_CONTEXT_CURRICULUM, curriculum);
    put_ref(&x, BZ_CONTEXT_PLACE, place);
    put_ref(&x, BZ_CONTEXT_GROUP, group);
    collect_places(&x, place);
    find_border(&x);
    merge_facts(&x);
    if (group || x.adaptation) merge_adaptations(&x);
    bz_load__context_words(m, curriculum, x.places.p, x.places.n, job);
    merge_country(&x);
    merge_calendar(&x);
    merge_week(&x);
    merge_unavailable(&x);
    merge_languages(&x);
    copy_nearest(&x, BZ_CONTEXT_FOCAL_POINT, BZ_PLACE_FOCAL_POINT, x.first_at_home);
    merge_referrals(&x);
    merge_group(&x);
    bz_load__holidays_merge(m, x.context, x.places.p + x.first_at_home,
                            x.places.n - x.first_at_home);
    bz_model_apply_defaults(m, x.context);
    bz_vec_free(&x.places);
    return bz_diags_errors(job->diags) > errors ? BZ_INVALID : BZ_OK;
}

bz_status bz_load_context(bz_model *m, bz_rec curriculum, bz_rec place, bz_rec group, bz_job *job)
{
    return merge_all((merge){.m = m, .job = job, .curriculum = curriculum, .group = group}, place);
}

bz_status bz_load_context_adapted(bz_model *m, bz_rec curriculum, bz_rec place, bz_rec adaptation,
                                  bz_job *job)
{
    return merge_all(
        (merge){.m = m, .job = job, .curriculum = curriculum, .adaptation = adaptation}, place);
}
