/* Lines: where they end, how wide they are, where their pieces stand. */
#include "../unit.h"
#include "bench.h"
#include <math.h>

static void test_type_lines__filled(void **state)
{
    (void)state;
    bench b = bench_new();
    lay(&b, "en", "Talk with your child while you cook, and let the child answer.", 100);
    assert_str(lines_text(&b), "Talk with your child |while you cook, and |let the child answer.");
    for (size_t i = 0; i < b.lines.lines.n; i++) {
        const bz_line *l = &b.lines.lines.p[i];
        assert_true(l->width <= 100.01F && l->width > 50);
        assert_true(l->x == 0);
        assert_true(l->pitch > 12 && l->pitch < 14);
        assert_true(l->ascent > 10 && l->descent > 2.5F);
    }
    lay(&b, "en", "", 100);
    assert_int_equal(b.lines.lines.n, 0);
    bench_free(&b);
}
