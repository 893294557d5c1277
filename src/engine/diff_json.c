/* What differs, for programs: the tree of parts that are not the same, with both texts of each. */
#include "engine/diff.h"

#include <jansson.h>

static json_t *text(bz_str s)
{
    return json_stringn(s.p, s.n);
}

static void put_both(json_t *object, const char *key, bz_str was, bz_str now)
{
    json_t *both = json_object();
    json_object_set_new(both, "was", text(was));
    json_object_set_new(both, "now", text(now));
    json_object_set_new(object, key, both);
}

static void put_facts(const bz_deltas *d, const bz_delta *one, json_t *object)
{
    if (!one->n_facts) return;
    json_t *facts = json_object();
    for (uint32_t i = one->facts; i < one->facts + one->n_facts; i++)
        put_both(facts, d->facts.p[i].key, d->facts.p[i].was, d->facts.p[i].now);
    json_object_set_new(object, "facts", facts);
}

static json_t *part(const bz_deltas *d, const bz_delta *one)
{
    const bz_point *a = &d->a->points.p[one->a], *b = &d->b->points.p[one->b];
    const bz_point *at = one->b ? b : a;
    json_t *object = json_object(), *parts = json_array();
    json_object_set_new(object, "kind", json_string(bz_record_row_at(at->kind)->name));
    json_object_set_new(object, "id", text(at->id));
    json_object_set_new(object, "title", text(at->title));
    json_object_set_new(object, "is",
                        json_string(!one->a         ? "new"
                                    : !one->b       ? "gone"
                                    : one->is_moved ? "moved"
                                                    : "changed"));
    json_object_set_new(object, "may_change",
                        json_string(bz_enum_name(BZ_E_MAY_CHANGE, one->a ? a->light : b->light)));
    put_facts(d, one, object);
    if (one->has_safety) put_both(object, "safety", a->safety, b->safety);
    if (one->has_text) put_both(object, "text", a->text, b->text);
    for (uint32_t c = one->first; c; c = d->list.p[c].next)
        json_array_append_new(parts, part(d, &d->list.p[c])); /* four deep */
    if (json_array_size(parts)) json_object_set(object, "parts", parts);
    json_decref(parts);
    return object;
}

json_t *bz_engine__diff_json(const bz_deltas *d, const bz_sides *sides)
{
    json_t *object = part(d, &d->list.p[1]);
    json_object_set_new(object, "from", text(sides->a));
    json_object_set_new(object, "to", text(sides->b));
    json_object_set_new(object, "same", json_boolean(bz_compare_is_same(d)));
    return object;
}
