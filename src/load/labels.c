/* In: the files `labels/LANGUAGE.yaml` beside a plugin's manifest. Out: its LABELS, a map by
 * language of maps from the English text, together with those that the manifest brings. A label
 * that stands in both places is an error: nobody could say which one is printed. */
#include "load/load_priv.h"
#include "doc/language.h"

typedef BZ_VEC(bz_load__values) languages;

typedef struct labels {
    bz_load__decoder *d;
    bz_load__values tags; /* one a language; its texts are at the same index of `texts` */
    languages texts;
} labels;

static size_t language_index(labels *x, bz_str tag)
{
    bz_model *m = x->d->m;
    bz_value *known = bz_load__values_find(m, &x->tags, tag);
    if (known) return (size_t)(known - x->tags.p);
    bz_value v = {.kind = BZ_V_MAP, .key = bz_model_text_add(m, tag), .key_n = (uint32_t)tag.n};
    bz_vec_push(&x->tags, v);
    bz_vec_push(&x->texts, ((bz_load__values){0}));
    return x->tags.n - 1;
}

static void take_manifest(labels *x, bz_rec plugin)
{
    bz_model *m = x->d->m;
    for (uint32_t i = 0; i < bz_model_count(m, plugin, BZ_PLUGIN_LABELS); i++) {
        const bz_value *v = bz_model_element(m, plugin, BZ_PLUGIN_LABELS, i);
        if (v->kind != BZ_V_MAP) continue;
        size_t at = language_index(x, bz_value_key(m, v));
        bz_load__values_merge(m, &x->texts.p[at], bz_model_element(m, plugin, BZ_PLUGIN_LABELS, i));
    }
}

static void take_entry(labels *x, bz_load__values *texts, const bz_map *known, const bz_yentry *e)
{
    bz_model *m = x->d->m;
    bz_diags *diags = x->d->job->diags;
    uint32_t first = bz_map_find(known, e->key);
    if (e->value->kind != BZ_YSCALAR) {
        bz_diag_add(diags, BZ_F003, e->value->span, "a label is one text");
    } else if (first) {
        bz_diag *diag =
            bz_diag_add(diags, BZ_F006, e->key_span,
                        "the label `%.*s` stands twice for this language", BZ_FMT(e->key));
        bz_diag_note_at(diags, diag, texts->p[first - 1].span, "first used here");
    } else {
        bz_value v = {.kind = BZ_V_TEXT, .span = e->value->span};
        v.a = bz_model_text_add(m, e->value->text);
        v.b = (uint32_t)e->value->text.n;
        v.key = bz_model_text_add(m, e->key);
        v.key_n = (uint32_t)e->key.n;
        bz_vec_push(texts, v);
    }
}

static void take_file(labels *x, bz_str tag, uint32_t file)
{
    bz_model *m = x->d->m;
    bz_job job = *x->d->job;
    const bz_ynode *y = NULL;
    job.arena = x->d->tree;
    size_t at = language_index(x, tag); /* may move the list */
    bz_load__values *texts = &x->texts.p[at];
    bz_map *known = bz_map_new();
    /* Keys in an arena: the model's text moves while labels are added. */
    for (size_t i = 0; i < texts->n; i++)
        bz_map_add(known, bz_arena_str(x->d->tree, bz_value_key(m, &texts->p[i])), (uint32_t)i + 1);
    if (bz_yaml_read(&y, file, &job) == BZ_OK && y->kind == BZ_YMAPPING) {
        for (size_t i = 0; i < y->n; i++)
            take_entry(x, texts, known, &y->entries[i]);
    } else if (y && y->kind != BZ_YMAPPING) {
        bz_diag_add(job.diags, BZ_F003, y->span,
                    "a file of labels holds English texts with their translations");
    }
    bz_map_free(known);
    bz_arena_reset(x->d->tree);
}

static void take_files(labels *x, const bz_root *root, bz_str folder, bz_str id)
{
    bz_job *job = x->d->job;
    bz_str in = bz_arena_printf(job->arena, "%.*slabels/", BZ_FMT(folder));
    bz_load__names tags = bz_load__stems(job, root, in, job->arena);
    for (size_t i = 0; i < tags.n; i++) {
        bool is_reported;
        bz_str path = bz_arena_printf(job->arena, "%.*s%.*s.yaml", BZ_FMT(in), BZ_FMT(tags.p[i]));
        bz_str name = bz_arena_printf(job->arena, "plugins/%.*s/labels/%.*s.yaml", BZ_FMT(id),
                                      BZ_FMT(tags.p[i]));
        uint32_t file = bz_load__file_read(job, root, path, name, bz_span_none(), &is_reported);
        if (file && bz_language_is_tag(tags.p[i])) {
            take_file(x, tags.p[i], file);
        } else if (file) {
            bz_diag *diag = bz_diag_add(job->diags, BZ_F015, (bz_span){file, 0, 0},
                                        "`%.*s` is no language tag", BZ_FMT(tags.p[i]));
            bz_diag_hint(job->diags, diag, "a file of labels is named by its language: `sw.yaml`");
        }
    }
}

static void store(labels *x, bz_rec plugin)
{
    bz_model *m = x->d->m;
    bz_span span = bz_model_value(m, plugin, BZ_PLUGIN_LABELS)->span;
    bz_load__values_store(m, plugin, BZ_PLUGIN_LABELS, &x->tags, span);
    uint32_t outer = bz_model_value(m, plugin, BZ_PLUGIN_LABELS)->a;
    for (size_t i = 0; i < x->tags.n; i++) {
        const bz_load__values *texts = &x->texts.p[i];
        bz_str tag = bz_value_key(m, &m->values.p[outer + i]);
        uint32_t first = bz_model_set_element_many(m, outer + (uint32_t)i, tag, (uint32_t)texts->n,
                                                   bz_span_none());
        for (size_t k = 0; k < texts->n; k++)
            m->values.p[first + k] = texts->p[k];
    }
}

void bz_load__labels(bz_load__decoder *d, const bz_root *root, bz_str folder, bz_rec plugin)
{
    labels x = {.d = d};
    take_manifest(&x, plugin);
    take_files(&x, root, folder, bz_arena_str(d->job->arena, bz_model_id(d->m, plugin)));
    if (x.tags.n) store(&x, plugin);
    for (size_t i = 0; i < x.texts.n; i++)
        bz_vec_free(&x.texts.p[i]);
    bz_vec_free(&x.texts);
    bz_vec_free(&x.tags);
}
