/* How every command reports. Data goes to standard output, talk to standard error; the last line
 * sums up. `check` shows each finding with its line of the file. Where something else was asked
 * for, a warning is one line, and what helps is said once: twenty warnings, each with its excerpt,
 * would bury the one line that was waited for. */
#include "cli/cli.h"

static void print_summary(const bz_cli *cli, bool is_short)
{
    size_t errors = bz_error_count(cli->engine), warnings = bz_warning_count(cli->engine);
    if (!errors && !warnings) return;
    if (errors) fprintf(stderr, "%zu error%s", errors, errors == 1 ? "" : "s");
    if (warnings)
        fprintf(stderr, "%s%zu warning%s", errors ? ", " : "", warnings, warnings == 1 ? "" : "s");
    fputs(errors || is_short ? "; `baraza explain CODE` tells more of each\n" : "\n", stderr);
}

bz_result bz_cli_report(bz_cli *cli, bz_result result)
{
    bool is_short = cli->is_brief && bz_error_count(cli->engine) == 0;
    if (cli->on_terminal) fputs("\r\033[K", stderr);
    if (cli->is_json) fputs(bz_diagnostics_json(cli->engine), stdout);
    else if (is_short) fputs(bz_diagnostics_short(cli->engine, cli->on_terminal), stderr);
    else fputs(bz_diagnostics_text(cli->engine, cli->on_terminal), stderr);
    if (!cli->is_json) print_summary(cli, is_short);
    if (cli->with_timings) fputs(bz_timings(cli->engine), stderr);
    return result;
}
