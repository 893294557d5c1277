/* Addresses: what people call a record or a block. In: a target, or a text. Out: a text, or a
 * target, and for a text that leads nowhere the nearest that leads somewhere.
 *
 * The one idea: some kinds have an address of their own (the table below); everything else stands
 * below its parent, by its id where that is unmistakable, and else by the parent's key first. */
#include "model/model_priv.h"
#include <assert.h>

typedef struct head {
    const char *name;
    bz_record_kind kind, parent;
    int role;
} head;

static const head HEADS[] = {
    {"session", BZ_R_SESSION, BZ_R_CURRICULUM, BZ_CURRICULUM_SESSIONS},
    {"handout", BZ_R_HANDOUT, BZ_R_CURRICULUM, BZ_CURRICULUM_HANDOUTS},
    {"form", BZ_R_FORM, BZ_R_CURRICULUM, BZ_CURRICULUM_FORMS},
    {"word", BZ_R_WORD, BZ_R_CURRICULUM, BZ_CURRICULUM_WORDS},
    {"library", BZ_R_ACTIVITY, BZ_R_PROJECT, BZ_PROJECT_LIBRARY},
    {"curriculum", BZ_R_CURRICULUM, BZ_R_PROJECT, BZ_PROJECT_CURRICULA},
    {"place", BZ_R_PLACE, BZ_R_PROJECT, BZ_PROJECT_PLACES},
    {"adaptation", BZ_R_ADAPTATION, BZ_R_PROJECT, BZ_PROJECT_ADAPTATIONS},
    {"group", BZ_R_GROUP, BZ_R_PROJECT, BZ_PROJECT_GROUPS},
    {"plugin", BZ_R_PLUGIN, BZ_R_PROJECT, BZ_PROJECT_PLUGINS},
};
enum { N_HEADS = sizeof HEADS / sizeof *HEADS, MOST_CANDIDATES = 256 };

/* The row whose children are named by their id alone, or -1. */
static int short_role(bz_record_kind kind)
{
    if (kind == BZ_R_SESSION) return BZ_SESSION_ACTIVITIES;
    if (kind == BZ_R_QUESTION) return BZ_QUESTION_QUESTIONS;
    return kind == BZ_R_FORM ? BZ_FORM_QUESTIONS : -1;
}

static const head *head_of(const bz_model *m, bz_rec r)
{
    const bz_record *self = bz_model_at(m, r);
    if (!self->parent) return NULL;
    for (size_t i = 0; i < N_HEADS; i++)
        if (HEADS[i].kind == self->kind && HEADS[i].parent == bz_model_kind(m, self->parent) &&
            HEADS[i].role == self->role)
            return &HEADS[i];
    return NULL;
}

static void put_id(const bz_model *m, bz_rec r, bz_buf *out)
{
    bz_str id = bz_model_id(m, r);
    if (id.n) {
        bz_buf_str(out, id);
        return;
    }
    unsigned n = 1;
    for (bz_rec c = bz_model_first(m, bz_model_at(m, r)->parent, bz_model_at(m, r)->role);
         c && c != r; c = bz_model_next(m, c))
        n++;
    bz_buf_fmt(out, "%u", n);
}

static void put_record(const bz_model *m, bz_rec r, bz_buf *out)
{
    const bz_record *self = bz_model_at(m, r);
    const head *h = head_of(m, r);
    if (h || !self->parent) {
        bz_buf_put(out, h ? h->name : bz_record_row_at((bz_record_kind)self->kind)->name);
        if (!h) return;
        bz_buf_char(out, '/');
        put_id(m, r, out);
        return;
    }
    put_record(m, self->parent, out);
    bz_buf_char(out, '/');
    bz_record_kind above = bz_model_kind(m, self->parent);
    if (self->role != short_role(above)) {
        const bz_field *row = &bz_record_row_at(above)->fields[self->role];
        bz_buf_put(out, row->key);
        if (row->shape == BZ_ONE) return;
        bz_buf_char(out, '/');
    }
    put_id(m, r, out);
}

void bz_model_address(const bz_model *m, bz_target t, bz_buf *out)
{
    assert(t.rec && t.rec < m->records.n);
    put_record(m, t.rec, out);
    if (!t.node || t.node == bz_model_at(m, t.rec)->body) return;
    bz_buf_char(out, '/');
    bz_model_block_name(m, t.rec, t.node, out);
}

/* Names that could have stood where the search failed. */
typedef struct candidates {
    bz_str names[MOST_CANDIDATES];
    size_t n;
} candidates;

static void may_be(candidates *c, bz_str name)
{
    if (name.n && c->n < MOST_CANDIDATES) c->names[c->n++] = name;
}

static void children_may_be(const bz_model *m, candidates *c, bz_rec parent, int role)
{
    for (bz_rec r = bz_model_first(m, parent, role); r; r = bz_model_next(m, r))
        may_be(c, bz_model_id(m, r));
}

/* Puts "before/nearest" into `near`, when there is a name that is near enough. */
static bz_target lost(bz_str before, bz_str name, const candidates *c, bz_buf *near)
{
    int nearest = near ? bz_str_nearest(name, c->names, c->n) : -1;
    if (nearest >= 0) {
        bz_buf_str(near, before);
        if (before.n) bz_buf_char(near, '/');
        bz_buf_str(near, c->names[nearest]);
    }
    return (bz_target){0, 0};
}

static bz_rec nth_child(const bz_model *m, bz_rec parent, int role, bz_str name)
{
    bz_rec r = bz_model_child(m, parent, role, name);
    int32_t n = 0;
    if (r || !bz_str_integer(name, &n)) return r;
    for (r = bz_model_first(m, parent, role); r && n > 1; n--)
        r = bz_model_next(m, r);
    return n == 1 && r && !bz_model_id(m, r).n ? r : 0;
}

static bz_str before_of(bz_str address, bz_str piece)
{
    size_t at = (size_t)(piece.p - address.p);
    return bz_str_cut(address, 0, at > 0 ? at - 1 : 0);
}

/* A child by the parent's key: `materials/1`, `home_practice`. Moves `rest` and `piece` on when the
 * key takes a name; *role then is the row in which the name was looked for. */
static bz_rec by_key(const bz_model *m, bz_rec r, bz_str *rest, bz_str *piece, int *role)
{
    int key = bz_field_find(bz_model_kind(m, r), *piece);
    if (key < 0) return 0;
    const bz_field *row = &bz_record_row_at(bz_model_kind(m, r))->fields[key];
    if (row->type != BZ_T_RECORD) return 0;
    if (row->shape == BZ_ONE) return bz_model_first(m, r, key);
    if (!bz_str_split(rest, '/', piece)) return 0;
    *role = key;
    return nth_child(m, r, key, *piece);
}

static void blocks_may_be(const bz_model *m, candidates *c, bz_node body)
{
    for (bz_node n = body; n; n = bz_model__next_block(m->bodies, body, n))
        may_be(c, bz_doc_attr_text(m->bodies, n, BZ_ATTR_ID));
}

/* Goes down from `r` along what is left of the address. */
static bz_target descend(const bz_model *m, bz_rec r, bz_str address, bz_str rest, bz_buf *near)
{
    bz_str piece;
    while (bz_str_split(&rest, '/', &piece)) {
        int role = short_role(bz_model_kind(m, r)), short_one = role;
        bz_rec child = role >= 0 ? bz_model_child(m, r, role, piece) : 0;
        bz_node node = child ? 0 : bz_model__find_block(m, r, piece);
        if (node && !rest.p) return (bz_target){r, node};
        if (!child) child = by_key(m, r, &rest, &piece, &role);
        if (!child) {
            candidates c = {.n = 0};
            if (role >= 0) children_may_be(m, &c, r, role);
            if (role == short_one) blocks_may_be(m, &c, bz_model_at(m, r)->body);
            return lost(before_of(address, piece), piece, &c, near);
        }
        r = child;
    }
    return (bz_target){r, 0};
}

/* Records of a head: those of this build's curriculum, else of the first that has one of that name.
 */
static bz_rec head_record(const bz_model *m, const head *h, bz_str id, candidates *c)
{
    if (h->parent == BZ_R_PROJECT) {
        children_may_be(m, c, m->project, h->role);
        return bz_model_child(m, m->project, h->role, id);
    }
    bz_rec k = m->curriculum ? m->curriculum : bz_model_first(m, m->project, BZ_PROJECT_CURRICULA);
    for (; k; k = m->curriculum ? 0 : bz_model_next(m, k)) {
        children_may_be(m, c, k, h->role);
        bz_rec r = bz_model_child(m, k, h->role, id);
        if (r) return r;
    }
    return 0;
}

/* What is written `library/session/S` or `library/handout/H` where a curriculum takes it in stands
 * in that curriculum as `session/S` and `handout/H`. */
static bool is_taken_in(const bz_model *m, bz_str address, bz_buf *near)
{
    if (!bz_str_starts(address, "library/session/") && !bz_str_starts(address, "library/handout/"))
        return false;
    bz_str rest = bz_str_cut(address, sizeof "library/" - 1, address.n);
    if (near && bz_model_find(m, rest, NULL).rec) bz_buf_str(near, rest);
    return true;
}

bz_target bz_model_find(const bz_model *m, bz_str address, bz_buf *near)
{
    bz_str rest = address, first, id;
    candidates c = {.n = 0};
    if (!bz_str_split(&rest, '/', &first) || is_taken_in(m, address, near))
        return (bz_target){0, 0};
    for (size_t i = 0; i < N_HEADS && rest.p; i++) {
        if (!bz_str_is(first, HEADS[i].name)) continue;
        bz_str after = rest;
        if (!bz_str_split(&after, '/', &id)) break;
        bz_rec r = head_record(m, &HEADS[i], id, &c);
        if (r) return descend(m, r, address, after, near);
        r = head_record(m, &HEADS[0], first, &c); /* a session may be called `place` */
        return r ? descend(m, r, address, rest, near) : lost(first, id, &c, near);
    }
    bz_rec r = head_record(m, &HEADS[0], first, &c);
    return r ? descend(m, r, address, rest, near) : lost(BZ_STR(""), first, &c, near);
}
