/* Reads a text as YAML and writes down what came out: the tree in one line, and the reports. */
#ifndef BZ_TESTS_YAML_DESK_H
#define BZ_TESTS_YAML_DESK_H

#include "base/job.h"
#include "yaml/ytree.h"
#include <string.h>

typedef struct desk {
    bz_job job;
    uint32_t file;
    const bz_ynode *root;
    bz_status status;
    bz_buf out;
} desk;

static inline desk desk_read_bytes(bz_str text)
{
    desk d = {.job = {.arena = bz_arena_new(),
                      .scratch = bz_arena_new(),
                      .diags = bz_diags_new(),
                      .sources = bz_sources_new(),
                      .limits = &bz_limits_default}};
    d.file = bz_sources_add(d.job.sources, BZ_STR("a.yaml"), text);
    d.status = bz_yaml_read(&d.root, d.file, &d.job);
    bz_diags_sort(d.job.diags, d.job.sources);
    return d;
}

static inline desk desk_read(const char *text)
{
    return desk_read_bytes(bz_str_from(text));
}

static inline void desk_free(desk *d)
{
    bz_arena_free(d->job.arena);
    bz_arena_free(d->job.scratch);
    bz_diags_free(d->job.diags);
    bz_sources_free(d->job.sources);
    bz_buf_deinit(&d->out);
}

static inline void desk_put_node(desk *d, const bz_ynode *node)
{
    if (!node) {
        bz_buf_put(&d->out, "none");
        return;
    }
    if (node->kind == BZ_YSCALAR) {
        bz_buf_fmt(&d->out, "%.*s%s", BZ_FMT(node->text), node->is_refused ? "!" : "");
        return;
    }
    bool is_map = node->kind == BZ_YMAPPING;
    bz_buf_char(&d->out, is_map ? '{' : '[');
    for (size_t i = 0; i < node->n; i++) {
        if (i) bz_buf_put(&d->out, ", ");
        if (is_map) bz_buf_fmt(&d->out, "%.*s=", BZ_FMT(node->entries[i].key));
        desk_put_node(d, is_map ? node->entries[i].value : node->items[i]);
    }
    bz_buf_char(&d->out, is_map ? '}' : ']');
}

/* "{a=1, b=[x, y]}"; "!" marks what was refused. */
static inline const char *desk_tree(desk *d)
{
    bz_buf_clear(&d->out);
    desk_put_node(d, d->root);
    return d->out.p;
}

/* "Y006 2:3-2:9; " for every report. */
static inline const char *desk_places(desk *d)
{
    bz_buf_clear(&d->out);
    bz_buf_put(&d->out, "");
    for (size_t i = 0; i < bz_diags_count(d->job.diags); i++) {
        const bz_diag *diag = bz_diags_at(d->job.diags, i);
        bz_line_column a = bz_source_locate(d->job.sources, d->file, diag->span.start);
        bz_line_column b = bz_source_locate(d->job.sources, d->file, diag->span.end);
        bz_buf_fmt(&d->out, "%s%s %u:%u-%u:%u", i ? "; " : "", bz_code_row(diag->code)->name,
                   a.line, a.column, b.line, b.column);
    }
    return d->out.p ? d->out.p : "";
}

#endif
