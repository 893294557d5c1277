/* In: what the document is. Out: the catalogue, the information dictionary and the XMP metadata,
 * which say it to viewers, to old programs and to new ones. Nothing is kept. The one idea: all
 * three are written from the same few fields of the page list, and no clock is asked. */
#include "pdf/pdf_priv.h"
#include "base/date.h"

static const char producer[] = "Baraza " BZ_VERSION;

typedef struct moment {
    bz_civil day;
    int hour, minute, second;
} moment;

static moment moment_of(int64_t seconds)
{
    int64_t days = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    return (moment){.day = bz_date_civil((bz_date)days),
                    .hour = (int)(rest / 3600),
                    .minute = (int)(rest / 60 % 60),
                    .second = (int)(rest % 60)};
}

static bz_str language_of(const bz_pages *p)
{
    return p->lang.n ? p->lang : BZ_STR("und");
}

static void put_viewing(const bz_pdf *d, bz_buf *o)
{
    const bz_pages *p = d->pages;
    bool is_booklet = p->imposition == BZ_IMPOSE_BOOKLET;
    bz_buf_put(o, "/ViewerPreferences<</DisplayDocTitle true");
    if (p->is_rtl) bz_buf_put(o, "/Direction/R2L");
    /* Sheets lie on their side: turned over the short edge. Scaling would move the fold. */
    if (is_booklet) bz_buf_put(o, "/Duplex/DuplexFlipShortEdge/PrintScaling/None");
    else if (p->is_duplex && p->imposition == BZ_IMPOSE_TWO_UP)
        bz_buf_put(o, "/Duplex/DuplexFlipShortEdge");
    else if (p->is_duplex) bz_buf_put(o, "/Duplex/DuplexFlipLongEdge");
    bz_buf_put(o, ">>");
}

void bz_pdf__catalog_write(bz_pdf *d)
{
    uint32_t metadata = bz_pdf__metadata_write(d);
    bz_buf *o = bz_pdf__open(&d->file, d->catalog);
    bz_buf_put(o, "<</Type/Catalog/Pages ");
    bz_pdf__put_ref(o, d->page_tree);
    bz_buf_put(o, "/MarkInfo<</Marked true>>/StructTreeRoot ");
    bz_pdf__put_ref(o, d->tree);
    bz_buf_put(o, "/Lang");
    bz_pdf__put_text(o, language_of(d->pages));
    bz_buf_put(o, "/Metadata ");
    bz_pdf__put_ref(o, metadata);
    put_viewing(d, o);
    bz_pdf__put_labels(d, o);
    if (d->outlines) {
        bz_buf_put(o, "/PageMode/UseOutlines/Outlines ");
        bz_pdf__put_ref(o, d->outlines);
    }
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
}

/* --- the information dictionary */

static void put_entry(bz_buf *o, const char *key, bz_str text)
{
    if (!text.n) return;
    bz_buf_put(o, key);
    bz_pdf__put_text(o, text);
}

uint32_t bz_pdf__info_write(bz_pdf *d)
{
    const bz_pages *p = d->pages;
    uint32_t id = bz_pdf__reserve(&d->file, 1);
    bz_buf *o = bz_pdf__open(&d->file, id);
    bz_buf_put(o, "<<");
    put_entry(o, "/Title", p->title);
    put_entry(o, "/Author", p->author);
    put_entry(o, "/Subject", p->subject);
    put_entry(o, "/Producer", bz_str_from(producer));
    moment m = moment_of(p->date);
    const char *const keys[] = {"/CreationDate", "/ModDate"};
    for (int i = 0; i < 2; i++)
        bz_buf_fmt(o, "%s(D:%04d%02d%02d%02d%02d%02dZ)", keys[i], (int)m.day.year, m.day.month,
                   m.day.day, m.hour, m.minute, m.second);
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
    return id;
}

/* --- XMP */

static void put_escaped(bz_buf *o, bz_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        switch (s.p[i]) {
        case '&': bz_buf_put(o, "&amp;"); break;
        case '<': bz_buf_put(o, "&lt;"); break;
        case '>': bz_buf_put(o, "&gt;"); break;
        default: bz_buf_char(o, s.p[i]);
        }
    }
}

static void put_property(bz_buf *o, const char *before, bz_str value, const char *after)
{
    if (!value.n) return;
    bz_buf_put(o, before);
    put_escaped(o, value);
    bz_buf_put(o, after);
}

static void put_xmp(bz_buf *o, const bz_pages *p)
{
    bz_buf_put(o, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
                  "<rdf:Description rdf:about=\"\""
                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                  " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                  " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                  "<pdfuaid:part>1</pdfuaid:part>\n");
    put_property(o, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->title,
                 "</rdf:li></rdf:Alt></dc:title>\n");
    put_property(o, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", p->subject,
                 "</rdf:li></rdf:Alt></dc:description>\n");
    put_property(o, "<dc:creator><rdf:Seq><rdf:li>", p->author,
                 "</rdf:li></rdf:Seq></dc:creator>\n");
    put_property(o, "<dc:language><rdf:Bag><rdf:li>", language_of(p),
                 "</rdf:li></rdf:Bag></dc:language>\n");
    put_property(o, "<pdf:Producer>", bz_str_from(producer), "</pdf:Producer>\n");
    moment m = moment_of(p->date);
    const char *const names[] = {"CreateDate", "ModifyDate"};
    for (int i = 0; i < 2; i++)
        bz_buf_fmt(o, "<xmp:%s>%04d-%02d-%02dT%02d:%02d:%02dZ</xmp:%s>\n", names[i],
                   (int)m.day.year, m.day.month, m.day.day, m.hour, m.minute, m.second, names[i]);
    bz_buf_put(o, "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

uint32_t bz_pdf__metadata_write(bz_pdf *d)
{
    uint32_t id = bz_pdf__reserve(&d->file, 1);
    bz_buf xmp = {0};
    put_xmp(&xmp, d->pages);
    /* As it stands, so that programs that know no PDF can find it. */
    bz_pdf__stream_raw(&d->file, id, BZ_STR("/Type/Metadata/Subtype/XML"), bz_buf_view(&xmp));
    bz_buf_deinit(&xmp);
    return id;
}
