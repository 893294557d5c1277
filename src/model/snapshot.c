/* A model as one run of bytes. In: a model. Out: pieces that are written one after the other into a
 * sealed memory file; and from such bytes, mapped read-only, a model again, without a copy.
 *
 *   head | records | values | numbers | text | nodes | attrs | text of the bodies
 *
 * Nothing inside points anywhere, so the arrays are written as they lie in memory, each on a border
 * of eight bytes. Reader and writer are of the same build; the head says so. */
#include "model/snapshot.h"

#include <assert.h>
#include <string.h>

enum { BORDER = 8 };

static const char zeros[BORDER];

static void set_sizes(bz_snapshot_head *h)
{
    static const uint32_t sizes[BZ_SNAPSHOT_ARRAYS] = {sizeof(bz_record),
                                                       sizeof(bz_value),
                                                       sizeof(uint32_t),
                                                       1,
                                                       sizeof(bz_doc_node),
                                                       sizeof(bz_doc_attr),
                                                       1};
    memcpy(h->mark, "baraza-m", sizeof h->mark);
    memcpy(h->size, sizes, sizeof sizes);
    h->kinds = BZ_RECORD_KIND_COUNT << 16 | BZ_DOC_KIND_COUNT << 8 | BZ_ATTR_KEY_COUNT;
}

size_t bz_snapshot_pieces(const bz_model *m, bz_snapshot_head *h, bz_str pieces[BZ_SNAPSHOT_PIECES])
{
    const bz_doc *d = m->bodies;
    const void *arrays[] = {m->records.p, m->values.p, m->numbers.p, m->text.p,
                            d->nodes.p,   d->attrs.p,  d->text.p};
    /* A text ends in NUL, also here. */
    size_t counts[] = {m->records.n, m->values.n, m->numbers.n, m->text.n,
                       d->nodes.n,   d->attrs.n,  d->text.n};
    size_t n = 0, all = sizeof *h;
    memset(h, 0, sizeof *h);
    set_sizes(h);
    h->project = m->project;
    h->curriculum = m->curriculum;
    h->context = m->context;
    h->programme = m->programme;
    h->epoch = m->epoch;
    pieces[n++] = (bz_str){(const char *)h, sizeof *h};
    for (size_t i = 0; i < BZ_SNAPSHOT_ARRAYS; i++) {
        size_t bytes = counts[i] * h->size[i];
        size_t rest = BORDER - bytes % BORDER; /* at least one: the NUL behind a text */
        h->n[i] = counts[i];
        pieces[n++] = (bz_str){arrays[i] ? arrays[i] : zeros, bytes};
        pieces[n++] = (bz_str){zeros, rest};
        all += bytes + rest;
    }
    assert(n == BZ_SNAPSHOT_PIECES);
    return all;
}

/* Where the i-th array starts, or NULL when the bytes are too few. */
static bool find_arrays(const bz_snapshot_head *h, bz_str bytes, void *at[BZ_SNAPSHOT_ARRAYS])
{
    size_t offset = sizeof *h;
    for (size_t i = 0; i < BZ_SNAPSHOT_ARRAYS; i++) {
        if (h->n[i] > (bytes.n - offset) / h->size[i]) return false;
        size_t used = (size_t)h->n[i] * h->size[i];
        used += BORDER - used % BORDER;
        if (used > bytes.n - offset) return false;
        at[i] = (void *)(uintptr_t)(bytes.p + offset);
        offset += used;
    }
    return offset == bytes.n;
}

bz_model *bz_snapshot_open(bz_str bytes)
{
    bz_snapshot_head h, same = {0};
    void *at[BZ_SNAPSHOT_ARRAYS];
    if (bytes.n < sizeof h) return NULL;
    memcpy(&h, bytes.p, sizeof h);
    set_sizes(&same);
    if (memcmp(h.mark, same.mark, sizeof h.mark) || memcmp(h.size, same.size, sizeof h.size) ||
        h.kinds != same.kinds || !find_arrays(&h, bytes, at))
        return NULL;
    bz_model *m = bz_mem_new(sizeof *m);
    bz_doc *d = m->bodies = bz_mem_new(sizeof *d);
    m->records.p = at[0], m->records.n = h.n[0];
    m->values.p = at[1], m->values.n = h.n[1];
    m->numbers.p = at[2], m->numbers.n = h.n[2];
    m->text.p = at[3], m->text.n = h.n[3];
    d->nodes.p = at[4], d->nodes.n = h.n[4];
    d->attrs.p = at[5], d->attrs.n = h.n[5];
    d->text.p = at[6], d->text.n = h.n[6];
    m->project = h.project;
    m->curriculum = h.curriculum;
    m->context = h.context;
    m->programme = h.programme;
    m->epoch = h.epoch;
    return m;
}

void bz_snapshot_close(bz_model *m)
{
    if (!m) return;
    bz_mem_free(m->bodies);
    bz_mem_free(m);
}
