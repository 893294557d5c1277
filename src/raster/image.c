/* In: samples, a JPEG. Out: them in a box of the canvas; and the canvas as a PNG. One idea: a pixel
 * of the canvas is the mean of the samples that fall into it, and each sample falls into one pixel,
 * so the cost is that of looking at each sample once. */
#include "raster/raster_priv.h"
#include <math.h>
#include <string.h>
#include <zlib.h>

typedef struct stretch {
    uint32_t from, to;
} stretch;

/* The samples of `n` that belong to the pixel `at` of a side from `start`, `length` pixels long. */
static stretch samples_of(uint32_t at, double start, double length, uint32_t n)
{
    double a = (at - start) / length * n, b = (at + 1 - start) / length * n;
    stretch s = {a <= 0 ? 0 : a >= n ? n - 1 : (uint32_t)a, b <= 0 ? 0 : b >= n ? n : (uint32_t)b};
    if (s.to <= s.from) s.to = s.from + 1;
    return s;
}

/* How much of pixel `at` lies in [from, to). */
static double share(uint32_t at, double from, double to)
{
    double s = fmin(at + 1, to) - fmax(at, from);
    return s < 0 ? 0 : s;
}

static bz_colour mean(const bz_picture *p, stretch x, stretch y)
{
    uint64_t sum[3] = {0}, shows = 0, n = (uint64_t)(x.to - x.from) * (y.to - y.from);
    for (uint32_t v = y.from; v < y.to; v++) {
        for (uint32_t u = x.from; u < x.to; u++) {
            size_t at = (size_t)v * p->pixel_w + u;
            unsigned a = p->alpha ? p->alpha[at] : 255;
            const uint8_t *s = p->samples + at * p->components;
            for (int i = 0; i < 3; i++)
                sum[i] += (uint64_t)a * s[p->components == 3 ? i : 0];
            shows += a;
        }
    }
    if (shows == 0) return (bz_colour){0, 0, 0, 0};
    return (bz_colour){(uint8_t)((sum[0] + shows / 2) / shows),
                       (uint8_t)((sum[1] + shows / 2) / shows),
                       (uint8_t)((sum[2] + shows / 2) / shows), (uint8_t)((shows + n / 2) / n)};
}

static void paint_samples(bz_canvas *c, const bz_picture *p, double x, double y, double w, double h,
                          bool mirror)
{
    double left = fmax(x, c->x0), right = fmin(x + w, c->x1), top = fmax(y, c->y0),
           bottom = fmin(y + h, c->y1);
    for (uint32_t row = (uint32_t)top; row < c->h && row < bottom; row++) {
        stretch v = samples_of(row, y, h, p->pixel_h);
        double tall = share(row, top, bottom);
        for (uint32_t column = (uint32_t)left; column < c->w && column < right; column++) {
            stretch u = samples_of(column, x, w, p->pixel_w);
            if (mirror) u = (stretch){p->pixel_w - u.to, p->pixel_w - u.from};
            double part = tall * share(column, left, right) * 255;
            bz_raster__blend(c->rgb + 3 * ((size_t)row * c->w + column), mean(p, u, v),
                             (unsigned)(part + 0.5));
        }
    }
}

bool bz_raster__picture(bz_canvas *c, const bz_picture *p, double x, double y, double w, double h,
                        bool mirror)
{
    if (!(w > 0 && h > 0 && x + w > c->x0 && y + h > c->y0 && x < c->x1 && y < c->y1)) return true;
    if (p->kind == BZ_PICTURE_SAMPLES) {
        paint_samples(c, p, x, y, w, h, mirror);
        return true;
    }
    bz_picture decoded;
    bool is_good = bz_picture_decode(&decoded, p, (uint32_t)fmin(ceil(w), 65535),
                                     (uint32_t)fmin(ceil(h), 65535));
    if (is_good) paint_samples(c, &decoded, x, y, w, h, mirror);
    bz_picture_deinit(&decoded);
    return is_good;
}

/* --- PNG --- */

static void put_number(bz_buf *out, uint32_t n)
{
    const char bytes[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
    bz_buf_bytes(out, bytes, sizeof bytes);
}

static void put_chunk(bz_buf *out, const char kind[5], const void *bytes, size_t n)
{
    put_number(out, (uint32_t)n);
    size_t from = out->n;
    bz_buf_bytes(out, kind, 4);
    bz_buf_bytes(out, bytes, n);
    put_number(out,
               (uint32_t)crc32(crc32(0, NULL, 0), (const Bytef *)out->p + from, (uInt)(n + 4)));
}

/* Rows as the difference to the row above (filter 2): pages are mostly white below white. */
static uint8_t *filtered(const bz_canvas *c, size_t *n)
{
    size_t row = 3 * (size_t)c->w;
    *n = (row + 1) * c->h;
    uint8_t *out = bz_mem_resize(NULL, *n);
    for (uint32_t y = 0; y < c->h; y++) {
        uint8_t *to = out + y * (row + 1);
        const uint8_t *from = c->rgb + y * row;
        *to++ = 2;
        for (size_t i = 0; i < row; i++)
            to[i] = (uint8_t)(from[i] - (y > 0 ? from[i - row] : 0));
    }
    return out;
}

void bz_raster__png(const bz_canvas *c, float dpi, bz_buf *out)
{
    size_t n;
    uint8_t *rows = filtered(c, &n);
    uLongf packed_n = compressBound(n);
    uint8_t *packed = bz_mem_resize(NULL, packed_n);
    if (compress2(packed, &packed_n, rows, n, 6) != Z_OK) bz_mem_out(packed_n);
    bz_buf about = {0};
    put_number(&about, c->w);
    put_number(&about, c->h);
    bz_buf_bytes(&about, "\x08\x02\0\0\0", 5); /* 8 bits, RGB, no interlacing */
    bz_buf_bytes(out, "\x89PNG\r\n\x1a\n", 8);
    put_chunk(out, "IHDR", about.p, about.n);
    bz_buf_clear(&about);
    put_number(&about, (uint32_t)(dpi / 0.0254F + 0.5F));
    put_number(&about, (uint32_t)(dpi / 0.0254F + 0.5F));
    bz_buf_bytes(&about, "\x01", 1);
    put_chunk(out, "pHYs", about.p, about.n);
    put_chunk(out, "IDAT", packed, packed_n);
    put_chunk(out, "IEND", "", 0);
    bz_buf_deinit(&about);
    bz_mem_free(rows);
    bz_mem_free(packed);
}
