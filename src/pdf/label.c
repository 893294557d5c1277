/* In: the labels of pages ("iv", "12", "A-3"). Out: the ranges by which a PDF numbers its pages.
 * Nothing is kept. The one idea: a label that is the number after the one before it, in the same
 * digits, says nothing new; any other starts a range, as a number where it is one, else as a prefix
 * without a number. */
#include "pdf/pdf_priv.h"

typedef struct label {
    char style;     /* 'D', 'r', or 0: `text` as it stands */
    uint32_t value; /* of a number */
    bz_str text;
} label;

/* Lower-case Roman, up to 399: the pages before the first; 0: not one. */
static uint32_t roman(bz_str s)
{
    static const struct {
        const char *digits;
        uint32_t value;
    } parts[] = {{"c", 100}, {"xc", 90}, {"l", 50}, {"xl", 40}, {"x", 10},
                 {"ix", 9},  {"v", 5},   {"iv", 4}, {"i", 1}};
    uint32_t value = 0, most = 3;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && s.n; i++) {
        most = parts[i].value == 100 || parts[i].value == 10 || parts[i].value == 1 ? 3 : 1;
        for (uint32_t k = 0; k < most && bz_str_starts(s, parts[i].digits); k++) {
            value += parts[i].value;
            s = bz_str_cut(s, strlen(parts[i].digits), s.n);
        }
    }
    return s.n ? 0 : value;
}

static label label_of(const bz_pages *p, size_t i)
{
    bz_str text = bz_pages_str(p, p->pages.p[i].label, p->pages.p[i].label_n);
    int32_t number;
    if (bz_str_integer(text, &number) && number > 0)
        return (label){.style = 'D', .value = (uint32_t)number, .text = text};
    uint32_t value = roman(text);
    return (label){.style = value ? 'r' : 0, .value = value, .text = text};
}

void bz_pdf__put_labels(const bz_pdf *d, bz_buf *o)
{
    const bz_pages *p = d->pages;
    bool any = false;
    for (size_t i = 0; i < p->pages.n; i++)
        any |= p->pages.p[i].label_n > 0;
    if (!any || p->imposition != BZ_IMPOSE_NONE) return; /* a sheet is no page of the book */
    bz_buf_put(o, "/PageLabels<</Nums[");
    label before = {0};
    for (size_t i = 0; i < p->pages.n; i++) {
        label now = label_of(p, i);
        bool goes_on =
            i > 0 && now.style && now.style == before.style && now.value == before.value + 1;
        before = now;
        if (goes_on) continue;
        bz_buf_fmt(o, "%zu<<", i);
        if (now.style) {
            bz_buf_fmt(o, "/S/%c", now.style);
            if (now.value != 1) bz_buf_fmt(o, "/St %u", now.value);
        } else if (now.text.n) {
            bz_buf_put(o, "/P");
            bz_pdf__put_text(o, now.text);
        }
        bz_buf_put(o, ">>");
    }
    bz_buf_put(o, "]>>");
}
