/* What a plugin is started with: its files, its record, its limits. Known to the engine, which puts
 * it together, and to the worker, in whose process the plugin runs. */
#ifndef BZ_SANDBOX_SETUP_H
#define BZ_SANDBOX_SETUP_H

#include "model/model.h"

#include <signal.h>

enum { BZ_API_LEVEL = 1 };

/* What a plugin is made of: sent to it, never opened by it. */
typedef struct bz_plugin_file {
    bz_str name; /* "init.lua", "labels/ar.yaml" stays out: labels come by `labels` */
    bz_str text;
    uint32_t file; /* among job->sources, for spans */
} bz_plugin_file;

/* What one plugin may use. The first four are counted and give the same verdict on every machine;
 * the seconds are a net below them, for single steps that take long. */
typedef struct bz_plugin_limits {
    uint64_t steps_call;  /* instructions of one call: 20 M */
    uint64_t steps_build; /* of all calls: 200 M */
    size_t memory;        /* of Lua, documents and changes: 64 MiB */
    size_t source_bytes;  /* of one Lua file: 256 KiB */
    uint32_t seconds;     /* of the processor in one call: 5 */
    uint32_t wait;        /* seconds until an answer must be there: 15 */
} bz_plugin_limits;

extern const bz_plugin_limits bz_plugin_limits_default;

typedef struct bz_plugin_setup {
    bz_str id;
    const bz_plugin_file *files;
    size_t n_files;
    bz_rec manifest;                /* PLUGIN record: why, goal, options */
    bz_rec use;                     /* PLUGIN_USE record with the options of the adaptation, or 0 */
    const bz_plugin_limits *limits; /* NULL: the default */
    bool is_looked_at;              /* its files are read for what they could not use */
    /* Called when a limit is met, which has been reported then; does not come back. NULL: the call
     * comes back as failed, and so does every call after it. */
    void (*ended)(void *context);
    void *context;
    /* Looked at when the plugin counts: not 0, and the time of the call is up. May be NULL. */
    const volatile sig_atomic_t *is_late;
} bz_plugin_setup;

/* Which of the four functions it has. */
enum { BZ_HAS_ADAPT = 1, BZ_HAS_CHECK = 2, BZ_HAS_DOCUMENTS = 4 };

#endif
