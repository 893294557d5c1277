/* What the files of the layout share. A document is laid out into a flow: slices from top to
 * bottom, items that hang on slices, and spans over slices. Nothing knows of pages until the flow
 * is whole; then breaks.c finds the page ends and pages.c paints.
 *
 *   slice   a line, a row of a table, a gap: what no page end goes through
 *   item    a line of text, a rectangle, a picture, hung on a slice; may hang out below it
 *   span    what is painted behind the slices from first to last: a tint, a bar, a frame
 *
 * All x in a frame run from its start edge (left for English, right for Arabic); bz_layout__x turns
 * them over once, where an item or a span is added. y runs down from a slice's top.
 *
 * How to lay out a block: take the frame you are given, make a tag below frame->tag, hang items on
 * slices that you add, separate yourself from what stands around you with bz_layout__space before
 * and behind (gaps do not add up: the greater counts). The measure is l->m.em, the size of the
 * text: give every distance as a multiple of it. */
#ifndef BZ_LAYOUT_LAYOUT_PRIV_H
#define BZ_LAYOUT_LAYOUT_PRIV_H

#include "base/map.h"
#include "doc/icon.h"
#include "doc/language.h"
#include "layout/layout.h"

#define BZ_MM(mm) ((float)(mm)*2.834645669f)

/* What it costs to end a page behind a slice. */
enum {
    BZ_PENALTY_NONE = 0,
    BZ_PENALTY_LINE = 6,     /* between the lines of a paragraph */
    BZ_PENALTY_PART = 14,    /* between the parts of a section … */
    BZ_PENALTY_PAIR = 45,    /* … and between a question and the answers to it */
    BZ_PENALTY_END = 60,     /* … and before its last one, which would stand alone */
    BZ_PENALTY_HOLD = 80,    /* inside what is parted rather than a quarter of a page left empty */
    BZ_PENALTY_KEEP = 700,   /* inside what should stay whole */
    BZ_PENALTY_LONE = 2500,  /* leaves one line, row or item alone */
    BZ_PENALTY_NEVER = 60000 /* behind a heading; only where nothing else fits a page */
};

typedef enum bz_slice_kind {
    BZ_SLICE_BODY,
    BZ_SLICE_GLUE,       /* a gap: gone at the head and foot of a page, and may shrink; no page
                            ends behind it (it would end before it) */
    BZ_SLICE_SPARE,      /* a writing line that is there where its page has room; it stays with what
                            stands before it */
    BZ_SLICE_PAGE_END,   /* a page ends here; no height */
    BZ_SLICE_RIGHT_PAGE, /* the same, and the next one is a right-hand page */
    BZ_SLICE_COVER_END   /* the same, and what stands before it is a cover: a page without furniture
                          */
} bz_slice_kind;

typedef struct bz_slice {
    uint8_t kind;    /* bz_slice_kind */
    bool is_snug;    /* swallows a gap behind it: the upper edge of a box */
    bool is_wanted;  /* SPARE: gone only where that saves room that is needed */
    uint8_t turn;    /* SPARE: the first of all in a page come before the second, from 1 */
    uint8_t n_heads; /* slices to repeat on top of a page that begins with this one … */
    uint32_t heads;  /* … and the first of them (the head of a table) */
    int32_t penalty;
    float h;
    float lead;  /* more height, needed when a page begins with it: its items hang out above */
    float notes; /* the height of the footnotes whose marks stand in it */
} bz_slice;

typedef enum bz_hung_kind {
    BZ_HUNG_LINE,    /* ref: of lay->lines; x, w: the measure; y: its base line */
    BZ_HUNG_BOX,     /* ref: of lay->paints; a rectangle, its corners rounded by `radius` */
    BZ_HUNG_STROKE,  /* ref: of lay->paints; a line from x,y to x+w,y+h */
    BZ_HUNG_PICTURE, /* ref: of out->pictures */
    BZ_HUNG_PAGE_NO, /* ref: of lay->marks: its page's number, at the end of x, w; y: base line */
    BZ_HUNG_MARK,    /* ref: of lay->marks, which learns its place from it */
    BZ_HUNG_NOTE     /* ref: of lay->notes: stands at the foot of the page; count its height in the
                        slice's `notes` */
} bz_hung_kind;

typedef struct bz_hung {
    uint8_t kind;   /* bz_hung_kind */
    bool mirror;    /* PICTURE: turned over */
    bool in_colour; /* PICTURE: painted in `colour` */
    bz_colour colour;
    uint32_t slice, ref;
    bz_tag tag; /* LINE: pieces have their own */
    float x, y, w, h, radius;
} bz_hung;

typedef enum bz_bar {
    BZ_BAR_NONE,
    BZ_BAR_SOLID,
    BZ_BAR_DASHED,
    BZ_BAR_DOTTED,
    BZ_BAR_DOUBLE,
    BZ_BAR_THIN
} bz_bar;

/* What a box looks like behind its text. */
typedef struct bz_look {
    bz_colour fill;   /* a 0: none */
    bz_colour ink;    /* of bar, frame, label and drawing */
    bz_colour stroke; /* of the frame */
    uint8_t bar;      /* bz_bar: at the start edge */
    bool is_dashed;   /* the frame */
    float frame;      /* its width, 0: none */
    float radius;
} bz_look;

typedef struct bz_backdrop {
    uint32_t first, last; /* slices */
    float x, w;
    float top, bottom; /* from the first slice's top, the last one's foot; both downwards */
    bool bar_at_end;   /* the box reads against the page's direction */
    bz_look look;
} bz_backdrop;

typedef struct bz_flow {
    BZ_VEC(bz_slice) slices;
    BZ_VEC(bz_hung) items;     /* in the order of reading */
    BZ_VEC(bz_backdrop) spans; /* outer before inner */
} bz_flow;

/* A place that something points to: a heading of the contents and the outline, a link's aim. */
typedef struct bz_mark {
    uint8_t level; /* in the outline; 0: not there */
    bz_str title;
    bz_node node;
    uint32_t page; /* known when the pages are made; UINT32_MAX before */
    float y;
} bz_mark;

/* A picture within a line. */
typedef struct bz_object {
    uint32_t picture;
    float w, ascent, descent;
    bool in_colour, mirror;
    bz_colour colour;
} bz_object;

/* A footnote: its text, laid out in a flow of its own at the foot of the page that calls it. */
typedef struct bz_note {
    bz_flow flow;
    float h;
    uint32_t aim;   /* of lay->marks: where its mark leads to */
    bz_tag mark;    /* of the pieces of its mark */
    bool is_called; /* hung on a slice */
} bz_note;

/* Where and how blocks are laid out. Passed by value down the tree; nobody changes another's. */
typedef enum bz_list_manner {
    BZ_LIST_PLAIN,
    BZ_LIST_CHECK,
    BZ_LIST_CARDS,
    BZ_LIST_SPEAKERS
} bz_list_manner;

typedef struct bz_frame {
    float x, w; /* from the frame's start edge */
    float turn; /* see bz_layout__x */
    bool is_turned;
    bool is_rtl;   /* of the language */
    bool is_tight; /* blocks stand close, as in a tight list */
    bool in_box;
    bool has_parts;      /* of a section, right in this frame */
    uint8_t list_manner; /* of the lists right below */
    uint8_t list_depth, section_depth;
    bz_tag tag; /* tags made here hang below it */
    bz_str lang;
    bz_text_style style; /* of its paragraphs; tag and link are set by who lays text */
    float leading;       /* times the size */
    float picture_h;     /* the most a picture may be high; 0: as the page allows */
} bz_frame;

/* What stands in a margin: lines shaped once. */
typedef struct bz_margin_text {
    uint32_t first, n; /* of lay->lines */
    float w, base;     /* base: of the first line */
} bz_margin_text;

/* A running head that takes over behind a page break. */
typedef struct bz_head_change {
    bz_node node;   /* the page break */
    uint32_t slice; /* it lies there */
    bz_margin_text text;
} bz_head_change;

typedef struct bz_measures {
    float page_w, page_h;
    float inner, outer, top, bottom; /* margins; inner is at the binding, or at the start edge */
    float w, h;                      /* of what stands between them */
    float scale, em;                 /* the size of body text, and by how much a sheet changes it */
    float head_y;                    /* where the running head's lines end */
    float foot_gap;                  /* from the end of the text to the rule of the foot */
    bool is_rtl, is_duplex, is_large, is_ink_saving, is_narrow;
    bool is_across;   /* the long side lies down */
    bool is_unparted; /* no word is hyphenated */
    bool is_unfolded; /* no booklet, though one is asked for */
    bool is_sheet;    /* for participants: one side, if it can be */
} bz_measures;

typedef enum bz_colour_name {
    BZ_INK,
    BZ_SOFT,
    BZ_RULE,
    BZ_LINE,
    BZ_TINT,
    BZ_BRAND,
    BZ_COLOURS
} bz_colour_name;

enum { BZ_LAY_LEVELS = 6 };

typedef struct bz_lay {
    const bz_render_request *request;
    const bz_doc *doc;
    bz_job *job;
    bz_type *type;
    bz_pages *out;
    bz_node root;
    bz_measures m;
    const bz_language *labels; /* of the document's language */
    bz_flow *flow;             /* what is being filled */
    bz_flow main;
    bz_lines lines;
    BZ_VEC(bz_shape) paints;
    BZ_VEC(bz_object) objects;
    bz_tag top;                      /* of this document */
    uint32_t first_page, first_link; /* of this document, in `out` */
    BZ_VEC(bz_mark) marks;
    BZ_VEC(bz_note) notes;
    bz_map *ids;      /* id → mark + 1 */
    bz_map *pictures; /* path → picture + 1; UINT32_MAX: it cannot be shown (figures.c) */
    bz_str imprint;   /* printed at the foot instead of a footer */
    bz_margin_text head, version, foot;
    BZ_VEC(bz_head_change) heads;
    uint32_t icons[BZ_ICONS]; /* by row: number of its picture from 1; 0: not drawn yet */
    size_t last_mark;
    uint32_t part; /* the slice before the last part of the section that is being laid out */
    int wanted[BZ_LAY_LEVELS], depth; /* levels asked for by the headings above this place */
    bool has_title;
    bz_status status;
} bz_lay;

/* --- walking (layout.c) --- */
typedef void bz_lay_block(bz_lay *l, const bz_frame *f, bz_node n);
void bz_layout__block(bz_lay *l, const bz_frame *f, bz_node n);
/* The blocks below `parent`. Gives back all paragraphs after each: hold none across this call. */
void bz_layout__blocks(bz_lay *l, const bz_frame *f, bz_node parent);
bz_node bz_layout__live(const bz_lay *l, bz_node n); /* n, or the next sibling that is printed */
static inline bz_node bz_layout__first(const bz_lay *l, bz_node n)
{
    return bz_layout__live(l, bz_doc_at(l->doc, n)->first);
}
static inline bz_node bz_layout__next(const bz_lay *l, bz_node n)
{
    return bz_layout__live(l, bz_doc_at(l->doc, n)->next);
}
static inline bz_str bz_layout__attr(const bz_lay *l, bz_node n, bz_attr key)
{
    return bz_doc_attr_text(l->doc, n, key);
}
static inline bz_span bz_layout__span(const bz_lay *l, bz_node n)
{
    return bz_doc_at(l->doc, n)->span;
}
/* All text below `n` without markup; lives as long as the job. */
bz_str bz_layout__plain(bz_lay *l, bz_node n);
/* A label of the engine in the document's language. */
bz_str bz_layout__label(const bz_lay *l, const char *english);

/* --- the flow (flow.c) --- */
uint32_t bz_layout__slice(bz_lay *l, float h, int32_t penalty);
/* An edge: no gap stands behind it, and no page ends there. */
uint32_t bz_layout__edge(bz_lay *l, float h);
/* A gap of at least `h`; joins the gap before it. */
void bz_layout__space(bz_lay *l, float h);
void bz_layout__page_end(bz_lay *l, bz_slice_kind kind);
/* The number of the next slice: where a block begins. */
static inline uint32_t bz_layout__here(const bz_lay *l)
{
    return (uint32_t)l->flow->slices.n;
}
/* The height of the slices from `first` to the last, without a gap at either end. */
float bz_layout__height(const bz_lay *l, uint32_t first);
/* From slice `first` on: at least `penalty` for every page end inside, when it is not higher than
 * `most`; says whether it is not. A third of a page: bz_layout__keep(l, first, l->m.h / 3). */
bool bz_layout__keep(bz_lay *l, uint32_t first, float most);
/* The same for a box or a table: whole up to a fifth of a page, and parted for good reason only up
 * to a third of one; where it asks for it, whole up to a page. Says whether it stays whole. */
bool bz_layout__hold(bz_lay *l, uint32_t first, bool asks);
void bz_layout__raise(bz_lay *l, uint32_t slice, int32_t penalty); /* to at least that */
/* The same for the last slice before the gap where we are; gives it, or UINT32_MAX: there is none.
 */
uint32_t bz_layout__raise_behind(bz_lay *l, int32_t penalty);
/* Where a paragraph stands before `n`, it leads in to it: no page ends between them. */
void bz_layout__stay(bz_lay *l, bz_node n);
void bz_layout__glue_off(bz_lay *l,
                         uint32_t first); /* no gap at the end; nothing before `first` goes */
/* An x of the frame as one from the page's start edge, for something `w` wide. */
float bz_layout__x(const bz_frame *f, float x, float w);
/* Hangs an item whose x is the frame's. */
void bz_layout__hang(bz_lay *l, const bz_frame *f, bz_hung item);
uint32_t bz_layout__paint(bz_lay *l, const bz_shape *paint); /* its number; equal ones share it */
uint32_t bz_layout__stroke_paint(bz_lay *l, bz_colour c, float width);
uint32_t bz_layout__fill_paint(bz_lay *l, bz_colour c);
void bz_layout__box(bz_lay *l, const bz_frame *f, uint32_t slice, float x, float y, float w,
                    float h, float radius, uint32_t paint);
void bz_layout__stroke(bz_lay *l, const bz_frame *f, uint32_t slice, float x, float y, float w,
                       float h, uint32_t paint);
void bz_layout__picture(bz_lay *l, const bz_frame *f, uint32_t slice, uint32_t picture, float x,
                        float y, float w, float h, bz_tag tag);
/* Opens a span at the next slice; outer ones before inner ones. */
uint32_t bz_layout__span_open(bz_lay *l, const bz_frame *f, float x, float w, const bz_look *look);
void bz_layout__span_close(bz_lay *l, uint32_t span); /* at the last slice */
/* From here on everything goes into `into`; gives what was filled before, for bz_layout__resume. */
bz_flow *bz_layout__divert(bz_lay *l, bz_flow *into);
void bz_layout__resume(bz_lay *l, bz_flow *before);
void bz_flow_deinit(bz_flow *f);

/* Puts flows that were laid out side by side into the flow, and frees them (beside.c). A page may
 * end between their lines, also where those are not on one height. */
void bz_layout__beside(bz_lay *l, bz_flow *parts, size_t n);

/* --- text (text.c) --- */
float bz_layout__size(const bz_lay *l, float ems); /* a size of type as a style takes it */
bz_frame bz_layout__in(const bz_frame *f, float start, float end); /* narrower at both edges */
/* The frame for what is in the language of node `n` (its LANG), turned over where that runs the
 * other way. */
bz_frame bz_layout__speak(bz_lay *l, const bz_frame *f, bz_node n);
/* A new tag below the frame's, with the language of `n` where it differs. */
bz_tag bz_layout__tag(bz_lay *l, const bz_frame *f, bz_role role, bz_node n);
bz_tag bz_layout__tag_below(bz_lay *l, bz_tag parent, bz_role role, bz_node n);
void bz_layout__alt(bz_lay *l, bz_tag tag, bz_str alt);

/* Its words are parted only where they are wider than their line. */
bz_para *bz_layout__para(bz_lay *l, const bz_frame *f, bz_align align);
/* A paragraph of running text, whose words may be parted sooner. */
bz_para *bz_layout__prose(bz_lay *l, const bz_frame *f);
/* Adds the inlines below `parent` to a paragraph, all in `style` (its tag too). */
void bz_layout__inlines(bz_lay *l, const bz_frame *f, bz_para *p, bz_node parent,
                        const bz_text_style *style);
/* Lays the paragraph out at that width: its lines are lay->lines from *first; gives how many. */
size_t bz_layout__lay(bz_lay *l, const bz_frame *f, bz_para *p, float width, float indent,
                      float size, uint32_t *first);
/* Hangs line `line` on a slice, within x and w of the frame, its top at y. */
void bz_layout__line(bz_lay *l, const bz_frame *f, uint32_t slice, uint32_t line, float x, float y,
                     float w);
static inline float bz_layout__pitch(const bz_lay *l, uint32_t line)
{
    return l->lines.lines.p[line].pitch;
}
/* From a line's top to its base line. */
float bz_layout__base(const bz_lay *l, uint32_t line);
/* Puts the items [from, to) of the flow, a label, on the base line of the text hung behind them;
 * scripts differ in where it lies. Where that is too far away they stay. */
void bz_layout__align(bz_lay *l, size_t from, size_t to);
/* Lays a paragraph into the frame, a slice a line, with the penalties of widows and orphans. */
void bz_layout__lines(bz_lay *l, const bz_frame *f, bz_para *p, float size);
/* The same; its first line begins `hang` before the frame. */
void bz_layout__hanging_lines(bz_lay *l, const bz_frame *f, bz_para *p, float size, float hang);
/* The whole of it: the inlines of `n` in a new tag. */
void bz_layout__text(bz_lay *l, const bz_frame *f, bz_node n, bz_role role);
/* A text of our own in the frame, a slice a line. */
void bz_layout__words(bz_lay *l, const bz_frame *f, bz_str text, const bz_text_style *style);
/* The number in the digits of the frame's language. */
bz_str bz_layout__number(bz_lay *l, const bz_frame *f, uint32_t n);

/* --- drawings, colours, looks (style.c) --- */
bz_colour bz_layout__colour(bz_colour_name name);
bz_colour bz_layout__tint(const bz_lay *l, bz_colour c); /* none where ink is saved */
/* The picture of an icon; UINT32_MAX with a warning at `n` when there is none. */
uint32_t bz_layout__icon(bz_lay *l, bz_node n, bz_str name, bool *mirrors);
/* Hangs it, `size` high and wide; false when there is none. Icons say nothing to a reader. */
bool bz_layout__hang_icon(bz_lay *l, const bz_frame *f, bz_node n, uint32_t slice, bz_str name,
                          float x, float y, float size, bz_colour colour);
/* The icon that `n` asks for, within the line that is being made; nothing when it asks for none. */
void bz_layout__inline_icon(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n, float size,
                            bz_colour colour);
void bz_layout__unknown(bz_lay *l, bz_node n, bz_code code, const char *what, bz_str name,
                        const bz_str *known, size_t n_known);

/* --- headings, ids, links (marks.c) --- */
/* The role of a heading that asks for `wanted`: a document skips no level. Marks the next slice for
 * the outline, the contents and links to its id. */
bz_role bz_layout__mark_heading(bz_lay *l, bz_node n, int wanted, bz_str title);
void bz_layout__mark_id(bz_lay *l, bz_node n);
void bz_layout__find_ids(bz_lay *l); /* before anything is laid out: what links may point to */
/* The mark that a node got, for the contents; UINT32_MAX. */
uint32_t bz_layout__mark_of(const bz_lay *l, bz_node n);
/* A link of the page list to `dest`; 0: it cannot be one. Otherwise its number + 1. */
uint32_t bz_layout__link(bz_lay *l, bz_str dest, bz_str title);

/* --- the page (breaks.c, pages.c, furniture.c) --- */
typedef struct bz_page_end {
    uint32_t first, end; /* slices [first, end) */
    bool is_blank, is_cover, is_right;
} bz_page_end;
typedef struct bz_page_ends {
    BZ_VEC(bz_page_end) pages;
} bz_page_ends;
void bz_layout__break(const bz_flow *flow, float height, bz_page_ends *out);
void bz_layout__paint_pages(bz_lay *l, const bz_page_ends *ends);
/* Shapes what stands on every page, within l->m.w; gives the height of the foot's lines. */
float bz_layout__shape_furniture(bz_lay *l);
float bz_layout__head_height(const bz_lay *l); /* of the running head, once it is shaped */
/* `first`: the first slice of the page. */
void bz_layout__furniture(bz_lay *l, uint32_t page, uint32_t pages, uint32_t first);
/* Of a last page that carries no furniture, a cover: who made the document, alone. */
void bz_layout__imprint(bz_lay *l, uint32_t page);
/* x from the start edge of the text, for something w wide, as x on a page from its left. */
float bz_layout__physical(const bz_lay *l, float x, float w, uint32_t page);

/* The only child of `n` when it is of that kind. */
bz_node bz_layout__only(const bz_lay *l, bz_node n, bz_doc_kind kind);
/* Where a group of blocks that stand side by side or together begins with *n: lays it out, moves *n
 * behind it, and says so. */
bool bz_layout__group(bz_lay *l, const bz_frame *f, bz_node *n);
/* `count` options from `first` on, side by side; gives what follows them (columns.c). */
bz_node bz_layout__options(bz_lay *l, const bz_frame *f, bz_node first, size_t count);
/* The document's title, and what stands with it. */
void bz_layout__title(bz_lay *l, const bz_frame *f, bz_str title);

/* --- a function for each kind of block --- */
bz_lay_block bz_layout__paragraph, bz_layout__heading, bz_layout__quote, bz_layout__list,
    bz_layout__code_block, bz_layout__rule, bz_layout__container, bz_layout__section,
    bz_layout__box_block, bz_layout__strip, bz_layout__columns, bz_layout__page_break;
/* In tables.c, forms.c, cards.c, figures.c, front.c. */
bz_lay_block bz_layout__table, bz_layout__grid, bz_layout__checklist, bz_layout__writing_lines,
    bz_layout__scale, bz_layout__cards, bz_layout__figure, bz_layout__qr, bz_layout__cover,
    bz_layout__contents;
/* A picture alone in a paragraph, with its title below (figures.c). */
bz_lay_block bz_layout__lone_picture;
/* How many writing lines there are, by the room that their page has. */
typedef struct bz_line_count {
    uint32_t least, usual, most;
} bz_line_count;
/* Writing lines in the frame (forms.c). */
void bz_layout__ruled(bz_lay *l, const bz_frame *f, bz_line_count n);
/* A picture within a line, and a footnote: its mark within a line, its text at the foot
 * (figures.c, front.c). */
void bz_layout__inline_picture(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n,
                               const bz_text_style *style);
void bz_layout__footnote(bz_lay *l, const bz_frame *f, bz_para *p, bz_node n,
                         const bz_text_style *style);
/* Hangs the notes whose marks stand in line `line` on its slice, once (front.c). */
void bz_layout__call_notes(bz_lay *l, uint32_t slice, uint32_t line);
/* The rows of a list as things to tick, as cards, or as lines of speakers. */
void bz_layout__tick_items(bz_lay *l, const bz_frame *f, bz_node list); /* forms.c */
void bz_layout__card_items(bz_lay *l, const bz_frame *f, bz_node list); /* cards.c */

#endif
