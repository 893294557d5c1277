/* Shared by the files of this room. */
#ifndef BZ_MODEL_MODEL_PRIV_H
#define BZ_MODEL_MODEL_PRIV_H

#include "model/model.h"

/* The next node below `body` that is not an inline; 0 at the end. Start with `at` = `body`. */
bz_node bz_model__next_block(const bz_doc *d, bz_node body, bz_node at);
/* The block of that name in the record's body, or 0. */
bz_node bz_model__find_block(const bz_model *m, bz_rec rec, bz_str name);

#endif
