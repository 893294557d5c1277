/* Scripts and languages: a tag or a character in, a row of the table of scripts out. The one idea:
 * what a script asks for (its font, size, leading) is data in fonts.def; here it is only looked up,
 * with Latin where nothing fits. */
#include "type/type_priv.h"
#include <glib.h>
#include <hb.h>
#include <string.h>

#define TAG(s) HB_TAG((s)[0], (s)[1], (s)[2], (s)[3])

static const struct {
    char tag[5];
    bz_family family;
    bz_script_manner manner;
} rows[] = {
#define BZ_SCRIPT(tag, family, scale, leading, italics, rtl)                                       \
    {tag, BZ_FAMILY_##family, {scale, leading, italics, rtl}},
#include "type/fonts.def"
};
enum { N_ROWS = sizeof rows / sizeof *rows };

static const struct {
    const char *languages, *tag;
} written[] = {
#define BZ_WRITTEN(languages, tag) {languages, tag},
#include "type/fonts.def"
};

bz_script bz_type__script(uint8_t row)
{
    return (bz_script){TAG(rows[row].tag), rows[row].family, rows[row].manner};
}

static bool row_of_tag(uint32_t tag, uint8_t *row)
{
    for (uint8_t i = 0; i < N_ROWS; i++)
        if (TAG(rows[i].tag) == tag) {
            *row = i;
            return true;
        }
    return false;
}

/* Whether `word` stands in a list of words parted by spaces. */
static bool is_listed(const char *list, bz_str word)
{
    bz_str rest = bz_str_from(list), piece;
    while (bz_str_split(&rest, ' ', &piece))
        if (piece.n == word.n && strncasecmp(piece.p, word.p, word.n) == 0) return true;
    return false;
}

bool bz_language__is(bz_str tag, const char *languages)
{
    return is_listed(languages, bz_str_cut(tag, 0, bz_str_find(tag, '-', 0)));
}

uint8_t bz_type__script_of_language(bz_str language)
{
    uint8_t row = 0;
    bz_str rest = language, part;
    for (bool is_first = true; bz_str_split(&rest, '-', &part); is_first = false) {
        if (is_first || part.n != 4) continue;
        char tag[4];
        for (int i = 0; i < 4; i++)
            tag[i] = (char)(i ? g_ascii_tolower(part.p[i]) : g_ascii_toupper(part.p[i]));
        if (row_of_tag(TAG(tag), &row)) return row;
    }
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (bz_language__is(language, written[i].languages)) {
            row_of_tag(TAG(written[i].tag), &row);
            return row;
        }
    return 0;
}

void bz_type__scripts(bz_type *t)
{
    for (size_t i = 0; i < sizeof t->rows; i++) {
        t->rows[i] = UINT8_MAX;
        if (i != G_UNICODE_SCRIPT_COMMON && i != G_UNICODE_SCRIPT_INHERITED)
            row_of_tag(g_unicode_script_to_iso15924((GUnicodeScript)i), &t->rows[i]);
    }
}

uint8_t bz_type__script_of_char(const bz_type *t, uint32_t c, uint8_t otherwise)
{
    if (c < 0x80) return g_ascii_isalpha((char)c) ? 0 : otherwise;
    GUnicodeScript script = g_unichar_get_script(c);
    bool is_known = script >= 0 && (size_t)script < sizeof t->rows;
    return is_known && t->rows[script] != UINT8_MAX ? t->rows[script] : otherwise;
}

bz_script_manner bz_type_manner(bz_str language)
{
    return rows[bz_type__script_of_language(language)].manner;
}
