/* What the files of the HTML renderer share: the state of one document's writing, the escapes, and
 * a function for each kind of node. The body is written first, into a buffer of its own, and notes
 * which rules of the style sheet and which drawings it uses; the head, written after it, holds only
 * those. */
#ifndef BZ_RENDER_HTML_HTML_PRIV_H
#define BZ_RENDER_HTML_HTML_PRIV_H

#include "base/map.h"
#include "doc/icon.h"
#include "doc/language.h"
#include "render/render.h"

/* Groups of rules in style.def. */
typedef enum bz_html_use {
    BZ_HTML_ALWAYS,
    BZ_HTML_CONTENTS,
    BZ_HTML_ASKED, /* the document itself asks for a list of contents */
    BZ_HTML_SECTION,
    BZ_HTML_BOX,
    BZ_HTML_OPTIONS,
    BZ_HTML_STRIP,
    BZ_HTML_CHECK,
    BZ_HTML_LINES,
    BZ_HTML_TABLE,
    BZ_HTML_CELLS, /* icons in cells */
    BZ_HTML_GRID,
    BZ_HTML_SCALE,
    BZ_HTML_CARDS,
    BZ_HTML_COLUMNS,
    BZ_HTML_PICTURE,
    BZ_HTML_CODE,
    BZ_HTML_COVER,
    BZ_HTML_NOTES,
    BZ_HTML_QR,
    BZ_HTML_QUOTE,
    BZ_HTML_RTL,
    BZ_HTML_ARABIC, /* from here: scripts that are not Latin, by their languages */
    BZ_HTML_URDU,
    BZ_HTML_ETHIOPIC,
    BZ_HTML_BURMESE,
    BZ_HTML_BENGALI,
    BZ_HTML_DEVANAGARI,
    BZ_HTML_INK,
    BZ_HTML_LARGE,
    BZ_HTML_DUPLEX,
    BZ_HTML_ACROSS,
    BZ_HTML_A5,
    BZ_HTML_SHEET,   /* for participants: one side, if it can be */
    BZ_HTML_IMPRINT, /* the imprint is printed in the margin, which nothing else needs */
    BZ_HTML_USES
} bz_html_use;

enum { BZ_HTML_LEVELS = 6 };

typedef struct bz_html {
    const bz_doc *doc;
    const bz_assets *assets;
    bz_job *job;
    bz_buf body, contents; /* contents: the list of sections */
    bz_buf notes;          /* the texts of the notes, an item each */
    bz_str contents_label; /* where the document asks for a list of contents */
    bool has_contents, is_in_note;
    uint32_t n_notes;
    bz_buf plain;              /* see bz_html__plain */
    const bz_language *labels; /* the document's language */
    bz_str lang;               /* the language at this place */
    bool is_rtl, is_tight;     /* tight: paragraphs of a list without <p> */
    const char *list_class;    /* for the lists right below a container, or NULL */
    bool uses[BZ_HTML_USES];
    bool icons[BZ_ICONS];
    bz_map *ids; /* names given so far: each only once in a page */
    uint32_t made_ids, sections;
    /* The levels asked for by the headings above this place: a page skips none, whatever is asked.
     */
    int wanted[BZ_HTML_LEVELS], depth;
    int section_depth;
    bz_status status;
} bz_html;

/* One escape for each place. */
void bz_html__text(bz_buf *out, bz_str s);   /* between tags */
void bz_html__attr(bz_buf *out, bz_str s);   /* between double quotes */
void bz_html__href(bz_buf *out, bz_str s);   /* an address between double quotes */
void bz_html__css(bz_buf *out, bz_str s);    /* a string of a style sheet, with its quotes */
void bz_html__phrase(bz_buf *out, bz_str s); /* text whose telephone numbers are kept together */
void bz_html__base64(bz_buf *out, bz_str s);
/* Whether an address may be a link: http, https, mailto, tel, a place in the page, or a file below.
 */
bool bz_html__may_link(bz_str dest);

/* The style sheet and the drawings that were used. */
void bz_html__style(const bz_html *w, bz_node root, bz_buf *out);
void bz_html__symbols(const bz_html *w, bz_buf *out);
/* Writes the drawing of that name, and notes it; a warning at `n` when there is none. */
void bz_html__icon(bz_html *w, bz_node n, bz_str name);
/* Warns of a name that a plugin gave and this renderer does not know. */
void bz_html__unknown(bz_html *w, bz_node n, bz_code code, const char *what, bz_str name,
                      const bz_str *known, size_t n_known);
/* What CSS calls the digits of a language: "decimal", "arabic-indic" … */
const char *bz_html__digits(const bz_language *l);

/* Walking. */
void bz_html__node(bz_html *w, bz_node n);
void bz_html__children(bz_html *w, bz_node parent); /* inlines, rows, items */
void bz_html__blocks(bz_html *w, bz_node parent);   /* blocks; alternatives stand side by side */
bz_node bz_html__live(const bz_html *w, bz_node n); /* n, or the next sibling that is printed */
/* All text below `n` without markup, until the next call. */
bz_str bz_html__plain(bz_html *w, bz_node n);
/* Whether more than about `most` characters of text stand below `n`, each block counted for some.
 */
bool bz_html__is_heavier(const bz_html *w, bz_node n, size_t most);
/* Opens "<hN id=…" (without the ">") for a heading that asks for level `wanted`; gives N. */
int bz_html__open_heading(bz_html *w, int wanted, bz_node n, bz_str plain);
/* Writes the node's id unless it has none or the page has it already; says whether it did. */
bool bz_html__id(bz_html *w, bz_node n);
static inline void bz_html__put(bz_html *w, const char *s)
{
    bz_buf_put(&w->body, s);
}
/* The language of a node's text: writes lang and dir, and holds them until the end. */
typedef struct bz_html_lang {
    bz_str lang;
    bool is_rtl;
} bz_html_lang;
void bz_html__note_lang(bz_html *w); /* the rules that the language at this place needs */
bz_html_lang bz_html__begin_lang(bz_html *w, bz_node n);
void bz_html__end_lang(bz_html *w, bz_html_lang before);
/* A line of text that may be in another language than the page although nothing says so: in a page
 * from right to left an English sentence still goes from left to right, on the page's side. */
void bz_html__words(bz_html *w, bz_node n);      /* of a block: its inlines */
void bz_html__words_of(bz_html *w, bz_str text); /* as bz_html__phrase has it */

/* A function for each kind of node, in the order of kinds.def. */
typedef void bz_html_write(bz_html *w, bz_node n);
bz_html_write bz_html__paragraph, bz_html__heading, bz_html__quote, bz_html__list, bz_html__item,
    bz_html__code_block, bz_html__rule, bz_html__container, bz_html__table, bz_html__section,
    bz_html__box, bz_html__strip, bz_html__fact, bz_html__checklist, bz_html__lines, bz_html__grid,
    bz_html__scale, bz_html__cards, bz_html__columns, bz_html__figure, bz_html__page_break,
    bz_html__cover, bz_html__contents, bz_html__qr;
bz_html_write bz_html__phrases, bz_html__soft_break, bz_html__line_break, bz_html__code,
    bz_html__emph, bz_html__strong, bz_html__link, bz_html__image, bz_html__word, bz_html__span,
    bz_html__note;
/* The notes of the page, behind its text. */
void bz_html__notes(bz_html *w);
/* A picture as <img>; false when it cannot be shown (a diagnostic says why). */
bool bz_html__picture(bz_html *w, bz_node n, bz_str alt);

#endif
