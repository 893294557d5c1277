/* Rules on groups and adaptations: whether the days and minutes of a group can hold its curriculum,
 * and whether an adaptation was made for it. */
#include "check/check_priv.h"
#include "base/date.h"

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

static void skipped_dates(bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    for (uint32_t i = 0; i < bz_model_count(m, rhythm, BZ_MEETINGS_DATES); i++) {
        const bz_value *v = bz_model_element(m, rhythm, BZ_MEETINGS_DATES, i);
        bz_rec by = v->kind == BZ_V_INT ? bz_model_skip(m, rhythm, (bz_date)v->a) : 0;
        if (!by || bz_model_moved(m, rhythm, (bz_date)v->a)) continue;
        bz_diag *d = bz_check__report(k, v->span, "%s is a day of meeting, and is skipped",
                                      bz_check__iso(k, (bz_date)v->a));
        bz_diag_note_at(k->job->diags, d, bz_model_at(m, by)->span, "it is skipped here");
        bz_check__hint(k, d, "take it out of `dates`, or out of `skip`");
    }
}

/* A moved meeting stands on a day of its own. */
static void skipped_move(bz_checker *k, bz_rec day)
{
    const bz_model *m = k->m;
    if (!bz_model_has(m, day, BZ_DAY_MOVED_TO)) return;
    bz_rec by = bz_model_skip(m, bz_model_at(m, day)->parent, bz_model_held_on(m, day));
    if (!by) return;
    bz_diag *d = bz_check__report(k, bz_model_span(m, day, BZ_DAY_MOVED_TO),
                                  "a meeting is moved to %s, which is skipped",
                                  bz_check__iso(k, bz_model_held_on(m, day)));
    bz_diag_note_at(k->job->diags, d, bz_model_at(m, by)->span, "it is skipped here");
    bz_check__hint(k, d, "move it to another day, or take the day out of `skip`");
}

/* Days of the week go with weeks, days of a month (`second saturday`) with months. */
static void clear_weekdays(bz_checker *k, bz_rec rhythm, bool has_every, bz_unit unit)
{
    const bz_model *m = k->m;
    uint32_t n = bz_model_count(m, rhythm, BZ_MEETINGS_WEEKDAYS), of_month = 0;
    for (uint32_t i = 0; i < n; i++)
        of_month += bz_model_element(m, rhythm, BZ_MEETINGS_WEEKDAYS, i)->a >= 7;
    if (of_month && of_month < n) {
        bz_diag *d = bz_check__report(k, bz_model_span(m, rhythm, BZ_MEETINGS_WEEKDAYS),
                                      "days of the week beside days of the month");
        bz_check__hint(k, d, "write one kind: `[tuesday, friday]`, or `[second saturday]`");
    }
    if (!has_every || unit == (of_month ? BZ_MONTH : BZ_WEEK)) return;
    bz_diag *d = bz_check__report(k, bz_model_span(m, rhythm, BZ_MEETINGS_EVERY),
                                  of_month ? "days of the month, and not so many months apart"
                                           : "days of the week, and not so many weeks apart");
    bz_check__hint(k, d,
                   of_month ? "write `every: 1 month`, or leave it out"
                            : "write `every: 2 weeks`, or leave it out; a day of the month is "
                              "`second tuesday`");
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
    if (has_weekdays) clear_weekdays(k, rhythm, has_every, unit);
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

static bool is_move(const bz_checker *k, bz_rec day)
{
    return bz_model_has(k->m, day, BZ_DAY_MOVED_TO);
}

static bz_span held_span(const bz_checker *k, bz_rec day)
{
    return bz_model_span(k->m, day, is_move(k, day) ? BZ_DAY_MOVED_TO : BZ_DAY_DATE);
}

static void clear_move(bz_checker *k, bz_rec day)
{
    const bz_model *m = k->m;
    bz_rec rhythm = bz_model_at(m, day)->parent;
    if (!is_move(k, day) || !bz_model_has(m, day, BZ_DAY_DATE)) return;
    int32_t is = bz_model_held_on(m, day);
    if (is == bz_model_int(m, day, BZ_DAY_DATE)) {
        bz_diag *d =
            bz_check__report(k, held_span(k, day), "a meeting is moved to the day that it has");
        bz_check__hint(k, d, "`date` is its day by the rhythm, `moved_to` the other one");
    }
    if (bz_model_has(m, rhythm, BZ_MEETINGS_UNTIL) &&
        is > bz_model_int(m, rhythm, BZ_MEETINGS_UNTIL)) {
        bz_diag *d = bz_check__report(k, held_span(k, day),
                                      "a meeting is moved behind the last day of the group");
        bz_diag_note_at(k->job->diags, d, bz_model_span(m, rhythm, BZ_MEETINGS_UNTIL),
                        "the last day");
        bz_check__hint(k, d, "choose a day before it, or write a later `until`");
    }
}

/* What is said twice of a day would be read in one way or the other. */
static void clear_days(bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    bz_map *held = bz_map_new(), *moved = bz_map_new();
    for (bz_rec d = bz_model_first(m, rhythm, BZ_MEETINGS_ON); d; d = bz_model_next(m, d)) {
        if (!bz_model_has(m, d, BZ_DAY_DATE)) continue;
        bz_str is = bz_str_from(bz_check__iso(k, bz_model_held_on(m, d)));
        bz_str was = bz_str_from(bz_check__iso(k, bz_model_int(m, d, BZ_DAY_DATE)));
        bz_rec same_day = bz_map_add(held, is, d);
        bz_rec same_meeting = is_move(k, d) ? bz_map_add(moved, was, d) : 0;
        bz_rec other = same_meeting ? same_meeting : same_day;
        if (!other) continue;
        bz_diag *said =
            same_meeting
                ? bz_check__report(k, held_span(k, d), "the meeting of %s is moved twice", was.p)
                : bz_check__report(k, held_span(k, d), "`on` says twice what there is on %s", is.p);
        bz_diag_note_at(k->job->diags, said, bz_model_at(m, other)->span, "said here too");
        bz_check__hint(k, said,
                       same_meeting ? "leave one of the two"
                                    : "put it into one, as `{date: 2026-10-06, moved_to: "
                                      "2026-10-08, at: \"15:00\"}`");
    }
    bz_map_free(held);
    bz_map_free(moved);
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

static const bz_rule RULES[] = {
    {BZ_C112, "adaptations fit the edition", BZ_R_ADAPTATION, edition, BZ_RULE_ALWAYS},
    {BZ_C115, "days that are both", BZ_R_MEETINGS, skipped_dates, BZ_RULE_ALWAYS},
    {BZ_C124, "clear rhythms", BZ_R_MEETINGS, clear_rhythm, BZ_RULE_ALWAYS},
    {BZ_C124, "dates in order", BZ_R_MEETINGS, dates_in_order, BZ_RULE_ALWAYS},
    {BZ_C124, "one word for a day", BZ_R_MEETINGS, clear_days, BZ_RULE_ALWAYS},
    {BZ_C124, "moves that are clear", BZ_R_DAY, clear_move, BZ_RULE_ALWAYS},
    {BZ_C115, "moves to a skipped day", BZ_R_DAY, skipped_move, BZ_RULE_ALWAYS},
    {BZ_C124, "skipping forward", BZ_R_SKIP, forward, BZ_RULE_ALWAYS},
    {BZ_C126, "booklet or two-up", BZ_R_PAPER, one_way_of_sheets, BZ_RULE_ALWAYS},
    {BZ_C117, "somebody to call", BZ_R_CONTEXT, sensitive, BZ_RULE_GROUP},
};
const bz_rules bz_check__group = {RULES, sizeof RULES / sizeof *RULES};
