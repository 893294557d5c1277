/* What the two halves of the output share: trees of files beneath a descriptor. Inside base only.
 */
#ifndef BZ_BASE_OUTPUT_PRIV_H
#define BZ_BASE_OUTPUT_PRIV_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

typedef BZ_VEC(bz_str) bz_names;

/* Takes away the folder `name` and all in it; follows no link. Nothing to take away is fine. */
bool bz_tree__remove(int at, const char *name);
/* Adds the path of everything below the folder `at` that is not itself a folder, in `a`, in any
 * order. */
bool bz_tree__list(int at, bz_arena *a, bz_names *paths);
/* Makes the folders above `path`. */
bool bz_tree__make_folders(int at, const char *path);
/* Writes a new file; its folders are made. */
bool bz_tree__write(int at, const char *path, bz_str bytes);
/* Is there a file `path` with just these bytes? */
bool bz_tree__holds(int at, const char *path, bz_str bytes);
/* The same file in a second tree: a hard link, or a copy where there are no links. */
bool bz_tree__share(int from, int to, const char *path);
/* Reads a whole file of at most so many bytes; `text->p` from bz_mem. */
bool bz_tree__read(int at, const char *path, size_t most, bz_str *text);

#endif
