/* baraza plan: which part in which meeting, on which day. */
#include "cli/cli.h"

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_plan = {
    .name = "plan",
    .options = "cDCireavQWjlt",
    .synopsis = "-c GROUP [--json] [--ics FILE] [--from FILE --done N] [--diff FILE]",
    .summary = "fit a curriculum to a group's meetings",
    .help =
        "Finds the best plan that keeps to all rules: what may be left out and shortened, how "
        "long a\n"
        "meeting may be, on which days the group meets. Says what it cost. With --json the plan "
        "goes to\n"
        "standard output as JSON. Exit status 1: there is no plan; the message says why, and "
        "what helps.\n"
        "Keep the plan that people know (--json). When rain or a shorter booking comes between, "
        "give it\n"
        "back with --from: what was held (--done, --after) stays, and after it as little as "
        "possible\n"
        "changes. --diff says what moved; --ics brings the calendar up to date.\n\n"
        "Examples:\n"
        "  baraza plan -c fathers-tuesday\n"
        "  baraza plan -c fathers-tuesday --json\n"
        "  baraza plan -c fathers-tuesday --ics fathers.ics\n"
        "  baraza plan -c fathers-tuesday --from plan.json --done 4 --diff plan.json\n",
    .is_brief = true,
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    if (cli->n_arguments > 1) return bz_cli_misuse(&bz_cmd_plan, "one curriculum at a time");
    if (cli->n_arguments == 1) cli->request.curriculum = cli->arguments[0];
    bz_result r = bz_plan(cli->engine, &cli->request, cli->is_json);
    fputs(bz_printed(cli->engine), stdout);
    cli->is_json = false; /* what is said beside the plan goes to stderr, as text */
    return bz_cli_report(cli, r);
}
