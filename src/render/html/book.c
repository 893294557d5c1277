/* What makes a book of a page: cover, list of contents, notes, and the addresses that paper shows
 * as QR codes. A browser knows no page numbers while it lays out, so the list of contents is the
 * one at the head of the screen, opened; notes stand at the end, linked both ways; in place of a QR
 * code there is the address itself, which is a link here. */
#include "render/html/html_priv.h"

void bz_html__cover(bz_html *w, bz_node n)
{
    w->uses[BZ_HTML_COVER] = true;
    bz_html__put(w, "<div class=\"cover\">\n");
    bz_html__blocks(w, n);
    bz_html__put(w, "</div>\n");
}

void bz_html__contents(bz_html *w, bz_node n)
{
    w->has_contents = true;
    w->contents_label = bz_doc_attr_text(w->doc, n, BZ_ATTR_LABEL);
}

void bz_html__qr(bz_html *w, bz_node n)
{
    bz_str dest = bz_doc_attr_text(w->doc, n, BZ_ATTR_DEST);
    bool is_link = bz_html__may_link(dest);
    w->uses[BZ_HTML_QR] = true;
    bz_html__put(w, "<figure class=\"qr\"><p>");
    if (is_link) {
        bz_html__put(w, "<a href=\"");
        bz_html__href(&w->body, dest);
        bz_html__put(w, "\">");
    }
    bz_html__put(w, "<bdi dir=\"ltr\">");
    bz_html__text(&w->body, dest);
    bz_html__put(w, is_link ? "</bdi></a></p>" : "</bdi></p>");
    if (bz_html__live(w, bz_doc_at(w->doc, n)->first)) {
        bz_html__put(w, "<figcaption>");
        bz_html__children(w, n);
        bz_html__put(w, "</figcaption>");
    }
    bz_html__put(w, "</figure>\n");
}

/* --- notes */

static void put_number(bz_html *w, uint32_t number)
{
    bz_language_number(w->labels, (int32_t)number, &w->body);
}

/* The text goes to the list while the mark stands here: what writes it writes into the body, so the
 * two change places. */
static void put_text(bz_html *w, bz_node n, uint32_t number)
{
    bz_buf body = w->body;
    w->body = w->notes;
    bz_buf_fmt(&w->body, "<li id=\"_fn%u\"", number);
    bz_html_lang before = bz_html__begin_lang(w, n);
    bz_html__put(w, ">");
    bz_html__children(w, n);
    bz_html__end_lang(w, before);
    bz_buf_fmt(&w->body, " <a href=\"#_fm%u\" role=\"doc-backlink\" aria-label=\"", number);
    bz_html__attr(&w->body, bz_language_label(w->labels, "Back to the text", NULL));
    bz_html__put(w, "\">\u21a9\ufe0e</a></li>\n");
    w->notes = w->body;
    w->body = body;
}

void bz_html__note(bz_html *w, bz_node n)
{
    if (w->is_in_note) { /* none stands in another: bz_doc_is_sound sees to that */
        bz_html__children(w, n);
        return;
    }
    uint32_t number = ++w->n_notes;
    w->is_in_note = true;
    w->uses[BZ_HTML_NOTES] = true;
    bz_buf_fmt(&w->body, "<sup class=\"fm\" id=\"_fm%u\"><a href=\"#_fn%u\" role=\"doc-noteref\">",
               number, number);
    put_number(w, number);
    bz_html__put(w, "</a></sup>");
    put_text(w, n, number);
    w->is_in_note = false;
}

void bz_html__notes(bz_html *w)
{
    const char *digits = bz_html__digits(w->labels);
    if (w->n_notes == 0) return;
    bz_html__put(w, "<section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"_notes\">\n"
                    "<h2 id=\"_notes\">");
    bz_html__text(&w->body, bz_language_label(w->labels, "Notes", NULL));
    bz_buf_fmt(&w->body, "</h2>\n<ol style=\"list-style-type:%s\">\n", digits);
    bz_buf_str(&w->body, bz_buf_view(&w->notes));
    bz_html__put(w, "</ol>\n</section>\n");
}
