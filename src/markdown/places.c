/* Where blocks stand. In: cmark's lines and columns. Out: byte offsets in the text. cmark's starts
 * of blocks are right; its ends are not always (a block that ends because its parent does, headings
 * underlined, HTML), so they are worked out here from the lines. Nothing is owned. */
#include "markdown/markdown_priv.h"
#include <string.h>

static size_t first_line(const bz_md_reader *r, cmark_node *block)
{
    int line = cmark_node_get_start_line(block);
    size_t n = line > 0 ? (size_t)line : 1;
    return n < r->lines.n ? n : r->lines.n;
}

/* The end of line `line` (from 1) without line end and white space. */
static size_t trimmed_end(const bz_md_reader *r, size_t line)
{
    size_t start = r->lines.p[line - 1];
    size_t end = line < r->lines.n ? r->lines.p[line] : r->text.n;
    while (end > start && bz_md__is_white(r->text.p[end - 1]))
        end--;
    return end;
}

size_t bz_md__block_start(const bz_md_reader *r, cmark_node *block)
{
    int column = cmark_node_get_start_column(block);
    size_t at = r->lines.p[first_line(r, block) - 1] + (column > 0 ? (size_t)column - 1 : 0);
    return at < r->text.n ? at : r->text.n;
}

void bz_md__line(const bz_md_reader *r, size_t line, size_t quotes, size_t *start, size_t *end)
{
    *end = trimmed_end(r, line);
    size_t at = r->lines.p[line - 1];
    while (at < *end && bz_md__is_blank(r->text.p[at]))
        at++;
    while (quotes-- && at < *end && r->text.p[at] == '>') {
        at++;
        while (at < *end && bz_md__is_blank(r->text.p[at]))
            at++;
    }
    *start = at;
}

static size_t count_lines(const char *literal)
{
    size_t n = 0;
    for (; (literal = strchr(literal, '\n')); literal++)
        n++;
    return n;
}

/* The end of the line `further` lines behind the first one of `block`. */
static size_t end_after(const bz_md_reader *r, cmark_node *block, size_t further)
{
    size_t line = first_line(r, block) + further;
    return trimmed_end(r, line < r->lines.n ? line : r->lines.n);
}

bool bz_md__is_atx(bz_str s, size_t at)
{
    size_t n = at;
    while (n < s.n && s.p[n] == '#')
        n++;
    return n > at && n - at <= 6 && (n == s.n || bz_md__is_white(s.p[n]));
}

/* Whether a block that is not inside `block` begins on line `line` or before: the next in order. */
static bool is_taken(cmark_node *block, size_t line)
{
    cmark_node *next = NULL;
    while (block && !(next = cmark_node_next(block)))
        block = cmark_node_parent(block);
    return next && (size_t)cmark_node_get_start_line(next) <= line;
}

/* Whether line `line` is all = or all -; then `*end` is its end. */
static bool is_underline(const bz_md_reader *r, size_t line, size_t quotes, size_t *end)
{
    size_t start;
    bz_md__line(r, line, quotes, &start, end);
    char c = start < *end ? r->text.p[start] : '\0';
    while (start < *end && r->text.p[start] == c)
        start++;
    return start == *end && (c == '=' || c == '-');
}

/* The end of the line under a heading. cmark ends such a heading on the line behind it, or, where
 * the text ends, on it. */
static size_t underline_end(const bz_md_reader *r, cmark_node *block, size_t quotes)
{
    size_t last_end, before_end;
    size_t last = (size_t)cmark_node_get_end_line(block);
    if (last > r->lines.n) last = r->lines.n;
    if (last < 2) return end_after(r, block, 0);
    bool is_before = is_underline(r, last - 1, quotes, &before_end);
    if (!is_underline(r, last, quotes, &last_end)) return before_end;
    return is_before && is_taken(block, last) ? before_end : last_end;
}

static size_t code_end(const bz_md_reader *r, cmark_node *block, size_t start, size_t quotes)
{
    const char *literal = cmark_node_get_literal(block);
    size_t lines = count_lines(literal), line_end = trimmed_end(r, first_line(r, block));
    bz_str opening = bz_str_cut(r->text, start, line_end);
    bool is_fenced = bz_str_starts(opening, "```") || bz_str_starts(opening, "~~~");
    /* Indented code may begin with ``` as well; then its first line is the literal's. */
    if (is_fenced && opening.n && !strncmp(literal, opening.p, opening.n)) is_fenced = false;
    if (!is_fenced) return end_after(r, block, lines ? lines - 1 : 0);
    size_t closing = first_line(r, block) + lines + 1, at, end;
    if (closing <= r->lines.n && !is_taken(block, closing)) {
        bz_md__line(r, closing, quotes, &at, &end);
        size_t n = at;
        while (n < end && r->text.p[n] == opening.p[0])
            n++;
        if (n - at >= 3 && n == end) return end;
    }
    return end_after(r, block, lines);
}

/* Where its last line ends, as cmark has it, without blank lines. */
size_t bz_md__lines_end(const bz_md_reader *r, cmark_node *block)
{
    size_t first = first_line(r, block), last = (size_t)cmark_node_get_end_line(block);
    if (last > r->lines.n) last = r->lines.n;
    while (last > first && trimmed_end(r, last) == r->lines.p[last - 1])
        last--;
    return trimmed_end(r, last > first ? last : first);
}

size_t bz_md__leaf_end(const bz_md_reader *r, cmark_node *block, size_t start, size_t quotes)
{
    switch (cmark_node_get_type(block)) {
    case CMARK_NODE_HEADING:
        return bz_md__is_atx(r->text, start) ? end_after(r, block, 0)
                                             : underline_end(r, block, quotes);
    case CMARK_NODE_CODE_BLOCK: return code_end(r, block, start, quotes);
    case CMARK_NODE_HTML_BLOCK: {
        size_t lines = count_lines(cmark_node_get_literal(block));
        return end_after(r, block, lines ? lines - 1 : 0);
    }
    case CMARK_NODE_PARAGRAPH: return bz_md__lines_end(r, block);
    default: return end_after(r, block, 0);
    }
}

/* Steps over `[label]:`; gives its end, or `at`. */
static size_t past_label(bz_str s, size_t at, size_t end)
{
    bool has_ink = false;
    size_t p = at + 1;
    for (; p < end && s.p[p] != ']'; p++) {
        if (s.p[p] == '[') return at;
        if (s.p[p] == '\\') p++;
        has_ink |= !bz_md__is_white(s.p[p]);
    }
    return has_ink && p + 1 < end && s.p[p + 1] == ':' ? p + 2 : at;
}

/* Whether nothing but white space follows on the line; then *at is moved behind it. */
static bool ends_line(bz_str s, size_t *at, size_t end)
{
    size_t p = *at;
    while (p < end && bz_md__is_blank(s.p[p]))
        p++;
    if (p < end && s.p[p] != '\n' && s.p[p] != '\r') return false;
    *at = p;
    return true;
}

size_t bz_md__past_definitions(const bz_md_reader *r, size_t start, size_t end, size_t quotes)
{
    bz_str s = bz_str_cut(r->text, 0, end);
    while (start < end && s.p[start] == '[') {
        size_t at = past_label(s, start, end);
        if (at == start) return start;
        size_t dest = bz_md__gap(s, at, quotes);
        at = bz_md__destination(s, dest);
        if (at == dest || at == SIZE_MAX) return start;
        size_t gap = bz_md__gap(s, at, quotes), title = bz_md__title(s, gap);
        if (gap > at && title > gap && ends_line(s, &title, end)) at = title;
        else if (!ends_line(s, &at, end)) return start;
        start = bz_md__gap(s, at, quotes);
    }
    return start;
}
