/* The verbs of an adaptation's changes: what each one takes. */
#ifndef BZ_ADAPT_VERBS_H
#define BZ_ADAPT_VERBS_H

#include "model/model.h"

typedef struct bz_verb {
    int field;        /* BZ_CHANGE_REPLACE … */
    bool needs_place; /* before, after or into */
    bool brings;      /* a text, a material or a question */
    uint64_t takes;   /* a bit a row of CHANGE, besides those that every verb takes */
    const char *example;
} bz_verb;

size_t bz_verbs_count(void);
const bz_verb *bz_verb_at(size_t i);
bool bz_verb_takes(const bz_verb *v, int field);
/* The verb of a change, the first that it has; NULL when it has none. */
const bz_verb *bz_verb_of(const bz_model *m, bz_rec change);

#endif
