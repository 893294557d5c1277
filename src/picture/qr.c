/* In: a text. Out: its QR code as one filled path, y downwards, a unit a module. One idea: squares
 * that touch are put together (runs along a row, then equal runs of rows below one another), so
 * that no hair line shows between them and the path stays short. */
#include "picture/picture_priv.h"
#include <qrencode.h>
#include <stdlib.h>

enum { MOST_BYTES = 2331 }; /* of version 40 at level M */

static bool is_dark(const QRcode *code, int x, int y)
{
    return x < code->width && y < code->width && (code->data[y * code->width + x] & 1);
}

/* Whether exactly the run [x, end) of row y stands as such: dark, and light at both its ends. */
static bool is_run(const QRcode *code, int x, int end, int y)
{
    if (y < 0 || y >= code->width) return false;
    if ((x > 0 && is_dark(code, x - 1, y)) || is_dark(code, end, y)) return false;
    for (int i = x; i < end; i++)
        if (!is_dark(code, i, y)) return false;
    return true;
}

static void add_runs(bz_svg_pen *pen, const QRcode *code, int y)
{
    for (int x = 0; x < code->width; x++) {
        if (!is_dark(code, x, y)) continue;
        int end = x;
        while (is_dark(code, end, y))
            end++;
        if (!is_run(code, x, end, y - 1)) {
            int below = y + 1;
            while (is_run(code, x, end, below))
                below++;
            bz_svg__rect(pen, x, y, end - x, below - y, 0, 0);
        }
        x = end;
    }
}

bool bz_picture_qr(bz_picture *out, bz_str text)
{
    *out = (bz_picture){.kind = BZ_PICTURE_DRAWING};
    if (text.n == 0 || text.n > MOST_BYTES) return false;
    QRcode *code = QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0, QR_ECLEVEL_M);
    if (!code) return false;
    bz_svg_pen pen = {.drawing = &out->drawing, .matrix = {1, 0, 0, 1, 0, 0}};
    for (int y = 0; y < code->width; y++)
        add_runs(&pen, code, y);
    bz_shape shape = {.n = (uint32_t)out->drawing.steps.n, .has_fill = true, .fill = BZ_BLACK};
    bz_vec_push(&out->drawing.shapes, shape);
    out->width = out->height = (float)code->width;
    QRcode_free(code);
    return true;
}
