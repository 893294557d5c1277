/* The rows of kinds.def, attrs.def and acts.def, asked by name and by number: what a node is
 * called, what it may hold and what it may carry. Nothing comes in but these tables; all answers
 * are borrowed from them. */
#include "doc/doc_priv.h"
#include <assert.h>

typedef struct kind_row {
    bz_str name;
    uint8_t category, accepts;
} kind_row;

static const kind_row KINDS[] = {
#define BZ_DOC(name, text, category, accepts)                                                      \
    {BZ_STR(text), BZ_DOC_IS_##category, BZ_DOC_IS_##accepts},
#include "doc/kinds.def"
#undef BZ_DOC
};

typedef struct act_row {
    bz_str name;
    const char *label, *icon;
} act_row;

static const act_row ACTS[] = {
    {BZ_STR(""), "", ""},
#define BZ_ACT(name, text, label, icon, doc) {BZ_STR(text), label, icon},
#include "doc/acts.def"
#undef BZ_ACT
};

typedef struct attr_row {
    const char *name;
    bz_attr_type type;
} attr_row;

static const attr_row ATTRS[] = {
    {"", BZ_ATTR_IS_TEXT},
#define BZ_ATTR(name, text, type) {text, BZ_ATTR_IS_##type},
#include "doc/attrs.def"
#undef BZ_ATTR
};

const char *bz_doc_kind_name(bz_doc_kind k)
{
    assert(k < BZ_DOC_KIND_COUNT);
    return KINDS[k].name.p;
}

bz_doc_kind bz_doc_kind_find(bz_str name)
{
    for (unsigned k = BZ_DOC_NONE + 1; k < BZ_DOC_KIND_COUNT; k++)
        if (bz_str_eq(KINDS[k].name, name)) return (bz_doc_kind)k;
    return BZ_DOC_NONE;
}

bz_doc_category bz_doc__category(bz_doc_kind k)
{
    return (bz_doc_category)KINDS[k].category;
}

bz_doc_category bz_doc__accepts(bz_doc_kind k)
{
    return (bz_doc_category)KINDS[k].accepts;
}

bool bz_doc_is_inline(bz_doc_kind k)
{
    assert(k < BZ_DOC_KIND_COUNT);
    return KINDS[k].category == BZ_DOC_IS_INLINE;
}

bool bz_doc_accepts(bz_doc_kind parent, bz_doc_kind child)
{
    assert(parent < BZ_DOC_KIND_COUNT && child < BZ_DOC_KIND_COUNT);
    return KINDS[parent].accepts != BZ_DOC_IS_NOTHING &&
           KINDS[parent].accepts == KINDS[child].category;
}

const char *bz_act_name(bz_act a)
{
    assert(a < BZ_ACT_COUNT);
    return ACTS[a].name.p;
}

const char *bz_act_label(bz_act a)
{
    assert(a < BZ_ACT_COUNT);
    return ACTS[a].label;
}

const char *bz_act_icon(bz_act a)
{
    assert(a < BZ_ACT_COUNT);
    return ACTS[a].icon;
}

bz_act bz_act_find(bz_str name)
{
    if (!name.n) return BZ_ACT_NONE;
    for (unsigned a = BZ_ACT_NONE + 1; a < BZ_ACT_COUNT; a++)
        if (ACTS[a].name.p[0] == name.p[0] && bz_str_eq(name, ACTS[a].name)) return (bz_act)a;
    return BZ_ACT_NONE;
}

const char *bz_attr_name(bz_attr a)
{
    assert(a < BZ_ATTR_KEY_COUNT);
    return ATTRS[a].name;
}

bz_attr bz_attr_find(bz_str name)
{
    for (unsigned a = BZ_ATTR_NONE + 1; a < BZ_ATTR_KEY_COUNT; a++)
        if (bz_str_is(name, ATTRS[a].name)) return (bz_attr)a;
    return BZ_ATTR_NONE;
}

bz_attr_type bz_doc__attr_type(bz_attr a)
{
    return ATTRS[a].type;
}

bool bz_doc__may_have_text(bz_doc_kind k)
{
    switch (k) {
    case BZ_DOC_CODE_BLOCK:
    case BZ_DOC_HTML_BLOCK:
    case BZ_DOC_SOURCE:
    case BZ_DOC_TEXT:
    case BZ_DOC_CODE:
    case BZ_DOC_HTML_INLINE:
    case BZ_DOC_WORD:
    case BZ_DOC_SOURCE_LINE: return true;
    default: return false;
    }
}

#define BIT(name) (UINT64_C(1) << BZ_ATTR_##name)
_Static_assert(BZ_ATTR_KEY_COUNT <= 64, "a set of attributes is one 64-bit word");

/* What only some kinds may carry. */
static uint64_t own_attributes(bz_doc_kind k)
{
    switch (k) {
    case BZ_DOC_DOCUMENT:
        return BIT(VERSION) | BIT(AUDIENCE) | BIT(RUNNING) | BIT(FOOTER) | BIT(PAPER);
    case BZ_DOC_PAGE_BREAK: return BIT(RUNNING);
    case BZ_DOC_CONTENTS: return BIT(COUNT);
    case BZ_DOC_QR: return BIT(DEST) | BIT(ALT);
    case BZ_DOC_LIST: return BIT(ORDERED) | BIT(START) | BIT(DELIMITER) | BIT(TIGHT);
    case BZ_DOC_CODE_BLOCK: return BIT(INFO);
    case BZ_DOC_CONTAINER: return BIT(WHEN) | BIT(COUNT);
    case BZ_DOC_GRID:
    case BZ_DOC_TABLE: return BIT(COLUMNS) | BIT(COUNT);
    case BZ_DOC_ROW: return BIT(HEADER);
    case BZ_DOC_CELL: return BIT(HEADER) | BIT(SPANS);
    case BZ_DOC_SECTION: return BIT(BADGE) | BIT(STARTS);
    case BZ_DOC_CHECKLIST: return BIT(TIGHT) | BIT(COUNT);
    case BZ_DOC_CARDS:
    case BZ_DOC_SCALE:
    case BZ_DOC_COLUMNS: return BIT(COUNT);
    case BZ_DOC_LINES: return BIT(COUNT) | BIT(LEAST) | BIT(MOST);
    case BZ_DOC_IMAGE:
    case BZ_DOC_FIGURE: return BIT(DEST) | BIT(ALT);
    case BZ_DOC_LINK: return BIT(DEST);
    case BZ_DOC_PLACE: return BIT(TARGET);
    case BZ_DOC_WORD: return BIT(FORM);
    default: return 0;
    }
}

bool bz_doc__may_carry(bz_doc_kind k, bz_attr a)
{
    /* Every kind may be named, say its language and its tone; blocks may have a heading of some
     * sort. */
    uint64_t allowed = BIT(ID) | BIT(LANG) | BIT(TONE) | own_attributes(k);
    if (bz_doc_is_inline(k)) allowed |= BIT(TITLE);
    else allowed |= BIT(TITLE) | BIT(LABEL) | BIT(ICON) | BIT(BADGE) | BIT(WIDE) | BIT(KEEP);
    return allowed >> a & 1;
}

bool bz_doc__is_aux(bz_doc_kind k, uint32_t aux)
{
    if (k == BZ_DOC_HEADING) return aux >= 1 && aux <= 6;
    if (k == BZ_DOC_CONTAINER) return aux > BZ_ACT_NONE && aux < BZ_ACT_COUNT;
    return aux == 0;
}
