/* Shared by the files of this room: what a change comes down to once it has been looked at. */
#ifndef BZ_ADAPT_JOURNAL_PRIV_H
#define BZ_ADAPT_JOURNAL_PRIV_H

#include "adapt/journal.h"

/* Where a change acts: every index checked, so that doing it cannot fail. */
typedef struct bz_site {
    bz_rec parent, before; /* INSERT, MOVE of a record: goes below parent, before this (0: last) */
    bz_node under, next;   /* INSERT, MOVE, REPLACE of blocks: goes below under, before this */
    bz_rec body;           /* the record in whose body that is */
    bz_rec ref;            /* SET of a reference: the record it names */
    bool needs_body;       /* INSERT of blocks: the record has no body yet */
} bz_site;

const char *bz_adapt__op_name(bz_op op);
/* "the plugin `x`", "the adaptation `y`" … */
void bz_adapt__put_author(const bz_change *c, bz_buf *out);

/* Checks everything about a change but whether it is allowed. False with a diagnostic. */
bool bz_adapt__look(bz_journal *j, const bz_model *m, const bz_change *c, bz_site *site,
                    bz_job *job);
/* The value of a SET on a record. False with a reason in `why`. */
bool bz_adapt__is_line(bz_str text, bz_buf *why);
bool bz_adapt__is_value(const bz_model *m, const bz_change *c, bz_rec *ref, bz_buf *why);
/* Protection and licence. False with a diagnostic; *approval gets the APPROVAL that it needed. */
bool bz_adapt__permit(const bz_model *m, const bz_change *c, const bz_site *site, bz_rec *approval,
                      bz_job *job);
/* The APPROVAL of the context's adaptations that covers a part, or 0. */
bz_rec bz_adapt__approval(const bz_model *m, bz_target which);
bz_diag *bz_adapt__refuse(const bz_model *m, const bz_change *c, bz_job *job, bz_str reason);

/* A field's value, or a block's text, as people read it. */
void bz_adapt__put_value(const bz_model *m, bz_rec r, int field, bz_buf *out);

#endif
