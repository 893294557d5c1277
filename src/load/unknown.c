/* In: a key that no row of the record knows. Out: the diagnostic for it: what was perhaps meant, or
 * where the key belongs. The one idea: the tables know every key, so a key in the wrong place can
 * be sent to the right one. */
#include "load/load_priv.h"

enum { MOST_KEYS = 64 };

static bool is_for_people(const bz_field *f)
{
    return !(f->flags & (BZ_COMPUTED | BZ_OPEN));
}

static int known_field(bz_record_kind kind, bz_str key)
{
    int f = bz_field_find(kind, key);
    return f >= 0 && is_for_people(&bz_record_row_at(kind)->fields[f]) ? f : -1;
}

/* The nearest record above or below that has such a key: where a line has slipped to is seldom far.
 */
static bz_record_kind near_home(const bz_model *m, bz_rec r, bz_str key)
{
    const bz_record_row *row = bz_record_row_at(bz_model_kind(m, r));
    for (bz_rec up = m->records.p[r].parent; up; up = m->records.p[up].parent)
        if (bz_model_kind(m, up) != BZ_R_PROJECT && known_field(bz_model_kind(m, up), key) >= 0)
            return bz_model_kind(m, up);
    for (int i = 0; i < row->n; i++)
        if (row->fields[i].type == BZ_T_RECORD && is_for_people(&row->fields[i]) &&
            known_field((bz_record_kind)row->fields[i].of, key) >= 0)
            return (bz_record_kind)row->fields[i].of;
    return BZ_NO_RECORD;
}

/* The only kind of record that has such a key. */
static bz_record_kind only_home(bz_str key)
{
    bz_record_kind found = BZ_NO_RECORD;
    for (int kind = 1; kind < BZ_RECORD_KIND_COUNT; kind++) {
        if (known_field((bz_record_kind)kind, key) < 0) continue;
        if (found) return BZ_NO_RECORD;
        found = (bz_record_kind)kind;
    }
    return found;
}

static bool hint_where(bz_load__decoder *d, bz_rec r, bz_diag *diag, bz_str key)
{
    bz_record_kind kind = bz_model_kind(d->m, r), home = near_home(d->m, r, key);
    int own = bz_field_find(kind, key);
    if (own >= 0) {
        bz_diag_hint(d->job->diags, diag, "leave it out: the program works it out by itself");
        return true;
    }
    if (!home) home = only_home(key);
    if (!home) return false;
    const char *name = bz_record_row_at(home)->name;
    bz_diag_hint(d->job->diags, diag, "`%.*s` belongs to %s %s", BZ_FMT(key),
                 bz_load__article(name), name);
    return true;
}

static void list_keys(bz_load__decoder *d, bz_diag *diag, const bz_record_row *row,
                      const bz_str *keys, size_t n)
{
    bz_buf list = {0};
    for (size_t i = 0; i < n; i++)
        bz_buf_fmt(&list, "%s%.*s", i ? ", " : "", BZ_FMT(keys[i]));
    bz_diag_note_at(d->job->diags, diag, bz_span_none(), "%s %s has %.*s",
                    bz_load__article(row->name), row->name, BZ_FMT(bz_buf_view(&list)));
    bz_buf_deinit(&list);
}

/* What only the file in the library says. */
static bool hint_library(bz_load__decoder *d, bz_rec r, bz_record_kind as, bz_diag *diag,
                         bz_str key)
{
    bz_record_kind kind = bz_model_kind(d->m, r);
    if (as == kind || known_field(kind, key) < 0) return false;
    bz_diag_hint(d->job->diags, diag,
                 "`%.*s` is said in the library; who needs another one writes %s %s of the "
                 "curriculum's own",
                 BZ_FMT(key), bz_load__article(bz_record_row_at(kind)->name),
                 bz_record_row_at(kind)->name);
    return true;
}

/* Another word for the same: far from it in letters, and often tried. The place among `keys`, or
 * -1.
 */
static int same_sense(bz_str word, const bz_str *keys, size_t n)
{
    static const char *const rows[][2] = {
        {"remove", "drop"},        {"delete", "drop"},      {"change", "reword"},
        {"rename", "reword"},      {"reason", "why"},       {"because", "why"},
        {"aim", "purpose"},        {"goal", "purpose"},     {"name", "title"},
        {"heading", "title"},      {"duration", "minutes"}, {"time", "minutes"},
        {"length", "minutes"},     {"leader", "lead"},      {"facilitator", "lead"},
        {"optional", "leave_out"}, {"size", "people"},      {"participants", "people"},
        {"members", "people"},     {"location", "where"},   {"venue", "where"},
        {"question", "ask"},       {"answers", "choices"},  {"options", "choices"},
        {"telephone", "phone"},    {"number", "phone"},     {"quantity", "count"},
        {"amount", "count"},       {"license", "licence"},  {"author", "credit"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t k = 0; bz_str_is(word, rows[i][0]) && k < n; k++)
            if (bz_str_is(keys[k], rows[i][1])) return (int)k;
    return -1;
}

int bz_load__unknown_key(bz_load__decoder *d, bz_rec r, bz_record_kind as, const bz_yentry *e)
{
    const bz_record_row *row = bz_record_row_at(as);
    bz_str keys[MOST_KEYS];
    size_t n = 0;
    bool is_file = d->m->records.p[r].file != 0;
    bz_diag *diag = bz_diag_add(d->job->diags, BZ_F001, e->key_span, "unknown key `%.*s` in %s %s",
                                BZ_FMT(e->key), bz_load__article(row->name), row->name);
    for (int i = 0; i < row->n && n < MOST_KEYS; i++)
        if (is_for_people(&row->fields[i])) keys[n++] = bz_str_from(row->fields[i].key);
    if (hint_library(d, r, as, diag, e->key)) return -1;
    int nearest = bz_field_find(as, e->key) < 0 ? same_sense(e->key, keys, n) : -1;
    if (nearest < 0 && bz_field_find(as, e->key) < 0) nearest = bz_str_nearest(e->key, keys, n);
    if (nearest >= 0) {
        bz_diag_hint(d->job->diags, diag, "did you mean `%.*s`?", BZ_FMT(keys[nearest]));
        int meant = bz_field_find(as, keys[nearest]);
        d->is_unclear |= is_file && row->fields[meant].shape != BZ_ONE;
        return meant;
    }
    d->is_unclear |= is_file;
    if (!hint_where(d, r, diag, e->key)) list_keys(d, diag, row, keys, n);
    return -1;
}
