/* Writes every attack as the file init.lua of a plugin: FOLDER/NUMBER/init.lua, and beside it, in
 * `code`, the diagnostic that must come of it ("-": none). The last ones are whole plugins. */
#include "../unit/plugin/attacks.h"
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *folder;
static int number;

static FILE *open_file(const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%03d", folder, number);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/%03d/%s", folder, number, name);
    FILE *f = fopen(path, "w");
    if (!f) exit(1);
    return f;
}

static void put(const char *code, const char *text, const char *end)
{
    number++;
    FILE *f = open_file("init.lua");
    fprintf(f, "%s\n%s\n", text, end);
    fclose(f);
    f = open_file("code");
    fprintf(f, "%s\n", code);
    fclose(f);
}

static void put_list(const attack *list, size_t n)
{
    static const char *const codes[] = {"-", "P002", "P003", "P001"};
    for (size_t i = 0; i < n; i++)
        put(codes[list[i].verdict], list[i].code, "return {}");
}

#define PUT(list) put_list(list, sizeof list / sizeof *list)

int main(int argc, char **argv)
{
    if (argc != 2) return 2;
    folder = argv[1];
    PUT(attacks_reach);
    PUT(attacks_time);
    PUT(attacks_memory);
    PUT(attacks_arguments);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        put(steps[i].code, steps[i].plugin, "");
    return 0;
}
