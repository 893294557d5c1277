/* Rules on licences. A typing error in one must not switch its protection off, so an unknown one is
 * an error. */
#include "check/check_priv.h"
#include "model/licence.h"
#include <ctype.h>

static bool is_same_but_case(bz_str a, bz_str b)
{
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (tolower((unsigned char)a.p[i]) != tolower((unsigned char)b.p[i])) return false;
    return true;
}

static void is_known(bz_checker *k, bz_rec curriculum)
{
    const bz_model *m = k->m;
    bz_str licence = bz_model_text(m, curriculum, BZ_CURRICULUM_LICENCE);
    if (!licence.n || bz_licence_is_known(licence)) return;
    bz_diag *d = bz_check__report(k, bz_model_span(m, curriculum, BZ_CURRICULUM_LICENCE),
                                  "`%.*s` is no SPDX identifier that we know", BZ_FMT(licence));
    size_t n;
    const bz_str *ids = bz_licence_ids(&n);
    for (size_t i = 0; i < n; i++) {
        if (!is_same_but_case(ids[i], licence)) continue;
        bz_check__hint(k, d, "did you mean `%.*s`?", BZ_FMT(ids[i]));
        return;
    }
    if (bz_diag_did_you_mean(k->job->diags, d, licence, ids, n)) return;
    bz_check__hint(k, d,
                   "identifiers are listed at spdx.org/licenses, for example `CC-BY-4.0`; a "
                   "licence of your own "
                   "is `LicenseRef-NAME`");
}

static void words_are_changes(bz_checker *k, bz_rec adaptation)
{
    const bz_model *m = k->m;
    bz_rec made_for = bz_model_first(m, adaptation, BZ_ADAPTATION_FOR);
    bz_rec curriculum = made_for ? bz_model_ref(m, made_for, BZ_FOR_CURRICULUM) : 0;
    bz_rec word = bz_model_first(m, adaptation, BZ_ADAPTATION_WORDS);
    if (!curriculum || !word || bz_model_has(m, curriculum, BZ_CURRICULUM_PERMISSION)) return;
    bz_str licence = bz_model_text(m, curriculum, BZ_CURRICULUM_LICENCE);
    if (!bz_licence_forbids_changes(licence)) return;
    bz_diag *d = bz_check__report(
        k, bz_check__name_span(m, word),
        "adaptation `%.*s` changes words of `%.*s`, whose licence %.*s allows no changes",
        BZ_FMT(bz_model_id(m, adaptation)), BZ_FMT(bz_model_id(m, curriculum)), BZ_FMT(licence));
    bz_diag_note_at(k->job->diags, d, bz_model_span(m, curriculum, BZ_CURRICULUM_LICENCE),
                    "the licence");
    bz_check__hint(k, d, "ask the publisher, then record it as `permission:` in curriculum.yaml");
}

static const bz_rule RULES[] = {
    {BZ_L002, "licences are known", BZ_R_CURRICULUM, is_known, BZ_RULE_ALWAYS},
    {BZ_L003, "words are changes too", BZ_R_ADAPTATION, words_are_changes, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__licence = {RULES, sizeof RULES / sizeof *RULES};
