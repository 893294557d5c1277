/* Prints docs/plugin-api.md: what a plugin can call and see; or, with an argument, the same as
 * stubs for editors, docs/luacats/baraza.lua. The room itself knows; this only prints. */
#include "plugin/plugin.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    bz_buf out = {0};
    (void)argv;
    if (argc > 1) bz_plugin_stubs(&out);
    else bz_plugin_reference(&out);
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    bz_buf_deinit(&out);
    return 0;
}
