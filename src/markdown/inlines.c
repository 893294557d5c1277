/* Inlines: cmark's into ours. In: a block of cmark's tree and where its content stands. Out: inline
 * nodes below `to`. Words come back from their stand-ins; neighbouring texts become one; comments
 * go; other HTML, links that are not allowed and pictures without a description are reported.
 *
 * The walk is iterative and no deeper than limits->block_depth. While it goes, a trace follows the
 * source, so that links, images and HTML know their place; it is used only where there are any. */
#include "markdown/markdown_priv.h"
#include <string.h>

typedef struct walk {
    bz_md_reader *r;
    const bz_md_inlines *about;
    bz_node to; /* where inlines go */
    bz_md_trace trace;
    bool is_traced;
    bool is_shielded;     /* the next text begins with the shield */
    bool is_past_comment; /* one was just dropped: two spaces become one */
    bz_buf scratch;
} walk;

static void add_text(walk *w, bz_str text)
{
    bz_doc *d = w->r->doc;
    bz_node last = bz_doc_at(d, w->to)->last;
    bool joins = last && bz_doc_kind_of(d, last) == BZ_DOC_TEXT;
    if (joins && w->is_past_comment && text.n && text.p[0] == ' ') {
        bz_str before = bz_doc_text(d, last);
        if (before.p[before.n - 1] == ' ') text = bz_str_cut(text, 1, text.n);
    }
    w->is_past_comment = false;
    if (!text.n) return;
    if (joins) bz_doc_append_text(d, last, text);
    else bz_doc_add_text(d, w->to, BZ_DOC_TEXT, text, w->about->span);
}

static void add_word(walk *w, const bz_md_mark *m)
{
    bz_md_reader *r = w->r;
    bz_str inside = bz_str_trim(bz_str_cut(r->source, m->start + 2, m->end - 2));
    size_t dot = bz_str_find(inside, '.', 0);
    bz_str name = bz_str_cut(inside, 0, dot), form = bz_str_cut(inside, dot + 1, inside.n);
    bz_node n = bz_doc_add_text(r->doc, w->to, BZ_DOC_WORD, name, bz_md__span(r, m->start, m->end));
    if (form.n) bz_doc_set(r->doc, n, BZ_ATTR_FORM, form);
    w->is_past_comment = false;
}

static void mark(walk *w, const bz_md_mark *m)
{
    if (m->kind == BZ_MD_WORD) {
        add_word(w, m);
        return;
    }
    bz_md__mark_report(w->r, m);
    if (m->kind != BZ_MD_REFUSED) add_text(w, bz_str_cut(w->r->source, m->start, m->end));
}

static void text(walk *w, bz_str literal)
{
    bz_md_reader *r = w->r;
    if (w->is_shielded) literal = bz_str_cut(literal, sizeof BZ_MD_SHIELD - 1, literal.n);
    w->is_shielded = false;
    if (w->is_traced) bz_md__trace_text(&w->trace, literal);
    size_t done = 0, n;
    for (size_t at = 0; (at = bz_md__mark_find(r, literal, at)) < literal.n;) {
        const bz_md_mark *m = bz_md__mark_at(r, literal, at, &n);
        if (!m) {
            at++;
            continue;
        }
        if (at > done) add_text(w, bz_str_cut(literal, done, at));
        mark(w, m);
        at = done = at + n;
    }
    if (done < literal.n) add_text(w, done ? bz_str_cut(literal, done, literal.n) : literal);
}

/* --- HTML */

static bool is_comment(bz_str literal)
{
    return bz_str_starts(literal, "<!--");
}

static void html(walk *w, bz_str literal)
{
    bz_md_reader *r = w->r;
    size_t start = w->trace.at;
    if (w->is_traced) bz_md__trace_html(&w->trace, literal);
    if (!r->is_ours) {
        bz_doc_add_text(r->doc, w->to, BZ_DOC_HTML_INLINE, literal, w->about->span);
        return;
    }
    if (is_comment(literal)) {
        w->is_past_comment = true;
        return;
    }
    bool is_placed = w->is_traced && !w->trace.is_lost;
    bz_span span =
        is_placed ? bz_md__span_of(r, w->about->view, start, w->trace.at) : w->about->span;
    bz_str shown = bz_md__short(bz_md__restore(r, literal, &w->scratch));
    bz_diag *d = bz_md__report_at(r, BZ_M016, span, "HTML in the text: %.*s", BZ_FMT(shown));
    bz_md__hint(r, d, "write Markdown, as in **strong**; for the character itself write \\<");
}

/* --- links and images */

/* Text of cmark's that holds no inlines: words in it go back to {{name}}. */
static bz_str plain_text(walk *w, const char *c)
{
    return bz_md__restore(w->r, bz_str_from(c), &w->scratch);
}

/* A word cannot be part of a destination: which file it is must be known before words are. */
static void report_in_destination(bz_md_reader *r, const bz_md_mark *m)
{
    bz_diag *d = bz_md__report(r, BZ_M015, m->start, m->end,
                               "a word in the destination of a link or picture");
    bz_md__hint(r, d, "write out where it leads; words can stand in the text of the link");
}

/* What was marked in a destination or a title of cmark's. */
static void check_marks(bz_md_reader *r, bz_str s, bool is_dest)
{
    size_t n;
    for (size_t at = 0; (at = bz_md__mark_find(r, s, at)) < s.n; at++) {
        const bz_md_mark *m = bz_md__mark_at(r, s, at, &n);
        if (!m) continue;
        if (m->kind == BZ_MD_WORD && is_dest) report_in_destination(r, m);
        else bz_md__mark_report(r, m);
    }
}

static void open_link(walk *w, cmark_node *c, bool is_image)
{
    bz_md_reader *r = w->r;
    bz_node n = bz_doc_add(r->doc, w->to, is_image ? BZ_DOC_IMAGE : BZ_DOC_LINK, w->about->span);
    const char *title = cmark_node_get_title(c);
    bz_doc_set(r->doc, n, BZ_ATTR_DEST, plain_text(w, cmark_node_get_url(c)));
    /* An absent title and an empty one look alike but for their address. */
    if (title != r->pool.no_title) bz_doc_set(r->doc, n, BZ_ATTR_TITLE, plain_text(w, title));
    w->to = n;
    size_t start = w->trace.at;
    if (w->is_traced) bz_md__trace_open(&w->trace, is_image);
    if (w->is_traced && !w->trace.is_lost)
        r->doc->nodes.p[n].span = bz_md__span_of(r, w->about->view, start, start);
}

static bool has_no_words(bz_md_reader *r, bz_node image)
{
    bz_buf alt = {0};
    bz_doc_plain(r->doc, image, &alt);
    bool is_empty = bz_str_trim(bz_buf_view(&alt)).n == 0;
    bz_buf_deinit(&alt);
    return is_empty;
}

static void close_link(walk *w, cmark_node *c, bool is_image)
{
    bz_md_reader *r = w->r;
    bz_node n = w->to;
    w->to = bz_doc_at(r->doc, n)->parent;
    if (w->is_traced) bz_md__trace_close(&w->trace);
    bz_span *span = &r->doc->nodes.p[n].span;
    if (w->is_traced && !w->trace.is_lost)
        span->end = bz_md__span_of(r, w->about->view, w->trace.at, w->trace.at).end;
    else *span = w->about->span;
    if (!r->is_ours) return;
    check_marks(r, bz_str_from(cmark_node_get_url(c)), true);
    check_marks(r, bz_str_from(cmark_node_get_title(c)), false);
    bz_md__check_link(r, bz_doc_attr_text(r->doc, n, BZ_ATTR_DEST), *span, is_image);
    if (!is_image || !has_no_words(r, n)) return;
    bz_diag *d = bz_md__report_at(r, BZ_M020, *span, "a picture without a description");
    bz_md__hint(r, d, "say in the brackets what it shows: ![A mother and her son](…)");
}

/* --- the walk */

static void leaf(walk *w, cmark_node *c, cmark_node_type type)
{
    bz_md_reader *r = w->r;
    switch (type) {
    case CMARK_NODE_TEXT: text(w, bz_str_from(cmark_node_get_literal(c))); break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        if (w->is_traced) bz_md__trace_break(&w->trace);
        bz_doc_add(r->doc, w->to,
                   type == CMARK_NODE_SOFTBREAK ? BZ_DOC_SOFT_BREAK : BZ_DOC_LINE_BREAK,
                   w->about->span);
        break;
    case CMARK_NODE_CODE:
        if (w->is_traced) bz_md__trace_code(&w->trace);
        bz_doc_add_text(r->doc, w->to, BZ_DOC_CODE, plain_text(w, cmark_node_get_literal(c)),
                        w->about->span);
        break;
    case CMARK_NODE_HTML_INLINE: html(w, bz_str_from(cmark_node_get_literal(c))); break;
    default: break;
    }
}

/* Begins a node that may hold others; false for one that cannot. */
static bool enter(walk *w, cmark_node *c, cmark_node_type type)
{
    bz_doc *d = w->r->doc;
    switch (type) {
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        if (w->is_traced) bz_md__trace_delimiters(&w->trace, type == CMARK_NODE_EMPH ? 1 : 2);
        w->to = bz_doc_add(d, w->to, type == CMARK_NODE_EMPH ? BZ_DOC_EMPH : BZ_DOC_STRONG,
                           w->about->span);
        return true;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE: open_link(w, c, type == CMARK_NODE_IMAGE); return true;
    default: leaf(w, c, type); return false;
    }
}

static void leave(walk *w, cmark_node *c)
{
    cmark_node_type type = cmark_node_get_type(c);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        close_link(w, c, type == CMARK_NODE_IMAGE);
        return;
    }
    if (w->is_traced) bz_md__trace_delimiters(&w->trace, type == CMARK_NODE_EMPH ? 1 : 2);
    w->to = bz_doc_at(w->r->doc, w->to)->parent;
}

static void refuse_depth(walk *w)
{
    bz_diag *d = bz_md__report_at(w->r, BZ_M006, w->about->span,
                                  "emphasis and links nested more than %zu deep",
                                  w->r->job->limits->block_depth);
    bz_md__hint(w->r, d, "part the paragraph, or take out some of the marks");
    w->trace.is_lost = true;
}

static bool may_hold_links(const bz_md_inlines *about)
{
    const char *from = about->view->text.p + about->start;
    size_t n = about->end - about->start;
    return n && (memchr(from, '[', n) || memchr(from, '<', n));
}

void bz_md__inlines(bz_md_reader *r, cmark_node *block, bz_node to, const bz_md_inlines *about)
{
    walk w = {.r = r, .about = about, .to = to, .is_shielded = about->is_shielded};
    w.is_traced = r->in->is_mapped && may_hold_links(about);
    w.trace.s = bz_str_cut(about->view->text, 0, about->end);
    w.trace.at = w.trace.line = about->start;
    w.trace.quotes = about->quotes;
    size_t depth = 0;
    for (cmark_node *c = cmark_node_first_child(block), *next; c; c = next) {
        bool is_too_deep = depth > r->job->limits->block_depth;
        if (is_too_deep) refuse_depth(&w);
        else if (enter(&w, c, cmark_node_get_type(c))) {
            next = cmark_node_first_child(c);
            if (next) {
                depth++;
                continue;
            }
            leave(&w, c);
        }
        while (!(next = cmark_node_next(c)) && (c = cmark_node_parent(c)) != block) {
            depth--;
            leave(&w, c);
        }
    }
    bz_buf_deinit(&w.scratch);
}
