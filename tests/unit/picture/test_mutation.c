/* Damaged pictures by the thousand, the same ones each time: nothing crashes, nothing hangs,
 * nothing is refused in silence, and what is accepted holds together (tests/fuzz/picture.c looks).
 */
#include "../unit.h"
#include "../../fuzz/picture.c"
#include "samples.h"
#include <string.h>
#include <zlib.h>

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* One to four injuries: a bit, a byte, a stretch moved, taken out or repeated. */
static size_t injure(uint8_t *p, size_t n, size_t cap, uint32_t *seed)
{
    static const uint8_t odd[] = {0,   1,   0x7f, 0x80, 0xff, '<', '>', '"',
                                  '&', '9', '-',  'e',  '.',  '%', '(', 'z'};
    for (uint32_t times = next_random(seed) % 4 + 1; times > 0 && n > 8; times--) {
        size_t at = next_random(seed) % n, length = next_random(seed) % 16 + 1;
        if (length > n - at) length = n - at;
        switch (next_random(seed) % 5) {
        case 0: p[at] ^= (uint8_t)(1U << next_random(seed) % 8); break;
        case 1: p[at] = odd[next_random(seed) % sizeof odd]; break;
        case 2:
            memmove(p + at, p + at + length, n - at - length);
            n -= length;
            break;
        case 3:
            if (n + length > cap) break;
            memmove(p + at + length, p + at, n - at);
            n += length;
            break;
        default: memmove(p + at, p + next_random(seed) % (n - length + 1), length); break;
        }
    }
    return n;
}

/* Makes the check sums of a PNG's chunks right again, so that more than the sums is tried. */
static void mend_sums(uint8_t *p, size_t n)
{
    for (size_t at = 8; at + 12 <= n;) {
        size_t length =
            (size_t)p[at] << 24 | (size_t)p[at + 1] << 16 | (size_t)p[at + 2] << 8 | p[at + 3];
        if (length > n - at - 12) return;
        uint32_t sum = (uint32_t)crc32(0, p + at + 4, (uInt)length + 4);
        for (int i = 0; i < 4; i++)
            p[at + 8 + length + (size_t)i] = (uint8_t)(sum >> (24 - 8 * i));
        at += 12 + length;
    }
}

static void try_many(const void *bytes, size_t n, int times, bool is_png)
{
    uint32_t seed = 2463534242U;
    size_t cap = n + 64;
    uint8_t *p = malloc(cap);
    assert_non_null(p);
    for (int i = 0; i < times; i++) {
        memcpy(p, bytes, n);
        size_t m = injure(p, n, cap, &seed);
        if (is_png && i % 4) mend_sums(p, m);
        LLVMFuzzerTestOneInput(p, m);
    }
    free(p);
}

static void test_picture_mutation__svg(void **state)
{
    (void)state;
    static const char text[] =
        "<?xml version='1.0' encoding='UTF-8'?><!-- c --><svg xmlns='http://www.w3.org/2000/svg' "
        "viewBox='0 0 90 80' width='9cm'>"
        "<title>A &amp; b</title><style>.a,path{fill:#f00;stroke:rgb(1,2,3)} "
        "#b{opacity:.5}</style><defs>"
        "<linearGradient id='g'><stop offset='10%' stop-color='red'/><stop offset='1' "
        "style='stop-opacity:.5'/></linearGradient>"
        "<clipPath id='c'><rect x='1' width='20' height='30' rx='3'/></clipPath></defs>"
        "<g class='a' transform='translate(3,4) rotate(30 1 2) scale(2)' clip-path='url(#c)'>"
        "<path id='b' d='M1 2l3-4.5e1H7v8C1 2 3 4 5 6s1 2 3 4q1 2 3 4t5 6A7 8 9 0 1 10 11z' "
        "stroke-dasharray='1 2'/>"
        "<circle cx='5' cy='5' r='4' fill='url(#g)'/><polygon points='1,2 3,4 5,6'/></g><line "
        "x2='9' stroke='teal'/></svg>";
    try_many(text, sizeof text - 1, 4000, false);
}

static void test_picture_mutation__png(void **state)
{
    (void)state;
    static const png_wish wishes[] = {{13, 9, 8, PNG_COLOR_TYPE_RGB_ALPHA, true, false, 3000},
                                      {13, 9, 4, PNG_COLOR_TYPE_PALETTE, false, true, 0},
                                      {13, 9, 16, PNG_COLOR_TYPE_RGB, false, true, 0}};
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        bz_buf png = {0};
        samples_png(&png, wishes[i]);
        try_many(png.p, png.n, 1500, true);
        bz_buf_deinit(&png);
    }
}

static void test_picture_mutation__jpeg(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        bz_buf jpeg = {0};
        samples_jpeg(&jpeg, (jpeg_wish){.w = 20,
                                        .h = 20,
                                        .components = i == 3 ? 4 : 3,
                                        .progressive = i & 1,
                                        .bare_rgb = i == 2,
                                        .orientation = 1});
        try_many(jpeg.p, jpeg.n, 1000, false);
        bz_buf_deinit(&jpeg);
    }
}
