/* bz_plugin_explain: a dry run. In: a plugin, and for whom. Out: what it would change, what it
 * would report, which documents it would make; nothing is written. The plugins of the group's
 * adaptations run before it as they would: up to itself where it is among them, else all of them.
 */
#include "engine/trial.h"

#include <jansson.h>
#include <stdlib.h>

typedef struct listed {
    bz_str id, title, audience;
} listed;

typedef struct explaining {
    bz_str id;
    uint32_t parts;
    BZ_VEC(listed) documents;
} explaining;

/* Of the adaptations' plugins, those up to and with this one; *is_met: it is among them. */
static bz_status start_named(explaining *x, bz_engine *e, bool *is_met)
{
    const bz_model *m = e->model;
    bz_status worst = BZ_OK;
    uint32_t n = bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS);
    for (uint32_t i = 0; i < n && !*is_met; i++) {
        bz_rec adaptation = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        bz_rec use = bz_model_first(m, adaptation, BZ_ADAPTATION_PLUGINS);
        for (; use && !*is_met; use = bz_model_next(m, use)) {
            bz_rec manifest = bz_model_ref(m, use, BZ_PLUGIN_USE_USE);
            bz_str id = bz_arena_str(e->job.arena, bz_model_id(m, manifest));
            bz_status s = bz_engine__start_plugin(e, id, manifest, use);
            if (s != BZ_OK) worst = s;
            *is_met = bz_str_eq(id, x->id);
        }
    }
    return worst;
}

static bz_status start(void *context, bz_engine *e, bz_wanted *w)
{
    explaining *x = context;
    bool is_met = false;
    x->parts = bz_engine__count_parts(e->model);
    bz_load_request load = bz_engine__load_request(e, w);
    bz_rec manifest = bz_load_plugin(e->model, &load, x->id, bz_span_none(), &e->job);
    bz_status s = manifest ? start_named(x, e, &is_met) : BZ_INVALID;
    if (s != BZ_OK || is_met) return s;
    return bz_engine__start_plugin(e, x->id, manifest, 0);
}

static void see(void *context, const bz_descriptor *about, bz_str language, const bz_doc *doc,
                bz_node root)
{
    explaining *x = context;
    listed one = {about->id, about->title, about->audience};
    (void)language, (void)doc, (void)root;
    bz_vec_push(&x->documents, one);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static void put_text(bz_engine *e, const explaining *x, bz_buf *out)
{
    bz_tally t = bz_engine__tally(e, x->id, x->parts);
    bz_buf_fmt(out, "would change %u part%s of %u: %u freely, %u with care, %u with approval; ",
               t.changed, plural(t.changed), t.parts, t.by_light[0], t.by_light[1], t.by_light[2]);
    bz_buf_fmt(out, "makes %zu document%s\n", x->documents.n, plural(x->documents.n));
    bz_engine__put_plugin_changes(e, x->id, out);
    if (x->documents.n) bz_buf_put(out, "\ndocuments:\n");
    for (size_t i = 0; i < x->documents.n; i++)
        bz_buf_fmt(out, "  %.*s, for %.*s: %.*s\n", BZ_FMT(x->documents.p[i].id),
                   BZ_FMT(x->documents.p[i].audience), BZ_FMT(x->documents.p[i].title));
}

static json_t *changes_json(bz_engine *e, const explaining *x)
{
    static const char *const lights[] = {"freely", "with_care", "with_approval"};
    json_t *list = json_array();
    for (uint32_t i = 1; i <= bz_journal_count(e->journal); i++) {
        const bz_change *c = bz_journal_at(e->journal, i);
        if (c->by != BZ_BY_PLUGIN || !bz_str_eq(c->author, x->id)) continue;
        json_array_append_new(
            list,
            json_pack("{s:o, s:o, s:s, s:o, s:o, s:o}", "verb", bz_engine__json_or_null(c->verb),
                      "address", bz_engine__json_or_null(c->address), "may_change",
                      lights[bz_engine__light(c)], "why", bz_engine__json_or_null(c->why), "before",
                      bz_engine__json_or_null(c->was), "after", bz_engine__json_or_null(c->now)));
    }
    return list;
}

static void put_json(bz_engine *e, const explaining *x, bz_buf *out)
{
    bz_tally t = bz_engine__tally(e, x->id, x->parts);
    json_t *documents = json_array();
    for (size_t i = 0; i < x->documents.n; i++)
        json_array_append_new(
            documents,
            json_pack("{s:o, s:o, s:o}", "id", bz_engine__json_or_null(x->documents.p[i].id),
                      "title", bz_engine__json_or_null(x->documents.p[i].title), "audience",
                      bz_engine__json_or_null(x->documents.p[i].audience)));
    json_t *top =
        json_pack("{s:o, s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "plugin",
                  bz_engine__json_or_null(x->id), "parts", (int)t.parts, "changed", (int)t.changed,
                  "freely", (int)t.by_light[0], "with_care", (int)t.by_light[1], "with_approval",
                  (int)t.by_light[2], "changes", changes_json(e, x), "documents", documents);
    char *text = json_dumps(top, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    bz_buf_put(out, text ? text : "{}");
    bz_buf_char(out, '\n');
    free(text);
    json_decref(top);
}

bz_result bz_plugin_explain(bz_engine *e, const bz_request *given, const char *name, bool is_json)
{
    bz_wanted w;
    bz_request own;
    explaining x = {.id = bz_engine__id_of(bz_str_from(name))};
    bz_trial trial = {.start = start, .only = x.id, .is_listed = true, .see = see, .context = &x};
    const bz_request *request = bz_engine__whole(given, &own);
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__find_plugin(e, x.id);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, &w);
    if (r != BZ_RESULT_OK) return r;
    e->is_trying = true;
    w.trial = &trial;
    w.with_documents = true;
    bz_status s = bz_engine__run(e, &w, NULL);
    if (s == BZ_OK && is_json) put_json(e, &x, &e->output);
    else if (s == BZ_OK) put_text(e, &x, &e->output);
    bz_vec_free(&x.documents);
    return bz_engine__result(e, s);
}
