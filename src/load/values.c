/* In: maps and lists of the model. Out: maps merged key by key, and names to choose from. The
 * values are fixed-size cells whose texts lie in the model's blob, so merging is copying cells: no
 * text is moved. */
#include "load/load_priv.h"
#include <string.h>

bz_value *bz_load__values_find(const bz_model *m, const bz_load__values *in, bz_str key)
{
    for (size_t i = 0; i < in->n; i++)
        if (bz_str_eq(bz_value_key(m, &in->p[i]), key)) return &in->p[i];
    return NULL;
}

void bz_load__values_merge(const bz_model *m, bz_load__values *into, const bz_value *map)
{
    if (map->kind != BZ_V_MAP) return;
    /* The keys are slices of the model's blob, which stays as it is meanwhile. */
    bz_map *known = bz_map_new();
    for (size_t i = 0; i < into->n; i++)
        bz_map_add(known, bz_value_key(m, &into->p[i]), (uint32_t)i + 1);
    for (uint32_t i = 0; i < map->b; i++) {
        const bz_value *v = bz_value_element(m, map, i);
        if (v->kind == BZ_V_NONE) continue; /* refused when it was read */
        uint32_t at = bz_map_add(known, bz_value_key(m, v), (uint32_t)into->n + 1);
        if (at) into->p[at - 1] = *v;
        else bz_vec_push(into, *v);
    }
    bz_map_free(known);
}

void bz_load__values_store(bz_model *m, bz_rec r, int field, const bz_load__values *from,
                           bz_span span)
{
    uint32_t first = bz_model_set_many(m, r, field, BZ_V_MAP, (uint32_t)from->n, span);
    if (from->n) memcpy(&m->values.p[first], from->p, from->n * sizeof *from->p);
}

bz_load__names bz_load__keys_of(const bz_model *m, const bz_value *map, bz_arena *a)
{
    bz_load__names names = {NULL, 0};
    if (map->kind != BZ_V_MAP) return names;
    names.p = bz_arena_alloc(a, (map->b + 1) * sizeof *names.p);
    for (uint32_t i = 0; i < map->b; i++)
        names.p[names.n++] = bz_value_key(m, bz_value_element(m, map, i));
    return names;
}

bz_load__names bz_load__texts_of(const bz_model *m, const bz_value *list, bz_arena *a)
{
    bz_load__names names = {NULL, 0};
    if (list->kind != BZ_V_LIST) return names;
    names.p = bz_arena_alloc(a, (list->b + 1) * sizeof *names.p);
    for (uint32_t i = 0; i < list->b; i++)
        names.p[names.n++] = bz_value_text(m, bz_value_element(m, list, i));
    return names;
}

bz_load__names bz_load__ids_of(const bz_model *m, bz_rec parent, int role, bz_arena *a)
{
    bz_load__names names = {NULL, 0};
    size_t n = 0;
    for (bz_rec r = bz_model_first(m, parent, role); r; r = bz_model_next(m, r))
        n++;
    names.p = bz_arena_alloc(a, (n + 1) * sizeof *names.p);
    for (bz_rec r = bz_model_first(m, parent, role); r; r = bz_model_next(m, r))
        names.p[names.n++] = bz_model_id(m, r);
    return names;
}

bz_span bz_load__key_span(const bz_job *job, bz_span value, bz_str key)
{
    bz_str text = bz_source_text(job->sources, value.file);
    size_t at = value.start <= text.n ? value.start : text.n;
    while (key.n && at-- > 0 && text.p[at] != '\n') {
        if (at + key.n <= value.start && bz_str_eq(bz_str_cut(text, at, at + key.n), key))
            return (bz_span){value.file, (uint32_t)at, (uint32_t)(at + key.n)};
    }
    return value;
}
