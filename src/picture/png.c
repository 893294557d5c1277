/* In: a PNG's bytes. Out: rows of grey or RGB and, where something shines through, rows of alpha.
 * One idea: we walk the chunks ourselves (sizes, density, that the file is whole) before libpng
 * sees them, and then use its simplified interface, which hands back errors as values; no jump
 * crosses our frames. */
#include "picture/picture_priv.h"
#include <png.h>
#include <string.h>

typedef struct png_head {
    uint32_t w, h, x_metre, y_metre; /* pixels a metre; 0: not said */
    bool is_whole;
} png_head;

static uint32_t big_endian(bz_str s, size_t at)
{
    const uint8_t *p = (const uint8_t *)s.p + at;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static png_head read_head(bz_str s)
{
    png_head head = {0};
    for (size_t at = 8; s.n - at >= 12;) {
        uint32_t n = big_endian(s, at);
        bz_str kind = bz_str_cut(s, at + 4, at + 8);
        if (n > s.n - at - 12) break;
        if (at == 8) {
            if (!bz_str_is(kind, "IHDR") || n != 13) break;
            head.w = big_endian(s, at + 8);
            head.h = big_endian(s, at + 12);
        } else if (bz_str_is(kind, "pHYs") && n == 9 && s.p[at + 16] == 1) {
            head.x_metre = big_endian(s, at + 8);
            head.y_metre = big_endian(s, at + 12);
        }
        at += 12 + n;
        head.is_whole = bz_str_is(kind, "IEND");
        if (head.is_whole || at > s.n) break;
    }
    return head;
}

/* Takes alpha out of rows of `n` bytes a pixel with alpha last; leaves the colours in `p`. */
static void split_alpha(bz_picture *out, uint8_t *p, size_t pixels)
{
    size_t n = out->components;
    bool is_opaque = true;
    for (size_t i = 0; i < pixels && is_opaque; i++)
        is_opaque = p[i * (n + 1) + n] == 255;
    out->alpha = is_opaque ? NULL : bz_mem_resize(NULL, pixels);
    for (size_t i = 0; i < pixels; i++) {
        if (out->alpha) out->alpha[i] = p[i * (n + 1) + n];
        memmove(p + i * n, p + i * (n + 1), n);
    }
}

/* A grey drawing saved in colour is a third of the bytes as grey, and prints as pure black. */
static void drop_colour(bz_picture *out, size_t pixels)
{
    uint8_t *p = out->samples;
    for (size_t i = 0; i < pixels; i++)
        if (p[3 * i] != p[3 * i + 1] || p[3 * i] != p[3 * i + 2]) return;
    for (size_t i = 0; i < pixels; i++)
        p[i] = p[3 * i];
    out->components = 1;
}

static bool decode(bz_picture *out, bz_picture_desk *d, const png_head *head)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, d->bytes.p, d->bytes.n)) goto failed;
    if (image.width != head->w || image.height != head->h) goto failed;
    bool has_alpha = image.format & PNG_FORMAT_FLAG_ALPHA;
    bool has_colour = image.format & PNG_FORMAT_FLAG_COLOR;
    image.format =
        (has_alpha ? PNG_FORMAT_FLAG_ALPHA : 0u) | (has_colour ? PNG_FORMAT_FLAG_COLOR : 0u);
    size_t pixels = (size_t)head->w * head->h;
    out->components = has_colour ? 3 : 1;
    out->samples = bz_mem_resize(NULL, pixels * (out->components + (has_alpha ? 1u : 0u)));
    if (!png_image_finish_read(&image, NULL, out->samples, 0, NULL)) goto failed;
    png_image_free(&image);
    if (has_alpha) split_alpha(out, out->samples, pixels);
    if (has_colour) drop_colour(out, pixels);
    return true;
failed:
    bz_picture__refuse(d, BZ_R020, "open it in a picture editor and save it again",
                       "is damaged: %s",
                       image.message[0] ? image.message : "its sizes contradict each other");
    png_image_free(&image);
    return false;
}

bool bz_picture__png(bz_picture *out, bz_picture_desk *d)
{
    png_head head = read_head(d->bytes);
    if (!head.is_whole) {
        bz_picture__refuse(d, BZ_R020,
                           "the copy may have been cut off: take the file again from where it came",
                           "is damaged: the file ends before the picture does");
        return false;
    }
    if (!bz_picture__fits(d, head.w, head.h, BZ_PICTURE_SAMPLE_PIXELS)) return false;
    out->kind = BZ_PICTURE_SAMPLES;
    out->pixel_w = head.w;
    out->pixel_h = head.h;
    if (!decode(out, d, &head)) return false;
    bz_picture__size(out, head.x_metre * 0.0254, head.y_metre * 0.0254);
    return true;
}
