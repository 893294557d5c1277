/* Answers as bytes and back: findings of a check and descriptors of documents, in the numbers and
 * texts of base/wire. The decoder believes nothing: every number is compared with what there is,
 * every text is bounded, valid UTF-8 and without control characters.
 *
 *   findings    = 0x01 count finding*
 *   finding     = severity rec node message hint span
 *   descriptors = 0x01 count descriptor*
 *   descriptor  = id title audience language moment format copies session meeting handout */
#include "sandbox/answer.h"

#include "base/map.h"
#include "base/utf8.h"
#include "base/wire.h"
#include "doc/language.h"

enum {
    FORMAT = 1,
    MOST_FINDINGS = 1000,
    MOST_DOCUMENTS = 10000,
    MOST_LINE = 2000,
    MOST_COPIES = 10000
};

/* Starts an answer; gives the number of its parts. */
static uint32_t take_head(bz_wire_reader *r, const bz_job *job, uint32_t most)
{
    if (r->bytes.n > job->limits->answer_bytes) return bz_wire_refuse(r, "the answer is too large");
    if (bz_wire_take_number(r) != FORMAT) return bz_wire_refuse(r, "an unknown format");
    uint32_t n = bz_wire_take_number(r);
    return n <= most ? n : bz_wire_refuse(r, "too many parts");
}

static void take_end(bz_wire_reader *r)
{
    if (!r->failed && r->at != r->bytes.n) bz_wire_refuse(r, "more bytes than the answer has");
}

/* A record of the model, present, of this kind (0: any); 0 is none. */
static bz_rec take_record(bz_wire_reader *r, const bz_model *m, bz_record_kind kind)
{
    bz_rec rec = bz_wire_take_number(r);
    if (!rec || r->failed) return 0;
    if (rec >= m->records.n || !bz_model_is_present(m, rec))
        return bz_wire_refuse(r, "a part that is not there");
    if (kind && bz_model_kind(m, rec) != kind) return bz_wire_refuse(r, "a part of another kind");
    return rec;
}

/* --- findings */

void bz_findings_encode(const bz_finding *list, size_t n, bz_buf *out)
{
    bz_wire_put_number(out, FORMAT);
    bz_wire_put_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        const bz_finding *f = &list[i];
        bz_wire_put_number(out, (uint32_t)f->severity);
        bz_wire_put_number(out, f->about.rec);
        bz_wire_put_number(out, f->about.node);
        bz_wire_put_text(out, f->message);
        bz_wire_put_text(out, f->hint);
        bz_wire_put_number(out, f->span.file);
        if (!f->span.file) continue;
        bz_wire_put_number(out, f->span.start);
        bz_wire_put_number(out, f->span.end - f->span.start);
    }
}

static bz_span take_span(bz_wire_reader *r, const bz_sources *s)
{
    bz_span span = bz_wire_take_span(r);
    if (r->failed || bz_span_is_within(s, span)) return span;
    bz_wire_refuse(r, "a place that is not there");
    return bz_span_none();
}

static bz_finding take_finding(bz_wire_reader *r, const bz_model *m, bz_job *job)
{
    bz_finding f = {0};
    uint32_t severity = bz_wire_take_number(r);
    if (severity != BZ_WARNING && severity != BZ_ERROR) bz_wire_refuse(r, "an unknown severity");
    f.severity = (bz_severity)severity;
    f.about.rec = take_record(r, m, BZ_NO_RECORD);
    f.about.node = bz_wire_take_number(r);
    if (!r->failed && f.about.node &&
        (f.about.node >= m->bodies->nodes.n || !bz_model_holds(m, f.about.rec, f.about.node)))
        bz_wire_refuse(r, "a block that is not there");
    f.message = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    f.hint = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    if (!r->failed && !f.message.n) bz_wire_refuse(r, "a finding without a text");
    f.span = take_span(r, job->sources);
    return f;
}

bz_status bz_findings_decode(bz_str bytes, const bz_model *m, bz_finding **list, size_t *n,
                             bz_job *job, bz_buf *why)
{
    bz_wire_reader r = {.bytes = bytes, .why = why};
    uint32_t count = take_head(&r, job, MOST_FINDINGS);
    bz_finding *made = bz_arena_alloc(job->arena, (count + 1) * sizeof *made);
    for (uint32_t i = 0; i < count && !r.failed; i++)
        made[i] = take_finding(&r, m, job);
    take_end(&r);
    *list = r.failed ? NULL : made;
    *n = r.failed ? 0 : count;
    return r.failed ? BZ_PLUGIN : BZ_OK;
}

/* --- descriptors */

void bz_descriptors_encode(const bz_descriptor *list, size_t n, bz_buf *out)
{
    bz_wire_put_number(out, FORMAT);
    bz_wire_put_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        bz_wire_put_text(out, list[i].id);
        bz_wire_put_text(out, list[i].title);
        bz_wire_put_text(out, list[i].audience);
        bz_wire_put_text(out, list[i].language);
        bz_wire_put_text(out, list[i].moment);
        bz_wire_put_text(out, list[i].format);
        bz_wire_put_number(out, list[i].copies);
        bz_wire_put_number(out, list[i].session);
        bz_wire_put_number(out, list[i].meeting);
        bz_wire_put_number(out, list[i].handout);
    }
}

static bz_descriptor take_descriptor(bz_wire_reader *r, const bz_model *m, bz_map *ids, bz_job *job)
{
    bz_descriptor d = {0};
    const char *why;
    d.id = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    if (!r->failed && !bz_id_is_valid(d.id, &why))
        bz_wire_refuse(r, "an id that cannot be a file's name");
    if (!r->failed && bz_map_add(ids, d.id, 1)) bz_wire_refuse(r, "an id that is there twice");
    d.title = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    if (!r->failed && !d.title.n) bz_wire_refuse(r, "a document without a title");
    d.audience = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    if (!r->failed && bz_enum_find(BZ_E_AUDIENCE, d.audience) < 0)
        bz_wire_refuse(r, "an unknown audience");
    d.language = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    if (!r->failed && d.language.n && !bz_language_is_tag(d.language))
        bz_wire_refuse(r, "a malformed language");
    d.moment = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    if (!r->failed && d.moment.n && bz_enum_find(BZ_E_MOMENT, d.moment) < 0)
        bz_wire_refuse(r, "an unknown moment");
    d.format = bz_arena_str(job->arena, bz_wire_take_clean(r, MOST_LINE, false));
    d.copies = bz_wire_take_number(r);
    if (!r->failed && d.copies > MOST_COPIES) bz_wire_refuse(r, "too many copies");
    d.session = take_record(r, m, BZ_R_SESSION);
    d.meeting = take_record(r, m, BZ_R_MEETING);
    d.handout = take_record(r, m, BZ_R_HANDOUT);
    return d;
}

bz_status bz_descriptors_decode(bz_str bytes, const bz_model *m, bz_descriptor **list, size_t *n,
                                bz_job *job, bz_buf *why)
{
    bz_wire_reader r = {.bytes = bytes, .why = why};
    uint32_t count = take_head(&r, job, MOST_DOCUMENTS);
    bz_descriptor *made = bz_arena_alloc(job->arena, (count + 1) * sizeof *made);
    bz_map *ids = bz_map_new();
    for (uint32_t i = 0; i < count && !r.failed; i++)
        made[i] = take_descriptor(&r, m, ids, job);
    bz_map_free(ids);
    take_end(&r);
    *list = r.failed ? NULL : made;
    *n = r.failed ? 0 : count;
    return r.failed ? BZ_PLUGIN : BZ_OK;
}
