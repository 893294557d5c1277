/* Checks a root and says what is wrong, as a small program of one's own would. Build it with
 *
 *     cc check.c $(pkg-config --cflags --libs baraza) -o check
 *     ./check FOLDER
 */
#include <baraza/baraza.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    bz_request request = {.size = sizeof request, .start = argc > 1 ? argv[1] : "."};
    bz_engine *engine = bz_engine_new();
    bz_result result = bz_check(engine, &request);

    bz_diagnostic d;
    for (size_t i = 0; bz_diagnostic_at(engine, i, &d); i++)
        printf("%s:%u: %s %s: %s\n", d.file, (unsigned)d.line, d.severity, d.code, d.message);
    printf("%zu errors, %zu warnings\n", bz_error_count(engine), bz_warning_count(engine));

    bz_engine_free(engine);
    return result;
}
