/* In: links as they were met on the pages. Out: their annotations. The writer owns the list. The
 * one idea: a link tells what it is (Contents) and which element it belongs to (StructParent), so
 * that who cannot see it meets it in its place in the text. */
#include "pdf/pdf_priv.h"
#include <assert.h>

void bz_pdf__put_dest(const bz_pdf *d, bz_buf *o, uint32_t dest)
{
    assert(dest < d->pages->dests.n);
    const bz_dest *to = &d->pages->dests.p[dest];
    assert(to->page < d->pages->pages.n);
    bz_pdf_spot_of spot = d->spot_of[to->page];
    bz_pdf_sheet sheet = bz_pdf__sheet(d->pages, spot.sheet);
    const bz_pdf_seat *seat = &sheet.seats[spot.seat];
    bz_buf_char(o, '[');
    bz_pdf__put_ref(o, d->sheet + spot.sheet);
    bz_buf_put(o, "/XYZ ");
    bz_pdf__put_num(o, (double)seat->x);
    bz_buf_char(o, ' ');
    bz_pdf__put_num(o, (double)(seat->y + (d->pages->pages.p[to->page].h - to->y) * seat->scale));
    bz_buf_put(o, " null]");
}

static void put_target(const bz_pdf *d, bz_buf *o, const bz_link *link)
{
    if (link->uri_n) {
        bz_buf_put(o, "/A<</S/URI/URI");
        bz_pdf__put_uri(o, bz_pages_str(d->pages, link->uri, link->uri_n));
        bz_buf_put(o, ">>");
    } else {
        bz_buf_put(o, "/Dest");
        bz_pdf__put_dest(d, o, link->dest);
    }
}

void bz_pdf__annotations_write(bz_pdf *d)
{
    for (size_t i = 0; i < d->annotations.n; i++) {
        const bz_pdf_annotation *a = &d->annotations.p[i];
        uint32_t ref = d->pages->items.p[a->item].ref;
        assert(ref < d->pages->links.n);
        const bz_link *link = &d->pages->links.p[ref];
        bz_buf *o = bz_pdf__open(&d->file, a->object);
        bz_buf_put(o, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
        float sides[] = {a->x, a->y, a->x + a->w, a->y + a->h};
        for (int k = 0; k < 4; k++) {
            if (k) bz_buf_char(o, ' ');
            bz_pdf__put_num(o, (double)sides[k]);
        }
        bz_buf_fmt(o, "]/StructParent %zu/Contents", d->n_sheets + i);
        bz_pdf__put_text(o, bz_pages_str(d->pages, link->title, link->title_n));
        put_target(d, o, link);
        bz_buf_put(o, ">>");
        bz_pdf__close(&d->file);
    }
}
