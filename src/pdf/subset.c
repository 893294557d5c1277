/* In: a font and the codes given out for it. Out: its objects: the font file cut down to the glyphs
 * shown, a map from codes to those glyphs, their widths, and what each code reads as. Nothing is
 * kept. The one idea: the subset numbers its glyphs afresh and drops every table that drawing does
 * not need; the map from codes to glyphs makes up for it. */
#include "pdf/pdf_priv.h"
#include <assert.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>

/* Shaping is done; names, hints and other people's metrics are of no use in a PDF. */
static const char *const dropped[] = {
    "GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "kern", "DSIG", "STAT", "meta", "gasp",
    "hdmx", "LTSH", "VDMX", "PCLT", "BASE", "JSTF", "vhea", "vmtx", "VORG", "morx", "mort", "kerx",
    "feat", "prop", "FFTM", "MATH", "SVG ", "COLR", "CPAL", "cvt ", "fpgm", "prep"};

static hb_subset_plan_t *plan_for(const bz_pdf_font *f)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) bz_mem_out(sizeof(void *));
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 1; i < f->codes.n; i++)
        hb_set_add(glyphs, f->codes.p[i].glyph);
    hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        hb_set_add(tables, hb_tag_from_string(dropped[i], 4));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->face, input);
    hb_subset_input_destroy(input);
    return plan;
}

/* Two bytes a code: its glyph in the subset. */
static uint32_t write_map(bz_pdf *d, const bz_pdf_font *f, const hb_subset_plan_t *plan)
{
    const hb_map_t *renumbered = hb_subset_plan_old_to_new_glyph_mapping(plan);
    bz_buf map = {0};
    for (size_t i = 0; i < f->codes.n; i++) {
        size_t at = (size_t)bz_pdf__cid((uint32_t)i) * 2;
        while (map.n < at)
            bz_buf_char(&map, 0);
        hb_codepoint_t glyph = i ? hb_map_get(renumbered, f->codes.p[i].glyph) : 0;
        bz_buf_char(&map, (char)(glyph >> 8));
        bz_buf_char(&map, (char)(glyph & 0xFF));
    }
    uint32_t id = bz_pdf__reserve(&d->file, 1);
    bz_pdf__stream(&d->file, id, BZ_STR(""), bz_buf_view(&map), BZ_PDF_HARD);
    bz_buf_deinit(&map);
    return id;
}

static void put_code_hex(bz_buf *o, size_t code)
{
    bz_buf_fmt(o, "<%04X>", bz_pdf__cid((uint32_t)code));
}

static uint32_t write_to_unicode(bz_pdf *d, const bz_pdf_font *f)
{
    enum { ROWS = 100 }; /* the most that one section may have */
    bz_buf o = {0};
    bz_buf_put(&o, "/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
                   "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
                   "/CMapName/Adobe-Identity-UCS def/CMapType 2 def"
                   " 1 begincodespacerange<0000><FFFF>endcodespacerange\n");
    for (size_t i = 1; i < f->codes.n; i++) {
        const bz_pdf_code *c = &f->codes.p[i];
        size_t left = f->codes.n - i;
        if (i % ROWS == 1) bz_buf_fmt(&o, "%zu beginbfchar\n", left < ROWS ? left : ROWS);
        put_code_hex(&o, i);
        bz_buf_char(&o, '<');
        bz_pdf__put_utf16_hex(&o, (bz_str){f->texts.p + c->text, c->n});
        bz_buf_put(&o, ">\n");
        if (i % ROWS == 0 || left == 1) bz_buf_put(&o, "endbfchar\n");
    }
    bz_buf_put(&o, "endcmap CMapName currentdict/CMap defineresource pop end end");
    uint32_t id = bz_pdf__reserve(&d->file, 1);
    bz_pdf__stream(&d->file, id, BZ_STR(""), bz_buf_view(&o), BZ_PDF_HARD);
    bz_buf_deinit(&o);
    return id;
}

static void put_widths(bz_buf *o, const bz_pdf_font *f)
{
    bz_buf_put(o, "/W[");
    uint32_t expected = 0;
    for (size_t i = 1; i < f->codes.n; i++) {
        uint32_t cid = bz_pdf__cid((uint32_t)i);
        if (cid != expected) {
            if (i > 1) bz_buf_char(o, ']');
            bz_buf_decimal(o, cid);
            bz_buf_char(o, '[');
        } else {
            bz_buf_char(o, ' ');
        }
        bz_pdf__put_num(o, bz_pdf__advance(f, f->codes.p[i].glyph));
        expected = cid + 1;
    }
    bz_buf_put(o, f->codes.n > 1 ? "]]" : "]");
}

/* "/ABCDEF+NotoSans-Bold": six letters that tell subsets of one font apart. */
static void put_font_name(bz_buf *o, const bz_pdf_font *f, bz_str bytes)
{
    uint32_t sum = 2166136261U;
    for (size_t i = 0; i < bytes.n; i++)
        sum = (sum ^ (uint8_t)bytes.p[i]) * 16777619U;
    char name[128];
    unsigned n = sizeof name;
    hb_ot_name_get_utf8(f->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &n, name);
    bz_buf whole = {0};
    for (int i = 0; i < 6; i++, sum /= 26)
        bz_buf_char(&whole, (char)('A' + sum % 26));
    bz_buf_char(&whole, '+');
    bz_buf_put(&whole, n ? name : "Font");
    bz_pdf__put_name(o, bz_buf_view(&whole));
    bz_buf_deinit(&whole);
}

static double metric(const bz_pdf_font *f, hb_ot_metrics_tag_t tag)
{
    hb_position_t v = 0;
    hb_ot_metrics_get_position_with_fallback(f->shaper, tag, &v);
    return (double)v * 1000 / f->upem;
}

static void put_box(bz_buf *o, const bz_pdf_font *f)
{
    enum { BOX_AT = 36 }; /* of xMin, yMin, xMax, yMax in the table `head` */
    hb_blob_t *head = hb_face_reference_table(f->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned n;
    const char *p = hb_blob_get_data(head, &n);
    bz_buf_put(o, "/FontBBox[");
    for (unsigned at = BOX_AT; at < BOX_AT + 8; at += 2) {
        int16_t v = 0;
        if (at + 2 <= n) v = (int16_t)((uint8_t)p[at] << 8 | (uint8_t)p[at + 1]);
        bz_pdf__put_num(o, floor(v * 1000.0 / f->upem + 0.5));
        bz_buf_char(o, ' ');
    }
    o->n--;
    bz_buf_char(o, ']');
    hb_blob_destroy(head);
}

static uint32_t write_descriptor(bz_pdf *d, const bz_pdf_font *f, bz_str name, uint32_t file)
{
    uint32_t id = bz_pdf__reserve(&d->file, 1);
    bz_buf *o = bz_pdf__open(&d->file, id);
    bz_buf_put(o, "<</Type/FontDescriptor/Flags 4/FontName");
    bz_buf_str(o, name);
    put_box(o, f);
    bz_buf_put(o, "/ItalicAngle ");
    bz_pdf__put_num(o, hb_style_get_value(f->shaper, HB_STYLE_TAG_SLANT_ANGLE));
    bz_buf_put(o, "/Ascent ");
    bz_pdf__put_num(o, metric(f, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER));
    bz_buf_put(o, "/Descent ");
    bz_pdf__put_num(o, metric(f, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER));
    bz_buf_put(o, "/CapHeight ");
    bz_pdf__put_num(o, metric(f, HB_OT_METRICS_TAG_CAP_HEIGHT));
    bool is_bold = hb_style_get_value(f->shaper, HB_STYLE_TAG_WEIGHT) > 500;
    bz_buf_put(o, is_bold ? "/StemV 140" : "/StemV 80");
    bz_buf_put(o, "/FontFile2 ");
    bz_pdf__put_ref(o, file);
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
    return id;
}

static void write_dicts(bz_pdf *d, const bz_pdf_font *f, bz_str name, uint32_t descriptor,
                        uint32_t map)
{
    uint32_t to_unicode = write_to_unicode(d, f), descendant = bz_pdf__reserve(&d->file, 1);
    bz_buf *o = bz_pdf__open(&d->file, descendant);
    bz_buf_put(o, "<</Type/Font/Subtype/CIDFontType2/BaseFont");
    bz_buf_str(o, name);
    bz_buf_put(o, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                  "/FontDescriptor ");
    bz_pdf__put_ref(o, descriptor);
    bz_buf_put(o, "/CIDToGIDMap ");
    bz_pdf__put_ref(o, map);
    put_widths(o, f);
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
    o = bz_pdf__open(&d->file, f->object);
    bz_buf_put(o, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont");
    bz_buf_str(o, name);
    bz_buf_put(o, "/DescendantFonts[");
    bz_pdf__put_ref(o, descendant);
    bz_buf_put(o, "]/ToUnicode ");
    bz_pdf__put_ref(o, to_unicode);
    bz_buf_put(o, ">>");
    bz_pdf__close(&d->file);
}

static bool write_font(bz_pdf *d, const bz_pdf_font *f)
{
    hb_subset_plan_t *plan = plan_for(f);
    hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (subset) {
        hb_blob_t *blob = hb_face_reference_blob(subset);
        unsigned n;
        const char *p = hb_blob_get_data(blob, &n);
        bz_str bytes = {p, n};
        bz_buf entry = {0}, name = {0};
        bz_buf_fmt(&entry, "/Length1 %u", n);
        uint32_t file = bz_pdf__reserve(&d->file, 1);
        bz_pdf__stream(&d->file, file, bz_buf_view(&entry), bytes, BZ_PDF_HARD);
        put_font_name(&name, f, bytes);
        uint32_t descriptor = write_descriptor(d, f, bz_buf_view(&name), file);
        write_dicts(d, f, bz_buf_view(&name), descriptor, write_map(d, f, plan));
        bz_buf_deinit(&entry);
        bz_buf_deinit(&name);
        hb_blob_destroy(blob);
        hb_face_destroy(subset);
    }
    hb_subset_plan_destroy(plan);
    return subset != NULL;
}

void bz_pdf__fonts_end(bz_pdf *d)
{
    for (size_t i = 0; i < d->fonts.n; i++) {
        bz_pdf_font *f = &d->fonts.p[i];
        if (f->is_lost || !f->object) continue;
        if (!write_font(d, f)) bz_pdf__font_lose(d, (uint32_t)i, "cannot be cut down");
    }
}
