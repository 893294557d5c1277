/* What plugins did, told. In: the journal and the model after a run. Out: numbers and text. A
 * query: all of it is in the journal already. */
#include "engine/trial.h"

#include "base/map.h"

#include <string.h>

int bz_engine__light(const bz_change *c)
{
    if (c->approval) return BZ_WITH_APPROVAL;
    return c->light == BZ_WITH_APPROVAL ? BZ_WITH_CARE : c->light;
}

static bool is_by(const bz_change *c, bz_str plugin)
{
    return c->by == BZ_BY_PLUGIN && (!plugin.n || bz_str_eq(c->author, plugin));
}

/* A block that a change can be aimed at, of those that stand in a body or in a container of it. */
static bool is_part(const bz_doc *d, bz_node n)
{
    const bz_doc_node *node = bz_doc_at(d, n);
    bz_doc_kind above = bz_doc_kind_of(d, node->parent);
    if (node->flags & (BZ_NODE_ABSENT | BZ_NODE_DEAD)) return false;
    return above == BZ_DOC_FRAGMENT || above == BZ_DOC_CONTAINER;
}

static uint32_t blocks_of(const bz_model *m, bz_node body)
{
    uint32_t n = 0;
    const bz_doc *d = m->bodies;
    for (bz_node at = body ? bz_doc_at(d, body)->first : 0; at;) {
        n += is_part(d, at);
        bool is_entered = bz_doc_kind_of(d, at) == BZ_DOC_CONTAINER &&
                          !(bz_doc_at(d, at)->flags & BZ_NODE_ABSENT);
        at = is_entered ? bz_doc_next(d, body, at) : bz_doc_skip(d, body, at);
    }
    return n;
}

uint32_t bz_engine__count_parts(const bz_model *m)
{
    uint32_t n = 0;
    for (bz_rec r = 1; r < m->records.n; r++) {
        bz_record_kind kind = bz_model_kind(m, r);
        bool is_one = kind == BZ_R_SESSION || kind == BZ_R_ACTIVITY || kind == BZ_R_HANDOUT ||
                      kind == BZ_R_FORM;
        if (!is_one || bz_model_above(m, r, BZ_R_CURRICULUM) != m->curriculum) continue;
        if (!bz_model_is_present(m, r)) continue;
        n += 1 + blocks_of(m, bz_model_at(m, r)->body);
    }
    return n;
}

bz_tally bz_engine__tally(bz_engine *e, bz_str plugin, uint32_t parts)
{
    bz_tally t = {.parts = parts};
    bz_map *seen = bz_map_new();
    BZ_VEC(int) lights = {0};
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        const bz_change *c = bz_journal_at(e->journal, i);
        if (!is_by(c, plugin)) continue;
        int light = bz_engine__light(c);
        uint32_t at = bz_map_add(seen, c->address, (uint32_t)lights.n + 1);
        if (!at) bz_vec_push(&lights, light);
        else if (lights.p[at - 1] < light) lights.p[at - 1] = light;
    }
    t.changed = (uint32_t)lights.n;
    for (size_t i = 0; i < lights.n; i++)
        t.by_light[lights.p[i]]++;
    bz_vec_free(&lights);
    bz_map_free(seen);
    return t;
}

static void put_lines(const char *label, bz_str text, bz_buf *out)
{
    bz_str rest = bz_str_trim(text), line;
    for (bool is_first = true; rest.n && bz_str_split(&rest, '\n', &line); is_first = false)
        if (line.n) bz_buf_fmt(out, "   %-7s %.*s\n", is_first ? label : "", BZ_FMT(line));
        else bz_buf_char(out, '\n');
}

/* Which field was set, of what. */
static void put_field(const bz_model *m, const bz_change *c, bz_buf *out)
{
    if (c->op != BZ_OP_SET) return;
    const char *key = "title"; /* of a container */
    if (!c->target.node)
        key = bz_record_row_at(bz_model_kind(m, c->target.rec))->fields[c->field].key;
    bz_buf_fmt(out, "%s of ", key);
}

void bz_engine__put_plugin_changes(bz_engine *e, bz_str plugin, bz_buf *out)
{
    static const char *const lights[] = {"freely", "with care", "with approval"};
    uint32_t n = 0;
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        const bz_change *c = bz_journal_at(e->journal, i);
        if (!is_by(c, plugin)) continue;
        bz_buf_fmt(out, "\n%u. %.*s ", ++n, BZ_FMT(c->verb));
        put_field(e->model, c, out);
        bz_buf_fmt(out, "%.*s (%s)", BZ_FMT(c->address), lights[bz_engine__light(c)]);
        if (!plugin.n) bz_buf_fmt(out, ", by %.*s", BZ_FMT(c->author));
        bz_buf_char(out, '\n');
        put_lines("why", c->why, out);
        put_lines("before", c->was, out);
        put_lines("after", c->now, out);
    }
}
