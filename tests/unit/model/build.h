/* A small model, built by hand for the tests: curriculum `tiny` with session `calm` of two
 * activities, its words, facts, a form, a handout, a library and a place. The test owns it. */
#ifndef BZ_TESTS_MODEL_BUILD_H
#define BZ_TESTS_MODEL_BUILD_H

#include "model/model.h"

#define NOWHERE (bz_span_none())

__attribute__((unused)) static bz_rec tiny_add(bz_model *m, bz_rec parent, int role,
                                               bz_record_kind kind, const char *id)
{
    bz_rec r = bz_model_add(m, parent, role, 0, kind, NOWHERE);
    if (id) bz_model_set_text(m, r, 0, bz_str_from(id), NOWHERE);
    return r;
}

__attribute__((unused)) static bz_node tiny_container(bz_model *m, bz_node parent, bz_act act,
                                                      const char *id, const char *text)
{
    bz_node c = bz_doc_add(m->bodies, parent, BZ_DOC_CONTAINER, NOWHERE);
    m->bodies->nodes.p[c].aux = (uint16_t)act;
    if (id) bz_doc_set(m->bodies, c, BZ_ATTR_ID, bz_str_from(id));
    bz_node p = bz_doc_add(m->bodies, c, BZ_DOC_PARAGRAPH, NOWHERE);
    bz_doc_add_text(m->bodies, p, BZ_DOC_TEXT, bz_str_from(text), NOWHERE);
    return c;
}

__attribute__((unused)) static bz_rec tiny_activity(bz_model *m, bz_rec parent, int role,
                                                    const char *id, int minutes)
{
    bz_rec a = tiny_add(m, parent, role, BZ_R_ACTIVITY, id);
    bz_model_set_int(m, a, BZ_ACTIVITY_METHOD, bz_enum_find(BZ_E_METHOD, BZ_STR("discussion")),
                     NOWHERE);
    bz_model_set_int(m, a, BZ_ACTIVITY_MINUTES, minutes, NOWHERE);
    bz_model_apply_defaults(m, a);
    m->records.p[a].body = bz_doc_add(m->bodies, 0, BZ_DOC_FRAGMENT, NOWHERE);
    return a;
}

/* word NAME: text and, when given, the form `possessive`, both in one language. */
__attribute__((unused)) static bz_rec tiny_word(bz_model *m, bz_rec parent, int role,
                                                const char *id, const char *language,
                                                const char *text, const char *possessive)
{
    bz_rec w = tiny_add(m, parent, role, BZ_R_WORD, id);
    uint32_t e = bz_model_set_many(m, w, BZ_WORD_TEXT, BZ_V_MAP, 1, NOWHERE);
    bz_model_set_element(m, e, bz_str_from(language), bz_str_from(text), NOWHERE);
    if (!possessive) return w;
    e = bz_model_set_many(m, w, BZ_WORD_FORMS, BZ_V_MAP, 1, NOWHERE);
    e = bz_model_set_element_many(m, e, bz_str_from(language), 1, NOWHERE);
    bz_model_set_element(m, e, BZ_STR("possessive"), bz_str_from(possessive), NOWHERE);
    return w;
}

__attribute__((unused)) static bz_model *tiny_model(void)
{
    bz_model *m = bz_model_new();
    bz_rec c = tiny_add(m, m->project, BZ_PROJECT_CURRICULA, BZ_R_CURRICULUM, "tiny");
    m->curriculum = c;
    bz_model_set_text(m, c, BZ_CURRICULUM_TITLE, BZ_STR("Tiny"), NOWHERE);
    bz_model_set_text(m, c, BZ_CURRICULUM_LANGUAGE, BZ_STR("en"), NOWHERE);
    bz_model_set_text(m, c, BZ_CURRICULUM_LICENCE, BZ_STR("CC-BY-4.0"), NOWHERE);
    bz_model_apply_defaults(m, c);
    tiny_word(m, c, BZ_CURRICULUM_WORDS, "mother", "en", "Amina", "Amina's");
    bz_rec s = tiny_add(m, c, BZ_CURRICULUM_SESSIONS, BZ_R_SESSION, "calm");
    bz_model_set_text(m, s, BZ_SESSION_TITLE, BZ_STR("Staying calm"), NOWHERE);
    bz_model_set_int(m, s, BZ_SESSION_MINUTES, 30, NOWHERE);
    bz_model_apply_defaults(m, s);
    bz_rec o = tiny_add(m, s, BZ_SESSION_OBJECTIVES, BZ_R_OBJECTIVE, "signs");
    bz_model_set_text(m, o, BZ_OBJECTIVE_TEXT, BZ_STR("name two signs"), NOWHERE);
    bz_rec story = tiny_activity(m, s, BZ_SESSION_ACTIVITIES, "story", 10);
    tiny_container(m, bz_model_at(m, story)->body, BZ_ACT_READ, "the-cup", "The cup fell.");
    tiny_container(m, bz_model_at(m, story)->body, BZ_ACT_ASK, NULL, "What did she feel?");
    tiny_container(m, bz_model_at(m, story)->body, BZ_ACT_ASK, NULL, "And he?");
    bz_rec practice = tiny_activity(m, s, BZ_SESSION_ACTIVITIES, "practice", 20);
    bz_model_set_int(m, practice, BZ_ACTIVITY_MAY_CHANGE, BZ_WITH_APPROVAL, NOWHERE);
    bz_model_set_range(m, practice, BZ_ACTIVITY_BETWEEN, 15, 25, NOWHERE);
    tiny_container(m, bz_model_at(m, practice)->body, BZ_ACT_DO, "threes", "Sit in threes.");
    tiny_container(m, bz_model_at(m, practice)->body, BZ_ACT_SAFETY, NULL, "Stop and listen.");
    bz_rec cards = tiny_add(m, practice, BZ_ACTIVITY_MATERIALS, BZ_R_MATERIAL, NULL);
    bz_model_set_text(m, cards, BZ_MATERIAL_ITEM, BZ_STR("cards"), NOWHERE);
    bz_model_apply_defaults(m, cards);
    bz_rec h = tiny_add(m, c, BZ_CURRICULUM_HANDOUTS, BZ_R_HANDOUT, "four-steps");
    bz_model_apply_defaults(m, h);
    m->records.p[h].body = bz_doc_add(m->bodies, 0, BZ_DOC_FRAGMENT, NOWHERE);
    bz_rec f = tiny_add(m, c, BZ_CURRICULUM_FORMS, BZ_R_FORM, "faces");
    bz_model_apply_defaults(m, f);
    bz_rec q = tiny_add(m, f, BZ_FORM_QUESTIONS, BZ_R_QUESTION, "useful");
    bz_model_set_text(m, q, BZ_QUESTION_ASK, BZ_STR("How useful?"), NOWHERE);
    tiny_activity(m, m->project, BZ_PROJECT_LIBRARY, "stretch", 5);
    bz_rec p = tiny_add(m, m->project, BZ_PROJECT_PLACES, BZ_R_PLACE, "here");
    tiny_word(m, p, BZ_PLACE_WORDS, "mother", "en", "Akinyi", NULL);
    return m;
}

__attribute__((unused)) static bz_target tiny_at(const bz_model *m, const char *address)
{
    bz_target t = bz_model_find(m, bz_str_from(address), NULL);
    if (!t.rec) fail_msg("no %s", address);
    return t;
}

#endif
