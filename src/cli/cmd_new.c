/* baraza new: starts a file that somebody goes on to write. */
#include "cli/cli.h"

#include <string.h>

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_new = {
    .name = "new",
    .options = "C",
    .synopsis = "curriculum|session|place|adaptation|group|plugin NAME …",
    .summary = "start a curriculum, a session, a place, a group or a plugin",
    .help = "  new curriculum NAME\n"
            "  new session NAME [CURRICULUM | library]\n"
            "  new place NAME COUNTRY [CURRICULUM]\n"
            "  new adaptation NAME CURRICULUM\n"
            "  new group NAME CURRICULUM PLACE [ADAPTATION]\n"
            "  new plugin NAME\n\n"
            "Writes files that pass `baraza check` and build, to be changed from there. Nothing "
            "that exists\n"
            "is overwritten. A curriculum makes the root's baraza.yaml where there is none; a "
            "session is\n"
            "added to the list in curriculum.yaml, and one of the library, which many curricula "
            "share, to none.\n"
            "A place lists the curriculum's words, to be filled in. In a folder below a root, "
            "everything\n"
            "goes into that root, and its files are named as seen from there.\n\n"
            "Examples:\n"
            "  baraza new curriculum gentle-limits\n"
            "  baraza new session calm gentle-limits\n"
            "  baraza new session safe-adults library\n"
            "  baraza new place lamwo UG gentle-limits\n"
            "  baraza new adaptation northern-uganda gentle-limits\n"
            "  baraza new group tuesday gentle-limits lamwo northern-uganda\n"
            "  baraza new plugin our-rules\n",
    .run = run,
};

/* What follows the name: the curriculum, where it stands, and what the kind wants besides. */
static const struct {
    const char *kind;
    int least, most; /* arguments behind the kind */
    int curriculum;  /* which of them names the curriculum; 0: none */
    const char *wants;
} kinds[] = {{"curriculum", 1, 1, 0, "NAME"},
             {"session", 1, 2, 2, "NAME [CURRICULUM]"},
             {"place", 2, 3, 3, "NAME COUNTRY [CURRICULUM]"},
             {"adaptation", 2, 2, 2, "NAME CURRICULUM"},
             {"group", 3, 4, 2, "NAME CURRICULUM PLACE [ADAPTATION]"},
             {"plugin", 1, 1, 0, "NAME"}};

/* What people ask for as well; see docs/getting-started.md. */
static const struct {
    const char *kind, *how;
} by_hand[] = {
    {"handout", "`handouts/NAME.yaml` with its title and session, and `NAME.md` with its text"},
    {"form", "`forms/NAME.yaml` with its questions, and NAME in the list `forms:` of "
             "curriculum.yaml"},
    {"activity",
     "an entry of `activities` in the session's YAML, and `## Title {#id}` in its text"},
    {"picture", "an SVG, PNG or JPEG in `images/`, named in a text: `![what it shows](…)`"},
    {"word", "an entry of `words:` in curriculum.yaml: `mother: {is: person, text: {en: Amina}}`"},
};

static bz_result start(bz_cli *cli, const char *kind, char **names, int n)
{
    const bz_request *q = &cli->request;
    const char *third = n > 2 ? names[2] : NULL, *fourth = n > 3 ? names[3] : NULL;
    if (strcmp(kind, "session") == 0) return bz_new_session(cli->engine, q, names[0]);
    if (strcmp(kind, "plugin") == 0) return bz_new_plugin(cli->engine, q, names[0]);
    if (strcmp(kind, "place") == 0)
        return bz_new_context(cli->engine, q, BZ_NEW_PLACE, names[0], names[1], NULL);
    if (strcmp(kind, "adaptation") == 0)
        return bz_new_context(cli->engine, q, BZ_NEW_ADAPTATION, names[0], NULL, NULL);
    if (strcmp(kind, "group") == 0)
        return bz_new_context(cli->engine, q, BZ_NEW_GROUP, names[0], third, fourth);
    return bz_new_curriculum(cli->engine, q, names[0]);
}

static bz_result run(bz_cli *cli)
{
    const char *kind = cli->n_arguments > 0 ? cli->arguments[0] : "";
    int n = cli->n_arguments - 1;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].kind, kind) != 0) continue;
        if (n < kinds[i].least || n > kinds[i].most)
            return bz_cli_misuse(&bz_cmd_new, "`new %s` wants %s", kind, kinds[i].wants);
        int which = kinds[i].curriculum;
        if (which && n >= which) cli->request.curriculum = cli->arguments[which];
        bz_result r = start(cli, kind, cli->arguments + 1, n);
        fputs(bz_printed(cli->engine), stdout);
        return bz_cli_report(cli, r);
    }
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++)
        if (strcmp(by_hand[i].kind, kind) == 0)
            return bz_cli_misuse(&bz_cmd_new, "`new %s` is not there, it is written by hand: %s",
                                 kind, by_hand[i].how);
    return bz_cli_misuse(&bz_cmd_new,
                         *kind ? "`%s` is not something to start" : "what shall be new?%s", kind);
}
