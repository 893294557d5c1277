/* Nights on which clocks change. In: a country, a day and a time. Out: a warning where the meeting
 * begins in an hour that does not exist, or exists twice. A meeting's time is that of the clocks of
 * the place, so everything else of a change of clocks concerns nobody: no length is counted over
 * it.
 *
 * Rows give what holds at present for the countries that change clocks and are likely; of a country
 * that is not listed nothing is said. */
#include "plan/plan_priv.h"

typedef struct rule {
    const char *countries;     /* by their codes, with spaces around */
    int8_t spring, spring_nth; /* month, and which Sunday: 5 is the last */
    int8_t autumn, autumn_nth;
    int16_t from; /* minutes since midnight at which the hour in question begins */
} rule;

static const rule rules[] = {
    {" GB IE PT ", 3, 5, 10, 5, 60},
    {" AT BE CH CZ DE DK ES FR HR HU IT LU ME MK MT NL NO PL RS SE SI SK AL BA ", 3, 5, 10, 5, 120},
    {" BG CY EE FI GR LT LV RO UA MD ", 3, 5, 10, 5, 180},
    {" US CA HT ", 3, 2, 11, 1, 120},
};

static bool has_country(const char *list, bz_str country)
{
    bz_str all = bz_str_from(list), code;
    while (bz_str_split(&all, ' ', &code))
        if (code.n && bz_str_eq(code, country)) return true;
    return false;
}

/* The nth Sunday of the month in which the day lies; 5: the last. */
static bool is_nth_sunday(bz_date day, int month, int nth)
{
    bz_civil c = bz_date_civil(day), next = bz_date_civil(day + 7);
    if (bz_date_weekday(day) != 6 || c.month != month) return false;
    return nth == 5 ? next.month != c.month : (c.day - 1) / 7 + 1 == nth;
}

static const rule *change_at(bz_str country, bz_date day, int32_t at)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const rule *r = &rules[i];
        if (!has_country(r->countries, country) || at < r->from || at >= r->from + 60) continue;
        if (is_nth_sunday(day, r->spring, r->spring_nth)) return r;
        if (is_nth_sunday(day, r->autumn, r->autumn_nth)) return r;
    }
    return NULL;
}

void bz_plan__check_clocks(const bz_planner *k)
{
    const bz_model *m = k->m;
    if (!k->rhythm) return;
    bz_str country = bz_model_text(m, m->context, BZ_CONTEXT_COUNTRY);
    for (size_t i = 0; i < k->answer.meetings.n; i++) {
        const bz_day *day = &k->days.list.p[i];
        if (!change_at(country, day->date, day->at)) continue;
        bz_civil c = bz_date_civil(day->date);
        bz_span at = day->on ? bz_model_span(m, day->on, BZ_DAY_AT)
                             : bz_model_span(m, k->rhythm, BZ_MEETINGS_AT);
        bz_diag *d =
            bz_diag_add(k->job->diags, BZ_K010, at,
                        "clocks change in the night of %04d-%02d-%02d, in the hour of %02d:%02d",
                        c.year, c.month, c.day, day->at / 60, day->at % 60);
        bz_diag_hint(k->job->diags, d,
                     "say another time for that day: `on: [{date: %04d-%02d-%02d, at: \"09:00\"}]`",
                     c.year, c.month, c.day);
    }
}
