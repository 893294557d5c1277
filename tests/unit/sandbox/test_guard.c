/* What is left to a process that guards itself: to read anything, to write below one folder. */
#include "../unit.h"
#include "sandbox/lock.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NO_LANDLOCK = 77 };

static bool can_write(const char *folder, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CREAT, 0666);
    if (fd >= 0) close(fd);
    return fd >= 0;
}

static bool can_connect(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int s = socket(AF_INET, SOCK_STREAM, 0);
    bool is_refused =
        s < 0 || (connect(s, (struct sockaddr *)&to, sizeof to) != 0 && errno == EACCES);
    if (s >= 0) close(s);
    return !is_refused;
}

/* In a process of its own: what fails, as a number. */
static int look(const char *inside, const char *outside)
{
    char from[256], to[256];
    if (!bz_guard(inside)) return NO_LANDLOCK;
    if (!can_write(inside, "a") || unlinkat(AT_FDCWD, "/nowhere/at-all", 0) == 0) return 1;
    if (can_write(outside, "a") || can_write("/tmp", "baraza-guard")) return 2;
    snprintf(from, sizeof from, "%s/a", inside);
    snprintf(to, sizeof to, "%s/b", inside);
    if (rename(from, to) != 0) return 3;
    snprintf(to, sizeof to, "%s/b", outside);
    if (rename(from, to) == 0 || mkdir(to, 0777) == 0) return 4;
    snprintf(from, sizeof from, "%s/c", inside);
    if (mkdir(from, 0777) != 0 || rmdir(from) != 0) return 5;
    if (access("/proc/self/status", R_OK) != 0 || open("/proc/self/status", O_RDONLY) < 0) return 6;
    bool has_net = syscall(444, NULL, 0, 1) >= 4; /* the version of Landlock */
    return has_net && can_connect() ? 7 : 0;
}

static void test_sandbox_guard__writes_below_one_folder(void **state)
{
    (void)state;
    char inside[] = "/tmp/baraza-in-XXXXXX", outside[] = "/tmp/baraza-out-XXXXXX", path[64];
    int status = 0;
    assert_non_null(mkdtemp(inside));
    assert_non_null(mkdtemp(outside));
    pid_t child = fork();
    if (child == 0) _exit(look(inside, outside));
    assert_int_equal(waitpid(child, &status, 0), child);
    snprintf(path, sizeof path, "%s/b", inside);
    unlink(path);
    rmdir(inside);
    rmdir(outside);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == NO_LANDLOCK) skip();
    assert_int_equal(WEXITSTATUS(status), 0);
}
