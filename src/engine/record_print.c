/* bz_adapt_record: the rows of the record as text, as JSON, as CSV or as a workbook. In: a group.
 * Out: every change that makes its programme. */
#include "engine/record.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const LIGHTS[] = {"freely", "with_care", "with_approval"};

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

static void put_csv(const bz_rows *rows, bz_buf *out)
{
    bz_buf cell = {0};
    for (int k = 0; k < BZ_RECORD_COLUMNS; k++)
        bz_buf_fmt(out, "%s\"%s\"", k ? "," : "", bz_engine__columns[k].name);
    bz_buf_put(out, "\r\n");
    for (size_t i = 0; i < rows->n; i++) {
        for (int k = 0; k < BZ_RECORD_COLUMNS; k++) {
            bz_buf_clear(&cell);
            bz_engine__columns[k].put(&rows->p[i], &cell);
            if (k) bz_buf_char(out, ',');
            put_cell(bz_buf_view(&cell), out);
        }
        bz_buf_put(out, "\r\n");
    }
    bz_buf_deinit(&cell);
}

/* --- as JSON */

static void put_json(const bz_rows *rows, bz_buf *out)
{
    json_t *list = json_array();
    bz_buf cell = {0};
    for (size_t i = 0; i < rows->n; i++) {
        json_t *object = json_object();
        json_object_set_new(object, bz_engine__columns[0].name, json_integer(rows->p[i].number));
        for (int k = 1; k < BZ_RECORD_COLUMNS; k++) {
            bz_buf_clear(&cell);
            bz_engine__columns[k].put(&rows->p[i], &cell);
            json_object_set_new(object, bz_engine__columns[k].name,
                                bz_engine__json_or_null(bz_buf_view(&cell)));
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

static void put_counts(const bz_rows *rows, bz_buf *out)
{
    size_t by_light[3] = {0}, no_goal = 0;
    for (size_t i = 0; i < rows->n; i++) {
        const bz_row *r = &rows->p[i];
        by_light[bz_engine__light_of(r)]++;
        no_goal += !r->goal.n && r->c->by == BZ_BY_ADAPTATION;
    }
    bz_buf_fmt(out, "%zu change%s: %zu freely, %zu with care, %zu with approval\n", rows->n,
               rows->n == 1 ? "" : "s", by_light[0], by_light[1], by_light[2]);
    if (no_goal)
        bz_buf_fmt(out, "%zu of an adaptation without a goal (`goal:`, a term of FRAME)\n",
                   no_goal);
}

static void put_line(const char *label, bz_str text, bz_buf *out)
{
    bz_str rest = bz_str_trim(text), line;
    for (bool is_first = true; rest.n && bz_str_split(&rest, '\n', &line); is_first = false)
        bz_buf_fmt(out, "     %-9s %.*s\n", is_first ? label : "", BZ_FMT(line));
}

static void put_row(const bz_row *r, bz_buf *out)
{
    bz_buf_fmt(out, "\n%3u. %.*s %.*s   by %s %.*s", r->number, BZ_FMT(r->c->verb),
               BZ_FMT(r->address), bz_engine__author_kind(r), BZ_FMT(r->c->author));
    if (r->file.n) bz_buf_fmt(out, " (%.*s:%u)", BZ_FMT(r->file), r->at.line);
    bz_buf_fmt(out, "\n     %-9s %s\n", "light", LIGHTS[bz_engine__light_of(r)]);
    put_line("why", r->c->why, out);
    put_line("evidence", r->evidence, out);
    put_line("before", r->before, out);
    put_line("after", r->after, out);
    put_line("meaning", r->meaning, out);
    if (r->by.n)
        bz_buf_fmt(out, "     %-9s by %.*s on %s: %.*s\n", "approval", BZ_FMT(r->by), r->on,
                   BZ_FMT(r->reference));
    bz_buf_fmt(out, "     %-9s %s%s%s\n", "frame", r->frame.what, *r->frame.nature ? ", " : "",
               r->frame.nature);
    put_line("evm", r->evm, out);
}

static void put_text(const bz_rows *rows, bz_buf *out)
{
    put_counts(rows, out);
    for (size_t i = 0; i < rows->n; i++)
        put_row(&rows->p[i], out);
}

bz_result bz_adapt_record(bz_engine *e, const bz_request *given, const char *format)
{
    bz_wanted w;
    bz_request own;
    const bz_request *request = bz_engine__whole(given, &own);
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK && strcmp(format, "xlsx") == 0 && !request->output)
        r = bz_engine__usage(e, NULL, "a workbook goes into a file: say which");
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    bz_status s = bz_engine__run(e, &w, "plan");
    if (s != BZ_OK) return bz_engine__result(e, s);
    bz_rows rows = {0};
    bz_engine__rows(e, &rows);
    if (strcmp(format, "json") == 0) put_json(&rows, &e->output);
    else if (strcmp(format, "csv") == 0) put_csv(&rows, &e->output);
    else if (strcmp(format, "xlsx") == 0)
        s = bz_engine__write_xlsx(e, &rows, request->output) ? BZ_OK : BZ_IO;
    else put_text(&rows, &e->output);
    bz_vec_free(&rows);
    return bz_engine__result(e, s);
}
