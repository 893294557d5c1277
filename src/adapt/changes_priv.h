/* Shared by the files that make an adaptation's changes. */
#ifndef BZ_ADAPT_CHANGES_PRIV_H
#define BZ_ADAPT_CHANGES_PRIV_H

#include "adapt/journal.h"
#include "adapt/verbs.h"

typedef struct bz_changing {
    bz_journal *j;
    bz_model *m;
    bz_job *job;
    bz_rec adaptation, change;
    const bz_verb *verb;
} bz_changing;

/* A change with all that the record says of it, but for its target. */
bz_change bz_changes__start(const bz_changing *x, bz_op op);
bool bz_changes__do(bz_changing *x, bz_change c, bz_target *made);
/* The part that a key of the change names. False with a diagnostic. */
bool bz_changes__find(const bz_changing *x, int field, bz_target *t);
/* Where `before`, `after` or `into` leads: the parent, and what it goes before ({0,0}: the end). */
bool bz_changes__place(const bz_changing *x, bz_target *into, bz_target *before);
bool bz_changes__cannot(const bz_changing *x, const char *why, const char *hint);

bool bz_changes__reword(bz_changing *x);

#endif
