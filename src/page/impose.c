/* Which page stands where on the sheets of a print shop: a page list in, page numbers out. A sheet
 * has two sides, a side two places. The one idea: a booklet is counted from both ends at once,
 * since the outermost sheet carries the first and the last page; a right-to-left book is the same
 * sheet with left and right exchanged. */
#include "page/page.h"

/* Pages of a booklet: whole sheets, four pages each. */
static uint32_t booklet_pages(const bz_pages *p)
{
    return ((uint32_t)p->pages.n + 3) / 4 * 4;
}

uint32_t bz_pages_sides(const bz_pages *p)
{
    uint32_t n = (uint32_t)p->pages.n;
    switch (p->imposition) {
    case BZ_IMPOSE_BOOKLET: return booklet_pages(p) / 2;
    case BZ_IMPOSE_TWO_UP: return (n + 1) / 2;
    case BZ_IMPOSE_NONE: break;
    }
    return n;
}

int32_t bz_pages_imposed(const bz_pages *p, uint32_t side, int place)
{
    if (side >= bz_pages_sides(p) || place < 0 || place > 1) return -1;
    uint32_t n = (uint32_t)p->pages.n, page;
    /* 0: where reading begins on the side. */
    uint32_t at = p->is_rtl ? 1 - (uint32_t)place : (uint32_t)place;
    switch (p->imposition) {
    case BZ_IMPOSE_BOOKLET: {
        /* Front sides have their lower page second, back sides have it first. */
        bool is_lower = side % 2 == 0 ? at == 1 : at == 0;
        page = is_lower ? side : booklet_pages(p) - 1 - side;
        break;
    }
    case BZ_IMPOSE_TWO_UP: page = 2 * side + at; break;
    case BZ_IMPOSE_NONE:
    default:
        if (place != 0) return -1;
        page = side;
        break;
    }
    return page < n ? (int32_t)page : -1;
}
