/* In: a scalar that its row refused. Out: what was most likely meant, written as the row takes it,
 * for the hint of the message; nothing when that cannot be told. Owns nothing. The one idea: people
 * write days, times and names as they do on paper, so that what they mean is nearly always plain.
 */
#include "load/load_priv.h"
#include "base/date.h"
#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Word processors turn straight quotes into these. */
static size_t curly_at(bz_str s, size_t at)
{
    static const char *const quotes[] = {"“", "”", "„", "‘", "’", "«", "»"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (bz_str_starts(bz_str_cut(s, at, s.n), quotes[i])) return strlen(quotes[i]);
    return 0;
}

bz_str bz_load__slip_quotes(bz_str s)
{
    size_t first = curly_at(s, 0), at = s.n, last = 0;
    for (size_t back = 2; !last && back <= 3 && back < s.n; back++)
        if (curly_at(s, s.n - back) == back) last = back;
    if (!first || !last || first + last >= s.n) return s;
    return bz_str_trim(bz_str_cut(s, first, at - last));
}

/* --- days */

/* The month that an English name begins with, by its first three letters; 0 when it is none. */
static int month_of(bz_str word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; word.n >= 3 && i < 12; i++) {
        const char *name = names + 3 * i;
        if (lower(word.p[0]) == name[0] && lower(word.p[1]) == name[1] &&
            lower(word.p[2]) == name[2])
            return i + 1;
    }
    return 0;
}

typedef struct day_parts {
    int numbers[3];
    size_t n, digits[3];
    int month; /* where it has a name */
} day_parts;

/* "12/1/2027", "12. January 2027", "12th Jan, 2027": up to three parts; a day of the week is none.
 */
static bool take_parts(bz_str s, day_parts *p)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        if (is_digit(s.p[at])) {
            int value = 0;
            while (at < s.n && is_digit(s.p[at]) && at - from < 5)
                value = value * 10 + (s.p[at++] - '0');
            if (p->n == 3) return false;
            p->digits[p->n] = at - from;
            p->numbers[p->n++] = value;
            while (at < s.n && is_letter(s.p[at]))
                at++; /* of "12th" */
        } else if (is_letter(s.p[at])) {
            while (at < s.n && is_letter(s.p[at]))
                at++;
            int month = month_of(bz_str_cut(s, from, at));
            if (month && p->month) return false;
            if (month) p->month = month;
        } else {
            at++;
        }
    }
    return p->n == (p->month ? 2 : 3);
}

bool bz_load__slip_date(bz_str s, char out[16], bool *is_day_first)
{
    day_parts p = {.n = 0};
    *is_day_first = false;
    if (!take_parts(bz_load__slip_quotes(s), &p)) return false;
    bool starts_with_year = p.digits[0] == 4;
    if (!starts_with_year && p.digits[p.n - 1] != 4) return false;
    int year = starts_with_year ? p.numbers[0] : p.numbers[p.n - 1];
    int first = p.numbers[starts_with_year ? 1 : 0],
        second = p.n == 3 && !p.month ? p.numbers[1] : 0;
    int day = first, month = p.month;
    if (!p.month && starts_with_year) {
        month = first;
        day = p.numbers[2];
    } else if (!p.month) {
        bool is_american = second > 12;
        month = is_american ? first : second;
        day = is_american ? second : first;
        *is_day_first = day <= 12 && day != month;
    }
    bz_date ignored;
    int n = snprintf(out, 16, "%04d-%02d-%02d", year, month, day);
    return n == 10 && bz_date_parse(bz_str_from(out), &ignored);
}

/* --- times and lengths */

static bool is_word_at(bz_str s, size_t at, const char *word)
{
    size_t i = 0;
    for (; word[i] && at + i < s.n; i++)
        if (lower(s.p[at + i]) != word[i]) return false;
    return !word[i];
}

static int number_at(bz_str s, size_t *at)
{
    int value = 0;
    for (size_t from = *at; *at < s.n && is_digit(s.p[*at]) && *at - from < 4; (*at)++)
        value = value * 10 + (s.p[*at] - '0');
    return value;
}

static void skip_spaces(bz_str s, size_t *at)
{
    while (*at < s.n && s.p[*at] == ' ')
        (*at)++;
}

bool bz_load__slip_time(bz_str text, char out[16])
{
    bz_str s = bz_load__slip_quotes(text);
    size_t at = 0;
    int minutes = 0, ignored;
    if (!s.n || !is_digit(s.p[0])) return false;
    int hours = number_at(s, &at);
    if (at + 1 < s.n && strchr(":.hH", s.p[at])) {
        at++;
        minutes = number_at(s, &at);
    }
    skip_spaces(s, &at);
    bool is_pm = is_word_at(s, at, "pm") || is_word_at(s, at, "p.m");
    bool is_am = is_word_at(s, at, "am") || is_word_at(s, at, "a.m");
    if (at < s.n && !is_pm && !is_am && lower(s.p[at]) != 'h') return false;
    if ((is_pm || is_am) && (hours < 1 || hours > 12)) return false;
    if (is_pm || is_am) hours = hours % 12 + (is_pm ? 12 : 0);
    int n = snprintf(out, 16, "%02d:%02d", hours, minutes);
    return n == 5 && bz_time_parse(bz_str_from(out), &ignored);
}

int bz_load__slip_minutes(bz_str text)
{
    bz_str s = bz_load__slip_quotes(text);
    size_t at = 0;
    if (!s.n || !is_digit(s.p[0])) return 0;
    int whole = number_at(s, &at), part = 0, rest = 0;
    bool has_colon = at < s.n && s.p[at] == ':';
    if (at + 1 < s.n && strchr(".,", s.p[at])) {
        if (!is_digit(s.p[++at])) return 0;
        part = (s.p[at++] - '0') * 6; /* tenths of an hour */
    }
    skip_spaces(s, &at);
    bool is_hours = has_colon || (at < s.n && lower(s.p[at]) == 'h');
    if (!is_hours)
        return at < s.n && (lower(s.p[at]) == 'm' || s.p[at] == '\'') && !part ? whole : 0;
    while (at < s.n && !is_digit(s.p[at]))
        at++;
    rest = number_at(s, &at);
    int all = whole * 60 + part + rest;
    return whole <= 24 && rest < 60 ? all : 0;
}

/* --- names */

/* `handouts/cups.yaml`: what is named by the name of its file. */
static bz_str without_path(bz_str s)
{
    static const char *const endings[] = {".yaml", ".yml", ".md"};
    size_t e = 0;
    while (e < 3 && !bz_str_ends(s, endings[e]))
        e++;
    if (e == 3) return s;
    s.n -= strlen(endings[e]);
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/') return bz_str_cut(s, i, s.n);
    return s;
}

bool bz_load__slip_id(bz_str text, char out[65])
{
    bz_str s = without_path(bz_load__slip_quotes(text));
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = lower(s.p[i]);
        bool is_gap = c == ' ' || c == '_' || c == '.' || c == '-';
        if (is_gap && (n == 0 || out[n - 1] == '-')) continue;
        if (!is_gap && !is_digit(c) && !is_letter(c)) return false;
        if (n == 64) return false;
        out[n++] = is_gap ? '-' : c;
    }
    while (n && out[n - 1] == '-')
        n--;
    out[n] = 0;
    return bz_id_is_valid(bz_str_from(out), NULL);
}
