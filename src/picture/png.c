/* In: a PNG's bytes. Out: rows of grey or RGB and, where something shines through, rows of alpha.
 * One idea: we walk the chunks ourselves (sizes, density, that the file is whole) before libpng
 * sees them, and then use its simplified interface, which hands back errors as values; no jump
 * crosses our frames. */
#include "picture/picture_priv.h"
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
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

/* --- libpng */

typedef struct png_work {
    png_structp png;
    png_infop info;
    jmp_buf back;
    bz_picture *out;
    bz_picture_desk *d;
    size_t at;       /* in the file */
    png_bytep *rows; /* an interlaced picture needs them all at once */
    bool has_alpha;
    char why[96];
} png_work;

_Noreturn static void on_error(png_structp png, png_const_charp why)
{
    png_work *w = png_get_error_ptr(png);
    (void)snprintf(w->why, sizeof w->why, "%s", why);
    longjmp(w->back, 1);
}

static void on_warning(png_structp png, png_const_charp why)
{
    (void)png, (void)why;
}

static void give_bytes(png_structp png, png_bytep to, size_t n)
{
    png_work *w = png_get_io_ptr(png);
    bz_str bytes = w->d->bytes;
    if (n > bytes.n - w->at) png_error(png, "the file ends before the picture does");
    memcpy(to, bytes.p + w->at, n);
    w->at += n;
}

/* Whatever the file has becomes 8 bits of grey or RGB, with alpha where it has any. Its gamma is
 * followed as browsers do; without one it is that of screens. */
static void ask_for_samples(png_work *w)
{
    double gamma;
    png_set_expand(w->png);
    png_set_scale_16(w->png);
    (void)png_set_interlace_handling(w->png);
    if (!png_get_valid(w->png, w->info, PNG_INFO_sRGB) && png_get_gAMA(w->png, w->info, &gamma))
        png_set_gamma(w->png, PNG_DEFAULT_sRGB, gamma);
    png_read_update_info(w->png, w->info);
}

static void read_rows(png_work *w)
{
    bz_picture *out = w->out;
    w->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, w, on_error, on_warning);
    if (w->png) w->info = png_create_info_struct(w->png);
    if (!w->info) bz_mem_out(sizeof *w);
    png_set_read_fn(w->png, w, give_bytes);
    png_set_user_limits(w->png, BZ_PICTURE_SIDE, BZ_PICTURE_SIDE);
    png_set_chunk_malloc_max(w->png, 1 << 20); /* of a comment or profile, unpacked */
    png_read_info(w->png, w->info);
    if (png_get_image_width(w->png, w->info) != out->pixel_w ||
        png_get_image_height(w->png, w->info) != out->pixel_h)
        png_error(w->png, "its sizes contradict each other");
    ask_for_samples(w);
    unsigned channels = png_get_channels(w->png, w->info);
    size_t row = (size_t)out->pixel_w * channels;
    if (png_get_bit_depth(w->png, w->info) != 8 || png_get_rowbytes(w->png, w->info) != row)
        png_error(w->png, "its rows are of a kind that is not known");
    w->has_alpha = channels == 2 || channels == 4;
    out->components = channels >= 3 ? 3 : 1;
    out->samples = bz_mem_new(row * out->pixel_h);
    w->rows = bz_mem_resize(NULL, out->pixel_h * sizeof *w->rows);
    for (uint32_t y = 0; y < out->pixel_h; y++)
        w->rows[y] = out->samples + y * row;
    png_read_image(w->png, w->rows);
}

/* The only place that a jump of libpng comes back to. */
static bool guarded(png_work *w)
{
    if (setjmp(w->back)) return false;
    read_rows(w);
    return true;
}

static bool decode(bz_picture *out, bz_picture_desk *d)
{
    png_work *w = bz_mem_new(sizeof *w);
    w->out = out;
    w->d = d;
    bool is_good = guarded(w);
    size_t pixels = (size_t)out->pixel_w * out->pixel_h;
    if (!is_good)
        bz_picture__refuse(d, BZ_R020, "open it in a picture editor and save it again",
                           "is damaged: %s", w->why);
    if (is_good && w->has_alpha) split_alpha(out, out->samples, pixels);
    if (is_good && out->components == 3) drop_colour(out, pixels);
    png_destroy_read_struct(&w->png, &w->info, NULL);
    bz_mem_free(w->rows);
    bz_mem_free(w);
    return is_good;
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
    if (!decode(out, d)) return false;
    bz_picture__size(out, head.x_metre * 0.0254, head.y_metre * 0.0254);
    return true;
}
