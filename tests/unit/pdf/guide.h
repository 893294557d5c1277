/* A small guide with one of everything that the rules for PDF/UA speak of: headings, a list, a
 * table with spans and an empty cell, a figure, links out and within, a note, another language,
 * furniture, contents, an outline, labels. Three pages, or more of the last. */
#ifndef BZ_TESTS_PDF_GUIDE_H
#define BZ_TESTS_PDF_GUIDE_H

#include "sheets.h"

enum { GUIDE_W = 420, GUIDE_H = 595 };

typedef struct guide {
    sheets s;
    uint32_t font, bold;
    bz_tag part;
} guide;

static inline void guide_text(guide *g, uint32_t font, float x, float y, bz_tag tag,
                              const char *text)
{
    sheets_line(&g->s, font, 10, false, x, y, tag, text);
}

static inline bz_tag guide_line(guide *g, bz_tag in, bz_role role, float y, const char *text)
{
    bz_tag tag = sheets_tag(&g->s, in, role);
    guide_text(g, role <= BZ_ROLE_H6 ? g->bold : g->font, 40, y, tag, text);
    return tag;
}

static inline void guide_page(guide *g, const char *label)
{
    bz_pages_begin(g->s.pages, GUIDE_W, GUIDE_H);
    bz_page *page = &g->s.pages->pages.p[g->s.pages->pages.n - 1];
    page->label = bz_pages_text(g->s.pages, bz_str_from(label));
    page->label_n = (uint32_t)strlen(label);
    guide_text(g, g->font, 40, 24, 0, "Calm · 1.2");
    guide_text(g, g->font, 200, 580, 0, label);
}

/* A link over what was painted last. */
static inline void guide_link(guide *g, bz_tag tag, float x, float y, const char *uri,
                              uint32_t dest, const char *title)
{
    bz_pages *p = g->s.pages;
    bz_link link = {.uri = bz_pages_text(p, bz_str_from(uri)),
                    .uri_n = (uint32_t)strlen(uri),
                    .dest = dest,
                    .title = bz_pages_text(p, bz_str_from(title)),
                    .title_n = (uint32_t)strlen(title)};
    bz_vec_push(&p->links, link);
    bz_item item = {.kind = BZ_ITEM_LINK,
                    .tag = tag,
                    .ref = (uint32_t)p->links.n - 1,
                    .x = x,
                    .y = y - 10,
                    .w = g->s.pen - x,
                    .h = 13};
    bz_pages_put(p, &item);
}

static inline uint32_t guide_dest(guide *g, uint32_t page, float y)
{
    bz_dest dest = {.page = page, .y = y};
    bz_vec_push(&g->s.pages->dests, dest);
    return (uint32_t)g->s.pages->dests.n - 1;
}

static inline void guide_entry(guide *g, uint8_t level, const char *title, uint32_t dest)
{
    bz_outline o = {.level = level,
                    .title = bz_pages_text(g->s.pages, bz_str_from(title)),
                    .title_n = (uint32_t)strlen(title),
                    .dest = dest};
    bz_vec_push(&g->s.pages->outlines, o);
}

static inline void guide_contents(guide *g, uint32_t dest)
{
    guide_page(g, "i");
    bz_tag toc = sheets_tag(&g->s, g->part, BZ_ROLE_TOC);
    bz_tag entry = sheets_tag(&g->s, toc, BZ_ROLE_TOCI);
    bz_tag reference = sheets_tag(&g->s, entry, BZ_ROLE_REFERENCE);
    bz_tag link = sheets_tag(&g->s, reference, BZ_ROLE_LINK);
    guide_text(g, g->font, 40, 80, link, "Staying calm 1");
    guide_link(g, link, 40, 80, "", dest, "Staying calm, page 1");
}

static inline void guide_list(guide *g, float y)
{
    bz_tag list = sheets_tag(&g->s, g->part, BZ_ROLE_L);
    g->s.pages->tags.p[list].numbering = BZ_NUMBERING_DECIMAL;
    for (int i = 0; i < 2; i++, y += 14) {
        bz_tag item = sheets_tag(&g->s, list, BZ_ROLE_LI);
        guide_text(g, g->font, 40, y, sheets_tag(&g->s, item, BZ_ROLE_LBL), i ? "2. " : "1. ");
        guide_text(g, g->font, 60, y, sheets_tag(&g->s, item, BZ_ROLE_LBODY), "Breathe in slowly.");
    }
}

static inline bz_tag guide_cell(guide *g, bz_tag row, bz_role role, float x, float y,
                                const char *text)
{
    bz_tag cell = sheets_tag(&g->s, row, role);
    if (role == BZ_ROLE_TH) g->s.pages->tags.p[cell].scope = 1;
    if (*text) guide_text(g, g->font, x, y, cell, text);
    return cell;
}

/* Three columns: a head; a cell over two; a cell down two rows, and an empty one. */
static inline void guide_table(guide *g, float y)
{
    bz_pages *p = g->s.pages;
    bz_tag table = sheets_tag(&g->s, g->part, BZ_ROLE_TABLE);
    bz_tag head = sheets_tag(&g->s, table, BZ_ROLE_THEAD),
           body = sheets_tag(&g->s, table, BZ_ROLE_TBODY);
    bz_tag row = sheets_tag(&g->s, head, BZ_ROLE_TR);
    guide_cell(g, row, BZ_ROLE_TH, 40, y, "Time");
    p->tags.p[guide_cell(g, row, BZ_ROLE_TH, 140, y, "Activity")].cols = 2;
    row = sheets_tag(&g->s, body, BZ_ROLE_TR);
    p->tags.p[guide_cell(g, row, BZ_ROLE_TD, 40, y + 14, "09:00")].rows = 2;
    guide_cell(g, row, BZ_ROLE_TD, 140, y + 14, "Circle");
    guide_cell(g, row, BZ_ROLE_TD, 240, y + 14, "Story");
    row = sheets_tag(&g->s, body, BZ_ROLE_TR);
    guide_cell(g, row, BZ_ROLE_TD, 140, y + 28, "Break");
    guide_cell(g, row, BZ_ROLE_TD, 240, y + 28, "");
    bz_shape rule = {.has_stroke = true, .stroke = {120, 120, 120, 255}, .width = 0.5F};
    bz_item item = {.kind = BZ_ITEM_SHAPE, .ref = bz_pages_line(p, 40, y + 4, 300, y + 4, &rule)};
    bz_pages_put(p, &item);
}

static inline void guide_figure(guide *g, float y)
{
    bz_pages *p = g->s.pages;
    bz_picture drawing = {.kind = BZ_PICTURE_DRAWING, .width = 24, .height = 24};
    bz_step steps[] = {
        {.kind = BZ_STEP_MOVE, .x = 2, .y = 2},
        {.kind = BZ_STEP_LINE, .x = 22, .y = 2},
        {.kind = BZ_STEP_CURVE, .x1 = 22, .y1 = 12, .x2 = 12, .y2 = 22, .x = 2, .y = 22},
        {.kind = BZ_STEP_CLOSE}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        bz_vec_push(&drawing.drawing.steps, steps[i]);
    bz_shape shape = {.n = 4, .has_fill = true, .fill = {200, 30, 30, 128}};
    bz_vec_push(&drawing.drawing.shapes, shape);
    bz_vec_push(&p->pictures, drawing);
    bz_tag figure = sheets_tag(&g->s, g->part, BZ_ROLE_FIGURE);
    p->tags.p[figure].alt = bz_pages_text(p, BZ_STR("A leaf"));
    p->tags.p[figure].alt_n = 6;
    bz_item item = {.kind = BZ_ITEM_PICTURE, .tag = figure, .x = 40, .y = y, .w = 48, .h = 48};
    bz_pages_put(p, &item);
    item = (bz_item){.kind = BZ_ITEM_PICTURE,
                     .mirror = true,
                     .in_colour = true,
                     .x = 300,
                     .y = y,
                     .w = 24,
                     .h = 24,
                     .colour = {0, 80, 160, 200}};
    bz_pages_put(p, &item);
}

static inline void guide_prose(guide *g, float y)
{
    bz_pages *p = g->s.pages;
    bz_tag para = sheets_tag(&g->s, g->part, BZ_ROLE_P);
    guide_text(g, g->font, 40, y, para, "Ask for help at ");
    bz_tag link = sheets_tag(&g->s, para, BZ_ROLE_LINK);
    float x = g->s.pen;
    guide_text(g, g->font, x, y, link, "example.org");
    guide_link(g, link, x, y, "https://example.org/é(1)", 0, "The site of the example");
    guide_text(g, g->font, g->s.pen, y, para, " or ");
    bz_tag span = sheets_tag(&g->s, para, BZ_ROLE_SPAN);
    p->tags.p[span].lang = bz_pages_text(p, BZ_STR("sw"));
    p->tags.p[span].lang_n = 2;
    guide_text(g, g->font, g->s.pen, y, span, "karibu");
    guide_text(g, g->font, g->s.pen, y, para, " now.");
    bz_tag note = sheets_tag(&g->s, g->part, BZ_ROLE_NOTE);
    guide_text(g, g->font, 40, y + 200, sheets_tag(&g->s, note, BZ_ROLE_LBL), "1 ");
    guide_text(g, g->font, 50, y + 200, sheets_tag(&g->s, note, BZ_ROLE_P), "A note at the foot.");
    sheets_tag(&g->s, g->part, BZ_ROLE_P); /* empty: must not come out */
}

static inline guide guide_new(bz_imposition imposition, bool is_rtl, int pages)
{
    guide g = {.s = sheets_new()};
    bz_pages *p = g.s.pages;
    p->title = BZ_STR("Calm & <safe> — a guide");
    p->author = BZ_STR("Amina أمينة");
    p->subject = BZ_STR("Gentle limits");
    p->date = 1790000000;
    p->is_rtl = is_rtl;
    p->imposition = imposition;
    p->sheet_w = 842;
    p->sheet_h = 595;
    g.font = sheets_font(&g.s, NOTO "NotoSans-Regular.ttf");
    g.bold = sheets_font(&g.s, NOTO "NotoSans-Bold.ttf");
    g.part = sheets_tag(&g.s, g.s.document, BZ_ROLE_PART);
    uint32_t first = guide_dest(&g, 1, 60);
    guide_contents(&g, first);
    guide_page(&g, "1");
    guide_line(&g, g.part, BZ_ROLE_H1, 80, "Staying calm");
    guide_line(&g, g.part, BZ_ROLE_P, 100, "The office waffle is affluent. Breathe.");
    guide_list(&g, 130);
    guide_prose(&g, 170);
    guide_page(&g, "2");
    guide_line(&g, g.part, BZ_ROLE_H2, 80, "The plan");
    guide_table(&g, 110);
    guide_figure(&g, 200);
    for (int i = 3; i < pages; i++) {
        char label[16];
        snprintf(label, sizeof label, "%d", i);
        guide_page(&g, label);
        for (int k = 0; k < 10; k++)
            guide_line(&g, g.part, BZ_ROLE_P, 80 + 14 * (float)k, "Breathe in slowly, once more.");
    }
    guide_entry(&g, 1, "Staying calm", first);
    guide_entry(&g, 2, "The plan", guide_dest(&g, 2, 60));
    guide_entry(&g, 3, "Table", guide_dest(&g, 2, 100));
    guide_entry(&g, 1, "End", guide_dest(&g, 2, 190));
    return g;
}

#endif
