/* Pages of random content under random tags, in an order that no layout would make: groups with
 * content of their own, paragraphs that come back on later pages, links inside links' paragraphs,
 * shapes and pictures between words, all opacities. What comes out must still be tagged soundly. */
#ifndef BZ_TESTS_PDF_MUDDLE_H
#define BZ_TESTS_PDF_MUDDLE_H

#include "guide.h"

static inline uint32_t muddle_next(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static inline bz_tag muddle_tag(guide *g, uint32_t *seed, const bz_tag *tags, size_t n)
{
    static const bz_role roles[] = {BZ_ROLE_PART, BZ_ROLE_SECT, BZ_ROLE_DIV,  BZ_ROLE_P,
                                    BZ_ROLE_P,    BZ_ROLE_SPAN, BZ_ROLE_CODE, BZ_ROLE_NOTE};
    bz_tag in = tags[muddle_next(seed, (uint32_t)n)];
    return sheets_tag(&g->s, in, roles[muddle_next(seed, sizeof roles / sizeof *roles)]);
}

static inline bz_colour muddle_colour(uint32_t *seed)
{
    uint32_t c = muddle_next(seed, 1 << 24);
    uint8_t a = muddle_next(seed, 3) ? 255 : (uint8_t)c;
    return (bz_colour){(uint8_t)c, (uint8_t)(c >> 8), (uint8_t)(c >> 16), a};
}

static inline void muddle_item(guide *g, uint32_t *seed, bz_tag tag)
{
    bz_pages *p = g->s.pages;
    float x = (float)muddle_next(seed, 400), y = (float)muddle_next(seed, 600);
    bz_item item = {.tag = tag, .x = x, .y = y, .w = 30, .h = 20, .colour = muddle_colour(seed)};
    switch (muddle_next(seed, 8)) {
    case 0: {
        bz_shape paint = {.has_fill = muddle_next(seed, 2),
                          .has_stroke = muddle_next(seed, 2),
                          .fill = muddle_colour(seed),
                          .stroke = muddle_colour(seed),
                          .width = (float)muddle_next(seed, 3),
                          .dash_on = (float)muddle_next(seed, 2)};
        item.kind = BZ_ITEM_SHAPE;
        item.ref = bz_pages_rect(p, x, y, 50, 10, (float)muddle_next(seed, 4), &paint);
        break;
    }
    case 1:
        item.kind = BZ_ITEM_PICTURE;
        item.in_colour = muddle_next(seed, 2);
        break;
    case 2:
        g->s.pen = x + 10;
        guide_link(g, tag, x, y, "https://example.org", 0, "a link");
        return;
    default:
        item.kind = BZ_ITEM_RUN;
        item.ref = muddle_next(seed, (uint32_t)p->runs.n);
        /* Often where the word before it ends. */
        if (muddle_next(seed, 4)) item.x = g->s.pen, item.y = 100;
        g->s.pen = item.x + p->runs.p[item.ref].advance;
        if (g->s.pen > 380) g->s.pen = 40;
    }
    bz_pages_put(p, &item);
}

static inline guide muddle_new(uint32_t seed)
{
    bz_imposition imposition = (bz_imposition)muddle_next(&seed, 3);
    guide g = guide_new(imposition, muddle_next(&seed, 2), 3);
    bz_tag tags[40] = {g.part};
    size_t n = 1;
    for (; n < 40; n++)
        tags[n] = muddle_tag(&g, &seed, tags, n);
    uint32_t arabic = sheets_font(&g.s, NOTO "NotoNaskhArabic-Regular.ttf");
    uint32_t hindi = sheets_font(&g.s, NOTO "NotoSansDevanagari-Regular.ttf");
    sheets_run(&g.s, arabic, 11, true, BZ_STR("السلام "));
    sheets_run(&g.s, arabic, 9, true, BZ_STR("بِكُمْ "));
    sheets_run(&g.s, hindi, 10, false, BZ_STR("हिन्दी "));
    for (uint32_t pages = muddle_next(&seed, 6); pages > 0; pages--) {
        guide_page(&g, "");
        for (uint32_t items = muddle_next(&seed, 60); items > 0; items--)
            muddle_item(&g, &seed, muddle_next(&seed, 6) ? tags[muddle_next(&seed, 40)] : 0);
    }
    return g;
}

#endif
