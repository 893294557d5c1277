/* Changes as bytes and back: what the answer of a plugin carries.
 *
 *   answer = 0x02 n change*n
 *   change = op target before field attr kind value low high text verb why goal span has-fragment
 * [tree] target, before = record node                 span = file [start length] field, low, high
 * zigzag: small negatives stay short text = length bytes                          UTF-8 tree as
 * bz_doc_encode writes it
 *
 * Numbers are LEB128, at most 32 bits. Who made a change, and what was before and after it, are not
 * carried: the one door says that anew. Records and nodes are indices that bz_journal_apply checks;
 * the decoder checks all that could hurt before that: lengths, kinds, texts and trees. On failure
 * the journal's document is cut back to what it was. */
#include "adapt/journal_priv.h"
#include "base/utf8.h"
#include <assert.h>

enum { FORMAT = 2, LEAST_CHANGE = 17 /* bytes */ };

static void put_number(bz_buf *out, uint32_t v)
{
    for (; v >= 0x80; v >>= 7)
        bz_buf_char(out, (char)((v & 0x7f) | 0x80));
    bz_buf_char(out, (char)v);
}

static void put_signed(bz_buf *out, int32_t v)
{
    put_number(out, ((uint32_t)v << 1) ^ (v < 0 ? UINT32_MAX : 0));
}

static void put_text(bz_buf *out, bz_str s)
{
    put_number(out, (uint32_t)s.n);
    bz_buf_str(out, s);
}

static void put_span(bz_buf *out, bz_span span)
{
    put_number(out, span.file);
    if (!span.file) return;
    put_number(out, span.start);
    put_number(out, span.end - span.start);
}

static void put_change(const bz_doc *d, const bz_change *c, bz_buf *out)
{
    put_number(out, c->op);
    put_number(out, c->target.rec);
    put_number(out, c->target.node);
    put_number(out, c->before.rec);
    put_number(out, c->before.node);
    put_signed(out, c->field);
    put_number(out, (uint32_t)c->attr);
    put_number(out, c->kind);
    put_number(out, c->value);
    put_signed(out, c->low);
    put_signed(out, c->high);
    put_text(out, c->text);
    put_text(out, c->verb);
    put_text(out, c->why);
    put_text(out, c->goal);
    put_span(out, c->span);
    put_number(out, c->fragment != 0);
    if (c->fragment) bz_doc_encode(d, c->fragment, out);
}

void bz_journal_encode(bz_journal *j, uint32_t from, bz_buf *out)
{
    uint32_t count = bz_journal_count(j);
    assert(from > 0 && from <= count + 1);
    put_number(out, FORMAT);
    put_number(out, count + 1 - from);
    for (uint32_t i = from; i <= count; i++)
        put_change(bz_journal_doc(j), bz_journal_at(j, i), out);
}

typedef struct reader {
    bz_str bytes;
    size_t at;
    bz_job *job;
    bz_buf *why;
    bool failed, is_over_limit;
} reader;

static uint32_t fail(reader *r, const char *reason)
{
    if (!r->failed && r->why) bz_buf_fmt(r->why, "%s at byte %zu", reason, r->at);
    r->failed = true;
    return 0;
}

static uint32_t take_number(reader *r)
{
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 35 && !r->failed; shift += 7) {
        if (r->at >= r->bytes.n) return fail(r, "the answer ends early");
        uint8_t b = (uint8_t)r->bytes.p[r->at++];
        v |= (uint64_t)(b & 0x7f) << shift;
        if (b & 0x80) continue;
        return v <= UINT32_MAX ? (uint32_t)v : fail(r, "a number is too large");
    }
    return fail(r, "a number is too long");
}

static uint32_t take_below(reader *r, uint32_t end, const char *reason)
{
    uint32_t v = take_number(r);
    return v < end ? v : fail(r, reason);
}

static int32_t take_signed(reader *r)
{
    uint32_t v = take_number(r);
    return (int32_t)((v >> 1) ^ (v & 1 ? UINT32_MAX : 0));
}

/* Text for the record, or the text of a list, whose elements are apart by a control character. */
static bz_str take_text(reader *r, bool is_list)
{
    uint32_t n = take_number(r);
    if (r->failed) return BZ_STR("");
    bz_str s = {r->bytes.p + r->at, n};
    if (n > r->bytes.n - r->at) fail(r, "a text is longer than the answer");
    else if (bz_utf8_valid(s) != n) fail(r, "a text is not UTF-8");
    else if (!is_list && n && !bz_adapt__is_line(s, NULL)) fail(r, "a text is not one short line");
    if (r->failed) return BZ_STR("");
    r->at += n;
    return bz_arena_str(r->job->arena, s);
}

/* A place in a file that is not known is none: it only says where to point. */
static bz_span take_span(reader *r)
{
    bz_span span = {.file = take_number(r)};
    if (!span.file) return span;
    span.start = take_number(r);
    uint32_t n = take_number(r);
    if (r->failed || span.file > bz_sources_count(r->job->sources)) return bz_span_none();
    size_t all = bz_source_text(r->job->sources, span.file).n;
    if (span.start > all || n > all - span.start) return bz_span_none();
    span.end = span.start + n;
    return span;
}

static void take_fragment(reader *r, bz_doc *d, bz_change *c)
{
    if (!take_below(r, 2, "a mark that is neither 0 nor 1") || r->failed) return;
    bz_buf reason = {0};
    c->fragment = bz_doc_decode(d, r->bytes, &r->at, r->job->limits, &reason);
    if (!c->fragment) fail(r, reason.p ? reason.p : "a tree that cannot be read");
    else if (bz_doc_kind_of(d, c->fragment) != BZ_DOC_FRAGMENT)
        fail(r, "a tree that is no fragment");
    else bz_doc_mend_spans(d, c->fragment, r->job->sources);
    bz_buf_deinit(&reason);
}

static void take_change(reader *r, bz_doc *d, bz_change *c)
{
    *c = (bz_change){.op = (bz_op)take_below(r, BZ_OP_REPLACE + 1, "an unknown kind of change")};
    c->by = BZ_BY_PLUGIN;
    c->author = c->address = c->was = c->now = BZ_STR("");
    c->target.rec = take_number(r);
    c->target.node = take_number(r);
    c->before.rec = take_number(r);
    c->before.node = take_number(r);
    c->field = take_signed(r);
    c->attr = (int)take_below(r, BZ_ATTR_KEY_COUNT, "an unknown attribute");
    c->kind = (bz_record_kind)take_below(r, BZ_RECORD_KIND_COUNT, "an unknown kind of record");
    c->value = (bz_value_kind)take_below(r, BZ_V_MAP + 1, "an unknown kind of value");
    c->low = take_signed(r);
    c->high = take_signed(r);
    c->text = take_text(r, true);
    c->verb = take_text(r, false);
    c->why = take_text(r, false);
    c->goal = take_text(r, false);
    c->span = take_span(r);
    if (!r->failed) take_fragment(r, d, c);
}

static uint32_t take_count(reader *r)
{
    if (r->bytes.n > r->job->limits->answer_bytes) {
        r->is_over_limit = true;
        return fail(r, "the answer is too large");
    }
    if (take_number(r) != FORMAT) return fail(r, "an unknown format");
    uint32_t n = take_number(r);
    if (n > r->job->limits->journal_entries) {
        r->is_over_limit = true;
        return fail(r, "too many changes");
    }
    if (n > (r->bytes.n - r->at) / LEAST_CHANGE) return fail(r, "the answer ends early");
    return n;
}

bz_status bz_journal_decode(bz_journal *j, bz_str bytes, bz_change **changes, size_t *n,
                            bz_job *job, bz_buf *why)
{
    bz_doc *d = bz_journal_doc(j);
    size_t nodes = d->nodes.n, attrs = d->attrs.n, text = d->text.n;
    reader r = {.bytes = bytes, .job = job, .why = why};
    *n = take_count(&r);
    *changes = bz_arena_alloc(job->arena, (*n + 1) * sizeof **changes);
    for (size_t i = 0; i < *n && !r.failed; i++) {
        take_change(&r, d, &(*changes)[i]);
        if (d->nodes.n - nodes <= job->limits->doc_nodes) continue;
        r.is_over_limit = true;
        fail(&r, "too many nodes");
    }
    if (!r.failed && r.at < bytes.n) fail(&r, "the answer does not end where it should");
    if (!r.failed) return BZ_OK;
    d->nodes.n = nodes;
    d->attrs.n = attrs;
    d->text.n = text;
    if (d->text.p) d->text.p[text] = '\0';
    *n = 0;
    return r.is_over_limit ? BZ_LIMIT : BZ_INVALID;
}
