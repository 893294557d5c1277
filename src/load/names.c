/* In: words as they are used and conditions as they are written. Out: an error for each word, form,
 * fact or value that the curriculum does not declare, with the nearest one that it does; a warning
 * for a word in single braces. The one idea: a misspelt word would leave a gap in a sentence that
 * is read aloud, and a misspelt fact would print a part for the wrong people. */
#include "load/load_priv.h"
#include <string.h>

static bool has_form(const bz_model *m, bz_rec word, bz_str form)
{
    const bz_value *forms = bz_model_value(m, word, BZ_WORD_FORMS);
    for (uint32_t i = 0; i < bz_model_count(m, word, BZ_WORD_FORMS); i++)
        if (bz_value_find(m, bz_value_element(m, forms, i), form)) return true;
    return false;
}

static void unknown_form(bz_load__run *l, const bz_load__course *c, bz_rec word, bz_str form,
                         bz_span at)
{
    const bz_model *m = l->m;
    bz_diag *diag = bz_diag_add(l->job->diags, BZ_X003, at, "the word `%.*s` has no form `%.*s`",
                                BZ_FMT(bz_model_id(m, word)), BZ_FMT(form));
    bz_diag_note_at(l->job->diags, diag, bz_model_at(m, word)->id_span,
                    "the word is declared here");
    bz_load__note_taken(l, diag, at, c->taken_at);
    const bz_value *forms = bz_model_value(m, word, BZ_WORD_FORMS);
    for (uint32_t i = 0; i < bz_model_count(m, word, BZ_WORD_FORMS); i++) {
        bz_load__names names = bz_load__keys_of(m, bz_value_element(m, forms, i), l->work);
        if (bz_diag_did_you_mean(l->job->diags, diag, form, names.p, names.n)) return;
    }
    bz_diag_hint(l->job->diags, diag, "add it to the word: `forms: {en: {%.*s: \"…\"}}`",
                 BZ_FMT(form));
}

void bz_load__word_check(bz_load__run *l, bz_load__course *c, const bz_doc *d, bz_node n)
{
    bz_str name = bz_doc_text(d, n), form = bz_doc_attr_text(d, n, BZ_ATTR_FORM);
    bz_span at = bz_doc_at(d, n)->span;
    if (!c) return;
    bz_rec word = bz_map_find(c->words, name);
    if (word) {
        if (form.n && !has_form(l->m, word, form)) unknown_form(l, c, word, form, at);
        return;
    }
    if (!c->is_clear) return;
    bz_arena_reset(l->work);
    bz_diag *diag = bz_diag_add(l->job->diags, BZ_X002, at, "`%.*s` is no word of `%.*s`",
                                BZ_FMT(name), BZ_FMT(c->id));
    bz_diag_hint(l->job->diags, diag, "declare it under `words` in `curriculum.yaml`");
    bz_load__did_you_mean(l->job, diag, name,
                          bz_load__ids_of(l->m, c->rec, BZ_CURRICULUM_WORDS, l->work));
    bz_load__note_taken(l, diag, at, c->taken_at);
}

/* Where `braces` stands in the source of its block, from `*after` on, which moves behind it; the
 * block where it is written in another way. False where a backslash says that they are meant. */
static bool find_braces(const bz_load__run *l, bz_str braces, bz_span *at, size_t *after)
{
    bz_str source = bz_span_text(l->job->sources, *at);
    for (size_t i = *after; i + braces.n <= source.n; i++) {
        bool is_word = i && source.p[i - 1] == '{';
        if (is_word || !bz_str_eq(bz_str_cut(source, i, i + braces.n), braces)) continue;
        *after = i + braces.n;
        at->start += (uint32_t)i;
        at->end = at->start + (uint32_t)braces.n;
        return !i || source.p[i - 1] != '\\';
    }
    return true;
}

void bz_load__braces_check(bz_load__run *l, const bz_load__course *c, bz_str text, bz_span span)
{
    enum {
        LONGEST = 200
    }; /* a name with a form and spaces; of a long line, no more is looked at */
    size_t after = 0;
    for (size_t i = bz_str_find(text, '{', 0); c && i < text.n; i = bz_str_find(text, '{', i + 1)) {
        bz_str rest = bz_str_cut(text, i, i + LONGEST < text.n ? i + LONGEST : text.n);
        if (i && text.p[i - 1] == '{') continue; /* a word that is not closed: said already */
        size_t end = bz_str_find(rest, '}', 0);
        bz_str inside = bz_str_trim(bz_str_cut(rest, 1, end));
        bz_str name = bz_str_cut(inside, 0, bz_str_find(inside, '.', 0));
        if (end == rest.n || !bz_map_find(c->words, name)) continue;
        bz_span at = span;
        bz_str braces = bz_str_cut(rest, 0, end + 1);
        if (!find_braces(l, braces, &at, &after)) continue;
        bz_diag *diag =
            bz_diag_add(l->job->diags, BZ_X106, at,
                        "`%.*s` has single braces, and is printed as it stands", BZ_FMT(braces));
        bz_diag_hint(l->job->diags, diag, "write `{{%.*s}}` for the word, or `\\{` for a brace",
                     BZ_FMT(inside));
        bz_load__note_taken(l, diag, at, c->taken_at);
    }
}

/* --- conditions */

typedef struct condition {
    bz_load__run *l;
    bz_load__course *c;
    bz_str text;
    bz_span span;
    bool is_mapped;
} condition;

static bz_span part_span(const condition *x, bz_str part)
{
    if (!x->is_mapped) return x->span;
    uint32_t from = x->span.start + (uint32_t)(part.p - x->text.p);
    return (bz_span){x->span.file, from, from + (uint32_t)part.n};
}

static void check_value(const condition *x, bz_rec fact, bz_str value)
{
    const bz_model *m = x->l->m;
    bz_load__names values =
        bz_load__texts_of(m, bz_model_value(m, fact, BZ_FACT_VALUES), x->l->work);
    for (size_t i = 0; i < values.n; i++)
        if (bz_str_eq(values.p[i], value)) return;
    bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_X005, part_span(x, value),
                                "the fact `%.*s` has no value `%.*s`", BZ_FMT(bz_model_id(m, fact)),
                                BZ_FMT(value));
    bz_diag_note_at(x->l->job->diags, diag, bz_model_at(m, fact)->id_span,
                    "the fact is declared here");
    bz_load__note_taken(x->l, diag, x->span, x->c->taken_at);
    bz_load__say_values(x->l->job, diag, value, values);
}

static bool check_part(void *context, const bz_when_part *part)
{
    const condition *x = context;
    bz_rec fact = bz_map_find(x->c->facts, part->fact);
    bz_arena_reset(x->l->work);
    if (fact) {
        bz_str rest = part->values, value;
        while (bz_str_split(&rest, '|', &value))
            check_value(x, fact, value);
    } else if (x->c->is_clear) {
        bz_diag *diag =
            bz_diag_add(x->l->job->diags, BZ_X004, part_span(x, part->fact),
                        "`%.*s` is no fact of `%.*s`", BZ_FMT(part->fact), BZ_FMT(x->c->id));
        bz_diag_hint(x->l->job->diags, diag, "declare it under `facts` in `curriculum.yaml`");
        bz_load__did_you_mean(x->l->job, diag, part->fact,
                              bz_load__ids_of(x->l->m, x->c->rec, BZ_CURRICULUM_FACTS, x->l->work));
        bz_load__note_taken(x->l, diag, x->span, x->c->taken_at);
    }
    return true;
}

void bz_load__when_check(bz_load__run *l, bz_load__course *c, bz_str when, bz_span span)
{
    condition x = {l, c, when, span, bz_str_eq(bz_span_text(l->job->sources, span), when)};
    const char *why = "";
    size_t at = 0;
    if (!c || bz_when_parse(when, check_part, &x, &why, &at)) return;
    bz_span here = x.is_mapped ? (bz_span){span.file, span.start + (uint32_t)at, span.end} : span;
    bz_diag *diag = bz_diag_add(l->job->diags, BZ_F016, here, "`%.*s` is not a condition: %s",
                                BZ_FMT(when), why);
    bz_diag_hint(l->job->diags, diag, "for example `caregivers=men|mixed delivery!=phone`");
}
