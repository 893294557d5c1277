/* The tests of files and output once more, on a system that lacks openat2 and the exchange of names
 * (old kernels, some sandboxes and file systems), then one without hard links. A filter on system
 * calls plays that system; it stays until this program ends. */
#include "test_file.c"
#include "test_output.c"
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#define NUMBER              BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr))
#define ANSWER(error)       BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define ALLOW               BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))

static void filter(struct sock_filter *rules, unsigned short n)
{
    struct sock_fprog program = {n, rules};
    assert_int_equal(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    assert_int_equal(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
}

static void lack_new_calls(void)
{
    struct sock_filter rules[] = {
        NUMBER,
        UNLESS(SYS_openat2, 1),
        ANSWER(ENOSYS),
        UNLESS(SYS_renameat2, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[4])),
        UNLESS(RENAME_EXCHANGE, 1),
        ANSWER(EINVAL),
        ALLOW,
    };
    filter(rules, sizeof rules / sizeof *rules);
    assert_int_equal(syscall(SYS_openat2, 0, "", NULL, 0), -1);
    assert_int_equal(errno, ENOSYS);
}

static void lack_hard_links(void)
{
    struct sock_filter rules[] = {NUMBER, UNLESS(SYS_linkat, 1), ANSWER(EPERM), ALLOW};
    filter(rules, sizeof rules / sizeof *rules);
}

static void test_base_fallback__reading(void **state)
{
    lack_new_calls();
    test_base_file__read(state);
    test_base_file__not_there(state);
    test_base_file__too_large(state);
    test_base_file__size_unknown(state);
    test_base_file__outside(state);
    test_base_file__not_a_file(state);
    test_base_file__list(state);
    test_base_file__find(state);
    test_base_file__resolve(state);
    test_base_file__report(state);
}

static void test_base_fallback__output(void **state)
{
    test_base_output__new_folder(state);
    test_base_output__digest(state);
    test_base_output__given_up(state);
    test_base_output__second_build(state);
    test_base_output__nothing_changed(state);
    test_base_output__foreign_files_stay(state);
    test_base_output__refused(state);
    test_base_output__odd_targets(state);
    test_base_output__no_room(state);
    test_base_output__names(state);
    test_base_output__modes(state);
    test_base_output__leftovers(state);
    test_base_output__old_one_comes_back(state);
    test_base_output__killed(state);
}

/* A copy where there are no links; a symbolic link of somebody else cannot be kept, so it is said.
 */
static void test_base_fallback__no_links(void **state)
{
    lack_hard_links();
    test_base_output__one_goes(state);
    desk d = desk_new();
    const page second[] = {{"b.html", "B"}, {"manifest.json", "{\"baraza\": 2}"}, {NULL, NULL}};
    assert_int_equal(build(&d, "out", first), BZ_OK);
    desk_write(&d, "out/deep/notes.txt", "mine");
    assert_int_equal(build(&d, "out", second), BZ_OK);
    assert_string_equal(desk_text(&d, "out/deep/notes.txt"), "mine");
    assert_null(desk_text(&d, "out/a.html"));
    desk_link(&d, "out/link", "b.html");
    assert_int_equal(build(&d, "out", first), BZ_IO);
    assert_string_equal(desk_text(&d, "out/b.html"), "B");
    desk_free(&d);
}
