/* Golden pages: a sketch of a document (see ../render/sketch.h) laid out with the fake type room,
 * and the page list that came out when somebody last looked at it. Run the test with ACCEPT=1 to
 * take today's, and read the difference. */
#ifndef BZ_TESTS_LAYOUT_GOLDEN_H
#define BZ_TESTS_LAYOUT_GOLDEN_H

#include "desk.h"
#include "../render/sketch.h"

static inline void golden_compare(const char *path, const char *got)
{
    if (getenv("ACCEPT")) {
        FILE *f = fopen(path, "wb");
        assert_non_null(f);
        assert_int_equal(fwrite(got, 1, strlen(got), f), strlen(got));
        fclose(f);
        return;
    }
    char *expected = sketch_read(path);
    if (strcmp(expected, got) != 0)
        fail_msg("the pages are not %s; look at them, then run this test with ACCEPT=1", path);
    free(expected);
}

/* golden/NAME.sketch in that language against golden/NAME-LANG.pages. */
static inline void assert_pages(const char *name, const char *lang)
{
    char path[256];
    desk d = desk_new(lang);
    snprintf(path, sizeof path, "tests/unit/layout/golden/%s.sketch", name);
    char *text = sketch_read(path);
    d.root = sketch(d.doc, text);
    bz_doc_set(d.doc, d.root, BZ_ATTR_LANG, bz_str_from(lang));
    assert_int_equal(desk_lay(&d), BZ_OK);
    snprintf(path, sizeof path, "tests/unit/layout/golden/%s-%s.pages", name, lang);
    golden_compare(path, desk_dump(&d));
    desk_free(&d);
    free(text);
}

#endif
