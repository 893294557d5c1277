/* In: keys (borrowed) and numbers. Out: the number under a key. One idea: open addressing with
 * linear probing, and a keyed hash (SipHash-1-3, Aumasson and Bernstein 2012) whose key is the
 * map's own address, so that no file can be written to make all its keys collide. Nothing that
 * comes out depends on the key, since the order of the slots is never shown. */
#include "base/map.h"
#include "base/mem.h"
#include <assert.h>
#include <string.h>

typedef struct slot {
    bz_str key;
    uint64_t hash;
    uint32_t value; /* 0: free */
} slot;

struct bz_map {
    slot *slots;
    size_t n, cap; /* cap: 0 or a power of two */
};

static uint64_t rotated(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

static void sip_round(uint64_t v[4])
{
    v[0] += v[1], v[1] = rotated(v[1], 13) ^ v[0], v[0] = rotated(v[0], 32);
    v[2] += v[3], v[3] = rotated(v[3], 16) ^ v[2];
    v[0] += v[3], v[3] = rotated(v[3], 21) ^ v[0];
    v[2] += v[1], v[1] = rotated(v[1], 17) ^ v[2], v[2] = rotated(v[2], 32);
}

static uint64_t hash_of(const bz_map *m, bz_str key)
{
    uint64_t k = (uint64_t)(uintptr_t)m * 0x9e3779b97f4a7c15u;
    uint64_t v[4] = {0x736f6d6570736575u ^ k, 0x646f72616e646f6du ^ ~k, 0x6c7967656e657261u ^ k,
                     0x7465646279746573u ^ ~k};
    size_t at = 0;
    for (;; at += 8) {
        uint64_t word = 0;
        size_t left = key.n - at;
        memcpy(&word, key.p + at, left < 8 ? left : 8);
        if (left < 8) word |= (uint64_t)key.n << 56;
        v[3] ^= word;
        sip_round(v);
        v[0] ^= word;
        if (left < 8) break;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 3; i++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

bz_map *bz_map_new(void)
{
    return bz_mem_new(sizeof(bz_map));
}

void bz_map_free(bz_map *m)
{
    if (!m) return;
    bz_mem_free(m->slots);
    bz_mem_free(m);
}

/* The key's slot, or the free one where it belongs. */
static slot *slot_for(const bz_map *m, bz_str key, uint64_t hash)
{
    for (size_t i = hash & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
        slot *s = &m->slots[i];
        if (!s->value || (s->hash == hash && bz_str_eq(s->key, key))) return s;
    }
}

static void grow(bz_map *m)
{
    slot *old = m->slots;
    size_t old_cap = m->cap;
    m->cap = old_cap ? old_cap * 2 : 16;
    m->slots = bz_mem_new(m->cap * sizeof(slot));
    for (size_t i = 0; i < old_cap; i++)
        if (old[i].value) *slot_for(m, old[i].key, old[i].hash) = old[i];
    bz_mem_free(old);
}

uint32_t bz_map_add(bz_map *m, bz_str key, uint32_t value)
{
    assert(value);
    if (m->n >= m->cap / 4 * 3) grow(m);
    uint64_t hash = hash_of(m, key);
    slot *s = slot_for(m, key, hash);
    if (s->value) return s->value;
    *s = (slot){key, hash, value};
    m->n++;
    return 0;
}

uint32_t bz_map_find(const bz_map *m, bz_str key)
{
    return m->cap ? slot_for(m, key, hash_of(m, key))->value : 0;
}
