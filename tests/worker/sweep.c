/* Tries every system call, each in a process of its own that is locked in as a worker is, and
 * prints the numbers of those that did not end it: one a line, with what became of it. With
 * `allowed`: prints the numbers that the lock leaves. */
#include "sandbox/lock.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 600, UNLOCKED = 3 };

static int attempt(long number, const long a[6])
{
    int status = 0;
    pid_t parent = getpid(), child = fork();
    if (child < 0) return -1;
    if (child == 0) {
        bz_hello done = {0};
        bz_lock(parent, &done);
        if (!done.seccomp) _exit(UNLOCKED);
        syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
        syscall(SYS_exit_group, 0);
    }
    while (waitpid(child, &status, 0) < 0)
        continue;
    return status;
}

static bool is_killed(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

int main(int argc, char **argv)
{
    static const long none[6], executable[6] = {0, 4096, 7, 0x22, -1, 0},
                               shared_write[6] = {0, 4096, 3, 1, 0, 0};
    size_t n;
    const int *calls = bz_lock_calls(&n);
    if (argc > 1 && strcmp(argv[1], "allowed") == 0) {
        for (size_t i = 0; i < n; i++)
            printf("%d\n", calls[i]);
        return 0;
    }
    for (long number = 0; number <= MOST; number++) {
        int status = attempt(number, none);
        if (status == -1 || (WIFEXITED(status) && WEXITSTATUS(status) == UNLOCKED)) return 1;
        if (!is_killed(status)) printf("%ld\n", number);
    }
    /* Memory that can be run, a file that can be written, numbers of another kind of program. */
    if (!is_killed(attempt(SYS_mmap, executable))) puts("mmap for running");
    if (!is_killed(attempt(SYS_mmap, shared_write))) puts("mmap for writing");
    for (long number = 0; number <= MOST; number++)
        if (!is_killed(attempt(number | 0x40000000, none))) printf("%ld of x32\n", number);
    return 0;
}
