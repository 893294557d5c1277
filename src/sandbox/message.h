/* What the engine and a worker say to each other: frames of a head and a payload over one channel.
 * The engine asks, the worker answers once for each question; before the first it says who it is
 * and how well it is locked in. Both are of the same build. The engine believes nothing of what
 * comes back; the worker believes the engine.
 *
 *   head    = length of the payload (4 bytes) | version | kind | number of the question | marks
 *   HELLO   = program text, seccomp, landlock
 *   LOAD    = id limits manifest use files     with a snapshot
 *   ADAPT CHECK DOCUMENTS                      with a snapshot when the model is another
 *   DOCUMENT = i                               the same
 *   ANSWER  = is-good has reports, then the answer's bytes */
#ifndef BZ_SANDBOX_MESSAGE_H
#define BZ_SANDBOX_MESSAGE_H

#include "base/job.h"
#include "base/wire.h"
#include "sandbox/setup.h"

enum {
    BZ_CHANNEL = 3, /* the descriptor at which a worker finds its end */
    BZ_PROTOCOL = 1,
    BZ_HEAD_BYTES = 8,
    BZ_QUESTION_MOST = 64 << 20 /* bytes of a question: files of a plugin */
};

/* With what a worker ends by itself. */
enum {
    BZ_EXIT_DONE = 0,
    BZ_EXIT_STOPPED = 10,
    BZ_EXIT_LATE = 11,
    BZ_EXIT_UNLOCKED = 12,
    BZ_EXIT_BUG = 13
};

typedef enum bz_message {
    BZ_MSG_NONE,
    BZ_MSG_HELLO,
    BZ_MSG_LOAD,
    BZ_MSG_ADAPT,
    BZ_MSG_CHECK,
    BZ_MSG_DOCUMENTS,
    BZ_MSG_DOCUMENT,
    BZ_MSG_ANSWER
} bz_message;

enum { BZ_MARK_SNAPSHOT = 1 }; /* a descriptor comes along; its size is the payload's first text */

typedef struct bz_head {
    uint32_t bytes;
    uint8_t version, kind, number, marks;
} bz_head;

void bz_head_put(const bz_head *h, unsigned char to[BZ_HEAD_BYTES]);
bz_head bz_head_take(const unsigned char from[BZ_HEAD_BYTES]);

/* How a worker is locked in, as it says itself before it knows its plugin. */
typedef struct bz_hello {
    bool seccomp;
    uint32_t landlock; /* the version of Landlock, 0: none */
} bz_hello;

void bz_hello_put(const bz_hello *h, bz_buf *out);
bool bz_hello_take(bz_str payload, bz_hello *h); /* false: of another build */

void bz_setup_put(const bz_plugin_setup *s, bz_buf *out);
/* Texts lie in the payload, the lists in the arena. */
bool bz_setup_take(bz_wire_reader *r, bz_plugin_setup *s, bz_plugin_limits *limits, bz_arena *a);

void bz_reports_put(const bz_diags *d, bz_buf *out);
/* Adds the reports to job->diags: known codes of the curriculum and its plugins, places that there
 * are, clean texts of bounded length and number. */
bool bz_reports_take(bz_wire_reader *r, bz_job *job);

#endif
