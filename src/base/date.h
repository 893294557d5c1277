/* Civil dates (proleptic Gregorian) as days since 1970-01-01, and times as minutes since midnight.
 * No time zone, no locale, no clock. Arithmetic after Howard Hinnant, "chrono-compatible low-level
 * date algorithms" (2013). */
#ifndef BZ_BASE_DATE_H
#define BZ_BASE_DATE_H

#include "base/str.h"

typedef int32_t bz_date; /* days since 1970-01-01 */

typedef struct bz_civil {
    int32_t year;
    int month, day; /* from 1 */
} bz_civil;

bz_date bz_date_from_civil(bz_civil c);
bz_civil bz_date_civil(bz_date d);
int bz_date_weekday(bz_date d); /* 0 Monday … 6 Sunday */
/* "2026-09-08", a day that exists, years 1900–2199. */
bool bz_date_parse(bz_str s, bz_date *out);
/* The same day `months` later, or that month's last day. */
bz_date bz_date_add_months(bz_date d, int months);
/* "09:00" or "9:00", 00:00 to 23:59. */
bool bz_time_parse(bz_str s, int *minutes);
/* "1 week", "10 days", "2 hours", "15 min", "1 month"; gives the count, at most
 * 10,000, and the unit. */
typedef enum bz_unit { BZ_MINUTE, BZ_HOUR, BZ_DAY, BZ_WEEK, BZ_MONTH } bz_unit;
bool bz_duration_parse(bz_str s, int32_t *count, bz_unit *unit);

#endif
