/* Rules on forms: that every question can be answered on paper, that what a question hangs on was
 * asked before it, that a sheet on which many write shows nobody's harm to the next, and that
 * scores count what can be counted. In: forms as loaded or adapted. Questions are looked for in the
 * order in which they are asked, those of a repeat behind it. */
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

/* The one asked after `r`: within a repeat, behind it, or behind the repeat that ends with it. */
static bz_rec asked_next(const bz_model *m, bz_rec r)
{
    bz_rec inside = bz_model_first(m, r, BZ_QUESTION_QUESTIONS);
    if (inside) return inside;
    while (!bz_model_next(m, r) && bz_model_kind(m, bz_model_at(m, r)->parent) == BZ_R_QUESTION)
        r = bz_model_at(m, r)->parent;
    return bz_model_next(m, r);
}

/* The repeat in which it stands, or 0. */
static bz_rec repeat_of(const bz_model *m, bz_rec question)
{
    bz_rec above = bz_model_at(m, question)->parent;
    return bz_model_kind(m, above) == BZ_R_QUESTION ? above : 0;
}

/* Notes what a form asks, and in which order: once for all the questions and scores that look
 * another one up. */
static void look_through(bz_checker *k, bz_rec form)
{
    uint32_t position = 0;
    bz_map_free(k->asked);
    k->asked = bz_map_new();
    k->asked_in = form;
    for (bz_rec q = bz_model_first(k->m, form, BZ_FORM_QUESTIONS); q; q = asked_next(k->m, q)) {
        k->positions[q] = ++position;
        bz_str id = bz_model_id(k->m, q);
        if (id.n && bz_check__is_alive(k->m, q)) bz_map_add(k->asked, id, q);
    }
}

static bz_rec question_of(bz_checker *k, bz_rec form, bz_str id)
{
    if (k->asked_in != form) look_through(k, form);
    return bz_map_find(k->asked, id);
}

static void suggest_question(bz_checker *k, bz_diag *d, bz_rec form, bz_str id)
{
    bz_str ids[64];
    size_t n = 0;
    for (bz_rec q = bz_model_first(k->m, form, BZ_FORM_QUESTIONS); q && n < 64;
         q = asked_next(k->m, q))
        ids[n++] = bz_model_id(k->m, q);
    bz_diag_did_you_mean(k->job->diags, d, id, ids, n);
}

/* What a repeat asks, and that nothing else asks so. */
static void has_its_questions(bz_checker *k, bz_rec q)
{
    const bz_model *m = k->m;
    bool is_repeat = is_type(m, q, "repeat"), has_some = false;
    bz_str id = bz_model_id(m, q);
    for (bz_rec r = bz_model_first(m, q, BZ_QUESTION_QUESTIONS); r; r = bz_model_next(m, r))
        has_some = has_some || bz_check__is_alive(m, r);
    if (is_repeat == has_some) return;
    bz_span at = bz_model_span(m, q, BZ_QUESTION_TYPE);
    bz_diag *d = is_repeat ? bz_check__report(k, at, "`%.*s` repeats no questions", BZ_FMT(id))
                           : bz_check__report(k, at, "question `%.*s` is `%s` and has questions",
                                              BZ_FMT(id), type_name(m, q));
    if (is_repeat)
        bz_check__hint(k, d, "write below it `questions:`, what is asked for each participant");
    else bz_check__hint(k, d, "what is asked for each participant has `type: repeat`");
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
    has_its_questions(k, q);
}

static void hangs_on_an_earlier_one(bz_checker *k, bz_rec only_if)
{
    const bz_model *m = k->m;
    bz_rec q = bz_model_above(m, only_if, BZ_R_QUESTION),
           form = bz_model_above(m, only_if, BZ_R_FORM);
    bz_str id = bz_model_text(m, only_if, BZ_ONLY_IF_QUESTION);
    bz_rec other = form ? question_of(k, form, id) : 0;
    if (!form || !id.n) return;
    if (other && k->positions[other] < k->positions[q]) return;
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

static void suggest_choice(bz_checker *k, bz_diag *d, bz_rec question, bz_str answer)
{
    enum { MOST = 40 };
    bz_str choices[MOST];
    uint32_t n = bz_model_count(k->m, question, BZ_QUESTION_CHOICES);
    for (uint32_t i = 0; i < n && i < MOST; i++)
        choices[i] = bz_value_text(k->m, bz_model_element(k->m, question, BZ_QUESTION_CHOICES, i));
    bz_diag_did_you_mean(k->job->diags, d, answer, choices, n < MOST ? n : MOST);
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
    bz_rec other = form ? question_of(k, form, id) : 0;
    bool has_is = bz_model_has(m, only_if, BZ_ONLY_IF_IS),
         has_more = bz_model_has(m, only_if, BZ_ONLY_IF_MORE_THAN);
    if (!other) return;
    bz_rec repeat = repeat_of(m, other);
    if (repeat && repeat != repeat_of(m, bz_model_above(m, only_if, BZ_R_QUESTION))) {
        bz_diag *d = bz_check__report(k, bz_model_span(m, only_if, BZ_ONLY_IF_QUESTION),
                                      "`%.*s` is asked for each participant: it has many answers",
                                      BZ_FMT(id));
        bz_check__hint(k, d, "ask it in the same repeat, `%.*s`", BZ_FMT(bz_model_id(m, repeat)));
        return;
    }
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
        suggest_choice(k, d, other, bz_value_text(m, v));
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
        bz_rec q = question_of(k, form, id);
        if (!q) {
            bz_diag *d = bz_check__report(k, v->span, "there is no question `%.*s` in this form",
                                          BZ_FMT(id));
            suggest_question(k, d, form, id);
        } else if (repeat_of(m, q)) {
            bz_check__report(k, v->span,
                             "`%.*s` is asked for each participant: it has many answers",
                             BZ_FMT(id));
        } else if (is_type(m, q, "many_of") ||
                   (!is_chosen(m, q) && !is_number(m, q) && !is_type(m, q, "faces"))) {
            bz_diag *d = bz_check__report(k, v->span, "an answer of type `%s` is no number",
                                          type_name(m, q));
            bz_check__hint(k, d,
                           "leave it out of the score: answers of one_of, likert, faces, days and "
                           "integer are counted");
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

/* The first question whose answer tells who somebody is, or 0. */
static bz_rec who_asks_for_a_name(const bz_model *m, bz_rec form)
{
    bz_rec q = bz_model_first(m, form, BZ_FORM_QUESTIONS);
    while (q && (!bz_check__is_alive(m, q) || !bz_model_bool(m, q, BZ_QUESTION_IDENTIFYING)))
        q = asked_next(m, q);
    return q;
}

static void keeps_names_apart(bz_checker *k, bz_rec form)
{
    const bz_model *m = k->m;
    bz_rec named = who_asks_for_a_name(m, form);
    bz_rec q = named ? bz_model_first(m, form, BZ_FORM_QUESTIONS) : 0;
    for (; q; q = asked_next(m, q)) {
        if (!bz_check__is_alive(m, q) || !bz_model_bool(m, q, BZ_QUESTION_SELF_REPORT)) continue;
        bz_diag *d =
            bz_check__report(k, bz_model_span(m, q, BZ_QUESTION_SELF_REPORT),
                             "the form asks for harm and for what tells who somebody is (`%.*s`)",
                             BZ_FMT(bz_model_id(m, named)));
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, named, BZ_QUESTION_IDENTIFYING),
                        "said here");
        bz_check__hint(k, d, "ask for names on another form; a code on both sheets joins them");
    }
}

/* A sheet with a line for each participant is seen by all whose line comes later. */
static void may_stand_in_a_repeat(bz_checker *k, bz_rec q)
{
    static const char *const alone[] = {"repeat", "consent", "signature", "office"};
    const bz_model *m = k->m;
    bz_str id = bz_model_id(m, q);
    if (!repeat_of(m, q)) return;
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        if (!is_type(m, q, alone[i])) continue;
        bz_diag *d =
            bz_check__report(k, bz_model_span(m, q, BZ_QUESTION_TYPE),
                             "`%.*s` is `%s` and stands in a repeat", BZ_FMT(id), alone[i]);
        bz_check__hint(k, d,
                       i ? "put it before or behind the repeat, once for the sheet"
                         : "ask its questions in the repeat that it stands in");
    }
    bool is_harm = bz_model_bool(m, q, BZ_QUESTION_SELF_REPORT);
    if (!is_harm && !bz_model_bool(m, q, BZ_QUESTION_IDENTIFYING)) return;
    bz_diag *d = bz_check__report(
        k, bz_model_span(m, q, is_harm ? BZ_QUESTION_SELF_REPORT : BZ_QUESTION_IDENTIFYING),
        "`%.*s` %s, on a sheet with the answers of all participants", BZ_FMT(id),
        is_harm ? "asks for harm" : "tells who somebody is");
    bz_check__hint(k, d, "ask it on another form, a sheet for each person");
}

/* Within one list the loader has compared them. */
static void have_names_of_their_own(bz_checker *k, bz_rec form)
{
    const bz_model *m = k->m;
    bz_map *seen = bz_map_new();
    bz_rec q = bz_model_first(m, form, BZ_FORM_QUESTIONS);
    for (; q; q = asked_next(m, q)) {
        bz_str id = bz_model_id(m, q);
        bz_rec first = id.n && bz_check__is_alive(m, q) ? bz_map_add(seen, id, q) : 0;
        if (!first || bz_model_at(m, first)->parent == bz_model_at(m, q)->parent) continue;
        bz_diag *d = bz_check__report(k, bz_model_span(m, q, BZ_QUESTION_ID),
                                      "the form has two questions `%.*s`", BZ_FMT(id));
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, first, BZ_QUESTION_ID), "the other one");
    }
    bz_map_free(seen);
}

static const bz_rule RULES[] = {
    {BZ_Q001, "questions have answers", BZ_R_QUESTION, has_its_answers, BZ_RULE_ALWAYS},
    {BZ_Q002, "what decides comes first", BZ_R_ONLY_IF, hangs_on_an_earlier_one, BZ_RULE_ALWAYS},
    {BZ_Q003, "what decides can be answered", BZ_R_ONLY_IF, hangs_on_a_real_answer, BZ_RULE_ALWAYS},
    {BZ_Q004, "scores can be counted", BZ_R_SCORE, can_be_counted, BZ_RULE_ALWAYS},
    {BZ_Q005, "names are kept apart", BZ_R_FORM, keeps_names_apart, BZ_RULE_ALWAYS},
    {BZ_Q006, "what many write on one sheet", BZ_R_QUESTION, may_stand_in_a_repeat, BZ_RULE_ALWAYS},
    {BZ_Q007, "questions have names", BZ_R_FORM, have_names_of_their_own, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__form = {RULES, sizeof RULES / sizeof *RULES};
