/* See zip.h. An archive is each file behind a header of its own, then a directory of the same
 * headers with where they stand, then where the directory stands (PKWARE's APPNOTE, 4.3). */
#include "render/xlsx/zip.h"

#include <assert.h>

enum { VERSION = 20, FIRST_DAY = 1 << 5 | 1 /* 1 January 1980 */ };

static void put_16(bz_buf *b, uint32_t v)
{
    bz_buf_char(b, (char)(v & 0xff));
    bz_buf_char(b, (char)(v >> 8 & 0xff));
}

static void put_32(bz_buf *b, size_t v)
{
    assert(v <= UINT32_MAX);
    put_16(b, (uint32_t)v & 0xffff);
    put_16(b, (uint32_t)v >> 16);
}

/* Half a byte at a time, by the polynomial 0xedb88320. */
static uint32_t checksum(bz_str s)
{
    static const uint32_t halves[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac,
                                        0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
                                        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
                                        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < s.n; i++) {
        sum ^= (unsigned char)s.p[i];
        sum = sum >> 4 ^ halves[sum & 15];
        sum = sum >> 4 ^ halves[sum & 15];
    }
    return ~sum;
}

/* What the header of a file and its entry in the directory have in common. */
static void put_about(bz_buf *b, const char *name, bz_str bytes, uint32_t sum)
{
    put_16(b, VERSION);
    put_16(b, 0); /* flags */
    put_16(b, 0); /* stored */
    put_16(b, 0); /* midnight */
    put_16(b, FIRST_DAY);
    put_32(b, sum);
    put_32(b, bytes.n);
    put_32(b, bytes.n);
    put_16(b, (uint32_t)strlen(name));
    put_16(b, 0); /* nothing extra */
}

void bz_zip_add(bz_zip *z, const char *name, bz_str bytes)
{
    if (z->n == 0) z->start = (uint32_t)z->out->n;
    size_t at = z->out->n - z->start;
    uint32_t sum = checksum(bytes);
    bz_buf_put(z->out, "PK\3\4");
    put_about(z->out, name, bytes, sum);
    bz_buf_put(z->out, name);
    bz_buf_str(z->out, bytes);
    bz_buf_put(&z->directory, "PK\1\2");
    put_16(&z->directory, VERSION);
    put_about(&z->directory, name, bytes, sum);
    put_16(&z->directory, 0); /* no comment */
    put_16(&z->directory, 0); /* the first disk */
    put_16(&z->directory, 0); /* not known to be text */
    put_32(&z->directory, 0); /* no rights */
    put_32(&z->directory, at);
    bz_buf_put(&z->directory, name);
    z->n++;
}

void bz_zip_end(bz_zip *z)
{
    size_t at = z->out->n - z->start;
    bz_buf_str(z->out, bz_buf_view(&z->directory));
    bz_buf_put(z->out, "PK\5\6");
    put_32(z->out, 0); /* one disk */
    put_16(z->out, z->n);
    put_16(z->out, z->n);
    put_32(z->out, z->directory.n);
    put_32(z->out, at);
    put_16(z->out, 0); /* no comment */
    bz_buf_deinit(&z->directory);
}
