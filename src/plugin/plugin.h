/* Plugins: Lua code that adapts, checks and makes documents. The only room that knows Lua. A
 * plugin's answer is bytes, an encoded journal and encoded documents, so that it can come from
 * another process; the engine decodes it with limits. What lies here needs base, doc, model and
 * adapt only. */
#ifndef BZ_PLUGIN_PLUGIN_H
#define BZ_PLUGIN_PLUGIN_H

#include "adapt/journal.h"
#include "model/model.h"

enum { BZ_API_LEVEL = 1 };

typedef struct bz_plugin bz_plugin;

/* What a plugin is made of: sent to it, never opened by it. */
typedef struct bz_plugin_file {
    bz_str name; /* "init.lua", "labels/ar.yaml" stays out: labels come by `labels` */
    bz_str text;
    uint32_t file; /* among job->sources, for spans */
} bz_plugin_file;

typedef struct bz_plugin_setup {
    bz_str id;
    const bz_plugin_file *files;
    size_t n_files;
    bz_rec manifest; /* PLUGIN record: why, goal, options */
    bz_rec use;      /* PLUGIN_USE record with the options of the adaptation, or 0 */
} bz_plugin_setup;

/* Which of the four functions it has. */
enum { BZ_HAS_ADAPT = 1, BZ_HAS_CHECK = 2, BZ_HAS_DOCUMENTS = 4 };

/* Starts one state and runs init.lua. NULL with a diagnostic when that fails. */
bz_plugin *bz_plugin_open(const bz_plugin_setup *setup, const bz_model *m, bz_job *job);
void bz_plugin_close(bz_plugin *p);
unsigned bz_plugin_has(const bz_plugin *p);

/* adapt: the plugin works on a copy of the model; gives the encoded journal of what it did. */
bz_status bz_plugin_adapt(bz_plugin *p, const bz_model *m, bz_buf *answer,
                          bz_job *job) BZ_CHECK_RESULT;
/* check: gives the encoded findings, see bz_findings_decode. */
bz_status bz_plugin_check(bz_plugin *p, const bz_model *m, bz_buf *answer,
                          bz_job *job) BZ_CHECK_RESULT;
/* documents: gives the encoded list of descriptors. */
bz_status bz_plugin_documents(bz_plugin *p, const bz_model *m, bz_buf *answer,
                              bz_job *job) BZ_CHECK_RESULT;
/* document: builds the i-th descriptor of the last list; gives the encoded tree (bz_doc_encode). */
bz_status bz_plugin_document(bz_plugin *p, const bz_model *m, uint32_t i, bz_buf *answer,
                             bz_job *job) BZ_CHECK_RESULT;

typedef struct bz_descriptor {
    bz_str id;                        /* of the document: the file's name */
    bz_str title;                     /* a line */
    bz_str audience;                  /* a value of BZ_E_AUDIENCE */
    bz_str language;                  /* BCP 47; empty: by audience */
    bz_rec session, meeting, handout; /* 0: none */
} bz_descriptor;

/* Decoding: ids valid and unique, records of the right kind, texts bounded and valid UTF-8. Slices
 * lie in job->arena. */
bz_status bz_descriptors_decode(bz_str bytes, const bz_model *m, bz_descriptor **list, size_t *n,
                                bz_job *job, bz_buf *why) BZ_CHECK_RESULT;

typedef struct bz_finding {
    bz_severity severity;
    bz_target about; /* {0,0}: the whole */
    bz_str message, hint;
    bz_span span; /* the plugin's line */
} bz_finding;

bz_status bz_findings_decode(bz_str bytes, const bz_model *m, bz_finding **list, size_t *n,
                             bz_job *job, bz_buf *why) BZ_CHECK_RESULT;

/* The plugin reference (docs/plugin-api.md), from the rows of model/fields and the table of
 * functions. */
void bz_plugin_reference(bz_buf *out);
/* Every name reachable from a plugin's globals, sorted, one a line: asserted by a test. */
void bz_plugin_names(bz_buf *out, bz_job *job);

#endif
