/* Other calendars than the Gregorian, for display and for holidays that follow them. Days are those
 * of base/date.h; a date in another calendar is a bz_civil with that calendar's year, month and
 * day. */
#ifndef BZ_BASE_CALENDAR_H
#define BZ_BASE_CALENDAR_H

#include "base/date.h"

typedef enum bz_calendar {
    BZ_GREGORIAN,
    BZ_ISLAMIC_UMALQURA, /* by Saudi Arabia's table, 1300–1600; beyond it, tabular */
    BZ_ISLAMIC_TABULAR,  /* by arithmetic, thirty years of which eleven are long; civil epoch */
    BZ_ETHIOPIAN,        /* thirteen months: twelve of 30 days, then 5 or 6 */
    BZ_SOLAR_HIJRI,      /* Iran and Afghanistan; the year starts at the spring equinox */
    BZ_BIKRAM_SAMBAT     /* Nepal, by its table, 1970–2099 (April 1913 to April 2043) */
} bz_calendar;

/* Whether the day is one of the calendar's: false outside the table of Bikram Sambat. */
bool bz_calendar_knows(bz_calendar c, bz_date d);
/* All 0 for a day that it does not know. */
bz_civil bz_calendar_civil(bz_calendar c, bz_date d);
/* False when there is no such day. */
bool bz_calendar_date(bz_calendar c, bz_civil civil, bz_date *out);
int bz_calendar_month_days(bz_calendar c, int32_t year, int month);

/* The Ethiopian clock counts from sunrise: 07:00 is one o'clock. Minutes since midnight in, hours 1
 * to 12 and minutes out; *is_night: of the night's twelve hours. */
int bz_ethiopian_clock(int minutes, int *minute, bool *is_night);

/* Easter Sunday of a Gregorian year; the Orthodox one by the Julian reckoning. */
bz_date bz_easter(int32_t year);
bz_date bz_easter_orthodox(int32_t year);

#endif
