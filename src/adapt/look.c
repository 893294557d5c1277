/* Looking at a change before it is done. In: a change as a plugin or an adaptation asks for it,
 * where nothing is believed. Out: the place where it acts, with every index checked, or a
 * diagnostic. The one idea: after this, doing the change is a matter of links and cannot go wrong.
 */
#include "adapt/journal_priv.h"

const char *bz_adapt__op_name(bz_op op)
{
    static const char *const names[] = {"set", "insert", "remove", "move", "replace"};
    return op <= BZ_OP_REPLACE ? names[op] : "change";
}

void bz_adapt__put_author(const bz_change *c, bz_buf *out)
{
    static const char *const kinds[] = {"the curriculum", "the adaptation", "the plugin",
                                        "the planner"};
    bz_buf_put(out, kinds[c->by <= BZ_BY_PLANNER ? c->by : BZ_BY_PLUGIN]);
    if (c->author.n) bz_buf_fmt(out, " `%.*s`", BZ_FMT(c->author));
}

static bool is_alive(const bz_model *m, bz_rec r)
{
    if (!r || r >= m->records.n) return false;
    for (; r; r = bz_model_at(m, r)->parent) {
        if (bz_model_at(m, r)->flags & BZ_REC_DEAD) return false;
        if (r == m->project) return true;
    }
    return false;
}

static bool is_known(const bz_model *m, bz_target t)
{
    return is_alive(m, t.rec) && (!t.node || bz_model_holds(m, t.rec, t.node));
}

bz_diag *bz_adapt__refuse(const bz_model *m, const bz_change *c, bz_job *job, bz_str reason)
{
    bz_buf what = {0}, author = {0};
    if (is_known(m, c->target)) {
        bz_buf_char(&what, '`');
        bz_model_address(m, c->target, &what);
        bz_buf_char(&what, '`');
    } else bz_buf_put(&what, "a part");
    bz_adapt__put_author(c, &author);
    const char *link = c->op == BZ_OP_INSERT ? " into" : "";
    bz_diag *d = bz_diag_add(job->diags, BZ_C101, c->span, "%s cannot %s%s %s: %.*s", author.p,
                             bz_adapt__op_name(c->op), link, what.p, BZ_FMT(reason));
    bz_buf_deinit(&what);
    bz_buf_deinit(&author);
    return d;
}

static bool no(const bz_model *m, const bz_change *c, bz_job *job, const char *reason)
{
    bz_adapt__refuse(m, c, job, bz_str_from(reason));
    return false;
}

static bool look_at_title(const bz_model *m, const bz_change *c, bz_job *job)
{
    bz_buf why = {0};
    bool is_container = bz_doc_kind_of(m->bodies, c->target.node) == BZ_DOC_CONTAINER;
    if (c->attr != BZ_ATTR_TITLE || !is_container || c->value != BZ_V_TEXT)
        return no(m, c, job, "of a block, only the title of a container can be set");
    bool is_fine = bz_adapt__is_line(c->text, &why);
    if (!is_fine) bz_adapt__refuse(m, c, job, bz_buf_view(&why));
    bz_buf_deinit(&why);
    return is_fine;
}

/* Other words for a block: of its own kind, or a paragraph's, and sound. */
static bool look_at_words(bz_journal *j, const bz_model *m, const bz_change *c, bz_job *job)
{
    const bz_doc *d = bz_journal_doc(j);
    bz_doc_kind kind = bz_doc_kind_of(m->bodies, c->target.node);
    bz_node block = c->fragment < d->nodes.n ? bz_doc_at(d, c->fragment)->first : 0;
    bool is_fine =
        block && bz_doc_kind_of(d, c->fragment) == BZ_DOC_FRAGMENT &&
        bz_doc_is_sound(d, c->fragment, job->limits, NULL) &&
        (bz_doc_kind_of(d, block) == kind || bz_doc_kind_of(d, block) == BZ_DOC_PARAGRAPH) &&
        bz_doc_accepts(kind, BZ_DOC_TEXT);
    return is_fine || no(m, c, job, "its words cannot be set so");
}

static bool look_at_set(bz_journal *j, const bz_model *m, const bz_change *c, bz_site *site,
                        bz_job *job)
{
    const bz_record_row *rows = bz_record_row_at(bz_model_kind(m, c->target.rec));
    if (c->target.node && c->fragment) return look_at_words(j, m, c, job);
    if (c->target.node) return look_at_title(m, c, job);
    if (c->field < 0 || c->field >= rows->n) return no(m, c, job, "it has no such field");
    const bz_field *row = &rows->fields[c->field];
    bool is_fine = !(row->flags & (BZ_READ_ONLY | BZ_COMPUTED)) && row->type != BZ_T_RECORD;
    bz_buf why = {0};
    bz_buf_fmt(&why, "`%s`: ", row->key);
    if (!is_fine) bz_buf_put(&why, "it is read-only");
    else is_fine = bz_adapt__is_value(m, c, &site->ref, &why);
    if (!is_fine) bz_adapt__refuse(m, c, job, bz_buf_view(&why));
    bz_buf_deinit(&why);
    return is_fine;
}

/* What is closed to plugins and open to an adaptation, which a person writes and signs. */
static bool is_open_to_people(bz_record_kind kind, int role)
{
    return (kind == BZ_R_CURRICULUM &&
            (role == BZ_CURRICULUM_SESSIONS || role == BZ_CURRICULUM_HANDOUTS)) ||
           (kind == BZ_R_FORM && role == BZ_FORM_QUESTIONS) ||
           (kind == BZ_R_QUESTION && role == BZ_QUESTION_QUESTIONS);
}

/* The row of children that the change may add to, take from and order, or NULL. */
static const bz_field *open_row(const bz_model *m, const bz_change *c, bz_rec parent, int role)
{
    bz_record_kind kind = bz_model_kind(m, parent);
    const bz_record_row *rows = bz_record_row_at(kind);
    if (role < 0 || role >= rows->n) return NULL;
    const bz_field *row = &rows->fields[role];
    bool is_open = !(row->flags & (BZ_READ_ONLY | BZ_COMPUTED)) ||
                   (c->by == BZ_BY_ADAPTATION && is_open_to_people(kind, role));
    return row->type == BZ_T_RECORD && is_open ? row : NULL;
}

/* Limits on what changes add to one place: every one more is looked for among those that are there.
 */
enum { MOST_SIBLINGS = 1000, MOST_BLOCKS = 10000, MOST_IDS = 100 };

/* Whether a new child of that kind may be called so; no id is fine where none is asked for. */
static const char *id_trouble(const bz_model *m, bz_rec parent, const bz_change *c)
{
    const bz_field *row = &bz_record_row_at(c->kind)->fields[0];
    bz_str id = c->text;
    const char *why = NULL;
    if (!id.n)
        return row->flags & BZ_REQUIRED || c->kind == BZ_R_ACTIVITY ? "the new one needs an id"
                                                                    : NULL;
    /* The name of a copied session is its file's. */
    if (row->flags & BZ_COMPUTED && !c->from) return "the new one cannot have an id";
    if (!bz_id_is_valid(id, &why)) return why;
    return bz_model_child(m, parent, c->field, id) ? "there is one of this id already" : NULL;
}

static bool look_at_new_record(const bz_model *m, const bz_change *c, bz_site *site, bz_job *job)
{
    bz_rec parent = c->target.rec, before = c->before.rec;
    const bz_field *row = open_row(m, c, parent, c->field);
    if (c->target.node || c->before.node || !row || row->of != (int)c->kind)
        return no(m, c, job, "this cannot be put there");
    if (row->shape == BZ_ONE && bz_model_first(m, parent, c->field))
        return no(m, c, job, "there is one already");
    if (before && (!is_alive(m, before) || bz_model_at(m, before)->parent != parent ||
                   bz_model_at(m, before)->role != c->field))
        return no(m, c, job, "what it should stand before is not there");
    if (bz_model_count(m, parent, c->field) >= MOST_SIBLINGS)
        return no(m, c, job, "there are 1,000 already");
    if (c->from && (c->from >= m->records.n || bz_model_kind(m, c->from) != c->kind))
        return no(m, c, job, "what it is a copy of is not there");
    const char *trouble = id_trouble(m, parent, c);
    if (trouble) return no(m, c, job, trouble);
    site->parent = parent;
    site->before = before;
    return true;
}

static bool has_bodies(bz_record_kind kind)
{
    return kind == BZ_R_SESSION || kind == BZ_R_ACTIVITY || kind == BZ_R_HANDOUT;
}

/* The next block or item below `body`: what holds inlines only is not looked into. */
static bz_node next_block(const bz_doc *d, bz_node body, bz_node n)
{
    bool is_leaf = bz_doc_accepts(bz_doc_kind_of(d, n), BZ_DOC_TEXT);
    return is_leaf ? bz_doc_skip(d, body, n) : bz_doc_next(d, body, n);
}

static bool is_id_in(const bz_doc *d, bz_node body, bz_node except, bz_str id)
{
    for (bz_node n = body; n; n = n == except ? bz_doc_skip(d, body, n) : next_block(d, body, n))
        if (n != except && bz_str_eq(bz_doc_attr_text(d, n, BZ_ATTR_ID), id)) return true;
    return false;
}

/* What is wrong with a fragment that is to become part of a body, or NULL. */
static const char *fragment_trouble(bz_journal *j, const bz_model *m, const bz_change *c,
                                    const bz_site *site, const bz_limits *limits)
{
    const bz_doc *d = bz_journal_doc(j);
    bz_node body = site->needs_body ? 0 : bz_model_at(m, site->body)->body;
    bz_doc_kind under = body ? bz_doc_kind_of(m->bodies, site->under) : BZ_DOC_FRAGMENT;
    if (!c->fragment || c->fragment >= d->nodes.n ||
        bz_doc_kind_of(d, c->fragment) != BZ_DOC_FRAGMENT ||
        !bz_doc_is_sound(d, c->fragment, limits, NULL))
        return "what it should bring is damaged";
    if (!bz_doc_at(d, c->fragment)->first) return "there is nothing to put there";
    for (bz_node n = bz_doc_at(d, c->fragment)->first; n; n = bz_doc_at(d, n)->next)
        if (!bz_doc_accepts(under, bz_doc_kind_of(d, n)))
            return "this kind of block cannot stand there";
    if (body < m->numbers.n && m->numbers.p[body] >= MOST_BLOCKS)
        return "there are 10,000 blocks already";
    /* The whole text goes, and the ids of its blocks with it. */
    bool is_whole = c->op == BZ_OP_REPLACE && !c->target.node;
    int ids = 0;
    for (bz_node n = c->fragment; n; n = next_block(d, c->fragment, n)) {
        bz_str id = bz_doc_attr_text(d, n, BZ_ATTR_ID);
        if (id.n && ++ids > MOST_IDS) return "it has more than 100 blocks with an id";
        /* A body that places another could place itself. */
        if (bz_doc_kind_of(d, n) == BZ_DOC_PLACE) return "a text cannot place another text";
        if (id.n && !bz_id_is_valid(id, NULL)) return "the id of a block is not valid";
        if (id.n && (is_id_in(d, c->fragment, n, id) ||
                     (body && !is_whole &&
                      is_id_in(m->bodies, body, c->op == BZ_OP_REPLACE ? c->target.node : 0, id))))
            return "there is a block of this id already";
    }
    return NULL;
}

static bool is_too_deep(const bz_model *m, bz_node n, const bz_limits *limits)
{
    size_t depth = 0;
    for (; n; n = bz_doc_at(m->bodies, n)->parent)
        depth++;
    return depth > limits->block_depth;
}

/* Sets where blocks go: before a block, at the end of one, or at the end of the record's body. */
static const char *block_place(const bz_model *m, bz_rec rec, bz_node under, bz_node before,
                               bz_site *site)
{
    site->body = rec;
    bz_node body = bz_model_at(m, rec)->body;
    if (!has_bodies(bz_model_kind(m, rec))) return "it has no text of its own";
    if (before && (!bz_model_holds(m, rec, before) || before == body ||
                   (under && bz_doc_at(m->bodies, before)->parent != under)))
        return "what it should stand before is not there";
    site->next = before;
    site->under = before ? bz_doc_at(m->bodies, before)->parent : under ? under : body;
    site->needs_body = !body;
    return NULL;
}

static bool look_at_new_blocks(bz_journal *j, const bz_model *m, const bz_change *c, bz_site *site,
                               bz_job *job)
{
    if (c->before.rec && c->before.rec != c->target.rec)
        return no(m, c, job, "what it should stand before is not there");
    const char *trouble = block_place(m, c->target.rec, c->target.node, c->before.node, site);
    if (!trouble && is_too_deep(m, site->under, job->limits))
        trouble = "it would be nested too deeply";
    if (!trouble) trouble = fragment_trouble(j, m, c, site, job->limits);
    return trouble ? no(m, c, job, trouble) : true;
}

/* A block or an item of a list: what can be taken away or moved as a whole. */
static bool is_block(const bz_model *m, bz_node n)
{
    bz_doc_kind k = bz_doc_kind_of(m->bodies, n);
    return bz_doc_accepts(BZ_DOC_FRAGMENT, k) || bz_doc_accepts(BZ_DOC_LIST, k);
}

static bool look_at_replacement(bz_journal *j, const bz_model *m, const bz_change *c, bz_site *site,
                                bz_job *job)
{
    /* People replace the whole text of a part; a plugin names the blocks that it means. */
    if (c->target.node ? !is_block(m, c->target.node) : c->by != BZ_BY_ADAPTATION)
        return no(m, c, job, "only a block can be replaced");
    const char *trouble = block_place(m, c->target.rec, 0, c->target.node, site);
    if (!trouble) trouble = fragment_trouble(j, m, c, site, job->limits);
    return trouble ? no(m, c, job, trouble) : true;
}

static bool look_at_removal(const bz_model *m, const bz_change *c, bz_job *job)
{
    if (c->target.node)
        return is_block(m, c->target.node) || no(m, c, job, "only a whole block can be removed");
    const bz_record *self = bz_model_at(m, c->target.rec);
    const bz_field *row = self->parent ? open_row(m, c, self->parent, self->role) : NULL;
    if (!row) return no(m, c, job, "it is not a part that can be removed");
    bool is_last = !bz_model_next(m, c->target.rec) &&
                   bz_model_first(m, self->parent, self->role) == c->target.rec;
    return !(is_last && row->flags & BZ_REQUIRED) ||
           no(m, c, job, "it is the last one, and one is needed");
}

static bool look_at_block_move(const bz_model *m, const bz_change *c, bz_site *site, bz_job *job)
{
    bz_node node = c->target.node, under = c->before.rec ? 0 : bz_doc_at(m->bodies, node)->parent;
    bz_rec rec = c->before.rec ? c->before.rec : c->target.rec;
    if (!is_block(m, node)) return no(m, c, job, "only a whole block can be moved");
    if (c->before.rec && !is_known(m, c->before))
        return no(m, c, job, "where it should go is not there");
    const char *trouble = block_place(m, rec, under, c->before.node, site);
    if (trouble) return no(m, c, job, trouble);
    if (site->needs_body) return no(m, c, job, "where it should go has no text yet");
    for (bz_node n = site->next ? site->next : site->under; n; n = bz_doc_at(m->bodies, n)->parent)
        if (n == node) return no(m, c, job, "it cannot stand in or before itself");
    bz_doc_kind kind = bz_doc_kind_of(m->bodies, node);
    if (!bz_doc_accepts(bz_doc_kind_of(m->bodies, site->under), kind))
        return no(m, c, job, "this kind of block cannot stand there");
    if (is_too_deep(m, site->under, job->limits))
        return no(m, c, job, "it would be nested too deeply");
    bz_node body = bz_model_at(m, rec)->body;
    for (bz_node n = node; rec != c->target.rec && n; n = bz_doc_next(m->bodies, node, n)) {
        bz_str id = bz_doc_attr_text(m->bodies, n, BZ_ATTR_ID);
        if (id.n && is_id_in(m->bodies, body, 0, id))
            return no(m, c, job, "there is a block of this id already");
    }
    return true;
}

static bool look_at_record_move(const bz_model *m, const bz_change *c, bz_site *site, bz_job *job)
{
    const bz_record *self = bz_model_at(m, c->target.rec);
    bz_rec before = c->before.rec;
    if (!self->parent || !open_row(m, c, self->parent, self->role))
        return no(m, c, job, "it is not a part that can be moved");
    if (before && (c->before.node || !is_alive(m, before) || before == c->target.rec ||
                   bz_model_kind(m, before) != (bz_record_kind)self->kind ||
                   bz_model_at(m, before)->role != self->role || !bz_model_at(m, before)->parent))
        return no(m, c, job, "it cannot stand before that");
    site->parent = before ? bz_model_at(m, before)->parent : self->parent;
    site->before = before;
    if (site->parent == self->parent) return true;
    if (bz_model_kind(m, site->parent) != bz_model_kind(m, self->parent))
        return no(m, c, job, "it cannot stand before that");
    bz_str id = bz_model_id(m, c->target.rec);
    return !id.n || !bz_model_child(m, site->parent, self->role, id) ||
           no(m, c, job, "there is one of this id already");
}

bool bz_adapt__look(bz_journal *j, const bz_model *m, const bz_change *c, bz_site *site,
                    bz_job *job)
{
    if (!is_known(m, c->target)) return no(m, c, job, "it is no longer there");
    switch (c->op) {
    case BZ_OP_SET: return look_at_set(j, m, c, site, job);
    case BZ_OP_INSERT:
        return c->kind ? look_at_new_record(m, c, site, job)
                       : look_at_new_blocks(j, m, c, site, job);
    case BZ_OP_REMOVE: return look_at_removal(m, c, job);
    case BZ_OP_MOVE:
        return c->target.node ? look_at_block_move(m, c, site, job)
                              : look_at_record_move(m, c, site, job);
    case BZ_OP_REPLACE: return look_at_replacement(j, m, c, site, job);
    }
    return no(m, c, job, "there is no such change");
}
