/* Phone numbers in running text: a place in, the length of the number there out. What counts is not
 * to part one over two lines and not to turn its groups around in right-to-left text; so a number
 * that only looks like one (10 000 000, 2026-11-22) is welcome. */
#include "type/type_priv.h"
#include "base/utf8.h"

int bz_char__digit(uint32_t c)
{
    if (c < 0x660) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    uint32_t zero;
    if (c <= 0x669) zero = 0x660;                             /* Arabic */
    else if (c <= 0x8ff) zero = c >= 0x7c0 ? 0x7c0 : 0x6f0;   /* N'Ko; Persian, Urdu */
    else if (c <= 0xdff) zero = (c & ~(uint32_t)0x7f) | 0x66; /* the scripts of India keep step */
    else if (c <= 0xfff)
        zero = c >= 0xf20 ? 0xf20 : c >= 0xed0 ? 0xed0 : 0xe50; /* Tibetan, Lao, Thai */
    else zero = c >= 0x17e0 ? 0x17e0 : 0x1040;                  /* Khmer, Burmese */
    return c >= zero && c - zero < 10 ? (int)(c - zero) : -1;
}

typedef struct phone {
    int digits, groups, in_group, longest, shortest;
    bool has_plus, has_zero;
    size_t end; /* behind the last digit or bracket */
} phone;

static void end_group(phone *f)
{
    if (!f->in_group) return;
    f->groups++;
    if (f->in_group > f->longest) f->longest = f->in_group;
    if (f->in_group < f->shortest) f->shortest = f->in_group;
    f->in_group = 0;
}

static bool is_likely(const phone *f)
{
    if (f->digits > 15 || f->groups > 6) return false;
    if (f->has_plus) return f->digits >= 5;
    if (f->has_zero) return f->digits >= 6;
    return f->digits >= 7 && f->groups > 1 && f->shortest >= 2 && f->longest >= 3;
}

/* Over what may part two groups: a space, a hyphen, a point, a slash, brackets; not two of a kind.
 */
static bool pass_separator(bz_str text, size_t *at)
{
    size_t start = *at;
    while (*at < text.n && *at - start < 3) {
        size_t next = *at;
        uint32_t c = bz_utf8_next(text, &next);
        bool is_separator = c == ' ' || c == 0xa0 || c == 0x202f || c == '-' || c == '.' ||
                            c == '/' || c == '(' || c == ')' || c == 0x2011;
        bool is_repeated = *at > start && text.p[*at] == text.p[*at - 1];
        if (!is_separator || is_repeated) break;
        *at = next;
    }
    size_t next = *at;
    return *at > start && next < text.n && bz_char__digit(bz_utf8_next(text, &next)) >= 0;
}

size_t bz_phone__match(bz_str text, size_t start)
{
    phone f = {.shortest = 99, .end = start};
    size_t at = start;
    if (at < text.n && text.p[at] == '(') at++;
    if (at < text.n && text.p[at] == '+') f.has_plus = true, at++;
    while (at < text.n) {
        size_t next = at;
        int digit = bz_char__digit(bz_utf8_next(text, &next));
        if (digit >= 0) {
            if (f.digits == 0) f.has_zero = digit == 0;
            f.digits++;
            f.in_group++;
            f.end = at = next;
            if (f.digits > 15) return 0;
            continue;
        }
        end_group(&f);
        if (!f.digits || !pass_separator(text, &at)) break;
    }
    end_group(&f);
    size_t next = f.end;
    uint32_t behind = next < text.n ? bz_utf8_next(text, &next) : 0;
    if ((behind >= 'a' && behind <= 'z') || (behind >= 'A' && behind <= 'Z')) return 0;
    return is_likely(&f) ? f.end - start : 0;
}
