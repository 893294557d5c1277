/* Looks at a plugin's files for what it could not use. In: a plugin whose init.lua has run. Out:
 * warnings at the lines, for names that plugins do not have, files that are not there, and labels
 * that a language lacks.
 *
 * The one idea: what is wrong in a line that a run happens not to reach is seen all the same, as
 * far as tokens show it. Names that the plugin itself gives to something, anywhere, are never
 * warned of, so that a warning is worth looking at. */
#include "plugin/plugin_priv.h"
#include "base/map.h"
#include <ctype.h>
#include <string.h>

enum { MOST_WARNINGS = 50, MOST_CANDIDATES = 600 };

typedef enum token_kind { END, NAME, TEXT, OTHER } token_kind;

typedef struct token {
    token_kind kind;
    bz_str text;   /* of a TEXT without its quotes */
    size_t at;     /* in the file */
    bool is_plain; /* TEXT: nothing is escaped in it */
} token;

typedef struct look {
    bz_plugin *p;
    const bz_plugin_file *file;
    BZ_VEC(token) tokens; /* of the file */
    bz_map *own;          /* names that this plugin gives */
    bz_map *globals;      /* names that are there */
    bz_map *baraza;       /* the keys of that table */
    bz_map *members;      /* properties and methods of everything */
    BZ_VEC(bz_str) candidates[3];
    BZ_VEC(bz_str) labels; /* that it asks for */
    bz_map *asked;         /* the same */
    size_t warnings;
} look;

enum { GLOBALS, BARAZA, MEMBERS };

/* --- tokens */

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || c == '_';
}

/* The level of a long bracket that opens at `i`, or -1. */
static int long_level(bz_str s, size_t i)
{
    int level = 0;
    if (i >= s.n || s.p[i] != '[') return -1;
    for (i++; i < s.n && s.p[i] == '='; i++)
        level++;
    return i < s.n && s.p[i] == '[' ? level : -1;
}

/* Behind the long bracket of this level that opens at `i`. */
static size_t long_end(bz_str s, size_t i, int level)
{
    for (i += (size_t)level + 2; i < s.n; i++) {
        if (s.p[i] != ']') continue;
        size_t k = i + 1;
        while (k < s.n && s.p[k] == '=' && k - i - 1 < (size_t)level)
            k++;
        if (k - i - 1 == (size_t)level && k < s.n && s.p[k] == ']') return k + 1;
    }
    return s.n;
}

static size_t skip_comment(bz_str s, size_t i)
{
    int level = long_level(s, i + 2);
    if (level >= 0) return long_end(s, i + 2, level);
    return bz_str_find(s, '\n', i);
}

static size_t take_quoted(bz_str s, size_t i, token *t)
{
    char quote = s.p[i];
    size_t from = ++i;
    t->kind = TEXT;
    t->is_plain = true;
    while (i < s.n && s.p[i] != quote && s.p[i] != '\n') {
        if (s.p[i] == '\\') t->is_plain = false, i++;
        i++;
    }
    if (i > s.n) i = s.n;
    t->text = bz_str_cut(s, from, i);
    return i < s.n ? i + 1 : i;
}

/* The next token from `i`; gives where it ends. */
static size_t take_token(bz_str s, size_t i, token *t)
{
    while (i < s.n) {
        if (isspace((unsigned char)s.p[i])) i++;
        else if (s.p[i] == '-' && i + 1 < s.n && s.p[i + 1] == '-') i = skip_comment(s, i);
        else break;
    }
    *t = (token){.at = i};
    if (i >= s.n) return s.n;
    size_t from = i;
    int level = long_level(s, i);
    if (s.p[i] == '"' || s.p[i] == '\'') return take_quoted(s, i, t);
    if (level >= 0) {
        i = long_end(s, i, level);
        t->kind = TEXT;
        t->text = bz_str_cut(s, from, i);
        return i;
    }
    t->kind = is_letter(s.p[i]) ? NAME : OTHER;
    bool is_number = isdigit((unsigned char)s.p[i]);
    for (i++; i < s.n && (t->kind == NAME || is_number) &&
              (is_letter(s.p[i]) || isdigit((unsigned char)s.p[i]));)
        i++;
    t->text = bz_str_cut(s, from, i);
    return i;
}

static void read_tokens(look *k, const bz_plugin_file *f)
{
    token t;
    k->file = f;
    k->tokens.n = 0;
    for (size_t i = 0; i < f->text.n;) {
        i = take_token(f->text, i, &t);
        if (t.kind != END) bz_vec_push(&k->tokens, t);
    }
    t = (token){.at = f->text.n};
    for (int i = 0; i < 4; i++) /* so that looking ahead needs no care */
        bz_vec_push(&k->tokens, t);
}

static bool is(const token *t, const char *text)
{
    return t->kind != TEXT && bz_str_is(t->text, text);
}

static bool is_word_of_lua(bz_str s)
{
    static const char *const words[] = {"and",   "break", "do",       "else", "elseif", "end",
                                        "false", "for",   "function", "goto", "if",     "in",
                                        "local", "nil",   "not",      "or",   "repeat", "return",
                                        "then",  "true",  "until",    "while"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (bz_str_is(s, words[i])) return true;
    return false;
}

/* --- names that the plugin gives */

static void own(look *k, const token *t)
{
    if (t->kind == NAME) bz_map_add(k->own, t->text, 1);
}

/* `a, b <const>, c` behind `local` and `for`; gives the last token that belongs to it. */
static size_t own_list(look *k, size_t i)
{
    const token *t = k->tokens.p;
    for (;;) {
        if (t[i].kind != NAME || is_word_of_lua(t[i].text)) return i - 1;
        own(k, &t[i]);
        if (is(&t[i + 1], "<") && is(&t[i + 3], ">")) {
            own(k, &t[i + 2]);
            i += 3;
        }
        if (!is(&t[i + 1], ",")) return i;
        i += 2;
    }
}

/* The name and the parameters of a function. */
static size_t own_head(look *k, size_t i)
{
    const token *t = k->tokens.p;
    for (; t[i].kind && !is(&t[i], ")"); i++)
        own(k, &t[i]);
    return i;
}

/* Behind `local` and `for`, in a function's head, and before an equals sign names are given. */
static void collect_own(look *k)
{
    const token *t = k->tokens.p;
    for (size_t i = 0; t[i].kind; i++) {
        if (t[i].kind == NAME && is(&t[i + 1], "=") && !is(&t[i + 2], "=")) own(k, &t[i]);
        if (is(&t[i], "goto")) own(k, &t[i + 1]);
        if (is(&t[i], ":") && is(&t[i + 1], ":")) own(k, &t[i + 2]);
        if (is(&t[i], "function")) i = own_head(k, i + 1);
        else if (is(&t[i], "local") || is(&t[i], "for")) i = own_list(k, i + 1);
    }
}

/* --- names that are there */

static void offer(look *k, int list, bz_map *map, bz_str name)
{
    if (bz_map_add(map, name, 1) || k->candidates[list].n == MOST_CANDIDATES) return;
    bz_vec_push(&k->candidates[list], name);
}

static void offer_rows(look *k, int list, bz_map *map, const bz_api *rows)
{
    for (; rows->name; rows++)
        offer(k, list, map, bz_str_from(rows->name));
}

static void offer_properties(look *k, const bz_api_property *rows)
{
    for (; rows->name; rows++)
        offer(k, MEMBERS, k->members, bz_str_from(rows->name));
}

static void offer_members(look *k)
{
    static const char *const text[] = {"byte",  "find",  "format", "gmatch",  "gsub", "len",
                                       "lower", "match", "rep",    "reverse", "sub",  "upper"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        offer(k, MEMBERS, k->members, bz_str_from(text[i]));
    for (int kind = 1; kind < BZ_RECORD_KIND_COUNT; kind++) {
        const bz_record_row *row = bz_record_row_at((bz_record_kind)kind);
        for (int i = 0; i < row->n; i++)
            if (!(row->fields[i].flags & BZ_NO_LUA))
                offer(k, MEMBERS, k->members, bz_str_from(row->fields[i].key));
    }
    for (const bz_api_methods *m = bz_plugin__methods; m->rows; m++)
        offer_rows(k, MEMBERS, k->members, m->rows);
    for (const bz_api_properties *g = bz_plugin__properties; g->rows; g++)
        offer_properties(k, g->rows);
    offer_properties(k, bz_plugin__block_properties);
    offer_rows(k, MEMBERS, k->members, bz_plugin__change_block);
    offer_rows(k, MEMBERS, k->members, bz_plugin__builder_rows);
    offer_rows(k, MEMBERS, k->members, bz_plugin__report_rows);
}

static void offer_globals(look *k)
{
    const char *library;
    const char *const *names;
    for (size_t i = 0; (names = bz_plugin__lua_rows(i, &library)); i++) {
        if (*library) offer(k, GLOBALS, k->globals, bz_str_from(library));
        else
            for (; *names; names++)
                offer(k, GLOBALS, k->globals, bz_str_from(*names));
    }
    offer(k, GLOBALS, k->globals, BZ_STR("baraza"));
    offer(k, GLOBALS, k->globals, BZ_STR("self"));
    offer_rows(k, GLOBALS, k->globals, bz_plugin__global_rows);
    offer_rows(k, GLOBALS, k->globals, bz_plugin__own_rows());
    offer_rows(k, BARAZA, k->baraza, bz_plugin__baraza_rows);
    offer(k, BARAZA, k->baraza, BZ_STR("api"));
    offer(k, BARAZA, k->baraza, BZ_STR("language"));
    offer(k, BARAZA, k->baraza, BZ_STR("options"));
}

/* --- warnings */

static bz_diag *warn(look *k, bz_code code, const token *t, const char *says, const char *before)
{
    if (k->warnings++ >= MOST_WARNINGS) return NULL;
    bz_span at = {k->file->file, (uint32_t)t->at, (uint32_t)(t->at + t->text.n)};
    return bz_diag_add(k->p->job->diags, code, at, "%s `%s%.*s`", says, before, BZ_FMT(t->text));
}

static void unknown(look *k, const token *t, int list, const char *says, const char *before)
{
    bz_diag *d = warn(k, BZ_P006, t, says, before);
    bz_diags *diags = k->p->job->diags;
    if (d && !bz_diag_did_you_mean(diags, d, t->text, k->candidates[list].p, k->candidates[list].n))
        bz_diag_hint(diags, d, "what plugins have stands in docs/plugin-api.md");
}

static bool has_option(const look *k, bz_str name)
{
    const bz_model *m = k->p->m;
    return !k->p->manifest || bz_model_child(m, k->p->manifest, BZ_PLUGIN_OPTIONS, name);
}

/* `t` is the name behind `baraza.`. */
static void look_at_baraza(look *k, const token *t)
{
    if (!bz_map_find(k->baraza, t->text)) {
        unknown(k, t, BARAZA, "there is no", "baraza.");
        return;
    }
    if (!is(t, "options") || !is(&t[1], ".") || t[2].kind != NAME || has_option(k, t[2].text))
        return;
    bz_diag *d = warn(k, BZ_P006, &t[2], "the manifest declares no option", "");
    if (d)
        bz_diag_hint(k->p->job->diags, d,
                     "declare it below `options` in plugin.yaml, with a default");
}

/* --- files and labels */

static bool has_file(const look *k, bz_str name, const char *suffix)
{
    for (size_t i = 0; i < k->p->n_files; i++) {
        bz_str f = k->p->files[i].name;
        if (f.n == name.n + strlen(suffix) && bz_str_ends(f, suffix) &&
            memcmp(f.p, name.p, name.n) == 0)
            return true;
    }
    return false;
}

static void look_at_call(look *k, const token *t)
{
    const token *text = is(&t[1], "(") ? &t[2] : &t[1];
    if (text->kind != TEXT || !text->is_plain) return;
    bool is_require = is(t, "require"), is_resource = is(t, "resource");
    if (is(t, "tr") && !bz_map_add(k->asked, text->text, 1)) bz_vec_push(&k->labels, text->text);
    if ((is_require && !has_file(k, text->text, ".lua")) ||
        (is_resource && !has_file(k, text->text, ""))) {
        bz_diag *d = warn(k, BZ_P007, text, "the plugin has no file", "");
        if (d)
            bz_diag_hint(k->p->job->diags, d,
                         is_require ? "`require` takes the name without `.lua`"
                                    : "a plugin has its own files only, of text: .lua, .txt, .md");
    }
}

static void look_at_tokens(look *k)
{
    const token *t = k->tokens.p;
    for (size_t i = 0; t[i].kind; i++) {
        bool is_below = i > 0 && (is(&t[i - 1], ".") || is(&t[i - 1], ":"));
        bool is_joined = is_below && i > 1 && is(&t[i - 2], "."); /* `..` */
        if (t[i].kind != NAME || is_word_of_lua(t[i].text)) continue;
        if (is_below && !is_joined) {
            bool is_called = is(&t[i + 1], "(") || is(&t[i + 1], "{") || t[i + 1].kind == TEXT;
            if (is(&t[i - 1], ":") && is_called && !bz_map_find(k->members, t[i].text) &&
                !bz_map_find(k->own, t[i].text))
                unknown(k, &t[i], MEMBERS, "nothing has a function", ":");
            continue;
        }
        if (bz_map_find(k->own, t[i].text)) continue;
        if (!bz_map_find(k->globals, t[i].text)) {
            unknown(k, &t[i], GLOBALS, "plugins have no", "");
            continue;
        }
        look_at_call(k, &t[i]);
        if (is(&t[i], "baraza") && is(&t[i + 1], ".") && t[i + 2].kind == NAME)
            look_at_baraza(k, &t[i + 2]);
    }
}

/* In each language that the plugin speaks, as the functions that print would ask for them. */
static void look_at_labels(look *k)
{
    bz_plugin *p = k->p;
    uint32_t n = p->manifest ? bz_model_count(p->m, p->manifest, BZ_PLUGIN_LABELS) : 0;
    bz_str before = p->language;
    for (uint32_t i = 0; i < n; i++) {
        const bz_value *v = bz_model_element(p->m, p->manifest, BZ_PLUGIN_LABELS, i);
        bz_plugin__set_language(p, bz_value_key(p->m, v));
        for (size_t l = 0; l < k->labels.n; l++) {
            bz_plugin__push_label(p->L, p, k->labels.p[l]);
            lua_pop(p->L, 1);
        }
        bz_plugin__report_labels(p);
    }
    p->told.n = 0;
    bz_plugin__set_language(p, before);
}

static bool is_lua(const bz_plugin_file *f)
{
    return bz_str_ends(f->name, ".lua");
}

void bz_plugin__look(bz_plugin *p)
{
    look k = {.p = p,
              .own = bz_map_new(),
              .globals = bz_map_new(),
              .baraza = bz_map_new(),
              .members = bz_map_new(),
              .asked = bz_map_new()};
    offer_globals(&k);
    offer_members(&k);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < p->n_files; i++) {
            if (!is_lua(&p->files[i])) continue;
            read_tokens(&k, &p->files[i]);
            if (pass) look_at_tokens(&k);
            else collect_own(&k);
        }
    look_at_labels(&k);
    bz_map_free(k.own);
    bz_map_free(k.globals);
    bz_map_free(k.baraza);
    bz_map_free(k.members);
    bz_map_free(k.asked);
    for (int i = 0; i < 3; i++)
        bz_vec_free(&k.candidates[i]);
    bz_vec_free(&k.labels);
    bz_vec_free(&k.tokens);
}
