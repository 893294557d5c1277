/* The rows of the record. In: the journal. Out: every change with its light, its reason, its
 * approval, before and after, and the terms of FRAME; and the columns that they are read by. A
 * query: all of it is in the journal and the model already. */
#include "engine/record.h"

#include <stdio.h>
#include <string.h>

static const char *const WHO[] = {"author", "adaptation", "plugin", "planner"};
static const char *const LIGHTS[] = {"freely", "with_care", "with_approval"};

/* --- what people declared */

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

/* A copy: the model's own text moves when something is added to it. */
static bz_str text_of(bz_engine *e, bz_rec r, int field)
{
    return bz_arena_str(e->job.arena, bz_model_text(e->model, r, field));
}

static void fill_declared(bz_engine *e, bz_row *r)
{
    const bz_model *m = e->model;
    bz_rec d = r->c->declared;
    if (d) {
        r->evidence = text_of(e, d, BZ_CHANGE_EVIDENCE);
        r->language = text_of(e, d, BZ_CHANGE_LANGUAGE);
        r->meaning = text_of(e, d, BZ_CHANGE_MEANING);
        if (bz_model_has(m, d, BZ_CHANGE_PLANNED))
            r->planned = bz_str_from(
                bz_enum_name(BZ_E_FRAME_PLANNED, bz_model_int(m, d, BZ_CHANGE_PLANNED)));
        r->who = joined(e, d, BZ_CHANGE_WHO, BZ_E_FRAME_WHO);
        r->reasons = joined(e, d, BZ_CHANGE_REASONS, BZ_E_FRAME_REASON);
        r->evm = joined(e, d, BZ_CHANGE_EVM, BZ_E_EVM);
    }
    if (!r->c->approval) return;
    bz_civil on = bz_date_civil(bz_model_int(m, r->c->approval, BZ_APPROVAL_ON));
    snprintf(r->on, sizeof r->on, "%04d-%02d-%02d", on.year, on.month, on.day);
    r->by = text_of(e, r->c->approval, BZ_APPROVAL_BY);
    r->reference = text_of(e, r->c->approval, BZ_APPROVAL_REFERENCE);
}

/* --- which part */

typedef struct made {
    bz_target part;
    bz_node source; /* Markdown that a plugin brought, as it was read */
} made;

static void note_block(const bz_engine *e, bz_node k, made *out)
{
    const bz_doc_node *at = bz_doc_at(e->model->bodies, k);
    const bz_change *c = bz_journal_at(e->journal, at->origin);
    bool is_source = at->kind == BZ_DOC_SOURCE;
    if (is_source && !out->source) out->source = k;
    if (c->op == BZ_OP_INSERT && !out->part.rec)
        out->part = (bz_target){c->target.rec, is_source && at->first ? at->first : k};
}

/* What each entry made, by its number; found in one walk. */
static made *made_by(const bz_engine *e)
{
    const bz_model *m = e->model;
    uint32_t n = bz_journal_count(e->journal);
    made *list = bz_mem_new((n + 1) * sizeof *list);
    for (bz_rec r = 1; r < m->records.n; r++) {
        const bz_record *at = bz_model_at(m, r);
        bool is_made = at->flags & BZ_REC_MADE && at->origin && at->origin <= n;
        if (is_made && !(at->flags & BZ_REC_DEAD) && !list[at->origin].part.rec)
            list[at->origin].part.rec = r;
    }
    for (bz_node k = 1; k < m->bodies->nodes.n; k++) {
        const bz_doc_node *at = bz_doc_at(m->bodies, k);
        bool is_made = at->flags & BZ_NODE_MADE && at->origin && at->origin <= n;
        if (is_made && !(at->flags & BZ_NODE_DEAD)) note_block(e, k, &list[at->origin]);
    }
    return list;
}

/* "Staying calm: Talk about it": the titles above, from the session down. */
static void put_title(const bz_model *m, bz_rec r, bz_buf *out)
{
    bz_rec above[8];
    size_t n = 0;
    for (; r && bz_model_kind(m, r) != BZ_R_CURRICULUM && n < 8; r = bz_model_at(m, r)->parent)
        if (bz_field_find(bz_model_kind(m, r), BZ_STR("title")) > 0) above[n++] = r;
    while (n--) {
        int field = bz_field_find(bz_model_kind(m, above[n]), BZ_STR("title"));
        bz_str title = bz_model_text(m, above[n], field);
        if (!title.n) continue;
        if (out->n) bz_buf_put(out, ": ");
        bz_buf_str(out, title);
    }
}

static bz_str kept(bz_engine *e, bz_buf *text)
{
    bz_str s = bz_arena_str(e->job.arena, bz_str_trim(bz_buf_view(text)));
    bz_buf_clear(text);
    return s;
}

static size_t last_slash(bz_str s)
{
    size_t n = s.n;
    while (n && s.p[n - 1] != '/')
        n--;
    return n ? n - 1 : 0;
}

static void name_part(bz_engine *e, bz_target part, bz_row *r)
{
    bz_target t = part.rec ? part : r->c->target;
    bz_buf text = {0};
    r->address = r->c->address;
    if (part.rec) {
        bz_model_address(e->model, part, &text);
        r->address = kept(e, &text);
    }
    put_title(e->model, t.rec, &text);
    /* What was taken out stands nowhere any more: what it stood in says where it was. */
    bz_str in = r->address;
    while (!text.n && in.n) {
        in = bz_str_cut(in, 0, last_slash(in));
        put_title(e->model, bz_model_find(e->model, in, NULL).rec, &text);
    }
    r->title = text.n ? kept(e, &text) : r->address;
    bz_buf_deinit(&text);
}

/* An officer reads what a part says, and not only what it is called. */
static void put_texts(bz_engine *e, const made *what, bz_row *r)
{
    const bz_model *m = e->model;
    bz_buf text = {0};
    r->before = r->c->was;
    r->after = r->c->now;
    if (r->c->op == BZ_OP_INSERT && what->part.rec && !what->part.node) {
        bz_part_text(m, what->part, &text);
        r->after = kept(e, &text);
    } else if (what->source) {
        bz_part_block_text(m, what->source, &text);
        r->after = kept(e, &text);
    }
    if (r->c->op == BZ_OP_REMOVE && !r->c->target.node && r->c->by != BZ_BY_PLANNER) {
        bz_part_text(m, r->c->target, &text);
        r->before = kept(e, &text);
    }
    bz_buf_deinit(&text);
}

static bz_row row_of(bz_engine *e, uint32_t i, const made *what)
{
    bz_str none = BZ_STR("");
    bz_row r = {.c = bz_journal_at(e->journal, i)};
    r.evidence = r.planned = r.by = r.reference = r.who = r.reasons = r.file = none;
    r.language = r.meaning = r.evm = none;
    r.goal = r.c->goal;
    r.frame = bz_frame_of(e->model, r.c);
    if (r.c->span.file) {
        r.file = bz_source_name(e->job.sources, r.c->span.file);
        r.at = bz_source_locate(e->job.sources, r.c->span.file, r.c->span.start);
    }
    fill_declared(e, &r);
    name_part(e, what->part, &r);
    put_texts(e, what, &r);
    return r;
}

/* Whoever puts a thing in and gives it its fields has made one change: the thing, as it is in the
 * end, stands with what put it in. */
static bool is_part_of_insert(const bz_engine *e, const bz_change *c)
{
    const bz_record *at = bz_model_at(e->model, c->target.rec);
    if (c->op != BZ_OP_SET || c->target.node || !(at->flags & BZ_REC_MADE) || !at->origin)
        return false;
    const bz_change *put_in = bz_journal_at(e->journal, at->origin);
    return put_in->op == BZ_OP_INSERT && put_in->by == c->by &&
           bz_str_eq(put_in->author, c->author) && bz_str_eq(put_in->why, c->why);
}

void bz_engine__rows(bz_engine *e, bz_rows *out)
{
    made *list = made_by(e);
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        if (is_part_of_insert(e, bz_journal_at(e->journal, i))) continue;
        bz_row r = row_of(e, i, &list[i]);
        r.number = (uint32_t)out->n + 1;
        bz_vec_push(out, r);
    }
    bz_mem_free(list);
}

int bz_engine__light_of(const bz_row *r)
{
    if (r->c->approval) return BZ_WITH_APPROVAL;
    return r->c->light == BZ_WITH_APPROVAL ? BZ_WITH_CARE : r->c->light;
}

const char *bz_engine__author_kind(const bz_row *r)
{
    return WHO[r->c->by];
}

/* --- the columns */

#define TEXT_COLUMN(name, text)                                                                    \
    static void put_##name(const bz_row *r, bz_buf *out)                                           \
    {                                                                                              \
        bz_buf_str(out, text);                                                                     \
    }
#define WORD_COLUMN(name, word)                                                                    \
    static void put_##name(const bz_row *r, bz_buf *out)                                           \
    {                                                                                              \
        bz_buf_put(out, word);                                                                     \
    }
TEXT_COLUMN(address, r->address)
TEXT_COLUMN(name, r->title)
WORD_COLUMN(by, WHO[r->c->by])
TEXT_COLUMN(author, r->c->author)
TEXT_COLUMN(verb, r->c->verb)
WORD_COLUMN(light, LIGHTS[bz_engine__light_of(r)])
TEXT_COLUMN(why, r->c->why)
TEXT_COLUMN(evidence, r->evidence)
TEXT_COLUMN(language, r->language)
TEXT_COLUMN(meaning, r->meaning)
TEXT_COLUMN(before, r->before)
TEXT_COLUMN(after, r->after)
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
TEXT_COLUMN(evm, r->evm)
static void put_number(const bz_row *r, bz_buf *out)
{
    bz_buf_fmt(out, "%u", r->number);
}
static void put_where(const bz_row *r, bz_buf *out)
{
    if (r->file.n) bz_buf_fmt(out, "%.*s:%u", BZ_FMT(r->file), r->at.line);
}

/* What FRAME asks for bears FRAME's names. */
const bz_column bz_engine__columns[BZ_RECORD_COLUMNS] = {
    {"number", 8, put_number},
    {"address", 30, put_address},
    {"title", 30, put_name},
    {"verb", 12, put_verb},
    {"by", 12, put_by},
    {"author", 16, put_author},
    {"where", 30, put_where},
    {"may_change", 14, put_light},
    {"why", 40, put_why},
    {"evidence", 24, put_evidence},
    {"language", 10, put_language},
    {"meaning", 30, put_meaning},
    {"before", 50, put_before},
    {"after", 50, put_after},
    {"approved_by", 20, put_approved_by},
    {"approved_on", 12, put_approved_on},
    {"reference", 30, put_reference},
    {"planned", 20, put_planned},
    {"who", 24, put_who},
    {"what", 12, put_what},
    {"level", 14, put_level},
    {"contextual", 14, put_contextual},
    {"nature", 30, put_nature},
    {"fidelity", 12, put_fidelity},
    {"goal", 26, put_goal},
    {"reasons", 30, put_reasons},
    {"evm", 20, put_evm},
};
