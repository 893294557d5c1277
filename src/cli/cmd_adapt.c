/* baraza adapt: what an adaptation did to a curriculum. */
#include "cli/cli.h"

#include <string.h>

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_adapt = {
    .name = "adapt",
    .options = "cfDC",
    .synopsis = "record -c GROUP [-f text|json|csv]",
    .summary = "show what was changed for a group",
    .help =
        "record prints every change that makes a group's programme, whoever made it: adaptation, "
        "plugin or\nplanner; with its reason, its approval, before and after, and the terms of "
        "FRAME.\n"
        "\nExamples:\n"
        "  baraza adapt record -c fathers-tuesday\n"
        "  baraza adapt record -c fathers-tuesday -f csv > record.csv\n",
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    static const char *const formats[] = {"text", "json", "csv"};
    const char *format = cli->request.formats ? cli->request.formats : "text";
    bool is_known = false;
    if (cli->n_arguments != 1 || strcmp(cli->arguments[0], "record") != 0)
        return bz_cli_misuse(&bz_cmd_adapt, "say what: record");
    if (!cli->request.context) return bz_cli_misuse(&bz_cmd_adapt, "say for which group: -c GROUP");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        is_known = is_known || strcmp(format, formats[i]) == 0;
    if (!is_known) return bz_cli_misuse(&bz_cmd_adapt, "there is no record as `%s`", format);
    cli->request.formats = NULL;
    bz_result r = bz_adapt_record(cli->engine, &cli->request, format);
    fputs(bz_printed(cli->engine), stdout);
    return bz_cli_report(cli, r);
}
