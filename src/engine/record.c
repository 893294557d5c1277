/* bz_adapt_record: the journal as people read it. In: a group. Out: every change that makes its
 * programme, with its light, its reason, its approval, before and after, and the terms of FRAME: as
 * text, as JSON, or as CSV for a spreadsheet. A query: all of it is in the journal already. */
#include "engine/engine_priv.h"

#include "adapt/frame.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const WHO[] = {"author", "adaptation", "plugin", "planner"};
static const char *const LIGHTS[] = {"freely", "with_care", "with_approval"};

typedef struct row {
    uint32_t number;
    const bz_change *c;
    bz_frame_terms frame;
    bz_line_column at;
    bz_str file;
    bz_str evidence, planned, by, reference;
    bz_str goal;
    char on[16];
    bz_str who, reasons; /* joined by a space */
} row;

static bz_str joined(bz_engine *e, bz_rec r, int field, bz_enum of)
{
    bz_buf out = {0};
    for (uint32_t i = 0; i < bz_model_count(e->model, r, field); i++) {
        const bz_value *v = bz_model_element(e->model, r, field, i);
        if (v->kind == BZ_V_INT)
            bz_buf_fmt(&out, "%s%s", out.n ? " " : "", bz_enum_name(of, (int)v->a));
    }
    bz_str s = bz_arena_str(e->job.arena, bz_buf_view(&out));
    bz_buf_deinit(&out);
    return s;
}

static void fill_declared(bz_engine *e, row *r)
{
    const bz_model *m = e->model;
    bz_rec d = r->c->declared;
    if (d) {
        r->evidence = bz_model_text(m, d, BZ_CHANGE_EVIDENCE);
        if (bz_model_has(m, d, BZ_CHANGE_PLANNED))
            r->planned = bz_str_from(
                bz_enum_name(BZ_E_FRAME_PLANNED, bz_model_int(m, d, BZ_CHANGE_PLANNED)));
        r->who = joined(e, d, BZ_CHANGE_WHO, BZ_E_FRAME_WHO);
        r->reasons = joined(e, d, BZ_CHANGE_REASONS, BZ_E_FRAME_REASON);
    }
    if (!r->c->approval) return;
    bz_civil on = bz_date_civil(bz_model_int(m, r->c->approval, BZ_APPROVAL_ON));
    snprintf(r->on, sizeof r->on, "%04d-%02d-%02d", on.year, on.month, on.day);
    r->by = bz_model_text(m, r->c->approval, BZ_APPROVAL_BY);
    r->reference = bz_model_text(m, r->c->approval, BZ_APPROVAL_REFERENCE);
}

static row row_of(bz_engine *e, uint32_t i)
{
    bz_str none = BZ_STR("");
    row r = {.number = i, .c = bz_journal_at(e->journal, i)};
    r.evidence = r.planned = r.by = r.reference = r.who = r.reasons = r.file = none;
    r.goal = r.c->goal;
    r.frame = bz_frame_of(e->model, r.c);
    if (r.c->span.file) {
        r.file = bz_source_name(e->job.sources, r.c->span.file);
        r.at = bz_source_locate(e->job.sources, r.c->span.file, r.c->span.start);
    }
    fill_declared(e, &r);
    return r;
}

/* How freely the change itself could be made: adding beside a protected part takes care only. */
static int light_of(const row *r)
{
    if (r->c->approval) return BZ_WITH_APPROVAL;
    return r->c->light == BZ_WITH_APPROVAL ? BZ_WITH_CARE : r->c->light;
}

/* The columns, for the table and the objects alike. */
typedef struct column {
    const char *name;
    void (*put)(const row *r, bz_buf *out);
} column;

#define TEXT_COLUMN(name, text)                                                                    \
    static void put_##name(const row *r, bz_buf *out)                                              \
    {                                                                                              \
        bz_buf_str(out, text);                                                                     \
    }
#define WORD_COLUMN(name, word)                                                                    \
    static void put_##name(const row *r, bz_buf *out)                                              \
    {                                                                                              \
        bz_buf_put(out, word);                                                                     \
    }
WORD_COLUMN(by, WHO[r->c->by])
TEXT_COLUMN(author, r->c->author)
TEXT_COLUMN(address, r->c->address)
TEXT_COLUMN(verb, r->c->verb)
WORD_COLUMN(light, LIGHTS[light_of(r)])
TEXT_COLUMN(why, r->c->why)
TEXT_COLUMN(evidence, r->evidence)
TEXT_COLUMN(before, r->c->was)
TEXT_COLUMN(after, r->c->now)
TEXT_COLUMN(approved_by, r->by)
WORD_COLUMN(approved_on, r->on)
TEXT_COLUMN(reference, r->reference)
TEXT_COLUMN(planned, r->planned)
TEXT_COLUMN(who, r->who)
WORD_COLUMN(what, r->frame.what)
WORD_COLUMN(level, r->frame.level)
WORD_COLUMN(contextual, r->frame.contextual)
WORD_COLUMN(nature, r->frame.nature)
WORD_COLUMN(fidelity, r->frame.fidelity)
TEXT_COLUMN(goal, r->goal)
TEXT_COLUMN(reasons, r->reasons)
static void put_number(const row *r, bz_buf *out)
{
    bz_buf_fmt(out, "%u", r->number);
}
static void put_where(const row *r, bz_buf *out)
{
    if (r->file.n) bz_buf_fmt(out, "%.*s:%u", BZ_FMT(r->file), r->at.line);
}

/* What FRAME asks for bears FRAME's names. */
static const column columns[] = {
    {"number", put_number},
    {"address", put_address},
    {"verb", put_verb},
    {"by", put_by},
    {"author", put_author},
    {"where", put_where},
    {"may_change", put_light},
    {"why", put_why},
    {"evidence", put_evidence},
    {"before", put_before},
    {"after", put_after},
    {"approved_by", put_approved_by},
    {"approved_on", put_approved_on},
    {"reference", put_reference},
    {"planned", put_planned},
    {"who", put_who},
    {"what", put_what},
    {"level", put_level},
    {"contextual", put_contextual},
    {"nature", put_nature},
    {"fidelity", put_fidelity},
    {"goal", put_goal},
    {"reasons", put_reasons},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

/* --- as CSV (RFC 4180) */

/* A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
static void put_cell(bz_str s, bz_buf *out)
{
    bool is_formula = s.n && strchr("=+-@\t\r", s.p[0]);
    bz_buf_char(out, '"');
    if (is_formula) bz_buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') bz_buf_char(out, '"');
        bz_buf_char(out, s.p[i]);
    }
    bz_buf_char(out, '"');
}

static void put_csv(bz_engine *e, bz_buf *out)
{
    bz_buf cell = {0};
    for (int k = 0; k < N_COLUMNS; k++)
        bz_buf_fmt(out, "%s\"%s\"", k ? "," : "", columns[k].name);
    bz_buf_put(out, "\r\n");
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        row r = row_of(e, i);
        for (int k = 0; k < N_COLUMNS; k++) {
            bz_buf_clear(&cell);
            columns[k].put(&r, &cell);
            if (k) bz_buf_char(out, ',');
            put_cell(bz_buf_view(&cell), out);
        }
        bz_buf_put(out, "\r\n");
    }
    bz_buf_deinit(&cell);
}

/* --- as JSON */

static json_t *text_or_null(bz_str s)
{
    return s.n ? json_stringn(s.p, s.n) : json_null();
}

static void put_json(bz_engine *e, bz_buf *out)
{
    json_t *list = json_array();
    bz_buf cell = {0};
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        row r = row_of(e, i);
        json_t *object = json_object();
        json_object_set_new(object, columns[0].name, json_integer(r.number));
        for (int k = 1; k < N_COLUMNS; k++) {
            bz_buf_clear(&cell);
            columns[k].put(&r, &cell);
            json_object_set_new(object, columns[k].name, text_or_null(bz_buf_view(&cell)));
        }
        json_array_append_new(list, object);
    }
    char *text = json_dumps(list, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    bz_buf_put(out, text);
    bz_buf_char(out, '\n');
    free(text);
    json_decref(list);
    bz_buf_deinit(&cell);
}

/* --- as text */

static void put_counts(bz_engine *e, bz_buf *out)
{
    uint32_t by_light[3] = {0}, n = bz_journal_count(e->journal), no_goal = 0;
    for (uint32_t i = 1; i <= n; i++) {
        row r = row_of(e, i);
        by_light[light_of(&r)]++;
        no_goal += !r.goal.n && r.c->by == BZ_BY_ADAPTATION;
    }
    bz_buf_fmt(out, "%u change%s: %u freely, %u with care, %u with approval\n", n,
               n == 1 ? "" : "s", by_light[0], by_light[1], by_light[2]);
    if (no_goal)
        bz_buf_fmt(out, "%u of an adaptation without a goal (`goal:`, a term of FRAME)\n", no_goal);
}

static void put_line(const char *label, bz_str text, bz_buf *out)
{
    bz_str rest = bz_str_trim(text), line;
    for (bool is_first = true; rest.n && bz_str_split(&rest, '\n', &line); is_first = false)
        bz_buf_fmt(out, "     %-9s %.*s\n", is_first ? label : "", BZ_FMT(line));
}

static void put_text(bz_engine *e, bz_buf *out)
{
    put_counts(e, out);
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        row r = row_of(e, i);
        bz_buf_fmt(out, "\n%3u. %.*s %.*s   by %s %.*s", i, BZ_FMT(r.c->verb), BZ_FMT(r.c->address),
                   WHO[r.c->by], BZ_FMT(r.c->author));
        if (r.file.n) bz_buf_fmt(out, " (%.*s:%u)", BZ_FMT(r.file), r.at.line);
        bz_buf_fmt(out, "\n     %-9s %s\n", "light", LIGHTS[light_of(&r)]);
        put_line("why", r.c->why, out);
        put_line("evidence", r.evidence, out);
        put_line("before", r.c->was, out);
        put_line("after", r.c->now, out);
        if (r.by.n)
            bz_buf_fmt(out, "     %-9s by %.*s on %s: %.*s\n", "approval", BZ_FMT(r.by), r.on,
                       BZ_FMT(r.reference));
        bz_buf_fmt(out, "     %-9s %s%s%s\n", "frame", r.frame.what, *r.frame.nature ? ", " : "",
                   r.frame.nature);
    }
}

bz_result bz_adapt_record(bz_engine *e, const bz_request *given, const char *format)
{
    bz_wanted w;
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    bz_status s = bz_engine__run(e, &w, "plan");
    if (s != BZ_OK) return bz_engine__result(e, s);
    if (strcmp(format, "json") == 0) put_json(e, &e->output);
    else if (strcmp(format, "csv") == 0) put_csv(e, &e->output);
    else put_text(e, &e->output);
    return bz_engine__result(e, s);
}
