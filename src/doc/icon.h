/* The drawings that documents may name, by name. */
#ifndef BZ_DOC_ICON_H
#define BZ_DOC_ICON_H

#include "base/str.h"

typedef struct bz_icon {
    const char *name;
    const char *as;     /* NULL, or the name of the icon that it is a second name for */
    const char *shapes; /* SVG, 24 by 24; NULL when `as` has them */
    bool is_turned;     /* points somewhere: mirrored on a page from right to left */
} bz_icon;

enum {
    BZ_ICONS = 0
#define BZ_ICON(name, shapes)   +1
#define BZ_ICON_AS(name, other) +1
#include "doc/icons.def"
#undef BZ_ICON
#undef BZ_ICON_AS
#undef BZ_ICON_TURNED
};

extern const bz_icon bz_icons[BZ_ICONS];

/* The row that is drawn for a name, a second name followed to its first; BZ_ICONS: there is none.
 */
size_t bz_icon_find(bz_str name);
/* All names, for a diagnostic's "did you mean". */
void bz_icon_names(bz_str out[BZ_ICONS]);

#endif
