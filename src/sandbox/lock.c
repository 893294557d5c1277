/* In: this process, fresh. Out: this process with nothing left to it but its memory and one
 * channel. Owned: nothing. One idea: each layer is there for the case that the others fail. Seccomp
 * leaves a dozen system calls, none of which opens, starts, signals or connects; Landlock and the
 * limits say the same once more in the kernel's other words.
 *
 * The filter is written out, 40 lines, since what it must say is short and never changes at run
 * time: a library to put it together would cost more than the worker's start, and be one more to
 * trust. */
#include "sandbox/lock_priv.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#else
#define IS_SANITIZED 0
#endif

/* --- limits */

/* As much as asked, or as the system allows at most. */
static void limit(__rlimit_resource_t what, rlim_t most)
{
    struct rlimit now, then = {most, most};
    if (getrlimit(what, &now) == 0 && now.rlim_max < most)
        then.rlim_cur = then.rlim_max = now.rlim_max;
    setrlimit(what, &then);
}

/* Lua's memory is counted by its allocator and processor time by a timer; these are the walls
 * behind them, which no code in the process can move. A descriptor more than the channel is the
 * snapshot. */
static void set_limits(void)
{
    limit(RLIMIT_STACK, (rlim_t)64 << 20);
    limit(RLIMIT_CPU, 60);
    limit(RLIMIT_NOFILE, BZ_CHANNEL + 1);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_MEMLOCK, 0);
    limit(RLIMIT_MSGQUEUE, 0);
    /* The shadow of AddressSanitizer is terabytes wide. */
    if (!IS_SANITIZED) limit(RLIMIT_AS, (rlim_t)1 << 30);
}

/* --- seccomp */

#if defined(__x86_64__)
#define ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#endif

/* What Lua and our code need when nothing is opened any more. Reading is recvmsg, since a
 * snapshot's descriptor comes along with a message; `close` is for that descriptor. */
static const int calls[] = {
    SYS_recvmsg,
    SYS_sendmsg,
    SYS_close,
    SYS_brk,
    SYS_munmap,
    SYS_mremap,
    SYS_setitimer,
    SYS_rt_sigreturn,
    SYS_restart_syscall,
    SYS_exit_group,
#if IS_SANITIZED
    /* What the sanitizers' own memory and a report of theirs need; reports go to descriptor 2. */
    SYS_write,
    SYS_madvise,
    SYS_mprotect,
    SYS_sigaltstack,
    SYS_getpid,
    SYS_gettid,
    SYS_futex,
    SYS_sched_yield,
    SYS_rt_sigprocmask,
    SYS_rt_sigaction,
#endif
};

enum { N_CALLS = sizeof calls / sizeof *calls };

const int *bz_lock_calls(size_t *n)
{
    *n = N_CALLS;
    return calls;
}

#ifdef ARCH

/* The low half of an argument. */
#define ARGUMENT(i)             ((uint32_t)(offsetof(struct seccomp_data, args) + 8 * (i)))
#define LOAD(offset)            BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offset))
#define EQUAL(value, yes, no)   BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), yes, no)
#define ANY_BIT(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(value), yes, no)
#define GIVE(verdict)           BPF_STMT(BPF_RET | BPF_K, (verdict))

/* mmap: memory that is nobody's and cannot be run, or the snapshot, for reading. */
static const struct sock_filter memory[] = {
    EQUAL(SYS_mmap, 0, 8),          LOAD(ARGUMENT(2)),       ANY_BIT(PROT_EXEC, 5, 0),
    EQUAL(PROT_READ, 3, 0),         LOAD(ARGUMENT(3)),       ANY_BIT(MAP_ANONYMOUS, 1, 0),
    GIVE(SECCOMP_RET_KILL_PROCESS), GIVE(SECCOMP_RET_ALLOW), GIVE(SECCOMP_RET_KILL_PROCESS),
};

enum { N_MEMORY = sizeof memory / sizeof *memory, MOST_STEPS = 6 + 2 * N_CALLS + N_MEMORY };

static bool lock_calls(void)
{
    struct sock_filter steps[MOST_STEPS] = {
        LOAD(offsetof(struct seccomp_data, arch)),
        EQUAL(ARCH, 1, 0),
        GIVE(SECCOMP_RET_KILL_PROCESS),
        LOAD(offsetof(struct seccomp_data, nr)),
    };
    unsigned short n = 4;
    for (size_t i = 0; i < N_CALLS; i++) {
        steps[n++] = (struct sock_filter)EQUAL(calls[i], 0, 1);
        steps[n++] = (struct sock_filter)GIVE(SECCOMP_RET_ALLOW);
    }
    for (size_t i = 0; i < N_MEMORY; i++)
        steps[n++] = memory[i];
    steps[n++] = (struct sock_filter)GIVE(SECCOMP_RET_KILL_PROCESS);
    struct sock_fprog filter = {n, steps};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

#else

static bool lock_calls(void)
{
    return false; /* nobody has looked at this processor's numbers */
}

#endif

static void close_all_but_channel(void)
{
    for (int fd = 0; fd < BZ_CHANNEL; fd++)
        if (!IS_SANITIZED || fd != STDERR_FILENO) close(fd);
#ifdef SYS_close_range
    if (syscall(SYS_close_range, BZ_CHANNEL + 1, ~0U, 0) == 0) return;
#endif
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = BZ_CHANNEL + 1; fd < most; fd++)
        close(fd);
}

void bz_lock(pid_t parent, bz_hello *done)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent) _exit(BZ_EXIT_DONE); /* it was gone before */
    close_all_but_channel();
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    set_limits();
    bool is_tied = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    done->landlock = is_tied ? bz_lock__files() : 0;
    done->seccomp = is_tied && lock_calls();
}
