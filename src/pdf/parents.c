/* In: which element each piece of marked content and each link belongs to. Out: the parent tree,
 * by which readers get from a place on a page to its element. Nothing is kept. The one idea: keys
 * are the sheets, then the links; the tree has two levels, with some tens of keys a leaf, so that a
 * reader of one page need not unpack all. */
#include "pdf/pdf_priv.h"

enum { LEAF = 64 };

static void put_key(const bz_pdf *d, bz_buf *o, uint32_t key)
{
    if (key >= d->n_sheets) {
        bz_pdf__put_numbers(o, key,
                            d->elements.p[d->annotations.p[key - d->n_sheets].element].object);
        bz_buf_put(o, "0 R ");
        return;
    }
    uint32_t from = d->sheet_owners.p[key];
    uint32_t to = key + 1 < d->n_sheets ? d->sheet_owners.p[key + 1] : (uint32_t)d->owners.n;
    bz_buf_decimal(o, key);
    bz_buf_char(o, '[');
    for (uint32_t i = from; i < to; i++) {
        if (i > from) bz_buf_char(o, ' ');
        bz_pdf__put_ref(o, d->elements.p[d->owners.p[i]].object);
    }
    bz_buf_char(o, ']');
}

void bz_pdf__parents_write(bz_pdf *d)
{
    uint32_t keys = d->n_sheets + (uint32_t)d->annotations.n, leaves = (keys + LEAF - 1) / LEAF;
    uint32_t first = bz_pdf__reserve(&d->file, leaves);
    for (uint32_t i = 0; i < leaves; i++) {
        uint32_t from = i * LEAF, to = from + LEAF < keys ? from + LEAF : keys;
        bz_buf *o = bz_pdf__open(&d->file, first + i);
        bz_buf_fmt(o, "<</Limits[%u %u]/Nums[", from, to - 1);
        for (uint32_t key = from; key < to; key++)
            put_key(d, o, key);
        bz_buf_put(o, "]>>");
        bz_pdf__close(&d->file);
    }
    bz_buf *o = bz_pdf__open(&d->file, d->parent_tree);
    bz_buf_put(o, "<</Kids[");
    for (uint32_t i = 0; i < leaves; i++) {
        if (i) bz_buf_char(o, ' ');
        bz_pdf__put_ref(o, first + i);
    }
    bz_buf_put(o, "]>>");
    bz_pdf__close(&d->file);
}
