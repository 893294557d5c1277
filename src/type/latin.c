/* The stretches of a tidied paragraph in, the same ones out, with what is of no script inside a run
 * of Latin letters parted from the rest and set as Latin. In an Arabic text "9:00 to 17:00" is one
 * run: without this its figures would come from the Arabic font, larger than the letters beside
 * them. The one idea: figures and marks between spaces belong to the letters on both sides of them,
 * and where these differ, or there are none, to the paragraph's language. */
#include "type/type_priv.h"
#include "base/utf8.h"

enum { NONE, LATIN, OTHER, EDGE };

/* Signs that every Latin font has. Those of other scripts (danda, Arabic comma and figures) stay
 * with the language. */
static bool is_plain(uint32_t c)
{
    return c < 0xc0 || c == 0xd7 || c == 0xf7 || (c >= 0x2000 && c <= 0x2060);
}

static void add_char(const bz_type *t, bz_part *u, uint32_t c)
{
    uint8_t script = bz_type__script_of_char(t, c, UINT8_MAX);
    uint8_t side = script == 0 ? LATIN : script != UINT8_MAX || bz_utf8_is_rtl(c) ? OTHER : NONE;
    if (side == NONE) {
        u->is_plain = u->is_plain && is_plain(c);
        return;
    }
    if (!u->first) u->first = side;
    u->last = side;
}

/* Up to the end of the spaces behind it. */
static bz_part read_part(const bz_para *p, uint32_t stretch, size_t at, size_t end)
{
    const bz_stretch *s = &p->stretches.p[stretch];
    bz_str text = bz_buf_view(&p->text);
    bz_part u = {.start = (uint32_t)at,
                 .stretch = stretch,
                 .is_plain = p->t->looks.p[s->look].script != 0,
                 .is_isolate = s->style.isolate};
    while (at < end && text.p[at] != ' ')
        add_char(p->t, &u, bz_utf8_next(text, &at));
    while (at < end && text.p[at] == ' ')
        at++;
    u.end = (uint32_t)at;
    return u;
}

/* An isolate without letters reads as a part of what is around it. */
static void open_isolates(bz_type *t)
{
    for (size_t i = 0, end; i < t->parts.n; i = end) {
        bool has_letters = false;
        for (end = i; end < t->parts.n && t->parts.p[end].is_isolate; end++)
            has_letters = has_letters || t->parts.p[end].first;
        for (size_t k = i; k < end && !has_letters; k++)
            t->parts.p[k].is_isolate = false;
        if (end == i) end++;
    }
}

static void read_parts(bz_para *p)
{
    bz_type *t = p->t;
    t->parts.n = 0;
    for (uint32_t i = 0; i < p->stretches.n; i++) {
        const bz_stretch *s = &p->stretches.p[i];
        size_t end = i + 1 < p->stretches.n ? s[1].start : p->text.n;
        if (s->kind == BZ_STRETCH_BREAK) {
            bz_part u = {
                .start = s->start, .end = (uint32_t)end, .stretch = i, .first = EDGE, .last = EDGE};
            bz_vec_push(&t->parts, u);
        }
        for (size_t at = s->start; s->kind == BZ_STRETCH_TEXT && at < end;) {
            bz_part u = read_part(p, i, at, end);
            bz_vec_push(&t->parts, u);
            at = u.end;
        }
    }
    open_isolates(t);
}

/* What stands next to each part that has no letters itself, on either side. */
static void look_around(bz_type *t)
{
    uint8_t seen[2] = {NONE, NONE}; /* outside of isolates, and in this one */
    bool was_isolate = false;
    for (size_t i = 0; i < t->parts.n; i++) {
        bz_part *u = &t->parts.p[i];
        if (u->is_isolate && !was_isolate) seen[1] = NONE;
        was_isolate = u->is_isolate;
        u->before = seen[u->is_isolate];
        if (u->last) seen[u->is_isolate] = u->last;
    }
    seen[0] = NONE, was_isolate = false;
    for (size_t i = t->parts.n; i-- > 0;) {
        bz_part *u = &t->parts.p[i];
        if (u->is_isolate && !was_isolate) seen[1] = NONE;
        was_isolate = u->is_isolate;
        u->after = seen[u->is_isolate];
        if (u->first) seen[u->is_isolate] = u->first;
    }
}

static bool is_of_latin(const bz_part *u)
{
    return !u->first && u->is_plain && u->before != OTHER && u->after != OTHER &&
           (u->before == LATIN || u->after == LATIN);
}

/* From `start` on the stretch goes on, in the look given. */
static void cut(bz_type *t, const bz_stretch *s, uint32_t start, uint32_t look)
{
    bz_stretch *last = t->stretches.n ? &t->stretches.p[t->stretches.n - 1] : NULL;
    bz_stretch made = *s;
    made.start = start;
    made.look = look;
    if (last && last->start == start) *last = made;
    else bz_vec_push(&t->stretches, made);
}

static void set_latin(bz_para *p)
{
    bz_type *t = p->t;
    size_t k = 0;
    t->stretches.n = 0;
    for (uint32_t i = 0; i < p->stretches.n; i++) {
        const bz_stretch *s = &p->stretches.p[i];
        bz_vec_push(&t->stretches, *s);
        bool is_in = false;
        for (; k < t->parts.n && t->parts.p[k].stretch == i; k++) {
            bool is_next = is_of_latin(&t->parts.p[k]);
            if (is_next != is_in)
                cut(t, s, t->parts.p[k].start, is_next ? bz_type__latin_look(t, s->look) : s->look);
            is_in = is_next;
        }
    }
    p->stretches.n = 0;
    for (size_t i = 0; i < t->stretches.n; i++)
        bz_vec_push(&p->stretches, t->stretches.p[i]);
}

void bz_para__latin(bz_para *p)
{
    const bz_type *t = p->t;
    bool is_other = false, has_any = false;
    for (size_t i = 0; i < p->stretches.n && !is_other; i++)
        is_other = t->looks.p[p->stretches.p[i].look].script != 0;
    if (!is_other) return;
    read_parts(p);
    look_around(p->t);
    for (size_t i = 0; i < t->parts.n && !has_any; i++)
        has_any = is_of_latin(&t->parts.p[i]);
    if (has_any) set_latin(p);
}
