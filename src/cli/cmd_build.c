/* baraza build: makes the documents. */
#include "cli/cli.h"

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_build = {
    .name = "build",
    .options = "cfosdDPIL2BUFNreaCQWjt",
    .synopsis = "[CURRICULUM] [-c GROUP|PLACE]",
    .summary = "make guides and handouts",
    .help = "Reads a curriculum, runs the plugins of the group's adaptations (guide and handouts "
            "where none\n"
            "are named) and writes every document with manifest.json into one folder: all of them "
            "or none.\n"
            "They take the place of what an earlier build put there.\n"
            "A group names its curriculum; a curriculum alone, or with a place, is built without "
            "dates.\n\n"
            "Examples:\n"
            "  baraza build -c fathers-tuesday\n"
            "  baraza build -c fathers-tuesday -f pdf --session calm -o saturday\n"
            "  baraza build -c fathers-tuesday -f pdf --paper Letter --ink saving --no-duplex\n"
            "  baraza build -c fathers-tuesday -f pdf --booklet --document guide-calm\n"
            "  baraza build gentle-limits -c kenya -f html,pdf,png\n",
    .is_brief = true,
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    if (cli->n_arguments > 1) return bz_cli_misuse(&bz_cmd_build, "one curriculum at a time");
    if (cli->n_arguments == 1) cli->request.curriculum = cli->arguments[0];
    cli->request.lock_process = true;
    bz_result r = bz_cli_report(cli, bz_build(cli->engine, &cli->request));
    if (r == BZ_RESULT_OK)
        fprintf(cli->is_json ? stderr : stdout, "%zu file%s in %s\n", bz_build_files(cli->engine),
                bz_build_files(cli->engine) == 1 ? "" : "s", bz_build_folder(cli->engine));
    return r;
}
