/* The builder's tables and grids. In: a list of cells for the head, lists of cells for the rows,
 * options. Out: nodes of the plugin's document, as in bind_document.c, which owns the rows of the
 * interface. A cell may cover several columns, so columns are counted by what cells cover, before
 * anything is added. */
#include "plugin/builder_priv.h"
#include <string.h>

enum { MOST_COLUMNS = 32, MOST_CELLS = 200000 };

/* A cell: a line, or {text = …, lang = …, header = true, icon = …, span = …}, or nil for an empty
 * one. Gives the columns that it covers. */
static lua_Integer add_cell(const bz_site *s, bz_node row, int value, bool is_header)
{
    static const char *const keys[] = {"text", "lang", "header", "icon", "span", NULL};
    lua_State *L = s->L;
    int top = lua_gettop(L);
    bz_str text = BZ_STR("");
    uint32_t span = 1;
    bool is_table = lua_istable(L, value);
    if (is_table) {
        bz_plugin__check_options(L, value, "a cell", keys);
        bz_plugin__count_option(L, value, "span", 1, MOST_COLUMNS, &span);
        bz_plugin__text_option(L, value, "text", &text);
        is_header = bz_plugin__flag_option(L, value, "header") || is_header;
    } else if (!lua_isnil(L, value)) {
        text = bz_plugin__line_text(L, value, "a cell");
    }
    bz_node cell = bz_doc_add(s->d, row, BZ_DOC_CELL, s->span);
    if (is_header) bz_doc_set_number(s->d, cell, BZ_ATTR_HEADER, 1);
    if (span > 1) bz_doc_set_number(s->d, cell, BZ_ATTR_SPANS, span);
    if (is_table) {
        bz_plugin__set_lang(s, cell, value);
        bz_plugin__set_name(s, cell, BZ_ATTR_ICON, value, "icon");
    }
    bz_plugin__add_text(s, cell, text);
    lua_settop(L, top);
    return span;
}

static void add_row(const bz_site *s, bz_node table, int cells, lua_Integer n, bool is_header)
{
    lua_State *L = s->L;
    bz_node row = bz_doc_add(s->d, table, BZ_DOC_ROW, s->span);
    if (is_header) bz_doc_set_number(s->d, row, BZ_ATTR_HEADER, 1);
    for (lua_Integer i = 1, column = 0; column < n; i++) {
        lua_rawgeti(L, cells, i);
        column += add_cell(s, row, lua_gettop(L), is_header);
        lua_pop(L, 1);
    }
}

/* How many columns the cells of the row at the top of the stack cover. */
static lua_Integer columns_of(lua_State *L, const char *what)
{
    int top = lua_gettop(L);
    lua_Integer cells = bz_plugin__list(L, top, what), n = 0;
    for (lua_Integer i = 1; i <= cells; i++) {
        uint32_t span = 1;
        if (lua_rawgeti(L, top, i) == LUA_TTABLE)
            bz_plugin__count_option(L, top + 1, "span", 1, MOST_COLUMNS, &span);
        lua_settop(L, top);
        n += span;
    }
    return n;
}

/* How many columns the header at 2 and the rows at 3 have. */
static lua_Integer count_columns(lua_State *L)
{
    lua_pushvalue(L, 2);
    lua_Integer n = lua_isnil(L, 2) ? 0 : columns_of(L, "the header of a table");
    lua_Integer rows = bz_plugin__list(L, 3, "the rows of a table"), most = n;
    lua_pop(L, 1);
    for (lua_Integer i = 1; i <= rows; i++) {
        lua_rawgeti(L, 3, i);
        lua_Integer cells = columns_of(L, "a row of a table");
        if (cells > n && !lua_isnil(L, 2))
            bz_plugin__fail(L, "row %lld has %lld cells, the header has %lld", (long long)i,
                            (long long)cells, (long long)n);
        if (cells > most) most = cells;
        lua_pop(L, 1);
    }
    if (most < 1 || most > MOST_COLUMNS)
        bz_plugin__fail(L, "a table has from 1 to %d columns", MOST_COLUMNS);
    if (most * (rows + 1) > MOST_CELLS)
        bz_plugin__fail(L, "a table has at most %d cells", MOST_CELLS);
    return most;
}

static void set_columns(const bz_site *s, bz_node table, lua_Integer n)
{
    char plain[MOST_COLUMNS];
    bz_str columns;
    memset(plain, '-', (size_t)n);
    if (!bz_plugin__text_option(s->L, 4, "columns", &columns)) columns = (bz_str){plain, (size_t)n};
    for (size_t i = 0; i < columns.n; i++)
        if (!strchr("lcr-", columns.p[i])) columns.n = 0;
    if (columns.n != (size_t)n)
        bz_plugin__fail(s->L,
                        "`columns` has one of `l`, `c`, `r`, `-` for each of the %lld columns",
                        (long long)n);
    bz_doc_set(s->d, table, BZ_ATTR_COLUMNS, columns);
}

static int build_rows(lua_State *L, bz_doc_kind kind)
{
    static const char *const keys[] = {"wide", "columns", "keep", NULL};
    bz_site s = bz_plugin__open_site(L);
    lua_settop(L, 4);
    bz_plugin__check_options(L, 4, kind == BZ_DOC_GRID ? "grid" : "table", keys);
    lua_Integer n = count_columns(L), rows = (lua_Integer)lua_rawlen(L, 3);
    bz_node table = bz_plugin__add(&s, kind);
    set_columns(&s, table, n);
    bz_plugin__set_flag(&s, table, BZ_ATTR_WIDE, 4, "wide");
    bz_plugin__set_flag(&s, table, BZ_ATTR_KEEP, 4, "keep");
    if (!lua_isnil(L, 2)) add_row(&s, table, 2, n, true);
    for (lua_Integer i = 1; i <= rows; i++) {
        lua_rawgeti(L, 3, i);
        add_row(&s, table, lua_gettop(L), n, false);
        lua_pop(L, 1);
    }
    return 0;
}

int bz_plugin__build_table(lua_State *L)
{
    return build_rows(L, BZ_DOC_TABLE);
}

int bz_plugin__build_grid(lua_State *L)
{
    return build_rows(L, BZ_DOC_GRID);
}
