/* In: the words of a curriculum, and what places and adaptations put in their stead. Out: the words
 * of the context, every one with the texts and forms that hold here. The one idea: a layer may say
 * how a thing is called, never what it is: a change of sex would leave every `she` around the name
 * wrong. Also, of each word and of what else is printed as it stands: that no word is named there.
 */
#include "load/load_priv.h"
#include <string.h>

typedef struct words {
    bz_model *m;
    bz_job *job;
    bz_rec curriculum;
    bz_arena *a;
    bz_map *by_id; /* words of the context */
} words;

static bool contains(bz_str text, bz_str part)
{
    for (size_t at = 0; part.n && at + part.n <= text.n; at++)
        if (bz_str_eq(bz_str_cut(text, at, at + part.n), part)) return true;
    return false;
}

static bool is_changed(const words *x, bz_rec word, bz_rec layer, int field)
{
    bool both = bz_model_has(x->m, word, field) && bz_model_has(x->m, layer, field);
    return both && bz_model_int(x->m, word, field) != bz_model_int(x->m, layer, field);
}

static void check_kind(const words *x, bz_rec word, bz_rec layer)
{
    const bz_model *m = x->m;
    bz_str id = bz_model_id(m, word);
    if (is_changed(x, word, layer, BZ_WORD_SEX)) {
        int sex = bz_model_int(m, word, BZ_WORD_SEX);
        bz_diag *diag =
            bz_diag_add(x->job->diags, BZ_C002, bz_model_span(m, layer, BZ_WORD_SEX),
                        "`%.*s` is %s in this curriculum", BZ_FMT(id), bz_enum_name(BZ_E_SEX, sex));
        bz_diag_note_at(x->job->diags, diag, bz_model_span(m, word, BZ_WORD_SEX),
                        "it is declared here");
        bz_diag_hint(
            x->job->diags, diag,
            "a name of the other sex needs another text: `replace` the story in an adaptation");
    }
    if (is_changed(x, word, layer, BZ_WORD_IS)) {
        int is = bz_model_int(m, word, BZ_WORD_IS);
        bz_diag *diag = bz_diag_add(x->job->diags, BZ_C012, bz_model_span(m, layer, BZ_WORD_IS),
                                    "`%.*s` is a %s in this curriculum", BZ_FMT(id),
                                    bz_enum_name(BZ_E_WORD_IS, is));
        bz_diag_note_at(x->job->diags, diag, bz_model_span(m, word, BZ_WORD_IS),
                        "it is declared here");
        bz_diag_hint(x->job->diags, diag, "leave `is` out here");
    }
}

/* `Amina's` is wrong where the mother is now called Akinyi. */
static void check_forms(const words *x, bz_rec word, bz_rec layer)
{
    const bz_model *m = x->m;
    const bz_value *old_texts = bz_model_value(m, word, BZ_WORD_TEXT);
    const bz_value *old_forms = bz_model_value(m, word, BZ_WORD_FORMS);
    const bz_value *new_forms = bz_model_value(m, layer, BZ_WORD_FORMS);
    for (uint32_t i = 0; i < bz_model_count(m, layer, BZ_WORD_TEXT); i++) {
        const bz_value *text = bz_model_element(m, layer, BZ_WORD_TEXT, i);
        bz_str tag = bz_value_key(m, text);
        const bz_value *was = bz_value_find(m, old_texts, tag);
        const bz_value *forms = bz_value_find(m, old_forms, tag);
        const bz_value *own = bz_value_find(m, new_forms, tag);
        if (text->kind != BZ_V_TEXT || !was || !forms || forms->kind != BZ_V_MAP) continue;
        if (bz_str_eq(bz_value_text(m, was), bz_value_text(m, text))) continue;
        for (uint32_t k = 0; k < forms->b; k++) {
            const bz_value *form = bz_value_element(m, forms, k);
            bz_str key = bz_value_key(m, form);
            if (!contains(bz_value_text(m, form), bz_value_text(m, was))) continue;
            if (own && bz_value_find(m, own, key)) continue;
            bz_diag *diag =
                bz_diag_add(x->job->diags, BZ_C004, text->span,
                            "`%.*s` is called `%.*s` here, its form `%.*s` still `%.*s`",
                            BZ_FMT(bz_model_id(m, word)), BZ_FMT(bz_value_text(m, text)),
                            BZ_FMT(key), BZ_FMT(bz_value_text(m, form)));
            bz_diag_note_at(x->job->diags, diag, form->span, "the form is written here");
            bz_diag_hint(x->job->diags, diag, "add `forms: {%.*s: {%.*s: \"…\"}}`", BZ_FMT(tag),
                         BZ_FMT(key));
        }
    }
}

/* --- merging */

static void merge_texts(words *x, bz_rec word, bz_rec layer)
{
    bz_model *m = x->m;
    bz_load__values texts = {0};
    bz_span span = bz_model_span(m, word, BZ_WORD_TEXT);
    bz_load__values_merge(m, &texts, bz_model_value(m, word, BZ_WORD_TEXT));
    bz_load__values_merge(m, &texts, bz_model_value(m, layer, BZ_WORD_TEXT));
    bz_load__values_store(m, word, BZ_WORD_TEXT, &texts, span);
    bz_vec_free(&texts);
}

/* One language of the forms: those of the layer go before those that were there. */
static void merge_forms_of(words *x, uint32_t element, bz_value was, bz_value own)
{
    bz_model *m = x->m;
    bz_load__values forms = {0};
    bz_load__values_merge(m, &forms, &was);
    bz_load__values_merge(m, &forms, &own);
    uint32_t first =
        bz_model_set_element_many(m, element, bz_value_key(m, &own), (uint32_t)forms.n, own.span);
    if (forms.n) memcpy(&m->values.p[first], forms.p, forms.n * sizeof *forms.p);
    bz_vec_free(&forms);
}

static void merge_forms(words *x, bz_rec word, bz_rec layer)
{
    bz_model *m = x->m;
    bz_load__values tags = {0};
    bz_value was = *bz_model_value(m, word, BZ_WORD_FORMS);
    bz_span span = bz_model_span(m, word, BZ_WORD_FORMS);
    bz_load__values_merge(m, &tags, &was);
    bz_load__values_merge(m, &tags, bz_model_value(m, layer, BZ_WORD_FORMS));
    bz_load__values_store(m, word, BZ_WORD_FORMS, &tags, span);
    uint32_t first = bz_model_value(m, word, BZ_WORD_FORMS)->a;
    for (uint32_t i = 0; i < tags.n; i++) {
        bz_value own = tags.p[i];
        const bz_value *old = bz_value_find(m, &was, bz_value_key(m, &own));
        if (old && own.kind == BZ_V_MAP && old->a != own.a) merge_forms_of(x, first + i, *old, own);
    }
    bz_vec_free(&tags);
}

static void put_layer(words *x, bz_rec word, bz_rec layer)
{
    check_kind(x, word, layer);
    check_forms(x, word, layer);
    if (bz_model_count(x->m, layer, BZ_WORD_TEXT)) merge_texts(x, word, layer);
    if (bz_model_count(x->m, layer, BZ_WORD_FORMS)) merge_forms(x, word, layer);
}

/* --- layers */

static void unknown_word(words *x, bz_rec layer)
{
    const bz_model *m = x->m;
    bz_str id = bz_model_id(m, layer);
    bz_diag *diag = bz_diag_add(x->job->diags, BZ_C003, bz_model_at(m, layer)->id_span,
                                "`%.*s` is no word of `%.*s`", BZ_FMT(id),
                                BZ_FMT(bz_model_id(m, x->curriculum)));
    bz_load__did_you_mean(x->job, diag, id,
                          bz_load__ids_of(m, x->curriculum, BZ_CURRICULUM_WORDS, x->a));
}

/* Places serve many curricula: what this one does not declare is for another. An adaptation is made
 * for this one. */
static void put_layers(words *x, bz_rec from, int role, bool is_adaptation)
{
    bz_rec layer = bz_model_first(x->m, from, role);
    for (; layer; layer = bz_model_next(x->m, layer)) {
        bz_rec word = bz_map_find(x->by_id, bz_model_id(x->m, layer));
        if (word) put_layer(x, word, layer);
        else if (is_adaptation) unknown_word(x, layer);
    }
}

static void start(words *x)
{
    bz_rec word = bz_model_first(x->m, x->curriculum, BZ_CURRICULUM_WORDS);
    for (; word; word = bz_model_next(x->m, word)) {
        bz_rec copy = bz_model_copy(x->m, x->m->context, BZ_CONTEXT_WORDS, 0, word);
        bz_map_add(x->by_id, bz_arena_str(x->a, bz_model_id(x->m, copy)), copy);
    }
}

/* --- one word, wherever it is declared */

/* Of one language: a text, or a map of forms. */
static void check_plain(bz_load__run *l, bz_rec word, const bz_value *v)
{
    const bz_model *m = l->m;
    for (uint32_t i = 0; v->kind == BZ_V_MAP && i < v->b; i++)
        check_plain(l, word, bz_value_element(m, v, i));
    if (v->kind != BZ_V_TEXT || !contains(bz_value_text(m, v), BZ_STR("{{"))) return;
    bz_diag *diag =
        bz_diag_add(l->job->diags, BZ_C019, v->span, "`%.*s` names another word in its own text",
                    BZ_FMT(bz_model_id(m, word)));
    bz_diag_hint(l->job->diags, diag, "write out what it is called here");
}

void bz_load__word_texts_check(bz_load__run *l, bz_rec word)
{
    static const int fields[] = {BZ_WORD_TEXT, BZ_WORD_FORMS};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
        for (uint32_t i = 0; i < bz_model_count(l->m, word, fields[f]); i++)
            check_plain(l, word, bz_model_element(l->m, word, fields[f], i));
}

void bz_load__plain_check(bz_load__run *l, const char *key, const bz_value *v)
{
    if (v->kind != BZ_V_TEXT || !contains(bz_value_text(l->m, v), BZ_STR("{{"))) return;
    bz_diag *diag = bz_diag_add(l->job->diags, BZ_C137, v->span,
                                "`%s` takes no words: the braces would be printed", key);
    bz_diag_hint(l->job->diags, diag, "write out what it is called here");
}

void bz_load__context_words(bz_model *m, bz_rec curriculum, const bz_rec *places, size_t n_places,
                            bz_job *job)
{
    words x = {m, job, curriculum, bz_arena_new(), bz_map_new()};
    start(&x);
    for (size_t i = 0; i < n_places; i++)
        put_layers(&x, places[i], BZ_PLACE_WORDS, false);
    for (uint32_t i = 0; i < bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS); i++)
        put_layers(&x, bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target,
                   BZ_ADAPTATION_WORDS, true);
    bz_map_free(x.by_id);
    bz_arena_free(x.a);
}
