/* Assemble: a document as a plugin asked for it becomes one that a renderer can write. In: a
 * decoded tree with requests in it. Out: the same tree without any: bodies copied from the model,
 * Markdown read, words given their text, titles of boxes turned into labels, conditions dissolved.
 * One walk; whatever a request brings in is walked as well. */
#include "engine/engine_priv.h"

typedef struct assembly {
    bz_engine *e;
    bz_doc *doc;
    bz_str language; /* of the document */
    bz_doc *scratch; /* for lines that end as plain text */
    bz_arena *texts; /* copies of texts that the tree may move while they are read */
    bz_status worst;
} assembly;

static void worsen(assembly *a, bz_status s)
{
    if (s != BZ_OK) a->worst = s;
}

/* The text of a word; a name that nobody declared is reported where it stands. */
static bz_str word_text(assembly *a, bz_str name, bz_str form, bz_span span, bool *is_other)
{
    bz_str text = bz_model_word(a->e->model, name, form, a->language, is_other);
    if (text.n) return text;
    bz_diag *d =
        form.n ? bz_diag_add(a->e->job.diags, BZ_X080, span, "no text for the word `{{%.*s.%.*s}}`",
                             BZ_FMT(name), BZ_FMT(form))
               : bz_diag_add(a->e->job.diags, BZ_X080, span, "no text for the word `{{%.*s}}`",
                             BZ_FMT(name));
    bz_diag_hint(a->e->job.diags, d,
                 "declare it under `words:` in curriculum.yaml, or write `\\{{` for braces");
    a->worst = BZ_INVALID;
    return text;
}

static void fill_word(assembly *a, bz_node n)
{
    bool is_other = false;
    bz_str name = bz_arena_str(a->texts, bz_doc_text(a->doc, n));
    bz_str form = bz_arena_str(a->texts, bz_doc_attr_text(a->doc, n, BZ_ATTR_FORM));
    bz_str text = word_text(a, name, form, bz_doc_at(a->doc, n)->span, &is_other);
    bz_doc_set_text(a->doc, n, text);
    a->doc->nodes.p[n].kind = BZ_DOC_TEXT;
    a->doc->nodes.p[n].attrs = 0;
}

/* Puts the children of `n` where `n` is, and takes `n` out. Gives the first of them, or what
 * follows. */
static bz_node dissolve(assembly *a, bz_node root, bz_node n)
{
    bz_doc *d = a->doc;
    bz_node parent = d->nodes.p[n].parent, first = d->nodes.p[n].first;
    bz_node after = bz_doc_skip(d, root, n);
    for (bz_node c = first; c;) {
        bz_node next = d->nodes.p[c].next;
        bz_doc_unlink(d, c);
        bz_doc_link(d, parent, n, c);
        c = next;
    }
    bz_doc_unlink(d, n);
    return first ? first : after;
}

static bz_markdown_text source_of(assembly *a, bz_node n)
{
    return (bz_markdown_text){.text = bz_arena_str(a->texts, bz_doc_text(a->doc, n)),
                              .span = bz_doc_at(a->doc, n)->span,
                              .mode = BZ_MARKDOWN_CURRICULUM};
}

static bz_node fill_source(assembly *a, bz_node root, bz_node n)
{
    if (!bz_doc_at(a->doc, n)->first) {
        bz_markdown_text in = source_of(a, n);
        bool is_line = bz_doc_kind_of(a->doc, n) == BZ_DOC_SOURCE_LINE;
        worsen(a, is_line ? bz_markdown_read_line(&in, a->doc, n, &a->e->job)
                          : bz_markdown_read(&in, a->doc, n, &a->e->job));
    }
    return dissolve(a, root, n);
}

/* The text of an activity in a language of its own; the labels of its boxes stay in the document's.
 */
static void mark_language(assembly *a, bz_node place)
{
    bz_doc *d = a->doc;
    bz_str language = bz_arena_str(a->texts, bz_doc_attr_text(d, place, BZ_ATTR_LANG));
    if (!language.n || bz_str_eq(language, a->language)) return;
    for (bz_node n = bz_doc_next(d, place, place); n;) {
        bool is_box = bz_doc_kind_of(d, n) == BZ_DOC_CONTAINER;
        if (!is_box && !bz_doc_has(d, n, BZ_ATTR_LANG)) bz_doc_set(d, n, BZ_ATTR_LANG, language);
        n = is_box ? bz_doc_next(d, place, n) : bz_doc_skip(d, place, n);
    }
}

/* The record in whose body a fragment is; 0: none. Looked up in a list made once for the model. */
static bz_rec owner_of(bz_engine *e, bz_node fragment)
{
    const bz_model *m = e->model;
    if (!e->owners.n) {
        bz_vec_extend(&e->owners, m->bodies->nodes.n);
        for (bz_rec r = 1; r < m->records.n; r++)
            e->owners.p[bz_model_at(m, r)->body] = r;
    }
    return fragment < e->owners.n ? e->owners.p[fragment] : 0;
}

/* Whether a plugin may have this printed: a body, or a block of one, that is part of this build.
 * What does not apply here is not printed because somebody has its address. */
static bool is_printable(bz_engine *e, bz_node target)
{
    const bz_doc *bodies = e->model->bodies;
    if (!target || target >= bodies->nodes.n) return false;
    bz_doc_kind kind = bz_doc_kind_of(bodies, target);
    if (kind != BZ_DOC_FRAGMENT && !bz_doc_accepts(BZ_DOC_FRAGMENT, kind)) return false;
    for (bz_node n = target;; n = bz_doc_at(bodies, n)->parent) {
        if (bz_doc_at(bodies, n)->flags & (BZ_NODE_DEAD | BZ_NODE_ABSENT)) return false;
        if (bz_doc_at(bodies, n)->parent) continue;
        bz_rec owner = owner_of(e, n);
        return owner && bz_model_is_present(e->model, owner);
    }
}

static bz_node fill_place(assembly *a, bz_node root, bz_node n)
{
    const bz_doc *bodies = a->e->model->bodies;
    bz_node target = bz_doc_attr_number(a->doc, n, BZ_ATTR_TARGET, 0);
    if (is_printable(a->e, target)) {
        if (bz_doc_kind_of(bodies, target) == BZ_DOC_FRAGMENT)
            for (bz_node c = bz_doc_at(bodies, target)->first; c; c = bz_doc_at(bodies, c)->next)
                bz_doc_copy(a->doc, n, 0, bodies, c);
        else bz_doc_copy(a->doc, n, 0, bodies, target);
    }
    mark_language(a, n);
    return dissolve(a, root, n);
}

/* A line that must end as plain text: a title, a label. */
static void flatten(assembly *a, bz_str line, bz_span span, bz_buf *out)
{
    bz_doc_clear(a->scratch);
    bz_node root = bz_doc_add(a->scratch, 0, BZ_DOC_LINE, span);
    bz_markdown_text in = {.text = line, .span = span, .mode = BZ_MARKDOWN_CURRICULUM};
    worsen(a, bz_markdown_read_line(&in, a->scratch, root, &a->e->job));
    for (bz_node n = bz_doc_next(a->scratch, root, root); n; n = bz_doc_next(a->scratch, root, n)) {
        const bz_doc_node *node = bz_doc_at(a->scratch, n);
        if (node->kind == BZ_DOC_WORD) {
            bool is_other;
            bz_buf_str(out,
                       word_text(a, bz_doc_text(a->scratch, n),
                                 bz_doc_attr_text(a->scratch, n, BZ_ATTR_FORM), span, &is_other));
        } else if (node->kind == BZ_DOC_SOFT_BREAK || node->kind == BZ_DOC_LINE_BREAK)
            bz_buf_char(out, ' ');
        else bz_buf_str(out, bz_doc_text(a->scratch, n));
    }
}

/* Attributes that people read are lines as well: words and escapes work in them. */
static void flatten_attr(assembly *a, bz_node n, bz_attr from, bz_attr to)
{
    bz_str line = bz_doc_attr_text(a->doc, n, from);
    if (!line.n || (from == to && bz_markdown_is_plain(line))) return;
    bz_buf out = {0};
    flatten(a, bz_arena_str(a->texts, line), bz_doc_at(a->doc, n)->span, &out);
    bz_doc_set(a->doc, n, to, bz_buf_view(&out));
    bz_buf_deinit(&out);
}

/* A paragraph that holds a picture and nothing else is a figure. */
static bool is_lone_image(const bz_doc *d, bz_node n)
{
    bz_node c = bz_doc_at(d, n)->first;
    return c && bz_doc_kind_of(d, c) == BZ_DOC_IMAGE && !bz_doc_at(d, c)->next;
}

static void make_figure(assembly *a, bz_node n)
{
    bz_doc *d = a->doc;
    bz_node image = bz_doc_at(d, n)->first;
    for (bz_node c = bz_doc_next(d, image, image); c; c = bz_doc_next(d, image, c))
        if (bz_doc_kind_of(d, c) == BZ_DOC_WORD) fill_word(a, c);
    bz_buf alt = {0};
    bz_doc_plain(d, image, &alt);
    bz_str dest = bz_arena_str(a->texts, bz_doc_attr_text(d, image, BZ_ATTR_DEST));
    bz_str title = bz_arena_str(a->texts, bz_doc_attr_text(d, image, BZ_ATTR_TITLE));
    bz_span span = bz_doc_at(d, image)->span;
    bz_doc_unlink(d, image);
    d->nodes.p[n].kind = BZ_DOC_FIGURE;
    bz_doc_set(d, n, BZ_ATTR_DEST, dest);
    bz_doc_set(d, n, BZ_ATTR_ALT, bz_buf_view(&alt));
    if (title.n) bz_doc_add_text(d, n, BZ_DOC_TEXT, title, span);
    bz_buf_deinit(&alt);
}

static void fill_attrs(assembly *a, bz_node n)
{
    static const bz_attr read[] = {BZ_ATTR_TITLE, BZ_ATTR_LABEL,   BZ_ATTR_BADGE,
                                   BZ_ATTR_ALT,   BZ_ATTR_RUNNING, BZ_ATTR_FOOTER};
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        flatten_attr(a, n, read[i], read[i]);
}

/* What does not hold here goes, what does stands as if there were no condition. */
static bz_node decide(assembly *a, bz_node root, bz_node n)
{
    bz_str when = bz_arena_str(a->texts, bz_doc_attr_text(a->doc, n, BZ_ATTR_WHEN));
    bool holds = true;
    if (when.n) worsen(a, bz_engine__condition(a->e, when, bz_doc_at(a->doc, n)->span, &holds));
    if (holds) return dissolve(a, root, n);
    bz_node after = bz_doc_skip(a->doc, root, n);
    bz_doc_unlink(a->doc, n);
    return after;
}

/* One node; gives the next to look at. */
static bz_node fill(assembly *a, bz_node root, bz_node n)
{
    bz_doc *d = a->doc;
    const bz_doc_node *node = bz_doc_at(d, n);
    switch ((bz_doc_kind)node->kind) {
    case BZ_DOC_PLACE: return fill_place(a, root, n);
    case BZ_DOC_SOURCE:
    case BZ_DOC_SOURCE_LINE: return fill_source(a, root, n);
    case BZ_DOC_WORD: fill_word(a, n); break;
    case BZ_DOC_CONTAINER:
        if (node->aux == BZ_ACT_WHEN) return decide(a, root, n);
        flatten_attr(a, n, BZ_ATTR_TITLE, BZ_ATTR_LABEL);
        break;
    case BZ_DOC_PARAGRAPH:
        if (is_lone_image(d, n)) make_figure(a, n);
        break;
    default:
        if (node->attrs) fill_attrs(a, n);
        break;
    }
    return bz_doc_next(d, root, n);
}

/* What is put in may be much larger than what asked for it. */
static bool is_too_large(assembly *a, bz_node root)
{
    const bz_limits *limits = a->e->job.limits;
    if (a->doc->nodes.n <= limits->doc_nodes && a->doc->text.n <= limits->doc_bytes) return false;
    bz_diag *d = bz_diag_add(a->e->job.diags, BZ_D004, bz_doc_at(a->doc, root)->span,
                             "the document `%.*s` is too large",
                             BZ_FMT(bz_doc_attr_text(a->doc, root, BZ_ATTR_TITLE)));
    bz_diag_hint(a->e->job.diags, d,
                 "a document has at most %zu parts and %zu MiB of text: make several of it",
                 limits->doc_nodes, limits->doc_bytes >> 20);
    a->worst = BZ_LIMIT;
    return true;
}

bz_status bz_engine__assemble(bz_engine *e, bz_doc *doc, bz_node root, bz_str language)
{
    assembly a = {
        .e = e, .doc = doc, .language = language, .scratch = bz_doc_new(), .texts = bz_arena_new()};
    fill_attrs(&a, root);
    for (bz_node n = bz_doc_next(doc, root, root); n && !is_too_large(&a, root);)
        n = fill(&a, root, n);
    bz_doc_free(a.scratch);
    bz_arena_free(a.texts);
    return a.worst;
}

void bz_engine__flatten(bz_engine *e, bz_str line, bz_span span, bz_str language, bz_buf *out)
{
    assembly a = {.e = e, .language = language, .scratch = bz_doc_new()};
    flatten(&a, line, span, out);
    bz_doc_free(a.scratch);
}
