/* The journal: every change to the model, whoever made it, in order. The model is the base plus the
 * fold of the journal: nothing changes a loaded model but bz_journal_apply. Five primitives; what
 * people say
 * (`drop`, `retime` …) is a verb recorded beside them. A plugin's answer is an encoded journal,
 * decoded with limits and replayed through the same door.
 *
 * Replaying the same entries on the same model gives the same indices, so an entry may name a
 * record or node that an earlier entry of the same journal made. */
#ifndef BZ_ADAPT_JOURNAL_H
#define BZ_ADAPT_JOURNAL_H

#include "model/model.h"

typedef enum bz_op { BZ_OP_SET, BZ_OP_INSERT, BZ_OP_REMOVE, BZ_OP_MOVE, BZ_OP_REPLACE } bz_op;

typedef enum bz_author_kind {
    BZ_BY_AUTHOR, /* the curriculum itself */
    BZ_BY_ADAPTATION,
    BZ_BY_PLUGIN,
    BZ_BY_PLANNER
} bz_author_kind;

/* One change. Texts and fragments lie in the journal. */
typedef struct bz_change {
    bz_op op;
    /* SET REMOVE MOVE REPLACE: what. INSERT: the new one goes into the record; a block below
     * target.node, or at the top of the body when that is 0. */
    bz_target target;
    /* INSERT, MOVE: before this sibling. MOVE of a block to {record, 0}: at the end of its body.
     * {0,0}: at the end of where it goes or is. */
    bz_target before;
    int field;           /* SET: the row; INSERT of a record: the parent's row */
    int attr;            /* SET on a block: BZ_ATTR_TITLE */
    bz_record_kind kind; /* INSERT of a record */
    bz_value_kind value; /* SET */
    int32_t low, high;   /* SET of INT and RANGE */
    /* SET of TEXT and REF; elements of a LIST are joined by U+001E. INSERT of a record: its id. */
    bz_str text;
    bz_rec from; /* INSERT of a record: what it is a copy of, with all below it; 0: empty */
    /* INSERT, REPLACE on blocks: a FRAGMENT in the journal's doc. REPLACE of a record: its new
     * text. SET on a block that holds text: a FRAGMENT of one such block, whose words it gets. */
    bz_node fragment;
    bz_str verb; /* what people call it; empty: the op's name */
    bz_str why, goal;
    bz_span span; /* where the author says so: the plugin's line */
    bz_author_kind by;
    bz_str author;   /* the plugin's or adaptation's id */
    bz_str address;  /* of the target before the change; filled by apply */
    bz_str was, now; /* before and after as text, filled by apply */
    int light;       /* who may change the target: BZ_FREELY …; filled by apply */
    bz_rec declared; /* BY_ADAPTATION: the CHANGE record, with what people declare of it */
    bz_rec approval; /* that allows it, 0: none was needed; filled by apply */
    bool is_absent;  /* the target does not apply in this context; filled by apply */
} bz_change;

/* Stands between the elements of a list in bz_change.text. */
enum { BZ_BETWEEN_ELEMENTS = 0x1e };

typedef struct bz_journal bz_journal;

bz_journal *bz_journal_new(void);
void bz_journal_free(bz_journal *j);
uint32_t bz_journal_count(const bz_journal *j); /* entries 1 … count */
const bz_change *bz_journal_at(const bz_journal *j, uint32_t i);
bz_doc *bz_journal_doc(bz_journal *j); /* where fragments are built */

/* The one door. Checks the change (target alive, row known and writable, value in range, protection
 * and licence), does it, and records it with before and after. The texts of `c` are copied. Gives
 * INVALID with a diagnostic at c->span when it is refused; the model is then as it was. The origin
 * of what it touched becomes the entry's number. For INSERT, *made gets the new record or node. */
bz_status bz_journal_apply(bz_journal *j, bz_model *m, const bz_change *c, bz_target *made,
                           bz_job *job) BZ_CHECK_RESULT;

/* What a plan does to a part without changing the curriculum: an entry under the same protection,
 * with `was` and `now` as people read them; the model stays as it is. A MOVE says that a session is
 * spread over meetings: its parts and their order stay, so it needs no leave. */
bz_status bz_journal_note(bz_journal *j, const bz_model *m, const bz_change *c, bz_str was,
                          bz_str now, bz_job *job) BZ_CHECK_RESULT;
/* Whether an activity may be taken out without a further approval. */
bool bz_journal_may_drop(const bz_model *m, bz_rec activity);

/* Entries from..count (from 1), as bytes; and back, believing nothing. Decoding gives changes whose
 * texts lie in job->arena and whose fragments lie in `j`'s doc; a reason for refusal in `why`. Who
 * made them is not carried: the reader knows whom it asked, and says so in `by` and `author`. */
void bz_journal_encode(bz_journal *j, uint32_t from, bz_buf *out);
bz_status bz_journal_decode(bz_journal *j, bz_str bytes, bz_change **changes, size_t *n,
                            bz_job *job, bz_buf *why) BZ_CHECK_RESULT;

/* Change: makes the changes of the context's adaptations, in order, through the one door. INVALID
 * with a diagnostic for each that cannot be made; those behind it are tried all the same. `watch`
 * (may be NULL) is told of each before it is made, and of how it went. */
typedef struct bz_change_watch {
    /* `part` is what the change acts on or goes by; {0,0} when it is not there. */
    void (*before)(void *context, const bz_model *m, bz_rec change, bz_str address, bz_target part);
    void (*after)(void *context, const bz_model *m, bz_rec change, bool is_made);
    void *context;
} bz_change_watch;
bz_status bz_changes_apply(bz_journal *j, bz_model *m, const bz_change_watch *watch,
                           bz_job *job) BZ_CHECK_RESULT;
/* What a part says: its fields and its text, with all below it. The same words give the same text,
 * wherever they stand in a file. */
void bz_part_text(const bz_model *m, bz_target t, bz_buf *out);
/* The same of a block, without what does not apply in this context; and the value of a field. */
void bz_part_block_text(const bz_model *m, bz_node n, bz_buf *out);
void bz_part_value(const bz_model *m, bz_rec r, int field, bz_buf *out);

/* Warns of approvals that nothing needed; once the plugins have adapted and the plan is made. */
void bz_changes_check(const bz_journal *j, const bz_model *m, bz_job *job);

/* Select: evaluates `when` of sessions, activities and containers, and marks what does not hold
 * ABSENT, with its origin 0: nothing is deleted. */
void bz_select(bz_model *m, bz_job *job);

#endif
