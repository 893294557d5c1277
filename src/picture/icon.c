/* In: the name of an icon. Out: its drawing, read anew each time: it takes a few microseconds, and
 * the caller keeps what it uses. The rows are our own, so a fault in them is a bug. */
#include "picture/svg_priv.h"
#include <assert.h>

typedef struct icon {
    const char *name, *as, *shapes;
    bool is_turned;
} icon;

static const icon icons[] = {
#define BZ_ICON(name, shapes)        {name, NULL, shapes, false},
#define BZ_ICON_TURNED(name, shapes) {name, NULL, shapes, true},
#define BZ_ICON_AS(name, other)      {name, other, NULL, false},
#include "doc/icons.def"
#undef BZ_ICON
#undef BZ_ICON_AS
};

static const icon *find(bz_str name)
{
    for (size_t i = 0; i < sizeof icons / sizeof *icons; i++)
        if (bz_str_is(name, icons[i].name))
            return icons[i].as ? find(bz_str_from(icons[i].as)) : &icons[i];
    return NULL;
}

bool bz_picture_icon(bz_picture *out, bz_str name, bool *mirrors)
{
    *out = (bz_picture){0};
    *mirrors = false;
    const icon *found = find(name);
    if (!found) return false;
    *mirrors = found->is_turned;
    bz_buf text = {0};
    bz_buf_put(&text, "<svg viewBox=\"0 0 24 24\">");
    bz_buf_put(&text, found->shapes);
    bz_buf_put(&text, "</svg>");
    bz_picture_desk desk = {.bytes = bz_buf_view(&text)};
    bool is_good = bz_svg__draw(out, &desk, true);
    assert(is_good);
    bz_buf_deinit(&text);
    return is_good;
}
