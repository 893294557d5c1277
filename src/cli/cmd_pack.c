/* baraza pack: the papers of one meeting in one file. */
#include "cli/cli.h"

#include <string.h>

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_pack = {
    .name = "pack",
    .options = "cMfoDPIL2FreaCQWjt",
    .synopsis = "-c GROUP --meeting N",
    .summary = "put one meeting's papers into one file",
    .help =
        "Makes every document that belongs to a meeting and puts them into one file, in the order "
        "in which\n"
        "they are needed, behind a cover that says how many copies to make of each. A PDF, unless "
        "-f says\n"
        "html, or pdf,html. `baraza plan -c GROUP` lists the meetings with their numbers.\n\n"
        "Examples:\n"
        "  baraza pack -c fathers-tuesday --meeting 3\n"
        "  baraza pack -c fathers-tuesday --meeting 3 --duplex -o saturday\n"
        "  baraza pack -c fathers-tuesday --meeting 5 --from plan.json --done 4\n",
    .formats = "pdf, html, or both with a comma between",
    .output = "where to put it (otherwise build/GROUP-meeting-N in the root)",
    .is_brief = true,
    .run = run,
};

/* One line a file, so that it can be opened or given to a printer as it is printed here. */
static void print_files(const bz_cli *cli)
{
    const char *format = cli->request.formats;
    while (*format) {
        size_t n = strcspn(format, ",");
        fprintf(cli->is_json ? stderr : stdout, "%s/papers-%u.%.*s\n", bz_build_folder(cli->engine),
                cli->request.meeting, (int)n, format);
        format += n + (format[n] == ',');
    }
}

static bz_result run(bz_cli *cli)
{
    if (cli->n_arguments > 0) return bz_cli_misuse(&bz_cmd_pack, "name the group with -c");
    if (!cli->request.context || !cli->request.meeting)
        return bz_cli_misuse(&bz_cmd_pack, "which meeting? -c GROUP --meeting N");
    if (!cli->request.formats) cli->request.formats = "pdf";
    cli->request.lock_process = true;
    bz_result r = bz_cli_report(cli, bz_build(cli->engine, &cli->request));
    if (r == BZ_RESULT_OK) print_files(cli);
    return r;
}
