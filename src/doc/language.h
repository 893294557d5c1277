/* What the documents need to know of a language: direction, digits, names of days and months, how a
 * date and a length of time are written, and the labels that the engine itself prints. A language
 * without an entry falls back along its chain (BCP 47, RFC 4647 lookup), at last to English. */
#ifndef BZ_DOC_LANGUAGE_H
#define BZ_DOC_LANGUAGE_H

#include "base/buf.h"
#include "base/calendar.h"

typedef struct bz_language bz_language;

/* The best entry for the tag; `*is_exact` says whether its primary language was found. */
const bz_language *bz_language_find(bz_str tag, bool *is_exact);
bool bz_language_is_tag(bz_str tag); /* well-formed: "en", "ar", "prs", "zh-Hant" */
bool bz_language_is_rtl(bz_str tag); /* by script, also for languages without an entry */
const char *bz_language_name(const bz_language *l); /* in English */
uint32_t bz_language_zero(const bz_language *l);    /* its digit zero, a code point */

void bz_language_date(const bz_language *l, bz_date d, bz_buf *out); /* Tuesday 8 September 2026 */
void bz_language_date_short(const bz_language *l, bz_date d, bz_buf *out); /* 8 September 2026 */
/* The same day in another calendar: 1 Sha’ban 1448 AH. False when the calendar does not know it. */
bool bz_language_date_in(const bz_language *l, bz_calendar calendar, bz_date d, bz_buf *out);
/* By the Ethiopian clock: 10:30 by day. */
void bz_language_ethiopian_time(const bz_language *l, int minutes, bz_buf *out);
/* Names as they stand in a date; NULL for a month that the language has no name for. */
const char *bz_language_month(const bz_language *l, bz_calendar calendar, int month);
const char *bz_language_weekday(const bz_language *l, int weekday);       /* 0 Monday */
void bz_language_time(const bz_language *l, int minutes, bz_buf *out);    /* 16:30 */
void bz_language_minutes(const bz_language *l, int minutes, bz_buf *out); /* 90 minutes, 1 minute */
void bz_language_number(const bz_language *l, int32_t n, bz_buf *out);
/* A label of the engine by its English text ("Say", "Listen for", "page"); the English text itself
 * when there is none, and `*is_missing` then is set to true (may be NULL). */
bz_str bz_language_label(const bz_language *l, const char *english, bool *is_missing);

#endif
