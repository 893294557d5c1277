/* The rows of icons.def. HTML writes their shapes into the page, paper draws them; both must mean
 * the same ones, and turn the same ones round on a page from right to left. */
#include "doc/icon.h"

const bz_icon bz_icons[BZ_ICONS] = {
#define BZ_ICON(name, shapes)        {name, NULL, shapes, false},
#define BZ_ICON_TURNED(name, shapes) {name, NULL, shapes, true},
#define BZ_ICON_AS(name, other)      {name, other, NULL, false},
#include "doc/icons.def"
#undef BZ_ICON
#undef BZ_ICON_TURNED
#undef BZ_ICON_AS
};

size_t bz_icon_find(bz_str name)
{
    size_t i = 0;
    while (i < BZ_ICONS && !bz_str_is(name, bz_icons[i].name))
        i++;
    return i < BZ_ICONS && bz_icons[i].as ? bz_icon_find(bz_str_from(bz_icons[i].as)) : i;
}

void bz_icon_names(bz_str out[BZ_ICONS])
{
    for (size_t i = 0; i < BZ_ICONS; i++)
        out[i] = bz_str_from(bz_icons[i].name);
}
