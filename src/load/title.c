/* In: the span of a heading in a Markdown file. Out: its text as it stands, without the marks of a
 * heading and without `{#id}`, and where that text is; and ids made of titles, to propose. The
 * title is a slice of the source: words and emphasis in it stay as the author wrote them. */
#include "load/load_priv.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bz_str trim_end(bz_str s)
{
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

/* "Story {#story}" and "Story ##" give "Story". */
static bz_str without_tail(bz_str s)
{
    s = trim_end(s);
    size_t hashes = 0;
    while (hashes < s.n && s.p[s.n - 1 - hashes] == '#')
        hashes++;
    if (hashes && (hashes == s.n || is_blank(s.p[s.n - 1 - hashes])))
        s = trim_end(bz_str_cut(s, 0, s.n - hashes));
    if (bz_str_ends(s, "}")) {
        size_t at = s.n;
        while (at > 0 && s.p[at - 1] != '{')
            at--;
        if (at && s.p[at] == '#') s = trim_end(bz_str_cut(s, 0, at - 1));
    }
    return s;
}

/* A heading underlined with === or ---: the text before the last line. */
static bz_str without_underline(bz_str s)
{
    s = trim_end(s);
    size_t at = s.n;
    while (at > 0 && s.p[at - 1] != '\n')
        at--;
    return trim_end(bz_str_cut(s, 0, at));
}

bz_str bz_load__heading_title(bz_load__run *l, bz_span heading, bz_span *where)
{
    bz_str s = bz_span_text(l->job->sources, heading);
    const char *start = s.p;
    while (s.n && is_blank(s.p[0]))
        s = bz_str_cut(s, 1, s.n);
    if (bz_str_starts(s, "#")) {
        while (s.n && s.p[0] == '#')
            s = bz_str_cut(s, 1, s.n);
    } else {
        s = without_underline(s);
    }
    while (s.n && is_blank(s.p[0]))
        s = bz_str_cut(s, 1, s.n);
    s = without_tail(s);
    uint32_t from = heading.start + (uint32_t)(s.p - start);
    *where = (bz_span){heading.file, from, from + (uint32_t)s.n};
    if (bz_str_find(s, '\n', 0) == s.n) return s;
    /* A title over several lines is one line in the guide. */
    bz_buf line = {0};
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r') bz_buf_char(&line, s.p[i] == '\n' ? ' ' : s.p[i]);
    bz_str joined = bz_arena_str(l->names, bz_buf_view(&line));
    bz_buf_deinit(&line);
    return joined;
}

bz_str bz_load__slug(bz_arena *a, bz_str title)
{
    enum { LONGEST = 40 };
    char *slug = bz_arena_alloc(a, title.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < title.n && n < LONGEST; i++) {
        char c = title.p[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        bool is_letter = c >= 'a' && c <= 'z';
        if (is_letter || (n && c >= '0' && c <= '9')) slug[n++] = c;
        else if (n && slug[n - 1] != '-' && c != '\'') slug[n++] = '-';
    }
    while (n && slug[n - 1] == '-')
        n--;
    return (bz_str){slug, n};
}
