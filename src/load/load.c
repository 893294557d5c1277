/* In: a request: a root, and which curriculum, place and group. Out: a linked model, and every
 * error that one run can find. The model is the caller's; the run's own maps and arenas end here.
 * The one idea: read, then link, then merge, each step over everything that was read, whatever went
 * wrong before. */
#include "load/load_priv.h"

static bz_load__run run_new(const bz_load_request *request, bz_job *job)
{
    bz_load__run l = {.request = request, .job = job, .m = bz_model_new()};
    l.names = bz_arena_new();
    l.work = bz_arena_new();
    l.line = bz_doc_new();
    l.decoder = (bz_load__decoder){.m = l.m, .job = job, .tree = bz_arena_new()};
    l.curricula = bz_map_new();
    l.library = bz_map_new();
    l.places = bz_map_new();
    l.adaptations = bz_map_new();
    l.groups = bz_map_new();
    l.holidays = bz_map_new();
    l.targets = bz_map_new();
    return l;
}

static void course_free(bz_load__course *c)
{
    bz_map_free(c->sessions);
    bz_map_free(c->handouts);
    bz_map_free(c->forms);
    bz_map_free(c->references);
    bz_map_free(c->words);
    bz_map_free(c->facts);
    bz_map_free(c->seen);
}

static void run_free(bz_load__run *l)
{
    for (size_t i = 0; i < l->courses.n; i++)
        course_free(&l->courses.p[i]);
    bz_vec_free(&l->courses);
    bz_map_free(l->curricula);
    bz_map_free(l->library);
    bz_map_free(l->places);
    bz_map_free(l->adaptations);
    bz_map_free(l->groups);
    bz_map_free(l->holidays);
    bz_map_free(l->targets);
    bz_doc_free(l->line);
    bz_arena_free(l->decoder.tree);
    bz_arena_free(l->work);
    bz_arena_free(l->names);
}

static void read_project(bz_load__run *l)
{
    bool is_reported;
    bz_str name = BZ_STR("baraza.yaml");
    uint32_t file =
        bz_load__file_read(l->job, l->request->root, name, name, bz_span_none(), &is_reported);
    if (file) bz_load__decode_file(&l->decoder, l->m->project, file);
    else if (!is_reported)
        bz_load__missing_file(l->job, bz_span_none(), name, name, (bz_load__names){NULL, 0});
}

/* What was locked, where somebody has. */
static void read_lock(bz_load__run *l)
{
    bool is_reported;
    bz_model *m = l->m;
    bz_str name = BZ_STR("baraza.lock");
    uint32_t file =
        bz_load__file_read(l->job, l->request->root, name, name, bz_span_none(), &is_reported);
    if (!file) return;
    bz_rec r = bz_model_add(m, m->project, BZ_PROJECT_LOCK, 0, BZ_R_LOCK, bz_span_none());
    bz_load__decode_file(&l->decoder, r, file);
}

static void read_what_is_asked(bz_load__run *l, bz_rec *place, bz_rec *group)
{
    const bz_load_request *q = l->request;
    if (q->covers) bz_load__places_all(l);
    if (q->plugins && q->all) {
        bz_load__adaptations_all(l);
        bz_load__plugins_all(l);
    }
    if (q->plugins) return;
    if (q->all) {
        bz_load__library_all(l);
        bz_load__curricula_all(l);
        bz_load__shared_rest(l);
        bz_load__contexts_all(l);
        bz_load__holidays_all(l);
        bz_load__plugins_all(l);
        bz_load__strays_shared(l);
    }
    *group = q->group.n ? bz_load__group(l, q->group, bz_span_none()) : 0;
    *place = q->place.n ? bz_load__place(l, q->place, bz_span_none()) : 0;
    if (q->curriculum.n) bz_load__curriculum(l, q->curriculum, bz_span_none());
    else if (!q->group.n && !q->adaptation.n && !q->all) bz_load__curricula_all(l);
}

static bz_rec made_for(const bz_load__run *l, bz_rec adaptation)
{
    return bz_model_first(l->m, adaptation, BZ_ADAPTATION_FOR);
}

/* An adaptation that is asked for without a group, with its curriculum. */
static bz_rec read_adaptation(bz_load__run *l)
{
    if (!l->request->adaptation.n || l->request->group.n) return 0;
    bz_rec r = bz_load__adaptation(l, l->request->adaptation, bz_span_none());
    bz_rec about = r ? made_for(l, r) : 0;
    if (!about) return r;
    bz_str id = bz_arena_str(l->names, bz_model_text(l->m, about, BZ_FOR_CURRICULUM));
    if (id.n) bz_load__curriculum(l, id, bz_model_span(l->m, about, BZ_FOR_CURRICULUM));
    return r;
}

/* The curriculum of this build, when the request names one. */
static bz_load__course *course_asked(bz_load__run *l, bz_rec group, bz_rec adaptation)
{
    if (adaptation && made_for(l, adaptation))
        return bz_load__course_of(l,
                                  bz_model_ref(l->m, made_for(l, adaptation), BZ_FOR_CURRICULUM));
    if (l->request->curriculum.n) return bz_load__course_by_id(l, l->request->curriculum);
    return group ? bz_load__course_of(l, bz_model_ref(l->m, group, BZ_GROUP_CURRICULUM)) : NULL;
}

static void finish(bz_load__run *l)
{
    for (bz_rec r = 1; r < l->m->records.n; r++)
        bz_model_apply_defaults(l->m, r);
}

/* What the reports say: a file that the system refused is no fault of the curriculum. */
static bz_status status_since(const bz_diags *diags, size_t errors)
{
    if (bz_diags_errors(diags) == errors) return BZ_OK;
    for (size_t i = 0; i < bz_diags_count(diags); i++)
        if (bz_diags_at(diags, i)->code == BZ_S005) return BZ_IO;
    return BZ_INVALID;
}

bz_status bz_load(bz_model **out, const bz_load_request *request, bz_job *job)
{
    size_t errors = bz_diags_errors(job->diags);
    bz_rec place = 0, group = 0;
    bz_load__run l = run_new(request, job);
    *out = l.m;
    read_project(&l);
    if (!request->covers) read_lock(&l);
    read_what_is_asked(&l, &place, &group);
    bz_rec adaptation = read_adaptation(&l);
    if (!request->covers && !request->plugins) {
        bz_load__changes(&l);
        bz_load__link(&l);
    }
    if (request->covers) bz_load__place_words_check(&l);
    finish(&l);
    bz_load__course *c = course_asked(&l, group, adaptation);
    if (group && !place) place = bz_model_ref(l.m, group, BZ_GROUP_PLACE);
    if (c) {
        l.m->curriculum = c->rec;
        bz_status status = BZ_INVALID;
        if (c->is_clear && adaptation)
            status = bz_load_context_adapted(l.m, c->rec, place, adaptation, job);
        else if (c->is_clear) status = bz_load_context(l.m, c->rec, place, group, job);
        (void)status; /* its errors are counted below */
    }
    run_free(&l);
    return status_since(job->diags, errors);
}
