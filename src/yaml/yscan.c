/* In: the file's bytes. Out: reports on bytes that have no place in YAML as we read it, and the
 * tabs that start lines. Nothing is owned. One idea: most bytes are printable ASCII and need one
 * comparison; only the others are looked at twice. */
#include "yaml/ytree_priv.h"
#include "base/source.h"
#include "base/utf8.h"

enum { MOST_REPORTS = 20 };

/* Reports, and says that libyaml must not go on. */
static bool not_utf8(bz_yaml__reader *r, size_t at)
{
    unsigned byte = (unsigned char)r->text.p[at];
    bz_diag *diag = bz_yaml__report(r, BZ_Y002, at, at + 1,
                                    "the file is not UTF-8: byte 0x%02X at offset %zu", byte, at);
    bool is_utf16 = at == 0 && bz_source_is_utf16(r->text);
    bz_diag_hint(r->job->diags, diag,
                 is_utf16 ? "it looks like UTF-16; save it again as UTF-8"
                          : "save it again as UTF-8 (in an editor: \"Save as\", encoding UTF-8)");
    return false;
}

/* Why the character cannot stand in our files; NULL when it can. */
static const char *refusal(uint32_t c)
{
    if (c == 0) return "a NUL character";
    if (c == 0x85 || c == 0x2028 || c == 0x2029) return "a Unicode line separator";
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return "a control character";
    if (c == 0x202d || c == 0x202e) return "a character that turns the direction of text";
    if (c == 0xfeff) return "a byte order mark inside the text";
    if ((c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000) return "a private-use character";
    if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef))
        return "a code point for no character";
    return NULL;
}

/* libyaml stops at these; at the others it does not, so more errors may be found. */
static bool stops_libyaml(uint32_t c)
{
    return (c < 0xa0 && c != 0x85) || c == 0xfffe || c == 0xffff;
}

/* A character that is not printable ASCII, a tab or a line break; gives what stands behind it. */
static size_t look_at(bz_yaml__reader *r, size_t at, size_t *reports, bool *is_readable)
{
    size_t end = at;
    uint32_t c = bz_utf8_next(r->text, &end);
    const char *why = refusal(c);
    if (c >= 0x80) r->is_ascii = false;
    if (!why) return end;
    if (stops_libyaml(c)) *is_readable = false;
    /* For libyaml these end lines; it sees another character of the same length. */
    if (c == 0x85 || c == 0x2028 || c == 0x2029)
        bz_yaml__mend(r, end - 1, (char)(c == 0x85 ? 0xa0 : 0xa5));
    if ((*reports)++ < MOST_REPORTS) {
        bz_diag *diag =
            bz_yaml__report(r, BZ_Y003, at, end, "%s (U+%04X) cannot stand here", why, c);
        bz_diag_hint(r->job->diags, diag, "take it out");
    }
    return end;
}

/* libyaml takes its time with many directives, so it sees comments instead. */
static void look_for_directive(bz_yaml__reader *r, size_t at)
{
    char name = at + 1 < r->text.n ? (char)(r->text.p[at + 1] | 0x20) : ' ';
    if (r->text.p[at] != '%' || name < 'a' || name > 'z') return;
    bz_diag *diag =
        bz_yaml__report(r, BZ_Y010, at, bz_yaml__line_end(r, at), "directives are not used here");
    bz_diag_hint(r->job->diags, diag, "take this line out");
    bz_yaml__mend(r, at, '#');
}

/* At the start of a line: notes a tab before text; one in an empty line hurts nobody but libyaml.
 * Gives the first byte that is no white space. */
static size_t start_line(bz_yaml__reader *r, size_t at)
{
    size_t start = at, tab = r->text.n;
    for (; at < r->text.n && (r->text.p[at] == ' ' || r->text.p[at] == '\t'); at++)
        if (r->text.p[at] == '\t' && tab == r->text.n) tab = at;
    bool is_empty = at == r->text.n || r->text.p[at] == '\n' || r->text.p[at] == '\r';
    if (!is_empty && tab < at) bz_vec_push(&r->tabs, (uint32_t)tab);
    for (; is_empty && tab < at; tab++)
        bz_yaml__mend(r, tab, ' ');
    if (!is_empty && at == start) look_for_directive(r, at);
    return at;
}

static bool only_cr(bz_yaml__reader *r, size_t at)
{
    bz_diag *diag =
        bz_yaml__report(r, BZ_Y004, at, at + 1, "a line ends in a carriage return alone");
    bz_diag_hint(r->job->diags, diag,
                 "save the file with line ends of Unix (LF) or Windows (CRLF)");
    return false;
}

/* Whether git left both sides of a merge from the line on that starts at `at`; reports it. */
static bool is_unmerged(bz_yaml__reader *r, size_t at)
{
    if (!bz_source_is_unmerged(r->text, at)) return false;
    bz_diag *diag = bz_yaml__report(r, BZ_S011, at, bz_yaml__line_end(r, at),
                                    "a merge of two editions that was not finished");
    bz_diag_hint(r->job->diags, diag, "%s", BZ_SOURCE_HOW_TO_MERGE);
    return true;
}

bool bz_yaml__scan(bz_yaml__reader *r)
{
    bz_str text = r->text;
    size_t reports = 0, wrong = bz_utf8_valid(text);
    bool is_readable = true;
    r->is_ascii = true;
    r->bom = bz_str_starts(text, "\xef\xbb\xbf") ? 3 : 0;
    if (wrong < text.n) return not_utf8(r, wrong);
    if (is_unmerged(r, r->bom)) return false;
    for (size_t at = start_line(r, r->bom); at < text.n;) {
        unsigned char c = (unsigned char)text.p[at];
        if (c == '\n' && is_unmerged(r, at + 1)) return false;
        if (c == '\n') at = start_line(r, at + 1);
        else if ((c >= ' ' && c < 0x7f) || c == '\t') at++;
        else if (c != '\r') at = look_at(r, at, &reports, &is_readable);
        else if (at + 1 == text.n || text.p[at + 1] == '\n') at++;
        else return only_cr(r, at);
    }
    return is_readable;
}
