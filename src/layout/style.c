/* The look of things: colours, tints and drawings, taken over from the HTML page so that a guide
 * looks the same on a screen and on paper. What something is never hangs on its colour: there is a
 * drawing, a word and the pattern of a bar. */
#include "layout/layout_priv.h"

bz_colour bz_layout__colour(bz_colour_name name)
{
    static const bz_colour colours[BZ_COLOURS] = {
        [BZ_INK] = {0, 0, 0, 255},           [BZ_SOFT] = {0x3c, 0x40, 0x46, 255},
        [BZ_RULE] = {0x76, 0x7b, 0x83, 255}, [BZ_LINE] = {0x92, 0x98, 0xa1, 255},
        [BZ_TINT] = {0xf2, 0xf5, 0xf7, 255}, [BZ_BRAND] = {0x0b, 0x4a, 0x5e, 255},
    };
    return colours[name];
}

bz_colour bz_layout__tint(const bz_lay *l, bz_colour c)
{
    if (l->m.is_ink_saving) c.a = 0;
    return c;
}

void bz_layout__unknown(bz_lay *l, bz_node n, bz_code code, const char *what, bz_str name,
                        const bz_str *known, size_t n_known)
{
    bz_diag *d = bz_diag_add(l->job->diags, code, bz_layout__span(l, n), "there is no %s `%.*s`",
                             what, BZ_FMT(name));
    bz_diag_did_you_mean(l->job->diags, d, name, known, n_known);
}

static void unknown_icon(bz_lay *l, bz_node n, bz_str name)
{
    bz_str known[BZ_ICONS];
    bz_icon_names(known);
    bz_layout__unknown(l, n, BZ_D002, "drawing", name, known, BZ_ICONS);
}

uint32_t bz_layout__icon(bz_lay *l, bz_node n, bz_str name, bool *mirrors)
{
    size_t row = bz_icon_find(name);
    if (row == BZ_ICONS) {
        if (name.n) unknown_icon(l, n, name);
        return UINT32_MAX;
    }
    *mirrors = bz_icons[row].is_turned;
    if (!l->icons[row]) {
        bz_picture picture = {.kind = BZ_PICTURE_DRAWING};
        bz_picture_icon(&picture, &bz_icons[row]);
        bz_vec_push(&l->out->pictures, picture);
        l->icons[row] = (uint32_t)l->out->pictures.n;
    }
    return l->icons[row] - 1;
}

bool bz_layout__hang_icon(bz_lay *l, const bz_frame *f, bz_node n, uint32_t slice, bz_str name,
                          float x, float y, float size, bz_colour colour)
{
    bool mirrors;
    uint32_t picture = bz_layout__icon(l, n, name, &mirrors);
    if (picture == UINT32_MAX) return false;
    bz_hung icon = {.kind = BZ_HUNG_PICTURE, .slice = slice, .ref = picture, .in_colour = true};
    icon.mirror = mirrors && f->is_rtl;
    icon.colour = colour;
    icon.x = x, icon.y = y, icon.w = icon.h = size;
    bz_layout__hang(l, f, icon);
    return true;
}

void bz_layout__inline_icon(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n, float size,
                            bz_colour colour)
{
    bool mirrors;
    uint32_t picture = bz_layout__icon(l, n, bz_layout__attr(l, n, BZ_ATTR_ICON), &mirrors);
    if (picture == UINT32_MAX) return;
    bz_object o = {.picture = picture, .in_colour = true, .colour = colour};
    o.mirror = mirrors && f->is_rtl;
    o.w = 1.25f * size;
    o.descent = 0.27f * size;
    o.ascent = o.w - o.descent;
    bz_vec_push(&l->objects, o);
    bz_para_object(p, o.w, o.ascent, o.descent, (uint32_t)l->objects.n - 1, 0);
}
