#include "layout/layout_priv.h"
bool bz_layout__group(bz_lay *l, const bz_frame *f, bz_node *n)
{
    (void)l, (void)f, (void)n;
    return false;
}
void bz_layout__container(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__blocks(l, f, n);
}
void bz_layout__box_block(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__blocks(l, f, n);
}
void bz_layout__strip(bz_lay *l, const bz_frame *f, bz_node n)
{
    for (bz_node i = bz_layout__first(l, n); i; i = bz_layout__next(l, i))
        bz_layout__text(l, f, i, BZ_ROLE_P);
}
void bz_layout__columns(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__blocks(l, f, n);
}
void bz_layout__beside(bz_lay *l, bz_flow *parts, size_t n)
{
    (void)l;
    for (size_t i = 0; i < n; i++)
        bz_flow_deinit(&parts[i]);
}
