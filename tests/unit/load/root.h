/* A small root in a folder of its own, and what loading it reports. */
#ifndef BZ_TESTS_LOAD_ROOT_H
#define BZ_TESTS_LOAD_ROOT_H

#include "../base/desk.h"
#include "load/load.h"

typedef struct tree {
    desk desk;
    bz_root *root;
    bz_model *m;
    bz_status status;
    bz_load_request request;
    bz_buf found; /* the codes, in file order: "F001 T007" */
} tree;

/* One curriculum `tiny` with a session of two parts, a place and a group. */
static inline tree tree_new(void)
{
    tree t = {.desk = desk_new()};
    desk_write(&t.desk, "baraza.yaml", "title: Tiny Trust\n");
    desk_write(
        &t.desk, "curricula/tiny/curriculum.yaml",
        "title: Tiny\nversion: \"1\"\nlanguage: en\naudience: Caregivers\nlicence: CC-BY-4.0\n"
        "credit: Tiny Trust\nfacts:\n  literacy: {values: [all, some, none], default: some}\n"
        "words:\n  mother:\n    is: person\n    sex: female\n    text: {en: Amina}\n"
        "    forms: {en: {possessive: \"Amina's\"}}\nsessions: [one]\n");
    desk_write(&t.desk, "curricula/tiny/sessions/one.yaml",
               "title: One\npurpose: We meet.\nminutes: 15\nactivities:\n"
               "  - {id: hello, method: circle, minutes: 10}\n"
               "  - {id: bye, method: circle, minutes: 5}\n");
    desk_write(&t.desk, "curricula/tiny/sessions/one.md",
               "Background.\n\n## Hello {#hello}\n\nWelcome.\n\n## Goodbye {#bye}\n\nGo well.\n");
    desk_write(&t.desk, "curricula/contexts/places/here.yaml", "title: Here\ncountry: KE\n");
    desk_write(&t.desk, "curricula/contexts/groups/us.yaml",
               "title: Us\ncurriculum: tiny\nplace: here\npeople: 9\n"
               "meetings: {start: 2026-09-08, every: 1 week, at: \"17:00\"}\n");
    t.request = (bz_load_request){
        .curriculum = BZ_STR(""), .place = BZ_STR(""), .group = BZ_STR(""), .api_level = 1};
    return t;
}

static inline void tree_forget(tree *t)
{
    bz_model_free(t->m);
    bz_root_close(t->root);
    t->m = NULL;
    t->root = NULL;
}

static inline void tree_free(tree *t)
{
    tree_forget(t);
    bz_buf_deinit(&t->found);
    desk_free(&t->desk);
}

static inline void tree_write(tree *t, const char *name, const char *text)
{
    desk_write(&t->desk, name, text);
}

/* Loads, and gives the codes of what was reported. A second load starts with new diagnostics. */
static inline const char *tree_load(tree *t)
{
    tree_forget(t);
    bz_diags_free(t->desk.job.diags);
    bz_sources_free(t->desk.job.sources);
    t->desk.job.diags = bz_diags_new();
    t->desk.job.sources = bz_sources_new();
    t->root = bz_root_open(t->desk.folder);
    assert_non_null(t->root);
    t->request.root = t->root;
    t->status = bz_load(&t->m, &t->request, &t->desk.job);
    bz_diags_sort(t->desk.job.diags, t->desk.job.sources);
    bz_buf_clear(&t->found);
    for (size_t i = 0; i < bz_diags_count(t->desk.job.diags); i++)
        bz_buf_fmt(&t->found, "%s%s", i ? " " : "",
                   bz_code_row(bz_diags_at(t->desk.job.diags, i)->code)->name);
    bool has_errors = bz_diags_errors(t->desk.job.diags) > 0;
    assert_int_equal(t->status, has_errors ? BZ_INVALID : BZ_OK);
    return t->found.p ? t->found.p : "";
}

/* The text that the i-th report points at. */
static inline bz_str tree_pointed(const tree *t, size_t i)
{
    return bz_span_text(t->desk.job.sources, bz_diags_at(t->desk.job.diags, i)->span);
}

static inline const bz_diag *tree_diag(const tree *t, size_t i)
{
    return bz_diags_at(t->desk.job.diags, i);
}

static inline bz_rec tree_session(const tree *t, const char *id)
{
    bz_rec c = bz_model_first(t->m, t->m->project, BZ_PROJECT_CURRICULA);
    return bz_model_child(t->m, c, BZ_CURRICULUM_SESSIONS, bz_str_from(id));
}

static inline bz_rec tree_activity(const tree *t, const char *session, const char *id)
{
    return bz_model_child(t->m, tree_session(t, session), BZ_SESSION_ACTIVITIES, bz_str_from(id));
}

/* Whether the body's text holds `part`. */
static inline bool tree_says(const tree *t, bz_rec r, const char *part)
{
    bz_node body = bz_model_at(t->m, r)->body;
    bz_buf text = {0};
    if (body) bz_doc_plain(t->m->bodies, body, &text);
    bool found = text.p && strstr(text.p, part);
    bz_buf_deinit(&text);
    return found;
}

#endif
