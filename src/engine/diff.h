/* What bz_diff shares among its files. */
#ifndef BZ_ENGINE_DIFF_H
#define BZ_ENGINE_DIFF_H

#include "compare/compare.h"

/* What differs of one curriculum, as one object of an array. */
struct json_t *bz_engine__diff_json(const bz_deltas *d, const bz_sides *sides);

#endif
