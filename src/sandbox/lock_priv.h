/* Shared by the files that lock a process in. */
#ifndef BZ_SANDBOX_LOCK_PRIV_H
#define BZ_SANDBOX_LOCK_PRIV_H

#include "sandbox/lock.h"

/* Takes every right to files; gives the version of Landlock, 0 where there is none. */
uint32_t bz_lock__files(void);

#endif
