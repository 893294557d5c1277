/* In: the places and adaptations that were read, each with the one that it extends. Out: an error
 * for each circle, and for each place without a country; with all curricula at hand, a warning for
 * each word that none of them has. The one idea: each extends at most one other, so every walk up
 * ends, meets itself, or meets what an earlier walk has settled. */
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

/* --- words */

/* Places serve many curricula, so only what all of them lack is a slip. False where that is not
 * known: not all were read, or one of them not whole. */
static bool words_of_all(bz_load__run *l, bz_map *seen, bz_load__names *out)
{
    const bz_model *m = l->m;
    size_t n = 0;
    if ((!l->request->all && !l->request->covers) || !l->courses.n) return false;
    for (size_t i = 0; i < l->courses.n; i++) {
        if (!l->courses.p[i].is_clear) return false;
        bz_rec w = bz_model_first(m, l->courses.p[i].rec, BZ_CURRICULUM_WORDS);
        for (; w; w = bz_model_next(m, w))
            n++;
    }
    *out = (bz_load__names){bz_arena_alloc(l->names, (n + 1) * sizeof *out->p), 0};
    for (size_t i = 0; i < l->courses.n; i++) {
        bz_load__names own = bz_load__ids_of(m, l->courses.p[i].rec, BZ_CURRICULUM_WORDS, l->names);
        for (size_t k = 0; k < own.n; k++)
            if (!bz_map_add(seen, own.p[k], 1)) out->p[out->n++] = own.p[k];
    }
    return true;
}

void bz_load__place_words_check(bz_load__run *l)
{
    const bz_model *m = l->m;
    bz_map *seen = bz_map_new();
    bz_load__names all = {NULL, 0};
    bool is_known = words_of_all(l, seen, &all);
    bz_rec p = is_known ? bz_model_first(m, m->project, BZ_PROJECT_PLACES) : 0;
    for (; p; p = bz_model_next(m, p))
        for (bz_rec w = bz_model_first(m, p, BZ_PLACE_WORDS); w; w = bz_model_next(m, w)) {
            bz_str id = bz_model_id(m, w);
            if (!bz_id_is_valid(id, NULL) || bz_map_find(seen, id))
                continue; /* a bad one was said */
            bz_diag *diag =
                bz_diag_add(l->job->diags, BZ_C136, bz_model_at(m, w)->id_span,
                            "`%.*s` is a word of no curriculum of this root", BZ_FMT(id));
            bz_diag_hint(l->job->diags, diag,
                         "take it out, or declare it under `words` of a curriculum");
            bz_load__say_values(l->job, diag, id, all);
        }
    bz_map_free(seen);
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
    bz_load__place_words_check(l);
}
