/* FRAME: what a change is in the terms of the field (Wiltsey Stirman, Baumann, Miller 2019: The
 * FRAME, an expanded framework for reporting adaptations and modifications to evidence-based
 * interventions). What follows from the operation is inferred; goal, reasons, who and planned are
 * declared by people. */
#ifndef BZ_ADAPT_FRAME_H
#define BZ_ADAPT_FRAME_H

#include "adapt/journal.h"

typedef struct bz_frame_terms {
    const char *what;       /* content, contextual */
    const char *contextual; /* format, setting, personnel, population; "" when it is content */
    const char *nature;     /* tailoring_tweaking_refining … ; "" when it is contextual only */
    const char *fidelity; /* consistent: no part marked with_approval is touched beyond its minutes;
                           * unknown: one is, with an approval */
    const char *level;    /* target_group */
} bz_frame_terms;

bz_frame_terms bz_frame_of(const bz_model *m, const bz_change *c);

#endif
