/* Drawings: what is read, what is refused and where, and what hostile ones cost. */
#include "../unit.h"
#include "desk.h"
#include <math.h>

#define assert_near(a, b, by) assert_true(fabs((double)(a) - (double)(b)) <= (by))

/* Reads the inside of a drawing of 80 by 80 units, which is 60 by 60 points. */
static bz_status draw(desk *d, const char *inside)
{
    return desk_svg(d,
                    bz_arena_printf(d->job.arena, "<svg viewBox='0 0 80 80'>%s</svg>", inside).p);
}

static const bz_shape *shape(const desk *d, size_t i)
{
    assert_true(i < d->picture.drawing.shapes.n);
    return &d->picture.drawing.shapes.p[i];
}

/* A place in units of the drawing, without what rounding leaves of nothing. */
static double unit(float v)
{
    return fabs((double)v) < 1e-6 ? 0 : (double)v / .75;
}

/* The steps of shape `i` as text: "M1,2 L3,4 Cx1,y1,x2,y2,x,y Z", in tenths of units. */
static const char *steps(desk *d, size_t i)
{
    bz_buf out = {0};
    const bz_shape *s = shape(d, i);
    for (uint32_t k = s->first; k < s->first + s->n; k++) {
        const bz_step *t = &d->picture.drawing.steps.p[k];
        if (k > s->first) bz_buf_char(&out, ' ');
        if (t->kind == BZ_STEP_CLOSE) bz_buf_char(&out, 'Z');
        else if (t->kind == BZ_STEP_CURVE)
            bz_buf_fmt(&out, "C%.4g,%.4g,%.4g,%.4g,%.4g,%.4g", unit(t->x1), unit(t->y1),
                       unit(t->x2), unit(t->y2), unit(t->x), unit(t->y));
        else
            bz_buf_fmt(&out, "%c%.4g,%.4g", t->kind == BZ_STEP_MOVE ? 'M' : 'L', unit(t->x),
                       unit(t->y));
    }
    const char *text = bz_arena_str(d->job.arena, bz_buf_view(&out)).p;
    bz_buf_deinit(&out);
    return text;
}

static void test_picture_svg__sizes(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        double w, h;
    } rows[] = {
        {"viewBox='0 0 40 20'", 30, 15},
        {"width='40' height='20'", 30, 15},
        {"width='10mm' height='1in'", 72 / 2.54, 72},
        {"width='72pt' viewBox='0 0 2 1'", 72, 36},
        {"height='96px' viewBox='-5,-5 20 10'", 144, 72},
        {"width='100%' height='100%' viewBox='0 0 40 20'", 30, 15},
    };
    desk *d = desk_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *text =
            bz_arena_printf(d->job.arena, "<svg %s><path d='M0 0h1v1z'/></svg>", rows[i].head).p;
        assert_int_equal(desk_svg(d, text), BZ_OK);
        assert_near(d->picture.width, rows[i].w, 0.01);
        assert_near(d->picture.height, rows[i].h, 0.01);
    }
    assert_string_equal(desk_reports(d), "");
    desk_free(d);
}

static void test_picture_svg__view_is_fitted_into_the_sides(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(
        desk_svg(
            d, "<svg width='80' height='40' viewBox='10 10 20 20'><path d='M10 10h20v20z'/></svg>"),
        BZ_OK);
    assert_string_equal(steps(d, 0), "M20,0 L60,0 L60,40 Z");
    desk_free(d);
}

static void test_picture_svg__outlines(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"<rect x='1' y='2' width='3' height='4'/>", "M1,2 L4,2 L4,6 L1,6 Z"},
        {"<rect width='50%' height='25%'/>", "M0,0 L40,0 L40,20 L0,20 Z"},
        {"<line x1='1' y1='2' x2='3' y2='4' stroke='red'/>", "M1,2 L3,4"},
        {"<polyline points='1,2 3,4,5,6'/>", "M1,2 L3,4 L5,6"},
        {"<polygon points='1 2 3 4 5 6'/>", "M1,2 L3,4 L5,6 Z"},
        {"<circle cx='10' cy='10' r='10'/>",
         "M20,10 C20,15.52,15.52,20,10,20 C4.477,20,0,15.52,0,10 C0,4.477,4.477,0,10,0 "
         "C15.52,0,20,4.477,20,10 Z"},
        {"<path d='m1 2l3 4 5 6z'/>", "M1,2 L4,6 L9,12 Z"},
        {"<path d='M1,2H5V6h-1v-1'/>", "M1,2 L5,2 L5,6 L4,6 L4,5"},
        {"<path d='M1-2.5.5e1-1'/>", "M1,-2.5 L5,-1"},
        {"<path d='M0 0Q3 6 6 0T12 0'/>", "M0,0 C2,4,4,4,6,0 C8,-4,10,-4,12,0"},
        {"<path d='M0 0C1 2 3 4 5 6S9 8 7 7'/>", "M0,0 C1,2,3,4,5,6 C7,8,9,8,7,7"},
        {"<path d='M0 0a5 5 0 0110 0'/>", "M0,0 C0,-2.761,2.239,-5,5,-5 C7.761,-5,10,-2.761,10,0"},
        {"<path d='M0 0a5 5 0 1010 0'/>", "M0,0 C0,2.761,2.239,5,5,5 C7.761,5,10,2.761,10,0"},
        {"<path d='M0 0A0 5 0 0 1 9 9'/>", "M0,0 L9,9"},
        {"<path d='M1 1h2zh3'/>", "M1,1 L3,1 Z M1,1 L4,1"},
        {"<path transform='translate(10 20) scale(2)' d='M1 1h2'/>", "M12,22 L16,22"},
        {"<g transform='rotate(90 10 10)'><path d='M10 10h5'/></g>", "M10,10 L10,15"},
        {"<path transform='matrix(1 0 0 1 5 6)skewX(45)' d='M0 10h1'/>", "M15,16 L16,16"},
    };
    desk *d = desk_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(draw(d, rows[i][0]), BZ_OK);
        assert_string_equal(steps(d, 0), rows[i][1]);
    }
    assert_int_equal(draw(d, "<circle r='0'/><rect width='5'/><path/><ellipse rx='3' ry='2'/>"),
                     BZ_OK);
    assert_int_equal(d->picture.drawing.shapes.n, 1);
    assert_string_equal(desk_reports(d), "");
    desk_free(d);
}

static void test_picture_svg__paint(void **state)
{
    (void)state;
    static const struct {
        const char *attributes;
        bool has_fill;
        unsigned fill, fill_a;
        bool has_stroke;
        unsigned stroke, stroke_a;
    } rows[] = {
        {"", true, 0, 255, false, 0, 0},
        {"fill='none' stroke='#123'", false, 0, 0, true, 0x112233, 255},
        {"fill='#AbCdEf80'", true, 0xabcdef, 128, false, 0, 0},
        {"fill='Red' opacity='.5' fill-opacity='50%'", true, 0xff0000, 64, false, 0, 0},
        {"style='fill:rgb(1, 2,3);stroke:rgb(100%,0%,0%);stroke-opacity:.2'", true, 0x010203, 255,
         true, 0xff0000, 51},
        {"fill='red' style='fill: blue !important'", true, 0x0000ff, 255, false, 0, 0},
        {"fill='currentColor' color='green'", true, 0x008000, 255, false, 0, 0},
        {"fill='transparent' stroke='rgba(0,0,0,.5)'", false, 0, 0, true, 0, 128},
        {"stroke='black' stroke-width='0'", true, 0, 255, false, 0, 0},
        {"fill='url(#none) #00f'", true, 0x0000ff, 255, false, 0, 0},
    };
    desk *d = desk_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(
            draw(d,
                 bz_arena_printf(d->job.arena, "<path d='M0 0h9v9z' %s/>", rows[i].attributes).p),
            BZ_OK);
        const bz_shape *s = shape(d, 0);
        assert_int_equal(s->has_fill, rows[i].has_fill);
        assert_int_equal(s->has_stroke, rows[i].has_stroke);
        if (s->has_fill) {
            assert_int_equal(s->fill.r << 16 | s->fill.g << 8 | s->fill.b, rows[i].fill);
            assert_int_equal(s->fill.a, rows[i].fill_a);
        }
        if (s->has_stroke) {
            assert_int_equal(s->stroke.r << 16 | s->stroke.g << 8 | s->stroke.b, rows[i].stroke);
            assert_int_equal(s->stroke.a, rows[i].stroke_a);
        }
    }
    assert_string_equal(desk_reports(d), "");
    desk_free(d);
}

static void test_picture_svg__inherited_and_scaled(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(
        draw(d,
             "<g stroke='red' fill='none' stroke-width='2' stroke-linecap='round' opacity='.5'>"
             "<g transform='scale(2 8)' stroke-dasharray='3' stroke-linejoin='bevel' opacity='.5'>"
             "<path d='M0 0h1'/></g><path d='M0 0h1' stroke='inherit' stroke-linecap='butt'/></g>"
             "<path d='M0 0h1v1z' fill-rule='evenodd'/>"),
        BZ_OK);
    const bz_shape *s = shape(d, 0);
    assert_int_equal(s->stroke.a, 64);
    assert_near(s->width, 2 * 4 * .75, 1e-5);
    assert_near(s->dash_on, 3 * 4 * .75, 1e-5);
    assert_near(s->dash_off, 3 * 4 * .75, 1e-5);
    assert_int_equal(s->cap, 1);
    assert_int_equal(s->join, 2);
    assert_int_equal(shape(d, 1)->cap, 0);
    assert_int_equal(shape(d, 1)->stroke.r, 255);
    assert_true(shape(d, 1)->dash_on == 0);
    assert_true(shape(d, 2)->has_fill && shape(d, 2)->even_odd && !shape(d, 2)->has_stroke);
    desk_free(d);
}

static void test_picture_svg__hidden_parts(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(
        draw(d, "<title>A &amp; b</title><desc>x</desc><metadata><rdf:RDF/></metadata>"
                "<sodipodi:namedview id='x'><path d='nonsense'/></sodipodi:namedview>"
                "<defs><path d='M0 0h9'/><text>not drawn</text></defs>"
                "<g display='none'><path d='M0 0h9'/></g><path visibility='hidden' d='M0 0h9'/>"
                "<g transform='scale(0)'><path d='M0 0h9'/></g><!-- - -- --><?pi?>"
                "<svg:path d='M1 1h1'><title>t</title></svg:path>text outside is not drawn"),
        BZ_OK);
    assert_int_equal(d->picture.drawing.shapes.n, 1);
    assert_string_equal(desk_reports(d), "");
    desk_free(d);
}

static void test_picture_svg__rules_of_style(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(
        draw(d,
             "<path class='b a' d='M0 0h1v1z' fill='blue'/><path id='c' class='a' d='M0 0h1v1z'/>"
             "<defs><style>/* x */ .a, .z{fill:#ff0000;stroke:none} path{fill:green;} .b{fill:#0f0}"
             "#c{fill:white}</style></defs><g class='a'><circle r='3'/></g>"),
        BZ_OK);
    assert_int_equal(shape(d, 0)->fill.g, 255);
    assert_int_equal(shape(d, 1)->fill.b, 255);
    assert_int_equal(shape(d, 2)->fill.r, 255);
    assert_int_equal(draw(d, "<style><![CDATA[.a>b{fill:red}]]></style>"), BZ_INVALID);
    assert_int_equal(draw(d, "<style>@import url(x)</style>"), BZ_INVALID);
    assert_int_equal(draw(d, "<style>.a{fill:red</style>"), BZ_INVALID);
    assert_int_equal(draw(d, "<style>.a{fil:red}</style><path class='a' d='M0 0h1'/>"), BZ_INVALID);
    assert_string_equal(desk_reports(d), "R025@41 a selector that is not read: `.a>b`\n"
                                         "R025@32 a rule of style that is not read\n"
                                         "R025@32 a rule of style that is not closed\n"
                                         "R025@35 a drawing for paper has no property `fil`\n");
    desk_free(d);
}

static void test_picture_svg__gradients_are_one_tone(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(
        draw(
            d,
            "<path fill='url(#b)' d='M0 0h1v1z'/><path stroke=\"url('#one')\" d='M0 0h1v1z'/>"
            "<linearGradient id='a'><stop offset='0'/><stop offset='100%' "
            "style='stop-color:#fff'/></linearGradient>"
            "<radialGradient id='b' xlink:href='#a'/>"
            "<linearGradient id='one'><stop stop-color='red' stop-opacity='.5'/></linearGradient>"),
        BZ_OK);
    assert_near(shape(d, 0)->fill.r, 128, 1);
    assert_int_equal(shape(d, 1)->stroke.r, 255);
    assert_int_equal(shape(d, 1)->stroke.a, 128);
    const char *said = desk_reports(d);
    assert_non_null(strstr(said, "R027@"));
    assert_null(strchr(strchr(said, '\n') + 1, '\n')); /* one colour alone is no gradient */
    assert_int_equal(
        draw(d, "<linearGradient id='a'><stop/><stop offset='1'/></linearGradient><linearGradient "
                "id='b' href='#a'/>"
                "<path fill='url(#a)' d='M0 0h1v1z'/><path fill='url(#b)' d='M0 0h1v1z'/>"),
        BZ_OK);
    said = desk_reports(d);
    assert_null(strchr(strchr(said, '\n') + 1, '\n')); /* it is said once a drawing */
    /* Around in a ring, or from nowhere. */
    assert_int_equal(draw(d, "<linearGradient id='a' href='#b'/><linearGradient id='b' "
                             "href='#a'/><path fill='url(#a)' d='M0 0h1'/>"),
                     BZ_INVALID);
    assert_int_equal(draw(d, "<path fill='url(#nowhere)' d='M0 0h1'/>"), BZ_INVALID);
    desk_free(d);
}

static void test_picture_svg__clip_paths(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(draw(d,
                          "<clipPath id='a'><rect width='9' height='9'/><circle r='2'/></clipPath>"
                          "<g clip-path='url(#a)' transform='translate(5)'><path d='M0 0h9v9z'/>"
                          "<path clip-path='url(#a)' d='M0 0h9v9z'/></g><path d='M0 0h9v9z'/>"),
                     BZ_OK);
    assert_int_equal(d->picture.drawing.shapes.n, 5);
    assert_false(shape(d, 0)->has_fill || shape(d, 0)->has_stroke);
    assert_string_equal(bz_str_cut(bz_str_from(steps(d, 0)), 0, 4).n == 4 ? "M5,0" : "", "M5,0");
    assert_int_equal(shape(d, 1)->clip, 1);
    assert_int_equal(shape(d, 2)->clip, 1);
    assert_int_equal(shape(d, 3)->clip, 3);
    assert_int_equal(shape(d, 4)->clip, 0);
    assert_string_equal(desk_reports(d), "");
    assert_int_equal(draw(d, "<path clip-path='url(#a)' d='M0 0h9'/>"), BZ_INVALID);
    assert_int_equal(draw(d, "<clipPath id='a' clipPathUnits='objectBoundingBox'/><path "
                             "clip-path='url(#a)' d='M0 0h9'/>"),
                     BZ_INVALID);
    assert_int_equal(draw(d, "<clipPath id='a'><path clip-path='url(#a)' d='M0 "
                             "0h9'/></clipPath><path clip-path='url(#a)' d='M0 0h9'/>"),
                     BZ_INVALID);
    desk_free(d);
}

static void test_picture_svg__what_is_refused_and_where(void **state)
{
    (void)state;
    /* The inside starts at byte 25. */
    static const char *const rows[][2] = {
        {"<text>x</text>", "R025@26 a drawing for paper has no element `text`\n"},
        {"<g><image/></g>", "R025@29 a drawing for paper has no element `image`\n"},
        {"<use href='#a'/>", "R025@26 a drawing for paper has no element `use`\n"},
        {"<elipse/>", "R025@26 a drawing for paper has no element `elipse`\n"},
        {"<svg/>", "R025@26 a drawing for paper has no element `svg`\n"},
        {"<path d='M0 0' fil='red'/>", "R025@40 a drawing for paper has no attribute `fil`\n"},
        {"<path d='M0 0' onclick='x'/>",
         "R025@40 a drawing for paper has no attribute `onclick`\n"},
        {"<path d='M0 0' mask='url(#m)'/>", "R025@46 a drawing for paper cannot have `mask`\n"},
        {"<circle r='-1'/>", "R026@26 the size of this `circle` is negative\n"},
        {"<circle r='1em'/>", "R026@36 `r` cannot be `1em`\n"},
        {"<path d='M0 0l1 x'/>", "R026@41 this path cannot be read from here on\n"},
        {"<path d='L0 0'/>", "R026@34 this path cannot be read from here on\n"},
        {"<path d='M0 0 1e400 0'/>", "R026@39 this path cannot be read from here on\n"},
        {"<path d='M0 0 nan 0'/>", "R026@39 this path cannot be read from here on\n"},
        {"<path d='M0 0 1e8 0'/>", "R026@26 this stands too far outside of the drawing\n"},
        {"<polygon points='1 2 3'/>", "R026@46 this list of points cannot be read from here on\n"},
        {"<path fill='gren' d='M0 0'/>", "R026@37 `gren` is not a colour\n"},
        {"<path fill='#12' d='M0 0'/>", "R026@37 `#12` is not a colour\n"},
        {"<path stroke-width='-1' d='M0 0'/>", "R026@45 `stroke-width` cannot be `-1`\n"},
        {"<path stroke-linecap='flat' d='M0 0'/>", "R026@47 `stroke-linecap` cannot be `flat`\n"},
        {"<path transform='turn(3)' d='M0 0'/>", "R026@42 this transform cannot be read\n"},
        {"<path transform='rotate(1 2)' d='M0 0'/>", "R026@42 this transform cannot be read\n"},
    };
    desk *d = desk_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(draw(d, rows[i][0]), BZ_INVALID);
        assert_string_equal(desk_reports(d), rows[i][1]);
        assert_null(d->picture.drawing.steps.p);
    }
    assert_int_equal(draw(d, "<elipse/>"), BZ_INVALID);
    assert_str(bz_diags_at(d->job.diags, 0)->hint, "did you mean `ellipse`?");
    desk_free(d);
}

static void test_picture_svg__what_is_not_well_formed(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "<svg",
        "<svg viewBox='0 0 1 1'>",
        "<svg viewBox='0 0 1 1'><g></svg>",
        "<svg viewBox='0 0 1 1'></g></svg>",
        "<svg viewBox='0 0 1 1'/><svg/>",
        "<svg viewBox='0 0 1 1'/>x",
        "<svg viewBox='0 0 1 1' viewBox='0 0 1 1'/>",
        "<svg viewBox=0/>",
        "<svg viewBox='0 0 1 1'id='a'/>",
        "<svg viewBox='0 0 1 1'>&bomb;</svg>",
        "<svg viewBox='0 0 1 1'>&#xffffffffff;</svg>",
        "<svg viewBox='0 < 1 1'/>",
        "<svg viewBox='0 0 1 1'><!-- </svg>",
        "<svg viewBox='0 0 1 1'><![CDATA[</svg>",
        "<svg viewBox='0 0 1 1'><!ELEMENT x></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>",
        "<!DOCTYPE svg",
        "<?xml version='1.0'?>",
        "<?xml version='1.0'?><html/>",
        "<svg viewBox='0 0 1 1'/>\xff",
    };
    desk *d = desk_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(desk_svg(d, rows[i]), BZ_INVALID);
        assert_true(strncmp(desk_reports(d), "R024@", 5) == 0);
    }
    assert_int_equal(desk_svg(d, "\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC 'a' "
                                 "'b'><!-- x --><svg viewBox='0 0 1 1'/>\n"),
                     BZ_OK);
    desk_free(d);
}

static void test_picture_svg__sizes_that_are_none(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "<svg/>",
        "<svg viewBox='0 0 0 5'/>",
        "<svg viewBox='0 0 -1 5'/>",
        "<svg width='0' height='5'/>",
        "<svg viewBox='0 0 1 100000'/>",
        "<svg viewBox='0 0 1e9 1e9'/>",
        "<svg viewBox='0 0 1'/>",
        "<svg viewBox='0 0 nan inf'/>",
        "<svg width='5em' height='5em'/>",
        "<svg viewBox='0 0 1e-300 1e-300'/>",
    };
    desk *d = desk_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(desk_svg(d, rows[i]), BZ_INVALID);
        assert_int_not_equal(bz_diags_errors(d->job.diags), 0);
        (void)desk_reports(d);
    }
    desk_free(d);
}

/* --- hostile ones --- */

static bz_status repeated(desk *d, const char *head, const char *unit, size_t n, const char *tail)
{
    bz_buf text = {0};
    bz_buf_put(&text, head);
    for (size_t i = 0; i < n; i++)
        bz_buf_put(&text, unit);
    bz_buf_put(&text, tail);
    bz_status status = desk_read(d, text.p, text.n);
    bz_buf_deinit(&text);
    return status;
}

static void test_picture_svg__hostile(void **state)
{
    (void)state;
    desk *d = desk_new();
    const char *head = "<svg viewBox='0 0 9 9'>";
    assert_int_equal(repeated(d, head, "<g>", 100000, ""), BZ_INVALID);
    assert_int_equal(repeated(d, head, "<g clip-path='url(#a)'>", 60, "<path d='M0 0h1'/>"),
                     BZ_INVALID);
    assert_int_equal(repeated(d, head, "<a ", 100000, ""), BZ_INVALID);
    assert_int_equal(repeated(d, "<svg ", "a='' ", 100000, "/>"), BZ_INVALID);
    assert_int_equal(
        repeated(d, "<svg viewBox='0 0 9 9'><path d='M0 0", " 1 1", 600000, "'/></svg>"),
        BZ_INVALID);
    assert_non_null(strstr(desk_reports(d), "R023@"));
    assert_int_equal(repeated(d, head, "<path d='M0 0h1'/>", 100001, "</svg>"), BZ_INVALID);
    assert_non_null(strstr(desk_reports(d), "R023@"));
    assert_int_equal(
        repeated(d, "<svg viewBox='0 0 9 9'><style>", ".a{fill:red}", 3000, "</style></svg>"),
        BZ_INVALID);
    assert_non_null(strstr(desk_reports(d), "R023@"));
    desk_free(d);
}

static void test_picture_svg__style_that_multiplies(void **state)
{
    (void)state;
    desk *d = desk_new();
    bz_buf text = {0};
    bz_buf_put(&text, "<svg viewBox='0 0 9 9'><style>");
    for (int i = 0; i < 1900; i++)
        bz_buf_put(&text, ".a{fill:red;stroke:blue;opacity:1}");
    bz_buf_put(&text, "</style>");
    for (int i = 0; i < 50000; i++)
        bz_buf_put(&text, "<g class='a'/>");
    bz_buf_put(&text, "</svg>");
    assert_int_equal(desk_read(d, text.p, text.n), BZ_INVALID);
    assert_non_null(strstr(desk_reports(d), "R023@"));
    bz_buf_deinit(&text);
    desk_free(d);
}

static void test_picture_svg__reports_are_few(void **state)
{
    (void)state;
    desk *d = desk_new();
    assert_int_equal(repeated(d, "<svg viewBox='0 0 9 9'>", "<text/>", 1000, "</svg>"), BZ_INVALID);
    assert_int_equal(bz_diags_errors(d->job.diags), 12);
    desk_free(d);
}

static void test_picture_svg__cut_at_every_byte(void **state)
{
    (void)state;
    static const char whole[] =
        "<?xml version='1.0'?><svg viewBox='0 0 9 9'><style>.a{fill:red}</style><g class='a' "
        "transform='rotate(3)'><path d='M0 0a1 2 3 0 1 4 5z' stroke-dasharray='1 2'/></g></svg>";
    desk *d = desk_new();
    for (size_t n = 0; n < sizeof whole - 1; n++)
        assert_int_equal(desk_read(d, whole, n), BZ_INVALID);
    assert_int_equal(desk_read(d, whole, sizeof whole - 1), BZ_OK);
    desk_free(d);
}
