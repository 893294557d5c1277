/* Workers as the engine sees them: a process for each plugin, asked and answered over a channel.
 * Whatever a worker does, dies of, sends or does not send, ends in a diagnostic here. */
#ifndef BZ_SANDBOX_HOST_H
#define BZ_SANDBOX_HOST_H

#include "sandbox/message.h"

typedef struct bz_host bz_host;
typedef struct bz_worker bz_worker;

/* Finds the worker's program: beside the program or library that this code is in, in the `libexec`
 * beside its `bin` or `lib`, or where it was installed; nowhere else. `is_weak`: a worker that
 * cannot be locked in by seccomp is used all the same. */
bz_host *bz_host_new(bool is_weak, const bz_plugin_limits *limits);
void bz_host_free(bz_host *h); /* and the workers that were not taken */
/* Starts workers before it is known what for, so that they are there when they are wanted. Says
 * nothing when it fails; bz_worker_new does. */
void bz_host_start(bz_host *h, size_t n);
/* Those that were not taken are not wanted any more. */
void bz_host_dismiss(bz_host *h);
/* What plugins may use; the id and files of a setup are the caller's. */
const bz_plugin_limits *bz_host_limits(const bz_host *h);

/* The model that the next questions are about, sealed in a memory file. Nothing is done when it is
 * the one that was given last and of the same epoch. */
bz_status bz_host_show(bz_host *h, const bz_model *m, bz_job *job) BZ_CHECK_RESULT;

/* A worker for the plugin with this id; NULL with a diagnostic. */
bz_worker *bz_worker_new(bz_host *h, bz_str id, bz_job *job);
/* Nothing more will be asked of it: it ends while others are still waited for. */
void bz_worker_dismiss(bz_worker *w);
/* Ends it; NULL is fine. */
void bz_worker_free(bz_worker *w);

/* Asks; one question at a time. Reports nothing: what goes wrong is said by bz_worker_take. */
void bz_worker_load(bz_worker *w, const bz_plugin_setup *setup);
void bz_worker_ask(bz_worker *w, bz_message kind);
void bz_worker_ask_document(bz_worker *w, uint32_t i);
/* Waits for the answer to the question that was asked; it is valid until the next is. What the
 * plugin reported goes to job->diags. Not OK: it failed, or stopped, and that is reported. */
bz_status bz_worker_take(bz_worker *w, bz_str *answer, bz_job *job) BZ_CHECK_RESULT;
unsigned bz_worker_has(const bz_worker *w); /* after LOAD */

#endif
