/* Writes the small guide of the unit tests to stdout: `pdf-sample [none|booklet|two-up] [rtl]
 * [PAGES]`; or `pdf-sample muddle SEED`, pages of random content. The suite breaks the guide in
 * many ways, and the checker has to find each. */
#include "../unit/pdf/muddle.h"

int main(int argc, char **argv)
{
    bz_imposition imposition = BZ_IMPOSE_NONE;
    bool is_rtl = false;
    int pages = 3;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "booklet") == 0) imposition = BZ_IMPOSE_BOOKLET;
        else if (strcmp(argv[i], "two-up") == 0) imposition = BZ_IMPOSE_TWO_UP;
        else if (strcmp(argv[i], "rtl") == 0) is_rtl = true;
        else if (atoi(argv[i]) > 0) pages = atoi(argv[i]);
    }
    bool is_muddle = argc == 3 && strcmp(argv[1], "muddle") == 0;
    guide g = is_muddle ? muddle_new((uint32_t)pages) : guide_new(imposition, is_rtl, pages);
    bz_status status = bz_pdf_write(g.s.pages, &g.s.out, &g.s.job);
    bool written = status == BZ_OK && fwrite(g.s.out.p, 1, g.s.out.n, stdout) == g.s.out.n;
    sheets_free(&g.s);
    return written && fflush(stdout) == 0 ? 0 : 1;
}
