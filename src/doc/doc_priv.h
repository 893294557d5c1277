/* Shared by the files of this room: what the rows of kinds.def and attrs.def say. */
#ifndef BZ_DOC_DOC_PRIV_H
#define BZ_DOC_DOC_PRIV_H

#include "doc/doc.h"

/* What a node is, as a child, and what it takes as children; the third and fourth column. */
typedef enum bz_doc_category {
    BZ_DOC_IS_NOTHING,
    BZ_DOC_IS_ROOT,
    BZ_DOC_IS_BLOCK,
    BZ_DOC_IS_ROW,
    BZ_DOC_IS_CELL,
    BZ_DOC_IS_ITEM,
    BZ_DOC_IS_FACT,
    BZ_DOC_IS_INLINE
} bz_doc_category;

typedef enum bz_attr_type { BZ_ATTR_IS_TEXT, BZ_ATTR_IS_NUMBER, BZ_ATTR_IS_FLAG } bz_attr_type;

bz_doc_category bz_doc__category(bz_doc_kind k);
bz_doc_category bz_doc__accepts(bz_doc_kind k);
bz_attr_type bz_doc__attr_type(bz_attr a);
/* Whether a node of this kind may carry text of its own, and this attribute. */
bool bz_doc__may_have_text(bz_doc_kind k);
bool bz_doc__may_carry(bz_doc_kind k, bz_attr a);
/* What aux may be: 1–6 for a heading, an act for a container, 0 elsewhere. */
bool bz_doc__is_aux(bz_doc_kind k, uint32_t aux);
/* The text of an attribute of type TEXT. */
bz_str bz_doc__attr_text_at(const bz_doc *d, uint32_t attr);

#endif
