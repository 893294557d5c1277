/* Shared by the files that keep workers. */
#ifndef BZ_SANDBOX_HOST_PRIV_H
#define BZ_SANDBOX_HOST_PRIV_H

#include "sandbox/host.h"

#include <limits.h>
#include <sys/types.h>

/* A process and the engine's end of its channel. */
typedef struct bz_process {
    pid_t pid;
    int pidfd; /* -1 where the system has none */
    int channel;
    uint32_t seconds; /* for what is waited for now */
    int waits;
    int64_t until, used; /* nanoseconds */
} bz_process;

struct bz_host {
    char program[PATH_MAX];
    bool is_found, is_weak;
    bz_plugin_limits limits;
    BZ_VEC(bz_process) spare;
    const bz_model *shown;
    uint32_t shown_epoch;
    int snapshot; /* -1: none yet */
    size_t snapshot_bytes;
    uint32_t snapshots; /* counts them: a worker knows which it has */
};

typedef enum bz_end {
    BZ_END_NONE,
    BZ_END_GONE,    /* its process ended */
    BZ_END_SILENT,  /* no answer in time */
    BZ_END_WRONG,   /* what it sent is no answer */
    BZ_END_OTHER,   /* of another build */
    BZ_END_UNLOCKED /* cannot be locked in */
} bz_end;

struct bz_worker {
    bz_host *host;
    bz_process process;
    bz_str id;         /* in the job's arena */
    uint32_t snapshot; /* which one it has */
    bool has_greeted, is_asked;
    bz_hello hello;
    uint8_t number; /* of the question */
    unsigned has;
    bz_end end;
    bz_buf out;
    char *in;
    size_t in_cap;
};

bool bz_host__find(char out[PATH_MAX]);

/* --- process.c */
/* Starts the program with the arguments of a worker. False with errno. */
bool bz_process__start(bz_process *p, const char *program, bool is_weak);
void bz_process__kill(const bz_process *p); /* without waiting for its end */
/* Kills it when it is still there, and gives what it ended with (as of waitpid; -1: unknown).
 * `is_gone`: its channel was closed, so it is about to end by itself. */
int bz_process__end(bz_process *p, bool is_gone);
/* What is sent and received from now on must be done within so many seconds. */
void bz_process__hurry(bz_process *p, uint32_t seconds);
/* Sends both pieces, or reads exactly so many bytes. False when the other side is gone, or (errno
 * ETIMEDOUT) when the time is over. */
bool bz_process__send(bz_process *p, bz_str first, bz_str second, int descriptor);
bool bz_process__receive(bz_process *p, void *to, size_t n);

#endif
