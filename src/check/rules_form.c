/* Rules on forms: that every question can be answered on paper, that what a question hangs on was
 * asked before it, and that scores count what can be counted. In: forms as loaded or adapted. */
#include "check/check_priv.h"
#include <string.h>

static const char *type_name(const bz_model *m, bz_rec question)
{
    return bz_enum_name(BZ_E_QUESTION, bz_model_int(m, question, BZ_QUESTION_TYPE));
}

static bool is_type(const bz_model *m, bz_rec question, const char *type)
{
    return strcmp(type_name(m, question), type) == 0;
}

static bool is_chosen(const bz_model *m, bz_rec question)
{
    return is_type(m, question, "one_of") || is_type(m, question, "many_of") ||
           is_type(m, question, "likert");
}

static bool is_number(const bz_model *m, bz_rec question)
{
    return is_type(m, question, "days") || is_type(m, question, "integer");
}

static bz_rec sibling(const bz_checker *k, bz_rec form, bz_str id)
{
    bz_rec q = bz_model_first(k->m, form, BZ_FORM_QUESTIONS);
    while (q && (!bz_check__is_alive(k->m, q) || !bz_str_eq(bz_model_id(k->m, q), id)))
        q = bz_model_next(k->m, q);
    return q;
}

static void suggest_question(bz_checker *k, bz_diag *d, bz_rec form, bz_str id)
{
    bz_str ids[64];
    size_t n = 0;
    for (bz_rec q = bz_model_first(k->m, form, BZ_FORM_QUESTIONS); q && n < 64;
         q = bz_model_next(k->m, q))
        ids[n++] = bz_model_id(k->m, q);
    bz_diag_did_you_mean(k->job->diags, d, id, ids, n);
}

static void has_its_answers(bz_checker *k, bz_rec q)
{
    const bz_model *m = k->m;
    uint32_t choices = bz_model_count(m, q, BZ_QUESTION_CHOICES),
             points = bz_model_count(m, q, BZ_QUESTION_POINTS);
    bz_str id = bz_model_id(m, q);
    bz_span at = bz_model_span(m, q, BZ_QUESTION_TYPE);
    if (is_chosen(m, q) && choices < 2) {
        bz_diag *d = bz_check__report(k, at, "question `%.*s` is `%s` and has %s", BZ_FMT(id),
                                      type_name(m, q), choices ? "one choice" : "no choices");
        bz_check__hint(k, d, "write two or more `choices: [never, sometimes, often]`");
    } else if (!is_chosen(m, q) && choices) {
        bz_diag *d = bz_check__report(k, at, "question `%.*s` is `%s`, which has no choices",
                                      BZ_FMT(id), type_name(m, q));
        bz_check__hint(k, d, "for a list to tick write `type: one_of` or `many_of`");
    } else if (points && points != choices) {
        bz_check__report(k, bz_model_span(m, q, BZ_QUESTION_POINTS),
                         "question `%.*s` has %u choices and %u points", BZ_FMT(id), choices,
                         points);
    }
}

static void hangs_on_an_earlier_one(bz_checker *k, bz_rec only_if)
{
    const bz_model *m = k->m;
    bz_rec q = bz_model_above(m, only_if, BZ_R_QUESTION),
           form = bz_model_above(m, only_if, BZ_R_FORM);
    bz_str id = bz_model_text(m, only_if, BZ_ONLY_IF_QUESTION);
    bz_rec other = form ? sibling(k, form, id) : 0;
    if (!form || !id.n) return;
    for (bz_rec r = other; r; r = bz_model_next(m, r))
        if (r == q && other != q) return;
    bz_span at = bz_model_span(m, only_if, BZ_ONLY_IF_QUESTION);
    if (!other) {
        bz_diag *d =
            bz_check__report(k, at, "there is no question `%.*s` in this form", BZ_FMT(id));
        suggest_question(k, d, form, id);
        return;
    }
    bz_diag *d = bz_check__report(k, at, "`%.*s` does not come before `%.*s`", BZ_FMT(id),
                                  BZ_FMT(bz_model_id(m, q)));
    bz_check__hint(k, d, "put the question that decides first");
}

static bool is_a_choice(const bz_model *m, bz_rec question, bz_str answer)
{
    for (uint32_t i = 0; i < bz_model_count(m, question, BZ_QUESTION_CHOICES); i++)
        if (bz_str_eq(bz_value_text(m, bz_model_element(m, question, BZ_QUESTION_CHOICES, i)),
                      answer))
            return true;
    return false;
}

static void hangs_on_a_real_answer(bz_checker *k, bz_rec only_if)
{
    const bz_model *m = k->m;
    bz_rec form = bz_model_above(m, only_if, BZ_R_FORM);
    bz_str id = bz_model_text(m, only_if, BZ_ONLY_IF_QUESTION);
    bz_rec other = form ? sibling(k, form, id) : 0;
    bool has_is = bz_model_has(m, only_if, BZ_ONLY_IF_IS),
         has_more = bz_model_has(m, only_if, BZ_ONLY_IF_MORE_THAN);
    if (!other) return;
    if (has_is == has_more || (has_is && !is_chosen(m, other)) ||
        (has_more && !is_number(m, other))) {
        bz_diag *d = bz_check__report(k, bz_model_at(m, only_if)->span,
                                      "this does not say after which answer to `%.*s`", BZ_FMT(id));
        if (is_chosen(m, other))
            bz_check__hint(k, d, "write `is:` with one or more of its choices");
        else if (is_number(m, other)) bz_check__hint(k, d, "write `more_than:` with a number");
        else bz_check__hint(k, d, "a question of type `%s` decides nothing", type_name(m, other));
        return;
    }
    for (uint32_t i = 0; i < bz_model_count(m, only_if, BZ_ONLY_IF_IS); i++) {
        const bz_value *v = bz_model_element(m, only_if, BZ_ONLY_IF_IS, i);
        if (is_a_choice(m, other, bz_value_text(m, v))) continue;
        bz_diag *d = bz_check__report(k, v->span, "`%.*s` is no choice of `%.*s`",
                                      BZ_FMT(bz_value_text(m, v)), BZ_FMT(id));
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, other, BZ_QUESTION_CHOICES),
                        "its choices");
    }
}

static void can_be_counted(bz_checker *k, bz_rec score)
{
    const bz_model *m = k->m;
    bz_rec form = bz_model_above(m, score, BZ_R_FORM);
    uint32_t n = bz_model_count(m, score, BZ_SCORE_QUESTIONS);
    for (uint32_t i = 0; form && i < n; i++) {
        const bz_value *v = bz_model_element(m, score, BZ_SCORE_QUESTIONS, i);
        bz_str id = bz_value_text(m, v);
        bz_rec q = sibling(k, form, id);
        if (!q) {
            bz_diag *d = bz_check__report(k, v->span, "there is no question `%.*s` in this form",
                                          BZ_FMT(id));
            suggest_question(k, d, form, id);
        } else if (is_type(m, q, "many_of") ||
                   (!is_chosen(m, q) && !is_number(m, q) && !is_type(m, q, "faces"))) {
            bz_check__report(k, v->span, "an answer of type `%s` is no number", type_name(m, q));
        } else if (bz_model_bool(m, q, BZ_QUESTION_REVERSED) && is_type(m, q, "integer") &&
                   !bz_model_has(m, q, BZ_QUESTION_RANGE)) {
            bz_diag *d = bz_check__report(
                k, v->span, "`%.*s` is reversed and has no greatest answer", BZ_FMT(id));
            bz_check__hint(k, d, "write `range: 0-10` in the question");
        }
    }
    if (n && bz_model_int(m, score, BZ_SCORE_MISSING) >= (int)n)
        bz_check__report(k, bz_model_span(m, score, BZ_SCORE_MISSING),
                         "all answers may be missing: nothing is left to count");
}

static void keeps_names_apart(bz_checker *k, bz_rec q)
{
    const bz_model *m = k->m;
    bz_rec form = bz_model_above(m, q, BZ_R_FORM);
    if (!form || !bz_model_bool(m, q, BZ_QUESTION_SELF_REPORT)) return;
    for (bz_rec r = bz_model_first(m, form, BZ_FORM_QUESTIONS); r; r = bz_model_next(m, r)) {
        if (!bz_check__is_alive(m, r) || !bz_model_bool(m, r, BZ_QUESTION_IDENTIFYING)) continue;
        bz_diag *d =
            bz_check__report(k, bz_model_span(m, q, BZ_QUESTION_SELF_REPORT),
                             "the form asks for harm and for what tells who somebody is (`%.*s`)",
                             BZ_FMT(bz_model_id(m, r)));
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, r, BZ_QUESTION_IDENTIFYING),
                        "said here");
        bz_check__hint(k, d, "ask for names on another form; a code on both sheets joins them");
        return;
    }
}

static const bz_rule RULES[] = {
    {BZ_Q001, "questions have answers", BZ_R_QUESTION, has_its_answers, BZ_RULE_ALWAYS},
    {BZ_Q002, "what decides comes first", BZ_R_ONLY_IF, hangs_on_an_earlier_one, BZ_RULE_ALWAYS},
    {BZ_Q003, "what decides can be answered", BZ_R_ONLY_IF, hangs_on_a_real_answer, BZ_RULE_ALWAYS},
    {BZ_Q004, "scores can be counted", BZ_R_SCORE, can_be_counted, BZ_RULE_ALWAYS},
    {BZ_Q005, "names are kept apart", BZ_R_QUESTION, keeps_names_apart, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__form = {RULES, sizeof RULES / sizeof *RULES};
