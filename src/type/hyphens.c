/* Where a word of a paragraph may be parted with a hyphen: a bit in, places in it out. Dictionaries
 * are found by language in a table, like fonts, and read when the first word needs one, which on
 * most pages is never. What is not plain words of small letters (figures, names, addresses,
 * capitals) is parted only where it is wider than its line. */
#include "type/type_priv.h"
#include "base/utf8.h"
#include <glib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *languages, *file;
} dictionaries[BZ_DICTIONARIES] = {
#define BZ_HYPHENS(languages, file) {languages, file},
#include "type/hyphens.def"
};

/* Where all distributions put them, then where people do. */
static const char *const usual_folders[] = {"/usr/share/hyphen", "/usr/local/share/hyphen"};

static bool is_listed(const char *list, bz_str tag)
{
    bz_str rest = bz_str_from(list), word;
    while (bz_str_split(&rest, ' ', &word))
        if (word.n == tag.n && strncasecmp(word.p, tag.p, tag.n) == 0) return true;
    return false;
}

static size_t row_of(bz_str language)
{
    for (size_t i = 0; i < BZ_DICTIONARIES; i++)
        if (is_listed(dictionaries[i].languages, language)) return i;
    for (size_t i = 0; i < BZ_DICTIONARIES; i++)
        if (bz_language__is(language, dictionaries[i].languages)) return i;
    return BZ_DICTIONARIES;
}

static void find_dictionary(bz_type *t, bz_dictionary *d, const char *file)
{
    bool is_usual = t->is_usual;
    size_t n_usual = sizeof usual_folders / sizeof *usual_folders;
    d->is_seen = true;
    for (size_t i = 0; i < (is_usual ? n_usual : t->n_folders) && !d->patterns; i++) {
        bz_str folder = is_usual ? bz_str_from(usual_folders[i]) : t->folders[i];
        bz_str path = bz_arena_printf(t->arena, "%.*s/%s", BZ_FMT(folder), file);
        size_t n = 0;
        char *bytes = bz_type__read_file(path.p, &n);
        if (!bytes) continue;
        d->patterns = bz_patterns_new((bz_str){bytes, n});
        d->path = path;
        bz_mem_free(bytes);
    }
}

/* NULL where the language has none, or it is not installed. */
static const bz_patterns *patterns_for(bz_type *t, bz_str language)
{
    size_t row = row_of(language);
    if (row == BZ_DICTIONARIES) return NULL;
    bz_dictionary *d = &t->dictionaries[row];
    if (!d->is_seen) find_dictionary(t, d, dictionaries[row].file);
    return d->patterns;
}

/* The letters of a bit in small, without what stands around them; false when there is more in it
 * than letters. `lead`: bytes before them. Small letters of our scripts are as long as capitals; a
 * word where they are not is left whole. */
static bool read_letters(bz_str text, bool takes_capitals, char *word, size_t *lead, size_t *n)
{
    size_t at = 0, end = 0, start = text.n;
    *n = 0;
    while (at < text.n) {
        size_t here = at;
        uint32_t c = bz_utf8_next(text, &at);
        bool is_letter = g_unichar_isalpha(c);
        if (!is_letter && start == text.n) continue; /* a bracket, a quote */
        if (!is_letter) {
            if (g_unichar_isdigit(c) || bz_char__is_mark(c)) return false;
            continue;
        }
        if (start == text.n) start = end = here;
        uint32_t small = g_unichar_tolower(c);
        if (end != here || (small != c && !takes_capitals)) return false; /* it@home, don’t */
        char bytes[4];
        size_t len = bz_utf8_encode(small, bytes);
        if (len != at - here || *n + len > BZ_HYPHENS_WORD) return false;
        memcpy(word + *n, bytes, len);
        *n += len;
        end = at;
    }
    *lead = start;
    return *n > 0;
}

/* Whether the bit is a word and not a piece of one. */
static bool is_whole(const bz_para *p, size_t bit)
{
    const bz_bit *b = &p->bits.p[bit];
    if (b->s.is_shy || b->s.master == BZ_NO_RUN || b->s.brk == BZ_BREAK_NO) return false;
    if (bit == 0) return true;
    return !b[-1].s.is_shy && b[-1].s.brk != BZ_BREAK_NO;
}

size_t bz_para__hyphens(const bz_para *p, size_t bit, bool is_forced, uint8_t *out)
{
    enum { LETTERS_LEAST = 6 }; /* bytes; shorter words fit somewhere */
    const bz_bit *b = &p->bits.p[bit];
    const bz_stretch *st = &p->stretches.p[b->stretch];
    if (!is_whole(p, bit) || st->style.keep || st->style.mono || st->is_verbatim) return 0;
    if (!is_forced && (st->style.isolate || b->s.brk != BZ_BREAK_YES)) return 0;
    if (!is_forced && bit > 0 && b[-1].s.brk == BZ_BREAK_WEAK) return 0; /* a unit */
    const bz_look *look = &p->t->looks.p[st->look];
    if (row_of(look->lang) == BZ_DICTIONARIES) return 0;
    char word[BZ_HYPHENS_WORD];
    size_t n, lead;
    bz_str text = bz_str_cut(bz_buf_view(&p->text), b->start, b->end);
    if (!read_letters(text, is_forced, word, &lead, &n) || n < LETTERS_LEAST) return 0;
    const bz_patterns *patterns = patterns_for(p->t, look->lang);
    size_t found = patterns ? bz_patterns_ask(patterns, (bz_str){word, n}, out) : 0;
    for (size_t i = 0; i < found; i++)
        out[i] = (uint8_t)(out[i] + lead);
    return found;
}

void bz_type__hyphens_free(bz_type *t)
{
    for (size_t i = 0; i < BZ_DICTIONARIES; i++)
        bz_patterns_free(t->dictionaries[i].patterns);
}
