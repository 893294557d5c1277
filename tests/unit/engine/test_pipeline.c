/* The order of phases is written down once in the engine and once for people; they must agree.
 * Tests run in the repository's folder. */
#include "../unit.h"

#include "engine/engine_priv.h"

#include <stdio.h>
#include <string.h>

static void read_page(const char *path, char *out, size_t size)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = fread(out, 1, size - 1, f);
    out[n] = 0;
    fclose(f);
}

static void test_engine_pipeline__the_order_in_the_docs_is_the_order(void **state)
{
    (void)state;
    static char page[65536];
    read_page("docs/architecture.md", page, sizeof page);
    const char *at = strstr(page, "| phase |");
    assert_non_null(at);
    for (size_t i = 0; bz_engine__phase_name(i); i++) {
        char row[64];
        snprintf(row, sizeof row, "\n| %s |", bz_engine__phase_name(i));
        at = strstr(at, row);
        if (!at)
            fail_msg("docs/architecture.md lacks phase %zu, %s, or has it out of order", i,
                     bz_engine__phase_name(i));
        at++;
    }
    /* And no phase that the engine does not have. */
    const char *line = strchr(at, '\n') + 1;
    if (strncmp(line, "| ", 2) == 0)
        fail_msg("docs/architecture.md has a phase too many: %.40s", line);
}

static void test_engine_pipeline__ids_of_paths(void **state)
{
    (void)state;
    assert_str(bz_engine__id_of(BZ_STR("calm")), "calm");
    assert_str(bz_engine__id_of(BZ_STR("curricula/gentle/curriculum.yaml")), "gentle");
    assert_str(bz_engine__id_of(BZ_STR("curricula/gentle/")), "gentle");
    assert_str(bz_engine__id_of(BZ_STR("curricula/contexts/groups/us.yaml")), "us");
    assert_str(bz_engine__id_of(BZ_STR("./curricula/contexts/adaptations/lake/adaptation.yaml")),
               "lake");
}
