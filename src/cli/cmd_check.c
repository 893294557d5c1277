/* baraza check: finds everything that is wrong. */
#include "cli/cli.h"

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_check = {
    .name = "check",
    .options = "cDCQWjt",
    .synopsis = "[PATH…] [-c GROUP|PLACE]",
    .summary = "find everything that is wrong, and make nothing",
    .help = "Without PATH, everything in the root: curricula, library, places, adaptations, groups "
            "and\n"
            "plugins; every group as far as its documents. PATH is a file, a folder or an id.\n\n"
            "Examples:\n"
            "  baraza check\n"
            "  baraza check curricula/gentle-limits\n"
            "  baraza check -c fathers-tuesday --json\n",
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    if (cli->request.context && cli->n_arguments == 1) cli->request.curriculum = cli->arguments[0];
    else if (cli->request.context && cli->n_arguments > 1)
        return bz_cli_misuse(&bz_cmd_check, "with `-c`, one curriculum at a time");
    else {
        cli->request.paths = (const char *const *)cli->arguments;
        cli->request.n_paths = (size_t)cli->n_arguments;
    }
    cli->request.lock_process = true;
    bz_result r = bz_cli_report(cli, bz_check(cli->engine, &cli->request));
    if (r == BZ_RESULT_OK && !cli->is_json)
        puts(bz_warning_count(cli->engine) ? "no errors" : "all is well");
    return r;
}
