/* Changes as bytes and back: what the answer of a plugin carries, in the numbers, texts and spans
 * of base/wire.
 *
 *   answer = 0x02 n change*n
 *   change = op target before field attr kind value low high
 *            text verb why goal span has-fragment [tree]
 *   target, before = record node        field, low, high are signed
 *   tree   = as bz_doc_encode writes it
 *
 * Who made a change, and what was before and after it, are not carried: the one door says that
 * anew. Records and nodes are indices that bz_journal_apply checks; the decoder checks all that
 * could hurt before that: lengths, kinds, texts and trees. On failure the journal's document is cut
 * back to what it was. */
#include "adapt/journal_priv.h"
#include "base/wire.h"
#include <assert.h>

enum { FORMAT = 2, LEAST_CHANGE = 17 /* bytes */ };

static void put_change(const bz_doc *d, const bz_change *c, bz_buf *out)
{
    bz_wire_put_number(out, c->op);
    bz_wire_put_number(out, c->target.rec);
    bz_wire_put_number(out, c->target.node);
    bz_wire_put_number(out, c->before.rec);
    bz_wire_put_number(out, c->before.node);
    bz_wire_put_signed(out, c->field);
    bz_wire_put_number(out, (uint32_t)c->attr);
    bz_wire_put_number(out, c->kind);
    bz_wire_put_number(out, c->value);
    bz_wire_put_signed(out, c->low);
    bz_wire_put_signed(out, c->high);
    bz_wire_put_text(out, c->text);
    bz_wire_put_text(out, c->verb);
    bz_wire_put_text(out, c->why);
    bz_wire_put_text(out, c->goal);
    bz_wire_put_span(out, c->span);
    bz_wire_put_number(out, c->fragment != 0);
    if (c->fragment) bz_doc_encode(d, c->fragment, out);
}

void bz_journal_encode(bz_journal *j, uint32_t from, bz_buf *out)
{
    uint32_t count = bz_journal_count(j);
    assert(from > 0 && from <= count + 1);
    bz_wire_put_number(out, FORMAT);
    bz_wire_put_number(out, count + 1 - from);
    for (uint32_t i = from; i <= count; i++)
        put_change(bz_journal_doc(j), bz_journal_at(j, i), out);
}

typedef struct reader {
    bz_wire_reader wire;
    bz_job *job;
    bool is_over_limit;
} reader;

/* Text for the record, or the text of a list, whose elements are apart by a control character. */
static bz_str take_text(reader *r, bool is_list)
{
    bz_str s = bz_wire_take_text(&r->wire, SIZE_MAX);
    if (!is_list && s.n && !bz_adapt__is_line(s, NULL)) {
        r->wire.at -= s.n; /* the reason names where the text starts */
        bz_wire_refuse(&r->wire, "a text is not one short line");
    }
    return r->wire.failed ? BZ_STR("") : bz_arena_str(r->job->arena, s);
}

/* A place that is not there is only left out: it is for people to read. */
static bz_span take_span(reader *r)
{
    bz_span span = bz_wire_take_span(&r->wire);
    return bz_span_is_within(r->job->sources, span) ? span : bz_span_none();
}

static void take_fragment(reader *r, bz_doc *d, bz_change *c)
{
    if (!bz_wire_take_below(&r->wire, 2, "a mark that is neither 0 nor 1") || r->wire.failed)
        return;
    bz_buf reason = {0};
    c->fragment = bz_doc_decode(d, r->wire.bytes, &r->wire.at, r->job->limits, &reason);
    if (!c->fragment) bz_wire_refuse(&r->wire, reason.p ? reason.p : "a tree that cannot be read");
    else if (bz_doc_kind_of(d, c->fragment) != BZ_DOC_FRAGMENT)
        bz_wire_refuse(&r->wire, "a tree that is no fragment");
    else bz_doc_mend_spans(d, c->fragment, r->job->sources);
    bz_buf_deinit(&reason);
}

static void take_change(reader *r, bz_doc *d, bz_change *c)
{
    *c = (bz_change){
        .op = (bz_op)bz_wire_take_below(&r->wire, BZ_OP_REPLACE + 1, "an unknown kind of change")};
    c->by = BZ_BY_PLUGIN;
    c->author = c->address = c->was = c->now = BZ_STR("");
    c->target.rec = bz_wire_take_number(&r->wire);
    c->target.node = bz_wire_take_number(&r->wire);
    c->before.rec = bz_wire_take_number(&r->wire);
    c->before.node = bz_wire_take_number(&r->wire);
    c->field = bz_wire_take_signed(&r->wire);
    c->attr = (int)bz_wire_take_below(&r->wire, BZ_ATTR_KEY_COUNT, "an unknown attribute");
    c->kind = (bz_record_kind)bz_wire_take_below(&r->wire, BZ_RECORD_KIND_COUNT,
                                                 "an unknown kind of record");
    c->value =
        (bz_value_kind)bz_wire_take_below(&r->wire, BZ_V_MAP + 1, "an unknown kind of value");
    c->low = bz_wire_take_signed(&r->wire);
    c->high = bz_wire_take_signed(&r->wire);
    c->text = take_text(r, true);
    c->verb = take_text(r, false);
    c->why = take_text(r, false);
    c->goal = take_text(r, false);
    c->span = take_span(r);
    if (!r->wire.failed) take_fragment(r, d, c);
}

static uint32_t take_count(reader *r)
{
    if (r->wire.bytes.n > r->job->limits->answer_bytes) {
        r->is_over_limit = true;
        return bz_wire_refuse(&r->wire, "the answer is too large");
    }
    if (bz_wire_take_number(&r->wire) != FORMAT)
        return bz_wire_refuse(&r->wire, "an unknown format");
    uint32_t n = bz_wire_take_number(&r->wire);
    if (n > r->job->limits->journal_entries) {
        r->is_over_limit = true;
        return bz_wire_refuse(&r->wire, "too many changes");
    }
    if (n > (r->wire.bytes.n - r->wire.at) / LEAST_CHANGE)
        return bz_wire_refuse(&r->wire, "the answer ends early");
    return n;
}

bz_status bz_journal_decode(bz_journal *j, bz_str bytes, bz_change **changes, size_t *n,
                            bz_job *job, bz_buf *why)
{
    bz_doc *d = bz_journal_doc(j);
    size_t nodes = d->nodes.n, attrs = d->attrs.n, text = d->text.n;
    reader r = {.wire = {.bytes = bytes, .why = why}, .job = job};
    *n = take_count(&r);
    *changes = bz_arena_alloc(job->arena, (*n + 1) * sizeof **changes);
    for (size_t i = 0; i < *n && !r.wire.failed; i++) {
        take_change(&r, d, &(*changes)[i]);
        if (d->nodes.n - nodes <= job->limits->doc_nodes) continue;
        r.is_over_limit = true;
        bz_wire_refuse(&r.wire, "too many nodes");
    }
    if (!r.wire.failed && r.wire.at < bytes.n)
        bz_wire_refuse(&r.wire, "the answer does not end where it should");
    if (!r.wire.failed) return BZ_OK;
    d->nodes.n = nodes;
    d->attrs.n = attrs;
    d->text.n = text;
    if (d->text.p) d->text.p[text] = '\0';
    *n = 0;
    return r.is_over_limit ? BZ_LIMIT : BZ_INVALID;
}
