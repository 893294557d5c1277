/* Measures texts. In: blocks of plain text. Out: counts, a grade, the hardest sentences. One idea:
 * a text is walked once, sentence by sentence, and each sentence is a little measure of its own.
 *
 * Syllables of English words are counted as groups of vowels, without a silent e: wrong in one word
 * of ten, and as often too many as too few. */
#include "check/reading.h"
#include "base/utf8.h"

#include <string.h>

enum { LONG = 7 }; /* letters */

static const char european[] = " da de es fr it nl no nb nn pt sv ";

void bz_reading_open(bz_reading *r, bz_str language, bz_arena *arena)
{
    bz_str rest = language, primary = BZ_STR(""), list = bz_str_from(european), one;
    *r = (bz_reading){.arena = arena};
    if (!bz_str_split(&rest, '-', &primary)) return;
    if (bz_str_is(primary, "en")) r->by = BZ_BY_FLESCH_KINCAID;
    while (bz_str_split(&list, ' ', &one))
        if (one.n && bz_str_eq(one, primary)) r->by = BZ_BY_LIX;
}

/* --- letters and words */

static bool is_letter(uint32_t c)
{
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c >= 0x2000 && c <= 0x2bff) return c == 0x200c || c == 0x200d; /* dashes, quotes, arrows */
    return c != 0xa0 && c != 0xab && c != 0xbb && c != 0xbf && c != 0xa1 && c != 0x60c &&
           c != 0x61b && c != 0x61f && c != 0x6d4 && c != 0x964 && c != 0x965 && c != 0x104a &&
           c != 0x104b && c != 0x1361 && c != 0x1362 && c != 0x3001 && c != 0x3002;
}

static bool is_joint(uint32_t c)
{
    return c == '\'' || c == '.' || c == 0x2019 || c == '-' || c == 0x2011 || c == '_';
}

static bool ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61f || c == 0x6d4 ||
           c == 0x964 || c == 0x104b || c == 0x1362 || c == 0x3002;
}

static bool is_vowel(char c)
{
    return memchr("aeiouyAEIOUY", c, 12) != NULL;
}

static bool ends_with(bz_str w, const char *end)
{
    size_t n = strlen(end);
    return w.n > n && memcmp(w.p + w.n - n, end, n) == 0;
}

/* A last e is silent in "home" and "homes", heard in "table", "houses", "started". */
static bool has_silent_e(bz_str w)
{
    if (ends_with(w, "e")) return !(ends_with(w, "le") && w.n > 2 && !is_vowel(w.p[w.n - 3]));
    if (ends_with(w, "es"))
        return !(ends_with(w, "ses") || ends_with(w, "xes") || ends_with(w, "zes") ||
                 ends_with(w, "ches") || ends_with(w, "shes") || ends_with(w, "ces") ||
                 ends_with(w, "ges") || ends_with(w, "ies"));
    return ends_with(w, "ed") && !ends_with(w, "ted") && !ends_with(w, "ded") &&
           !ends_with(w, "ied");
}

static uint32_t syllables(bz_str w)
{
    uint32_t n = 0;
    for (size_t i = 0; i < w.n; i++)
        n += is_vowel(w.p[i]) && (i == 0 || !is_vowel(w.p[i - 1]));
    if (n > 1 && has_silent_e(w)) n--;
    return n ? n : 1;
}

/* --- sentences */

typedef struct sentence {
    size_t start, end;
    uint32_t words, syllables, long_words;
} sentence;

static double grade_of(const bz_reading *r, double words, double sentences, double syllable_count,
                       double long_words)
{
    static const int limits[] = {10, 15, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56};
    if (words <= 0 || sentences <= 0 || r->by == BZ_BY_WORDS) return 0;
    if (r->by == BZ_BY_FLESCH_KINCAID) {
        double grade = 0.39 * words / sentences + 11.8 * syllable_count / words - 15.59;
        return grade > 0 ? grade : 0;
    }
    double lix = words / sentences + 100 * long_words / words;
    int grade = 0;
    while (grade < 12 && lix >= limits[grade])
        grade++;
    return grade + 1;
}

static void keep_hardest(bz_reading *r, bz_str text, bz_span span, const sentence *s)
{
    bz_hard_sentence h = {.span = span, .words = s->words};
    h.hardness =
        r->by == BZ_BY_WORDS ? s->words : grade_of(r, s->words, 1, s->syllables, s->long_words);
    int at = BZ_HARDEST;
    while (at > 0 && (!r->hardest[at - 1].words || r->hardest[at - 1].hardness < h.hardness))
        at--;
    if (at == BZ_HARDEST) return;
    h.text = bz_arena_str(r->arena, bz_str_trim(bz_str_cut(text, s->start, s->end)));
    for (int i = BZ_HARDEST - 1; i > at; i--)
        r->hardest[i] = r->hardest[i - 1];
    r->hardest[at] = h;
}

static void end_sentence(bz_reading *r, bz_str text, bz_span span, sentence *s, size_t end)
{
    s->end = end;
    if (s->words) {
        r->sentences++;
        r->words += s->words;
        r->syllables += s->syllables;
        r->long_words += s->long_words;
        keep_hardest(r, text, span, s);
    }
    *s = (sentence){.start = end};
}

static size_t step(bz_str text, size_t i, uint32_t *c)
{
    size_t at = i;
    *c = bz_utf8_next(text, &at);
    return at - i;
}

/* The end of the word that begins at `i`. */
static size_t word_end(bz_str text, size_t i, uint32_t *letters)
{
    uint32_t c, after;
    *letters = 0;
    while (i < text.n) {
        size_t n = step(text, i, &c);
        bool joins = is_joint(c) && i + n < text.n && (step(text, i + n, &after), is_letter(after));
        if (!is_letter(c) && !joins) break;
        *letters += is_letter(c);
        i += n;
    }
    return i;
}

/* The end of {{name}} at `i`, or 0. */
static size_t name_end(bz_str text, size_t i)
{
    if (i + 4 > text.n || text.p[i] != '{' || text.p[i + 1] != '{') return 0;
    for (size_t j = i + 2; j + 1 < text.n; j++)
        if (text.p[j] == '}' && text.p[j + 1] == '}') return j + 2;
    return 0;
}

void bz_reading_add(bz_reading *r, bz_str text, bz_span span)
{
    sentence s = {0};
    for (size_t i = 0; i < text.n;) {
        uint32_t c, letters;
        size_t n = step(text, i, &c), end = name_end(text, i);
        if (end) {
            s.words++;
            s.syllables += 2;
        } else if (is_letter(c)) {
            end = word_end(text, i, &letters);
            s.words++;
            s.syllables += syllables(bz_str_cut(text, i, end));
            s.long_words += letters >= LONG;
        } else {
            end = i + n;
            /* 1.5 and a.m. hold no end: a letter follows. */
            uint32_t after = ' ';
            if (end < text.n) step(text, end, &after);
            if (ends_sentence(c) && !is_letter(after)) end_sentence(r, text, span, &s, end);
        }
        i = end;
    }
    end_sentence(r, text, span, &s, text.n);
}

double bz_reading_words(const bz_reading *r)
{
    return r->sentences ? (double)r->words / r->sentences : 0;
}

double bz_reading_grade(const bz_reading *r)
{
    return grade_of(r, r->words, r->sentences, r->syllables, r->long_words);
}
