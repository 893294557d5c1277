/* For the tests of this room: a small model made by hand, a plugin from a text, and what came of
 * it. */
#ifndef BZ_TESTS_PLUGIN_DESK_H
#define BZ_TESTS_PLUGIN_DESK_H

#include "../unit.h"
#include "base/date.h"
#include "plugin/plugin.h"

typedef struct desk {
    bz_job job;
    bz_model *m;
    bz_plugin *p;
    const bz_plugin_limits *limits; /* NULL: the usual */
    bz_buf answer, text;
    bz_rec session, story, practice, writing, handout, meeting, manifest, use;
} desk;

static bz_rec add_activity(bz_model *m, bz_rec session, const char *id, const char *title,
                           const char *method, int minutes)
{
    bz_span none = bz_span_none();
    bz_rec a = bz_model_add(m, session, BZ_SESSION_ACTIVITIES, 0, BZ_R_ACTIVITY, none);
    bz_model_set_text(m, a, BZ_ACTIVITY_ID, bz_str_from(id), none);
    bz_model_set_text(m, a, BZ_ACTIVITY_TITLE, bz_str_from(title), none);
    bz_model_set_int(m, a, BZ_ACTIVITY_METHOD, bz_enum_find(BZ_E_METHOD, bz_str_from(method)),
                     none);
    bz_model_set_int(m, a, BZ_ACTIVITY_MINUTES, minutes, none);
    bz_model_apply_defaults(m, a);
    m->records.p[a].body = bz_doc_add(m->bodies, 0, BZ_DOC_FRAGMENT, none);
    return a;
}

static bz_node add_container(bz_model *m, bz_rec r, bz_node parent, bz_act act, const char *id,
                             const char *text)
{
    bz_doc *d = m->bodies;
    bz_node n =
        bz_doc_add(d, parent ? parent : bz_model_at(m, r)->body, BZ_DOC_CONTAINER, bz_span_none());
    d->nodes.p[n].aux = (uint16_t)act;
    if (id) bz_doc_set(d, n, BZ_ATTR_ID, bz_str_from(id));
    if (text)
        bz_doc_add_text(d, bz_doc_add(d, n, BZ_DOC_PARAGRAPH, bz_span_none()), BZ_DOC_TEXT,
                        bz_str_from(text), bz_span_none());
    return n;
}

static void fill_sessions(desk *k)
{
    bz_model *m = k->m;
    bz_span none = bz_span_none();
    k->session = bz_model_add(m, m->curriculum, BZ_CURRICULUM_SESSIONS, 0, BZ_R_SESSION, none);
    bz_model_set_text(m, k->session, BZ_SESSION_ID, BZ_STR("calm"), none);
    bz_model_set_int(m, k->session, BZ_SESSION_NUMBER, 1, none);
    bz_model_set_text(m, k->session, BZ_SESSION_TITLE, BZ_STR("Calm first"), none);
    bz_model_set_int(m, k->session, BZ_SESSION_MINUTES, 60, none);
    bz_model_apply_defaults(m, k->session);
    k->story = add_activity(m, k->session, "story", "The broken cup", "story", 10);
    bz_model_set_range(m, k->story, BZ_ACTIVITY_BETWEEN, 5, 15, none);
    add_container(m, k->story, 0, BZ_ACT_READ, "the-cup", "Amina comes home.");
    k->writing = add_activity(m, k->session, "letter", "A letter", "writing", 20);
    add_container(m, k->writing, 0, BZ_ACT_WRITE, NULL, "Write three lines.");
    bz_node when = add_container(m, k->writing, 0, BZ_ACT_WHEN, NULL, NULL);
    add_container(m, k->writing, when, BZ_ACT_WRITE, NULL, "Write your name.");
    add_container(m, k->writing, 0, BZ_ACT_SAFETY, NULL, "Stop when somebody cries.");
    k->practice = add_activity(m, k->session, "practice", "In threes", "role_play", 30);
    bz_model_set_int(m, k->practice, BZ_ACTIVITY_MAY_CHANGE, BZ_WITH_APPROVAL, none);
    add_container(m, k->practice, 0, BZ_ACT_SAY, NULL, "Now you.");
}

static void fill_plan(desk *k)
{
    bz_model *m = k->m;
    bz_span none = bz_span_none();
    bz_rec g = m->programme =
        bz_model_add(m, m->project, BZ_PROJECT_PROGRAMME, 0, BZ_R_PROGRAMME, none);
    bz_model_set_ref(m, g, BZ_PROGRAMME_CURRICULUM, BZ_STR("firm"), m->curriculum, none);
    bz_date day;
    assert_true(bz_date_parse(BZ_STR("2026-09-08"), &day));
    for (int i = 0; i < 2; i++) {
        bz_rec t = bz_model_add(m, g, BZ_PROGRAMME_MEETINGS, 0, BZ_R_MEETING, none);
        bz_model_set_text(m, t, BZ_MEETING_ID, bz_str_from(i ? "meeting-2" : "meeting-1"), none);
        bz_model_set_int(m, t, BZ_MEETING_NUMBER, i + 1, none);
        bz_model_set_text(m, t, BZ_MEETING_TITLE, BZ_STR("Calm first"), none);
        bz_model_set_int(m, t, BZ_MEETING_DATE, day + 7 * i, none);
        bz_model_set_int(m, t, BZ_MEETING_STARTS, 990, none);
        if (i) continue;
        k->meeting = t;
        uint32_t e = bz_model_set_many(m, t, BZ_MEETING_SESSIONS, BZ_V_LIST, 1, none);
        bz_model_set_element_ref(m, e, BZ_STR(""), BZ_STR("calm"), k->session, none);
        bz_rec part = bz_model_add(m, t, BZ_MEETING_PARTS, 0, BZ_R_PART, none);
        bz_model_set_ref(m, part, BZ_PART_ACTIVITY, BZ_STR("story"), k->story, none);
        bz_model_set_int(m, part, BZ_PART_STARTS, 1000, none);
        bz_rec supply = bz_model_add(m, t, BZ_MEETING_MATERIALS, 0, BZ_R_SUPPLY, none);
        bz_model_set_text(m, supply, BZ_SUPPLY_ITEM, BZ_STR("old cup"), none);
        bz_model_set_int(m, supply, BZ_SUPPLY_COUNT, 5, none);
        bz_model_set_int(m, supply, BZ_SUPPLY_GET, bz_enum_find(BZ_E_GET, BZ_STR("bring")), none);
    }
}

static void fill_context(desk *k)
{
    bz_model *m = k->m;
    bz_span none = bz_span_none();
    m->context = bz_model_add(m, m->project, BZ_PROJECT_CONTEXT, 0, BZ_R_CONTEXT, none);
    bz_model_set_int(m, m->context, BZ_CONTEXT_PEOPLE, 14, none);
    uint32_t facts = bz_model_set_many(m, m->context, BZ_CONTEXT_FACTS, BZ_V_MAP, 2, none);
    bz_model_set_element(m, facts, BZ_STR("literacy"), BZ_STR("mixed"), none);
    bz_model_set_element(m, facts + 1, BZ_STR("delivery"), BZ_STR("group"), none);
    k->manifest = bz_model_add(m, m->project, BZ_PROJECT_PLUGINS, 0, BZ_R_PLUGIN, none);
    bz_model_set_int(m, k->manifest, BZ_PLUGIN_API, 1, none);
    bz_model_set_text(m, k->manifest, BZ_PLUGIN_WHY, BZ_STR("many caregivers do not write"), none);
    bz_rec o = bz_model_add(m, k->manifest, BZ_PLUGIN_OPTIONS, 0, BZ_R_OPTION, none);
    bz_model_set_text(m, o, BZ_OPTION_ID, BZ_STR("notes_lines"), none);
    bz_model_set_int(m, o, BZ_OPTION_TYPE, bz_enum_find(BZ_E_OPTION_TYPE, BZ_STR("integer")), none);
    bz_model_set_text(m, o, BZ_OPTION_DEFAULT, BZ_STR("6"), none);
}

static desk desk_new(void)
{
    desk k = {.job = {.arena = bz_arena_new(),
                      .scratch = bz_arena_new(),
                      .diags = bz_diags_new(),
                      .sources = bz_sources_new(),
                      .limits = &bz_limits_default},
              .m = bz_model_new()};
    bz_span none = bz_span_none();
    k.m->curriculum =
        bz_model_add(k.m, k.m->project, BZ_PROJECT_CURRICULA, 0, BZ_R_CURRICULUM, none);
    bz_model_set_text(k.m, k.m->curriculum, BZ_CURRICULUM_ID, BZ_STR("firm"), none);
    bz_model_set_text(k.m, k.m->curriculum, BZ_CURRICULUM_LANGUAGE, BZ_STR("en"), none);
    bz_model_set_text(k.m, k.m->curriculum, BZ_CURRICULUM_LICENCE, BZ_STR("CC-BY-4.0"), none);
    bz_model_apply_defaults(k.m, k.m->curriculum);
    fill_sessions(&k);
    k.handout = bz_model_add(k.m, k.m->curriculum, BZ_CURRICULUM_HANDOUTS, 0, BZ_R_HANDOUT, none);
    bz_model_set_text(k.m, k.handout, BZ_HANDOUT_ID, BZ_STR("four-steps"), none);
    fill_context(&k);
    fill_plan(&k);
    return k;
}

static void desk_free(desk *k)
{
    bz_plugin_close(k->p);
    bz_model_free(k->m);
    bz_buf_deinit(&k->answer);
    bz_buf_deinit(&k->text);
    bz_diags_free(k->job.diags);
    bz_sources_free(k->job.sources);
    bz_arena_free(k->job.arena);
    bz_arena_free(k->job.scratch);
}

/* Opens a plugin whose init.lua is `code`; a second file may follow. */
static bool desk_open(desk *k, const char *code, const char *name, const char *more)
{
    bz_plugin_file files[2];
    bz_plugin_setup setup = {.id = BZ_STR("probe"),
                             .files = files,
                             .n_files = 1,
                             .manifest = k->manifest,
                             .use = k->use,
                             .limits = k->limits};
    uint32_t f =
        bz_sources_add(k->job.sources, BZ_STR("plugins/probe/init.lua"), bz_str_from(code));
    files[0] = (bz_plugin_file){BZ_STR("init.lua"), bz_source_text(k->job.sources, f), f};
    if (name) {
        f = bz_sources_add(k->job.sources, bz_arena_printf(k->job.arena, "plugins/probe/%s", name),
                           bz_str_from(more));
        files[1] = (bz_plugin_file){bz_str_from(name), bz_source_text(k->job.sources, f), f};
        setup.n_files = 2;
    }
    k->p = bz_plugin_open(&setup, k->m, &k->job);
    return k->p != NULL;
}

/* All reports as "P002 3 message | hint", one a line: the code and the line. */
static inline const char *desk_reports(desk *k)
{
    bz_buf_clear(&k->text);
    bz_diags_sort(k->job.diags, k->job.sources);
    for (size_t i = 0; i < bz_diags_count(k->job.diags); i++) {
        const bz_diag *d = bz_diags_at(k->job.diags, i);
        unsigned line =
            d->span.file ? bz_source_locate(k->job.sources, d->span.file, d->span.start).line : 0;
        bz_buf_fmt(&k->text, "%s %u %.*s\n", bz_code_row(d->code)->name, line, BZ_FMT(d->message));
    }
    return k->text.p ? k->text.p : "";
}

/* Runs `body` as init.lua with nothing to say for itself, and compares the reports. */
static inline void expect_reports(const char *code, const char *reports)
{
    desk k = desk_new();
    desk_open(&k, code, NULL, NULL);
    assert_string_equal(desk_reports(&k), reports);
    desk_free(&k);
}

/* Runs `code` as the body of a function that gets (curriculum, context) in `adapt`. */
static inline bz_status adapt(desk *k, const char *code)
{
    bz_str text = bz_arena_printf(
        k->job.arena,
        "local plugin = {}\nfunction plugin.adapt(curriculum, context)\n%s\nend\nreturn plugin\n",
        code);
    if (!desk_open(k, text.p, NULL, NULL)) return BZ_PLUGIN;
    bz_buf_clear(&k->answer);
    return bz_plugin_adapt(k->p, k->m, &k->answer, &k->job);
}

static inline void expect_adapt(const char *code, const char *reports)
{
    desk k = desk_new();
    bz_status s = adapt(&k, code);
    assert_string_equal(desk_reports(&k), reports);
    assert_int_equal(s, *reports ? BZ_PLUGIN : BZ_OK);
    desk_free(&k);
}

#endif
