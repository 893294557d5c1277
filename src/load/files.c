/* In: paths beneath a root. Out: files among the sources, lists of names, and the diagnostics for
 * what is missing or lies about. The sources own the texts; names lie in the arena given. The one
 * idea: a file is read once, by its name, and everything else speaks of it by its number. */
#include "load/load_priv.h"
#include "base/mem.h"
#include <string.h>

/* Word, LibreOffice and Pages save a zip file; renamed, it is one still. */
static bool is_office_file(bz_str text)
{
    return bz_str_starts(text, "PK\x03\x04") || bz_str_starts(text, "\xd0\xcf\x11\xe0") ||
           bz_str_starts(text, "{\\rtf");
}

static void refuse_office_file(bz_job *job, bz_span at, bz_str name)
{
    bz_diag *diag = bz_diag_add(job->diags, BZ_S010, at,
                                "`%.*s` is a document of a word processor, not text", BZ_FMT(name));
    bz_diag_hint(job->diags, diag,
                 "copy its text into a new file with a plain editor, or save it as plain text "
                 "(UTF-8)");
}

uint32_t bz_load__file_read(bz_job *job, const bz_root *root, bz_str path, bz_str name,
                            bz_span wanted_at, bool *is_reported)
{
    bz_str text;
    *is_reported = false;
    uint32_t known = bz_sources_find(job->sources, name);
    if (known) return known;
    if (bz_sources_count(job->sources) >= job->limits->files) {
        bz_diag_add(job->diags, BZ_S004, bz_span_none(), "more than %zu files in one run",
                    job->limits->files);
        *is_reported = true;
        return 0;
    }
    bz_read how = bz_root_read(root, path, job->limits->file_bytes, &text);
    if (how == BZ_READ_ABSENT) return 0;
    if (how == BZ_READ_OK && !is_office_file(text))
        return bz_sources_adopt(job->sources, name, text);
    *is_reported = true;
    if (how == BZ_READ_OK) {
        refuse_office_file(job, wanted_at, name);
        bz_mem_free((void *)(uintptr_t)text.p);
        return 0;
    }
    bz_status status = bz_read_report(how, name, job->limits->file_bytes, wanted_at, job);
    (void)status; /* the run ends INVALID by its diagnostics */
    return 0;
}

bz_load__names bz_load__list(bz_job *job, const bz_root *root, bz_str folder, bz_arena *a)
{
    bz_load__names names = {NULL, 0};
    if (bz_str_ends(folder, "/")) folder = bz_str_cut(folder, 0, folder.n - 1);
    bz_read how = bz_root_list(root, folder, a, &names.p, &names.n);
    if (how == BZ_READ_OK) return names;
    if (job && (how == BZ_READ_FAILED || how == BZ_READ_OUTSIDE)) {
        bz_status status = bz_read_report(how, folder, 0, bz_span_none(), job);
        (void)status; /* the run ends INVALID by its diagnostics */
    }
    return (bz_load__names){NULL, 0};
}

bz_span bz_load__at_file(bz_job *job, const bz_root *root, bz_str name)
{
    bool is_reported;
    uint32_t file = bz_load__file_read(job, root, name, name, bz_span_none(), &is_reported);
    return (bz_span){file, 0, 0};
}

bool bz_load__stem(bz_str name, const char *suffix, bz_str *stem)
{
    if (!bz_str_ends(name, suffix) || name.n == strlen(suffix)) return false;
    *stem = bz_str_cut(name, 0, name.n - strlen(suffix));
    return true;
}

bz_load__names bz_load__stems(bz_job *job, const bz_root *root, bz_str folder, bz_arena *a)
{
    bz_load__names names = bz_load__list(job, root, folder, a);
    size_t n = 0;
    for (size_t i = 0; i < names.n; i++)
        if (bz_load__stem(names.p[i], ".yaml", &names.p[n])) n++;
    names.n = n;
    return names;
}

bool bz_load__did_you_mean(bz_job *job, bz_diag *diag, bz_str word, bz_load__names candidates)
{
    enum {
        MOST = 2000
    }; /* a hostile file must not make every miss cost a walk through all names */
    if (bz_diags_dropped(job->diags)) return false;
    return bz_diag_did_you_mean(job->diags, diag, word, candidates.p,
                                candidates.n < MOST ? candidates.n : MOST);
}

void bz_load__say_values(bz_job *job, bz_diag *diag, bz_str word, bz_load__names values)
{
    enum { MOST = 40 };
    bz_buf list = {0};
    for (size_t i = 0; i < values.n && i < MOST; i++)
        bz_buf_fmt(&list, "%s%.*s", i ? ", " : "", BZ_FMT(values.p[i]));
    if (values.n > MOST) bz_buf_put(&list, " …");
    if (values.n)
        bz_diag_note_at(job->diags, diag, bz_span_none(), "it is one of %.*s",
                        BZ_FMT(bz_buf_view(&list)));
    bz_buf_deinit(&list);
    bz_load__did_you_mean(job, diag, word, values);
}

bz_diag *bz_load__missing_file(bz_job *job, bz_span at, bz_str path, bz_str id,
                               bz_load__names candidates)
{
    bz_diag *diag = bz_diag_add(job->diags, BZ_S001, at, "`%.*s` is not there", BZ_FMT(path));
    if (!bz_load__did_you_mean(job, diag, id, candidates) && at.file)
        bz_diag_hint(job->diags, diag, "put the file there, or take out what names it here");
    return diag;
}
