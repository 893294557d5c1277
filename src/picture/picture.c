/* In: the bytes of a picture's file. Out: a picture that pages can carry, or a report. The picture
 * owns its samples and steps; a JPEG's bytes stay with the sources. One idea: what a file is, its
 * first bytes tell, and nothing is allocated before the sizes in its head have been looked at. */
#include "picture/picture_priv.h"
#include <stdarg.h>
#include <stdio.h>

void bz_picture__refuse(bz_picture_desk *d, bz_code code, const char *hint, const char *fmt, ...)
{
    if (bz_code_row(code)->severity == BZ_ERROR) d->errors++;
    if (!d->job) return;
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    bz_diag *diag = bz_diag_add(d->job->diags, code, d->where, "`%.*s` %s", BZ_FMT(d->name), text);
    if (hint) bz_diag_hint(d->job->diags, diag, "%s", hint);
}

bool bz_picture__fits(bz_picture_desk *d, uint64_t w, uint64_t h, uint64_t most_pixels)
{
    const char *hint =
        "save it smaller: at 300 pixels an inch, a whole A4 page is 2480 by 3508 pixels";
    if (w == 0 || h == 0) {
        bz_picture__refuse(d, BZ_R020, NULL, "is damaged: it says that it is %llu by %llu pixels",
                           (unsigned long long)w, (unsigned long long)h);
        return false;
    }
    if (w > BZ_PICTURE_SIDE || h > BZ_PICTURE_SIDE || w * h > most_pixels) {
        bz_picture__refuse(d, BZ_R023, hint, "is too large to be printed: %llu by %llu pixels",
                           (unsigned long long)w, (unsigned long long)h);
        return false;
    }
    if (w / h >= BZ_PICTURE_RATIO || h / w >= BZ_PICTURE_RATIO) {
        bz_picture__refuse(d, BZ_R023,
                           "fitted to a page, nothing of it would be seen: cut it to its subject",
                           "is too long and narrow to be printed: %llu by %llu pixels",
                           (unsigned long long)w, (unsigned long long)h);
        return false;
    }
    return true;
}

void bz_picture__size(bz_picture *p, double x_density, double y_density)
{
    /* A density that no scanner or screen has is a slip of the program that wrote the file. */
    bool is_known = x_density >= 20 && x_density <= 4800 && y_density >= 20 && y_density <= 4800;
    p->width = (float)(p->pixel_w * 72.0 / (is_known ? x_density : 96));
    p->height = (float)(p->pixel_h * 72.0 / (is_known ? y_density : 96));
}

static bool looks_like_svg(bz_str bytes)
{
    if (bz_str_starts(bytes, "\xef\xbb\xbf")) bytes = bz_str_cut(bytes, 3, bytes.n);
    bytes = bz_str_trim(bytes);
    return bz_str_starts(bytes, "<svg") || bz_str_starts(bytes, "<?xml") ||
           bz_str_starts(bytes, "<!");
}

bz_status bz_picture_read(bz_picture *out, uint32_t file, bz_span where, bz_job *job)
{
    *out = (bz_picture){0};
    bz_picture_desk d = {.job = job,
                         .file = file,
                         .where = where,
                         .name = bz_source_name(job->sources, file),
                         .bytes = bz_source_text(job->sources, file)};
    bool is_good;
    if (d.bytes.n > job->limits->image_bytes) {
        bz_picture__refuse(&d, BZ_R023, "save it smaller", "is too large to be printed: %zu bytes",
                           d.bytes.n);
        is_good = false;
    } else if (bz_str_starts(d.bytes, "\xff\xd8\xff")) is_good = bz_picture__jpeg(out, &d);
    else if (bz_str_starts(d.bytes, "\x89PNG\r\n\x1a\n")) is_good = bz_picture__png(out, &d);
    else if (looks_like_svg(d.bytes)) is_good = bz_picture__svg(out, &d);
    else {
        bz_picture__refuse(&d, BZ_D001, "save it as SVG, PNG or JPEG",
                           "is not a picture that can be printed");
        is_good = false;
    }
    if (!is_good) bz_picture_deinit(out);
    return is_good ? BZ_OK : BZ_INVALID;
}

void bz_picture_deinit(bz_picture *p)
{
    bz_mem_free(p->samples);
    bz_mem_free(p->alpha);
    bz_vec_free(&p->drawing.steps);
    bz_vec_free(&p->drawing.shapes);
    *p = (bz_picture){0};
}
