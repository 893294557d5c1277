/* A curriculum as `baraza diff` sees it: what is compared, and what came of it. */
#ifndef BZ_COMPARE_COMPARE_H
#define BZ_COMPARE_COMPARE_H

#include "model/model.h"

typedef struct bz_fact {
    const char *key; /* of the field's row */
    bz_str value;
} bz_fact;

/* A part: the curriculum, a session, an activity, a material, a handout, a word … */
typedef struct bz_point {
    bz_record_kind kind;
    bz_str id;     /* empty where its kind needs none */
    bz_str key;    /* what it is known by among its siblings: its id, else its title */
    bz_str title;  /* as people call it */
    bz_str text;   /* of its body, a line each, without safety blocks */
    bz_str safety; /* of its safety blocks */
    int light;     /* BZ_FREELY … */
    uint32_t facts, n_facts;
    uint32_t parent, first, last, next;
} bz_point;

typedef struct bz_outline {
    bz_arena *arena;         /* of all texts; the caller's */
    BZ_VEC(bz_point) points; /* [0] unused, [1] the curriculum */
    BZ_VEC(bz_fact) facts;
} bz_outline;

/* Takes it down from a model whose changes are made. Nothing of it is in the model afterwards. */
void bz_compare_outline(const bz_model *m, bz_outline *out);
void bz_compare_outline_free(bz_outline *o); /* but not its arena */
/* The value of a fact, or empty. */
bz_str bz_compare_fact(const bz_outline *o, uint32_t point, const char *key);

/* One fact that is not the same. */
typedef struct bz_fact_delta {
    const char *key;
    bz_str was, now;
} bz_fact_delta;

/* A part that is not the same on both sides, or has such a part below it. */
typedef struct bz_delta {
    uint32_t a, b; /* points; a 0: it is new; b 0: it is gone */
    bool is_moved, has_text, has_safety;
    uint32_t facts, n_facts;
    uint32_t first, last, next;
} bz_delta;

typedef struct bz_deltas {
    const bz_outline *a, *b;
    BZ_VEC(bz_delta) list; /* [0] unused, [1] the curriculum */
    BZ_VEC(bz_fact_delta) facts;
} bz_deltas;

void bz_compare(const bz_outline *a, const bz_outline *b, bz_deltas *out);
void bz_compare_free(bz_deltas *d);
bool bz_compare_is_same(const bz_deltas *d);

/* What the two sides are called, on two lines of the answer. */
typedef struct bz_sides {
    bz_str a, b;
} bz_sides;

void bz_compare_put(const bz_deltas *d, const bz_sides *sides, bool is_markdown, bz_buf *out);

#endif
