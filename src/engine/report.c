/* Diagnostics for programs. In: what the last job found. Out: JSON, or one at a time as plain
 * fields. */
#include "engine/engine_priv.h"

#include "base/utf8.h"

#include <jansson.h>
#include <stdlib.h>

static const char *severity_name(bz_severity s)
{
    return s == BZ_ERROR ? "error" : s == BZ_WARNING ? "warning" : "note";
}

/* Text as JSON; bytes that are not UTF-8 (a name from the command line, say) become U+FFFD. */
static json_t *text_json(bz_str s)
{
    json_t *text = json_stringn(s.n ? s.p : "", s.n);
    if (text) return text;
    bz_buf clean = {0};
    while (s.n) {
        size_t good = bz_utf8_valid(s);
        bz_buf_str(&clean, bz_str_cut(s, 0, good));
        if (good < s.n) bz_buf_code_point(&clean, 0xfffd);
        s = bz_str_cut(s, good + 1, s.n);
    }
    text = json_stringn(clean.p, clean.n);
    bz_buf_deinit(&clean);
    return text;
}

/* A span's two ends as lines and columns; zeros when it has no place. */
static void locate(const bz_engine *e, bz_span span, bz_line_column *start, bz_line_column *end)
{
    *start = *end = (bz_line_column){0, 0};
    if (!span.file) return;
    *start = bz_source_locate(e->job.sources, span.file, span.start);
    *end = bz_source_locate(e->job.sources, span.file, span.end);
}

static json_t *file_json(const bz_engine *e, bz_span span)
{
    if (!span.file) return json_null();
    return text_json(bz_source_name(e->job.sources, span.file));
}

static json_t *note_json(const bz_engine *e, const bz_diag_note *n)
{
    bz_line_column start, end;
    locate(e, n->span, &start, &end);
    return json_pack("{s:o, s:i, s:i, s:o}", "file", file_json(e, n->span), "line", (int)start.line,
                     "column", (int)start.column, "message", text_json(n->message));
}

static json_t *diag_json(const bz_engine *e, const bz_diag *d)
{
    bz_line_column start, end;
    locate(e, d->span, &start, &end);
    json_t *notes = json_array();
    for (size_t i = 0; i < d->n_notes; i++)
        json_array_append_new(notes, note_json(e, &d->notes[i]));
    return json_pack("{s:s, s:s, s:o, s:i, s:i, s:i, s:i, s:o, s:o, s:o}", "code",
                     bz_code_row(d->code)->name, "severity", severity_name(d->severity), "file",
                     file_json(e, d->span), "line", (int)start.line, "column", (int)start.column,
                     "end_line", (int)end.line, "end_column", (int)end.column, "message",
                     text_json(d->message), "hint", text_json(d->hint), "notes", notes);
}

const char *bz_diagnostics_json(bz_engine *e)
{
    json_t *list = json_array();
    bz_diags_sort(e->job.diags, e->job.sources);
    for (size_t i = 0; i < bz_diags_count(e->job.diags); i++)
        json_array_append_new(list, diag_json(e, bz_diags_at(e->job.diags, i)));
    char *text = json_dumps(list, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    bz_buf_clear(&e->json);
    bz_buf_put(&e->json, text ? text : "[]");
    bz_buf_char(&e->json, '\n');
    free(text);
    json_decref(list);
    return e->json.p;
}

bool bz_diagnostic_at(bz_engine *e, size_t i, bz_diagnostic *out)
{
    bz_diags_sort(e->job.diags, e->job.sources);
    if (i >= bz_diags_count(e->job.diags)) return false;
    const bz_diag *d = bz_diags_at(e->job.diags, i);
    bz_line_column start, end;
    locate(e, d->span, &start, &end);
    bz_arena *a = e->job.arena;
    *out = (bz_diagnostic){
        .code = bz_code_row(d->code)->name,
        .severity = severity_name(d->severity),
        .file = d->span.file ? bz_arena_str(a, bz_source_name(e->job.sources, d->span.file)).p : "",
        .line = start.line,
        .column = start.column,
        .end_line = end.line,
        .end_column = end.column,
        .message = bz_arena_str(a, d->message).p,
        .hint = bz_arena_str(a, d->hint).p,
    };
    return true;
}
