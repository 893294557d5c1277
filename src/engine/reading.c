/* bz_reading_levels: how hard the texts of a curriculum are, as a table in bz_printed. In: a
 * request that names a curriculum or a group, whose changes are made first. */
#include "engine/engine_priv.h"

#include "check/reading.h"

bz_result bz_reading_levels(bz_engine *e, const bz_request *given)
{
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_wanted w;
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    bz_status s = bz_engine__run(e, &w, "adapt");
    if (s == BZ_OK) bz_reading_table(e->model, e->model->curriculum, e->job.scratch, &e->output);
    return bz_engine__result(e, s);
}
