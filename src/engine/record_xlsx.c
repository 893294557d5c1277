/* The record as a workbook. In: the rows. Out: a file of XLSX: the columns of the record, a header
 * that stays in sight and is printed on each page, filters, cells that wrap. The library for it is
 * opened when a workbook is asked for, so that nothing else pays for it.
 *
 * Every cell is text. One that begins as a formula does gets an apostrophe before it as well, for
 * a cell that somebody edits is read anew. There is no clock here: the workbook's date is that of
 * the build, so that the same record is the same bytes. */
#include "engine/record.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define CALLS(X)                                                                                   \
    X(format_set_align)                                                                            \
    X(format_set_bg_color)                                                                         \
    X(format_set_bold)                                                                             \
    X(format_set_text_wrap)                                                                        \
    X(workbook_add_format)                                                                         \
    X(workbook_add_worksheet)                                                                      \
    X(workbook_close)                                                                              \
    X(workbook_new)                                                                                \
    X(workbook_set_properties)                                                                     \
    X(worksheet_autofilter)                                                                        \
    X(worksheet_fit_to_pages)                                                                      \
    X(worksheet_freeze_panes)                                                                      \
    X(worksheet_repeat_rows)                                                                       \
    X(worksheet_set_column)                                                                        \
    X(worksheet_set_landscape)                                                                     \
    X(worksheet_write_number)                                                                      \
    X(worksheet_write_string)

typedef struct xlsx_calls {
#define X(name) __typeof__(&name) name;
    CALLS(X)
#undef X
} xlsx_calls;

enum {
    MOST_BYTES = 32000, /* a cell holds 32,767 characters */
    HEADER_GREY = 0xE7E6E6
};

/* False when the library is not there, or lacks a function. It stays loaded. */
static bool open_library(xlsx_calls *calls)
{
    void *library =
        dlopen("libxlsxwriter.so." LXW_SOVERSION, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library) return false;
    bool is_whole = true;
#define X(name)                                                                                    \
    *(void **)&calls->name = dlsym(library, #name);                                                \
    if (!calls->name) is_whole = false;
    CALLS(X)
#undef X
    return is_whole;
}

/* A cell's text: safe, whole characters, no longer than a cell holds, and ended by NUL. */
static const char *cell_text(bz_str s, bz_buf *out)
{
    size_t n = s.n > MOST_BYTES ? MOST_BYTES : s.n;
    while (n < s.n && n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    bz_buf_clear(out);
    if (n && strchr("=+-@\t\r", s.p[0])) bz_buf_char(out, '\'');
    bz_buf_str(out, bz_str_cut(s, 0, n));
    if (n < s.n) bz_buf_put(out, " …");
    bz_buf_char(out, 0);
    return out->p;
}

static void put_cells(const xlsx_calls *x, lxw_worksheet *sheet, const bz_rows *rows,
                      lxw_format *wrapped)
{
    bz_buf value = {0}, text = {0};
    for (size_t i = 0; i < rows->n; i++) {
        lxw_row_t at = (lxw_row_t)(i + 1);
        x->worksheet_write_number(sheet, at, 0, rows->p[i].number, wrapped);
        for (int k = 1; k < BZ_RECORD_COLUMNS; k++) {
            bz_buf_clear(&value);
            bz_engine__columns[k].put(&rows->p[i], &value);
            if (value.n)
                x->worksheet_write_string(sheet, at, (lxw_col_t)k,
                                          cell_text(bz_buf_view(&value), &text), wrapped);
        }
    }
    bz_buf_deinit(&value);
    bz_buf_deinit(&text);
}

/* Whether the library wrote it whole. */
static bool write_workbook(const xlsx_calls *x, const bz_engine *e, const char *path,
                           const bz_rows *rows)
{
    const bz_model *m = e->model;
    lxw_workbook *book = x->workbook_new(path);
    lxw_worksheet *sheet = book ? x->workbook_add_worksheet(book, "Record") : NULL;
    if (!sheet) return false;
    lxw_format *head = x->workbook_add_format(book), *wrapped = x->workbook_add_format(book);
    bz_date day = bz_model_has(m, m->programme, BZ_PROGRAMME_DATE)
                      ? bz_model_int(m, m->programme, BZ_PROGRAMME_DATE)
                      : 10957; /* 2000-01-01 */
    char title[] = "Record of changes", program[] = "Baraza";
    lxw_doc_properties about = {.title = title, .author = program, .created = (time_t)day * 86400};
    x->workbook_set_properties(book, &about);
    x->format_set_bold(head);
    x->format_set_bg_color(head, HEADER_GREY);
    x->format_set_text_wrap(wrapped);
    x->format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    for (int k = 0; k < BZ_RECORD_COLUMNS; k++) {
        lxw_col_t at = (lxw_col_t)k;
        x->worksheet_set_column(sheet, at, at, bz_engine__columns[k].width, NULL);
        x->worksheet_write_string(sheet, 0, at, bz_engine__columns[k].name, head);
    }
    put_cells(x, sheet, rows, wrapped);
    x->worksheet_freeze_panes(sheet, 1, 2);
    x->worksheet_autofilter(sheet, 0, 0, (lxw_row_t)rows->n, BZ_RECORD_COLUMNS - 1);
    x->worksheet_repeat_rows(sheet, 0, 0);
    x->worksheet_set_landscape(sheet);
    x->worksheet_fit_to_pages(sheet, 1, 0);
    return x->workbook_close(book) == LXW_NO_ERROR;
}

/* What is no workbook is not written over: it is somebody's file. */
static bool is_foreign(const char *path)
{
    char found[4] = "";
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    bool is_workbook = fread(found, 1, 4, f) == 4 && memcmp(found, "PK\3\4", 4) == 0;
    fclose(f);
    return !is_workbook;
}

static bool refuse(bz_engine *e, const char *path, const char *why, const char *hint)
{
    bz_diag *d =
        bz_diag_add(e->job.diags, BZ_S006, bz_span_none(), "cannot write `%s`: %s", path, why);
    if (hint) bz_diag_hint(e->job.diags, d, "%s", hint);
    return false;
}

bool bz_engine__write_xlsx(bz_engine *e, const bz_rows *rows, const char *path)
{
    xlsx_calls calls;
    char reason[BZ_REASON_BYTES];
    if (is_foreign(path))
        return refuse(e, path, "there is a file of that name that is no workbook",
                      "give the workbook another name, for example `record.xlsx`");
    if (!open_library(&calls))
        return refuse(e, path, "libxlsxwriter is not installed",
                      "install it, or write a table that spreadsheets read: `-f csv`");
    /* Beside it, then renamed: what is there stays whole until the new one is. */
    bz_str beside = bz_arena_printf(e->job.arena, "%s.XXXXXX", path);
    char *temporary = bz_arena_alloc(e->job.arena, beside.n + 1);
    memcpy(temporary, beside.p, beside.n);
    temporary[beside.n] = 0;
    int fd = mkstemp(temporary);
    if (fd < 0) return refuse(e, path, bz_reason(errno, reason), NULL);
    mode_t mask = umask(0);
    umask(mask);
    bool is_open = fchmod(fd, 0666 & ~mask) == 0;
    close(fd);
    if (is_open && write_workbook(&calls, e, temporary, rows) && rename(temporary, path) == 0)
        return true;
    unlink(temporary);
    return refuse(e, path, "the workbook could not be made", NULL);
}
