/* baraza diff: what differs between two versions. */
#include "cli/cli.h"

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_diff = {
    .name = "diff",
    .options = "cmjCQW",
    .synopsis = "A [B] [--markdown|--json]",
    .summary = "compare two versions of a curriculum, by structure",
    .help =
        "A and B are curricula, adaptations, groups or places, by id or path; a path may lead "
        "into\n"
        "another root, such as an older edition in a folder of its own. A root alone stands for\n"
        "what the other side names; two roots, for all curricula that both have (or, with -c, for\n"
        "a group). Without B: what A makes of its curriculum. First a line a session, then what\n"
        "became of each part: minutes, order, protected parts, safety text, materials, words.\n"
        "Words that only one side has stand in [brackets].\n\n"
        "Exit status 0: both could be made, whether they differ or not (--json says `same`); 1: "
        "one of\nthem has errors; 2: there is no such thing; 3: files or system.\n\n"
        "Examples:\n"
        "  baraza diff fathers-tuesday\n"
        "  baraza diff mothers-monday fathers-tuesday\n"
        "  git worktree add ../old v1.1 && baraza diff ../old gentle-limits --markdown\n",
    .is_brief = true,
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    if (cli->n_arguments < 1 || cli->n_arguments > 2)
        return bz_cli_misuse(&bz_cmd_diff, "say what to compare: two names or paths");
    if (cli->is_markdown && cli->is_json)
        return bz_cli_misuse(&bz_cmd_diff, "either --markdown or --json");
    bz_result r = bz_diff(cli->engine, &cli->request, cli->arguments[0],
                          cli->n_arguments > 1 ? cli->arguments[1] : NULL,
                          cli->is_markdown ? "markdown"
                          : cli->is_json   ? "json"
                                           : "text");
    fputs(bz_printed(cli->engine), stdout);
    cli->is_json = false; /* standard output has the answer; diagnostics go the other way */
    return bz_cli_report(cli, r);
}
