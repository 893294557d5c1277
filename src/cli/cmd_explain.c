/* baraza explain: the page of a diagnostic code. */
#include "cli/cli.h"

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_explain = {
    .name = "explain",
    .options = "",
    .synopsis = "[CODE]",
    .summary = "explain a diagnostic: why it matters, wrong and mended",
    .help = "Without CODE, lists all of them.\n\n"
            "Examples:\n"
            "  baraza explain\n"
            "  baraza explain F001\n",
    .run = run,
};

static bz_result run(bz_cli *cli)
{
    if (cli->n_arguments > 1) return bz_cli_misuse(&bz_cmd_explain, "one code at a time");
    if (cli->n_arguments == 0) {
        for (size_t i = 0; bz_explain_code(i); i++)
            printf("%s  %s\n", bz_explain_code(i), bz_explain_summary(bz_explain_code(i)));
        return BZ_RESULT_OK;
    }
    const char *page = bz_explain(cli->arguments[0]);
    if (!page)
        return bz_cli_misuse(&bz_cmd_explain, "there is no code `%s`; `baraza explain` lists them",
                             cli->arguments[0]);
    fputs(page, stdout);
    return BZ_RESULT_OK;
}
