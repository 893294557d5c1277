/* The four functions of a plugin, called, and their answers turned into bytes. Each runs as one
 * protected call of a C function that calls the plugin's and takes its answer apart, so that a
 * wrong answer is an error like any other, at the line where the function is defined. */
#include "plugin/plugin_priv.h"
#include "base/utf8.h"
#include <assert.h>

enum { MOST_DOCUMENTS = 10000, MOST_FINDINGS = 1000, MOST_LINE = 2000, MOST_COPIES = 10000 };

/* --- steps */

/* The language for those who read it: what the place asks for where the curriculum speaks it, else
 * the curriculum's own. The engine decides by the same rule. */
static bz_str language_for(const bz_model *m, bz_str asked, bool is_facilitator)
{
    bz_str own =
        m->curriculum ? bz_model_text(m, m->curriculum, BZ_CURRICULUM_LANGUAGE) : BZ_STR("en");
    bz_rec languages = m->context ? bz_model_first(m, m->context, BZ_CONTEXT_LANGUAGES) : 0;
    if (!asked.n && languages && is_facilitator)
        asked = bz_model_text(m, languages, BZ_LANGUAGES_GUIDE);
    else if (!asked.n && languages && bz_model_count(m, languages, BZ_LANGUAGES_HANDOUTS))
        asked = bz_value_text(m, bz_model_element(m, languages, BZ_LANGUAGES_HANDOUTS, 0));
    bz_str primary = bz_str_cut(asked, 0, bz_str_find(asked, '-', 0));
    bool is_spoken = bz_str_eq(primary, bz_str_cut(own, 0, bz_str_find(own, '-', 0)));
    return asked.n && is_spoken ? asked : own.n ? own : BZ_STR("en");
}

static void begin(bz_plugin *p, const bz_model *m, bz_plugin_step step, bz_buf *answer, bz_job *job)
{
    bool is_other = m != p->seen || m->epoch != p->seen_epoch || step == BZ_STEP_ADAPT;
    if (is_other) {
        p->generation++;
        bz_mem_free(p->links);
        p->links = NULL;
    }
    p->seen = m;
    p->seen_epoch = m->epoch;
    p->m = m;
    p->job = job;
    p->step = step;
    p->answer = answer;
    bz_plugin__forget_handles(p);
    bz_plugin__set_language(p, language_for(m, BZ_STR(""), true));
}

/* Gives what comes of the step; an answer beyond its limit is none. */
static bz_status end(bz_plugin *p, bool good)
{
    if (good && p->answer->n > p->job->limits->answer_bytes) {
        bz_diag_add(p->job->diags, BZ_P081, bz_span_none(),
                    "the answer of plugin `%.*s` is larger than %zu MiB", BZ_FMT(p->id),
                    p->job->limits->answer_bytes >> 20);
        good = false;
    }
    if (good && p->step != BZ_STEP_DOCUMENTS && p->step != BZ_STEP_CHECK)
        bz_plugin__report_labels(p);
    if (!good) bz_buf_clear(p->answer);
    p->m = NULL;
    p->answer = NULL;
    p->step = BZ_STEP_LOAD;
    return good ? BZ_OK : BZ_PLUGIN;
}

/* Pushes one of the plugin's functions. */
static void push_hook(lua_State *L, bz_plugin *p, const char *name)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_plugin);
    lua_pushstring(L, name);
    lua_rawget(L, -2);
    lua_remove(L, -2);
}

/* Raises at the line where the function at `hook` is defined. */
_Noreturn static void fail_in(lua_State *L, int hook, const char *text)
{
    lua_Debug ar;
    lua_pushvalue(L, hook);
    lua_getinfo(L, ">S", &ar);
    lua_pushfstring(L, "%s:%d: %s", ar.short_src, ar.linedefined, text);
    lua_error(L);
    assert(false);
    __builtin_trap();
}

/* --- adapt */

static int run_adapt(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    push_hook(L, p, "adapt");
    bz_plugin__push_record(L, p, p->m->curriculum);
    bz_plugin__push_record(L, p, p->m->context);
    lua_call(L, 2, 0);
    return 0;
}

bz_status bz_plugin_adapt(bz_plugin *p, const bz_model *m, bz_buf *answer, bz_job *job)
{
    p->journal = bz_journal_new();
    p->quiet = bz_diags_new();
    begin(p, m, BZ_STEP_ADAPT, answer, job);
    p->base_bytes = bz_plugin__weigh(p);
    p->entry_bytes = 0;
    lua_pushcfunction(p->L, run_adapt);
    bool good = bz_plugin__call(p, 0, 0, "`adapt`");
    if (good) bz_journal_encode(p->journal, 1, answer);
    bz_status s = end(p, good);
    bz_journal_free(p->journal);
    bz_model_free(p->own);
    bz_diags_free(p->quiet);
    p->journal = NULL;
    p->own = NULL;
    p->quiet = NULL;
    p->seen = NULL;
    return s;
}

/* --- check */

static int add_finding(lua_State *L, bz_severity severity)
{
    bz_plugin *p = bz_plugin__of(L);
    bz_finding f = {.severity = severity, .span = bz_plugin__here(L)};
    if (p->step != BZ_STEP_CHECK) bz_plugin__fail(L, "a report is for `check` only");
    if (!lua_isnoneornil(L, 2)) {
        f.about = bz_plugin__handle(L, 2);
        if (!bz_plugin__applies(p->m, f.about))
            bz_plugin__fail(L, "this %s does not apply here: report only on what is there",
                            bz_plugin__target_name(p, f.about));
    }
    bz_str text = bz_plugin__line_text(L, 3, "the text of a finding");
    bz_str hint =
        lua_isnoneornil(L, 4) ? BZ_STR("") : bz_plugin__line_text(L, 4, "the hint of a finding");
    if (!text.n || text.n > MOST_LINE || hint.n > MOST_LINE)
        bz_plugin__fail(
            L, "the text and the hint of a finding have at most %d bytes, the text at least one",
            MOST_LINE);
    if (p->findings.n >= MOST_FINDINGS)
        bz_plugin__fail(L, "a check reports at most %d findings", MOST_FINDINGS);
    f.message = bz_arena_str(p->job->arena, text);
    f.hint = bz_arena_str(p->job->arena, hint);
    bz_vec_push(&p->findings, f);
    return 0;
}

static int report_error(lua_State *L)
{
    return add_finding(L, BZ_ERROR);
}

static int report_warning(lua_State *L)
{
    return add_finding(L, BZ_WARNING);
}

const bz_api bz_plugin__report_rows[] = {
    {"error", "report:error(handle, text [, hint])",
     "Reports an error at a part or block, or with nil for the whole; nothing is built then.", 1,
     report_error},
    {"warning", "report:warning(handle, text [, hint])", "Reports a warning.", 1, report_warning},
    {0}};

void bz_plugin__open_report(bz_plugin *p)
{
    lua_newtable(p->L);
    bz_plugin__register(p->L, bz_plugin__report_rows);
    bz_plugin__make_strict(p->L, "a report has no");
    bz_plugin__lock(p->L, "report");
    p->ref_report = luaL_ref(p->L, LUA_REGISTRYINDEX);
}

static int run_check(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    push_hook(L, p, "check");
    bz_plugin__push_record(L, p, p->m->programme);
    bz_plugin__push_record(L, p, p->m->context);
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_report);
    lua_call(L, 3, 0);
    return 0;
}

bz_status bz_plugin_check(bz_plugin *p, const bz_model *m, bz_buf *answer, bz_job *job)
{
    p->findings.n = 0;
    begin(p, m, BZ_STEP_CHECK, answer, job);
    lua_pushcfunction(p->L, run_check);
    bool good = bz_plugin__call(p, 0, 0, "`check`");
    if (good) bz_findings_encode(p->findings.p, p->findings.n, answer);
    return end(p, good);
}

/* --- documents: stack 1 the function, 2 the list, 3 the ids so far */

static bz_str descriptor_text(lua_State *L, int index, const char *key, bool is_required)
{
    bz_str text = BZ_STR("");
    lua_getfield(L, index, key);
    if (lua_type(L, -1) == LUA_TSTRING) text.p = lua_tolstring(L, -1, &text.n);
    else if (!lua_isnil(L, -1))
        fail_in(L, 1,
                lua_pushfstring(L, "`%s` of a document is a text, not %s", key,
                                bz_plugin__type_name(L, -1)));
    if (is_required && !text.n) fail_in(L, 1, lua_pushfstring(L, "a document lacks its `%s`", key));
    if (text.n > MOST_LINE || !bz_utf8_is_clean(text, false))
        fail_in(L, 1, lua_pushfstring(L, "`%s` of a document is not one clean line", key));
    text = bz_arena_str(bz_plugin__of(L)->job->arena, text);
    lua_pop(L, 1);
    return text;
}

static uint32_t descriptor_copies(lua_State *L, int index)
{
    int is_integer = 1;
    lua_Integer n = 0;
    if (lua_getfield(L, index, "copies") != LUA_TNIL) n = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer || n < 0 || n > MOST_COPIES)
        fail_in(L, 1, "`copies` of a document is a whole number up to 10,000");
    lua_pop(L, 1);
    return (uint32_t)n;
}

static bz_rec descriptor_record(lua_State *L, int index, const char *key, bz_record_kind kind)
{
    bz_rec r = 0;
    lua_getfield(L, index, key);
    if (!lua_isnil(L, -1)) {
        if (!bz_plugin__is_handle(L, -1))
            fail_in(L, 1,
                    lua_pushfstring(L, "`%s` of a document is a %s, not %s", key,
                                    bz_record_row_at(kind)->name, bz_plugin__type_name(L, -1)));
        r = bz_plugin__record(L, -1, kind);
        if (!bz_plugin__applies(bz_plugin__of(L)->m, (bz_target){r, 0}))
            fail_in(L, 1, lua_pushfstring(L, "`%s` of a document does not apply here", key));
    }
    lua_pop(L, 1);
    return r;
}

static void check_id(lua_State *L, bz_str id)
{
    const char *why;
    if (!bz_id_is_valid(id, &why))
        fail_in(L, 1,
                lua_pushfstring(L, "the id `%s` of a document cannot be the name of a file: %s",
                                id.p, why));
    bz_plugin__push(L, id);
    if (lua_rawget(L, 3) != LUA_TNIL)
        fail_in(L, 1, lua_pushfstring(L, "two documents have the id `%s`", id.p));
    lua_pop(L, 1);
    bz_plugin__push(L, id);
    lua_pushboolean(L, 1);
    lua_rawset(L, 3);
}

static void take_descriptor(lua_State *L, bz_plugin *p, int index)
{
    if (!lua_istable(L, index))
        fail_in(L, 1, "`documents` gives a list of tables {id = …, title = …, audience = …}");
    bz_descriptor d = {.id = descriptor_text(L, index, "id", true),
                       .title = descriptor_text(L, index, "title", true),
                       .audience = descriptor_text(L, index, "audience", true),
                       .language = descriptor_text(L, index, "language", false),
                       .moment = descriptor_text(L, index, "moment", false),
                       .format = descriptor_text(L, index, "format", false),
                       .copies = descriptor_copies(L, index),
                       .session = descriptor_record(L, index, "session", BZ_R_SESSION),
                       .meeting = descriptor_record(L, index, "meeting", BZ_R_MEETING),
                       .handout = descriptor_record(L, index, "handout", BZ_R_HANDOUT)};
    check_id(L, d.id);
    if (bz_enum_find(BZ_E_AUDIENCE, d.audience) < 0)
        fail_in(
            L, 1,
            lua_pushfstring(
                L, "the audience of `%s` is caregivers, facilitator, children or officer, not `%s`",
                d.id.p, d.audience.p));
    if (d.moment.n && bz_enum_find(BZ_E_MOMENT, d.moment) < 0)
        fail_in(L, 1,
                lua_pushfstring(L,
                                "the moment of `%s` is start, before, during, after, end, always, "
                                "index or pack, not `%s`",
                                d.id.p, d.moment.p));
    if (d.language.n && !bz_language_is_tag(d.language))
        fail_in(
            L, 1,
            lua_pushfstring(L, "`%s` of document `%s` is not a language", d.language.p, d.id.p));
    bz_vec_push(&p->descriptors, d);
}

static int run_documents(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    push_hook(L, p, "documents");
    lua_pushvalue(L, 1);
    bz_plugin__push_record(L, p, p->m->programme);
    bz_plugin__push_record(L, p, p->m->context);
    lua_call(L, 2, 1);
    if (!lua_istable(L, 2))
        fail_in(L, 1,
                lua_pushfstring(L, "`documents` gives a list, not %s", bz_plugin__type_name(L, 2)));
    lua_Integer n = (lua_Integer)lua_rawlen(L, 2);
    if (n > MOST_DOCUMENTS) fail_in(L, 1, "a plugin makes at most 10,000 documents");
    lua_newtable(L);
    for (lua_Integer i = 1; i <= n; i++) {
        lua_rawgeti(L, 2, i);
        take_descriptor(L, p, 4);
        lua_settop(L, 3);
    }
    lua_pushvalue(L, 2);
    lua_rawseti(L, LUA_REGISTRYINDEX, p->ref_descriptors);
    return 0;
}

bz_status bz_plugin_documents(bz_plugin *p, const bz_model *m, bz_buf *answer, bz_job *job)
{
    p->descriptors.n = 0;
    begin(p, m, BZ_STEP_DOCUMENTS, answer, job);
    lua_pushcfunction(p->L, run_documents);
    bool good = bz_plugin__call(p, 0, 0, "`documents`");
    if (good) bz_descriptors_encode(p->descriptors.p, p->descriptors.n, answer);
    else p->descriptors.n = 0;
    return end(p, good);
}

/* --- document */

static int run_document(lua_State *L)
{
    bz_plugin *p = bz_plugin__of(L);
    push_hook(L, p, "document");
    lua_pushvalue(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, p->ref_descriptors);
    lua_rawgeti(L, -1, (lua_Integer)p->i + 1);
    lua_remove(L, -2);
    bz_plugin__push_record(L, p, p->m->programme);
    bz_plugin__push_record(L, p, p->m->context);
    lua_call(L, 3, 1);
    if (lua_type(L, 2) != LUA_TUSERDATA)
        fail_in(L, 1,
                lua_pushfstring(L, "`document` gives a baraza.document, not %s",
                                bz_plugin__type_name(L, 2)));
    const char *wrong = bz_plugin__document(L, 2, &p->doc_root);
    if (wrong) fail_in(L, 1, wrong);
    return 0;
}

bz_status bz_plugin_document(bz_plugin *p, const bz_model *m, uint32_t i, bz_buf *answer,
                             bz_job *job)
{
    assert(i < p->descriptors.n);
    const bz_descriptor *d = &p->descriptors.p[i];
    if (!p->doc) p->doc = bz_doc_new();
    bz_doc_clear(p->doc);
    p->doc_serial++;
    p->doc_title = d->title;
    p->doc_audience = d->audience;
    p->i = i;
    begin(p, m, BZ_STEP_DOCUMENT, answer, job);
    bz_plugin__set_language(p, language_for(m, d->language, bz_str_is(d->audience, "facilitator")));
    lua_pushcfunction(p->L, run_document);
    bool good = bz_plugin__call(p, 0, 0, "`document`");
    if (good) bz_doc_encode(p->doc, p->doc_root, answer);
    return end(p, good);
}
