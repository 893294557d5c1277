/* Records as Lua sees them: `activity.minutes`, `activity.minutes = 20`,
 * `curriculum:activities{…}`. Nothing here knows a single field: the rows of fields.def say what
 * there is, of which type, and whether it may be set. Beside the rows stand a few properties that
 * are worked out (`activity.session`, `meeting.next`) and the methods, each a row with its text.
 *
 *   members[kind] : name ─▶ number n          the n-th row of fields.def
 *                        ─▶ number ISO + n    the same date as 2026-09-08
 *                        ─▶ number LABEL + n  what people read for the value of an enumeration
 *                        ─▶ number CALL + n   a number as it may be printed
 *                        ─▶ light userdata    a property that is worked out
 *                        ─▶ function          a method */
#include "plugin/plugin_priv.h"
#include <stdlib.h>
#include <string.h>

enum { ISO = 1000, LABEL = 2000, CALL = 3000, MOST_NAMES = 128 };

/* --- properties that are worked out */

static void push_session(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_plugin__push_record(L, p, bz_model_above(p->m, t.rec, BZ_R_SESSION));
}

static void push_address(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_buf_clear(&p->note);
    bz_model_address(p->m, t, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
}

static void push_planned(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_plugin__push_record(L, p, bz_plugin__planned(p, t.rec));
}

static void push_of_part(lua_State *L, bz_plugin *p, bz_target t, int field)
{
    bz_rec part = bz_plugin__planned(p, t.rec);
    if (part) bz_plugin__push_field(L, p, part, field);
    else lua_pushnil(L);
}

static void push_starts(lua_State *L, bz_plugin *p, bz_target t)
{
    push_of_part(L, p, t, BZ_PART_STARTS);
}

static void push_ends(lua_State *L, bz_plugin *p, bz_target t)
{
    push_of_part(L, p, t, BZ_PART_ENDS);
}

static void push_next(lua_State *L, bz_plugin *p, bz_target t)
{
    bz_plugin__push_record(L, p, bz_model_next_present(p->m, t.rec));
}

static void push_previous(lua_State *L, bz_plugin *p, bz_target t)
{
    const bz_record *self = bz_model_at(p->m, t.rec);
    bz_rec r = self->prev;
    while (r && bz_model_at(p->m, r)->role != self->role)
        r = bz_model_at(p->m, r)->prev;
    bz_plugin__push_record(L, p, r);
}

/* Whose part it is where tracks meet apart, so that nobody leads the wrong room. */
static bool push_track(lua_State *L, bz_plugin *p, bz_rec part)
{
    static const char *const terms[][2] = {{"parents", "Parents"},
                                           {"children", "Children"},
                                           {"teens", "Teenagers"},
                                           {"youth", "Young people"}};
    bz_str track = bz_model_text(p->m, part, BZ_PART_TRACK);
    if (!track.n) return false;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        if (bz_str_is(track, terms[i][0])) track = bz_str_from(terms[i][1]);
    bz_plugin__push_label(L, p, track);
    lua_pushliteral(L, ": ");
    return true;
}

static void push_title(lua_State *L, bz_plugin *p, bz_target t)
{
    bool has_track = push_track(L, p, t.rec);
    bz_rec a = bz_model_ref(p->m, t.rec, BZ_PART_ACTIVITY);
    bool is_topic = a && bz_model_has(p->m, a, BZ_ACTIVITY_TOPIC);
    if (is_topic && !bz_model_text(p->m, a, BZ_ACTIVITY_TITLE).n)
        bz_plugin__push_label(L, p, BZ_STR("Our topic"));
    else if (a) bz_plugin__push_field(L, p, a, BZ_ACTIVITY_TITLE);
    else bz_plugin__push_label(L, p, BZ_STR("Break"));
    if (has_track) lua_concat(L, 3);
}

static void push_name(lua_State *L, bz_plugin *p, bz_target t)
{
    if (bz_model_bool(p->m, t.rec, BZ_MEETING_OPEN) && !bz_model_has(p->m, t.rec, BZ_MEETING_TOPIC))
        bz_plugin__push_label(L, p, BZ_STR("Topic chosen by the group"));
    else bz_plugin__push_field(L, p, t.rec, BZ_MEETING_TITLE);
}

/* Minutes as a clock shows them, in the digits of the language: "0:45". */
static void push_at(lua_State *L, bz_plugin *p, bz_target t)
{
    if (bz_model_has(p->m, t.rec, BZ_PART_STARTS)) {
        bz_plugin__push_field(L, p, t.rec, BZ_PART_STARTS);
        return;
    }
    int32_t from = bz_model_int(p->m, t.rec, BZ_PART_FROM);
    bz_buf_clear(&p->note);
    bz_language_number(p->words, from / 60, &p->note);
    bz_buf_char(&p->note, ':');
    if (from % 60 < 10) bz_language_number(p->words, 0, &p->note);
    bz_language_number(p->words, from % 60, &p->note);
    bz_plugin__push(L, bz_buf_view(&p->note));
}

/* In a repeat it is an error (Q006), and may not be missed for all that. */
static bool has_harm(const bz_model *m, bz_rec r, int role)
{
    for (bz_rec q = bz_model_first_present(m, r, role); q; q = bz_model_next_present(m, q))
        if (bz_model_bool(m, q, BZ_QUESTION_SELF_REPORT) || has_harm(m, q, BZ_QUESTION_QUESTIONS))
            return true;
    return false;
}

static void push_harm(lua_State *L, bz_plugin *p, bz_target t)
{
    lua_pushboolean(L, has_harm(p->m, t.rec, BZ_FORM_QUESTIONS));
}

static const bz_record_kind of_session[] = {BZ_R_SESSION, BZ_NO_RECORD};
static const bz_record_kind of_activity[] = {BZ_R_ACTIVITY, BZ_NO_RECORD};
static const bz_record_kind of_handout[] = {BZ_R_HANDOUT, BZ_NO_RECORD};
static const bz_record_kind of_form[] = {BZ_R_FORM, BZ_NO_RECORD};
static const bz_record_kind of_part[] = {BZ_R_PART, BZ_NO_RECORD};
static const bz_record_kind of_meeting[] = {BZ_R_MEETING, BZ_NO_RECORD};
static const bz_record_kind of_holiday[] = {BZ_R_HOLIDAY, BZ_R_OBSERVANCE, BZ_NO_RECORD};
static const bz_record_kind of_closed[] = {BZ_R_CLOSED_DAY, BZ_NO_RECORD};
static const bz_record_kind of_curriculum[] = {BZ_R_CURRICULUM, BZ_NO_RECORD};
static const bz_record_kind of_bodies[] = {BZ_R_SESSION, BZ_R_ACTIVITY, BZ_R_HANDOUT, BZ_NO_RECORD};
static const bz_record_kind of_parts[] = {BZ_R_SESSION, BZ_R_ACTIVITY, BZ_NO_RECORD};
static const bz_record_kind of_removable[] = {BZ_R_ACTIVITY, BZ_R_MATERIAL, BZ_R_OBJECTIVE,
                                              BZ_R_PREPARE, BZ_NO_RECORD};

static const bz_api_property session_properties[] = {
    {"meeting", "meeting", "The meeting in which it is held, or nil before the plan.", 1,
     push_planned},
    {"address", "text", "Where it stands, as `session/calm`.", 1, push_address},
    {0}};
static const bz_api_property activity_properties[] = {
    {"session", "session", "The session that it is part of, or nil for one of the library.", 1,
     push_session},
    {"part", "part", "It as it stands in the plan, or nil before the plan.", 1, push_planned},
    {"starts", "time", "The clock time at its start; nil without a group.", 1, push_starts},
    {"ends", "time", "The clock time at its end; nil without a group.", 1, push_ends},
    {"address", "text", "Where it stands, as `session/calm/story`.", 1, push_address},
    {0}};
static const bz_api_property handout_properties[] = {
    {"address", "text", "Where it stands, as `handout/four-steps`.", 1, push_address}, {0}};
static const bz_api_property form_properties[] = {
    {"asks_of_harm", "true or false",
     "Whether a question of it asks the one who answers about harm (`self_report_of_harm`): the "
     "limits of confidentiality are read out before the first answer.",
     1, push_harm},
    {0}};
static const bz_api_property part_properties[] = {
    {"title", "line",
     "The activity's title, where tracks meet apart behind whose part it is; the word for a break "
     "or "
     "for the group's own topic.",
     1, push_title},
    {"at", "text",
     "When it starts: by the clock, or without a group hours and minutes from the "
     "meeting's start.",
     1, push_at},
    {0}};
static const bz_api_property meeting_properties[] = {
    {"name", "line", "Its title; where the group has chosen no topic yet, words that say so.", 1,
     push_name},
    {"next", "meeting", "The meeting after it, or nil.", 1, push_next},
    {"previous", "meeting", "The meeting before it, or nil.", 1, push_previous},
    {0}};

const bz_api_properties bz_plugin__properties[] = {{of_session, session_properties},
                                                   {of_activity, activity_properties},
                                                   {of_handout, handout_properties},
                                                   {of_form, form_properties},
                                                   {of_part, part_properties},
                                                   {of_meeting, meeting_properties},
                                                   {of_meeting, bz_plugin__local_properties},
                                                   {of_holiday, bz_plugin__holiday_properties},
                                                   {of_closed, bz_plugin__closed_properties},
                                                   {0}};

/* --- methods that read */

static int curriculum_session(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_rec c = bz_plugin__record(L, 1, BZ_R_CURRICULUM);
    bz_str id = bz_plugin__text(L, 2, "the id of a session");
    bz_str known[MOST_NAMES];
    size_t n = 0;
    for (bz_rec s = bz_model_first_present(p->m, c, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next_present(p->m, s)) {
        if (n < MOST_NAMES) known[n++] = bz_model_id(p->m, s);
        if (!bz_str_eq(bz_model_id(p->m, s), id)) continue;
        bz_plugin__push_record(L, p, s);
        return 1;
    }
    bz_plugin__fail_near(L, id, known, n, "there is no session `%.*s`", BZ_FMT(id));
}

static int curriculum_activities(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_rec c = bz_plugin__record(L, 1, BZ_R_CURRICULUM);
    lua_Integer n = 0;
    lua_settop(L, 2);
    lua_newtable(L);
    for (bz_rec s = bz_model_first_present(p->m, c, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next_present(p->m, s))
        for (bz_rec a = bz_model_first_present(p->m, s, BZ_SESSION_ACTIVITIES); a;
             a = bz_model_next_present(p->m, a)) {
            bz_plugin__push_record(L, p, a);
            lua_rawseti(L, -2, ++n);
        }
    bz_plugin__charge(L, (uint64_t)n);
    bz_plugin__filter(L, 2);
    return 1;
}

bool bz_plugin__applies(const bz_model *m, bz_target t)
{
    for (bz_node n = t.node; n; n = bz_doc_at(m->bodies, n)->parent)
        if (bz_doc_at(m->bodies, n)->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD)) return false;
    return t.rec && bz_model_is_present(m, t.rec);
}

static int curriculum_find(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_plugin__record(L, 1, BZ_R_CURRICULUM);
    bz_target t = bz_model_find(p->m, bz_plugin__text(L, 2, "an address"), NULL);
    bool found = bz_plugin__applies(p->m, t);
    if (found && t.node) bz_plugin__push_block(L, p, t.rec, t.node);
    else bz_plugin__push_record(L, p, found ? t.rec : 0);
    return 1;
}

static int body_blocks(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_target t = bz_plugin__handle(L, 1);
    lua_settop(L, 2);
    bz_plugin__push_blocks(L, p, t.rec, 2);
    return 1;
}

static const bz_api curriculum_methods[] = {
    {"session", "curriculum:session(id)", "The session with this id; an error when there is none.",
     1, curriculum_session},
    {"activities", "curriculum:activities{property = value, …}",
     "The activities of all sessions, in order, that have these values; all without a filter.", 1,
     curriculum_activities},
    {"find", "curriculum:find(address)",
     "The part or block at an address such as `calm/story/the-cup`, or nil.", 1, curriculum_find},
    {0}};
static const bz_api body_methods[] = {{"blocks", "activity:blocks{act = …, kind = …}",
                                       "The blocks of its body in order, those inside other blocks "
                                       "too; with a filter, those of this act or kind.",
                                       1, body_blocks},
                                      {0}};

const bz_api_methods bz_plugin__methods[] = {
    {"curriculum", of_curriculum, curriculum_methods},
    {"session, activity, handout", of_bodies, body_methods},
    {"session, activity, handout", of_bodies, bz_plugin__change_body},
    {"session, activity", of_parts, bz_plugin__change_materials},
    {"activity, material, objective, preparation", of_removable, bz_plugin__change_record},
    {0}};

/* --- names */

static bool has_kind(const bz_record_kind *kinds, bz_record_kind kind)
{
    while (*kinds && *kinds != kind)
        kinds++;
    return *kinds != BZ_NO_RECORD;
}

static void put_field(lua_State *L, const bz_field *f, int i)
{
    if (f->flags & BZ_NO_LUA) return;
    lua_pushinteger(L, i);
    lua_setfield(L, -2, f->key);
    if (f->shape != BZ_ONE) return;
    int more = f->type == BZ_T_DATE ? ISO : f->type == BZ_T_ENUM ? LABEL : 0;
    if (f->flags & BZ_DIALLED) more = CALL;
    if (!more) return;
    const char *form = more == ISO ? "iso_%s" : more == LABEL ? "%s_label" : "%s_line";
    lua_pushfstring(L, form, f->key);
    lua_pushinteger(L, more + i);
    lua_rawset(L, -3);
}

void bz_plugin__push_members(lua_State *L, bz_record_kind kind)
{
    const bz_record_row *row = bz_record_row_at(kind);
    lua_newtable(L);
    for (const bz_api_methods *m = bz_plugin__methods; m->rows; m++)
        if (has_kind(m->kinds, kind)) bz_plugin__register(L, m->rows);
    for (const bz_api_properties *g = bz_plugin__properties; g->rows; g++)
        for (const bz_api_property *r = g->rows; has_kind(g->kinds, kind) && r->name; r++) {
            lua_pushlightuserdata(L, (void *)(uintptr_t)r);
            lua_setfield(L, -2, r->name);
        }
    for (int i = 0; i < row->n; i++)
        put_field(L, &row->fields[i], i);
}

static int compare_texts(const void *a, const void *b)
{
    return bz_str_cmp(*(const bz_str *)a, *(const bz_str *)b);
}

/* `members` at the top of the stack. */
_Noreturn static void unknown_property(lua_State *L, bz_plugin *p, bz_target t, int key)
{
    bz_str names[MOST_NAMES], word;
    size_t n = 0;
    if (lua_type(L, key) != LUA_TSTRING)
        bz_plugin__fail(L, "a property of %s is named by a text, not by %s",
                        bz_plugin__target_name(p, t), bz_plugin__type_name(L, key));
    word.p = lua_tolstring(L, key, &word.n);
    lua_pushnil(L);
    while (n < MOST_NAMES && lua_next(L, -2)) {
        names[n].p = lua_tolstring(L, -2, &names[n].n);
        lua_pop(L, 1);
        n++;
    }
    qsort(names, n, sizeof *names, compare_texts);
    bz_plugin__fail_near(L, word, names, n, "%s has no property `%.*s`",
                         bz_plugin__target_name(p, t), BZ_FMT(word));
}

/* Pushes the members of the part's kind, and what `key` is among them. */
static int push_member(lua_State *L, bz_plugin *p, bz_target t, int key)
{
    size_t kind = t.node ? 0 : bz_model_kind(p->m, t.rec);
    bz_plugin__push_names(L, p, kind);
    lua_pushvalue(L, key);
    return lua_rawget(L, -2);
}

void bz_plugin__push_property(lua_State *L, bz_plugin *p, bz_target t, int key)
{
    key = lua_absindex(L, key);
    int type = push_member(L, p, t, key);
    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        unknown_property(L, p, t, key);
    }
    if (type == LUA_TLIGHTUSERDATA) {
        const bz_api_property *row = lua_touserdata(L, -1);
        row->push(L, p, t);
    } else if (type == LUA_TNUMBER) {
        int field = (int)lua_tointeger(L, -1);
        if (field >= CALL) bz_plugin__push_call(L, p, t.rec, field - CALL);
        else if (field >= LABEL) bz_plugin__push_term(L, p, t.rec, field - LABEL);
        else if (field >= ISO) bz_plugin__push_iso(L, p, t.rec, field - ISO);
        else bz_plugin__push_field(L, p, t.rec, field);
    }
}

int bz_plugin__handle_index(lua_State *L)
{
    bz_target t = bz_plugin__handle(L, 1);
    bz_plugin__push_property(L, bz_plugin__of(L), t, 2);
    return 1;
}

/* --- setting */

int bz_plugin__handle_set(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_target t = bz_plugin__handle(L, 1);
    const char *name = bz_plugin__target_name(p, t);
    int type = push_member(L, p, t, 2);
    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        unknown_property(L, p, t, 2);
    }
    const char *key = lua_tostring(L, 2);
    bz_change c = bz_plugin__new_change(L, BZ_OP_SET, t);
    if (t.node && !strcmp(key, "title")) {
        c.attr = BZ_ATTR_TITLE;
        c.value = BZ_V_TEXT;
        c.text = lua_isnil(L, 3) ? BZ_STR("") : bz_plugin__line_text(L, 3, "the title of a block");
        bz_plugin__apply(L, &c);
        return 0;
    }
    int field = type == LUA_TNUMBER && !t.node ? (int)lua_tointeger(L, -1) : ISO;
    bz_record_kind kind = bz_model_kind(p->m, t.rec);
    if (field >= ISO || bz_record_row_at(kind)->fields[field].flags & BZ_READ_ONLY)
        bz_plugin__fail(L, "`%s` of %s can only be read", key, name);
    bz_plugin__take_value(L, 3, kind, field, &c);
    bz_plugin__apply(L, &c);
    return 0;
}

/* --- filters */

/* Whether the handle on top has the values of the table at `filter`, whose keys lie at `keys`. */
static bool fits(lua_State *L, bz_plugin *p, int filter, int keys, lua_Integer n)
{
    int top = lua_gettop(L);
    bz_target t = bz_plugin__handle(L, top);
    bool fit = true;
    for (lua_Integer i = 1; fit && i <= n; i++) {
        lua_rawgeti(L, keys, i);
        bz_plugin__push_property(L, p, t, -1);
        int value = lua_gettop(L);
        lua_rawgeti(L, keys, i);
        lua_rawget(L, filter);
        fit = lua_compare(L, value, -1, LUA_OPEQ);
        lua_settop(L, top);
    }
    return fit;
}

void bz_plugin__filter(lua_State *L, int filter)
{
    bz_plugin *p = bz_plugin__of(L);
    int list = lua_gettop(L);
    if (lua_isnoneornil(L, filter)) return;
    if (!lua_istable(L, filter))
        bz_plugin__fail(L, "a filter is a table {property = value}, not %s",
                        bz_plugin__type_name(L, filter));
    bz_plugin__push_keys(L, filter);
    int keys = list + 1;
    lua_Integer n_keys = (lua_Integer)lua_rawlen(L, keys), n = (lua_Integer)lua_rawlen(L, list),
                kept = 0;
    lua_newtable(L);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, list, i);
        if (fits(L, p, filter, keys, n_keys)) lua_rawseti(L, keys + 1, ++kept);
        else lua_pop(L, 1);
    }
    bz_plugin__charge(L, (uint64_t)(n * (1 + n_keys)));
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_list);
    lua_setmetatable(L, keys + 1);
    lua_replace(L, list);
    lua_settop(L, list);
}
