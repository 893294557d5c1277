/* In: font files, and the glyphs that runs show, each with the text it stands for. Out: codes for
 * the content, and at the end the fonts, cut down to the glyphs used. The writer owns the opened
 * files. The one idea: a code of the PDF is a pair of a glyph and a text, given out in order of
 * first use; so a ligature, or a glyph that stands for different characters in different places,
 * reads right without further marks, and the codes stay small numbers whatever the font. */
#include "pdf/pdf_priv.h"
#include "base/utf8.h"
#include <assert.h>
#include <hb-ot.h>

/* Bytes that a string would have to escape, and CR, are left out of the codes: what is encoded once
 * can then stand in any string as it is. */
enum { CODE_BYTES = 252, MOST_CODES = CODE_BYTES * CODE_BYTES };

static uint32_t byte_of(uint32_t i)
{
    static const uint8_t left_out[] = {'\r', '(', ')', '\\'};
    for (size_t k = 0; k < sizeof left_out; k++)
        i += i >= left_out[k];
    return i;
}

uint32_t bz_pdf__cid(uint32_t code)
{
    return byte_of(code / CODE_BYTES) << 8 | byte_of(code % CODE_BYTES);
}

void bz_pdf__font_lose(bz_pdf *d, uint32_t i, const char *why)
{
    bz_pdf_font *f = &d->fonts.p[i];
    if (f->is_lost) return;
    f->is_lost = true;
    d->status = BZ_IO;
    bz_diag *said = bz_diag_add(d->job->diags, BZ_R060, bz_span_none(), "font `%.*s` %s",
                                BZ_FMT(d->pages->fonts.p[i].path), why);
    bz_diag_hint(d->job->diags, said, "install the fonts again with `make deps`");
}

bz_pdf_font *bz_pdf__font(bz_pdf *d, uint32_t i)
{
    assert(i < d->fonts.n);
    bz_pdf_font *f = &d->fonts.p[i];
    if (f->is_lost) return NULL;
    if (f->face) return f;
    const bz_page_font *about = &d->pages->fonts.p[i];
    bz_buf path = {0};
    bz_buf_str(&path, about->path);
    hb_blob_t *blob = path.p ? hb_blob_create_from_file_or_fail(path.p) : NULL;
    bz_buf_deinit(&path);
    if (!blob) {
        bz_pdf__font_lose(d, i, "can no longer be read");
        return NULL;
    }
    hb_face_t *face = hb_face_create(blob, about->face);
    hb_blob_destroy(blob);
    f->face = face;
    f->n_glyphs = hb_face_get_glyph_count(face);
    f->upem = hb_face_get_upem(face);
    hb_blob_t *outlines = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
    bool has_outlines = hb_blob_get_length(outlines) > 0;
    hb_blob_destroy(outlines);
    if (!f->n_glyphs || !f->upem || !has_outlines) {
        bz_pdf__font_lose(d, i, "has no TrueType outlines");
        return NULL;
    }
    hb_font_t *shaper = hb_font_create(face);
    hb_font_set_scale(shaper, (int)f->upem, (int)f->upem);
    f->shaper = shaper;
    f->first = bz_mem_new(f->n_glyphs * sizeof *f->first);
    f->object = bz_pdf__reserve(&d->file, 1);
    bz_pdf_code notdef = {0};
    bz_vec_push(&f->codes, notdef);
    return f;
}

void bz_pdf__font_deinit(bz_pdf_font *f)
{
    hb_font_destroy(f->shaper);
    hb_face_destroy(f->face);
    bz_mem_free(f->first);
    bz_vec_free(&f->codes);
    bz_buf_deinit(&f->texts);
}

uint32_t bz_pdf__code(bz_pdf_font *f, uint16_t glyph, bz_str text)
{
    assert(glyph < f->n_glyphs);
    uint32_t *link = &f->first[glyph];
    while (*link) {
        const bz_pdf_code *c = &f->codes.p[*link];
        if (bz_str_eq((bz_str){f->texts.p + c->text, c->n}, text)) return *link;
        link = &f->codes.p[*link].next;
    }
    uint32_t made = (uint32_t)f->codes.n;
    if (made == MOST_CODES) return 0;
    *link = made; /* before the push, which may move the codes */
    bz_pdf_code code = {.glyph = glyph, .text = (uint32_t)f->texts.n, .n = (uint32_t)text.n};
    bz_buf_str(&f->texts, text);
    bz_vec_push(&f->codes, code);
    return made;
}

uint32_t bz_pdf__nominal(const bz_pdf_font *f, uint32_t character)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(f->shaper, character, &glyph) ? glyph : 0;
}

uint16_t bz_pdf__blank(bz_pdf_font *f)
{
    if (f->has_blank) return f->blank;
    f->has_blank = true;
    static const uint32_t shows_nothing[] = {0x200C, 0x200D, 0x200B, 0x2060};
    for (size_t i = 0; i < sizeof shows_nothing / sizeof *shows_nothing && !f->blank; i++) {
        uint32_t glyph = bz_pdf__nominal(f, shows_nothing[i]);
        hb_glyph_extents_t box = {0};
        if (glyph && hb_font_get_glyph_h_advance(f->shaper, glyph) == 0 &&
            hb_font_get_glyph_extents(f->shaper, glyph, &box) && box.width == 0)
            f->blank = (uint16_t)glyph;
    }
    return f->blank;
}

bz_str bz_pdf__decomposed(bz_str letters, bz_buf *to)
{
    bz_buf_clear(to);
    for (size_t at = 0; at < letters.n;) {
        hb_codepoint_t c = bz_utf8_next(letters, &at), a, b;
        if (hb_unicode_decompose(hb_unicode_funcs_get_default(), c, &a, &b)) {
            bz_buf_code_point(to, a);
            if (b) bz_buf_code_point(to, b);
        } else {
            bz_buf_code_point(to, c);
        }
    }
    return bz_buf_view(to);
}

double bz_pdf__advance(const bz_pdf_font *f, uint16_t glyph)
{
    double units = hb_font_get_glyph_h_advance(f->shaper, glyph);
    /* Rounded as the file will say it, so that the pen is where a reader has it. */
    return (double)bz_pdf__hundredths(units * 1000 / f->upem) / 100;
}
