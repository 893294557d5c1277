/* The text of a paragraph as given in, as it is printed out: quotes of the language, French spaces,
 * dashes in ranges, isolates around phone numbers and inserted words, and a list of what is glued
 * together. Whoever reads the page copies from it too, so nothing is put in for the sake of the
 * layout alone: no-break spaces and the like stay marks beside the text. */
#include "type/type_priv.h"
#include "base/utf8.h"
#include <glib.h>
#include <string.h>

enum { FSI = 0x2068, PDI = 0x2069, NARROW_SPACE = 0x202f, EN_DASH = 0x2013 };

typedef struct tidying {
    bz_para *p;
    bz_str raw;
    const bz_stretch *given; /* in hand */
    size_t at, end;          /* in raw: next character; end of the stretch */
    uint32_t before;         /* the character before */
    const bz_tongue *tongue;
    bool is_french;
    bool in_double, in_single, in_isolate;
} tidying;

static bool is_bidi_control(uint32_t c)
{
    return c == 0x61c || (c >= 0x200e && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* Letters and marks that in a right-to-left paragraph go right to left whatever is around them. */
static bool is_plain_rtl(uint32_t c)
{
    bool is_number = (c >= 0x600 && c <= 0x605) || (c >= 0x660 && c <= 0x66c) || c == 0x6dd ||
                     (c >= 0x6f0 && c <= 0x6f9) || (c >= 0x890 && c <= 0x891) || c == 0x8e2 ||
                     c == 0x61c || c >= 0x10800;
    return bz_utf8_is_rtl(c) ? !is_number
                             : (c >= 0x2010 && c <= 0x2027) || c == 0xab || c == 0xbb || c == 0xa0;
}

bool bz_type__needs_bidi(bz_str text, bool is_rtl)
{
    for (size_t at = 0; at < text.n;) {
        unsigned char byte = (unsigned char)text.p[at];
        if (byte < 0x80) {
            if (is_rtl && g_ascii_isalnum((char)byte)) return true;
            at++;
            continue;
        }
        /* Letters of many scripts, told by their first byte. */
        if (!is_rtl && (byte < 0xd6 || byte == 0xe1 || (byte >= 0xe3 && byte < 0xef))) {
            at += byte < 0xe0 ? 2 : 3;
            continue;
        }
        uint32_t c = bz_utf8_next(text, &at);
        if (is_rtl ? !is_plain_rtl(c) : bz_utf8_is_rtl(c) || is_bidi_control(c)) return true;
    }
    return false;
}

static void put(tidying *d, uint32_t c)
{
    bz_buf_code_point(&d->p->text, c);
}

static void put_raw(tidying *d, size_t n)
{
    bz_buf_str(&d->p->text, bz_str_cut(d->raw, d->at, d->at + n));
    d->at += n;
}

static void start_stretch(tidying *d, bz_stretch_kind kind)
{
    bz_stretch s = *d->given;
    s.kind = (uint8_t)kind;
    s.start = (uint32_t)d->p->text.n;
    bz_vec_push(&d->p->stretches, s);
}

static void put_control(tidying *d, uint32_t c)
{
    start_stretch(d, BZ_STRETCH_CONTROL);
    put(d, c);
}

static void add_glue(tidying *d, size_t start, size_t end)
{
    bz_glue g = {(uint32_t)start, (uint32_t)end};
    bz_vec_push(&d->p->glue, g);
}

static uint32_t raw_at(const tidying *d, size_t at)
{
    return at < d->raw.n ? bz_utf8_next(d->raw, &at) : 0;
}

static bool is_word_char(uint32_t c)
{
    if (c < 0x80) return g_ascii_isalnum((char)c);
    return g_unichar_isalnum(c) || bz_char__is_mark(c);
}

static bool is_blank(uint32_t c)
{
    return c == 0 || c == ' ' || c == 0xa0 || c == NARROW_SPACE || c == 0x2028;
}

/* Whether a mark between `before` and `after` stands where something opens. */
static bool is_opening(uint32_t before, uint32_t after)
{
    static const char behind[] = "([{/-";
    bool may_open = is_blank(before) || (before < 0x80 && strchr(behind, (int)before)) ||
                    before == EN_DASH || before == 0x2014 || before == 0x2018 || before == 0x201c ||
                    before == 0xab || before == '"' || before == '\'' || before == 0xbf ||
                    before == 0xa1 || is_bidi_control(before);
    return may_open && !is_blank(after);
}

static void put_double(tidying *d)
{
    uint32_t after = raw_at(d, d->at + 1);
    bool opens = is_opening(d->before, after) && !(d->in_double && !is_word_char(after));
    if (!opens && !d->in_double && bz_char__digit(d->before) >= 0)
        bz_buf_char(&d->p->text, '"'); /* inches */
    else bz_buf_put(&d->p->text, opens ? d->tongue->open : d->tongue->close);
    d->in_double = opens;
    d->at++;
}

static void put_single(tidying *d)
{
    uint32_t after = raw_at(d, d->at + 1);
    bool opens = !is_word_char(d->before) && is_opening(d->before, after) &&
                 bz_char__digit(after) < 0 && !(d->in_single && !is_word_char(after));
    bool closes = !opens && d->in_single && !is_word_char(after);
    if (opens) bz_buf_put(&d->p->text, d->tongue->inner_open);
    else if (closes) bz_buf_put(&d->p->text, d->tongue->inner_close);
    else put(d, 0x2019);
    if (opens || closes) d->in_single = opens;
    d->at++;
}

static void put_space(tidying *d)
{
    uint32_t after = raw_at(d, d->at + 1);
    bool is_narrow = d->is_french && (d->before == 0xab || after == ';' || after == ':' ||
                                      after == '!' || after == '?' || after == 0xbb);
    if (is_narrow) put(d, NARROW_SPACE);
    else bz_buf_char(&d->p->text, ' ');
    d->at++;
}

/* --- numbers */

static size_t digits_at(const tidying *d, size_t at, int *value)
{
    size_t n = 0;
    *value = 0;
    while (at < d->end) {
        int digit = bz_char__digit(bz_utf8_next(d->raw, &at));
        if (digit < 0) break;
        if (n < 9) *value = *value * 10 + digit;
        n++;
    }
    return n;
}

/* A range of small numbers or of years, and nothing else: 10-15, 2020-2026; not 116-117, which may
 * be a number to call. Dashes turn digits around in right-to-left text, hyphens do not. */
static bool is_range(const tidying *d, size_t at)
{
    int from, to;
    size_t n = digits_at(d, at, &from);
    if (d->p->has_bidi || raw_at(d, at) > 0x7f || raw_at(d, at + n) != '-') return false;
    size_t m = digits_at(d, at + n + 1, &to);
    uint32_t behind = raw_at(d, at + n + 1 + m);
    if (!n || !m || from >= to || is_word_char(behind) || behind == '-' || behind == '/')
        return false;
    if (behind == '.' && bz_char__digit(raw_at(d, at + n + 2 + m)) >= 0) return false;
    if (d->before == '-' || d->before == '/' || d->before == '.') return false;
    return (n <= 2 && m <= 2) || (n == 4 && m == 4 && from >= 1800 && to <= 2199);
}

/* Over a number: digits, with points, commas, colons and dashes inside; gives how many digits. */
static int put_number(tidying *d)
{
    int digits = 0;
    bool is_in_range = is_range(d, d->at);
    while (d->at < d->end) {
        size_t next = d->at;
        uint32_t c = bz_utf8_next(d->raw, &next);
        if (bz_char__digit(c) >= 0) {
            digits++;
        } else {
            bool is_inner = c == '.' || c == ',' || c == ':' || c == '-' || c == '/' ||
                            c == EN_DASH || c == 0x66b || c == 0x66c;
            if (!is_inner || next >= d->end || bz_char__digit(raw_at(d, next)) < 0) break;
        }
        if (c == '-' && is_in_range) {
            put(d, EN_DASH);
            d->at = next;
            is_in_range = false;
        } else {
            put_raw(d, next - d->at);
        }
        d->before = c;
    }
    return digits;
}

/* Whether what follows a number and a space belongs to it: a unit or a short word, but not after
 * what may be a year. */
static bool is_unit_behind(const tidying *d, int digits)
{
    size_t at = d->at + 1;
    uint32_t c = raw_at(d, d->at);
    int letters = 0;
    if ((c != ' ' && c != 0xa0) || at >= d->raw.n) return false;
    c = raw_at(d, at);
    if (c == '%' || c == 0xb0 || c == 0x66a || c == 0x20ac) return true;
    while (at < d->raw.n && letters <= 10 && is_word_char(c = bz_utf8_next(d->raw, &at)))
        letters++;
    return letters > 0 && bz_char__digit(raw_at(d, d->at + 1)) < 0 &&
           letters <= (digits <= 3 ? 10 : 2);
}

static void put_figure(tidying *d)
{
    size_t start = d->p->text.n, n = bz_phone__match(bz_str_cut(d->raw, 0, d->end), d->at);
    if (n > 0 && !is_range(d, d->at)) {
        if (d->p->has_bidi) put_control(d, FSI), start_stretch(d, BZ_STRETCH_TEXT);
        start = d->p->text.n;
        put_raw(d, n);
        if (!d->given->style.keep) add_glue(d, start, d->p->text.n);
        if (d->p->has_bidi) put_control(d, PDI), start_stretch(d, BZ_STRETCH_TEXT);
        d->before = '0';
        return;
    }
    if (bz_char__digit(raw_at(d, d->at)) < 0) {
        d->before = raw_at(d, d->at);
        put_raw(d, 1);
        return;
    }
    int digits = put_number(d);
    enum { LONGEST = 24 }; /* "10:00–11:30", in any digits; what is longer may be a list */
    if (d->given->style.keep) return;
    if (is_unit_behind(d, digits)) add_glue(d, start, d->p->text.n + 2); /* past the space */
    else if (d->p->text.n - start <= LONGEST) add_glue(d, start, d->p->text.n);
}

static void put_char(tidying *d)
{
    size_t next = d->at;
    uint32_t c = bz_utf8_next(d->raw, &next);
    bool may_be_figure = c == '+' || c == '(' || bz_char__digit(c) >= 0;
    if (may_be_figure && !is_word_char(d->before)) {
        put_figure(d);
        return;
    }
    if (c == '"') put_double(d);
    else if (c == '\'') put_single(d);
    else if (c == ' ') put_space(d);
    else if (c == '\t' || c == '\n' || c == '\r') bz_buf_char(&d->p->text, ' '), d->at = next;
    else put_raw(d, next - d->at);
    d->before = c;
}

/* Whether the character at `at` is copied as it is, wherever it stands: most of a text is. */
static bool is_plain_at(const tidying *d, size_t at)
{
    unsigned char byte = (unsigned char)d->raw.p[at];
    if (byte < 0x80)
        return byte > '9' || (byte == ' ' && !d->is_french) || (byte > '+' && byte < '0') ||
               (byte > ' ' && byte < '(' && byte != '"' && byte != '\'');
    return byte < 0xd9 || bz_char__digit(bz_utf8_next(d->raw, &at)) < 0;
}

static void put_plain(tidying *d)
{
    size_t at = d->at, last = at;
    while (at < d->end && is_plain_at(d, at)) {
        last = at++;
        while (at < d->end && ((unsigned char)d->raw.p[at] & 0xc0) == 0x80)
            at++;
    }
    if (at == d->at) return;
    put_raw(d, at - d->at);
    d->before = bz_utf8_next(d->raw, &last);
}

static void put_stretch(tidying *d)
{
    size_t start = d->p->text.n;
    const bz_stretch *g = d->given;
    d->tongue = bz_type__tongue(d->p->t->looks.p[g->look].tongue);
    d->is_french = bz_language__is(d->p->t->looks.p[g->look].lang, "fr");
    start_stretch(d, (bz_stretch_kind)g->kind);
    if (g->is_verbatim || g->kind != BZ_STRETCH_TEXT) {
        put_raw(d, d->end - d->at);
        size_t at = d->at;
        while (at > 0 && ((unsigned char)d->raw.p[--at] & 0xc0) == 0x80) {
        }
        d->before = raw_at(d, at);
    }
    while (d->at < d->end) {
        put_plain(d);
        if (d->at < d->end) put_char(d);
    }
    if (!g->style.keep || g->kind != BZ_STRETCH_TEXT) return;
    bz_glue *last = d->p->glue.n ? &d->p->glue.p[d->p->glue.n - 1] : NULL;
    if (last && last->end == start) last->end = (uint32_t)d->p->text.n;
    else add_glue(d, start, d->p->text.n);
}

/* Whether nothing in it goes from right to left: an English sentence in an Arabic document, whose
 * full stop stands at its right end all the same. An object may stand for a word. */
static bool is_foreign(const bz_para *p, bz_str text)
{
    for (size_t i = 0; i < p->given.n; i++)
        if (p->given.p[i].kind == BZ_STRETCH_OBJECT) return false;
    return bz_utf8_is_ltr_text(text);
}

void bz_para__tidy(bz_para *p)
{
    tidying d = {.p = p, .raw = bz_buf_view(&p->raw)};
    p->reads_rtl = p->is_rtl && !is_foreign(p, d.raw);
    p->has_bidi = bz_type__needs_bidi(d.raw, p->reads_rtl);
    bz_buf_clear(&p->text);
    p->stretches.n = p->glue.n = 0;
    for (size_t i = 0; i < p->given.n; i++) {
        d.given = &p->given.p[i];
        d.at = d.given->start;
        d.end = i + 1 < p->given.n ? d.given[1].start : d.raw.n;
        bool is_isolate = p->has_bidi && d.given->style.isolate;
        if (is_isolate != d.in_isolate) put_control(&d, is_isolate ? FSI : PDI);
        d.in_isolate = is_isolate;
        if (d.at < d.end) put_stretch(&d);
    }
    if (d.in_isolate) put_control(&d, PDI);
}
