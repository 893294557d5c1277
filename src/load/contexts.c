/* In: the names of groups, places and adaptations. Out: their records, and with a group everything
 * that it names: its curriculum, its place with those it extends, its adaptations with their
 * plugins. The one idea: what a record names is taken from the shelf as soon as the record is read,
 * so the request alone decides what is loaded. */
#include "load/load_priv.h"

bz_rec bz_load__place(bz_load__run *l, bz_str id, bz_span wanted_at)
{
    bool is_new;
    bz_rec first = bz_load__take(l, &bz_load__places, l->places, id, wanted_at, &is_new);
    /* Up the chain; a place that was there before has brought its own. */
    for (bz_rec r = first; r && is_new;) {
        bz_load__holidays_of(l, r);
        bz_str above = bz_model_text(l->m, r, BZ_PLACE_EXTENDS);
        if (!above.n) break;
        above = bz_arena_str(l->names, above);
        r = bz_load__take(l, &bz_load__places, l->places, above,
                          bz_model_span(l->m, r, BZ_PLACE_EXTENDS), &is_new);
    }
    return first;
}

bz_rec bz_load__adaptation(bz_load__run *l, bz_str id, bz_span wanted_at)
{
    bool is_new;
    bz_rec first = bz_load__take(l, &bz_load__adaptations, l->adaptations, id, wanted_at, &is_new);
    /* Up the chain, as places go. */
    for (bz_rec r = first; r && is_new;) {
        bz_load__plugin_uses(l, r);
        bz_str above = bz_model_text(l->m, r, BZ_ADAPTATION_EXTENDS);
        if (!above.n) break;
        above = bz_arena_str(l->names, above);
        r = bz_load__take(l, &bz_load__adaptations, l->adaptations, above,
                          bz_model_span(l->m, r, BZ_ADAPTATION_EXTENDS), &is_new);
    }
    return first;
}

/* A list of adaptations; each one is reported where it stands. */
static void take_adaptations(bz_load__run *l, bz_rec group)
{
    uint32_t n = bz_model_count(l->m, group, BZ_GROUP_ADAPTATIONS);
    for (uint32_t i = 0; i < n; i++) {
        const bz_value *v = bz_model_element(l->m, group, BZ_GROUP_ADAPTATIONS, i);
        bz_span at = v->span;
        bz_str id = bz_arena_str(l->names, bz_value_text(l->m, v));
        if (id.n) bz_load__adaptation(l, id, at);
    }
}

static void take_curriculum(bz_load__run *l, bz_rec group)
{
    const bz_load_request *q = l->request;
    bz_str id = bz_arena_str(l->names, bz_model_text(l->m, group, BZ_GROUP_CURRICULUM));
    bz_span at = bz_model_span(l->m, group, BZ_GROUP_CURRICULUM);
    if (!id.n) return;
    bool is_the_one = bz_str_eq(bz_model_id(l->m, group), q->group);
    if (is_the_one && q->curriculum.n && !bz_str_eq(id, q->curriculum)) {
        bz_diag *diag =
            bz_diag_add(l->job->diags, BZ_C009, at, "this group follows `%.*s`, not `%.*s`",
                        BZ_FMT(id), BZ_FMT(q->curriculum));
        bz_diag_hint(l->job->diags, diag, "name a group of `%.*s`, or leave the curriculum out",
                     BZ_FMT(q->curriculum));
    }
    bz_load__curriculum(l, id, at);
}

bz_rec bz_load__group(bz_load__run *l, bz_str id, bz_span wanted_at)
{
    bool is_new;
    bz_rec r = bz_load__take(l, &bz_load__groups, l->groups, id, wanted_at, &is_new);
    if (!r || !is_new) return r;
    bz_str place = bz_arena_str(l->names, bz_model_text(l->m, r, BZ_GROUP_PLACE));
    if (place.n) bz_load__place(l, place, bz_model_span(l->m, r, BZ_GROUP_PLACE));
    take_adaptations(l, r);
    take_curriculum(l, r);
    return r;
}

typedef bz_rec take(bz_load__run *l, bz_str id, bz_span wanted_at);

static void take_all(bz_load__run *l, const bz_load__shelf *shelf, take *take_one)
{
    bz_load__names ids = bz_load__shelf_ids(l, shelf);
    for (size_t i = 0; i < ids.n; i++) {
        bz_str path =
            bz_arena_printf(l->names, "%s%.*s%s", shelf->folder, BZ_FMT(ids.p[i]), shelf->suffix);
        bz_span at = bz_span_none();
        const char *why;
        /* Only to say where a bad name stands: a good one is read by its own name. */
        if (!bz_id_is_valid(ids.p[i], &why)) at = bz_load__at_file(l->job, l->request->root, path);
        take_one(l, ids.p[i], at);
    }
}

void bz_load__places_all(bz_load__run *l)
{
    take_all(l, &bz_load__places, bz_load__place);
}

void bz_load__adaptations_all(bz_load__run *l)
{
    take_all(l, &bz_load__adaptations, bz_load__adaptation);
}

void bz_load__contexts_all(bz_load__run *l)
{
    take_all(l, &bz_load__places, bz_load__place);
    take_all(l, &bz_load__adaptations, bz_load__adaptation);
    take_all(l, &bz_load__groups, bz_load__group);
}
