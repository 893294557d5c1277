/* The plugin reference and the list of names, from the same rows that serve plugins: fields.def for
 * the properties of records, and the tables of functions of this room. What is not in a row is not
 * in Lua, and what is in a row is in the reference. */
#include "plugin/plugin_priv.h"
#include <stdlib.h>
#include <string.h>

/* --- the reference */

static const char opening[] =
    "# Plugin reference\n"
    "\n"
    "Made from the program by `make docs`; do not edit. This is level 1 of the interface.\n"
    "\n"
    "A plugin is a folder `plugins/ID/` with `plugin.yaml` (see the format reference), `init.lua`, "
    "and other "
    "files of its own. `init.lua` returns a table with any of these functions:\n"
    "\n"
    "| function | when | what it does |\n"
    "|---|---|---|\n"
    "| `plugin.adapt(curriculum, context)` | before the plan | changes the curriculum; every "
    "change has a reason |\n"
    "| `plugin.check(programme, context, report)` | after the plan | reports what breaks the "
    "organisation's own rules |\n"
    "| `plugin.documents(programme, context)` | after the checks | gives a list of documents: `{id "
    "= …, title = …, audience = …, "
    "language = …, session = …, meeting = …, handout = …, moment = …, copies = …, format = …}` and "
    "any "
    "keys of its own |\n"
    "| `plugin.document(descriptor, programme, context)` | for each of them | builds and returns a "
    "`baraza.document` |\n"
    "\n"
    "`audience` is `caregivers`, `facilitator`, `children` or `officer`. `moment` says when it is "
    "needed: `start` (once, before the first meeting), `before`, `during` or `after` a meeting, "
    "`end`, "
    "`always`; `index` and `pack` are about the other documents, and made when those are there "
    "(handles that `documents` put into the descriptor are stale by then: put a number there). "
    "`copies` is how many to print, otherwise one, or one for each person and the spares. `format` "
    "names the only format in which it is made.\n"
    "\n"
    "A plugin sees its own files and what it is given: no other files, no network, no clock. The "
    "same input gives the same output. "
    "It has 20 million instructions a call, 200 million a build and 64 MiB of memory. Lua 5.4 is "
    "described in its manual; "
    "`_G`, coroutines, `load`, `io`, `os`, `debug` and `collectgarbage` are not there, and a "
    "global variable cannot be made.\n"
    "\n"
    "**Texts.** A *line* is one line of inline Markdown with words such as `{{mother}}`; use "
    "`baraza.text` for text that is not. "
    "A value that nobody gave is `nil`, a list that nobody gave is empty. Dates and times come as "
    "they are written in the language of the "
    "document; `iso_date` gives `2026-09-08`. What does not apply in the context does not appear.\n"
    "\n"
    "**Lists of parts** go by number in order, by id (`session.activities.story`), and called with "
    "a filter "
    "(`session:activities{method = \"story\"}`).\n"
    "\n";

static void put_functions(bz_buf *out, const bz_api *rows)
{
    for (; rows->name; rows++)
        bz_buf_fmt(out, "- `%s` (since level %d): %s\n", rows->signature, rows->since, rows->doc);
}

static void put_names(bz_buf *out)
{
    const char *library;
    const char *const *names;
    bz_buf_put(out, "## Names\n\nLua's own:");
    for (size_t i = 0; (names = bz_plugin__lua_rows(i, &library)); i++)
        for (; *names; names++)
            bz_buf_fmt(out, " `%s%s%s`", library, *library ? "." : "", *names);
    bz_buf_put(
        out,
        " and, with their work counted, `string.find` `string.format` `string.gmatch` "
        "`string.gsub` `string.match` `string.rep`"
        " `table.concat` `table.insert` `table.move` `table.remove` `table.sort` (stable)"
        " `math.random` (the same numbers on every run).\n\nOurs, or not quite as in Lua:\n\n");
    put_functions(out, bz_plugin__global_rows);
    put_functions(out, bz_plugin__own_rows());
    bz_buf_put(out, "\n## baraza\n\n");
    put_functions(out, bz_plugin__baraza_rows);
    bz_buf_put(out, "- `baraza.api`: the level of the interface, an integer\n"
                    "- `baraza.language`: the language of the document being made, as `en`\n"
                    "- `baraza.options`: the plugin's options, as its manifest declares them\n\n");
}

static void put_type(bz_buf *out, const bz_field *f)
{
    const char *one = f->type == BZ_T_RECORD || f->type == BZ_T_REF
                          ? bz_record_row_at((bz_record_kind)f->of)->name
                          : bz_type_name(f->type);
    if (f->shape == BZ_LIST || (f->shape == BZ_MAP && f->type == BZ_T_RECORD))
        bz_buf_put(out, "list of ");
    else if (f->shape == BZ_MAP) bz_buf_put(out, "table by key of ");
    else if (f->shape == BZ_MAP2) bz_buf_put(out, "table of tables of ");
    bz_buf_put(out, one);
    if (f->type == BZ_T_RANGE) bz_buf_put(out, " `{low, high}`");
    if (f->unit) bz_buf_fmt(out, " (%s)", f->unit);
    if (f->type != BZ_T_ENUM) return;
    size_t n;
    const bz_str *values = bz_enum_values((bz_enum)f->of, &n);
    for (size_t i = 0; i < n; i++)
        bz_buf_fmt(out, "%s`%.*s`", i ? ", " : ": ", BZ_FMT(values[i]));
}

static bool has_kind(const bz_record_kind *kinds, bz_record_kind kind)
{
    while (*kinds && *kinds != kind)
        kinds++;
    return *kinds != BZ_NO_RECORD;
}

/* As bind_value.c takes them: single values and lists of texts; records are changed by their
 * methods. */
static bool is_writable(const bz_field *f)
{
    if (f->flags & BZ_READ_ONLY || f->type == BZ_T_RECORD) return false;
    return f->shape == BZ_ONE || f->shape == BZ_LIST;
}

static void put_record(bz_buf *out, bz_record_kind kind)
{
    const bz_record_row *row = bz_record_row_at(kind);
    bz_buf_fmt(out, "### %s\n\n%s\n\n| property | type | set | what it is |\n|---|---|---|---|\n",
               row->name, row->doc);
    for (int i = 0; i < row->n; i++) {
        const bz_field *f = &row->fields[i];
        if (f->flags & BZ_NO_LUA) continue;
        bz_buf_fmt(out, "| `%s` | ", f->key);
        put_type(out, f);
        bz_buf_fmt(out, " | %s | %s |\n", is_writable(f) ? "yes" : "", f->doc);
    }
    for (const bz_api_properties *g = bz_plugin__properties; g->rows; g++)
        for (const bz_api_property *p = g->rows; has_kind(g->kinds, kind) && p->name; p++)
            bz_buf_fmt(out, "| `%s` | %s | | %s |\n", p->name, p->type, p->doc);
    bz_buf_char(out, '\n');
}

bool bz_plugin__is_seen(bz_record_kind kind)
{
    bool has_rows = false;
    const bz_record_row *row = bz_record_row_at(kind);
    for (int i = 0; i < row->n; i++)
        has_rows = has_rows || !(row->fields[i].flags & BZ_NO_LUA);
    return has_rows && kind != BZ_R_PROJECT && kind != BZ_R_FOR && kind != BZ_R_PLUGIN &&
           kind != BZ_R_PLUGIN_USE && kind != BZ_R_OPTION;
}

void bz_plugin_reference(bz_buf *out)
{
    bz_buf_put(out, opening);
    put_names(out);
    bz_buf_put(out, "## Documents\n\n`baraza.document{…}` gives a builder. `box`, `section`, "
                    "`columns`, `cover` and `act` give builders of their own, "
                    "with the same functions. Texts are lines; numbers are taken as texts.\n\n");
    put_functions(out, bz_plugin__builder_rows);
    bz_buf_put(out, "\n## Reports\n\n");
    put_functions(out, bz_plugin__report_rows);
    bz_buf_put(out, "\n## Changing\n\nIn `adapt` only. `activity.method = \"drawing\"` takes its "
                    "reason from the manifest; the functions below take "
                    "one of their own. A part that is protected refuses with an error. What was "
                    "removed cannot be used any more.\n\n");
    for (const bz_api_methods *m = bz_plugin__methods; m->rows; m++) {
        bz_buf_fmt(out, "On %s:\n\n", m->title);
        put_functions(out, m->rows);
        bz_buf_char(out, '\n');
    }
    bz_buf_put(out, "On a block:\n\n");
    put_functions(out, bz_plugin__change_block);
    bz_buf_put(out, "\n## Blocks\n\n| property | type | what it is |\n|---|---|---|\n");
    for (const bz_api_property *p = bz_plugin__block_properties; p->name; p++)
        bz_buf_fmt(out, "| `%s` | %s | %s |\n", p->name, p->type, p->doc);
    bz_buf_put(out, "\n## Records\n\nEvery property of type date has a second one with `iso_` "
                    "before its name. Every property that is one of a list has a second one with "
                    "`_label` behind it: what people read, in the language of the document "
                    "(`activity.method_label`). Every number that can be dialled has a second one "
                    "with `_line` behind it: a line to print, with a link, which is words where "
                    "there is no number or only an example (`referral.phone_line`).\n\n");
    for (int k = 1; k < BZ_RECORD_KIND_COUNT; k++)
        if (bz_plugin__is_seen((bz_record_kind)k)) put_record(out, (bz_record_kind)k);
}

/* --- the names */

typedef struct names {
    BZ_VEC(bz_str) list;
    bz_arena *arena;
} names;

/* What a locked table leads to, in place of the value on top. */
static void unlock(lua_State *L)
{
    if (!lua_istable(L, -1) || !lua_getmetatable(L, -1)) return;
    if (lua_getfield(L, -1, "__index") == LUA_TTABLE) {
        lua_replace(L, -3);
        lua_pop(L, 1);
    } else {
        lua_pop(L, 2);
    }
}

/* Notes every key of the table on top, and goes into tables. */
static void collect(lua_State *L, names *n, bz_str above)
{
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        bz_str key;
        key.p = lua_tolstring(L, -2, &key.n);
        bz_str name =
            bz_arena_printf(n->arena, "%.*s%s%.*s", BZ_FMT(above), above.n ? "." : "", BZ_FMT(key));
        bz_vec_push(&n->list, name);
        if (!lua_istable(L, -1)) continue;
        lua_pushvalue(L, -1);
        unlock(L);
        collect(L, n, name);
        lua_pop(L, 1);
    }
}

static int compare_texts(const void *a, const void *b)
{
    return bz_str_cmp(*(const bz_str *)a, *(const bz_str *)b);
}

void bz_plugin_names(bz_buf *out, bz_job *job)
{
    bz_model *m = bz_model_new();
    bz_plugin *p = bz_plugin__bare(job, m);
    names n = {.arena = bz_arena_new()};
    lua_rawgeti(p->L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    unlock(p->L);
    collect(p->L, &n, BZ_STR(""));
    qsort(n.list.p, n.list.n, sizeof *n.list.p, compare_texts);
    for (size_t i = 0; i < n.list.n; i++)
        bz_buf_fmt(out, "%.*s\n", BZ_FMT(n.list.p[i]));
    bz_vec_free(&n.list);
    bz_arena_free(n.arena);
    bz_plugin_close(p);
    bz_model_free(m);
}
