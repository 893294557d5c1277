/* What differs, for people: a line a session, then each part with what became of it; as text for a
 * terminal, or as Markdown for a pull request. The one idea: both say the same in the same order,
 * and differ only in their marks. */
#include "compare/compare.h"
#include "compare/passage.h"

#include <string.h>

typedef struct printing {
    const bz_deltas *d;
    bool is_markdown;
    bz_buf *out;
} printing;

enum { SHORT = 48 }; /* bytes of a value that stands in one line with the other */

/* --- words */

static void put_escaped(bz_str s, bz_buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (strchr("\\`*_[]<>|~#", s.p[i])) bz_buf_char(out, '\\');
        bz_buf_char(out, s.p[i]);
    }
}

static const bz_passage_style markdown_style = {"    - ", "    - was: ", "    - now: ", "~~", "~~",
                                                "**",     "**",          put_escaped};

static void put(const printing *p, bz_str s)
{
    if (p->is_markdown) put_escaped(s, p->out);
    else bz_buf_str(p->out, s);
}

static const bz_point *point_a(const printing *p, const bz_delta *one)
{
    return one->a ? &p->d->a->points.p[one->a] : NULL;
}

static const bz_point *point_b(const printing *p, const bz_delta *one)
{
    return one->b ? &p->d->b->points.p[one->b] : NULL;
}

static const bz_point *point_of(const printing *p, const bz_delta *one)
{
    return one->b ? point_b(p, one) : point_a(p, one);
}

static const bz_fact_delta *fact_of(const printing *p, const bz_delta *one, const char *key)
{
    for (uint32_t i = one->facts; i < one->facts + one->n_facts; i++)
        if (strcmp(p->d->facts.p[i].key, key) == 0) return &p->d->facts.p[i];
    return NULL;
}

/* --- the line of a session */

typedef struct tally {
    unsigned new, gone, moved, retimed, texts, materials, safety, protected, details;
} tally;

static void count(const printing *p, const bz_delta *one, tally *t)
{
    const bz_point *a = point_a(p, one);
    bz_record_kind kind = point_of(p, one)->kind;
    bool is_whole = !one->a || !one->b;
    if (kind == BZ_R_MATERIAL) t->materials++;
    else if (kind == BZ_R_ACTIVITY || kind == BZ_R_QUESTION) {
        t->new += !one->a;
        t->gone += !one->b;
    } else if (is_whole) t->details++;
    t->moved += one->is_moved;
    t->texts += one->has_text;
    t->safety += one->has_safety || (!one->b && a->safety.n);
    bool is_retimed = kind == BZ_R_ACTIVITY && fact_of(p, one, "minutes");
    t->retimed += is_retimed;
    bool is_other =
        one->n_facts > (is_retimed || (kind == BZ_R_SESSION && fact_of(p, one, "minutes")));
    if (kind != BZ_R_MATERIAL) t->details += is_other;
    t->protected += a && a->light == BZ_WITH_APPROVAL && kind == BZ_R_ACTIVITY &&
                    (!one->b || one->is_moved || one->has_text || one->has_safety || one->n_facts);
    for (uint32_t c = one->first; c; c = p->d->list.p[c].next)
        count(p, &p->d->list.p[c], t);
}

/* Puts "; " between, and nothing for none. */
static void put_count(const printing *p, unsigned n, const char *one, const char *many,
                      bool *is_started)
{
    if (!n) return;
    bz_buf_put(p->out, *is_started ? "; " : "");
    bz_buf_fmt(p->out, n == 1 ? one : many, n);
    *is_started = true;
}

static void put_summary(const printing *p, const bz_delta *one)
{
    tally t = {0};
    bool is_started = false;
    const bz_fact_delta *minutes = fact_of(p, one, "minutes");
    bool is_session = point_of(p, one)->kind == BZ_R_SESSION;
    count(p, one, &t);
    if (minutes) {
        bz_buf_fmt(p->out, "%.*s → %.*s minutes", BZ_FMT(minutes->was), BZ_FMT(minutes->now));
        is_started = true;
    }
    put_count(p, t.new, "%u part new", "%u parts new", &is_started);
    put_count(p, t.gone, "%u part gone", "%u parts gone", &is_started);
    put_count(p, t.moved, "order", "order of %u", &is_started);
    put_count(p, t.retimed, "minutes of %u part", "minutes of %u parts", &is_started);
    put_count(p, t.protected, "%u PROTECTED PART", "%u PROTECTED PARTS", &is_started);
    put_count(p, t.safety, "SAFETY TEXT", "SAFETY TEXT", &is_started);
    put_count(p, t.texts, is_session ? "text of %u part" : "text",
              is_session ? "text of %u parts" : "text", &is_started);
    put_count(p, t.materials, "%u material", "%u materials", &is_started);
    put_count(p, t.details, "details", "details", &is_started);
}

static void put_row(const printing *p, const char *how, bz_str id, const bz_delta *one)
{
    if (p->is_markdown) bz_buf_fmt(p->out, "| %s | `%.*s` | ", how, BZ_FMT(id));
    else bz_buf_fmt(p->out, one ? "  %-8s %-16.*s  " : "  %-8s %.*s", how, BZ_FMT(id));
    const bz_point *b = one ? point_of(p, one) : NULL;
    if (one && (!one->a || !one->b)) {
        const bz_outline *o = one->b ? p->d->b : p->d->a;
        bz_str minutes = bz_compare_fact(o, one->b ? one->b : one->a, "minutes");
        put(p, b->title);
        if (minutes.n) bz_buf_fmt(p->out, ", %.*s minutes", BZ_FMT(minutes));
    } else if (one) put_summary(p, one);
    bz_buf_put(p->out, p->is_markdown ? " |\n" : "\n");
}

static const bz_delta *delta_of(const printing *p, uint32_t b)
{
    for (uint32_t c = p->d->list.p[1].first; c; c = p->d->list.p[c].next)
        if (p->d->list.p[c].b == b) return &p->d->list.p[c];
    return NULL;
}

/* All sessions, or all handouts …: also those that are the same, so that nobody wonders. */
static void put_rows(const printing *p, bz_record_kind kind, const char *heading)
{
    const bz_outline *b = p->d->b;
    bool is_started = false;
    for (uint32_t c = b->points.p[1].first; c; c = b->points.p[c].next) {
        if (b->points.p[c].kind != kind) continue;
        const bz_delta *one = delta_of(p, c);
        if (!is_started)
            bz_buf_fmt(p->out, p->is_markdown ? "\n| %s | | |\n|---|---|---|\n" : "\n%s\n",
                       heading);
        is_started = true;
        put_row(p,
                !one            ? "same"
                : !one->a       ? "new"
                : one->is_moved ? "moved"
                                : "changed",
                b->points.p[c].id, one);
    }
    for (uint32_t c = p->d->list.p[1].first; c; c = p->d->list.p[c].next) {
        const bz_delta *one = &p->d->list.p[c];
        if (one->b || point_a(p, one)->kind != kind) continue;
        if (!is_started)
            bz_buf_fmt(p->out, p->is_markdown ? "\n| %s | | |\n|---|---|---|\n" : "\n%s\n",
                       heading);
        is_started = true;
        put_row(p, "gone", point_a(p, one)->id, one);
    }
}

/* --- the details */

static void put_label(const printing *p, const char *label)
{
    bz_buf_fmt(p->out, p->is_markdown ? "  - %s: " : "  %-12s ", label);
}

static void put_texts(const printing *p, const char *label, bz_str was, bz_str now)
{
    bz_buf_fmt(p->out, p->is_markdown ? "  - %s:\n" : "  %s\n", label);
    bz_buf passages = {0};
    bz_compare_put_passages(was, now, p->is_markdown ? &markdown_style : &bz_compare_passage_text,
                            &passages);
    bz_str rest = bz_buf_view(&passages), line;
    while (bz_str_split(&rest, '\n', &line))
        if (line.n) bz_buf_fmt(p->out, "%s%.*s\n", p->is_markdown ? "" : "  ", BZ_FMT(line));
    bz_buf_deinit(&passages);
}

static bool is_short(bz_str s)
{
    return s.n <= SHORT && bz_str_find(s, '\n', 0) == s.n;
}

/* "en: tea" and "en: porridge" are of one language: it is said once. */
static size_t shared_key(bz_str was, bz_str now)
{
    size_t n = bz_str_find(was, ':', 0);
    if (n + 2 >= was.n || n + 2 >= now.n || was.p[n + 1] != ' ') return 0;
    return memcmp(was.p, now.p, n + 2) ? 0 : n + 2;
}

static void put_values(const printing *p, const bz_fact_delta *f)
{
    size_t n = is_short(f->was) && is_short(f->now) ? shared_key(f->was, f->now) : 0;
    put(p, f->was.n ? f->was : BZ_STR("(none)"));
    bz_buf_put(p->out, " → ");
    put(p, f->now.n ? bz_str_cut(f->now, n, f->now.n) : BZ_STR("(none)"));
}

static void put_fact(const printing *p, const bz_fact_delta *f)
{
    if (!is_short(f->was) || !is_short(f->now)) {
        put_texts(p, f->key, f->was, f->now);
        return;
    }
    put_label(p, f->key);
    put_values(p, f);
    bz_buf_char(p->out, '\n');
}

/* The part that stands before it now. */
static const bz_point *point_before(const printing *p, uint32_t b)
{
    const bz_outline *o = p->d->b;
    const bz_point *before = NULL;
    uint32_t c = o->points.p[o->points.p[b].parent].first;
    for (; c && c != b; c = o->points.p[c].next)
        if (o->points.p[c].kind == o->points.p[b].kind) before = &o->points.p[c];
    return before;
}

static void put_stands(const printing *p, const bz_delta *one)
{
    const bz_point *before = point_before(p, one->b);
    if (before) bz_buf_fmt(p->out, "after %.*s", BZ_FMT(before->id));
    else bz_buf_put(p->out, "at the start");
}

static void put_short_facts(const printing *p, const bz_delta *one)
{
    static const char *const keys[] = {"method", "minutes", "per", "get"};
    const bz_outline *o = one->b ? p->d->b : p->d->a;
    bool is_started = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        bz_str value = bz_compare_fact(o, one->b ? one->b : one->a, keys[i]);
        if (!value.n) continue;
        bz_buf_put(p->out, is_started ? ", " : " (");
        bz_buf_fmt(p->out, i == 2 ? "one a %.*s" : "%.*s", BZ_FMT(value));
        if (i == 1) bz_buf_put(p->out, " minutes");
        is_started = true;
    }
    if (is_started) bz_buf_char(p->out, ')');
}

static const char *kind_label(bz_record_kind kind)
{
    return kind == BZ_R_HOME_PRACTICE ? "home practice" : bz_record_row_at(kind)->name;
}

/* What a part is mostly about needs no key. */
static bool is_name(const bz_point *at, const char *key)
{
    return at->kind == BZ_R_WORD && strcmp(key, "text") == 0;
}

/* A part that only one side has, or one that has no text of its own: a line. */
static void put_small(const printing *p, const bz_delta *one)
{
    const bz_point *at = point_of(p, one);
    bool is_material = at->kind == BZ_R_MATERIAL;
    put_label(p, is_material ? "material" : kind_label(at->kind));
    bz_buf_put(p->out, !one->a ? "new: " : !one->b ? "gone: " : "");
    put(p, at->title.n ? at->title : at->id);
    if (!one->a || !one->b) put_short_facts(p, one);
    for (uint32_t i = one->facts; i < one->facts + one->n_facts; i++) {
        const bz_fact_delta *f = &p->d->facts.p[i];
        bz_buf_fmt(p->out, "%s", i > one->facts ? "; " : ": ");
        if (!is_name(at, f->key)) bz_buf_fmt(p->out, "%s ", f->key);
        put_values(p, f);
    }
    bz_buf_char(p->out, '\n');
}

/* What became of a part: its place, facts, safety text, text, and its small parts. */
static void put_whole(const printing *p, const bz_delta *one)
{
    if (!one->a || !one->b) {
        put_label(p, one->a ? "gone" : "new");
        put(p, point_of(p, one)->title);
        put_short_facts(p, one);
        if (one->b && one != &p->d->list.p[1]) {
            bz_buf_put(p->out, ", ");
            put_stands(p, one);
        }
        bz_buf_char(p->out, '\n');
        if (one->a && point_a(p, one)->safety.n)
            put_texts(p, "SAFETY TEXT", point_a(p, one)->safety, BZ_STR(""));
        return;
    }
    if (one->is_moved) {
        put_label(p, "moved");
        put_stands(p, one);
        bz_buf_char(p->out, '\n');
    }
    for (uint32_t i = one->facts; i < one->facts + one->n_facts; i++)
        put_fact(p, &p->d->facts.p[i]);
    if (one->has_safety)
        put_texts(p, "SAFETY TEXT", point_a(p, one)->safety, point_b(p, one)->safety);
    if (one->has_text) put_texts(p, "text", point_a(p, one)->text, point_b(p, one)->text);
}

static bool is_large(bz_record_kind kind)
{
    return kind == BZ_R_SESSION || kind == BZ_R_ACTIVITY || kind == BZ_R_HANDOUT ||
           kind == BZ_R_FORM || kind == BZ_R_CURRICULUM;
}

static bool has_small(const printing *p, const bz_delta *one)
{
    for (uint32_t c = one->first; c; c = p->d->list.p[c].next)
        if (!is_large(point_of(p, &p->d->list.p[c])->kind)) return true;
    return false;
}

static void put_heading(const printing *p, const bz_delta *one, bz_str above)
{
    const bz_point *at = point_of(p, one), *a = point_a(p, one);
    bz_buf_put(p->out, p->is_markdown ? (above.n ? "\n- **" : "\n### ") : "\n");
    put(p, above);
    bz_buf_put(p->out, above.n ? "/" : "");
    put(p, at->id);
    bz_buf_put(p->out, p->is_markdown && above.n ? "**" : "");
    if (at->title.n && one->a && one->b) {
        bz_buf_put(p->out, ": ");
        put(p, at->title);
    }
    if (a && a->light == BZ_WITH_APPROVAL) bz_buf_put(p->out, " (protected: with approval)");
    bz_buf_put(p->out, "\n");
    if (p->is_markdown && !above.n) bz_buf_char(p->out, '\n');
}

static void put_part(const printing *p, const bz_delta *one, bz_str above)
{
    const bz_point *at = point_of(p, one);
    bool is_whole = !one->a || !one->b;
    /* A session has its heading also where only its parts differ. */
    if (is_whole || one->is_moved || one->n_facts || one->has_text || one->has_safety || !above.n ||
        has_small(p, one)) {
        put_heading(p, one, above);
        put_whole(p, one);
    }
    for (uint32_t c = one->first; c; c = p->d->list.p[c].next)
        if (!is_large(point_of(p, &p->d->list.p[c])->kind)) put_small(p, &p->d->list.p[c]);
    for (uint32_t c = one->first; c; c = p->d->list.p[c].next)
        if (is_large(point_of(p, &p->d->list.p[c])->kind)) put_part(p, &p->d->list.p[c], at->id);
}

static void put_curriculum(const printing *p)
{
    const bz_delta *top = &p->d->list.p[1];
    if (!top->n_facts && !has_small(p, top)) return;
    bz_buf_put(p->out, p->is_markdown ? "\n### the curriculum\n\n" : "\nthe curriculum\n");
    put_whole(p, top);
    for (uint32_t c = top->first; c; c = p->d->list.p[c].next)
        if (!is_large(point_of(p, &p->d->list.p[c])->kind)) put_small(p, &p->d->list.p[c]);
}

void bz_compare_put(const bz_deltas *d, const bz_sides *sides, bool is_markdown, bz_buf *out)
{
    printing p = {d, is_markdown, out};
    bz_buf_fmt(out, is_markdown ? "## %.*s → %.*s\n" : "from %.*s\nto   %.*s\n", BZ_FMT(sides->a),
               BZ_FMT(sides->b));
    if (bz_compare_is_same(d)) {
        bz_buf_put(out, is_markdown ? "\nNothing differs.\n" : "nothing differs\n");
        return;
    }
    put_rows(&p, BZ_R_SESSION, "sessions");
    put_rows(&p, BZ_R_HANDOUT, "handouts");
    put_rows(&p, BZ_R_FORM, "forms");
    put_curriculum(&p);
    for (uint32_t c = d->list.p[1].first; c; c = d->list.p[c].next)
        if (is_large(point_of(&p, &d->list.p[c])->kind)) put_part(&p, &d->list.p[c], BZ_STR(""));
}
