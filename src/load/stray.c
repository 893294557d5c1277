/* In: the folders that were read. Out: a warning for each file that looks like a part and is none.
 * The one idea: a session that somebody wrote and forgot to list would otherwise be missing without
 * a word. */
#include "load/load_priv.h"

static bool stands_in(bz_load__names names, bz_str stem, const char *suffix)
{
    size_t from = 0, to = names.n; /* sorted by bytes */
    char text[300];
    if (stem.n + 8 > sizeof text) return false;
    size_t n = 0;
    for (; n < stem.n; n++)
        text[n] = stem.p[n];
    for (const char *c = suffix; *c; c++)
        text[n++] = *c;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = bz_str_cmp(names.p[middle], (bz_str){text, n});
        if (order == 0) return true;
        if (order < 0) from = middle + 1;
        else to = middle;
    }
    return false;
}

static void warn(bz_load__run *l, bz_str folder, bz_str name, const char *says, const char *hint)
{
    bz_str path = bz_arena_printf(l->names, "%.*s%.*s", BZ_FMT(folder), BZ_FMT(name));
    bz_span at = bz_load__at_file(l->job, l->request->root, path);
    bz_diag *diag = bz_diag_add(l->job->diags, BZ_S009, at, "%s", says);
    if (hint) bz_diag_hint(l->job->diags, diag, "%s", hint);
}

typedef struct shelf_rules {
    bz_str folder;
    const bz_map *named;  /* NULL: every .yaml counts */
    const bz_map *shared; /* names that stand for files of the library; NULL: none */
    const char *list;     /* where they are named */
    bool has_texts;       /* .md beside .yaml */
} shelf_rules;

static void check_file(bz_load__run *l, const shelf_rules *rules, bz_load__names names, bz_str name)
{
    bz_str stem;
    if (bz_load__stem(name, ".yml", &stem)) {
        warn(l, rules->folder, name, "a file that is not read: it ends in `.yml`",
             "names of YAML files end in `.yaml`");
    } else if (bz_load__stem(name, ".yaml", &stem)) {
        if (rules->shared && bz_map_find(rules->shared, stem))
            warn(l, rules->folder, name, "a file that nobody names: the library's is taken in",
                 "take it out, or write its name alone in place of `use`");
        else if (rules->named && !bz_map_find(rules->named, stem))
            warn(l, rules->folder, name, "a file that nobody names", rules->list);
    } else if (bz_load__stem(name, ".md", &stem) && !bz_str_is(stem, "README")) {
        bool is_pair = stands_in(names, stem, ".yaml");
        bool is_named = rules->named && bz_map_find(rules->named, stem);
        if (!rules->has_texts)
            warn(l, rules->folder, name, "a file that is not read",
                 "texts lie in `sessions/`, `handouts/` and the library");
        else if (!is_pair && !is_named)
            warn(l, rules->folder, name, "a text without its `.yaml`",
                 "write a `.yaml` of the same name beside it, or take the text out");
    }
}

static void check_folder(bz_load__run *l, const shelf_rules *rules)
{
    bz_load__names names = bz_load__list(l->job, l->request->root, rules->folder, l->names);
    for (size_t i = 0; i < names.n; i++)
        check_file(l, rules, names, names.p[i]);
}

/* A folder that is none of ours and holds YAML. */
static void check_other_folder(bz_load__run *l, bz_str folder, bz_str name,
                               const char *const *known, size_t n)
{
    bz_str inside = bz_arena_printf(l->names, "%.*s%.*s", BZ_FMT(folder), BZ_FMT(name));
    for (size_t i = 0; i < n; i++)
        if (bz_str_is(name, known[i])) return;
    bz_load__names names = bz_load__list(NULL, l->request->root, inside, l->names);
    for (size_t i = 0; i < names.n; i++)
        if (bz_str_ends(names.p[i], ".yaml") || bz_str_ends(names.p[i], ".yml")) {
            warn(l, inside, names.p[i], "a file in a folder that is not read", NULL);
            return;
        }
}

static void check_between(bz_load__run *l, bz_str folder, const char *const *known, size_t n,
                          const char *file, const char *hint)
{
    bz_load__names names = bz_load__list(l->job, l->request->root, folder, l->names);
    for (size_t i = 0; i < names.n; i++) {
        if (bz_str_ends(names.p[i], "/")) {
            if (known) check_other_folder(l, folder, names.p[i], known, n);
        } else if (!bz_str_is(names.p[i], file) &&
                   (bz_str_ends(names.p[i], ".yaml") || bz_str_ends(names.p[i], ".yml"))) {
            warn(l, folder, names.p[i], "a file that is not read", hint);
        }
    }
}

/* The sessions that lie in the library and not in the curriculum. */
static bz_map *shared_sessions(const bz_load__run *l, const bz_load__course *c)
{
    bz_map *map = bz_map_new();
    for (bz_rec s = bz_model_first(l->m, c->rec, BZ_CURRICULUM_SESSIONS); s;
         s = bz_model_next(l->m, s))
        if (bz_model_has(l->m, s, BZ_SESSION_USE))
            bz_map_add(map, bz_arena_str(l->names, bz_model_id(l->m, s)), s);
    return map;
}

void bz_load__strays_curriculum(bz_load__run *l, const bz_load__course *c)
{
    static const char *const folders[] = {"sessions/", "handouts/", "forms/", "images/",
                                          "languages/"};
    const char *const hint =
        "sessions lie in `sessions/`, handouts in `handouts/`, forms in `forms/`";
    bz_str sessions = bz_arena_printf(l->names, "%.*ssessions/", BZ_FMT(c->folder));
    bz_str handouts = bz_arena_printf(l->names, "%.*shandouts/", BZ_FMT(c->folder));
    bz_str forms = bz_arena_printf(l->names, "%.*sforms/", BZ_FMT(c->folder));
    bz_map *shared = shared_sessions(l, c);
    check_folder(l,
                 &(shelf_rules){sessions, c->sessions, shared,
                                "add it to `sessions` in `curriculum.yaml`, or take it out", true});
    check_folder(l, &(shelf_rules){.folder = handouts, .has_texts = true});
    check_folder(l,
                 &(shelf_rules){forms, c->forms, NULL,
                                "add it to `forms` in `curriculum.yaml`, or take it out", false});
    bz_map_free(shared);
    check_between(l, c->folder, folders, sizeof folders / sizeof *folders, "curriculum.yaml", hint);
}

static void check_below_library(bz_load__run *l)
{
    static const char *const folders[] = {"sessions/", "handouts/", "images/", "languages/"};
    bz_str library = BZ_STR("curricula/library/");
    bz_load__names names = bz_load__list(NULL, l->request->root, library, l->names);
    for (size_t i = 0; i < names.n; i++)
        if (bz_str_ends(names.p[i], "/"))
            check_other_folder(l, library, names.p[i], folders, sizeof folders / sizeof *folders);
}

void bz_load__strays_shared(bz_load__run *l)
{
    static const char *const contexts[] = {"places/", "groups/", "adaptations/"};
    static const struct {
        const char *folder;
        bool has_texts;
    } shelves[] = {{"curricula/library/", true},          {"curricula/library/sessions/", true},
                   {"curricula/library/handouts/", true}, {"curricula/contexts/places/", false},
                   {"curricula/contexts/groups/", false}, {"curricula/holidays/", false}};
    for (size_t i = 0; i < sizeof shelves / sizeof *shelves; i++)
        check_folder(l, &(shelf_rules){.folder = bz_str_from(shelves[i].folder),
                                       .has_texts = shelves[i].has_texts});
    check_below_library(l);
    check_between(l, BZ_STR("curricula/contexts/"), contexts, sizeof contexts / sizeof *contexts,
                  "", "it belongs into `places/`, `groups/` or `adaptations/NAME/`");
    check_between(l, BZ_STR("curricula/"), NULL, 0, "",
                  "a curriculum is a folder with `curriculum.yaml`");
}
