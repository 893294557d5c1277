/* Shaped pieces, kept by text and by how they were asked for: a hash table with open addressing
 * whose keys lie in one buffer and whose values lie in t->shaped. It lives as long as the type,
 * since the documents of a build say much the same, and is bounded by their distinct words; emptied
 * between two documents if that should ever be too many. */
#include "type/type_priv.h"
#include <string.h>

enum { TABLE_FIRST = 1024 };

/* Eight bytes a step; words are short, so the tail counts as much as the loop. */
static uint64_t hash_of(bz_str text, uint32_t how)
{
    const uint64_t mix = 0x9e3779b97f4a7c15U;
    uint64_t h = (how + 1) * mix ^ text.n, step;
    size_t i = 0;
    for (; i + 8 <= text.n; i += 8) {
        memcpy(&step, text.p + i, 8);
        h = (h ^ step) * mix;
        h ^= h >> 29;
    }
    step = 0;
    memcpy(&step, text.p + i, text.n - i);
    h = (h ^ step) * mix;
    h ^= h >> 32;
    h *= mix;
    return (h ^ h >> 29) | 1; /* 0 is a free place */
}

/* Where it stands, or the free place for it. */
static size_t place_of(const bz_type *t, bz_str text, uint32_t how, uint64_t hash)
{
    size_t mask = t->table.n - 1, i = (size_t)hash & mask;
    for (;; i = (i + 1) & mask) {
        const bz_kept *k = &t->table.p[i];
        if (!k->hash) return i;
        if (k->hash == hash && k->how == how && k->key_n == text.n &&
            memcmp(t->keys.p + k->key, text.p, text.n) == 0)
            return i;
    }
}

const bz_kept *bz_cache__find(const bz_type *t, bz_str text, uint32_t how)
{
    if (!t->table.n) return NULL;
    const bz_kept *k = &t->table.p[place_of(t, text, how, hash_of(text, how))];
    return k->hash ? k : NULL;
}

static void make_room(bz_type *t)
{
    if (t->n_kept * 2 < t->table.n) return;
    size_t n = t->table.n ? t->table.n * 2 : TABLE_FIRST;
    bz_kept *old = t->table.p, *made = bz_mem_new(n * sizeof *made);
    for (size_t i = 0; i < t->table.n; i++) {
        if (!old[i].hash) continue;
        size_t at = (size_t)old[i].hash & (n - 1);
        while (made[at].hash)
            at = (at + 1) & (n - 1);
        made[at] = old[i];
    }
    bz_mem_free(old);
    t->table.p = made;
    t->table.n = t->table.cap = n;
}

void bz_cache__add(bz_type *t, bz_str text, uint32_t how, uint32_t first)
{
    make_room(t);
    uint64_t hash = hash_of(text, how);
    bz_kept *k = &t->table.p[place_of(t, text, how, hash)];
    if (k->hash) return;
    *k = (bz_kept){.hash = hash,
                   .key = (uint32_t)t->keys.n,
                   .key_n = (uint32_t)text.n,
                   .how = how,
                   .first = first,
                   .n = (uint32_t)t->shaped.n - first};
    bz_buf_str(&t->keys, text);
    t->n_kept++;
}

void bz_cache__clear(bz_type *t)
{
    bz_vec_free(&t->table);
    t->n_kept = 0;
    t->shaped.n = t->masters.n = t->glyphs.n = 0;
    bz_buf_clear(&t->keys);
    bz_buf_clear(&t->texts);
}
