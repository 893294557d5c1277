/* In: the rhythm of a group and a day. Out: what takes the day out. Planner and checks ask the
 * same. */
#include "model/model.h"

bz_rec bz_model_skip(const bz_model *m, bz_rec meetings, int32_t day)
{
    for (bz_rec s = bz_model_first(m, meetings, BZ_MEETINGS_SKIP); s; s = bz_model_next(m, s)) {
        int32_t from = bz_model_int(m, s, BZ_SKIP_FROM);
        int32_t to = bz_model_has(m, s, BZ_SKIP_TO) ? bz_model_int(m, s, BZ_SKIP_TO) : from;
        if (day >= from && day <= to) return s;
    }
    return 0;
}
