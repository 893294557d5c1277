/* Where the worker's program lies. In: the file that this code was loaded from. Out: an absolute
 * path of a program that belongs to root or to whom that file belongs, or nothing. Neither PATH nor
 * the environment nor the current folder is asked: whoever may set them may not choose a program.
 */
#include "sandbox/host_priv.h"

#include "base/mem.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file that is mapped where this function lies, as the system names it: what dladdr says of a
 * program is only the name it was called by. */
static bool own_file(char path[PATH_MAX])
{
    uintptr_t here = (uintptr_t)own_file;
    char line[PATH_MAX + 128];
    bool is_found = false;
    FILE *maps = fopen("/proc/self/maps", "re");
    if (!maps && errno == ENOMEM) bz_mem_out(0);
    while (maps && !is_found && fgets(line, sizeof line, maps)) {
        unsigned long from, to;
        int at = 0;
        if (sscanf(line, "%lx-%lx %*s %*s %*s %*s %n", &from, &to, &at) != 2 || !at) continue;
        if (here < from || here >= to || line[at] != '/') continue;
        line[strcspn(line, "\n")] = 0;
        is_found = strlen(line + at) < PATH_MAX;
        if (is_found) strcpy(path, line + at);
    }
    if (maps) fclose(maps);
    return is_found;
}

/* Nobody may write it who may not write `own`, the file that this code is in. A group that may
 * write both is how some systems set up homes. */
static bool is_trusted(const char *path, const struct stat *own)
{
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode) || (about.st_mode & S_IWOTH))
        return false;
    bool is_shared = (own->st_mode & S_IWGRP) && own->st_gid == about.st_gid;
    if ((about.st_mode & S_IWGRP) && !is_shared) return false;
    return (about.st_uid == 0 || about.st_uid == own->st_uid) && access(path, X_OK) == 0;
}

/* "/usr/lib/libbaraza.so.0": cuts the last name off. */
static bool cut_name(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash || slash == path) return false;
    *slash = 0;
    return true;
}

static bool try(char out[PATH_MAX], const char *folder, const char *rest, const struct stat *own)
{
    int n = snprintf(out, PATH_MAX, "%s%s", folder, rest);
    return n > 0 && n < PATH_MAX && is_trusted(out, own);
}

bool bz_host__find(char out[PATH_MAX])
{
    char folder[PATH_MAX];
    struct stat own = {.st_uid = geteuid()};
    if (own_file(folder) && stat(folder, &own) == 0 && cut_name(folder)) {
        if (try(out, folder, "/baraza-worker", &own)) return true;
        const char *last = strrchr(folder, '/');
        bool is_installed = strcmp(last, "/bin") == 0 || strncmp(last, "/lib", 4) == 0;
        if (is_installed && cut_name(folder) &&
            try(out, folder, "/libexec/baraza/baraza-worker", &own))
            return true;
    }
    return try(out, BZ_LIBEXECDIR, "/baraza-worker", &own);
}
