/* A line's pieces in logical order in, the same pieces with their visual places out: rules L1 and
 * L2 of the bidirectional algorithm (UAX 9), piece by piece, since each is of one level. Spaces at
 * the line's end belong to the paragraph's direction and hang over its edge. */
#include "type/type_priv.h"

/* L1. The spaces at the end take the paragraph's level; a word of the other direction gives up the
 * space that it was shaped with. */
static void settle_end(const bz_para *p)
{
    bz_type *t = p->t;
    size_t n = t->slots.n;
    while (n > 0 && t->slots.p[n - 1].s.is_space) {
        n--;
        t->slots.p[n].level = p->reads_rtl;
        t->slots.p[n].hangs = true;
    }
    if (n == 0 || n < t->slots.n) return;
    bz_slot last = t->slots.p[n - 1];
    if (last.s.trail <= 0 || last.level == (uint8_t)p->reads_rtl) return;
    bz_str text = bz_buf_view(&p->text);
    uint32_t end = last.end;
    while (end > last.start && text.p[end - 1] == ' ')
        end--;
    bz_bit whole = {.s = last.s,
                    .stretch = last.stretch,
                    .start = last.start,
                    .end = last.end,
                    .joins = last.joins};
    bz_bit word = whole, space = whole;
    word.end = space.start = end;
    t->slots.n--;
    bz_para__slot(p, &word, last.start, end, last.level);
    n = t->slots.n;
    bz_para__slot(p, &space, end, last.end, p->reads_rtl);
    for (; n < t->slots.n; n++)
        t->slots.p[n].hangs = true;
}

/* L2: from the highest level down to the lowest odd one, turn over what is at that level or above.
 */
static void order_slots(bz_type *t)
{
    size_t n = t->slots.n;
    const bz_slot *slots = t->slots.p;
    uint8_t highest = 0;
    bool is_flat = true;
    t->order.n = 0;
    for (uint32_t i = 0; i < n; i++) {
        bz_vec_push(&t->order, i);
        if (slots[i].level > highest) highest = slots[i].level;
        is_flat = is_flat && slots[i].level == 0;
    }
    if (is_flat) return;
    for (uint8_t level = highest; level > 0; level--)
        for (size_t i = 0; i < n; i++) {
            size_t end = i;
            while (end < n && slots[t->order.p[end]].level >= level)
                end++;
            for (size_t a = i, b = end; a + 1 < b; a++) {
                uint32_t kept = t->order.p[a];
                t->order.p[a] = t->order.p[--b];
                t->order.p[b] = kept;
            }
            i = end;
        }
}

static void measure(const bz_para *p, float leading, bz_line *line)
{
    line->pitch = leading;
    for (size_t i = 0; i < p->t->slots.n; i++) {
        const bz_slot *s = &p->t->slots.p[i];
        float rise = p->stretches.p[s->stretch].style.rise;
        float ascent = s->s.ascent + rise, descent = s->s.descent - rise;
        if (ascent > line->ascent) line->ascent = ascent;
        if (descent > line->descent) line->descent = descent;
        if (s->s.pitch > line->pitch) line->pitch = s->s.pitch;
    }
}

/* Gives the line's width without what hangs. */
static float place_slots(const bz_para *p)
{
    bz_type *t = p->t;
    float x = 0, hanging = 0;
    for (size_t i = 0; i < t->slots.n; i++) {
        bz_slot *s = &t->slots.p[t->order.p[i]];
        s->x = x;
        x += s->s.w;
        if (s->hangs) hanging += s->s.w;
    }
    size_t n = t->slots.n;
    while (n > 0 && t->slots.p[n - 1].hangs)
        n--;
    if (n > 0) hanging += t->slots.p[n - 1].s.trail;
    if (p->reads_rtl)
        for (size_t i = 0; i < t->slots.n; i++)
            t->slots.p[i].x -= hanging;
    return x - hanging;
}

static void put_pieces(const bz_para *p, bz_lines *out)
{
    bz_type *t = p->t;
    size_t n = t->slots.n;
    while (n > 0 && t->slots.p[n - 1].hangs)
        n--; /* the last one that is seen */
    for (size_t i = 0; i < t->slots.n; i++) {
        const bz_slot *s = &t->slots.p[i];
        const bz_stretch *st = &p->stretches.p[s->stretch];
        bool is_object = st->kind == BZ_STRETCH_OBJECT;
        if (s->s.master == BZ_NO_RUN && !is_object) continue;
        float w = s->hangs ? 0 : i + 1 == n ? s->s.w - s->s.trail : s->s.w;
        bz_piece piece = {.run = is_object ? BZ_NO_RUN : bz_type__place(t, s->s.master),
                          .ref = st->ref,
                          .x = s->x,
                          .rise = is_object ? 0 : st->style.rise,
                          .w = w,
                          .colour = st->style.colour,
                          .tag = st->style.tag,
                          .link = st->style.link};
        bz_vec_push(&out->pieces, piece);
    }
}

void bz_para__end_line(const bz_para *p, float avail, float indent, float leading, bz_lines *out)
{
    settle_end(p);
    order_slots(p->t);
    bz_line line = {.first = (uint32_t)out->pieces.n};
    line.width = place_slots(p);
    measure(p, leading, &line);
    put_pieces(p, out);
    line.n = (uint32_t)out->pieces.n - line.first;
    bool is_left = (p->align == BZ_ALIGN_START) != p->is_rtl;
    line.x = p->align == BZ_ALIGN_CENTRE ? (avail - line.width) / 2
             : is_left                   ? 0
                                         : avail - line.width;
    if (!p->is_rtl) line.x += indent;
    bz_vec_push(&out->lines, line);
}
