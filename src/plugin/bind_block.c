/* Blocks of a body as Lua sees them: what they are and where they stand. A list of blocks goes
 * through the whole body in the order of the page, into boxes, conditions and options; what does
 * not apply in this context or was removed is passed over. */
#include "plugin/plugin_priv.h"

static bool is_block(bz_doc_kind k)
{
    return bz_doc_accepts(BZ_DOC_FRAGMENT, k);
}

/* --- properties */

static void push_act(lua_State *L, bz_plugin *p, bz_target t)
{
    const bz_doc_node *n = bz_doc_at(p->m->bodies, t.node);
    if (n->kind == BZ_DOC_CONTAINER) lua_pushstring(L, bz_act_name((bz_act)n->aux));
    else lua_pushnil(L);
}

static void push_kind(lua_State *L, bz_plugin *p, bz_target t)
{
    lua_pushstring(L, bz_doc_kind_name(bz_doc_kind_of(p->m->bodies, t.node)));
}

static void push_attr(lua_State *L, bz_plugin *p, bz_node n, bz_attr attr)
{
    if (bz_doc_has(p->m->bodies, n, attr))
        bz_plugin__push(L, bz_doc_attr_text(p->m->bodies, n, attr));
    else lua_pushnil(L);
}

static void push_id(lua_State *L, bz_plugin *p, bz_target t)
{
    push_attr(L, p, t.node, BZ_ATTR_ID);
}

static void push_title(lua_State *L, bz_plugin *p, bz_target t)
{
    push_attr(L, p, t.node, BZ_ATTR_TITLE);
}

static void push_text(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_buf_clear(&p->note);
    bz_doc_plain(p->m->bodies, t.node, &p->note);
    bz_plugin__charge(L, p->note.n / 16);
    bz_plugin__push(L, bz_buf_view(&p->note));
}

/* A paragraph that is a picture and nothing else. */
static void push_picture(lua_State *L, bz_plugin *p, bz_target t)
{
    const bz_doc *d = p->m->bodies;
    bz_node c = bz_doc_at(d, t.node)->first;
    bool is_one = bz_doc_kind_of(d, t.node) == BZ_DOC_PARAGRAPH && c &&
                  bz_doc_kind_of(d, c) == BZ_DOC_IMAGE && !bz_doc_at(d, c)->next;
    if (is_one) bz_plugin__push(L, bz_doc_attr_text(d, c, BZ_ATTR_DEST));
    else lua_pushnil(L);
}

/* --- its text as lines of Markdown that read back as they stand */

static bool is_line(bz_doc_kind k)
{
    return k == BZ_DOC_PARAGRAPH || k == BZ_DOC_HEADING || k == BZ_DOC_CELL || k == BZ_DOC_FIGURE;
}

static void put_mark(bz_buf *out, bz_doc_kind k)
{
    if (k == BZ_DOC_EMPH) bz_buf_char(out, '*');
    if (k == BZ_DOC_STRONG) bz_buf_put(out, "**");
}

static void put_word(const bz_doc *d, bz_node n, bz_buf *out)
{
    bz_str form = bz_doc_attr_text(d, n, BZ_ATTR_FORM);
    bz_buf_fmt(out, "{{%.*s%s%.*s}}", BZ_FMT(bz_doc_text(d, n)), form.n ? "." : "", BZ_FMT(form));
}

/* What stands below `line`, with its emphasis and its words; links and pictures are their texts. */
static void put_line(const bz_doc *d, bz_node line, bz_buf *out)
{
    size_t start = out->n;
    for (bz_node n = bz_doc_at(d, line)->first; n && n != line;) {
        bz_doc_kind k = bz_doc_kind_of(d, n);
        if (k == BZ_DOC_TEXT || k == BZ_DOC_CODE) bz_plugin__escape(bz_doc_text(d, n), out);
        else if (k == BZ_DOC_WORD) put_word(d, n, out);
        else if (k == BZ_DOC_SOFT_BREAK || k == BZ_DOC_LINE_BREAK) bz_buf_char(out, ' ');
        else put_mark(out, k);
        if (bz_doc_at(d, n)->first) {
            n = bz_doc_at(d, n)->first;
            continue;
        }
        while (n != line && !bz_doc_at(d, n)->next) {
            n = bz_doc_at(d, n)->parent;
            if (n != line) put_mark(out, bz_doc_kind_of(d, n));
        }
        if (n != line) n = bz_doc_at(d, n)->next;
    }
    bz_plugin__escape_start(out, start);
}

static void push_lines(lua_State *L, bz_plugin *p, bz_target t)
{
    const bz_doc *d = p->m->bodies;
    lua_Integer count = 0;
    lua_newtable(L);
    for (bz_node n = t.node; n;) {
        const bz_doc_node *node = bz_doc_at(d, n);
        bool is_gone = node->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD);
        if (!is_gone && is_line((bz_doc_kind)node->kind) && node->first) {
            bz_buf_clear(&p->note);
            put_line(d, n, &p->note);
            bz_plugin__charge(L, 1 + p->note.n / 16);
            bz_plugin__push(L, bz_buf_view(&p->note));
            lua_rawseti(L, -2, ++count);
            is_gone = true;
        }
        n = is_gone ? bz_doc_skip(d, t.node, n) : bz_doc_next(d, t.node, n);
    }
}

static void push_address(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_buf_clear(&p->note);
    bz_model_address(p->m, t, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
}

static void push_activity(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_plugin__push_record(L, p, bz_model_above(p->m, t.rec, BZ_R_ACTIVITY));
}

static void push_session(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_plugin__push_record(L, p, bz_model_above(p->m, t.rec, BZ_R_SESSION));
}

static void push_may_change(lua_State *L, bz_plugin *p, bz_target t)
{
    lua_pushstring(L, bz_enum_name(BZ_E_MAY_CHANGE, bz_model_may_change(p->m, t)));
}

static void push_level(lua_State *L, bz_plugin *p, bz_target t)
{
    const bz_doc_node *n = bz_doc_at(p->m->bodies, t.node);
    if (n->kind == BZ_DOC_HEADING) lua_pushinteger(L, n->aux);
    else lua_pushnil(L);
}

static void push_parent(lua_State *L, bz_plugin *p, bz_target t)
{
    const bz_doc *d = p->m->bodies;
    bz_node n = bz_doc_at(d, t.node)->parent;
    while (n && !is_block(bz_doc_kind_of(d, n)))
        n = bz_doc_at(d, n)->parent;
    if (n) bz_plugin__push_block(L, p, t.rec, n);
    else lua_pushnil(L);
}

const bz_api_property bz_plugin__block_properties[] = {
    {"act", "text", "The act of a container, as `say` or `write`; nil for other blocks.", 1,
     push_act},
    {"kind", "text", "What it is: `container`, `paragraph`, `list`, `table`, `heading` …", 1,
     push_kind},
    {"id", "text", "Its id, or nil.", 1, push_id},
    {"title", "line", "The title of a container, or nil. Can be set.", 1, push_title},
    {"text", "text", "Its text without markup; words as `{{name}}`.", 1, push_text},
    {"lines", "list of line",
     "Its paragraphs, items and cells as lines of Markdown, with emphasis and words; for putting "
     "them elsewhere.",
     1, push_lines},
    {"picture", "text",
     "The file of the picture that it is, or nil where there is more than one picture in it, or "
     "words.",
     1, push_picture},
    {"address", "text", "Where it stands, as `session/calm/story/the-cup`.", 1, push_address},
    {"activity", "activity", "The activity in whose body it stands, or nil.", 1, push_activity},
    {"session", "session", "The session, or nil.", 1, push_session},
    {"may_change", "text", "Who may change it: `freely`, `with_care` or `with_approval`.", 1,
     push_may_change},
    {"level", "integer", "The level of a heading; nil for other blocks.", 1, push_level},
    {"parent", "block", "The block that it stands in, or nil.", 1, push_parent},
    {0}};

void bz_plugin__push_block_members(lua_State *L)
{
    lua_newtable(L);
    bz_plugin__register(L, bz_plugin__change_block);
    for (const bz_api_property *r = bz_plugin__block_properties; r->name; r++) {
        lua_pushlightuserdata(L, (void *)(uintptr_t)r);
        lua_setfield(L, -2, r->name);
    }
}

/* --- lists */

typedef struct choice {
    bz_act act;
    bz_doc_kind kind;
} choice;

static choice choose(lua_State *L, int options)
{
    static const char *const keys[] = {"act", "kind", NULL};
    choice c = {BZ_ACT_NONE, BZ_DOC_NONE};
    bz_str text, known[BZ_ACT_COUNT + BZ_DOC_KIND_COUNT];
    size_t n = 0;
    bz_plugin__check_options(L, options, "blocks", keys);
    if (bz_plugin__text_option(L, options, "act", &text) && !(c.act = bz_act_find(text))) {
        for (unsigned a = 1; a < BZ_ACT_COUNT; a++)
            known[n++] = bz_str_from(bz_act_name((bz_act)a));
        bz_plugin__fail_near(L, text, known, n, "there is no act `%.*s`", BZ_FMT(text));
    }
    if (bz_plugin__text_option(L, options, "kind", &text)) {
        c.kind = bz_doc_kind_find(text);
        if (c.kind && is_block(c.kind)) return c;
        for (unsigned k = 1; k < BZ_DOC_KIND_COUNT; k++)
            if (is_block((bz_doc_kind)k))
                known[n++] = bz_str_from(bz_doc_kind_name((bz_doc_kind)k));
        bz_plugin__fail_near(L, text, known, n, "there is no kind of block `%.*s`", BZ_FMT(text));
    }
    return c;
}

/* Markdown that a change brought in stands below a SOURCE: its parts are what counts. */
static bool is_wanted(const bz_doc_node *n, choice c)
{
    if (!is_block((bz_doc_kind)n->kind)) return false;
    if (n->kind == BZ_DOC_SOURCE && n->first) return false;
    if (c.act && (n->kind != BZ_DOC_CONTAINER || n->aux != c.act)) return false;
    return !c.kind || n->kind == c.kind;
}

void bz_plugin__push_blocks(lua_State *L, bz_plugin *p, bz_rec r, int options)
{
    const bz_doc *d = p->m->bodies;
    choice c = choose(L, options);
    bz_node body = bz_model_at(p->m, r)->body;
    lua_Integer found = 0;
    uint64_t seen = 0;
    lua_newtable(L);
    for (bz_node n = body ? bz_doc_next(d, body, body) : 0; n; seen++) {
        const bz_doc_node *node = bz_doc_at(d, n);
        bool is_gone = node->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD);
        if (!is_gone && is_wanted(node, c)) {
            bz_plugin__push_block(L, p, r, n);
            lua_rawseti(L, -2, ++found);
        }
        bool has_blocks = is_block((bz_doc_kind)node->kind) || node->kind == BZ_DOC_ITEM;
        n = is_gone || !has_blocks || bz_doc_accepts((bz_doc_kind)node->kind, BZ_DOC_TEXT)
                ? bz_doc_skip(d, body, n)
                : bz_doc_next(d, body, n);
    }
    bz_plugin__charge(L, seen);
}
