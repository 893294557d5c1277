/* Tracks: sessions held side by side, as where parents and children meet apart and then together.
 * In: the sessions in their order, with the track that each names. Out: for each its block, which
 * is held in one meeting, and its lane.
 *
 * Sessions that follow each other and name different tracks are held at the same time. `together`
 * joins the block before it. A track that comes again begins a new block. */
#include "plan/plan_priv.h"

#include <string.h>

typedef struct reader {
    const bz_model *m;
    uint32_t block;
    uint8_t lane;       /* of the session before */
    bool is_apart;      /* the session before has a track, or is together with those that have */
    bz_rec first, last; /* of the block's sessions with a track */
} reader;

static bz_str track_of(const bz_model *m, bz_rec session)
{
    return bz_model_text(m, session, BZ_SESSION_TRACK);
}

static bool is_known(const reader *x, bz_str track)
{
    for (bz_rec s = x->first; s; s = bz_model_next(x->m, s)) {
        if (bz_str_eq(track_of(x->m, s), track)) return true;
        if (s == x->last) break;
    }
    return false;
}

static bz_fit_side next_side(reader *x, bz_rec session)
{
    bz_str track = track_of(x->m, session);
    if (bz_str_is(track, "together") && x->is_apart) {
        x->lane = 0;
        return (bz_fit_side){x->block, 0};
    }
    bool has_track = track.n && !bz_str_is(track, "together");
    if (has_track && x->lane && x->lane < UINT8_MAX && !is_known(x, track)) {
        x->last = session;
        return (bz_fit_side){x->block, ++x->lane};
    }
    x->block++;
    x->is_apart = has_track;
    x->lane = has_track;
    x->first = x->last = has_track ? session : 0;
    return (bz_fit_side){x->block, x->lane};
}

static void warn_alone(const bz_planner *k, const reader *x)
{
    if (!x->first || x->first != x->last) return;
    bz_diag *d =
        bz_diag_add(k->job->diags, BZ_K016, bz_model_span(k->m, x->first, BZ_SESSION_TRACK),
                    "session `%.*s` has a track, and no session is held beside it",
                    BZ_FMT(bz_model_id(k->m, x->first)));
    bz_diag_hint(k->job->diags, d,
                 "put the session of the other track next to it in `sessions`, or leave `track` "
                 "out");
}

/* Blocks are those of all sessions, so that one which does not apply moves no other; sides are kept
 * for those that are read. */
void bz_plan__read_tracks(bz_planner *k)
{
    const bz_model *m = k->m;
    reader x = {.m = m};
    bool has_tracks = false;
    size_t i = 0;
    for (bz_rec s = bz_model_first(m, m->curriculum, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(m, s)) {
        reader before = x;
        bz_fit_side side = next_side(&x, s);
        if (x.block != before.block) warn_alone(k, &before);
        if (i >= k->sessions.n || k->sessions.p[i] != s) continue;
        has_tracks = has_tracks || side.lane;
        bz_vec_push(&k->sides, side);
        i++;
    }
    warn_alone(k, &x);
    if (!has_tracks) bz_vec_free(&k->sides);
}

/* --- no length in common */

typedef struct lengths {
    int32_t least, most;
} lengths;

static lengths lengths_of(const bz_planner *k, uint32_t session, uint32_t *first, uint32_t *n)
{
    lengths l = {0, 0};
    *n = 0;
    for (uint32_t i = 0; i < k->parts.n; i++) {
        const bz_fit_part *p = &k->parts.p[i];
        if (p->session != (int32_t)session) continue;
        if (!(*n)++) *first = i;
        l.least += p->leave_out ? 0 : p->least;
        l.most += p->most;
    }
    return l;
}

/* Whether both lanes of a pair can take equally long, given all the time of a day. */
static bool is_equal(const bz_planner *k, uint32_t first, uint32_t n)
{
    static const int32_t day = 24 * 60;
    bz_fit p = k->fit;
    bz_fit_answer a;
    bool must_stay = false;
    p.parts = k->parts.p + first;
    p.n = n;
    p.was = NULL;
    p.minutes = &day;
    p.n_meetings = 1;
    p.one_session = true;
    p.break_every = p.break_minutes = 0;
    for (uint32_t i = 0; i < n; i++)
        must_stay = must_stay || !p.parts[i].leave_out;
    bz_fit_result r = bz_fit_solve(&p, &a);
    bz_fit_free(&a);
    return !must_stay || r == BZ_FIT_FOUND || r == BZ_FIT_UNPROVEN;
}

static bz_str words_of(const bz_planner *k, lengths l)
{
    bz_arena *arena = k->job->scratch;
    return l.least == l.most ? bz_arena_printf(arena, "%d", l.least)
                             : bz_arena_printf(arena, "%d to %d", l.least, l.most);
}

bool bz_plan__explain_tracks(bz_planner *k)
{
    const bz_model *m = k->m;
    for (uint32_t i = 1; i < k->sides.n; i++) {
        const bz_fit_side *x = &k->sides.p[i - 1], *y = &k->sides.p[i];
        uint32_t first = 0, second = 0, n = 0, n2 = 0;
        if (!x->lane || !y->lane || x->block != y->block) continue;
        lengths a = lengths_of(k, i - 1, &first, &n), b = lengths_of(k, i, &second, &n2);
        if (is_equal(k, first, n + n2)) continue;
        bz_diag *d = bz_diag_add(
            k->job->diags, BZ_K017, bz_model_span(m, k->sessions.p[i], BZ_SESSION_TRACK),
            "`%.*s` takes %.*s minutes without rituals, `%.*s` beside it %.*s",
            BZ_FMT(bz_model_id(m, k->sessions.p[i - 1])), BZ_FMT(words_of(k, a)),
            BZ_FMT(bz_model_id(m, k->sessions.p[i])), BZ_FMT(words_of(k, b)));
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, k->sessions.p[i - 1], BZ_SESSION_TRACK),
                        "it is held at the same time");
        bz_diag_hint(k->job->diags, d,
                     "tracks end together: let parts be stretched or shortened (`between`), or "
                     "change their minutes");
        return true;
    }
    return false;
}
