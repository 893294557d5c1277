/* baraza plugin: what plugins there are, what they do, and whether they are in order. */
#include "cli/cli.h"

#include <string.h>

static bz_result run(bz_cli *cli);

const bz_command bz_cmd_plugin = {
    .name = "plugin",
    .options = "cACQWj",
    .synopsis = "list | check|test|lock [NAME…] | explain|doc NAME [-c GROUP]",
    .summary = "list, check, test, explain and lock plugins",
    .help =
        "list     prints the plugins of the root and of the program: edition, level of the "
        "interface,\n"
        "         what each does, and how it stands against the lock\n"
        "check    loads plugins as a build does, and looks for names that plugins do not have, "
        "files that\n"
        "         are not there and labels that a language lacks\n"
        "test     runs plugins on the small roots of their tests, and shows what differs from what "
        "is\n"
        "         expected; with --accept what comes out now is what is expected\n"
        "explain  a dry run: what a plugin would change, and which documents it would make\n"
        "doc      prints a page about a plugin, in Markdown\n"
        "lock     writes baraza.lock: the SHA-256 of every plugin of the root, the edition of "
        "those "
        "of\n"
        "         the program. From then on nothing is built with a plugin that changed, until it "
        "is\n"
        "         locked again\n"
        "\nExamples:\n"
        "  baraza plugin list\n"
        "  baraza plugin check our-rules\n"
        "  baraza plugin test our-rules\n"
        "  baraza plugin test --accept our-rules\n"
        "  baraza plugin explain low-literacy -c fathers-tuesday\n"
        "  baraza plugin doc guide > guide.md\n"
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

static bz_result test(bz_cli *cli)
{
    return bz_plugin_test(cli->engine, &cli->request, cli->is_accepted);
}

static bz_result explain(bz_cli *cli)
{
    const char *name = cli->request.paths[0];
    cli->request.n_paths = 0;
    cli->is_brief = true;
    return bz_plugin_explain(cli->engine, &cli->request, name, cli->is_json);
}

static bz_result doc(bz_cli *cli)
{
    return bz_plugin_doc(cli->engine, &cli->request, cli->request.paths[0]);
}

static bz_result lock(bz_cli *cli)
{
    return bz_plugin_lock(cli->engine, &cli->request);
}

static const struct {
    const char *name;
    bz_result (*run)(bz_cli *cli);
    int least, most; /* names behind it */
} verbs[] = {{"list", list, 0, 0},       {"check", check, 0, 1000}, {"test", test, 0, 1000},
             {"explain", explain, 1, 1}, {"doc", doc, 1, 1},        {"lock", lock, 0, 1000}};

static bz_result run(bz_cli *cli)
{
    const char *name = cli->n_arguments ? cli->arguments[0] : "";
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, name) != 0) continue;
        int names = cli->n_arguments - 1;
        if (names > verbs[i].most) return bz_cli_misuse(&bz_cmd_plugin, "too many arguments");
        if (names < verbs[i].least)
            return bz_cli_misuse(&bz_cmd_plugin, "say which plugin: `plugin %s NAME`", name);
        cli->request.paths = (const char *const *)cli->arguments + 1;
        cli->request.n_paths = (size_t)names;
        bz_result r = verbs[i].run(cli);
        fputs(bz_printed(cli->engine), stdout);
        cli->is_json = false; /* standard output has the answer; diagnostics go the other way */
        return bz_cli_report(cli, r);
    }
    return bz_cli_misuse(&bz_cmd_plugin, "say what: list, check, test, explain, doc or lock");
}
