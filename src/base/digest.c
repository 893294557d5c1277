/* In: bytes. Out: their SHA-256, written as text. nettle does the work. */
#include "base/digest.h"

#include <nettle/sha2.h>

void bz_digest(bz_str bytes, char hex[BZ_DIGEST])
{
    struct sha256_ctx hash;
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    sha256_update(&hash, bytes.n, (const uint8_t *)bytes.p);
    sha256_digest(&hash, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = "0123456789abcdef"[sum[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[sum[i] & 15];
    }
    hex[BZ_DIGEST - 1] = '\0';
}
