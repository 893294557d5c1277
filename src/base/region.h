/* What a country's week is: on which day it starts, and which days are free. */
#ifndef BZ_BASE_REGION_H
#define BZ_BASE_REGION_H

#include "base/str.h"

typedef struct bz_week {
    int start; /* 0 Monday … 6 Sunday */
    bool is_free[7];
} bz_week;

/* By ISO 3166-1 code; of a country that is not listed, Monday, Saturday and Sunday. */
bz_week bz_region_week(bz_str country);

#endif
