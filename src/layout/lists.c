/* Lists: a label (a bullet, a number in the digits of the language) hangs on the first slice of
 * each item's body; nested lists are blocks of the body. No page leaves the first or last item
 * alone. */
#include "layout/layout_priv.h"

static const char *const bullets[] = {"•", "–", "•", "–"};

/* A list's own tag says how its labels count; the nested ones are inside the items' bodies. */
static bz_tag list_tag(bz_lay *l, const bz_frame *f, bz_node n, bool is_ordered)
{
    static const bz_numbering marks[] = {BZ_NUMBERING_DISC, BZ_NUMBERING_CIRCLE};
    bz_tag tag = bz_layout__tag(l, f, BZ_ROLE_L, n);
    l->out->tags.p[tag].numbering =
        (uint8_t)(is_ordered ? BZ_NUMBERING_DECIMAL : marks[f->list_depth % 2]);
    return tag;
}

static bz_str item_label(bz_lay *l, const bz_frame *f, bz_node n, bool is_ordered, uint32_t number)
{
    if (!is_ordered) return bz_str_from(bullets[f->list_depth % 4]);
    bz_str delimiter = bz_layout__attr(l, n, BZ_ATTR_DELIMITER),
           s = bz_layout__number(l, f, number);
    bool is_bracket = bz_str_is(delimiter, ")");
    return bz_arena_printf(l->job->scratch, "%.*s%c", BZ_FMT(s), is_bracket ? ')' : '.');
}

static uint32_t label_line(bz_lay *l, const bz_frame *f, bz_str label, bz_tag tag)
{
    uint32_t line;
    bz_text_style s = f->style;
    s.tag = tag;
    s.keep = true;
    bz_para *p = bz_layout__para(l, f, BZ_ALIGN_START);
    bz_para_verbatim(p, label, &s, bz_span_none());
    bz_layout__lay(l, f, p, l->m.w, 0, s.size, &line);
    return line;
}

/* The label hangs on the first slice of the item's body, which is laid out behind it. */
static void lay_item(bz_lay *l, const bz_frame *list, const bz_frame *body, bz_node n, bz_str label)
{
    bz_tag item = bz_layout__tag(l, list, BZ_ROLE_LI, n);
    bz_tag label_tag = bz_layout__tag_below(l, item, BZ_ROLE_LBL, 0);
    bz_frame in = *body;
    in.tag = bz_layout__tag_below(l, item, BZ_ROLE_LBODY, 0);
    uint32_t first = bz_layout__here(l), line = label_line(l, list, label, label_tag);
    size_t from = l->flow->items.n;
    bz_layout__line(l, list, first, line, list->x + 0.15f * l->m.em, 0, l->m.w);
    size_t to = l->flow->items.n;
    bz_node only = bz_layout__only(l, n, BZ_DOC_PARAGRAPH);
    if (only && !bz_layout__only(l, only, BZ_DOC_IMAGE)) {
        bz_text_style s = in.style;
        s.tag = in.tag;
        bz_para *p = bz_layout__prose(l, &in);
        bz_layout__inlines(l, &in, p, only, &s);
        bz_layout__lines(l, &in, p, s.size);
    } else {
        bz_layout__blocks(l, &in, n);
    }
    if (bz_layout__here(l) == first) bz_layout__slice(l, bz_layout__pitch(l, line), 0);
    bz_layout__align(l, from, to);
}

/* A speaker's words hang behind the name, without a bullet. */
static void lay_speaker(bz_lay *l, const bz_frame *list, bz_node n)
{
    float hang = 1.2f * l->m.em;
    bz_tag item = bz_layout__tag(l, list, BZ_ROLE_LI, n);
    bz_frame in = bz_layout__in(list, hang, 0);
    in.tag = bz_layout__tag_below(l, item, BZ_ROLE_LBODY, 0);
    bz_node said = bz_layout__first(l, n);
    if (!said || bz_doc_kind_of(l->doc, said) != BZ_DOC_PARAGRAPH ||
        bz_layout__only(l, said, BZ_DOC_IMAGE)) {
        bz_layout__blocks(l, &in, n);
        return;
    }
    bz_text_style s = in.style;
    s.tag = in.tag;
    bz_para *p = bz_layout__prose(l, &in);
    bz_layout__inlines(l, &in, p, said, &s);
    bz_layout__hanging_lines(l, &in, p, s.size, hang);
    for (bz_node i = bz_layout__next(l, said); i; i = bz_layout__next(l, i))
        bz_layout__block(l, &in, i);
}

static float label_width(bz_lay *l, const bz_frame *f, bz_node n, bool is_ordered, uint32_t last)
{
    float least = 1.35f * l->m.em;
    if (!is_ordered) return least;
    uint32_t line = label_line(l, f, item_label(l, f, n, true, last), 0);
    float w = l->lines.lines.p[line].width + 0.7f * l->m.em;
    return w > least ? w : least;
}

/* Neither the first nor the last item of a list stands alone on a page. */
static void keep_ends(bz_lay *l, const uint32_t *starts, size_t n)
{
    if (n < 2) return;
    for (size_t k = 1; k < n; k++) {
        uint32_t before = starts[k] - 1;
        while (before > starts[0] && l->flow->slices.p[before].kind == BZ_SLICE_GLUE)
            before--;
        if (k == 1 || k + 1 == n) bz_layout__raise(l, before, BZ_PENALTY_LONE / 2);
    }
}

typedef struct list {
    bz_frame frame, body;
    bool is_ordered, is_scene;
    uint32_t number;
    BZ_VEC(uint32_t) starts; /* the first slice of each item */
} list;

/* What is looked up, not read through: never under 9 points, and 14 in large print. */
static float small_size(const bz_lay *l, float size)
{
    float least = l->m.is_large ? 14 : 9, small = 0.84f * size;
    if (small < least) small = least;
    return small < size ? small : size;
}

static list read_list(bz_lay *l, const bz_frame *f, bz_node n)
{
    list a = {.frame = bz_layout__speak(l, f, n)};
    uint32_t count = 0;
    a.is_ordered = bz_doc_has(l->doc, n, BZ_ATTR_ORDERED);
    a.is_scene = f->list_manner == BZ_LIST_SPEAKERS;
    a.number = bz_doc_attr_number(l->doc, n, BZ_ATTR_START, 1);
    a.frame.tag = list_tag(l, &a.frame, n, a.is_ordered);
    a.frame.list_manner = BZ_LIST_PLAIN;
    a.frame.has_parts = false;
    a.frame.is_tight = bz_doc_has(l->doc, n, BZ_ATTR_TIGHT);
    if (bz_str_is(bz_layout__attr(l, n, BZ_ATTR_TONE), "small"))
        a.frame.style.size = small_size(l, a.frame.style.size);
    for (bz_node i = bz_layout__first(l, n); i; i = bz_layout__next(l, i))
        count++;
    float indent = label_width(l, &a.frame, n, a.is_ordered, a.number + count);
    a.body = bz_layout__in(&a.frame, indent, 0);
    a.body.list_depth++;
    return a;
}

static void lay_items(bz_lay *l, list *a, bz_node n)
{
    for (bz_node i = bz_layout__first(l, n); i; i = bz_layout__next(l, i)) {
        bz_layout__space(l, (a->frame.is_tight ? 0.22f : 0.4f) * l->m.em);
        bz_vec_push(&a->starts, bz_layout__here(l));
        if (a->is_scene) {
            lay_speaker(l, &a->frame, i);
        } else {
            bz_str label = item_label(l, &a->frame, n, a->is_ordered, a->number++);
            lay_item(l, &a->frame, &a->body, i, label);
        }
    }
}

void bz_layout__list(bz_lay *l, const bz_frame *f, bz_node n)
{
    bool is_inner = f->is_tight && f->list_depth > 0;
    if (f->list_manner == BZ_LIST_CHECK) bz_layout__tick_items(l, f, n);
    else if (f->list_manner == BZ_LIST_CARDS) bz_layout__card_items(l, f, n);
    if (f->list_manner == BZ_LIST_CHECK || f->list_manner == BZ_LIST_CARDS) return;
    list a = read_list(l, f, n);
    bz_layout__stay(l, n);
    bz_layout__space(l, (is_inner ? 0.2f : 0.45f) * l->m.em);
    lay_items(l, &a, n);
    keep_ends(l, a.starts.p, a.starts.n);
    bz_vec_free(&a.starts);
    bz_layout__space(l, (is_inner ? 0.2f : 0.5f) * l->m.em);
}
