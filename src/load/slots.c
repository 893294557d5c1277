/* The open meeting of a circle that chooses its topics. In: the `slots` of a curriculum that runs
 * by choice. Out: the session `open-meeting` behind the others, with an activity for each slot. The
 * one idea: what the slots say becomes a session like any other, so rituals, adaptations, plugins,
 * checks and guides need to know nothing of slots. */
#include "load/load_priv.h"

#define OPEN_MEETING "open-meeting"

static void copy_value(bz_model *m, bz_rec to, int to_field, bz_rec from, int from_field)
{
    bz_value v = *bz_model_value(m, from, from_field);
    m->values.p[m->records.p[to].values + (uint32_t)to_field] = v;
}

/* Its own words go before those of the library; a topic without either is talked about. */
static void add_activity(bz_load__run *l, bz_rec session, bz_rec slot)
{
    static const int fields[][2] = {
        {BZ_ACTIVITY_ID, BZ_SLOT_ID},           {BZ_ACTIVITY_USE, BZ_SLOT_USE},
        {BZ_ACTIVITY_TITLE, BZ_SLOT_TITLE},     {BZ_ACTIVITY_TOPIC, BZ_SLOT_TOPIC},
        {BZ_ACTIVITY_MINUTES, BZ_SLOT_MINUTES}, {BZ_ACTIVITY_BETWEEN, BZ_SLOT_BETWEEN}};
    bz_model *m = l->m;
    bz_span at = bz_model_at(m, slot)->span;
    bz_rec a = bz_model_add(m, session, BZ_SESSION_ACTIVITIES, 0, BZ_R_ACTIVITY, at);
    m->records.p[a].file = m->records.p[slot].file;
    m->records.p[a].id_span = m->records.p[slot].id_span;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        copy_value(m, a, fields[i][0], slot, fields[i][1]);
    bool has_use = bz_model_has(m, a, BZ_ACTIVITY_USE);
    if (!has_use && !bz_model_has(m, a, BZ_ACTIVITY_TOPIC)) return; /* reported when linked */
    if (has_use) bz_load__use(l, a);
    if (!bz_model_has(m, a, BZ_ACTIVITY_ID))
        bz_model_set_text(m, a, BZ_ACTIVITY_ID, BZ_STR("topic"), at);
    if (!has_use) {
        int method = bz_enum_find(BZ_E_METHOD, BZ_STR("discussion"));
        bz_model_set_int(m, a, BZ_ACTIVITY_METHOD, method, at);
        if (!bz_model_has(m, a, BZ_ACTIVITY_TITLE))
            bz_model_set_text(m, a, BZ_ACTIVITY_TITLE, BZ_STR(""), at);
    }
    bz_load__activity_check(l, a);
}

static bool is_name_free(bz_load__run *l, bz_rec curriculum)
{
    bz_rec other = bz_model_child(l->m, curriculum, BZ_CURRICULUM_SESSIONS, BZ_STR(OPEN_MEETING));
    if (!other) return true;
    bz_diag *d =
        bz_diag_add(l->job->diags, BZ_T017, bz_model_at(l->m, other)->id_span,
                    "a session is called `%s`, as the meeting that the slots make", OPEN_MEETING);
    bz_diag_note_at(l->job->diags, d,
                    bz_model_at(l->m, bz_model_first(l->m, curriculum, BZ_CURRICULUM_SLOTS))->span,
                    "the slots are here");
    bz_diag_hint(l->job->diags, d, "give the session another id, and its files too");
    return false;
}

void bz_load__slots(bz_load__run *l, bz_rec curriculum, int32_t number)
{
    bz_model *m = l->m;
    bz_rec slot = bz_model_first(m, curriculum, BZ_CURRICULUM_SLOTS);
    bool by_choice = bz_model_int(m, curriculum, BZ_CURRICULUM_RUNS) ==
                     bz_enum_find(BZ_E_RUNS, BZ_STR("by_choice"));
    if (!slot || !by_choice || !is_name_free(l, curriculum)) return;
    bz_span at = bz_model_at(m, slot)->span;
    bz_rec s = bz_model_add(m, curriculum, BZ_CURRICULUM_SESSIONS, 0, BZ_R_SESSION, at);
    m->records.p[s].file = m->records.p[curriculum].file;
    bz_model_set_text(m, s, BZ_SESSION_ID, BZ_STR(OPEN_MEETING), at);
    bz_model_set_int(m, s, BZ_SESSION_NUMBER, number, at);
    bz_model_set_int(m, s, BZ_SESSION_OPEN, 1, at);
    copy_value(m, s, BZ_SESSION_TITLE, curriculum, BZ_CURRICULUM_TITLE);
    bool has_summary = bz_model_has(m, curriculum, BZ_CURRICULUM_SUMMARY);
    copy_value(m, s, BZ_SESSION_PURPOSE, curriculum,
               has_summary ? BZ_CURRICULUM_SUMMARY : BZ_CURRICULUM_AUDIENCE);
    for (; slot; slot = bz_model_next(m, slot))
        add_activity(l, s, slot);
}

void bz_load__slots_sum(bz_model *m, bz_rec curriculum)
{
    bz_rec s = bz_model_child(m, curriculum, BZ_CURRICULUM_SESSIONS, BZ_STR(OPEN_MEETING));
    if (!s || !bz_model_bool(m, s, BZ_SESSION_OPEN)) return;
    int32_t sum = 0;
    for (bz_rec a = bz_model_first(m, s, BZ_SESSION_ACTIVITIES); a; a = bz_model_next(m, a))
        sum += bz_model_int(m, a, BZ_ACTIVITY_MINUTES);
    bz_model_set_int(m, s, BZ_SESSION_MINUTES, sum, bz_model_at(m, s)->span);
}
