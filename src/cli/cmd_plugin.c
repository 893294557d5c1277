/* baraza plugin: what plugins there are, and whether they are in order. */
#include "cli/cli.h"

#include <string.h>

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_plugin = {
    .name = "plugin",
    .options = "CQWj",
    .synopsis = "list | check [NAME…] | lock [NAME…]",
    .summary = "list, check and lock plugins",
    .help =
        "list   prints the plugins of the root and of the program: edition, level of the "
        "interface, "
        "what\n"
        "       each does, and how it stands against the lock\n"
        "check  loads plugins as a build does, and looks for names that plugins do not have, files "
        "that\n"
        "       are not there and labels that a language lacks\n"
        "lock   writes baraza.lock: the SHA-256 of every plugin of the root, the edition of those "
        "of the\n"
        "       program. From then on nothing is built with a plugin that changed, until it is "
        "locked\n"
        "       again\n"
        "\nExamples:\n"
        "  baraza plugin list\n"
        "  baraza plugin check our-rules\n"
        "  baraza plugin lock\n"
        "  baraza plugin lock our-rules\n",
    .run = run,
};

static bz_result list(bz_cli *cli)
{
    return bz_plugin_list(cli->engine, &cli->request, cli->is_json);
}

static bz_result check(bz_cli *cli)
{
    return bz_plugin_check(cli->engine, &cli->request);
}

static bz_result lock(bz_cli *cli)
{
    return bz_plugin_lock(cli->engine, &cli->request);
}

static const struct {
    const char *name;
    bz_result (*run)(bz_cli *cli);
    int most; /* names behind it */
} verbs[] = {{"list", list, 0}, {"check", check, 1000}, {"lock", lock, 1000}};

static bz_result run(bz_cli *cli)
{
    const char *name = cli->n_arguments ? cli->arguments[0] : "";
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, name) != 0) continue;
        if (cli->n_arguments - 1 > verbs[i].most)
            return bz_cli_misuse(&bz_cmd_plugin, "too many arguments");
        cli->request.paths = (const char *const *)cli->arguments + 1;
        cli->request.n_paths = (size_t)cli->n_arguments - 1;
        bz_result r = verbs[i].run(cli);
        fputs(bz_printed(cli->engine), stdout);
        cli->is_json = false; /* standard output has the answer; diagnostics go the other way */
        return bz_cli_report(cli, r);
    }
    return bz_cli_misuse(&bz_cmd_plugin, "say what: list, check or lock");
}
