/* The model: every record of a curriculum and of its context in one index-based arena, with the
 * bodies (one document tree for all of them). No pointers inside: a handle, a snapshot, a clone, an
 * encoded change and an address are one idea. After the freeze it is passed as const.
 *
 *   records  [0] unused | 1: the project | …   kind, links, where its values start
 *   values   [0] unused | one a row of fields.def, for each record, in the rows' order; then the
 *            elements of lists and maps, each run contiguous
 *   text     one blob
 *   bodies   bz_doc: a FRAGMENT for each record that has Markdown
 *
 * Records and nodes are never freed; what a change removes is unlinked and DEAD, what does not
 * apply in this context is ABSENT. Every value carries its span and its origin (journal entry, 0:
 * the author). Reading functions skip nothing by themselves: bz_model_first/next give ABSENT
 * records too, the `present` variants do not. Slices are valid until the next change of the model.
 */
#ifndef BZ_MODEL_MODEL_H
#define BZ_MODEL_MODEL_H

#include "doc/doc.h"
#include "model/fields.h"

typedef uint32_t bz_rec; /* 0: none */

typedef enum bz_value_kind {
    BZ_V_NONE,
    BZ_V_TEXT, /* a, b: offset and length in the blob (ID PLAIN LINE DURATION LANGUAGE WHEN PATH) */
    BZ_V_INT,  /* a: int32 (INTEGER MINUTES DATE TIME BOOL ENUM) */
    BZ_V_RANGE, /* a, b: int32 */
    BZ_V_REF,   /* a, b: as written; target: the record, 0 while not linked */
    BZ_V_LIST,  /* a, b: first element and their number, in values */
    BZ_V_MAP    /* the same; every element has a key */
} bz_value_kind;

typedef struct bz_value {
    uint8_t kind; /* bz_value_kind */
    uint8_t flags;
    uint16_t pad;
    uint32_t origin;
    bz_span span;
    uint32_t a, b;
    uint32_t target;     /* of REF */
    uint32_t key, key_n; /* of an element of a map: in the blob */
} bz_value;

enum { BZ_VALUE_DEFAULT = 1 /* nobody wrote it: the row's default */ };
enum {
    BZ_REC_ABSENT = 1,
    BZ_REC_DEAD = 2,
    BZ_REC_MADE = 4 /* added by a change, not written by the author */
};

typedef struct bz_record {
    uint8_t kind;  /* bz_record_kind */
    uint8_t flags; /* BZ_REC_… */
    uint16_t role; /* the parent's row that it belongs to */
    bz_rec parent, prev, next, first, last;
    uint32_t values; /* its first value */
    bz_node body;    /* FRAGMENT in bodies, 0: none */
    uint32_t file;   /* the file that describes it, 0: its parent's */
    uint32_t origin; /* journal entry that made it, or took it away */
    bz_span span;    /* the whole of it in YAML */
    bz_span id_span; /* where its name stands */
} bz_record;

typedef struct bz_model {
    BZ_VEC(bz_record) records;
    BZ_VEC(bz_value) values;
    bz_buf text;
    bz_doc *bodies;
    BZ_VEC(uint32_t) numbers; /* by node: the n of `kind-n`; empty until bz_model_number_blocks */
    bz_rec project, curriculum, context, programme; /* of this build; 0 while there is none */
    uint32_t epoch; /* grows with every step; handles of an earlier step are dead */
} bz_model;

bz_model *bz_model_new(void); /* with the project record */
void bz_model_free(bz_model *m);
bz_model *bz_model_clone(const bz_model *m);

/* Building. A record's id is its value in row 0. `before` 0 appends. Linked children of all roles
 * of one parent are in one chain. */
bz_rec bz_model_add(bz_model *m, bz_rec parent, int role, bz_rec before, bz_record_kind kind,
                    bz_span span);
void bz_model_unlink(bz_model *m, bz_rec r);
void bz_model_link(bz_model *m, bz_rec parent, int role, bz_rec before, bz_rec r);
/* A deep copy of `from` (records, values, body) as a child of `parent`; spans stay. */
bz_rec bz_model_copy(bz_model *m, bz_rec parent, int role, bz_rec before, bz_rec from);
void bz_model_set_text(bz_model *m, bz_rec r, int field, bz_str text, bz_span span);
void bz_model_set_int(bz_model *m, bz_rec r, int field, int32_t value, bz_span span);
void bz_model_set_range(bz_model *m, bz_rec r, int field, int32_t low, int32_t high, bz_span span);
void bz_model_set_ref(bz_model *m, bz_rec r, int field, bz_str text, bz_rec target, bz_span span);
void bz_model_clear(bz_model *m, bz_rec r, int field);
/* Gives every field that has no value its row's default, marked BZ_VALUE_DEFAULT. */
void bz_model_apply_defaults(bz_model *m, bz_rec r);
/* Makes the field a list or map of `n` empty elements and gives the index of the first in values.
 */
uint32_t bz_model_set_many(bz_model *m, bz_rec r, int field, bz_value_kind kind, uint32_t n,
                           bz_span span);
void bz_model_set_element(bz_model *m, uint32_t element, bz_str key, bz_str text, bz_span span);
/* The same for lists of integers, dates, enums … and of references. */
void bz_model_set_element_int(bz_model *m, uint32_t element, bz_str key, int32_t value,
                              bz_span span);
void bz_model_set_element_ref(bz_model *m, uint32_t element, bz_str key, bz_str text, bz_rec target,
                              bz_span span);
/* The same for a nested map (MAP2): makes the element a map of `n`. */
uint32_t bz_model_set_element_many(bz_model *m, uint32_t element, bz_str key, uint32_t n,
                                   bz_span span);
uint32_t bz_model_text_add(bz_model *m, bz_str text); /* offset in the blob */

/* Reading. */
static inline const bz_record *bz_model_at(const bz_model *m, bz_rec r)
{
    return &m->records.p[r];
}
static inline bz_record_kind bz_model_kind(const bz_model *m, bz_rec r)
{
    return (bz_record_kind)m->records.p[r].kind;
}
/* The value of a row. With a default in the row, never NONE after load. */
static inline const bz_value *bz_model_value(const bz_model *m, bz_rec r, int field)
{
    return &m->values.p[m->records.p[r].values + (uint32_t)field];
}
bool bz_model_has(const bz_model *m, bz_rec r, int field);
bool bz_model_is_present(const bz_model *m,
                         bz_rec r); /* neither ABSENT nor DEAD, nor any record above it */
bz_str bz_model_id(const bz_model *m, bz_rec r);
bz_str bz_model_text(const bz_model *m, bz_rec r, int field); /* empty when NONE */
int32_t bz_model_int(const bz_model *m, bz_rec r, int field); /* 0 when NONE */
bool bz_model_bool(const bz_model *m, bz_rec r, int field);
bz_rec bz_model_ref(const bz_model *m, bz_rec r, int field);
bz_span bz_model_span(const bz_model *m, bz_rec r,
                      int field); /* of the value, else of the record */
/* Elements of a list or map; of a row of records, its children, dead ones not counted. */
uint32_t bz_model_count(const bz_model *m, bz_rec r, int field);
const bz_value *bz_model_element(const bz_model *m, bz_rec r, int field, uint32_t i);
/* The i-th of the elements of a list or map that is itself an element (MAP2). */
const bz_value *bz_value_element(const bz_model *m, const bz_value *many, uint32_t i);
bz_str bz_value_text(const bz_model *m, const bz_value *v);
bz_str bz_value_key(const bz_model *m, const bz_value *v);
const bz_value *bz_value_find(const bz_model *m, const bz_value *map,
                              bz_str key); /* NULL when absent */

/* Children of one role, in order. */
bz_rec bz_model_first(const bz_model *m, bz_rec parent, int role);
bz_rec bz_model_next(const bz_model *m, bz_rec r);
bz_rec bz_model_first_present(const bz_model *m, bz_rec parent, int role);
bz_rec bz_model_next_present(const bz_model *m, bz_rec r);
bz_rec bz_model_child(const bz_model *m, bz_rec parent, int role, bz_str id); /* 0 when absent */
/* The nearest record above (or itself) of a kind. */
bz_rec bz_model_above(const bz_model *m, bz_rec r, bz_record_kind kind);

/* A record, or a block of a record's body. */
typedef struct bz_target {
    bz_rec rec;   /* the record; of a block, the one in whose body it stands */
    bz_node node; /* 0: the record itself */
} bz_target;

/* Addresses: session/S/A/B, S/A, handout/H, library/A, form/F/Q, word/W, curriculum/C, place/P …;
 * what else a record holds stands below it by key and id, or key and place: S/objectives/O,
 * S/A/materials/1. A block without an id is kind-n, counted over its body as loaded. */
void bz_model_address(const bz_model *m, bz_target t, bz_buf *out);
/* {0,0} when there is none; then the nearest address there is goes to `near` (may be NULL). */
bz_target bz_model_find(const bz_model *m, bz_str address, bz_buf *near);
/* The block's name in an address: its id, or kind-n among its siblings' kind in the body. */
void bz_model_block_name(const bz_model *m, bz_rec rec, bz_node node, bz_buf *out);
/* Fixes the n of every `kind-n`, so that changes do not rename what they leave alone. The journal
 * calls it before its first change, and for what it inserts at and below `node`; whoever adds to a
 * body later calls it for that. */
void bz_model_number_blocks(bz_model *m);
void bz_model_number_more(bz_model *m, bz_node body, bz_node node);
/* Whether the node stands in the record's body and is not removed. */
bool bz_model_holds(const bz_model *m, bz_rec rec, bz_node node);

/* Who may change it: its own `may_change`, else the nearest above. A safety block and what stands
 * in it, and an item of a validated form, is always with_approval; what a change added is at most
 * with_care. Gives an index of BZ_E_MAY_CHANGE. */
int bz_model_may_change(const bz_model *m, bz_target t);
enum { BZ_FREELY, BZ_WITH_CARE, BZ_WITH_APPROVAL };

/* A condition `fact=a|b fact!=c`. Facts come from the context's FACTS map. */
bool bz_when_holds(const bz_model *m, bz_rec context, bz_str when);
/* Calls `see` for each part; false from it ends the walk. Gives false when the text is malformed,
 * with a reason in `why` and the offending byte in *at. */
typedef struct bz_when_part {
    bz_str fact;
    bool is_not;
    bz_str values; /* "a|b" */
} bz_when_part;
bool bz_when_parse(bz_str when, bool (*see)(void *context, const bz_when_part *part), void *context,
                   const char **why, size_t *at);

/* The word's text in a language, in a form ("" for the text itself): from the context's words, else
 * the curriculum's; the language's chain, then the curriculum's language. Empty when there is none.
 */
bz_str bz_model_word(const bz_model *m, bz_str name, bz_str form, bz_str language,
                     bool *is_other_language);

/* The SKIP record of a group's MEETINGS that takes this day out (days as in base/date.h), or 0. */
bz_rec bz_model_skip(const bz_model *m, bz_rec meetings, int32_t day);
/* The DAY that moves the meeting of a day elsewhere, or 0; and the day on which one is held. */
bz_rec bz_model_moved(const bz_model *m, bz_rec meetings, int32_t day);
int32_t bz_model_held_on(const bz_model *m, bz_rec day);
/* Whether a LEADER can lead on a day. */
bool bz_model_leads(const bz_model *m, bz_rec leader, int32_t day);
/* When too few of the group's `leaders` can lead on a day: the SKIP of the first who is away, or
 * the LEADER who can only on other days; else 0. */
bz_rec bz_model_unled(const bz_model *m, bz_rec meetings, int32_t day);

#endif
