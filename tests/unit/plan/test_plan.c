/* The plain plan: days of a group, parts with clock times, materials counted. Models are built by
 * hand. */
#include "../unit.h"

#include "base/date.h"
#include "plan/plan.h"

typedef struct setup {
    bz_model *m;
    bz_job job;
    bz_rec rhythm;
} setup;

static const bz_span nowhere = {0, 0, 0};

static bz_date day(const char *text)
{
    bz_date d = 0;
    assert_true(bz_date_parse(bz_str_from(text), &d));
    return d;
}

static setup open_setup(int32_t people)
{
    setup s = {.m = bz_model_new()};
    s.job = (bz_job){bz_arena_new(), bz_arena_new(), bz_diags_new(), bz_sources_new(),
                     &bz_limits_default};
    bz_model *m = s.m;
    m->curriculum = bz_model_add(m, m->project, BZ_PROJECT_CURRICULA, 0, BZ_R_CURRICULUM, nowhere);
    m->context = bz_model_add(m, m->project, BZ_PROJECT_CONTEXT, 0, BZ_R_CONTEXT, nowhere);
    bz_rec group = bz_model_add(m, m->project, BZ_PROJECT_GROUPS, 0, BZ_R_GROUP, nowhere);
    s.rhythm = bz_model_add(m, group, BZ_GROUP_MEETINGS, 0, BZ_R_MEETINGS, nowhere);
    bz_model_set_ref(m, m->context, BZ_CONTEXT_GROUP, BZ_STR("us"), group, nowhere);
    bz_model_set_int(m, m->context, BZ_CONTEXT_PEOPLE, people, nowhere);
    return s;
}

static void close_setup(setup *s)
{
    bz_model_free(s->m);
    bz_diags_free(s->job.diags);
    bz_sources_free(s->job.sources);
    bz_arena_free(s->job.scratch);
    bz_arena_free(s->job.arena);
}

static bz_rec add_session(setup *s, const char *id)
{
    bz_rec r =
        bz_model_add(s->m, s->m->curriculum, BZ_CURRICULUM_SESSIONS, 0, BZ_R_SESSION, nowhere);
    bz_model_set_text(s->m, r, BZ_SESSION_ID, bz_str_from(id), nowhere);
    bz_model_set_text(s->m, r, BZ_SESSION_TITLE, bz_str_from(id), nowhere);
    return r;
}

static bz_rec add_activity(setup *s, bz_rec session, const char *id, int32_t minutes)
{
    bz_rec r = bz_model_add(s->m, session, BZ_SESSION_ACTIVITIES, 0, BZ_R_ACTIVITY, nowhere);
    bz_model_set_text(s->m, r, BZ_ACTIVITY_ID, bz_str_from(id), nowhere);
    bz_model_set_int(s->m, r, BZ_ACTIVITY_MINUTES, minutes, nowhere);
    return r;
}

static void add_material(setup *s, bz_rec activity, const char *item, const char *per,
                         const char *get, int32_t count)
{
    bz_rec r = bz_model_add(s->m, activity, BZ_ACTIVITY_MATERIALS, 0, BZ_R_MATERIAL, nowhere);
    bz_model_set_text(s->m, r, BZ_MATERIAL_ITEM, bz_str_from(item), nowhere);
    bz_model_set_int(s->m, r, BZ_MATERIAL_PER, bz_enum_find(BZ_E_PER, bz_str_from(per)), nowhere);
    bz_model_set_int(s->m, r, BZ_MATERIAL_GET, bz_enum_find(BZ_E_GET, bz_str_from(get)), nowhere);
    bz_model_set_int(s->m, r, BZ_MATERIAL_COUNT, count, nowhere);
}

static void set_rhythm(setup *s, const char *start, const char *every)
{
    bz_model_set_int(s->m, s->rhythm, BZ_MEETINGS_START, day(start), nowhere);
    if (every) bz_model_set_text(s->m, s->rhythm, BZ_MEETINGS_EVERY, bz_str_from(every), nowhere);
    bz_model_set_int(s->m, s->rhythm, BZ_MEETINGS_AT, 16 * 60 + 30, nowhere);
}

static bz_rec meeting_at(const setup *s, int n)
{
    bz_rec r = bz_model_first(s->m, s->m->programme, BZ_PROGRAMME_MEETINGS);
    while (n--)
        r = bz_model_next(s->m, r);
    return r;
}

static void assert_days(setup *s, const char *const *days, int n)
{
    assert_int_equal(bz_plan_build(s->m, NULL, NULL, NULL, &s->job), BZ_OK);
    for (int i = 0; i < n; i++)
        assert_int_equal(bz_model_int(s->m, meeting_at(s, i), BZ_MEETING_DATE), day(days[i]));
}

static void leave_out(setup *s, const char *from, const char *to)
{
    bz_rec r = bz_model_add(s->m, s->rhythm, BZ_MEETINGS_SKIP, 0, BZ_R_SKIP, nowhere);
    bz_model_set_int(s->m, r, BZ_SKIP_FROM, day(from), nowhere);
    if (to) bz_model_set_int(s->m, r, BZ_SKIP_TO, day(to), nowhere);
}

static void test_plan_plan__clock_times_follow_one_another(void **state)
{
    (void)state;
    setup s = open_setup(14);
    bz_rec session = add_session(&s, "calm");
    add_activity(&s, session, "review", 15);
    add_activity(&s, session, "story", 10);
    set_rhythm(&s, "2026-09-08", "1 week");
    assert_int_equal(bz_plan_build(s.m, NULL, NULL, NULL, &s.job), BZ_OK);
    bz_rec meeting = meeting_at(&s, 0);
    bz_rec part = bz_model_next(s.m, bz_model_first(s.m, meeting, BZ_MEETING_PARTS));
    assert_int_equal(bz_model_int(s.m, part, BZ_PART_STARTS), 16 * 60 + 45);
    assert_int_equal(bz_model_int(s.m, part, BZ_PART_ENDS), 16 * 60 + 55);
    assert_int_equal(bz_model_int(s.m, part, BZ_PART_FROM), 15);
    assert_int_equal(bz_model_int(s.m, meeting, BZ_MEETING_MINUTES), 25);
    assert_int_equal(bz_model_int(s.m, s.m->programme, BZ_PROGRAMME_DATE), day("2026-09-08"));
    close_setup(&s);
}

static void test_plan_plan__absent_parts_take_no_time(void **state)
{
    (void)state;
    setup s = open_setup(14);
    bz_rec session = add_session(&s, "calm");
    bz_rec gone = add_activity(&s, session, "review", 15);
    add_activity(&s, session, "story", 10);
    s.m->records.p[gone].flags |= BZ_REC_ABSENT;
    set_rhythm(&s, "2026-09-08", "1 week");
    assert_int_equal(bz_plan_build(s.m, NULL, NULL, NULL, &s.job), BZ_OK);
    assert_int_equal(bz_model_int(s.m, meeting_at(&s, 0), BZ_MEETING_MINUTES), 10);
    close_setup(&s);
}

static void test_plan_plan__a_skipped_day_moves_the_rest(void **state)
{
    (void)state;
    setup s = open_setup(14);
    for (int i = 0; i < 3; i++)
        add_activity(&s, add_session(&s, "x"), "a", 10);
    set_rhythm(&s, "2026-10-06", "1 week");
    leave_out(&s, "2026-10-12", "2026-10-16");
    const char *const days[] = {"2026-10-06", "2026-10-20", "2026-10-27"};
    assert_days(&s, days, 3);
    close_setup(&s);
}

static void test_plan_plan__the_last_of_a_month_comes_back_after_february(void **state)
{
    (void)state;
    setup s = open_setup(14);
    for (int i = 0; i < 4; i++)
        add_activity(&s, add_session(&s, "x"), "a", 10);
    set_rhythm(&s, "2026-12-31", "1 month");
    const char *const days[] = {"2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"};
    assert_days(&s, days, 4);
    close_setup(&s);
}

static void test_plan_plan__weekdays_in_order(void **state)
{
    (void)state;
    setup s = open_setup(14);
    for (int i = 0; i < 3; i++)
        add_activity(&s, add_session(&s, "x"), "a", 10);
    set_rhythm(&s, "2026-09-09", NULL); /* a Wednesday */
    uint32_t first = bz_model_set_many(s.m, s.rhythm, BZ_MEETINGS_WEEKDAYS, BZ_V_LIST, 2, nowhere);
    static const uint32_t weekdays[] = {1, 4}; /* Tuesday, Friday */
    for (uint32_t i = 0; i < 2; i++) {
        s.m->values.p[first + i].kind = BZ_V_INT;
        s.m->values.p[first + i].a = weekdays[i];
    }
    const char *const days[] = {"2026-09-11", "2026-09-15", "2026-09-18"};
    assert_days(&s, days, 3);
    close_setup(&s);
}

/* No day is later than those that can be written, however far the rhythm would reach. */
static void test_plan_plan__the_calendar_ends(void **state)
{
    (void)state;
    static const struct {
        const char *start, *every;
    } rows[] = {
        {"2199-12-17", "1 week"},     {"2199-10-31", "1 month"},      {"2199-12-29", "1 day"},
        {"2026-09-08", "9000 weeks"}, {"2026-09-08", "10000 months"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        setup s = open_setup(14);
        for (int k = 0; k < 5; k++)
            add_activity(&s, add_session(&s, "x"), "a", 10);
        set_rhythm(&s, rows[i].start, rows[i].every);
        assert_int_equal(bz_plan_build(s.m, NULL, NULL, NULL, &s.job), BZ_INVALID);
        assert_int_equal(bz_diags_count(s.job.diags), 1);
        assert_int_equal(bz_diags_at(s.job.diags, 0)->code, BZ_C093);
        close_setup(&s);
    }
}

static void test_plan_plan__no_dates_is_an_error(void **state)
{
    (void)state;
    setup s = open_setup(14);
    add_activity(&s, add_session(&s, "x"), "a", 10);
    assert_int_equal(bz_plan_build(s.m, NULL, NULL, NULL, &s.job), BZ_INVALID);
    assert_int_equal(bz_diags_errors(s.job.diags), 1);
    close_setup(&s);
}

static void test_plan_plan__without_a_group_there_is_no_clock(void **state)
{
    (void)state;
    setup s = open_setup(12);
    bz_model_clear(s.m, s.m->context, BZ_CONTEXT_GROUP);
    add_activity(&s, add_session(&s, "x"), "a", 10);
    bz_date given = day("2026-05-01");
    assert_int_equal(bz_plan_build(s.m, NULL, &(bz_plan_options){.date = &given}, NULL, &s.job),
                     BZ_OK);
    assert_false(bz_model_has(s.m, meeting_at(&s, 0), BZ_MEETING_DATE));
    assert_false(bz_model_has(s.m, meeting_at(&s, 0), BZ_MEETING_STARTS));
    assert_int_equal(bz_model_int(s.m, s.m->programme, BZ_PROGRAMME_DATE), given);
    close_setup(&s);
}

static bz_rec supply(const setup *s, const char *item)
{
    for (bz_rec r = bz_model_first(s->m, meeting_at(s, 0), BZ_MEETING_MATERIALS); r;
         r = bz_model_next(s->m, r))
        if (bz_str_is(bz_model_text(s->m, r, BZ_SUPPLY_ITEM), item)) return r;
    fail_msg("no supply %s", item);
    return 0;
}

static void test_plan_supply__fourteen_in_threes_need_five(void **state)
{
    (void)state;
    setup s = open_setup(14);
    bz_rec a = add_activity(&s, add_session(&s, "calm"), "practice", 20);
    add_material(&s, a, "cards", "three", "print", 1);
    add_material(&s, a, "water", "person", "buy", 1);
    add_material(&s, a, "chart", "room", "borrow", 1);
    set_rhythm(&s, "2026-09-08", "1 week");
    assert_int_equal(bz_plan_build(s.m, NULL, NULL, NULL, &s.job), BZ_OK);
    assert_int_equal(bz_model_int(s.m, supply(&s, "cards"), BZ_SUPPLY_COUNT), 5);
    assert_int_equal(bz_model_int(s.m, supply(&s, "water"), BZ_SUPPLY_COUNT), 14);
    assert_int_equal(bz_model_int(s.m, supply(&s, "chart"), BZ_SUPPLY_COUNT), 1);
    close_setup(&s);
}

static void test_plan_supply__what_is_used_up_is_summed_and_what_is_lent_is_not(void **state)
{
    (void)state;
    setup s = open_setup(7);
    bz_rec session = add_session(&s, "calm");
    for (int i = 0; i < 2; i++) {
        bz_rec a = add_activity(&s, session, "x", 10);
        add_material(&s, a, "paper", "pair", "buy", 2);
        add_material(&s, a, "ball", "room", "bring", 1);
    }
    set_rhythm(&s, "2026-09-08", "1 week");
    assert_int_equal(bz_plan_build(s.m, NULL, NULL, NULL, &s.job), BZ_OK);
    assert_int_equal(bz_model_int(s.m, supply(&s, "paper"), BZ_SUPPLY_COUNT), 16);
    assert_int_equal(bz_model_int(s.m, supply(&s, "ball"), BZ_SUPPLY_COUNT), 1);
    assert_int_equal(bz_model_count(s.m, supply(&s, "ball"), BZ_SUPPLY_ACTIVITIES), 2);
    close_setup(&s);
}
