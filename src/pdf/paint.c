/* In: colours and paths. Out: painting operators in a content stream. The ink is the caller's. The
 * one idea: what the graphics state already is is not said again; and a colour without hue is said
 * in grey, so that black stays one ink on every press. */
#include "pdf/pdf_priv.h"
#include <assert.h>

bz_pdf_paint bz_pdf__paint_initial(void)
{
    return (bz_pdf_paint){
        .fill = BZ_BLACK, .stroke = BZ_BLACK, .alpha = 255, .width = 100, .font = UINT32_MAX};
}

void bz_pdf__put_colour(bz_buf *o, bz_colour c, bool is_stroke)
{
    bool is_grey = c.r == c.g && c.g == c.b;
    uint8_t parts[] = {c.r, c.g, c.b};
    for (int i = 0; i < (is_grey ? 1 : 3); i++) {
        bz_pdf__put_fine(o, parts[i] / 255.0);
        bz_buf_char(o, ' ');
    }
    bz_buf_put(o, is_grey ? (is_stroke ? "G " : "g ") : (is_stroke ? "RG " : "rg "));
}

static bool is_same(bz_colour a, bz_colour b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* The array of TJ is the only thing open that a colour cannot stand in. */
static bz_buf *between(bz_pdf_ink *ink)
{
    if (ink->in_array) bz_buf_put(&ink->c, ")]TJ\n");
    ink->in_array = false;
    return &ink->c;
}

void bz_pdf__alpha(bz_pdf *d, bz_pdf_ink *ink, uint8_t alpha)
{
    if (ink->paint.alpha == alpha) return;
    ink->paint.alpha = alpha;
    ink->is_see_through |= alpha != 255;
    if (!d->alphas[alpha]) d->alphas[alpha] = bz_pdf__reserve(&d->file, 1);
    bz_buf_fmt(between(ink), "/G%u gs ", alpha);
}

void bz_pdf__fill_colour(bz_pdf *d, bz_pdf_ink *ink, bz_colour c)
{
    bz_pdf__alpha(d, ink, c.a);
    if (is_same(ink->paint.fill, c)) return;
    ink->paint.fill = c;
    bz_pdf__put_colour(between(ink), c, false);
}

static void stroke_colour(bz_pdf_ink *ink, bz_colour c)
{
    if (is_same(ink->paint.stroke, c)) return;
    ink->paint.stroke = c;
    bz_pdf__put_colour(&ink->c, c, true);
}

static void put_dash(bz_buf *o, float on, float off)
{
    bz_buf_char(o, '[');
    if (on > 0 || off > 0) {
        bz_pdf__put_num(o, (double)on);
        bz_buf_char(o, ' ');
        bz_pdf__put_num(o, (double)off);
    }
    bz_buf_put(o, "]0 d ");
}

static void pen(bz_pdf_ink *ink, const bz_shape *s)
{
    bz_pdf_paint *p = &ink->paint;
    int64_t width = bz_pdf__hundredths((double)s->width);
    int64_t on = bz_pdf__hundredths((double)s->dash_on);
    int64_t off = on > 0 ? bz_pdf__hundredths((double)s->dash_off) : 0;
    if (p->width != width) {
        bz_pdf__put_hundredths(&ink->c, width);
        bz_buf_put(&ink->c, " w ");
    }
    if (p->cap != s->cap) bz_buf_fmt(&ink->c, "%u J ", s->cap);
    /* The file counts joins mitre, round, bevel, as we do. */
    if (p->join != s->join) bz_buf_fmt(&ink->c, "%u j ", s->join);
    if (p->dash_on != on || p->dash_off != off)
        put_dash(&ink->c, on > 0 ? s->dash_on : 0, on > 0 ? s->dash_off : 0);
    p->width = width;
    p->cap = s->cap;
    p->join = s->join;
    p->dash_on = on;
    p->dash_off = off;
}

/* --- paths */

typedef struct tracer {
    bz_buf *o;
    double height;
    bool is_fine;
} tracer;

static void put_one(const tracer *t, double v)
{
    if (t->is_fine) bz_pdf__put_fine(t->o, v);
    else bz_pdf__put_num(t->o, v);
    bz_buf_char(t->o, ' ');
}

static void put_point(const tracer *t, float x, float y)
{
    put_one(t, (double)x);
    put_one(t, t->height - (double)y);
}

/* Four sides, along the axes, closed: said in one word. */
static bool is_rectangle(const bz_step *s, uint32_t n)
{
    if (n < 5 || s[0].kind != BZ_STEP_MOVE || s[4].kind != BZ_STEP_CLOSE) return false;
    for (int i = 1; i < 4; i++)
        if (s[i].kind != BZ_STEP_LINE) return false;
    return s[0].y == s[1].y && s[1].x == s[2].x && s[2].y == s[3].y && s[3].x == s[0].x;
}

static void put_rectangle(const tracer *t, const bz_step *s)
{
    put_one(t, (double)s[0].x);
    put_one(t, t->height - (double)s[0].y);
    put_one(t, (double)s[2].x - (double)s[0].x);
    put_one(t, (double)s[0].y - (double)s[2].y);
    bz_buf_put(t->o, "re\n");
}

static void put_step(const tracer *t, const bz_step *s)
{
    switch ((bz_step_kind)s->kind) {
    case BZ_STEP_MOVE:
    case BZ_STEP_LINE:
        put_point(t, s->x, s->y);
        bz_buf_put(t->o, s->kind == BZ_STEP_MOVE ? "m " : "l ");
        break;
    case BZ_STEP_CURVE:
        put_point(t, s->x1, s->y1);
        put_point(t, s->x2, s->y2);
        put_point(t, s->x, s->y);
        bz_buf_put(t->o, "c\n");
        break;
    case BZ_STEP_CLOSE: bz_buf_put(t->o, "h\n"); break;
    }
}

void bz_pdf__put_path(bz_buf *o, const bz_step *steps, uint32_t n, float height, bool is_fine)
{
    tracer t = {.o = o, .height = (double)height, .is_fine = is_fine};
    for (uint32_t i = 0; i < n;) {
        if (is_rectangle(steps + i, n - i)) {
            put_rectangle(&t, steps + i);
            i += 5;
        } else {
            put_step(&t, &steps[i++]);
        }
    }
}

const char *bz_pdf__painter(const bz_shape *s)
{
    if (s->has_fill && s->has_stroke) return s->even_odd ? "B*\n" : "B\n";
    if (s->has_fill) return s->even_odd ? "f*\n" : "f\n";
    return s->has_stroke ? "S\n" : "n\n";
}

void bz_pdf__place_shape(bz_pdf *d, bz_pdf_ink *ink, const bz_shape *s, const bz_step *steps)
{
    assert(!ink->in_text);
    if (s->n == 0 || (!s->has_fill && !s->has_stroke)) return;
    /* One opacity for both; what is filled and stroked differently is two shapes. */
    bz_pdf__alpha(d, ink, s->has_fill ? s->fill.a : s->stroke.a);
    if (s->has_fill) bz_pdf__fill_colour(d, ink, s->fill);
    if (s->has_stroke) {
        stroke_colour(ink, s->stroke);
        pen(ink, s);
    }
    bz_pdf__put_path(&ink->c, steps, s->n, ink->height, false);
    bz_buf_put(&ink->c, bz_pdf__painter(s));
}
