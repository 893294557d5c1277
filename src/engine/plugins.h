/* Plugins as the engine finds them: where they lie, what they are made of, and whether they are
 * what somebody locked. Shared by the phases that run plugins and by the commands about them. */
#ifndef BZ_ENGINE_PLUGINS_H
#define BZ_ENGINE_PLUGINS_H

#include "base/digest.h"
#include "engine/engine_priv.h"

/* Where a plugin lies: below `plugins/` of the root, or among those that came with the program. */
typedef struct bz_plugin_home {
    const bz_root *root;
    bz_str folder; /* in that root */
    bool is_own;   /* the root's */
} bz_plugin_home;

/* False when there is none of this id. */
bool bz_engine__plugin_home(const bz_engine *e, bz_str id, bz_plugin_home *home);
/* The plugins that run where no adaptation names any; NULL past the end. */
const char *bz_engine__usual_plugin(size_t i);
/* Its files by their names in its folder, sorted, all but what lies below `tests/`. */
bz_status bz_engine__plugin_names(bz_engine *e, const bz_plugin_home *home, bz_str **names,
                                  size_t *n);
/* The same as `plugins/ID/NAME`, each with its SHA-256; the caller frees the list. */
bz_status bz_engine__plugin_digests(bz_engine *e, bz_str id, const bz_plugin_home *home,
                                    bz_signed_files *out);

/* How a plugin stands against baraza.lock. */
typedef enum bz_lock_state {
    BZ_LOCK_NONE,    /* there is no lock */
    BZ_LOCK_OPEN,    /* it is not in it */
    BZ_LOCK_SAME,    /* as locked */
    BZ_LOCK_CHANGED, /* other bytes, or it lies elsewhere */
    BZ_LOCK_VERSION  /* of the program, in another edition */
} bz_lock_state;

bz_lock_state bz_engine__lock_state(bz_engine *e, bz_str id, bz_rec manifest,
                                    const bz_plugin_home *home);
/* Reports what a build must not pass over. */
bz_status bz_engine__check_locked(bz_engine *e, bz_str id, bz_rec manifest);

/* Its worker is told what to load, and not waited for: meanwhile the others are told. */
bz_status bz_engine__start_plugin(bz_engine *e, bz_str id, bz_rec manifest, bz_rec use);
bz_status bz_engine__await_plugins(bz_engine *e, bz_status so_far);

/* plugin_list.c: for the commands about plugins. Opens the root and reads manifests into e->model:
 * of the plugins that request->paths names (which must be there), or of all: the root's, those that
 * adaptations name, those that run where none are named, and with `is_bundled` all that came with
 * the program. */
bz_result bz_engine__find_plugin(bz_engine *e, bz_str id); /* a usage error when there is none */
bz_result bz_engine__open_plugin_tools(bz_engine *e, const bz_request *request, bool is_bundled);

#endif
