/* Text: the inlines of the document become styled paragraphs, and their lines slices. What is
 * decided here is which style a stretch has, which tag it is read under, and where a page must not
 * end between lines; the type room shapes and breaks lines. */
#include "layout/layout_priv.h"

#include <string.h>

float bz_layout__size(const bz_lay *l, float ems)
{
    return l->m.em * ems;
}

bz_frame bz_layout__in(const bz_frame *f, float start, float end)
{
    bz_frame in = *f;
    in.x += start;
    in.w -= start + end;
    if (in.w < 1) in.w = 1;
    return in;
}

bz_frame bz_layout__speak(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_frame in = *f;
    bz_str lang = bz_layout__attr(l, n, BZ_ATTR_LANG);
    if (lang.n == 0 || bz_str_eq(lang, f->lang)) return in;
    in.lang = lang;
    in.is_rtl = bz_language_is_rtl(lang);
    if (in.is_rtl != f->is_rtl) { /* the same place, counted from its other edge */
        float middle = 2 * f->x + f->w;
        in.turn = f->is_turned ? f->turn - middle : f->turn + middle;
        in.is_turned = !f->is_turned;
    }
    return in;
}

bz_tag bz_layout__tag_below(bz_lay *l, bz_tag parent, bz_role role, bz_node n)
{
    bz_span span = n ? bz_layout__span(l, n) : bz_span_none();
    bz_tag tag = bz_pages_tag(l->out, parent, role, span);
    bz_str lang = n ? bz_layout__attr(l, n, BZ_ATTR_LANG) : (bz_str){"", 0};
    if (lang.n > 0) {
        uint32_t at = bz_pages_text(l->out, lang);
        l->out->tags.p[tag].lang = at;
        l->out->tags.p[tag].lang_n = (uint32_t)lang.n;
    }
    return tag;
}

bz_tag bz_layout__tag(bz_lay *l, const bz_frame *f, bz_role role, bz_node n)
{
    return bz_layout__tag_below(l, f->tag, role, n);
}

void bz_layout__alt(bz_lay *l, bz_tag tag, bz_str alt)
{
    uint32_t at = bz_pages_text(l->out, alt);
    l->out->tags.p[tag].alt = at;
    l->out->tags.p[tag].alt_n = (uint32_t)alt.n;
}

bz_str bz_layout__number(bz_lay *l, const bz_frame *f, uint32_t n)
{
    bz_buf b = {0};
    bz_language_number(bz_language_find(f->lang, NULL), (int32_t)n, &b);
    bz_str s = bz_arena_str(l->job->scratch, bz_buf_view(&b));
    bz_buf_deinit(&b);
    return s;
}

bz_node bz_layout__only(const bz_lay *l, bz_node n, bz_doc_kind kind)
{
    bz_node child = bz_layout__first(l, n);
    if (!child || bz_doc_kind_of(l->doc, child) != kind) return 0;
    return bz_layout__next(l, child) ? 0 : child;
}

/* --- inlines --- */

static void put_inlines(bz_lay *l, const bz_frame *f, bz_para *p, bz_node parent,
                        const bz_text_style *s);

/* Where a script has no italics, stress is bold. */
static void put_emphasis(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n, bz_text_style s)
{
    if (bz_type_manner(s.lang.n > 0 ? s.lang : f->lang).has_italics) s.italic = !s.italic;
    else s.bold = true;
    put_inlines(l, f, p, n, &s);
}

/* On paper nobody can press a link: an address that the words do not say stands in brackets. */
static void put_address(bz_lay *l, bz_para *p, bz_node n, bz_str dest, const bz_text_style *s)
{
    bz_str said = bz_layout__plain(l, n), shown = dest;
    bool is_web = bz_str_starts(dest, "http://") || bz_str_starts(dest, "https://");
    if (!is_web || bz_str_eq(said, dest)) return;
    if (bz_str_starts(dest, "https://") && bz_str_eq(said, bz_str_cut(dest, 8, dest.n))) return;
    bz_text_style small = *s;
    small.size *= 0.88f;
    small.colour = bz_layout__colour(BZ_SOFT);
    bz_para_verbatim(p, BZ_STR(" ("), &small, bz_layout__span(l, n));
    small.isolate = true;
    bz_para_verbatim(p, shown, &small, bz_layout__span(l, n));
    small.isolate = false;
    bz_para_verbatim(p, BZ_STR(")"), &small, bz_layout__span(l, n));
}

static void put_link(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n, bz_text_style s)
{
    bz_str dest = bz_layout__attr(l, n, BZ_ATTR_DEST);
    bz_text_style around = s;
    bz_str title = bz_layout__plain(l, n);
    uint32_t link = bz_layout__first(l, n) ? bz_layout__link(l, dest, title) : 0;
    if (link) {
        s.link = link;
        s.tag = bz_layout__tag_below(l, s.tag, BZ_ROLE_LINK, n);
    }
    put_inlines(l, f, p, n, &s);
    put_address(l, p, n, dest, &around);
}

/* Numbers of telephones and times are pieces of their own in any direction of text. */
static void put_span(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n, bz_text_style s)
{
    bz_str tone = bz_layout__attr(l, n, BZ_ATTR_TONE), lang = bz_layout__attr(l, n, BZ_ATTR_LANG);
    if (bz_str_is(tone, "tel") || bz_str_is(tone, "time")) s.isolate = s.keep = true;
    else if (bz_str_is(tone, "muted")) s.colour = bz_layout__colour(BZ_SOFT);
    else s.isolate = true;
    if (lang.n > 0 && !bz_str_eq(lang, f->lang)) {
        s.lang = lang;
        s.tag = bz_layout__tag_below(l, s.tag, BZ_ROLE_SPAN, n);
    }
    put_inlines(l, f, p, n, &s);
}

static void put_code(bz_lay *l, bz_para *p, bz_node n, bz_text_style s)
{
    s.mono = s.isolate = true;
    s.size *= 0.92f;
    bz_para_verbatim(p, bz_doc_text(l->doc, n), &s, bz_layout__span(l, n));
}

/* A word without a value cannot be here in an assembled document; its name is better than a gap. */
static void put_word(bz_lay *l, bz_para *p, bz_node n, const bz_text_style *s)
{
    bz_span span = bz_layout__span(l, n);
    bz_para_verbatim(p, BZ_STR("{{"), s, span);
    bz_para_verbatim(p, bz_doc_text(l->doc, n), s, span);
    bz_para_verbatim(p, BZ_STR("}}"), s, span);
}

static void put_inline(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n, const bz_text_style *s)
{
    bz_text_style own = *s;
    switch (bz_doc_kind_of(l->doc, n)) {
    case BZ_DOC_TEXT: bz_para_text(p, bz_doc_text(l->doc, n), s, bz_layout__span(l, n)); break;
    case BZ_DOC_SOFT_BREAK: bz_para_text(p, BZ_STR(" "), s, bz_layout__span(l, n)); break;
    case BZ_DOC_LINE_BREAK: bz_para_break(p); break;
    case BZ_DOC_CODE: put_code(l, p, n, own); break;
    case BZ_DOC_EMPH: put_emphasis(l, f, p, n, own); break;
    case BZ_DOC_STRONG:
        own.bold = true;
        put_inlines(l, f, p, n, &own);
        break;
    case BZ_DOC_LINK: put_link(l, f, p, n, own); break;
    case BZ_DOC_IMAGE: bz_layout__inline_picture(l, f, p, n, s); break;
    case BZ_DOC_WORD: put_word(l, p, n, s); break;
    case BZ_DOC_SPAN: put_span(l, f, p, n, own); break;
    case BZ_DOC_NOTE: bz_layout__footnote(l, f, p, n, s); break;
    case BZ_DOC_HTML_INLINE: break; /* the author's comment */
    default: put_inlines(l, f, p, n, s); break;
    }
}

/* The depth of a document is limited where it is checked (bz_doc_is_sound), so recursion is safe.
 */
static void put_inlines(bz_lay *l, const bz_frame *f, bz_para *p, bz_node parent,
                        const bz_text_style *s)
{
    for (bz_node n = bz_layout__first(l, parent); n; n = bz_layout__next(l, n))
        put_inline(l, f, p, n, s);
}

void bz_layout__inlines(bz_lay *l, const bz_frame *f, bz_para *p, bz_node parent,
                        const bz_text_style *style)
{
    put_inlines(l, f, p, parent, style);
}

/* --- lines --- */

bz_para *bz_layout__para(bz_lay *l, const bz_frame *f, bz_align align)
{
    bz_para *p = bz_para_new(l->type, f->lang, f->is_rtl, align);
    if (!l->m.is_unparted) bz_para_hyphens(p, BZ_HYPHENS_FORCED);
    return p;
}

bz_para *bz_layout__prose(bz_lay *l, const bz_frame *f)
{
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_START);
    if (!l->m.is_unparted) bz_para_hyphens(p, BZ_HYPHENS_NEEDED);
    return p;
}

size_t bz_layout__lay(bz_lay *l, const bz_frame *f, bz_para *p, float width, float indent,
                      float size, uint32_t *first)
{
    *first = (uint32_t)l->lines.lines.n;
    bz_status s =
        bz_para_lay(p, width < 1 ? 1 : width, indent, f->leading * size, &l->lines, l->job);
    if (s != BZ_OK) l->status = s;
    return l->lines.lines.n - *first;
}

float bz_layout__base(const bz_lay *l, uint32_t line)
{
    const bz_line *t = &l->lines.lines.p[line];
    return (t->pitch - t->ascent - t->descent) / 2 + t->ascent;
}

void bz_layout__line(bz_lay *l, const bz_frame *f, uint32_t slice, uint32_t line, float x, float y,
                     float w)
{
    bz_hung item = {.kind = BZ_HUNG_LINE, .slice = slice, .ref = line, .x = x, .w = w};
    item.y = y + bz_layout__base(l, line);
    bz_layout__hang(l, f, item);
    bz_layout__call_notes(l, slice, line);
}

/* The first line of text among the items from `from` on, or their end. */
static size_t first_line(const bz_flow *f, size_t from, size_t end)
{
    while (from < end && f->items.p[from].kind != BZ_HUNG_LINE)
        from++;
    return from;
}

void bz_layout__align(bz_lay *l, size_t from, size_t to)
{
    bz_flow *f = l->flow;
    size_t label = first_line(f, from, to), body = first_line(f, to, f->items.n);
    if (label == to || body == f->items.n || f->items.p[body].slice < f->items.p[label].slice)
        return;
    float by = f->items.p[body].y - f->items.p[label].y;
    for (uint32_t i = f->items.p[label].slice; i < f->items.p[body].slice; i++)
        by += f->slices.p[i].h;
    if (by > l->m.em || by < -l->m.em) return;
    for (size_t i = from; i < to; i++)
        f->items.p[i].y += by;
}

/* What it costs to end a page behind line i of n: two lines stay together at either end. */
static int32_t line_penalty(size_t i, size_t n, bool is_parted)
{
    if (i + 1 == n) return BZ_PENALTY_NONE;
    if (is_parted) return BZ_PENALTY_LONE; /* nobody turns a page within a word */
    if (n <= 3 || i == 0 || i + 2 == n) return BZ_PENALTY_LONE;
    return BZ_PENALTY_LINE;
}

static void lay_lines(bz_lay *l, const bz_frame *f, bz_para *p, float size, float indent)
{
    uint32_t first;
    size_t n = bz_layout__lay(l, f, p, f->w, indent, size, &first);
    for (size_t i = 0; i < n; i++) {
        uint32_t line = first + (uint32_t)i;
        uint32_t slice = bz_layout__slice(l, bz_layout__pitch(l, line),
                                          line_penalty(i, n, l->lines.lines.p[line].is_parted));
        bz_layout__line(l, f, slice, line, f->x, 0, f->w);
    }
}

void bz_layout__lines(bz_lay *l, const bz_frame *f, bz_para *p, float size)
{
    lay_lines(l, f, p, size, 0);
}

void bz_layout__hanging_lines(bz_lay *l, const bz_frame *f, bz_para *p, float size, float hang)
{
    lay_lines(l, f, p, size, -hang);
}

void bz_layout__text(bz_lay *l, const bz_frame *f, bz_node n, bz_role role)
{
    bz_frame in = bz_layout__speak(l, f, n);
    bz_text_style s = in.style;
    s.tag = bz_layout__tag(l, &in, role, n);
    bz_para *p =
        role == BZ_ROLE_P ? bz_layout__prose(l, &in) : bz_layout__para(l, &in, BZ_ALIGN_START);
    bz_layout__inlines(l, &in, p, n, &s);
    bz_layout__lines(l, &in, p, s.size);
}

void bz_layout__words(bz_lay *l, const bz_frame *f, bz_str text, const bz_text_style *style)
{
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_START);
    bz_para_text(p, text, style, bz_span_none());
    bz_layout__lines(l, f, p, style->size);
}
