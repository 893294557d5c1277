/* In: the tags of a drawing. Out: what elements refer to by name: rules of style, gradients, clip
 * paths; all of them point into the text. One idea: they are gathered before anything is drawn,
 * because a drawing may use what it explains only later. */
#include "picture/svg_priv.h"
#include <string.h>

bz_str bz_svg__attr(const bz_xml *x, const char *name)
{
    for (size_t i = 0; i < x->attrs.n; i++)
        if (bz_str_is(x->attrs.p[i].name, name)) return x->attrs.p[i].value;
    return BZ_STR("");
}

bz_str bz_svg__local(bz_str name)
{
    if (bz_str_starts(name, "svg:")) return bz_str_cut(name, 4, name.n);
    return bz_str_find(name, ':', 0) < name.n ? BZ_STR("") : name;
}

bz_str bz_svg__reference(bz_str value, bz_str *behind)
{
    value = bz_str_trim(value);
    *behind = BZ_STR("");
    size_t close = bz_str_find(value, ')', 0);
    if (!bz_str_starts(value, "url(") || close == value.n) return BZ_STR("");
    *behind = bz_str_trim(bz_str_cut(value, close + 1, value.n));
    bz_str inside = bz_str_trim(bz_str_cut(value, 4, close));
    if (inside.n >= 2 && (inside.p[0] == '"' || inside.p[0] == '\'') &&
        inside.p[inside.n - 1] == inside.p[0])
        inside = bz_str_cut(inside, 1, inside.n - 1);
    return bz_str_starts(inside, "#") ? bz_str_cut(inside, 1, inside.n) : BZ_STR("");
}

/* --- rules --- */

/* Cuts the white space and comments off the front. */
static bz_str skip_blank(bz_str s)
{
    for (;;) {
        size_t before = s.n;
        while (s.n > 0 && strchr(" \t\r\n\f", s.p[0]))
            s = bz_str_cut(s, 1, s.n);
        if (bz_str_starts(s, "/*")) {
            const char *end = memmem(s.p + 2, s.n - 2, "*/", 2);
            s = end ? bz_str_cut(s, (size_t)(end - s.p) + 2, s.n) : bz_str_cut(s, s.n, s.n);
        }
        if (s.n == before) return s;
    }
}

static bool is_plain_name(bz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(" \t\r\n\f.#:>+~[*,", s.p[i])) return false;
    return s.n > 0;
}

static void add_selector(bz_svg *g, bz_str selector, bz_str body)
{
    selector = bz_str_trim(selector);
    bz_svg_rule rule = {BZ_SVG_ELEMENT, selector, body};
    if (bz_str_starts(selector, ".")) rule.select = BZ_SVG_CLASS;
    else if (bz_str_starts(selector, "#")) rule.select = BZ_SVG_ID;
    if (rule.select != BZ_SVG_ELEMENT) rule.name = bz_str_cut(selector, 1, selector.n);
    if (!is_plain_name(rule.name))
        bz_svg__report(g, BZ_R025, selector,
                       "write `.name`, `#name` or an element's name; better, save the drawing with "
                       "presentation attributes",
                       "a selector that is not read: `%.*s`", BZ_FMT(selector));
    else if (g->rules.n == BZ_PICTURE_RULES) {
        bz_svg__report(g, BZ_R023, selector,
                       "save the drawing with presentation attributes instead",
                       "a drawing with more than %d rules of style", BZ_PICTURE_RULES);
        g->is_stopped = true;
    } else bz_vec_push(&g->rules, rule);
}

static void read_sheet(bz_svg *g, bz_str css)
{
    for (css = skip_blank(css); css.n > 0 && !g->is_stopped; css = skip_blank(css)) {
        size_t open = bz_str_find(css, '{', 0), close = bz_str_find(css, '}', open);
        if (css.p[0] == '@' || close == css.n) {
            bz_svg__report(g, BZ_R025, bz_str_cut(css, 0, open < 40 ? open : 40),
                           "save the drawing with presentation attributes instead",
                           css.p[0] == '@' ? "a rule of style that is not read"
                                           : "a rule of style that is not closed");
            return;
        }
        bz_str selectors = bz_str_cut(css, 0, open), one;
        while (bz_str_split(&selectors, ',', &one) && !g->is_stopped)
            add_selector(g, one, bz_str_cut(css, open + 1, close));
        css = bz_str_cut(css, close + 1, css.n);
    }
}

/* --- cascade --- */

static void take_declarations(bz_svg *g, bz_str body, bz_svg_take take, void *context)
{
    bz_str one;
    g->work += body.n + 1;
    if (g->work > (16u << 20)) {
        if (!g->is_stopped)
            bz_svg__report(g, BZ_R023, body,
                           "save the drawing with presentation attributes instead",
                           "a drawing with too much style to be worked out");
        g->is_stopped = true;
    }
    while (!g->is_stopped && bz_str_split(&body, ';', &one)) {
        one = skip_blank(one);
        size_t colon = bz_str_find(one, ':', 0);
        bz_str name = bz_str_trim(bz_str_cut(one, 0, colon)),
               value = bz_str_trim(bz_str_cut(one, colon + 1, one.n));
        size_t mark = bz_str_find(value, '!', 0); /* "!important" decides nothing in one sheet */
        if (name.n > 0 && colon < one.n)
            take(g, context, name, bz_str_trim(bz_str_cut(value, 0, mark)));
        else if (name.n > 0)
            bz_svg__report(g, BZ_R026, name, "write `name: value`",
                           "a declaration of style without a value");
    }
}

static bool has_class(bz_str classes, bz_str name)
{
    for (size_t at = 0; at < classes.n;) {
        while (at < classes.n && strchr(" \t\r\n\f", classes.p[at]))
            at++;
        size_t from = at;
        while (at < classes.n && !strchr(" \t\r\n\f", classes.p[at]))
            at++;
        if (bz_str_eq(bz_str_cut(classes, from, at), name)) return true;
    }
    return false;
}

void bz_svg__properties(bz_svg *g, const bz_xml *x, bz_svg_take take, void *context)
{
    for (size_t i = 0; i < x->attrs.n; i++)
        if (bz_svg__is_property(x->attrs.p[i].name))
            take(g, context, x->attrs.p[i].name, bz_str_trim(x->attrs.p[i].value));
    bz_str class = bz_svg__attr(x, "class"), id = bz_svg__attr(x, "id"),
           name = bz_svg__local(x->name);
    for (int select = 0; select < BZ_SVG_SELECTS; select++) {
        g->work += g->rules.n;
        for (size_t i = 0; i < g->rules.n && !g->is_stopped; i++) {
            const bz_svg_rule *r = &g->rules.p[i];
            if ((int)r->select != select) continue;
            bool fits = select == BZ_SVG_CLASS
                            ? has_class(class, r->name)
                            : bz_str_eq(select == BZ_SVG_ID ? id : name, r->name);
            if (fits) take_declarations(g, r->body, take, context);
        }
    }
    take_declarations(g, bz_svg__attr(x, "style"), take, context);
}

/* --- gradients --- */

static void take_stop(bz_svg *g, void *context, bz_str name, bz_str value)
{
    bz_svg_stop *stop = context;
    bz_svg_scan c = {value, 0};
    if (bz_str_is(name, "stop-opacity")) {
        if (!bz_svg__number(&c, &stop->opacity))
            bz_svg__report(g, BZ_R026, value, NULL, "`%.*s` is not an opacity", BZ_FMT(value));
    } else if (bz_str_is(name, "stop-color") && !bz_str_is(value, "currentColor") &&
               !bz_svg__colour(value, &stop->colour))
        bz_svg__report(g, BZ_R026, value, NULL, "`%.*s` is not a colour", BZ_FMT(value));
}

static void add_stop(bz_svg *g, const bz_xml *x)
{
    bz_svg_stop stop = {.opacity = 1, .colour = BZ_BLACK};
    bz_str offset = bz_str_trim(bz_svg__attr(x, "offset"));
    bz_svg_scan c = {offset, 0};
    if (bz_svg__number(&c, &stop.offset) && bz_str_ends(offset, "%")) stop.offset /= 100;
    bz_svg__properties(g, x, take_stop, &stop);
    bz_svg_gradient *owner = &g->gradients.p[g->gradients.n - 1];
    double least = owner->n ? g->stops.p[g->stops.n - 1].offset : 0;
    stop.offset = stop.offset < least ? least : stop.offset > 1 ? 1 : stop.offset;
    stop.opacity = stop.opacity < 0 ? 0 : stop.opacity > 1 ? 1 : stop.opacity;
    bz_vec_push(&g->stops, stop);
    owner->n++;
}

static void add_gradient(bz_svg *g, const bz_xml *x)
{
    bz_str href = bz_svg__attr(x, "href");
    if (href.n == 0) href = bz_svg__attr(x, "xlink:href");
    uint32_t at = (uint32_t)(x->name.p - g->desk->bytes.p);
    bz_svg_gradient one = {.id = bz_svg__attr(x, "id"),
                           .href =
                               bz_str_starts(href, "#") ? bz_str_cut(href, 1, href.n) : BZ_STR(""),
                           .span = {g->desk->file, at - 1, at + (uint32_t)x->name.n},
                           .first = g->stops.n};
    bz_vec_push(&g->gradients, one);
}

static const bz_svg_gradient *find_gradient(const bz_svg *g, bz_str id)
{
    for (size_t i = 0; i < g->gradients.n; i++)
        if (bz_str_eq(g->gradients.p[i].id, id)) return &g->gradients.p[i];
    return NULL;
}

/* The mean along the gradient, each tone weighed by what of it shows. */
static bz_colour mean_of(const bz_svg_stop *stops, size_t n)
{
    double sum[4] = {0}, all = 0;
    for (size_t i = 0; i < n; i++) {
        double from = i ? stops[i - 1].offset : 0, to = i + 1 < n ? stops[i + 1].offset : 1;
        double left = i ? (stops[i].offset - from) / 2 : stops[i].offset;
        double right = i + 1 < n ? (to - stops[i].offset) / 2 : to - stops[i].offset;
        double weight = left + right, shows = weight * stops[i].opacity * stops[i].colour.a / 255;
        sum[0] += shows * stops[i].colour.r;
        sum[1] += shows * stops[i].colour.g;
        sum[2] += shows * stops[i].colour.b;
        sum[3] += shows;
        all += weight;
    }
    if (sum[3] <= 0 || all <= 0) return (bz_colour){0, 0, 0, 0};
    return (bz_colour){(uint8_t)(sum[0] / sum[3] + .5), (uint8_t)(sum[1] / sum[3] + .5),
                       (uint8_t)(sum[2] / sum[3] + .5), (uint8_t)(sum[3] / all * 255 + .5)};
}

bool bz_svg__tone(bz_svg *g, bz_str id, bz_colour *out)
{
    const bz_svg_gradient *named = find_gradient(g, id), *one = named;
    for (int hops = 0; one && one->n == 0 && hops < 8; hops++)
        one = find_gradient(g, one->href);
    if (!one || one->n == 0) return false;
    *out = mean_of(g->stops.p + one->first, one->n);
    /* Once a drawing: those that have one often have twenty. */
    if (one->n > 1 && !g->has_told_gradient)
        bz_svg__report(g, BZ_R027, bz_str_cut(g->desk->bytes, named->span.start, named->span.end),
                       "if the shading matters, save the picture as PNG",
                       "a gradient is printed as one tone, its mean");
    g->has_told_gradient |= one->n > 1;
    return true;
}

/* --- gathering --- */

const bz_svg_named *bz_svg__find_clip(const bz_svg *g, bz_str id)
{
    for (size_t i = 0; i < g->clips.n; i++)
        if (bz_str_eq(g->clips.p[i].id, id)) return &g->clips.p[i];
    return NULL;
}

static void gather_names(bz_svg *g, const bz_xml *x)
{
    bz_str name = bz_svg__local(x->name);
    size_t known = g->gradients.n + g->clips.n + g->stops.n;
    if (known >= BZ_PICTURE_RULES) return;
    if (bz_str_is(name, "linearGradient") || bz_str_is(name, "radialGradient")) add_gradient(g, x);
    else if (bz_str_is(name, "stop") && g->gradients.n > 0) add_stop(g, x);
    else if (bz_str_is(name, "clipPath")) {
        bz_svg_named clip = {bz_svg__attr(x, "id"), (size_t)(x->name.p - g->desk->bytes.p) - 1};
        bz_vec_push(&g->clips, clip);
    }
}

void bz_svg__collect(bz_svg *g)
{
    for (int round = 0; round < 2; round++) {
        bz_xml x = {.text = g->desk->bytes};
        bool in_style = false;
        for (;;) {
            bz_xml_kind kind = bz_xml__next(&x);
            if (kind == BZ_XML_END || kind == BZ_XML_BAD || g->is_stopped) break;
            if (kind == BZ_XML_TEXT && in_style && round == 0) read_sheet(g, x.run);
            if (kind == BZ_XML_OPEN)
                in_style = !x.is_empty && bz_str_is(bz_svg__local(x.name), "style");
            if (kind == BZ_XML_CLOSE) in_style = false;
            if (kind == BZ_XML_OPEN && round == 1) gather_names(g, &x);
        }
        bz_xml__deinit(&x);
    }
}
