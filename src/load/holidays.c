/* In: the names of lists of holidays. Out: their records under the project, each read once, and in
 * a context those that apply. The root's own `curricula/holidays/` goes before the folders that the
 * engine brings, so that an organisation can put its own list in place of ours. */
#include "load/load_priv.h"

static const char folder[] = "curricula/holidays/";

/* The root in which the list lies, and its path there; the first root's when it lies nowhere. */
static const bz_root *find_root(bz_load__run *l, bz_str id, bz_str *path)
{
    const bz_load_request *q = l->request;
    size_t bytes;
    *path = bz_arena_printf(l->names, "%s%.*s.yaml", folder, BZ_FMT(id));
    if (bz_root_stat(q->root, *path, &bytes) != BZ_READ_ABSENT) return q->root;
    bz_str file = bz_arena_printf(l->names, "%.*s.yaml", BZ_FMT(id));
    for (size_t i = 0; i < q->n_holiday_roots; i++) {
        if (bz_root_stat(q->holiday_roots[i], file, &bytes) == BZ_READ_ABSENT) continue;
        *path = file;
        return q->holiday_roots[i];
    }
    return q->root;
}

static void add_stems(bz_load__run *l, bz_load__names *to, const bz_root *root, const char *in)
{
    bz_load__names more = bz_load__stems(NULL, root, bz_str_from(in), l->names);
    bz_str *all = bz_arena_alloc(l->names, (to->n + more.n + 1) * sizeof *all);
    for (size_t i = 0; i < to->n + more.n; i++)
        all[i] = i < to->n ? to->p[i] : more.p[i - to->n];
    to->p = all;
    to->n += more.n;
}

static void unknown(bz_load__run *l, bz_str id, bz_span at)
{
    const bz_load_request *q = l->request;
    bz_load__names known = {NULL, 0};
    bz_diag *diag =
        bz_diag_add(l->job->diags, BZ_C013, at, "there is no list of holidays `%.*s`", BZ_FMT(id));
    add_stems(l, &known, q->root, folder);
    for (size_t i = 0; i < q->n_holiday_roots; i++)
        add_stems(l, &known, q->holiday_roots[i], "");
    bz_diag_hint(l->job->diags, diag, "its file would be `%s%.*s.yaml`", folder, BZ_FMT(id));
    bz_load__say_values(l->job, diag, id, known);
}

static void take(bz_load__run *l, bz_str id, bz_span at)
{
    bz_str path;
    bool is_reported = false;
    if (bz_map_find(l->holidays, id) || !bz_load__id_check(l->job, id, at)) return;
    const bz_root *root = find_root(l, id, &path);
    /* The same name wherever it lies, so that no path of a machine is in the output. */
    bz_str name = bz_arena_printf(l->names, "%s%.*s.yaml", folder, BZ_FMT(id));
    uint32_t file = bz_load__file_read(l->job, root, path, name, at, &is_reported);
    bz_map_add(l->holidays, id, BZ_LOAD__MISSING);
    if (!file) {
        if (!is_reported) unknown(l, id, at);
        return;
    }
    bz_rec r =
        bz_model_add(l->m, l->m->project, BZ_PROJECT_HOLIDAYS, 0, BZ_R_HOLIDAYS, bz_span_none());
    bz_model_set_text(l->m, r, 0, id, bz_span_none());
    bz_load__decode_file(&l->decoder, r, file);
}

void bz_load__holidays_of(bz_load__run *l, bz_rec place)
{
    for (uint32_t i = 0; i < bz_model_count(l->m, place, BZ_PLACE_HOLIDAYS); i++) {
        const bz_value *v = bz_model_element(l->m, place, BZ_PLACE_HOLIDAYS, i);
        bz_span at = v->span;
        bz_str id = bz_arena_str(l->names, bz_value_text(l->m, v));
        if (id.n) take(l, id, at);
    }
}

void bz_load__holidays_all(bz_load__run *l)
{
    bz_load__names ids = bz_load__stems(l->job, l->request->root, bz_str_from(folder), l->names);
    for (size_t i = 0; i < ids.n; i++)
        take(l, ids.p[i],
             bz_load__at_file(l->job, l->request->root,
                              bz_arena_printf(l->names, "%s%.*s.yaml", folder, BZ_FMT(ids.p[i]))));
}

/* --- in a context */

typedef BZ_VEC(bz_rec) lists;

static void add_list(lists *to, bz_rec list)
{
    for (size_t i = 0; i < to->n; i++)
        if (to->p[i] == list) return;
    bz_vec_push(to, list);
}

void bz_load__holidays_merge(bz_model *m, bz_rec context, const bz_rec *places, size_t n_places)
{
    lists all = {0};
    for (size_t i = 0; i < n_places; i++)
        for (uint32_t k = 0; k < bz_model_count(m, places[i], BZ_PLACE_HOLIDAYS); k++) {
            const bz_value *v = bz_model_element(m, places[i], BZ_PLACE_HOLIDAYS, k);
            bz_rec list = bz_model_child(m, m->project, BZ_PROJECT_HOLIDAYS, bz_value_text(m, v));
            if (list) add_list(&all, list);
        }
    uint32_t at = bz_model_set_many(m, context, BZ_CONTEXT_HOLIDAYS, BZ_V_LIST, (uint32_t)all.n,
                                    bz_span_none());
    for (size_t i = 0; i < all.n; i++)
        bz_model_set_element_ref(m, at + (uint32_t)i, BZ_STR(""), bz_model_id(m, all.p[i]),
                                 all.p[i], bz_model_at(m, all.p[i])->span);
    bz_vec_free(&all);
}
