/* bz_new_context. In: the name of a place, group or adaptation, and what it is for. Out: a file
 * that passes `check`, with the keys that most need and what is to be replaced said behind them.
 * The one idea: whoever takes a programme to a new place begins with a page to fill in, never with
 * the copy of another country's page, in which its names and numbers would stay behind. The
 * curriculum may be a stranger's, and is not checked here: what it says is quoted, and a name in it
 * that is none is left out. */
#include "engine/engine_priv.h"

#include "base/country.h"

#include "doc/language.h"
#include "yaml/ytree.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const bz_ynode *curriculum_file(bz_engine *e, bz_str id)
{
    bz_str text, path = bz_arena_printf(e->job.arena, "curricula/%.*s/curriculum.yaml", BZ_FMT(id));
    const bz_ynode *top = NULL;
    if (bz_root_read(e->root, path, e->job.limits->file_bytes, &text) != BZ_READ_OK) return NULL;
    uint32_t file = bz_sources_adopt(e->job.sources, path, text);
    return bz_yaml_read(&top, file, &e->job) == BZ_OK ? top : NULL;
}

static bz_str value_of(const bz_ynode *mapping, const char *key, const char *otherwise)
{
    const bz_ynode *v = mapping ? bz_yaml_find(mapping, key) : NULL;
    return v && v->kind == BZ_YSCALAR ? v->text : bz_str_from(otherwise);
}

/* In a template `@` stands for the id, so here it is written by its number. */
static void put_quoted(bz_str text, bz_buf *out)
{
    bz_buf quoted = {0};
    bz_yaml_put_quoted(text, &quoted);
    for (size_t i = 0; i < quoted.n; i++)
        if (quoted.p[i] == '@') bz_buf_put(out, "\\x40");
        else bz_buf_char(out, quoted.p[i]);
    bz_buf_deinit(&quoted);
}

/* "{en: \"Amina\"}": the entries of a mapping of texts for one language, on a line. */
static void put_entry(const bz_ynode *mapping, const char *key, bz_buf *out)
{
    bz_buf_fmt(out, "{%s: ", key);
    put_quoted(value_of(mapping, key, "…"), out);
    bz_buf_put(out, "}");
}

static const bz_ynode *forms_of(const bz_ynode *word, const char *language)
{
    const bz_ynode *forms = bz_yaml_find(word, "forms");
    if (forms && forms->kind == BZ_YMAPPING) forms = bz_yaml_find(forms, language);
    return forms && forms->kind == BZ_YMAPPING && forms->n ? forms : NULL;
}

static void put_forms(const bz_ynode *forms, const char *language, bz_buf *out)
{
    bool is_first = true;
    bz_buf_fmt(out, ", forms: {%s: {", language);
    for (size_t i = 0; i < forms->n; i++) {
        const bz_yentry *form = &forms->entries[i];
        if (!bz_id_is_valid(form->key, NULL)) continue;
        bz_buf_fmt(out, "%s%.*s: ", is_first ? "" : ", ", BZ_FMT(form->key));
        put_quoted(form->value->text, out);
        is_first = false;
    }
    bz_buf_put(out, "}}");
}

/* The words of the curriculum, each with what it says now, as comments to be filled in. */
static void put_words(const bz_ynode *top, const char *language, bz_buf *out)
{
    const bz_ynode *words = top ? bz_yaml_find(top, "words") : NULL;
    if (!words || words->kind != BZ_YMAPPING || !words->n) return;
    bz_buf_put(out,
               "# What people, foods and things are called there; now as in the curriculum. Take "
               "the # away,\n# of `words:` too.\n#words:\n");
    for (size_t i = 0; i < words->n; i++) {
        const bz_ynode *w = words->entries[i].value;
        if (w->kind != BZ_YMAPPING || !bz_id_is_valid(words->entries[i].key, NULL)) continue;
        const bz_ynode *text = bz_yaml_find(w, "text"), *forms = forms_of(w, language);
        bz_buf_fmt(out, "#  %.*s: {text: ", BZ_FMT(words->entries[i].key));
        put_entry(text && text->kind == BZ_YMAPPING ? text : NULL, language, out);
        if (forms) put_forms(forms, language, out);
        bz_buf_put(out, "}\n");
    }
}

static void put_place(const bz_ynode *top, const char *country, bz_buf *out)
{
    bz_str language = value_of(top, "language", "en");
    char tag[64] = "en";
    if (language.n < sizeof tag && bz_language_is_tag(language))
        snprintf(tag, sizeof tag, "%.*s", BZ_FMT(language));
    bz_buf_fmt(out,
               "title: \"" BZ_TEMPLATE_TITLE "\"      # as people call it\n"
               "country: %s\n"
               "languages: {guide: %s, spoken: %s, handouts: [%s]}\n"
               "#holidays: [NAME]        # a list of curricula/holidays, or one that comes along\n"
               "#facts: {literacy: mixed}\n"
               "#unavailable: [flip chart]\n"
               "# Whom to call when a child is in danger. Call first; then take `example` out.\n"
               "focal_point:\n"
               "  role: child protection officer\n"
               "  phone: \"+000 000 000 000\"\n"
               "  example: true\n"
               "# Where families find help. A number of another country is never the right one.\n"
               "referrals:\n"
               "  health:\n"
               "    service: health\n"
               "    name: Example Health Centre\n"
               "    phone: \"+000 000 000 000\"\n"
               "    show_to: participants\n"
               "    #verified: 2026-09-01   # the day on which somebody called and it was right\n"
               "    #by: programme officer\n"
               "    #expires: 2027-03-01\n"
               "    example: true\n",
               country, tag, tag, tag);
    put_words(top, tag, out);
}

static void put_group(bz_str curriculum, const char *place, const char *adaptation, bz_buf *out)
{
    bz_buf_fmt(out, "title: \"" BZ_TEMPLATE_TITLE "\"\ncurriculum: %.*s\nplace: %s\n",
               BZ_FMT(curriculum), place);
    if (adaptation) bz_buf_fmt(out, "adaptations: [%s]\n", adaptation);
    bz_buf_put(out, "people: 12\n"
                    "meetings:\n"
                    "  start: 2027-01-12        # the first meeting\n"
                    "  every: 1 week\n"
                    "  at: \"14:00\"\n"
                    "  minutes: 120             # the most that a meeting may hold\n"
                    "  #count: 8\n"
                    "  #where: Example Primary School\n"
                    "  #skip:\n"
                    "  #  - {from: 2027-02-02, to: 2027-02-02, why: food distribution}\n"
                    "  #on:                     # one meeting on another day, or at another time\n"
                    "  #  - {date: 2027-02-09, moved_to: 2027-02-11, why: the hall is let}\n"
                    "paper: {size: A4}\n");
}

static void put_adaptation(bz_str curriculum, const bz_ynode *top, bz_buf *out)
{
    static const char *const papers[] = {
        "papers",         "run-sheet",     "guide",      "handouts",      "cards",
        "materials",      "calendar",      "messages",   "home-practice", "attendance",
        "registration",   "agreement",     "roles",      "childcare",     "disclosure",
        "referral-cards", "questionnaire", "evaluation", "fidelity",      "session-report",
        "certificate",    "record"};
    bz_buf_fmt(out, "title: \"" BZ_TEMPLATE_TITLE "\"\nfor: {curriculum: %.*s, version: ",
               BZ_FMT(curriculum));
    put_quoted(value_of(top, "version", "1.0"), out);
    bz_buf_put(
        out,
        "}\n# One line for each change, with its reason; `baraza build` names what is missing.\n"
        "#changes:\n"
        "#  - {reword: SESSION/ACTIVITY, find: radio, to: lamp, why: few homes have one}\n"
        "#  - {replace: SESSION/ACTIVITY, with: story.md, why: nobody here lives so}\n"
        "#  - {drop: SESSION/ACTIVITY, why: the room is ours for an hour only}\n"
        "# The papers of the group. Take out what you do not print.\n"
        "plugins:\n");
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        bz_buf_fmt(out, "  - use: %s\n", papers[i]);
}

static const char *path_of(bz_new_kind kind)
{
    switch (kind) {
    case BZ_NEW_PLACE: return "curricula/contexts/places/@.yaml";
    case BZ_NEW_GROUP: return "curricula/contexts/groups/@.yaml";
    case BZ_NEW_ADAPTATION: return "curricula/contexts/adaptations/@/adaptation.yaml";
    }
    return "";
}

/* A group names a place and an adaptation: they are there first. */
static bz_result check_group(bz_engine *e, const char *place, const char *adaptation)
{
    const struct {
        const char *folder, *id, *after, *what;
    } needed[] = {
        {"curricula/contexts/places/", place, ".yaml", "place"},
        {"curricula/contexts/adaptations/", adaptation, "/adaptation.yaml", "adaptation"}};
    for (size_t i = 0; i < 2; i++) {
        const char *id = needed[i].id;
        if (!id || bz_engine__exists(e, needed[i].folder, bz_str_from(id), needed[i].after))
            continue;
        bz_diag *d;
        bz_engine__usage(e, &d, "there is no %s `%.80s`", needed[i].what, id);
        bz_diag_hint(e->job.diags, d, "start it first: `baraza new %s %.80s …`", needed[i].what,
                     id);
        return BZ_RESULT_USAGE;
    }
    return BZ_RESULT_OK;
}

/* What the file says; an error where what it names is not there. */
static bz_result compose(bz_engine *e, const bz_request *request, bz_new_kind kind,
                         const char *first, const char *second, bz_buf *out)
{
    bz_wanted w = {0};
    bool is_place = kind == BZ_NEW_PLACE;
    if (is_place && !bz_country_is_known(bz_str_from(first))) {
        bz_diag *d;
        bz_engine__usage(e, &d, "`%.80s` is not the code of a country", first);
        const char *meant = bz_country_meant(bz_str_from(first));
        bz_diag_hint(e->job.diags, d, "two capital letters of ISO 3166-1: `%s`%s",
                     meant ? meant : "UG", meant ? "" : " for Uganda");
        return BZ_RESULT_USAGE;
    }
    bz_result r =
        is_place && !request->curriculum ? BZ_RESULT_OK : bz_engine__resolve(e, request, true, &w);
    if (r == BZ_RESULT_OK && kind == BZ_NEW_GROUP) r = check_group(e, first, second);
    if (r != BZ_RESULT_OK) return r;
    const bz_ynode *top = w.curriculum.n ? curriculum_file(e, w.curriculum) : NULL;
    if (is_place) put_place(top, first, out);
    else if (kind == BZ_NEW_GROUP) put_group(w.curriculum, first, second, out);
    else put_adaptation(w.curriculum, top, out);
    return BZ_RESULT_OK;
}

bz_result bz_new_context(bz_engine *e, const bz_request *request, bz_new_kind kind, const char *id,
                         const char *first, const char *second)
{
    bz_buf text = {0};
    bz_engine__reset(e);
    bz_result r = bz_engine__new_id(e, id);
    if (r == BZ_RESULT_OK) r = bz_engine__open_root(e, request);
    if (r == BZ_RESULT_OK) r = compose(e, request, kind, first, second, &text);
    int fd =
        r == BZ_RESULT_OK ? open(bz_root_path(e->root), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (r == BZ_RESULT_OK && fd < 0) r = BZ_RESULT_SYSTEM;
    if (r == BZ_RESULT_OK) {
        const bz_template file = {path_of(kind), text.p};
        bz_str below = bz_engine__below_root(e, e->root, request->start ? request->start : ".");
        r = bz_engine__write_templates(e, fd, &file, 1, id, below);
    }
    if (fd >= 0) close(fd);
    bz_buf_deinit(&text);
    return r;
}
