/* bz_why: how a part came to be what it is. In: an address, or FILE:LINE. Out: where it is written,
 * what it says, where it stands in the plan, and every change to it, from the journal. A query, not
 * a feature: all of it is in the model already. */
#include "engine/engine_priv.h"

#include <string.h>

static void put_place(const bz_engine *e, bz_span span, bz_buf *out)
{
    bz_line_column at = bz_source_locate(e->job.sources, span.file, span.start);
    bz_buf_fmt(out, "%.*s:%u:%u", BZ_FMT(bz_source_name(e->job.sources, span.file)), at.line,
               at.column);
}

static void put_where(const bz_engine *e, const char *what, bz_span span, bz_buf *out)
{
    if (!span.file) return;
    bz_buf_fmt(out, "  %s ", what);
    put_place(e, span, out);
    bz_buf_char(out, '\n');
}

/* A value as people wrote it. */
static void put_value(const bz_model *m, const bz_field *f, const bz_value *v, bz_buf *out)
{
    switch ((bz_value_kind)v->kind) {
    case BZ_V_TEXT:
    case BZ_V_REF: bz_buf_str(out, bz_value_text(m, v)); break;
    case BZ_V_RANGE: bz_buf_fmt(out, "%d-%d", (int32_t)v->a, (int32_t)v->b); break;
    case BZ_V_INT:
        if (f->type == BZ_T_BOOL) bz_buf_put(out, v->a ? "true" : "false");
        else if (f->type == BZ_T_ENUM) bz_buf_put(out, bz_enum_name((bz_enum)f->of, (int)v->a));
        else if (f->type == BZ_T_TIME) bz_buf_fmt(out, "%02u:%02u", v->a / 60, v->a % 60);
        else if (f->type == BZ_T_DATE) {
            bz_civil c = bz_date_civil((bz_date)v->a);
            bz_buf_fmt(out, "%04d-%02d-%02d", c.year, c.month, c.day);
        } else bz_buf_fmt(out, "%d", (int32_t)v->a);
        break;
    case BZ_V_LIST:
        for (uint32_t i = 0; i < v->b; i++) {
            if (i) bz_buf_put(out, ", ");
            put_value(m, f, &m->values.p[v->a + i], out);
        }
        break;
    case BZ_V_MAP:
    case BZ_V_NONE: break;
    }
}

static void put_fields(const bz_engine *e, bz_rec r, bz_buf *out)
{
    const bz_model *m = e->model;
    const bz_record_row *row = bz_record_row_at(bz_model_kind(m, r));
    for (int i = 1; i < row->n; i++) {
        const bz_value *v = bz_model_value(m, r, i);
        if (v->kind == BZ_V_NONE || v->kind == BZ_V_MAP || v->flags & BZ_VALUE_DEFAULT) continue;
        bz_buf_fmt(out, "  %s: ", row->fields[i].key);
        put_value(m, &row->fields[i], v, out);
        if (v->span.file) {
            bz_buf_put(out, "   (");
            put_place(e, v->span, out);
            bz_buf_char(out, ')');
        }
        if (v->origin) bz_buf_fmt(out, "   changed, see %u", v->origin);
        bz_buf_char(out, '\n');
    }
}

/* Whether entry i made the part, or what it stands in. */
static bool is_maker(const bz_model *m, uint32_t i, bz_target t)
{
    if (bz_model_at(m, t.rec)->origin == i) return true;
    for (bz_node n = t.node; n; n = bz_doc_at(m->bodies, n)->parent)
        if (bz_doc_at(m->bodies, n)->origin == i) return true;
    return false;
}

/* A change to the part, or to a part of it. */
static bool is_about(const bz_model *m, const bz_change *c, bz_target t, bz_str address)
{
    for (bz_node n = t.node ? c->target.node : 0; n; n = bz_doc_at(m->bodies, n)->parent)
        if (n == t.node) return true;
    if (t.node ? c->target.node == t.node : c->target.rec == t.rec && !c->target.node) return true;
    if (!address.n || !bz_str_eq(bz_str_cut(c->address, 0, address.n), address)) return false;
    return c->address.n == address.n || c->address.p[address.n] == '/';
}

/* A text of several lines stands below its label, so that it can be read as it is written. */
static void put_text(const char *label, bz_str text, bz_buf *out)
{
    bz_str rest = bz_str_trim(text), line;
    if (!rest.n) return;
    bool is_long = bz_str_find(rest, '\n', 0) < rest.n;
    bz_buf_fmt(out, "     %s:%s", label, is_long ? "\n" : " ");
    while (bz_str_split(&rest, '\n', &line))
        bz_buf_fmt(out, "%s%.*s\n", is_long ? "       " : "", BZ_FMT(line));
}

static void put_change(const bz_engine *e, uint32_t i, const bz_change *c, bz_buf *out)
{
    static const char *const ops[] = {"set", "insert", "remove", "move", "replace"};
    static const char *const who[] = {"author", "adaptation", "plugin", "planner"};
    bz_buf_fmt(out, "  %u. %s by %s %.*s", i,
               c->verb.n ? bz_arena_str(e->job.arena, c->verb).p : ops[c->op], who[c->by],
               BZ_FMT(c->author));
    if (c->span.file) {
        bz_buf_put(out, " at ");
        put_place(e, c->span, out);
    }
    bz_buf_fmt(out, "\n     of %.*s\n", BZ_FMT(c->address));
    if (c->why.n) bz_buf_fmt(out, "     why: %.*s\n", BZ_FMT(c->why));
    put_text("before", c->was, out);
    put_text("after", c->now, out);
}

static void put_changes(const bz_engine *e, bz_target t, bz_str address, bz_buf *out)
{
    uint32_t shown = 0;
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        const bz_change *c = bz_journal_at(e->journal, i);
        if (!is_about(e->model, c, t, address) && !is_maker(e->model, i, t)) continue;
        if (!shown++) bz_buf_put(out, "changes:\n");
        put_change(e, i, c, out);
    }
    if (!shown) bz_buf_put(out, "changes: none\n");
}

/* One line for each meeting that has it; rituals stand in several. */
static bool put_planned(const bz_engine *e, bz_rec meeting, bz_rec activity, bz_buf *out)
{
    const bz_model *m = e->model;
    bool is_there = false;
    for (bz_rec p = bz_model_first(m, meeting, BZ_MEETING_PARTS); p; p = bz_model_next(m, p)) {
        if (bz_model_ref(m, p, BZ_PART_ACTIVITY) != activity) continue;
        int32_t minutes = bz_model_int(m, p, BZ_PART_MINUTES),
                usual = bz_model_int(m, p, BZ_PART_USUAL);
        bz_buf_fmt(out, "plan: meeting %d, %d minutes", bz_model_int(m, meeting, BZ_MEETING_NUMBER),
                   minutes);
        if (minutes != usual) bz_buf_fmt(out, " (usually %d)", usual);
        bz_buf_fmt(out, " from minute %d", bz_model_int(m, p, BZ_PART_FROM));
        if (bz_model_has(m, p, BZ_PART_STARTS)) {
            int32_t at = bz_model_int(m, p, BZ_PART_STARTS);
            bz_buf_fmt(out, ", at %02d:%02d", at / 60, at % 60);
        }
        bz_buf_char(out, '\n');
        is_there = true;
    }
    return is_there;
}

static void put_plan(const bz_engine *e, bz_rec activity, bz_buf *out)
{
    const bz_model *m = e->model;
    bool is_there = false;
    for (bz_rec k = bz_model_first(m, m->programme, BZ_PROGRAMME_MEETINGS); k;
         k = bz_model_next(m, k))
        is_there = put_planned(e, k, activity, out) || is_there;
    for (uint32_t i = 0; i < bz_model_count(m, m->programme, BZ_PROGRAMME_LEFT_OUT); i++)
        if (bz_model_element(m, m->programme, BZ_PROGRAMME_LEFT_OUT, i)->target == activity)
            bz_buf_put(out, "plan: left out, there is no time for it\n");
    if (is_there && bz_model_int(m, activity, BZ_ACTIVITY_RITUAL))
        bz_buf_put(out, "plan: a ritual is held in every meeting and never left out\n");
}

static void explain_target(bz_engine *e, bz_target t)
{
    const bz_model *m = e->model;
    static const char *const lights[] = {"freely", "with care", "with approval"};
    bz_buf *out = &e->output;
    bz_buf address = {0};
    bz_model_address(m, t, &address);
    bz_buf_fmt(out, "%s: %s\n", address.p ? address.p : "",
               t.node ? "block" : bz_record_row_at(bz_model_kind(m, t.rec))->name);
    if (t.node) {
        put_where(e, "written in", bz_doc_at(m->bodies, t.node)->span, out);
        bz_buf_put(out, "  text: ");
        bz_doc_plain(m->bodies, t.node, out);
        bz_buf_char(out, '\n');
    } else {
        put_where(e, "written in", bz_model_at(m, t.rec)->span, out);
        bz_node body = bz_model_at(m, t.rec)->body;
        if (body) put_where(e, "text in", bz_doc_at(m->bodies, body)->span, out);
        put_fields(e, t.rec, out);
    }
    bool is_absent = t.node ? bz_doc_at(m->bodies, t.node)->flags & BZ_NODE_ABSENT
                            : !bz_model_is_present(m, t.rec);
    if (is_absent)
        bz_buf_put(out,
                   "  not part of this build: its condition does not hold, or it was removed\n");
    bz_buf_fmt(out, "may be changed: %s\n", lights[bz_model_may_change(m, t)]);
    if (!t.node && bz_model_kind(m, t.rec) == BZ_R_ACTIVITY && m->programme)
        put_plan(e, t.rec, out);
    put_changes(e, t, bz_buf_view(&address), out);
    bz_buf_deinit(&address);
}

/* --- FILE:LINE: the smallest part that covers the line */

static bool covers(const bz_engine *e, bz_span s, uint32_t file, uint32_t line)
{
    if (s.file != file || s.end <= s.start) return false;
    return bz_source_locate(e->job.sources, file, s.start).line <= line &&
           line <= bz_source_locate(e->job.sources, file, s.end - 1).line;
}

static bz_rec owner_of_body(const bz_model *m, bz_node n)
{
    while (bz_doc_at(m->bodies, n)->parent)
        n = bz_doc_at(m->bodies, n)->parent;
    for (bz_rec r = 1; r < m->records.n; r++)
        if (bz_model_at(m, r)->body == n) return r;
    return 0;
}

static bz_target find_line(const bz_engine *e, uint32_t file, uint32_t line)
{
    const bz_model *m = e->model;
    bz_target best = {0, 0};
    uint32_t size = UINT32_MAX;
    for (bz_rec r = 1; r < m->records.n; r++) {
        bz_span s = bz_model_at(m, r)->span;
        /* A copy made for a plan or a context has its original's span; the original comes first. */
        if (covers(e, s, file, line) && s.end - s.start < size)
            best = (bz_target){r, 0}, size = s.end - s.start;
    }
    for (bz_node n = 1; n < m->bodies->nodes.n; n++) {
        const bz_doc_node *node = bz_doc_at(m->bodies, n);
        if (node->kind != BZ_DOC_CONTAINER && node->kind != BZ_DOC_FRAGMENT) continue;
        if (!covers(e, node->span, file, line) || node->span.end - node->span.start >= size)
            continue;
        bz_rec owner = owner_of_body(m, n);
        if (!owner) continue;
        best = (bz_target){owner, node->kind == BZ_DOC_FRAGMENT ? 0 : n};
        size = node->span.end - node->span.start;
    }
    return best;
}

static bz_target find_part(bz_engine *e, const char *address)
{
    bz_str a = bz_str_from(address);
    const char *colon = strrchr(address, ':');
    int32_t line;
    bz_target t = {0, 0};
    bz_buf near = {0};
    if (colon && bz_str_integer(bz_str_from(colon + 1), &line)) {
        bz_str name = bz_str_cut(a, 0, (size_t)(colon - address));
        uint32_t file = bz_sources_find(e->job.sources, name);
        if (file) t = find_line(e, file, (uint32_t)line);
    } else t = bz_model_find(e->model, a, &near);
    if (!t.rec) {
        bz_diag *d;
        bz_engine__usage(e, &d, "there is nothing at `%.200s`", address);
        if (near.n) bz_diag_hint(e->job.diags, d, "did you mean `%s`?", near.p);
        else
            bz_diag_hint(
                e->job.diags, d,
                "an address is `SESSION/ACTIVITY`, `handout/ID`, `word/ID`, or `FILE:LINE`");
    }
    bz_buf_deinit(&near);
    return t;
}

bz_result bz_why(bz_engine *e, const bz_request *given, const char *address)
{
    bz_wanted w;
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    if (request->lock_process) bz_engine__lock(e, NULL);
    bz_status s = bz_engine__run(e, &w, "plan");
    if (!e->model || !e->model->curriculum || !e->journal) return bz_engine__result(e, s);
    bz_target t = find_part(e, address);
    if (!t.rec) return BZ_RESULT_USAGE;
    explain_target(e, t);
    return bz_engine__result(e, s);
}
