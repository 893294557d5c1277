/* What a stage gives back. A wrong curriculum is INVALID, with diagnostics that say why. */
#ifndef BZ_BASE_STATUS_H
#define BZ_BASE_STATUS_H

typedef enum bz_status {
    BZ_OK = 0,
    BZ_INVALID, /* the input has errors; diagnostics tell */
    BZ_IO,      /* files or system; a diagnostic tells */
    BZ_LIMIT,   /* a limit was met; a diagnostic tells */
    BZ_PLUGIN   /* a plugin failed; a diagnostic tells */
} bz_status;

#define BZ_CHECK_RESULT __attribute__((warn_unused_result))

#endif
