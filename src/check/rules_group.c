/* Rules on groups and adaptations: whether the days and minutes of a group can hold its curriculum,
 * and whether an adaptation was made for it. */
#include "check/check_priv.h"
#include "base/date.h"

static bz_rec rhythm_of(const bz_model *m)
{
    bz_rec group = bz_model_ref(m, m->context, BZ_CONTEXT_GROUP);
    return group ? bz_model_first(m, group, BZ_GROUP_MEETINGS) : 0;
}

static void edition(bz_checker *k, bz_rec adaptation)
{
    const bz_model *m = k->m;
    bz_rec made_for = bz_model_first(m, adaptation, BZ_ADAPTATION_FOR);
    bz_rec curriculum = made_for ? bz_model_ref(m, made_for, BZ_FOR_CURRICULUM) : 0;
    if (!curriculum) return;
    bz_str was = bz_model_text(m, made_for, BZ_FOR_VERSION);
    bz_str is = bz_model_text(m, curriculum, BZ_CURRICULUM_VERSION);
    if (!was.n || !is.n || bz_str_eq(was, is)) return;
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, made_for, BZ_FOR_VERSION),
                         "adaptation `%.*s` was made for edition %.*s of `%.*s`, which is now %.*s",
                         BZ_FMT(bz_model_id(m, adaptation)), BZ_FMT(was),
                         BZ_FMT(bz_model_id(m, curriculum)), BZ_FMT(is));
    bz_diag_note_at(k->job->diags, d, bz_model_span(m, curriculum, BZ_CURRICULUM_VERSION),
                    "the edition");
    bz_check__hint(k, d, "look whether it still fits, then write `version: \"%.*s\"`", BZ_FMT(is));
}

static void sensitive(bz_checker *k, bz_rec context)
{
    const bz_model *m = k->m;
    if (context != m->context || bz_model_first(m, context, BZ_CONTEXT_FOCAL_POINT)) return;
    bz_rec place = bz_model_ref(m, context, BZ_CONTEXT_PLACE);
    bz_diag *d = NULL;
    for (bz_rec s = bz_model_first(m, m->curriculum, BZ_CURRICULUM_SESSIONS); s && place;
         s = bz_model_next(m, s)) {
        if (!bz_model_bool(m, s, BZ_SESSION_SENSITIVE) || !bz_check__applies(k, s)) continue;
        if (!d) {
            d = bz_check__report(k, bz_check__name_span(m, place),
                                 "place `%.*s` has no focal point, and session `%.*s` is sensitive",
                                 BZ_FMT(bz_model_id(m, place)), BZ_FMT(bz_model_id(m, s)));
            bz_check__hint(k, d,
                           "write whom to call when a child is in danger: "
                           "`focal_point: {role: child protection officer, phone: \"…\"}`");
        }
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, s, BZ_SESSION_SENSITIVE),
                        "`%.*s` is sensitive", BZ_FMT(bz_model_id(m, s)));
    }
}

/* One stack of sheets can be folded, or read side by side. */
static void one_way_of_sheets(bz_checker *k, bz_rec paper)
{
    const bz_model *m = k->m;
    if (bz_model_kind(m, bz_model_at(m, paper)->parent) != BZ_R_GROUP ||
        !bz_model_bool(m, paper, BZ_PAPER_BOOKLET) || !bz_model_bool(m, paper, BZ_PAPER_TWO_UP))
        return;
    bz_diag *d = bz_check__report(k, bz_model_span(m, paper, BZ_PAPER_TWO_UP),
                                  "pages are to be a booklet and two-up at once");
    bz_diag_note_at(k->job->diags, d, bz_model_span(m, paper, BZ_PAPER_BOOKLET), "the booklet");
    bz_check__hint(k, d, "leave out one of the two");
}

/* --- with a plan */

static void enough_meetings(bz_checker *k, bz_rec programme)
{
    const bz_model *m = k->m;
    bz_rec rhythm = rhythm_of(m), first = 0;
    if (!rhythm || programme != m->programme) return;
    int count = bz_model_has(m, rhythm, BZ_MEETINGS_COUNT)
                    ? bz_model_int(m, rhythm, BZ_MEETINGS_COUNT)
                    : INT32_MAX;
    int row = BZ_MEETINGS_COUNT, has = 0, wanted = 0;
    bool has_dates = bz_model_count(m, rhythm, BZ_MEETINGS_DATES) > 0;
    for (bz_rec r = bz_model_first(m, programme, BZ_PROGRAMME_MEETINGS); r;
         r = bz_model_next(m, r)) {
        bool is_dateless = has_dates && !bz_model_has(m, r, BZ_MEETING_DATE);
        wanted++;
        if (has == count || is_dateless) {
            if (!first) first = r, row = is_dateless ? BZ_MEETINGS_DATES : BZ_MEETINGS_COUNT;
        } else if (!first) has++;
    }
    if (!first) return;
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, rhythm, row),
                         "the group has %d meeting%s, and the curriculum has %d sessions for it",
                         has, has == 1 ? "" : "s", wanted);
    bz_diag_note_at(k->job->diags, d, bz_model_at(m, first)->span,
                    "this is the first without a meeting");
    bz_check__hint(k, d, "allow %d, or leave sessions out with `when`", wanted);
}

static void in_time(bz_checker *k, bz_rec meeting)
{
    const bz_model *m = k->m;
    bz_rec rhythm = rhythm_of(m);
    if (!rhythm || !bz_model_has(m, rhythm, BZ_MEETINGS_UNTIL) ||
        !bz_model_has(m, meeting, BZ_MEETING_DATE))
        return;
    bz_date until = bz_model_int(m, rhythm, BZ_MEETINGS_UNTIL),
            day = bz_model_int(m, meeting, BZ_MEETING_DATE);
    bz_rec next = bz_model_next(m, meeting);
    if (day <= until || (next && bz_model_has(m, next, BZ_MEETING_DATE)))
        return; /* the last one tells */
    bz_diag *d = bz_check__report(k, bz_model_span(m, rhythm, BZ_MEETINGS_UNTIL),
                                  "the last of %d meetings would be on %s, after %s",
                                  bz_model_int(m, meeting, BZ_MEETING_NUMBER),
                                  bz_check__iso(k, day), bz_check__iso(k, until));
    bz_check__hint(k, d, "start earlier, meet more often, or allow more time");
}

static void skipped_dates(bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    for (uint32_t i = 0; i < bz_model_count(m, rhythm, BZ_MEETINGS_DATES); i++) {
        const bz_value *v = bz_model_element(m, rhythm, BZ_MEETINGS_DATES, i);
        bz_rec by = v->kind == BZ_V_INT ? bz_model_skip(m, rhythm, (bz_date)v->a) : 0;
        if (!by) continue;
        bz_diag *d = bz_check__report(k, v->span, "%s is a day of meeting, and is skipped",
                                      bz_check__iso(k, (bz_date)v->a));
        bz_diag_note_at(k->job->diags, d, bz_model_at(m, by)->span, "it is skipped here");
        bz_check__hint(k, d, "take it out of `dates`, or out of `skip`");
    }
}

/* What can be read in two ways, or in none: nothing of it is passed over. */
static void clear_rhythm(bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    int32_t count = 1;
    bz_unit unit = BZ_WEEK;
    bool has_every = bz_model_has(m, rhythm, BZ_MEETINGS_EVERY);
    bool has_weekdays = bz_model_count(m, rhythm, BZ_MEETINGS_WEEKDAYS) > 0;
    bz_span every = bz_model_span(m, rhythm, BZ_MEETINGS_EVERY);
    if (has_every &&
        bz_duration_parse(bz_model_text(m, rhythm, BZ_MEETINGS_EVERY), &count, &unit) &&
        (!count || unit == BZ_MINUTE || unit == BZ_HOUR)) {
        bz_diag *d = bz_check__report(k, every, "meetings are at least a day apart");
        bz_check__hint(k, d, "write a number of days, weeks or months: `every: 1 week`");
    }
    if (has_every && has_weekdays) {
        bz_diag *d = bz_check__report(k, every, "meetings with `every` and `weekdays`");
        bz_check__hint(k, d, "keep one of them: `weekdays` means every week");
    }
    if (!bz_model_count(m, rhythm, BZ_MEETINGS_DATES)) return;
    static const int others[] = {BZ_MEETINGS_START, BZ_MEETINGS_EVERY, BZ_MEETINGS_WEEKDAYS};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const bz_value *v = bz_model_value(m, rhythm, others[i]);
        if (v->kind == BZ_V_NONE) continue;
        const char *key = bz_record_row_at(BZ_R_MEETINGS)->fields[others[i]].key;
        bz_diag *d = bz_check__report(k, v->span, "meetings with `dates` and `%s`", key);
        bz_check__hint(k, d, "take `%s` out: `dates` names every day", key);
    }
}

static void dates_in_order(bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    for (uint32_t i = 1; i < bz_model_count(m, rhythm, BZ_MEETINGS_DATES); i++) {
        const bz_value *before = bz_model_element(m, rhythm, BZ_MEETINGS_DATES, i - 1),
                       *v = bz_model_element(m, rhythm, BZ_MEETINGS_DATES, i);
        if (before->kind != BZ_V_INT || v->kind != BZ_V_INT || (bz_date)v->a > (bz_date)before->a)
            continue;
        bz_diag *d = bz_check__report(k, v->span, "%s comes before the meeting in front of it",
                                      bz_check__iso(k, (bz_date)v->a));
        bz_check__hint(k, d, "write the dates in their order, each once");
    }
}

static void forward(bz_checker *k, bz_rec skip)
{
    const bz_model *m = k->m;
    if (!bz_model_has(m, skip, BZ_SKIP_FROM) || !bz_model_has(m, skip, BZ_SKIP_TO)) return;
    if (bz_model_int(m, skip, BZ_SKIP_TO) >= bz_model_int(m, skip, BZ_SKIP_FROM)) return;
    bz_diag *d = bz_check__report(k, bz_model_span(m, skip, BZ_SKIP_TO),
                                  "what is skipped ends before it begins");
    bz_check__hint(k, d, "write the first day as `from`, the last as `to`");
}

/* The least that a session's parts can take, for the hint. */
static int least_of(const bz_model *m, bz_rec meeting)
{
    int least = 0;
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p)) {
        bz_rec a = bz_model_ref(m, p, BZ_PART_ACTIVITY);
        const bz_value *between = a ? bz_model_value(m, a, BZ_ACTIVITY_BETWEEN) : NULL;
        least += between && between->kind == BZ_V_RANGE ? (int)between->a
                                                        : bz_model_int(m, p, BZ_PART_MINUTES);
    }
    return least;
}

static void long_enough(bz_checker *k, bz_rec meeting)
{
    const bz_model *m = k->m;
    bz_rec rhythm = rhythm_of(m);
    if (!rhythm || !bz_model_has(m, rhythm, BZ_MEETINGS_MINUTES)) return;
    int most = bz_model_int(m, rhythm, BZ_MEETINGS_MINUTES),
        needs = bz_model_int(m, meeting, BZ_MEETING_MINUTES);
    if (needs <= most || !bz_model_count(m, meeting, BZ_MEETING_SESSIONS)) return;
    bz_rec session = bz_model_element(m, meeting, BZ_MEETING_SESSIONS, 0)->target;
    int least = least_of(m, meeting);
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, rhythm, BZ_MEETINGS_MINUTES),
                         "session `%.*s` takes %d minutes, and a meeting has %d: %d too many",
                         BZ_FMT(bz_model_id(m, session)), needs, most, needs - most);
    bz_diag_note_at(k->job->diags, d, bz_model_span(m, session, BZ_SESSION_MINUTES),
                    "the session's minutes");
    bz_check__hint(
        k, d,
        least > most ? "its parts need %d at least: give the meetings %d minutes"
                     : "its parts need %d at least: shorten some, or give the meetings %d minutes",
        least, needs);
}

static const bz_rule RULES[] = {
    {BZ_C112, "adaptations fit the edition", BZ_R_ADAPTATION, edition, BZ_RULE_ALWAYS},
    {BZ_C113, "enough meetings", BZ_R_PROGRAMME, enough_meetings, BZ_RULE_PLAN},
    {BZ_C114, "meetings in time", BZ_R_MEETING, in_time, BZ_RULE_PLAN},
    {BZ_C115, "days that are both", BZ_R_MEETINGS, skipped_dates, BZ_RULE_ALWAYS},
    {BZ_C124, "clear rhythms", BZ_R_MEETINGS, clear_rhythm, BZ_RULE_ALWAYS},
    {BZ_C124, "dates in order", BZ_R_MEETINGS, dates_in_order, BZ_RULE_ALWAYS},
    {BZ_C124, "skipping forward", BZ_R_SKIP, forward, BZ_RULE_ALWAYS},
    {BZ_C116, "meetings are long enough", BZ_R_MEETING, long_enough, BZ_RULE_PLAN},
    {BZ_C126, "booklet or two-up", BZ_R_PAPER, one_way_of_sheets, BZ_RULE_ALWAYS},
    {BZ_C117, "somebody to call", BZ_R_CONTEXT, sensitive, BZ_RULE_GROUP},
};
const bz_rules bz_check__group = {RULES, sizeof RULES / sizeof *RULES};
