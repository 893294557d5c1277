/* The record as a workbook. In: the rows. Out: a file of XLSX: the columns of the record, a header
 * that stays in sight and is printed on each page, filters, cells that wrap.
 *
 * Every cell is text. One that begins as a formula does gets an apostrophe before it as well, for
 * what is copied out of a workbook is read anew elsewhere. There is no clock here: the workbook's
 * date is that of the build, so that the same record is the same bytes. */
#include "engine/record.h"

#include "render/xlsx/workbook.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void put_cell(bz_workbook *book, const bz_buf *value, bz_buf *text)
{
    bz_buf_clear(text);
    if (value->n && strchr("=+-@\t\r", value->p[0])) bz_buf_char(text, '\'');
    bz_buf_str(text, bz_buf_view(value));
    bz_workbook_cell(book, bz_buf_view(text));
}

static void put_cells(bz_workbook *book, const bz_rows *rows)
{
    bz_buf value = {0}, text = {0};
    for (size_t i = 0; i < rows->n; i++) {
        bz_workbook_row(book, false);
        bz_workbook_number(book, rows->p[i].number);
        for (int k = 1; k < BZ_RECORD_COLUMNS; k++) {
            bz_buf_clear(&value);
            bz_engine__columns[k].put(&rows->p[i], &value);
            put_cell(book, &value, &text);
        }
    }
    bz_buf_deinit(&value);
    bz_buf_deinit(&text);
}

static void make_workbook(const bz_engine *e, const bz_rows *rows, bz_buf *out)
{
    const bz_model *m = e->model;
    bz_workbook *book = bz_workbook_new();
    bz_workbook_about about = {.title = BZ_STR("Record of changes")};
    if (bz_model_has(m, m->programme, BZ_PROGRAMME_DATE))
        about.date = (int64_t)bz_model_int(m, m->programme, BZ_PROGRAMME_DATE) * 86400;
    bz_workbook_sheet(book, BZ_STR("Record"));
    bz_workbook_freeze(book, 2);
    bz_workbook_row(book, true);
    for (int k = 0; k < BZ_RECORD_COLUMNS; k++) {
        bz_workbook_width(book, (uint32_t)k, bz_engine__columns[k].width);
        bz_workbook_cell(book, bz_str_from(bz_engine__columns[k].name));
    }
    put_cells(book, rows);
    bz_workbook_write(book, &about, out);
    bz_workbook_free(book);
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

static bool write_bytes(int fd, bz_str bytes)
{
    size_t done = 0;
    while (done < bytes.n) {
        ssize_t n = write(fd, bytes.p + done, bytes.n - done);
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) done += (size_t)n;
    }
    return true;
}

/* Beside it, then renamed: what is there stays whole until the new one is. */
static bool replace_file(bz_engine *e, const char *path, bz_str bytes)
{
    char reason[BZ_REASON_BYTES];
    bz_str beside = bz_arena_printf(e->job.arena, "%s.XXXXXX", path);
    char *temporary = bz_arena_alloc(e->job.arena, beside.n + 1);
    memcpy(temporary, beside.p, beside.n);
    temporary[beside.n] = 0;
    int fd = mkstemp(temporary);
    if (fd < 0) return refuse(e, path, bz_reason(errno, reason), NULL);
    mode_t mask = umask(0);
    umask(mask);
    bool is_written = fchmod(fd, 0666 & ~mask) == 0 && write_bytes(fd, bytes);
    int failed = errno;
    if (close(fd) != 0 && is_written) is_written = false, failed = errno;
    if (is_written && rename(temporary, path) == 0) return true;
    if (is_written) failed = errno;
    unlink(temporary);
    return refuse(e, path, bz_reason(failed, reason), NULL);
}

bool bz_engine__write_xlsx(bz_engine *e, const bz_rows *rows, const char *path)
{
    if (is_foreign(path))
        return refuse(e, path, "there is a file of that name that is no workbook",
                      "give the workbook another name, for example `record.xlsx`");
    bz_buf bytes = {0};
    make_workbook(e, rows, &bytes);
    bool is_written = replace_file(e, path, bz_buf_view(&bytes));
    bz_buf_deinit(&bytes);
    return is_written;
}
