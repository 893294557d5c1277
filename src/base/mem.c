/* In: a number of bytes. Out: memory, always. The caller owns it. One idea: running out of memory
 * is met in one place, so that no other function needs a path for it. The hook is the program's
 * only changeable global; tests replace it. */
#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* At once: what libraries do at a usual end may need memory, or wait for a lock that is held where
 * memory ran out. The message is written as it is, for the same reason. */
static void say_and_exit(size_t wanted)
{
    char text[96];
    int n = snprintf(text, sizeof text, "baraza: out of memory (%zu more bytes wanted)\n", wanted);
    ssize_t done = write(STDERR_FILENO, text, (size_t)n);
    (void)done;
    _exit(3);
}

static void (*exhausted)(size_t wanted) = say_and_exit;

void bz_mem_on_exhausted(void (*hook)(size_t wanted))
{
    exhausted = hook ? hook : say_and_exit;
}

void bz_mem_out(size_t wanted)
{
    exhausted(wanted);
    abort(); /* the hook must not return */
}

static void *given(void *p, size_t n)
{
    if (!p) bz_mem_out(n);
    return p;
}

void *bz_mem_new(size_t n)
{
    return given(calloc(1, n ? n : 1), n);
}

void *bz_mem_resize(void *p, size_t n)
{
    return given(realloc(p, n ? n : 1), n);
}

void bz_mem_free(void *p)
{
    free(p);
}
