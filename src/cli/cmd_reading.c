/* baraza reading: how hard the texts of a curriculum are. */
#include "cli/cli.h"

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_reading = {
    .name = "reading",
    .options = "cDC",
    .synopsis = "[CURRICULUM] [-c GROUP|PLACE]",
    .summary = "measure how hard the texts are to read",
    .help =
        "Prints a line a session and handout: words, school grade and words a sentence of what\n"
        "caregivers hear and of what only the facilitator reads. What is harder than the\n"
        "curriculum allows is a warning of `baraza check` (T128, T129).\n\n"
        "Examples:\n"
        "  baraza reading gentle-limits\n"
        "  baraza reading -c fathers-tuesday\n",
    .is_brief = true,
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    if (cli->n_arguments > 1) return bz_cli_misuse(&bz_cmd_reading, "one curriculum at a time");
    if (cli->n_arguments == 1) cli->request.curriculum = cli->arguments[0];
    bz_result r = bz_reading_levels(cli->engine, &cli->request);
    fputs(bz_printed(cli->engine), stdout);
    return bz_cli_report(cli, r);
}
