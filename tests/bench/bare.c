/* The bare loop that `baraza build` is held against: every YAML file through libyaml's events,
 * every Markdown file through cmark to HTML, a file written for each. What it does not do (links
 * between things, plugins, plans, documents) is what Baraza costs. `bare ROOT OUT`. */
#include <cmark.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

static char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    struct stat s;
    if (!f || fstat(fileno(f), &s) != 0) exit(3);
    char *text = malloc((size_t)s.st_size + 1);
    *n = fread(text, 1, (size_t)s.st_size, f);
    fclose(f);
    return text;
}

static size_t read_yaml(const char *path)
{
    size_t n, events = 0;
    char *text = read_file(path, &n);
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, n);
    for (bool done = false; !done; events++) {
        if (!yaml_parser_parse(&parser, &event)) exit(1);
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    free(text);
    return events;
}

static void write_html(const char *path, const char *to)
{
    size_t n;
    char *text = read_file(path, &n);
    cmark_node *document = cmark_parse_document(text, n, CMARK_OPT_DEFAULT);
    char *html = cmark_render_html(document, CMARK_OPT_DEFAULT);
    FILE *out = fopen(to, "wb");
    if (!out || fputs(html, out) < 0 || fclose(out) != 0) exit(3);
    free(html);
    cmark_node_free(document);
    free(text);
}

static bool ends(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    return n > m && strcmp(name + n - m, suffix) == 0;
}

static void walk(const char *folder, const char *out, size_t *events)
{
    char path[4096], to[4096];
    DIR *d = opendir(folder);
    if (!d) exit(3);
    for (struct dirent *e; (e = readdir(d));) {
        if (e->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_type == DT_DIR) walk(path, out, events);
        else if (ends(e->d_name, ".yaml")) *events += read_yaml(path);
        else if (ends(e->d_name, ".md")) {
            snprintf(to, sizeof to, "%s/%.*s.html", out, (int)strlen(e->d_name) - 3, e->d_name);
            write_html(path, to);
        }
    }
    closedir(d);
}

int main(int argc, char **argv)
{
    size_t events = 0;
    if (argc != 3) return 2;
    mkdir(argv[2], 0777);
    walk(argv[1], argv[2], &events);
    return events == 0;
}
