/* Licences, by their SPDX identifiers: which there are, and which allow changes. */
#ifndef BZ_MODEL_LICENCE_H
#define BZ_MODEL_LICENCE_H

#include "base/str.h"

/* The identifiers that a curriculum may well have; `LicenseRef-…` and those that end in "+" are
 * known besides. */
const bz_str *bz_licence_ids(size_t *n);
bool bz_licence_is_known(bz_str id);
/* No derivatives: nothing may be adapted without a permission. */
bool bz_licence_forbids_changes(bz_str id);

#endif
