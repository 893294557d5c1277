/* In: a shaped run. Out: its glyphs as they stand in content streams, encoded once. The writer owns
 * the encoded bytes. The one idea: glyphs are shown in the order of their letters, each with the
 * letters it stands for, so that a run is a piece of an array of TJ, to be joined with its
 * neighbours. Left to right, one whose glyphs do not follow its letters (reordered vowels) carries
 * its own text (ActualText) besides, and stands alone. */
#include "pdf/pdf_priv.h"
#include "base/utf8.h"
#include <assert.h>
#include <stdlib.h>
#include <math.h>

/* Glyphs that belong together, in the order of their letters. */
typedef struct cluster {
    uint32_t glyph, n; /* in the page list */
    bz_str text;
} cluster;

typedef struct coder {
    bz_pdf *d;
    const bz_run *run;
    bz_pdf_font *font;
    bz_buf *o;
    double pen; /* from the run's origin */
    double rise;
    BZ_VEC(cluster) clusters;
    bz_buf letters;
} coder;

/* --- clusters */

static void find_clusters(coder *c)
{
    const bz_run *r = c->run;
    const bz_glyph *g = c->d->pages->glyphs.p + r->glyph;
    bz_str text = bz_pages_str(c->d->pages, r->text, r->text_n);
    uint32_t end = r->text_n;
    /* From the last letter to the first, so that each cluster's text ends where the next starts. */
    for (uint32_t left = r->n_glyphs; left > 0;) {
        uint32_t n = 1, i = r->is_rtl ? r->n_glyphs - left : left - 1;
        uint32_t at = g[i].cluster;
        while (n < left && g[r->is_rtl ? i + n : i - n].cluster == at)
            n++;
        left -= n;
        if (at > end) at = end; /* out of order: the rest of its neighbour's is said there */
        cluster found = {.glyph = r->is_rtl ? i : i + 1 - n,
                         .n = n,
                         .text = bz_str_cut(text, left ? at : 0, end)};
        bz_vec_push(&c->clusters, found);
        end = left ? at : 0;
    }
    for (size_t i = 0, k = c->clusters.n; i + 1 < k; i++) {
        cluster swap = c->clusters.p[i];
        c->clusters.p[i] = c->clusters.p[--k];
        c->clusters.p[k] = swap;
    }
}

/* Whether each glyph is that of one letter, in the order of the letters. */
static bool is_plain(const coder *c, const cluster *k)
{
    const bz_glyph *g = c->d->pages->glyphs.p + c->run->glyph + k->glyph;
    size_t at = 0;
    for (uint32_t i = 0; i < k->n; i++)
        if (at == k->text.n || bz_pdf__nominal(c->font, bz_utf8_next(k->text, &at)) != g[i].id)
            return false;
    return at == k->text.n;
}

static bool is_space(const cluster *k)
{
    return k->text.n > 0 && bz_str_trim(k->text).n == 0;
}

/* --- glyphs */

static void put_shift(coder *c, double x)
{
    long shift = lround((c->pen - x) * 1000 / c->run->size);
    if (labs(shift) < 2) return;
    bz_buf_char(c->o, ')');
    bz_pdf__put_hundredths(c->o, shift * 100);
    bz_buf_char(c->o, '(');
    c->pen -= (double)shift * c->run->size / 1000;
}

static void put_rise(coder *c, double rise)
{
    if (fabs(rise - c->rise) < 0.01) return;
    bz_buf_put(c->o, ")]TJ ");
    bz_pdf__put_num(c->o, rise);
    bz_buf_put(c->o, " Ts[(");
    c->rise = rise;
}

static void put_glyph(coder *c, uint16_t glyph, double x, double y, bz_str text)
{
    uint32_t code = bz_pdf__code(c->font, glyph, text);
    if (!code) {
        bz_pdf__font_lose(c->d, c->run->font, "shows too many different characters");
        return;
    }
    put_rise(c, -y);
    put_shift(c, x);
    uint32_t cid = bz_pdf__cid(code);
    bz_buf_char(c->o, (char)(cid >> 8));
    bz_buf_char(c->o, (char)(cid & 0xFF));
    c->pen += bz_pdf__advance(c->font, glyph) * c->run->size / 1000;
}

/* A hair's breadth, but more than put_shift passes over. */
static double hair(const coder *c)
{
    return 0.003 * (double)c->run->size;
}

/* Readers sort right-to-left letters by where they stand, and turn over those that share a glyph:
 * so no letter stands where the one before it does, and each further letter of a ligature is said
 * by a glyph of its own that shows nothing. */
static double put_backwards(coder *c, const bz_glyph *g, bz_str text, double edge)
{
    double x = (double)g->x;
    if (fabs(x - edge) < hair(c) / 2) x = edge - hair(c);
    uint16_t blank = bz_pdf__blank(c->font);
    size_t at = 0;
    bz_utf8_next(text, &at);
    put_glyph(c, g->id, x, (double)g->y, blank ? bz_str_cut(text, 0, at) : text);
    while (blank && at < text.n) {
        size_t from = at;
        bz_utf8_next(text, &at);
        x -= hair(c);
        put_glyph(c, blank, x, (double)g->y, bz_str_cut(text, from, at));
    }
    return x;
}

/* Where the letters from `at` on end that one code may stand for: readers pass over more than eight
 * units of UTF-16, and some pictographs are written with more. */
static size_t code_end(bz_str text, size_t at)
{
    size_t units = 0, end = at;
    while (end < text.n) {
        size_t next = end;
        units += bz_utf8_next(text, &next) > 0xFFFF ? 2 : 1;
        if (units > 8) break;
        end = next;
    }
    return end;
}

static void put_forwards(coder *c, const bz_glyph *g, bz_str text)
{
    uint16_t blank = bz_pdf__blank(c->font);
    size_t at = blank ? code_end(text, 0) : text.n;
    put_glyph(c, g->id, (double)g->x, (double)g->y, bz_str_cut(text, 0, at));
    while (at < text.n) {
        size_t from = at;
        at = code_end(text, at);
        put_glyph(c, blank, c->pen, (double)g->y, bz_str_cut(text, from, at));
    }
}

/* The letters that the next glyph of a cluster stands for: of several glyphs each has one letter
 * and the last one the rest. A glyph without a letter reads as a mark that shows nothing. */
static bz_str next_letters(bz_str letters, size_t *at, bool is_last)
{
    if (*at == letters.n) return BZ_STR("\xE2\x81\xA0"); /* word joiner */
    size_t from = *at;
    bz_utf8_next(letters, at);
    if (is_last) *at = letters.n;
    return bz_str_cut(letters, from, *at);
}

/* Right to left the pen goes back before each glyph. */
static void put_clusters(coder *c, size_t from, size_t to)
{
    const bz_glyph *glyphs = c->d->pages->glyphs.p + c->run->glyph;
    double edge = HUGE_VAL; /* where the last letter stands */
    for (size_t i = from; i < to; i++) {
        const cluster *k = &c->clusters.p[i];
        bz_str letters = k->text;
        size_t at = 0;
        /* A vowel in two glyphs is two letters (and canonically the same). */
        if (bz_utf8_count(letters) < k->n) letters = bz_pdf__decomposed(letters, &c->letters);
        for (uint32_t j = 0; j < k->n; j++) {
            const bz_glyph *g = &glyphs[k->glyph + (c->run->is_rtl ? k->n - 1 - j : j)];
            bz_str text = next_letters(letters, &at, j + 1 == k->n);
            if (c->run->is_rtl) edge = put_backwards(c, g, text, edge);
            else put_forwards(c, g, text);
        }
    }
}

/* --- runs */

/* The words as one span with its text; then the space behind them. */
static void put_span(coder *c, size_t words)
{
    bz_buf *o = c->o;
    size_t bytes = 0;
    for (size_t i = 0; i < words; i++)
        bytes += c->clusters.p[i].text.n;
    bz_buf_put(o, "/Span<</ActualText");
    bz_pdf__put_utf16(o, (bz_str){c->clusters.p[0].text.p, bytes});
    bz_buf_put(o, ">>BDC[(");
    put_clusters(c, 0, words);
    put_rise(c, 0);
    bz_buf_put(o, ")]TJ EMC");
    if (words < c->clusters.n) {
        bz_buf_put(o, "[(");
        put_clusters(c, words, c->clusters.n);
        put_rise(c, 0);
        bz_buf_put(o, ")]TJ");
    }
    bz_buf_char(o, '\n');
}

/* Right to left there is no text beside the glyphs: poppler would turn it over. The glyphs say the
 * letters one by one, in their order. */
static bool needs_span(const coder *c, size_t words)
{
    if (c->run->is_rtl) return false;
    for (size_t i = 0; i < words; i++)
        if (c->clusters.p[i].n > 1 && !is_plain(c, &c->clusters.p[i])) return true;
    return false;
}

static void encode(coder *c, bz_pdf_run *made)
{
    find_clusters(c);
    size_t words = c->clusters.n;
    while (words && is_space(&c->clusters.p[words - 1]))
        words--;
    made->stands_alone = needs_span(c, words);
    if (made->stands_alone) {
        put_span(c, words);
    } else {
        put_clusters(c, 0, c->clusters.n);
        put_rise(c, 0);
    }
    made->pen = (float)c->pen;
    bz_vec_free(&c->clusters);
    bz_buf_deinit(&c->letters);
}

const bz_pdf_run *bz_pdf__run(bz_pdf *d, uint32_t i)
{
    assert(i < d->runs.n);
    bz_pdf_run *made = &d->runs.p[i];
    if (made->is_encoded) return made;
    made->is_encoded = true;
    made->at = (uint32_t)d->encoded.n;
    const bz_run *run = &d->pages->runs.p[i];
    coder c = {.d = d, .run = run, .o = &d->encoded, .font = bz_pdf__font(d, run->font)};
    if (!c.font || run->n_glyphs == 0 || run->size <= 0) return made;
    const bz_glyph *g = d->pages->glyphs.p + run->glyph;
    for (uint32_t k = 0; k < run->n_glyphs; k++)
        if (g[k].id >= c.font->n_glyphs) {
            bz_pdf__font_lose(d, run->font, "changed while it was in use");
            return made;
        }
    encode(&c, made);
    made->n = (uint32_t)d->encoded.n - made->at;
    return made;
}
