/* In: the places and adaptations that were read, each with the one that it extends. Out: an error
 * for each circle, and for each place without a country. The one idea: each extends at most one
 * other, so every walk up ends, meets itself, or meets what an earlier walk has settled. */
#include "load/load_priv.h"

enum { NEW, ON_THE_WAY, HAS, LACKS };

static int extends_of(const bz_model *m, bz_rec r)
{
    return bz_model_kind(m, r) == BZ_R_PLACE ? BZ_PLACE_EXTENDS : BZ_ADAPTATION_EXTENDS;
}

static bz_rec above(const bz_model *m, bz_rec r)
{
    return bz_model_ref(m, r, extends_of(m, r));
}

static void report_circle(bz_load__run *l, bz_rec place)
{
    const bz_model *m = l->m;
    bz_diag *diag = bz_diag_add(
        l->job->diags, BZ_X009, bz_model_span(m, place, extends_of(m, place)),
        "%s `%.*s` extends itself%s", bz_record_row_at(bz_model_kind(m, place))->name,
        BZ_FMT(bz_model_id(m, place)), above(m, place) == place ? "" : ", by way of others");
    for (bz_rec next = above(m, place); next != place; next = above(m, next))
        bz_diag_note_at(l->job->diags, diag, bz_model_span(m, next, extends_of(m, next)),
                        "`%.*s` extends `%.*s`", BZ_FMT(bz_model_id(m, next)),
                        BZ_FMT(bz_model_id(m, above(m, next))));
}

/* What a place says by itself of its country. */
static uint8_t own_state(const bz_model *m, bz_rec place)
{
    const bz_value *extends = bz_model_value(m, place, BZ_PLACE_EXTENDS);
    bool has_country = bz_model_value(m, place, BZ_PLACE_COUNTRY)->span.file != 0;
    /* What extends a place that is missing or misspelt may have its country from there. */
    if (has_country || (extends->span.file && !extends->target)) return HAS;
    return extends->target ? NEW : LACKS;
}

/* Circles are reported before: here a walk may only not run for ever. */
static void settle_country(const bz_model *m, uint8_t *state, bz_rec place)
{
    uint8_t found = NEW;
    for (bz_rec at = place; !found; at = above(m, at)) {
        if (state[at] == NEW) found = own_state(m, at);
        else found = state[at] == ON_THE_WAY ? HAS : state[at];
        if (state[at] == NEW) state[at] = ON_THE_WAY;
    }
    for (bz_rec at = place; at && state[at] == ON_THE_WAY; at = above(m, at))
        state[at] = found;
}

static void settle_circle(bz_load__run *l, uint32_t *walk_of, bz_rec place, uint32_t walk)
{
    bz_rec at = place;
    for (; at && !walk_of[at]; at = above(l->m, at))
        walk_of[at] = walk;
    if (at && walk_of[at] == walk) report_circle(l, at);
}

void bz_load__places_check(bz_load__run *l)
{
    const bz_model *m = l->m;
    uint8_t *state = bz_mem_new(m->records.n);
    uint32_t *walk_of = bz_mem_new(m->records.n * sizeof *walk_of), walk = 0;
    for (bz_rec p = bz_model_first(m, m->project, BZ_PROJECT_PLACES); p; p = bz_model_next(m, p)) {
        settle_circle(l, walk_of, p, ++walk);
        settle_country(m, state, p);
        if (state[p] != LACKS) continue;
        bz_diag *diag = bz_diag_add(l->job->diags, BZ_C006, bz_model_at(m, p)->span,
                                    "place `%.*s` has no country", BZ_FMT(bz_model_id(m, p)));
        bz_diag_hint(l->job->diags, diag, "write its ISO code, for example `country: KE`");
    }
    for (bz_rec a = bz_model_first(m, m->project, BZ_PROJECT_ADAPTATIONS); a;
         a = bz_model_next(m, a))
        settle_circle(l, walk_of, a, ++walk);
    bz_mem_free(walk_of);
    bz_mem_free(state);
}
