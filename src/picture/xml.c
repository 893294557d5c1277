/* In: the text of a drawing. Out: its tags, one after the other, as slices of the text. One idea:
 * only the part of XML 1.0 that needs no memory of declarations is read. A document type may be
 * named but declares nothing, so the five entities of XML are the only ones and none can grow; and
 * every slice is a place in the file, which reports need and no library tells of attributes. */
#include "picture/picture_priv.h"
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (c & 0x80);
}

static bool is_name(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bz_xml_kind bad(bz_xml *x, size_t from, size_t to, const char *why, const char *hint)
{
    x->bad_from = from;
    x->bad_to = to > x->text.n ? x->text.n : to;
    x->why = why;
    x->hint = hint;
    return BZ_XML_BAD;
}

static char here(const bz_xml *x)
{
    return x->at < x->text.n ? x->text.p[x->at] : '\0';
}

static bz_str rest(const bz_xml *x)
{
    return bz_str_cut(x->text, x->at, x->text.n);
}

static bool skip_space(bz_xml *x)
{
    size_t from = x->at;
    while (is_space(here(x)))
        x->at++;
    return x->at > from;
}

static bz_str take_name(bz_xml *x)
{
    size_t from = x->at;
    if (is_name_start(here(x)))
        while (is_name(here(x)))
            x->at++;
    return bz_str_cut(x->text, from, x->at);
}

/* Moves behind the next `end` and gives what stands before it; false at the end of the text. */
static bool take_until(bz_xml *x, const char *end, bz_str *inside)
{
    size_t from = x->at, n = strlen(end);
    const char *found = memmem(x->text.p + from, x->text.n - from, end, n);
    if (!found) return false;
    *inside = bz_str_cut(x->text, from, (size_t)(found - x->text.p));
    x->at = (size_t)(found - x->text.p) + n;
    return true;
}

/* A reference starts at `s.p[at]`; gives its length, 0 when there is none that we know. */
static size_t reference(bz_str s, size_t at)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    bz_str tail = bz_str_cut(s, at, s.n);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (bz_str_starts(tail, known[i])) return strlen(known[i]);
    bool is_hex = bz_str_starts(tail, "&#x");
    if (!is_hex && !bz_str_starts(tail, "&#")) return 0;
    size_t i = is_hex ? 3 : 2, digits = i;
    while (i < tail.n && i < digits + 8 &&
           strchr(is_hex ? "0123456789abcdefABCDEF" : "0123456789", tail.p[i]))
        i++;
    return i > digits && i < tail.n && tail.p[i] == ';' ? i + 1 : 0;
}

static bool references_are_known(bz_xml *x, bz_str s)
{
    for (size_t i = 0; (i = bz_str_find(s, '&', i)) < s.n;) {
        size_t n = reference(s, i);
        if (n == 0) {
            size_t from = (size_t)(s.p - x->text.p) + i;
            (void)bad(x, from, from + 1, "`&` starts no character that is known here",
                      "write `&amp;` for the sign itself");
            return false;
        }
        i += n;
    }
    return true;
}

static bz_xml_kind attribute(bz_xml *x)
{
    size_t from = x->at;
    bz_xml_attr a = {.name = take_name(x)};
    if (a.name.n == 0) return bad(x, from, from + 1, "this character cannot stand in a tag", NULL);
    skip_space(x);
    if (here(x) != '=')
        return bad(x, from, x->at, "an attribute without a value", "write name=\"value\"");
    x->at++;
    skip_space(x);
    char quote = here(x);
    if (quote != '"' && quote != '\'')
        return bad(x, x->at, x->at + 1, "a value without quotes", "write name=\"value\"");
    size_t start = ++x->at, end = bz_str_find(x->text, quote, start);
    if (end == x->text.n)
        return bad(x, start - 1, start, "the quote that starts this value is not closed", NULL);
    a.value = bz_str_cut(x->text, start, end);
    size_t angle = bz_str_find(a.value, '<', 0);
    if (angle < a.value.n)
        return bad(x, start + angle, start + angle + 1, "`<` inside a value",
                   "close the value with its quote, or write `&lt;`");
    if (!references_are_known(x, a.value)) return BZ_XML_BAD;
    x->at = end + 1;
    for (size_t i = 0; i < x->attrs.n; i++)
        if (bz_str_eq(x->attrs.p[i].name, a.name))
            return bad(x, from, from + a.name.n, "this attribute stands twice in its tag", NULL);
    if (x->attrs.n == BZ_PICTURE_ATTRIBUTES)
        return bad(x, from, from + a.name.n, "a tag with more than 64 attributes", NULL);
    bz_vec_push(&x->attrs, a);
    return BZ_XML_OPEN;
}

static bz_xml_kind open_tag(bz_xml *x)
{
    size_t from = x->at++;
    x->name = take_name(x);
    x->attrs.n = 0;
    x->is_empty = false;
    if (x->name.n == 0)
        return bad(x, from, from + 1, "`<` starts no tag here", "write `&lt;` for the sign itself");
    if (x->open.n == 0 && x->had_root)
        return bad(x, from, x->at, "a second drawing in one file", NULL);
    x->had_root = true;
    for (;;) {
        bool spaced = skip_space(x);
        if (here(x) == '>') break;
        if (here(x) == '/') {
            x->is_empty = true;
            x->at++;
            if (here(x) != '>')
                return bad(x, x->at - 1, x->at, "`/` stands where `/>` was meant", NULL);
            break;
        }
        if (x->at >= x->text.n)
            return bad(x, from, from + 1 + x->name.n, "this tag is not closed", NULL);
        if (!spaced) return bad(x, x->at, x->at + 1, "a space is missing before this", NULL);
        if (attribute(x) == BZ_XML_BAD) return BZ_XML_BAD;
    }
    x->at++;
    if (x->is_empty) return BZ_XML_OPEN;
    if (x->open.n == 4 * BZ_PICTURE_DEPTH)
        return bad(x, from, from + 1 + x->name.n, "elements nested too deep",
                   "save the drawing with fewer groups in one another");
    bz_vec_push(&x->open, x->name);
    return BZ_XML_OPEN;
}

static bz_xml_kind close_tag(bz_xml *x)
{
    size_t from = x->at;
    x->at += 2;
    x->name = take_name(x);
    skip_space(x);
    if (here(x) != '>') return bad(x, from, x->at, "this closing tag has no `>`", NULL);
    x->at++;
    if (x->open.n == 0) return bad(x, from, x->at, "this closes nothing", NULL);
    if (!bz_str_eq(x->open.p[x->open.n - 1], x->name)) {
        x->unclosed = x->open.p[x->open.n - 1];
        return bad(x, from, x->at, "this closes an element that is not the last one opened", NULL);
    }
    x->open.n--;
    return BZ_XML_CLOSE;
}

/* Comments, instructions, the document type: what is passed over. */
static bz_xml_kind aside(bz_xml *x)
{
    size_t from = x->at;
    bz_str inside;
    if (bz_str_starts(rest(x), "<!--")) {
        x->at += 4;
        if (!take_until(x, "-->", &inside))
            return bad(x, from, from + 4, "this comment is not closed", NULL);
        return BZ_XML_END;
    }
    if (bz_str_starts(rest(x), "<?")) {
        x->at += 2;
        if (!take_until(x, "?>", &inside))
            return bad(x, from, from + 2, "this instruction is not closed", NULL);
        return BZ_XML_END;
    }
    size_t end = bz_str_find(x->text, '>', from), inner = bz_str_find(x->text, '[', from);
    if (!bz_str_starts(rest(x), "<!DOCTYPE") || x->had_root)
        return bad(x, from, from + 2, "a declaration that drawings do not have", NULL);
    if (inner < end)
        return bad(x, inner, inner + 1, "declarations of its own in the document type",
                   "save the drawing as \"plain SVG\", without the editor's own data");
    if (end == x->text.n) return bad(x, from, from + 9, "the document type is not closed", NULL);
    x->at = end + 1;
    return BZ_XML_END;
}

static bz_xml_kind text_run(bz_xml *x)
{
    size_t from = x->at, end = bz_str_find(x->text, '<', from);
    x->run = bz_str_cut(x->text, from, end);
    x->at = end;
    if (!references_are_known(x, x->run)) return BZ_XML_BAD;
    if (x->open.n == 0 && bz_str_trim(x->run).n > 0)
        return bad(x, from, end, "text outside the drawing", NULL);
    return BZ_XML_TEXT;
}

bz_xml_kind bz_xml__next(bz_xml *x)
{
    if (x->at == 0 && bz_str_starts(x->text, "\xef\xbb\xbf")) x->at = 3;
    while (x->at < x->text.n) {
        if (here(x) != '<') return text_run(x);
        bz_str tail = rest(x);
        if (bz_str_starts(tail, "</")) return close_tag(x);
        if (bz_str_starts(tail, "<![CDATA[") && x->open.n > 0) {
            size_t from = x->at;
            x->at += 9;
            if (take_until(x, "]]>", &x->run)) return BZ_XML_TEXT;
            return bad(x, from, from + 9, "this CDATA section is not closed", NULL);
        }
        if (!bz_str_starts(tail, "<!") && !bz_str_starts(tail, "<?")) return open_tag(x);
        if (aside(x) == BZ_XML_BAD) return BZ_XML_BAD;
    }
    if (x->open.n > 0) {
        bz_str name = x->open.p[x->open.n - 1];
        size_t from = (size_t)(name.p - x->text.p);
        return bad(x, from - 1, from + name.n, "this element is not closed",
                   "the file may have been cut off: save the drawing again");
    }
    if (!x->had_root) return bad(x, 0, 0, "there is no drawing in this file", NULL);
    return BZ_XML_END;
}

void bz_xml__deinit(bz_xml *x)
{
    bz_vec_free(&x->attrs);
    bz_vec_free(&x->open);
}
