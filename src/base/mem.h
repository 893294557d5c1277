/* Memory that cannot fail: running out ends the program through one replaceable hook. Limits on the
 * input see to it that hostile files meet a diagnostic first. */
#ifndef BZ_BASE_MEM_H
#define BZ_BASE_MEM_H

#include <stddef.h>

void *bz_mem_new(size_t n);             /* zeroed */
void *bz_mem_resize(void *p, size_t n); /* as realloc; the new part is not zeroed */
void bz_mem_free(void *p);              /* NULL is fine */
/* For what a library tells us: memory was out. Calls the hook. */
_Noreturn void bz_mem_out(size_t wanted);
/* Called once when memory is out; must not return. NULL restores the default (message, exit 3). */
void bz_mem_on_exhausted(void (*hook)(size_t wanted));

#endif
