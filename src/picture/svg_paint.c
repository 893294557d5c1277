/* In: properties of an element, as attributes or style. Out: the state in which its outline is
 * painted. One idea: a row a property says how its value is taken; what no row knows is reported,
 * so nothing of a drawing is lost in silence. */
#include "picture/svg_priv.h"
#include <stdio.h>
#include <string.h>

typedef enum take_kind {
    PASS, /* has no meaning for outlines on paper */
    FILL,
    STROKE,
    COLOUR,
    FILL_OPACITY,
    STROKE_OPACITY,
    OPACITY,
    WIDTH,
    CAP,
    JOIN,
    DASH,
    FILL_RULE,
    CLIP_RULE,
    CLIP,
    TRANSFORM,
    DISPLAY,
    VISIBILITY,
    EFFECT, /* left out with a warning, but for the values that do nothing */
    NOTHING /* refused, but for `none` */
} take_kind;

typedef struct property {
    const char *name;
    take_kind kind;
    const char *idle; /* EFFECT: the value that does nothing, beside `none` and `normal` */
} property;

static const property properties[] = {
#define BZ_SVG_PROPERTY(name, kind, idle) {name, kind, idle},
#include "picture/properties.def"
#undef BZ_SVG_PROPERTY
};
enum { PROPERTIES = sizeof properties / sizeof *properties };

static const property *find_property(bz_str name)
{
    for (size_t i = 0; i < PROPERTIES; i++)
        if (bz_str_is(name, properties[i].name)) return &properties[i];
    return NULL;
}

bool bz_svg__is_property(bz_str name)
{
    return find_property(name) != NULL;
}

/* --- values --- */

static void bad_value(bz_svg *g, bz_str name, bz_str value)
{
    if (value.n == 0) bz_svg__report(g, BZ_R026, name, NULL, "`%.*s` has no value", BZ_FMT(name));
    else
        bz_svg__report(g, BZ_R026, value, NULL, "`%.*s` cannot be `%.*s`", BZ_FMT(name),
                       (int)(value.n < 40 ? value.n : 40), value.p);
}

static void bad_colour(bz_svg *g, bz_str value)
{
    const char *near = bz_svg__near_colour(value);
    char hint[64];
    (void)snprintf(hint, sizeof hint, "did you mean `%s`?", near ? near : "");
    bz_svg__report(g, BZ_R026, value,
                   near ? hint
                        : "write a colour as `#1a6b8f`, `rgb(26, 107, 143)` or by its name in CSS",
                   "`%.*s` is not a colour", (int)(value.n < 40 ? value.n : 40), value.p);
}

static void take_paint(bz_svg *g, bz_svg_paint *paint, bz_str value)
{
    bz_str behind, id = bz_svg__reference(value, &behind);
    bz_colour c = {0, 0, 0, 255};
    if (bz_str_is(value, "none")) *paint = (bz_svg_paint){.is_none = true};
    else if (bz_str_is(value, "currentColor") || bz_str_is(value, "currentcolor"))
        *paint = (bz_svg_paint){.is_current = true};
    else if (id.n > 0 && bz_svg__tone(g, id, &c)) *paint = (bz_svg_paint){.colour = c};
    else if (id.n > 0 && bz_str_is(behind, "none")) *paint = (bz_svg_paint){.is_none = true};
    else if (id.n > 0 && bz_svg__colour(behind, &c)) *paint = (bz_svg_paint){.colour = c};
    else if (id.n > 0)
        bz_svg__report(g, BZ_R025, value, "fill it with a colour, or save the picture as PNG",
                       "`#%.*s` is not a gradient of this drawing; patterns are not printed",
                       BZ_FMT(id));
    else if (bz_svg__colour(value, &c)) *paint = (bz_svg_paint){.colour = c};
    else bad_colour(g, value);
}

static bool take_number(bz_str value, double *out)
{
    bz_svg_scan c = {value, 0};
    double v;
    if (!bz_svg__number(&c, &v)) return false;
    bool is_part = c.at < value.n && value.p[c.at] == '%';
    if (c.at + (is_part ? 1 : 0) != value.n) return false;
    *out = is_part ? v / 100 : v;
    return true;
}

static bool take_opacity(bz_str value, double *out)
{
    if (!take_number(value, out)) return false;
    *out = *out < 0 ? 0 : *out > 1 ? 1 : *out;
    return true;
}

static bool take_word(bz_str value, const char *const words[3], uint8_t *out)
{
    for (uint8_t i = 0; i < 3; i++) {
        if (!bz_str_is(value, words[i])) continue;
        *out = i;
        return true;
    }
    return false;
}

static bool take_rule(bz_str value, bool *even_odd)
{
    *even_odd = bz_str_is(value, "evenodd");
    return *even_odd || bz_str_is(value, "nonzero");
}

/* Two lengths are what a shape has; a longer pattern is made of its first two. */
static bool take_dash(bz_svg *g, bz_svg_state *s, bz_str value)
{
    double v[2] = {0}, one, sum = 0;
    int n = 0;
    s->dash_on = s->dash_off = 0;
    if (bz_str_is(value, "none")) return true;
    bz_svg_scan c = {value, 0};
    for (bz_svg__space(&c); c.at < value.n; bz_svg__space(&c), n++) {
        size_t from = c.at;
        if (!bz_svg__number(&c, &one)) return false;
        while (c.at < value.n && !strchr(" \t\r\n,", value.p[c.at]))
            c.at++;
        if (!bz_svg__length(bz_str_cut(value, from, c.at), &one) || one < 0) return false;
        if (n > 1 && one != v[n % 2])
            bz_svg__report(g, BZ_R027, value, NULL,
                           "of a pattern of dashes, the first two lengths are printed");
        if (n < 2) v[n] = one;
        sum += one;
    }
    if (sum == 0) return true;
    s->dash_on = v[0];
    s->dash_off = n == 1 ? v[0] : v[1];
    if (s->dash_off == 0) s->dash_on = 0;
    return true;
}

static bool is_idle(const property *p, bz_str value)
{
    return bz_str_is(value, "none") || bz_str_is(value, "normal") ||
           (p->idle && bz_str_is(value, p->idle));
}

static bool take_length(bz_str value, double *out)
{
    double v;
    if (!bz_svg__length(value, &v) || v < 0) return false;
    *out = v;
    return true;
}

static bool take_clip(bz_svg_state *s, bz_str value)
{
    bz_str behind;
    s->own_clip = bz_str_is(value, "none") ? BZ_STR("") : bz_svg__reference(value, &behind);
    return s->own_clip.n > 0 || bz_str_is(value, "none");
}

static bool take_visibility(bz_svg_state *s, bz_str value)
{
    s->is_hidden = bz_str_is(value, "hidden") || bz_str_is(value, "collapse");
    return s->is_hidden || bz_str_is(value, "visible");
}

static void take_effect(bz_svg *g, const property *p, bz_str name, bz_str value)
{
    if (p->kind == EFFECT)
        bz_svg__report(g, BZ_R027, name, "if it matters, save the picture as PNG",
                       "the effect `%.*s` is left out on paper", BZ_FMT(name));
    else
        bz_svg__report(
            g, BZ_R025, value,
            "expand it into plain shapes in the drawing program, or save the picture as PNG",
            "a drawing for paper cannot have `%.*s`", BZ_FMT(name));
}

static bool take_row(bz_svg *g, bz_svg_state *s, const property *p, bz_str value)
{
    static const char *const caps[] = {"butt", "round", "square"}, *const joins[] = {
                                                                       "miter", "round", "bevel"};
    switch (p->kind) {
    case FILL: take_paint(g, &s->fill, value); return true;
    case STROKE: take_paint(g, &s->stroke, value); return true;
    case COLOUR: return bz_str_is(value, "currentColor") || bz_svg__colour(value, &s->current);
    case FILL_OPACITY: return take_opacity(value, &s->fill_opacity);
    case STROKE_OPACITY: return take_opacity(value, &s->stroke_opacity);
    case OPACITY: return take_opacity(value, &s->own_opacity);
    case WIDTH: return take_length(value, &s->width);
    case CAP: return take_word(value, caps, &s->cap);
    case JOIN: return take_word(value, joins, &s->join);
    case DASH: return take_dash(g, s, value);
    case FILL_RULE: return take_rule(value, &s->even_odd);
    case CLIP_RULE: return take_rule(value, &s->clip_even_odd);
    case CLIP: return take_clip(s, value);
    case TRANSFORM: s->own_transform = bz_str_is(value, "none") ? BZ_STR("") : value; return true;
    case DISPLAY: s->is_absent = bz_str_is(value, "none"); return true;
    case VISIBILITY: return take_visibility(s, value);
    default: return true;
    }
}

static void take_property(bz_svg *g, void *context, bz_str name, bz_str value)
{
    const property *p = find_property(name);
    if (!p && bz_str_starts(name, "-")) return; /* a browser's or editor's own */
    if (!p) {
        bz_str known[PROPERTIES];
        for (size_t i = 0; i < PROPERTIES; i++)
            known[i] = bz_str_from(properties[i].name);
        bz_svg__unknown(g, name, "property", known, PROPERTIES,
                        "take it out of the drawing's style");
        return;
    }
    if (p->kind == PASS || bz_str_is(value, "inherit")) return;
    if (p->kind == EFFECT || p->kind == NOTHING) {
        if (!is_idle(p, value)) take_effect(g, p, name, value);
    } else if (!take_row(g, context, p, value)) bad_value(g, name, value);
}

/* --- attributes --- */

static bool is_one_of(bz_str name, const char *const *list)
{
    for (; list && *list; list++)
        if (bz_str_is(name, *list)) return true;
    return false;
}

static const char *const general[] = {
    "id",      "class",       "style",      "lang",  "tabindex",         "focusable",      "role",
    "version", "baseProfile", "pathLength", "xmlns", "requiredFeatures", "systemLanguage", NULL};

static void check_attribute(bz_svg *g, bz_str name, const char *const *own)
{
    if (bz_svg__is_property(name) || is_one_of(name, own) || is_one_of(name, general)) return;
    if (bz_str_find(name, ':', 0) < name.n || bz_str_starts(name, "data-") ||
        bz_str_starts(name, "aria-"))
        return;
    bz_str known[PROPERTIES + 32];
    size_t n = 0;
    for (size_t i = 0; i < PROPERTIES; i++)
        if (properties[i].kind != PASS) known[n++] = bz_str_from(properties[i].name);
    for (const char *const *o = own; o && *o && n < PROPERTIES + 16; o++)
        known[n++] = bz_str_from(*o);
    bz_svg__unknown(g, name, "attribute", known, n, "take it out of the drawing");
}

void bz_svg__style(bz_svg *g, const bz_xml *x, bz_svg_state *s, const char *const *own)
{
    s->own_opacity = 1;
    s->own_clip = s->own_transform = BZ_STR("");
    s->is_absent = false;
    for (size_t i = 0; i < x->attrs.n; i++)
        check_attribute(g, x->attrs.p[i].name, own);
    bz_svg__properties(g, x, take_property, s);
    s->opacity *= s->own_opacity;
    if (s->own_transform.n > 0 && !bz_svg__transform(s->own_transform, &s->matrix))
        bz_svg__report(g, BZ_R026, s->own_transform,
                       "write it as `translate(10 20) rotate(30)`, in units of the drawing",
                       "this transform cannot be read");
}
