/* In: an element with an outline. Out: its steps, in the space of the picture. One idea: a row an
 * element names its attributes, so that reading, checking and "did you mean" know the same ones. */
#include "picture/svg_priv.h"
#include <math.h>

enum { MOST_LENGTHS = 6 };

/* Attributes of an outline; lengths come in the order of the row's names. */
typedef struct lengths {
    double v[MOST_LENGTHS];
    bool has[MOST_LENGTHS];
} lengths;

typedef struct outline {
    const char *name;
    const char *const attrs[MOST_LENGTHS + 1];
    bool (*draw)(bz_svg *g, const bz_xml *x, const lengths *l); /* false: a size below nothing */
} outline;

static bool draw_rect(bz_svg *g, const bz_xml *x, const lengths *l)
{
    double w = l->v[2], h = l->v[3], rx = l->has[4] ? l->v[4] : l->v[5],
           ry = l->has[5] ? l->v[5] : l->v[4];
    (void)x;
    if (w < 0 || h < 0 || rx < 0 || ry < 0) return false;
    if (w > 0 && h > 0)
        bz_svg__rect(&g->pen, l->v[0], l->v[1], w, h, fmin(rx, w / 2), fmin(ry, h / 2));
    return true;
}

static bool draw_circle(bz_svg *g, const bz_xml *x, const lengths *l)
{
    (void)x;
    if (l->v[2] > 0) bz_svg__ellipse(&g->pen, l->v[0], l->v[1], l->v[2], l->v[2]);
    return l->v[2] >= 0;
}

static bool draw_ellipse(bz_svg *g, const bz_xml *x, const lengths *l)
{
    double rx = l->has[2] ? l->v[2] : l->v[3], ry = l->has[3] ? l->v[3] : l->v[2];
    (void)x;
    if (rx < 0 || ry < 0) return false;
    if (rx > 0 && ry > 0) bz_svg__ellipse(&g->pen, l->v[0], l->v[1], rx, ry);
    return true;
}

static bool draw_line(bz_svg *g, const bz_xml *x, const lengths *l)
{
    (void)x;
    bz_svg__move(&g->pen, l->v[0], l->v[1]);
    bz_svg__line(&g->pen, l->v[2], l->v[3]);
    return true;
}

static void report_stop(bz_svg *g, bz_str value, size_t at, const char *what)
{
    if (at >= value.n) return;
    bz_svg__report(g, BZ_R026, bz_str_cut(value, at, at + 1), NULL,
                   "%s cannot be read from here on", what);
}

static bool draw_points(bz_svg *g, const bz_xml *x, const lengths *l)
{
    (void)l;
    bz_str value = bz_svg__attr(x, "points");
    bool is_closed = bz_str_is(bz_svg__local(x->name), "polygon");
    report_stop(g, value, bz_svg__points(&g->pen, value, is_closed), "this list of points");
    return true;
}

static bool draw_path(bz_svg *g, const bz_xml *x, const lengths *l)
{
    (void)l;
    bz_str value = bz_svg__attr(x, "d");
    report_stop(g, value, bz_svg__path(&g->pen, value), "this path");
    return true;
}

static const outline outlines[] = {
    {"path", {"d", NULL}, draw_path},
    {"rect", {"x", "y", "width", "height", "rx", "ry", NULL}, draw_rect},
    {"circle", {"cx", "cy", "r", NULL}, draw_circle},
    {"ellipse", {"cx", "cy", "rx", "ry", NULL}, draw_ellipse},
    {"line", {"x1", "y1", "x2", "y2", NULL}, draw_line},
    {"polyline", {"points", NULL}, draw_points},
    {"polygon", {"points", NULL}, draw_points},
};

static const outline *find_outline(bz_str name)
{
    for (size_t i = 0; i < sizeof outlines / sizeof *outlines; i++)
        if (bz_str_is(name, outlines[i].name)) return &outlines[i];
    return NULL;
}

const char *const *bz_svg__geometry(bz_str name)
{
    const outline *o = find_outline(name);
    return o ? o->attrs : NULL;
}

/* A length, or a share of the view: of its width for names with an x or a width in them. */
static bool read_length(const bz_svg *g, const char *name, bz_str value, double *out)
{
    value = bz_str_trim(value);
    if (!bz_str_ends(value, "%")) return bz_svg__length(value, out);
    bool is_x = name[0] == 'x' || name[0] == 'w' || name[1] == 'x';
    if (name[0] == 'r' && name[1] == '\0') return false;
    if (!bz_svg__length(bz_str_cut(value, 0, value.n - 1), out)) return false;
    *out *= (is_x ? g->view_w : g->view_h) / 100;
    return true;
}

static bool read_lengths(bz_svg *g, const bz_xml *x, const outline *o, lengths *l)
{
    for (int i = 0; o->attrs[i]; i++) {
        bz_str value = bz_svg__attr(x, o->attrs[i]);
        if (value.n == 0 || bz_str_is(value, "auto")) continue;
        l->has[i] = true;
        if (read_length(g, o->attrs[i], value, &l->v[i])) continue;
        bz_svg__report(g, BZ_R026, value, "write a number in units of the drawing",
                       "`%s` cannot be `%.*s`", o->attrs[i], (int)(value.n < 40 ? value.n : 40),
                       value.p);
        return false;
    }
    return true;
}

bool bz_svg__outline(bz_svg *g, const bz_xml *x)
{
    const outline *o = find_outline(bz_svg__local(x->name));
    lengths l = {0};
    if (!o) return false;
    if (o->draw != draw_path && o->draw != draw_points && !read_lengths(g, x, o, &l)) return true;
    if (!o->draw(g, x, &l))
        bz_svg__report(g, BZ_R026, x->name, NULL, "the size of this `%.*s` is negative",
                       BZ_FMT(x->name));
    if (g->pen.is_over && !g->is_stopped) {
        bool is_long = g->pen.drawing->steps.n >= BZ_PICTURE_STEPS;
        bz_svg__report(g, is_long ? BZ_R023 : BZ_R026, x->name,
                       is_long ? "simplify it in the drawing program, or save the picture as PNG"
                               : NULL,
                       is_long ? "a drawing of more than 500,000 points"
                               : "this stands too far outside of the drawing");
        g->is_stopped = true;
    }
    return true;
}
