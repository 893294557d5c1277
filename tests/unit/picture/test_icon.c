/* Every icon can be drawn, and QR codes are the squares that they should be. */
#include "../unit.h"
#include "desk.h"
#include "doc/icon.h"

static void test_picture_icon__all_are_drawn(void **state)
{
    (void)state;
    for (size_t i = 0; i < BZ_ICONS; i++) {
        bz_picture p;
        if (bz_icons[i].as) continue;
        bz_picture_icon(&p, &bz_icons[i]);
        assert_int_equal(p.kind, BZ_PICTURE_DRAWING);
        assert_true(p.width == 24 && p.height == 24);
        assert_true(p.drawing.shapes.n > 0);
        for (size_t s = 0; s < p.drawing.shapes.n; s++) {
            const bz_shape *shape = &p.drawing.shapes.p[s];
            assert_true(shape->has_fill || (shape->has_stroke && shape->width >= 1));
            assert_true(shape->first + shape->n <= p.drawing.steps.n);
            assert_int_equal(p.drawing.steps.p[shape->first].kind, BZ_STEP_MOVE);
        }
        for (size_t s = 0; s < p.drawing.steps.n; s++)
            assert_true(p.drawing.steps.p[s].x >= 0 && p.drawing.steps.p[s].x <= 24);
        bz_picture_deinit(&p);
    }
}

static void test_picture_icon__strokes_and_fills(void **state)
{
    (void)state;
    bz_picture p;
    bz_picture_icon(&p, &bz_icons[bz_icon_find(BZ_STR("show"))]);
    assert_true(p.drawing.shapes.p[0].has_stroke && !p.drawing.shapes.p[0].has_fill);
    assert_int_equal(p.drawing.shapes.p[0].cap, 1);
    assert_int_equal(p.drawing.shapes.p[0].join, 1);
    assert_true(p.drawing.shapes.p[0].width == 2);
    assert_true(p.drawing.shapes.p[1].has_fill);
    bz_picture_deinit(&p);
}

/* Dark modules of a code, painted from its path. */
static unsigned paint_code(const bz_picture *p, uint8_t cells[200][200])
{
    unsigned dark = 0;
    memset(cells, 0, 200 * 200);
    for (size_t i = 0; i + 4 < p->drawing.steps.n; i += 5) {
        const bz_step *a = &p->drawing.steps.p[i], *c = a + 2;
        assert_int_equal(a[4].kind, BZ_STEP_CLOSE);
        for (int y = (int)a->y; y < (int)c->y; y++)
            for (int x = (int)a->x; x < (int)c->x; x++) {
                assert_int_equal(cells[y][x], 0); /* no square is painted twice */
                cells[y][x] = 1;
                dark++;
            }
    }
    return dark;
}

static void test_picture_icon__qr_code(void **state)
{
    (void)state;
    static uint8_t cells[200][200];
    bz_picture p;
    assert_true(bz_picture_qr(&p, BZ_STR("https://example.org/baraza")));
    int n = (int)p.width;
    assert_true(n >= 21 && (n - 17) % 4 == 0 && p.width == p.height);
    assert_int_equal(p.drawing.shapes.n, 1);
    assert_true(p.drawing.shapes.p[0].has_fill);
    unsigned dark = paint_code(&p, cells);
    assert_true(dark > (unsigned)(n * n) / 3 && dark < (unsigned)(n * n) * 2 / 3);
    assert_true(p.drawing.steps.n / 5 < dark / 2); /* squares were put together */
    /* The three eyes: a dark ring, a light ring, a dark square of three. */
    const int at[3][2] = {{0, 0}, {n - 7, 0}, {0, n - 7}};
    for (int e = 0; e < 3; e++)
        for (int y = 0; y < 7; y++)
            for (int x = 0; x < 7; x++) {
                int ring = x < y ? x : y, other = 6 - (x > y ? x : y);
                if (other < ring) ring = other;
                assert_int_equal(cells[at[e][1] + y][at[e][0] + x], ring != 1);
            }
    bz_picture_deinit(&p);
}

static void test_picture_icon__qr_limits(void **state)
{
    (void)state;
    bz_picture p;
    char text[2400];
    memset(text, 'x', sizeof text);
    assert_false(bz_picture_qr(&p, BZ_STR("")));
    assert_true(bz_picture_qr(&p, (bz_str){text, 2331}));
    assert_true(p.width == 177);
    bz_picture_deinit(&p);
    assert_false(bz_picture_qr(&p, (bz_str){text, 2332}));
    assert_true(bz_picture_qr(&p, BZ_STR("مرحبا")));
    bz_picture_deinit(&p);
}
