/* In: the name of a place, group, adaptation or activity of the library. Out: its record, read from
 * its file the first time somebody names it. The one idea: only what is named is read, and every
 * use of a name that does not exist is reported where it stands. */
#include "load/load_priv.h"
#include <string.h>

const bz_load__shelf bz_load__places = {BZ_R_PLACE, BZ_PROJECT_PLACES, "curricula/contexts/places/",
                                        ".yaml"};
const bz_load__shelf bz_load__groups = {BZ_R_GROUP, BZ_PROJECT_GROUPS, "curricula/contexts/groups/",
                                        ".yaml"};
const bz_load__shelf bz_load__adaptations = {BZ_R_ADAPTATION, BZ_PROJECT_ADAPTATIONS,
                                             "curricula/contexts/adaptations/", "/adaptation.yaml"};
const bz_load__shelf bz_load__activities = {BZ_R_ACTIVITY, BZ_PROJECT_LIBRARY, "curricula/library/",
                                            ".yaml"};

bz_load__names bz_load__shelf_ids(bz_load__run *l, const bz_load__shelf *shelf)
{
    bz_str folder = bz_str_from(shelf->folder);
    if (shelf->suffix[0] == '.') return bz_load__stems(l->job, l->request->root, folder, l->names);
    bz_load__names names = bz_load__list(l->job, l->request->root, folder, l->names);
    size_t n = 0;
    for (size_t i = 0; i < names.n; i++)
        if (bz_load__stem(names.p[i], "/", &names.p[n])) n++;
    names.n = n;
    return names;
}

/* What people call it; an activity is only looked for here in the library. */
static const char *called(bz_record_kind kind)
{
    return kind == BZ_R_ACTIVITY ? "activity of the library" : bz_record_row_at(kind)->name;
}

bz_diag *bz_load__unknown(bz_load__run *l, bz_record_kind kind, bz_str id, bz_span at,
                          bz_load__names candidates, bz_str path)
{
    bz_diag *diag =
        bz_diag_add(l->job->diags, BZ_X001, at, "there is no %s `%.*s`", called(kind), BZ_FMT(id));
    if (path.n) bz_diag_hint(l->job->diags, diag, "its file would be `%.*s`", BZ_FMT(path));
    /* `x.yml` is what other programs write; and a folder may be there without its file. */
    size_t bytes;
    bz_str stem = bz_str_ends(path, ".yaml") ? bz_str_cut(path, 0, path.n - strlen("yaml")) : path;
    bz_str other = bz_arena_printf(l->names, "%.*syml", BZ_FMT(stem));
    if (stem.n < path.n && bz_root_stat(l->request->root, other, &bytes) == BZ_READ_OK) {
        bz_diag_hint(l->job->diags, diag, "name the file `%.*s` so that it ends in `.yaml`",
                     BZ_FMT(other));
        return diag;
    }
    for (size_t i = 0; i < candidates.n; i++)
        if (bz_str_eq(candidates.p[i], id)) return diag;
    bz_load__did_you_mean(l->job, diag, id, candidates);
    return diag;
}

bz_rec bz_load__take(bz_load__run *l, const bz_load__shelf *shelf, bz_map *map, bz_str id,
                     bz_span wanted_at, bool *is_new)
{
    bool is_reported = false;
    uint32_t known = bz_map_find(map, id);
    *is_new = false;
    if (known && known != BZ_LOAD__MISSING) return known;
    if (!known && !bz_load__id_check(l->job, id, wanted_at)) return 0;
    bz_str path = bz_arena_printf(l->names, "%s%.*s%s", shelf->folder, BZ_FMT(id), shelf->suffix);
    uint32_t file =
        known ? 0
              : bz_load__file_read(l->job, l->request->root, path, path, wanted_at, &is_reported);
    if (!file) {
        if (!known) bz_map_add(map, bz_arena_str(l->names, id), BZ_LOAD__MISSING);
        if (!is_reported)
            bz_load__unknown(l, shelf->kind, id, wanted_at, bz_load__shelf_ids(l, shelf), path);
        return 0;
    }
    bz_rec r = bz_model_add(l->m, l->m->project, shelf->role, 0, shelf->kind, bz_span_none());
    bz_model_set_text(l->m, r, 0, id, bz_span_none());
    bz_map_add(map, bz_arena_str(l->names, id), r);
    bz_load__decode_file(&l->decoder, r, file);
    *is_new = true;
    return r;
}
