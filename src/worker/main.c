/* The worker: locks itself in before it knows what for, says how far that went, and serves. In: the
 * number of the parent's process. It reads no environment. */
#include "worker/worker.h"

#include "sandbox/lock.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A failed `assert`, which would raise a signal by calls that are gone: the name is the C
 * library's.
 */
_Noreturn void __assert_fail(const char *what, const char *file, unsigned line,
                             const char *function);
_Noreturn void __assert_fail(const char *what, const char *file, unsigned line,
                             const char *function)
{
    (void)what, (void)file, (void)line, (void)function;
    _exit(BZ_EXIT_BUG);
}

int main(int argc, char **argv)
{
    bool is_weak = argc == 3 && strcmp(argv[2], "weak") == 0;
    if (argc != 2 && !is_weak) return BZ_EXIT_UNLOCKED;
    bz_hello done = {0};
    bz_worker_prepare();
    bz_lock((pid_t)strtol(argv[1], NULL, 10), &done);
    bz_worker_serve(&done, is_weak);
}

#if defined(__SANITIZE_ADDRESS__)
/* The environment is empty; leaks of a process that ends where it stands are no finding. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0:exitcode=99:allocator_may_return_null=0";
}
#endif
