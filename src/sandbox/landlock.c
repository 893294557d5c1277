/* Landlock, twice: for a worker a set of rules that names every right and grants none; for the
 * program baraza one that names what writes and connects, and grants writing below one folder.
 * Structures and numbers are those of linux/landlock.h, which older systems lack. */
#include "sandbox/lock_priv.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
enum {
    SYS_landlock_create_ruleset = 444,
    SYS_landlock_add_rule = 445,
    SYS_landlock_restrict_self = 446
};
#endif

/* Rights to files, by the version that has them first: so many, each a bit. */
enum { FILE_RIGHTS_1 = 13, FILE_RIGHTS_2 = 14, FILE_RIGHTS_3 = 15, FILE_RIGHTS_5 = 16 };
/* Those that only look: execute, read a file, read a folder. */
enum { EXECUTE = 1, READ_FILE = 4, READ_FOLDER = 8, LOOKS = EXECUTE | READ_FILE | READ_FOLDER };
enum { TCP = 3 /* bind, connect */, SCOPED = 3 /* abstract sockets, signals */, BENEATH = 1 };

typedef struct rules {
    uint64_t files, net, scoped;
} rules;

typedef struct __attribute__((packed)) beneath {
    uint64_t allowed;
    int32_t folder;
} beneath;

static long version(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
}

static uint64_t all_files(long abi)
{
    int n = abi < 2   ? FILE_RIGHTS_1
            : abi < 3 ? FILE_RIGHTS_2
            : abi < 5 ? FILE_RIGHTS_3
                      : FILE_RIGHTS_5;
    return ((uint64_t)1 << n) - 1;
}

static int new_set(long abi, const rules *r)
{
    size_t bytes = abi < 4 ? offsetof(rules, net) : abi < 6 ? offsetof(rules, scoped) : sizeof *r;
    return (int)syscall(SYS_landlock_create_ruleset, r, bytes, 0);
}

static bool restrict_self(int set)
{
    long done = syscall(SYS_landlock_restrict_self, set, 0);
    close(set);
    return done == 0;
}

uint32_t bz_lock__files(void)
{
    long abi = version();
    if (abi < 1) return 0;
    rules none = {
        .files = all_files(abi), .net = abi < 4 ? 0 : TCP, .scoped = abi < 6 ? 0 : SCOPED};
    int set = new_set(abi, &none);
    return set >= 0 && restrict_self(set) ? (uint32_t)abi : 0;
}

static bool allow(int set, const char *folder, uint64_t rights)
{
    int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return false;
    beneath rule = {.allowed = rights, .folder = fd};
    long added = syscall(SYS_landlock_add_rule, set, BENEATH, &rule, 0);
    close(fd);
    return added == 0;
}

/* Signals stay: workers that were started before are ended by one. Devices may be asked what they
 * are: a terminal for its width. */
bool bz_guard(const char *folder)
{
    long abi = version();
    if (abi < 2) return false; /* without the right to move files nothing could be published */
    uint64_t writes = all_files(abi < 3 ? abi : 3) & ~(uint64_t)LOOKS;
    rules some = {.files = writes, .net = abi < 4 ? 0 : TCP};
    int set = new_set(abi, &some);
    if (set < 0) return false;
    bool is_good =
        (!folder || allow(set, folder, writes)) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (is_good) return restrict_self(set);
    close(set);
    return false;
}
