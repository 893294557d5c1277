/* In: sizes. Out: zeroed pieces that live until the arena is reset or freed; the arena owns them
 * all. One idea: a piece is cut from the current chunk by moving one offset. Chunks double from
 * BZ_ARENA_CHUNK to a mebibyte; what is larger than a quarter of that gets a chunk of its own.
 *
 *     arena -> chunk (newest) -> chunk -> … -> first
 *
 * With BZ_ARENA_EACH every piece comes from malloc instead, so that the sanitizers see past its
 * ends. */
#include "base/arena.h"
#include "base/mem.h"
#include "base/vec.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#ifdef BZ_ARENA_EACH

struct bz_arena {
    BZ_VEC(void *) pieces;
    size_t bytes;
};

bz_arena *bz_arena_new(void)
{
    return bz_mem_new(sizeof(bz_arena));
}

void bz_arena_reset(bz_arena *a)
{
    for (size_t i = 0; i < a->pieces.n; i++)
        bz_mem_free(a->pieces.p[i]);
    a->pieces.n = a->bytes = 0;
}

void bz_arena_free(bz_arena *a)
{
    if (!a) return;
    bz_arena_reset(a);
    bz_vec_free(&a->pieces);
    bz_mem_free(a);
}

static void *cut(bz_arena *a, size_t n)
{
    void *piece = bz_mem_new(n);
    bz_vec_push(&a->pieces, piece);
    a->bytes += n;
    return piece;
}

void *bz_arena_alloc(bz_arena *a, size_t n)
{
    return cut(a, n);
}

#else

#ifndef BZ_ARENA_CHUNK
#define BZ_ARENA_CHUNK ((size_t)32 << 10)
#endif
#define LARGEST_CHUNK ((size_t)1 << 20)
#define ALIGNMENT     _Alignof(max_align_t)

typedef struct chunk chunk;
struct chunk {
    chunk *next;
    size_t used, size;
    _Alignas(max_align_t) char bytes[];
};

struct bz_arena {
    chunk *newest; /* never NULL */
    size_t bytes, next_size;
};

static chunk *chunk_new(bz_arena *a, size_t size)
{
    assert(size < SIZE_MAX / 2);
    chunk *c = bz_mem_resize(NULL, sizeof(chunk) + size);
    *c = (chunk){.size = size};
    a->bytes += size;
    return c;
}

bz_arena *bz_arena_new(void)
{
    bz_arena *a = bz_mem_new(sizeof(bz_arena));
    a->newest = chunk_new(a, BZ_ARENA_CHUNK);
    a->next_size = BZ_ARENA_CHUNK * 2;
    return a;
}

void bz_arena_reset(bz_arena *a)
{
    while (a->newest->next) {
        chunk *c = a->newest;
        a->newest = c->next;
        a->bytes -= c->size;
        bz_mem_free(c);
    }
    a->newest->used = 0;
    a->next_size = BZ_ARENA_CHUNK * 2;
}

void bz_arena_free(bz_arena *a)
{
    if (!a) return;
    bz_arena_reset(a);
    bz_mem_free(a->newest);
    bz_mem_free(a);
}

/* A large piece goes behind the newest chunk, which still has room. */
static void *cut_alone(bz_arena *a, size_t n)
{
    chunk *c = chunk_new(a, n);
    c->used = n;
    c->next = a->newest->next;
    a->newest->next = c;
    return c->bytes;
}

static void *cut(bz_arena *a, size_t n)
{
    assert(n < SIZE_MAX / 2);
    n = (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (n > a->newest->size - a->newest->used) {
        if (n > a->next_size / 4) return cut_alone(a, n);
        chunk *c = chunk_new(a, a->next_size);
        c->next = a->newest;
        a->newest = c;
        if (a->next_size < LARGEST_CHUNK) a->next_size *= 2;
    }
    void *piece = a->newest->bytes + a->newest->used;
    a->newest->used += n;
    return piece;
}

void *bz_arena_alloc(bz_arena *a, size_t n)
{
    void *piece = cut(a, n);
    return memset(piece, 0, n);
}

#endif

size_t bz_arena_bytes(const bz_arena *a)
{
    return a->bytes;
}

bz_str bz_arena_str(bz_arena *a, bz_str s)
{
    char *copy = cut(a, s.n + 1);
    if (s.n) memcpy(copy, s.p, s.n);
    copy[s.n] = '\0';
    return (bz_str){copy, s.n};
}

bz_str bz_arena_printf(bz_arena *a, const char *fmt, ...)
{
    va_list ap, again;
    char first[256];
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(first, sizeof first, fmt, ap);
    assert(n >= 0);
    char *text = cut(a, (size_t)n + 1);
    if ((size_t)n < sizeof first) memcpy(text, first, (size_t)n + 1);
    else vsnprintf(text, (size_t)n + 1, fmt, again);
    va_end(again);
    va_end(ap);
    return (bz_str){text, (size_t)n};
}
