/* Text comes in, and goes out so that it means itself where it is put: between tags, in an
 * attribute, in an address, in a string of the style sheet. One function a place, and no other way
 * to write text that an author or a plugin gave. */
#include "render/html/html_priv.h"

#include <string.h>

/* Where a byte cannot be passed over: it must be escaped between tags, or in an attribute, or may
 * begin a telephone number or a range. Most of all text is passed over. */
enum { IN_TEXT = 1, IN_ATTRIBUTE = 2, IN_PHRASE = 4 };
static const uint8_t stops[256] = {
    7,          7,         7, 7, 7, 7, 7, 7, 7, 0, 0, 7, 7, 7, 7, 7, /* 00: not tab and newline */
    7,          7,         7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, /* 10 */
    0,          0,         2, 0, 0, 0, 7, 2, 0, 0, 0, 4, 0, 0, 0, 0, /* 20: " & ' + */
    4,          4,         4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 7, 0, 7, 0, /* 30: digits < > */
    [0x7f] = 7, [0xe2] = 4                                           /* leads the dash */
};

static size_t next_stop(bz_str s, size_t at, uint8_t where)
{
    while (at < s.n && !(stops[(unsigned char)s.p[at]] & where))
        at++;
    return at;
}

/* What a byte must be written as, or NULL. A control character has no meaning in a page. */
static const char *entity(char c, uint8_t where)
{
    if (!(stops[(unsigned char)c] & where)) return NULL;
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return "\xEF\xBF\xBD";
    }
}

static void escape(bz_buf *out, bz_str s, uint8_t where)
{
    for (size_t from = 0;;) {
        size_t at = next_stop(s, from, where);
        bz_buf_bytes(out, s.p + from, at - from);
        if (at == s.n) return;
        bz_buf_put(out, entity(s.p[at], where));
        from = at + 1;
    }
}

void bz_html__text(bz_buf *out, bz_str s)
{
    escape(out, s, IN_TEXT);
}

void bz_html__attr(bz_buf *out, bz_str s)
{
    escape(out, s, IN_ATTRIBUTE);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* As cmark does: reserved and unreserved characters stay, a percent sign too (it may be one
 * already). */
void bz_html__href(bz_buf *out, bz_str s)
{
    static const char safe[] = "-_.+!*(),%#@?=;:/$~";
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (is_digit(c) || is_alpha(c) || (c && strchr(safe, c))) bz_buf_char(out, c);
        else if (c == '&') bz_buf_put(out, "&amp;");
        else if (c == '\'') bz_buf_put(out, "&#39;");
        else bz_buf_fmt(out, "%%%02X", (unsigned char)c);
    }
}

/* The length of the telephone number that starts at `at`, or 0: groups of ASCII digits, seven
 * digits at least, parted by single spaces or hyphens, perhaps with a plus or brackets. In a line
 * that runs from right to left its groups would change places. */
static size_t phone_at(bz_str s, size_t at)
{
    size_t digits = 0, end = at, i = at;
    if (at > 0 && (is_digit(s.p[at - 1]) || is_alpha(s.p[at - 1]) || s.p[at - 1] == '-')) return 0;
    if (i < s.n && s.p[i] == '+') i++;
    for (bool had_gap = false; i < s.n && digits <= 18; i++) {
        char c = s.p[i];
        if (is_digit(c)) {
            digits++;
            end = i + 1;
            had_gap = false;
        } else if (c == '(' || c == ')') {
            had_gap = false;
        } else if ((c == ' ' || c == '-') && !had_gap && digits > 0) {
            had_gap = true;
        } else {
            break;
        }
    }
    if (end < s.n && is_alpha(s.p[end])) return 0;
    return digits >= 7 && digits <= 18 ? end - at : 0;
}

/* Whether a digit, ours or an Arabic or Persian one, ends just before or starts at `at`. */
static bool is_digit_at(bz_str s, size_t at, bool before)
{
    size_t i = before ? at - 1 : at;
    if (i < s.n && is_digit(s.p[i])) return true;
    i = before ? at - 2 : at;
    if (i >= s.n || s.n - i < 2) return false;
    unsigned char a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1];
    return (a == 0xD9 && b >= 0xA0 && b <= 0xA9) || (a == 0xDB && b >= 0xB0 && b <= 0xB9);
}

/* The dash of a range, as in 16:30–18:00: a line is not broken there. */
static bool is_range(bz_str s, size_t at)
{
    static const char dash[] = "\xE2\x80\x93";
    return at > 0 && s.n - at > 3 && memcmp(s.p + at, dash, 3) == 0 && is_digit_at(s, at, true) &&
           is_digit_at(s, at + 3, false);
}

static size_t past_digits(bz_str s, size_t at)
{
    while (at < s.n && is_digit(s.p[at]))
        at++;
    return at;
}

void bz_html__phrase(bz_buf *out, bz_str s)
{
    size_t from = 0, at = 0;
    while ((at = next_stop(s, at, IN_TEXT | IN_PHRASE)) < s.n) {
        const char *e = entity(s.p[at], IN_TEXT);
        bool is_dash = (unsigned char)s.p[at] == 0xE2;
        size_t phone = e || is_dash ? 0 : phone_at(s, at);
        if (!e && !phone && !(is_dash && is_range(s, at))) {
            at = past_digits(s, at + 1);
            continue;
        }
        bz_buf_bytes(out, s.p + from, at - from);
        from = at + (e ? 1 : is_dash ? 3 : phone);
        if (e) bz_buf_put(out, e);
        else if (is_dash) bz_buf_put(out, "&NoBreak;\xE2\x80\x93&NoBreak;");
        else {
            bz_buf_put(out, "<bdi class=\"tel\" dir=\"ltr\">");
            bz_buf_bytes(out, s.p + at, phone); /* digits, spaces, hyphens, brackets */
            bz_buf_put(out, "</bdi>");
        }
        at = from;
    }
    bz_buf_bytes(out, s.p + from, s.n - from);
}

static void css_char(bz_buf *out, char c)
{
    if ((unsigned char)c < 0x20 || c == 0x7f) bz_buf_char(out, ' ');
    else if (strchr("\"\\<>&'", c)) bz_buf_fmt(out, "\\%x ", (unsigned char)c);
    else bz_buf_char(out, c);
}

/* Everything that could end the string or the <style> element goes as a hexadecimal escape. There
 * are no elements here, so a telephone number is held together by U+2066 and U+2069. */
void bz_html__css(bz_buf *out, bz_str s)
{
    size_t phone_end = 0;
    bz_buf_char(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        size_t n = i >= phone_end && (is_digit(s.p[i]) || s.p[i] == '+') ? phone_at(s, i) : 0;
        if (n > 0) {
            bz_buf_code_point(out, 0x2066);
            phone_end = i + n;
        }
        css_char(out, s.p[i]);
        if (i + 1 == phone_end) bz_buf_code_point(out, 0x2069);
    }
    bz_buf_char(out, '"');
}

static void base64_three(const char *from, size_t n, char *to)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t three = 0;
    for (size_t k = 0; k < 3; k++)
        three = three << 8 | (k < n ? (unsigned char)from[k] : 0);
    to[0] = digits[three >> 18];
    to[1] = digits[three >> 12 & 63];
    to[2] = n > 1 ? digits[three >> 6 & 63] : '=';
    to[3] = n > 2 ? digits[three & 63] : '=';
}

void bz_html__base64(bz_buf *out, bz_str s)
{
    char block[4096];
    size_t filled = 0;
    for (size_t i = 0; i < s.n; i += 3) {
        base64_three(s.p + i, s.n - i < 3 ? s.n - i : 3, block + filled);
        filled += 4;
        if (filled == sizeof block) {
            bz_buf_bytes(out, block, filled);
            filled = 0;
        }
    }
    bz_buf_bytes(out, block, filled);
}

static bool is_scheme(bz_str s, const char *scheme)
{
    size_t i = 0;
    for (; i < s.n && scheme[i]; i++)
        if ((is_alpha(s.p[i]) ? (char)(s.p[i] | 32) : s.p[i]) != scheme[i]) return false;
    return i == s.n && !scheme[i];
}

/* Whether the path climbs out of where it starts. */
static bool climbs(bz_str path)
{
    bz_str rest = path, step;
    while (bz_str_split(&rest, '/', &step))
        if (bz_str_is(step, "..")) return true;
    return false;
}

bool bz_html__may_link(bz_str dest)
{
    static const char *const schemes[] = {"http", "https", "mailto", "tel"};
    size_t end = 0;
    if (dest.n == 0 || strchr("/\\ ", dest.p[0])) return false;
    for (size_t i = 0; i < dest.n; i++) /* browsers drop some of these before they look */
        if ((unsigned char)dest.p[i] < 0x20 || dest.p[i] == 0x7f || dest.p[i] == '\\') return false;
    while (end < dest.n && !strchr(":/?#", dest.p[end]))
        end++;
    if (end == dest.n || dest.p[end] != ':') return !climbs(dest);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (is_scheme(bz_str_cut(dest, 0, end), schemes[i])) return true;
    return false;
}
