/* In: an icon. Out: its drawing, read anew each time: it takes a few microseconds, and the caller
 * keeps what it uses. The rows are our own, so a fault in them is a bug. */
#include "picture/svg_priv.h"

#include "doc/icon.h"
#include <assert.h>

void bz_picture_icon(bz_picture *out, const bz_icon *icon)
{
    *out = (bz_picture){0};
    bz_buf text = {0};
    bz_buf_put(&text, "<svg viewBox=\"0 0 24 24\">");
    bz_buf_put(&text, icon->shapes);
    bz_buf_put(&text, "</svg>");
    bz_picture_desk desk = {.bytes = bz_buf_view(&text)};
    bool is_good = bz_svg__draw(out, &desk, true);
    assert(is_good);
    (void)is_good;
    bz_buf_deinit(&text);
}
