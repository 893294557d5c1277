/* Output that appears whole or not at all. */
#include "../unit.h"
#include "base/file.h"
#include "desk.h"
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

typedef struct page {
    const char *name, *text;
} page;

#define MANIFEST                                                                                   \
    "{\"baraza\": 1, \"files\": [{\"file\": \"a.html\"}, {\"file\": \"images/x.svg\"}]}"

/* Builds into `target` and says how it went; `pages` end with a row of NULL. */
static bz_status build(desk *d, const char *target, const page *pages)
{
    bz_output *o;
    bz_output_file about;
    bz_status status = bz_output_open(&o, desk_path(d, target), &d->job);
    if (status) return status;
    for (; !status && pages->name; pages++)
        status =
            bz_output_write(o, bz_str_from(pages->name), bz_str_from(pages->text), &about, &d->job);
    if (!status) status = bz_output_publish(o, &d->job);
    bz_output_close(o);
    return status;
}

static const page first[] = {
    {"a.html", "A"}, {"images/x.svg", "X"}, {"manifest.json", MANIFEST}, {NULL, NULL}};

static int entries(const desk *d, const char *folder)
{
    DIR *dir = opendir(desk_path(d, folder));
    int n = -2;
    if (!dir) return -1;
    while (readdir(dir))
        n++;
    closedir(dir);
    return n;
}

static ino_t inode(const desk *d, const char *name)
{
    struct stat about;
    assert_int_equal(lstat(desk_path(d, name), &about), 0);
    return about.st_ino;
}

static void expect_refusal(desk *d, const char *target, const char *message)
{
    size_t before = bz_diags_count(d->job.diags);
    assert_int_equal(build(d, target, first), BZ_IO);
    assert_int_equal(bz_diags_count(d->job.diags), before + 1);
    bz_str said = bz_diags_at(d->job.diags, before)->message;
    if (!strstr(bz_arena_str(d->job.arena, said).p, message)) fail_msg("%.*s", BZ_FMT(said));
}

static void test_base_output__new_folder(void **state)
{
    (void)state;
    desk d = desk_new();
    assert_int_equal(build(&d, "out/", first), BZ_OK);
    assert_string_equal(desk_text(&d, "out/a.html"), "A");
    assert_string_equal(desk_text(&d, "out/images/x.svg"), "X");
    assert_int_equal(entries(&d, ""), 1);
    assert_int_equal(build(&d, "deep/er/out", first), BZ_OK);
    assert_string_equal(desk_text(&d, "deep/er/out/a.html"), "A");
    desk_free(&d);
}

static void test_base_output__digest(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_output *o;
    bz_output_file about;
    assert_int_equal(bz_output_open(&o, desk_path(&d, "out"), &d.job), BZ_OK);
    assert_int_equal(bz_output_write(o, BZ_STR("a"), BZ_STR("abc"), &about, &d.job), BZ_OK);
    assert_string_equal(about.sha256,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(about.bytes, 3);
    assert_str(about.name, "a");
    bz_output_close(o);
    assert_int_equal(entries(&d, ""), 0);
    desk_free(&d);
}

/* Closed without publish: nothing is left, not even the folders above. */
static void test_base_output__given_up(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_output *o;
    bz_output_file about;
    const char *target = bz_arena_printf(d.job.arena, "%s/x/y/out", d.folder).p;
    assert_int_equal(bz_output_open(&o, target, &d.job), BZ_OK);
    assert_int_equal(bz_output_write(o, BZ_STR("p/q/a"), BZ_STR("abc"), &about, &d.job), BZ_OK);
    bz_output_close(o);
    assert_int_equal(entries(&d, ""), 0);
    desk_free(&d);
}

static void test_base_output__second_build(void **state)
{
    (void)state;
    desk d = desk_new();
    const page second[] = {
        {"a.html", "A"}, {"b.html", "B"}, {"manifest.json", "{\"baraza\": 2}"}, {NULL, NULL}};
    assert_int_equal(build(&d, "out", first), BZ_OK);
    ino_t kept = inode(&d, "out/a.html");
    assert_int_equal(build(&d, "out", second), BZ_OK);
    assert_int_equal(inode(&d, "out/a.html"), kept);
    assert_string_equal(desk_text(&d, "out/b.html"), "B");
    assert_null(desk_text(&d, "out/images/x.svg"));
    assert_int_equal(entries(&d, "out"), 3);
    assert_int_equal(entries(&d, ""), 1);
    desk_free(&d);
}

static void test_base_output__nothing_changed(void **state)
{
    (void)state;
    desk d = desk_new();
    assert_int_equal(build(&d, "out", first), BZ_OK);
    ino_t folder = inode(&d, "out");
    assert_int_equal(build(&d, "out", first), BZ_OK);
    assert_int_equal(inode(&d, "out"), folder);
    desk_free(&d);
}

/* Only a file less: the others are linked into a new folder. */
static void test_base_output__one_goes(void **state)
{
    (void)state;
    desk d = desk_new();
    const page fewer[] = {{"a.html", "A"}, {"manifest.json", MANIFEST}, {NULL, NULL}};
    assert_int_equal(build(&d, "out", first), BZ_OK);
    assert_int_equal(build(&d, "out", fewer), BZ_OK);
    assert_string_equal(desk_text(&d, "out/a.html"), "A");
    assert_int_equal(entries(&d, "out"), 2);
    desk_free(&d);
}

static void test_base_output__foreign_files_stay(void **state)
{
    (void)state;
    desk d = desk_new();
    const page second[] = {{"b.html", "B"}, {"manifest.json", "{\"baraza\": 2}"}, {NULL, NULL}};
    assert_int_equal(build(&d, "out", first), BZ_OK);
    desk_write(&d, "out/notes.txt", "mine");
    desk_write(&d, "out/.git/HEAD", "ref");
    desk_link(&d, "out/link", "notes.txt");
    assert_int_equal(build(&d, "out", second), BZ_OK);
    assert_string_equal(desk_text(&d, "out/notes.txt"), "mine");
    assert_string_equal(desk_text(&d, "out/.git/HEAD"), "ref");
    assert_string_equal(desk_text(&d, "out/link"), "mine");
    assert_null(desk_text(&d, "out/a.html"));
    desk_free(&d);
}

static void test_base_output__refused(void **state)
{
    (void)state;
    desk d = desk_new();
    desk_write(&d, "full/letter.txt", "dear");
    desk_write(&d, "other/manifest.json", "{\"name\": \"an app\"}");
    desk_write(&d, "file", "x");
    mkdir(desk_path(&d, "real"), 0777);
    desk_link(&d, "link", "real");
    expect_refusal(&d, "full", "it holds files that were not made by a build");
    expect_refusal(&d, "other", "it holds files that were not made by a build");
    expect_refusal(&d, "file", "it is not a folder");
    expect_refusal(&d, "link/", "it is a symbolic link");
    expect_refusal(&d, "file/out", "not a directory");
    assert_string_equal(desk_text(&d, "full/letter.txt"), "dear");
    assert_int_equal(build(&d, "real", first), BZ_OK);
    desk_free(&d);
}

/* "." is the folder itself under its real name; the root of the file system is nobody's output. */
static void test_base_output__odd_targets(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_output *o;
    mkdir(desk_path(&d, "in"), 0777);
    assert_int_equal(chdir(desk_path(&d, "in")), 0);
    assert_int_equal(bz_output_open(&o, ".", &d.job), BZ_OK);
    bz_output_close(o);
    assert_int_equal(bz_output_open(&o, "../in/../out/", &d.job), BZ_OK);
    bz_output_close(o);
    assert_int_equal(bz_output_open(&o, "..", &d.job), BZ_IO); /* not empty */
    assert_int_equal(bz_output_open(&o, "/", &d.job), BZ_IO);
    assert_int_equal(bz_output_open(&o, "", &d.job), BZ_IO);
    assert_int_equal(bz_output_open(&o, "none/..", &d.job), BZ_IO);
    assert_int_equal(chdir("/"), 0);
    desk_write(&d, "odd/manifest.json/x", "{\"baraza\":");
    expect_refusal(&d, "odd", "not made by a build");
    desk_free(&d);
}

/* As when the disk is full: the output stays as it was, and nothing is left beside it. */
static void test_base_output__no_room(void **state)
{
    (void)state;
    desk d = desk_new();
    static char text[5000];
    memset(text, 'x', sizeof text - 1);
    const page big[] = {{"a.html", text}, {"manifest.json", MANIFEST}, {NULL, NULL}};
    struct rlimit limit, small;
    assert_int_equal(build(&d, "out", first), BZ_OK);
    getrlimit(RLIMIT_FSIZE, &limit);
    small = limit;
    small.rlim_cur = 1000;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bz_status status = build(&d, "out", big);
    setrlimit(RLIMIT_FSIZE, &limit);
    assert_int_equal(status, BZ_IO);
    bz_str said = bz_diags_at(d.job.diags, 0)->message;
    assert_true(bz_str_ends(said, "/out/a.html`: file too large"));
    assert_string_equal(desk_text(&d, "out/a.html"), "A");
    assert_int_equal(entries(&d, ""), 1);
    desk_free(&d);
}

static void test_base_output__names(void **state)
{
    (void)state;
    desk d = desk_new();
    bz_output *o;
    bz_output_file about;
    const char *names[] = {"", "/a", "../a", "a/../b", "a//b", "a/", ".", "a/."};
    assert_int_equal(bz_output_open(&o, desk_path(&d, "out"), &d.job), BZ_OK);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(bz_output_write(o, bz_str_from(names[i]), BZ_STR("x"), &about, &d.job),
                         BZ_IO);
    assert_int_equal(bz_output_write(o, BZ_STR("a"), BZ_STR("x"), &about, &d.job), BZ_OK);
    assert_int_equal(bz_output_write(o, BZ_STR("a"), BZ_STR("y"), &about, &d.job), BZ_IO);
    bz_output_close(o);
    desk_free(&d);
}

static void test_base_output__modes(void **state)
{
    (void)state;
    desk d = desk_new();
    struct stat about;
    mkdir(desk_path(&d, "out"), 0777);
    chmod(desk_path(&d, "out"), 0711);
    mode_t mask = umask(027);
    assert_int_equal(build(&d, "out", first), BZ_OK);
    umask(mask);
    assert_int_equal(stat(desk_path(&d, "out"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0711);
    assert_int_equal(stat(desk_path(&d, "out/a.html"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
    desk_free(&d);
}

static void test_base_output__leftovers(void **state)
{
    (void)state;
    desk d = desk_new();
    pid_t gone = fork();
    if (gone == 0) _exit(0);
    waitpid(gone, NULL, 0);
    const char *dead = bz_arena_printf(d.job.arena, ".out.baraza-%d/images/x", gone).p;
    const char *alive = bz_arena_printf(d.job.arena, ".out.baraza-%d/x", getppid()).p;
    const char *ours = bz_arena_printf(d.job.arena, ".out.baraza-%d/x", getpid()).p;
    desk_write(&d, dead, "x");
    desk_write(&d, alive, "x");
    desk_write(&d, ours, "x");
    desk_write(&d, ".out.baraza-notes/x", "x");
    assert_int_equal(build(&d, "out", first), BZ_OK);
    assert_null(desk_text(&d, dead));
    assert_null(desk_text(&d, ours));
    assert_non_null(desk_text(&d, alive));
    assert_non_null(desk_text(&d, ".out.baraza-notes/x"));
    desk_free(&d);
}

/* As on a file system without exchange: killed between the two renames. */
static void test_base_output__old_one_comes_back(void **state)
{
    (void)state;
    desk d = desk_new();
    pid_t gone = fork();
    if (gone == 0) _exit(0);
    waitpid(gone, NULL, 0);
    desk_write(&d, bz_arena_printf(d.job.arena, ".out.baraza-%d-old/mine.txt", gone).p, "x");
    expect_refusal(&d, "out", "it holds files");
    assert_string_equal(desk_text(&d, "out/mine.txt"), "x");
    desk_free(&d);
}

/* Kills a builder again and again at seeded moments: the output must always be one whole
 * generation. */
static void test_base_output__killed(void **state)
{
    (void)state;
    desk d = desk_new();
    char text[2][16] = {"1", "2"};
    unsigned seed = 20260908;
    for (int round = 0; round < 60; round++) {
        pid_t child = fork();
        if (child == 0) {
            for (int i = 0;; i++) {
                page pages[42] = {{0}};
                for (int k = 0; k < 40; k++)
                    pages[k] = (page){bz_arena_printf(d.job.arena, "f/%d", k).p, text[i % 2]};
                pages[40] = (page){"manifest.json", MANIFEST};
                if (build(&d, "out", pages) != BZ_OK) _exit(1);
            }
        }
        seed = seed * 1103515245 + 12345;
        usleep(500 + seed / 65536 % 8000);
        kill(child, SIGKILL);
        int how;
        waitpid(child, &how, 0);
        assert_true(WIFSIGNALED(how));
        const char *one = desk_text(&d, "out/f/0");
        for (int k = 0; one && k < 40; k++)
            assert_string_equal(desk_text(&d, bz_arena_printf(d.job.arena, "out/f/%d", k).p), one);
    }
    assert_int_equal(build(&d, "out", first), BZ_OK);
    assert_int_equal(entries(&d, ""), 1);
    desk_free(&d);
}
