/* The interface as stubs for editors (LuaCATS, as lua-language-server reads it), from the same rows
 * as the reference. In: fields.def and the tables of functions. Out: Lua that is never run: classes
 * with their fields, functions without a body. */
#include "plugin/plugin_priv.h"

#include <ctype.h>
#include <string.h>

/* --- names and types */

/* "every_meeting", "signed part" → "EveryMeeting", "SignedPart". */
static void put_class(bz_buf *out, const char *name)
{
    bool is_start = true;
    bz_buf_put(out, "baraza.");
    for (const char *c = name; *c; c++) {
        bool is_gap = *c == '_' || *c == ' ';
        if (!is_gap) bz_buf_char(out, is_start ? (char)toupper((unsigned char)*c) : *c);
        is_start = is_gap;
    }
}

static void put_values(bz_buf *out, bz_enum e)
{
    size_t n;
    const bz_str *values = bz_enum_values(e, &n);
    bz_buf_char(out, '(');
    for (size_t i = 0; i < n; i++)
        bz_buf_fmt(out, "%s\"%.*s\"", i ? "|" : "", BZ_FMT(values[i]));
    bz_buf_char(out, ')');
}

static void put_one(bz_buf *out, const bz_field *f)
{
    switch (f->type) {
    case BZ_T_INTEGER:
    case BZ_T_MINUTES: bz_buf_put(out, "integer"); break;
    case BZ_T_BOOL: bz_buf_put(out, "boolean"); break;
    case BZ_T_RANGE: bz_buf_put(out, "{low: integer, high: integer}"); break;
    case BZ_T_ENUM: put_values(out, (bz_enum)f->of); break;
    case BZ_T_REF:
    case BZ_T_RECORD: put_class(out, bz_record_row_at((bz_record_kind)f->of)->name); break;
    default: bz_buf_put(out, "string"); break;
    }
}

/* Lists of records are called with a filter, too, and have their elements by id. */
static void put_type(bz_buf *out, const bz_field *f)
{
    bool is_records = f->type == BZ_T_RECORD || f->type == BZ_T_REF;
    if (f->shape == BZ_MAP2) bz_buf_put(out, "table<string, table<string, string>>");
    else if (f->shape == BZ_MAP && !is_records) {
        bz_buf_put(out, "table<string, ");
        put_one(out, f);
        bz_buf_char(out, '>');
    } else if (f->shape != BZ_ONE) {
        put_one(out, f);
        bz_buf_put(out, "[]");
        if (!is_records) return;
        bz_buf_put(out, "|table<string, ");
        put_one(out, f);
        bz_buf_put(out, ">|fun(self: any, filter?: table): ");
        put_one(out, f);
        bz_buf_put(out, "[]");
    } else put_one(out, f);
}

/* What the words of a property's row mean. */
static void put_named_type(bz_buf *out, const char *type)
{
    static const struct {
        const char *said, *is;
    } rows[] = {{"text", "string"},           {"line", "string"},          {"plain text", "string"},
                {"time", "string"},           {"date", "string"},          {"id", "string"},
                {"language", "string"},       {"integer", "integer"},      {"minutes", "integer"},
                {"true or false", "boolean"}, {"list of line", "string[]"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(type, rows[i].said) == 0) {
            bz_buf_put(out, rows[i].is);
            return;
        }
    bool is_list = strncmp(type, "list of ", 8) == 0;
    const char *one = is_list ? type + 8 : type;
    bool is_block = strcmp(one, "block") == 0;
    if (is_block || bz_record_kind_find(bz_str_from(one))) put_class(out, one);
    else bz_buf_put(out, "any");
    if (is_list) bz_buf_put(out, "[]");
}

/* --- functions */

/* What they give, where that is more than nothing. */
static const char *given_by(const char *name)
{
    static const struct {
        const char *name, *gives;
    } rows[] = {{"session", "baraza.Session"},
                {"activities", "baraza.Activity[]"},
                {"find", "baraza.Session|baraza.Activity|baraza.Handout|baraza.Block|nil"},
                {"blocks", "baraza.Block[]"},
                {"add_material", "baraza.Material"},
                {"document", "baraza.Builder"},
                {"box", "baraza.Builder"},
                {"section", "baraza.Builder"},
                {"columns", "baraza.Builder"},
                {"cover", "baraza.Builder"},
                {"act", "baraza.Builder"},
                {"place", "boolean"},
                {"markdown", "baraza.Fragment"},
                {"text", "string"},
                {"note", "string"},
                {"number", "string"},
                {"minutes", "string"},
                {"date", "string"},
                {"day", "string"},
                {"before", "string?"},
                {"tr", "string"},
                {"resource", "string"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0) return rows[i].gives;
    return NULL;
}

static const char *type_of(bz_str parameter)
{
    static const struct {
        const char *name, *type;
    } rows[] = {{"n", "integer"},        {"level", "integer"},
                {"items", "table"},      {"rows", "table"},
                {"header", "table|nil"}, {"handle", "any"},
                {"options", "table"},    {"fragment", "baraza.Fragment|string"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (bz_str_is(parameter, rows[i].name)) return rows[i].type;
    return "string";
}

/* The parameters of a signature: a name as it stands, `{…}` as options, behind `[` not needed. */
static size_t parameters(bz_str signature, bz_str names[8], bool needed[8])
{
    size_t n = 0, at = 0;
    bool is_needed = true;
    while (at < signature.n && signature.p[at] != '(' && signature.p[at] != '{')
        at++;
    while (at < signature.n && n < 8) {
        char c = signature.p[at];
        size_t from = at;
        if (c == '[') is_needed = false;
        if (c == '{') {
            for (int depth = 0; at < signature.n; at++) {
                depth += (signature.p[at] == '{') - (signature.p[at] == '}');
                if (!depth) break;
            }
            names[n] = BZ_STR("options");
            needed[n++] = is_needed;
        } else if (isalpha((unsigned char)c)) {
            while (at < signature.n &&
                   (isalnum((unsigned char)signature.p[at]) || signature.p[at] == '_'))
                at++;
            names[n] = bz_str_cut(signature, from, at);
            needed[n++] = is_needed;
            continue;
        }
        at++;
    }
    return n;
}

/* `table` is what the function stands in ("baraza.", "Builder:"), or nothing. */
static void put_function(bz_buf *out, const char *table, const bz_api *row)
{
    bz_str names[8];
    bool needed[8];
    size_t n = parameters(bz_str_from(row->signature), names, needed);
    const char *gives = given_by(row->name);
    bz_buf_fmt(out, "\n---%s\n", row->doc);
    for (size_t i = 0; i < n; i++)
        bz_buf_fmt(out, "---@param %.*s%s %s\n", BZ_FMT(names[i]), needed[i] ? "" : "?",
                   type_of(names[i]));
    if (gives) bz_buf_fmt(out, "---@return %s\n", gives);
    bz_buf_fmt(out, "function %s%s(", table, row->name);
    for (size_t i = 0; i < n; i++)
        bz_buf_fmt(out, "%s%.*s", i ? ", " : "", BZ_FMT(names[i]));
    bz_buf_put(out, ") end\n");
}

static void put_functions(bz_buf *out, const char *table, const bz_api *rows)
{
    for (; rows->name; rows++)
        put_function(out, table, rows);
}

/* --- classes */

static bool has_kind(const bz_record_kind *kinds, bz_record_kind kind)
{
    while (*kinds && *kinds != kind)
        kinds++;
    return *kinds != BZ_NO_RECORD;
}

static bool is_lua_word(const char *key)
{
    static const char *const words[] = {"end", "in", "for", "repeat", "until", "and", "or", "not"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(key, words[i]) == 0) return true;
    return false;
}

static void put_key(bz_buf *out, const char *before, const char *key, bool is_needed)
{
    const char *open = is_lua_word(key) ? "[\"" : "", *close = is_lua_word(key) ? "\"]" : "";
    bz_buf_fmt(out, "---@field %s%s%s%s%s ", open, before, key, close, is_needed ? "" : "?");
}

static void put_field(bz_buf *out, const bz_field *f)
{
    bool is_there = f->shape != BZ_ONE || f->flags & BZ_REQUIRED || f->otherwise;
    put_key(out, "", f->key, is_there);
    put_type(out, f);
    bz_buf_fmt(out, " %s\n", f->doc);
    if (f->type != BZ_T_DATE) return;
    put_key(out, "iso_", f->key, is_there);
    bz_buf_put(out, f->shape == BZ_ONE ? "string The same as 2026-09-08.\n"
                                       : "string[] The same as 2026-09-08.\n");
}

static void put_property(bz_buf *out, const bz_api_property *p)
{
    put_key(out, "", p->name, false);
    put_named_type(out, p->type);
    bz_buf_fmt(out, " %s\n", p->doc);
}

/* Its methods; the local table that they hang on is only there for the editor. */
static void put_methods(bz_buf *out, bz_record_kind kind, const char *table)
{
    for (const bz_api_methods *m = bz_plugin__methods; m->rows; m++)
        if (has_kind(m->kinds, kind)) put_functions(out, table, m->rows);
}

static void open_class(bz_buf *out, const char *doc, const char *name)
{
    if (*doc) bz_buf_fmt(out, "\n---%s\n---@class ", doc);
    else bz_buf_put(out, "\n---@class ");
    put_class(out, name);
    bz_buf_char(out, '\n');
}

/* Ends the class with its table; gives what its methods' names begin with. */
static const char *close_class(bz_buf *out, bz_buf *table, const char *name)
{
    bz_buf_clear(table);
    put_class(table, name);
    bz_str local = bz_str_cut(bz_buf_view(table), 7, table->n);
    bz_buf_fmt(out, "local %.*s = {}\n", BZ_FMT(local));
    bz_buf_char(table, ':');
    return table->p + 7;
}

static void put_record(bz_buf *out, bz_buf *table, bz_record_kind kind)
{
    const bz_record_row *row = bz_record_row_at(kind);
    open_class(out, row->doc, row->name);
    for (int i = 0; i < row->n; i++)
        if (!(row->fields[i].flags & BZ_NO_LUA)) put_field(out, &row->fields[i]);
    for (const bz_api_properties *g = bz_plugin__properties; g->rows; g++)
        for (const bz_api_property *p = g->rows; has_kind(g->kinds, kind) && p->name; p++)
            put_property(out, p);
    put_methods(out, kind, close_class(out, table, row->name));
}

static void put_builders(bz_buf *out, bz_buf *table)
{
    open_class(out, "A document, or a part of one, as it is built.", "builder");
    put_functions(out, close_class(out, table, "builder"), bz_plugin__builder_rows);
    open_class(out, "Takes what a check finds.", "report");
    put_functions(out, close_class(out, table, "report"), bz_plugin__report_rows);
    open_class(out, "A block of a body.", "block");
    for (const bz_api_property *p = bz_plugin__block_properties; p->name; p++)
        put_property(out, p);
    put_functions(out, close_class(out, table, "block"), bz_plugin__change_block);
}

static const char head[] =
    "---@meta\n"
    "-- The plugin interface of Baraza for editors that read LuaCATS, as lua-language-server "
    "does.\n"
    "-- Made from the program by `make docs`; do not edit. It is never run.\n"
    "\n"
    "---What init.lua returns.\n"
    "---@class baraza.Plugin\n"
    "---@field adapt? fun(curriculum: baraza.Curriculum, context: baraza.Context) Changes the "
    "curriculum.\n"
    "---@field check? fun(programme: baraza.Programme, context: baraza.Context, report: "
    "baraza.Report) Reports what "
    "breaks the organisation's own rules.\n"
    "---@field documents? fun(programme: baraza.Programme, context: baraza.Context): "
    "baraza.Descriptor[] Lists the "
    "documents.\n"
    "---@field document? fun(descriptor: baraza.Descriptor, programme: baraza.Programme, context: "
    "baraza.Context): "
    "baraza.Builder Builds one.\n"
    "\n"
    "---A document that a plugin makes; it may have keys of its own.\n"
    "---@class baraza.Descriptor\n"
    "---@field id string The file's name.\n"
    "---@field title string A line.\n"
    "---@field audience \"caregivers\"|\"facilitator\"|\"children\"|\"officer\" For whom it is.\n"
    "---@field language? string In which language; otherwise by audience.\n"
    "---@field session? baraza.Session\n"
    "---@field meeting? baraza.Meeting\n"
    "---@field handout? baraza.Handout\n"
    "---@field [string] any\n"
    "\n"
    "---A piece of Markdown, or of a line.\n"
    "---@class baraza.Fragment\n";

void bz_plugin_stubs(bz_buf *out)
{
    bz_buf table = {0};
    bz_buf_put(out, head);
    put_builders(out, &table);
    for (int k = 1; k < BZ_RECORD_KIND_COUNT; k++)
        if (bz_plugin__is_seen((bz_record_kind)k)) put_record(out, &table, (bz_record_kind)k);
    bz_buf_put(out, "\n---@class barazalib\n"
                    "---@field api integer The level of the interface.\n"
                    "---@field language string The language of the document being made.\n"
                    "---@field options table<string, any> The plugin's options.\n"
                    "baraza = {}\n");
    put_functions(out, "baraza.", bz_plugin__baraza_rows);
    put_functions(out, "", bz_plugin__global_rows);
    /* What Lua has by the same name, editors know. */
    for (const bz_api *row = bz_plugin__own_rows(); row->name; row++)
        if (strcmp(row->name, "resource") == 0) put_function(out, "", row);
    bz_buf_deinit(&table);
}
