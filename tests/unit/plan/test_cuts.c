/* What may go when a meeting is late: a ladder from the author's `leave_out`, `between` and
 * `may_change`. A model of one session is built by hand and planned. */
#include "../unit.h"

#include "plan/plan.h"

#include <stdio.h>

static const bz_span nowhere = {0, 0, 0};

typedef struct row {
    const char *id;
    int32_t minutes, least, leave_out; /* 0: none */
    int may_change;
    const char *method;
} row;

static bz_model *plan_of(const row *rows, size_t n)
{
    bz_model *m = bz_model_new();
    bz_job job = {bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(),
                  &bz_limits_default};
    m->curriculum = bz_model_add(m, m->project, BZ_PROJECT_CURRICULA, 0, BZ_R_CURRICULUM, nowhere);
    m->context = bz_model_add(m, m->project, BZ_PROJECT_CONTEXT, 0, BZ_R_CONTEXT, nowhere);
    bz_rec s = bz_model_add(m, m->curriculum, BZ_CURRICULUM_SESSIONS, 0, BZ_R_SESSION, nowhere);
    bz_model_set_text(m, s, BZ_SESSION_ID, BZ_STR("calm"), nowhere);
    for (size_t i = 0; i < n; i++) {
        bz_rec a = bz_model_add(m, s, BZ_SESSION_ACTIVITIES, 0, BZ_R_ACTIVITY, nowhere);
        bz_model_set_text(m, a, BZ_ACTIVITY_ID, bz_str_from(rows[i].id), nowhere);
        bz_model_set_int(m, a, BZ_ACTIVITY_MINUTES, rows[i].minutes, nowhere);
        bz_model_set_int(m, a, BZ_ACTIVITY_MAY_CHANGE, rows[i].may_change, nowhere);
        if (rows[i].method)
            bz_model_set_int(m, a, BZ_ACTIVITY_METHOD,
                             bz_enum_find(BZ_E_METHOD, bz_str_from(rows[i].method)), nowhere);
        if (rows[i].leave_out)
            bz_model_set_int(m, a, BZ_ACTIVITY_LEAVE_OUT, rows[i].leave_out, nowhere);
        if (rows[i].least)
            bz_model_set_range(m, a, BZ_ACTIVITY_BETWEEN, rows[i].least, rows[i].minutes, nowhere);
    }
    assert_int_equal(bz_plan_build(m, NULL, NULL, NULL, &job), BZ_OK);
    bz_diags_free(job.diags);
    bz_sources_free(job.sources);
    bz_arena_free(job.scratch);
    bz_arena_free(job.arena);
    return m;
}

static bz_str part_name(const bz_model *m, bz_rec r, int field)
{
    return bz_model_id(m, bz_model_ref(m, r, field));
}

/* "talk 10/10: stretch 0, practice 15; …": where, saved of how late, what is left of what. */
static void assert_cuts(bz_model *m, const char *expected)
{
    bz_buf b = {0};
    bz_rec meeting = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS);
    for (bz_rec c = bz_model_first(m, meeting, BZ_MEETING_CUTS); c; c = bz_model_next(m, c)) {
        bz_str at = part_name(m, c, BZ_CUT_PART);
        bz_buf_fmt(&b, "%s%.*s %d/%d:", b.n ? "; " : "", BZ_FMT(at),
                   bz_model_int(m, c, BZ_CUT_SAVES), bz_model_int(m, c, BZ_CUT_LATE));
        for (bz_rec s = bz_model_first(m, c, BZ_CUT_STEPS); s; s = bz_model_next(m, s)) {
            bz_str part = part_name(m, s, BZ_STEP_PART);
            bz_buf_fmt(&b, " %.*s %d", BZ_FMT(part), bz_model_int(m, s, BZ_STEP_MINUTES));
        }
    }
    bz_buf_char(&b, '\0');
    assert_string_equal(b.p, expected);
    bz_buf_deinit(&b);
    bz_model_free(m);
}

static void test_plan_cuts__leave_out_goes_first_in_its_order(void **state)
{
    (void)state;
    static const row rows[] = {{"talk", 30, 20, 0, BZ_WITH_CARE, NULL},
                               {"game", 10, 0, 2, BZ_FREELY, NULL},
                               {"stretch", 10, 0, 1, BZ_FREELY, NULL}};
    assert_cuts(plan_of(rows, 3), "talk 10/10: stretch 0; talk 20/20: stretch 0 game 0; "
                                  "talk 30/30: stretch 0 game 0 talk 20; "
                                  "game 10/10: stretch 0; game 20/20: stretch 0 game 0; "
                                  "game 20/30: stretch 0 game 0; "
                                  "stretch 10/10: stretch 0; stretch 10/20: stretch 0");
}

static void test_plan_cuts__free_before_care_and_the_roomiest_first(void **state)
{
    (void)state;
    static const row rows[] = {{"open", 20, 0, 0, BZ_WITH_CARE, NULL},
                               {"care", 30, 10, 0, BZ_WITH_CARE, NULL},
                               {"small", 10, 6, 0, BZ_FREELY, NULL},
                               {"large", 20, 12, 0, BZ_FREELY, NULL}};
    assert_cuts(plan_of(rows, 4),
                "open 10/10: large 12 small 8; open 22/20: large 12 small 6 care 20; "
                "open 32/30: large 12 small 6 care 10; "
                "small 10/10: large 12 small 8; small 12/20: large 12 small 6; "
                "large 8/10: large 12");
}

/* 13 minutes would be right too, 10 is easier to hold. */
static void test_plan_cuts__a_round_number_where_it_is_allowed(void **state)
{
    (void)state;
    static const row rows[] = {{"talk", 22, 8, 0, BZ_FREELY, NULL}};
    assert_cuts(plan_of(rows, 1), "talk 12/10: talk 10; talk 14/20: talk 8");
}

static void test_plan_cuts__what_is_protected_is_shortened_last_and_never_left_out(void **state)
{
    (void)state;
    static const row rows[] = {{"practice", 30, 10, 1, BZ_WITH_APPROVAL, NULL},
                               {"home", 10, 0, 1, BZ_WITH_APPROVAL, NULL},
                               {"rest", 10, 5, 1, BZ_FREELY, "break"}};
    assert_cuts(plan_of(rows, 3),
                "practice 10/10: rest 5 practice 25; practice 20/20: rest 5 practice 15; "
                "practice 25/30: rest 5 practice 10; home 5/10: rest 5; rest 5/10: rest 5");
}

static void test_plan_cuts__nothing_may_go(void **state)
{
    (void)state;
    static const row rows[] = {{"talk", 30, 0, 0, BZ_FREELY, NULL}};
    assert_cuts(plan_of(rows, 1), "");
}
