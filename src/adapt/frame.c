/* What FRAME calls a change. In: an entry of the journal. Out: its terms. The one idea: the
 * operation and the field's row say nearly all; only whether a text was tailored or substituted is
 * measured, by the share of words that stayed. */
#include "adapt/frame.h"

#include <string.h>

enum { MOST_WORDS = 2000 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static bool next_word(bz_str s, size_t *at, bz_str *word)
{
    while (*at < s.n && !is_letter(s.p[*at]))
        ++*at;
    size_t from = *at;
    while (*at < s.n && is_letter(s.p[*at]))
        ++*at;
    *word = bz_str_cut(s, from, *at);
    return word->n > 0;
}

/* Words of `a` that stand in `b` too, and how many `a` has. */
static size_t shared_words(bz_str a, bz_str b, size_t *n)
{
    size_t shared = 0, at = 0;
    bz_str word, other;
    for (*n = 0; *n < MOST_WORDS && next_word(a, &at, &word); ++*n) {
        bool is_there = false;
        size_t k = 0;
        for (size_t i = 0; i < MOST_WORDS && !is_there && next_word(b, &k, &other); i++)
            is_there = bz_str_eq(word, other);
        shared += is_there;
    }
    return shared;
}

static bool is_much_the_same(bz_str was, bz_str now)
{
    size_t n_was, n_now;
    size_t kept = shared_words(was, now, &n_was), new = shared_words(now, was, &n_now);
    return n_was + n_now > 0 && 2 * (kept + new) >= n_was + n_now;
}

static const char *time_nature(const bz_change *c)
{
    int32_t was = 0, now = 0;
    if (!bz_str_integer(c->was, &was) || !bz_str_integer(c->now, &now))
        return "tailoring_tweaking_refining";
    return now < was ? "shortening_condensing" : "lengthening_extending";
}

static bool is_minutes(const bz_model *m, const bz_change *c)
{
    bz_record_kind kind = bz_model_kind(m, c->target.rec);
    return (kind == BZ_R_ACTIVITY && c->field == BZ_ACTIVITY_MINUTES) ||
           (kind == BZ_R_SESSION && c->field == BZ_SESSION_MINUTES);
}

static const char *text_nature(const bz_change *c)
{
    return is_much_the_same(c->was, c->now) ? "tailoring_tweaking_refining" : "substituting";
}

static void set_terms(const bz_model *m, const bz_change *c, bz_frame_terms *t)
{
    t->nature = text_nature(c);
    if (c->target.node) return;
    const bz_field *row = &bz_record_row_at(bz_model_kind(m, c->target.rec))->fields[c->field];
    if (is_minutes(m, c)) t->nature = time_nature(c);
    if (row->frame != BZ_FRAME_CONTEXTUAL) return;
    t->what = "contextual";
    t->contextual = strcmp(row->key, "lead") == 0 ? "personnel" : "format";
    t->nature = "";
}

/* A thing to bring is packaging, whatever is done with it. */
static bool is_material(const bz_model *m, const bz_change *c)
{
    return !c->target.node && (bz_model_kind(m, c->target.rec) == BZ_R_MATERIAL ||
                               (c->op == BZ_OP_INSERT && c->kind == BZ_R_MATERIAL));
}

/* What the planner notes bears names of its own. */
static const char *planned_nature(const bz_change *c)
{
    if (bz_str_is(c->verb, "shorten")) return "shortening_condensing";
    if (bz_str_is(c->verb, "lengthen")) return "lengthening_extending";
    if (bz_str_is(c->verb, "spread")) return "spreading";
    return "removing_skipping_elements";
}

bz_frame_terms bz_frame_of(const bz_model *m, const bz_change *c)
{
    bz_frame_terms t = {"content", "", "", "consistent", "target_group"};
    switch (c->op) {
    case BZ_OP_INSERT: t.nature = "adding_elements"; break;
    case BZ_OP_REMOVE: t.nature = "removing_skipping_elements"; break;
    case BZ_OP_MOVE: t.nature = "reordering"; break;
    case BZ_OP_REPLACE: t.nature = text_nature(c); break;
    case BZ_OP_SET: set_terms(m, c, &t); break;
    }
    if (c->by == BZ_BY_PLANNER) t.nature = planned_nature(c);
    else if (is_material(m, c)) t.nature = "changes_in_packaging_or_materials";
    if (c->approval) t.fidelity = "unknown";
    return t;
}
