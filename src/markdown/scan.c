/* Before cmark: one walk over the source. In: the source. Out: the reader's text, marks and lines,
 * and a verdict: whether the text may be given to cmark at all. The reader owns what is built.
 *
 * Every byte has a class, so that ordinary letters cost one table look-up. A line's head (white
 * space, list and quote markers) is looked at with care: there fences are found, and nesting is
 * counted.
 *
 * What costs cmark 0.30 more than linear time, found by trying: brackets in one paragraph; deep
 * lists followed by blank or lazy lines (each line walks all open blocks). Everything else costs
 * memory in proportion to the number of inlines, which the third limit bounds. */
#include "markdown/markdown_priv.h"

#include "base/source.h"
#include "base/utf8.h"
#include <string.h>

enum {
    MOST_STEPS = 25000000, /* open blocks looked at, over all lines: under a second */
    MOST_EMPHASIS = 20000  /* marks in one paragraph */
};

enum byte_class {
    PLAIN = 0,
    COUNT = 1, /* may make an inline: ` ] ! < \ and, one behind the other, " ' - . */
    LINE,      /* \n \r */
    BRACE,     /* { */
    STAR,      /* * _ */
    BRACKET,   /* [ */
    AND,       /* & */
    CONTROL,   /* no place in a text; NUL nowhere */
    HIGH_C1,   /* leads U+0080–U+00BF */
    HIGH_PU    /* leads private-use characters or those that turn the direction, and others */
};

static const uint8_t CLASS[256] = {
    7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 2, 7, 7, 2, 7, 7, /* 00 */
    7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, /* 10 */
    0, 1, 1, 0, 0, 0, 6, 1, 0, 0, 4, 0, 0, 1, 1, 0, /* 20 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, /* 30 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 40 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 1, 1, 0, 4, /* 50 */
    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 60 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 7, /* 70 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 80 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 90 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* a0 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* b0 */
    0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* c0 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* d0 */
    0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, /* e0 */
    0, 0, 0, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* f0 */
};

typedef struct scan {
    bz_md_reader *r;
    bz_str s;               /* the source */
    size_t copied;          /* bytes of it that are in r->built */
    size_t brackets, stars; /* in this run of lines without a blank one */
    size_t depth;           /* at most so many blocks are open */
    uint64_t steps;
    size_t inlines;         /* at most so many */
    size_t bars, first_bar; /* lines in a row that begin and end in `|`; where the first starts */
    bool is_in_table;       /* one of them is a line of dashes */
    bool is_in_code;        /* between lines of ``` */
    bool is_after_blank;
    bool has_bare_cr;
    bool is_refused;
} scan;

/* Stops the reading: what comes after would cost too much. */
static size_t refuse(scan *c)
{
    c->is_refused = true;
    return c->s.n;
}

/* Where source offset `at`, not yet copied, comes to stand in the text. */
static size_t text_at(const scan *c, size_t at)
{
    return c->r->built.n + (at - c->copied);
}

/* Replaces source[start, end) by the next stand-in. */
static size_t put_mark(scan *c, bz_md_mark_kind kind, size_t start, size_t end)
{
    bz_md_reader *r = c->r;
    bz_buf_str(&r->built, bz_str_cut(c->s, c->copied, start));
    c->copied = end;
    if (kind == BZ_MD_FENCE) bz_buf_put(&r->built, "<?");
    bz_md_mark m = {(uint32_t)start, (uint32_t)end, (uint32_t)r->built.n, kind};
    if (!bz_md__mark_put(&r->built, r->marks.n)) {
        bz_md__report(r, BZ_M005, start, end, "more than %zu words and containers in one text",
                      r->marks.n);
        return refuse(c);
    }
    bz_vec_push(&r->marks, m);
    if (kind == BZ_MD_FENCE) bz_buf_put(&r->built, "?>");
    return end;
}

/* Whether the backslashes before `at` escape it. */
static bool is_escaped(bz_str s, size_t at)
{
    size_t n = 0;
    while (n < at && s.p[at - 1 - n] == '\\')
        n++;
    return n & 1;
}

static size_t scan_brace(scan *c, size_t at)
{
    if (at + 1 == c->s.n || c->s.p[at + 1] != '{' || !c->r->is_ours) return at + 1;
    if (is_escaped(c->s, at)) return at + 2;
    size_t end;
    bz_str name, form;
    bz_md_mark_kind kind = bz_md__word(c->s, at, &end, &name, &form);
    return put_mark(c, kind, at, end);
}

/* No control character but tab and line ends, none that overrides the direction of letters (a line
 * would read otherwise than it is), no private-use character, no noncharacter. */
static bool is_refused_character(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0) ||
           (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000 || c == 0xfffe || c == 0xffff ||
           c == 0x202d || c == 0x202e;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* &#1; and &#xE000; would come out of cmark as characters that are refused when written plainly. */
static size_t scan_reference(scan *c, size_t at)
{
    c->inlines++;
    bz_str s = c->s;
    size_t p = at + 1, digits;
    if (!c->r->is_ours || p >= s.n || s.p[p] != '#') return at + 1;
    p++;
    int base = p < s.n && (s.p[p] | 0x20) == 'x' ? 16 : 10;
    if (base == 16) p++;
    uint32_t value = 0;
    for (digits = 0; p < s.n && digits < 8; p++, digits++) {
        int d = hex_digit(s.p[p]);
        if (d < 0 || d >= base) break;
        value = value * (uint32_t)base + (uint32_t)d;
    }
    if (!digits || p >= s.n || s.p[p] != ';' || !is_refused_character(value)) return at + 1;
    if (value == 0 || value > 0x10ffff) return at + 1; /* cmark makes it U+FFFD */
    return put_mark(c, BZ_MD_REFERENCE, at, p + 1);
}

/* Whether the character at *at, which is moved behind it, has no place in a text; reports it. */
static bool is_out_of_place(scan *c, size_t *at)
{
    size_t start = *at;
    uint32_t u = bz_utf8_next(c->s, at);
    if (!is_refused_character(u)) return false;
    bool is_private = (u >= 0xe000 && u < 0xfffe) || u >= 0xf0000;
    bz_diag *d = bz_md__report(c->r, BZ_M002, start, *at, "the %s character U+%04X in the text",
                               is_private ? "private-use" : "control", (unsigned)u);
    bz_md__hint(c->r, d, "take it out; such characters come along with pasted text");
    return true;
}

static size_t scan_character(scan *c, size_t at)
{
    size_t next = at;
    if (c->s.p[at] == '\0') {
        bz_md__report(c->r, BZ_M001, at, at + 1, "a NUL byte in the text");
        return refuse(c);
    }
    if (c->r->is_ours && is_out_of_place(c, &next)) return put_mark(c, BZ_MD_REFUSED, at, next);
    return next > at ? next : at + 1;
}

/* For text that cmark does not see. */
static void check_characters(scan *c, size_t at, size_t end)
{
    while (at < end) {
        if (CLASS[(unsigned char)c->s.p[at]] < CONTROL) at++;
        else is_out_of_place(c, &at);
    }
}

/* Steps over bytes that are PLAIN or COUNT; the former in fours. */
static size_t scan_letters(scan *c, size_t at)
{
    const unsigned char *p = (const unsigned char *)c->s.p;
    size_t n = c->s.n;
    for (uint8_t kind; at < n && (kind = CLASS[p[at]]) <= COUNT; at++) {
        c->inlines += kind;
        while (n - at > 4 &&
               !(CLASS[p[at + 1]] | CLASS[p[at + 2]] | CLASS[p[at + 3]] | CLASS[p[at + 4]]))
            at += 4;
    }
    return at;
}

/* The rest of a line up to its end, which is not consumed. */
static size_t scan_body(scan *c, size_t at)
{
    bz_str s = c->s;
    while ((at = scan_letters(c, at)) < s.n) {
        uint8_t kind = CLASS[(unsigned char)s.p[at]];
        switch ((enum byte_class)kind) {
        case PLAIN:
        case COUNT: break;
        case LINE: return at;
        case BRACE: at = scan_brace(c, at); break;
        case STAR: c->stars++, c->inlines++, at++; break;
        case BRACKET: c->brackets++, c->inlines++, at++; break;
        case AND: at = scan_reference(c, at); break;
        case CONTROL:
        case HIGH_C1:
        case HIGH_PU: at = scan_character(c, at); break;
        }
    }
    return at;
}

/* --- heads of lines */

typedef struct head {
    size_t body;    /* behind white space and markers */
    size_t columns; /* of white space, all told */
    size_t markers;
    size_t indent; /* columns before the first marker */
} head;

static bool is_space_or_end(bz_str s, size_t at)
{
    return at >= s.n || s.p[at] == ' ' || s.p[at] == '\t' || s.p[at] == '\n' || s.p[at] == '\r';
}

/* The end of a list or quote marker at `at`, or `at`. */
static size_t marker_end(bz_str s, size_t at)
{
    char c = s.p[at];
    if (c == '>') return at + 1;
    if (c == '-' || c == '+' || c == '*') return is_space_or_end(s, at + 1) ? at + 1 : at;
    size_t p = at;
    while (p < s.n && p - at < 9 && s.p[p] >= '0' && s.p[p] <= '9')
        p++;
    if (p == at || p >= s.n || (s.p[p] != '.' && s.p[p] != ')')) return at;
    return is_space_or_end(s, p + 1) ? p + 1 : at;
}

static head scan_head(bz_str s, size_t at)
{
    head h = {0};
    size_t column = 0;
    for (;;) {
        for (; at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'); at++) {
            size_t wide = s.p[at] == ' ' ? 1 : 4 - column % 4;
            column += wide;
            h.columns += wide;
        }
        if (!h.markers) h.indent = column;
        size_t end = at < s.n ? marker_end(s, at) : at;
        if (end == at) break;
        column += end - at;
        h.markers++;
        at = end;
    }
    h.body = at;
    return h;
}

/* `* * *` is a rule, however long. */
static bool is_rule(bz_str s, size_t at)
{
    char mark = 0;
    for (; at < s.n && s.p[at] != '\n' && s.p[at] != '\r'; at++) {
        if (s.p[at] == ' ' || s.p[at] == '\t') continue;
        if (mark && s.p[at] != mark) return false;
        mark = s.p[at];
    }
    return mark == '-' || mark == '*' || mark == '_';
}

static size_t line_end(bz_str s, size_t at)
{
    while (at < s.n && s.p[at] != '\n' && s.p[at] != '\r')
        at++;
    return at;
}

/* Bounds how many blocks can be open, for the time cmark takes: a list item or quote inside another
 * needs a marker of its own, or two columns to stand in it. */
static bool count_steps(scan *c, const head *h, size_t line, bool is_blank)
{
    size_t most = h->columns / 2 + h->markers;
    if (is_blank) c->is_after_blank = true;
    else {
        if (c->is_after_blank || most > c->depth) c->depth = most;
        c->is_after_blank = false;
    }
    c->steps += c->depth;
    if (c->steps <= MOST_STEPS) return true;
    bz_diag *d = bz_md__report(c->r, BZ_M005, line, line_end(c->s, line),
                               "too many lines inside deeply nested lists or quotes");
    bz_md__hint(c->r, d, "nest less deeply, or part the text over several files");
    return false;
}

static bool check_head(scan *c, const head *h, size_t line, bool is_blank)
{
    const bz_limits *limits = c->r->job->limits;
    if (h->markers > limits->container_marks && !is_rule(c->s, line)) {
        bz_diag *d = bz_md__report(c->r, BZ_M003, line, line_end(c->s, line),
                                   "%zu list or quote markers on one line", h->markers);
        bz_md__hint(c->r, d, "at most %zu are read; begin a new line", limits->container_marks);
        return false;
    }
    return count_steps(c, h, line, is_blank);
}

/* |---|:-:| and the like */
static bool is_delimiter_row(bz_str s, size_t at)
{
    bool has_bar = false, has_dash = false;
    for (; at < s.n && s.p[at] != '\n' && s.p[at] != '\r'; at++) {
        if (s.p[at] == '|') has_bar = true;
        else if (s.p[at] == '-') has_dash = true;
        else if (s.p[at] != ':' && s.p[at] != ' ' && s.p[at] != '\t') return false;
    }
    return has_bar && has_dash;
}

/* `:::`, and `:: say`, which is one with a colon too few. */
static bool is_fence(bz_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && s.p[at + n] == ':')
        n++;
    char next = at + n < s.n ? s.p[at + n] : '\n';
    return n > 2 || (n == 2 &&
                     (next == ' ' || next == '\n' || next == '\r' || (next >= 'a' && next <= 'z')));
}

static bool is_unmerged(scan *c, size_t line)
{
    if (!bz_source_is_unmerged(c->s, line)) return false;
    bz_diag *d = bz_md__report(c->r, BZ_S011, line, line_end(c->s, line),
                               "a merge of two editions that was not finished");
    bz_md__hint(c->r, d, "%s", BZ_SOURCE_HOW_TO_MERGE);
    return true;
}

/* Rows between bars without a line of dashes among them are no table. */
static void end_bars(scan *c)
{
    if (c->bars > 1) {
        bz_diag *d = bz_md__report(c->r, BZ_M023, c->first_bar, line_end(c->s, c->first_bar),
                                   "rows between bars, and no line of dashes under the first");
        bz_md__hint(c->r, d, "put a line such as `|---|---|` under the row with the headings");
    }
    c->bars = 0;
}

static void count_bars(scan *c, size_t line, size_t body)
{
    size_t end = line_end(c->s, body);
    while (end > body && (c->s.p[end - 1] == ' ' || c->s.p[end - 1] == '\t'))
        end--;
    bool is_dashes = is_delimiter_row(c->s, body);
    bool is_row = end - body > 2 && c->s.p[body] == '|' && c->s.p[end - 1] == '|';
    bz_str rest = bz_str_cut(c->s, body, end);
    if (bz_str_starts(rest, "```") || bz_str_starts(rest, "~~~")) c->is_in_code = !c->is_in_code;
    if (c->is_in_code || (!is_row && !is_dashes)) {
        if (!c->is_in_table) end_bars(c);
        c->bars = 0;
        c->is_in_table = false;
        return;
    }
    if (is_dashes) c->is_in_table = true;
    if (!c->bars++) c->first_bar = line;
}

/* A line's head; gives where its body goes on. */
static size_t scan_start(scan *c, size_t line)
{
    bz_md_reader *r = c->r;
    head h = scan_head(c->s, line);
    size_t end = h.body;
    char first = end < c->s.n ? c->s.p[end] : '\n';
    bool is_blank = !h.markers && (first == '\n' || first == '\r');
    bool starts_run = c->is_after_blank || !line;
    if (!check_head(c, &h, line, is_blank)) return refuse(c);
    if (!is_blank)
        c->inlines += 2 * h.markers + 2; /* list and item; paragraph or break, and text */
    if (is_blank) c->brackets = c->stars = 0;
    if (!r->is_ours) return end;
    if (first == '<' && is_unmerged(c, line)) return refuse(c);
    count_bars(c, line, end);
    uint32_t number = (uint32_t)r->lines.n;
    if (first == '[' && starts_run) bz_vec_push(&r->definitions, number);
    else if ((first == '|' || first == '-' || first == ':') && is_delimiter_row(c->s, end))
        bz_vec_push(&r->delimiter_rows, number);
    if (first != ':' || !is_fence(c->s, end)) return end;
    if (h.markers || h.indent > 3) {
        bz_vec_push(&r->stray, number);
        return end;
    }
    size_t last = line_end(c->s, end);
    check_characters(c, end, last);
    return put_mark(c, BZ_MD_FENCE, end, last);
}

/* What is counted, when source[start, end) was the last to be looked at. */
static bool check_counts(scan *c, size_t start, size_t end)
{
    bz_md_reader *r = c->r;
    const bz_limits *limits = r->job->limits;
    bool has_brackets = c->brackets > limits->open_brackets;
    if (has_brackets || c->stars > MOST_EMPHASIS) {
        bz_diag *d = bz_md__report(r, BZ_M004, start, end, "more than %zu %s in one paragraph",
                                   has_brackets ? limits->open_brackets : (size_t)MOST_EMPHASIS,
                                   has_brackets ? "[" : "* and _");
        bz_md__hint(r, d, "part the paragraph with blank lines");
        return false;
    }
    if (c->inlines <= limits->doc_nodes) return true;
    bz_diag *d = bz_md__report(r, BZ_M005, start, end, "more markup than can be read in one text");
    bz_md__hint(r, d, "part the text over several files");
    return false;
}

static size_t scan_line(scan *c, size_t line)
{
    bz_md_reader *r = c->r;
    bz_vec_push(&r->lines, (uint32_t)text_at(c, line));
    size_t at = scan_start(c, line);
    at = scan_body(c, at);
    if (c->is_refused) return c->s.n;
    if (!check_counts(c, line, at)) return refuse(c);
    if (at == c->s.n) return at;
    if (c->s.p[at] == '\n') return at + 1;
    if (at + 1 < c->s.n && c->s.p[at + 1] == '\n') return at + 2;
    if (r->is_ours && !c->has_bare_cr) {
        bz_diag *d = bz_md__report(r, BZ_M002, at, at + 1, "a line that ends in CR alone");
        bz_md__hint(r, d, "save the file with LF line ends (\"Unix\")");
        c->has_bare_cr = true; /* said once */
    }
    return at + 1;
}

/* What must hold of any text before it is looked at. */
static bool is_text(bz_md_reader *r)
{
    size_t wrong = bz_utf8_valid(r->source);
    if (wrong < r->source.n) {
        bz_diag *d = bz_md__report(r, BZ_M001, wrong, wrong + 1, "text that is not UTF-8");
        bz_md__hint(r, d,
                    bz_source_is_utf16(r->source)
                        ? "it looks like UTF-16 (in Notepad: \"Unicode\"); save it as UTF-8"
                        : "save the file with the encoding UTF-8");
        return false;
    }
    if (r->source.n <= r->job->limits->file_bytes) return true;
    bz_md__report(r, BZ_M005, 0, 0, "a text of %zu bytes; at most %zu are read", r->source.n,
                  r->job->limits->file_bytes);
    return false;
}

static void finish(scan *c)
{
    bz_md_reader *r = c->r;
    r->text = r->source;
    if (!r->marks.n) return;
    bz_buf_str(&r->built, bz_str_cut(c->s, c->copied, c->s.n));
    r->text = bz_buf_view(&r->built);
}

bool bz_md__scan(bz_md_reader *r)
{
    if (!is_text(r)) return false;
    scan c = {.r = r, .s = r->source};
    r->lines.p = bz_vec__grow(NULL, &r->lines.cap, c.s.n / 32 + 4, sizeof *r->lines.p);
    for (size_t at = 0; at < c.s.n;)
        at = scan_line(&c, at);
    if (c.is_refused) return false;
    if (!c.is_in_table) end_bars(&c);
    finish(&c);
    return true;
}

bool bz_md__scan_line(bz_md_reader *r)
{
    if (!is_text(r)) return false;
    scan c = {.r = r, .s = r->source};
    for (size_t at = 0; at < c.s.n; at++)
        at = scan_body(&c, at);
    if (c.is_refused || !check_counts(&c, 0, c.s.n)) return false;
    finish(&c);
    return true;
}
