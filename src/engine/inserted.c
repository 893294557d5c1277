/* What a plugin brings in is looked at as what an author writes. In: lines and Markdown that
 * changes put into the model, and conditions in documents. Out: an error, at the plugin's line, for
 * each word, fact or value that the curriculum does not declare; and blocks whose condition does
 * not hold here marked absent, since select ran before any plugin did. */
#include "engine/engine_priv.h"

typedef struct condition {
    bz_engine *e;
    bz_str text;
    bz_span span;
    bz_status worst;
} condition;

static void unknown_fact(condition *x, bz_str name)
{
    enum { MOST_NAMES = 64 };
    const bz_model *m = x->e->model;
    bz_str names[MOST_NAMES];
    size_t n = 0;
    bz_diag *d = bz_diag_add(x->e->job.diags, BZ_X004, x->span, "`%.*s` is no fact of `%.*s`",
                             BZ_FMT(name), BZ_FMT(bz_model_id(m, m->curriculum)));
    for (bz_rec f = bz_model_first(m, m->curriculum, BZ_CURRICULUM_FACTS); f && n < MOST_NAMES;
         f = bz_model_next(m, f))
        names[n++] = bz_model_id(m, f);
    if (!bz_diag_did_you_mean(x->e->job.diags, d, name, names, n))
        bz_diag_hint(x->e->job.diags, d, "declare it under `facts` in `curriculum.yaml`");
    x->worst = BZ_INVALID;
}

static bool has_value(const bz_model *m, bz_rec fact, bz_str value)
{
    for (uint32_t i = 0; i < bz_model_count(m, fact, BZ_FACT_VALUES); i++)
        if (bz_str_eq(bz_value_text(m, bz_model_element(m, fact, BZ_FACT_VALUES, i)), value))
            return true;
    return false;
}

static bool look_at_part(void *context, const bz_when_part *part)
{
    condition *x = context;
    const bz_model *m = x->e->model;
    bz_rec fact = bz_model_child(m, m->curriculum, BZ_CURRICULUM_FACTS, part->fact);
    bz_str rest = part->values, value;
    if (!fact) unknown_fact(x, part->fact);
    while (fact && bz_str_split(&rest, '|', &value)) {
        if (has_value(m, fact, value)) continue;
        bz_diag *d =
            bz_diag_add(x->e->job.diags, BZ_X005, x->span, "the fact `%.*s` has no value `%.*s`",
                        BZ_FMT(bz_model_id(m, fact)), BZ_FMT(value));
        bz_diag_note_at(x->e->job.diags, d, bz_model_at(m, fact)->id_span,
                        "the fact is declared here");
        x->worst = BZ_INVALID;
    }
    return true;
}

bz_status bz_engine__condition(bz_engine *e, bz_str when, bz_span span, bool *holds)
{
    condition x = {e, when, span, BZ_OK};
    const char *why = "";
    *holds = bz_when_holds(e->model, e->model->context, when);
    if (bz_when_parse(when, look_at_part, &x, &why, NULL)) return x.worst;
    bz_diag *d = bz_diag_add(e->job.diags, BZ_F016, span, "`%.*s` is not a condition: %s",
                             BZ_FMT(when), why);
    bz_diag_hint(e->job.diags, d, "for example `caregivers=men|mixed delivery!=phone`");
    return BZ_INVALID;
}

/* A form that the word has in no language. */
static bz_status look_at_form(bz_engine *e, const bz_doc *d, bz_node n, bz_rec word)
{
    const bz_model *m = e->model;
    bz_str form = bz_doc_attr_text(d, n, BZ_ATTR_FORM);
    if (!form.n) return BZ_OK;
    for (uint32_t i = 0; i < bz_model_count(m, word, BZ_WORD_FORMS); i++)
        if (bz_value_find(m, bz_model_element(m, word, BZ_WORD_FORMS, i), form)) return BZ_OK;
    bz_diag *diag =
        bz_diag_add(e->job.diags, BZ_X003, bz_doc_at(d, n)->span,
                    "the word `%.*s` has no form `%.*s`", BZ_FMT(bz_doc_text(d, n)), BZ_FMT(form));
    bz_diag_note_at(e->job.diags, diag, bz_model_at(m, word)->id_span, "the word is declared here");
    return BZ_INVALID;
}

/* A word of the text that the curriculum does not declare. */
static bz_status look_at_word(bz_engine *e, const bz_doc *d, bz_node n)
{
    const bz_model *m = e->model;
    bz_str name = bz_doc_text(d, n);
    bz_rec word = bz_model_child(m, m->curriculum, BZ_CURRICULUM_WORDS, name);
    if (word) return look_at_form(e, d, n, word);
    bz_diag *diag = bz_diag_add(e->job.diags, BZ_X080, bz_doc_at(d, n)->span,
                                "no text for the word `{{%.*s}}`", BZ_FMT(name));
    bz_diag_hint(e->job.diags, diag,
                 "declare it under `words:` in curriculum.yaml, or write `\\{{` for braces");
    return BZ_INVALID;
}

/* `#` and `##` are the titles of sessions and activities, which a plugin cannot add as text. */
static bz_status look_at_heading(bz_engine *e, const bz_doc *d, bz_node n)
{
    if (bz_doc_at(d, n)->aux > 2) return BZ_OK;
    bz_diag *diag =
        bz_diag_add(e->job.diags, BZ_P085, bz_doc_at(d, n)->span,
                    "a heading of level %u in a text that a plugin inserts", bz_doc_at(d, n)->aux);
    bz_diag_hint(e->job.diags, diag, "write `###` or deeper: `##` is an activity's own heading");
    return BZ_INVALID;
}

/* Addresses name blocks by id, so an id stands once in a body. */
static bz_status look_at_id(bz_engine *e, const bz_doc *d, bz_node n)
{
    bz_str id = bz_doc_attr_text(d, n, BZ_ATTR_ID);
    if (!id.n) return BZ_OK;
    bz_node body = n;
    while (bz_doc_at(d, body)->parent)
        body = bz_doc_at(d, body)->parent;
    for (bz_node other = bz_doc_next(d, body, body); other; other = bz_doc_next(d, body, other)) {
        if (other == n || !bz_str_eq(bz_doc_attr_text(d, other, BZ_ATTR_ID), id)) continue;
        bz_diag *diag = bz_diag_add(e->job.diags, BZ_X007, bz_doc_at(d, n)->span,
                                    "the id `%.*s` is there already", BZ_FMT(id));
        bz_diag_note_at(e->job.diags, diag, bz_doc_at(d, other)->span, "first used here");
        return BZ_INVALID;
    }
    return BZ_OK;
}

bz_status bz_engine__look_at_blocks(bz_engine *e, bz_node from)
{
    bz_doc *d = e->model->bodies;
    bz_status worst = BZ_OK;
    for (bz_node n = from; n < d->nodes.n; n++) {
        bz_doc_node *node = &d->nodes.p[n];
        bz_status s = BZ_OK;
        bool holds = true;
        if (node->kind == BZ_DOC_WORD) s = look_at_word(e, d, n);
        if (node->kind == BZ_DOC_CONTAINER && bz_doc_has(d, n, BZ_ATTR_WHEN))
            s = bz_engine__condition(e, bz_doc_attr_text(d, n, BZ_ATTR_WHEN), node->span, &holds);
        if (!holds) node->flags |= BZ_NODE_ABSENT;
        if (s != BZ_OK) worst = s;
        if (node->kind == BZ_DOC_HEADING && look_at_heading(e, d, n) != BZ_OK) worst = BZ_INVALID;
        if (node->attrs && look_at_id(e, d, n) != BZ_OK) worst = BZ_INVALID;
    }
    return worst;
}

bz_status bz_engine__look_at_line(bz_engine *e, bz_str line, bz_span span)
{
    if (bz_markdown_is_plain(line)) return BZ_OK;
    bz_doc *d = bz_doc_new();
    bz_node root = bz_doc_add(d, 0, BZ_DOC_LINE, span);
    bz_markdown_text in = {.text = line, .span = span, .mode = BZ_MARKDOWN_CURRICULUM};
    bz_status worst = bz_markdown_read_line(&in, d, root, &e->job);
    for (bz_node n = bz_doc_next(d, root, root); n; n = bz_doc_next(d, root, n)) {
        bz_status s = bz_doc_kind_of(d, n) == BZ_DOC_WORD ? look_at_word(e, d, n) : BZ_OK;
        if (s != BZ_OK) worst = s;
    }
    bz_doc_free(d);
    return worst;
}
