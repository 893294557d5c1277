/* Reading beneath a root: what is there, what is not, and what must not be reached. */
#include "../unit.h"
#include "base/file.h"
#include "base/mem.h"
#include "desk.h"
#include <errno.h>
#include <unistd.h>

static bz_read read_path(const desk *d, const char *path, size_t most, bz_str *text)
{
    bz_root *root = bz_root_open(d->folder);
    assert_non_null(root);
    bz_read result = bz_root_read(root, bz_str_from(path), most, text);
    bz_root_close(root);
    return result;
}

static bz_read refused(const desk *d, const char *path)
{
    bz_str text = {0};
    bz_read result = read_path(d, path, 1000, &text);
    assert_null(text.p);
    return result;
}

static void test_base_file__read(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_str text;
    desk_write(&d, "a/b/c.yaml", "title: One\n");
    assert_int_equal(read_path(&d, "a/b/c.yaml", 11, &text), BZ_READ_OK);
    assert_str(text, "title: One\n");
    assert_int_equal(text.p[text.n], 0);
    bz_mem_free((void *)(uintptr_t)text.p);
    desk_write(&d, "empty", "");
    assert_int_equal(read_path(&d, "empty", 0, &text), BZ_READ_OK);
    assert_int_equal(text.n, 0);
    bz_mem_free((void *)(uintptr_t)text.p);
    desk_free(&d);
}

static void test_base_file__not_there(void **state)
{
    (void)state;
    desk d = desk_new();
    char name[400] = "";
    desk_write(&d, "a/b", "x");
    memset(name, 'n', 300);
    assert_int_equal(refused(&d, "a/c"), BZ_READ_ABSENT);
    assert_int_equal(refused(&d, "x/c"), BZ_READ_ABSENT);
    assert_int_equal(refused(&d, "a/b/c"), BZ_READ_ABSENT);
    assert_int_equal(refused(&d, name), BZ_READ_ABSENT);
    desk_free(&d);
}

static void test_base_file__too_large(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_str text;
    desk_write(&d, "a", "12345");
    assert_int_equal(read_path(&d, "a", 4, &text), BZ_READ_TOO_LARGE);
    desk_free(&d);
}

/* The files of /proc say that they are empty, and are not. */
static void test_base_file__size_unknown(void **state)
{
    (void)state;
    bz_root *root = bz_root_open("/proc/self");
    bz_str text;
    if (!root) return; /* a system without it */
    assert_int_equal(bz_root_read(root, BZ_STR("status"), 1 << 20, &text), BZ_READ_OK);
    assert_true(text.n > 100);
    assert_int_equal(text.p[text.n], 0);
    bz_mem_free((void *)(uintptr_t)text.p);
    assert_int_equal(bz_root_read(root, BZ_STR("status"), 10, &text), BZ_READ_TOO_LARGE);
    bz_root_close(root);
    assert_null(bz_root_open("/proc/self/status"));
}

static void test_base_file__outside(void **state)
{
    (void)state;
    desk d = desk_new();
    desk_write(&d, "a/b", "x");
    desk_link(&d, "a/link", "b");
    desk_link(&d, "folder", "a");
    desk_link(&d, "far", "/etc");
    desk_link(&d, "loop", "loop");
    const char *paths[] = {"/etc/passwd", "../x",     "a/../a/b", "a/link", "folder/b", "folder",
                           "far/passwd",  "far/none", "loop",     "a//b",   "./a/b",    "a/"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_int_equal(refused(&d, paths[i]), BZ_READ_OUTSIDE);
    bz_root *root = bz_root_open(d.folder);
    size_t n;
    bz_str *names, text = {"a\0b", 3};
    assert_int_equal(bz_root_read(root, text, 9, &text), BZ_READ_OUTSIDE);
    assert_int_equal(bz_root_stat(root, BZ_STR("a/link"), &n), BZ_READ_OUTSIDE);
    assert_int_equal(bz_root_list(root, BZ_STR("folder"), d.job.arena, &names, &n),
                     BZ_READ_OUTSIDE);
    bz_root_close(root);
    desk_free(&d);
}

/* A pipe that nobody writes to would hang a plain open. */
static void test_base_file__not_a_file(void **state)
{
    (void)state;
    desk d = desk_new();
    size_t n;
    desk_write(&d, "a/b", "x");
    desk_pipe(&d, "pipe");
    assert_int_equal(refused(&d, "a"), BZ_READ_NOT_FILE);
    assert_int_equal(refused(&d, "pipe"), BZ_READ_NOT_FILE);
    assert_int_equal(refused(&d, ""), BZ_READ_NOT_FILE);
    bz_root *root = bz_root_open(d.folder);
    assert_int_equal(bz_root_stat(root, BZ_STR("a"), &n), BZ_READ_NOT_FILE);
    assert_int_equal(bz_root_stat(root, BZ_STR("a/b"), &n), BZ_READ_OK);
    assert_int_equal(n, 1);
    bz_root_close(root);
    desk_free(&d);
}

static void test_base_file__list(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_root *root = bz_root_open(d.folder);
    bz_str *names;
    size_t n;
    const char *expected[] = {"B", "a", "b/", "link", "\xc3\xa9"};
    desk_write(&d, "a", "");
    desk_write(&d, "\xc3\xa9", "");
    desk_write(&d, "b/c", "");
    desk_write(&d, "B", "");
    desk_write(&d, ".hidden", "");
    desk_link(&d, "link", "a");
    assert_int_equal(bz_root_list(root, BZ_STR(""), d.job.arena, &names, &n), BZ_READ_OK);
    assert_int_equal(n, 5);
    for (size_t i = 0; i < n; i++)
        assert_str(names[i], expected[i]);
    assert_int_equal(bz_root_list(root, BZ_STR("a"), d.job.arena, &names, &n), BZ_READ_NOT_FILE);
    assert_int_equal(bz_root_list(root, BZ_STR("x"), d.job.arena, &names, &n), BZ_READ_ABSENT);
    assert_int_equal(n, 0);
    bz_root_close(root);
    desk_free(&d);
}

static void test_base_file__find(void **state)
{
    (void)state;
    desk d = desk_new();
    desk_write(&d, "root/baraza.yaml", "");
    desk_write(&d, "root/a/b/c.md", "");
    desk_write(&d, "other/a", "");
    const char *starts[] = {"root", "root/a/b", "root/a/b/c.md", "root/baraza.yaml"};
    for (size_t i = 0; i < 4; i++) {
        bz_root *root = bz_root_find(desk_path(&d, starts[i]));
        assert_non_null(root);
        assert_string_equal(bz_root_path(root), desk_path(&d, "root"));
        bz_root_close(root);
    }
    assert_null(bz_root_find(desk_path(&d, "other")));
    assert_int_equal(errno, ENOENT);
    assert_null(bz_root_find(desk_path(&d, "nothing/here")));
    desk_free(&d);
}

static void test_base_file__resolve(void **state)
{
    (void)state;
    static const struct {
        const char *from, *path, *result; /* NULL: outside */
    } rows[] = {
        {"a/b/c.md", "d.svg", "a/b/d.svg"},
        {"a/b/c.md", "../d.svg", "a/d.svg"},
        {"a/b/c.md", "../../d.svg", "d.svg"},
        {"a/b/c.md", "../../../d", NULL},
        {"a/b/c.md", "./x/./../y//z", "a/b/y/z"},
        {"c.md", "d", "d"},
        {"c.md", "..", NULL},
        {"c.md", "/d", NULL},
        {"a/c.md", "..", ""},
        {"ab/cd/e", "../f", "ab/f"},
        {"", "x", "x"},
        {"a/c.md", "", "a"},
    };
    bz_arena *a = bz_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bz_str got;
        bool good = bz_path_resolve(a, bz_str_from(rows[i].from), bz_str_from(rows[i].path), &got);
        assert_int_equal(good, rows[i].result != NULL);
        if (good) assert_str(got, rows[i].result);
    }
    bz_arena_free(a);
}

static void test_base_file__report(void **state)
{
    (void)state;
    desk d = desk_new();
    errno = EACCES;
    assert_int_equal(bz_read_report(BZ_READ_FAILED, BZ_STR("a"), 9, bz_span_none(), &d.job), BZ_IO);
    assert_str(bz_diags_at(d.job.diags, 0)->message, "`a` cannot be read: permission denied");
    assert_int_equal(
        bz_read_report(BZ_READ_TOO_LARGE, BZ_STR("b"), (size_t)4 << 20, bz_span_none(), &d.job),
        BZ_LIMIT);
    assert_str(bz_diags_at(d.job.diags, 1)->message, "`b` is larger than 4 MiB");
    bz_span none = bz_span_none();
    assert_int_equal(bz_read_report(BZ_READ_ABSENT, BZ_STR("a\\b"), 9, none, &d.job), BZ_INVALID);
    assert_str(bz_diags_at(d.job.diags, 2)->hint, "folders are parted by `/`");
    assert_int_equal(bz_read_report(BZ_READ_OUTSIDE, BZ_STR("/x"), 9, none, &d.job), BZ_INVALID);
    assert_true(bz_diags_at(d.job.diags, 3)->hint.n > 0);
    desk_free(&d);
}
