/* The tidied text of a paragraph in, bits out: what lines are filled with. A word goes from its
 * first letter to the end of the spaces behind it. One that is in one style and direction (nearly
 * all are) is looked up whole; any other is cut where its style, direction or script changes or a
 * line may end, and its pieces are looked up. */
#include "type/type_priv.h"
#include "base/utf8.h"
#include <hb.h>
#include <pango/pango.h>
#include <string.h>

enum {
    WORD_MOST = 96,    /* bytes: longer ones are hardly ever met again */
    PIECE_GOOD = 256,  /* bytes: from here on parted between letters */
    PIECE_MOST = 1024, /* here anywhere; a run's clusters have 16 bits */
    TEXT_SHOWN = 60,   /* bytes, of a text that is reported; */
    TEXT_LEAST = 24,   /* a shorter word brings its neighbours */
};

typedef struct wording {
    bz_para *p;
    bz_type *t;
    bz_job *job;
    const uint8_t *levels; /* a character each; NULL: all as the paragraph */
    uint32_t at;           /* bytes */
    uint32_t at_char;
    uint32_t stretch, glue;
} wording;

static bz_str rest_of(const wording *w, uint32_t at)
{
    return bz_str_cut(bz_buf_view(&w->p->text), at, w->p->text.n);
}

static uint8_t level_at(const wording *w, uint32_t c)
{
    return w->levels ? w->levels[c] : w->p->reads_rtl;
}

static bool is_break(bz_str s, size_t at)
{
    return at + 3 <= s.n && memcmp(s.p + at, "\xe2\x80\xa8", 3) == 0;
}

static uint32_t word_end(bz_str text, uint32_t at)
{
    size_t end = at;
    while (end < text.n && text.p[end] != ' ' &&
           !((unsigned char)text.p[end] == 0xe2 && is_break(text, end)))
        end++;
    while (end < text.n && text.p[end] == ' ')
        end++;
    return (uint32_t)end;
}

/* The word that starts at or before `at`, and those behind it while there are few letters. */
static bz_str text_around(const wording *w, uint32_t at)
{
    bz_str text = bz_buf_view(&w->p->text);
    uint32_t start = at, end;
    while (start > 0 && text.p[start - 1] != ' ' && at - start < TEXT_SHOWN / 2)
        start--;
    while (((unsigned char)text.p[start] & 0xc0) == 0x80)
        start++;
    end = word_end(text, at);
    while (end < text.n && end - start < TEXT_LEAST && !is_break(text, end))
        end = word_end(text, end);
    text = bz_str_trim(bz_str_cut(text, start, end));
    if (text.n <= TEXT_SHOWN) return text;
    text.n = TEXT_SHOWN;
    while (text.n && ((unsigned char)text.p[text.n] & 0xc0) == 0x80)
        text.n--;
    return text;
}

/* The script's own font is not there at all. */
static void report_script(const wording *w, uint8_t script)
{
    bz_diags *diags = w->job->diags;
    uint32_t tag = bz_type__script(script == UINT8_MAX ? 0 : script).tag;
    if (w->t->is_usual || w->t->n_folders == 0) {
        bz_diag *diag =
            bz_diag_add(diags, BZ_R001, bz_span_none(),
                        "the fonts for the script %c%c%c%c are not installed", HB_UNTAG(tag));
        bz_diag_hint(diags, diag, "install the Noto fonts (fonts-noto-core), or run `make deps`");
        return;
    }
    bz_diag *diag = bz_diag_add(diags, BZ_R001, bz_span_none(),
                                "there is no font for the script %c%c%c%c in %.*s", HB_UNTAG(tag),
                                BZ_FMT(w->t->folders[0]));
    bz_diag_hint(diags, diag,
                 "`--fonts` names the only folders where fonts are looked for: put the Noto fonts "
                 "there (those of fonts-noto-core), or leave it out");
}

static void report(const wording *w, const bz_bit *b)
{
    const bz_stretch *of = &w->p->stretches.p[b->stretch];
    uint8_t script = bz_type__script_of_char(w->t, b->s.missing, UINT8_MAX);
    bz_diags *diags = w->job->diags;
    bz_family family = script == UINT8_MAX ? BZ_FAMILY_SANS : bz_type__script(script).family;
    w->p->is_wrong = true;
    if (!bz_type__face(w->t, family, 0)) {
        report_script(w, script);
        return;
    }
    char c[4];
    bz_diag *diag = bz_diag_add(
        diags, BZ_R001, of->span, "no font has the character `%.*s` (U+%04X), in `%.*s`",
        (int)bz_utf8_encode(b->s.missing, c), c, b->s.missing, BZ_FMT(text_around(w, b->start)));
    if (b->s.missing >= 0x1f000 && b->s.missing <= 0x1faff)
        bz_diag_hint(diags, diag,
                     "choose an older pictograph or a word, or put NotoEmoji-Regular.ttf into %s",
                     w->t->is_usual ? "/usr/local/share/fonts" : "the folder of `--fonts`");
    else bz_diag_hint(diags, diag, "write it in another way: on paper it would be an empty box");
}

static void push_bit(wording *w, const bz_shaped *s, uint32_t start, uint8_t level, uint32_t how)
{
    bz_bit b = {.s = *s,
                .stretch = w->stretch,
                .start = start,
                .end = start + s->bytes,
                .level = level,
                .joins = (uint8_t)(how & (BZ_HOW_JOINS_BEFORE | BZ_HOW_JOINS_AFTER))};
    if (s->missing) report(w, &b);
    bz_vec_push(&w->p->bits, b);
}

static void push_piece(wording *w, uint32_t from, uint32_t to, uint32_t how, uint8_t level,
                       bz_break brk)
{
    const bz_stretch *st = &w->p->stretches.p[w->stretch];
    if (st->kind == BZ_STRETCH_CONTROL) return;
    if (st->kind == BZ_STRETCH_OBJECT) {
        bz_shaped s = {.master = BZ_NO_RUN,
                       .bytes = to - from,
                       .w = st->w,
                       .ascent = st->ascent,
                       .descent = st->descent,
                       .pitch = st->ascent + st->descent,
                       .brk = (uint8_t)brk};
        push_bit(w, &s, from, level, 0);
        return;
    }
    uint32_t n, first;
    if (level & 1) how |= BZ_HOW_RTL;
    first = bz_type__piece(w->t, bz_str_cut(bz_buf_view(&w->p->text), from, to), st->look, how, &n);
    for (uint32_t i = 0; i < n; i++) {
        bz_shaped s = w->t->shaped.p[first + i];
        s.brk = (uint8_t)(i + 1 < n ? BZ_BREAK_NO : brk);
        push_bit(w, &s, from, level, how);
        from += s.bytes;
    }
}

static bool joins(const bz_type *t, size_t i)
{
    const bz_mark_of_char *m = &t->marks.p[i];
    return m->script == m[-1].script && m->script != UINT8_MAX &&
           bz_type__script(m->script).manner.is_rtl &&
           bz_type__script_of_char(t, t->chars.p[i], UINT8_MAX) == m->script &&
           bz_type__script_of_char(t, t->chars.p[i - 1], UINT8_MAX) == m->script;
}

/* Whether the word is cut before its character i, which is at byte `at`; the piece so far is `n`
 * bytes long. */
static bool is_cut(const wording *w, size_t i, uint32_t at, uint32_t n)
{
    const bz_mark_of_char *m = &w->t->marks.p[i];
    const bz_para *p = w->p;
    if (m->may_break || n >= PIECE_MOST || (n >= PIECE_GOOD && m->is_cursor)) return true;
    if (w->stretch + 1 < p->stretches.n && p->stretches.p[w->stretch + 1].start <= at) return true;
    if (level_at(w, w->at_char + (uint32_t)i) != level_at(w, w->at_char + (uint32_t)i - 1))
        return true;
    return m->script != m[-1].script && m[-1].script != UINT8_MAX;
}

static void cut_word(wording *w, uint32_t end)
{
    bz_str word = bz_str_cut(bz_buf_view(&w->p->text), w->at, end);
    const bz_look *look = &w->t->looks.p[w->p->stretches.p[w->stretch].look];
    size_t n = bz_type__mark(w->t, word, look), byte = 0;
    uint32_t from = w->at, how = 0;
    bz_utf8_next(word, &byte);
    for (size_t i = 1; i < n; i++) {
        uint32_t at = w->at + (uint32_t)byte;
        bz_utf8_next(word, &byte);
        if (!is_cut(w, i, at, at - from)) continue;
        uint8_t level = level_at(w, w->at_char + (uint32_t)i - 1);
        bool may_break = w->t->marks.p[i].may_break, is_joined = !may_break && joins(w->t, i);
        push_piece(w, from, at, how | (is_joined ? (uint32_t)BZ_HOW_JOINS_AFTER : 0), level,
                   may_break ? BZ_BREAK_YES : BZ_BREAK_NO);
        how = is_joined ? BZ_HOW_JOINS_BEFORE : 0;
        from = at;
        while (w->stretch + 1 < w->p->stretches.n && w->p->stretches.p[w->stretch + 1].start <= at)
            w->stretch++;
    }
    push_piece(w, from, end, how, level_at(w, w->at_char + (uint32_t)n - 1), BZ_BREAK_NO);
    w->at_char += (uint32_t)n;
}

/* Whether the word up to `end` is in one style and direction. */
static bool is_uniform(const wording *w, uint32_t end, uint32_t *chars)
{
    const bz_para *p = w->p;
    const bz_stretch *st = &p->stretches.p[w->stretch];
    if (st->kind != BZ_STRETCH_TEXT || end - w->at > WORD_MOST) return false;
    if (w->stretch + 1 < p->stretches.n && st[1].start < end) return false;
    if (!w->levels) return true;
    *chars = (uint32_t)bz_utf8_count(bz_str_cut(bz_buf_view(&p->text), w->at, end));
    for (uint32_t i = 1; i < *chars; i++)
        if (w->levels[w->at_char + i] != w->levels[w->at_char]) return false;
    return true;
}

static void whole_word(wording *w, uint32_t end, uint32_t chars)
{
    bz_para *p = w->p;
    bz_type *t = w->t;
    uint8_t level = level_at(w, w->at_char);
    uint32_t how = BZ_HOW_WORD | (level & 1 ? (uint32_t)BZ_HOW_RTL : 0) |
                   p->stretches.p[w->stretch].look << BZ_HOW_LOOK;
    bz_str word = bz_str_cut(bz_buf_view(&p->text), w->at, end);
    const bz_kept *kept = bz_cache__find(t, word, how);
    if (kept) {
        uint32_t start = w->at;
        for (uint32_t i = 0; i < kept->n; i++) {
            push_bit(w, &t->shaped.p[kept->first + i], start, level, 0);
            start += t->shaped.p[kept->first + i].bytes;
        }
        w->at_char += chars;
        return;
    }
    size_t had = p->bits.n;
    cut_word(w, end);
    uint32_t first = (uint32_t)t->shaped.n;
    for (size_t i = had; i < p->bits.n; i++)
        bz_vec_push(&t->shaped, p->bits.p[i].s);
    bz_cache__add(t, word, how, first);
}

static void push_break(wording *w)
{
    const bz_para *p = w->p;
    bz_shaped s = {.master = BZ_NO_RUN, .bytes = 3, .is_space = true, .brk = BZ_BREAK_MUST};
    if (p->bits.n) {
        const bz_shaped *before = &p->bits.p[p->bits.n - 1].s;
        s.ascent = before->ascent, s.descent = before->descent, s.pitch = before->pitch;
    } else {
        s.ascent = p->size, s.descent = p->size * 0.3F, s.pitch = p->size * 1.25F;
    }
    push_bit(w, &s, w->at, p->reads_rtl, 0);
    w->at += 3;
    w->at_char++;
}

/* The next character that is printed, and the one behind it. */
static void look_ahead(bz_str rest, uint32_t *next, uint32_t *second)
{
    size_t at = 0;
    *next = *second = 0;
    do {
        *next = at < rest.n ? bz_utf8_next(rest, &at) : 0;
    } while (*next >= 0x2066 && *next <= 0x2069);
    if (at < rest.n) *second = bz_utf8_next(rest, &at);
}

/* What is behind a word that starts at `start` and ends where `w` now stands. */
static bz_break break_behind(const wording *w, uint32_t start)
{
    bz_str text = bz_buf_view(&w->p->text);
    if (w->at == text.n) return BZ_BREAK_MUST;
    if (is_break(text, w->at)) return BZ_BREAK_NO;
    uint32_t last = w->at, before = 0, next, second;
    while (last > start && text.p[last - 1] == ' ')
        last--;
    if (last > start) {
        size_t at = last - 1;
        while (at > start && ((unsigned char)text.p[at] & 0xc0) == 0x80)
            at--;
        before = bz_utf8_next(text, &at);
    }
    look_ahead(rest_of(w, w->at), &next, &second);
    return bz_break__at_space(before, next, second) ? BZ_BREAK_YES : BZ_BREAK_NO;
}

/* No line ends inside what is glued, unless there is no other way. */
static void respect_glue(wording *w, size_t from)
{
    bz_para *p = w->p;
    for (size_t i = from; i < p->bits.n; i++) {
        bz_bit *b = &p->bits.p[i];
        while (w->glue < p->glue.n && p->glue.p[w->glue].end <= b->end)
            w->glue++;
        if (w->glue < p->glue.n && p->glue.p[w->glue].start < b->end && b->s.brk == BZ_BREAK_YES)
            b->s.brk = BZ_BREAK_WEAK;
    }
}

static void next_word(wording *w)
{
    bz_para *p = w->p;
    bz_str text = bz_buf_view(&p->text);
    size_t had = p->bits.n;
    uint32_t start = w->at, end = word_end(text, start), chars = 0;
    while (w->stretch + 1 < p->stretches.n && p->stretches.p[w->stretch + 1].start <= start)
        w->stretch++;
    if (is_break(text, start)) {
        push_break(w);
        return;
    }
    if (is_uniform(w, end, &chars)) whole_word(w, end, chars);
    else cut_word(w, end);
    w->at = end;
    if (p->bits.n > had) p->bits.p[p->bits.n - 1].s.brk = (uint8_t)break_behind(w, start);
    respect_glue(w, had);
}

void bz_para__words(bz_para *p, bz_job *job)
{
    wording w = {.p = p, .t = p->t, .job = job};
    guint8 *levels = NULL;
    if (p->text.n && p->has_bidi) {
        PangoDirection base = p->reads_rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
        w.levels = levels = pango_log2vis_get_embedding_levels(p->text.p, (int)p->text.n, &base);
    }
    p->bits.n = 0;
    while (w.at < p->text.n)
        next_word(&w);
    if (p->bits.n) p->bits.p[p->bits.n - 1].s.brk = BZ_BREAK_MUST;
    g_free(levels);
}
