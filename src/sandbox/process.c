/* Processes and their channels. In: the worker's program. Out: a process with an empty environment
 * and one descriptor; bytes to and from it, with a clock beside them. Signals, short reads and
 * short writes end here. */
#include "sandbox/host_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WAITS_MOST = 8, MOMENTS_MOST = 2000, SECOND = 1000000000, BUSY = SECOND / 100 };

/* --- starting and ending */

static int spawn(pid_t *pid, const char *program, bool is_weak, int channel)
{
    char parent[24];
    snprintf(parent, sizeof parent, "%ld", (long)getpid());
    char *argv[] = {(char[]){"baraza-worker"}, parent, is_weak ? (char[]){"weak"} : NULL, NULL};
    char *nothing[] = {NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none;
    sigemptyset(&none);
    int error = posix_spawn_file_actions_init(&files);
    if (error) return error;
    error = posix_spawnattr_init(&how);
    if (!error) error = posix_spawn_file_actions_adddup2(&files, channel, BZ_CHANNEL);
    if (!error) error = posix_spawnattr_setsigmask(&how, &none);
    if (!error) error = posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK);
    if (!error) error = posix_spawn(pid, program, &files, &how, argv, nothing);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

bool bz_process__start(bz_process *p, const char *program, bool is_weak)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
    int error = spawn(&p->pid, program, is_weak, ends[1]);
    close(ends[1]);
    p->channel = ends[0];
    p->pidfd = -1;
    if (error) {
        close(ends[0]);
        errno = error;
        return false;
    }
#ifdef SYS_pidfd_open
    p->pidfd = (int)syscall(SYS_pidfd_open, p->pid, 0);
    if (p->pidfd >= 0) fcntl(p->pidfd, F_SETFD, FD_CLOEXEC);
#endif
    return true;
}

void bz_process__kill(const bz_process *p)
{
    if (p->pid <= 0) return;
#ifdef SYS_pidfd_send_signal
    if (p->pidfd >= 0) {
        syscall(SYS_pidfd_send_signal, p->pidfd, SIGKILL, NULL, 0);
        return;
    }
#endif
    kill(p->pid, SIGKILL);
}

static pid_t reap(pid_t pid, int *status, int flags)
{
    pid_t got;
    do
        got = waitpid(pid, status, flags);
    while (got < 0 && errno == EINTR);
    return got;
}

int bz_process__end(bz_process *p, bool is_gone)
{
    if (p->pid <= 0) return -1;
    int status = 0;
    const struct timespec moment = {0, 1000000};
    pid_t got = reap(p->pid, &status, WNOHANG);
    /* A channel closes a moment before its process is over; what it ended with is worth the wait.
     */
    for (int i = 0; is_gone && got == 0 && i < MOMENTS_MOST; i++) {
        nanosleep(&moment, NULL);
        got = reap(p->pid, &status, WNOHANG);
    }
    if (got == 0) {
        bz_process__kill(p);
        got = reap(p->pid, &status, 0);
    }
    int result = got == p->pid ? status : -1;
    close(p->channel);
    if (p->pidfd >= 0) close(p->pidfd);
    *p = (bz_process){.pidfd = -1, .channel = -1};
    return result;
}

/* --- the channel */

static int64_t nanoseconds(clockid_t clock)
{
    struct timespec t;
    return clock_gettime(clock, &t) == 0 ? (int64_t)t.tv_sec * SECOND + t.tv_nsec : 0;
}

static int64_t used(const bz_process *p)
{
    clockid_t clock;
    return clock_getcpuclockid(p->pid, &clock) == 0 ? nanoseconds(clock) : 0;
}

void bz_process__hurry(bz_process *p, uint32_t seconds)
{
    p->seconds = seconds;
    p->waits = -1; /* the clock starts when there is something to wait for */
}

/* A worker that used the processor meanwhile is waited for once more, some times over: its own
 * limit ends what goes on for ever, and a machine with much to do is no reason to stop it. */
static bool has_worked(bz_process *p)
{
    int64_t now = used(p), before = p->used;
    p->used = now;
    p->until += (int64_t)p->seconds * SECOND;
    return now - before >= BUSY && ++p->waits < WAITS_MOST;
}

/* Waits until the channel can be read or written. */
static bool wait_for(bz_process *p, short event)
{
    if (p->waits < 0) {
        p->waits = 0;
        p->until = nanoseconds(CLOCK_MONOTONIC) + (int64_t)p->seconds * SECOND;
        p->used = used(p);
    }
    for (;;) {
        int64_t left = p->until - nanoseconds(CLOCK_MONOTONIC);
        if (left <= 0 && !has_worked(p)) break;
        if (left <= 0) continue;
        struct pollfd one = {.fd = p->channel, .events = event};
        int got = poll(&one, 1, (int)(left / 1000000) + 1);
        if (got > 0) return true;
        if (got < 0 && errno != EINTR) return false;
    }
    errno = ETIMEDOUT;
    return false;
}

/* Moves the pieces past what was sent. */
static void advance(struct msghdr *m, size_t n)
{
    while (m->msg_iovlen && n >= m->msg_iov->iov_len) {
        n -= m->msg_iov->iov_len;
        m->msg_iov++;
        m->msg_iovlen--;
    }
    if (!m->msg_iovlen) return;
    m->msg_iov->iov_base = (char *)m->msg_iov->iov_base + n;
    m->msg_iov->iov_len -= n;
}

bool bz_process__send(bz_process *p, bz_str first, bz_str second, int descriptor)
{
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec pieces[] = {{(void *)(uintptr_t)first.p, first.n},
                             {(void *)(uintptr_t)second.p, second.n}};
    struct msghdr m = {.msg_iov = pieces, .msg_iovlen = second.n ? 2 : 1};
    if (descriptor >= 0) {
        m.msg_control = &control;
        m.msg_controllen = sizeof control;
        struct cmsghdr *c = CMSG_FIRSTHDR(&m);
        *c = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof descriptor),
                              .cmsg_level = SOL_SOCKET,
                              .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(c), &descriptor, sizeof descriptor);
    }
    while (m.msg_iovlen) {
        ssize_t put = sendmsg(p->channel, &m, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0 && errno != EAGAIN) return false;
        if (put < 0) {
            if (!wait_for(p, POLLOUT)) return false;
            continue;
        }
        m.msg_control = NULL; /* it went along with the first bytes */
        m.msg_controllen = 0;
        advance(&m, (size_t)put);
    }
    return true;
}

bool bz_process__receive(bz_process *p, void *to, size_t n)
{
    char *at = to;
    while (n) {
        ssize_t got = recv(p->channel, at, n, MSG_DONTWAIT);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) {
            if (!wait_for(p, POLLIN)) return false;
            continue;
        }
        if (got == 0) errno = EPIPE;
        if (got <= 0) return false;
        at += got;
        n -= (size_t)got;
    }
    return true;
}
