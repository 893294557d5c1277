/* In: a root folder and paths relative to it. Out: texts, sizes and lists of names. The root owns
 * its descriptor; texts become the caller's. One idea: a path is opened in one step by openat2,
 * which the kernel keeps beneath the root and off symbolic links, or else component by component
 * with O_NOFOLLOW; what was opened is then asked what it is, so nothing can change in between. */
#include "base/file.h"
#include "base/mem.h"
#include "base/vec.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char marker[] = "baraza.yaml";

struct bz_root {
    int fd;
    char *path; /* absolute; from bz_mem */
};

static bz_root *root_new(int fd, char *path)
{
    bz_root *r = bz_mem_new(sizeof *r);
    *r = (bz_root){fd, path};
    return r;
}

/* The absolute path without links, in memory of ours; NULL with errno. */
static char *real_path(const char *path)
{
    char whole[PATH_MAX];
    if (!realpath(path, whole)) return NULL;
    size_t n = strlen(whole) + 1;
    return memcpy(bz_mem_new(n), whole, n);
}

bz_root *bz_root_open(const char *folder)
{
    char *path = real_path(folder);
    if (!path) return NULL;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) return root_new(fd, path);
    int kept = errno;
    bz_mem_free(path);
    errno = kept;
    return NULL;
}

static bool has_marker(int fd)
{
    struct stat about;
    return fstatat(fd, marker, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(about.st_mode);
}

/* "/a/b" -> "/a" -> "/"; false when it was "/". */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (path[1] == '\0') return false;
    slash[slash == path] = '\0';
    return true;
}

bz_root *bz_root_find(const char *start)
{
    char *path = real_path(start);
    if (!path) return NULL;
    do {
        /* A file among the starts is no folder: its own folder is tried next. */
        int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0) continue;
        if (has_marker(fd)) return root_new(fd, path);
        close(fd);
    } while (go_up(path));
    bz_mem_free(path);
    errno = ENOENT;
    return NULL;
}

void bz_root_close(bz_root *r)
{
    if (!r) return;
    close(r->fd);
    bz_mem_free(r->path);
    bz_mem_free(r);
}

const char *bz_root_path(const bz_root *r)
{
    return r->path;
}

/* --- opening */

static bool is_component(bz_str s)
{
    return s.n > 0 && !bz_str_is(s, ".") && !bz_str_is(s, "..") && bz_str_find(s, '\0', 0) == s.n;
}

/* "" is the root itself; else components without "", ".", "..". */
static bool is_beneath(bz_str path)
{
    bz_str piece;
    if (path.n == 0) return true;
    while (bz_str_split(&path, '/', &piece))
        if (!is_component(piece)) return false;
    return true;
}

/* O_DIRECTORY asks before O_NOFOLLOW: a link is then "no folder", but it is a link. */
static int open_step(int at, const char *name, int flags)
{
    struct stat about;
    int fd = openat(at, name, flags | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 || errno != ENOTDIR) return fd;
    bool is_link = fstatat(at, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(about.st_mode);
    errno = is_link ? ELOOP : ENOTDIR;
    return -1;
}

static int open_by_steps(int at, const char *path, int flags)
{
    char name[NAME_MAX + 1];
    int fd = at;
    for (;;) {
        size_t n = strcspn(path, "/");
        bool is_last = path[n] == '\0', fits = n <= NAME_MAX;
        snprintf(name, sizeof name, "%.*s", (int)(fits ? n : 0), path);
        int next = open_step(fd, name, is_last ? flags : O_PATH | O_DIRECTORY);
        int kept = fits ? errno : ENAMETOOLONG;
        if (fd != at) close(fd);
        errno = kept;
        if (next < 0 || is_last) return next;
        fd = next;
        path += n + 1;
    }
}

/* A descriptor of the path beneath the folder `at`, or -1 with errno; ELOOP for a symbolic link. */
static int open_beneath(int at, const char *path, int flags)
{
    struct open_how how = {.flags = (unsigned)(flags | O_CLOEXEC | O_NOFOLLOW),
                           .resolve =
                               RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    long fd;
    do
        fd = syscall(SYS_openat2, at, path, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    /* EPERM is how some sandboxes refuse a call they do not know. */
    if (fd < 0 && (errno == ENOSYS || errno == EPERM)) return open_by_steps(at, path, flags);
    return (int)fd;
}

static bz_read reason(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG: return BZ_READ_ABSENT;
    case ELOOP:
    case EXDEV: return BZ_READ_OUTSIDE;
    case ENXIO:
    case ENODEV:
    case EISDIR: return BZ_READ_NOT_FILE;
    default: return BZ_READ_FAILED;
    }
}

static bz_read open_path(const bz_root *r, bz_str path, int flags, int *fd)
{
    char name[PATH_MAX];
    if (!is_beneath(path)) return BZ_READ_OUTSIDE;
    if (path.n >= sizeof name) return BZ_READ_ABSENT;
    memcpy(name, path.p, path.n);
    name[path.n] = '\0';
    *fd = open_beneath(r->fd, path.n ? name : ".", flags);
    return *fd < 0 ? reason(errno) : BZ_READ_OK;
}

/* Closes without losing the reason for a failure. */
static bz_read closed(int fd, bz_read result)
{
    int kept = errno;
    close(fd);
    errno = kept;
    return result;
}

static bz_read ask_file(int fd, size_t *bytes)
{
    struct stat about;
    if (fstat(fd, &about) != 0) return BZ_READ_FAILED;
    if (S_ISLNK(about.st_mode)) return BZ_READ_OUTSIDE; /* O_PATH opens the link itself */
    if (!S_ISREG(about.st_mode)) return BZ_READ_NOT_FILE;
    *bytes = (size_t)about.st_size;
    return BZ_READ_OK;
}

bz_read bz_root_stat(const bz_root *r, bz_str path, size_t *bytes)
{
    int fd;
    bz_read result = open_path(r, path, O_PATH, &fd);
    return result ? result : closed(fd, ask_file(fd, bytes));
}

/* --- reading */

/* The file may grow or shrink while it is read: its size is only where to start. */
static bz_read read_all(int fd, size_t size, size_t most, bz_str *out)
{
    size_t cap = size + 2, n = 0;
    char *text = bz_mem_resize(NULL, cap);
    for (;;) {
        ssize_t got = read(fd, text + n, cap - 1 - n);
        if (got < 0 && errno == EINTR) continue;
        if (got > 0) n += (size_t)got;
        if (got < 0 || n > most) {
            bz_mem_free(text);
            return got < 0 ? BZ_READ_FAILED : BZ_READ_TOO_LARGE;
        }
        if (got == 0) break;
        if (n == cap - 1) text = bz_mem_resize(text, cap *= 2);
    }
    text[n] = '\0';
    *out = (bz_str){text, n};
    return BZ_READ_OK;
}

bz_read bz_root_read(const bz_root *r, bz_str path, size_t most, bz_str *out)
{
    int fd;
    size_t size = 0;
    bz_read result = open_path(r, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, &fd);
    if (result) return result;
    result = ask_file(fd, &size);
    if (!result && size > most) result = BZ_READ_TOO_LARGE;
    if (!result) result = read_all(fd, size, most, out);
    return closed(fd, result);
}

const char *bz_reason(int error, char out[BZ_REASON_BYTES])
{
    snprintf(out, BZ_REASON_BYTES, "%s", strerror(error));
    bool is_word = out[0] >= 'A' && out[0] <= 'Z' && out[1] >= 'a';
    if (is_word) out[0] ^= 0x20;
    return out;
}

static void hint_for(bz_read why, bz_str path, bz_job *job, bz_diag *diag)
{
    if (why == BZ_READ_ABSENT && bz_str_find(path, '\\', 0) < path.n)
        bz_diag_hint(job->diags, diag, "folders are parted by `/`");
    if (why == BZ_READ_OUTSIDE)
        bz_diag_hint(job->diags, diag,
                     "copy the file into the root and name it from there; links are not followed");
}

bz_status bz_read_report(bz_read why, bz_str path, size_t most, bz_span where, bz_job *job)
{
    static const struct {
        bz_code code;
        const char *says;
        bz_status status;
    } rows[] = {
        [BZ_READ_ABSENT] = {BZ_S001, "is not there", BZ_INVALID},
        [BZ_READ_OUTSIDE] = {BZ_S002, "leads out of the root, or through a symbolic link",
                             BZ_INVALID},
        [BZ_READ_NOT_FILE] = {BZ_S003, "is not a file", BZ_INVALID},
        [BZ_READ_TOO_LARGE] = {BZ_S004, "is larger than", BZ_LIMIT},
        [BZ_READ_FAILED] = {BZ_S005, "cannot be read", BZ_IO},
    };
    char more[BZ_REASON_BYTES + 2] = "", system[BZ_REASON_BYTES];
    if (why == BZ_READ_FAILED) snprintf(more, sizeof more, ": %s", bz_reason(errno, system));
    if (why == BZ_READ_TOO_LARGE)
        snprintf(more, sizeof more, " %zu %s", most >> 20 ? most >> 20 : most,
                 most >> 20 ? "MiB" : "bytes");
    bz_diag *diag = bz_diag_add(job->diags, rows[why].code, where, "`%.*s` %s%s", BZ_FMT(path),
                                rows[why].says, more);
    hint_for(why, path, job, diag);
    return rows[why].status;
}

/* --- lists */

static bool is_folder(int at, const struct dirent *entry)
{
    struct stat about;
    if (entry->d_type != DT_UNKNOWN) return entry->d_type == DT_DIR;
    return fstatat(at, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode);
}

static int by_bytes(const void *left, const void *right)
{
    return bz_str_cmp(*(const bz_str *)left, *(const bz_str *)right);
}

static bz_read read_names(DIR *folder, bz_arena *a, bz_str **names, size_t *n)
{
    BZ_VEC(bz_str) found = {0};
    struct dirent *entry;
    while (errno = 0, (entry = readdir(folder))) {
        if (entry->d_name[0] == '.') continue;
        const char *end = is_folder(dirfd(folder), entry) ? "/" : "";
        bz_vec_push(&found, bz_arena_printf(a, "%s%s", entry->d_name, end));
    }
    int kept = errno;
    *n = found.n;
    *names = bz_arena_alloc(a, found.n * sizeof(bz_str));
    if (found.n) {
        qsort(found.p, found.n, sizeof *found.p, by_bytes);
        memcpy(*names, found.p, found.n * sizeof *found.p);
    }
    bz_vec_free(&found);
    errno = kept;
    return kept ? BZ_READ_FAILED : BZ_READ_OK;
}

bz_read bz_root_list(const bz_root *r, bz_str path, bz_arena *a, bz_str **names, size_t *n)
{
    int fd;
    size_t bytes;
    *names = NULL;
    *n = 0;
    bz_read result = open_path(r, path, O_RDONLY | O_DIRECTORY, &fd);
    if (result == BZ_READ_ABSENT) { /* or it is there but no folder */
        result = bz_root_stat(r, path, &bytes);
        return result ? result : BZ_READ_NOT_FILE;
    }
    if (result) return result;
    DIR *folder = fdopendir(fd);
    if (!folder && errno == ENOMEM) bz_mem_out(0);
    if (!folder) return closed(fd, BZ_READ_FAILED);
    result = read_names(folder, a, names, n);
    int kept = errno;
    closedir(folder);
    errno = kept;
    return result;
}

/* --- paths */

bool bz_path_resolve(bz_arena *a, bz_str from, bz_str path, bz_str *out)
{
    size_t folder = from.n;
    while (folder > 0 && from.p[folder - 1] != '/')
        folder--;
    bz_str parts[] = {bz_str_cut(from, 0, folder), path}, piece;
    if (bz_str_starts(path, "/") || bz_str_find(path, '\0', 0) < path.n) return false;

    char *text = bz_arena_alloc(a, from.n + path.n + 2);
    size_t n = 0;
    for (int i = 0; i < 2; i++) {
        while (bz_str_split(&parts[i], '/', &piece)) {
            if (piece.n == 0 || bz_str_is(piece, ".")) continue;
            if (!bz_str_is(piece, "..")) {
                if (n) text[n++] = '/';
                memcpy(text + n, piece.p, piece.n);
                n += piece.n;
                continue;
            }
            if (n == 0) return false;
            while (n > 0 && text[--n] != '/')
                ;
        }
    }
    text[n] = '\0';
    *out = (bz_str){text, n};
    return true;
}
