/* The pages of `baraza explain`: one a diagnostic, made at build time from base/codes.def and the
 * test pairs in tests/errors, in the order of codes.def. */
#ifndef BZ_ENGINE_EXPLAIN_H
#define BZ_ENGINE_EXPLAIN_H

#include <stddef.h>

typedef struct bz_explain_page {
    const char *code; /* "Y001" */
    const char
        *text; /* plain text of at most 100 columns but for quoted input, ends in a line feed */
} bz_explain_page;

extern const bz_explain_page bz_explain_pages[];
extern const size_t bz_explain_pages_n;

/* docs/luacats/baraza.lua: the plugin interface as stubs for editors. */
extern const char bz_stubs[];

#endif
