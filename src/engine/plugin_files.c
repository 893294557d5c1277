/* Where plugins lie and what they are made of. In: the id of a plugin. Out: its folder, the names
 * of its files, their digests. What lies below `tests/` is no part of it: it is never sent to a
 * worker and changes nothing that is printed. */
#include "engine/plugins.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 6, MOST_FILES = 500 };

/* Below the project's own `plugins/`, else below those that came with the program. */
bool bz_engine__plugin_home(const bz_engine *e, bz_str id, bz_plugin_home *home)
{
    size_t bytes;
    bz_arena *a = e->job.arena;
    for (size_t i = 0; i <= e->n_plugin_roots; i++) {
        home->is_own = i == 0;
        home->root = i ? e->plugin_roots[i - 1] : e->root;
        home->folder = bz_arena_printf(a, "%s%.*s", i ? "" : "plugins/", BZ_FMT(id));
        bz_str manifest = bz_arena_printf(a, "%.*s/plugin.yaml", BZ_FMT(home->folder));
        if (bz_root_stat(home->root, manifest, &bytes) == BZ_READ_OK) return true;
    }
    return false;
}

typedef struct walk {
    bz_engine *e;
    const bz_plugin_home *home;
    BZ_VEC(bz_str) names;
} walk;

/* Depth is limited, so this ends. */
static bool add_folder(walk *k, bz_str inside, int depth)
{
    bz_arena *a = k->e->job.arena;
    bz_str *names = NULL;
    size_t n = 0;
    bz_str folder = bz_arena_printf(a, "%.*s%s%.*s", BZ_FMT(k->home->folder), inside.n ? "/" : "",
                                    BZ_FMT(inside));
    if (folder.n && folder.p[folder.n - 1] == '/') folder.n--;
    if (bz_root_list(k->home->root, folder, a, &names, &n) != BZ_READ_OK) return false;
    for (size_t i = 0; i < n; i++) {
        bz_str name = bz_arena_printf(a, "%.*s%.*s", BZ_FMT(inside), BZ_FMT(names[i]));
        if (bz_str_is(name, "tests/")) continue;
        bool is_folder = bz_str_ends(name, "/");
        if (!is_folder && k->names.n == MOST_FILES) return false;
        if (!is_folder) bz_vec_push(&k->names, name);
        else if (depth == DEEPEST || !add_folder(k, name, depth + 1)) return false;
    }
    return true;
}

static int by_text(const void *a, const void *b)
{
    return bz_str_cmp(*(const bz_str *)a, *(const bz_str *)b);
}

bz_status bz_engine__plugin_names(bz_engine *e, const bz_plugin_home *home, bz_str **names,
                                  size_t *n)
{
    walk k = {.e = e, .home = home};
    bool is_whole = add_folder(&k, BZ_STR(""), 0);
    *n = k.names.n;
    *names = bz_arena_alloc(e->job.arena, (*n + 1) * sizeof **names);
    if (*n) {
        qsort(k.names.p, *n, sizeof *k.names.p, by_text);
        memcpy(*names, k.names.p, *n * sizeof **names);
    }
    bz_vec_free(&k.names);
    if (is_whole) return BZ_OK;
    bz_diag *d =
        bz_diag_add(e->job.diags, BZ_P080, bz_span_none(),
                    "the plugin's folder `%.*s` cannot be read whole", BZ_FMT(home->folder));
    bz_diag_hint(e->job.diags, d, "a plugin has at most %d files, in folders at most %d deep",
                 MOST_FILES, DEEPEST);
    return BZ_INVALID;
}

/* What was read for the build is not read again: the digest is of what is used. */
static bz_status digest(bz_engine *e, const bz_plugin_home *home, bz_str file, bz_signed_file *out)
{
    uint32_t known = bz_sources_find(e->job.sources, out->name);
    if (known) {
        bz_digest(bz_source_text(e->job.sources, known), out->hash);
        return BZ_OK;
    }
    bz_str text,
        path = bz_arena_printf(e->job.arena, "%.*s/%.*s", BZ_FMT(home->folder), BZ_FMT(file));
    size_t most = e->job.limits->image_bytes;
    bz_read how = bz_root_read(home->root, path, most, &text);
    if (how != BZ_READ_OK) return bz_read_report(how, out->name, most, bz_span_none(), &e->job);
    bz_digest(text, out->hash);
    bz_mem_free((void *)(uintptr_t)text.p);
    return BZ_OK;
}

bz_status bz_engine__plugin_digests(bz_engine *e, bz_str id, const bz_plugin_home *home,
                                    bz_signed_files *out)
{
    bz_str *names = NULL;
    size_t n = 0;
    bz_status s = bz_engine__plugin_names(e, home, &names, &n);
    for (size_t i = 0; s == BZ_OK && i < n; i++) {
        bz_signed_file one = {.name = bz_arena_printf(e->job.arena, "plugins/%.*s/%.*s", BZ_FMT(id),
                                                      BZ_FMT(names[i]))};
        s = digest(e, home, names[i], &one);
        if (s == BZ_OK) bz_vec_push(out, one);
    }
    return s;
}
