/* In: what the stages report. Out: the reports in file order, each kept once. The set owns all
 * texts. One idea: a report's key is its code, span and message in one run of bytes; the key lives
 * in the arena, the message is the key's tail, and a map of keys finds repetitions at once. */
#include "base/diag.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_KEPT = 1000,    /* of each severity */
    MOST_MESSAGE = 1000, /* bytes: a message may quote a key of any length */
    KEY_HEAD = 16        /* code, file, start, end */
};

typedef struct report {
    bz_diag *diag;
    size_t number; /* as added: the last word when sorting */
} report;

struct bz_diags {
    bz_arena *arena;
    BZ_VEC(report) reports;
    bz_map *keys;
    size_t counts[BZ_ERROR + 1]; /* kept and dropped */
    size_t kept[BZ_ERROR + 1];
    size_t dropped;
    bz_diag spare; /* takes the hints of reports that are not kept */
};

static const bz_code_info rows[BZ_CODE_COUNT] = {
    [BZ_CODE_NONE] = {"", BZ_NOTE, "", ""},
#define BZ_CODE(code, severity, summary, why) [BZ_##code] = {#code, BZ_##severity, summary, why},
#include "base/codes.def"
#undef BZ_CODE
};

const bz_code_info *bz_code_row(bz_code code)
{
    return &rows[code < BZ_CODE_COUNT ? code : BZ_CODE_NONE];
}

bz_code bz_code_find(bz_str name)
{
    char upper[8];
    if (name.n == 0 || name.n >= sizeof upper) return BZ_CODE_NONE;
    memcpy(upper, name.p, name.n);
    if (upper[0] >= 'a' && upper[0] <= 'z') upper[0] = (char)(upper[0] - 'a' + 'A');
    for (int i = 1; i < BZ_CODE_COUNT; i++)
        if (bz_str_is((bz_str){upper, name.n}, rows[i].name)) return (bz_code)i;
    return BZ_CODE_NONE;
}

bz_diags *bz_diags_new(void)
{
    bz_diags *d = bz_mem_new(sizeof *d);
    d->arena = bz_arena_new();
    d->keys = bz_map_new();
    return d;
}

void bz_diags_free(bz_diags *d)
{
    if (!d) return;
    bz_vec_free(&d->reports);
    bz_map_free(d->keys);
    bz_arena_free(d->arena);
    bz_mem_free(d);
}

/* Writes at most MOST_MESSAGE bytes and says how many; a longer text ends in "…" behind a whole
 * character. */
static size_t write_message(char to[MOST_MESSAGE + 1], const char *fmt, va_list ap)
{
    static const char more[] = "…";
    int n = vsnprintf(to, MOST_MESSAGE + 1, fmt, ap);
    if (n <= MOST_MESSAGE) return n > 0 ? (size_t)n : 0;
    size_t at = MOST_MESSAGE - (sizeof more - 1);
    while (at > 0 && (to[at] & 0xc0) == 0x80)
        at--;
    memcpy(to + at, more, sizeof more);
    return at + sizeof more - 1;
}

static bz_diag *drop(bz_diags *d)
{
    d->spare = (bz_diag){0};
    return &d->spare;
}

bz_diag *bz_diag_add(bz_diags *d, bz_code code, bz_span span, const char *fmt, ...)
{
    char key[KEY_HEAD + MOST_MESSAGE + 1];
    const uint32_t head[] = {(uint32_t)code, span.file, span.start, span.end};
    _Static_assert(sizeof head == KEY_HEAD, "the key's head is four numbers");
    va_list ap;
    va_start(ap, fmt);
    memcpy(key, head, KEY_HEAD);
    bz_str bytes = {key, KEY_HEAD + write_message(key + KEY_HEAD, fmt, ap)};
    va_end(ap);

    if (bz_map_find(d->keys, bytes)) return drop(d);
    bz_severity severity = bz_code_row(code)->severity;
    d->counts[severity]++;
    if (d->kept[severity] == MOST_KEPT) {
        d->dropped++;
        return drop(d);
    }
    d->kept[severity]++;
    bz_str kept = bz_arena_str(d->arena, bytes);
    bz_diag *diag = BZ_NEW(d->arena, bz_diag);
    *diag = (bz_diag){.code = code,
                      .severity = severity,
                      .span = span,
                      .message = bz_str_cut(kept, KEY_HEAD, kept.n),
                      .hint = BZ_STR("")};
    bz_vec_push(&d->reports, ((report){diag, d->reports.n}));
    bz_map_add(d->keys, kept, (uint32_t)d->reports.n);
    return diag;
}

static bz_str kept_message(bz_diags *d, const char *fmt, va_list ap)
{
    char text[MOST_MESSAGE + 1];
    size_t n = write_message(text, fmt, ap);
    return bz_arena_str(d->arena, (bz_str){text, n});
}

void bz_diag_hint(bz_diags *d, bz_diag *to, const char *fmt, ...)
{
    if (to == &d->spare) return;
    va_list ap;
    va_start(ap, fmt);
    to->hint = kept_message(d, fmt, ap);
    va_end(ap);
}

void bz_diag_note_at(bz_diags *d, bz_diag *to, bz_span span, const char *fmt, ...)
{
    if (to == &d->spare) return;
    size_t n = to->n_notes;
    if ((n & (n - 1)) == 0) { /* 0 or a power of two: the array is full */
        bz_diag_note *wider = bz_arena_alloc(d->arena, (n ? n * 2 : 1) * sizeof *wider);
        if (n) memcpy(wider, to->notes, n * sizeof *wider);
        to->notes = wider;
    }
    va_list ap;
    va_start(ap, fmt);
    to->notes[to->n_notes++] = (bz_diag_note){span, kept_message(d, fmt, ap)};
    va_end(ap);
}

bool bz_diag_did_you_mean(bz_diags *d, bz_diag *to, bz_str word, const bz_str *candidates, size_t n)
{
    int nearest = bz_str_nearest(word, candidates, n);
    if (nearest < 0) return false;
    bz_diag_hint(d, to, "did you mean `%.*s`?", BZ_FMT(candidates[nearest]));
    return true;
}

size_t bz_diags_errors(const bz_diags *d)
{
    return d->counts[BZ_ERROR];
}

size_t bz_diags_warnings(const bz_diags *d)
{
    return d->counts[BZ_WARNING];
}

size_t bz_diags_dropped(const bz_diags *d)
{
    return d->dropped;
}

size_t bz_diags_count(const bz_diags *d)
{
    return d->reports.n;
}

static int order_of(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right, void *sources)
{
    const report *l = left, *r = right;
    bz_span a = l->diag->span, b = r->diag->span;
    int order = a.file == b.file
                    ? 0
                    : bz_str_cmp(bz_source_name(sources, a.file), bz_source_name(sources, b.file));
    if (!order) order = order_of(a.start, b.start);
    if (!order) order = order_of(l->diag->code, r->diag->code);
    if (!order) order = order_of(a.end, b.end);
    return order ? order : order_of(l->number, r->number);
}

void bz_diags_sort(bz_diags *d, const bz_sources *s)
{
    if (d->reports.n > 1)
        qsort_r(d->reports.p, d->reports.n, sizeof(report), by_place, (void *)(uintptr_t)s);
}

const bz_diag *bz_diags_at(const bz_diags *d, size_t i)
{
    return d->reports.p[i].diag;
}
