/* baraza new: starts a curriculum, a session or a plugin. */
#include "cli/cli.h"

#include <string.h>

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_new = {
    .name = "new",
    .options = "C",
    .synopsis = "curriculum NAME | session NAME [CURRICULUM | library] | plugin NAME",
    .summary = "start a curriculum, a session or a plugin",
    .help = "Writes files that pass `baraza check` and build, to be changed from there. Nothing "
            "that exists\n"
            "is overwritten. A curriculum makes the root's baraza.yaml where there is none; a "
            "session is\n"
            "added to the list in curriculum.yaml, and one of the library, which many curricula "
            "share, to none.\n"
            "In a folder below a root, everything goes into that root, and its files are named as "
            "seen from there.\n\n"
            "Examples:\n"
            "  baraza new curriculum gentle-limits\n"
            "  baraza new session calm gentle-limits\n"
            "  baraza new session safe-adults library\n"
            "  baraza new plugin our-rules\n",
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    bz_result r;
    const char *kind = cli->n_arguments > 0 ? cli->arguments[0] : "";
    bool is_session = strcmp(kind, "session") == 0;
    bool is_plugin = strcmp(kind, "plugin") == 0;
    if (!is_session && !is_plugin && strcmp(kind, "curriculum") != 0)
        return bz_cli_misuse(
            &bz_cmd_new, *kind ? "`%s` is not something to start" : "what shall be new?%s", kind);
    if (cli->n_arguments < 2 || cli->n_arguments > (is_session ? 3 : 2))
        return bz_cli_misuse(&bz_cmd_new, "`new %s` wants a name", kind);
    if (is_session && cli->n_arguments == 3) cli->request.curriculum = cli->arguments[2];
    if (is_session) r = bz_new_session(cli->engine, &cli->request, cli->arguments[1]);
    else if (is_plugin) r = bz_new_plugin(cli->engine, &cli->request, cli->arguments[1]);
    else r = bz_new_curriculum(cli->engine, &cli->request, cli->arguments[1]);
    fputs(bz_printed(cli->engine), stdout);
    return bz_cli_report(cli, r);
}
