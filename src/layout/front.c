/* What makes a book of a document: the cover, the contents, footnotes. The contents are laid out in
 * front of what they list, so their lines are read off the document here; only the numbers wait for
 * the pages (BZ_HUNG_PAGE_NO), in room that is kept for them. A footnote is laid out where its mark
 * is met, into a flow of its own, and hung on the slice of the line that the mark comes to stand
 * in. */
#include "layout/layout_priv.h"

/* --- cover --- */

static void cover_rule(bz_lay *l, const bz_frame *f)
{
    uint32_t paint = bz_layout__stroke_paint(l, bz_layout__colour(BZ_BRAND), 0.22f * l->m.em);
    uint32_t slice = bz_layout__slice(l, 0.3f * l->m.em, BZ_PENALTY_NEVER);
    bz_layout__stroke(l, f, slice, f->x, 0.15f * l->m.em, f->w, 0, paint);
}

/* Everything on it is larger by a third, and begins a quarter of the page down. */
void bz_layout__cover(bz_lay *l, const bz_frame *f, bz_node n)
{
    const float larger = 1.32f;
    float em = l->m.em;
    bz_frame in = *f;
    bz_layout__slice(l, 0.24f * l->m.h, BZ_PENALTY_NEVER);
    l->m.em = larger * em;
    in.style.size *= larger;
    cover_rule(l, &in);
    bz_layout__space(l, 0.6f * l->m.em);
    bz_layout__blocks(l, &in, n);
    bz_layout__space(l, 1.2f * l->m.em);
    cover_rule(l, &in);
    l->m.em = em;
    bz_layout__page_end(l, BZ_SLICE_COVER_END);
    if (l->m.is_duplex) bz_layout__page_end(l, BZ_SLICE_RIGHT_PAGE);
}

/* --- contents --- */

typedef struct entry {
    uint32_t mark;
    int level;
    bz_str title;
} entry;

typedef struct contents {
    BZ_VEC(entry) entries;
    int wanted[BZ_LAY_LEVELS], depth;
    size_t tops; /* entries of level 1 */
} contents;

/* The level as bz_layout__mark_heading will give it: none is skipped. */
static int level_of(contents *c, int wanted)
{
    while (c->depth > 0 && c->wanted[c->depth - 1] >= wanted)
        c->depth--;
    if (c->depth < BZ_LAY_LEVELS) c->wanted[c->depth++] = wanted;
    return c->depth;
}

static bz_str section_title(const bz_lay *l, bz_node n)
{
    bz_str title = bz_layout__attr(l, n, BZ_ATTR_LABEL);
    return title.n > 0 ? title : bz_layout__attr(l, n, BZ_ATTR_TITLE);
}

static bool is_within(const bz_lay *l, bz_node n, bz_doc_kind kind, int *depth)
{
    bool is_in = false;
    for (bz_node up = bz_doc_at(l->doc, n)->parent; up; up = bz_doc_at(l->doc, up)->parent) {
        if (bz_doc_kind_of(l->doc, up) == kind) is_in = true;
        if (depth && bz_doc_kind_of(l->doc, up) == BZ_DOC_SECTION) ++*depth;
    }
    return is_in;
}

static void add_entry(bz_lay *l, contents *c, uint32_t mark)
{
    bz_node n = l->marks.p[mark].node;
    bz_doc_kind kind = bz_doc_kind_of(l->doc, n);
    int depth = 0;
    if (kind != BZ_DOC_HEADING && kind != BZ_DOC_SECTION) return;
    bool is_cover = is_within(l, n, BZ_DOC_COVER, &depth);
    entry e = {.mark = mark};
    e.title = kind == BZ_DOC_SECTION ? section_title(l, n) : bz_layout__plain(l, n);
    if (e.title.n == 0) return;
    e.level = level_of(c, kind == BZ_DOC_SECTION ? 2 + depth : (int)bz_doc_at(l->doc, n)->aux);
    if (is_cover) return;
    if (e.level == 1) c->tops++;
    bz_vec_push(&c->entries, e);
}

/* A single title of the whole document is not listed: the reader holds it. */
static void find_entries(bz_lay *l, contents *c)
{
    if (l->depth > 0 && l->marks.n > 0 && !l->has_title) c->wanted[c->depth++] = 1;
    for (size_t i = 0; i < l->marks.n; i++)
        add_entry(l, c, (uint32_t)i);
}

static uint32_t link_to(bz_lay *l, uint32_t mark, bz_str title)
{
    bz_link link = {.dest = mark, .title_n = (uint32_t)title.n};
    link.title = bz_pages_text(l->out, title);
    bz_vec_push(&l->out->links, link);
    return (uint32_t)l->out->links.n;
}

/* Dots lead the eye from the words to the number; they say nothing. */
static void leader(bz_lay *l, const bz_frame *f, uint32_t slice, float from, float to, float base)
{
    float em = l->m.em;
    bz_shape dots = {.has_stroke = true, .stroke = bz_layout__colour(BZ_LINE), .cap = 1};
    dots.width = 0.09f * em;
    dots.dash_on = 0.01f;
    dots.dash_off = 0.42f * em;
    if (to - from < em) return;
    /* All dots of the page stand below each other: they count from the end. */
    float whole = (float)(int)((to - from) / dots.dash_off) * dots.dash_off;
    bz_layout__stroke(l, f, slice, to - whole, base - 0.04f * em, whole, 0,
                      bz_layout__paint(l, &dots));
}

static void lay_entry(bz_lay *l, const bz_frame *f, const entry *e, int top, bool is_deep)
{
    float em = l->m.em, number = 2.4f * em;
    bool is_top = e->level <= top;
    bz_frame in = bz_layout__in(f, is_top ? 0 : (float)(e->level - top) * 1.4f * em, number);
    bz_tag item = bz_layout__tag(l, f, BZ_ROLE_TOCI, l->marks.p[e->mark].node);
    bz_tag reference = bz_layout__tag_below(l, item, BZ_ROLE_REFERENCE, 0);
    bz_text_style s = in.style;
    uint32_t first;
    s.bold = is_top && is_deep; /* only where there is something below it */
    s.tag = bz_layout__tag_below(l, reference, BZ_ROLE_LINK, 0);
    s.link = link_to(l, e->mark, e->title);
    bz_para *p = bz_layout__para(l, &in, BZ_ALIGN_START);
    bz_para_text(p, e->title, &s, bz_layout__span(l, l->marks.p[e->mark].node));
    size_t n = bz_layout__lay(l, &in, p, in.w, 0, s.size, &first);
    bz_layout__space(l, (is_top ? 0.42f : 0.16f) * em);
    for (size_t i = 0; i < n; i++) {
        const bz_line *t = &l->lines.lines.p[first + i];
        float base = (t->pitch - t->ascent - t->descent) / 2 + t->ascent;
        bool is_last = i + 1 == n;
        uint32_t slice = bz_layout__slice(l, t->pitch, is_last ? BZ_PENALTY_NONE : BZ_PENALTY_LONE);
        bz_layout__line(l, &in, slice, first + (uint32_t)i, in.x, 0, in.w);
        if (!is_last) continue;
        float end = l->lines.lines.p[first + i].width;
        leader(l, f, slice, in.x + end + 0.5f * em, f->x + f->w - 0.75f * number, base);
        bz_hung page = {.kind = BZ_HUNG_PAGE_NO, .slice = slice, .ref = e->mark, .tag = s.tag};
        page.colour = s.colour;
        page.x = f->x + f->w - number;
        page.y = base;
        page.w = number;
        page.h = s.size;
        bz_layout__hang(l, f, page);
    }
}

static void contents_heading(bz_lay *l, const bz_frame *f, bz_node n)
{
    bz_str label = bz_layout__attr(l, n, BZ_ATTR_LABEL);
    bz_frame in = *f;
    if (label.n == 0) label = bz_layout__label(l, "Contents");
    bz_text_style s = f->style;
    s.size = 1.36f * l->m.em;
    s.bold = true;
    s.colour = bz_layout__colour(BZ_BRAND);
    s.tag = bz_layout__tag(l, f, bz_layout__mark_heading(l, n, 2, label), n);
    in.leading = 1.22f;
    uint32_t first = bz_layout__here(l);
    bz_layout__words(l, &in, label, &s);
    for (uint32_t i = first; i < bz_layout__here(l); i++)
        bz_layout__raise(l, i, BZ_PENALTY_NEVER);
    bz_layout__space(l, 0.5f * l->m.em);
}

void bz_layout__contents(bz_lay *l, const bz_frame *f, bz_node n)
{
    contents c = {.depth = 0};
    int most = (int)bz_doc_attr_number(l->doc, n, BZ_ATTR_COUNT, 2);
    find_entries(l, &c);
    int top = c.tops > 1 ? 1 : 2;
    if (most < top) most = top;
    bz_frame in = *f;
    bz_layout__space(l, 1.2f * l->m.em);
    if (c.entries.n > 0) {
        contents_heading(l, f, n);
        in.tag = bz_layout__tag(l, f, BZ_ROLE_TOC, n);
    }
    bool is_deep = false;
    for (size_t i = 0; i < c.entries.n; i++)
        is_deep |= c.entries.p[i].level > top && c.entries.p[i].level <= most;
    for (size_t i = 0; i < c.entries.n; i++) {
        if (c.entries.p[i].level < top || c.entries.p[i].level > most) continue;
        lay_entry(l, &in, &c.entries.p[i], top, is_deep);
        bz_type_drop(l->type);
    }
    bz_vec_free(&c.entries);
    bz_layout__space(l, 1.2f * l->m.em);
}

/* --- footnotes --- */

/* The frame of the foot of a page, whatever stands above. */
static bz_frame foot_frame(const bz_lay *l, const bz_frame *f, bz_tag tag)
{
    bz_frame in = {.w = l->m.w, .tag = tag, .lang = l->out->lang, .is_rtl = l->m.is_rtl};
    in.style = f->style;
    in.style.size = 0.84f * l->m.em;
    in.style.bold = in.style.italic = in.style.mono = false;
    in.style.colour = bz_layout__colour(BZ_INK);
    in.leading = 1.28f;
    return in;
}

static bz_text_style raised(bz_text_style s)
{
    s.rise = 0.34f * s.size;
    s.size *= 0.68f;
    s.keep = true;
    return s;
}

static void lay_note(bz_lay *l, bz_note *note, const bz_frame *f, bz_node n, bz_str number)
{
    bz_frame in = bz_layout__speak(l, f, n);
    bz_text_style s = in.style, label = raised(s);
    bz_flow *before = bz_layout__divert(l, &note->flow);
    bz_layout__slice(l, 0.6f * l->m.em, BZ_PENALTY_NEVER); /* the first one's rule stands here */
    label.tag = bz_layout__tag_below(l, f->tag, BZ_ROLE_LBL, 0);
    s.tag = f->tag;
    bz_para *p = bz_layout__prose(l, &in);
    bz_para_verbatim(p, number, &label, bz_span_none());
    bz_para_verbatim(p, BZ_STR("\u00a0"), &label, bz_span_none());
    bz_layout__inlines(l, &in, p, n, &s);
    bz_layout__lines(l, &in, p, s.size);
    bz_layout__resume(l, before);
    for (size_t i = 0; i < note->flow.slices.n; i++)
        note->h += note->flow.slices.p[i].h;
}

/* The mark goes into the paragraph, the text into a flow of its own. */
void bz_layout__footnote(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n,
                         const bz_text_style *style)
{
    bz_str number = bz_layout__number(l, f, (uint32_t)l->notes.n + 1);
    bz_text_style s = raised(*style);
    bz_mark aim = {.node = n, .page = UINT32_MAX};
    bz_note note = {0};
    bz_vec_push(&l->marks, aim);
    note.aim = (uint32_t)l->marks.n - 1;
    s.tag = bz_layout__tag_below(l, style->tag, BZ_ROLE_REFERENCE, n);
    s.tag = note.mark = bz_layout__tag_below(l, s.tag, BZ_ROLE_LINK, 0);
    s.link = link_to(l, note.aim, bz_layout__plain(l, n));
    bz_para_verbatim(p, number, &s, bz_layout__span(l, n));
    bz_frame foot = foot_frame(l, f, bz_layout__tag_below(l, style->tag, BZ_ROLE_NOTE, n));
    lay_note(l, &note, &foot, n, number);
    bz_vec_push(&l->notes, note);
}

/* The note whose mark has this tag; tags and notes are made in one order. */
static bz_note *note_of(bz_lay *l, bz_tag tag)
{
    size_t from = 0, to = l->notes.n;
    while (from < to) {
        size_t middle = (from + to) / 2;
        if (l->notes.p[middle].mark < tag) from = middle + 1;
        else to = middle;
    }
    return from < l->notes.n && l->notes.p[from].mark == tag ? &l->notes.p[from] : NULL;
}

void bz_layout__call_notes(bz_lay *l, uint32_t slice, uint32_t line)
{
    if (l->notes.n == 0 || slice >= l->flow->slices.n) return;
    const bz_line *t = &l->lines.lines.p[line];
    for (uint32_t i = 0; i < t->n; i++) {
        bz_tag tag = l->lines.pieces.p[t->first + i].tag;
        bz_note *note = l->out->tags.p[tag].role == BZ_ROLE_LINK ? note_of(l, tag) : NULL;
        if (!note || note->is_called) continue;
        bz_hung call = {.kind = BZ_HUNG_NOTE, .slice = slice, .ref = (uint32_t)(note - l->notes.p)};
        note->is_called = true;
        l->flow->slices.p[slice].notes += note->h;
        bz_vec_push(&l->flow->items, call);
    }
}
