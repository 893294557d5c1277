/* Writing into the root, where an author's files lie. In: the root's descriptor, a path below it, a
 * text. Out: a whole file or none; no folder or file is reached through a link. */
#include "engine/engine_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens the folder of a path below the root, step by step and through no link, making what is not
 * there when `is_made`. Gives its descriptor and the name of the last step; -1 with errno. */
static int open_folder(int root, const char *path, bool is_made, const char **name)
{
    int at = dup(root);
    for (const char *slash; at >= 0 && (slash = strchr(path, '/')); path = slash + 1) {
        char step[256];
        if ((size_t)(slash - path) >= sizeof step) {
            close(at);
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(step, path, (size_t)(slash - path));
        step[slash - path] = 0;
        bool is_there = !is_made || mkdirat(at, step, 0777) == 0 || errno == EEXIST;
        int below =
            is_there ? openat(at, step, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
        int failed = errno;
        close(at);
        errno = failed;
        at = below;
    }
    *name = path;
    return at;
}

static bool write_all_bytes(int fd, bz_str text)
{
    size_t done = 0;
    while (done < text.n) {
        ssize_t n = write(fd, text.p + done, text.n - done);
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) done += (size_t)n;
    }
    return true;
}

/* Writes a file that must not exist yet; false with errno, and then there is none. */
bool bz_engine__write_new(int root, const char *path, bz_str text)
{
    const char *name;
    int folder = open_folder(root, path, true, &name);
    if (folder < 0) return false;
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    int failed = fd < 0 ? errno : 0;
    if (fd >= 0) {
        if (!write_all_bytes(fd, text)) failed = errno;
        if (close(fd) != 0 && !failed) failed = errno;
        if (failed) unlinkat(folder, name, 0);
    }
    close(folder);
    errno = failed;
    return !failed;
}

void bz_engine__unwrite(int root, const char *path)
{
    const char *name;
    int folder = open_folder(root, path, false, &name);
    if (folder < 0) return;
    unlinkat(folder, name, 0);
    close(folder);
}

/* Puts the text in place of a file that exists: written beside it, then renamed. */
bool bz_engine__write_over(int root, const char *path, bz_str text)
{
    const char *name;
    char aside[300];
    int folder = open_folder(root, path, false, &name);
    if (folder < 0) return false;
    snprintf(aside, sizeof aside, ".%.200s.baraza-%ld", name, (long)getpid());
    unlinkat(folder, aside, 0); /* one that a killed run left */
    bool is_written = bz_engine__write_new(folder, aside, text);
    bool is_done = is_written && renameat(folder, aside, folder, name) == 0;
    int failed = errno;
    if (is_written && !is_done) unlinkat(folder, aside, 0);
    close(folder);
    errno = failed;
    return is_done;
}

bz_result bz_engine__write_file(bz_engine *e, bz_str path, bz_str text)
{
    int root = open(bz_root_path(e->root), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_written = root >= 0 && bz_engine__write_over(root, path.p, text);
    char reason[BZ_REASON_BYTES];
    if (!is_written)
        bz_diag_add(e->job.diags, BZ_S007, bz_span_none(), "`%.*s` cannot be written: %s",
                    BZ_FMT(path), bz_reason(errno, reason));
    if (root >= 0) close(root);
    return is_written ? BZ_RESULT_OK : BZ_RESULT_SYSTEM;
}
