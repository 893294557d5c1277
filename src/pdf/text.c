/* In: placed runs, one after the other. Out: text operators in the page's content. The ink is the
 * caller's. The one idea: as long as the font, the colour and the base line stay, runs are joined
 * in one array of TJ, with a shift between them only where they do not follow by themselves; so a
 * line of text is mostly its characters. */
#include "pdf/pdf_priv.h"
#include <assert.h>
#include <stdlib.h>
#include <math.h>

static void end_array(bz_pdf_ink *ink)
{
    if (ink->in_array) bz_buf_put(&ink->c, ")]TJ\n");
    ink->in_array = false;
}

void bz_pdf__end_text(bz_pdf_ink *ink)
{
    end_array(ink);
    if (ink->in_text) bz_buf_put(&ink->c, "ET\n");
    ink->in_text = false;
}

static void set_font(bz_pdf_ink *ink, const bz_run *run)
{
    bz_pdf_paint *p = &ink->paint;
    if (p->font == run->font && p->size == run->size) return;
    end_array(ink);
    bz_buf_put(&ink->c, "/F");
    bz_buf_decimal(&ink->c, run->font);
    bz_buf_char(&ink->c, ' ');
    bz_pdf__put_fine(&ink->c, run->size);
    bz_buf_put(&ink->c, " Tf ");
    p->font = run->font;
    p->size = run->size;
}

static void move_to(bz_pdf_ink *ink, int64_t x, int64_t y)
{
    end_array(ink);
    bz_pdf__put_hundredths(&ink->c, x - ink->line_x);
    bz_buf_char(&ink->c, ' ');
    bz_pdf__put_hundredths(&ink->c, y - ink->line_y);
    bz_buf_put(&ink->c, " Td");
    ink->line_x = x;
    ink->line_y = y;
    ink->pen = (double)x / 100;
}

/* Brings the pen to where the run starts, and opens the array where one is wanted. */
static void approach(bz_pdf_ink *ink, const bz_item *item, const bz_run *run, bool joins)
{
    static const double most = 3; /* times the size: a wider gap is a new start */
    int64_t y = bz_pdf__hundredths((double)ink->height - (double)item->y);
    double gap = (double)item->x - ink->pen;
    bool follows = y == ink->line_y && fabs(gap) < most * (double)run->size;
    long shift = lround(-gap * 1000 / (double)run->size);
    if (!follows || (!joins && labs(shift) >= 2)) {
        move_to(ink, bz_pdf__hundredths((double)item->x), y);
        shift = 0;
    }
    if (!joins) {
        end_array(ink);
        return;
    }
    if (labs(shift) >= 2) {
        bz_buf_put(&ink->c, ink->in_array ? ")" : "[");
        bz_pdf__put_hundredths(&ink->c, shift * 100);
        bz_buf_char(&ink->c, '(');
        ink->pen -= (double)shift * (double)run->size / 1000;
    } else if (!ink->in_array) {
        bz_buf_put(&ink->c, "[(");
    }
    ink->in_array = true;
}

void bz_pdf__place_run(bz_pdf *d, bz_pdf_ink *ink, const bz_item *item)
{
    const bz_pdf_run *coded = bz_pdf__run(d, item->ref);
    if (coded->n == 0) return;
    const bz_run *run = &d->pages->runs.p[item->ref];
    bz_pdf__fill_colour(d, ink, item->colour);
    if (!ink->in_text) {
        bz_buf_put(&ink->c, "BT ");
        ink->in_text = true;
        ink->line_x = ink->line_y = 0;
        ink->pen = -1e9;
    }
    set_font(ink, run);
    approach(ink, item, run, !coded->stands_alone);
    bz_buf_bytes(&ink->c, d->encoded.p + coded->at, coded->n);
    ink->pen += (double)coded->pen;
}
