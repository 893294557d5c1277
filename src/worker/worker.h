/* The program baraza-worker: one plugin in one process, asked over one channel. */
#ifndef BZ_WORKER_WORKER_H
#define BZ_WORKER_WORKER_H

#include "sandbox/message.h"

/* What was asked: the head, and the payload with the snapshot's size taken off its front. */
typedef struct bz_question {
    bz_head head;
    bz_str payload;
    int snapshot; /* a descriptor, or -1 */
    size_t snapshot_bytes;
} bz_question;

/* Waits for the next question; its payload is valid until the one after. Ends the process when
 * there is none to come. */
void bz_channel_take(bz_question *q);
/* Both pieces, as one message. Ends the process when the other side is gone. */
void bz_channel_put(bz_message kind, uint8_t number, bz_str first, bz_str second);

/* What must be done before this process is locked in: handlers, and what the C library works out
 * when first asked. */
void bz_worker_prepare(void);
/* Says how well it is locked in, then answers until the channel ends. Does not come back. */
_Noreturn void bz_worker_serve(const bz_hello *done, bool is_weak);

#endif
