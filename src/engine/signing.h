/* Signing and keeping up with the base: what sign.c and status.c share. */
#ifndef BZ_ENGINE_SIGNING_H
#define BZ_ENGINE_SIGNING_H

#include "base/digest.h"
#include "engine/engine_priv.h"

typedef enum bz_standing {
    BZ_STANDS_UNCHANGED,
    BZ_STANDS_FITS,
    BZ_STANDS_LOOK,
    BZ_STANDS_CONFLICT,
    BZ_STANDS_GONE,
    BZ_STANDS_UNSIGNED
} bz_standing;

/* One change, as it was met while the changes were made. */
typedef struct bz_met {
    bz_rec adaptation, change;
    bz_str address; /* of the part that it acts on or goes by */
    bz_str own;     /* of what it makes; of what it acts on where it makes nothing */
    bz_str text;    /* what the part says in the base; empty when it is gone */
    size_t nth;     /* among the adaptation's changes by that address */
    bool is_there, is_made;
    bz_standing standing; /* against the signature */
} bz_met;

typedef struct bz_met_changes {
    bz_engine *e;
    BZ_VEC(bz_met) list;
} bz_met_changes;

/* Runs the phases until the one named, looks on while the changes of the group are made, and notes
 * each. */
bz_status bz_engine__meet_changes(bz_engine *e, bz_wanted *w, bz_met_changes *met,
                                  const char *until);
/* Opens the root for a command that signs: by whom and when must be said. */
bz_result bz_engine__open_signing(bz_engine *e, const bz_request *request, const char *by,
                                  bz_wanted *w);
/* The adaptation that the command names among the group's, or the group's only one; 0 after a
 * message. */
bz_rec bz_engine__named_adaptation(bz_engine *e, const char *name);
/* What was signed of a change's part, a SIGNED_PART, or 0. */
bz_rec bz_engine__signed_part(const bz_model *m, const bz_met *one);
/* Writes signed.yaml: who and when, the hash, the parts as given, the files. `only`, when it is not
 * empty, names by its own address the change that is accepted; nothing else is signed then. */
bz_result bz_engine__write_signature(bz_engine *e, bz_rec adaptation, const char *by, bz_date on,
                                     const bz_met_changes *met, bz_str only);

#endif
