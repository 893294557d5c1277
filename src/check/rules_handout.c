/* Rules on handouts and home practice: on what is given to nobody, and on what a change took away.
 */
#include "check/check_priv.h"

static bz_rec session_of(const bz_model *m, bz_rec r)
{
    return bz_model_above(m, r, BZ_R_SESSION);
}

static void says_something(bz_checker *k, bz_rec practice)
{
    const bz_model *m = k->m;
    bz_rec handout = bz_model_ref(m, practice, BZ_HOME_PRACTICE_HANDOUT);
    bool has_name = bz_model_has(m, practice, BZ_HOME_PRACTICE_HANDOUT);
    if (bz_model_has(m, practice, BZ_HOME_PRACTICE_TEXT) || (has_name && !handout)) return;
    if (handout && bz_model_has(m, handout, BZ_HANDOUT_PRACTICE)) return;
    bz_diag *d = bz_check__report(k, bz_model_at(m, practice)->span,
                                  "the home practice of session `%.*s` does not say what to try",
                                  BZ_FMT(bz_model_id(m, session_of(m, practice))));
    if (handout) {
        bz_diag_note_at(k->job->diags, d, bz_check__name_span(m, handout),
                        "the handout has no `practice`");
        bz_check__hint(k, d,
                       "write `practice:` in the handout, which also gives it a seven-day grid, or "
                       "`text:` here");
    } else bz_check__hint(k, d, "write `text:`, or name a handout that has a `practice`");
}

static void may_go_home(bz_checker *k, bz_rec practice)
{
    const bz_model *m = k->m;
    bz_rec handout = bz_model_ref(m, practice, BZ_HOME_PRACTICE_HANDOUT);
    int no = bz_enum_find(BZ_E_TAKE_HOME, BZ_STR("no"));
    if (!handout || bz_model_int(m, handout, BZ_HANDOUT_TAKE_HOME) != no) return;
    bz_diag *d = bz_check__report(
        k, bz_model_span(m, practice, BZ_HOME_PRACTICE_HANDOUT),
        "handout `%.*s` must not be taken home, and is the home practice of session `%.*s`",
        BZ_FMT(bz_model_id(m, handout)), BZ_FMT(bz_model_id(m, session_of(m, practice))));
    bz_diag_note_at(k->job->diags, d, bz_model_span(m, handout, BZ_HANDOUT_TAKE_HOME), "said here");
    bz_check__hint(
        k, d,
        "give another handout, or say the practice in `text:`; `take_home: ask_first` lets each "
        "caregiver decide");
}

static void of_this_session(bz_checker *k, bz_rec r, int row)
{
    const bz_model *m = k->m;
    bz_rec handout = bz_model_ref(m, r, row), session = session_of(m, r);
    bz_rec other = handout ? bz_model_ref(m, handout, BZ_HANDOUT_SESSION) : 0;
    if (!other || !session || other == session) return;
    bz_diag *d = bz_check__report(k, bz_model_span(m, r, row),
                                  "handout `%.*s` is given in session `%.*s` and belongs to `%.*s`",
                                  BZ_FMT(bz_model_id(m, handout)), BZ_FMT(bz_model_id(m, session)),
                                  BZ_FMT(bz_model_id(m, other)));
    bz_diag_note_at(k->job->diags, d, bz_model_span(m, handout, BZ_HANDOUT_SESSION), "said here");
}

static void practice_of_this_session(bz_checker *k, bz_rec practice)
{
    of_this_session(k, practice, BZ_HOME_PRACTICE_HANDOUT);
}

static void is_given(bz_checker *k, bz_rec handout)
{
    const bz_model *m = k->m;
    if (k->is_used[handout] || bz_model_has(m, handout, BZ_HANDOUT_SESSION)) return;
    int officer = bz_enum_find(BZ_E_AUDIENCE, BZ_STR("officer"));
    int facilitator = bz_enum_find(BZ_E_AUDIENCE, BZ_STR("facilitator"));
    int audience = bz_model_int(m, handout, BZ_HANDOUT_AUDIENCE);
    if (audience == officer || audience == facilitator) return; /* read outside the room */
    bz_diag *d =
        bz_check__report(k, bz_check__name_span(m, handout),
                         "handout `%.*s` is given in no session", BZ_FMT(bz_model_id(m, handout)));
    bz_check__hint(
        k, d, "write `session:` in it, or name it in a session's `home_practice` or `materials`");
}

/* References of a record whose target a change has removed. */
static void is_still_there(bz_checker *k, bz_rec r)
{
    const bz_model *m = k->m;
    const bz_record_row *row = bz_record_row_at(bz_model_kind(m, r));
    for (int f = 0; f < row->n; f++) {
        const bz_value *v = bz_model_value(m, r, f);
        uint32_t n = v->kind == BZ_V_LIST ? v->b : v->kind == BZ_V_REF ? 1 : 0;
        for (uint32_t i = 0; i < n; i++) {
            const bz_value *one = v->kind == BZ_V_LIST ? bz_value_element(m, v, i) : v;
            if (one->kind != BZ_V_REF || !one->target || bz_check__is_alive(m, one->target))
                continue;
            bz_check__report(k, one->span, "`%.*s` was removed by a change, and is named here",
                             BZ_FMT(bz_value_text(m, one)));
        }
    }
}

static const bz_rule RULES[] = {
    {BZ_T113, "home practice says what to try", BZ_R_HOME_PRACTICE, says_something, BZ_RULE_ALWAYS},
    {BZ_T114, "what must stay does not go home", BZ_R_HOME_PRACTICE, may_go_home, BZ_RULE_ALWAYS},
    {BZ_T115, "handouts of their own session", BZ_R_HOME_PRACTICE, practice_of_this_session,
     BZ_RULE_ALWAYS},
    {BZ_T116, "handouts are given", BZ_R_HANDOUT, is_given, BZ_RULE_ALWAYS},
    {BZ_X105, "what is named is there", BZ_R_ACTIVITY, is_still_there, BZ_RULE_ALWAYS},
    {BZ_X105, "what is named is there", BZ_R_HOME_PRACTICE, is_still_there, BZ_RULE_ALWAYS},
    {BZ_X105, "what is named is there", BZ_R_MATERIAL, is_still_there, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__handout = {RULES, sizeof RULES / sizeof *RULES};
