/* The builder's pictures, codes, page breaks, and what stands in front of a book. In: tables of
 * options. Out: nodes of the plugin's document, as in bind_document.c, which owns the rows. */
#include "plugin/builder_priv.h"

int bz_plugin__build_figure(lua_State *L)
{
    static const char *const keys[] = {"src", "alt", "caption", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_str source, alt, caption = BZ_STR("");
    luaL_checktype(L, 2, LUA_TTABLE);
    bz_plugin__check_options(L, 2, "figure", keys);
    if (!bz_plugin__text_option(L, 2, "src", &source)) bz_plugin__fail(L, "a figure has a `src`");
    if (!bz_plugin__text_option(L, 2, "alt", &alt) || !alt.n)
        bz_plugin__fail(L, "a figure has an `alt`: what it shows, for those who do not see it");
    bz_plugin__text_option(L, 2, "caption", &caption);
    bz_node n = bz_plugin__add(&s, BZ_DOC_FIGURE);
    bz_doc_set(s.d, n, BZ_ATTR_DEST, source);
    bz_doc_set(s.d, n, BZ_ATTR_ALT, alt);
    bz_plugin__add_text(&s, n, caption);
    return 0;
}

int bz_plugin__build_qr(lua_State *L)
{
    static const char *const keys[] = {"url", "alt", "caption", NULL};
    enum { MOST_BYTES = 2331 }; /* of the largest code at level M */
    bz_site s = bz_plugin__open_site(L);
    bz_str url, caption = BZ_STR("");
    luaL_checktype(L, 2, LUA_TTABLE);
    bz_plugin__check_options(L, 2, "qr", keys);
    if (!bz_plugin__text_option(L, 2, "url", &url) || !url.n)
        bz_plugin__fail(L, "a QR code has a `url`");
    if (url.n > MOST_BYTES) bz_plugin__fail(L, "a QR code holds at most %d bytes", MOST_BYTES);
    bz_plugin__text_option(L, 2, "caption", &caption);
    bz_node n = bz_plugin__add(&s, BZ_DOC_QR);
    bz_doc_set(s.d, n, BZ_ATTR_DEST, url);
    bz_plugin__set_text(&s, n, BZ_ATTR_ALT, 2, "alt");
    bz_plugin__add_text(&s, n, caption);
    return 0;
}

int bz_plugin__build_page_break(lua_State *L)
{
    static const char *const keys[] = {"right", "running", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_plugin__check_options(L, 2, "page_break", keys);
    bool is_root = bz_doc_kind_of(s.d, s.at) == BZ_DOC_DOCUMENT;
    bz_node n = bz_plugin__add(&s, BZ_DOC_PAGE_BREAK);
    bz_plugin__set_text(&s, n, BZ_ATTR_RUNNING, 2, "running");
    if (!is_root && bz_doc_has(s.d, n, BZ_ATTR_RUNNING))
        bz_plugin__fail(L, "a running head begins in a document, not in a part of it");
    if (bz_plugin__flag_option(L, 2, "right")) bz_doc_set(s.d, n, BZ_ATTR_TONE, BZ_STR("right"));
    return 0;
}

int bz_plugin__build_cover(lua_State *L)
{
    static const char *const keys[] = {"tone", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_plugin__check_options(L, 2, "cover", keys);
    if (bz_doc_kind_of(s.d, s.at) != BZ_DOC_DOCUMENT || bz_doc_at(s.d, s.at)->first)
        bz_plugin__fail(L, "a cover comes first in its document");
    bz_node n = bz_plugin__add(&s, BZ_DOC_COVER);
    bz_plugin__set_name(&s, n, BZ_ATTR_TONE, 2, "tone");
    return bz_plugin__push_nested(&s, n);
}

int bz_plugin__build_contents(lua_State *L)
{
    static const char *const keys[] = {"label", "levels", NULL};
    bz_site s = bz_plugin__open_site(L);
    uint32_t levels = 2;
    bz_plugin__check_options(L, 2, "contents", keys);
    bz_plugin__count_option(L, 2, "levels", 1, 6, &levels);
    bz_node n = bz_plugin__add(&s, BZ_DOC_CONTENTS);
    bz_plugin__set_text(&s, n, BZ_ATTR_LABEL, 2, "label");
    bz_doc_set_number(s.d, n, BZ_ATTR_COUNT, levels);
    return 0;
}
