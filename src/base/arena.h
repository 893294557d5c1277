/* An arena: many pieces, one release. Three lifetimes are used: engine, project, job. A debug build
 * (-DBZ_ARENA_EACH) takes every piece from malloc so that the sanitizers see past its ends. */
#ifndef BZ_BASE_ARENA_H
#define BZ_BASE_ARENA_H

#include "base/str.h"

typedef struct bz_arena bz_arena;

bz_arena *bz_arena_new(void);
void bz_arena_free(bz_arena *a);  /* NULL is fine */
void bz_arena_reset(bz_arena *a); /* gives all pieces back, keeps the first chunk */
size_t bz_arena_bytes(const bz_arena *a);
void *bz_arena_alloc(bz_arena *a, size_t n); /* zeroed, aligned for any type */
bz_str bz_arena_str(bz_arena *a, bz_str s);  /* a copy, with a NUL behind it */
bz_str bz_arena_printf(bz_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define BZ_NEW(arena, type) ((type *)bz_arena_alloc((arena), sizeof(type)))

#endif
