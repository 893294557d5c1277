/* Documents: composed by plugins, assembled, rendered, written. In: the frozen model with its plan.
 * Out: files in the output and rows for its manifest. One document is in memory at a time. */
#include "engine/engine_priv.h"

#include "base/map.h"

typedef struct bz_listed {
    bz_descriptor about;
    const bz_running_plugin *plugin;
    uint32_t i; /* among its plugin's descriptors */
    bz_str language;
    bz_made_files made;
    bz_doc *kept; /* to be packed; NULL: not */
    bz_node root;
} bz_listed;

typedef struct making {
    bz_engine *e;
    bz_wanted *w;
    BZ_VEC(bz_listed) list;
    size_t end; /* how many of the list are asked for now */
    bz_doc *doc;
    bz_buf why;
    bz_filing *filing;
    bz_map *warned; /* languages that were warned of */
    bz_map *ids;
    BZ_VEC(bz_str) names;    /* of all documents, also of those that are not wanted */
    bz_leftovers *leftovers; /* NULL when documents are written */
} making;

/* The language of the text: what the place asks for where the curriculum speaks it, else the
 * curriculum's own, with a warning. */
static bz_str language_of(making *k, const bz_descriptor *d)
{
    const bz_model *m = k->e->model;
    bz_str own = bz_model_text(m, m->curriculum, BZ_CURRICULUM_LANGUAGE), asked = d->language;
    bz_rec languages = bz_model_first(m, m->context, BZ_CONTEXT_LANGUAGES);
    if (!asked.n && languages) {
        bool is_facilitator = bz_str_is(d->audience, "facilitator");
        if (is_facilitator) asked = bz_model_text(m, languages, BZ_LANGUAGES_GUIDE);
        else if (bz_model_count(m, languages, BZ_LANGUAGES_HANDOUTS))
            asked = bz_value_text(m, bz_model_element(m, languages, BZ_LANGUAGES_HANDOUTS, 0));
    }
    bz_str primary = bz_str_cut(asked, 0, bz_str_find(asked, '-', 0));
    if (!asked.n || bz_str_eq(primary, bz_str_cut(own, 0, bz_str_find(own, '-', 0))))
        return asked.n ? asked : own;
    if (!bz_map_add(k->warned, bz_arena_str(k->e->job.arena, asked), 1)) {
        bz_span at = languages ? bz_model_at(m, languages)->span : bz_span_none();
        bz_diag *g = bz_diag_add(k->e->job.diags, BZ_C091, at,
                                 "there is no translation into `%.*s` yet", BZ_FMT(asked));
        bz_diag_hint(k->e->job.diags, g, "the pages stay in `%.*s`", BZ_FMT(own));
    }
    return own;
}

/* In a format of this build; in none, which is a check, all are made, and in a plugin's trial too.
 */
static bool is_made(const making *k, const bz_descriptor *d)
{
    if (k->w->trial) return true;
    for (size_t f = 0; f < k->w->n_formats; f++)
        if (bz_renderer_makes(k->w->formats[f], d->format)) return true;
    return k->w->n_formats == 0;
}

/* One document for all meetings, of which each needs its share: a sheet for the door, say. */
static bool is_for_every_meeting(const making *k, const bz_descriptor *d)
{
    const bz_model *m = k->e->model;
    uint32_t n = bz_model_count(m, m->programme, BZ_PROGRAMME_MEETINGS);
    bool is_at_one = bz_str_is(d->moment, "before") || bz_str_is(d->moment, "during") ||
                     bz_str_is(d->moment, "after");
    return !d->meeting && is_at_one && n > 0 && d->copies > 0 && d->copies % n == 0;
}

/* Whether it goes into the papers of the meeting that was asked for. */
static bool is_packed(const making *k, const bz_descriptor *d)
{
    if (d->format.n || bz_str_is(d->moment, "index")) return false;
    if (is_for_every_meeting(k, d)) return true;
    if (!d->meeting) return false;
    return bz_model_int(k->e->model, d->meeting, BZ_MEETING_NUMBER) ==
           (int32_t)k->w->request->meeting;
}

static bool is_wanted(const making *k, const bz_descriptor *d)
{
    const bz_request *r = k->w->request;
    if (r->document && !bz_str_is(d->id, r->document)) return false;
    if (r->meeting) return is_packed(k, d);
    if (bz_str_is(d->moment, "pack") || !is_made(k, d)) return false;
    if (!r->session) return true;
    return d->session && bz_str_eq(bz_model_id(k->e->model, d->session),
                                   bz_engine__id_of(bz_str_from(r->session)));
}

static bz_status take_one(making *k, const bz_running_plugin *p, const bz_descriptor *d, uint32_t i)
{
    uint32_t earlier = bz_map_add(k->ids, d->id, (uint32_t)(p - k->e->plugins.p) + 1);
    if (earlier) {
        bz_diag *g =
            bz_diag_add(k->e->job.diags, BZ_P084, bz_span_none(),
                        "plugins `%.*s` and `%.*s` both make a document `%.*s`",
                        BZ_FMT(k->e->plugins.p[earlier - 1].id), BZ_FMT(p->id), BZ_FMT(d->id));
        bz_diag_hint(k->e->job.diags, g, "give one of them another id");
        return BZ_PLUGIN;
    }
    bz_listed one = {.about = *d,
                     .plugin = p,
                     .i = i,
                     .language = bz_arena_str(k->e->job.arena, language_of(k, d))};
    bz_vec_push(&k->names, d->id);
    if (is_wanted(k, d)) bz_vec_push(&k->list, one);
    return BZ_OK;
}

static bz_status refused(making *k, const bz_running_plugin *p)
{
    bz_diag_add(k->e->job.diags, BZ_P081, bz_span_none(),
                "the answer of plugin `%.*s` is refused: %s", BZ_FMT(p->id),
                k->why.p ? k->why.p : "it cannot be read");
    return BZ_PLUGIN;
}

static bz_status list_documents(making *k, const bz_running_plugin *p)
{
    bz_engine *e = k->e;
    bz_descriptor *list = NULL;
    size_t n = 0;
    bz_str answer;
    bz_status s = bz_worker_take(p->worker, &answer, &e->job);
    if (s != BZ_OK) return s;
    if (bz_descriptors_decode(answer, e->model, &list, &n, &e->job, &k->why) != BZ_OK)
        return refused(k, p);
    for (size_t i = 0; s == BZ_OK && i < n; i++)
        s = take_one(k, p, &list[i], (uint32_t)i);
    return s;
}

/* Title, version and licence; sentences that must stand on every document stand on every document.
 */
static void close_document(making *k, bz_node root)
{
    const bz_model *m = k->e->model;
    bz_rec c = m->curriculum;
    bz_buf line = {0};
    bz_str credit = bz_model_text(m, c, BZ_CURRICULUM_CREDIT),
           title = bz_model_text(m, c, BZ_CURRICULUM_TITLE);
    bz_buf_fmt(&line, "%.*s ", BZ_FMT(title));
    bz_markdown_escape(bz_model_text(m, c, BZ_CURRICULUM_VERSION), &line);
    bz_buf_fmt(&line, ". %.*s. ", BZ_FMT(credit));
    bz_markdown_escape(bz_model_text(m, c, BZ_CURRICULUM_LICENCE), &line);
    bz_buf_char(&line, '.');
    for (uint32_t i = 0; i < bz_model_count(m, c, BZ_CURRICULUM_NOTICES); i++) {
        bz_str notice = bz_value_text(m, bz_model_element(m, c, BZ_CURRICULUM_NOTICES, i));
        bz_buf_fmt(&line, " %.*s", BZ_FMT(notice));
    }
    bz_span span = bz_model_span(m, c, BZ_CURRICULUM_CREDIT);
    bz_node p = bz_doc_add(k->doc, root, BZ_DOC_PARAGRAPH, span);
    bz_doc_set(k->doc, p, BZ_ATTR_TONE, BZ_STR("imprint"));
    bz_doc_add_text(k->doc, p, BZ_DOC_SOURCE_LINE, bz_buf_view(&line), span);
    bz_buf_deinit(&line);
}

/* The edition, and whether what was changed is signed. */
static void set_version(making *k, bz_node root, bz_str language)
{
    const bz_model *m = k->e->model;
    bz_buf text = {0};
    bool is_exact;
    bz_str own = bz_doc_attr_text(k->doc, root, BZ_ATTR_VERSION);
    bz_buf_str(&text, own.n ? own : bz_model_text(m, m->curriculum, BZ_CURRICULUM_VERSION));
    bz_engine__put_signature(k->e, bz_language_find(language, &is_exact), &text);
    bz_doc_set(k->doc, root, BZ_ATTR_VERSION, bz_buf_view(&text));
    bz_buf_deinit(&text);
}

/* What the document is told by the engine, where its plugin did not say. */
static void dress(making *k, bz_node root, const bz_listed *one)
{
    const bz_model *m = k->e->model;
    bz_doc *d = k->doc;
    bz_doc_set(d, root, BZ_ATTR_LANG, one->language);
    bz_doc_set(d, root, BZ_ATTR_AUDIENCE, one->about.audience);
    if (!bz_doc_has(d, root, BZ_ATTR_TITLE)) bz_doc_set(d, root, BZ_ATTR_TITLE, one->about.title);
    set_version(k, root, one->language);
    if (!bz_doc_has(d, root, BZ_ATTR_RUNNING))
        bz_doc_set(d, root, BZ_ATTR_RUNNING, bz_model_text(m, m->curriculum, BZ_CURRICULUM_TITLE));
    bz_engine__set_paper(k->e, k->w, d, root);
}

/* The next document is composed in its plugin's process while this one is put in place here. */
static void ask_for(making *k, size_t i)
{
    if (i < k->end) bz_worker_ask_document(k->list.p[i].plugin->worker, k->list.p[i].i);
}

static bz_status compose(making *k, const bz_listed *one, bz_node *root)
{
    bz_engine *e = k->e;
    size_t at = 0;
    bz_str answer;
    bz_doc_clear(k->doc);
    bz_status s = bz_worker_take(one->plugin->worker, &answer, &e->job);
    if (s != BZ_OK) return s;
    ask_for(k, (size_t)(one - k->list.p) + 1);
    *root = bz_doc_decode(k->doc, answer, &at, e->job.limits, &k->why);
    if (!*root || bz_doc_kind_of(k->doc, *root) != BZ_DOC_DOCUMENT) return refused(k, one->plugin);
    bz_doc_mend_spans(k->doc, *root, e->job.sources);
    dress(k, *root, one);
    close_document(k, *root);
    return BZ_OK;
}

/* A phase of one document, timed beside the others. */
#define TIMED(k, phase, call)                                                                      \
    do {                                                                                           \
        struct timespec since_;                                                                    \
        clock_gettime(CLOCK_MONOTONIC, &since_);                                                   \
        s = (call);                                                                                \
        bz_engine__time((k)->e, (phase), &since_);                                                 \
    } while (0)

static bz_status make(making *k, bz_listed *one)
{
    bz_status s;
    bz_node root = 0;
    TIMED(k, "compose", compose(k, one, &root));
    if (s != BZ_OK) return s;
    TIMED(k, "assemble", bz_engine__assemble(k->e, k->doc, root, one->language));
    if (s == BZ_OK && k->leftovers) bz_engine__leftovers_look(k->leftovers, k->doc, root);
    const bz_trial *trial = k->w->trial;
    if (s == BZ_OK && trial) trial->see(trial->context, &one->about, one->language, k->doc, root);
    one->made.is_counted = k->w->request->meeting != 0;
    for (size_t f = 0; s == BZ_OK && f < k->w->n_formats; f++) {
        const bz_renderer *format = k->w->formats[f];
        if (!bz_renderer_makes(format, one->about.format)) continue;
        TIMED(k, "render",
              bz_engine__file(k->filing, &one->about, &one->made, k->doc, root, format));
    }
    if (s == BZ_OK && one->made.is_counted) {
        one->kept = k->doc;
        one->root = root;
        k->doc = bz_doc_new();
    }
    return s;
}

/* A folder without a file is what nobody asked for; the pages of others are not made in this
 * format. */
static bz_status no_workbooks(making *k)
{
    const bz_renderer *format = k->w->n_formats == 1 ? k->w->formats[0] : NULL;
    if (!format || !format->is_asked || k->w->trial) return BZ_OK;
    bz_diag *d = bz_diag_add(k->e->job.diags, BZ_S021, bz_span_none(),
                             "no plugin of this group makes a document as `%s`", format->name);
    bz_diag_hint(k->e->job.diags, d,
                 "forms for tablets are made by `- use: xlsform` under `plugins:`");
    k->e->is_misasked = true;
    return BZ_INVALID;
}

/* Looked at before documents are chosen: one that is for every meeting would fit any number. */
static bz_status find_meeting(making *k)
{
    const bz_model *m = k->e->model;
    uint32_t asked = k->w->request->meeting;
    uint32_t n = bz_model_count(m, m->programme, BZ_PROGRAMME_MEETINGS);
    if (asked <= n) return BZ_OK;
    bz_diag *d = bz_diag_add(k->e->job.diags, BZ_S021, bz_span_none(),
                             "there is no meeting %u: the group has %u", asked, n);
    bz_diag_hint(k->e->job.diags, d, "`baraza plan -c %.*s` lists them with their days",
                 BZ_FMT(k->w->group));
    k->e->is_misasked = true;
    return BZ_INVALID;
}

/* What begins like the name that was typed: `guide` is many, and a person meant one of them. */
static bool hint_same_start(making *k, bz_diag *d)
{
    enum { MOST = 8 };
    bz_str start = bz_str_from(k->w->request->document);
    bz_buf list = {0};
    size_t n = 0;
    for (size_t i = 0; i < k->names.n; i++) {
        if (!bz_str_starts(k->names.p[i], start.p)) continue;
        if (n < MOST) bz_buf_fmt(&list, "%s`%.*s`", n ? ", " : "", BZ_FMT(k->names.p[i]));
        n++;
    }
    if (n)
        bz_diag_hint(k->e->job.diags, d, "one of %.*s%s", BZ_FMT(bz_buf_view(&list)),
                     n > MOST ? " …" : "");
    bz_buf_deinit(&list);
    return n > 0;
}

static bz_status nothing_matches(making *k)
{
    const bz_request *r = k->w->request;
    if (!r->document && !r->session) return no_workbooks(k);
    bz_diags *diags = k->e->job.diags;
    bz_diag *d =
        r->document
            ? bz_diag_add(diags, BZ_S021, bz_span_none(), "no document is `%s`%s%s", r->document,
                          r->session ? " and of session " : "", r->session ? r->session : "")
            : bz_diag_add(diags, BZ_S021, bz_span_none(), "no document is of a session `%s`",
                          r->session);
    bool is_near = r->document &&
                   bz_diag_did_you_mean(diags, d, bz_str_from(r->document), k->names.p, k->names.n);
    if (!is_near && r->document) is_near = hint_same_start(k, d);
    if (!is_near)
        bz_diag_hint(diags, d,
                     "`baraza build` without --session and --document makes all, and lists them in "
                     "manifest.json");
    k->e->is_misasked = true;
    return BZ_INVALID;
}

static bool makes(const making *k, const bz_running_plugin *p)
{
    return bz_worker_has(p->worker) & BZ_HAS_DOCUMENTS && bz_engine__is_heard(k->w, p->id);
}

/* All plugins are asked at once, and heard one after the other. */
static bz_status list_all(making *k)
{
    bz_engine *e = k->e;
    bz_status s = bz_host_show(e->host, e->model, &e->job);
    for (size_t i = 0; s == BZ_OK && i < e->plugins.n; i++)
        if (makes(k, &e->plugins.p[i])) bz_worker_ask(e->plugins.p[i].worker, BZ_MSG_DOCUMENTS);
    for (size_t i = 0; s == BZ_OK && i < e->plugins.n; i++)
        if (makes(k, &e->plugins.p[i])) s = list_documents(k, &e->plugins.p[i]);
    return s;
}

/* Those about others stand behind them; the order is otherwise as the plugins gave it. Gives how
 * many are not about others. */
static size_t put_last(making *k)
{
    bz_listed *sorted = bz_arena_alloc(k->e->job.arena, (k->list.n + 1) * sizeof *sorted);
    size_t n = 0, first = 0;
    for (int about = 0; about < 2; about++) {
        for (size_t i = 0; i < k->list.n; i++)
            if (bz_engine__is_about_others(&k->list.p[i].about) == about)
                sorted[n++] = k->list.p[i];
        if (!about) first = n;
    }
    for (size_t i = 0; i < n; i++)
        k->list.p[i] = sorted[i];
    return first;
}

/* Errors of all documents are reported together; a failing disk or plugin ends it. */
static bz_status make_all(making *k, size_t from, size_t end, bz_status *worst)
{
    bz_status s = BZ_OK;
    k->end = end;
    ask_for(k, from);
    for (size_t i = from; s == BZ_OK && i < end; i++) {
        bz_engine__progress(k->w, "documents", i, k->list.n);
        bz_status one = make(k, &k->list.p[i]);
        if (one == BZ_IO || one == BZ_PLUGIN) s = one;
        if (one != BZ_OK) *worst = one;
    }
    return s;
}

/* The model tells of the others from here on. */
static bz_status make_about_others(making *k, size_t first, bz_status *worst)
{
    bz_engine *e = k->e;
    bz_engine__leftovers_free(k->leftovers); /* it knows texts of the model, which move now */
    k->leftovers = NULL;
    for (size_t i = 0; i < first; i++)
        bz_engine__add_document(e, &k->list.p[i].about, &k->list.p[i].made);
    e->model->epoch++;
    bz_status s = bz_host_show(e->host, e->model, &e->job);
    return s == BZ_OK ? make_all(k, first, k->list.n, worst) : s;
}

static bz_status pack(making *k)
{
    bz_packed *list = bz_arena_alloc(k->e->job.arena, (k->list.n + 1) * sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < k->list.n; i++)
        if (k->list.p[i].kept)
            list[n++] = (bz_packed){&k->list.p[i].about, k->list.p[i].kept, k->list.p[i].root};
    return n ? bz_engine__pack(k->filing, k->w, list, n) : BZ_OK;
}

static void forget(making *k)
{
    for (size_t i = 0; i < k->list.n; i++) {
        bz_vec_free(&k->list.p[i].made.names);
        bz_doc_free(k->list.p[i].kept);
    }
    bz_vec_free(&k->list);
}

bz_status bz_engine__documents(bz_engine *e, bz_wanted *w)
{
    making k = {.e = e, .w = w, .doc = bz_doc_new(), .warned = bz_map_new(), .ids = bz_map_new()};
    bz_status s = BZ_OK, worst = BZ_OK;
    k.filing = bz_engine__filing_new(e, w);
    if (!w->output && w->group.n && !w->trial) k.leftovers = bz_engine__leftovers_new(e, w);
    bz_engine__check_signatures(e);
    s = find_meeting(&k);
    if (s == BZ_OK) s = list_all(&k);
    if (s == BZ_OK && k.list.n == 0) s = nothing_matches(&k);
    bool is_listed = w->trial && w->trial->is_listed;
    for (size_t i = 0; s == BZ_OK && is_listed && i < k.list.n; i++)
        w->trial->see(w->trial->context, &k.list.p[i].about, k.list.p[i].language, NULL, 0);
    if (is_listed) k.list.n = 0;
    size_t first = put_last(&k);
    if (s == BZ_OK) s = make_all(&k, 0, first, &worst);
    if (s == BZ_OK && first < k.list.n) s = make_about_others(&k, first, &worst);
    if (s == BZ_OK && worst == BZ_OK && w->request->meeting) s = pack(&k);
    forget(&k);
    bz_vec_free(&k.names);
    bz_map_free(k.warned);
    bz_map_free(k.ids);
    bz_doc_free(k.doc);
    bz_buf_deinit(&k.why);
    bz_engine__filing_free(k.filing);
    bz_engine__leftovers_free(k.leftovers);
    return s != BZ_OK ? s : worst;
}
