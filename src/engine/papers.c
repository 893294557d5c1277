/* What a build makes, as records that plugins read: when each document is needed, for whom, how
 * many copies. In: descriptors, and files as they are made. Out: DOCUMENT records of the programme,
 * for the documents that are about the others (an index, a cover), which are composed last. */
#include "engine/engine_priv.h"

static int moment_of(const bz_descriptor *d)
{
    const char *usual = d->meeting ? "during" : "always";
    return bz_enum_find(BZ_E_MOMENT, d->moment.n ? d->moment : bz_str_from(usual));
}

bool bz_engine__is_about_others(const bz_descriptor *d)
{
    return bz_str_is(d->moment, "index") || bz_str_is(d->moment, "pack");
}

/* As many as the meeting counts of the sheet; else one for each person, and one of what is not
 * theirs. */
static int32_t copies_of(const bz_model *m, const bz_descriptor *d)
{
    if (d->copies) return (int32_t)d->copies;
    bz_rec s = d->meeting && d->handout ? bz_model_first(m, d->meeting, BZ_MEETING_MATERIALS) : 0;
    for (; s; s = bz_model_next(m, s))
        if (bz_model_ref(m, s, BZ_SUPPLY_FROM) == d->handout)
            return bz_model_int(m, s, BZ_SUPPLY_COUNT) + bz_model_int(m, s, BZ_SUPPLY_SPARES);
    if (!bz_str_is(d->audience, "caregivers") && !bz_str_is(d->audience, "children")) return 1;
    return bz_model_int(m, m->context, BZ_CONTEXT_PEOPLE) +
           bz_model_int(m, m->context, BZ_CONTEXT_SPARES);
}

void bz_engine__add_document(bz_engine *e, const bz_descriptor *d, const bz_made_files *made)
{
    bz_model *m = e->model;
    bz_span none = bz_span_none();
    bz_rec r = bz_model_add(m, m->programme, BZ_PROGRAMME_DOCUMENTS, 0, BZ_R_DOCUMENT, none);
    bz_model_set_text(m, r, BZ_DOCUMENT_ID, d->id, none);
    bz_model_set_text(m, r, BZ_DOCUMENT_TITLE, d->title, none);
    bz_model_set_int(m, r, BZ_DOCUMENT_AUDIENCE, bz_enum_find(BZ_E_AUDIENCE, d->audience), none);
    bz_model_set_int(m, r, BZ_DOCUMENT_MOMENT, moment_of(d), none);
    bz_model_set_int(m, r, BZ_DOCUMENT_COPIES, copies_of(m, d), none);
    if (made->pages) bz_model_set_int(m, r, BZ_DOCUMENT_PAGES, (int32_t)made->pages, none);
    if (d->meeting) {
        bz_str id = bz_arena_str(e->job.arena, bz_model_id(m, d->meeting));
        bz_model_set_ref(m, r, BZ_DOCUMENT_MEETING, id, d->meeting, none);
    }
    uint32_t n = (uint32_t)made->names.n;
    uint32_t first = bz_model_set_many(m, r, BZ_DOCUMENT_FILES, BZ_V_LIST, n, none);
    for (uint32_t i = 0; i < n; i++)
        bz_model_set_element(m, first + i, BZ_STR(""), made->names.p[i], none);
}
