/* Fonts: each that shows something is embedded, says what its codes read as, shows no missing
 * glyph, and gives the widths that its program has. */
#include "ua.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct program {
    const unsigned char *p;
    size_t n;
    unsigned upem, n_metrics;
    size_t hmtx, hmtx_n;
} program;

static unsigned be(const program *f, size_t at, int n)
{
    unsigned v = 0;
    for (int i = 0; i < n; i++)
        v = v << 8 | (at + (size_t)i < f->n ? f->p[at + (size_t)i] : 0);
    return v;
}

static size_t table(const program *f, const char *tag, size_t *n)
{
    for (unsigned i = 0; i < be(f, 4, 2); i++) {
        size_t row = 12 + 16 * (size_t)i;
        if (row + 16 > f->n || memcmp(f->p + row, tag, 4) != 0) continue;
        *n = be(f, row + 12, 4);
        return be(f, row + 8, 4);
    }
    *n = 0;
    return 0;
}

static double width_of(const program *f, unsigned glyph)
{
    unsigned i = glyph < f->n_metrics ? glyph : f->n_metrics - 1;
    return f->upem ? be(f, f->hmtx + 4 * (size_t)i, 2) * 1000.0 / f->upem : 0;
}

static bool open_program(program *f)
{
    size_t n, head = table(f, "head", &n), hhea = table(f, "hhea", &n);
    f->hmtx = table(f, "hmtx", &f->hmtx_n);
    if (!head || !hhea || !f->hmtx) return false;
    f->upem = be(f, head + 18, 2);
    f->n_metrics = be(f, hhea + 34, 2);
    return f->n_metrics > 0;
}

/* W: [first [w w w] first last w …] */
static double stated_width(ua *u, json_t *descendant, unsigned code)
{
    json_t *w = ua_get(u, descendant, "/W");
    for (size_t i = 0; i + 1 < json_array_size(w);) {
        double first = ua_number(json_array_get(w, i), 0);
        json_t *second = ua_value(u, json_array_get(w, i + 1));
        if (json_is_array(second)) {
            double at = code - first;
            if (at >= 0 && at < (double)json_array_size(second))
                return ua_number(json_array_get(second, (size_t)at), 0);
            i += 2;
        } else {
            if (code >= first && code <= ua_number(second, 0))
                return ua_number(json_array_get(w, i + 2), 0);
            i += 3;
        }
    }
    return ua_number(ua_get(u, descendant, "/DW"), 1000);
}

/* Marks the codes that the map has; one that stands for nothing sensible is marked 2. */
static void read_map(const char *cmap, uint8_t *mapped)
{
    for (const char *p = strstr(cmap, "beginbfchar"); p; p = strstr(p, "beginbfchar")) {
        p += strlen("beginbfchar");
        for (unsigned code; sscanf(p, " <%x>", &code) == 1;) {
            p = strchr(p, '>') + 1;
            p = strchr(p, '<');
            if (!p) return;
            unsigned first = 0;
            sscanf(p, "<%4x", &first);
            bool is_empty = p[1] == '>';
            bool is_nothing = is_empty || first == 0 || first == 0xFEFF || first == 0xFFFE;
            if (code < UA_CODES) mapped[code] = is_nothing ? 2 : 1;
            p = strchr(p, '>') + 1;
        }
    }
}

static void check_codes(ua *u, const ua_font *font, json_t *dict)
{
    size_t n;
    unsigned char *bytes = ua_stream(u, json_object_get(dict, "/ToUnicode"), &n);
    if (!bytes) {
        ua_fault(u, "font", "%s does not say what it reads as (ToUnicode)", font->ref);
        return;
    }
    bytes[n] = 0;
    uint8_t *mapped = calloc(UA_CODES, 1);
    if (!mapped) abort();
    read_map((char *)bytes, mapped);
    for (unsigned i = 0; i < UA_CODES; i++)
        if (font->used[i] && mapped[i] != 1) {
            ua_fault(u, "font", "code %u of %s reads as nothing", i, font->ref);
            break;
        }
    free(mapped);
    free(bytes);
}

static void check_glyphs(ua *u, const ua_font *font, json_t *descendant, const program *f)
{
    size_t n = 0;
    json_t *map = json_object_get(ua_value(u, descendant), "/CIDToGIDMap");
    unsigned char *glyphs = ua_stream(u, map, &n);
    if (!glyphs && !ua_is_name(map, "Identity"))
        ua_fault(u, "font", "%s has no map from codes to glyphs", font->ref);
    for (unsigned i = 0; i < UA_CODES; i++) {
        if (!font->used[i]) continue;
        unsigned glyph = i;
        if (glyphs)
            glyph = 2 * (size_t)i + 1 < n ? (unsigned)glyphs[2 * i] << 8 | glyphs[2 * i + 1] : 0;
        if (glyph == 0) {
            ua_fault(u, "font", "code %u of %s shows a missing glyph", i, font->ref);
            break;
        }
        if (fabs(stated_width(u, descendant, i) - width_of(f, glyph)) > 1) {
            ua_fault(u, "font", "the width of code %u of %s is not that of its glyph", i,
                     font->ref);
            break;
        }
    }
    free(glyphs);
}

void ua_check_fonts(ua *u)
{
    for (const ua_font *font = u->fonts; font; font = font->next) {
        json_t *ref = json_string(font->ref), *dict = ua_value(u, ref);
        json_t *descendant = ua_value(u, json_array_get(ua_get(u, dict, "/DescendantFonts"), 0));
        json_t *descriptor = ua_get(u, descendant, "/FontDescriptor");
        size_t n = 0;
        unsigned char *bytes = ua_stream(u, json_object_get(descriptor, "/FontFile2"), &n);
        program f = {.p = bytes, .n = n};
        check_codes(u, font, dict);
        if (!bytes || !open_program(&f)) ua_fault(u, "font", "%s is not embedded", font->ref);
        else check_glyphs(u, font, descendant, &f);
        free(bytes);
        json_decref(ref);
    }
}
