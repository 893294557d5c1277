/* Rules on time: what a session's parts need, and what its meeting has. Minutes are never invented,
 * so they must add up. */
#include "check/check_priv.h"

typedef struct sums {
    int least, usual, greatest, rituals, n;
} sums;

static sums sums_of(const bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    sums s = {0};
    for (bz_rec a = bz_check__next_activity(k, session, 0); a;
         a = bz_check__next_activity(k, session, a)) {
        int usual = bz_model_int(m, a, BZ_ACTIVITY_MINUTES), low = usual, high = usual;
        const bz_value *between = bz_model_value(m, a, BZ_ACTIVITY_BETWEEN);
        if (between->kind == BZ_V_RANGE) {
            /* Minutes outside their own range are reported by themselves. */
            if ((int)between->a < low) low = (int)between->a;
            if ((int)between->b > high) high = (int)between->b;
        }
        s.least += low;
        s.usual += usual;
        s.greatest += high;
        s.rituals += bz_model_int(m, a, BZ_ACTIVITY_RITUAL) ? usual : 0;
        s.n++;
    }
    return s;
}

static const char *plural(int n)
{
    return n == 1 ? "" : "s";
}

static void note_rituals(bz_checker *k, bz_diag *d, bz_rec session, const sums *s)
{
    bz_rec every =
        bz_model_first(k->m, bz_model_at(k->m, session)->parent, BZ_CURRICULUM_EVERY_MEETING);
    if (!s->rituals || !every) return;
    bz_diag_note_at(k->job->diags, d, bz_model_at(k->m, every)->span,
                    "%d of these minutes are for the parts of every meeting", s->rituals);
}

static void fit(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    sums s = sums_of(k, session);
    int has = bz_model_int(m, session, BZ_SESSION_MINUTES);
    if (!s.n || !has || (s.least <= has && has <= s.greatest)) return;
    int part = s.least > has ? s.least : s.greatest, off = part > has ? part - has : has - part;
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, session, BZ_SESSION_MINUTES),
                         "session `%.*s` has %d minutes, and its parts take at %s %d: %d too %s",
                         BZ_FMT(bz_model_id(m, session)), has, part > has ? "least" : "most", part,
                         off, part > has ? "many" : "few");
    note_rituals(k, d, session, &s);
    if (s.usual == has) return;
    bz_check__hint(
        k, d, "the parts usually take %d: write `minutes: %d` here, or %s parts by %d minute%s",
        s.usual, s.usual, part > has ? "shorten" : "lengthen", off, plural(off));
}

static void add_up(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    sums s = sums_of(k, session);
    int has = bz_model_int(m, session, BZ_SESSION_MINUTES);
    if (!s.n || !has || s.usual == has || s.least > has || has > s.greatest) return;
    int off = s.usual > has ? s.usual - has : has - s.usual;
    bz_diag *d = bz_check__report(
        k, bz_model_span(m, session, BZ_SESSION_MINUTES),
        "the parts of session `%.*s` usually take %d minutes: %d %s than its %d",
        BZ_FMT(bz_model_id(m, session)), s.usual, off, s.usual > has ? "more" : "fewer", has);
    note_rituals(k, d, session, &s);
    bz_check__hint(
        k, d,
        "they fit (%d-%d), but facilitators will plan with the usual minutes: write `minutes: %d`, "
        "or %s a part by %d minute%s%s",
        s.least, s.greatest, s.usual, s.usual > has ? "shorten" : "lengthen", off, plural(off),
        bz_model_first(m, m->project, BZ_PROJECT_ADAPTATIONS) ? "; in an adaptation with `retime:`"
                                                              : "");
}

static void within(bz_checker *k, bz_rec a)
{
    const bz_model *m = k->m;
    const bz_value *between = bz_model_value(m, a, BZ_ACTIVITY_BETWEEN);
    int minutes = bz_model_int(m, a, BZ_ACTIVITY_MINUTES);
    if (between->kind != BZ_V_RANGE || !minutes) return;
    if (minutes >= (int)between->a && minutes <= (int)between->b) return;
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, a, BZ_ACTIVITY_MINUTES),
                         "`%.*s` usually takes %d minutes, and may take %d-%d",
                         BZ_FMT(bz_model_id(m, a)), minutes, (int)between->a, (int)between->b);
    bz_diag_note_at(k->job->diags, d, between->span, "its range");
    bz_check__hint(k, d, "write minutes within the range, or a range that holds them");
}

/* The parts of every meeting may fall into another meeting than the last part of the session. */
static void keep_at_end(bz_checker *k, bz_rec session)
{
    const bz_model *m = k->m;
    bz_rec last = 0;
    for (bz_rec a = bz_check__next_activity(k, session, 0); a;
         a = bz_check__next_activity(k, session, a))
        if (!bz_model_int(m, a, BZ_ACTIVITY_RITUAL)) last = a;
    if (!last || !bz_model_bool(m, last, BZ_ACTIVITY_KEEP_WITH_NEXT)) return;
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, last, BZ_ACTIVITY_KEEP_WITH_NEXT),
                         "`%.*s` is kept with the next part, and is the last of session `%.*s`",
                         BZ_FMT(bz_model_id(m, last)), BZ_FMT(bz_model_id(m, session)));
    bz_check__hint(k, d, "leave `keep_with_next` out, or put it on the part before");
}

static void leave_out(bz_checker *k, bz_rec a)
{
    const bz_model *m = k->m;
    if (!bz_model_has(m, a, BZ_ACTIVITY_LEAVE_OUT)) return;
    if (bz_model_may_change(m, (bz_target){a, 0}) != BZ_WITH_APPROVAL) return;
    bz_diag *d = bz_check__report(k, bz_model_span(m, a, BZ_ACTIVITY_LEAVE_OUT),
                                  "`%.*s` may be left out, and may be changed with approval only",
                                  BZ_FMT(bz_model_id(m, a)));
    bz_check__hint(k, d, "take out `leave_out`: without an approval it has no effect");
}

static const bz_rule RULES[] = {
    {BZ_T101, "parts fit the session", BZ_R_SESSION, fit, BZ_RULE_ALWAYS},
    {BZ_T102, "usual minutes add up", BZ_R_SESSION, add_up, BZ_RULE_ALWAYS},
    {BZ_T103, "minutes within their range", BZ_R_ACTIVITY, within, BZ_RULE_ALWAYS},
    {BZ_T104, "nothing to keep with", BZ_R_SESSION, keep_at_end, BZ_RULE_ALWAYS},
    {BZ_T107, "protected parts stay", BZ_R_ACTIVITY, leave_out, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__time = {RULES, sizeof RULES / sizeof *RULES};
