/* In: the text of an SVG drawing. Out: painted paths in points. One idea: the tags are read one
 * after the other with a stack of states; what an element may be is a short list, and everything
 * else is reported at its place, so that what an author sees on screen and what a facilitator gets
 * on paper do not part in silence. */
#include "picture/svg_priv.h"
#include "base/utf8.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* --- reports --- */

static bz_diag *add(bz_svg *g, bz_code code, bz_str at, const char *text)
{
    bz_picture_desk *d = g->desk;
    if (bz_code_row(code)->severity == BZ_ERROR) d->errors++;
    if (!d->job) return NULL;
    bool is_inside = at.p >= d->bytes.p && at.p + at.n <= d->bytes.p + d->bytes.n;
    uint32_t from = is_inside ? (uint32_t)(at.p - d->bytes.p) : 0;
    bz_span span = {d->file, from, is_inside ? from + (uint32_t)at.n : 0};
    bz_diag *diag = bz_diag_add(d->job->diags, code, span, "%s", text);
    if (diag->message.n > 0 && ++g->reports == BZ_PICTURE_REPORTS) g->is_stopped = true;
    return diag;
}

void bz_svg__report(bz_svg *g, bz_code code, bz_str at, const char *hint, const char *fmt, ...)
{
    char text[256];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    bz_diag *diag = add(g, code, at, text);
    if (diag && hint) bz_diag_hint(g->desk->job->diags, diag, "%s", hint);
}

void bz_svg__unknown(bz_svg *g, bz_str at, const char *what, const bz_str *known, size_t n,
                     const char *hint)
{
    char text[256];
    int shown = (int)(at.n < 60 ? at.n : 60);
    (void)snprintf(text, sizeof text, "a drawing for paper has no %s `%.*s`", what, shown, at.p);
    bz_diag *diag = add(g, BZ_R025, at, text);
    if (diag && !bz_diag_did_you_mean(g->desk->job->diags, diag, at, known, n))
        bz_diag_hint(g->desk->job->diags, diag, "%s", hint);
}

/* --- elements that are not drawn --- */

/* They draw nothing where they stand; those that something else may refer to are looked at there.
 */
static const char *const silent[] = {
    "title",    "desc",   "metadata", "style",   "defs",   "linearGradient", "radialGradient",
    "clipPath", "filter", "mask",     "pattern", "symbol", "marker",         NULL};

static const struct {
    const char *name, *hint;
} refused[] = {
    {"text", "turn it into paths in the drawing program; or write the words below the picture, "
             "where they can be translated"},
    {"image", "save the whole picture as PNG or JPEG"},
    {"use", "in the drawing program, unlink or expand the copies"},
    {"symbol", "in the drawing program, unlink or expand the copies"},
    {"switch", "save the drawing as \"plain SVG\""},
    {"foreignObject", "save the drawing as \"plain SVG\""},
    {"script", "take it out: paper does not move"},
    {"animate", "take it out: paper does not move"},
    {"a", "take the link out of the drawing, and put it below the picture"},
    {"svg", "put its parts into a `<g>`"},
};

static bool is_in(bz_str name, const char *const *list)
{
    for (; *list; list++)
        if (bz_str_is(name, *list)) return true;
    return false;
}

static void refuse_element(bz_svg *g, const bz_xml *x)
{
    static const char *const drawn[] = {"path",     "rect",    "circle", "ellipse", "line",
                                        "polyline", "polygon", "g",      "title",   "desc"};
    bz_str known[sizeof drawn / sizeof *drawn], name = bz_svg__local(x->name);
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        known[i] = bz_str_from(drawn[i]);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (!bz_str_is(name, refused[i].name)) continue;
        bz_svg__report(g, BZ_R025, x->name, refused[i].hint,
                       "a drawing for paper has no element `%.*s`", BZ_FMT(x->name));
        return;
    }
    bz_svg__unknown(
        g, x->name, "element", known, sizeof drawn / sizeof *drawn,
        "in the drawing program, turn it into plain shapes, or save the picture as PNG");
}

/* --- painting --- */

static bz_colour tint(const bz_svg_state *s, const bz_svg_paint *p, double opacity)
{
    bz_colour c = p->is_current ? s->current : p->colour;
    double a = p->is_none ? 0 : c.a * opacity * s->opacity;
    c.a = (uint8_t)(a + 0.5);
    return c;
}

static void paint(bz_svg *g, const bz_svg_state *s, size_t first, bool is_line)
{
    double scale = sqrt(fabs(s->matrix.a * s->matrix.d - s->matrix.b * s->matrix.c));
    bz_shape shape = {.first = (uint32_t)first,
                      .n = (uint32_t)(g->out->drawing.steps.n - first),
                      .even_odd = s->even_odd,
                      .cap = s->cap,
                      .join = s->join,
                      .fill = tint(s, &s->fill, s->fill_opacity),
                      .stroke = tint(s, &s->stroke, s->stroke_opacity),
                      .width = (float)(s->width * scale),
                      .dash_on = (float)(s->dash_on * scale),
                      .dash_off = (float)(s->dash_off * scale),
                      .clip = s->clip};
    shape.has_fill = shape.fill.a > 0 && !is_line;
    shape.has_stroke = shape.stroke.a > 0 && shape.width > 0;
    if (shape.n == 0 || s->is_hidden || (!shape.has_fill && !shape.has_stroke)) {
        g->out->drawing.steps.n = first;
        return;
    }
    if (g->out->drawing.shapes.n >= BZ_PICTURE_SHAPES) {
        g->is_stopped = true;
        bz_svg__report(g, BZ_R023, g->desk->bytes,
                       "simplify it in the drawing program, or save the picture as PNG",
                       "a drawing of more than %d shapes", BZ_PICTURE_SHAPES);
    } else bz_vec_push(&g->out->drawing.shapes, shape);
}

/* --- clip paths --- */

/* Adds the outlines inside the clip path that starts at `at` to the steps. */
static void trace_clip(bz_svg *g, const bz_svg_state *s, size_t at, bool *even_odd)
{
    bz_xml x = {.text = g->desk->bytes, .at = at};
    do {
        bz_xml_kind kind = bz_xml__next(&x);
        if (kind == BZ_XML_END || kind == BZ_XML_BAD) break;
        bz_str name = bz_svg__local(x.name);
        if (kind != BZ_XML_OPEN || is_in(name, silent)) {
            if (kind == BZ_XML_OPEN &&
                bz_str_is(bz_svg__attr(&x, "clipPathUnits"), "objectBoundingBox"))
                bz_svg__report(g, BZ_R025, x.name, "save the picture as PNG",
                               "a clip path measured by what it clips");
            continue;
        }
        if (!bz_svg__geometry(name)) {
            refuse_element(g, &x);
            continue;
        }
        bz_svg_state own = *s;
        bz_svg__style(g, &x, &own, bz_svg__geometry(name));
        if (own.own_clip.n > 0)
            bz_svg__report(g, BZ_R025, x.name, "save the picture as PNG",
                           "a clip path that is clipped itself");
        g->pen.matrix = own.matrix;
        *even_odd = own.clip_even_odd;
        (void)bz_svg__outline(g, &x);
    } while (x.open.n > 0 && !g->is_stopped);
    bz_xml__deinit(&x);
}

static void apply_clip(bz_svg *g, bz_svg_state *s)
{
    if (s->own_clip.n == 0) return;
    const bz_svg_named *clip = bz_svg__find_clip(g, s->own_clip);
    bz_str id = s->own_clip;
    s->own_clip = BZ_STR("");
    if (!clip) {
        bz_svg__report(g, BZ_R025, id, NULL, "`#%.*s` is not a clip path of this drawing",
                       BZ_FMT(id));
        return;
    }
    size_t first = g->out->drawing.steps.n;
    bool even_odd = false;
    trace_clip(g, s, clip->at, &even_odd);
    bz_shape shape = {.first = (uint32_t)first,
                      .n = (uint32_t)(g->out->drawing.steps.n - first),
                      .even_odd = even_odd,
                      .clip = s->clip};
    bz_vec_push(&g->out->drawing.shapes, shape);
    s->clip = (uint32_t)g->out->drawing.shapes.n;
}

/* --- the drawing's own size --- */

static const char *const root_attributes[] = {"viewBox",
                                              "width",
                                              "height",
                                              "preserveAspectRatio",
                                              "x",
                                              "y",
                                              "zoomAndPan",
                                              "contentScriptType",
                                              "contentStyleType",
                                              NULL};

/* The side's length in pixels; 0 when it is not said. */
static double root_length(bz_svg *g, const bz_xml *x, const char *name)
{
    bz_str value = bz_str_trim(bz_svg__attr(x, name));
    double v = 0;
    if (value.n == 0 || bz_str_ends(value, "%") || bz_str_is(value, "auto")) return 0;
    if (bz_svg__length(value, &v) && v > 0) return v;
    bz_svg__report(g, BZ_R026, value, "write a number, or `mm` behind it", "`%s` cannot be `%.*s`",
                   name, (int)(value.n < 40 ? value.n : 40), value.p);
    return 0;
}

static bool read_view(bz_svg *g, const bz_xml *x, double view[4])
{
    bz_str value = bz_svg__attr(x, "viewBox");
    bz_svg_scan c = {bz_str_trim(value), 0};
    bool is_good = true;
    for (int i = 0; i < 4 && is_good; i++) {
        is_good = bz_svg__number(&c, &view[i]);
        bz_svg__space(&c);
    }
    if (is_good && c.at == c.s.n && view[2] > 0 && view[3] > 0) return true;
    if (value.n > 0)
        bz_svg__report(g, BZ_R026, value, "write it as `0 0 120 80`: left, top, width, height",
                       "`viewBox` does not give a place and a size");
    return false;
}

static bool check_size(bz_svg *g, const bz_xml *x, double w, double h)
{
    if (w >= 1e-3 && h >= 1e-3 && w <= 1e6 && h <= 1e6 && w / h < BZ_PICTURE_RATIO &&
        h / w < BZ_PICTURE_RATIO)
        return true;
    if (g->desk->errors == 0)
        bz_svg__report(g, BZ_R023, x->name,
                       "give the `<svg>` a `viewBox` and sides that a page can hold",
                       w > 0 && h > 0 ? "a drawing of %g by %g pixels cannot be printed"
                                      : "this drawing does not say how large it is",
                       w, h);
    return false;
}

/* The whole view is fitted into the sides, in their middle. */
static bool read_size(bz_svg *g, const bz_xml *x, bz_svg_state *s)
{
    double view[4] = {0}, w = root_length(g, x, "width"), h = root_length(g, x, "height");
    if (!read_view(g, x, view)) view[2] = w, view[3] = h;
    bool has_view = view[2] > 0 && view[3] > 0;
    if (w <= 0) w = h > 0 && has_view ? h * view[2] / view[3] : view[2];
    if (h <= 0) h = has_view ? w * view[3] / view[2] : view[3];
    if (!check_size(g, x, w, h) || !check_size(g, x, view[2], view[3])) return false;
    double unit = g->is_icon ? 1 : 0.75, scale = fmin(w / view[2], h / view[3]) * unit;
    double left = (w * unit - view[2] * scale) / 2, top = (h * unit - view[3] * scale) / 2;
    s->matrix = (bz_matrix){scale, 0, 0, scale, left - view[0] * scale, top - view[1] * scale};
    g->view_w = view[2], g->view_h = view[3];
    g->out->width = (float)(w * unit);
    g->out->height = (float)(h * unit);
    return true;
}

/* --- the walk --- */

static bz_svg_state first_state(const bz_svg *g)
{
    bz_svg_state s = {.matrix = {1, 0, 0, 1, 0, 0},
                      .fill = {.colour = BZ_BLACK, .is_none = g->is_icon},
                      .stroke = {.is_none = !g->is_icon, .is_current = g->is_icon},
                      .current = BZ_BLACK,
                      .fill_opacity = 1,
                      .stroke_opacity = 1,
                      .opacity = 1,
                      .width = g->is_icon ? 2 : 1,
                      .cap = g->is_icon,
                      .join = g->is_icon};
    return s;
}

/* Whether what stands inside the element is looked at, too, with the state in `s`. */
static bool open_element(bz_svg *g, const bz_xml *x, bz_svg_state *s, bool is_root)
{
    bz_str name = bz_svg__local(x->name);
    if (is_root) {
        if (bz_str_is(name, "svg")) {
            if (!read_size(g, x, s)) g->is_stopped = true;
            else bz_svg__style(g, x, s, root_attributes);
            return !g->is_stopped;
        }
        bz_svg__report(g, BZ_R024, x->name, "a drawing starts with `<svg`",
                       "`%.*s` is not a drawing", BZ_FMT(x->name));
        g->is_stopped = true;
        return false;
    }
    if (name.n == 0 || is_in(name, silent)) return false;
    const char *const *own = bz_svg__geometry(name);
    bool is_group = bz_str_is(name, "g");
    if (!own && !is_group) {
        refuse_element(g, x);
        return false;
    }
    bz_svg__style(g, x, s, own);
    double area = s->matrix.a * s->matrix.d - s->matrix.b * s->matrix.c;
    if (s->is_absent || !isfinite(area) || area == 0 || g->is_stopped) return false;
    apply_clip(g, s);
    if (is_group || g->is_stopped) return true;
    size_t first = g->out->drawing.steps.n;
    g->pen.matrix = s->matrix;
    (void)bz_svg__outline(g, x);
    paint(g, s, first, bz_str_is(name, "line"));
    return false;
}

static void report_bad(bz_svg *g, const bz_xml *x)
{
    bz_str at = bz_str_cut(x->text, x->bad_from, x->bad_to);
    char hint[160];
    int shown = (int)(x->unclosed.n < 40 ? x->unclosed.n : 40);
    (void)snprintf(hint, sizeof hint, "`<%.*s>` is still open: close it before this with `</%.*s>`",
                   shown, x->unclosed.p, shown, x->unclosed.p);
    bz_svg__report(g, BZ_R024, at, shown > 0 ? hint : x->hint, "%s", x->why);
}

static void walk(bz_svg *g, bz_xml *x)
{
    BZ_VEC(bz_svg_state) states = {0};
    size_t skipped = 0; /* elements open inside one that is passed over */
    bz_svg_state s = first_state(g);
    bz_vec_push(&states, s);
    for (bool is_root = true; !g->is_stopped;) {
        bz_xml_kind kind = bz_xml__next(x);
        if (kind == BZ_XML_BAD) report_bad(g, x);
        if (kind == BZ_XML_END || kind == BZ_XML_BAD) break;
        if (kind == BZ_XML_CLOSE) {
            if (skipped > 0) skipped--;
            else states.n--;
        }
        if (kind != BZ_XML_OPEN) continue;
        if (skipped > 0) {
            skipped += !x->is_empty;
            continue;
        }
        s = states.p[states.n - 1];
        bool enters = open_element(g, x, &s, is_root);
        is_root = false;
        if (x->is_empty) continue;
        if (!enters) skipped = 1;
        else if (states.n > BZ_PICTURE_DEPTH) {
            bz_svg__report(g, BZ_R023, x->name, "ungroup some of them in the drawing program",
                           "groups in more than %d others", BZ_PICTURE_DEPTH);
            g->is_stopped = true;
        } else bz_vec_push(&states, s);
    }
    bz_vec_free(&states);
}

bool bz_svg__draw(bz_picture *out, bz_picture_desk *d, bool is_icon)
{
    bz_svg g = {.out = out, .desk = d, .is_icon = is_icon, .pen = {.drawing = &out->drawing}};
    bz_xml x = {.text = d->bytes};
    out->kind = BZ_PICTURE_DRAWING;
    if (is_icon)
        bz_vec_push(&g.rules,
                    ((bz_svg_rule){BZ_SVG_CLASS, BZ_STR("f"), BZ_STR("fill:currentColor")}));
    bz_svg__collect(&g);
    if (!g.is_stopped) walk(&g, &x);
    bz_xml__deinit(&x);
    bz_vec_free(&g.rules);
    bz_vec_free(&g.gradients);
    bz_vec_free(&g.stops);
    bz_vec_free(&g.clips);
    return d->errors == 0 && !g.is_stopped;
}

bool bz_picture__svg(bz_picture *out, bz_picture_desk *d)
{
    size_t bad = bz_utf8_valid(d->bytes);
    if (bad < d->bytes.n || memchr(d->bytes.p, 0, d->bytes.n)) {
        bz_picture__refuse(d, BZ_R024, "save it again as UTF-8", "is not a drawing in UTF-8");
        return false;
    }
    if (!bz_svg__draw(out, d, false)) return false;
    bool is_seen = false;
    for (size_t i = 0; i < out->drawing.shapes.n && !is_seen; i++)
        is_seen = out->drawing.shapes.p[i].has_fill || out->drawing.shapes.p[i].has_stroke;
    if (is_seen) return true;
    bz_diag *diag = bz_diag_add(d->job->diags, BZ_R028, d->where,
                                "there is nothing to see in the picture %.*s", BZ_FMT(d->name));
    bz_diag_hint(
        d->job->diags, diag,
        "a shape needs an outline or a filling that is not `none`; an empty layer, text and "
        "what is hidden are not drawn");
    return true;
}
