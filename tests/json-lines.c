/* For the suites: JSON on stdin, a line a value on stdout: `.files[0].bytes 1204`, so that a shell
 * can look things up with grep. Ends with 1 when the input is not JSON. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static void put(const json_t *value, const char *path)
{
    char below[1024];
    const char *key;
    json_t *item;
    size_t i;
    if (json_is_object(value)) {
        json_object_foreach((json_t *)value, key, item)
        {
            snprintf(below, sizeof below, "%s.%s", path, key);
            put(item, below);
        }
    } else if (json_is_array(value)) {
        json_array_foreach(value, i, item)
        {
            snprintf(below, sizeof below, "%s[%zu]", path, i);
            put(item, below);
        }
    } else if (json_is_string(value)) {
        printf("%s %s\n", path, json_string_value(value));
    } else {
        char *text = json_dumps(value, JSON_ENCODE_ANY);
        printf("%s %s\n", path, text);
    }
}

int main(void)
{
    json_error_t error;
    json_t *top = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
    if (!top) {
        fprintf(stderr, "line %d: %s\n", error.line, error.text);
        return 1;
    }
    if (json_is_array(top) && json_array_size(top) == 0) puts("[]");
    put(top, "");
    return 0;
}
