/* Two previews of a page: are they the same to the eye? In: two PNG files.
 * Out: a line that says what differs, and exit status 1. One idea: ink is
 * compared by cells of 8 by 8 pixels, so that the edge of a letter may fall differently but no
 * letter may be missing or stand elsewhere. */
#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL = 8 };
static const double most_cell = 0.10, most_mean = 0.002; /* shares of full ink */

typedef struct page {
    png_image image;
    unsigned char *grey;
} page;

static page read_page(const char *path)
{
    page p;
    memset(&p, 0, sizeof p);
    p.image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&p.image, path)) goto failed;
    p.image.format = PNG_FORMAT_GRAY;
    p.grey = malloc(PNG_IMAGE_SIZE(p.image));
    if (!p.grey || !png_image_finish_read(&p.image, NULL, p.grey, 0, NULL)) goto failed;
    return p;
failed:
    printf("%s: %s\n", path, p.image.message);
    exit(2);
}

static double ink_of(const page *p, unsigned x, unsigned y)
{
    double ink = 0;
    unsigned n = 0;
    for (unsigned v = y; v < y + CELL && v < p->image.height; v++)
        for (unsigned u = x; u < x + CELL && u < p->image.width; u++, n++)
            ink += 255 - p->grey[(size_t)v * p->image.width + u];
    return n ? ink / n / 255 : 0;
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    page a = read_page(argv[1]), b = read_page(argv[2]);
    if (a.image.width != b.image.width || a.image.height != b.image.height) {
        printf("%s is %u by %u, expected %u by %u\n", argv[2], b.image.width, b.image.height,
               a.image.width, a.image.height);
        return 1;
    }
    double worst = 0, sum = 0;
    unsigned at_x = 0, at_y = 0, n = 0;
    for (unsigned y = 0; y < a.image.height; y += CELL)
        for (unsigned x = 0; x < a.image.width; x += CELL, n++) {
            double by = fabs(ink_of(&a, x, y) - ink_of(&b, x, y));
            sum += by;
            if (by <= worst) continue;
            worst = by;
            at_x = x;
            at_y = y;
        }
    int differs = worst > most_cell || sum / n > most_mean;
    if (differs)
        printf("%s: ink differs by %.3f at %u,%u and by %.4f on the whole\n", argv[2], worst, at_x,
               at_y, sum / n);
    free(a.grey);
    free(b.grey);
    return differs;
}
