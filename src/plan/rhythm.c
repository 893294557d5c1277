/* The days on which a group meets. In: its MEETINGS record. Out: one day after the other. What is
 * skipped moves the rest: every session still gets its meeting. */
#include "plan/plan_priv.h"

/* No rhythm skips longer than this; it bounds the search for the next free day. */
enum { MOST_SKIPPED = 4000 };

static void read_every(bz_rhythm *r, bz_str every)
{
    int32_t count = 1;
    bz_unit unit = BZ_WEEK;
    r->step = 7;
    if (!bz_duration_parse(every, &count, &unit)) return;
    r->is_months = unit == BZ_MONTH;
    r->step = unit == BZ_WEEK ? 7 * count : count;
}

static uint8_t read_weekdays(const bz_model *m, bz_rec rhythm)
{
    uint8_t days = 0;
    uint32_t n = bz_model_count(m, rhythm, BZ_MEETINGS_WEEKDAYS);
    for (uint32_t i = 0; i < n; i++)
        days = (uint8_t)(days | 1u << bz_model_element(m, rhythm, BZ_MEETINGS_WEEKDAYS, i)->a);
    return days;
}

bool bz_plan__start(bz_rhythm *r, const bz_model *m, bz_rec rhythm, bz_job *job)
{
    *r = (bz_rhythm){.rhythm = rhythm};
    r->by_dates = bz_model_count(m, rhythm, BZ_MEETINGS_DATES) > 0;
    if (r->by_dates) return true;
    r->weekdays = read_weekdays(m, rhythm);
    bool has_step = r->weekdays || bz_model_has(m, rhythm, BZ_MEETINGS_EVERY);
    if (!bz_model_has(m, rhythm, BZ_MEETINGS_START) || !has_step) {
        bz_diag *d = bz_diag_add(job->diags, BZ_C090, bz_model_at(m, rhythm)->span,
                                 "the meetings have no dates");
        bz_diag_hint(
            job->diags, d,
            "say `start: 2026-09-08` and `every: 1 week`, or list them: `dates: [2026-09-08, "
            "2026-09-15]`");
        return false;
    }
    read_every(r, bz_model_text(m, rhythm, BZ_MEETINGS_EVERY));
    r->first = r->day = bz_model_int(m, rhythm, BZ_MEETINGS_START);
    return true;
}

/* 2199-12-31, the last day that a file can name. No step leads from here out of a bz_date. */
enum { LAST_DAY = 84005 };

static void too_late(bz_rhythm *r, const bz_model *m, bz_job *job)
{
    int field = r->weekdays ? BZ_MEETINGS_WEEKDAYS : BZ_MEETINGS_EVERY;
    r->is_too_late = true;
    bz_diag *d = bz_diag_add(job->diags, BZ_C093, bz_model_span(m, r->rhythm, field),
                             "a meeting would be after 2199-12-31");
    bz_diag_note_at(job->diags, d, bz_model_span(m, r->rhythm, BZ_MEETINGS_START),
                    "the meetings start here");
    bz_diag_hint(job->diags, d,
                 "write an earlier `start`, less time between meetings, or fewer days in `skip`");
}

/* The candidate at which the walk stands; moves it on. */
static bool candidate(bz_rhythm *r, const bz_model *m, bz_date *day, bz_job *job)
{
    if (r->by_dates) {
        if (r->i >= bz_model_count(m, r->rhythm, BZ_MEETINGS_DATES)) return false;
        *day = (bz_date)bz_model_element(m, r->rhythm, BZ_MEETINGS_DATES, r->i++)->a;
        return true;
    }
    if (r->weekdays)
        while (r->day <= LAST_DAY && !(r->weekdays >> bz_date_weekday(r->day) & 1))
            r->day++;
    if (r->day > LAST_DAY) {
        if (!r->is_too_late) too_late(r, m, job);
        return false;
    }
    *day = r->day;
    r->i++;
    if (r->weekdays) r->day++;
    /* Months are counted from the start, so that the 31st comes back after a short month. */
    else if (r->is_months) r->day = bz_date_add_months(r->first, (int)r->i * r->step);
    else r->day += r->step;
    return true;
}

bool bz_plan__next_day(bz_rhythm *r, const bz_model *m, bz_date *day, bz_job *job)
{
    for (int tries = 0; tries < MOST_SKIPPED; tries++) {
        if (!candidate(r, m, day, job)) return false;
        if (!bz_model_skip(m, r->rhythm, *day)) return true;
    }
    return false;
}
