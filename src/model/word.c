/* Words: names and things by role. In: a word's name, a form, a language. Out: the text that holds
 * here, borrowed from the model.
 *
 * The one idea: the language matters more than the form. A form that a language does not have is
 * not taken from another language while the word's own text is there in the right one. */
#include "model/model.h"

/* The text or form that the record has for exactly this tag, or empty. */
static bz_str in_record(const bz_model *m, bz_rec word, bz_str form, bz_str tag)
{
    if (!word) return BZ_STR("");
    const bz_value *v =
        bz_value_find(m, bz_model_value(m, word, form.n ? BZ_WORD_FORMS : BZ_WORD_TEXT), tag);
    if (v && form.n) v = bz_value_find(m, v, form);
    return v ? bz_value_text(m, v) : BZ_STR("");
}

static bz_str along_chain(const bz_model *m, bz_rec here, bz_rec base, bz_str form, bz_str tag)
{
    while (tag.n) {
        bz_str text = in_record(m, here, form, tag);
        if (!text.n) text = in_record(m, base, form, tag);
        if (text.n) return text;
        while (tag.n && tag.p[tag.n - 1] != '-')
            tag.n--;
        if (tag.n) tag.n--;
    }
    return BZ_STR("");
}

bz_str bz_model_word(const bz_model *m, bz_str name, bz_str form, bz_str language,
                     bool *is_other_language)
{
    bz_rec here = m->context ? bz_model_child(m, m->context, BZ_CONTEXT_WORDS, name) : 0;
    bz_rec base = m->curriculum ? bz_model_child(m, m->curriculum, BZ_CURRICULUM_WORDS, name) : 0;
    bz_str text = along_chain(m, here, base, form, language);
    if (!text.n && form.n) text = along_chain(m, here, base, BZ_STR(""), language);
    bool is_other = !text.n;
    if (is_other && m->curriculum) {
        bz_str own = bz_model_text(m, m->curriculum, BZ_CURRICULUM_LANGUAGE);
        text = along_chain(m, here, base, form, own);
        if (!text.n && form.n) text = along_chain(m, here, base, BZ_STR(""), own);
    }
    if (is_other_language) *is_other_language = is_other && text.n;
    return text;
}
