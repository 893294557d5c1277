/* In: one diagnostic and the sources. Out: its text for a terminal, as rustc lays it out; nothing
 * is owned. One idea: a source line is shown through a window of at most WIDTH columns that holds
 * the place, and every character passes `shown`, so no byte of a file reaches the terminal raw. */
#include "base/diag.h"
#include "base/utf8.h"

enum {
    WIDTH = 100,       /* columns of an excerpt, with its margin */
    MOST_BYTES = 1000, /* of a line shown, however narrow its characters */
    LEAST_LEAD = 30    /* columns kept before the place when a line is cut */
};

typedef struct printer {
    bz_buf *out;
    const bz_sources *sources;
    bool colour;
    int margin; /* digits of the largest line number */
} printer;

static const char *const severity_names[] = {"note", "warning", "error"};
static const char *const severity_colours[] = {"\x1b[1;36m", "\x1b[1;33m", "\x1b[1;31m"};
static const char bold[] = "\x1b[1m", blue[] = "\x1b[1;34m", plain[] = "\x1b[0m";

static void colour_on(printer *p, const char *colour)
{
    if (p->colour) bz_buf_put(p->out, colour);
}

static void colour_off(printer *p)
{
    if (p->colour) bz_buf_put(p->out, plain);
}

/* Control characters, line separators, and what turns the direction of the text around. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* The character to print for the one at s.p[*at], which need not be UTF-8. */
static uint32_t shown(bz_str s, size_t *at)
{
    uint32_t c = bz_utf8_next(s, at);
    if (c == '\t') return ' ';
    return is_hidden(c) ? 0xfffd : c;
}

static void put_shown(printer *p, bz_str s)
{
    for (size_t at = 0; at < s.n;)
        bz_buf_code_point(p->out, shown(s, &at));
}

static size_t columns(bz_str s, size_t from, size_t to)
{
    size_t n = 0;
    while (from < to)
        n += (size_t)bz_utf8_width(shown(s, &from));
    return n;
}

static size_t step_back(bz_str s, size_t at)
{
    size_t least = at > 4 ? at - 4 : 0;
    at--;
    while (at > least && (s.p[at] & 0xc0) == 0x80)
        at--;
    return at;
}

/* The bytes [from, to) of a line that are shown: all of it when it fits, otherwise what surrounds
 * `place`. */
typedef struct window {
    size_t from, to;
} window;

static size_t back_by(bz_str line, size_t at, size_t most_columns)
{
    for (size_t used = 0, start = at; at > 0 && start - at < MOST_BYTES / 2;) {
        size_t before = step_back(line, at);
        used += columns(line, before, at);
        if (used > most_columns) break;
        at = before;
    }
    return at;
}

static window window_at(bz_str line, size_t place, size_t width)
{
    if (line.n <= MOST_BYTES && columns(line, 0, line.n) <= width) return (window){0, line.n};
    window w;
    width -= 2; /* the two "…" */
    w.from = w.to = back_by(line, place, LEAST_LEAD);
    size_t used = 0;
    while (w.to < line.n && w.to - w.from < MOST_BYTES) {
        size_t next = w.to;
        used += (size_t)bz_utf8_width(shown(line, &next));
        if (used > width) break;
        w.to = next;
    }
    if (w.to == line.n) w.from = back_by(line, w.from, width - used);
    return w;
}

static void put_margin(printer *p, uint32_t line)
{
    colour_on(p, blue);
    if (line) bz_buf_fmt(p->out, "%*u |", p->margin, line);
    else bz_buf_fmt(p->out, "%*s |", p->margin, "");
    colour_off(p);
}

/* One source line with marks below the span; of a longer span, its first line. */
static void put_excerpt(printer *p, bz_span span, const char *colour, char mark)
{
    bz_line_column at = bz_source_locate(p->sources, span.file, span.start);
    size_t begin = bz_source_line_start(p->sources, span.file, at.line);
    bz_str line = bz_source_line(p->sources, span.file, at.line);
    if (at.line == 1 && bz_str_starts(line, "\xef\xbb\xbf")) {
        line = bz_str_cut(line, 3, line.n);
        begin += 3;
    }
    size_t start = span.start > begin ? span.start - begin : 0;
    size_t end = span.end > begin ? span.end - begin : 0;
    if (start > line.n) start = line.n;
    window w = window_at(line, start, (size_t)(WIDTH - 3 - p->margin));
    if (end > w.to) end = w.to;

    put_margin(p, 0);
    bz_buf_char(p->out, '\n');
    put_margin(p, at.line);
    bz_buf_put(p->out, w.from > 0 ? " …" : line.n ? " " : "");
    put_shown(p, bz_str_cut(line, w.from, w.to));
    bz_buf_put(p->out, w.to < line.n ? "…\n" : "\n");
    put_margin(p, 0);
    size_t lead = columns(line, w.from, start) + (w.from > 0);
    size_t marks = start < end ? columns(line, start, end) : 0;
    bz_buf_fmt(p->out, " %*s", (int)lead, "");
    colour_on(p, colour);
    do
        bz_buf_char(p->out, mark);
    while (marks-- > 1);
    colour_off(p);
    bz_buf_char(p->out, '\n');
}

static void put_place(printer *p, bz_span span)
{
    bz_line_column at = bz_source_locate(p->sources, span.file, span.start);
    bz_buf_fmt(p->out, "%*s", p->margin, "");
    colour_on(p, blue);
    bz_buf_put(p->out, "--> ");
    colour_off(p);
    put_shown(p, bz_source_name(p->sources, span.file));
    bz_buf_fmt(p->out, ":%u:%u\n", at.line, at.column);
}

/* "   = help: did you mean …" */
static void put_remark(printer *p, const char *kind, bz_str text)
{
    bz_buf_fmt(p->out, "%*s", p->margin + 1, "");
    colour_on(p, blue);
    bz_buf_put(p->out, "= ");
    colour_off(p);
    colour_on(p, bold);
    bz_buf_put(p->out, kind);
    colour_off(p);
    bz_buf_put(p->out, ": ");
    put_shown(p, text);
    bz_buf_char(p->out, '\n');
}

static void put_message(printer *p, bz_severity severity, bz_code code, bz_str message)
{
    colour_on(p, severity_colours[severity]);
    bz_buf_put(p->out, severity_names[severity]);
    if (code) bz_buf_fmt(p->out, "[%s]", bz_code_row(code)->name);
    colour_off(p);
    colour_on(p, bold);
    bz_buf_put(p->out, ": ");
    put_shown(p, message);
    colour_off(p);
}

static void put_head(printer *p, bz_severity severity, bz_code code, bz_str message)
{
    put_message(p, severity, code, message);
    bz_buf_char(p->out, '\n');
}

static int digits_of_line(const printer *p, bz_span span)
{
    int digits = 1;
    if (span.file == 0) return digits;
    for (uint32_t n = bz_source_locate(p->sources, span.file, span.start).line; n > 9; n /= 10)
        digits++;
    return digits;
}

static bool says(const bz_diag *d, bz_str text)
{
    for (size_t i = 0; i < d->n_notes; i++)
        if (bz_str_eq(d->notes[i].message, text)) return true;
    return bz_str_eq(d->hint, text);
}

static void put_new_remark(printer *p, const bz_diags *d, size_t i, const char *kind, bz_str text)
{
    for (size_t k = 0; k < i; k++)
        if (says(bz_diags_at(d, k), text)) return;
    if (text.n) put_remark(p, kind, text);
}

void bz_diags_print_short(bz_buf *out, const bz_diags *d, const bz_sources *s, bool colour)
{
    printer p = {out, s, colour, 1};
    for (size_t i = 0; i < bz_diags_count(d); i++) {
        const bz_diag *one = bz_diags_at(d, i);
        put_message(&p, one->severity, one->code, one->message);
        if (one->span.file) {
            bz_buf_put(out, " (");
            put_shown(&p, bz_source_name(s, one->span.file));
            bz_buf_fmt(out, ":%u)", bz_source_locate(s, one->span.file, one->span.start).line);
        }
        bz_buf_char(out, '\n');
        for (size_t k = 0; k < one->n_notes; k++)
            if (!one->notes[k].span.file) put_new_remark(&p, d, i, "note", one->notes[k].message);
        put_new_remark(&p, d, i, "help", one->hint);
    }
}

void bz_diag_print(bz_buf *out, const bz_diag *d, const bz_sources *s, bool colour)
{
    printer p = {out, s, colour, 0};
    p.margin = digits_of_line(&p, d->span);
    for (size_t i = 0; i < d->n_notes; i++) {
        int digits = digits_of_line(&p, d->notes[i].span);
        if (digits > p.margin) p.margin = digits;
    }
    put_head(&p, d->severity, d->code, d->message);
    if (d->span.file) {
        put_place(&p, d->span);
        put_excerpt(&p, d->span, severity_colours[d->severity], '^');
    }
    for (size_t i = 0; i < d->n_notes; i++)
        if (!d->notes[i].span.file) put_remark(&p, "note", d->notes[i].message);
    if (d->hint.n) put_remark(&p, "help", d->hint);
    for (size_t i = 0; i < d->n_notes; i++) {
        if (!d->notes[i].span.file) continue;
        put_head(&p, BZ_NOTE, BZ_CODE_NONE, d->notes[i].message);
        put_place(&p, d->notes[i].span);
        put_excerpt(&p, d->notes[i].span, blue, '-');
    }
}
