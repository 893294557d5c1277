/* One plugin from its files to its end. In: the texts of its files and its manifest, a record of
 * the model. Out: a state in which init.lua has run and whose four functions are known, or a
 * diagnostic. */
#include "plugin/plugin_priv.h"
#include <string.h>

static const struct {
    const char *name;
    unsigned bit;
} hooks[] = {{"adapt", BZ_HAS_ADAPT},
             {"check", BZ_HAS_CHECK},
             {"documents", BZ_HAS_DOCUMENTS},
             {"document", 0}};

enum { HOOKS = sizeof hooks / sizeof *hooks };

static bz_plugin *make(const bz_plugin_setup *setup, const bz_model *m, bz_job *job)
{
    bz_plugin *p = bz_mem_new(sizeof *p);
    p->arena = bz_arena_new();
    p->id = bz_arena_str(p->arena, setup->id);
    p->files = bz_arena_alloc(p->arena, (setup->n_files + 1) * sizeof *p->files);
    p->lines = bz_arena_alloc(p->arena, (setup->n_files + 1) * sizeof *p->lines);
    p->n_files = setup->n_files;
    for (size_t i = 0; i < p->n_files; i++) {
        p->files[i] = setup->files[i];
        p->files[i].name = bz_arena_str(p->arena, setup->files[i].name);
    }
    p->manifest = setup->manifest;
    if (p->manifest) {
        p->why = bz_arena_str(p->arena, bz_model_text(m, p->manifest, BZ_PLUGIN_WHY));
        p->goal = bz_arena_str(p->arena, bz_model_text(m, p->manifest, BZ_PLUGIN_GOAL));
    }
    p->m = m;
    p->job = job;
    p->limits = setup->limits ? *setup->limits : bz_plugin_limits_default;
    p->ended = setup->ended;
    p->ended_context = setup->context;
    p->is_late = setup->is_late;
    p->generation = 1;
    p->words = bz_language_find(BZ_STR("en"), NULL);
    p->language = BZ_STR("en");
    return p;
}

static void open_lua(bz_plugin *p)
{
    bz_plugin__start(p);
    bz_plugin__open_baraza(p);
    bz_plugin__open_handles(p);
    bz_plugin__open_builders(p);
    bz_plugin__open_report(p);
    bz_plugin__open_sandbox(p);
    lua_newtable(p->L);
    p->ref_descriptors = luaL_ref(p->L, LUA_REGISTRYINDEX);
}

static size_t find_file(const bz_plugin *p, const char *name)
{
    size_t i = 0;
    while (i < p->n_files && !bz_str_is(p->files[i].name, name))
        i++;
    return i;
}

static bz_span manifest_span(const bz_plugin *p, int field)
{
    return p->manifest ? bz_model_span(p->m, p->manifest, field) : bz_span_none();
}

/* A function with a name that is almost one of ours would never be called. Of several the first by
 * its bytes is named, so that every run says the same. */
static bool is_misspelled(bz_plugin *p, bz_span at)
{
    bz_str known[HOOKS], worst = {0};
    int meant = 0;
    for (size_t i = 0; i < HOOKS; i++)
        known[i] = bz_str_from(hooks[i].name);
    for (lua_pushnil(p->L); lua_next(p->L, -2); lua_pop(p->L, 1)) {
        if (lua_type(p->L, -2) != LUA_TSTRING || !lua_isfunction(p->L, -1)) continue;
        bz_str key;
        key.p = lua_tolstring(p->L, -2, &key.n);
        int near = bz_str_nearest(key, known, HOOKS);
        if (near < 0 || bz_str_eq(key, known[near]) || (worst.p && bz_str_cmp(key, worst) > 0))
            continue;
        worst = key;
        meant = near;
        at = bz_plugin__defined(p->L);
    }
    if (!worst.p) return false;
    bz_diag *d = bz_diag_add(p->job->diags, BZ_P004, at,
                             "plugin `%.*s` has a function `%.*s`, which is never called",
                             BZ_FMT(p->id), BZ_FMT(worst));
    bz_diag_hint(p->job->diags, d, "did you mean `%.*s`?", BZ_FMT(known[meant]));
    return true;
}

/* Looks for the four functions in the table on top of the stack. */
static bool take_hooks(bz_plugin *p, bz_span at)
{
    lua_State *L = p->L;
    bool has[HOOKS];
    for (size_t i = 0; i < HOOKS; i++) {
        lua_pushstring(L, hooks[i].name);
        int type = lua_rawget(L, -2);
        lua_pop(L, 1);
        has[i] = type == LUA_TFUNCTION;
        if (has[i]) p->has |= hooks[i].bit;
        if (has[i] || type == LUA_TNIL) continue;
        bz_diag_add(p->job->diags, BZ_P004, at, "`%s` of plugin `%.*s` is not a function",
                    hooks[i].name, BZ_FMT(p->id));
        return false;
    }
    if (is_misspelled(p, at)) return false;
    if (has[2] == has[3]) return true;
    bz_diag_add(p->job->diags, BZ_P004, at, "plugin `%.*s` has `%s` without `%s`", BZ_FMT(p->id),
                has[2] ? "documents" : "document", has[2] ? "document" : "documents");
    return false;
}

static bool run_init(bz_plugin *p)
{
    lua_State *L = p->L;
    size_t init = find_file(p, "init.lua");
    if (init == p->n_files) {
        bz_diag_add(p->job->diags, BZ_P004, manifest_span(p, 0),
                    "plugin `%.*s` has no file `init.lua`", BZ_FMT(p->id));
        return false;
    }
    if (!bz_plugin__load(L, &p->files[init])) {
        bz_plugin__report_syntax(p);
        return false;
    }
    if (!bz_plugin__call(p, 0, 1, "`init.lua`")) return false;
    bz_span at = bz_plugin__line(p, init, 1);
    if (!lua_istable(L, -1)) {
        bz_diag *d = bz_diag_add(p->job->diags, BZ_P004, at,
                                 "`init.lua` of plugin `%.*s` gives %s, not a table", BZ_FMT(p->id),
                                 bz_plugin__type_name(L, -1));
        bz_diag_hint(p->job->diags, d,
                     "end it with `return plugin`, the table that holds the functions");
        return false;
    }
    if (!take_hooks(p, at)) return false;
    p->ref_plugin = luaL_ref(L, LUA_REGISTRYINDEX);
    return true;
}

bz_plugin *bz_plugin_open(const bz_plugin_setup *setup, const bz_model *m, bz_job *job)
{
    bz_plugin *p = make(setup, m, job);
    open_lua(p);
    bz_plugin__set_options(p, setup->use);
    bool good = run_init(p);
    if (good && setup->is_looked_at) bz_plugin__look(p);
    p->m = NULL;
    if (good) return p;
    bz_plugin_close(p);
    return NULL;
}

void bz_plugin_close(bz_plugin *p)
{
    if (!p) return;
    if (p->L) lua_close(p->L);
    bz_doc_free(p->doc);
    bz_mem_free(p->links);
    bz_vec_free(&p->missing);
    bz_vec_free(&p->told);
    bz_vec_free(&p->findings);
    bz_vec_free(&p->descriptors);
    bz_buf_deinit(&p->note);
    bz_buf_deinit(&p->refusal_text);
    bz_buf_deinit(&p->refusal_hint);
    bz_arena_free(p->arena);
    bz_mem_free(p);
}

unsigned bz_plugin_has(const bz_plugin *p)
{
    return p->has;
}

bz_plugin *bz_plugin__bare(bz_job *job, const bz_model *m)
{
    bz_plugin_setup none = {.id = BZ_STR("none")};
    bz_plugin *p = make(&none, m, job);
    open_lua(p);
    return p;
}
