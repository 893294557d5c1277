/* In: the options that a manifest declares, and those that an adaptation sets. Out: an error for
 * each that is unknown or not of its type. The one idea: a manifest's options are rows that a
 * plugin brings, so a slip in one is refused as it would be in a field of ours. */
#include "load/load_priv.h"
#include "base/map.h"

enum { TEXT, INTEGER, BOOLEAN, CHOICE }; /* in the order of BZ_E_OPTION_TYPE */

static bool is_name(bz_str s)
{
    if (!s.n || s.p[0] < 'a' || s.p[0] > 'z') return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return true;
}

static bool is_among(const bz_model *m, bz_rec option, bz_str text)
{
    for (uint32_t i = 0; i < bz_model_count(m, option, BZ_OPTION_VALUES); i++)
        if (bz_str_eq(bz_value_text(m, bz_model_element(m, option, BZ_OPTION_VALUES, i)), text))
            return true;
    return false;
}

/* What the option takes when `text` is not it; NULL when it is. */
static const char *refusal(const bz_model *m, bz_rec option, bz_str text)
{
    int32_t ignored;
    if (!bz_model_has(m, option, BZ_OPTION_TYPE)) return NULL; /* reported already */
    switch (bz_model_int(m, option, BZ_OPTION_TYPE)) {
    case INTEGER: return bz_str_integer(text, &ignored) ? NULL : "a whole number";
    case BOOLEAN:
        return bz_str_is(text, "true") || bz_str_is(text, "false") ? NULL : "`true` or `false`";
    case CHOICE: return is_among(m, option, text) ? NULL : "one of its values";
    default: return NULL;
    }
}

static void list_values(const bz_model *m, bz_rec option, bz_str text, bz_job *job, bz_diag *diag)
{
    bz_arena *a = bz_arena_new();
    bz_load__names values = bz_load__texts_of(m, bz_model_value(m, option, BZ_OPTION_VALUES), a);
    bz_load__say_values(job, diag, text, values);
    bz_arena_free(a);
}

/* --- the manifest */

static void check_choice(const bz_model *m, bz_rec option, bz_job *job)
{
    bool is_choice = bz_model_int(m, option, BZ_OPTION_TYPE) == CHOICE;
    bool has_values = bz_model_value(m, option, BZ_OPTION_VALUES)->span.file != 0;
    if (!bz_model_has(m, option, BZ_OPTION_TYPE) || is_choice == has_values) return;
    bz_diag *diag = bz_diag_add(job->diags, BZ_P053, bz_model_at(m, option)->id_span,
                                is_choice ? "the choice `%.*s` has no `values`"
                                          : "the option `%.*s` has `values` and is no choice",
                                BZ_FMT(bz_model_id(m, option)));
    bz_diag_hint(job->diags, diag,
                 is_choice ? "for example `values: [short, long]`" : "write `type: choice`");
}

static void check_option(const bz_model *m, bz_rec option, bz_job *job)
{
    bz_str id = bz_model_id(m, option), text = bz_model_text(m, option, BZ_OPTION_DEFAULT);
    if (!is_name(id) || bz_field_find(BZ_R_PLUGIN_USE, id) >= 0) {
        bz_diag *diag = bz_diag_add(job->diags, BZ_P054, bz_model_at(m, option)->id_span,
                                    "`%.*s` cannot be the name of an option", BZ_FMT(id));
        bz_diag_hint(job->diags, diag,
                     "small letters, digits and `_`, and none of `id`, `use`, `options`");
    }
    check_choice(m, option, job);
    const char *wanted = text.n ? refusal(m, option, text) : NULL;
    bool has_no_values = bz_model_count(m, option, BZ_OPTION_VALUES) == 0;
    bool is_choice = bz_model_int(m, option, BZ_OPTION_TYPE) == CHOICE;
    if (!wanted || (is_choice && has_no_values)) return;
    bz_diag *diag = bz_diag_add(job->diags, BZ_P052, bz_model_span(m, option, BZ_OPTION_DEFAULT),
                                "the default of `%.*s` is `%.*s`, and it takes %s", BZ_FMT(id),
                                BZ_FMT(text), wanted);
    list_values(m, option, text, job, diag);
}

void bz_load__manifest_check(bz_model *m, bz_rec plugin, bz_job *job)
{
    bz_rec option = bz_model_first(m, plugin, BZ_PLUGIN_OPTIONS);
    for (; option; option = bz_model_next(m, option))
        check_option(m, option, job);
}

/* --- a use */

static void unknown_option(const bz_model *m, bz_rec plugin, bz_str key, bz_span at, bz_job *job)
{
    bz_arena *a = bz_arena_new();
    bz_load__names names = bz_load__ids_of(m, plugin, BZ_PLUGIN_OPTIONS, a);
    bz_diag *diag = bz_diag_add(job->diags, BZ_C010, at, "plugin `%.*s` has no option `%.*s`",
                                BZ_FMT(bz_model_id(m, plugin)), BZ_FMT(key));
    if (bz_str_is(key, "options"))
        bz_diag_hint(job->diags, diag, "write the options beside `use`, without a key above them");
    else if (names.n == 0) bz_diag_hint(job->diags, diag, "it takes no options");
    else bz_load__say_values(job, diag, key, names);
    bz_arena_free(a);
}

void bz_load__options_check(bz_model *m, bz_rec use, bz_rec plugin, bz_job *job)
{
    for (uint32_t i = 0; i < bz_model_count(m, use, BZ_PLUGIN_USE_OPTIONS); i++) {
        const bz_value *v = bz_model_element(m, use, BZ_PLUGIN_USE_OPTIONS, i);
        bz_str key = bz_value_key(m, v), text = bz_value_text(m, v);
        if (v->kind != BZ_V_TEXT) continue;
        bz_rec option = bz_model_child(m, plugin, BZ_PLUGIN_OPTIONS, key);
        if (!option) {
            unknown_option(m, plugin, key, bz_load__key_span(job, v->span, key), job);
            continue;
        }
        const char *wanted = refusal(m, option, text);
        if (!wanted) continue;
        bz_diag *diag = bz_diag_add(job->diags, BZ_C011, v->span, "`%.*s` takes %s, not `%.*s`",
                                    BZ_FMT(key), wanted, BZ_FMT(text));
        bz_diag_note_at(job->diags, diag, bz_model_at(m, option)->id_span, "it is declared here");
        list_values(m, option, text, job, diag);
    }
}
