/* Patterns of hyphenation: a dictionary's text in, and for a word the places where it may be parted
 * out (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983). A pattern is a few letters with
 * digits between them; where several meet, the highest digit counts, and an odd one parts. All
 * patterns lie in one hash table, so that a dictionary of 11,000 is there in a thousandth of a
 * second. Of a dictionary in two levels the last one is read: the first only parts compounds. */
#include "type/patterns.h"
#include "base/buf.h"
#include "base/mem.h"
#include <string.h>

enum { LETTERS_MOST = 64, TABLE_FIRST = 4096 }; /* bytes of a pattern */

typedef struct entry {
    uint32_t key, key_n;
    uint32_t
        values; /* key_n + 1 of them, in `values`; 0: free (the first byte there is no one's) */
} entry;

struct bz_patterns {
    entry *table;
    size_t n, cap, longest;
    bz_buf keys, values;
    int least_before, least_after; /* letters */
};

static size_t place_of(const bz_patterns *p, const char *text, size_t n)
{
    uint32_t h = 2166136261U; /* FNV-1a: keys are a few bytes */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619U;
    for (size_t at = h & (p->cap - 1);; at = (at + 1) & (p->cap - 1)) {
        const entry *e = &p->table[at];
        if (!e->values || (e->key_n == n && memcmp(p->keys.p + e->key, text, n) == 0)) return at;
    }
}

static void make_room(bz_patterns *p)
{
    if (p->n * 2 < p->cap) return;
    entry *old = p->table;
    size_t had = p->cap;
    p->cap = had ? had * 2 : TABLE_FIRST;
    p->table = bz_mem_new(p->cap * sizeof *p->table);
    for (size_t i = 0; i < had; i++)
        if (old[i].values) p->table[place_of(p, p->keys.p + old[i].key, old[i].key_n)] = old[i];
    bz_mem_free(old);
}

static void add(bz_patterns *p, const char *letters, size_t n, const char *values)
{
    make_room(p);
    entry *e = &p->table[place_of(p, letters, n)];
    if (e->values) return;
    *e = (entry){(uint32_t)p->keys.n, (uint32_t)n, (uint32_t)p->values.n};
    bz_buf_str(&p->keys, (bz_str){letters, n});
    bz_buf_str(&p->values, (bz_str){values, n + 1});
    if (n > p->longest) p->longest = n;
    p->n++;
}

/* --- reading */

typedef enum charset { UTF_8, LATIN_1, KOI8_R } charset;

static uint32_t letter_of(unsigned char c, charset set)
{
    /* The letters from 0xc0 on; capitals follow in the same order. */
    static const uint8_t russian[] = {0x4e, 0x30, 0x31, 0x46, 0x34, 0x35, 0x44, 0x33,
                                      0x45, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e,
                                      0x3f, 0x4f, 0x40, 0x41, 0x42, 0x43, 0x36, 0x32,
                                      0x4c, 0x4b, 0x37, 0x48, 0x4d, 0x49, 0x47, 0x4a};
    if (set != KOI8_R || c < 0x80) return c;
    if (c == 0xa3) return 0x451;
    return c >= 0xc0 && c < 0xe0 ? 0x400U + russian[c - 0xc0] : '?';
}

static void read_pattern(bz_patterns *p, bz_str line, charset set)
{
    char values[LETTERS_MOST + 1] = {0};
    bz_buf letters = {0};
    for (size_t i = 0; i < line.n && letters.n + 4 <= LETTERS_MOST; i++) {
        unsigned char c = (unsigned char)line.p[i];
        if (c >= '0' && c <= '9') values[letters.n] = (char)(c - '0');
        else if (set == UTF_8) bz_buf_char(&letters, (char)c);
        else bz_buf_code_point(&letters, letter_of(c, set));
    }
    if (letters.n > 0 && letters.n + 4 <= LETTERS_MOST) add(p, letters.p, letters.n, values);
    bz_buf_deinit(&letters);
}

static bool read_least(bz_str line, const char *name, int *least)
{
    size_t n = strlen(name);
    int32_t value;
    if (!bz_str_starts(line, name)) return false;
    if (bz_str_integer(bz_str_trim(bz_str_cut(line, n, line.n)), &value) && value > *least &&
        value < LETTERS_MOST)
        *least = value;
    return true;
}

static void clear(bz_patterns *p)
{
    if (p->table) memset(p->table, 0, p->cap * sizeof *p->table);
    p->n = p->longest = 0;
    bz_buf_clear(&p->keys);
    bz_buf_clear(&p->values);
    bz_buf_char(&p->values, 0);
}

/* What is no pattern: limits, other settings, notes, and spellings that change where a word is
 * parted (a slash), which are left whole. */
static void read_line(bz_patterns *p, bz_str line, charset set)
{
    if (read_least(line, "LEFTHYPHENMIN", &p->least_before)) return;
    if (read_least(line, "RIGHTHYPHENMIN", &p->least_after)) return;
    if (bz_str_is(line, "NEXTLEVEL")) {
        clear(p);
        return;
    }
    bool is_word = line.n > 0 && line.p[0] >= 'A' && line.p[0] <= 'Z';
    if (line.n == 0 || is_word || line.p[0] == '%' || line.p[0] == '#') return;
    if (bz_str_find(line, '/', 0) < line.n || bz_str_find(line, ' ', 0) < line.n) return;
    read_pattern(p, line, set);
}

bz_patterns *bz_patterns_new(bz_str text)
{
    bz_str rest = text, line;
    charset set;
    if (!bz_str_split(&rest, '\n', &line)) return NULL;
    line = bz_str_trim(line);
    if (bz_str_is(line, "UTF-8")) set = UTF_8;
    else if (bz_str_is(line, "ISO8859-1")) set = LATIN_1;
    else if (bz_str_is(line, "KOI8-R")) set = KOI8_R;
    else return NULL;
    bz_patterns *p = bz_mem_new(sizeof *p);
    p->least_before = 2;
    p->least_after = 3;
    clear(p);
    while (bz_str_split(&rest, '\n', &line))
        read_line(p, bz_str_trim(line), set);
    if (p->n > 0) return p;
    bz_patterns_free(p);
    return NULL;
}

void bz_patterns_free(bz_patterns *p)
{
    if (!p) return;
    bz_mem_free(p->table);
    bz_buf_deinit(&p->keys);
    bz_buf_deinit(&p->values);
    bz_mem_free(p);
}

/* --- asking */

static bool starts_letter(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

static void apply(const bz_patterns *p, const char *text, size_t n, char *highest)
{
    for (size_t from = 0; from < n; from++) {
        if (!starts_letter(text[from])) continue;
        for (size_t len = 1; len <= p->longest && from + len <= n; len++) {
            const entry *e = &p->table[place_of(p, text + from, len)];
            const char *values = p->values.p + e->values;
            for (size_t i = 0; e->values && i <= len; i++)
                if (values[i] > highest[from + i]) highest[from + i] = values[i];
        }
    }
}

size_t bz_patterns_ask(const bz_patterns *p, bz_str word, uint8_t *out)
{
    char text[BZ_HYPHENS_WORD + 2], highest[BZ_HYPHENS_WORD + 3] = {0};
    size_t n = 0;
    int letters = 0, before = 0;
    if (word.n == 0 || word.n > BZ_HYPHENS_WORD) return 0;
    text[0] = text[word.n + 1] = '.';
    memcpy(text + 1, word.p, word.n);
    apply(p, text, word.n + 2, highest);
    for (size_t i = 0; i < word.n; i++)
        letters += starts_letter(word.p[i]);
    for (size_t i = 0; i < word.n; i++) {
        if (!starts_letter(word.p[i])) continue;
        bool is_far = before >= p->least_before && letters - before >= p->least_after;
        if (is_far && highest[i + 1] % 2 == 1) out[n++] = (uint8_t)i;
        before++;
    }
    return n;
}
