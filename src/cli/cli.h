/* The program: commands in a table, options that every command shares, one way to report. It uses
 * the public header only. */
#ifndef BZ_CLI_CLI_H
#define BZ_CLI_CLI_H

#include <baraza/baraza.h>

#include <stdio.h>

enum { BZ_CLI_FOLDERS = 8 };

typedef struct bz_cli {
    bz_engine *engine;
    bz_request request;
    const char *folders[BZ_CLI_FOLDERS]; /* of fonts */
    char **arguments;                    /* behind the options */
    int n_arguments;
    const char *by;   /* who signs, a role */
    const char *xlsx; /* the workbook to write */
    bool is_json, is_markdown, is_accepted, with_timings;
    bool is_brief;    /* warnings on a line each */
    bool on_terminal; /* stderr is one: colour and progress */
} bz_cli;

/* One letter for each option that a command takes, as in the table of options in main.c. */
typedef struct bz_command {
    const char *name;
    const char *options;  /* "cjo" … */
    const char *synopsis; /* what follows the name */
    const char *summary;  /* one line, for the list */
    const char *help;     /* paragraphs and examples */
    const char *formats;  /* what -f takes, and what -o names, where that is not as in `build` */
    const char *output;
    bool is_brief; /* what it makes is waited for, not what it finds */
    bz_result (*run)(bz_cli *cli);
} bz_command;

extern const bz_command bz_cmd_adapt, bz_cmd_build, bz_cmd_check, bz_cmd_diff, bz_cmd_explain,
    bz_cmd_new, bz_cmd_pack, bz_cmd_plan, bz_cmd_plugin, bz_cmd_reading, bz_cmd_why;

/* Diagnostics to stderr (or JSON to stdout), a closing line, timings. Gives `result` back. */
bz_result bz_cli_report(bz_cli *cli, bz_result result);
/* A wrong use: a message with the command's synopsis; gives BZ_RESULT_USAGE. */
bz_result bz_cli_misuse(const bz_command *command, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
