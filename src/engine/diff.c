/* bz_diff: two versions of a curriculum, side by side. In: what each side is: a curriculum, an
 * adaptation, a group or a place of this root, by id or path, or a path in another root, such as an
 * older edition in a folder of its own. Out: what differs, by structure. The one idea: each side is
 * made as for a build, as far as its changes and plugins, and taken down; then the engine makes the
 * other, and the two outlines are compared. */
#include "engine/engine_priv.h"
#include "engine/diff.h"

#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef struct side {
    const char *given; /* as it was named */
    const char *start; /* a folder in its root */
    bz_str curriculum, place, group, adaptation;
    bool is_root; /* nothing but a root was named */
    bz_outline outline;
    bz_str name;
} side;

typedef struct diffing {
    bz_engine *e;
    bz_arena *arena; /* outlives the engine's jobs */
    const bz_request *request;
    side a, b;
} diffing;

/* --- which side is meant */

static const struct {
    const char *before, *after;
    size_t to; /* where in a side the id goes */
} KINDS[] = {
    {"curricula/contexts/groups/", ".yaml", offsetof(side, group)},
    {"curricula/contexts/places/", ".yaml", offsetof(side, place)},
    {"curricula/contexts/adaptations/", "/adaptation.yaml", offsetof(side, adaptation)},
    {"curricula/", "/curriculum.yaml", offsetof(side, curriculum)},
};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

static bz_str *seat(side *s, size_t kind)
{
    return (bz_str *)(void *)((char *)s + KINDS[kind].to);
}

/* The id in "curricula/gentle-limits/sessions/calm.md" and the like. */
static bool take_path(diffing *x, side *s, bz_str path)
{
    if (!path.n || bz_str_is(path, "curricula")) return s->is_root = true;
    for (size_t i = 0; i < N_KINDS; i++) {
        size_t n = strlen(KINDS[i].before);
        if (!bz_str_starts(path, KINDS[i].before)) continue;
        bz_str id = bz_str_cut(path, n, bz_str_find(path, '/', n));
        if (bz_str_ends(id, ".yaml")) id.n -= 5;
        if (!id.n || !bz_engine__exists(x->e, KINDS[i].before, id, KINDS[i].after)) return false;
        *seat(s, i) = bz_arena_str(x->arena, id);
        return true;
    }
    return false;
}

static bool take_id(diffing *x, side *s, const char *id)
{
    for (size_t i = 0; i < N_KINDS; i++) {
        if (!bz_engine__exists(x->e, KINDS[i].before, bz_str_from(id), KINDS[i].after)) continue;
        *seat(s, i) = bz_arena_str(x->arena, bz_str_from(id));
        return true;
    }
    return false;
}

static bz_result unknown(diffing *x, const char *operand)
{
    bz_diag *d;
    bz_engine *e = x->e;
    bz_str *names = NULL, word = bz_engine__id_of(bz_str_from(operand));
    bz_engine__usage(e, &d, "there is nothing to compare at `%.200s`", operand);
    for (size_t i = 0; i < N_KINDS; i++) {
        bz_str folder =
            bz_arena_printf(x->arena, "%.*s", (int)strlen(KINDS[i].before) - 1, KINDS[i].before);
        size_t n = bz_engine__offered(e, folder.p, &names);
        if (bz_diag_did_you_mean(e->job.diags, d, word, names, n)) return BZ_RESULT_USAGE;
    }
    bz_diag_hint(e->job.diags, d,
                 "name a curriculum, an adaptation, a group or a place, or a path to one, also in "
                 "another root: `../old/curricula/gentle-limits`");
    return BZ_RESULT_USAGE;
}

static bool is_path(const char *operand)
{
    return operand && (strchr(operand, '/') || operand[0] == '.');
}

/* Ids come before paths, so that `calm` means the same in every folder. */
static bz_result look_up(diffing *x, side *s, const char *operand)
{
    bz_engine *e = x->e;
    bz_request request = *x->request;
    bz_engine__reset(e);
    s->start = request.start ? request.start : ".";
    bz_result r = bz_engine__open_root(e, &request);
    s->given = operand;
    if (r == BZ_RESULT_OK && !is_path(operand) && take_id(x, s, operand)) return r;
    char *path = realpath(operand, NULL);
    bz_root *root = path ? bz_root_find(operand) : NULL;
    bool is_found = false;
    if (root) {
        bz_root_close(e->root);
        e->root = root;
        size_t n = strlen(bz_root_path(root));
        bz_str rest = bz_str_from(path + n);
        s->start = bz_arena_str(x->arena, bz_str_from(bz_root_path(root))).p;
        is_found = take_path(x, s, rest.n ? bz_str_cut(rest, 1, rest.n) : rest);
    } else if (r == BZ_RESULT_OK) is_found = take_path(x, s, bz_str_from(operand));
    free(path);
    if (is_found) return BZ_RESULT_OK;
    return r == BZ_RESULT_OK || root ? unknown(x, operand) : r;
}

/* --- making a side */

static void put_side_name(const diffing *x, const side *s, bz_buf *out)
{
    const bz_model *m = x->e->model;
    bz_rec c = m->curriculum;
    bz_buf_fmt(out, "%.*s %.*s", BZ_FMT(bz_model_id(m, c)),
               BZ_FMT(bz_model_text(m, c, BZ_CURRICULUM_VERSION)));
    if (s->group.n) bz_buf_fmt(out, ", group %.*s", BZ_FMT(s->group));
    else if (s->place.n) bz_buf_fmt(out, ", place %.*s", BZ_FMT(s->place));
    uint32_t n = bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS);
    for (uint32_t i = 0; i < n; i++)
        bz_buf_fmt(
            out, "%s%.*s",
            i       ? ", "
            : n > 1 ? ", adaptations "
                    : ", adaptation ",
            BZ_FMT(bz_value_text(m, bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i))));
}

static bz_result make_side(diffing *x, side *s)
{
    bz_engine *e = x->e;
    bz_wanted w;
    bz_request request = *x->request;
    request.start = s->start;
    request.context = s->group.n ? s->group.p : s->place.n ? s->place.p : NULL;
    request.curriculum = s->curriculum.n && !s->group.n ? s->curriculum.p : NULL;
    request.formats = NULL;
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, &request);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, &request, !s->adaptation.n, &w);
    if (r != BZ_RESULT_OK) return r;
    w.adaptation = s->adaptation;
    /* Without an adaptation no plugin is told to change anything. */
    bool is_adapted = s->group.n || s->adaptation.n;
    bz_status status = bz_engine__run(e, &w, is_adapted ? "adapt" : "change");
    if (status != BZ_OK) return bz_engine__result(e, status);
    bz_buf name = {0};
    put_side_name(x, s, &name);
    s->name = bz_arena_str(x->arena, bz_buf_view(&name));
    bz_buf_deinit(&name);
    s->outline.arena = x->arena;
    bz_compare_outline(e->model, &s->outline);
    if (!s->curriculum.n)
        s->curriculum = bz_arena_str(x->arena, bz_model_id(e->model, e->model->curriculum));
    /* What there is to warn of is said by check. */
    bz_diags_free(e->job.diags);
    e->job.diags = bz_diags_new();
    return BZ_RESULT_OK;
}

/* Where one side is a root and no more, it is what the other is. */
static void complete(side *s, const side *other)
{
    if (s->is_root) {
        s->group = other->group;
        s->place = other->place;
        s->adaptation = other->adaptation;
        s->curriculum = other->curriculum;
    } else if (s->place.n && !s->curriculum.n) s->curriculum = other->curriculum;
}

/* --- the answer */

typedef enum shape { AS_TEXT, AS_MARKDOWN, AS_JSON } shape;

static bz_str with_path(diffing *x, bz_str name, const char *given)
{
    return is_path(given) ? bz_arena_printf(x->arena, "%.*s, in %s", BZ_FMT(name), given) : name;
}

static void put_answer(diffing *x, shape as, bool is_next, bz_buf *out, json_t *list)
{
    bz_deltas deltas;
    bz_sides sides = {x->a.name, x->b.name};
    if (strcmp(x->a.start, x->b.start) != 0) {
        sides.a = with_path(x, sides.a, x->a.given);
        sides.b = with_path(x, sides.b, x->b.given);
    }
    bz_compare(&x->a.outline, &x->b.outline, &deltas);
    if (is_next && as != AS_JSON) bz_buf_char(out, '\n');
    if (as == AS_JSON) json_array_append_new(list, bz_engine__diff_json(&deltas, &sides));
    else bz_compare_put(&deltas, &sides, as == AS_MARKDOWN, out);
    bz_compare_free(&deltas);
}

static bz_result compare_sides(diffing *x, shape as, bool is_next, bz_buf *out, json_t *list)
{
    bool is_a_first = x->a.curriculum.n && !x->b.curriculum.n && x->b.place.n;
    bz_result r = make_side(x, is_a_first ? &x->a : &x->b);
    complete(&x->b, &x->a);
    complete(&x->a, &x->b);
    if (r == BZ_RESULT_OK) r = make_side(x, is_a_first ? &x->b : &x->a);
    if (r == BZ_RESULT_OK) put_answer(x, as, is_next, out, list);
    bz_compare_outline_free(&x->a.outline);
    bz_compare_outline_free(&x->b.outline);
    return r;
}

static size_t curricula_of(diffing *x, const char *start, bz_str **out)
{
    bz_request request = *x->request;
    bz_str *names = NULL;
    request.start = start;
    bz_engine__reset(x->e);
    if (bz_engine__open_root(x->e, &request) != BZ_RESULT_OK) return 0;
    size_t n = bz_engine__offered(x->e, "curricula", &names);
    *out = bz_arena_alloc(x->arena, (n + 1) * sizeof **out);
    for (size_t i = 0; i < n; i++)
        (*out)[i] = bz_arena_str(x->arena, names[i]);
    return n;
}

/* Two roots: every curriculum that both have. */
static bz_result compare_roots(diffing *x, shape as, bz_buf *out, json_t *list)
{
    bz_str *there = NULL, *here = NULL;
    size_t n = curricula_of(x, x->a.start, &there), k = curricula_of(x, x->b.start, &here);
    size_t done = 0;
    bz_result r = BZ_RESULT_OK;
    for (size_t i = 0; i < n && r == BZ_RESULT_OK; i++)
        for (size_t j = 0; j < k && r == BZ_RESULT_OK; j++) {
            if (!bz_str_eq(there[i], here[j])) continue;
            x->a = (side){.given = x->a.given, .start = x->a.start, .curriculum = there[i]};
            x->b = (side){.given = x->b.given, .start = x->b.start, .curriculum = here[j]};
            r = compare_sides(x, as, done++ > 0, out, list);
        }
    if (r == BZ_RESULT_OK && !done)
        r = bz_engine__usage(x->e, NULL, "the two roots have no curriculum of the same name");
    return r;
}

/* One argument: what it makes of its curriculum. */
static bz_result compare_with_own(diffing *x, shape as, bz_buf *out, json_t *list)
{
    x->b = x->a;
    x->a = (side){.start = x->b.start};
    if (!x->b.group.n && !x->b.place.n && !x->b.adaptation.n) {
        bz_diag *d;
        bz_engine__usage(x->e, &d, "say what to compare it with");
        bz_diag_hint(x->e->job.diags, d,
                     "an older edition in a folder of its own, for example: `baraza diff ../old "
                     "%.*s`",
                     BZ_FMT(x->b.curriculum));
        return BZ_RESULT_USAGE;
    }
    bz_result r = make_side(x, &x->b);
    x->a.curriculum = x->b.curriculum;
    if (r == BZ_RESULT_OK) r = make_side(x, &x->a);
    if (r == BZ_RESULT_OK) put_answer(x, as, false, out, list);
    bz_compare_outline_free(&x->a.outline);
    bz_compare_outline_free(&x->b.outline);
    return r;
}

static bz_result answer(diffing *x, const char *b, shape as, bz_buf *out, json_t *list)
{
    if (x->a.is_root && x->b.is_root && x->request->context) {
        bz_result r = look_up(x, &x->b, x->request->context);
        x->b.is_root = false;
        if (r != BZ_RESULT_OK) return r;
    }
    if (x->a.is_root && x->b.is_root) return compare_roots(x, as, out, list);
    if (!b) return compare_with_own(x, as, out, list);
    if (x->a.is_root) complete(&x->a, &x->b);
    if (x->b.is_root) complete(&x->b, &x->a);
    return compare_sides(x, as, false, out, list);
}

bz_result bz_diff(bz_engine *e, const bz_request *given, const char *a, const char *b,
                  const char *format)
{
    bz_request own;
    diffing x = {.e = e, .arena = bz_arena_new(), .request = bz_engine__whole(given, &own)};
    shape as = strcmp(format, "json") == 0       ? AS_JSON
               : strcmp(format, "markdown") == 0 ? AS_MARKDOWN
                                                 : AS_TEXT;
    json_t *list = json_array();
    bz_buf out = {0};
    bz_result r = look_up(&x, &x.a, a);
    if (r == BZ_RESULT_OK && b) r = look_up(&x, &x.b, b);
    if (r == BZ_RESULT_OK) r = answer(&x, b, as, &out, list);
    if (r == BZ_RESULT_OK && as == AS_JSON) {
        char *text = json_dumps(list, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
        bz_buf_fmt(&out, "%s\n", text);
        free(text);
    }
    if (r == BZ_RESULT_OK) bz_buf_str(&e->output, bz_buf_view(&out));
    bz_buf_deinit(&out);
    json_decref(list);
    bz_arena_free(x.arena);
    return r;
}
