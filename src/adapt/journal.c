/* The journal's store, and the one door through which the model changes. In: changes. Out: a
 * changed model, and the entry that says what was before and what is now. The journal owns its
 * texts and its fragments.
 *
 * The one idea: a change is looked at and permitted whole before anything is touched, so that doing
 * it cannot fail and a refusal leaves nothing half done. */
#include "adapt/journal_priv.h"
#include <assert.h>

struct bz_journal {
    BZ_VEC(bz_change) entries;
    bz_arena *arena;
    bz_doc *doc;
};

bz_journal *bz_journal_new(void)
{
    bz_journal *j = bz_mem_new(sizeof *j);
    j->arena = bz_arena_new();
    j->doc = bz_doc_new();
    return j;
}

void bz_journal_free(bz_journal *j)
{
    if (!j) return;
    bz_vec_free(&j->entries);
    bz_arena_free(j->arena);
    bz_doc_free(j->doc);
    bz_mem_free(j);
}

uint32_t bz_journal_count(const bz_journal *j)
{
    return (uint32_t)j->entries.n;
}

const bz_change *bz_journal_at(const bz_journal *j, uint32_t i)
{
    assert(i > 0 && i <= j->entries.n);
    return &j->entries.p[i - 1];
}

bz_doc *bz_journal_doc(bz_journal *j)
{
    return j->doc;
}

static void set_field(bz_model *m, const bz_change *c, const bz_site *site, uint32_t entry)
{
    bz_rec r = c->target.rec;
    switch (c->value) {
    case BZ_V_NONE:
        bz_model_clear(m, r, c->field);
        bz_model_apply_defaults(m, r);
        break;
    case BZ_V_TEXT: bz_model_set_text(m, r, c->field, c->text, c->span); break;
    case BZ_V_INT: bz_model_set_int(m, r, c->field, c->low, c->span); break;
    case BZ_V_RANGE: bz_model_set_range(m, r, c->field, c->low, c->high, c->span); break;
    case BZ_V_REF: bz_model_set_ref(m, r, c->field, c->text, site->ref, c->span); break;
    case BZ_V_LIST:
    case BZ_V_MAP: {
        uint32_t n = 0, element;
        bz_str rest = c->text, piece;
        for (; bz_str_split(&rest, BZ_BETWEEN_ELEMENTS, &piece);)
            n++;
        element = bz_model_set_many(m, r, c->field, BZ_V_LIST, n, c->span);
        for (rest = c->text; bz_str_split(&rest, BZ_BETWEEN_ELEMENTS, &piece); element++)
            bz_model_set_element(m, element, BZ_STR(""), piece, c->span);
        break;
    }
    }
    m->values.p[m->records.p[r].values + (uint32_t)c->field].origin = entry;
}

/* The block keeps its name and what protects it; its words become those of the fragment's block. */
static void set_words(bz_journal *j, bz_model *m, const bz_change *c)
{
    bz_doc *d = m->bodies;
    for (bz_node n = bz_doc_at(d, c->target.node)->first, next; n; n = next) {
        next = bz_doc_at(d, n)->next;
        bz_doc_unlink(d, n);
        d->nodes.p[n].flags |= BZ_NODE_DEAD;
    }
    bz_node from = bz_doc_at(j->doc, c->fragment)->first;
    for (bz_node n = bz_doc_at(j->doc, from)->first; n; n = bz_doc_at(j->doc, n)->next)
        bz_doc_copy(d, c->target.node, 0, j->doc, n);
}

static void set_block(bz_journal *j, bz_model *m, const bz_change *c, uint32_t entry)
{
    if (c->fragment) set_words(j, m, c);
    else bz_doc_set(m->bodies, c->target.node, (bz_attr)c->attr, c->text);
    m->bodies->nodes.p[c->target.node].origin = entry;
}

/* The record, and what came with it. */
static void mark_made(bz_model *m, bz_rec r, uint32_t entry)
{
    bz_node body = m->records.p[r].body;
    bz_model_apply_defaults(m, r);
    m->records.p[r].flags |= BZ_REC_MADE;
    m->records.p[r].origin = entry;
    for (bz_node n = body; n; n = bz_doc_next(m->bodies, body, n))
        m->bodies->nodes.p[n].origin = entry;
    if (body) bz_model_number_more(m, body, body);
    for (bz_rec c = m->records.p[r].first; c; c = m->records.p[c].next)
        mark_made(m, c, entry); /* as deep as rows nest: four */
}

/* The record of the copy that stands where `to` stands in what was copied; 0: `to` is none of it.
 */
static bz_rec counterpart(const bz_model *m, bz_rec from, bz_rec made, bz_rec to)
{
    if (from == to) return made;
    bz_rec copy = bz_model_at(m, made)->first;
    for (bz_rec c = bz_model_at(m, from)->first; c && copy;
         c = bz_model_at(m, c)->next, copy = bz_model_at(m, copy)->next) {
        bz_rec found = counterpart(m, c, copy, to);
        if (found) return found;
    }
    return 0;
}

static bool is_below(const bz_model *m, bz_rec r, bz_rec above)
{
    while (r && r != above)
        r = bz_model_at(m, r)->parent;
    return r != 0;
}

/* What a copied session says of its own objectives is said of the copies. */
static void point_inside(bz_model *m, bz_rec from, bz_rec made, bz_rec r)
{
    const bz_record *self = bz_model_at(m, r);
    int n = bz_record_row_at((bz_record_kind)self->kind)->n;
    for (int f = 0; f < n; f++) {
        bz_value *v = &m->values.p[self->values + (uint32_t)f];
        bool is_many = v->kind == BZ_V_LIST;
        bz_value *one = is_many ? &m->values.p[v->a] : v;
        for (uint32_t i = 0; i < (is_many ? v->b : 1); i++)
            if (one[i].kind == BZ_V_REF && one[i].target && is_below(m, one[i].target, from))
                one[i].target = counterpart(m, from, made, one[i].target);
    }
    for (bz_rec c = self->first; c; c = bz_model_at(m, c)->next)
        point_inside(m, from, made, c);
}

static bz_target insert_record(bz_model *m, const bz_change *c, const bz_site *site, uint32_t entry)
{
    bz_rec r = c->from ? bz_model_copy(m, site->parent, c->field, site->before, c->from)
                       : bz_model_add(m, site->parent, c->field, site->before, c->kind, c->span);
    if (c->text.n) bz_model_set_text(m, r, 0, c->text, c->span);
    if (c->from) point_inside(m, c->from, r, r);
    mark_made(m, r, entry);
    return (bz_target){r, 0};
}

static bz_target insert_blocks(bz_journal *j, bz_model *m, const bz_change *c, bz_site site,
                               uint32_t entry)
{
    if (site.needs_body) {
        site.under = bz_doc_add(m->bodies, 0, BZ_DOC_FRAGMENT, c->span);
        m->records.p[site.body].body = site.under;
    }
    bz_target made = {site.body, 0};
    bz_node body = m->records.p[site.body].body;
    for (bz_node n = bz_doc_at(j->doc, c->fragment)->first; n; n = bz_doc_at(j->doc, n)->next) {
        bz_node copy = bz_doc_copy(m->bodies, site.under, site.next, j->doc, n);
        if (!copy) continue;
        if (!made.node) made.node = copy;
        m->bodies->nodes.p[copy].flags |= BZ_NODE_MADE;
        for (bz_node k = copy; k; k = bz_doc_next(m->bodies, copy, k))
            m->bodies->nodes.p[k].origin = entry;
        bz_model_number_more(m, body, copy);
    }
    return made;
}

static void take_away(bz_model *m, bz_target t, uint32_t entry);

/* All of a record's text at once. */
static void take_text_away(bz_model *m, bz_rec r, uint32_t entry)
{
    bz_node body = m->records.p[r].body;
    for (bz_node n = body ? bz_doc_at(m->bodies, body)->first : 0, next; n; n = next) {
        next = bz_doc_at(m->bodies, n)->next;
        take_away(m, (bz_target){r, n}, entry);
    }
}

static void take_away(bz_model *m, bz_target t, uint32_t entry)
{
    if (t.node) {
        bz_doc_unlink(m->bodies, t.node);
        m->bodies->nodes.p[t.node].flags |= BZ_NODE_DEAD;
        m->bodies->nodes.p[t.node].origin = entry;
        return;
    }
    bz_model_unlink(m, t.rec);
    m->records.p[t.rec].flags |= BZ_REC_DEAD;
    m->records.p[t.rec].origin = entry;
}

static bz_target move(bz_model *m, const bz_change *c, const bz_site *site, uint32_t entry)
{
    if (c->target.node) {
        bz_doc_unlink(m->bodies, c->target.node);
        bz_doc_link(m->bodies, site->under, site->next, c->target.node);
        m->bodies->nodes.p[c->target.node].origin = entry;
        return (bz_target){site->body, c->target.node};
    }
    bz_rec r = c->target.rec;
    bz_model_unlink(m, r);
    bz_model_link(m, site->parent, m->records.p[r].role, site->before, r);
    m->records.p[r].origin = entry;
    return c->target;
}

/* Does it; gives what the entry is about afterwards. */
static bz_target perform(bz_journal *j, bz_model *m, const bz_change *c, const bz_site *site,
                         uint32_t entry)
{
    bz_target made = c->target;
    switch (c->op) {
    case BZ_OP_SET:
        if (c->target.node) set_block(j, m, c, entry);
        else set_field(m, c, site, entry);
        break;
    case BZ_OP_INSERT:
        if (c->kind) made = insert_record(m, c, site, entry);
        else made = insert_blocks(j, m, c, *site, entry);
        break;
    case BZ_OP_REMOVE: take_away(m, c->target, entry); break;
    case BZ_OP_MOVE: made = move(m, c, site, entry); break;
    case BZ_OP_REPLACE:
        if (!c->target.node) take_text_away(m, c->target.rec, entry);
        made = insert_blocks(j, m, c, *site, entry);
        if (c->target.node) take_away(m, c->target, entry);
        break;
    }
    return made;
}

/* The target as text: what a record or block says, or one field of it. */
static void put_state(const bz_model *m, const bz_change *c, bz_target t, bz_buf *out)
{
    if (c->op == BZ_OP_SET && t.node && !c->fragment)
        bz_buf_str(out, bz_doc_attr_text(m->bodies, t.node, (bz_attr)c->attr));
    else if (c->op == BZ_OP_SET && !t.node) bz_adapt__put_value(m, t.rec, c->field, out);
    else if (t.node) bz_doc_plain(m->bodies, t.node, out);
    else if (c->op == BZ_OP_REPLACE && bz_model_at(m, t.rec)->body)
        bz_doc_plain(m->bodies, bz_model_at(m, t.rec)->body, out);
    else bz_buf_str(out, bz_model_id(m, t.rec));
}

/* Where it stands: the address, and for a move also what it stands before. */
static void put_position(const bz_model *m, bz_target t, bz_buf *out)
{
    bz_target next = {t.rec, t.node ? bz_doc_at(m->bodies, t.node)->next : 0};
    if (!t.node) next.rec = bz_model_next(m, t.rec);
    bz_model_address(m, t, out);
    if (t.node ? !next.node : !next.rec) {
        bz_buf_put(out, ", last");
        return;
    }
    bz_buf_put(out, ", before ");
    bz_model_address(m, next, out);
}

static bz_str keep(bz_journal *j, bz_buf *text)
{
    bz_str kept = bz_arena_str(j->arena, bz_buf_view(text));
    bz_buf_clear(text);
    return kept;
}

static void describe_before(bz_journal *j, const bz_model *m, bz_change *entry)
{
    bz_buf text = {0};
    bz_model_address(m, entry->target, &text);
    entry->address = keep(j, &text);
    if (entry->op == BZ_OP_MOVE) put_position(m, entry->target, &text);
    else if (entry->op != BZ_OP_INSERT) put_state(m, entry, entry->target, &text);
    entry->was = keep(j, &text);
    entry->light = bz_model_may_change(m, entry->target);
    entry->is_absent = !bz_model_is_present(m, entry->target.rec);
    for (bz_node n = entry->target.node; n; n = bz_doc_at(m->bodies, n)->parent)
        if (bz_doc_at(m->bodies, n)->flags & BZ_NODE_ABSENT) entry->is_absent = true;
    bz_buf_deinit(&text);
}

static void describe_after(bz_journal *j, const bz_model *m, bz_change *entry, bz_target made)
{
    bz_buf text = {0};
    if (entry->op == BZ_OP_MOVE) put_position(m, made, &text);
    else if (entry->op == BZ_OP_SET || !made.node) put_state(m, entry, made, &text);
    else { /* all that was inserted, though `made` is its first block only */
        for (bz_node n = bz_doc_at(j->doc, entry->fragment)->first; n;
             n = bz_doc_at(j->doc, n)->next) {
            if (text.n) bz_buf_char(&text, '\n');
            bz_doc_plain(j->doc, n, &text);
        }
    }
    if (entry->op != BZ_OP_REMOVE) entry->now = keep(j, &text);
    bz_buf_deinit(&text);
}

/* The change as it is recorded, with texts of the journal's own. */
static bz_change entry_of(bz_journal *j, const bz_change *c, bz_rec approval)
{
    bz_change entry = *c;
    entry.approval = approval;
    entry.text = bz_arena_str(j->arena, c->text);
    entry.verb =
        bz_arena_str(j->arena, c->verb.n ? c->verb : bz_str_from(bz_adapt__op_name(c->op)));
    entry.why = bz_arena_str(j->arena, c->why);
    entry.goal = bz_arena_str(j->arena, c->goal);
    entry.author = bz_arena_str(j->arena, c->author);
    entry.now = BZ_STR("");
    return entry;
}

bz_status bz_journal_note(bz_journal *j, const bz_model *m, const bz_change *c, bz_str was,
                          bz_str now, bz_job *job)
{
    bz_site site = {0};
    bz_rec approval = 0;
    bool is_spread = c->op == BZ_OP_MOVE;
    if (!is_spread && !bz_adapt__look(j, m, c, &site, job)) return BZ_INVALID;
    if (!is_spread && !bz_adapt__permit(m, c, &site, &approval, job)) return BZ_INVALID;
    bz_change entry = entry_of(j, c, approval);
    describe_before(j, m, &entry);
    entry.was = bz_arena_str(j->arena, was);
    entry.now = bz_arena_str(j->arena, now);
    bz_vec_push(&j->entries, entry);
    return BZ_OK;
}

bz_status bz_journal_apply(bz_journal *j, bz_model *m, const bz_change *c, bz_target *made,
                           bz_job *job)
{
    bz_site site = {0};
    if (!bz_adapt__look(j, m, c, &site, job)) return BZ_INVALID;
    bz_rec approval = 0;
    if (!bz_adapt__permit(m, c, &site, &approval, job)) return BZ_INVALID;
    bz_model_number_blocks(m);
    bz_change entry = entry_of(j, c, approval);
    describe_before(j, m, &entry);
    bz_target after = perform(j, m, &entry, &site, (uint32_t)j->entries.n + 1);
    describe_after(j, m, &entry, after);
    bz_vec_push(&j->entries, entry);
    if (made) *made = after;
    return BZ_OK;
}
