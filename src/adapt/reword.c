/* Rewording. In: a part, words to find, words to put. Out: one block or one line of the part with
 * the words changed. The one idea: the words must stand in the part exactly once, as it is read:
 * over the lines of the source, but not over marks or links. What is found is changed in place, so
 * that the block keeps its name and its protection. */
#include "adapt/changes_priv.h"

/* A find: a run of text in a block, or a line of a record. */
typedef struct hit {
    bz_target target; /* the block, or the record */
    bz_node first;    /* of the run: TEXT and SOFT_BREAK nodes beside each other */
    size_t at;        /* in the run's text */
    int field;
} hit;

typedef struct search {
    const bz_model *m;
    bz_str find;
    bz_buf run;
    size_t n;
    hit first, second;
} search;

static size_t count_in(bz_str text, bz_str find, size_t *at)
{
    size_t n = 0;
    for (size_t i = 0; i + find.n <= text.n; i++)
        if (bz_str_eq(bz_str_cut(text, i, i + find.n), find)) {
            if (!n++) *at = i;
            i += find.n - 1;
        }
    return n;
}

static void take_hits(search *s, bz_str text, hit h)
{
    size_t n = count_in(text, s->find, &h.at);
    if (n && !s->n) s->first = h;
    else if (n && s->n == 1) s->second = h;
    s->n += n;
}

static bool is_run(bz_doc_kind k)
{
    return k == BZ_DOC_TEXT || k == BZ_DOC_SOFT_BREAK;
}

/* The text of a run of words; gives the node behind it. */
static bz_node put_run(const bz_doc *d, bz_node n, bz_buf *out)
{
    bz_buf_clear(out);
    for (; n && is_run(bz_doc_kind_of(d, n)); n = bz_doc_at(d, n)->next) {
        if (bz_doc_kind_of(d, n) == BZ_DOC_TEXT) bz_buf_str(out, bz_doc_text(d, n));
        else bz_buf_char(out, ' ');
    }
    return n;
}

/* All runs below `parent`, which stands in `block`. */
static void search_inlines(search *s, bz_rec rec, bz_node block, bz_node parent)
{
    const bz_doc *d = s->m->bodies;
    for (bz_node n = bz_doc_at(d, parent)->first; n;) {
        if (is_run(bz_doc_kind_of(d, n))) {
            bz_node first = n;
            n = put_run(d, n, &s->run);
            take_hits(s, bz_buf_view(&s->run), (hit){{rec, block}, first, 0, -1});
        } else {
            search_inlines(s, rec, block, n); /* as deep as marks nest */
            n = bz_doc_at(d, n)->next;
        }
    }
}

static void search_body(search *s, bz_rec rec, bz_node root)
{
    const bz_doc *d = s->m->bodies;
    for (bz_node n = root; n;) {
        bool is_leaf = bz_doc_accepts(bz_doc_kind_of(d, n), BZ_DOC_TEXT);
        if (is_leaf && !(bz_doc_at(d, n)->flags & BZ_NODE_DEAD)) search_inlines(s, rec, n, n);
        n = is_leaf ? bz_doc_skip(d, root, n) : bz_doc_next(d, root, n);
    }
}

static bool is_words(const bz_field *f)
{
    return (f->type == BZ_T_LINE || f->type == BZ_T_PLAIN) &&
           !(f->flags & (BZ_READ_ONLY | BZ_COMPUTED)) &&
           (f->shape == BZ_ONE || f->shape == BZ_LIST);
}

static void search_record(search *s, bz_rec r)
{
    const bz_record_row *row = bz_record_row_at(bz_model_kind(s->m, r));
    for (int f = 1; f < row->n; f++) {
        const bz_value *v = bz_model_value(s->m, r, f);
        if (!is_words(&row->fields[f])) continue;
        hit h = {{r, 0}, 0, 0, f};
        if (v->kind == BZ_V_TEXT) take_hits(s, bz_value_text(s->m, v), h);
        for (uint32_t i = 0; v->kind == BZ_V_LIST && i < v->b; i++)
            take_hits(s, bz_value_text(s->m, bz_value_element(s->m, v, i)), h);
    }
    bz_node body = bz_model_at(s->m, r)->body;
    if (body) search_body(s, r, body);
    for (bz_rec c = bz_model_at(s->m, r)->first; c; c = bz_model_at(s->m, c)->next)
        if (!(bz_model_at(s->m, c)->flags & BZ_REC_DEAD)) search_record(s, c); /* four deep */
}

static bool refuse(const bz_changing *x, const search *s)
{
    bz_str find = s->find;
    bz_span at = bz_model_span(x->m, x->change, BZ_CHANGE_FIND);
    bz_str where = bz_model_text(x->m, x->change, BZ_CHANGE_REWORD);
    bz_diags *diags = x->job->diags;
    if (!s->n) {
        bz_diag *d = bz_diag_add(diags, BZ_A006, at, "`%.*s` does not stand in `%.*s`",
                                 BZ_FMT(find), BZ_FMT(where));
        bz_diag_hint(diags, d,
                     "copy the words as they are printed; they may not run over a word in "
                     "`{{ }}`, bold or a link");
        return false;
    }
    bz_diag *d = bz_diag_add(diags, BZ_A006, at, "`%.*s` stands in `%.*s` %zu times", BZ_FMT(find),
                             BZ_FMT(where), s->n);
    const hit *hits[] = {&s->first, &s->second};
    for (size_t i = 0; i < 2; i++) {
        bz_target t = hits[i]->target;
        bz_span here = t.node  ? bz_doc_at(x->m->bodies, t.node)->span
                       : t.rec ? bz_model_span(x->m, t.rec, hits[i]->field)
                               : bz_span_none();
        if (here.file) bz_diag_note_at(diags, d, here, i ? "and here" : "here");
    }
    bz_diag_hint(diags, d, "name a smaller part, or more of the words around it");
    return false;
}

static void put_changed(bz_str text, size_t at, size_t n, bz_str to, bz_buf *out)
{
    bz_buf_str(out, bz_str_cut(text, 0, at));
    bz_buf_str(out, to);
    bz_buf_str(out, bz_str_cut(text, at + n, text.n));
}

/* Plain words become text; what has marks or words of the curriculum is read when it is printed. */
static void put_words(bz_doc *d, bz_node parent, bz_str before, bz_str to, bz_str after,
                      bz_span span)
{
    bool is_plain = true;
    for (size_t i = 0; i < to.n; i++)
        if (strchr("*_`[]{}\\<>&!", to.p[i])) is_plain = false;
    if (before.n) bz_doc_add_text(d, parent, BZ_DOC_TEXT, before, span);
    bz_doc_add_text(d, parent, is_plain ? BZ_DOC_TEXT : BZ_DOC_SOURCE_LINE, to, span);
    if (after.n) bz_doc_add_text(d, parent, BZ_DOC_TEXT, after, span);
}

/* A copy of what stands below `from`, with the hit's run changed. */
static void copy_changed(const bz_changing *x, const hit *h, bz_node from, bz_doc *d, bz_node to)
{
    const bz_doc *bodies = x->m->bodies;
    for (bz_node n = bz_doc_at(bodies, from)->first; n;) {
        if (n != h->first) {
            bz_node copy = bz_doc_copy(d, to, 0, bodies, n);
            /* The run may stand deeper: the copy is made anew around it. */
            bool holds = false;
            for (bz_node k = h->first; k; k = bz_doc_at(bodies, k)->parent)
                holds = holds || k == n;
            if (holds && copy) {
                for (bz_node k = bz_doc_at(d, copy)->first, next; k; k = next) {
                    next = bz_doc_at(d, k)->next;
                    bz_doc_unlink(d, k);
                }
                copy_changed(x, h, n, d, copy);
            }
            n = bz_doc_at(bodies, n)->next;
            continue;
        }
        bz_buf run = {0};
        bz_span span = bz_doc_at(bodies, n)->span;
        n = put_run(bodies, n, &run);
        bz_str text = bz_buf_view(&run), find = bz_model_text(x->m, x->change, BZ_CHANGE_FIND);
        put_words(d, to, bz_str_cut(text, 0, h->at), bz_model_text(x->m, x->change, BZ_CHANGE_TO),
                  bz_str_cut(text, h->at + find.n, text.n), span);
        bz_buf_deinit(&run);
    }
}

static bool change_block(bz_changing *x, const hit *h)
{
    bz_doc *d = bz_journal_doc(x->j);
    bz_node block = h->target.node;
    bz_span span = bz_doc_at(x->m->bodies, block)->span;
    bz_change c = bz_changes__start(x, BZ_OP_SET);
    c.target = h->target;
    c.fragment = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, span);
    bz_doc_kind kind = bz_doc_kind_of(x->m->bodies, block);
    if (!bz_doc_accepts(BZ_DOC_FRAGMENT, kind)) kind = BZ_DOC_PARAGRAPH; /* a cell's words */
    bz_node copy = bz_doc_add(d, c.fragment, kind, span);
    d->nodes.p[copy].aux = bz_doc_at(x->m->bodies, block)->aux;
    copy_changed(x, h, block, d, copy);
    return bz_changes__do(x, c, NULL);
}

static bool change_line(bz_changing *x, const hit *h)
{
    const bz_model *m = x->m;
    const bz_value *v = bz_model_value(m, h->target.rec, h->field);
    bz_str find = bz_model_text(m, x->change, BZ_CHANGE_FIND),
           to = bz_model_text(m, x->change, BZ_CHANGE_TO);
    bz_buf text = {0};
    size_t at;
    uint32_t n = v->kind == BZ_V_LIST ? v->b : 1;
    for (uint32_t i = 0; i < n; i++) {
        bz_str one = bz_value_text(m, v->kind == BZ_V_LIST ? bz_value_element(m, v, i) : v);
        if (i) bz_buf_char(&text, BZ_BETWEEN_ELEMENTS);
        if (count_in(one, find, &at)) put_changed(one, at, find.n, to, &text);
        else bz_buf_str(&text, one);
    }
    bz_change c = bz_changes__start(x, BZ_OP_SET);
    c.target = h->target;
    c.field = h->field;
    c.value = v->kind == BZ_V_LIST ? BZ_V_LIST : BZ_V_TEXT;
    c.text = bz_buf_view(&text);
    bool is_fine = bz_changes__do(x, c, NULL);
    bz_buf_deinit(&text);
    return is_fine;
}

bool bz_changes__reword(bz_changing *x)
{
    bz_target t;
    if (!bz_changes__find(x, BZ_CHANGE_REWORD, &t)) return false;
    search s = {.m = x->m, .find = bz_model_text(x->m, x->change, BZ_CHANGE_FIND)};
    if (t.node) search_body(&s, t.rec, t.node);
    else search_record(&s, t.rec);
    bool is_fine = s.n == 1 || refuse(x, &s);
    bz_buf_deinit(&s.run);
    if (!is_fine) return false;
    return s.first.target.node ? change_block(x, &s.first) : change_line(x, &s.first);
}
