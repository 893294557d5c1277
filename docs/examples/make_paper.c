/* Uses the library as a program of your own would: makes the papers of one group, as PDF for large
 * print, and says where they lie. */
#include <baraza/baraza.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: make_paper ROOT GROUP FOLDER\n");
        return 2;
    }
    bz_engine *engine = bz_engine_new();
    bz_request request = {.size = sizeof request,
                          .start = argv[1],
                          .context = argv[2],
                          .output = argv[3],
                          .formats = "pdf",
                          .paper = "Letter",
                          .large_print = BZ_CHOICE_YES};
    bz_result result = bz_build(engine, &request);
    fputs(bz_diagnostics_text(engine, false), stderr);
    if (result == BZ_RESULT_OK)
        printf("%zu files in %s\n", bz_build_files(engine), bz_build_folder(engine));
    bz_engine_free(engine);
    return (int)result;
}
