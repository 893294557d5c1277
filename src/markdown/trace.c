/* Follows the source of one block while its inlines are walked. cmark does not say where an inline
 * stands (its columns are wrong in a tenth of cases), but the tree is in the order of the source:
 * each node says what must come next, and the trace steps over it. In: the text and the nodes, in
 * order. Out: `at`, exact while the two agree. When they do not, the trace is lost, and says so; a
 * place is then not known, never wrong. */
#include "markdown/markdown_priv.h"

#include "base/utf8.h"
#include <string.h>

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

/* The next byte, or NUL at the end; a text holds no NUL. */
static char peek(bz_str s, size_t at)
{
    return at < s.n ? s.p[at] : '\0';
}

static size_t past_blanks(bz_str s, size_t at)
{
    while (bz_md__is_blank(peek(s, at)))
        at++;
    return at;
}

size_t bz_md__gap(bz_str s, size_t at, size_t quotes)
{
    at = past_blanks(s, at);
    if (!bz_md__is_line_end(peek(s, at))) return at;
    at += peek(s, at) == '\r' && peek(s, at + 1) == '\n' ? 2 : 1;
    at = past_blanks(s, at);
    while (quotes-- && peek(s, at) == '>')
        at = past_blanks(s, at + 1);
    return at;
}

/* --- text */

/* The code point of &#…; at `at`, and its end; 0 when it is none. */
static uint32_t numeric_reference(bz_str s, size_t at, size_t *end)
{
    size_t p = at + 2;
    uint32_t value = 0, base = 10;
    if ((peek(s, p) | 0x20) == 'x') {
        base = 16;
        p++;
    }
    size_t digits = p;
    for (; p - digits < 8; p++) {
        char c = (char)(peek(s, p) | 0x20); /* digits have this bit already */
        uint32_t d = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                            : 16;
        if (d >= base) break;
        value = value * base + d;
    }
    *end = p + 1;
    if (p == digits || peek(s, p) != ';') return 0;
    if (!value || value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return 0xfffd;
    return value;
}

static size_t code_point_bytes(bz_str s, size_t at)
{
    if (at >= s.n) return 0;
    size_t next = at;
    bz_utf8_next(s, &next);
    return next - at;
}

/* Whether the code point at `i` is the second of a named reference that makes two: those are known.
 * (&fjlig; makes two letters.) */
static bool is_second(bz_str name, bz_str literal, size_t i)
{
    static const char *const seconds[] = {"\u0331", "\u0333", "\u0338", "\u200a",
                                          "\u20d2", "\u20e5", "\ufe00"};
    bz_str left = bz_str_cut(literal, i, literal.n);
    for (size_t k = 0; k < sizeof seconds / sizeof *seconds; k++)
        if (bz_str_starts(left, seconds[k])) return true;
    return bz_str_is(name, "&fjlig;");
}

/* Steps over a reference; gives how many bytes of the literal it made, 0 when it is none. */
static size_t past_reference(bz_md_trace *t, bz_str literal, size_t i)
{
    bz_str s = t->s, left = bz_str_cut(literal, i, literal.n);
    size_t end;
    if (peek(s, t->at + 1) == '#') {
        uint32_t c = numeric_reference(s, t->at, &end);
        char bytes[4];
        if (!c) return 0;
        t->at = end;
        return bz_utf8_encode(c, bytes);
    }
    end = t->at + 1;
    while (peek(s, end) &&
           strchr("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", peek(s, end)))
        end++;
    if (end == t->at + 1 || peek(s, end) != ';') return 0;
    bz_str whole = bz_str_cut(s, t->at, ++end);
    bool is_and = bz_str_is(whole, "&amp;") || bz_str_is(whole, "&AMP;");
    /* cmark leaves a name that it does not know as it is. */
    if (!is_and && bz_str_eq(bz_str_cut(left, 0, whole.n), whole)) return 0;
    size_t one = code_point_bytes(literal, i), two = one + code_point_bytes(literal, i + one);
    t->at = end;
    bool is_written = two > one && bz_str_eq(bz_str_cut(s, end, end + two - one),
                                             bz_str_cut(literal, i + one, i + two));
    return !is_written && is_second(whole, literal, i + one) ? two : one;
}

/* How many > begin the text, spaces aside. */
static size_t leading_quotes(bz_str s, size_t at)
{
    size_t n = 0;
    for (; bz_md__is_blank(peek(s, at)) || peek(s, at) == '>'; at++)
        n += s.p[at] == '>';
    return n;
}

/* A lazy line may begin with > that are text, far to the right; they were taken for markers. */
static void step_back(bz_md_trace *t, bz_str literal)
{
    size_t end;
    bz_str here = bz_str_cut(t->s, t->at, t->at + 4);
    bool is_escaped = bz_str_starts(here, "\\>") || bz_str_starts(here, "&gt;") ||
                      (bz_str_starts(here, "&#") && numeric_reference(t->s, t->at, &end) == '>');
    if (t->at != t->line || is_escaped) return;
    size_t made = leading_quotes(literal, 0), ahead = leading_quotes(t->s, t->at);
    for (; ahead < made; ahead++) {
        size_t marker = t->at;
        while (marker && bz_md__is_blank(t->s.p[marker - 1]))
            marker--;
        if (!marker || t->s.p[marker - 1] != '>') return;
        t->at = marker - 1;
    }
}

void bz_md__trace_text(bz_md_trace *t, bz_str literal)
{
    bz_str s = t->s;
    size_t i = 0;
    step_back(t, literal);
    /* Behind a definition cmark leaves the white space of a lazy line. */
    while (t->at == t->line && i < literal.n && bz_md__is_blank(literal.p[i]))
        i++;
    while (i < literal.n && !t->is_lost) {
        char c = peek(s, t->at), next = peek(s, t->at + 1);
        size_t made = c == '&' ? past_reference(t, literal, i) : 0;
        if (made) {
            i += made;
            continue;
        }
        if (c == '\\' && is_punctuation(next) && literal.p[i] == next) t->at++;
        else if (c != literal.p[i]) {
            t->is_lost = true;
            return;
        }
        t->at++;
        i++;
    }
}

void bz_md__trace_break(bz_md_trace *t)
{
    if (t->is_lost) return;
    size_t at = t->at;
    while (peek(t->s, at) && strchr(" \t\v\f", peek(t->s, at)))
        at++;
    if (peek(t->s, at) == '\\') at++;
    if (bz_md__is_line_end(peek(t->s, at))) t->line = t->at = bz_md__gap(t->s, at, t->quotes);
    else t->is_lost = true;
}

void bz_md__trace_delimiters(bz_md_trace *t, size_t n)
{
    for (; n && !t->is_lost; n--, t->at++)
        t->is_lost = peek(t->s, t->at) != '*' && peek(t->s, t->at) != '_';
}

static size_t run_of_ticks(bz_str s, size_t at)
{
    size_t n = 0;
    while (peek(s, at + n) == '`')
        n++;
    return n;
}

void bz_md__trace_code(bz_md_trace *t)
{
    size_t ticks = t->is_lost ? 0 : run_of_ticks(t->s, t->at);
    size_t at = t->at + ticks;
    while (ticks && at < t->s.n) {
        size_t n = run_of_ticks(t->s, at);
        at += n ? n : 1;
        if (n != ticks) continue;
        t->at = at;
        return;
    }
    t->is_lost = true;
}

void bz_md__trace_html(bz_md_trace *t, bz_str literal)
{
    for (size_t i = 0; i < literal.n && !t->is_lost; i++) {
        char c = peek(t->s, t->at);
        if (literal.p[i] == '\n' && bz_md__is_line_end(c)) {
            t->at = bz_md__gap(t->s, t->at, t->quotes);
            while (i + 1 < literal.n && bz_md__is_blank(literal.p[i + 1]))
                i++;
        } else if (c == literal.p[i]) t->at++;
        else t->is_lost = true;
    }
}

/* --- links */

size_t bz_md__destination(bz_str s, size_t at)
{
    enum { DEEPEST = 32 }; /* as cmark has it */
    size_t p = at, depth = 0;
    if (peek(s, p) == '<') {
        for (p++; peek(s, p) != '>'; p++) {
            if (peek(s, p) == '\\') p++;
            if (p >= s.n || bz_md__is_line_end(s.p[p]) || s.p[p] == '<') return SIZE_MAX;
        }
        return p + 1;
    }
    for (; p < s.n && !strchr(" \t\n\v\f\r", s.p[p]); p++) {
        if (s.p[p] == '\\' && is_punctuation(peek(s, p + 1))) p++;
        else if (s.p[p] == '(' && ++depth > DEEPEST) return SIZE_MAX;
        else if (s.p[p] == ')' && !depth--) return p;
    }
    return depth ? SIZE_MAX : p;
}

size_t bz_md__title(bz_str s, size_t at)
{
    char open = peek(s, at), close = open == '(' ? ')' : open;
    if (open != '"' && open != '\'' && open != '(') return at;
    for (size_t p = at + 1; p < s.n; p++) {
        if (s.p[p] == close) return p + 1;
        if (s.p[p] == '(' && open == '(') return at;
        if (s.p[p] == '\\') p++;
    }
    return at;
}

/* Steps over `(dest "title")`; gives its end, or `at`. */
static size_t past_target(const bz_md_trace *t, size_t at)
{
    bz_str s = t->s;
    size_t dest = bz_md__gap(s, at + 1, t->quotes), end = bz_md__destination(s, dest);
    if (end == SIZE_MAX) return at;
    size_t title = bz_md__gap(s, end, t->quotes);
    if (title > end) end = bz_md__title(s, title);
    end = bz_md__gap(s, end, t->quotes);
    return peek(s, end) == ')' ? end + 1 : at;
}

/* Steps over `[label]`; gives its end, or `at`. */
static size_t past_label(bz_str s, size_t at)
{
    for (size_t p = at + 1; p < s.n && s.p[p] != '['; p++) {
        if (s.p[p] == ']') return p + 1;
        if (s.p[p] == '\\') p++;
    }
    return at;
}

void bz_md__trace_open(bz_md_trace *t, bool is_image)
{
    if (t->is_lost) return;
    if (is_image && peek(t->s, t->at) == '!') t->at++;
    t->is_lost = peek(t->s, t->at) != '[' && (is_image || peek(t->s, t->at) != '<');
    t->at++;
}

void bz_md__trace_close(bz_md_trace *t)
{
    if (t->is_lost) return;
    char c = peek(t->s, t->at);
    t->is_lost = c != '>' && c != ']';
    t->at++;
    if (c != ']') return;
    size_t end = t->at;
    if (peek(t->s, t->at) == '(') end = past_target(t, t->at);
    if (end == t->at && peek(t->s, t->at) == '[') end = past_label(t->s, t->at);
    t->at = end;
}
