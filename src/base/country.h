/* Codes of countries (ISO 3166-1). In: two letters. Out: whether a country has them. The one idea:
 * a code that is nobody's is a slip, and a place with it would get no week, no weekend and no
 * holidays of its own. */
#ifndef BZ_BASE_COUNTRY_H
#define BZ_BASE_COUNTRY_H

#include "base/str.h"

bool bz_country_is_known(bz_str code);
/* What was meant by a code that is not one, as "GB" for "UK"; NULL when that cannot be told. */
const char *bz_country_meant(bz_str code);

#endif
