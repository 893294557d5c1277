/* Text without markup, and text made so. In: text. Out: whether Markdown would change it; the same
 * text with what Markdown would change escaped. */
#include "markdown/markdown_priv.h"
#include <string.h>

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
}

/* Whether the byte at `i` could begin something. It may say yes without need, never no. */
static bool may_be_markup(bz_str s, size_t i)
{
    char next = i + 1 < s.n ? s.p[i + 1] : ' ';
    unsigned char c = (unsigned char)s.p[i];
    switch (c) {
    case '\\':
    case '`':
    case '*':
    case '_':
    case '[':
    case '<': return true;
    case '&': return is_name(next);
    case '{': return next == '{';
    case '\t': return false;
    case 0xc2: return (unsigned char)next < 0xa0;                       /* control characters */
    case 0xe2: return bz_str_starts(bz_str_cut(s, i, s.n), "\xe2\x80"); /* U+202E, and others */
    default: return c < 0x20 || c == 0x7f || c == 0xee || c == 0xef || c >= 0xf3;
    }
}

bool bz_markdown_is_plain(bz_str text)
{
    if (text.n && (bz_md__is_blank(text.p[0]) || bz_md__is_blank(text.p[text.n - 1]))) return false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool is_common = (c >= 'a' && c <= 'z') || c == ' '; /* most of all text */
        if (!is_common && may_be_markup(text, i)) return false;
    }
    return true;
}

void bz_markdown_escape(bz_str text, bz_buf *out)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool is_edge = i == 0 || i + 1 == text.n;
        if (c == '\n' || c == '\r' || (bz_md__is_blank(c) && is_edge)) {
            bz_buf_fmt(out, "&#%d;", c);
            continue;
        }
        bool is_ascii = (unsigned char)c < 0x80 && (unsigned char)c > ' ';
        if (is_ascii && (may_be_markup(text, i) || c == '!' || c == ']')) bz_buf_char(out, '\\');
        bz_buf_char(out, c);
    }
}
