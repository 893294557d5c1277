/* In: a YAML tree and a record to fill. Out: the record with its values and the records below it,
 * all with their spans, and a diagnostic for everything that does not fit. The model owns the
 * result. The one idea: there is one decoder for every kind of record, and the rows of fields.def
 * drive it. */
#include "load/load_priv.h"
#include <assert.h>

/* A field that is being decoded. */
typedef struct place {
    bz_load__decoder *d;
    bz_rec r;
    int field;
    const bz_field *f;
    const bz_yentry *e;
} place;

/* Reads the mapping by the rows of `as` into the rows of the same keys of the record. */
static void decode_as(bz_load__decoder *d, bz_rec r, bz_record_kind as, const bz_ynode *y);

static bool is_written(const bz_field *f)
{
    return !(f->flags & (BZ_COMPUTED | BZ_OPEN));
}

/* --- wrong shapes */

static const char *shape_name(bz_ykind kind)
{
    static const char *const names[] = {"one value", "a list", "a mapping"};
    return names[kind];
}

static const char *shape_wanted(const bz_field *f)
{
    if (f->shape == BZ_LIST) return "a list";
    return f->shape == BZ_ONE && f->type != BZ_T_RECORD ? "one value" : "a mapping";
}

/* The key's line is enough to point at: a whole block would fill the screen. */
static bz_span pointed(const place *p, const bz_ynode *y)
{
    return y->kind == BZ_YSCALAR ? y->span : p->e->key_span;
}

static void wrong_shape(const place *p, const bz_ynode *y)
{
    bz_diag *diag =
        bz_diag_add(p->d->job->diags, BZ_F003, pointed(p, y), "`%s` takes %s, and this is %s",
                    p->f->key, shape_wanted(p->f), shape_name(y->kind));
    if (p->f->shape == BZ_LIST && y->kind == BZ_YSCALAR && p->f->type != BZ_T_RECORD)
        bz_diag_hint(p->d->job->diags, diag, "write `%s: [%.*s]`", p->f->key, BZ_FMT(y->text));
    else if (p->f->example)
        bz_diag_hint(p->d->job->diags, diag, "for example `%s: %s`", p->f->key, p->f->example);
}

static void wrong_entry(const place *p, const bz_ynode *y, const char *wanted)
{
    if (y->is_refused) return;
    bz_diag *diag =
        bz_diag_add(p->d->job->diags, BZ_F003, y->span, "each entry of `%s` is %s, and this is %s",
                    p->f->key, wanted, shape_name(y->kind));
    if (p->f->example)
        bz_diag_hint(p->d->job->diags, diag, "for example `%s: %s`", p->f->key, p->f->example);
}

static bool has_shape(const place *p, bz_ykind kind)
{
    if (p->e->value->is_refused) return false;
    if (p->e->value->kind == kind) return true;
    wrong_shape(p, p->e->value);
    return false;
}

/* --- values that stand twice */

static void repeated(const place *p, bz_str text, bz_span here, bz_span first)
{
    bz_diag *diag = bz_diag_add(p->d->job->diags, BZ_F006, here, "`%.*s` stands twice in `%s`",
                                BZ_FMT(text), p->f->key);
    bz_diag_note_at(p->d->job->diags, diag, first, "first used here");
    bz_diag_hint(p->d->job->diags, diag, "take one of the two out, or give it another name");
}

static void check_repeated_scalars(const place *p)
{
    const bz_ynode *y = p->e->value;
    /* Sentences may be said twice; so may the lines of a signed text. */
    bool is_said = bz_model_kind(p->d->m, p->r) == BZ_R_SIGNED_PART;
    if (y->n < 2 || p->f->type == BZ_T_LINE || is_said) return;
    bz_map *seen = bz_map_new();
    for (size_t i = 0; i < y->n; i++) {
        const bz_ynode *item = y->items[i];
        if (item->kind != BZ_YSCALAR || item->text.n == 0) continue;
        uint32_t first = bz_map_add(seen, item->text, (uint32_t)i + 1);
        if (first) repeated(p, item->text, item->span, y->items[first - 1]->span);
    }
    bz_map_free(seen);
}

/* Ids of records in a list. Activities come later: with `use` their names are the library's. */
static void check_repeated_ids(const place *p)
{
    const bz_ynode *y = p->e->value;
    if (y->n < 2 || p->f->of == BZ_R_ACTIVITY) return;
    const char *key = bz_record_row_at((bz_record_kind)p->f->of)->fields[0].key;
    bz_map *seen = bz_map_new();
    for (size_t i = 0; i < y->n; i++) {
        const bz_ynode *item = y->items[i];
        const bz_ynode *id = item->kind == BZ_YMAPPING ? bz_yaml_find(item, key) : NULL;
        if (!id || id->kind != BZ_YSCALAR || id->text.n == 0) continue;
        uint32_t first = bz_map_add(seen, id->text, (uint32_t)i + 1);
        if (first) repeated(p, id->text, id->span, bz_yaml_find(y->items[first - 1], key)->span);
    }
    bz_map_free(seen);
}

/* --- scalars */

/* What was written but is wrong keeps its span, so that it does not count as missing. */
static void mark_written(const place *p, bz_span span)
{
    bz_model *m = p->d->m;
    m->values.p[m->records.p[p->r].values + (uint32_t)p->field].span = span;
}

static void decode_scalar(const place *p)
{
    const bz_ynode *y = p->e->value;
    bz_model *m = p->d->m;
    bz_load__scalar s;
    mark_written(p, y->span);
    if (!has_shape(p, BZ_YSCALAR) || !bz_load__scalar_read(p->d, p->f, y, &s)) return;
    switch (s.kind) {
    case BZ_V_INT: bz_model_set_int(m, p->r, p->field, s.a, y->span); break;
    case BZ_V_RANGE: bz_model_set_range(m, p->r, p->field, s.a, s.b, y->span); break;
    case BZ_V_REF: bz_model_set_ref(m, p->r, p->field, s.text, 0, y->span); break;
    default: bz_model_set_text(m, p->r, p->field, s.text, y->span);
    }
    if (p->field == 0) m->records.p[p->r].id_span = y->span;
}

/* An element of a list or map; `key` is empty in lists. */
static void decode_element(const place *p, uint32_t element, bz_str key, const bz_ynode *y)
{
    bz_model *m = p->d->m;
    bz_load__scalar s;
    if (y->kind != BZ_YSCALAR || y->is_refused) {
        wrong_entry(p, y, "one value");
        return;
    }
    if (!bz_load__scalar_read(p->d, p->f, y, &s)) return;
    switch (s.kind) {
    case BZ_V_INT: bz_model_set_element_int(m, element, key, s.a, y->span); break;
    case BZ_V_REF: bz_model_set_element_ref(m, element, key, s.text, 0, y->span); break;
    default: bz_model_set_element(m, element, key, s.text, y->span);
    }
}

static void decode_scalars(const place *p)
{
    const bz_ynode *y = p->e->value;
    uint32_t first = bz_model_set_many(p->d->m, p->r, p->field, BZ_V_LIST, (uint32_t)y->n, y->span);
    for (size_t i = 0; i < y->n; i++)
        decode_element(p, first + (uint32_t)i, BZ_STR(""), y->items[i]);
    check_repeated_scalars(p);
}

/* A list of one, written without brackets. */
static bool decode_alone(const place *p)
{
    const bz_ynode *y = p->e->value;
    if (!(p->f->flags & BZ_ALONE) || y->kind != BZ_YSCALAR || y->is_refused) return false;
    uint32_t first = bz_model_set_many(p->d->m, p->r, p->field, BZ_V_LIST, 1, y->span);
    decode_element(p, first, BZ_STR(""), y);
    return true;
}

static void decode_map(const place *p)
{
    const bz_ynode *y = p->e->value;
    bz_record_kind kind = bz_model_kind(p->d->m, p->r);
    uint32_t first = bz_model_set_many(p->d->m, p->r, p->field, BZ_V_MAP, (uint32_t)y->n, y->span);
    for (size_t i = 0; i < y->n; i++) {
        const bz_yentry *e = &y->entries[i];
        bz_load__key_check(p->d, kind, p->field, 0, e);
        decode_element(p, first + (uint32_t)i, e->key, e->value);
    }
}

static void decode_map_of_maps(const place *p)
{
    const bz_ynode *y = p->e->value;
    bz_model *m = p->d->m;
    bz_record_kind kind = bz_model_kind(m, p->r);
    uint32_t outer = bz_model_set_many(m, p->r, p->field, BZ_V_MAP, (uint32_t)y->n, y->span);
    for (size_t i = 0; i < y->n; i++) {
        const bz_yentry *e = &y->entries[i];
        const bz_ynode *inner = e->value;
        bz_load__key_check(p->d, kind, p->field, 0, e);
        if (inner->kind != BZ_YMAPPING) {
            wrong_entry(p, inner, "a mapping");
            continue;
        }
        uint32_t first = bz_model_set_element_many(m, outer + (uint32_t)i, e->key,
                                                   (uint32_t)inner->n, inner->span);
        for (size_t j = 0; j < inner->n; j++) {
            bz_load__key_check(p->d, kind, p->field, 1, &inner->entries[j]);
            decode_element(p, first + (uint32_t)j, inner->entries[j].key, inner->entries[j].value);
        }
    }
}

/* --- records */

static bz_rec add_record(const place *p, const bz_ynode *y)
{
    return bz_model_add(p->d->m, p->r, p->field, 0, (bz_record_kind)p->f->of, y->span);
}

static void set_id(const place *p, bz_rec r, bz_str id, bz_span span)
{
    bz_model_set_text(p->d->m, r, 0, id, span);
    p->d->m->records.p[r].id_span = span;
}

static void decode_records(const place *p)
{
    const bz_ynode *y = p->e->value;
    for (size_t i = 0; i < y->n; i++) {
        if (y->items[i]->kind == BZ_YMAPPING)
            bz_load__decode(p->d, add_record(p, y->items[i]), y->items[i]);
        else wrong_entry(p, y->items[i], "a mapping");
    }
    check_repeated_ids(p);
}

static void decode_map_of_records(const place *p)
{
    const bz_ynode *y = p->e->value;
    for (size_t i = 0; i < y->n; i++) {
        const bz_yentry *e = &y->entries[i];
        bz_load__key_check(p->d, bz_model_kind(p->d->m, p->r), p->field, 0, e);
        if (e->value->kind != BZ_YMAPPING) {
            wrong_entry(p, e->value, "a mapping");
            continue;
        }
        bz_rec r = add_record(p, e->value);
        set_id(p, r, e->key, e->key_span);
        bz_load__decode(p->d, r, e->value);
    }
}

/* What names an entry: itself, or what it takes from the library. */
static const bz_ynode *name_of(const bz_ynode *item)
{
    return item->kind == BZ_YMAPPING ? bz_yaml_find(item, "use") : item;
}

/* A record that is a file of the library, with what stands here of it. */
static void decode_shared(const place *p, const bz_ynode *item, bz_str id)
{
    bz_rec r = add_record(p, item);
    decode_as(p->d, r, (bz_record_kind)p->f->shared, item);
    if (id.n) {
        bz_model_set_text(p->d->m, r, BZ_SESSION_USE, name_of(item)->text, name_of(item)->span);
        set_id(p, r, id, name_of(item)->span);
        return;
    }
    bz_model_unlink(p->d->m, r); /* reported: nobody knows which is meant */
    p->d->is_unclear = true;
}

static bool is_entry(const place *p, const bz_ynode *item)
{
    bool has_shape = item->kind == BZ_YSCALAR || (p->f->shared && item->kind == BZ_YMAPPING);
    if (has_shape && !item->is_refused) return true;
    wrong_entry(p, item, p->f->shared ? "a name or a mapping with `use`" : "one value");
    return false;
}

/* Ids of which each is a file: the records are made here and filled by who reads the files. */
static void decode_files(const place *p)
{
    const bz_ynode *y = p->e->value;
    bz_map *seen = bz_map_new();
    for (size_t i = 0; i < y->n; i++) {
        const bz_ynode *item = y->items[i], *name = name_of(item);
        if (!is_entry(p, item)) continue;
        bool is_shared = item->kind == BZ_YMAPPING;
        bz_str id = name && name->kind == BZ_YSCALAR ? bz_str_trim(name->text) : BZ_STR("");
        if (is_shared) id = bz_load__shared_id(id);
        uint32_t first = id.n ? bz_map_add(seen, id, (uint32_t)i + 1) : 0;
        if (first) repeated(p, id, name->span, name_of(y->items[first - 1])->span);
        else if (is_shared) decode_shared(p, item, id);
        else if (bz_load__entry_check(p->d->job, id, item->span, p->f->shared))
            set_id(p, add_record(p, item), id, item->span);
    }
    bz_map_free(seen);
}

static void decode_field(const place *p)
{
    bool of_records = p->f->type == BZ_T_RECORD;
    if (p->f->shape == BZ_ONE && !of_records) {
        decode_scalar(p);
        return;
    }
    if (decode_alone(p)) return;
    if (!has_shape(p, p->f->shape == BZ_LIST ? BZ_YSEQUENCE : BZ_YMAPPING)) return;
    if (p->e->value->n == 0 && p->f->shape != BZ_ONE && p->f->flags & BZ_REQUIRED)
        bz_diag_add(p->d->job->diags, BZ_F002, p->e->key_span, "`%s` has no entries", p->f->key);
    switch (p->f->shape) {
    case BZ_ONE: bz_load__decode(p->d, add_record(p, p->e->value), p->e->value); break;
    case BZ_LIST:
        if (p->f->flags & BZ_FILES) decode_files(p);
        else if (of_records) decode_records(p);
        else decode_scalars(p);
        break;
    case BZ_MAP:
        if (of_records) decode_map_of_records(p);
        else decode_map(p);
        break;
    case BZ_MAP2: decode_map_of_maps(p); break;
    }
}

/* --- a whole record */

static void missing_keys(bz_load__decoder *d, bz_record_kind as, const bz_ynode *y, uint64_t seen)
{
    const bz_record_row *row = bz_record_row_at(as);
    if (d->is_partial) return;
    bz_span at = y->n ? y->entries[0].key_span : y->span;
    for (int i = 0; i < row->n; i++) {
        const bz_field *f = &row->fields[i];
        if (!(f->flags & BZ_REQUIRED) || !is_written(f) || seen & (UINT64_C(1) << i)) continue;
        bz_diag *diag = bz_diag_add(d->job->diags, BZ_F002, at, "`%s` is missing in %s %s", f->key,
                                    bz_load__article(row->name), row->name);
        if (f->example)
            bz_diag_hint(d->job->diags, diag, "for example `%s: %s`", f->key, f->example);
    }
}

static int open_row(const bz_record_row *row)
{
    for (int i = 0; i < row->n; i++)
        if (row->fields[i].flags & BZ_OPEN) return i;
    return -1;
}

/* The keys that no row knows, as a map under the open row. */
static void decode_open(bz_load__decoder *d, bz_rec r, int field, const bz_ynode *y, uint32_t n)
{
    bz_record_kind kind = bz_model_kind(d->m, r);
    const bz_field *f = &bz_record_row_at(kind)->fields[field];
    uint32_t element = bz_model_set_many(d->m, r, field, BZ_V_MAP, n, y->span);
    for (size_t i = 0; i < y->n; i++) {
        const bz_yentry *e = &y->entries[i];
        int known = bz_field_find(kind, e->key);
        if (known >= 0 && is_written(&bz_record_row_at(kind)->fields[known])) continue;
        bz_field named = *f;
        bz_str key = bz_arena_str(d->tree, e->key);
        named.key = key.p; /* messages name the option */
        named.shape = BZ_ONE;
        place p = {d, r, field, &named, e};
        if (has_shape(&p, BZ_YSCALAR)) decode_element(&p, element, e->key, e->value);
        element++;
    }
}

/* The row of the record itself that a row of `as` fills: the one of the same key. */
static int row_in(const bz_model *m, bz_rec r, bz_record_kind as, int row)
{
    bz_record_kind own = bz_model_kind(m, r);
    return own == as ? row : bz_field_find(own, bz_str_from(bz_record_row_at(as)->fields[row].key));
}

/* Whether the record says this already: what a curriculum says of a session of the library goes
 * before what the session's file says. */
static bool is_said(const bz_load__decoder *d, bz_rec r, int row)
{
    if (d->said != r) return false;
    return bz_model_value(d->m, r, row)->span.file || bz_model_first(d->m, r, row);
}

/* A key with a slip in it counts as written: it is not said to be missing as well. */
static uint64_t misspelt(bz_load__decoder *d, bz_rec r, bz_record_kind as, const bz_yentry *e)
{
    int meant = bz_load__unknown_key(d, r, as, e);
    if (meant < 0) return 0;
    uint32_t row = (uint32_t)row_in(d->m, r, as, meant);
    bz_value *v = &d->m->values.p[d->m->records.p[r].values + row];
    if (!v->span.file) v->span = e->value->span;
    return UINT64_C(1) << meant;
}

static void decode_as(bz_load__decoder *d, bz_rec r, bz_record_kind as, const bz_ynode *y)
{
    const bz_record_row *row = bz_record_row_at(as);
    int open = open_row(row);
    uint32_t n_open = 0;
    uint64_t seen = 0;
    assert(row->n <= 64);
    for (size_t i = 0; i < y->n; i++) {
        const bz_yentry *e = &y->entries[i];
        int f = bz_field_find(as, e->key);
        if (f >= 0 && is_written(&row->fields[f])) {
            int to = row_in(d->m, r, as, f);
            seen |= UINT64_C(1) << f;
            if (!is_said(d, r, to)) decode_field(&(place){d, r, to, &row->fields[f], e});
        } else if (open >= 0) {
            n_open++;
        } else {
            seen |= misspelt(d, r, as, e);
        }
    }
    if (n_open) decode_open(d, r, open, y, n_open);
    missing_keys(d, as, y, seen);
}

void bz_load__decode(bz_load__decoder *d, bz_rec r, const bz_ynode *y)
{
    decode_as(d, r, bz_model_kind(d->m, r), y);
}

void bz_load__decode_file(bz_load__decoder *d, bz_rec r, uint32_t file)
{
    bz_job job = *d->job;
    const bz_ynode *y = NULL;
    job.arena = d->tree;
    d->is_unclear = false;
    d->is_partial = bz_yaml_read(&y, file, &job) != BZ_OK;
    d->m->records.p[r].file = file;
    d->m->records.p[r].span = y ? y->span : (bz_span){file, 0, 0};
    if (y && y->kind == BZ_YMAPPING) {
        bz_load__decode(d, r, y);
    } else if (y) {
        const char *name = bz_record_row_at(bz_model_kind(d->m, r))->name;
        bz_diag_add(d->job->diags, BZ_F003, y->span,
                    "a file that describes %s %s holds keys with values, and this is %s",
                    bz_load__article(name), name, shape_name(y->kind));
    }
    d->is_unclear |= d->is_partial;
    bz_arena_reset(d->tree);
}
