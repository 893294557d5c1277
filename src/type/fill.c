/* Words in, lines of a given width out. Each line takes as much as it can; the edge is ragged. The
 * one idea: a line is looked through until something does not fit any more, and is then ended at
 * the last good place, else at the last place where glue may give way, else between two letters. */
#include "type/type_priv.h"
#include "base/utf8.h"
#include <assert.h>

/* Sums of floats: less than this too wide is not too wide. */
static const float slack = 0.01F;

static void prepare(bz_para *p, bz_job *job)
{
    p->t->job = job;
    if (p->is_ready) return;
    p->is_ready = true;
    p->is_wrong = false;
    bz_para__tidy(p);
    bz_para__latin(p);
    bz_para__words(p, job);
}

/* How much of a run's width its first `n` bytes take. */
static float width_before(const bz_para *p, uint32_t master, uint32_t n)
{
    const bz_master *run = &p->t->masters.p[master];
    const bz_glyph *g = &p->t->glyphs.p[run->glyph];
    float from = run->advance; /* the left end of what is asked for, or of what follows it */
    for (uint32_t i = 0; i < run->n_glyphs; i++)
        if ((run->is_rtl ? g[i].cluster < n : g[i].cluster >= n) && g[i].x < from) from = g[i].x;
    return run->is_rtl ? run->advance - from : from;
}

/* Where in the bit, from byte `from` of it on, the longest part ends that is no wider than `room`;
 * `from` when there is none. With `is_forced` at least one letter is taken. */
static uint32_t part_that_fits(const bz_para *p, const bz_bit *b, uint32_t from, float room,
                               bool is_forced)
{
    uint32_t n = b->end - b->start, best = from;
    if (b->s.master == BZ_NO_RUN) return is_forced ? n : from;
    bz_str text = bz_str_cut(bz_buf_view(&p->text), b->start, b->end);
    size_t chars = bz_type__mark(p->t, text, &p->t->looks.p[p->stretches.p[b->stretch].look]);
    float before = width_before(p, b->s.master, from);
    size_t at = 0;
    for (size_t i = 0; i < chars; i++) {
        if (at > from && p->t->marks.p[i].is_cursor) {
            bool fits = width_before(p, b->s.master, (uint32_t)at) - before <= room + slack;
            if (!fits && !(is_forced && best == from)) return best;
            best = (uint32_t)at;
        }
        bz_utf8_next(text, &at);
    }
    return best == from && is_forced ? n : best;
}

void bz_para__slot(const bz_para *p, const bz_bit *b, uint32_t start, uint32_t end, uint8_t level)
{
    bz_type *t = p->t;
    uint32_t n = 0, how = level & 1 ? BZ_HOW_RTL : 0;
    how |= start > b->start ? (uint32_t)BZ_HOW_JOINS_BEFORE : b->joins & BZ_HOW_JOINS_BEFORE;
    how |= end < b->end ? (uint32_t)BZ_HOW_JOINS_AFTER : b->joins & BZ_HOW_JOINS_AFTER;
    bz_str text = bz_str_cut(bz_buf_view(&p->text), start, end);
    uint32_t first = bz_type__piece(t, text, p->stretches.p[b->stretch].look, how, &n);
    for (uint32_t i = 0; i < n; i++) {
        bz_slot slot = {
            .s = t->shaped.p[first + i], .stretch = b->stretch, .start = start, .level = level};
        slot.end = start += slot.s.bytes;
        slot.s.brk = b->s.brk;
        bz_vec_push(&t->slots, slot);
    }
}

static float hyphen_width(const bz_para *p, const bz_bit *b)
{
    uint32_t hyphen = bz_type__hyphen(p->t, p->stretches.p[b->stretch].look, b->level & 1);
    return p->t->shaped.p[hyphen].w;
}

/* Where a line starts: in a bit, at a byte of it. */
typedef struct place {
    size_t bit;
    uint32_t byte;
    bool is_parted; /* behind a hyphen of ours */
} place;

static void take_bits(const bz_para *p, place from, place to)
{
    bz_type *t = p->t;
    t->slots.n = 0;
    for (size_t i = from.bit; i < p->bits.n; i++) {
        const bz_bit *b = &p->bits.p[i];
        uint32_t start = i == from.bit ? b->start + from.byte : b->start;
        uint32_t end = i == to.bit ? b->start + to.byte : b->end;
        if (i > to.bit || start == end) break;
        if (start == b->start && end == b->end) {
            bz_slot slot = {b->s, b->stretch, b->start, b->end, b->level, b->joins, false, 0};
            bz_vec_push(&t->slots, slot);
        } else {
            bz_para__slot(p, b, start, end, b->level);
        }
    }
}

static bool ends_in_hyphen(const bz_para *p, place to)
{
    if (to.is_parted) return true;
    if (to.byte != 0 || to.bit == 0 || to.bit >= p->bits.n) return false;
    const bz_bit *b = &p->bits.p[to.bit - 1];
    return b->s.is_shy && b->s.brk == BZ_BREAK_YES;
}

static void add_hyphen(const bz_para *p, place to)
{
    const bz_bit *b = &p->bits.p[to.is_parted ? to.bit : to.bit - 1];
    uint32_t hyphen = bz_type__hyphen(p->t, p->stretches.p[b->stretch].look, b->level & 1);
    uint32_t at = to.is_parted ? b->start + to.byte : b->end;
    bz_slot slot = {p->t->shaped.p[hyphen], b->stretch, at, at, b->level, 0, false, 0};
    slot.s.is_shy = false;
    bz_vec_push(&p->t->slots, slot);
}

/* Whether nothing but one short word is left from bit `i` on: alone on a line it looks lost. */
static bool is_runt(const bz_para *p, size_t i, float avail)
{
    float w = 0;
    for (; i < p->bits.n; i++) {
        const bz_bit *b = &p->bits.p[i];
        w += b->s.w;
        if (w > avail * 0.15F || b->s.brk == BZ_BREAK_YES) return false;
        if (b->s.brk == BZ_BREAK_MUST) return true;
    }
    return false;
}

/* The last place in bit `i` where a hyphen parts it within `room`, from byte `from` of it on; 0
 * when there is none. */
static uint32_t parted(const bz_para *p, size_t i, uint32_t from, float room, bool is_forced)
{
    uint8_t places[BZ_HYPHENS_WORD];
    const bz_bit *b = &p->bits.p[i];
    size_t n = bz_para__hyphens(p, i, is_forced, places);
    if (n == 0) return 0;
    room += width_before(p, b->s.master, from) - hyphen_width(p, b) + slack;
    while (n > 0 && width_before(p, b->s.master, places[n - 1]) > room)
        n--;
    return n > 0 && places[n - 1] > from ? places[n - 1] : 0;
}

/* A line that ends at `end` and comes to `w` leaves so much white that the next word is better
 * parted; not in two lines one after the other, and not the last word. */
static uint32_t part_for_short(const bz_para *p, place from, size_t end, size_t i, float w,
                               float avail)
{
    const float badly = 0.66F;
    bool may = p->hyphens == BZ_HYPHENS_NEEDED && end == i && !from.is_parted && i > from.bit;
    return may && w < badly * avail ? parted(p, i, 0, avail - w, false) : 0;
}

/* Where the line that starts at `from` ends, which is where the next one starts. */
static place end_of_line(const bz_para *p, place from, float avail)
{
    float w = 0;
    uint32_t part;
    size_t good = 0, weak = 0, i = from.bit;
    bool good_is_full = false;
    size_t earlier = 0; /* the good place before `good`, if the line is still well filled there */
    for (; i < p->bits.n; i++) {
        const bz_bit *b = &p->bits.p[i];
        float own = b->s.w;
        if (i == from.bit && from.byte) own -= width_before(p, b->s.master, from.byte);
        float visible = b->s.is_space ? w : w + own - b->s.trail;
        if (visible > avail + slack) break;
        w += own;
        if (b->s.brk == BZ_BREAK_MUST) return (place){i + 1, 0, false};
        if (b->s.brk == BZ_BREAK_WEAK) weak = i + 1;
        if (b->s.brk == BZ_BREAK_YES && (!b->s.is_shy || w + hyphen_width(p, b) <= avail + slack)) {
            earlier = good_is_full ? good : 0;
            good = i + 1;
            good_is_full = !b->s.is_shy && w > avail * 0.6F;
        }
    }
    assert(i < p->bits.n); /* the last one ends its line */
    if (good && (part = part_for_short(p, from, good, i, w, avail))) return (place){i, part, true};
    if (good) return (place){earlier && is_runt(p, good, avail) ? earlier : good, 0, false};
    if (weak) return (place){weak, 0, false};
    uint32_t start = i == from.bit ? from.byte : 0;
    if (p->hyphens != BZ_HYPHENS_NEVER && (part = parted(p, i, start, avail - w, true)))
        return (place){i, part, true};
    part = part_that_fits(p, &p->bits.p[i], start, avail - w, i == from.bit);
    if (part >= p->bits.p[i].end - p->bits.p[i].start) return (place){i + 1, 0, false};
    return (place){i, part, false};
}

bz_status bz_para_lay(bz_para *p, float width, float indent, float leading, bz_lines *out,
                      bz_job *job)
{
    prepare(p, job);
    bool is_first = true;
    for (place from = {0, 0, false}; from.bit < p->bits.n; is_first = false) {
        float avail = width - (is_first ? indent : 0);
        place to = end_of_line(p, from, avail);
        take_bits(p, from, to);
        bool is_parted = ends_in_hyphen(p, to);
        if (is_parted) add_hyphen(p, to);
        bz_para__end_line(p, avail, is_first ? indent : 0, leading, out);
        out->lines.p[out->lines.n - 1].is_parted = is_parted;
        from = to;
    }
    return p->is_wrong ? BZ_INVALID : BZ_OK;
}

void bz_para_measure(bz_para *p, float *least, float *most, bz_job *job)
{
    prepare(p, job);
    float piece = 0, line = 0, visible_piece = 0, visible_line = 0;
    *least = *most = 0;
    for (size_t i = 0; i < p->bits.n; i++) {
        const bz_bit *b = &p->bits.p[i];
        if (!b->s.is_space) {
            visible_piece = piece + b->s.w - b->s.trail;
            visible_line = line + b->s.w - b->s.trail;
        }
        piece += b->s.w;
        line += b->s.w;
        bool may_end = b->s.brk == BZ_BREAK_YES || b->s.brk == BZ_BREAK_MUST;
        if (may_end && b->s.is_shy) visible_piece += hyphen_width(p, b);
        if (visible_piece > *least) *least = visible_piece;
        if (visible_line > *most) *most = visible_line;
        if (may_end) piece = visible_piece = 0;
        if (b->s.brk == BZ_BREAK_MUST) line = visible_line = 0;
    }
}
