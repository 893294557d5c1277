/* Pictures made for tests: PNG of any kind with libpng, JPEG with libjpeg. All show the same slope:
 * lighter to the right and downwards. */
#ifndef BZ_TESTS_PICTURE_SAMPLES_H
#define BZ_TESTS_PICTURE_SAMPLES_H

#include "base/buf.h"
#include <assert.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
/* These want <stdio.h> before them. */
#include <jpeglib.h>

static inline void samples_write(png_structp png, png_bytep bytes, size_t n)
{
    bz_buf_bytes(png_get_io_ptr(png), bytes, n);
}

static inline void samples_flush(png_structp png)
{
    (void)png;
}

typedef struct png_wish {
    uint32_t w, h;
    int depth, type; /* as in IHDR */
    bool interlaced, trns;
    uint32_t per_metre;
} png_wish;

static inline void samples_chunks(png_structp png, png_infop info, const png_wish *k)
{
    png_set_IHDR(png, info, k->w, k->h, k->depth, k->type,
                 k->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_color palette[16];
    png_byte clear[16];
    for (int i = 0; i < 16; i++) {
        palette[i] = (png_color){(png_byte)(i * 17), (png_byte)(i * 17), (png_byte)(255 - i * 17)};
        clear[i] = (png_byte)(i * 17);
    }
    if (k->type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 1 << k->depth > 16 ? 16 : 1 << k->depth);
    png_color_16 one = {0};
    if (k->trns)
        png_set_tRNS(
            png, info, clear,
            k->type == PNG_COLOR_TYPE_PALETTE ? 1 << k->depth > 16 ? 16 : 1 << k->depth : 0, &one);
    if (k->per_metre) png_set_pHYs(png, info, k->per_metre, k->per_metre, PNG_RESOLUTION_METER);
}

/* Appends a PNG. */
static inline void samples_png(bz_buf *out, png_wish k)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, out, samples_write, samples_flush);
    samples_chunks(png, info, &k);
    png_write_info(png, info);
    size_t row = png_get_rowbytes(png, info), channels = png_get_channels(png, info);
    png_bytep bytes = malloc(row + 1);
    int passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < k.h; y++) {
            for (size_t i = 0; i < row; i++) {
                size_t x = k.depth >= 8 ? i / (channels * (size_t)k.depth / 8) : i;
                bytes[i] =
                    (png_byte)((x * 5 + y * 3) &
                               (k.type == PNG_COLOR_TYPE_PALETTE && k.depth == 8 ? 15 : 255));
            }
            png_write_row(png, bytes);
        }
    png_write_end(png, NULL);
    free(bytes);
    png_destroy_write_struct(&png, &info);
}

typedef struct jpeg_wish {
    unsigned w, h;
    int components;
    bool progressive, arithmetic, bare_rgb, no_adobe;
    unsigned orientation; /* 0: no EXIF */
    unsigned dpi;
} jpeg_wish;

static inline void samples_exif(struct jpeg_compress_struct *c, unsigned orientation)
{
    const unsigned char exif[] = {
        'E', 'x', 'i', 'f',  0,    0, 'M', 'M', 0, 42, 0, 0, 0,
        8,   0,   1,   0x01, 0x12, 0, 3,   0,   0, 0,  1, 0, (unsigned char)orientation,
        0,   0,   0,   0,    0,    0};
    jpeg_write_marker(c, JPEG_APP0 + 1, exif, sizeof exif);
}

/* Appends a JPEG. */
static inline void samples_jpeg(bz_buf *out, jpeg_wish k)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long n = 0;
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &bytes, &n);
    c.image_width = k.w;
    c.image_height = k.h;
    c.input_components = k.components;
    c.in_color_space = k.components == 1 ? JCS_GRAYSCALE : k.components == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&c);
    if (k.bare_rgb) jpeg_set_colorspace(&c, JCS_RGB);
    if (k.bare_rgb || k.no_adobe) c.write_Adobe_marker = FALSE;
    if (k.dpi) c.density_unit = 1, c.X_density = c.Y_density = (UINT16)k.dpi;
    if (k.progressive) jpeg_simple_progression(&c);
    if (k.arithmetic) c.arith_code = TRUE;
    jpeg_start_compress(&c, TRUE);
    if (k.orientation) samples_exif(&c, k.orientation);
    JSAMPROW row = malloc((size_t)k.w * (size_t)k.components);
    while (c.next_scanline < k.h) {
        for (size_t i = 0; i < (size_t)k.w * (size_t)k.components; i++)
            row[i] = (unsigned char)(i / (size_t)k.components * 5 + c.next_scanline * 3);
        (void)jpeg_write_scanlines(&c, &row, 1);
    }
    jpeg_finish_compress(&c);
    jpeg_destroy_compress(&c);
    bz_buf_bytes(out, bytes, n);
    free(row);
    free(bytes);
}

#endif
