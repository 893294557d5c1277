/* Handles: what Lua holds of the model. A handle is {generation, record, node}, never a pointer;
 * one function checks it (metatable, generation, alive) and raises. Handles of one generation are
 * kept in two Lua tables by index, so that the same record is the same value and costs one look-up.
 * They are forgotten when a document begins, so that a thousand documents need no more memory than
 * one. */
#include "plugin/plugin_priv.h"
#include <string.h>

typedef struct handle {
    uint32_t generation;
    bz_rec rec;
    bz_node node; /* 0: the record itself */
    uint8_t kind; /* bz_record_kind, for messages when the model is gone */
} handle;

static const char *kind_name(uint8_t kind, bz_node node)
{
    return node ? "block" : bz_record_row_at((bz_record_kind)kind)->name;
}

static void push(lua_State *L, bz_plugin *p, int cache, uint32_t key, bz_rec r, bz_node n)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, cache);
    if (lua_rawgeti(L, -1, key) == LUA_TNIL) {
        lua_pop(L, 1);
        handle *h = lua_newuserdatauv(L, sizeof *h, 0);
        *h = (handle){p->generation, r, n, (uint8_t)bz_model_kind(p->m, r)};
        lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_handle);
        lua_setmetatable(L, -2);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, key);
    }
    lua_replace(L, -2);
}

void bz_plugin__push_record(lua_State *L, bz_plugin *p, bz_rec r)
{
    if (!r || !p->m) lua_pushnil(L);
    else push(L, p, p->ref_records, r, r, 0);
}

void bz_plugin__push_block(lua_State *L, bz_plugin *p, bz_rec r, bz_node n)
{
    push(L, p, p->ref_blocks, n, r, n);
}

/* NULL when the value is no handle. */
static const handle *handle_at(lua_State *L, const bz_plugin *p, int arg)
{
    if (lua_type(L, arg) != LUA_TUSERDATA || !lua_getmetatable(L, arg)) return NULL;
    bool is_one = lua_topointer(L, -1) == p->handle_meta;
    lua_pop(L, 1);
    return is_one ? lua_touserdata(L, arg) : NULL;
}

bool bz_plugin__is_handle(lua_State *L, int arg)
{
    return handle_at(L, bz_plugin__of(L), arg) != NULL;
}

/* While a plugin adapts, what it holds may have been removed by itself. */
static bool is_alive(const bz_model *m, bz_rec r, bz_node n)
{
    for (; n; n = bz_doc_at(m->bodies, n)->parent)
        if (bz_doc_at(m->bodies, n)->flags & BZ_NODE_DEAD) return false;
    for (; r; r = bz_model_at(m, r)->parent)
        if (bz_model_at(m, r)->flags & BZ_REC_DEAD) return false;
    return true;
}

bz_target bz_plugin__handle(lua_State *L, int arg)
{
    bz_plugin *p = bz_plugin__of(L);
    const handle *h = handle_at(L, p, arg);
    /* What is left of the dot did not come along. */
    if (!h && arg == 1 && !lua_isnumber(L, 1) && !lua_isnoneornil(L, 1))
        bz_plugin__fail(L, "functions of a part are called with a colon: `activity:append(…)`");
    if (!h)
        bz_plugin__fail(L, "a part of the curriculum is wanted here, not %s",
                        bz_plugin__type_name(L, arg));
    if (h->generation != p->generation || !p->m)
        bz_plugin__fail(L, "this %s belongs to an earlier step", kind_name(h->kind, h->node));
    if (p->own && !is_alive(p->m, h->rec, h->node))
        bz_plugin__fail(L, "this %s was removed", kind_name(h->kind, h->node));
    return (bz_target){h->rec, h->node};
}

bz_rec bz_plugin__record(lua_State *L, int arg, bz_record_kind kind)
{
    bz_target t = bz_plugin__handle(L, arg);
    const bz_model *m = bz_plugin__of(L)->m;
    if (t.node || bz_model_kind(m, t.rec) != kind)
        bz_plugin__fail(L, "a %s is wanted here, not a %s", bz_record_row_at(kind)->name,
                        kind_name((uint8_t)bz_model_kind(m, t.rec), t.node));
    return t.rec;
}

const char *bz_plugin__target_name(const bz_plugin *p, bz_target t)
{
    return kind_name((uint8_t)bz_model_kind(p->m, t.rec), t.node);
}

/* Two handles of one part are equal, also when one is from before handles were forgotten. */
static int handle_equal(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    const handle *a = handle_at(L, p, 1), *b = handle_at(L, p, 2);
    lua_pushboolean(L, a && b && a->generation == b->generation && a->rec == b->rec &&
                           a->node == b->node);
    return 1;
}

static int handle_tostring(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_target t = bz_plugin__handle(L, 1);
    lua_pushfstring(L, "%s ", bz_plugin__target_name(p, t));
    bz_buf_clear(&p->note);
    if (t.node) bz_model_block_name(p->m, t.rec, t.node, &p->note);
    else bz_buf_str(&p->note, bz_model_id(p->m, t.rec));
    bz_plugin__push(L, bz_str_trim(bz_buf_view(&p->note)));
    lua_concat(L, 2);
    return 1;
}

void bz_plugin__forget_handles(bz_plugin *p)
{
    lua_State *L = p->L;
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, p->ref_records);
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, p->ref_blocks);
}

void bz_plugin__push_names(lua_State *L, bz_plugin *p, bz_record_kind kind)
{
    if (!p->ref_members[kind]) {
        if (kind) bz_plugin__push_members(L, kind);
        else bz_plugin__push_block_members(L);
        p->ref_members[kind] = luaL_ref(L, LUA_REGISTRYINDEX);
    }
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_members[kind]);
}

void bz_plugin__open_handles(bz_plugin *p)
{
    static const luaL_Reg meta[] = {{"__index", bz_plugin__handle_index},
                                    {"__newindex", bz_plugin__handle_set},
                                    {"__eq", handle_equal},
                                    {"__tostring", handle_tostring},
                                    {0}};
    lua_State *L = p->L;
    lua_newtable(L);
    luaL_setfuncs(L, meta, 0);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    p->handle_meta = lua_topointer(L, -1);
    p->ref_handle = luaL_ref(L, LUA_REGISTRYINDEX);
    bz_plugin__push_list_metatable(L);
    p->ref_list = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    p->ref_records = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_newtable(L);
    p->ref_blocks = luaL_ref(L, LUA_REGISTRYINDEX);
}

/* --- what the plan says of a part, looked up once a generation */

static void link_meeting(bz_plugin *p, bz_rec meeting)
{
    const bz_model *m = p->m;
    for (uint32_t i = 0; i < bz_model_count(m, meeting, BZ_MEETING_SESSIONS); i++) {
        bz_rec session = bz_model_element(m, meeting, BZ_MEETING_SESSIONS, i)->target;
        if (session && !p->links[session]) p->links[session] = meeting;
    }
    for (bz_rec part = bz_model_first_present(m, meeting, BZ_MEETING_PARTS); part;
         part = bz_model_next_present(m, part)) {
        bz_rec activity = bz_model_ref(m, part, BZ_PART_ACTIVITY);
        if (activity && !p->links[activity]) p->links[activity] = part;
    }
}

bz_rec bz_plugin__planned(bz_plugin *p, bz_rec r)
{
    const bz_model *m = p->m;
    if (!m->programme) return 0;
    if (!p->links) {
        p->links = bz_mem_new(m->records.n * sizeof *p->links);
        for (bz_rec meeting = bz_model_first_present(m, m->programme, BZ_PROGRAMME_MEETINGS);
             meeting; meeting = bz_model_next_present(m, meeting))
            link_meeting(p, meeting);
    }
    return p->links[r];
}
