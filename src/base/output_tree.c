/* In: folder descriptors and relative paths. Out: files written, compared, linked, listed and taken
 * away; errno tells what failed. Nothing is owned. One idea: every step is taken with O_NOFOLLOW
 * relative to a folder that is already open, so a link put there meanwhile leads nowhere. */
#include "base/output_priv.h"
#include "base/buf.h"
#include "base/mem.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_folder(int at, const char *name)
{
    return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool close_checked(int fd, bool good)
{
    int kept = errno;
    bool closed = close(fd) == 0;
    if (!good) errno = kept;
    return good && closed;
}

static bool is_self(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* --- walks. Both keep a stack of open folders instead of calling themselves, so that a hostile
 * depth ends in "too many open files", not in a crash. */
typedef struct level {
    DIR *folder;
    const char *name; /* of the folder within the one above; for the root, the caller's */
} level;

typedef struct walk {
    BZ_VEC(level) levels;
} walk;

static bool walk_enter(walk *w, int fd, const char *name)
{
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (!folder) {
        if (fd >= 0) close_checked(fd, false);
        return false;
    }
    bz_vec_push(&w->levels, ((level){folder, name}));
    return true;
}

static level *walk_top(walk *w)
{
    return w->levels.n ? &w->levels.p[w->levels.n - 1] : NULL;
}

static void walk_leave(walk *w)
{
    closedir(walk_top(w)->folder);
    w->levels.n--;
}

static bool walk_end(walk *w, bool good)
{
    int kept = errno;
    while (w->levels.n)
        walk_leave(w);
    bz_vec_free(&w->levels);
    errno = kept;
    return good;
}

/* The next entry but "." and ".."; NULL at the end and, with errno, on failure. */
static struct dirent *next_entry(DIR *folder)
{
    struct dirent *entry;
    do {
        errno = 0;
        entry = readdir(folder);
    } while (entry && is_self(entry->d_name));
    return entry;
}

bool bz_tree__remove(int at, const char *name)
{
    walk w = {0};
    bz_arena *names = bz_arena_new();
    bool good = walk_enter(&w, open_folder(at, name), name) || errno == ENOENT;
    while (good && w.levels.n) {
        level top = *walk_top(&w);
        struct dirent *entry = next_entry(top.folder);
        if (!entry) {
            good = errno == 0;
            walk_leave(&w);
            int above = w.levels.n ? dirfd(walk_top(&w)->folder) : at;
            good = good && unlinkat(above, top.name, AT_REMOVEDIR) == 0;
        } else if (unlinkat(dirfd(top.folder), entry->d_name, 0) != 0) {
            const char *kept = bz_arena_str(names, bz_str_from(entry->d_name)).p;
            good = errno == EISDIR && walk_enter(&w, open_folder(dirfd(top.folder), kept), kept);
        }
    }
    bz_arena_free(names);
    return walk_end(&w, good);
}

bool bz_tree__list(int at, bz_arena *a, bz_names *paths)
{
    walk w = {0};
    bool good = walk_enter(&w, open_folder(at, "."), "");
    while (good && w.levels.n) {
        level top = *walk_top(&w);
        struct dirent *entry = next_entry(top.folder);
        struct stat about;
        if (!entry) {
            good = errno == 0;
            if (good) walk_leave(&w);
            continue;
        }
        bz_str path = bz_arena_printf(a, "%s%s", top.name, entry->d_name);
        int fd = dirfd(top.folder);
        good = fstatat(fd, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0;
        if (good && S_ISDIR(about.st_mode))
            good =
                walk_enter(&w, open_folder(fd, entry->d_name), bz_arena_printf(a, "%s/", path.p).p);
        else if (good) bz_vec_push(paths, path);
    }
    return walk_end(&w, good);
}

/* --- single files */

bool bz_tree__make_folders(int at, const char *path)
{
    bz_buf name = {0};
    bool good = true;
    for (const char *slash = path; good && (slash = strchr(slash, '/')); slash++) {
        bz_buf_clear(&name);
        bz_buf_bytes(&name, path, (size_t)(slash - path));
        good = name.n == 0 || mkdirat(at, name.p, 0777) == 0 || errno == EEXIST;
    }
    bz_buf_deinit(&name);
    return good;
}

static bool write_all(int fd, bz_str bytes)
{
    while (bytes.n) {
        ssize_t done = write(fd, bytes.p, bytes.n);
        if (done < 0 && errno != EINTR) return false;
        if (done > 0) bytes = bz_str_cut(bytes, (size_t)done, bytes.n);
    }
    return true;
}

bool bz_tree__write(int at, const char *path, bz_str bytes)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(at, path, flags, 0666);
    if (fd < 0 && errno == ENOENT && bz_tree__make_folders(at, path))
        fd = openat(at, path, flags, 0666);
    return fd >= 0 && close_checked(fd, write_all(fd, bytes));
}

static int open_file(int at, const char *path, size_t *size)
{
    struct stat about;
    int fd = openat(at, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return -1;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        *size = (size_t)about.st_size;
        return fd;
    }
    close(fd);
    errno = EINVAL;
    return -1;
}

/* Reads up to n bytes; less only at the end or on failure. */
static size_t read_some(int fd, char *to, size_t n)
{
    size_t have = 0;
    while (have < n) {
        ssize_t got = read(fd, to + have, n - have);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        have += (size_t)got;
    }
    return have;
}

bool bz_tree__holds(int at, const char *path, bz_str bytes)
{
    char block[16384];
    size_t size, done = 0;
    int fd = open_file(at, path, &size);
    if (fd < 0) return false;
    bool same = size == bytes.n;
    while (same && done < bytes.n) {
        size_t n = bytes.n - done < sizeof block ? bytes.n - done : sizeof block;
        same = read_some(fd, block, n) == n && memcmp(block, bytes.p + done, n) == 0;
        done += n;
    }
    close(fd);
    return same;
}

bool bz_tree__read(int at, const char *path, size_t most, bz_str *text)
{
    size_t size;
    int fd = open_file(at, path, &size);
    if (fd < 0) return false;
    if (size > most) {
        close(fd);
        errno = EFBIG;
        return false;
    }
    char *bytes = bz_mem_new(size + 1);
    *text = (bz_str){bytes, read_some(fd, bytes, size)};
    close(fd);
    return true;
}

/* A copy goes through memory. */
enum { MOST_COPIED = 1 << 30 };

bool bz_tree__share(int from, int to, const char *path)
{
    bz_str text;
    if (linkat(from, path, to, path, 0) == 0) return true;
    if (errno == ENOENT && bz_tree__make_folders(to, path) && linkat(from, path, to, path, 0) == 0)
        return true;
    if (errno == EEXIST || !bz_tree__read(from, path, MOST_COPIED, &text)) return false;
    bool good = bz_tree__write(to, path, text);
    bz_mem_free((void *)(uintptr_t)text.p);
    return good;
}
