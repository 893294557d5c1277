/* Trying a plugin: what it does to a curriculum, as text and in numbers. Shared by the commands
 * that explain and that test plugins. */
#ifndef BZ_ENGINE_TRIAL_H
#define BZ_ENGINE_TRIAL_H

#include "engine/plugins.h"

/* What plugins changed, by part. */
typedef struct bz_tally {
    uint32_t changed, parts; /* parts that were changed, of how many there are */
    uint32_t by_light[3];    /* freely, with care, with approval */
} bz_tally;

/* Sessions, activities, handouts and forms of this context, with their blocks. */
uint32_t bz_engine__count_parts(const bz_model *m);
/* The changes of one plugin (empty: of all), where there were so many parts before. */
bz_tally bz_engine__tally(bz_engine *e, bz_str plugin, uint32_t parts);
/* The same, one after the other: what, who may, why, before, after. */
void bz_engine__put_plugin_changes(bz_engine *e, bz_str plugin, bz_buf *out);
/* How freely a change could be made: adding beside a protected part takes care only. */
int bz_engine__light(const bz_change *c);

#endif
