/* Tables to read and grids to fill in. */
#include "layout/layout_priv.h"

/* Until columns are found: the cells one below the other. */
static void cells(bz_lay *l, const bz_frame *f, bz_node n)
{
    for (bz_node row = bz_layout__first(l, n); row; row = bz_layout__next(l, row))
        for (bz_node cell = bz_layout__first(l, row); cell; cell = bz_layout__next(l, cell))
            bz_layout__text(l, f, cell, BZ_ROLE_P);
}

void bz_layout__table(bz_lay *l, const bz_frame *f, bz_node n)
{
    cells(l, f, n);
}

void bz_layout__grid(bz_lay *l, const bz_frame *f, bz_node n)
{
    cells(l, f, n);
}
