/* Locking this process in, for good: what a worker does before it reads the first byte of a plugin.
 */
#ifndef BZ_SANDBOX_LOCK_H
#define BZ_SANDBOX_LOCK_H

#include "sandbox/message.h"

#include <sys/types.h>

/* Closes all but the channel, sees to it that this process ends with `parent`, and takes away
 * memory, processor, files, processes, core files, new privileges, the file system (Landlock) and
 * all system calls but a few (seccomp), as far as the system can; says how far in `done`. */
void bz_lock(pid_t parent, bz_hello *done);

/* The engine's own program, for good: it connects to nothing and writes only below this folder
 * (NULL: nowhere); what is open stays open, and everything can be read. False where the system has
 * no Landlock; then nothing has changed. For a program that does this one job, never for a host. */
bool bz_guard(const char *folder);

/* The system calls that are left: for tests. */
const int *bz_lock_calls(size_t *n);

#endif
