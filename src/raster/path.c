/* In: steps of a path. Out: edges of its inside, or of its stroke. One idea: a stroke is the union
 * of simple pieces (a bar a segment, a wedge or disc a corner, a cap an end), all turning the same
 * way round; filled by the non-zero rule they are one shape, however they lie over one another. */
#include "raster/raster_priv.h"
#include <math.h>

enum { MOST_PARTS = 64, MOST_DASHES = 20000 };
static const double mitre_limit = 4;

/* --- flattening --- */

static bz_point put(bz_place p, float x, float y)
{
    return (bz_point){p.sx * x + p.x, p.sy * y + p.y};
}

static double distance(bz_point a, bz_point b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

static void add_point(bz_outline_edges *o, bz_point p)
{
    if (!isfinite(p.x) || !isfinite(p.y)) return;
    if (o->line.n > 0 && o->line.p[o->line.n - 1].x == p.x && o->line.p[o->line.n - 1].y == p.y)
        return;
    bz_vec_push(&o->line, p);
}

static void add_curve(bz_outline_edges *o, bz_point a, bz_point b, bz_point c, bz_point d)
{
    double length = distance(a, b) + distance(b, c) + distance(c, d);
    int n = length < 1 ? 2 : length > 4000 ? MOST_PARTS : (int)(2 + 1.5 * sqrt(length));
    if (!isfinite(length)) return;
    for (int i = 1; i <= (n > MOST_PARTS ? MOST_PARTS : n); i++) {
        double t = (double)i / (n > MOST_PARTS ? MOST_PARTS : n), u = 1 - t;
        double ka = u * u * u, kb = 3 * u * u * t, kc = 3 * u * t * t, kd = t * t * t;
        add_point(o, (bz_point){ka * a.x + kb * b.x + kc * c.x + kd * d.x,
                                ka * a.y + kb * b.y + kc * c.y + kd * d.y});
    }
}

size_t bz_raster__flatten(bz_outline_edges *o, const bz_step *steps, size_t n, size_t at,
                          bz_place place, bool *is_closed)
{
    o->line.n = 0;
    *is_closed = false;
    bz_point here = {0, 0};
    for (bool is_first = true; at < n; at++, is_first = false) {
        const bz_step *s = &steps[at];
        if (s->kind == BZ_STEP_MOVE && !is_first) return at;
        if (s->kind == BZ_STEP_CLOSE) {
            *is_closed = true;
            return at + 1;
        }
        bz_point to = put(place, s->x, s->y);
        if (s->kind == BZ_STEP_CURVE && !is_first)
            add_curve(o, here, put(place, s->x1, s->y1), put(place, s->x2, s->y2), to);
        else add_point(o, to);
        here = to;
    }
    return at;
}

static void close_line(bz_outline_edges *o)
{
    for (size_t i = 0; i < o->line.n; i++)
        bz_raster__line(o, o->line.p[i], o->line.p[(i + 1) % o->line.n]);
}

void bz_raster__fill_path(bz_outline_edges *o, const bz_step *steps, size_t n, bz_place place)
{
    bool is_closed;
    for (size_t at = 0; at < n;) {
        at = bz_raster__flatten(o, steps, n, at, place, &is_closed);
        close_line(o);
    }
}

/* --- strokes --- */

typedef struct pen {
    bz_outline_edges *out;
    double half; /* of the width */
    uint8_t cap, join;
} pen;

/* A polygon, turned so that its area is positive. */
static void piece(const pen *p, const bz_point *q, size_t n)
{
    double area = 0;
    for (size_t i = 0; i < n; i++)
        area += q[i].x * q[(i + 1) % n].y - q[(i + 1) % n].x * q[i].y;
    for (size_t i = 0; i < n; i++)
        if (area > 0) bz_raster__line(p->out, q[i], q[(i + 1) % n]);
        else bz_raster__line(p->out, q[(i + 1) % n], q[i]);
}

static void disc(const pen *p, bz_point at)
{
    bz_point q[32];
    int n = p->half < 1 ? 8 : p->half < 6 ? 16 : 32;
    for (int i = 0; i < n; i++) {
        double angle = 2 * M_PI * i / n;
        q[i] = (bz_point){at.x + p->half * cos(angle), at.y + p->half * sin(angle)};
    }
    piece(p, q, (size_t)n);
}

static void bar(const pen *p, bz_point a, bz_point b)
{
    double length = distance(a, b), nx = -(b.y - a.y) / length * p->half,
           ny = (b.x - a.x) / length * p->half;
    const bz_point q[] = {
        {a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}};
    piece(p, q, 4);
}

static void corner(const pen *p, bz_point before, bz_point at, bz_point after)
{
    double l1 = distance(before, at), l2 = distance(at, after);
    double ux = (at.x - before.x) / l1, uy = (at.y - before.y) / l1, vx = (after.x - at.x) / l2,
           vy = (after.y - at.y) / l2;
    double turn = ux * vy - uy * vx, along = ux * vx + uy * vy;
    if (fabs(turn) < 1e-9 && along > 0) return;
    if (p->join == 1) {
        disc(p, at);
        return;
    }
    double side = turn > 0 ? -p->half : p->half; /* the outer side */
    bz_point q[4] = {
        at, {at.x - uy * side, at.y + ux * side}, {0, 0}, {at.x - vy * side, at.y + vx * side}};
    double reach = 1 / sqrt(fmax((1 + along) / 2, 1e-12)); /* of the mitre, in half widths */
    if (p->join == 0 && reach <= mitre_limit && turn != 0) {
        double mx = -(uy + vy), my = ux + vx, length = hypot(mx, my);
        q[2] = (bz_point){at.x + mx / length * side * reach, at.y + my / length * side * reach};
        piece(p, q, 4);
        return;
    }
    q[2] = q[3];
    piece(p, q, 3);
}

static void cap_at(const pen *p, bz_point end, bz_point inner)
{
    double length = distance(inner, end), ux = (end.x - inner.x) / length,
           uy = (end.y - inner.y) / length;
    if (p->cap == 1) disc(p, end);
    if (p->cap == 2) bar(p, end, (bz_point){end.x + ux * p->half, end.y + uy * p->half});
}

/* What a path that goes nowhere leaves: a dot where its ends are round or square. */
static void dot(const pen *p, bz_point at)
{
    if (p->cap == 1) disc(p, at);
    if (p->cap == 2) bar(p, (bz_point){at.x - p->half, at.y}, (bz_point){at.x + p->half, at.y});
}

static void stroke_line(const pen *p, const bz_point *q, size_t n, bool is_closed)
{
    if (n > 1 && is_closed && q[0].x == q[n - 1].x && q[0].y == q[n - 1].y) n--;
    if (n == 1) dot(p, q[0]);
    if (n < 2) return;
    for (size_t i = 0; i + 1 < n; i++)
        bar(p, q[i], q[i + 1]);
    for (size_t i = 1; i + 1 < n; i++)
        corner(p, q[i - 1], q[i], q[i + 1]);
    if (!is_closed) {
        cap_at(p, q[0], q[1]);
        cap_at(p, q[n - 1], q[n - 2]);
    } else if (n > 2) {
        bar(p, q[n - 1], q[0]);
        corner(p, q[n - 2], q[n - 1], q[0]);
        corner(p, q[n - 1], q[0], q[1]);
    }
}

typedef struct dashes {
    double on, off, left; /* left: of the piece we are in */
    bool is_on;
    int n;
    BZ_VEC(bz_point) line;
} dashes;

static void end_dash(const pen *p, dashes *d)
{
    if (d->line.n > 0) stroke_line(p, d->line.p, d->line.n, false);
    d->line.n = 0;
    d->n++;
}

static void dash_segment(const pen *p, dashes *d, bz_point a, bz_point b)
{
    double length = distance(a, b), done = 0;
    while (length - done > d->left && d->n < MOST_DASHES) {
        done += d->left;
        bz_point at = {a.x + (b.x - a.x) * done / length, a.y + (b.y - a.y) * done / length};
        if (d->is_on) {
            bz_vec_push(&d->line, at);
            end_dash(p, d);
        } else bz_vec_push(&d->line, at);
        d->is_on = !d->is_on;
        d->left = d->is_on ? d->on : d->off;
    }
    d->left -= length - done;
    if (d->is_on) bz_vec_push(&d->line, b);
}

static void stroke_dashed(const pen *p, const bz_outline_edges *o, bool is_closed, double on,
                          double off)
{
    dashes d = {.on = on, .off = off, .left = on, .is_on = true};
    size_t n = o->line.n;
    if (n > 0) bz_vec_push(&d.line, o->line.p[0]);
    for (size_t i = 0; i + 1 < n + (is_closed ? 1 : 0); i++)
        dash_segment(p, &d, o->line.p[i], o->line.p[(i + 1) % n]);
    if (d.is_on) end_dash(p, &d);
    bz_vec_free(&d.line);
}

void bz_raster__stroke_path(bz_outline_edges *o, const bz_step *steps, const bz_shape *shape,
                            bz_place place, double scale)
{
    pen p = {.out = o, .half = shape->width * scale / 2, .cap = shape->cap, .join = shape->join};
    double on = shape->dash_on * scale, off = shape->dash_off * scale;
    bool is_closed, is_dashed = on > 0 && off > 0 && on + off > 0.05;
    if (!(p.half > 0) || !isfinite(p.half)) return;
    for (size_t at = 0; at < shape->n;) {
        at = bz_raster__flatten(o, steps, shape->n, at, place, &is_closed);
        if (is_dashed) stroke_dashed(&p, o, is_closed, on, off);
        else stroke_line(&p, o->line.p, o->line.n, is_closed);
    }
}
