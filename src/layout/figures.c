/* Pictures: figures with their captions, QR codes, pictures within a line. */
#include "layout/layout_priv.h"

void bz_layout__figure(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__text(l, f, n, BZ_ROLE_P);
}

void bz_layout__qr(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__text(l, f, n, BZ_ROLE_P);
}

void bz_layout__lone_picture(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_layout__text(l, f, n, BZ_ROLE_P);
}

void bz_layout__inline_picture(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n,
                               const bz_text_style *style)
{
    bz_layout__inlines(l, f, p, n, style);
}
