/* In: values of attributes. Out: numbers, lengths, transforms, colours. Nothing is owned. One idea:
 * numbers are read here, digit by digit, because the library's reader follows the locale and takes
 * "inf"; what is beyond a thousand million is no place in a picture and is not a number either. */
#include "picture/picture_priv.h"
#include <math.h>
#include <string.h>

static char here(const bz_svg_scan *c)
{
    return c->at < c->s.n ? c->s.p[c->at] : '\0';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void bz_svg__space(bz_svg_scan *c)
{
    bool had_comma = false;
    while (is_space(here(c)) || (here(c) == ',' && !had_comma)) {
        had_comma |= here(c) == ',';
        c->at++;
    }
}

/* Digits into a whole number; those beyond 18 only move the point. */
static int take_digits(bz_svg_scan *c, uint64_t *m, int *dropped)
{
    int n = 0;
    for (; is_digit(here(c)); c->at++, n++) {
        if (*m < 100000000000000000u) *m = *m * 10 + (uint64_t)(here(c) - '0');
        else (*dropped)++;
    }
    return n;
}

static int take_exponent(bz_svg_scan *c)
{
    size_t from = c->at;
    if (here(c) != 'e' && here(c) != 'E') return 0;
    c->at++;
    bool is_negative = here(c) == '-';
    if (here(c) == '-' || here(c) == '+') c->at++;
    if (!is_digit(here(c))) { /* "2em": a unit, not an exponent */
        c->at = from;
        return 0;
    }
    int e = 0;
    for (; is_digit(here(c)); c->at++)
        if (e < 1000) e = e * 10 + (here(c) - '0');
    return is_negative ? -e : e;
}

bool bz_svg__number(bz_svg_scan *c, double *out)
{
    size_t from = c->at;
    bool is_negative = here(c) == '-';
    if (here(c) == '-' || here(c) == '+') c->at++;
    uint64_t m = 0;
    int dropped = 0, after = 0, n = take_digits(c, &m, &dropped);
    if (here(c) == '.') {
        c->at++;
        int dropped_after = 0;
        after = take_digits(c, &m, &dropped_after);
        n += after;
        after -= dropped_after;
    }
    int exponent = n ? take_exponent(c) + dropped - after : 0;
    double v = (double)m;
    if (m != 0 && exponent != 0) v = exponent > 0 ? v * pow(10, exponent) : v / pow(10, -exponent);
    if (n == 0 || !(v <= 1e9)) {
        c->at = from;
        return false;
    }
    *out = is_negative ? -v : v;
    return true;
}

bool bz_svg__flag(bz_svg_scan *c, bool *out)
{
    if (here(c) != '0' && here(c) != '1') return false;
    *out = here(c) == '1';
    c->at++;
    return true;
}

bool bz_svg__length(bz_str s, double *out)
{
    static const struct {
        const char *name;
        double pixels;
    } units[] = {{"", 1},           {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                 {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}};
    bz_svg_scan c = {bz_str_trim(s), 0};
    if (!bz_svg__number(&c, out)) return false;
    bz_str unit = bz_str_cut(c.s, c.at, c.s.n);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!bz_str_is(unit, units[i].name)) continue;
        *out *= units[i].pixels;
        return true;
    }
    return false;
}

/* --- transforms --- */

bz_matrix bz_svg__times(bz_matrix o, bz_matrix i)
{
    return (bz_matrix){o.a * i.a + o.c * i.b,       o.b * i.a + o.d * i.b,
                       o.a * i.c + o.c * i.d,       o.b * i.c + o.d * i.d,
                       o.a * i.e + o.c * i.f + o.e, o.b * i.e + o.d * i.f + o.f};
}

static bz_matrix rotation(double degrees, double cx, double cy)
{
    double angle = degrees * (M_PI / 180), c = cos(angle), s = sin(angle);
    return (bz_matrix){c, s, -s, c, cx - c * cx + s * cy, cy - s * cx - c * cy};
}

static bool is_turn(bz_str name, const double v[6], int n, bz_matrix *out)
{
    const double radian = M_PI / 180;
    if (bz_str_is(name, "matrix") && n == 6) *out = (bz_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    else if (bz_str_is(name, "translate") && (n == 1 || n == 2))
        *out = (bz_matrix){1, 0, 0, 1, v[0], n == 2 ? v[1] : 0};
    else if (bz_str_is(name, "scale") && (n == 1 || n == 2))
        *out = (bz_matrix){v[0], 0, 0, n == 2 ? v[1] : v[0], 0, 0};
    else if (bz_str_is(name, "rotate") && (n == 1 || n == 3))
        *out = rotation(v[0], n == 3 ? v[1] : 0, n == 3 ? v[2] : 0);
    else if (bz_str_is(name, "skewX") && n == 1)
        *out = (bz_matrix){1, 0, tan(v[0] * radian), 1, 0, 0};
    else if (bz_str_is(name, "skewY") && n == 1)
        *out = (bz_matrix){1, tan(v[0] * radian), 0, 1, 0, 0};
    else return false;
    return true;
}

bool bz_svg__transform(bz_str s, bz_matrix *onto)
{
    bz_svg_scan c = {s, 0};
    bz_matrix m = *onto;
    for (bz_svg__space(&c); c.at < s.n; bz_svg__space(&c)) {
        size_t open = bz_str_find(s, '(', c.at), close = bz_str_find(s, ')', open);
        if (close == s.n) return false;
        bz_str name = bz_str_trim(bz_str_cut(s, c.at, open));
        bz_svg_scan in = {bz_str_cut(s, open + 1, close), 0};
        double v[6];
        int n = 0;
        for (bz_svg__space(&in); in.at < in.s.n; bz_svg__space(&in))
            if (n == 6 || !bz_svg__number(&in, &v[n++])) return false;
        bz_matrix step;
        if (!is_turn(name, v, n, &step)) return false;
        m = bz_svg__times(m, step);
        c.at = close + 1;
    }
    *onto = m;
    return true;
}

/* --- colours --- */

static const struct {
    const char *name;
    uint32_t rgb;
} named[] = {
#define BZ_COLOUR_NAME(name, rgb) {name, rgb},
#include "picture/colours.def"
#undef BZ_COLOUR_NAME
};
enum { NAMED = sizeof named / sizeof *named };

const char *bz_svg__near_colour(bz_str s)
{
    bz_str names[NAMED];
    for (int i = 0; i < NAMED; i++)
        names[i] = bz_str_from(named[i].name);
    int i = bz_str_nearest(s, names, NAMED);
    return i < 0 ? NULL : named[i].name;
}

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool hex_colour(bz_str s, bz_colour *out)
{
    uint8_t v[4] = {0, 0, 0, 255};
    size_t width = s.n == 4 || s.n == 5 ? 1 : s.n == 7 || s.n == 9 ? 2 : 0;
    if (width == 0) return false;
    for (size_t i = 0; 1 + i * width < s.n; i++) {
        int high = hex(s.p[1 + i * width]), low = hex(s.p[i * width + width]);
        if (high < 0 || low < 0) return false;
        v[i] = (uint8_t)(high * 16 + low);
    }
    *out = (bz_colour){v[0], v[1], v[2], v[3]};
    return true;
}

static uint8_t byte_of(double v)
{
    return v <= 0 ? 0 : v >= 255 ? 255 : (uint8_t)(v + 0.5);
}

/* rgb(1, 2, 3), rgb(10%, 20%, 30%), and the same with a fourth value or as rgba. */
static bool function_colour(bz_str s, bz_colour *out)
{
    size_t open = bz_str_find(s, '(', 0);
    bz_svg_scan c = {bz_str_cut(s, open + 1, s.n - 1), 0};
    double v[4] = {0, 0, 0, 1};
    int n = 0;
    for (bz_svg__space(&c); c.at < c.s.n && n < 4; n++) {
        if (!bz_svg__number(&c, &v[n])) return false;
        bool is_part = here(&c) == '%';
        if (is_part) v[n] *= n < 3 ? 2.55 : 0.01;
        c.at += is_part;
        bz_svg__space(&c);
        if (here(&c) == '/') c.at++;
        bz_svg__space(&c);
    }
    if (n < 3 || c.at < c.s.n) return false;
    *out = (bz_colour){byte_of(v[0]), byte_of(v[1]), byte_of(v[2]), byte_of(v[3] * 255)};
    return true;
}

static bool named_colour(bz_str s, bz_colour *out)
{
    char lower[32];
    if (s.n >= sizeof lower) return false;
    for (size_t i = 0; i < s.n; i++)
        lower[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i];
    s.p = lower;
    for (size_t from = 0, to = NAMED; from < to;) {
        size_t middle = (from + to) / 2;
        int order = bz_str_cmp(s, bz_str_from(named[middle].name));
        if (order == 0) {
            uint32_t rgb = named[middle].rgb;
            *out = (bz_colour){(uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb, 255};
            return true;
        }
        if (order < 0) to = middle;
        else from = middle + 1;
    }
    return false;
}

bool bz_svg__colour(bz_str s, bz_colour *out)
{
    s = bz_str_trim(s);
    if (bz_str_is(s, "transparent")) {
        *out = (bz_colour){0, 0, 0, 0};
        return true;
    }
    if (bz_str_starts(s, "#")) return hex_colour(s, out);
    if ((bz_str_starts(s, "rgb(") || bz_str_starts(s, "rgba(")) && bz_str_ends(s, ")"))
        return function_colour(s, out);
    return named_colour(s, out);
}
