/* baraza adapt: the record of what was changed, signing it, and keeping up with the base. */
#include "cli/cli.h"

#include <string.h>

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_adapt = {
    .name = "adapt",
    .options = "cfoxjbDCQW",
    .synopsis = "record|status|diff [ADDRESS]|accept ADDRESS|sign [NAME] -c GROUP",
    .summary = "record, sign and keep up an adaptation",
    .help =
        "record  prints every change that makes a group's programme, whoever made it, with its "
        "reason,\n"
        "        its approval, before and after, and the terms of FRAME (-f text, json or csv; -f "
        "xlsx\n"
        "        with -o FILE, or --xlsx FILE, for a workbook)\n"
        "sign    writes signed.yaml beside the adaptation; pages then carry its hash instead of "
        "DRAFT\n"
        "status  says how each change stands against what was signed: unchanged, still fits, look "
        "at\n"
        "        it, conflict, target gone; exits with 1 when one needs a person\n"
        "diff    prints what a part said when it was signed, what it says now, and the change\n"
        "accept  records that a change was looked at and stays\n"
        "\nExamples:\n"
        "  baraza adapt record -c fathers-tuesday -f csv > record.csv\n"
        "  baraza adapt record -c fathers-tuesday --xlsx record.xlsx\n"
        "  baraza adapt sign -c fathers-tuesday --by \"programme owner\" --date 2026-06-01\n"
        "  baraza adapt status -c fathers-tuesday\n"
        "  baraza adapt diff calm/story -c fathers-tuesday\n"
        "  baraza adapt accept calm/story -c fathers-tuesday --by \"country officer\" --date "
        "2026-07-01\n",
    .formats = "of record: text, json, csv or xlsx",
    .output = "with -f xlsx: the file of the workbook",
    .is_brief = true,
    .run = run,
};

static bz_result record(bz_cli *cli, const char *unused)
{
    (void)unused;
    static const char *const formats[] = {"text", "json", "csv", "xlsx"};
    const char *format = cli->xlsx              ? "xlsx"
                         : cli->request.formats ? cli->request.formats
                         : cli->is_json         ? "json"
                                                : "text";
    bool is_known = false;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        is_known = is_known || strcmp(format, formats[i]) == 0;
    if (!is_known) return bz_cli_misuse(&bz_cmd_adapt, "there is no record as `%s`", format);
    bool is_file = strcmp(format, "xlsx") == 0;
    if (cli->xlsx) cli->request.output = cli->xlsx;
    if (is_file != (cli->request.output != NULL))
        return bz_cli_misuse(&bz_cmd_adapt, is_file ? "say where the workbook goes: -o FILE"
                                                    : "only a workbook goes into a file: -f xlsx");
    cli->request.formats = NULL;
    return bz_adapt_record(cli->engine, &cli->request, format);
}

static bz_result status(bz_cli *cli, const char *unused)
{
    (void)unused;
    return bz_adapt_status(cli->engine, &cli->request, cli->is_json);
}

static bz_result diff(bz_cli *cli, const char *address)
{
    return bz_adapt_diff(cli->engine, &cli->request, address);
}

static bz_result accept(bz_cli *cli, const char *address)
{
    if (!address) return bz_cli_misuse(&bz_cmd_adapt, "say which part was looked at: ADDRESS");
    return bz_adapt_accept(cli->engine, &cli->request, address, cli->by);
}

static bz_result sign(bz_cli *cli, const char *name)
{
    return bz_adapt_sign(cli->engine, &cli->request, name, cli->by);
}

static const struct {
    const char *name;
    bz_result (*run)(bz_cli *cli, const char *argument);
    int most; /* arguments */
} verbs[] = {{"record", record, 0},
             {"status", status, 0},
             {"diff", diff, 1},
             {"accept", accept, 1},
             {"sign", sign, 1}};

static bz_result run(bz_cli *cli)
{
    const char *name = cli->n_arguments ? cli->arguments[0] : "";
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, name) != 0) continue;
        if (cli->n_arguments - 1 > verbs[i].most)
            return bz_cli_misuse(&bz_cmd_adapt, "too many arguments");
        if (!cli->request.context)
            return bz_cli_misuse(&bz_cmd_adapt, "say for which group: -c GROUP");
        bz_result r = verbs[i].run(cli, cli->n_arguments > 1 ? cli->arguments[1] : NULL);
        fputs(bz_printed(cli->engine), stdout);
        cli->is_json = false; /* standard output has the answer; diagnostics go the other way */
        return bz_cli_report(cli, r);
    }
    return bz_cli_misuse(&bz_cmd_adapt, "say what: record, status, diff, accept or sign");
}
