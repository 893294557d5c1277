/* Opens the module that makes paper. In: the first document that is asked for on paper. Out: the
 * module's functions, for all documents of the build; or a diagnostic that says what is missing.
 * The module is looked for beside the program or library that this code is part of, where a build
 * and an installation put it, and never where the environment or the current folder says. It stays
 * loaded when it is closed: Pango gives the process types that cannot be taken back. */
#include "render/paper.h"

#include "base/mem.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct bz_paper {
    const bz_paper_calls *module; /* NULL: not opened */
    void *handle, *state;
    bool has_failed; /* said once, not for every document */
};

bz_paper *bz_paper_new(void)
{
    return bz_mem_new(sizeof(bz_paper));
}

void bz_paper_free(bz_paper *p)
{
    if (!p) return;
    if (p->module) p->module->close(p->state);
    if (p->handle) dlclose(p->handle);
    bz_mem_free(p);
}

/* The folder, with its links resolved, of the program or library that this code is in. */
static bool own_folder(char folder[PATH_MAX])
{
    static const char here = 0; /* anything of ours has an address in the file that holds us */
    Dl_info info;
    void *map = NULL;
    if (!dladdr1(&here, &info, &map, RTLD_DL_LINKMAP) || !map) return false;
    const char *name = ((const struct link_map *)map)->l_name;
    /* The program itself has no name here; its arguments may say anything. */
    if (!realpath(*name ? name : "/proc/self/exe", folder)) return false;
    char *slash = strrchr(folder, '/');
    if (slash) *slash = '\0';
    return slash != NULL;
}

/* The module's path into `path`; false when there is none. */
static bool find_module(bz_job *job, bz_str *path)
{
    /* A build; an installed program; an installed library. */
    static const char *const beside[] = {"/paper.so", "/../lib/baraza/paper.so",
                                         "/baraza/paper.so"};
    char folder[PATH_MAX];
    bool has_folder = own_folder(folder);
    for (size_t i = 0; has_folder && i < sizeof beside / sizeof *beside; i++) {
        *path = bz_arena_printf(job->arena, "%s%s", folder, beside[i]);
        if (access(path->p, F_OK) == 0) return true;
    }
    *path = BZ_STR(BZ_LIBDIR "/baraza/paper.so");
    return access(path->p, F_OK) == 0;
}

static bz_status missing(bz_job *job)
{
    bz_diag *d = bz_diag_add(job->diags, BZ_R060, bz_span_none(),
                             "the part of the program that makes paper is not there: `paper.so`");
    bz_diag_hint(job->diags, d,
                 "it belongs beside the program, or in `lib/baraza` where that was installed: "
                 "build or install it again");
    return BZ_IO;
}

static bz_status cannot_open(bz_job *job, bz_str path)
{
    bz_str why = bz_str_from(dlerror());
    /* The loader names our file in full first; where it lies concerns nobody. */
    if (bz_str_starts(why, path.p)) why = bz_str_trim(bz_str_cut(why, path.n + 1, why.n));
    bz_diag *d =
        bz_diag_add(job->diags, BZ_R060, bz_span_none(),
                    "the part of the program that makes paper, `paper.so`, cannot be opened: %.*s",
                    BZ_FMT(why));
    bz_diag_hint(job->diags, d,
                 "are Pango and the other libraries there that `make deps` installs? Else build or "
                 "install it again");
    return BZ_IO;
}

static bz_status other_version(bz_job *job, bz_str path, const char *stamp)
{
    bz_diag *d = bz_diag_add(job->diags, BZ_R060, bz_span_none(),
                             "`%.*s` is of another build (%s) than this program (%s)", BZ_FMT(path),
                             stamp, BZ_STAMP);
    bz_diag_hint(job->diags, d, "build or install both again");
    return BZ_IO;
}

static bz_status open_module(bz_paper *p, const bz_render_request *request, bz_job *job)
{
    bz_str path;
    if (!find_module(job, &path)) return missing(job);
    p->handle = dlopen(path.p, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!p->handle) return cannot_open(job, path);
    const bz_paper_calls *module = dlsym(p->handle, BZ_PAPER_SYMBOL);
    if (!module) return other_version(job, path, "no module of ours");
    if (strcmp(module->stamp, BZ_STAMP) != 0 || module->size != sizeof *module)
        return other_version(job, path, module->stamp);
    bz_paper_setup setup = {request->font_folders, request->n_font_folders};
    p->state = module->open(&setup);
    p->module = module;
    return BZ_OK;
}

static bz_status be_open(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    bz_paper *p = request->paper;
    struct timespec since;
    if (p->module) return BZ_OK;
    clock_gettime(CLOCK_MONOTONIC, &since);
    bz_status s = p->has_failed ? BZ_IO : open_module(p, request, job);
    sink->spent(sink->context, "open paper", &since);
    p->has_failed = s != BZ_OK;
    return s;
}

bz_status bz_paper_pdf(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    bz_status s = be_open(request, sink, job);
    return s == BZ_OK ? request->paper->module->pdf(request->paper->state, request, sink, job) : s;
}

bz_status bz_paper_png(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    bz_status s = be_open(request, sink, job);
    return s == BZ_OK ? request->paper->module->png(request->paper->state, request, sink, job) : s;
}

bz_status bz_paper_pages(const bz_render_request *request, const bz_sink *sink, bz_job *job)
{
    bz_status s = be_open(request, sink, job);
    return s == BZ_OK ? request->paper->module->pages(request->paper->state, request, sink, job)
                      : s;
}
