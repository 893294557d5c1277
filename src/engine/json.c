/* Texts for JSON, and the memory of its library. In: slices. Out: values. The library gets its
 * memory where everybody does, or the program ends as it does when memory is out: a value that
 * could not be made would else be left out in silence, and a manifest without its rows would pass
 * for whole. */
#include "engine/engine_priv.h"

#include "base/mem.h"

#include <jansson.h>
#include <stdlib.h>

static void *take(size_t n)
{
    void *p = malloc(n);
    if (!p) bz_mem_out(n);
    return p;
}

/* Jansson keeps this for the whole process: a program that brought its own functions keeps them. */
void bz_engine__json_memory(void)
{
    json_malloc_t now;
    json_free_t back;
    json_get_alloc_funcs(&now, &back);
    if (now == malloc && back == free) json_set_alloc_funcs(take, free);
}

json_t *bz_engine__json_text(bz_str s)
{
    return json_stringn(s.n ? s.p : "", s.n);
}

json_t *bz_engine__json_or_null(bz_str s)
{
    return s.n ? bz_engine__json_text(s) : json_null();
}
