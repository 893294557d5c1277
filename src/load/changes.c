/* In: the changes of an adaptation as its YAML has them. Out: the same records, each known to have
 * one verb with the keys that belong to it, and with what it brings: a text as its body, an
 * activity or a session as a record below it, ready to be copied to where it goes. The one idea:
 * everything that needs a file is done here, so that the changes themselves can be made where there
 * are no files. */
#include "load/load_priv.h"

#include "adapt/verbs.h"

typedef struct changing {
    bz_load__run *l;
    bz_rec change;
    bz_str folder;           /* of the adaptation */
    bz_rec curriculum;       /* that it was made for; 0 when it is not read */
    bz_load__course *course; /* the same; NULL then */
    const bz_verb *verb;
} changing;

static bool has(const changing *x, int field)
{
    return bz_model_value(x->l->m, x->change, field)->span.file ||
           bz_model_first(x->l->m, x->change, field);
}

static bz_span span_of(const changing *x, int field)
{
    bz_rec child = bz_model_first(x->l->m, x->change, field);
    return child ? bz_model_at(x->l->m, child)->span
                 : bz_model_value(x->l->m, x->change, field)->span;
}

static const char *key_of(int field)
{
    return bz_record_row_at(BZ_R_CHANGE)->fields[field].key;
}

/* --- one verb, and what belongs to it */

static void list_verbs(const changing *x, bz_diag *d)
{
    bz_buf list = {0};
    for (size_t i = 0; i < bz_verbs_count(); i++)
        bz_buf_fmt(&list, "%s%s", i ? ", " : "", key_of(bz_verb_at(i)->field));
    bz_diag_note_at(x->l->job->diags, d, bz_span_none(), "the verbs are %.*s",
                    BZ_FMT(bz_buf_view(&list)));
    bz_buf_deinit(&list);
}

static bool find_verb(changing *x)
{
    const bz_verb *other = NULL;
    for (size_t i = 0; i < bz_verbs_count(); i++) {
        const bz_verb *v = bz_verb_at(i);
        if (!has(x, v->field)) continue;
        if (!x->verb) x->verb = v;
        else if (!other) other = v;
    }
    bz_diags *diags = x->l->job->diags;
    if (!x->verb) {
        bz_diag *d = bz_diag_add(diags, BZ_A001, bz_model_at(x->l->m, x->change)->span,
                                 "a change that does not say what it does");
        list_verbs(x, d);
        bz_diag_hint(diags, d, "for example `drop: calm/stretch`");
    } else if (other) {
        bz_diag *d =
            bz_diag_add(diags, BZ_A001, span_of(x, other->field), "one change with `%s` and `%s`",
                        key_of(x->verb->field), key_of(other->field));
        bz_diag_hint(diags, d, "make two changes of it, each with its own `why`");
    }
    return x->verb && !other;
}

/* What the verb needs and the change does not have, or NULL. */
static const char *what_it_lacks(const changing *x)
{
    int verb = x->verb->field;
    int places = has(x, BZ_CHANGE_BEFORE) + has(x, BZ_CHANGE_AFTER) + has(x, BZ_CHANGE_INTO);
    int brought = has(x, BZ_CHANGE_WITH) + has(x, BZ_CHANGE_MATERIAL) + has(x, BZ_CHANGE_QUESTION);
    bool has_method = has(x, BZ_CHANGE_METHOD), has_minutes = has(x, BZ_CHANGE_MINUTES);
    if (x->verb->needs_place && places == 0)
        return "does not say where: `before`, `after` or `into`";
    if (places > 1) return "says twice where it goes";
    if (x->verb->brings && brought != 1)
        return "brings one thing: `with`, `material` or `question`";
    if (verb == BZ_CHANGE_REWORD && !(has(x, BZ_CHANGE_FIND) && has(x, BZ_CHANGE_TO)))
        return "needs `find` and `to`";
    if (verb == BZ_CHANGE_RETIME && !has_minutes && !has(x, BZ_CHANGE_BETWEEN))
        return "needs `minutes` or `between`";
    if (verb == BZ_CHANGE_INSERT && has_minutes != has_method)
        return has_method ? "makes an activity, and an activity has `minutes`"
                          : "has minutes: an activity has a `method`, a piece of text has none";
    return NULL;
}

static bool check_keys(const changing *x)
{
    bz_diags *diags = x->l->job->diags;
    bool is_fine = true;
    for (int f = 1; f < BZ_CHANGE__N; f++) {
        if (f == x->verb->field || !has(x, f) || bz_verb_takes(x->verb, f)) continue;
        bz_diag *d = bz_diag_add(diags, BZ_A002, span_of(x, f), "`%s` does not go with `%s`",
                                 key_of(f), key_of(x->verb->field));
        bz_diag_hint(diags, d, "%s", x->verb->example);
        is_fine = false;
    }
    const char *lacks = what_it_lacks(x);
    if (!lacks) return is_fine;
    bz_diag *d = bz_diag_add(diags, BZ_A003, span_of(x, x->verb->field), "this `%s` %s",
                             key_of(x->verb->field), lacks);
    bz_diag_hint(diags, d, "%s", x->verb->example);
    return false;
}

/* --- what it brings */

static uint32_t read_file(const changing *x, bz_str name, bz_span at)
{
    bool is_reported;
    bz_load__run *l = x->l;
    bz_str path = bz_arena_printf(l->names, "%.*s%.*s", BZ_FMT(x->folder), BZ_FMT(name));
    uint32_t file = bz_load__file_read(l->job, l->request->root, path, path, at, &is_reported);
    if (!file && !is_reported)
        bz_load__missing_file(l->job, at, path, name,
                              bz_load__list(NULL, l->request->root, x->folder, l->names));
    return file;
}

static uint32_t read_with(const changing *x)
{
    bz_load__run *l = x->l;
    bz_span at = span_of(x, BZ_CHANGE_WITH);
    bz_str name = bz_arena_str(l->names, bz_model_text(l->m, x->change, BZ_CHANGE_WITH));
    if (bz_str_find(name, '/', 0) == name.n && bz_str_ends(name, ".md"))
        return read_file(x, name, at);
    bz_diag *d = bz_diag_add(l->job->diags, BZ_A003, at,
                             "`with` names a file of text beside the adaptation, which ends in "
                             "`.md`");
    bz_diag_hint(l->job->diags, d,
                 bz_str_ends(name, ".docx") || bz_str_ends(name, ".odt")
                     ? "copy the text out of the word processor into a file `NAME.md`"
                     : "for example `with: story-otieno.md`");
    return 0;
}

static void copy_value(bz_model *m, bz_rec from, int field, bz_rec to, int to_field)
{
    bz_value v = *bz_model_value(m, from, field);
    if (v.kind != BZ_V_NONE) m->values.p[m->records.p[to].values + (uint32_t)to_field] = v;
}

static bz_rec new_session(const changing *x, bz_str id, bz_span at)
{
    bz_model *m = x->l->m;
    bz_rec s = bz_model_add(m, x->change, BZ_CHANGE_SESSION, 0, BZ_R_SESSION, at);
    bz_model_set_text(m, s, 0, id, at);
    m->records.p[s].id_span = at;
    return s;
}

/* The activity stands alone in a session of its own, so that its text is joined to it as in any. */
static void make_activity(const changing *x, uint32_t md)
{
    static const int rows[][2] = {{BZ_CHANGE_TITLE, BZ_ACTIVITY_TITLE},
                                  {BZ_CHANGE_PURPOSE, BZ_ACTIVITY_PURPOSE},
                                  {BZ_CHANGE_METHOD, BZ_ACTIVITY_METHOD},
                                  {BZ_CHANGE_MINUTES, BZ_ACTIVITY_MINUTES},
                                  {BZ_CHANGE_BETWEEN, BZ_ACTIVITY_BETWEEN},
                                  {BZ_CHANGE_IN, BZ_ACTIVITY_IN},
                                  {BZ_CHANGE_LEAD, BZ_ACTIVITY_LEAD},
                                  {BZ_CHANGE_KEEP_WITH_NEXT, BZ_ACTIVITY_KEEP_WITH_NEXT},
                                  {BZ_CHANGE_LEAVE_OUT, BZ_ACTIVITY_LEAVE_OUT},
                                  {BZ_CHANGE_LANGUAGE, BZ_ACTIVITY_LANGUAGE}};
    bz_model *m = x->l->m;
    bz_span at = span_of(x, BZ_CHANGE_INSERT);
    bz_str id = bz_arena_str(x->l->names, bz_model_text(m, x->change, BZ_CHANGE_INSERT));
    bz_rec s = new_session(x, id, at);
    bz_rec a = bz_model_add(m, s, BZ_SESSION_ACTIVITIES, 0, BZ_R_ACTIVITY, at);
    bz_model_set_text(m, a, 0, id, at);
    m->records.p[a].id_span = at;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        copy_value(m, x->change, rows[i][0], a, rows[i][1]);
    for (bz_rec k = bz_model_first(m, x->change, BZ_CHANGE_MATERIALS); k; k = bz_model_next(m, k))
        bz_model_copy(m, a, BZ_ACTIVITY_MATERIALS, 0, k);
    bz_load__activity_check(x->l, a);
    if (md) bz_load__session_body(x->l, s, md, true);
}

/* The session of the library, read as if the curriculum named it. It keeps its name, for its text
 * may speak of it. */
static bz_rec take_session(const changing *x, bz_str id, bz_span at)
{
    bz_load__run *l = x->l;
    bz_str use = bz_arena_str(l->names, bz_model_text(l->m, x->change, BZ_CHANGE_USE));
    bz_str wanted = bz_arena_printf(l->names, BZ_LOAD__SHARED_SESSION "%.*s", BZ_FMT(id));
    if (!bz_str_eq(use, wanted)) {
        bool is_shared = bz_str_starts(use, BZ_LOAD__SHARED_SESSION);
        bz_diag *d = bz_diag_add(l->job->diags, BZ_A003, span_of(x, BZ_CHANGE_USE),
                                 is_shared ? "a session of the library keeps its name"
                                           : "`use` names a session of the library");
        bz_diag_hint(l->job->diags, d, "for example `{add_session: NAME, use: %sNAME, after: …}`",
                     BZ_LOAD__SHARED_SESSION);
        return 0;
    }
    if (!bz_load__id_check(l->job, id, at)) return 0;
    bz_rec s = new_session(x, id, at);
    bz_model_set_text(l->m, s, BZ_SESSION_USE, use, span_of(x, BZ_CHANGE_USE));
    bz_load__session_taken(l, s, x->curriculum);
    return s;
}

static void add_session(const changing *x)
{
    bz_load__run *l = x->l;
    bz_span at = span_of(x, BZ_CHANGE_ADD_SESSION);
    bz_str id = bz_arena_str(l->names, bz_model_text(l->m, x->change, BZ_CHANGE_ADD_SESSION));
    bz_rec s = 0;
    if (has(x, BZ_CHANGE_USE)) {
        s = take_session(x, id, at);
    } else {
        uint32_t yaml = read_file(x, bz_arena_printf(l->names, "%.*s.yaml", BZ_FMT(id)), at);
        if (!yaml) return;
        s = new_session(x, id, at);
        bz_load__session(l, s, x->curriculum, x->folder, yaml);
    }
    if (s && x->course) bz_load__handouts_of(l, x->course, s);
}

/* What an officer signs must be readable to the officer. */
static void check_language(const changing *x)
{
    const bz_model *m = x->l->m;
    bz_str own =
        x->curriculum ? bz_model_text(m, x->curriculum, BZ_CURRICULUM_LANGUAGE) : BZ_STR("");
    bz_str language = bz_model_text(m, x->change, BZ_CHANGE_LANGUAGE);
    if (!language.n || !own.n || bz_str_eq(language, own) || has(x, BZ_CHANGE_MEANING)) return;
    bz_diag *d = bz_diag_add(x->l->job->diags, BZ_A004, span_of(x, BZ_CHANGE_LANGUAGE),
                             "a text in `%.*s` that does not say what it means", BZ_FMT(language));
    bz_diag_hint(
        x->l->job->diags, d,
        "say it in a sentence for those who sign: `meaning: The same story with a father.`");
}

static void read_change(bz_load__run *l, bz_rec change, bz_load__course *c, bz_str folder)
{
    changing x = {.l = l, .change = change, .folder = folder, .course = c};
    x.curriculum = c ? c->rec : 0;
    if (!find_verb(&x) || !check_keys(&x)) return;
    check_language(&x);
    if (c) bz_load__handouts_of(l, c, change); /* of a material that it brings */
    if (x.verb->field == BZ_CHANGE_ADD_SESSION) {
        add_session(&x);
        return;
    }
    if (x.verb->field == BZ_CHANGE_INSERT)
        bz_load__id_check(l->job, bz_model_text(l->m, change, BZ_CHANGE_INSERT),
                          span_of(&x, BZ_CHANGE_INSERT));
    uint32_t md = has(&x, BZ_CHANGE_WITH) ? read_with(&x) : 0;
    if (x.verb->field == BZ_CHANGE_INSERT && has(&x, BZ_CHANGE_METHOD)) {
        make_activity(&x, md);
    } else if (md) {
        bz_node body = bz_load__body(l, md);
        l->m->records.p[change].body = body;
    }
}

/* What was signed, where somebody has. */
static void read_signature(bz_load__run *l, bz_rec adaptation, bz_str folder)
{
    bool is_reported;
    bz_str path = bz_arena_printf(l->names, "%.*ssigned.yaml", BZ_FMT(folder));
    uint32_t file = bz_load__file_read(l->job, l->request->root, path, path,
                                       bz_model_at(l->m, adaptation)->span, &is_reported);
    if (!file) return;
    bz_rec r =
        bz_model_add(l->m, adaptation, BZ_ADAPTATION_SIGNATURE, 0, BZ_R_SIGNATURE, bz_span_none());
    bz_load__decode_file(&l->decoder, r, file);
}

static void read_adaptation(bz_load__run *l, bz_rec adaptation)
{
    const bz_model *m = l->m;
    bz_rec made_for = bz_model_first(m, adaptation, BZ_ADAPTATION_FOR);
    bz_str id = made_for ? bz_model_text(m, made_for, BZ_FOR_CURRICULUM) : BZ_STR("");
    bz_load__course *c = bz_load__course_by_id(l, id);
    bz_str folder = bz_arena_printf(l->names, "%s%.*s/", bz_load__adaptations.folder,
                                    BZ_FMT(bz_model_id(m, adaptation)));
    for (bz_rec k = bz_model_first(m, adaptation, BZ_ADAPTATION_CHANGES); k;
         k = bz_model_next(m, k))
        read_change(l, k, c, folder);
    read_signature(l, adaptation, folder);
}

void bz_load__changes(bz_load__run *l)
{
    const bz_model *m = l->m;
    for (bz_rec a = bz_model_first(m, m->project, BZ_PROJECT_ADAPTATIONS); a;
         a = bz_model_next(m, a))
        read_adaptation(l, a);
}
