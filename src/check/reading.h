/* How hard a text is to read. In: texts, one block at a time. Out: words, sentences, a school
 * grade, and the hardest sentences.
 *
 * English by Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid,
 * Fishburne, Rogers and Chissom, 1975). Languages of western Europe by LIX, words a sentence + long
 * words of a hundred (Björnsson, 1968), with the grades of Anderson (1983). Of the others only the
 * words of a sentence are counted. */
#ifndef BZ_CHECK_READING_H
#define BZ_CHECK_READING_H

#include "base/arena.h"
#include "model/model.h"

enum { BZ_HARDEST = 3 };

typedef struct bz_hard_sentence {
    bz_str text; /* in the arena */
    bz_span span;
    uint32_t words;
    double hardness;
} bz_hard_sentence;

typedef enum bz_reading_by { BZ_BY_WORDS, BZ_BY_FLESCH_KINCAID, BZ_BY_LIX } bz_reading_by;

typedef struct bz_reading {
    bz_reading_by by;
    bz_arena *arena;
    uint32_t words, sentences, syllables, long_words;
    bz_hard_sentence hardest[BZ_HARDEST]; /* the hardest first; fewer than that: no words */
} bz_reading;

void bz_reading_open(bz_reading *r, bz_str language, bz_arena *arena);
/* Plain text: a block, so a sentence ends with it. A word of the curriculum stands as {{name}}. */
void bz_reading_add(bz_reading *r, bz_str text, bz_span span);
double bz_reading_words(const bz_reading *r); /* in a sentence, on average; 0: there are none */
double bz_reading_grade(const bz_reading *r); /* 0: by words only */

/* What caregivers hear and what only the facilitator reads in a session; or a handout, of which all
 * is the caregivers'. What is absent here is not counted. `heard` and `read` are open. */
void bz_reading_of(const bz_model *m, bz_rec r, bz_reading *heard, bz_reading *read);

/* The table for people: a line a session and handout of the curriculum. */
void bz_reading_table(const bz_model *m, bz_rec curriculum, bz_arena *arena, bz_buf *out);

#endif
