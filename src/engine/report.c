/* Diagnostics for programs. In: what the last job found. Out: JSON, or one at a time as plain
 * fields. */
#include "engine/engine_priv.h"

#include <jansson.h>
#include <stdlib.h>

static const char *severity_name(bz_severity s)
{
    return s == BZ_ERROR ? "error" : s == BZ_WARNING ? "warning" : "note";
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
    bz_str name = bz_source_name(e->job.sources, span.file);
    return json_stringn(name.p, name.n);
}

static json_t *note_json(const bz_engine *e, const bz_diag_note *n)
{
    bz_line_column start, end;
    locate(e, n->span, &start, &end);
    return json_pack("{s:o, s:i, s:i, s:s%}", "file", file_json(e, n->span), "line",
                     (int)start.line, "column", (int)start.column, "message", n->message.p,
                     n->message.n);
}

static json_t *diag_json(const bz_engine *e, const bz_diag *d)
{
    bz_line_column start, end;
    locate(e, d->span, &start, &end);
    json_t *notes = json_array();
    for (size_t i = 0; i < d->n_notes; i++)
        json_array_append_new(notes, note_json(e, &d->notes[i]));
    return json_pack("{s:s, s:s, s:o, s:i, s:i, s:i, s:i, s:s%, s:s%, s:o}", "code",
                     bz_code_row(d->code)->name, "severity", severity_name(d->severity), "file",
                     file_json(e, d->span), "line", (int)start.line, "column", (int)start.column,
                     "end_line", (int)end.line, "end_column", (int)end.column, "message",
                     d->message.p, d->message.n, "hint", d->hint.n ? d->hint.p : "", d->hint.n,
                     "notes", notes);
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
