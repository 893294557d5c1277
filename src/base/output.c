/* In: a target folder and files for it. Out: the target with just these files, at once or not at
 * all. The output owns its descriptors and its staging folder until close.
 *
 *     open      target must be absent, empty or ours; leftovers of killed runs are taken away
 *     write     same bytes as in the target: only noted.  Else written to .TARGET.baraza-PID
 *     publish   noted files are linked into the staging folder, as are files that somebody else put
 *               into the target; one sync; staging folder and target change places; the old one
 * goes
 *
 * One idea: nothing in the target is touched before the one exchange, so a kill at any moment
 * leaves the old output or the new one, and at most a folder that the next run removes. When no
 * byte changed, no staging folder is ever made. */
#include "base/digest.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/output_priv.h"
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char manifest_name[] = "manifest.json";
static const char manifest_mark[] = "{\"baraza\":";
/* Of what a folder may hold under that name before it is looked at: it may be a stranger's. */
enum { MOST_MANIFEST = 64 << 20 };

struct bz_output {
    bz_arena *arena;
    const char *path; /* as given, for messages */
    const char *parent_path;
    const char *name;          /* of the target in its parent */
    bz_str prefix;             /* of the names of staging folders: ".NAME.baraza-" */
    const char *stage_name;    /* in the same parent */
    int parent, target, stage; /* descriptors; -1: not there */
    mode_t mode;               /* of the target, when it is there */
    bz_str manifest;           /* of the target, as it was; from bz_mem, or NULL */
    bz_names same;             /* files that the target already holds */
    bz_names made;             /* folders above the target that were made for it */
    bz_map *written;           /* all names so far */
    bool has_manifest, is_published;
};

/* --- reports */

static bz_status failed(const bz_output *o, const char *doing, bz_str what, bz_job *job)
{
    char reason[BZ_REASON_BYTES];
    bz_reason(errno, reason);
    bz_diag *diag = bz_diag_add(job->diags, BZ_S007, bz_span_none(), "cannot %s `%s%s%.*s`: %s",
                                doing, o->path, what.n ? "/" : "", BZ_FMT(what), reason);
    bz_diag_hint(job->diags, diag, "the output is left as it was");
    return BZ_IO;
}

static bz_status refused(const bz_output *o, const char *why, bz_job *job)
{
    bz_diag *diag = bz_diag_add(job->diags, BZ_S006, bz_span_none(), "cannot build into `%s`: %s",
                                o->path, why);
    bz_diag_hint(job->diags, diag, "name a new or empty folder, or one that an earlier build made");
    return BZ_IO;
}

/* --- open */

static int open_folder(int at, const char *path)
{
    return openat(at, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Splits the target's path into parent and name. "." and ".." are first turned into real names. */
static bool split_path(bz_output *o, const char *target)
{
    bz_str path = bz_arena_str(o->arena, bz_str_from(target));
    while (path.n > 1 && bz_str_ends(path, "/"))
        path.n--;
    path = bz_arena_str(o->arena, path);
    o->path = path.p;
    const char *slash = strrchr(path.p, '/');
    const char *name = slash ? slash + 1 : path.p;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
        char real[PATH_MAX];
        if (!realpath(path.p, real)) return false;
        path = bz_arena_str(o->arena, bz_str_from(real));
        slash = strrchr(path.p, '/');
        name = slash + 1;
    }
    if (name[0] == '\0') {
        errno = EINVAL; /* the root of the file system, or nothing at all */
        return false;
    }
    o->name = name;
    o->prefix = bz_arena_printf(o->arena, ".%s.baraza-", name);
    bz_str parent = slash ? bz_str_cut(path, 0, (size_t)(slash - path.p)) : BZ_STR(".");
    o->parent_path = parent.n ? bz_arena_str(o->arena, parent).p : "/";
    return true;
}

/* Opens the parent; makes it, and those above it, when it is not there. */
static bool open_parent(bz_output *o)
{
    o->parent = open(o->parent_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (o->parent >= 0 || errno != ENOENT) return o->parent >= 0;
    bz_str path = bz_str_from(o->parent_path);
    for (size_t at = 0; at < path.n; at++) {
        at = bz_str_find(path, '/', at);
        bz_str folder = bz_arena_str(o->arena, bz_str_cut(path, 0, at));
        if (folder.n == 0) continue;
        if (mkdir(folder.p, 0777) == 0) bz_vec_push(&o->made, folder);
        else if (errno != EEXIST) return false;
    }
    o->parent = open(o->parent_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return o->parent >= 0;
}

/* The number behind ".TARGET.baraza-"; 0 when the name is not of that kind. "-old" may follow. */
static pid_t leftover_of(const bz_output *o, const char *name, bool *is_old)
{
    bz_str rest = bz_str_from(name);
    int32_t number;
    if (!bz_str_starts(rest, o->prefix.p)) return 0;
    rest = bz_str_cut(rest, o->prefix.n, rest.n);
    *is_old = bz_str_ends(rest, "-old");
    if (*is_old) rest = bz_str_cut(rest, 0, rest.n - 4);
    return bz_str_integer(rest, &number) ? (pid_t)number : 0;
}

/* Takes the lock of a staging folder. Some file systems have none; there its name must do. */
static bool is_free(int fd)
{
    return flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

/* A leftover belongs to nobody when its process is gone and no lock is held on it (a process of
 * another container cannot be asked). */
static void take_away(bz_output *o, const char *name, pid_t owner, bool is_old)
{
    bool is_alive = owner != getpid() && (kill(owner, 0) == 0 || errno != ESRCH);
    int fd = is_alive ? -1 : open_folder(o->parent, name);
    if (fd < 0) return;
    if (is_free(fd)) {
        /* Killed between the two renames of `swap`: the old output is still whole. */
        bool is_needed = is_old && faccessat(o->parent, o->name, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
        if (is_needed) renameat(o->parent, name, o->parent, o->name);
        else bz_tree__remove(o->parent, name);
    }
    close(fd);
}

static void take_away_leftovers(bz_output *o)
{
    int fd = open_folder(o->parent, ".");
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (!folder) return; /* a parent that cannot be listed may still be written to */
    for (struct dirent *entry; (entry = readdir(folder));) {
        bool is_old = false;
        pid_t owner = leftover_of(o, entry->d_name, &is_old);
        if (owner)
            take_away(o, bz_arena_str(o->arena, bz_str_from(entry->d_name)).p, owner, is_old);
    }
    closedir(folder);
}

static bool is_empty(const bz_output *o)
{
    int fd = open_folder(o->target, ".");
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    size_t entries = 0;
    while (folder && entries < 3 && readdir(folder))
        entries++;
    if (folder) closedir(folder);
    return entries == 2; /* "." and ".." */
}

static bz_status open_target(bz_output *o, bz_job *job)
{
    struct stat about;
    if (fstatat(o->parent, o->name, &about, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? BZ_OK : failed(o, "read", BZ_STR(""), job);
    if (S_ISLNK(about.st_mode)) return refused(o, "it is a symbolic link", job);
    if (!S_ISDIR(about.st_mode)) return refused(o, "it is not a folder", job);
    o->mode = about.st_mode & 07777;
    o->target = open_folder(o->parent, o->name);
    if (o->target < 0) return failed(o, "read", BZ_STR(""), job);
    if (bz_tree__read(o->target, manifest_name, MOST_MANIFEST, &o->manifest) &&
        bz_str_starts(o->manifest, manifest_mark))
        return BZ_OK;
    if (is_empty(o)) return BZ_OK;
    return refused(o, "it holds files that were not made by a build", job);
}

bz_status bz_output_open(bz_output **out, const char *target, bz_job *job)
{
    bz_output *o = bz_mem_new(sizeof *o);
    *o = (bz_output){.arena = bz_arena_new(), .parent = -1, .target = -1, .stage = -1};
    o->written = bz_map_new();
    bz_status status = BZ_OK;
    if (!split_path(o, target) || !open_parent(o)) status = failed(o, "write to", BZ_STR(""), job);
    else take_away_leftovers(o);
    if (!status) status = open_target(o, job);
    *out = status ? NULL : o;
    if (status) bz_output_close(o);
    return status;
}

/* --- write */

static bool open_stage(bz_output *o)
{
    if (o->stage >= 0) return true;
    o->stage_name = bz_arena_printf(o->arena, "%s%ld", o->prefix.p, (long)getpid()).p;
    if (mkdirat(o->parent, o->stage_name, 0777) != 0) return false;
    o->stage = open_folder(o->parent, o->stage_name);
    return o->stage >= 0 && is_free(o->stage);
}

static bool is_safe_name(bz_str name)
{
    bz_str piece;
    if (bz_str_find(name, '\0', 0) < name.n) return false;
    while (bz_str_split(&name, '/', &piece))
        if (piece.n == 0 || bz_str_is(piece, ".") || bz_str_is(piece, "..")) return false;
    return true;
}

bz_status bz_output_write(bz_output *o, bz_str name, bz_str bytes, bz_output_file *about,
                          bz_job *job)
{
    name = bz_arena_str(o->arena, name);
    /* Whoever names the files has checked them; this is the last door, not the one that explains.
     */
    if (!is_safe_name(name) || bz_map_add(o->written, name, 1)) {
        errno = is_safe_name(name) ? EEXIST : EINVAL;
        return failed(o, "write", name, job);
    }
    if (bz_str_is(name, manifest_name)) o->has_manifest = bz_str_starts(bytes, manifest_mark);
    if (o->target >= 0 && bz_tree__holds(o->target, name.p, bytes)) bz_vec_push(&o->same, name);
    else if (!open_stage(o) || !bz_tree__write(o->stage, name.p, bytes))
        return failed(o, "write", name, job);
    *about = (bz_output_file){.name = bz_arena_str(job->arena, name), .bytes = bytes.n};
    bz_digest(bytes, about->sha256);
    return BZ_OK;
}

/* --- publish */

/* The files that the target's manifest names: every value of a key "file". A name with an escape is
 * not found, so such a file is kept rather than lost. */
static bz_map *names_in_manifest(bz_str json)
{
    bz_map *names = bz_map_new();
    bool is_value = false;
    for (size_t at = 0; at < json.n;) {
        size_t from = bz_str_find(json, '"', at) + 1, to = from;
        while (to < json.n && json.p[to] != '"')
            to += json.p[to] == '\\' ? 2 : 1;
        bz_str text = bz_str_cut(json, from, to);
        at = to + 1;
        if (is_value) bz_map_add(names, text, 1);
        bz_str rest = bz_str_trim(bz_str_cut(json, at, at + 16));
        is_value = !is_value && bz_str_is(text, "file") && bz_str_starts(rest, ":");
    }
    bz_map_add(names, BZ_STR("manifest.json"), 1);
    return names;
}

/* What the target holds beside the new files: `foreign` was put there by somebody else and stays;
 * the rest is of the last build and goes. */
static bool sort_old_files(bz_output *o, bz_names *foreign, bool *some_go)
{
    bz_names paths = {0};
    bz_map *ours = names_in_manifest(o->manifest.p ? o->manifest : BZ_STR(""));
    bool good = o->target < 0 || bz_tree__list(o->target, o->arena, &paths);
    for (size_t i = 0; good && i < paths.n; i++) {
        if (bz_map_find(o->written, paths.p[i])) continue;
        if (bz_map_find(ours, paths.p[i])) *some_go = true;
        else bz_vec_push(foreign, paths.p[i]);
    }
    bz_map_free(ours);
    bz_vec_free(&paths);
    return good;
}

static bz_status share(bz_output *o, const bz_names *names, bz_job *job)
{
    for (size_t i = 0; i < names->n; i++)
        if (!bz_tree__share(o->target, o->stage, names->p[i].p))
            return failed(o, "keep", names->p[i], job);
    return BZ_OK;
}

/* The staging folder takes the target's place. Some file systems cannot exchange two names; there
 * the old output steps aside first, and `take_away` brings it back should we be killed between. */
static bool swap(bz_output *o)
{
    const char *stage = o->stage_name;
    if (o->target < 0) return renameat(o->parent, stage, o->parent, o->name) == 0;
    if (renameat2(o->parent, stage, o->parent, o->name, RENAME_EXCHANGE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    const char *aside = bz_arena_printf(o->arena, "%s-old", stage).p;
    if (renameat(o->parent, o->name, o->parent, aside) != 0) return false;
    if (renameat(o->parent, stage, o->parent, o->name) == 0) {
        o->stage_name = aside;
        return true;
    }
    int kept = errno;
    renameat(o->parent, aside, o->parent, o->name);
    errno = kept;
    return false;
}

bz_status bz_output_publish(bz_output *o, bz_job *job)
{
    assert(o->has_manifest); /* else the next build would refuse this target */
    bool some_go = false;
    bz_names foreign = {0};
    bz_status status = BZ_OK;
    if (!sort_old_files(o, &foreign, &some_go)) status = failed(o, "read", BZ_STR(""), job);
    if (!status && o->stage < 0 && !some_go) {
        o->is_published = true; /* nothing changed */
        goto out;
    }
    if (!status && !open_stage(o)) status = failed(o, "write to", BZ_STR(""), job);
    if (!status) status = share(o, &o->same, job);
    if (!status) status = share(o, &foreign, job);
    if (status) goto out;
    if (o->target >= 0 && fchmod(o->stage, o->mode) != 0)
        status = failed(o, "write to", BZ_STR(""), job);
    if (!status && (syncfs(o->stage) != 0 || !swap(o)))
        status = failed(o, "replace", BZ_STR(""), job);
    o->is_published = !status;
    /* The old tree has the staging folder's name now. Should it resist, the next run tries again.
     */
    if (!status && o->target >= 0) bz_tree__remove(o->parent, o->stage_name);
out:
    bz_vec_free(&foreign);
    return status;
}

void bz_output_close(bz_output *o)
{
    if (!o) return;
    if (!o->is_published && o->stage >= 0) bz_tree__remove(o->parent, o->stage_name);
    for (size_t i = o->made.n; !o->is_published && i > 0; i--)
        rmdir(o->made.p[i - 1].p);
    int open_ones[] = {o->stage, o->target, o->parent};
    for (size_t i = 0; i < 3; i++)
        if (open_ones[i] >= 0) close(open_ones[i]);
    bz_mem_free((void *)(uintptr_t)o->manifest.p);
    bz_vec_free(&o->same);
    bz_vec_free(&o->made);
    bz_map_free(o->written);
    bz_arena_free(o->arena);
    bz_mem_free(o);
}
