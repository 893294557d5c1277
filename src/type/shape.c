/* Shaping: a piece of one word in one look, script and direction in, runs of the page list out. The
 * piece is taken cluster by cluster (a letter with its marks, or a sequence of pictographs); each
 * gets the first face that has all of it, and neighbours of the same face are shaped together by
 * HarfBuzz, in font units, without rounding or hinting. What no face has is noted and left blank.
 */
#include "type/type_priv.h"
#include "base/utf8.h"
#include <glib.h>
#include <hb.h>

bool bz_char__is_ignorable(uint32_t c)
{
    if (c < 0xad) return c < 0x20;
    return c == 0xad || c == 0x34f || c == 0x61c || (c >= 0x115f && c <= 0x1160) ||
           (c >= 0x17b4 && c <= 0x17b5) || (c >= 0x180b && c <= 0x180f) ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0x3164 || (c >= 0xfe00 && c <= 0xfe0f) ||
           c == 0xfeff || c == 0xffa0 || (c >= 0xfff0 && c <= 0xfff8) ||
           (c >= 0x1d173 && c <= 0x1d17a) || (c >= 0xe0000 && c <= 0xe0fff);
}

bool bz_char__is_mark(uint32_t c)
{
    if (c < 0x300) return false;
    GUnicodeType type = g_unichar_type(c);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ||
           type == G_UNICODE_SPACING_MARK;
}

/* Whatever the environment asks for. */
static const char *const shapers[] = {"ot", NULL};

/* One call's state. */
typedef struct shaping {
    bz_type *t;
    bz_str text;
    bz_look look;
    bz_script script;
    uint32_t how;
    int style;
    float size;       /* of the script */
    bz_face *face;    /* of the letters gathered so far */
    uint32_t from;    /* where their text starts */
    uint32_t missing; /* of the letters gathered so far: one that no face has */
} shaping;

static bool has_letter(const bz_face *f, uint32_t c)
{
    if (bz_char__is_ignorable(c) || bz_face__has(f, c)) return true;
    hb_codepoint_t a, b;
    hb_unicode_funcs_t *u = hb_unicode_funcs_get_default();
    if (!hb_unicode_decompose(u, c, &a, &b)) return false;
    return bz_face__has(f, a) && (!b || bz_face__has(f, b));
}

static bool has_all(const bz_face *f, const bz_letter *l, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        hb_codepoint_t whole;
        if (has_letter(f, l[i].c)) continue;
        /* A letter and its mark may stand in the font as one. */
        bool is_joined =
            i == 1 && hb_unicode_compose(hb_unicode_funcs_get_default(), l[0].c, l[1].c, &whole) &&
            bz_face__has(f, whole);
        if (!is_joined) return false;
    }
    return true;
}

/* The i-th face to be asked for a cluster that starts with `c`; false behind the last. */
static bool candidate(const shaping *s, int i, uint32_t c, bz_face **face)
{
    /* Naskh has the comma that many scripts share (U+060C) and Latin fonts lack. */
    static const bz_family others[] = {
        BZ_FAMILY_SANS, BZ_FAMILY_SYMBOLS,       BZ_FAMILY_SYMBOLS2, BZ_FAMILY_SYMBOLA,
        BZ_FAMILY_MATH, BZ_FAMILY_SYMBOLA_PLAIN, BZ_FAMILY_EMOJI,    BZ_FAMILY_NASKH};
    enum { OWN = 4, END = OWN + sizeof others / sizeof *others };
    bz_family family;
    if (i >= END) return false;
    *face = NULL;
    if (i < 2 && !s->look.mono) return true;
    if (i == 0) family = BZ_FAMILY_MONO;
    else if (i == 1) family = BZ_FAMILY_DEJAVU_MONO;
    else if (i == 2) family = s->script.family;
    else if (i == 3)
        family = bz_type__script(bz_type__script_of_char(s->t, c, s->look.script)).family;
    else family = others[i - OWN];
    *face = bz_type__face(s->t, family, s->style);
    return true;
}

/* The first face with the whole cluster. Failing that, the first with its letter, and in `missing`
 * what it lacks. */
static bz_face *face_for(const shaping *s, const bz_letter *l, size_t n, uint32_t *missing)
{
    bz_face *face, *partly = NULL;
    *missing = 0;
    for (int i = 0; candidate(s, i, l[0].c, &face); i++) {
        if (!face) continue;
        if (has_all(face, l, n)) return face;
        if (!partly && has_letter(face, l[0].c)) partly = face;
    }
    for (size_t i = 0; i < n && !*missing; i++)
        if (!bz_char__is_ignorable(l[i].c) && !(partly && has_all(partly, l, i + 1)))
            *missing = l[i].c;
    return partly;
}

/* Letters of another script are not scaled with this one. */
static float size_in(const shaping *s, const bz_face *f)
{
    bool is_own = f && (size_t)(f - s->t->faces) / BZ_STYLES == (size_t)s->script.family;
    return is_own ? s->size : s->look.size;
}

static float trail_of(const shaping *s, const hb_glyph_info_t *info, const hb_glyph_position_t *at,
                      unsigned n, uint32_t to)
{
    size_t end = to;
    while (end > s->from && s->text.p[end - 1] == ' ')
        end--;
    int units = 0;
    if (end < to)
        for (unsigned i = 0; i < n; i++)
            if (info[i].cluster >= end) units += at[i].x_advance;
    return (float)units * s->face->per_unit * size_in(s, s->face);
}

static void fill_buffer(const shaping *s, bool is_last)
{
    hb_buffer_t *b = s->t->buffer;
    hb_buffer_clear_contents(b);
    hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
    /* A joiner as context gives the letters at the piece's ends their joined forms. */
    if ((s->how & BZ_HOW_JOINS_BEFORE) && s->from == 0)
        hb_buffer_add_utf8(b, "\xe2\x80\x8d", 3, 3, 0);
    for (size_t i = 0; i < s->t->letters.n; i++)
        hb_buffer_add(b, s->t->letters.p[i].c, s->t->letters.p[i].at);
    if ((s->how & BZ_HOW_JOINS_AFTER) && is_last) hb_buffer_add_utf8(b, "\xe2\x80\x8d", 3, 0, 0);
    hb_buffer_set_direction(b, s->how & BZ_HOW_RTL ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(b, hb_script_from_iso15924_tag(s->script.tag));
    hb_buffer_set_language(b, s->look.hb_lang);
    hb_buffer_set_flags(b, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
}

/* The buffer's glyphs become a run whose text is [from, to). */
static uint32_t add_master(const shaping *s, uint32_t to, bz_shaped *out)
{
    bz_type *t = s->t;
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(t->buffer, &n);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(t->buffer, NULL);
    if (!n) return BZ_NO_RUN;
    float size = size_in(s, s->face), scale = s->face->per_unit * size;
    bz_master made = {.face = s->face,
                      .size = size,
                      .glyph = (uint32_t)t->glyphs.n,
                      .n_glyphs = n,
                      .text = (uint32_t)t->texts.n,
                      .is_rtl = s->how & BZ_HOW_RTL};
    int pen = 0;
    for (unsigned i = 0; i < n; i++) {
        bz_glyph g = {.id = (uint16_t)info[i].codepoint,
                      .cluster = (uint16_t)(info[i].cluster - s->from),
                      .x = (float)(pen + at[i].x_offset) * scale,
                      .y = (float)-at[i].y_offset * scale};
        bz_vec_push(&t->glyphs, g);
        pen += at[i].x_advance;
    }
    uint32_t text_end = out->is_shy && !(s->how & BZ_HOW_HYPHEN) ? to - 2 : to;
    bz_buf_str(&t->texts, bz_str_cut(s->text, s->from, text_end));
    made.text_n = (uint32_t)t->texts.n - made.text;
    made.advance = out->w = (float)pen * scale;
    out->trail = trail_of(s, info, at, n, to);
    bz_vec_push(&t->masters, made);
    return (uint32_t)(t->masters.n - 1);
}

uint32_t bz_type__place(bz_type *t, uint32_t master)
{
    bz_master *m = &t->masters.p[master];
    if (m->pages_number == t->pages_number) return m->in_pages;
    bz_pages *pages = t->pages;
    bz_run run = {.font = bz_face__in_pages(t, m->face),
                  .size = m->size,
                  .glyph = (uint32_t)pages->glyphs.n,
                  .n_glyphs = m->n_glyphs,
                  .text = bz_pages_text(pages, (bz_str){t->texts.p + m->text, m->text_n}),
                  .text_n = m->text_n,
                  .advance = m->advance,
                  .is_rtl = m->is_rtl};
    for (uint32_t i = 0; i < m->n_glyphs; i++)
        bz_vec_push(&pages->glyphs, t->glyphs.p[m->glyph + i]);
    bz_vec_push(&pages->runs, run);
    m->pages_number = t->pages_number;
    return m->in_pages = (uint32_t)(pages->runs.n - 1);
}

/* Symbols must not push lines apart: they stand in the height of the script's own font. */
static void measure_height(const shaping *s, bz_shaped *out)
{
    const bz_face *f = bz_type__face(s->t, s->script.family, s->style);
    if (!f || (s->face && s->face < &s->t->faces[BZ_FAMILY_SYMBOLS * BZ_STYLES])) f = s->face;
    out->ascent = (f ? f->ascent : 1) * size_in(s, f);
    out->descent = (f ? f->descent : 0.3F) * size_in(s, f);
    out->pitch = s->script.manner.leading * s->size;
}

static bool is_all_spaces(bz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ') return false;
    return true;
}

/* The letters gathered become a shaped piece that ends at `to`. */
static void flush(shaping *s, uint32_t to)
{
    if (s->from == to) return;
    bz_str text = bz_str_cut(s->text, s->from, to);
    bz_shaped out = {.master = BZ_NO_RUN,
                     .bytes = to - s->from,
                     .missing = s->missing,
                     .is_space = is_all_spaces(text),
                     .is_shy = bz_str_ends(text, "\xc2\xad")};
    if (s->missing) {
        out.w = 0.6F * s->size;
    } else if (s->face) {
        fill_buffer(s, to == s->text.n);
        hb_shape_full(s->face->font, s->t->buffer, NULL, 0, shapers);
        out.master = add_master(s, to, &out);
    }
    measure_height(s, &out);
    bz_vec_push(&s->t->shaped, out);
    s->t->letters.n = 0;
    s->from = to;
    s->missing = 0;
}

/* Adds a cluster to those gathered, or starts anew with it. */
static void gather(shaping *s, const bz_letter *l, size_t n, uint32_t at)
{
    uint32_t missing;
    bz_face *face = face_for(s, l, n, &missing);
    if (face != s->face || missing || s->missing) {
        flush(s, at);
        s->face = face;
    }
    s->missing = missing;
    for (size_t i = 0; i < n; i++)
        bz_vec_push(&s->t->letters, l[i]);
}

enum { CLUSTER_MOST = 64 }; /* letters; longer ones are parted, which only nonsense notices */

/* The letters of one cluster from `*at` on. */
static size_t read_cluster(const shaping *s, size_t *at, bz_letter *l)
{
    size_t n = 0;
    do {
        uint32_t where = (uint32_t)*at;
        l[n++] = (bz_letter){bz_utf8_next(s->text, at), where};
        size_t next = *at;
        if (next >= s->text.n || n == CLUSTER_MOST) break;
        uint32_t c = bz_utf8_next(s->text, &next);
        if (!bz_char__is_mark(c) && !bz_char__is_ignorable(c)) break;
    } while (true);
    return n;
}

/* A sequence that its font joins into one glyph is printed as that; any other as its parts. */
static void gather_sequence(shaping *s, size_t start, size_t end)
{
    bz_letter l[CLUSTER_MOST];
    size_t n = 0, at = start;
    uint32_t missing;
    while (at < end && n < CLUSTER_MOST) {
        uint32_t where = (uint32_t)at;
        l[n++] = (bz_letter){bz_utf8_next(s->text, &at), where};
    }
    bz_face *face = face_for(s, l, n, &missing);
    if (face && at == end && !missing) {
        flush(s, (uint32_t)start);
        s->face = face;
        for (size_t i = 0; i < n; i++)
            bz_vec_push(&s->t->letters, l[i]);
        fill_buffer(s, false);
        hb_shape_full(face->font, s->t->buffer, NULL, 0, shapers);
        s->t->letters.n = 0;
        if (hb_buffer_get_length(s->t->buffer) == 1) {
            gather(s, l, n, (uint32_t)start);
            return;
        }
    }
    size_t parts = bz_emoji__parts(bz_str_cut(s->text, start, at), (uint32_t)start, l);
    for (size_t i = 0; i < parts; i++)
        gather(s, &l[i], 1, i ? l[i].at : (uint32_t)start);
}

static uint8_t script_of(const bz_type *t, bz_str text, uint8_t otherwise)
{
    for (size_t at = 0; at < text.n;) {
        uint8_t script = bz_type__script_of_char(t, bz_utf8_next(text, &at), UINT8_MAX);
        if (script != UINT8_MAX) return script;
    }
    return otherwise;
}

void bz_type__shape(bz_type *t, bz_str text, uint32_t look, uint32_t how)
{
    shaping s = {.t = t, .text = text, .look = t->looks.p[look], .how = how};
    s.script = bz_type__script(script_of(t, text, s.look.script));
    s.size = s.look.size * s.script.manner.scale;
    s.style = s.look.style;
    if ((s.style & BZ_ITALIC) && !s.script.manner.has_italics) s.style = BZ_BOLD;
    t->letters.n = 0;
    for (size_t at = 0; at < text.n;) {
        bz_letter l[CLUSTER_MOST];
        size_t start = at, end;
        if (bz_emoji__sequence(text, at, &end)) {
            if (end - start > CLUSTER_MOST) end = start + CLUSTER_MOST;
            while (end < text.n && ((unsigned char)text.p[end] & 0xc0) == 0x80)
                end--;
            gather_sequence(&s, start, end);
            at = end;
            continue;
        }
        size_t n = read_cluster(&s, &at, l);
        if ((how & BZ_HOW_HYPHEN) && l[0].c == 0xad) l[0].c = 0x2010;
        gather(&s, l, n, (uint32_t)start);
    }
    flush(&s, (uint32_t)text.n);
}

uint32_t bz_type__piece(bz_type *t, bz_str text, uint32_t look, uint32_t how, uint32_t *n)
{
    how |= look << BZ_HOW_LOOK;
    const bz_kept *kept = bz_cache__find(t, text, how);
    if (kept) {
        *n = kept->n;
        return kept->first;
    }
    uint32_t first = (uint32_t)t->shaped.n;
    bz_type__shape(t, text, look, how);
    bz_cache__add(t, text, how, first);
    *n = (uint32_t)t->shaped.n - first;
    return first;
}

uint32_t bz_type__hyphen(bz_type *t, uint32_t look, bool is_rtl)
{
    uint32_t n;
    return bz_type__piece(t, BZ_STR("\xc2\xad"), look,
                          BZ_HOW_HYPHEN | (is_rtl ? (uint32_t)BZ_HOW_RTL : 0), &n);
}
