/* Growing arrays of plain values: `BZ_VEC(T) v = {0};`, then v.p, v.n. Pushing may move v.p, so
 * hold indices, not pointers, across a push. */
#ifndef BZ_BASE_VEC_H
#define BZ_BASE_VEC_H

#include "base/mem.h"
#include <stddef.h>

#define BZ_VEC(T)                                                                                  \
    struct {                                                                                       \
        T *p;                                                                                      \
        size_t n, cap;                                                                             \
    }

#define bz_vec_push(v, item)                                                                       \
    do {                                                                                           \
        if ((v)->n == (v)->cap)                                                                    \
            (v)->p = bz_vec__grow((v)->p, &(v)->cap, (v)->n + 1, sizeof *(v)->p);                  \
        (v)->p[(v)->n++] = (item);                                                                 \
    } while (0)

/* Room for `count` more; they are zeroed and counted in. */
#define bz_vec_extend(v, count)                                                                    \
    ((v)->p = bz_vec__extend((v)->p, &(v)->cap, &(v)->n, (count), sizeof *(v)->p))

#define bz_vec_free(v)                                                                             \
    do {                                                                                           \
        bz_mem_free((v)->p);                                                                       \
        (v)->p = NULL;                                                                             \
        (v)->n = (v)->cap = 0;                                                                     \
    } while (0)

void *bz_vec__grow(void *p, size_t *cap, size_t least, size_t size);
void *bz_vec__extend(void *p, size_t *cap, size_t *n, size_t count, size_t size);

#endif
