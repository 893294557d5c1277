/* Answers as bytes and back: findings of a check and descriptors of documents. Numbers are LEB128
 * of at most 32 bits, a text is its length and its bytes. The decoder believes nothing: every
 * number is compared with what there is, every text is bounded, valid UTF-8 and without control
 * characters.
 *
 *   findings    = 0x01 count finding*      finding    = severity rec node message hint span
 *   descriptors = 0x01 count descriptor*   descriptor = id title audience language session meeting
 * handout span        = file [start length] */
#include "plugin/plugin_priv.h"
#include "base/map.h"
#include "base/utf8.h"

enum { FORMAT = 1, MOST_FINDINGS = 1000, MOST_DOCUMENTS = 10000, MOST_LINE = 2000 };

void bz_plugin__put_number(bz_buf *out, uint32_t v)
{
    for (; v >= 0x80; v >>= 7)
        bz_buf_char(out, (char)((v & 0x7f) | 0x80));
    bz_buf_char(out, (char)v);
}

void bz_plugin__put_text(bz_buf *out, bz_str s)
{
    bz_plugin__put_number(out, (uint32_t)s.n);
    bz_buf_str(out, s);
}

uint32_t bz_plugin__refuse(bz_plugin_reader *r, const char *reason)
{
    if (!r->failed && r->why) bz_buf_fmt(r->why, "%s at byte %zu", reason, r->at);
    r->failed = true;
    return 0;
}

uint32_t bz_plugin__take_number(bz_plugin_reader *r)
{
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 35 && !r->failed; shift += 7) {
        if (r->at >= r->bytes.n) return bz_plugin__refuse(r, "the answer ends early");
        uint8_t b = (uint8_t)r->bytes.p[r->at++];
        v |= (uint64_t)(b & 0x7f) << shift;
        if (!(b & 0x80))
            return v <= UINT32_MAX ? (uint32_t)v : bz_plugin__refuse(r, "a number is too large");
    }
    return bz_plugin__refuse(r, "a number is too long");
}

bz_str bz_plugin__take_text(bz_plugin_reader *r, size_t most)
{
    uint32_t n = bz_plugin__take_number(r);
    if (r->failed) return BZ_STR("");
    bz_str s = {r->bytes.p + r->at, n};
    if (n > r->bytes.n - r->at) bz_plugin__refuse(r, "a text is longer than the answer");
    else if (n > most) bz_plugin__refuse(r, "a text is too long");
    else if (!bz_utf8_is_clean(s, false)) bz_plugin__refuse(r, "a text is not clean UTF-8");
    if (r->failed) return BZ_STR("");
    r->at += n;
    return s;
}

/* Starts an answer; gives the number of its parts. */
static uint32_t take_head(bz_plugin_reader *r, const bz_job *job, uint32_t most)
{
    if (r->bytes.n > job->limits->answer_bytes)
        return bz_plugin__refuse(r, "the answer is too large");
    if (bz_plugin__take_number(r) != FORMAT) return bz_plugin__refuse(r, "an unknown format");
    uint32_t n = bz_plugin__take_number(r);
    return n <= most ? n : bz_plugin__refuse(r, "too many parts");
}

static void take_end(bz_plugin_reader *r)
{
    if (!r->failed && r->at != r->bytes.n) bz_plugin__refuse(r, "more bytes than the answer has");
}

/* A record of the model, present, of this kind (0: any); 0 is none. */
static bz_rec take_record(bz_plugin_reader *r, const bz_model *m, bz_record_kind kind)
{
    bz_rec rec = bz_plugin__take_number(r);
    if (!rec || r->failed) return 0;
    if (rec >= m->records.n || !bz_model_is_present(m, rec))
        return bz_plugin__refuse(r, "a part that is not there");
    if (kind && bz_model_kind(m, rec) != kind)
        return bz_plugin__refuse(r, "a part of another kind");
    return rec;
}

/* --- findings */

void bz_plugin__encode_findings(const bz_finding *list, size_t n, bz_buf *out)
{
    bz_plugin__put_number(out, FORMAT);
    bz_plugin__put_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        const bz_finding *f = &list[i];
        bz_plugin__put_number(out, (uint32_t)f->severity);
        bz_plugin__put_number(out, f->about.rec);
        bz_plugin__put_number(out, f->about.node);
        bz_plugin__put_text(out, f->message);
        bz_plugin__put_text(out, f->hint);
        bz_plugin__put_number(out, f->span.file);
        if (!f->span.file) continue;
        bz_plugin__put_number(out, f->span.start);
        bz_plugin__put_number(out, f->span.end - f->span.start);
    }
}

static bz_span take_span(bz_plugin_reader *r, const bz_sources *s)
{
    bz_span span = {.file = bz_plugin__take_number(r)};
    if (!span.file || r->failed) return bz_span_none();
    span.start = bz_plugin__take_number(r);
    uint32_t n = bz_plugin__take_number(r);
    if (r->failed) return bz_span_none();
    if (span.file > bz_sources_count(s)) bz_plugin__refuse(r, "a place in an unknown file");
    else if (span.start > bz_source_text(s, span.file).n ||
             n > bz_source_text(s, span.file).n - span.start)
        bz_plugin__refuse(r, "a place behind the end of its file");
    span.end = span.start + n;
    return span;
}

static bz_finding take_finding(bz_plugin_reader *r, const bz_model *m, bz_job *job)
{
    bz_finding f = {0};
    uint32_t severity = bz_plugin__take_number(r);
    if (severity != BZ_WARNING && severity != BZ_ERROR) bz_plugin__refuse(r, "an unknown severity");
    f.severity = (bz_severity)severity;
    f.about.rec = take_record(r, m, BZ_NO_RECORD);
    f.about.node = bz_plugin__take_number(r);
    if (!r->failed && f.about.node &&
        (f.about.node >= m->bodies->nodes.n || !bz_model_holds(m, f.about.rec, f.about.node)))
        bz_plugin__refuse(r, "a block that is not there");
    f.message = bz_arena_str(job->arena, bz_plugin__take_text(r, MOST_LINE));
    f.hint = bz_arena_str(job->arena, bz_plugin__take_text(r, MOST_LINE));
    if (!r->failed && !f.message.n) bz_plugin__refuse(r, "a finding without a text");
    f.span = take_span(r, job->sources);
    return f;
}

bz_status bz_findings_decode(bz_str bytes, const bz_model *m, bz_finding **list, size_t *n,
                             bz_job *job, bz_buf *why)
{
    bz_plugin_reader r = {.bytes = bytes, .why = why};
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

void bz_plugin__encode_descriptors(const bz_descriptor *list, size_t n, bz_buf *out)
{
    bz_plugin__put_number(out, FORMAT);
    bz_plugin__put_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        bz_plugin__put_text(out, list[i].id);
        bz_plugin__put_text(out, list[i].title);
        bz_plugin__put_text(out, list[i].audience);
        bz_plugin__put_text(out, list[i].language);
        bz_plugin__put_number(out, list[i].session);
        bz_plugin__put_number(out, list[i].meeting);
        bz_plugin__put_number(out, list[i].handout);
    }
}

static bz_descriptor take_descriptor(bz_plugin_reader *r, const bz_model *m, bz_map *ids,
                                     bz_job *job)
{
    bz_descriptor d = {0};
    const char *why;
    d.id = bz_arena_str(job->arena, bz_plugin__take_text(r, MOST_LINE));
    if (!r->failed && !bz_id_is_valid(d.id, &why))
        bz_plugin__refuse(r, "an id that cannot be a file's name");
    if (!r->failed && bz_map_add(ids, d.id, 1)) bz_plugin__refuse(r, "an id that is there twice");
    d.title = bz_arena_str(job->arena, bz_plugin__take_text(r, MOST_LINE));
    if (!r->failed && !d.title.n) bz_plugin__refuse(r, "a document without a title");
    d.audience = bz_arena_str(job->arena, bz_plugin__take_text(r, MOST_LINE));
    if (!r->failed && bz_enum_find(BZ_E_AUDIENCE, d.audience) < 0)
        bz_plugin__refuse(r, "an unknown audience");
    d.language = bz_arena_str(job->arena, bz_plugin__take_text(r, MOST_LINE));
    if (!r->failed && d.language.n && !bz_language_is_tag(d.language))
        bz_plugin__refuse(r, "a malformed language");
    d.session = take_record(r, m, BZ_R_SESSION);
    d.meeting = take_record(r, m, BZ_R_MEETING);
    d.handout = take_record(r, m, BZ_R_HANDOUT);
    return d;
}

bz_status bz_descriptors_decode(bz_str bytes, const bz_model *m, bz_descriptor **list, size_t *n,
                                bz_job *job, bz_buf *why)
{
    bz_plugin_reader r = {.bytes = bytes, .why = why};
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
