/* Preloaded into the program under test: its Nth allocation fails (STARVE=N), or that and all after
 * it (STARVE=N+). With STARVE_COUNT=FILE it writes how many there were. What is asked of malloc by
 * the C library and by other libraries counts as well. Workers have no environment, so they are
 * left alone: bad.c is for them. */
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t border, size_t n);

static unsigned long count, wanted;
static int is_known, is_lasting;

/* getenv allocates nothing. */
static int fails(void)
{
    if (!is_known) {
        const char *text = getenv("STARVE");
        char *end = NULL;
        is_known = 1;
        wanted = text ? strtoul(text, &end, 10) : 0;
        is_lasting = end && *end == '+';
    }
    count++;
    if (!wanted || (is_lasting ? count < wanted : count != wanted)) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t n)
{
    return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    return fails() ? NULL : __libc_realloc(p, n);
}

int posix_memalign(void **p, size_t border, size_t n)
{
    if (fails()) return ENOMEM;
    *p = __libc_memalign(border, n);
    return *p ? 0 : ENOMEM;
}

void *aligned_alloc(size_t border, size_t n)
{
    return fails() ? NULL : __libc_memalign(border, n);
}

__attribute__((destructor)) static void say(void)
{
    const char *path = getenv("STARVE_COUNT");
    char text[32];
    if (!path) return;
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    int n = snprintf(text, sizeof text, "%lu\n", count);
    if (fd < 0 || write(fd, text, (size_t)n) < 0) return;
    close(fd);
}
