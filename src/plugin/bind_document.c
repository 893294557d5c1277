/* The builder of documents: `doc:heading(1, …)`, `doc:box{…}:paragraph(…)`. Every call checks its
 * arguments and adds nodes to the plugin's document tree; nothing is rendered and no Markdown is
 * read here. A text is a line of inline Markdown, kept as a SOURCE_LINE with the plugin's line for
 * its place, and a body of the model is a PLACE: the engine fills both in.
 *
 * A builder in Lua is {serial of the document, node}; boxes and sections give builders of their
 * own. */
#include "plugin/builder_priv.h"
#include <string.h>

enum { BYTES_A_STEP = 64 };

typedef struct builder {
    uint32_t serial;
    bz_node node;
} builder;

static builder *builder_at(lua_State *L, bz_plugin *p, int index)
{
    if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
    bool is_one = lua_topointer(L, -1) == p->builder_meta;
    lua_pop(L, 1);
    return is_one ? lua_touserdata(L, index) : NULL;
}

static int push_builder(lua_State *L, bz_plugin *p, bz_node n)
{
    builder *b = lua_newuserdatauv(L, sizeof *b, 0);
    *b = (builder){p->doc_serial, n};
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_builder);
    lua_setmetatable(L, -2);
    return 1;
}

/* At every piece that is added, since one call may add as many as its lists are long: Lua may hold
 * one large text a thousand times over, the document holds a thousand copies. */
static void make_room(lua_State *L, size_t bytes)
{
    bz_plugin *p = bz_plugin__of(L);
    if (p->doc->nodes.n > p->job->limits->doc_nodes)
        bz_plugin__fail(L, "a document has at most %zu parts", p->job->limits->doc_nodes);
    bz_plugin__charge(L, 1 + bytes / BYTES_A_STEP);
    bz_plugin__charge_memory(L);
}

bz_site bz_plugin__open_site(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    builder *b = builder_at(L, p, 1);
    if (!b)
        bz_plugin__fail(L, "this is called on a document, as doc:paragraph(…), not on %s",
                        bz_plugin__type_name(L, 1));
    if (b->serial != p->doc_serial || p->step != BZ_STEP_DOCUMENT)
        bz_plugin__fail(L, "this part of a document belongs to an earlier call");
    make_room(L, 0);
    return (bz_site){L, p, p->doc, b->node, bz_plugin__here(L)};
}

/* --- pieces */

void bz_plugin__add_text(const bz_site *s, bz_node parent, bz_str line)
{
    make_room(s->L, line.n);
    if (line.n) bz_plugin__add_line(s->L, s->d, parent, line, s->span);
}

void bz_plugin__set_text(const bz_site *s, bz_node n, bz_attr attr, int options, const char *key)
{
    bz_str text;
    if (bz_plugin__text_option(s->L, options, key, &text)) {
        make_room(s->L, text.n);
        bz_doc_set(s->d, n, attr, text);
    }
    lua_pop(s->L, 1);
}

void bz_plugin__set_lang(const bz_site *s, bz_node n, int options)
{
    bz_str tag;
    if (!bz_plugin__text_option(s->L, options, "lang", &tag)) return;
    if (!bz_language_is_tag(tag))
        bz_plugin__fail(s->L, "`lang` is a language such as `ar`, not \"%.*s\"", BZ_FMT(tag));
    bz_doc_set(s->d, n, BZ_ATTR_LANG, tag);
}

/* The names of tones and icons are those of the renderers, so only their form is checked. */
static void set_checked(const bz_site *s, bz_node n, bz_attr attr, int options, const char *key,
                        const char *fine)
{
    bz_str text;
    if (!bz_plugin__text_option(s->L, options, key, &text)) return;
    for (size_t i = 0; i < text.n; i++)
        if (!strchr(fine, text.p[i]))
            bz_plugin__fail(s->L, "`%s` is a name of small letters, not \"%.*s\"", key,
                            BZ_FMT(text));
    make_room(s->L, text.n);
    bz_doc_set(s->d, n, attr, text);
}

#define OF_NAMES "abcdefghijklmnopqrstuvwxyz0123456789-_"

void bz_plugin__set_name(const bz_site *s, bz_node n, bz_attr attr, int options, const char *key)
{
    set_checked(s, n, attr, options, key, OF_NAMES);
}

void bz_plugin__set_flag(const bz_site *s, bz_node n, bz_attr attr, int options, const char *key)
{
    if (bz_plugin__flag_option(s->L, options, key)) bz_doc_set_number(s->d, n, attr, 1);
}

static void add_paragraph(const bz_site *s, bz_node parent, bz_str line)
{
    bz_plugin__add_text(s, bz_doc_add(s->d, parent, BZ_DOC_PARAGRAPH, s->span), line);
}

/* The lines below the first one of an item, a paragraph each. */
static void add_more(const bz_site *s, bz_node item, int options)
{
    lua_State *L = s->L;
    if (lua_getfield(L, options, "more") != LUA_TNIL) {
        int lines = lua_gettop(L);
        lua_Integer n = bz_plugin__list(L, lines, "`more` of an item");
        for (lua_Integer i = 1; i <= n; i++) {
            lua_rawgeti(L, lines, i);
            add_paragraph(s, item, bz_plugin__line_text(L, lines + 1, "a line of `more`"));
            lua_settop(L, lines);
        }
    }
    lua_pop(L, 1);
}

/* A card's picture stands above what is written on it. */
static bool add_picture(const bz_site *s, bz_node item, int table)
{
    bz_str source, alt;
    if (!bz_plugin__text_option(s->L, table, "picture", &source)) return false;
    if (!bz_plugin__text_option(s->L, table, "alt", &alt) || !alt.n)
        bz_plugin__fail(s->L, "a picture has an `alt`: what it shows, for those who do not see it");
    bz_node n = bz_doc_add(s->d, item, BZ_DOC_FIGURE, s->span);
    bz_doc_set(s->d, n, BZ_ATTR_DEST, source);
    bz_doc_set(s->d, n, BZ_ATTR_ALT, alt);
    return true;
}

/* A list of lines as ITEMs; an item may be {text = …, more = {…}, lang = …}, a card's with an icon
 * or a picture. */
static void add_items(const bz_site *s, bz_node list, int items, const char *what)
{
    static const char *const keys[] = {"text", "more", "lang", NULL};
    static const char *const card_keys[] = {"text", "more", "lang", "icon", "picture", "alt", NULL};
    bool is_card = bz_doc_kind_of(s->d, list) == BZ_DOC_CARDS;
    lua_State *L = s->L;
    lua_Integer n = bz_plugin__list(L, items, what);
    for (lua_Integer i = 1; i <= n; i++) {
        int top = lua_gettop(L);
        bz_str line = BZ_STR("");
        bool is_table = lua_rawgeti(L, items, i) == LUA_TTABLE;
        if (is_table) {
            bz_plugin__check_options(L, top + 1, "an item", is_card ? card_keys : keys);
            bz_plugin__text_option(L, top + 1, "text", &line);
        } else {
            line = bz_plugin__line_text(L, top + 1, what);
        }
        bz_node item = bz_doc_add(s->d, list, BZ_DOC_ITEM, s->span);
        if (is_table) bz_plugin__set_lang(s, item, top + 1);
        if (is_table && is_card) bz_plugin__set_name(s, item, BZ_ATTR_ICON, top + 1, "icon");
        bool has_picture = is_table && is_card && add_picture(s, item, top + 1);
        if (!has_picture || line.n) add_paragraph(s, item, line);
        if (is_table) add_more(s, item, top + 1);
        lua_settop(L, top);
    }
}

/* --- documents */

int bz_plugin__new_document(lua_State *L)
{
    static const char *const keys[] = {"title", "running", "footer", "paper", "tone", NULL};
    static const char *const papers[] = {"A4", "Letter", "A5", NULL};
    bz_plugin *p = bz_plugin__of(L);
    bz_str paper;
    if (p->step != BZ_STEP_DOCUMENT) bz_plugin__fail(L, "a document is made in `document` only");
    bz_plugin__check_options(L, 1, "baraza.document", keys);
    make_room(L, 0);
    bz_site s = {L, p, p->doc, 0, bz_plugin__here(L)};
    lua_settop(L, 1);
    bz_node root = bz_plugin__add(&s, BZ_DOC_DOCUMENT);
    bz_doc_set(p->doc, root, BZ_ATTR_TITLE, p->doc_title);
    bz_plugin__set_text(&s, root, BZ_ATTR_TITLE, 1, "title");
    bz_plugin__set_text(&s, root, BZ_ATTR_RUNNING, 1, "running");
    bz_plugin__set_text(&s, root, BZ_ATTR_FOOTER, 1, "footer");
    set_checked(&s, root, BZ_ATTR_TONE, 1, "tone", OF_NAMES " "); /* several */
    if (bz_plugin__choice_option(L, 1, "paper", papers, &paper))
        bz_doc_set(p->doc, root, BZ_ATTR_PAPER, paper);
    bz_doc_set(p->doc, root, BZ_ATTR_LANG, p->language);
    bz_doc_set(p->doc, root, BZ_ATTR_AUDIENCE, p->doc_audience);
    return push_builder(L, p, root);
}

const char *bz_plugin__document(lua_State *L, int index, bz_node *root)
{
    bz_plugin *p = bz_plugin__of(L);
    builder *b = builder_at(L, p, index);
    if (!b) return "`document` gives a baraza.document, not a handle";
    if (b->serial != p->doc_serial) return "`document` gives a document of an earlier call";
    if (bz_doc_kind_of(p->doc, b->node) != BZ_DOC_DOCUMENT)
        return "`document` gives a part of a document: give the document itself";
    *root = b->node;
    return NULL;
}

/* The builder of a box that was just added. */
int bz_plugin__push_nested(const bz_site *s, bz_node n)
{
    size_t depth = 0, most = 2 * s->p->job->limits->block_depth;
    for (bz_node at = n; at; at = bz_doc_at(s->d, at)->parent)
        depth++;
    if (depth > most) bz_plugin__fail(s->L, "boxes are nested more than %zu deep", most);
    return push_builder(s->L, s->p, n);
}

/* --- text */

static int build_heading(lua_State *L)
{
    bz_site s = bz_plugin__open_site(L);
    lua_Integer level = luaL_checkinteger(L, 2);
    if (level < 1 || level > 6)
        bz_plugin__fail(L, "the level of a heading is a number from 1 to 6");
    bz_str text = bz_plugin__line_text(L, 3, "a heading");
    bz_node n = bz_plugin__add(&s, BZ_DOC_HEADING);
    s.d->nodes.p[n].aux = (uint16_t)level;
    bz_plugin__add_text(&s, n, text);
    return 0;
}

static int build_paragraph(lua_State *L)
{
    static const char *const keys[] = {"tone", "lang", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_str text = bz_plugin__line_text(L, 2, "a paragraph");
    bz_plugin__check_options(L, 3, "paragraph", keys);
    bz_node n = bz_plugin__add(&s, BZ_DOC_PARAGRAPH);
    bz_plugin__set_name(&s, n, BZ_ATTR_TONE, 3, "tone");
    bz_plugin__set_lang(&s, n, 3);
    bz_plugin__add_text(&s, n, text);
    return 0;
}

static int build_list(lua_State *L)
{
    static const char *const keys[] = {"ordered", "tone", NULL};
    static const char *const tones[] = {"small", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_str tone;
    bz_plugin__check_options(L, 3, "list", keys);
    bz_node n = bz_plugin__add(&s, BZ_DOC_LIST);
    bz_plugin__set_flag(&s, n, BZ_ATTR_ORDERED, 3, "ordered");
    if (bz_plugin__choice_option(L, 3, "tone", tones, &tone))
        bz_doc_set(s.d, n, BZ_ATTR_TONE, tone);
    bz_doc_set_number(s.d, n, BZ_ATTR_TIGHT, 1);
    add_items(&s, n, 2, "an item of a list");
    return 0;
}

static int build_checklist(lua_State *L)
{
    bz_site s = bz_plugin__open_site(L);
    bz_node n = bz_plugin__add(&s, BZ_DOC_CHECKLIST);
    bz_doc_set_number(s.d, n, BZ_ATTR_TIGHT, 1);
    add_items(&s, n, 2, "an item of a checklist");
    return 0;
}

static int build_markdown(lua_State *L)
{
    bz_site s = bz_plugin__open_site(L);
    bz_str text = bz_plugin__is_fragment(L, 2) ? bz_plugin__fragment(L, 2, &s.span)
                                               : bz_plugin__text(L, 2, "the Markdown");
    make_room(L, text.n);
    bz_doc_add_text(s.d, s.at, BZ_DOC_SOURCE, text, s.span);
    return 0;
}

/* --- strips */

static int build_strip(lua_State *L)
{
    static const char *const keys[] = {"label", "text", "icon", NULL};
    bz_site s = bz_plugin__open_site(L);
    lua_Integer n = bz_plugin__list(L, 2, "a strip");
    bz_node strip = bz_plugin__add(&s, BZ_DOC_STRIP);
    for (lua_Integer i = 1; i <= n; i++) {
        int top = lua_gettop(L);
        bz_str text = BZ_STR("");
        lua_rawgeti(L, 2, i);
        bz_plugin__check_options(L, top + 1, "a fact of a strip", keys);
        bz_plugin__text_option(L, top + 1, "text", &text);
        bz_node fact = bz_doc_add(s.d, strip, BZ_DOC_FACT, s.span);
        bz_plugin__set_text(&s, fact, BZ_ATTR_LABEL, top + 1, "label");
        bz_plugin__set_name(&s, fact, BZ_ATTR_ICON, top + 1, "icon");
        bz_plugin__add_text(&s, fact, text);
        lua_settop(L, top);
    }
    return 0;
}

/* --- nested */

static int build_box(lua_State *L)
{
    static const char *const keys[] = {"label", "tone", "icon", "keep", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_plugin__check_options(L, 2, "box", keys);
    bz_node n = bz_plugin__add(&s, BZ_DOC_BOX);
    bz_plugin__set_text(&s, n, BZ_ATTR_LABEL, 2, "label");
    bz_plugin__set_name(&s, n, BZ_ATTR_TONE, 2, "tone");
    bz_plugin__set_name(&s, n, BZ_ATTR_ICON, 2, "icon");
    bz_plugin__set_flag(&s, n, BZ_ATTR_KEEP, 2, "keep");
    return bz_plugin__push_nested(&s, n);
}

static int build_section(lua_State *L)
{
    static const char *const keys[] = {"title", "badge", "starts", "icon", "keep",
                                       "tone",  "label", "id",     NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_plugin__check_options(L, 2, "section", keys);
    bz_node n = bz_plugin__add(&s, BZ_DOC_SECTION);
    bz_plugin__set_text(&s, n, BZ_ATTR_TITLE, 2, "title");
    bz_plugin__set_text(&s, n, BZ_ATTR_BADGE, 2, "badge");
    bz_plugin__set_text(&s, n, BZ_ATTR_STARTS, 2, "starts");
    bz_plugin__set_text(&s, n, BZ_ATTR_LABEL, 2, "label");
    bz_plugin__set_name(&s, n, BZ_ATTR_ID, 2, "id");
    bz_plugin__set_name(&s, n, BZ_ATTR_TONE, 2, "tone");
    bz_plugin__set_name(&s, n, BZ_ATTR_ICON, 2, "icon");
    bz_plugin__set_flag(&s, n, BZ_ATTR_KEEP, 2, "keep");
    return bz_plugin__push_nested(&s, n);
}

static uint32_t number_at(lua_State *L, int index, int least, int most, const char *what)
{
    int is_integer;
    lua_Integer n = lua_tointegerx(L, index, &is_integer);
    if (lua_type(L, index) != LUA_TNUMBER || !is_integer || n < least || n > most)
        bz_plugin__fail(L, "%s is a whole number from %d to %d", what, least, most);
    return (uint32_t)n;
}

static int build_columns(lua_State *L)
{
    bz_site s = bz_plugin__open_site(L);
    uint32_t count = number_at(L, 2, 2, 4, "the number of columns");
    bz_node n = bz_plugin__add(&s, BZ_DOC_COLUMNS);
    bz_doc_set_number(s.d, n, BZ_ATTR_COUNT, count);
    return bz_plugin__push_nested(&s, n);
}

static int build_act(lua_State *L)
{
    static const char *const keys[] = {"title", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_str name = bz_plugin__line_text(L, 2, "the name of an act"), known[BZ_ACT_COUNT];
    bz_act act = bz_act_find(name);
    for (unsigned a = 1; a < BZ_ACT_COUNT; a++)
        known[a - 1] = bz_str_from(bz_act_name((bz_act)a));
    if (!act || act == BZ_ACT_WHEN)
        bz_plugin__fail_near(L, name, known, BZ_ACT_COUNT - 1, "there is no act `%.*s`",
                             BZ_FMT(name));
    bz_plugin__check_options(L, 3, "act", keys);
    bz_node n = bz_plugin__add(&s, BZ_DOC_CONTAINER);
    s.d->nodes.p[n].aux = (uint16_t)act;
    bz_plugin__set_text(&s, n, BZ_ATTR_TITLE, 3, "title");
    return bz_plugin__push_nested(&s, n);
}

/* --- to be filled in by hand */

/* The number under `key` of the options at `index`; 0 where there is none. */
static uint32_t number_of(lua_State *L, int index, const char *key, int least, int most,
                          const char *what)
{
    uint32_t n = 0;
    if (!lua_istable(L, index)) return 0;
    if (lua_getfield(L, index, key) != LUA_TNIL) n = number_at(L, lua_gettop(L), least, most, what);
    lua_pop(L, 1);
    return n;
}

static int build_lines(lua_State *L)
{
    static const char *const keys[] = {"least", "most", NULL};
    bz_site s = bz_plugin__open_site(L);
    uint32_t count = number_at(L, 2, 1, BZ_LINES_MOST, "the number of lines");
    bz_plugin__check_options(L, 4, "lines", keys);
    uint32_t least = number_of(L, 4, "least", 1, (int)count, "`least` of these lines");
    uint32_t most = number_of(L, 4, "most", (int)count, BZ_LINES_MOST, "`most` of these lines");
    bz_str label =
        lua_isnoneornil(L, 3) ? BZ_STR("") : bz_plugin__line_text(L, 3, "the label of lines");
    bz_node n = bz_plugin__add(&s, BZ_DOC_LINES);
    bz_doc_set_number(s.d, n, BZ_ATTR_COUNT, count);
    if (least) bz_doc_set_number(s.d, n, BZ_ATTR_LEAST, least);
    if (most) bz_doc_set_number(s.d, n, BZ_ATTR_MOST, most);
    if (label.n) bz_doc_set(s.d, n, BZ_ATTR_LABEL, label);
    return 0;
}

static int build_scale(lua_State *L)
{
    static const char *const keys[] = {"tone", NULL};
    static const char *const tones[] = {"faces", "large-faces", "numbers", NULL};
    bz_site s = bz_plugin__open_site(L);
    bz_str tone;
    bz_plugin__check_options(L, 3, "scale", keys);
    bz_node n = bz_plugin__add(&s, BZ_DOC_SCALE);
    if (bz_plugin__choice_option(L, 3, "tone", tones, &tone))
        bz_doc_set(s.d, n, BZ_ATTR_TONE, tone);
    add_items(&s, n, 2, "a choice of a scale");
    return 0;
}

static int build_cards(lua_State *L)
{
    static const char *const keys[] = {"count", NULL};
    bz_site s = bz_plugin__open_site(L);
    uint32_t count = 8;
    bz_plugin__check_options(L, 3, "cards", keys);
    bz_plugin__count_option(L, 3, "count", 1, 16, &count);
    bz_node n = bz_plugin__add(&s, BZ_DOC_CARDS);
    bz_doc_set_number(s.d, n, BZ_ATTR_COUNT, count);
    add_items(&s, n, 2, "a card");
    return 0;
}

/* --- rules, places */

static int build_rule(lua_State *L)
{
    bz_site s = bz_plugin__open_site(L);
    bz_plugin__add(&s, BZ_DOC_RULE);
    return 0;
}

static int build_place(lua_State *L)
{
    bz_site s = bz_plugin__open_site(L);
    bz_target t = bz_plugin__handle(L, 2);
    bz_node body = t.node ? t.node : bz_model_at(s.p->m, t.rec)->body;
    if (body) {
        bz_node place = bz_plugin__add(&s, BZ_DOC_PLACE);
        bool is_activity = bz_model_kind(s.p->m, t.rec) == BZ_R_ACTIVITY;
        bz_doc_set_number(s.d, place, BZ_ATTR_TARGET, body);
        if (is_activity && bz_model_has(s.p->m, t.rec, BZ_ACTIVITY_LANGUAGE))
            bz_doc_set(s.d, place, BZ_ATTR_LANG,
                       bz_model_text(s.p->m, t.rec, BZ_ACTIVITY_LANGUAGE));
    }
    lua_pushboolean(L, body != 0);
    return 1;
}

const bz_api bz_plugin__builder_rows[] = {
    {"heading", "doc:heading(level, text)", "A heading, level 1 to 6.", 1, build_heading},
    {"paragraph", "doc:paragraph(text [, {tone = …, lang = …}])",
     "A paragraph of one line of inline Markdown.", 1, build_paragraph},
    {"list", "doc:list(items [, {ordered = true, tone = \"small\"}])",
     "A list; each item is a line, or {text = …, more = {…}, lang = …}; `more` are lines below it, "
     "a paragraph each. `small`: on paper in smaller type, for what is looked up.",
     1, build_list},
    {"checklist", "doc:checklist(items)", "Lines with a box to tick.", 1, build_checklist},
    {"table", "doc:table(header, rows [, {wide = true, columns = \"lcr-\", keep = true}])",
     "A table. `header` is a list of cells or nil, `rows` a list of lists; a cell is a line, a "
     "number, nil, or {text = …, lang = …, header = true, icon = …, span = …}; `span`: how many "
     "columns it covers. `keep`: not to be parted over pages.",
     1, bz_plugin__build_table},
    {"strip", "doc:strip{ {label = …, text = …, icon = …}, … }",
     "A strip of facts, as under the title of a session.", 1, build_strip},
    {"box", "doc:box{label = …, tone = …, icon = …, keep = true}",
     "A box, and the builder of what stands in it. `keep`: not to be parted over pages.", 1,
     build_box},
    {"section", "doc:section{title = …, badge = …, starts = …, icon = …, keep = true}",
     "A section with its heading, and the builder of what stands in it.", 1, build_section},
    {"columns", "doc:columns(n)", "2 to 4 columns, and their builder.", 1, build_columns},
    {"lines", "doc:lines(n [, label [, {least = …, most = …}]])",
     "Lines to write on. On paper there are fewer of them, down to `least`, rather than another "
     "page, and more, up to `most`, where their page has room left.",
     1, build_lines},
    {"grid", "doc:grid(header, rows [, {wide = true, columns = …, keep = true}])",
     "A table whose empty cells are large enough to write in. Its columns are equally wide, but "
     "for "
     "a first one of names: a cell that shall be wider covers several (`span`).",
     1, bz_plugin__build_grid},
    {"scale", "doc:scale(items [, {tone = \"faces\"}])",
     "Choices in a row; `faces`, `large-faces` (to lay on the ground) or `numbers`.", 1,
     build_scale},
    {"cards", "doc:cards(items [, {count = 8}])",
     "Cards to cut, `count` to a page; items as of a list, `icon` stands beside the text of one, "
     "`picture` (with `alt`) above it.",
     1, build_cards},
    {"figure", "doc:figure{src = …, alt = …, caption = …}",
     "A picture; `src` is a file below the root.", 1, bz_plugin__build_figure},
    {"qr", "doc:qr{url = …, caption = …, alt = …}",
     "A QR code of an address, with the address below it, on paper; on a screen the address as a "
     "link.",
     1, bz_plugin__build_qr},
    {"page_break", "doc:page_break([{right = true, running = …}])",
     "What follows starts on a new page; `right`: on a right-hand page of a sheet printed on both "
     "sides. `running` stands at the head of the printed pages from there on, in a document itself "
     "only.",
     1, bz_plugin__build_page_break},
    {"cover", "doc:cover()",
     "A page of its own in front, without running head and foot, and its builder. It comes first.",
     1, bz_plugin__build_cover},
    {"contents", "doc:contents{label = …, levels = 2}",
     "The headings and sections of the document down to that level, with their pages on paper. "
     "`label` stands above it; without one, \"Contents\" in the language of the document.",
     1, bz_plugin__build_contents},
    {"rule", "doc:rule()", "A line across.", 1, build_rule},
    {"markdown", "doc:markdown(text)", "Markdown of any length, or a fragment of baraza.markdown.",
     1, build_markdown},
    {"place", "doc:place(handle)",
     "The body of an activity, session or handout, or one block. Gives false when there is none.",
     1, build_place},
    {"act", "doc:act(name [, {title = …}])",
     "A box of an act such as `say` or `safety`, and its builder.", 1, build_act},
    {0}};

void bz_plugin__open_builders(bz_plugin *p)
{
    lua_State *L = p->L;
    lua_newtable(L);
    lua_newtable(L);
    bz_plugin__register(L, bz_plugin__builder_rows);
    bz_plugin__make_strict(L, "a document has no");
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    p->builder_meta = lua_topointer(L, -1);
    p->ref_builder = luaL_ref(L, LUA_REGISTRYINDEX);
}
