/* Tags of languages come in, and what a document needs of the language goes out: direction, digits,
 * dates, lengths of time, labels. The knowledge lies in two tables, languages.def and labels.def;
 * this file only looks things up. A row may leave out what its parent has; the chain ends at
 * English. */
#include "doc/language.h"

#include <assert.h>
#include <string.h>

enum { LONGEST_TAG = 64, MOST_FORMS = 6 };

typedef enum plural_rule { NONE, ONE, ONE_FR, SLAVIC, ARABIC } plural_rule;

struct bz_language {
    const char *tag, *parent, *name;
    uint32_t zero; /* the code point of its digit zero */
    plural_rule rule;
    const char *date, *date_short;
};

enum {
#define BZ_LANGUAGE(id, ...) LANGUAGE_##id,
#include "doc/languages.def"
    LANGUAGE_COUNT
};

static const bz_language languages[LANGUAGE_COUNT] = {
#define BZ_LANGUAGE(id, ...) [LANGUAGE_##id] = {__VA_ARGS__},
#include "doc/languages.def"
};

/* What a language need not have: its first entry is NULL then. */
static const char *const day_names[LANGUAGE_COUNT][7] = {
#define BZ_DAYS(id, ...) [LANGUAGE_##id] = {__VA_ARGS__},
#include "doc/languages.def"
};
static const char *const month_names[LANGUAGE_COUNT][12] = {
#define BZ_MONTHS(id, ...) [LANGUAGE_##id] = {__VA_ARGS__},
#include "doc/languages.def"
};
static const char *const minute_forms[LANGUAGE_COUNT][MOST_FORMS] = {
#define BZ_MINUTES(id, ...) [LANGUAGE_##id] = {__VA_ARGS__},
#include "doc/languages.def"
};

/* Dates of other calendars: which language, which calendar, how. */
static const struct other_calendar {
    int language;
    bz_calendar calendar;
    const char *date;
    const char *months[13];
} other_calendars[] = {
#define BZ_CALENDAR(id, calendar, date, ...) {LANGUAGE_##id, calendar, date, {__VA_ARGS__}},
#include "doc/calendars.def"
};
static const struct clock {
    int language;
    const char *day, *night;
} clocks[] = {
#define BZ_CLOCK(id, day, night) {LANGUAGE_##id, day, night},
#include "doc/calendars.def"
};

/* The columns of labels.def. */
static const char *const label_tags[] = {"en", "ar", "fr", "es", "sw"};
enum { LABEL_TAGS = sizeof label_tags / sizeof *label_tags };

static const char *const labels[][LABEL_TAGS] = {
#define BZ_LABEL(...) {__VA_ARGS__},
#include "doc/labels.def"
#undef BZ_LABEL
};

/* Tags of one tongue that have no row of their own: spoken Arabics, and codes for the same thing.
 */
static const char *const same[][2] = {
    {"apc", "ar"}, {"apd", "ar"}, {"arb", "ar"}, {"ary", "ar"}, {"arz", "ar"},
    {"acm", "ar"}, {"ayl", "ar"}, {"pes", "fa"}, {"swh", "sw"}, {"fa-AF", "prs"},
};

/* Written from right to left, by script and by the script that a language usually has. */
static const char rtl_scripts[] = " Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi ";
static const char rtl_languages[] =
    " acm aeb apc apd ar arb arc ars ary arz ayl azb bal bgn bqi ckb dv fa glk ha-Arab haz he iw "
    "ks "
    "lki lrc luz mzn nqo pes pnb prs ps rhg sd sdh skr syr ug ur uzs yi ydd ";

/* Written in Latin letters: a reader can make out the English names of another calendar's months.
 */
static const char latin_languages[] = " en fr es sw so ht xh ku ";

/* --- tags --- */

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_made_of(bz_str s, size_t least, size_t most, bool letters, bool digits)
{
    if (s.n < least || s.n > most) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!(letters && is_alpha(s.p[i])) && !(digits && is_digit(s.p[i]))) return false;
    return true;
}

static bool is_variant(bz_str s)
{
    return is_made_of(s, 5, 8, true, true) || (is_made_of(s, 4, 4, true, true) && is_digit(s.p[0]));
}

/* The subtags behind "x-" or another single letter: at least one, each within its lengths. */
static bool are_extensions(bz_str single, bz_str rest)
{
    bz_str part;
    while (single.n == 1) {
        bool is_private = single.p[0] == 'x' || single.p[0] == 'X', is_first = true;
        size_t least = is_private ? 1 : 2;
        single = BZ_STR("");
        while (bz_str_split(&rest, '-', &part)) {
            if (!is_private && !is_first && part.n == 1) {
                single = part;
                break;
            }
            if (!is_made_of(part, least, 8, true, true)) return false;
            is_first = false;
        }
        if (is_first) return false;
        if (single.n == 0) return true;
    }
    return false;
}

/* RFC 5646: language, extended languages, script, region, variants, extensions. Grandfathered tags
 * are not taken. The stages only go forward. */
bool bz_language_is_tag(bz_str tag)
{
    enum { EXTLANG, SCRIPT, REGION, VARIANT } stage = EXTLANG;
    bz_str rest = tag, part;
    if (tag.n == 0 || tag.n > LONGEST_TAG || tag.p[tag.n - 1] == '-') return false;
    /* Longer first parts are reserved, and none was ever given out: "Swahili" is a name. */
    if (!bz_str_split(&rest, '-', &part) || !is_made_of(part, 2, 3, true, false)) return false;
    for (int extlangs = 0; bz_str_split(&rest, '-', &part);) {
        if (part.n == 1 && is_made_of(part, 1, 1, true, true)) return are_extensions(part, rest);
        if (stage == EXTLANG && extlangs < 3 && is_made_of(part, 3, 3, true, false)) {
            extlangs++;
        } else if (stage <= SCRIPT && is_made_of(part, 4, 4, true, false)) {
            stage = REGION;
        } else if (stage <= REGION &&
                   (is_made_of(part, 2, 2, true, false) || is_made_of(part, 3, 3, false, true))) {
            stage = VARIANT;
        } else if (is_variant(part)) {
            stage = VARIANT;
        } else {
            return false;
        }
    }
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_same_tag(bz_str a, const char *b)
{
    size_t i = 0;
    for (; i < a.n && b[i]; i++)
        if (lower(a.p[i] == '_' ? '-' : a.p[i]) != lower(b[i])) return false;
    return i == a.n && !b[i];
}

/* Whether `word` is one of the words of `list`, which starts and ends with a space. */
static bool is_listed(const char *list, bz_str word)
{
    for (const char *p = list + 1; *p;) {
        const char *end = strchr(p, ' ');
        size_t n = (size_t)(end - p), i = 0;
        while (n == word.n && i < n && lower(p[i]) == lower(word.p[i]))
            i++;
        if (n == word.n && i == n) return true;
        p = end + 1;
    }
    return false;
}

bool bz_language_is_rtl(bz_str tag)
{
    bz_str rest = tag, primary = BZ_STR(""), part;
    if (!bz_str_split(&rest, '-', &primary)) return false;
    while (bz_str_split(&rest, '-', &part) && part.n > 1)
        if (is_made_of(part, 4, 4, true, false)) return is_listed(rtl_scripts, part);
    return is_listed(rtl_languages, primary);
}

/* --- rows --- */

static const bz_language *row_of(bz_str tag)
{
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (is_same_tag(tag, same[i][0])) tag = bz_str_from(same[i][1]);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (is_same_tag(tag, languages[i].tag)) return &languages[i];
    return NULL;
}

/* RFC 4647 lookup: the tag is cut from its end until a row is found; a single letter goes with what
 * stood behind it. */
const bz_language *bz_language_find(bz_str tag, bool *is_exact)
{
    while (tag.n > 0) {
        const bz_language *l = row_of(tag);
        if (l) {
            if (is_exact) *is_exact = true;
            return l;
        }
        while (tag.n > 0 && tag.p[tag.n - 1] != '-')
            tag.n--;
        if (tag.n > 0) tag.n--;
        if (tag.n > 2 && tag.p[tag.n - 2] == '-') tag.n -= 2;
    }
    if (is_exact) *is_exact = false;
    return &languages[LANGUAGE_EN];
}

static size_t index_of(const bz_language *l)
{
    return (size_t)(l - languages);
}

static const bz_language *parent_of(const bz_language *l)
{
    if (!*l->parent) return NULL;
    const bz_language *up = row_of(bz_str_from(l->parent));
    assert(up && "languages.def names a parent that it does not have");
    return up;
}

/* The language in the chain that has names of months, or NULL: English ones would not be understood
 * in a date of another language. */
static const bz_language *with_months(const bz_language *l)
{
    const bz_language *from = l;
    while (l && !month_names[index_of(l)][0])
        l = parent_of(l);
    return l == &languages[LANGUAGE_EN] && from != l ? NULL : l;
}

static const bz_language *with_days(const bz_language *l)
{
    while (!day_names[index_of(l)][0])
        l = parent_of(l);
    return l;
}

const char *bz_language_name(const bz_language *l)
{
    return l->name;
}

uint32_t bz_language_zero(const bz_language *l)
{
    return l->zero;
}

/* --- numbers, dates, times --- */

/* Dates and times count upwards; only a plain number may be negative. */
static void put_number(const bz_language *l, int32_t n, int width, bz_buf *out)
{
    char ascii[16];
    int digits = 0;
    uint32_t left = n < 0 ? 0 - (uint32_t)n : (uint32_t)n;
    do
        ascii[digits++] = (char)('0' + left % 10);
    while ((left /= 10) || digits < width);
    if (n < 0) bz_buf_char(out, '-');
    while (digits--) {
        if (l->zero == '0') bz_buf_char(out, ascii[digits]);
        else bz_buf_code_point(out, l->zero + (uint32_t)(ascii[digits] - '0'));
    }
}

void bz_language_number(const bz_language *l, int32_t n, bz_buf *out)
{
    put_number(l, n, 1, out);
}

void bz_language_time(const bz_language *l, int minutes, bz_buf *out)
{
    assert(minutes >= 0);
    put_number(l, minutes / 60, 2, out);
    bz_buf_char(out, ':');
    put_number(l, minutes % 60, 2, out);
}

static void put_iso(const bz_language *l, bz_civil c, bz_buf *out)
{
    put_number(l, c.year, 4, out);
    bz_buf_char(out, '-');
    put_number(l, c.month, 2, out);
    bz_buf_char(out, '-');
    put_number(l, c.day, 2, out);
}

static void put_date(const bz_language *l, bz_date d, bool is_long, bz_buf *out)
{
    bz_civil c = bz_date_civil(d);
    const bz_language *months = with_months(l), *days = with_days(l), *order = months;
    if (!months) {
        put_iso(l, c, out);
        return;
    }
    while (!order->date)
        order = parent_of(order);
    for (const char *p = is_long ? order->date : order->date_short; *p; p++) {
        if (*p != '%') {
            bz_buf_char(out, *p);
            continue;
        }
        switch (*++p) {
        case 'W': bz_buf_put(out, day_names[index_of(days)][bz_date_weekday(d)]); break;
        case 'D': put_number(l, c.day, 1, out); break;
        case 'O':
            bz_buf_put(out, c.day == 1 ? "1er" : ""); /* French counts the first only */
            if (c.day != 1) put_number(l, c.day, 1, out);
            break;
        case 'M': bz_buf_put(out, month_names[index_of(months)][c.month - 1]); break;
        case 'Y': put_number(l, c.year, 4, out); break;
        default: assert(!"a date of languages.def has an unknown part");
        }
    }
}

void bz_language_date(const bz_language *l, bz_date d, bz_buf *out)
{
    put_date(l, d, true, out);
}

void bz_language_date_short(const bz_language *l, bz_date d, bz_buf *out)
{
    put_date(l, d, false, out);
}

/* --- other calendars --- */

static const struct other_calendar *other_of(const bz_language *l, bz_calendar calendar)
{
    if (calendar == BZ_ISLAMIC_TABULAR) calendar = BZ_ISLAMIC_UMALQURA; /* the same names */
    for (; l; l = parent_of(l)) {
        if (l == &languages[LANGUAGE_EN]) break;
        for (size_t i = 0; i < sizeof other_calendars / sizeof *other_calendars; i++)
            if (other_calendars[i].language == (int)index_of(l) &&
                other_calendars[i].calendar == calendar)
                return &other_calendars[i];
        if (is_listed(latin_languages, bz_str_from(l->tag))) break;
        if (parent_of(l) == &languages[LANGUAGE_EN]) return NULL;
    }
    for (size_t i = 0; i < sizeof other_calendars / sizeof *other_calendars; i++)
        if (other_calendars[i].language == LANGUAGE_EN && other_calendars[i].calendar == calendar)
            return &other_calendars[i];
    return NULL;
}

bool bz_language_date_in(const bz_language *l, bz_calendar calendar, bz_date d, bz_buf *out)
{
    if (!bz_calendar_knows(calendar, d)) return false;
    if (calendar == BZ_GREGORIAN) {
        put_date(l, d, false, out);
        return true;
    }
    bz_civil c = bz_calendar_civil(calendar, d);
    const struct other_calendar *row = other_of(l, calendar);
    if (!row) {
        put_iso(l, c, out);
        return true;
    }
    for (const char *p = row->date; *p; p++) {
        if (*p != '%') bz_buf_char(out, *p);
        else if (*++p == 'D') put_number(l, c.day, 1, out);
        else if (*p == 'Y') put_number(l, c.year, 4, out);
        else bz_buf_put(out, row->months[c.month - 1]);
    }
    return true;
}

void bz_language_ethiopian_time(const bz_language *l, int minutes, bz_buf *out)
{
    bool is_night;
    int minute, hour = bz_ethiopian_clock(minutes, &minute, &is_night);
    const struct clock *row = &clocks[0];
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
        if (clocks[i].language == (int)index_of(l)) row = &clocks[i];
    for (const char *p = is_night ? row->night : row->day; *p; p++) {
        if (*p != '#') {
            bz_buf_char(out, *p);
            continue;
        }
        put_number(l, hour, 1, out);
        bz_buf_char(out, ':');
        put_number(l, minute, 2, out);
    }
}

const char *bz_language_month(const bz_language *l, bz_calendar calendar, int month)
{
    if (calendar != BZ_GREGORIAN) {
        const struct other_calendar *row = other_of(l, calendar);
        return row && month >= 1 && month <= 13 ? row->months[month - 1] : NULL;
    }
    const bz_language *from = with_months(l);
    return from && month >= 1 && month <= 12 ? month_names[index_of(from)][month - 1] : NULL;
}

const char *bz_language_weekday(const bz_language *l, int weekday)
{
    assert(weekday >= 0 && weekday < 7);
    return day_names[index_of(with_days(l))][weekday];
}

/* Which form of a word goes with `n`; the rules are those of the Unicode CLDR for whole numbers. */
static size_t plural_form(plural_rule rule, int n)
{
    switch (rule) {
    case NONE: return 0;
    case ONE: return n == 1 ? 0 : 1;
    case ONE_FR: return n <= 1 ? 0 : 1;
    case SLAVIC:
        if (n % 10 == 1 && n % 100 != 11) return 0;
        return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2;
    case ARABIC:
        if (n <= 2) return (size_t)n;
        if (n % 100 >= 3 && n % 100 <= 10) return 3;
        return n % 100 >= 11 ? 4 : 5;
    }
    return 0;
}

void bz_language_minutes(const bz_language *l, int minutes, bz_buf *out)
{
    assert(minutes >= 0);
    while (!minute_forms[index_of(l)][0])
        l = parent_of(l);
    for (const char *p = minute_forms[index_of(l)][plural_form(l->rule, minutes)]; *p; p++) {
        if (*p == '#') put_number(l, minutes, 1, out);
        else bz_buf_char(out, *p);
    }
}

/* --- labels --- */

/* The column of labels.def for the language or the nearest above it; 0, English, has none above. */
static size_t label_column(const bz_language *l)
{
    for (; l; l = parent_of(l))
        for (size_t i = 0; i < LABEL_TAGS; i++)
            if (strcmp(label_tags[i], l->tag) == 0) return i;
    return 0;
}

bz_str bz_language_label(const bz_language *l, const char *english, bool *is_missing)
{
    size_t column = label_column(l);
    bool is_english = l == &languages[LANGUAGE_EN];
    for (size_t i = 0; !is_english && i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i][0], english) == 0 && column > 0 && labels[i][column])
            return bz_str_from(labels[i][column]);
    }
    if (is_missing && !is_english && *english) *is_missing = true;
    return bz_str_from(english);
}
