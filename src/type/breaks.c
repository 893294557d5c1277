/* Where a line may end inside a word, and where letters may be parted at all. A word in, marks for
 * each of its characters out. Pango knows the rules of Unicode (UAX 14 and 29) and Thai words; for
 * Burmese, Khmer and Lao, which put no spaces between words, syllables are found here: a line may
 * end before a letter that begins one. */
#include "type/type_priv.h"
#include "base/utf8.h"
#include <pango/pango.h>

static bool is_any_of(GUnicodeBreakType type, const GUnicodeBreakType *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (type == list[i]) return true;
    return false;
}

/* LB14: opening marks never end a line. */
static bool is_opening(uint32_t c)
{
    if (c < 0x80) return c == '(' || c == '[' || c == '{';
    return c >= 0x0f3a && g_unichar_break_type(c) == G_UNICODE_BREAK_OPEN_PUNCTUATION;
}

bool bz_break__at_space(uint32_t before, uint32_t after, uint32_t after_that)
{
    /* LB13: closing marks never begin a line. */
    static const GUnicodeBreakType closing[] = {
        G_UNICODE_BREAK_CLOSE_PUNCTUATION, G_UNICODE_BREAK_CLOSE_PARANTHESIS,
        G_UNICODE_BREAK_EXCLAMATION, G_UNICODE_BREAK_INFIX_SEPARATOR};
    if (is_opening(before)) return false;
    if (after >= 'A' && after <= 'z') return true;
    /* A dash between spaces stays with what it follows; figures may begin with a point. */
    if (after == 0x2013 || after == 0x2014) return after_that != ' ';
    if (bz_char__digit(after_that) >= 0) return true;
    return !is_any_of(g_unichar_break_type(after), closing, sizeof closing / sizeof *closing);
}

static bool is_burmese_letter(uint32_t c)
{
    return (c >= 0x1000 && c <= 0x102a) || c == 0x103f || c == 0x104e ||
           (c >= 0x1040 && c <= 0x1049) || (c >= 0x1050 && c <= 0x1055) ||
           (c >= 0x1075 && c <= 0x1081);
}

static bool is_burmese_digit(uint32_t c)
{
    return c >= 0x1040 && c <= 0x1049;
}

/* Nothing may be parted from these. */
static bool holds_on(uint32_t before)
{
    GUnicodeBreakType type = g_unichar_break_type(before);
    return type == G_UNICODE_BREAK_OPEN_PUNCTUATION || type == G_UNICODE_BREAK_QUOTATION ||
           type == G_UNICODE_BREAK_NON_BREAKING_GLUE || type == G_UNICODE_BREAK_WORD_JOINER ||
           type == G_UNICODE_BREAK_COMBINING_MARK;
}

enum { ASAT = 0x103a, VIRAMA = 0x1039, DOT_BELOW = 0x1037 };

/* A letter that is stacked below another, or silenced by an asat, closes a syllable. */
static bool begins_burmese_syllable(const uint32_t *c, size_t n, size_t i)
{
    if (!is_burmese_letter(c[i]) || c[i - 1] == VIRAMA) return false;
    if (c[i - 1] == 0x1021) return false; /* a bare a- belongs to what follows */
    uint32_t next = i + 1 < n ? c[i + 1] : 0, second = i + 2 < n ? c[i + 2] : 0;
    if (next == ASAT || next == VIRAMA || (next == DOT_BELOW && second == ASAT)) return false;
    if (is_burmese_digit(c[i]) && is_burmese_digit(c[i - 1])) return false;
    return true;
}

static void mark_burmese(bz_type *t, size_t n)
{
    const uint32_t *c = t->chars.p;
    for (size_t i = 1; i < n; i++) {
        if (c[i] < 0x1000 || c[i] > 0x109f) continue;
        bool is_inside = c[i - 1] >= 0x1000 && c[i - 1] <= 0x109f;
        if (begins_burmese_syllable(c, n, i) && (is_inside || !holds_on(c[i - 1])))
            t->marks.p[i].may_break = true;
    }
}

static bool is_khmer_letter(uint32_t c)
{
    return c >= 0x1780 && c <= 0x17b3;
}

/* What stands around one Khmer letter: the end of its cluster, and whether it begins a syllable for
 * sure (it carries a vowel, or a letter below it that only beginnings have). */
static size_t khmer_cluster(const uint32_t *c, size_t n, size_t i, bool *is_full)
{
    *is_full = c[i] >= 0x17a3; /* an independent vowel */
    size_t k = i + 1;
    for (; k < n && (c[k] == 0x17d2 || c[k - 1] == 0x17d2 || (c[k] > 0x17b3 && c[k] <= 0x17d3));
         k++) {
        bool is_vowel = c[k] >= 0x17b6 && c[k] <= 0x17c8;
        bool is_glide = c[k - 1] == 0x17d2 && c[k] >= 0x1799 && c[k] <= 0x179c;
        *is_full = *is_full || is_vowel || is_glide;
    }
    return k;
}

/* Khmer syllables. A letter without a vowel either closes the syllable before it or makes one with
 * the next such letter; which of the two, an odd or even number of them in a row tells well enough:
 * of three the first closes (និង|សម|ភាព), two make a pair (ជា|បង|ប្អូន). */
static void mark_khmer(bz_type *t, size_t n)
{
    const uint32_t *c = t->chars.p;
    bool is_open = false; /* a syllable stands before that may be closed */
    for (size_t i = 0; i < n;) {
        if (!is_khmer_letter(c[i])) {
            is_open = is_open && c[i] > 0x17b3 && c[i] <= 0x17d3;
            i++;
            continue;
        }
        size_t starts[32], n_starts = 0, end = i;
        bool is_full = false;
        while (end < n && is_khmer_letter(c[end]) && !is_full && n_starts < 32) {
            starts[n_starts++] = end;
            end = khmer_cluster(c, n, end, &is_full);
        }
        /* Letters without a vowel, and at the end one with a vowel or nothing. */
        size_t bare = n_starts - is_full, k = 0;
        bool may_part = i > 0 && !holds_on(c[i - 1]);
        bool closes = is_open && bare % 2 == 1;
        if (closes) k = 1;
        for (size_t m = k; m < n_starts; m += m < bare ? 2 : 1) {
            bool is_alone = m + 1 == bare && !is_open && is_full; /* leads on to the last one */
            if (m > 0 || may_part) t->marks.p[starts[m]].may_break = true;
            if (is_alone) break;
        }
        is_open = is_full;
        i = end;
    }
}

/* Only the vowels that stand before their consonant are sure beginnings. */
static void mark_lao(bz_type *t, size_t n)
{
    const uint32_t *c = t->chars.p;
    for (size_t i = 1; i < n; i++)
        if (c[i] >= 0x0ec0 && c[i] <= 0x0ec4 && !holds_on(c[i - 1])) t->marks.p[i].may_break = true;
}

static void mark_by_pango(bz_type *t, bz_str word, const bz_look *look, size_t n)
{
    if (t->attrs_cap < n + 1) {
        t->attrs_cap = (n + 1) * 2;
        t->attrs = bz_mem_resize(t->attrs, t->attrs_cap * sizeof(PangoLogAttr));
    }
    PangoLogAttr *attrs = t->attrs;
    pango_get_log_attrs(word.p, (int)word.n, -1, look->pango_lang, attrs, (int)n + 1);
    for (size_t i = 0; i < n; i++) {
        t->marks.p[i].may_break = i > 0 && attrs[i].is_line_break;
        t->marks.p[i].is_cursor = attrs[i].is_cursor_position;
    }
}

/* Words written in one of the scripts without spaces, and in nothing else, need no other rules. */
static void mark_letters(bz_type *t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t before = i ? t->chars.p[i - 1] : 0;
        t->marks.p[i].is_cursor =
            !bz_char__is_mark(t->chars.p[i]) && before != VIRAMA && before != 0x17d2;
    }
}

size_t bz_type__mark(bz_type *t, bz_str word, const bz_look *look)
{
    enum { BURMESE = 1, KHMER = 2, LAO = 4, OTHER = 8, SPACE = 16, WRITTEN_SPACE = 32 };
    unsigned has = 0;
    uint8_t script = UINT8_MAX;
    t->chars.n = t->marks.n = 0;
    for (size_t at = 0; at < word.n;) {
        uint32_t c = bz_utf8_next(word, &at);
        script = bz_type__script_of_char(t, c, script);
        has |= c >= 0x1000 && c <= 0x109f   ? BURMESE
               : c >= 0x1780 && c <= 0x17ff ? KHMER
               : c >= 0x0e80 && c <= 0x0eff ? LAO
               : c == 0x200b                ? WRITTEN_SPACE | OTHER
               : c == ' '                   ? SPACE
                                            : OTHER;
        bz_mark_of_char mark = {.script = script};
        bz_vec_push(&t->chars, c);
        bz_vec_push(&t->marks, mark);
    }
    size_t n = t->chars.n;
    if ((has & OTHER) || !(has & (BURMESE | KHMER))) mark_by_pango(t, word, look, n);
    else mark_letters(t, n);
    if (has & WRITTEN_SPACE) return n; /* whoever wrote it has marked the words */
    if (has & BURMESE) mark_burmese(t, n);
    if (has & KHMER) mark_khmer(t, n);
    if (has & LAO) mark_lao(t, n);
    return n;
}
