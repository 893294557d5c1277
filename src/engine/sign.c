/* Signing an adaptation. In: a group, the name of one of its adaptations, who signs and when. Out:
 * `signed.yaml` beside it: the hash of all that was signed, and what each changed part said. The
 * one idea: what is signed is what makes the pages but for place and group: the adaptation with
 * those that it extends, the curriculum with the library, the plugins. So a corrected hotline or a
 * new date leaves the signature alone, and a changed story does not. */
#include "engine/signing.h"

#include "base/utf8.h"
#include "yaml/ytree.h"

#include <stdlib.h>
#include <string.h>

/* --- what is covered */

static bool is_in_folder(bz_str name, const char *folder, bz_str id)
{
    size_t n = strlen(folder);
    return name.n > n + id.n && bz_str_starts(name, folder) &&
           bz_str_eq(bz_str_cut(name, n, n + id.n), id) && name.p[n + id.n] == '/';
}

static bool uses_plugin(const bz_model *m, bz_rec adaptation, bz_str name)
{
    bz_rec use = bz_model_first(m, adaptation, BZ_ADAPTATION_PLUGINS);
    for (; use; use = bz_model_next(m, use))
        if (is_in_folder(name, "plugins/", bz_model_text(m, use, BZ_PLUGIN_USE_USE))) return true;
    return false;
}

static bool is_text(bz_str name)
{
    return bz_str_ends(name, ".yaml") || bz_str_ends(name, ".md") || bz_str_ends(name, ".lua") ||
           bz_str_ends(name, ".txt");
}

static bool is_covered(const bz_model *m, bz_rec adaptation, bz_str name)
{
    if (!is_text(name) || bz_str_ends(name, "/signed.yaml")) return false;
    if (is_in_folder(name, "curricula/", bz_model_id(m, m->curriculum)) ||
        is_in_folder(name, "curricula/", BZ_STR("library")))
        return true;
    size_t steps = 0;
    for (bz_rec a = adaptation; a && steps < m->records.n;
         a = bz_model_ref(m, a, BZ_ADAPTATION_EXTENDS), steps++)
        if (is_in_folder(name, "curricula/contexts/adaptations/", bz_model_id(m, a)) ||
            uses_plugin(m, a, name))
            return true;
    return false;
}

static int by_name(const void *a, const void *b)
{
    return bz_str_cmp(((const bz_signed_file *)a)->name, ((const bz_signed_file *)b)->name);
}

void bz_engine__signed_files(bz_engine *e, bz_rec adaptation, bz_signed_files *out)
{
    for (uint32_t f = 1; f <= bz_sources_count(e->job.sources); f++) {
        bz_signed_file one = {.name = bz_source_name(e->job.sources, f)};
        if (!is_covered(e->model, adaptation, one.name)) continue;
        bz_digest(bz_source_text(e->job.sources, f), one.hash);
        bz_vec_push(out, one);
    }
    if (out->n) qsort(out->p, out->n, sizeof *out->p, by_name);
}

void bz_engine__digest_files(bz_str head, const bz_signed_files *files, char hex[65])
{
    bz_buf all = {0};
    bz_buf_str(&all, head);
    for (size_t i = 0; i < files->n; i++)
        bz_buf_fmt(&all, "%s %.*s\n", files->p[i].hash, BZ_FMT(files->p[i].name));
    bz_digest(bz_buf_view(&all), hex);
    bz_buf_deinit(&all);
}

void bz_engine__signed_hash(const bz_engine *e, const bz_signed_files *files, char hex[65])
{
    bz_buf head = {0};
    bz_str version = bz_model_text(e->model, e->model->curriculum, BZ_CURRICULUM_VERSION);
    bz_buf_fmt(&head, "baraza signature 1\n%.*s\n", BZ_FMT(version));
    bz_engine__digest_files(bz_buf_view(&head), files, hex);
    bz_buf_deinit(&head);
}

/* --- on the pages */

static void say_what_changed(bz_engine *e, bz_rec signature, const bz_signed_files *now, bz_diag *d)
{
    enum { MOST = 8 };
    const bz_model *m = e->model;
    size_t said = 0;
    if (!bz_model_first(m, signature, BZ_SIGNATURE_FILES)) return;
    for (size_t i = 0; i < now->n; i++) {
        bz_rec f = bz_model_first(m, signature, BZ_SIGNATURE_FILES);
        while (f && !bz_str_eq(bz_model_text(m, f, BZ_SIGNED_FILE_FILE), now->p[i].name))
            f = bz_model_next(m, f);
        bz_str was = f ? bz_model_text(m, f, BZ_SIGNED_FILE_HASH) : BZ_STR("");
        if (f && bz_str_eq(was, bz_str_cut(bz_str_from(now->p[i].hash), 0, 16))) continue;
        if (said++ < MOST)
            bz_diag_note_at(e->job.diags, d, bz_span_none(), "%s: %.*s", f ? "changed" : "new",
                            BZ_FMT(now->p[i].name));
    }
    if (said > MOST)
        bz_diag_note_at(e->job.diags, d, bz_span_none(), "and %zu more files", said - MOST);
}

/* The first 8 digits where the signature of every adaptation holds; else false. */
static bool holds(bz_engine *e, bz_rec adaptation, char digits[9])
{
    const bz_model *m = e->model;
    bz_rec signature = bz_model_first(m, adaptation, BZ_ADAPTATION_SIGNATURE);
    if (!signature) return false;
    bz_signed_files files = {0};
    char hex[65];
    bz_engine__signed_files(e, adaptation, &files);
    bz_engine__signed_hash(e, &files, hex);
    bool is_same = bz_str_is(bz_model_text(m, signature, BZ_SIGNATURE_HASH), hex);
    if (!is_same) {
        bz_diag *d = bz_diag_add(
            e->job.diags, BZ_A011, bz_model_span(m, signature, BZ_SIGNATURE_HASH),
            "adaptation `%.*s` is not what was signed", BZ_FMT(bz_model_id(m, adaptation)));
        say_what_changed(e, signature, &files, d);
        bz_diag_hint(
            e->job.diags, d,
            "look at it with `baraza adapt status`, and sign it anew with `baraza adapt sign`");
    }
    memcpy(digits, hex, 8);
    digits[8] = '\0';
    bz_vec_free(&files);
    return is_same;
}

void bz_engine__check_signatures(bz_engine *e)
{
    const bz_model *m = e->model;
    uint32_t n = bz_model_count(m, m->context, BZ_CONTEXT_ADAPTATIONS);
    bz_buf_clear(&e->signature);
    bool is_signed = n > 0;
    for (uint32_t i = 0; i < n; i++) {
        char digits[9];
        bz_rec a = bz_model_element(m, m->context, BZ_CONTEXT_ADAPTATIONS, i)->target;
        is_signed = holds(e, a, digits) && is_signed;
        if (is_signed) bz_buf_fmt(&e->signature, "%s%s", i ? "+" : "", digits);
    }
    if (n && !is_signed) {
        bz_buf_clear(&e->signature);
        bz_buf_put(&e->signature, "DRAFT");
    }
}

void bz_engine__put_signature(bz_engine *e, const bz_language *language, bz_buf *out)
{
    if (!e->signature.n) return;
    bz_str text = bz_buf_view(&e->signature);
    if (bz_str_is(text, "DRAFT")) text = bz_language_label(language, "DRAFT", NULL);
    bz_buf_fmt(out, " · %.*s", BZ_FMT(text));
}

/* --- writing it */

static void put_lines(bz_str text, bz_buf *out)
{
    bz_str rest = bz_str_trim(text), line;
    bz_buf_put(out, "    said:\n");
    while (bz_str_split(&rest, '\n', &line)) {
        if (!bz_str_trim(line).n) continue;
        bz_buf_put(out, "      - ");
        bz_yaml_put_quoted(bz_str_trim(line), out);
        bz_buf_char(out, '\n');
    }
}

static void put_part(bz_str address, bz_str text, bz_buf *out)
{
    char hex[BZ_DIGEST];
    bz_digest(text, hex);
    bz_buf_fmt(out, "  - address: %.*s\n    hash: \"%.16s\"\n", BZ_FMT(address), hex);
    if (bz_str_trim(text).n) put_lines(text, out);
}

/* A part that stays as it was signed: what was written is written again. */
static void put_part_again(const bz_model *m, bz_rec part, bz_buf *out)
{
    bz_buf_fmt(out, "  - address: %.*s\n    hash: \"%.*s\"\n",
               BZ_FMT(bz_model_text(m, part, BZ_SIGNED_PART_ADDRESS)),
               BZ_FMT(bz_model_text(m, part, BZ_SIGNED_PART_HASH)));
    uint32_t n = bz_model_count(m, part, BZ_SIGNED_PART_SAID);
    if (n) bz_buf_put(out, "    said:\n");
    for (uint32_t i = 0; i < n; i++) {
        bz_buf_put(out, "      - ");
        bz_yaml_put_quoted(bz_value_text(m, bz_model_element(m, part, BZ_SIGNED_PART_SAID, i)),
                           out);
        bz_buf_char(out, '\n');
    }
}

static void put_parts(const bz_engine *e, bz_rec adaptation, const bz_met_changes *met, bz_str only,
                      bz_buf *out)
{
    const bz_model *m = e->model;
    bool is_started = false;
    for (size_t i = 0; i < met->list.n; i++) {
        const bz_met *one = &met->list.p[i];
        if (one->adaptation != adaptation) continue;
        bz_rec part = bz_engine__signed_part(m, one);
        bool is_kept = only.n && !bz_str_eq(only, one->own);
        if (is_kept && !part) continue;
        if (!is_started) bz_buf_put(out, "parts:\n");
        is_started = true;
        if (is_kept) put_part_again(m, part, out);
        else put_part(one->address, one->text, out);
    }
}

bz_result bz_engine__write_signature(bz_engine *e, bz_rec adaptation, const char *by, bz_date on,
                                     const bz_met_changes *met, bz_str only)
{
    const bz_model *m = e->model;
    bz_signed_files files = {0};
    bz_buf out = {0};
    char hex[65];
    bz_engine__signed_files(e, adaptation, &files);
    bz_engine__signed_hash(e, &files, hex);
    bz_rec old = bz_model_first(m, adaptation, BZ_ADAPTATION_SIGNATURE);
    /* A decision about one part signs nothing else: the hash stays as it was. */
    bz_str hash = only.n && old ? bz_model_text(m, old, BZ_SIGNATURE_HASH) : bz_str_from(hex);
    bz_buf_put(&out, "# Written by `baraza adapt`: who signed what. Do not edit.\nhash: \"");
    bz_buf_str(&out, hash);
    bz_buf_put(&out, "\"\nversion: ");
    bz_yaml_put_quoted(bz_model_text(m, m->curriculum, BZ_CURRICULUM_VERSION), &out);
    bz_buf_put(&out, "\nby: ");
    bz_yaml_put_quoted(bz_str_from(by), &out);
    bz_civil day = bz_date_civil(on);
    bz_buf_fmt(&out, "\non: %04d-%02d-%02d\n", day.year, day.month, day.day);
    put_parts(e, adaptation, met, only, &out);
    if (files.n) bz_buf_put(&out, "files:\n");
    for (size_t i = 0; i < files.n; i++)
        bz_buf_fmt(&out, "  - file: %.*s\n    hash: \"%.16s\"\n", BZ_FMT(files.p[i].name),
                   files.p[i].hash);
    bz_str path = bz_arena_printf(e->job.arena, "curricula/contexts/adaptations/%.*s/signed.yaml",
                                  BZ_FMT(bz_model_id(m, adaptation)));
    bz_result r = bz_engine__write_file(e, path, bz_buf_view(&out));
    if (r == BZ_RESULT_OK) bz_buf_fmt(&e->output, "%.*s: %.8s\n", BZ_FMT(path), hash.p);
    bz_vec_free(&files);
    bz_buf_deinit(&out);
    return r;
}

bz_result bz_engine__open_signing(bz_engine *e, const bz_request *request, const char *by,
                                  bz_wanted *w)
{
    bz_engine__reset(e);
    bz_result r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK && (!request->date || !by || !bz_str_trim(bz_str_from(by)).n ||
                              !bz_utf8_is_clean(bz_str_from(by), false)))
        r = bz_engine__usage(e, NULL, "say who and when: --by ROLE --date 2026-06-01");
    if (r == BZ_RESULT_OK) r = bz_engine__resolve(e, request, true, w);
    return r;
}

bz_result bz_adapt_sign(bz_engine *e, const bz_request *given, const char *name, const char *by)
{
    bz_wanted w;
    bz_request own;
    bz_met_changes met = {.e = e};
    const bz_request *request = bz_engine__whole(given, &own);
    bz_result r = bz_engine__open_signing(e, request, by, &w);
    if (r != BZ_RESULT_OK) return r;
    r = bz_engine__result(e, bz_engine__meet_changes(e, &w, &met, "plan"));
    bz_rec adaptation = r == BZ_RESULT_OK ? bz_engine__named_adaptation(e, name) : 0;
    if (r == BZ_RESULT_OK && !adaptation) r = BZ_RESULT_USAGE;
    if (r == BZ_RESULT_OK)
        r = bz_engine__write_signature(e, adaptation, by, w.date, &met, BZ_STR(""));
    bz_vec_free(&met.list);
    return r;
}
