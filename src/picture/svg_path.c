/* In: points in a drawing's own space, path data. Out: steps in the space of the picture. One idea:
 * everything becomes moves, lines and cubic curves as it is read, so that nothing behind this file
 * knows of arcs, quadratic curves or relative commands. */
#include "picture/picture_priv.h"
#include <math.h>
#include <string.h>

/* Beyond this a float is no longer exact to a fraction of a point. */
static const double farthest = 1e6;

static void push(bz_svg_pen *p, bz_step_kind kind, const double xy[6])
{
    float v[6] = {0};
    for (int i = 0; i < 6; i += 2) {
        double x = p->matrix.a * xy[i] + p->matrix.c * xy[i + 1] + p->matrix.e;
        double y = p->matrix.b * xy[i] + p->matrix.d * xy[i + 1] + p->matrix.f;
        if (!(fabs(x) <= farthest && fabs(y) <= farthest)) p->is_over = true;
        else v[i] = (float)x, v[i + 1] = (float)y;
    }
    if (p->drawing->steps.n >= BZ_PICTURE_STEPS) p->is_over = true;
    if (p->is_over) return;
    bz_step step = {.kind = (uint8_t)kind, .x = v[4], .y = v[5]};
    if (kind == BZ_STEP_CURVE) step = (bz_step){(uint8_t)kind, v[0], v[1], v[2], v[3], v[4], v[5]};
    bz_vec_push(&p->drawing->steps, step);
}

void bz_svg__move(bz_svg_pen *p, double x, double y)
{
    push(p, BZ_STEP_MOVE, (const double[]){x, y, x, y, x, y});
}

void bz_svg__line(bz_svg_pen *p, double x, double y)
{
    push(p, BZ_STEP_LINE, (const double[]){x, y, x, y, x, y});
}

void bz_svg__curve(bz_svg_pen *p, double x1, double y1, double x2, double y2, double x, double y)
{
    push(p, BZ_STEP_CURVE, (const double[]){x1, y1, x2, y2, x, y});
}

void bz_svg__close(bz_svg_pen *p)
{
    if (p->drawing->steps.n >= BZ_PICTURE_STEPS) p->is_over = true;
    if (p->is_over) return;
    bz_step step = {.kind = BZ_STEP_CLOSE};
    bz_vec_push(&p->drawing->steps, step);
}

/* --- basic shapes --- */

static const double kappa = 0.5522847498307936; /* a quarter circle as a cubic */

void bz_svg__ellipse(bz_svg_pen *p, double cx, double cy, double rx, double ry)
{
    double kx = kappa * rx, ky = kappa * ry;
    bz_svg__move(p, cx + rx, cy);
    bz_svg__curve(p, cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry);
    bz_svg__curve(p, cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy);
    bz_svg__curve(p, cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry);
    bz_svg__curve(p, cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy);
    bz_svg__close(p);
}

void bz_svg__rect(bz_svg_pen *p, double x, double y, double w, double h, double rx, double ry)
{
    double right = x + w, bottom = y + h, kx = rx * (1 - kappa), ky = ry * (1 - kappa);
    bool is_round = rx > 0 && ry > 0;
    bz_svg__move(p, is_round ? x + rx : x, y);
    bz_svg__line(p, is_round ? right - rx : right, y);
    if (is_round) bz_svg__curve(p, right - kx, y, right, y + ky, right, y + ry);
    bz_svg__line(p, right, is_round ? bottom - ry : bottom);
    if (is_round) bz_svg__curve(p, right, bottom - ky, right - kx, bottom, right - rx, bottom);
    bz_svg__line(p, is_round ? x + rx : x, bottom);
    if (is_round) {
        bz_svg__curve(p, x + kx, bottom, x, bottom - ky, x, bottom - ry);
        bz_svg__line(p, x, y + ry);
        bz_svg__curve(p, x, y + ky, x + kx, y, x + rx, y);
    }
    bz_svg__close(p);
}

size_t bz_svg__points(bz_svg_pen *p, bz_str s, bool closed)
{
    bz_svg_scan c = {s, 0};
    double x, y;
    bool is_first = true;
    for (bz_svg__space(&c); c.at < s.n && !p->is_over; bz_svg__space(&c)) {
        size_t from = c.at;
        if (!bz_svg__number(&c, &x)) return from;
        bz_svg__space(&c);
        if (!bz_svg__number(&c, &y)) return from;
        if (is_first) bz_svg__move(p, x, y);
        else bz_svg__line(p, x, y);
        is_first = false;
    }
    if (closed && !is_first) bz_svg__close(p);
    return s.n;
}

/* --- arcs (SVG 1.1, appendix F.6) --- */

static double angle_between(double ux, double uy, double vx, double vy)
{
    return atan2(ux * vy - uy * vx, ux * vx + uy * vy);
}

typedef struct arc {
    double cx, cy, rx, ry, sin_phi, cos_phi, start, sweep;
} arc;

static bool find_centre(arc *a, double x1, double y1, double x2, double y2, bool large, bool sweep)
{
    double dx = (x1 - x2) / 2, dy = (y1 - y2) / 2;
    double x = a->cos_phi * dx + a->sin_phi * dy, y = -a->sin_phi * dx + a->cos_phi * dy;
    double grow = x * x / (a->rx * a->rx) + y * y / (a->ry * a->ry);
    if (!isfinite(grow) || grow == 0) return false;
    if (grow > 1) {
        a->rx *= sqrt(grow);
        a->ry *= sqrt(grow);
    }
    double rx2 = a->rx * a->rx, ry2 = a->ry * a->ry, down = rx2 * y * y + ry2 * x * x;
    double left = (rx2 * ry2 - down) / down;
    double k = (left > 0 ? sqrt(left) : 0) * (large == sweep ? -1 : 1);
    double cx = k * a->rx * y / a->ry, cy = -k * a->ry * x / a->rx;
    a->cx = a->cos_phi * cx - a->sin_phi * cy + (x1 + x2) / 2;
    a->cy = a->sin_phi * cx + a->cos_phi * cy + (y1 + y2) / 2;
    double ux = (x - cx) / a->rx, uy = (y - cy) / a->ry, vx = (-x - cx) / a->rx,
           vy = (-y - cy) / a->ry;
    a->start = angle_between(1, 0, ux, uy);
    a->sweep = angle_between(ux, uy, vx, vy);
    if (!sweep && a->sweep > 0) a->sweep -= 2 * M_PI;
    if (sweep && a->sweep < 0) a->sweep += 2 * M_PI;
    return isfinite(a->cx) && isfinite(a->cy) && isfinite(a->sweep);
}

static void arc_point(const arc *a, double x, double y, double out[2])
{
    out[0] = a->cx + a->cos_phi * a->rx * x - a->sin_phi * a->ry * y;
    out[1] = a->cy + a->sin_phi * a->rx * x + a->cos_phi * a->ry * y;
}

static void draw_arc(bz_svg_pen *p, const double v[7], double x1, double y1, double x2, double y2)
{
    double phi = fmod(v[2], 360) * (M_PI / 180);
    arc a = {.rx = fabs(v[0]), .ry = fabs(v[1]), .sin_phi = sin(phi), .cos_phi = cos(phi)};
    if (a.rx == 0 || a.ry == 0 || !find_centre(&a, x1, y1, x2, y2, v[3] != 0, v[4] != 0)) {
        bz_svg__line(p, x2, y2);
        return;
    }
    int n = (int)ceil(fabs(a.sweep) / (M_PI / 2) - 1e-9);
    if (n < 1) n = 1;
    double step = a.sweep / n, t = 4.0 / 3 * tan(step / 4);
    for (int i = 0; i < n; i++) {
        double from = a.start + i * step, to = from + step, q[6];
        arc_point(&a, cos(from) - t * sin(from), sin(from) + t * cos(from), q);
        arc_point(&a, cos(to) + t * sin(to), sin(to) - t * cos(to), q + 2);
        arc_point(&a, cos(to), sin(to), q + 4);
        if (i == n - 1) q[4] = x2, q[5] = y2;
        bz_svg__curve(p, q[0], q[1], q[2], q[3], q[4], q[5]);
    }
}

/* --- path data --- */

typedef struct path {
    bz_svg_pen *pen;
    double x, y; /* where the pen stands */
    double start_x, start_y;
    double hand_x, hand_y; /* the last control point, for smooth curves */
    char before;           /* the command before, in lower case */
} path;

static int count_of(char lower)
{
    switch (lower) {
    case 'm':
    case 'l':
    case 't': return 2;
    case 'h':
    case 'v': return 1;
    case 's':
    case 'q': return 4;
    case 'c': return 6;
    case 'a': return 7;
    case 'z': return 0;
    default: return -1;
    }
}

static bool take_values(bz_svg_scan *c, char lower, double v[7])
{
    int n = count_of(lower);
    for (int i = 0; i < n; i++) {
        bool is_set;
        bz_svg__space(c);
        if (lower == 'a' && (i == 3 || i == 4)) {
            if (!bz_svg__flag(c, &is_set)) return false;
            v[i] = is_set;
        } else if (!bz_svg__number(c, &v[i])) return false;
    }
    return true;
}

/* Relative values become absolute ones. */
static void make_absolute(const path *p, char lower, double v[7])
{
    if (lower == 'h') v[0] += p->x;
    else if (lower == 'v') v[0] += p->y;
    else if (lower == 'a') v[5] += p->x, v[6] += p->y;
    else
        for (int i = 0; i + 1 < count_of(lower); i += 2)
            v[i] += p->x, v[i + 1] += p->y;
}

static void quadratic(path *p, double qx, double qy, double x, double y)
{
    bz_svg__curve(p->pen, p->x + (qx - p->x) * 2 / 3, p->y + (qy - p->y) * 2 / 3,
                  x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y);
    p->hand_x = qx, p->hand_y = qy;
}

static void draw(path *p, char lower, const double v[7])
{
    double x = p->x, y = p->y;
    bool is_smooth = (lower == 's' && (p->before == 'c' || p->before == 's')) ||
                     (lower == 't' && (p->before == 'q' || p->before == 't'));
    double hand_x = is_smooth ? 2 * x - p->hand_x : x, hand_y = is_smooth ? 2 * y - p->hand_y : y;
    int n = count_of(lower);
    if (lower == 'h') x = v[0];
    else if (lower == 'v') y = v[0];
    else if (lower == 'z') x = p->start_x, y = p->start_y;
    else x = v[n - 2], y = v[n - 1];
    /* Behind a `z` a path may go on without a move. */
    if (p->before == 'z' && lower != 'z' && lower != 'm') bz_svg__move(p->pen, p->x, p->y);
    switch (lower) {
    case 'm':
        bz_svg__move(p->pen, x, y);
        p->start_x = x, p->start_y = y;
        break;
    case 'c':
        bz_svg__curve(p->pen, v[0], v[1], v[2], v[3], x, y);
        p->hand_x = v[2], p->hand_y = v[3];
        break;
    case 's':
        bz_svg__curve(p->pen, hand_x, hand_y, v[0], v[1], x, y);
        p->hand_x = v[0], p->hand_y = v[1];
        break;
    case 'q': quadratic(p, v[0], v[1], x, y); break;
    case 't': quadratic(p, hand_x, hand_y, x, y); break;
    case 'a': draw_arc(p->pen, v, p->x, p->y, x, y); break;
    case 'z': bz_svg__close(p->pen); break;
    default: bz_svg__line(p->pen, x, y); break;
    }
    p->x = x, p->y = y;
    p->before = lower;
}

size_t bz_svg__path(bz_svg_pen *pen, bz_str s)
{
    path p = {.pen = pen};
    bz_svg_scan c = {s, 0};
    char command = 0;
    for (bz_svg__space(&c); c.at < s.n && !pen->is_over; bz_svg__space(&c)) {
        size_t from = c.at;
        char letter = s.p[c.at];
        bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        if (is_letter) {
            command = letter;
            c.at++;
        } else if (command == 'm' || command == 'M') command = command == 'm' ? 'l' : 'L';
        char lower = (char)(command | 0x20);
        double v[7];
        if (count_of(lower) < 0 || (!is_letter && lower == 'z') || (p.before == 0 && lower != 'm'))
            return from;
        if (!take_values(&c, lower, v)) return c.at < s.n ? c.at : from;
        if (command >= 'a') make_absolute(&p, lower, v);
        draw(&p, lower, v);
    }
    return s.n;
}
