/* SHA-256 (FIPS 180-4) of bytes, as 64 small hexadecimal digits. */
#ifndef BZ_BASE_DIGEST_H
#define BZ_BASE_DIGEST_H

#include "base/str.h"

enum { BZ_DIGEST = 65 }; /* with the NUL behind it */

void bz_digest(bz_str bytes, char hex[BZ_DIGEST]);

#endif
