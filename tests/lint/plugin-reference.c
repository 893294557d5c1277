/* Prints docs/plugin-api.md: what a plugin can call and see. The room itself knows; this only
 * prints. */
#include "plugin/plugin.h"
#include <stdio.h>

int main(void)
{
    bz_buf out = {0};
    bz_plugin_reference(&out);
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    bz_buf_deinit(&out);
    return 0;
}
