/* Text inside a block: a function each for words, stress, links, pictures and isolated spans.
 * Pictures are read through the engine and written into the page; the page asks nothing of a
 * network. */
#include "render/html/html_priv.h"

#include <string.h>

static bz_str attr(const bz_html *w, bz_node n, bz_attr key)
{
    return bz_doc_attr_text(w->doc, n, key);
}

void bz_html__phrases(bz_html *w, bz_node n)
{
    bz_html__phrase(&w->body, bz_doc_text(w->doc, n));
}

void bz_html__soft_break(bz_html *w, bz_node n)
{
    (void)n;
    bz_html__put(w, "\n");
}

void bz_html__line_break(bz_html *w, bz_node n)
{
    (void)n;
    bz_html__put(w, "<br>\n");
}

void bz_html__code(bz_html *w, bz_node n)
{
    w->uses[BZ_HTML_CODE] = true;
    bz_html__put(w, "<code dir=\"ltr\">");
    bz_html__text(&w->body, bz_doc_text(w->doc, n));
    bz_html__put(w, "</code>");
}

void bz_html__emph(bz_html *w, bz_node n)
{
    bz_html__put(w, "<em>");
    bz_html__children(w, n);
    bz_html__put(w, "</em>");
}

void bz_html__strong(bz_html *w, bz_node n)
{
    bz_html__put(w, "<strong>");
    bz_html__children(w, n);
    bz_html__put(w, "</strong>");
}

/* A word without a value cannot be here in an assembled document; its name is better than a gap. */
void bz_html__word(bz_html *w, bz_node n)
{
    bz_html__put(w, "{{");
    bz_html__text(&w->body, bz_doc_text(w->doc, n));
    bz_html__put(w, "}}");
}

void bz_html__link(bz_html *w, bz_node n)
{
    bz_str dest = attr(w, n, BZ_ATTR_DEST), title = attr(w, n, BZ_ATTR_TITLE);
    bool is_link = bz_html__may_link(dest) && bz_html__live(w, bz_doc_at(w->doc, n)->first);
    if (is_link) {
        bz_html__put(w, "<a href=\"");
        bz_html__href(&w->body, dest);
        if (title.n > 0) {
            bz_html__put(w, "\" title=\"");
            bz_html__attr(&w->body, title);
        }
        bz_html__put(w, "\">");
    }
    bz_html__children(w, n);
    if (is_link) bz_html__put(w, "</a>");
}

/* A telephone number runs from left to right everywhere. Times run with the page: nothing in a
 * range of Arabic digits would tell the browser so. Other spans tell their direction by their
 * language or text. */
void bz_html__span(bz_html *w, bz_node n)
{
    bz_str tone = attr(w, n, BZ_ATTR_TONE);
    bool is_muted = bz_str_is(tone, "muted");
    if (bz_str_is(tone, "tel")) bz_html__put(w, "<bdi class=\"tel\" dir=\"ltr\">");
    else if (bz_str_is(tone, "time"))
        bz_html__put(w, w->is_rtl ? "<bdi class=\"time\" dir=\"rtl\">"
                                  : "<bdi class=\"time\" dir=\"ltr\">");
    else bz_html__put(w, is_muted ? "<span class=\"muted\"" : "<bdi");
    if (bz_str_is(tone, "tel") || bz_str_is(tone, "time")) {
        bz_html__children(w, n);
        bz_html__put(w, "</bdi>");
        return;
    }
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">");
    bz_html__children(w, n);
    bz_html__end_lang(w, before);
    bz_html__put(w, is_muted ? "</span>" : "</bdi>");
}

/* --- pictures --- */

/* What a picture's first bytes say it is; NULL when it is none that every browser shows. */
static const char *media_type(bz_str bytes)
{
    if (bz_str_starts(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
    if (bz_str_starts(bytes, "\xFF\xD8\xFF")) return "image/jpeg";
    if (bz_str_starts(bytes, "\xEF\xBB\xBF")) bytes = bz_str_cut(bytes, 3, bytes.n);
    bytes = bz_str_trim(bytes);
    if (bz_str_starts(bytes, "<svg")) return "image/svg+xml";
    if (!bz_str_starts(bytes, "<?xml") && !bz_str_starts(bytes, "<!")) return NULL;
    for (size_t i = 0; (i = bz_str_find(bytes, '<', i)) < bytes.n; i++)
        if (bz_str_starts(bz_str_cut(bytes, i, bytes.n), "<svg")) return "image/svg+xml";
    return NULL;
}

static bool read_picture(bz_html *w, bz_node n, bz_str dest, bz_str *bytes, const char **type)
{
    bz_span span = bz_doc_at(w->doc, n)->span;
    *type = NULL;
    if (!w->assets || !w->assets->read(w->assets->context, dest, bytes)) {
        bz_diag_add(w->job->diags, BZ_D001, span, "the picture %.*s cannot be read", BZ_FMT(dest));
    } else if (!(*type = media_type(*bytes))) {
        bz_diag *d = bz_diag_add(w->job->diags, BZ_D001, span,
                                 "%.*s is not a picture that browsers show", BZ_FMT(dest));
        bz_diag_hint(w->job->diags, d, "save it as SVG, PNG or JPEG");
    }
    if (!*type) w->status = BZ_INVALID;
    return *type != NULL;
}

bool bz_html__picture(bz_html *w, bz_node n, bz_str alt)
{
    bz_str bytes;
    const char *type;
    if (!read_picture(w, n, attr(w, n, BZ_ATTR_DEST), &bytes, &type)) return false;
    w->uses[BZ_HTML_PICTURE] = true;
    bz_buf_fmt(&w->body, "<img src=\"data:%s;base64,", type);
    bz_html__base64(&w->body, bytes);
    bz_html__put(w, "\" alt=\"");
    bz_html__attr(&w->body, alt);
    bz_html__put(w, "\">");
    return true;
}

void bz_html__image(bz_html *w, bz_node n)
{
    bool has_alt = bz_doc_has(w->doc, n, BZ_ATTR_ALT);
    bz_str alt = has_alt ? attr(w, n, BZ_ATTR_ALT) : bz_html__plain(w, n);
    if (!bz_html__picture(w, n, alt)) bz_html__text(&w->body, alt);
}
