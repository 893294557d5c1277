/* What the files of the builder of documents share. Texts lie on Lua's stack while a call runs. */
#ifndef BZ_PLUGIN_BUILDER_PRIV_H
#define BZ_PLUGIN_BUILDER_PRIV_H

#include "plugin/plugin_priv.h"

/* What a call of the builder works with. */
typedef struct bz_site {
    lua_State *L;
    bz_plugin *p;
    bz_doc *d;
    bz_node at;   /* where it adds */
    bz_span span; /* the plugin's line */
} bz_site;

/* The builder that is the call's first argument; raises. */
bz_site bz_plugin__open_site(lua_State *L);
static inline bz_node bz_plugin__add(const bz_site *s, bz_doc_kind kind)
{
    return bz_doc_add(s->d, s->at, kind, s->span);
}
/* A line of inline Markdown below `parent`. */
void bz_plugin__add_text(const bz_site *s, bz_node parent, bz_str line);
/* Attributes from the options at `options`: any text, or a name of small letters. */
void bz_plugin__set_text(const bz_site *s, bz_node n, bz_attr attr, int options, const char *key);
void bz_plugin__set_name(const bz_site *s, bz_node n, bz_attr attr, int options, const char *key);
void bz_plugin__set_lang(const bz_site *s, bz_node n, int options);
void bz_plugin__set_flag(const bz_site *s, bz_node n, bz_attr attr, int options, const char *key);
/* The builder of a part that was just added. */
int bz_plugin__push_nested(const bz_site *s, bz_node n);

/* bind_table.c */
int bz_plugin__build_table(lua_State *L);
int bz_plugin__build_grid(lua_State *L);

/* bind_book.c */
int bz_plugin__build_figure(lua_State *L);
int bz_plugin__build_qr(lua_State *L);
int bz_plugin__build_page_break(lua_State *L);
int bz_plugin__build_cover(lua_State *L);
int bz_plugin__build_contents(lua_State *L);

#endif
