/* In: an array and what it should hold. Out: the same array, perhaps elsewhere, with room. The
 * owner of the vector owns the array. One idea: capacity doubles, so pushing costs constant time.
 */
#include "base/vec.h"
#include <assert.h>
#include <stdint.h>
#include <string.h>

void *bz_vec__grow(void *p, size_t *cap, size_t least, size_t size)
{
    size_t want = *cap ? *cap : 4;
    assert(least <= SIZE_MAX / 2 / size);
    while (want < least)
        want *= 2;
    if (want == *cap) want *= 2;
    p = bz_mem_resize(p, want * size);
    *cap = want;
    return p;
}

void *bz_vec__extend(void *p, size_t *cap, size_t *n, size_t count, size_t size)
{
    assert(count <= SIZE_MAX - *n);
    if (*n + count > *cap) p = bz_vec__grow(p, cap, *n + count, size);
    if (count) memset((char *)p + *n * size, 0, count * size);
    *n += count;
    return p;
}
