/* A hash map from text to a 32-bit index. Keys are not copied: they must outlive the map. Iteration
 * order is not offered, so that no output can depend on it. */
#ifndef BZ_BASE_MAP_H
#define BZ_BASE_MAP_H

#include "base/str.h"

typedef struct bz_map bz_map;

bz_map *bz_map_new(void);
void bz_map_free(bz_map *m);
/* Puts `value` (not 0) under `key`; gives the value that was there before and stays there, or 0. */
uint32_t bz_map_add(bz_map *m, bz_str key, uint32_t value);
uint32_t bz_map_find(const bz_map *m, bz_str key); /* 0 when absent */

#endif
