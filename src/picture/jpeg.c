/* In: a JPEG's bytes. Out: what a page must know to carry them as they are. One idea: the file is
 * passed through, so it is decoded once, small and in grey, only to see that a viewer will show all
 * of it. libjpeg reports errors by a jump; one function sets the jump and calls the steps, which
 * keep nothing in locals that must be given back. */
#include "picture/picture_priv.h"
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
/* These want <stdio.h> before them. */
#include <jerror.h>
#include <jpeglib.h>

enum { MOST_SCANS = 64 };

typedef struct jpeg_work {
    struct jpeg_error_mgr errors; /* first: libjpeg gives back a pointer to it */
    struct jpeg_decompress_struct c;
    struct jpeg_progress_mgr progress;
    jmp_buf back;
    bz_picture *out;
    bz_picture_desk *d;
    uint8_t *row;              /* of the decoding that is thrown away */
    uint32_t least_w, least_h; /* of samples that are wanted */
    bool is_refused;           /* already reported */
    char why[JMSG_LENGTH_MAX];
} jpeg_work;

static jpeg_work *work_of(j_common_ptr c)
{
    return (jpeg_work *)(void *)c->err;
}

_Noreturn static void on_error(j_common_ptr c)
{
    jpeg_work *w = work_of(c);
    c->err->format_message(c, w->why);
    longjmp(w->back, 1);
}

/* libjpeg paints over what is missing and only warns; on paper that would be half a picture. */
static void on_message(j_common_ptr c, int level)
{
    if (level >= 0) return;
    switch (c->err->msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_JPEG_EOF:
    case JWRN_MUST_RESYNC:
    case JWRN_TOO_MUCH_DATA: on_error(c);
    default: return;
    }
}

static void on_output(j_common_ptr c)
{
    (void)c;
}

static void on_progress(j_common_ptr c)
{
    jpeg_work *w = work_of(c);
    if (w->c.input_scan_number <= MOST_SCANS) return;
    (void)snprintf(w->why, sizeof w->why, "more than %d scans", MOST_SCANS);
    longjmp(w->back, 1);
}

/* The orientation in the first directory of EXIF data (TIFF inside APP1); 1 when it is not said. */
static unsigned orientation_in(const uint8_t *p, size_t n)
{
    if (n < 14 || memcmp(p, "Exif\0\0", 6) != 0) return 1;
    p += 6;
    n -= 6;
    bool is_big = p[0] == 'M';
#define U16(at) ((unsigned)(is_big ? p[at] << 8 | p[(at) + 1] : p[(at) + 1] << 8 | p[at]))
#define U32(at)                                                                                    \
    (is_big ? (uint32_t)U16(at) << 16 | U16((at) + 2) : (uint32_t)U16((at) + 2) << 16 | U16(at))
    size_t at = U32(4);
    if (at > n - 2) return 1;
    size_t count = U16(at);
    at += 2;
    for (; count > 0 && n - at >= 12; count--, at += 12)
        if (U16(at) == 0x112) return U16(at + 8);
#undef U16
#undef U32
    return 1;
}

static unsigned orientation(const jpeg_work *w)
{
    unsigned found = 1;
    for (jpeg_saved_marker_ptr m = w->c.marker_list; m && found == 1; m = m->next)
        found = orientation_in(m->data, m->data_length);
    return found;
}

static void refuse(jpeg_work *w, bz_code code, const char *hint, const char *what)
{
    w->is_refused = true;
    bz_picture__refuse(w->d, code, hint, "%s", what);
}

static size_t coefficient_bytes(const struct jpeg_decompress_struct *c)
{
    size_t blocks = 0;
    unsigned h = 1, v = 1;
    for (int i = 0; i < c->num_components; i++) {
        h = (unsigned)c->comp_info[i].h_samp_factor > h ? (unsigned)c->comp_info[i].h_samp_factor
                                                        : h;
        v = (unsigned)c->comp_info[i].v_samp_factor > v ? (unsigned)c->comp_info[i].v_samp_factor
                                                        : v;
    }
    for (int i = 0; i < c->num_components; i++)
        blocks += ((size_t)c->image_width * (unsigned)c->comp_info[i].h_samp_factor / (8 * h) + 1) *
                  ((size_t)c->image_height * (unsigned)c->comp_info[i].v_samp_factor / (8 * v) + 1);
    return blocks * 64 * sizeof(short);
}

/* Reads the head; refuses what a viewer might not show as it was meant. */
static void read_head(jpeg_work *w)
{
    struct jpeg_decompress_struct *c = &w->c;
    jpeg_create_decompress(c);
    c->progress = &w->progress;
    jpeg_mem_src(c, (const unsigned char *)w->d->bytes.p, (unsigned long)w->d->bytes.n);
    jpeg_save_markers(c, JPEG_APP0 + 1, 0xffff);
    (void)jpeg_read_header(c, TRUE);
    const char *again =
        "open it in a picture editor and save it again as an ordinary JPEG or as PNG";
    if (!bz_picture__fits(w->d, c->image_width, c->image_height, BZ_PICTURE_JPEG_PIXELS))
        w->is_refused = true;
    else if (c->progressive_mode && coefficient_bytes(c) > BZ_PICTURE_COEFFICIENTS)
        refuse(w, BZ_R023, "save it smaller, or without \"progressive\"",
               "is too large for a progressive JPEG");
    else if (c->arith_code ||
             (c->num_components != 1 && c->num_components != 3 && c->num_components != 4))
        refuse(w, BZ_R021, again, "is a JPEG of a kind that many readers of PDF do not show");
    else if (orientation(w) > 1 && orientation(w) <= 8)
        refuse(w, BZ_R022,
               "turn it upright in a picture editor and save it: not every reader of PDF follows "
               "the camera's note",
               "lies on its side, and only a note of the camera's says how to turn it");
}

static void describe(jpeg_work *w)
{
    const struct jpeg_decompress_struct *c = &w->c;
    bz_picture *out = w->out;
    out->kind = BZ_PICTURE_JPEG;
    out->pixel_w = c->image_width;
    out->pixel_h = c->image_height;
    out->bytes = w->d->bytes;
    out->components = (uint8_t)c->num_components;
    out->is_inverted = c->num_components == 4 && c->saw_Adobe_marker;
    double unit = c->density_unit == 1 ? 1 : c->density_unit == 2 ? 2.54 : 0;
    bz_picture__size(out, c->saw_JFIF_marker ? c->X_density * unit : 0,
                     c->saw_JFIF_marker ? c->Y_density * unit : 0);
}

/* RGB without Adobe's marker: readers of PDF would take it for YCbCr, so it goes as samples. */
static bool is_bare_rgb(const struct jpeg_decompress_struct *c)
{
    return c->jpeg_color_space == JCS_RGB && !c->saw_Adobe_marker;
}

static void decode_rgb(jpeg_work *w)
{
    struct jpeg_decompress_struct *c = &w->c;
    bz_picture *out = w->out;
    if (!bz_picture__fits(w->d, c->image_width, c->image_height, BZ_PICTURE_SAMPLE_PIXELS)) {
        w->is_refused = true;
        return;
    }
    out->kind = BZ_PICTURE_SAMPLES;
    out->bytes = (bz_str){0};
    out->samples = bz_mem_resize(NULL, (size_t)out->pixel_w * out->pixel_h * 3);
    c->out_color_space = JCS_RGB;
    (void)jpeg_start_decompress(c);
    while (c->output_scanline < c->output_height) {
        JSAMPROW row = out->samples + (size_t)c->output_scanline * out->pixel_w * 3;
        (void)jpeg_read_scanlines(c, &row, 1);
    }
}

/* All of the entropy coding is read, which is where damage shows; the picture itself is thrown
 * away, so an eighth of its size and its lightness alone are enough. */
static void decode_to_nothing(jpeg_work *w)
{
    struct jpeg_decompress_struct *c = &w->c;
    c->scale_num = 1;
    c->scale_denom = 8;
    c->dct_method = JDCT_IFAST;
    c->do_fancy_upsampling = FALSE;
    c->out_color_space = c->jpeg_color_space == JCS_YCbCr ? JCS_GRAYSCALE : c->jpeg_color_space;
    if (c->jpeg_color_space == JCS_YCCK) c->out_color_space = JCS_CMYK;
    (void)jpeg_start_decompress(c);
    w->row = bz_mem_new((size_t)c->output_width * (unsigned)c->output_components);
    while (c->output_scanline < c->output_height) {
        JSAMPROW row = w->row;
        (void)jpeg_read_scanlines(c, &row, 1);
    }
}

/* Adobe's programs write the inks of CMYK turned over, which is what `inverted` says. */
static void inks_to_rgb(uint8_t *to, const uint8_t *from, size_t n, bool inverted)
{
    for (size_t i = 0; i < n; i++, to += 3, from += 4)
        for (int k = 0; k < 3; k++) {
            unsigned ink = inverted ? from[k] : 255u - from[k],
                     black = inverted ? from[3] : 255u - from[3];
            to[k] = (uint8_t)(ink * black / 255);
        }
}

static void read_samples(jpeg_work *w)
{
    struct jpeg_decompress_struct *c = &w->c;
    bz_picture *out = w->out;
    jpeg_create_decompress(c);
    jpeg_mem_src(c, (const unsigned char *)w->d->bytes.p, (unsigned long)w->d->bytes.n);
    (void)jpeg_read_header(c, TRUE);
    c->scale_num = 1;
    c->scale_denom = 1;
    while (c->scale_denom < 8 && c->image_width / (c->scale_denom * 2) >= w->least_w &&
           c->image_height / (c->scale_denom * 2) >= w->least_h)
        c->scale_denom *= 2;
    bool has_inks = c->num_components == 4;
    c->out_color_space = has_inks ? JCS_CMYK : c->num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    (void)jpeg_start_decompress(c);
    out->kind = BZ_PICTURE_SAMPLES;
    out->pixel_w = c->output_width;
    out->pixel_h = c->output_height;
    out->components = c->num_components == 1 ? 1 : 3;
    size_t stride = (size_t)out->pixel_w * out->components;
    out->samples = bz_mem_new(stride * out->pixel_h);
    w->row = bz_mem_new((size_t)out->pixel_w * 4);
    while (c->output_scanline < c->output_height) {
        uint8_t *to = out->samples + c->output_scanline * stride;
        JSAMPROW row = has_inks ? w->row : to;
        (void)jpeg_read_scanlines(c, &row, 1);
        if (has_inks) inks_to_rgb(to, row, out->pixel_w, c->saw_Adobe_marker);
    }
}

static void read_all(jpeg_work *w)
{
    read_head(w);
    if (w->is_refused) return;
    describe(w);
    if (is_bare_rgb(&w->c)) decode_rgb(w);
    else decode_to_nothing(w);
}

/* The only place that a jump of libjpeg comes back to. */
static bool guarded(jpeg_work *w, void (*steps)(jpeg_work *))
{
    if (setjmp(w->back)) return false;
    steps(w);
    return true;
}

static void report_error(jpeg_work *w)
{
    int code = w->errors.msg_code;
    if (code == JERR_SOF_UNSUPPORTED || code == JERR_BAD_PRECISION || code == JERR_ARITH_NOTIMPL)
        bz_picture__refuse(
            w->d, BZ_R021,
            "open it in a picture editor and save it again as an ordinary JPEG or as PNG",
            "is a JPEG of a kind that many readers of PDF do not show");
    else
        bz_picture__refuse(w->d, BZ_R020,
                           "the copy may have been cut off: take the file again from where it came",
                           "is damaged: %s", w->why);
}

static bool work_through(jpeg_work *w, void (*steps)(jpeg_work *))
{
    w->c.err = jpeg_std_error(&w->errors);
    w->errors.error_exit = on_error;
    w->errors.emit_message = on_message;
    w->errors.output_message = on_output;
    w->progress.progress_monitor = on_progress;
    bool is_good = guarded(w, steps);
    jpeg_destroy_decompress(&w->c);
    bz_mem_free(w->row);
    return is_good;
}

bool bz_picture__jpeg(bz_picture *out, bz_picture_desk *d)
{
    jpeg_work *w = bz_mem_new(sizeof *w);
    w->out = out;
    w->d = d;
    bool is_good = work_through(w, read_all);
    if (!is_good) report_error(w);
    is_good = is_good && !w->is_refused;
    bz_mem_free(w);
    return is_good;
}

bool bz_picture_decode(bz_picture *out, const bz_picture *jpeg, uint32_t least_w, uint32_t least_h)
{
    bz_picture_desk desk = {.bytes = jpeg->bytes};
    jpeg_work *w = bz_mem_new(sizeof *w);
    *out = (bz_picture){0};
    w->out = out;
    w->d = &desk;
    w->least_w = least_w;
    w->least_h = least_h;
    bool is_good = work_through(w, read_samples);
    bz_mem_free(w);
    return is_good;
}
