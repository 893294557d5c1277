/* Rules on holidays: whether each can be worked out, whether the holidays on which a group meets
 * all the same are there, and whether it lists a day on which nobody comes. */
#include "check/check_priv.h"
#include "model/almanac.h"

static void clear_rule(bz_checker *k, bz_rec holiday)
{
    const bz_model *m = k->m;
    const char *wrong = bz_holiday_wrong(m, holiday);
    if (!wrong) return;
    bz_diag *d = bz_check__report(k, bz_check__name_span(m, holiday),
                                  "the days of holiday `%.*s` are not clear: %s",
                                  BZ_FMT(bz_model_id(m, holiday)), wrong);
    bz_check__hint(k, d,
                   "write one rule: `month` and `day`, `month` and `weekday: first monday`, a "
                   "`month` alone, `easter: western`, or `dates`");
}

typedef struct names {
    bz_str *p;
    size_t n;
} names;

/* The holidays of all lists that apply, by name. */
static names known_holidays(const bz_checker *k)
{
    const bz_model *m = k->m;
    names all = {NULL, 0};
    uint32_t n = bz_model_count(m, m->context, BZ_CONTEXT_HOLIDAYS);
    for (int is_second = 0; is_second < 2; is_second++) {
        all.n = 0;
        for (uint32_t i = 0; i < n; i++) {
            bz_rec list = bz_model_element(m, m->context, BZ_CONTEXT_HOLIDAYS, i)->target;
            for (bz_rec h = bz_model_first(m, list, BZ_HOLIDAYS_DAYS); h; h = bz_model_next(m, h)) {
                if (is_second) all.p[all.n] = bz_model_id(m, h);
                all.n++;
            }
        }
        if (!is_second) all.p = bz_arena_alloc(k->job->scratch, (all.n + 1) * sizeof *all.p);
    }
    return all;
}

static bool is_of_group(const bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    return bz_model_at(m, rhythm)->parent == bz_model_ref(m, m->context, BZ_CONTEXT_GROUP);
}

static void met_on(bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    uint32_t n = bz_model_count(m, rhythm, BZ_MEETINGS_MEETS_ON);
    if (!n || !is_of_group(k, rhythm)) return;
    names known = known_holidays(k);
    for (uint32_t i = 0; i < n; i++) {
        const bz_value *v = bz_model_element(m, rhythm, BZ_MEETINGS_MEETS_ON, i);
        bz_str id = bz_value_text(m, v);
        bool is_known = false;
        for (size_t j = 0; j < known.n; j++)
            is_known = is_known || bz_str_eq(known.p[j], id);
        if (is_known || !id.n) continue;
        bz_diag *d =
            bz_check__report(k, v->span, "no list of holidays of the place has `%.*s`", BZ_FMT(id));
        bz_diag_did_you_mean(k->job->diags, d, id, known.p, known.n);
    }
}

static void free_day(bz_checker *k, bz_almanac *almanac, int32_t day, bz_span at)
{
    const bz_model *m = k->m;
    bz_rec by = bz_almanac_closed(almanac, day);
    if (!by) return;
    bz_diag *d = bz_check__report(
        k, at, "%s is a day of meeting, and may be a holiday: %.*s", bz_check__iso(k, day),
        BZ_FMT(bz_model_in_language(m, by, BZ_HOLIDAY_NAMES, BZ_STR("en"))));
    bz_diag_note_at(k->job->diags, d, bz_model_at(m, by)->span, "the holiday");
    bz_check__hint(k, d, "name another day, or say that the group meets: `meets_on: [%.*s]`",
                   BZ_FMT(bz_model_id(m, by)));
}

/* Days that somebody wrote down: those of `dates`, and those to which meetings are moved. */
static void listed_dates(bz_checker *k, bz_rec rhythm)
{
    const bz_model *m = k->m;
    uint32_t n = bz_model_count(m, rhythm, BZ_MEETINGS_DATES);
    bz_rec on = bz_model_first(m, rhythm, BZ_MEETINGS_ON);
    if ((!n && !on) || !is_of_group(k, rhythm)) return;
    bz_almanac almanac;
    bz_almanac_open(&almanac, m, m->context, rhythm);
    for (uint32_t i = 0; i < n; i++) {
        const bz_value *v = bz_model_element(m, rhythm, BZ_MEETINGS_DATES, i);
        if (v->kind == BZ_V_INT && !bz_model_moved(m, rhythm, (bz_date)v->a))
            free_day(k, &almanac, (bz_date)v->a, v->span);
    }
    for (; on; on = bz_model_next(m, on))
        if (bz_model_has(m, on, BZ_DAY_MOVED_TO))
            free_day(k, &almanac, bz_model_held_on(m, on), bz_model_span(m, on, BZ_DAY_MOVED_TO));
    bz_almanac_close(&almanac);
}

/* What stands by its dates ends with them. */
static void run_out(bz_checker *k, bz_rec holiday)
{
    const bz_model *m = k->m;
    uint32_t n = bz_model_count(m, holiday, BZ_HOLIDAY_DATES);
    if (!n || !k->days.has_meetings) return;
    bz_rec list = bz_model_at(m, holiday)->parent;
    bool applies = false;
    for (uint32_t i = 0; i < bz_model_count(m, m->context, BZ_CONTEXT_HOLIDAYS); i++)
        applies =
            applies || bz_model_element(m, m->context, BZ_CONTEXT_HOLIDAYS, i)->target == list;
    const bz_value *last = bz_model_element(m, holiday, BZ_HOLIDAY_DATES, n - 1);
    if (!applies || last->kind != BZ_V_INT) return;
    int32_t ends = bz_date_civil((bz_date)last->a).year, wanted = bz_date_civil(k->days.last).year;
    if (wanted <= ends) return;
    bz_diag *d = bz_check__report(
        k, last->span, "the dates of holiday `%.*s` end in %d, and the group meets until %s",
        BZ_FMT(bz_model_id(m, holiday)), ends, bz_check__iso(k, k->days.last));
    bz_check__hint(k, d, "look up its date in %d and add it", wanted);
}

/* Bikram Sambat is known by its table. */
static void known_to_calendar(bz_checker *k, bz_rec meeting)
{
    const bz_model *m = k->m;
    if (!bz_model_has(m, meeting, BZ_MEETING_DATE) ||
        !bz_model_has(m, m->context, BZ_CONTEXT_CALENDAR))
        return;
    bz_calendar calendar = (bz_calendar)bz_model_int(m, m->context, BZ_CONTEXT_CALENDAR);
    int32_t date = bz_model_int(m, meeting, BZ_MEETING_DATE);
    if (bz_calendar_knows(calendar, date) || bz_model_int(m, meeting, BZ_MEETING_NUMBER) < 1)
        return;
    bz_rec before = bz_model_at(m, meeting)->prev;
    if (before && bz_model_kind(m, before) == BZ_R_MEETING &&
        !bz_calendar_knows(calendar, bz_model_int(m, before, BZ_MEETING_DATE)))
        return; /* said of the first */
    bz_diag *d = bz_check__report(k, bz_model_span(m, m->context, BZ_CONTEXT_CALENDAR),
                                  "%s has no date in this calendar, whose table goes from April "
                                  "1913 to April 2043",
                                  bz_check__iso(k, date));
    bz_check__hint(k, d, "meet before that, or leave `calendar` out");
}

static const bz_rule RULES[] = {
    {BZ_C014, "clear holidays", BZ_R_HOLIDAY, clear_rule, BZ_RULE_ALWAYS},
    {BZ_C015, "holidays to meet on", BZ_R_MEETINGS, met_on, BZ_RULE_GROUP},
    {BZ_C115, "days that are holidays", BZ_R_MEETINGS, listed_dates, BZ_RULE_GROUP},
    {BZ_C018, "dates in the second calendar", BZ_R_MEETING, known_to_calendar, BZ_RULE_PLAN},
    {BZ_C016, "dates that run out", BZ_R_HOLIDAY, run_out, BZ_RULE_PLAN},
};
const bz_rules bz_check__holiday = {RULES, sizeof RULES / sizeof *RULES};
