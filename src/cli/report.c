/* How every command reports. Data goes to standard output, talk to standard error; the last line
 * sums up. */
#include "cli/cli.h"

static void print_summary(const bz_cli *cli)
{
    size_t errors = bz_error_count(cli->engine), warnings = bz_warning_count(cli->engine);
    if (!errors && !warnings) return;
    if (errors) fprintf(stderr, "%zu error%s", errors, errors == 1 ? "" : "s");
    if (warnings)
        fprintf(stderr, "%s%zu warning%s", errors ? ", " : "", warnings, warnings == 1 ? "" : "s");
    fputs(errors ? "; `baraza explain CODE` tells more of each\n" : "\n", stderr);
}

bz_result bz_cli_report(bz_cli *cli, bz_result result)
{
    if (cli->on_terminal) fputs("\r\033[K", stderr);
    if (cli->is_json) fputs(bz_diagnostics_json(cli->engine), stdout);
    else fputs(bz_diagnostics_text(cli->engine, cli->on_terminal), stderr);
    if (!cli->is_json) print_summary(cli);
    if (cli->with_timings) fputs(bz_timings(cli->engine), stderr);
    return result;
}
