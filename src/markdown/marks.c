/* Marks: what is replaced before cmark by a stand-in, one private-use character each, so that for
 * cmark it is a letter like any other. In: source, and what cmark made of the text. Out: the mark a
 * stand-in stands for, or the text as it was written. The reader owns the marks.
 *
 * Number k is the k-th private-use character: U+E000 and on, then planes 15 and 16. Nobody else can
 * write one: in the input they are errors, as themselves and as &#x…;. */
#include "markdown/markdown_priv.h"

#include "base/utf8.h"
#include <string.h>

enum {
    IN_PLANE_0 = 6400,  /* U+E000–U+F8FF */
    IN_PLANE_15 = 65534 /* U+F0000–U+FFFFD; plane 16 has as many */
};

bool bz_md__mark_put(bz_buf *out, size_t k)
{
    uint32_t n = (uint32_t)k;
    if (k < IN_PLANE_0) bz_buf_code_point(out, 0xe000 + n);
    else if (k < IN_PLANE_0 + IN_PLANE_15) bz_buf_code_point(out, 0xf0000 + n - IN_PLANE_0);
    else if (k < IN_PLANE_0 + 2 * IN_PLANE_15)
        bz_buf_code_point(out, 0x100000 + n - IN_PLANE_0 - IN_PLANE_15);
    else return false;
    return true;
}

size_t bz_md__mark_bytes(size_t k)
{
    return k < IN_PLANE_0 ? 3 : 4;
}

size_t bz_md__mark_find(const bz_md_reader *r, bz_str s, size_t from)
{
    if (!r->marks.n) return s.n;
    while (from < s.n) {
        uint64_t eight;
        for (; s.n - from >= 8; from += 8) { /* ASCII, eight at a time */
            memcpy(&eight, s.p + from, 8);
            if (eight & 0x8080808080808080u) break;
        }
        size_t stop = s.n - from < 8 ? s.n : from + 8;
        for (; from < stop; from++)
            if ((unsigned char)s.p[from] >= 0xee) return from;
    }
    return from;
}

const bz_md_mark *bz_md__mark_at(const bz_md_reader *r, bz_str s, size_t at, size_t *n)
{
    size_t next = at;
    uint32_t c = bz_utf8_next(s, &next);
    size_t k;
    if (c >= 0xe000 && c <= 0xf8ff) k = c - 0xe000;
    else if (c >= 0xf0000 && c <= 0xffffd) k = c - 0xf0000 + IN_PLANE_0;
    else if (c >= 0x100000 && c <= 0x10fffd) k = c - 0x100000 + IN_PLANE_0 + IN_PLANE_15;
    else return NULL;
    *n = next - at;
    return k < r->marks.n ? &r->marks.p[k] : NULL;
}

bz_str bz_md__restore(const bz_md_reader *r, bz_str s, bz_buf *scratch)
{
    size_t copied = 0, n;
    for (size_t at = 0; (at = bz_md__mark_find(r, s, at)) < s.n;) {
        const bz_md_mark *m = bz_md__mark_at(r, s, at, &n);
        if (!m) {
            at++;
            continue;
        }
        if (!copied) bz_buf_clear(scratch);
        /* A fence's stand-in is dressed as a block of HTML: <?…?> */
        size_t dress = m->kind == BZ_MD_FENCE ? 2 : 0;
        bz_buf_str(scratch, bz_str_cut(s, copied, at - dress));
        bz_buf_str(scratch, bz_str_cut(r->source, m->start, m->end));
        at = copied = at + n + dress;
    }
    if (!copied) return s;
    bz_buf_str(scratch, bz_str_cut(s, copied, s.n));
    return bz_buf_view(scratch);
}

/* Takes a name as ids are written off the front of `*s`; false when there is none. */
static bool take_name(bz_str *s, bz_str *name)
{
    size_t n = 0;
    while (n < s->n && ((s->p[n] >= 'a' && s->p[n] <= 'z') ||
                        (n && ((s->p[n] >= '0' && s->p[n] <= '9') || s->p[n] == '-'))))
        n++;
    *name = bz_str_cut(*s, 0, n);
    *s = bz_str_cut(*s, n, s->n);
    return n > 0;
}

bz_md_mark_kind bz_md__word(bz_str source, size_t at, size_t *end, bz_str *name, bz_str *form)
{
    size_t close = at + 2;
    *end = close;
    *form = BZ_STR("");
    /* A brace inside ends the search: the closing ones are another word's. */
    while (close < source.n && !bz_md__is_line_end(source.p[close]) && source.p[close] != '{' &&
           !(source.p[close] == '}' && close + 1 < source.n && source.p[close + 1] == '}'))
        close++;
    if (close == source.n || source.p[close] != '}') return BZ_MD_UNCLOSED_WORD;
    *end = close + 2;
    bz_str inside = bz_str_trim(bz_str_cut(source, at + 2, close));
    if (!take_name(&inside, name)) return BZ_MD_MALFORMED_WORD;
    if (inside.n && inside.p[0] == '.') {
        inside = bz_str_cut(inside, 1, inside.n);
        if (!take_name(&inside, form)) return BZ_MD_MALFORMED_WORD;
    }
    return inside.n ? BZ_MD_MALFORMED_WORD : BZ_MD_WORD;
}

/* "{{Mother}}" and "{{water point}}" are names but for the way they are written. */
static void hint_name(bz_md_reader *r, bz_diag *d, bz_str text)
{
    char name[40];
    size_t n = 0;
    bz_str inside = text.n > 4 ? bz_str_trim(bz_str_cut(text, 2, text.n - 2)) : BZ_STR("");
    bool is_like = inside.n > 0 && inside.n < sizeof name && bz_str_ends(text, "}}");
    for (size_t i = 0; is_like && i < inside.n; i++) {
        char c = inside.p[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c == ' ' || c == '_') c = '-';
        name[n++] = c;
        is_like = (c >= 'a' && c <= 'z') || (i > 0 && ((c >= '0' && c <= '9') || c == '-'));
    }
    if (is_like) bz_md__hint(r, d, "small letters, digits and `-`: {{%.*s}}", (int)n, name);
    else
        bz_md__hint(r, d,
                    "a name is made of a–z, 0–9 and -, perhaps with a form: {{mother}}, "
                    "{{mother.possessive}}");
}

void bz_md__mark_report(bz_md_reader *r, const bz_md_mark *m)
{
    bz_str text = bz_md__short(bz_str_cut(r->source, m->start, m->end));
    bz_diag *d;
    switch ((bz_md_mark_kind)m->kind) {
    case BZ_MD_UNCLOSED_WORD:
        d = bz_md__report(r, BZ_M013, m->start, m->end, "a word is opened with {{ and not closed");
        bz_md__hint(r, d, "close it on the same line, as in {{mother}}; for two braces write \\{{");
        return;
    case BZ_MD_MALFORMED_WORD:
        d = bz_md__report(r, BZ_M014, m->start, m->end, "%.*s is not the name of a word",
                          BZ_FMT(text));
        hint_name(r, d, text);
        return;
    case BZ_MD_REFERENCE:
        bz_md__report(r, BZ_M002, m->start, m->end,
                      "%.*s stands for a character that has no place "
                      "in a text",
                      BZ_FMT(text));
        return;
    case BZ_MD_WORD:
    case BZ_MD_FENCE:
    case BZ_MD_REFUSED: return;
    }
}
