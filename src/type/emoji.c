/* Sequences of pictographs (UTS 51): a text in, where a sequence ends and what it falls back to
 * out. A font in one colour joins hardly any of them. So a family is printed as its members, a
 * person without the tone of the skin, a keycap as its digit, a flag as the letters of its country.
 */
#include "type/type_priv.h"
#include "base/utf8.h"

enum { ZWJ = 0x200d, KEYCAP = 0x20e3, VARIATION_EMOJI = 0xfe0f };

static bool is_tone(uint32_t c)
{
    return c >= 0x1f3fb && c <= 0x1f3ff;
}

static bool is_flag_letter(uint32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static bool is_tag(uint32_t c)
{
    return c >= 0xe0020 && c <= 0xe007f;
}

/* Near enough to Extended_Pictographic: wider only where nothing else is. */
static bool is_pictograph(uint32_t c)
{
    return (c >= 0x1f000 && c <= 0x1faff && !is_tone(c) && !is_flag_letter(c)) ||
           (c >= 0x2190 && c <= 0x21ff) || (c >= 0x2300 && c <= 0x23ff) ||
           (c >= 0x2600 && c <= 0x27bf) || (c >= 0x2b00 && c <= 0x2bff) || c == 0xa9 || c == 0xae ||
           c == 0x203c || c == 0x2049 || c == 0x2122 || c == 0x2139;
}

static uint32_t peek(bz_str text, size_t at)
{
    return at < text.n ? bz_utf8_next(text, &at) : 0;
}

/* Over the modifiers behind a pictograph; says whether there was one that counts. */
static bool pass_modifiers(bz_str text, size_t *at)
{
    bool counts = false;
    for (;;) {
        uint32_t c = peek(text, *at);
        if (!is_tone(c) && !is_tag(c) && c != VARIATION_EMOJI && c != KEYCAP) return counts;
        counts = counts || c != VARIATION_EMOJI;
        bz_utf8_next(text, at);
    }
}

bool bz_emoji__sequence(bz_str text, size_t at, size_t *end)
{
    uint32_t c = bz_utf8_next(text, &at);
    bool is_sequence;
    if (is_flag_letter(c)) {
        if (!is_flag_letter(peek(text, at))) return false;
        bz_utf8_next(text, &at);
        is_sequence = true;
    } else if ((c >= '0' && c <= '9') || c == '#' || c == '*') {
        is_sequence = pass_modifiers(text, &at);
    } else if (is_pictograph(c)) {
        is_sequence = pass_modifiers(text, &at);
        while (peek(text, at) == ZWJ) {
            size_t next = at;
            bz_utf8_next(text, &next);
            if (!is_pictograph(peek(text, next))) break;
            bz_utf8_next(text, &next);
            at = next;
            pass_modifiers(text, &at);
            is_sequence = true;
        }
    } else {
        return false;
    }
    *end = at;
    return is_sequence;
}

/* Two hands, each with its tone, are the way to write a handshake between two tones. */
static bool is_handshake(bz_str sequence)
{
    bool has_right = false, has_left = false;
    for (size_t at = 0; at < sequence.n;) {
        uint32_t c = bz_utf8_next(sequence, &at);
        has_right = has_right || c == 0x1faf1;
        has_left = has_left || c == 0x1faf2;
    }
    return has_right && has_left;
}

size_t bz_emoji__parts(bz_str sequence, uint32_t start, bz_letter *out)
{
    size_t n = 0, at = 0;
    uint32_t before = 0;
    if (is_handshake(sequence)) {
        out[0] = (bz_letter){0x1f91d, start};
        return 1;
    }
    while (at < sequence.n) {
        uint32_t where = start + (uint32_t)at, c = bz_utf8_next(sequence, &at);
        /* A sign of sex behind a joiner changes the person before it; it is no part of its own. */
        bool is_sex = before == ZWJ && (c == 0x2640 || c == 0x2642);
        before = c;
        if (c == ZWJ || c == KEYCAP || c == VARIATION_EMOJI || is_tag(c) || is_sex) continue;
        if (is_tone(c) && n > 0) continue;
        if (is_flag_letter(c)) c = 'A' + (c - 0x1f1e6);
        out[n++] = (bz_letter){c, where};
    }
    return n;
}
