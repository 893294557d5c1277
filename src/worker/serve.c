/* Runs one plugin and answers what the engine asks of it. In: on the channel, questions with
 * snapshots. Out: answers. It opens nothing and ends when the channel does.
 *
 * A limit that is met ends the process: it says so in a last answer, so that no Lua code ever runs
 * after it. */
#include "worker/worker.h"

#include "model/snapshot.h"
#include "plugin/plugin.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

typedef struct desk {
    bz_job job;
    bz_plugin *plugin;
    bz_plugin_limits limits;
    bz_model *model; /* in the snapshot's bytes */
    void *bytes;
    size_t n_bytes;
    bz_question question;
    bz_buf answer, reports;
} desk;

/* The only way from a signal's handler to the plugin, which looks at it when it counts. */
static volatile sig_atomic_t is_late;

/* First the plugin is asked to end at its next count, so that its line can be named; a second later
 * the process ends where it is. */
static void on_time(int signal)
{
    (void)signal;
    if (is_late) _exit(BZ_EXIT_LATE);
    is_late = 1;
}

/* Where the sanitizers make our code slow, the count of instructions should still come first. */
#if defined(__SANITIZE_ADDRESS__)
enum { SLOWER = 8 };
#else
enum { SLOWER = 1 };
#endif

static void set_timer(uint32_t seconds)
{
    struct itimerval t = {.it_interval = {seconds ? SLOWER : 0, 0},
                          .it_value = {(time_t)seconds * SLOWER, 0}};
    is_late = 0;
    setitimer(ITIMER_PROF, &t, NULL);
}

static void say_hello(const bz_hello *h)
{
    bz_buf out = {0};
    bz_hello_put(h, &out);
    bz_channel_put(BZ_MSG_HELLO, 0, bz_buf_view(&out), BZ_STR(""));
    bz_buf_deinit(&out);
}

static void answer(desk *k, bool is_good)
{
    bz_buf_clear(&k->reports);
    bz_wire_put_number(&k->reports, is_good);
    bz_wire_put_number(&k->reports, k->plugin ? bz_plugin_has(k->plugin) : 0);
    bz_reports_put(k->job.diags, &k->reports);
    bz_channel_put(BZ_MSG_ANSWER, k->question.head.number, bz_buf_view(&k->reports),
                   is_good ? bz_buf_view(&k->answer) : BZ_STR(""));
}

/* A limit was met, and reported. */
static void stop(void *context)
{
    set_timer(0);
    answer(context, false);
    _exit(BZ_EXIT_STOPPED);
}

/* Memory that ran out in C is the plugin's affair as well: the engine sees that the process is
 * gone.
 */
static void run_out(size_t wanted)
{
    (void)wanted;
    _exit(BZ_EXIT_STOPPED);
}

static void take_snapshot(desk *k, bz_wire_reader *r)
{
    if (!(k->question.head.marks & BZ_MARK_SNAPSHOT)) return;
    uint32_t n = bz_wire_take_number(r);
    bz_snapshot_close(k->model);
    if (k->bytes) munmap(k->bytes, k->n_bytes);
    k->bytes = mmap(NULL, n, PROT_READ, MAP_PRIVATE, k->question.snapshot, 0);
    close(k->question.snapshot);
    if (k->bytes == MAP_FAILED) _exit(BZ_EXIT_STOPPED);
    k->n_bytes = n;
    k->model = bz_snapshot_open((bz_str){k->bytes, n});
    if (!k->model) _exit(BZ_EXIT_STOPPED);
}

static bool load(desk *k, bz_wire_reader *r)
{
    bz_plugin_setup setup;
    if (!bz_setup_take(r, &setup, &k->limits, k->job.arena)) return false;
    set_timer(k->limits.seconds);
    /* The payload is written over by the next question. */
    bz_plugin_file *files = bz_arena_alloc(k->job.arena, (setup.n_files + 1) * sizeof *files);
    for (size_t i = 0; i < setup.n_files; i++) {
        files[i] = setup.files[i];
        files[i].name = bz_arena_str(k->job.arena, files[i].name);
        files[i].text = bz_arena_str(k->job.arena, files[i].text);
    }
    setup.files = files;
    setup.ended = stop;
    setup.context = k;
    setup.is_late = &is_late;
    k->plugin = bz_plugin_open(&setup, k->model, &k->job);
    return k->plugin != NULL;
}

static bool run(desk *k, bz_wire_reader *r)
{
    bz_message kind = (bz_message)k->question.head.kind;
    if (kind == BZ_MSG_LOAD) return load(k, r);
    if (kind == BZ_MSG_ADAPT)
        return bz_plugin_adapt(k->plugin, k->model, &k->answer, &k->job) == BZ_OK;
    if (kind == BZ_MSG_CHECK)
        return bz_plugin_check(k->plugin, k->model, &k->answer, &k->job) == BZ_OK;
    if (kind == BZ_MSG_DOCUMENTS)
        return bz_plugin_documents(k->plugin, k->model, &k->answer, &k->job) == BZ_OK;
    uint32_t i = bz_wire_take_number(r);
    return bz_plugin_document(k->plugin, k->model, i, &k->answer, &k->job) == BZ_OK;
}

static void serve(desk *k)
{
    bz_channel_take(&k->question);
    bz_wire_reader r = {.bytes = k->question.payload};
    bool is_first = k->question.head.kind == BZ_MSG_LOAD;
    if (is_first != !k->plugin) _exit(BZ_EXIT_DONE);
    bz_buf_clear(&k->answer);
    bz_diags_free(k->job.diags);
    k->job.diags = bz_diags_new();
    take_snapshot(k, &r);
    set_timer(k->limits.seconds);
    bool is_good = run(k, &r);
    set_timer(0);
    answer(k, is_good);
    if (!is_good) _exit(BZ_EXIT_STOPPED);
}

/* What the C library works out when first asked, by calls that are gone once locked: how much
 * memory there is, for sorting. */
static int by_byte(const void *a, const void *b)
{
    return *(const unsigned char *)a - *(const unsigned char *)b;
}

static void warm_up(void)
{
    /* It asks for 1 KiB or more; few pieces, so that there is little to sort. */
    unsigned char some[64][32] = {{2}, {1}};
    qsort(some, sizeof some / sizeof *some, sizeof *some, by_byte);
}

void bz_worker_prepare(void)
{
    struct sigaction on = {.sa_handler = on_time, .sa_flags = SA_RESTART};
    sigaction(SIGPROF, &on, NULL);
    bz_mem_on_exhausted(run_out);
    warm_up();
}

void bz_worker_serve(const bz_hello *done, bool is_weak)
{
    say_hello(done);
    if (!done->seccomp && !is_weak) _exit(BZ_EXIT_UNLOCKED);
    desk k = {.job = {.arena = bz_arena_new(),
                      .scratch = bz_arena_new(),
                      .diags = bz_diags_new(),
                      .sources = bz_sources_new(),
                      .limits = &bz_limits_default}};
    for (;;)
        serve(&k);
}
