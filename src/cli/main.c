/* The program's entry. In: arguments. Out: one command run, its exit status. Options are rows of
 * one table; a command says by letters which of them it takes. */
#include "cli/cli.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const bz_command *const commands[] = {
    &bz_cmd_new,  &bz_cmd_check,  &bz_cmd_build,   &bz_cmd_pack, &bz_cmd_adapt,  &bz_cmd_diff,
    &bz_cmd_plan, &bz_cmd_plugin, &bz_cmd_reading, &bz_cmd_why,  &bz_cmd_explain};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

typedef struct bz_option {
    char letter;       /* as in bz_command.options; those of CHOICES can be taken back: --no-… */
    bool is_short;     /* whether `-x` is written as well */
    const char *name;  /* "--context" */
    const char *value; /* NULL: a switch */
    const char *help;
} bz_option;

static const bz_option options[] = {
    {'c', true, "--context", "GROUP|PLACE", "for this group or place (id or path)"},
    {'f', true, "--format", "LIST",
     "one or more, with commas: html, pdf, png, text, xlsx, pages, tree"},
    {'o', true, "--output", "DIR", "where to put it (otherwise build/NAME in the root)"},
    {'s', false, "--session", "ID", "only the documents of this session"},
    {'d', false, "--document", "ID", "only this document"},
    {'M', false, "--meeting", "N", "the meeting, by its number"},
    {'D', false, "--date", "DATE", "the day of signing, or of a build without a plan: 2026-09-08"},
    {'b', false, "--by", "ROLE", "who signs: a role, no name"},
    {'P', false, "--paper", "SIZE", "the sheet: A4, Letter, A5"},
    {'I', false, "--ink", "HOW", "full, or saving: outlines for tints"},
    {'L', false, "--large-print", NULL, "everything larger"},
    {'2', false, "--duplex", NULL, "both sides of the sheet"},
    {'B', false, "--booklet", NULL, "two pages a side, to fold in the middle"},
    {'U', false, "--two-up", NULL, "two pages a side, one after the other"},
    {'F', false, "--fonts", "DIR", "look for fonts here and nowhere else (can be repeated)"},
    {'N', false, "--dpi", "NUMBER", "dots an inch of previews (png); 96 is usual"},
    {'i', false, "--ics", "FILE",
     "write the meetings into this calendar file, or bring it up to date"},
    {'r', false, "--from", "FILE", "plan again from this plan, as --json printed it"},
    {'e', false, "--done", "N", "with --from: the first N meetings have been held and stay"},
    {'a', false, "--after", "DATE", "with --from: what was held up to this day stays"},
    {'v', false, "--diff", "FILE", "say what moved since this plan, a line a meeting"},
    {'l', false, "--limit", "NUMBER", "stop looking for the best plan after so many steps"},
    {'A', false, "--accept", NULL, "what comes out now is what is expected"},
    {'C', true, "--directory", "DIR", "work in this folder"},
    {'Q', false, "--plugin-limits", "LIST",
     "allow plugins less than usual: call=1000000,memory=16,wait=5"},
    {'W', false, "--weak-sandbox", NULL, "run plugins also where they cannot be locked in"},
    {'j', false, "--json", NULL, "JSON on standard output: the answer, or the diagnostics"},
    {'x', false, "--xlsx", "FILE", "write a workbook"},
    {'m', false, "--markdown", NULL, "Markdown on standard output, for a pull request"},
    {'t', false, "--timings", NULL, "say where the time went"},
    {'h', true, "--help", NULL, "this help"},
};
enum { N_OPTIONS = sizeof options / sizeof *options };

/* Switches that a group's file may have set, so that `--no-` before their name has a meaning. */
static const char CHOICES[] = "L2BU";

static void print_option(const bz_option *o, const char *help)
{
    char left[64];
    snprintf(left, sizeof left, "%c%c%s %s%s%s", o->is_short ? '-' : ' ',
             o->is_short ? o->letter : ' ', o->is_short ? "," : " ", o->name, o->value ? " " : "",
             o->value ? o->value : "");
    printf("  %-28s %s\n", left, help);
}

static void print_command_help(const bz_command *c)
{
    printf("baraza %s: %s\n\nUsage: baraza %s %s\n\n%s\nOptions:\n", c->name, c->summary, c->name,
           c->synopsis, c->help);
    for (int i = 0; i < N_OPTIONS; i++)
        if (strchr(c->options, options[i].letter) || options[i].letter == 'h')
            print_option(&options[i], options[i].letter == 'f' && c->formats  ? c->formats
                                      : options[i].letter == 'o' && c->output ? c->output
                                                                              : options[i].help);
    if (strpbrk(c->options, CHOICES))
        printf("\nOptions for paper take the place of what the group's file says. `--no-duplex` "
               "and the like take\nback what it asks for.\n");
}

static void print_help(void)
{
    printf("baraza %s: curricula and sessions for parent support groups, on paper\n\n"
           "Usage: baraza COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:\n",
           bz_version());
    for (int i = 0; i < N_COMMANDS; i++)
        printf("  %-9s %s\n", commands[i]->name, commands[i]->summary);
    printf("\n  baraza COMMAND --help tells more of a command, with examples.\n  baraza --version "
           "prints the "
           "version.\n\nExamples:\n"
           "  baraza new curriculum gentle-limits     start a curriculum here\n"
           "  baraza check                            find everything that is wrong\n"
           "  baraza build -c fathers-tuesday         make a group's guides and handouts\n"
           "  baraza why calm/story -c fathers-tuesday\n\n"
           "Exit status: 0 fine, 1 errors in a curriculum or plugin, 2 wrong use, 3 files or "
           "system.\n");
}

bz_result bz_cli_misuse(const bz_command *command, const char *fmt, ...)
{
    va_list ap;
    fputs("baraza: ", stderr);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    if (command)
        fprintf(stderr, "\nUsage: baraza %s %s\n(`baraza %s --help` tells more)\n", command->name,
                command->synopsis, command->name);
    else fputs("\n(`baraza --help` lists the commands)\n", stderr);
    return BZ_RESULT_USAGE;
}

/* Letters that must change to make one word of the other: enough for "did you mean" among few
 * names. */
static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(b), row[32];
    if (n > 30 || strlen(a) > 30) return 31;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t best = corner + (a[i - 1] != b[j - 1]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[n];
}

static const bz_command *find_command(const char *name)
{
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0) return commands[i];
    return NULL;
}

static bz_result unknown_command(const char *name)
{
    const bz_command *nearest = strcmp(name, "print") == 0 ? &bz_cmd_pack : NULL;
    size_t best = 3;
    if (name[0] == '-') return bz_cli_misuse(NULL, "`%s` stands where a command belongs", name);
    for (int i = 0; i < N_COMMANDS; i++)
        if (distance(name, commands[i]->name) < best) {
            best = distance(name, commands[i]->name);
            nearest = commands[i];
        }
    if (nearest)
        return bz_cli_misuse(NULL, "there is no command `%s`; did you mean `%s`?", name,
                             nearest->name);
    return bz_cli_misuse(NULL, "there is no command `%s`", name);
}

/* The option that was meant: what others call it, one that begins so, or one that is nearly it. */
static bz_result unknown_option(const bz_command *c, const char *given)
{
    const char *meant =
        strcmp(given, "--group") == 0 || strcmp(given, "--place") == 0 ? "--context" : NULL;
    size_t best = 3, n = strlen(given);
    for (int i = 0; i < N_OPTIONS && n > 3 && !meant; i++)
        if (strchr(c->options, options[i].letter) && strncmp(options[i].name, given, n) == 0)
            meant = options[i].name;
    for (int i = 0; i < N_OPTIONS && n > 3 && best > 0; i++) {
        size_t far = distance(given, options[i].name);
        if (!strchr(c->options, options[i].letter) || far >= best) continue;
        best = far;
        meant = options[i].name;
    }
    if (!meant) return bz_cli_misuse(c, "`%s` takes no option `%s`", c->name, given);
    return bz_cli_misuse(c, "`%s` takes no option `%s`; did you mean `%s`?", c->name, given, meant);
}

static bool take_folder(bz_cli *cli, const char *folder)
{
    if (cli->request.n_font_folders == BZ_CLI_FOLDERS) return false;
    cli->folders[cli->request.n_font_folders++] = folder;
    cli->request.font_folders = cli->folders;
    return true;
}

static bool take_number(const char *value, unsigned *out)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    *out = (unsigned)n;
    return *value >= '0' && *value <= '9' && !*end && n > 0 && n <= 100000;
}

/* `choice` is what a switch of CHOICES was set to. False when the value cannot be used. */
static bool take_option(bz_cli *cli, char letter, const char *value, bz_choice choice)
{
    switch (letter) {
    case 'c': cli->request.context = value; break;
    case 'f': cli->request.formats = value; break;
    case 'o': cli->request.output = value; break;
    case 's': cli->request.session = value; break;
    case 'd': cli->request.document = value; break;
    case 'D': cli->request.date = value; break;
    case 'M': return take_number(value, &cli->request.meeting);
    case 'b': cli->by = value; break;
    case 'C': cli->request.start = value; break;
    case 'P': cli->request.paper = value; break;
    case 'I': cli->request.ink = value; break;
    case 'L': cli->request.large_print = choice; break;
    case '2': cli->request.duplex = choice; break;
    case 'B': cli->request.booklet = choice; break;
    case 'U': cli->request.two_up = choice; break;
    case 'F': return take_folder(cli, value);
    case 'N': return take_number(value, &cli->request.dpi);
    case 'i': cli->request.ics = value; break;
    case 'r': cli->request.plan_from = value; break;
    case 'e': return take_number(value, &cli->request.plan_done);
    case 'a': cli->request.plan_after = value; break;
    case 'v': cli->request.plan_diff = value; break;
    case 'l': return take_number(value, &cli->request.plan_limit);
    case 'Q': cli->request.plugin_limits = value; break;
    case 'W': cli->request.weak_sandbox = true; break;
    case 'j': cli->is_json = true; break;
    case 'x': cli->xlsx = value; break;
    case 'm': cli->is_markdown = true; break;
    case 't': cli->with_timings = true; break;
    case 'A': cli->is_accepted = true; break;
    default: break;
    }
    return true;
}

/* The option that an argument names, with `=value` cut off into *value. */
static const bz_option *find_option(const bz_command *c, const char *argument, const char **value,
                                    bool *is_no)
{
    *value = NULL;
    *is_no = false;
    for (int i = 0; i < N_OPTIONS; i++) {
        const bz_option *o = &options[i];
        if (o->letter != 'h' && !strchr(c->options, o->letter)) continue;
        *is_no = strchr(CHOICES, o->letter) && strncmp(argument, "--no-", 5) == 0;
        if (*is_no && strcmp(argument + 5, o->name + 2) == 0) return o;
        size_t n = strlen(o->name);
        if (strncmp(argument, o->name, n) == 0 && (argument[n] == 0 || argument[n] == '=')) {
            if (argument[n] == '=') *value = argument + n + 1;
            return o;
        }
        if (o->is_short && argument[1] == o->letter) {
            if (argument[2]) *value = argument + 2;
            return o;
        }
    }
    return NULL;
}

/* Options may stand anywhere; what is none is moved to the front as an argument. */
static bz_result parse(bz_cli *cli, const bz_command *c, int argc, char **argv, bool *wants_help)
{
    int kept = 0;
    bool is_over = false;
    cli->arguments = argv;
    for (int i = 0; i < argc; i++) {
        if (is_over || argv[i][0] != '-' || argv[i][1] == 0) {
            argv[kept++] = argv[i];
            continue;
        }
        if (strcmp(argv[i], "--") == 0) {
            is_over = true;
            continue;
        }
        const char *value;
        const char *given = argv[i];
        bool is_no;
        const bz_option *o = find_option(c, given, &value, &is_no);
        if (!o) return unknown_option(c, given);
        if (o->letter == 'h') {
            *wants_help = true;
            return BZ_RESULT_OK;
        }
        if (o->value && !value) value = ++i < argc ? argv[i] : NULL;
        if (o->value && !value)
            return bz_cli_misuse(c, "`%s` wants a value: %s %s", given, o->name, o->value);
        if (!o->value && value) return bz_cli_misuse(c, "`%s` takes no value", o->name);
        if (!take_option(cli, o->letter, value, is_no ? BZ_CHOICE_NO : BZ_CHOICE_YES))
            return bz_cli_misuse(c, "`%s` takes %s, not `%s`", o->name,
                                 o->letter == 'F' ? "at most eight folders" : "a number", value);
    }
    cli->n_arguments = kept;
    return BZ_RESULT_OK;
}

/* Progress appears only when work takes more than half a second, and leaves no trace. */
static void show_progress(void *context, const char *phase, size_t done, size_t of)
{
    struct timespec now;
    const struct timespec *start = context;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long ms = (now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
    if (ms < 500) return;
    if (of) fprintf(stderr, "\r\033[K%s %zu of %zu", phase, done, of);
    else fprintf(stderr, "\r\033[K%s", phase);
}

static int run(const bz_command *c, int argc, char **argv)
{
    bz_cli cli = {.request = {.size = sizeof cli.request}};
    struct timespec start;
    bool wants_help = false;
    bz_result r = parse(&cli, c, argc, argv, &wants_help);
    if (r != BZ_RESULT_OK) return (int)r;
    if (wants_help) {
        print_command_help(c);
        return 0;
    }
    clock_gettime(CLOCK_MONOTONIC, &start);
    cli.is_brief = c->is_brief;
    cli.on_terminal = isatty(STDERR_FILENO);
    if (cli.on_terminal) {
        cli.request.progress = show_progress;
        cli.request.progress_context = &start;
    }
    cli.engine = bz_engine_new();
    r = c->run(&cli);
    bz_engine_free(cli.engine);
    return (int)r;
}

/* Whoever starts us may have closed the standard streams. A file that we open would then take their
 * number, and what is said would be written into it. */
static void open_standard_streams(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0) _exit(BZ_RESULT_SYSTEM);
}

int main(int argc, char **argv)
{
    open_standard_streams();
    if (argc < 2) {
        print_help();
        return BZ_RESULT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
        printf("baraza %s\n", bz_version());
        return 0;
    }
    bool is_help = strcmp(argv[1], "help") == 0;
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || (is_help && argc == 2)) {
        print_help();
        return 0;
    }
    const bz_command *c = find_command(argv[is_help ? 2 : 1]);
    if (!c) return (int)unknown_command(argv[is_help ? 2 : 1]);
    if (is_help) {
        print_command_help(c);
        return 0;
    }
    int status = run(c, argc - 2, argv + 2);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("baraza: standard output cannot be written\n", stderr);
        return BZ_RESULT_SYSTEM;
    }
    return status;
}
