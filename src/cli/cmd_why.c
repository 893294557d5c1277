/* baraza why: how a part came to be what it is. */
#include "cli/cli.h"

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_why = {
    .name = "why",
    .options = "cDCQW",
    .synopsis = "ADDRESS|FILE:LINE [-c GROUP|PLACE]",
    .summary = "tell how a part came to be what it is",
    .help = "Says where a session, activity, block, handout or word is written, who may change it, "
            "when it\n"
            "is done, and every change to it: who, why, before and after.\n\n"
            "Examples:\n"
            "  baraza why calm/story\n"
            "  baraza why calm/practice -c fathers-tuesday\n"
            "  baraza why curricula/gentle-limits/sessions/calm.md:12\n",
    .is_brief = true,
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    if (cli->n_arguments != 1) return bz_cli_misuse(&bz_cmd_why, "one address, please");
    cli->request.lock_process = true;
    bz_result r = bz_why(cli->engine, &cli->request, cli->arguments[0]);
    fputs(bz_printed(cli->engine), stdout);
    return bz_cli_report(cli, r);
}
