/* Footnotes in the lines of plugins. In: a line of inline Markdown in which `baraza.note(…)` has
 * put
 * `^[…]`. Out: below a block, the pieces of the line as SOURCE_LINEs with a NOTE between them. What
 * comes from authors goes through baraza.text, which escapes brackets, so that only a plugin makes
 * notes.
 *
 * Markdown takes away spaces at the ends of a line, and the pieces are lines of their own now:
 * their outer spaces are written as `&#32;`, which it keeps. */
#include "plugin/plugin_priv.h"

/* The bracket that closes the one before `at`; s.n when there is none. */
static size_t closing(bz_str s, size_t at)
{
    size_t depth = 1;
    for (; at < s.n; at++) {
        if (s.p[at] == '\\') at++;
        else if (s.p[at] == '[') depth++;
        else if (s.p[at] == ']' && --depth == 0) return at;
    }
    return s.n;
}

/* Where the next note begins; s.n when there is none, or when it is not closed. */
static size_t find_note(bz_str s, size_t *end)
{
    for (size_t i = 0; i + 1 < s.n; i++) {
        if (s.p[i] == '\\') i++;
        else if (s.p[i] == '^' && s.p[i + 1] == '[')
            return (*end = closing(s, i + 2)) < s.n ? i : s.n;
    }
    return s.n;
}

static void add_piece(bz_plugin *p, bz_doc *d, bz_node parent, bz_str s, bz_span span)
{
    if (!s.n) return;
    bool is_open = s.p[0] == ' ', is_open_behind = s.n > 1 && s.p[s.n - 1] == ' ';
    bz_buf_clear(&p->note);
    if (is_open) bz_buf_put(&p->note, "&#32;");
    bz_buf_str(&p->note, bz_str_cut(s, is_open, s.n - is_open_behind));
    if (is_open_behind) bz_buf_put(&p->note, "&#32;");
    bz_doc_add_text(d, parent, BZ_DOC_SOURCE_LINE, bz_buf_view(&p->note), span);
}

void bz_plugin__add_line(lua_State *L, bz_doc *d, bz_node parent, bz_str line, bz_span span)
{
    bz_plugin *p = bz_plugin__of(L);
    size_t end = 0, inner_end, at = find_note(line, &end);
    if (at == line.n) {
        bz_doc_add_text(d, parent, BZ_DOC_SOURCE_LINE, line, span);
        return;
    }
    for (; at < line.n; at = find_note(line, &end)) {
        bz_str inside = bz_str_cut(line, at + 2, end);
        if (find_note(inside, &inner_end) < inside.n) bz_plugin__fail(L, "a note inside a note");
        bz_plugin__charge(L, 3);
        add_piece(p, d, parent, bz_str_cut(line, 0, at), span);
        bz_node note = bz_doc_add(d, parent, BZ_DOC_NOTE, span);
        bz_doc_add_text(d, note, BZ_DOC_SOURCE_LINE, inside, span);
        line = bz_str_cut(line, end + 1, line.n);
    }
    add_piece(p, d, parent, line, span);
}

int bz_plugin__new_note(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_str text = bz_str_trim(bz_plugin__line_text(L, 1, "a note"));
    size_t end;
    if (!text.n) bz_plugin__fail(L, "a note has a text");
    if (find_note(text, &end) < text.n) bz_plugin__fail(L, "a note inside a note");
    bz_buf_clear(&p->note);
    bz_buf_put(&p->note, "^[");
    bz_buf_str(&p->note, text);
    bz_buf_char(&p->note, ']');
    bz_str whole = bz_buf_view(&p->note);
    if (closing(whole, 2) + 1 != whole.n)
        bz_plugin__fail(L,
                        "the brackets of a note do not match: write \\[ and \\] for single ones");
    bz_plugin__push(L, whole);
    return 1;
}
