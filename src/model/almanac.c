/* From rules to days. In: the HOLIDAY records of the lists of a context, and a year. Out: a feast
 * for each time that a holiday falls into that year.
 *
 * A rule gives days in its own calendar: the years of that calendar which touch the Gregorian one
 * are tried one after the other, and what falls into it counts. Then the day is shifted (`before`,
 * `after`), moved to a Monday, and opened on both sides by what is uncertain. A holiday on a Sunday
 * that frees the day after it comes last, when the other days of its list are known. */
#include "model/almanac.h"

#include <assert.h>

_Static_assert(BZ_BIKRAM_SAMBAT == 5, "the values of BZ_E_CALENDAR are those of bz_calendar");

enum { TO_MONDAY = 1, FROM_SUNDAY = 2, POSSIBLE = 1, ORTHODOX = 1, SUNDAY = 6, FIRST_YEAR = 1900 };

void bz_almanac_open(bz_almanac *a, const bz_model *m, bz_rec context, bz_rec rhythm)
{
    *a = (bz_almanac){.m = m, .context = context, .rhythm = rhythm};
}

void bz_almanac_close(bz_almanac *a)
{
    bz_vec_free(&a->list);
}

/* --- what a rule says */

static int32_t int_or(const bz_model *m, bz_rec r, int field, int32_t otherwise)
{
    return bz_model_has(m, r, field) ? bz_model_int(m, r, field) : otherwise;
}

static bool is_of_month(int32_t weekday)
{
    return weekday >= 7;
}

const char *bz_holiday_wrong(const bz_model *m, bz_rec h)
{
    bool month = bz_model_has(m, h, BZ_HOLIDAY_MONTH), day = bz_model_has(m, h, BZ_HOLIDAY_DAY),
         weekday = bz_model_has(m, h, BZ_HOLIDAY_WEEKDAY),
         easter = bz_model_has(m, h, BZ_HOLIDAY_EASTER),
         dates = bz_model_count(m, h, BZ_HOLIDAY_DATES) > 0;
    int32_t calendar = bz_model_int(m, h, BZ_HOLIDAY_CALENDAR);
    if (month + easter + dates == 0) return "it has no rule";
    if (month + easter + dates > 1) return "it has two rules";
    if ((day || weekday) && !month) return "the month is missing";
    if (day && weekday) return "it has a day and a weekday";
    if (weekday && (calendar || !is_of_month(bz_model_int(m, h, BZ_HOLIDAY_WEEKDAY))))
        return "the weekday is not one of a month";
    if (month && bz_model_int(m, h, BZ_HOLIDAY_MONTH) > (calendar == BZ_ETHIOPIAN ? 13 : 12))
        return "there is no such month";
    if (day && !calendar && bz_model_int(m, h, BZ_HOLIDAY_DAY) > 31) return "there is no such day";
    return NULL;
}

/* --- one holiday in one year */

typedef struct casting {
    bz_almanac *a;
    bz_rec holiday;
    bz_date first, last; /* the Gregorian year */
} casting;

static void add(const casting *c, bz_date from, int32_t days)
{
    const bz_model *m = c->a->m;
    int32_t give = bz_model_int(m, c->holiday, BZ_HOLIDAY_GIVE_OR_TAKE);
    bool is_closed = bz_model_int(m, c->holiday, BZ_HOLIDAY_MEETINGS) != POSSIBLE;
    bz_vec_push(&c->a->list,
                ((bz_feast){from - give, from + days - 1 + give, c->holiday, is_closed}));
}

/* Takes the day that the rule gives when it falls into the year. */
static void take(const casting *c, bz_date day, int32_t days)
{
    const bz_model *m = c->a->m;
    day += bz_model_int(m, c->holiday, BZ_HOLIDAY_AFTER) -
           bz_model_int(m, c->holiday, BZ_HOLIDAY_BEFORE);
    if (bz_model_int(m, c->holiday, BZ_HOLIDAY_MOVES) == TO_MONDAY)
        day += (7 - bz_date_weekday(day)) % 7;
    if (day < c->first || day > c->last) return;
    add(c, day, days ? days : bz_model_int(m, c->holiday, BZ_HOLIDAY_LASTS));
}

static void take_listed(const casting *c)
{
    const bz_model *m = c->a->m;
    for (uint32_t i = 0; i < bz_model_count(m, c->holiday, BZ_HOLIDAY_DATES); i++) {
        const bz_value *v = bz_model_element(m, c->holiday, BZ_HOLIDAY_DATES, i);
        if (v->kind == BZ_V_INT) take(c, (bz_date)v->a, 0);
    }
}

/* The weekday of a month that a value of BZ_E_WEEKDAY names; see enums.def. */
static bz_date weekday_of(int32_t year, int32_t month, int32_t value)
{
    bz_date first = bz_date_from_civil((bz_civil){year, month, 1});
    int weekday = value % 7, nth = value / 7;
    if (nth < 5) return first + (weekday - bz_date_weekday(first) + 7) % 7 + 7 * (nth - 1);
    bz_date last = bz_date_add_months(first, 1) - 1;
    return last - (bz_date_weekday(last) - weekday + 7) % 7;
}

/* The years of the rule's calendar that touch the Gregorian year, and one on each side for days
 * that are shifted. */
static void take_months(const casting *c)
{
    const bz_model *m = c->a->m;
    bz_calendar calendar = (bz_calendar)bz_model_int(m, c->holiday, BZ_HOLIDAY_CALENDAR);
    int32_t month = bz_model_int(m, c->holiday, BZ_HOLIDAY_MONTH),
            day = int_or(m, c->holiday, BZ_HOLIDAY_DAY, 0);
    int32_t from = bz_calendar_civil(calendar, c->first).year - 1,
            to = bz_calendar_civil(calendar, c->last).year + 1; /* none beyond a table's end */
    for (int32_t year = from; year <= to; year++) {
        bz_date date;
        if (bz_model_has(m, c->holiday, BZ_HOLIDAY_WEEKDAY))
            take(c, weekday_of(year, month, bz_model_int(m, c->holiday, BZ_HOLIDAY_WEEKDAY)), 0);
        else if (bz_calendar_date(calendar, (bz_civil){year, month, day ? day : 1}, &date))
            take(c, date, day ? 0 : bz_calendar_month_days(calendar, year, month));
    }
}

static void cast(const casting *c, int32_t year)
{
    const bz_model *m = c->a->m;
    if (bz_holiday_wrong(m, c->holiday)) return; /* reported by the checks */
    if (bz_model_has(m, c->holiday, BZ_HOLIDAY_EASTER)) {
        bool is_orthodox = bz_model_int(m, c->holiday, BZ_HOLIDAY_EASTER) == ORTHODOX;
        take(c, is_orthodox ? bz_easter_orthodox(year) : bz_easter(year), 0);
    } else if (bz_model_has(m, c->holiday, BZ_HOLIDAY_MONTH)) take_months(c);
    else take_listed(c);
}

/* --- a list in one year */

/* By a holiday that is certain: what may come a day later moves nothing. */
static bool is_taken(const bz_almanac *a, size_t from, bz_date day)
{
    for (size_t i = from; i < a->list.n; i++) {
        const bz_feast *f = &a->list.p[i];
        if (f->is_closed && f->first <= day && f->last >= day &&
            !bz_model_int(a->m, f->holiday, BZ_HOLIDAY_GIVE_OR_TAKE))
            return true;
    }
    return false;
}

static void free_mondays(bz_almanac *a, size_t from)
{
    size_t n = a->list.n;
    for (size_t i = from; i < n; i++) {
        bz_feast f = a->list.p[i];
        if (bz_model_int(a->m, f.holiday, BZ_HOLIDAY_MOVES) != FROM_SUNDAY) continue;
        if (bz_date_weekday(f.first) != SUNDAY) continue;
        f.first++;
        while (is_taken(a, from, f.first))
            f.first++;
        f.last = f.first;
        bz_vec_push(&a->list, f);
    }
}

static bool is_met_on(const bz_almanac *a, bz_str id)
{
    for (uint32_t i = 0; a->rhythm && i < bz_model_count(a->m, a->rhythm, BZ_MEETINGS_MEETS_ON);
         i++) {
        const bz_value *v = bz_model_element(a->m, a->rhythm, BZ_MEETINGS_MEETS_ON, i);
        if (bz_str_eq(bz_value_text(a->m, v), id)) return true;
    }
    return false;
}

static void open_what_is_met_on(bz_almanac *a, size_t from)
{
    for (size_t i = from; i < a->list.n; i++)
        if (is_met_on(a, bz_model_id(a->m, a->list.p[i].holiday))) a->list.p[i].is_closed = false;
}

static void add_year(bz_almanac *a, int32_t year)
{
    const bz_model *m = a->m;
    size_t start = a->list.n;
    for (uint32_t i = 0; i < bz_model_count(m, a->context, BZ_CONTEXT_HOLIDAYS); i++) {
        bz_rec list = bz_model_element(m, a->context, BZ_CONTEXT_HOLIDAYS, i)->target;
        size_t from = a->list.n;
        casting c = {.a = a,
                     .first = bz_date_from_civil((bz_civil){year, 1, 1}),
                     .last = bz_date_from_civil((bz_civil){year, 12, 31})};
        for (bz_rec h = bz_model_first(m, list, BZ_HOLIDAYS_DAYS); h; h = bz_model_next(m, h)) {
            c.holiday = h;
            cast(&c, year);
        }
        free_mondays(a, from);
    }
    open_what_is_met_on(a, start);
}

/* --- asked for */

/* The years are one stretch; what lies over New Year stands in the year of its first day, so one
 * year more is worked out on each side. */
void bz_almanac_reach(bz_almanac *a, bz_date first, bz_date last)
{
    int32_t from = bz_date_civil(first).year - 1, end = bz_date_civil(last).year + 2;
    assert(from >= FIRST_YEAR - 1);
    if (!a->context || !bz_model_count(a->m, a->context, BZ_CONTEXT_HOLIDAYS)) return;
    if (a->from_year == a->end) a->from_year = a->end = from;
    while (a->from_year > from)
        add_year(a, --a->from_year);
    while (a->end < end)
        add_year(a, a->end++);
}

bz_rec bz_almanac_closed(bz_almanac *a, bz_date day)
{
    bz_almanac_reach(a, day, day);
    bz_rec found = 0;
    for (size_t i = 0; i < a->list.n; i++) {
        const bz_feast *f = &a->list.p[i];
        if (!f->is_closed || f->first > day || f->last < day) continue;
        if (!bz_model_int(a->m, f->holiday, BZ_HOLIDAY_GIVE_OR_TAKE)) return f->holiday;
        found = f->holiday;
    }
    return found;
}

/* --- names */

bz_str bz_model_in_language(const bz_model *m, bz_rec r, int field, bz_str language)
{
    const bz_value *map = bz_model_value(m, r, field), *v = NULL;
    if (map->kind != BZ_V_MAP || !map->b) return BZ_STR("");
    for (bz_str tag = language; !v && tag.n;) {
        v = bz_value_find(m, map, tag);
        while (tag.n && tag.p[tag.n - 1] != '-')
            tag.n--;
        if (tag.n) tag.n--;
    }
    if (!v) v = bz_value_find(m, map, BZ_STR("en"));
    if (!v) v = bz_value_element(m, map, 0);
    return bz_value_text(m, v);
}
