/* Licences as a table of SPDX identifiers (SPDX License List 3.x, those of texts, data and code
 * that a curriculum or a plugin may well carry). In: an identifier. Out: whether it is one, and
 * what it allows. The one idea: a licence is data, so a typing error in it is found like any other.
 */
#include "model/licence.h"

#define ID(text)                                                                                   \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }
static const bz_str IDS[] = {
    ID("0BSD"),
    ID("AGPL-3.0-only"),
    ID("AGPL-3.0-or-later"),
    ID("Apache-2.0"),
    ID("Artistic-2.0"),
    ID("BSD-2-Clause"),
    ID("BSD-3-Clause"),
    ID("BSL-1.0"),
    ID("CC-BY-1.0"),
    ID("CC-BY-2.0"),
    ID("CC-BY-2.5"),
    ID("CC-BY-2.5-AU"),
    ID("CC-BY-3.0"),
    ID("CC-BY-3.0-AT"),
    ID("CC-BY-3.0-AU"),
    ID("CC-BY-3.0-DE"),
    ID("CC-BY-3.0-IGO"),
    ID("CC-BY-3.0-NL"),
    ID("CC-BY-3.0-US"),
    ID("CC-BY-4.0"),
    ID("CC-BY-NC-1.0"),
    ID("CC-BY-NC-2.0"),
    ID("CC-BY-NC-2.5"),
    ID("CC-BY-NC-3.0"),
    ID("CC-BY-NC-3.0-DE"),
    ID("CC-BY-NC-4.0"),
    ID("CC-BY-NC-ND-1.0"),
    ID("CC-BY-NC-ND-2.0"),
    ID("CC-BY-NC-ND-2.5"),
    ID("CC-BY-NC-ND-3.0"),
    ID("CC-BY-NC-ND-3.0-DE"),
    ID("CC-BY-NC-ND-3.0-IGO"),
    ID("CC-BY-NC-ND-4.0"),
    ID("CC-BY-NC-SA-1.0"),
    ID("CC-BY-NC-SA-2.0"),
    ID("CC-BY-NC-SA-2.0-DE"),
    ID("CC-BY-NC-SA-2.0-FR"),
    ID("CC-BY-NC-SA-2.0-UK"),
    ID("CC-BY-NC-SA-2.5"),
    ID("CC-BY-NC-SA-3.0"),
    ID("CC-BY-NC-SA-3.0-DE"),
    ID("CC-BY-NC-SA-3.0-IGO"),
    ID("CC-BY-NC-SA-4.0"),
    ID("CC-BY-ND-1.0"),
    ID("CC-BY-ND-2.0"),
    ID("CC-BY-ND-2.5"),
    ID("CC-BY-ND-3.0"),
    ID("CC-BY-ND-3.0-DE"),
    ID("CC-BY-ND-4.0"),
    ID("CC-BY-SA-1.0"),
    ID("CC-BY-SA-2.0"),
    ID("CC-BY-SA-2.0-UK"),
    ID("CC-BY-SA-2.1-JP"),
    ID("CC-BY-SA-2.5"),
    ID("CC-BY-SA-3.0"),
    ID("CC-BY-SA-3.0-AT"),
    ID("CC-BY-SA-3.0-DE"),
    ID("CC-BY-SA-3.0-IGO"),
    ID("CC-BY-SA-4.0"),
    ID("CC-PDDC"),
    ID("CC0-1.0"),
    ID("CDLA-Permissive-1.0"),
    ID("CDLA-Permissive-2.0"),
    ID("CDLA-Sharing-1.0"),
    ID("CECILL-2.1"),
    ID("CERN-OHL-P-2.0"),
    ID("DL-DE-BY-2.0"),
    ID("DL-DE-ZERO-2.0"),
    ID("EPL-2.0"),
    ID("EUPL-1.1"),
    ID("EUPL-1.2"),
    ID("FreeBSD-DOC"),
    ID("GFDL-1.1-invariants-only"),
    ID("GFDL-1.1-invariants-or-later"),
    ID("GFDL-1.1-no-invariants-only"),
    ID("GFDL-1.1-no-invariants-or-later"),
    ID("GFDL-1.1-only"),
    ID("GFDL-1.1-or-later"),
    ID("GFDL-1.2-invariants-only"),
    ID("GFDL-1.2-invariants-or-later"),
    ID("GFDL-1.2-no-invariants-only"),
    ID("GFDL-1.2-no-invariants-or-later"),
    ID("GFDL-1.2-only"),
    ID("GFDL-1.2-or-later"),
    ID("GFDL-1.3-invariants-only"),
    ID("GFDL-1.3-invariants-or-later"),
    ID("GFDL-1.3-no-invariants-only"),
    ID("GFDL-1.3-no-invariants-or-later"),
    ID("GFDL-1.3-only"),
    ID("GFDL-1.3-or-later"),
    ID("GPL-2.0-only"),
    ID("GPL-2.0-or-later"),
    ID("GPL-3.0-only"),
    ID("GPL-3.0-or-later"),
    ID("ISC"),
    ID("LAL-1.2"),
    ID("LAL-1.3"),
    ID("LGPL-2.0-only"),
    ID("LGPL-2.0-or-later"),
    ID("LGPL-2.1-only"),
    ID("LGPL-2.1-or-later"),
    ID("LGPL-3.0-only"),
    ID("LGPL-3.0-or-later"),
    ID("MIT"),
    ID("MIT-0"),
    ID("MPL-2.0"),
    ID("NLOD-1.0"),
    ID("NLOD-2.0"),
    ID("ODC-By-1.0"),
    ID("ODbL-1.0"),
    ID("OFL-1.1"),
    ID("OGC-1.0"),
    ID("OGL-Canada-2.0"),
    ID("OGL-UK-1.0"),
    ID("OGL-UK-2.0"),
    ID("OGL-UK-3.0"),
    ID("OGTSL"),
    ID("OPUBL-1.0"),
    ID("PDDL-1.0"),
    ID("Unlicense"),
    ID("WTFPL"),
    ID("Zlib"),
    ID("etalab-2.0"),
};

const bz_str *bz_licence_ids(size_t *n)
{
    *n = sizeof IDS / sizeof *IDS;
    return IDS;
}

bool bz_licence_is_known(bz_str id)
{
    const char *own = "LicenseRef-";
    if (bz_str_starts(id, own)) return id.n > bz_str_from(own).n && bz_str_find(id, ' ', 0) == id.n;
    if (bz_str_ends(id, "+")) id = bz_str_cut(id, 0, id.n - 1);
    for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++)
        if (bz_str_eq(IDS[i], id)) return true;
    return false;
}

bool bz_licence_forbids_changes(bz_str id)
{
    bz_str rest = id, piece;
    while (bz_str_split(&rest, '-', &piece))
        if (bz_str_is(piece, "ND")) return true;
    return false;
}
