/* Uses the library as a program of your own would: checks a root and lists what is wrong. */
#include <baraza/baraza.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    bz_engine *engine = bz_engine_new();
    bz_request request = {.size = sizeof request, .start = argc > 1 ? argv[1] : "."};
    bz_result result = bz_check(engine, &request);
    bz_diagnostic d;
    for (size_t i = 0; bz_diagnostic_at(engine, i, &d); i++)
        printf("%s %s:%u: %s\n", d.code, d.file, (unsigned)d.line, d.message);
    printf("baraza %s: %zu errors, %zu warnings\n", bz_version(), bz_error_count(engine),
           bz_warning_count(engine));
    bz_engine_free(engine);
    return (int)result;
}
