/* In: what one side says. Out: the bytes of it, and back. Numbers and texts are those of base/wire;
 * what comes from a worker is taken with its checks. */
#include "sandbox/message.h"

#include "base/utf8.h"

enum { MOST_REPORTS = 2000, MOST_NOTES = 100, MOST_MESSAGE = 2000, LEAST_FILE = 3 /* bytes */ };

void bz_head_put(const bz_head *h, unsigned char to[BZ_HEAD_BYTES])
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(h->bytes >> (8 * i));
    to[4] = h->version;
    to[5] = h->kind;
    to[6] = h->number;
    to[7] = h->marks;
}

bz_head bz_head_take(const unsigned char from[BZ_HEAD_BYTES])
{
    bz_head h = {.version = from[4], .kind = from[5], .number = from[6], .marks = from[7]};
    for (int i = 0; i < 4; i++)
        h.bytes |= (uint32_t)from[i] << (8 * i);
    return h;
}

/* --- hello */

/* Numbers that differ where a build differs in what the two sides share. */
static const uint32_t fingerprint[] = {BZ_CODE_COUNT, BZ_RECORD_KIND_COUNT, BZ_ENUM_COUNT,
                                       BZ_DOC_KIND_COUNT, BZ_API_LEVEL};

void bz_hello_put(const bz_hello *h, bz_buf *out)
{
    bz_wire_put_text(out, BZ_STR("baraza " BZ_VERSION));
    for (size_t i = 0; i < sizeof fingerprint / sizeof *fingerprint; i++)
        bz_wire_put_number(out, fingerprint[i]);
    bz_wire_put_number(out, h->seccomp);
    bz_wire_put_number(out, h->landlock);
}

bool bz_hello_take(bz_str payload, bz_hello *h)
{
    bz_wire_reader r = {.bytes = payload};
    bool is_same = bz_str_is(bz_wire_take_clean(&r, 64, false), "baraza " BZ_VERSION);
    for (size_t i = 0; i < sizeof fingerprint / sizeof *fingerprint; i++)
        if (bz_wire_take_number(&r) != fingerprint[i]) is_same = false;
    h->seccomp = bz_wire_take_below(&r, 2, "a mark that is neither 0 nor 1") == 1;
    h->landlock = bz_wire_take_number(&r);
    return is_same && !r.failed && r.at == payload.n;
}

/* --- setup */

static void put_long(bz_buf *out, uint64_t v)
{
    bz_wire_put_number(out, (uint32_t)v);
    bz_wire_put_number(out, (uint32_t)(v >> 32));
}

static uint64_t take_long(bz_wire_reader *r)
{
    uint64_t low = bz_wire_take_number(r);
    return low | (uint64_t)bz_wire_take_number(r) << 32;
}

void bz_setup_put(const bz_plugin_setup *s, bz_buf *out)
{
    const bz_plugin_limits *l = s->limits ? s->limits : &bz_plugin_limits_default;
    bz_wire_put_text(out, s->id);
    put_long(out, l->steps_call);
    put_long(out, l->steps_build);
    put_long(out, l->memory);
    put_long(out, l->source_bytes);
    bz_wire_put_number(out, l->seconds);
    bz_wire_put_number(out, s->manifest);
    bz_wire_put_number(out, s->use);
    bz_wire_put_number(out, s->is_looked_at);
    bz_wire_put_number(out, (uint32_t)s->n_files);
    for (size_t i = 0; i < s->n_files; i++) {
        bz_wire_put_text(out, s->files[i].name);
        bz_wire_put_number(out, s->files[i].file);
        bz_wire_put_number(out, (uint32_t)s->files[i].text.n);
        bz_buf_str(out, s->files[i].text);
    }
}

/* The text of a file may be anything: Lua says what is wrong with it. */
static bz_str take_bytes(bz_wire_reader *r)
{
    uint32_t n = bz_wire_take_number(r);
    if (!r->failed && n > r->bytes.n - r->at) bz_wire_refuse(r, "a file is longer than its frame");
    if (r->failed) return BZ_STR("");
    bz_str s = {r->bytes.p + r->at, n};
    r->at += n;
    return s;
}

bool bz_setup_take(bz_wire_reader *r, bz_plugin_setup *s, bz_plugin_limits *limits, bz_arena *a)
{
    *limits = bz_plugin_limits_default;
    *s = (bz_plugin_setup){.id = bz_wire_take_text(r, SIZE_MAX), .limits = limits};
    limits->steps_call = take_long(r);
    limits->steps_build = take_long(r);
    limits->memory = (size_t)take_long(r);
    limits->source_bytes = (size_t)take_long(r);
    limits->seconds = bz_wire_take_number(r);
    s->manifest = bz_wire_take_number(r);
    s->use = bz_wire_take_number(r);
    s->is_looked_at = bz_wire_take_number(r) == 1;
    uint32_t n = bz_wire_take_number(r);
    if (!r->failed && n > (r->bytes.n - r->at) / LEAST_FILE)
        n = bz_wire_refuse(r, "too many files");
    bz_plugin_file *files = bz_arena_alloc(a, (n + 1) * sizeof *files);
    for (uint32_t i = 0; i < n && !r->failed; i++) {
        files[i].name = bz_wire_take_text(r, SIZE_MAX);
        files[i].file = bz_wire_take_number(r);
        files[i].text = take_bytes(r);
    }
    s->files = files;
    s->n_files = n;
    return !r->failed && r->at == r->bytes.n;
}

/* --- reports */

void bz_reports_put(const bz_diags *d, bz_buf *out)
{
    size_t n = bz_diags_count(d);
    bz_wire_put_number(out, (uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        const bz_diag *g = bz_diags_at(d, i);
        bz_wire_put_number(out, g->code);
        bz_wire_put_span(out, g->span);
        bz_wire_put_text(out, g->message);
        bz_wire_put_text(out, g->hint);
        bz_wire_put_number(out, (uint32_t)g->n_notes);
        for (size_t k = 0; k < g->n_notes; k++) {
            bz_wire_put_span(out, g->notes[k].span);
            bz_wire_put_text(out, g->notes[k].message);
        }
    }
}

/* A place that is not there is only left out: it is for people to read. */
static bz_span take_span(bz_wire_reader *r, const bz_job *job)
{
    bz_span span = bz_wire_take_span(r);
    return !r->failed && bz_span_is_within(job->sources, span) ? span : bz_span_none();
}

/* What the system or the sandbox is to be blamed for, no plugin says. */
static bool is_allowed(uint32_t code)
{
    const char *name = bz_code_row((bz_code)code)->name;
    return name[0] && name[0] != 'S' && name[0] != 'W';
}

static bool take_report(bz_wire_reader *r, bz_job *job)
{
    uint32_t code = bz_wire_take_below(r, BZ_CODE_COUNT, "an unknown code");
    bz_span span = take_span(r, job);
    bz_str message = bz_wire_take_clean(r, MOST_MESSAGE, false);
    bz_str hint = bz_wire_take_clean(r, MOST_MESSAGE, false);
    uint32_t notes = bz_wire_take_below(r, MOST_NOTES, "too many notes");
    if (!r->failed && (!is_allowed(code) || !message.n)) bz_wire_refuse(r, "a report of no plugin");
    if (r->failed) return false;
    bz_diag *d = bz_diag_add(job->diags, (bz_code)code, span, "%.*s", BZ_FMT(message));
    if (hint.n) bz_diag_hint(job->diags, d, "%.*s", BZ_FMT(hint));
    for (uint32_t i = 0; i < notes && !r->failed; i++) {
        bz_span at = take_span(r, job);
        bz_str text = bz_wire_take_clean(r, MOST_MESSAGE, false);
        if (!r->failed) bz_diag_note_at(job->diags, d, at, "%.*s", BZ_FMT(text));
    }
    return !r->failed;
}

bool bz_reports_take(bz_wire_reader *r, bz_job *job)
{
    uint32_t n = bz_wire_take_below(r, MOST_REPORTS + 1, "too many reports");
    for (uint32_t i = 0; i < n && !r->failed; i++)
        take_report(r, job);
    return !r->failed;
}
