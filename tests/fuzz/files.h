/* A folder of files made from one run of bytes: "=== PATH" on a line of its own begins each. It is
 * made anew for every input. */
#ifndef BZ_TESTS_FUZZ_FILES_H
#define BZ_TESTS_FUZZ_FILES_H

#include "base/output_priv.h"
#include "fuzz.h"

#include <fcntl.h>

static char files_top[64];

static inline void files_remove(void)
{
    bz_tree__remove(AT_FDCWD, files_top);
}

static inline void files_open(void)
{
    if (!files_top[0]) {
        const char *memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
        snprintf(files_top, sizeof files_top, "%s/baraza-fuzz-XXXXXX", memory);
        need(mkdtemp(files_top) != NULL);
        atexit(files_remove);
        return;
    }
    files_remove();
    need(mkdir(files_top, 0777) == 0);
}

/* Nothing is written but below the folder; what is no path there is left out. */
static inline bool files_is_path(bz_str path)
{
    bz_str piece;
    if (!path.n || path.n > 200 || memchr(path.p, 0, path.n)) return false;
    while (bz_str_split(&path, '/', &piece))
        if (!piece.n || piece.p[0] == '.') return false;
    return true;
}

static inline void files_write(bz_str path, bz_str text)
{
    int at = open(files_top, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    need(at >= 0);
    char name[256];
    snprintf(name, sizeof name, "%.*s", BZ_FMT(path));
    /* One that is there twice is left as it was first. */
    if (files_is_path(path)) bz_tree__write(at, name, text);
    close(at);
}

static inline void files_make(bz_str all)
{
    static const char mark[] = "=== ";
    files_open();
    while (all.n) {
        size_t end = bz_str_find(all, '\n', 0);
        bz_str head = bz_str_cut(all, 0, end);
        bz_str rest = bz_str_cut(all, end + 1, all.n);
        size_t next = 0;
        while (next < rest.n && !bz_str_starts(bz_str_cut(rest, next, rest.n), mark)) {
            next = bz_str_find(rest, '\n', next);
            if (next < rest.n) next++;
        }
        if (bz_str_starts(head, mark))
            files_write(bz_str_cut(head, sizeof mark - 1, head.n), bz_str_cut(rest, 0, next));
        all = bz_str_cut(rest, next, rest.n);
    }
}

#endif
