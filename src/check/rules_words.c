/* Rules on words: whether each can be printed, agrees with the text round it, and is used at all.
 */
#include "check/check_priv.h"
#include "base/map.h"

/* Whether the word has a text for the language or one that it falls back to. */
static bool has_text(const bz_model *m, bz_rec word, bz_str language)
{
    const bz_value *texts = bz_model_value(m, word, BZ_WORD_TEXT);
    while (language.n) {
        if (bz_value_find(m, texts, language)) return true;
        while (language.n && language.p[language.n - 1] != '-')
            language.n--;
        if (language.n) language.n--;
    }
    return false;
}

static bool is_of_curriculum(const bz_model *m, bz_rec word)
{
    return bz_model_kind(m, bz_model_at(m, word)->parent) == BZ_R_CURRICULUM;
}

static void reads_at_home(bz_checker *k, bz_rec word)
{
    const bz_model *m = k->m;
    if (!is_of_curriculum(m, word) || !bz_model_count(m, word, BZ_WORD_TEXT)) return;
    bz_str language = bz_model_text(m, bz_model_at(m, word)->parent, BZ_CURRICULUM_LANGUAGE);
    if (!language.n || has_text(m, word, language)) return;
    bz_diag *d =
        bz_check__report(k, bz_model_span(m, word, BZ_WORD_TEXT),
                         "the word `%.*s` has no text in `%.*s`, the language of the curriculum",
                         BZ_FMT(bz_model_id(m, word)), BZ_FMT(language));
    bz_check__hint(k, d, "add `%.*s:` to its `text`", BZ_FMT(language));
}

static void has_sex(bz_checker *k, bz_rec word)
{
    const bz_model *m = k->m;
    int person = bz_enum_find(BZ_E_WORD_IS, BZ_STR("person"));
    if (!is_of_curriculum(m, word) || !bz_model_has(m, word, BZ_WORD_IS)) return;
    if (bz_model_int(m, word, BZ_WORD_IS) != person || bz_model_has(m, word, BZ_WORD_SEX)) return;
    bz_diag *d =
        bz_check__report(k, bz_check__name_span(m, word),
                         "the word `%.*s` is a person without `sex`", BZ_FMT(bz_model_id(m, word)));
    bz_check__hint(
        k, d,
        "write `sex: female` or `sex: male`, so that no place gives a name that the text round it "
        "contradicts; a name for any person is `is: role`");
}

/* Notes every name that stands in `{{ }}`. */
static void scan(bz_map *used, bz_str text)
{
    for (size_t at = bz_str_find(text, '{', 0); at + 1 < text.n;
         at = bz_str_find(text, '{', at + 1)) {
        if (text.p[at + 1] != '{') continue;
        bz_str rest = bz_str_cut(text, at + 2, text.n);
        rest = bz_str_cut(rest, 0, bz_str_find(rest, '}', 0));
        bz_str name = bz_str_trim(bz_str_cut(rest, 0, bz_str_find(rest, '.', 0)));
        if (name.n) bz_map_add(used, name, 1);
    }
}

static void scan_fields(const bz_model *m, bz_map *used, bz_rec r)
{
    const bz_record_row *row = bz_record_row_at(bz_model_kind(m, r));
    for (int f = 0; f < row->n; f++) {
        const bz_value *v = bz_model_value(m, r, f);
        if (row->fields[f].type != BZ_T_LINE) continue;
        scan(used, bz_value_text(m, v));
        for (uint32_t i = 0; (v->kind == BZ_V_LIST || v->kind == BZ_V_MAP) && i < v->b; i++)
            scan(used, bz_value_text(m, bz_value_element(m, v, i)));
    }
}

static void scan_body(const bz_model *m, bz_map *used, bz_rec r)
{
    const bz_doc *d = m->bodies;
    bz_node body = bz_model_at(m, r)->body;
    for (bz_node n = body; n; n = bz_doc_next(d, body, n)) {
        bz_doc_kind kind = bz_doc_kind_of(d, n);
        if (kind == BZ_DOC_WORD) bz_map_add(used, bz_doc_text(d, n), 1);
        else if (kind == BZ_DOC_SOURCE || kind == BZ_DOC_SOURCE_LINE) scan(used, bz_doc_text(d, n));
        else if (kind == BZ_DOC_CONTAINER || kind == BZ_DOC_IMAGE || kind == BZ_DOC_FIGURE) {
            scan(used, bz_doc_attr_text(d, n, BZ_ATTR_TITLE));
            scan(used, bz_doc_attr_text(d, n, BZ_ATTR_ALT));
        }
    }
}

static bz_map *used_words(const bz_model *m, bz_rec curriculum)
{
    bz_map *used = bz_map_new();
    for (bz_rec r = 1; r < m->records.n; r++) {
        /* A slot names an activity of the library, which then has no copy here. */
        bz_rec shared = bz_model_kind(m, r) == BZ_R_SLOT ? bz_model_ref(m, r, BZ_SLOT_USE) : 0;
        if (bz_model_above(m, r, BZ_R_CURRICULUM) != curriculum) continue;
        scan_fields(m, used, r);
        scan_body(m, used, r);
        if (shared) scan_body(m, used, shared);
    }
    return used;
}

static void are_used(bz_checker *k, bz_rec curriculum)
{
    const bz_model *m = k->m;
    bz_rec first = bz_model_first(m, curriculum, BZ_CURRICULUM_WORDS);
    if (!first) return;
    bz_map *used = used_words(m, curriculum);
    for (bz_rec w = first; w; w = bz_model_next(m, w)) {
        if (bz_map_find(used, bz_model_id(m, w))) continue;
        bz_diag *d = bz_check__report(k, bz_check__name_span(m, w),
                                      "no session, handout or form uses the word `%.*s`",
                                      BZ_FMT(bz_model_id(m, w)));
        bz_check__hint(k, d, "write `{{%.*s}}` where it is meant, or take it out",
                       BZ_FMT(bz_model_id(m, w)));
    }
    bz_map_free(used);
}

/* --- the languages of a place */

static bool is_same_language(bz_str a, bz_str b)
{
    return bz_str_eq(bz_str_cut(a, 0, bz_str_find(a, '-', 0)),
                     bz_str_cut(b, 0, bz_str_find(b, '-', 0)));
}

/* Reports all words that the language lacks in one go, the first few by name. */
static void words_in(bz_checker *k, const bz_value *language)
{
    enum { MOST_NAMED = 3 };
    const bz_model *m = k->m;
    bz_str tag = bz_value_text(m, language);
    bz_buf names = {0};
    size_t lacking = 0;
    if (!tag.n || is_same_language(tag, bz_model_text(m, m->curriculum, BZ_CURRICULUM_LANGUAGE)))
        return;
    for (bz_rec w = bz_model_first(m, m->context, BZ_CONTEXT_WORDS); w; w = bz_model_next(m, w)) {
        if (has_text(m, w, tag)) continue;
        if (lacking++ < MOST_NAMED)
            bz_buf_fmt(&names, "%s`%.*s`", names.n ? ", " : "", BZ_FMT(bz_model_id(m, w)));
    }
    if (lacking > MOST_NAMED) bz_buf_fmt(&names, " and %zu more", lacking - MOST_NAMED);
    if (lacking) {
        bz_diag *d =
            bz_check__report(k, language->span, "%zu word%s no text in `%.*s`: %s", lacking,
                             lacking == 1 ? " has" : "s have", BZ_FMT(tag), names.p);
        bz_check__hint(
            k, d,
            "until then their texts in `%.*s` are printed; give others under `words` of the place",
            BZ_FMT(bz_model_text(m, m->curriculum, BZ_CURRICULUM_LANGUAGE)));
    }
    bz_buf_deinit(&names);
}

static void languages(bz_checker *k, bz_rec context)
{
    const bz_model *m = k->m;
    bz_rec l = bz_model_first(m, context, BZ_CONTEXT_LANGUAGES);
    if (!l || context != m->context) return;
    words_in(k, bz_model_value(m, l, BZ_LANGUAGES_GUIDE));
    words_in(k, bz_model_value(m, l, BZ_LANGUAGES_SPOKEN));
    for (uint32_t i = 0; i < bz_model_count(m, l, BZ_LANGUAGES_HANDOUTS); i++)
        words_in(k, bz_model_element(m, l, BZ_LANGUAGES_HANDOUTS, i));
}

static const bz_rule RULES[] = {
    {BZ_X101, "words read in their own language", BZ_R_WORD, reads_at_home, BZ_RULE_ALWAYS},
    {BZ_X102, "words of the place's languages", BZ_R_CONTEXT, languages, BZ_RULE_CONTEXT},
    {BZ_X103, "persons have a sex", BZ_R_WORD, has_sex, BZ_RULE_ALWAYS},
    {BZ_X104, "words are used", BZ_R_CURRICULUM, are_used, BZ_RULE_ALWAYS},
};
const bz_rules bz_check__words = {RULES, sizeof RULES / sizeof *RULES};
