/* Rules on places: whom a family in danger can turn to, and whether those numbers can be trusted on
 * the day of the meeting. */
#include "check/check_priv.h"
#include "base/country.h"
#include "base/date.h"

/* The place that this one extends, while they are in one country; 0 at the end. */
static bz_rec wider(const bz_model *m, bz_rec place)
{
    bz_rec up = bz_model_ref(m, place, BZ_PLACE_EXTENDS);
    bz_str here = bz_model_text(m, place, BZ_PLACE_COUNTRY);
    bz_str there = up ? bz_model_text(m, up, BZ_PLACE_COUNTRY) : here;
    return here.n && there.n && !bz_str_eq(here, there) ? 0 : up;
}

static bool has_referrals(const bz_model *m, bz_rec place)
{
    for (size_t steps = 0; place && steps < m->records.n; place = wider(m, place), steps++)
        if (bz_model_first(m, place, BZ_PLACE_REFERRALS)) return true;
    return false;
}

/* A place that others extend is only part of theirs, unless something is built for it. */
static bool is_built_for(const bz_model *m, bz_rec place)
{
    if (m->context && bz_model_ref(m, m->context, BZ_CONTEXT_PLACE) == place) return true;
    for (bz_rec p = bz_model_first(m, m->project, BZ_PROJECT_PLACES); p; p = bz_model_next(m, p))
        if (p != place && bz_model_ref(m, p, BZ_PLACE_EXTENDS) == place) return false;
    return true;
}

static void referrals(bz_checker *k, bz_rec place)
{
    const bz_model *m = k->m;
    if (has_referrals(m, place) || !is_built_for(m, place)) return;
    bz_diag *d = bz_check__report(k, bz_check__name_span(m, place), "place `%.*s` has no referrals",
                                  BZ_FMT(bz_model_id(m, place)));
    bz_check__hint(k, d,
                   "write under `referrals:` where facilitators can send a family in need, with "
                   "the day on which "
                   "somebody called and it was right");
}

static bool is_of_place(const bz_model *m, bz_rec r)
{
    return bz_model_kind(m, bz_model_at(m, r)->parent) == BZ_R_PLACE;
}

static void is_verified(bz_checker *k, bz_rec referral)
{
    const bz_model *m = k->m;
    if (!is_of_place(m, referral) || bz_model_has(m, referral, BZ_REFERRAL_VERIFIED)) return;
    if (bz_model_bool(m, referral, BZ_REFERRAL_EXAMPLE)) return;
    bz_diag *d = bz_check__report(k, bz_check__name_span(m, referral),
                                  "nobody has verified the referral `%.*s`",
                                  BZ_FMT(bz_model_id(m, referral)));
    bz_check__hint(
        k, d, "call it, then write `verified:` with the day and `by:` with the role of who called");
}

static void is_real(bz_checker *k, bz_rec r, int row, const char *what)
{
    const bz_model *m = k->m;
    if (!is_of_place(m, r) || !bz_model_bool(m, r, row)) return;
    bz_str id =
        bz_model_id(m, bz_model_kind(m, r) == BZ_R_REFERRAL ? r : bz_model_at(m, r)->parent);
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, r, row),
                         "%s `%.*s` is an example: its number is not printed", what, BZ_FMT(id));
    bz_check__hint(k, d, "replace it by a real one before anything is handed out");
}

static void real_referral(bz_checker *k, bz_rec r)
{
    is_real(k, r, BZ_REFERRAL_EXAMPLE, "the referral");
}

static void real_focal_point(bz_checker *k, bz_rec r)
{
    is_real(k, r, BZ_FOCAL_POINT_EXAMPLE, "the focal point of");
}

/* --- held against the days of the meetings */

/* Those of the context: what is printed in this build. Examples are warned of anyway. */
static bool is_dated(const bz_model *m, bz_rec referral)
{
    return bz_model_at(m, referral)->parent == m->context &&
           bz_model_has(m, referral, BZ_REFERRAL_EXPIRES) &&
           !bz_model_bool(m, referral, BZ_REFERRAL_EXAMPLE);
}

static const char call_again[] =
    "call it again, then write the new days of `verified:` and `expires:`";

static void is_expired(bz_checker *k, bz_rec referral)
{
    const bz_model *m = k->m;
    bz_days d = k->days;
    if (!is_dated(m, referral) || !d.is_known) return;
    bz_date expires = bz_model_int(m, referral, BZ_REFERRAL_EXPIRES);
    if (expires >= d.first) return;
    bz_diag *diag = bz_check__report(
        k, bz_model_span(m, referral, BZ_REFERRAL_EXPIRES),
        "the referral `%.*s` expired on %s, before %s on %s", BZ_FMT(bz_model_id(m, referral)),
        bz_check__iso(k, expires), d.has_meetings ? "the first meeting" : "the date of this build",
        bz_check__iso(k, d.first));
    bz_check__hint(k, diag, "%s", call_again);
}

static void will_expire(bz_checker *k, bz_rec referral)
{
    const bz_model *m = k->m;
    bz_days d = k->days;
    if (!is_dated(m, referral) || !d.is_known) return;
    bz_date expires = bz_model_int(m, referral, BZ_REFERRAL_EXPIRES);
    if (expires < d.first || expires >= d.last) return;
    bz_diag *diag = bz_check__report(
        k, bz_model_span(m, referral, BZ_REFERRAL_EXPIRES),
        "the referral `%.*s` expires on %s, before the last meeting on %s",
        BZ_FMT(bz_model_id(m, referral)), bz_check__iso(k, expires), bz_check__iso(k, d.last));
    bz_check__hint(k, diag, "%s", call_again);
}

/* --- facts: a place may answer what a curriculum does not ask, but not nearly what one asks */

static bool is_asked(const bz_model *m, bz_str fact)
{
    for (bz_rec c = bz_model_first(m, m->project, BZ_PROJECT_CURRICULA); c; c = bz_model_next(m, c))
        if (bz_model_child(m, c, BZ_CURRICULUM_FACTS, fact)) return true;
    return false;
}

static void facts(bz_checker *k, bz_rec place)
{
    const bz_model *m = k->m;
    enum { MOST_FACTS = 100 };
    bz_str asked[MOST_FACTS];
    size_t n = 0;
    for (bz_rec c = bz_model_first(m, m->project, BZ_PROJECT_CURRICULA); c; c = bz_model_next(m, c))
        for (bz_rec f = bz_model_first(m, c, BZ_CURRICULUM_FACTS); f && n < MOST_FACTS;
             f = bz_model_next(m, f))
            asked[n++] = bz_model_id(m, f);
    for (uint32_t i = 0; i < bz_model_count(m, place, BZ_PLACE_FACTS); i++) {
        const bz_value *v = bz_model_element(m, place, BZ_PLACE_FACTS, i);
        bz_str fact = bz_value_key(m, v);
        int nearest = is_asked(m, fact) ? -1 : bz_str_nearest(fact, asked, n);
        if (nearest < 0) continue;
        bz_diag *d = bz_check__report(k, bz_check__key_span(k, v),
                                      "no curriculum asks for the fact `%.*s`", BZ_FMT(fact));
        bz_check__hint(k, d, "did you mean `%.*s`?", BZ_FMT(asked[nearest]));
    }
}

static void country(bz_checker *k, bz_rec place)
{
    bz_str code = bz_model_text(k->m, place, BZ_PLACE_COUNTRY);
    if (!code.n || bz_country_is_known(code)) return;
    bz_diag *d = bz_check__report(k, bz_model_span(k->m, place, BZ_PLACE_COUNTRY),
                                  "`%.*s` is not the code of a country", BZ_FMT(code));
    const char *meant = bz_country_meant(code);
    if (meant) bz_check__hint(k, d, "its code in ISO 3166-1 is `%s`", meant);
    else bz_check__hint(k, d, "two capital letters of ISO 3166-1: `KE` for Kenya, `JO` for Jordan");
}

static const bz_rule RULES[] = {
    {BZ_C111, "facts that are asked", BZ_R_PLACE, facts, BZ_RULE_ALWAYS},
    {BZ_C118, "somewhere to turn to", BZ_R_PLACE, referrals, BZ_RULE_ALWAYS},
    {BZ_C119, "referrals are verified", BZ_R_REFERRAL, is_verified, BZ_RULE_ALWAYS},
    {BZ_C120, "referrals are valid", BZ_R_REFERRAL, is_expired, BZ_RULE_PLAN},
    {BZ_C121, "referrals stay valid", BZ_R_REFERRAL, will_expire, BZ_RULE_PLAN},
    {BZ_C122, "referrals are real", BZ_R_REFERRAL, real_referral, BZ_RULE_ALWAYS},
    {BZ_C125, "countries by their code", BZ_R_PLACE, country, BZ_RULE_ALWAYS},
    {BZ_C123, "the focal point is real", BZ_R_FOCAL_POINT, real_focal_point, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__place = {RULES, sizeof RULES / sizeof *RULES};
