/* What engine and worker say to each other comes back as it was; what is wrong is refused and adds
 * nothing but what was right before it. */
#include "../unit.h"
#include "sandbox/message.h"
#include <string.h>

typedef struct desk {
    bz_job job;
    bz_buf bytes;
} desk;

static desk desk_new(void)
{
    desk k = {.job = {.arena = bz_arena_new(),
                      .scratch = bz_arena_new(),
                      .diags = bz_diags_new(),
                      .sources = bz_sources_new(),
                      .limits = &bz_limits_default}};
    bz_sources_add(k.job.sources, BZ_STR("plugins/x/init.lua"), BZ_STR("return {}\n"));
    return k;
}

static void desk_free(desk *k)
{
    bz_buf_deinit(&k->bytes);
    bz_diags_free(k->job.diags);
    bz_sources_free(k->job.sources);
    bz_arena_free(k->job.arena);
    bz_arena_free(k->job.scratch);
}

static void test_sandbox_message__head(void **state)
{
    (void)state;
    unsigned char bytes[BZ_HEAD_BYTES];
    bz_head h = {.bytes = 0x01020304, .version = 1, .kind = 5, .number = 255, .marks = 1};
    bz_head_put(&h, bytes);
    bz_head same = bz_head_take(bytes);
    assert_memory_equal(&h, &same, sizeof h);
}

static void test_sandbox_message__hello(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_hello h = {.seccomp = true, .landlock = 7}, same = {0};
    bz_hello_put(&h, &k.bytes);
    assert_true(bz_hello_take(bz_buf_view(&k.bytes), &same));
    assert_true(same.seccomp && same.landlock == 7);
    for (size_t n = 0; n < k.bytes.n; n++) {
        assert_false(bz_hello_take((bz_str){k.bytes.p, n}, &same));
        k.bytes.p[n] ^= 0x40;
        bz_hello other = {0};
        /* The last two say how it is locked in. */
        bool is_read = bz_hello_take(bz_buf_view(&k.bytes), &other);
        assert_true(!is_read || n + 1 == k.bytes.n);
        k.bytes.p[n] ^= 0x40;
    }
    desk_free(&k);
}

static void test_sandbox_message__setup(void **state)
{
    (void)state;
    desk k = desk_new();
    bz_plugin_file files[] = {{BZ_STR("init.lua"), BZ_STR("return {}\n"), 1},
                              {BZ_STR("odd.lua"), BZ_STR("\xff\0\x1b"), 2},
                              {BZ_STR("empty.txt"), BZ_STR(""), 3}};
    bz_plugin_limits limits = bz_plugin_limits_default, same_limits;
    limits.steps_build = UINT64_MAX;
    limits.memory = 12345;
    bz_plugin_setup s = {.id = BZ_STR("x"),
                         .files = files,
                         .n_files = 3,
                         .manifest = 17,
                         .use = 300,
                         .limits = &limits};
    bz_plugin_setup same;
    bz_setup_put(&s, &k.bytes);
    bz_wire_reader r = {.bytes = bz_buf_view(&k.bytes)};
    assert_true(bz_setup_take(&r, &same, &same_limits, k.job.arena));
    assert_true(bz_str_is(same.id, "x") && same.manifest == 17 && same.use == 300);
    assert_true(same_limits.steps_build == UINT64_MAX && same_limits.memory == 12345);
    assert_int_equal(same.n_files, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(bz_str_eq(same.files[i].text, files[i].text) &&
                    bz_str_eq(same.files[i].name, files[i].name) &&
                    same.files[i].file == files[i].file);
    for (size_t n = 0; n < k.bytes.n; n++) {
        bz_wire_reader cut = {.bytes = {k.bytes.p, n}};
        assert_false(bz_setup_take(&cut, &same, &same_limits, k.job.arena));
    }
    desk_free(&k);
}

static void put_report(bz_buf *out, bz_code code, bz_span at, const char *message)
{
    bz_wire_put_number(out, 1);
    bz_wire_put_number(out, code);
    bz_wire_put_span(out, at);
    bz_wire_put_text(out, bz_str_from(message));
    bz_wire_put_text(out, BZ_STR("mend it"));
    bz_wire_put_number(out, 1);
    bz_wire_put_span(out, at);
    bz_wire_put_text(out, BZ_STR("called from here"));
}

static void test_sandbox_message__reports(void **state)
{
    (void)state;
    desk k = desk_new(), other = desk_new();
    bz_span at = {1, 0, 6}, beyond = {1, 0, 600};
    bz_diag *d = bz_diag_add(k.job.diags, BZ_P002, at, "plugin `x` failed");
    bz_diag_hint(k.job.diags, d, "mend it");
    bz_diag_note_at(k.job.diags, d, at, "called from here");
    bz_diag_add(k.job.diags, BZ_P002, beyond, "elsewhere");
    bz_reports_put(k.job.diags, &k.bytes);
    bz_wire_reader r = {.bytes = bz_buf_view(&k.bytes)};
    assert_true(bz_reports_take(&r, &other.job));
    assert_int_equal(bz_diags_count(other.job.diags), 2);
    const bz_diag *same = bz_diags_at(other.job.diags, 0);
    assert_true(same->code == BZ_P002 && same->span.end == 6 && same->n_notes == 1);
    assert_true(bz_str_is(same->hint, "mend it"));
    /* A place that is not there is left out. */
    assert_int_equal(bz_diags_at(other.job.diags, 1)->span.file, 0);
    for (size_t n = 0; n < k.bytes.n; n++) {
        bz_wire_reader cut = {.bytes = {k.bytes.p, n}};
        assert_false(bz_reports_take(&cut, &other.job));
    }
    desk_free(&k);
    desk_free(&other);
}

static void test_sandbox_message__reports_refused(void **state)
{
    (void)state;
    static const struct {
        bz_code code;
        const char *message;
    } wrong[] = {{BZ_CODE_NONE, "x"},
                 {BZ_S005, "the disk is on fire"},
                 {BZ_W005, "not locked"},
                 {BZ_CODE_COUNT, "x"},
                 {BZ_P002, ""},
                 {BZ_P002, "a\nb"},
                 {BZ_P002, "\x1b[31mred"},
                 {BZ_P002, "caf\xe9"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        desk k = desk_new();
        put_report(&k.bytes, wrong[i].code, bz_span_none(), wrong[i].message);
        bz_wire_reader r = {.bytes = bz_buf_view(&k.bytes)};
        assert_false(bz_reports_take(&r, &k.job));
        assert_int_equal(bz_diags_count(k.job.diags), 0);
        desk_free(&k);
    }
}

/* Bytes at random: nothing is read past their end, which the sanitizers watch. */
static void test_sandbox_message__noise(void **state)
{
    (void)state;
    desk k = desk_new();
    uint32_t seed = 20260908;
    for (int i = 0; i < 20000; i++) {
        char bytes[64];
        size_t n = (size_t)i % sizeof bytes;
        for (size_t at = 0; at < n; at++) {
            seed = seed * 1664525 + 1013904223;
            bytes[at] = (char)(seed >> (seed >> 30 ? 24 : 30));
        }
        char *exact = test_malloc(n + 1);
        memcpy(exact, bytes, n);
        bz_plugin_setup setup;
        bz_plugin_limits limits;
        bz_hello hello;
        bz_wire_reader r = {.bytes = {exact, n}}, again = r;
        (void)bz_reports_take(&r, &k.job);
        bz_arena_reset(k.job.scratch);
        (void)bz_setup_take(&again, &setup, &limits, k.job.scratch);
        (void)bz_hello_take((bz_str){exact, n}, &hello);
        test_free(exact);
    }
    desk_free(&k);
}
