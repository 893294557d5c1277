/* A worker that misbehaves: what the engine must cope with. How is said by the file `mode` beside
 * this program: once it is asked something it
 *   dies, sleeps, babbles (bytes that are no frame), floods (a frame of four gigabytes), stops in
 *   the midst of a frame, gives the answer of another question, reports what no plugin may report,
 *   sends control characters, a text that is no UTF-8, more reports than there are, says that all
 * is bad without a word, or asks for a signal; or, before, it greets as a worker of another build,
 * as one without seccomp or without Landlock. */
#include "worker/worker.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *mode;

static bool is(const char *name)
{
    return strcmp(mode, name) == 0;
}

static void read_mode(void)
{
    static char path[4096], text[64];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 8);
    if (n <= 0) exit(1);
    path[n] = 0;
    strcpy(strrchr(path, '/') + 1, "mode");
    FILE *f = fopen(path, "re");
    if (!f || !fgets(text, sizeof text, f)) exit(1);
    fclose(f);
    text[strcspn(text, "\n")] = 0;
    mode = text;
}

static void put_raw(const void *p, size_t n)
{
    if (write(BZ_CHANNEL, p, n) < 0) _exit(1);
}

/* One report, as a plugin would make it, then an answer. */
static void put_report(uint8_t number, bz_code code, const char *message)
{
    bz_buf out = {0};
    bz_wire_put_number(&out, 0);
    bz_wire_put_number(&out, 7);
    bz_wire_put_number(&out, 1);
    bz_wire_put_number(&out, code);
    bz_wire_put_number(&out, 0);
    bz_wire_put_text(&out, bz_str_from(message));
    bz_wire_put_text(&out, BZ_STR(""));
    bz_wire_put_number(&out, 0);
    bz_channel_put(BZ_MSG_ANSWER, number, bz_buf_view(&out), BZ_STR(""));
}

static void misbehave(uint8_t number)
{
    unsigned char head[BZ_HEAD_BYTES];
    bz_head h = {.bytes = 1000, .version = BZ_PROTOCOL, .kind = BZ_MSG_ANSWER, .number = number};
    if (is("floods")) h.bytes = UINT32_MAX;
    bz_head_put(&h, head);
    if (is("dies")) _exit(7);
    if (is("crashes")) raise(SIGSEGV);
    if (is("sleeps")) sleep(1000);
    if (is("babbles")) put_raw("Hello, I am your worker.", 24);
    if (is("stops")) put_raw(head, sizeof head), put_raw("abc", 3), _exit(0);
    if (is("cut-head")) put_raw(head, 3), _exit(0);
    if (is("hangs")) put_raw(head, sizeof head), put_raw("abc", 3), sleep(1000);
    if (is("floods"))
        for (put_raw(head, sizeof head);;)
            put_raw(head, sizeof head);
    if (is("answers-another")) put_report((uint8_t)(number + 1), BZ_P002, "x");
    if (is("blames-the-system")) put_report(number, BZ_S005, "the disk is on fire");
    if (is("colours")) put_report(number, BZ_P002, "\x1b[31mred");
    if (is("latin")) put_report(number, BZ_P002, "caf\xe9");
    if (is("is-silent")) bz_channel_put(BZ_MSG_ANSWER, number, (bz_str){"\0\7\0", 3}, BZ_STR(""));
    if (is("claims")) bz_channel_put(BZ_MSG_ANSWER, number, (bz_str){"\1\7\0", 3}, BZ_STR("xyz"));
    if (is("closes")) shutdown(BZ_CHANNEL, SHUT_RDWR), sleep(1000);
    if (is("reports-more"))
        bz_channel_put(BZ_MSG_ANSWER, number, (bz_str){"\0\7\xff\x0f", 4}, BZ_STR(""));
}

int main(void)
{
    read_mode();
    bz_hello hello = {.seccomp = !is("unlocked"), .landlock = is("no-landlock") ? 0 : 7};
    bz_worker_prepare();
    if (is("unlocked") || is("no-landlock")) bz_worker_serve(&hello, true);
    bz_buf out = {0};
    bz_hello_put(&hello, &out);
    if (is("other")) out.p[9] ^= 1;
    bz_channel_put(BZ_MSG_HELLO, 0, bz_buf_view(&out), BZ_STR(""));
    bz_question q = {0};
    for (;;) {
        bz_channel_take(&q);
        misbehave(q.head.number);
    }
}
