/* In: what stopped libyaml, and where. Out: a report in our words, with the way to mend it. Nothing
 * is owned. One idea: after the usual slips (an unquoted `: `, `{{`, `*` …) one byte of a copy of
 * the text is replaced by an ordinary letter, and the copy is read again. So one run finds the next
 * errors too, and no place moves; identical reports are kept once. */
#include "yaml/ytree_priv.h"
#include "base/mem.h"
#include <string.h>

/* --- places */

bz_span bz_yaml__span(const bz_yaml__reader *r, size_t start, size_t end)
{
    if (start > r->text.n) start = r->text.n;
    if (end > r->text.n) end = r->text.n;
    return (bz_span){r->file, (uint32_t)start, (uint32_t)(end > start ? end : start)};
}

static bool is_inside(char c)
{
    return (c & 0xc0) == 0x80;
}

/* Marks come nearly in order, so the cursor moves a little, forward or back. */
size_t bz_yaml__byte(bz_yaml__reader *r, size_t index)
{
    if (r->is_ascii) return r->bom + index;
    size_t at = r->cursor.at, now = r->cursor.index;
    for (; now < index && at < r->text.n; now++)
        do
            at++;
        while (at < r->text.n && is_inside(r->text.p[at]));
    for (; now > index; now--)
        do
            at--;
        while (is_inside(r->text.p[at]));
    r->cursor.at = at;
    r->cursor.index = now;
    return at;
}

size_t bz_yaml__line_start(const bz_yaml__reader *r, size_t at)
{
    while (at > r->bom && r->text.p[at - 1] != '\n')
        at--;
    return at;
}

size_t bz_yaml__line_end(const bz_yaml__reader *r, size_t at)
{
    size_t end = bz_str_find(r->text, '\n', at);
    bz_str line = bz_str_trim(bz_str_cut(r->text, at, end));
    return line.n ? (size_t)(line.p - r->text.p) + line.n : at;
}

void bz_yaml__mend(bz_yaml__reader *r, size_t at, char c)
{
    if (!r->seen) {
        r->seen = bz_mem_new(r->text.n + 1);
        memcpy(r->seen, r->text.p, r->text.n);
    }
    if (r->seen[at] != c) r->is_mended = true;
    r->seen[at] = c;
}

/* --- what is said */

/* Curly quotes round a text were meant as quotes. */
static bz_str without_curly(bz_str text)
{
    bool is_curly = (bz_str_starts(text, "“") || bz_str_starts(text, "„")) && text.n > 6 &&
                    (bz_str_ends(text, "”") || bz_str_ends(text, "“"));
    return is_curly ? bz_str_cut(text, 3, text.n - 3) : text;
}

void bz_yaml__hint_quotes(bz_yaml__reader *r, bz_diag *diag, size_t start, size_t end)
{
    bz_str text = bz_str_cut(r->text, start, end);
    bool has_double = bz_str_find(text, '"', 0) < text.n || bz_str_find(text, '\\', 0) < text.n;
    bool has_single = bz_str_find(text, '\'', 0) < text.n;
    bool has_break = bz_str_find(text, '\n', 0) < text.n;
    char quote = has_double ? '\'' : '"';
    text = without_curly(text);
    if (text.n > 80 || has_break || (has_double && has_single))
        bz_diag_hint(r->job->diags, diag, "put quotes round this text");
    else
        bz_diag_hint(r->job->diags, diag, "put quotes round this text: %c%.*s%c", quote,
                     BZ_FMT(text), quote);
}

/* The end of a text that starts at `at`, before a comment behind it. */
static size_t text_end(const bz_yaml__reader *r, size_t at)
{
    size_t end = bz_yaml__line_end(r, at);
    for (size_t i = at; i + 1 < end; i++)
        if (r->text.p[i] == ' ' && r->text.p[i + 1] == '#')
            return at + bz_str_trim(bz_str_cut(r->text, at, i)).n;
    return end;
}

/* Where the value starts that holds `at`: behind the line's key or dash; line_end when there is
 * none. */
static size_t value_before(const bz_yaml__reader *r, size_t at)
{
    size_t from = bz_yaml__line_start(r, at);
    for (size_t i = from; i + 1 < at; i++) {
        if (r->text.p[i] != ':' || r->text.p[i + 1] != ' ') continue;
        for (i++; i < at && r->text.p[i] == ' ';)
            i++;
        return i;
    }
    return r->text.n;
}

/* Mends the rest of the line from `at` on so that its colons and braces are letters. */
static void mend_line(bz_yaml__reader *r, size_t at, const char *what)
{
    size_t end = bz_yaml__line_end(r, at);
    for (; at < end; at++)
        if (strchr(what, r->text.p[at])) bz_yaml__mend(r, at, 'x');
}

/* A key further in than the text above it was read as part of that text. */
static void key_in_text(bz_yaml__reader *r, size_t at)
{
    size_t line = bz_yaml__line_start(r, at), start = line;
    while (r->text.p[start] == ' ')
        start++;
    size_t above = line > r->bom ? bz_yaml__line_start(r, line - 1) : line;
    bool has_colon = bz_str_find(bz_str_cut(r->text, above, line), ':', 0) < line - above;
    bz_diag *diag = bz_yaml__report(r, BZ_Y001, start, at + 1,
                                    "`%.*s` stands where the text of the line above goes on",
                                    BZ_FMT(bz_str_cut(r->text, start, at + 1)));
    bz_diag_hint(r->job->diags, diag,
                 has_colon ? "start it where the keys above start; if it is part of the text, put "
                             "quotes round the whole text"
                           : "does the line above lack its `: `?");
}

/* A `: ` that makes no sense to YAML: mostly the second one of a line. */
static void loose_colon(bz_yaml__reader *r, size_t at)
{
    size_t value = value_before(r, at), end = text_end(r, at);
    if (value < at) {
        bz_diag *diag =
            bz_yaml__report(r, BZ_Y006, value, end, "a text with `: ` in it, without quotes");
        bz_yaml__hint_quotes(r, diag, value, end);
    } else {
        key_in_text(r, at);
    }
    mend_line(r, at, ":");
}

void bz_yaml__open_word(bz_yaml__reader *r, size_t start)
{
    size_t line_end = text_end(r, start), end = start + 2, from;
    bz_str opened = bz_str_cut(r->text, 0, line_end);
    while ((end = bz_str_find(opened, '}', end)) < opened.n && opened.p[end + 1] != '}')
        end++;
    bool in_list = r->frames.n && r->frames.p[r->frames.n - 1].is_flow;
    from = end + 1 < line_end ? end + 2 : line_end;
    bz_diag *diag = bz_yaml__report(r, BZ_Y007, start, in_list ? from : line_end,
                                    "a text that starts with `{{`, without quotes");
    bz_yaml__hint_quotes(r, diag, start, in_list ? from : line_end);
    bz_yaml__mend(r, start, 'x');
    bz_yaml__mend(r, start + 1, 'x');
    for (size_t i = end; i < from; i++)
        bz_yaml__mend(r, i, 'x');
    if (!in_list) mend_line(r, start, ":{}#");
}

/* `*`, `&`, `@`, a backtick, `%`, `?`, `|` … at the start of a text. */
static void odd_start(bz_yaml__reader *r, size_t at, bz_code code)
{
    char c = r->text.p[at];
    bool is_alias = code == BZ_Y008;
    bz_diag *diag = bz_yaml__report(r, code, at, at + 1,
                                    is_alias ? "anchors and aliases are not used: `%c` starts one"
                                             : "a text cannot start with `%c`, without quotes",
                                    c);
    bz_yaml__hint_quotes(r, diag, at, text_end(r, at));
    bz_yaml__mend(r, at, 'x');
}

size_t bz_yaml__report_tabs(bz_yaml__reader *r, size_t end)
{
    size_t reported = 0;
    for (size_t i = 0; i < r->tabs.n; i++) {
        size_t from = r->tabs.p[i], to = from;
        if (from >= end) continue;
        while (to < r->text.n && r->text.p[to] == '\t')
            to++;
        bz_diag *diag = bz_yaml__report(r, BZ_Y005, from, to, "a line that is indented with a tab");
        bz_diag_hint(r->job->diags, diag, "use two spaces for each step");
        reported++;
    }
    return reported;
}

/* --- libyaml's words and ours. `at_context`: the place is where it began, not where it ended. */
static const struct {
    const char *problem, *context; /* NULL: any */
    bool at_context;
    const char *says, *hint, *note;
} rows[] = {
    {"could not find expected ':'", NULL, true, "this line has no `: ` and is no item of a list",
     "write `key: value`, or `- ` before an item; further lines of a text are indented", NULL},
    {"found unexpected end of stream", "while scanning a quoted scalar", true,
     "a quote that is never closed", "put the same quote at the end of the text", NULL},
    {"found unexpected document indicator", NULL, true, "a quote that is not closed before `---`",
     "put the same quote at the end of the text", NULL},
    {"did not find expected ',' or ']'", NULL, false, "a list in `[` `]` that goes wrong here",
     "part its items by commas and close it with `]`; a text that holds `,` `[` `{` or `: ` needs "
     "quotes",
     "the list starts here"},
    {"did not find expected ',' or '}'", NULL, false, "a mapping in `{` `}` that goes wrong here",
     "part its entries by commas and close it with `}`; a text that holds `,` `[` `{` or `: ` "
     "needs quotes",
     "it starts here"},
    {"did not find expected key", "while parsing a block mapping", false,
     "this line does not line up with the keys above it",
     "let every key of one thing start at the same column", "the keys start here"},
    {"did not find expected '-' indicator", NULL, false,
     "this line stands among the items of a list but is none",
     "start it with `- `, or let it line up with the key above the list", "the list starts here"},
    {"did not find expected node content", NULL, false, "a value should stand here",
     "write it; a text that starts with `,` `:` `]` or `}` needs quotes", NULL},
    {"block sequence entries are not allowed in this context", NULL, false,
     "an item of a list cannot stand here",
     "put the items on lines of their own; a text that starts with `- ` needs quotes", NULL},
    {"found unknown escape character", NULL, false,
     "a backslash in double quotes that means nothing here",
     "write \\\\ for a backslash, or use single quotes", NULL},
    {"did not find expected hexdecimal number", NULL, false, "a \\x, \\u or \\U without its number",
     "write the character itself, or use single quotes", NULL},
    {"found invalid Unicode character escape code", NULL, false, "a number of no character",
     "write the character itself", NULL},
};

static bool contains(const char *text, const char *what)
{
    return text && strstr(text, what);
}

/* `text: "Hello" she said`: does a closing quote stand before `at`? */
static bool is_behind_quote(const bz_yaml__reader *r, size_t at)
{
    size_t from = bz_yaml__line_start(r, at);
    while (at > from && r->text.p[at - 1] == ' ')
        at--;
    return at > from && (r->text.p[at - 1] == '"' || r->text.p[at - 1] == '\'');
}

bool bz_yaml__hint_tight(bz_yaml__reader *r, bz_diag *diag, bz_str text)
{
    size_t n = 0;
    while (n < text.n && ((text.p[n] >= 'a' && text.p[n] <= 'z') || text.p[n] == '_'))
        n++;
    if (n == 0 || n + 1 >= text.n || n > 40 || text.p[n] != ':' || text.p[n + 1] == '/')
        return false;
    bz_str value = bz_str_cut(text, n + 1, text.n < n + 41 ? text.n : n + 41);
    bz_diag_hint(r->job->diags, diag, "put a space behind the colon: `%.*s: %.*s`", (int)n, text.p,
                 BZ_FMT(value));
    return true;
}

static void say_row(bz_yaml__reader *r, const yaml_parser_t *p, size_t at, size_t began)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!contains(p->problem, rows[i].problem)) continue;
        if (rows[i].context && !contains(p->context, rows[i].context)) continue;
        bool is_at_end = at >= bz_str_trim(r->text).n && p->context;
        size_t place = rows[i].at_context || is_at_end ? began : at;
        bz_diag *diag =
            bz_yaml__report(r, BZ_Y001, place, bz_yaml__line_end(r, place), "%s", rows[i].says);
        bz_str line = bz_str_cut(r->text, place, text_end(r, place));
        bool is_item = contains(p->problem, "expected key") && bz_str_starts(line, "- ");
        bool lacks_colon = contains(p->problem, "expected ':'");
        if (!lacks_colon || !bz_yaml__hint_tight(r, diag, line))
            bz_diag_hint(r->job->diags, diag, "%s",
                         is_item ? "an item of a list: put its `- ` under those of the other items"
                                 : rows[i].hint);
        if (rows[i].note && place != began)
            bz_diag_note_at(r->job->diags, diag,
                            bz_yaml__span(r, began, bz_yaml__line_end(r, began)), "%s",
                            rows[i].note);
        return;
    }
    bz_yaml__report(r, BZ_Y001, at, bz_yaml__line_end(r, at), "this cannot be read: %s",
                    p->problem ? p->problem : "not YAML");
}

/* `!` where no tag follows, or one that libyaml does not know. */
static void odd_tag(bz_yaml__reader *r, size_t at)
{
    bz_diag *diag = bz_yaml__report(r, BZ_Y009, at, at + 1, "tags are not used: `!` starts one");
    bz_yaml__hint_quotes(r, diag, at, text_end(r, at));
    bz_yaml__mend(r, at, 'x');
}

static void behind_quote(bz_yaml__reader *r, size_t at)
{
    bz_diag *diag = bz_yaml__report(r, BZ_Y001, at, text_end(r, at),
                                    "the text goes on behind its closing quote");
    bz_diag_hint(r->job->diags, diag,
                 "put the whole text in quotes, and write \\\" for a quote inside double quotes");
}

static void odd_tab(bz_yaml__reader *r, size_t at)
{
    if (bz_yaml__report_tabs(r, at + 1) == 0)
        bz_yaml__report(r, BZ_Y005, at, at + 1, "a tab cannot stand here");
}

void bz_yaml__failed(bz_yaml__reader *r, const yaml_parser_t *p)
{
    if (p->error == YAML_MEMORY_ERROR) bz_mem_out(0);
    size_t at = bz_yaml__byte(r, p->problem_mark.index);
    size_t began = p->context ? bz_yaml__byte(r, p->context_mark.index) : at;
    bz_str rest = bz_str_cut(r->text, at, r->text.n);
    r->is_broken = r->is_bad = true;
    if (contains(p->problem, " tab ") || bz_str_starts(rest, "\t")) odd_tab(r, at);
    else if (bz_str_starts(rest, "{{")) bz_yaml__open_word(r, at);
    else if (rest.n && contains(p->problem, "mapping values are not allowed")) loose_colon(r, at);
    else if (contains(p->context, "alias") || contains(p->context, "anchor"))
        odd_start(r, began, BZ_Y008);
    else if (rest.n && (contains(p->problem, "cannot start any token") ||
                        contains(p->problem, "mapping keys are not allowed")))
        odd_start(r, at, BZ_Y001);
    else if (contains(p->context, "block scalar")) odd_start(r, began, BZ_Y001);
    else if (contains(p->context, "tag") || contains(p->problem, "undefined tag"))
        odd_tag(r, began);
    else if (contains(p->problem, "expected key") && is_behind_quote(r, at)) behind_quote(r, at);
    else say_row(r, p, at, began);
}
