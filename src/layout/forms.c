/* Things to tick, to write on, to choose from. */
#include "layout/layout_priv.h"

void bz_layout__checklist(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__tick_items(l, f, n);
}

void bz_layout__tick_items(bz_lay *l, const bz_frame *f, bz_node list)
{
    bz_layout__blocks(l, f, list);
}

void bz_layout__scale(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__blocks(l, f, n);
}

void bz_layout__writing_lines(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__ruled(l, f, bz_doc_attr_number(l->doc, n, BZ_ATTR_COUNT, 4));
}

void bz_layout__ruled(bz_lay *l, const bz_frame *f, uint32_t count)
{
    (void)f;
    for (uint32_t i = 0; i < count && i < 100; i++)
        bz_layout__slice(l, BZ_MM(8.5), BZ_PENALTY_NONE);
}
