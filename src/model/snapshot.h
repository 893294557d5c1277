/* A model as bytes: what a worker gets of it. */
#ifndef BZ_MODEL_SNAPSHOT_H
#define BZ_MODEL_SNAPSHOT_H

#include "model/model.h"

enum { BZ_SNAPSHOT_ARRAYS = 7, BZ_SNAPSHOT_PIECES = 1 + 2 * BZ_SNAPSHOT_ARRAYS };

typedef struct bz_snapshot_head {
    char mark[8];
    uint32_t size[BZ_SNAPSHOT_ARRAYS]; /* of an element of each array */
    uint32_t kinds;
    uint64_t n[BZ_SNAPSHOT_ARRAYS];
    uint32_t project, curriculum, context, programme, epoch, pad;
} bz_snapshot_head;

/* The pieces that make the snapshot, to be written in this order; they lie in the model and in
 * `head`. Gives the number of bytes. */
size_t bz_snapshot_pieces(const bz_model *m, bz_snapshot_head *head,
                          bz_str pieces[BZ_SNAPSHOT_PIECES]);
/* The model in these bytes, which must stay, start on a border of eight bytes, and are not written
 * to: it may be read and cloned only. NULL when they are no snapshot of this build. That the
 * indices inside are right is not checked: they come from the engine. */
bz_model *bz_snapshot_open(bz_str bytes);
void bz_snapshot_close(bz_model *m); /* not the bytes */

#endif
