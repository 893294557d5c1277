/* Keeping up with the base. In: a group whose adaptations were signed. Out: for each change, how it
 * stands against what its part said when it was signed: unchanged, still fits, look at it,
 * conflict, target gone; and the two texts beside the change. The one idea: the changes are made as
 * for any build, and somebody looks on; a change that cannot be made is noted and not only an
 * error. */
#include "engine/signing.h"

#include "adapt/verbs.h"
#include "compare/passage.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {"unchanged", "still fits",  "look at it",
                                    "conflict",  "target gone", "not signed"};

/* What an insert makes stands in what it goes into, or beside what it goes by. */
static bz_str own_address(bz_arena *a, const bz_model *m, bz_rec change, bz_str anchor)
{
    if (bz_model_has(m, change, BZ_CHANGE_ADD_SESSION))
        return bz_arena_str(a, bz_model_text(m, change, BZ_CHANGE_ADD_SESSION));
    if (!bz_model_has(m, change, BZ_CHANGE_INSERT)) return anchor;
    bz_str name = bz_model_text(m, change, BZ_CHANGE_INSERT), in = anchor;
    bool is_into = bz_model_has(m, change, BZ_CHANGE_INTO);
    bool is_material = bz_model_first(m, change, BZ_CHANGE_MATERIAL) != 0;
    while (!is_into && in.n && in.p[--in.n] != '/') {
    }
    return bz_arena_printf(a, "%.*s%s%s%.*s", BZ_FMT(in), in.n ? "/" : "",
                           is_into && is_material ? "materials/" : "", BZ_FMT(name));
}

static void note_before(void *context, const bz_model *m, bz_rec change, bz_str address,
                        bz_target part)
{
    bz_met_changes *met = context;
    bz_buf text = {0};
    if (part.rec) bz_part_text(m, part, &text);
    bz_met one = {.adaptation = bz_model_at(m, change)->parent, .change = change};
    one.is_there = part.rec != 0;
    one.address = bz_arena_str(met->e->job.arena, address);
    one.own = own_address(met->e->job.arena, m, change, one.address);
    one.text = bz_arena_str(met->e->job.arena, bz_buf_view(&text));
    for (size_t i = 0; i < met->list.n; i++)
        one.nth += met->list.p[i].adaptation == one.adaptation &&
                   bz_str_eq(met->list.p[i].address, one.address);
    bz_vec_push(&met->list, one);
    bz_buf_deinit(&text);
}

static void note_after(void *context, const bz_model *m, bz_rec change, bool is_made)
{
    (void)m, (void)change;
    bz_met_changes *met = context;
    met->list.p[met->list.n - 1].is_made = is_made;
}

bz_status bz_engine__meet_changes(bz_engine *e, bz_wanted *w, bz_met_changes *met,
                                  const char *until)
{
    const bz_change_watch watch = {note_before, note_after, met};
    w->watch = &watch;
    bz_status s = bz_engine__run(e, w, until);
    w->watch = NULL;
    return s;
}

bz_rec bz_engine__named_adaptation(bz_engine *e, const char *name)
{
    const bz_model *m = e->model;
    uint32_t n = bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS);
    bz_str id = name ? bz_engine__id_of(bz_str_from(name)) : BZ_STR("");
    for (uint32_t i = 0; i < n; i++) {
        bz_rec a = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        if (name ? bz_str_eq(bz_model_id(m, a), id) : n == 1) return a;
    }
    if (name) bz_engine__usage(e, NULL, "the group has no adaptation `%.200s`", name);
    else
        bz_engine__usage(e, NULL,
                         n ? "the group has more than one adaptation: name one"
                           : "the group has no adaptation");
    return 0;
}

bz_rec bz_engine__signed_part(const bz_model *m, const bz_met *one)
{
    bz_rec signature = bz_model_first(m, one->adaptation, BZ_ADAPTATION_SIGNATURE);
    bz_rec p = signature ? bz_model_first(m, signature, BZ_SIGNATURE_PARTS) : 0;
    size_t nth = one->nth;
    for (; p; p = bz_model_next(m, p))
        if (bz_str_eq(bz_model_text(m, p, BZ_SIGNED_PART_ADDRESS), one->address) && nth-- == 0)
            return p;
    return 0;
}

/* --- how each stands */

static bool has_line(bz_str text, const char *start, bz_str *line)
{
    while (bz_str_split(&text, '\n', line))
        if (bz_str_starts(*line, start)) return true;
    *line = BZ_STR("");
    return false;
}

static bool said_line(const bz_model *m, bz_rec part, const char *start, bz_str *line)
{
    for (uint32_t i = 0; i < bz_model_count(m, part, BZ_SIGNED_PART_SAID); i++) {
        *line = bz_value_text(m, bz_model_element(m, part, BZ_SIGNED_PART_SAID, i));
        if (bz_str_starts(*line, start)) return true;
    }
    *line = BZ_STR("");
    return false;
}

/* Other words beside the same minutes do not touch a change of minutes. */
static bool has_same_time(const bz_model *m, const bz_met *one, bz_rec part)
{
    static const char *const keys[] = {"minutes: ", "between: "};
    for (size_t i = 0; i < 2; i++) {
        bz_str was, now;
        said_line(m, part, keys[i], &was);
        has_line(one->text, keys[i], &now);
        if (!bz_str_eq(was, now)) return false;
    }
    return true;
}

static bz_standing standing_of(const bz_model *m, const bz_met *one)
{
    char hex[BZ_DIGEST];
    bz_rec part = bz_engine__signed_part(m, one);
    if (!one->is_there) return BZ_STANDS_GONE;
    if (!one->is_made) return BZ_STANDS_CONFLICT;
    if (!part) return BZ_STANDS_UNSIGNED;
    bz_digest(one->text, hex);
    if (bz_str_eq(bz_model_text(m, part, BZ_SIGNED_PART_HASH), bz_str_cut(bz_str_from(hex), 0, 16)))
        return BZ_STANDS_UNCHANGED;
    const bz_verb *verb = bz_verb_of(m, one->change);
    switch (verb ? verb->field : 0) {
    case BZ_CHANGE_REWORD:
    case BZ_CHANGE_INSERT:
    case BZ_CHANGE_ADD_SESSION:
    case BZ_CHANGE_MOVE: return BZ_STANDS_FITS;
    case BZ_CHANGE_RETIME: return has_same_time(m, one, part) ? BZ_STANDS_FITS : BZ_STANDS_LOOK;
    default: return BZ_STANDS_LOOK;
    }
}

static const char *verb_name(const bz_model *m, bz_rec change)
{
    const bz_verb *verb = bz_verb_of(m, change);
    return verb ? bz_record_row_at(BZ_R_CHANGE)->fields[verb->field].key : "change";
}

/* "insert calm/talk (after calm/story)" */
static void put_name(const bz_model *m, const bz_met *one, bz_buf *out)
{
    static const int keys[] = {BZ_CHANGE_BEFORE, BZ_CHANGE_AFTER, BZ_CHANGE_INTO};
    bz_buf_fmt(out, "%s %.*s", verb_name(m, one->change), BZ_FMT(one->own));
    for (size_t i = 0; i < 3 && !bz_str_eq(one->own, one->address); i++)
        if (bz_model_has(m, one->change, keys[i]))
            bz_buf_fmt(out, " %s %.*s", bz_record_row_at(BZ_R_CHANGE)->fields[keys[i]].key,
                       BZ_FMT(bz_model_text(m, one->change, keys[i])));
}

static void put_place(const bz_engine *e, bz_rec change, bz_buf *out)
{
    bz_span at = bz_model_at(e->model, change)->span;
    bz_buf_fmt(out, "%.*s:%u", BZ_FMT(bz_source_name(e->job.sources, at.file)),
               bz_source_locate(e->job.sources, at.file, at.start).line);
}

static void put_status(const bz_engine *e, const bz_met_changes *met, bz_buf *out)
{
    size_t counts[BZ_STANDS_UNSIGNED + 1] = {0};
    for (size_t i = 0; i < met->list.n; i++) {
        const bz_met *one = &met->list.p[i];
        counts[one->standing]++;
        bz_buf_fmt(out, "%-11s  ", NAMES[one->standing]);
        put_name(e->model, one, out);
        bz_buf_put(out, "  (");
        put_place(e, one->change, out);
        bz_buf_put(out, ")\n");
    }
    bz_buf_fmt(out, "%zu change%s", met->list.n, met->list.n == 1 ? "" : "s");
    for (int k = 0; k <= BZ_STANDS_UNSIGNED; k++)
        if (counts[k]) bz_buf_fmt(out, ", %zu %s", counts[k], NAMES[k]);
    bz_buf_char(out, '\n');
}

static void put_json(const bz_engine *e, const bz_met_changes *met, bz_buf *out)
{
    json_t *list = json_array();
    bz_buf place = {0};
    for (size_t i = 0; i < met->list.n; i++) {
        const bz_met *one = &met->list.p[i];
        bz_str author = bz_model_id(e->model, one->adaptation);
        bz_buf_clear(&place);
        put_place(e, one->change, &place);
        json_array_append_new(
            list, json_pack("{s:s%, s:s, s:s%, s:s%, s:s%, s:s}", "adaptation", author.p, author.n,
                            "verb", verb_name(e->model, one->change), "address", one->own.p,
                            one->own.n, "anchor", one->address.p, one->address.n, "where", place.p,
                            place.n, "standing", NAMES[one->standing]));
    }
    char *text = json_dumps(list, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    bz_buf_fmt(out, "%s\n", text);
    free(text);
    json_decref(list);
    bz_buf_deinit(&place);
}

/* Opens the group, makes the changes, and says how each stands. */
static bz_result look(bz_engine *e, const bz_request *request, bz_wanted *w, bz_met_changes *met)
{
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, w);
    if (r != BZ_RESULT_OK) return r;
    bz_status s = bz_engine__meet_changes(e, w, met, "change");
    for (size_t i = 0; i < met->list.n; i++)
        met->list.p[i].standing = standing_of(e->model, &met->list.p[i]);
    /* What cannot be made is an answer here; what cannot be read is not. */
    return met->list.n ? BZ_RESULT_OK : bz_engine__result(e, s);
}

bz_result bz_adapt_status(bz_engine *e, const bz_request *given, bool is_json)
{
    bz_wanted w;
    bz_request own;
    bz_met_changes met = {.e = e};
    bz_result r = look(e, bz_engine__whole(given, &own), &w, &met);
    if (r == BZ_RESULT_OK && is_json) put_json(e, &met, &e->output);
    else if (r == BZ_RESULT_OK) put_status(e, &met, &e->output);
    for (size_t i = 0; i < met.list.n; i++)
        if (met.list.p[i].standing > BZ_STANDS_FITS) r = BZ_RESULT_ERRORS;
    bz_vec_free(&met.list);
    return r;
}

/* --- the texts */

static void put_text(const char *label, bz_str text, bz_buf *out)
{
    bz_str line;
    bz_buf_fmt(out, "%s\n", label);
    while (bz_str_split(&text, '\n', &line))
        if (line.n) bz_buf_fmt(out, "  %.*s\n", BZ_FMT(line));
}

/* What the part said when it was signed against what it says: the passages that differ. */
static void put_since(const bz_model *m, bz_rec part, const bz_met *one, bz_buf *out)
{
    bz_buf said = {0};
    for (uint32_t i = 0; i < bz_model_count(m, part, BZ_SIGNED_PART_SAID); i++)
        bz_buf_fmt(&said, "%.*s\n",
                   BZ_FMT(bz_value_text(m, bz_model_element(m, part, BZ_SIGNED_PART_SAID, i))));
    bz_str was = bz_buf_view(&said);
    if (bz_compare_same_lines(was, one->text))
        put_text("in the curriculum, as when it was signed", one->text, out);
    else {
        bz_buf_put(out, "in the curriculum, when it was signed and now\n");
        bz_compare_put_passages(was, one->text, &bz_compare_passage_text, out);
    }
    bz_buf_deinit(&said);
}

static void put_change(const bz_engine *e, const bz_met *one, bz_buf *out)
{
    const bz_model *m = e->model;
    const bz_record_row *row = bz_record_row_at(BZ_R_CHANGE);
    bz_buf_put(out, "the change\n");
    for (int f = 1; f < row->n; f++) {
        const bz_value *v = bz_model_value(m, one->change, f);
        if (v->kind == BZ_V_TEXT)
            bz_buf_fmt(out, "  %s: %.*s\n", row->fields[f].key, BZ_FMT(bz_value_text(m, v)));
        else if (v->kind == BZ_V_INT && row->fields[f].type == BZ_T_MINUTES)
            bz_buf_fmt(out, "  %s: %d\n", row->fields[f].key, (int)v->a);
    }
    if (!bz_model_at(m, one->change)->body) return;
    bz_buf text = {0};
    bz_doc_plain(m->bodies, bz_model_at(m, one->change)->body, &text);
    put_text("it brings", bz_buf_view(&text), out);
    bz_buf_deinit(&text);
}

/* A change is asked for by what it makes, or by what it acts on or goes by. */
static bool is_about(const bz_met *one, const char *address)
{
    return bz_str_is(one->own, address) || bz_str_is(one->address, address);
}

bz_result bz_adapt_diff(bz_engine *e, const bz_request *given, const char *address)
{
    bz_wanted w;
    bz_request own;
    bz_met_changes met = {.e = e};
    size_t shown = 0;
    bz_result r = look(e, bz_engine__whole(given, &own), &w, &met);
    for (size_t i = 0; r == BZ_RESULT_OK && i < met.list.n; i++) {
        const bz_met *one = &met.list.p[i];
        if (address ? !is_about(one, address) : one->standing == BZ_STANDS_UNCHANGED) continue;
        bz_rec part = bz_engine__signed_part(e->model, one);
        bz_buf_put(&e->output, shown++ ? "\n" : "");
        put_name(e->model, one, &e->output);
        bz_buf_fmt(&e->output, ": %s\n", NAMES[one->standing]);
        if (part) put_since(e->model, part, one, &e->output);
        else put_text("in the curriculum", one->text, &e->output);
        put_change(e, one, &e->output);
    }
    if (r == BZ_RESULT_OK && !shown && address)
        r = bz_engine__usage(e, NULL, "no change is about `%.200s`", address);
    bz_vec_free(&met.list);
    return r;
}

bz_result bz_adapt_accept(bz_engine *e, const bz_request *given, const char *address,
                          const char *by)
{
    bz_wanted w;
    bz_request own;
    bz_met_changes met = {.e = e};
    const bz_request *request = bz_engine__whole(given, &own);
    bz_result r = bz_engine__open_signing(e, request, by, &w);
    if (r != BZ_RESULT_OK) return r;
    bz_status s = bz_engine__meet_changes(e, &w, &met, "change");
    const bz_met *one = NULL;
    for (size_t i = 0; i < met.list.n && !one; i++)
        if (is_about(&met.list.p[i], address)) one = &met.list.p[i];
    if (!met.list.n && s != BZ_OK) r = bz_engine__result(e, s);
    else if (!one) r = bz_engine__usage(e, NULL, "no change is about `%.200s`", address);
    else if (!one->is_there || !one->is_made)
        r = bz_engine__usage(e, NULL, "the change of `%.200s` cannot be made: mend it first",
                             address);
    else if (!bz_model_first(e->model, one->adaptation, BZ_ADAPTATION_SIGNATURE))
        r = bz_engine__usage(e, NULL, "the adaptation was never signed: sign it");
    else r = bz_engine__write_signature(e, one->adaptation, by, w.date, &met, one->own);
    bz_vec_free(&met.list);
    return r;
}
