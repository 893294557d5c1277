/* Rules on conditions and on what must not hang on them. The one idea: under a condition, and under
 * those around it, each fact has a set of values left; where a set is empty, nobody will ever read
 * what stands there. */
#include "check/check_priv.h"

enum { MOST_CONDITIONS = 40, MOST_FACTS = 16, MOST_VALUES = 64 };

typedef struct left {
    bz_rec fact;
    uint64_t values; /* a bit for each that is left */
} left;

typedef struct world {
    const bz_model *m;
    bz_rec curriculum;
    left facts[MOST_FACTS];
    size_t n;
    bz_rec empty; /* the fact of which no value is left */
} world;

static left *left_of(world *w, bz_str name)
{
    const bz_model *m = w->m;
    bz_rec fact = bz_model_child(m, w->curriculum, BZ_CURRICULUM_FACTS, name);
    for (size_t i = 0; i < w->n; i++)
        if (w->facts[i].fact == fact) return &w->facts[i];
    uint32_t values = fact ? bz_model_count(m, fact, BZ_FACT_VALUES) : 0;
    if (!values || values > MOST_VALUES || w->n == MOST_FACTS) return NULL;
    w->facts[w->n] = (left){fact, values == MOST_VALUES ? UINT64_MAX : (UINT64_C(1) << values) - 1};
    return &w->facts[w->n++];
}

static bool narrow(void *context, const bz_when_part *part)
{
    world *w = context;
    left *l = left_of(w, part->fact);
    if (!l) return true;
    uint64_t named = 0;
    for (uint32_t i = 0; i < bz_model_count(w->m, l->fact, BZ_FACT_VALUES); i++) {
        bz_str value = bz_value_text(w->m, bz_model_element(w->m, l->fact, BZ_FACT_VALUES, i));
        bz_str rest = part->values, one;
        while (bz_str_split(&rest, '|', &one))
            if (bz_str_eq(one, value)) named |= UINT64_C(1) << i;
    }
    l->values &= part->is_not ? ~named : named;
    if (!l->values) w->empty = l->fact;
    return l->values != 0;
}

/* The conditions round a node or record, the innermost first. */
typedef struct conditions {
    bz_str texts[MOST_CONDITIONS];
    size_t n;
} conditions;

static void add(conditions *c, bz_str text)
{
    if (text.n && c->n < MOST_CONDITIONS) c->texts[c->n++] = text;
}

static conditions conditions_round(const bz_model *m, bz_rec r, bz_node n)
{
    conditions c = {.n = 0};
    for (; n; n = bz_doc_at(m->bodies, n)->parent)
        if (bz_doc_has(m->bodies, n, BZ_ATTR_WHEN))
            add(&c, bz_doc_attr_text(m->bodies, n, BZ_ATTR_WHEN));
    for (; r; r = bz_model_at(m, r)->parent) {
        if (bz_model_kind(m, r) == BZ_R_ACTIVITY) add(&c, bz_model_text(m, r, BZ_ACTIVITY_WHEN));
        if (bz_model_kind(m, r) == BZ_R_SESSION) add(&c, bz_model_text(m, r, BZ_SESSION_WHEN));
    }
    return c;
}

/* Reports when the innermost condition leaves nothing of what those around it leave. */
static void can_hold(bz_checker *k, bz_rec r, bz_node n, bz_span at)
{
    conditions c = conditions_round(k->m, r, n);
    world w = {.m = k->m, .curriculum = bz_model_above(k->m, r, BZ_R_CURRICULUM)};
    if (!w.curriculum) return;
    for (size_t i = c.n; i-- > 0;) {
        if (!bz_when_parse(c.texts[i], narrow, &w, NULL, NULL)) return;
        if (!w.empty) continue;
        if (i > 0) return; /* reported where it stands */
        bz_diag *d = bz_check__report(k, at, "`%.*s` can never hold%s: no value of `%.*s` is left",
                                      BZ_FMT(c.texts[0]), c.n > 1 ? " here" : "",
                                      BZ_FMT(bz_model_id(k->m, w.empty)));
        bz_diag_note_at(k->job->diags, d, bz_check__name_span(k->m, w.empty),
                        "the fact is declared here");
        if (c.n > 1) bz_check__hint(k, d, "it stands under `%.*s`", BZ_FMT(c.texts[1]));
    }
}

static void condition_of_session(bz_checker *k, bz_rec r)
{
    if (bz_model_has(k->m, r, BZ_SESSION_WHEN))
        can_hold(k, r, 0, bz_model_span(k->m, r, BZ_SESSION_WHEN));
}

/* The next node below `body` that may be a container: paragraphs and the like are not looked into,
 * which is nine in ten nodes. Start with `n` = `body`. */
static bz_node next_place(const bz_doc *d, bz_node body, bz_node n)
{
    bz_doc_kind kind = bz_doc_kind_of(d, n);
    bool may_hold = kind == BZ_DOC_ITEM || bz_doc_accepts(kind, BZ_DOC_CONTAINER) ||
                    bz_doc_accepts(kind, BZ_DOC_ITEM);
    return may_hold ? bz_doc_next(d, body, n) : bz_doc_skip(d, body, n);
}

static bool is_condition(const bz_model *m, bz_node n)
{
    return bz_doc_kind_of(m->bodies, n) == BZ_DOC_CONTAINER &&
           bz_doc_has(m->bodies, n, BZ_ATTR_WHEN);
}

/* The first line of a container: the rest of it is not what is meant. */
static bz_span head_of(const bz_checker *k, bz_span span)
{
    bz_str text = bz_span_text(k->job->sources, span);
    size_t end = bz_str_find(text, '\n', 0);
    if (text.n) span.end = span.start + (uint32_t)end;
    return span;
}

static void conditions_of_body(bz_checker *k, bz_rec r)
{
    const bz_doc *d = k->m->bodies;
    bz_node body = bz_model_at(k->m, r)->body;
    for (bz_node n = body; n; n = next_place(d, body, n))
        if (is_condition(k->m, n)) can_hold(k, r, n, head_of(k, bz_doc_at(d, n)->span));
}

static void condition_of_activity(bz_checker *k, bz_rec r)
{
    if (bz_model_has(k->m, r, BZ_ACTIVITY_WHEN))
        can_hold(k, r, 0, bz_model_span(k->m, r, BZ_ACTIVITY_WHEN));
}

/* The container round a safety block that hides it from somebody, or 0. */
static bz_node hidden_by(const bz_model *m, bz_node safety)
{
    for (bz_node n = safety; n; n = bz_doc_at(m->bodies, n)->parent) {
        const bz_doc_node *at = bz_doc_at(m->bodies, n);
        if (at->kind == BZ_DOC_CONTAINER && (at->aux == BZ_ACT_OPTION || is_condition(m, n)))
            return n;
    }
    return 0;
}

static void safety_for_all(bz_checker *k, bz_rec r)
{
    const bz_doc *d = k->m->bodies;
    bz_node body = bz_model_at(k->m, r)->body;
    for (bz_node n = body; n; n = next_place(d, body, n)) {
        const bz_doc_node *at = bz_doc_at(d, n);
        if (at->kind != BZ_DOC_CONTAINER || at->aux != BZ_ACT_SAFETY) continue;
        bz_node by = hidden_by(k->m, n);
        if (!by) continue;
        bool is_option = bz_doc_at(d, by)->aux == BZ_ACT_OPTION;
        bz_diag *diag =
            bz_check__report(k, head_of(k, at->span),
                             is_option ? "a safety block inside an option"
                                       : "a safety block that is printed under a condition only");
        bz_diag_note_at(k->job->diags, diag, head_of(k, bz_doc_at(d, by)->span),
                        "it stands in this");
        bz_check__hint(k, diag, "move it out, so that every facilitator has it");
    }
}

static const bz_rule RULES[] = {
    {BZ_T108, "conditions can hold", BZ_R_SESSION, condition_of_session, BZ_RULE_ALWAYS},
    {BZ_T108, "conditions can hold", BZ_R_SESSION, conditions_of_body, BZ_RULE_ALWAYS},
    {BZ_T108, "conditions can hold", BZ_R_ACTIVITY, condition_of_activity, BZ_RULE_ALWAYS},
    {BZ_T108, "conditions can hold", BZ_R_ACTIVITY, conditions_of_body, BZ_RULE_ALWAYS},
    {BZ_T108, "conditions can hold", BZ_R_HANDOUT, conditions_of_body, BZ_RULE_ALWAYS},
    {BZ_T109, "safety is for all", BZ_R_SESSION, safety_for_all, BZ_RULE_ALWAYS},
    {BZ_T109, "safety is for all", BZ_R_ACTIVITY, safety_for_all, BZ_RULE_ALWAYS},
    {BZ_T109, "safety is for all", BZ_R_HANDOUT, safety_for_all, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__condition = {RULES, sizeof RULES / sizeof *RULES};
