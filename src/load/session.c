/* In: a session's activities, from its YAML, and its Markdown. Out: each activity with its title
 * and its body, and the session with what stands before the first `##`. The model owns the bodies.
 * The one idea: the file is parsed once; its blocks are then moved below one FRAGMENT for each
 * `##`, and the two lists, headings and activities, are matched by id, so that every difference
 * between them can be shown with both places. */
#include "load/load_priv.h"
#include "markdown/markdown.h"
#include <assert.h>

enum { NOBODY = -1, MOST_PROPOSED = 64 };

typedef struct heading {
    bz_node body; /* FRAGMENT with what stands below it */
    bz_str id;
    bz_str title;
    bz_span span, title_span;
    int activity;    /* index, or NOBODY */
    bool is_refused; /* it has an id that the Markdown reader has refused */
} heading;

typedef struct activity {
    bz_rec r;
    bz_str id;
    bool has_use;
    int heading;     /* index, or NOBODY */
    bool is_settled; /* reported: nothing more is said of it */
} activity;

typedef struct match {
    bz_load__run *l;
    bz_rec session;
    uint32_t md;
    bool is_damaged;  /* not all of the Markdown could be read, which was reported */
    bz_node from, to; /* its nodes */
    unsigned looks;   /* for headings that something swallowed */
    BZ_VEC(heading) headings;
    BZ_VEC(activity) activities;
    bz_map *by_id; /* of the activities: index + 1 */
} match;

/* --- the Markdown, split */

bz_node bz_load__body(bz_load__run *l, uint32_t md)
{
    bz_str text = bz_source_text(l->job->sources, md);
    bz_span all = {md, 0, (uint32_t)text.n};
    bz_node body = bz_doc_add(l->m->bodies, 0, BZ_DOC_FRAGMENT, all);
    const bz_markdown_text in = {text, all, true, BZ_MARKDOWN_CURRICULUM};
    bz_status status = bz_markdown_read(&in, l->m->bodies, body, l->job);
    (void)status; /* what could be read is used to find further errors */
    return body;
}

static void refuse_level_one(match *x, bz_node n)
{
    bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_T005, bz_doc_at(x->l->m->bodies, n)->span,
                                "a heading with one `#` in a session");
    bz_diag_hint(
        x->l->job->diags, diag,
        "the session's title stands in its YAML; activities have `##`, parts of them `###`");
}

static void add_heading(match *x, bz_node n)
{
    bz_doc *d = x->l->m->bodies;
    heading h = {.span = bz_doc_at(d, n)->span, .activity = NOBODY};
    h.id = bz_arena_str(x->l->work, bz_doc_attr_text(d, n, BZ_ATTR_ID));
    h.title = bz_load__heading_title(x->l, h.span, &h.title_span);
    bz_str tail =
        bz_str_cut(bz_source_text(x->l->job->sources, h.span.file), h.title_span.end, h.span.end);
    h.is_refused = !h.id.n && bz_str_starts(bz_str_trim(tail), "{#");
    h.body = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, (bz_span){h.span.file, h.span.end, h.span.end});
    bz_doc_unlink(d, n);
    bz_vec_push(&x->headings, h);
    if (h.title.n) return;
    bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_T014, h.span, "a heading without a title");
    bz_diag_hint(x->l->job->diags, diag, "write it behind the `##`: `## The broken cup {#story}`");
}

/* What stands before the first `##` stays in `body`; the rest moves below its heading. */
static void split(match *x, bz_node body)
{
    bz_doc *d = x->l->m->bodies;
    for (bz_node n = bz_doc_at(d, body)->first, next; n; n = next) {
        next = bz_doc_at(d, n)->next;
        bool is_heading = bz_doc_kind_of(d, n) == BZ_DOC_HEADING;
        if (is_heading && bz_doc_at(d, n)->aux == 1) refuse_level_one(x, n);
        if (is_heading && bz_doc_at(d, n)->aux == 2) {
            add_heading(x, n);
        } else if (x->headings.n) {
            bz_node under = x->headings.p[x->headings.n - 1].body;
            bz_doc_unlink(d, n);
            bz_doc_link(d, under, 0, n);
            d->nodes.p[under].span.end = d->nodes.p[n].span.end;
        }
    }
    if (bz_doc_at(d, body)->first) x->l->m->records.p[x->session].body = body;
}

static void collect_activities(match *x)
{
    const bz_model *m = x->l->m;
    for (bz_rec r = bz_model_first(m, x->session, BZ_SESSION_ACTIVITIES); r;
         r = bz_model_next(m, r)) {
        activity a = {.r = r, .heading = NOBODY};
        a.id = bz_arena_str(x->l->work, bz_model_id(m, r));
        const bz_value *use = bz_model_value(m, r, BZ_ACTIVITY_USE);
        a.has_use = use->kind != BZ_V_NONE || use->span.file;
        bz_vec_push(&x->activities, a);
        /* A name that stands twice is reported once, when the rituals are there too. */
        if (a.id.n && bz_map_add(x->by_id, a.id, (uint32_t)x->activities.n))
            x->activities.p[x->activities.n - 1].is_settled = true;
    }
}

/* --- matched by id */

static bz_span id_span(const match *x, const activity *a)
{
    const bz_record *r = bz_model_at(x->l->m, a->r);
    return r->id_span.file ? r->id_span : r->span;
}

static void refuse_second(match *x, const heading *h, const heading *first)
{
    bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_T012, h->span,
                                "two headings with the id `%.*s`", BZ_FMT(h->id));
    bz_diag_note_at(x->l->job->diags, diag, first->span, "first used here");
}

static void refuse_library(match *x, const heading *h, const activity *a)
{
    bz_diag *diag = bz_diag_add(
        x->l->job->diags, BZ_T013, h->span,
        "`%.*s` takes its text from the library, and has a heading here too", BZ_FMT(h->id));
    bz_diag_note_at(x->l->job->diags, diag, id_span(x, a), "it is used here");
    bz_diag_hint(x->l->job->diags, diag,
                 "take out this heading with its text, or take out `use` and give the activity "
                 "an id, a method and minutes of its own");
}

static void match_by_id(match *x)
{
    for (size_t i = 0; i < x->headings.n; i++) {
        heading *h = &x->headings.p[i];
        uint32_t at = h->id.n ? bz_map_find(x->by_id, h->id) : 0;
        if (!at) continue;
        activity *a = &x->activities.p[at - 1];
        h->activity = (int)at - 1;
        if (a->has_use) refuse_library(x, h, a);
        else if (a->heading != NOBODY) refuse_second(x, h, &x->headings.p[a->heading]);
        else a->heading = (int)i;
    }
}

/* --- what is left over */

static bool is_open(const activity *a)
{
    return !a->has_use && a->heading == NOBODY && !a->is_settled;
}

/* Of the activities without a heading the next one behind those of the headings before. */
static activity *next_open(match *x, size_t heading_index)
{
    size_t from = 0;
    for (size_t i = heading_index; i-- > 0;) {
        if (x->headings.p[i].activity == NOBODY) continue;
        from = (size_t)x->headings.p[i].activity + 1;
        break;
    }
    for (size_t i = 0; i < x->activities.n; i++) {
        activity *a = &x->activities.p[(from + i) % x->activities.n];
        if (is_open(a)) return a;
    }
    return NULL;
}

static void heading_without_id(match *x, size_t index)
{
    heading *h = &x->headings.p[index];
    bz_str id = bz_load__slug(x->l->work, h->title);
    uint32_t at = id.n ? bz_map_find(x->by_id, id) : 0;
    activity *a =
        at && is_open(&x->activities.p[at - 1]) ? &x->activities.p[at - 1] : next_open(x, index);
    if (a) a->is_settled = true;
    if (h->is_refused) return;
    bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_T004, h->span, "a heading without an id");
    if (a && a->id.n) id = a->id;
    if (a)
        bz_diag_note_at(x->l->job->diags, diag, id_span(x, a), "this activity has no heading yet");
    if (id.n)
        bz_diag_hint(x->l->job->diags, diag, "write `## %.*s {#%.*s}`", BZ_FMT(h->title),
                     BZ_FMT(id));
}

static void activity_without_id(match *x, activity *a, size_t index)
{
    bz_diags *diags = x->l->job->diags;
    bz_diag *diag = bz_diag_add(diags, BZ_T006, id_span(x, a), "an activity without an id");
    heading *h = NULL;
    for (size_t i = 0; i < x->headings.n && !h; i++)
        if (x->headings.p[i].activity == NOBODY && x->headings.p[i].id.n) h = &x->headings.p[i];
    a->is_settled = true;
    if (!h) {
        bz_diag_hint(diags, diag,
                     "give it one, the same as in its heading: `id: story` and "
                     "`## The broken cup {#story}`");
        return;
    }
    bz_diag_note_at(diags, diag, h->span, "this heading has no activity yet");
    bz_diag_hint(diags, diag, "write `id: %.*s`", BZ_FMT(h->id));
    h->activity = (int)index;
}

static void heading_without_activity(match *x, heading *h)
{
    bz_diags *diags = x->l->job->diags;
    bz_str open[MOST_PROPOSED];
    size_t n = 0;
    bz_diag *diag =
        bz_diag_add(diags, BZ_T001, h->span, "heading `%.*s` has no activity", BZ_FMT(h->id));
    for (size_t i = 0; i < x->activities.n && n < MOST_PROPOSED; i++)
        if (is_open(&x->activities.p[i])) open[n++] = x->activities.p[i].id;
    int nearest = bz_str_nearest(h->id, open, n);
    if (nearest >= 0) {
        activity *a = &x->activities.p[bz_map_find(x->by_id, open[nearest]) - 1];
        a->is_settled = true;
        bz_diag_note_at(diags, diag, id_span(x, a), "this activity has no heading");
        bz_diag_hint(diags, diag, "did you mean `{#%.*s}`?", BZ_FMT(a->id));
        return;
    }
    if (x->activities.n)
        bz_diag_note_at(diags, diag, id_span(x, &x->activities.p[0]),
                        "the session's activities begin here");
    bz_diag_hint(diags, diag,
                 "add `- id: %.*s` with a method and minutes there, or make the heading `###`",
                 BZ_FMT(h->id));
}

static bool ends_with(bz_str s, bz_str end)
{
    return s.n >= end.n && bz_str_eq(bz_str_cut(s, s.n - end.n, s.n), end);
}

/* Whether a line of the file is this activity's `##`, wherever it stands. */
static bool has_line(const match *x, bz_str id)
{
    bz_str rest = bz_source_text(x->l->job->sources, x->md), line;
    if (bz_source_is_utf16(rest)) return true; /* nobody can tell */
    bz_str mark = bz_arena_printf(x->l->work, "{#%.*s}", BZ_FMT(id));
    while (bz_str_split(&rest, '\n', &line)) {
        line = bz_str_trim(line);
        if (bz_str_starts(line, "##") && ends_with(line, mark)) return true;
    }
    return false;
}

/* Shows where the heading would stand: behind the part before it that has one. */
static void activity_without_heading(match *x, const activity *a)
{
    bz_diags *diags = x->l->job->diags;
    bz_span where = {x->md, 0, 0};
    const char *says = "its text belongs into this file";
    bz_diag *diag =
        bz_diag_add(diags, BZ_T002, id_span(x, a), "activity `%.*s` has no heading", BZ_FMT(a->id));
    for (const activity *before = a; before-- > x->activities.p;) {
        if (before->heading == NOBODY) continue;
        where = x->headings.p[before->heading].span;
        says = "its heading belongs behind this part";
        break;
    }
    bz_diag_note_at(diags, diag, where, "%s", says);
    if (has_line(x, a->id))
        bz_diag_hint(diags, diag, "its heading has more than two `#`: write `##`");
    else bz_diag_hint(diags, diag, "write `## Its title {#%.*s}` with its text", BZ_FMT(a->id));
}

/* Its heading is there, and what swallowed it is reported: a container or comment that is not
 * closed, a text that cannot be read. One slip, one error. */
static bool is_swallowed(match *x, bz_str id)
{
    enum { MOST_LOOKS = 40 }; /* each reads the whole file; hostile ones are large */
    const bz_doc *d = x->l->m->bodies;
    if (x->looks++ >= MOST_LOOKS) return x->is_damaged;
    if (x->is_damaged && has_line(x, id)) return true;
    for (bz_node n = x->from; n < x->to; n++) {
        const bz_doc_node *node = bz_doc_at(d, n);
        if (node->kind != BZ_DOC_HEADING || node->aux != 2 || !node->parent) continue;
        bool is_inside = bz_doc_kind_of(d, node->parent) == BZ_DOC_CONTAINER;
        if (is_inside && bz_str_eq(bz_doc_attr_text(d, n, BZ_ATTR_ID), id)) return true;
    }
    return false;
}

/* A hostile file could ask for a walk through all activities for each of its headings; beyond the
 * reports that are kept, nobody reads the answers. */
static bool is_enough(const match *x)
{
    return bz_diags_dropped(x->l->job->diags) > 0;
}

/* An id that was refused (`Good Bye`) still says which heading is meant. */
static void settle_refused_id(match *x, activity *a, size_t index)
{
    bz_str slug = bz_load__slug(x->l->work, a->id);
    a->is_settled = true;
    for (size_t i = 0; i < x->headings.n; i++) {
        heading *h = &x->headings.p[i];
        if (h->activity != NOBODY || !bz_str_eq(h->id, slug)) continue;
        h->activity = (int)index;
        a->heading = (int)i;
        return;
    }
}

static void report_leftovers(match *x)
{
    for (size_t i = 0; i < x->activities.n && !is_enough(x); i++) {
        activity *a = &x->activities.p[i];
        if (is_open(a) && a->id.n && !bz_id_is_valid(a->id, NULL)) settle_refused_id(x, a, i);
    }
    for (size_t i = 0; i < x->activities.n && !is_enough(x); i++) {
        activity *a = &x->activities.p[i];
        if (!a->id.n && !a->has_use) activity_without_id(x, a, i);
    }
    for (size_t i = 0; i < x->headings.n && !is_enough(x); i++)
        if (!x->headings.p[i].id.n) heading_without_id(x, i);
    for (size_t i = 0; i < x->headings.n && !is_enough(x); i++)
        if (x->headings.p[i].id.n && x->headings.p[i].activity == NOBODY)
            heading_without_activity(x, &x->headings.p[i]);
    for (size_t i = 0; i < x->activities.n; i++)
        if (!is_enough(x) && is_open(&x->activities.p[i]) &&
            !is_swallowed(x, x->activities.p[i].id))
            activity_without_heading(x, &x->activities.p[i]);
}

/* The first two neighbours that stand the other way round in the YAML. */
static void check_order(match *x)
{
    const heading *before = NULL;
    for (size_t i = 0; i < x->headings.n; i++) {
        const heading *h = &x->headings.p[i];
        if (h->activity == NOBODY || x->activities.p[h->activity].heading != (int)i) continue;
        if (before && h->activity < before->activity) {
            bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_T003, h->span,
                                        "heading `%.*s` stands behind `%.*s`, its activity before",
                                        BZ_FMT(h->id), BZ_FMT(before->id));
            bz_diag_note_at(x->l->job->diags, diag, id_span(x, &x->activities.p[h->activity]),
                            "`%.*s` stands here", BZ_FMT(h->id));
            bz_diag_note_at(x->l->job->diags, diag, id_span(x, &x->activities.p[before->activity]),
                            "`%.*s` stands here", BZ_FMT(before->id));
            bz_diag_hint(x->l->job->diags, diag, "put both files into the same order");
            return;
        }
        before = h;
    }
}

/* --- what was matched */

static void give_title(match *x, const heading *h, const activity *a)
{
    bz_model *m = x->l->m;
    const bz_value *own = bz_model_value(m, a->r, BZ_ACTIVITY_TITLE);
    if (own->span.file) {
        bz_diag *diag = bz_diag_add(x->l->job->diags, BZ_T011, own->span,
                                    "activity `%.*s` has two titles", BZ_FMT(a->id));
        bz_diag_note_at(x->l->job->diags, diag, h->title_span, "its heading is its title");
        bz_diag_hint(x->l->job->diags, diag, "leave `title` out");
    }
    bz_model_set_text(m, a->r, BZ_ACTIVITY_TITLE, h->title, h->title_span);
}

static void give_bodies(match *x)
{
    for (size_t i = 0; i < x->activities.n; i++) {
        const activity *a = &x->activities.p[i];
        if (a->heading == NOBODY) continue;
        const heading *h = &x->headings.p[a->heading];
        give_title(x, h, a);
        x->l->m->records.p[a->r].body = h->body;
    }
}

/* Text below a heading that belongs to nobody is still read for its words and pictures. */
static void keep_orphans(match *x)
{
    bz_doc *d = x->l->m->bodies;
    for (size_t i = 0; i < x->headings.n; i++) {
        const heading *h = &x->headings.p[i];
        bool is_taken = h->activity != NOBODY && x->activities.p[h->activity].heading == (int)i;
        if (is_taken) continue;
        bz_node *body = &x->l->m->records.p[x->session].body;
        if (!*body) *body = bz_doc_add(d, 0, BZ_DOC_FRAGMENT, h->span);
        for (bz_node n = bz_doc_at(d, h->body)->first, next; n; n = next) {
            next = bz_doc_at(d, n)->next;
            bz_doc_unlink(d, n);
            bz_doc_link(d, *body, 0, n);
        }
    }
}

void bz_load__session_body(bz_load__run *l, bz_rec session, uint32_t md, bool is_clear)
{
    match x = {.l = l, .session = session, .md = md, .by_id = bz_map_new()};
    bz_arena_reset(l->work);
    size_t errors = bz_diags_errors(l->job->diags);
    x.from = (bz_node)l->m->bodies->nodes.n;
    bz_node body = bz_load__body(l, md);
    x.to = (bz_node)l->m->bodies->nodes.n;
    x.is_damaged = bz_diags_errors(l->job->diags) > errors;
    split(&x, body);
    collect_activities(&x);
    match_by_id(&x);
    if (is_clear) {
        check_order(&x);
        report_leftovers(&x);
    }
    give_bodies(&x);
    keep_orphans(&x);
    bz_map_free(x.by_id);
    bz_vec_free(&x.headings);
    bz_vec_free(&x.activities);
}
