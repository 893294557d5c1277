/* Quotation marks by language (Unicode CLDR 44). A tag in, a row of the table out; the first row
 * serves where no other does. */
#include "type/type_priv.h"

#define NARROW "\xe2\x80\xaf" /* U+202F */

static const bz_tongue tongues[] = {
    {"en", "“", "”", "‘", "’"},
    {"fr", "«" NARROW, NARROW "»", "“", "”"},
    {"de lb", "„", "“", "‚", "‘"},
    {"ar fa prs ps ckb sd ug am ti", "«", "»", "“", "”"},
    {"es it pt ca gl eu el nb nn no rm sq az hy kk mn", "«", "»", "“", "”"},
    {"uk ru be ky tg tt", "«", "»", "„", "“"},
    {"bg cs sk sl hr sr bs mk ka et lt lv is", "„", "“", "‚", "‘"},
    {"pl ro hu", "„", "”", "«", "»"},
    {"sv fi", "”", "”", "’", "’"},
    {"he yi", "”", "”", "’", "’"},
};

const bz_tongue *bz_type__tongue(uint8_t row)
{
    return &tongues[row];
}

/* Latin America and Brazil quote as English does. */
static bool is_american(bz_str language)
{
    return bz_language__is(language, "es pt") && bz_str_find(language, '-', 0) < language.n &&
           !bz_str_is(language, "es-ES") && !bz_str_is(language, "pt-PT");
}

uint8_t bz_type__tongue_of_language(bz_str language)
{
    if (is_american(language)) return 0;
    for (uint8_t i = 0; i < sizeof tongues / sizeof *tongues; i++)
        if (bz_language__is(language, tongues[i].languages)) return i;
    return 0;
}
