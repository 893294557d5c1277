/* What may be used: by plugins, from a request; by this process, once it knows where it writes. In:
 * "call=1000000,wait=5". Out: limits, none above the usual: less may be asked for, never more. */
#include "engine/engine_priv.h"

#include <limits.h>
#include <stdlib.h>

#include "sandbox/lock.h"

#include <stddef.h>

/* Named as people write them; a unit is so many of what is counted. */
static const struct {
    const char *name;
    size_t offset;
    bool is_long; /* 64 bits, else 32 */
    uint32_t unit;
} rows[] = {
    {"call", offsetof(bz_plugin_limits, steps_call), true, 1},
    {"build", offsetof(bz_plugin_limits, steps_build), true, 1},
    {"memory", offsetof(bz_plugin_limits, memory), true, 1 << 20},
    {"source", offsetof(bz_plugin_limits, source_bytes), true, 1 << 10},
    {"seconds", offsetof(bz_plugin_limits, seconds), false, 1},
    {"wait", offsetof(bz_plugin_limits, wait), false, 1},
};
enum { N_ROWS = sizeof rows / sizeof *rows };
_Static_assert(sizeof(size_t) == sizeof(uint64_t), "sizes are counted in 64 bits");

static int find(bz_str name)
{
    for (int i = 0; i < N_ROWS; i++)
        if (bz_str_is(name, rows[i].name)) return i;
    return -1;
}

/* Takes the number where it is one and no more than there is now. */
static bool lower(bz_plugin_limits *limits, int row, bz_str number)
{
    int32_t n;
    if (!bz_str_integer(number, &n) || n < 1) return false;
    char *at = (char *)limits + rows[row].offset;
    uint64_t wanted = (uint64_t)n * rows[row].unit, now = 0;
    memcpy(&now, at, rows[row].is_long ? sizeof(uint64_t) : sizeof(uint32_t));
    uint32_t narrow = (uint32_t)wanted;
    if (wanted > now) return false;
    if (rows[row].is_long) memcpy(at, &wanted, sizeof wanted);
    else memcpy(at, &narrow, sizeof narrow);
    return true;
}

bz_result bz_engine__limits(bz_engine *e, const bz_request *request)
{
    e->limits = bz_plugin_limits_default;
    e->is_weak = request->weak_sandbox;
    if (!request->plugin_limits) return BZ_RESULT_OK;
    bz_str rest = bz_str_from(request->plugin_limits), piece;
    while (bz_str_split(&rest, ',', &piece)) {
        size_t equals = bz_str_find(piece, '=', 0);
        bz_str name = bz_str_trim(bz_str_cut(piece, 0, equals));
        int row = find(name);
        if (row >= 0 && lower(&e->limits, row, bz_str_trim(bz_str_cut(piece, equals + 1, piece.n))))
            continue;
        bz_diag *d;
        bz_str names[N_ROWS];
        for (int i = 0; i < N_ROWS; i++)
            names[i] = bz_str_from(rows[i].name);
        bz_engine__usage(e, &d, "`%.*s` is no limit of plugins", BZ_FMT(piece));
        if (row >= 0)
            bz_diag_hint(e->job.diags, d, "a limit is a number, and can only be made smaller");
        else if (!bz_diag_did_you_mean(e->job.diags, d, name, names, N_ROWS))
            bz_diag_hint(e->job.diags, d, "there are call, build, memory, source, seconds, wait");
        return BZ_RESULT_USAGE;
    }
    return BZ_RESULT_OK;
}

/* The output is put in place from a folder beside it. */
void bz_engine__lock(bz_engine *e, const char *output)
{
    if (!output) {
        bz_guard(NULL);
        return;
    }
    char whole[PATH_MAX];
    /* `.` lies in a folder whose name is not written. */
    bz_str path = bz_str_from(realpath(output, whole) ? whole : output);
    while (path.n > 1 && path.p[path.n - 1] == '/')
        path.n--;
    while (path.n && path.p[path.n - 1] != '/')
        path.n--;
    bz_guard(path.n ? bz_arena_str(e->job.arena, path).p : ".");
}
