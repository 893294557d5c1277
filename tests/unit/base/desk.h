/* A job and a folder of its own for a test of files. All of it goes with desk_free. */
#ifndef BZ_TESTS_BASE_DESK_H
#define BZ_TESTS_BASE_DESK_H

#include "base/job.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct desk {
    bz_job job;
    char folder[64];
} desk;

static inline desk desk_new(void)
{
    desk d = {.folder = "/tmp/baraza-test-XXXXXX"};
    assert_non_null(mkdtemp(d.folder));
    d.job = (bz_job){.arena = bz_arena_new(),
                     .scratch = bz_arena_new(),
                     .diags = bz_diags_new(),
                     .sources = bz_sources_new(),
                     .limits = &bz_limits_default};
    return d;
}

static inline int desk_remove(const char *path, const struct stat *about, int kind, struct FTW *at)
{
    (void)about, (void)kind, (void)at;
    return remove(path);
}

static inline void desk_free(desk *d)
{
    nftw(d->folder, desk_remove, 16, FTW_DEPTH | FTW_PHYS);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_arena_free(d->job.arena);
    bz_arena_free(d->job.scratch);
}

/* The path of something in the desk's folder; its folders are made. */
static inline const char *desk_path(const desk *d, const char *name)
{
    char *path = (char *)(uintptr_t)bz_arena_printf(d->job.arena, "%s/%s", d->folder, name).p;
    for (char *slash = path + strlen(d->folder) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    return path;
}

static inline void desk_write(const desk *d, const char *name, const char *text)
{
    FILE *f = fopen(desk_path(d, name), "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static inline void desk_link(const desk *d, const char *name, const char *to)
{
    assert_int_equal(symlink(to, desk_path(d, name)), 0);
}

static inline void desk_pipe(const desk *d, const char *name)
{
    assert_int_equal(mkfifo(desk_path(d, name), 0666), 0);
}

/* The file's text in the job's arena, or NULL. */
static inline const char *desk_text(const desk *d, const char *name)
{
    char *path = (char *)(uintptr_t)bz_arena_printf(d->job.arena, "%s/%s", d->folder, name).p;
    FILE *f = fopen(path, "r");
    if (!f) return NULL;
    char *text = bz_arena_alloc(d->job.arena, 4096);
    text[fread(text, 1, 4095, f)] = '\0';
    fclose(f);
    return text;
}

#endif
