/* Changes by a plugin. Each goes through the journal's one door, on the plugin's own copy of the
 * model, with a why, a goal and the plugin's line. A refusal is a Lua error at that line; the
 * journal's own report of it is kept aside, so that what a plugin catches and mends is not
 * reported. */
#include "plugin/plugin_priv.h"
#include <assert.h>

bz_change bz_plugin__new_change(lua_State *L, bz_op op, bz_target t)
{
    bz_plugin *p = bz_plugin__of(L);
    if (p->step != BZ_STEP_ADAPT)
        bz_plugin__fail(L, "the curriculum can be changed in `adapt` only");
    return (bz_change){.op = op,
                       .target = t,
                       .why = p->why,
                       .goal = p->goal,
                       .span = bz_plugin__here(L),
                       .by = BZ_BY_PLUGIN,
                       .author = p->id};
}

_Noreturn static void refuse(lua_State *L, bz_plugin *p)
{
    const bz_diag *d = bz_diags_count(p->quiet) ? bz_diags_at(p->quiet, 0) : NULL;
    p->refusal = d ? d->code : BZ_CODE_NONE;
    bz_buf_clear(&p->refusal_text);
    bz_buf_clear(&p->refusal_hint);
    bz_buf_str(&p->refusal_text, d ? d->message : BZ_STR("the change is refused"));
    if (d) bz_buf_str(&p->refusal_hint, d->hint);
    bz_diags_free(p->quiet);
    p->quiet = bz_diags_new();
    bz_plugin__fail(L, "%s", p->refusal_text.p);
}

/* Raises when so many changes more are too many. */
static void check_count(lua_State *L, const bz_plugin *p, size_t more)
{
    size_t most = p->job->limits->journal_entries;
    if (bz_journal_count(p->journal) + more > most)
        bz_plugin__fail(L, "a plugin makes at most %zu changes", most);
}

/* False when the journal refuses it; raises only what ends the run. */
/* The model that is changed is the plugin's own; until its first change it reads the one it was
 * given, for most plugins change little or nothing. The indices are the same in both. */
static bz_model *own_model(bz_plugin *p)
{
    if (!p->own) {
        p->own = bz_model_clone(p->m);
        p->m = p->own;
    }
    return p->own;
}

static bool try_change(lua_State *L, bz_plugin *p, bz_change *c, bz_target *made)
{
    bz_job quiet = *p->job;
    quiet.diags = p->quiet;
    bz_plugin__charge(L, 20);
    bz_plugin__charge_memory(L);
    if (bz_journal_apply(p->journal, own_model(p), c, made, &quiet) != BZ_OK) return false;
    p->entry_bytes += sizeof *c + 3 * c->text.n + c->why.n + c->goal.n;
    return true;
}

bz_target bz_plugin__apply(lua_State *L, bz_change *c)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_target made = {0, 0};
    check_count(L, p, 1);
    if (!try_change(L, p, c, &made)) refuse(L, p);
    return made;
}

/* --- arguments */

static const char *const reasons[] = {"why", "goal", NULL};

static void take_reasons(lua_State *L, int options, bz_change *c)
{
    bz_plugin__text_option(L, options, "why", &c->why);
    bz_plugin__text_option(L, options, "goal", &c->goal);
}

/* The fragment at `index` as a FRAGMENT of the journal. */
static void take_fragment(lua_State *L, int index, bz_change *c)
{
    bz_plugin *p = bz_plugin__of(L);
    if (!bz_plugin__is_fragment(L, index))
        bz_plugin__fail(L, "a text to be inserted is made by baraza.markdown(…), not by %s",
                        bz_plugin__type_name(L, index));
    bz_span at;
    bz_str text = bz_plugin__fragment(L, index, &at);
    bz_doc *d = bz_journal_doc(p->journal);
    c->fragment = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, at);
    bz_doc_add_text(d, c->fragment, BZ_DOC_SOURCE, text, at);
}

static bz_target block_at(lua_State *L, int index)
{
    bz_target t = bz_plugin__handle(L, index);
    if (!t.node)
        bz_plugin__fail(L, "a block is wanted here, not a %s",
                        bz_plugin__target_name(bz_plugin__of(L), t));
    return t;
}

static bz_target part_at(lua_State *L, int index)
{
    bz_target t = bz_plugin__handle(L, index);
    if (t.node) bz_plugin__fail(L, "this is for a part of the curriculum, not for a block");
    return t;
}

/* --- blocks */

static int block_replace(lua_State *L)
{
    bz_change c = bz_plugin__new_change(L, BZ_OP_REPLACE, block_at(L, 1));
    bz_plugin__check_options(L, 3, "replace", reasons);
    take_reasons(L, 3, &c);
    take_fragment(L, 2, &c);
    bz_plugin__apply(L, &c);
    return 0;
}

static int block_remove(lua_State *L)
{
    bz_change c = bz_plugin__new_change(L, BZ_OP_REMOVE, block_at(L, 1));
    bz_plugin__check_options(L, 2, "remove", reasons);
    take_reasons(L, 2, &c);
    bz_plugin__apply(L, &c);
    return 0;
}

/* Into what `t` stands in, before `before` (0: at the end). */
static int insert_beside(lua_State *L, bz_target t, bool after)
{
    bz_plugin *p = bz_plugin__of(L);
    const bz_doc_node *n = bz_doc_at(p->m->bodies, t.node);
    bz_node body = bz_model_at(p->m, t.rec)->body;
    bz_change c = bz_plugin__new_change(L, BZ_OP_INSERT,
                                        (bz_target){t.rec, n->parent == body ? 0 : n->parent});
    bz_node before = after ? n->next : t.node;
    if (before) c.before = (bz_target){t.rec, before};
    bz_plugin__check_options(L, 3, after ? "insert_after" : "insert_before", reasons);
    take_reasons(L, 3, &c);
    take_fragment(L, 2, &c);
    bz_plugin__apply(L, &c);
    return 0;
}

static int block_insert_before(lua_State *L)
{
    return insert_beside(L, block_at(L, 1), false);
}

static int block_insert_after(lua_State *L)
{
    return insert_beside(L, block_at(L, 1), true);
}

const bz_api bz_plugin__change_block[] = {
    {"replace", "block:replace(fragment [, {why = …, goal = …}])", "Puts Markdown in its place.", 1,
     block_replace},
    {"remove", "block:remove([{why = …, goal = …}])", "Takes it out.", 1, block_remove},
    {"insert_before", "block:insert_before(fragment [, {why = …, goal = …}])",
     "Puts Markdown before it.", 1, block_insert_before},
    {"insert_after", "block:insert_after(fragment [, {why = …, goal = …}])",
     "Puts Markdown after it.", 1, block_insert_after},
    {0}};

/* --- bodies and records */

static int add_to_body(lua_State *L, bool first)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_change c = bz_plugin__new_change(L, BZ_OP_INSERT, part_at(L, 1));
    bz_node body = bz_model_at(p->m, c.target.rec)->body;
    bz_node before = first && body ? bz_doc_at(p->m->bodies, body)->first : 0;
    if (before) c.before = (bz_target){c.target.rec, before};
    bz_plugin__check_options(L, 3, first ? "prepend" : "append", reasons);
    take_reasons(L, 3, &c);
    take_fragment(L, 2, &c);
    bz_plugin__apply(L, &c);
    return 0;
}

static int body_append(lua_State *L)
{
    return add_to_body(L, false);
}

static int body_prepend(lua_State *L)
{
    return add_to_body(L, true);
}

const bz_api bz_plugin__change_body[] = {
    {"append", "activity:append(fragment [, {why = …, goal = …}])",
     "Puts Markdown at the end of its body.", 1, body_append},
    {"prepend", "activity:prepend(fragment [, {why = …, goal = …}])",
     "Puts Markdown at the start of its body.", 1, body_prepend},
    {0}};

static int record_remove(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_change c = bz_plugin__new_change(L, BZ_OP_REMOVE, part_at(L, 1));
    const bz_record *r = bz_model_at(p->m, c.target.rec);
    const bz_record_row *row = bz_record_row_at(bz_model_kind(p->m, r->parent));
    if (row->fields[r->role].flags & BZ_READ_ONLY)
        bz_plugin__fail(L, "`%s` of %s can only be read", row->fields[r->role].key, row->name);
    bz_plugin__check_options(L, 2, "remove", reasons);
    take_reasons(L, 2, &c);
    bz_plugin__apply(L, &c);
    return 0;
}

const bz_api bz_plugin__change_record[] = {
    {"remove", "activity:remove([{why = …, goal = …}])", "Takes it out.", 1, record_remove}, {0}};

/* Makes the record and sets its fields, or leaves nothing of it: where the journal refuses a value,
 * what was made is taken away again, so that a plugin that catches the error has no half of it. */
static bz_target make_whole(lua_State *L, bz_change *insert, bz_change *set, size_t n)
{
    bz_plugin *p = bz_plugin__of(L);
    check_count(L, p, n + 2);
    bz_target made = bz_plugin__apply(L, insert), same;
    for (size_t i = 0; i < n; i++) {
        set[i].target = made;
        if (try_change(L, p, &set[i], &same)) continue;
        bz_change remove = bz_plugin__new_change(L, BZ_OP_REMOVE, made);
        remove.why = insert->why;
        remove.goal = insert->goal;
        bool is_gone = try_change(L, p, &remove, &same);
        assert(is_gone);
        (void)is_gone;
        refuse(L, p);
    }
    return made;
}

static int add_material(lua_State *L)
{
    static const char *const keys[] = {"item", "per", "count", "get", "from", "why", "goal", NULL};
    bz_plugin *p = bz_plugin__of(L);
    bz_change c = bz_plugin__new_change(L, BZ_OP_INSERT, part_at(L, 1));
    bz_change set[BZ_MATERIAL__N];
    size_t n = 0;
    c.kind = BZ_R_MATERIAL;
    c.field = bz_model_kind(p->m, c.target.rec) == BZ_R_SESSION ? BZ_SESSION_MATERIALS
                                                                : BZ_ACTIVITY_MATERIALS;
    luaL_checktype(L, 2, LUA_TTABLE);
    bz_plugin__check_options(L, 2, "add_material", keys);
    take_reasons(L, 2, &c);
    for (int f = 1; f < BZ_MATERIAL__N; f++) { /* what is wrong by itself is found here */
        lua_getfield(L, 2, bz_record_row_at(BZ_R_MATERIAL)->fields[f].key);
        if (lua_isnil(L, -1) && f != BZ_MATERIAL_ITEM) continue;
        set[n] = bz_plugin__new_change(L, BZ_OP_SET, c.target);
        set[n].why = c.why;
        set[n].goal = c.goal;
        bz_plugin__take_value(L, -1, BZ_R_MATERIAL, f, &set[n++]);
    }
    bz_plugin__push_record(L, p, make_whole(L, &c, set, n).rec);
    return 1;
}

const bz_api bz_plugin__change_materials[] = {
    {"add_material", "activity:add_material{item = …, per = …, count = …, get = …, from = …}",
     "Adds something to have in the room, and gives it.", 1, add_material},
    {0}};
