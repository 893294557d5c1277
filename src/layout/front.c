/* The cover, the contents and footnotes. */
#include "layout/layout_priv.h"

void bz_layout__cover(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__blocks(l, f, n);
    bz_layout__page_end(l, BZ_SLICE_COVER_END);
}

void bz_layout__contents(bz_lay *l, const bz_frame *f, bz_node n)
{
    (void)l, (void)f, (void)n;
}

void bz_layout__footnote(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n,
                         const bz_text_style *style)
{
    bz_layout__inlines(l, f, p, n, style);
}
