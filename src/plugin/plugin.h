/* Plugins: Lua code that adapts, checks and makes documents. The only room that knows Lua. It runs
 * in a process of its own (room `worker`); what a plugin answers is bytes, an encoded journal and
 * encoded documents, which the engine decodes with limits. */
#ifndef BZ_PLUGIN_PLUGIN_H
#define BZ_PLUGIN_PLUGIN_H

#include "adapt/journal.h"
#include "model/model.h"
#include "sandbox/answer.h"
#include "sandbox/setup.h"

typedef struct bz_plugin bz_plugin;

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

/* The plugin reference (docs/plugin-api.md), from the rows of model/fields and the table of
 * functions. */
void bz_plugin_reference(bz_buf *out);
/* The same as stubs for editors (docs/luacats/baraza.lua). */
void bz_plugin_stubs(bz_buf *out);
/* Every name reachable from a plugin's globals, sorted, one a line: asserted by a test. */
void bz_plugin_names(bz_buf *out, bz_job *job);

#endif
