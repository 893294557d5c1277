/* What a link or an image may point to. In: a destination as it was written, escapes resolved. Out:
 * nothing, or a report. Allowed are http, https, mailto, tel and files beside the text; whether a
 * file is there is for others to say. A browser takes leading white space and back slashes for what
 * a person does not see in them, so those are looked at the way a browser does. */
#include "markdown/markdown_priv.h"
#include <string.h>

/* The scheme in front of ':', or empty. */
static bz_str scheme_of(bz_str dest)
{
    size_t n = 0;
    for (; n < dest.n; n++) {
        char c = (char)(dest.p[n] | 0x20);
        bool is_letter = c >= 'a' && c <= 'z';
        bool is_other = n && dest.p[n] != '\0' && strchr("0123456789+-.", dest.p[n]);
        if (!is_letter && !is_other) break;
    }
    return n && n < dest.n && dest.p[n] == ':' ? bz_str_cut(dest, 0, n) : BZ_STR("");
}

static bool is_scheme(bz_str scheme, const char *name)
{
    size_t i = 0;
    for (; i < scheme.n && name[i]; i++)
        if ((scheme.p[i] | 0x20) != name[i]) return false;
    return i == scheme.n && !name[i];
}

static bool has_control(bz_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f) return true;
    return false;
}

static bool is_allowed_scheme(bz_str scheme)
{
    return is_scheme(scheme, "http") || is_scheme(scheme, "https") || is_scheme(scheme, "mailto") ||
           is_scheme(scheme, "tel");
}

static void report_image(bz_md_reader *r, bz_str dest, bz_span span)
{
    bz_str shown = bz_md__short(dest);
    bz_diag *d = bz_md__report_at(r, BZ_M019, span,
                                  "the picture \"%.*s\" is not a file of this root", BZ_FMT(shown));
    bz_md__hint(r, d,
                "put the picture beside the text and name it from there, as in "
                "![A cup](../images/cup.svg)");
}

void bz_md__check_link(bz_md_reader *r, bz_str dest, bz_span span, bool is_image)
{
    bz_str shown = bz_md__short(dest), trimmed = bz_str_trim(dest);
    const char *what = is_image ? "a picture" : "a link";
    bz_diag *d;
    if (!trimmed.n) {
        d = bz_md__report_at(r, BZ_M018, span, "%s that points nowhere", what);
        bz_md__hint(r, d, "write where it leads in the brackets, or leave the link out");
        return;
    }
    if (has_control(dest)) {
        bz_md__report_at(r, BZ_M018, span, "%s with a control character in its destination", what);
        return;
    }
    bz_str scheme = scheme_of(trimmed);
    if (trimmed.p[0] == '/' || trimmed.p[0] == '\\') {
        d = bz_md__report_at(r, BZ_M018, span, "%s to \"%.*s\", which is not beside this file",
                             what, BZ_FMT(shown));
        bz_md__hint(r, d,
                    "name files from here, as in ../images/cup.svg; begin addresses with https://");
    } else if (scheme.n && is_image) report_image(r, dest, span);
    else if (scheme.n && !is_allowed_scheme(scheme)) {
        d = bz_md__report_at(r, BZ_M018, span, "a link with the scheme \"%.*s\"",
                             BZ_FMT(bz_md__short(scheme)));
        bz_md__hint(
            r, d, "links may begin with http:, https:, mailto: or tel:, or name a file from here");
    }
}
