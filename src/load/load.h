/* Load: files in, a linked model out. Discovers what lies beneath the root, decodes YAML by the
 * rows of model/fields, reads Markdown, joins activities with their headings, copies library
 * activities to where they are used, resolves references, merges place, adaptations and group into
 * the context. Reports every error that it can find in one run. */
#ifndef BZ_LOAD_LOAD_H
#define BZ_LOAD_LOAD_H

#include "base/file.h"
#include "model/model.h"

typedef struct bz_load_request {
    const bz_root *root;
    /* Folders to look for plugins in after the root's own `plugins/`; opened by the engine. */
    const bz_root *const *plugin_roots;
    size_t n_plugin_roots;
    /* The same for lists of holidays, after the root's own `curricula/holidays/`. */
    const bz_root *const *holiday_roots;
    size_t n_holiday_roots;
    bz_str curriculum; /* id; empty: all that there are (for `check`) */
    bz_str place;      /* id; empty: none, or the group's */
    bz_str group;      /* id; empty: none */
    bz_str adaptation; /* id; empty: none but the group's; for a build without a group */
    bool all;          /* everything: also what the request does not name */
    bool covers;       /* only places, and curricula by their own file: who else there is */
    bool plugins;      /* only the lock of plugins; with `all` their manifests: those of the root,
                          and those that adaptations name */
    int api_level;     /* the level of the plugin interface that there is; 0: not asked */
} bz_load_request;

/* Fills a new model (the caller frees it, also on INVALID). m->curriculum and m->context are set
 * when the request names a curriculum or a group. */
bz_status bz_load(bz_model **out, const bz_load_request *request, bz_job *job) BZ_CHECK_RESULT;

/* Merges the layers into m->context anew for another group or place of the same model (`check` of
 * all groups). Group and place as records; either may be 0. */
bz_status bz_load_context(bz_model *m, bz_rec curriculum, bz_rec place, bz_rec group,
                          bz_job *job) BZ_CHECK_RESULT;

/* The same without a group, with an adaptation and those that it extends. */
bz_status bz_load_context_adapted(bz_model *m, bz_rec curriculum, bz_rec place, bz_rec adaptation,
                                  bz_job *job) BZ_CHECK_RESULT;

/* A plugin's manifest as a record PLUGIN under the project, read once: from the root's own
 * plugins/ID/, else from ID/ of a plugin root. 0 when there is none, after a diagnostic at
 * `wanted_at`. Among the sources it is plugins/ID/plugin.yaml, wherever it lies. */
bz_rec bz_load_plugin(bz_model *m, const bz_load_request *request, bz_str id, bz_span wanted_at,
                      bz_job *job);

/* The test of a plugin as a record PLUGIN_TEST under the project: the file `path` of `root`, with
 * the manifests of the plugins that it names, their options checked. 0 after a diagnostic. */
bz_rec bz_load_plugin_test(bz_model *m, const bz_load_request *request, const bz_root *root,
                           bz_str path, bz_str name, bz_job *job);

#endif
