/* What every stage needs, handed down from the engine. There are no globals. */
#ifndef BZ_BASE_JOB_H
#define BZ_BASE_JOB_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"
#include "base/status.h"

/* Limits on input; hostile files meet a diagnostic before they cost time or memory. */
typedef struct bz_limits {
    size_t file_bytes;      /* one YAML or Markdown file: 4 MiB */
    size_t image_bytes;     /* one image: 16 MiB */
    size_t yaml_depth;      /* nesting in YAML: 32 */
    size_t yaml_nodes;      /* nodes of one YAML file: 100,000 */
    size_t files;           /* files read in one run: 50,000 */
    size_t block_depth;     /* nesting of Markdown blocks and containers: 32 */
    size_t container_marks; /* list and quote markers on one line: 32 */
    size_t open_brackets;   /* '[' in one paragraph: 2,000 */
    size_t doc_nodes;       /* nodes of one document: 1,000,000 */
    size_t doc_bytes;       /* text of one assembled document: 64 MiB */
    size_t answer_bytes;    /* one answer of a plugin: 16 MiB */
    size_t journal_entries; /* changes by one plugin: 100,000 */
} bz_limits;

extern const bz_limits bz_limits_default;

typedef struct bz_job {
    bz_arena *arena;   /* for results; as long-lived as the job */
    bz_arena *scratch; /* reset by whoever owns the stage */
    bz_diags *diags;
    bz_sources *sources;
    const bz_limits *limits;
} bz_job;

#endif
