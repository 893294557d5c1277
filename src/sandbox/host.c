/* The engine's side. In: setups, questions, a model. Out: answers, or a diagnostic that says how
 * the plugin stopped. A host owns what workers share: where the program lies, those started before
 * they were wanted, the sealed model. */
#include "sandbox/host_priv.h"

#include "base/file.h"
#include "model/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

bz_host *bz_host_new(bool is_weak, const bz_plugin_limits *limits)
{
    bz_host *h = bz_mem_new(sizeof *h);
    h->is_weak = is_weak;
    h->limits = *limits;
    h->snapshot = -1;
    h->is_found = bz_host__find(h->program);
    return h;
}

void bz_host_free(bz_host *h)
{
    if (!h) return;
    for (size_t i = 0; i < h->spare.n; i++)
        bz_process__end(&h->spare.p[i], false);
    bz_vec_free(&h->spare);
    if (h->snapshot >= 0) close(h->snapshot);
    bz_mem_free(h);
}

const bz_plugin_limits *bz_host_limits(const bz_host *h)
{
    return &h->limits;
}

void bz_host_start(bz_host *h, size_t n)
{
    while (h->is_found && h->spare.n < n) {
        bz_process p = {0};
        if (!bz_process__start(&p, h->program, h->is_weak)) return;
        bz_vec_push(&h->spare, p);
    }
}

/* --- the model */

static bool write_all(int fd, bz_str bytes)
{
    while (bytes.n) {
        ssize_t put = write(fd, bytes.p, bytes.n);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        bytes = bz_str_cut(bytes, (size_t)put, bytes.n);
    }
    return true;
}

/* The kernel may itself hold a page for a moment, while it looks at memory that is in use: it then
 * says that the file is busy, after having waited some tenths of a second. */
static bool add_seals(int fd, int seals)
{
    enum { MOST = 50 };
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    for (int tries = 0; fcntl(fd, F_ADD_SEALS, seals) != 0; tries++) {
        if (errno != EBUSY || tries == MOST) return false;
        nanosleep(&pause, NULL);
    }
    return true;
}

/* Written rather than mapped: its pages are then nobody's until a worker reads them. */
static int seal(const bz_str pieces[BZ_SNAPSHOT_PIECES])
{
    int fd = memfd_create("baraza-model", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0) return -1;
    bool is_good = true;
    for (size_t i = 0; i < BZ_SNAPSHOT_PIECES && is_good; i++)
        is_good = write_all(fd, pieces[i]);
    int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    if (is_good && add_seals(fd, seals)) return fd;
    int kept = errno;
    close(fd);
    errno = kept;
    return -1;
}

/* A model that only grew has no new epoch. */
static bool is_shown(const bz_host *h, const bz_model *m, size_t bytes)
{
    return h->snapshot >= 0 && h->shown == m && h->shown_epoch == m->epoch &&
           h->snapshot_bytes == bytes;
}

bz_status bz_host_show(bz_host *h, const bz_model *m, bz_job *job)
{
    bz_snapshot_head head;
    bz_str pieces[BZ_SNAPSHOT_PIECES];
    size_t bytes = bz_snapshot_pieces(m, &head, pieces);
    if (is_shown(h, m, bytes)) return BZ_OK;
    char reason[BZ_REASON_BYTES];
    int fd = seal(pieces);
    if (fd < 0) {
        bz_diag_add(job->diags, BZ_W004, bz_span_none(),
                    "there is no room for what plugins are shown: %s", bz_reason(errno, reason));
        return BZ_IO;
    }
    if (h->snapshot >= 0) close(h->snapshot);
    h->snapshot = fd;
    h->shown = m;
    h->shown_epoch = m->epoch;
    h->snapshot_bytes = bytes;
    h->snapshots++;
    return BZ_OK;
}

/* --- workers */

static void report_no_start(const bz_host *h, bz_str id, int error, bz_job *job)
{
    char reason[BZ_REASON_BYTES];
    bz_diag *d = bz_diag_add(
        job->diags, BZ_W004, bz_span_none(), "plugin `%.*s` cannot be started: %s", BZ_FMT(id),
        h->is_found ? bz_reason(error, reason) : "the program baraza-worker is not there");
    if (h->is_found) return;
    bz_diag_hint(job->diags, d,
                 "it lies beside the program `baraza`, or in libexec/baraza where baraza is "
                 "installed: install or build it again");
}

void bz_host_dismiss(bz_host *h)
{
    for (size_t i = 0; i < h->spare.n; i++)
        bz_process__kill(&h->spare.p[i]);
}

void bz_worker_dismiss(bz_worker *w)
{
    bz_process__kill(&w->process);
}

bz_worker *bz_worker_new(bz_host *h, bz_str id, bz_job *job)
{
    bz_process p = {0};
    errno = 0;
    if (h->spare.n) p = h->spare.p[--h->spare.n];
    else if (!h->is_found || !bz_process__start(&p, h->program, h->is_weak)) {
        report_no_start(h, id, errno, job);
        return NULL;
    }
    bz_worker *w = bz_mem_new(sizeof *w);
    w->host = h;
    w->process = p;
    w->id = bz_arena_str(job->arena, id);
    return w;
}

void bz_worker_free(bz_worker *w)
{
    if (!w) return;
    bz_process__end(&w->process, false);
    bz_buf_deinit(&w->out);
    bz_mem_free(w->in);
    bz_mem_free(w);
}

unsigned bz_worker_has(const bz_worker *w)
{
    return w->has;
}

static void end(bz_worker *w, bz_end how)
{
    if (!w->end) w->end = how;
}

/* --- asking */

/* A payload is put together in w->out. The model comes along where the worker has another. */
static void ask(bz_worker *w, bz_message kind, bz_str more)
{
    bz_host *h = w->host;
    bool is_new = w->snapshot != h->snapshots;
    unsigned char bytes[BZ_HEAD_BYTES];
    bz_head head = {.version = BZ_PROTOCOL,
                    .kind = (uint8_t)kind,
                    .number = ++w->number,
                    .marks = is_new ? BZ_MARK_SNAPSHOT : 0};
    w->is_asked = w->process.pid > 0; /* else it ended before, and that was reported */
    bz_buf_clear(&w->out);
    if (is_new) bz_wire_put_number(&w->out, (uint32_t)h->snapshot_bytes);
    bz_buf_str(&w->out, more);
    if (w->end || !w->is_asked) return;
    if (w->out.n > BZ_QUESTION_MOST || h->snapshot_bytes > UINT32_MAX) {
        end(w, BZ_END_WRONG);
        return;
    }
    head.bytes = (uint32_t)w->out.n;
    bz_head_put(&head, bytes);
    bz_process__hurry(&w->process, h->limits.wait);
    if (!bz_process__send(&w->process, (bz_str){(const char *)bytes, sizeof bytes},
                          bz_buf_view(&w->out), is_new ? h->snapshot : -1))
        end(w, errno == ETIMEDOUT ? BZ_END_SILENT : BZ_END_GONE);
    w->snapshot = h->snapshots;
}

void bz_worker_load(bz_worker *w, const bz_plugin_setup *setup)
{
    bz_buf out = {0};
    bz_setup_put(setup, &out);
    ask(w, BZ_MSG_LOAD, bz_buf_view(&out));
    bz_buf_deinit(&out);
}

void bz_worker_ask(bz_worker *w, bz_message kind)
{
    ask(w, kind, BZ_STR(""));
}

void bz_worker_ask_document(bz_worker *w, uint32_t i)
{
    bz_buf out = {0};
    bz_wire_put_number(&out, i);
    ask(w, BZ_MSG_DOCUMENT, bz_buf_view(&out));
    bz_buf_deinit(&out);
}

/* --- taking */

static bool fail(bz_worker *w)
{
    end(w, errno == ETIMEDOUT ? BZ_END_SILENT : BZ_END_GONE);
    return false;
}

static bool wrong(bz_worker *w)
{
    end(w, BZ_END_WRONG);
    return false;
}

/* The next message, of this kind and number. */
static bool take_message(bz_worker *w, bz_message kind, uint8_t number, size_t most,
                         bz_str *payload)
{
    unsigned char bytes[BZ_HEAD_BYTES];
    if (!bz_process__receive(&w->process, bytes, sizeof bytes)) return fail(w);
    bz_head head = bz_head_take(bytes);
    if (head.version != BZ_PROTOCOL || head.kind != kind || head.number != number || head.marks ||
        head.bytes > most)
        return wrong(w);
    if (head.bytes + 1 > w->in_cap) {
        w->in_cap = head.bytes + 1;
        w->in = bz_mem_resize(w->in, w->in_cap);
    }
    if (!bz_process__receive(&w->process, w->in, head.bytes)) return fail(w);
    *payload = (bz_str){w->in, head.bytes};
    return true;
}

static bool greet(bz_worker *w, bz_job *job)
{
    enum { MOST = 256 };
    bz_str payload;
    if (w->has_greeted) return true;
    if (!take_message(w, BZ_MSG_HELLO, 0, MOST, &payload)) return false;
    w->has_greeted = true;
    if (!bz_hello_take(payload, &w->hello)) {
        end(w, BZ_END_OTHER);
        return false;
    }
    if (!w->hello.seccomp && !w->host->is_weak) {
        end(w, BZ_END_UNLOCKED);
        return false;
    }
    if (!w->hello.seccomp) {
        bz_diag *d = bz_diag_add(job->diags, BZ_W007, bz_span_none(),
                                 "plugins run without seccomp, as was asked");
        bz_diag_hint(job->diags, d, "use only plugins whose code you have read");
    } else if (!w->hello.landlock) {
        bz_diag_add(job->diags, BZ_W006, bz_span_none(),
                    "this system has no Landlock: plugins are held by seccomp alone");
    }
    return true;
}

/* The answer: whether all is well, what the plugin has, its reports, then bytes. */
static bool take_answer(bz_worker *w, bz_str payload, bz_str *answer, bool *is_good, bz_job *job)
{
    bz_wire_reader r = {.bytes = payload};
    *is_good = bz_wire_take_below(&r, 2, "a mark that is neither 0 nor 1") == 1;
    w->has = bz_wire_take_below(&r, 8, "functions that there are not");
    if (!bz_reports_take(&r, job)) return wrong(w);
    *answer = bz_str_cut(payload, r.at, payload.n);
    return answer->n <= job->limits->answer_bytes || wrong(w);
}

/* "signal 31", "status 3": in words where there are some. */
static void put_ending(int status, bz_buf *out)
{
    if (status == -1) bz_buf_put(out, "its process is gone");
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
        bz_buf_put(out, "it did what no plugin may do, and its process was ended by the system");
    else if (WIFSIGNALED(status))
        bz_buf_fmt(out, "its process was ended by signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) == BZ_EXIT_LATE)
        bz_buf_put(out, "processor time limit, in a step that takes long by itself");
    else if (WEXITSTATUS(status) == BZ_EXIT_BUG)
        bz_buf_put(out, "it met an error of baraza's own: please report it, with the plugin");
    else bz_buf_fmt(out, "its process ended with status %d", WEXITSTATUS(status));
}

static void report_end(bz_worker *w, int status, bz_job *job)
{
    bz_buf ending = {0};
    bz_diags *ds = job->diags;
    bz_span none = bz_span_none();
    bz_diag *d;
    switch (w->end) {
    case BZ_END_SILENT:
        bz_diag_add(ds, BZ_W002, none, "plugin `%.*s` stopped: no answer within %u s",
                    BZ_FMT(w->id), w->host->limits.wait);
        break;
    case BZ_END_WRONG:
        bz_diag_add(ds, BZ_W003, none, "plugin `%.*s` stopped: what it sent is no answer",
                    BZ_FMT(w->id));
        break;
    case BZ_END_OTHER:
        d = bz_diag_add(ds, BZ_W004, none,
                        "plugin `%.*s` cannot be started: %s is of another version", BZ_FMT(w->id),
                        "baraza-worker");
        bz_diag_hint(ds, d, "install or build baraza again, all of it");
        break;
    case BZ_END_UNLOCKED:
        d = bz_diag_add(ds, BZ_W005, none,
                        "plugin `%.*s` is not run: this system cannot lock it in (no seccomp)",
                        BZ_FMT(w->id));
        bz_diag_hint(ds, d,
                     "`--weak-sandbox` runs plugins all the same: only for those whose code "
                     "you have read");
        break;
    default:
        put_ending(status, &ending);
        bz_diag_add(ds, BZ_W001, none, "plugin `%.*s` stopped: %s", BZ_FMT(w->id), ending.p);
        break;
    }
    bz_buf_deinit(&ending);
}

bz_status bz_worker_take(bz_worker *w, bz_str *answer, bz_job *job)
{
    bz_str payload;
    bool is_good = false;
    size_t errors = bz_diags_errors(job->diags);
    *answer = BZ_STR("");
    if (!w->is_asked) return BZ_PLUGIN;
    w->is_asked = false;
    bz_process__hurry(&w->process, w->host->limits.wait);
    /* Also when the question could not be sent: what it said before it ended comes first. */
    bool is_there = w->end != BZ_END_SILENT && greet(w, job) &&
                    take_message(w, BZ_MSG_ANSWER, w->number, job->limits->answer_bytes + (4 << 20),
                                 &payload) &&
                    take_answer(w, payload, answer, &is_good, job);
    if (is_there && is_good) return BZ_OK;
    int status = bz_process__end(&w->process, w->end == BZ_END_GONE || is_there);
    if (!is_there || bz_diags_errors(job->diags) == errors) {
        if (is_there) w->end = BZ_END_WRONG; /* it failed without a word */
        report_end(w, status, job);
    }
    return BZ_PLUGIN;
}
