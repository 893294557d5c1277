/* Cards to cut out, 4 or 8 to a page. */
#include "layout/layout_priv.h"

void bz_layout__cards(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__card_items(l, f, n);
}

void bz_layout__card_items(bz_lay *l, const bz_frame *f, bz_node list)
{
    bz_layout__blocks(l, f, list);
}
