/* cmark's memory. In: a text. Out: cmark's tree of it. The pool owns every byte that cmark asked
 * for and gives all of it back at once; cmark's own `free` does nothing. A piece carries its size
 * in front, and the newest one grows in place.
 *
 * cmark's three hooks take no context, so the pool in use is named by one thread-local pointer. It
 * is set only while this file's one function runs. */
#include "markdown/markdown_priv.h"
#include <string.h>

struct bz_md_chunk {
    bz_md_chunk *next;
};

enum { CHUNK_HEAD = 16, PIECE_HEAD = 8, FIRST_CHUNK = 16 << 10, LARGEST_CHUNK = 1 << 20 };
_Static_assert(sizeof(size_t) <= PIECE_HEAD, "a piece's size stands in front of it");

static _Thread_local bz_md_pool *in_use;

static void add_chunk(bz_md_pool *pool, size_t n)
{
#ifdef BZ_ARENA_EACH
    size_t size = n; /* a chunk a piece: the sanitizers see past its ends */
#else
    size_t size = pool->chunks ? (size_t)(pool->end - (char *)pool->chunks) * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK) size = LARGEST_CHUNK;
    if (size < n) size = n;
#endif
    bz_md_chunk *chunk = bz_mem_resize(NULL, CHUNK_HEAD + size);
    chunk->next = pool->chunks;
    pool->chunks = chunk;
    pool->at = (char *)chunk + CHUNK_HEAD;
    pool->end = pool->at + size;
}

/* cmark's structures hold pointers and ints: eight bytes align them all. */
static size_t rounded(size_t n)
{
    return (n + 7) & ~(size_t)7;
}

/* Not zeroed. In front of the piece stands its size. */
static void *take(size_t n)
{
    bz_md_pool *pool = in_use;
    size_t whole = PIECE_HEAD + rounded(n);
    if (!pool->at || whole > (size_t)(pool->end - pool->at)) add_chunk(pool, whole);
    char *piece = pool->at + PIECE_HEAD;
    memcpy(piece - sizeof n, &n, sizeof n);
    pool->at += whole;
    pool->last = piece;
    return piece;
}

static void *pool_calloc(size_t count, size_t size)
{
    return memset(take(count * size), 0, count * size);
}

static void *pool_realloc(void *p, size_t n)
{
    bz_md_pool *pool = in_use;
    if (!p) return take(n);
    size_t had;
    memcpy(&had, (char *)p - sizeof had, sizeof had);
    if (n <= had) return p;
    if (p == pool->last && rounded(n) <= (size_t)(pool->end - pool->last)) {
        memcpy((char *)p - sizeof n, &n, sizeof n);
        pool->at = pool->last + rounded(n);
        return p;
    }
    return memcpy(take(n), p, had);
}

static void pool_release(void *p)
{
    (void)p;
}

cmark_node *bz_md__parse(bz_md_pool *pool, bz_str text)
{
    static cmark_mem hooks = /* never written to; cmark's type has no const */
        {pool_calloc, pool_realloc, pool_release};
    bz_md_pool *before = in_use;
    in_use = pool;
    pool->no_title = cmark_node_get_title(cmark_node_new_with_mem(CMARK_NODE_LINK, &hooks));
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &hooks);
    cmark_parser_feed(parser, text.p, text.n);
    cmark_node *document = cmark_parser_finish(parser);
    in_use = before;
    return document;
}

void bz_md__pool_free(bz_md_pool *pool)
{
    for (bz_md_chunk *chunk = pool->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        bz_mem_free(chunk);
    }
    *pool = (bz_md_pool){0};
}
