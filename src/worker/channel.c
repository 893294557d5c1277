/* The worker's end of the channel. In: bytes, and descriptors that come along. Out: questions, and
 * messages written whole. The engine is believed; a channel that is cut ends the process. */
#include "worker/worker.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum { AHEAD = 4096 };

/* What was received and not yet taken: a small question comes in one piece. */
static char ahead[AHEAD];
static size_t ahead_at, ahead_n;

/* As many bytes as there are, at most `n`; a descriptor that comes with them goes to *fd. */
static size_t receive(void *to, size_t n, int *fd)
{
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec piece = {to, n};
    struct msghdr m = {.msg_iov = &piece,
                       .msg_iovlen = 1,
                       .msg_control = &control,
                       .msg_controllen = sizeof control};
    ssize_t got;
    do
        got = recvmsg(BZ_CHANNEL, &m, 0);
    while (got < 0 && errno == EINTR);
    if (got <= 0) _exit(BZ_EXIT_DONE);
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS)
        memcpy(fd, CMSG_DATA(c), sizeof *fd);
    return (size_t)got;
}

/* Takes exactly `n` bytes. */
static void take(void *to, size_t n, int *fd)
{
    char *at = to;
    while (n) {
        size_t some = ahead_n - ahead_at;
        if (!some && n >= AHEAD) some = receive(at, n, fd);
        else if (!some) {
            ahead_n = receive(ahead, AHEAD, fd);
            ahead_at = 0;
            continue;
        } else {
            if (some > n) some = n;
            memcpy(at, ahead + ahead_at, some);
            ahead_at += some;
        }
        at += some;
        n -= some;
    }
}

void bz_channel_take(bz_question *q)
{
    unsigned char head[BZ_HEAD_BYTES];
    q->snapshot = -1;
    q->snapshot_bytes = 0;
    take(head, sizeof head, &q->snapshot);
    q->head = bz_head_take(head);
    if (q->head.version != BZ_PROTOCOL || q->head.bytes > BZ_QUESTION_MOST) _exit(BZ_EXIT_DONE);
    char *payload = bz_mem_resize((void *)(uintptr_t)q->payload.p, q->head.bytes + 1);
    take(payload, q->head.bytes, &q->snapshot);
    q->payload = (bz_str){payload, q->head.bytes};
}

void bz_channel_put(bz_message kind, uint8_t number, bz_str first, bz_str second)
{
    unsigned char bytes[BZ_HEAD_BYTES];
    bz_head h = {.bytes = (uint32_t)(first.n + second.n),
                 .version = BZ_PROTOCOL,
                 .kind = (uint8_t)kind,
                 .number = number};
    bz_head_put(&h, bytes);
    struct iovec pieces[] = {{bytes, sizeof bytes},
                             {(void *)(uintptr_t)first.p, first.n},
                             {(void *)(uintptr_t)second.p, second.n}};
    for (size_t at = 0; at < 3;) {
        struct msghdr m = {.msg_iov = pieces + at, .msg_iovlen = 3 - at};
        ssize_t put = sendmsg(BZ_CHANNEL, &m, 0);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) _exit(BZ_EXIT_DONE);
        size_t n = (size_t)put;
        for (; at < 3 && n >= pieces[at].iov_len; at++)
            n -= pieces[at].iov_len;
        if (at == 3) return;
        pieces[at].iov_base = (char *)pieces[at].iov_base + n;
        pieces[at].iov_len -= n;
    }
}
