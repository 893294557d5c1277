/* Memory, growing arrays, growing text, arenas and maps. */
#include "../unit.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/vec.h"
#include <stdalign.h>
#include <stdio.h>
#include <string.h>

static jmp_buf out_of_memory;
static size_t wanted_bytes;

static void note_and_leave(size_t wanted)
{
    wanted_bytes = wanted;
    longjmp(out_of_memory, 1);
}

static void test_base_mem__exhausted(void **state)
{
    (void)state;
    bz_mem_on_exhausted(note_and_leave);
    if (setjmp(out_of_memory) == 0) bz_mem_out(42);
    bz_mem_on_exhausted(NULL);
    assert_int_equal(wanted_bytes, 42);
}

static void test_base_mem__vectors(void **state)
{
    (void)state;
    BZ_VEC(int) v = {0};
    for (int i = 0; i < 1000; i++)
        bz_vec_push(&v, i);
    bz_vec_extend(&v, 50);
    assert_int_equal(v.n, 1050);
    for (int i = 0; i < 1050; i++)
        assert_int_equal(v.p[i], i < 1000 ? i : 0);
    bz_vec_extend(&v, 0);
    assert_int_equal(v.n, 1050);
    bz_vec_free(&v);
    assert_null(v.p);
    assert_int_equal(v.cap, 0);
}

static void test_base_mem__text(void **state)
{
    (void)state;
    bz_buf b = {0};
    assert_str(bz_buf_view(&b), "");
    bz_buf_put(&b, "a");
    bz_buf_char(&b, 'b');
    bz_buf_str(&b, BZ_STR("cd"));
    bz_buf_bytes(&b, "e\0f", 3);
    bz_buf_bytes(&b, NULL, 0);
    bz_buf_fmt(&b, "[%d %.*s]", -5, BZ_FMT(BZ_STR("x")));
    bz_buf_code_point(&b, 0x1f600);
    assert_true(bz_str_eq(bz_buf_view(&b), (bz_str){"abcde\0f[-5 x]\xf0\x9f\x98\x80", 17}));
    assert_int_equal(b.p[b.n], 0);
    bz_buf_clear(&b);
    assert_str(bz_buf_view(&b), "");
    bz_buf_deinit(&b);
    assert_null(b.p);
}

/* A long formatted text, at every fill of the storage. */
static void test_base_mem__formatted_text_grows(void **state)
{
    (void)state;
    for (int before = 0; before < 200; before++) {
        bz_buf b = {0};
        for (int i = 0; i < before; i++)
            bz_buf_char(&b, '.');
        bz_buf_fmt(&b, "%0300d", 7);
        assert_int_equal(b.n, before + 300);
        assert_int_equal(b.p[before + 299], '7');
        assert_int_equal(strlen(b.p), b.n);
        bz_buf_deinit(&b);
    }
}

static void test_base_mem__arena(void **state)
{
    (void)state;
    bz_arena *a = bz_arena_new();
    char *pieces[400];
    for (size_t round = 0; round < 3; round++) {
        for (size_t i = 0; i < 400; i++) {
            size_t n = i * i % 9000 + i % 3;
            pieces[i] = bz_arena_alloc(a, n);
            assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
            for (size_t k = 0; k < n; k++)
                assert_int_equal(pieces[i][k], 0);
            memset(pieces[i], (int)i, n);
        }
        for (size_t i = 0; i < 400; i++)
            for (size_t k = 0, n = i * i % 9000 + i % 3; k < n; k++)
                assert_int_equal((unsigned char)pieces[i][k], i & 0xff);
        assert_true(bz_arena_bytes(a) > 1000000);
        bz_arena_reset(a);
        assert_true(bz_arena_bytes(a) < 100000);
    }
    bz_arena_free(a);
    bz_arena_free(NULL);
}

static void test_base_mem__arena_text(void **state)
{
    (void)state;
    bz_arena *a = bz_arena_new();
    bz_str s = bz_arena_str(a, (bz_str){"abc", 2});
    assert_str(s, "ab");
    assert_int_equal(s.p[2], 0);
    assert_str(bz_arena_str(a, (bz_str){NULL, 0}), "");
    assert_str(bz_arena_printf(a, "%s-%d", "x", 5), "x-5");
    for (int n = 250; n < 262; n++) {
        s = bz_arena_printf(a, "%0*d", n, 7);
        assert_int_equal(s.n, n);
        assert_int_equal(strlen(s.p), n);
    }
    bz_arena_free(a);
}

static void test_base_mem__map(void **state)
{
    (void)state;
    static char keys[5000][8];
    bz_map *m = bz_map_new();
    assert_int_equal(bz_map_find(m, BZ_STR("none")), 0);
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(keys[i], sizeof keys[i], "k%u", i);
        assert_int_equal(bz_map_add(m, bz_str_from(keys[i]), i + 1), 0);
    }
    for (uint32_t i = 0; i < 5000; i++) {
        assert_int_equal(bz_map_find(m, bz_str_from(keys[i])), i + 1);
        assert_int_equal(bz_map_add(m, bz_str_from(keys[i]), 99999), i + 1);
    }
    assert_int_equal(bz_map_find(m, BZ_STR("k5000")), 0);
    assert_int_equal(bz_map_find(m, BZ_STR("")), 0);
    assert_int_equal(bz_map_add(m, (bz_str){"", 0}, 7), 0);
    assert_int_equal(bz_map_find(m, BZ_STR("")), 7);
    bz_map_free(m);
    bz_map_free(NULL);
}

/* Keys of every length around the hash's words of eight bytes, and with NUL in them. */
static void test_base_mem__map_key_lengths(void **state)
{
    (void)state;
    static const char zeros[64];
    bz_map *m = bz_map_new();
    for (uint32_t n = 0; n < 64; n++)
        assert_int_equal(bz_map_add(m, (bz_str){zeros, n}, n + 1), 0);
    for (uint32_t n = 0; n < 64; n++)
        assert_int_equal(bz_map_find(m, (bz_str){zeros, n}), n + 1);
    bz_map_free(m);
}
