/* What every unit test file includes first. */
#ifndef BZ_TESTS_UNIT_H
#define BZ_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/str.h"

/* Compares a slice with a C string, and shows both when they differ. */
#define assert_str(slice, expected)                                                                \
    do {                                                                                           \
        bz_str s_ = (slice);                                                                       \
        bz_str e_ = bz_str_from(expected);                                                         \
        if (!bz_str_eq(s_, e_))                                                                    \
            fail_msg("got \"%.*s\", expected \"%.*s\"", BZ_FMT(s_), BZ_FMT(e_));                   \
    } while (0)

#endif
